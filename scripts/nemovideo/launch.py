"""The local backend: found when it runs, started when it does not; the scripts know it by HTTP only.

However many scripts ask at once, one of them starts it. It gets an environment without the person's token and
goes on when the script has ended; it leaves by itself after half an hour without work.
"""

from __future__ import annotations

import http.client
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from nemovideo import settings
from nemovideo.errors import BackendError, MissingDependency
from nemovideo.store import Store, cannot_write

START_S = 30.0
INSTALLING_S = 600.0  # for `uv run`, which may have to fetch 200 MB first
HEALTH_S = 3.0
LOOK_S = 0.05
IDLE_MINUTES = 30
NEEDED = ("fastapi", "uvicorn", "cv2", "av", "PIL", "numpy", "imageio_ffmpeg", "manimgx_fonts", "manimgx_fonts_cjk")
_LOG_TAIL = 300


def local_origin(store: Store, *, notify: Callable[[str], None] = lambda _: None) -> str:
    """http://127.0.0.1:PORT of this home's local backend, which answers when this returns.

    Raises MissingDependency, naming the one command that mends it, and BackendError when it does not start.
    """
    home = store.folder("local")
    running = _running(home)
    if running:
        return running
    with store.lock("start-local-backend", wait_s=INSTALLING_S + START_S):
        running = _running(home)
        if running:
            return running
        start, limit_s = interpreter(settings.skill_folder())
        if limit_s > START_S:
            notify("Setting up the local editor; the first time this fetches about 200 MB…")
        else:
            notify("Starting the local editor…")
        return _start(start, home, limit_s)


def interpreter(skill: Path) -> tuple[list[str], float]:
    """How to start Python with what the local backend needs, and how many seconds that may take.

    The interpreter that runs now, else the folder's .venv, else uv.
    """
    if all(_found(name) for name in NEEDED):
        return [sys.executable], START_S
    own = skill / ".venv" / "bin" / "python"
    if own.is_file() and Path(sys.prefix) != own.parents[1] and _has_all(own):
        return [str(own)], START_S
    uv = shutil.which("uv")
    if uv:
        return [uv, "run", "--quiet", "--project", str(skill), "--extra", "local", "python"], INSTALLING_S
    venv, extra = shlex.quote(str(skill / ".venv")), shlex.quote(f"{skill}[local]")
    raise MissingDependency(
        "The local editor needs packages that are not installed.",
        next=f"Run: python3 -m venv {venv} && {venv}/bin/pip install {extra}",
    )


def _found(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def _has_all(python: Path) -> bool:
    look = "import importlib.util,sys; sys.exit(not all(importlib.util.find_spec(n) for n in sys.argv[1:]))"
    try:
        done = subprocess.run(
            [str(python), "-c", look, *NEEDED],
            env=settings.child_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=START_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _start(start: Sequence[str], home: Path, limit_s: float) -> str:
    log = home / "server.log"
    arguments = ["-m", "local_backend", "--port", "0", "--home", str(home), "--idle-minutes", str(IDLE_MINUTES)]
    try:
        handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise cannot_write(log, error) from None
    with os.fdopen(handle, "wb") as output:
        try:
            server = subprocess.Popen(
                [*start, *arguments],
                cwd=settings.skill_folder(),
                env=settings.child_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        except OSError as error:
            why = (error.strerror or "not possible").lower()
            raise BackendError(f"The local editor cannot be started: {why}.", kind="local_backend") from None
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        running = _running(home)
        if running:
            return running
        if server.poll() is not None:
            # Another copy may hold the home already and be about to answer.
            time.sleep(LOOK_S)
            running = _running(home)
            if running:
                return running
            if server.returncode < 0:
                raise BackendError("The local editor was stopped while it started.", kind="local_backend")
            if server.returncode != _ALREADY_RUNNING:
                raise BackendError(
                    f"The local editor ended while starting: {_tail(log)}", kind="local_backend", next=f"Read {log}"
                )
        time.sleep(LOOK_S)
    raise BackendError(
        f"The local editor did not answer within {limit_s:.0f} s.", kind="local_backend", next=f"Read {log}"
    )


_ALREADY_RUNNING = 3  # the server's exit status when another one serves the same folder


def _running(home: Path) -> str | None:
    """Where this home's server answers, or None."""
    try:
        said = json.loads((home / "server.json").read_bytes())
    except (OSError, ValueError):
        return None
    port, pid = (said.get("port"), said.get("pid")) if isinstance(said, dict) else (None, None)
    if not isinstance(port, int) or not isinstance(pid, int) or not 0 < port < 65536:
        return None
    # A server that was killed leaves its file behind, and another home's server may get its port.
    return f"http://127.0.0.1:{port}" if _alive(pid) and _healthy(port) else None


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return pid > 0


def _healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=HEALTH_S)
    try:
        connection.request("GET", "/health")
        answer = connection.getresponse()
        document: Any = json.loads(answer.read(4096))
        return answer.status == 200 and isinstance(document, dict) and document.get("ok") is True
    except (OSError, ValueError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _tail(log: Path) -> str:
    try:
        lines = log.read_text("utf-8", "replace").strip().splitlines()
    except OSError:
        lines = []
    return lines[-1][-_LOG_TAIL:] if lines else "it left no message."
