"""Where a segment is cut in two, and the edit that does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from local_backend.edits.chain import (
    SHORTEST_MS,
    main_segments,
    new_ids,
    with_main,
)
from local_backend.edits.model import (
    Impossible,
    Language,
    Split,
)  # fmt: skip
from local_backend.edits.say import pick, seconds, sentence
from local_backend.edits.select import one_of
from local_backend.timeline import Picture, Segment, Timeline


def cut_at(segments: Sequence[Segment], at_ms: int, new_id: str) -> tuple[list[Segment], int]:
    """The segments with a cut at that time of the video, and the index of the segment that begins there."""
    result: list[Segment] = []
    for index, one in enumerate(segments):
        if one.start_ms >= at_ms:
            return [*result, *segments[index:]], index
        following = segments[index + 1] if index + 1 < len(segments) else None
        ends = following is None or following.start_ms > at_ms or following.end_ms <= at_ms
        if at_ms < one.end_ms and ends and following is not None and at_ms > following.start_ms:
            ends = False
        if at_ms < one.end_ms and ends:
            first, second = halves(one, at_ms - one.start_ms, new_id)
            return [*result, first, second, *segments[index + 1 :]], index + 1
        result.append(one)
    return result, len(result)


def halves(one: Segment, offset_ms: int, new_id: str) -> tuple[Segment, Segment]:
    """A segment cut so long after its beginning; what it shows and sounds stays where it was."""
    used = 0 if one.freeze else offset_ms * one.speed // 100
    total = 0 if one.freeze else one.duration_ms * one.speed // 100
    moved = motion_at(one.picture, offset_ms, one.duration_ms)
    first = replace(one, duration_ms=offset_ms, picture=_moving(one.picture, to=moved), fade_out_ms=0,
                    sound_fade_out_ms=0, fade_in_ms=min(one.fade_in_ms, offset_ms),
                    sound_fade_in_ms=min(one.sound_fade_in_ms, offset_ms),
                    source_in_ms=one.source_in_ms + (total - used if one.reverse else 0))  # fmt: skip
    rest = one.duration_ms - offset_ms
    second = replace(one, id=new_id, start_ms=one.start_ms + offset_ms, duration_ms=rest, fade_in_ms=0,
                     picture=_moving(one.picture, since=moved), sound_fade_in_ms=0, transition=None,
                     fade_out_ms=min(one.fade_out_ms, rest), sound_fade_out_ms=min(one.sound_fade_out_ms, rest),
                     source_in_ms=one.source_in_ms + (0 if one.reverse else used))  # fmt: skip
    return first, second


def motion_at(picture: Picture, offset_ms: int, duration_ms: int) -> int:
    """Where in its motion, in thousandths, a picture is so long after its beginning."""
    return picture.motion_from + (picture.motion_to - picture.motion_from) * offset_ms // max(1, duration_ms)


def _moving(picture: Picture, since: int | None = None, to: int | None = None) -> Picture:
    """The picture with another part of its motion; one that stands still is left as it is."""
    if picture.motion == "none":
        return picture
    return replace(
        picture,
        motion_from=picture.motion_from if since is None else since,
        motion_to=picture.motion_to if to is None else to,
    )


def past_end(timeline: Timeline, at_ms: int, language: Language) -> Impossible:
    end = timeline.duration_ms
    return Impossible(
        pick(language, f"The video ends at {seconds(end)}, before {seconds(at_ms)}.",
             f"视频在 {seconds(end, 'zh')} 就结束了，还不到 {seconds(at_ms, 'zh')}。"),
        pick(language, f"Choose a time up to {seconds(end)}.", f"请选 {seconds(end, 'zh')} 以内的时间。"),
    )  # fmt: skip


def split(timeline: Timeline, edit: Split) -> tuple[Timeline, str]:
    language = edit.language
    main = main_segments(timeline)
    if edit.parts:
        one = one_of(timeline, edit.which, language) if edit.which else (main[0] if len(main) == 1 else None)
        if one is None or one not in main or not 2 <= edit.parts <= 100:
            raise Impossible(pick(language, "Name one clip to split into parts.", "请指定要拆分的一个片段。"))
        cuts = [one.start_ms + one.duration_ms * part // edit.parts for part in range(1, edit.parts)]
    elif edit.which is not None:
        one = one_of(timeline, edit.which, language)
        if not 0 < edit.at_ms < one.duration_ms:
            raise Impossible(
                pick(language, f"{one.name} is {seconds(one.duration_ms)} long.",
                     f"{one.name} 长 {seconds(one.duration_ms, 'zh')}。"),
                pick(language, "Choose a time inside it.", "请选片段之内的时间。"),
            )  # fmt: skip
        cuts = [one.start_ms + edit.at_ms]
    else:
        cuts = [edit.at_ms]
    ids = new_ids(timeline, len(cuts))
    segments = list(main)
    for at_ms, new_id in zip(cuts, ids, strict=True):
        if not 0 < at_ms < timeline.duration_ms:
            raise past_end(timeline, at_ms, language)
        segments, _ = cut_at(segments, at_ms, new_id)
    if len(segments) == len(main) or min(one.duration_ms for one in segments) < SHORTEST_MS:
        raise Impossible(pick(language, "There is a cut already.", "那里本来就是切点。"))
    after = with_main(timeline, segments)
    return after, sentence(language, "Split", "拆分", [("clips", str(len(main)), str(len(segments)))])
