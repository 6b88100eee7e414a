"""Very large photos: decoded once, one at a time over all workers, and kept smaller on disk.

A photo of 70 megapixels takes 280 MB while it is decoded. A lock lets one worker do that; the others wait and
read what it has left. It is converted and made smaller in bands, so that there is never another one of that size.
"""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image

LARGE = 24_000_000
"""pixels to be decoded, from which on a photo is large"""
KEPT = 14_000_000
"""pixels that are kept of it: more than a canvas of 4K shows"""
BAND = 4_000_000
"""pixels that are converted at once"""
SUFFIX = ".photo"


def is_large(image: Image.Image, stored: tuple[int, int]) -> bool:
    """Whether decoding an opened image takes much memory; ``stored`` is its size before a JPEG was drafted.

    A progressive JPEG is held whole, at full size, whatever size is asked for.
    """
    whole = "progression" in image.info or "progressive" in image.info
    width, height = stored if whole else image.size
    return width * height > LARGE


def scale(image: Image.Image) -> float:
    """The scale beyond which decoding an opened image is in vain, since no more of it is kept."""
    return math.sqrt(KEPT / (image.width * image.height))


def smaller(path: Path, folder: Path, image: Image.Image, convert: Callable[[Image.Image], Image.Image]) -> Image.Image:
    """An opened image with fewer pixels, kept in ``folder`` for the next time.

    ``convert`` makes RGB or RGBA of a part of it.
    """
    facts = path.stat()
    name = hashlib.sha256(f"{path}/{facts.st_size}/{facts.st_mtime_ns}".encode()).hexdigest()
    kept = folder / f"{name}{SUFFIX}"
    with _alone(folder / "large-photo.lock"):
        if kept.exists():
            return Image.fromarray(np.load(kept))
        made = _reduced(image, convert)
        part = kept.with_name(f"{kept.name}.{os.getpid()}-00000000.part")
        with part.open("wb") as file:
            np.save(file, np.asarray(made))
        part.replace(kept)
    return made


def _reduced(image: Image.Image, convert: Callable[[Image.Image], Image.Image]) -> Image.Image:
    image.load()
    factor = 1
    while image.width * image.height > KEPT * factor * factor:
        factor += 1
    step = max(1, BAND // (image.width * factor)) * factor
    bands = []
    for top in range(0, image.height, step):
        band = convert(image.crop((0, top, image.width, min(image.height, top + step))))
        bands.append(band.reduce(factor) if factor > 1 else band)
    made = Image.new(bands[0].mode, (bands[0].width, sum(band.height for band in bands)))
    top = 0
    for band in bands:
        made.paste(band, (0, top))
        top += band.height
    return made


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Waits until no other process is inside; where files cannot be locked, it does not wait."""
    with lock.open("a") as file:
        try:
            import fcntl
        except ImportError:
            yield
            return
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
