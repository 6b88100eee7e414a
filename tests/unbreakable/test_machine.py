"""What a machine does: a full disk, a HOME that cannot be written, a clock that jumps, no further processes."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import SCRIPTS
from scripted import HandClock
from simulated_cloud import SimulatedCloud, Turn
from simulated_stream import SEED_DRAFT

from nemovideo import credential
from nemovideo.client import Client
from nemovideo.errors import Refused
from nemovideo.store import Store

Run = Callable[..., Any]
SMALL = "size=192k"
LIMIT_S = 60


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatedCloud]:
    with SimulatedCloud(poll_retry_after="0.1") as running:
        monkeypatch.setenv("NEMO_API_URL", running.origin)
        yield running


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own of 192 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", SMALL, "tmpfs", str(place)]
    try:
        mounted = os.geteuid() == 0 and subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("a small file system cannot be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place: Path) -> None:
    with (place / "filler").open("ab", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1024))
        except OSError as error:
            assert error.errno == errno.ENOSPC


def spent(began: float) -> bool:
    return time.monotonic() - began < LIMIT_S


# -- a full disk -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["credits.py"], ["session.py"], ["upload.py", "cup.jpg"], ["sse_chat.py", "x"]])
def test_a_full_disk_is_said_before_anything_is_sent(
    run: Run, cloud: SimulatedCloud, home: Path, small_disk: Path, command: list[str]
) -> None:
    (home / "cup.jpg").write_bytes(b"\xff\xd8")
    fill(small_disk)
    began = time.monotonic()
    done = run(*command, env={"NEMO_HOME": str(small_disk / "kept")})
    assert (done.code, done.result["error"]["kind"]) == (2, "cannot_write"), done.stdout
    assert "full" in done.result["error"]["message"] and done.result["error"]["next"] and spent(began)
    assert not cloud.count("run_sse") and not cloud.count("upload")


def test_a_disk_that_fills_up_before_a_message_keeps_it_from_being_sent(
    run: Run, cloud: SimulatedCloud, small_disk: Path
) -> None:
    env = {"NEMO_HOME": str(small_disk / "kept")}
    cloud.turns += [Turn(draft=SEED_DRAFT)] * 2
    assert run("sse_chat.py", "first", env=env).code == 0
    fill(small_disk)
    done = run("sse_chat.py", "second", env=env)
    assert (done.code, done.result["error"]["kind"]) == (2, "cannot_write"), done.stdout
    assert [text for _, text in cloud.messages] == ["first"]
    (small_disk / "filler").unlink()
    assert run("sse_chat.py", "second", env=env).code == 0
    assert [text for _, text in cloud.messages] == ["first", "second"]


def test_a_disk_that_fills_up_during_a_download_leaves_no_file_and_the_next_export_brings_it(
    run: Run, cloud: SimulatedCloud, home: Path, small_disk: Path
) -> None:
    cloud.turns.append(Turn(draft=SEED_DRAFT))
    assert run("sse_chat.py", "make it").code == 0
    assert len(cloud.video) > 192 * 1024
    done = run("export.py", "-o", small_disk / "out.mp4")
    assert (done.code, done.result["error"]["kind"]) == (2, "cannot_write"), done.stdout
    assert not (small_disk / "out.mp4").exists()
    assert run("export.py", "-o", home / "out.mp4").code == 0
    assert (home / "out.mp4").read_bytes() == cloud.video


def test_where_nothing_can_be_mounted_a_full_disk_is_simulated(
    cloud: SimulatedCloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    client = Client(cloud.origin, Store(tmp_path / "kept"))
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused) as caught:
        client.credits()
    assert "full" in caught.value.message and not cloud.count("credits")


# -- a HOME that cannot be written -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [["credits.py"], ["session.py"], ["upload.py", "cup.jpg"], ["sse_chat.py", "x"], ["state.py"], ["job.py", "wait"]],
)
def test_a_home_that_cannot_be_written_is_said(run: Run, cloud: SimulatedCloud, home: Path, command: list[str]) -> None:
    (home / "cup.jpg").write_bytes(b"\xff\xd8")
    began = time.monotonic()
    done = run(*command, env={"NEMO_HOME": "/proc/self/nowhere"})
    assert done.code in (2, 4) and done.result["error"]["message"], done.stdout
    assert done.code == 4 or "NEMO_HOME" in done.result["error"]["next"]
    assert cloud.requests == [] and spent(began)


# -- a clock that jumps ------------------------------------------------------------------------------------------------


class JumpingClock(HandClock):
    """A wall clock that jumps with every look, by turns a year ahead and two back; the other one goes on as it must."""

    def __init__(self) -> None:
        super().__init__()
        self.looks = 0

    def now(self) -> float:
        self.looks += 1
        return time.time() + (365 if self.looks % 2 else -730) * 86_400


def test_a_clock_that_jumps_costs_no_more_than_a_new_token(cloud: SimulatedCloud, tmp_path: Path) -> None:
    client = Client(cloud.origin, Store(tmp_path / "kept"), clock=JumpingClock())
    session = client.ensure_session().session_id
    for _ in range(6):
        assert client.credits().total == 100
        assert client.state(session)["session_id"] == session
    client.close()
    assert cloud.count("session") == 1 and cloud.count("token") <= 20


@pytest.mark.parametrize("days", [-400, 400])
def test_a_job_from_another_time_is_joined_or_left_but_never_waited_for(
    run: Run, cloud: SimulatedCloud, home: Path, days: int
) -> None:
    cloud.turns += [Turn(before_s=1.0, draft=SEED_DRAFT), Turn(keep=True)]
    identity = run("sse_chat.py", "make it", "--wait", "0.2").result["job_id"]
    path = home / ".nemovideo" / "jobs" / identity / "request.json"
    asked = json.loads(path.read_text())
    path.write_text(json.dumps({**asked, "created_at": asked["created_at"] + days * 86_400}))
    began = time.monotonic()
    assert run("job.py", "wait", identity).code == 0
    assert run("sse_chat.py", "something else").code == 0
    assert [text for _, text in cloud.messages] == ["make it", "something else"] and spent(began)


@pytest.mark.parametrize("end", ["1970-01-01T00:00:00Z", "2999-12-31T23:59:59Z", "soon", "", None])
def test_any_end_of_a_token_is_understood(end: str | None) -> None:
    made = credential.from_answer({"token": "x" * 20, "expires_at": end}, 1_800_000_000.0)
    assert isinstance(made.lasts(1_800_000_000.0), bool) and isinstance(made.expired(0.0), bool)


# -- no process of its own ---------------------------------------------------------------------------------------------


def test_where_no_process_may_be_started_the_work_is_done_in_the_call_itself(cloud: SimulatedCloud, home: Path) -> None:
    script = SCRIPTS / "sse_chat.py"
    code = f"""
