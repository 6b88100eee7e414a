"""A chunk's frames into a file of packets: x264 or VP9 inside this process, every chunk starting afresh.

All chunks of a video are encoded with the same settings, so that their packets can follow each other.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from local_backend.render.clips import views
from local_backend.render.formats import Encoding as Encoding
from local_backend.render.planes import Planes

SHOWN_AGAIN = 3
# libavutil's numbers for BT.709 and for limited range.
BT709, LIMITED = 1, 1


class Writer:
    """Writes one chunk of ``frames`` frames; ``planes`` are the encoder's next picture, to be filled in place.

    The encoder spends more on frames on which later ones will rest. So that the last frames of a chunk are no
    worse than the others, it is shown the last one a few times more; of that nothing is written.
    """

    def __init__(
        self, path: Path, width: int, height: int, fps: int, encoding: Encoding, frames: int, threads: int = 1
    ) -> None:
        self._container = av.open(str(path), "w", format="mp4")
        name = {"h264": "libx264", "vp9": "libvpx-vp9"}[encoding.codec]
        stream = self._container.add_stream(name, rate=fps, options=encoding.options(fps, threads))
        assert isinstance(stream, VideoStream)  # noqa: S101 - by its codec
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.thread_count = threads if encoding.codec == "vp9" else 1  # x264 is told by its own options
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
