"""Sound that is a file's own, unchanged: its packets are taken instead of being mixed and encoded again.

    python -m local_backend.sound.untouched FILE START LENGTH TARGET FORMAT

takes ``LENGTH`` samples from sample ``START`` of a file of the MP4 family, and ends with 1 where that cannot be
done. Both count in samples of ``RATE``. An AAC frame is heard together with the one before it, so that one is
taken too and hidden by the edit list, as the delay of an encoder is. All that is taken is decoded to see whether it is
whole. A process of its own, because the bytes are a stranger's.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from local_backend.media.info import DEMUXERS, MediaFile
from local_backend.process import CancelledError, ProcessError, run_limited
from local_backend.sound.arguments import RATE, Part, parts, samples
from local_backend.timeline import Timeline

CODECS = {"aac": "mp4", "m4a": "ipod"}
"""of ``arguments.CODECS``, those that such packets may stand for, with the name of their container"""
RATES = (44_100, RATE)
FRAME = 1024
"""samples in a packet of AAC-LC"""
AHEAD_S = 0.25
"""how far before the first packet wanted is looked for it"""
LIMIT_S, LIMIT_MB = 300.0, 2000


def the_part(timeline: Timeline, files: Mapping[str, MediaFile]) -> Part | None:
    """The one stretch of a file that is all the sound of a timeline and nothing done to it; None for any other."""
    if timeline.loudness:
        return None
    heard = parts(timeline, files)
    whole = heard[0] if heard else None
    for one in heard[1:]:
        if whole is None or one != replace(whole, start=whole.end, length=one.length, source_in=whole.source_out):
            return None
        whole = replace(whole, length=whole.length + one.length)
    if whole is None or whole.media not in files:
        return None
    bus = whole.bus if whole.bus in ("plain", "voice") else "plain"
    if whole != Part(whole.media, 0, samples(timeline.duration_ms), whole.source_in, bus=bus):
        return None
    info = files[whole.media].info
    plain = info.audio_codec == "aac" and info.sample_rate in RATES and info.channels in (1, 2) and not info.cut_short
    ends = whole.source_out <= samples(info.duration_ms)
    return whole if plain and ends and DEMUXERS.get(info.format) == "mov" else None


def copy(part: Part, file: MediaFile, target: Path, codec: str, cancelled: Callable[[], bool] | None = None) -> bool:
    """Writes the part to ``target``; False, and no file, where it must be mixed. Raises ``CancelledError``."""
    line = [str(file.path), str(part.source_in), str(part.length), str(target), CODECS[codec]]
    try:
        done = run_limited([sys.executable, "-m", __name__, *line], LIMIT_S, LIMIT_MB, cancelled=cancelled)
    except CancelledError:
        raise
    except ProcessError:
        return False
    if done.code:
        target.unlink(missing_ok=True)
    return done.code == 0


class _OtherError(Exception):
    """Packets that cannot be taken as they are."""


def _take(source: Any, out: Any, start: int, length: int) -> None:
    stream = source.streams.audio[0]
    context = stream.codec_context
    rate = context.sample_rate
    if context.name != "aac" or context.profile != "LC" or stream.time_base != Fraction(1, rate):
        raise _OtherError
    zero = round(Fraction(source.start_time or 0, 1_000_000) * rate)
    first, last = zero + round(Fraction(start * rate, RATE)), zero + round(Fraction((start + length) * rate, RATE))
    target = out.add_stream_from_template(stream)
    context.options = {"err_detect": "explode"}
    expected: int | None = None
    for packet in _packets(source, stream, first, rate):
        if packet.pts != expected and not (expected is None and packet.pts <= first):
            raise _OtherError
        expected = packet.pts + packet.duration
        if packet.is_corrupt or (packet.duration != FRAME and expected < last):
            raise _OtherError
        # Of the first and the last packet the file itself may hide some samples.
        if any(frame.samples > FRAME or frame.sample_rate != rate for frame in context.decode(packet)):
            raise _OtherError
        packet.stream = target
        packet.duration = min(packet.duration, last - packet.pts)
        packet.pts = packet.dts = packet.pts - first
        out.mux_one(packet)
        if expected >= last:
            return
    raise _OtherError


def _packets(source: Any, stream: Any, first: int, rate: int) -> Iterator[Any]:
    """From the packet on before the one in which sample ``first`` is."""
    ahead = first - int(AHEAD_S * rate)
    if ahead > 0:
        source.seek(ahead, stream=stream)
    for packet in source.demux(stream):
        if packet.size and packet.pts is not None and packet.pts > first - 2 * FRAME:
            yield packet


def main(argv: Sequence[str]) -> int:
    import av

    from local_backend.media.footage import OPTIONS

    path, start, length, target, container = argv
    try:
        with (
            av.open(path, "r", format="mov", options=dict(OPTIONS), metadata_errors="ignore") as source,
            av.open(target, "w", format=container, options={"movflags": "+faststart"}) as out,
        ):
            _take(source, out, int(start), int(length))
    except (_OtherError, av.FFmpegError, LookupError, ValueError, OSError):
        with suppress(OSError):
            Path(target).unlink()
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
