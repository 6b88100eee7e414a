"""Time as a value that is passed in, so that a test of a ten-minute wait takes milliseconds."""

from __future__ import annotations

import time


class Clock:
    """The machine's own time. Deadlines use `monotonic`, which no change of the wall clock moves."""

    def monotonic(self) -> float:
        """Seconds since some fixed moment; never goes back."""
        return time.monotonic()

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        if seconds > 0:
            time.sleep(seconds)
