"""Chunks that are taken from a file instead of encoded: its packets, numbered from the chunk's start.

What turns out to be damaged on the way is decoded and encoded anew, so that the damage ends where the decoder can
mend it, and the damage is remembered, so that the person can be told.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av

from local_backend.media.info import DEMUXERS, MediaFile
from local_backend.render.clips import Clip
from local_backend.render.damage import Checking, remember, torn
from local_backend.render.encode import Writer
from local_backend.render.formats import Encoding
from local_backend.render.gops import numbered, opened, starts_afresh
from local_backend.render.planes import resize
from local_backend.render.pool import cores
from local_backend.render.untouched import DECODED_PIXELS, Copied

MOST_THREADS = 4
Beat = Callable[[int], None]


class _DamagedError(Exception):
    """Found after ``args[0]`` frames of the chunk."""


def copy(piece: Copied, file: MediaFile, part: Path, beat: Beat, encoding: Encoding | None = None) -> None:
    """Writes the frames of ``piece`` into ``part``. ``beat`` hears of frames. Raises ``ClipError``.

    ``encoding`` is for what cannot be copied.
    """
    told = 0

    def count(frames: int) -> None:
        nonlocal told
        told += frames
        beat(frames)

    try:
        _copied(piece, file, part, count)
    except _DamagedError as error:
        remember(part.parent, piece.media, (piece.source + int(error.args[0])) * 1000 // piece.fps)
        _encoded(piece, file, part, encoding or Encoding(), lambda n: beat(int(n >= told)))


def _copied(piece: Copied, file: MediaFile, part: Path, beat: Beat) -> None:
    taken, groups, begun = 0, piece.groups, 0
    group: list[bytes] = []
    looks = int(DECODED_PIXELS / max(1, file.info.width * file.info.height)) + 1
    try:
        with opened(file.path, DEMUXERS[file.info.format]) as source, av.open(str(part), "w", format="mp4") as out:
            stream = source.streams.video[0]
            target = out.add_stream_from_template(stream)
            target.time_base = Fraction(1, piece.fps)
            zero = Fraction(source.start_time or 0, 1_000_000)
            source.seek(int((Fraction(piece.source, piece.fps) + zero) / stream.time_base), stream=stream)
            with Checking(stream.codec_context.extradata or b"", min(MOST_THREADS, cores())) as checking:
                for number, packet in numbered(source, piece.fps):
                    if taken == 0 and number != piece.source:
                        continue
                    data = bytes(packet)
                    if number is None or not 0 <= number - piece.source < piece.frames or torn(data):
                        raise _DamagedError(taken)
                    if taken and packet.is_keyframe and starts_afresh(data):
                        if groups % piece.looked == 0:
                            checking.check(begun, group)
                        if checking.damaged:
                            break
                        groups, begun, group = groups + 1, taken, []
                    if len(group) < looks:
                        group.append(data)
                    packet.stream = target
                    packet.pts, packet.dts = number - piece.source, taken - piece.delay
                    packet.time_base, packet.duration = Fraction(1, piece.fps), 1
                    out.mux_one(packet)
                    taken += 1
                    beat(1)
                    if taken == piece.frames:
                        break
                if groups % piece.looked == 0 and not checking.damaged:
                    checking.check(begun, group)
                checking.wait()
    except (av.FFmpegError, LookupError, ValueError) as error:
        raise _DamagedError(taken) from error
    if checking.damaged or taken < piece.frames:
        raise _DamagedError(min([taken, *checking.damaged]))


def _encoded(piece: Copied, file: MediaFile, part: Path, encoding: Encoding, at: Callable[[int], None]) -> None:
    """The same frames, mended by the decoder. ``at`` hears the number of each."""
    n = 0
    clip = Clip(file.path, file.info, part.parent, lambda: at(n - 1))
    writer = Writer(part, file.info.width, file.info.height, piece.fps, encoding, piece.frames)
    step = Fraction(1, piece.fps)
    for n in range(piece.frames):
        resize(clip.planes(clip.frame_at((piece.source + n) * step, step), 1.0), writer.planes)
        writer.write()
        at(n)
    clip.close()
    writer.close()
