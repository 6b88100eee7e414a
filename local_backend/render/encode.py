"""A chunk's frames into a file of packets: x264 or VP9 inside this process, every chunk starting afresh.

All chunks of a video are encoded with the same settings, so that their packets can follow each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import av
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from local_backend.render.clips import views
from local_backend.render.planes import Planes

Codec = Literal["h264", "vp9"]
KEYFRAME_S = 8
"""seconds between key frames at most; chunks are shorter as a rule"""
SHOWN_AGAIN = 3
LOOKS_AHEAD = 6
"""frames that x264 keeps to plan its bits; ten, its own number, are no better for the size and take 30 MB more"""
# libavutil's numbers for BT.709 and for limited range.
BT709, LIMITED = 1, 1


@dataclass(frozen=True, slots=True)
class Encoding:
    """How frames are encoded. ``crf`` is the codec's constant quality, smaller is better."""

    codec: Codec = "h264"
    crf: float = 20.0
    preset: str = "veryfast"

    @property
    def key(self) -> str:
        return f"{self.codec}/{self.crf:g}/{self.preset}"

    @property
    def delay(self) -> int:
        """How many frames decoding runs ahead of showing, at most."""
        return 2 if self.codec == "h264" else 0

    def options(self, fps: int) -> dict[str, str]:
        crf = f"{self.crf:g}"
        if self.codec == "vp9":
            return {"crf": crf, "b": "0", "deadline": "realtime", "cpu-used": self.preset, "row-mt": "0"}
        params = f"stitchable=1:keyint={KEYFRAME_S * fps}:threads=1:rc-lookahead={LOOKS_AHEAD}"
        return {"preset": self.preset, "crf": crf, "profile": "high", "x264-params": params}


class Writer:
    """Writes one chunk of ``frames`` frames; ``planes`` are the encoder's next picture, to be filled in place.

    The encoder spends more on frames on which later ones will rest. So that the last frames of a chunk are no
    worse than the others, it is shown the last one a few times more; of that nothing is written.
    """

    def __init__(self, path: Path, width: int, height: int, fps: int, encoding: Encoding, frames: int) -> None:
        self._container = av.open(str(path), "w", format="mp4")
        name = {"h264": "libx264", "vp9": "libvpx-vp9"}[encoding.codec]
        stream = self._container.add_stream(name, rate=fps, options=encoding.options(fps))
        assert isinstance(stream, VideoStream)  # noqa: S101 - by its codec
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.thread_count = 1
        tag(stream.codec_context)
        stream.time_base = stream.codec_context.time_base = Fraction(1, fps)
        self._stream, self._frames = stream, frames
        self._looks_ahead = encoding.codec == "h264"
        self._given = 0
        self.frame = VideoFrame(width, height, "yuv420p")
        self.frame.colorspace, self.frame.color_range = BT709, LIMITED
        self.frame.time_base = Fraction(1, fps)
        self.planes: Planes = views(self.frame)

    def write(self) -> None:
        """Encodes what ``planes`` holds now; call it again for a picture that stands still."""
        self.frame.pts = self._given
        self._given += 1
        # No frame of the chunk may be predicted from one beyond it.
        self.frame.pict_type = (
            PictureType.P if self._looks_ahead and self._given == self._frames > 1 else PictureType.NONE
        )
        self._mux(self._stream.encode(self.frame))

    def close(self) -> None:
        for _ in range(SHOWN_AGAIN if self._looks_ahead else 0):
            self.write()
        self._mux(self._stream.encode(None))
        self._container.close()

    def _mux(self, packets: list[Any]) -> None:
        for packet in packets:
            if packet.pts < self._frames:
                self._container.mux_one(packet)


def tag(context: Any) -> None:
    """Says in the stream what its colours are, so that no player guesses."""
    context.color_primaries = context.color_trc = context.colorspace = BT709
    context.color_range = LIMITED
