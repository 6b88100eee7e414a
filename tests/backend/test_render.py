"""Whole renders: exact frames, honest formats, a cache that is used, and failures that cost little."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import psutil
import pytest
from backend.media_files import tone
from backend.numbered import decoded, film, mean, number_of, numbers
from PIL import Image

from local_backend.media.info import MediaFile, probe
from local_backend.render import encode, pool
from local_backend.render.planes import color_of
from local_backend.render.renderer import RenderCancelledError, Renderer, RenderError
from local_backend.timeline import Output, Picture, Segment, Timeline, Track, Transition

RED, BLUE = "#c82828", "#283cc8"
SIZE = {"width": 320, "height": 180}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MediaFile]:
    room = tmp_path_factory.mktemp("media")
    Image.new("RGB", (640, 360), RED).save(room / "red.jpg", quality=95)
    Image.new("RGB", (640, 360), BLUE).save(room / "blue.jpg", quality=95)
    noise = np.random.default_rng(1).integers(0, 255, (45, 80, 3), dtype=np.uint8)
    Image.fromarray(noise).resize((1280, 720), Image.Resampling.BICUBIC).save(room / "noise.jpg", quality=95)
    film(room / "film.mp4", 250)
    tone(room / "voice.wav", 4)
    return {path.name: MediaFile(path, probe(path, path.name), path.name) for path in room.iterdir()}


def seg(media: str, start: int, length: int, **more: Any) -> Segment:
    return Segment(f"{media}{start}", more.pop("kind", "video"), start, length, name=media, media=media, **more)


def promo(title: str = "Hello", **more: Any) -> Timeline:
    """A red and a blue photo with a crossfade, a title for a second, and a voice."""
    main = seg("red.jpg", 0, 3000), seg("blue.jpg", 2500, 2500, transition=Transition("crossfade", 500))
    words = Segment("t", "text", 0, 1000, text=title)
    voice = seg("voice.wav", 0, 4000, kind="audio")
    tracks = Track("video", "main", main), Track("audio", "voice", (voice,)), Track("text", "text", (words,))
    return Timeline(**{**SIZE, **more}, tracks=tracks)


def clip(length: int, **more: Any) -> Timeline:
    return Timeline(**SIZE, tracks=(Track("video", "main", (seg("film.mp4", 0, length, **more),)),))


class Render:
    """Renders into a folder of its own and remembers the progress."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.renderer = Renderer(folder, workers=2)
        self.progress: list[float] = []

    def __call__(self, timeline: Timeline, files: Any, fmt: str = "mp4", quality: str = "high") -> Path:
        self.progress = []
        target = self.folder / "renders" / f"out.{fmt}"
        made = self.renderer.render(timeline, files, fmt, quality, target, self.progress.append)
        assert made.path == target and made.bytes == target.stat().st_size and made.duration_ms == timeline.duration_ms
        assert not list(self.folder.rglob("*.part"))
        return target

    def chunks(self) -> dict[str, int]:
        return {path.name: path.stat().st_ino for path in (self.folder / "cache").glob("*.chunk")}


@pytest.fixture
def render(tmp_path: Path) -> Render:
    return Render(tmp_path / "home")


def streams(path: Path) -> dict[str, Any]:
    with av.open(str(path)) as source:
        found: dict[str, Any] = {"duration": (source.duration or 0) / 1e6}
        for stream in source.streams:
            found[stream.type] = stream.codec_context.name
            if stream.type == "video":
                context = stream.codec_context
                found["size"] = (context.width, context.height)
                found["rate"] = stream.average_rate
                found["pix_fmt"] = context.pix_fmt
                found["tags"] = [context.color_primaries, context.color_trc, context.colorspace, context.color_range]
                found["key"] = [n for n, packet in enumerate(source.demux(stream)) if packet.is_keyframe]
        return found


