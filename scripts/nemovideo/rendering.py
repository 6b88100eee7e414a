"""An export: the draft goes out as it came, the render is awaited, the video is brought home.

The render's id is on disk before it is sent, so an export whose process died finds its render again instead of
starting a second one. A render that failed or whose id is taken is started once more under a new id.
"""

from __future__ import annotations

import contextlib
import os
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nemovideo import draft as drafts
from nemovideo import snapshot
from nemovideo.cli import OUTPUTS
from nemovideo.destination import DEFAULT_FORMAT, DEFAULT_NAME, Wanted
from nemovideo.errors import BackendError, NemoError, NetworkError, NotThere, PlanBlocked, Refused, clean
from nemovideo.journal import Journal
from nemovideo.store import cannot_write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nemovideo.client import Client, Render
    from nemovideo.steps import Steps

# Seed: poll every 30 s; a short video is done sooner than that.
FIRST_POLL_S, POLL_S = 10.0, 30.0
NEAR_POLL_S = 0.5
SHORTEST_POLL_S, LONGEST_POLL_S = 0.1, 120.0
# Nobody waits for a render whose progress has stood still so long.
STANDSTILL_S = 1800.0
# Polls in a row that may fail, and how long a render may be unknown after it was started.
FAILED_POLLS, UNKNOWN_POLLS = 6, 3


def export(client: Client, journal: Journal, steps: Steps, session_id: str, wanted: Wanted) -> dict[str, Any]:
    """Render the session's draft and bring the file home; the result of ``export.py``."""
    wanted = _decided(client, journal, session_id, steps, wanted)
    target = _target(journal, wanted)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(target.parent, error) from None
    render = _in_flight(client, journal)
    if render is None:
        draft = _draft(client, session_id, steps)
        render = _start(client, journal, session_id, draft, wanted)
    if render.status == "failed" and journal.last("again") is None:
        client.notify("The render failed; starting it once more.")
        journal.sent("again")
        render = _start(client, journal, session_id, _draft(client, session_id, steps), wanted)
    if render.status == "failed":
        raise _failed(render, steps)
    try:
        size = client.download(render, target, lambda done, total: client.progress("Downloading", done, total))
    except NemoError as error:
        error.details = {**error.details, "status": "rendered", "render_id": render.id}
        raise
    return {
        "status": "done",
        "file": str(target),
        "bytes": size,
        "duration_s": render.duration_s,
        "render_id": render.id,
        "workspace_url": _link(client, session_id),
        **({"notices": [clean(render.note)]} if render.note else {}),
        "next": f"Give the person the file {target}.",
    }


def _decided(client: Client, journal: Journal, session_id: str, steps: Steps, wanted: Wanted) -> Wanted:
    """With the format that was not named: chosen once, so that a second try means the same file."""
    if wanted.format is not None:
        return wanted
    if chosen := journal.last("format"):
        return wanted.decided(chosen["format"])
    fmt = drafts.wished_format(_draft(client, session_id, steps))
    found = wanted.decided(fmt if fmt in OUTPUTS else DEFAULT_FORMAT)
    found.check()
    journal.sent("format", format=found.format)
    return found


def _target(journal: Journal, wanted: Wanted) -> Path:
    """Where the video goes; chosen once, so that a second try finds what the first one brought."""
    if wanted.target is not None:
        return wanted.target
    if chosen := journal.last("target"):
        return Path(chosen["path"])
    number, folder = 1, Path.cwd()
    while True:
        path = folder / f"{DEFAULT_NAME}{f'-{number}' if number > 1 else ''}.{wanted.format}"
        part = path.with_name(path.name + ".part")
        if not path.exists():
            with contextlib.suppress(FileExistsError):
                _reserve(part)
                journal.sent("target", path=str(path))
                return path
        number += 1


def _reserve(part: Path) -> None:
    """Take the name against another export that looks for a free one at this moment."""
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    except FileExistsError:
        raise
    except OSError as error:
        raise Refused(f"No file can be written to {part.parent}.", next="Give another place with -o FILE.") from error


def _draft(client: Client, session_id: str, steps: Steps) -> Mapping[str, Any]:
    """The draft as it came; raises NotThere while nothing is on the timeline."""
    now = snapshot.take(client, session_id)
    if now.draft is not None and drafts.ready(now.draft):
        return now.draft
    has_media = bool(now.media)
    step = f"Say what to make of the uploaded files: {steps.command('sse_chat.py', 'MESSAGE')}"
    raise NotThere(
        "There is nothing on the timeline to export yet.",
        kind="nothing_to_export",
        next=step if has_media else f"Upload files first: {steps.command('upload.py', 'FILE')}",
    )


