"""What every test stands on: an empty HOME, no way out of this machine, and no process left behind.

A test that runs a script gets its own HOME; whatever that script leaves running (a job, a local backend) is found
by that HOME in its environment and ended with the test. Nothing is ever looked up by name.
"""

from __future__ import annotations

import contextlib
import ipaddress
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"

# A slow machine is no failure.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anything but this machine is an error in the test's own process."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "127.0.0.1"
        if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            raise AssertionError(f"a test tried to reach {host}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(scope="session")
def bytecode(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the scripts' interpreters keep what they compiled: not in the tree, and not thrown away each time."""
    cache = request.config.cache
    return cache.mkdir("bytecode") if cache else tmp_path_factory.mktemp("bytecode")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bytecode: Path) -> Iterator[Path]:
    """An empty HOME of the test's own; no variable of the person's reaches the test."""
    place = tmp_path / "home"
    place.mkdir()
    for name in list(os.environ):
        if name.startswith(("NEMO_", "SKILL_", "XDG_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(bytecode))
    yield place
    end_processes_of(place)


def processes_of(place: Path) -> list[psutil.Process]:
    """The running processes whose HOME is this folder, this process apart."""
    found = []
    for process in psutil.process_iter(["pid", "environ", "status"]):
        values = process.info
        if (values["environ"] or {}).get("HOME") == str(place) and values["status"] != psutil.STATUS_ZOMBIE:
            found.append(process)
    return [process for process in found if process.pid != os.getpid()]


def end_processes_of(place: Path) -> None:
    """Ends them, politely first."""
    for end in (psutil.Process.terminate, psutil.Process.kill):
        left = processes_of(place)
        for process in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                end(process)
        psutil.wait_procs(left, timeout=3)


@dataclass(frozen=True)
class Outcome:
    """What a script left behind: its exit code, its one JSON document, and what it said on the way."""

    code: int
    result: dict[str, Any]
    stdout: str
    stderr: str


@pytest.fixture
def run(home: Path) -> Callable[..., Outcome]:
    """Runs a script as an agent does: `run("credits.py", "--api", "local", env={…}, scripts=folder)`."""

    def run_script(
        name: str,
        *arguments: object,
        env: dict[str, str] | None = None,
        scripts: Path = SCRIPTS,
        timeout_s: float = 120,
    ) -> Outcome:
        done = subprocess.run(
            [sys.executable, str(scripts / name), *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=timeout_s,
            env={**os.environ, **(env or {})},
            cwd=home,
            stdin=subprocess.DEVNULL,
        )
        try:
            result = json.loads(done.stdout)
        except ValueError:
            pytest.fail(f"{name} printed no single JSON document: {done.stdout!r}\n{done.stderr}")
        return Outcome(done.returncode, result, done.stdout, done.stderr)

    return run_script


@dataclass(frozen=True)
class Backend:
    """A running local backend."""

    origin: str
    home: Path
    process: subprocess.Popen[bytes]


@pytest.fixture
def backend(home: Path, tmp_path: Path) -> Iterator[Backend]:
    """A local backend with a folder of its own, on a free port."""
    folder = tmp_path / "local"
    process = subprocess.Popen(
        [sys.executable, "-m", "local_backend", "--port", "0", "--home", str(folder), "--idle-minutes", "5"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Backend(f"http://127.0.0.1:{_port(folder / 'server.json', process)}", folder, process)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _port(path: Path, process: subprocess.Popen[bytes]) -> int:
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError, ValueError, KeyError):
            return int(json.loads(path.read_text())["port"])
        time.sleep(0.02)
    raise AssertionError("the local backend did not start")
