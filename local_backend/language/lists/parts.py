"""One shot of a list, and its times: a range of the video, a part of the file, or all of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from local_backend.edits.model import Clip
from local_backend.language.words.lexer import Tok

FULL = (
    "full",
    "whole",
    "entire",
    "complete",
    "all",
    "完整",
    "全部",
    "整段",
    "全段",
    "全程",
    "整个",
    "全",
    "full length",
)


@dataclass(slots=True)
class Shot:
    """A file with its time before it was clear what that counts: the range as said, or a part of the file."""

    clip: Clip
    ranged: tuple[int, int] | None = None
    part: tuple[int, int] | None = None
    start: int | None = None
    """a time of the video alone, without an end"""
    extras: list[Tok] = field(default_factory=list)
    listed: bool = False
    """stands on a line of its own"""


def whole(tok: Tok) -> bool:
    """``full clip``, ``完整``: all of the file."""
    return tok.text.lower().split(" ")[0] in FULL and not tok.has("name")


def bare(line: list[Tok]) -> list[int]:
    """``(0-3)`` without a unit, as a range of seconds: drawn together in place."""
    for index in range(len(line) - 2):
        first, dash, second = line[index : index + 3]
        if first.has("num") and dash.has("dash") and second.has("num") and float(first.value) < float(second.value):
            first.tags, first.value = {"range"}, (int(first.value * 1000), int(second.value * 1000))
            dash.tags = second.tags = {"f"}
            return [index]
    return []


def _since(tok: Tok) -> bool:
    return tok.has("at", "since", "after", "clock") and not tok.has("for")


def timed(shot: Shot, line: list[Tok], near: list[int], at: int) -> set[int]:
    """Puts the times of a line where they belong; the indices of those that were used."""
    used: set[int] = set()
    length = next(
        (index for index in near if line[index].has("dur", "for") and not line[index].has("at", "clock")), None
    )
    begins = next((index for index in near if index > at and _since(line[index])), None)
    for index in near:
        one = line[index]
        if index == length and index < at and begins is not None and shot.part is None:
            shot.part = (int(line[begins].value), int(one.value))  # "10 seconds of the interview starting at 0:12"
            used |= {index, begins}
            continue
        if index in used:
            continue
        if one.has("range"):
            span = (int(one.value[0]), int(one.value[1]))
            if shot.ranged is None:
                shot.ranged = span
            elif shot.part is None:
                shot.part = (span[0], span[1] - span[0])
            else:
                continue
        elif one.has("edge") and shot.part is None:
            side, amount = one.value
            shot.part = (max(0, shot.clip.duration_ms - int(amount)) if side == "end" else 0, int(amount))
        elif _since(one):
            if length is not None and shot.part is None and index > at:
                shot.part = (int(one.value), int(line[length].value))
                used.add(length)
            elif index < at and shot.start is None:
                shot.start = int(one.value)
            elif shot.part is None and shot.ranged is None and shot.clip.kind == "video":
                shot.part = (int(one.value), 0)
            else:
                continue
        elif index == length and shot.part is None and index not in used:
            if shot.ranged is None:
                shot.part = (0, int(one.value))
        elif index not in used:
            continue
        used.add(index)
    return used
