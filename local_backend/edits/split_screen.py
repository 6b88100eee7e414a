"""Several pictures beside each other: the whole video, a stretch of it, or in the place of the clips that they show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from local_backend.edits.chain import lay, main_segments, new_ids, of_role, with_main, with_role
from local_backend.edits.compose import PHOTO_MS, by_id, check_length
from local_backend.edits.model import Clip, Impossible, SplitScreen
from local_backend.edits.say import length, pick, sentence
from local_backend.edits.splitting import cut_at, past_end
from local_backend.timeline import Box, Picture, Segment, SegmentKind, Timeline


def split_screen(timeline: Timeline, edit: SplitScreen, media: Sequence[Clip]) -> tuple[Timeline, str]:
    """All but the first picture lie over their part of the canvas; the first fills its part below them.

    At a time that is named it is put between the clips; else it takes the place of those clips that it shows, and
    where it shows all that there is it is the video.
    """
    language = edit.language
    clips = [by_id(media, one, language) for one in edit.media]
    if len(clips) < 2:
        raise Impossible(
            pick(language, "A split screen needs two pictures or clips.", "分屏至少需要两个画面。"),
            pick(language, "Name two of the uploaded files.", "请说两个已上传的文件。"),
        )
    main = list(main_segments(timeline))
    spare, *ids = new_ids(timeline, len(clips) + 1)
    shown = [next((one for one in main if one.media == clip.id), None) for clip in clips]
    others = [one for one in main if one.media not in edit.media]
    if edit.start_ms is not None and main:
        if edit.start_ms > timeline.duration_ms:
            raise past_end(timeline, edit.start_ms, language)
        rest, place = cut_at(main, edit.start_ms, spare)
    else:
        first = next((at for at, one in enumerate(main) if one.media in edit.media), len(main))
        rest, place = others, sum(one in others for one in main[:first])
    duration = edit.duration_ms or _lasting(clips, shown, timeline if not others else None)
    begins = [one.source_in_ms if one else 0 for one in shown]
    new = [
        _part(at, len(clips), clip, ids[at], begins[at], duration, stacked=edit.stacked)
        for at, clip in enumerate(clips)
    ]
    behind = [replace(one, transition=None) for one in rest[place : place + 1]] + rest[place + 1 :]
    laid = lay([*rest[:place], new[0], *behind])
    check_length(laid[-1].end_ms, language)
    over = [replace(one, start_ms=laid[place].start_ms) for one in new[1:]]
    kept = of_role(timeline, "overlay") if others or edit.start_ms is not None else ()
    after = with_role(with_main(timeline, laid), "overlay", [*kept, *over])
    way = "one above the other" if edit.stacked else "side by side"
    names = " | ".join(one.name for one in clips)
    return after, sentence(language, names, names, [("split screen", "none", way), length(timeline, after, language)])


def _lasting(clips: Sequence[Clip], shown: Sequence[Segment | None], whole: Timeline | None) -> int:
    """As long as the shortest video among them as it is cut; of photos, as long as they are shown."""
    videos = [
        one.duration_ms if one else clip.duration_ms
        for clip, one in zip(clips, shown, strict=True)
        if clip.kind == "video" and clip.duration_ms
    ]
    if not videos and whole is not None and whole.duration_ms:
        return whole.duration_ms
    return min(videos or [one.duration_ms for one in shown if one] or [PHOTO_MS])


def _part(
    at: int, count: int, clip: Clip, new_id: str, source_in_ms: int, duration_ms: int, *, stacked: bool
) -> Segment:
    share = 1000 // count
    box = Box(0, at * share, 1000, share) if stacked else Box(at * share, 0, share, 1000)
    kind: SegmentKind = "video" if clip.kind == "video" else "image"
    return Segment(
        new_id, kind, 0, duration_ms, clip.name, clip.id, source_in_ms=source_in_ms, box=box,
        picture=Picture(fit="crop"),
    )  # fmt: skip
