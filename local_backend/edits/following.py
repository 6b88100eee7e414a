"""What lies over the main track follows the clip that it lies over, and the film's own ends stay at its ends.

An edit changes the main track and leaves texts and overlays where they are; here they are brought after it. What the
edit itself moved or changed stays as the edit left it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from local_backend.edits.chain import SHORTEST_MS, covering, main_segments, of_role, with_role
from local_backend.timeline import Role, Segment, Timeline

OVER: tuple[Role, ...] = ("text", "overlay")
SPANNING_MS = 600
"""a text that begins and ends so near to its clip's edges was meant to last as long as the clip"""


def followed(before: Timeline, after: Timeline) -> Timeline:
    """The edited timeline with everything that the edit left alone at its clip's new place."""
    old, new = main_segments(before), main_segments(after)
    if old == new or not old or not new:
        return after
    after = _ends(before, after)
    known = {one.id: one for _, one in before.segments()}
    for role in OVER:
        segments = of_role(after, role)
        moved = [_moved(one, old, new) if known.get(one.id) == one else one for one in segments]
        if tuple(moved) != segments:
            after = with_role(after, role, _apart(moved, known) if role == "text" else moved)
    return after


def _moved(one: Segment, old: Sequence[Segment], new: Sequence[Segment]) -> Segment:
    caption = one.kind == "text" and one.style.role == "caption"
    whole = old[-1].end_ms
    if one.start_ms == 0 and (not caption or one.end_ms >= whole):
        return one  # a title, or what lies over all of it
    closing = one.end_ms >= whole and not caption and any(clip.id == new[-1].id for clip in old)
    if closing and not (new[-1].id == old[-1].id and _spans(one, old[-1])):
        return replace(one, start_ms=max(0, new[-1].end_ms - one.duration_ms))  # what is added is behind it
    under = next((clip for clip in reversed(old) if clip.start_ms <= one.start_ms), old[0])
    heir = next((clip for clip in new if clip.id == under.id), None)
    if heir is None:
        return replace(one, start_ms=_gap(under, old, new))
    if heir == under:
        return one
    lead, rest = one.start_ms - under.start_ms, one.end_ms - under.end_ms
    spanning = _spans(one, under) and heir.duration_ms != under.duration_ms
    last = _last_part(heir, new)
    if spanning and not any(_goes_on(last, clip) for clip in new):
        start = heir.start_ms + min(lead, heir.duration_ms // 2)
        return _lasting(one, start, max(SHORTEST_MS, last.end_ms + min(0, rest) - start))
    start = _place(lead, under, heir, new, one.duration_ms)
    if caption and under.speed != heir.speed:
        return _lasting(one, start, max(SHORTEST_MS, one.duration_ms * under.speed // heir.speed))
    return replace(one, start_ms=start)


def _spans(one: Segment, clip: Segment) -> bool:
    """Whether it was meant to last as long as the clip below it."""
    return abs(one.start_ms - clip.start_ms) <= SPANNING_MS and abs(one.end_ms - clip.end_ms) <= SPANNING_MS


def captions(text: Segment, clip: Segment) -> bool:
    """Whether a text lasts as long as a clip: it was written on that one, as captions are, and not on the film."""
    return _spans(text, clip) and text.style.role in ("caption", "lower_third")


def _lasting(one: Segment, start_ms: int, duration_ms: int) -> Segment:
    fade_in, fade_out = min(one.fade_in_ms, duration_ms // 2), min(one.fade_out_ms, duration_ms // 2)
    return replace(one, start_ms=start_ms, duration_ms=duration_ms, fade_in_ms=fade_in, fade_out_ms=fade_out)


def _gap(under: Segment, old: Sequence[Segment], new: Sequence[Segment]) -> int:
    """Where a clip was that is gone: before the next that is left, else after the last."""
    left = {clip.id: clip for clip in new}
    later = (left[clip.id] for clip in old[old.index(under) + 1 :] if clip.id in left)
    found = next(later, None)
    return found.start_ms if found else new[-1].end_ms


def _last_part(heir: Segment, new: Sequence[Segment]) -> Segment:
    """The last of the parts into which a clip was split and that stand behind each other."""
    last = heir
    for clip in new[new.index(heir) + 1 :]:
        if not _goes_on(last, clip):
            break
        last = clip
    return last


def _goes_on(one: Segment, other: Segment) -> bool:
    return other is not one and other.media == one.media and other.source_in_ms == one.source_out_ms


def _place(lead: int, under: Segment, heir: Segment, new: Sequence[Segment], duration_ms: int) -> int:
    """Where what was shown ``lead`` ms after a clip's beginning is shown now."""
    if heir.media == under.media and not any(one.reverse or one.loop or one.freeze for one in (under, heir)):
        shown = under.source_in_ms + lead * under.speed // 100
        for clip in new[new.index(heir) :]:
            plain = clip.media == under.media and not (clip.reverse or clip.loop or clip.freeze)
            if plain and clip.source_in_ms <= shown < clip.source_out_ms:
                return clip.start_ms + (shown - clip.source_in_ms) * 100 // clip.speed
        if shown < heir.source_in_ms:
            return heir.start_ms
    return heir.start_ms + max(0, min(lead, heir.duration_ms - duration_ms))


def _apart(moved: list[Segment], known: Mapping[str, Segment]) -> list[Segment]:
    """Texts that did not stand on each other still do not: the earlier ends where the later begins."""
    ordered = sorted(moved, key=_begin)
    were = sorted((known[one.id] for one in ordered if one.id in known), key=_begin)
    together = {frozenset((one.id, other.id)) for one, other in covering(were)}
    ends: dict[str, int] = {}
    for one, other in covering(ordered):
        if one.id in known and other.id in known and frozenset((one.id, other.id)) not in together:
            ends[one.id] = min(ends.get(one.id, one.end_ms), other.start_ms)
    return [
        _lasting(one, one.start_ms, ends[one.id] - one.start_ms) if ends.get(one.id, 0) > one.start_ms else one
        for one in ordered
    ]


def _begin(one: Segment) -> int:
    return one.start_ms


def _ends(before: Timeline, after: Timeline) -> Timeline:
    """Fades at the beginning and at the end of the film stay there, whichever clip is first or last now."""
    old, new = main_segments(before), list(main_segments(after))
    for place in (0, -1):
        fades, now = _fades(old[place], place), new[place]
        if not any(fades) or now.id == old[place].id or now.kind == "color" or any(_fades(now, place)):
            continue
        heir = next((at for at, one in enumerate(new) if one.id == old[place].id), None)
        if heir is not None:
            if _fades(new[heir], place) != fades:  # the edit was about it
                continue
            new[heir] = _faded(new[heir], place, 0, 0)
        new[place] = _faded(new[place], place, *(min(fade, now.duration_ms // 2) for fade in fades))
    return with_role(after, "main", new)


def _fades(one: Segment, place: int) -> tuple[int, int]:
    """Of picture and sound, in (of the first) or out (of the last)."""
    return (one.fade_out_ms, one.sound_fade_out_ms) if place else (one.fade_in_ms, one.sound_fade_in_ms)


def _faded(one: Segment, place: int, picture_ms: int, sound_ms: int) -> Segment:
    if place:
        return replace(one, fade_out_ms=picture_ms, sound_fade_out_ms=sound_ms)
    return replace(one, fade_in_ms=picture_ms, sound_fade_in_ms=sound_ms)
