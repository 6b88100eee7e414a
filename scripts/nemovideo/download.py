"""A finished video onto the disk: resumed where it broke, whole or not there at all.

The bytes go to FILE.part, which gets its own name when its length is right. The API's bearer and attribution go
to the API's own origin and nowhere else; redirects are followed by hand for that reason.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from nemovideo import settings
from nemovideo.answers import Render, clean_type
from nemovideo.errors import BackendError, BadAnswer, NemoError, NetworkError
from nemovideo.store import Busy, cannot_write, write_private

if TYPE_CHECKING:
    import requests

    from nemovideo.client import Client

Progress = Callable[[int, "int | None"], None]

BLOCK = 256 * 1024
REDIRECTS = 5
DELAYS_S = (1.0, 2.0, 4.0)  # between attempts that brought nothing new
READ_S = 60.0
SLOWEST = 1024  # bytes a second over a window; anything slower counts as a broken connection
WINDOW_S = 30.0
WORTH_IT = 64 * 1024  # bytes that make an attempt count as progress


class Interrupted(NetworkError):  # noqa: N818
    """The body ended early; what came is kept and the next attempt goes on behind it."""


@dataclass(slots=True)
class Part:
    """The unfinished file: what is known of the whole, kept beside our other files between runs."""

    handle: int
    memo: Path
    render_id: str
    size: int = 0
    total: int | None = None
    validator: str | None = None

    def keep(self) -> None:
        fields = {"render_id": self.render_id, "total": self.total, "validator": self.validator}
        write_private(self.memo, json.dumps(fields).encode())

    def recall(self) -> None:
        """Take up an earlier run's part, if it was of this render and its whole is known; else start anew."""
        try:
            fields = json.loads(self.memo.read_bytes())
            known = isinstance(fields, dict) and fields.get("render_id") == self.render_id
        except (OSError, ValueError):
            fields, known = {}, False
        if known and isinstance(fields.get("total"), int):
            self.total, self.size = fields["total"], os.fstat(self.handle).st_size
            self.validator = fields.get("validator") if isinstance(fields.get("validator"), str) else None
        if not known or self.total is None or self.size > self.total:
            self.restart()

    def restart(self) -> None:
        os.ftruncate(self.handle, 0)
        self.size, self.total, self.validator = 0, None, None


def fetch_render(client: Client, render: Render, target: Path, on_progress: Progress) -> int:
    """Download a completed render, by its own URL and failing that by the API's download endpoint; its bytes."""
    fallback = client.address() + f"/api/render/proxy/{quote(render.id, safe='')}/download"
    urls = [render.url] if render.url else []
    first: NemoError | None = None
    for url in dict.fromkeys([*urls, fallback]):
        try:
            return fetch(client, _joined(client.address() + "/", url), target, render.id, on_progress)
        except (NetworkError, BackendError) as error:  # noqa: PERF203
            if isinstance(error, Busy):
                raise
            first = first or error
        except NemoError as error:
            if first is None:
                raise
            raise first from error
    raise first or BackendError("The backend names no address to download from.")


def fetch(client: Client, url: str, target: Path, render_id: str, on_progress: Progress) -> int:
    """Bring `url` to `target`, in as many attempts as bring something new and a few that do not."""
    path = target.with_name(target.name + ".part")
    memo = client.store.folder("downloads") / f"{hashlib.sha256(os.fsencode(path)).hexdigest()[:24]}.json"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except OSError as error:
        raise cannot_write(path, error) from None
    try:
        _claim(handle, path)
        part = Part(handle, memo, render_id)
        part.recall()
        delays = list(DELAYS_S)
        while True:
            before = part.size
            try:
                _attempt(client, url, part, on_progress)
                break
            except NetworkError:
                if part.size - before >= WORTH_IT:
                    delays = list(DELAYS_S)
                if not delays:
                    raise
                client.clock.sleep(delays.pop(0))
        path.replace(target)
    except OSError as error:
        raise cannot_write(target, error) from None
    finally:
        os.close(handle)
    with contextlib.suppress(OSError):
        memo.unlink()
    return part.size


