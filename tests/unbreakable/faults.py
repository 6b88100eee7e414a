"""Every endpoint with everything that can go wrong on it -> exit code, kind, next step, seconds."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from simulated_cloud import Fault, SimulatedCloud, Turn
from simulated_stream import SEED_DRAFT
from unbreakable.hurried import FACTOR, hurry, photo, work

ALWAYS = 10_000
FAULTS: dict[str, Fault | None] = {
    "refused": None,
    "reset before the body": Fault.wire("reset_before"),
    "reset during the body": Fault.wire("reset_during"),
    "reset after the body": Fault.wire("reset_after"),
    "answer cut off": Fault.wire("answer_reset"),
    "1 byte a second": Fault.wire("drip", drip_s=1 / FACTOR),
    "silence": Fault.wire("silence"),
    **{str(status): Fault.http(status) for status in (400, 401, 402, 404, 413, 422, 429, 500)},
    "502 html": Fault.http(502, html=True),
    "503 Retry-After": Fault.http(503, retry_after="5"),
    "bad JSON": Fault.wire("bad_json"),
    "wrong type": Fault.wire("wrong_type"),
    "wrong envelope": Fault.wire("wrong_envelope"),
    "redirect": Fault.wire("redirect"),
}
SCRIPTS: dict[str, tuple[str, list[str]]] = {
    "token": ("credits", []),
    "session": ("session", []),
    "claim": ("session", ["--current"]),
    "upload": ("upload", ["PHOTO"]),
    "run_sse": ("sse_chat", ["make it urban"]),
    "credits": ("credits", []),
    "state": ("state", []),
    "render": ("export", ["-o", "OUT"]),
    "poll": ("export", ["-o", "OUT"]),
    "download": ("export", ["-o", "OUT"]),
    "fallback": ("export", ["-o", "OUT"]),
}


@dataclass(frozen=True)
class Cell:
    """What came of one fault on one endpoint."""

    endpoint: str
    fault: str
    code: int
    document: dict[str, Any]
    said: str
    seconds: float
    requests: int
    charges: int
    elsewhere: list[Any]
    file: bytes | None

    @property
    def kind(self) -> str:
        error = self.document.get("error")
        return f"{error['kind']} {error['code']}" if error else str(self.document.get("status") or "done")

    @property
    def next(self) -> str:
        return str((self.document.get("error") or self.document).get("next") or "")


class Table:
    """One cloud and one home with a session, a photo and a timeline; each cell gets a copy of that home."""

    def __init__(self, cloud: SimulatedCloud, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.cloud, self.folder, self.patch = cloud, folder, monkeypatch
        monkeypatch.setenv("NEMO_API_URL", cloud.origin)
        hurry(monkeypatch)
        self.ready = folder / "ready"
        monkeypatch.setenv("NEMO_HOME", str(self.ready))
        cloud._faults.clear()
        cloud.turns[:] = [Turn(draft=SEED_DRAFT)]
        for script, arguments in (("upload", [photo(folder)]), ("sse_chat", ["first"])):
            code, document, _, _ = work(script, arguments)
            assert code == 0, document

    def cell(self, endpoint: str, name: str) -> Cell:
        """Let one endpoint fail in one way, from the first request to the last."""
        home, cloud, fault = self.folder / "home", self.cloud, FAULTS[name]
        shutil.rmtree(home, ignore_errors=True)
        if endpoint != "token":
            shutil.copytree(self.ready, home)
        self.patch.setenv("NEMO_HOME", str(home))
        out = self.folder / "out.mp4"
        out.unlink(missing_ok=True)
        cloud.requests.clear()
        cloud.turns[:] = [Turn(draft={**SEED_DRAFT, "d": 10_001 + len(cloud.messages)})]
        cloud.available, charged = 1000, cloud.charges
        cloud._faults.clear()
        if endpoint == "fallback":
            cloud.inject("download", Fault.http(404), times=ALWAYS)
        script, arguments = SCRIPTS[endpoint]
        known = {"PHOTO": photo(self.folder, f"{endpoint} {name.replace('/', ' ')}.jpg"), "OUT": str(out)}
        arguments = [known.get(one, one) for one in arguments]
        if fault is not None:
            cloud.inject(endpoint, fault, times=ALWAYS)
            found = work(script, arguments)
        else:
            found = self._refused(endpoint, script, arguments)
        code, document, said, seconds = found
        return Cell(
            endpoint, name, code, document, said, seconds, cloud.count(endpoint), cloud.charges - charged,
            cloud.of("elsewhere"), out.read_bytes() if out.exists() else None,
        )  # fmt: skip

    def _refused(self, endpoint: str, script: str, arguments: list[str]) -> Any:
        """Connections are refused from the moment that the endpoint would be asked."""
        before = {"run_sse": "state", "render": "state", "poll": "render", "fallback": "poll", "download": "poll"}
        host = "elsewhere" if endpoint == "download" else "api"
        if endpoint in before and host == "api":
            self.cloud.refuse_after.add(before[endpoint])
            if endpoint == "fallback":
                self.cloud.render_polls, polls = 0, self.cloud.render_polls
            try:
                return work(script, arguments)
            finally:
                self.cloud.refuse_after.clear()
                self.cloud.listen_again()
                if endpoint == "fallback":
                    self.cloud.render_polls = polls
        with self.cloud.refuse(host):
            return work(script, arguments)


def printed(cells: list[Cell]) -> str:
    """The table as text."""
    lines = [f"{'endpoint':<9} {'fault':<22} exit  what {'':<22} seconds requests  next"]
    lines += [
        f"{one.endpoint:<9} {one.fault:<22} {one.code:>4}  {one.kind:<27} {one.seconds:>7.0f} {one.requests:>8}"
        f"  {shortened(one.next)}"
        for one in cells
    ]
    return "\n".join(lines)


def shortened(text: str) -> str:
    """Without the way to the scripts' folder."""
    import re

    return re.sub(r"python3 \S*/(\w+\.py)", r"\1", text)[:110]
