"""A client that answers from a script, and a clock that is turned by hand: ten minutes pass in no time."""

from __future__ import annotations

import contextlib
import copy
import json
from collections.abc import Iterator, Sequence
from typing import Any

from nemovideo.answers import Render
from nemovideo.client import Session
from nemovideo.clock import Clock
from nemovideo.errors import NemoError

Piece = "bytes | float | BaseException"


class HandClock(Clock):
    """Every wait is over at once, and the time it took is on the clock."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.time

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += max(0.0, seconds)
        self.slept.append(seconds)


class Stream:
    """The answer to a message: bytes, seconds of waiting, and what breaks it off."""

    def __init__(self, clock: HandClock, pieces: Sequence[Any], chunked: bool = True) -> None:
        self.headers = {"transfer-encoding": "chunked"} if chunked else {}
        self.url = "https://api.example/run_sse"
        self.raw = object()
        self.closed = False
        self._clock = clock
        self._pieces = pieces

    def iter_content(self, _: int) -> Iterator[bytes]:
        for piece in self._pieces:
            if isinstance(piece, float):
                self._clock.time += piece
            elif isinstance(piece, bytes):
                yield piece
            else:
                raise piece

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self.closed = True


class Store:
    @contextlib.contextmanager
    def lock(self, name: str, wait_s: float = 0) -> Iterator[None]:
        yield


class Scripted:
    """What turns and renderings need of a client.

    ``answers`` are the streams or errors that messages meet; ``states`` what each look at the state finds, the last
    one again and again; ``renders`` the answers to starts and polls in their order.
    """

    def __init__(self, origin: str = "https://api.example") -> None:
        self.origin = origin
        self.clock = HandClock()
        self.store = Store()
        self.said: list[str] = []
        self.messages: list[tuple[str, str]] = []
        self.answers: list[Any] = []
        self.states: list[Any] = [{}]
        self.looks: list[float] = []
        self.renders: list[Any] = []
        self.started: list[tuple[str, Any]] = []
        self.polled: list[str] = []
        self.made: list[str] = []
        self.downloads: list[Any] = [b"video"]

    def notify(self, words: str) -> None:
        self.said.append(words)

    def progress(self, label: str, done: int, total: int | None) -> None:
        pass

    def open_turn(self, session_id: str, text: str, *, silence_s: float = 0) -> Stream:
        self.messages.append((session_id, text))
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer if isinstance(answer, Stream) else Stream(self.clock, answer)

    def state(self, session_id: str) -> dict[str, Any]:
        self.looks.append(self.clock.time)
        found = self.states.pop(0) if len(self.states) > 1 else self.states[0]
        if isinstance(found, NemoError):
            raise found
        return copy.deepcopy({"session_id": session_id, "state": found})

    def create_session(self, name: str = "project", language: str | None = None) -> Session:
        self.made.append(f"new-{len(self.made) + 1}")
        return Session(self.made[-1])

    def ensure_session(self, session_id: str | None = None) -> Session:
        return Session(session_id or "sid")

    def current_session(self) -> Session | None:
        return Session("sid")

    def claim(self, session: Session) -> str | None:
        return f"https://nemovideo.com/workspace/claim?ct={session.session_id}"

    def start_render(self, session_id: str, render_id: str, draft: Any, fmt: str = "mp4", quality: str = "high") -> Any:
        self.started.append((render_id, draft))
        return self._render(render_id)

    def poll_render(self, render_id: str) -> Any:
        self.polled.append(render_id)
        return self._render(render_id)

    def _render(self, render_id: str) -> Render:
        found = self.renders.pop(0)
        if isinstance(found, BaseException):
            raise found
        return Render(**{"id": render_id, **found})

    def download(self, render: Render, target: Any, on_progress: Any = None) -> int:
        content = self.downloads.pop(0)
        if isinstance(content, BaseException):
            raise content
        part = target.with_name(target.name + ".part")
        part.write_bytes(content)
        part.replace(target)
        return len(content)


def event(text: str = "", **more: Any) -> bytes:
    """One ADK event."""
    parts = [{"text": text}] if text else []
    value = {"content": {"parts": parts}, "author": "a", "invocationId": "e", **more}
    return b"data: " + json.dumps(value).encode() + b"\n\n"
