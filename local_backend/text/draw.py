"""Titles and captions as images: wrapped, in any script, legible on any picture.

Words are drawn at the canvas's own resolution, so they are as crisp as it is. Two soft shadows, one tight and
one wide, keep them legible without a visible edge; dark words get a light glow instead. A lower third stands on a
plate of its own, beside a bar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from local_backend.text import fonts, typeset
from local_backend.text.fonts import missing as missing
from local_backend.timeline import BELOW_CENTER, EDGES, SIDE, TextStyle

WIDEST = 0.86
"""of the canvas's width: titles stay within the safe area of every screen"""
TALLEST = 0.72
"""of the canvas's height; a longer text is set smaller"""
SMALLEST_PX = 10
SECOND_LINE = 0.68
"""size of a lower third's further lines, which name the office of the person in the first"""
LINE_HEIGHT, LINE_HEIGHT_ASIAN = 1.16, 1.34
ASCENT = 0.86
"""of an em: what stands above the baseline of the em box that all placing counts with"""
NEAR, WIDE = (0.045, 0.86, 1.8), (0.34, 0.52, 1.45)
"""blur radius in ems, strength, and how much the blurred words are swollen, of the two shadows"""
DROP = 0.035
"""how far the near shadow falls, in ems"""
PLATE_ALPHA = 0.88
PLATE_PAD = (0.52, 0.30)
PLATE_ROUND = 0.20
BAR_WIDTH, BAR_GAP = 0.16, 0.5
NAME_ALPHA = 0.66
"""of the plate of a lower third for which none was asked: the picture is still seen through it"""
LONGEST_NAME = 30
TITLES = ("jr", "sr", "phd", "ph.d", "md", "m.d", "esq", "mba")
"""what belongs to a name though a comma is before it"""
MARGIN = 0.75
"""ems of empty picture round the words for shadows, plates and tall marks"""


@dataclass(frozen=True, slots=True, eq=False)
class TextImage:
    """Words as straight-alpha RGBA (height x width x 4), with the place of their top left corner on the canvas."""

    rgba: NDArray[np.uint8]
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Block:
    """Wrapped lines with their sizes (pixels an em) and baselines (pixels below the block's top)."""

    lines: tuple[typeset.Line, ...]
    sizes: tuple[int, ...]
    weights: tuple[str, ...]
    baselines: tuple[float, ...]
    width: float
    height: float

    @property
    def em(self) -> int:
        return self.sizes[0]


@lru_cache(maxsize=4)
def draw(text: str, style: TextStyle, width: int, height: int) -> TextImage:
    """The text as it stands on a canvas of ``width`` x ``height`` pixels; the image never leaves the canvas.

    The place ``center`` means the role's own place for a lower third and a caption. Characters that no font
    has are left out; ``missing`` names them. The array is shared between calls and not writable.
    """
    block = set_block(text, style, width, height)
    margin = round(block.em * MARGIN)
    bar = style.role == "lower_third" and not style.box_color
    indent = (BAR_WIDTH + BAR_GAP) * block.em if bar else 0.0
    left, top, align = place(style, width, height, block.width + indent, block.height)
    x, y = round(left) - margin, round(top) - margin
    size = (round(block.width + indent) + 2 * margin, round(block.height) + 2 * margin)
    mask = _words(block, size, margin, indent, align)
    if bar:
        _bar(mask, block, margin)
    color = _color(style.color)
    if bar:
        rgba = _plated(mask, block, margin, color, (255, 255, 255) if _dark(color) else (0, 0, 0), NAME_ALPHA)
    elif style.box_color:
        rgba = _plated(mask, block, margin, color, _color(style.box_color), PLATE_ALPHA)
    else:
        rgba = _shadowed(mask, block.em, color)
    return _within(rgba, x, y, width, height)


