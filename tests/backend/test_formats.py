"""Which recipe a format has, and how it shrinks for a size."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from backend.media_files import remade

from local_backend.process import ffmpeg
from local_backend.render.formats import FORMATS, recipe, sound_rate, squeezed, to_gif, to_palette
from local_backend.timeline import Output, Timeline


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_format_has_a_recipe_with_its_own_ending(fmt: str) -> None:
    assert recipe(Timeline(), fmt, "high").suffix == f".{fmt}"


def test_sound_alone_may_be_asked_for_in_the_timeline() -> None:
    assert recipe(Timeline(output=Output(audio_only=True)), "", "high").encoding is None
    assert recipe(Timeline(output=Output("mp3", audio_only=True)), "", "high").suffix == ".mp3"
    assert recipe(Timeline(output=Output(format="webm")), "", "high").suffix == ".webm"


def test_a_picture_that_is_asked_for_by_name_has_one_whatever_the_timeline_asks_for() -> None:
    assert recipe(Timeline(output=Output("mp3", audio_only=True)), "mp4", "high").encoding is not None


def test_a_gif_shrinks_in_frames_and_pixels_and_not_for_ever() -> None:
    first = recipe(Timeline(), "gif", "high")
    half = squeezed(first, 480, 1_000_000, 700_000)
    assert half and (half.fps, half.encoding) == (first.fps, first.encoding) and 350 < half.height < 420
    tenth = squeezed(first, 480, 1_000_000, 100_000)
    assert tenth and tenth.fps == 10 and tenth.height < half.height
    least = squeezed(tenth, tenth.height, 1_000_000, 100)
    assert least and least.height == 144 and squeezed(least, 144, 1_000_000, 100) is None


def test_half_the_size_costs_six_steps_and_too_much_costs_pixels() -> None:
    first = recipe(Timeline(), "mp4", "high")
    half = squeezed(first, 1080, 1_000_000, 500_000)
    assert half and half.encoding and first.encoding
    assert 6 <= half.encoding.crf - first.encoding.crf <= 7.5 and half.height == 0
    tenth = squeezed(first, 1080, 1_000_000, 50_000)
    assert tenth and tenth.encoding and 240 <= tenth.height < 1080 and tenth.encoding.crf < 36


def test_what_cannot_be_reached_is_not_tried() -> None:
    first = recipe(Timeline(), "mp4", "high")
    assert squeezed(first, 240, 1_000_000, 1000) is None
    assert squeezed(first, 1080, 1_000_000, -5) is None


def test_the_sound_takes_a_fifth_at_most_but_stays_audible() -> None:
    assert sound_rate(100_000_000, 60_000) == 192_000
    assert sound_rate(3_000_000, 60_000) == 80_000
    assert sound_rate(100_000, 60_000) == 48_000


GIF_MB = 200
"""of the ffmpeg program, whatever the length: kept in memory, the frames of this film alone would take 440 MB"""


MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


def peak_mb(arguments: list[str]) -> float:
    """Of the ffmpeg program, started by a small process, whose own memory it counts first."""
    line = [sys.executable, "-I", "-S", "-c", MEASURED, ffmpeg(), *arguments]
    return float(subprocess.run(line, capture_output=True, text=True, check=True).stdout)


def test_a_gif_of_any_length_takes_little_memory_and_has_the_colours_of_all_frames(tmp_path: Path) -> None:
    source = remade(Path("testsrc=s=1280x720:r=15:d=8"), tmp_path / "film.mp4", "-pix_fmt", "yuv420p", "-preset",
                    "ultrafast", before=("-f", "lavfi"))  # fmt: skip
    palette, made, at_once = tmp_path / "palette", tmp_path / "made", tmp_path / "at-once.gif"
    assert peak_mb(to_palette(source, palette, 15)) < GIF_MB
    assert peak_mb(to_gif(source, palette, made, 15)) < GIF_MB
    graph = (
        "[0:v]fps=15,split[a][b];[a]palettegen=stats_mode=diff[p];"
        "[b][p]paletteuse=dither=bayer:bayer_scale=3:diff_mode=rectangle"
    )
    remade(source, at_once, "-filter_complex", graph, "-loop", "0")
    assert made.read_bytes() == at_once.read_bytes()
