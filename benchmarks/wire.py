"""What the scripts cost on the wire, each figure beside its rival: start-up, uploads, downloads, event streams.

    python -m benchmarks wire

The server stands on loopback and throws away what it gets (``benchmarks/loopback.py``), so nothing but the client is
timed; every command writes to a terminal, so that the progress bar is on. Start-up is always included. Memory is the
most that any single process of the command had resident; a script and its job are two, and share most of it.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import loopback, measure
from benchmarks.bench import SCRIPTS, Bench
from benchmarks.measure import Sample

sys.path.insert(0, str(SCRIPTS))
SIZE = 500 << 20
BIG_EVENT = 4 << 20
SCRIPT_NAMES = sorted(path.name for path in SCRIPTS.glob("*.py"))
BARE = "import requests, sys; print(requests.get(sys.argv[1], headers={'Authorization': 'Bearer x'}).json())"
NODE = "fetch(process.argv[1]).then(r => r.json()).then(j => console.log(j))"
DOWNLOAD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from nemovideo.client import Client, Render
from nemovideo.store import Store
from nemovideo.terminal import Terminal
screen = Terminal()
client = Client(sys.argv[2], Store(Path(sys.argv[4])))
client.download(Render("r1", url=sys.argv[3]), Path(sys.argv[5]), lambda *at: screen.progress("Downloading", *at))
"""


def start_up(bench: Bench) -> None:
    url = f"{bench.http}/api/credits/balance/simple"
    bench.script("credits.py")  # the token
    rivals: dict[str, Callable[[], Sample]] = {"bare requests.get": lambda: bench.run(sys.executable, "-c", BARE, url)}
    others: dict[str, list[str]] = {"curl": ["curl", "-s", url], "node fetch": ["node", "-e", NODE, url]}
    rivals |= {
        name: lambda command=command: bench.run(*command)  # type: ignore[misc]
        for name, command in others.items()
        if shutil.which(command[0])
    }
    measure.compare(lambda: bench.script("credits.py"), rivals, 15, "Start-up: credits.py (limit 1.15 x requests.get)")
    for name in SCRIPT_NAMES:
        measure.compare(
            lambda name=name: bench.script(name, "--help"),  # type: ignore[misc]
            {"bare requests.get": rivals["bare requests.get"]}, 5, f"Start-up: {name} --help (limit 0.4)",
        )  # fmt: skip


def transfers(bench: Bench) -> None:
    big, out, theirs = bench.folder / "big.mp4", bench.folder / "ours.mp4", bench.folder / "curl.mp4"
    with big.open("wb") as file:
        block = os.urandom(1 << 20)
        for _ in range(SIZE >> 20):
            file.write(block)
    for api, limit in ((bench.http, 1.4), (bench.https, 1.2)):
        if not api:
            print("no openssl program here, so nothing is measured over TLS")
            continue

        def ours(api: str = api) -> Sample:
            shutil.rmtree(bench.home, ignore_errors=True)
            bench.script("session.py", api=api)
            return bench.script("upload.py", big, api=api)

        curl = ["curl", "-s", "-F", f"files=@{big}", f"{api}/api/upload-video/nemo_agent/me/1"]
        kind = api.partition(":")[0]
        measure.compare(ours, {"curl -F": lambda: bench.run(*curl)}, 7, f"Upload, 500 MiB, {kind} (limit {limit})")  # noqa: B023
    big.unlink()
    for api in filter(None, (bench.http, bench.https)):
        url = f"{api}/file/{SIZE}"

        def fetch(api: str = api, url: str = url) -> Sample:
            out.unlink(missing_ok=True)
            return bench.run(sys.executable, "-c", DOWNLOAD, SCRIPTS, api, url, bench.home, out)

        def curl_o(url: str = url) -> Sample:
            theirs.unlink(missing_ok=True)
            return bench.run("curl", "-s", "-o", theirs, url)

        kind = api.partition(":")[0]
        measure.compare(fetch, {"curl -o": curl_o}, 7, f"Download, 500 MiB, {kind} (limit 1.1)")
        assert out.stat().st_size == SIZE


