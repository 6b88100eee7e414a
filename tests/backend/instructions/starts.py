"""Where the instructions of the lists start from, and how what they give is looked at.

A path names one value of a timeline: ``duration``, ``canvas``, ``main.1.speed``, ``text.#`` (how many),
``music.0.volume``, ``output.format``. Tracks go by their role.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from local_backend.edits import Clip, apply
from local_backend.edits.chain import lay, of_role
from local_backend.edits.model import ALL, AddSound, AddText, Adjust, ChangeText, Compose, Which
from local_backend.timeline import Box, Segment, TextStyle, Timeline, Track, Transition

HERE = Path(__file__).parent
ROLES = ("main", "overlay", "voice", "music", "sound", "text")


def _photo(name: str) -> Clip:
    return Clip(name, name, "image", 0, 4000, 3000)


PHOTOS = tuple(_photo(name) for name in ("coffee.jpg", "mug.jpg", "beans.png", "latte.jpg", "shop.jpg"))
VOICE = Clip("voiceover.mp3", "voiceover.mp3", "audio", 30_000, has_audio=True)
BGM = Clip("bgm.mp3", "bgm.mp3", "audio", 90_000, has_audio=True)
BEACH = Clip("beach.mp4", "beach.mp4", "video", 20_000, 1920, 1080, True)
CITY = Clip("city.mp4", "city.mp4", "video", 12_000, 1920, 1080, True)
INTERVIEW = Clip("interview.mov", "interview.mov", "video", 40_000, 1920, 1080, True)
LOGO = Clip("logo.png", "logo.png", "image", 0, 400, 200)
SUBTITLES = Clip(
    "lines.srt", "lines.srt", "caption",
    text="1\n00:00:01,000 --> 00:00:03,500\nHello there\n\n2\n00:00:04,000 --> 00:00:06,000\nGoodbye\n",
)  # fmt: skip
TRIP = (BEACH, CITY, INTERVIEW, _photo("coffee.jpg"), LOGO, BGM)


def _clips(transition: Transition | None) -> tuple[Segment, ...]:
    return lay(
        (
            Segment("s1", "video", 0, 10_000, BEACH.name, BEACH.id),
            Segment("s2", "video", 0, 8_000, CITY.name, CITY.id, transition=transition),
            Segment("s3", "video", 0, 12_000, INTERVIEW.name, INTERVIEW.id, transition=transition),
        )
    )


def _full(*more: Track) -> Timeline:
    music = Segment("s4", "audio", 0, 29_000, BGM.name, BGM.id, volume=35, fade_out_ms=2000)
    title = Segment("s5", "text", 0, 3000, text="Hello", fade_in_ms=300, fade_out_ms=300)
    third = Segment("s6", "text", 18_000, 4000, text="Anna", style=TextStyle("lower_third", "bottom_left"))
    tracks = [Track("video", "main", _clips(Transition())), *more]
    return Timeline(tracks=(*tracks, Track("audio", "music", (music,)), Track("text", "text", (title, third))))


def _promo() -> Timeline:
    timeline, _ = apply(Timeline(), Compose(tuple(one.id for one in PHOTOS), 30_000, voice=VOICE.id), (*PHOTOS, VOICE))
    return apply(timeline, AddText("Summer Sale", "title", 0, 3000), ())[0]


MARKET = Clip("market.mp4", "market.mp4", "video", 6_000, 1920, 1080, True)
WORKSHOP = Clip("workshop.mp4", "workshop.mp4", "video", 12_000, 1920, 1080, True)
STALLS = (MARKET, WORKSHOP, VOICE, BGM)


def _market() -> Timeline:
    timeline, _ = apply(Timeline(), Compose((MARKET.id,)), STALLS)
    timeline, _ = apply(timeline, AddSound("music", BGM.id, volume=20), STALLS)
    return apply(timeline, AddText("Old", "title", 0, 3000), ())[0]


VOICEOVER = Clip("voiceover.wav", "voiceover.wav", "audio", 29_000, has_audio=True)
SEASIDE = Clip("beach.mp4", "beach.mp4", "video", 14_000, 1920, 1080, True)
WALK = Clip("city walk.mov", "city walk.mov", "video", 9_000, 1280, 720, True)
GOODS = tuple(_photo(name) for name in ("1-mug.jpg", "2-headphones.jpg", "3-lamp.jpg", "4-plant.jpg", "5-speaker.jpg"))
SHELF = (*GOODS, VOICEOVER, SEASIDE, WALK, SUBTITLES)


def _shelf() -> Timeline:
    made = Compose(tuple(one.id for one in GOODS), 20_000, voice=VOICEOVER.id)
    timeline, _ = apply(Timeline(), made, SHELF)
    timeline, _ = apply(timeline, AddSound("music", style="lofi", volume=35), SHELF)
    return apply(timeline, AddText("Desk Setup", "title", 0, 2500), ())[0]


def _captioned() -> Timeline:
    """A caption on each of the photos."""
    timeline = _shelf()
    said = ("Morning coffee", "Home office", "Reading light", "Green corner", "Sound")
    for words, one in zip(said, of_role(timeline, "main"), strict=True):
        timeline, _ = apply(timeline, AddText(words, "caption", one.start_ms, one.duration_ms), ())
    return timeline


def _cropped() -> Timeline:
    return apply(_shelf(), Adjust(ALL, (("crop", (100, 100, 800, 800)),)), SHELF)[0]


def _walks() -> Timeline:
    timeline, _ = apply(Timeline(), Compose((SEASIDE.id, WALK.id)), SHELF)
    return timeline


def _graded() -> Timeline:
    """Every look that can be taken off again."""
    looks = ("brightness", "vignette", "sharpen", "denoise", "blur")
    on = (("scale", 150), ("grayscale", True), ("stabilise", True), ("flip_h", True), ("rotate", 90))
    timeline, _ = apply(_full(), Adjust(ALL, (*((one, 50) for one in looks), *on)), TRIP)
    red = ChangeText(Which("title"), style=(("color", "#ff0000"),), size_percent=150)
    return apply(timeline, red, TRIP)[0]


_MARK = Segment("s7", "image", 0, 29_000, LOGO.name, LOGO.id, box=Box(810, 40, 150))
STARTS: dict[str, tuple[Timeline, tuple[Clip, ...]]] = {
    "photos": (Timeline(), (*PHOTOS, VOICE)),
    "photos+": (Timeline(), (*PHOTOS, VOICE, BGM)),
    "trip": (Timeline(), TRIP),
    "promo": (_promo(), (*PHOTOS, VOICE, BGM, BEACH)),
    "clips": (Timeline(tracks=(Track("video", "main", _clips(None)),)), (*TRIP, SUBTITLES)),
    "full": (_full(), TRIP),
    "stalls": (Timeline(), STALLS),
    "market": (_market(), STALLS),
    "goods": (Timeline(), SHELF),
    "shelf": (_shelf(), SHELF),
    "cropped": (_cropped(), SHELF),
    "captioned": (_captioned(), SHELF),
    "walks": (_walks(), SHELF),
    "graded": (_graded(), TRIP),
    "branded": (_full(Track("video", "overlay", (_MARK,))), TRIP),
}


def look(timeline: Timeline, path: str) -> Any:
    """The value at a path; ``None`` where nothing is."""
    if path == "duration":
        return timeline.duration_ms
    if path == "canvas":
        return f"{timeline.width}x{timeline.height}"
    head, *rest = path.split(".")
    value: Any = of_role(timeline, head) if head in ROLES else getattr(timeline, head)  # type: ignore[arg-type]
    for step in rest:
        if step == "#":
            return len(value)
        if value is None:
            return None
        if step.lstrip("-").isdigit():
            if not -len(value) <= int(step) < len(value):
                return None
            value = value[int(step)]
        else:
            value = getattr(value, step)
    return list(value) if isinstance(value, tuple) else value


def lines(timeline: Timeline) -> list[str]:
    """The whole timeline, one line a segment, with whatever differs from its default."""
    head = f"{timeline.width}x{timeline.height} {timeline.duration_ms} ms"
    if timeline.loudness:
        head += f" {timeline.loudness} LUFS"
    told = [head + _differing(timeline.output, " output")]
    for track, one in timeline.segments():
        name = one.name or one.text
        told.append(f"{track.role} {name!r} {one.start_ms}-{one.end_ms}{_differing(one, '')}")
    return told


def _differing(value: Any, label: str) -> str:
    skipped = ("id", "kind", "start_ms", "duration_ms", "name", "media", "role")
    told = ""
    for one in fields(value):
        now = getattr(value, one.name)
        if one.name in skipped or now == one.default or (one.name == "text" and not value.name):
            continue
        if is_dataclass(now):
            inner = ", ".join(
                f"{sub.name} {getattr(now, sub.name)}" for sub in fields(now) if getattr(now, sub.name) != sub.default
            )
            told += f" {one.name}({inner})"
        else:
            told += f" {one.name} {now}"
    return label + told if told else ""
