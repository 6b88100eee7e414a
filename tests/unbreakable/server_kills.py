"""kill -9 of the local backend and of what it starts at random moments of a render, and what the export then gives.

python -m tests.unbreakable.server_kills --count 50 --seed 1
python -m tests.unbreakable.server_kills --count 10 --victim server --format gif

A real export is begun; then the server, its workers, its ffmpeg program, or everything with the export itself is
killed, by process id, one time in four twice. Then the same export is given again until it says how it ended. What
must hold: the video is that of an undisturbed render, to the byte or at least to the eye; whatever has a final name
is whole at every moment; a finished chunk is never made again, and what was lost is at most what was running; no
process and no part of a file is left, and the database is sound.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import re
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [path for path in (str(ROOT), str(ROOT / "scripts"), str(ROOT / "tests")) if path not in sys.path]

import psutil  # noqa: E402
from unbreakable.asking import Asker, Failed, sources  # noqa: E402
from unbreakable.watching import LOOK_S, Eye, alike, children_of, digest, is_ffmpeg, shown, wait_gone  # noqa: E402

VICTIMS = ("server", "server", "worker", "workers", "ffmpeg", "server and all it started", "everything")
FORMATS = (*["mp4"] * 7, "gif")
TWICE = 0.25
"""of the renders are struck a second time, while they recover"""
LATEST = 1.05
"""of the time that an undisturbed export takes, for the first strike"""
OPTIONS = ("--quality", "low", "--wait", "200")
COMES_S = 30.0
"""until a server or a child must be there"""


@dataclass(frozen=True)
class Reference:
    """What an undisturbed export gives. ``seconds`` is from the first piece to the end."""

    path: Path
    chunks: frozenset[str]
    seconds: float


class Trial(Asker):
    """A home with a project in its local backend; ``once`` is one render with a strike or two."""

    def __init__(
        self, home: Path, chance: random.Random, seconds: int, victims: Sequence[str], formats: Sequence[str],
        twice: float,
    ) -> None:  # fmt: skip
        super().__init__(home, {"NEMO_API_URL": "local"})
        self.victims, self.formats, self.twice = victims, formats, twice
        self.chance, self.number = chance, 0
        self.local = home / "kept" / "local"
        self.seen: Counter[str] = Counter()
        self.sums: Counter[str] = Counter()
        self.slowest, self.last = 0.0, ""
        self.told: set[str] = set()
        self.whole = home / "whole"
        """all pieces of undisturbed renders"""
        self.whole.mkdir()
        self.known: set[psutil.Process] = set()
        self.unburied = {-1}
        """dead servers of which the script that started them has not heard: the next one takes them for running"""
        self.references: dict[str, Reference] = {}
        self.run("upload.py", *sources(home, seconds))
        for message in (f"make a {seconds} second video of these photos with gentle zoom and the voice",
                        "add upbeat background music", "normalize the loudness to -14 LUFS",
                        "export it in 720p"):  # fmt: skip
            self.run("sse_chat.py", message)
        _, state = self.run("state.py")
        if round(state["duration_s"]) != seconds or {one["label"] for one in state["tracks"]} < {"Voice", "BGM"}:
            raise Failed(f"not the timeline that was asked for: {state['timeline']}")

    def once(self) -> None:
        self.number += 1
        fmt = self.chance.choice(self.formats)
        victim = self.victims[(self.number - 1) % len(self.victims)]
        reference = self.references.get(fmt) or self._undisturbed(fmt)
        self._forget_pieces()
        eye = Eye(self.local / "cache")
        try:
            self._strike_and_ask(fmt, victim, reference, eye)
        finally:
            eye.close()

    def _strike_and_ask(self, fmt: str, victim: str, reference: Reference, eye: Eye) -> None:
        command = ["export.py", "-o", f"out{self.number}.{fmt}", *OPTIONS]
        process = self.begin(*command)
        eye.work.wait(COMES_S)
        may_be_lost, struck = 0, 0
        until = reference.seconds * LATEST
        while struck == 0 or (struck == 1 and victim != "everything" and self.chance.random() < self.twice):
            time.sleep(self.chance.uniform(0, until))
            may_be_lost += self._strike(victim, process.pid, eye)
            self._only_whole_files(self.home / command[2])
            struck, until = struck + 1, reference.seconds / 2
        began = time.monotonic()
        if victim == "everything":
            process.kill()
        process.wait(240)
        document, end = self.said(), "ended right by itself"
        if not document.get("ok"):
            said = document.get("error", {"kind": "it was killed", "message": ""})
            (code, document), end = self.again(command), f"asked again since {said['kind']}, ended right"
            self.told.add(f"{said['kind']}: {said['message']}")
            if code:
                raise Failed(f"exit {code}: {document}")
        self.slowest = max(self.slowest, time.monotonic() - began)
        self.last = f"{fmt}, {victim}{' twice' if struck > 1 else ''}: {end}"
        self.seen[self.last] += 1
        self._nothing_left()
        self._right(self.home / command[2], reference)
        again = {name for name, places in eye.made.items() if len(places) > 1}
        lost = len(eye.begun) - len(reference.chunks)
        self.sums.update(chunks=len(reference.chunks), lost=max(0, lost), strikes=struck)
        if again or set(eye.made) != reference.chunks or lost > may_be_lost:
            raise Failed(f"made again: {again}, {lost} chunks lost, of {may_be_lost} that were running")

    # -- the strike ----------------------------------------------------------------------------------------------

    def _strike(self, victim: str, called: int, eye: Eye) -> int:
        """Kills; how many chunks were running in what was killed."""
        server, started = self._server(), set[psutil.Process]()
        ffmpegs: list[psutil.Process] = []
        for _ in range(int(1 / LOOK_S)):
            started = set(children_of(server))
            ffmpegs = [one for one in started if is_ffmpeg(one)]
            if ffmpegs or victim != "ffmpeg":
                break
            time.sleep(LOOK_S)
        self.known |= started | {server}
        when = "while chunks were made" if eye.parts() else "after the chunks" if eye.made else "before the chunks"
        workers = [one for one in started if one not in ffmpegs]
        chosen: list[psutil.Process] = {
            "worker": self.chance.sample(workers, min(1, len(workers))),
            "workers": workers,
            "ffmpeg": ffmpegs,
            "server": [server],
        }.get(victim, [server, *started])
        self.chance.shuffle(chosen)
        if victim == "everything":
            self.kill_jobs(called)
        running = len(workers)
        for one in chosen:
            with contextlib.suppress(psutil.Error):
                one.kill()
        wait_gone([one for one in chosen if one != server] if server not in chosen else [server, *started])
        if server in chosen:
            running = len(eye.parts())
            if server.is_running():
                self.unburied.add(server.pid)
        self.sums[f"strikes {when if chosen else 'at nothing, since it was over'}"] += 1
        return running

    def _server(self) -> psutil.Process:
        """The server of this home, as its file names it."""
        until = time.monotonic() + COMES_S
        while time.monotonic() < until:
            with contextlib.suppress(OSError, ValueError, psutil.Error):
                server = psutil.Process(json.loads((self.local / "server.json").read_bytes())["pid"])
                if server.status() != psutil.STATUS_ZOMBIE and str(self.local) in server.cmdline():
                    return server
            time.sleep(LOOK_S)
        raise Failed("no server comes")

    # -- what must hold ------------------------------------------------------------------------------------------

    def _undisturbed(self, fmt: str) -> Reference:
        self._forget_pieces()
        eye, path = Eye(self.local / "cache"), self.home / f"reference.{fmt}"
        process = self.begin("export.py", "-o", path.name, *OPTIONS)
        eye.work.wait(COMES_S)
        began = time.monotonic()
        process.wait(240)
        eye.close()
        if not self.said().get("ok"):
            raise Failed(f"an undisturbed export fails: {self.said()}")
        for one in self._final_names():
            shutil.copyfile(one, self.whole / one.name)
        self.references[fmt] = Reference(path, frozenset(eye.made), time.monotonic() - began)
        return self.references[fmt]

    def _forget_pieces(self) -> None:
        for path in (self.local / "cache").rglob("*"):
            if path.is_file():
                path.unlink()

    def _final_names(self) -> list[Path]:
        return [path for path in (self.local / "cache").rglob("*") if path.is_file() and path.suffix != ".part"]

    def _only_whole_files(self, target: Path) -> None:
        """Pieces have what an undisturbed render put into them; finished videos are such a piece."""
        for path in self._final_names():
            known = self.whole / path.name
            if not known.exists() or not alike(path, known):
                raise Failed(f"{path.name} is not what it is called")
        for path in [*(self.local / "renders").glob("*.???"), *([target] if target.exists() else [])]:
            if not any(alike(path, known) for known in self.whole.glob(f"*{path.suffix}")):
                raise Failed(f"half a file under a final name: {path}")

    def _right(self, path: Path, reference: Reference) -> None:
        self._only_whole_files(self.home / "none")
        if digest(path) == digest(reference.path):
            self.sums["same to the byte"] += 1
        elif alike(path, reference.path):
            self.sums["same to the eye"] += 1
        else:
            raise Failed(f"{path.name} is not the video: {shown(path)}, not {shown(reference.path)}")
        path.unlink()
        left = {*self.home.glob("*.part"), *self.local.rglob("*.part")}
        late = {one for one in left if re.search(rf"\.({'|'.join(map(str, self.unburied))})-\w+\.part$", one.name)}
        self.sums["parts left until the next start"] += len(late)
        if left > late:
            raise Failed(f"left over: {left}")

    def _nothing_left(self) -> None:
        self.run("credits.py")  # a server killed after its last render is started by whoever comes next
        server = self._server()
        wait_gone([*(self.known - {server}), *children_of(server)])

    def close(self) -> None:
        """Ends the server as a person does, and looks whether all is in order."""
        server = self._server()
        started = children_of(server)
        server.terminate()
        wait_gone([server, *started, *self.known], 30)
        with contextlib.closing(sqlite3.connect(self.local / "db.sqlite3")) as database:
            said = database.execute("PRAGMA integrity_check").fetchone()[0]
            ends = database.execute("SELECT status, COUNT(*) FROM renders GROUP BY status").fetchall()
        self.sums.update({f"renders {status}": count for status, count in ends})
        if said != "ok" or not {status for status, _ in ends} <= {"completed", "failed"}:
            raise Failed(f"the database: {said}, {ends}")


def kill_many(
    count: int, seed: int, home: Path, seconds: int, victims: Sequence[str] = VICTIMS,
    formats: Sequence[str] = FORMATS, twice: float = TWICE, tell: Callable[[str], None] = lambda _: None,
) -> Trial:  # fmt: skip
    """So many renders with strikes; the trial, ended. Raises Failed with the number of the render at fault."""
    home.mkdir(parents=True, exist_ok=True)
    one = None
    try:
        one = Trial(home, random.Random(seed), seconds, victims, formats, twice)
        for number in range(count):
            began = time.monotonic()
            one.once()
            tell(f"{number + 1}: {one.last}, {time.monotonic() - began:.1f} s")
        one.close()
        return one
    except (Failed, KeyError, ValueError) as error:
        raise Failed(f"seed {seed}, render {one.number if one else 0}: {error!r}") from error
    finally:
        Asker(home, {}).end()


def main(argv: list[str] | None = None) -> int:
    made = argparse.ArgumentParser(description="kill -9 of the local backend in its renders")
    made.add_argument("--count", type=int, default=50)
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--seconds", type=int, default=16, help="of the video (default 16)")
    made.add_argument("--victim", choices=sorted(set(VICTIMS)), action="append", help="only this; may be repeated")
    made.add_argument("--format", choices=sorted(set(FORMATS)), action="append", help="only this; may be repeated")
    args = made.parse_args(argv)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="server-kills-", ignore_cleanup_errors=True) as folder:
        done = kill_many(
            args.count, args.seed, Path(folder), args.seconds, args.victim or VICTIMS, args.format or FORMATS,
            tell=lambda line: print(line, file=sys.stderr, flush=True),
        )  # fmt: skip
    print(f"{args.count} renders in {time.monotonic() - began:.0f} s, every promise held")
    undisturbed = [f"{fmt} of {len(one.chunks)} chunks {one.seconds:.1f} s" for fmt, one in done.references.items()]
    print(f"undisturbed: {', '.join(undisturbed)}; longest from the last strike to the video: {done.slowest:.1f} s")
    lines = [f"  {times:4} x {what}" for what, times in [*sorted(done.sums.items()), *sorted(done.seen.items())]]
    print("\n".join([*lines, *sorted(done.told)]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
