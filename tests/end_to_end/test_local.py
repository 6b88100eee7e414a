"""The seed's workflows on the person's own machine: real scripts, a real backend, real renders of small media."""

from __future__ import annotations

import json
import math
import struct
import wave
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image

Script = Callable[..., Any]
COLOURS = {"red": (200, 30, 30), "green": (30, 170, 40), "blue": (30, 50, 200)}
PROMO = "turn these photos and audio into a 3-second promo video with transitions"


class Desk:
    """A working folder with three photos and a voice, and the scripts set to the local backend."""

    def __init__(self, run: Script, folder: Path) -> None:
        self._run, self.folder = run, folder
        folder.mkdir()
        self.photos = [self.photo(name) for name in COLOURS]
        self.voice = folder / "voice.wav"
        with wave.open(str(self.voice), "wb") as file:
            file.setparams((1, 2, 22_050, 0, "NONE", ""))
            tone = (int(9_000 * math.sin(at / 8)) for at in range(3 * 22_050))
            file.writeframes(b"".join(struct.pack("<h", one) for one in tone))

    def photo(self, colour: str) -> Path:
        path = self.folder / f"{colour}.jpg"
        Image.new("RGB", (640, 360), COLOURS[colour]).save(path)
        return path

    def __call__(self, script: str, *arguments: object, code: int = 0) -> dict[str, Any]:
        done = self._run(script, *arguments, env={"NEMO_API_URL": "local"}, timeout_s=300)
        assert "Traceback" not in done.stdout + done.stderr
        assert done.code == code, done.stdout + done.stderr
        result: dict[str, Any] = done.result
        assert result["ok"] is (code == 0)
        return result


@pytest.fixture
def desk(run: Script, home: Path) -> Desk:
    return Desk(run, home / "my media 素材")


class Film:
    """What is really in a rendered file."""

    def __init__(self, path: Path) -> None:
        with av.open(str(path)) as file:
            video, audio = file.streams.video[0], file.streams.audio[0] if file.streams.audio else None
            self.size = (video.codec_context.width, video.codec_context.height)
            self.codec, self.pixels, self.rate = (
                video.codec_context.name,
                video.codec_context.pix_fmt,
                video.average_rate,
            )
            self.sound = audio.codec_context.name if audio else None
            self.frames = [frame.reformat(16, 16, "rgb24").to_ndarray() for frame in file.decode(video)]

    @property
    def seconds(self) -> Fraction:
        return Fraction(len(self.frames)) / self.rate

    def colour_at(self, seconds: float) -> str:
        """The nearest of the photos' colours in the lower middle of the frame, where no title stands."""
        seen = self.frames[int(seconds * self.rate)][12:15, 4:12].reshape(-1, 3).mean(axis=0)
        return min(COLOURS, key=lambda name: sum((seen - COLOURS[name]) ** 2))


def colours_of(film: Film) -> Iterator[str]:
    third = float(film.seconds) / 3
    return (film.colour_at(third * (place + 0.5)) for place in range(3))


def test_one_script_after_the_other(desk: Desk) -> None:
    made = desk("session.py", "--name", "promo")
    uploaded = desk("upload.py", *desk.photos, desk.voice)
    assert [one["name"] for one in uploaded["files"]] == ["red.jpg", "green.jpg", "blue.jpg", "voice.wav"]
    assert uploaded["failed"] == []
    chat = desk("sse_chat.py", PROMO)
    assert chat["changes"]
    assert "click" not in chat["text"].lower()
    state = desk("state.py")
    assert state["ready_to_export"] is True
    assert state["duration_s"] == 3
    assert state["timeline"] == chat["timeline"]
    assert [one["name"] for one in state["tracks"][0]["segments"]] == ["red.jpg", "green.jpg", "blue.jpg"]
    export = desk("export.py", "-o", desk.folder / "out.mp4")
    assert export["file"] == str(desk.folder / "out.mp4")
    film = Film(desk.folder / "out.mp4")
    assert (film.size, film.rate, film.codec, film.pixels, film.sound) == ((1920, 1080), 30, "h264", "yuv420p", "aac")
    assert abs(film.seconds - 3) <= Fraction(1, 30)
    assert list(colours_of(film)) == list(COLOURS)
    assert desk("credits.py")["available"] > 0
    assert desk("session.py", "--current")["session_id"] == made["session_id"]


