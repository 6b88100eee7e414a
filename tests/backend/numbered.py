"""Videos whose frames say their own number, and the frames of a finished file."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from local_backend.render.clips import views
from local_backend.render.planes import Planes

BITS = 8
DARK, LIGHT = 40, 200
GREY = 110
"""luma of the lower half of every numbered frame"""


def stripes(number: int, planes: Planes) -> None:
    """Draws a number as eight upright stripes in the upper half, the highest bit on the left."""
    planes.y[:] = GREY
    wide = planes.width // BITS
    for bit in range(BITS):
        on = number >> (BITS - 1 - bit) & 1
        planes.y[: planes.height // 2, bit * wide : (bit + 1) * wide] = LIGHT if on else DARK
    planes.u[:] = planes.v[:] = 128


def number_of(luma: NDArray[np.uint8]) -> int:
    """The number that a picture shows, scaled or not, but not cropped."""
    height, width = luma.shape
    row = luma[height // 8 : height * 3 // 8].mean(axis=0)
    wide = width / BITS
    bits = [row[int((bit + 0.3) * wide) : int((bit + 0.7) * wide)].mean() > (DARK + LIGHT) / 2 for bit in range(BITS)]
    return int("".join("1" if bit else "0" for bit in bits), 2)


def film(
    path: Path, frames: int = 60, fps: int = 30, size: tuple[int, int] = (320, 180), times: Sequence[int] = (),
    codec: str = "libx264", format_: str = "yuv420p", gop: int = 12, **context: Any,
) -> Path:  # fmt: skip
    """Writes a numbered video. ``times`` are stamps in ms, for a variable rate."""
    with av.open(str(path), "w") as out:
        stream: Any = out.add_stream(codec, rate=fps, options={"crf": "12", "preset": "veryfast"})
        stream.width, stream.height, stream.pix_fmt = *size, format_
        stream.codec_context.gop_size = gop
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000) if times else Fraction(1, fps)
        for name, value in context.items():
            setattr(stream.codec_context, name, value)
        for number in range(frames):
            frame = av.VideoFrame(*size, "yuv420p")
            stripes(number, views(frame))
            frame = frame.reformat(format=format_)
            frame.pts = times[number] if times else number
            frame.time_base = stream.codec_context.time_base
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def decoded(path: Path) -> list[Planes]:
    """All frames of a video, in order of display."""
    with av.open(str(path)) as source:
        return [views(_plain(frame)).copy() for frame in source.decode(video=0)]


def _plain(frame: Any) -> Any:
    if frame.format.name == "yuv420p":
        return frame
    return frame.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG")


def numbers(path: Path) -> list[int]:
    return [number_of(one.y) for one in decoded(path)]


def mean(planes: Planes) -> tuple[int, int, int]:
    """Average Y, U, V of the middle of a picture."""
    h, w = planes.height, planes.width
    middle = planes.part(w // 8 * 2, h // 8 * 2, w // 4 * 2, h // 4 * 2)
    return round(float(middle.y.mean())), round(float(middle.u.mean())), round(float(middle.v.mean()))
