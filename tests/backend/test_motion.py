"""A slow motion goes on where it was when its picture is split, trimmed or held."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from backend.media_files import photo as picture
from backend.numbered import decoded
from hypothesis import given
from hypothesis import strategies as st

from local_backend.draft import from_draft, to_draft
from local_backend.edits import apply
from local_backend.edits.model import ALL, Adjust, Freeze, Split, TrimEdge, Which
from local_backend.edits.splitting import halves
from local_backend.media.info import MediaFile, probe
from local_backend.render.fit import look, moved
from local_backend.render.renderer import Renderer
from local_backend.timeline import Picture, Segment, Timeline, Track


def photo(motion: str = "in", amount: int = 10, length: int = 4000) -> Segment:
    picture = Picture(motion=motion, motion_amount=amount)  # type: ignore[arg-type]
    return Segment("a", "image", 0, length, "a.jpg", "a", picture=picture)


def of(*main: Segment) -> Timeline:
    return Timeline(tracks=(Track("video", "main", main),))


def shown(timeline: Timeline) -> list[Segment]:
    assert timeline.main
    return list(timeline.main.segments)


@given(st.sampled_from(["in", "out", "left", "right", "up", "down"]), st.integers(1, 40), st.lists(st.integers(1, 99)))
def test_the_parts_of_a_photo_move_as_the_whole_did(motion: str, amount: int, cuts: list[int]) -> None:
    whole = photo(motion, amount)
    parts, rest = [], whole
    for number, cut in enumerate(cuts[:4]):
        first, rest = halves(rest, rest.duration_ms * cut // 100 or 1, f"n{number}")
        parts.append(first)
    parts.append(rest)
    for one, other in pairwise(parts):
        assert one.picture.motion_to == other.picture.motion_from
    for part in parts:
        middle = (part.start_ms + part.duration_ms / 2) / whole.duration_ms
        seen, should = moved(part.picture, 0.5), look(whole.picture.motion, amount, middle)
        assert abs(seen.zoom - should.zoom) < 0.003 and abs(seen.x - should.x) < 0.003 > abs(seen.y - should.y)


def test_a_split_photo_keeps_its_motion_on_the_wire_and_when_stretched() -> None:
    after, _ = apply(of(photo()), Split(1000), [])
    first, second = shown(after)
    assert (first.picture.motion_from, first.picture.motion_to) == (0, 250)
    assert (second.picture.motion_from, second.picture.motion_to) == (250, 1000)
    assert from_draft(to_draft(after)) == after


def test_what_is_trimmed_off_is_missing_from_the_motion() -> None:
    after, _ = apply(of(photo()), TrimEdge("start", 1000, Which(numbers=(1,))), [])
    (left,) = shown(after)
    assert (left.picture.motion_from, left.picture.motion_to) == (250, 1000)


@pytest.mark.parametrize("at,seen", [(1000, 250), (0, 0)])
def test_a_held_photo_stands_still_where_it_was(at: int, seen: int) -> None:
    after, _ = apply(of(photo()), Freeze(2000, at), [])
    held = next(one for one in shown(after) if one.duration_ms == 2000)
    assert (held.picture.motion_from, held.picture.motion_to) == (seen, seen)
    assert moved(held.picture, 0.1) == moved(held.picture, 0.9)


def test_a_new_motion_is_whole_and_what_stands_still_is_not_touched() -> None:
    split, _ = apply(of(photo()), Split(1000), [])
    after, told = apply(split, Adjust(ALL, (("motion", "out"),)), [])
    assert {(one.picture.motion_from, one.picture.motion_to) for one in shown(after)} == {(0, 1000)}
    assert "motion" in told and "motion_from" not in told
    still, _ = apply(of(photo("none")), Split(1000), [])
    assert {one.picture for one in shown(still)} == {Picture()}


def test_the_cut_of_a_split_photo_is_not_seen(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.jpg", 1280, 720)
    files = {"a": MediaFile(path, probe(path, "a.jpg"), "a.jpg")}
    whole = replace(of(photo(amount=20)), width=320, height=180)
    split, _ = apply(whole, Split(2000), [])
    made = []
    for number, timeline in enumerate((whole, split)):
        target = tmp_path / f"{number}.mp4"
        Renderer(tmp_path / "home", workers=1).render(timeline, files, "mp4", "high", target)
        made.append(decoded(target))
    assert max(np.abs(a.y.astype(int) - b.y).mean() for a, b in zip(*made, strict=True)) < 0.5
