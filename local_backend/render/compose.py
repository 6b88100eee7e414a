"""The frames of a chunk: its layers laid over each other, bottom first.

A frame is asked for in two steps: ``state`` says what it will look like, so that the one before it can be
used again where nothing moved, and ``paint`` makes it in the encoder's own memory.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

import numpy as np

from local_backend.render.fit import Rect, boxed, cropped, turned
from local_backend.render.graph import Chunk, Layer
from local_backend.render.library import Library
from local_backend.render.planes import BLACK, Alpha, Planes, cover, from_rgb, toward
from local_backend.render.sources import Shot, shot
from local_backend.render.transitions import apply
from local_backend.text import draw as text


class Shown:
    """A layer with what it draws, and where."""

    def __init__(self, layer: Layer, chunk: Chunk, library: Library) -> None:
        self.layer = layer
        self.rect = _rect(layer, chunk, library)
        picture = layer.segment.picture
        if layer.segment.box is not None and picture.fit == "auto":
            layer = replace(layer, segment=replace(layer.segment, picture=replace(picture, fit="crop")))
        self.whole = layer.role == "main" and layer.segment.box is None
        self.shot: Shot = shot(layer, library, self.rect[2], self.rect[3], chunk.fps, self.whole)
        self._scratch: Planes | None = None

    def index(self, n: int) -> int:
        return min(max(0, n - self.layer.start), self.layer.frames - 1)

    def shows(self, n: int) -> bool:
        return self.layer.start <= n < self.layer.end + self.layer.held

    def over(self, n: int) -> bool:
        return n >= self.layer.end + self.layer.held

    def strength(self, n: int) -> float:
        """1.0 but for fades (and, above the main track, opacity and transitions)."""
        layer, index = self.layer, self.index(n)
        share = _faded(layer, index, whole=False)
        if layer.role != "main" and layer.transition:
            share *= min(1.0, (index + 0.5) / layer.transition)
        return share * (layer.segment.box.opacity / 100 if layer.segment.box else 1.0)

    def light(self, n: int) -> float:
        """1.0 but where the whole video comes from black or goes there."""
        return _faded(self.layer, self.index(n), whole=True)

    def done(self, n: int) -> float:
        """How far it has appeared over the segment before it."""
        index = n - self.layer.start
        return (index + 0.5) / self.layer.transition if index < self.layer.transition else 1.0

    def paint(self, n: int, out: Planes) -> None:
        """The whole frame: for layers of the main track."""
        if self.whole:
            self.shot.draw(self.index(n), out)
            if (share := self.strength(n)) < 1.0:
                toward(out, BLACK, 1.0 - share)
        else:
            out.fill(BLACK)
            self.lay(n, out)

    def lay(self, n: int, out: Planes) -> None:
        """Over what is there, inside its rectangle."""
        share = self.strength(n)
        if share <= 0:
            return
        x, y, width, height = self.rect
        left, top = max(0, x), max(0, y)
        right, bottom = min(out.width, x + width), min(out.height, y + height)
        if left >= right or top >= bottom:
            return
        if self._scratch is None:
            self._scratch = Planes.new(width, height)
        alpha = self.shot.draw(self.index(n), self._scratch)
        seen = self._scratch.part(left - x, top - y, right - left, bottom - top)
        under = out.part(left, top, right - left, bottom - top)
        if alpha is None and share >= 1.0:
            under.copy_from(seen)
            return
        if alpha is None:
            alpha = Alpha(np.ones((height, width), np.float32), np.ones((height // 2, width // 2), np.float32))
        cut = Alpha(
            alpha.full[top - y : bottom - y, left - x : right - x],
            alpha.half[(top - y) // 2 : (bottom - y) // 2, (left - x) // 2 : (right - x) // 2],
        )
        cover(under, seen, cut if share >= 1.0 else cut.times(share))

    def state(self, n: int) -> Hashable:
        seen = (self.strength(n), self.light(n), self.done(n))
        return self.shot.state(self.index(n)), *(round(one, 4) for one in seen)


class Words:
    """A text layer: an image with alpha, blended only where it is."""

    def __init__(self, layer: Layer, chunk: Chunk) -> None:
        self.layer = layer
        made = text.draw(layer.segment.text, layer.segment.style, chunk.width, chunk.height)
        self._x, self._y = made.x // 2 * 2, made.y // 2 * 2
        high, wide = made.rgba.shape[:2]
        dx, dy = made.x - self._x, made.y - self._y
        self._width = min(-(-(wide + dx) // 2) * 2, chunk.width - self._x)
        self._height = min(-(-(high + dy) // 2) * 2, chunk.height - self._y)
        rgba = np.zeros((max(0, self._height), max(0, self._width), 4), np.uint8)
        part = made.rgba[: max(0, self._height - dy), : max(0, self._width - dx)]
        rgba[dy : dy + part.shape[0], dx : dx + part.shape[1]] = part
        self._empty = rgba.size == 0
        if not self._empty:
            mask = np.ascontiguousarray(rgba[:, :, 3])
            self._planes = from_rgb(np.ascontiguousarray(rgba[:, :, :3]), mask)
            self._alpha = Alpha.of(mask)

    def shows(self, n: int) -> bool:
        return self.layer.start <= n < self.layer.end

    def state(self, n: int) -> Hashable:
        return round(_faded(self.layer, n - self.layer.start), 4)

    def lay(self, n: int, out: Planes) -> None:
        if self._empty:
            return
        share = _faded(self.layer, n - self.layer.start)
        under = out.part(self._x, self._y, self._width, self._height)
        cover(under, self._planes, self._alpha if share >= 1.0 else self._alpha.times(share))


class Scene:
    """All layers of a chunk, ready to be painted frame by frame in rising order."""

    def __init__(self, chunk: Chunk, library: Library) -> None:
        self._chunk = chunk
        self._main: list[Shown] = []
        self._over: list[Shown | Words] = []
        for layer in chunk.layers:
            if layer.role == "text":
                self._over.append(Words(layer, chunk))
                continue
            one = Shown(layer, chunk, library)
            (self._main if layer.role == "main" else self._over).append(one)
        self._shown = [one for one in (*self._main, *self._over) if isinstance(one, Shown)]
        self._scratch: list[Planes] = []

    def close(self) -> None:
        """Gives back what was lent. Call it after the last frame."""
        for one in self._shown:
            one.shot.release()

    def state(self, n: int) -> Hashable:
        """Equal for frames that look the same."""
        for one in self._shown:
            if one.over(n):
                one.shot.release()
        main = tuple((id(one), one.state(n)) for one in self._stack(n))
        return main, tuple((id(one), one.state(n)) for one in self._over if one.shows(n))

    def _stack(self, n: int) -> list[Shown]:
        """The main track's layers that show, without those that a later one covers."""
        stack = [one for one in self._main if one.shows(n)]
        for at in range(len(stack) - 1, 0, -1):
            if stack[at].done(n) >= 1.0 and stack[at].whole:
                return stack[at:]
        return stack

    def paint(self, n: int, out: Planes) -> None:
        """Fills ``out`` with frame ``n`` of the chunk."""
        stack = self._stack(n)
        if not stack:
            out.fill(BLACK)
        elif len(stack) == 1 and stack[0].done(n) >= 1.0:
            stack[0].paint(n, out)
        else:
            self._blend(n, stack, out)
        for layer in self._over:
            if layer.shows(n):
                layer.lay(n, out)
        light = min((one.light(n) for one in stack), default=1.0)
        if light < 1.0:
            toward(out, BLACK, 1.0 - light)

    def _blend(self, n: int, stack: list[Shown], out: Planes) -> None:
        while len(self._scratch) < 2:
            self._scratch.append(Planes.new(out.width, out.height))
        below, above = self._scratch
        if stack[0].done(n) < 1.0:
            below.fill(BLACK)
        else:
            stack[0].paint(n, below)
            stack = stack[1:]
        for number, one in enumerate(stack):
            if number:
                below.copy_from(out)
            if not one.whole and one.done(n) >= 1.0:
                out.copy_from(below)
                one.lay(n, out)
                continue
            one.paint(n, above)
            transition = one.layer.segment.transition
            apply(transition.kind if transition else "crossfade", out, below, above, one.done(n))


def _faded(layer: Layer, index: int, whole: bool = False) -> float:
    """How much is left of it by its own fades; with ``whole``, by those of the whole video."""
    into = (index + 0.5) / layer.fade_in if index < layer.fade_in and layer.opens is whole else 1.0
    left = layer.frames - index
    out_of = (left - 0.5) / layer.fade_out if left <= layer.fade_out and layer.closes is whole else 1.0
    return max(0.0, min(into, out_of))


def _rect(layer: Layer, chunk: Chunk, library: Library) -> Rect:
    """Where a layer sits on the canvas."""
    box = layer.segment.box
    if box is None:
        return 0, 0, chunk.width, chunk.height
    width, height = float(chunk.width), float(chunk.height)
    if layer.segment.media:
        info = library.files[layer.segment.media].info
        _, turned_w, turned_h, _ = turned(layer.segment.picture, info.width or 1, info.height or 1)
        _, _, width, height = cropped(layer.segment.picture, turned_w, turned_h)
    return boxed(box, width, height, chunk.width, chunk.height)