def _start(
    client: Client, journal: Journal, session_id: str, draft: Mapping[str, Any], wanted: Wanted, *, again: bool = True
) -> Render:
    """Start a render and wait for its end, which may be ``failed``."""
    render_id = f"render_{uuid.uuid4().hex}"
    journal.sent("render", render_id=render_id)
    try:
        render = client.start_render(session_id, render_id, draft, wanted.format or DEFAULT_FORMAT, wanted.quality)
    except PlanBlocked as error:
        error.details = {"status": "blocked", "workspace_url": _link(client, session_id), **error.details}
        raise
    except NetworkError as error:
        if not error.maybe_done:
            raise
        found = _look(client, render_id)
        if found is None and again:
            return _start(client, journal, session_id, draft, wanted, again=False)
        if found is None:
            raise
        render = found
    except BackendError as error:
        if not again or not _says_duplicate(error):
            raise
        return _start(client, journal, session_id, draft, wanted, again=False)
    return _awaited(client, render._replace(id=render_id) if render.id != render_id else render, render_id)


def _in_flight(client: Client, journal: Journal) -> Render | None:
    """The render that an earlier process of this job started, awaited; None if there is none."""
    earlier = journal.last("render")
    if earlier is None:
        return None
    found = _look(client, earlier["render_id"])
    return _awaited(client, found, earlier["render_id"]) if found else None


def _look(client: Client, render_id: str) -> Render | None:
    """The render as the backend knows it; None where it does not."""
    try:
        return client.poll_render(render_id)
    except (BackendError, NotThere):
        return None


def _awaited(client: Client, render: Render, render_id: str) -> Render:
    """Poll until the render is completed or failed."""
    near = snapshot.is_near(client)
    clock = client.clock
    wait = render.retry_after_s if render.retry_after_s is not None else (NEAR_POLL_S if near else FIRST_POLL_S)
    moved, failures, unknown = clock.monotonic(), 0, 0
    client.progress("Rendering", render.progress or 0, 100)
    while render.status not in ("completed", "failed"):
        clock.sleep(max(SHORTEST_POLL_S, min(wait, LONGEST_POLL_S)))
        wait = NEAR_POLL_S if near else POLL_S
        try:
            now = client.poll_render(render_id)
        except (BackendError, NotThere) as error:
            unknown += 1
            if unknown > UNKNOWN_POLLS:
                raise _lost(error, render_id) from None
            continue
        except NetworkError as error:
            failures += 1
            if failures > FAILED_POLLS:
                raise _lost(error, render_id) from None
            continue
        failures = unknown = 0
        if now.retry_after_s is not None:
            wait = now.retry_after_s
        if (now.status, now.progress) != (render.status, render.progress):
            moved = clock.monotonic()
        elif clock.monotonic() - moved > STANDSTILL_S:
            late = BackendError("The render stands still.", kind="timeout", code=8)
            raise _lost(late, render_id)
        render = now
        client.progress("Rendering", 100 if render.status == "completed" else render.progress or 0, 100)
    return render


def _lost(error: NemoError, render_id: str) -> NemoError:
    error.details = {**error.details, "status": "rendering", "render_id": render_id}
    error.next = "Run the same export again."
    return error


def _says_duplicate(error: BackendError) -> bool:
    return error.code == 409 or any(word in error.message.lower() for word in ("duplicate", "exists", "in use", "409"))


def _failed(render: Render, steps: Steps) -> BackendError:
    said = f" It says: {clean(render.error)}" if render.error else ""
    return BackendError(
        f"The render failed twice.{said}",
        kind="render_failed",
        code=8,
        next=f"Look at the timeline: {steps.state()} ; change what the message names, then export again.",
        details={"status": "failed", "render_id": render.id},
    )


def write_json(path: Path, text: str) -> Path:
    """Put a document into a file that the person named; its absolute path. Raises Refused."""
    target = Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 (links stay)
    try:
        target.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise cannot_write(target, error) from None
    return target


def _link(client: Client, session_id: str) -> str | None:
    """The link that opens the project; never the reason for a failure."""
    try:
        return client.claim(client.ensure_session(session_id))
    except NemoError:
        return None