def test_the_same_in_chinese_upright_with_a_title(desk: Desk) -> None:
    desk("upload.py", *desk.photos, desk.voice)
    chat = desk("sse_chat.py", "把这些照片和音频做成3秒的竖屏视频，加转场，标题“夏日特卖”持续2秒")
    assert "点击" not in chat["text"]
    assert 'Title: "夏日特卖" (0-2s)' in chat["timeline"]
    desk("export.py", "-o", desk.folder / "out.mp4")
    film = Film(desk.folder / "out.mp4")
    assert film.size == (1080, 1920)
    assert abs(film.seconds - 3) <= Fraction(1, 30)


def test_the_quick_edit_is_one_command(desk: Desk) -> None:
    target = desk.folder / "quick.mp4"
    done = desk("make_video.py", *desk.photos, desk.voice, "-m", PROMO, "-o", target, "--local")
    assert done["file"] == str(target)
    assert list(colours_of(Film(target))) == list(COLOURS)


def test_a_batch_gives_each_instruction_its_own_render(desk: Desk) -> None:
    desk("upload.py", *desk.photos)
    for colour in ("green", "blue"):
        desk("sse_chat.py", f"start over: make a 2-second square video of {colour}.jpg")
        desk("export.py", "-o", desk.folder / f"{colour}.mp4")
    for colour in ("green", "blue"):
        film = Film(desk.folder / f"{colour}.mp4")
        assert (film.size, film.colour_at(1)) == ((1080, 1080), colour)
        assert abs(film.seconds - 2) <= Fraction(1, 30)


def test_iterating_keeps_the_timeline(desk: Desk) -> None:
    desk("upload.py", *desk.photos)
    rough = desk("sse_chat.py", "make a 3-second video from these photos")
    titled = desk("sse_chat.py", 'add the title "Hello" for 1 second')
    assert titled["changes"]
    assert 'Title: "Hello" (0-1s)' in titled["timeline"]
    first = desk("export.py", "-o", desk.folder / "one.mp4")
    again = desk("export.py", "-o", desk.folder / "two.mp4")
    assert (desk.folder / "one.mp4").read_bytes() == (desk.folder / "two.mp4").read_bytes()
    assert first["bytes"] == again["bytes"]
    assert desk("sse_chat.py", "undo")["timeline"] == rough["timeline"]
    assert desk("state.py")["can_undo"] is True


def test_the_impossible_is_answered_and_nothing_is_lost(desk: Desk) -> None:
    desk("upload.py", *desk.photos)
    before = desk("sse_chat.py", "make a 3-second video from these photos")["timeline"]
    for wish in (
        "make a 0-second video",
        "make a 3-hour video from these photos",
        "remove the clip dragon.mp4",
        "做成0秒的视频",
    ):
        answer = desk("sse_chat.py", wish)
        assert answer["changes"] == []
        assert answer["text"] or answer["question"]
        assert answer["timeline"] == desk("state.py")["timeline"] == before


def test_a_bad_file_is_named_and_the_others_stay(desk: Desk) -> None:
    bad = {"broken.mp4": b"\0\0\0\x18ftypmp42 and then nothing more", "song.mp3": b"<html>not a song</html>" * 50}
    for name, content in bad.items():
        (desk.folder / name).write_bytes(content)
    done = desk("upload.py", desk.photos[0], *(desk.folder / name for name in bad), desk.photos[1], code=8)
    assert all(name in json.dumps(done["failed"], ensure_ascii=False) for name in bad)
    assert [one["name"] for one in done["files"]] == ["red.jpg", "green.jpg"]
    assert [one["name"] for one in desk("state.py")["media"]] == ["red.jpg", "green.jpg"]
