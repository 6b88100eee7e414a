"""Lines of text in any script: clusters, runs of one font and direction, and where a line may break.

Follows the Unicode annexes 29 (clusters), 9 (direction) and 14 (line breaking) as far as titles need them:
no explicit direction marks, no dictionary for Thai.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from local_backend.text import arabic, fonts

JOINER = "\u200d"
NOT_FIRST = frozenset("、。，．：；！？）」』】〉》〕｝”’…—～·々ー）,.:;!?)]}%℃°»›ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
"""may not begin a line"""
NOT_LAST = frozenset("（「『【〈《〔｛“‘([{«‹$￥¥€£#@")
"""may not end a line"""
BREAK_AFTER = frozenset("-–—|")
HELD = frozenset("/·・&+")
"""hold what they join, as in a name; a line breaks there only where the whole is wider than a line"""
MOST_BALANCED = 400
"""parts of a text that are balanced; a longer one is filled line by line"""
COST_AT_SPACE, COST_IN_WORDS = 0.02, 0.20
"""what a line break costs at a space and between two Chinese characters; after punctuation it is free"""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that one font draws in one direction."""

    text: str
    face: fonts.Face
    right_to_left: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Runs from left to right as they are seen."""

    text: str
    runs: tuple[Run, ...]

    def width(self, size: int, weight: str) -> float:
        """In pixels."""
        return sum(run_width(run, size, weight) for run in self.runs)


def run_width(run: Run, size: int, weight: str) -> float:
    font = fonts.load(run.face, size, weight)
    return float(font.getlength(run.text, direction=direction(run)))


def direction(run: Run) -> str | None:
    """For the layout engine; None where there is none that turns text round (``arabic`` has done it then)."""
    return ("rtl" if run.right_to_left else "ltr") if fonts.shapes() else None


def clusters(text: str) -> list[str]:
    """Characters with their marks; joined emoji and flags as one."""
    found: list[str] = []
    for char in text:
        category, code = unicodedata.category(char), ord(char)
        mark = category in ("Mn", "Mc", "Me") or 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F
        flag = 0x1F1E6 <= code <= 0x1F1FF
        half_flag = flag and bool(found) and len(found[-1]) == 1 and 0x1F1E6 <= ord(found[-1]) <= 0x1F1FF
        if found and (mark or char == JOINER or found[-1].endswith(JOINER) or half_flag):
            found[-1] += char
        elif category not in ("Cc", "Cf") or char == "\t":
            found.append(" " if char == "\t" else char)
    return found


def right_to_left(text: str) -> bool:
    """The direction of the first character that has one."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def line_of(text: str, base_right: bool | None = None) -> Line:
    """One line in the order in which it is seen; what has no glyph is left out (``fonts.missing`` names it)."""
    if base_right is None:
        base_right = right_to_left(text)
    parts = clusters(text)
    levels = _levels(parts, base_right)
    faces = _faces(parts)
    drawn = [(part, face, level) for part, face, level in zip(parts, faces, levels, strict=True) if face]
    runs: list[tuple[int, Run]] = []
    for (face, level), group in groupby(drawn, key=lambda one: (one[1], one[2])):
        words = "".join(part for part, _, _ in group)
        if level % 2 and not fonts.shapes():
            words = arabic.as_seen(words)
        runs.append((level, Run(words, face, bool(level % 2))))
    return Line(text, tuple(_reordered(runs)))


def _levels(parts: Sequence[str], base_right: bool) -> list[int]:
    """Embedding levels without explicit marks: numbers stay left to right, the undecided follow their neighbours."""
    base = int(base_right)
    kinds: list[str] = []
    strong = "R" if base_right else "L"
    for part in parts:
        kind = unicodedata.bidirectional(part[0])
        beside_number = kind == "ET" and bool(kinds) and parts[len(kinds) - 1][0].isdigit()
        if beside_number:  # as in 50%
            kinds.append(kinds[-1])
            continue
        kind = "R" if kind in ("R", "AL") else "L" if kind == "L" else "N" if kind in ("EN", "AN") else ""
        if kind in ("L", "R"):
            strong = kind
        kinds.append("L" if kind == "N" and strong == "L" else kind)
    sides = [{"N": "R"}.get(kind, kind) for kind in kinds]
    for at, kind in enumerate(kinds):
        if not kind:
            before = next((sides[i] for i in range(at - 1, -1, -1) if sides[i]), "R" if base_right else "L")
            after = next((sides[i] for i in range(at + 1, len(sides)) if sides[i]), "R" if base_right else "L")
            kinds[at] = before if before == after else ("R" if base_right else "L")
    return [(1 if kind == "R" else 2 if kind == "N" or base else 0) if kind != "R" or not base else 1 for kind in kinds]


