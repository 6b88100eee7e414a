"""How long the parts of a render should take, and from that how far it is: true progress for unequal work. Pure.

Pictures and sound are made beside each other, then joined. What counts is the proportion of the estimates, not the
machine: an encoded frame takes a thousand times as long as a copied one.
"""

from __future__ import annotations

from collections.abc import Callable

from local_backend.render.graph import Chunk
from local_backend.render.untouched import Copied

STEADIED_S = 0.12 / (1920 * 1080)
"""a pixel of a picture without its shake, by one core"""
ENCODED_S = 0.035 / (1920 * 1080)
"""a pixel of a picture that is composed and encoded, by one worker"""
FRAME_S = 0.002
"""a frame of any size"""
COPIED_S = 6e-5
"""a frame that is copied"""
CHECKED_S = 0.0015
"""a frame of a copy that is decoded to see whether it is whole"""
STARTED_S = 0.4
"""from the start to the first frame of a worker"""
HEARD_S = 0.02
"""a second of sound that is mixed and encoded"""
TAKEN_S = 0.001
"""a second of sound that is taken as it is"""
JOINED_S = 3e-5
"""a frame of the finished file, with its sound"""


def frame_s(piece: Chunk | Copied) -> float:
    """Seconds for a frame of a piece."""
    if isinstance(piece, Copied):
        return COPIED_S + CHECKED_S / piece.looked
    return encoded_s(piece.width, piece.height)


def encoded_s(width: int, height: int) -> float:
    """Seconds for a picture of a size, by one worker."""
    return FRAME_S + ENCODED_S * width * height


class Progress:
    """Tells how far a render is, from 0.0 to 1.0 and never back. All amounts are seconds of work.

    ``spent_s`` went by before it was known how much there is to do.
    """

    def __init__(
        self, pictures_s: float, sound_s: float, join_s: float, tell: Callable[[float], None], spent_s: float = 0.0
    ) -> None:
        self._pictures, self._sound, self._join = pictures_s, sound_s, join_s
        self._all = max(1e-6, spent_s + max(pictures_s, sound_s) + join_s)
        self._tell, self._furthest = tell, -1.0

    def pictures(self, seconds: float) -> None:
        """So much more is made (less than 0: must be made again)."""
        self._pictures -= seconds
        self.say()

    def sound_left(self, seconds: float) -> None:
        self._sound = seconds
        self.say()

    def join_left(self, seconds: float) -> None:
        self._pictures = self._sound = 0.0
        self._join = seconds
        self.say()

    def say(self) -> None:
        left = max(0.0, self._pictures, self._sound) + self._join
        at = min(1.0, 1 - left / self._all)
        if at > self._furthest:
            self._furthest = max(0.0, at)
            self._tell(self._furthest)
