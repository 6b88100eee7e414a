"""The captured answers of a real ADK server, and ways to play them."""

from __future__ import annotations

import http.client
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import urllib3

FOLDER = Path(__file__).resolve().parent / "captures"
STREAMS = sorted(path for path in FOLDER.glob("adk-*/*.txt") if b"text/event-stream" in path.read_bytes())


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def body(path: Path) -> bytes:
    """The event stream itself, without headers and chunk framing."""
    return b"".join(read(path.read_bytes()))


class _Pieces(io.RawIOBase):
    """Bytes that arrive in given pieces, and then the connection ends."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = [piece for piece in pieces if piece]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._pieces:
            return 0
        piece = self._pieces[0][: len(buffer)]
        rest = self._pieces[0][len(piece) :]
        self._pieces[:1] = [rest] if rest else []
        buffer[: len(piece)] = piece
        return len(piece)


class _Socket:
    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = pieces

    def makefile(self, *_: Any, **__: Any) -> io.BufferedReader:
        return io.BufferedReader(_Pieces(self._pieces))


def read(*pieces: bytes) -> Iterator[bytes]:
    """The body of an HTTP answer, by http.client and urllib3, as it comes out of the wire."""
    answer = http.client.HTTPResponse(_Socket(pieces), method="POST")  # type: ignore[arg-type]
    answer.begin()
    response = urllib3.HTTPResponse(
        answer, headers=dict(answer.headers), status=answer.status, preload_content=False, original_response=answer
    )
    while block := response.read1(65536, decode_content=True):
        yield block
