"""What one turn said and did, put together from its events. Pure.

A text comes as deltas, as deltas and then once more whole, or only whole, from one agent or several by turns.
``Reply.text`` has each text once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nemovideo.errors import clean
from nemovideo.events import (
    QUESTION_TOOL,
    TYPED,
    Draft,
    Event,
    Failure,
    Life,
    Question,
    Text,
    ToolCall,
    ToolResult,
    Work,
)

# From this length on, a text that begins with all that came before it is that text grown, not a delta of it.
GROWING_CHARS = 8
MAX_TOOL_ERROR = 300
MAX_NOT_DONE = 6


@dataclass(slots=True)
class Block:
    """One text of the answer; open as long as only deltas of it have come."""

    key: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def replace(self, text: str) -> None:
        self.pieces, self.length = [text], len(text)

    @property
    def text(self) -> str:
        if len(self.pieces) > 1:
            self.pieces = ["".join(self.pieces)]
        return self.pieces[0] if self.pieces else ""


class Reply:
    """Add events as they come; read the rest at any time."""

    def __init__(self) -> None:
        self.tools: list[dict[str, Any]] = []
        self.question: Question | None = None
        self.draft: Mapping[str, Any] | None = None
        self.failure: Failure | None = None
        self.garbled = False
        self._blocks: list[Block] = []
        self._open: dict[str, Block] = {}
        self._unanswered: dict[str, dict[str, Any]] = {}

    @property
    def text(self) -> str:
        """The words for the person, one paragraph a text, without characters that cannot be seen."""
        return clean("\n\n".join(text for block in self._blocks if (text := block.text.strip())))

    @property
    def only_failed(self) -> bool:
        """A failure came, and nothing before it."""
        return self.failure is not None and not (self._blocks or self.tools or self.question or self.draft)

    @property
    def unfinished(self) -> bool:
        """A tool was called and did not answer, or a text came in deltas and was not repeated whole."""
        deltas = any(key != TYPED for key in self._open)
        return (deltas or bool(self._unanswered)) and not self.question and not self.failure

    def add(self, event: Event) -> None:
        if isinstance(event, Text):
            self._say(event)
        elif isinstance(event, (Life, Work)):
            return
        elif isinstance(event, ToolCall):
            self._call(event)
        elif isinstance(event, ToolResult):
            self._result(event)
        elif isinstance(event, Question):
            self.question = event
        elif isinstance(event, Draft):
            self.draft = event.draft
        elif isinstance(event, Failure):
            self.failure = self.failure or event
        else:
            self.garbled = True

    def _say(self, event: Text) -> None:
        block = self._open.get(event.key)
        if not event.whole:
            if block is None:
                block = self._open[event.key] = self._begin(event.key)
            _extend(block, event)
        elif block is None:
            last = self._blocks[-1] if self._blocks else None
            if last is None or last.key != event.key or last.text != event.text:
                self._begin(event.key).put(event.text)
        else:
            del self._open[event.key]
            said, whole = block.text.strip(), event.text.strip()
            if said in whole:
                block.replace(event.text)
            elif whole not in said:  # an unrepeated text, and then another
                self._begin(event.key).put(event.text)

    def _begin(self, key: str) -> Block:
        self._blocks.append(Block(key))
        return self._blocks[-1]

    def _call(self, event: ToolCall) -> None:
        self._pause()
        if event.name == QUESTION_TOOL:
            return
        tool: dict[str, Any] = {"name": clean(event.name)[:80]}
        self.tools.append(tool)
        if not event.waits:
            self._unanswered[event.id or event.name] = tool

    def _result(self, event: ToolResult) -> None:
        self._pause()
        tool = self._unanswered.pop(event.id, None) or self._unanswered.pop(event.name, None)
        if tool is None:
            tool = next((one for one in self.tools if one["name"] == event.name and "ok" not in one), None)
        if tool is None:
            return
        result = event.result if isinstance(event.result, Mapping) else {}
        error = result.get("error")
        tool["ok"] = not error and result.get("ok") is not False and result.get("status") not in ("error", "failed")
        if error:
            tool["error"] = clean(str(error))[:MAX_TOOL_ERROR]
        missing = result.get("not_done")
        if isinstance(missing, list) and missing:
            tool["not_done"] = [clean(str(one))[:MAX_TOOL_ERROR] for one in missing[:MAX_NOT_DONE]]

    def _pause(self) -> None:
        """A plain typed text has no end of its own: it ends where a tool is called or answers."""
        self._open.pop(TYPED, None)


def _extend(block: Block, event: Text) -> None:
    text = event.text
    if event.key == TYPED and block.length >= GROWING_CHARS and len(text) >= block.length:
        said = block.text
        if text.startswith(said):
            block.replace(text)
            return
    if event.key == TYPED and block.pieces and _is_sentence(block.pieces[-1]) and text[:1].isupper():
        block.put("\n")
    block.put(text)


def _is_sentence(text: str) -> bool:
    return text[:1].isupper() and text.endswith((".", "!", "?"))
