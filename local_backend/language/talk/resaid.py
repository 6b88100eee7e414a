"""The last message with one part of it said otherwise: "it should be 2, 1, 3", "4 parts actually", 应该在第20秒."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from local_backend.edits import model as m
from local_backend.edits.model import Clip
from local_backend.language.model import Understanding
from local_backend.language.talk import steps
from local_backend.language.talk.targets import owner_of, turned
from local_backend.language.talk.turn import Turn
from local_backend.language.understanding import understand

_NUMBER = r"(?:\d+(?:\.\d+)?|once|twice|a|one|two|three|four|five|six|seven|eight|nine|ten|[一二两三四五六七八九十半]+)"
_CLOCK = r"(?:\d+(?::\d+)+(?:\.\d+)?|\d+(?:\.\d+)?)"
_UNIT = r"(?: ?(?:s|secs?|seconds?|秒钟?))"
LONGEST = 1000
"""characters of a message that one part of may be said otherwise"""
UNIT = re.compile(rf"{_UNIT}$", re.IGNORECASE)
PARTS = (
    re.compile(r"第?\d+(?:\s*(?:[,，、/-]|and|then|和)+\s*第?\d+){2,}"),
    re.compile(
        rf"(?:from |第)?{_CLOCK}{_UNIT}?\s*(?:to|till|until|-|–|到|至)\s*第?{_CLOCK}{_UNIT}?(?![\d%a-z])", re.IGNORECASE
    ),
    re.compile(rf"(?:at |第){_CLOCK}{_UNIT}?(?![\d%:.a-z])", re.IGNORECASE),
    re.compile(rf"{_NUMBER}[ -]?(?:parts|pieces|times|copies|fps|frames|份|等份|次|遍|帧)|once|twice", re.IGNORECASE),
    re.compile(
        r"\b(?:left|right|top|bottom|cent(?:er|re))(?: (?:left|right|corner))*\b|[左右]?[上下]角|[左右上下中]边",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:horizontal|vertical|clockwise|counter-?clockwise|anti-?clockwise)(?:ly)?\b|左右|上下|水平|垂直|[顺逆]时针",
        re.IGNORECASE,
    ),
    re.compile(r"[“\"「『][^”\"」』]+[”\"」』]"),
)
"""What may be said otherwise, the most telling first."""
BESIDE = re.compile(
    r"(?:\W|\b(?:no|nope|oh|wait|sorry|oops|actually|i|we|meant?|got|the|order|time|wrong|it|that|this|should|be|is|"
    r"was|make|use|said|"
    r"rather|instead|please|enough|fine|better|at|from|not|just|then|hm+|only|on second thoughts?|want|wanted)\b|"
    r"不对|不是|弄错了|说错了|错了|我说的是|我是说|应该是?|改成|换成|才对|就够了?|就行了?|是|在|到|吧|了|唉|呃|哦|啊)*",
    re.IGNORECASE,
)
TILL = re.compile(rf"\b(?:till|until|up to|to)\s+({_CLOCK}{_UNIT}?)|到第?({_CLOCK}{_UNIT}?)", re.IGNORECASE)
SPAN = re.compile(rf"({_CLOCK}{_UNIT}?\s*(?:to|till|until|-|–|到|至)\s*第?)({_CLOCK}{_UNIT}?)", re.IGNORECASE)


WRONGLY = re.compile(
    r"^(?:\W|我|你们?|刚才|刚刚|好像|又|哎呀?|啊|呀|这个|这次)*(?:[删剪裁切加改放调选配写弄搞拿去砍](?P<zh>错|反|多|少|狠|猛|过头|过|早|晚)|"
    r"[剪裁](?P<long>[长短]))了?(?=[，。！？；\s]|$)|"
    r"^(?:\W|\b(?:no|oh|oops|sorry|ah|hm+|wait|ok|well)\b)*(?:(?:you|i|we|it|that)(?:'ve|'s| have| has)? )?"
    r"(?:(?:deleted|removed|muted|cut|changed|picked|took|edited|chose|did) "
    r"(?:the )?wrong (?:one|clip|photo|video|text)|"
    r"(?:cut|trimmed|took|removed|turned|lowered|raised|faded|cropped)(?: (?:off|out|it|that|them|down|up|away))*"
    r"(?: way| far| a bit| a little)? too (?P<much>much|far|little))(?=\W|$)",
    re.IGNORECASE,
)


def judged(message: str) -> str:
    """``删错了，…``, ``you cut too much, …``: what only says that the last wish went wrong, in plain words."""
    match = WRONGLY.search(message)
    if match is None:
        return message
    how = match["zh"] or match["long"]
    plain = f"弄{how}了" if how in ("错", "反") else f"太{how.replace('狠', '多').replace('猛', '多')}了" if how else ""
    rest = message[match.end() :]
    if how == "错" and not any(sign.isalnum() for sign in rest):
        return "撤销"
    if not (how or match["much"] or any(sign.isalnum() for sign in rest)):
        return "undo that"
    plain = plain or ("too " + match["much"] if match["much"] else "wrong one")
    return plain + rest


def resaid(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """The edits of the last message, had it said what this one says."""
    before = turn.message
    if len(before) > LONGEST:
        return None
    words = _till(message, before)
    for part in PARTS:
        said, was = list(part.finditer(message)), list(part.finditer(before))
        if words or len(said) != 1 or len(was) != 1:
            continue
        if BESIDE.fullmatch(message[: said[0].start()]) and BESIDE.fullmatch(message[said[0].end() :]):
            unit = UNIT.search(was[0].group())
            other = said[0].group() + (unit.group() if unit and not UNIT.search(said[0].group()) else "")
            words = before[: was[0].start()] + other + before[was[0].end() :]
    if not words or words == before:
        return None
    read = understand(words, turn.before, media)
    if not read.edits or read.not_understood or read.refusals or read.question or read.fresh:
        return None
    return replace(read, upon=turn.before, language=alone.language, meant=words)


def _till(message: str, before: str) -> str:
    """``sorry, till 0:25``: the stretch that was told with another end."""
    till, span = list(TILL.finditer(message)), list(SPAN.finditer(before))
    if len(till) != 1 or len(span) != 1:
        return ""
    if not (BESIDE.fullmatch(message[: till[0].start()]) and BESIDE.fullmatch(message[till[0].end() :])):
        return ""
    return before[: span[0].start(2)] + (till[0].group(1) or till[0].group(2)) + before[span[0].end(2) :]


SAME = re.compile(
    r"\b(?:that|this|those|the same|same)\b(?! (?:one|clip|photo|video)s?\b)|同样|一样|这个|刚才的?", re.IGNORECASE
)


AMOUNT = re.compile(r"\d ?(?:%|x\b|s\b|sec|percent|db|倍|秒)|\b(?:to|at|by) \d|[到成]\d", re.IGNORECASE)


def likewise(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """``use that denoise on the others too``: with the amount that it had, however long ago."""
    if not SAME.search(message) or not alone.edits or AMOUNT.search(message):
        return None
    wished = understand(message, turn.now, media).edits
    wish = wished[0] if len(wished) == 1 else None
    if wish is None:
        return None
    which = owner_of(wish)
    if which is None or which.everything or not isinstance(wish, (m.Adjust, m.Volume, m.Speed)):
        return None
    for step in reversed(turn.steps):
        for edit in step.edits:
            if steps.kinds((edit,)) == steps.kinds((wish,)):
                return Understanding((turned(edit, which),), language=alone.language)
    return None
