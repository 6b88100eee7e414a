"""state.py: the seed's line, the tracks, the media, and whether there is something to export."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Outcome
from simulated_cloud import SimulatedCloud, Turn
from simulated_stream import SEED_DRAFT, SEED_LINE

Run = Callable[..., Outcome]


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatedCloud]:
    with SimulatedCloud() as made:
        monkeypatch.setenv("NEMO_API_URL", made.origin)
        yield made


def test_without_a_session_nothing_is_asked(run: Run, cloud: SimulatedCloud) -> None:
    done = run("state.py")
    assert done.code == 4 and not cloud.requests and "upload.py" in done.result["error"]["next"]


@pytest.mark.parametrize("empty", ["missing", "null"])
def test_a_new_session_is_empty_and_says_what_to_do(run: Run, cloud: SimulatedCloud, empty: str) -> None:
    cloud.empty_state = empty  # type: ignore[assignment]
    run("session.py")
    done = run("state.py")
    assert done.code == 0 and not done.result["ready_to_export"]
    assert done.result["timeline"] == "Timeline (0 tracks): empty" and done.result["tracks"] == []
    assert "upload.py" in done.result["next"]


def test_the_timeline_is_shown_in_the_seeds_form(run: Run, cloud: SimulatedCloud, home: Path) -> None:
    cloud.turns.append(Turn(draft=SEED_DRAFT))
    (home / "a.jpg").write_bytes(b"\xff\xd8\xff" + bytes(100))
    run("upload.py", "a.jpg")
    run("sse_chat.py", "make it")
    done = run("state.py")
    assert done.result["timeline"] == SEED_LINE and done.result["ready_to_export"]
    assert done.result["duration_s"] == 10 and [track["label"] for track in done.result["tracks"]] == [
        "Video",
        "BGM",
        "Title",
    ]
    assert done.result["media"][0]["name"] == "a.jpg"
    assert done.result["canvas"]["width"] == 1920 and done.result["canvas"]["ratio"] == "16:9"
    assert "export.py" in done.result["next"]


def test_the_draft_is_written_out_as_it_came(run: Run, cloud: SimulatedCloud, home: Path) -> None:
    draft = {**SEED_DRAFT, "big": 2**60 + 1, "unknown": [None, {"文": 1.5}]}
    cloud.turns.append(Turn(draft=draft))
    run("sse_chat.py", "make it")
    done = run("state.py", "--draft", "draft.json")
    assert done.result["draft_file"] == str(home / "draft.json")
    assert json.loads((home / "draft.json").read_text("utf-8")) == draft


def test_a_draft_file_that_cannot_be_written_is_told(run: Run, cloud: SimulatedCloud) -> None:
    run("session.py")
    done = run("state.py", "--draft", "no/such/folder/draft.json")
    assert done.code == 2 and "draft.json" in done.result["error"]["message"]


def test_a_long_timeline_still_fits_into_one_answer(run: Run, cloud: SimulatedCloud) -> None:
    segments = [{"s": n * 100, "d": 100, "m": {"name": f"photo {n}.jpg"}} for n in range(3000)]
    cloud.turns.append(Turn(draft={"t": [{"tt": 0, "sg": segments}]}))
    run("sse_chat.py", "make it")
    done = run("state.py")
    assert done.code == 0 and len(done.stdout) < 8500 and Path(done.result["whole_result"]).is_file()


def test_an_unknown_session_is_told(run: Run, cloud: SimulatedCloud) -> None:
    assert run("state.py", "--session", "12345").code == 4
