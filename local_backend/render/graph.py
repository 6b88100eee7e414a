"""From a timeline to chunks: which frames are made together, and a key for all that shows in them. Pure.

A chunk is a run of frames with the layers that show in it, bottom first, timed from the chunk's own start;
so a chunk that only moved on the timeline keeps its key. Chunks begin where layers begin or end, which
keeps an edit's touch small, and are a few seconds long, which keeps the cores even.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Any, Literal

from local_backend.media.info import MediaFile
from local_backend.render.fit import even
from local_backend.timeline import Box, Picture, Segment, TextStyle, Timeline, Track, Transition

VERSION = 6
"""of the pictures made; a change of how anything looks raises it, so that no old chunk is taken for new"""
MOST_S = 3.5
LEAST_S = 1.5
"""seconds of a chunk: more make it dearer to repeat and harder to share out, fewer cost bits for key frames"""

LayerRole = Literal["main", "overlay", "text"]


@dataclass(frozen=True, slots=True)
class Layer:
    """A segment as it shows in a chunk; ``start`` and ``frames`` count from the chunk's first frame."""

    role: LayerRole
    start: int
    frames: int
    segment: Segment
    fade_in: int = 0
    fade_out: int = 0
    opens: bool = False
    """its fade in is that of the whole video, of all that lies over it too"""
    closes: bool = False
    """its fade out is"""
    transition: int = 0
    """frames during which it appears over what is below it"""
    held: int = 0
    """frames after its end in which its last picture stays, under the transition of the next"""

    @property
    def end(self) -> int:
        return self.start + self.frames

    @property
    def still(self) -> bool:
        """Whether only a fade or a transition can change it."""
        kind, picture = self.segment.kind, self.segment.picture
        return kind in ("text", "color") or ((kind == "image" or self.segment.freeze) and picture.motion == "none")


