"""An edit for a stretch of time alone: what it is about is cut at both ends, and the parts inside are edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from local_backend.edits import picture, sound, tempo
from local_backend.edits.chain import SHORTEST_MS, main_segments, new_ids, with_main, with_role
from local_backend.edits.model import Adjust, Backwards, Edit, Impossible, Speed, Volume, Which, Within
from local_backend.edits.say import pick, span
from local_backend.edits.select import find, one_of
from local_backend.edits.splitting import cut_at, halves, past_end
from local_backend.timeline import Segment, Timeline

PARTLY: dict[type[Edit], Callable[[Timeline, Any], tuple[Timeline, str]]] = {
    Volume: sound.volume, Speed: tempo.speed, Backwards: tempo.backwards, Adjust: picture.adjust,
}  # fmt: skip


def within(timeline: Timeline, edit: Within) -> tuple[Timeline, str]:
    language = edit.language
    inner = edit.edit
    if not isinstance(inner, (Volume, Speed, Backwards, Adjust)):
        raise TypeError(f"{type(inner).__name__} is for whole segments")
    whole = one_of(timeline, edit.which, language) if edit.which else None
    first, last = (whole.start_ms, whole.end_ms) if whole else (0, timeline.duration_ms)
    start = first + edit.start_ms if edit.start_ms >= 0 else max(first, last + edit.start_ms)
    end = last if edit.end_ms is None else min(last, first + edit.end_ms)
    chosen = [whole] if whole else find(timeline, inner.which, language)
    if start >= last or end - start < SHORTEST_MS:
        raise past_end(timeline, start, language)
    meant = {one.id for one in chosen}
    after, inside = _opened(timeline, meant, start, end)
    if not inside:
        raise Impossible(
            pick(language, f"Nothing of it is there from {span(start, end)}.",
                 f"{span(start, end, 'zh')}里没有这个内容。"),
            pick(language, "Choose another time.", "请换一个时间。"),
        )  # fmt: skip
    kind: Any = inner.which.kind
    about: Any = {"which": Which(kind, ids=tuple(inside))}
    after, told = PARTLY[type(inner)](after, replace(inner, **about))
    return after, f"{span(start, end, language)}{pick(language, ': ', '：')}{told}"


def _opened(timeline: Timeline, meant: set[str], start: int, end: int) -> tuple[Timeline, list[str]]:
    """The timeline with cuts at both times in what is meant, and the ids of what lies between them."""
    inside: list[str] = []
    for role in dict.fromkeys(track.role for track in timeline.tracks):
        segments = [one for track, one in timeline.segments() if track.role == role]
        if not meant & {one.id for one in segments}:
            continue
        parents = {one.id: one.id for one in segments}
        for at_ms in (start, end):
            new = new_ids(timeline)[0]
            cut = _cut(segments, at_ms, new, main=role == "main")
            parent = next((parents[before.id] for before, one in pairwise(cut) if one.id == new), None)
            if parent in meant:  # not the clip that overlaps it in a transition
                parents[new] = str(parent)
                segments = cut
                timeline = with_main(timeline, cut) if role == "main" else with_role(timeline, role, cut)
        if role == "main":
            segments = list(main_segments(timeline))
        near = SHORTEST_MS
        inside += [one.id for one in segments if start - near <= one.start_ms < end - near and parents[one.id] in meant]
    return timeline, inside


def _cut(segments: Sequence[Segment], at_ms: int, new_id: str, *, main: bool) -> list[Segment]:
    """The segments with the one at that time in two, unless hardly anything of it would be on one side."""
    if any(0 < at_ms - one.start_ms < SHORTEST_MS or 0 < one.end_ms - at_ms < SHORTEST_MS for one in segments):
        return list(segments)
    if main:
        return cut_at(segments, at_ms, new_id)[0]
    result: list[Segment] = []
    for one in segments:
        inside = one.start_ms < at_ms < one.end_ms and new_id not in {two.id for two in result}
        result += halves(one, at_ms - one.start_ms, new_id) if inside else [one]
    return result
