"""The scripts' work in this process, with every wait made shorter by the same factor, on real sockets.

Thirty seconds of silence last a tenth of a second, and so does everything that is compared with them: what is printed
as seconds is the time that a person would have waited.
"""

from __future__ import annotations

import argparse
import importlib
import json
import time
from pathlib import Path
from typing import Any

import pytest

from nemovideo import body, calls, cli, journal, snapshot, turn, wire
from nemovideo.clock import Clock
from nemovideo.journal import Journal

FACTOR = 400.0


class HurriedClock(Clock):
    """Time that goes ``FACTOR`` times as fast."""

    def monotonic(self) -> float:
        return time.monotonic() * FACTOR

    def sleep(self, seconds: float) -> None:
        time.sleep(max(0.0, seconds) / FACTOR)


class HurriedWire(wire.Wire):
    """Read time-outs shortened by the same factor."""

    def send(self, *arguments: Any, read_s: float = wire.READ_S, **more: Any) -> Any:
        return super().send(*arguments, read_s=max(0.07, read_s / FACTOR), **more)


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every client made from now on hurries, and believes that the backend is far away."""
    monkeypatch.setattr(calls, "Clock", HurriedClock)
    monkeypatch.setattr(wire, "Wire", HurriedWire)
    monkeypatch.setattr(snapshot, "is_near", lambda client: False)
    assert body and turn


def work(script: str, arguments: list[str], own: Journal | None = None) -> tuple[int, dict[str, Any], str, float]:
    """A script's work in this process: exit code, document, what it said, and the seconds it would have taken."""
    module = importlib.import_module(script)
    command = getattr(module, {"sse_chat": "chat"}.get(script, script))
    args: argparse.Namespace = module.parser().parse_args(arguments)
    said: list[str] = []
    journal.use(own or Journal())
    began = time.monotonic()
    code, document = cli.execute(command, args, notify=said.append, progress=lambda *_: None)
    took = (time.monotonic() - began) * FACTOR
    journal.use(Journal())
    return code, json.loads(json.dumps(document, default=str)), "\n".join(said), took


def photo(folder: Path, name: str = "cup.jpg") -> str:
    path = folder / name
    path.write_bytes(b"\xff\xd8\xff\xe0 simulated photo " + name.encode())
    return str(path)
