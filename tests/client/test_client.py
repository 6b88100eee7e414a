"""Each endpoint's request as it left, and what happens to tokens, sessions and waits across calls."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import responses
from loopback import RESET, Loopback, answer
from scripted import HandClock
from simulated_cloud import Fault, SimulatedCloud

from nemovideo import settings, skill
from nemovideo.client import Client, Session
from nemovideo.errors import (
    AuthError,
    BackendError,
    BadAnswer,
    NetworkError,
    NoSession,
    OutOfCredits,
    PlanBlocked,
    RateLimited,
    TokenRejected,
)
from nemovideo.store import Store

ORIGIN = "https://api.example"
TOKEN = "nmv_usr_" + "c" * 20
SID = "5529798706024415232"
HEADERS = {"X-Skill-Source": skill.SOURCE, "X-Skill-Platform": "unknown"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "kept")


@pytest.fixture
def client(store: Store) -> Iterator[Client]:
    """With a saved token and a current session of its own API."""
    store.save_token(ORIGIN, {"token": TOKEN, "user_id": "anon_1", "expires_at": "2099-01-01T00:00:00Z"})
    store.save_session(ORIGIN, {"session_id": SID, "task_id": "task-1"})
    one = Client(ORIGIN, store, clock=HandClock())
    yield one
    one.close()


def simulated(cloud: SimulatedCloud, store: Store, said: list[str] | None = None) -> Client:
    notify = (lambda text: None) if said is None else said.append
    return Client(cloud.origin, store, clock=HandClock(), notify=notify)


@pytest.fixture
def cloud() -> Iterator[SimulatedCloud]:
    with SimulatedCloud() as running:
        yield running


# -- one call, one request -------------------------------------------------------------------------------------------

CALLS: dict[str, tuple[Any, str, str, Any, Any]] = {
    "session": (
        lambda c: c.create_session("project", "zh"), "POST", "/api/tasks/me/with-session/nemo_agent",
        {"task_name": "project", "language": "zh"}, {"session_id": "1", "task_id": "2"},
    ),
    "claim": (
        lambda c: c.claim(Session(SID, "task-1")), "POST", "/api/auth/claim-token",
        {"task_id": "task-1", "session_id": SID}, {"claim_token": "clm_x y"},
    ),
    "urls": (
        lambda c: c.upload_urls(SID, ["https://e/a.mp4"]), "POST", f"/api/upload-video/nemo_agent/me/{SID}",
        {"urls": ["https://e/a.mp4"], "source_type": "url"}, {"files": []},
    ),
    "credits": (lambda c: c.credits(), "GET", "/api/credits/balance/simple", None, {"available": 1}),
    "state": (lambda c: c.state(SID), "GET", f"/api/state/nemo_agent/me/{SID}/latest", None, {"state": {}}),
    "render": (
        lambda c: c.start_render(SID, "render_1", {"t": [], "big": 2**70, "f": 0.1}), "POST",
        "/api/render/proxy/lambda",
        {"id": "render_1", "sessionId": SID, "draft": {"t": [], "big": 2**70, "f": 0.1},
         "output": {"format": "mp4", "quality": "high"}},
        {"id": "render_1", "status": "pending"},
    ),
    "poll": (lambda c: c.poll_render("render_1"), "GET", "/api/render/proxy/lambda/render_1", None, {"status": "x"}),
}  # fmt: skip


@pytest.mark.parametrize("name", CALLS)
def test_each_call_sends_what_the_seed_says(client: Client, name: str) -> None:
    call, method, path, body, data = CALLS[name]
    with responses.RequestsMock() as mock:
        mock.add(method, ORIGIN + path, json={"code": 0, "data": data})
        call(client)
        sent = mock.calls[0].request
    assert sent.headers["Authorization"] == f"Bearer {TOKEN}"
    assert HEADERS.items() <= dict(sent.headers).items()
    assert re.fullmatch(r"\d+\.\d+\.\d+", sent.headers["X-Skill-Version"])
    assert (json.loads(sent.body) if sent.body else None) == body
    assert TOKEN not in sent.url


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ({"code": 1002}, NoSession), ({"code": 2001}, OutOfCredits), ({"code": 402}, PlanBlocked),
        ({"success": False, "error": "x"}, BackendError), ([], BackendError),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["session", "urls", "credits", "state"])
def test_each_call_raises_the_typed_error(client: Client, name: str, fault: Any, kind: type[Exception]) -> None:
    call, method, path, _, _ = CALLS[name]
    with responses.RequestsMock() as mock:
        mock.add(method, ORIGIN + path, json=fault)
        if fault == [] and name == "urls":
            assert call(client) == []
            return
        with pytest.raises(kind):
            call(client)


def test_the_state_is_handed_on_as_it_came(client: Client) -> None:
    data = {"session_id": SID, "state": {"draft": {"t": [{"sg": [{"id": 2**64 + 1, "zz": None}]}]}}, "new": [1]}
    with responses.RequestsMock() as mock:
        mock.add("GET", f"{ORIGIN}/api/state/nemo_agent/me/{SID}/latest", json={"code": 0, "data": data})
        assert client.state(SID) == data


def test_a_draft_goes_back_as_it_came_whatever_numbers_it_holds(client: Client) -> None:
    draft = json.loads('{"t": [{"a": 1e999, "b": 18446744073709551617, "c": 0.30000000000000004, "d": "\\ud800"}]}')
    with responses.RequestsMock() as mock:
        mock.add("POST", ORIGIN + "/api/render/proxy/lambda", json={"id": "r"})
        client.start_render(SID, "r", draft)
        assert json.loads(mock.calls[0].request.body)["draft"] == draft


def test_an_odd_session_id_cannot_leave_its_place_in_the_path(client: Client) -> None:
    with responses.RequestsMock() as mock:
        mock.add("GET", f"{ORIGIN}/api/state/nemo_agent/me/..%2F..%2Fx%3Fy/latest", json={"state": {}})
        client.state("../../x?y")


def test_a_poll_tells_when_to_look_again(client: Client) -> None:
    with responses.RequestsMock() as mock:
        mock.add(
            "GET", f"{ORIGIN}/api/render/proxy/lambda/r", json={"status": "processing"}, headers={"Retry-After": "4"}
        )
        assert client.poll_render("r").retry_after_s == 4


def test_the_link_for_the_person_opens_the_project_and_nothing_else(client: Client) -> None:
    with responses.RequestsMock() as mock:
        mock.add("POST", ORIGIN + "/api/auth/claim-token", json={"code": 0, "data": {"claim_token": "clm_a/b"}})
        assert client.claim(Session(SID, "task-1")) == "https://nemovideo.com/workspace/claim?ct=clm_a%2Fb"
        mock.replace("POST", ORIGIN + "/api/auth/claim-token", json={"code": 5, "message": "no"}, status=404)
        assert client.claim(Session(SID, "task-1")) is None
    assert client.claim(Session(SID)) is None


# -- tokens ----------------------------------------------------------------------------------------------------------


def test_the_first_connection_makes_one_token_and_one_session_and_says_so_once(
    cloud: SimulatedCloud, store: Store
) -> None:
    said: list[str] = []
    client = simulated(cloud, store, said)
    client.credits()
    session = client.ensure_session()
    assert client.ensure_session() == session
    assert said == ["Setting up…"]
    assert (cloud.count("token"), cloud.count("session")) == (1, 1)
    first = cloud.of("token")[0].headers
    assert re.fullmatch(r"[0-9a-f-]{36}", first["x-client-id"]) and "authorization" not in first
    assert first["x-skill-source"] == skill.SOURCE
    again = simulated(cloud, store)
    again.credits()
    assert again.ensure_session() == session
    assert (cloud.count("token"), cloud.count("session")) == (1, 1)


def test_a_token_of_ones_own_is_used_and_not_kept(
    cloud: SimulatedCloud, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEMO_TOKEN", cloud.accept_token("a-persons-own-" + "token"))
    client = simulated(cloud, store)
    client.credits()
    assert cloud.count("token") == 0 and not store.home.joinpath("identity.json").exists()
    assert client.ensure_token(renew=True).source == "environment"


def test_a_token_of_ones_own_never_goes_to_the_local_backend(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEMO_TOKEN", TOKEN)
    with Loopback(answer({"code": 0, "data": {"token": "nmv_usr_local", "available": 1}})) as server:
        client = Client(settings.LOCAL, store, clock=HandClock())
        monkeypatch.setattr(client, "address", lambda: server.origin)
        client.credits()
    assert server.requests[-1].headers["authorization"] == "Bearer nmv_usr_local"
    assert all(TOKEN not in str(request) for request in server.requests)


def test_a_token_of_one_origin_never_goes_to_another(cloud: SimulatedCloud, store: Store) -> None:
    store.save_token(ORIGIN, {"token": TOKEN})
    simulated(cloud, store).credits()
    assert all(TOKEN not in str(request.headers) for request in cloud.requests)


def test_a_token_is_renewed_before_it_ends(cloud: SimulatedCloud, store: Store) -> None:
    cloud.token_days = 1 / 48
    client = simulated(cloud, store)
    first = client.ensure_token()
    client.clock.time = time.time()  # type: ignore[attr-defined]
    assert client.ensure_token().token != first.token
    assert cloud.count("token") == 2


def test_a_token_that_still_works_is_kept_when_it_cannot_be_renewed(cloud: SimulatedCloud, store: Store) -> None:
    client = simulated(cloud, store)
    client.clock.time = 1_000_000.0  # type: ignore[attr-defined]
    store.save_token(cloud.origin, {"token": TOKEN, "expires_at": "1970-01-12T13:50:00Z"})
    cloud.inject("token", Fault.http(500), times=9)
    assert client.ensure_token().token == TOKEN
    with pytest.raises(BackendError):
        client.ensure_token(renew=True)
    client.clock.time = 2_000_000.0  # type: ignore[attr-defined]
    with pytest.raises(BackendError):
        client.ensure_token()


def test_a_rejected_saved_token_is_replaced_once_and_the_call_repeated(cloud: SimulatedCloud, store: Store) -> None:
    client = simulated(cloud, store)
    client.credits()
    cloud.expire_tokens()
    assert client.credits().available == 100
    assert (cloud.count("token"), cloud.count("credits")) == (2, 3)
    cloud.inject("credits", Fault.code(1001), times=9)
    with pytest.raises(TokenRejected):
        client.credits()
    assert cloud.count("credits") == 5


def test_a_token_that_another_process_renewed_is_taken_over(cloud: SimulatedCloud, store: Store) -> None:
    client, other = simulated(cloud, store), simulated(cloud, store)
    client.credits()
    old = client.ensure_token().token
    cloud.expire_tokens()
    other.credits()
    assert client._new_token(old).token == other.ensure_token().token
    assert cloud.count("token") == 2


def test_a_rejected_token_of_ones_own_is_said_and_not_replaced(
    cloud: SimulatedCloud, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEMO_TOKEN", TOKEN)
    with pytest.raises(AuthError) as caught:
        simulated(cloud, store).credits()
    assert "NEMO_TOKEN" in caught.value.message
    assert (cloud.count("token"), cloud.count("credits")) == (0, 1)


def test_a_missing_client_id_gets_a_new_one_once(cloud: SimulatedCloud, store: Store) -> None:
    cloud.inject("token", Fault.code(400, message="missing X-Client-Id", status=400))
    simulated(cloud, store).ensure_token()
    first, second = (request.headers["x-client-id"] for request in cloud.of("token"))
    assert first != second == store.client_id(lambda: "none")


def test_a_token_repeated_by_the_backend_is_not_passed_on(client: Client) -> None:
    with responses.RequestsMock() as mock:
        mock.add("GET", ORIGIN + "/api/credits/balance/simple", json={"code": 9, "message": f"bad {TOKEN}!"})
        with pytest.raises(BackendError) as caught:
            client.credits()
    assert TOKEN not in caught.value.message and "[token]" in caught.value.message


# -- waiting ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "waits"), [(None, 30.0), ("7", 7.0), ("0", 0.0), ("21600", 120.0), ("soon", 30.0)])
def test_the_wait_that_is_asked_for_is_waited_once(
    cloud: SimulatedCloud, store: Store, said: str | None, waits: float
) -> None:
    client = simulated(cloud, store)
    client.credits()
    cloud.inject("credits", Fault.http(429, retry_after=said))
    client.credits()
    assert client.clock.slept == [waits]  # type: ignore[attr-defined]
    cloud.inject("credits", Fault.http(429, retry_after=said), times=9)
    with pytest.raises(RateLimited):
        client.credits()
    assert cloud.count("credits") == 5


# -- a message -------------------------------------------------------------------------------------------------------


def stream(body: bytes = b"data: {}\n\n") -> bytes:
    return answer(body, kind="text/event-stream; charset=utf-8")


def message_client(store: Store, origin: str) -> Client:
    store.save_token(origin, {"token": TOKEN, "expires_at": "2099-01-01T00:00:00Z"})
    return Client(origin, store, clock=HandClock())


def test_a_message_goes_out_as_the_seed_says(store: Store) -> None:
    with Loopback(stream()) as server:
        with message_client(store, server.origin).open_turn(SID, "做视频") as response:
            assert response.raw.read1(100) == b"data: {}\n\n"
        sent = server.requests[0]
    assert sent.line == "POST /run_sse HTTP/1.1"
    assert json.loads(sent.body) == {
        "app_name": "nemo_agent", "user_id": "me", "session_id": SID, "new_message": {"parts": [{"text": "做视频"}]},
    }  # fmt: skip
    assert (sent.headers["accept"], sent.headers["accept-encoding"]) == ("text/event-stream", "identity")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (answer({"code": 1002}), NoSession),
        (answer({"detail": "Session not found: 5"}, 404), NoSession),
        (answer({"detail": [{"loc": []}]}, 422), BackendError),
        (answer({"code": 2001}), OutOfCredits),
        (answer({"code": 0, "data": {}}), BadAnswer),
        (answer(b"<html>", 200, "text/html"), BadAnswer),
        (answer(b"", 500), BackendError),
        (answer(b"", 302, Location="https://evil.example/"), BadAnswer),
    ],
)
def test_an_answer_that_is_no_stream_is_an_error_and_the_message_went_once(
    store: Store, said: bytes, kind: type[Exception]
) -> None:
    with Loopback(said) as server, pytest.raises(kind):
        message_client(store, server.origin).open_turn(SID, "go")
    assert len(server.requests) == 1


def test_a_message_is_sent_again_only_after_an_answer_that_it_was_not_taken(store: Store) -> None:
    limited = answer({"code": 429}, 429, Retry_After="3")
    with Loopback(limited, stream()) as server:
        client = message_client(store, server.origin)
        client.open_turn(SID, "go").close()
        assert client.clock.slept == [3.0]  # type: ignore[attr-defined]
        assert len(server.requests) == 2


def test_a_message_whose_fate_is_unknown_is_never_sent_again(store: Store) -> None:
    with Loopback(RESET) as server, pytest.raises(NetworkError) as caught:
        message_client(store, server.origin).open_turn(SID, "go")
    assert caught.value.maybe_done and len(server.requests) == 1
