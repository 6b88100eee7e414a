"""How far to go back: to before the last wish, however often it was corrected, or to before all of its sort."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.model import Edit
from local_backend.language.model import Understanding
from local_backend.language.talk.turn import Step, Turn

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
