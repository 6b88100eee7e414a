"""A turn: its events, its words, and that it happens once whoever listens.

Language is simulated, except in the last part.
"""

from __future__ import annotations

import io
import json
import math
import struct
import threading
import time
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import pytest
import requests
from backend.stand_ins import PNG, Person, Running, calls_of, running, words_of
from PIL import Image

from local_backend import agent
from local_backend.agent import falls_silent
from local_backend.events import Outcome, events
from local_backend.timeline import Segment, TextStyle, Timeline, Track
from local_backend.words import pieces, timeline_line


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    monkeypatch.setattr(agent, "SILENT_PERCENT", 0)
    with running(tmp_path / "local", heartbeat_s=0.05) as up:
        yield up


@pytest.fixture
def person(server: Running) -> Person:
    return Person(server.origin)


def names(person: Person) -> list[str]:
    draft = person.state()["draft"] or {"t": []}
    return [segment["m"]["name"] for track in draft["t"] for segment in track["sg"]]


def test_a_turn_has_the_shape_of_the_clouds_events(person: Person) -> None:
    told = person.say("show a; show b")
    assert [call["name"] for call in calls_of(told)] == ["edit_multitrack"]
    response = next(
        p["functionResponse"] for e in told for p in e.get("content", {}).get("parts", ()) if "functionResponse" in p
    )
    assert response["id"] == calls_of(told)[0]["id"]
    assert response["response"]["status"] == "success"
    delta = next(event["actions"]["stateDelta"] for event in told if event["actions"]["stateDelta"])
    assert delta["draft"] == person.state()["draft"]
    assert len({event["invocationId"] for event in told}) == 1
    assert len({event["id"] for event in told}) == len(told)
    deltas = [event["content"]["parts"][0]["text"] for event in told if event.get("partial")]
    assert len(deltas) > 1
    assert "".join(deltas) == words_of(told)


def test_a_reply_names_each_change_the_timeline_and_the_button(person: Person) -> None:
    said = words_of(person.say("show a; show b"))
    assert "- a is shown" in said
    assert "- b is shown" in said
    assert "Timeline (1 track): 1. Video: a (0-2s), b (2-4s)" in said
    assert "click Export" in said


def test_a_chinese_message_is_answered_in_chinese(person: Person) -> None:
    said = words_of(person.say("显示 甲"))
    assert "已完成" in said
    assert "点击“导出”" in said


def test_what_is_not_understood_is_said_and_the_rest_is_done(person: Person) -> None:
    said = words_of(person.say("show a; wobble it; impossible 5"))
    assert names(person) == ["a"]
    assert "“wobble it”" in said
    assert "There is no fifth clip. Name one of the two clips." in said


@pytest.mark.parametrize("message", ["wobble it", "refuse", "impossible 5", "show-which"])
def test_nothing_changes_where_nothing_can_be_done(person: Person, message: str) -> None:
    person.say("show a")
    before = person.state()
    told = person.say(message)
    assert person.state() == before
    assert message == "show-which" or "Nothing was changed" in words_of(told)
    assert not any(event["actions"]["stateDelta"] for event in told)


def test_what_was_not_done_is_in_the_tools_answer_too(person: Person) -> None:
    told = person.say("show a; wobble it; impossible 5")
    parts = [part for event in told for part in event.get("content", {}).get("parts", ())]
    response = next(part["functionResponse"]["response"] for part in parts if "functionResponse" in part)
    assert response["not_done"] == ["There is no fifth clip. Name one of the two clips.", "“wobble it”"]


def test_a_refusal_names_what_works_instead(person: Person) -> None:
    said = words_of(person.say("refuse"))
    assert said.startswith("“a sunset”: There is no model here. Upload a clip instead.")


def test_a_question_changes_nothing_and_its_answer_is_understood_with_it(person: Person) -> None:
    told = person.say("show-which")
    assert [(call["name"], call["args"]) for call in calls_of(told)] == [("ask_question", {"question": "Which one?"})]
    assert names(person) == []
    person.say("first")
    assert names(person) == ["first"]


