"""A stand-in for a host agent: it runs the real scripts against one cloud, and keeps all that they print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from simulated_cloud import SimulatedCloud

Script = Callable[..., Any]
PROMO = "turn these photos and audio into a 30-second promo video with transitions"


class Agent:
    """Runs scripts against one cloud, and keeps all that they print."""

    def __init__(self, cloud: SimulatedCloud, run: Script, home: Path) -> None:
        self.cloud, self.home, self._run = cloud, home, run
        self.streams: list[str] = []

    def __call__(self, script: str, *arguments: object, env: dict[str, str] | None = None) -> Any:
        done = self._run(script, *arguments, env={"NEMO_API_URL": self.cloud.origin, **(env or {})})
        self.streams += [done.stdout, done.stderr]
        return done

    def photo(self, name: str = "cup.jpg") -> Path:
        path = self.home / name
        path.write_bytes(b"\xff\xd8\xff\xe0simulated photo " + name.encode())
        return path

    def ready(self) -> Agent:
        """With a photo uploaded and on the timeline."""
        assert self("upload.py", self.photo()).code == 0
        assert self("sse_chat.py", PROMO).code == 0
        return self
