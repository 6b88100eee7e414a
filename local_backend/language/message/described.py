"""Whether a video is spoken of as one to be made or as the one that is there."""

from __future__ import annotations

from local_backend.language.message.clause import Clause


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


def described(c: Clause, at: int | None) -> bool:
    """``a 10-second square video of market.mp4``: a thing to be made, without a verb."""
    if at is None or any(one.has("v:") and not one.has("f", "name") for one in c.toks):
        return False
    if c.has("n:title", "n:text", "n:caption", "n:music", "n:logo", "quote", "edge", "range", "at"):
        return False
    if not (c.has("dur", "todur", "for", "r:", "ratio") or indefinite(c, at)):
        return False
    return c.word("of", "from", "out of", "with", "using", "的", "用")
