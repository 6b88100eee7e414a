"""The commands that can follow a result, for the same API and session as the call that gave it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nemovideo import settings
from nemovideo.errors import NotThere, Refused

if TYPE_CHECKING:
    from nemovideo.client import Client

TELL_WHAT_CHANGED = "Tell the person what changed, and what text says was not done. "
WITH_SESSION = ("state.py", "export.py", "upload.py", "sse_chat.py")


def named_api(client: Client) -> str | None:
    """The API to name in a further command; None where that command goes there by itself."""
    try:
        return None if settings.api(None) == client.origin else client.origin
    except Refused:
        return client.origin


def no_session(client: Client) -> NotThere:
    """That there is no session yet; where the local backend has one, the step stays on this machine."""
    if client.origin != settings.LOCAL and client.store.current(settings.LOCAL) is not None:
        return NotThere(
            "There is no session in the cloud; the project on this machine is reached with --api local.",
            next=f"Run: {settings.command('state.py', '--api', settings.LOCAL)}",
        )
    return NotThere("There is no session yet.", next=f"Upload files first: {command(client, 'upload.py', 'FILE')}")


def command(client: Client, script: str, *arguments: str) -> str:
    """A script's command line for the same API."""
    return Steps("", named_api(client)).command(script, *arguments)


@dataclass(frozen=True)
class Steps:
    """``api`` and ``session`` are None where the next call finds them by itself."""

    session_id: str
    api: str | None = None
    session: str | None = None

    @classmethod
    def of(cls, client: Client, session_id: str) -> Steps:
        current = client.current_session()
        is_current = current is not None and current.session_id == session_id
        return cls(session_id, named_api(client), None if is_current else session_id)

    def of_session(self, session_id: str) -> Steps:
        """For a session that was made current."""
        return self if session_id == self.session_id else replace(self, session_id=session_id, session=None)

    def command(self, script: str, *arguments: str) -> str:
        options = ["--api", self.api] if self.api else []
        if self.session and script in WITH_SESSION:
            options += ["--session", self.session]
        return settings.command(script, *options, *arguments)

    def state(self) -> str:
        return self.command("state.py")

    def after_turn(self, status: str, *, ready: bool, media: bool, changed: bool = True) -> str:
        """What to do after a turn with this result."""
        if status == "needs_answer":
            return f"Ask the person the question, then send the answer: {self.command('sse_chat.py', 'ANSWER')}"
        if not ready and media:
            return f"Nothing is on the timeline yet. Say what to make: {self.command('sse_chat.py', 'MESSAGE')}"
        if not ready:
            return f"Nothing is on the timeline yet. Upload files: {self.command('upload.py', 'FILE')}"
        if status == "no_change":
            return f"Nothing changed. Say it more concretely: {self.command('sse_chat.py', 'MESSAGE')}"
        if not changed:
            again = self.command("sse_chat.py", "MESSAGE")
            told = f"Nothing changed on the timeline: tell the person what text says, or say it in other words: {again}"
            return f"{told} . For the video as it is, run: {self.command('export.py')}"
        return f"{TELL_WHAT_CHANGED}For the video, run: {self.command('export.py')}"