def set_block(text: str, style: TextStyle, width: int, height: int) -> Block:
    """Wraps the text, smaller and smaller until it fits."""
    short = min(width, height)
    size = max(SMALLEST_PX, round(style.size_on(width, height) * short / 1000))
    while True:
        block = _set(text, style, size, width * WIDEST)
        if (block.height <= height * TALLEST and block.width <= width * WIDEST) or size <= SMALLEST_PX:
            return block
        size = max(SMALLEST_PX, int(size * 0.92))


def _set(text: str, style: TextStyle, size: int, widest: float) -> Block:
    lines: list[typeset.Line] = []
    sizes: list[int] = []
    weights: list[str] = []
    for number, paragraph in enumerate(_paragraphs(text.strip(), style) or [""]):
        second = style.role == "lower_third" and number > 0
        own, weight = (max(SMALLEST_PX, round(size * SECOND_LINE)), "regular") if second else (size, style.weight)
        wrapped = typeset.wrap(paragraph, own, weight, widest)
        lines += wrapped
        sizes += [own] * len(wrapped)
        weights += [weight] * len(wrapped)
    baselines = [ASCENT * sizes[0]]
    for line, own in zip(lines[1:], sizes[1:], strict=True):
        asian = any(fonts.east_asian(char) for char in line.text)
        baselines.append(baselines[-1] + own * (LINE_HEIGHT_ASIAN if asian else LINE_HEIGHT))
    widths = [line.width(own, weight) for line, own, weight in zip(lines, sizes, weights, strict=True)]
    bottom = baselines[-1] + (1 - ASCENT) * sizes[-1]
    return Block(tuple(lines), tuple(sizes), tuple(weights), tuple(baselines), max(widths, default=0.0), bottom)


def _paragraphs(text: str, style: TextStyle) -> list[str]:
    """The lines as they were written; the office after a name in a lower third has a line of its own."""
    name, comma, office = re.sub("，", ", ", text).partition(", ")
    alone = comma and office.strip() and "," not in office and "，" not in office and "\n" not in text
    if style.role != "lower_third" or not alone or len(name) > LONGEST_NAME or office.strip(" .").lower() in TITLES:
        return text.splitlines()
    return [name.strip(), office.strip()]


def place(style: TextStyle, width: int, height: int, w: float, h: float) -> tuple[float, float, str]:
    """Top left corner of a block of ``w`` x ``h`` pixels, and whether its lines align left, center or right."""
    above, below = EDGES[width >= height]
    where: str = style.place
    if where == "center":
        where = {"lower_third": "bottom_left", "caption": "bottom"}.get(style.role, "center")
    side = width * SIDE
    align = "left" if "left" in where else "right" if "right" in where else "center"
    x = {"left": side, "right": width - side - w, "center": (width - w) / 2}[align]
    if where.startswith("top"):
        y = height * above
    elif where.startswith("bottom"):
        y = height * (1 - below) - h
    elif style.role == "subtitle" and where == "center":
        y = height / 2 + BELOW_CENTER * min(width, height)
    else:
        y = (height - h) / 2
    y -= style.lift * height / 1000
    return x, min(max(y, 0.0), max(0.0, height - h)), align


def _words(block: Block, size: tuple[int, int], margin: int, indent: float, align: str) -> Image.Image:
    """The words alone, white on black."""
    mask = Image.new("L", size)
    pen = ImageDraw.Draw(mask)
    for line, own, weight, baseline in zip(block.lines, block.sizes, block.weights, block.baselines, strict=True):
        free = block.width - line.width(own, weight)
        x = margin + indent + {"left": 0.0, "center": free / 2, "right": free}[align]
        for run in line.runs:
            font = fonts.load(run.face, own, weight)
            pen.text(
                (x, margin + baseline), run.text, fill=255, font=font, anchor="ls", direction=typeset.direction(run)
            )
            x += typeset.run_width(run, own, weight)
    return mask


