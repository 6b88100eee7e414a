"""Each endpoint x everything that can go wrong on it: an exit code, a next step, an end; never a trace or a token.

The scripts' work runs in this process against a simulated cloud on real sockets, with all waits shortened by one
factor (``hurried.py``). The fault lasts from the first request to the last. A sample runs as real processes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from simulated_cloud import Fault, SimulatedCloud, Turn
from simulated_stream import SEED_DRAFT
from unbreakable.faults import FAULTS, SCRIPTS, Cell, Table, printed
from unbreakable.hurried import photo

WHEREVER = {
    "refused": 9, "reset before the body": 9, "reset during the body": 9, "reset after the body": 9,
    "answer cut off": 9, "1 byte a second": 9, "silence": 9, "400": 8, "401": 3, "402": 6, "404": 8, "413": 8,
    "422": 8, "429": 7, "500": 8, "502 html": 8, "503 Retry-After": 8, "bad JSON": 8, "wrong type": 0,
    "wrong envelope": 8, "redirect": 8,
}  # fmt: skip
ARRIVED = {"reset after the body": 0, "answer cut off": 0, "1 byte a second": 0}
EXPECTED: dict[str, dict[str, int]] = {
    # what the session has shows that the file, the message or the render arrived
    "upload": {**ARRIVED, "bad JSON": 0},
    "run_sse": {**ARRIVED, "bad JSON": 0},
    "render": ARRIVED,
    # a link that cannot be had is no reason for a failure
    "claim": dict.fromkeys(WHEREVER, 0),
    # the API's own download endpoint takes over, and has nothing to fall back on itself
    "download": dict.fromkeys(WHEREVER, 0),
    "fallback": dict.fromkeys(WHEREVER, 8),
}
# The moment after the last poll from which on connections are refused may also be the one before it; a reset may
# overtake what was sent before it, so that nothing of the answer is there to be read.
EITHER = {("fallback", "refused"): (8, 9), ("fallback", "answer cut off"): (8, 9)}
# A turn may last 15 minutes and then be looked for, a render may stand still for half an hour.
LONGEST_S = {"run_sse": 1500, "poll": 2200, "upload": 1000}
ELSEWHERE_S = 400
SENT_TWICE_AFTER = ("401", "429")  # which say that nothing was carried out
SECRET_HEADERS = {"authorization", "x-client-id", "x-skill-source", "x-skill-version", "x-skill-platform"}


@pytest.fixture(scope="module")
def cloud() -> Iterator[SimulatedCloud]:
    with SimulatedCloud(poll_retry_after="0.1") as running:
        yield running


@pytest.mark.parametrize("endpoint", sorted(SCRIPTS))
def test_every_fault_has_an_exit_code_and_a_next_step(
    endpoint: str, cloud: SimulatedCloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    table = Table(cloud, tmp_path, monkeypatch)
    cells = [table.cell(endpoint, fault) for fault in FAULTS]
    with capsys.disabled():
        print("\n" + printed(cells))
    wrong = [problem for cell in cells for problem in problems(cell, cloud)]
    assert not wrong, "\n".join(wrong)


def problems(cell: Cell, cloud: SimulatedCloud) -> list[str]:
    """What is wrong about a cell."""
    told = json.dumps(cell.document) + cell.said
    expected = {**WHEREVER, **EXPECTED.get(cell.endpoint, {})}[cell.fault]
    sendings = 2 if cell.fault in SENT_TWICE_AFTER else 1
    checks = {
        f"exit {cell.code}, not {expected}": cell.code in EITHER.get((cell.endpoint, cell.fault), (expected,)),
        "no next step": bool(cell.next) or cell.endpoint in ("token", "credits"),
        "a trace or a bug of ours": "Traceback" not in told and cell.code != 1,
        "a token is shown": not any(secret in told for secret in cloud.secrets),
        f"took {cell.seconds:.0f} s": cell.seconds < LONGEST_S.get(cell.endpoint, ELSEWHERE_S),
        f"sent {cell.requests} times": cell.endpoint != "run_sse" or cell.requests <= sendings,
        f"{cell.charges} charges": cell.charges <= 1,
        "another host got our headers": not any(SECRET_HEADERS & set(one.headers) for one in cell.elsewhere),
        "half a file under its final name": cell.file in (None, cloud.video),
        "success without a file": cell.file is not None or cell.code != 0 or "file" not in cell.document,
    }
    return [f"{cell.endpoint}, {cell.fault}: {words}" for words, holds in checks.items() if not holds]


SAMPLE = {
    "credits.py": (["credits"], Fault.http(502, html=True), 8),
    "state.py": (["state"], Fault.wire("bad_json"), 8),
    "upload.py": (["upload", "PHOTO"], Fault.http(413), 8),
    "sse_chat.py": (["run_sse", "make it"], Fault.wire("bad_json"), 0),
    "session.py": (["session"], Fault.wire("reset_after"), 9),
}


@pytest.mark.parametrize("script", sorted(SAMPLE))
def test_a_sample_of_it_as_real_processes(script: str, run: Callable[..., Any], home: Path) -> None:
    (endpoint, *arguments), fault, code = SAMPLE[script]
    with SimulatedCloud() as cloud:
        env = {"NEMO_API_URL": cloud.origin}
        assert run("session.py", env=env).code == 0
        cloud.inject(endpoint, fault, times=99)
        cloud.turns.append(Turn(draft=SEED_DRAFT))
        done = run(script, *[photo(home) if one == "PHOTO" else one for one in arguments], env=env)
        assert done.code == code, done.stdout
        assert "Traceback" not in done.stdout + done.stderr
        assert not any(secret in done.stdout + done.stderr for secret in cloud.secrets)
        assert code == 0 or done.result["error"]["next"]