def _claim(handle: int, path: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Busy(f"Another download writes {path.name} already.") from None
    except OSError:
        pass  # a file system without locks


def _attempt(client: Client, url: str, part: Part, on_progress: Progress) -> None:
    """One request for what is missing. Returns when the part is whole; NetworkError when it is not yet."""
    wanted = {}
    if part.size:
        wanted["Range"] = f"bytes={part.size}-"
        if part.validator:
            wanted["If-Range"] = part.validator
    response = _open(client, url, wanted)
    with response:
        if response.status_code == 416 and part.size:
            whole = re.fullmatch(r"bytes \*/(\d+)", response.headers.get("Content-Range", ""))
            if whole and int(whole[1]) == part.size == part.total:
                return
            part.restart()
            raise Interrupted("The server does not have the rest of the file; starting again.")
        if response.status_code == 206 and part.size:
            _match(response, part)
        elif response.status_code == 200:
            part.restart()
            _describe(response, part)
        else:
            _refuse(response)
        on_progress(part.size, part.total)
        _pour(client, response, part, on_progress)
    if part.total is not None and part.size != part.total:
        if part.size > part.total:
            part.restart()
        raise Interrupted(f"Only {part.size} of {part.total} bytes came.", maybe_done=True)
    if not part.size:
        raise BadAnswer("The download is empty.")


def _match(response: requests.Response, part: Part) -> None:
    """Check that a 206 goes on exactly where the part ends, in the same file."""
    where = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", response.headers.get("Content-Range", ""))
    same = where is not None and int(where[1]) == part.size and (part.total is None or int(where[3]) == part.total)
    validator = _validator(response)
    if not same or (part.validator and validator and validator != part.validator):
        part.restart()
        raise Interrupted("The file on the server has changed; starting again.")


def _describe(response: requests.Response, part: Part) -> None:
    """Note what a 200 says about the whole, so that a later attempt can go on."""
    kind = clean_type(response.headers.get("Content-Type", ""))
    if kind in {"text/html", "application/json", "text/plain", "application/xml", "text/xml"}:
        raise BadAnswer(f"The download is {kind}, not a video.")
    length = response.headers.get("Content-Length", "")
    encoded = response.headers.get("Content-Encoding", "identity") != "identity"
    part.total = int(length) if length.isdigit() and not encoded else None
    part.validator = _validator(response)
    part.keep()


def _validator(response: requests.Response) -> str | None:
    tag = response.headers.get("ETag")
    return tag if tag and not tag.startswith("W/") else response.headers.get("Last-Modified")


def _pour(client: Client, response: requests.Response, part: Part, on_progress: Progress) -> None:
    """Write the body behind what is there; what came before an error is on the disk when it is raised."""
    from nemovideo.body import into

    clock = client.clock
    since, then, told = clock.monotonic(), part.size, part.size
    with open(part.handle, "wb", buffering=0, closefd=False) as file:
        file.seek(part.size)
        for block in into(response, memoryview(bytearray(BLOCK))):
            left = block
            while left:
                left = left[file.write(left) :]
            part.size += len(block)
            now = clock.monotonic()
            if part.size - told >= BLOCK or part.size == part.total:
                on_progress(part.size, part.total)
                told = part.size
            if now - since >= WINDOW_S:
                if part.size - then < SLOWEST * WINDOW_S:
                    raise Interrupted("The download came too slowly.", maybe_done=True)
                since, then = now, part.size


def _open(client: Client, url: str, headers: dict[str, str]) -> requests.Response:
    """GET with redirects followed by hand: the bearer and the attribution only for the API's own origin."""
    api = client.address()
    for _ in range(REDIRECTS + 1):
        if _allowed_origin(url, api) == api:
            response = client.with_token(partial(_ask_api, client, url, headers))
        else:
            response = client.wire().send("GET", url, headers, None, read_s=READ_S)
        if not response.is_redirect:
            return response
        response.close()
        url = _joined(url, response.headers["location"])
    raise BadAnswer(f"The download was sent on more than {REDIRECTS} times.")


def _ask_api(
    client: Client, url: str, headers: dict[str, str], token: str | None, more: dict[str, str]
) -> requests.Response:
    sent = {**headers, **client.attribution(), **more}
    response = client.wire().send("GET", url, sent, token, read_s=READ_S)
    if response.status_code >= 400 and response.status_code != 416:
        client.read(client.wire().whole(response))
    return response


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        raise BadAnswer("The backend names a download address that cannot be read.") from None


def _allowed_origin(url: str, api: str) -> str:
    """The origin of a download; only https, or http on this machine when the API itself is on it."""
    try:
        parts = urlsplit(url)
        origin = settings.origin(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}")
    except (ValueError, NemoError):
        raise BadAnswer("The backend names a download address that is neither https nor on this machine.") from None
    if origin.startswith("http:") and not api.startswith("http:"):
        raise BadAnswer("The backend names a download address on this machine, which it is not on itself.")
    return origin


def _refuse(response: requests.Response) -> None:
    """A download host's error; one that may pass is worth another attempt."""
    status = response.status_code
    words = f"The download was answered with status {status}."
    if status >= 500 or status == 429:
        raise Interrupted(words, code=status)
    raise BackendError(words, code=status)
