"""The API over HTTP: a real server on loopback; language, renderer and probe are simulated unless a test says so."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests
from backend.stand_ins import ATTRIBUTION, PNG, Person, Running, running
from hypothesis import given, settings
from hypothesis import strategies as st

from local_backend.server import app, uploads

UNKNOWN_PHOTO = {"id": "1", "s": 0, "d": 1000, "m": {"kind": "image", "media": "ff"}}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "local") as up:
        yield up


@pytest.fixture
def person(server: Running) -> Person:
    return Person(server.origin)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """A person with a photo on the timeline, at a server that serves a whole file of tests."""
    with running(tmp_path_factory.mktemp("local")) as up:
        person = Person(up.origin)
        person.upload(("a.png", PNG))
        person.say("show a.png")
        yield person


# -- who may ask ---------------------------------------------------------------------------------------------------


def test_health_needs_no_token(lasting: Person) -> None:
    assert requests.get(lasting.origin + "/health", timeout=5).json()["ok"] is True


@pytest.mark.parametrize("host", ["example.com", "evil.127.0.0.1.nip.io:80", "192.168.0.1", "127.0.0.1@evil.com"])
def test_another_host_name_is_refused(lasting: Person, host: str) -> None:
    answer = requests.get(lasting.origin + "/health", headers={"Host": host}, timeout=5)
    assert answer.status_code == 403


def test_a_page_of_another_site_is_refused(lasting: Person) -> None:
    headers = {"Origin": "https://evil.example", "X-Client-Id": "a"}
    assert requests.post(lasting.origin + "/api/auth/anonymous-token", headers=headers, timeout=5).status_code == 403


def test_a_token_needs_a_client_id(lasting: Person) -> None:
    answer = requests.post(lasting.origin + "/api/auth/anonymous-token", timeout=5)
    assert (answer.status_code, answer.json()["code"]) == (400, 400)
    assert "X-Client-Id" in answer.json()["message"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/credits/balance/simple"),
        ("GET", "/api/state/nemo_agent/me/1/latest"),
        ("POST", "/api/tasks/me/with-session/nemo_agent"),
        ("POST", "/api/auth/claim-token"),
        ("POST", "/api/upload-video/nemo_agent/me/1"),
        ("POST", "/run_sse"),
        ("POST", "/api/render/proxy/lambda"),
        ("GET", "/api/render/proxy/lambda/1"),
        ("GET", "/api/render/proxy/1/download"),
    ],
)
@pytest.mark.parametrize("bearer", [None, "Bearer nmv_usr_unknown", "Basic abc"])
def test_every_route_needs_a_known_token(lasting: Person, method: str, path: str, bearer: str | None) -> None:
    headers = {**ATTRIBUTION, **({"Authorization": bearer} if bearer else {})}
    answer = requests.request(method, lasting.origin + path, headers=headers, timeout=5)
    assert (answer.status_code, answer.json()["code"]) == (401, 1001)


def test_another_accounts_session_is_not_found(server: Running, person: Person) -> None:
    other = Person(server.origin)
    path = f"/api/state/nemo_agent/me/{person.session_id}/latest"
    assert other.get(path).json()["code"] == 1002
    assert other.post("/run_sse", json=person.turn("show a")).json()["code"] == 1002
    assert other.post(person.upload_path, files={"files": ("a.png", PNG)}).json()["code"] == 1002


# -- sessions, credits, state ----------------------------------------------------------------------------------------


def test_a_session_id_is_a_string_of_19_digits(person: Person) -> None:
    assert re.fullmatch(r"\d{19}", person.session_id)


def test_a_new_session_is_empty_and_credits_are_never_spent(person: Person) -> None:
    state = person.state()
    assert (state["draft"], state["video_infos"], state["can_undo"]) == (None, [], False)
    person.say("show a")
    balance = person.get("/api/credits/balance/simple").json()["data"]
    assert balance == {"available": 100, "frozen": 0, "total": 100}


def test_there_is_no_web_workspace(lasting: Person) -> None:
    answer = lasting.post("/api/auth/claim-token", json={"session_id": lasting.session_id, "task_id": "1"}).json()
    assert answer["code"] != 0
    assert "local mode" in answer["message"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b"null",
        b"{}",
        b'{"session_id": 5}',
        b'{"session_id": "1", "new_message": {"parts": "x"}}',
        b'{"session_id": "1", "new_message": {"parts": [{"text": "\\ud800"}]}}',
        b'{"session_id": NaN}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_bad_body_is_refused_in_words(lasting: Person, body: bytes) -> None:
    answer = lasting.post("/run_sse", data=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (400, 4000)


def test_the_api_describes_its_bodies(lasting: Person) -> None:
    paths = lasting.get("/openapi.json").json()["paths"]
    upload = paths["/api/upload-video/nemo_agent/me/{session_id}"]["post"]["requestBody"]["content"]
    assert set(upload) == {"application/json", "multipart/form-data"}
    turn = paths["/run_sse"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert set(turn["required"]) == {"session_id", "new_message"}
    assert "$ref" not in json.dumps(turn)


def test_an_unknown_route_has_an_envelope(lasting: Person) -> None:
    assert lasting.get("/api/nothing").json() == {"code": 404, "message": "Not Found", "data": None}
    assert lasting.get("/run_sse").json()["code"] == 405


# -- uploads -----------------------------------------------------------------------------------------------------------


def test_an_upload_tells_what_the_file_is(person: Person) -> None:
    data = person.upload(("Kaffee \u4e00.png", PNG)).json()["data"]
    assert data["session_state_applied"] is True
    file = data["files"][0]
    assert (file["filename"], file["file_type"], file["width"], file["height"]) == (
        "Kaffee \u4e00.png",
        "image",
        640,
        480,
    )
    assert "duration" not in file
    assert requests.get(file["cdn_url"], timeout=5).content == PNG
    assert person.state()["video_infos"] == data["files"]


def test_the_same_bytes_are_stored_once_and_listed_by_name(server: Running, person: Person) -> None:
    for name in ("a.png", "a.png", "b.png"):
        assert person.upload((name, PNG)).status_code == 200
    assert [file["filename"] for file in person.state()["video_infos"]] == ["a.png", "b.png"]
    assert len(list((server.backend.home / "media").iterdir())) == 1


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/abs/olute.png", "olute.png"),
        ("..", "file"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("x" * 400 + ".png", "x" * 146 + ".png"),
    ],
)
def test_a_hostile_file_name_is_only_a_name(server: Running, person: Person, sent: str, kept: str) -> None:
    assert person.upload((sent, PNG)).json()["data"]["files"][0]["filename"] == kept
    stored = [path.name for path in (server.backend.home / "media").iterdir()]
    assert len(stored) == 1
    assert re.fullmatch(r"[0-9a-f]{64}", stored[0])


def test_one_bad_file_refuses_its_request_and_nothing_else(server: Running, person: Person) -> None:
    person.upload(("good.png", PNG))
    answer = person.upload(("second.png", PNG + b"2"), ("notes.txt", b"hello"))
    assert (answer.status_code, answer.json()["code"]) == (415, 4001)
    assert "notes.txt" in answer.json()["message"]
    assert [file["filename"] for file in person.state()["video_infos"]] == ["good.png"]
    assert not list((server.backend.home / "incoming").iterdir())


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data; boundary=b", b""),
        ("multipart/form-data; boundary=b", b"nonsense"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data; name=x\r\n\r\n1\r\n--b--\r\n"),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\ncut',
        ),
        ("multipart/form-data", b"--b"),
        ("text/plain", b"hello"),
        ("application/json", b'{"urls": []}'),
    ],
)
def test_an_unreadable_upload_is_refused_and_leaves_nothing(
    server: Running, person: Person, content_type: str, body: bytes
) -> None:
    answer = person.post(person.upload_path, data=body, headers={"Content-Type": content_type})
    assert (answer.status_code, answer.json()["code"]) == (400, 4000)
    assert not list((server.backend.home / "incoming").iterdir())


def test_a_too_large_upload_is_refused_before_its_body(server: Running, person: Person) -> None:
    request = (
        f"POST {person.upload_path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {person.token}\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 600000000\r\n\r\n"
    )
    port = int(server.origin.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(request.encode())
        answer = ""
        while not answer.endswith("}"):
            answer += connection.recv(65536).decode()
    assert " 413 " in answer.splitlines()[0]
    assert json.loads(answer.split("\r\n\r\n", 1)[1])["code"] == 4002


def test_a_refusal_reaches_a_client_that_sends_its_whole_body_first(
    monkeypatch: pytest.MonkeyPatch, server: Running, person: Person
) -> None:
    monkeypatch.setattr(app, "MOST_BYTES", 1_000_000)
    answer = person.upload(("big.png", PNG * 300_000))
    assert (answer.status_code, answer.json()["code"]) == (413, 4002)


def test_the_limit_holds_while_the_bytes_come_in(
    monkeypatch: pytest.MonkeyPatch, server: Running, person: Person
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 3_000_000)
    monkeypatch.setattr(uploads.receive, "__defaults__", (3_000_000,))
    answer = person.upload(("big.png", PNG * 300_000))
    assert (answer.status_code, answer.json()["code"]) == (413, 4002)
    assert "big.png" in answer.json()["message"]
    assert not list((server.backend.home / "incoming").iterdir())
    assert person.upload(("small.png", PNG)).status_code == 200


def test_an_upload_that_breaks_off_leaves_nothing(server: Running, person: Person) -> None:
    head = (
        f"POST {person.upload_path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {person.token}\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000000\r\n\r\n"
        '--b\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n'
    )
    with socket.create_connection(("127.0.0.1", int(server.origin.rsplit(":", 1)[1])), timeout=5) as connection:
        connection.sendall(head.encode() + PNG * 100_000)
        until = time.monotonic() + 5
        while not list((server.backend.home / "incoming").iterdir()) and time.monotonic() < until:
            time.sleep(0.01)
        assert list((server.backend.home / "incoming").iterdir())
    until = time.monotonic() + 5
    while list((server.backend.home / "incoming").iterdir()) and time.monotonic() < until:
        time.sleep(0.01)
    assert not list((server.backend.home / "incoming").iterdir())
    assert person.state()["video_infos"] == []


def test_an_upload_by_address_never_reaches_this_machine(server: Running, person: Person) -> None:
    body = {"urls": [server.origin + "/health"], "source_type": "url"}
    answer = person.post(person.upload_path, json=body)
    assert (answer.status_code, answer.json()["code"]) == (400, 4003)
    assert "public internet" in answer.json()["message"]


# -- export ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def editor(person: Person) -> Person:
    """A person with one photo on the timeline."""
    person.upload(("a.png", PNG))
    person.say("show a.png")
    return person


def test_an_export_becomes_a_file(editor: Person) -> None:
    started = editor.export("render_1").json()
    assert started["success"] is True
    assert started["data"]["id"] == "render_1"
    ended = editor.ended("render_1")
    assert (ended["status"], ended["progress"], ended["output"]["duration"]) == ("completed", 100, 2.0)
    assert ended["completedAt"] >= ended["createdAt"] > 1_600_000_000_000
    plain = requests.get(ended["outputUrl"], timeout=5)
    assert plain.content == PNG * 1000
    assert plain.headers["content-type"] == "video/mp4"
    assert editor.get("/api/render/proxy/render_1/download").content == plain.content
    assert ended["output"]["size"] == len(plain.content)


def test_what_a_finished_render_has_to_tell_reaches_the_one_who_asks(server: Running, editor: Person) -> None:
    server.renderer.notes = ("clip.mp4 is damaged at 0:03.", "One frame stands still there.")
    editor.export("told")
    assert editor.ended("told")["note"] == "clip.mp4 is damaged at 0:03. One frame stands still there."
    server.renderer.notes = ()
    editor.export("quiet")
    assert "note" not in editor.ended("quiet")


def test_a_download_goes_on_where_it_stopped(editor: Person) -> None:
    editor.export("r")
    url = editor.ended("r")["outputUrl"]
    first = requests.get(url, headers={"Range": "bytes=0-99"}, timeout=5)
    assert first.status_code == 206
    again = {"Range": "bytes=100-", "If-Range": first.headers["etag"]}
    rest = requests.get(url, headers=again, timeout=5)
    assert rest.status_code == 206
    assert rest.headers["content-range"].startswith("bytes 100-")
    assert first.content + rest.content == PNG * 1000
    changed = requests.get(url, headers={**again, "If-Range": '"other"'}, timeout=5)
    assert (changed.status_code, changed.content) == (200, PNG * 1000)
    assert requests.get(url, headers={"Range": "bytes=99999999-"}, timeout=5).status_code == 416
    assert requests.head(url, timeout=5).headers["content-length"] == str(len(PNG) * 1000)


def test_a_render_id_is_used_once(editor: Person) -> None:
    assert editor.export("same").status_code == 200
    again = editor.export("same")
    assert again.status_code == 409
    assert again.json()["success"] is False
    assert editor.ended("same")["status"] == "completed"


def test_a_waiting_render_says_when_to_ask_again(server: Running, editor: Person) -> None:
    server.renderer.gate.clear()
    editor.export("slow")
    answer = editor.poll("slow")
    assert 0 < float(answer.headers["Retry-After"]) < 1
    until = time.monotonic() + 5
    while editor.poll("slow").json()["data"]["progress"] != 50 and time.monotonic() < until:
        time.sleep(0.02)
    assert editor.poll("slow").json()["data"]["status"] == "processing"
    assert editor.get("/api/render/proxy/slow/download").status_code == 409
    server.renderer.gate.set()
    assert editor.ended("slow")["status"] == "completed"


@pytest.mark.parametrize("missing", list(ATTRIBUTION))
def test_an_export_without_attribution_is_blocked(editor: Person, missing: str) -> None:
    del editor.http.headers[missing]
    answer = editor.export("r")
    assert (answer.status_code, answer.json()["code"]) == (402, 402)
    assert missing in answer.json()["error"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"draft": {"t": []}}, "empty"),
        ({"draft": {}}, "empty"),
        ({"draft": {"t": [{"tt": 0, "sg": [UNKNOWN_PHOTO]}]}}, "not among"),
        ({"draft": {"t": [{"tt": 99, "sg": []}]}}, "cannot be read"),
        ({"draft": {"t": 5}}, "cannot be read"),
        ({"draft": "x"}, "draft"),
        ({"output": {"format": "../x"}}, "format"),
        ({"output": {"quality": "best"}}, "quality"),
    ],
)  # fmt: skip
def test_a_render_that_cannot_be_made_is_refused_in_words(editor: Person, more: dict[str, Any], words: str) -> None:
    answer = editor.export("r", **more)
    assert answer.status_code == 400
    assert words in answer.json()["error"]
    assert editor.poll("r").status_code == 404


def test_a_failed_render_says_why_and_the_next_one_runs(server: Running, editor: Person) -> None:
    server.renderer.error = OSError(28, "No space left on device")
    editor.export("one")
    assert "No space left" in editor.ended("one")["error"]
    server.renderer.error = None
    editor.export("two")
    assert editor.ended("two")["status"] == "completed"


def test_a_draft_comes_back_with_all_its_digits(server: Running, editor: Person) -> None:
    draft = editor.state()["draft"]
    draft["m"]["unknown"] = {"big": 2**70 + 1, "null": None}
    assert editor.export("r", draft=draft).status_code == 200
    row = server.backend.database.one("SELECT draft FROM renders")
    assert row is not None
    assert json.loads(row["draft"]) == draft


def test_many_clients_at_once_do_not_mix(server: Running) -> None:
    def work(number: int) -> tuple[list[str], str, str]:
        person = Person(server.origin)
        for step in range(5):
            person.upload((f"{number}-{step}.png", PNG + bytes([number, step])))
            person.say(f"show {number}-{step}.png")
        person.export("render")
        shown = [segment["m"]["name"] for segment in person.state()["draft"]["t"][0]["sg"]]
        return shown, person.ended("render")["status"], person.session_id

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(work, range(8)))
    for number, (shown, status, _) in enumerate(results):
        assert shown == [f"{number}-{step}.png" for step in range(5)]
        assert status == "completed"
    assert len({session_id for _, _, session_id in results}) == 8


# -- bodies that nobody would write ------------------------------------------------------------------------------------

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to each value inside a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, one in inside for place in places(one, (*path, key)))]


def mutated(value: Any, path: tuple[Any, ...], put: Any) -> Any:
    if not path:
        return put
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = mutated(value[path[0]], path[1:], put)
    return copy


@settings(max_examples=150)
@given(data=st.data())
def test_no_body_makes_a_fault(lasting: Person, data: st.DataObject) -> None:
    state = lasting.state()
    right: dict[str, Any] = {
        "/run_sse": lasting.turn("timeline"),
        "/api/render/proxy/lambda": {
            "id": "fuzz",
            "sessionId": lasting.session_id,
            "draft": state["draft"] or {"t": [{"tt": 0, "sg": [UNKNOWN_PHOTO]}]},
            "output": {"format": "mp4", "quality": "high"},
        },
        "/api/tasks/me/with-session/nemo_agent": {"task_name": "project", "language": "en"},
        "/api/auth/claim-token": {"task_id": "1", "session_id": lasting.session_id},
        lasting.upload_path: {"urls": [5], "source_type": "url"},
    }
    path = data.draw(st.sampled_from(sorted(right)))
    place = data.draw(st.sampled_from(places(right[path])))
    body = json.dumps(mutated(right[path], place, data.draw(ANYTHING)))
    answer = lasting.post(path, data=body.encode(), headers={"Content-Type": "application/json"})
    assert answer.status_code < 500, answer.text
    assert answer.headers["content-type"].startswith(("application/json", "text/event-stream"))


@settings(max_examples=60)
@given(name=st.text(min_size=1, max_size=60), data=st.binary(max_size=60))
def test_no_file_name_or_content_makes_a_fault(lasting: Person, name: str, data: bytes) -> None:
    body = (
        b'--b\r\nContent-Disposition: form-data; name="files"; filename="' + name.encode() + b'"\r\n\r\n' + PNG + data
    )
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = lasting.post(lasting.upload_path, data=body + b"\r\n--b--\r\n", headers=headers)
    assert answer.status_code < 500, answer.text
