"""How one picture gives way to the next: every kind of ``timeline.TransitionKind``, from two pictures to one.

Each function fills ``out`` from ``below`` and ``above``, which it leaves alone; ``done`` runs from 0.0 to 1.0,
never quite reaching either. Edges are soft and movements start and end gently.

Pictures are blended as they are coded, not in linear light, because the coding is nearly even to the eye (lightness
L* of CIE 15 for a screen of BT.1886). Measured over fifteen frames: from white to black the middle has L* 51 this way
and 76 in linear light, where the largest step of a frame is 3.0 times the mean one instead of 1.4, so that a fade to
black lingers and then drops. Between photos of like brightness the largest step is 1.00 to 1.04 times the mean (1.3 to
1.4), between a light and a dark one 1.04 (2.1). What linear light does better, the same mean luminance in the middle,
is hardly missed: it is 1 to 3 percent lower between photos of like brightness, and 2.4 of L* between two pictures of
nothing but noise, the worst case. Optical dissolves are linear, dissolves of video have always been made as here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import cv2
import numpy as np

from local_backend.render.fit import View
from local_backend.render.planes import BLACK, WHITE, Alpha, Planes, Weights, cover, mix, resize, toward
from local_backend.timeline import TransitionKind

SOFT_EDGE = 0.04
"""width of a wipe's soft edge, as a share of the way"""
ZOOM_IN = 1.35
BLUR_STEPS = 16
"""how far the "blur" transition shrinks a picture at its middle before growing it again"""
GRAIN = 6
"""pixels of a grain of the "dissolve" at 1080 lines"""

Effect = Callable[[Planes, Planes, Planes, float], None]


def apply(kind: TransitionKind, out: Planes, below: Planes, above: Planes, done: float) -> None:
    """Fills ``out``, which must be neither of the other two."""
    EFFECTS[kind](out, below, above, min(1.0, max(0.0, done)))


def ease(done: float) -> float:
    """Slow at both ends (smoothstep)."""
    return done * done * (3 - 2 * done)


def _crossfade(out: Planes, below: Planes, above: Planes, done: float) -> None:
    mix(out, below, above, done)


def _through(color: tuple[int, int, int]) -> Effect:
    def fade(out: Planes, below: Planes, above: Planes, done: float) -> None:
        out.copy_from(below if done < 0.5 else above)
        toward(out, color, 1 - abs(1 - 2 * done))

    return fade


def _wipe(across: int, down: int) -> Effect:
    """The edge runs in the direction given: (-1, 0) from right to left."""

    def wipe(out: Planes, below: Planes, above: Planes, done: float) -> None:
        ramp = _ramp(out.height, out.width, across, down)
        out.copy_from(below)
        cover(out, above, _revealed(ramp, ease(done)))

    return wipe


def _slide(across: int, down: int) -> Effect:
    """The next picture pushes the last one out, moving in the direction given."""

    def slide(out: Planes, below: Planes, above: Planes, done: float) -> None:
        moved = ease(done)
        x = across * 2 * round(out.width * moved / 2)
        y = down * 2 * round(out.height * moved / 2)
        _pasted(out, below, x, y)
        _pasted(out, above, x - across * out.width, y - down * out.height)

    return slide


def _pasted(out: Planes, picture: Planes, x: int, y: int) -> None:
    """Copies the part of ``picture`` that is inside ``out`` when its corner is at ``x``, ``y``."""
    width, height = out.width - abs(x), out.height - abs(y)
    if width > 0 and height > 0:
        source = picture.part(max(0, -x), max(0, -y), width, height)
        out.part(max(0, x), max(0, y), width, height).copy_from(source)


def _zoom(out: Planes, below: Planes, above: Planes, done: float) -> None:
    """The old picture comes nearer and fades, the new one settles."""
    nearer, settling = Planes.new(out.width, out.height), Planes.new(out.width, out.height)
    warp(below, nearer, View(ZOOM_IN ** ease(done)))
    warp(above, settling, View(ZOOM_IN ** (1 - ease(done))))
    mix(out, nearer, settling, ease(done))


