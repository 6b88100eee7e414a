"""A long answer's body is the same whichever way it was cut on the wire, and one that ends early is never whole."""

from __future__ import annotations

import http.client
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import Loopback

from nemovideo import body
from nemovideo.clock import Clock
from nemovideo.errors import NetworkError
from nemovideo.wire import Wire

BODY = b'data: {"a":1}\n\n: ping\n\n' + bytes(range(256)) * 3
FRAMES = b"17\r\n" + BODY[:23] + b"\r\n" + b"2AB;ext=1\r\n" + BODY[23:706] + b"\r\n" + b"055\r\n" + BODY[706:] + b"\r\n"
LAST = b"0\r\nX-Trailer: 1\r\n\r\n"


@pytest.fixture
def wire() -> Iterator[Wire]:
    one = Wire(Clock(), lambda text: None)
    yield one
    one.close()


def reading(*pieces: bytes) -> Any:
    """A ``read`` that gives one piece after the other, and then nothing."""
    waiting = [piece for piece in pieces if piece]
    return lambda size: waiting.pop(0) if waiting else b""


def test_every_cut_gives_the_same_body() -> None:
    whole = FRAMES + LAST
    for first in range(len(whole)):
        assert b"".join(body.dechunked(reading(whole[:first], whole[first:]))) == BODY
    assert b"".join(body.dechunked(reading(*[whole[at : at + 1] for at in range(len(whole))]))) == BODY


def test_a_body_that_ends_early_gives_what_came_and_then_an_error() -> None:
    for end in range(len(FRAMES)):
        found = b""
        with pytest.raises(http.client.IncompleteRead):
            for piece in body.dechunked(reading(FRAMES[:end])):
                found += piece
        assert BODY.startswith(found)


@given(st.lists(st.binary(min_size=1, max_size=300), max_size=8), st.lists(st.integers(0, 3000), max_size=5))
def test_any_chunks_in_any_cutting(chunks: list[bytes], cuts: list[int]) -> None:
    whole = b"".join(b"%X\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + LAST
    marks = sorted({0, *(cut % len(whole) for cut in cuts), len(whole)})
    pieces = [whole[a:b] for a, b in itertools.pairwise(marks)]
    assert b"".join(body.dechunked(reading(*pieces))) == b"".join(chunks)


@pytest.mark.parametrize(
    "bad", [b"zz\r\n", b"-5\r\nabcde\r\n", b"\r\nabc", b"3\r\nabcde\r\n0\r\n\r\n", b"9" * 20 + b"\r\n"]
)
def test_what_is_no_chunk_is_an_error(bad: bytes) -> None:
    with pytest.raises((http.client.HTTPException, ValueError)):
        list(body.dechunked(reading(bad)))


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: x/y\r\n"
ANSWERS = {
    "chunked": HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + FRAMES + LAST,
    "length": HEAD + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY,
    "closed": HEAD + b"Connection: close\r\n\r\n" + BODY,
}


@pytest.mark.parametrize("kind", sorted(ANSWERS))
def test_all_three_framings_over_a_socket(wire: Wire, kind: str) -> None:
    with Loopback(ANSWERS[kind]) as server:
        for way in (body.pieces, lambda answer: body.into(answer, memoryview(bytearray(100)))):
            with wire.send("GET", server.origin + "/a", {}, None) as response:
                assert b"".join(bytes(piece) for piece in way(response)) == BODY


@pytest.mark.parametrize("kind", ["chunked", "length"])
def test_a_broken_connection_is_a_network_error_after_what_came(wire: Wire, kind: str) -> None:
    cut = ANSWERS[kind][:400].replace(b"x/y\r\n", b"x/y\r\nConnection: close\r\n")
    for way in (body.pieces, lambda answer: body.into(answer, memoryview(bytearray(64)))):
        with (
            Loopback(cut) as server,
            pytest.raises(NetworkError) as caught,
            wire.send("GET", server.origin + "/a", {}, None) as response,
        ):
            list(way(response))
        assert caught.value.maybe_done


def test_what_came_before_a_connection_broke_is_given_first(wire: Wire) -> None:
    cut = ANSWERS["length"][:-50].replace(b"x/y\r\n", b"x/y\r\nConnection: close\r\n")
    came = bytearray()
    with (
        Loopback(cut) as server,
        wire.send("GET", server.origin + "/a", {}, None) as response,
        pytest.raises(NetworkError),
    ):
        for piece in body.into(response, memoryview(bytearray(1 << 20))):  # a buffer that is never full
            came += piece
    assert bytes(came) == BODY[:-50]


def test_a_compressed_answer_takes_the_ordinary_way(wire: Wire) -> None:
    import gzip

    packed = gzip.compress(BODY)
    head = HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed)
    with Loopback(head + packed) as server:
        for way in (body.pieces, lambda answer: body.into(answer, memoryview(bytearray(64)))):
            with wire.send("GET", server.origin + "/a", {}, None) as response:
                assert b"".join(bytes(piece) for piece in way(response)) == BODY
