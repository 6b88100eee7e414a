"""What is kept: sessions, files, the history of a timeline, renders; over a crash too."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from backend.stand_ins import SimulatedRenderer, running

from local_backend.media.info import MediaInfo
from local_backend.server import projects as projects_module
from local_backend.server.database import Database
from local_backend.server.projects import Projects, canvas, safe_name
from local_backend.server.renders import Renders

ROOT = Path(__file__).resolve().parents[2]
DRAFT: dict[str, Any] = {
    "d": 1000,
    "m": {"title": "", "width": 1080, "height": 1920, "fps": 30},
    "t": [{"tt": 7, "d": 1000, "m": {}, "sg": [{"id": "a", "s": 0, "d": 1000, "m": {"kind": "text", "text": "Hi"}}]}],
}


@pytest.fixture
def projects(tmp_path: Path) -> Projects:
    return Projects(Database(tmp_path / "db.sqlite3"), tmp_path)


@pytest.fixture
def session_id(projects: Projects) -> str:
    return projects.create_session("anon_1", "project", "en").session_id


def numbered(number: int) -> dict[str, Any]:
    return {"n": number}


def test_undo_and_redo_walk_through_all_drafts(projects: Projects, session_id: str) -> None:
    for number in (1, 2, 3):
        projects.commit(session_id, numbered(number))
    seen = []
    while projects.step(session_id, -1):
        seen.append(projects.history(session_id).draft)
    assert seen == [numbered(2), numbered(1), None]
    assert not projects.history(session_id).can_undo
    while projects.step(session_id, 1):
        seen.append(projects.history(session_id).draft)
    assert seen[3:] == [numbered(1), numbered(2), numbered(3)]
    assert not projects.history(session_id).can_redo


def test_an_edit_after_an_undo_ends_the_redo(projects: Projects, session_id: str) -> None:
    for number in (1, 2):
        projects.commit(session_id, numbered(number))
    projects.step(session_id, -1)
    assert projects.history(session_id).can_redo
    projects.commit(session_id, numbered(9))
    assert not projects.step(session_id, 1)
    assert projects.history(session_id).draft == numbered(9)


def test_old_drafts_are_dropped_and_the_newest_kept(
    projects: Projects, session_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projects_module, "UNDO_STEPS", 5)
    for number in range(20):
        projects.commit(session_id, numbered(number))
    steps = 0
    while projects.step(session_id, -1):
        steps += 1
    assert steps == 5
    assert projects.history(session_id).draft == numbered(14)


def test_sessions_do_not_mix(projects: Projects, session_id: str) -> None:
    other = projects.create_session("anon_1", "project", "en").session_id
    projects.commit(session_id, numbered(1))
    assert projects.history(other).draft is None
    assert projects.session("anon_2", session_id) is None


def test_big_numbers_keep_their_digits(projects: Projects, session_id: str) -> None:
    projects.commit(session_id, {"id": 2**80 + 1})
    assert projects.history(session_id).draft == {"id": 2**80 + 1}


def test_what_happens_together_fails_together(projects: Projects, session_id: str) -> None:
    with pytest.raises(RuntimeError), projects.together():
        projects.commit(session_id, numbered(1))
        projects.add_turn(session_id, "message", "reply", False)
        raise RuntimeError
    assert projects.history(session_id).draft is None
    assert projects.turns(session_id) == 0


def test_known_bytes_need_no_second_look(projects: Projects, session_id: str) -> None:
    info = MediaInfo("image", "png", width=4, height=3)
    projects.add_media(session_id, "ff", "a.png", 9, info)
    assert projects.known_info("ff") is None
    projects.media_path("ff").write_bytes(b"x")
    assert projects.known_info("ff") == info


@pytest.mark.parametrize(
    ("width", "height", "ratio"), [(1920, 1080, "16:9"), (1080, 1920, "9:16"), (1080, 1080, "1:1"), (1080, 1350, "4:5")]
)
def test_the_canvas_is_a_ratio_in_lowest_terms(width: int, height: int, ratio: str) -> None:
    found = canvas({"m": {"width": width, "height": height, "fps": 30}})
    assert found == {"ratio": ratio, "width": width, "height": height, "fps": 30}


def test_a_family_emoji_stays_whole_in_a_name() -> None:
    name = "\U0001f468\u200d\U0001f469\u200d\U0001f467 cafe\u0301.png"
    assert safe_name(name) == "\U0001f468\u200d\U0001f469\u200d\U0001f467 caf\u00e9.png"


def test_a_file_that_is_no_database_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "db.sqlite3").write_bytes(b"not a database at all" * 100)
    Projects(Database(tmp_path / "db.sqlite3"), tmp_path).create_session("anon_1", "project", "en")
    assert (tmp_path / "db.sqlite3.corrupt-1").read_bytes().startswith(b"not a database")


def test_what_was_committed_survives_a_kill(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib, time\n"
        "from local_backend.server.database import Database\n"
        "from local_backend.server.projects import Projects\n"
        "home = pathlib.Path(sys.argv[1]); projects = Projects(Database(home / 'db.sqlite3'), home)\n"
        "session = projects.create_session('anon_1', 'project', 'en').session_id\n"
        "for number in range(100000):\n"
        "    projects.commit(session, {'n': number}); print(session, number, flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if int(line.split()[1]) == 150:
            break
    os.kill(process.pid, signal.SIGKILL)
    last = [line, *process.stdout.read().splitlines(keepends=True)]
    process.wait()
    session_id, number = next(one for one in reversed(last) if one.endswith("\n")).split()
    draft = Projects(Database(tmp_path / "db.sqlite3"), tmp_path).history(session_id).draft
    assert draft is not None
    assert draft["n"] >= int(number)


def test_a_render_left_by_a_dead_server_is_taken_up_again(tmp_path: Path) -> None:
    database = Database(tmp_path / "db.sqlite3")
    projects = Projects(database, tmp_path)
    session_id = projects.create_session("anon_1", "project", "en").session_id
    dead = Renders(database, projects, tmp_path, SimulatedRenderer)
    for render_id in ("running", "waiting"):
        dead.submit("anon_1", session_id, render_id, DRAFT, "mp4", "high")
    database.run("UPDATE renders SET status = 'processing', progress = 40 WHERE render_id = 'running'")
    database.close()
    with running(tmp_path) as server:
        until = time.monotonic() + 10
        while server.backend.renders.busy and time.monotonic() < until:
            time.sleep(0.01)
        ended = [server.backend.renders.find("anon_1", render_id) for render_id in ("running", "waiting")]
    assert [one and (one.status, one.progress) for one in ended] == [("completed", 100), ("completed", 100)]


def test_old_videos_and_strays_are_swept_at_the_start(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        session_id = server.backend.projects.create_session("anon_1", "project", "en").session_id
        for render_id in ("old", "new"):
            server.backend.renders.submit("anon_1", session_id, render_id, DRAFT, "mp4", "high")
        until = time.monotonic() + 10
        while server.backend.renders.busy and time.monotonic() < until:
            time.sleep(0.01)
        server.backend.database.run("UPDATE renders SET created_at = 0 WHERE render_id = 'old'")
        new = server.backend.renders.find("anon_1", "new")
        assert new is not None
        (tmp_path / "renders" / "stray.part").write_bytes(b"x")
        assert len(list((tmp_path / "renders").iterdir())) == 3
    with running(tmp_path):
        assert [path.name for path in (tmp_path / "renders").iterdir()] == [new.file]


def test_a_stopping_server_leaves_its_render_for_the_next(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        session_id = server.backend.projects.create_session("anon_1", "project", "en").session_id
        server.renderer.gate.clear()
        server.backend.renders.submit("anon_1", session_id, "r", DRAFT, "mp4", "high")
        until = time.monotonic() + 10
        while (found := server.backend.renders.find("anon_1", "r")) and found.progress != 50:
            assert time.monotonic() < until
            time.sleep(0.01)
    row = Database(tmp_path / "db.sqlite3").one("SELECT status FROM renders")
    assert row is not None
    assert row["status"] == "pending"