def test_a_character_without_a_font_is_reported(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agent, "SILENT_PERCENT", 100)
    said = words_of(person.say("show text A\U00012000"))
    assert "No font here can draw “\U00012000”" in said
    assert words_of(person.say("show text \u590f")) == ""


def test_undo_redo_and_reset(person: Person) -> None:
    person.say("show a")
    person.say("show b")
    person.say("undo")
    assert names(person) == ["a"]
    assert person.state()["can_redo"]
    person.say("redo")
    assert names(person) == ["a", "b"]
    assert "nothing to redo" in words_of(person.say("redo"))
    person.say("reset")
    assert names(person) == []
    person.say("undo")
    assert names(person) == ["a", "b"]


def test_help_timeline_and_export_are_answered(person: Person) -> None:
    assert "no generative model" in words_of(person.say("help"))
    assert "empty" in words_of(person.say("timeline"))
    assert "empty" in words_of(person.say("export"))
    person.say("show a")
    assert "1. Video: a (0-2s)" in words_of(person.say("timeline"))
    assert "Click Export" in words_of(person.say("export"))


def test_about_thirty_percent_of_turns_fall_silent() -> None:
    silent = sum(falls_silent(f"{session}", turn) for session in range(100) for turn in range(50))
    assert 0.27 < silent / 5000 < 0.33
    assert falls_silent("1", 1) == falls_silent("1", 1)


def test_a_silent_turn_edits_and_says_nothing(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agent, "SILENT_PERCENT", 100)
    told = person.say("show a")
    assert words_of(told) == ""
    assert names(person) == ["a"]


@pytest.mark.parametrize("message", ["show a; wobble", "refuse", "impossible", "help", "timeline", "export", "redo"])
def test_what_a_person_must_read_is_never_silent(person: Person, monkeypatch: pytest.MonkeyPatch, message: str) -> None:
    monkeypatch.setattr(agent, "SILENT_PERCENT", 100)
    assert words_of(person.say(message))


def test_a_working_turn_sends_heartbeats(server: Running, person: Person) -> None:
    server.language.gate.clear()
    threading.Timer(0.3, server.language.gate.set).start()
    answer = person.post("/run_sse", json=person.turn("show a"))
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text.count("event: heartbeat\ndata:\n\n") >= 2
    assert names(person) == ["a"]


def test_a_client_that_hangs_up_finds_its_edit_done_once(server: Running, person: Person) -> None:
    server.language.gate.clear()
    with person.post("/run_sse", json=person.turn("show a"), stream=True) as answer:
        next(answer.iter_content(8))
    server.language.gate.set()
    until = time.monotonic() + 5
    while not names(person) and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.1)
    assert names(person) == ["a"]
    assert server.language.heard == ["show a"]


def test_turns_of_a_session_wait_for_each_other(server: Running, person: Person) -> None:
    server.language.gate.clear()
    told: dict[str, Any] = {}

    def say(message: str) -> None:
        answer = requests.post(
            server.origin + "/run_sse", json=person.turn(message), headers=dict(person.http.headers), timeout=10
        )
        told[message] = answer.text

    threads = [threading.Thread(target=say, args=(f"show {name}",)) for name in "ab"]
    for thread in threads:
        thread.start()
        time.sleep(0.15)
    assert server.language.heard == ["show a"]
    server.language.gate.set()
    for thread in threads:
        thread.join()
    assert names(person) == ["a", "b"]
    assert all("heartbeat" in text and "edit_multitrack" in text for text in told.values())


def test_a_fault_ends_the_stream_with_an_error_and_changes_nothing(person: Person) -> None:
    person.say("show a")
    told = person.say("crash")
    assert "error" in told[-1]
    assert "simulated fault" not in json.dumps(told)
    assert names(person) == ["a"]
    person.say("show b")
    assert names(person) == ["a", "b"]


