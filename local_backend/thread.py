"""What was said in a session lately, which its next message may go on with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from local_backend.timeline import Timeline

if TYPE_CHECKING:
    from local_backend.language.model import Understanding

LONGEST = 5
"""messages that are remembered"""


@dataclass(frozen=True, slots=True)
class Said:
    """A message, and the timeline that it found."""

    message: str
    before: Timeline


@dataclass(frozen=True, slots=True)
class Thread:
    """The last messages, the latest at the end."""

    said: tuple[Said, ...] = ()

    def after(self, message: str, before: Timeline, understood: Understanding) -> Thread:
        """The thread with one more message in it."""
        if understood.wants in ("redo", "reset") or (understood.wants == "undo" and understood.steps > 1):
            return Thread()
        if understood.wants not in ("edit", "undo"):
            return self
        return Thread((*self.said, Said(message, before))[-LONGEST:])

    def undone(self, before: Timeline) -> Thread:
        """The thread after a step back from a timeline."""
        return replace(self, said=(*self.said, Said("undo", before))[-LONGEST:])
