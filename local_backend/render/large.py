"""Very large photos: decoded once, one at a time over all workers, and kept smaller on disk.

A photo of 100 megapixels takes 400 MB while it is decoded. A lock lets one worker do that; the others wait and
read what it has left.
"""

from __future__ import annotations

import hashlib
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
SUFFIX = ".photo"


def is_large(image: Image.Image, stored: tuple[int, int]) -> bool:
    """Whether decoding an opened image takes much memory; ``stored`` is its size before a JPEG was drafted.

    A progressive JPEG is held whole, at full size, whatever size is asked for.
    """
    whole = "progression" in image.info or "progressive" in image.info
    width, height = stored if whole else image.size
    return width * height > LARGE


def smaller(path: Path, folder: Path, decode: Callable[[], Image.Image]) -> Image.Image:
    """The upright image that ``decode`` gives, with fewer pixels; kept in ``folder`` for the next time."""
    facts = path.stat()
    name = hashlib.sha256(f"{path}/{facts.st_size}/{facts.st_mtime_ns}".encode()).hexdigest()
    kept = folder / f"{name}{SUFFIX}"
    with _alone(folder / "large-photo.lock"):
        if kept.exists():
            return Image.fromarray(np.load(kept))
        image = decode()
        factor = 1
        while image.width * image.height > KEPT * factor * factor:
            factor += 1
        image = image.reduce(factor) if factor > 1 else image
        part = kept.with_name(f"{kept.name}.{os.getpid()}-00000000.part")
        with part.open("wb") as file:
            np.save(file, np.asarray(image))
        part.replace(kept)
    return image


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
