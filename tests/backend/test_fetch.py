"""Uploads by web address.

Threat model: an address in a message tries to reach what only this machine can reach, by its number, by a
name that resolves to it, by a redirect, or by answering two look-ups differently.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from local_backend.server import fetch as fetching
from local_backend.server.fetch import FetchError, fetch, is_public, name_of, shown
from local_backend.server.uploads import TooLargeError

PRIVATE = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.9.9.9", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1",
    "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::1",
    "3fff::1", "5f00::1", "fc00::1", "fd12::1", "fe80::1", "fec0::1",
    "ff02::1",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "8.8.8.8", "100.63.255.255", "172.32.0.1", "223.255.255.1", "2606:4700::1111", "2a00:1450::1"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "incoming"
    made.mkdir()
    return made


@pytest.mark.parametrize("text", PRIVATE)
def test_an_address_that_is_not_public_is_never_reached(text: str) -> None:
    assert not is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_a_public_address_is_allowed(text: str) -> None:
    assert is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/",
        "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[fe80::1%25lo]/", "https://127.0.0.1:8443/a.mp4", "http://0/",
    ],
)  # fmt: skip
def test_no_spelling_of_this_machine_is_fetched(url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("a connection was tried"))
    with pytest.raises(FetchError):
        fetch(url, folder)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.com/a", "gopher://x/", "//example.com/a", "a.mp4", "http://", "http://[::1",
            "http://a:99999/", "http://user:secret@example.com/", "http://exa mple.com/", "http://a\r\nHost: b/", ""],
)  # fmt: skip
def test_only_plain_web_addresses_are_fetched(url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _no_such_host)
    with pytest.raises(FetchError) as caught:
        fetch(url, folder)
    assert "secret" not in str(caught.value)


def _no_such_host(*_: Any, **__: Any) -> Any:
    raise socket.gaierror


def test_one_private_address_among_public_ones_is_enough_to_refuse(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [(socket.AF_INET, 1, 6, "", (text, 80)) for text in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("a connection was tried"))
    with pytest.raises(FetchError, match="public internet"):
        fetch("http://example.com/a.mp4", folder)


def test_the_connection_goes_to_the_address_that_was_checked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Any] = []
    tried: list[Any] = []

    def look(*arguments: Any, **_: Any) -> list[Any]:
        looked.append(arguments[0])
        return [(socket.AF_INET, 1, 6, "", ("8.8.8.8" if len(looked) == 1 else "127.0.0.1", 80))]

    def connect(address: Any, **_: Any) -> Any:
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(FetchError, match="cannot be reached"):
        fetch("http://example.com/a.mp4", folder)
    assert looked == ["example.com"]
    assert tried == [("8.8.8.8", 80)]


class Site(BaseHTTPRequestHandler):
    """A simulated web site on loopback."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        asked.append((self.path, dict(self.headers)))
        if path.startswith("/redirect/"):
            self.answer(302, b"", Location=path.removeprefix("/redirect/"))
        elif path == "/loop":
            self.answer(302, b"", Location="/loop")
        elif path == "/named":
            self.answer(200, b"data", **{"Content-Disposition": 'attachment; filename="../../My Clip.mp4"'})
        elif path == "/typed":
            self.answer(200, b"data", **{"Content-Type": "video/mp4"})
        elif path == "/gzip":
            self.answer(200, b"data", **{"Content-Encoding": "gzip"})
        elif path == "/short":
            self.answer(200, b"data", **{"Content-Length": "100"})
        elif path == "/endless":
            self.answer(200, b"x" * 100_000, **{"Content-Length": ""})
        elif path == "/missing":
            self.answer(404, b"")
        else:
            self.answer(200, b"data")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


asked: list[tuple[str, dict[str, str]]] = []


@pytest.fixture
def site() -> Iterator[str]:
    asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def anywhere(_: Any) -> bool:
    return True


def test_a_file_is_fetched_with_its_hash(site: str, folder: Path) -> None:
    received = fetch(f"{site}/clips/beach%20day.mp4?signature=1", folder, allowed=anywhere)
    assert received.path.read_bytes() == b"data"
    assert (received.name, received.bytes) == ("beach day.mp4", 4)
    assert received.sha256 == "3a6eb0790f39ac87c94f3856b2dd2c5d110e6811602261a9a923d3bb23adc8b7"
    path, headers = asked[0]
    assert path == "/clips/beach%20day.mp4?signature=1"
    assert headers["Host"] == site.removeprefix("http://")
    assert not {"authorization", "cookie"} & {name.lower() for name in headers}


@pytest.mark.parametrize(("path", "name"), [("/named", "My Clip.mp4"), ("/typed", "typed.mp4"), ("/", "file")])
def test_a_name_is_found_and_made_harmless(site: str, folder: Path, path: str, name: str) -> None:
    assert fetch(site + path, folder, allowed=anywhere).name == name


@pytest.mark.parametrize("path", ["/gzip", "/short", "/missing", "/loop"])
def test_a_failed_download_leaves_nothing(site: str, folder: Path, path: str) -> None:
    with pytest.raises(FetchError):
        fetch(site + path, folder, allowed=anywhere)
    assert not list(folder.iterdir())


@pytest.mark.parametrize("path", ["/endless", "/clip.mp4"])
def test_the_limit_holds_with_and_without_a_length(site: str, folder: Path, path: str) -> None:
    with pytest.raises(TooLargeError):
        fetch(site + path, folder, limit=3, allowed=anywhere)
    assert not list(folder.iterdir())


def test_a_slow_site_ends_at_the_time_limit(site: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "WHOLE_S", -1.0)
    with pytest.raises(FetchError, match="longer than"):
        fetch(f"{site}/clip.mp4", folder, allowed=anywhere)
    assert not list(folder.iterdir())


def test_each_redirect_is_checked_like_the_first_address(site: str, folder: Path) -> None:
    here = ipaddress.ip_address("127.0.0.1")
    with pytest.raises(FetchError, match="public internet"):
        fetch(f"{site}/redirect/http://127.0.0.2:1/", folder, allowed=lambda address: address == here)
    with pytest.raises(FetchError, match="starts with http"):
        fetch(f"{site}/redirect/file:///etc/passwd", folder, allowed=anywhere)
    assert fetch(f"{site}/redirect//clip.mp4", folder, allowed=anywhere).name == "clip.mp4"


def test_a_shown_address_hides_what_may_be_secret() -> None:
    assert shown("https://user:pass@example.com/a?token=1#x") == "https://example.com/a"


def test_a_disposition_in_the_extended_form_is_read() -> None:
    assert name_of("http://a/b", "attachment; filename*=UTF-8''%E5%A4%8F.mp4", "") == "\u590f.mp4"
