"""The last wish once more, or more or less of it: "a bit more", "twice as much", "too strong", "back to normal"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Edit, Impossible
from local_backend.edits.select import find
from local_backend.language.model import Understanding
from local_backend.language.talk.amounts import TIMES, numeric
from local_backend.language.talk.targets import alike, named, owner_of, turned
from local_backend.language.talk.turn import Turn

MORE = re.compile(
    r"\W*(?:(?:ok|okay|hm+|and|yes|good|nice|but|now|please|can you|could you|go|do|make it|it needs|needs|i want|a)"
    r"\b\W*)*"
    r"(?:(?:(?:a )?(?:bit|little|touch|tad|lot|slightly|much|even|some|still|once) )*(?:more|further|again|stronger)|"
    r"(?:still )?not (?:quite )?enough|keep going|more of (?:it|that)|one more time)"
    r"(?: please| of that| than that)*\W*|"
    r"\W*(?:还|再|嗯|好|请|可以|稍微?|继续)*(?:不够|来一?点|多一?点|加一?点|强一?点|加强|继续|来一?次|多来?一?点|"
    r"明显一?点|"
    r"狠一?点|大力一?点)(?:吧|了|啊|呢|儿|些)?\W*",
    re.IGNORECASE,
)
LESS = re.compile(
    r"\W*(?:(?:ok|okay|hm+|and|but|now|please|no|oh|that's|thats|it's|its|that is|is|was|now it's|a|can you)\b\W*)*"
    r"(?:(?:a |little |bit |touch |tad |slightly |way |far |just )*(?:less|too (?:much|strong|far|heavy|intense|"
    r"extreme))|"
    r"not (?:that|so|quite so|as|quite that) (?:much|strong|far|loud|quiet|fast|slow|bright|dark|big|small|long|short)|"
    r"overdone|tone it down|dial it back|half (?:of that|that|as much|as strong)|weaker)"
    r"(?: (?:a bit|a little|please|now|though|then))*(?: (?:on|for|with|to) (?:that|it|this)(?: one)?)?\W*|"
    r"\W*(?:嗯|好像|现在|又|有点|有些|太|稍微?|啊|哎)*(?:过头|过了|太?多了|太?强了|太?过了?|少一?点|弱一?点|轻一?点|"
    r"减一?点|"
    r"(?:没必要|别|不要|不用)[这那]么.{1,3}|减半)(?:吧|了|啊|呢|儿|些)?\W*",
    re.IGNORECASE,
)
_MUCH = r"(?:much|long|fast|slow|big|small|loud|strong|bright|many|far|high)"
DOUBLE = re.compile(
    rf"(?:\W|\b(?:make|hold|show|keep|it|that|no|and|actually|please|be|should|for|ok|play|fade)\b)*"
    rf"(?:(?:twice|double|two times) (?:as {_MUCH}|that|of that|it|the (?:amount|length|time))|double)(?:\W|"
    rf"\b(?:please|then)\b)*|"
    r"\W*(?:再|要|改成)?(?:翻倍|加倍|两倍|翻一倍|多一倍)(?:吧|的)?\W*",
    re.IGNORECASE,
)
HALF = re.compile(
    rf"(?:\W|\b(?:make|hold|show|keep|it|that|no|and|actually|please|be|should|for|ok|play|just)\b)*"
    rf"half (?:as {_MUCH}|that|of that|of it|the (?:amount|length|time))(?:\W|\b(?:please|then)\b)*|"
    rf"\W*(?:改成)?(?:减半|一半就?[好行够]?)(?:吧)?\W*",
    re.IGNORECASE,
)
REPEATED = re.compile(
    r"(?:\W|\b(?:ok|and|now|please|do|it|that|then|yes|just)\b)*(?:once more|one more time|again|another one|"
    r"one more)(?:\W|\b(?:please|time)\b)*|"
    r"\W*(?:再|还要?|继续)(?:来|做|加|放|复制)*(?:一[次遍个份])(?:吧|啊)?\W*",
    re.IGNORECASE,
)


def again(message: str, turn: Turn, alone: Understanding, _: Sequence[Clip]) -> Understanding | None:
    """``once more``: the same edits done to what they have left."""
    return Understanding(turn.edits, language=alone.language) if REPEATED.fullmatch(message) else None


NORMAL = re.compile(
    r"(?:\W|\b(?:ok|and|but|now|please|then|set|put|play|turn|make|keep|leave)\b)*(?P<what>.+?) (?:back )?(?:to|"
    r"at) (?:the )?normal"
    r"(?: (?:speed|volume|level))?(?:\W|\b(?:then|again|please|after all|though)\b)*|"
    r"(?:把|那|还是|\W)*(?P<zh>.+?)(?:恢复|改回|变回|回到|调回)(?:成)?正常(?:的?(?:速度|音量))?(?:吧|了)*\W*",
    re.IGNORECASE,
)
NORMALLY = {"Speed": {"percent": 100, "relative": False}, "Volume": {"percent": 100, "relative": False}}


def normal(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """``clips 2, 3 back to normal``: what the turn has changed as it is in the file."""
    match = NORMAL.fullmatch(message)
    if match is None or len({type(edit) for edit in turn.edits}) != 1:
        return None
    what = match["what"] or match["zh"]
    itself = what.lower() in ("it", "that", "this", "them", "它")
    which = owner_of(turn.edits[-1]) if itself else named(what, turn, media)
    edit: Any = turn.edits[-1]
    if which is None or not alike(edit, which):
        return None
    fresh: Any = turned(edit, which)
    if isinstance(fresh, m.Adjust):
        plain = {
            name: 100 if name == "scale" else False if isinstance(value, bool) else 0
            for name, value in (*edit.to, *edit.by)
        }
        return Understanding((replace(fresh, to=tuple(plain.items()), by=()),), language=alone.language)
    default = NORMALLY.get(type(fresh).__name__)
    return Understanding((replace(fresh, **default),), language=alone.language) if default else None


def degree(message: str, turn: Turn, alone: Understanding, _: Sequence[Clip]) -> Understanding | None:
    """The edit of the turn taken half as far again, or half of the way back."""
    times = 1.5 if MORE.fullmatch(message) else 0.5 if LESS.fullmatch(message) else 1.0
    times = 2.0 if DOUBLE.fullmatch(message) else 0.5 if HALF.fullmatch(message) else times
    if times == 1 or len({type(one) for one in turn.edits}) != 1:
        return None
    found = [_taken(edit, times, turn) for edit in turn.edits]
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
    if isinstance(edit, m.Adjust) and (of := numeric(edit)):
        where, name, value = of
        was = 100 if name == "scale" else 0
        amount = round(was + (value - was) * share)
        pairs = tuple((key, amount if key == name else now) for key, now in getattr(edit, where))
        return replace(changed, **{where: pairs})  # type: ignore[no-any-return]
    if isinstance(edit, (m.ChangeText, m.ChangeOverlay)) and edit.size_percent:
        return replace(edit, size_percent=round(100 + (edit.size_percent - 100) * share))
    if isinstance(edit, m.AddSound) and share < 1 and edit.volume > 0:
        return replace(edit, volume=round(edit.volume * share))
    lasts = {
        name: round(getattr(edit, name) * share) for name in TIMES.get(type(edit).__name__, ()) if getattr(edit, name)
    }
    return replace(changed, **lasts) if lasts else None
