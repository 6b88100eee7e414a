"""Examines video and sound files with PyAV: streams, true length, and whether anything decodes at all.

Headers lie about the length where a copy was cut off, so the length is checked against the index, the last
packets, or all packets, whichever is the cheapest that can be trusted for the container.
"""

from __future__ import annotations

import time
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

from local_backend.media.info import TOO_LARGE, MediaInfo
from local_backend.media.probe import accepted_words, measure, refuse

LONGEST_S = 24 * 3600
LARGEST_FRAME = 8192 * 4352
"""pixels: 8K and its taller cousins"""
FASTEST = 1000
"""frames a second; above it a rate is a time base in disguise"""
SCAN_S = 5.0
"""a scan of all packets stops here, and the header is believed"""
TRIES = 250
"""packets in which something must decode"""
TOLERANCE_S = 1.0
"""between the header's length and the last packet"""
RATE_PACKETS = 240
SCANNED = ("mp3", "aac")
"""their headers only estimate the length"""
MATRIX = {1: "bt709", 5: "bt601", 6: "bt601", 9: "bt2020", 10: "bt2020"}
TRANSFER = {16: "pq", 18: "hlg"}
OPTIONS = {"protocol_whitelist": "file", "enable_drefs": "0", "max_streams": "64"}


def examine_container(path: Path, demuxer: str, head: bytes) -> MediaInfo:
    """What the file is. Raises ``MediaError`` with ``{name}`` in place of the file's name."""
    size = path.stat().st_size
    try:
        with av.open(str(path), format=demuxer, options=dict(OPTIONS), metadata_errors="replace") as container:
            return Examination(path, container, demuxer, size).info(head)
    except (av.FFmpegError, OSError, ValueError, OverflowError, ZeroDivisionError) as error:
        if demuxer == "mov" and b"moov" not in head and "Invalid data" in str(error):
            refuse(
                "{name} is incomplete: its index is missing, so it was cut off while it was recorded or copied. "
                "Copy or export it again."
            )
        refuse("{name} is damaged and cannot be read. Copy or export it again.")


