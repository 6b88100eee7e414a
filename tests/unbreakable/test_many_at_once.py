"""Twenty scripts at once in one HOME, and two sessions worked on at the same time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import SCRIPTS
from simulated_cloud import SimulatedCloud, Turn

TWENTY = ["credits.py", "auth.py", "session.py", "state.py"] * 5


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatedCloud]:
    with SimulatedCloud() as running:
        monkeypatch.setenv("NEMO_API_URL", running.origin)
        yield running


def together(home: Path, commands: list[list[str]]) -> list[tuple[int, dict[str, Any]]]:
    """All commands started before the first is waited for."""
    started = [
        subprocess.Popen(
            [sys.executable, str(SCRIPTS / script), *arguments], cwd=home, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for script, *arguments in commands
    ]  # fmt: skip
    ended = [(process.communicate(timeout=120)[0], process.returncode) for process in started]
    return [(code, json.loads(said)) for said, code in ended]


def test_twenty_scripts_at_once_get_one_token_and_lose_nothing(cloud: SimulatedCloud, home: Path) -> None:
    ended = together(home, [[name] for name in TWENTY])
    codes = [code for code, _ in ended]
    assert {code for code, name in zip(codes, TWENTY, strict=True) if name != "state.py"} == {0}
    assert set(codes) <= {0, 4}, "state.py may come before the first session, and then says so"
    assert cloud.count("token") == 1
    assert len({request.headers["x-client-id"] for request in cloud.of("token")}) == 1
    bearers = {request.headers["authorization"] for request in cloud.requests if request.endpoint != "token"}
    assert len(bearers) == 1
    kept = json.loads((home / ".nemovideo" / "sessions.json").read_text())["origins"][cloud.origin]
    assert set(kept["sessions"]) == set(cloud.sessions) and len(kept["sessions"]) == TWENTY.count("session.py")
    assert not list((home / ".nemovideo").rglob("*.corrupt*")) and not list((home / ".nemovideo").rglob("*.tmp"))


def test_twenty_uploads_at_once_into_one_session_arrive_once_each(
    cloud: SimulatedCloud, home: Path, run: Callable[..., Any]
) -> None:
    session = run("session.py").result["session_id"]
    for number in range(20):
        (home / f"{number}.jpg").write_bytes(b"\xff\xd8 photo %d" % number)
    ended = together(home, [["upload.py", f"{number}.jpg"] for number in range(20)])
    assert {code for code, _ in ended} == {0}
    assert sorted(one["filename"] for one in cloud.sessions[session]["media"]) == sorted(f"{n}.jpg" for n in range(20))
    assert cloud.count("upload") == 20
    again = together(home, [["upload.py", *[f"{number}.jpg" for number in range(20)]]])
    assert all(file["already_there"] for file in again[0][1]["files"]) and cloud.count("upload") == 20


def test_two_sessions_worked_on_at_once_do_not_mix(cloud: SimulatedCloud, home: Path, run: Callable[..., Any]) -> None:
    names = {"red": run("session.py").result["session_id"], "blue": run("session.py").result["session_id"]}
    for name in names:
        (home / f"{name}.jpg").write_bytes(b"\xff\xd8 " + name.encode())
    together(home, [["upload.py", "--session", session, f"{name}.jpg"] for name, session in names.items()])
    cloud.turns += [Turn(pause_s=0.05), Turn(pause_s=0.05)]
    said = together(home, [["sse_chat.py", "--session", one, f"use {name}"] for name, one in names.items()])
    for (name, session), (code, result) in zip(names.items(), said, strict=True):
        other = "blue" if name == "red" else "red"
        assert code == 0 and result["session_id"] == session
        assert f"{name}.jpg" in result["timeline"] and other not in json.dumps(result["changes"])
        assert [text for sid, text in cloud.messages if sid == session] == [f"use {name}"]
    videos = together(home, [["export.py", "--session", one, "-o", f"{name}.mp4"] for name, one in names.items()])
    assert [code for code, _ in videos] == [0, 0]
    assert {render.session_id for render in cloud.renders.values()} == set(names.values())
    assert all(render.verbatim for render in cloud.renders.values())
