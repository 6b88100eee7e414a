"""How far to go back: to before the last wish, however often it was corrected, or to before all of its sort."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.model import Edit
from local_backend.edits.select import find
from local_backend.language.message.around import EXCEPT, number, refused
from local_backend.language.model import Understanding
from local_backend.language.talk.turn import Step, Turn
from local_backend.thread import LONGEST

OLD = re.compile(
    r"\b(?:old|original|previous) (?:clip|photo|picture|video|shot)\b|原来那?[段张个](?:片段|照片|视频)?", re.IGNORECASE
)
DROPPED = re.compile(
    r"\W*(?:(?:no|nah|nope|ok|okay|actually|oh|hm+|sorry|please|never ?mind|on second thoughts?|i changed my mind|then|"
    r"just|and|but|let's|can you|could you)\b\W*)*"
    r"(?:drop|remove|lose|scrap|cancel|delete|skip|forget(?: about)?|get rid of|take (?:out|off|away|back)|undo|no|"
    r"leave out)(?: all)?(?: of)?(?: the| that| this| any)? (?P<what>[a-z]+(?:[ -][a-z]+)?)"
    r"(?: (?:stuff|thing|business|bit|part|effect|again|at all|after all|then|please|anymore|any more))*\W*|"
    r"\W*(?:算了|还是|那|把|这个|那个|不|嗯)*(?P<zh>[\u4e00-\u9fff]{2,4}?)(?:还是|也|就|都)*"
    r"(?:不要|不用|去掉|取消|删掉|撤掉|撤销|算了)(?:加|做)?(?:了|吧|掉)*\W*",
    re.IGNORECASE,
)
NONE = re.compile(r"\b(?:no|all|any|every)\b|都|全", re.IGNORECASE)
RESTORES = re.compile(
    r"(?:\W|\b(?:no|ok|sorry|oh|hm+|please|actually|wait|then|on second thoughts?)\b)*"
    r"(?:restore(?: (?:it|that))?|(?:put|bring|take|get) (?:it|that|them) back(?: (?:in|again|on))*|"
    r"(?:keep|leave) (?:it|that)(?: in| on)?(?: after all)|no,? keep (?:it|that)|(?:un-?undo|undo the undo))"
    r"(?:\W|\b(?:please|again|then|after all)\b)*|"
    r"(?:\W|还是|算了|那|请|帮我|给我|再|不对|不|把它?)*(?:恢复|还原|复原|弄回来|改回来|加回来|要回来|撤销错了?|取消撤销)"
    r"(?:一下|吧|了|回来|\W)*",
    re.IGNORECASE,
)
"""After a step back: that step forward again."""
TWO_BACK = re.compile(
    r"\W*(?:please )?(?:undo|take back|revert) (?:it|that|this),? and (?:also )?(?:the )?(?:thing|one|change|edit|"
    r"step|last one)? ?"
    r"before(?: (?:that|it|this))?\W*|\W*(?:撤销|撤回)(?:这步|这个|它)?(?:和|跟|以及|还有)(?:前面|之前|上)(?:的|"
    r"那)?一?[步个]\W*",
    re.IGNORECASE,
)
ONCE = re.compile(
    r"(?:\W|\b(?:no|actually|ok|sorry|just|only|make|it|that|play|show|should|be|is|time|enough|fine|after all|"
    r"please)\b)*(?:once|one)(?:\W|\b(?:time|is|enough|fine|only|after all|please|then)\b)*|"
    r"(?:\W|算了|还是|不|就|只|放|播|播放)*一[遍次](?:就|够|好|行|了|吧)*\W*",
    re.IGNORECASE,
)
HOLDS = re.compile(
    r"\W*(?:just |only )?(?:play|show|have) (?:it|that) (?:just |only )?once\W*|\W*(?:就)?(?:只)?放一遍\W*",
    re.IGNORECASE,
)
"""So it is anyway once the last wish is taken back."""


def dropped(message: str, turn: Turn, alone: Understanding) -> Understanding | None:
    """``no, drop the freeze``: the last wish taken back, by a word of it."""
    match = DROPPED.fullmatch(message)
    if match is None or turn.undone or not turn.steps or (alone.edits and not alone.not_understood):
        return None
    said = " ".join(step.message for step in _last(turn, _upon_the_same(turn))).lower()
    words = [word for word in re.split(r"[ -]", (match["what"] or "").lower()) if len(word) > 3] or [match["zh"] or ""]
    if not all(word and word.removesuffix("s").removesuffix("ing")[:6] in said for word in words):
        return None
    many = since(turn) if NONE.search(message) else wishes(turn)
    return Understanding(wants="undo", steps=many, language=alone.language)


KEPT: tuple[tuple[str, str], ...] = (
    (r"music|song|track|音乐|配乐|歌", "music"), (r"voice|narration|旁白|配音", "voice"),
    (r"titles?|text|captions?|subtitles?|words|lower thirds?|标题|字幕|文字", "text"),
    (r"logo|overlay|水印|标志", "overlay"),
    (r"transitions?|转场", "transition"), (r"speed|速度", "speed"),
)  # fmt: skip
"""What may be kept of what is undone, and what it is called here."""
MOST_KEPT = LONGEST - 1
"""steps: where there are more, the first of them may be forgotten"""


def excepted(message: str, turn: Turn, alone: Understanding) -> Understanding:
    """``undo all that except the music``: the steps taken back, and those of their wishes done that are to stay."""
    match = EXCEPT.fullmatch(message)
    what = (match["what"] or match["zh"] or match["then"] or "").lower() if match else ""
    kept = next((name for words, name in KEPT if re.fullmatch(rf"(?:{words})", what)), "")
    count = number(match["count"]) if match and match["count"] else 0
    done = [step for step in turn.steps if step.changed]
    steps = done[-count:] if count else done
    left = tuple(edit for step in steps for edit in step.edits if kept and kept in _sorts(edit))
    sure = len(steps) == count if count else len(turn.steps) <= MOST_KEPT
    if not left or not sure or turn.undone:
        return refused(alone.language)
    return Understanding(left, language=alone.language, upon=steps[0].before)


def _sorts(edit: Any) -> set[str]:
    """What an edit is about, of that which can be kept."""
    kind = getattr(getattr(edit, "which", None), "kind", "") or getattr(edit, "role", "")
    found = {"text"} if kind in ("text", "title", "subtitle", "lower_third", "caption") else {kind}
    if isinstance(edit, (m.AddText, m.AddCaptions, m.ChangeText)):
        found = {"text"}
    if isinstance(edit, m.Duck):
        found = {"music"}
    if isinstance(edit, (m.Overlay, m.ChangeOverlay)):
        found = {"overlay"}
    if isinstance(edit, m.SetTransition):
        found = {"transition"}
    return found | {"speed"} if isinstance(edit, m.Speed) else found


def since(turn: Turn) -> int:
    """How many steps have changed the same sort of thing."""
    wished = kinds(turn.edits)
    return _count(turn, lambda step: kinds(step.edits) == wished)


def wishes(turn: Turn) -> int:
    """How many steps the last wish took."""
    return _count(turn, _upon_the_same(turn))


def replaced(message: str, turn: Turn) -> int:
    """``put the old clip back``: to before another took its place, whatever was done to that one."""
    places = [any(isinstance(edit, m.Replace) for edit in step.edits) for step in turn.steps]
    if not OLD.search(message) or not any(places):
        return 1
    last = len(places) - places[::-1].index(True)
    return sum(step.changed for step in turn.steps[last - 1 :])


def taken(turn: Turn, many: int) -> tuple[Step, ...]:
    """The steps up to the first of the last so many that have changed something."""
    kept = turn.steps
    for left in range(many, 0, -1):
        while kept and not kept[-1].changed:
            kept = kept[:-1]
        kept = kept[:-1] if left > 1 else kept
    return kept


def widened(turn: Turn) -> int:
    """How many steps one wish took that was then to be for more: "clip 2 in black and white", "all of them"."""
    many = 1
    for later, step in zip(reversed(turn.steps), list(reversed(turn.steps))[1:], strict=False):
        if kinds(step.edits) != kinds(later.edits) or not _about(step.edits, later) <= _about(later.edits, later):
            break
        many += step.changed
    return many


def _about(edits: Sequence[Edit], step: Step) -> set[str]:
    """What edits are done to, as the step found it."""
    ids: set[str] = set()
    for edit in edits:
        which = getattr(edit, "which", None)
        try:
            ids |= {one.id for one in find(step.before, which, "en")} if isinstance(which, m.Which) else set()
        except m.Impossible:
            continue
    return ids


def _upon_the_same(turn: Turn) -> Callable[[Step], bool]:
    """Of a step, whether the last one was done in its place, or is it."""
    before = turn.before
    return lambda step: step.before == before


def _last(turn: Turn, wanted: Callable[[Step], bool]) -> Sequence[Step]:
    steps = turn.steps
    at = len(steps)
    while at and wanted(steps[at - 1]):
        at -= 1
    return steps[at:]


def _count(turn: Turn, wanted: Callable[[Step], bool]) -> int:
    return max(1, sum(step.changed for step in _last(turn, wanted)))


def kinds(edits: Sequence[Edit]) -> set[frozenset[str]]:
    """The sorts of edits; changes of a picture are of the sort that they change."""
    return {frozenset(_looks(one) or [type(one).__name__]) for one in edits}


def _looks(edit: Any) -> list[str]:
    return [name for name, _ in (*edit.to, *edit.by)] if isinstance(edit, m.Adjust) else []
