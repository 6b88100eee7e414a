"""Which job a command means when it is given again, and which commands have to wait for another."""

from __future__ import annotations

from pathlib import Path

from nemovideo import settings
from nemovideo.errors import StillRunning
from nemovideo.ledger import SENT_ONCE, Job, Request, every
from nemovideo.store import Store

# A result that nobody saw is given to the same command for so long; later the command means something new.
KEPT_FOR_S = 24 * 3600
TURNS = ("chat", "make_video")


def same(store: Store, request: Request) -> Job | None:
    """The job that a command means when it is given again: one that runs or was cut off, or an unseen result.

    Not one that is older than another turn of its session: then the same words mean the timeline as it is now.
    """
    for job in every(store):
        if abs(request.created_at - job.request.created_at) > KEPT_FOR_S:
            continue
        if not job.delivered and _alike(job, request):
            return None if job.has_result and _is_worthless(job) else job
        if job.kind in TURNS and request.kind in (*TURNS, "export") and _same_session(job, request):
            return None
    return None


def refuse_second_turn(store: Store, request: Request) -> None:
    """One turn at a time a session: raises StillRunning while another message is being worked on."""
    if request.kind not in TURNS or (request.kind == "make_video" and request.session is None):
        return
    for job in every(store):
        if job.kind in TURNS and job.alive and _same_session(job, request) and not job.has_result:
            raise StillRunning(
                f"This session still works on another message: {job.request.summary}",
                next=f"Run: {settings.command('job.py', 'wait', job.id)} ; then send this message.",
                details={"status": "running", "job_id": job.id},
            )


def _alike(job: Job, request: Request) -> bool:
    other = job.request
    where = request.kind == "chat" or other.cwd == request.cwd
    same_work = (other.kind, other.api, other.asked, other.stdin) == (
        request.kind, request.api, request.asked, request.stdin,
    )  # fmt: skip
    return same_work and where and _same_session(job, request)


def _same_session(job: Job, request: Request) -> bool:
    if job.request.api != request.api:
        return False
    if request.kind == "make_video" and request.session is None:
        return job.kind == "make_video" and job.request.session is None
    return job.session == request.session or (job.request.session is None and job.session is None)


def _is_worthless(job: Job) -> bool:
    """A failure before anything was sent, or a video that is no longer there."""
    lines = job.journal().lines
    result = next(line for line in reversed(lines) if "result" in line)
    if result.get("exit") != 0:
        return not any(line.get("sent") in SENT_ONCE for line in lines)
    file = result["result"].get("file")
    return isinstance(file, str) and not Path(file).is_file()
