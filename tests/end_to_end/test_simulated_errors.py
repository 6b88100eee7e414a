"""What goes wrong with the cloud -> the exit code and the words that an agent gets. Real scripts, simulated errors."""

from __future__ import annotations

import itertools
import json

import pytest
from host_agent import Agent
from simulated_cloud import Fault, SimulatedCloud

# -- errors of the seed -> exit code and words -----------------------------------------------------------------------

WORDS: dict[str, tuple[Fault, int, int | str, str]] = {
    "1002": (Fault.code(1002), 4, 1002, "session"),
    "2001": (Fault.code(2001), 5, 2001, "credits"),
    "402": (Fault.http(402), 6, 402, "plan"),
    "500": (Fault.http(500), 8, 500, ""),
    "502 html": (Fault.http(502, html=True), 8, 502, ""),
    "422": (Fault.http(422), 8, 422, ""),
}
# A 5xx to a question is asked again with pauses; one of the two is enough to see that.
CASES = [
    *itertools.product(["state", "render"], sorted(WORDS)),
    *itertools.product(["credits"], sorted(set(WORDS) - {"500", "502 html"})),
]


@pytest.mark.parametrize(("endpoint", "name"), CASES)
def test_each_error_has_its_exit_code_and_words(agent: Agent, cloud: SimulatedCloud, endpoint: str, name: str) -> None:
    fault, exit_code, code, word = WORDS[name]
    agent.ready()
    cloud.inject(endpoint, fault, times=20)
    script = {"credits": ["credits.py"], "state": ["state.py"], "render": ["export.py", "-o", agent.home / "x.mp4"]}
    done = agent(*script[endpoint])
    error = done.result["error"]
    assert (done.code, error["code"]) == (exit_code, code)
    assert word in (error["message"] + error["next"]).lower()
    assert error["next"]
    assert not (agent.home / "x.mp4").exists()


@pytest.mark.parametrize("http", [False, True])
def test_a_saved_token_that_expired_is_replaced_once(agent: Agent, cloud: SimulatedCloud, http: bool) -> None:
    cloud.errors_as_http = http
    assert agent("credits.py").code == 0
    cloud.expire_tokens()
    assert agent("credits.py").code == 0
    assert cloud.count("token") == 2
    cloud.inject("credits", Fault.code(1001), times=5)
    done = agent("credits.py")
    assert (done.code, done.result["error"]["code"]) == (3, 1001)
    assert cloud.count("token") <= 3


def test_a_token_from_the_environment_is_used_as_it_is_and_never_replaced(agent: Agent, cloud: SimulatedCloud) -> None:
    mine = cloud.accept_token("a-persons-own-" + "token")
    assert agent("credits.py", env={"NEMO_TOKEN": mine}).code == 0
    assert cloud.of("credits")[0].headers["authorization"] == f"Bearer {mine}"
    cloud.expire_tokens()
    done = agent("credits.py", env={"NEMO_TOKEN": mine})
    assert done.code == 3
    assert "NEMO_TOKEN" in done.result["error"]["message"] + done.result["error"]["next"]
    assert cloud.count("token") == 0


def test_a_lost_session_is_made_anew_for_a_message_which_is_sent_once(agent: Agent, cloud: SimulatedCloud) -> None:
    agent.ready()
    cloud.forget_sessions()
    done = agent("sse_chat.py", "add a title")
    assert done.code == 0
    assert cloud.count("session") == 2
    assert [text for _, text in cloud.messages].count("add a title") == 1
    assert "upload" in json.dumps(done.result).lower()


def test_out_of_credits_gives_the_registration_link(agent: Agent, cloud: SimulatedCloud) -> None:
    agent.ready()
    cloud.available = 0
    done = agent("sse_chat.py", "generate a scene")
    assert (done.code, done.result["error"]["code"]) == (5, 2001)
    assert "/register?bind=anon_" in json.dumps(done.result)
    assert cloud.charges == 1


def test_the_plan_is_not_the_credits(agent: Agent, cloud: SimulatedCloud) -> None:
    agent.ready()
    cloud.inject("render", Fault.http(402))
    done = agent("export.py", "-o", agent.home / "x.mp4")
    assert done.code == 6
    assert "tier" in done.result["error"]["message"] + done.result["error"]["next"]
    assert "?bind=" not in json.dumps(done.result)


def test_a_missing_client_id_is_made_and_the_call_repeated_once(agent: Agent, cloud: SimulatedCloud) -> None:
    missing = Fault.http(400, body={"code": 400, "message": "X-Client-Id header is required", "data": None})
    cloud.inject("token", missing)
    assert agent("credits.py").code == 0
    ids = [request.headers["x-client-id"] for request in cloud.of("token")]
    assert len(ids) == len(set(ids)) == 2