def _bar(mask: Image.Image, block: Block, margin: int) -> None:
    """The upright bar beside a lower third."""
    wide = max(2, round(block.em * BAR_WIDTH))
    ImageDraw.Draw(mask).rectangle((margin, margin, margin + wide - 1, margin + block.height), fill=255)


def _color(words: str) -> tuple[int, int, int]:
    """``#rrggbb`` as numbers; white for anything else."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", words):
        return (255, 255, 255)
    return int(words[1:3], 16), int(words[3:5], 16), int(words[5:7], 16)


def _dark(color: tuple[int, int, int]) -> bool:
    return 0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2] < 90


def _blur(alpha: NDArray[np.float32], radius: float) -> NDArray[np.float32]:
    """Gaussian; wide ones at a fraction of the size, which is not seen."""
    step = max(1, int(radius / 4))
    if step == 1:
        return np.asarray(cv2.GaussianBlur(alpha, (0, 0), max(radius, 0.3)), np.float32)
    height, width = alpha.shape
    small = cv2.resize(alpha, (max(1, width // step), max(1, height // step)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), radius / step)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _shadowed(mask: Image.Image, em: int, color: tuple[int, int, int]) -> NDArray[np.uint8]:
    words = _fraction(mask)
    clear = np.ones_like(words)
    for radius, strength, swell in (NEAR, WIDE):
        clear *= 1 - strength * np.minimum(_blur(words, radius * em) * np.float32(swell), 1)
    down = np.array([[1, 0, 0], [0, 1, DROP * em]], np.float32)
    shade = 1 - cv2.warpAffine(clear, down, (mask.width, mask.height), borderMode=cv2.BORDER_REPLICATE)
    return _over(words, color, np.asarray(shade, np.float32), (255, 255, 255) if _dark(color) else (0, 0, 0))


def _fraction(mask: Image.Image) -> NDArray[np.float32]:
    return np.asarray(np.asarray(mask) / 255, np.float32)


def _plated(
    mask: Image.Image, block: Block, margin: int, color: tuple[int, int, int], tint: tuple[int, int, int], alpha: float
) -> NDArray[np.uint8]:
    big = 4  # the plate's round corners are drawn large and scaled down
    plate = Image.new("L", (mask.width * big, mask.height * big))
    pad_x, pad_y = PLATE_PAD[0] * block.em, PLATE_PAD[1] * block.em
    ends = (margin - pad_x, margin - pad_y, mask.width - margin + pad_x, mask.height - margin + pad_y)
    scaled = tuple(big * one for one in ends)
    ImageDraw.Draw(plate).rounded_rectangle(
        (scaled[0], scaled[1], scaled[2], scaled[3]), radius=PLATE_ROUND * block.em * big, fill=255
    )
    ground = _fraction(plate.resize(mask.size, Image.Resampling.BOX)) * np.float32(alpha)
    return _over(_fraction(mask), color, ground, tint)


def _over(
    top: NDArray[np.float32], color: tuple[int, int, int], below: NDArray[np.float32], tint: tuple[int, int, int]
) -> NDArray[np.uint8]:
    """One colour over another, each with its own alpha, as straight-alpha RGBA."""
    left = below * (1 - top)
    alpha = top + left
    share = np.divide(top, alpha, out=np.zeros_like(top), where=alpha > 0)[..., None]
    ink, ground = np.array(color, np.float32), np.array(tint, np.float32)
    picture = np.empty((*top.shape, 4), np.uint8)
    picture[..., :3] = np.rint(ground + (ink - ground) * share)
    picture[..., 3] = np.rint(alpha * 255)
    return picture


def _within(rgba: NDArray[np.uint8], x: int, y: int, width: int, height: int) -> TextImage:
    """Cuts off what would leave the canvas."""
    left, top = max(0, -x), max(0, -y)
    kept = np.ascontiguousarray(rgba[top : max(top + 1, height - y), left : max(left + 1, width - x)])
    kept.flags.writeable = False
    return TextImage(kept, x + left, y + top)
