"""Transitions between neighbours on the main track: everywhere, between two, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from local_backend.edits.chain import main_segments, with_main
from local_backend.edits.model import Impossible, SetTransition
from local_backend.edits.say import length, pick, seconds, sentence, value
from local_backend.edits.select import find
from local_backend.timeline import Segment, Timeline, Transition


def set_transition(timeline: Timeline, edit: SetTransition) -> tuple[Timeline, str]:
    language = edit.language
    segments = main_segments(timeline)
    if len(segments) < 2:
        raise Impossible(
            pick(language, "A transition needs two clips next to each other; the timeline has fewer.",
                 "转场需要两个相邻的片段，时间线上还不够。"),
            pick(language, "Add another clip, or split one.", "请再加一个片段，或者把片段拆开。"),
        )  # fmt: skip
    chosen = _joins(timeline, segments, edit)
    result: list[Segment] = []
    for index, one in enumerate(segments):
        if index not in chosen:
            result.append(one)
        elif edit.none:
            result.append(replace(one, transition=None))
        else:
            was = one.transition or Transition()
            if one.transition is None and edit.kind is None and edit.duration_ms and _some(segments, chosen):
                result.append(one)
                continue
            wanted = edit.duration_ms or was.duration_ms
            # Asked for in words: as long as its neighbours allow.
            result.append(replace(one, transition=Transition(edit.kind or was.kind, wanted)))
    after = with_main(timeline, result)
    done = main_segments(after)
    before_told = _told(segments, chosen, edit.language)
    after_told = _told(done, chosen, edit.language)
    numbers = [str(index + 1) for index in chosen]
    where_en, where_zh = f"Transition into clip {numbers[0]}", f"片段{chosen[0]}到片段{numbers[0]}的转场"
    if len(chosen) == len(segments) - 1 > 1:
        where_en, where_zh = "Transitions", "转场"
    elif len(chosen) > 1:
        where_en = f"Transitions into clips {', '.join(numbers[:-1])} and {numbers[-1]}"
        where_zh = f"进入片段{'、'.join(numbers)}的转场"
    head_en, head_zh = f"{where_en}: {before_told} → {after_told}", f"{where_zh}：{before_told} → {after_told}"
    text = sentence(
        language, head_en + "; the video", head_zh + "；视频", [length(timeline, after, language)]
    ) if timeline.duration_ms != after.duration_ms else sentence(language, head_en, head_zh)  # fmt: skip
    lengths = [one.transition.duration_ms for index in chosen if (one := done[index]).transition]
    shortest = min(lengths, default=0)
    if not edit.none and edit.duration_ms and shortest < edit.duration_ms:
        text += pick(
            language,
            " A transition can last half of its shorter neighbour at most.",
            "转场最长只能是相邻较短片段的一半。",
        )
    return after, text


def _some(segments: Sequence[Segment], chosen: Sequence[int]) -> bool:
    """True where some of them have a transition already: then only those are meant by a new duration."""
    return len(chosen) > 1 and any(segments[index].transition for index in chosen)


def _joins(timeline: Timeline, segments: Sequence[Segment], edit: SetTransition) -> list[int]:
    """Indexes of the segments that carry the transitions meant."""
    order = {one.id: index for index, one in enumerate(segments)}
    language = edit.language
    if edit.pair:
        first = [order[one.id] for one in find(timeline, edit.pair[0], language) if one.id in order]
        second = [order[one.id] for one in find(timeline, edit.pair[1], language) if one.id in order]
        beside = [b for a in first for b in second if abs(a - b) == 1]
        if not beside:
            raise Impossible(
                pick(language, "Those two clips are not next to each other.", "这两个片段不相邻。"),
                pick(language, "Name two neighbours, for example clips 1 and 2.", "请说两个相邻的片段，例如1和2。"),
            )  # fmt: skip
        return sorted({max(a, b) for a in first for b in second if abs(a - b) == 1})
    if edit.into:
        into = [order[one.id] for one in find(timeline, edit.into, language) if one.id in order]
        chosen = [index for index in into if index > 0]
        if not chosen:
            raise Impossible(
                pick(language, "Nothing comes before the first clip.", "第一个片段前面没有别的片段。"),
                pick(language, 'For its beginning say "fade in from black".', "开头可以说“从黑场淡入”。"),
            )
        return chosen
    if edit.at_ms is not None:
        return [min(range(1, len(segments)), key=lambda index: abs(segments[index].start_ms - (edit.at_ms or 0)))]
    return list(range(1, len(segments)))


def _told(segments: Sequence[Segment], chosen: Sequence[int], language: str) -> str:
    kinds = {segments[index].transition for index in chosen}
    if kinds == {None}:
        return value("none", "zh" if language == "zh" else "en")
    names = {one.kind for one in kinds if one}
    lengths = {one.duration_ms for one in kinds if one}
    kind = value(names.pop() if len(names) == 1 else "mixed", "zh" if language == "zh" else "en")
    if len(lengths) == 1:
        return f"{kind} {seconds(lengths.pop(), 'zh' if language == 'zh' else 'en')}"
    return kind
