"""The edits of how things look and sound: one frozen value each. Amounts are whole percent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from local_backend.edits.base import Edit, Which
from local_backend.timeline import Fit, TextRole, TransitionKind


@dataclass(frozen=True, slots=True)
class SetTransition(Edit):
    """``kind`` None keeps each one's kind, ``duration_ms`` 0 its duration; ``none`` removes them.

    ``pair`` are the two segments between which it comes; ``into`` those that it leads to. Neither: everywhere.
    """

    kind: TransitionKind | None = None
    duration_ms: int = 0
    none: bool = False
    pair: tuple[Which, Which] | None = None
    into: Which | None = None
    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class AddText(Edit):
    """``at_end``: it ends with the video. ``style`` holds the TextStyle fields that were asked for."""

    text: str
    role: TextRole = "title"
    start_ms: int = 0
    duration_ms: int = 0
    at_end: bool = False
    whole: bool = False
    on: Which | None = None
    style: tuple[tuple[str, str | int], ...] = ()
    fade_in_ms: int | None = None
    fade_out_ms: int | None = None
    alone: bool = False
    """one of its kind at that time and place: what stood there goes"""


@dataclass(frozen=True, slots=True)
class ChangeText(Edit):
    which: Which
    text: str = ""
    start_ms: int | None = None
    shift_ms: int = 0
    """later, or earlier below 0"""
    duration_ms: int = 0
    style: tuple[tuple[str, str | int], ...] = ()
    size_percent: int = 0
    fade_in_ms: int | None = None
    fade_out_ms: int | None = None


@dataclass(frozen=True, slots=True)
class AddCaptions(Edit):
    """Lines as (start, end, words); times of -1 are shared out over the video."""

    lines: tuple[tuple[int, int, str], ...]
    style: tuple[tuple[str, str | int], ...] = ()
    name: str = ""
    role: TextRole = "caption"


@dataclass(frozen=True, slots=True)
class AddSound(Edit):
    """Music, a voice or a sound: an uploaded file, or a style that is generated. -1 and None: the role's default."""

    role: Literal["music", "voice", "sound"]
    media: str = ""
    style: str = ""
    volume: int = -1
    start_ms: int = 0
    duration_ms: int = 0
    fade_in_ms: int | None = None
    fade_out_ms: int | None = None
    duck: int = 0
    loop: bool = False
    source_ms: int = 0
    """where in the file it begins"""
    assumed: bool = False
    """nobody said which music; so it is the one that was spoken of before, where one was"""


@dataclass(frozen=True, slots=True)
class Volume(Edit):
    which: Which
    percent: int
    relative: bool = False


@dataclass(frozen=True, slots=True)
class FadeSound(Edit):
    which: Which
    in_ms: int | None = None
    out_ms: int | None = None


@dataclass(frozen=True, slots=True)
class FadePicture(Edit):
    """From and to black. On ``ALL`` it is the beginning and the end of the video."""

    which: Which
    in_ms: int | None = None
    out_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Duck(Edit):
    percent: int = 35
    """of the music's volume that is left under a voice; 0 ends the ducking"""


@dataclass(frozen=True, slots=True)
class Detach(Edit):
    which: Which


@dataclass(frozen=True, slots=True)
class Loudness(Edit):
    lufs: int = -14


@dataclass(frozen=True, slots=True)
class Canvas(Edit):
    """Size in pixels; 0 and 0 keep the one there is and only say how pictures fit it."""

    width: int
    height: int
    fit: Fit | None = None


@dataclass(frozen=True, slots=True)
class Adjust(Edit):
    """Picture fields of segments: ``to`` sets them, ``by`` adds to them."""

    which: Which
    to: tuple[tuple[str, object], ...] = ()
    by: tuple[tuple[str, int], ...] = ()
    alternate: bool = False
    """of a motion: every other segment the other way"""


@dataclass(frozen=True, slots=True)
class Overlay(Edit):
    """A picture or clip above the rest. ``width`` is thousandths of the canvas; 0 is the use's own default.

    A ``start_ms`` below 0 means the end of the video.
    """

    media: str
    use: Literal["logo", "picture"] = "logo"
    place: str = ""
    width: int = 0
    opacity: int = 100
    start_ms: int = 0
    duration_ms: int = 0


@dataclass(frozen=True, slots=True)
class ChangeOverlay(Edit):
    which: Which
    place: str = ""
    width: int = 0
    size_percent: int = 0
    opacity: int = 0
    start_ms: int | None = None
    duration_ms: int = 0
    before_card: bool = False
    """it ends where the end card begins"""


@dataclass(frozen=True, slots=True)
class SplitScreen(Edit):
    media: tuple[str, ...]
    stacked: bool = False
    """one above the other; else side by side"""
    start_ms: int | None = None
    duration_ms: int = 0


@dataclass(frozen=True, slots=True)
class SetOutput(Edit):
    format: str = ""
    fps: int = 0
    height: int = 0
    max_bytes: int = 0
    audio_only: bool | None = None
