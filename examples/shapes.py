"""Signed distance fields of simple solids; y is up, arrays are flat float32."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Field = Callable[[Floats, Floats, Floats], Floats]
HALF = np.float32(0.5)


def sphere(cx: float, cy: float, cz: float, r: float) -> Field:
    return lambda x, y, z: np.sqrt((x - cx) ** 2 + (y - cy) ** 2 + (z - cz) ** 2) - r


def ellipsoid(cx: float, cy: float, cz: float, rx: float, ry: float, rz: float) -> Field:
    """An approximation that never oversteps near the surface."""

    def distance(x: Floats, y: Floats, z: Floats) -> Floats:
        a, b, c = (x - cx) / rx, (y - cy) / ry, (z - cz) / rz
        near = np.sqrt(a * a + b * b + c * c)
        slope = np.sqrt((a / rx) ** 2 + (b / ry) ** 2 + (c / rz) ** 2) + 1e-6
        return np.asarray(near * (near - 1) / slope, np.float32)

    return distance


def _rim(a: Floats, b: Floats, rounding: float) -> Floats:
    """A rounded corner between two distances, both negative inside."""
    a, b = a + rounding, b + rounding
    outside = np.sqrt(np.maximum(a, 0) ** 2 + np.maximum(b, 0) ** 2)
    return np.asarray(outside + np.minimum(np.maximum(a, b), 0) - rounding, np.float32)


def cylinder(cx: float, y0: float, y1: float, cz: float, r: float, rounding: float = 0.01) -> Field:
    """Upright, from y0 to y1."""
    middle, half = (y0 + y1) / 2, (y1 - y0) / 2
    return lambda x, y, z: _rim(np.sqrt((x - cx) ** 2 + (z - cz) ** 2) - r, np.abs(y - middle) - half, rounding)


def disc_x(cx: float, cy: float, cz: float, r: float, half: float, rounding: float = 0.01) -> Field:
    """A cylinder whose axis is x."""
    return lambda x, y, z: _rim(np.sqrt((y - cy) ** 2 + (z - cz) ** 2) - r, np.abs(x - cx) - half, rounding)


def disc_z(cx: float, cy: float, cz: float, r: float, half: float, rounding: float = 0.01) -> Field:
    """A cylinder whose axis is z."""
    return lambda x, y, z: _rim(np.sqrt((x - cx) ** 2 + (y - cy) ** 2) - r, np.abs(z - cz) - half, rounding)


def tapered(y0: float, y1: float, r0: float, r1: float, rounding: float = 0.015, flutes: int = 0) -> Field:
    """A frustum on the axis; ``flutes`` waves run up its side."""
    middle, half, slope = (y0 + y1) / 2, (y1 - y0) / 2, (r1 - r0) / (y1 - y0)
    lean = 1 / np.sqrt(1 + slope * slope)

    def distance(x: Floats, y: Floats, z: Floats) -> Floats:
        radius = np.sqrt(x * x + z * z)
        if flutes:
            radius = radius - np.float32(0.009) * np.abs(np.cos(np.arctan2(z, x) * flutes * HALF))
        side = (radius - (r0 + slope * (y - y0))) * lean
        return _rim(side.astype(np.float32), np.abs(y - middle) - half, rounding)

    return distance


def torus_z(cx: float, cy: float, cz: float, big: float, small: float, tall: float = 1.0) -> Field:
    """A ring in the x-y plane, ``tall`` times as high as wide."""
    return lambda x, y, z: np.sqrt((np.sqrt((x - cx) ** 2 + ((y - cy) / tall) ** 2) - big) ** 2 + (z - cz) ** 2) - small


def torus_x(cx: float, cy: float, cz: float, big: float, small: float) -> Field:
    """A ring in the y-z plane."""
    return lambda x, y, z: np.sqrt((np.sqrt((y - cy) ** 2 + (z - cz) ** 2) - big) ** 2 + (x - cx) ** 2) - small


def torus_y(cx: float, cy: float, cz: float, big: float, small: float) -> Field:
    """A lying ring."""
    return lambda x, y, z: np.sqrt((np.sqrt((x - cx) ** 2 + (z - cz) ** 2) - big) ** 2 + (y - cy) ** 2) - small


def box(cx: float, cy: float, cz: float, hx: float, hy: float, hz: float, rounding: float = 0.02) -> Field:
    def distance(x: Floats, y: Floats, z: Floats) -> Floats:
        a, b, c = np.abs(x - cx) - hx + rounding, np.abs(y - cy) - hy + rounding, np.abs(z - cz) - hz + rounding
        outside = np.sqrt(np.maximum(a, 0) ** 2 + np.maximum(b, 0) ** 2 + np.maximum(c, 0) ** 2)
        return np.asarray(outside + np.minimum(np.maximum(np.maximum(a, b), c), 0) - rounding, np.float32)

    return distance


def band(cy: float, r: float, thick: float, wide: float, down: float) -> Field:
    """A headband: half a flat ring above ``cy``, straight arms below it down to ``down``."""

    def distance(x: Floats, y: Floats, z: Floats) -> Floats:
        bow = np.sqrt(x * x + (y - cy) ** 2) - r
        arms = np.abs(x) - r
        across = np.abs(np.where(y > cy, bow, arms)) - thick
        flat = _rim(across, np.abs(z) - wide, 0.018)
        return np.maximum(flat, down - y)

    return distance


def blade(angle: float, lean: float, length: float, width: float, twist: float, root: float = 0.05) -> Field:
    """A stiff leaf that grows from the axis, leaning outwards."""
    ca, sa = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    ct, st = np.float32(np.cos(twist)), np.float32(np.sin(twist))

    def distance(x: Floats, y: Floats, z: Floats) -> Floats:
        out, side = x * ca + z * sa - root, -x * sa + z * ca
        up = y - np.float32(0.44)
        t = np.clip(up / length, 0, 1)
        out = out - lean * up * (0.45 + 0.75 * t)
        wave = twist * np.float32(0.6) * np.sin(t * 3)
        a, b = out * ct + side * st, side * ct - out * st + wave * np.float32(0.06)
        half = width * (0.42 + 0.9 * t) * np.sqrt(np.maximum(1 - t, 0)) + 0.004
        cup = a + np.float32(0.9) * b * b / width * np.float32(0.35)
        beyond = np.maximum(np.abs(up - length / 2) - length / 2, 0)
        flat = np.sqrt(np.maximum(np.abs(b) - half, 0) ** 2 + np.maximum(np.abs(cup) - 0.004, 0) ** 2 + beyond**2)
        return np.asarray((flat - 0.006) * np.float32(0.72), np.float32)

    return distance


def union(*fields: Field) -> Field:
    def distance(x: Floats, y: Floats, z: Floats) -> Floats:
        nearest = fields[0](x, y, z)
        for one in fields[1:]:
            nearest = np.minimum(nearest, one(x, y, z))
        return nearest

    return distance


def melt(a: Field, b: Field, soft: float) -> Field:
    """A union whose seam is smooth."""

    def distance(x: Floats, y: Floats, z: Floats) -> Floats:
        p, q = a(x, y, z), b(x, y, z)
        h = np.maximum(soft - np.abs(p - q), 0) / soft
        return np.asarray(np.minimum(p, q) - h * h * soft * 0.25, np.float32)

    return distance


def minus(a: Field, b: Field, soft: float = 0.02) -> Field:
    """The first without the second, with a smooth edge."""

    def distance(x: Floats, y: Floats, z: Floats) -> Floats:
        p, q = a(x, y, z), -b(x, y, z)
        h = np.maximum(soft - np.abs(p - q), 0) / soft
        return np.asarray(np.maximum(p, q) + h * h * soft * 0.25, np.float32)

    return distance


def below(a: Field, height: float) -> Field:
    return lambda x, y, z: np.maximum(a(x, y, z), y - height)


def above(a: Field, height: float) -> Field:
    return lambda x, y, z: np.maximum(a(x, y, z), height - y)


def bounded(costly: Field, cover: Field, reach: float = 0.06) -> Field:
    """Asks the costly field only near the simple one that contains it."""

    def distance(x: Floats, y: Floats, z: Floats) -> Floats:
        d = cover(x, y, z)
        near = d < reach
        d = d + np.float32(reach / 2)
        if near.any():
            d[near] = costly(x[near], y[near], z[near])
        return d

    return distance
