"""What the instruments play in one bar, for each style of ``music.py``.

``step`` is the chord's place in the scale; ``full`` from 0 to 1 says how much of the band plays.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from local_backend.sound import synth
from local_backend.sound.synth import RATE

if TYPE_CHECKING:
    from local_backend.sound.music import Piece


def lofi(piece: Piece, bar: int, step: int, full: float) -> None:
    long = round(piece.bar * 0.98, 3)
    for number, note in enumerate(piece.chord(step, 5)):
        late = number * 420
        piece.desk.play(synth.keys(note, long), piece.at(bar, 0) + late, 0.26 * piece.human(), 0.15)
        if piece.rng.random() < 0.5:
            piece.desk.play(synth.keys(note, round(long / 3, 3)), piece.at(bar, 2.5) + late, 0.15, 0.15)
    low = piece.chord(step)[0] - 24
    piece.desk.play(synth.bass(low, round(piece.bar * 0.40, 3)), piece.at(bar, 0), 0.36, near=True)
    piece.desk.play(synth.bass(low, round(piece.bar * 0.30, 3)), piece.at(bar, 2.5), 0.28, near=True)
    if full > 0.4:
        for beat in (0, 2.5) if bar % 2 else (0, 1.75, 2.5):
            piece.hit("soft_kick", bar, beat, 0.44)
        for beat in (1, 3):
            piece.hit("rim" if full < 0.7 else "snare", bar, beat, 0.26)
        for eighth in range(8):
            piece.hit("hat", bar, eighth / 2, 0.16 if eighth % 2 else 0.24, 0.25)
    if full > 0.8:
        piece.melody(bar, "bell", 0.10, 2, 1.2)
    crackle = piece.rng.integers(0, max(1, int(piece.bar * RATE)), 14)
    for place in crackle:
        piece.desk.play(
            synth.drum("hat")[:220],
            piece.at(bar, 0) + int(place),
            float(piece.rng.uniform(0.005, 0.03)),
            float(piece.rng.uniform(-1, 1)),
        )


def upbeat(piece: Piece, bar: int, step: int, full: float) -> None:
    notes, low = piece.chord(step, 3), piece.chord(step)[0] - 24
    for eighth in range(8):
        note = notes[(0, 2, 1, 2, 0, 2, 1, 2)[eighth]] + (12 if eighth % 4 == 3 else 0)
        piece.desk.play(
            synth.pluck(note, 0.6), piece.at(bar, eighth / 2), 0.30 * piece.human(), -0.45 + 0.9 * (eighth % 2)
        )
    if full > 0.4:
        for eighth in range(8):
            gain = 0.30 if eighth % 2 else 0.24
            piece.desk.play(synth.bass(low, round(piece.bar / 9, 3), 0.8), piece.at(bar, eighth / 2), gain, near=True)
        for beat in range(4):
            piece.hit("kick", bar, beat, 0.44)
            piece.hit("open_hat", bar, beat + 0.5, 0.17, 0.3)
    if full > 0.55:
        for beat in (1, 3):
            piece.hit("clap", bar, beat, 0.34)
        for note in notes:
            for at in (0.0, 1.5, 3.0):
                piece.desk.play(synth.piano(note, 0.8), piece.at(bar, at), 0.14 * piece.human(), 0.2)
    if full > 0.8:
        piece.melody(bar, "bell", 0.15, 3, 1.0)
    piece.chords(bar, step, 0.085, piece.bar * 1.05, 0.15)


def cinematic(piece: Piece, bar: int, step: int, full: float) -> None:
    grow = 0.55 + 0.45 * bar / max(1, piece.bars)
    piece.chords(bar, step, 0.13 * grow, piece.bar * 1.12, 0.5, bowed=True)
    low = piece.chord(step)[0] - 24
    pair = [synth.strings(low, round(piece.bar * 1.1, 3), 0.3, side) for side in (0, 1)]
    piece.desk.play(pair, piece.at(bar, 0), 0.20 * grow)
    notes = piece.chord(step, 3)
    for eighth in range(8):
        note = notes[(0, 1, 2, 1, 0, 1, 2, 1)[eighth]] + 12
        piece.desk.play(
            synth.piano(note, 1.6), piece.at(bar, eighth / 2), (0.17 if eighth % 4 else 0.22) * piece.human(), -0.2
        )
    if full > 0.55:
        piece.hit("boom", bar, 0, 0.36 * grow)
        if full > 0.8:
            piece.hit("boom", bar, 2.5, 0.20 * grow)
            piece.hit("soft_kick", bar, 3.5, 0.40 * grow)
            top = [synth.strings(notes[-1] + 12, round(piece.bar * 1.05, 3), 0.4, side) for side in (0, 1)]
            piece.desk.play(top, piece.at(bar, 0), 0.10 * grow)
    if bar % 8 == 7 or bar == piece.bars - 1:
        swell = synth.drum("swell")
        piece.desk.play(swell, piece.at(bar + 1, 0) - len(swell), 0.07)


def ambient(piece: Piece, bar: int, step: int, full: float) -> None:
    if bar % 2 == 0:
        piece.chords(bar, step, 0.16, piece.bar * 2.5, min(2.2, piece.bar * 0.7))
        low = piece.chord(step)[0] - 12
        piece.desk.play(
            [synth.pad(low, round(piece.bar * 2.4, 3), 1.2, side) for side in (0, 1)], piece.at(bar, 0), 0.16
        )
    for beat in (0.5, 2, 3.5):
        if piece.rng.random() < 0.30 + 0.35 * full:
            note = piece.scale_note(int(piece.rng.integers(0, 8)), 3)
            piece.desk.play(
                synth.bell(note, 2.6),
                piece.at(bar, beat),
                0.075 * piece.human(0.3),
                float(piece.rng.uniform(-0.7, 0.7)),
            )
    if full > 0.55 and piece.rng.random() < 0.6:
        note = piece.scale_note(int(piece.rng.integers(0, 5)), 2)
        piece.desk.play(synth.keys(note, 2.8), piece.at(bar, 1), 0.12 * piece.human(), -0.3)


def corporate(piece: Piece, bar: int, step: int, full: float) -> None:
    notes, low = piece.chord(step, 3), piece.chord(step)[0] - 24
    piece.chords(bar, step, 0.075, piece.bar * 1.08, 0.35)
    for eighth in range(8):
        note = notes[(0, 1, 2, 1, 2, 1, 0, 2)[eighth]]
        piece.desk.play(synth.pluck(note + 12, 0.5), piece.at(bar, eighth / 2), 0.17 * piece.human(), 0.4)
        if full > 0.55:
            piece.desk.play(synth.pluck(note, 0.4), piece.at(bar, eighth / 2 + 0.25), 0.10 * piece.human(), -0.5)
    for note in notes:
        piece.desk.play(synth.piano(note, round(piece.bar * 0.95, 3)), piece.at(bar, 0), 0.17 * piece.human(), -0.15)
    if full > 0.4:
        piece.desk.play(synth.bass(low, round(piece.bar * 0.7, 3), 0.3), piece.at(bar, 0), 0.30, near=True)
        piece.desk.play(synth.bass(low, round(piece.bar * 0.2, 3), 0.3), piece.at(bar, 3), 0.23, near=True)
        for beat in (0, 2):
            piece.hit("soft_kick", bar, beat, 0.36)
        for eighth in range(8):
            piece.hit("shaker", bar, eighth / 2, 0.10 if eighth % 2 else 0.16, 0.35)
    if full > 0.8:
        for beat in (1, 3):
            piece.hit("clap", bar, beat, 0.20)
        piece.melody(bar, "bell", 0.11, 3, 1.2)


PLAYERS: dict[str, Callable[[Piece, int, int, float], None]] = {
    "lofi": lofi, "upbeat": upbeat, "cinematic": cinematic, "ambient": ambient, "corporate": corporate,
}  # fmt: skip
