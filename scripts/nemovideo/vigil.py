"""How long a turn may take, and what the person hears meanwhile (seed, "SSE Event Handling").

Any byte is life. Heartbeats alone are not work: after ten minutes of them, or a quarter of an hour in all, the turn is
over. Silence longer than a gateway's heartbeats can be apart means that the connection is dead.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType

from nemovideo.clock import Clock

NOTE_EVERY_S = 120.0
HEARTBEATS_ONLY_S = 600.0
WHOLE_TURN_S = 900.0
# Without heartbeats a tool at work is silent too: half a minute was measured, a generated clip takes longer.
SILENCE_S = 180.0
STILL_WORKING = "⏳ Still working…"


class TimedOutError(Exception):
    """The turn lasted too long."""


class Vigil:
    """Watches one turn. As a context it also speaks up while nothing at all comes."""

    def __init__(self, clock: Clock, notify: Callable[[str], None]) -> None:
        self._clock = clock
        self._notify = notify
        self._began = self._worked = self._noted = clock.monotonic()
        self._lock = threading.Lock()
        self._over = threading.Event()

    def watch(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The chunks as they come; raises TimedOutError."""
        for chunk in chunks:
            self.look()
            yield chunk
        self.look()

    def worked(self) -> None:
        """An event came that is more than a heartbeat."""
        self._worked = self._clock.monotonic()

    def look(self) -> None:
        """Speak up if it is time to; raises TimedOutError if it is over."""
        now = self._clock.monotonic()
        self._speak(now)
        if now - self._began >= WHOLE_TURN_S or now - self._worked >= HEARTBEATS_ONLY_S:
            raise TimedOutError

    def sleep(self, seconds: float) -> None:
        """Wait, and go on speaking up."""
        until = self._clock.monotonic() + seconds
        while (left := until - self._clock.monotonic()) > 0:
            self._clock.sleep(min(left, max(0.01, self._noted + NOTE_EVERY_S - self._clock.monotonic())))
            self._speak(self._clock.monotonic())

    def _speak(self, now: float) -> None:
        if now - self._noted < NOTE_EVERY_S:
            return
        with self._lock:
            if now - self._noted < NOTE_EVERY_S:
                return
            self._noted += NOTE_EVERY_S * ((now - self._noted) // NOTE_EVERY_S)
        self._notify(STILL_WORKING)

    def __enter__(self) -> Vigil:
        if type(self._clock) is Clock:  # not one that a test turns by hand
            threading.Thread(target=self._stay, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()

    def _stay(self) -> None:
        while not self._over.wait(1.0):
            self._speak(self._clock.monotonic())
