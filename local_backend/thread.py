"""What was said in a session lately, which its next message may go on with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from local_backend.timeline import Timeline

LONGEST = 5
"""messages that are remembered"""


@dataclass(frozen=True, slots=True)
class Said:
    """A message, and the timeline that it found."""

    message: str
    before: Timeline


class Thread:
    """The last messages. They are read when they are first asked for, since few messages lean on others."""

    def __init__(self, read: Callable[[], Iterable[Said]] = tuple) -> None:
        self._read = read

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """The latest at the end; ``LONGEST`` at most."""
        return tuple(self._read())[-LONGEST:]

    def undone(self, before: Timeline) -> Thread:
        """The thread after a step back from a timeline."""
        return Thread(lambda: (*self.said, Said("undo", before)))
