"""credits.py: the balance, from nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulated_cloud import SimulatedCloud

Run = Callable[..., Any]


def test_the_balance_comes_from_nothing_and_the_token_is_kept(run: Run) -> None:
    with SimulatedCloud() as cloud:
        first = run("credits.py", "--api", cloud.origin)
        second = run("credits.py", env={"NEMO_API_URL": cloud.origin})
    assert first.code == second.code == 0
    assert first.result == second.result == {"ok": True, "available": 100, "frozen": 0, "total": 100}
    assert (first.stderr.strip(), second.stderr.strip()) == ("Setting up…", "")
    assert cloud.count("token") == 1
    assert cloud.count("session") == 0


def test_a_home_that_cannot_be_written_is_said_before_a_token_is_asked_for(run: Run) -> None:
    with SimulatedCloud() as cloud:
        done = run("credits.py", env={"NEMO_API_URL": cloud.origin, "NEMO_HOME": "/proc/nowhere"})
        assert (done.code, done.result["error"]["kind"]) == (2, "cannot_write")
        assert cloud.requests == []
        own = cloud.accept_token("a-persons-own-" + "token")
        env = {"NEMO_API_URL": cloud.origin, "NEMO_HOME": "/proc/nowhere", "NEMO_TOKEN": own}
        assert run("credits.py", env=env).code == 0


def test_a_token_with_a_line_break_is_refused_and_not_shown(run: Run) -> None:
    with SimulatedCloud() as cloud:
        done = run("credits.py", env={"NEMO_API_URL": cloud.origin, "NEMO_TOKEN": "my-secret-token\nX: 1"})
    assert done.code == 3 and cloud.requests == []
    assert "my-secret" not in done.stdout + done.stderr


def test_nobody_there_is_a_network_error(run: Run) -> None:
    done = run("credits.py", "--api", "http://127.0.0.1:9")
    assert done.code == 9
    assert done.result["error"]["next"]
