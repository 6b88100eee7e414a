"""The person's own words around what was not understood: the whole clause, to tell which wish it was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from local_backend.language.words.lexer import Tok

LONGEST = 60
"""characters of a quotation; a longer clause is cut at its joints, then at words"""
EDGES = " \t\n,.;:!?，。；：、！？-–—•*"
STOPS = re.compile(r"[.!?;,:](?=\s)|[。！？；，、]|\n|\s[-–—]\s")
JOINTS = re.compile(r"\b(?:and then|and|then|but|while|plus|also)\b|然后|并且|而且|同时|但是|再", re.IGNORECASE)


def quoted(run: Sequence[Tok], message: str) -> str:
    """The clause in which ``run`` stands; empty for an empty run."""
    return around(run[0].start, run[-1].end, message) if run else ""


def around(start: int, end: int, message: str) -> str:
    """What stands between the stops about a part of the message; about ``LONGEST`` characters where that is longer."""
    left, right = _between(STOPS, start, end, message, 0, len(message))
    if right - left > LONGEST:
        left, right = _between(JOINTS, start, end, message, left, right)
    if right - left > LONGEST:
        spare = max(0, LONGEST - (end - start))
        left, right = max(left, start - spare // 2), min(right, max(end, start + LONGEST - spare // 2))
        while left > 0 and left < start and _inside(message, left):
            left += 1
        while right < len(message) and right > end and _inside(message, right):
            right -= 1
    return " ".join(message[left:right].strip(EDGES).split())


def _between(marks: re.Pattern[str], start: int, end: int, message: str, left: int, right: int) -> tuple[int, int]:
    before = [one.end() for one in marks.finditer(message, left, right) if one.end() <= start]
    after = [one.start() for one in marks.finditer(message, left, right) if one.start() >= end]
    return (before[-1] if before else left), (after[0] if after else right)


def _inside(message: str, at: int) -> bool:
    """Whether a word would be cut there."""
    return all(one.isascii() and not one.isspace() for one in message[at - 1 : at + 1])


def bare(run: Sequence[Tok], message: str) -> str:
    """The person's own words of a run, without the signs around them."""
    return message[run[0].start : run[-1].end].strip(" ,.;，。；、!！?？\n") if run else ""