def test_files_are_known_to_the_language_by_their_names(person: Person) -> None:
    person.upload(("a.png", PNG))
    person.say("show a.png")
    segment = person.state()["draft"]["t"][0]["sg"][0]
    assert segment["m"]["media"] == person.state()["video_infos"][0]["hash"]


def test_the_timeline_line_has_the_seeds_form() -> None:
    timeline = Timeline(
        tracks=(
            Track("video", "main", (Segment("1", "video", 0, 10_000, "city timelapse"),)),
            Track("audio", "music", (Segment("2", "music", 0, 10_000, "Lo-fi", volume=35),)),
            Track("text", "text", (Segment("3", "text", 0, 3000, text="Urban Dreams", style=TextStyle("title")),)),
        )
    )
    tracks = '1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)'
    assert timeline_line(timeline) == f"Timeline (3 tracks): {tracks}"


def test_a_question_is_asked_once_and_not_said_too() -> None:
    told = list(events(Outcome("Which one?", question="Which one?")))
    assert len(told) == 1
    assert calls_of(told)[0]["args"] == {"question": "Which one?"}


@pytest.mark.parametrize("text", ["", "short", "word " * 100, "字" * 200, "x" * 47 + " " + "y" * 100])
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


# -- with the real language, probe and renderer ------------------------------------------------------------------------


def photo(color: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (640, 480), color).save(data, "JPEG")
    return data.getvalue()


def voice(seconds: int) -> bytes:
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        tone = (round(9000 * math.sin(math.tau * 440 * n / 22_050)) for n in range(22_050 * seconds))
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in tone))
    return data.getvalue()


@pytest.fixture
def owner(backend: Any) -> Person:
    """A person at a whole backend, with three photos and a voice of 6 seconds uploaded."""
    person = Person(backend.origin)
    for color in ("red", "green", "blue"):
        assert person.upload((f"{color}.jpg", photo(color))).status_code == 200
    assert person.upload(("voice.wav", voice(6))).status_code == 200
    return person


