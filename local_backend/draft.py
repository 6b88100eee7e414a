"""The timeline on the wire: ``Timeline`` to draft JSON and back.

Keys: ``t`` tracks, ``tt`` track type (0 video, 1 audio, 7 text), ``sg`` segments, ``d`` duration in ms,
``m`` metadata (seed: "Draft field mapping"); ``s`` is a segment's start in ms. Whatever of a segment
differs from its default goes into its ``m`` under the field's own name; ``volume`` there is a factor.
A draft comes back from outside with every export, so each value is checked before it is believed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from local_backend.timeline import Segment, Timeline, Track, TrackKind, Transition

TRACK_TYPE: dict[TrackKind, int] = {"video": 0, "audio": 1, "text": 7}
TRACK_KIND = {number: kind for kind, number in TRACK_TYPE.items()}

MAX_SEGMENTS = 5_000
MAX_TEXT = 5_000
HOUR_MS = 3_600_000
# What a number may be. An hour is the longest video; a source may be longer than what is used of it.
BOUNDS: dict[str, tuple[int, int]] = {
    "width": (16, 8192),
    "height": (16, 8192),
    "fps": (1, 120),
    "loudness": (-70, 0),
    "start_ms": (0, HOUR_MS),
    "duration_ms": (1, HOUR_MS),
    "source_in_ms": (0, 100 * HOUR_MS),
    "speed": (1, 10_000),
    "volume": (0, 1_000),
    "fade_in_ms": (0, HOUR_MS),
    "fade_out_ms": (0, HOUR_MS),
    "sound_fade_in_ms": (0, HOUR_MS),
    "sound_fade_out_ms": (0, HOUR_MS),
    "scale": (10, 1_000),
    "lift": (-1_000, 1_000),
    "rotate": (-360_000, 360_000),
    "size": (0, 1_000),
    "opacity": (0, 100),
    "duck": (0, 100),
    "motion_amount": (0, 200),
    "motion_from": (0, 1_000),
    "motion_to": (0, 1_000),
    "x": (-10_000, 10_000),
    "y": (-10_000, 10_000),
    "w": (0, 10_000),
    "h": (0, 10_000),
    **dict.fromkeys(("brightness", "contrast", "saturation", "temperature"), (-100, 100)),
    **dict.fromkeys(("vignette", "sharpen", "denoise", "blur"), (0, 100)),
}


class DraftError(ValueError):
    """A draft that this backend cannot have written; the message names the part."""


def to_draft(timeline: Timeline) -> dict[str, Any]:
    """The timeline as draft JSON; ``from_draft`` of it gives the same timeline."""
    meta: dict[str, Any] = {
        "title": timeline.title,
        "width": timeline.width,
        "height": timeline.height,
        "fps": timeline.fps,
    }
    if timeline.loudness:
        meta["loudness"] = timeline.loudness
    if output := _changed(timeline.output):
        meta["output"] = output
    return {"d": timeline.duration_ms, "m": meta, "t": [_track(track) for track in timeline.tracks]}


def from_draft(draft: Mapping[str, Any]) -> Timeline:
    """The timeline that a draft describes; raises ``DraftError`` for one that is malformed or out of bounds."""
    try:
        tracks = [_track_fields(track) for track in draft.get("t") or ()]
        timeline = _adapter().validate_python({**(draft.get("m") or {}), "tracks": tracks})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise DraftError(f"draft: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise DraftError(f"draft: not readable ({type(error).__name__})") from None
    _check(timeline)
    return timeline


@cache
def _adapter() -> TypeAdapter[Timeline]:
    return TypeAdapter(Timeline)


def _changed(value: Any) -> dict[str, Any]:
    """The fields of a value that differ from their defaults, ready for JSON."""
    result: dict[str, Any] = {}
    for one in fields(value):
        now = getattr(value, one.name)
        if now != one.default:
            if isinstance(now, Transition):  # told whole, so that a reader sees which one it is
                result[one.name] = asdict(now)
            elif is_dataclass(now) and not isinstance(now, type):
                result[one.name] = _changed(now)
            else:
                result[one.name] = list(now) if isinstance(now, tuple) else now
    return result


def _track(track: Track) -> dict[str, Any]:
    return {
        "tt": TRACK_TYPE[track.kind],
        "d": track.duration_ms,
        "m": {"role": track.role},
        "sg": [_segment(segment) for segment in track.segments],
    }


def _segment(segment: Segment) -> dict[str, Any]:
    meta = {"name": segment.name, **_changed(segment)}
    for key in ("id", "start_ms", "duration_ms"):
        meta.pop(key, None)
    if "volume" in meta:
        meta["volume"] = segment.volume / 100
    return {"id": segment.id, "s": segment.start_ms, "d": segment.duration_ms, "m": meta}


def _track_fields(track: Mapping[str, Any]) -> dict[str, Any]:
    kind = TRACK_KIND[track["tt"]]
    role = (track.get("m") or {}).get("role") or {"video": "main", "audio": "music", "text": "text"}[kind]
    return {"kind": kind, "role": role, "segments": [_segment_fields(one) for one in track.get("sg") or ()]}


def _segment_fields(segment: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(segment["m"])
    if "volume" in values:
        values["volume"] = round(values["volume"] * 100)
    return {**values, "id": segment["id"], "start_ms": segment["s"], "duration_ms": segment["d"]}


def _check(timeline: Timeline) -> None:
    """Raises ``DraftError`` for numbers that no edit makes."""
    if timeline.width % 2 or timeline.height % 2:
        raise DraftError("draft: width and height must be even")
    if sum(len(track.segments) for track in timeline.tracks) > MAX_SEGMENTS:
        raise DraftError(f"draft: more than {MAX_SEGMENTS} segments")
    if timeline.duration_ms > HOUR_MS:
        raise DraftError("draft: longer than an hour")
    _check_bounds(timeline, "m")
    for track, segment in timeline.segments():
        _check_bounds(segment, f"{track.role} segment {segment.id}")


def _check_bounds(value: Any, where: str) -> None:
    for one in fields(value):
        now = getattr(value, one.name)
        if is_dataclass(now) and not isinstance(now, type):
            _check_bounds(now, f"{where}.{one.name}")
        elif isinstance(now, int) and one.name in BOUNDS:
            low, high = BOUNDS[one.name]
            # a field may always be what it is by default: height 0 of an Output means unset
            if not low <= now <= high and now != one.default:
                raise DraftError(f"{where}.{one.name}: {now} is not between {low} and {high}")
        elif isinstance(now, str) and len(now) > MAX_TEXT:
            raise DraftError(f"{where}.{one.name}: longer than {MAX_TEXT} characters")
