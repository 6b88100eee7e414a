"""The draft with its short keys -> a timeline to show: one summary line, readiness, what changed. Pure.

``t`` tracks, ``tt`` track type (0 video, 1 audio, 7 text), ``sg`` segments, ``d`` duration in ms, ``m`` metadata
(seed, "Draft field mapping"). The keys of a segment's start, name, volume and words are not public: every likely
spelling is read, on the segment and in its ``m``. Nothing here changes a draft: it goes back as it came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nemovideo.errors import clean

START_KEYS = ("s", "st", "start", "start_ms", "startMs", "start_time", "startTime", "begin", "offset", "at")
LENGTH_KEYS = ("d", "duration", "duration_ms", "durationMs", "dur", "length")
END_KEYS = ("e", "et", "end", "end_ms", "endMs", "end_time", "endTime")
NAME_KEYS = ("name", "n", "title", "label", "file_name", "fileName", "filename", "style_name", "prompt")
TEXT_KEYS = ("text", "txt", "content", "tx", "words", "caption")
VOLUME_KEYS = ("volume", "vol", "v", "gain")
SPEED_KEYS = ("speed", "sp", "rate", "playback_rate", "playbackRate")
SOURCE_KEYS = ("url", "src", "source", "cdn_url", "path", "u", "media_url", "file")
MATERIAL_KEYS = ("material", "media", "asset")

KINDS = {0: "video", 1: "audio", 7: "text"}
VOICE_WORDS = ("voice", "narrat", "speech", "tts", "配音", "旁白", "人声", "口播")
SOUND_WORDS = ("sfx", "sound effect", "音效")
ROLES = {
    "main": "Video", "overlay": "Overlay", "voice": "Voice", "voiceover": "Voice", "music": "BGM", "bgm": "BGM",
    "sound": "Sound", "sfx": "Sound", "title": "Title", "subtitle": "Subtitles", "subtitles": "Subtitles",
    "caption": "Captions", "captions": "Captions", "lower_third": "Lower third",
}  # fmt: skip
# A few texts are titles; more of them on one track are subtitles.
TITLES_AT_MOST = 3
SHOWN_SEGMENTS = 6
SHOWN_CHARS = 80
# No edit makes a video play ten times as fast or a sound eleven times as loud: such numbers are percent.
PERCENT_FROM = 10


@dataclass(frozen=True, slots=True)
class Segment:
    """Times in ms; ``volume`` and ``speed`` are factors, None where the draft does not say."""

    name: str
    start_ms: int
    end_ms: int
    text: str = ""
    volume: float | None = None
    speed: float | None = None
    raw: Mapping[str, Any] | None = None

    @property
    def title(self) -> str:
        return f'"{_short(self.text)}"' if self.text else _short(self.name)


@dataclass(frozen=True, slots=True)
class Track:
    kind: str
    """video, audio, text or other"""
    label: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Only tracks with something on them; the length is the draft's own, else where the last segment ends."""

    tracks: tuple[Track, ...] = ()
    duration_ms: int = 0


def read(draft: Mapping[str, Any] | None, media: Sequence[Any] | None = None) -> Timeline:
    """The timeline of a draft; ``media`` (the state's ``video_infos``) gives uploaded files their names."""
    draft = _mapping(draft)
    names = {one["cdn_url"]: str(one.get("filename") or "") for one in media or () if _has_url(one)}
    tracks = [_track(track, names) for track in _tracks(draft)]
    shown = tuple(track for track in tracks if track.segments)
    end = max((segment.end_ms for track in shown for segment in track.segments), default=0)
    return Timeline(shown, _integer(_first(draft, LENGTH_KEYS)) or end)


def ready(draft: Mapping[str, Any] | None) -> bool:
    """Whether there is something to export: some track has a segment."""
    return any(_segments(track) for track in _tracks(_mapping(draft)))


def wished_format(draft: Mapping[str, Any] | None) -> str | None:
    """The format of the file that the person asked the editor for: ``m.output.format``, lower case."""
    output = _mapping(_mapping(_mapping(draft).get("m")).get("output"))
    wish = output.get("format")
    if isinstance(wish, str) and wish:
        return wish.lower().lstrip(".")
    return "m4a" if output.get("audio_only") is True else None


def line(timeline: Timeline) -> str:
    """``Timeline (1 track): 1. Video: a.mp4 (0-10s)``"""
    count = len(timeline.tracks)
    head = f"Timeline ({count} track{'' if count == 1 else 's'}):"
    if not count:
        return f"{head} empty"
    return " ".join([head, *(f"{n}. {track.label}: {listed(track)}" for n, track in enumerate(timeline.tracks, 1))])


def tracks_json(timeline: Timeline) -> list[dict[str, Any]]:
    """The tracks as ``state.py`` gives them: keys absent where they do not apply."""
    return [
        {"kind": track.kind, "label": track.label, "segments": [_segment_json(one) for one in track.segments]}
        for track in timeline.tracks
    ]


def seconds(ms: int) -> str:
    """Whole seconds, or one decimal."""
    return f"{ms / 1000:.1f}".removesuffix(".0")


