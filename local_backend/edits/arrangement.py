"""The edits of what is shown when: one frozen value each. Times are whole milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from local_backend.edits.base import ALL, Edit, Which
from local_backend.timeline import Role, Transition

CROSSFADE = Transition()


@dataclass(frozen=True, slots=True)
class Compose(Edit):
    """The main job. ``media`` in order of appearance; length 0 and each 0: the voice's length, else 4 s a photo.

    A colour such as ``#000000`` among ``media`` is a plain picture.
    """

    media: tuple[str, ...]
    duration_ms: int = 0
    each_ms: int = 0
    transition: Transition | None = CROSSFADE
    motion: bool = False
    voice: str = ""
    music: str = ""
    loop: bool = False
    """clips that are too short for the length: the last one is played again until it is filled"""
    parts: tuple[tuple[int, int], ...] = ()
    """of each file where its part begins and how long that is; a length of 0 is all that is left of it"""
    timed: bool = False
    """the parts were given as times of the video: transitions must not move them"""
    laid: bool = False
    """nobody asked for a video yet: the files go onto the empty timeline so that the other edits have something"""


@dataclass(frozen=True, slots=True)
class SetLength(Edit):
    duration_ms: int


@dataclass(frozen=True, slots=True)
class SetEach(Edit):
    which: Which
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Insert(Edit):
    """``position`` counts from 1; 0 is the end. Beside another segment where one is told; ``at_ms`` splits one."""

    media: tuple[str, ...]
    position: int = 0
    at_ms: int | None = None
    duration_ms: int = 0
    before: Which | None = None
    after: Which | None = None
    source_in_ms: int = 0
    """of a video: where in the file it begins"""


@dataclass(frozen=True, slots=True)
class InsertColor(Edit):
    """A plain colour on the main track."""

    color: str
    duration_ms: int = 2000
    position: int = 0
    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Remove(Edit):
    which: Which


@dataclass(frozen=True, slots=True)
class Replace(Edit):
    """By another file; by a part of it where ``duration_ms`` is given, else for as long as what was there."""

    which: Which
    media: str
    source_in_ms: int = 0
    duration_ms: int = 0


@dataclass(frozen=True, slots=True)
class Move(Edit):
    """To a place counted from 1 (or -1 for the last), so many places on, or beside another segment."""

    which: Which
    position: int = 0
    by: int = 0
    before: Which | None = None
    after: Which | None = None


@dataclass(frozen=True, slots=True)
class Swap(Edit):
    first: Which
    second: Which


@dataclass(frozen=True, slots=True)
class Reorder(Edit):
    how: Literal["reverse", "name", "shuffle", "given"] = "reverse"
    order: tuple[Which, ...] = ()


@dataclass(frozen=True, slots=True)
class Duplicate(Edit):
    which: Which
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Split(Edit):
    at_ms: int = 0
    which: Which | None = None
    """with it, ``at_ms`` counts from the segment's own beginning"""
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Keep(Edit):
    """Keeps a stretch of the whole, or of the segments named; ``end_ms`` None is their end."""

    start_ms: int
    end_ms: int | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class CutOut(Edit):
    start_ms: int
    end_ms: int | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class TrimEdge(Edit):
    edge: Literal["start", "end", "both"]
    amount_ms: int
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class KeepEdge(Edit):
    """Keeps only the first or last so many milliseconds."""

    edge: Literal["start", "end"]
    amount_ms: int
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class RemoveQuiet(Edit):
    """Cuts out what ``Measure`` finds, leaving ``padding_ms`` of it on either side."""

    what: Literal["silence", "black"] = "silence"
    threshold_db: int = -35
    minimum_ms: int = 500
    padding_ms: int = 100
    which: Which = ALL


@dataclass(frozen=True, slots=True)
class Speed(Edit):
    which: Which
    percent: int
    relative: bool = False
    stills: bool = False
    """photos, which have no speed, are shown for as much shorter or longer"""
    along: tuple[Role, ...] = ()
    """what keeps step with it: the voice, the music"""


@dataclass(frozen=True, slots=True)
class Backwards(Edit):
    which: Which
    on: bool = True


@dataclass(frozen=True, slots=True)
class Freeze(Edit):
    """Holds a frame: at a time of the video, or at an edge of a segment."""

    duration_ms: int
    at_ms: int | None = None
    which: Which | None = None
    edge: Literal["start", "end"] = "end"


@dataclass(frozen=True, slots=True)
class Loop(Edit):
    """Repeats a segment, so many times in all, or until it (or with ``fill`` the video) is so long."""

    which: Which
    times: int = 0
    duration_ms: int = 0
    fill: bool = False


@dataclass(frozen=True, slots=True)
class Within(Edit):
    """Another edit (``Volume``, ``Speed``, ``Backwards``, ``Adjust``) for a stretch of time alone.

    With ``which`` the times count from that segment's beginning. Below 0, ``start_ms`` counts from the end.
    """

    edit: Edit
    start_ms: int = 0
    end_ms: int | None = None
    which: Which | None = None
