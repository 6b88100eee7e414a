"""Each edit does exactly what it says, whole or not at all, and leaves a sound timeline."""

from __future__ import annotations

from itertools import pairwise

import pytest
from backend.instructions.starts import BEACH, CITY, INTERVIEW, PHOTOS, STARTS, VOICE
from hypothesis import given, settings
from hypothesis import strategies as st

from local_backend.draft import from_draft, to_draft
from local_backend.edits import Edit, Impossible, apply, problems
from local_backend.edits import model as m
from local_backend.edits.chain import lay, main_segments, of_role
from local_backend.edits.compose import shares
from local_backend.timeline import Segment, Timeline, Transition

ALL = m.ALL
CLIPS, MEDIA = STARTS["clips"]
FULL = STARTS["full"][0]
PROMO, PROMO_MEDIA = STARTS["promo"]
ONE, TWO, THREE = (m.Which(numbers=(number,)) for number in (1, 2, 3))
TITLE = m.Which("title")


def after(edit: Edit, timeline: Timeline = CLIPS, media: tuple[m.Clip, ...] = MEDIA) -> Timeline:
    result, told = apply(timeline, edit, media, lambda *_: [(2000, 4000), (6000, 6500)])
    assert told.endswith((".", "。"))
    assert problems(result) == []
    assert from_draft(to_draft(result)) == result
    return result


@pytest.mark.parametrize("count", range(1, 11))
@pytest.mark.parametrize("seconds", [1, 2, 7, 15, 30, 61, 3600])
def test_any_number_of_photos_fills_the_length_to_the_millisecond(count: int, seconds: int) -> None:
    photos = tuple(m.Clip(f"p{index}", f"{index}.jpg", "image") for index in range(count))
    timeline = after(m.Compose(tuple(one.id for one in photos), seconds * 1000), Timeline(), photos)
    main = main_segments(timeline)
    assert timeline.duration_ms == seconds * 1000
    assert max(one.duration_ms for one in main) - min(one.duration_ms for one in main) <= 1
    joins = [one.transition for one in main[1:]]
    assert all(one is not None and one.duration_ms <= 500 for one in joins) or seconds * 1000 < 220 * count


def test_clips_keep_their_length_and_photos_share_the_rest() -> None:
    ids = (BEACH.id, "coffee.jpg", CITY.id)
    timeline = after(m.Compose(ids, 40_000, transition=None), Timeline())
    assert [one.duration_ms for one in main_segments(timeline)] == [20_000, 8000, 12_000]


def test_clips_that_are_too_long_all_give_way() -> None:
    timeline = after(m.Compose((BEACH.id, CITY.id, INTERVIEW.id), 30_000, transition=None), Timeline())
    assert [one.duration_ms for one in main_segments(timeline)] == [10_000, 10_000, 10_000]


def test_clips_that_are_too_short_are_refused_with_what_would_work() -> None:
    with pytest.raises(Impossible) as caught:
        after(m.Compose((CITY.id,), 30_000), Timeline())
    assert "12 s" in caught.value.reason
    assert "12 s" in caught.value.suggestion


def test_the_voice_sets_the_length_of_photos_where_none_is_given() -> None:
    ids = tuple(one.id for one in PHOTOS)
    timeline = after(m.Compose(ids, voice=VOICE.id), Timeline(), (*PHOTOS, VOICE))
    assert timeline.duration_ms == 30_000


@pytest.mark.parametrize("ms", [-5, 0, 99, 3_600_001, 3 * 3_600_000])
def test_a_length_that_cannot_be_is_refused(ms: int) -> None:
    with pytest.raises(Impossible):
        after(m.SetLength(ms))


def test_shares_add_up() -> None:
    assert shares([None, 2000, None], 12_001) == [5001, 2000, 5000]
    assert shares([None, 20_000], 10_000) == [5000, 5000]
    assert shares([1000], 2000) is None


def test_a_stretch_cut_out_takes_voice_and_text_with_it() -> None:
    timeline = after(m.CutOut(10_000, 20_000), PROMO, PROMO_MEDIA)
    assert timeline.duration_ms == 20_000
    voice = of_role(timeline, "voice")
    heard = [(one.start_ms, one.duration_ms, one.source_in_ms) for one in voice]
    assert heard == [(0, 10_000, 0), (10_000, 10_000, 20_000)]


def test_what_is_shown_at_a_time_after_a_cut_is_what_was_there_before() -> None:
    timeline = after(m.CutOut(3000, 12_000))
    shown = [(one.name, one.start_ms, one.source_in_ms) for one in main_segments(timeline)]
    assert shown == [("beach.mp4", 0, 0), ("city.mp4", 3000, 2000), ("interview.mov", 9000, 0)]


