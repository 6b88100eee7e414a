"""The draft as a person reads it: the seed's line, every likely spelling, and what a turn changed."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simulated_stream import SEED_DRAFT, SEED_LINE

from nemovideo import draft
from nemovideo.changes import changes


def clip(name: str, start: int, length: int, **meta: Any) -> dict[str, Any]:
    return {"id": name, "s": start, "d": length, "m": {"name": name, **meta}}


def track(kind: int, *segments: dict[str, Any], **meta: Any) -> dict[str, Any]:
    return {"tt": kind, "sg": list(segments), "m": meta}


def line(*tracks: dict[str, Any]) -> str:
    return draft.line(draft.read({"t": list(tracks)}))


def test_the_seeds_draft_gives_the_seeds_line() -> None:
    assert draft.line(draft.read(SEED_DRAFT)) == SEED_LINE


def test_the_tracks_have_only_the_keys_that_apply() -> None:
    assert draft.tracks_json(draft.read(SEED_DRAFT)) == [
        {"kind": "video", "label": "Video", "segments": [{"name": "city timelapse", "start_s": 0.0, "end_s": 10.0}]},
        {
            "kind": "audio",
            "label": "BGM",
            "segments": [{"name": "Lo-fi", "start_s": 0.0, "end_s": 10.0, "volume": 0.35}],
        },
        {"kind": "text", "label": "Title", "segments": [{"text": "Urban Dreams", "start_s": 0.0, "end_s": 3.0}]},
    ]


@pytest.mark.parametrize("start", draft.START_KEYS)
@pytest.mark.parametrize("length", draft.LENGTH_KEYS[:3])
def test_start_and_length_are_read_under_every_likely_name(start: str, length: str) -> None:
    assert line(track(0, {start: 1000, length: 2500, "name": "a"})) == "Timeline (1 track): 1. Video: a (1-3.5s)"
    assert line(track(0, {"m": {start: 1000, length: 2500, "name": "a"}})) == "Timeline (1 track): 1. Video: a (1-3.5s)"


@pytest.mark.parametrize("key", draft.VOLUME_KEYS)
@pytest.mark.parametrize("value", [0.35, "0.35", 35])
def test_volume_is_read_under_every_likely_name_and_unit(key: str, value: object) -> None:
    assert line(track(1, {"d": 1000, "name": "a", key: value})).endswith("BGM: a (0-1s, 35%)")


def test_a_segment_without_a_start_follows_the_one_before_it() -> None:
    assert line(track(0, {"d": 2000, "n": "a"}, {"d": 3000, "n": "b"})).endswith("a (0-2s), b (2-5s)")


def test_a_segment_without_a_length_lasts_as_long_as_its_track_says() -> None:
    assert line({"tt": 0, "d": 4000, "sg": [{"name": "a"}]}).endswith("a (0-4s)")


def test_an_uploaded_file_goes_by_its_name() -> None:
    media = [{"cdn_url": "https://cdn/x/8731.mp4", "filename": "beach.mp4"}]
    read = draft.read({"t": [track(0, {"d": 1000, "url": "https://cdn/x/8731.mp4"})]}, media)
    assert draft.line(read).endswith("beach.mp4 (0-1s)")
    assert line(track(0, {"d": 1000, "url": "https://cdn/x/8731.mp4?s=1"})).endswith("8731.mp4 (0-1s)")


def test_what_is_special_about_a_segment_is_told_in_words() -> None:
    metadata = {
        "name": "a.mp4", "source_in_ms": 3000, "fade_out_ms": 2000,
        "transition": {"kind": "wipe_left", "duration_ms": 500},
        "picture": {"fit": "blur", "grayscale": True}, "secret": "https://example.com/?token=1",
    }  # fmt: skip
    made = {"t": [{"tt": 0, "sg": [{"s": 0, "d": 4000, "m": metadata}]}]}
    assert draft.tracks_json(draft.read(made))[0]["segments"][0]["details"] == [
        "starts 3s into the source", "fade out 2s", "transition wipe left 0.5s", "framing blurred background",
        "black and white",
    ]  # fmt: skip


def test_tracks_are_named_by_what_they_hold() -> None:
    seen = line(
        track(0, clip("a.mp4", 0, 1000), role="main"),
        track(0, clip("logo.png", 0, 1000), role="overlay"),
        track(1, clip("voice.mp3", 0, 1000)),
        track(1, clip("旁白.mp3", 0, 1000)),
        track(1, clip("whoosh", 0, 1000), role="sound"),
        track(7, *({"s": 0, "d": 500, "text": f"t{n}"} for n in range(4))),
        track(3, clip("x", 0, 1000)),
    )
    for label in ("1. Video:", "2. Overlay:", "3. Voice:", "4. Voice:", "5. Sound:", "6. Subtitles:", "7. Other:"):
        assert label in seen


def test_many_segments_are_shortened_in_the_middle() -> None:
    seen = line(track(0, *(clip(f"{n}.jpg", n * 1000, 1000) for n in range(20))))
    assert seen.endswith("3.jpg (3-4s), … 15 more …, 19.jpg (19-20s)")


def test_mute_and_speed_are_said() -> None:
    assert line(track(1, clip("a", 0, 1000, volume=0))).endswith("(0-1s, muted)")
    assert line(track(0, clip("a", 0, 1000, speed=200))).endswith("(0-1s, 2x)")
    assert line(track(0, clip("a", 0, 1000, speed=1.5))).endswith("(0-1s, 1.5x)")


@pytest.mark.parametrize("value", [None, {}, {"t": None}, {"t": []}, {"t": [{"tt": 0, "sg": []}]}, {"t": [3]}])
def test_nothing_on_the_timeline_is_said_and_not_ready(value: dict[str, Any] | None) -> None:
    assert draft.line(draft.read(value)) == "Timeline (0 tracks): empty"
    assert not draft.ready(value)


def test_a_segment_on_any_track_is_enough_to_export() -> None:
    assert draft.ready({"t": [{"tt": 0, "sg": []}, {"tt": 9, "sg": [{}]}]})


def test_names_from_outside_cannot_turn_the_line_around() -> None:
    assert "\u202e" not in line(track(0, clip("a\u202eb\x07", 0, 1000)))
    assert line(track(0, clip("a\n2. Video: b", 0, 1000))).count("\n") == 0


KEYS = ["t", "tt", "sg", "d", "m", "s", "name", "text", "volume", "speed", "id"]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["t", "tt", "sg", "d", "m", "s", "name", "text", "volume", "speed", "id"]), inner
        )
    ),
    max_leaves=16,
)


@given(
    st.dictionaries(st.sampled_from(["t", "d", "m"]), values), st.dictionaries(st.sampled_from(["t", "d", "m"]), values)
)
def test_no_draft_raises_anything(one: dict[str, Any], other: dict[str, Any]) -> None:
    read = draft.read(one)
    assert draft.line(read).startswith("Timeline (")
    draft.tracks_json(read)
    draft.ready(one)
    assert bool(changes(one, other)) == (one != other)


# -- changes -----------------------------------------------------------------------------------------------------------


def edited(**edit: Any) -> dict[str, Any]:
    value = copy.deepcopy(SEED_DRAFT)
    for path, new in edit.items():
        at = value
        *keys, last = path.split("__")
        for key in keys:
            at = at[int(key) if key.isdigit() else key]
        at[last] = new
    return value


def test_an_unchanged_draft_has_no_changes() -> None:
    assert changes(SEED_DRAFT, copy.deepcopy(SEED_DRAFT)) == []


def test_a_first_draft_is_all_new() -> None:
    assert changes(None, SEED_DRAFT) == [
        "Canvas: 1920x1080",
        "Length: 10s",
        "Added Video: city timelapse (0-10s)",
        "Added BGM: Lo-fi (0-10s, 35%)",
        'Added Title: "Urban Dreams" (0-3s)',
    ]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ({"t__1__sg__0__m__volume": 0.5}, "BGM: Lo-fi: volume 35% → 50%"),
        ({"t__2__sg__0__m__text": "Hi"}, 'Title: "Hi": was "Urban Dreams"'),
        ({"t__2__sg__0__d": 5000}, 'Title: "Urban Dreams": 0-3s → 0-5s'),
        ({"t__0__sg__0__m__picture": {"motion": "in"}}, "Video: city timelapse: motion none → zoom in"),
        (
            {"t__0__sg__0__m__picture": {"fit": "crop", "scale": 115, "grayscale": True, "crop": [0, 100, 1000, 900]}},
            "Video: city timelapse: crop none → 10% off the top, framing automatic → cropped to fill, "
            "black and white off → on, zoom 100% → 115%",
        ),
        (
            {"t__0__sg__0__m__transition": {"kind": "fade_black", "duration_ms": 500}},
            "Video: city timelapse: transition none → fade black 0.5s",
        ),
        ({"t__1__sg__0__m__duck": 35}, "BGM: Lo-fi: ducking off → 35%"),
        (
            {"m__output": {"format": "gif", "max_bytes": 5_000_000}},
            "File: format none → gif, largest size default → 5 MB",
        ),
        ({"m__width": 1080, "m__height": 1920}, None),
        ({"d": 12000}, "Length: 10s → 12s"),
        ({"t__0__sg__0__m__speed": 2.0}, "Video: city timelapse: speed 1x → 2x"),
    ],
)
def test_one_edit_is_one_sentence(edit: dict[str, Any], said: str | None) -> None:
    assert changes(SEED_DRAFT, edited(**edit)) == [said or "Canvas: 1920x1080 → 1080x1920"]


def test_added_and_removed_segments_are_named() -> None:
    one, two = clip("a.jpg", 0, 1000), clip("b.jpg", 1000, 1000)
    before, after = {"t": [track(0, one)]}, {"t": [track(0, one, two)]}
    assert "Video: added b.jpg (1-2s)" in changes(before, after)
    assert "Video: removed b.jpg (1-2s)" in changes(after, before)


def test_what_is_new_is_told_with_its_looks() -> None:
    gray = {"picture": {"grayscale": True}}
    cut = {"kind": "crossfade", "duration_ms": 500}
    one, two = clip("a.jpg", 0, 1000, **gray), clip("b.jpg", 1000, 1000, transition=cut, **gray)
    words = {"s": 0, "d": 1000, "m": {"text": "Hi", "style": {"color": "#ffff00", "place": "top_left", "size": 80}}}
    added = changes({"t": [track(0, one)]}, {"t": [track(0, one, two), track(7, words)]})
    assert "Video: added b.jpg (1-2s), transition crossfade 0.5s, black and white" in added
    assert "Title: colour yellow, place top left, size 8%" in added
    first = changes(None, {"t": [track(0, one, two)]})
    assert "Video: black and white, transition crossfade 0.5s between all" in first


def test_many_that_move_together_are_one_sentence() -> None:
    before = {"t": [track(0, *(clip(f"{n}", n * 1000, 1000) for n in range(5)))]}
    after = {"t": [track(0, *(clip(f"{n}", n * 2000, 2000) for n in range(5)))]}
    assert sum(line.startswith("Video:") for line in changes(before, after)) == 1


def test_a_change_that_nobody_can_name_is_still_told() -> None:
    before = {"t": [{"tt": 0, "sg": [{"d": 1, "x": [1]}]}]}
    assert changes(before, {"t": [{"tt": 0, "sg": [{"d": 1, "x": [2]}]}]})
