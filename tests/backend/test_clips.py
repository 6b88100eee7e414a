"""The frame that shows at a time: exact for any rate, after any seek, at the ends, and in any pixel format."""

from __future__ import annotations

import gc
import weakref
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from backend.media_files import remade
from backend.numbered import GREY, film, mean, number_of

from local_backend.media.info import MediaFile, MediaInfo, probe
from local_backend.render import graph, library
from local_backend.render.clips import Clip, ClipError
from local_backend.render.compose import Scene
from local_backend.render.library import Library
from local_backend.render.planes import Planes, color_of
from local_backend.render.sources import upright
from local_backend.timeline import Segment, Timeline, Track

STEP = Fraction(1, 30)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clips")


def clip(path: Path) -> Clip:
    return Clip(path, probe(path, path.name), path.parent)


def shown(one: Clip, ms: int, step: Fraction = STEP) -> int:
    return number_of(one.planes(one.frame_at(Fraction(ms, 1000), step), 1.0).y)


def test_only_a_few_decoders_stay_open_and_fewer_of_large_pictures(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = film(room / "kept.mp4", 30)
    files = {name: MediaFile(path, probe(path, name), name) for name in "abcde"}

    def left_open() -> list[bool]:
        one = Library(files, room)
        lent = [one.lend(name, Fraction(0)) for name in files]
        kept = [weakref.ref(clip) for clip in lent]
        gc.disable()  # memory is given back at once, not some time
        try:
            for name in files:
                one.take_back(name, lent.pop(0))
            return [ref() is not None for ref in kept]
        finally:
            gc.enable()

    assert left_open() == [False, False, True, True, True]
    monkeypatch.setattr(library, "KEPT_PIXELS", 100)
    assert left_open() == [False, False, False, False, True]


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".mov", ".avi"])
def test_every_frame_is_shown_at_its_own_time(room: Path, suffix: str) -> None:
    one = clip(
        film(room / f"plain{suffix}", 90, max_b_frames=0) if suffix == ".avi" else film(room / f"plain{suffix}", 90)
    )
    found = [number_of(one.planes(one.frame_at(n * STEP, STEP), 1.0).y) for n in range(90)]
    assert found == list(range(90))


def test_times_may_be_asked_for_in_any_order(room: Path) -> None:
    one = clip(film(room / "seek.mp4", 150, gop=40))
    for number in (100, 3, 149, 77, 76, 0, 120):
        assert shown(one, round(number * 1000 / 30)) == number


def test_before_the_start_and_after_the_end_the_outermost_frames_stay(room: Path) -> None:
    one = clip(film(room / "ends.mp4", 30))
    assert shown(one, 5000) == 29
    assert shown(one, -500) == 0
    assert shown(one, 500) == 15


def test_a_variable_rate_is_followed_by_its_stamps(room: Path) -> None:
    times = [0, 33, 66, 100, 400, 410, 433, 900, 933, 1500]
    one = clip(film(room / "vfr.mkv", 10, times=times))
    for ms, number in (
        (0, 0),
        (90, 2),
        (250, 3),
        (394, 3),
        (405, 4),
        (440, 6),
        (880, 6),
        (905, 7),
        (1400, 8),
        (1501, 9),
    ):
        assert shown(one, ms, Fraction(1, 120)) == number, ms


@pytest.mark.parametrize("rate,numbers", [(60, [0, 2, 4, 6, 8]), (15, [0, 0, 1, 1, 2]), (24, [0, 0, 1, 2, 3])])
def test_other_rates_are_met_without_jitter(room: Path, rate: int, numbers: list[int]) -> None:
    one = clip(film(room / f"rate{rate}.mp4", 20, rate))
    assert [shown(one, round(n * 1000 / 30)) for n in range(5)] == numbers


