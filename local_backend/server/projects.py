"""What people make, kept in SQLite: sessions, their files, and the timeline with all its earlier forms.

The history of a session is a numbered row of drafts and a position in it: an edit cuts off what was
undone and adds one, undo and redo move the position. Row 0 is the empty start.
"""

from __future__ import annotations

import json
import math
import secrets
import sqlite3
import time
import unicodedata
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local_backend.draft import from_draft
from local_backend.media.info import MediaInfo
from local_backend.server.database import Database
from local_backend.thread import LONGEST, Said, Thread
from local_backend.timeline import Timeline

UNDO_STEPS = 100
"""how many earlier timelines a session keeps"""
MAX_NAME = 150
"""characters of a file name; with an ending of four bytes each it still fits a file system"""


@dataclass(frozen=True, slots=True)
class Session:
    session_id: str
    user_id: str
    task_id: str
    task_name: str
    language: str
    created_at: float


@dataclass(frozen=True, slots=True)
class Media:
    """A file of a session. Its bytes are in ``media/<hash>``; ``key`` is the secret part of its address."""

    hash: str
    name: str
    bytes: int
    info: MediaInfo
    key: str

    @property
    def file_type(self) -> str:
        """As the wire has it: an animation is an image there."""
        return "image" if self.info.kind == "animation" else self.info.kind


@dataclass(frozen=True, slots=True)
class History:
    """The draft now (None before the first edit), and which ways lead from it."""

    draft: dict[str, Any] | None
    can_undo: bool
    can_redo: bool


class Projects:
    def __init__(self, database: Database, home: Path) -> None:
        self._database = database
        self.media_folder = home / "media"
        self.media_folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def create_session(self, user_id: str, task_name: str, language: str) -> Session:
        session = Session(_snowflake(), user_id, _snowflake(), task_name, language, time.time())
        with self._database.transaction():
            self._database.run(
                "INSERT INTO sessions (session_id, user_id, task_id, task_name, language, created_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                session.session_id,
                user_id,
                session.task_id,
                task_name,
                language,
                session.created_at,
            )
            self._database.run("INSERT INTO drafts VALUES (?, 0, NULL)", session.session_id)
        return session

    def session(self, user_id: str, session_id: str) -> Session | None:
        """The session, if it is this user's."""
        row = self._database.one(
            "SELECT session_id, user_id, task_id, task_name, language, created_at FROM sessions"
            " WHERE session_id = ? AND user_id = ?",
            session_id,
            user_id,
        )
        return Session(*row) if row else None

    def add_media(self, session_id: str, digest: str, name: str, size: int, info: MediaInfo) -> Media:
        """Puts a stored file into the session. The same bytes under the same name are there once only."""
        self._database.run(
            "INSERT OR IGNORE INTO media (session_id, hash, name, bytes, info, key) VALUES (?, ?, ?, ?, ?, ?)",
            session_id,
            digest,
            name,
            size,
            info.to_json(),
            secrets.token_urlsafe(18),
        )
        row = self._database.one(
            "SELECT * FROM media WHERE session_id = ? AND hash = ? AND name = ?", session_id, digest, name
        )
        assert row is not None  # noqa: S101  inserted above
        return _media(row)

    def media(self, session_id: str) -> list[Media]:
        """The files of a session in the order in which they came."""
        rows = self._database.all("SELECT * FROM media WHERE session_id = ? ORDER BY n", session_id)
        return [_media(row) for row in rows]

    def media_by_key(self, key: str) -> Media | None:
        row = self._database.one("SELECT * FROM media WHERE key = ?", key)
        return _media(row) if row else None

    def media_path(self, digest: str) -> Path:
        return self.media_folder / digest

    def known_info(self, digest: str) -> MediaInfo | None:
        """What an earlier look at the same bytes found, if they are still stored."""
        row = self._database.one("SELECT info FROM media WHERE hash = ? LIMIT 1", digest)
        if row is None or not self.media_path(digest).is_file():
            return None
        return MediaInfo.from_json(row["info"])

    def history(self, session_id: str) -> History:
        row = self._database.one(
            "SELECT d.draft, s.position > (SELECT MIN(n) FROM drafts WHERE session_id = s.session_id) AS back,"
            " s.position < (SELECT MAX(n) FROM drafts WHERE session_id = s.session_id) AS forward"
            " FROM sessions s JOIN drafts d ON d.session_id = s.session_id AND d.n = s.position"
            " WHERE s.session_id = ?",
            session_id,
        )
        if row is None:
            return History(None, False, False)
        return History(json.loads(row["draft"]) if row["draft"] else None, bool(row["back"]), bool(row["forward"]))

    def commit(self, session_id: str, draft: dict[str, Any]) -> None:
        """A new draft after the present one; what had been undone is gone."""
        with self._database.transaction():
            position = self._position(session_id)
            self._database.run("DELETE FROM drafts WHERE session_id = ? AND n > ?", session_id, position)
            self._database.run("INSERT INTO drafts VALUES (?, ?, ?)", session_id, position + 1, _json(draft))
            self._database.run("UPDATE sessions SET position = ? WHERE session_id = ?", position + 1, session_id)
            self._database.run(
                "DELETE FROM drafts WHERE session_id = ? AND n < ?", session_id, position + 1 - UNDO_STEPS
            )

    def step(self, session_id: str, direction: int) -> bool:
        """Undo (-1) or redo (+1); False when there is nothing in that direction."""
        with self._database.transaction():
            there = self._position(session_id) + direction
            if not self._database.one("SELECT 1 FROM drafts WHERE session_id = ? AND n = ?", session_id, there):
                return False
            self._database.run("UPDATE sessions SET position = ? WHERE session_id = ?", there, session_id)
            return True

    def _position(self, session_id: str) -> int:
        row = self._database.one("SELECT position FROM sessions WHERE session_id = ?", session_id)
        if row is None:
            raise KeyError(session_id)
        return int(row["position"])

    def add_turn(self, session_id: str, message: str, reply: str, asked: bool) -> None:
        self._database.run(
            "INSERT INTO turns SELECT ?, COALESCE(MAX(n), 0) + 1, ?, ?, ?, ? FROM turns WHERE session_id = ?",
            session_id,
            message,
            reply,
            asked,
            time.time(),
            session_id,
        )

    def turns(self, session_id: str) -> int:
        """How many messages the session has had."""
        row = self._database.one("SELECT COUNT(*) AS many FROM turns WHERE session_id = ?", session_id)
        return int(row["many"]) if row else 0

    def thread(self, session_id: str) -> Thread:
        """What was said in the session lately; read when it is asked for."""
        return Thread(lambda: self._said(session_id))

    def _said(self, session_id: str) -> Iterator[Said]:
        for row in self._database.all("SELECT message, draft FROM said WHERE session_id = ? ORDER BY n", session_id):
            yield Said(row["message"], from_draft(json.loads(row["draft"])) if row["draft"] else Timeline())

    def remember(self, session_id: str, message: str, draft: dict[str, Any] | None) -> None:
        """A message that the next ones may lean on, and the draft that it found."""
        row = self._database.one("SELECT COALESCE(MAX(n), 0) + 1 AS n FROM said WHERE session_id = ?", session_id)
        number = int(row["n"]) if row else 1
        with self._database.transaction():
            self._database.run(
                "INSERT INTO said VALUES (?, ?, ?, ?)", session_id, number, message, _json(draft) if draft else None
            )
            self._database.run("DELETE FROM said WHERE session_id = ? AND n <= ?", session_id, number - LONGEST)

    def forget(self, session_id: str) -> None:
        """No later message leans on what was said so far."""
        self._database.run("DELETE FROM said WHERE session_id = ?", session_id)

    def together(self) -> AbstractContextManager[None]:
        """Several calls as one: ``with projects.together(): …`` keeps all of them or none."""
        return self._database.transaction()


