"""Where a picture goes on the canvas: crop, blurred sides or bars; and how a slow motion moves over it. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass

from local_backend.timeline import Box, Fit, Motion, Picture

MOST_LOST = 0.26
"""share of the picture's area that "auto" may crop away: a 4:3 photo on a 16:9 canvas loses a quarter"""
UPPER = 0.2
"""share of a lost height that is lost at the top: faces are in the upper part of pictures"""
LEVELLING = 15
"""degrees up to which a rotation is taken as straightening a horizon, so that no corner may show"""

Rect = tuple[int, int, int, int]
"""x, y, width, height"""


def even(value: float) -> int:
    """The nearest even whole number, at least 2."""
    return max(2, 2 * round(value / 2))


@dataclass(frozen=True, slots=True)
class Placement:
    """Which part of the source is shown (in source pixels) and where on the canvas (even numbers)."""

    source: tuple[float, float, float, float]
    dest: Rect
    backdrop: Fit
    """what is around ``dest``: "crop" nothing, "blur" or "bar" """


def resolve(fit: Fit, width: float, height: float, canvas_w: int, canvas_h: int) -> Fit:
    """ "auto" decided: crop where little is lost, else blurred sides."""
    if fit != "auto":
        return fit
    ours, theirs = width * canvas_h, height * canvas_w
    return "crop" if 1 - min(ours, theirs) / max(ours, theirs) <= MOST_LOST else "blur"


def place(picture: Picture, width: int, height: int, canvas_w: int, canvas_h: int) -> Placement:
    """``width`` and ``height`` are the source's as displayed, quarter turns of ``picture.rotate`` applied."""
    left, top, wide, high = cropped(picture, width, height)
    fit = resolve(picture.fit, wide, high, canvas_w, canvas_h)
    across, down = canvas_w / wide, canvas_h / high
    scale = (max(across, down) if fit == "crop" else min(across, down)) * picture.scale / 100
    shown_w, shown_h = min(wide, canvas_w / scale), min(high, canvas_h / scale)
    dest_w, dest_h = min(canvas_w, even(shown_w * scale)), min(canvas_h, even(shown_h * scale))
    filled = min(high, canvas_h / max(across, down))  # a zoom goes into the middle of what is seen without it
    down_by = (high - filled) * UPPER + (filled - shown_h) / 2 if fit == "crop" else (high - shown_h) / 2
    source = (left + (wide - shown_w) / 2, top + min(max(down_by, 0), high - shown_h), shown_w, shown_h)
    # A side a hair short of the canvas would leave a line of backdrop.
    dest_w, dest_h = (canvas_w if canvas_w - dest_w <= 2 else dest_w), (canvas_h if canvas_h - dest_h <= 2 else dest_h)
    dest = ((canvas_w - dest_w) // 4 * 2, (canvas_h - dest_h) // 4 * 2, dest_w, dest_h)
    if dest_w == canvas_w and dest_h == canvas_h:
        return Placement(source, dest, "crop")
    return Placement(source, dest, "bar" if picture.fit in ("crop", "bar") else "blur")


def cropped(picture: Picture, width: int, height: int) -> tuple[float, float, float, float]:
    """The part of the source that is used at all, in its pixels, never empty."""
    if picture.crop is None:
        return 0.0, 0.0, float(width), float(height)
    x, y, w, h = picture.crop
    left, top = min(max(x, 0), 999) / 1000, min(max(y, 0), 999) / 1000
    wide, high = min(max(w, 1) / 1000, 1 - left), min(max(h, 1) / 1000, 1 - top)
    return left * width, top * height, max(1.0, wide * width), max(1.0, high * height)


def boxed(box: Box, width: float, height: float, canvas_w: int, canvas_h: int) -> Rect:
    """A box in pixels, even; a height of 0 follows from the picture's own shape. May reach over the canvas."""
    w = even(max(1, box.w) * canvas_w / 1000)
    h = even(box.h * canvas_h / 1000) if box.h else even(w * height / width)
    return 2 * round(box.x * canvas_w / 2000), 2 * round(box.y * canvas_h / 2000), w, h


def turned(picture: Picture, width: int, height: int) -> tuple[int, int, int, float]:
    """Quarter turns (0 to 3, clockwise), the size after them, and the degrees that are left (-45 to 45)."""
    quarters = round(picture.rotate / 90)
    rest = float(picture.rotate - 90 * quarters)
    if quarters % 2:
        width, height = height, width
    return quarters % 4, width, height, rest


@dataclass(frozen=True, slots=True)
class View:
    """A look at a picture: ``zoom`` times nearer, its middle at ``x``, ``y`` (0.0 to 1.0), turned by degrees."""

    zoom: float = 1.0
    x: float = 0.5
    y: float = 0.5
    degrees: float = 0.0

    def matrix(self, width: int, height: int, from_width: int, from_height: int) -> list[list[float]]:
        """The affine map from a pixel of a ``width`` x ``height`` picture to one of the source looked at.

        Both sizes are those of the plane in question; pixel centres lie at halves, so chroma follows luma.
        """
        across, down = from_width / width / self.zoom, from_height / height / self.zoom
        angle = math.radians(-self.degrees)
        a, b = across * math.cos(angle), -across * math.sin(angle)
        c, d = down * math.sin(angle), down * math.cos(angle)
        middle_x, middle_y = width / 2 - 0.5, height / 2 - 0.5
        return [
            [a, b, self.x * from_width - 0.5 - a * middle_x - b * middle_y],
            [c, d, self.y * from_height - 0.5 - c * middle_x - d * middle_y],
        ]


def levelled(degrees: float, width: int, height: int) -> View:
    """The view that shows a picture turned by less than half a right angle.

    A small turn is zoomed until no corner shows; a larger one is shrunk until the whole picture is seen.
    """
    angle = math.radians(abs(degrees))
    cos, sin = math.cos(angle), math.sin(angle)
    ratio = max(width / height, height / width)
    grown = cos + ratio * sin
    return View(zoom=grown if abs(degrees) <= LEVELLING else 1 / grown, degrees=degrees)


def moved(picture: Picture, done: float) -> View:
    """Where the motion of a picture has got to, ``done`` from 0.0 to 1.0 of the time that it is shown."""
    since, to = picture.motion_from / 1000, picture.motion_to / 1000
    return look(picture.motion, picture.motion_amount, since + (to - since) * done)


def look(motion: Motion, amount: int, done: float) -> View:
    """Where a motion has got to, ``done`` from 0.0 to 1.0.

    A zoom grows by equal factors in equal times, which the eye takes for an even speed.
    """
    most = 1 + max(0, amount) / 100
    if motion == "in":
        return View(most**done)
    if motion == "out":
        return View(most ** (1 - done))
    if motion == "none" or most == 1:
        return View()
    first, last = 0.5 / most, 1 - 0.5 / most
    if motion in ("left", "up"):
        first, last = last, first
    at = first + (last - first) * done
    return View(most, at, 0.5) if motion in ("left", "right") else View(most, 0.5, at)
