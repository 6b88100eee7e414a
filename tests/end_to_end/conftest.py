"""One simulated cloud and one agent for a test; what must hold after every test is looked at here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from host_agent import Agent, Script
from simulated_cloud import SimulatedCloud


@pytest.fixture
def cloud() -> Iterator[SimulatedCloud]:
    with SimulatedCloud() as running:
        yield running


@pytest.fixture
def agent(cloud: SimulatedCloud, run: Script, home: Path) -> Iterator[Agent]:
    one = Agent(cloud, run, home)
    yield one
    told = "\n".join(one.streams)
    assert "Traceback" not in told
    for secret in cloud.secrets:
        assert secret not in told
        assert not [request for request in cloud.requests if secret in request.path]
    for request in cloud.requests:
        if request.host == "elsewhere":
            assert not {"authorization", "x-client-id", "x-skill-source"} & set(request.headers)
