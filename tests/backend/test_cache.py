"""Pieces in the cache are whole, the least used go first, and nothing of a dead process stays."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from local_backend.render.cache import Cache


def put(cache: Cache, key: str, size: int, age: float = 0) -> Path:
    part = cache.part(key, ".chunk")
    part.write_bytes(bytes(size))
    path = cache.finish(part, key, ".chunk")
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime - age))
    return path


def test_only_what_is_finished_is_found(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.part("a", ".chunk").write_bytes(b"half")
    assert cache.find("a", ".chunk") is None
    assert put(cache, "a", 10) == cache.find("a", ".chunk")


def test_the_least_used_go_first_and_what_is_needed_stays(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most_bytes=250)
    old, older, oldest = put(cache, "old", 100, 10), put(cache, "older", 100, 20), put(cache, "oldest", 100, 30)
    cache.trim(keep={oldest})
    assert old.exists() and oldest.exists() and not older.exists()


def test_using_a_piece_makes_it_young_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most_bytes=150)
    one, other = put(cache, "one", 100, 50), put(cache, "other", 100, 20)
    cache.find("one", ".chunk")
    cache.trim()
    assert one.exists() and not other.exists()


def test_parts_of_dead_processes_are_swept_and_ours_stay(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    ours = cache.part("ours", ".chunk")
    ours.write_bytes(b"x")
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    theirs = tmp_path / f"theirs.chunk.{gone.pid}-01234567.part"
    nameless = tmp_path / "nameless.part"
    for path in (theirs, nameless):
        path.write_bytes(b"x")
    cache.sweep()
    assert ours.exists() and not theirs.exists() and not nameless.exists()


def test_a_dead_process_that_nobody_has_buried_keeps_no_part(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    gone = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
    assert gone.stdout
    with gone.stdout as output:
        output.read()
    until = time.monotonic() + 10
    while Path(f"/proc/{gone.pid}/stat").read_text().split()[2] != "Z" and time.monotonic() < until:
        time.sleep(0.01)
    theirs = tmp_path / f"theirs.chunk.{gone.pid}-01234567.part"
    theirs.write_bytes(b"x")
    cache.sweep()
    assert not theirs.exists()
    gone.wait()


def test_parts_in_folders_of_the_cache_are_swept_too(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    (tmp_path / "music").mkdir()
    left = tmp_path / "music" / "music-0123.01234567.part"
    left.write_bytes(b"x")
    cache.sweep()
    assert not left.exists()


def test_what_is_in_folders_of_the_cache_counts_too(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", most_bytes=0)
    (cache.folder / "music").mkdir()
    (cache.folder / "music" / "old.wav").write_bytes(b"x")
    put(cache, "a", 10)
    cache.trim()
    assert [path.name for path in cache.folder.rglob("*")] == ["music"]
