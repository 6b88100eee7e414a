"""A second reading of a message of which something was not understood: each joint between two wishes in turn is read
as the end of a sentence, and what is in brackets as a wish of its own. What accounts for more is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from local_backend.language.model import Understanding

_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”|「[^」\n]*」|『[^』\n]*』|《[^》\n]*》")
_JOINTS = re.compile(
    r"(?P<en>,? (?:and|then|but)(?: also| then)? |, (?:also |plus )?)"
    r"(?=[a-z])(?!(?:the|an?|my|our|his|her|their|its|all|both|each|no)\b)|"
    r"(?:[，,、]?(?:并且?|同时|然后|而且|再)|[，,；])(?=[\u3400-\u9fffa-zA-Z])|"
    r"(?:(?<=[\u3400-\u9fff”）])|(?<=\.\w{3})) (?=[\u3400-\u9fff])",
)
_BRACKETS = re.compile(r"[ ]?[(（](?P<inner>[^()（）\n]{2,80})[)）]")
MOST = 12
LONGEST = 2500
"""characters that are read again in all"""


def reread(said: Understanding, message: str, read: Callable[[str], Understanding]) -> Understanding:
    """What was understood, or a reading that accounts for more of the message.

    ``read`` is asked again for at most ``MOST`` variants of the same length, fewer of a long message; one is taken
    when it has more edits, less is not understood, and nothing new is refused or asked.
    """
    if said.wants != "edit" or said.question or not said.not_understood:
        return said
    told = message
    for variant in islice(_variants(message), min(MOST, LONGEST // max(1, len(message)))):
        merged = _merged(told, message, variant)
        again = read(merged)
        if _better(again, said) and all(one in message for one in again.not_understood):
            said, told = again, merged
            if not said.not_understood:
                break
    return said


def _variants(message: str) -> Iterator[str]:
    quoted = [one.span() for one in _QUOTED.finditer(message)]

    def free(at: int) -> bool:
        return not any(first <= at < last for first, last in quoted)

    for one in _BRACKETS.finditer(message):
        if free(one.start()):
            stop = "。" if one[0][-1] == "）" else "."
            first = one.start("inner") - 1
            yield message[:first] + stop + message[first + 1 : one.end() - 1] + stop + message[one.end() :]
    for one in _JOINTS.finditer(message):
        if free(one.start()):
            stop = "." if one["en"] else "。"
            yield message[: one.start()] + stop.ljust(len(one[0])) + message[one.end() :]


def _merged(told: str, message: str, variant: str) -> str:
    """The changes of a variant beside those that were taken already."""
    return "".join(new if new != old else now for now, old, new in zip(told, message, variant, strict=True))


def _better(again: Understanding, said: Understanding) -> bool:
    left, now = (sum(map(len, one.not_understood)) for one in (said, again))
    whys = {one.why for one in said.refusals}
    return (
        again.wants == "edit"
        and not again.question
        and now < left
        and len(again.edits) > len(said.edits)
        and all(one.why in whys for one in again.refusals)
    )
