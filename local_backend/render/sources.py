"""What a layer shows at its frame i, at a given size: plain colour, photo, animation or clip, with its motion.

A shot fills planes and says by ``state`` whether two frames of it are the same, so that a picture that stands
still is made once.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from fractions import Fraction
from typing import Protocol

import cv2
import numpy as np

from local_backend.render import grade
from local_backend.render.clips import Clip
from local_backend.render.fit import Placement, levelled, moved, place, turned
from local_backend.render.graph import Layer
from local_backend.render.library import Library
from local_backend.render.photos import Animation, backdrop
from local_backend.render.planes import Alpha, Plane, Planes, color_of, resize
from local_backend.render.transitions import warp

DENSITY = 1.25
"""a photo in motion is kept this much finer than the canvas, so that sampling between pixels costs no sharpness"""
BACKWARD_BYTES = 64 << 20
"""of pictures decoded ahead for a reversed clip"""


class Shot(Protocol):
    """What a layer shows, at one size."""

    def state(self, index: int) -> Hashable:
        """Equal for two frames that look the same."""

    def draw(self, index: int, out: Planes) -> Alpha | None:
        """Fills ``out``; alpha where the picture does not cover all of it."""

    def release(self) -> None:
        """Gives back what was lent: nothing of it will be asked for soon."""


class Plain:
    """One colour."""

    def __init__(self, color: str) -> None:
        self._color = color_of(color)

    def state(self, index: int) -> Hashable:  # noqa: ARG002 - it never changes
        return self._color

    def draw(self, index: int, out: Planes) -> None:  # noqa: ARG002
        out.fill(self._color)

    def release(self) -> None:
        pass


class Photo:
    """A photo, standing or in slow motion."""

    def __init__(self, layer: Layer, library: Library, width: int, height: int, opaque: bool) -> None:
        picture = layer.segment.picture
        self._picture, self._frames = picture, layer.frames
        self.moves = picture.motion != "none" and picture.motion_amount > 0
        density = DENSITY * (1 + picture.motion_amount / 100) ** 0.5 if self.moves else 1.0
        size = 2 * round(width * density / 2), 2 * round(height * density / 2)
        self._base, self._alpha = library.still(layer.segment.media, picture, *size, opaque)
        rest = turned(picture, 1, 1)[3]
        if rest:
            level = Planes.new(*size)
            warp(self._base, level, levelled(rest, *size))
            self._base = level

    def state(self, index: int) -> Hashable:
        return index if self.moves else 0

    def draw(self, index: int, out: Planes) -> Alpha | None:
        if not self.moves:
            out.copy_from(self._base)
            grade.vignette(self._picture.vignette, out)
            return self._alpha
        view = moved(self._picture, (index + 0.5) / self._frames)
        warp(self._base, out, view)
        grade.vignette(self._picture.vignette, out)
        return self._seen_alpha(out) if self._alpha else None

    def release(self) -> None:
        pass

    def _seen_alpha(self, out: Planes) -> Alpha | None:
        assert self._alpha is not None  # noqa: S101
        full = cv2.resize(self._alpha.full, (out.width, out.height), interpolation=cv2.INTER_LINEAR)
        half = cv2.resize(self._alpha.half, (out.width // 2, out.height // 2), interpolation=cv2.INTER_LINEAR)
        return Alpha(np.asarray(full, dtype=np.float32), np.asarray(half, dtype=np.float32))


class Moving:
    """A clip or an animation: its own time, then its place, its colours and the motion over it."""

    def __init__(self, layer: Layer, library: Library, fps: int, opaque: bool) -> None:
        self._layer, self._fps, self._opaque = layer, fps, opaque
        self._segment, self._picture = layer.segment, layer.segment.picture
        self._library = library
        self._lent: Clip | Animation | None = None
        self._info = library.files[layer.segment.media].info
        self._step = Fraction(self._segment.speed, 100 * fps)
        self._behind: dict[int, tuple[Hashable, Planes]] = {}
        self._scratch: Planes | None = None
        self._rest = turned(self._picture, 1, 1)[3]

    @property
    def _source(self) -> Clip | Animation:
        return self._lent if self._lent is not None else self._borrow(0)

    def _borrow(self, index: int) -> Clip | Animation:
        if self._lent is None:
            start = Fraction(self._segment.source_in_ms, 1000) + index * self._step
            self._lent = self._library.lend(self._segment.media, start)
        return self._lent

    def release(self) -> None:
        if self._lent is not None:
            self._library.take_back(self._segment.media, self._lent)
            self._lent = None
            self._behind = {}

    def time(self, index: int) -> Fraction:
        """Seconds into the source at frame ``index`` of the layer."""
        segment, start = self._segment, Fraction(self._segment.source_in_ms, 1000)
        if segment.freeze:
            return start
        if segment.reverse:
            index = self._layer.frames - 1 - index
        at = start + index * self._step
        duration_ms = self._source.duration_ms if isinstance(self._source, Animation) else self._info.duration_ms
        return at % Fraction(duration_ms, 1000) if segment.loop and duration_ms else at

    def state(self, index: int) -> Hashable:
        self._borrow(index)
        motion = index if self._picture.motion != "none" else 0
        if isinstance(self._source, Animation):
            return self._source.index_at(float(self.time(index) * 1000)), motion
        if self._segment.reverse:
            return index, motion
        return self._source.frame_at(self.time(index), self._step).pts, motion

    def draw(self, index: int, out: Planes) -> Alpha | None:
        if self._picture.motion == "none" and not self._rest:
            alpha = self._draw_fitted(index, out)
        else:
            if self._scratch is None:
                self._scratch = Planes.new(out.width, out.height)
            alpha = self._draw_fitted(index, self._scratch)
            view = moved(self._picture, (index + 0.5) / self._layer.frames)
            if self._rest:
                level = levelled(self._rest, out.width, out.height)
                view = replace(view, zoom=view.zoom * level.zoom, degrees=level.degrees)
            warp(self._scratch, out, view)
        grade.vignette(self._picture.vignette, out)
        return alpha

    def _draw_fitted(self, index: int, out: Planes) -> Alpha | None:
        if isinstance(self._source, Animation):
            at = self._source.index_at(float(self.time(index) * 1000))
            planes, alpha = self._source.still(at, self._picture, out.width, out.height, self._opaque)
            out.copy_from(planes)
            return alpha
        if self._segment.reverse:
            return self._draw_backward(index, out)
        return self._draw_at(index, out)

    def _draw_backward(self, index: int, out: Planes) -> Alpha | None:
        """Decodes a stretch forward that ends with the frame asked for, and keeps it for the next ones."""
        if index not in self._behind:
            count = max(2, BACKWARD_BYTES // (out.y.size * 3 // 2))
            self._behind = {}
            for one in reversed(range(index, min(index + count, self._layer.frames))):
                made = Planes.new(out.width, out.height)
                self._draw_at(one, made)
                self._behind[one] = (one, made)
        out.copy_from(self._behind[index][1])
        return None

    def _draw_at(self, index: int, out: Planes) -> Alpha | None:
        assert isinstance(self._source, Clip)  # noqa: S101
        frame = self._source.frame_at(self.time(index), self._step)
        quarters, width, high, _ = turned(self._picture, self._info.width, self._info.height)
        spot = place(self._picture, width, high, out.width, out.height)
        scale = max(spot.dest[2] / spot.source[2], spot.dest[3] / spot.source[3])
        planes = self._source.planes(frame, scale)
        turns = (quarters + self._info.rotation // 90) % 4
        shown = upright(planes, turns, self._picture.flip_h, self._picture.flip_v)
        put(shown, spot, (width, high), out)
        if grade.changes(self._picture):
            grade.apply(self._picture, out)
        if self._opaque or spot.backdrop != "bar":
            return None
        mask = np.zeros((out.height, out.width), np.uint8)
        x, y, wide, tall = spot.dest
        mask[y : y + tall, x : x + wide] = 255
        return Alpha.of(mask)


def upright(planes: Planes, quarters: int, flip_h: bool, flip_v: bool) -> Planes:
    """Turned clockwise by quarters, then mirrored."""
    if not (quarters or flip_h or flip_v):
        return planes

    def turn(plane: Plane) -> Plane:
        plane = np.rot90(plane, -quarters)
        plane = plane[:, ::-1] if flip_h else plane
        return np.ascontiguousarray(plane[::-1] if flip_v else plane)

    return Planes(turn(planes.y), turn(planes.u), turn(planes.v))


def put(shown: Planes, spot: Placement, size: tuple[int, int], out: Planes) -> None:
    """Scales the placed part of a picture into ``out``; ``size`` is what the placement took its size to be."""
    across, down = shown.width / size[0], shown.height / size[1]
    left, top, wide, high = spot.source
    w, h = max(2, 2 * round(wide * across / 2)), max(2, 2 * round(high * down / 2))
    w, h = min(w, shown.width // 2 * 2), min(h, shown.height // 2 * 2)
    x = min(2 * round(left * across / 2), (shown.width - w) // 2 * 2)
    y = min(2 * round(top * down / 2), (shown.height - h) // 2 * 2)
    part = shown.part(x, y, w, h)
    if spot.backdrop == "blur":
        backdrop(part, out)
    elif spot.backdrop == "bar":
        out.fill((16, 128, 128))
    resize(part, out.part(*spot.dest))


def shot(layer: Layer, library: Library, width: int, height: int, fps: int, opaque: bool) -> Shot:
    """The shot of a picture layer at a size."""
    if layer.segment.kind == "color":
        return Plain(layer.segment.color)
    if layer.segment.kind == "image":
        return Photo(layer, library, width, height, opaque)
    return Moving(layer, library, fps, opaque)
