"""The turns of the simulated cloud: what its stand-in agent says, as the bytes of an event stream.

A ``Turn`` is what one message is answered with. ``events`` gives the events of a turn in one of the two payload
shapes, ``frames`` the bytes that go over the wire, heartbeats of every form between them. Nothing here is real:
no agent, no model, no edit; the draft of a turn is whatever the test put into it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Shape = Literal["adk", "typed"]

# Every form in which a gateway may show that it is alive.
HEARTBEATS: dict[str, bytes] = {
    "empty": b"data:\n\n",
    "empty_space": b"data: \n\n",
    "word": b"data: heartbeat\n\n",
    "event": b"event: heartbeat\n\n",
    "event_data": b"event: heartbeat\ndata: {}\n\n",
    "typed": b'data: {"type":"heartbeat"}\n\n',
    "comment": b": ping\n\n",
}

# The draft of the seed's own example; session ids and the like are big on purpose elsewhere.
SEED_DRAFT: dict[str, Any] = {
    "d": 10_000,
    "m": {"title": "Urban Dreams", "width": 1920, "height": 1080},
    "t": [
        {"tt": 0, "d": 10_000, "sg": [{"id": "v1", "s": 0, "d": 10_000, "m": {"name": "city timelapse"}}]},
        {"tt": 1, "d": 10_000, "sg": [{"id": "a1", "s": 0, "d": 10_000, "m": {"name": "Lo-fi", "volume": 0.35}}]},
        {"tt": 7, "d": 3_000, "sg": [{"id": "t1", "s": 0, "d": 3_000, "m": {"text": "Urban Dreams"}}]},
    ],
}
SEED_LINE = (
    'Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)'
)


@dataclass(frozen=True)
class Turn:
    """One answer to one message.

    ``draft`` None makes one from the session's uploads; ``keep`` leaves the draft as it is. ``silent`` edits without
    a word. ``cut_at`` ends the stream after so many bytes, the way ``end`` says. ``raw`` replaces all events.
    """

    text: str = "Done! I put your media on the timeline with transitions. Click **Export** to download your video."
    draft: Mapping[str, Any] | None = None
    keep: bool = False
    silent: bool = False
    question: str | None = None
    thought: str | None = "the user wants a video"
    tools: Sequence[str] = ("edit_multitrack",)
    deltas: int = 3
    error: Mapping[str, Any] | None = None
    """last event of the stream, verbatim: {"errorCode", "errorMessage"}, {"error"} or {"type": "error", …}"""
    heartbeats: Sequence[str] = ("comment", "empty", "typed")
    state_delta: bool = False
    before_s: float = 0.0
    """silence before the first byte"""
    pause_s: float = 0.0
    """silence between two events"""
    work_s: float = 0.0
    """the edit reaches the state so long after the message came, whatever happens to the stream"""
    cut_at: int | None = None
    end: Literal["close", "reset", "hang"] = "close"
    chunked: bool = True
    price: int = 10
    shape: Shape | None = None
    raw: Sequence[bytes] | None = None


def frames(turn: Turn, shape: Shape, draft: Mapping[str, Any] | None) -> list[bytes]:
    """The stream of a turn, one byte string per chunk."""
    if turn.raw is not None:
        pieces = list(turn.raw)
    else:
        beats = [HEARTBEATS[name] for name in turn.heartbeats]
        pieces = []
        for index, event in enumerate(events(turn, turn.shape or shape, draft)):
            if beats:
                pieces.append(beats[index % len(beats)])
            pieces.append(b"data: " + json.dumps(event, ensure_ascii=False).encode() + b"\n\n")
        pieces += beats
    return pieces if turn.cut_at is None else _cut(pieces, turn.cut_at)


def events(turn: Turn, shape: Shape, draft: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """The events of a turn, heartbeats left out."""
    made = _adk(turn, draft) if shape == "adk" else _typed(turn)
    return [*made, dict(turn.error)] if turn.error else made


def _adk(turn: Turn, draft: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    if turn.thought:
        made.append(_event([{"text": turn.thought, "thought": True}]))
    for number, name in enumerate(turn.tools):
        call = {"id": f"call-{number}", "name": name, "args": {"simulated": True}}
        made.append(_event([{"functionCall": call}]))
        reply = _event([{"functionResponse": {**call, "args": None, "response": {"status": "success"}}}])
        if turn.state_delta and draft is not None:
            reply["actions"]["stateDelta"] = {"draft": draft}
        made.append(reply)
    if turn.question:
        args = {"question": turn.question}
        made.append(_event([{"functionCall": {"id": "call-q", "name": "ask_question", "args": args}}]))
    if turn.text and not turn.silent and not turn.question:
        made += [{**_event([{"text": part}]), "partial": True} for part in _parts(turn.text, turn.deltas)]
        made.append(_event([{"text": turn.text}]))
    made.append(_event([]))
    return made


def _typed(turn: Turn) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for name in turn.tools:
        made.append({"type": "tool_call", "name": name, "args": {"simulated": True}})
        made.append({"type": "tool_result", "name": name, "result": {"status": "success"}})
    if turn.question:
        made.append({"type": "tool_call", "name": "ask_question", "args": {"question": turn.question}})
    if turn.text and not turn.silent and not turn.question:
        made += [{"type": "text", "content": part} for part in _parts(turn.text, turn.deltas)]
    return made


def _event(parts: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "content": {"parts": parts, "role": "model"},
        "invocationId": "e-simulated",
        "author": "nemo_agent",
        "actions": {"stateDelta": {}, "artifactDelta": {}},
        "id": "event-simulated",
        "timestamp": 1_780_000_000.25,
    }


def _parts(text: str, count: int) -> list[str]:
    size = max(1, -(-len(text) // max(1, count)))
    return [text[at : at + size] for at in range(0, len(text), size)]


def _cut(pieces: Sequence[bytes], length: int) -> list[bytes]:
    kept, left = [], length
    for piece in pieces:
        if left <= 0:
            break
        kept.append(piece[:left])
        left -= len(piece)
    return kept
