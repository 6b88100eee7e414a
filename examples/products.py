"""Five products of a shop that does not exist, each on its podium: a mug, a lamp, headphones, a plant, a speaker."""

from __future__ import annotations

import numpy as np
import shapes as s
from studio import Floats, Scene, Surface


def podium(color: tuple[float, float, float], r: float = 0.74, second: float = 0.0) -> list[tuple[s.Field, Surface]]:
    """One or two flat cylinders under the product."""
    found = [(s.cylinder(0, -0.16, 0, 0, r, 0.016), Surface(color, 0.55))]
    if second:
        found.append((s.cylinder(0.0, -0.34, -0.16, 0.0, second, 0.016), Surface(color, 0.55)))
    return found


def dipped(x: Floats, y: Floats, z: Floats, base: Floats) -> Floats:
    """A cream glaze over terracotta, with an uneven lower edge and a few freckles."""
    around = np.arctan2(z, x)
    edge = 0.36 + 0.016 * np.sin(around * 3 + 1) + 0.009 * np.sin(around * 7)
    mix = np.clip((y - edge) * 60, 0, 1)[:, None]
    glazed = np.array([0.86, 0.80, 0.70], np.float32)
    spots = np.sin(x * 61 + y * 23) * np.sin(y * 67 + z * 31) * np.sin(z * 59 + x * 17)
    freckles = np.clip((spots - 0.86) * 9, 0, 0.6)[:, None] * mix
    return np.asarray((base * (1 - mix) + glazed * mix) * (1 - freckles), np.float32)


def knitted(x: Floats, y: Floats, z: Floats, base: Floats) -> Floats:
    """A woven cloth."""
    around = np.arctan2(z, x) * 58
    weave = np.sin(around + np.pi * np.floor(y * 88)) * np.sin(y * 88 * np.pi * 2 * 0.5)
    return np.asarray(base * (0.80 + 0.26 * weave[:, None]), np.float32)


def striped(x: Floats, y: Floats, z: Floats, _: Floats) -> Floats:
    """Dark bands across a leaf, brighter towards its tip."""
    bands = 0.5 + 0.5 * np.sin(y * 46 + 2.6 * np.sin(x * 23) + 2.1 * np.sin(z * 19))
    dark, bright = np.array([0.030, 0.115, 0.055], np.float32), np.array([0.20, 0.38, 0.13], np.float32)
    mix = np.clip(0.15 + 0.55 * bands + 0.25 * (y - 0.6), 0, 1)[:, None]
    return np.asarray(dark + (bright - dark) * mix, np.float32)


def grainy(x: Floats, _: Floats, z: Floats, base: Floats) -> Floats:
    noise = np.sin(x * 173 + np.sin(z * 91) * 3) * np.sin(z * 157 + np.sin(x * 83) * 3)
    return np.asarray(base * (1 + 0.35 * noise[:, None]), np.float32)


def lit_from_within(_: Floats, y: Floats, _z: Floats, _base: Floats) -> Floats:
    """A shade that is brighter towards its open edge."""
    share = np.clip(1.15 - (y - 0.60) / 0.42, 0.18, 1)[:, None]
    return np.asarray(np.array([0.98, 0.50, 0.22], np.float32) * share, np.float32)


def arch(x: float, z: float, half: float, low: float, spring: float) -> s.Field:
    """A flat doorway shape that stands at the back."""
    middle = (low + spring) / 2
    return s.union(s.box(x, middle, z, half, (spring - low) / 2, 0.11, 0.03), s.disc_z(x, spring, z, half, 0.11))


def steps(x: float, z: float) -> s.Field:
    """Three flat stones, one on the other."""
    return s.union(*(s.cylinder(x, -0.34 + 0.22 * n, -0.14 + 0.22 * n, z, 0.45 - 0.09 * n, 0.03) for n in range(3)))


