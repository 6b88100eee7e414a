"""Worker processes, one a core, and which of them makes which chunk.

Each worker walks along its own part of the video, so that an opened file serves several chunks, and takes
over half of the longest part that is left when its own is done. A worker that dies or falls silent is
replaced and its chunk tried once more; a second failure is the file's fault.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from local_backend.media.info import MediaFile
from local_backend.process import start_limited, stop
from local_backend.render.formats import Encoding
from local_backend.render.graph import Chunk
from local_backend.render.untouched import Copied

SILENCE_S = 60.0
"""a worker says something many times a second; after this long it hangs"""
WORKER_MB = 3000
"""address space of a worker, of which it uses about a tenth; more for pictures above 1080 lines"""
GIVEN_BACK = {"MALLOC_MMAP_THRESHOLD_": str(8 << 20), "MALLOC_TRIM_THRESHOLD_": str(64 << 20)}
"""makes glibc return a large photo's memory to the system as soon as it has been scaled"""
WORKER_BYTES = 120 << 20
BYTES_A_PIXEL = 90
"""what a worker really uses: for itself, and for each pixel of the picture that it makes"""
MEMORY_SHARE = 0.6
"""of the machine's memory for all workers"""
LOOK_S = 0.1
"""between two looks at whether the render is still wanted"""
TRIES = 2
FEW_FRAMES = 450
"""to encode, beside footage that is copied, for which another worker is started"""
LARGE_PIXELS = 2 * 1920 * 1080
"""of a picture, beyond which a worker has two cores: its memory grows with the pixels, hardly with its threads"""
MOST_THREADS = 4
"""of one encoder; more divide the work badly"""
GAIN = 0.7
"""of another core for a worker"""


Heard = Callable[["Chunk | Copied", int], None]


class PoolError(Exception):
    """A chunk that cannot be made. ``media`` is the file it was at, or empty."""

    def __init__(self, words: str, media: str = "") -> None:
        super().__init__(words)
        self.media = media


class UnwantedError(Exception):
    """The render was cancelled."""


@dataclass(frozen=True, slots=True)
class Job:
    """A chunk to make; ``finish`` gets the written file's place once it is whole."""

    chunk: Chunk | Copied
    part: Path
    finish: Callable[[], object]