def test_text_after_a_removed_clip_moves_up() -> None:
    timeline = after(m.Remove(ONE), FULL)
    assert [(one.text, one.start_ms) for one in of_role(timeline, "text")] == [("Hello", 0), ("Anna", 8500)]


def test_speed_changes_the_length_and_nothing_of_the_source() -> None:
    timeline = after(m.Speed(TWO, 200))
    clip = main_segments(timeline)[1]
    assert (clip.duration_ms, clip.source_in_ms, clip.source_out_ms) == (4000, 0, 8000)
    assert timeline.duration_ms == 26_000


def test_a_reversed_clip_cut_in_two_goes_on_backwards() -> None:
    turned = after(m.Backwards(ONE))
    first, second = main_segments(after(m.Split(4000), turned))[:2]
    assert (first.source_in_ms, first.source_out_ms) == (6000, 10_000)
    assert (second.source_in_ms, second.source_out_ms) == (0, 6000)


def test_a_held_frame_stands_where_it_was_asked_for() -> None:
    main = main_segments(after(m.Freeze(2000, 12_000)))
    assert [(one.name, one.start_ms, one.duration_ms, one.freeze) for one in main[1:4]] == [
        ("city.mp4", 10_000, 2000, False),
        ("city.mp4", 12_000, 2000, True),
        ("city.mp4", 14_000, 6000, False),
    ]
    assert main[2].source_in_ms == main[3].source_in_ms == 2000


def test_a_transition_is_at_most_half_of_its_shorter_neighbour() -> None:
    timeline = after(m.SetTransition("crossfade", 30_000))
    assert [one.transition.duration_ms for one in main_segments(timeline) if one.transition] == [4000, 4000]


def test_a_transition_between_clips_that_are_not_neighbours_is_refused() -> None:
    with pytest.raises(Impossible):
        after(m.SetTransition("zoom", pair=(ONE, THREE)))


def test_music_follows_the_end_of_the_video() -> None:
    longer = after(m.Speed(ONE, 50), FULL)
    assert of_role(longer, "music")[0].end_ms == longer.duration_ms
    shorter = after(m.Remove(THREE), FULL)
    assert of_role(shorter, "music")[0].end_ms == shorter.duration_ms


def test_generated_music_has_a_style_a_seed_and_any_length() -> None:
    music = of_role(after(m.AddSound("music", style="Lo-fi")), "music")[0]
    assert (music.kind, music.name, music.duration_ms, music.volume) == ("music", "Lo-fi", 30_000, 35)
    assert music.seed and music.seed == of_role(after(m.AddSound("music", style="Lo-fi")), "music")[0].seed


def test_silence_is_cut_where_it_was_measured_less_the_padding() -> None:
    timeline = after(m.RemoveQuiet("silence", padding_ms=100, which=ONE))
    assert timeline.duration_ms == 30_000 - 1800 - 300
    assert [one.source_in_ms for one in main_segments(timeline)[:3]] == [0, 3900, 6400]


def test_without_ears_silence_is_refused_and_nothing_changes() -> None:
    with pytest.raises(Impossible):
        apply(CLIPS, m.RemoveQuiet(), MEDIA)


def test_a_detached_sound_stays_in_time_and_the_clip_falls_silent() -> None:
    timeline = after(m.Detach(TWO))
    sound = of_role(timeline, "sound")[0]
    assert (sound.start_ms, sound.duration_ms, sound.media) == (10_000, 8000, CITY.id)
    assert main_segments(timeline)[1].volume == 0


def test_every_change_is_told_before_and_after_in_both_languages() -> None:
    assert apply(FULL, m.Volume(m.Which("music"), 50), MEDIA)[1] == '"bgm.mp3": volume 35% → 50%.'
    assert apply(FULL, m.Volume(m.Which("music"), 50, language="zh"), MEDIA)[1] == "“bgm.mp3”：音量 35% → 50%。"
    assert apply(CLIPS, m.Remove(TWO), MEDIA)[1] == "Removed clip 2 (city.mp4): length 30 s → 22 s."


def test_an_edit_that_changes_nothing_says_so() -> None:
    timeline, told = apply(FULL, m.Volume(m.Which("music"), 35), MEDIA)
    assert timeline == FULL
    assert told == "It is like that already."


def test_a_clip_that_is_not_there_is_refused_naming_those_that_are() -> None:
    with pytest.raises(Impossible) as caught:
        after(m.Remove(m.Which(numbers=(7,))))
    assert "beach.mp4" in caught.value.suggestion


