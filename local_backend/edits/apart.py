"""Texts that are seen at one time at one place stand above one another, and not on each other.

Captions keep their line, then titles; what else is there goes above them at the bottom of the picture, and below
them elsewhere. Of two texts of one sort that only touch, as where two photos cross, the first ends where the second
begins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from unicodedata import east_asian_width

from local_backend.edits.base import Language
from local_backend.edits.chain import SHORTEST_MS, covering, of_role, with_role
from local_backend.edits.say import pick, seconds
from local_backend.timeline import BELOW_CENTER, EDGES, SIDE, Segment, Timeline

TOUCHING_MS = 600
LINE_WIDTH = 0.86
LINE_HEIGHT = 1.3
"""ems, of wrapped words in any script"""
LATIN = 0.58
"""ems, of a letter"""
GAP = 0.5
HIGHEST, LOWEST = 620, 40
"""thousandths of the height, where texts that go up or down must end: else they stay on each other, which is said"""
MOST_TOLD = 2


def apart(before: Timeline, after: Timeline, language: Language) -> tuple[Timeline, list[str]]:
    """The edited timeline with its texts apart, and what has been done about it."""
    texts = of_role(after, "text")
    shape = (after.width, after.height)
    if texts == of_role(before, "text") and shape == (before.width, before.height):
        return after, []
    texts, notes = _ended(before, texts, language)
    together, known = _together(texts), _together(of_role(before, "text"))
    boxes: dict[str, Bounds] = {}
    lifts: dict[str, int] = {}
    was = {one.id: one.style.lift for one in of_role(before, "text")}
    for one in sorted(texts, key=_rank):
        box = _bounds(one, after)
        placed = [two for two in together.get(one.id, ()) if two.id in boxes]
        seen = [two for two in placed if _facing(one, two) or _beside(box, boxes[two.id])]
        on = [two for two in seen if _meet(box, boxes[two.id])]
        up = _place(one).startswith("bottom")
        lift = _lift(box, [boxes[two.id] for two in seen], up)
        if lift is None:
            seen = [two for two in seen if _beside(box, boxes[two.id])]
            on = [two for two in on if two in seen]
            lift = _lift(box, [boxes[two.id] for two in seen], up)
        lifts[one.id] = round(lift or 0)
        boxes[one.id] = replace(box, low=box.low + (lift or 0), high=box.high + (lift or 0))
        if on and lift is None and on[0].id not in {two.id for two in known.get(one.id, ())}:
            notes.append(_upon(on[0], one, language))
        elif on and lifts[one.id] and not was.get(one.id):
            notes.append(_said(one, on[-1], not up, language))
    lifted = [replace(one, style=replace(one.style, lift=lifts[one.id])) for one in texts]
    if tuple(lifted) != of_role(after, "text"):
        after = with_role(after, "text", lifted)
    return after, notes[:MOST_TOLD]


def _rank(one: Segment) -> tuple[int, int, int, str]:
    return {"caption": 0, "title": 1, "lower_third": 2}.get(one.style.role, 3), one.start_ms, len(one.id), one.id


def _ended(before: Timeline, texts: Sequence[Segment], language: Language) -> tuple[tuple[Segment, ...], list[str]]:
    """Texts of one sort that only touch: each ends where the next begins."""
    known = {(one.id, other.id) for one, other in covering(of_role(before, "text"))}
    ends: dict[str, int] = {}
    notes: list[str] = []
    for one, other in covering(texts):
        touches = one.end_ms - other.start_ms <= TOUCHING_MS < one.duration_ms and one.end_ms < other.end_ms
        if touches and one.style.role == other.style.role and (one.id, other.id) not in known:
            ends[one.id] = min(ends.get(one.id, one.end_ms), other.start_ms)
            since = seconds(other.start_ms, language)
            told = (f'"{one.text}" ends at {since}, where "{other.text}" begins',
                    f"“{one.text}”在 {since} 结束，由“{other.text}”接上")  # fmt: skip
            notes.append(pick(language, *told))
    return tuple(_until(one, ends[one.id]) if one.id in ends else one for one in texts), notes


def _until(one: Segment, end_ms: int) -> Segment:
    lasts = max(SHORTEST_MS, end_ms - one.start_ms)
    return replace(
        one, duration_ms=lasts, fade_in_ms=min(one.fade_in_ms, lasts // 2), fade_out_ms=min(one.fade_out_ms, lasts // 2)
    )


def _place(one: Segment) -> str:
    """Where a text stands; "below" is that of a subtitle in the middle."""
    own = {"lower_third": "bottom_left", "caption": "bottom", "subtitle": "below"}
    return own.get(one.style.role, "center") if one.style.place == "center" else one.style.place


def _together(texts: Sequence[Segment]) -> Mapping[str, Sequence[Segment]]:
    """For each text those that are seen at a time with it."""
    found: dict[str, list[Segment]] = {}
    active: list[Segment] = []
    for one in sorted(texts, key=lambda text: text.start_ms):
        active = [two for two in active if two.end_ms > one.start_ms]
        for two in active:
            found.setdefault(one.id, []).append(two)
            found.setdefault(two.id, []).append(one)
        active.append(one)
    return found


def _em(one: Segment, timeline: Timeline) -> float:
    """Thousandths of the height of the picture."""
    short = min(timeline.width, timeline.height)
    return one.style.size_on(timeline.width, timeline.height) * short / timeline.height


@dataclass(frozen=True, slots=True)
class Bounds:
    """About where a text is, in thousandths of the picture, from its left and its bottom edge."""

    left: float
    right: float
    low: float
    high: float


def _bounds(one: Segment, timeline: Timeline) -> Bounds:
    """Where a text stands once it is wrapped, with the air around it, if nothing is in its way."""
    em, place = _em(one, timeline), _place(one)
    widest = LINE_WIDTH * 1000 * timeline.width / timeline.height / em
    named = one.style.role == "lower_third"  # whose office may stand in a line of its own
    paragraphs = (
        one.text.strip().replace("，", ", ").replace(", ", "\n") if named else one.text.strip()
    ).splitlines() or [""]
    ems = [sum(1.0 if east_asian_width(sign) in "WF" else LATIN for sign in paragraph) for paragraph in paragraphs]
    lines = sum(max(1, -int(-each // widest)) for each in ems)
    tall = em * (lines * LINE_HEIGHT + GAP + (GAP if one.style.box_color or named else 0))
    wide = min(max(ems) + 2 * GAP, widest) * em * timeline.height / timeline.width
    side, (above, below) = 1000 * SIDE, EDGES[timeline.width >= timeline.height]
    left = side if "left" in place else 1000 - side - wide if "right" in place else (1000 - wide) / 2
    if place.startswith("bottom"):
        low = 1000 * below
    elif place.startswith("top"):
        low = 1000 * (1 - above) - tall
    elif place == "below":
        low = 500 - 1000 * BELOW_CENTER * min(timeline.width, timeline.height) / timeline.height - tall
    else:
        low = 500 - tall / 2
    return Bounds(left, left + wide, low, low + tall)


def _facing(one: Segment, other: Segment) -> bool:
    """Whether two texts share a line however short they are: all but one at the left and one at the right."""
    sides = [next((side for side in ("left", "right") if side in _place(text)), "") for text in (one, other)]
    return sides[0] == sides[1] or "" in sides


def _beside(one: Bounds, other: Bounds) -> bool:
    return one.left < other.right and other.left < one.right


def _meet(one: Bounds, other: Bounds) -> bool:
    return one.low < other.high and other.low < one.high


def _lift(box: Bounds, taken: Sequence[Bounds], up: bool) -> float | None:
    """How far above (below 0: under) its place a text is clear of the others there; None where no room is left."""
    lift = 0.0
    for there in sorted(taken, key=lambda one: one.low if up else -one.high):
        if _meet(replace(box, low=box.low + lift, high=box.high + lift), there):
            lift = there.high - box.low if up else there.low - box.high
    clear = box.high + lift <= HIGHEST if up else box.low + lift >= LOWEST
    return lift if not lift or clear else None


def _said(one: Segment, other: Segment, top: bool, language: Language) -> str:
    where = ("below", "下方") if top else ("above", "上方")
    return pick(
        language,
        f'"{one.text}" stands {where[0]} "{other.text}" while both are seen',
        f"“{one.text}”移到“{other.text}”{where[1]}，免得叠在一起",
    )


def _upon(one: Segment, other: Segment, language: Language) -> str:
    since = seconds(max(one.start_ms, other.start_ms), language)
    return pick(
        language,
        f'"{one.text}" and "{other.text}" stand on each other from {since} on; move one of them',
        f"“{one.text}”和“{other.text}”从 {since} 起叠在一起，可以把其中一个移开",
    )
