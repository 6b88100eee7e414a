"""Hostile files through upload and render: refused or rendered in words and in time, within a gigabyte.

`HOSTILE_FILES=500 pytest tests/backend/test_hostile_media.py` tries all of them; `HOSTILE_SEED` others.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from backend.hostile import BOMBS, files, originals, png, webp
from backend.stand_ins import Person

from local_backend.draft import to_draft
from local_backend.timeline import Segment, Timeline, Track

COUNT = int(os.environ.get("HOSTILE_FILES", "15"))
SEED = int(os.environ.get("HOSTILE_SEED", "4"))
UPLOAD_S = 20.0
"""the look into a file may take 10 s, and this machine may be busy"""
RENDER_S = 90.0
MOST_MB = 1000
MACHINE_WORDS = re.compile(
    r"The renderer failed \(|has a fault|0x[0-9a-f]{4}| @ |Errno|Error number|Traceback|unpack|Exception", re.I
)
"""a fault of the server's own, or what only who wrote the program understands"""


class Watch:
    """The memory of a process and of all that it starts: the most of any one, and of all together."""

    def __init__(self, pid: int) -> None:
        self.one = self.all = 0.0
        self.at = ""
        self._root = psutil.Process(pid)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._ended.wait(0.05):
            sizes = []
            for process in [self._root, *self._children()]:
                try:
                    sizes.append(process.memory_info().rss / 1e6)
                except psutil.Error:  # noqa: PERF203  it has just ended
                    continue
            self.one, self.all = max([self.one, *sizes]), max(self.all, sum(sizes))

    def _children(self) -> list[psutil.Process]:
        try:
            return self._root.children(recursive=True)
        except psutil.Error:
            return []

    def close(self) -> None:
        self._ended.set()
        self._thread.join()


@pytest.fixture
def watch(backend: Any) -> Iterator[Watch]:
    one = Watch(backend.process.pid)
    yield one
    one.close()


def draft_of(file: dict[str, Any]) -> dict[str, Any]:
    """Half a second of the file, and the last half of what it says to have."""
    kind, name, length = file["file_type"], file["filename"], round(1000 * file.get("duration", 0))
    shared = {"name": name, "media": file["hash"]}
    if kind == "audio":
        plain = Segment("c", "color", 0, 500, color="#204060")
        sound = Segment("a", "audio", 0, 500, **shared)
        tracks: tuple[Track, ...] = (Track("video", "main", (plain,)), Track("audio", "voice", (sound,)))
    else:
        still = kind == "image"
        late = 0 if still else max(0, length - 500)
        first = Segment("a", "image" if still else "video", 0, 500, **shared)
        last = Segment("b", "image" if still else "video", 500, 500, source_in_ms=late, **shared)
        tracks = (Track("video", "main", (first, last)),)
    return to_draft(Timeline(width=320, height=180, tracks=tracks))


def test_nothing_hostile_breaks_anything(backend: Any, watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    person = Person(backend.origin)
    told: dict[str, int] = {}
    peak = {"one": (0.0, ""), "all": (0.0, "")}
    slowest = {"upload": (0.0, ""), "render": (0.0, "")}
    wrong: list[str] = []
    seen = 0
    for name, data in files(COUNT, SEED, originals(tmp_path / "whole")):
        watch.one = watch.all = 0.0
        words = ""
        began = time.monotonic()
        answer = person.http.post(person.origin + person.upload_path, files=[("files", (name, data))], timeout=60)
        took = time.monotonic() - began
        slowest["upload"] = max(slowest["upload"], (took, name))
        verdict = "refused" if answer.status_code != 200 else "taken"
        if answer.status_code >= 500 or took > UPLOAD_S:
            wrong.append(f"{name}: {answer.status_code} after {took:.1f} s")
        elif answer.status_code != 200:
            words = answer.json()["message"]
            if name not in words:
                wrong.append(f"{name} is not named: {words}")
        else:
            file = answer.json()["data"]["files"][0]
            if file["file_type"] != "caption":
                began = time.monotonic()
                ended = rendered(person, name, draft_of(file))
                took = time.monotonic() - began
                slowest["render"] = max(slowest["render"], (took, name))
                verdict = ended["status"]
                words = ended.get("error") or ""
                if ended["status"] == "failed" and name not in words:
                    wrong.append(f"{name} failed: {words}")
        if MACHINE_WORDS.search(words):
            wrong.append(f"{name} is not told in words: {words}")
        if watch.one > MOST_MB or watch.all > MOST_MB:
            wrong.append(f"{name}: {watch.one:.0f} MB in a process, {watch.all:.0f} MB in all")
        peak["one"], peak["all"] = max(peak["one"], (watch.one, name)), max(peak["all"], (watch.all, name))
        if len(wrong) > seen:
            seen = len(wrong)
            (tmp_path / name).write_bytes(data)
        told[verdict] = told.get(verdict, 0) + 1
        if COUNT > 100:
            print(f"{name} {verdict}, {took:.1f} s, {watch.one:.0f} of {watch.all:.0f} MB: {words}", flush=True)
    print(f"\n{told}, slowest {slowest}, most MB in one process and in all {peak}")
    assert wrong == []
    assert person.get("/health").json()["ok"]
    assert sum(told.values()) == COUNT
    assert told["refused"] and told["completed"]


def rendered(person: Person, name: str, draft: dict[str, Any]) -> dict[str, Any]:
    answer = person.export(name, draft=draft)
    assert answer.status_code < 500, (name, answer.text)
    if answer.status_code != 200:
        return {"status": "failed", "error": answer.json()["message"]}
    return person.ended(name, RENDER_S)


def test_every_bomb_is_among_all_of_them() -> None:
    assert len(BOMBS) * 3 < 500


LARGEST: dict[str, Callable[[int], bytes]] = {
    "clear.png": lambda n: png(10_000, 6_990 + n, 8),
    "long.webp": lambda n: webp(3_000 - n, 2_990, 30),
}


@pytest.mark.parametrize("kind", LARGEST)
def test_two_of_the_largest_files_in_one_video_take_less_than_a_gigabyte(backend: Any, watch: Watch, kind: str) -> None:
    person = Person(backend.origin)
    segments = []
    for number in range(2):
        answer = person.upload((f"{number}-{kind}", LARGEST[kind](number))).json()
        file = answer["data"]["files"][0]
        what = "image" if file["file_type"] == "image" else "video"
        segments.append(Segment(str(number), what, number * 1500, 1500, name=file["filename"], media=file["hash"]))
    draft = to_draft(Timeline(width=1280, height=720, tracks=(Track("video", "main", tuple(segments)),)))
    assert rendered(person, kind, draft)["status"] == "completed"
    assert watch.all < MOST_MB
