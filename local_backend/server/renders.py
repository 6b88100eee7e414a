"""The queue of renders: one at a time, away from the requests, and none lost.

A render is a row in SQLite from the moment it is accepted. One that a dead server left behind is taken up
again at the next start; what it had finished is in the renderer's cache by then.
"""

from __future__ import annotations

import json
import logging
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from local_backend.draft import DraftError, from_draft
from local_backend.media.info import MediaFile
from local_backend.server.database import Database
from local_backend.server.projects import Media, Projects
from local_backend.timeline import Timeline

log = logging.getLogger(__name__)

FORMATS = {"mp4": "video/mp4", "mov": "video/quicktime", "webm": "video/webm", "gif": "image/gif",
           "mp3": "audio/mpeg", "m4a": "audio/mp4", "wav": "audio/wav"}  # fmt: skip
QUALITIES = ("low", "medium", "high")
KEPT_S = 7 * 24 * 3600.0
"""how long a finished video can be downloaded again: as long as a token lives"""
STOP_S = 20.0
"""how long a stopping server waits for the renderer to leave"""


class Rendered(Protocol):
    @property
    def bytes(self) -> int: ...
    @property
    def duration_ms(self) -> int: ...
    @property
    def notes(self) -> tuple[str, ...]: ...


class Renderer(Protocol):
    def render(
        self,
        timeline: Timeline,
        files: Mapping[str, MediaFile],
        fmt: str,
        quality: str,
        target: Path,
        on_progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> Rendered: ...


class RefusedError(Exception):
    """A render that is not begun, in words; ``status`` is the HTTP status that says so."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Render:
    """A render as it is now; times are seconds of the epoch, ``progress`` percent.

    ``error`` is why it failed, or what else is to be told of a finished one.
    """

    render_id: str
    session_id: str
    status: str
    progress: int
    format: str
    error: str | None
    file: str
    bytes: int | None
    duration_ms: int | None
    key: str
    created_at: float
    completed_at: float | None


COLUMNS = (
    "render_id, session_id, status, progress, format, error, file, bytes, duration_ms, key, created_at, completed_at"
)


class Renders:
    def __init__(self, database: Database, projects: Projects, home: Path, renderer: Callable[[], Renderer]) -> None:
        self._database = database
        self._projects = projects
        self.folder = home / "renders"
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._make_renderer = renderer
        self._renderer: Renderer | None = None
        self._wake = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name="renders", daemon=True)

    def start(self) -> None:
        self._database.run("UPDATE renders SET status = 'pending' WHERE status = 'processing'")
        self._sweep()
        self._thread.start()

    def stop(self) -> None:
        """Leaves the render at hand for the next start and waits until its processes are gone."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        self._thread.join(STOP_S)

    def _sweep(self) -> None:
        """Removes videos that are old, and whatever in their folder belongs to no render."""
        rows = self._database.all("SELECT file FROM renders WHERE created_at > ?", time.time() - KEPT_S)
        kept = {str(row["file"]) for row in rows}
        for path in self.folder.iterdir():
            if path.name not in kept:
                path.unlink()

    @property
    def busy(self) -> bool:
        return self._database.one("SELECT 1 FROM renders WHERE status IN ('pending', 'processing')") is not None

    def submit(
        self, user_id: str, session_id: str, render_id: str, draft: dict[str, Any], fmt: str, quality: str
    ) -> Render:
        """Accepts a render. Raises ``RefusedError`` for a draft that cannot be rendered, or a used id."""
        fmt = fmt.lower()
        if fmt not in FORMATS:
            raise RefusedError(f"The format {fmt!r} is not known here. Use one of: {', '.join(FORMATS)}.")
        if quality not in QUALITIES:
            raise RefusedError(f"The quality {quality!r} is not known here. Use one of: {', '.join(QUALITIES)}.")
        self._readable(session_id, draft)
        file = f"{secrets.token_hex(16)}.{fmt}"
        try:
            self._database.run(
                "INSERT INTO renders (user_id, render_id, session_id, draft, format, quality, status, progress, file,"
                " key, created_at) VALUES (?, ?, ?, ?, ?, ?, 'pending', 0, ?, ?, ?)",
                user_id,
                render_id,
                session_id,
                json.dumps(draft, ensure_ascii=False, allow_nan=False),
                fmt,
                quality,
                file,
                secrets.token_urlsafe(18),
                time.time(),
            )
        except sqlite3.IntegrityError:
            raise RefusedError("This render id was used before. Send a new one.", 409) from None
        with self._wake:
            self._wake.notify_all()
        render = self.find(user_id, render_id)
        assert render is not None  # noqa: S101  inserted above
        return render

    def find(self, user_id: str, render_id: str) -> Render | None:
        row = self._database.one(
            f"SELECT {COLUMNS} FROM renders WHERE user_id = ? AND render_id = ?",  # noqa: S608
            user_id,
            render_id,
        )
        return Render(*row) if row else None

    def by_key(self, key: str) -> Render | None:
        row = self._database.one(f"SELECT {COLUMNS} FROM renders WHERE key = ?", key)  # noqa: S608
        return Render(*row) if row else None

    def _readable(self, session_id: str, draft: dict[str, Any]) -> tuple[Timeline, dict[str, MediaFile]]:
        try:
            timeline = from_draft(draft)
        except DraftError as error:
            raise RefusedError(f"The draft cannot be read: {error}.") from None
        if not any(track.segments for track in timeline.tracks):
            raise RefusedError("The timeline is empty, so there is nothing to export yet.")
        there: dict[str, Media] = {media.hash: media for media in self._projects.media(session_id)}
        files: dict[str, MediaFile] = {}
        for _, segment in timeline.segments():
            if not segment.media:
                continue
            media = there.get(segment.media)
            path = self._projects.media_path(segment.media) if media else None
            if media is None or path is None or not path.is_file():
                name = segment.name or "A file"
                raise RefusedError(f"{name} is on the timeline but not among this session's files. Upload it again.")
            files[segment.media] = MediaFile(path, media.info, media.name)
        return timeline, files

    def _work(self) -> None:
        while True:
            with self._wake:
                while not self._stopping and not (row := self._next()):
                    self._wake.wait()
                if self._stopping or row is None:
                    return
            try:
                self._render(row)
            except Exception:
                log.exception("the render queue")
                time.sleep(1)

    def _next(self) -> sqlite3.Row | None:
        return self._database.one("SELECT * FROM renders WHERE status = 'pending' ORDER BY n LIMIT 1")

    def _render(self, row: sqlite3.Row) -> None:
        number = int(row["n"])
        shown = 0

        def progress(share: float) -> None:
            nonlocal shown
            percent = min(99, max(0, int(share * 100)))
            if percent > shown:
                shown = percent
                self._database.run("UPDATE renders SET progress = ? WHERE n = ?", percent, number)

        self._database.run("UPDATE renders SET status = 'processing', progress = 0 WHERE n = ?", number)
        target = self.folder / str(row["file"])
        try:
            timeline, files = self._readable(str(row["session_id"]), json.loads(row["draft"]))
            if self._renderer is None:
                self._renderer = self._make_renderer()
            made = self._renderer.render(
                timeline, files, row["format"], row["quality"], target, progress, lambda: self._stopping
            )
        except Exception as error:
            if self._stopping:
                self._database.run("UPDATE renders SET status = 'pending' WHERE n = ?", number)
                return
            log.warning("render failed", exc_info=error)
            self._end(number, "failed", failure_words(error))
        else:
            self._database.run(
                "UPDATE renders SET bytes = ?, duration_ms = ? WHERE n = ?", made.bytes, made.duration_ms, number
            )
            self._end(number, "completed", " ".join(made.notes) or None)

    def _end(self, number: int, status: str, said: str | None) -> None:
        self._database.run(
            "UPDATE renders SET status = ?, error = ?, progress = ?, completed_at = ? WHERE n = ?",
            status,
            said,
            100 if status == "completed" else 0,
            time.time(),
            number,
        )


def failure_words(error: Exception) -> str:
    """What a person is told about a failed render."""
    if isinstance(error, OSError) and error.strerror:
        return f"The video could not be written: {error.strerror}."
    if isinstance(error, RefusedError) or type(error).__name__ == "RenderError":
        return str(error)
    return f"The renderer failed ({type(error).__name__}). Export again; what was finished is kept."
