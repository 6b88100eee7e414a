"""What a person should know of a finished edit although nobody asked: letters without a glyph, files that end early."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from local_backend.edits import model as m
from local_backend.language.order.heard import VOICE
from local_backend.server.projects import Media
from local_backend.timeline import Timeline
from local_backend.words import Language, phrase, seconds

NEAR_MS = 60
"""two frames: no difference of lengths that anybody would see"""
LASTING = (
    m.CutOut, m.Freeze, m.Insert, m.InsertColor, m.Keep, m.KeepEdge, m.Loop, m.RemoveQuiet, m.Speed, m.TrimEdge,
    m.Duplicate, m.Backwards,
)  # fmt: skip
"""edits that change a length on purpose"""


def notes(before: Timeline, after: Timeline, media: Sequence[Media], language: Language) -> list[str]:
    """Sentences about what is new on the timeline."""
    early, unheard = _early_ends(before, after, media, language), _unheard(before, after, media, language)
    return [*_glyphs(before, after, language), *early, *unheard]


def _glyphs(before: Timeline, after: Timeline, language: Language) -> list[str]:
    """About characters of new texts that no font at hand can draw."""
    known = {segment.text for _, segment in before.segments()}
    fresh = "".join(segment.text for _, segment in after.segments() if segment.text not in known)
    if fresh.isascii():
        return []
    from local_backend.text.fonts import missing

    gone = missing(fresh)
    return [phrase("no_glyphs", language, "“" + "".join(gone[:20]) + "”")] if gone else []


def _early_ends(before: Timeline, after: Timeline, media: Sequence[Media], language: Language) -> list[str]:
    """About new clips and sounds of which less is there than their files say."""
    known = {segment.media for _, segment in before.segments()}
    fresh = {segment.media for _, segment in after.segments()} - known
    broken = {one.hash: one for one in media if one.hash in fresh and one.info.cut_short}
    return [
        phrase("ends_early", language, one.name, f"{one.info.duration_ms / 1000:.1f}".removesuffix(".0"))
        for one in broken.values()
    ]


def _unheard(before: Timeline, after: Timeline, media: Sequence[Media], language: Language) -> list[str]:
    """About sound files that a new video does not use."""
    if before.main or not after.main:
        return []
    used = {segment.media for _, segment in after.segments()}
    unused = [one.name for one in media if one.info.kind == "audio" and one.hash not in used]
    return [phrase("voice_unused" if VOICE.search(name) else "sound_unused", language, name) for name in unused[:2]]


def length_missed(after: Timeline, edits: Sequence[Any], language: Language) -> list[str]:
    """That the video has another length than the one that these edits were to give it."""
    asked = 0
    for edit in edits:
        if isinstance(edit, (m.Compose, m.SetLength)) and edit.duration_ms > 0:
            asked = edit.duration_ms
        elif isinstance(edit, LASTING):
            asked = 0
    if not asked or abs(after.duration_ms - asked) <= NEAR_MS:
        return []
    return [phrase("not_that_long", language, seconds(after.duration_ms), seconds(asked))]


def length_lost(before: Timeline, after: Timeline, edits: Sequence[Any], language: Language) -> list[str]:
    """How to get back the round length that an edit of something else has cost or added to."""
    meant = any(isinstance(one, (m.Compose, m.SetLength, m.SetEach, *LASTING)) for one in edits)
    was, now = before.duration_ms, after.duration_ms
    if meant or not (before.main and after.main) or was % 1000 or abs(was - now) <= NEAR_MS:
        return []
    return [phrase("was_that_long", language, seconds(now), seconds(was))]