@pytest.mark.parametrize(
    "codec,format_,context",
    [
        ("libx264", "yuv420p10le", {}), ("libx264", "yuv444p", {}), ("libx264", "yuvj420p", {}), ("ffv1", "bgr0", {}),
        ("libx264", "yuv422p", {}), ("mpeg4", "yuv420p", {}), ("libx264", "gray", {}),
    ],
)  # fmt: skip
def test_any_pixel_format_comes_out_as_ours(room: Path, codec: str, format_: str, context: dict[str, Any]) -> None:
    path = film(room / f"{codec}-{format_}.mkv", 8, codec=codec, format_=format_, **context)
    one = clip(path)
    for number in range(8):
        planes = one.planes(one.frame_at(number * STEP, STEP), 1.0)
        assert number_of(planes.y) == number
        luma, u, v = mean(planes.part(0, planes.height // 2, planes.width, planes.height // 2))
        assert abs(luma - GREY) <= 3 and abs(u - 128) <= 2 and abs(v - 128) <= 2


def test_colours_of_sd_video_are_moved_to_the_matrix_of_hd(room: Path) -> None:
    red = np.zeros((240, 320, 3), np.uint8)
    red[:] = (200, 30, 30)
    path = room / "sd.mkv"
    with av.open(str(path), "w") as out:
        stream: Any = out.add_stream("libx264", rate=30, options={"crf": "5"})
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        stream.codec_context.colorspace = 6
        for _ in range(3):
            frame = av.VideoFrame.from_ndarray(red, "rgb24").reformat(format="yuv420p", dst_colorspace="ITU601")
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    one = clip(path)
    found = mean(one.planes(one.frame_at(Fraction(0), STEP), 1.0))
    assert all(abs(a - b) <= 3 for a, b in zip(found, color_of("#c81e1e"), strict=True)), found


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_phone_held_any_way_gives_an_upright_picture(room: Path, degrees: int) -> None:
    path = remade(film(room / f"held{degrees}.mp4", 12), room / f"turned{degrees}.mp4", "-c", "copy",
                  before=("-display_rotation", str(degrees)))  # fmt: skip
    files = {"x": MediaFile(path, probe(path, path.name), path.name)}
    width, height = files["x"].info.width, files["x"].info.height
    assert (width, height) == ((320, 180) if degrees == 180 else (180, 320))
    segment = Segment("x", "video", 0, 400, media="x")
    chunk = graph.plan(
        Timeline(width=width, height=height, tracks=(Track("video", "main", (segment,)),)), files
    ).chunks[0]
    scene, out = Scene(chunk, Library(files, next(iter(files.values())).path.parent)), Planes.new(width, height)
    scene.paint(5, out)
    stored = upright(out, degrees // 90, False, False)
    assert number_of(stored.y) == 5


@pytest.mark.parametrize("transfer,tag,diffuse_white", [("pq", 16, 0.5807), ("hlg", 18, 0.75)])
def test_hdr_is_shown_with_faces_as_bright_as_they_should_be(
    room: Path, transfer: str, tag: int, diffuse_white: float
) -> None:
    path = room / f"{transfer}.mkv"
    grey = {
        "black": 0.0,
        "mid": diffuse_white * 0.7,
        "white": diffuse_white,
        "peak": 1.0 if transfer == "hlg" else 0.75,
    }
    with av.open(str(path), "w") as out:
        stream: Any = out.add_stream("libx264", rate=30, options={"crf": "4", "preset": "fast"})
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p10le"
        context = stream.codec_context
        context.colorspace, context.color_primaries, context.color_trc, context.color_range = 9, 9, tag, 1
        for _ in range(3):
            frame = av.VideoFrame(320, 180, "yuv420p10le")
            luma = np.frombuffer(frame.planes[0], np.uint16).reshape(180, -1)
            for n, level in enumerate(grey.values()):
                luma[:, n * 80 : (n + 1) * 80] = round(64 + 876 * level)
            for plane in frame.planes[1:]:
                np.frombuffer(plane, np.uint16)[:] = 512
            frame.colorspace, frame.color_range = 9, 1
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    one = clip(path)
    assert probe(path, path.name).transfer == transfer
    planes = one.planes(one.frame_at(Fraction(0), STEP), 1.0)
    black, mid, white, peak = (float(planes.y[20:160, n * 80 + 20 : n * 80 + 60].mean()) for n in range(4))
    assert black <= 18 and 60 < mid < 150
    assert 185 < white < 222 and 225 <= peak <= 236
    assert abs(float(planes.u.mean()) - 128) < 3 and abs(float(planes.v.mean()) - 128) < 3


def test_a_large_picture_is_converted_at_the_size_that_is_needed(room: Path) -> None:
    one = clip(film(room / "large.mkv", 3, size=(640, 360), format_="yuv444p"))
    assert one.planes(one.frame_at(Fraction(0), STEP), 0.25).width == 160


def test_a_file_that_ends_early_keeps_its_last_frame(room: Path) -> None:
    whole = film(room / "whole.mkv", 90)
    cut = room / "cut.mkv"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    one = Clip(cut, MediaInfo("video", "mkv", 3000, 320, 180, Fraction(30)), room)
    last = shown(one, 2900)
    assert 10 < last < 80
    assert shown(one, 2950) == last


def test_a_file_without_a_picture_is_refused_in_words(room: Path) -> None:
    junk = room / "junk.mp4"
    junk.write_bytes(b"\0\0\0\x20ftypisom" + bytes(4000))
    with pytest.raises(ClipError, match=r"^no picture can be read \(Invalid data found when processing input\)$"):
        Clip(junk, MediaInfo("video", "mp4", 1000, 320, 180, Fraction(30)), room)


def test_a_damaged_file_in_which_no_place_can_be_found_is_read_from_its_start(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an AVI with a broken index: a seek fails, and leaves the demuxer where nothing can be read."""
    path = film(room / "unseekable.mp4", 60)
    info = probe(path, path.name)
    really = av.open

    class Broken:
        def __init__(self, *how: Any, **more: Any) -> None:
            self._file = really(*how, **more)
            self._lost = False

        def __getattr__(self, name: str) -> Any:
            return getattr(self._file, name)

        def seek(self, *how: Any, **more: Any) -> None:
            self._lost = True
            raise av.error.PermissionError(1, "Operation not permitted")

        def demux(self, stream: Any) -> Any:
            return iter(()) if self._lost else self._file.demux(stream)

    monkeypatch.setattr(av, "open", Broken)
    one = Clip(path, info, room)
    assert [shown(one, ms) for ms in (0, 1500, 300, 1900)] == [0, 45, 9, 57]
