"""The person's own words around what was not understood: the whole clause, to tell which wish it was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from local_backend.edits.model import Clip
from local_backend.language.message import statements
from local_backend.language.words.lexer import Tok

LONGEST = 60
"""characters of a quotation; a longer clause is cut at its joints, then at words"""
EDGES = " \t\n,.;:!?，。；：、！？-–—•*"
STOPS = re.compile(r"[.!?;,:](?=\s)|[。！？；，、]|\n|\s[-–—]\s")
JOINTS = re.compile(r"\b(?:and then|and|then|but|while|plus|also)\b|然后|并且|而且|同时|但是|再", re.IGNORECASE)


def quoted(run: Sequence[Tok], message: str) -> str:
    """The clause in which ``run`` stands; empty for an empty run."""
    return around(run[0].start, run[-1].end, message) if run else ""


def around(start: int, end: int, message: str) -> str:
    """What stands between the stops about a part of the message; about ``LONGEST`` characters where that is longer."""
    left, right = _between(STOPS, start, end, message, 0, len(message))
    if right - left > LONGEST:
        left, right = _between(JOINTS, start, end, message, left, right)
    if right - left > LONGEST:
        spare = max(0, LONGEST - (end - start))
        left, right = max(left, start - spare // 2), min(right, max(end, start + LONGEST - spare // 2))
        while left > 0 and left < start and _inside(message, left):
            left += 1
        while right < len(message) and right > end and _inside(message, right):
            right -= 1
    return " ".join(message[left:right].strip(EDGES).split())


def _between(marks: re.Pattern[str], start: int, end: int, message: str, left: int, right: int) -> tuple[int, int]:
    before = [one.end() for one in marks.finditer(message, left, right) if one.end() <= start]
    after = [one.start() for one in marks.finditer(message, left, right) if one.start() >= end]
    return (before[-1] if before else left), (after[0] if after else right)


def _inside(message: str, at: int) -> bool:
    """Whether a word would be cut there."""
    return all(one.isascii() and not one.isspace() for one in message[at - 1 : at + 1])


def bare(run: Sequence[Tok], message: str) -> str:
    """The person's own words of a run, without the signs around them."""
    return message[run[0].start : run[-1].end].strip(" ,.;，。；、!！?？\n") if run else ""


TELLER = re.compile(
    r"(?:^|(?<=[.!?\n。！？]))[^.!?\n。！？\"“”:：]{0,50}(?:\b(?:texted|wrote|emailed|messaged|replied|"
    r"told me|says?|said|feedback|message|comments?)\b|原话|反馈|留言|说|发来|写道)"
    r"[^.!?\n。！？\"“”:：]{0,12}[:：,，]?\s*(?:\"([^\"]{12,600})\"|“([^“”]{8,600})”)",
    re.I,
)
WRITTEN = re.compile(
    r"\b(?:titles?|captions?|text|subtitles?|sign|it|card|words?|name|line|headline|that)\b|"
    r"标题|字幕|文字|字|旁白|文案|"
    r"\b(?:add|put|write|change|make|show)\b|加|写上|改|换|显示",
    re.I,
)
TOLD_TO = re.compile(
    r"\b(?:cut|trim|mute|brighten|darken|remove|delete|speed|slow|add|put|move|crop|turn|swap|replace|fade|lower|raise|"
    r"warm|must|should|has to|have to|needs to)\b|\d ?%|缩|降|调|删|剪|改|换|加|去掉|静音|移|放到",
    re.I,
)


ASKED = re.compile(
    r"^\W*(?:the|our|my)? ?(?:user|client|customer|person|owner|human)(?:'s)?(?: \w+)? "
    r"(?:asks?|asked|wants?|wanted|says?|said|wrote|writes|requests?|requested|message|instructions?|wish|words)"
    r"(?: (?:for|me|us|to|is|was|are|this|the following|verbatim))*[:,]? ?[\"“](?P<en>.{6,})[\"”]\W*$|"
    r"^\W*(?:用户|客户|顾客|老板)(?:的)?(?:原话|要求|说|的?需求|想要|希望|留言|反馈)(?:是|如下)?[:：，,]?[\"“](?P<zh>.{4,})[\"”]\W*$",
    re.I | re.S,
)
"""A message that is nothing but what the person said."""


def relayed(message: str) -> str:
    """``my boss texted me: "Brighten all of them by 15."``: the wishes that somebody else put in words."""
    if whole := ASKED.match(message):
        return str(whole["en"] or whole["zh"])
    found = TELLER.search(message)
    if found is None:
        return message
    inner = found.group(1) or found.group(2)
    lead = message[found.start() : found.start(1 if found.group(1) else 2) - 1]
    if (
        WRITTEN.search(lead)
        or not TOLD_TO.search(inner)
        or len(re.findall(r"[a-z0-9']+|[\u3400-\u9fff]", inner.lower())) < 6
    ):
        return message
    return f"{message[: found.start()]}{inner}{message[found.end() :]}"


class Lost:
    """What of a message nothing was done with, and which of that need not be named beside what was done."""

    def __init__(self, message: str, media: Sequence[Clip]) -> None:
        self.message = message
        self.told = statements.told(message, [one.name for one in media])
        self.wishes: dict[str, bool] = {}

    def add(self, runs: Sequence[Sequence[Tok]]) -> None:
        for run in runs:
            words = quoted(run, self.message)
            idle = bool(run) and any(begin <= run[0].start and run[-1].end <= end for begin, end in self.told)
            self.wishes[words] = self.wishes.get(words, False) or not idle

    def named(self, beside: bool) -> tuple[str, ...]:
        """The person's own words; ``beside`` where something else was understood."""
        return tuple(words for words, wish in self.wishes.items() if wish or not beside)
