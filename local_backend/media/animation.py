"""Frame times of animated GIF, WebP and PNG files, read from the containers' own blocks without decoding.

Decoders hand over delays only frame by frame, and a GIF of a thousand frames takes seconds that way.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

SHORTEST_MS = 20
"""browsers show a frame with less for ``USUAL_MS`` instead"""
USUAL_MS = 100
MOST_BYTES = 200 << 20
MOST_FRAMES = 20_000


def frame_delays(path: Path) -> list[int]:
    """How long each frame is shown, in ms; fewer than two where the file is not animated.

    What follows a broken block is left out, so the list tells what is really there.
    """
    with path.open("rb") as file:
        data = file.read(MOST_BYTES)
    parsers = ((b"GIF8", _gif), (b"RIFF", _webp), (b"\x89PNG", _png))
    found = next((parse for magic, parse in parsers if data.startswith(magic)), None)
    delays: list[int] = []
    if found:
        try:
            for delay in found(data):
                delays.append(delay if delay >= SHORTEST_MS else USUAL_MS)
                if len(delays) >= MOST_FRAMES:
                    break
        except (IndexError, struct.error):
            pass
    return delays


def _gif(data: bytes) -> Iterator[int]:
    """GIF89a: an extension 0xF9 carries the delay (1/100 s) of the image block (0x2C) after it."""
    at = 13 + _color_table(data[10])
    delay = 0
    while data[at] != 0x3B:
        block = data[at]
        if block == 0x21:
            if data[at + 1] == 0xF9:
                delay = int(struct.unpack_from("<H", data, at + 4)[0]) * 10
            at = _skip_sub_blocks(data, at + 2)
        elif block == 0x2C:
            at = _skip_sub_blocks(data, at + 10 + _color_table(data[at + 9]) + 1)
            yield delay
            delay = 0
        else:
            return


def _color_table(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _skip_sub_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


def _webp(data: bytes) -> Iterator[int]:
    """Extended WebP: every ANMF chunk holds x, y, width, height and duration, three bytes each."""
    at = 12
    while at + 8 <= len(data):
        size = int(struct.unpack_from("<I", data, at + 4)[0])
        if at + 8 + size > len(data):
            return
        if data[at : at + 4] == b"ANMF":
            yield int.from_bytes(data[at + 20 : at + 23], "little")
        at += 8 + size + (size & 1)


def _png(data: bytes) -> Iterator[int]:
    """APNG: every fcTL chunk ends in delay numerator and denominator (0 means 100), dispose and blend."""
    at = 8
    while at + 12 <= len(data):
        size = int(struct.unpack_from(">I", data, at)[0])
        if data[at + 4 : at + 8] == b"fcTL":
            top, bottom = struct.unpack_from(">HH", data, at + 8 + 20)
            yield int(top * 1000 / (bottom or 100))
        at += 12 + size
