"""upload.py: files and URLs into the session, each told honestly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from simulated_cloud import Fault, SimulatedCloud

Run = Callable[..., Any]


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatedCloud]:
    with SimulatedCloud() as running:
        monkeypatch.setenv("NEMO_API_URL", running.origin)
        yield running


@pytest.fixture
def photo(home: Path) -> Path:
    path = home / "夏日 cup.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0 a photo")
    return path


def test_files_arrive_in_order_with_their_bytes_and_names(run: Run, cloud: SimulatedCloud, photo: Path) -> None:
    (photo.parent / "voice.mp3").write_bytes(b"ID3 a voice")
    done = run("upload.py", photo, "voice.mp3")
    assert done.code == 0 and done.result["failed"] == []
    assert [file["name"] for file in done.result["files"]] == ["夏日 cup.jpg", "voice.mp3"]
    assert set(done.result["files"][0]) == {
        "name", "type", "url", "duration_s", "width", "height", "bytes", "already_there",
    }  # fmt: skip
    assert [request.parts for request in cloud.of("upload")] == [
        [("files", "夏日 cup.jpg", photo.read_bytes())], [("files", "voice.mp3", b"ID3 a voice")],
    ]  # fmt: skip
    assert "sse_chat.py" in done.result["next"]
    again = run("upload.py", photo)
    assert again.result["files"][0]["already_there"] and cloud.count("upload") == 2


def test_urls_are_left_to_the_backend(run: Run, cloud: SimulatedCloud) -> None:
    done = run("upload.py", "https://example.com/clip.mp4")
    assert done.code == 0, done.stdout
    assert cloud.of("upload")[0].json == {"urls": ["https://example.com/clip.mp4"], "source_type": "url"}


def test_nothing_is_sent_when_no_file_can_be(run: Run, cloud: SimulatedCloud, home: Path) -> None:
    (home / "notes.txt").write_text("x")
    done = run("upload.py", "missing.mp4", "notes.txt")
    assert done.code == 2 and cloud.requests == []
    assert [one["name"] for one in done.result["failed"]] == ["missing.mp4", "notes.txt"]
    assert "mp4" in done.result["failed"][1]["next"].lower()


@pytest.mark.parametrize(
    ("fault", "code", "word"),
    [
        (Fault.code(4001, message="not a photo"), 8, "mp4"),
        (Fault.http(413), 8, "trim"),
        (Fault.code(2001), 5, "register"),
        (Fault.http(402), 6, "tier"),
    ],
)
def test_what_the_backend_refuses_is_said_with_what_to_do(
    run: Run, cloud: SimulatedCloud, photo: Path, fault: Fault, code: int, word: str
) -> None:
    cloud.inject("upload", fault, times=5)
    done = run("upload.py", photo)
    assert done.code == code and done.result["files"] == []
    assert word in done.result["failed"][0]["next"].lower()
    assert "cup.jpg" in done.result["failed"][0]["name"]


def test_the_named_session_is_used(run: Run, cloud: SimulatedCloud, photo: Path) -> None:
    first = run("session.py").result["session_id"]
    run("session.py")
    assert run("upload.py", "--session", first, photo).result["session_id"] == first
    assert first in cloud.of("upload")[0].path
