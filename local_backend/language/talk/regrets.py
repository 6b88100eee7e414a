"""What was before is wanted again: "put it back as it was", "bring it back, but at 30%", "the old track was better"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.chain import of_role
from local_backend.edits.model import Clip, Edit
from local_backend.language.model import Understanding
from local_backend.language.talk.turn import Turn
from local_backend.language.understanding import understand

PIECES = re.compile(r"[,.;:!?，。；：！？、\n]+|\s+[-–—]+\s+|\b(?:and|but|then)\b", re.IGNORECASE)
_THING = r"(?:it|that|them|this|those|(?:the|my|our) \w+(?: \w+)?)"
_WAS = (
    r"(?: (?:as|to|like|just|exactly)*(?: ?(?:how|what|the way|where))? ?(?:it|they|things|that|we) "
    r"(?:was|were|had|had been)(?: it)?)"
)
BACK = re.compile(
    rf"\s*(?:(?:please|just|ok|okay|no|actually|let's|can you|could you|hm+|sorry|so|better|rather)\s+)*"
    rf"(?:(?:put|bring|take|get|change|turn|switch|set|have|want|give me|i want|i'd like) {_THING} back"
    rf"(?: in| on| again)?{_WAS}?(?: before)?|"
    rf"take (?:that|the|this)(?: last)? (?:change|edit|one|step) back|restore {_THING}|"
    rf"(?:(?:go|it goes|change|everything) )?back to{_WAS}(?: before)?|"
    rf"(?:keep|leave) {_THING}(?: in| on| there)? after all|"
    rf"{_THING} was (?:better|fine|good|nicer)(?: before| as it was)?|"
    rf"(?:keep .{{1,30}}|.{{1,30}} (?:should|can|must|may) stay|.{{1,30}} stays)(?: after all)?|"
    rf"(?:make|have) it (?:like|as) (?:it was )?before|as it was(?: before)?)"
    rf"(?:\s+(?:please|thanks|again|after all|then|though))*\s*|"
    r"\s*(?:还是|那|就|先|再|给我|请|帮我|把|它|(?:\w{0,6}?(?:还是|就|都|给我)?))(?:留着|保留|留下来?|加回来|放回来|放回去|加回去|"
    r"恢复(?:原样|原状|回来|成?原来的?样子)?|改回去|改回来|变回去|变回来|还原|要回来|找回来|回到(?:刚才|之前|原来|原先)的?(?:样子)?|"
    r"跟(?:刚才|之前|原来)一样)(?:吧|了|啊|呢)*\s*",
    re.IGNORECASE,
)
AFTER_ALL = re.compile(r"after all|keep|stay|留着|保留|留下")
"""Only about what was taken away."""
SOUNDS = re.compile(
    r"\b(?:old|original|previous|first|earlier|last|other) (?:track|song|music|tune|one|bgm)\b|"
    r"(?:刚才|原来|之前|原先|先前|上)(?:的?那?一?[首个段]|的?(?:音乐|曲子|歌|bgm))",
    re.IGNORECASE,
)
KEPT = re.compile(
    r"\b(?P<what>size|colou?r|position|place|volume|speed|length)\b (?:was|is) (?:fine|ok|okay|good|better|right|great)"
    r"(?: (?:before|already|as it was))|"
    r"(?P<zh>大小|字号|颜色|位置|音量|速度|时长)(?:还是)?(?:不用|不要|别|原来|之前|不变)(?:变|动|改|的|就?好)?",
    re.IGNORECASE,
)
ATTRIBUTES = {
    "size": "size", "大小": "size", "字号": "size", "color": "color", "colour": "color", "颜色": "color",
    "position": "place", "place": "place", "位置": "place", "volume": "Volume", "音量": "Volume", "speed": "Speed",
    "速度": "Speed", "length": "duration", "时长": "duration",
}  # fmt: skip


def regretted(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """What was before: by an undo and what follows it, a sound that is gone, or a part of the wish given up."""
    return _spared(message, turn, alone) or _sound(message, turn, alone) or _back(message, turn, alone, media)


def _back(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    start = 0
    cuts = [*PIECES.finditer(message), None]
    for cut in cuts:
        piece = message[start : cut.start() if cut else len(message)]
        if BACK.fullmatch(piece):
            if AFTER_ALL.search(piece) and not any(isinstance(one, m.Remove) for one in turn.edits):
                return None
            rest = message[cut.end() :] if cut else ""
            rest = re.sub(rf"^(?:\W|{PIECES.pattern})+", "", rest, flags=re.IGNORECASE).strip()
            then = rest if any(sign.isalnum() for sign in rest) else ""
            return Understanding(wants="undo", then=then, language=alone.language)
        if piece.strip() and understand(piece, turn.now, media).edits:
            return None
        start = cut.end() if cut else start
    return None


def _sound(message: str, turn: Turn, alone: Understanding) -> Understanding | None:
    """The music that was there before the present one."""
    if SOUNDS.search(message) is None:
        return None
    now = of_role(turn.now, "music")
    playing = {(one.media, one.name) for one in now}
    for step in reversed(turn.steps):
        was = of_role(step.before, "music")
        if was and not playing & {(was[0].media, was[0].name)}:
            old = was[0]
            edit = m.AddSound(
                "music", old.media, "" if old.media else old.name, old.volume, old.start_ms,
                fade_in_ms=old.fade_in_ms, fade_out_ms=old.fade_out_ms, duck=old.duck, source_ms=old.source_in_ms,
                language=alone.language,
            )  # fmt: skip
            return Understanding((edit,), language=alone.language)
    return None


def _spared(message: str, turn: Turn, alone: Understanding) -> Understanding | None:
    """The wish of the turn without what was fine before."""
    match = KEPT.search(message)
    if match is None or not turn.edits:
        return None
    of = ATTRIBUTES[(match["what"] or match["zh"]).lower()]
    kept = tuple(one for edit in turn.edits if (one := _less(edit, of)) is not None)
    return None if kept == turn.edits else Understanding(kept, language=alone.language, upon=turn.before)


def _less(edit: Edit, of: str) -> Edit | None:
    """An edit without what it does to one attribute; None where nothing is left of it."""
    if type(edit).__name__ == of:
        return None
    fresh: dict[str, Any] = {}
    if isinstance(edit, m.ChangeText):
        fresh["style"] = tuple(pair for pair in edit.style if pair[0] != of)
    if isinstance(edit, (m.ChangeText, m.ChangeOverlay)) and of == "size":
        fresh["size_percent"] = 0
    if isinstance(edit, (m.ChangeText, m.ChangeOverlay)) and of == "duration":
        fresh["duration_ms"] = 0
    if isinstance(edit, m.ChangeOverlay):
        fresh |= {"width": 0} if of == "size" else {"place": ""} if of == "place" else {}
    changed: Any = edit
    left = replace(changed, **fresh)
    which: Any = left.which if fresh else None
    kind: Any = type(edit)
    return None if fresh and left == kind(which, language=edit.language) else left
