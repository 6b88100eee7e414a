"""Pieces become one file without a frame lost, and a piece at fault is named."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import av
import pytest
from backend.numbered import numbers, stripes

from local_backend.render.encode import Encoding, Writer
from local_backend.render.join import JoinError, join, parameter_sets


def chunk(path: Path, first: int, frames: int, encoding: Encoding | None = None) -> tuple[Path, int]:
    writer = Writer(path, 320, 180, 30, encoding or Encoding(), frames)
    for number in range(first, first + frames):
        stripes(number, writer.planes)
        writer.write()
    writer.close()
    return path, frames


@pytest.mark.parametrize("lengths", [[1], [1, 1, 1], [2, 3, 40], [40, 1, 40], [60, 60]])
@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv"])
def test_chunks_of_any_length_follow_each_other(tmp_path: Path, lengths: list[int], suffix: str) -> None:
    firsts = [sum(lengths[:n]) for n in range(len(lengths))]
    pieces = [chunk(tmp_path / f"{n}.chunk", first, frames)
              for n, (first, frames) in enumerate(zip(firsts, lengths, strict=True))]  # fmt: skip
    target = tmp_path / f"out{suffix}"
    join(pieces, None, target, suffix, 30, 2)
    assert numbers(target) == list(range(sum(lengths)))
    with av.open(str(target)) as made:
        stamps = [(packet.pts, packet.dts) for packet in made.demux(video=0) if packet.dts is not None]
    assert all(a[1] < b[1] for a, b in pairwise(stamps))
    assert all(pts is not None and pts >= dts for pts, dts in stamps)


def test_vp9_goes_into_webm(tmp_path: Path) -> None:
    fast = Encoding("vp9", 20, "8")
    pieces = [chunk(tmp_path / "a", 0, 12, fast), chunk(tmp_path / "b", 12, 12, fast)]
    join(pieces, None, tmp_path / "out.webm", ".webm", 30, 0)
    assert numbers(tmp_path / "out.webm") == list(range(24))


@pytest.mark.parametrize("damage", [b"", b"nonsense" * 100, None])
def test_a_piece_at_fault_is_named(tmp_path: Path, damage: bytes | None) -> None:
    good, bad = chunk(tmp_path / "good", 0, 20), chunk(tmp_path / "bad", 20, 20)
    if damage is not None:
        bad[0].write_bytes(damage)
    pieces = [good, (bad[0], 20 if damage is not None else 21)]
    with pytest.raises(JoinError) as caught:
        join(pieces, None, tmp_path / "out.mp4", ".mp4", 30, 2)
    assert caught.value.path == bad[0]


def test_decoder_settings_come_out_of_their_box() -> None:
    box = bytes([1, 100, 0, 40, 0xFF, 0xE1, 0, 3]) + b"SPS" + bytes([2, 0, 2]) + b"P1" + bytes([0, 2]) + b"P2"
    four = (0).to_bytes(3, "big")
    assert parameter_sets(box) == four + b"\3SPS" + four + b"\2P1" + four + b"\2P2"
