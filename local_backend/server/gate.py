"""What every request passes before its route: who may ask, and how refusals leave.

Threat model: other programs of the machine, and web pages in the person's browser, can send requests to a
loopback port. A page cannot name our Host unless it was tricked there by DNS, nor send a bearer it does not
know. So: the Host must be loopback, a foreign Origin is refused, and a token is needed for all but /health.

A refusal that leaves before the body was read would be lost, since closing a socket with unread bytes
resets it. So what still comes is read and dropped for a moment after the answer went out.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.responses import JSONResponse

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?", re.I)
DRAIN_S = 15.0
"""how long unread bytes are dropped after a refusal"""
DRAIN_SILENCE_S = 2.0


class Activity:
    """When the last request was, and how many are running: what an idle server is told by."""

    def __init__(self) -> None:
        self.last = time.monotonic()
        self.running = 0

    def touch(self) -> None:
        self.last = time.monotonic()

    def idle_for(self) -> float:
        return 0.0 if self.running else time.monotonic() - self.last


class Gate:
    """ASGI application around the routes."""

    def __init__(self, app: App, activity: Activity) -> None:
        self._app = app
        self._activity = activity

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        self._activity.running += 1
        try:
            headers = dict(scope["headers"])
            exchange = _Exchange(receive, send, _has_body(headers))
            app = self._app if _from_here(headers) else _FORBIDDEN
            await app(scope, exchange.receive, exchange.send)
        finally:
            self._activity.running -= 1
            self._activity.touch()


_FORBIDDEN = JSONResponse(
    {"code": 403, "message": "This server answers on 127.0.0.1 and localhost only.", "data": None}, 403
)


def _from_here(headers: dict[bytes, bytes]) -> bool:
    """Whether a request names this machine, and no web page of another sent it."""
    origin = headers.get(b"origin", b"").decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    _, mark, source = origin.partition("://")
    return bool(LOOPBACK.fullmatch(host)) and (not origin or bool(mark and LOOPBACK.fullmatch(source)))


def _has_body(headers: dict[bytes, bytes]) -> bool:
    return headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in headers


class _Exchange:
    """One request and its answer, knowing how much of the body was read."""

    def __init__(self, receive: Receive, send: Send, has_body: bool) -> None:
        self._receive = receive
        self._send = send
        self._read = not has_body
        self._refused = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            self._read = True
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._refused = message["status"] >= 400 and not self._read
            if self._refused:
                message["headers"] = [*message.get("headers", ()), (b"connection", b"close")]
        elif self._refused and not message.get("more_body"):
            await self._send({**message, "more_body": True})
            await self._drain()
            message = {"type": "http.response.body", "body": b""}
        await self._send(message)

    async def _drain(self) -> None:
        deadline = time.monotonic() + DRAIN_S
        while not self._read and time.monotonic() < deadline:
            try:
                await asyncio.wait_for(self.receive(), DRAIN_SILENCE_S)
            except asyncio.TimeoutError:  # noqa: PERF203
                return