def canvas(draft: dict[str, Any] | None) -> dict[str, Any] | None:
    """The ``canvas_config`` of a draft: ratio in its lowest terms, width and height in pixels, frames a second."""
    if draft is None:
        return None
    meta = draft["m"]
    width, height = int(meta["width"]), int(meta["height"])
    divisor = math.gcd(width, height) or 1
    return {"ratio": f"{width // divisor}:{height // divisor}", "width": width, "height": height, "fps": meta["fps"]}


def safe_name(name: str) -> str:
    """A file name to show and to speak of: no folders, no control or direction-changing characters.

    It is never used as a path, whatever it looks like.
    """
    last = unicodedata.normalize("NFC", name.replace("\\", "/")).rsplit("/", 1)[-1]
    kept = "".join(character for character in last if not _hidden(character)).strip(" .")
    if len(kept) > MAX_NAME:
        stem, dot, ending = kept.rpartition(".")
        kept = stem[: MAX_NAME - len(ending) - 1] + dot + ending if dot and len(ending) < 10 else kept[:MAX_NAME]
    return kept or "file"


def _hidden(character: str) -> bool:
    """Control, half a surrogate pair, line break, or an invisible mark (joiners excepted: emoji need them)."""
    return unicodedata.category(character) in {"Cc", "Cs", "Cf", "Zl", "Zp"} and character not in "\u200c\u200d"


def _media(row: sqlite3.Row) -> Media:
    return Media(row["hash"], row["name"], int(row["bytes"]), MediaInfo.from_json(row["info"]), row["key"])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _snowflake() -> str:
    """An id of 19 digits, which as a number is beyond what a float holds: it must stay a string."""
    return str(10**18 + secrets.randbelow(8 * 10**18))
