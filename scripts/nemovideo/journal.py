"""What a job writes down as it goes, one JSON object a line, so that it can be followed, joined and taken up again.

    {"start": pid}, {"note": words}, {"progress": [label, done, total]}, {"sent": name, …}, {"result": {…}, "exit": n}

``sent`` is on the disk before the thing is done that must not be done twice; a job that is started again after its
process died finds it and goes on from there. No line holds a token.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nemovideo import errors
from nemovideo.store import cannot_write

FILE = "journal.jsonl"
PROGRESS_EVERY_S = 0.25


class Journal:
    """The journal in ``folder``, or one in memory for work that is nobody's job."""

    def __init__(self, folder: Path | None = None) -> None:
        self.path = folder / FILE if folder else None
        self.lines: list[dict[str, Any]] = list(_lines(_content(self.path)))
        self._last_progress = 0.0

    def start(self) -> None:
        """Called by the process that does the work."""
        self._write({"start": os.getpid()})

    def note(self, words: str) -> None:
        self._write({"note": words})

    def progress(self, label: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if done == total or now - self._last_progress >= PROGRESS_EVERY_S:
            self._last_progress = now
            self._write({"progress": [label, done, total]})

    def sent(self, name: str, **facts: Any) -> None:
        """Put down what is about to happen; raises when that is not safely on the disk."""
        self._write({"sent": name, **facts}, surely=True)

    def last(self, name: str) -> dict[str, Any] | None:
        """The facts that ``sent`` put down last under this name, also by a process that died."""
        return next((line for line in reversed(self.lines) if line.get("sent") == name), None)

    def result(self, document: dict[str, Any], code: int) -> None:
        self._write({"result": document, "exit": code}, surely=True)

    def _write(self, line: dict[str, Any], *, surely: bool = False) -> None:
        self.lines.append(line)
        if self.path is None:
            return
        data = json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
        try:
            _append(self.path, data, surely)
        except OSError as error:
            if surely:
                raise cannot_write(self.path, error) from None


class Reader:
    """Follows a journal that another process writes."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._at = 0

    def new(self) -> list[dict[str, Any]]:
        """The lines that came since the last call; a line in the middle of being written waits for the next."""
        try:
            with self._path.open("rb") as file:
                file.seek(self._at)
                data = file.read()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise errors.NotThere(f"Cannot read {self._path}: {error.strerror}.") from None
        whole = data[: data.rfind(b"\n") + 1]
        self._at += len(whole)
        return list(_lines(whole))


def _append(path: Path, data: bytes, surely: bool) -> None:
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        size = os.fstat(handle).st_size
        if size and os.pread(handle, 1, size - 1) != b"\n":  # a line that died half way
            data = b"\n" + data
        while data:
            data = data[os.write(handle, data) :]
        if surely:
            os.fsync(handle)
    finally:
        os.close(handle)


def _content(path: Path | None) -> bytes:
    try:
        return path.read_bytes() if path else b""
    except FileNotFoundError:
        return b""


def _lines(data: bytes) -> Iterator[dict[str, Any]]:
    for line in data.split(b"\n"):
        with contextlib.suppress(ValueError, RecursionError):
            value = json.loads(line.decode("utf-8", "surrogatepass"))
            if isinstance(value, dict):
                yield value


_current = Journal()


def current() -> Journal:
    """The journal of the job that this process does, or one in memory."""
    return _current


def use(journal: Journal) -> None:
    global _current
    _current = journal
