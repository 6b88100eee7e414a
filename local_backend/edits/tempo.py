"""Time itself: speed, backwards, a held frame, a loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from local_backend.edits.chain import main_segments, mapped, new_ids, of_role, source_left, with_main
from local_backend.edits.compose import check_length
from local_backend.edits.model import ALL, Backwards, Clip, Freeze, Impossible, Loop, Speed, Which
from local_backend.edits.say import length, pick, seconds, sentence, several
from local_backend.edits.select import find, one_of
from local_backend.edits.splitting import cut_at, past_end
from local_backend.timeline import Picture, Segment, Timeline

SLOWEST, FASTEST = 5, 2000


def speed(timeline: Timeline, edit: Speed) -> tuple[Timeline, str]:
    language = edit.language
    kinds = ("video", "audio", "image") if edit.stills else ("video", "audio")
    chosen = [one for one in find(timeline, edit.which, language) if one.kind in kinds]
    chosen += [one for role in edit.along for one in of_role(timeline, role)]
    if not chosen:
        raise Impossible(
            pick(language, "A photo has no speed.", "照片没有速度可调。"),
            pick(language, 'Give it a length, for example "2 seconds each"; or say "make everything 10% faster".',
                 "可以改时长，例如“每张2秒”；或者说“全部加快10%”。"),
        )  # fmt: skip
    changed: dict[str, Segment] = {}
    for one in chosen:
        wanted = one.speed * edit.percent // 100 if edit.relative else edit.percent
        if not SLOWEST <= wanted <= FASTEST:
            raise Impossible(
                pick(language, f"Speed goes from {SLOWEST / 100:g}x to {FASTEST / 100:g}x.",
                     f"速度可以在 {SLOWEST / 100:g} 倍到 {FASTEST / 100:g} 倍之间。"),
                pick(language, "Choose a speed between them.", "请选这个范围内的速度。"),
            )  # fmt: skip
        if one.kind == "image":
            changed[one.id] = replace(one, duration_ms=_shown(one, main_segments(timeline), wanted))
            continue
        duration = one.duration_ms * one.speed // wanted
        if duration < 40:
            raise Impossible(pick(language, "Nothing of it would be left to see.", "那样就什么也看不到了。"))
        changed[one.id] = replace(one, speed=wanted, duration_ms=duration)
    after = mapped(timeline, changed)
    if timeline.main and any(one in timeline.main.segments for one in chosen):
        check_length(after.duration_ms, language)
    moving = [one for one in chosen if one.kind == "video"] or [one for one in chosen if not edit.stills]
    names = several(timeline, [one for one in chosen if not edit.stills or one in main_segments(timeline)], language)
    if not moving:
        names += "".join(pick(language, ", ", "、") + f'"{one.name}"' for one in chosen if one.kind == "audio")
        how = pick(language, f"{names} at {edit.percent / 100:g}x", f"{names}按 {edit.percent / 100:g} 倍速")
        return after, sentence(language, how, how, [length(timeline, after, language)])
    first = moving[0]
    now = changed[first.id]
    parts = [("speed", f"{first.speed / 100:g}x", f"{now.speed / 100:g}x")]
    if len(chosen) == 1:
        parts.append(("length", seconds(first.duration_ms, language), seconds(now.duration_ms, language)))
    text = sentence(language, names, names, parts)
    if after.duration_ms != timeline.duration_ms and len(main_segments(timeline)) > 1:
        text += " " * (language == "en") + sentence(language, "The video", "视频", [length(timeline, after, language)])
    return after, text


def _shown(photo: Segment, main: Sequence[Segment], percent: int) -> int:
    """How long a photo is shown at a speed: what it shares with the next one by a transition stays as it is."""
    at = main.index(photo)
    shared = photo.end_ms - main[at + 1].start_ms if at + 1 < len(main) else 0
    start, end = (time * 100 // percent for time in (photo.start_ms, photo.end_ms - shared))
    return max(40, end - start + shared)


def backwards(timeline: Timeline, edit: Backwards) -> tuple[Timeline, str]:
    language = edit.language
    chosen = [one for one in find(timeline, edit.which, language) if one.kind == "video"]
    if not chosen:
        raise Impossible(
            pick(language, "Only a video clip can be played backwards.", "只有视频片段可以倒放。"),
            pick(language, 'To turn the order round say "reverse the order".', "想把顺序倒过来，请说“倒序排列”。"),
        )
    after = mapped(timeline, {one.id: replace(one, reverse=edit.on) for one in chosen})
    names = several(timeline, chosen, language)
    was, now = ("on" if chosen[0].reverse else "off"), ("on" if edit.on else "off")
    return after, sentence(language, names, names, [("reversed", was, now)])


def freeze(timeline: Timeline, edit: Freeze) -> tuple[Timeline, str]:
    language = edit.language
    main = main_segments(timeline)
    if not main:
        find(timeline, edit.which or ALL, language)
    held, rest = new_ids(timeline, 2)
    if edit.at_ms is not None and edit.which is None:
        if not 0 <= edit.at_ms <= timeline.duration_ms:
            raise past_end(timeline, edit.at_ms, language)
        at_ms = edit.at_ms
    else:
        if edit.which is not None and find(timeline, edit.which, language)[0] not in main:
            raise Impossible(pick(language, "Only a picture can be held.", "只有画面可以定格。"))
        one = one_of(timeline, edit.which or Which(numbers=(1 if edit.edge == "start" else -1,)), language)
        inside = edit.at_ms if edit.at_ms is not None else (0 if edit.edge == "start" else one.duration_ms)
        if inside > one.duration_ms:
            raise past_end(timeline, inside, language)
        at_ms = one.start_ms + inside
        if edit.at_ms is None and edit.edge == "end":
            return _held(timeline, edit, main.index(one), one, at_ms, held)
    segments, place = cut_at(main, at_ms, rest)
    if place < len(segments) and segments[place].start_ms == at_ms:
        shown, ahead = segments[place], True
    else:
        shown, ahead = segments[place - 1], False
    source = shown.source_in_ms if ahead != shown.reverse else max(0, shown.source_out_ms - 1)
    still = replace(shown, id=held, duration_ms=edit.duration_ms, freeze=shown.kind == "video", source_in_ms=source,
                    picture=_stopped(shown.picture, at_end=not ahead),
                    transition=shown.transition if ahead else None, speed=100, reverse=False,
                    fade_in_ms=0, fade_out_ms=0, sound_fade_in_ms=0, sound_fade_out_ms=0)  # fmt: skip
    if ahead:
        segments[place] = replace(shown, transition=None)
    return _inserted(timeline, edit, [*segments[:place], still, *segments[place:]], at_ms)


def _held(timeline: Timeline, edit: Freeze, index: int, one: Segment, at_ms: int, new_id: str) -> tuple[Timeline, str]:
    """The last frame of a segment, held after it; the transition into the next one comes after the hold."""
    source = one.source_in_ms if one.reverse else max(0, one.source_out_ms - 1)
    still = replace(one, id=new_id, duration_ms=edit.duration_ms, freeze=one.kind == "video", source_in_ms=source,
                    picture=_stopped(one.picture, at_end=True),
                    transition=None, speed=100, reverse=False, fade_in_ms=0, sound_fade_in_ms=0)  # fmt: skip
    first = replace(one, fade_out_ms=0, sound_fade_out_ms=0)
    main = main_segments(timeline)
    return _inserted(timeline, edit, [*main[:index], first, still, *main[index + 1 :]], at_ms)


def _stopped(picture: Picture, *, at_end: bool) -> Picture:
    """The picture without its motion going on."""
    at = picture.motion_to if at_end else picture.motion_from
    return replace(picture, motion_from=at, motion_to=at) if picture.motion != "none" else picture


def _inserted(timeline: Timeline, edit: Freeze, segments: Sequence[Segment], at_ms: int) -> tuple[Timeline, str]:
    language = edit.language
    after = with_main(timeline, segments)
    check_length(after.duration_ms, language)
    when, how_long = seconds(at_ms, language), seconds(edit.duration_ms, language)
    return after, sentence(
        language, f"Held the frame at {when} for {how_long}", f"在 {when} 处定格 {how_long}",
        [length(timeline, after, language)],
    )  # fmt: skip


def loop(timeline: Timeline, edit: Loop, media: Sequence[Clip]) -> tuple[Timeline, str]:
    language = edit.language
    chosen = find(timeline, edit.which, language)
    end = timeline.duration_ms
    changed: dict[str, Segment] = {}
    main = main_segments(timeline)
    for one in chosen:
        if one.kind in ("image", "text"):
            raise Impossible(
                pick(language, "A photo does not need to be looped.", "照片不需要循环。"),
                pick(language, "Give it a longer time instead.", "直接把它的时长改长就行。"),
            )
        if edit.fill:
            wanted = end - one.start_ms if one not in main else edit.duration_ms - (end - one.duration_ms)
            wanted = wanted if wanted > 0 else one.duration_ms
        else:
            wanted = edit.duration_ms or one.duration_ms * edit.times
        if wanted < one.duration_ms:
            raise Impossible(pick(language, "It is longer than that already.", "它本来就比这长。"))
        left = source_left(one, media)
        repeats = one.kind != "music" and (left is None or wanted > left or edit.times > 1)
        changed[one.id] = replace(one, duration_ms=wanted, loop=repeats)
    after = mapped(timeline, changed)
    check_length(after.duration_ms, language)
    names = several(timeline, chosen, language)
    first = chosen[0]
    before_after = (seconds(first.duration_ms, language), seconds(changed[first.id].duration_ms, language))
    return after, sentence(language, f"{names} looped", f"{names}循环", [("length", *before_after)])
