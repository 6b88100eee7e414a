"""Every sentence that references/local-backend.md offers is understood whole, and can be done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from local_backend import edits
from local_backend.language import Clip, understand
from local_backend.timeline import Timeline

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "references" / "local-backend.md").read_text(encoding="utf-8")
SENTENCES = re.findall(r"^- (.+)$", TEXT.split("## Sentences that work")[1].split("\n## ")[0], re.MULTILINE)
MEDIA = [
    Clip("a", "cup.jpg", "image", 0, 640, 360),
    Clip("b", "beans.jpg", "image", 0, 640, 360),
    Clip("c", "shop.mp4", "video", 20_000, 1920, 1080, True),
    Clip("d", "voice.wav", "audio", 30_000, 0, 0, True),
    Clip("e", "music.mp3", "audio", 60_000, 0, 0, True),
    Clip("f", "logo.png", "image", 0, 200, 200),
    Clip("g", "captions.srt", "caption", text="1\n00:00:01,000 --> 00:00:02,000\nHi\n"),
]
FIRST = [
    "make a 30-second video from cup.jpg, beans.jpg and shop.mp4 with voice.wav and music.mp3",
    'add the title "Hello"',
]


def told(timeline: Timeline, sentence: str) -> tuple[Timeline, str]:
    """The timeline after a sentence, and what else it asked for; fails when a part of it is not understood."""
    meant = understand(sentence, timeline, MEDIA)
    assert (meant.not_understood, meant.refusals, meant.question) == ((), (), None)
    for edit in meant.edits:
        timeline, said = edits.apply(
            timeline, edit, MEDIA, lambda what, media, threshold_db, minimum_ms: [(5_000, 7_000)]
        )
        assert said
    return timeline, meant.wants


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_sentence_does_something(sentence: str) -> None:
    timeline = Timeline()
    for first in FIRST:
        timeline, _ = told(timeline, first)
    after, wants = told(timeline, sentence)
    already = sentence in FIRST or "35%" in sentence or "crossfades between all" in sentence
    assert wants != "edit" or after != timeline or already


def test_there_are_sentences_in_both_languages() -> None:
    chinese = [one for one in SENTENCES if re.search(r"[\u4e00-\u9fff]", one)]
    assert len(SENTENCES) - len(chinese) >= 60
    assert len(chinese) >= 20
