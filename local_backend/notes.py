"""What a person should know of a finished edit although nobody asked: letters without a glyph, files that end early."""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.server.projects import Media
from local_backend.timeline import Timeline
from local_backend.words import Language, phrase


def notes(before: Timeline, after: Timeline, media: Sequence[Media], language: Language) -> list[str]:
    """Sentences about what is new on the timeline."""
    return [*_glyphs(before, after, language), *_early_ends(before, after, media, language)]


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