@pytest.mark.parametrize(
    ("message", "size", "title"),
    [
        (
            'turn these photos and audio into a 5-second video with transitions, title "Hello" for 2 seconds',
            (1920, 1080),
            "Hello",
        ),
        ("把这些照片和音频做成5秒的竖屏视频，加转场，标题“夏日特卖”持续2秒", (1080, 1920), "夏日特卖"),
    ],
)
def test_the_main_job_in_both_languages_ends_in_a_video(
    owner: Person, tmp_path: Path, message: str, size: tuple[int, int], title: str
) -> None:
    owner.say(message)
    draft = owner.state()["draft"]
    assert draft["d"] == 5000
    texts = [segment for track in draft["t"] if track["tt"] == 7 for segment in track["sg"]]
    assert [(one["m"]["text"], one["s"], one["d"]) for one in texts] == [(title, 0, 2000)]
    assert owner.state()["canvas_config"]["width"] == size[0]
    owner.export("r")
    ended = owner.ended("r", 60)
    assert ended["status"] == "completed", ended
    video = tmp_path / "out.mp4"
    video.write_bytes(owner.get("/api/render/proxy/r/download").content)
    with av.open(str(video)) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height, container.streams.audio[0].codec_context.name) == (*size, "aac")
        assert sum(1 for _ in container.decode(video=0)) == 150


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ("make it 0 seconds long", "0"),
        ("make it 3 hours long", "hour"),
        ("put llama.jpg at the end", "llama.jpg"),
        ("generate a clip of a cat on a bike", "generate"),
        ("frobnicate the gizmo", "frobnicate"),
        ("生成一段猫骑车的视频", "生成"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_lost(owner: Person, message: str, names: str) -> None:
    owner.say("turn these photos and audio into a 6 second video")
    before = owner.state()
    said = words_of(owner.say(message))
    assert names in said
    assert owner.state() == before


def test_edits_of_an_empty_timeline_put_the_uploads_on_it_first_and_say_so(owner: Person) -> None:
    said = words_of(owner.say('add the title "Hello" and make it black and white'))
    draft = owner.state()["draft"]
    pictures = next(track for track in draft["t"] if track["tt"] == 0)
    assert [one["m"]["name"] for one in pictures["sg"]] == ["red.jpg", "green.jpg", "blue.jpg"]
    assert "timeline was empty" in said or not said  # some turns say nothing


@pytest.mark.parametrize("message", ["export", "what can you do", "generate a clip of a dragon", "add a title", "导出"])
def test_nothing_is_put_on_the_timeline_for_a_question_a_refusal_or_an_export(owner: Person, message: str) -> None:
    said = words_of(owner.say(message))
    assert owner.state()["draft"] is None
    assert not said.startswith(("Done", "已完成"))


def texts(person: Person) -> list[str]:
    return [one["m"]["text"] for track in person.state()["draft"]["t"] if track["tt"] == 7 for one in track["sg"]]


@pytest.mark.parametrize(
    ("asks", "answers", "title"),
    [
        ("add a title", "Hello World", "Hello World"),
        ("add a title", "Summer Sale, 50% off", "Summer Sale, 50% off"),
        ("add a title", "it should say Fade Away", "Fade Away"),
        ("add a title", "Hello", "Hello"),
        ("add a title", '"Quoted"', "Quoted"),
        ("加个标题", "夏日特卖", "夏日特卖"),
    ],
)
def test_the_answer_to_what_a_title_says_is_its_words(owner: Person, asks: str, answers: str, title: str) -> None:
    owner.say("turn these photos into a 6 second video")
    owner.say(asks)
    owner.say(answers)
    assert texts(owner) == [title]


def test_another_wish_is_not_taken_for_the_words_of_a_title(owner: Person) -> None:
    owner.say("turn these photos into a 6 second video")
    owner.say("add a title")
    owner.say("make it square")
    assert owner.state()["canvas_config"]["width"] == 1080
    assert len(owner.state()["draft"]["t"]) < 3 or not texts(owner)


@pytest.mark.parametrize(("asks", "answers"), [("add a title", "never mind"), ("加个标题", "算了，不用了")])
def test_a_wish_that_is_taken_back_is_not_taken_for_words(owner: Person, asks: str, answers: str) -> None:
    owner.say("turn these photos into a 6 second video")
    owner.say(asks)
    before = owner.state()
    said = words_of(owner.say(answers))
    assert owner.state() == before
    assert said.startswith(("All right", "好的"))


def test_several_steps_are_undone_and_counted(owner: Person) -> None:
    for message in ("turn these photos into a 6 second video", "make it square", "make it black and white"):
        owner.say(message)
    assert "the last 2 edits" in words_of(owner.say("undo the last two changes"))
    assert owner.state()["canvas_config"]["width"] == 1920
    assert "重做 2 步" in words_of(owner.say("重做两步"))
    assert "There were only 3" in words_of(owner.say("undo the last 9 edits"))
    assert "nothing to undo" in words_of(owner.say("undo twice"))


def test_a_step_back_says_what_it_took_back(owner: Person) -> None:
    owner.say("turn these photos into a 6 second video")
    for message, undone, redone in (
        ("make it black and white", "black and white on → off", "black and white off → on"),
        ('title "Hello"', 'the title "Hello" is gone', 'the title "Hello" is back'),
        ("remove blue.jpg", "blue.jpg is back", "blue.jpg is gone"),
    ):
        owner.say(message)
        for step, told in (("undo", undone), ("redo", redone)):
            said = words_of(owner.say(step))
            assert not said or told in said  # some turns say nothing
    said = words_of(owner.say("撤销两步"))
    assert "恢复了blue.jpg" in said and "去掉了标题“Hello”" in said


def test_a_length_that_an_edit_cost_can_be_had_again(owner: Person) -> None:
    owner.say("turn these photos into a 6 second video")
    said = words_of(owner.say("remove the last photo"))
    assert "was 6 s long" in said and "“make it 6 seconds”" in said
    owner.say("make it 6 seconds")
    assert owner.state()["draft"]["d"] == 6000


def test_the_whole_lost_clause_is_quoted(owner: Person) -> None:
    owner.say("turn these photos into a 6 second video")
    said = words_of(owner.say("Make it square. Please frobnicate the gizmo instead of the blorp, and mute the voice."))
    assert "“Please frobnicate the gizmo instead of the blorp”" in said


def test_what_was_so_already_is_not_worth_a_word_beside_what_was_done(owner: Person) -> None:
    owner.say("turn these photos into a 6 second video")
    owner.say("make it square")
    assert "already" not in words_of(owner.say("make it square and black and white"))
    assert "already is" in words_of(owner.say("make it square"))


def test_a_new_title_is_told_with_its_looks(owner: Person) -> None:
    owner.say("turn these photos into a 6 second video")
    said = words_of(owner.say('add the title "Hi" at the top in yellow'))
    assert not said or ("#ffffff → #ffff00" in said and "center → top" in said)


def test_a_step_back_and_what_is_wanted_instead_are_both_done(owner: Person) -> None:
    owner.say("turn these photos into a 6 second video")
    owner.say("make it black and white")
    said = words_of(owner.say("undo the last edit and make it square"))
    assert owner.state()["canvas_config"]["width"] == 1080
    assert said.startswith("Undone") and "1:1" in said
    owner.say("undo")
    assert owner.state()["canvas_config"]["width"] == 1920


def test_starting_over_and_making_is_one_step(owner: Person) -> None:
    owner.say("turn these photos into a 6 second video")
    owner.say('title "Old"')
    before = owner.state()["draft"]
    said = words_of(owner.say("start over: a 4-second square video of missing.mp4 with the title 'New'"))
    assert "missing.mp4" in said
    assert owner.state()["draft"] == before
    owner.say("start over: a 4-second square video from red.jpg with the title 'New'")
    assert (texts(owner), owner.state()["draft"]["d"]) == (["New"], 4000)
    owner.say("undo")
    assert owner.state()["draft"] == before


def test_that_the_file_is_wanted_too_is_understood_and_said(owner: Person) -> None:
    owner.say("turn these photos into a 6 second video")
    said = words_of(owner.say("make it square, then send it"))
    assert "click Export" in said
    assert "did not understand" not in said
    assert owner.state()["canvas_config"]["width"] == 1080


def test_an_export_of_nothing_names_the_sentence_that_makes_something(owner: Person) -> None:
    said = words_of(owner.say("export"))
    assert "turn these photos and audio into a 30-second video with transitions" in said


def test_silence_is_found_in_the_files_and_finding_none_is_said(owner: Person) -> None:
    owner.say("turn these photos and audio into a 6 second video")
    before = owner.state()["draft"]
    said = words_of(owner.say("remove the silences"))
    assert "Found no silence" in said
    assert not said.startswith("Done")
    assert owner.state()["draft"] == before


def test_the_agent_and_the_client_write_the_same_timeline_line() -> None:
    from local_backend.draft import to_draft
    from nemovideo import draft as client

    photos = tuple(Segment(str(n), "image", n * 1250, 1750, f"{n}.jpg", "ff") for n in range(20))
    slow = Segment("slow", "video", 0, 9000, "a.mp4", "fe", speed=50, volume=0)
    text = Segment("text", "text", 500, 2500, text="Hi", style=TextStyle("lower_third"))
    timeline = Timeline(
        tracks=(
            Track("video", "main", photos),
            Track("video", "overlay", (slow,)),
            Track("audio", "voice", (Segment("v", "audio", 0, 3000, "voice.wav", "fd", volume=80),)),
            Track("text", "text", (text,)),
        )
    )
    assert timeline_line(timeline) == client.line(client.read(to_draft(timeline)))
