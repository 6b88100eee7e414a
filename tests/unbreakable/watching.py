"""What is looked at while things are killed: pieces as they come, processes as they go, videos as they are."""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
import time
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import psutil
from unbreakable.asking import Failed

LOOK_S = 0.005
NEAR = 0.5
"""mean difference of two frames, of 255, that nobody sees"""
GONE_S = 5.0
"""until a process without its parent must have ended"""


class Eye:
    """Looks at the folder of finished pieces all the time: which chunks were begun, and which were made twice."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.begun: set[str] = set()
        self.made: dict[str, set[int]] = {}
        self.work = threading.Event()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def parts(self) -> set[str]:
        """Chunks that are being made, or were when their server died."""
        return {path.name for path in self.folder.glob("*.chunk.*.part")}

    def _look(self) -> None:
        while not self._over.wait(LOOK_S):
            with contextlib.suppress(OSError), os.scandir(self.folder) as entries:
                for entry in entries:
                    self.work.set()
                    if entry.name.endswith(".chunk"):
                        self.made.setdefault(entry.name, set()).add(entry.inode())
                    elif ".chunk." in entry.name:
                        self.begun.add(entry.name)

    def close(self) -> None:
        self._over.set()
        self._thread.join()


def children_of(server: psutil.Process) -> list[psutil.Process]:
    try:
        return server.children(recursive=True)
    except psutil.Error:
        return []


def is_ffmpeg(process: psutil.Process) -> bool:
    """Which of the descendants it is; never how one is found."""
    with contextlib.suppress(psutil.Error, OSError):
        return Path(process.exe()).name.startswith("ffmpeg")
    return False


def wait_gone(processes: Sequence[psutil.Process], seconds: float = GONE_S) -> None:
    """Waits until none of them runs; raises Failed for one that does."""
    until = time.monotonic() + seconds
    for one in processes:
        while _runs(one):
            if time.monotonic() > until:
                raise Failed(f"left running: {one}")
            time.sleep(LOOK_S)


def _runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def alike(path: Path, whole: Path) -> bool:
    """Whether a file is the whole one, or cannot be told from it by eye and ear.

    What is made after a kill may have more cores to itself than before it: x264 then finds a few other vectors.
    """
    import av

    if digest(path) == digest(whole):
        return True
    try:
        with av.open(str(path)) as one, av.open(str(whole)) as other:
            if [stream.type for stream in one.streams] != [stream.type for stream in other.streams]:
                return False
            same = all(_near(a, b) for a, b in zip_longest(one.decode(), other.decode()))
            return same and one.duration == other.duration
    except av.FFmpegError:
        return False


def _near(one: Any, other: Any) -> bool:
    if one is None or other is None or one.pts != other.pts:
        return False
    seen, wanted = one.to_ndarray(), other.to_ndarray()
    if seen.shape != wanted.shape or seen.dtype.kind == "f":
        return seen.shape == wanted.shape and bool((seen == wanted).all())
    return float(abs(seen.astype(int) - wanted).mean()) < NEAR


def shown(path: Path) -> dict[str, Any]:
    """What is seen and heard: frames and samples, counted and hashed, and the length."""
    import av

    found: dict[str, Any] = {}
    with av.open(str(path)) as file:
        found["duration"] = file.duration
        for stream in file.streams:
            hashed, count = hashlib.sha256(), 0
            with av.open(str(path)) as again:
                for frame in again.decode(again.streams[stream.index]):
                    hashed.update(frame.to_ndarray().tobytes())
                    count += 1
            found[stream.type] = (count, hashed.hexdigest())
    return found
