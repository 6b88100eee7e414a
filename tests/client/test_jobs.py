"""Jobs on disk: the journal survives a torn line, the same command finds its job, a dead one is noticed."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from nemovideo import jobs, joining, ledger
from nemovideo.errors import NotThere, Refused, StillRunning
from nemovideo.journal import FILE, Journal, Reader
from nemovideo.ledger import Job, Request
from nemovideo.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "nemo")


def request(kind: str = "chat", session: str | None = "s1", **asked: Any) -> Request:
    values = {"message": "do it", **asked} if kind == "chat" else asked
    return Request(kind, "local", session, values, "x.py", [], "/", time.time())


def made(store: Store, *, result: int | None = None, sent: bool = False, seen: bool = False, **more: Any) -> Job:
    job = ledger.create(store, request(**more))
    if sent:
        job.journal().sent("message", message="do it")
    if result is not None:
        job.journal().result({"ok": result == 0}, result)
    if seen:
        job.mark_delivered()
    return job


# -- journal -----------------------------------------------------------------------------------------------------------


def test_a_journal_is_read_as_it_was_written(tmp_path: Path) -> None:
    journal, reader = Journal(tmp_path), Reader(tmp_path)
    assert reader.new() == []
    journal.note("⏳")
    journal.sent("message", message="a")
    journal.sent("message", message="b")
    assert [*reader.new()] == journal.lines and reader.new() == []
    assert Journal(tmp_path).last("message") == {"sent": "message", "message": "b"}
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


def test_a_torn_last_line_spoils_neither_itself_nor_the_next(tmp_path: Path) -> None:
    Journal(tmp_path).note("one")
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"note": "tor')
    reader = Reader(tmp_path)
    assert reader.new() == [{"note": "one"}]
    Journal(tmp_path).note("two")
    assert reader.new() == [{"note": "two"}]
    assert [line["note"] for line in Journal(tmp_path).lines] == ["one", "two"]


def test_progress_is_written_now_and_then(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for done in range(1000):
        journal.progress("Uploading", done, 1000)
    journal.progress("Uploading", 1000, 1000)
    assert 2 <= len(journal.lines) < 20 and journal.lines[-1]["progress"][1] == 1000


def test_what_must_not_happen_twice_is_not_begun_without_a_record(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    journal = Journal.__new__(Journal)
    journal.path, journal.lines, journal._last_progress = tmp_path / FILE, [], 0.0
    journal.note("a note may be lost")
    with pytest.raises(Refused):
        journal.sent("message", message="x")


# -- which job is meant ------------------------------------------------------------------------------------------------


def test_the_same_command_finds_the_job_that_was_cut_off(store: Store) -> None:
    job = made(store, sent=True)
    found = joining.same(store, request())
    assert found and found.id == job.id and not job.alive


def test_the_same_command_gets_the_result_that_nobody_saw_and_then_a_new_job(store: Store) -> None:
    job = made(store, result=0)
    assert (joining.same(store, request()) or job).id == job.id and joining.same(store, request())
    job.mark_delivered()
    assert joining.same(store, request()) is None


@pytest.mark.parametrize("other", [{"message": "else"}, {"session": "s2"}, {"kind": "upload"}])
def test_another_command_is_another_job(store: Store, other: dict[str, Any]) -> None:
    made(store)
    assert joining.same(store, request(**other)) is None


def test_words_said_after_another_turn_mean_the_timeline_as_it_is_then(store: Store) -> None:
    made(store, result=0)
    made(store, result=0, seen=True, message="else")
    assert joining.same(store, request()) is None


def test_an_export_after_another_turn_is_a_new_export(store: Store) -> None:
    made(store, kind="export", output="a.mp4")
    assert joining.same(store, request("export", output="a.mp4"))
    made(store, result=0, seen=True)
    assert joining.same(store, request("export", output="a.mp4")) is None


def test_a_failure_before_anything_was_sent_is_tried_anew(store: Store) -> None:
    made(store, result=9)
    assert joining.same(store, request()) is None
    made(store, result=9, sent=True)
    assert joining.same(store, request())


def test_a_first_message_and_the_session_that_it_made_belong_together(store: Store) -> None:
    job = made(store, session=None, sent=True)
    assert joining.same(store, request(session=None))
    job.journal().sent("session", session_id="s9")
    assert (joining.same(store, request(session="s9")) or job).id == job.id
    assert joining.same(store, request(session="s1")) is None


def test_a_video_that_is_gone_is_not_delivered(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "a.mp4"
    file.touch()
    job = ledger.create(store, request("export"))
    job.journal().result({"ok": True, "file": str(file)}, 0)
    assert joining.same(store, request("export"))
    file.unlink()
    assert joining.same(store, request("export")) is None


def test_a_clock_that_is_set_back_does_not_change_the_order(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(store)
    monkeypatch.setattr(time, "time", lambda: 1_000_000.0)
    second = made(store, message="else")
    assert [job.id for job in ledger.every(store)] == [second.id, first.id]


def test_only_finished_jobs_are_forgotten(store: Store) -> None:
    running = made(store)
    for number in range(ledger.KEPT_JOBS + 5):
        made(store, result=0, message=str(number))
    left = [job.id for job in ledger.every(store)]
    assert running.id in left and len(left) <= ledger.KEPT_JOBS + 2


def test_a_changed_file_is_another_upload(tmp_path: Path, store: Store) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(b"1")
    args = argparse.Namespace(files=[str(file)], api="local", session="s1", wait=1)
    one = Request.of("upload", Path("u.py"), [], args, store)
    file.write_bytes(b"12")
    assert one.asked != Request.of("upload", Path("u.py"), [], args, store).asked


@pytest.mark.parametrize("identity", ["", "../../etc", "chat-zz", "chat-00000000", "/"])
def test_an_id_that_is_none_is_not_found(store: Store, identity: str) -> None:
    with pytest.raises(NotThere):
        ledger.find(store, identity)


# -- life and death ----------------------------------------------------------------------------------------------------


def holder(job: Job) -> subprocess.Popen[bytes]:
    """A process that holds the job's lock."""
    code = "import fcntl, sys, time; f = open(sys.argv[1], 'a'); fcntl.flock(f, fcntl.LOCK_EX); print(flush=True)"
    code += "; time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code, str(job.folder / "lock")], stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    return process


