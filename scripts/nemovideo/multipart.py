"""A file as a multipart request body of constant memory (RFC 7578, one part).

The body has a length and iterates over views of one buffer, and has no ``read``: urllib3 would else pull it in
16 KiB pieces. Its blocks stay small, because the connect time-out governs each of them. Their sizes are measured: on
loopback a block of a power of two takes up to twice as long as one a little smaller, and over TLS the records of a
block, with a third more room, must stay below the 128 KiB from which memory comes from the system anew each time.
(sendfile, which spares the copies, was no faster on loopback.) The body can be iterated again, so a request that was
put off can be repeated.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

from nemovideo.errors import Refused

BLOCK = 120 * 1024
TLS_BLOCK = 88 * 1024

TYPES = {
    "mp4": "video/mp4", "mov": "video/quicktime", "avi": "video/x-msvideo", "webm": "video/webm",
    "mkv": "video/x-matroska", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif",
    "webp": "image/webp", "mp3": "audio/mpeg", "wav": "audio/wav", "m4a": "audio/mp4", "aac": "audio/aac",
}  # fmt: skip


CAPTIONS = {"srt": "application/x-subrip", "vtt": "text/vtt"}


class FileChanged(Refused):
    """No OSError, or requests would report a broken connection instead."""

    kind = "file_changed"
    next = "Wait until nothing writes to the file any more, then upload it again."


class FileBody:
    """The open file between its part's head and tail.

    `on_progress(sent, total)` counts the file's own bytes as they are handed to the connection. Iterating raises
    FileChanged, before the closing boundary, when the file is no longer what it was at the start. `block` is the
    most bytes that are read at once.
    """

    def __init__(
        self, path: Path, on_progress: Callable[[int, int], None], *, field: str = "files", block: int = BLOCK
    ) -> None:
        self.name, self._block = path.name, block
        self._file = path.open("rb", buffering=0)
        self.stat = os.fstat(self._file.fileno())
        self._on_progress = on_progress
        boundary = secrets.token_hex(16)
        self.content_type = f"multipart/form-data; boundary={boundary}"
        kind = {**TYPES, **CAPTIONS}.get(path.suffix.lower().lstrip("."), "application/octet-stream")
        self._head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{escaped(path.name)}"\r\n'
            f"Content-Type: {kind}\r\n\r\n"
        ).encode()
        self._tail = f"\r\n--{boundary}--\r\n".encode()

    @property
    def size(self) -> int:
        """Bytes of the file when it was opened."""
        return self.stat.st_size

    def __len__(self) -> int:
        return len(self._head) + self.size + len(self._tail)

    def __iter__(self) -> Iterator[bytes | memoryview]:
        self._file.seek(0)
        self._on_progress(0, self.size)
        yield self._head
        buffer, sent = memoryview(bytearray(self._block)), 0
        while sent < self.size:
            count = self._file.readinto(buffer[: min(self._block, self.size - sent)]) or 0
            if not count:
                raise FileChanged(f"{self.name} became shorter while it was read; it was not uploaded.")
            yield buffer[:count]
            sent += count
            self._on_progress(sent, self.size)
        if self.changed():
            raise FileChanged(f"{self.name} was written to while it was read; it was not uploaded.")
        yield self._tail

    def changed(self) -> bool:
        """Whether the file was written to since it was opened."""
        now = os.fstat(self._file.fileno())
        return (now.st_size, now.st_mtime_ns) != (self.size, self.stat.st_mtime_ns)

    def __enter__(self) -> FileBody:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()


def escaped(name: str) -> str:
    """A file name as browsers write it: UTF-8, with quotes and line breaks as %XX; what is not UTF-8 as U+FFFD."""
    plain = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return plain.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
