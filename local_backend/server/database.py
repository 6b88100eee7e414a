"""The one SQLite file of the local backend: its tables, and a connection that threads may share.

WAL mode: whatever was committed is still there after a kill -9, and a reader never waits for a writer.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS accounts (
    user_id TEXT PRIMARY KEY, client_id TEXT NOT NULL UNIQUE, created_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS tokens (
    sha256 TEXT PRIMARY KEY, user_id TEXT NOT NULL, expires_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (
    session_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, task_id TEXT NOT NULL, task_name TEXT NOT NULL,
    language TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0, created_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS drafts (
    session_id TEXT NOT NULL, n INTEGER NOT NULL, draft TEXT, PRIMARY KEY (session_id, n));
CREATE TABLE IF NOT EXISTS turns (
    session_id TEXT NOT NULL, n INTEGER NOT NULL, message TEXT NOT NULL, reply TEXT NOT NULL,
    asked INTEGER NOT NULL, created_at REAL NOT NULL, PRIMARY KEY (session_id, n));
CREATE TABLE IF NOT EXISTS said (
    session_id TEXT NOT NULL, n INTEGER NOT NULL, message TEXT NOT NULL, draft TEXT, PRIMARY KEY (session_id, n));
CREATE TABLE IF NOT EXISTS media (
    n INTEGER PRIMARY KEY AUTOINCREMENT, session_id TEXT NOT NULL, hash TEXT NOT NULL, name TEXT NOT NULL,
    bytes INTEGER NOT NULL, info TEXT NOT NULL, key TEXT NOT NULL UNIQUE, UNIQUE (session_id, hash, name));
CREATE TABLE IF NOT EXISTS renders (
    n INTEGER PRIMARY KEY AUTOINCREMENT, user_id TEXT NOT NULL, render_id TEXT NOT NULL, session_id TEXT NOT NULL,
    draft TEXT NOT NULL, format TEXT NOT NULL, quality TEXT NOT NULL, status TEXT NOT NULL, progress INTEGER NOT NULL,
    error TEXT, file TEXT NOT NULL UNIQUE, bytes INTEGER, duration_ms INTEGER, key TEXT NOT NULL UNIQUE,
    created_at REAL NOT NULL, completed_at REAL, UNIQUE (user_id, render_id));
"""


class Database:
    """One connection for all threads; each statement or transaction runs alone."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        try:
            self._connection = self._open(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            set_aside(path)
            self._connection = self._open(path)

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.executescript(SCHEMA)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def all(self, statement: str, *values: Any) -> list[sqlite3.Row]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def one(self, statement: str, *values: Any) -> sqlite3.Row | None:
        rows = self.all(statement, *values)
        return rows[0] if rows else None

    def run(self, statement: str, *values: Any) -> int:
        """Runs one statement and returns how many rows it changed."""
        with self._lock:
            return self._connection.execute(statement, values).rowcount

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All statements inside happen, or none. One inside another belongs to it."""
        with self._lock:
            if not self._depth:
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if not self._depth:
                    self._connection.execute("ROLLBACK")
                raise
            self._depth -= 1
            if not self._depth:
                self._connection.execute("COMMIT")

    def close(self) -> None:
        with self._lock:
            self._connection.close()


def set_aside(path: Path) -> None:
    """A file that is no database is kept under another name, never deleted."""
    number = 1
    while path.with_name(f"{path.name}.corrupt-{number}").exists():
        number += 1
    for ending in ("-wal", "-shm", ""):
        file = path.with_name(path.name + ending)
        if file.exists():
            file.rename(path.with_name(f"{path.name}.corrupt-{number}{ending}"))
