"""make_video.py: files and a sentence in, a video out, each step once."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import SCRIPTS, Outcome, processes_of
from simulated_cloud import Fault, SimulatedCloud, Turn

Run = Callable[..., Outcome]


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch, home: Path) -> Iterator[SimulatedCloud]:
    for number in (1, 2):
        (home / f"{number}.jpg").write_bytes(b"\xff\xd8\xff" + bytes([number]) * 500)
    with SimulatedCloud(poll_retry_after="0.1") as made:
        monkeypatch.setenv("NEMO_API_URL", made.origin)
        yield made


def test_the_whole_job_is_one_command(run: Run, cloud: SimulatedCloud, home: Path) -> None:
    done = run("make_video.py", "1.jpg", "2.jpg", "-m", "a promo", "-o", "promo.mp4")
    assert done.code == 0 and done.result["status"] == "done" and (home / "promo.mp4").read_bytes() == cloud.video
    assert [file["name"] for file in done.result["files"]] == ["1.jpg", "2.jpg"] and done.result["failed"] == []
    assert done.result["timeline"].startswith("Timeline (") and done.result["render_id"] in cloud.renders
    assert done.result["duration_s"] and done.result["workspace_url"] and done.result["changes"]
    assert (cloud.count("upload"), cloud.count("run_sse"), cloud.count("render")) == (2, 1, 1)


def test_every_video_gets_a_session_of_its_own(run: Run, cloud: SimulatedCloud) -> None:
    first = run("make_video.py", "1.jpg", "-m", "a").result["session_id"]
    second = run("make_video.py", "2.jpg", "-m", "b").result["session_id"]
    third = run("make_video.py", "2.jpg", "-m", "c", "--session", first).result["session_id"]
    assert first != second and third == first


def test_a_file_that_fails_is_named_and_the_rest_goes_on(run: Run, cloud: SimulatedCloud) -> None:
    done = run("make_video.py", "1.jpg", "missing.jpg", "-m", "a promo")
    assert (done.code, done.result["status"]) == (0, "partial")
    assert [one["name"] for one in done.result["failed"]] == ["missing.jpg"] and "missing.jpg" in done.result["next"]


def test_without_any_file_nothing_is_sent(run: Run, cloud: SimulatedCloud) -> None:
    done = run("make_video.py", "missing.jpg", "-m", "a promo")
    assert done.code == 2 and not cloud.requests


@pytest.mark.parametrize(
    "arguments",
    [["-m", " "], ["-m", "x", "--local", "--api", "https://x.example"], ["-m", "x", "-o", "1.jpg/x.mp4"], []],
)
def test_what_cannot_be_is_refused_before_sending(run: Run, cloud: SimulatedCloud, arguments: list[str]) -> None:
    assert run("make_video.py", "1.jpg", *arguments).code == 2 and not cloud.requests


def test_a_question_stops_before_the_export(run: Run, cloud: SimulatedCloud) -> None:
    cloud.turns.append(Turn(question="Which music?"))
    done = run("make_video.py", "1.jpg", "-m", "a promo")
    assert (done.code, done.result["status"], done.result["file"]) == (0, "needs_answer", None)
    assert done.result["question"]["text"] == "Which music?" and not cloud.renders


def test_an_answer_that_makes_no_timeline_is_an_error_with_its_words(run: Run, cloud: SimulatedCloud) -> None:
    cloud.turns.append(Turn(text="I cannot do that.", keep=True))
    done = run("make_video.py", "1.jpg", "-m", "make it 0 seconds long")
    assert done.code == 4 and done.result["text"] == "I cannot do that." and done.result["session_id"]


def test_an_error_on_the_way_carries_what_was_done(run: Run, cloud: SimulatedCloud) -> None:
    cloud.inject("render", Fault.http(402))
    done = run("make_video.py", "1.jpg", "-m", "a promo")
    assert done.code == 6 and done.result["files"] and done.result["session_id"] and done.result["timeline"]


def test_killed_on_the_way_it_goes_on_where_it_was(run: Run, cloud: SimulatedCloud, home: Path) -> None:
    cloud.render_polls = 20
    command = [sys.executable, str(SCRIPTS / "make_video.py"), "1.jpg", "2.jpg", "-m", "a promo", "-o", "promo.mp4"]
    for endpoint in ("upload", "run_sse", "render"):
        process = subprocess.Popen(command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while not cloud.count(endpoint) and process.poll() is None:
            time.sleep(0.02)
        time.sleep(0.05)
        for one in processes_of(home):
            one.send_signal(signal.SIGKILL)
        process.communicate()
    done = run("make_video.py", *command[2:])
    if done.code == 9:  # killed between the note that the message goes out and its going: it is not sent by itself
        assert cloud.count("run_sse") == 0 and "not sent a second time" in done.stdout
        done = run("make_video.py", *command[2:])
    assert done.code == 0, done.stdout
    assert (home / "promo.mp4").read_bytes() == cloud.video
    assert cloud.count("run_sse") == 1 and cloud.count("render") == 1 and cloud.count("session") == 1
