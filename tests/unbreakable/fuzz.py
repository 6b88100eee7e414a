"""Mutated event streams and API answers through the pure parts: nothing but our own errors may come out.

python -m tests.unbreakable.fuzz --count 100000

hypothesis chooses what to begin with and what to do to it, and shrinks what it finds. The streams begin as captures
of a real ADK server and as the simulated cloud's turns, the answers as every known shape of every endpoint.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [path for path in (str(ROOT / "scripts"), str(ROOT / "tests")) if path not in sys.path]

from captured import STREAMS, body  # noqa: E402
from hypothesis import HealthCheck, Phase, given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from simulated_stream import SEED_DRAFT, Turn, frames  # noqa: E402

from nemovideo import answers, changes, credential, draft, gui  # noqa: E402
from nemovideo.answers import Answer  # noqa: E402
from nemovideo.errors import NemoError  # noqa: E402
from nemovideo.events import events  # noqa: E402
from nemovideo.reply import Reply  # noqa: E402
from nemovideo.snapshot import Snapshot  # noqa: E402

LONGEST_SEED = 6000  # bytes; the rest of a longer stream tells nothing new
PIECES = [
    b"\r", b"\n", b"\n\n", b"\r\n\r\n", b'"', b"{", b"}", b"[", b"]", b"null", b"true", b"-1", b"1e999", b"NaN",
    b"\xef\xbb\xbf", b"\xff", b"\xc3", b"\0", b"data:", b"data: ", b"event: error\n", b":", b"[[[[[[", b'{"a":' * 40,
    b'"text":', b'"partial":true,', b'"code":1002,', b'"error":', b"\xe2\x80\xae", b"9" * 5000, b"\\u0000", b"\\ud800",
]  # fmt: skip


def _streams() -> list[bytes]:
    found = [content[:LONGEST_SEED] for path in STREAMS if (content := body(path))]
    for turn in (Turn(), Turn(silent=True, state_delta=True), Turn(question="Which?"), Turn("", error={"error": "x"})):
        found += [b"".join(frames(turn, shape, SEED_DRAFT))[:LONGEST_SEED] for shape in ("adk", "typed")]
    return found


def _documents() -> list[bytes]:
    file = {"filename": "a.mp4", "file_type": "video", "cdn_url": "https://x/a", "duration": 3.5, "width": 1, "fps": 30}
    state = {"draft": SEED_DRAFT, "video_infos": [file], "canvas_config": {"ratio": "16:9"}, "generated_media": None}
    poll = {"status": "completed", "progress": 100, "output": {"url": "https://x/a", "duration": 3.5, "size": 9}}
    data: list[Any] = [
        {"token": "t" * 20, "user_id": "anon_1", "expires_at": "2026-03-18T00:00:00Z", "credits": 100},
        {"task_id": "t1", "session_id": "5529798706024415232", "user_id": "anon_1"},
        {"claim_token": "clm_1", "expires_in": 604800},
        {"files": [file, file], "session_state_applied": True}, {"uploaded_files": [{"url": "https://x"}]},
        {"available": 25000, "frozen": 40, "total": 25040}, {"session_id": "1", "state": state},
        {"id": "r1", "status": "pending", "progress": 5}, {"taskId": "r1", **poll},
        {"id": "r1", "status": "completed", "outputUrl": "https://x", "createdAt": 1780000000123}, {"error": {"a": 1}},
    ]  # fmt: skip
    whole: list[Any] = [{"code": 0, "message": "ok", "data": one} for one in data]
    whole += [{"success": True, "data": one} for one in data] + data
    whole += [{"code": code, "message": "no", "data": None} for code in (1001, 1002, 2001, 4001, 4002, 4003, 402, 429)]
    whole += [{"detail": [{"loc": ["body"], "msg": "x"}]}, {"success": False, "error": "render id exists"}]
    return [json.dumps(one).encode() for one in whole] + [b"<html><title>502</title></html>", b"", b"busy"]


def mutated(seeds: list[bytes]) -> st.SearchStrategy[bytes]:
    """One of the seeds with one to eight changes: bytes flipped, cut, doubled, put in, or the end cut off."""
    change = st.tuples(st.integers(0, 4), st.integers(0, 2**16), st.integers(0, 60), st.sampled_from(PIECES))
    return st.builds(_changed, st.sampled_from(seeds), st.lists(change, min_size=1, max_size=8))


def _changed(seed: bytes, edits: list[tuple[int, int, int, bytes]]) -> bytes:
    data = bytearray(seed or b" ")
    for kind, where, much, piece in edits:
        at = where % (len(data) + 1)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << much % 8
        elif kind == 1:
            del data[at : at + much]
        elif kind == 2:
            data[at:at] = data[at // 2 : at // 2 + 3 * much]
        elif kind == 3:
            data[at:at] = piece
        elif much < 6:
            del data[at:]
    return bytes(data)


def play_stream(data: bytes, cut: int) -> None:
    """All that a turn does with the bytes of its stream."""
    reply, cut = Reply(), cut % (len(data) + 1)
    for event in events([data[:cut], data[cut:]]):
        reply.add(event)
    gui.translate(reply.text, str)
    assert isinstance(reply.unfinished, bool) and isinstance(reply.only_failed, bool)
    look_at(reply.draft)


def look_at(found: Any, media: Any = ()) -> None:
    """All that is told of a draft."""
    shown = found if isinstance(found, dict) else None
    timeline = draft.read(shown, media)
    draft.line(timeline), draft.tracks_json(timeline), draft.ready(shown), draft.wished_format(shown)
    changes.changes(SEED_DRAFT, shown, media), changes.changes(shown, SEED_DRAFT, media)


READERS: tuple[Callable[[Any], Any], ...] = (
    answers.balance, answers.session, answers.uploaded, lambda data: answers.render(data, "r", None),
    lambda data: credential.from_answer(data, 1.8e9),
)  # fmt: skip


def play_answer(data: bytes, status: int, retry_after: str | None) -> None:
    """All that an answer may be taken for, whichever call it belongs to."""
    headers = {"content-type": "application/json"} | ({"retry-after": retry_after} if retry_after is not None else {})
    answer = Answer(status, headers, data)
    assert answer.retry_after_s is None or answer.retry_after_s >= 0
    try:
        found = answers.read(answer, user_id="anon_1", anonymous=True)
    except NemoError as error:
        json.dumps(error.as_document())
        return
    for reader in READERS:
        try:
            reader(found)
        except NemoError as error:  # noqa: PERF203
            json.dumps(error.as_document())
    if isinstance(found, dict):
        now = Snapshot.of(found)
        look_at(now.draft, now.media)
        now.changes_since(Snapshot(SEED_DRAFT, []))


STATUSES = st.sampled_from([200, 200, 200, 201, 400, 401, 402, 404, 409, 413, 422, 429, 500, 502, 503])
RETRY_AFTER = st.sampled_from([None, "5", "-1", "nan", "1e9", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", "Wed, 99 Oct"])
TARGETS: dict[str, Any] = {
    "event streams": lambda: given(mutated(_streams()), st.integers(0, 2**16))(play_stream),
    "API answers": lambda: given(mutated(_documents()), STATUSES, RETRY_AFTER)(play_answer),
}


def fuzz(what: str, count: int, seed: int = 0) -> float:
    """So many examples of one kind; the seconds they took. Raises whatever is not ours, with its shrunk example."""
    from hypothesis import seed as seeded

    bounded = settings(
        max_examples=count, deadline=None, database=None, phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    began = time.monotonic()
    seeded(seed)(bounded(TARGETS[what]()))()
    return time.monotonic() - began


def main(argv: list[str] | None = None) -> int:
    made = argparse.ArgumentParser(description="mutated streams and answers through the pure parts")
    made.add_argument("--count", type=int, default=100_000)
    made.add_argument("--batch", type=int, default=10_000, help="examples a seed (default: %(default)s)")
    args = made.parse_args(argv)
    for what in TARGETS:
        seconds, left, number = 0.0, args.count, 0
        while left > 0:
            seconds += fuzz(what, min(args.batch, left), number)
            left, number = left - args.batch, number + 1
        print(f"{args.count} mutated {what} in {seconds:.0f} s: no exception that is not ours", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
