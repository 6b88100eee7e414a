"""Runs a program beside a render, once more where something from outside ended it.

A second try helps against a kill, as one for want of memory is; it does not help against a damaged file, of which the
program itself says what it does not like.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from local_backend.process import Finished, run_limited

TRIES = 2
"""as many as a chunk of pictures has"""


def run(
    args: Sequence[str],
    timeout_s: float,
    memory_mb: int,
    stdin: bytes | None = None,
    *,
    cancelled: Callable[[], bool] | None = None,
) -> Finished:
    """As ``run_limited``, with the same errors."""
    for _ in range(TRIES):
        done = run_limited(args, timeout_s, memory_mb, stdin, cancelled=cancelled)
        if not cut_off(done):
            break
    return done


def cut_off(done: Finished) -> bool:
    """Whether a signal ended it, or it failed without a word about why."""
    return done.code < 0 or (done.code > 0 and not done.err.strip())
