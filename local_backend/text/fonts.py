"""Fonts: which file draws which character, in which weight, and what no file at hand can draw.

The Noto fonts of two installed packages come first, then the system's. Coverage is read from each font's
``cmap`` table (OpenType specification, formats 4 and 12), because a missing glyph shows as a box otherwise.
"""

from __future__ import annotations

import importlib.resources
import struct
import sys
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from PIL import ImageFont, features

PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
FIRST = "NotoSans[wght].ttf"
LAST = ("NotoSansSymbols", "NotoSansCJK", "NotoEmoji")
"""they cover signs that a text font draws better"""
SYSTEM = {
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "win32": ("C:/Windows/Fonts",),
}
MOST_SYSTEM_FILES = 400
WEIGHTS = {"regular": 400, "bold": 700}
FACE_OF_LANGUAGE = {"ja": 0, "ko": 1, "zh": 2, "zh-hant": 3}
"""in the Noto Sans CJK collection"""
TRADITIONAL = frozenset(
    "國學會這個們來時說對為過還後開關門問題電話車東書長馬鳥魚龍實現經應與點體萬聲見語讓買賣風無業產動"
)
EAST_ASIAN = (
    (0x1100, 0x11FF), (0x2E80, 0x9FFF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF), (0x1B000, 0x1B16F), (0x20000, 0x3FFFF),
)  # fmt: skip
EMOJI = ((0x1F000, 0x1F0FF), (0x1F1E6, 0x1F1FF), (0x1F300, 0x1FAFF))
EMOJI_STYLE = "\ufe0f"
BOTH_WORLDS = frozenset("“”‘’—…·～")
"""punctuation that Latin and Chinese fonts draw in different widths"""


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font file."""

    path: str
    index: int = 0


@lru_cache(maxsize=1)
def installed() -> tuple[Face, ...]:
    """Faces of the packages, best first; the CJK collection with its Chinese face only."""
    files: list[Path] = []
    for package in PACKAGES:
        try:
            folder = importlib.resources.files(package)
        except ModuleNotFoundError:
            continue
        files += [path for path in Path(str(folder)).glob("*.[ot]t[fc]") if "Italic" not in path.name]

    def rank(path: Path) -> tuple[int, str]:
        late = next((place + 2 for place, name in enumerate(LAST) if path.name.startswith(name)), 1)
        return (0 if path.name == FIRST else late, path.name)

    return tuple(
        Face(str(path), FACE_OF_LANGUAGE["zh"] if path.suffix == ".ttc" else 0) for path in sorted(files, key=rank)
    )


@lru_cache(maxsize=1)
def of_the_system() -> tuple[Face, ...]:
    """Faces of the system's font folders; looked at only for what the packages lack."""
    files: list[Path] = []
    for folder in SYSTEM.get(sys.platform, SYSTEM["linux"]):
        root = Path(folder).expanduser()
        if root.is_dir():
            files += sorted(path for path in root.rglob("*") if path.suffix.lower() in (".ttf", ".otf", ".ttc"))
    plain = [path for path in files if not any(word in path.stem for word in ("Italic", "Oblique", "Mono", "Bold"))]
    return tuple(Face(str(path)) for path in plain[:MOST_SYSTEM_FILES])


@lru_cache(maxsize=512)
def coverage(face: Face) -> tuple[array[int], array[int]]:
    """First and last code points of the ranges that a face has glyphs for, sorted; empty for a broken file."""
    try:
        with Path(face.path).open("rb") as file:
            ranges = _read_cmap(file, face.index)
    except (OSError, struct.error, IndexError):
        ranges = []
    return array("L", (first for first, _ in ranges)), array("L", (last for _, last in ranges))


def covers(face: Face, code: int) -> bool:
    firsts, lasts = coverage(face)
    place = bisect_right(firsts, code) - 1
    return place >= 0 and code <= lasts[place]