@dataclass(frozen=True, slots=True)
class Chunk:
    """``frames`` frames from frame ``first`` of the video on; ``first`` is no part of what it looks like."""

    first: int
    frames: int
    width: int
    height: int
    fps: int
    layers: tuple[Layer, ...]

    @property
    def media(self) -> tuple[str, ...]:
        """The content ids of the files that show, each once."""
        return tuple(dict.fromkeys(layer.segment.media for layer in self.layers if layer.segment.media))

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Chunk:
        layers = tuple(Layer(**{**one, "segment": _segment(one["segment"])}) for one in data["layers"])
        return cls(**{**data, "layers": layers})

    def key(self, encoding: str) -> str:
        """The same for two chunks that look the same and are encoded the same."""
        looks = {**self.to_json(), "first": 0, "encoding": encoding, "version": VERSION}
        return hashlib.sha256(json.dumps(looks, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Plan:
    """All chunks of a video, in order, without a gap."""

    width: int
    height: int
    fps: int
    frames: int
    chunks: tuple[Chunk, ...]


def frame_of(ms: int, fps: int) -> int:
    """The frame that begins nearest to a time."""
    return (ms * fps + 500) // 1000


@dataclass(frozen=True, slots=True)
class Stage:
    """All that shows in a video, layer by layer, timed from its start."""

    width: int
    height: int
    fps: int
    frames: int
    layers: tuple[Layer, ...]


def stage(timeline: Timeline, files: Mapping[str, MediaFile], height: int = 0, fps: int = 0) -> Stage:
    """The layers of a timeline. ``height`` is the shorter side in pixels; 0 keeps the canvas as it is."""
    fps = fps or timeline.fps
    scale = height / min(timeline.width, timeline.height) if height else 1.0
    width, high = even(timeline.width * scale), even(timeline.height * scale)
    frames = max(1, frame_of(timeline.duration_ms, fps))
    layers = tuple(_edged(layer, frames) for track in timeline.tracks for layer in _layers(track, files, fps))
    return Stage(width, high, fps, frames, layers)


def _edged(layer: Layer, frames: int) -> Layer:
    """A layer of the main track, with what it is told of the ends of the video."""
    if layer.role != "main":
        return layer
    return replace(
        layer, opens=layer.start == 0 and layer.fade_in > 0, closes=layer.end >= frames and layer.fade_out > 0
    )


def plan(timeline: Timeline, files: Mapping[str, MediaFile], height: int = 0, fps: int = 0) -> Plan:
    """The chunks of a timeline, all of them to be made."""
    on = stage(timeline, files, height, fps)
    return Plan(on.width, on.height, on.fps, on.frames, tuple(chunks(on, 0, on.frames)))


def chunks(on: Stage, begin: int, end: int) -> list[Chunk]:
    """The chunks for a stretch of frames."""
    found = []
    for first, last in _runs(on.layers, begin, end, on.fps):
        shown = [_placed(layer, first, last) for layer in _visible(on.layers, first, last)]
        found.append(Chunk(first, last - first, on.width, on.height, on.fps, tuple(shown)))
    return found


def _layers(track: Track, files: Mapping[str, MediaFile], fps: int) -> list[Layer]:
    """What a track shows, in the order in which it is laid down."""
    if track.kind == "audio":
        return []
    role: LayerRole = "text" if track.kind == "text" else "main" if track.role == "main" else "overlay"
    result: list[Layer] = []
    for segment in sorted(track.segments, key=lambda one: one.start_ms):
        if segment.kind in ("audio", "music") or (segment.media and _unseen(files.get(segment.media))):
            continue
        start, end = frame_of(segment.start_ms, fps), frame_of(segment.end_ms, fps)
        frames = end - start
        if frames <= 0:
            continue
        transition = min(frames, frame_of(segment.transition.duration_ms, fps)) if segment.transition else 0
        if transition and result and role == "main" and start <= result[-1].end < start + transition:
            result[-1] = replace(result[-1], held=start + transition - result[-1].end)
        fades = [min(frames, frame_of(ms, fps)) for ms in (segment.fade_in_ms, segment.fade_out_ms)]
        result.append(Layer(role, start, frames, _bare(segment, files), fades[0], fades[1], transition=transition))
    return result


def _unseen(file: MediaFile | None) -> bool:
    return file is not None and file.info.kind == "audio"


def _bare(segment: Segment, files: Mapping[str, MediaFile]) -> Segment:
    """The segment without what cannot be seen, so that it does not enter the key."""
    kept = Segment("", segment.kind, 0, 0, picture=segment.picture, box=segment.box)
    if segment.kind == "text":
        return replace(kept, picture=Picture(), box=None, text=segment.text, style=segment.style)
    if segment.kind == "color":
        return replace(kept, color=segment.color, transition=segment.transition)
    kept = replace(kept, media=segment.media, transition=segment.transition)
    file = files.get(segment.media)
    if file is not None and file.info.kind == "image":
        return replace(kept, kind="image")
    moving = replace(kept, kind="video", source_in_ms=segment.source_in_ms, speed=segment.speed)
    loop = segment.loop or (file is not None and file.info.kind == "animation")
    return replace(moving, reverse=segment.reverse, freeze=segment.freeze, loop=loop)


def _runs(layers: Sequence[Layer], begin: int, end: int, fps: int) -> list[tuple[int, int]]:
    """Cuts frames into runs that begin where something changes, none too long and few too short."""
    if begin >= end:
        return []
    marks: set[int] = set()
    for layer in layers:
        marks |= {layer.start, layer.end}
        if layer.transition:
            marks.add(layer.start + layer.transition)
    least, most = int(LEAST_S * fps), int(MOST_S * fps)
    cuts = [begin]
    for mark in sorted(mark for mark in marks if begin < mark < end):
        if mark - cuts[-1] >= least and end - mark >= least:
            cuts.append(mark)
    cuts.append(end)
    runs = []
    for start, stop in pairwise(cuts):
        parts = max(1, -(-(stop - start) // most))
        edges = [start + (stop - start) * i // parts for i in range(parts + 1)]
        runs += list(pairwise(edges))
    return runs


def _visible(layers: Sequence[Layer], first: int, last: int) -> list[Layer]:
    """The layers that show in a run, without those of the main track that a later one hides all along."""
    shown = [layer for layer in layers if layer.start < last and layer.end + layer.held > first]
    hiders = [n for n, layer in enumerate(shown) if _hides(layer, first, last)]
    return [layer for n, layer in enumerate(shown) if layer.role != "main" or not hiders or n >= hiders[-1]]


def _hides(layer: Layer, first: int, last: int) -> bool:
    over = layer.start + layer.transition <= first and layer.end >= last
    return layer.role == "main" and over and layer.segment.box is None


def _placed(layer: Layer, first: int, last: int) -> Layer:
    """The layer timed from the run's start. Of a still one, only the part in the run is told."""
    start, end = layer.start - first, layer.end - first
    if layer.still and start + max(layer.fade_in, layer.transition) <= 0 and end - layer.fade_out >= last - first:
        return replace(
            layer, start=0, frames=last - first, fade_in=0, fade_out=0, opens=False, closes=False, transition=0, held=0
        )
    return replace(layer, start=start)


def _segment(data: Mapping[str, Any]) -> Segment:
    """A segment back from ``asdict``."""
    picture = dict(data["picture"])
    picture["crop"] = tuple(picture["crop"]) if picture["crop"] else None
    return Segment(
        **{
            **data,
            "picture": Picture(**picture),
            "style": TextStyle(**data["style"]),
            "box": Box(**data["box"]) if data["box"] else None,
            "transition": Transition(**data["transition"]) if data["transition"] else None,
        }
    )
