"""A small photo studio: signed distance fields, marched with numpy, lit by soft boxes.

Lengths are in product heights, y is up, the product stands on the origin. Arrays are float32 and flat; rays
are traced in tiles that fit the processor's cache.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Vector = tuple[Floats, Floats, Floats]
Field = Callable[[Floats, Floats, Floats], Floats]
TILE = 1 << 15
FAR = 12.0
HIT = 0.0006
KEY = np.array([-0.52, 0.70, 0.49], np.float32)
"""towards the key light"""


@dataclass(frozen=True)
class Surface:
    """What a part is made of; ``paint`` may vary the colour (and roughness) over it."""

    color: tuple[float, float, float]
    rough: float = 0.5
    metal: float = 0.0
    glow: float = 0.0
    through: float = 0.0
    """how much light passes through, as in a leaf"""
    paint: Callable[[Floats, Floats, Floats, Floats], Floats] | None = None


@dataclass(frozen=True)
class Scene:
    """A product on its podium in front of a coloured backdrop."""

    name: str
    parts: Sequence[tuple[Field, Surface]]
    """the product and what it stands on"""
    props: Sequence[tuple[Field, Surface]]
    """out of focus, further back"""
    wall: tuple[float, float, float]
    floor: tuple[float, float, float]
    yaw: float = 0.0
    """degrees that the camera goes round"""
    pitch: float = 9.0
    aim: tuple[float, float, float] = (0.0, 0.36, 0.0)
    zoom: float = 3.6
    portrait: bool = False
    key_color: tuple[float, float, float] = (1.0, 0.95, 0.88)
    key_power: float = 2.5
    sky: float = 0.62
    blinds: bool = False
    """light falls through a window blind"""
    lamp: tuple[float, float, float, float] | None = None
    """x, y, z and power of a warm bulb"""
    steam: bool = False
    top: float = 1.25
    """height of everything in focus"""
    grain: int = field(default=7)


def union(fields: Sequence[Field]) -> Field:
    def distance(x: Floats, y: Floats, z: Floats) -> Floats:
        nearest = fields[0](x, y, z)
        for one in fields[1:]:
            nearest = np.minimum(nearest, one(x, y, z))
        return nearest

    return distance


def march(distance: Field, origin: Vector, ray: Vector, near: Floats, far: Floats, steps: int = 90) -> Floats:
    """How far each ray goes until it hits; infinite where it does not."""
    found = np.full(near.shape, np.inf, np.float32)
    alive = np.nonzero(far > near)[0]
    t = near[alive].copy()
    for _ in range(steps):
        if not alive.size:
            break
        d = distance(*(o[alive] + r[alive] * t for o, r in zip(origin, ray, strict=True)))
        hit = d < HIT * (1 + t * 0.3)
        found[alive[hit]] = t[hit]
        t = t + d * np.float32(0.92)
        keep = ~hit & (t < far[alive])
        alive, t = alive[keep], t[keep]
    return found


def normal_at(distance: Field, p: Vector, step: float = 0.0016) -> Vector:
    """The gradient by four samples on a tetrahedron."""
    sums = [np.zeros_like(p[0]) for _ in range(3)]
    for signs in ((1, -1, -1), (-1, -1, 1), (-1, 1, -1), (1, 1, 1)):
        d = distance(*(c + np.float32(s * step) for c, s in zip(p, signs, strict=True)))
        for axis in range(3):
            sums[axis] += np.float32(signs[axis]) * d
    return unit((sums[0], sums[1], sums[2]))


def unit(v: Vector) -> Vector:
    length = np.sqrt(v[0] ** 2 + v[1] ** 2 + v[2] ** 2) + np.float32(1e-9)
    return v[0] / length, v[1] / length, v[2] / length


def shadow(distance: Field, p: Vector, towards: Vector, hard: float, reach: float, steps: int = 26) -> Floats:
    """Share of a soft light that arrives: 0 in full shadow."""
    light = np.ones_like(p[0])
    alive = np.arange(p[0].size)
    t = np.full(p[0].size, 0.02, np.float32)
    for _ in range(steps):
        if not alive.size:
            break
        d = distance(*(c[alive] + r[alive] * t for c, r in zip(p, towards, strict=True)))
        light[alive] = np.minimum(light[alive], np.clip(0.5 + 0.5 * hard * d / t, 0, 1))
        t = t + np.clip(d, 0.02, 0.18).astype(np.float32)
        keep = (t < reach) & (light[alive] > 0.004)
        alive, t = alive[keep], t[keep]
    return light * light * (3 - 2 * light)


def occlusion(distance: Field, p: Vector, n: Vector) -> Floats:
    """Share of the surroundings that a point sees."""
    dark = np.zeros_like(p[0])
    weight = 1.0
    for reach in (0.02, 0.06, 0.14, 0.28):
        d = distance(*(c + m * np.float32(reach) for c, m in zip(p, n, strict=True)))
        dark += np.float32(weight) * np.maximum(reach - d, 0) / np.float32(reach)
        weight *= 0.72
    return np.clip(1 - dark / 2.7, 0.06, 1).astype(np.float32)


def soft_boxes(d: Vector, rough: Floats, scene: Scene) -> Floats:
    """What a mirror would see: the backdrop, a large box, a strip and the floor. Shape (n, 3)."""
    x, y, z = d
    wall, floor = np.array(scene.wall, np.float32), np.array(scene.floor, np.float32)
    up = np.clip(y * 0.5 + 0.5, 0, 1)[:, None]
    seen = floor * 0.34 * (1 - up) + (wall * 0.42 + 0.20) * up
    edge = 0.04 + rough * 0.75

    def box(cx: float, cy: float, cz: float, w: float, h: float, power: float) -> Floats:
        c = np.array([cx, cy, cz]) / np.linalg.norm([cx, cy, cz])
        side = np.cross([0, 1, 0], c)
        side /= np.linalg.norm(side)
        above = np.cross(c, side)
        a = np.abs(x * side[0] + y * side[1] + z * side[2])
        b = np.abs(x * above[0] + y * above[1] + z * above[2])
        front = x * c[0] + y * c[1] + z * c[2] > 0
        inside = np.clip((w + edge - a) / (2 * edge), 0, 1) * np.clip((h + edge - b) / (2 * edge), 0, 1)
        spread = w * h / ((w + edge * 0.8) * (h + edge * 0.8))
        return (front * inside * inside * (3 - 2 * inside) * spread * power).astype(np.float32)

    key = np.array(scene.key_color, np.float32)
    seen = seen + box(-0.75, 0.62, 0.50, 0.34, 0.46, 3.4 * scene.key_power / 2.5)[:, None] * key
    seen = seen + box(0.95, 0.22, 0.18, 0.10, 0.75, 1.7)[:, None] * np.array([0.92, 0.96, 1.0], np.float32)
    return np.asarray(seen + box(0.05, 1.0, -0.25, 0.55, 0.22, 1.0)[:, None], np.float32)


def shade(scene: Scene, everything: Field, p: Vector, ray: Vector, surfaces: Sequence[tuple[Field, Surface]]) -> Floats:
    """Linear colour of points on surfaces, seen along rays. Shape (n, 3)."""
    distances = np.stack([one(*p) for one, _ in surfaces])
    which = distances.argmin(0)
    n = normal_at(everything, p)
    count = p[0].size
    base, rough, metal = np.empty((count, 3), np.float32), np.empty(count, np.float32), np.empty(count, np.float32)
    glow, through = np.zeros(count, np.float32), np.zeros(count, np.float32)
    for index, (_, surface) in enumerate(surfaces):
        mine = which == index
        base[mine], rough[mine], metal[mine] = surface.color, surface.rough, surface.metal
        glow[mine], through[mine] = surface.glow, surface.through
        if surface.paint and mine.any():
            base[mine] = surface.paint(p[0][mine], p[1][mine], p[2][mine], base[mine])
    key = tuple(np.full(count, one, np.float32) for one in KEY / np.linalg.norm(KEY))
    facing = n[0] * key[0] + n[1] * key[1] + n[2] * key[2]
    lifted = tuple(c + m * np.float32(0.004) for c, m in zip(p, n, strict=True))
    light = shadow(everything, lifted, key, 9, 2.2) * np.clip(facing * (1 - through * 0.5) + through * 0.5, 0, 1)  # type: ignore[arg-type]
    seen = occlusion(everything, p, n)
    sky = np.clip(n[1] * 0.5 + 0.5, 0, 1)[:, None]
    wall, floor = np.array(scene.wall, np.float32), np.array(scene.floor, np.float32)
    around = (sky * (0.55 + 0.45 * wall) + (1 - sky) * floor * 0.75) * seen[:, None] * scene.sky
    back = np.clip(n[0] * 0.8 - n[2] * 0.35 + 0.1, 0, 1)[:, None] * seen[:, None] * 0.35
    incoming = light[:, None] * np.array(scene.key_color, np.float32) * scene.key_power * 0.5 + around + back
    if scene.lamp:
        incoming = incoming + bulb(scene, p, n, seen)
    toward = ray[0] * n[0] + ray[1] * n[1] + ray[2] * n[2]
    mirrored = tuple(r - 2 * toward * m for r, m in zip(ray, n, strict=True))
    fresnel = (np.clip(1 + toward, 0, 1) ** 5 * (1 - rough * 0.75))[:, None]
    f0 = 0.04 + (base - 0.04) * metal[:, None]
    shine = soft_boxes(mirrored, rough, scene) * (f0 + (1 - f0) * fresnel) * (0.25 + 0.75 * seen[:, None])  # type: ignore[arg-type]
    color = base * (1 - metal[:, None]) * incoming + shine
    return np.asarray(color + glow[:, None] * base, np.float32)


def bulb(scene: Scene, p: Vector, n: Vector, seen: Floats) -> Floats:
    """Light of the warm bulb, without shadows: the shade hides what it must."""
    assert scene.lamp
    away = tuple(np.float32(at) - c for at, c in zip(scene.lamp[:3], p, strict=True))
    squared = away[0] ** 2 + away[1] ** 2 + away[2] ** 2 + 0.01
    facing = np.clip((away[0] * n[0] + away[1] * n[1] + away[2] * n[2]) / np.sqrt(squared), 0, 1)
    below = np.clip((scene.lamp[1] + 0.06 - p[1]) * 14, 0, 1)
    warm = np.array([1.0, 0.62, 0.30], np.float32) * scene.lamp[3]
    return np.asarray((facing * below * seen / (squared * 6 + 0.15))[:, None] * warm, np.float32)


def in_tiles(work: Callable[..., Floats], *arrays: Floats) -> Floats:
    """Applies work to slices of flat arrays and joins what comes back."""
    size = arrays[0].shape[0]
    return np.concatenate([work(*(one[at : at + TILE] for one in arrays)) for at in range(0, size, TILE)])


def film(linear: Floats) -> Floats:
    """A camera's curve: linear light to display values from 0 to 1, bright parts rolled off."""
    x = np.maximum(linear, 0) * np.float32(0.67)
    curve = np.clip((x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14), 0, 1) ** np.float32(1 / 2.2)
    gray = curve @ np.array([0.299, 0.587, 0.114], np.float32)
    return np.asarray(np.clip(gray[..., None] + (curve - gray[..., None]) * np.float32(1.22), 0, 1), np.float32)


def blurred(picture: Floats, radius: float) -> Floats:
    """Gaussian; a wide one at a fraction of the size, where it cannot be told apart."""
    step = max(1, int(radius / 4))
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (width // step, height // step), interpolation=cv2.INTER_AREA) if step > 1 else picture
    small = cv2.GaussianBlur(small, (0, 0), max(radius / step, 0.3))
    back = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR) if step > 1 else small
    return np.asarray(back, np.float32)