def fitting(workers: int, pixels: int) -> int:
    """How many of ``workers`` (one a core) there should be for pictures of so many pixels, on such a machine."""
    if pixels > LARGE_PIXELS:
        workers = max(1, workers // 2)
    try:
        whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return workers
    return max(1, min(workers, int(whole * MEMORY_SHARE) // (WORKER_BYTES + BYTES_A_PIXEL * pixels)))


def cores() -> int:
    """Cores that this process may use."""
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:
        return max(1, os.cpu_count() or 1)


def _worth(jobs: Sequence[Job]) -> int:
    """How many workers are worth their start and their memory: where most is copied, a little is encoded by one."""
    frames = sum(job.chunk.frames for job in jobs if isinstance(job.chunk, Chunk))
    copied = sum(job.chunk.frames for job in jobs if isinstance(job.chunk, Copied))
    return 1 + frames // FEW_FRAMES if copied > frames else len(jobs)


def _media(chunk: Chunk | Copied) -> tuple[str, ...]:
    return (chunk.media,) if isinstance(chunk, Copied) else chunk.media


def _pixels(chunk: Chunk | Copied) -> int:
    return 0 if isinstance(chunk, Copied) else chunk.width * chunk.height


class Worker:
    """One process and the chunk it is at."""

    def __init__(self, number: int, folder: Path, memory_mb: int, heard: queue.Queue[tuple[Worker, Any]]) -> None:
        self.number = number
        self.at: int | None = None
        self.next = 0
        self.media = ""
        self.frames = 0
        self.last_word = time.monotonic()
        args = [sys.executable, "-m", "local_backend.render.worker", str(folder)]
        self.process = start_limited(args, memory_mb, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, env=GIVEN_BACK)
        threading.Thread(target=self._listen, args=(heard,), daemon=True).start()

    def _listen(self, heard: queue.Queue[tuple[Worker, Any]]) -> None:
        assert self.process.stdout  # noqa: S101 - it is a pipe
        try:
            for line in self.process.stdout:
                heard.put((self, json.loads(line)))
        except ValueError:
            pass
        heard.put((self, None))

    def give(self, index: int, job: Job, encoding: Encoding, threads: int, files: Mapping[str, MediaFile]) -> None:
        self.at, self.media, self.frames, self.last_word = index, "", 0, time.monotonic()
        shown = {
            media: {"path": str(files[media].path), "info": files[media].info.to_json(), "name": files[media].name}
            for media in _media(job.chunk)
        }
        piece = {"copy": asdict(job.chunk)} if isinstance(job.chunk, Copied) else {"chunk": job.chunk.to_json()}
        line = {**piece, "encoding": asdict(encoding), "threads": threads, "files": shown, "part": str(job.part)}
        assert self.process.stdin  # noqa: S101 - it is a pipe
        try:
            self.process.stdin.write(json.dumps(line).encode() + b"\n")
            self.process.stdin.flush()
        except OSError:  # it died: the listener reports it
            pass

    def close(self) -> None:
        stop(self.process)
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()


class Pool:
    """Makes all chunks of one render."""

    def __init__(self, jobs: Sequence[Job], files: Mapping[str, MediaFile], encoding: Encoding, workers: int) -> None:
        # Copies first: they need little memory while the sound is made beside them.
        self._jobs = sorted(jobs, key=lambda job: isinstance(job.chunk, Chunk))
        self._files, self._encoding = files, encoding
        self._open = dict.fromkeys(range(len(jobs)), 0)
        """chunks that nobody is at, with how often each has failed"""
        largest = max((_pixels(job.chunk) for job in jobs), default=0)
        most = max(1, min(fitting(workers, largest), len(jobs)))
        self.count = min(most, _worth(jobs))
        self.threads = max(1, min(MOST_THREADS, workers // self.count))
        """of each encoder: the cores for which there can be no worker"""
        self._memory_mb = WORKER_MB * max(1, round(largest / (1920 * 1080)))
        self._heard: queue.Queue[tuple[Worker, Any]] = queue.Queue()
        self._workers: list[Worker] = []
        self._failed: dict[int, int] = {}

    @property
    def speed(self) -> float:
        """How many times as fast as one worker with one core."""
        return self.count * (1 + GAIN * (self.threads - 1))

    def run(self, on_frames: Heard, cancelled: Callable[[], bool]) -> None:
        """Raises ``PoolError`` or ``UnwantedError``; no process is left in any case.

        ``on_frames`` hears of frames made of a piece, as a difference (below 0 when it must be made again).
        """
        try:
            for number in range(self.count):
                self._start(number, len(self._jobs) * number // self.count)
            while self._open or any(worker.at is not None for worker in self._workers):
                if cancelled():
                    raise UnwantedError
                try:
                    worker, word = self._heard.get(timeout=LOOK_S)
                except queue.Empty:
                    self._look_for_silence(on_frames)
                    continue
                if worker in self._workers:
                    self._hear(worker, word, on_frames)
        finally:
            for worker in self._workers:
                worker.close()

    def _start(self, number: int, first: int) -> None:
        worker = Worker(number, self._jobs[0].part.parent, self._memory_mb, self._heard)
        worker.next = first
        self._workers.append(worker)
        self._assign(worker)

    def _assign(self, worker: Worker) -> None:
        index = self._choose(worker.next)
        if index is None:
            worker.at = None
            return
        del self._open[index]
        worker.next = index + 1
        worker.give(index, self._jobs[index], self._encoding, self.threads, self._files)

    def _choose(self, wanted: int) -> int | None:
        """The chunk wanted, else the middle of the longest run of chunks that nobody is at."""
        if wanted in self._open:
            return wanted
        best, length = None, 0
        run: list[int] = []
        for index in sorted(self._open):
            run = [*run, index] if run and run[-1] == index - 1 else [index]
            if len(run) > length:
                best, length = run[len(run) // 2], len(run)
        return best

    def _hear(self, worker: Worker, word: dict[str, Any] | None, on_frames: Heard) -> None:
        worker.last_word = time.monotonic()
        if word is None:
            self._lost(worker, "the renderer stopped at it", on_frames)
        elif "file" in word and "error" not in word:
            worker.media = word["file"]
        elif "frames" in word:
            worker.frames += word["frames"]
            if worker.at is not None:
                on_frames(self._jobs[worker.at].chunk, word["frames"])
        elif "error" in word:
            raise PoolError(word["error"], word.get("file", ""))
        elif "done" in word and worker.at is not None:
            self._jobs[worker.at].finish()
            self._assign(worker)

    def _look_for_silence(self, on_frames: Heard) -> None:
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.at is not None and now - worker.last_word > SILENCE_S:
                self._lost(worker, "it takes too long to read", on_frames)

    def _lost(self, worker: Worker, words: str, on_frames: Heard) -> None:
        """Replaces a worker; its chunk is tried again, or given up."""
        self._workers.remove(worker)
        worker.close()
        index = worker.at
        if index is None:
            if self._open:
                self._start(worker.number, worker.next)
            return
        on_frames(self._jobs[index].chunk, -worker.frames)
        self._failed[index] = self._failed.get(index, 0) + 1
        if self._failed[index] >= TRIES:
            raise PoolError(words, worker.media)
        self._open[index] = self._failed[index]
        self._start(worker.number, index)
