"""A server on loopback that costs as little as it can, so that what is timed is the client.

``python -m benchmarks.loopback`` prints its port, takes any upload, answers as the API does where the scripts need
it, and hands out ``/file/BYTES`` (that many bytes), ``/events/chunked`` and ``/events/closed`` (events that carry
their moment) and ``/burst`` (100,000 small events). ``--tls CERT KEY`` makes it speak https. It ends with its standard
input.
"""

from __future__ import annotations

import json
import os
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable

BLOCK = 1 << 20
BURST = 100_000
EVENTS, GAP_S = 200, 0.01
TOKEN = {"token": "simulated-token", "user_id": "anon_1", "expires_at": "2099-01-01T00:00:00Z", "credits": 100}
FILE = {"filename": "big.mp4", "file_type": "video", "cdn_url": "https://cdn.example/big.mp4", "duration": 30.5}
BALANCE = {"available": 100, "frozen": 0, "total": 100}


def event(text: str) -> bytes:
    """One small delta, as ADK sends them."""
    value = {"content": {"parts": [{"text": text}]}, "partial": True, "author": "a", "invocationId": "e"}
    return b"data: " + json.dumps(value, separators=(",", ":")).encode() + b"\n\n"


def document(path: str) -> bytes:
    """The JSON answer of an endpoint."""
    data: object = BALANCE
    if "anonymous-token" in path:
        data = TOKEN
    elif "with-session" in path:
        data = {"task_id": "t1", "session_id": "5529798706024415232"}
    elif "upload-video" in path:
        data = {"files": [FILE]}
    body = json.dumps({"code": 0, "data": data}).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


def serve(connection: socket.socket) -> None:
    """Answers one connection's requests until its client leaves."""
    view, left = memoryview(bytearray(BLOCK)), b""
    while True:
        while b"\r\n\r\n" not in left:
            block = connection.recv(65536)
            if not block:
                return
            left += block
        head, left = left.split(b"\r\n\r\n", 1)
        lines = head.lower().split(b"\r\n")
        missing = sum(int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:")) - len(left)
        if b"expect: 100-continue" in lines:
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        while missing > 0:
            count = connection.recv_into(view[: min(missing, BLOCK)])
            if not count:
                return
            missing -= count
        left = b""
        path = head.split(b" ")[1].decode()
        if path.startswith("/file/"):
            send_file(connection, int(path.rsplit("/", 1)[1]))
        elif path.startswith(("/events/", "/burst")):
            send_events(connection, path)
        else:
            connection.sendall(document(path))


def send_file(connection: socket.socket, size: int) -> None:
    head = f'HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nETag: "1"\r\nContent-Length: {size}\r\n\r\n'
    connection.sendall(head.encode())
    block = bytes(BLOCK)
    while size > 0:
        connection.sendall(block[: min(size, BLOCK)])
        size -= BLOCK


def send_events(connection: socket.socket, path: str) -> None:
    chunked = path.endswith("chunked")
    kind = b"Transfer-Encoding: chunked" if chunked else b"Connection: close"
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + kind + b"\r\n\r\n")
    frame: Callable[[bytes], bytes] = (lambda data: b"%x\r\n%s\r\n" % (len(data), data)) if chunked else bytes
    if path.startswith("/burst"):
        pieces = [frame(event(f"w{number} ")) for number in range(BURST)]
        connection.sendall(b"".join(pieces))
    else:
        for _ in range(EVENTS):
            connection.sendall(frame(event(repr(time.monotonic()))))
            time.sleep(GAP_S)
    if chunked:
        connection.sendall(b"0\r\n\r\n")
    else:
        connection.shutdown(socket.SHUT_WR)


def talk(connection: socket.socket, context: ssl.SSLContext | None) -> None:
    try:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with context.wrap_socket(connection, server_side=True) if context else connection as one:
            serve(one)
    except (OSError, ValueError):
        connection.close()


def leave() -> None:
    """Ends with whoever started it."""
    sys.stdin.read()
    os._exit(0)


def main(arguments: list[str]) -> None:
    context = None
    if arguments:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(arguments[1], arguments[2])
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    print(listener.getsockname()[1], flush=True)
    threading.Thread(target=leave, daemon=True).start()
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=talk, args=(connection, context), daemon=True).start()


if __name__ == "__main__":
    main(sys.argv[1:])
