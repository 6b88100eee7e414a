"""Whether a video is spoken of as one to be made or as the one that is there."""

from __future__ import annotations

from local_backend.language.message.clause import Clause
from local_backend.language.words.lexer import Tok

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
