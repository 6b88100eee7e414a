"""What a worker keeps between chunks because it is dear to make: opened decoders and scaled photos."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from local_backend.media.info import MediaFile
from local_backend.render.clips import Clip
from local_backend.render.photos import Animation, still
from local_backend.render.planes import Alpha, Planes
from local_backend.timeline import Picture

KEPT_BYTES = 80 << 20
"""of scaled photos, in each worker"""
KEPT_CLIPS = 3
"""decoders kept open that nobody uses, in each worker"""
KEPT_PIXELS = KEPT_CLIPS * 1920 * 1080
"""of the pictures of these: a decoder holds up to a dozen of them"""


class Library:
    """Decoders and scaled photos of one worker."""

    def __init__(
        self,
        files: Mapping[str, MediaFile],
        folder: Path,
        beat: Callable[[], None] = lambda: None,
        touch: Callable[[str], None] = lambda _: None,
    ) -> None:
        """``folder`` is for what is kept between renders. ``beat`` is called now and then during long work,
        ``touch`` before a file is read.
        """
        self.files = files
        self.folder = folder
        self.beat = beat
        self.touch = touch
        self._stills: OrderedDict[Hashable, tuple[Planes, Alpha | None]] = OrderedDict()
        self._idle: list[tuple[str, Clip | Animation]] = []

    def still(self, media: str, picture: Picture, width: int, height: int, opaque: bool) -> tuple[Planes, Alpha | None]:
        key = (media, replace(picture, motion="none", vignette=0), width, height, opaque)
        self.touch(media)
        if key not in self._stills:
            while self._stills and sum(one.y.size * 3 // 2 for one, _ in self._stills.values()) > KEPT_BYTES // 2:
                self._stills.popitem(last=False)
            self._stills[key] = still(self.files[media].path, picture, width, height, opaque, self.folder)
        self._stills.move_to_end(key)
        return self._stills[key]

    def lend(self, media: str, seconds: Fraction) -> Clip | Animation:
        """An opened file that nobody uses, the one that is nearest before a time; give it back by ``take_back``."""
        self.touch(media)
        best = None
        for one in self._idle:
            if one[0] == media and (best is None or _way(one[1], seconds) < _way(best[1], seconds)):
                best = one
        if best is not None:
            self._idle.remove(best)
            return best[1]
        file = self.files[media]
        if file.info.kind == "animation":
            return Animation(file.path)
        return Clip(file.path, file.info, self.folder, self.beat)

    def take_back(self, media: str, source: Clip | Animation) -> None:
        self._idle.append((media, source))
        while len(self._idle) > 1 and (len(self._idle) > KEPT_CLIPS or self._idle_pixels() > KEPT_PIXELS):
            _, oldest = self._idle.pop(0)
            if isinstance(oldest, Clip):
                oldest.close()

    def _idle_pixels(self) -> int:
        return sum(self.files[media].info.width * self.files[media].info.height for media, _ in self._idle)


def _way(source: Clip | Animation, seconds: Fraction) -> Fraction:
    """How far it is from where a file stands to a time; back is farther than forward."""
    if isinstance(source, Animation):
        return Fraction(0)
    ahead = seconds - source.position
    return ahead if ahead >= 0 else 1000 - ahead
