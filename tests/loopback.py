"""A server on loopback that says exactly the bytes it is told to, and keeps the requests that it gets."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Request:
    line: str
    headers: dict[str, str]
    body: bytes = b""
    pieces: list[int] = field(default_factory=list)

    @property
    def path(self) -> str:
        return self.line.split(" ")[1]


def answer(document: Any, status: int = 200, kind: str = "application/json", **headers: str) -> bytes:
    """A whole HTTP answer; `document` is bytes as they are, or a value to be written as JSON."""
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    lines = [f"HTTP/1.1 {status} Said", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


RESET = b"reset"


class Loopback:
    """Each request takes the next of `script`: bytes to say, RESET, a function of the request, or bytes and pauses.

    The last one is said again and again. `early` answers are said before the body is read.
    """

    def __init__(self, *script: Any, early: bool = False) -> None:
        self.script: list[Any] = list(script)
        self.early = early
        self.requests: list[Request] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Loopback:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, IndexError), connection:
            connection.settimeout(20)
            left = b""
            while True:
                head, left = self._head(connection, left)
                if head is None:
                    return
                lines = head.decode("latin-1").split("\r\n")
                headers = {k.lower(): v for k, v in (line.split(": ", 1) for line in lines[1:])}
                request = Request(lines[0], headers)
                self.requests.append(request)
                now = self.script.pop(0) if len(self.script) > 1 else self.script[0]
                if not self.early:
                    left = self._body(connection, request, left)
                if now is RESET:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    return
                said = now(request) if isinstance(now, Callable) else now  # type: ignore[arg-type]
                for piece in said if isinstance(said, Sequence) and not isinstance(said, bytes) else [said]:
                    if isinstance(piece, float):
                        time.sleep(piece)
                    else:
                        connection.sendall(piece)
                if self.early or b"Connection: close" in (said if isinstance(said, bytes) else b""):
                    return

    @staticmethod
    def _head(connection: socket.socket, left: bytes) -> tuple[bytes | None, bytes]:
        while b"\r\n\r\n" not in left:
            block = connection.recv(65536)
            if not block:
                return None, b""
            left += block
        head, left = left.split(b"\r\n\r\n", 1)
        return head, left

    @staticmethod
    def _body(connection: socket.socket, request: Request, left: bytes) -> bytes:
        length = int(request.headers.get("content-length", 0))
        body = bytearray(left)
        while len(body) < length:
            block = connection.recv(1 << 20)
            if not block:
                break
            body += block
        request.body = bytes(body[:length])
        return bytes(body[length:])


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
