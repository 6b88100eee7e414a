"""auth.py: a token that works, shown nowhere."""

from __future__ import annotations

import json
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


def test_a_new_token_is_described_and_then_found_saved(run: Run, cloud: SimulatedCloud) -> None:
    first, second = run("auth.py"), run("auth.py")
    assert (first.result["source"], second.result["source"]) == ("anonymous", "saved")
    assert first.result["credits"] == 100 and first.result["user_id"].startswith("anon_")
    assert first.result["expires_at"] == second.result["expires_at"]
    assert all(secret not in first.stdout + second.stdout + first.stderr for secret in cloud.secrets)
    assert cloud.count("token") == 1


def test_renewing_replaces_the_token_and_keeps_the_client_id(run: Run, cloud: SimulatedCloud) -> None:
    run("auth.py")
    assert run("auth.py", "--renew").result["source"] == "anonymous"
    assert len({request.headers["x-client-id"] for request in cloud.of("token")}) == 1
    assert cloud.count("token") == 2
    cloud.inject("token", Fault.http(500), times=3)
    assert run("auth.py", "--renew").code == 8
    assert run("credits.py").code == 0


def test_forgetting_takes_the_token_off_the_disk_and_asks_nobody(run: Run, cloud: SimulatedCloud, home: Path) -> None:
    run("auth.py")
    asked = len(cloud.requests)
    assert run("auth.py", "--forget").result["forgotten"] is True
    assert run("auth.py", "--forget").result["forgotten"] is False
    assert len(cloud.requests) == asked
    kept = (home / ".nemovideo" / "identity.json").read_text()
    assert not [secret for secret in cloud.secrets if secret in kept]
    assert json.loads(kept)["client_id"]


def test_a_token_of_ones_own_is_said_to_be_in_use(run: Run, cloud: SimulatedCloud) -> None:
    own = cloud.accept_token("a-persons-own-" + "token")
    done = run("auth.py", "--renew", env={"NEMO_TOKEN": own})
    assert (done.code, done.result["source"]) == (0, "environment")
    assert "NEMO_TOKEN" in done.result["note"] and own not in done.stdout
    assert cloud.count("token") == 0
