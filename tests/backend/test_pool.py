"""Who makes which chunk: each worker walks on, takes over half of what is left, and memory sets a limit."""

from __future__ import annotations

from pathlib import Path

import pytest

from local_backend.render import pool
from local_backend.render.formats import Encoding
from local_backend.render.graph import Chunk
from local_backend.render.pool import Job, Pool, fitting


def jobs(count: int, width: int = 320, height: int = 180) -> list[Job]:
    chunks = [Chunk(n * 30, 30, width, height, 30, ()) for n in range(count)]
    return [Job(one, Path(f"/nowhere/{one.first}.part"), lambda: None) for one in chunks]


def test_a_worker_goes_on_where_it_was_and_then_takes_half_of_the_longest_rest() -> None:
    one = Pool(jobs(10), {}, Encoding(), 2)
    assert one._choose(3) == 3
    for index in (0, 1, 2, 3, 8):
        del one._open[index]
    assert one._choose(3) == 6
    assert one._choose(9) == 9
    one._open.clear()
    assert one._choose(0) is None


def test_there_are_never_more_workers_than_chunks() -> None:
    assert Pool(jobs(1), {}, Encoding(), 8).count == 1


def test_cores_without_a_worker_help_the_encoders() -> None:
    assert [Pool(jobs(count), {}, Encoding(), 2).threads for count in (1, 2, 9)] == [2, 1, 1]
    assert Pool(jobs(1), {}, Encoding(), 64).threads == pool.MOST_THREADS


def test_a_worker_for_4k_has_two_cores() -> None:
    large = [Pool(jobs(9, 3840, 2160), {}, Encoding(), cores) for cores in (1, 2, 8)]
    assert [(one.count, one.threads) for one in large] == [(1, 1), (1, 2), (4, 2)]


def test_a_machine_with_little_memory_gets_fewer_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = {"SC_PHYS_PAGES": 4 << 18, "SC_PAGE_SIZE": 4096}  # 4 GiB
    monkeypatch.setattr(pool.os, "sysconf", sizes.__getitem__)
    assert fitting(16, 1920 * 1080) == 8
    assert fitting(16, 3840 * 2160) == 2
    assert fitting(1, 7680 * 4320) == 1
