"""HDR pictures on an SDR screen: a table from PQ or HLG in BT.2020 to BT.709, in the .cube form of ffmpeg's lut3d.

The curve leaves everything up to the middle tones as it is and rolls highlights off toward white, so that
faces keep their brightness (ITU-R BT.2390 places diffuse white at 203 nits; BT.2100 has the two transfers).
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

VERSION = 1
SIDE = 33
WHITE_NITS = 203.0
PEAK_NITS = 1000.0
KNEE = 0.6
"""linear light, of diffuse white, from which on highlights are compressed"""
# Primaries of BT.2020 to BT.709, linear light (ITU-R BT.2087).
TO_709 = np.array([[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]])

Values = NDArray[np.float64]


def nits(signal: Values, transfer: str) -> Values:
    """Light of each channel for a signal of 0.0 to 1.0; the last axis is R, G, B."""
    if transfer == "pq":
        m1, m2, c1, c2, c3 = 2610 / 16384, 2523 / 32, 3424 / 4096, 2413 / 128, 2392 / 128
        root = signal ** (1 / m2)
        return np.asarray(10000 * (np.maximum(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1))
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - c) / a) + b) / 12)
    luma = scene @ np.array([0.2627, 0.6780, 0.0593])
    return np.asarray(PEAK_NITS * scene * np.maximum(luma, 1e-6)[..., None] ** 0.2)


def to_sdr(signal: Values, transfer: str) -> Values:
    """HDR R'G'B' to BT.709 R'G'B', both 0.0 to 1.0."""
    light = nits(signal, transfer) / WHITE_NITS @ TO_709.T
    luma = light @ np.array([0.2126, 0.7152, 0.0722])
    most = PEAK_NITS / WHITE_NITS
    over = np.clip((luma - KNEE) / (most - KNEE), 0, None)
    # A curve through the knee with slope 1 that reaches 1.0 at the peak.
    bend = (most - KNEE) / (1 - KNEE) - 1
    rolled = np.where(luma <= KNEE, luma, KNEE + (1 - KNEE) * over * (1 + bend) / (1 + bend * over))
    mapped = light * (rolled / np.maximum(luma, 1e-9))[..., None]
    # What is out of range keeps its brightness and gives up colour.
    grey = np.clip(rolled, 0, 1)[..., None]
    highest, lowest = mapped.max(axis=-1, keepdims=True), mapped.min(axis=-1, keepdims=True)
    share = np.minimum(
        np.where(highest > 1, (1 - grey) / np.maximum(highest - grey, 1e-9), 1),
        np.where(lowest < 0, grey / np.maximum(grey - lowest, 1e-9), 1),
    )
    return np.asarray(np.clip(grey + (mapped - grey) * share, 0, 1) ** (1 / 2.4))


@lru_cache(maxsize=2)
def table_for(transfer: str, folder: Path) -> Path:
    """The table's file in ``folder``, written once a process; red runs fastest."""
    path = folder / f"{transfer}-{VERSION}.cube"
    axis = np.linspace(0, 1, SIDE)
    blue, green, red = np.meshgrid(axis, axis, axis, indexing="ij")
    values = to_sdr(np.stack([red, green, blue], axis=-1), transfer).reshape(-1, 3)
    lines = [f"LUT_3D_SIZE {SIDE}", *(f"{r:.6f} {g:.6f} {b:.6f}" for r, g, b in values)]
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text("\n".join(lines) + "\n", encoding="ascii")
    part.replace(path)
    return path
