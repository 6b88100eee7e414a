"""The API, one method an endpoint: values in, values or a typed error out.

What holds across calls (tokens, waiting, headers) is in calls.py. What a message or an export does about lost
streams and failed renders is the turn's and the rendering's business.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from nemovideo import answers, settings
from nemovideo.answers import Answer, Balance, Render
from nemovideo.calls import Caller, say_nothing
from nemovideo.clock import Clock
from nemovideo.errors import BackendError, BadAnswer, NetworkError, PlanBlocked, RateLimited, TokenRejected

if TYPE_CHECKING:
    import requests

__all__ = ["Balance", "Client", "Clock", "Render", "Session"]

APP, USER = "nemo_agent", "me"
UPLOAD_ANSWER_S = 600.0  # the backend looks into the file before it answers
STREAM_SILENCE_S = 90.0
SESSION_LOCK_S = 180.0


class Session(NamedTuple):
    """A project in the backend: its media, its conversation and its timeline."""

    session_id: str
    task_id: str | None = None
    user_id: str | None = None
    name: str | None = None
    language: str | None = None
    created_at: float | None = None

    @classmethod
    def of(cls, entry: dict[str, Any]) -> Session:
        known: dict[str, Any] = {
            name: entry[name] for name in cls._fields if isinstance(entry.get(name), (str, int, float))
        }
        return cls(**{**known, "session_id": str(entry["session_id"])})


class Client(Caller):
    """The endpoints. See `Caller` for how it is made and what every call does."""

    # -- sessions ----------------------------------------------------------------------------------------------

    def create_session(self, name: str = "project", language: str | None = None) -> Session:
        """A new session, kept and made the current one."""
        language = language or settings.language()
        if self.current_session() is None:
            self.say_setting_up()
        body = {"task_name": name, "language": language}
        fields = answers.session(self.call("POST", f"/api/tasks/me/with-session/{APP}", json=body))
        user_id = fields["user_id"] or self.ensure_token().user_id
        entry = {**fields, "user_id": user_id, "name": name, "language": language, "created_at": self.clock.now()}
        self.store.save_session(self.origin, {**entry, "uploads": []})
        return Session.of(entry)

    def current_session(self) -> Session | None:
        entry = self.store.current(self.origin)
        return Session.of(entry) if entry else None

    def ensure_session(self, session_id: str | None = None) -> Session:
        """The session named, else the current one, else a new one. Makes no request for one that is known."""
        if session_id:
            return Session.of(self.store.session(self.origin, session_id) or {"session_id": session_id})
        current = self.current_session()
        if current:
            return current
        with self.store.lock(f"session {self.origin}", wait_s=SESSION_LOCK_S):
            return self.current_session() or self.create_session()

    def claim(self, session: Session) -> str | None:
        """The link that opens the project in the person's browser, or None where there is none to be had now."""
        if self.origin == settings.LOCAL or not session.task_id:
            return None
        body = {"task_id": session.task_id, "session_id": session.session_id}
        try:
            data = self.call("POST", "/api/auth/claim-token", json=body)
        except (BackendError, NetworkError, PlanBlocked, RateLimited, TokenRejected):
            return None
        claim = answers.text(data, "claim_token", "claimToken") if isinstance(data, dict) else None
        return f"{settings.WEB}/workspace/claim?ct={quote(claim, safe='')}" if claim else None

    # -- files -------------------------------------------------------------------------------------------------

    def upload_file(
        self, session_id: str, path: Path, on_progress: Callable[[int, int], None] | None = None
    ) -> dict[str, Any]:
        """Send one file, unless the session has its content already (`already_there`).

        The result has ``name, type, url, duration_s, width, height, bytes, already_there``. Raises Refused before
        anything is sent, FileRejected, and NetworkError; a file that changes while it is read is not sent.
        """
        from nemovideo import uploads

        return uploads.send_file(self, session_id, path, on_progress or say_nothing)

    def upload_urls(self, session_id: str, urls: list[str]) -> list[dict[str, Any]]:
        """Let the backend fetch files itself; results as of `upload_file`, without ``bytes`` where unknown."""
        body = {"urls": urls, "source_type": "url"}
        return answers.uploaded(self.call("POST", self.upload_path(session_id), json=body, read_s=UPLOAD_ANSWER_S))

    def send_body(self, session_id: str, body: Any, content_type: str) -> list[dict[str, Any]]:
        """POST a multipart body to the session's media."""
        headers = {"Content-Type": content_type}
        path = self.upload_path(session_id)
        return answers.uploaded(self.call("POST", path, body=body, headers=headers, read_s=UPLOAD_ANSWER_S))

    @staticmethod
    def upload_path(session_id: str) -> str:
        return f"/api/upload-video/{APP}/{USER}/{quote(session_id, safe='')}"

    # -- the rest ----------------------------------------------------------------------------------------------

    def credits(self) -> Balance:
        return answers.balance(self.call("GET", "/api/credits/balance/simple"))

    def state(self, session_id: str) -> dict[str, Any]:
        """The ``data`` of the session's state as it came: whole numbers exact, unknown keys kept."""
        path = f"/api/state/{APP}/{USER}/{quote(session_id, safe='')}/latest"
        return answers.mapping(self.call("GET", path), "the session's state")

    def open_turn(self, session_id: str, text: str, *, silence_s: float = STREAM_SILENCE_S) -> requests.Response:
        """Send a message and return the event stream that answers it, unread; the caller closes it.

        Sent again only after an answer that says it was not carried out (429, 1001), each once. Raises NoSession
        for 1002, and NetworkError with `maybe_done` when the message may have arrived.
        """
        body = {"app_name": APP, "user_id": USER, "session_id": session_id, "new_message": {"parts": [{"text": text}]}}

        def attempt(token: str | None, headers: dict[str, str]) -> requests.Response:
            wire = self.wire()
            asked = {**self.attribution(), **headers, "Accept": "text/event-stream"}
            response = wire.send("POST", self.address() + "/run_sse", asked, token, json=body, read_s=silence_s)
            kind = answers.clean_type(response.headers.get("content-type", ""))
            if response.status_code == 200 and kind == "text/event-stream":
                return response
            self.read(wire.whole(response))
            raise BadAnswer(f"The backend answered a message with {kind or 'nothing'} instead of an event stream.")

        return self.with_token(attempt)

    def start_render(
        self, session_id: str, render_id: str, draft: Any, fmt: str = "mp4", quality: str = "high"
    ) -> Render:
        """Ask for an export of `draft`, which goes back as it came. Raises PlanBlocked on 402."""
        output = {"format": fmt, "quality": quality}
        body = {"id": render_id, "sessionId": session_id, "draft": draft, "output": output}
        return answers.render(self.call("POST", "/api/render/proxy/lambda", json=body), render_id)

    def poll_render(self, render_id: str) -> Render:
        """How the export is getting on; `failed` is a value here, not an error."""
        heard: list[Answer] = []
        path = f"/api/render/proxy/lambda/{quote(render_id, safe='')}"
        data = answers.mapping(self.call("GET", path, heard=heard), "the render")
        return answers.render(data, render_id, heard[-1].retry_after_s)

    def download(
        self, render: Render, target: Path, on_progress: Callable[[int, int | None], None] | None = None
    ) -> int:
        """Write the finished video to `target` (through `target`.part) and return its bytes."""
        from nemovideo import download

        return download.fetch_render(self, render, target, on_progress or say_nothing)
