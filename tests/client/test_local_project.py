"""A project on this machine stays there, and outlives the server that held it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback import free_port
from scripted import HandClock
from simulated_cloud import SimulatedCloud

from nemovideo import cli, launch, settings, steps
from nemovideo.client import Client
from nemovideo.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "kept")


@pytest.fixture
def server() -> Iterator[SimulatedCloud]:
    with SimulatedCloud() as made:
        yield made


def test_a_server_that_has_ended_is_started_again_in_the_middle_of_the_work(
    store: Store, server: SimulatedCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = [f"http://127.0.0.1:{free_port()}", server.origin]
    monkeypatch.setattr(launch, "local_origin", lambda *_, **__: addresses.pop(0))
    clock = HandClock()
    client = Client(settings.LOCAL, store, clock=clock)
    assert client.credits().total > 0
    assert (addresses, clock.slept) == ([], [])
    client.close()


def test_the_cloud_is_not_offered_the_files_of_a_local_project(store: Store) -> None:
    store.save_session(settings.LOCAL, {"session_id": "1", "task_id": "2"})
    client = Client(settings.CLOUD, store)
    error = steps.no_session(client)
    assert "--api local" in error.message and (error.next or "").endswith("state.py --api local")
    assert "upload.py" not in str(error.next)


@pytest.mark.parametrize(("local", "what"), [(True, "[local]"), (False, "")])
def test_one_command_brings_all_that_is_missing(monkeypatch: pytest.MonkeyPatch, local: bool, what: str) -> None:
    monkeypatch.setattr("shutil.which", lambda *_: None)
    command = cli._missing_dependency("requests", local=local).next or ""
    assert command.rstrip("'").endswith(f"{settings.skill_folder()}{what}")
