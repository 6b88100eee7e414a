"""The draft on the wire gives back exactly the timeline it was made of, and nothing malformed is believed."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_backend.draft import DraftError, from_draft, to_draft
from local_backend.timeline import Box, Output, Picture, Segment, TextStyle, Timeline, Track, Transition

TIMELINE = Timeline(
    title="夏日",
    width=1080,
    height=1920,
    loudness=-14,
    output=Output(format="webm", height=720),
    tracks=(
        Track(
            "video",
            "main",
            (
                Segment("a", "image", 0, 5000, name="cup.jpg", media="1" * 64, picture=Picture(motion="in")),
                Segment(
                    "b",
                    "video",
                    4500,
                    5500,
                    name="a.mp4",
                    media="2" * 64,
                    volume=35,
                    speed=200,
                    transition=Transition("wipe_left", 500),
                    picture=Picture(crop=(0, 0, 500, 500), rotate=90),
                    box=Box(700, 20, 250, 0, 80),
                ),
            ),
        ),
        Track("audio", "music", (Segment("c", "music", 0, 10_000, name="Lo-fi", volume=35, duck=30),)),
        Track("text", "text", (Segment("d", "text", 0, 3000, text="夏日特卖", style=TextStyle(color="#ff0000")),)),
    ),
)


def test_a_timeline_survives_the_wire() -> None:
    assert from_draft(json.loads(json.dumps(to_draft(TIMELINE)))) == TIMELINE


def test_the_wire_uses_the_short_keys_of_the_service() -> None:
    draft = to_draft(TIMELINE)
    assert [track["tt"] for track in draft["t"]] == [0, 1, 7]
    assert draft["d"] == 10_000
    assert draft["t"][1]["sg"][0]["m"]["volume"] == 0.35


def test_keys_of_others_are_passed_over() -> None:
    draft = to_draft(TIMELINE)
    draft["zz"] = 1
    draft["t"][0]["sg"][0]["m"]["unheard_of"] = {"a": [1]}
    assert from_draft(draft) == TIMELINE


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("m", "width"), 1 << 40),
        (("m", "width"), 1081),
        (("m", "fps"), "many"),
        (("m", "loudness"), 900),
        (("t",), 5),
        (("t", 0, "tt"), 99),
        (("t", 0, "sg", 0, "d"), -5),
        (("t", 0, "sg", 0, "d"), 10**30),
        (("t", 0, "sg", 0, "m"), None),
        (("t", 0, "sg", 0, "m", "kind"), "hologram"),
        (("t", 0, "sg", 0, "m", "speed"), 0),
        (("t", 0, "sg", 1, "m", "volume"), float("inf")),
        (("t", 0, "sg", 1, "m", "transition"), {"kind": "explode"}),
        (("t", 2, "sg", 0, "m", "text"), "x" * 100_000),
    ],
)
def test_what_no_edit_makes_is_refused(path: tuple[str | int, ...], value: object) -> None:
    draft = to_draft(TIMELINE)
    place = draft
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(DraftError):
        from_draft(draft)


KEYS = st.sampled_from(["t", "tt", "sg", "d", "m", "s", "id", "x"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["t", "m", "d"]), JSON))
def test_no_json_makes_it_fail_in_any_other_way(draft: dict[str, object]) -> None:
    with contextlib.suppress(DraftError):
        from_draft(draft)
