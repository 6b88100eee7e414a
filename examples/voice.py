"""A speaker: sentences spoken by espeak-ng (from the espeakng_loader package), then warmed up a little.

Each sentence is placed at its own second, so that the words belong to the picture that is seen.
"""

from __future__ import annotations

import ctypes
import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]
RATE = 48_000
SYNCHRONOUS, UTF8 = 2, 1
SPEED, PITCH, RANGE, GAP = 1, 3, 4, 7
"""numbers of espeak_ng's parameters, from its speak_lib.h"""
PEAK = 0.80
ROOM_MS, ROOM_SHARE = 220, 0.085

Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class Speaker:
    """One voice of espeak-ng: ``en-us+f3`` is American English in a female variant."""

    def __init__(self, voice: str, pitch: int = 44, melody: int = 62) -> None:
        import espeakng_loader

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = str(Path(espeakng_loader.get_data_path()).parent)
        self._rate = self._library.espeak_Initialize(SYNCHRONOUS, 0, data.encode(), 0)
        if self._rate <= 0 or self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise RuntimeError(f"espeak-ng has no voice {voice}")
        self._library.espeak_SetParameter(PITCH, pitch, 0)
        self._library.espeak_SetParameter(RANGE, melody, 0)
        self._library.espeak_SetParameter(GAP, 1, 0)

    def say(self, text: str, words_a_minute: int) -> Samples:
        """The spoken text at ``RATE``, without silence around it."""
        heard: list[Samples] = []

        def receive(samples: object, count: int, _: object) -> int:
            if samples and count:
                heard.append(np.ctypeslib.as_array(samples, (count,)).astype(np.float64) / 32768)  # type: ignore[call-overload]
            return 0

        callback = Callback(receive)
        self._library.espeak_SetSynthCallback(callback)
        self._library.espeak_SetParameter(SPEED, words_a_minute, 0)
        line = text.encode() + b"\0"
        self._library.espeak_Synth(line, ctypes.c_size_t(len(line)), 0, 0, 0, UTF8, None, None)
        self._library.espeak_Synchronize()
        sound = resampled(np.concatenate(heard), self._rate)
        loud = np.nonzero(np.abs(sound) > 0.004)[0]
        return sound[loud[0] : loud[-1] + 1]


def resampled(sound: Samples, rate: int) -> Samples:
    """By the spectrum: exact, and nothing above what was there."""
    spectrum = np.fft.rfft(np.pad(sound, (0, rate // 10)))
    size = round((len(sound) + rate // 10) * RATE / rate)
    wide = np.zeros(size // 2 + 1, complex)
    wide[: min(len(wide), len(spectrum))] = spectrum[: len(wide)]
    return np.asarray(np.fft.irfft(wide, size) * RATE / rate)[: round(len(sound) * RATE / rate)]


def told(speaker: Speaker, lines: Sequence[tuple[float, str]], end_s: float, words_a_minute: int) -> Samples:
    """Lines that begin at their seconds; spoken faster where the next one would be too near."""
    track = np.zeros(round(end_s * RATE))
    starts = [at for at, _ in lines]
    for (at, text), limit in zip(lines, [*starts[1:], end_s], strict=True):
        speed = words_a_minute
        spoken = speaker.say(text, speed)
        while len(spoken) / RATE > limit - at - 0.12 and speed < 260:
            speed += 4
            spoken = speaker.say(text, speed)
        begin = round(at * RATE)
        track[begin : begin + len(spoken)] += spoken[: len(track) - begin]
    return track


def warmed(sound: Samples) -> Samples:
    """Softer consonants, more body, an even level, and the air of a small room. Stereo: shape (n, 2)."""
    size = len(sound) + RATE
    hertz = np.fft.rfftfreq(size, 1 / RATE)
    octaves = np.log2(np.maximum(hertz, 1))

    def bell(center: float, decibels: float, width: float) -> Samples:
        return decibels * np.exp(-(((octaves - np.log2(center)) / width) ** 2))

    curve = bell(190, 3.0, 1.0) - bell(3200, 4.0, 0.7) - bell(6500, 5.0, 0.8) + bell(1600, 1.0, 0.8)
    curve -= 24 / (1 + (hertz / 75) ** 4) + 12 / (1 + (9500 / np.maximum(hertz, 1)) ** 4)
    shaped = np.fft.irfft(np.fft.rfft(sound, size) * 10 ** (curve / 20), size)[: len(sound)]
    window = np.hanning(RATE // 20)
    level = np.sqrt(np.convolve(shaped**2, window / window.sum(), "same")) + 1e-4
    shaped = shaped * np.clip((0.11 / level) ** 0.45, 0.3, 2.2)
    rng = np.random.default_rng(5)
    air = np.arange(RATE * ROOM_MS // 1000)
    sides = []
    for _ in range(2):
        tail = rng.normal(size=len(air)) * np.exp(-air / (RATE * 0.045)) * (air > RATE * 0.006)
        spectrum = np.fft.rfft(tail / np.sqrt((tail**2).sum()), size)
        spectrum *= 1 / (1 + (hertz / 5200) ** 2)
        room = np.fft.irfft(np.fft.rfft(shaped, size) * spectrum, size)[: len(sound)]
        sides.append(shaped + ROOM_SHARE * 3 * room)
    both = np.stack(sides, 1)
    return np.asarray(np.tanh(both / np.abs(both).max() * PEAK * 1.15) / np.tanh(1.15) * PEAK)


def save(sound: Samples, path: Path) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return path
