"""Child processes with limits: the one place that starts a program on bytes that strangers made.

A child runs in its own process group, with a limit on time and on address space, an environment without
secrets, and it dies with its parent. The limits are set by a small launcher (this very file, run as a
script) between fork and exec, so that no Python code runs in a forked copy of a threaded server.

Errors: ``ProcessError`` the program cannot be started · ``TimeLimitError`` it took too long · ``CancelledError``.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO

PROJECT = Path(__file__).resolve().parent.parent
KEPT_OUTPUT = 4 << 20
"""bytes of a child's standard output and errors that are kept; what exceeds them is read and dropped"""
THREAD_STACK = 4 << 20
"""bytes; glibc reserves the soft stack limit for every thread, and ffmpeg starts a thread for every input"""
OLDEST_FFMPEG = 7
"""major version: the first that reads an option's value from a file (``-/filter_complex``)"""
PASSED_ON = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TEMP", "TMP", "LD_LIBRARY_PATH", "SYSTEMROOT")
GRACE_S = 0.05
"""between two looks at a cancelled() callback or at the clock"""


class ProcessError(RuntimeError):
    """A program that could not be started or did not keep to its limits."""


class TimeLimitError(ProcessError):
    """The program was stopped because its time was over."""


class CancelledError(ProcessError):
    """The program was stopped because the caller did not want its result any more."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What a program left: its exit code (negative: the signal that ended it) and its output."""

    code: int
    out: bytes
    err: bytes

    @property
    def last_words(self) -> str:
        """The last line of its errors, for a message; without the addresses that ffmpeg puts before it."""
        lines = self.err.decode("utf-8", "replace").strip().splitlines()
        return re.sub(r"\[[^\]]* @ (0x)?[0-9a-f]+\] *", "", lines[-1]).strip() if lines else ""


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a child may know of our environment: where programs and temporary files are, and no token."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    single = {"MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return {**kept, **single, "PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1", **(extra or {})}


