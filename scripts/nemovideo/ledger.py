"""The jobs on disk: what was asked, whether its process lives, and whether its result was seen."""

from __future__ import annotations

import argparse
import contextlib
import errno
import fcntl
import json
import os
import re
import secrets
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from nemovideo import settings
from nemovideo.errors import NotThere
from nemovideo.journal import Journal
from nemovideo.store import Store, cannot_write, write_private

KEPT_JOBS = 40
# Options that say how to wait and not what to do, or are compared by themselves; and the check of a new job.
NOT_ASKED = ("wait", "api", "session", "stdin", "at_first")
# What must not happen twice, by its name in the journal.
SENT_ONCE = ("message", "render")
END_S = 5.0
SUMMARY_CHARS = 120
HOLD_TRIES = 50
BORN_WITHIN_S = 10.0
HELD = (errno.EAGAIN, errno.EACCES)


class Request(NamedTuple):
    """A command as it was given; two that are alike ask for the same work."""

    kind: str
    api: str
    session: str | None
    """None: the session that there will be"""
    asked: dict[str, Any]
    script: str
    argv: list[str]
    cwd: str
    created_at: float
    stdin: str = ""

    @classmethod
    def of(cls, kind: str, script: Path, argv: Sequence[str], args: argparse.Namespace, store: Store) -> Request:
        api = settings.api(getattr(args, "api", None))
        session = getattr(args, "session", None)
        if session is None and kind != "make_video":
            session = (store.current(api) or {}).get("session_id")
        asked = {name: _plain(value) for name, value in vars(args).items() if name not in NOT_ASKED}
        asked["stamps"] = [_stamp(path) for path in getattr(args, "files", None) or ()]
        stdin = getattr(args, "stdin", "") or ""
        return cls(kind, api, session, asked, str(script), list(argv), str(Path.cwd()), time.time(), stdin)

    @property
    def summary(self) -> str:
        words = next((self.asked[key] for key in ("message", "output", "files") if self.asked.get(key)), "")
        text = " ".join((words if isinstance(words, str) else ", ".join(map(str, words))).split())
        return text if len(text) <= SUMMARY_CHARS else text[: SUMMARY_CHARS - 1] + "…"


class Job:
    """One folder below ``jobs``."""

    def __init__(self, folder: Path, request: Request) -> None:
        self.folder = folder
        self.request = request

    @property
    def id(self) -> str:
        return self.folder.name

    @property
    def kind(self) -> str:
        return self.request.kind

    @property
    def stdin(self) -> Path:
        return self.folder / "stdin" if self.request.stdin else Path(os.devnull)

    @property
    def alive(self) -> bool:
        """Whether some process holds the job's lock; a process id says nothing, since it may be another's by now."""
        try:
            handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno in HELD or self._seems_alive()
        finally:
            os.close(handle)
        return False

    def _seems_alive(self) -> bool:
        """The next best answer, on a file system that has no locks."""
        pids = [line["start"] for line in self.journal().lines if isinstance(line.get("start"), int)]
        if not pids:
            return abs(time.time() - self.request.created_at) < BORN_WITHIN_S
        try:
            os.kill(pids[-1], 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True

    def hold(self) -> int | None:
        """The lock as an open file, for as long as it is open; None when another process has it.

        Someone who only looks has it for a moment, hence the second tries.
        """
        try:
            handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise cannot_write(self.folder / "lock", error) from None
        for _ in range(HOLD_TRIES):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno in HELD:
                    time.sleep(0.01)
                    continue
            return handle
        os.close(handle)
        return None

    def journal(self) -> Journal:
        return Journal(self.folder)

    @property
    def has_result(self) -> bool:
        return any("result" in line for line in self.journal().lines)

    @property
    def delivered(self) -> bool:
        return (self.folder / "delivered").exists()

    def mark_delivered(self) -> None:
        with contextlib.suppress(OSError):
            (self.folder / "delivered").touch(0o600)

    @property
    def refusal(self) -> tuple[int, dict[str, Any]] | None:
        """The error document that a process printed which ended before its work began."""
        with contextlib.suppress(OSError, ValueError):
            document = json.loads((self.folder / "output").read_bytes())
            if isinstance(document, dict) and document.get("ok") is False:
                return 2, document
        return None

    @property
    def session(self) -> str | None:
        """The session that the job works in, as far as it is known."""
        made = self.journal().last("session")
        return str(made["session_id"]) if made else self.request.session

    @property
    def _end(self) -> dict[str, Any] | None:
        """The line with the result, if it has come to that."""
        return next((line for line in reversed(self.journal().lines) if isinstance(line.get("result"), dict)), None)

    @property
    def file(self) -> str | None:
        """Where the video is that the job made, if it made one."""
        ended = self._end
        made = ended["result"].get("file") if ended else None
        return made if isinstance(made, str) else None

    @property
    def status(self) -> str:
        ended = self._end
        if ended is None:
            return "running" if self.alive else "interrupted"
        return "done" if ended.get("exit") == 0 else str((ended["result"].get("error") or {}).get("kind") or "failed")

    def end_process(self) -> None:
        """End the process that does the job, politely first."""
        pids = [line["start"] for line in self.journal().lines if isinstance(line.get("start"), int)]
        for number in (signal.SIGTERM, signal.SIGKILL):
            if not pids or not self.alive:
                return
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pids[-1], number)
            until = time.monotonic() + END_S
            while self.alive and time.monotonic() < until:
                time.sleep(0.02)


