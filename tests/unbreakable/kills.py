"""kill -9 at random moments of upload, chat and export, and what the same command gives when it is asked again.

python -m tests.unbreakable.kills --count 200 --seed 1                    # half simulated cloud, half local backend
python -m tests.unbreakable.kills --count 20 --backend simulated

Killed are the command that was called, its job, or both. Then the same command is given again, as an agent does, until
it says how it ended. What must hold: it ends right; no half file under a final name; at most one charge a message
(in the local backend: each edit once on the timeline); no file of the store set aside as corrupt.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [path for path in (str(ROOT / "scripts"), str(ROOT / "tests")) if path not in sys.path]

from simulated_cloud import SimulatedCloud, Turn  # noqa: E402
from simulated_stream import SEED_DRAFT  # noqa: E402
from unbreakable.asking import Asker, Failed  # noqa: E402

KINDS, VICTIMS = ("chat", "upload", "export"), ("command", "job", "both")
LATEST_S = {"chat": 0.5, "upload": 0.45, "export": 1.2}
PHOTO_SIZE = 200_000


class Trial(Asker):
    """One home and one backend; ``once`` is one kill."""

    def __init__(self, home: Path, chance: random.Random, cloud: SimulatedCloud | None, env: dict[str, str]) -> None:
        super().__init__(home, env)
        self.chance, self.cloud = chance, cloud
        self.seen: Counter[str] = Counter()
        self.number = 0
        self.last_edit = ""
        self.kinds: Sequence[str] = KINDS
        self.run("session.py")
        if cloud is None:  # something on the timeline, short and small
            self.run("upload.py", self._photo("first.png"))
            self.run("sse_chat.py", "make a 2 second square video of it")
        else:
            cloud.turns.append(Turn(draft=SEED_DRAFT))
            self.run("sse_chat.py", "first")

    def once(self) -> None:
        self.number += 1
        kind, victim = self.chance.choice(self.kinds), self.chance.choice(VICTIMS)
        command = self._command(kind)
        charges = self.cloud.charges if self.cloud else 0
        process = self.begin(*command)
        time.sleep(self.chance.uniform(0, LATEST_S[kind]))
        ended = process.poll() is not None
        if victim != "command":
            self.kill_jobs(process.pid)
        if victim != "job":
            process.kill()
        process.wait(120)
        done = bool(self.said().get("ok"))  # whoever called it knows the result, also if it was killed after that
        code, document = (0, {}) if done else self.again(command)
        end = "was over" if ended else "undisturbed" if done else f"asked again, exit {code}"
        self.seen[f"{kind}, {victim}: {end}"] += 1
        getattr(self, f"_check_{kind}")(command, document, charges, done)
        if aside := list((self.home / "kept").glob("*.corrupt*")):
            raise Failed(f"set aside as corrupt: {aside}")

    def _command(self, kind: str) -> list[str]:
        if kind == "upload":
            return ["upload.py", self._photo(f"photo{self.number}.png")]
        if kind == "export":
            return ["export.py", "-o", f"out{self.number}.mp4", "--quality", "low"]
        self.last_edit = f"Title {self.number}"
        if self.cloud:
            draft = {**SEED_DRAFT, "d": 10_000 + self.number}
            self.cloud.turns[:] = [Turn(before_s=0.05, pause_s=0.02, draft=draft)]
        return ["sse_chat.py", f'add a title "{self.last_edit}" for 1 second']

    def _photo(self, name: str) -> str:
        path = self.home / name
        if self.cloud:
            path.write_bytes(b"\x89PNG simulated" + self.chance.randbytes(PHOTO_SIZE))
        else:
            from PIL import Image

            Image.frombytes("RGB", (96, 96), self.chance.randbytes(96 * 96 * 3)).save(path)
        return str(path)

    def _check_chat(self, command: list[str], document: dict[str, Any], charges: int, done: bool) -> None:
        if self.cloud:
            if self.cloud.charges - charges > 1:
                raise Failed(f"{self.cloud.charges - charges} charges for one message")
            if self.cloud.charges == charges:
                raise Failed(f"the message never arrived: {document}")
        if not done and not document.get("ok"):
            raise Failed(f"the message has no end: {document}")
        if self.cloud is None:
            _, state = self.run("state.py")
            if (found := json.dumps(state["tracks"]).count(f'"{self.last_edit}"')) != 1:
                raise Failed(f"{self.last_edit} is {found} times on the timeline; its jobs:\n{self._journals()}")

    def _check_upload(self, command: list[str], document: dict[str, Any], charges: int, done: bool) -> None:
        if not done and not document.get("ok"):
            raise Failed(f"the upload has no end: {document}")
        _, state = self.run("state.py")
        name = Path(command[1]).name
        if (found := [one["name"] for one in state["media"]].count(name)) != 1:
            raise Failed(f"{name} is {found} times in the session")

    def _check_export(self, command: list[str], document: dict[str, Any], charges: int, done: bool) -> None:
        path = self.home / command[2]
        if not path.exists():
            raise Failed(f"no file after the export: {document}")
        content = path.read_bytes()
        if content != self.cloud.video if self.cloud else not is_whole(content):
            raise Failed(f"{path.name} is not the whole video")
        path.unlink()

    def _journals(self) -> str:
        """The end of what the jobs of the last message put down."""
        folders = sorted((self.home / "kept" / "jobs").glob("chat-*"), key=lambda one: one.stat().st_ctime_ns)
        wanted = [one for one in folders if f'{self.last_edit}\\"' in (one / "request.json").read_text()]
        return "\n".join(f"{one.name}: {(one / 'journal.jsonl').read_text()[-1500:]}" for one in wanted)


def is_whole(content: bytes) -> bool:
    """Whether the boxes of an MP4 file add up to its length, with an index among them."""
    at, kinds = 0, []
    while at + 8 <= len(content):
        size = int.from_bytes(content[at : at + 4], "big")
        kinds.append(content[at + 4 : at + 8])
        at += size if size >= 8 else len(content)
    return at == len(content) and b"moov" in kinds and b"mdat" in kinds


@contextlib.contextmanager
def trial(backend: str, home: Path, chance: random.Random) -> Iterator[Trial]:
    """A home with a session and a timeline on one of the two backends; what runs there ends with it."""
    try:
        if backend == "local":
            yield Trial(home, chance, None, {"NEMO_API_URL": "local"})
        else:
            with SimulatedCloud(poll_retry_after="0.1", render_polls=3, balance=10_000_000) as cloud:
                yield Trial(home, chance, cloud, {"NEMO_API_URL": cloud.origin})
    finally:
        Asker(home, {}).end()


def kill_many(backend: str, count: int, seed: int, home: Path, kinds: Sequence[str] = KINDS) -> Counter[str]:
    """So many kills; what came of them, counted. Raises Failed with the number of the kill that broke a promise."""
    home.mkdir(parents=True, exist_ok=True)
    with trial(backend, home, random.Random(seed)) as one:
        one.kinds = kinds
        for number in range(count):
            try:
                one.once()
            except (Failed, KeyError, ValueError) as error:  # noqa: PERF203
                raise Failed(f"{backend}, seed {seed}, kill {number + 1}: {error!r}") from error
        return one.seen


def main(argv: list[str] | None = None) -> int:
    made = argparse.ArgumentParser(description="kill -9 at random moments")
    made.add_argument("--count", type=int, default=200)
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--backend", choices=("simulated", "local", "both"), default="both")
    made.add_argument("--kind", choices=KINDS, action="append", help="only this; may be repeated (default: all)")
    args = made.parse_args(argv)
    backends = ("simulated", "local") if args.backend == "both" else (args.backend,)
    for backend in backends:
        count, began = args.count // len(backends), time.monotonic()
        with tempfile.TemporaryDirectory(prefix="kills-", ignore_cleanup_errors=True) as folder:
            seen = kill_many(backend, count, args.seed, Path(folder), args.kind or KINDS)
        print(f"{backend}: {count} kills in {time.monotonic() - began:.0f} s, every promise held")
        for what, times in sorted(seen.items()):
            print(f"  {times:4} x {what}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
