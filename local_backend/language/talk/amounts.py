"""The last wish with another amount: "make that 1.5x", "no, 3 seconds", "15 is fine", "a bit more", 半秒就够."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Edit, Impossible
from local_backend.edits.select import find
from local_backend.language.message.clause import Scene, weighty
from local_backend.language.model import Understanding
from local_backend.language.talk.turn import Turn
from local_backend.language.words.lexer import Tok
from local_backend.language.words.reading import read

PERCENT: dict[str, tuple[str, ...]] = {
    "Volume": ("percent",), "Speed": ("percent",), "AddSound": ("volume",), "Overlay": ("opacity",),
    "ChangeOverlay": ("opacity",), "Duck": ("percent",),
}  # fmt: skip
TIMES: dict[str, tuple[str, ...]] = {
    "SetTransition": ("duration_ms",), "SetLength": ("duration_ms",), "SetEach": ("duration_ms",),
    "AddText": ("duration_ms",), "ChangeText": ("duration_ms",), "InsertColor": ("duration_ms",),
    "Freeze": ("duration_ms",), "FadeSound": ("in_ms", "out_ms"), "FadePicture": ("in_ms", "out_ms"),
    "TrimEdge": ("amount_ms",), "KeepEdge": ("amount_ms",), "Insert": ("duration_ms",), "Overlay": ("duration_ms",),
    "ChangeOverlay": ("duration_ms",),
}  # fmt: skip
AMOUNT = "range pct dur for todur bydur tdur x twice thrice halfx num"
LIGHT = (
    "f to pron v:make v:change v:want v:set v:keep neg comma sep: instead also one amend and p:at p:for with of in "
    "louder quieter longer shorter faster slower bigger smaller brighter darker v:cut v:fade v:show v:stop v:play "
    "v:trim v:speed v:slow first mag:little mag:much v:undo by exact colon dash"
)
BETWEEN = re.compile(
    r"(?:\W|\b(?:no|oh|wait|sorry|oops|actually|i|we|meant?|said|it|should|be|is|was|make|that|from|between|rather|instead|use|the|part|"
    r"not)\b|不对|不是|我说的是|应该是|是|改成|换成|从|用|第|那部分|那段)*"
    r"(\d[\d:.]*)\s*(?:s|secs?|seconds?|秒)?\s*(?:to|-|–|until|and|到|至|和)\s*第?(\d[\d:.]*)\s*(?:s|secs?|seconds?|秒)?"
    r"(?:\W|\b(?:instead|please|then)\b|的?那?(?:部分|段|一段)|才对|吧)*",
    re.IGNORECASE,
)
ANOTHER = re.compile(
    r"(?:\W|\b(?:and|ok|now|please|take|cut|trim|off|yes|then)\b)*"
    r"(?:another (?P<amount>[\w. ]+?)|(?P<more>[\w. ]+?) more(?: seconds?)?)(?: (?:off|please|from it))*\W*|"
    r"(?:再|还要?|继续)(?:来|剪|去|减|裁|掉)*(?P<zh>[\d一二两三四五六七八九十半.]+秒?钟?)(?:吧|掉|了)*\W*",
    re.IGNORECASE,
)
BOTH = re.compile(r"\b(?:both(?: of (?:them|these))?|these two|the two of them)\b|这?两[个段张]都?", re.IGNORECASE)
ENOUGH = (
    "fine", "enough", "plenty", "ok", "okay", "good", "better", "perfect", "too", "much", "will do", "is", "够", "行",
    "吧", "好", "就够", "就行", "还是", "直接", "改成", "it's", "that's", "nah",
)  # fmt: skip
MORE = re.compile(
    r"\W*(?:(?:ok|okay|hm+|and|yes|good|nice|but|now|please|can you|could you|go|do|make it|it needs|needs|i want|a)"
    r"\b\W*)*"
    r"(?:(?:(?:a )?(?:bit|little|touch|tad|lot|slightly|much|even|some|still|once) )*(?:more|further|again|stronger)|"
    r"(?:still )?not (?:quite )?enough|keep going|more of (?:it|that)|one more time)"
    r"(?: please| of that| than that)*\W*|"
    r"\W*(?:还|再|嗯|好|请|可以|稍微?|继续)*(?:不够|来一?点|多一?点|加一?点|强一?点|加强|继续|来一?次|多来?一?点|明显一?点|"
    r"狠一?点|大力一?点)(?:吧|了|啊|呢|儿|些)?\W*",
    re.IGNORECASE,
)
LESS = re.compile(
    r"\W*(?:(?:ok|okay|hm+|and|but|now|please|no|oh|that's|thats|it's|its|that is|is|was|now it's|a|can you)\b\W*)*"
    r"(?:(?:a |little |bit |slightly |way |far |just )*(?:less|too (?:much|strong|far|heavy|intense|extreme))|"
    r"not (?:that|so|quite so|as|quite that) (?:much|strong|far|loud|quiet|fast|slow|bright|dark|big|small|long|short)|"
    r"overdone|tone it down|dial it back|half (?:of that|that|as much|as strong)|weaker)"
    r"(?: (?:a bit|a little|please|now|though|then))*\W*|"
    r"\W*(?:嗯|好像|现在|又|有点|有些|太|稍微?|啊|哎)*(?:过头|过了|太?多了|太?强了|太?过了?|少一?点|弱一?点|轻一?点|减一?点|"
    r"没必要这么.{1,3}|别这么.{1,3}|不要这么.{1,3}|减半)(?:吧|了|啊|呢|儿|些)?\W*",
    re.IGNORECASE,
)


def valued(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """The edit of the turn with the one amount that the message names in the place of its own."""
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
        alike = len({type(one) for one in (*first.edits, *last.edits)}) == 1 and len(edits) == len(fresh_ones)
        return Understanding(edits, language=alone.language, upon=first.before) if alike else None
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
    toks = read(message, Scene(turn.now, tuple(media), turn.language, message=message))
    said = [one for one in toks if one.has(AMOUNT) and not one.has("sel", "f")]
    others = [one for one in toks if weighty(one) and one not in said and not one.has(LIGHT)]
    if len(said) != 1 or any(one.text.lower() not in ENOUGH for one in others):
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


def _with(edit: Edit, said: Tok) -> Edit | None:
    """An edit with another amount; None where it has none of that kind."""
    changed: Any = edit
    if isinstance(edit, m.Within):
        inner = _with(edit.edit, said)
        return None if inner is None else replace(edit, edit=inner)
    kind = type(edit).__name__
    if said.has("range"):
        start, end = said.value
        if isinstance(edit, (m.CutOut, m.Keep)) and end > start:
            return replace(edit, start_ms=start, end_ms=end)
        if isinstance(edit, (m.SetEach, m.KeepEdge)) and edit.which is not None and end > start:
            return m.Keep(start, end, edit.which, language=edit.language)
        return None
    if isinstance(edit, m.Speed) and (times := _times(said)):
        return replace(edit, percent=round(100 * times), relative=False)
    if said.has("pct", "num") and isinstance(edit, m.Adjust) and (of := _numeric(edit)):
        field_name, name, value = of
        amount = round(float(said.value)) * (-1 if value < 0 else 1)
        pairs = tuple((key, amount if key == name else was) for key, was in getattr(edit, field_name))
        return replace(changed, **{field_name: pairs})  # type: ignore[no-any-return]
    if said.has("pct", "num") and kind in PERCENT:
        name = PERCENT[kind][0]
        if kind in ("Overlay", "ChangeOverlay") and not said.has("pct"):
            return None
        fresh: dict[str, Any] = {name: round(float(said.value))}
        if any(one.name == "relative" for one in fields(edit)):
            fresh["relative"] = False
        return replace(changed, **fresh)  # type: ignore[no-any-return]
    if said.has("dur for todur bydur tdur num") and kind in TIMES:
        amount = round(1000 * float(said.value)) if said.has("num") and not said.has("dur") else int(said.value)
        names = [name for name in TIMES[kind] if getattr(edit, name)]
        names = names or list(TIMES[kind][:1])
        return replace(changed, **dict.fromkeys(names, amount))  # type: ignore[no-any-return]
    return None


def _times(said: Tok) -> float:
    if said.has("twice"):
        return 2.0
    if said.has("thrice"):
        return 3.0
    if said.has("halfx"):
        return 0.5
    return float(said.value) if said.has("x") else 0.0


def _numeric(edit: m.Adjust) -> tuple[str, str, int] | None:
    """The one number that a change of a picture sets: where it stands, its name, and how much it is."""
    found = [
        (where, name, value)
        for where in ("to", "by")
        for name, value in getattr(edit, where)
        if isinstance(value, int) and not isinstance(value, bool)
    ]
    return found[0] if len(found) == 1 else None


def degree(message: str, turn: Turn, alone: Understanding, _: Sequence[Clip]) -> Understanding | None:
    """The edit of the turn taken half as far again, or half of the way back."""
    half = 0.5 if MORE.fullmatch(message) else -0.5 if LESS.fullmatch(message) else 0.0
    if not half or len({type(one) for one in turn.edits}) != 1:
        return None
    found = [_taken(edit, 1 + half, turn) for edit in turn.edits]
    edits = tuple(one for one in found if one is not None)
    return Understanding(edits, language=alone.language, upon=turn.before) if len(edits) == len(found) else None


def _taken(edit: Edit, share: float, turn: Turn) -> Edit | None:
    """An edit that goes so many times as far."""
    changed: Any = edit
    if isinstance(edit, m.Within):
        inner = _taken(edit.edit, share, turn)
        return None if inner is None else replace(edit, edit=inner)
    if isinstance(edit, (m.Volume, m.Speed)):
        was = 100
        if not edit.relative:
            try:
                first = find(turn.before, edit.which, turn.language)[0]
            except Impossible:
                return None
            was = first.volume if isinstance(edit, m.Volume) else first.speed
        return replace(edit, percent=max(0, round(was + (edit.percent - was) * share)))
    if isinstance(edit, m.Adjust) and (of := _numeric(edit)):
        where, name, value = of
        was = 100 if name == "scale" else 0
        amount = round(was + (value - was) * share)
        pairs = tuple((key, amount if key == name else now) for key, now in getattr(edit, where))
        return replace(changed, **{where: pairs})  # type: ignore[no-any-return]
    if isinstance(edit, (m.ChangeText, m.ChangeOverlay)) and edit.size_percent:
        return replace(edit, size_percent=round(100 + (edit.size_percent - 100) * share))
    if isinstance(edit, m.AddSound) and share < 1 and edit.volume > 0:
        return replace(edit, volume=round(edit.volume * share))
    if isinstance(edit, (m.TrimEdge, m.KeepEdge)):
        return replace(edit, amount_ms=round(edit.amount_ms * share))
    if isinstance(edit, m.SetTransition) and edit.duration_ms:
        return replace(edit, duration_ms=round(edit.duration_ms * share))
    return None
