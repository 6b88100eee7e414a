"""Words for the side of a clip on which another one goes: ``after``, ``right before``, 后头, 前边."""

from __future__ import annotations

from typing import Literal

from local_backend.language.words.lexer import Tok

AFTER = (
    "after", "behind", "following", "right after", "directly after", "just after", "straight after",
    "right behind", "immediately after", "just behind", "后面", "之后", "以后", "后", "后边", "后头", "后方",
    "的后面", "的后边", "的后头",
)  # fmt: skip
BEFORE = (
    "before", "ahead of", "in front of", "right before", "just before", "directly before", "straight before",
    "immediately before", "preceding", "followed by", "前面", "之前", "以前", "前", "前边", "前头", "前方", "的前面",
    "的前边", "的前头",
)  # fmt: skip


def side(tok: Tok) -> Literal["after", "before", ""]:
    """On which side of the clip beside it something goes; empty for any other word."""
    word = tok.text.lower()
    return "after" if word in AFTER else "before" if word in BEFORE else ""