def test_a_promo_has_every_frame_in_its_colour_and_its_words_in_their_time(render: Render, files: Any) -> None:
    path = render(promo(), files)
    found, frames = streams(path), decoded(path)
    assert len(frames) == 150
    assert found["video"] == "h264" and found["audio"] == "aac" and found["pix_fmt"] == "yuv420p"
    assert found["size"] == (320, 180) and found["rate"] == 30 and abs(found["duration"] - 5) < 0.05
    assert found["tags"] == [1, 1, 1, 1]
    for n, color in ((45, RED), (72, RED), (95, BLUE), (149, BLUE)):
        assert all(abs(a - b) <= 3 for a, b in zip(mean(frames[n]), color_of(color), strict=True)), n
    half = [(a + b) / 2 for a, b in zip(color_of(RED), color_of(BLUE), strict=True)]
    assert all(abs(a - b) <= 6 for a, b in zip(mean(frames[82]), half, strict=True))
    assert frames[29].y.max() > 200 and frames[31].y.max() < 120


def test_the_index_stands_in_front(render: Render, files: Any) -> None:
    head = render(promo(), files).read_bytes()
    assert head.find(b"moov") < head.find(b"mdat")


def test_the_sound_is_as_long_as_the_picture_and_audible(render: Render, files: Any) -> None:
    with av.open(str(render(promo(), files))) as source:
        parts = [frame.to_ndarray() for frame in source.decode(audio=0)]
    heard = np.concatenate(parts, axis=1)
    assert abs(heard.shape[1] - 5 * 48_000) <= 2048
    assert np.abs(heard[:, 48_000 : 3 * 48_000]).max() > 0.05 and np.abs(heard[:, int(4.3 * 48_000) :]).max() < 0.01


@pytest.mark.parametrize("length,frames", [(1000, 30), (4983, 149), (4984, 150), (20, 1), (7777, 233)])
def test_the_number_of_frames_is_the_length_rounded(render: Render, files: Any, length: int, frames: int) -> None:
    assert len(decoded(render(clip(length), files))) == frames


def test_joined_chunks_hold_every_frame_of_the_source_in_order(render: Render, files: Any) -> None:
    path = render(clip(8000), files)
    assert len(render.chunks()) >= 3
    assert numbers(path) == list(range(240))
    assert len(streams(path)["key"]) >= 3


def test_a_join_cannot_be_seen(render: Render, files: Any) -> None:
    one = seg("noise.jpg", 0, 8000, picture=Picture(motion="in"))
    path = render(Timeline(**SIZE, tracks=(Track("video", "main", (one,)),)), files)
    frames, joins = decoded(path), streams(path)["key"][1:]
    steps = [float(np.abs(a.y.astype(int) - b.y).mean()) for a, b in pairwise(frames)]
    assert len(joins) >= 2
    for join in joins:  # neither a jump nor frames that stand still before it
        assert steps[join - 1] < 3.5 and min(steps[join - 4 : join - 1]) > np.median(steps) / 3


def test_nothing_changed_gives_the_same_file_at_once(render: Render, files: Any) -> None:
    first = render(promo(), files).read_bytes()
    before = time.perf_counter()
    assert render(promo(), files).read_bytes() == first
    assert time.perf_counter() - before < 0.3
    assert render.progress[-1] == 1.0


def test_a_new_title_makes_only_its_own_chunks_again(render: Render, files: Any) -> None:
    long = replace(promo(), tracks=(Track("video", "main", (seg("film.mp4", 0, 8000),)), *promo().tracks[1:]))
    render(long, files)
    old = render.chunks()
    other = Track("text", "text", (Segment("t", "text", 0, 1000, text="Other"),))
    path = render(replace(long, tracks=(*long.tracks[:2], other)), files)
    new = render.chunks()
    assert all(new[name] == place for name, place in old.items())
    assert len(new) == len(old) + 1
    assert numbers(path)[60:] == list(range(60, 240))


def test_a_chunk_that_was_damaged_in_the_cache_is_made_again(render: Render, files: Any) -> None:
    render(clip(8000), files)
    chunk = sorted((render.folder / "cache").glob("*.chunk"))[1]
    for broken in (b"", chunk.read_bytes()[:3000]):
        chunk.write_bytes(broken)
        for whole in (render.folder / "cache").glob("*.mp4"):
            whole.unlink()
        assert numbers(render(clip(8000), files)) == list(range(240))


