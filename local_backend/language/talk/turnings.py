"""The last wish the other way round, or at the other end: "no, the other way", "same off the end", 淡入也是."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Edit
from local_backend.language.model import Understanding
from local_backend.language.talk import steps
from local_backend.language.talk.naming import nameless, topic_of
from local_backend.language.talk.turn import Turn
from local_backend.language.understanding import understand

EDGES = (("start", re.compile(r"\b(?:start|beginning|front|head|fade[- ]?in|in)\b|开头|片头|前面|淡入|头")),
         ("end", re.compile(r"\b(?:end|ending|back|tail|fade[- ]?out|out)\b|结尾|片尾|末尾|后面|淡出|尾")))  # fmt: skip
SIDES = (("left", re.compile(r"\bleft\b|左")), ("top", re.compile(r"\btop\b|上")),
         ("right", re.compile(r"\bright\b|右")), ("bottom", re.compile(r"\bbottom\b|下")))  # fmt: skip
AS_MUCH = re.compile(r"\b(?:same|too|also|as well|likewise|as much|that much)\b|也|同样|一样|这么多", re.IGNORECASE)
ONLY_EDGE = re.compile(
    r"(?:\W|\b(?:and|then|do|cut|trim|take|the|same|off|of|from|at|on|for|it|its|too|also|as well|likewise|as much|"
    r"that much|please|start|beginning|front|head|end|ending|back|tail|fade|in|out|fade-in|fade-out|now|left|right|top|"
    r"bottom|side|edge|crop)\b|[左右上下]边?|开头|片头|前面|淡入|结尾|片尾|末尾|后面|淡出|头|尾|也|同样|一样|这么多|剪|裁|去|掉|是|要|"
    r"吧|的|处理|来|加|做|个|再|还)+",
    re.IGNORECASE,
)
LASTS = re.compile(
    r"\b(?:an? |over )?(?P<en>\d+(?:\.\d+)?|one|two|three|four|five|half a)[ -]?(?:s|secs?|seconds?)\b(?: one)?|"
    r"\b(?:over|for) (?P<bare>\d+(?:\.\d+)?)\b|"
    r"一?个?(?P<zh>\d+(?:\.\d+)?|[一二两三四五半])秒钟?",
    re.IGNORECASE,
)


MUCH = re.compile(
    r"(?:\W|\b(?:great|ok|and|now|then|the|also|cut|trim|off|take)\b)*(?P<edge>first|last) (?P<amount>\d+(?:\.\d+)?|"
    r"one|two|three|four|five)"
    r" ?(?:s|secs?|seconds?)(?:\W|\b(?:too|as well|also|off|please)\b)*",
    re.IGNORECASE,
)
FEW = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "half a": 0.5, "一": 1, "二": 2, "两": 2, "三": 3,
       "四": 4, "五": 5, "半": 0.5}  # fmt: skip


def other_edge(message: str, turn: Turn, alone: Understanding, _: Sequence[Clip]) -> Understanding | None:
    """``same off the end``, ``and the first 2 seconds``, 淡入也是: what was done to one end, done to the other."""
    match = MUCH.fullmatch(message)
    if match and turn.edits and isinstance(turn.edits[-1], m.TrimEdge):
        amount = 1000 * float(FEW.get(match["amount"].lower(), 0) or match["amount"])
        edge: Edit = replace(
            turn.edits[-1], edge="start" if match["edge"].lower() == "first" else "end", amount_ms=round(amount)
        )
        return Understanding((edge,), language=alone.language)
    told = LASTS.search(message)
    message = LASTS.sub("", message, count=1)
    if not ((AS_MUCH if told is None else ALSO).search(message) and ONLY_EDGE.fullmatch(message)) or not turn.edits:
        return None
    amount_ms = (
        round(1000 * float(FEW.get(said := (told["en"] or told["bare"] or told["zh"]).lower()) or said)) if told else 0
    )
    ends = [end for end, words in EDGES if words.search(message)]
    edit: Any = turn.edits[-1]
    if len(ends) != 1 and not (isinstance(edit, m.Adjust) and not ends):
        return None
    if isinstance(edit, (m.TrimEdge, m.KeepEdge)):
        end = replace(edit, edge="start" if ends[0] == "start" else "end", amount_ms=amount_ms or edit.amount_ms)
        return Understanding((end,), language=alone.language)
    if not told and isinstance(edit, m.Adjust) and (cut := dict(edit.to).get("crop")) is not None:
        sides = [side for side, words in SIDES if words.search(message)]
        fresh = _cropped(cut, sides[0]) if len(sides) == 1 else None  # type: ignore[arg-type]
        return Understanding((replace(edit, to=(("crop", fresh),), by=()),), language=alone.language) if fresh else None
    if isinstance(edit, (m.FadeSound, m.FadePicture)) and (lasts := amount_ms or edit.in_ms or edit.out_ms):
        begins = ends[0] == "start"
        other: Edit = replace(edit, in_ms=lasts if begins else None, out_ms=None if begins else lasts)
        return Understanding((other,), language=alone.language)
    return None


def _cropped(cut: tuple[int, int, int, int], side: str) -> tuple[int, int, int, int] | None:
    """A crop by as much at one more side; ``cut`` is left, top, width and height in thousandths."""
    left, top, width, height = cut
    insets = {"left": left, "top": top, "right": 1000 - left - width, "bottom": 1000 - top - height}
    insets[side] = max(insets.values())
    width, height = 1000 - insets["left"] - insets["right"], 1000 - insets["top"] - insets["bottom"]
    return (insets["left"], insets["top"], width, height) if width > 0 and height > 0 else None


FITTED = re.compile(
    r"(?:\W|\b(?:no|nope|nah|oh|ok|hm+|actually|please|just|rather|then|but|and|the|them|it|make|use|do|with|have|on|"
    r"want|i|we|sides|background|instead|black|a|better|put|let's|that|of|as|after all|back|to)\b|"
    r"不|还是|算了|那|就|直接|用|改成|换成|要|吧|的|了|它|把|背景)*?"
    r"(?:(?P<crop>\bcrop(?:ped|ping)?\b|\bfill(?: (?:the )?(?:frame|screen))?\b|裁[掉切剪满]?|铺满|填满)|"
    r"(?P<blur>\bblur(?:red|ry)?\b|模糊|虚化)|(?P<bar>\bbars\b|\bletterbox(?:ed)?\b|黑边))"
    r"(?:\W|\b(?:them|it|instead|please|then|after all|background|the|sides|bars|better|rather|is|looks|was|though)\b|"
    r"背景|画面|屏幕|吧|的|好看?|更|了|就行)*",
    re.IGNORECASE,
)


def other_fit(message: str, turn: Turn, alone: Understanding, _: Sequence[Clip]) -> Understanding | None:
    """``nah, just crop them``, after the shape of the video or what fills it was changed."""
    match = FITTED.fullmatch(message) if len(message) < 60 else None
    if match is None or not all(isinstance(one, m.Canvas) for one in turn.edits):
        return None
    fit = next(one for one in ("crop", "blur", "bar") if match[one])
    return Understanding((m.Canvas(0, 0, fit, language=alone.language),), language=alone.language)  # type: ignore[arg-type]


BETTER = re.compile(
    r"(?:\W|\b(?:no|nah|nope|hm+|oh|actually|ok|sorry|but|i think|i liked it|it|that|the|in)\b)*"
    r"(?P<what>[a-z]+(?: [a-z]+)?)"
    r" (?:was|were|looked|sounded|felt) (?:much |way |a lot |a bit )?(?:better|nicer|best|fine|good|prettier)"
    r"(?:\W|\b(?:before|though|i think|after all)\b)*|"
    r"(?:\W|还是|算了|其实|觉得|我)*(?P<zh>[\u4e00-\u9fff]{1,4}?)的?(?:时候)?(?:比较|更)?(?:好[看听]|合适|舒服|顺眼)(?:些|一?点|了|\W)*",
    re.IGNORECASE,
)


def preferred(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """``forwards was better``: as it was before the last wish, unless it is something to be made of it."""
    match = BETTER.fullmatch(message) if len(message) < 60 else None
    if match is None or turn.undone or not nameless(match["what"] or match["zh"], turn, media):
        return None
    words = f"make it {match['what']}" if match["what"] else f"改成{match['zh']}"
    made = understand(words, turn.now, media, topic_of(turn, media))
    if made.edits and not made.not_understood and not re.search(r"er$", match["what"] or ""):
        return None
    return Understanding(wants="undo", steps=steps.wishes(turn), language=alone.language)


FROM = re.compile(
    r"(?:\W|\b(?:no|not|the|beginning|start|first|bit|part|though|but|and|ok|use|take|show|it|should|starting|"
    r"start|begin|in)\b)*"
    r"(?:from|at)\W+(?:(?P<m>\d+):)?(?P<s>\d+(?:\.\d+)?) ?(?:s|secs?|seconds?)?"
    r"(?: (?:on|onwards?|in|please|instead|though))*\W*|"
    r"(?:\W|不要|不是|开头|换成|改成|要)*从第?(?:(?P<zm>\d+)[:：分])?(?P<zs>\d+(?:\.\d+)?)秒?"
    r"(?:开始|起|往后)?(?:的|吧|那段|播)*\W*",
    re.IGNORECASE,
)


def other_part(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """``not the beginning, from 0:04 on``: another part of the clip that was put in."""
    match, edit = FROM.fullmatch(message), turn.edits[-1]
    if match is None or not isinstance(edit, m.Insert) or len(edit.media) != 1 or alone.edits:
        return None
    start = round(1000 * (60 * int(match["m"] or match["zm"] or 0) + float(match["s"] or match["zs"])))
    lasts = next((one.duration_ms for one in media if one.id == edit.media[0]), 0)
    if start >= lasts:
        return None
    part = replace(edit, source_in_ms=start, duration_ms=min(edit.duration_ms, lasts - start))
    return Understanding((*turn.edits[:-1], part), language=alone.language, upon=turn.before)


CORRECTS = re.compile(r"\W*(?:no|nope|nah|oops|sorry|wait|不对|不是|错了|弄错了|说错了|说反了)(?![a-z])", re.IGNORECASE)


def against(said: Understanding, message: str, turn: Turn) -> Understanding:
    """``no, I wanted it colder``: where that goes against the last wish, it is meant in its place."""
    if not (CORRECTS.match(message) and len(said.edits) == len(turn.edits) == 1):
        return said
    new: Any = said.edits[0]
    old: Any = turn.edits[0]
    steps = [
        (
            dict(one.by)
            if isinstance(one, m.Adjust)
            else {"": one.percent - 100}
            if getattr(one, "relative", False)
            else {}
        )
        for one in (new, old)
    ]
    turned = (
        steps[0] and steps[0].keys() == steps[1].keys() and all(steps[0][key] * steps[1][key] < 0 for key in steps[0])
    )
    return replace(said, upon=turn.before) if turned and type(new) is type(old) else said


OPPOSITE = re.compile(
    r"(?:\W|\b(?:no|oh|sorry|actually|and|but|turn|it|flip|go|should|be|to|in|please|around|round)\b)*"
    r"(?:the )?(?:other|opposite|reverse|wrong) (?:way|direction)(?: (?:a?round|please|instead))*\W*|"
    r"(?:不对|不是|应该)?\W*(?:反过来|反方向|相反方向|另一个方向|方向反了|换个方向)(?:才对|吧|了)?\W*",
    re.IGNORECASE,
)
TURNED: dict[Any, Any] = {
    "in": "out", "left": "right", "up": "down", "wipe_left": "wipe_right", "wipe_up": "wipe_down",
    "slide_left": "slide_right", "slide_up": "slide_down", 90: 270, "flip_h": "flip_v",
}  # fmt: skip
TURNED |= {to: one for one, to in TURNED.items()}


AXIS = re.compile(
    r"(?:\W|\b(?:no|oh|sorry|actually|i|meant|but|make|it|flip|mirror|should|be|please|rather)\b|不对|不是|我是说|应该|是)*"
    r"(?:(?P<h>horizontal(?:ly)?|left to right|左右|水平)|vertical(?:ly)?|upside down|top to bottom|上下|垂直)"
    r"(?:\W|\b(?:please|instead|rather|then)\b|翻转|镜像|翻|才对|吧)*",
    re.IGNORECASE,
)
SWAPPED = re.compile(
    r"(?:\W|\b(?:no|oh|sorry|actually|and|but|the|other|way|a?round|please|instead)\b)*"
    r"(?:(?:swap|switch|exchange) (?:those|these|them|the|both)(?: two)?(?: transitions?)?(?: a?round| over)?|"
    r"other way a?round)\W*|"
    r"(?:不对|不是|应该|\W)*(?:反过来|(?:这|那)?(?:两个?|俩)?(?:互换|对调|换过来|调换)(?:一下)?)(?:才对|吧|了)*\W*",
    re.IGNORECASE,
)


def same_clip(message: str, turn: Turn, alone: Understanding, _: Sequence[Clip]) -> Understanding | None:
    """``and 1 second off the end``: of the clip that the last cut was about."""
    wish, last = (alone.edits[0] if len(alone.edits) == 1 else None), turn.edits[-1]
    if not isinstance(wish, (m.TrimEdge, m.KeepEdge)) or not isinstance(last, (m.TrimEdge, m.KeepEdge)):
        return None
    if wish.which is not None or last.which is None or not ALSO.match(message) or alone.not_understood:
        return None
    return None if VIDEO.search(message) else replace(alone, edits=(replace(wish, which=last.which),))


ALSO = re.compile(r"\W*(?:ok\W+|great\W+|and|also|then|plus)\b|.*(?:再|还|也|然后|另外)", re.IGNORECASE)
VIDEO = re.compile(r"\b(?:video|film|movie|whole|everything|all|total)\b|视频|片子|整|全|总", re.IGNORECASE)


def opposite(message: str, turn: Turn, alone: Understanding, _: Sequence[Clip]) -> Understanding | None:
    """``no, the other way``: a turn, a motion, a mirroring or a wipe the other way round, or two exchanged."""
    edit: Any = turn.edits[-1]
    two: list[Any] = [one for one in turn.edits if isinstance(one, m.SetTransition) and one.pair is not None]
    if len(two) == len(turn.edits) == 2 and SWAPPED.fullmatch(message):
        both = (replace(two[0], pair=two[1].pair), replace(two[1], pair=two[0].pair))
        return Understanding(both, language=alone.language, upon=turn.before)
    if isinstance(edit, m.Adjust) and len(edit.to) + len(edit.by) == 1 and (axis := AXIS.fullmatch(message)):
        name, value = (*edit.to, *edit.by)[0]
        other = "flip_h" if axis["h"] else "flip_v"
        if name in ("flip_h", "flip_v") and name != other:
            fresh: Any = {"to" if edit.to else "by": ((other, value),)}
            return Understanding((replace(edit, **fresh),), language=alone.language, upon=turn.before)
    if OPPOSITE.fullmatch(message) is None:
        return None
    if isinstance(edit, m.SetTransition) and edit.kind in TURNED:
        edit = replace(edit, kind=TURNED[edit.kind])
    elif isinstance(edit, m.Adjust) and len(edit.to) + len(edit.by) == 1:
        name, value = (*edit.to, *edit.by)[0]
        changed = (TURNED[name], value) if name in TURNED else (name, TURNED[value]) if value in TURNED else None
        changed = (name, -value) if changed is None and name == "rotate" and isinstance(value, int) else changed
        if changed is None:
            return None
        where: Any = {"to" if edit.to else "by": (changed,)}
        edit = replace(edit, **where)
    else:
        return None
    return Understanding((*turn.edits[:-1], edit), language=alone.language, upon=turn.before)
