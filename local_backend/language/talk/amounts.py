"""The last wish with another amount: "make that 1.5x", "no, 3 seconds", "15 is fine", "a bit more", 半秒就够."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Edit, Which
from local_backend.language.message.clause import Scene, weighty
from local_backend.language.model import Understanding
from local_backend.language.talk.targets import MEANS, alike, owner_of, turned
from local_backend.language.talk.turn import Turn
from local_backend.language.words.lexer import Tok
from local_backend.language.words.phrases import NOUNS, noun_of
from local_backend.language.words.reading import read

PERCENT = {
    "Volume": "percent",
    "Speed": "percent",
    "AddSound": "volume",
    "Overlay": "opacity",
    "ChangeOverlay": "opacity",
    "Duck": "percent",
}
TIMES: dict[str, tuple[str, ...]] = {
    "SetTransition": ("duration_ms",), "SetLength": ("duration_ms",), "SetEach": ("duration_ms",),
    "AddText": ("duration_ms",), "ChangeText": ("duration_ms",), "InsertColor": ("duration_ms",),
    "Freeze": ("duration_ms",), "FadeSound": ("in_ms", "out_ms"), "FadePicture": ("in_ms", "out_ms"),
    "TrimEdge": ("amount_ms",), "KeepEdge": ("amount_ms",), "Insert": ("duration_ms",), "Overlay": ("duration_ms",),
    "ChangeOverlay": ("duration_ms",), "Compose": ("duration_ms",),
}  # fmt: skip
MOST_TIMES = 10
"""a bare number up to this is how many times as fast; one above is percent"""
DEFAULTED = ("SetTransition", "AddText", "Insert", "Freeze", "FadeSound", "FadePicture")
"""Edits that last for a time though none was said."""
AMOUNT = "range pct dur for todur bydur tdur x twice thrice halfx num"
LIGHT = (
    "f to pron v:make v:change v:want v:set v:keep neg comma sep: instead also one amend and p:at p:for with of in "
    "louder quieter longer shorter faster slower bigger smaller brighter darker "
    "first mag:little mag:much v:undo by exact colon dash"
)
ACTS = "v:cut v:fade v:show v:stop v:play v:trim v:speed v:slow"
"""What may be said once more where an amount is corrected."""
WHOLE = re.compile(
    r"\b(?:all|whole|everything|everywhere|anywhere|total|overall|video|film)\b|整|全|总|视频|片子", re.IGNORECASE
)
SHIFTED = re.compile(
    r"\b(?:later|earlier|sooner)\b|[早晚提推]|"
    r"\b(?:s|secs?|seconds?|%|percent|db|minutes?) (?:longer|shorter|more|less|faster|slower|louder|quieter)\b|"
    r"(?:加长|延长|缩短|[再多少更]?[长短]|多停留|多显示)[\d一二两三四五六七八九十半.]+秒",
    re.IGNORECASE,
)
"""By so much, or at another time, and not for so long."""
OTHER = re.compile(r"\bother\b|另", re.IGNORECASE)
PLACED = re.compile(r"\bat (?:\d|one|two|three|four|five)|第[\d一二三四五六七八九十.]+秒", re.IGNORECASE)
BETWEEN = re.compile(
    r"(?:\W|\b(?:no|oh|wait|sorry|oops|actually|i|we|meant?|said|it|should|be|is|was|make|that|from|between|rather|"
    r"instead|use|the|part|"
    r"not)\b|不对|不是|我说的是|应该是|是|改成|换成|从|用|第|那部分|那段)*"
    r"(\d[\d:.]*)\s*(?:s|secs?|seconds?|秒)?\s*(?:to|-|–|until|and|到|至|和)\s*第?(\d[\d:.]*)\s*(?:s|secs?|seconds?|"
    r"秒)?"
    r"(?:\W|\b(?:instead|please|then)\b|的?那?(?:部分|段|一段)|才对|吧)*",
    re.IGNORECASE,
)
ANOTHER = re.compile(
    r"(?:\W|\b(?:and|ok|now|please|take|cut|trim|off|yes|then)\b)*"
    r"(?:another (?P<amount>[\w. ]+?)|(?P<more>[\w. ]+?) more(?: seconds?)?)(?: (?:off|please|from it))*\W*|"
    r"(?:再|还要?|继续)(?:来|剪|去|减|裁|掉)*(?P<zh>[\d一二两三四五六七八九十半.]+秒?钟?)(?:吧|掉|了)*\W*",
    re.IGNORECASE,
)
THINGS = ("n:title", "n:subtitle", "n:lowerthird", "n:caption", "n:music", "n:voice", "n:logo", "n:overlay", "n:pip")
BOTH = re.compile(r"\b(?:both(?: of (?:them|these))?|these two|the two of them)\b|这?两[个段张]都?", re.IGNORECASE)
ENOUGH = (
    "fine", "enough", "was", "were", "plenty", "ok", "okay", "good", "better", "perfect", "too", "much", "will do",
    "is", "够", "行", "吧", "好", "就够", "就行", "还是", "直接", "改成", "it's", "that's", "nah",
)  # fmt: skip


def valued(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """The edit of the turn with the one amount that the message names in the place of its own."""
    if (
        PLACED.search(message)
        and not BETWEEN.fullmatch(message)
        and any(type(one).__name__ in TIMES for one in turn.edits)
    ):
        return None  # when, and not how long
    both = BOTH.search(message)
    said = _amount(BOTH.sub("", message), turn, media)
    if said is None:
        return None
    if both:
        if len(turn.steps) < 2:
            return None
        first, last = turn.steps[-2:]
        fresh_ones = [_with(edit, said) for edit in (*first.edits, *last.edits)]
        edits = tuple(one for one in fresh_ones if one is not None)
        one_kind = len({type(one) for one in (*first.edits, *last.edits)}) == 1
        whole = one_kind and len(edits) == len(fresh_ones)
        return Understanding(edits, language=alone.language, upon=first.before) if whole else None
    for at in range(len(turn.edits) - 1, -1, -1):
        fresh = _with(turn.edits[at], said)
        if fresh is not None:
            edits = (*turn.edits[:at], fresh, *turn.edits[at + 1 :])
            return Understanding(edits, language=alone.language, upon=turn.before)
    return None


def _amount(message: str, turn: Turn, media: Sequence[Clip]) -> Tok | None:
    """The one amount that is all of a message; a stretch of time may be told by bare numbers."""
    if match := BETWEEN.fullmatch(message):
        return Tok({"range"}, message, 0, len(message), value=tuple(_ms(one) for one in match.group(1, 2)))
    if WHOLE.search(message) or SHIFTED.search(message) or OTHER.search(message):
        return None  # of something larger than the last wish was about, or where in time it is
    toks = read(message, Scene(turn.now, tuple(media), turn.language, message=message))
    light = (LIGHT, ACTS) if turn.undone or MEANS.search(message) else (LIGHT,)
    said = [one for one in toks if one.has(AMOUNT) and not one.has("sel", "f")]
    others = [one for one in toks if weighty(one) and one not in said and not one.has(*light)]
    if len(said) != 1 or any(one.text.lower() not in ENOUGH or one.has("sel", "file") for one in others):
        return None
    return said[0]


def _ms(clock: str) -> int:
    """``0:13``, ``13`` or ``1:02.5`` in milliseconds."""
    seconds = 0.0
    for part in clock.split(":"):
        seconds = 60 * seconds + float(part)
    return round(1000 * seconds)


def another(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """``another two``, ``and 3 more seconds``: the edit of the turn once more, by so much."""
    match = ANOTHER.fullmatch(message)
    if match is None or len(turn.edits) != 1 or not isinstance(turn.edits[0], (m.TrimEdge, m.SetEach, m.Freeze)):
        return None
    said = _amount(match["amount"] or match["more"] or match["zh"], turn, media)
    fresh = _with(turn.edits[0], said) if said is not None else None
    return Understanding((fresh,), language=alone.language) if isinstance(fresh, m.TrimEdge) else None


CORRECTS = re.compile(
    r"\b(?:no|nope|nah|oops|sorry|wait|meant?|wrong|mistake|instead|rather)\b|不对|不是|错了|才对|我说的|我指的|我是说",
    re.IGNORECASE,
)
EXCEPT = re.compile(r"除外|除了|\b(?:except(?: for)?|but not)\b", re.IGNORECASE)


def shared(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """``and the lower third 6``, ``but only the interview to 40``: the edit of the turn for another, with an amount."""
    words = EXCEPT.sub("", message)
    toks = read(words, Scene(turn.now, tuple(media), turn.language, message=words))
    things = [one for one in toks if (one.has("sel") and one.which is not None) or (noun_of(one) in THINGS)]
    said = [one for one in toks if one.has(AMOUNT) and not one.has("f") and one not in things]
    others = [
        one
        for one in toks
        if weighty(one) and one not in (*said, *things) and not one.has(LIGHT, ACTS, "up down except")
    ]
    if len(things) == 1 and not said and len(numbers := things[0].which.numbers if things[0].which else ()) == 1:
        count = replace(things[0], tags={"num"}, which=None, value=numbers[0])  # "the lower third 6"
        kind = noun_of(things[0])
        things, said = ([replace(things[0], which=Which(NOUNS[kind]))], [count]) if kind in THINGS else ([], [])
    if len(things) != 1 or len(said) != 1 or any(one.text.lower() not in ENOUGH for one in others) or not turn.edits:
        return None
    which = things[0].which or Which(NOUNS[noun_of(things[0])])
    edit = turn.edits[-1]
    owner = owner_of(edit)
    if owner is None or not alike(edit, which) or (fresh := _with(turned(edit, which), said[0])) is None:
        return None
    instead = turn.undone or (CORRECTS.search(message) and not owner.everything)
    return Understanding((fresh,), language=alone.language, upon=turn.before if instead else None)


def _with(edit: Edit, said: Tok) -> Edit | None:
    """An edit with another amount; None where it has none of that kind."""
    changed: Any = edit
    if isinstance(edit, m.Within):
        inner = _with(edit.edit, said)
        return None if inner is None else replace(edit, edit=inner)
    kind = type(edit).__name__
    if isinstance(edit, m.SetTransition) and edit.none:
        changed = replace(edit, none=False)
    if said.has("range"):
        start, end = said.value
        if isinstance(edit, (m.CutOut, m.Keep)) and end > start:
            return replace(edit, start_ms=start, end_ms=end)
        if isinstance(edit, (m.SetEach, m.KeepEdge)) and edit.which is not None and end > start:
            return m.Keep(start, end, edit.which, language=edit.language)
        return None
    if isinstance(edit, m.Speed) and (times := _times(said) or (float(said.value) if _few(said) else 0.0)):
        return replace(edit, percent=round(100 * times), relative=False)
    if said.has("pct", "num") and isinstance(edit, m.Adjust) and (of := numeric(edit)):
        field_name, name, value = of
        amount = round(float(said.value)) * (-1 if value < 0 else 1)
        pairs = tuple((key, amount if key == name else was) for key, was in getattr(edit, field_name))
        return replace(changed, **{field_name: pairs})  # type: ignore[no-any-return]
    if said.has("pct", "num") and kind in PERCENT:
        name = PERCENT[kind]
        if kind in ("Overlay", "ChangeOverlay") and not said.has("pct"):
            return None
        fresh: dict[str, Any] = {name: round(float(said.value))}
        if any(one.name == "relative" for one in fields(edit)):
            fresh["relative"] = False
        return replace(changed, **fresh)  # type: ignore[no-any-return]
    if said.has("dur for todur bydur tdur num") and kind in TIMES:
        amount = round(1000 * float(said.value)) if said.has("num") and not said.has("dur") else int(said.value)
        names = [name for name in TIMES[kind] if getattr(edit, name)]
        names = names or (list(TIMES[kind][:1]) if kind in DEFAULTED else [])
        if not names or (amount <= 0 and isinstance(edit, m.Compose)):
            return None  # a film of 0 seconds
        return replace(changed, **dict.fromkeys(names, amount))  # type: ignore[no-any-return]
    return None


def _few(said: Tok) -> bool:
    return said.has("num") and not said.has("dur pct") and 0 < float(said.value) <= MOST_TIMES


def _times(said: Tok) -> float:
    if said.has("twice"):
        return 2.0
    if said.has("thrice"):
        return 3.0
    if said.has("halfx"):
        return 0.5
    return float(said.value) if said.has("x") else 0.0


def numeric(edit: m.Adjust) -> tuple[str, str, int] | None:
    """The one number that a change of a picture sets: where it stands, its name, and how much it is."""
    found = [
        (where, name, value)
        for where in ("to", "by")
        for name, value in getattr(edit, where)
        if isinstance(value, int) and not isinstance(value, bool)
    ]
    return found[0] if len(found) == 1 else None