def _reordered(runs: list[tuple[int, Run]]) -> Iterator[Run]:
    """From the order of reading to that of seeing: reverse from the highest level down (UAX 9, rule L2)."""
    for level in range(max((one for one, _ in runs), default=0), 0, -1):
        at = 0
        while at < len(runs):
            end = at
            while end < len(runs) and runs[end][0] >= level:
                end += 1
            runs[at:end] = reversed(runs[at:end])
            at = max(end, at + 1)
    return (run for _, run in runs)


def _faces(parts: Sequence[str]) -> list[fonts.Face | None]:
    """A face for each cluster; spaces and signs stay in the face before them where it has them."""
    tongue = fonts.language("".join(parts))
    found: list[fonts.Face | None] = []
    for at, part in enumerate(parts):
        around = parts[max(0, at - 1)] + parts[min(len(parts) - 1, at + 1)]
        before = found[-1] if found else None
        neutral = part.isspace() or unicodedata.category(part[0]).startswith("P")
        beside = any(fonts.east_asian(char) for char in around)
        asian = fonts.east_asian(part[0]) or (beside and part[0] in fonts.BOTH_WORLDS)
        special = before is None or "Emoji" in before.path or "CJK" in before.path
        if before and neutral and not asian and not special and fonts.covers(before, ord(part[0])):
            found.append(before)
        else:
            found.append(fonts.choose(part, tongue, beside))
    return found


def breakable(text: str) -> list[str]:
    """The text cut at every place where a line may end; trailing spaces stay with what is before them."""
    parts = clusters(text)
    pieces: list[str] = []
    for at, part in enumerate(parts):
        if pieces and not _may_break(parts, at):
            pieces[-1] += part
        else:
            pieces.append(part)
    return pieces


def _may_break(parts: Sequence[str], at: int) -> bool:
    """Whether a line may begin with this part."""
    before, after = parts[at - 1], parts[at]
    if after.isspace() or after[0] in NOT_FIRST or before[0] in NOT_LAST:
        return False
    if before[0] in HELD or after[0] in HELD:
        return before.isspace() and at > 1 and parts[at - 2][0] not in HELD
    if before.isspace():
        return at < 2 or parts[at - 2][0] not in NOT_LAST
    if before[0] in BREAK_AFTER and at > 1 and not parts[at - 2].isspace() and not after[0].isdigit():
        return True
    return _ideograph(before[0]) or _ideograph(after[0])


def _ideograph(char: str) -> bool:
    """True for characters between which lines break freely; Korean breaks at its spaces."""
    return fonts.east_asian(char) and not 0x1100 <= ord(char) <= 0x11FF and not 0xAC00 <= ord(char) <= 0xD7FF


def wrap(text: str, size: int, weight: str, most: float) -> list[Line]:
    """Lines no wider than ``most`` pixels, as few as possible and of even length; line ends in the text are kept."""
    lines: list[Line] = []
    for paragraph in text.splitlines() or [""]:
        base = right_to_left(paragraph)
        pieces: list[str] = []
        for piece in breakable(paragraph.strip()):
            fits = line_of(piece.rstrip(), base).width(size, weight) <= most
            pieces += [piece] if fits else clusters(piece)
        widths = [line_of(piece, base).width(size, weight) for piece in pieces]
        bare = [line_of(piece.rstrip(), base).width(size, weight) for piece in pieces]
        starts = [*_starts(pieces, widths, bare, most), len(pieces)]
        lines += [line_of("".join(pieces[a:b]).strip(), base) for a, b in pairwise(starts)]
    return lines


def _starts(pieces: Sequence[str], widths: Sequence[float], bare: Sequence[float], most: float) -> list[int]:
    """Where lines begin: first filled one by one, which gives their number, then balanced."""
    filled, used = [0], 0.0
    for at in range(len(pieces)):
        if used and used + bare[at] > most:
            filled.append(at)
            used = 0.0
        used += widths[at]
    count, size = len(filled), len(pieces)
    if count == 1 or size > MOST_BALANCED:
        return filled
    ideal = sum(widths) / count
    sums = [0.0]
    for width in widths:
        sums.append(sums[-1] + width)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}] + [{} for _ in range(count)]
    for row in range(1, count + 1):
        for end in range(row, size + 1):
            for start, (cost, _) in best[row - 1].items():
                if start >= end:
                    continue
                width = sums[end - 1] - sums[start] + bare[end - 1]
                if width > most and end - start > 1:
                    continue
                total = cost + ((width - ideal) / ideal) ** 2 + (_break_cost(pieces[end - 1]) if end < size else 0)
                if end not in best[row] or total < best[row][end][0]:
                    best[row][end] = (total, start)
    if size not in best[count]:
        return filled
    starts, end = [], size
    for row in range(count, 0, -1):
        end = best[row][end][1]
        starts.append(end)
    return starts[::-1]


def _break_cost(piece: str) -> float:
    last = piece.rstrip()[-1:]
    if unicodedata.category(last or " ").startswith("P"):
        return 0.0
    return COST_AT_SPACE if piece[-1].isspace() else COST_IN_WORDS
