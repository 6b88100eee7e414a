"""Colour and light of a picture: brightness to blur, worked into the planes in place. All amounts are percent."""

from __future__ import annotations

import math
from functools import lru_cache

import cv2
import numpy as np

from local_backend.render.planes import BLACK, WHITE, Alpha, Plane, Planes, cover
from local_backend.timeline import Picture

WARMEST = 0.22
"""how far red rises and blue falls at full warmth, as a share of the luma"""
FIRST_STEPS = 0.65
"""exponent of warmth: a fifth of it, which "warmer" asks for, counts as 35 percent, as less is hardly seen"""
WIDEST_BLUR = 0.03
"""sigma of a full blur, as a share of the picture's shorter side"""
DARKEST_CORNER = 0.9


def changes(picture: Picture) -> bool:
    """Whether ``apply`` would change anything."""
    return _toned(picture) or any((picture.temperature, picture.sharpen, picture.denoise, picture.blur))


def apply(picture: Picture, out: Planes) -> None:
    """Everything but the vignette, which belongs to the frame and not to what moves in it."""
    if picture.denoise > 0:
        _denoise(out, min(100, picture.denoise))
    if _toned(picture):
        cv2.LUT(out.y, _luma(picture.brightness, picture.contrast), dst=out.y)
        table = _chroma(picture.contrast, -100 if picture.grayscale else picture.saturation)
        cv2.LUT(out.u, table, dst=out.u)
        cv2.LUT(out.v, table, dst=out.v)
    if picture.temperature:
        amount = max(-100, min(100, picture.temperature)) / 100
        warmth = math.copysign(WARMEST * abs(amount) ** FIRST_STEPS, amount)
        luma = cv2.resize(out.y, (out.u.shape[1], out.u.shape[0]), interpolation=cv2.INTER_AREA)
        cv2.addWeighted(out.u, 1.0, luma, -0.75 * warmth, 0.75 * 16 * warmth, dst=out.u)
        cv2.addWeighted(out.v, 1.0, luma, 0.65 * warmth, -0.65 * 16 * warmth, dst=out.v)
    if picture.sharpen > 0:
        _sharpen(out.y, min(100, picture.sharpen))
    if picture.blur > 0:
        blur(out, WIDEST_BLUR * min(out.width, out.height) * min(100, picture.blur) / 100)


def vignette(amount: int, out: Planes) -> None:
    """Darkens the corners; below 0 brightens them."""
    if amount:
        above = Planes.new(out.width, out.height, BLACK if amount > 0 else WHITE)
        cover(out, above, _corners(out.width, out.height, min(100, abs(amount))))


def blur(out: Planes, sigma: float) -> None:
    """A Gaussian of ``sigma`` luma pixels; a wide one is made at a smaller size, where it costs little."""
    for plane, wide in ((out.y, sigma), (out.u, sigma / 2), (out.v, sigma / 2)):
        if wide < 0.2:
            continue
        steps = max(1, int(wide / 3))
        height, width = plane.shape
        if steps == 1:
            cv2.GaussianBlur(plane, (0, 0), wide, dst=plane, borderType=cv2.BORDER_REPLICATE)
            continue
        size = max(2, width // steps), max(2, height // steps)
        small = cv2.resize(plane, size, interpolation=cv2.INTER_AREA)
        cv2.GaussianBlur(small, (0, 0), wide / steps, dst=small, borderType=cv2.BORDER_REPLICATE)
        cv2.resize(small, (width, height), dst=plane, interpolation=cv2.INTER_CUBIC)


def _toned(picture: Picture) -> bool:
    return bool(picture.brightness or picture.contrast or picture.saturation or picture.grayscale)


@lru_cache(maxsize=64)
def _luma(brightness: int, contrast: int) -> Plane:
    """Brightening bends the curve, so that black stays black and white stays white; darkening scales it."""
    level = np.clip((np.arange(256) - 16) / 219, 0, 1)
    amount = max(-100, min(100, brightness)) / 100
    level = level ** (1 / (1 + amount)) if amount > 0 else level * (1 + amount)
    level = 0.5 + (level - 0.5) * (1 + max(-100, min(100, contrast)) / 100)
    table: Plane = np.rint(16 + 219 * np.clip(level, 0, 1)).astype(np.uint8)
    return table


@lru_cache(maxsize=64)
def _chroma(contrast: int, saturation: int) -> Plane:
    factor = (1 + max(-100, min(100, saturation)) / 100) * (1 + max(-100, min(100, contrast)) / 100)
    table: Plane = np.rint(np.clip(128 + (np.arange(256) - 128) * factor, 16, 240)).astype(np.uint8)
    return table


def _sharpen(plane: Plane, amount: int) -> None:
    soft = cv2.GaussianBlur(plane, (0, 0), max(0.6, min(plane.shape) / 900))
    strength = 1.5 * amount / 100
    cv2.addWeighted(plane, 1 + strength, soft, -strength, 0.0, dst=plane)


def _denoise(out: Planes, amount: int) -> None:
    strength = 6 + 0.4 * amount
    for plane in (out.y, out.u, out.v):
        np.copyto(plane, cv2.bilateralFilter(plane, 5, strength, 2.0))


@lru_cache(maxsize=2)
def _corners(width: int, height: int, amount: int) -> Alpha:
    y, x = np.ogrid[:height, :width]
    away = np.hypot((x + 0.5) / width * 2 - 1, (y + 0.5) / height * 2 - 1) / np.sqrt(2)
    edge = np.clip((away - 0.35) / 0.65, 0, 1)
    dark = (DARKEST_CORNER * amount / 100 * edge * edge * (3 - 2 * edge)).astype(np.float32)
    return Alpha(dark, cv2.resize(dark, (width // 2, height // 2), interpolation=cv2.INTER_AREA))
