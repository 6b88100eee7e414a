"""Bytes of an event stream, in any cutting -> whole events for sseclient-py. Pure.

sseclient-py parses what it is given rightly only when that is one whole event with uniform line ends and without
a byte order mark, and takes time quadratic in the pieces of a long one. So the cutting is done here, linear in
the bytes, and what goes on is normalised: comments and data-less heartbeats are left out, data stands on one line.

WHATWG HTML, "Parsing an event stream": CR, LF and CRLF end a line, an empty line ends an event, one leading byte
order mark is skipped, a line that begins with a colon is a comment.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator

BOM = codecs.BOM_UTF8


class Splitter:
    """Feed bytes, get the events that they complete."""

    def __init__(self) -> None:
        self._pending: list[bytes] = []
        self._ends_line = False
        self._after_cr = False
        self._started = False
        # Where the last byte left us, for the two commonest pieces: one whole event, and a part of a long line.
        self._between = False
        self._within_line = False

    def feed(self, chunk: bytes) -> list[bytes]:
        """The events with data that ``chunk`` completes, each as ``[event: …] data: …`` and an empty line."""
        at = chunk.find(b"\n")
        if at < 0 and self._within_line and b"\r" not in chunk:
            self._pending.append(chunk)
            return []
        if at == len(chunk) - 2 and self._between and chunk.endswith(b"\n\n") and _is_normal(chunk):
            return [chunk]
        return self._feed(chunk)

    def _feed(self, chunk: bytes) -> list[bytes]:
        if not self._started:
            chunk = b"".join((*self._pending, chunk))
            self._pending = [chunk]
            if len(chunk) < len(BOM) and BOM.startswith(chunk):
                return []
            self._pending, self._started = [], True
            chunk = chunk.removeprefix(BOM)
        if self._after_cr and chunk:
            chunk = chunk.removeprefix(b"\n")
            self._after_cr = False
        if not chunk:
            return []
        if b"\r" in chunk:
            self._after_cr = chunk.endswith(b"\r")
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        whole: list[bytes] = []
        if self._ends_line and chunk.startswith(b"\n"):
            whole.append(b"".join(self._pending))
            self._pending = []
        *ended, rest = chunk.split(b"\n\n")
        if ended:
            whole += (b"".join((*self._pending, ended[0])), *ended[1:])
            self._pending = []
        if rest:
            self._pending.append(rest)
        self._ends_line = rest.endswith(b"\n")
        self._between = not self._pending and not self._after_cr
        self._within_line = bool(rest) and not self._ends_line and not self._after_cr
        return [event for block in whole if (event := _normalised(block))]

    def finish(self) -> tuple[list[bytes], bool]:
        """At the end of the stream: the event that lacks only its empty line, and whether a half one was lost.

        A JSON object that is balanced cannot be the beginning of a longer one, so it is taken as it is.
        """
        rest = b"".join(self._pending)
        fields = [line for line in rest.split(b"\n") if line and not line.startswith(b":")]
        event = _normalised(b"\n".join(fields))
        data = event.partition(b"data: ")[2]
        if data.startswith((b"{", b"[")) and _is_json(data):
            return [event], False
        ended = rest.endswith(b"\n")
        return [], bool(fields) and (not ended or data.startswith((b"{", b"[")))


def _is_normal(block: bytes) -> bool:
    return block.startswith(b"data: {") and b"\r" not in block and block.isascii()


def _normalised(block: bytes) -> bytes:
    """One event, its data on one line in valid UTF-8; empty for comments, empty data and unknown fields.

    Between two data lines stands a newline, which in JSON is white space like the blank that is put here.
    Invalid UTF-8 becomes U+FFFD, as the standard says; sseclient-py would raise.
    """
    if not block.isascii():
        try:
            block.decode()
        except UnicodeDecodeError:
            block = block.decode(errors="replace").encode()
    if block.startswith(b"data: {") and b"\n" not in block:
        return block + b"\n\n"
    name, data = b"", []
    for line in block.split(b"\n"):
        key, _, value = line.partition(b":")
        if key == b"data":
            data.append(value.removeprefix(b" "))
        elif key == b"event":
            name = value.strip()
    joined = b" ".join(data).strip()
    if not joined:
        return b""
    return (b"event: " + name + b"\n" if name else b"") + b"data: " + joined + b"\n\n"


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def whole_events(chunks: Iterable[bytes], lost: list[bool]) -> Iterator[bytes]:
    """All whole events of a stream; ``lost`` gets whether it ended in a half one."""
    splitter = Splitter()
    for chunk in chunks:
        yield from splitter.feed(chunk)
    events, half = splitter.finish()
    yield from events
    lost.append(half)
