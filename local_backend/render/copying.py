"""Chunks that are taken from a file instead of encoded: its packets, numbered from the chunk's start."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av

from local_backend.media.info import DEMUXERS, MediaFile
from local_backend.render.clips import ClipError
from local_backend.render.gops import numbered, opened
from local_backend.render.untouched import Copied


def copy(piece: Copied, file: MediaFile, part: Path, beat: Callable[[int], None]) -> None:
    """Writes the frames of ``piece`` into ``part``. ``beat`` hears of frames. Raises ``ClipError``."""
    taken = 0
    try:
        with opened(file.path, DEMUXERS[file.info.format]) as source, av.open(str(part), "w", format="mp4") as out:
            stream = source.streams.video[0]
            target = out.add_stream_from_template(stream)
            target.time_base = Fraction(1, piece.fps)
            zero = Fraction(source.start_time or 0, 1_000_000)
            source.seek(int((Fraction(piece.source, piece.fps) + zero) / stream.time_base), stream=stream)
            for number, packet in numbered(source, piece.fps):
                if taken == 0 and number != piece.source:
                    continue
                if number is None or not 0 <= number - piece.source < piece.frames:
                    raise ClipError("its frames are not where its index says")
                packet.stream = target
                packet.pts, packet.dts = number - piece.source, taken - piece.delay
                packet.time_base, packet.duration = Fraction(1, piece.fps), 1
                out.mux_one(packet)
                taken += 1
                beat(1)
                if taken == piece.frames:
                    break
    except (av.FFmpegError, LookupError, ValueError) as error:
        raise ClipError(f"it cannot be copied ({error})") from error
    if taken < piece.frames:
        raise ClipError("it ends early")
