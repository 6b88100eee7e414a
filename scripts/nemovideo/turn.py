"""One turn: a message goes out once, its stream comes in, and what it did to the timeline is said.

A stream that is dropped, cut off, silent or too long is never a reason to send the message again: the state tells
what became of it. The journal has the message and the state before it on disk before it is sent, so that a turn
whose process died is finished in the same way by the next one.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from nemovideo import draft, gui, snapshot
from nemovideo.errors import (
    GATEWAY_GAVE_UP,
    BackendError,
    BadAnswer,
    NemoError,
    NetworkError,
    NoSession,
    OutOfCredits,
    clean,
    from_answer,
)
from nemovideo.events import Failure, Life, events
from nemovideo.journal import Journal
from nemovideo.reply import Reply
from nemovideo.snapshot import Snapshot
from nemovideo.steps import no_session
from nemovideo.vigil import SILENCE_S, TimedOutError, Vigil

if TYPE_CHECKING:
    import requests

    from nemovideo.client import Client
    from nemovideo.steps import Steps

UPLOADS_ARE_GONE = "The session was gone, so the message went into a new one: its uploads are gone, upload them again."


def session_of(client: Client, journal: Journal, session_id: str | None) -> str:
    """The session to work in, put down so that the job is known to be of it; made if there is none."""
    made = journal.last("session")
    found = str(made["session_id"]) if made else client.ensure_session(session_id).session_id
    if not made:
        journal.sent("session", session_id=found)
    return found


def known_session(client: Client, journal: Journal, session_id: str | None) -> str:
    """As ``session_of``, but raises NotThere when there is none."""
    if not session_id and not journal.last("session") and client.current_session() is None:
        raise no_session(client)
    return session_of(client, journal, session_id)


def chat(client: Client, journal: Journal, steps: Steps, session_id: str, message: str) -> dict[str, Any]:
    """Send ``message`` and return the result of ``sse_chat.py``. Raises what the backend's answer stands for."""
    earlier = journal.last("message")
    if earlier and earlier["message"] == message:
        return _finish_earlier(client, steps, earlier)
    with client.store.lock(f"turn {client.origin} {session_id}", wait_s=10):
        try:
            return _one_turn(client, journal, steps, session_id, message, [])
        except NoSession:
            client.notify("The session is gone; starting a new one. Its uploads are gone.")
        session = client.create_session()
        journal.sent("session", session_id=session.session_id)
        steps = steps.of_session(session.session_id)
        return _one_turn(client, journal, steps, session.session_id, message, [UPLOADS_ARE_GONE])


def _one_turn(
    client: Client, journal: Journal, steps: Steps, session_id: str, message: str, notices: list[str]
) -> dict[str, Any]:
    before: Snapshot | None = None
    # Without it the changes cannot be told, but the message need not wait for that.
    with contextlib.suppress(BackendError):
        before = snapshot.take(client, session_id)
    kept = before.as_json() if before else None
    journal.sent("message", session_id=session_id, message=message, before=kept, notices=notices)
    reply = Reply()
    with Vigil(client.clock, client.notify) as vigil:
        try:
            lost = _listen(client, session_id, message, reply, vigil)
        except BadAnswer as error:  # an answer after all, but none that says what was done
            lost = error
        except NetworkError as error:
            if not error.maybe_done:
                raise
            lost = error
        except BackendError as error:
            if error.code not in GATEWAY_GAVE_UP:
                raise
            lost = error
        if reply.failure and reply.only_failed and _typed(reply.failure).code == 1002:
            raise NoSession("The backend does not know this session (any more).")
        if not lost or reply.failure or isinstance(lost, _TooLongError):
            after = _look(client, session_id)
            if not lost and reply.unfinished and after and not after.differs(before) and not reply.text:
                lost = NetworkError("The answer ended in the middle.", maybe_done=True)
            elif not lost or reply.failure:
                return _result(steps, reply, before, after, notices)
        if not isinstance(lost, _TooLongError):
            client.notify("The answer broke off; looking at the timeline to see what was done.")
            after = snapshot.recover(client, session_id, before, vigil)
    return _recovered(steps, reply, before, after, notices, lost)


class _TooLongError(BackendError):
    kind, code = "timeout", 8


