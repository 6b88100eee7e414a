"""Joined Arabic letters without a shaping engine: the presentation forms of Unicode, in the order of seeing.

Used only where Pillow has no Raqm. The table is not written here: Unicode's own decompositions give it.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

FORMS = range(0xFE70, 0xFEFD)
LAM = "\u0644"
MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    """For each letter or ligature its isolated, initial, medial and final form."""
    table: dict[str, dict[str, str]] = {}
    for code in FORMS:
        tag, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if tag.startswith("<"):
            table.setdefault("".join(chr(int(one, 16)) for one in letters), {})[tag[1:-1]] = chr(code)
    return table


def as_seen(text: str) -> str:
    """Right-to-left text with its letters joined, turned round for drawing from left to right."""
    table = _table()
    letters: list[str] = []
    marks: dict[int, str] = {}
    for char in text:
        if unicodedata.combining(char):
            marks[len(letters) - 1] = marks.get(len(letters) - 1, "") + char
        elif letters and letters[-1] == LAM and LAM + char in table:
            letters[-1] = LAM + char
        else:
            letters.append(char)

    def joins_next(at: int) -> bool:
        return 0 <= at < len(letters) and "initial" in table.get(letters[at], {})

    def joins_before(at: int) -> bool:
        return 0 <= at < len(letters) and "final" in table.get(letters[at], {})

    seen: list[str] = []
    for at, letter in enumerate(letters):
        forms = table.get(letter, {})
        before, after = joins_next(at - 1) and joins_before(at), joins_next(at) and joins_before(at + 1)
        wanted = "medial" if before and after else "final" if before else "initial" if after else "isolated"
        seen.append(forms.get(wanted, letter.translate(MIRRORED)) + marks.get(at, ""))
    return "".join(reversed(seen))