def mug() -> Scene:
    body = s.minus(s.tapered(0, 0.72, 0.325, 0.355, 0.05), s.tapered(0.07, 0.9, 0.285, 0.322, 0.05), 0.035)
    handle = s.minus(s.torus_z(0.36, 0.37, 0, 0.175, 0.043, 1.12), s.cylinder(0, 0.02, 1, 0, 0.315), 0.01)
    coffee = s.cylinder(0, 0.5, 0.655, 0, 0.31, 0.005)
    crema = np.array([0.36, 0.17, 0.06], np.float32)

    def swirl(x: Floats, _: Floats, z: Floats, base: Floats) -> Floats:
        r = np.sqrt(x * x + z * z)
        rim = np.clip((r - 0.235) * 14, 0, 1)[:, None]
        return np.asarray(base + (crema - base) * rim, np.float32)

    return Scene(
        "mug",
        [
            (s.melt(body, handle, 0.05), Surface((0.52, 0.20, 0.105), 0.22, paint=dipped)),
            (coffee, Surface((0.085, 0.030, 0.012), 0.10, paint=swirl)),
            *podium((0.80, 0.55, 0.38), 0.78),
        ],
        [
            (arch(1.25, -2.6, 0.62, -0.8, 1.2), Surface((0.82, 0.50, 0.32), 0.7)),
            (s.sphere(-1.35, 0.02, -1.6, 0.36), Surface((0.90, 0.72, 0.55), 0.5)),
        ],
        (0.84, 0.58, 0.41), (0.80, 0.54, 0.37), yaw=-24, pitch=20, aim=(0.03, 0.30, 0),
        zoom=3.6, steam=True, blinds=True, top=0.8,
    )  # fmt: skip


def lamp() -> Scene:
    dome = s.minus(
        s.above(s.ellipsoid(0, 0.60, 0, 0.52, 0.40, 0.52), 0.60), s.ellipsoid(0, 0.585, 0, 0.495, 0.375, 0.495), 0.012
    )
    inside = s.cylinder(0, 0.665, 0.685, 0, 0.43, 0.008)
    stem = s.melt(s.tapered(0.02, 0.68, 0.10, 0.072, 0.02), s.cylinder(0, 0, 0.055, 0, 0.25, 0.025), 0.16)
    return Scene(
        "lamp",
        [
            (dome, Surface((0.85, 0.42, 0.20), 0.28, paint=lit_from_within, glow=1.0)),
            (inside, Surface((1.0, 0.70, 0.38), 0.6, glow=3.4)),
            (stem, Surface((0.85, 0.42, 0.20), 0.28)),
            *podium((0.085, 0.20, 0.24), 0.70, 0.98),
        ],
        [
            (s.disc_z(0.55, 0.85, -2.8, 0.95, 0.05), Surface((0.12, 0.30, 0.35), 0.6)),
            (s.cylinder(-1.45, -0.34, 0.5, -1.5, 0.30, 0.03), Surface((0.10, 0.24, 0.28), 0.6)),
        ],
        (0.075, 0.19, 0.235), (0.07, 0.17, 0.21), yaw=0, pitch=1.5, aim=(0, 0.33, 0), zoom=4.0,
        key_power=0.85, sky=0.24, lamp=(0.0, 0.58, 0.0, 7.0), key_color=(0.80, 0.92, 1.0), top=1.05,
    )  # fmt: skip


def headphones() -> Scene:
    arms, cup_y = s.band(0.60, 0.44, 0.016, 0.075, 0.34), 0.27
    pad = s.union(*(s.box(0, 1.025, 0, 0.24, 0.03, 0.07, 0.03),))
    cups = s.union(*(s.disc_x(side * 0.475, cup_y, 0, 0.255, 0.062, 0.045) for side in (-1, 1)))
    cushions = s.union(*(s.torus_x(side * 0.375, cup_y, 0, 0.170, 0.072) for side in (-1, 1)))
    caps = s.union(*(s.disc_x(side * 0.545, cup_y, 0, 0.185, 0.012, 0.008) for side in (-1, 1)))
    rings = s.union(*(s.torus_x(side * 0.548, cup_y, 0, 0.186, 0.010) for side in (-1, 1)))
    return Scene(
        "headphones",
        [
            (arms, Surface((0.62, 0.63, 0.70), 0.24, metal=0.9)),
            (pad, Surface((0.055, 0.055, 0.075), 0.6)),
            (cups, Surface((0.90, 0.89, 0.93), 0.30)),
            (cushions, Surface((0.060, 0.058, 0.080), 0.55)),
            (caps, Surface((0.80, 0.79, 0.86), 0.34)),
            (rings, Surface((0.95, 0.62, 0.42), 0.20, metal=1.0)),
            *podium((0.46, 0.44, 0.76), 0.80),
        ],
        [
            (s.sphere(1.45, 0.15, -2.0, 0.50), Surface((0.62, 0.58, 0.90), 0.45)),
            (s.torus_z(-0.9, 0.75, -2.7, 0.75, 0.14), Surface((0.42, 0.38, 0.74), 0.45)),
        ],
        (0.50, 0.47, 0.80), (0.46, 0.43, 0.76), yaw=38, pitch=8, aim=(0, 0.42, 0), zoom=3.9, top=1.15,
    )  # fmt: skip