WHICH = st.sampled_from(
    [ALL, ONE, TWO, THREE, m.Which(numbers=(-1,)), m.Which("photo"), m.Which("music"), m.Which("text"), TITLE,
     m.Which(names=("city.mp4",)), m.Which("overlay"), m.Which("voice"), m.Which(at_ms=12_000)]
)  # fmt: skip
MS = st.one_of(st.integers(0, 40_000), st.sampled_from([0, 1, 40, 500, 10_000, 29_999, 30_000]))
PERCENT = st.integers(0, 500)
FILES = st.sampled_from([one.id for one in MEDIA])
KINDS = st.sampled_from(["crossfade", "fade_black", "wipe_left", "zoom", None])
EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(m.SetLength, MS),
    st.builds(m.SetEach, WHICH, MS),
    st.builds(m.Insert, st.tuples(FILES), st.integers(-2, 5), st.none() | MS, MS),
    st.builds(m.InsertColor, st.just("#000000"), MS.filter(bool), st.integers(-2, 5), st.none() | MS),
    st.builds(m.Remove, WHICH),
    st.builds(m.Replace, WHICH, FILES),
    st.builds(m.Move, WHICH, st.integers(-3, 5)),
    st.builds(m.Swap, WHICH, WHICH),
    st.builds(m.Reorder, st.sampled_from(["reverse", "name", "shuffle"])),
    st.builds(m.Duplicate, WHICH, st.integers(0, 4)),
    st.builds(m.Split, MS, st.none() | WHICH, st.sampled_from([0, 0, 2, 3])),
    st.builds(m.Keep, MS, st.none() | MS, st.none() | WHICH),
    st.builds(m.CutOut, MS, st.none() | MS, st.none() | WHICH),
    st.builds(m.TrimEdge, st.sampled_from(["start", "end", "both"]), MS, st.none() | WHICH),
    st.builds(m.KeepEdge, st.sampled_from(["start", "end"]), MS, st.none() | WHICH),
    st.builds(m.RemoveQuiet, st.sampled_from(["silence", "black"]), padding_ms=st.integers(0, 300), which=WHICH),
    st.builds(m.Speed, WHICH, st.integers(1, 3000), st.booleans()),
    st.builds(m.Backwards, WHICH, st.booleans()),
    st.builds(m.Freeze, MS.filter(lambda ms: ms >= 40), st.none() | MS, st.none() | WHICH),
    st.builds(m.Loop, WHICH, st.integers(0, 4), MS, st.booleans()),
    st.builds(m.SetTransition, KINDS, MS, st.booleans(), st.none() | st.tuples(WHICH, WHICH), st.none() | WHICH),
    st.builds(m.AddText, st.text(min_size=1, max_size=8), start_ms=MS, duration_ms=MS, on=st.none() | WHICH),
    st.builds(m.ChangeText, WHICH, st.text(max_size=8), st.none() | MS, MS, size_percent=PERCENT),
    st.builds(m.AddCaptions, st.tuples(st.just((-1, -1, "a")), st.just((-1, -1, "b")))),
    st.builds(m.AddSound, st.sampled_from(["music", "voice"]), FILES, volume=PERCENT, start_ms=MS, duration_ms=MS),
    st.builds(m.Volume, WHICH, PERCENT, st.booleans()),
    st.builds(m.FadeSound, WHICH, st.none() | MS, st.none() | MS),
    st.builds(m.FadePicture, WHICH, st.none() | MS, st.none() | MS),
    st.builds(m.Duck, st.integers(0, 100)),
    st.builds(m.Detach, WHICH),
    st.builds(m.Canvas, st.just(1080), st.just(1920), st.sampled_from([None, "blur"])),
    st.builds(m.Adjust, WHICH, st.just((("brightness", 500),)), st.just((("rotate", 90), ("flip_h", 1)))),
    st.builds(m.Overlay, FILES, place=st.sampled_from(["", "top_left", "center"]), start_ms=MS, duration_ms=MS),
    st.builds(m.ChangeOverlay, WHICH, size_percent=PERCENT, opacity=st.integers(0, 100), start_ms=st.none() | MS),
    st.builds(m.SplitScreen, st.tuples(FILES, FILES), st.booleans()),
    st.builds(m.SetOutput, st.sampled_from(["", "gif"]), st.integers(0, 60)),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=8), st.sampled_from(sorted(STARTS)))
def test_edits_in_any_order_leave_a_sound_timeline_or_change_nothing(edits: list[Edit], start: str) -> None:
    timeline, media = STARTS[start]
    for edit in edits:
        before, kept = timeline, to_draft(timeline)
        try:
            timeline, told = apply(timeline, edit, media, lambda *_: [(1000, 2000), (7000, 9000)])
        except Impossible as error:
            assert error.reason
            continue
        assert told
        assert problems(timeline) == []
        assert from_draft(to_draft(timeline)) == timeline
        assert from_draft(kept) == before, "undo brings back what was there"


