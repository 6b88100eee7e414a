"""session.py: create, show, list and choose projects, and the link that opens one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from simulated_cloud import Fault, SimulatedCloud

Run = Callable[..., Any]


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatedCloud]:
    with SimulatedCloud() as running:
        monkeypatch.setenv("NEMO_API_URL", running.origin)
        yield running


def test_a_new_session_is_named_described_and_current(run: Run, cloud: SimulatedCloud) -> None:
    made = run("session.py", "--name", "夏日", "--language", "zh")
    assert cloud.of("session")[0].json == {"task_name": "夏日", "language": "zh"}
    assert made.code == 0 and len(made.result["session_id"]) == 19 and made.result["task_id"]
    assert made.result["workspace_url"].startswith("https://nemovideo.com/workspace/claim?ct=")
    assert all(secret not in made.stdout for secret in cloud.secrets)
    shown = run("session.py", "--current")
    assert shown.result["session_id"] == made.result["session_id"]
    assert cloud.count("session") == 1


def test_sessions_are_listed_newest_first_and_chosen_by_id(run: Run, cloud: SimulatedCloud) -> None:
    first, second = (run("session.py", "--name", name).result["session_id"] for name in ("one", "two"))
    listed = run("session.py", "--list").result
    assert [one["name"] for one in listed["sessions"]] == ["two", "one"]
    assert listed["session_id"] == second
    assert run("session.py", "--use", first).result["session_id"] == first
    assert run("session.py", "--current").result["name"] == "one"


def test_asking_for_the_current_one_makes_none(run: Run, cloud: SimulatedCloud) -> None:
    done = run("session.py", "--current")
    assert done.code == 4 and "session.py" in done.result["error"]["next"]
    assert run("session.py", "--list").result["sessions"] == []
    assert cloud.requests == []


def test_sessions_of_different_apis_do_not_mix(run: Run, cloud: SimulatedCloud) -> None:
    run("session.py")
    with SimulatedCloud() as other:
        assert run("session.py", "--current", "--api", other.origin).code == 4


def test_a_link_that_cannot_be_made_is_null(run: Run, cloud: SimulatedCloud) -> None:
    cloud.inject("claim", Fault.http(500), times=5)
    done = run("session.py")
    assert (done.code, done.result["workspace_url"]) == (0, None)


@pytest.mark.parametrize("argv", [["--use", " "], ["--language", "english\n"], ["--use", "1", "--list"]])
def test_bad_arguments_are_refused(run: Run, cloud: SimulatedCloud, argv: list[str]) -> None:
    assert run("session.py", *argv).code == 2
    assert cloud.requests == []
