"""A wish said once for several things: "rotate clip 1 by 90 degrees and clip 2 by 180" turns both, each its own way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from local_backend.language.message.clause import Clause
from local_backend.language.words.lexer import Tok

VALUES = (
    "pct x deg db h vert cw ccw upright dir:in dir:out twice halfx num c: pl: n:half share: louder quieter normal "
    "maxvol"
)
SHARED = (
    "n:flip n:rotate brighter darker warmer colder vivid dull punchy flat n:zoom n:brightness n:contrast n:saturation "
    "n:temperature n:blur n:vignette n:sharpen n:denoise n:crop n:volume louder quieter v:mute n:pan n:opacity "
    "v:speed v:slow faster slower n:speed v:show n:size bigger smaller v:unmute n:grayscale n:color"
)
"""What is done, as far as it may be left unsaid the second time."""
WAYS = ("dir:in", "dir:out", "dir:up", "dir:down", "h", "vert", "cw", "ccw", "upright", "r:16:9", "r:9:16")
OWN = (
    "n:flip n:rotate n:zoom n:crop n:blur n:pan n:brightness n:contrast n:saturation n:temperature n:vignette n:volume"
)
"""What is a wish of its own, and needs none from before."""
CARRIED = "v:make v:change v:add v:want"
LIGHT = "f and also comma to p:at n:clip in on with of up down dir:up dir:down n:photo"


def parallel(current: Sequence[Tok], chunk: Sequence[Tok]) -> bool:
    """Whether a chunk names another thing and another amount for the wish that is being said."""
    return _bare(chunk) and (_told(current) or _bare(current))


def fill(found: list[Clause]) -> None:
    """Gives a clause of a thing and an amount the wish of the clause before it."""
    for before, clause in pairwise(found):
        if any(one.has("v:fade") for one in before.toks) and _away(clause.toks):
            clause.toks.insert(0, Tok({"v:fade", "n:fade"}, "fade", clause.toks[0].start, clause.toks[0].start))
        if clause.hard or not (_bare(clause.toks) and _told(before.toks)):
            continue
        at = clause.toks[0].start
        for one in reversed(before.toks):
            shared = one.has(SHARED) and not one.has("sel")
            tags = {tag for tag in one.tags if tag not in WAYS} if shared else set()
            if tags or (one.has(CARRIED) and not one.has("sel")):
                clause.toks.insert(0, Tok(tags or set(one.tags), "", at, at))


def _bare(toks: Sequence[Tok]) -> bool:
    named = [one for one in toks if one.has("sel")]
    if len(named) != 1 or named[0].has("all file"):
        return False
    if not any(one.has(VALUES) and not one.has("sel") for one in toks):
        return False
    return all(one is named[0] or one.has(LIGHT, VALUES) for one in toks) and not any(
        one.has("dur for range at edge quote v: n:music n:title t:", OWN) and one is not named[0] for one in toks
    )


def _away(toks: Sequence[Tok]) -> bool:
    """``… and out to black over 3 seconds``, after a fade in."""
    return (
        any(one.text.lower() in ("out", "in") for one in toks)
        and any(one.has("c:#000000 n:black t:fade_black dur for num") for one in toks)
        and all(one.has("c:#000000 n:black f to dir: num dur for p:for over from on transform") for one in toks)
    )


def _told(toks: Sequence[Tok]) -> bool:
    named = [one for one in toks if one.has("sel") and not one.has("all")]
    wish = any(one.has(SHARED) and not one.has("sel") for one in toks)
    return len(named) == 1 and wish and any(one.has(VALUES, "dir:up dir:down") and not one.has("sel") for one in toks)