def _listen(client: Client, session_id: str, message: str, reply: Reply, vigil: Vigil) -> NemoError | None:
    """Send the message and hear the answer out; what it was lost by, or None when it came to its end."""
    from nemovideo.body import pieces

    response = client.open_turn(session_id, message, silence_s=SILENCE_S)
    with response:
        try:
            for event in events(vigil.watch(pieces(response))):
                reply.add(event)
                if not isinstance(event, Life):
                    vigil.worked()
        except TimedOutError:
            return _TooLongError("The backend did not finish in the time that a turn may take.")
        except NetworkError as error:
            return error
    if reply.garbled or (reply.unfinished and not _framed(response)):
        return NetworkError("The answer was cut off.", maybe_done=True)
    return None


def _framed(response: requests.Response) -> bool:
    """Whether the end of the body is marked, and not just the end of the connection."""
    return "content-length" in response.headers or "chunked" in response.headers.get("transfer-encoding", "").lower()


def _look(client: Client, session_id: str) -> Snapshot | None:
    try:
        return snapshot.take(client, session_id)
    except (NetworkError, BackendError, NoSession):
        return None


def _finish_earlier(client: Client, steps: Steps, earlier: dict[str, Any]) -> dict[str, Any]:
    """A process that did this turn died after the message was sent: find out what came of it."""
    before = Snapshot.from_json(earlier.get("before"))
    steps = steps.of_session(earlier["session_id"])
    client.notify("The work was interrupted; looking at the timeline to see what was done.")
    with Vigil(client.clock, client.notify) as vigil:
        after = snapshot.recover(client, earlier["session_id"], before, vigil)
    lost = NetworkError("The process that awaited the answer was ended.", maybe_done=True)
    return _recovered(steps, Reply(), before, after, earlier.get("notices") or [], lost)


def _recovered(
    steps: Steps, reply: Reply, before: Snapshot | None, after: Snapshot | None, notices: list[str], lost: NemoError
) -> dict[str, Any]:
    changed = after is not None and after.differs(before)
    if changed or reply.text or reply.question:
        cut = [] if reply.question else ["The answer broke off; the timeline shows what was done."]
        return _result(steps, reply, before, after, notices + cut, status="recovered" if changed else "no_change")
    known = after is not None and before is not None
    what = "The timeline is unchanged." if known else "The timeline could not be read."
    lost.message = f"{lost.message} {what} The message was not sent a second time."
    lost.next = f"Run: {steps.state()} in a minute. If the edit is missing, send the message again."
    lost.details = {"status": "no_change" if known else "unknown", **_seen(after, steps)}
    raise lost


def _result(
    steps: Steps, reply: Reply, before: Snapshot | None, after: Snapshot | None, notices: list[str], status: str = ""
) -> dict[str, Any]:
    """The result of ``sse_chat.py``; raises the failure that the stream told of, with what was done before it."""
    text, actions = gui.translate(reply.text, steps.command)
    changes = after.changes_since(before) if after else []
    result: dict[str, Any] = {
        "status": status or _status(reply, changes),
        "text": text,
        "actions": actions,
        "tools": reply.tools,
        "changes": changes,
        "timeline": None,
        "silent": not reply.text and not reply.question,
        "question": None,
        **_seen(after, steps),
    }
    if reply.question:
        result["question"] = {
            "text": clean(reply.question.text),
            "options": [clean(one) for one in reply.question.options],
        }
    if notices:
        result["notices"] = notices
    if reply.failure:
        failure = _typed(reply.failure)
        failure.details = {**failure.details, **result, "status": "failed"}
        raise failure
    ready, media = (draft.ready(after.draft), bool(after.media)) if after else (False, True)
    changed = bool(changes) or before is None or after is None
    result["next"] = steps.after_turn(result["status"], ready=ready, media=media, changed=changed)
    return result


def _status(reply: Reply, changes: list[str]) -> str:
    if reply.question:
        return "needs_answer"
    return "done" if changes or reply.text else "no_change"


def _seen(after: Snapshot | None, steps: Steps) -> dict[str, Any]:
    line = draft.line(draft.read(after.draft, after.media)) if after else None
    return {"timeline": line, "session_id": steps.session_id}


def _typed(failure: Failure) -> NemoError:
    """The error that a failure in the stream stands for."""
    code = int(failure.code) if failure.code.isdigit() and len(failure.code) < 10 else None
    if code is None and failure.code in ("", "RESOURCE_EXHAUSTED") and "credits" in failure.message.lower():
        code = int(OutOfCredits.code)
    if code is not None:
        return from_answer(200, code, failure.message)
    said = clean(failure.message).strip()[:500]
    return BackendError(f"The backend failed at this message. It says: {said}", code=failure.code or 8)
