"""One turn: sent once, heard out or recovered, and told truthfully."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from captured import STREAMS, body, name
from scripted import Scripted, Stream, event
from simulated_stream import SEED_DRAFT, SEED_LINE

from nemovideo import snapshot, turn, vigil
from nemovideo.errors import (
    BackendError,
    BadAnswer,
    NemoError,
    NetworkError,
    NoSession,
    OutOfCredits,
    PlanBlocked,
    RateLimited,
)
from nemovideo.journal import Journal
from nemovideo.steps import Steps

EMPTY: dict[str, Any] = {"draft": None}
FULL: dict[str, Any] = {"draft": SEED_DRAFT}
DROP = NetworkError("The connection broke.", maybe_done=True)


def chat(client: Scripted, journal: Journal | None = None, message: str = "do it") -> dict[str, Any]:
    return turn.chat(client, journal or Journal(), Steps("sid"), "sid", message)  # type: ignore[arg-type]


def test_a_turn_with_words_and_an_edit_is_done() -> None:
    client = Scripted()
    client.answers, client.states = [[event("Click Export.")]], [EMPTY, FULL]
    result = chat(client)
    assert result["status"] == "done" and not result["silent"]
    assert result["text"] == 'Say "export".' and result["actions"][0]["gui"] == "Click Export"
    assert result["timeline"] == SEED_LINE and "Length: 10s" in result["changes"]
    assert client.messages == [("sid", "do it")] and "export.py" in result["next"]


def test_a_silent_edit_is_told_from_the_state() -> None:
    client = Scripted()
    client.answers, client.states = [[b"data:\n\n"]], [EMPTY, FULL]
    result = chat(client)
    assert (result["status"], result["silent"], result["text"]) == ("done", True, "")
    assert 'Added Title: "Urban Dreams" (0-3s)' in result["changes"]


def test_a_silent_turn_that_did_nothing_says_so() -> None:
    client = Scripted()
    client.answers, client.states = [[]], [FULL]
    result = chat(client)
    assert (result["status"], result["changes"]) == ("no_change", [])


def test_a_question_awaits_an_answer() -> None:
    client = Scripted()
    call = {"functionCall": {"name": "ask_question", "args": {"question": "Which?", "options": ["a", "b"]}}}
    client.answers, client.states = [[event(content={"parts": [call]})]], [FULL]
    result = chat(client)
    assert result["status"] == "needs_answer"
    assert result["question"] == {"text": "Which?", "options": ["a", "b"]} and "ANSWER" in result["next"]


def test_the_message_and_the_state_before_are_written_down_before_it_is_sent() -> None:
    client, journal = Scripted(), Journal()
    client.states = [FULL]
    client.answers = [NetworkError("refused")]
    with pytest.raises(NetworkError):
        chat(client, journal)
    sent = journal.last("message")
    assert sent and sent["message"] == "do it" and sent["before"]["draft"] == SEED_DRAFT


# -- waiting -----------------------------------------------------------------------------------------------------------


def test_every_two_minutes_the_person_hears_that_it_goes_on() -> None:
    client = Scripted()
    client.answers, client.states = (
        [[119.0, b":\n\n", 2.0, b":\n\n", 130.0, event("ok"), 100.0, event("x")]],
        [EMPTY, FULL],
    )
    chat(client)
    assert client.said.count(vigil.STILL_WORKING) == 2


def test_ten_minutes_of_heartbeats_alone_are_a_time_out() -> None:
    client = Scripted()
    client.answers, client.states = [[event("start", partial=True), *[30.0, b": ping\n\n"] * 40]], [EMPTY]
    began = client.clock.time
    result = chat(client)
    assert (result["text"], result["status"]) == ("start", "no_change")
    assert 600 <= client.clock.time - began <= 632 and len(client.messages) == 1


def test_a_quarter_of_an_hour_in_all_is_a_time_out() -> None:
    client = Scripted()
    client.answers, client.states = [[*[60.0, event(thought=True)] * 40]], [EMPTY]
    began = client.clock.time
    with pytest.raises(BackendError) as caught:
        chat(client)
    assert caught.value.kind == "timeout" and 900 <= client.clock.time - began <= 960
    assert "not sent a second time" in caught.value.message


def test_work_that_was_done_until_the_time_out_is_told() -> None:
    client = Scripted()
    client.answers, client.states = [[30.0, b": ping\n\n"] * 40], [EMPTY, FULL]
    assert chat(client)["status"] == "recovered"


# -- lost streams ------------------------------------------------------------------------------------------------------


def test_a_dropped_stream_is_recovered_from_the_state_and_never_sent_again() -> None:
    client = Scripted()
    client.answers = [[event("Working", partial=True), DROP]]
    client.states = [EMPTY, EMPTY, FULL]
    began = client.clock.time
    result = chat(client)
    assert result["status"] == "recovered" and result["timeline"] == SEED_LINE
    assert [look - began for look in client.looks[1:]] == [30, 90, 150]
    assert len(client.messages) == 1


def test_five_unchanged_looks_are_enough() -> None:
    client = Scripted()
    client.answers, client.states = [[DROP]], [EMPTY]
    began = client.clock.time
    with pytest.raises(NetworkError) as caught:
        chat(client)
    assert [look - began for look in client.looks[1:]] == [30, 90, 150, 210, 270]
    assert "not sent a second time" in caught.value.message and caught.value.details["status"] == "no_change"
    assert "state.py" in str(caught.value.next)


def test_a_look_that_fails_counts_as_unchanged() -> None:
    client = Scripted()
    client.answers, client.states = [[DROP]], [EMPTY, NetworkError("no"), BackendError("no"), FULL, FULL]
    assert chat(client)["status"] == "recovered"


def test_the_state_is_left_to_settle() -> None:
    client = Scripted()
    half = {"draft": {"t": SEED_DRAFT["t"][:1]}}
    client.answers, client.states = [[DROP]], [EMPTY, half, FULL, FULL]
    assert chat(client)["timeline"] == SEED_LINE


def test_a_backend_on_this_machine_is_looked_at_sooner() -> None:
    client = Scripted("local")
    client.answers, client.states = [[DROP]], [EMPTY, FULL]
    began = client.clock.time
    chat(client)
    assert client.clock.time - began <= sum(snapshot.NEAR_LOOKS_S[:2])


@pytest.mark.parametrize(
    "lost",
    [
        [event("Done.")[:-9]],
        [b'data: {"content": {"parts": [{"te'],
        [b"data: {broken}\n\n"],
        BadAnswer("a JSON answer"),
        NetworkError("no answer", maybe_done=True),
        BackendError("Bad gateway", code=502),
    ],
    ids=["half event", "half word", "garbled", "not a stream", "no answer", "gateway"],
)
def test_whatever_was_lost_is_recovered(lost: Any) -> None:
    client = Scripted()
    client.answers, client.states = [lost], [EMPTY, FULL]
    assert chat(client)["status"] == "recovered"
    assert len(client.messages) == 1


@pytest.mark.parametrize("chunked", [True, False])
def test_a_tool_that_did_not_answer_before_the_end_is_waited_for(chunked: bool) -> None:
    client = Scripted()
    call = event(content={"parts": [{"functionCall": {"id": "1", "name": "edit", "args": {}}}]})
    client.answers, client.states = [Stream(client.clock, [call], chunked)], [EMPTY, EMPTY, FULL]
    assert chat(client)["status"] == "recovered"


def test_an_answer_that_said_all_before_it_broke_keeps_its_words() -> None:
    client = Scripted()
    client.answers, client.states = [[event("It has three tracks."), DROP]], [FULL]
    result = chat(client)
    assert (result["status"], result["text"]) == ("no_change", "It has three tracks.")
    assert result["notices"]


def test_a_message_that_never_left_is_no_case_for_recovery() -> None:
    client = Scripted()
    client.answers, client.states = [NetworkError("refused")], [EMPTY]
    with pytest.raises(NetworkError):
        chat(client)
    assert client.clock.slept == []


def test_a_turn_whose_process_died_is_finished_from_the_state() -> None:
    client, journal = Scripted(), Journal()
    journal.sent("message", session_id="sid", message="do it", before={"draft": None, "media": [], "made": None})
    client.states = [FULL]
    result = chat(client, journal)
    assert result["status"] == "recovered" and "Length: 10s" in result["changes"]
    assert client.messages == []


@pytest.mark.parametrize("path", STREAMS, ids=name)
def test_a_capture_cut_off_is_told_or_recovered_but_never_sent_again(path: Path) -> None:
    data = body(path)
    for at in range(0, len(data), max(1, len(data) // 40)):
        client = Scripted()
        client.answers, client.states = [[data[:at], DROP]], [EMPTY, FULL]
        try:
            result = chat(client)
        except NemoError as error:  # the stream told of a failure before it was cut
            result = error.details
            assert result["status"] == "failed"
        assert result["timeline"] == SEED_LINE and len(client.messages) == 1


# -- what the backend refuses ------------------------------------------------------------------------------------------


def test_a_lost_session_is_replaced_and_the_message_sent_once_more() -> None:
    client = Scripted()
    client.answers, client.states = [NoSession("gone"), [event("ok")]], [EMPTY, EMPTY, FULL]
    result = chat(client)
    assert client.messages == [("sid", "do it"), ("new-1", "do it")]
    assert "uploads are gone" in result["notices"][0] and result["session_id"] == "new-1"


def test_a_session_that_the_state_does_not_know_is_replaced_before_anything_is_sent() -> None:
    client = Scripted()
    client.answers, client.states = [[event("ok")]], [NoSession("gone"), EMPTY, FULL]
    assert chat(client)["session_id"] == "new-1"
    assert client.messages == [("new-1", "do it")]


def test_a_session_that_the_stream_does_not_know_is_replaced() -> None:
    client = Scripted()
    refusal = b'data: {"code":1002,"message":"session not found"}\n\n'
    client.answers, client.states = [[refusal], [event("ok")]], [EMPTY, EMPTY, EMPTY, FULL]
    assert chat(client)["session_id"] == "new-1" and len(client.messages) == 2


def test_a_second_new_session_is_not_tried() -> None:
    client = Scripted()
    client.answers, client.states = [NoSession("gone"), NoSession("gone")], [EMPTY]
    with pytest.raises(NoSession):
        chat(client)
    assert len(client.messages) == 2


@pytest.mark.parametrize(
    "error", [OutOfCredits("no"), PlanBlocked("no"), RateLimited("no"), BackendError("no", code=500)]
)
def test_a_refusal_is_passed_on(error: NemoError) -> None:
    client = Scripted()
    client.answers, client.states = [copy.copy(error)], [EMPTY]
    with pytest.raises(type(error)):
        chat(client)
    assert len(client.messages) == 1


def test_a_failure_in_the_stream_is_told_with_what_was_done_before() -> None:
    client = Scripted()
    client.answers = [[event("First."), b'data: {"error":"RuntimeError: boom"}\n\n']]
    client.states = [EMPTY, FULL]
    with pytest.raises(BackendError) as caught:
        chat(client)
    assert "boom" in caught.value.message
    assert (caught.value.details["status"], caught.value.details["text"]) == ("failed", "First.")
    assert "Length: 10s" in caught.value.details["changes"]


@pytest.mark.parametrize(
    "failure",
    [
        b'{"errorCode":"RESOURCE_EXHAUSTED","errorMessage":"quota exceeded: 2001 insufficient credits"}',
        b'{"type":"error","code":2001,"message":"insufficient credits"}',
        b'{"code":2001,"message":"insufficient credits"}',
    ],
)
def test_credits_that_end_in_the_middle_are_told_as_that(failure: bytes) -> None:
    client = Scripted()
    client.answers, client.states = [[b"data: " + failure + b"\n\n"]], [EMPTY]
    with pytest.raises(OutOfCredits):
        chat(client)


def test_a_state_that_cannot_be_seen_does_not_stop_the_message() -> None:
    client = Scripted()
    client.answers, client.states = [[event("ok")]], [BackendError("no")]
    result = chat(client)
    assert (result["status"], result["timeline"]) == ("done", None)
