"""What a turn changed: two drafts -> sentences for the person. Pure.

Tracks are paired by kind and label, segments by their id, else by name or words, so that a change of one thing
reads as that and not as a removal and an addition. Keys that are not known are named as they are.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from nemovideo import draft
from nemovideo.draft import Segment, Timeline, Track, seconds, shown
from nemovideo.errors import clean

MAX_LINES = 12
# From so many segments on that only moved, they are one line.
MOVED_TOGETHER = 3
MAX_DETAIL_CHARS = 60
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
    lines = [*_canvas(before, after), *_length(old, new), *_tracks(old, new)]
    if not lines:
        lines = [f"{key}: {was} → {now}" for key, was, now in _details(_scalars(before), _scalars(after))]
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


def _tracks(old: Timeline, new: Timeline) -> Iterator[str]:
    pairs, removed, added = _paired(
        [(_track_key(track), track) for track in old.tracks], [(_track_key(track), track) for track in new.tracks]
    )
    for track in added:
        yield f"Added {track.label}: {draft.listed(track)}"
    for track in removed:
        yield f"Removed {track.label}: {draft.listed(track)}"
    for was, now in pairs:
        yield from _segments(was, now)


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
        yield f"{now.label}: added {shown(one)}"
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
    for key, was, now in _details(_scalars(a.raw or {}), _scalars(b.raw or {})):
        if key.rsplit(" ", 1)[-1] not in SHOWN_KEYS:
            yield f"{_named(key)} {was} → {now}"


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


def _scalars(value: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """The plain values of a segment or draft by their path; tracks and segments apart."""
    found: dict[str, Any] = {}
    for key, one in value.items():
        if key in ("t", "tracks", "sg", "segments"):
            continue
        path = prefix if key in ("m", "meta", "metadata") else f"{prefix} {key}".strip()
        if isinstance(one, dict):
            found.update(_scalars(one, path))
        else:
            found[path] = one
    return found


def _details(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for key in sorted({*was, *now}):
        if was.get(key) != now.get(key):
            old, new = was.get(key), now.get(key)
            yield clean(key)[:MAX_DETAIL_CHARS], _plain(old, key, new), _plain(new, key, old)


def _named(key: str) -> str:
    """A key in words: "picture fade_in_ms" is "fade in"."""
    if key == "source_in_ms":
        return "start in the source"
    last = key.removeprefix("picture ").removeprefix("style ")
    return last.removesuffix("_ms").replace("_", " ")


def _plain(value: Any, key: str, other: Any) -> str:
    """A value in words; a missing one is told by what stands on the other side."""
    if value is None:
        if key.endswith("_ms"):
            return "0s"
        return "off" if isinstance(other, bool) else "none" if isinstance(other, str) else "default"
    if isinstance(value, bool):
        return "on" if value else "off"
    if key.endswith("_ms") and isinstance(value, int):
        return f"{seconds(value)}s"
    text = clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return text if len(text) <= MAX_DETAIL_CHARS else text[: MAX_DETAIL_CHARS - 1] + "…"
