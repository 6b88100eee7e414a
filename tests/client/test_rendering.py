"""An export: the draft untouched, one render, one whole file, nothing overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from scripted import Scripted
from simulated_stream import SEED_DRAFT

from nemovideo import rendering
from nemovideo.destination import Wanted
from nemovideo.errors import BackendError, NetworkError, NotThere, PlanBlocked, Refused
from nemovideo.journal import Journal
from nemovideo.steps import Steps

DONE: dict[str, Any] = {"status": "completed", "progress": 100, "url": "https://cdn/x.mp4", "duration_s": 30.5}
WORKING: dict[str, Any] = {"status": "processing", "progress": 40}


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scripted:
    monkeypatch.chdir(tmp_path)
    made = Scripted()
    made.states = [{"draft": SEED_DRAFT}]
    return made


def export(client: Scripted, wanted: Wanted | None = None, journal: Journal | None = None) -> dict[str, Any]:
    return rendering.export(client, journal or Journal(), Steps("sid"), "sid", wanted or Wanted(None))  # type: ignore[arg-type]


def test_a_render_is_awaited_and_brought_home(client: Scripted, tmp_path: Path) -> None:
    client.renders = [{"status": "pending"}, WORKING, DONE]
    result = export(client)
    assert result["status"] == "done" and result["file"] == str(tmp_path / "video.mp4")
    assert (result["bytes"], result["duration_s"], result["render_id"]) == (5, 30.5, client.started[0][0])
    assert result["workspace_url"].endswith("ct=sid")
    assert (tmp_path / "video.mp4").read_bytes() == b"video"


def test_the_draft_goes_back_as_it_came(client: Scripted) -> None:
    draft = {"t": [{"tt": 0, "sg": [{"d": 1, "id": 2**63 + 1, "x": None, "f": 1.0}]}], "unknown": {"z": [1]}}
    client.states, client.renders = [{"draft": draft}], [DONE]
    export(client)
    assert client.started[0][1] == draft and client.started[0][1]["t"][0]["sg"][0]["id"] == 2**63 + 1


@pytest.mark.parametrize(
    ("renders", "slept"),
    [
        ([WORKING, WORKING, WORKING, DONE], [10, 30, 30]),
        ([WORKING, {**WORKING, "retry_after_s": 2.5}, DONE], [10, 2.5]),
        ([{**WORKING, "retry_after_s": 4.0}, {**WORKING, "retry_after_s": 9000.0}, DONE], [4, 120]),
        ([{**WORKING, "retry_after_s": 0.0}, DONE], [0.1]),
    ],
)
def test_it_is_polled_as_the_backend_asks_or_every_half_minute(
    client: Scripted, renders: list[Any], slept: list[float]
) -> None:
    client.renders = renders
    export(client)
    assert client.clock.slept == slept


def test_a_backend_on_this_machine_is_polled_often(client: Scripted) -> None:
    client.origin, client.renders = "local", [WORKING, WORKING, DONE]
    export(client)
    assert client.clock.slept == [0.5, 0.5]


@pytest.mark.parametrize("state", [{}, {"draft": None}, {"draft": {"t": []}}, {"draft": {"t": [{"tt": 0, "sg": []}]}}])
def test_an_empty_timeline_is_nothing_to_export(client: Scripted, state: dict[str, Any]) -> None:
    client.states = [state]
    with pytest.raises(NotThere) as caught:
        export(client)
    assert caught.value.exit_code == 4 and "upload.py" in str(caught.value.next) and not client.started


def test_uploaded_files_alone_are_nothing_to_export(client: Scripted) -> None:
    client.states = [{"draft": None, "video_infos": [{"filename": "a.mp4"}]}]
    with pytest.raises(NotThere) as caught:
        export(client)
    assert "sse_chat.py" in str(caught.value.next)


def test_a_failed_render_is_started_once_more_under_a_new_id(client: Scripted) -> None:
    client.renders = [WORKING, {"status": "failed", "error": "GPU lost"}, WORKING, DONE]
    assert export(client)["render_id"] == client.started[1][0]
    assert client.started[0][0] != client.started[1][0]


def test_a_render_that_fails_twice_is_told(client: Scripted) -> None:
    client.renders = [{"status": "failed"}, {"status": "failed", "error": "GPU\u202e lost"}]
    with pytest.raises(BackendError) as caught:
        export(client)
    assert caught.value.kind == "render_failed" and "GPU lost" in caught.value.message
    assert len(client.started) == 2


def test_a_taken_id_is_replaced_once(client: Scripted) -> None:
    client.renders = [BackendError("The render id exists already."), DONE]
    export(client)
    assert len(client.started) == 2


def test_another_refusal_is_not_tried_again(client: Scripted) -> None:
    client.renders = [BackendError("no")]
    with pytest.raises(BackendError):
        export(client)
    assert len(client.started) == 1


def test_a_plan_that_forbids_it_leaves_the_link(client: Scripted) -> None:
    client.renders = [PlanBlocked("no")]
    with pytest.raises(PlanBlocked) as caught:
        export(client)
    assert caught.value.exit_code == 6 and caught.value.details["workspace_url"]


def test_the_id_is_written_down_before_it_is_sent(client: Scripted) -> None:
    journal = Journal()
    client.renders = [NetworkError("refused")]
    with pytest.raises(NetworkError):
        export(client, journal=journal)
    assert (journal.last("render") or {})["render_id"] == client.started[0][0]


def test_an_export_whose_process_died_finds_its_render(client: Scripted) -> None:
    journal = Journal()
    journal.sent("render", render_id="render_1")
    client.renders = [WORKING, DONE]
    assert export(client, journal=journal)["render_id"] == "render_1"
    assert client.started == [] and client.polled == ["render_1", "render_1"]


def test_a_render_that_never_arrived_is_started_after_all(client: Scripted) -> None:
    journal = Journal()
    journal.sent("render", render_id="render_1")
    client.renders = [BackendError("unknown", code=404), DONE]
    assert export(client, journal=journal)["render_id"] != "render_1"
    assert len(client.started) == 1


def test_a_start_without_an_answer_is_looked_for_before_it_is_repeated(client: Scripted) -> None:
    client.renders = [NetworkError("lost", maybe_done=True), WORKING, DONE]
    export(client)
    assert len(client.started) == 1


def test_polls_may_fail_for_a_while(client: Scripted) -> None:
    lost = [NetworkError("lost", maybe_done=True)] * 6
    client.renders = [WORKING, *lost, DONE]
    export(client)
    client.renders = [WORKING, *lost, *lost]
    with pytest.raises(NetworkError) as caught:
        export(client)
    assert caught.value.next == "Run the same export again." and caught.value.details["render_id"]


def test_a_render_that_stands_still_is_given_up(client: Scripted) -> None:
    client.renders = [WORKING] * 100
    with pytest.raises(BackendError) as caught:
        export(client)
    assert caught.value.kind == "timeout"


# -- the file ----------------------------------------------------------------------------------------------------------


def test_a_free_name_is_found_and_nothing_overwritten(client: Scripted, tmp_path: Path) -> None:
    (tmp_path / "video.mp4").write_bytes(b"mine")
    client.renders = [DONE]
    assert export(client)["file"] == str(tmp_path / "video-2.mp4")
    assert (tmp_path / "video.mp4").read_bytes() == b"mine"


def test_a_name_that_another_export_just_took_is_not_taken(client: Scripted, tmp_path: Path) -> None:
    (tmp_path / "video.mp4.part").touch()
    client.renders = [DONE]
    assert export(client)["file"] == str(tmp_path / "video-2.mp4")


def test_a_second_try_keeps_the_first_ones_name(client: Scripted, tmp_path: Path) -> None:
    journal = Journal()
    client.renders, client.downloads = [DONE, DONE], [NetworkError("lost"), b"video"]
    with pytest.raises(NetworkError) as caught:
        export(client, journal=journal)
    assert caught.value.details["status"] == "rendered"
    assert export(client, journal=journal)["file"] == str(tmp_path / "video.mp4")


def test_an_existing_file_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.touch()
    with pytest.raises(Refused) as caught:
        Wanted.of(str(path), None, "high", False).check()
    assert caught.value.kind == "file_exists" and caught.value.exit_code == 2
    Wanted.of(str(path), None, "high", True).check()


def test_the_format_follows_the_file_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Wanted.of("a.mov", None, "high", False) == Wanted(tmp_path / "a.mov", "mov")
    assert Wanted.of("promo", None, "high", False) == Wanted(tmp_path / "promo")
    assert Wanted.of("v1.2", None, "high", False) == Wanted(tmp_path / "v1.2")
    assert Wanted.of(str(tmp_path), "mov", "high", False) == Wanted(tmp_path / "video.mov", "mov")
    assert Wanted.of(None, None, "high", False) == Wanted(None)


@pytest.mark.parametrize(
    ("output", "fmt", "named"),
    [("x.xyz", None, ".xyz"), ("a2.mp3", "mp4", "--format mp4"), ("a.avi", "mp4", "a.avi"), ("a.jpg", None, ".mp4")],
)
def test_a_file_name_that_says_another_format_is_refused(output: str, fmt: str | None, named: str) -> None:
    with pytest.raises(Refused) as caught:
        Wanted.of(output, fmt, "high", False)
    assert named in f"{caught.value} {caught.value.next}" and caught.value.exit_code == 2


def test_a_format_given_twice_alike_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Wanted.of("a.MP4", "mp4", "high", False) == Wanted(tmp_path / "a.MP4", "mp4")
    assert Wanted.of("v1.2", "mov", "high", False) == Wanted(tmp_path / "v1.2.mov", "mov")


def test_sound_alone_is_the_format_unless_the_file_name_says_otherwise(client: Scripted, tmp_path: Path) -> None:
    client.states, client.renders = [{"draft": {**SEED_DRAFT, "m": {"output": {"audio_only": True}}}}], [DONE]
    assert export(client, Wanted.of("a", None, "high", False))["file"] == str(tmp_path / "a.m4a")
    client.renders, client.downloads = [DONE], [b"video"]
    assert export(client, Wanted.of("a.mp4", None, "high", False))["file"] == str(tmp_path / "a.mp4")


def test_a_missing_folder_is_made(client: Scripted, tmp_path: Path) -> None:
    client.renders = [DONE]
    wanted = Wanted.of("new/deep/a.mp4", None, "high", False)
    wanted.check()
    export(client, wanted)
    assert (tmp_path / "new" / "deep" / "a.mp4").exists()


def test_a_place_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused):
        Wanted.of(str(tmp_path / "file" / "a.mp4"), None, "high", False).check()


@pytest.mark.parametrize(
    ("wish", "output", "name"),
    [
        ("webm", None, "video.webm"), ("WEBM", "promo", "promo.webm"), ("webm", "promo.mov", "promo.mov"),
        ("exe", "v1.2", "v1.2.mp4"), (None, None, "video.mp4"), (7, None, "video.mp4"),
    ],
)  # fmt: skip
def test_the_format_is_what_was_said_or_what_the_timeline_asks_for(
    client: Scripted, tmp_path: Path, wish: Any, output: str | None, name: str
) -> None:
    client.states, client.renders = [{"draft": {**SEED_DRAFT, "m": {"output": {"format": wish}}}}], [DONE]
    asked: list[str] = []
    start = client.start_render
    client.start_render = lambda sid, rid, draft, fmt, quality: asked.append(fmt) or start(sid, rid, draft)  # type: ignore
    assert export(client, Wanted.of(output, None, "high", False))["file"] == str(tmp_path / name)
    assert asked == [name.rpartition(".")[2]]


def test_a_file_of_the_format_found_out_late_is_not_overwritten(client: Scripted, tmp_path: Path) -> None:
    client.states, client.renders = [{"draft": {**SEED_DRAFT, "m": {"output": {"format": "webm"}}}}], [DONE]
    (tmp_path / "promo.webm").write_text("mine")
    with pytest.raises(Refused):
        export(client, Wanted.of("promo", None, "high", False))
    assert (tmp_path / "promo.webm").read_text() == "mine" and not client.started


def test_a_second_try_means_the_same_file_even_if_the_timeline_changed(client: Scripted, tmp_path: Path) -> None:
    journal = Journal()
    journal.sent("format", format="webm")
    client.renders = [DONE]
    assert export(client, Wanted.of("promo", None, "high", False), journal)["file"] == str(tmp_path / "promo.webm")
