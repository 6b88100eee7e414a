"""A finished video onto the disk: whole, resumed where it broke, and without the bearer on any other host."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from loopback import RESET, Loopback, Request, answer
from scripted import HandClock

from nemovideo import download
from nemovideo.client import Client, Render
from nemovideo.errors import BackendError, BadAnswer, NemoError, NetworkError, Refused
from nemovideo.store import Busy, Store

TOKEN = "nmv_usr_" + "d" * 20
VIDEO = os.urandom(700_000)
SECRETS = {"authorization", "x-skill-source", "x-skill-version", "x-skill-platform", "x-client-id"}


@pytest.fixture
def api() -> Iterator[Loopback]:
    with Loopback(answer({"code": 5, "message": "no such render"}, 404)) as server:
        yield server


@pytest.fixture
def client(api: Loopback, tmp_path: Path) -> Iterator[Client]:
    store = Store(tmp_path / "kept")
    store.save_token(api.origin, {"token": TOKEN, "expires_at": "2099-01-01T00:00:00Z"})
    one = Client(api.origin, store, clock=HandClock())
    yield one
    one.close()


def video(content: bytes = VIDEO, cut: int | None = None, etag: str | None = '"v1"') -> Callable[[Request], Any]:
    """A file server with ranges; `cut` bytes of a body are sent before the connection is closed."""

    def said(request: Request) -> bytes:
        wanted = re.fullmatch(r"bytes=(\d+)-", request.headers.get("range", ""))
        if wanted and request.headers.get("if-range", etag) != etag:
            wanted = None
        start = int(wanted[1]) if wanted else 0
        if start >= len(content):
            return answer(b"", 416, Content_Range=f"bytes */{len(content)}")
        more = {"ETag": etag} if etag else {}
        if wanted:
            more["Content_Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        whole = answer(content[start:], 206 if wanted else 200, "video/mp4", Connection="close", **more)
        return whole if cut is None else whole[: len(whole) - len(content) + start + cut]

    return said


def test_the_file_is_whole_and_has_its_name_at_the_end_only(client: Client, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    target = tmp_path / "out.mp4"
    with Loopback(video()) as host:
        render = Render("r", url=host.origin + "/v.mp4?sig=1")
        assert client.download(render, target, lambda done, total: seen.append((done, total))) == len(VIDEO)
    assert target.read_bytes() == VIDEO
    assert seen[0] == (0, len(VIDEO)) and seen[-1] == (len(VIDEO), len(VIDEO))
    assert not target.with_name("out.mp4.part").exists()
    assert not list((tmp_path / "kept" / "downloads").iterdir())
    assert not SECRETS & set(host.requests[0].headers)
    assert host.requests[0].headers["accept-encoding"] == "identity"


def test_a_broken_download_goes_on_where_it_broke(client: Client, tmp_path: Path) -> None:
    with Loopback(video(cut=300_000), video(cut=200_000), RESET, video()) as host:
        client.download(Render("r", url=host.origin + "/v"), tmp_path / "out.mp4")
    assert (tmp_path / "out.mp4").read_bytes() == VIDEO
    assert [request.headers.get("range") for request in host.requests] == [
        None, "bytes=300000-", "bytes=500000-", "bytes=500000-",
    ]  # fmt: skip
    assert host.requests[1].headers["if-range"] == '"v1"'


def test_another_run_goes_on_where_the_first_was_killed(client: Client, tmp_path: Path) -> None:
    target = tmp_path / "out.mp4"
    with Loopback(video(cut=300_000)) as host, pytest.raises(NemoError):
        host.script = [video(cut=300_000), answer(b"", 404)]
        client.download(Render("r", url=host.origin + "/v"), target)
    assert not target.exists() and target.with_name("out.mp4.part").stat().st_size == 300_000
    with Loopback(video()) as host:
        client.download(Render("r", url=host.origin + "/v"), target)
    assert host.requests[0].headers["range"] == "bytes=300000-" and target.read_bytes() == VIDEO


@pytest.mark.parametrize("left", [b"of another render", VIDEO[:1000]])
def test_a_part_of_another_render_is_not_gone_on_with(client: Client, tmp_path: Path, left: bytes) -> None:
    target = tmp_path / "out.mp4"
    target.with_name("out.mp4.part").write_bytes(left)
    with Loopback(video()) as host:
        client.download(Render("other", url=host.origin + "/v"), target)
    assert "range" not in host.requests[0].headers and target.read_bytes() == VIDEO


def test_a_file_that_changed_meanwhile_is_taken_from_the_start(client: Client, tmp_path: Path) -> None:
    other = os.urandom(len(VIDEO))
    with Loopback(video(cut=300_000), video(other, etag='"v2"')) as host:
        client.download(Render("r", url=host.origin + "/v"), tmp_path / "out.mp4")
    assert (tmp_path / "out.mp4").read_bytes() == other
    shorter = VIDEO[:600_000]
    with Loopback(video(cut=300_000, etag=None), video(shorter, etag=None)) as host:
        client.download(Render("r", url=host.origin + "/v"), tmp_path / "out.mp4")
    assert (tmp_path / "out.mp4").read_bytes() == shorter


def test_a_server_without_ranges_is_asked_for_all_of_it(client: Client, tmp_path: Path) -> None:
    with Loopback(video(cut=300_000), answer(VIDEO, kind="video/mp4")) as host:
        client.download(Render("r", url=host.origin + "/v"), tmp_path / "out.mp4")
    assert (tmp_path / "out.mp4").read_bytes() == VIDEO


def test_the_download_endpoint_is_the_way_out_and_gets_the_bearer(
    client: Client, api: Loopback, tmp_path: Path
) -> None:
    api.script = [video()]
    with Loopback(answer(b"expired", 403, "text/plain")) as host:
        client.download(Render("r/1", url=host.origin + "/v"), tmp_path / "out.mp4")
    assert api.requests[0].path == "/api/render/proxy/r%2F1/download"
    assert api.requests[0].headers["authorization"] == f"Bearer {TOKEN}"
    assert api.requests[0].headers["x-skill-source"]
    assert (tmp_path / "out.mp4").read_bytes() == VIDEO


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_takes_no_secret_to_another_host(client: Client, api: Loopback, tmp_path: Path, status: int) -> None:
    with Loopback(video()) as host:
        api.script = [answer(b"", status, Location=host.origin + "/v")]
        client.download(Render("r"), tmp_path / "out.mp4")
    assert "authorization" in api.requests[0].headers
    assert not SECRETS & set(host.requests[0].headers)
    assert (tmp_path / "out.mp4").read_bytes() == VIDEO


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 410])
def test_whatever_the_other_host_refuses_with_the_way_out_is_tried(
    client: Client, api: Loopback, tmp_path: Path, status: int
) -> None:
    api.script = [video()]
    with Loopback(answer(b"no", status, "text/plain")) as host:
        client.download(Render("r", url=host.origin + "/v"), tmp_path / "out.mp4")
    assert len(host.requests) == 1 and (tmp_path / "out.mp4").read_bytes() == VIDEO


def test_another_host_that_is_busy_is_asked_again(client: Client, tmp_path: Path) -> None:
    with Loopback(answer(b"", 503), answer(b"", 429), video()) as host:
        client.download(Render("r", url=host.origin + "/v"), tmp_path / "out.mp4")
    assert len(host.requests) == 3 and (tmp_path / "out.mp4").read_bytes() == VIDEO


def test_a_token_that_ended_meanwhile_is_replaced_for_the_download(
    client: Client, api: Loopback, tmp_path: Path
) -> None:
    fresh = answer({"code": 0, "data": {"token": "nmv_usr_fresh"}})
    api.script = [answer({"code": 1001}, 401), fresh, video()]
    client.download(Render("r"), tmp_path / "out.mp4")
    assert api.requests[2].headers["authorization"] == "Bearer nmv_usr_fresh"
    assert (tmp_path / "out.mp4").read_bytes() == VIDEO


def test_redirects_end(client: Client, tmp_path: Path) -> None:
    with Loopback(answer(b"", 302, Location="/again")) as host, pytest.raises(BadAnswer):
        client.download(Render("r", url=host.origin + "/v"), tmp_path / "out.mp4")
    assert len(host.requests) == download.REDIRECTS + 1


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://h/x", "http://cdn.example/v.mp4", "http://[::1", "http://127.0.0.1:99999/x", "//"],
)
def test_an_address_that_is_no_download_is_not_asked(client: Client, tmp_path: Path, url: str) -> None:
    with pytest.raises(NemoError) as caught:
        client.download(Render("r", url=url), tmp_path / "out.mp4")
    assert caught.value.exit_code in {8, 9} and not (tmp_path / "out.mp4").exists()


def test_a_cloud_cannot_name_this_machine(tmp_path: Path) -> None:
    with pytest.raises(BadAnswer):
        download._allowed_origin("http://127.0.0.1:8000/admin", "https://api.example")


@pytest.mark.parametrize("kind", ["text/html", "application/json; charset=utf-8", "text/plain"])
def test_a_page_is_not_taken_for_a_video(client: Client, tmp_path: Path, kind: str) -> None:
    with Loopback(answer(b"<html>", 200, kind)) as host, pytest.raises(BadAnswer) as caught:
        client.download(Render("r", url=host.origin + "/v"), tmp_path / "out.mp4")
    assert "not a video" in caught.value.message and not (tmp_path / "out.mp4").exists()


def test_an_empty_file_is_no_video(client: Client, tmp_path: Path) -> None:
    with Loopback(answer(b"", 200, "video/mp4")) as host, pytest.raises(BackendError):
        client.download(Render("r", url=host.origin + "/v"), tmp_path / "out.mp4")


def test_a_download_that_brings_nothing_more_ends(client: Client, tmp_path: Path) -> None:
    with Loopback(video(cut=1000)) as host, pytest.raises(NetworkError):
        client.download(Render("r", url=host.origin + "/v"), tmp_path / "out.mp4")
    assert len(host.requests) == 1 + len(download.DELAYS_S)


def test_what_cannot_be_written_is_said(client: Client, tmp_path: Path) -> None:
    with Loopback(video()) as host:
        for target in (tmp_path / "none" / "out.mp4", tmp_path):
            with pytest.raises(Refused) as caught:
                client.download(Render("r", url=host.origin + "/v"), target)
            assert caught.value.kind == "cannot_write"


def test_two_downloads_into_one_file_do_not_mix(client: Client, tmp_path: Path) -> None:
    import fcntl

    with (tmp_path / "out.mp4.part").open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with Loopback(video()) as host, pytest.raises(Busy):
            client.download(Render("r", url=host.origin + "/v"), tmp_path / "out.mp4")
