"""What a person threw away of the local editor's folder: said, and brought back by uploading it again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

Run = Callable[..., Any]
EDIT = "make a 1 second square video of it"


@pytest.fixture
def photo(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEMO_API_URL", "local")
    path = home / "cup.png"
    Image.new("RGB", (96, 96), "red").save(path)
    return path


def local(home: Path) -> Path:
    return home / ".nemovideo" / "local"


def uploaded(run: Run, photo: Path) -> dict[str, Any]:
    done = run("upload.py", photo)
    assert done.code == 0, done.stdout
    file: dict[str, Any] = done.result["files"][0]
    return file


def test_a_file_whose_bytes_were_thrown_away_is_sent_again(run: Run, home: Path, photo: Path) -> None:
    assert not uploaded(run, photo)["already_there"]
    assert uploaded(run, photo)["already_there"]
    assert run("sse_chat.py", EDIT).code == 0
    shutil.rmtree(local(home) / "media")
    lost = run("export.py", "-o", "lost.mp4")
    assert lost.code != 0 and "cup.png" in lost.result["error"]["message"], lost.stdout
    assert "upload" in (lost.result["error"]["message"] + (lost.result["error"]["next"] or "")).lower()
    assert not (home / "lost.mp4").exists()
    assert not uploaded(run, photo)["already_there"]
    done = run("export.py", "-o", "found.mp4")
    assert done.code == 0 and (home / "found.mp4").is_file(), done.stdout
    assert [one["name"] for one in run("state.py").result["media"]] == ["cup.png"]


def test_one_lost_file_among_others_is_the_only_one_that_is_sent_again(run: Run, home: Path, photo: Path) -> None:
    other = photo.with_name("plate.png")
    Image.new("RGB", (96, 96), "blue").save(other)
    assert run("upload.py", photo, other).code == 0
    red = next(one for one in (local(home) / "media").iterdir() if one.read_bytes() == photo.read_bytes())
    red.unlink()
    again = run("upload.py", photo, other).result["files"]
    assert [one["already_there"] for one in again] == [False, True]


def test_a_folder_that_was_thrown_away_whole_costs_no_more_than_a_new_session(
    run: Run, home: Path, photo: Path
) -> None:
    first = run("upload.py", photo).result["session_id"]
    shutil.rmtree(local(home))
    again = run("upload.py", photo)
    assert again.code == 0 and not again.result["files"][0]["already_there"], again.stdout
    assert again.result["session_id"] != first
    assert run("sse_chat.py", EDIT).code == 0
    assert run("export.py", "-o", "out.mp4").code == 0
