"""Photos and animations, read with Pillow: turned upright, in sRGB, and scaled once to what is shown of them.

A JPEG is decoded at the smallest of its own scales that is large enough (libjpeg's DCT scaling).
"""

from __future__ import annotations

import errno
import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps

from local_backend.media.animation import frame_delays
from local_backend.render import grade, large
from local_backend.render.fit import Placement, place, turned
from local_backend.render.planes import BLACK, WHITE, Alpha, Planes, even, from_rgb, resize
from local_backend.timeline import Picture

MOST_PIXELS = 200_000_000
BACKDROP_SHRINK = 8
"""the blurred backdrop is made at this part of the canvas's size"""
BACKDROP_SIGMA = 0.03
"""its blur, as a share of the canvas's shorter side"""
BACKDROP_LIGHT = -22
"""its brightness in percent, so that the picture stands out from it"""
LIGHT_PICTURE = 190
"""mean luma above which a cut-out picture is laid on black instead of white, where it would not be seen"""

QUARTERS = (Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
"""one, two and three quarter turns clockwise"""

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


class PhotoError(Exception):
    """A picture that cannot be read; the words do not name the file."""


@contextmanager
def _readable() -> Iterator[None]:
    """Whatever Pillow raises for a stranger's bytes, in words: it has no class for that."""
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        short = isinstance(error, EOFError) or "truncated" in str(error)
        why = "it ends early" if short else "it is damaged"
        raise PhotoError(f"the picture cannot be read: {why}") from error


def still(
    path: Path, picture: Picture, width: int, height: int, opaque: bool, folder: Path
) -> tuple[Planes, Alpha | None]:
    """The photo placed on a canvas of ``width`` x ``height``, with its colours adjusted.

    ``opaque`` lays clear parts on a plain ground; otherwise they come back as alpha. ``folder`` is for what is kept
    of very large photos. Raises ``PhotoError``.
    """
    upright, stored_size = _opened(path, picture, width, height, folder)
    quarters, wide, high, _ = turned(picture, *stored_size)
    spot = place(picture, wide, high, width, height)
    return _placed(upright, quarters, (wide, high), spot, picture, width, height, opaque)


def _opened(path: Path, picture: Picture, width: int, height: int, folder: Path) -> tuple[Image.Image, tuple[int, int]]:
    """The upright photo, perhaps with fewer pixels than the file has, and the size that it has in the file."""
    with _readable(), Image.open(path) as image:
        turn, stored = _turn_of(image), image.size
        size = stored[::-1] if turn in (5, 6, 7, 8) else stored
        _, wide, high, _ = turned(picture, *size)
        spot = place(picture, wide, high, width, height)
        scale = max(spot.dest[2] / spot.source[2], spot.dest[3] / spot.source[3])
        if image.format == "JPEG":
            scale = min(scale, large.scale(image))
            image.draft(None, (max(1, int(image.width * scale)), max(1, int(image.height * scale))))
        if large.is_large(image, stored):
            top = cache(lambda: _top(image))
            return _turned(large.smaller(path, folder, image, lambda part: _in_srgb(_plain(part, top()))), turn), size
        return _turned(_plain(image, _top(image)), turn), size


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    return _to_srgb(image, profile) if profile else image


def _turn_of(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(0x0112, 1))
    except (ValueError, TypeError, OSError, SyntaxError):  # damaged EXIF is no reason to refuse a photo
        return 1


def _top(image: Image.Image) -> float:
    """What white is in a grey picture of 16 or 32 bits; 0 for others."""
    if not (image.mode.startswith("I;16") or image.mode in ("I", "F")):
        return 0.0
    return 65535.0 if float(np.asarray(image).max(initial=0)) > 255 else 255.0


def _plain(image: Image.Image, top: float) -> Image.Image:
    """RGB or RGBA, with the profile kept in ``info``."""
    profile = image.info.get("icc_profile")
    image.load()
    clear = image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info
    if top:
        levels = np.asarray(image, dtype=np.float32)
        image = Image.fromarray(np.clip(levels * (255 / top), 0, 255).astype(np.uint8))
    if image.mode == "CMYK" and profile:
        image, profile = _to_srgb(image, profile), None
    mode = "RGBA" if clear else "RGB"
    image = image if image.mode == mode else image.convert(mode)
    image.info = {"icc_profile": profile} if profile else {}
    return image


def _turned(image: Image.Image, turn: int) -> Image.Image:
    """Upright, as EXIF says."""
    ways = {2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
            5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
            8: Image.Transpose.ROTATE_90}  # fmt: skip
    return image.transpose(ways[turn]) if turn in ways else image


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The picture in sRGB; unchanged where its profile is damaged or already says so."""
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(own).lower():
            return image
        alpha = image.getchannel("A") if image.mode == "RGBA" else None
        plain = image.convert("RGB") if alpha else image
        made = ImageCms.profileToProfile(plain, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        if made is None:
            return image
        if alpha:
            made.putalpha(alpha)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return made


def _placed(
    image: Image.Image, quarters: int, size: tuple[int, int], spot: Placement, picture: Picture,
    width: int, height: int, opaque: bool,
) -> tuple[Planes, Alpha | None]:  # fmt: skip
    if quarters:
        image = image.transpose(QUARTERS[quarters - 1])
    if picture.flip_h:
        image = ImageOps.mirror(image)
    if picture.flip_v:
        image = ImageOps.flip(image)
    across, down = image.width / size[0], image.height / size[1]
    left, top, wide, high = spot.source
    box = (left * across, top * down, min(image.width, (left + wide) * across), min(image.height, (top + high) * down))
    x, y, dest_w, dest_h = spot.dest
    rgb, alpha = _scaled(image, box, dest_w, dest_h)
    out = Planes.new(width, height)
    cut_out = alpha is not None
    if alpha is not None and opaque:
        light = ground(rgb, alpha)
        out.fill(WHITE if light else BLACK)
        rgb, alpha = laid(rgb, alpha, light), None
    shown = from_rgb(rgb, alpha)
    if spot.backdrop == "blur" and not cut_out:
        backdrop(shown, out)
    out.part(x, y, dest_w, dest_h).copy_from(shown)
    if grade.changes(picture):
        grade.apply(picture, out)
    if opaque or (not cut_out and spot.backdrop in ("crop", "blur")):
        return out, None
    mask = np.zeros((height, width), np.uint8)
    mask[y : y + dest_h, x : x + dest_w] = 255 if alpha is None else alpha
    return out, Alpha.of(mask)


def _scaled(
    image: Image.Image, box: tuple[float, float, float, float], width: int, height: int
) -> tuple[NDArray[np.uint8], NDArray[np.uint8] | None]:
    """The part ``box`` of an image at a size, as RGB and alpha (None where all of it is opaque)."""
    profile = image.info.get("icc_profile")
    image = image.resize((width, height), Image.Resampling.LANCZOS, box, reducing_gap=2.0)
    image = _to_srgb(image, profile) if profile else image
    pixels = np.asarray(image)
    if pixels.shape[2] == 3:
        return pixels, None
    alpha = np.ascontiguousarray(pixels[:, :, 3])
    rgb = np.ascontiguousarray(pixels[:, :, :3])
    return rgb, None if int(alpha.min()) == 255 else alpha


def ground(rgb: NDArray[np.uint8], alpha: NDArray[np.uint8]) -> int:
    """What a cut-out picture is laid on: white (255), or black (0) where the picture itself is light."""
    share = alpha.astype(np.float32)[:, :, None]
    luma = float((rgb * share).sum()) / (3 * float(share.sum()) or 1.0)
    return 0 if luma > LIGHT_PICTURE else 255


def laid(rgb: NDArray[np.uint8], alpha: NDArray[np.uint8], light: int) -> NDArray[np.uint8]:
    """The picture without its alpha, on a grey of ``light``."""
    share = alpha.astype(np.float32)[:, :, None] / np.float32(255)
    made: NDArray[np.uint8] = np.rint(rgb * share + np.float32(light) * (1 - share)).astype(np.uint8)
    return made


def backdrop(shown: Planes, out: Planes) -> None:
    """Fills ``out`` with a blurred, darker look at the picture that will stand on it."""
    scale = max(out.width / shown.width, out.height / shown.height)
    width, height = min(shown.width, even(out.width / scale)), min(shown.height, even(out.height / scale))
    middle = shown.part((shown.width - width) // 4 * 2, (shown.height - height) // 4 * 2, width, height)
    small = Planes.new(even(out.width / BACKDROP_SHRINK), even(out.height / BACKDROP_SHRINK))
    resize(middle, small)
    grade.blur(small, BACKDROP_SIGMA * min(out.width, out.height) / BACKDROP_SHRINK)
    grade.apply(Picture(brightness=BACKDROP_LIGHT), small)
    for src, dst in small.pairs(out):
        cv2.resize(src, (dst.shape[1], dst.shape[0]), dst=dst, interpolation=cv2.INTER_LINEAR)


class Animation:
    """A GIF or WebP with several frames; they are asked for by time and kept one at a time."""

    def __init__(self, path: Path) -> None:
        delays = frame_delays(path) or [100]
        with _readable():
            self._image = Image.open(path)
        with suppress(Exception):  # of a file that ends early the whole frames are shown
            delays = delays[: int(getattr(self._image, "n_frames", 1))]
        self._ends = np.cumsum(delays)
        """ms at which each frame gives way to the next"""

    @property
    def duration_ms(self) -> int:
        return int(self._ends[-1])

    def index_at(self, ms: float) -> int:
        """The frame that shows at a time; the last one after the end."""
        return min(len(self._ends) - 1, int(np.searchsorted(self._ends, ms, side="right")))

    def still(self, index: int, picture: Picture, width: int, height: int, opaque: bool) -> tuple[Planes, Alpha | None]:
        """One frame, placed as ``still`` places a photo."""
        quarters, wide, high, _ = turned(picture, *self._image.size)
        spot = place(picture, wide, high, width, height)
        shrink = int(min(spot.source[2] / spot.dest[2], spot.source[3] / spot.dest[3]))
        with _readable():
            frame = self._frame(index, max(1, shrink))
        return _placed(frame, quarters, (wide, high), spot, picture, width, height, opaque)

    def _frame(self, index: int, shrink: int) -> Image.Image:
        """A frame at a whole part of its size: decoded it has 36 MB, and every other copy takes as much again."""
        self._image.seek(index)
        self._image.load()
        plain: Image.Image = self._image
        if plain.mode not in ("RGB", "RGBA"):
            plain = _plain(plain.copy(), 0)
        return plain.reduce(shrink) if shrink > 1 else plain.copy()
