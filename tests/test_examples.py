"""The generated photos and voiceover are what the demonstration promises."""

from __future__ import annotations

import subprocess
import sys
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageOps

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
pytest.importorskip("espeakng_loader")


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spoken") / "new"
    script = EXAMPLES / "promo_media.py"
    done = subprocess.run([sys.executable, script, folder, "--voice-only"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(folder / "voiceover.wav"), str(folder / "voiceover-zh.wav")]
    return folder


@pytest.mark.parametrize(
    ("name", "shortest", "longest", "step"), [("voiceover.wav", 28, 29.5, 5.9), ("voiceover-zh.wav", 14, 15, 2.9)]
)
def test_the_voice_speaks_at_every_picture_and_to_its_end(
    spoken: Path, name: str, shortest: float, longest: float, step: float
) -> None:
    with wave.open(str(spoken / name)) as file:
        assert (file.getframerate(), file.getnchannels()) == (48000, 2)
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2) / 32768
    seconds = len(sound) / 48000
    assert shortest <= seconds <= longest
    assert 0.5 < np.abs(sound).max() < 0.95

    def level(begin: float, end: float) -> float:
        cut = sound[round(begin * 48000) : round(end * 48000)]
        return float(20 * np.log10(np.sqrt((cut**2).mean()) + 1e-9))

    for picture in range(5):
        spoken_level = level(picture * step + 0.4, (picture + 1) * step - 0.8)
        assert spoken_level > -32
        assert level(picture * step + 0.18, picture * step + 0.27) < spoken_level - 10, "a breath before each picture"
    assert level(seconds - 2.0, seconds - 0.4) > -32


@pytest.mark.parametrize(("scene", "upright"), [("mug", False), ("plant", True)])
def test_a_photo_has_twelve_megapixels_and_its_product_in_the_middle(
    scene: str, upright: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    import photographs  # type: ignore[import-not-found]
    import products  # type: ignore[import-not-found]

    monkeypatch.setattr(photographs, "DRAWN", (320, 240))
    made: Any = getattr(products, scene)()
    path = photographs.photograph(made, tmp_path, 1)
    with Image.open(path) as stored:
        assert stored.size == (4000, 3000)
        assert stored.getexif().get(0x0112, 1) == (6 if upright else 1)
        shown = ImageOps.exif_transpose(stored)
    assert shown.size == ((3000, 4000) if upright else (4000, 3000))
    small = np.asarray(shown.resize((60, 60)), np.float64)
    middle, corner = small[20:40, 22:38], small[:10, :8]
    assert middle.std() > 2 * corner.std(), "the product has shapes, the backdrop is calm"
    assert 40 < small.mean() < 220
