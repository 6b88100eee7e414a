"""What goes over the wire, byte for byte: no header to another host, no POST twice, no wait without an end.

Threat model: the network and the download host may be hostile, the backend may be broken; the machine's user is
not. What is protected: the bearer, and that nothing is done or paid for twice.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from loopback import RESET, Loopback, answer, free_port
from scripted import HandClock
from simulated_cloud import SimulatedCloud

from nemovideo import connections
from nemovideo import wire as module
from nemovideo.errors import BadAnswer, NetworkError
from nemovideo.multipart import FileBody
from nemovideo.wire import Wire

SECRET = "nmv_usr_" + "w" * 20
OK = answer({"code": 0, "data": {}})


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def wire(clock: HandClock) -> Iterator[Wire]:
    one = Wire(clock, lambda text: None)
    yield one
    one.close()


def test_netrc_does_not_replace_the_bearer(wire: Wire, home: Path) -> None:
    (home / ".netrc").write_text("default login someone password else\n")
    (home / ".netrc").chmod(0o600)
    with Loopback(OK) as server:
        wire.exchange("GET", server.origin + "/a", {}, SECRET)
        wire.exchange("POST", server.origin + "/b", {}, None, json={})
    assert server.requests[0].headers["authorization"] == f"Bearer {SECRET}"
    assert "authorization" not in server.requests[1].headers


def test_a_proxy_is_not_asked_for_this_machine(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("all_proxy", f"http://127.0.0.1:{free_port()}")
    with Loopback(OK) as server:
        assert wire.exchange("GET", server.origin + "/a", {}, None).status == 200


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_call_of_the_api_follows_a_redirect(wire: Wire, method: str, status: int) -> None:
    with Loopback(OK) as other, Loopback(answer(b"", status, Location=other.origin + "/x")) as server:
        with pytest.raises(BadAnswer) as caught:
            wire.exchange(method, server.origin + "/a", {"X-Skill-Source": "s"}, SECRET)
        assert (len(server.requests), other.requests) == (1, [])
    assert caught.value.kind == "redirected"


def test_a_get_is_tried_again_on_5xx_and_resets_a_few_times(wire: Wire, clock: HandClock) -> None:
    with Loopback(RESET, answer(b"", 502), answer(b"", 503, Retry_After="7"), OK) as server:
        assert wire.exchange("GET", server.origin + "/a", {}, SECRET).status == 200
    assert clock.slept == [1.0, 2.0, 7.0]


def test_a_get_gives_up_in_bounded_time(wire: Wire, clock: HandClock) -> None:
    with Loopback(answer(b"", 503, Retry_After="21600")) as server:
        assert wire.exchange("GET", server.origin + "/a", {}, SECRET).status == 503
    assert len(server.requests) == 4 and sum(clock.slept) <= 3 * module.LONGEST_RETRY_AFTER_S
    with Loopback(RESET) as server, pytest.raises(NetworkError):
        wire.exchange("GET", server.origin + "/a", {}, SECRET)
    assert len(server.requests) == 4


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_post_that_failed_is_sent_once(wire: Wire, status: int) -> None:
    with Loopback(answer(b"", status)) as server:
        assert wire.exchange("POST", server.origin + "/a", {}, SECRET, json={}).status == status
    assert len(server.requests) == 1


@pytest.mark.parametrize("fault", [RESET, answer(b"half of it", 200, Connection="close")[:-5]])
def test_a_post_whose_answer_was_lost_may_be_done_and_is_sent_once(wire: Wire, fault: bytes) -> None:
    with Loopback(fault) as server, pytest.raises(NetworkError) as caught:
        wire.exchange("POST", server.origin + "/a", {}, SECRET, json={})
    assert caught.value.maybe_done
    assert len(server.requests) == 1


def test_a_post_that_never_left_is_tried_again(wire: Wire, clock: HandClock) -> None:
    with pytest.raises(NetworkError) as caught:
        wire.exchange("POST", f"http://127.0.0.1:{free_port()}/a", {}, SECRET, json={})
    assert not caught.value.maybe_done
    assert clock.slept == [1.0, 2.0]
    assert "refuses" in caught.value.message


def test_silence_ends(wire: Wire) -> None:
    with Loopback([5.0, OK]) as server, pytest.raises(NetworkError) as caught:
        wire.exchange("POST", server.origin + "/a", {}, SECRET, json={}, read_s=0.2)
    assert caught.value.code == "timeout" and caught.value.maybe_done


def test_headers_that_trickle_end(wire: Wire) -> None:
    drip: list[Any] = [piece for byte in OK[:60] for piece in (bytes([byte]), 0.1)]
    started = time.monotonic()
    with Loopback(drip) as server, pytest.raises(NetworkError):
        wire.exchange("POST", server.origin + "/a", {}, SECRET, json={}, read_s=0.3)
    assert time.monotonic() - started < 4


def test_a_body_that_trickles_ends(wire: Wire, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WHOLE_ANSWER_S", 10.0)
    monkeypatch.setattr(clock, "monotonic", lambda: time.monotonic() * 60)
    head, body = answer(b"x" * 100).split(b"\r\n\r\n", 1)
    drip: list[Any] = [head + b"\r\n\r\n", *[piece for byte in body for piece in (bytes([byte]), 0.05)]]
    with Loopback(drip) as server, pytest.raises(NetworkError) as caught:
        wire.exchange("POST", server.origin + "/a", {}, SECRET, json={})
    assert "slowly" in caught.value.message


def test_an_endless_answer_is_cut_off(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_ANSWER", 1 << 20)
    with Loopback(answer(b"x" * (3 << 20))) as server, pytest.raises(BadAnswer):
        wire.exchange("GET", server.origin + "/a", {}, SECRET)


@pytest.mark.parametrize("tls", [False, True])
def test_an_early_refusal_of_an_upload_is_read(
    wire: Wire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tls: bool
) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"x" * (32 << 20))
    early = answer({"code": 4002, "message": "too large"}, 413, Connection="close")
    with (
        SimulatedCloud(tls=True) as cloud,
        socket.create_server(("127.0.0.1", 0)) as listener,
        FileBody(path, lambda *_: None) as body,
    ):
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(cloud.ca_file))
        context = cloud._servers["api"].context if tls else None
        thread = threading.Thread(target=_refuse_early, args=(listener, context, early), daemon=True)
        thread.start()
        url = f"http{'s' if tls else ''}://127.0.0.1:{listener.getsockname()[1]}/a"
        found = wire.exchange("POST", url, {}, SECRET, body=body)
        thread.join(10)
    assert (found.status, b"too large" in found.body) == (413, True)


def _refuse_early(listener: socket.socket, context: ssl.SSLContext | None, said: bytes) -> None:
    """Answer after the first bytes, then close the connection in peace, as a gateway does."""
    raw, _ = listener.accept()
    with context.wrap_socket(raw, server_side=True) if context else raw as connection:
        connection.recv(65536)
        connection.sendall(said)
        if isinstance(connection, ssl.SSLSocket):
            with contextlib.suppress(OSError):
                connection = connection.unwrap()  # close_notify: the client's next write fails as SSLZeroReturn or EOF
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(5)
        with contextlib.suppress(OSError):
            while connection.recv(1 << 20):
                pass


@pytest.mark.parametrize("error", [ssl.SSLEOFError(8, "EOF occurred"), ssl.SSLZeroReturnError(6, "closed")])
def test_the_end_of_tls_while_writing_counts_as_a_broken_pipe(error: Exception) -> None:
    class Broken:
        def send(self, data: Any) -> None:
            raise error

    class Guarded(connections._Guarded, Broken):
        pass

    with pytest.raises(BrokenPipeError):
        Guarded().send(b"x")


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_a_missing_file_of_certificates_is_named(wire: Wire, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, "/nowhere/ca.pem")
    with pytest.raises(NetworkError) as caught:
        wire.exchange("GET", f"https://127.0.0.1:{free_port()}/a", {}, SECRET)
    assert variable in (caught.value.next or "")


def test_a_certificate_that_is_not_trusted_is_said_at_once(wire: Wire, clock: HandClock) -> None:
    with SimulatedCloud(tls=True) as cloud, pytest.raises(NetworkError) as caught:
        wire.exchange("GET", cloud.origin + "/api/credits/balance/simple", {}, SECRET)
    assert (caught.value.kind, clock.slept) == ("tls", [])


@pytest.mark.parametrize("url", ["http://[::1", "https://a..b/", "http://127.0.0.1:99999/", "https://exa mple/"])
def test_an_address_that_is_none_is_one_of_our_errors(wire: Wire, url: str) -> None:
    with pytest.raises(NetworkError):
        wire.send("GET", url, {}, SECRET)


def test_no_failure_shows_the_token(wire: Wire) -> None:
    with pytest.raises(NetworkError) as caught:
        wire.exchange("GET", "http://127.0.0.1:1/a", {}, SECRET + "\nX: 1")
    error: BaseException | None = caught.value
    assert SECRET not in str(caught.value.as_document())
    assert error is not None and error.__cause__ is None and error.__suppress_context__
