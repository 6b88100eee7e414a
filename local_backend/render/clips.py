"""Frames of a video by time: exact by time stamp, in BT.709 limited-range 4:2:0, at the size that is needed.

The frame that shows at a time is the last one whose stamp is not later, with a quarter of a frame's patience,
since stamps are rounded by containers. Before the first and after the last frame these two stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream

from local_backend.media.footage import OPTIONS
from local_backend.media.info import DEMUXERS, MediaInfo
from local_backend.render.hdr import table_for
from local_backend.render.planes import Plane, Planes, even

HURRY_S = 1
"""seconds before the frame asked for, up to which frames that no other needs are skipped in decoding"""
SD_LINES = 576
"""up to this height a file that does not say its colour matrix is taken for BT.601"""
SHRINKING = 0.9
"""scale below which swscale is used, which shrinks three times as fast as OpenCV's area filter"""
BAD_PACKETS = 200
"""damaged packets that are passed over before a file is given up"""

# AVColorSpace, ISO/IEC 23091-2 "MatrixCoefficients", as the names of ffmpeg's scale filter.
MATRICES = {1: "bt709", 4: "fcc", 5: "bt601", 6: "bt601", 7: "smpte240m", 9: "bt2020", 10: "bt2020"}


class ClipError(Exception):
    """A video that cannot be decoded; the words do not name the file."""


