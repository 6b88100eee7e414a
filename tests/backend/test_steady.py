"""Stabilising: a clip that shakes stands still, its sound and the other clips are left alone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from backend.media_files import remade
from backend.numbered import decoded
from backend.test_render import Render, seg
from PIL import Image

from local_backend.media.info import MediaFile, probe
from local_backend.render import steady
from local_backend.render.cache import Cache
from local_backend.render.renderer import RenderError
from local_backend.timeline import Picture, Timeline, Track

SHAKE = "loop=60:1,fps=30,crop=480:270:'80+10*sin(n*2.1)':'60+8*cos(n*1.7)',format=yuv420p"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MediaFile]:
    room = tmp_path_factory.mktemp("odd [name], it's: here")
    noise = np.random.default_rng(3).integers(0, 255, (40, 64, 3), dtype=np.uint8)
    Image.fromarray(noise).resize((640, 400), Image.Resampling.BICUBIC).save(room / "scene.png")
    path = remade(room / "scene.png", room / "shaky.mp4", "-vf", SHAKE, "-t", "2", "-crf", "12")
    return {path.name: MediaFile(path, probe(path, path.name), path.name)}


def of(picture: Picture) -> Timeline:
    return Timeline(
        width=480, height=270, tracks=(Track("video", "main", (seg("shaky.mp4", 0, 2000, picture=picture),)),)
    )


def trembling(path: Path) -> float:
    """How much the movement changes from frame to frame, in pixels."""
    lumas = [one.y[60:-60, 80:-80].astype(np.float32) for one in decoded(path)]
    steps = [cv2.phaseCorrelate(a, b)[0] for a, b in pairwise(lumas)]
    return float(np.abs(np.diff(np.array(steps), axis=0)).mean())


@pytest.mark.skipif(not steady.possible(), reason="this ffmpeg has no vidstab")
def test_a_clip_that_shakes_stands_still(tmp_path: Path, files: dict[str, MediaFile]) -> None:
    render = Render(tmp_path / "the home's")
    before = trembling(render(of(Picture()), files))
    path = render(of(Picture(stabilise=True)), files)
    assert len(decoded(path)) == 60
    assert trembling(path) < before / 3
    assert len(list((tmp_path / "the home's").rglob("*.steady.mp4"))) == 1


@pytest.mark.skipif(not steady.possible(), reason="this ffmpeg has no vidstab")
def test_it_is_told_how_far_it_is(tmp_path: Path, files: dict[str, MediaFile]) -> None:
    told: list[float] = []
    cache, wish = Cache(tmp_path / "cache"), of(Picture(stabilise=True))
    assert steady.pixels(wish, files, cache) == 60 * 480 * 270
    steady.steadied(wish, files, cache, lambda: False, told.append)
    assert told == sorted(told) and told[0] >= 0 and steady.LOOKED <= told[-1] <= 1
    assert steady.pixels(wish, files, cache) == 0
    assert [path.suffix for path in cache.folder.iterdir()] == [".mp4"]


def test_where_it_cannot_be_done_it_is_said(
    tmp_path: Path, files: dict[str, MediaFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steady, "possible", lambda: False)
    with pytest.raises(RenderError, match=r"shaky\.mp4 cannot be stabilised here.*without"):
        Render(tmp_path)(of(Picture(stabilise=True)), files)
