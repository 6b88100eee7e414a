"""The simulated cloud itself: that it answers, counts and fails as tests believe it does."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import requests
from simulated_cloud import Fault, SimulatedCloud, Turn, every_fault

VIDEO = {"files": ("a.mp4", b"simulated video")}


@pytest.fixture
def cloud() -> Iterator[SimulatedCloud]:
    with SimulatedCloud() as running:
        yield running


class Person:
    """The plainest client there can be."""

    def __init__(self, cloud: SimulatedCloud) -> None:
        self.cloud = cloud
        self.token = requests.post(f"{cloud.origin}/api/auth/anonymous-token", headers={"X-Client-Id": "c"}, timeout=5)
        self.headers = {"Authorization": f"Bearer {self.token.json()['data']['token']}"}
        self.headers |= {f"X-Skill-{name}": "x" for name in ("Source", "Version", "Platform")}
        made = self.post("/api/tasks/me/with-session/nemo_agent", json={"task_name": "project", "language": "en"})
        self.sid = made.json()["data"]["session_id"]

    def post(self, path: str, **arguments: object) -> requests.Response:
        return requests.post(self.cloud.origin + path, headers=self.headers, timeout=5, **arguments)

    def get(self, path: str) -> requests.Response:
        return requests.get(self.cloud.origin + path, headers=self.headers, timeout=5)

    def say(self, text: str) -> requests.Response:
        message = {"app_name": "nemo_agent", "user_id": "me", "session_id": self.sid}
        return self.post("/run_sse", json={**message, "new_message": {"parts": [{"text": text}]}})


def test_a_whole_job_goes_through(cloud: SimulatedCloud) -> None:
    person = Person(cloud)
    assert person.post(f"/api/upload-video/nemo_agent/me/{person.sid}", files=VIDEO).json()["data"]["files"]
    stream = person.say("make a video")
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert "Export" in stream.text
    assert ": ping" in stream.text
    draft = person.get(f"/api/state/nemo_agent/me/{person.sid}/latest").json()["data"]["state"]["draft"]
    order = {"id": "r1", "sessionId": person.sid, "draft": draft, "output": {"format": "mp4", "quality": "high"}}
    assert person.post("/api/render/proxy/lambda", json=order).json()["success"]
    answers = [person.get("/api/render/proxy/lambda/r1") for _ in range(2)]
    assert [answer.json()["status"] for answer in answers] == ["processing", "completed"]
    url = answers[1].json()["output"]["url"]
    assert requests.get(url, headers={"Range": "bytes=10-19"}, timeout=5).content == cloud.video[10:20]
    assert cloud.renders["r1"].verbatim
    assert (cloud.charges, cloud.available) == (1, 90)
    assert cloud.of("upload")[0].parts == [("files", "a.mp4", b"simulated video")]


def test_typed_events_and_a_question(cloud: SimulatedCloud) -> None:
    cloud.turns.append(Turn(shape="typed", question="Which photo first?", heartbeats=()))
    events = [json.loads(line[6:]) for line in Person(cloud).say("x").text.splitlines() if line]
    assert events[-1] == {"type": "tool_call", "name": "ask_question", "args": {"question": "Which photo first?"}}


@pytest.mark.parametrize("name", sorted(set(every_fault()) - {"silence", "drip"}))
def test_each_fault_happens_so_many_times(cloud: SimulatedCloud, name: str) -> None:
    person = Person(cloud)
    fault = every_fault()[name]
    cloud.inject("credits", fault, times=2)

    def ask() -> tuple[int, int | None]:
        try:
            response = person.get("/api/credits/balance/simple")
            return response.status_code, response.json().get("data", {}).get("available")
        except (requests.RequestException, ValueError, AttributeError):
            return 0, None

    seen = [ask() for _ in range(3)]
    assert seen[2] == (200, 100)
    assert seen[0] == seen[1]
    assert name == "wrong_type" or seen[0] != seen[2]


def test_a_reset_after_the_body_has_charged(cloud: SimulatedCloud) -> None:
    person = Person(cloud)
    for name, charges in (("reset_before", 0), ("reset_after", 1)):
        cloud.inject("run_sse", Fault.wire(name))
        with pytest.raises(requests.ConnectionError):
            person.say("x")
        assert cloud.charges == charges


def test_a_stream_may_end_early_or_hang(cloud: SimulatedCloud) -> None:
    person = Person(cloud)
    cloud.turns += [Turn(cut_at=100, end="reset"), Turn(cut_at=100, chunked=False), Turn(cut_at=100)]
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        person.say("reset")
    assert len(person.say("close-delimited").content) == 100
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        person.say("chunked without its last chunk")


def test_connections_can_be_refused_for_a_while(cloud: SimulatedCloud) -> None:
    person = Person(cloud)
    with cloud.refuse(), pytest.raises(requests.ConnectionError):
        person.get("/api/credits/balance/simple")
    assert person.get("/api/credits/balance/simple").ok
    cloud.refuse_after.add("credits")
    assert person.get("/api/credits/balance/simple").ok
    with pytest.raises(requests.ConnectionError):
        person.get("/api/credits/balance/simple")
    cloud.listen_again()
    assert person.get("/api/credits/balance/simple").ok


def test_a_redirect_shows_what_the_other_host_was_told(cloud: SimulatedCloud) -> None:
    person = Person(cloud)
    cloud.inject("credits", Fault.wire("redirect"))
    person.get("/api/credits/balance/simple")
    assert cloud.of("elsewhere")[0].headers["x-skill-source"] == "x"


def test_https_with_a_certificate_of_its_own() -> None:
    with SimulatedCloud(tls=True) as cloud:
        answer = requests.post(
            f"{cloud.origin}/api/auth/anonymous-token",
            headers={"X-Client-Id": "c"},
            timeout=5,
            verify=str(cloud.ca_file),
        )
    assert answer.json()["data"]["credits"] == 100
