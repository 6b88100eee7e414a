"""Work that outlives the shell call.

An agent's shell kills a command after 10 to 120 seconds; a turn may take 15 minutes. So the work is done by a
process of its own, a *job*, that writes a journal (``journal.py``); the script only follows that journal, and leaves
after ``--wait`` seconds. Killing the script loses nothing. A job holds a lock as long as it lives, which the kernel
frees when it dies, so a job whose process is gone is noticed and started again: what its journal says was
sent is not sent again. The same command given twice joins the job, or gets the result that nobody has seen yet.

    <home>/jobs/<id>/  request.json, journal.jsonl, lock, and delivered once its result was printed
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from nemovideo import cli, detach, joining, journal, ledger, settings
from nemovideo.errors import NemoError, StillRunning
from nemovideo.journal import Journal, Reader
from nemovideo.ledger import Job, Request
from nemovideo.store import Store
from nemovideo.terminal import Terminal

FIRST_LOOKS_S, LOOK_S = 0.002, 0.05
ALIVE_EVERY_S = 0.5
# A job that dies this often without a result is not started again by itself.
STARTS_AT_MOST = 4
# What was looked at is only listed to jog a memory.
LISTED_SEEN = 5


def run(
    kind: str,
    script: Path,
    argv: Sequence[str],
    args: argparse.Namespace,
    command: Callable[[Any, argparse.Namespace], dict[str, Any]],
    wait_s: float,
) -> int:
    """Do a script's work as a job and print its result; returns the exit code.

    Within the job's own process this does the work, and prints nothing. ``args.at_first``, if it is there, is called
    when no earlier job is meant, and may refuse.
    """
    store = Store(settings.home())
    if identity := settings.job_id():
        return _work(ledger.find(store, identity), command, args)
    try:
        request = Request.of(kind, script, argv, args, store)
        with store.lock("jobs"):
            job = joining.same(store, request)
            lock = None
            if job is None:
                joining.refuse_second_turn(store, request)
                getattr(args, "at_first", lambda: None)()
                job = ledger.create(store, request)
                lock = job.hold() if detach.BRANCHES else None
            detached = lock is not None or job.has_result or job.alive or start(job)
        if lock is not None:
            try:
                if detach.branch(job, lock):
                    return _work(job, command, args)
            except OSError:
                detached = False
            os.close(lock)
        if not detached:
            return _in_this_process(job, command, args)
        return follow(job, wait_s)
    except NemoError as error:
        return cli.emit(error.as_document(), error.exit_code)


def start(job: Job) -> bool:
    """Start the job's script in a process of its own; False where no process may be started.

    The process is born with the lock held, so that there is no moment in which it seems dead.
    """
    handle = job.hold()
    if handle is None or job.has_result:  # another process was quicker
        if handle is not None:
            os.close(handle)
        return True
    try:
        detach.start(job, handle)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def follow(job: Job, wait_s: float) -> int:
    """Show a job's progress until it ends, at most ``wait_s`` seconds; print its result, or that it goes on."""
    screen, reader = Terminal(), Reader(job.folder)
    began = looked = time.monotonic()
    starts = 0
    try:
        while True:
            for line in reader.new():
                starts += "start" in line
                _show(screen, line)
                if "result" in line:
                    screen.close()
                    return _deliver(job, line)
            now = time.monotonic()
            if now - looked >= ALIVE_EVERY_S:
                looked = now
                if not job.alive and not job.has_result:
                    _take_up(job, starts)
            if now - began >= wait_s:
                break
            time.sleep(FIRST_LOOKS_S if now - began < 2 else LOOK_S)
    except KeyboardInterrupt:
        pass
    screen.close()
    raise still_running(job)


def still_running(job: Job, message: str = "") -> StillRunning:
    return StillRunning(
        message or f"The work goes on by itself ({job.kind}); nothing is lost and nothing needs to be sent again.",
        next=f"Run: {settings.command('job.py', 'wait', job.id)}",
        details={"status": "running", "job_id": job.id},
    )


