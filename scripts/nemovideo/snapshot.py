"""A session's state as far as a turn can change it, and whether it did. Pure but for ``take`` and ``recover``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nemovideo import settings
from nemovideo.changes import changes
from nemovideo.errors import BackendError, NetworkError, clean
from nemovideo.vigil import Vigil

if TYPE_CHECKING:
    from nemovideo.client import Client

# After a lost stream: the first look, the time between two, and how many without a change are enough.
FIRST_LOOK_S, NEXT_LOOK_S, LOOKS = 30.0, 60.0, 5
# A backend on this machine mostly answers at once, but a machine that renders may keep it waiting for a while.
NEAR_LOOKS_S = (1.0, 2.0, 4.0, 8.0, 16.0)


@dataclass(frozen=True)
class Snapshot:
    """``draft`` as it came; ``media`` the uploads with their names; ``made`` what was generated."""

    draft: Mapping[str, Any] | None
    media: list[Any]
    made: Any = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Snapshot:
        """From the ``data`` of the state endpoint, any part of which may be missing."""
        found = data.get("state")
        state = found if isinstance(found, dict) else data
        draft, media = state.get("draft"), state.get("video_infos")
        return cls(
            draft if isinstance(draft, dict) else None,
            media if isinstance(media, list) else [],
            state.get("generated_media"),
        )

    @classmethod
    def from_json(cls, value: Mapping[str, Any] | None) -> Snapshot | None:
        return None if value is None else cls(value.get("draft"), value.get("media") or [], value.get("made"))

    def as_json(self) -> dict[str, Any]:
        return {"draft": self.draft, "media": self.media, "made": self.made}

    def differs(self, other: Snapshot | None) -> bool:
        return other is not None and self.as_json() != other.as_json()

    def changes_since(self, before: Snapshot | None) -> list[str]:
        """Sentences; none when it is not known what was there before."""
        if before is None:
            return []
        lines = changes(before.draft, self.draft, self.media)
        known = {_media_name(one) for one in before.media}
        lines += [f"New media: {name}" for one in self.media if (name := _media_name(one)) not in known]
        if self.made != before.made and not lines:
            lines.append("New generated media.")
        return lines


def take(client: Client, session_id: str) -> Snapshot:
    return Snapshot.of(client.state(session_id))


def is_near(client: Client) -> bool:
    """Whether the backend runs on this machine."""
    from urllib.parse import urlsplit

    return client.origin == settings.LOCAL or settings.is_loopback(urlsplit(client.origin).hostname)


def recover(client: Client, session_id: str, before: Snapshot | None, vigil: Vigil) -> Snapshot | None:
    """Look at the state until it has changed and settled; the last seen state, or None where none could be seen.

    A look that fails counts as one without a change.
    """
    far = (FIRST_LOOK_S, *[NEXT_LOOK_S] * (LOOKS - 1))
    seen: Snapshot | None = None
    for pause in NEAR_LOOKS_S if is_near(client) else far:
        vigil.sleep(pause)
        try:
            now = take(client, session_id)
        except (NetworkError, BackendError):
            continue
        settled = seen is not None and now == seen
        seen = now
        if settled and now.differs(before):
            break
    return seen


def _media_name(one: Any) -> str:
    fields = one if isinstance(one, dict) else {}
    return clean(str(fields.get("filename") or fields.get("cdn_url") or "a file"))
