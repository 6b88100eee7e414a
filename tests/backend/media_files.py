"""Small media files for the backend's tests, made once a session by the ffmpeg program and Pillow."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from local_backend.media.info import MediaFile, probe
from local_backend.process import ffmpeg, run_limited

PICTURE = "testsrc2=s=320x180:r=30:d={s}"
TONE = "sine=f={hz}:d={s}"


def film(path: Path, seconds: float = 2, hz: int = 440, *options: str, sound: bool = True) -> Path:
    """A video with a tone."""
    inputs = ["-f", "lavfi", "-i", PICTURE.format(s=seconds)]
    if sound:
        inputs += ["-f", "lavfi", "-i", TONE.format(hz=hz, s=seconds)]
    return _make([*inputs, *(options or ("-pix_fmt", "yuv420p")), str(path)], path)


def tone(path: Path, seconds: float = 2, hz: int = 440, *options: str) -> Path:
    """A sine wave at -21 dB."""
    return _make(["-f", "lavfi", "-i", TONE.format(hz=hz, s=seconds), *options, str(path)], path)


def remade(source: Path, path: Path, *options: str, before: tuple[str, ...] = ()) -> Path:
    return _make([*before, "-i", str(source), *options, str(path)], path)


def _make(arguments: list[str], path: Path) -> Path:
    done = run_limited([ffmpeg(), "-v", "error", "-nostdin", "-y", *arguments], 60, 0)
    assert done.code == 0, done.err.decode()
    return path


def photo(path: Path, width: int = 640, height: int = 480, **options: object) -> Path:
    rng = np.random.default_rng(width * height)
    small = Image.fromarray(rng.integers(0, 255, (6, 8, 3), dtype=np.uint8))
    small.resize((width, height), Image.Resampling.BICUBIC).save(path, **options)
    return path


def noise(width: int, height: int, seed: int) -> Image.Image:
    """A grey picture of which nothing can be packed."""
    return Image.fromarray(np.random.default_rng(seed).integers(0, 255, (height, width), dtype=np.uint8))


def damage_last_frame(path: Path) -> None:
    """Of a GIF or a lossless WebP: its pixels, while all its blocks stay whole."""
    data = bytearray(path.read_bytes())
    if path.suffix == ".gif":
        at = data.rindex(b"\x21\xf9\x04") + 8
        at += 12 + (3 << ((data[at + 9] & 7) + 1) if data[at + 9] & 0x80 else 0)  # to the codes of the first block
    else:
        at = data.rindex(b"ANMF") + 40
    data[at + 20 : at + 120] = b"\xff" * 100
    path.write_bytes(data)


def opened(path: Path) -> MediaFile:
    return MediaFile(path, probe(path, path.name), path.name)