def _read_cmap(file: BinaryIO, index: int) -> list[tuple[int, int]]:
    start = 0
    if file.read(4) == b"ttcf":
        file.seek(12 + 4 * index)
        start = struct.unpack(">I", file.read(4))[0]
    file.seek(start + 4)
    count = struct.unpack(">H", file.read(2))[0]
    file.seek(start + 12)
    tables = {tag: (at, size) for tag, _, at, size in struct.iter_unpack(">4sIII", file.read(16 * count))}
    at, size = tables.get(b"cmap", (0, 0))
    file.seek(at)
    table = file.read(size)
    subtables = struct.iter_unpack(">HHI", table[4 : 4 + 8 * struct.unpack_from(">H", table, 2)[0]])
    unicode = [
        offset for platform, encoding, offset in subtables if platform == 0 or (platform, encoding) in ((3, 1), (3, 10))
    ]
    formats = {struct.unpack_from(">H", table, offset)[0]: offset for offset in unicode}
    if 12 in formats:
        groups = struct.unpack_from(">I", table, formats[12] + 12)[0]
        body = table[formats[12] + 16 : formats[12] + 16 + 12 * groups]
        return sorted((first, last) for first, last, _ in struct.iter_unpack(">III", body))
    return _segments(table, formats[4]) if 4 in formats else []


def _segments(table: bytes, at: int) -> list[tuple[int, int]]:
    """The ranges of a format 4 subtable, without the codes that it maps to the missing glyph."""
    size = struct.unpack_from(">H", table, at + 6)[0]
    ends = struct.unpack_from(f">{size // 2}H", table, at + 14)
    starts, deltas, offsets = (struct.unpack_from(f">{size // 2}H", table, at + 16 + size * part) for part in (1, 2, 3))
    ranges: list[tuple[int, int]] = []
    for place, (first, last) in enumerate(zip(starts, ends, strict=True)):
        if not offsets[place]:
            ranges.append((first, last - (last == 0xFFFF)))
            continue
        origin = at + 16 + size * 3 + 2 * place + offsets[place]
        for code in range(first, last + 1):
            where = origin + 2 * (code - first)
            if where + 2 <= len(table) and struct.unpack_from(">H", table, where)[0] and deltas[place] is not None:
                ranges.append((code, code))
    return sorted(one for one in ranges if one[0] <= one[1])


def within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def east_asian(char: str) -> bool:
    """True for Chinese, Japanese and Korean characters and their punctuation."""
    return within(ord(char), EAST_ASIAN)


def language(text: str) -> str:
    """ja, ko, zh-hant or zh: whose shapes the Chinese characters of a text should have."""
    if any(0x3040 <= ord(char) <= 0x30FF for char in text):
        return "ja"
    if any(char in TRADITIONAL for char in text):
        return "zh-hant"
    if any(0xAC00 <= ord(char) <= 0xD7FF for char in text) and not any(0x4E00 <= ord(char) <= 0x9FFF for char in text):
        return "ko"
    return "zh"


@lru_cache(maxsize=8192)
def choose(cluster: str, tongue: str = "zh", beside_east_asian: bool = False) -> Face | None:
    """The face that draws a cluster (a character with its marks), or None where no font has it."""
    base = ord(cluster[0])
    asian = within(base, EAST_ASIAN) or (beside_east_asian and cluster[0] in BOTH_WORLDS)
    emoji = EMOJI_STYLE in cluster or within(base, EMOJI)

    def suits(face: Face) -> bool:
        return ("CJK" in face.path and asian) or ("Emoji" in face.path and emoji)

    for face in sorted(installed(), key=lambda one: not suits(one)):
        if covers(face, base):
            return Face(face.path, FACE_OF_LANGUAGE[tongue]) if "CJK" in face.path else face
    return next((face for face in of_the_system() if covers(face, base)), None)


def missing(text: str) -> list[str]:
    """Characters of a text that no font at hand can draw, each once, in their order."""
    gone: dict[str, None] = {}
    for char in text:
        if char.isspace() or unicodedata.category(char) in ("Cc", "Cf", "Mn", "Me") or char in gone:
            continue
        if choose(char) is None:
            gone[char] = None
    return list(gone)


@lru_cache(maxsize=1)
def shapes() -> bool:
    """True where the layout engine that joins Arabic letters and stacks Indic ones is at hand."""
    return bool(features.check("raqm"))


@lru_cache(maxsize=256)
def load(face: Face, size: int, weight: str) -> ImageFont.FreeTypeFont:
    """A face in a size (pixels an em) and weight."""
    engine = ImageFont.Layout.RAQM if shapes() else ImageFont.Layout.BASIC
    font = ImageFont.truetype(face.path, size, index=face.index, layout_engine=engine)
    try:
        axes = font.get_variation_axes()
    except OSError:  # a font of one weight
        return font
    values = [
        min(max(WEIGHTS[weight], axis["minimum"] or 0), axis["maximum"] or 0)
        if axis["name"] in (b"Weight", "Weight")
        else axis["default"] or 0
        for axis in axes
    ]
    font.set_variation_by_axes([float(one) for one in values])
    return font
