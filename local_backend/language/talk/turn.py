"""What the last messages have come to."""

from __future__ import annotations

from dataclasses import dataclass

from local_backend.edits.model import Edit, Language
from local_backend.language.model import Understanding
from local_backend.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Step:
    """``edits`` and the timeline that they were done to."""

    before: Timeline
    edits: tuple[Edit, ...]
    message: str = ""
    changed: bool = True
    """it has left something else than it found"""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a message finds things: the timeline, what was done lately, and what was asked."""

    now: Timeline
    steps: tuple[Step, ...] = ()
    undone: bool = False
    """the last step was taken back"""
    back: int = 1
    """so many steps at once"""
    lost: str = ""
    """the last message, if nothing came of it"""
    asked: str = ""
    """the message that was answered with a question"""
    language: Language = "en"

    @property
    def edits(self) -> tuple[Edit, ...]:
        return self.steps[-1].edits if self.steps else ()

    @property
    def message(self) -> str:
        """The words of the last step."""
        return self.steps[-1].message if self.steps else ""

    @property
    def before(self) -> Timeline:
        """The timeline before the last step."""
        return self.steps[-1].before if self.steps else self.now


def is_whole(said: Understanding) -> bool:
    """Whether a message is understood, all of it."""
    if said.wants != "edit":
        return said.wants in ("undo", "nothing")
    return bool(said.edits) and not (said.not_understood or said.refusals or said.question)
