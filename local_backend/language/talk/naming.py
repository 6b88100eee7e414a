"""What a message leaves to be known from those before it, by its name: "the rest", "the second one", "after that"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Impossible, Which
from local_backend.edits.select import find
from local_backend.language import frames
from local_backend.language.talk import targets
from local_backend.language.talk.turn import Turn
from local_backend.timeline import Segment, Timeline

NOUNED = {
    "caption": ("caption", "条字幕"), "text": ("text", "条文字"), "title": ("title", "个标题"),
    "photo": ("photo", "张照片"),
}  # fmt: skip
ONES = re.compile(
    r"\b(?P<ordinal>first|second|third|fourth|fifth|last|next|other) ones?\b|第(?P<zh>[一二三四五六七八九十\d]+)个",
    re.IGNORECASE,
)
REST = re.compile(
    r"\b(?:the )?(?:rest(?: of (?:them|the (?:clips|photos|videos)))?|others|"
    r"other (?:\w+ )?(?:clips|photos|videos|ones|pictures)|"
    r"other (?:two|three|four|2|3|4))\b|"
    r"(?:(?:其[他它余]|剩下)的?|别的)(?:那?[几两三四]?[个段张])?的?(?:照片|片段|视频|图片?)?",
    re.IGNORECASE,
)
BESIDE = re.compile(r"\b(after|before|behind) (?:that|it|this)(?: one)?\b", re.IGNORECASE)
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5}


def numbered(message: str, turn: Turn) -> str:
    """``and the rest 4 s each``: the clips that no wish before was about, by their numbers."""
    match = REST.search(message)
    main = turn.now.main
    if match is None or main is None:
        return message
    left: list[str] = []
    for end in range(len(turn.steps), 0, -1):  # "the rest" of the steps before, where the last was about it already
        spoken = {
            one.id for step in turn.steps[:end] for edit in step.edits
            if (owner := targets.owner_of(edit)) and not owner.everything for one in found(step.before, owner)
        }  # fmt: skip
        left = [str(at) for at, one in enumerate(main.segments, 1) if one.id not in spoken]
        if left:
            break
    if not left or len(left) == len(main.segments):
        return message
    names = f"第{'、'.join(left)}段" if turn.language == "zh" else f"clips {', '.join(left)}"
    return message[: match.start()] + names + message[match.end() :]


def nouned(message: str, turn: Turn, media: Sequence[Clip]) -> str:
    """``only the second one in red``, of captions: the second caption."""
    topic = topic_of(turn, media)
    noun = NOUNED.get(topic.kind) if topic else None
    if noun is None:
        joins = all(isinstance(edit, m.SetTransition) for edit in turn.edits)
        return ONES.sub(_join, message) if joins else message
    return ONES.sub(lambda one: f"{one['ordinal']} {noun[0]}" if one["ordinal"] else f"第{one['zh']}{noun[1]}", message)


def _join(said: re.Match[str]) -> str:
    """``the second one``, of transitions: that between the second clip and the third."""
    number = ORDINALS.get((said["ordinal"] or said["zh"]).lower(), 0)
    if not number:
        return said.group()
    both = (number, number + 1)
    return "between clip {} and clip {}".format(*both) if said["ordinal"] else "第{}段和第{}段之间".format(*both)


def found(timeline: Timeline, which: Which) -> list[Segment]:
    try:
        return find(timeline, which, "en")
    except Impossible:
        return []


def pointed_at(message: str, topic: Which, turn: Turn) -> Iterator[str]:
    """``logo.png right after that``: with the name of the clip."""
    here = found(turn.now, topic)
    if len(here) == 1 and here[0].name and BESIDE.search(message):
        yield BESIDE.sub(lambda one: f"{one.group(1)} {here[0].name}", message)


def topic_of(turn: Turn, media: Sequence[Clip]) -> Which | None:
    """What "it" is after a step: what all its edits were about, by the segments that are there now."""
    topics = {targets.owner_of(edit) if turn.undone else frames.about(edit, media) for edit in turn.edits}
    if len(topics) != 1 or any(isinstance(one, m.Compose) for one in turn.edits):
        return None
    topic = topics.pop()
    if topic is None or topic.everything or not topic.numbers:
        return topic
    here = found(turn.before, topic)
    there = {one.id for _, one in turn.now.segments()}
    if not here or any(one.id not in there for one in here):
        return topic
    return Which(topic.kind, ids=tuple(one.id for one in here))
