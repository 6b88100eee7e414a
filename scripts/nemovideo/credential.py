"""A bearer token and what is known about it. Its value shows in no representation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from nemovideo.answers import mapping, text
from nemovideo.errors import BadAnswer

Source = Literal["environment", "saved", "anonymous"]

VALID_FOR_S = 7 * 24 * 3600  # seed: "valid 7 days"; used where the answer names no end
RENEW_BEFORE_S = 3600  # longer than the longest turn and export together


class Credential:
    """`source` says where the token is from; `expires_at` is ISO 8601 or None; `user_id` is "anon_…" for guests."""

    __slots__ = ("credits", "expires_at", "source", "token", "user_id")

    def __init__(
        self, token: str, source: Source, *, user_id: str | None = None, expires_at: str | None = None,
        credits: int | None = None,  # noqa: A002 (the field's own name)
    ) -> None:  # fmt: skip
        self.token = token
        self.source = source
        self.user_id = user_id
        self.expires_at = expires_at
        self.credits = credits

    def __repr__(self) -> str:
        return f"Credential(source={self.source!r}, user_id={self.user_id!r}, expires_at={self.expires_at!r})"

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Credential:
        """What the store kept; a token that no header can carry counts as none (an empty one, long expired)."""
        token = str(entry.get("token", ""))
        if not re.fullmatch(r"[\x21-\x7e]+", token):
            return cls("", "saved", expires_at="1970-01-01T00:00:00Z")
        granted = entry.get("credits")
        return cls(
            token, "saved", user_id=text(entry, "user_id"), expires_at=text(entry, "expires_at"),
            credits=granted if isinstance(granted, int) else None,
        )  # fmt: skip

    def as_entry(self) -> dict[str, Any]:
        return {
            "token": self.token, "user_id": self.user_id, "expires_at": self.expires_at, "credits": self.credits,
        }  # fmt: skip

    def expired(self, now: float) -> bool:
        end = seconds_of(self.expires_at)
        return end is not None and end <= now

    def lasts(self, now: float) -> bool:
        """Whether it will still be good when the longest job that starts now has ended."""
        end = seconds_of(self.expires_at)
        return end is None or end - now > RENEW_BEFORE_S


def from_answer(data: Any, now: float) -> Credential:
    """The answer of the anonymous-token call. Raises BadAnswer when there is no usable token in it."""
    fields = mapping(data, "the token")
    token = fields.get("token") or fields.get("access_token")
    if not isinstance(token, str) or not re.fullmatch(r"[\x21-\x7e]{1,4096}", token):
        raise BadAnswer("The backend's answer holds no token that can be used.")
    expires_at = text(fields, "expires_at", "expiresAt")
    if seconds_of(expires_at) is None:
        expires_at = _iso(now + VALID_FOR_S)
    granted = fields.get("credits")
    return Credential(
        token, "anonymous", user_id=text(fields, "user_id", "userId"), expires_at=expires_at,
        credits=granted if isinstance(granted, int) and not isinstance(granted, bool) else None,
    )  # fmt: skip


def seconds_of(moment: str | None) -> float | None:
    """Seconds since 1970 of an ISO 8601 moment (UTC where it names no zone) or of epoch seconds or milliseconds."""
    if not moment:
        return None
    if re.fullmatch(r"\d{9,13}", moment):
        return int(moment) / (1000 if len(moment) > 11 else 1)
    import datetime

    plain = re.sub(r"\.\d+", "", moment.strip().replace(" ", "T").replace("Z", "+00:00").replace("z", "+00:00"))
    try:
        read = datetime.datetime.fromisoformat(plain)
    except ValueError:
        return None
    return (read if read.tzinfo else read.replace(tzinfo=datetime.timezone.utc)).timestamp()


def _iso(seconds: float) -> str:
    import datetime

    return datetime.datetime.fromtimestamp(int(seconds), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
