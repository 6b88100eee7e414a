"""A job's own process: born with the job's lock held, and with nothing else of the shell call that asked for it.

On Linux it is a branch of the process that asked, which has all modules loaded already: a tenth of a second less for
every message, upload and export. Elsewhere (a branch of a process must not touch macOS's frameworks), and when a job
is taken up again, it is the same script started anew.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nemovideo.ledger import Job

BRANCHES = sys.platform == "linux"
MARK = "NEMO_JOB"


def branch(job: Job, handle: int) -> bool:
    """Go on twice: true in the job's process, which keeps the lock ``handle``; OSError where no process is allowed."""
    output = os.open(job.folder / "output", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    stdin = os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC)
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        if os.fork():
            return False
        os.setsid()
        for own, number in ((stdin, 0), (output, 1), (output, 2)):
            os.dup2(own, number)
    finally:
        os.close(stdin)
        os.close(output)
    _close_all_but(handle)
    os.environ[MARK] = job.id
    return True


def _close_all_but(kept: int) -> None:
    """A pipe of the shell that stayed open would keep the shell waiting for the job's end."""
    try:
        numbers = [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]
    except OSError:
        numbers = list(range(256))
    for number in numbers:
        if number > 2 and number != kept:
            with contextlib.suppress(OSError):
                os.close(number)


def start(job: Job, handle: int) -> None:
    """Start the job's script anew; OSError where that is not allowed."""
    import subprocess

    (job.folder / "output").touch(0o600)
    with job.stdin.open("rb") as stdin, (job.folder / "output").open("wb") as output:
        subprocess.Popen(
            [sys.executable, job.request.script, *job.request.argv],
            env={**os.environ, MARK: job.id},
            cwd=job.request.cwd if Path(job.request.cwd).is_dir() else None,
            stdin=stdin,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=(handle,),
        )
