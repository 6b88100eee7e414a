"""Runs commands in turn and measures them from outside: wall seconds, CPU seconds and resident memory.

A machine's speed drifts, so a command and its rival take turns and the ratio is taken pair by pair; its median is what
is quoted. Memory is the sum over all processes of the command, sampled while it runs, so pages that two of them share
count twice.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

SAMPLE_EVERY_S = 0.05


@dataclass(frozen=True)
class Sample:
    """One run of one command."""

    wall_s: float
    peak_mb: float
    cpu_s: float = 0.0


class Watcher:
    """Samples the resident memory of a set of processes while the body of its `with` runs."""

    def __init__(self, processes: Callable[[], Sequence[psutil.Process]]) -> None:
        self.processes = processes
        self.peak = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        while not self._stop.wait(SAMPLE_EVERY_S):
            total = 0
            for process in self.processes():
                with contextlib.suppress(psutil.Error):
                    total += process.memory_info().rss
            self.peak = max(self.peak, total)

    def __enter__(self) -> Watcher:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


def family(root: psutil.Process) -> list[psutil.Process]:
    """A process and all that descend from it."""
    with contextlib.suppress(psutil.Error):
        return [root, *root.children(recursive=True)]
    return []


def run(command: Sequence[str | Path], env: Mapping[str, str] | None = None, home: Path | None = None) -> Sample:
    """Runs a command to its end. `home` counts the memory of every process with that NEMO_HOME as well."""
    environment = {**os.environ, **(env or {})}
    others = _of_home(home) if home else []
    spent = _children_s() + _spent_s(others)
    started = time.perf_counter()
    with subprocess.Popen(
        list(map(str, command)),
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        root = psutil.Process(child.pid)

        def processes() -> list[psutil.Process]:
            found = {one.pid: one for start in (root, *others) for one in family(start)}
            return list(found.values())

        with Watcher(processes) as watcher:
            _, complaint = child.communicate()
        wall_s = time.perf_counter() - started
    if child.returncode:
        raise SystemExit(f"{command[0]} ended with {child.returncode}: {complaint.decode(errors='replace')[-2000:]}")
    return Sample(wall_s, watcher.peak / 1e6, _children_s() + _spent_s(others) - spent)


def _children_s() -> float:
    """CPU seconds of all children of this process that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def _spent_s(processes: Sequence[psutil.Process]) -> float:
    """CPU seconds of running processes and of all their children that have ended."""
    total = 0.0
    for process in processes:
        with contextlib.suppress(psutil.Error):
            times = process.cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total


def _of_home(home: Path) -> list[psutil.Process]:
    return [
        process
        for process in psutil.process_iter(["environ"])
        if (process.info["environ"] or {}).get("NEMO_HOME") == str(home)
    ]


def compare(ours: Callable[[], Sample], rivals: Mapping[str, Callable[[], Sample]], runs: int, name: str) -> None:
    """Runs ours and each rival in turn and prints a line for each: medians, and the ratio ours / rival."""
    samples: dict[str, list[Sample]] = {"ours": [], **{rival: [] for rival in rivals}}
    for _ in range(runs):
        samples["ours"].append(ours())
        for rival, command in rivals.items():
            samples[rival].append(command())
    print(f"\n{name} ({runs} interleaved runs, medians)")
    for who, taken in samples.items():
        wall_s = statistics.median(one.wall_s for one in taken)
        peak_mb = max(one.peak_mb for one in taken)
        cpu_s = statistics.median(one.cpu_s for one in taken)
        best_s = min(one.wall_s for one in taken)
        spent_s = f"  {cpu_s:8.2f} CPU s" if cpu_s else ""
        line = f"  {who:<34} {wall_s:8.3f} s, best {best_s:7.3f}{spent_s}  {peak_mb:7.0f} MB"
        if who != "ours":
            pairs = [mine.wall_s / theirs.wall_s for mine, theirs in zip(samples["ours"], taken, strict=True)]
            bests = min(one.wall_s for one in samples["ours"]) / best_s
            line += f"   ours / this = {statistics.median(pairs):.2f} (of the best runs {bests:.2f})"
            if cpu_s:
                spent = [mine.cpu_s / theirs.cpu_s for mine, theirs in zip(samples["ours"], taken, strict=True)]
                line += f" (CPU {statistics.median(spent):.2f})"
        print(line, flush=True)