class Examination:
    """One open container under examination."""

    def __init__(self, path: Path, container: InputContainer, demuxer: str, size: int) -> None:
        self.path, self.container, self.demuxer, self.size = path, container, demuxer, size
        self.video = next((one for one in container.streams.video if not is_cover(one)), None)
        self.audio = container.streams.audio[0] if container.streams.audio else None
        self.zero = (container.start_time or 0) / av.time_base

    def info(self, head: bytes) -> MediaInfo:
        if not self.video and not self.audio:
            refuse(f"{{name}} has neither picture nor sound in it. {accepted_words()}")
        said = max((self.container.duration or 0) / av.time_base, 0.0)
        facts: dict[str, Any] = {}
        if self.video:
            facts.update(self._picture(self.video))
        if self.audio:
            facts.update(self._sound(self.audio))
        if not facts.get("has_video") and not facts.get("has_audio"):
            refuse("{name} is damaged: nothing in it can be decoded. Copy or export it again.")
        main = self.video if facts.get("has_video") else self.audio
        assert main is not None  # noqa: S101 - one of the two decoded
        length = self._length(main, said)
        if length > LONGEST_S:
            refuse(f"{{name}} says that it is {length / 3600:.0f} hours long; the limit is {LONGEST_S // 3600} hours.")
        if length <= 0:
            refuse("{name} has no length: there is nothing in it to play.")
        moving = isinstance(main, VideoStream)
        if isinstance(main, VideoStream):
            facts.update(self._rate(main, length))
        return MediaInfo(
            kind="video" if moving else "audio", format=self._format(head, moving), duration_ms=round(length * 1000),
            cut_short=said - length > TOLERANCE_S and self.demuxer not in SCANNED, **facts,
        )  # fmt: skip

    def _picture(self, stream: VideoStream) -> dict[str, Any]:
        codec = stream.codec_context
        if codec is None:
            refuse("{name} has a picture of a kind that cannot be decoded here. Convert it to MP4 (H.264) first.")
        self._check_frame(codec.width, codec.height)
        frame = self._first_frame(stream)
        if frame is None:
            if self.audio:  # the sound may still be of use
                return {}
            refuse(f"{{name}} is damaged: no frame of its {codec.name} picture can be decoded. Export it again.")
        self._check_frame(frame.width, frame.height)
        aspect = stream.sample_aspect_ratio or Fraction(1)
        if not Fraction(1, 10) <= aspect <= 10:
            aspect = Fraction(1)
        width, height = max(1, round(frame.width * aspect)), frame.height
        rotation = -round(frame.rotation / 90) * 90 % 360
        if rotation in (90, 270):
            width, height = height, width
        return {
            "has_video": True, "width": width, "height": height, "rotation": rotation,
            "video_codec": codec.codec.canonical_name, "pix_fmt": frame.format.name,
            "alpha": "a" in frame.format.name.split("p")[0],
            "matrix": MATRIX.get(int(frame.colorspace), ""), "transfer": TRANSFER.get(int(frame.color_trc), ""),
            "full_range": int(frame.color_range) == 2 or frame.format.name.startswith("yuvj"),
        }  # fmt: skip

    def _check_frame(self, width: int, height: int) -> None:
        measure(width, height, whole=True, moving=False)
        if width * height > LARGEST_FRAME:
            refuse(f"{{name}} has frames of {width} x {height} pixels; the limit is 8K. Scale it down.", TOO_LARGE)

    def _first_frame(self, stream: Any) -> Any:
        """The first frame or block of samples that decodes, or None."""
        stream.codec_context.thread_count = 1
        end = time.monotonic() + SCAN_S
        with suppress(av.FFmpegError):
            self.container.seek(0)
        try:
            for tries, packet in enumerate(self.container.demux(stream)):
                try:
                    for frame in packet.decode():
                        return frame
                except av.FFmpegError:  # damaged at its beginning: what follows may be whole
                    pass
                if tries > TRIES or time.monotonic() > end:
                    break
        except (av.FFmpegError, ValueError):
            pass
        return None

    def _sound(self, stream: AudioStream) -> dict[str, Any]:
        codec = stream.codec_context
        if codec is None or not codec.sample_rate:
            return {}
        block = self._first_frame(stream)
        if block is None or not block.sample_rate or not block.layout.nb_channels:
            return {}
        return {
            "has_audio": True, "audio_codec": codec.codec.canonical_name, "sample_rate": block.sample_rate,
            "channels": block.layout.nb_channels,
        }  # fmt: skip

    def _rate(self, stream: VideoStream, length: float) -> dict[str, Any]:
        """Average frame rate, and whether the frames are unevenly spaced."""
        times = self._packet_times(stream, RATE_PACKETS)
        steps = sorted(after - before for before, after in pairwise(times) if after > before)
        rate = stream.average_rate or stream.guessed_rate or Fraction(0)
        if not 0 < rate <= FASTEST and steps:
            rate = Fraction(len(steps) / sum(steps)).limit_denominator(1001)
        if not 0 < rate <= FASTEST:
            rate = Fraction(30) if length > 1 else Fraction(max(1, len(times)))
        uneven = bool(steps) and steps[-1] - steps[0] > max(0.003, 0.2 * steps[len(steps) // 2])
        return {"fps": rate, "variable_rate": uneven}

    def _packet_times(self, stream: VideoStream, most: int) -> list[float]:
        times: list[float] = []
        try:
            self.container.seek(0)
            for packet in self.container.demux(stream):
                if packet.pts is not None:
                    times.append(float(packet.pts * (stream.time_base or 0)))
                if len(times) >= most:
                    break
        except (av.FFmpegError, ValueError):
            pass
        times.sort()
        return times[: most - 16] if len(times) >= most else times  # the last may lack their reordered neighbours

    def _length(self, stream: Any, said: float) -> float:
        """Seconds from the container's first time stamp to the end of the last whole packet of the stream."""
        if self.demuxer == "mov" and (length := self._indexed_length(stream)):
            return min(length, said or length)
        if self.demuxer not in SCANNED and said:
            last = self._last_packet(stream, max(0.0, said - 5.0))
            if last >= said - TOLERANCE_S:
                return last
        with av.open(
            str(self.path), format=self.demuxer, options=dict(OPTIONS)
        ) as again:  # seeks have spoilt the first
            whole, complete = self._scanned(again, again.streams[stream.index])
        return whole if complete else max(whole, said)

    def _indexed_length(self, stream: Any) -> float:
        """From an index that names every packet; 0 where there is none (a fragmented file)."""
        entries = stream.index_entries
        if not entries:
            return 0.0
        low, high = 0, len(entries) - 1

        def beyond(index: int) -> bool:
            return bool(entries[index].pos + entries[index].size > self.size)

        if beyond(high):
            while low < high:  # samples of one stream stand in the order of time in all but contrived files
                middle = (low + high) // 2
                low, high = (low, middle) if beyond(middle) else (middle + 1, high)
            return float(entries[low].timestamp * stream.time_base) - self.zero
        start = stream.start_time or 0
        if stream.duration:
            return float((start + stream.duration) * stream.time_base) - self.zero
        step = entries[high].timestamp - entries[max(0, high - 1)].timestamp
        return float((entries[high].timestamp + step) * stream.time_base) - self.zero

    def _last_packet(self, stream: Any, at: float) -> float:
        try:
            self.container.seek(int((at + self.zero) * av.time_base))
        except av.FFmpegError:
            return 0.0
        return self._scanned(self.container, stream)[0]

    def _scanned(self, container: InputContainer, stream: Any) -> tuple[float, bool]:
        """End of the last packet from here on, and whether the end of the file was reached in time.

        Frames that are no longer than the step before them get that step as their length.
        """
        end, latest, step = time.monotonic() + SCAN_S, 0.0, 0.0
        first: float | None = None
        try:
            for packet in container.demux(stream):
                if packet.pts is None:
                    continue
                at = float(packet.pts * stream.time_base)
                first = at if first is None else first
                length = float((packet.duration or 0) * stream.time_base)
                if at > latest:
                    step = at - latest if latest else 0.0
                latest = max(latest, at + (length or min(step, 0.2)))
                if time.monotonic() > end:
                    return latest - self.zero, False
        except (av.FFmpegError, ValueError):
            pass
        return (latest - self.zero if first is not None else 0.0), True

    def _format(self, head: bytes, moving: bool) -> str:
        if self.demuxer == "mov":
            return ("mov" if head[8:12] == b"qt  " or head[4:8] != b"ftyp" else "mp4") if moving else "m4a"
        if self.demuxer == "matroska":
            return "webm" if b"webm" in head[:80] else "mkv"
        return self.demuxer


def is_cover(stream: VideoStream) -> bool:
    """True for the cover picture of a sound file."""
    return bool(int(stream.disposition) & int(av.stream.Disposition.attached_pic))