def plant() -> Scene:
    rng = np.random.default_rng(11)
    blades = [
        s.blade(i * 2.399 + rng.uniform(-0.2, 0.2), 0.05 + 0.036 * i, 0.98 - 0.055 * i + rng.uniform(-0.04, 0.06),
                0.082 + 0.006 * (i % 3), rng.uniform(-0.7, 0.7), 0.02 + 0.012 * i)
        for i in range(9)
    ]  # fmt: skip
    leaves = s.bounded(s.union(*blades), s.ellipsoid(0, 0.92, 0, 0.50, 0.66, 0.50))
    pot = s.minus(s.tapered(0, 0.46, 0.245, 0.335, 0.03, 34), s.tapered(0.40, 0.6, 0.30, 0.32, 0.01), 0.02)
    return Scene(
        "plant",
        [
            (pot, Surface((0.84, 0.80, 0.72), 0.50)),
            (s.cylinder(0, 0.3, 0.43, 0, 0.305, 0.01), Surface((0.055, 0.035, 0.025), 0.9, paint=grainy)),
            (leaves, Surface((0.10, 0.28, 0.10), 0.36, through=0.5, paint=striped)),
            *podium((0.55, 0.63, 0.48), 0.62, 0.84),
        ],
        [
            (arch(0, -2.4, 0.85, -1.0, 1.6), Surface((0.70, 0.75, 0.60), 0.7)),
            (s.sphere(1.0, -0.10, -1.1, 0.24), Surface((0.86, 0.70, 0.50), 0.5)),
        ],
        (0.62, 0.69, 0.53), (0.57, 0.64, 0.48), yaw=0, pitch=7, aim=(0, 0.56, 0),
        zoom=4.9, portrait=True, blinds=True, top=1.6,
    )  # fmt: skip


def speaker() -> Scene:
    body = s.cylinder(0, 0.05, 0.86, 0, 0.335, 0.10)
    foot = s.cylinder(0, 0, 0.07, 0, 0.30, 0.02)
    top = s.cylinder(0, 0.80, 0.868, 0, 0.225, 0.008)
    ring = s.torus_y(0, 0.868, 0, 0.232, 0.009)
    plate = s.box(0, 0.20, 0.335, 0.055, 0.016, 0.012, 0.006)
    strap = s.above(s.torus_z(0, 0.80, 0, 0.20, 0.020, 1.05), 0.80)
    return Scene(
        "speaker",
        [
            (body, Surface((0.055, 0.095, 0.20), 0.85, paint=knitted)),
            (s.union(foot, top), Surface((0.045, 0.05, 0.07), 0.26)),
            (ring, Surface((1.0, 0.60, 0.36), 0.4, glow=2.6)),
            (plate, Surface((0.95, 0.80, 0.58), 0.22, metal=1.0)),
            (strap, Surface((0.42, 0.19, 0.085), 0.5)),
            *podium((0.93, 0.42, 0.33), 0.66, 0.92),
        ],
        [
            (s.disc_z(-0.75, 0.75, -2.8, 0.80, 0.05), Surface((0.98, 0.62, 0.42), 0.6)),
            (steps(1.3, -1.8), Surface((0.95, 0.52, 0.40), 0.6)),
        ],
        (0.93, 0.46, 0.36), (0.90, 0.41, 0.32), yaw=16, pitch=12, aim=(0.02, 0.31, 0), zoom=4.35, top=1.08,
    )  # fmt: skip


SCENES = (mug, headphones, lamp, plant, speaker)
"""in the order in which the voiceover speaks of them"""
