"""Music made here is as long as asked, the same for the same seed, safe in level, and ends as music does."""

from __future__ import annotations

import subprocess
import sys
import time
import wave
from pathlib import Path

import numpy as np
import pytest

from local_backend.process import CancelledError
from local_backend.sound import music, pieces
from local_backend.sound.music import compose, movements
from local_backend.sound.pieces import STYLES, PieceError, file, style_of
from local_backend.sound.synth import RATE


def level(sound: music.Wave, begin_s: float, end_s: float) -> float:
    cut = sound[:, round(begin_s * RATE) : round(end_s * RATE)]
    return float(10 * np.log10((cut.astype(np.float64) ** 2).mean() + 1e-12))


@pytest.mark.parametrize("style", STYLES)
def test_a_piece_is_full_even_and_safe(style: str) -> None:
    sound = compose(style, 30 * RATE, 1)
    assert sound.shape == (2, 30 * RATE)
    assert np.isfinite(sound).all() and np.abs(sound).max() <= 0.9
    assert -21 < level(sound, 0, 30) < -17
    assert all(-32 < level(sound, second, second + 2) < -14 for second in range(0, 26, 2)), "no hole in it"
    spectrum = np.abs(np.fft.rfft(sound.mean(0))) ** 2
    hertz = np.fft.rfftfreq(sound.shape[1], 1 / RATE)
    speech = spectrum[(hertz > 1000) & (hertz < 4000)].sum() / spectrum.sum()
    assert speech < 0.25, "room is left for a voice"


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seconds", [12, 30])
def test_a_piece_ends_in_a_chord_that_rings_out(style: str, seconds: int) -> None:
    sound = compose(style, seconds * RATE, 2)
    tail = min(STYLES[style].tail_s, seconds * 0.35)
    chord, late, end = (
        level(sound, seconds - tail + a, seconds - tail + b)
        for a, b in ((0.05, 0.5), (tail - 0.8, tail - 0.4), (tail - 0.05, tail))
    )
    assert chord > -26
    assert late < chord - 2
    assert end < -45
    assert np.abs(sound[:, -4:]).max() < 0.001


def test_the_same_seed_is_the_same_piece_and_another_is_another(tmp_path: Path) -> None:
    first, again, other = (file("Lo-fi", 6000, seed, tmp_path / name) for seed, name in ((1, "a"), (1, "b"), (2, "c")))
    assert first.path.read_bytes() == again.path.read_bytes() != other.path.read_bytes()
    assert file("lofi", 6000, 1, tmp_path / "a").path == first.path
    assert first.name == "Lo-fi" and first.info.duration_ms == 6000


@pytest.mark.parametrize("length_ms", [1, 40, 300, 1000, 2500, 7777, 200_001])
def test_any_length_is_exact(length_ms: int, tmp_path: Path) -> None:
    made = file("corporate", length_ms, 3, tmp_path)
    with wave.open(str(made.path)) as opened:
        assert (opened.getframerate(), opened.getnchannels(), opened.getsampwidth()) == (RATE, 2, 2)
        assert opened.getnframes() == length_ms * RATE // 1000
    assert [path.name for path in tmp_path.glob("music*")] == [made.path.name]


def test_long_pieces_are_movements_without_a_gap_between_them() -> None:
    parts = list(movements(3_600_000))
    assert sum(count for count, _ in parts) == 3600 * RATE
    assert max(count for count, _ in parts) <= music.LONGEST_MOVEMENT_S * RATE


def test_bars_fit_their_time_and_the_tempo_bends_little() -> None:
    for seconds in np.linspace(10, 150, 57):
        for style in STYLES.values():
            bars, bar = music.fitted(float(seconds), 240 / style.bpm)
            assert bars * bar == pytest.approx(seconds)
            assert abs(bar / (240 / style.bpm) - 1) < 0.2


def test_a_style_is_known_however_it_is_written() -> None:
    assert [style_of(name) for name in ("Lo-fi", "LOFI", "lo fi", "Upbeat", "cinematic ", "Ambient", "Corporate")] == [
        "lofi", "lofi", "lofi", "upbeat", "cinematic", "ambient", "corporate",
    ]  # fmt: skip
    assert style_of("polka") == "lofi"


def test_a_minute_takes_two_seconds_at_most() -> None:
    begun = time.process_time()
    compose("cinematic", 60 * RATE, 9)
    assert time.process_time() - begun < 2


MADE_BY_ANOTHER = """
import sys
from pathlib import Path
from local_backend.sound import mix
from local_backend.timeline import Segment, Timeline, Track
song = Segment("m", "music", 0, 60_000, name="cinematic", seed=1)
made = mix.with_music(Timeline(tracks=(Track("audio", "music", (song,)),)), {}, Path(sys.argv[1]))
assert all(one.path.stat().st_size == 44 + 60_000 * 192 for one in made.values()) and made
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print("numpy" in sys.modules, int(peak.split()[1]) // 1024)
"""


def test_the_server_needs_no_memory_for_music(tmp_path: Path) -> None:
    line = [sys.executable, "-c", MADE_BY_ANOTHER, str(tmp_path)]
    said = subprocess.run(line, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True).stdout
    loaded, megabytes = said.split()
    assert loaded == "False"
    assert int(megabytes) < 60


def test_music_that_is_not_wanted_any_more_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CancelledError):
        file("lofi", 60_000, 1, tmp_path / "made", lambda: True)
    assert list((tmp_path / "made").iterdir()) == []


def test_music_that_is_killed_is_made_by_another_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, starts = tmp_path / "python", tmp_path / "starts"
    program.write_text(
        f"#!/bin/sh\nprintf x >> {starts}\n"
        f'[ $(wc -c < {starts}) -ge $(cat {tmp_path}/lives) ] || kill -9 $$\nexec {sys.executable} "$@"\n'
    )
    program.chmod(0o755)
    monkeypatch.setattr(pieces, "sys", type("Sys", (), {"executable": str(program)}))
    (tmp_path / "lives").write_text("2")
    assert file("lofi", 300, 1, tmp_path / "made").path.stat().st_size == 44 + 300 * 192
    (tmp_path / "lives").write_text("9")
    with pytest.raises(PieceError, match=r"ended twice from outside\. Export again\.$"):
        file("lofi", 300, 2, tmp_path / "made")
    assert len(starts.read_bytes()) == 4
    assert [path.suffix for path in (tmp_path / "made").iterdir()] == [".wav"]
