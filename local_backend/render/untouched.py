"""Which frames of a video are a clip's own, unchanged, and can be copied instead of encoded. Pure.

A run of frames is bare where one clip of the main track fills the canvas and nothing is done to it. Of a bare
run, what lies between two clean cuts of the clip is copied; the rest is encoded like everything else.
"""

from __future__ import annotations

import hashlib
import json
import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise

from local_backend.media.info import MediaFile
from local_backend.render.gops import Table
from local_backend.render.graph import VERSION, Layer
from local_backend.timeline import Picture

LEAST_S = 1.0
"""seconds below which a copy is not worth its own chunk"""
MOST_S = 60.0
"""seconds of a chunk, so that a damaged one, which is encoded anew, is not all of the video"""
DECODED_PIXELS = 1.2e8
"""how much of what is copied is decoded to see whether it is whole: two seconds of 1080p30, whose decoding is not felt.
Beyond it only every so many groups are, and of a long group the beginning, since decoding takes a seventh of the time
of encoding"""
SD_LINES = 576


@dataclass(frozen=True, slots=True)
class Bare:
    """Frames ``first`` to ``last`` (exclusive) of the video are those of a clip from ``source`` on."""

    first: int
    last: int
    media: str
    source: int


@dataclass(frozen=True, slots=True)
class Copied:
    """A chunk that is taken from a file: ``frames`` frames from its frame ``source`` on."""

    first: int
    frames: int
    media: str
    source: int
    fps: int
    delay: int
    looked: int = 1
    """of so many groups of pictures one is decoded while it is copied, to see whether it is whole"""
    groups: int = 0
    """how many groups stand before it, of those that are copied"""

    def key(self, encoding: str) -> str:  # noqa: ARG002 - the same for every encoding
        facts = {**asdict(self), "first": 0, "version": VERSION}
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def fits(file: MediaFile, width: int, height: int, fps: int) -> bool:
    """Whether a file's packets could stand between ours, as far as its probe tells."""
    info = file.info
    same = (info.width, info.height, info.rotation) == (width, height, 0) and abs(info.fps - fps) < 0.01
    colours = info.matrix == "bt709" or (not info.matrix and height > SD_LINES)
    codec = info.kind == "video" and info.video_codec == "h264" and info.pix_fmt == "yuv420p"
    return same and codec and colours and not (info.hdr or info.full_range or info.variable_rate or info.cut_short)


def bare_runs(layers: Sequence[Layer], frames: int, fps: int) -> list[Bare]:
    """All bare runs, in order; whether their files fit is not asked."""
    found = []
    for place, layer in enumerate(layers):
        segment = layer.segment
        changed = segment.picture != Picture() or segment.box or segment.reverse or segment.freeze or segment.loop
        if layer.role != "main" or segment.kind != "video" or segment.speed != 100 or changed:
            continue
        runs = [(layer.start + max(layer.fade_in, layer.transition), min(layer.end - layer.fade_out, frames))]
        for other_place, other in enumerate(layers):
            # An earlier segment of the main track is under this one and does not show.
            if other_place == place or (other.role == "main" and other_place < place):
                continue
            runs = [part for run in runs for part in _without(run, other.start, other.end + other.held)]
        # As in clips.py: the frame that shows is the last one, with a quarter of a frame's patience.
        offset = (segment.source_in_ms * fps * 4 + 1000) // 4000 - layer.start
        found += [Bare(first, last, segment.media, first + offset) for first, last in runs if first < last]
    return sorted(found, key=lambda one: one.first)


def _without(run: tuple[int, int], start: int, end: int) -> list[tuple[int, int]]:
    return [part for part in ((run[0], min(run[1], start)), (max(run[0], end), run[1])) if part[0] < part[1]]


def copies(bare: Sequence[Bare], tables: Mapping[str, Table], fps: int) -> list[Copied]:
    """What is copied of bare runs: from the first clean start to the last clean end inside each."""
    found: list[Copied] = []
    pixels = groups = 0
    for run in bare:
        table = tables.get(run.media)
        if table is None:
            continue
        last_source = run.source + run.last - run.first
        start = next((one for one in table.starts if one >= run.source), None)
        end = max((one for one in table.ends if one <= last_source), default=0)
        if start is None or end - start < LEAST_S * fps:
            continue
        pixels += (end - start) * table.pixels
        for one, other in pairwise(_parts(start, end, table, int(MOST_S * fps))):
            at = run.first + one - run.source
            found.append(Copied(at, other - one, run.media, one, fps, table.delay, groups=groups))
            groups += bisect_left(table.starts, other) - bisect_left(table.starts, one)
    looked = max(1, math.ceil(pixels / DECODED_PIXELS))
    return [replace(one, looked=looked, groups=one.groups % looked) for one in found]


def _parts(start: int, end: int, table: Table, most: int) -> list[int]:
    """Where a copy is cut: at clean starts, as late as ``most`` frames allow."""
    edges = [start]
    for one, other in pairwise([*(place for place in table.starts if start < place < end), end]):
        if other - edges[-1] > most:
            edges.append(one)
    return [*edges, end]
