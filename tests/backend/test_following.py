"""Texts go with the clip that they lie over, and what belongs to the film's ends stays there."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from backend.instructions.starts import STARTS

from local_backend.edits import Edit, apply
from local_backend.edits import model as m
from local_backend.edits.chain import main_segments, of_role
from local_backend.text import draw
from local_backend.timeline import Segment, TextStyle, Timeline, Track

CLIPS, MEDIA = STARTS["clips"]
PROMO, PHOTOS = STARTS["promo"]
ONE, TWO, THREE = (m.Which(numbers=(number,)) for number in (1, 2, 3))


def written(timeline: Timeline, *texts: tuple[str, int, int], role: str = "caption") -> Timeline:
    """The timeline with those texts: words, start and end in ms."""
    style = TextStyle(role=role, place="bottom")  # type: ignore[arg-type]
    made = tuple(
        Segment(f"t{at}", "text", start, end - start, text=words, style=style)
        for at, (words, start, end) in enumerate(texts)
    )
    others = tuple(track for track in timeline.tracks if track.role != "text")
    return replace(timeline, tracks=(*others, Track("text", "text", made)))


def times(timeline: Timeline, *edits: Edit, media: tuple[m.Clip, ...] = MEDIA) -> dict[str, tuple[int, int]]:
    for edit in edits:
        timeline = apply(timeline, edit, media, lambda *_: [(2000, 4000)])[0]
    return {one.text: (one.start_ms, one.end_ms) for one in of_role(timeline, "text")}


def ends(timeline: Timeline) -> list[tuple[str, int, int]]:
    return [(one.name, one.fade_in_ms, one.fade_out_ms) for one in main_segments(timeline)]


def test_a_caption_goes_where_its_clip_goes() -> None:
    said = written(CLIPS, ("beach", 1000, 3000), ("city", 11_000, 13_000), ("interview", 20_000, 22_000))
    assert times(said, m.Move(THREE, position=1)) == {
        "beach": (13_000, 15_000), "city": (23_000, 25_000), "interview": (2000, 4000),
    }  # fmt: skip
    assert times(said, m.Swap(ONE, TWO))["city"] == (1000, 3000)
    assert times(said, m.Insert(("coffee.jpg",), position=1))["beach"] == (5000, 7000)
    assert times(said, m.Remove(ONE))["city"] == (1000, 3000)
    assert times(said, m.Split(at_ms=10_500))["city"] == (11_000, 13_000)


def test_a_caption_of_what_is_said_goes_with_the_speed() -> None:
    said = written(CLIPS, ("a", 12_000, 14_000), ("b", 20_000, 22_000))
    assert times(said, m.Speed(TWO, 200)) == {"a": (11_000, 12_000), "b": (16_000, 18_000)}


def test_a_caption_goes_with_the_part_of_its_clip() -> None:
    said = written(CLIPS, ("late", 15_000, 17_000))
    assert times(said, m.TrimEdge("start", 3000, TWO)) == {"late": (12_000, 14_000)}
    assert times(said, m.CutOut(1000, 3000, TWO)) == {"late": (13_000, 15_000)}


def test_captions_as_long_as_their_photos_stay_so() -> None:
    photos = main_segments(PROMO)
    said = written(PROMO, *((one.name, one.start_ms, one.end_ms) for one in photos))
    shorter = apply(said, m.SetLength(20_000), PHOTOS)[0]
    assert {one.text: one.start_ms for one in of_role(shorter, "text")} == {
        one.name: one.start_ms for one in main_segments(shorter)
    }
    assert of_role(shorter, "text")[-1].end_ms == 20_000


def test_a_caption_stays_whole_where_its_photo_is_cut_apart() -> None:
    photo = main_segments(PROMO)[2]
    said = written(PROMO, ("beans", photo.start_ms + 500, photo.end_ms - 200))
    opened = m.SplitScreen(("mug.jpg", "latte.jpg"), start_ms=photo.start_ms + 1000, duration_ms=2000)
    start, end = times(said, opened, media=PHOTOS)["beans"]
    assert (start, end - start) == (photo.start_ms + 500, photo.duration_ms - 700)
    late = written(PROMO, ("beans", photo.start_ms + 1500, photo.start_ms + 3000))
    assert times(late, opened, media=PHOTOS)["beans"] == (photo.start_ms + 3500, photo.start_ms + 5000)


def test_nothing_fades_into_or_out_of_a_split_screen() -> None:
    opened = apply(PROMO, m.SplitScreen(("mug.jpg", "latte.jpg"), start_ms=3000, duration_ms=2000), PHOTOS)[0]
    for edit in (m.Move(m.Which(numbers=(7,)), position=1), m.SetTransition("crossfade", 500)):
        main = main_segments(apply(opened, edit, PHOTOS)[0])
        beside = next(at for at, one in enumerate(main) if one.box)
        assert main[beside].transition is None and main[beside + 1].transition is None
        assert any(one.transition for one in main)


def test_captions_that_were_one_after_the_other_never_lie_on_each_other() -> None:
    said = written(CLIPS, ("over the cut", 9000, 12_000), ("next", 18_500, 20_000))
    assert times(said, m.Remove(TWO)) == {"over the cut": (9000, 10_500), "next": (10_500, 12_000)}


def test_a_title_stays_at_the_beginning_and_an_end_card_at_the_end() -> None:
    said = written(CLIPS, ("title", 0, 3000), ("end", 27_000, 30_000), role="title")
    assert times(said, m.Swap(ONE, THREE)) == {"title": (0, 3000), "end": (27_000, 30_000)}
    assert times(said, m.Remove(THREE)) == {"title": (0, 3000), "end": (15_000, 18_000)}
    assert times(said, m.TrimEdge("end", 2000, THREE)) == {"title": (0, 3000), "end": (25_000, 28_000)}


def test_a_text_that_the_edit_itself_placed_stays_there() -> None:
    said = written(CLIPS, ("city", 11_000, 13_000))
    assert times(said, m.Swap(ONE, TWO), m.ChangeText(m.Which("caption"), start_ms=11_000)) == {
        "city": (11_000, 13_000)
    }


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (m.Swap(ONE, THREE), [("interview.mov", 500, 0), ("city.mp4", 0, 0), ("beach.mp4", 0, 1000)]),
        (m.Remove(THREE), [("beach.mp4", 500, 0), ("city.mp4", 0, 1000)]),
        (m.Remove(ONE), [("city.mp4", 500, 0), ("interview.mov", 0, 1000)]),
        (
            m.InsertColor("#000000", 2000, position=0),
            [("beach.mp4", 500, 0), ("city.mp4", 0, 0), ("interview.mov", 0, 1000), ("#000000", 0, 0)],
        ),
    ],
)  # fmt: skip
def test_fades_of_the_film_stay_at_its_ends(edit: Edit, expected: list[tuple[str, int, int]]) -> None:
    first, *middle, last = main_segments(CLIPS)
    faded = (replace(first, fade_in_ms=500), *middle, replace(last, fade_out_ms=1000))
    assert ends(apply(replace(CLIPS, tracks=(Track("video", "main", faded),)), edit, MEDIA)[0]) == expected


def test_a_new_video_does_not_inherit_the_fades_of_the_old_one() -> None:
    first, *middle, last = main_segments(CLIPS)
    faded = replace(CLIPS, tracks=(Track("video", "main", (first, *middle, replace(last, fade_out_ms=1000))),))
    made = apply(faded, m.Compose(("beach.mp4", "city.mp4")), MEDIA)[0]
    assert [fade for _, *fade in ends(made)] == [[0, 0], [0, 0]]


def test_a_length_keeps_what_was_said_of_single_parts() -> None:
    longer = apply(PROMO, m.SetEach(TWO, 10_000), PHOTOS)[0]
    fitted = main_segments(apply(longer, m.SetLength(30_000), PHOTOS)[0])
    assert fitted[1].duration_ms > fitted[0].duration_ms == fitted[2].duration_ms
    mixed = apply(CLIPS, m.KeepEdge("start", 4000, TWO), MEDIA)[0]
    mixed = apply(mixed, m.Insert(("coffee.jpg",)), MEDIA)[0]
    assert [one.duration_ms for one in main_segments(apply(mixed, m.SetLength(36_000), MEDIA)[0])] == [
        10_000, 4000, 12_000, 10_000,
    ]  # fmt: skip


def test_texts_that_come_to_be_seen_at_one_place_stand_above_one_another() -> None:
    said = written(CLIPS, ("one", 1000, 3000), ("two", 3000, 5000))
    late = m.ChangeText(m.Which("caption", names=("one",)), shift_ms=1000)
    now, told = apply(said, late, MEDIA)
    assert '"two" stands above "one" while both are seen' in told
    low, high = (one.style.lift for one in of_role(now, "text"))
    assert low == 0 < high
    assert "stands above" not in apply(now, m.Speed(THREE, 200), MEDIA)[1]
    apart = apply(now, replace(late, shift_ms=-1000), MEDIA)[0]
    assert [one.style.lift for one in of_role(apart, "text")] == [0, 0]


def test_a_second_title_stands_below_the_first_and_the_middle_stays_clear_of_what_goes_up() -> None:
    made = written(CLIPS, ("Anna & Ben", 0, 3000))
    for role in ("title", "subtitle", "lower_third", "caption"):
        made, _ = apply(made, m.AddText("12 June 2026", role=role, duration_ms=3000), MEDIA)  # type: ignore[arg-type]
    shown = [draw.draw(one.text, one.style, made.width, made.height) for one in of_role(made, "text")]
    inked = []
    for image in shown:
        words = (image.rgba[..., :3].min(2) > 200) & (image.rgba[..., 3] > 250)
        down, across = np.flatnonzero(words.any(1)) + image.y, np.flatnonzero(words.any(0)) + image.x
        inked.append((down[0], down[-1], across[0], across[-1]))
    assert inked[0][0] < made.height / 2 < inked[0][1]  # the title keeps the middle
    for one, two in combinations(inked, 2):
        assert one[1] < two[0] or two[1] < one[0] or one[3] < two[2] or two[3] < one[2]
    second = apply(CLIPS, m.AddText("Anna & Ben"), MEDIA)[0]
    low = of_role(apply(second, m.AddText("12 June 2026"), MEDIA)[0], "text")[1]
    assert low.style.lift < 0  # a second line in the middle goes below the first
