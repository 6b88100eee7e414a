"""The keys of a draft's metadata in words: what a segment looks and sounds like. Pure.

A path is the keys down to a plain value, without the metadata's own: ``picture fit``, ``style color``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from nemovideo.draft import seconds
from nemovideo.errors import clean

MAX_DETAIL_CHARS = 60
MAX_FACTS = 20
LABELS = {
    "picture fit": "framing", "picture motion": "motion", "picture motion_amount": "strength of the motion",
    "picture crop": "crop", "picture scale": "zoom", "picture rotate": "rotation", "picture flip_h": "mirrored",
    "picture flip_v": "upside down", "picture brightness": "brightness", "picture contrast": "contrast",
    "picture saturation": "saturation", "picture temperature": "warmth", "picture grayscale": "black and white",
    "picture vignette": "vignette", "picture sharpen": "sharpening", "picture denoise": "noise reduction",
    "picture blur": "blur", "picture stabilise": "stabilised", "style color": "colour", "style size": "size",
    "style place": "place", "style weight": "weight", "style box_color": "plate", "style outline": "outline",
    "style outline_color": "outline", "style shadow": "shadow", "transition": "transition", "fade_in_ms": "fade in",
    "fade_out_ms": "fade out", "sound_fade_in_ms": "sound fade in", "sound_fade_out_ms": "sound fade out",
    "duck": "ducking", "reverse": "reversed", "freeze": "freeze frame", "loop": "looped", "box w": "width",
    "box h": "height", "box x": "left edge", "box y": "top edge", "box opacity": "opacity",
    "source_in_ms": "start in the source", "loudness": "loudness", "fps": "frames a second",
    "output format": "format", "output fps": "frames a second", "output height": "height",
    "output max_bytes": "largest size", "output audio_only": "sound alone",
}  # fmt: skip
# Told by what goes with it, or of no meaning to a person.
HIDDEN = frozenset({"picture motion_from", "picture motion_to", "style role", "freeze_at", "role"})
VALUES: dict[str, dict[str, str]] = {
    "picture fit": {
        "auto": "automatic", "crop": "cropped to fill", "blur": "blurred background", "bar": "black bars",
    },
    "picture motion": {
        "in": "zoom in", "out": "zoom out", "left": "pan left", "right": "pan right", "up": "pan up",
        "down": "pan down",
    },
}  # fmt: skip
COLOURS = {
    "#ffffff": "white", "#000000": "black", "#ffff00": "yellow", "#ff0000": "red", "#0000ff": "blue",
    "#00ff00": "green", "#008000": "green", "#ffa500": "orange", "#ffc0cb": "pink", "#808080": "grey",
    "#ffd700": "gold", "#800080": "purple",
}  # fmt: skip
PLAIN = {"picture fit": "automatic", "picture scale": "100%", "picture rotate": "0°", "duck": "off",
         "box opacity": "100%", "picture motion_amount": "10%"}  # fmt: skip
PERCENT = frozenset(
    {
        "picture scale", "picture brightness", "picture contrast", "picture saturation", "picture temperature",
        "picture vignette", "picture sharpen", "picture denoise", "picture blur", "picture motion_amount", "duck",
        "box opacity",
    }
)  # fmt: skip
THOUSANDTHS = frozenset({"box w", "box h", "box x", "box y", "style size"})


def scalars(value: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """The plain values of a segment or draft by their path; tracks and segments apart."""
    found: dict[str, Any] = {}
    for key, one in value.items():
        if key in ("t", "tracks", "sg", "segments"):
            continue
        path = prefix if key in ("m", "meta", "metadata") else f"{prefix} {key}".strip()
        if key == "transition" and isinstance(one, dict) and isinstance(one.get("kind"), str):
            found[path] = _transition(one)
        elif isinstance(one, dict):
            found.update(scalars(one, path))
        else:
            found[path] = one
    return found


def traits(raw: Mapping[str, Any]) -> Iterator[str]:
    """What is worth saying of a new segment: ``black and white``, ``colour yellow``."""
    for path, one in scalars(raw).items():
        if path in LABELS and path != "source_in_ms" and one not in (None, False, "", 0):
            yield LABELS[path] if one is True else f"{LABELS[path]} {plain(one, path, None)}"


def facts(raw: Mapping[str, Any]) -> list[str]:
    """All that a segment is besides its name, time, volume and speed: ``starts 3s into the source``, ``place top``."""
    begins = scalars(raw).get("source_in_ms")
    told = [f"starts {seconds(begins)}s into the source"] if type(begins) is int and begins > 0 else []
    return [*told, *traits(raw)][:MAX_FACTS]


def details(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(path, ``label before → after``) of every value that differs."""
    for path in sorted({*was, *now}):
        old, new = was.get(path), now.get(path)
        if old != new and path not in HIDDEN:
            yield path, f"{named(path)} {plain(old, path, new)} → {plain(new, path, old)}"


def named(path: str) -> str:
    """A path in words; one that is not known by its last key: "picture glow_ms" is "glow"."""
    last = path.removeprefix("picture ").removeprefix("style ").removesuffix("_ms").replace("_", " ")
    return LABELS.get(path) or clean(last)[:MAX_DETAIL_CHARS]


def plain(value: Any, path: str, other: Any) -> str:
    """A value in words; a missing one is told by what stands on the other side."""
    if value is None:
        if path in PLAIN:
            return PLAIN[path]
        if path.endswith("_ms"):
            return "0s"
        if path in PERCENT:
            return "0%"
        if path in ("style place", "style color", "style weight"):
            return "default"
        return "off" if isinstance(other, bool) else "none" if isinstance(other, (str, list)) else "default"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, int):
        if path.endswith("_ms"):
            return f"{seconds(value)}s"
        if path.endswith("max_bytes"):
            return f"{value / 1e6:g} MB"
        if path in PERCENT:
            return f"{value}%"
        if path in THOUSANDTHS:
            return f"{value / 10:g}%"
        if path == "picture rotate":
            return f"{value}°"
    if path == "picture crop" and isinstance(value, list) and len(value) == 4 and all(type(n) is int for n in value):
        return _cropped(*value)
    if isinstance(value, str):
        value = VALUES.get(path, {}).get(value, COLOURS.get(value.lower(), value))
        value = value.replace("_", " ") if path == "style place" else value
    text = clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return text if len(text) <= MAX_DETAIL_CHARS else text[: MAX_DETAIL_CHARS - 1] + "…"


def _transition(one: Mapping[str, Any]) -> str:
    length = one.get("duration_ms")
    return str(one["kind"]).replace("_", " ") + (f" {seconds(length)}s" if type(length) is int else "")


def _cropped(x: int, y: int, width: int, height: int) -> str:
    """What is cut off: ``10% off the top``."""
    sides = (("left", x), ("top", y), ("right", 1000 - x - width), ("bottom", 1000 - y - height))
    return ", ".join(f"{cut / 10:g}% off the {side}" for side, cut in sides if cut > 0) or "none"
