"""Accounts of the local backend: anonymous tokens, and credits that nothing spends.

An account belongs to a client id, so the same client finds its sessions again with a new token.
A token is random, lives for seven days as the cloud's, and is kept here as a hash only.
"""

from __future__ import annotations

import hashlib
import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone

from local_backend.server.database import Database

CREDITS = 100
TOKEN_LIFE_S = 7 * 24 * 3600
MAX_CLIENT_ID = 64


@dataclass(frozen=True, slots=True)
class Issued:
    """A new token; ``expires_at`` is ISO 8601 in UTC."""

    token: str
    user_id: str
    expires_at: str
    credits: int = CREDITS


class Accounts:
    def __init__(self, database: Database, now: Callable[[], float] = time.time) -> None:
        self._database = database
        self._now = now

    def issue(self, client_id: str) -> Issued:
        """A token for the account of this client id, which is made when it is new. Older tokens stay valid."""
        now = self._now()
        expires = now + TOKEN_LIFE_S
        token = "nmv_usr_" + secrets.token_urlsafe(32)
        with self._database.transaction():
            self._database.run("DELETE FROM tokens WHERE expires_at < ?", now)
            self._database.run(
                "INSERT OR IGNORE INTO accounts VALUES (?, ?, ?)", "anon_" + secrets.token_hex(8), client_id, now
            )
            account = self._database.one("SELECT user_id FROM accounts WHERE client_id = ?", client_id)
            assert account is not None  # noqa: S101  inserted two lines above
            user_id = str(account["user_id"])
            self._database.run("INSERT INTO tokens VALUES (?, ?, ?)", digest(token), user_id, expires)
        return Issued(token, user_id, iso(expires))

    def user_of(self, token: str) -> str | None:
        """The user id a token stands for; None when it is unknown or over."""
        row = self._database.one(
            "SELECT user_id FROM tokens WHERE sha256 = ? AND expires_at >= ?", digest(token), self._now()
        )
        return str(row["user_id"]) if row else None


def digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def client_id_problem(client_id: str | None) -> str | None:
    """What is wrong with an X-Client-Id, in words; None when it is right (protocol: a UUID, at most 64 characters)."""
    if not client_id or not client_id.strip():
        return "Missing X-Client-Id header. Generate a random UUID and send it."
    if len(client_id) > MAX_CLIENT_ID:
        return f"X-Client-Id is longer than {MAX_CLIENT_ID} characters."
    if any(unicodedata.category(character).startswith("C") for character in client_id):
        return "X-Client-Id has control characters in it."
    return None
