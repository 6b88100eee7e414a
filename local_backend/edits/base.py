"""What every edit rests on: files, segments as a person names them, and what cannot be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Language = Literal["en", "zh"]


ClipKind = Literal["video", "image", "animation", "audio", "caption"]


Target = Literal[
    "main", "photo", "video", "music", "voice", "sound", "audio", "overlay", "text", "title", "subtitle",
    "lower_third", "caption",
]  # fmt: skip


LONGEST_MS = 3_600_000


"""An hour: what a video may last here."""


@dataclass(frozen=True, slots=True)
class Clip:
    """An uploaded file as the language needs it. ``text`` holds the content of a caption file."""

    id: str
    name: str
    kind: ClipKind
    duration_ms: int = 0
    width: int = 0
    height: int = 0
    has_audio: bool = False
    text: str = ""


class Impossible(ValueError):  # noqa: N818 - it is an answer to a person, not a fault
    """An edit that cannot be done. ``reason`` and ``suggestion`` are sentences in the person's language."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.suggestion = suggestion


class Measure(Protocol):
    """Finds silent or black stretches in an uploaded file, in its own time, as (start, end) in milliseconds."""

    def __call__(
        self, what: Literal["silence", "black"], media: str, threshold_db: int, minimum_ms: int
    ) -> Sequence[tuple[int, int]]: ...


@dataclass(frozen=True, slots=True)
class Which:
    """Segments by kind, then by number (from 1, or from -1 backwards), name, or the time they are seen at."""

    kind: Target = "main"
    numbers: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    at_ms: int | None = None

    @property
    def everything(self) -> bool:
        return not (self.numbers or self.names or self.ids or self.at_ms is not None)


ALL = Which()


@dataclass(frozen=True, slots=True)
class Edit:
    language: Language = field(default="en", kw_only=True)
