"""The whole job: files in, message in, video out. Each step that is done is in the journal and is not done again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from nemovideo import draft as drafts
from nemovideo import rendering, snapshot, turn, uploads
from nemovideo.errors import NemoError, NotThere
from nemovideo.steps import Steps

if TYPE_CHECKING:
    import argparse

    from nemovideo.client import Client
    from nemovideo.destination import Wanted
    from nemovideo.journal import Journal

FROM_UPLOAD = ("files", "failed")
FROM_TURN = ("text", "changes", "timeline", "question", "silent", "notices")
NAME_CHARS = 60
# Once the video is there, nobody is to say "export" any more.
TO_EXPORT = re.compile(r"say \"(?:export|download)\"|说“(?:导出|下载)”", re.IGNORECASE)
SENTENCES = re.compile(r"(?<=[.!?])(?=\s)|(?<=[。！？])")


def make(client: Client, journal: Journal, args: argparse.Namespace, wanted: Wanted) -> dict[str, Any]:
    """The result of ``make_video.py``. An error carries what was done until then in its details."""
    session_id = _session(client, journal, args)
    steps = Steps.of(client, session_id)
    result: dict[str, Any] = {"session_id": session_id}
    try:
        result |= _upload(client, journal, args, session_id)
        client.notify("Sending the instruction…")
        said = _instruct(client, journal, steps, session_id, args.message)
        result |= {key: said[key] for key in FROM_TURN if said.get(key) is not None}
        if said["status"] == "needs_answer" or not _ready(client, session_id):
            return _stopped(said, result, steps)
        done = rendering.export(client, journal, steps, session_id, wanted)
        if notices := [*result.get("notices", []), *done.get("notices", [])]:
            done["notices"] = notices
        result["text"] = without_export(result.get("text") or "")
        return {**result, **done, **_next(done["file"], said, result, steps)}
    except NemoError as error:
        error.details = {**result, **error.details}
        raise


def _session(client: Client, journal: Journal, args: argparse.Namespace) -> str:
    """A new session for every video, unless one was named."""
    if made := journal.last("session"):
        return str(made["session_id"])
    if args.session:
        session_id = str(args.session)
    else:
        session_id = client.create_session(" ".join(args.message.split())[:NAME_CHARS]).session_id
    journal.sent("session", session_id=session_id)
    return session_id


def _upload(client: Client, journal: Journal, args: argparse.Namespace, session_id: str) -> dict[str, Any]:
    """Upload what can be; raises when nothing could."""
    if done := journal.last("uploaded"):
        return {key: done[key] for key in FROM_UPLOAD}
    try:
        done = uploads.send_all(client, args.files, session_id)
    except NemoError as error:
        if not error.details.get("files"):
            raise
        done = error.details
        client.notify(f"{error.message} Going on without.")
    found = {key: done.get(key) or [] for key in FROM_UPLOAD}
    journal.sent("uploaded", **found)
    return found


def _instruct(client: Client, journal: Journal, steps: Steps, session_id: str, message: str) -> dict[str, Any]:
    if done := journal.last("answered"):
        return dict(done["answer"])
    said = turn.chat(client, journal, steps, session_id, message)
    if said["session_id"] != session_id:
        raise NotThere(
            "The session was gone before the message came, and its uploads with it.",
            kind="no_session",
            code=1002,
            next="Run the same command again.",
        )
    journal.sent("answered", answer=said)
    return said


def _ready(client: Client, session_id: str) -> bool:
    return drafts.ready(snapshot.take(client, session_id).draft)


def _stopped(said: dict[str, Any], result: dict[str, Any], steps: Steps) -> dict[str, Any]:
    """Nothing to export: a question is a result, an empty timeline an error."""
    if said["status"] == "needs_answer":
        return {
            **result,
            "status": "needs_answer",
            "file": None,
            "next": steps.after_turn("needs_answer", ready=False, media=True),
        }
    raise NotThere(
        "The backend answered, but put nothing on the timeline, so there is no video to export.",
        kind="nothing_to_export",
        next=f"Read its text, then say it more concretely: {steps.command('sse_chat.py', 'MESSAGE')}",
    )


def without_export(text: str) -> str:
    """The text without the sentences that ask for the export, which was done."""
    lines = []
    for line in text.split("\n"):
        kept = "".join(one for one in SENTENCES.split(line) if not TO_EXPORT.search(one)).strip()
        if kept or not line.strip():
            lines.append(kept)
    return "\n".join(lines).strip()


def _next(file: str, said: dict[str, Any], result: dict[str, Any], steps: Steps) -> dict[str, Any]:
    """What to do now, the gaps first: files that did not arrive, and what the editing agent did not do."""
    failed = ", ".join(str(one.get("name")) for one in result["failed"])
    gaps = [str(one) for tool in said.get("tools") or () for one in tool.get("not_done") or ()]
    words = []
    if failed:
        add = f"{steps.command('upload.py', 'FILE')} , then {steps.command('sse_chat.py', 'MESSAGE')}"
        words.append(f"Tell the person that these files are not in the video: {failed}. To add them: {add}")
    if gaps:
        listed = " ".join(f"({number}) {one}" for number, one in enumerate(gaps, 1))
        words.append(f"Tell the person what is not as asked: {listed}")
    elif not said.get("changes"):
        words.append("The message changed nothing on the timeline: tell the person what text says.")
    if gaps or (not failed and not said.get("changes")):
        mend = f"{steps.command('sse_chat.py', 'MESSAGE')} , then {steps.command('export.py')}"
        words.append(f"To mend it, say it in other words: {mend} . The file so far: {file}")
    if not words:
        return {}
    return {"next": " ".join(words), **({"status": "partial"} if failed else {})}