def played(chunks: Iterable[bytes]) -> tuple[int, int]:
    """Everything that a turn does with its stream: events and characters of the answer."""
    from nemovideo.events import events
    from nemovideo.reply import Reply

    reply, number = Reply(), 0
    for event in events(chunks):
        reply.add(event)
        number += 1
    return number, len(reply.text)


def cpu(name: str, limit_s: float | None, work: Callable[[], Any], runs: int = 5) -> None:
    """The CPU seconds of some work, median and best of a few runs."""
    taken = []
    for _ in range(runs):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    shown = f"(limit {limit_s} s)" if limit_s else "(for the record)"
    print(f"  {name:<58} {statistics.median(taken):6.3f} s CPU, best {min(taken):.3f} {shown}", flush=True)


def stream_cpu(bench: Bench) -> None:
    import requests
    import sseclient

    small = [loopback.event(f"w{number} ") for number in range(loopback.BURST)]
    big = loopback.event("x" * BIG_EVENT)
    print(f"\nEvent streams: {loopback.BURST} small events, and one of 4 MiB")
    cpu("small, each on its own", 0.6, lambda: played(small))
    for kind in ("chunked", "closed"):
        cpu(f"small, {kind}, from a socket", 0.6, lambda kind=kind: played(opened(bench, f"/burst/{kind}")))  # type: ignore[misc]
    for size in (128, 16384):
        pieces = [big[at : at + size] for at in range(0, len(big), size)]
        cpu(f"4 MiB in pieces of {size}", 0.1, lambda pieces=pieces: played(pieces))  # type: ignore[misc]

    def rival() -> None:
        with requests.get(f"{bench.http}/burst/chunked", stream=True, timeout=60) as response:
            for one in sseclient.SSEClient(response).events():
                json.loads(one.data)

    cpu("rival: SSEClient(response) and json.loads, chunked", None, rival, 3)
    pieces = [big[at : at + 128] for at in range(0, len(big), 128)]
    cpu("rival: SSEClient, 4 MiB in pieces of 128", None, lambda: list(sseclient.SSEClient(pieces).events()), 1)
    print(
        f"  resident at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB, all of these together"
    )


def opened(bench: Bench, path: str) -> Iterator[bytes]:
    """The pieces of a stream as a turn gets them."""
    from nemovideo.body import pieces
    from nemovideo.clock import Clock
    from nemovideo.wire import Wire

    wire = Wire(Clock(), print)
    with wire.send("GET", bench.http + path, {}, None) as response:
        yield from pieces(response)
    wire.close()


def latency(bench: Bench) -> None:
    import requests
    import sseclient

    from nemovideo.events import Text, events

    def ours(path: str) -> list[float]:
        found = events(opened(bench, path))
        return [time.monotonic() - float(event.text) for event in found if isinstance(event, Text)]

    def theirs(path: str) -> list[float]:
        late = []
        with requests.get(bench.http + path, stream=True, timeout=60) as response:
            for one in sseclient.SSEClient(response).events():
                late.append(time.monotonic() - float(json.loads(one.data)["content"]["parts"][0]["text"]))  # noqa: PERF401
        return late

    print("\nFrom the moment an event is sent to the moment it is understood (limit: median 2 ms, most 25 ms)")
    for kind in ("chunked", "closed"):
        for who, how in (("ours", ours), ("SSEClient(response)", theirs)):
            late = [1000 * seconds for seconds in how(f"/events/{kind}")]
            print(
                f"  {kind:<8} {who:<22} median {statistics.median(late):8.2f} ms, most {max(late):8.2f} ms", flush=True
            )


PARTS: dict[str, Callable[[Bench], None]] = {
    "start-up": start_up, "transfers": transfers, "cpu": stream_cpu, "latency": latency,
}  # fmt: skip


def main(parts: Sequence[str] = ()) -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(Path(folder))
        try:
            for name in parts or PARTS:
                PARTS[name](bench)
        finally:
            bench.close()


if __name__ == "__main__":
    main(sys.argv[1:])
