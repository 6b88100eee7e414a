"""What is said is done: every instruction of the lists gives its timeline, and no text at all makes it fall over.

``instructions/*.json`` hold the sentence, where it starts from, the values that it must give (written by hand),
and the whole timeline after it. ``held_out.json`` is a set that nobody tunes for: it is only counted. Once its
failures have been read it moves to ``seen.json`` and another one is written.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from backend.instructions.starts import HERE, STARTS, lines, look
from hypothesis import given, settings
from hypothesis import strategies as st

from local_backend.edits import Impossible, apply, problems
from local_backend.edits.model import RemoveQuiet
from local_backend.language import Understanding, understand
from local_backend.timeline import Timeline

LISTS = sorted(path for path in Path(HERE).glob("*.json") if path.stem not in ("held_out", "canonical"))
ALL: list[dict[str, Any]] = [one for path in LISTS for one in json.loads(path.read_text("utf-8"))]
HELD_OUT: list[dict[str, Any]] = json.loads((Path(HERE) / "held_out.json").read_text("utf-8"))
CANONICAL: list[dict[str, Any]] = json.loads((Path(HERE) / "canonical.json").read_text("utf-8"))
HELD_OUT_RATE = 0.85
"""At least so many of the sentences that nobody looked at are understood wholly as they were meant."""


def done(entry: dict[str, Any]) -> tuple[Timeline, Understanding]:
    timeline, media = STARTS[entry["on"]]
    understood = understand(entry["say"], timeline, media)
    if understood.fresh:
        timeline = Timeline()
    for edit in understood.edits:
        if not isinstance(edit, RemoveQuiet):
            timeline, told = apply(timeline, edit, media)
            assert told
    return timeline, understood


def wrong(entry: dict[str, Any]) -> list[str]:
    """In what an instruction was taken otherwise than meant."""
    timeline, understood = done(entry)
    found = [
        f"{path} is {look(timeline, path)!r}, not {value!r}"
        for path, value in entry.get("gives", {}).items()
        if look(timeline, path) != value
    ]
    if "timeline" in entry and lines(timeline) != entry["timeline"]:
        found.append("the timeline is another one")
    if understood.wants != entry.get("wants", "edit"):
        found.append(f"wants {understood.wants}")
    for name, now in (
        ("refused", understood.refusals),
        ("question", understood.question),
        ("not_understood", understood.not_understood),
    ):
        if bool(now) != bool(entry.get(name)):
            found.append(f"{name}: {now}")
    for name, told in (("fresh", understood.fresh), ("sends", understood.sends)):
        if told != bool(entry.get(name)):
            found.append(f"{name}: {told}")
    if understood.steps != entry.get("steps", 1):
        found.append(f"steps: {understood.steps}")
    if any(isinstance(one, RemoveQuiet) for one in understood.edits) != bool(entry.get("measures")):
        found.append("measures")
    return found


@pytest.mark.parametrize("entry", ALL, ids=[one["say"][:60] for one in ALL])
def test_an_instruction_gives_its_timeline(entry: dict[str, Any]) -> None:
    assert wrong(entry) == []


def test_there_are_at_least_four_hundred_instructions_in_both_languages() -> None:
    said = {(one["say"], one["on"]) for one in ALL}
    chinese = [say for say, _ in said if any("\u4e00" <= char <= "\u9fff" for char in say)]
    assert len(said) >= 400
    assert len(chinese) >= 120


@pytest.mark.parametrize("entry", CANONICAL, ids=[one["en"] for one in CANONICAL])
def test_a_canonical_sentence_is_understood_whole_in_both_languages(entry: dict[str, Any]) -> None:
    timeline, media = STARTS[entry["on"]]
    understood = [understand(entry[language], timeline, media) for language in ("en", "zh")]
    for one in understood:
        assert not (one.not_understood or one.refusals or one.question)
        assert one.edits or one.wants != "edit"
    assert [type(one) for one in understood[0].edits] == [type(one) for one in understood[1].edits]
    assert understood[0].wants == understood[1].wants
    assert [one.language for one in understood] == ["en", "zh"]


def test_the_canonical_sentences_are_in_the_reference() -> None:
    reference = (Path(__file__).resolve().parents[2] / "references" / "local-backend.md").read_text("utf-8")
    rows = [f"| {one['edit']} | {one['en']} | {one['zh']} |" for one in CANONICAL]
    assert [row for row in rows if row not in reference] == []


def test_sentences_that_were_set_aside_are_understood_too() -> None:
    right = [one["say"] for one in HELD_OUT if not wrong(_plain(one))]
    assert len(right) >= HELD_OUT_RATE * len(HELD_OUT)


def _plain(entry: dict[str, Any]) -> dict[str, Any]:
    """A held-out entry in the form of the others; an entry may allow a question instead of an edit."""
    changed = dict(entry)
    if either := changed.pop("question_or", None):
        timeline, media = STARTS[entry["on"]]
        if understand(entry["say"], timeline, media).question:
            changed["question"] = True
        else:
            changed["gives"] = either
    return changed


def test_nothing_changes_where_a_question_or_a_refusal_is_all_there_is() -> None:
    for entry in ALL:
        if (entry.get("question") or entry.get("refused")) and not entry.get("gives"):
            timeline, understood = done(entry)
            assert timeline == STARTS[entry["on"]][0], entry["say"]
            assert all(one.why and one.why[-1] in ".。" for one in understood.refusals)


def test_a_question_and_its_answer_together_are_an_instruction() -> None:
    timeline, media = STARTS["clips"]
    question = understand("add a title", timeline, media).question
    assert question
    answered = understand('add a title "Hello"', timeline, media)
    assert len(answered.edits) == 1


WORDS = [word for one in ALL for word in one["say"].split()]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.lists(st.sampled_from([one["say"] for one in ALL]), max_size=4).map(", then ".join),
)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(sorted(STARTS)))
def test_no_text_makes_it_fall_over_and_no_edit_leaves_a_broken_timeline(text: str, start: str) -> None:
    timeline, media = STARTS[start]
    understood = understand(text, timeline, media)
    for edit in understood.edits:
        try:
            timeline, told = apply(timeline, edit, media, lambda *_: [(1000, 2500)])
        except Impossible as error:
            assert isinstance(edit, RemoveQuiet)
            assert error.reason
        else:
            assert told
        assert problems(timeline) == []


def test_a_very_long_message_is_bounded() -> None:
    timeline, media = STARTS["clips"]
    told = understand("mute clip 1 and then " * 5000, timeline, media)
    assert told.edits
    assert told.not_understood, "what was not read is named"
