"""Requests and answers of the simulated cloud: which endpoint a path is, and what arrived, byte for byte."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from simulated_stream import Turn

ELSEWHERE = "elsewhere"
UNKNOWN = "unknown"
KEEP_BYTES = 4 << 20  # of a request's body; longer ones are kept as length and hash, with their beginning
ROUTES = [
    ("POST", r"/api/auth/anonymous-token", "token"),
    ("POST", r"/api/auth/claim-token", "claim"),
    ("POST", r"/api/tasks/me/with-session/nemo_agent", "session"),
    ("POST", r"/run_sse", "run_sse"),
    ("POST", r"/api/upload-video/nemo_agent/me/([^/]+)", "upload"),
    ("GET", r"/api/credits/balance/simple", "credits"),
    ("GET", r"/api/state/nemo_agent/me/([^/]+)/latest", "state"),
    ("POST", r"/api/render/proxy/lambda", "render"),
    ("GET", r"/api/render/proxy/lambda/([^/]+)", "poll"),
    ("GET", r"/api/render/proxy/([^/]+)/download", "fallback"),
]
ENDPOINTS = [name for _, _, name in ROUTES] + ["download"]


def route(method: str, path: str) -> tuple[str, tuple[str, ...]]:
    """The endpoint's name and the ids in its path."""
    for verb, pattern, name in ROUTES:
        if verb == method and (found := re.fullmatch(pattern, path.split("?")[0])):
            return name, found.groups()
    return UNKNOWN, ()


@dataclass
class Recorded:
    """One request as it arrived; header names in lower case."""

    endpoint: str
    host: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""
    body_bytes: int = 0
    sha256: str = ""
    at: float = field(default_factory=time.monotonic)

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def parts(self) -> list[tuple[str, str, bytes]]:
        """Field name, file name and content of each part of a multipart body (cut where the kept part ends)."""
        boundary = re.search(r'boundary="?([^";]+)', self.headers.get("content-type", ""))
        found = []
        for part in self.body.split(b"--" + boundary[1].encode())[1:] if boundary else ():
            head, _, content = part.partition(b"\r\n\r\n")
            names = {key.decode(): value.decode() for key, value in re.findall(rb'[; ](name|filename)="([^"]*)"', head)}
            if "name" in names:
                found.append((names["name"], names.get("filename", ""), content.removesuffix(b"\r\n")))
        return found


@dataclass
class Answer:
    """What goes back: a body, or the pieces of an event stream."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    stream: Sequence[bytes] | None = None
    turn: Turn | None = None


def read_body(source: BinaryIO, request: Recorded, length: int, encoding: str | None) -> bool:
    """Reads a request's body into the record; false when the client left before its end."""
    digest, kept = hashlib.sha256(), bytearray()
    left = length
    while True:
        if encoding == "chunked" and left == 0:
            size = source.readline().split(b";")[0].strip()
            left = int(size or b"0", 16)
            if left == 0:
                source.readline()
                break
        if left == 0:
            break
        block = source.read(min(left, 256 << 10))
        if not block:
            break
        left -= len(block)
        digest.update(block)
        request.body_bytes += len(block)
        if len(kept) < KEEP_BYTES:
            kept += block
        if encoding == "chunked" and left == 0:
            source.readline()
    request.body, request.sha256 = bytes(kept), digest.hexdigest()
    return left == 0
