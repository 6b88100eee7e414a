"""The body of a long answer, read straight from its connection's buffer.

http.client takes several calls a chunk and a fresh piece of memory a block, which is most of the cost of an event
stream and of a large download. Here all chunks that have arrived are taken at once, and a file goes through one
buffer. Nothing waits for more than is there; a body that ends early raises NetworkError. An answer that is not
read in the plainest way (compressed, or not from http.client) takes the ordinary way of ``wire.blocks``.
"""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, Any

from nemovideo.wire import blocks, host_of, translated

if TYPE_CHECKING:
    import requests

AT_ONCE = 64 * 1024  # larger pieces of memory come from the system each time, and cost more than they save
GATHERED_S = 0.1
LONGEST_SIZE_LINE = 8 * 1024
SIZES_KEPT = 1000  # size lines that are known by heart
LINE_END = b"\r\n"


def pieces(response: requests.Response) -> Iterator[bytes]:
    """The body as it arrives, several chunks in one piece where several are there."""
    answer = _plain(response)
    if answer is None or not answer.chunked:
        yield from blocks(response)
        return
    with translated(host_of(response.url) or "the server"):
        yield from dechunked(answer.fp.read1)


def into(response: requests.Response, buffer: memoryview) -> Iterator[memoryview]:
    """The body as it arrives, each time as the part of ``buffer`` that it fills.

    What comes fast in small pieces, as TLS records do, is gathered until the buffer is full: a file that is written in
    few large pieces costs less. What had come before an error is given before the error is raised.
    """
    answer = _plain(response)
    if answer is None or answer.chunked:
        for block in blocks(response):
            yield memoryview(block)
        return
    left, filled, given = answer.length, 0, monotonic()
    with translated(host_of(response.url) or "the server"):
        while left is None or left > 0:
            problem = None
            try:
                count = answer.fp.readinto1(buffer[filled:] if left is None else buffer[filled : filled + left])
            except (OSError, ValueError, http.client.HTTPException) as error:
                problem, count = error, 0
            filled += count
            if left is not None:
                left -= count
            if filled and (not count or not left or filled == len(buffer) or monotonic() - given >= GATHERED_S):
                yield buffer[:filled]
                filled, given = 0, monotonic()
            if problem is not None:
                raise problem
            if not count:
                if left is None:
                    return
                raise http.client.IncompleteRead(b"", left)


def _plain(response: requests.Response) -> Any:
    """The answer of http.client whose body nobody has begun to read, or None."""
    answer = getattr(response.raw, "_original_response", None)
    if not isinstance(answer, http.client.HTTPResponse) or response.headers.get("content-encoding", "identity") != (
        "identity"
    ):
        return None
    untouched = answer.fp is not None and (not answer.chunked or answer.chunk_left is None)
    return answer if untouched and hasattr(answer.fp, "readinto1") else None


def dechunked(read: Callable[[int], bytes]) -> Iterator[bytes]:
    """The content of a chunked body (RFC 9112, 7.1), of all that each ``read`` brings; IncompleteRead if it ends early.

    Trailers are not read: the connection is not used again.
    """
    data, left, ends = b"", 0, 0
    sizes: dict[bytes, int] = {}
    while True:
        block = read(AT_ONCE)
        if not block:
            raise http.client.IncompleteRead(b"", left or None)
        data = data + block if data else block
        at, end, found, over = 0, len(data), [], False
        while at < end:
            if left:  # the rest of a chunk whose size is known
                found.append(data[at : at + left])
                at, left = at + len(found[-1]), left - len(found[-1])
                ends = 2
                continue
            if ends:
                if end - at < 2:
                    break
                if data[at : at + 2] != LINE_END:
                    raise http.client.HTTPException("a chunk is longer than it says")
                at, ends = at + 2, 0
                continue
            line = data.find(LINE_END, at)
            if line < 0:
                break
            size = sizes.get(data[at:line]) or _size(data[at:line], sizes)
            at = line + 2
            if not size:
                over = True
                break
            stop = at + size
            if data.startswith(LINE_END, stop):  # all of it is there, as with most chunks
                found.append(data[at:stop])
                at = stop + 2
            else:
                left = size
        data = data[at:]
        if found:
            yield b"".join(found)
        if over:
            return
        if len(data) > LONGEST_SIZE_LINE:
            raise http.client.LineTooLong("chunk size")


def _size(line: bytes, known: dict[bytes, int]) -> int:
    digits = line.partition(b";")[0].strip()
    if not digits.isalnum() or len(line) > LONGEST_SIZE_LINE or len(digits) > 16:
        raise http.client.HTTPException("a chunk has no size")
    size = int(digits, 16)  # ValueError for letters beyond f
    if len(known) < SIZES_KEPT:
        known[line] = size
    return size