def warp(picture: Planes, out: Planes, view: View) -> None:
    """Fills ``out`` with what ``view`` sees of a picture; beyond its edges is black."""
    for (src, dst), value in zip(picture.pairs(out), BLACK, strict=True):
        height, width = dst.shape
        matrix = np.array(view.matrix(width, height, src.shape[1], src.shape[0]))
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        if view.degrees:
            cv2.warpAffine(src, matrix, (width, height), dst, flags, cv2.BORDER_CONSTANT, value)
        else:
            cv2.warpAffine(src, matrix, (width, height), dst, flags, cv2.BORDER_REPLICATE)


def _circle(out: Planes, below: Planes, above: Planes, done: float) -> None:
    out.copy_from(below)
    cover(out, above, _revealed(_distance(out.height, out.width), ease(done)))


def _blur(out: Planes, below: Planes, above: Planes, done: float) -> None:
    steps = 1 + (BLUR_STEPS - 1) * (1 - abs(1 - 2 * done)) ** 2
    mixed = Planes.new(out.width, out.height)
    mix(mixed, below, above, ease(done))
    size = max(2, int(out.width / steps) // 2 * 2), max(2, int(out.height / steps) // 2 * 2)
    small = Planes.new(*size)
    resize(mixed, small)
    for plane in (small.y, small.u, small.v):
        cv2.GaussianBlur(plane, (0, 0), 0.5 + 0.6 * (1 - abs(1 - 2 * done)), dst=plane)
    for src, dst in small.pairs(out):
        cv2.resize(src, (dst.shape[1], dst.shape[0]), dst=dst, interpolation=cv2.INTER_CUBIC)


def _dissolve(out: Planes, below: Planes, above: Planes, done: float) -> None:
    out.copy_from(below)
    cover(out, above, _revealed(_grain(out.height, out.width), done, 0.15))


def _revealed(ramp: Weights, done: float, soft: float = SOFT_EDGE) -> Alpha:
    """Where a ramp of 0.0 to 1.0 has been passed, with a soft edge, none of it at 0.0 and all of it at 1.0."""
    full = np.clip((done * (1 + soft) - ramp) / soft, 0, 1, dtype=np.float32)
    return Alpha(full, cv2.resize(full, (full.shape[1] // 2, full.shape[0] // 2), interpolation=cv2.INTER_AREA))


@lru_cache(maxsize=4)
def _ramp(height: int, width: int, across: int, down: int) -> Weights:
    length = width if across else height
    line = (np.arange(length, dtype=np.float32) + np.float32(0.5)) / np.float32(length)
    line = line if across + down > 0 else line[::-1]
    return np.ascontiguousarray(np.broadcast_to(line if across else line[:, None], (height, width)))


@lru_cache(maxsize=2)
def _distance(height: int, width: int) -> Weights:
    y, x = np.ogrid[:height, :width]
    away = np.hypot(x - width / 2 + 0.5, y - height / 2 + 0.5)
    return np.asarray(away / np.hypot(width / 2, height / 2), dtype=np.float32)


@lru_cache(maxsize=2)
def _grain(height: int, width: int) -> Weights:
    """Fine blotches in which every value from 0.0 to 1.0 is equally frequent; always the same."""
    size = max(1, round(GRAIN * min(height, width) / 1080))
    noise = np.random.default_rng(7).random((height // size + 2, width // size + 2), dtype=np.float32)
    smooth = cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC)
    ranks, edges = np.histogram(smooth, 256)
    return np.interp(smooth, edges[1:], np.cumsum(ranks) / smooth.size).astype(np.float32)


EFFECTS: dict[TransitionKind, Effect] = {
    "crossfade": _crossfade,
    "fade_black": _through(BLACK),
    "fade_white": _through(WHITE),
    "wipe_left": _wipe(-1, 0),
    "wipe_right": _wipe(1, 0),
    "wipe_up": _wipe(0, -1),
    "wipe_down": _wipe(0, 1),
    "slide_left": _slide(-1, 0),
    "slide_right": _slide(1, 0),
    "slide_up": _slide(0, -1),
    "slide_down": _slide(0, 1),
    "zoom": _zoom,
    "circle": _circle,
    "blur": _blur,
    "dissolve": _dissolve,
}
