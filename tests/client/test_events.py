"""The event stream: whatever way the bytes are cut, the same events; whatever is missing, never a wrong text."""

from __future__ import annotations

import http.client
import itertools
import json
import re
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
import urllib3.exceptions
from captured import STREAMS, body, name, read
from hypothesis import given, settings
from hypothesis import strategies as st
from simulated_stream import HEARTBEATS

from nemovideo.events import Draft, Event, Failure, Garbled, Life, Question, Text, ToolCall, ToolResult, events, parse
from nemovideo.reply import Reply
from nemovideo.splitter import Splitter

CUT = (http.client.HTTPException, urllib3.exceptions.HTTPError, OSError)


def heard(chunks: Iterable[bytes]) -> tuple[Reply, bool]:
    """The reply, and whether the stream was lost on the way."""
    reply = Reply()
    try:
        for event in events(chunks):
            reply.add(event)
    except CUT:
        return reply, True
    return reply, reply.garbled


def one(*chunks: bytes) -> list[Event]:
    return list(events(chunks))


def adk(text: str, **more: object) -> bytes:
    event = {"content": {"parts": [{"text": text}], "role": "model"}, "author": "a", "invocationId": "e", **more}
    return b"data: " + json.dumps(event).encode() + b"\n\n"


def typed(text: str) -> bytes:
    return b"data: " + json.dumps({"type": "text", "content": text}).encode() + b"\n\n"


# -- cut anywhere ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", STREAMS, ids=name)
def test_a_capture_in_any_two_parts_says_the_same(path: Path) -> None:
    data = body(path)
    whole, lost = heard([data])
    assert not lost
    for at in range(len(data) + 1):
        reply, lost = heard([data[:at], data[at:]])
        assert (reply.text, reply.tools, reply.failure, lost) == (whole.text, whole.tools, whole.failure, False)


def test_every_capture_cut_at_every_byte_is_complete_or_known_to_be_lost(capsys: pytest.CaptureFixture[str]) -> None:
    played, began = 0, time.monotonic()
    for path in STREAMS:
        raw = path.read_bytes()
        head = raw.index(b"\r\n\r\n") + 4
        whole, _ = heard(read(raw))
        for at in range(head, len(raw)):
            cut, lost = heard(read(raw[:at]))
            played += 1
            assert whole.text.startswith(cut.text), (path, at)
            if not lost:  # only the last chunk's own line ends may be missing
                assert (cut.text, cut.tools, cut.failure) == (whole.text, whole.tools, whole.failure), (path, at)
                assert len(raw) - at <= len(b"\r\n\r\n") + 1
    with capsys.disabled():
        print(f"\n{played} cut-off streams of {len(STREAMS)} captures played in {time.monotonic() - began:.1f} s")


@pytest.mark.parametrize("path", STREAMS, ids=name)
def test_a_capture_that_arrives_in_two_reads_says_the_same(path: Path) -> None:
    raw = path.read_bytes()
    head = raw.index(b"\r\n\r\n") + 4
    whole, _ = heard(read(raw))
    for at in range(head, len(raw) + 1):
        reply, lost = heard(read(raw[:at], raw[at:]))
        assert (reply.text, reply.tools, lost) == (whole.text, whole.tools, False)


