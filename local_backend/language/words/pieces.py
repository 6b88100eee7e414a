"""The piece of a message around a token, between two separators, and tags that several modules ask for."""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.language.words.lexer import Tok
from local_backend.language.words.vocabulary import HARD, SOFT

PACE = (
    "x twice thrice halfx faster slower brighter darker louder quieter v:slow v:reverse v:speed pct "
    "n:grayscale n:sepia n:vintage n:blur n:flip"
)
LETTERED = "n:title n:subtitle n:lowerthird n:caption n:text"
AMOUNTS = "dur pct x db num tdur"
JOINTS = (HARD, SOFT, "comma")
FARTHEST = 100
"""tokens; nobody says more without a joint, and to look further makes a message of nothing else take minutes"""


def opening(toks: Sequence[Tok], at: int, *ends: str) -> int:
    """The place where the piece around a token begins."""
    least = max(0, at - FARTHEST)
    while at > least and not toks[at - 1].has(*ends):
        at -= 1
    return at


def closing(toks: Sequence[Tok], at: int, *ends: str) -> int:
    """The place behind the piece that a token stands in; the place itself where a separator is there."""
    most = min(len(toks), at + FARTHEST)
    while at < most and not toks[at].has(*ends):
        at += 1
    return at


def piece(toks: Sequence[Tok], at: int, *ends: str) -> tuple[int, int]:
    """The places where the piece around a token begins and ends; between any joints where no ends are named."""
    ends = ends or JOINTS
    return opening(toks, at, *ends), closing(toks, at, *ends)


def chunk(toks: Sequence[Tok], at: int) -> Sequence[Tok]:
    """The tokens of the piece around a token, up to the next separators that are not commas."""
    first, last = piece(toks, at, "sep:")
    return toks[first:last]
