"""Bad files and impossible wishes, through the real scripts and a real local backend.

Whatever is wrong is named, the answer says what to do next, and the session, the other files and the timeline
stay as they were.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

Script = Callable[..., Any]
LIMIT = 500 * 1024 * 1024
START = "make a 3-second video from red.jpg and blue.jpg"


class Desk:
    """A folder with two good photos, and the scripts set to the local backend."""

    def __init__(self, run: Script, folder: Path) -> None:
        self._run, self.folder = run, folder
        folder.mkdir()
        self.good = [self.photo("red.jpg", "#c82828"), self.photo("blue.jpg", "#283cc8")]

    def photo(self, name: str, color: str) -> Path:
        Image.new("RGB", (320, 180), color).save(self.folder / name)
        return self.folder / name

    def file(self, name: str, content: bytes) -> Path:
        (self.folder / name).write_bytes(content)
        return self.folder / name

    def __call__(self, script: str, *arguments: object, code: int = 0) -> dict[str, Any]:
        done = self._run(script, *arguments, env={"NEMO_API_URL": "local"}, timeout_s=300)
        assert "Traceback" not in done.stdout + done.stderr
        assert done.code == code, done.stdout + done.stderr
        result: dict[str, Any] = done.result
        assert result["ok"] is (code == 0)
        if code:
            assert result["error"]["message"] and result["error"]["next"]
        return result

    def names(self) -> list[str]:
        return [one["name"] for one in self("state.py")["media"]]


@pytest.fixture
def desk(run: Script, home: Path) -> Desk:
    return Desk(run, home / "media")


def film(path: Path, seconds: float) -> bytes:
    """An MP4 with its index in front, as a download has it, so that a cut-off copy still opens."""
    rng = np.random.default_rng(2)
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as file:
        stream = file.add_stream("libx264", rate=30, options={"crf": "18", "g": "15"})
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        for _ in range(round(30 * seconds)):
            picture = np.asarray(rng.integers(0, 255, (12, 20, 3)), np.uint8).repeat(15, 0).repeat(16, 1)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(picture))))
        file.mux(stream.encode(None))
    return path.read_bytes()


def frames_of(path: Path) -> int:
    with av.open(str(path)) as file:
        return sum(1 for _ in file.decode(video=0))


def test_what_can_be_seen_from_outside_is_refused_before_anything_is_sent(desk: Desk, home: Path) -> None:
    with desk.file("big.mov", b"").open("wb") as big:
        big.truncate(LIMIT + 1)
    (desk.folder / "folder.mp4").mkdir()
    for name, kind in {
        "missing.jpg": "missing_file",
        desk.file("empty.mp4", b"").name: "empty_file",
        "big.mov": "file_too_large",
        desk.file("notes.txt", b"hello").name: "unsupported_file",
        "folder.mp4": "not_a_file",
    }.items():
        error = desk("upload.py", desk.folder / name, code=2)["error"]
        assert (error["kind"], name in error["message"]) == (kind, True), error
    assert not list(home.rglob("server.json"))  # there was no need for a backend


def test_what_only_the_bytes_tell_is_refused_by_name_and_the_rest_is_kept(desk: Desk, tmp_path: Path) -> None:
    whole = desk.good[0].read_bytes()
    bad = {
        "broken.mp4": film(tmp_path / "whole.mp4", 1)[:400],
        "half.jpg": whole[: len(whole) // 2],
        "page.mp3": b"<html>Not found</html>" * 40,
        "program.srt": b"\x7fELF" + bytes(900),
        "painting.png": b"BM" + bytes(900),
        "nothing.wav": bytes(4000),
        "bomb.png": _bomb(),
    }
    done = desk("upload.py", desk.good[0], *(desk.file(*one) for one in bad.items()), desk.good[1], code=8)
    assert [one["name"] for one in done["files"]] == ["red.jpg", "blue.jpg"]
    assert {Path(one["name"]).name for one in done["failed"]} == set(bad)
    for one in done["failed"]:
        assert Path(one["name"]).name in one["message"] and one["next"], one
    assert desk.names() == ["red.jpg", "blue.jpg"]


def _bomb() -> bytes:
    from backend.hostile import png

    return png(30_000, 30_000)


def test_a_photo_with_the_name_of_a_video_is_taken_for_what_it_is(desk: Desk) -> None:
    done = desk("upload.py", desk.file("holiday.mp4", desk.good[0].read_bytes()))
    assert [(one["name"], one["type"]) for one in done["files"]] == [("holiday.mp4", "image")]


def test_a_video_that_ends_early_is_used_as_far_as_it_goes_and_said_so(desk: Desk, tmp_path: Path) -> None:
    data = film(tmp_path / "whole.mp4", 4)
    done = desk("upload.py", desk.file("walk.mp4", data[: len(data) // 2]), desk.good[0])
    there = done["files"][0]["duration_s"]
    assert 1 < there < 3
    answer = desk("sse_chat.py", "make a video from walk.mp4")
    assert "walk.mp4 ends early" in answer["text"]
    out = desk.folder / "walk-out.mp4"
    assert abs(desk("export.py", "-o", out)["duration_s"] - there) < 0.1
    assert abs(frames_of(out) - 30 * there) <= 1


def test_the_impossible_is_answered_and_everything_stays(desk: Desk) -> None:
    desk("upload.py", *desk.good)
    before = desk("sse_chat.py", START)["timeline"]
    wishes = {
        "make it 0 seconds long": "0",
        "make it 3 hours long": "3",
        "remove dragon.mp4": "dragon.mp4",
        "remove clip 7": "7",
        "cut out 10s to 20s": "3",
        "set the speed of clip 2 to 0%": "0",
        "generate a scene of a dragon": "generate",
        "把视频改成0秒": "0",
        "删除第9段": "9",
    }
    for wish, part in wishes.items():
        answer = desk("sse_chat.py", wish)
        assert answer["changes"] == [] and answer["timeline"] == before, (wish, answer)
        said = answer["text"] or answer["question"]
        assert part in said and len(said) > len(part) + 10, (wish, said)
    half = desk("sse_chat.py", 'add the title "Hello" and remove clip 7')
    assert 'Title: "Hello"' in half["timeline"] and "clip 7" in half["text"]
    assert desk("sse_chat.py", "undo")["timeline"] == before
    assert desk.names() == ["red.jpg", "blue.jpg"]


def test_nothing_to_export_is_said_and_then_the_same_session_goes_on(desk: Desk) -> None:
    desk("upload.py", *desk.good)
    error = desk("export.py", "-o", desk.folder / "out.mp4", code=4)["error"]
    assert "sse_chat.py" in error["next"]
    assert not (desk.folder / "out.mp4").exists()
    desk("sse_chat.py", START)
    desk("export.py", "-o", desk.folder / "out.mp4")
    assert frames_of(desk.folder / "out.mp4") == 90


def test_a_file_that_is_lost_after_its_upload_is_named(desk: Desk, home: Path) -> None:
    desk("upload.py", *desk.good)
    before = desk("sse_chat.py", START)["timeline"]
    blue = desk.good[1].read_bytes()
    next(one for one in home.rglob("media/*") if not one.suffix and one.read_bytes() == blue).unlink()
    error = desk("export.py", "-o", desk.folder / "out.mp4", code=8)["error"]
    assert "blue.jpg" in error["message"] and "Upload it again" in error["message"]
    assert desk.names() == ["red.jpg"]
    assert desk("state.py")["timeline"] == before


def test_one_command_goes_on_without_a_bad_file_and_says_so(desk: Desk) -> None:
    target = desk.folder / "promo.mp4"
    line = ("-m", "make a 2-second video from the photos", "-o", target, "--local")
    bad = desk.file("broken.mp4", b"\0\0\0\x18ftypmp42 and no more"), desk.folder / "gone.jpg"
    done = desk("make_video.py", *desk.good, *bad, *line)
    assert done["status"] == "partial"
    for path in bad:
        assert any(path.name in one["message"] for one in done["failed"])
        assert path.name in done["next"]
    assert frames_of(target) == 60
    error = desk("make_video.py", *bad, *line, "--force", code=8)["error"]
    assert "broken.mp4" in json.dumps(error) or "gone.jpg" in json.dumps(error)


def test_a_target_that_cannot_be_written_is_named(desk: Desk) -> None:
    desk("upload.py", *desk.good)
    desk("sse_chat.py", START)
    done = desk("export.py", "-o", desk.good[0] / "out.mp4", code=2)
    assert "red.jpg" in done["error"]["message"]
