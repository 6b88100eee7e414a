"""The last wish once more, or more or less of it: "a bit more", "twice as much", "too strong", "back to normal"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Edit, Impossible
from local_backend.edits.select import find
from local_backend.language import frames
from local_backend.language.message.clause import Scene
from local_backend.language.model import Understanding
from local_backend.language.talk import steps
from local_backend.language.talk.amounts import TIMES, numeric
from local_backend.language.talk.naming import found
from local_backend.language.talk.targets import alike, named, owner_of, turned
from local_backend.language.talk.turn import Turn
from local_backend.language.words.reading import read
from local_backend.timeline import Segment, Transition

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
    rf"(?:\W|\b(?:make|hold|show|keep|let|stay|last|it|that|no|and|actually|please|be|should|for|ok|play|fade)\b)*"
    rf"(?:(?:twice|double|two times) (?:as {_MUCH}|that|of that|it|the (?:amount|length|time))|double)(?:\W|"
    rf"\b(?:please|then)\b)*|"
    r"\W*(?:再|要|改成)?(?:翻倍|加倍|两倍|翻一倍|多一倍)(?:吧|的)?\W*",
    re.IGNORECASE,
)
HALF = re.compile(
    rf"(?:\W|\b(?:make|hold|show|keep|let|stay|last|it|that|no|and|actually|please|be|should|for|ok|play|just)\b)*"
    rf"(?:half (?:as {_MUCH}|that much|that|of that|of it|the (?:amount|length|time))|halve (?:it|that)|half)"
    rf"(?:\W|\b(?:please|then|will|would|should|do|is|be|enough|plenty|fine|ok)\b)*|"
    rf"\W*(?:改成|再|只?要|给我|就)*(?:减一?半|一半就?[好行够]?|砍半)(?:吧|了|可以)*\W*",
    re.IGNORECASE,
)
_BIT = (
    r"(?:\W|\b(?:ok|and|but|now|please|make|it|them|that|should|be|a|bit|little|touch|tad|slightly|much|even|"
    r"still|again)\b)*"
)
LONGER = re.compile(
    rf"{_BIT}(?:longer|slower|gentler){_BIT}|\W*(?:再|稍微?|还是|要)*[长慢](?:一?点|些)(?:儿|吧|了)*\W*", re.I
)
SHORTER = re.compile(
    rf"{_BIT}(?:shorter|faster|quicker|snappier){_BIT}|\W*(?:再|稍微?|还是|要)*[短快](?:一?点|些)(?:儿|吧|了)*\W*", re.I
)
"""Of an edit that takes a time."""
BRIEF = (m.SetTransition, m.FadeSound, m.FadePicture, m.Freeze, m.InsertColor)
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
    r"(?:\W|\b(?:ok|and|but|now|please|then|set|put|play|turn|make|keep|leave|ah|oh|no|actually)\b)*(?:(?P<what>.+?) )?"
    r"(?:back )?(?:to|"
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
    what = match["what"] or match["zh"] or "it"
    itself = what.lower() in ("it", "that", "this", "them", "它")
    if itself and isinstance(turn.edits[-1], m.Within) and isinstance(turn.edits[-1].edit, (m.Speed, m.Volume)):
        return Understanding(wants="undo", steps=steps.wishes(turn), language=alone.language)
    which = owner_of(turn.edits[-1]) if itself else named(what, turn, media)
    edit: Any = turn.edits[-1]
    if which is None or owner_of(edit) is None or not alike(edit, which):
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


NOUGHT = re.compile(
    r"(?:\W|\b(?:no|ok|actually|make it|make that|rather|please)\b)*(?:none(?: at all)?|zero|not at all|"
    r"off completely)\W*|"
    r"\W*(?:还是|那)*(?:完全|一点都|彻底)(?:不要|不用|去掉)(?:了|吧)*\W*",
    re.IGNORECASE,
)


def degree(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """The edit of the turn taken half as far again, or half of the way back."""
    if NOUGHT.fullmatch(message):
        dims = [one for one in turn.edits if isinstance(one, m.Adjust) and numeric(one) and "scale" not in _looks(one)]
        nought = tuple(replace(one, to=tuple((name, 0) for name in _looks(one)), by=()) for one in dims)
        return Understanding(nought, language=alone.language) if len(nought) == len(turn.edits) else None
    times = 1.5 if MORE.fullmatch(message) else 0.5 if LESS.fullmatch(message) else 1.0
    times = 2.0 if DOUBLE.fullmatch(message) else 0.5 if HALF.fullmatch(message) else times
    if times != 1 and (fresh := _text_lasts(message, times, turn, media, alone.language)) is not None:
        return Understanding((fresh,), language=alone.language)
    if times == 1 and all(isinstance(one, BRIEF) for one in turn.edits):
        times = 1.5 if LONGER.fullmatch(message) else 0.5 if SHORTER.fullmatch(message) else 1.0
    if times == 1 or len({type(one) for one in turn.edits}) != 1:
        return None
    taken = [_taken(edit, times, turn) for edit in turn.edits]
    edits = tuple(one for one in taken if one is not None)
    return Understanding(edits, language=alone.language, upon=turn.before) if len(edits) == len(taken) else None


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
    if isinstance(edit, m.Duck):
        return replace(edit, percent=max(0, round(100 + (edit.percent - 100) * share)))
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
    if isinstance(edit, m.SetTransition) and not (edit.none or edit.duration_ms):
        edit = replace(edit, duration_ms=Transition().duration_ms)
    lasts = {
        name: round(getattr(edit, name) * share) for name in TIMES.get(type(edit).__name__, ()) if getattr(edit, name)
    }
    changed = edit
    return replace(changed, **lasts) if lasts else None


SPARED = (
    re.compile(
        r"(?:\W|\b(?:no|and|but|actually|ok|oh|hm+|please|just|only|sorry|so|then|well)\b)*"
        r"(?:(?:not|take it off|undo (?:it|that)|except|skip|without it) (?:for |on |at )?(?P<b>\S.{0,60}?)|"
        r"(?P<c>\S.{0,60}?) (?:doesn't|does not|don't|shouldn't|should not|needn't)(?: (?:need|have|be|get)(?: to)?)?"
        r"(?: (?:it|that|this|be|changed))*|"
        r"(?:(?:leave|keep|put|let|bring|turn|set|change|switch|make) )?(?P<a>\S.{0,60}?)"
        r"(?: (?:should|must|can|may|stays?|remains?|be|is|back))*(?: (?:in|to|into))?"
        r"(?: (?:its|the|full|original|normal|natural))*(?P<color> colou?rs?| coloured| colorful)?"
        r"(?: (?:as (?:it|they) (?:was|were|had been)|(?:the way|how) (?:it|they) (?:was|were)|alone|unchanged|"
        r"upright|untouched|out of (?:it|that|this)))?)"
        r"(?: (?:though|please|after all|again|then|either))*\W*",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:\W|不对|不是|算了|还是|那|但是?|其实|把|请)*(?P<a>\S.{0,20}?)(?:就|先|都)*"
        r"(?:(?:还是)?(?:不用|不要|别|不需要|取消|算了|恢复|还原|保持原样)(?:变|动|改|加|弄|做|调)?|"
        r"(?:还是|保持|留|恢复|变?回|用|要)(?:是|要|用|成|为)*(?P<color>彩色)的?)(?:了|吧)*\W*"
    ),
)  # fmt: skip
"""What was done to one thing is not wanted there."""
REVERTS = re.compile(
    r"\b(?:in(?:to)? (?:(?:its|the|full|original|normal|natural) )*colou?rs?|as (?:it|they) (?:was|were|had)|"
    r"(?:the way|how) (?:it|they) w\w+|alone|unchanged|upright|"
    r"untouched|out of|not|off|undo|except|skip|without|\w+n't)\b|"
    r"[不别消算恢还彩原]",
    re.IGNORECASE,
)
COLOURS = ("grayscale", "saturation", "sepia")


def spared(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """``leave the city in colour``: one of the things that were changed, as it was before that."""
    match = SPARED[0 if message.isascii() else 1].fullmatch(message)
    what = "" if match is None else next(filter(None, (match.groupdict().get(one) for one in "abc")), "")
    if match is None or not (what and REVERTS.search(message)) or (which := named(what, turn, media)) is None:
        return None
    wanted = {one.id for one in found(turn.now, which)}
    kinds = {type(edit) for edit in turn.edits}
    for step in reversed(turn.steps):
        touched = {one.id for edit in step.edits if (owner := owner_of(edit)) for one in found(step.before, owner)}
        if not wanted or not wanted <= touched or not ({type(edit) for edit in step.edits} & kinds or match["color"]):
            continue
        edits = [_undone(edit, one, alone) for edit in step.edits for one in found(step.before, which)]
        if match["color"] and not any(name in COLOURS for edit in step.edits for name in _looks(edit)):
            continue
        known = tuple(edit for edit in edits if edit is not None)
        return Understanding(known, language=alone.language) if known and len(known) == len(edits) else None
    return None


def _looks(edit: Edit) -> list[str]:
    return [name for name, _ in (*edit.to, *edit.by)] if isinstance(edit, m.Adjust) else []


def _undone(edit: Edit, was: Segment, alone: Understanding) -> Edit | None:
    """What gives a segment back what an edit has changed."""
    which = m.Which(ids=(was.id,))
    if isinstance(edit, m.Adjust):
        before = tuple((name, getattr(was.picture, name)) for name in _looks(edit) if hasattr(was.picture, name))
        return m.Adjust(which, to=before, language=alone.language) if before else None
    if isinstance(edit, m.Volume):
        return m.Volume(which, was.volume, language=alone.language)
    if isinstance(edit, m.Speed):
        return m.Speed(which, was.speed, language=alone.language)
    if isinstance(edit, m.Backwards):
        return m.Backwards(which, was.reverse, language=alone.language)
    if isinstance(edit, (m.FadePicture, m.FadeSound)):
        return type(edit)(which, was.fade_in_ms, was.fade_out_ms, language=alone.language)
    return None


SHIFT = re.compile(
    r"(?:\W|\b(?:ok|and|now|but|please|make|move|show|have|let|start|try|it|that|should|be|come|appear|begin|about|no|"
    r"maybe)\b)*"
    r"(?P<en>.{1,20}?) (?P<way>later|earlier|sooner)(?:\W|\b(?:please|then|though)\b)*|"
    r"\W*(?:再|让它|它|出现|要|还是|应该)*(?P<zh_way>早|晚|提前|推迟|延后)(?P<zh>[\d一二两三四五六七八九十半.]+秒半?)(?:出现|开始|吧|再)*\W*",
    re.IGNORECASE,
)


def shifted(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """``a second later``, of a picture that lies over the video."""
    match = SHIFT.fullmatch(message)
    owner = owner_of(turn.edits[-1])
    if isinstance(turn.edits[-1], m.Overlay):
        owner = frames.about(turn.edits[-1], media)
    if match is None or owner is None or owner.kind != "overlay" or len(here := found(turn.now, owner)) != 1:
        return None
    said = match["en"] or match["zh"]
    toks = read(said, Scene(turn.now, tuple(media), turn.language, message=said))
    amounts = [one for one in toks if one.has("dur")]
    if len(amounts) != 1 or any(not one.has("dur f") for one in toks):
        return None
    back = (match["way"] or "").lower() in ("earlier", "sooner") or match["zh_way"] in ("早", "提前")
    start = max(0, here[0].start_ms + (-1 if back else 1) * int(amounts[0].value))
    which = m.Which("overlay", ids=(here[0].id,))
    return Understanding((m.ChangeOverlay(which, start_ms=start, language=alone.language),), language=alone.language)


LONG = re.compile(r"\b(?:long|the time)\b|时间|时长", re.IGNORECASE)


def _text_lasts(message: str, times: float, turn: Turn, media: Sequence[Clip], language: m.Language) -> Edit | None:
    """``let it stay twice as long``, of a text, whatever was done to it last."""
    owner = frames.about(turn.edits[-1], media)
    if owner is None or not LONG.search(message) or len(here := found(turn.now, owner)) != 1 or here[0].kind != "text":
        return None
    return m.ChangeText(
        m.Which("text", ids=(here[0].id,)), duration_ms=round(here[0].duration_ms * times), language=language
    )