@given(st.lists(st.tuples(st.integers(40, 9000), st.integers(0, 9000)), min_size=1, max_size=12))
def test_a_chain_has_no_gaps_and_no_transition_over_half_a_neighbour(parts: list[tuple[int, int]]) -> None:
    segments = [
        Segment(f"s{index}", "image", 0, length, transition=Transition(duration_ms=join) if join else None)
        for index, (length, join) in enumerate(parts)
    ]
    laid = lay(segments)
    for one, two in pairwise(laid):
        overlap = two.transition.duration_ms if two.transition else 0
        assert one.end_ms - two.start_ms == overlap <= min(one.duration_ms, two.duration_ms) // 2


def test_an_edit_of_a_stretch_cuts_at_both_ends_and_leaves_the_rest() -> None:
    quiet = after(m.Within(m.Volume(ALL, 0), 3000, 6000))
    told = [(one.start_ms, one.duration_ms, one.source_in_ms, one.volume) for one in main_segments(quiet)[:3]]
    assert told == [(0, 3000, 0, 100), (3000, 3000, 3000, 0), (6000, 4000, 6000, 100)]
    assert quiet.duration_ms == CLIPS.duration_ms


def test_a_faster_stretch_shortens_the_video_by_what_it_saves() -> None:
    fast = after(m.Within(m.Speed(ALL, 200), 12_000, 16_000))
    assert fast.duration_ms == CLIPS.duration_ms - 2000
    assert [one.speed for one in main_segments(fast)] == [100, 100, 200, 100, 100]


def test_times_of_a_stretch_count_from_the_clip_that_is_named_and_from_the_end_below_zero() -> None:
    assert [one.duration_ms for one in main_segments(after(m.Within(m.Volume(TWO, 0), 0, 2000, TWO)))[1:3]] == [
        2000,
        6000,
    ]
    last = main_segments(after(m.Within(m.Backwards(ALL), -3000)))[-1]
    assert (last.reverse, last.duration_ms) == (True, 3000)


def test_music_falls_silent_for_a_stretch_alone() -> None:
    music = of_role(after(m.Within(m.Volume(m.Which("music"), 0), 10_000, 15_000), FULL), "music")
    assert [(one.start_ms, one.volume) for one in music] == [(0, 35), (10_000, 0), (15_000, 35)]


def test_a_stretch_after_the_end_is_refused() -> None:
    with pytest.raises(Impossible, match="ends at 30 s"):
        apply(CLIPS, m.Within(m.Volume(ALL, 0), 40_000, 45_000), MEDIA)


def test_a_clip_moves_by_places_and_stops_at_the_ends() -> None:
    assert [one.name for one in main_segments(after(m.Move(TWO, by=1)))] == [BEACH.name, INTERVIEW.name, CITY.name]
    assert [one.name for one in main_segments(after(m.Move(TWO, by=-5)))] == [CITY.name, BEACH.name, INTERVIEW.name]


def test_a_text_moves_by_an_amount_and_never_before_the_start() -> None:
    assert of_role(after(m.ChangeText(TITLE, shift_ms=2000), FULL), "text")[0].start_ms == 2000
    assert of_role(after(m.ChangeText(TITLE, shift_ms=-2000), FULL), "text")[0].start_ms == 0


def test_removing_what_is_not_there_names_what_is() -> None:
    with pytest.raises(Impossible, match="no captions") as refused:
        apply(CLIPS, m.Remove(m.Which("caption")), MEDIA)
    assert "beach.mp4" in refused.value.suggestion


def test_a_split_screen_keeps_what_it_does_not_show() -> None:
    whole = after(m.SplitScreen((CITY.id, INTERVIEW.id)))
    assert [(one.name, one.start_ms, one.end_ms) for one in main_segments(whole)] == [
        ("beach.mp4", 0, 10_000), ("city.mp4", 10_000, 18_000),
    ]  # fmt: skip
    (beside,) = of_role(whole, "overlay")
    assert (beside.name, beside.start_ms, beside.end_ms) == ("interview.mov", 10_000, 18_000)


def test_a_split_screen_at_a_time_is_put_between_what_is_there() -> None:
    opened = after(m.SplitScreen((CITY.id, INTERVIEW.id), start_ms=5000, duration_ms=4000))
    assert [(one.name, one.start_ms, one.source_in_ms) for one in main_segments(opened)] == [
        ("beach.mp4", 0, 0), ("city.mp4", 5000, 0), ("beach.mp4", 9000, 5000), ("city.mp4", 14_000, 0),
        ("interview.mov", 22_000, 0),
    ]  # fmt: skip
    with pytest.raises(Impossible):
        after(m.SplitScreen((CITY.id, INTERVIEW.id), start_ms=31_000, duration_ms=4000))