def shown(segment: Segment) -> str:
    """``city timelapse (0-10s, 35%)``"""
    facts = [f"{seconds(segment.start_ms)}-{seconds(segment.end_ms)}s"]
    if segment.volume is not None and segment.volume != 1:
        facts.append(f"{round(segment.volume * 100)}%" if segment.volume else "muted")
    if segment.speed is not None and segment.speed != 1:
        facts.append(f"{segment.speed:g}x")
    return f"{segment.title} ({', '.join(facts)})"


def listed(track: Track) -> str:
    """The segments of a track, shortened in the middle."""
    all_ = [shown(segment) for segment in track.segments]
    if len(all_) > SHOWN_SEGMENTS:
        all_ = [*all_[: SHOWN_SEGMENTS - 2], f"… {len(all_) - SHOWN_SEGMENTS + 1} more …", all_[-1]]
    return ", ".join(all_)


def _segment_json(segment: Segment) -> dict[str, Any]:
    from nemovideo import looks

    found: dict[str, Any] = {
        "name": _short(segment.name),
        "start_s": segment.start_ms / 1000,
        "end_s": segment.end_ms / 1000,
        "volume": segment.volume,
        "text": _short(segment.text, 300),
        "speed": segment.speed,
        "details": looks.facts(segment.raw or {}),
    }
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def _track(track: Mapping[str, Any], names: Mapping[str, str]) -> Track:
    kind = KINDS.get(_integer(track.get("tt")) if track.get("tt") is not None else -1, "other")
    segments: list[Segment] = []
    at = 0
    for raw in _segments(track):
        segments.append(_segment(raw, kind, at, track, names))
        at = segments[-1].end_ms
    return Track(kind, _label(track, kind, segments), tuple(segments))


def _segment(raw: Mapping[str, Any], kind: str, at: int, track: Mapping[str, Any], names: Mapping[str, str]) -> Segment:
    timing = next((raw[key] for key in ("target_timerange", "timerange") if isinstance(raw.get(key), dict)), raw)
    start = _first(timing, START_KEYS)
    start_ms = at if start is None else _integer(start)
    length, end = _first(timing, LENGTH_KEYS), _first(timing, END_KEYS)
    if length is not None:
        end_ms = start_ms + _integer(length)
    elif end is not None:
        end_ms = _integer(end)
    else:  # a lone segment lasts as long as its track
        end_ms = start_ms + (_integer(_first(track, LENGTH_KEYS)) if len(_segments(track)) == 1 else 0)
    text = _string(_first(raw, TEXT_KEYS))
    name = names.get(_string(_first(raw, SOURCE_KEYS))) or _string(_first(raw, NAME_KEYS))
    if not name and not text:
        name = next((_string(raw[key].get("name")) for key in MATERIAL_KEYS if isinstance(raw.get(key), dict)), "")
    if kind == "text" and not text:
        text, name = name, ""
    if not name and not text:
        name = _basename(_string(_first(raw, SOURCE_KEYS))) or "untitled"
    speed = _factor(_first(raw, SPEED_KEYS))
    volume = None if kind == "text" else _factor(_first(raw, VOLUME_KEYS))
    if volume is None and kind == "audio":
        volume = 1.0
    return Segment(clean(name), start_ms, max(start_ms, end_ms), clean(text), volume, speed, raw)


def _label(track: Mapping[str, Any], kind: str, segments: Sequence[Segment]) -> str:
    meta = _mapping(track.get("m"))
    roles = [meta.get("role"), track.get("role")]
    if kind == "text":
        roles = [_mapping(_mapping(_mapping(one.raw).get("m")).get("style")).get("role") for one in segments[:1]]
    for role in roles:
        if isinstance(role, str) and role.lower() in ROLES:
            return ROLES[role.lower()]
    if kind == "video":
        return "Video"
    if kind == "text":
        return "Title" if len(segments) <= TITLES_AT_MOST else "Subtitles"
    if kind == "audio":
        names = " ".join((_string(_first(track, NAME_KEYS)), *(segment.name for segment in segments))).lower()
        if any(word in names for word in VOICE_WORDS):
            return "Voice"
        return "Sound" if any(word in names for word in SOUND_WORDS) else "BGM"
    return "Other"


def _tracks(draft: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = draft.get("t", draft.get("tracks"))
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _segments(track: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = track.get("sg", track.get("segments"))
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _places(value: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield value
    for key in ("m", "meta", "metadata"):
        if isinstance(value.get(key), dict):
            yield value[key]


def _first(value: Mapping[str, Any], keys: Sequence[str]) -> Any:
    """The first key that is there, on the value itself before its metadata."""
    for place in _places(value):
        for key in keys:
            if place.get(key) is not None and not isinstance(place[key], (dict, list)):
                return place[key]
    return None


def _has_url(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("cdn_url"), str)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _string(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < 1e15 else None


def _integer(value: Any) -> int:
    return round(_number(value) or 0)


def _factor(value: Any) -> float | None:
    number = _number(value)
    if number is None:
        return None
    return round(number / 100 if number >= PERCENT_FROM else number, 4)


def _basename(url: str) -> str:
    return url.split("?")[0].rstrip("/").rsplit("/", 1)[-1]


def _short(text: str, limit: int = SHOWN_CHARS) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
