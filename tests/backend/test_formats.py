"""Which recipe a format has, and how it shrinks for a size."""

from __future__ import annotations

import pytest

from local_backend.render.formats import FORMATS, recipe, sound_rate, squeezed
from local_backend.timeline import Output, Timeline


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_format_has_a_recipe_with_its_own_ending(fmt: str) -> None:
    assert recipe(Timeline(), fmt, "high").suffix == f".{fmt}"


def test_sound_alone_may_be_asked_for_in_the_timeline() -> None:
    assert recipe(Timeline(output=Output(audio_only=True)), "mp4", "high").encoding is None
    assert recipe(Timeline(output=Output(format="webm")), "", "high").suffix == ".webm"


def test_half_the_size_costs_six_steps_and_too_much_costs_pixels() -> None:
    first = recipe(Timeline(), "mp4", "high")
    half = squeezed(first, 1080, 1_000_000, 500_000)
    assert half and half.encoding and first.encoding
    assert 6 <= half.encoding.crf - first.encoding.crf <= 7.5 and half.height == 0
    tenth = squeezed(first, 1080, 1_000_000, 50_000)
    assert tenth and tenth.encoding and 240 <= tenth.height < 1080 and tenth.encoding.crf < 36


def test_what_cannot_be_reached_is_not_tried() -> None:
    first = recipe(Timeline(), "mp4", "high")
    assert squeezed(first, 240, 1_000_000, 1000) is None
    assert squeezed(first, 1080, 1_000_000, -5) is None


def test_the_sound_takes_a_fifth_at_most_but_stays_audible() -> None:
    assert sound_rate(100_000_000, 60_000) == 192_000
    assert sound_rate(3_000_000, 60_000) == 80_000
    assert sound_rate(100_000, 60_000) == 48_000
