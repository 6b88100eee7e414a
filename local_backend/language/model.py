"""What was understood of a message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from local_backend.edits.model import Edit, Language
from local_backend.timeline import Timeline

Wants = Literal["edit", "help", "timeline", "undo", "redo", "reset", "export", "nothing"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A wish that cannot be met: the person's words, why not, and the nearest thing that works."""

    what: str
    why: str
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Understanding:
    """``edits`` in the order in which they are to be done; ``not_understood`` in the person's own words."""

    edits: tuple[Edit, ...] = ()
    not_understood: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    question: str | None = None
    wants: Wants = "edit"
    language: Language = "en"
    fresh: bool = False
    """start over first: the edits are those of an empty timeline"""
    steps: int = 1
    """how many edits are to be undone or done again"""
    then: str = ""
    """of an undo: what is to be done to the timeline that it brings back, in the person's words"""
    asks_words: bool = False
    """the question is what a text is to say"""
    sends: bool = False
    """the file is wanted as well, once the edits are done"""
    upon: Timeline | None = None
    """a timeline from before: the edits are for that one, and what was done to it since is given up"""
    meant: str = ""
    """the message before, as this one corrects it"""


class Ask(Exception):  # noqa: N818 - a question to the person
    """Raised by a frame that needs one thing to be made clear before anything is done."""


class Doubt(Ask):
    """Asked where two readings are as likely as each other: rather than to do one of them."""


class AskWords(Ask):
    """Asked is what a text on the picture shall say: whatever is answered are its words."""
