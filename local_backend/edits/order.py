"""Which clips there are and in what order: insert, remove, replace, move, swap, duplicate, split."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from local_backend.edits.chain import main_segments, new_ids, of_role, source_left, with_main, with_role
from local_backend.edits.compose import PHOTO_MS, by_id, check_length
from local_backend.edits.following import captions
from local_backend.edits.model import (
    Clip,
    Duplicate,
    Impossible,
    Insert,
    InsertColor,
    Language,
    Move,
    Remove,
    Reorder,
    Replace,
    Swap,
)  # fmt: skip
from local_backend.edits.say import clip as named
from local_backend.edits.say import length, pick, seconds, sentence, several
from local_backend.edits.select import WORDS, find, listed, of_kind, one_of
from local_backend.edits.splitting import cut_at, past_end
from local_backend.timeline import Segment, SegmentKind, Timeline, Transition

MOST_SEGMENTS = 2000


def order_of(segments: Sequence[Segment]) -> str:
    names = [one.name for one in segments[:6]] + (["…"] if len(segments) > 6 else [])
    return ", ".join(names) or "nothing"


def prevailing(segments: Sequence[Segment]) -> Transition | None:
    """The transition that all joins share, which a new clip then gets too."""
    kinds = {one.transition for one in segments[1:]}
    return kinds.pop() if len(kinds) == 1 else None


def insert(timeline: Timeline, edit: Insert, media: Sequence[Clip]) -> tuple[Timeline, str]:
    language = edit.language
    clips = [by_id(media, one, language) for one in edit.media]
    segments = list(main_segments(timeline))
    if len(segments) + len(clips) > MOST_SEGMENTS:
        raise Impossible(pick(language, "That is too many clips.", "片段太多了。"))
    shared = prevailing(segments)
    photos = [one.duration_ms for one in segments if one.kind == "image"]
    ids = new_ids(timeline, len(clips) + 1)
    new = []
    for index, one in enumerate(clips):
        still = one.kind in ("image", "animation")
        begins = 0 if still else edit.source_in_ms
        left = one.duration_ms - begins if one.duration_ms else 0
        if begins and left <= 0:
            lasts = f"{one.duration_ms / 1000:g}"
            raise Impossible(
                pick(language, f"{one.name} is only {lasts} s long.", f"{one.name} 只有 {lasts} 秒。"),
                pick(language, "Choose a time inside it.", "请选择它里面的时间。"),
            )
        own = edit.duration_ms or ((photos[-1] if photos else PHOTO_MS) if still else left)
        new.append(
            Segment(
                ids[index], "image" if still else "video", 0, own if still else min(own, left or own),
                one.name, one.id, source_in_ms=begins, transition=shared,
            )
        )  # fmt: skip
    names = ", ".join(one.name for one in clips)
    return _inserted(timeline, new, edit.at_ms, _beside(timeline, edit), ids[-1], names, language)


def _beside(timeline: Timeline, edit: Insert) -> int:
    """The place of what comes in; beside another segment that is where this one has come to by now."""
    anchor = edit.before or edit.after
    if anchor is None:
        return edit.position
    try:
        found = one_of(timeline, anchor, edit.language)
        return main_segments(timeline).index(found) + (1 if edit.before else 2)
    except (Impossible, ValueError):
        return edit.position


def insert_color(timeline: Timeline, edit: InsertColor) -> tuple[Timeline, str]:
    ids = new_ids(timeline, 2)
    shared = prevailing(main_segments(timeline))
    new = Segment(ids[0], "color", 0, edit.duration_ms, edit.color, color=edit.color, transition=shared)
    return _inserted(timeline, [new], edit.at_ms, edit.position, ids[1], edit.color, edit.language)


def _inserted(
    timeline: Timeline, new: Sequence[Segment], at_ms: int | None, position: int, spare_id: str, names: str,
    language: Language,
) -> tuple[Timeline, str]:  # fmt: skip
    segments = list(main_segments(timeline))
    before = timeline
    if at_ms is not None and segments:
        timeline, place = _opened(timeline, at_ms, spare_id, language)
        segments = list(main_segments(timeline))
    else:
        place = len(segments) if not position else min(len(segments), max(0, position - 1))
        if position < 0:
            place = max(0, len(segments) + 1 + position)
    if place == 0 and segments and new[0].transition:
        segments[0] = replace(segments[0], transition=new[0].transition)
    after = with_main(timeline, [*segments[:place], *new, *segments[place:]])
    check_length(after.duration_ms, language)
    return after, sentence(
        language, f"Added {names} as clip {place + 1}", f"在第 {place + 1} 位加入 {names}",
        [length(before, after, language)],
    )  # fmt: skip


def _opened(timeline: Timeline, at_ms: int, new_id: str, language: Language) -> tuple[Timeline, int]:
    if at_ms > timeline.duration_ms:
        raise past_end(timeline, at_ms, language)
    segments, place = cut_at(main_segments(timeline), at_ms, new_id)
    return with_main(timeline, segments), place


def remove(timeline: Timeline, edit: Remove) -> tuple[Timeline, str]:
    language = edit.language
    if timeline.tracks and edit.which.everything and not of_kind(timeline, edit.which.kind):
        en, zh = WORDS[edit.which.kind]
        noun = en if en == "music" else f"{en}s"
        raise Impossible(
            pick(language, f"The timeline has no {noun}, so there is nothing to remove.",
                 f"时间线上没有{zh}，不用删除。"),
            pick(language, f"On it are {listed(main_segments(timeline), language)}.",
                 f"现有：{listed(main_segments(timeline), language)}。"),
        )  # fmt: skip
    chosen = find(timeline, edit.which, language)
    ids = {one.id for one in chosen}
    main = main_segments(timeline)
    left = [one for one in main if one.id not in ids]
    if main and not left:
        raise Impossible(
            pick(language, "That would remove every clip.", "这样会把所有片段都删掉。"),
            pick(language, 'To begin anew say "start over".', "想重新来过，请说“重新开始”。"),
        )
    names = several(timeline, chosen, language)
    after = timeline
    for role in {track.role for track in timeline.tracks if track.role != "main"}:
        track = [one for _, one in ((t, s) for t, s in timeline.segments() if t.role == role)]
        after = with_role(after, role, [one for one in track if one.id not in ids])
    if len(left) < len(main):
        texts = of_role(after, "text")
        gone = [one for clip in main if clip.id in ids for one in texts if captions(one, clip)]
        if gone:
            after = with_role(after, "text", [one for one in texts if one not in gone])
            words = pick(language, ", ", "、").join(pick(language, f'"{one.text}"', f"“{one.text}”") for one in gone)
            names += pick(language, f" with its text {words}", f"，连同它的文字{words}")
        after = with_main(after, left)
        return after, sentence(language, f"Removed {names}", f"删除了{names}", [length(timeline, after, language)])
    first = chosen[0]
    label = first.style.role.replace("_", " ") if first.kind == "text" else ""
    if not label:
        role_of = {one.id: track.role for track, one in timeline.segments()}
        label = str(role_of[first.id])
    was = ", ".join(one.text or one.name for one in chosen[:3]) + ("…" if len(chosen) > 3 else "")
    return after, sentence(language, f"Removed {names}", f"删除了{names}", [(label, was, "none")])


def replace_clip(timeline: Timeline, edit: Replace, media: Sequence[Clip]) -> tuple[Timeline, str]:
    language = edit.language
    clip = by_id(media, edit.media, language)
    chosen = find(timeline, edit.which, language)
    heard = all(one.kind in ("audio", "music") for one in chosen)
    if heard != (clip.kind == "audio") or any(one.kind == "text" for one in chosen):
        raise Impossible(
            pick(language, f"{clip.name} is another kind of file.", f"{clip.name} 和要替换的类型不同。"),
            pick(language, "Replace a picture by a picture, a sound by a sound.", "画面换画面，声音换声音。"),
        )
    still = clip.kind in ("image", "animation")
    changed = {}
    for one in chosen:
        kind: SegmentKind = "audio" if heard else "image" if still else "video"
        new = replace(one, kind=kind, name=clip.name, media=clip.id, source_in_ms=edit.source_in_ms, reverse=False,
                      freeze=False, speed=100, loop=False, duration_ms=edit.duration_ms or one.duration_ms)  # fmt: skip
        left = source_left(new, media)
        if edit.duration_ms and not left:
            raise Impossible(
                pick(language, f"{clip.name} is {seconds(clip.duration_ms)} long.",
                     f"{clip.name} 长 {seconds(clip.duration_ms, 'zh')}。"),
                pick(language, "Choose a time inside it.", "请选它里面的时间。"),
            )  # fmt: skip
        changed[one.id] = new if left is None else replace(new, duration_ms=min(new.duration_ms, left))
    from local_backend.edits.chain import mapped

    after = mapped(timeline, changed)
    names = several(timeline, chosen, language)
    told = sentence(language, f"{names} → {clip.name}", f"{names} → {clip.name}")
    if after.duration_ms != timeline.duration_ms:
        told = sentence(language, told[:-1] + "; the video", told[:-1] + "；视频", [length(timeline, after, language)])
    return after, told


def _reordered(timeline: Timeline, order: Sequence[Segment]) -> Timeline:
    """Another order; the joins keep their transitions, place by place."""
    joins = [one.transition for one in main_segments(timeline)]
    return with_main(timeline, (replace(one, transition=join) for one, join in zip(order, joins, strict=True)))


def _order_told(before: Timeline, after: Timeline, language: Language, en: str, zh: str) -> str:
    parts = [("order", order_of(main_segments(before)), order_of(main_segments(after)))]
    return sentence(language, en, zh, [*parts, length(before, after, language)])


def move(timeline: Timeline, edit: Move) -> tuple[Timeline, str]:
    language = edit.language
    main = main_segments(timeline)
    chosen = [one for one in find(timeline, edit.which, language) if one in main]
    rest = [one for one in main if one not in chosen]
    beside = edit.before or edit.after
    if edit.by and chosen:
        place = max(0, min(len(rest), main.index(chosen[0]) + edit.by))
    elif beside is not None:
        anchor = one_of(timeline, beside, language)
        if anchor not in rest:
            raise Impossible(pick(language, "A clip cannot be moved beside itself.", "片段不能移到自己旁边。"))
        place = rest.index(anchor) + (0 if edit.before else 1)
    elif edit.position < 0:
        place = len(rest) + 1 + edit.position
    else:
        place = edit.position - 1
    if not 0 <= place <= len(rest):
        raise Impossible(
            pick(language, f"There is no place {edit.position}: there are {len(main)} clips.",
                 f"没有第 {edit.position} 个位置：一共 {len(main)} 个片段。"),
        )  # fmt: skip
    after = _reordered(timeline, [*rest[:place], *chosen, *rest[place:]])
    names = several(timeline, chosen, language)
    return after, _order_told(timeline, after, language, f"Moved {names}", f"移动了{names}")


def swap(timeline: Timeline, edit: Swap) -> tuple[Timeline, str]:
    language = edit.language
    first, second = one_of(timeline, edit.first, language), one_of(timeline, edit.second, language)
    main = main_segments(timeline)
    if first not in main or second not in main or first == second:
        raise Impossible(pick(language, "Name two different clips to swap.", "请说两个不同的片段来交换。"))
    other = {first.id: second, second.id: first}
    after = _reordered(timeline, [other.get(one.id, one) for one in main])
    names = f"{named(timeline, first, language)}, {named(timeline, second, language)}"
    return after, _order_told(timeline, after, language, f"Swapped {names}", f"交换了{names}")


def reorder(timeline: Timeline, edit: Reorder) -> tuple[Timeline, str]:
    language = edit.language
    main = list(main_segments(timeline))
    if len(main) < 2:
        raise Impossible(pick(language, "There are not two clips to put in order.", "没有两个以上的片段可以排序。"))
    if edit.how == "reverse":
        order = main[::-1]
    elif edit.how == "name":
        order = sorted(main, key=lambda one: one.name.casefold())
    elif edit.how == "given":
        first = list(
            dict.fromkeys(one for which in edit.order for one in find(timeline, which, language) if one in main)
        )
        order = first + [one for one in main if one not in first]
    else:
        order = random.Random(len(main)).sample(main, len(main))  # noqa: S311 - the same shuffle every time
        order = order if order != main else main[1:] + main[:1]
    after = _reordered(timeline, order)
    return after, _order_told(timeline, after, language, "", "")


def duplicate(timeline: Timeline, edit: Duplicate) -> tuple[Timeline, str]:
    language = edit.language
    chosen = find(timeline, edit.which, language)
    main = main_segments(timeline)
    chosen = [one for one in chosen if one in main]
    if not chosen or not 1 <= edit.copies <= 50:
        raise Impossible(pick(language, "I can copy a clip 1 to 50 times.", "一个片段可以复制 1 到 50 次。"))
    if len(main) + edit.copies * len(chosen) > MOST_SEGMENTS:
        raise Impossible(pick(language, "That is too many clips.", "片段太多了。"))
    ids = iter(new_ids(timeline, edit.copies * len(chosen)))
    shared = prevailing(main)
    result: list[Segment] = []
    whole = len(chosen) == len(main) > 1 and edit.which.everything
    for one in main:
        result.append(one)
        if one in chosen and not whole:
            result += [replace(one, id=next(ids), transition=shared) for _ in range(edit.copies)]
    for _ in range(edit.copies if whole else 0):  # the video again, not each clip twice
        result += [
            replace(one, id=next(ids), transition=one.transition if at else shared) for at, one in enumerate(main)
        ]
    after = with_main(timeline, result)
    check_length(after.duration_ms, language)
    names = several(timeline, chosen, language)
    parts = [("clips", str(len(main)), str(len(result))), length(timeline, after, language)]
    return after, sentence(language, f"Copied {names}", f"复制了{names}", parts)
