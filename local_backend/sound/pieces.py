"""Pieces of generated music as files, and the styles they come in.

``music`` makes them, in a process of its own: it needs numpy and up to 300 MB, which the server gives back by that.
"""

from __future__ import annotations

import hashlib
import os
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from local_backend.media.info import MediaFile, MediaInfo
from local_backend.process import CancelledError, ProcessError, TimeLimitError
from local_backend.sound import attempts
from local_backend.sound.arguments import RATE

VERSION = 1
"""part of a piece's file name: raise it when the same seed is to sound different"""
MEMORY_MB = 2000
"""address space of the process that makes one"""
STARTED_S, SLOWEST = 60.0, 1.0
"""after so long, and so many seconds for each one of music, it is given up; it takes a thirtieth of that"""
MAJOR, MINOR = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10)


class PieceError(RuntimeError):
    """Music that could not be made; the text says why."""


@dataclass(frozen=True, slots=True)
class Style:
    """What pieces of a kind have in common. Chords are steps of the scale, counted from 0."""

    label: str
    bpm: int
    scale: tuple[int, ...]
    progressions: tuple[tuple[int, ...], ...]
    roots: tuple[int, ...]
    tail_s: float
    room_s: float
    wet: float
    dark: float = 5200.0
    cutoff: float = 16_000.0
    swing: float = 0.0


STYLES = {
    "lofi": Style(
        "Lo-fi", 76, MAJOR, ((1, 4, 0, 5), (3, 2, 1, 0), (0, 5, 1, 4)), (48, 50, 53, 55),
        tail_s=3.2, room_s=1.1, wet=0.20, dark=3600, cutoff=6200, swing=0.16,
    ),
    "upbeat": Style(
        "Upbeat", 118, MAJOR, ((0, 4, 5, 3), (5, 3, 0, 4), (0, 3, 5, 4)), (48, 50, 52, 55),
        tail_s=2.6, room_s=1.2, wet=0.17,
    ),
    "cinematic": Style(
        "Cinematic", 80, MINOR, ((0, 5, 2, 6), (0, 3, 5, 4), (0, 6, 5, 6)), (45, 47, 48, 50),
        tail_s=4.5, room_s=3.0, wet=0.42, dark=4600,
    ),
    "ambient": Style(
        "Ambient", 62, MAJOR, ((0, 3, 5, 3), (0, 2, 3, 0), (3, 0, 5, 4)), (48, 50, 53, 45),
        tail_s=5.0, room_s=3.6, wet=0.50, dark=4200, cutoff=11_000,
    ),
    "corporate": Style(
        "Corporate", 104, MAJOR, ((0, 5, 3, 4), (0, 4, 5, 3), (3, 0, 4, 5)), (48, 50, 53, 55),
        tail_s=2.8, room_s=1.5, wet=0.22,
    ),
}  # fmt: skip


def style_of(name: str) -> str:
    """The key in ``STYLES`` for a style's name however it is written; lo-fi for one that is not known."""
    plain = "".join(char for char in name.lower() if char.isalpha())
    return plain if plain in STYLES else "lofi"


def file(
    style: str, duration_ms: int, seed: int, folder: Path, cancelled: Callable[[], bool] | None = None
) -> MediaFile:
    """The piece as a WAV file in ``folder`` (48 kHz stereo, exactly as long), made unless it is there already.

    Raises ``PieceError``, or ``CancelledError`` of ``process``.
    """
    kind = style_of(style)
    name = hashlib.sha256(f"{VERSION} {kind} {duration_ms} {seed}".encode()).hexdigest()[:32]
    target = folder / f"music-{name}.wav"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{target.name}.{os.getpid()}-{uuid.uuid4().hex[:8]}.part"
        try:
            _make(part, kind, duration_ms, seed, cancelled)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    info = MediaInfo(
        kind="audio", format="wav", duration_ms=duration_ms, has_audio=True, audio_codec="pcm_s16le", sample_rate=RATE,
        channels=2,
    )  # fmt: skip
    return MediaFile(target, info, STYLES[kind].label)


def _make(part: Path, kind: str, duration_ms: int, seed: int, cancelled: Callable[[], bool] | None) -> None:
    line = [sys.executable, "-m", "local_backend.sound.music", kind, str(duration_ms), str(seed), str(part)]
    try:
        done = attempts.run(line, STARTED_S + SLOWEST * duration_ms / 1000, MEMORY_MB, cancelled=cancelled)
    except CancelledError:
        raise
    except TimeLimitError as error:
        raise PieceError("The music could not be made in time. Export again.") from error
    except ProcessError as error:
        raise PieceError(f"The music could not be made: {error}.") from error
    if attempts.cut_off(done):
        raise PieceError("The music could not be made: its program was ended twice from outside. Export again.")
    if done.code:
        known = {"No space left": "the disk is full", "MemoryError": "there is not enough memory"}
        why = next((words for sign, words in known.items() if sign in done.last_words), "its program failed")
        raise PieceError(f"The music could not be made: {why}.")
