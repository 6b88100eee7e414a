"""The main job: photos and clips one after the other, exactly as long as asked, with voice and music."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from local_backend.edits.chain import lay, main_segments, new_ids, source_left, with_main, with_role
from local_backend.edits.model import LONGEST_MS, Clip, Compose, Impossible, Language, SetEach, SetLength
from local_backend.edits.say import length, pick, seconds, sentence, several, value
from local_backend.edits.select import find
from local_backend.timeline import Picture, Segment, Timeline, Transition

PHOTO_MS = 4000
SHORTEST_SHARE_MS = 100
COMFORTABLE_SHARE_MS = 1500
"""Clips give up some of their length before a photo is shown for less than this."""
MUSIC_VOLUME = 35
MUSIC_FADE_OUT_MS = 2000


def by_id(media: Sequence[Clip], wanted: str, language: Language) -> Clip:
    for one in media:
        if one.id == wanted:
            return one
    raise Impossible(pick(language, "That file is not in this session.", "这个文件不在当前会话里。"))


def check_length(duration_ms: int, language: Language) -> None:
    """Raises ``Impossible`` for a length that no video here can have."""
    if duration_ms < 100:
        raise Impossible(
            pick(language, "A video cannot be 0 seconds long.", "视频不能是 0 秒。"),
            pick(language, 'Say a length such as "30 seconds".', "请说一个时长，例如“30秒”。"),
        )
    if duration_ms > LONGEST_MS:
        raise Impossible(
            pick(language, f"{duration_ms / 3_600_000:.3g} hours is longer than I can make: an hour at most.",
                 f"{duration_ms / 3_600_000:.3g} 小时太长了：最长 1 小时。"),
            pick(language, "Ask for up to 60 minutes.", "请把时长控制在 60 分钟以内。"),
        )  # fmt: skip


def shares(lengths: Sequence[int | None], total_ms: int, weights: Sequence[int] = ()) -> list[int] | None:
    """Lengths that add up to the total: None stands for a photo, a number for a clip's longest.

    Photos get theirs by ``weights``, one for each of ``lengths``. None if the clips are too short to fill it.
    """
    photos = [index for index, one in enumerate(lengths) if one is None]
    clips = sum(one for one in lengths if one is not None)
    if not photos and clips < total_ms:
        return None
    if photos and total_ms - clips >= COMFORTABLE_SHARE_MS * len(photos):
        return _spread(lengths, total_ms - clips, photos, weights)
    # Too little room: all get the same, a clip that is shorter keeps its own length.
    fixed: set[int] = set()
    while True:
        rest = total_ms - sum(lengths[index] or 0 for index in fixed)
        open_ones = [index for index in range(len(lengths)) if index not in fixed]
        if not open_ones:
            return [one or 0 for one in lengths]
        share = rest / len(open_ones)
        short = {index for index in open_ones if (one := lengths[index]) is not None and one < share}
        if not short:
            kept = [lengths[index] if index in fixed else None for index in range(len(lengths))]
            return _spread(kept, rest, open_ones)
        fixed |= short


def _spread(
    lengths: Sequence[int | None], rest: int, open_ones: Sequence[int], weights: Sequence[int] = ()
) -> list[int]:
    """``rest`` shared out among some of the lengths to the millisecond, the first ones getting what is over."""
    own = [weights[index] if weights else 1 for index in open_ones]
    given = {index: rest * one // sum(own) for index, one in zip(open_ones, own, strict=True)}
    for index in open_ones[: rest - sum(given.values())]:
        given[index] += 1
    return [given.get(index, one or 0) for index, one in enumerate(lengths)]


def fill(segments: Sequence[Segment], total_ms: int, media: Sequence[Clip], language: Language) -> tuple[Segment, ...]:
    """The segments with lengths that make the main track exactly so long; transitions shrink where they must.

    Photos make room for each other in proportion, so that a longer one stays longer. Raises ``Impossible`` where
    clips are too short, or the parts too many, for it.
    """
    count = len(segments)
    longest = [source_left(one, media) for one in segments]
    weights = [one.duration_ms for one in segments]
    for part in range(8):
        joins = [one.transition.duration_ms if one.transition and index else 0 for index, one in enumerate(segments)]
        fitting = shares(longest, total_ms + sum(joins), weights)
        if fitting is None:
            have = sum(one or 0 for one in longest) - sum(joins)
            raise Impossible(
                pick(language, f"The clips are only {seconds(have)} long together, too short for {seconds(total_ms)}.",
                     f"这些片段加起来只有 {seconds(have, 'zh')}，不够 {seconds(total_ms, 'zh')}。"),
                pick(language, f'Ask for {seconds(have)}, add clips or photos, or add "and loop it to fill".',
                     f"可以改成 {seconds(have, 'zh')}、再加些片段或照片，或者在后面加上“循环填满”再说一遍。"),
            )  # fmt: skip
        if min(fitting) < SHORTEST_SHARE_MS:
            most = max(1, total_ms // SHORTEST_SHARE_MS)
            raise Impossible(
                pick(language, f"{count} parts do not fit into {seconds(total_ms)}.",
                     f"{count} 个画面放不进 {seconds(total_ms, 'zh')}。"),
                pick(language, f"Use at most {most}, or a longer video.", f"最多用 {most} 个，或者把视频做长一些。"),
            )  # fmt: skip
        trial = lay(replace(one, duration_ms=ms) for one, ms in zip(segments, fitting, strict=True))
        if trial[-1].end_ms == total_ms:
            return trial
        shrink = max(1, part * 8) * 5
        limit = min(fitting) // 2 - shrink
        segments = [
            replace(one, transition=_limited(trial[index].transition, limit)) for index, one in enumerate(segments)
        ]
    bare = [replace(one, transition=None) for one in segments]
    return lay(
        replace(one, duration_ms=ms) for one, ms in zip(bare, shares(longest, total_ms, weights) or [], strict=True)
    )


def _limited(transition: Transition | None, limit_ms: int) -> Transition | None:
    if transition is None or limit_ms < 100:
        return None
    return replace(transition, duration_ms=min(transition.duration_ms, limit_ms))


def compose(timeline: Timeline, edit: Compose, media: Sequence[Clip]) -> tuple[Timeline, str]:
    language = edit.language
    clips = [Clip(one, one, "image", 0) if one[:1] == "#" else by_id(media, one, language) for one in edit.media]
    if not clips:
        raise Impossible(
            pick(language, "There are no photos or clips to make a video from.", "没有可以用来做视频的照片或片段。"),
            pick(language, "Upload some first.", "请先上传照片或视频。"),
        )
    voice = by_id(media, edit.voice, language) if edit.voice else None
    music = by_id(media, edit.music, language) if edit.music else None
    ids = new_ids(Timeline(), len(clips) + 2)
    segments = []
    for index, one in enumerate(clips):
        still = one.kind in ("image", "animation")
        # A short clip must not be asked for a transition that eats it up.
        own = edit.each_ms or (PHOTO_MS if still else one.duration_ms)
        motion = ("in", "out")[index % 2] if edit.motion and still else "none"
        segments.append(
            Segment(
                id=ids[index], kind="image" if still else "video", start_ms=0, name=one.name, media=one.id,
                duration_ms=own if still else min(own, one.duration_ms),
                transition=edit.transition if index else None,
                picture=Picture(motion=motion),  # type: ignore[arg-type]
            )
        )  # fmt: skip
    if edit.parts:
        segments = _in_parts(segments, edit, media)
    segments = [
        replace(one, kind="color", media="", color=one.media) if one.media[:1] == "#" else one for one in segments
    ]
    total = edit.duration_ms if not edit.parts else 0
    stills = any(one.kind == "image" for one in segments)
    if not total and not edit.each_ms and voice and stills and not edit.parts:
        total = voice.duration_ms
    if edit.parts:
        segments = list(lay(segments))
    elif total or edit.duration_ms < 0:
        check_length(total, language)
        if edit.loop and shares([source_left(one, media) for one in segments], total) is None:
            segments[-1] = replace(segments[-1], loop=True)
        segments = list(fill(segments, total, media, language))
    elif edit.each_ms:
        check_length(edit.each_ms, language)
        segments = list(lay(segments))
    else:
        segments = list(lay(segments))
    after = replace(timeline, tracks=())
    after = with_role(after, "main", segments)
    check_length(after.duration_ms, language)
    end = after.duration_ms
    if voice:
        sound = Segment(ids[-2], "audio", 0, min(voice.duration_ms or end, end), voice.name, voice.id)
        after = with_role(after, "voice", [sound])
    if music:
        long = min(music.duration_ms or end, end)
        sound = Segment(
            ids[-1], "audio", 0, long, music.name, music.id,
            volume=MUSIC_VOLUME, fade_out_ms=min(MUSIC_FADE_OUT_MS, long // 2),
        )  # fmt: skip
        after = with_role(after, "music", [sound])
    return after, _told(timeline, after, segments, voice, music, language, laid=edit.laid)


def _in_parts(segments: list[Segment], edit: Compose, media: Sequence[Clip]) -> list[Segment]:
    """The segments as long as their parts, of which each lies as far under the next as the transition takes."""
    made = []
    language = edit.language
    overlap = edit.transition.duration_ms if edit.transition and edit.timed else 0
    for index, (one, (start, wanted)) in enumerate(zip(segments, edit.parts, strict=True)):
        still = one.kind == "image"
        left = 0 if still else by_id(media, one.media, language).duration_ms - start
        duration = wanted or (one.duration_ms if still else left)
        if not still and (left < duration or left <= 0):
            has, needs = start + left, start + duration
            raise Impossible(
                pick(language, f"{one.name} lasts {seconds(has)}, not {seconds(needs)}.",
                     f"{one.name} 只有 {seconds(has, 'zh')}，不到 {seconds(needs, 'zh')}。"),
                pick(language, f"Choose times up to {seconds(has)}.", f"请选 {seconds(has, 'zh')} 以内的时间。"),
            )  # fmt: skip
        if index + 1 < len(segments):
            duration += overlap if still else min(overlap, left - duration)
        made.append(replace(one, source_in_ms=0 if still else start, duration_ms=duration))
    return made


def _told(
    before: Timeline, after: Timeline, segments: Sequence[Segment], voice: Clip | None, music: Clip | None,
    language: Language, *, laid: bool = False,
) -> str:  # fmt: skip
    photos = sum(one.kind == "image" for one in segments)
    clips = sum(one.kind == "video" for one in segments)
    first = next((one.transition for one in segments if one.transition), None)
    if language == "zh":
        what = "和".join(
            text for count, text in ((photos, f"{photos} 张照片"), (clips, f"{clips} 个视频片段")) if count
        )
        head = f"时间线原来是空的，先按上传顺序放上了 {what}" if laid else f"用 {what}做成了视频"
        head += f"，旁白 {voice.name}" if voice else ""
        head += f"，音乐 {music.name}（{MUSIC_VOLUME}%）" if music else ""
    else:
        names = ((photos, "photo"), (clips, "video clip"))
        what = " and ".join(f"{count} {name}{'s' * (count > 1)}" for count, name in names if count)
        head = f"The timeline was empty, so {what} went onto it as uploaded" if laid else f"Made a video of {what}"
        head += f", with {voice.name} as the voice" if voice else ""
        head += f", with {music.name} as music at {MUSIC_VOLUME}%" if music else ""
    parts = [length(before, after, language)]
    told = f"{value(first.kind, language)} {seconds(first.duration_ms, language)}" if first else value("none", language)
    parts.append(("transitions", value("none" if not _joined(before) else "mixed", language), told))
    lost = (voice.duration_ms - after.duration_ms) if voice else 0
    if segments[-1].loop:
        again = segments[-1].name
        head += pick(language, f", with {again} played again to fill it", f"，{again} 循环填满")
    text = sentence(language, head, head, parts)
    if lost > 500 and voice:
        text += pick(
            language,
            f" {voice.name} is {seconds(lost)} longer than the video and stops with it.",
            f"{voice.name} 比视频长 {seconds(lost, 'zh')}，随视频结束。",
        )
    return text


def _joined(timeline: Timeline) -> bool:
    return any(one.transition for one in main_segments(timeline))


def set_length(timeline: Timeline, edit: SetLength, media: Sequence[Clip]) -> tuple[Timeline, str]:
    language = edit.language
    check_length(edit.duration_ms, language)
    segments = main_segments(timeline)
    if not segments:
        raise Impossible(
            pick(language, "There is no video on the timeline yet.", "时间线上还没有视频。"),
            pick(language, "Say what to make it from first.", "请先说用什么素材来做。"),
        )
    photos = [one for one in segments if one.kind == "image"]
    clips = sum(one.duration_ms for one in segments if one.kind != "image")
    if photos and edit.duration_ms - clips >= COMFORTABLE_SHARE_MS * len(photos):
        media = ()  # the photos give and take; the clips stay as they were cut
    after = with_main(timeline, fill(segments, edit.duration_ms, media, language))
    return after, sentence(language, "The video", "视频", [length(timeline, after, language)])


def set_each(timeline: Timeline, edit: SetEach, media: Sequence[Clip]) -> tuple[Timeline, str]:
    language = edit.language
    check_length(edit.duration_ms, language)
    chosen = find(timeline, edit.which, language)
    if not edit.which.everything or edit.which.kind == "video":
        for one in chosen:
            left = source_left(one, media)
            if left is not None and left < edit.duration_ms:
                raise Impossible(
                    pick(language, f"{one.name} has only {seconds(left)} left to show.",
                         f"{one.name} 只有 {seconds(left, 'zh')} 可以用。"),
                    pick(language, "Slow it down, or loop it to fill.", "可以放慢它，或者循环填满。"),
                )  # fmt: skip
    ids = {one.id for one in chosen}
    lengths = {one.id: edit.duration_ms for one in chosen}
    for one in chosen:
        left = source_left(one, media)
        lengths[one.id] = edit.duration_ms if left is None else min(left, edit.duration_ms)
    after = with_main(
        timeline,
        (replace(one, duration_ms=lengths[one.id]) if one.id in ids else one for one in main_segments(timeline)),
    )
    check_length(after.duration_ms, language)
    names = several(timeline, chosen, language)
    each = seconds(edit.duration_ms, language)
    head_en, head_zh = f"{names}: {each} each", f"{names}：每个 {each}"
    if len(chosen) == 1:
        was = seconds(chosen[0].duration_ms, language)
        head_en, head_zh = f"{names}: {was} → {each}", f"{names}：{was} → {each}"
    return after, sentence(language, f"{head_en}; the video", f"{head_zh}；视频", [length(timeline, after, language)])
