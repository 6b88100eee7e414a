"""export.py: one render, one whole file in its place."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import SCRIPTS, Outcome, processes_of
from simulated_cloud import Fault, SimulatedCloud, Turn
from simulated_stream import SEED_DRAFT

Run = Callable[..., Outcome]


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch, run: Run) -> Iterator[SimulatedCloud]:
    """A cloud with something to export."""
    with SimulatedCloud(poll_retry_after="0.1") as made:
        monkeypatch.setenv("NEMO_API_URL", made.origin)
        made.turns.append(Turn(draft={**SEED_DRAFT, "big": 2**60 + 1}))
        assert run("sse_chat.py", "make it").code == 0
        yield made


def spawn(home: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(SCRIPTS / "export.py"), *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, cwd=home,
    )  # fmt: skip


@pytest.mark.parametrize("poll", ["task", "render"])
def test_the_video_is_brought_home(run: Run, cloud: SimulatedCloud, home: Path, poll: Any) -> None:
    cloud.poll = poll
    done = run("export.py", "-o", "out/promo.mp4")
    assert done.code == 0 and done.result["status"] == "done"
    assert done.result["file"] == str(home / "out" / "promo.mp4")
    assert (home / "out" / "promo.mp4").read_bytes() == cloud.video and done.result["bytes"] == len(cloud.video)
    assert done.result["workspace_url"].startswith("https://nemovideo.com/workspace/claim?ct=")
    assert all(render.verbatim for render in cloud.renders.values())
    assert [path.name for path in (home / "out").iterdir()] == ["promo.mp4"]


def test_the_latest_video_is_still_named_after_further_messages(run: Run, cloud: SimulatedCloud, home: Path) -> None:
    run("export.py", "-o", "promo.mp4")
    for number in range(6):
        cloud.turns.append(Turn(text="yes"))
        run("sse_chat.py", f"question {number}")
    listed = run("job.py", "list").result
    assert [job["file"] for job in listed["jobs"] if "file" in job] == [str(home / "promo.mp4")]
    assert listed["next"] == f"The latest video is the file {home / 'promo.mp4'}."


def test_without_a_session_there_is_nothing_to_export(run: Run, cloud: SimulatedCloud) -> None:
    done = run("export.py", "--api", "http://127.0.0.1:9")
    assert done.code == 4 and done.result["error"]["next"]


def test_an_empty_timeline_is_nothing_to_export(run: Run, cloud: SimulatedCloud) -> None:
    run("session.py")
    done = run("export.py")
    assert (done.code, done.result["error"]["kind"]) == (4, "nothing_to_export") and not cloud.renders


def test_no_file_is_ever_overwritten_unasked(run: Run, cloud: SimulatedCloud, home: Path) -> None:
    (home / "video.mp4").write_text("mine")
    assert run("export.py").result["file"] == str(home / "video-2.mp4")
    renders = len(cloud.renders)
    done = run("export.py", "-o", "video.mp4")
    assert (done.code, len(cloud.renders)) == (2, renders) and (home / "video.mp4").read_text() == "mine"
    assert run("export.py", "-o", "video.mp4", "--force").code == 0
    assert (home / "video.mp4").read_bytes() == cloud.video


def test_two_exports_at_once_take_two_names(cloud: SimulatedCloud, home: Path) -> None:
    cloud.render_polls = 5
    both = [spawn(home), spawn(home, "--quality", "low")]
    assert [process.communicate(timeout=60) and process.returncode for process in both] == [0, 0]
    assert sorted(path.name for path in home.glob("video*")) == ["video-2.mp4", "video.mp4"]


def test_the_same_export_joins_the_render_in_flight(run: Run, cloud: SimulatedCloud) -> None:
    cloud.render_polls = 15
    left = run("export.py", "--wait", "0.3", "-o", "a.mp4")
    assert left.code == 75 and left.result["job_id"] in left.result["error"]["next"]
    done = run("export.py", "-o", "a.mp4")
    assert done.code == 0 and len(cloud.renders) == 1


def test_an_export_whose_processes_were_all_killed_finds_its_render_again(
    run: Run, cloud: SimulatedCloud, home: Path
) -> None:
    cloud.render_polls = 20
    process = spawn(home, "-o", "a.mp4")
    while not cloud.renders:
        time.sleep(0.02)
    for one in processes_of(home):
        one.send_signal(signal.SIGKILL)
    process.communicate()
    assert not (home / "a.mp4").exists()
    done = run("job.py", "wait")
    assert done.code == 0 and Path(done.result["file"]) == home / "a.mp4"
    assert len(cloud.renders) == 1


def test_an_export_after_another_edit_is_a_new_one(run: Run, cloud: SimulatedCloud) -> None:
    cloud.render_polls = 30
    assert run("export.py", "--wait", "0.3").code == 75
    cloud.turns.append(Turn(draft={**SEED_DRAFT, "d": 9000}))
    run("sse_chat.py", "shorter")
    cloud.render_polls = 1
    assert run("export.py").code == 0 and len(cloud.renders) == 2


def test_a_failed_render_gets_a_new_id_once(run: Run, cloud: SimulatedCloud) -> None:
    cloud.failing_renders = 1
    assert run("export.py").code == 0 and len(cloud.renders) == 2
    cloud.failing_renders = 99
    done = run("export.py")
    assert (done.code, done.result["error"]["kind"]) == (8, "render_failed")


def test_a_plan_that_forbids_it_is_told_with_the_link(run: Run, cloud: SimulatedCloud) -> None:
    cloud.inject("render", Fault.http(402))
    done = run("export.py")
    assert done.code == 6 and "credits" in done.result["error"]["message"] and done.result["workspace_url"]


def test_a_failing_file_host_is_passed_by(run: Run, cloud: SimulatedCloud) -> None:
    cloud.inject("download", Fault.http(404), times=9)
    assert run("export.py").code == 0 and cloud.count("fallback") == 1


@pytest.mark.parametrize("arguments", [["--format", "exe"], ["-o", "/proc/nothing/a.mp4"], ["--nonsense"]])
def test_what_cannot_be_is_refused_before_sending(run: Run, cloud: SimulatedCloud, arguments: list[str]) -> None:
    seen = len(cloud.requests)
    done = run("export.py", *arguments)
    assert done.code == 2 and done.result["error"]["next"] and len(cloud.requests) == seen


def test_a_result_that_nobody_saw_is_not_refused_because_its_file_is_there(
    run: Run, cloud: SimulatedCloud, home: Path
) -> None:
    cloud.render_polls = 3
    assert run("export.py", "-o", "a.mp4", "--wait", "0").code == 75
    while not list((home / ".nemovideo" / "jobs").glob("*/journal.jsonl")) or not (home / "a.mp4").exists():
        time.sleep(0.02)
    done = run("export.py", "-o", "a.mp4")
    assert (done.code, done.result.get("file")) == (0, str(home / "a.mp4")) and len(cloud.renders) == 1
    assert run("export.py", "-o", "a.mp4").code == 2
