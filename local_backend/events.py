"""The outcome of a turn as the events of a stream.

They have the shape of the cloud's agent kit: camelCase, text as deltas and then whole, tool calls and their results
(protocol note, "event stream").
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from local_backend import words
from local_backend.server.projects import canvas

TOOL = "edit_multitrack"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a turn did. ``changed``: the draft is another one now; ``whole``: all that was asked is done."""

    text: str
    changes: Sequence[str] = ()
    changed: bool = False
    whole: bool = False
    question: str = ""
    draft: dict[str, Any] = field(default_factory=dict)
    silent: bool = False
    gaps: Sequence[str] = ()
    """what was asked for and not done, in sentences or the person's words"""
    committed: bool = False
    """it is to be kept as an edit of its own, although the turn also took a step back"""


def events(outcome: Outcome) -> Iterator[dict[str, Any]]:
    """The events of a turn: the tool call and its result, the new draft, then the words."""
    turn = f"e-{uuid.uuid4()}"
    if outcome.question:
        yield _called(turn, "ask_question", {"question": outcome.question})
    if outcome.changed:
        call = f"call_{uuid.uuid4().hex[:12]}"
        yield _called(turn, TOOL, {"edits": list(outcome.changes)}, call)
        result: dict[str, Any] = {"status": "success", "changes": list(outcome.changes)}
        if outcome.gaps:
            result["not_done"] = list(outcome.gaps)
        response = {"id": call, "name": TOOL, "response": result}
        yield _event(turn, [{"functionResponse": response}], role="user")
        delta = {"draft": outcome.draft, "canvas_config": canvas(outcome.draft)}
        yield _event(turn, None, delta=delta)
    if outcome.silent or outcome.question:
        return
    for piece in words.pieces(outcome.text):
        yield _event(turn, [{"text": piece}], partial=True)
    yield _event(turn, [{"text": outcome.text}])


def _called(turn: str, name: str, arguments: dict[str, Any], call: str = "") -> dict[str, Any]:
    return _event(
        turn, [{"functionCall": {"id": call or f"call_{uuid.uuid4().hex[:12]}", "args": arguments, "name": name}}]
    )


def _event(
    turn: str,
    parts: list[dict[str, Any]] | None,
    *,
    role: str = "model",
    partial: bool = False,
    delta: dict[str, Any] | None = None,
) -> dict[str, Any]:
    event: dict[str, Any] = {}
    if parts is not None:
        event["content"] = {"parts": parts, "role": role}
    if partial:
        event["partial"] = True
    actions = {"stateDelta": delta or {}, "artifactDelta": {}, "requestedAuthConfigs": {}}
    return {
        **event,
        "invocationId": turn,
        "author": "nemo_agent",
        "actions": actions,
        "id": str(uuid.uuid4()),
        "timestamp": time.time(),
    }


def line(value: dict[str, Any]) -> str:
    """One event as it goes over the wire."""
    return f"data: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n\n"
