"""Faults of the simulated cloud: what goes wrong on an endpoint, and how many times.

``Fault.code(1001)``, ``Fault.http(429, retry_after="2")`` and ``Fault.wire("reset_before")`` make one. A fault whose
``worked`` is true happens after the request took effect (the message was sent, the render was started); else before.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

HTML = b"<html><head><title>502 Bad Gateway</title></head><body><center>nginx (simulated)</center></body></html>"

MESSAGES = {
    1001: "token expired or invalid",
    1002: "session not found",
    2001: "insufficient credits",
    4001: "unsupported file type",
    4002: "file too large",
}

# Faults on the wire, by name. Those of the first line happen before the request's effect unless told otherwise.
WIRE = {
    "reset_before": "the connection is reset before the request's body is read",
    "reset_during": "the connection is reset in the middle of the request's body",
    "reset_after": "the connection is reset after the request's body, no answer",
    "close_after": "the connection is closed cleanly after the request's body, no answer",
    "answer_reset": "the connection is reset in the middle of the answer",
    "answer_short": "the connection is closed cleanly in the middle of the answer",
    "drip": "the answer comes one byte at a time",
    "silence": "the request is read, and nothing is ever answered",
    "bad_json": "the answer is cut-off JSON",
    "wrong_type": "the answer is right, but its content type is text/html",
    "wrong_envelope": "the answer is JSON of another shape",
    "redirect": "307 to another host",
    "see_other": "303 to another host",
}
# The request has its effect first: these spoil only its answer.
AFTER_THE_WORK = {"reset_after", "close_after", "answer_reset", "answer_short", "drip", "bad_json", "wrong_type"}


@dataclass(frozen=True)
class Fault:
    """What is done in place of, or to, the right answer."""

    kind: str
    """"answer", or a key of ``WIRE``"""
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    worked: bool = False
    drip_s: float = 1.0

    @classmethod
    def code(
        cls, code: int, *, status: int = 200, message: str | None = None, data: Any = None, worked: bool = False
    ) -> Fault:
        """An envelope with an error code, by default in an HTTP 200 answer."""
        envelope = {"code": code, "message": message or MESSAGES.get(code, "simulated error"), "data": data}
        return cls("answer", status, json.dumps(envelope).encode(), {"Content-Type": "application/json"}, worked)

    @classmethod
    def http(
        cls, status: int, *, retry_after: str | None = None, html: bool = False, body: Any = None, worked: bool = False
    ) -> Fault:
        """An HTTP error: JSON in the form that its status usually has, or a gateway's HTML page."""
        if body is None:
            body = {422: {"detail": [{"loc": ["body"], "msg": "simulated"}]}}.get(
                status, {"code": status, "message": f"simulated HTTP {status}", "data": None}
            )
        headers = {"Content-Type": "text/html" if html else "application/json"}
        if retry_after is not None:
            headers["Retry-After"] = retry_after
        return cls("answer", status, HTML if html else json.dumps(body).encode(), headers, worked)

    @classmethod
    def wire(cls, kind: str, *, worked: bool | None = None, drip_s: float = 1.0) -> Fault:
        """One of ``WIRE``."""
        if kind not in WIRE:
            raise ValueError(f"no such fault: {kind}")
        return cls(kind, worked=kind in AFTER_THE_WORK if worked is None else worked, drip_s=drip_s)


def every_fault() -> dict[str, Fault]:
    """All the faults by name, for a test of the whole table; a refused connection is ``cloud.refuse()``."""
    statuses = {f"http_{status}": Fault.http(status) for status in (400, 401, 402, 404, 413, 422, 429, 500)}
    codes = {f"code_{code}": Fault.code(code) for code in MESSAGES}
    return {
        **{name: Fault.wire(name) for name in WIRE},
        **statuses,
        **codes,
        "http_429_retry_after": Fault.http(429, retry_after="1"),
        "http_502_html": Fault.http(502, html=True),
        "http_503_retry_after": Fault.http(503, retry_after="1"),
    }
