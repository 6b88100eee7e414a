"""The last wish the other way round, or at the other end: "no, the other way", "same off the end", 淡入也是."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Edit
from local_backend.language.model import Understanding
from local_backend.language.talk.turn import Turn

EDGES = (("start", re.compile(r"\b(?:start|beginning|front|head|fade[- ]?in|in)\b|开头|片头|前面|淡入|头")),
         ("end", re.compile(r"\b(?:end|ending|back|tail|fade[- ]?out|out)\b|结尾|片尾|末尾|后面|淡出|尾")))  # fmt: skip
AS_MUCH = re.compile(r"\b(?:same|too|also|as well|likewise|as much|that much)\b|也|同样|一样|这么多", re.IGNORECASE)
ONLY_EDGE = re.compile(
    r"(?:\W|\b(?:and|then|do|cut|trim|take|the|same|off|of|from|at|on|for|it|its|too|also|as well|likewise|as much|"
    r"that much|please|start|beginning|front|head|end|ending|back|tail|fade|in|out|fade-in|fade-out|now)\b|"
    r"开头|片头|前面|淡入|结尾|片尾|末尾|后面|淡出|头|尾|也|同样|一样|这么多|剪|裁|去|掉|是|要|吧|的|处理|来)+",
    re.IGNORECASE,
)


MUCH = re.compile(
    r"(?:\W|\b(?:great|ok|and|now|then|the|also|cut|trim|off|take)\b)*(?P<edge>first|last) (?P<amount>\d+(?:\.\d+)?|"
    r"one|two|three|four|five)"
    r" ?(?:s|secs?|seconds?)(?:\W|\b(?:too|as well|also|off|please)\b)*",
    re.IGNORECASE,
)
FEW = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def other_edge(message: str, turn: Turn, alone: Understanding, _: Sequence[Clip]) -> Understanding | None:
    """``same off the end``, ``and the first 2 seconds``, 淡入也是: what was done to one end, done to the other."""
    match = MUCH.fullmatch(message)
    if match and turn.edits and isinstance(turn.edits[-1], m.TrimEdge):
        amount = 1000 * float(FEW.get(match["amount"].lower(), 0) or match["amount"])
        edge: Edit = replace(
            turn.edits[-1], edge="start" if match["edge"].lower() == "first" else "end", amount_ms=round(amount)
        )
        return Understanding((edge,), language=alone.language)
    if not (AS_MUCH.search(message) and ONLY_EDGE.fullmatch(message)) or not turn.edits:
        return None
    ends = [end for end, words in EDGES if words.search(message)]
    edit: Any = turn.edits[-1]
    if len(ends) != 1:
        return None
    if isinstance(edit, (m.TrimEdge, m.KeepEdge)):
        return Understanding((replace(edit, edge="start" if ends[0] == "start" else "end"),), language=alone.language)
    if isinstance(edit, (m.FadeSound, m.FadePicture)) and (lasts := edit.in_ms or edit.out_ms):
        begins = ends[0] == "start"
        other: Edit = replace(edit, in_ms=lasts if begins else None, out_ms=None if begins else lasts)
        return Understanding((other,), language=alone.language)
    return None


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


def opposite(message: str, turn: Turn, alone: Understanding, _: Sequence[Clip]) -> Understanding | None:
    """``no, the other way``: a turn, a motion, a mirroring or a wipe the other way round."""
    edit: Any = turn.edits[-1]
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