def test_a_job_lives_as_long_as_its_lock_is_held(store: Store) -> None:
    job = made(store)
    process = holder(job)
    assert job.alive and job.status == "running" and job.hold() is None
    process.kill()
    process.wait()
    assert not job.alive and job.status == "interrupted"


def test_one_turn_at_a_time_in_a_session(store: Store) -> None:
    job = made(store)
    process = holder(job)
    try:
        with pytest.raises(StillRunning) as caught:
            joining.refuse_second_turn(store, request(message="else"))
        assert job.id in str(caught.value.next) and caught.value.exit_code == 75
        joining.refuse_second_turn(store, request(session="s2", message="else"))
        joining.refuse_second_turn(store, request("export"))
    finally:
        process.kill()
        process.wait()
    joining.refuse_second_turn(store, request(message="else"))


def test_no_process_to_start_means_the_work_is_done_in_this_one(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    monkeypatch.setattr(os, "fork", refuse)
    args = argparse.Namespace(message="x", api="local", session="s1", wait=1)
    code = jobs.run("chat", Path("x.py"), [], args, lambda client, args: {"text": "here"}, 1)
    assert (code, json.loads(capsys.readouterr().out)) == (0, {"ok": True, "text": "here"})
    assert ledger.every(Store(home / ".nemovideo"))[0].delivered


def test_a_folder_that_cannot_be_written_is_a_clear_refusal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("NEMO_HOME", str(tmp_path / "file" / "below"))
    args = argparse.Namespace(message="x", api="local", session="s1", wait=1)
    assert jobs.run("chat", Path("x.py"), [], args, lambda client, args: {}, 1) == 2
    assert json.loads(capsys.readouterr().out)["error"]["kind"] == "cannot_write"
