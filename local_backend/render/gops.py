"""Where a video may be cut without encoding: its frames by number, in the order in which they are decoded.

    python -m local_backend.render.gops FILE DEMUXER FPS

prints a ``Table`` as JSON, or null for a file whose packets cannot be taken as they are (another codec, holes
or jitter in its time, an interlaced picture). A process of its own, because the bytes are a stranger's.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

NEAR = 10
"""how far a stamp may be from the frame's own time: a tenth of a frame"""
IDR = 5
"""type of the NAL unit after which nothing refers to what was before (H.264, 7.4.1.2.4)"""


@dataclass(frozen=True, slots=True)
class Table:
    """Frame numbers at which a copy may begin and end; ``delay`` is how many frames decoding runs ahead,
    ``pixels`` how large a frame is.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    delay: int
    pixels: int = 0


def table_of(order: Sequence[int], fresh: Sequence[bool]) -> Table | None:
    """From the numbers of the frames in decoding order, and which of them start afresh.

    A cut is clean where all frames before it were decoded before all frames after it. None where a number
    is missing or there twice.
    """
    count = len(order)
    if not count or sorted(order) != list(range(count)):
        return None
    starts, ends, highest = [], [], -1
    for place, number in enumerate(order):
        # The numbers are 0 to count-1, so the first ``place`` of them are behind us when none is higher.
        if highest == place - 1:
            ends.append(place)
            if fresh[place] and number == place:
                starts.append(place)
        highest = max(highest, number)
    return Table(tuple(starts), (*ends, count), max(place - number for place, number in enumerate(order)))


def numbered(container: Any, fps: int) -> Iterator[tuple[int | None, Any]]:
    """Packets in decoding order with the number of their frame; None for one between two frames."""
    stream = container.streams.video[0]
    zero, unit = Fraction(container.start_time or 0, 1_000_000) * fps, stream.time_base * fps
    # In whole parts of a frame, since fractions are slow and an hour has a hundred thousand frames.
    parts = math.lcm(zero.denominator, unit.denominator)
    first, step = int(zero * parts), int(unit * parts)
    for packet in container.demux(stream):
        if packet.size == 0:
            continue
        if packet.pts is None:
            yield None, packet
            continue
        at = packet.pts * step - first
        number = (2 * at + parts) // (2 * parts)
        yield number if abs(at - number * parts) * NEAR <= parts else None, packet


def opened(path: Path, demuxer: str) -> Any:
    import av  # not with the module, whose tables are wanted where PyAV has no business

    from local_backend.media.footage import OPTIONS

    return av.open(str(path), "r", format=demuxer, options=dict(OPTIONS), metadata_errors="ignore")


def starts_afresh(data: bytes) -> bool:
    """Whether a packet with lengths of four bytes holds an IDR picture."""
    at = 0
    while at + 5 <= len(data):
        if data[at + 4] & 31 == IDR:
            return True
        at += 4 + int.from_bytes(data[at : at + 4], "big")
    return False


def look(path: Path, demuxer: str, fps: int) -> Table | None:
    """The table of a file. Raises ``av.FFmpegError`` for one that cannot be read."""
    with opened(path, demuxer) as container:
        stream = container.streams.video[0]
        context = stream.codec_context
        settings = context.extradata or b""
        plain = stream.sample_aspect_ratio in (None, 0, 1) and context.field_order in (0, 1)
        if context.name != "h264" or not plain or len(settings) < 7 or settings[0] != 1 or settings[4] & 3 != 3:
            return None
        order: list[int] = []
        fresh: list[bool] = []
        for number, packet in numbered(container, fps):
            if number is None or packet.is_corrupt:
                return None
            order.append(number)
            fresh.append(packet.is_keyframe and starts_afresh(bytes(packet)))
        pixels = context.width * context.height
    found = table_of(order, fresh)
    return replace(found, pixels=pixels) if found else None


def main(argv: Sequence[str]) -> int:
    import av

    try:
        found = look(Path(argv[0]), argv[1], int(argv[2]))
    except (av.FFmpegError, LookupError, ValueError, OSError):
        found = None
    print(json.dumps(asdict(found) if found else None))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