def reference(data: bytes) -> list[tuple[str, str]]:
    """The standard's algorithm, word for word: name and data of each event."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    found, event, lines = [], "", []
    for line in re.split("\r\n|\n|\r", text)[:-1]:
        if not line:
            if any(value.strip(" ") for value in lines):
                found.append((event, " ".join(lines).strip(" ")))
            event, lines = "", []
            continue
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            event = value.strip()
        elif field == "data":
            lines.append(value)
    return found


FIELDS = [b"data: {}", b'data: {"a":1}', b"data:x", b"data:", b"data: ", b"data", b"event: e", b": c", b"id: 1"]
ENDS = [b"\n", b"\r", b"\r\n", b"\n\n", b"\r\r", b"\xe4\xb8\xad", b"\xff", b"\xef\xbb\xbf", b" ", b":"]
PIECES = st.lists(st.sampled_from([*FIELDS, *ENDS]), max_size=24).map(b"".join)


@settings(max_examples=400)
@given(PIECES, st.lists(st.integers(0, 200), max_size=8))
def test_the_splitter_follows_the_standard_however_the_bytes_are_cut(data: bytes, cuts: list[int]) -> None:
    places = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    splitter, blocks = Splitter(), []
    for begin, end in itertools.pairwise(places):
        blocks += splitter.feed(data[begin:end])
    found = []
    for block in blocks:
        assert block.endswith(b"\n\n")
        fields = dict(line.split(": ", 1) for line in block.decode().split("\n") if line)
        found.append((fields.get("event", ""), fields["data"].strip(" ")))
    assert found == reference(data)


@settings(max_examples=300)
@given(st.binary(max_size=200), st.sampled_from([b"", b"data: ", b'data: {"content":']))
def test_no_bytes_raise_anything(data: bytes, before: bytes) -> None:
    heard([before + data, data])


KEYS = ["content", "parts", "text", "type", "functionCall", "functionResponse", "args", "name", "id", "actions"]
KEYS += ["stateDelta", "draft", "error", "code", "message", "partial", "author", "question", "options", "questions"]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["content", "parts", "text", "type", "functionCall", "args", "name", "actions", "stateDelta"]
            )
            | st.sampled_from(
                ["draft", "error", "code", "message", "partial", "question", "options", "questions", "id"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=500)
@given(st.lists(json_values, max_size=4))
def test_no_payload_raises_anything(values: list[object]) -> None:
    reply, lost = heard(b"data: " + json.dumps(value).encode() + b"\n\n" for value in values)
    assert isinstance(reply.text, str) and not lost


# -- what the bytes mean -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("beat", HEARTBEATS.values(), ids=list(HEARTBEATS))
def test_every_form_of_heartbeat_is_nothing_but_life(beat: bytes) -> None:
    assert set(one(beat, beat)) <= {Life()}
    reply, lost = heard([beat, adk("Hello"), beat])
    assert (reply.text, lost) == ("Hello", False)


def test_a_byte_order_mark_costs_no_event() -> None:
    assert heard([b"\xef", b"\xbb\xbf" + adk("Hello")])[0].text == "Hello"


def test_mixed_line_ends_keep_events_apart() -> None:
    data = adk("One ", partial=True).replace(b"\n\n", b"\r\r") + adk("two", partial=True).replace(b"\n\n", b"\r\n\r\n")
    assert heard([data])[0].text == "One two"


def test_data_over_several_lines_is_one_payload() -> None:
    data = adk("Hello").replace(b'"content"', b'\ndata: "content"')
    assert heard([data])[0].text == "Hello"


def test_invalid_utf_8_does_not_stop_the_stream() -> None:
    assert heard([adk("Hel").replace(b"Hel", b"H\xffl"), adk("Hello", invocationId="f")])[0].text == "H\ufffdl\n\nHello"


def test_a_half_event_at_the_end_is_lost_and_not_said() -> None:
    data = adk("Hello", partial=True) + adk(" world", partial=True)[:-12]
    reply, lost = heard([data])
    assert (reply.text, lost) == ("Hello", True)


def test_an_event_that_lacks_only_its_last_line_end_is_whole() -> None:
    assert heard([adk("Hello")[:-1]])[0].text == "Hello"
    assert heard([adk("Hello")[:-2]])[0].text == "Hello"


def test_a_garbled_event_in_the_middle_makes_the_answer_incomplete() -> None:
    reply, lost = heard([b'data: {"content": oops}\n\n', adk("Hello")])
    assert (reply.text, lost) == ("Hello", True)


def test_text_that_is_not_json_is_a_sign_of_life() -> None:
    assert parse("[DONE") == [Garbled()]
    assert parse("ok") == parse("12") == parse("null") == [Life()]


# -- what the payloads mean --------------------------------------------------------------------------------------------


def test_the_adk_shape_gives_its_values() -> None:
    parts = [
        {"text": "thinking", "thought": True},
        {"text": "Done. "},
        {"text": "Look."},
        {"functionCall": {"id": "c", "name": "edit_multitrack", "args": {"a": 1}}},
        {"functionResponse": {"id": "c", "name": "edit_multitrack", "response": {"ok": True}}},
        {"inlineData": {"data": "x"}},
    ]
    value = {"content": {"parts": parts}, "actions": {"stateDelta": {"draft": {"d": 1}}}}
    assert parse(json.dumps(value)) == [
        Text("Done. Look.", True, "None/None/None"),
        ToolCall("edit_multitrack", {"a": 1}, "c"),
        ToolResult("edit_multitrack", {"ok": True}, "c"),
        Draft({"d": 1}),
    ]


def test_the_typed_shape_gives_its_values() -> None:
    assert parse('{"type":"tool_call","name":"n","args":{}}') == [ToolCall("n", {}, "")]
    assert parse('{"type":"tool_result","name":"n","result":5}') == [ToolResult("n", 5, "")]
    assert parse('{"type":"heartbeat"}') == [Life()]
    assert parse('{"type":"error","message":"no"}') == [Failure("", "no")]


@pytest.mark.parametrize(
    ("payload", "failure"),
    [
        ('{"errorCode":"X","errorMessage":"no"}', Failure("X", "no")),
        ('{"error":"RuntimeError: boom"}', Failure("", "RuntimeError: boom")),
        ('{"error":{"code":2001,"message":"no credits"}}', Failure("2001", "no credits")),
        ('{"code":1002,"message":"session not found"}', Failure("1002", "session not found")),
        ('{"detail":"Session not found: x"}', Failure("", "Session not found: x")),
        ('{"type":"error","code":2001,"message":"no credits"}', Failure("2001", "no credits")),
    ],
)
def test_every_form_of_failure_is_one(payload: str, failure: Failure) -> None:
    assert parse(payload) == [failure]


def test_an_envelope_that_says_success_is_no_failure() -> None:
    assert parse('{"code":0,"message":"success"}') == [Life()]


def test_a_question_has_its_words_and_choices() -> None:
    args = {"question": "Which?", "options": ["a", {"label": "b"}]}
    value = {"content": {"parts": [{"functionCall": {"name": "ask_question", "args": args}}]}}
    assert parse(json.dumps(value))[-1] == Question("Which?", ("a", "b"))


# -- text is never doubled, never lost ---------------------------------------------------------------------------------


@pytest.mark.parametrize("closing", [{}, {"partial": False}], ids=["absent", "false"])
def test_a_text_repeated_whole_after_its_deltas_is_said_once(closing: dict[str, bool]) -> None:
    stream = [adk("I'll ", partial=True), adk("make it", partial=True), adk("I'll make it", **closing)]
    assert heard(stream)[0].text == "I'll make it"


def test_deltas_without_a_repetition_are_said() -> None:
    assert heard([adk("I'll ", partial=True), adk("make it", partial=True)])[0].text == "I'll make it"


def test_a_whole_text_completes_deltas_that_were_missed() -> None:
    assert heard([adk("start", partial=True), adk("start end")])[0].text == "start end"


def test_a_text_after_unrepeated_deltas_is_another_text() -> None:
    assert heard([adk("One.", partial=True), adk("Two.")])[0].text == "One.\n\nTwo."


def test_agents_who_speak_at_the_same_time_are_kept_apart() -> None:
    a, b = {"author": "a"}, {"author": "b"}
    stream = [adk("A1 ", partial=True, **a), adk("B1 ", partial=True, **b), adk("A2", partial=True, **a)]
    stream += [adk("B1 B2", **b), adk("A1 A2", **a)]
    assert heard(stream)[0].text == "A1 A2\n\nB1 B2"


def test_a_whole_text_that_comes_twice_in_a_row_is_said_once() -> None:
    assert heard([adk("Done."), adk("Done.")])[0].text == "Done."


def test_thoughts_and_echoes_of_the_person_are_not_shown() -> None:
    thought = b'data: {"content":{"parts":[{"text":"hm","thought":true}]}}\n\n'
    assert heard([thought, adk("hello", author="user"), adk("Hi")])[0].text == "Hi"


def test_typed_texts_are_deltas() -> None:
    assert heard([typed("I'll "), typed("make"), typed(" it")])[0].text == "I'll make it"
    assert heard([typed("ha"), typed("ha")])[0].text == "haha"


def test_a_typed_text_that_grows_or_is_repeated_is_said_once() -> None:
    assert heard([typed("I'll make"), typed("I'll make it"), typed("I'll make it")])[0].text == "I'll make it"


def test_typed_texts_before_and_after_a_tool_are_two() -> None:
    call = b'data: {"type":"tool_call","name":"n","args":{}}\n\n'
    assert heard([typed("Wait."), call, typed("Done.")])[0].text == "Wait.\n\nDone."


def test_whole_typed_sentences_do_not_run_together() -> None:
    assert heard([typed("Done."), typed("It is ready.")])[0].text == "Done.\nIt is ready."


def test_characters_that_cannot_be_seen_are_taken_out() -> None:
    assert heard([adk("a\u202eb\x1b[31mc\u2066d")])[0].text == "ab[31mcd"


def test_tools_are_told_with_their_outcome() -> None:
    call = {"content": {"parts": [{"functionCall": {"id": "1", "name": "n", "args": {}}}]}}
    answer = {"content": {"parts": [{"functionResponse": {"id": "1", "name": "n", "response": {"error": "no"}}}]}}
    reply, _ = heard(b"data: " + json.dumps(value).encode() + b"\n\n" for value in (call, answer))
    assert reply.tools == [{"name": "n", "ok": False, "error": "no"}]
    assert not reply.unfinished


def test_a_tool_without_an_answer_leaves_the_reply_unfinished() -> None:
    call = {"content": {"parts": [{"functionCall": {"id": "1", "name": "n", "args": {}}}]}}
    assert heard([b"data: " + json.dumps(call).encode() + b"\n\n"])[0].unfinished
    running = {**call, "longRunningToolIds": ["1"]}
    assert not heard([b"data: " + json.dumps(running).encode() + b"\n\n"])[0].unfinished


# -- cost --------------------------------------------------------------------------------------------------------------


def test_a_long_event_takes_time_in_proportion_to_its_length() -> None:
    def cost(size: int, step: int) -> float:
        data = adk("x" * size)
        began = time.process_time()
        reply, _ = heard(data[at : at + step] for at in range(0, len(data), step))
        assert len(reply.text) == size
        return time.process_time() - began

    assert cost(4 << 20, 128) < 1.0
    assert cost(4 << 20, 16384) < 0.5
