"""What is kept on disk: for our eyes only, whole or not at all, by everyone at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from nemovideo import store as module
from nemovideo.errors import Refused
from nemovideo.store import Busy, Store

A, B = "https://a.example", "https://b.example"
SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "kept")


def test_reading_leaves_nothing_behind(store: Store) -> None:
    assert (store.token(A), store.current(A), store.sessions(A)) == (None, None, [])
    assert not store.home.exists()


def test_files_are_for_our_eyes_only(store: Store) -> None:
    store.save_token(A, {"token": "t"})
    store.save_session(A, {"session_id": "1"})
    assert store.home.stat().st_mode & 0o777 == 0o700
    for path in store.home.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_an_open_folder_is_closed(store: Store) -> None:
    store.home.mkdir(mode=0o755)
    store.save_token(A, {"token": "t"})
    assert store.home.stat().st_mode & 0o777 == 0o700


def test_a_token_is_found_by_its_own_origin_only(store: Store) -> None:
    store.save_token(A, {"token": "t", "user_id": "anon_1"})
    assert (store.token(A) or {})["token"] == "t"
    assert store.token(B) is None
    assert store.token("local") is None
    assert store.forget_token(A)
    assert not store.forget_token(A)


def test_the_client_id_is_made_once(store: Store) -> None:
    assert store.client_id(lambda: "one") == store.client_id(lambda: "two") == "one"
    assert store.client_id(lambda: "three", renew=True) == store.client_id(lambda: "four") == "three"


def test_sessions_are_listed_newest_last_and_the_chosen_one_is_current(store: Store) -> None:
    for number in ("1", "2", "3"):
        store.save_session(A, {"session_id": number, "name": number})
    store.use_session(A, "1")
    assert [one["session_id"] for one in store.sessions(A)] == ["2", "3", "1"]
    assert store.current(A) == {"session_id": "1", "name": "1"}
    assert store.current(B) is None


def test_old_sessions_are_forgotten_but_never_the_current_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEPT_SESSIONS", 3)
    for number in range(6):
        store.save_session(A, {"session_id": str(number)}, use=number == 0)
    assert [one["session_id"] for one in store.sessions(A)] == ["0", "4", "5"]


def test_an_upload_takes_the_place_of_its_mark_and_of_the_same_content(store: Store) -> None:
    mark: dict[str, Any] = {"name": "a.jpg", "size": 3, "file": [1], "sha256": None}
    store.remember_upload(A, "s", {**mark, "sent": False})
    store.remember_upload(A, "s", {**mark, "sent": True})
    assert [one["sent"] for one in store.uploads(A, "s")] == [True]
    store.complete_upload(A, "s", {**mark, "sent": True, "sha256": "x"})
    store.remember_upload(A, "s", {**mark, "name": "b.jpg", "file": [2], "sent": True, "sha256": "x"})
    assert [one["name"] for one in store.uploads(A, "s")] == ["b.jpg"]
    assert store.uploads(A, "other") == []


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 5000, b'"text"'])
def test_a_file_that_is_not_ours_is_set_aside_never_deleted(store: Store, damage: bytes) -> None:
    store.save_token(A, {"token": "t"})
    path = store.home / "identity.json"
    path.write_bytes(damage)
    assert store.token(A) is None
    store.save_token(A, {"token": "u"})
    assert (store.token(A) or {})["token"] == "u"
    assert (store.home / "identity.json.corrupt-1").read_bytes() == damage


@pytest.mark.parametrize(
    "content",
    [
        {"tokens": []}, {"tokens": {A: 1}}, {"tokens": {A: {"token": 5}}}, {"client_id": 7}, {"origins": 3},
        {"origins": {A: {"sessions": [], "current": {}}}}, {"origins": {A: {"sessions": {"1": 2}, "current": "1"}}},
        {"origins": {A: {"sessions": {"1": {"uploads": "no"}}, "current": "1"}}},
    ],
)  # fmt: skip
def test_strange_values_in_a_readable_file_count_as_absent(store: Store, content: Any) -> None:
    store.folder()
    for name in ("identity.json", "sessions.json"):
        (store.home / name).write_text(json.dumps(content))
    assert store.token(A) is None
    assert store.uploads(A, "1") == []
    store.current(A)
    assert store.client_id(lambda: "new") == "new"
    store.save_session(A, {"session_id": "9"})
    store.remember_upload(A, "1", {"name": "a", "size": 1})
    assert (store.current(A) or {})["session_id"] == "9"


def test_what_others_keep_in_the_file_stays(store: Store) -> None:
    store.folder()
    (store.home / "identity.json").write_text(json.dumps({"later": {"x": 2**70}}))
    store.save_token(A, {"token": "t"})
    assert json.loads((store.home / "identity.json").read_text())["later"] == {"x": 2**70}


def test_a_lock_is_held_against_others_and_freed_by_the_end_of_its_holder(store: Store) -> None:
    store.folder()
    code = (
        f"import sys,time; sys.path.insert(0,{str(SCRIPTS)!r})\nfrom pathlib import Path\n"
        f"from nemovideo.store import Store\nwith Store(Path({str(store.home)!r})).lock('turn 1'):\n"
        " print('held',flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        assert holder.stdout and holder.stdout.readline()
        with pytest.raises(Busy), store.lock("turn 1", wait_s=0.1):
            pass
        with store.lock("turn 2", wait_s=0.1):
            pass
    finally:
        holder.kill()
        holder.communicate()
    with store.lock("turn 1", wait_s=0.1):
        pass


def test_many_at_once_lose_nothing_and_make_one_client_id(store: Store) -> None:
    code = (
        f"import sys; sys.path.insert(0,{str(SCRIPTS)!r})\nfrom pathlib import Path\n"
        f"from nemovideo.store import Store\ns=Store(Path({str(store.home)!r}))\nn=sys.argv[1]\n"
        "print(s.client_id(lambda: n))\nfor i in range(5): s.save_session('o', {'session_id': f'{n}-{i}'})"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(n)], stdout=subprocess.PIPE) for n in range(8)]
    said = {process.communicate()[0] for process in running}
    assert len(said) == 1
    assert len(store.sessions("o")) == 40
    assert not list(store.home.glob("*.corrupt-*")) and not list(store.home.glob(".*.tmp"))


def test_a_full_or_read_only_disk_is_said_and_leaves_the_old_file(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save_token(A, {"token": "t"})

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused) as caught:
        store.save_token(A, {"token": "u"})
    assert "the disk is full" in caught.value.message
    assert (store.token(A) or {})["token"] == "t"
    assert not list(store.home.glob(".*.tmp"))


def test_a_home_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("")
    with pytest.raises(Refused) as caught:
        Store(tmp_path / "kept").save_token(A, {"token": "t"})
    assert caught.value.kind == "cannot_write"
    assert "NEMO_HOME" in (caught.value.next or "")