def test_429_waits_as_told_and_repeats_once(agent: Agent, cloud: SimulatedCloud) -> None:
    assert agent("credits.py").code == 0
    cloud.inject("credits", Fault.http(429, retry_after="1"))
    assert agent("credits.py").code == 0
    first, second = (request.at for request in cloud.of("credits")[-2:])
    assert 0.9 <= second - first < 10
    cloud.inject("credits", Fault.http(429, retry_after="1"), times=9)
    done = agent("credits.py")
    assert (done.code, done.result["error"]["code"]) == (7, 429)
    assert cloud.count("credits") == 5


@pytest.mark.parametrize("code", [4001, 4002])
def test_a_file_that_the_backend_refuses_is_named_and_the_others_stay(
    agent: Agent, cloud: SimulatedCloud, code: int
) -> None:
    cloud.inject("upload", Fault.code(code), after=1)
    done = agent("upload.py", agent.photo("one.jpg"), agent.photo("two.jpg"), agent.photo("three.jpg"))
    assert done.code == 8
    assert [one["name"] for one in done.result["files"]] == ["one.jpg", "three.jpg"]
    assert "two.jpg" in json.dumps(done.result["failed"])
    assert str(code) in json.dumps(done.result)


@pytest.mark.parametrize(
    ("name", "content", "code"), [("notes.txt", b"text", 4001), ("empty.mp4", b"", 2), ("missing.mp4", None, 2)]
)
def test_a_bad_file_is_refused_before_anything_is_sent(
    agent: Agent, cloud: SimulatedCloud, name: str, content: bytes | None, code: int
) -> None:
    if content is not None:
        (agent.home / name).write_bytes(content)
    done = agent("upload.py", agent.home / name)
    assert (done.code, done.result["error"]["code"]) == (2, code)
    assert name in done.result["error"]["message"]
    assert cloud.requests == []


def test_a_file_over_500_mb_is_refused_before_anything_is_sent(agent: Agent, cloud: SimulatedCloud) -> None:
    with (agent.home / "long.mp4").open("wb") as file:
        file.truncate((500 << 20) + 1)
    done = agent("upload.py", agent.home / "long.mp4")
    assert (done.code, done.result["error"]["code"]) == (2, 4002)
    assert cloud.requests == []


def test_nothing_to_export_yet(agent: Agent, cloud: SimulatedCloud) -> None:
    assert agent("session.py").code == 0
    assert agent("state.py").result["ready_to_export"] is False
    done = agent("export.py", "-o", agent.home / "x.mp4")
    assert done.code == 4
    assert cloud.count("render") == 0


def test_refused_connections_are_a_network_error(agent: Agent, cloud: SimulatedCloud) -> None:
    with cloud.refuse():
        done = agent("credits.py")
    assert done.code == 9
    assert done.result["error"]["next"]


# -- renders and downloads -------------------------------------------------------------------------------------------


def test_a_failed_render_is_started_once_more_under_another_id(agent: Agent, cloud: SimulatedCloud) -> None:
    agent.ready()
    cloud.failing_renders = 1
    assert agent("export.py", "-o", agent.home / "x.mp4").code == 0
    assert len(cloud.renders) == 2
    cloud.failing_renders = 9
    done = agent("export.py", "-o", agent.home / "y.mp4", "--force")
    assert done.code == 8
    assert "out of memory" in done.result["error"]["message"]
    assert not (agent.home / "y.mp4").exists()


def test_a_download_that_breaks_goes_on_where_it_stopped(agent: Agent, cloud: SimulatedCloud) -> None:
    agent.ready()
    cloud.inject("download", Fault.wire("answer_short"))
    assert agent("export.py", "-o", agent.home / "x.mp4").code == 0
    assert (agent.home / "x.mp4").read_bytes() == cloud.video
    assert "range" in cloud.of("download")[1].headers
    assert not list(agent.home.glob("*.part"))


def test_the_fallback_is_asked_when_the_url_does_not_work(agent: Agent, cloud: SimulatedCloud) -> None:
    agent.ready()
    cloud.inject("download", Fault.http(404), times=9)
    assert agent("export.py", "-o", agent.home / "x.mp4").code == 0
    assert (agent.home / "x.mp4").read_bytes() == cloud.video
    assert cloud.count("fallback") == 1


def test_a_redirected_api_call_tells_the_other_host_nothing(agent: Agent, cloud: SimulatedCloud) -> None:
    agent("credits.py")
    cloud.inject("credits", Fault.wire("redirect"), times=9)
    done = agent("credits.py")
    assert done.code in (8, 9)
