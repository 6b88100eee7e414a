"""What each edit of the sound and of the file must give: levels of known tones, lengths, formats, sizes."""

from __future__ import annotations

from typing import Any

import numpy as np
from backend.rendered import RED, Case, Film
from PIL import Image

from local_backend.process import ffmpeg, run_limited

CLIPS = ("city.mp4", "beach.mp4")
START = "make a video from these clips, no transitions"
SLIDE = "make a 6-second video from red.png"
VOICED = "make an 8-second video from red.png with voice.wav as voiceover"
MUSIC = "use tune.wav as background music"
SOUNDS = ("red.png", "voice.wav", "tune.wav")
FULL = -18.06
"""the peaks of every tone, in dB of full scale"""
HELD = 0.7
"""decibels by which the sound may differ after the mix and its coding"""


def near(seen: float, percent: float, full: float = FULL) -> bool:
    return abs(seen - (full + 20 * np.log10(percent / 100))) < HELD


def _half(film: Film) -> None:
    assert near(film.level(0.2, 1.8, 440), 50) and near(film.level(2.2, 3.8, 880), 100)


def _mute(film: Film) -> None:
    assert film.level(0.1, 1.9) < -70 and near(film.level(2.2, 3.8, 880), 100)


def _detached(film: Film) -> None:
    assert len(film.frames) == 60
    assert near(film.level(0.2, 1.8, 440), 100)  # its picture is gone, its sound has stayed
    assert near(film.level(0.2, 1.8, 880), 100)


def _music(film: Film) -> None:
    assert near(film.level(0.2, 0.9, 1000), 100) and near(film.level(2.2, 2.9, 1000), 100)
    assert film.level(1.2, 1.8, 1000) < -60 and film.level(3.2, 7.8, 1000) < -60
    assert near(film.level(0.2, 6.8, 250), 20)
    assert film.level(7.4, 7.6, 250) < FULL - 14 - 4  # fading
    assert film.level(7.97, 8.0) < -50


def _ducked(film: Film) -> None:
    loud, under = film.level(5.0, 5.9, 250), film.level(0.3, 0.9, 250)
    assert near(loud, 35)
    assert 6 < loud - under < 12, (loud, under)
    assert near(film.level(0.3, 0.9, 1000), 100)


def _faded(film: Film) -> None:
    steps = [film.level(at, at + 0.2, 250) for at in (2.5, 4.4, 5.0, 5.6)]
    assert steps == sorted(steps, reverse=True) and near(steps[0], 35)
    assert 8 < steps[0] - steps[2] < 13


def _louder(film: Film) -> None:
    assert near(film.level(0.5, 3.5, 250), 100)


def _generated(film: Film) -> None:
    assert abs(len(film.samples) / 48_000 - 6) < 0.05 and len(film.frames) == 180
    assert all(film.level(at, at + 1) > -45 for at in (0.5, 2, 3))
    assert film.level(5.9, 6.0) < film.level(2, 3) - 15  # it has ended, inside the video


def _placed(film: Film) -> None:
    assert film.level(0, 1.95) < -70 and near(film.level(2.1, 2.9, 1000), 100)


def _minus_fourteen(film: Film) -> None:
    line = [ffmpeg(), "-nostdin", "-hide_banner", "-i", str(film.path), "-af", "ebur128", "-f", "null", "-"]
    summary = run_limited(line, 60, 0).err.decode().rpartition("Summary:")[2]
    assert abs(float(summary.split("I:")[1].split()[0]) + 14) <= 1


def _sound_alone(film: Film) -> None:
    assert film.facts["audio"] == "aac" and "video" not in film.facts
    assert abs(len(film.samples) / 48_000 - 2) < 0.05


def _mp3(film: Film) -> None:
    assert film.facts["audio"] in ("mp3", "mp3float") and "video" not in film.facts
    assert abs(len(film.samples) / 48_000 - 2) < 0.1


def made(container: str, codec: str, size: tuple[int, int], rate: int) -> Any:
    def check(film: Film) -> None:
        assert container in film.facts["format"] and film.facts["video"] == codec
        assert (film.facts["size"], film.facts["rate"], len(film.frames)) == (size, rate, 2 * rate)
        assert film.shows(RED, 1)

    return check


def _gif(film: Film) -> None:
    assert film.facts["video"] == "gif" and film.facts["size"] == (320, 180) and len(film.frames) == 30
    assert film.shows(RED, 1, off=16)
    with Image.open(film.path) as picture:
        length = 0
        for number in range(30):
            picture.seek(number)
            length += picture.info["duration"]
    assert abs(length - 2000) <= 30


def _small(film: Film) -> None:
    assert film.facts["bytes"] <= 20_000 and len(film.frames) == 60


def slide(name: str, message: str, check: Any) -> Case:
    return Case(name, ("red.png", "tune.wav"), (SLIDE, MUSIC, message), check)


def file(name: str, message: str, check: Any, fmt: str = "") -> Case:
    return Case(name, ("red.png",), ("make a 2-second video from red.png", message), check, fmt)


CASES = [
    Case("volume", CLIPS, (START, "set the volume of clip 1 to 50%"), _half),
    Case("mute", CLIPS, (START, "mute clip 1"), _mute),
    Case("detach", CLIPS, (START, "detach the audio of clip 1", "remove clip 1"), _detached),
    Case("music", SOUNDS, (VOICED, f"{MUSIC} at 20% with a 1 second fade out"), _music),
    Case("ducking", SOUNDS, (VOICED, MUSIC, "duck the music under the voice"), _ducked),
    Case("voice at a time", SOUNDS, (SLIDE, "add voice.wav as voiceover at 2s"), _placed),
    slide("fade a sound", "fade out the music over 3 seconds", _faded),
    slide("louder", "set the music volume to 100%", _louder),
    slide("loudness", "normalize the loudness to -14 LUFS", _minus_fourteen),
    Case("generated music", ("red.png",), (SLIDE, "add lo-fi music at 80%"), _generated),
    Case("sound alone", ("red.png", "tune.wav"), ("make a 2-second video from red.png", MUSIC, "audio only"),
         _sound_alone),
    Case("mp3", ("red.png", "tune.wav"), ("make a 2-second video from red.png", MUSIC, "export as mp3"), _mp3),
    file("webm", "export as webm at 24 fps", made("webm", "vp9", (320, 180), 24)),
    file("mov", "export as mov at 60 fps", made("mov", "h264", (320, 180), 60)),
    file("720p", "export in 720p", made("mp4", "h264", (1280, 720), 30)),
    file("gif", "export as gif", _gif),
    Case("size", ("bars.png",), ("make a 2-second video from bars.png", "keep the file under 20 KB"), _small),
]  # fmt: skip
