"""What a turn changed: two drafts -> sentences for the person. Pure.

Tracks are paired by kind and label, segments by their id, else by name or words, so that a change of one thing
reads as that and not as a removal and an addition. Keys that are not known are named as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from nemovideo import draft, looks
from nemovideo.draft import Segment, Timeline, Track, seconds, shown

MAX_LINES = 12
# From so many segments on that only moved, they are one line.
MOVED_TOGETHER = 3
# Names of segments in a line about what several of them have.
MAX_NAMES = 4
# Shown by name, or meaningless to a person.
SHOWN_KEYS = frozenset(
    {
        *(*draft.START_KEYS, *draft.LENGTH_KEYS, *draft.END_KEYS, *draft.NAME_KEYS, *draft.TEXT_KEYS),
        *(*draft.VOLUME_KEYS, *draft.SPEED_KEYS, *draft.SOURCE_KEYS, "id", "media", "kind", "seed"),
    }
)

T = TypeVar("T")


def changes(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, media: Sequence[Any] = ()) -> list[str]:
    """What is different in ``after``; empty when nothing is."""
    before, after = before or {}, after or {}
    if before == after:
        return []
    old, new = draft.read(before, media), draft.read(after, media)
    lines = [*_canvas(before, after), *_length(old, new), *_tracks(old, new), *_file(before, after)]
    if not lines:
        lines = [said for _, said in looks.details(looks.scalars(before), looks.scalars(after))]
    if not lines:
        lines = ["Details of the draft changed that this summary does not show."]
    if len(lines) > MAX_LINES:
        lines = [*lines[: MAX_LINES - 1], f"… and {len(lines) - MAX_LINES + 1} more changes"]
    return lines


def _canvas(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    was, now = _size(before), _size(after)
    if now and was != now:
        yield f"Canvas: {f'{was} → ' if was else ''}{now}"


def _size(value: Mapping[str, Any]) -> str:
    meta = value.get("m")
    width, height = (meta.get("width"), meta.get("height")) if isinstance(meta, dict) else (None, None)
    return f"{width}x{height}" if isinstance(width, int) and isinstance(height, int) else ""


def _length(old: Timeline, new: Timeline) -> Iterator[str]:
    if old.duration_ms != new.duration_ms:
        yield f"Length: {f'{seconds(old.duration_ms)}s → ' if old.tracks else ''}{seconds(new.duration_ms)}s"


def _file(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """What is wanted of the exported file."""
    was, now = looks.scalars(before), looks.scalars(after)
    told = [said for path, said in looks.details(was, now) if path.startswith("output ") or path == "loudness"]
    if told:
        yield f"File: {', '.join(told)}"


def _tracks(old: Timeline, new: Timeline) -> Iterator[str]:
    pairs, removed, added = _paired(
        [(_track_key(track), track) for track in old.tracks], [(_track_key(track), track) for track in new.tracks]
    )
    for track in added:
        yield f"Added {track.label}: {draft.listed(track)}"
        if told := _looks(track):
            yield f"{track.label}: {told}"
    for track in removed:
        yield f"Removed {track.label}: {draft.listed(track)}"
    for was, now in pairs:
        yield from _segments(was, now)


def _looks(track: Track) -> str:
    """What the segments of a new track look like; which of them, where not all do."""
    having: dict[str, list[str]] = defaultdict(list)
    for one in track.segments:
        for trait in looks.traits(one.raw or {}):
            having[trait].append(one.title)
    told = []
    for trait, titles in having.items():
        if len(titles) == len(track.segments):
            told.append(trait)
        elif trait.startswith("transition ") and len(titles) == len(track.segments) - 1:
            told.append(f"{trait} between all")
        else:
            names = list(dict.fromkeys(titles))
            more = f" and {len(names) - MAX_NAMES} more" if len(names) > MAX_NAMES else ""
            told.append(f"{trait} ({', '.join(names[:MAX_NAMES])}{more})")
    return ", ".join(told)


def _track_key(track: Track) -> str:
    return track.kind if track.kind == "text" else f"{track.kind} {track.label}"


def _segments(was: Track, now: Track) -> Iterator[str]:
    keys = _segment_key if all(_identity(one) for one in (*was.segments, *now.segments)) else _segment_title
    pairs, removed, added = _paired(
        [(keys(one), one) for one in was.segments], [(keys(one), one) for one in now.segments]
    )
    if len(removed) == len(added):
        pairs, removed, added = [*pairs, *zip(removed, added, strict=True)], [], []
    for one in added:
        yield ", ".join([f"{now.label}: added {shown(one)}", *looks.traits(one.raw or {})])
    for one in removed:
        yield f"{now.label}: removed {shown(one)}"
    moved = [(a, b) for a, b in pairs if (a.start_ms, a.end_ms) != (b.start_ms, b.end_ms)]
    together = len(moved) > MOVED_TOGETHER
    if together:
        yield f"{now.label}: new times: {draft.listed(now)}"
    for a, b in pairs:
        if facts := list(_facts(a, b, with_times=not together)):
            yield f"{now.label}: {b.title}: {', '.join(facts)}"


def _facts(a: Segment, b: Segment, *, with_times: bool) -> Iterator[str]:
    if a.title != b.title:
        yield f"was {a.title}"
    if with_times and (a.start_ms, a.end_ms) != (b.start_ms, b.end_ms):
        yield f"{seconds(a.start_ms)}-{seconds(a.end_ms)}s → {seconds(b.start_ms)}-{seconds(b.end_ms)}s"
    volume, speed = (1.0 if a.volume is None else a.volume), a.speed or 1.0
    if volume != (1.0 if b.volume is None else b.volume):
        yield f"volume {volume:.0%} → {1.0 if b.volume is None else b.volume:.0%}"
    if speed != (b.speed or 1.0):
        yield f"speed {speed:g}x → {b.speed or 1.0:g}x"
    for path, said in looks.details(looks.scalars(a.raw or {}), looks.scalars(b.raw or {})):
        if path.rsplit(" ", 1)[-1] not in SHOWN_KEYS:
            yield said


def _identity(segment: Segment) -> Any:
    return (segment.raw or {}).get("id")


def _segment_key(segment: Segment) -> str:
    return str(_identity(segment))


def _segment_title(segment: Segment) -> str:
    return segment.title


def _paired(old: list[tuple[str, T]], new: list[tuple[str, T]]) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Pairs of equal keys in their order, what is only in ``old``, what is only in ``new``."""
    waiting: dict[str, list[T]] = defaultdict(list)
    for key, value in old:
        waiting[key].append(value)
    pairs, added = [], []
    for key, value in new:
        if waiting[key]:
            pairs.append((waiting[key].pop(0), value))
        else:
            added.append(value)
    left = {id(value) for values in waiting.values() for value in values}
    return pairs, [value for _, value in old if id(value) in left], added
