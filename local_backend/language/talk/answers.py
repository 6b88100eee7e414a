"""A message that may be the answer to what was asked before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from local_backend.edits.model import Clip
from local_backend.language.beside.inquiries import dismissed
from local_backend.language.model import Understanding
from local_backend.language.understanding import understand
from local_backend.timeline import Timeline

TELLS = re.compile(
    r"(?:(?:it|the \w+) should (?:say|read|be)|(?:make|let) it say|就?写|内容是|就叫)\s*[:：]?\s*", re.IGNORECASE
)
BACK = re.compile(
    r"\s*(?:(?:what|how|who|why|which|can|could|do|are)\b[^\"]{0,40}\byou\b[^\"]{0,30}[?？]|"
    r"help[?!.]*|你[^“”]{0,12}(?:什么|吗|怎么|哪些)[^“”]{0,6})\s*",
    re.IGNORECASE,
)
"""What is asked back instead of being answered: "what can you do?"."""
ADDS = re.compile(r"\s*(?:please\s+)?(?:add|put|make|show|insert|加|添|放|请)", re.IGNORECASE)


SOME = re.compile(
    r"\b(?:one|two|some|a couple|a few|either) of (?:the |my |your |these |those )?"
    r"(?:clips|photos|videos|pictures|pics|them|shots|images)\b|"
    r"\b(?:one|a|some|any|a certain) (?:clip|photo|video|picture|shot|image)s?\b|"
    r"(?:其中的?|某|有|哪|任意)[一两几]?[个段张](?:照片|片段|视频)?|(?:一|两)[个段张](?:照片|片段|视频)(?!的?时长)",
    re.IGNORECASE,
)
"""The words of a wish that left open what it is about."""
LITTLE = re.compile(
    r"^(?:\W|\b(?:oh|ok|okay|well|hm+|i think|let's say|please|sorry|the answer is)\b|嗯|啊|那|就|应该是|我说的?是)*|"
    r"(?:\W|\b(?:actually|please|then|i think|i guess|of course|thanks)\b|是的?|吧|啊|呢)*$",
    re.IGNORECASE,
)
BOTH = re.compile(
    r"both(?: of them| clips| photos)?|all(?: of them| clips| photos)?|两[段个张]都?|都|全部|每[段个张]都?",
    re.IGNORECASE,
)
LASTS = re.compile(
    r"[\d:.,]+ ?(?:s|secs?|seconds?|m|mins?|minutes?)|(?:a|one|two|half a) minutes?|"
    r"[\d一二两三四五六七八九十半百零]+(?:秒|分)钟?半?",
    re.IGNORECASE,
)


VAGUELY = re.compile(
    r"(?:(?:a (?:bit|little|touch)|slightly|somewhat|much|even) )?\b(longer|shorter|later|earlier)(?: please)?\b",
    re.IGNORECASE,
)
LETTERED = re.compile(r"\b(?:title|subtitle|caption|text|words|heading|lower third)\b|标题|字幕|文字", re.IGNORECASE)


MOST_PLACES = 4
"""of a question's words that the answer may belong to"""


def answered(
    asked_about: str, message: str, alone: Understanding, timeline: Timeline, clips: Sequence[Clip]
) -> Understanding | None:
    """What the message and the one before it mean together: an amount, a clip, or the words of a title.

    None where it stands for itself.
    """
    if dismissed(message) or BACK.fullmatch(message):
        return None
    if SOME.search(asked_about) and (named := _named(asked_about, message, timeline, clips)) is not None:
        return named
    if _nothing(alone):
        together = understand(f"{asked_about} {message}", timeline, clips)
        if not _nothing(together) and not (together.question or together.not_understood):
            return replace(together, meant=f"{asked_about} {message}")
        if (named := _named(asked_about, message, timeline, clips)) is not None:
            return named
    whole = alone.edits and not alone.not_understood
    if whole or alone.refusals or alone.wants not in ("edit", "help", "nothing"):
        return None
    before = understand(asked_about, timeline, clips)
    told = TELLS.sub("", message.strip())
    if not (before.asks_words and told) or (alone.question and ADDS.match(message)):
        return None
    places = [
        asked_about + " ",
        *(asked_about[: one.end()] + " " for one in list(LETTERED.finditer(asked_about))[:MOST_PLACES]),
    ]
    for place in places:
        words = f'{place}"{told}"{asked_about[len(place) - 1 :]}'
        together = understand(words, timeline, clips)
        if together.edits and not (together.question or together.not_understood):
            return replace(together, meant=words)
    return None


def _named(asked_about: str, message: str, timeline: Timeline, clips: Sequence[Clip]) -> Understanding | None:
    """What was asked about with the answer in the place of "one of the clips", or an amount by itself as the length."""
    told = LITTLE.sub("", message)
    zh = not asked_about.isascii()
    if BOTH.fullmatch(told):
        told = "所有片段" if zh else "all clips"
    readings = []
    if SOME.search(asked_about):
        readings.append(SOME.sub(lambda _: told, asked_about, count=1))
    if (lasts := LASTS.search(told)) and VAGUELY.search(asked_about):
        readings.append(VAGUELY.sub(lambda one: f"{lasts.group()} {one.group(1)}", asked_about, count=1))
        readings.append(VAGUELY.sub(lambda one: f"{one.group(1)} by {lasts.group()}", asked_about, count=1))
    if LASTS.fullmatch(told):
        readings.append(("改成" if zh else "make it ") + told)
    for words in readings:
        said = understand(words, timeline, clips)
        if said.edits and not (said.question or said.not_understood or said.refusals):
            return replace(said, meant=words)
    return None


def _nothing(understood: Understanding) -> bool:
    return understood.wants == "edit" and not (understood.edits or understood.refusals or understood.question)
