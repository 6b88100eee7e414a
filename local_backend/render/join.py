"""Chunks and sound into one file, packet by packet, nothing encoded again.

Frame n of the video is stamped n, whatever its chunk's file says; the decoding stamps run through as well.
MP4 gets its index at the front (faststart), so that a player can start before the file is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from local_backend.render.encode import tag

SideData: Any = getattr(av.packet, "PacketSideData", None)
"""missing in older releases, where what stands in the packet itself must do"""
NEW_EXTRADATA = 1
"""libavcodec's number of this kind of side data"""
FASTSTART = {"movflags": "+faststart"}
FORMATS = {".mp4": "mp4", ".mov": "mov", ".webm": "webm", ".mkv": "matroska"}


TOLD = 1000
"""frames between two words on how far it is"""
Packets = Iterator[tuple[float, Any]]
"""with the second at which each is decoded"""


class JoinError(Exception):
    """Pieces that do not fit together. ``path`` is the one at fault, where that is known."""

    def __init__(self, words: str, path: Path | None = None) -> None:
        super().__init__(words)
        self.path = path


def join(
    chunks: Sequence[tuple[Path, int]],
    sound: Path | None,
    target: Path,
    suffix: str,
    fps: int,
    delay: int,
    on_frames: Callable[[int], None] = lambda _: None,
) -> None:
    """Writes ``target``. ``chunks`` are files with their number of frames, in order; ``delay`` is how many frames
    decoding runs ahead of showing in any of them; ``on_frames`` hears now and then how many are written.

    Raises ``JoinError`` when a chunk does not hold what it should.
    """
    kind = FORMATS[suffix]
    try:
        with av.open(str(target), "w", format=kind, options=FASTSTART if kind in ("mp4", "mov") else {}) as out:
            video = _stream_like(out, chunks[0][0])
            video.time_base = Fraction(1, fps)
            tag(video.codec_context)
            streams: list[Packets] = [_video(chunks, video, fps, delay, on_frames)]
            if sound is None:
                _mux(out, streams)
            else:
                with av.open(str(sound)) as heard:
                    audio = out.add_stream_from_template(heard.streams.audio[0])
                    streams.append(_audio(heard, audio))
                    _mux(out, streams)
    except (av.FFmpegError, IndexError) as error:
        raise JoinError(str(error)) from error


def _stream_like(out: Any, path: Path) -> Any:
    try:
        with av.open(str(path)) as first:
            return out.add_stream_from_template(first.streams.video[0])
    except (av.FFmpegError, IndexError) as error:
        raise JoinError(f"a chunk cannot be read: {error}", path) from error


def _mux(out: Any, streams: list[Packets]) -> None:
    """Packets of all streams in the order of their time, so that the muxer holds none back."""
    heads = [next(stream, None) for stream in streams]
    while any(heads):
        at = min((n for n, head in enumerate(heads) if head), key=lambda n: heads[n][0])  # type: ignore[index]
        head = heads[at]
        if head:
            out.mux_one(head[1])
        heads[at] = next(streams[at], None)


def _video(
    chunks: Sequence[tuple[Path, int]], stream: Any, fps: int, delay: int, on_frames: Callable[[int], None]
) -> Packets:
    base, decoded, unit, settings = 0, -delay, Fraction(1, fps), None
    for path, frames in chunks:
        own, first, scale = None, True, 1.0
        for packet in _packets(path):
            if first:
                own, scale = packet.stream.codec_context.extradata, float(packet.time_base * fps)
            pts = base + round(packet.pts * scale)
            if first and settings is not None and own != settings:
                packet = with_settings(packet, own)
            packet.pts, packet.dts = pts, decoded
            packet.time_base, packet.duration = unit, 1
            packet.stream = stream
            if packet.dts > packet.pts:
                raise JoinError("a frame is decoded too late", path)
            first = False
            decoded += 1
            yield packet.dts / fps, packet
            if decoded % TOLD == 0:
                on_frames(decoded)
        if decoded + delay != base + frames:
            raise JoinError(f"a chunk has {decoded + delay - base} frames instead of {frames}", path)
        base += frames
        settings = own


def with_settings(packet: Any, settings: bytes | None) -> Any:
    """The packet with other decoder settings (``avcC``) from it on: beside it for the file's index, and in it
    for players that read the index once.
    """
    if not settings or settings[0] != 1:
        return packet
    made = av.Packet(parameter_sets(settings) + bytes(packet))
    made.is_keyframe, made.pts, made.dts, made.time_base = True, packet.pts, packet.dts, packet.time_base
    if SideData is not None:
        side = SideData(NEW_EXTRADATA, len(settings))
        memoryview(side)[:] = settings
        made.set_sidedata(side)
    return made


def parameter_sets(settings: bytes) -> bytes:
    """SPS and PPS of an ``avcC`` (ISO/IEC 14496-15, 5.3.3.1) as NAL units with lengths of four bytes."""
    found, at = b"", 5
    for mask in (31, 255):  # the number of SPS shares its byte with reserved bits
        count, at = settings[at] & mask, at + 1
        for _ in range(count):
            size = int.from_bytes(settings[at : at + 2], "big")
            found += size.to_bytes(4, "big") + settings[at + 2 : at + 2 + size]
            at += 2 + size
    return found


def _packets(path: Path) -> Iterator[Any]:
    try:
        with av.open(str(path)) as source:
            for packet in source.demux(source.streams.video[0]):
                if packet.pts is not None:
                    yield packet
    except (av.FFmpegError, IndexError) as error:
        raise JoinError(f"a chunk cannot be read: {error}", path) from error


def _audio(source: Any, stream: Any) -> Packets:
    unit = 0.0
    for packet in source.demux(source.streams.audio[0]):
        if packet.dts is None:
            continue
        unit = unit or float(packet.time_base)
        packet.stream = stream
        yield packet.dts * unit, packet