import os, runpy, subprocess, sys
def refuse(*_, **__): raise BlockingIOError(11, "Resource temporarily unavailable")
os.fork = subprocess.Popen = refuse
sys.argv = [{str(script)!r}, "make it"]
sys.path.insert(0, {str(SCRIPTS)!r})
runpy.run_path(sys.argv[0], run_name="__main__")
"""
    cloud.turns.append(Turn(draft=SEED_DRAFT))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=home, timeout=LIMIT_S)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["status"] == "done" and "run to its end" in done.stderr
    assert cloud.charges == 1


def test_a_job_ended_with_its_shell_is_finished_by_the_next_call(run: Run, cloud: SimulatedCloud, home: Path) -> None:
    """A sandbox that ends everything with the shell call: nothing of the job lives on, and nothing is sent twice."""
    cloud.turns.append(Turn(before_s=30, work_s=0.3, draft=SEED_DRAFT))
    left = run("sse_chat.py", "make it", "--wait", "0.8")
    assert left.code == 75 and cloud.count("run_sse") == 1
    journal = home / ".nemovideo" / "jobs" / left.result["job_id"] / "journal.jsonl"
    os.kill(json.loads(journal.read_text().splitlines()[0])["start"], 9)
    done = run("job.py", "wait", left.result["job_id"])
    assert (done.code, done.result["status"]) == (0, "recovered")
    assert cloud.count("run_sse") == 1 and cloud.charges == 1
