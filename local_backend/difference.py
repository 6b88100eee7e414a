"""What a step back or forth changed, in words: two timelines -> one sentence. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from local_backend.edits import say
from local_backend.edits.picture import output_changes
from local_backend.edits.say import Change
from local_backend.timeline import Segment, Timeline
from local_backend.words import Language, phrase

MOST = 6
"""things that are named; the rest is counted"""
NAMED = {
    "scale": "zoom", "rotate": "rotation", "flip_h": "mirrored", "flip_v": "upside down", "reverse": "reversed",
    "grayscale": "black and white", "sharpen": "sharpening", "denoise": "noise reduction", "stabilise": "stabilising",
    "color": "colour", "box_color": "plate", "duck": "ducking", "box": "place", "motion_amount": "motion amount",
    "fade_in_ms": "fade in", "fade_out_ms": "fade out", "source_in_ms": "cut", "freeze": "freeze frame",
}  # fmt: skip
BESIDE = (
    "id", "start_ms", "duration_ms", "picture", "style", "seed", "kind", "media", "name", "motion_from", "motion_to",
    "lift",
)  # fmt: skip
PERCENT = ("volume", "speed", "scale", "brightness", "contrast", "saturation", "temperature", "duck")


def difference(before: Timeline, after: Timeline, language: Language) -> str:
    """``That is: length 16 s → 20 s; lamp.jpg is back.`` Empty where nothing is different."""
    old = {one.id: one for _, one in before.segments()}
    new = {one.id: one for _, one in after.segments()}
    parts = [say.length(before, after, language), ("canvas", _canvas(before), _canvas(after))]
    parts += output_changes(before.output, after.output)
    told = [said for one in parts if (said := say.changes(language, [one]))]
    same = {one for one in old if one in new and _subject(old[one]) == _subject(new[one])}
    back = [_title(new[one], language) for one in new if one not in same]
    gone = [_title(old[one], language) for one in old if one not in same]
    told += [phrase("is_back", language, name) for name in dict.fromkeys(back) if name not in gone]
    told += [phrase("is_gone", language, name) for name in dict.fromkeys(gone) if name not in back]
    changes = dict.fromkeys(change for one in new if one in same for change in _changes(old[one], new[one]))
    told += [said for one in changes if (said := say.changes(language, [one]))]
    if not told:
        return phrase("moved_back", language) if before != after else ""
    if len(told) > MOST:
        told = [*told[:MOST], "…"]
    return phrase("that_is", language, ("；" if language == "zh" else "; ").join(told))


def _subject(one: Segment) -> str:
    return one.media or one.kind


def _title(one: Segment, language: Language) -> str:
    if one.kind == "text":
        role = one.style.role.replace("_", " ")
        return f"{say.LABELS[role]}“{one.text}”" if language == "zh" else f'the {role} "{one.text}"'
    return one.name or one.kind


def _canvas(timeline: Timeline) -> str:
    return f"{timeline.width}x{timeline.height}"


def _changes(old: Segment, new: Segment) -> Iterator[Change]:
    for was, now in ((old, new), (old.picture, new.picture), (old.style, new.style)):
        for one in fields(was):
            if one.name in BESIDE:
                continue
            first, last = getattr(was, one.name), getattr(now, one.name)
            if first != last:
                label = NAMED.get(one.name, one.name.removesuffix("_ms").replace("_", " "))
                yield label, _plain(one.name, first), _plain(one.name, last)


def _plain(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if value is None or value == "":
        return "none"
    if name.endswith("_ms") and isinstance(value, int):
        return say.seconds(value)
    if name in PERCENT:
        return f"{value}%"
    if name == "transition":
        return str(getattr(value, "kind", value))
    if name == "crop" and isinstance(value, tuple):
        return "×".join(f"{one / 10:g}%" for one in value[2:])
    if name == "box":
        return f"{getattr(value, 'w', 0) / 10:g}%"
    return str(value)
