"""Music made here: royalty-free, of any length, the same for the same seed, and with a real ending.

    python -m local_backend.sound.music STYLE MILLISECONDS SEED FILE

writes a WAV file (48 kHz stereo, exactly as long); ``pieces`` has it done in a process of its own.

A piece is a plan of bars: a chord each, and how full it sounds. Its tempo is bent a little so that the last
chord falls where there is just time left for it to ring out. Long pieces are movements of a few minutes.
"""

from __future__ import annotations

import contextlib
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from local_backend.sound import synth
from local_backend.sound.arrangements import PLAYERS
from local_backend.sound.pieces import MAJOR, STYLES, Style
from local_backend.sound.synth import RATE, Desk, Wave

LONGEST_MOVEMENT_S = 160
"""keeps the memory of making one below 300 MB"""
RMS, PEAK = 0.115, 0.89
"""of full scale: as loud as music usually is, so that 35 % sits well under a voice"""


def write(target: Path, kind: str, duration_ms: int, seed: int) -> None:
    """The piece in a style of ``STYLES`` as a WAV file."""
    with contextlib.closing(wave.open(str(target), "wb")) as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(RATE)
        for count, movement in movements(duration_ms):
            sound = compose(kind, count, seed + 7919 * movement)
            for at in range(0, count, RATE):
                out.writeframes((sound[:, at : at + RATE].T * np.float32(32767)).astype("<i2").tobytes())


