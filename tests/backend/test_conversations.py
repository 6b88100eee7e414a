"""Messages one after the other, through the agent's own turns: each means what it means after those before it.

``conversations/*.json`` hold them: where they start (``on``), and for each message the values that it must give, those
that must have become smaller (``below``) or larger (``above``), or that it must be answered with a ``question``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from backend.instructions.starts import STARTS, look

from local_backend.agent import Outcome, mind, take_turn
from local_backend.draft import from_draft, to_draft
from local_backend.language import follow, understand
from local_backend.media.info import MediaInfo
from local_backend.server.database import Database
from local_backend.server.projects import Projects
from local_backend.thread import LONGEST, Said, Thread
from local_backend.timeline import Timeline

LISTS = sorted((Path(__file__).parent / "conversations").glob("*.json"))
ALL: list[dict[str, Any]] = [one for path in LISTS for one in json.loads(path.read_text("utf-8"))]


class Desk:
    """A session that begins with one of the starts."""

    def __init__(self, folder: Path, start: str) -> None:
        timeline, clips = STARTS[start]
        (folder / "media").mkdir()
        self.projects = Projects(Database(folder / "db.sqlite3"), folder / "media")
        self.session = self.projects.create_session("person", "project", "en").session_id
        for one in clips:
            info = MediaInfo(one.kind, "file", one.duration_ms, one.width, one.height, has_audio=one.has_audio)
            self.projects.media_path(one.id).write_text(one.text, "utf-8")
            self.projects.add_media(self.session, one.id, one.name, 1, info)
        if timeline.tracks:
            self.projects.commit(self.session, to_draft(timeline))

    def say(self, message: str) -> Outcome:
        return take_turn(self.projects, mind(), self.session, message)

    @property
    def timeline(self) -> Timeline:
        draft = self.projects.history(self.session).draft
        return from_draft(draft) if draft else Timeline()


@pytest.mark.parametrize("talk", ALL, ids=[one["steps"][0]["say"][:40] for one in ALL])
def test_each_message_means_what_it_means_after_the_others(talk: dict[str, Any], tmp_path: Path) -> None:
    desk = Desk(tmp_path, talk["on"])
    for step in talk["steps"]:
        outcome = desk.say(step["say"])
        now = desk.timeline
        assert bool(outcome.question) == bool(step.get("question")), (step["say"], outcome.text)
        assert not outcome.gaps, (step["say"], outcome.text)
        assert {path: look(now, path) for path in step.get("gives", {})} == step.get("gives", {}), step["say"]
        assert [path for path, most in step.get("below", {}).items() if look(now, path) >= most] == [], step["say"]
        assert [path for path, least in step.get("above", {}).items() if look(now, path) <= least] == [], step["say"]


def test_what_is_taken_back_for_something_else_is_one_step_of_the_history(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "clips")
    desk.say("mute clip 2")
    told = desk.say("no, I meant clip 3").text
    assert "in place of what was done last" in told
    assert [look(desk.timeline, f"main.{at}.volume") for at in range(3)] == [100, 100, 0]
    desk.say("undo")
    assert [look(desk.timeline, f"main.{at}.volume") for at in range(3)] == [100, 0, 100]


def test_a_message_that_means_itself_is_not_drawn_into_what_was_said_before(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "clips")
    desk.say('add the title "Hi" in yellow')
    desk.say("make clip 2 black and white and mute it")
    assert look(desk.timeline, "main.1.picture.grayscale")
    assert look(desk.timeline, "main.1.volume") == 0
    assert look(desk.timeline, "text.0.text") == "Hi"


def test_only_the_last_messages_are_remembered(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "clips")
    for number in range(LONGEST + 3):
        desk.say(f"set the volume of clip 1 to {50 + number}%")
    assert len(desk.projects.thread(desk.session).said) == LONGEST
    desk.say("start over")
    assert desk.projects.thread(desk.session).said == ()


def test_a_long_message_means_only_itself() -> None:
    timeline, clips = STARTS["clips"]
    before = Thread(lambda: [Said("make clip 2 black and white", timeline)])
    for message in ("not x y " * 60, "a bit more " * 60, "再来一点" * 20, "1:" * 60):
        assert follow(message, timeline, clips, before) == understand(message, timeline, clips)


def test_no_number_is_too_large_to_be_answered() -> None:
    timeline, clips = STARTS["clips"]
    for said in ("{} seconds", "speed {}x", "clip {} last", "+{} dB", "时长{}秒", "第{}段静音"):
        understand(said.format("9" * 500), timeline, clips)
