"""Runs the local backend: ``python3 -m local_backend --port 8787``.

It listens on 127.0.0.1 only, one server for one folder. While it listens, ``server.json`` in that folder says
where; it leaves by itself when nobody has asked for anything for a while, and on SIGTERM.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import json
import logging
import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from local_backend import SKILL, version

if TYPE_CHECKING:
    from local_backend.server.backend import Backend
    from local_backend.server.gate import Activity

ALREADY_RUNNING = 3
THREADS_S = 5.0
"""seconds that threads get to end after everything else has"""
STREAMS_S = 3
"""seconds that open answers get to end when the server stops"""
IDLE_LOOK_S = 1.0
LEAVING_S = 25.0
"""how long a stopping server may hold the folder: it waits for its renderer to leave"""
LOOK_S = 0.05


def main(argv: list[str] | None = None) -> int:
    options = _parser().parse_args(argv)
    home: Path = options.home.expanduser().absolute()
    os.umask(0o077)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = _lock(home)
    except OSError as error:
        print(f"{home} cannot be used: {error.strerror}.", file=sys.stderr)
        return 1
    if lock is None:
        print(f"A local backend is already running for {home}{_where(home)}.", file=sys.stderr)
        return ALREADY_RUNNING
    with lock:
        try:
            listener = _listen(options.port)
        except OSError as error:
            print(f"Port {options.port} of 127.0.0.1 cannot be used: {error.strerror}.", file=sys.stderr)
            return 1
        try:
            return _serve(listener, home, options)
        except ModuleNotFoundError as error:
            command = f"{sys.executable} -m pip install '{SKILL.parent}[local]'"
            print(f"The module {error.name} is missing. Run: {command}", file=sys.stderr)
            return 1
        finally:
            listener.close()


def _parser() -> argparse.ArgumentParser:
    home = Path(os.environ.get("NEMO_HOME") or Path("~/.nemovideo").expanduser()) / "local"
    parser = argparse.ArgumentParser(prog="python3 -m local_backend", description="The NemoVideo API on this machine.")
    parser.add_argument("--port", type=int, default=8787, help="port of 127.0.0.1; 0 picks a free one (default 8787)")
    parser.add_argument("--home", type=Path, default=home, help=f"folder for all files (default {home})")
    parser.add_argument("--idle-minutes", type=float, default=30, help="leave after so long without work (0: never)")
    parser.add_argument("--heartbeat", type=float, default=15, help="seconds between heartbeats of a silent stream")
    return parser


def _serve(listener: socket.socket, home: Path, options: argparse.Namespace) -> int:
    import uvicorn

    from local_backend.server.app import create_app
    from local_backend.server.backend import Backend
    from local_backend.server.gate import Activity

    activity = Activity()
    backend = Backend(home, heartbeat_s=options.heartbeat)
    config = uvicorn.Config(
        create_app(backend, activity),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=STREAMS_S,
    )

    class Server(uvicorn.Server):
        """Says where it listens while it listens, and leaves when it is idle."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            address = {"port": listener.getsockname()[1], "pid": os.getpid(), "version": version()}
            _write(home / "server.json", address)
            print(f"http://127.0.0.1:{address['port']} (files in {home})", flush=True)
            self._idle = asyncio.create_task(_leave_when_idle(self, backend, activity, options.idle_minutes * 60))

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            (home / "server.json").unlink(missing_ok=True)
            self._idle.cancel()
            await super().shutdown(sockets=sockets)
            last = threading.Timer(THREADS_S, os._exit, (0,))  # a download may sit in its thread for minutes
            last.daemon = True
            last.start()

    Server(config).run(sockets=[listener])
    return 0


async def _leave_when_idle(server: Any, backend: Backend, activity: Activity, limit_s: float) -> None:
    while limit_s > 0 and (activity.idle_for() < limit_s or backend.busy):
        await asyncio.sleep(min(IDLE_LOOK_S, limit_s))
        if backend.busy:
            activity.touch()
    if limit_s > 0:
        server.should_exit = True


def _listen(port: int) -> socket.socket:
    # With the protocol named, asyncio sends small pieces at once instead of after 40 ms (Nagle).
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
    except (OSError, OverflowError) as error:
        listener.close()
        raise error if isinstance(error, OSError) else OSError(0, "not a port number") from None
    return listener


def _lock(home: Path) -> IO[str] | None:
    """The lock that one server of a folder holds for its whole life; None when another one listens there.

    A server that is just leaving no longer listens, so this waits for it.
    """
    file = (home / "server.lock").open("a")
    until = time.monotonic() + LEAVING_S
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:  # noqa: PERF203
            if (home / "server.json").exists() or time.monotonic() > until:
                file.close()
                return None
            time.sleep(LOOK_S)
        else:
            (home / "server.json").unlink(missing_ok=True)  # of a server that was killed
            return file


def _where(home: Path) -> str:
    try:
        known = json.loads((home / "server.json").read_text())
        return f": http://127.0.0.1:{known['port']}, process {known['pid']}"
    except (OSError, ValueError, LookupError, TypeError):
        return ""


def _write(path: Path, value: dict[str, Any]) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps(value))
    part.chmod(0o600)
    part.replace(path)


if __name__ == "__main__":
    raise SystemExit(main())
