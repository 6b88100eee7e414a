"""Cutting out what is silent or black, as far as somebody can listen to the files."""

from __future__ import annotations

from local_backend.edits.chain import SHORTEST_MS, of_role
from local_backend.edits.cut import Spans, merged, nothing_left, without
from local_backend.edits.model import (
    Impossible,
    Measure,
    RemoveQuiet,
)  # fmt: skip
from local_backend.edits.say import length, pick, sentence
from local_backend.edits.select import find
from local_backend.timeline import Timeline


def remove_quiet(timeline: Timeline, edit: RemoveQuiet, measure: Measure | None) -> tuple[Timeline, str]:
    """Stretches that are silent or black, in the sources that are heard or seen, are cut out of the whole video."""
    language = edit.language
    chosen = find(timeline, edit.which, language)
    voice = of_role(timeline, "voice")
    heard = (
        list(voice)
        if edit.what == "silence" and voice and edit.which.everything
        else [one for one in chosen if one.kind in ("video", "audio") and not one.freeze]
    )
    if not heard:
        raise Impossible(
            pick(language, f"There is nothing on the timeline that could hold {edit.what}.",
                 "时间线上没有可以检测的视频或旁白。"),
            pick(language, "Add a video clip first.", "请先添加视频片段。"),
        )  # fmt: skip
    if measure is None:
        raise Impossible(
            pick(language, "The files cannot be listened to here.", "这里无法分析文件的内容。"),
            pick(language, 'Name the times instead: "cut out 3s to 8s".', "请直接说时间，例如“剪掉3秒到8秒”。"),
        )
    spans: Spans = []
    for one in heard:
        for a, b in measure(edit.what, one.media, edit.threshold_db, edit.minimum_ms):
            a, b = a + edit.padding_ms, b - edit.padding_ms
            a, b = max(a, one.source_in_ms), min(b, one.source_out_ms)
            if b - a < SHORTEST_MS:
                continue
            first, last = (a - one.source_in_ms) * 100 // one.speed, (b - one.source_in_ms) * 100 // one.speed
            if one.reverse:
                first, last = one.duration_ms - last, one.duration_ms - first
            spans.append((one.start_ms + first, one.start_ms + last))
    spans = merged(spans, timeline.duration_ms)
    if not spans:
        return timeline, pick(language, f"Found no {edit.what} to remove.",
                              "没有找到需要去掉的" + ("静音。" if edit.what == "silence" else "黑场。"))  # fmt: skip
    if sum(b - a for a, b in spans) > timeline.duration_ms - SHORTEST_MS:
        raise nothing_left(language)
    after = without(timeline, spans)
    name = {"silence": "静音", "black": "黑场"}[edit.what]
    return after, sentence(
        language, f"Removed {len(spans)} {'stretch' if len(spans) == 1 else 'stretches'} of {edit.what}",
        f"去掉了 {len(spans)} 处{name}",
        [length(timeline, after, language)],
    )  # fmt: skip
