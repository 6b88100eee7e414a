"""Whether a video is spoken of as one to be made or as the one that is there."""

from __future__ import annotations

import re

from local_backend.language.message.clause import Clause
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import JOINTS, closing, opening
from local_backend.language.words.vocabulary import HARD

ARTICLES = ("a", "an", "our", "my", "one", "the", "this")
KINDS = (
    "social", "media", "social-media", "instagram", "tiktok", "youtube", "facebook", "linkedin", "product", "brand",
    "branded", "marketing", "company", "wedding", "birthday", "event", "holiday", "vacation", "family", "demo",
    "launch", "quick", "little", "nice", "cool", "fun", "great", "simple", "short", "tight", "polished", "engaging",
    "snappy", "punchy", "catchy", "sleek", "compelling", "portfolio", "recap", "website", "homepage", "landing",
)  # fmt: skip
"""What a video is for or like in general."""


def definite(c: Clause, at: int) -> bool:
    before = [one.text.lower() for one in c.toks[max(0, at - 2) : at]]
    return any(one in ("the", "this", "that", "my", "whole", "entire", "整个", "这个", "把", "total") for one in before)


def indefinite(c: Clause, at: int | None) -> bool:
    if at is None:
        return False
    for one in reversed(c.toks[max(0, at - 5) : at]):
        if one.text.lower() in ("the", "this", "that", "my", "把", "这个", "将", "整个"):
            return False
        if one.text.lower() in (
            "a",
            "an",
            "一个",
            "一段",
            "一条",
            "个",
            "段",
            "条",
            "new",
            "another",
            "一部",
            "支",
            "部",
        ):
            return True
    return False


def of_this(c: Clause) -> bool:
    """``make this a 9:16 reel``: of what is there, and no other video."""
    said = zip(c.toks, c.toks[1:], strict=False)
    return c.has("r: ratio") and any(a.has("v:make") and b.text.lower() in ("this", "it", "that") for a, b in said)


def described(c: Clause, at: int | None) -> bool:
    """``a 10-second square video of market.mp4``: a thing to be made, without a verb."""
    if at is None or any(one.has("v:") and not one.has("f", "name") for one in c.toks):
        return False
    if c.has("n:title", "n:text", "n:caption", "n:music", "n:logo", "quote", "edge", "range", "at"):
        return False
    if not (c.has("dur", "todur", "for", "r:", "ratio") or indefinite(c, at)):
        return False
    return c.word("of", "from", "out of", "with", "using", "的", "用")


def kindly(toks: list[Tok], at: int) -> None:
    """``create a 9:16 social clip``: what kind of video it is to be says nothing, and the clip is the video."""
    begin = at
    while begin and (toks[begin - 1].has("ratio", "dur", "r:", "f", "m:") or toks[begin - 1].text.lower() in KINDS):
        if toks[begin - 1].text.lower() in ARTICLES:
            break
        begin -= 1
    made = begin > 1 and toks[begin - 1].text.lower() in ARTICLES and toks[begin - 2].has("v:make")
    noun = toks[at].has("n:clip", "n:film", "n:video") and not toks[at].has("sel", "name")
    if not made or not noun:
        return
    for one in toks[begin:at]:
        if one.text.lower() in KINDS:
            one.tags = {"f"}
    shown = at + 1 < len(toks) and toks[at + 1].text.lower().startswith(("of", "showing", "where", "in which"))
    if toks[at].text.lower() == "clip" and not shown:
        toks[at].tags = {"n:film"}


FOR_WHAT = re.compile(r"for(?: (?:my|our|the|an?|his|her|their|your|use))?", re.I)
IT_IS = ("it's", "its", "it is", "this is", "that's", "this one's", "it", "this", "is", "all", "just", "only")
COUNTED = "dur pct x quote range at edge num file db lufs bytes deg px rows fps size c: v:add v:remove v:cut t: n:music"


def meant_for(toks: list[Tok]) -> None:
    """``a video for my coffee shop``, ``it's for our shop window so no sound``: whom it is for, and no file."""
    shaped_anew(toks)
    for first, second, third in zip(toks, toks[1:], toks[2:], strict=False):
        if (
            first.text.lower() in ("i", "we")
            and second.text.lower() in ("was", "were")
            and third.text.lower() == "told"
        ):
            third.tags = {"f"}
    for at, tok in enumerate(toks):
        if not at or not FOR_WHAT.fullmatch(tok.text) or tok.has("sel"):
            continue
        begin, end = opening(toks, at, *JOINTS), closing(toks, at, *JOINTS, "colon", "dash")
        so = next((one for one in range(at, end) if toks[one].text.lower() in ("so", "so that")), end)
        tail = toks[at + 1 : closing(toks, at, *JOINTS)]
        if toks[at - 1].has("dur", "todur") and tail and all(one.has("w") for one in tail if not one.has("f")):
            for one in tail if any(one.has("w") for one in tail) else ():
                one.tags = {"f"}  # "exactly 24 seconds for the competition"
            continue
        said = begin < at and all(one.text.lower() in IT_IS for one in toks[begin:at])
        film = toks[at - 1].has("n:film", "n:video") and not toks[at - 1].has("sel")
        if not (said or film):
            continue
        last = at + 1
        while last < min(so, end) and (
            said or (toks[last].has("w f name pron n:pip") and not toks[last].has("v: with file num"))
        ):
            last += 1
        told, rest = toks[at + 1 : last], [*toks[:at], *toks[last:]]
        pictured = toks[last : last + 1] and toks[last].has("n:clip n:photo n:video n:media and")
        if film and (pictured or not any(one.has("n:photo n:clip n:media name") for one in rest)):
            continue  # of which it is to be made
        if any(one.has(COUNTED) and not one.has("f") for one in told) or not any(one.has("name w f") for one in told):
            continue
        for one in told if film else (*toks[begin:at], *told):
            one.tags, one.which, one.names = {tag for tag in one.tags if tag.startswith("r:")} or {"f"}, None, ()
        if said and last == so < end:
            toks[so].tags = {HARD}


SHAPE = re.compile(r"\d|square|vertical|portrait|landscape|horizontal|wide|tall|upright|方|竖|横|宽|直", re.I)


def shaped_anew(toks: list[Tok]) -> None:
    """``发小红书要方形的``: the shape that is named goes before the one that a place usually has."""
    shapes = [one for one in toks if one.has("r:", "ratio") and not one.has("sel")]
    told = [one for one in shapes if SHAPE.search(one.text) or one.has("ratio")]
    if len(told) == 1 and len(shapes) == 2 and not shapes[0].tags & shapes[1].tags - {"f"}:
        for one in shapes:
            if one is not told[0] and abs(toks.index(one) - toks.index(told[0])) <= 8:
                one.tags = {"f"}
