"""Where a token could be read by someone else, and is not.

Threat model: other people on this machine (they see command lines and world-readable files), whoever reads an error,
a journal or a terminal, and programs started by us that have no use for the token. The person's own processes and root
are not kept out.
"""

from __future__ import annotations

import contextlib
import json
import stat
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from conftest import processes_of
from simulated_cloud import Fault, SimulatedCloud, Turn
from simulated_stream import SEED_DRAFT

from nemovideo.client import Client
from nemovideo.errors import NemoError
from nemovideo.store import Store

Run = Callable[..., Any]
OWN = "persons-own-" + "token-0123456789abcdef"
LOOK_S = 0.005


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatedCloud]:
    with SimulatedCloud(poll_retry_after="0.1") as running:
        monkeypatch.setenv("NEMO_API_URL", running.origin)
        yield running


class Watcher:
    """Notes command line and environment of every process of a HOME, again and again."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.seen: dict[tuple[int, float], tuple[str, dict[str, str]]] = {}
        self._over = threading.Event()

    def _watch(self) -> None:
        while not self._over.wait(LOOK_S):
            for process in processes_of(self.home):
                with contextlib.suppress(psutil.Error, OSError):
                    line = " ".join(process.cmdline())
                    self.seen[process.pid, hash(line)] = (line, process.environ())

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        thread = threading.Thread(target=self._watch)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()


def whole_job(run: Run, home: Path, env: dict[str, str]) -> str:
    """Upload, chat, export, and all that they printed."""
    from PIL import Image

    Image.effect_noise((96, 96), 50).save(home / "cup.png")
    said = ""
    for command in (
        ["upload.py", "cup.png"],
        ["sse_chat.py", "make a 1 second square video of it"],
        ["export.py", "-o", "out.mp4", "--quality", "low"],
        ["make_video.py", "cup.png", "-m", "a 1 second video", "-o", "other.mp4"],
        ["credits.py"],
        ["auth.py"],
        ["session.py"],
        ["job.py", "list"],
    ):
        done = run(*command, env=env)
        assert done.code == 0, done.stdout
        said += done.stdout + done.stderr
    return said


@pytest.mark.parametrize("own", [False, True], ids=["anonymous token", "own token"])
def test_no_token_on_a_command_line_a_stream_a_journal_or_in_a_readable_file(
    run: Run, cloud: SimulatedCloud, home: Path, own: bool
) -> None:
    env = {"NEMO_TOKEN": cloud.accept_token(OWN)} if own else {}
    watcher = Watcher(home)
    with watcher.watching():
        said = whole_job(run, home, env)
    assert len(watcher.seen) >= 8 and cloud.secrets
    for secret in cloud.secrets:
        assert secret not in said
        assert not [line for line, _ in watcher.seen.values() if secret in line]
        assert not [request.path for request in cloud.requests if secret in request.path]
    holders = {path.name for path in files_of(home / ".nemovideo") if holds(path, cloud.secrets)}
    assert holders == (set() if own else {"identity.json"})
    assert_private(home / ".nemovideo")


def test_children_that_need_no_token_get_none(run: Run, home: Path) -> None:
    watcher = Watcher(home)
    with watcher.watching():
        said = whole_job(run, home, {"NEMO_TOKEN": OWN, "NEMO_API_URL": "local", "AWS_SECRET_ACCESS_KEY": OWN})
    assert OWN not in said
    servers = [values for line, values in watcher.seen.values() if "local_backend" in line]
    helpers = [values for line, values in watcher.seen.values() if "/scripts/" not in line]
    assert servers and len(helpers) >= len(servers)
    for values in helpers:
        assert OWN not in json.dumps(values)
    assert not [path for path in files_of(home / ".nemovideo") if holds(path, [OWN])]
    assert_private(home / ".nemovideo")


def files_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def holds(path: Path, secrets: list[str]) -> bool:
    with contextlib.suppress(OSError):
        content = path.read_bytes()
        return any(secret.encode() in content for secret in secrets)
    return False


def assert_private(folder: Path) -> None:
    """Nobody else can read anything: the folder itself is closed, and the files in it are too."""
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    names = {"identity.json", "sessions.json", "journal.jsonl", "request.json", "lock", "output", "server.json"}
    for path in files_of(folder):
        if path.name in names:
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


ECHO = "token nmv_usr_{0} in Authorization: Bearer {0} and https://x/?t={0}"


@pytest.mark.parametrize("endpoint", ["credits", "state", "run_sse", "upload", "render"])
def test_an_error_that_repeats_the_token_is_told_without_it(
    cloud: SimulatedCloud, tmp_path: Path, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEMO_TOKEN", cloud.accept_token(OWN))
    said: list[str] = []
    client = Client(cloud.origin, Store(tmp_path / "kept"), notify=said.append)
    session = client.ensure_session().session_id
    (tmp_path / "cup.jpg").write_bytes(b"\xff\xd8")
    calls: dict[str, Callable[[], Any]] = {
        "credits": client.credits,
        "state": lambda: client.state(session),
        "run_sse": lambda: client.open_turn(session, "x"),
        "upload": lambda: client.upload_file(session, tmp_path / "cup.jpg"),
        "render": lambda: client.start_render(session, "r1", {}),
    }
    for fault in (
        Fault.code(9999, message=ECHO.format(OWN)),
        Fault.http(400, body={"detail": [{"msg": ECHO.format(OWN)}]}),
        Fault.http(413, body={"error": {"message": ECHO.format(OWN)}}),
        Fault("answer", 403, ECHO.format(OWN).encode(), {"Content-Type": "text/plain"}),
        Fault("answer", 307, b"", {"Location": f"https://x.example/{OWN}"}),
        Fault.wire("reset_after"),
    ):
        cloud.inject(endpoint, fault, times=9)
        try:
            calls[endpoint]()
        except NemoError as error:
            shown = "".join(traceback.format_exception(error)) + repr(error) + json.dumps(error.as_document())
            assert OWN not in shown, shown
        cloud._faults.clear()
    client.close()
    assert OWN not in "".join(said)


def test_a_turn_that_repeats_the_token_is_told_without_it(run: Run, cloud: SimulatedCloud, home: Path) -> None:
    env = {"NEMO_TOKEN": cloud.accept_token(OWN)}
    for turn in (Turn(ECHO.format(OWN), draft=SEED_DRAFT), Turn("", error={"error": ECHO.format(OWN)}, keep=True)):
        cloud.turns.append(turn)
        done = run("sse_chat.py", f"say it {len(cloud.messages)}", env=env)
        assert done.code in (0, 8) and OWN not in done.stdout + done.stderr
    assert not [path for path in files_of(home / ".nemovideo") if holds(path, [OWN])]
