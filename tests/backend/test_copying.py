"""Untouched footage is copied: only frames between a cut and the next key frame are encoded."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from backend.media_files import remade
from backend.numbered import decoded, film, number_of, numbers
from backend.test_render import Render
from hypothesis import given
from hypothesis import strategies as st

from local_backend.media.info import MediaFile, probe
from local_backend.render import graph, untouched
from local_backend.render.damage import known, notes, torn
from local_backend.render.gops import Table, table_of
from local_backend.render.untouched import Copied
from local_backend.timeline import Picture, Segment, Timeline, Track, Transition

SIZE = {"width": 320, "height": 180}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MediaFile]:
    room = tmp_path_factory.mktemp("media")
    raw = film(room / "raw.mkv", 240, gop=240)
    always = "-sc_threshold 0 -colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv"
    kinds = {
        "one.mp4": "-preset medium -bf 3 -g 30 -crf 18", "two.mp4": "-preset fast -bf 0 -g 45 -profile:v main",
        "open.mp4": "-g 30 -bf 3 -x264-params open-gop=1", "other.mp4": "-vf scale=640:360", "wide.mov": "-g 20 -bf 2",
    }  # fmt: skip
    for name, options in kinds.items():
        remade(raw, room / name, "-c:v", "libx264", *always.split(), *options.split())
    return {path.name: MediaFile(path, probe(path, path.name), path.name) for path in room.glob("*.m*")}


@pytest.fixture
def render(tmp_path: Path) -> Render:
    return Render(tmp_path / "home")


def seg(media: str, start: int, length: int, source: int = 0, **more: Any) -> Segment:
    return Segment(f"{media}{start}", "video", start, length, name=media, media=media, source_in_ms=source, **more)


def of(*main: Segment, text: tuple[Segment, ...] = ()) -> Timeline:
    tracks = (Track("video", "main", main), *([Track("text", "text", text)] if text else []))
    return Timeline(**SIZE, tracks=tracks)


def identical(path: Path, frames: range, source: Path, offset: int) -> list[int]:
    """Which frames are those of the source, bit by bit."""
    made, there = decoded(path), decoded(source)
    return [n for n in frames if all(np.array_equal(a, b) for a, b in made[n].pairs(there[n + offset]))]


def test_a_trim_copies_from_the_first_key_frame_to_its_end(render: Render, files: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(untouched, "SD_LINES", 100)
    path = render(of(seg("one.mp4", 0, 5000, 500)), files)
    assert numbers(path) == list(range(15, 165))
    same = identical(path, range(150), files["one.mp4"].path, 15)
    assert set(range(15, 145)) <= set(same)


def test_two_files_with_other_settings_follow_each_other(render: Render, files: Any) -> None:
    path = render(of(seg("one.mp4", 0, 4000), seg("two.mp4", 4000, 3000, 1500), seg("wide.mov", 7000, 1000)), files)
    assert numbers(path) == [*range(120), *range(45, 135), *range(30)]
    assert set(identical(path, range(116), files["one.mp4"].path, 0)) == set(range(116))
    assert set(range(120, 210)) <= set(identical(path, range(120, 210), files["two.mp4"].path, -75))
    copied = remade(path, path.with_name("seen.mkv"), "-c:v", "ffv1")
    assert [number_of(one.y) for one in decoded(copied)] == numbers(path)


def test_what_a_title_or_a_transition_covers_is_encoded_and_the_rest_copied(render: Render, files: Any) -> None:
    title = Segment("t", "text", 0, 1000, text="Hello")
    path = render(
        of(seg("one.mp4", 0, 4000), seg("two.mp4", 3500, 4000, transition=Transition()), text=(title,)), files
    )
    same = identical(path, range(100), files["one.mp4"].path, 0)
    assert not set(range(30)) & set(same) and set(range(30, 100)) <= set(same)
    later = identical(path, range(120, 225), files["two.mp4"].path, -105)
    assert set(range(150, 225)) <= set(later) and number_of(decoded(path)[130].y) == 25


def test_a_copy_takes_a_fraction_of_the_work(render: Render, files: Any) -> None:
    render(of(seg("one.mp4", 0, 8000)), files)
    assert len(render.chunks()) == 1


@pytest.mark.parametrize("name", ["open.mp4", "other.mp4"])
def test_a_file_that_does_not_fit_is_encoded_and_still_exact(render: Render, files: Any, name: str) -> None:
    path = render(of(seg(name, 0, 4000, 300)), files)
    assert numbers(path) == list(range(9, 129))


def faults(path: Path) -> int:
    """Packets or frames that do not decode as they should."""
    found = 0
    with av.open(str(path)) as source:
        source.streams.video[0].codec_context.options = {"err_detect": "explode"}
        source.streams.video[0].codec_context.thread_type = "NONE"
        for packet in source.demux(source.streams.video[0]):
            try:
                found += sum(frame.is_corrupt for frame in packet.decode())
            except av.FFmpegError:  # noqa: PERF203
                found += 1
    return found


@pytest.mark.parametrize("kind", ["flipped", "zeroed"])
def test_damage_in_the_middle_is_mended_and_told(
    render: Render, files: Any, tmp_path: Path, kind: str, monkeypatch: Any
) -> None:
    if kind == "zeroed":  # is seen without decoding
        monkeypatch.setattr(untouched, "DECODED_PIXELS", 1.0)
    whole = files["one.mp4"]
    with av.open(str(whole.path)) as source:
        places = [(one.pos, one.size) for one in source.demux(source.streams.video[0]) if one.size]
    data = bytearray(whole.path.read_bytes())
    at, size = max(places[91:120], key=lambda one: one[1])  # in the fourth group, three seconds in
    data[at + size // 2 : at + size // 2 + 8] = bytes(8) if kind == "zeroed" else b"\x5a\xa5\x3c\x99\x12\x7e\xc3\x61"
    path = tmp_path / "bad.mp4"
    path.write_bytes(data)
    bad = MediaFile(path, probe(path, path.name), path.name)
    assert faults(path)
    made = render(of(seg("bad.mp4", 0, 8000)), {"bad.mp4": bad})
    assert not faults(made)
    seen = numbers(made)
    assert len(seen) == 240 and seen[:90] == list(range(90)) and seen[120:] == list(range(120, 240))
    folder, video = render.renderer.cache.folder, of(seg("bad.mp4", 0, 8000))
    (told,) = known(folder, "bad.mp4")
    assert 3000 <= told < 4000
    (said,) = notes(folder, video, {"bad.mp4": bad})
    assert "bad.mp4 is damaged from 0:03 on" in said
    assert notes(folder, of(seg("bad.mp4", 0, 2000)), {"bad.mp4": bad}) == []


def test_nothing_is_told_of_whole_files(render: Render, files: Any) -> None:
    render(of(seg("one.mp4", 0, 4000), seg("two.mp4", 4000, 3000), seg("wide.mov", 7000, 1000)), files)
    assert not list(render.renderer.cache.folder.glob("*.damaged"))


def test_a_long_copy_is_cut_at_clean_starts_and_looked_at_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untouched, "DECODED_PIXELS", 1.5e9)
    table = Table(tuple(range(0, 30_000, 250)), tuple(range(0, 30_001, 50)), 2, 1920 * 1080)
    pieces = untouched.copies([untouched.Bare(10, 30_010, "x", 0)], {"x": table}, 30)
    assert [one.source for one in pieces] == list(range(0, 30_000, 1750))
    assert sum(one.frames for one in pieces) == 30_000 and all(one.frames <= 1800 for one in pieces)
    assert {one.looked for one in pieces} == {42}
    assert [one.groups for one in pieces[:8]] == [0, 7, 14, 21, 28, 35, 0, 7]


@given(st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=4), st.integers(0, 3))
def test_units_that_add_up_are_whole_and_others_torn(units: list[bytes], off: int) -> None:
    # 0x65 is an IDR slice; after it no two zeros, and no zero at the end.
    made = [b"\x65" + unit.replace(b"\0", b"\1") for unit in units]
    data = b"".join(len(one).to_bytes(4, "big") + one for one in made)
    assert not torn(data)
    if off:
        assert torn(data[:-off]) and torn(data + bytes(off))


def test_lower_qualities_and_size_limits_encode(render: Render, files: Any) -> None:
    render(of(seg("one.mp4", 0, 8000)), files, "mp4", "low")
    assert len(render.chunks()) > 1


@pytest.mark.parametrize(
    "change",
    [{"speed": 200}, {"reverse": True}, {"freeze": True}, {"picture": Picture(brightness=5)}, {"loop": True}],
)
def test_whatever_changes_the_picture_is_not_bare(files: Any, change: dict[str, Any]) -> None:
    on = graph.stage(of(replace(seg("one.mp4", 0, 4000), **change)), files)
    assert untouched.bare_runs(on.layers, on.frames, 30) == []


def test_fades_are_cut_off_a_bare_run(files: Any) -> None:
    on = graph.stage(of(seg("one.mp4", 0, 4000, 1000, fade_in_ms=500, fade_out_ms=1000)), files)
    assert untouched.bare_runs(on.layers, on.frames, 30) == [untouched.Bare(15, 90, "one.mp4", 45)]


def test_a_table_knows_clean_cuts() -> None:
    # I0 P4 B2 B1 B3 | I5 P7 B6
    order, fresh = [0, 4, 2, 1, 3, 5, 7, 6], [True, *[False] * 4, True, False, False]
    assert table_of(order, fresh) == Table((0, 5), (0, 1, 5, 6, 8), 2)
    assert table_of([0, 1, 3], [True] * 3) is None
    assert table_of([0, 1, 1], [True] * 3) is None
    # An open group: frame 4 is shown before the key frame 5 but decoded after it.
    assert table_of([0, 1, 2, 3, 5, 4, 6], [True, False, False, False, True, False, False]).starts == (0,)  # type: ignore[union-attr]


@given(st.integers(0, 300), st.integers(1, 300), st.sets(st.integers(1, 290), max_size=12))
def test_a_copy_lies_inside_its_run_and_between_clean_cuts(source: int, length: int, keys: set[int]) -> None:
    table = Table((0, *sorted(keys)), tuple(range(0, 301, 3)), 2)
    run = untouched.Bare(1000, 1000 + length, "x", source)
    for one in untouched.copies([run], {"x": table}, 30):
        assert isinstance(one, Copied) and one.frames >= 30
        assert run.first <= one.first and one.first + one.frames <= run.last
        assert one.first - run.first == one.source - source
        assert one.source in table.starts and one.source + one.frames in table.ends


def test_a_probe_decides_first(files: Any) -> None:
    file = files["one.mp4"]
    assert untouched.fits(replace(file, info=replace(file.info, matrix="bt709")), 320, 180, 30)
    for change in (
        {"video_codec": "hevc"}, {"rotation": 90}, {"transfer": "pq"}, {"variable_rate": True}, {"full_range": True},
        {"fps": Fraction(30000, 1001)}, {"matrix": "bt601"}, {"pix_fmt": "yuv422p"},
    ):  # fmt: skip
        assert not untouched.fits(replace(file, info=replace(file.info, **change)), 320, 180, 30), change
