"""A multipart upload on its way to disk: constant memory, limits enforced while the bytes come in.

``receive`` writes each file part to a temporary file and hashes it meanwhile; what it returns is owned by
the caller, who moves or removes it. A file name from the form is kept for people and never used as a path.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import secrets
from collections.abc import AsyncIterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from local_backend.media.info import MOST_BYTES
from local_backend.server.projects import safe_name

BATCH = 1 << 20
"""bytes that are parsed and written at once, away from the event loop"""
FRAMING = 64 * 1024
"""what boundaries and part headers may add to the bytes of the files"""
MOST_FILES = 50


class UploadError(Exception):
    """A body that cannot be taken, in words for a person."""


class TooLargeError(UploadError):
    """More bytes than a file may have."""


@dataclass(frozen=True, slots=True)
class Received:
    """A whole file, still under a temporary name."""

    path: Path
    name: str
    bytes: int
    sha256: str


class Sink:
    """A temporary file that counts and hashes what is written to it."""

    def __init__(self, folder: Path, name: str, limit: int = MOST_BYTES) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = folder / f"{secrets.token_hex(12)}.part"
        self.name = name
        self._limit = limit
        self._bytes = 0
        self._hash = hashlib.sha256()
        self._file: BinaryIO = self.path.open("xb")

    def write(self, data: bytes | memoryview) -> None:
        self._bytes += len(data)
        if self._bytes > self._limit:
            raise TooLargeError(too_large(self.name))
        self._hash.update(data)
        self._file.write(data)

    def done(self) -> Received:
        self._file.close()
        return Received(self.path, self.name, self._bytes, self._hash.hexdigest())

    def discard(self) -> None:
        self._file.close()
        self.path.unlink(missing_ok=True)


def too_large(name: str) -> str:
    return f"{name} is larger than 500 MB, which is the limit. Compress or trim it and send it again."


class _Form:
    """Turns the parser's callbacks into sinks. Parts without a file name are read and dropped."""

    def __init__(self, boundary: bytes, folder: Path, limit: int) -> None:
        from python_multipart.multipart import MultipartParser

        self.sinks: list[Sink] = []
        self.ended = False
        self._folder = folder
        self._limit = limit
        self._headers: dict[bytes, bytes] = {}
        self._field = b""
        self._value = b""
        self._sink: Sink | None = None
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._part_begin,
                "on_header_field": self._header_field,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_headers_finished": self._headers_finished,
                "on_part_data": self._part_data,
                "on_end": self._end,
            },
        )

    def write(self, data: bytes) -> None:
        from python_multipart.exceptions import FormParserError

        try:
            self._parser.write(data)
        except FormParserError:
            raise UploadError("The multipart form cannot be read. Send the file in a field named 'files'.") from None

    def _part_begin(self) -> None:
        self._headers.clear()
        self._sink = None

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._headers[self._field.lower()] = self._value
        self._field = self._value = b""

    def _headers_finished(self) -> None:
        name = file_name(self._headers.get(b"content-disposition", b""))
        if name is None:
            return
        if len(self.sinks) == MOST_FILES:
            raise UploadError(f"More than {MOST_FILES} files in one request. Send the files one by one.")
        self._sink = Sink(self._folder, safe_name(name), self._limit)
        self.sinks.append(self._sink)

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        if self._sink:
            self._sink.write(memoryview(data)[start:end])

    def _end(self) -> None:
        self.ended = True


def file_name(disposition: bytes) -> str | None:
    """The file name in a part's Content-Disposition; None for a field that is no file.

    Clients send raw UTF-8 with a quotation mark as ``%22`` (HTML standard), or ``filename*`` (RFC 5987).
    """
    from urllib.parse import unquote

    text = disposition.decode("utf-8", "replace")
    if extended := re.search(r"filename\*\s*=\s*utf-8'[^']*'([^;\s]+)", text, re.I):
        return unquote(extended.group(1))
    if found := re.search(r'filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))', text, re.I):
        quoted, bare = found.groups()
        return str(quoted.replace('\\"', '"').replace("%22", '"') if quoted is not None else bare.strip())
    return None


def boundary_of(content_type: str) -> bytes | None:
    """The boundary of a multipart/form-data content type; None for any other."""
    kind, _, options = content_type.partition(";")
    found = re.search(r'boundary\s*=\s*(?:"([^"]+)"|([^;\s]+))', options, re.I)
    if kind.strip().lower() != "multipart/form-data" or not found:
        return None
    boundary = (found.group(1) or found.group(2)).encode("latin-1", "replace")
    return boundary if len(boundary) <= 70 else None


async def receive(body: AsyncIterable[bytes], boundary: bytes, folder: Path, limit: int = MOST_BYTES) -> list[Received]:
    """The files of a multipart body, in order. On any error nothing is left behind.

    Raises ``TooLargeError`` as soon as one byte too many has come, ``UploadError`` for a body that is no form.
    """
    form = _Form(boundary, folder, limit)
    batch = bytearray()
    try:
        async for data in body:
            batch += data
            if len(batch) >= BATCH:
                full, batch = bytes(batch), bytearray()
                await asyncio.to_thread(form.write, full)
        await asyncio.to_thread(form.write, bytes(batch))
        if not form.ended:
            raise UploadError("The upload ended before its last file was complete. Send it again.")
        if not form.sinks:
            raise UploadError("There is no file in the request. Send it in a field named 'files'.")
        return [sink.done() for sink in form.sinks]
    except BaseException:
        for sink in form.sinks:
            sink.discard()
        raise