def wait(store: Store, identity: str | None, wait_s: float) -> int:
    """Follow a job, by default the newest that runs, died or was not looked at; a dead one is taken up again."""
    with store.lock("jobs"):
        job = ledger.find(store, identity) if identity else ledger.newest_open(store)
        if not job.has_result and not job.alive:
            _take_up(job, 0)
    return follow(job, wait_s)


def cancel(store: Store, identity: str) -> dict[str, Any]:
    """End a job's process. What it sent is not taken back."""
    job = ledger.find(store, identity)
    if job.has_result:
        return {"status": job.status, "job_id": job.id, "next": f"Run: {settings.command('job.py', 'wait', job.id)}"}
    sent = any(line.get("sent") in ledger.SENT_ONCE for line in job.journal().lines)
    job.end_process()
    stopped = NemoError(
        "The job was cancelled. " + ("What it had sent may still be carried out." if sent else "Nothing was sent."),
        kind="cancelled",
        code=8,
        next=f"Run: {settings.command('state.py')}" if sent else None,
    )
    stopped.exit_code = 8
    job.journal().result(stopped.as_document(), stopped.exit_code)
    job.mark_delivered()
    return {"status": "cancelled", "job_id": job.id, "sent": sent, "next": stopped.next}


def listed(store: Store) -> dict[str, Any]:
    """``jobs``, newest first: those that run or that nobody looked at yet, the latest others, and the latest video."""
    jobs = ledger.every(store)
    seen = [job for job in jobs if job.delivered][:LISTED_SEEN]
    video = next((job for job in jobs if job.file), None)
    shown = [job for job in jobs if not job.delivered or job in seen or job is video]
    found = {
        "jobs": [
            {
                "job_id": job.id,
                "kind": job.kind,
                "status": job.status,
                "asked": job.request.summary,
                "started_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(job.request.created_at)),
                "seen": job.delivered,
                **({"file": made} if (made := job.file) else {}),
            }
            for job in shown
        ]
    }
    waiting = next((job for job in shown if not job.delivered), None)
    if waiting is not None:
        return {**found, "next": f"Run: {settings.command('job.py', 'wait', waiting.id)}"}
    return {**found, "next": f"The latest video is the file {video.file}."} if video else found


def _work(job: Job, command: Callable[[Any, argparse.Namespace], dict[str, Any]], args: argparse.Namespace) -> int:
    """The job's own process: do the work and leave its result in the journal."""
    own = Journal(job.folder)
    own.start()
    journal.use(own)
    code, document = cli.execute(command, args, notify=own.note, progress=own.progress)
    own.result(document, code)
    return code


def _in_this_process(job: Job, command: Callable[[Any, argparse.Namespace], dict[str, Any]], args: Any) -> int:
    """The fall-back for a sandbox that allows no further process: the work lasts as long as the shell call."""
    screen, own = Terminal(), Journal(job.folder)
    screen.note("No process of its own can be started here: please let this command run to its end.")
    lock = job.hold()
    own.start()
    journal.use(own)
    code, document = cli.execute(command, args, notify=screen.note, progress=screen.progress)
    own.result(document, code)
    screen.close()
    if lock is not None:
        os.close(lock)
    return _deliver(job, {"result": document, "exit": code})


def _take_up(job: Job, starts: int) -> None:
    """Start a job again whose process died before it left a result."""
    if starts >= STARTS_AT_MOST or job.refusal is not None or not start(job):
        code, document = job.refusal or _died(job)
        job.journal().result(document, code)


def _died(job: Job) -> tuple[int, dict[str, Any]]:
    error = NemoError(
        f"The job {job.id} ended without a result, again and again.",
        kind="job_died",
        next=f"Run: {settings.command('state.py')} to see what was done. A full disk or too little memory may be why.",
        details={"job_id": job.id},
    )
    return error.exit_code, error.as_document()


def _show(screen: Terminal, line: dict[str, Any]) -> None:
    if isinstance(words := line.get("note"), str):
        screen.note(words)
    if isinstance(progress := line.get("progress"), list) and len(progress) == 3:
        screen.progress(*progress)


def _deliver(job: Job, line: dict[str, Any]) -> int:
    """Print a result; only then is it marked as seen, so that no result is lost to a kill in between."""
    code = cli.emit(line["result"], int(line["exit"]))
    job.mark_delivered()
    return code