def movements(duration_ms: int) -> Iterator[tuple[int, int]]:
    """Lengths in samples and numbers of the movements of a piece."""
    total = duration_ms * RATE // 1000
    many = max(1, -(-total // (LONGEST_MOVEMENT_S * RATE)))
    for number in range(many):
        yield total * (number + 1) // many - total * number // many, number


def compose(kind: str, count: int, seed: int) -> Wave:
    """A piece of ``count`` samples. Shape (2, count)."""
    style = STYLES[kind]
    piece = Piece(style, kind, count, np.random.default_rng([seed & 0xFFFFFFFF, len(kind), ord(kind[0])]))
    piece.play()
    synth.forget()
    sound = piece.desk.mixed(style.room_s, style.dark, style.wet * 2.2)
    del piece
    if style.cutoff < 15_000:
        sound = synth.low_passed(sound, style.cutoff)
    loud = float(np.sqrt(np.vdot(sound, sound) / sound.size)) or 1.0
    sound *= np.float32(RMS / loud / PEAK)
    np.tanh(sound, out=sound)
    sound *= np.float32(PEAK)
    end = min(count, int(0.35 * RATE))
    sound[:, count - end :] *= np.linspace(1, 0, end, dtype=np.float32) ** 1.5
    return sound


class Piece:
    """One movement being played."""

    def __init__(self, style: Style, kind: str, count: int, rng: np.random.Generator) -> None:
        self.style, self.kind, self.count, self.rng = style, kind, count, rng
        self.desk = Desk(count)
        self.root = int(rng.choice(style.roots))
        self.progression = style.progressions[int(rng.integers(len(style.progressions)))]
        seconds = count / RATE
        tail = min(style.tail_s, seconds * 0.35)
        self.bars, self.bar = fitted(seconds - tail, 240 / style.bpm)
        self.final = round(self.bars * self.bar * RATE)
        self.motif = [int(one) for one in rng.integers(0, 5, 8)]
        self.rhythm = rng.random(8) < 0.55
        self.rhythm[0] = True

    def at(self, bar: int, beat: float) -> int:
        """The sample of a beat (0 to 4), with every other eighth a little late in a swinging style."""
        late = self.style.swing if round(beat * 2) % 2 and abs(beat * 2 - round(beat * 2)) < 0.01 else 0.0
        return round((bar + (beat + late) / 4) * self.bar * RATE)

    def chord(self, step: int, size: int = 4) -> list[int]:
        """MIDI notes of a chord in close position above the root: thirds on a step of the scale."""
        notes = []
        for third in range(size):
            octave, degree = divmod(step + 2 * third, 7)
            notes.append(self.root + 12 + self.style.scale[degree] + 12 * octave)
        while notes[0] > self.root + 18:
            notes = [one - 12 for one in notes]
        return [one - 12 if one > self.root + 31 else one for one in notes]

    def scale_note(self, degree: int, octave: int) -> int:
        pentatonic = (0, 1, 2, 4, 5) if self.style.scale == MAJOR else (0, 2, 3, 4, 6)
        more, place = divmod(degree, 5)
        return self.root + 12 * (octave + more) + self.style.scale[pentatonic[place]]

    def fullness(self, bar: int) -> float:
        """How much plays: grows at first, breathes in the middle, is full before the end."""
        share = bar / max(1, self.bars)
        if self.bars < 6:
            return 0.8
        if share < 0.14:
            return 0.3
        if share < 0.3:
            return 0.6
        return 0.5 if 0.56 <= share < 0.66 else 1.0

    def play(self) -> None:
        for bar in range(self.bars):
            PLAYERS[self.kind](self, bar, self.progression[bar % len(self.progression)], self.fullness(bar))
        self._ending()

    def human(self, spread: float = 0.12) -> float:
        return 1 + float(self.rng.uniform(-spread, spread))

    def hit(self, name: str, bar: int, beat: float, gain: float, pan: float = 0.0) -> None:
        self.desk.play(
            synth.drum(name, int(self.rng.integers(3))), self.at(bar, beat), gain * self.human(), pan, near=True
        )

    def chords(self, bar: int, step: int, gain: float, seconds: float, attack: float, bowed: bool = False) -> None:
        make = synth.strings if bowed else synth.pad
        for note in self.chord(step):
            pair = [make(note, round(seconds, 3), attack, side) for side in (0, 1)]
            self.desk.play(pair, self.at(bar, 0), gain)

    def melody(self, bar: int, sound: str, gain: float, octave: int, seconds: float) -> None:
        for eighth in range(8):
            if self.rhythm[(eighth + 3 * (bar % 2)) % 8] and self.rng.random() < 0.62:
                note = self.scale_note(self.motif[(eighth + bar) % 8], octave)
                wave_ = getattr(synth, sound)(note, seconds)
                self.desk.play(wave_, self.at(bar, eighth / 2), gain * self.human(), 0.35 * (-1) ** eighth)

    def _ending(self) -> None:
        """The tonic, rung out in what time is left."""
        left = round(max(0.3, (self.count - self.final) / RATE), 3)
        sound = {"lofi": synth.keys, "ambient": synth.keys}.get(self.kind, synth.piano)
        for number, note in enumerate([*self.chord(0, 3), self.root + 24]):
            self.desk.play(sound(note, left), self.final + number * 500, 0.26, 0.1)
            bowed = self.kind == "cinematic"
            make = synth.strings if bowed else synth.pad
            self.desk.play([make(note, left, 0.08, side) for side in (0, 1)], self.final, 0.11 if bowed else 0.09)
        self.desk.play(synth.bass(self.root - 12, left, 0.3), self.final, 0.5, near=True)
        if self.kind != "ambient":
            self.desk.play(synth.drum("boom" if self.kind == "cinematic" else "soft_kick"), self.final, 0.6, near=True)
        self.desk.play(synth.bell(self.root + 36, min(left, 2.4)), self.final, 0.09, 0.2)


def fitted(seconds: float, bar: float) -> tuple[int, float]:
    """How many bars, and how long each: fours if the tempo bends by less than 7 %, else twos, else any."""
    exact = seconds / bar
    for group, most in ((4, 0.07), (2, 0.09), (1, 1.0)):
        many = max(1, round(exact / group)) * group
        if abs(many / exact - 1) <= most or group == 1:
            return many, seconds / many
    raise AssertionError("a group of one always fits")


def main() -> int:
    kind, duration_ms, seed, target = sys.argv[1:]
    write(Path(target), kind, int(duration_ms), int(seed))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
