"""The piece of a message around a token, between two separators, and tags that several modules ask for."""

from __future__ import annotations

from local_backend.language.words.lexer import Tok
from local_backend.language.words.vocabulary import HARD, SOFT

PACE = (
    "x twice thrice halfx faster slower brighter darker louder quieter v:slow v:reverse v:speed pct "
    "n:grayscale n:sepia n:vintage n:blur n:flip"
)
LETTERED = "n:title n:subtitle n:lowerthird n:caption n:text"
AMOUNTS = "dur pct x db num tdur"
JOINTS = (HARD, SOFT, "comma")


def piece(toks: list[Tok], at: int, *ends: str) -> tuple[int, int]:
    """The places where the piece around a token begins and ends."""
    ends = ends or JOINTS
    first = at
    while first and not toks[first - 1].has(*ends):
        first -= 1
    last = at
    while last < len(toks) and not toks[last].has(*ends):
        last += 1
    return first, last
