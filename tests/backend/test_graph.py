"""Chunks cover every frame once, begin where something changes, and keep their key when they only move."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_backend.media.info import MediaFile, MediaInfo
from local_backend.render import graph
from local_backend.render.graph import Chunk
from local_backend.timeline import Box, Picture, Segment, Timeline, Track, Transition

FILES = {
    "photo": MediaFile(Path("photo"), MediaInfo("image", "jpg", 0, 400, 300), "photo.jpg"),
    "clip": MediaFile(Path("clip"), MediaInfo("video", "mp4", 60_000, 640, 360, Fraction(30)), "clip.mp4"),
    "song": MediaFile(Path("song"), MediaInfo("audio", "mp3", 60_000, has_audio=True), "song.mp3"),
}


def seg(media: str, start: int, length: int, **more: Any) -> Segment:
    kind = more.pop("kind", "image" if media == "photo" else "video")
    return Segment(f"{media}-{start}", kind, start, length, name=media, media=media, **more)


def words(text: str, start: int, length: int) -> Segment:
    return Segment(f"t-{start}", "text", start, length, text=text)


def timeline(*main: Segment, text: tuple[Segment, ...] = (), **more: Any) -> Timeline:
    tracks = [Track("video", "main", main)]
    if text:
        tracks.append(Track("text", "text", text))
    return Timeline(tracks=tuple(tracks), **more)


def keys(plan: graph.Plan) -> list[str]:
    return [chunk.key("x") for chunk in plan.chunks]


lengths = st.lists(st.integers(40, 9000), min_size=1, max_size=8)


@given(lengths, st.integers(0, 800), st.sampled_from([24, 25, 30, 50, 60]))
def test_every_frame_is_in_exactly_one_chunk(spans: list[int], overlap: int, fps: int) -> None:
    start, main = 0, []
    for span in spans:
        cross = min(overlap, span // 2, start)
        main.append(
            seg("photo", start - cross, span + cross, transition=Transition(duration_ms=cross) if cross else None)
        )
        start += span
    plan = graph.plan(timeline(*main, fps=fps), FILES)
    assert plan.frames == max(1, (start * fps + 500) // 1000) == sum(chunk.frames for chunk in plan.chunks)
    at = 0
    for chunk in plan.chunks:
        assert chunk.first == at and chunk.frames > 0
        assert chunk.frames <= 5 * fps
        at += chunk.frames


def test_a_chunk_survives_json() -> None:
    box = Box(10, 20, 300, 0, 80)
    picture = Picture(crop=(1, 2, 3, 4), motion="in")
    over = Track("video", "overlay", (seg("photo", 500, 900, box=box, picture=picture),))
    both = timeline(seg("clip", 0, 2000, transition=Transition("zoom", 300)), text=(words("Hi", 0, 1000),))
    plan = graph.plan(replace(both, tracks=(*both.tracks, over)), FILES)
    for chunk in plan.chunks:
        assert Chunk.from_json(json.loads(json.dumps(chunk.to_json()))) == chunk


def test_a_changed_title_touches_only_the_chunks_under_it() -> None:
    main = [seg("clip", 0, 120_000)]
    old = keys(graph.plan(timeline(*main, text=(words("Old", 0, 3000),)), FILES))
    new = keys(graph.plan(timeline(*main, text=(words("New", 0, 3000),)), FILES))
    assert len(old) == len(new) > 20
    assert [a == b for a, b in zip(old, new, strict=True)].count(False) == 1


def test_segments_that_move_along_the_timeline_keep_their_chunks() -> None:
    behind = [seg("photo", 4000, 4000, picture=Picture(motion="in")), seg("clip", 8000, 9000, source_in_ms=5000)]
    before = keys(graph.plan(timeline(seg("photo", 0, 4000), *behind), FILES))
    moved = [replace(one, start_ms=one.start_ms + 2000, id=f"new-{one.id}") for one in behind]
    after = keys(graph.plan(timeline(seg("photo", 0, 6000), *moved), FILES))
    assert set(before[-4:]) <= set(after)


def test_names_volumes_and_sounds_are_no_part_of_a_picture() -> None:
    plain = timeline(seg("clip", 0, 5000))
    loud = timeline(replace(seg("clip", 0, 5000), name="other", volume=10, sound_fade_in_ms=500))
    song = replace(plain, tracks=(*plain.tracks, Track("audio", "music", (seg("song", 0, 5000, kind="audio"),))))
    assert keys(graph.plan(plain, FILES)) == keys(graph.plan(loud, FILES)) == keys(graph.plan(song, FILES))


@pytest.mark.parametrize(
    "change",
    [
        {"source_in_ms": 40}, {"speed": 200}, {"reverse": True}, {"freeze": True}, {"fade_in_ms": 400},
        {"picture": Picture(brightness=1)}, {"box": Box(w=500)},
    ],
)  # fmt: skip
def test_whatever_shows_is_part_of_the_key(change: dict[str, Any]) -> None:
    plain = seg("clip", 0, 3000)
    assert keys(graph.plan(timeline(plain), FILES)) != keys(graph.plan(timeline(replace(plain, **change)), FILES))


def test_the_size_and_the_rate_of_the_output_are_part_of_the_key() -> None:
    one = timeline(seg("clip", 0, 3000))
    made = {keys(graph.plan(one, FILES, height, fps))[0] for height in (0, 720) for fps in (0, 24)}
    assert len(made) == 4
    small = graph.plan(one, FILES, 720)
    assert (small.width, small.height) == (1280, 720)


def test_what_a_later_segment_hides_is_not_made() -> None:
    plan = graph.plan(timeline(seg("clip", 0, 20_000), seg("photo", 5000, 5000)), FILES)
    hidden = next(chunk for chunk in plan.chunks if 150 <= chunk.first < 240)
    assert hidden.media == ("photo",)


def test_a_neighbour_that_only_touches_stays_under_the_transition() -> None:
    plan = graph.plan(
        timeline(seg("photo", 0, 2000), seg("clip", 2000, 4000, transition=Transition("wipe_left", 600))), FILES
    )
    over = next(chunk for chunk in plan.chunks if chunk.first <= 60 < chunk.first + chunk.frames)
    assert over.media == ("photo", "clip")
    assert over.layers[0].held == 18
