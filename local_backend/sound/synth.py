"""Instruments, drums and a room, made with numpy: the sounds that ``music.py`` plays.

Notes are mono float32 at 48 kHz, full scale 1. Tones are read from tables of one period, so that a note
costs one look-up a sample; noises are filtered by their spectrum, once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Wave = NDArray[np.float32]
RATE = 48_000
TABLE = 8192
A4 = 69
NEAR_SHARE = 0.22
"""of the near group reaches the room"""


def hertz(note: float) -> float:
    """The frequency of a MIDI note number."""
    return float(440.0 * 2 ** ((note - A4) / 12))


@lru_cache(maxsize=64)
def table(harmonics: tuple[float, ...]) -> Wave:
    """One period of a tone with these strengths of its harmonics."""
    phase = np.arange(TABLE) / TABLE * 2 * np.pi
    wave = sum(strength * np.sin(phase * (number + 1)) for number, strength in enumerate(harmonics))
    return np.asarray(wave / np.abs(wave).max(), np.float32)


def tone(harmonics: tuple[float, ...], frequency: float, count: int, phase: float = 0.0, vibrato: float = 0.0) -> Wave:
    """A steady tone; harmonics above 16 kHz are left out. ``vibrato`` is in parts of the frequency."""
    heard = harmonics[: max(1, int(16_000 / frequency))]
    turns = np.arange(count, dtype=np.float64) * (frequency / RATE) + phase
    if vibrato:
        turns += vibrato * frequency / (2 * np.pi * 5.2) * np.sin(np.arange(count) * (2 * np.pi * 5.2 / RATE))
    return np.asarray(table(heard)[(turns * TABLE).astype(np.int64) & (TABLE - 1)], np.float32)


def decay(count: int, seconds: float) -> Wave:
    """Falls by 60 dB in ``seconds``."""
    return np.asarray(np.exp(np.arange(count, dtype=np.float32) * np.float32(-6.9 / (seconds * RATE))), np.float32)


def shaped(wave: Wave, attack_s: float, release_s: float) -> Wave:
    """With a soft beginning and end."""
    wave = wave.copy()
    into, out = min(len(wave), int(attack_s * RATE)), min(len(wave), int(release_s * RATE))
    if into:
        wave[:into] *= np.sin(np.linspace(0, np.pi / 2, into, dtype=np.float32)) ** 2
    if out:
        wave[len(wave) - out :] *= np.cos(np.linspace(0, np.pi / 2, out, dtype=np.float32)) ** 2
    return wave


SINE = (1.0,)
WARM = (1.0, 0.32, 0.14, 0.07, 0.03, 0.015)
BRIGHT = tuple(1 / n for n in range(1, 15))
HOLLOW = (1.0, 0.05, 0.33, 0.03, 0.16, 0.02, 0.08)
STRING = tuple(1 / n * np.exp(-n / 7) for n in range(1, 19))


@lru_cache(maxsize=512)
def keys(note: int, seconds: float) -> Wave:
    """An electric piano: a soft tone with a short metallic tine."""
    count, f = int(seconds * RATE), hertz(note)
    body = tone(WARM, f, count) * decay(count, 3.2) + 0.35 * tone(SINE, 2 * f, count) * decay(count, 1.4)
    tine = 0.16 * tone(SINE, 7.02 * f, count) * decay(count, 0.22) if f < 1200 else 0
    sway = 1 + 0.10 * np.sin(np.arange(count, dtype=np.float32) * np.float32(2 * np.pi * 4.3 / RATE))
    return shaped((body + tine) * sway * np.float32(0.62), 0.004, 0.12)


@lru_cache(maxsize=512)
def piano(note: int, seconds: float) -> Wave:
    """A felt piano: bright for a moment, then round."""
    count, f = int(seconds * RATE), hertz(note)
    length = 4.5 * 2 ** ((60 - note) / 24)
    wave = 0.55 * tone(BRIGHT, f * 1.0004, count) * decay(count, length * 0.22)
    wave = (
        wave + tone(WARM, f, count) * decay(count, length) + 0.4 * tone(WARM, f * 0.9994, count) * decay(count, length)
    )
    return shaped(wave * np.float32(0.5), 0.003, 0.10)


@lru_cache(maxsize=512)
def pluck(note: int, seconds: float) -> Wave:
    """A muted guitar string."""
    count, f = int(seconds * RATE), hertz(note)
    wave = tone(BRIGHT, f, count) * decay(count, 0.32) + 0.7 * tone(WARM, f, count) * decay(count, 0.9)
    return shaped(wave * np.float32(0.55), 0.002, 0.03)


@lru_cache(maxsize=512)
def bell(note: int, seconds: float) -> Wave:
    """A glockenspiel of glass."""
    count, f = int(seconds * RATE), hertz(note)
    parts = ((1.0, 1.0, 2.2), (2.756, 0.32, 1.1), (5.404, 0.14, 0.5), (0.5, 0.12, 2.0))
    wave = sum(
        loud * tone(SINE, f * ratio, count) * decay(count, long) for ratio, loud, long in parts if f * ratio < 16e3
    )
    return shaped(np.asarray(wave, np.float32) * np.float32(0.6), 0.002, 0.05)


@lru_cache(maxsize=256)
def pad(note: int, seconds: float, attack_s: float, side: int) -> Wave:
    """A soft choir of three slightly different voices; ``side`` 0 and 1 differ, for width."""
    count, f = int(seconds * RATE), hertz(note)
    voices = (
        ((-0.0030, 0.1), (0.0011, 0.45), (0.0034, 0.8)) if side else ((-0.0036, 0.3), (-0.0009, 0.6), (0.0029, 0.9))
    )
    wave = sum(tone(WARM, f * (1 + off), count, phase) for off, phase in voices)
    return shaped(np.asarray(wave, np.float32) * np.float32(0.33), attack_s, min(1.6, seconds * 0.4))


@lru_cache(maxsize=256)
def strings(note: int, seconds: float, attack_s: float, side: int) -> Wave:
    """A section of bowed strings."""
    count, f = int(seconds * RATE), hertz(note)
    offsets = ((-0.0028, 0.2), (0.0016, 0.7)) if side else ((-0.0014, 0.5), (0.0031, 0.05))
    wave = sum(tone(STRING, f * (1 + off), count, phase, 0.0022) for off, phase in offsets)
    return shaped(np.asarray(wave, np.float32) * np.float32(0.36), attack_s, min(0.9, seconds * 0.3))


@lru_cache(maxsize=128)
def bass(note: int, seconds: float, firm: float = 0.5) -> Wave:
    """A round bass; ``firm`` adds the second harmonic and a shorter note."""
    count, f = int(seconds * RATE), hertz(note)
    wave = (tone(SINE, f, count) + firm * 0.35 * tone(HOLLOW, f, count)) * decay(count, 5 - 3 * firm)
    return shaped(np.tanh(wave * 1.4) * np.float32(0.62), 0.006, 0.05)


def noise(seconds: float, low: float, high: float, seed: int) -> Wave:
    """Noise between two frequencies."""
    count = int(seconds * RATE)
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(size=count))
    f = np.fft.rfftfreq(count, 1 / RATE)
    spectrum *= 1 / (1 + (low / np.maximum(f, 1)) ** 4) / (1 + (f / high) ** 4)
    wave = np.fft.irfft(spectrum, count)
    return np.asarray(wave / np.abs(wave).max(), np.float32)


@lru_cache(maxsize=64)
def drum(name: str, variant: int = 0) -> Wave:
    """kick, soft_kick, snare, rim, clap, hat, open_hat, shaker, boom, or swell."""
    if name in ("kick", "soft_kick", "boom"):
        seconds, start, end, long = {
            "kick": (0.42, 150, 48, 0.36), "soft_kick": (0.40, 110, 46, 0.34), "boom": (2.4, 90, 36, 2.2),
        }[name]  # fmt: skip
        count = int(seconds * RATE)
        f = end + (start - end) * np.exp(-np.arange(count) / (RATE * (0.022 if name != "boom" else 0.06)))
        wave = np.sin(np.cumsum(f) * 2 * np.pi / RATE).astype(np.float32) * decay(count, long)
        click = noise(seconds, 60, 2500 if name == "kick" else 500, 1) * decay(count, 0.03)
        return shaped(np.tanh((wave + 0.25 * click) * 1.5), 0.001, 0.05)
    if name == "swell":
        wave = noise(2.0, 800, 9000, 9)
        return np.asarray(wave * np.linspace(0, 1, len(wave), dtype=np.float32) ** 3, np.float32)
    seconds, low, high, long = {
        "snare": (0.30, 700, 6500, 0.24), "rim": (0.10, 1200, 4500, 0.07), "clap": (0.32, 900, 5200, 0.22),
        "hat": (0.09, 6500, 13000, 0.055), "open_hat": (0.36, 6000, 12000, 0.32), "shaker": (0.13, 5000, 10000, 0.10),
    }[name]  # fmt: skip
    wave = noise(seconds, low, high, 20 + variant) * decay(int(seconds * RATE), long)
    count = len(wave)
    if name == "snare":
        wave = wave + 0.6 * tone(SINE, 186, count) * decay(count, 0.13)
    if name == "clap":
        early = np.zeros(count, np.float32)
        for at in (0, 480, 980):
            early[at:] += wave[: count - at] * np.float32(0.5 if at < 900 else 1)
        wave = early
    return shaped(wave, 0.012 if name == "shaker" else 0.0006, 0.02)


def low_passed(sound: Wave, cutoff: float) -> Wave:
    """Softer above ``cutoff``; block by block with an overlap, so that any length is fine. Shape (2, n)."""
    size, edge = 1 << 17, 2048
    f = np.fft.rfftfreq(size, 1 / RATE)
    curve = 1 / np.sqrt(1 + (f / cutoff) ** 4)
    padded = np.pad(sound, ((0, 0), (edge, size)))
    result = np.empty_like(sound)
    step = size - 2 * edge
    for at in range(0, sound.shape[1], step):
        block = np.fft.irfft(np.fft.rfft(padded[:, at : at + size]) * curve, size)[:, edge : edge + step]
        end = min(at + step, sound.shape[1])
        result[:, at:end] = block[:, : end - at]
    return result


def forget() -> None:
    """Frees the notes kept for one piece; the next has its own tempo and so its own lengths."""
    for kept in (keys, piano, pluck, bell, pad, strings, bass):
        kept.cache_clear()


class Desk:
    """A mixing desk with two groups: ``near`` (drums, bass) and ``far`` (what the room answers to)."""

    def __init__(self, count: int) -> None:
        self.near = np.zeros((2, count), np.float32)
        self.far = np.zeros((2, count), np.float32)

    def play(self, wave: Wave | Sequence[Wave], at: int, gain: float, pan: float = 0.0, near: bool = False) -> None:
        """Adds a note (or a left and a right one) at a sample; what goes beyond the end is cut off."""
        group = self.near if near else self.far
        left, right = (wave, wave) if isinstance(wave, np.ndarray) else (wave[0], wave[1])
        begin = max(0, at)
        end = min(at + len(left), group.shape[1])
        if end > begin:
            angle = (pan + 1) * np.pi / 4
            group[0, begin:end] += left[begin - at : end - at] * np.float32(gain * np.cos(angle) * 1.414)
            group[1, begin:end] += right[begin - at : end - at] * np.float32(gain * np.sin(angle) * 1.414)

    def mixed(self, seconds: float, dark: float, wet: float) -> Wave:
        """Both groups and the echo of a room that rings for ``seconds``, in the place of the near group.

        The echo is made at half the rate, block by block. Shape (2, count).
        """
        half = self.near.shape[1] // 2
        slow = np.zeros((2, half), np.float32)
        for group, share in ((self.near, NEAR_SHARE), (self.far, 1.0)):
            pairs = group[:, : half * 2].reshape(2, half, 2)
            slow += pairs[:, :, 0] * np.float32(share / 2)
            slow += pairs[:, :, 1] * np.float32(share / 2)
        self.near += self.far
        self.far = np.zeros((2, 0), np.float32)
        size = 1 << 17
        length = min(int(seconds * 1.1 * RATE / 2), size // 2)
        time = np.arange(length) / (RATE / 2)
        rng = np.random.default_rng(3)
        f = np.fft.rfftfreq(size, 2 / RATE)
        color = 1 / (1 + (f / dark) ** 2) / (1 + (140 / np.maximum(f, 1)) ** 2)
        for side in (0, 1):
            echo = rng.normal(size=length) * np.exp(-6.9 * time / seconds) * np.clip((time - 0.012) * 60, 0, 1)
            kernel = np.fft.rfft(echo / np.sqrt((echo**2).sum()), size) * color * wet
            result = np.zeros(half + size + 1, np.float32)
            for at in range(0, half, size - length):
                block = slow[side, at : at + size - length]
                result[at : at + size] += np.fft.irfft(np.fft.rfft(block, size) * kernel, size)
            self.near[side, : half * 2 : 2] += result[:half]
            self.near[side, 1 : half * 2 : 2] += (result[:half] + result[1 : half + 1]) / 2
        return self.near
