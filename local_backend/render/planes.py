"""Pictures as the encoder wants them: three planes of 8-bit BT.709 limited-range 4:2:0, and how to blend them.

All sizes and places are even, so that a chroma sample belongs to exactly four luma samples. Functions that
fill a picture write into the planes given (``out``), which may be the memory of an encoder's frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from local_backend.render.fit import even as even

Plane = NDArray[np.uint8]
Weights = NDArray[np.float32]

BLACK = (16, 128, 128)
WHITE = (235, 128, 128)
# RGB 0-255 to BT.709 limited range, rows Y, U, V; the last column is the offset (ITU-R BT.709-6, 8 bit).
RGB_TO_YUV = np.array(
    [
        [0.18258588, 0.61423059, 0.06200706, 16.0],
        [-0.10064373, -0.33857195, 0.43921569, 128.0],
        [0.43921569, -0.39894216, -0.04027352, 128.0],
    ]
)

cv2.setNumThreads(1)


@dataclass(frozen=True, slots=True, eq=False)
class Planes:
    """One picture: luma, and the two chroma planes of half its width and height."""

    y: Plane
    u: Plane
    v: Plane

    @property
    def width(self) -> int:
        return int(self.y.shape[1])

    @property
    def height(self) -> int:
        return int(self.y.shape[0])

    @classmethod
    def new(cls, width: int, height: int, color: tuple[int, int, int] = BLACK) -> Planes:
        half = (height // 2, width // 2)
        y, u, v = color
        return cls(np.full((height, width), y, np.uint8), np.full(half, u, np.uint8), np.full(half, v, np.uint8))

    def part(self, x: int, y: int, width: int, height: int) -> Planes:
        """A view of a rectangle; all four numbers even."""
        half = np.s_[y // 2 : (y + height) // 2, x // 2 : (x + width) // 2]
        return Planes(self.y[y : y + height, x : x + width], self.u[half], self.v[half])

    def fill(self, color: tuple[int, int, int]) -> None:
        self.y[:], self.u[:], self.v[:] = color

    def copy_from(self, other: Planes) -> None:
        np.copyto(self.y, other.y)
        np.copyto(self.u, other.u)
        np.copyto(self.v, other.v)

    def copy(self) -> Planes:
        return Planes(self.y.copy(), self.u.copy(), self.v.copy())

    def pairs(self, other: Planes) -> tuple[tuple[Plane, Plane], ...]:
        return (self.y, other.y), (self.u, other.u), (self.v, other.v)


@dataclass(frozen=True, slots=True, eq=False)
class Alpha:
    """How much of a picture covers what is below it: 0.0 to 1.0, for luma and for chroma samples."""

    full: Weights
    half: Weights

    @classmethod
    def of(cls, mask: NDArray[np.uint8]) -> Alpha:
        """From a mask of 0-255 with even sides."""
        full = mask.astype(np.float32) / np.float32(255)
        half = cv2.resize(full, (mask.shape[1] // 2, mask.shape[0] // 2), interpolation=cv2.INTER_AREA)
        return cls(full, half)

    def times(self, factor: float) -> Alpha:
        return Alpha(self.full * np.float32(factor), self.half * np.float32(factor))


@lru_cache(maxsize=64)
def color_of(text: str) -> tuple[int, int, int]:
    """``#rrggbb`` as Y, U, V. Raises ``ValueError`` for anything else."""
    red, green, blue = (int(text[i : i + 2], 16) for i in (1, 3, 5))
    y, u, v = (RGB_TO_YUV @ np.array([red, green, blue, 1.0])).round().astype(int).tolist()
    return y, u, v


def from_rgb(rgb: NDArray[np.uint8], alpha: NDArray[np.uint8] | None = None) -> Planes:
    """RGB (height x width x 3, even sides) as planes.

    With ``alpha`` the colour of clear pixels does not bleed into the chroma samples at an edge.
    """
    yuv = cv2.transform(rgb, RGB_TO_YUV)
    size = (rgb.shape[1] // 2, rgb.shape[0] // 2)
    if alpha is None:
        chroma = cv2.resize(yuv[:, :, 1:], size, interpolation=cv2.INTER_AREA)
    else:
        weight = alpha.astype(np.float32) + np.float32(1e-3)
        weighted = yuv[:, :, 1:].astype(np.float32) * weight[:, :, None]
        total = cv2.resize(weight, size, interpolation=cv2.INTER_AREA)
        sums = cv2.resize(weighted, size, interpolation=cv2.INTER_AREA) / total[:, :, None]
        chroma = np.clip(np.rint(sums), 0, 255).astype(np.uint8)
    y, u, v = (np.ascontiguousarray(one, dtype=np.uint8) for one in (yuv[:, :, 0], chroma[:, :, 0], chroma[:, :, 1]))
    return Planes(y, u, v)


def cover(out: Planes, above: Planes, alpha: Alpha) -> None:
    """Lays ``above`` over ``out``, which has the same size."""
    for (below, over), weight in zip(out.pairs(above), (alpha.full, alpha.half, alpha.half), strict=True):
        cv2.blendLinear(over, below, weight, np.float32(1) - weight, dst=below)


def mix(out: Planes, below: Planes, above: Planes, share: float) -> None:
    """``above`` at ``share`` (0.0 to 1.0) over ``below``; ``out`` may be either of them."""
    for target, (a, b) in zip((out.y, out.u, out.v), below.pairs(above), strict=True):
        cv2.addWeighted(a, 1.0 - share, b, share, 0.0, dst=target)


def toward(out: Planes, color: tuple[int, int, int], share: float) -> None:
    """Moves a picture toward a plain colour: 0.0 leaves it, 1.0 is the colour alone."""
    for plane, value in zip((out.y, out.u, out.v), color, strict=True):
        cv2.LUT(plane, _ramp(value, share), dst=plane)


@lru_cache(maxsize=256)
def _ramp(value: int, share: float) -> Plane:
    ramp: Plane = np.rint(np.arange(256) * (1.0 - share) + value * share).astype(np.uint8)
    return ramp


def resize(source: Planes, out: Planes) -> None:
    """Scales a picture into ``out``: averaging where it shrinks much, cubic otherwise."""
    for src, dst in source.pairs(out):
        if src.shape == dst.shape:
            np.copyto(dst, src)
        else:
            _resize(src, dst)


def _resize(source: Plane, out: Plane) -> None:
    height, width = out.shape
    # Halving first keeps the cubic filter from skipping samples.
    while source.shape[0] >= 2 * height and source.shape[1] >= 2 * width:
        half = source.shape[1] // 2, source.shape[0] // 2
        source = np.asarray(cv2.resize(source, half, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    shrinks = source.shape[0] > height * 1.2 or source.shape[1] > width * 1.2
    cv2.resize(source, (width, height), dst=out, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
