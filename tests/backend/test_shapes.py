"""Videos that are not as simple as most: interlaced, with pixels that are no squares, of odd sizes; and 4K."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import psutil
import pytest
from backend.media_files import PICTURE, remade
from backend.numbered import decoded, film, numbers
from backend.test_render import SIZE, Render, seg, streams

from local_backend.media.info import MediaFile, probe
from local_backend.render import pool
from local_backend.timeline import Output, Picture, Timeline, Track


def opened(path: Path) -> dict[str, MediaFile]:
    return {path.name: MediaFile(path, probe(path, path.name), path.name)}


def whole(name: str, length: int = 1000, **canvas: int) -> Timeline:
    one = seg(name, 0, length, picture=Picture(fit="bar"))
    return Timeline(**{**SIZE, **canvas}, tracks=(Track("video", "main", (one,)),))


@pytest.fixture
def render(tmp_path: Path) -> Render:
    return Render(tmp_path / "home")


def test_wide_pixels_are_shown_wide(render: Render, tmp_path: Path) -> None:
    """180 x 180 pixels, each 16:9, are a picture of 320 x 180 and fill the canvas."""
    raw = film(tmp_path / "raw.mkv", 30)
    path = remade(raw, tmp_path / "wide.mp4", "-vf", "scale=180:180,setsar=16/9")
    files = opened(path)
    assert (files["wide.mp4"].info.width, files["wide.mp4"].info.height) == (320, 180)
    made = render(whole("wide.mp4"), files)
    assert numbers(made) == list(range(30))
    assert decoded(made)[20].y[:, :4].mean() > 30  # no bars at the sides


def test_an_interlaced_picture_has_no_combs(render: Render, tmp_path: Path) -> None:
    """A bar that moves fast, in two fields a frame: neighbouring lines of the result agree."""
    moving = "nullsrc=s=320x180:r=60:d=1,format=yuv420p,geq=lum='if(lt(mod(X+N*8,80),40),220,60)':cb=128:cr=128"
    weave = ["-vf", "tinterlace=interleave_top,fieldorder=tff", "-c:v", "libx264", "-flags", "+ilme+ildct", "-crf", "8"]
    path = remade(Path(moving), tmp_path / "fields.mp4", *weave, before=("-f", "lavfi"))

    def combs(luma: np.ndarray) -> float:
        lines = luma[30:150].astype(int)
        return float(np.abs(2 * lines[1:-1] - lines[:-2] - lines[2:]).mean())

    source, made = decoded(path)[12], decoded(render(whole(path.name), opened(path)))[12]
    assert combs(source.y) > 3 and combs(made.y) < combs(source.y) / 4


@pytest.mark.parametrize("size", ["319x181", "321x179", "101x333"])
def test_odd_sizes_lose_nothing(render: Render, tmp_path: Path, size: str) -> None:
    raw = film(tmp_path / "raw.mkv", 30)
    scaled = ["-vf", f"scale={size.replace('x', ':')}", "-pix_fmt", "yuv444p", "-c:v", "libx264", "-crf", "12"]
    path = remade(raw, tmp_path / "odd.mp4", *scaled)
    made = render(whole("odd.mp4"), opened(path))
    assert streams(made)["size"] == (320, 180)
    if size != "101x333":
        assert numbers(made) == list(range(30))


def test_an_odd_canvas_is_made_even(render: Render, tmp_path: Path) -> None:
    path = film(tmp_path / "film.mp4", 30)
    assert streams(render(whole("film.mp4", width=319, height=181), opened(path)))["size"] == (320, 180)


def test_ten_bits_come_without_bands(render: Render, tmp_path: Path) -> None:
    """A ramp of 40 ten-bit levels over the width becomes all ten of the eight-bit levels, evenly."""
    ramp = "nullsrc=s=320x180:r=30:d=1,format=yuv420p10,geq=lum='400+X/8':cb=512:cr=512"
    kept = ["-c:v", "libx264", "-qp", "1", "-pix_fmt", "yuv420p10le", "-colorspace", "bt709", "-color_range", "tv"]
    path = remade(Path(ramp), tmp_path / "ten.mp4", *kept, before=("-f", "lavfi"))
    luma = decoded(render(whole("ten.mp4"), opened(path)))[10].y[90].astype(float)
    assert np.abs(luma - (400 + np.arange(320) // 8) / 4).max() <= 1.5


def test_4k_is_made_within_memory(render: Render, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where memory is for one worker only, one worker makes it."""
    path = remade(Path(PICTURE.format(s=1)), tmp_path / "film.mp4", before=("-f", "lavfi"))
    counts: list[int] = []
    sizes = {"SC_PHYS_PAGES": 2 << 18, "SC_PAGE_SIZE": 4096}  # 2 GiB
    monkeypatch.setattr(pool.os, "sysconf", sizes.__getitem__)
    real = pool.start_limited

    def start(*args: object, **options: object) -> object:
        counts.append(len(psutil.Process().children()))
        return real(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pool, "start_limited", start)
    timeline = Timeline(width=1920, height=1080, output=Output(height=2160), tracks=whole("film.mp4", 500).tracks)
    assert streams(render(timeline, opened(path)))["size"] == (3840, 2160)
    assert len(counts) == 1
