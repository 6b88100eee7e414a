"""Events of a turn: one event's data -> typed values. Pure.

Two payload shapes are understood, ADK events and plain typed ones, and every form of heartbeat. ``events`` reads a
stream: ``splitter`` cuts its bytes into whole events, sseclient-py parses those, ``parse`` says what they mean.

    for event in events(chunks):
        reply.add(event)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from nemovideo.splitter import whole_events

QUESTION_TOOL = "ask_question"
TYPED = "typed"
"""key of all texts of the plain typed shape"""


class Text(NamedTuple):
    """Words for the person. ``whole`` repeats and closes the deltas of the same ``key`` before it."""

    text: str
    whole: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class ToolCall:
    name: str
    args: Mapping[str, Any]
    id: str = ""
    waits: bool = False
    """a long-running tool, whose result need not come in this turn"""


@dataclass(frozen=True, slots=True)
class ToolResult:
    name: str
    result: Any
    id: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """The turn ends here and awaits the person's answer."""

    text: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A new draft that came with an event; the state endpoint has the last word."""

    draft: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Failure:
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Life:
    """A heartbeat, or an event that says nothing."""


@dataclass(frozen=True, slots=True)
class Work:
    """An agent's event with nothing for the person in it, as a thought: more than a heartbeat."""


@dataclass(frozen=True, slots=True)
class Garbled:
    """An event that began as JSON and is none: something was lost."""


Event = Text | ToolCall | ToolResult | Question | Draft | Failure | Life | Work | Garbled
DECODER = json.JSONDecoder()
# A payload without any of these tells of no failure.
FAILURE_KEYS = frozenset(("error", "errorCode", "error_code", "errorMessage", "error_message", "detail", "code"))
LIFE, WORK = Life(), Work()
NO_WORDS = "the backend reported an error"


def events(chunks: Iterable[bytes]) -> Iterator[Event]:
    """The events in a stream; a half event where it ends gives ``Garbled``.

    Whatever ``chunks`` raises passes through, after the events that were whole before it.
    """
    from sseclient import SSEClient

    lost: list[bool] = []
    whole = whole_events(chunks, lost)

    class Whole(SSEClient):
        def _read(self) -> Iterator[bytes]:
            """These are whole events already; to put lines together again would cost a sixth of all."""
            return whole

    for event in Whole(whole).events():
        yield from parse(event.data, event.event)
    if lost == [True]:
        yield Garbled()


def parse(data: str, name: str = "message") -> list[Event]:
    """The values in one event's data; what says nothing, or nothing known, is a sign of life."""
    try:
        value, end = DECODER.raw_decode(data)
        if end != len(data):
            value = json.loads(data)
    except (ValueError, RecursionError):
        if name == "error":
            return [Failure("", data)]
        return [Garbled() if data.startswith(("{", "[")) else LIFE]
    if isinstance(value, dict):
        return _payload(value, name) or [LIFE]
    many = value if isinstance(value, list) else []
    return [event for one in many if isinstance(one, dict) for event in _payload(one, name)] or [LIFE]


def _payload(value: dict[str, Any], name: str) -> list[Event]:
    kind = value.get("type")
    if isinstance(kind, str) and not isinstance(value.get("content"), dict):
        return _typed(kind, value)
    found = (_adk(value) or [WORK]) if "content" in value or "actions" in value else []
    if (name == "error" or not FAILURE_KEYS.isdisjoint(value)) and (failure := _failure(value, name)):
        found.append(failure)
    return found


def _typed(kind: str, value: dict[str, Any]) -> list[Event]:
    """Shape 2: plain typed events."""
    found: list[Event] = []
    if kind in ("text", "text_delta", "message", "content", "delta"):
        words = value.get("content", value.get("text", value.get("delta")))
        if isinstance(words, str) and words and not value.get("thought"):
            found.append(Text(words, value.get("partial") is False, TYPED))
    elif kind == "tool_call":
        found += _call(value, value.get("id"), False)
    elif kind == "tool_result":
        found.append(ToolResult(_name(value), value.get("result", value.get("content")), str(value.get("id") or "")))
    elif kind == "error":
        found.append(_failure(value, "error") or Failure("", NO_WORDS))
    if isinstance(value.get("draft"), dict):
        found.append(Draft(value["draft"]))
    return found


