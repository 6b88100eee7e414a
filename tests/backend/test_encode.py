"""Every frame of a chunk is written once, by however many threads, and such chunks follow each other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from backend.numbered import numbers, stripes

from local_backend.render.encode import Writer
from local_backend.render.formats import Encoding
from local_backend.render.join import join


def chunk(path: Path, first: int, frames: int, encoding: Encoding, threads: int) -> tuple[Path, int]:
    writer = Writer(path, 320, 180, 30, encoding, frames, threads)
    for number in range(first, first + frames):
        stripes(number, writer.planes)
        writer.write()
    writer.close()
    return path, frames


@pytest.mark.parametrize(
    ("encoding", "suffix"), [(Encoding(), ".mp4"), (Encoding("vp9", 20, "8"), ".webm")], ids=["h264", "vp9"]
)
def test_chunks_of_encoders_with_one_thread_and_with_several_follow_each_other(
    tmp_path: Path, encoding: Encoding, suffix: str
) -> None:
    lengths = {1: 1, 2: 40, 3: 2, 4: 37}
    pieces, first = [], 0
    for threads, frames in lengths.items():
        pieces.append(chunk(tmp_path / f"{threads}.chunk", first, frames, encoding, threads))
        first += frames
    join(pieces, None, tmp_path / f"out{suffix}", suffix, 30, encoding.delay)
    assert numbers(tmp_path / f"out{suffix}") == list(range(first))


def test_a_chunk_is_known_by_all_that_the_encoder_is_told_but_its_threads() -> None:
    one = Encoding()
    assert one.options(30, threads=2) != one.options(30)
    assert len({one.key, replace(one, crf=21.0).key, replace(one, preset="fast").key, Encoding("vp9").key}) == 4
    assert one.key == Encoding().key
