"""job.py: what outlived its shell call is listed, waited for, or cancelled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Outcome, processes_of
from simulated_cloud import SimulatedCloud, Turn

Run = Callable[..., Outcome]


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatedCloud]:
    with SimulatedCloud() as made:
        monkeypatch.setenv("NEMO_API_URL", made.origin)
        yield made


def test_without_jobs_there_is_nothing_to_wait_for(run: Run) -> None:
    assert run("job.py", "list").result == {"ok": True, "jobs": []}
    assert run("job.py", "wait").code == 4
    assert run("job.py", "wait", "chat-12345678").code == 4
    assert run("job.py", "cancel").code == 2
    assert run("job.py", "sleep").code == 2


def test_a_running_job_is_listed_waited_for_and_done(run: Run, cloud: SimulatedCloud) -> None:
    cloud.turns.append(Turn(before_s=1.5, text="there"))
    identity = run("sse_chat.py", "--wait", "0.3", "make it").result["job_id"]
    listed = run("job.py", "list").result["jobs"]
    assert [(job["job_id"], job["status"], job["asked"]) for job in listed] == [(identity, "running", "make it")]
    assert run("job.py", "wait", "--wait", "0.1").code == 75
    done = run("job.py", "wait")
    assert done.code == 0 and done.result["text"] == "there"
    assert run("job.py", "list").result["jobs"][0]["status"] == "done"
    assert run("job.py", "wait", identity).result["text"] == "there"


def test_a_failed_job_gives_its_own_exit_code(run: Run, cloud: SimulatedCloud) -> None:
    cloud.turns.append(Turn(before_s=0.5, error={"errorCode": "2001", "errorMessage": "no credits"}))
    identity = run("sse_chat.py", "--wait", "0.1", "make it").result["job_id"]
    assert run("job.py", "wait", identity).code == 5


def test_a_cancelled_job_has_no_process_any_more(run: Run, cloud: SimulatedCloud, home: Path) -> None:
    cloud.turns.append(Turn(before_s=30))
    identity = run("sse_chat.py", "--wait", "0.5", "make it").result["job_id"]
    assert processes_of(home)
    done = run("job.py", "cancel", identity)
    assert (done.code, done.result["status"]) == (0, "cancelled")
    assert not processes_of(home)
    assert run("job.py", "wait", identity).code == 8
    assert run("job.py", "cancel", identity).result["status"] == "cancelled"
    assert run("sse_chat.py", "something else").code == 0
