"""The local backend is found or started, once, without the person's token."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from loopback import Loopback, answer

from nemovideo import launch, settings
from nemovideo.errors import BackendError, MissingDependency
from nemovideo.store import Store

STAND_IN = """
import json, os, sys, time, fcntl
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
home = sys.argv[sys.argv.index("--home") + 1]
with open(os.path.join(home, "started"), "a") as log: log.write(json.dumps([sys.argv[1:], dict(os.environ)]) + "\\n")
lock = open(os.path.join(home, "lock"), "w")
try: fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
except OSError: sys.exit(3)
class H(BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b'{"ok": true, "version": "0"}')
server = ThreadingHTTPServer(("127.0.0.1", 0), H)
time.sleep(0.2)
with open(os.path.join(home, "server.json"), "w") as f: json.dump({"port": server.server_port, "pid": os.getpid()}, f)
server.serve_forever()
"""
SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture
def store(home: Path) -> Store:
    return Store(home / ".nemovideo")


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A skill folder whose local_backend is a stand-in; what it starts ends with the test's HOME."""
    folder = tmp_path / "skill"
    (folder / "local_backend").mkdir(parents=True)
    (folder / "local_backend" / "__main__.py").write_text(STAND_IN)
    monkeypatch.setattr(settings, "skill_folder", lambda: folder)
    return folder


def started(store: Store) -> list[Any]:
    return [json.loads(line) for line in (store.home / "local" / "started").read_text().splitlines()]


def test_it_is_started_once_and_found_again(store: Store, stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEMO_TOKEN", "a-persons-own-token")
    said: list[str] = []
    origin = launch.local_origin(store, notify=said.append)
    assert origin.startswith("http://127.0.0.1:")
    assert launch.local_origin(store, notify=said.append) == origin
    (arguments, environment), *others = started(store)
    assert not others and len(said) == 1
    assert arguments[:2] == ["--port", "0"] and "--idle-minutes" in arguments
    assert "NEMO_TOKEN" not in environment
    assert (store.home / "local" / "server.log").stat().st_mode & 0o077 == 0


def test_many_at_once_start_one(store: Store, stand_in: Path) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(launch.local_origin(store))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(found) == 8 and len(set(found)) == 1
    assert len(started(store)) == 1


def test_it_outlives_the_script_that_started_it(store: Store, stand_in: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0,{str(SCRIPTS)!r})\nfrom pathlib import Path\n"
        "from nemovideo import launch, settings\n"
        f"from nemovideo.store import Store\nsettings.skill_folder=lambda: Path({str(stand_in)!r})\n"
        f"print(launch.local_origin(Store(Path({str(store.home)!r}))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert launch._running(store.home / "local") == done.stdout.strip()


def test_what_a_dead_or_foreign_server_left_behind_is_not_believed(store: Store) -> None:
    home = store.folder("local")
    with Loopback(answer({"ok": True, "version": "0"})) as other, Loopback(answer(b"hello")) as strange:
        dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
        for left in (
            "", "[]", "{}", '{"port": "x", "pid": 1}', json.dumps({"port": other.port, "pid": int(dead.stdout)}),
            json.dumps({"port": strange.port, "pid": os.getpid()}), json.dumps({"port": 70000, "pid": os.getpid()}),
            json.dumps({"port": other.port, "pid": -1}), json.dumps({"port": other.port, "pid": 2**80}),
        ):  # fmt: skip
            (home / "server.json").write_text(left)
            assert launch._running(home) is None, left
        (home / "server.json").write_text(json.dumps({"port": other.port, "pid": os.getpid()}))
        assert launch._running(home) == other.origin


def test_one_that_ends_while_starting_says_why(store: Store, stand_in: Path) -> None:
    (stand_in / "local_backend" / "__main__.py").write_text("raise SystemExit('the disk is full')")
    with pytest.raises(BackendError) as caught:
        launch.local_origin(store)
    assert "the disk is full" in caught.value.message and "server.log" in (caught.value.next or "")


def test_one_that_was_killed_while_starting_says_so(store: Store, stand_in: Path) -> None:
    code = "import os; print('serving', flush=True); os.kill(os.getpid(), 9)"
    (stand_in / "local_backend" / "__main__.py").write_text(code)
    with pytest.raises(BackendError) as caught:
        launch.local_origin(store)
    assert "stopped while it started" in caught.value.message and "serving" not in caught.value.message


def test_one_that_never_answers_is_given_up(store: Store, stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (stand_in / "local_backend" / "__main__.py").write_text("import time; time.sleep(60)")
    monkeypatch.setattr(launch, "START_S", 0.5)
    with pytest.raises(BackendError) as caught:
        launch.local_origin(store)
    assert "did not answer" in caught.value.message


def test_the_interpreter_is_the_running_one_else_the_folders_else_uv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert launch.interpreter(tmp_path)[0] == [sys.executable]
    monkeypatch.setattr(launch, "NEEDED", ("no_such_package",))
    monkeypatch.setattr(launch.shutil, "which", lambda name: None)
    with pytest.raises(MissingDependency) as caught:
        launch.interpreter(tmp_path)
    assert f"pip install '{tmp_path}[local]'" in (caught.value.next or "")
    monkeypatch.setattr(launch.shutil, "which", lambda name: "/usr/bin/uv")
    command, limit_s = launch.interpreter(tmp_path)
    assert command[:2] == ["/usr/bin/uv", "run"] and "local" in command and limit_s > launch.START_S
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    assert launch.interpreter(tmp_path)[0][0] == "/usr/bin/uv"
    python.write_text("#!/bin/sh\nexit 0\n")
    assert launch.interpreter(tmp_path) == ([str(python)], launch.START_S)
