"""A message that may be the answer to what was asked before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from local_backend.edits.model import Clip
from local_backend.language.beside.inquiries import dismissed
from local_backend.language.model import Understanding
from local_backend.timeline import Timeline

TELLS = re.compile(
    r"(?:(?:it|the \w+) should (?:say|read|be)|(?:make|let) it say|就?写|内容是|就叫)\s*[:：]?\s*", re.IGNORECASE
)
BACK = re.compile(
    r"\s*(?:(?:what|how|who|why|which|can|could|do|are)\b[^\"]{0,40}\byou\b[^\"]{0,30}[?？]|"
    r"help[?!.]*|你[^“”]{0,12}(?:什么|吗|怎么|哪些)[^“”]{0,6})\s*",
    re.IGNORECASE,
)
"""What is asked back instead of being answered: "what can you do?"."""
ADDS = re.compile(r"\s*(?:please\s+)?(?:add|put|make|show|insert|加|添|放|请)", re.IGNORECASE)


def answered(
    understand: Callable[[str, Timeline, Sequence[Clip]], Understanding],
    asked_about: str, message: str, alone: Understanding, timeline: Timeline, clips: Sequence[Clip],
) -> Understanding | None:  # fmt: skip
    """What the message and the one before it mean together: an amount, a clip, or the words of a title.

    None where it stands for itself.
    """
    if dismissed(message) or BACK.fullmatch(message):
        return None
    if _nothing(alone):
        together = understand(f"{asked_about} {message}", timeline, clips)
        if not _nothing(together) and not together.question:
            return together
    whole = alone.edits and not alone.not_understood
    if whole or alone.refusals or alone.wants not in ("edit", "help", "nothing"):
        return None
    before = understand(asked_about, timeline, clips)
    told = TELLS.sub("", message.strip())
    if not (before.asks_words and told) or (alone.question and ADDS.match(message)):
        return None
    together = understand(f'{asked_about} "{told}"', timeline, clips)
    return together if together.edits and not (together.question or together.not_understood) else None


def _nothing(understood: Understanding) -> bool:
    return understood.wants == "edit" and not (understood.edits or understood.refusals or understood.question)
