"""A simulated NemoVideo cloud on loopback: answers as the API is described, records what it gets, fails on demand.

    with SimulatedCloud(stream="typed", poll="render") as cloud:
        cloud.turns.append(Turn(silent=True))
        cloud.inject("credits", Fault.http(429, retry_after="1"), times=1)
        ...                                  # NEMO_API_URL=cloud.origin
        assert cloud.count("run_sse") == 1 and cloud.charges == 1

``python tests/simulated_cloud.py [PORT]`` runs one to play with. Nothing in it is the real service: tokens, credits,
the agent's words and the rendered "video" are all simulated. Routes and their answers are in ``simulated_api.py``.
"""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from simulated_api import Api
from simulated_faults import WIRE, Fault, every_fault
from simulated_stream import HEARTBEATS, SEED_DRAFT, SEED_LINE, Shape, Turn
from simulated_wire import ELSEWHERE, Answer, Recorded, read_body, route

__all__ = ["HEARTBEATS", "SEED_DRAFT", "SEED_LINE", "WIRE", "Fault", "Recorded", "Shape", "SimulatedCloud", "Turn"]
__all__ += ["every_fault"]


class SimulatedCloud(Api):
    """The API on ``origin`` and a file host on ``elsewhere``; both on 127.0.0.1, each on a port of its own.

    Keyword arguments are the fields of ``simulated_api.Api`` (shapes, limits, prices) and ``tls``: the API then speaks
    https with a certificate made for the occasion, whose file is ``ca_file`` (needs the openssl program).
    """

    def __init__(self, *, tls: bool = False, port: int = 0, **settings: Any) -> None:
        super().__init__(**settings)
        self.tls = tls
        self.ca_file: Path | None = None
        self._port = port
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._servers: dict[str, _Server] = {}

    def __enter__(self) -> SimulatedCloud:
        context = self._certificate() if self.tls else None
        api = self._servers["api"] = _Server(self, "api", self._port, context)
        files = self._servers["elsewhere"] = _Server(self, "elsewhere", 0, None)
        self.origin = f"{'https' if self.tls else 'http'}://127.0.0.1:{api.server_port}"
        self.elsewhere = f"http://127.0.0.1:{files.server_port}"
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        for server in self._servers.values():
            server.stop()
        if self._folder:
            self._folder.cleanup()

    @contextlib.contextmanager
    def refuse(self, host: str = "api") -> Iterator[None]:
        """Within it, connections to the host ("api" or "elsewhere") are refused."""
        self.stop_listening(host)
        try:
            yield
        finally:
            self.listen_again(host)

    def stop_listening(self, host: str = "api") -> None:
        """Connections are refused from now on, and open ones are closed."""
        self._servers[host].stop()

    def listen_again(self, host: str = "api") -> None:
        """Listens on the same port as before."""
        stopped = self._servers[host]
        self._servers[host] = _Server(self, host, stopped.server_port, stopped.context)

    def _certificate(self) -> ssl.SSLContext:
        self._folder = tempfile.TemporaryDirectory(prefix="simulated-cloud-")
        folder = Path(self._folder.name)
        self.ca_file = folder / "cert.pem"
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        command += ["-days", "2", "-subj", "/CN=simulated", "-addext", "subjectAltName=IP:127.0.0.1"]
        command += ["-keyout", str(folder / "key.pem"), "-out", str(self.ca_file)]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except FileNotFoundError:
            raise RuntimeError("a simulated cloud with tls=True needs the openssl program, which is not here") from None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.ca_file, folder / "key.pem")
        return context


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, cloud: SimulatedCloud, host: str, port: int, context: ssl.SSLContext | None) -> None:
        self.cloud, self.host_name, self.context = cloud, host, context
        self.open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), _Handler)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def finish_request(self, request: Any, client_address: Any) -> None:
        # the handshake belongs to the connection's own thread, so that one slow client cannot hold up the others
        connection = self.context.wrap_socket(request, server_side=True) if self.context else request
        self.open.add(connection)
        try:
            super().finish_request(connection, client_address)
        finally:
            self.open.discard(connection)
            if self.context:
                with contextlib.suppress(OSError):
                    connection.close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], OSError | ValueError):
            super().handle_error(request, client_address)

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
        for connection in list(self.open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RD)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_any(self) -> None:
        cloud, host = self.server.cloud, self.server.host_name
        endpoint, groups = (ELSEWHERE, ()) if host == "elsewhere" else route(self.command, self.path)
        if host == "elsewhere" and self.path.startswith("/renders/"):
            endpoint = "download"
        fault = cloud.take_fault(endpoint)
        length = int(self.headers.get("Content-Length") or 0)
        request = Recorded(endpoint, host, self.command, self.path, {k.lower(): v for k, v in self.headers.items()})
        if fault and fault.kind == "reset_before":
            cloud.requests.append(request)
            return self.reset()
        # the reason why a body may be cut here: both a client that is killed and a fault that resets in its middle
        half = fault is not None and fault.kind == "reset_during"
        complete = read_body(
            self.rfile, request, length // 2 if half else length, self.headers.get("Transfer-Encoding")
        )
        cloud.requests.append(request)
        if half or not complete:
            return self.reset()
        if (
            fault
            and not fault.worked
            and fault.kind in ("answer", "silence", "redirect", "see_other", "wrong_envelope")
        ):
            return self.spoil(fault, None)
        answer = cloud.answer(request, groups)
        if endpoint in cloud.refuse_after:
            cloud.refuse_after.discard(endpoint)
            self.close_connection = True
            threading.Thread(target=cloud.stop_listening, daemon=True).start()
            time.sleep(0.1)
        return self.spoil(fault, answer) if fault else self.send(answer)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_any  # noqa: N815

    def send(self, answer: Answer, *, delay_s: float = 0.0, limit: int | None = None) -> None:
        """Sends an answer: whole, byte by byte, or only its first ``limit`` body bytes."""
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.stream is not None:
            return self.send_stream(answer)
        self.send_header("Content-Length", str(len(answer.body)))
        if limit is not None or self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        body = b"" if self.command == "HEAD" else answer.body[:limit]
        if not delay_s:
            return void(self.wfile.write(body))
        for at in range(len(body)):
            self.wfile.write(body[at : at + 1])
            if self.gone(delay_s):
                return None
        return None

    def send_stream(self, answer: Answer) -> None:
        turn = answer.turn or Turn()
        if self.gone(turn.before_s):
            return
        self.send_header(*(("Transfer-Encoding", "chunked") if turn.chunked else ("Connection", "close")))
        self.end_headers()
        for piece in answer.stream or ():
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if turn.chunked else piece)
            if self.gone(turn.pause_s):
                return
        if turn.end == "hang":
            self.gone(None)
        if turn.end == "close":
            if turn.chunked and turn.cut_at is None:
                self.wfile.write(b"0\r\n\r\n")
            self.close_connection = self.close_connection or not turn.chunked or turn.cut_at is not None
        else:
            self.reset()

    def spoil(self, fault: Fault, answer: Answer | None) -> None:
        """Does what the fault says, with the answer that would have been right."""
        cloud, right = self.server.cloud, answer or Answer()
        if right.stream is not None and fault.kind != "wrong_type":
            right = Answer(right.status, right.headers, b"".join(right.stream))
        if fault.kind == "answer":
            self.send(Answer(fault.status, fault.headers, fault.body))
        elif fault.kind in ("reset_after", "close_after"):
            self.reset(hard=fault.kind == "reset_after")
        elif fault.kind in ("answer_reset", "answer_short"):
            self.send(right, limit=len(right.body) // 2)
            self.reset(hard=fault.kind == "answer_reset")
        elif fault.kind == "drip":
            self.send(right, delay_s=fault.drip_s)
        elif fault.kind == "silence":
            self.gone(None)
            self.reset()
        elif fault.kind == "bad_json":
            self.send(Answer(200, {"Content-Type": "application/json"}, b'{"code":0,"data":{"simul'))
        elif fault.kind == "wrong_envelope":
            self.send(Answer(200, {"Content-Type": "application/json"}, b'["simulated", {"unexpected": true}]'))
        elif fault.kind == "wrong_type":
            right.headers["Content-Type"] = "text/html"
            self.send(right)
        else:
            location = f"{cloud.elsewhere}/redirected{self.path}"
            self.send(Answer(307 if fault.kind == "redirect" else 303, {"Location": location}))

    def reset(self, *, hard: bool = True) -> None:
        """Ends the connection at once: with a reset, or with an orderly end."""
        self.close_connection = True
        with contextlib.suppress(OSError):
            if hard:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            else:
                self.connection.shutdown(socket.SHUT_WR)
            self.rfile.close()
            self.connection.close()

    def gone(self, seconds: float | None) -> bool:
        """Waits so long (None: as long as the client stays); true when the client or the cloud has gone."""
        until = None if seconds is None else time.monotonic() + seconds
        while not self.server.cloud.closing.is_set():
            left = 0.05 if until is None else min(0.05, until - time.monotonic())
            if left <= 0:
                return False
            readable, _, _ = select.select([self.connection], [], [], left)
            if readable:
                with contextlib.suppress(OSError, ValueError):
                    peek = 0 if isinstance(self.connection, ssl.SSLSocket) else socket.MSG_PEEK
                    if self.connection.recv(1, peek):
                        time.sleep(left)
                        continue
                return True
        return True

    def log_message(self, *_: Any) -> None:
        """Silent: the requests are recorded."""


def void(_: object) -> None:
    """Drops a value."""


def main(argv: list[str]) -> int:
    """Runs a simulated cloud until interrupted."""
    with SimulatedCloud(port=int(argv[0]) if argv else 0, poll_retry_after="2") as cloud:
        print(f"simulated cloud: NEMO_API_URL={cloud.origin}", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            seen = 0
            while True:
                time.sleep(0.3)
                for request in cloud.requests[seen:]:
                    print(request.method, request.path, flush=True)
                    seen += 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