def create(store: Store, request: Request) -> Job:
    """A new job, on disk but not started."""
    _forget_old(store)
    folder = store.folder("jobs") / f"{request.kind}-{secrets.token_hex(4)}"
    try:
        folder.mkdir(mode=0o700)
        if request.stdin:
            write_private(folder / "stdin", request.stdin.encode("utf-8", "surrogateescape"))
        newest = next((job.request.created_at for job in every(store)), 0.0)
        # A clock that was set back must not put this job before an older one.
        values = {
            **request._asdict(),
            "stdin": bool(request.stdin),
            "created_at": max(request.created_at, newest + 1e-3),
        }
        write_private(folder / "request.json", json.dumps(values, ensure_ascii=True).encode())
    except OSError as error:
        raise cannot_write(folder, error) from None
    return find(store, folder.name)


def find(store: Store, identity: str) -> Job:
    """The job of this id. Raises NotThere."""
    folder = store.home / "jobs" / identity
    if re.fullmatch(r"[a-z_]+-[0-9a-f]+", identity):
        with contextlib.suppress(OSError, ValueError, TypeError):
            values = json.loads((folder / "request.json").read_bytes())
            stdin = (folder / "stdin").read_bytes().decode("utf-8", "surrogateescape") if values["stdin"] else ""
            return Job(folder, Request(**{**values, "stdin": stdin}))
    raise NotThere(
        "There is no job of this id.", kind="no_job", next=f"Run: {settings.command('job.py', 'list')}"
    )  # fmt: skip


def every(store: Store) -> list[Job]:
    """All jobs, newest first."""
    found = []
    with contextlib.suppress(OSError):
        for folder in (store.home / "jobs").iterdir():
            with contextlib.suppress(NotThere):
                found.append(find(store, folder.name))
    return sorted(found, key=lambda job: job.request.created_at, reverse=True)


def newest_open(store: Store) -> Job:
    """The newest job that runs or whose result nobody saw, else the newest of all."""
    jobs = every(store)
    if not jobs:
        raise NotThere("There are no jobs.", kind="no_job")
    unseen = [job for job in jobs if not job.delivered]
    return next((job for job in unseen if not job.has_result), None) or next(iter(unseen), jobs[0])


def _forget_old(store: Store) -> None:
    jobs = every(store)
    if len(jobs) <= KEPT_JOBS:
        return
    import shutil

    for job in [job for job in jobs if job.has_result][KEPT_JOBS:]:
        shutil.rmtree(job.folder, ignore_errors=True)


def _stamp(path: Any) -> list[int]:
    """What tells a changed file from the same one; nothing for a URL."""
    with contextlib.suppress(OSError, ValueError):
        found = os.stat(path)  # noqa: PTH116
        return [found.st_size, found.st_mtime_ns]
    return []


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)