def start_limited(
    args: Sequence[str],
    memory_mb: int,
    *,
    stdin: int | IO[bytes] = subprocess.DEVNULL,
    stdout: int | IO[bytes] = subprocess.PIPE,
    stderr: int | IO[bytes] = subprocess.PIPE,
    env: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Starts a program in a group of its own; ``stop`` ends it. ``memory_mb`` 0 means no limit.

    On Linux it is killed when the *thread* that called this ends, so call it from a thread that stays.
    Raises ``ProcessError`` when the program is not there.
    """
    line = [os.fspath(one) for one in args]
    if sys.platform != "win32":
        line = [sys.executable, "-I", "-S", __file__, str(memory_mb), str(os.getpid()), *line]
    try:
        return subprocess.Popen(
            line, stdin=stdin, stdout=stdout, stderr=stderr, env=environment(env), start_new_session=True
        )
    except OSError as error:
        raise ProcessError(f"{args[0]} cannot be started: {error.strerror}") from error


def stop(child: subprocess.Popen[bytes]) -> None:
    """Ends a child of ``start_limited`` with all that it started itself, and waits for it."""
    try:
        if sys.platform == "win32":
            child.kill()
        else:
            os.killpg(child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    child.wait()


def run_limited(
    args: Sequence[str],
    timeout_s: float,
    memory_mb: int,
    stdin: bytes | None = None,
    *,
    cancelled: Callable[[], bool] | None = None,
    env: Mapping[str, str] | None = None,
) -> Finished:
    """Runs a program to its end and returns what it said; an exit code other than 0 is not an error here.

    Raises ``TimeLimitError``, ``CancelledError`` or ``ProcessError``; in each case nothing of the program is left
    running.
    """
    feed = subprocess.DEVNULL if stdin is None else subprocess.PIPE
    child = start_limited(args, memory_mb, stdin=feed, env=env)
    out, err = bytearray(), bytearray()
    assert child.stdout and child.stderr  # noqa: S101 - both are pipes
    threads = [
        threading.Thread(target=_collect, args=(child.stdout, out), daemon=True),
        threading.Thread(target=_collect, args=(child.stderr, err), daemon=True),
    ]
    if stdin is not None and child.stdin:
        threads.append(threading.Thread(target=_feed, args=(child.stdin, stdin), daemon=True))
    for thread in threads:
        thread.start()
    try:
        _wait(threads[:2], time.monotonic() + timeout_s, args, cancelled)
        child.wait(timeout=1)
    except subprocess.TimeoutExpired:  # it closed its output and went on: nothing more can come of it
        pass
    finally:
        stop(child)
        for thread in threads:
            thread.join(timeout=5)
        for pipe in (child.stdout, child.stderr):
            pipe.close()
    return Finished(child.returncode, bytes(out), bytes(err))


def _wait(
    readers: list[threading.Thread], end: float, args: Sequence[str], cancelled: Callable[[], bool] | None
) -> None:
    """Until both outputs are closed: a program that ends closes them, and this wakes at once."""
    while open_ones := [reader for reader in readers if reader.is_alive()]:
        left = end - time.monotonic()
        if left <= 0:
            raise TimeLimitError(f"{Path(args[0]).name} took too long and was stopped")
        if cancelled is not None and cancelled():
            raise CancelledError(f"{Path(args[0]).name} was stopped")
        open_ones[0].join(min(left, GRACE_S) if cancelled else left)


def _collect(pipe: IO[bytes], kept: bytearray) -> None:
    """Reads a pipe to its end. The first half of what may be kept is the start, the rest the latest."""
    while chunk := _read(pipe):
        kept += chunk
        if len(kept) > KEPT_OUTPUT:
            del kept[KEPT_OUTPUT // 2 : len(kept) - KEPT_OUTPUT // 2]


def _read(pipe: IO[bytes]) -> bytes:
    try:
        return os.read(pipe.fileno(), 1 << 16)
    except (OSError, ValueError):
        return b""


def _feed(pipe: IO[bytes], data: bytes) -> None:
    try:
        with pipe:
            pipe.write(data)
    except OSError:  # the program did not want to hear it all
        pass


@lru_cache(maxsize=1)
def ffmpeg() -> str:
    """The ffmpeg program: the system's where it is new enough, else the one of imageio-ffmpeg."""
    import shutil

    found = shutil.which("ffmpeg")
    if found and _major_version(found) >= OLDEST_FFMPEG:
        return found
    import imageio_ffmpeg

    return str(imageio_ffmpeg.get_ffmpeg_exe())


def _major_version(program: str) -> int:
    """0 for a program that cannot say its version or lacks x264."""
    try:
        said = run_limited([program, "-hide_banner", "-version"], 10, 0).out.decode("utf-8", "replace")
    except ProcessError:
        return 0
    number = said.removeprefix("ffmpeg version ").lstrip("n").split(".")[0]
    return int(number) if number.isdigit() and "--enable-libx264" in said else 0


def _launch(memory_mb: int, parent: int, args: list[str]) -> None:
    """Runs in the child, between fork and exec: sets the limits, then becomes the program."""
    import resource

    def limit(which: int, amount: int) -> None:
        hard = resource.getrlimit(which)[1]
        soft = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(which, (soft, soft if which != resource.RLIMIT_STACK else hard))

    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_STACK, THREAD_STACK)
    if sys.platform == "linux":
        import ctypes

        die_with_parent = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(die_with_parent, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
        if memory_mb:
            limit(resource.RLIMIT_AS, memory_mb << 20)
    try:
        os.execvpe(args[0], args, os.environ)  # noqa: S606 - the arguments come from the caller's own list
    except OSError as error:
        sys.stderr.write(f"{args[0]} cannot be started: {error.strerror}\n")
        os._exit(127)


if __name__ == "__main__":
    _launch(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