def test_many_cuts_of_one_file_are_exact(render: Render, files: Any) -> None:
    cuts = [seg("film.mp4", n * 200, 200, source_in_ms=start) for n, start in enumerate(range(0, 8000, 400))]
    path = render(Timeline(**SIZE, tracks=(Track("video", "main", tuple(cuts)),)), files)
    assert numbers(path) == [n * 12 + step for n in range(20) for step in range(6)]


def test_progress_rises_evenly_to_one(render: Render, files: Any) -> None:
    render(clip(8000), files)
    assert render.progress == sorted(render.progress) and render.progress[-1] == 1.0
    assert render.progress[0] < 0.2 and max(np.diff(render.progress)) < 0.6


def test_a_render_can_be_cancelled_within_a_second(render: Render, files: Any) -> None:
    since: list[float] = []

    def cancelled() -> bool:
        if render.progress and render.progress[-1] > 0.05 and not since:
            since.append(time.perf_counter())
        return bool(since)

    big = replace(clip(8000), width=1280, height=720)
    with pytest.raises(RenderCancelledError):
        render.renderer.render(big, files, "mp4", "high", render.folder / "x.mp4", render.progress.append, cancelled)
    assert time.perf_counter() - since[0] < 1
    assert not [
        one for one in psutil.Process().children(recursive=True) if "local_backend.render.worker" in one.cmdline()
    ]
    assert not list(render.folder.rglob("*.part"))


def workers_of(process: int) -> list[psutil.Process]:
    found = []
    for one in psutil.Process(process).children(recursive=True):
        with suppress(psutil.Error):
            if any("local_backend.render.worker" in word for word in one.cmdline()):
                found.append(one)
    return found


def test_a_worker_that_is_killed_costs_one_chunk(render: Render, files: Any) -> None:
    killed: list[int] = []

    def on_progress(share: float) -> None:
        render.progress.append(share)
        if share > 0.1 and not killed and (alive := workers_of(os.getpid())):
            killed.append(alive[0].pid)
            alive[0].kill()

    target = render.folder / "x.mp4"
    render.renderer.render(replace(clip(8000), width=640, height=360), files, "mp4", "high", target, on_progress)
    assert killed
    assert numbers(target) == list(range(240))


