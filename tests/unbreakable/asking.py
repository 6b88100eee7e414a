"""Commands given in one home, and given again until they have an end, as an agent does; what is killed there by id."""

from __future__ import annotations

import contextlib
import json
import os
import random
import subprocess
import sys
import wave
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[2]
ASKED_AGAIN_AT_MOST = 4


class Failed(AssertionError):  # noqa: N818 (said of a promise)
    """A promise was broken."""


class Asker:
    """Whoever gives the commands, with a HOME of its own; what runs there is known by that HOME."""

    def __init__(self, home: Path, env: dict[str, str]) -> None:
        self.home = home
        self.env = {**os.environ, **env, "HOME": str(home), "NEMO_HOME": str(home / "kept")}
        self.env.pop("NEMO_TOKEN", None)

    def run(self, *command: str, check: bool = True) -> tuple[int, dict[str, Any]]:
        """A script to its end: its exit code and document."""
        done = subprocess.run(
            self._python(*command), env=self.env, cwd=self.home, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=240, check=False,
        )  # fmt: skip
        document = json.loads(done.stdout)
        if check and done.returncode:
            raise Failed(f"{command[0]} ended with {done.returncode}: {document}")
        return done.returncode, document

    def begin(self, *command: str) -> subprocess.Popen[bytes]:
        """A script that goes on beside us; what it prints is found by ``said``."""
        with (self.home / "said").open("wb") as output:
            return subprocess.Popen(
                self._python(*command), env=self.env, cwd=self.home,
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL,
            )  # fmt: skip

    def said(self) -> dict[str, Any]:
        """The one document of what was begun last; empty where it is not whole."""
        with contextlib.suppress(ValueError):
            document: dict[str, Any] = json.loads((self.home / "said").read_bytes())
            return document
        return {}

    def again(self, command: list[str]) -> tuple[int, dict[str, Any]]:
        """Give the command again until it has an end; a failure that says to is followed by one more try."""
        for _ in range(ASKED_AGAIN_AT_MOST):
            code, document = self.run(*command, check=False)
            if code == 0 or (code not in (9, 75)):
                return code, document
        return code, document

    def kill_jobs(self, called: int) -> None:
        """The processes of this home that run a script of ours, except the one that was called."""
        for process in psutil.process_iter(["environ", "cmdline"]):
            line = " ".join(process.info["cmdline"] or ())
            ours = (process.info["environ"] or {}).get("HOME") == str(self.home)
            if ours and process.pid != called and "scripts" in line and "local_backend" not in line:
                with contextlib.suppress(psutil.Error):
                    process.kill()

    def end(self) -> None:
        """Ends whatever runs in this home."""
        for process in psutil.process_iter(["environ"]):
            if (process.info["environ"] or {}).get("HOME") == str(self.home):
                with contextlib.suppress(psutil.Error):
                    process.kill()

    @staticmethod
    def _python(script: str, *arguments: str) -> list[str]:
        return [sys.executable, str(ROOT / "scripts" / script), *arguments]


def sources(folder: Path, seconds: int) -> list[str]:
    """Photos of few colours, of which a GIF is soon made, and a voice."""
    from PIL import Image

    chance = random.Random(seconds)
    names = [f"photo{n}.png" for n in range(max(2, seconds // 4))]
    for name in names:
        tiles = Image.frombytes("P", (16, 9), bytes(chance.choices(range(8), k=16 * 9)))
        tiles.putpalette(chance.randbytes(8 * 3))
        tiles.resize((1280, 720)).convert("RGB").save(folder / name)
    with wave.open(str(folder / "voice.wav"), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(b"".join(bytes(chance.randbytes(1) * 64) for _ in range(seconds * 500)))
    return [*names, "voice.wav"]