def _adk(value: dict[str, Any]) -> list[Event]:
    """Shape 1: an ADK event."""
    found: list[Event] = []
    content = value.get("content")
    parts = content.get("parts") if isinstance(content, dict) else None
    words = ""
    for part in parts if isinstance(parts, list) else ():
        if not isinstance(part, dict):
            continue
        text = part.get("text")
        if isinstance(text, str):
            if len(part) == 1:  # nearly all of a long answer is this
                words += text
                continue
            if part.get("thought") is not True:
                words += text
        if isinstance(call := part.get("functionCall", part.get("function_call")), dict):
            _say(found, words, value)  # what was said before a call stands before it
            words = ""
            running = value.get("longRunningToolIds")
            found += _call(call, call.get("id"), isinstance(running, list) and call.get("id") in running)
        if isinstance(answer := part.get("functionResponse", part.get("function_response")), dict):
            found.append(ToolResult(_name(answer), answer.get("response"), str(answer.get("id") or "")))
    if words:
        _say(found, words, value)
    actions = value.get("actions")
    if not actions:
        return found
    delta = actions.get("stateDelta", actions.get("state_delta")) if isinstance(actions, dict) else None
    if isinstance(delta, dict) and isinstance(delta.get("draft"), dict):
        found.append(Draft(delta["draft"]))
    return found


def _say(found: list[Event], words: str, value: dict[str, Any]) -> None:
    if words and value.get("author") != "user":
        key = f"{value.get('invocationId')}/{value.get('branch')}/{value.get('author')}"
        found.append(Text(words, value.get("partial") is not True, key))


def _call(call: dict[str, Any], identity: object, waits: bool) -> list[Event]:
    args = call.get("args", call.get("arguments"))
    args = args if isinstance(args, dict) else {}
    name = _name(call)
    made = ToolCall(name, args, str(identity or ""), waits)
    return [made, _question(args)] if name == QUESTION_TOOL else [made]


def _name(value: dict[str, Any]) -> str:
    return str(value.get("name") or value.get("tool") or "")


def _question(args: dict[str, Any]) -> Question:
    many = args.get("questions")
    if isinstance(many, list) and many:
        asked = [_question(one) if isinstance(one, dict) else Question(str(one)) for one in many]
        return Question("\n".join(one.text for one in asked), asked[0].options if len(asked) == 1 else ())
    keys = ("question", "text", "prompt", "message", "content", "title")
    text = next((args[key] for key in keys if isinstance(args.get(key), str)), "")
    options: list[Any] = next(
        (args[key] for key in ("options", "choices", "suggestions") if isinstance(args.get(key), list)), []
    )
    return Question(text, tuple(_option(one) for one in options))


def _option(option: Any) -> str:
    if isinstance(option, dict):
        return str(next((option[key] for key in ("label", "text", "title", "name", "value") if option.get(key)), ""))
    return str(option)


def _failure(value: dict[str, Any], name: str) -> Failure | None:
    """``errorCode``/``errorMessage``, ``{"error": …}``, ``{"detail": …}`` or an envelope with a code that is not 0."""
    error = value.get("error")
    inner = error if isinstance(error, dict) else {}
    code = value.get("errorCode", value.get("error_code", inner.get("code")))
    if code is None and isinstance(value.get("code"), (int, str)) and "content" not in value:
        code = value["code"]
    wrong = error or value.get("detail") or value.get("errorMessage") or value.get("error_message")
    if not wrong and (code is None or str(code) in ("0", "")) and name != "error":
        return None
    texts = (inner.get("message"), error, value.get("errorMessage"), value.get("error_message"), value.get("message"))
    message = next((one for one in (*texts, value.get("detail")) if isinstance(one, str) and one), "")
    return Failure("" if code is None else str(code), message or NO_WORDS)