def test_a_file_that_kills_its_worker_twice_is_named(
    render: Render, files: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dying = tmp_path / "dying.py"
    dying.write_text('import os\nprint(\'{"file": "film.mp4"}\', flush=True)\nos.kill(os.getpid(), 9)\n')
    real = pool.start_limited
    starts: list[int] = []

    def start(args: Any, *more: Any, **options: Any) -> Any:
        starts.append(1)
        return real([sys.executable, str(dying)], *more, **options)

    monkeypatch.setattr(pool, "start_limited", start)
    with pytest.raises(RenderError, match=r"film\.mp4 cannot be rendered"):
        render(clip(1000), files)
    assert len(starts) == 2


def test_a_worker_that_hangs_is_replaced(render: Render, files: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "SILENCE_S", 4.0)
    real, starts = pool.start_limited, []

    def start(args: Any, *more: Any, **options: Any) -> Any:
        starts.append(1)
        sleeping = [sys.executable, "-c", "import time; time.sleep(60)"]
        return real(sleeping if len(starts) == 1 else args, *more, **options)

    monkeypatch.setattr(pool, "start_limited", start)
    assert numbers(render(clip(1000), files)) == list(range(30))
    assert len(starts) == 2


@pytest.mark.parametrize("damage", ["cut", "noise", "swapped"])
def test_a_damaged_file_is_named_or_rendered_but_never_hangs(
    render: Render, files: Any, tmp_path: Path, damage: str
) -> None:
    good = files["film.mp4"]
    data = bytearray(good.path.read_bytes())
    if damage == "cut":
        data = data[: len(data) // 3]
    elif damage == "noise":
        rng = np.random.default_rng(5)
        for at in rng.integers(2000, len(data) - 1, 300):
            data[at] ^= 0xFF
    else:
        data = bytearray(files["red.jpg"].path.read_bytes())
    (tmp_path / "bad.mp4").write_bytes(data)
    bad = {**files, "film.mp4": MediaFile(tmp_path / "bad.mp4", good.info, "holiday.mp4")}
    try:
        path = render(clip(3000), bad)
    except RenderError as error:
        assert "holiday.mp4" in str(error)
    else:
        assert len(decoded(path)) == 90


def test_a_file_that_is_gone_is_named_and_nothing_is_started(render: Render, files: Any) -> None:
    with pytest.raises(RenderError, match=r"film\.mp4"):
        render(clip(1000), {})


def test_an_empty_timeline_is_nothing_to_export(render: Render, files: Any) -> None:
    with pytest.raises(RenderError, match="nothing to export"):
        render(Timeline(), files)


@pytest.mark.parametrize("fmt,video,audio", [("mov", "h264", "aac"), ("webm", "vp9", "opus"), ("gif", "gif", None)])
def test_other_formats_show_the_same(render: Render, files: Any, fmt: str, video: str, audio: str | None) -> None:
    path = render(promo(), files, fmt)
    found, frames = streams(path), decoded(path)
    assert found["video"] == video and found.get("audio") == audio
    assert abs(found["duration"] - 5) < 0.1
    assert len(frames) == {"gif": 75}.get(fmt, 150)
    at = len(frames) / 150
    for n, color in ((45, RED), (140, BLUE)):
        assert all(abs(a - b) <= 8 for a, b in zip(mean(frames[int(n * at)]), color_of(color), strict=True))


@pytest.mark.parametrize("fmt,codec", [("m4a", "aac"), ("mp3", "mp3float"), ("wav", "pcm_s16le")])
def test_sound_alone_can_be_exported(render: Render, files: Any, fmt: str, codec: str) -> None:
    found = streams(render(promo(), files, fmt))
    assert "video" not in found and found["audio"] == codec and abs(found["duration"] - 5) < 0.1


def test_sound_alone_of_a_silent_video_is_refused(render: Render, files: Any) -> None:
    with pytest.raises(RenderError, match="Nothing is heard"):
        render(replace(clip(1000), tracks=(Track("video", "main", (seg("red.jpg", 0, 1000),)),)), files, "mp3")


def test_an_unknown_format_is_refused_with_the_known_ones(render: Render, files: Any) -> None:
    with pytest.raises(RenderError, match="webm"):
        render(promo(), files, "avi")


def test_the_output_sets_size_and_rate(render: Render, files: Any) -> None:
    found = streams(render(promo(output=Output(fps=24, height=240)), files))
    assert found["size"] == (426, 240) and found["rate"] == 24


def test_lower_quality_is_smaller(render: Render, files: Any) -> None:
    sizes = [render(clip(3000), files, "mp4", quality).stat().st_size for quality in ("high", "medium", "low")]
    assert sizes == sorted(sizes, reverse=True) and sizes[0] > sizes[2]


def test_a_size_limit_is_kept(render: Render, files: Any) -> None:
    one = seg("noise.jpg", 0, 4000, picture=Picture(motion="in", motion_amount=30))
    free = Timeline(width=640, height=360, tracks=(Track("video", "main", (one,)), *promo().tracks[1:2]))
    large = render(free, files).stat().st_size
    limit = large * 2 // 5
    path = render(replace(free, output=Output(max_bytes=limit)), files)
    assert limit * 0.4 < path.stat().st_size <= limit
    assert len(decoded(path)) == 120


def test_a_size_that_cannot_be_reached_gives_the_smallest_file_and_a_note(
    render: Render, files: Any, tmp_path: Path
) -> None:
    make = render.renderer.render
    one = seg("noise.jpg", 0, 2000, picture=Picture(motion="in", motion_amount=30))
    free = Timeline(width=640, height=360, tracks=(Track("video", "main", (one,)),))
    large = make(free, files, "gif", "high", tmp_path / "a.gif")
    half = replace(free, output=Output(max_bytes=large.bytes // 2))
    fits = make(half, files, "gif", "high", tmp_path / "b.gif")
    assert fits.bytes <= large.bytes // 2 and fits.notes == ()
    for fmt in ("gif", "mp4"):
        told = make(replace(free, output=Output(max_bytes=3000)), files, fmt, "high", tmp_path / f"c.{fmt}")
        assert 3000 < told.bytes < large.bytes // 4 and "could not be made smaller" in told.notes[0]


def test_a_limit_that_is_kept_anyway_changes_nothing(render: Render, files: Any) -> None:
    first = render(promo(), files).stat().st_size
    assert render(promo(output=Output(max_bytes=first * 100)), files).stat().st_size <= first * 1.02


def test_tags_of_the_frame_reach_the_file_of_a_phone(render: Render, files: Any) -> None:
    assert encode.BT709 == 1
    assert streams(render(promo(width=180, height=320), files))["size"] == (180, 320)


BACKEND = """
import json, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from local_backend.draft import from_draft
from local_backend.media.info import MediaFile, MediaInfo
from local_backend.render.renderer import Renderer
job = json.loads(Path(sys.argv[1]).read_text())
files = {{k: MediaFile(Path(v[0]), MediaInfo.from_json(v[1]), k) for k, v in job["files"].items()}}
say = lambda share: print(share, flush=True)
Renderer(Path(job["home"]), 2).render(from_draft(job["draft"]), files, "mp4", "high", Path(job["target"]), say)
"""


def start_backend(tmp_path: Path, timeline: Timeline, files: Any, home: Path) -> subprocess.Popen[str]:
    from local_backend.draft import to_draft

    root = str(Path(__file__).parents[2])
    job = {"home": str(home), "target": str(home / "out.mp4"), "draft": to_draft(timeline),
           "files": {name: [str(file.path), file.info.to_json()] for name, file in files.items()}}  # fmt: skip
    (tmp_path / "job.json").write_text(json.dumps(job))
    (tmp_path / "backend.py").write_text(BACKEND.format(root=root))
    line = [sys.executable, str(tmp_path / "backend.py"), str(tmp_path / "job.json")]
    return subprocess.Popen(line, stdout=subprocess.PIPE, text=True)


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("seed", range(int(os.environ.get("NEMO_TEST_KILLS", "2"))))
def test_killing_everything_costs_only_the_chunks_that_were_running(tmp_path: Path, files: Any, seed: int) -> None:
    """Backend and workers are killed at a random moment; ``NEMO_TEST_KILLS=50`` tries as many moments."""
    home, wait = tmp_path / "home", random.Random(seed).uniform(0.2, 4)
    voice = Track("audio", "voice", (seg("voice.wav", 0, 4000, kind="audio"),))
    timeline = replace(clip(8000), width=640, height=360)
    timeline = replace(timeline, tracks=(*timeline.tracks, voice))
    process = start_backend(tmp_path, timeline, files, home)
    assert process.stdout
    with suppress(subprocess.TimeoutExpired):
        process.wait(wait)
    children = workers_of(process.pid) if process.poll() is None else []
    for one in children[: seed % 3]:
        with suppress(psutil.Error):
            one.kill()
    process.kill()
    process.wait()
    process.stdout.close()
    until(lambda: not any(one.is_running() and one.status() != "zombie" for one in children), 3)
    kept = {path.name: path.stat().st_ino for path in (home / "cache").glob("*.chunk")}
    render = Render(home)
    path = render(timeline, files)
    assert numbers(path) == list(range(240)) and streams(path)["audio"] == "aac"
    assert all(render.chunks()[name] == place for name, place in kept.items())


def test_two_renders_at_once_do_not_disturb_each_other(render: Render, files: Any) -> None:
    targets = [render.folder / f"{n}.mp4" for n in range(2)]

    def one(target: Path) -> None:
        render.renderer.render(clip(4000), files, "mp4", "high", target)

    threads = [threading.Thread(target=one, args=(target,)) for target in targets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for target in targets:
        assert number_of(decoded(target)[119].y) == 119