class Clip:
    """One opened video. Times are seconds from the container's start; ask in rising order where you can."""

    def __init__(self, path: Path, info: MediaInfo, folder: Path, beat: Callable[[], None] = lambda: None) -> None:
        """``folder`` is where the tables for HDR are kept. Raises ``ClipError``."""
        self._path, self._info, self._folder = path, info, folder
        self._beat = beat
        self._open()
        self._unit = self._stream.time_base or Fraction(1, 90000)
        self._zero = Fraction(self._container.start_time or 0, 1_000_000)
        rate = self._stream.average_rate or Fraction(30)
        self._frame_s = 1 / Fraction(rate) if rate > 0 else Fraction(1, 30)
        self._frames: Iterator[VideoFrame] = iter(())
        self._now: VideoFrame | None = None
        self._next: VideoFrame | None = None
        self._goal = Fraction(0)
        self._scaler = VideoReformatter()
        self._graphs: dict[tuple[Any, ...], Any] = {}
        self._seek(Fraction(0))
        if info.format == "avi" and self._now is not None:
            # AVI has no display stamps; those made up for it begin one frame late.
            self._zero += self._time(self._now)

    def _open(self) -> None:
        try:
            demuxer = DEMUXERS[self._info.format]
            self._container: InputContainer = av.open(
                str(self._path), "r", format=demuxer, options=dict(OPTIONS), metadata_errors="ignore"
            )
            self._stream: VideoStream = self._container.streams.video[0]
        except (av.FFmpegError, LookupError, OSError, ValueError) as error:
            raise ClipError(f"no picture can be read ({_why(error)})") from error
        self._stream.thread_type = "NONE"
        self._stream.thread_count = 1

    def close(self) -> None:
        """Gives its memory back at once: the decoder holds a dozen pictures, and its frames refer to it."""
        self._frames, self._now, self._next = iter(()), None, None
        self._graphs.clear()
        self._container.close()

    @property
    def position(self) -> Fraction:
        """Where it stands, in seconds."""
        return self._time(self._now) if self._now is not None else Fraction(0)

    def frame_at(self, seconds: Fraction, step: Fraction) -> VideoFrame:
        """The frame at a time. ``step`` is how far apart frames are asked for. Raises ``ClipError``."""
        goal = seconds + min(step, self._frame_s) / 4
        self._goal = goal
        ahead = goal - self._time(self._next) if self._next else Fraction(0)
        if self._now is None or goal < self._time(self._now) or ahead > 3:
            self._go_to(goal)
        while self._next is not None and self._time(self._next) <= goal:
            self._advance()
        if self._now is None:
            raise ClipError("it holds no frame that can be decoded")
        return self._now

    def _time(self, frame: VideoFrame) -> Fraction:
        return Fraction(frame.pts or 0) * self._unit - self._zero

    def _go_to(self, goal: Fraction) -> None:
        """Seeks to the key frame before a time; further back where an index lies, at last to the start."""
        for back in (Fraction(0), Fraction(2), Fraction(15)):
            if goal - back <= 0:
                break
            self._seek(goal - back)
            if self._now is not None and self._time(self._now) <= goal:
                return
        self._seek(Fraction(0))

    def _seek(self, seconds: Fraction) -> None:
        try:
            offset = int((seconds + self._zero) / self._unit)
            self._container.seek(offset if seconds > 0 else 0, stream=self._stream, backward=True)
        except av.FFmpegError:  # a stream that cannot be sought is read from its start
            self._container.close()
            self._open()
        self._frames = self._decoded()
        self._now = self._next = None
        self._advance()
        if self._now is None:
            self._advance()

    def _advance(self) -> None:
        self._now, self._next = self._next or self._now, next(self._frames, None)

    def _decoded(self) -> Iterator[VideoFrame]:
        """Frames in display order from where the container stands, damaged ones left out."""
        bad, context, last = 0, self._stream.codec_context, None
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except (av.FFmpegError, OSError):
                bad += 1
                if bad > BAD_PACKETS:
                    return
                continue
            self._beat()
            stamp = packet.pts if packet.pts is not None else packet.dts
            early = stamp is not None and stamp * self._unit - self._zero < self._goal - HURRY_S
            context.skip_frame = "NONREF" if early else "DEFAULT"
            try:
                frames = packet.decode()
            except (av.FFmpegError, OSError):
                bad += 1
                if bad > BAD_PACKETS:
                    return
                continue
            for frame in frames:
                if frame.pts is None:
                    frame.pts = frame.dts if frame.dts is not None else (last or 0) + int(self._frame_s / self._unit)
                if last is None or frame.pts > last:
                    last = frame.pts
                    yield frame

    def planes(self, frame: VideoFrame, scale: float) -> Planes:
        """A frame's picture, shrunk by ``scale`` where that is less than 1.0.

        The memory belongs to the frame or to the converter: copy it before asking for the next.
        """
        plain = frame.format.name == "yuv420p" and frame.color_range != 2
        plain = plain and not (frame.width % 2 or frame.height % 2 or frame.interlaced_frame)
        if plain and self._matrix(frame) == "bt709" and not self._info.hdr:
            if scale > SHRINKING:
                return views(frame)
            size = even(frame.width * scale), even(frame.height * scale)
            return views(self._scaler.reformat(frame, *size, interpolation="BICUBIC", threads=1))
        width, height = even(frame.width * min(1.0, scale)), even(frame.height * min(1.0, scale))
        return views(self._converted(frame, width, height))

    def _matrix(self, frame: VideoFrame) -> str:
        if frame.format.name.startswith(("rgb", "bgr", "gbr", "argb", "abgr", "pal")):
            return "rgb"
        return MATRICES.get(frame.colorspace, "bt601" if frame.height <= SD_LINES else "bt709")

    def _converted(self, frame: VideoFrame, width: int, height: int) -> VideoFrame:
        """Any format, matrix, range or transfer to ours, through a filter graph that is kept."""
        matrix, name = self._matrix(frame), frame.format.name
        full = frame.color_range == 2 or name.startswith("yuvj")
        key = (name, frame.width, frame.height, matrix, full, frame.interlaced_frame, width, height)
        if key not in self._graphs:
            self._graphs = {key: self._graph(frame, matrix, full, width, height)}
        graph = self._graphs[key]
        made = None
        try:
            graph.push(frame)
            if frame.interlaced_frame:  # the filter gives a picture only when it has seen another one
                graph.push(frame)
            with suppress(av.error.BlockingIOError):
                while True:
                    made = graph.pull()
        except (av.FFmpegError, OSError) as error:
            raise ClipError(f"a frame cannot be converted ({_why(error)})") from error
        if not isinstance(made, VideoFrame):
            raise ClipError("a frame cannot be converted")
        return made

    def _graph(self, frame: VideoFrame, matrix: str, full: bool, width: int, height: int) -> Any:
        graph = av.filter.Graph()
        graph.threads = 1
        source = graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=self._unit)
        chain = [source]
        if frame.interlaced_frame and frame.format.name in ("yuv420p", "yuv422p", "yuvj420p"):
            # By the frame alone, since frames are not always asked for in order.
            chain.append(graph.add("estdif", "mode=frame:deint=interlaced"))
        ranges = "" if matrix == "rgb" else f":in_color_matrix={matrix}:in_range={'full' if full else 'limited'}"
        size = f"w={width}:h={height}:flags=bicubic+accurate_rnd"
        if self._info.hdr:
            chain.append(graph.add("scale", size + ranges + ":out_range=full"))
            chain.append(graph.add("format", "gbrp10"))
            table = str(table_for(self._info.transfer, self._folder))
            chain.append(graph.add("lut3d", file=table, interp="tetrahedral"))
            size, ranges = "flags=bicubic", ""
        chain.append(graph.add("scale", f"{size}{ranges}:out_color_matrix=bt709:out_range=limited"))
        chain.append(graph.add("format", "yuv420p"))
        chain.append(graph.add("buffersink"))
        graph.link_nodes(*chain).configure()
        return graph


def _why(error: Exception) -> str:
    """An error's words without its number and the file's place."""
    return getattr(error, "strerror", None) or "it is damaged"


def views(frame: VideoFrame) -> Planes:
    """A yuv420p frame's own memory as planes."""
    return Planes(*(_view(plane) for plane in frame.planes[:3]))


def _view(plane: Any) -> Plane:
    lines = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
    view: Plane = lines[: plane.height, : plane.width]
    return view
