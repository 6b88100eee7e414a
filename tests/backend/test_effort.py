"""Progress goes with the work that is left, not with the frames."""

from __future__ import annotations

import pytest

from local_backend.render.effort import Progress, frame_s
from local_backend.render.graph import Chunk
from local_backend.render.untouched import Copied


def test_a_copied_frame_is_next_to_nothing() -> None:
    encoded, copied = Chunk(0, 30, 1920, 1080, 30, ()), Copied(0, 30, "m", 0, 30, 0, looked=200)
    assert frame_s(encoded) > 500 * frame_s(copied)


def test_a_copied_frame_that_is_looked_at_costs_its_decoding() -> None:
    all_of_them, few = Copied(0, 30, "m", 0, 30, 0), Copied(0, 30, "m", 0, 30, 0, looked=100)
    assert frame_s(few) * 10 < frame_s(all_of_them) < frame_s(Chunk(0, 30, 1920, 1080, 30, ())) / 10


def test_what_takes_longest_decides_and_nothing_is_taken_back() -> None:
    told: list[float] = []
    progress = Progress(pictures_s=6, sound_s=8, join_s=2, tell=told.append)
    progress.say()
    progress.pictures(6)
    progress.sound_left(4)
    progress.pictures(-5)  # a chunk must be made again
    progress.pictures(5)
    progress.join_left(1)
    progress.join_left(0)
    assert told == pytest.approx([0.0, 0.4, 0.9, 1.0])


def test_what_went_by_before_the_work_was_known_is_done() -> None:
    told: list[float] = []
    progress = Progress(pictures_s=6, sound_s=0, join_s=2, tell=told.append, spent_s=2)
    progress.say()
    progress.pictures(6)
    assert told == pytest.approx([0.2, 0.8])
