"""Every transition starts with the old picture, ends with the new one, and is its own in between."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import numpy as np
import pytest

from local_backend.render.planes import BLACK, WHITE, Planes, color_of, mix
from local_backend.render.transitions import EFFECTS, apply
from local_backend.timeline import TransitionKind

WIDTH, HEIGHT = 320, 180
KINDS: tuple[TransitionKind, ...] = get_args(TransitionKind)


def plain(color: str) -> Planes:
    return Planes.new(WIDTH, HEIGHT, color_of(color))


def made(kind: TransitionKind, done: float) -> Planes:
    out = Planes.new(WIDTH, HEIGHT)
    apply(kind, out, plain("#c82828"), plain("#283cc8"), done)
    return out


def away(one: Planes, other: Planes) -> float:
    """The largest mean difference of a plane."""
    return max(float(np.abs(a.astype(int) - b).mean()) for a, b in one.pairs(other))


def test_every_kind_of_the_timeline_is_there() -> None:
    assert set(EFFECTS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_it_begins_with_the_old_and_ends_with_the_new(kind: TransitionKind) -> None:
    assert away(made(kind, 0.0), plain("#c82828")) < 2
    assert away(made(kind, 1.0), plain("#283cc8")) < 2


@pytest.mark.parametrize("kind", KINDS)
def test_it_moves_on_without_a_jump(kind: TransitionKind) -> None:
    steps = [made(kind, n / 60) for n in range(61)]
    whole = away(steps[0], steps[-1])
    # Through black or white the way is longer than from one picture to the other.
    far = max(away(steps[0], steps[30]), whole)
    assert max(away(a, b) for a, b in pairwise(steps)) < far * 0.12


@pytest.mark.parametrize("kind", KINDS)
def test_it_leaves_its_sources_alone(kind: TransitionKind) -> None:
    below, above, out = plain("#c82828"), plain("#283cc8"), Planes.new(WIDTH, HEIGHT)
    apply(kind, out, below, above, 0.4)
    assert away(below, plain("#c82828")) == 0 == away(above, plain("#283cc8"))


@pytest.mark.parametrize("kind,color", [("fade_black", BLACK), ("fade_white", WHITE)])
def test_a_fade_reaches_its_colour_in_the_middle(kind: TransitionKind, color: tuple[int, int, int]) -> None:
    assert away(made(kind, 0.5), Planes.new(WIDTH, HEIGHT, color)) == 0


def test_a_crossfade_is_half_of_each_in_the_middle() -> None:
    half = Planes.new(WIDTH, HEIGHT)
    mix(half, plain("#c82828"), plain("#283cc8"), 0.5)
    assert away(made("crossfade", 0.5), half) == 0


@pytest.mark.parametrize("kind,new", [("wipe_left", np.s_[:, 200:]), ("wipe_right", np.s_[:, :120]),
                                      ("wipe_up", np.s_[110:]), ("wipe_down", np.s_[:70]),
                                      ("slide_left", np.s_[:, 200:]), ("slide_right", np.s_[:, :120]),
                                      ("slide_up", np.s_[110:]), ("slide_down", np.s_[:70]),
                                      ("circle", np.s_[70:110, 140:180])])  # fmt: skip
def test_the_new_picture_comes_from_where_the_name_says(kind: TransitionKind, new: tuple[slice, ...]) -> None:
    luma = made(kind, 0.5).y
    mask = np.zeros_like(luma, dtype=bool)
    mask[new] = True
    assert abs(float(luma[mask].mean()) - color_of("#283cc8")[0]) < 2
    far = luma[:6, :6] if kind == "circle" else luma[::-1, ::-1][mask]
    assert abs(float(far.mean()) - color_of("#c82828")[0]) < 2


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_the_same_every_time(kind: TransitionKind) -> None:
    assert away(made(kind, 0.37), made(kind, 0.37)) == 0


def lightness(planes: Planes) -> float:
    """Mean L* (CIE 15) of the luma on a screen of BT.1886."""
    light = np.clip((planes.y.astype(float) - 16) / 219, 0, 1) ** 2.4
    return float(np.where(light > 0.008856, 116 * np.cbrt(light) - 16, 903.3 * light).mean())


@pytest.mark.parametrize("one,other", [("#ffffff", "#000000"), ("#f0e6d2", "#20242c"), ("#808080", "#c0c0c0")])
def test_a_crossfade_is_even_to_the_eye(one: str, other: str) -> None:
    seen = []
    for step in range(16):
        out = Planes.new(WIDTH, HEIGHT)
        apply("crossfade", out, plain(one), plain(other), step / 15)
        seen.append(lightness(out))
    steps = np.abs(np.diff(seen))
    assert steps.max() < 1.4 * steps.mean()
    assert (seen[7] + seen[8]) / 2 == pytest.approx((seen[0] + seen[15]) / 2, abs=4)


def test_a_crossfade_of_unlike_pictures_does_not_darken() -> None:
    rng = np.random.default_rng(1)
    below, above, out = (Planes.new(WIDTH, HEIGHT) for _ in range(3))
    below.y[:], above.y[:] = rng.integers(16, 236, (2, HEIGHT, WIDTH), dtype=np.uint8)
    apply("crossfade", out, below, above, 0.5)
    assert lightness(out) > (lightness(below) + lightness(above)) / 2 - 3
