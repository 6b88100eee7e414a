"""Text on the picture: titles, subtitles, lower thirds and captions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from local_backend.edits.chain import main_segments, new_ids, of_role, with_role
from local_backend.edits.model import AddCaptions, AddText, ChangeText, Impossible, Language
from local_backend.edits.say import LABELS, Change, pick, seconds, sentence, span
from local_backend.edits.select import find, one_of
from local_backend.timeline import Place, Segment, TextRole, TextStyle, Timeline

TEXT_MS = 3000
LONGEST_TEXT = 1000
MOST_CAPTIONS = 2000
TEXT_FADE_MS = 300
CAPTION_FADE_MS = 0
HOME: dict[TextRole, Place] = {
    "title": "center", "subtitle": "bottom", "lower_third": "bottom_left", "caption": "bottom",
}  # fmt: skip


def _needs_video(timeline: Timeline, language: Language) -> None:
    if not timeline.duration_ms:
        raise Impossible(
            pick(language, "There is no video yet to put words on.", "还没有视频，没法加文字。"),
            pick(language, "Make the video first, or ask for both at once.", "请先做视频，或者一起说。"),
        )


def add_text(timeline: Timeline, edit: AddText) -> tuple[Timeline, str]:
    language = edit.language
    _needs_video(timeline, language)
    if len(edit.text) > LONGEST_TEXT:
        raise Impossible(
            pick(language, f"{len(edit.text)} letters do not fit on a picture.", f"{len(edit.text)} 个字放不进画面。"),
            pick(language, f"Use up to {LONGEST_TEXT}.", f"请控制在 {LONGEST_TEXT} 字以内。"),
        )
    end = timeline.duration_ms
    duration, start = edit.duration_ms or TEXT_MS, edit.start_ms
    if edit.on is not None:
        chosen = one_of(timeline, edit.on, language)
        start = chosen.start_ms + edit.start_ms
        duration = edit.duration_ms or _alone_until(timeline, chosen) - chosen.start_ms
    elif edit.whole:
        start, duration = 0, end
    elif edit.at_end:
        start = max(0, end - duration)
    if start >= end:
        raise Impossible(
            pick(language, f"The video ends at {seconds(end)}, before {seconds(start)}.",
                 f"视频在 {seconds(end, 'zh')} 就结束了，还不到 {seconds(start, 'zh')}。"),
            pick(language, f"Choose a time before {seconds(end)}.", f"请选 {seconds(end, 'zh')} 之前的时间。"),
        )  # fmt: skip
    duration = min(duration, end - start)
    fade = CAPTION_FADE_MS if edit.role == "caption" else min(TEXT_FADE_MS, duration // 4)
    given: dict[str, Any] = {"place": HOME[edit.role], **dict(edit.style)}
    new = Segment(
        new_ids(timeline)[0], "text", start, duration, text=edit.text,
        fade_in_ms=min(fade if edit.fade_in_ms is None else edit.fade_in_ms, duration // 2),
        fade_out_ms=min(fade if edit.fade_out_ms is None else edit.fade_out_ms, duration // 2),
        style=TextStyle(role=edit.role, **given),
    )  # fmt: skip
    there = of_role(timeline, "text")
    gone = [one for one in there if edit.alone and _in_the_way(one, new)]
    after = with_role(timeline, "text", [*(one for one in there if one not in gone), new])
    role = edit.role.replace("_", " ")
    when = span(start, start + duration, language)
    plain = replace(new, style=TextStyle(role=edit.role, place=HOME[edit.role]))
    looks = _differences(timeline, plain, new, language)
    if gone:
        old = gone[0].text
        return after, sentence(
            language,
            f'The {role} "{edit.text}" takes the place of "{old}" ({when})',
            f"{LABELS[role]}“{edit.text}”替换了“{old}”（{when}）",
            looks,
        )
    return after, sentence(
        language,
        f'Added the {role} "{edit.text}" (nothing → {when})',
        f"添加了{LABELS[role]}“{edit.text}”（无 → {when}）",
        looks,
    )


def _alone_until(timeline: Timeline, chosen: Segment) -> int:
    """When a segment ends or, on the main track, the next one begins to take its place; words stand no longer."""
    after = [one.start_ms for one in main_segments(timeline) if one.start_ms > chosen.start_ms]
    return min([chosen.end_ms, *after]) if chosen in main_segments(timeline) else chosen.end_ms


def _in_the_way(there: Segment, new: Segment) -> bool:
    """Whether two titles would stand one upon the other."""
    same = there.style.role == new.style.role and there.style.place == new.style.place
    return same and there.start_ms < new.end_ms and new.start_ms < there.end_ms


def change_text(timeline: Timeline, edit: ChangeText) -> tuple[Timeline, str]:
    language = edit.language
    chosen = find(timeline, edit.which, language)
    if edit.text and len(chosen) > 1 and edit.which.kind != "text":
        chosen = chosen[:1]
    changed: dict[str, Segment] = {}
    parts: list[Change] = []
    for one in chosen:
        style = replace(one.style, **dict(edit.style))  # type: ignore[arg-type]
        if edit.size_percent:
            size = one.style.size_on(timeline.width, timeline.height)
            style = replace(style, size=max(15, min(500, size * edit.size_percent // 100)))
        start = max(0, one.start_ms + edit.shift_ms) if edit.start_ms is None else edit.start_ms
        end = timeline.duration_ms
        if start >= end:
            raise Impossible(
                pick(language, f"The video ends at {seconds(end)}.", f"视频在 {seconds(end, 'zh')} 结束。"),
                pick(language, "Choose an earlier time.", "请选更早的时间。"),
            )
        duration = min(edit.duration_ms or one.duration_ms, end - start)
        new = replace(
            one, text=edit.text[:LONGEST_TEXT] or one.text, start_ms=start, duration_ms=duration, style=style,
            fade_in_ms=min(one.fade_in_ms if edit.fade_in_ms is None else edit.fade_in_ms, duration // 2),
            fade_out_ms=min(one.fade_out_ms if edit.fade_out_ms is None else edit.fade_out_ms, duration // 2),
        )  # fmt: skip
        changed[one.id] = new
        parts = parts or _differences(timeline, one, new, language)
    after = with_role(timeline, "text", [changed.get(one.id, one) for one in of_role(timeline, "text")])
    first = chosen[0]
    role = first.style.role.replace("_", " ")
    head_en, head_zh = f'{role.capitalize()} "{first.text}"', f"{LABELS[role]}“{first.text}”"
    if len(chosen) > 1:
        head_en, head_zh = f"{len(chosen)} texts", f"{len(chosen)} 处文字"
    return after, sentence(language, head_en, head_zh, parts)


def _differences(timeline: Timeline, old: Segment, new: Segment, language: Language) -> list[Change]:
    def quoted(text: str) -> str:
        return f"“{text}”" if language == "zh" else f'"{text}"'

    def size(one: Segment) -> str:
        return str(one.style.size_on(timeline.width, timeline.height))

    def kind(one: Segment) -> str:
        name = one.style.role.replace("_", " ")
        return pick(language, name, LABELS[name])

    def ms(amount: int) -> str:
        return seconds(amount, language)

    return [
        ("text", quoted(old.text), quoted(new.text)),
        ("time", span(old.start_ms, old.end_ms, language), span(new.start_ms, new.end_ms, language)),
        ("colour", old.style.color, new.style.color),
        ("kind of text", kind(old), kind(new)),
        ("place", old.style.place, new.style.place),
        ("size", size(old), size(new)),
        ("weight", old.style.weight, new.style.weight),
        ("plate", old.style.box_color or "none", new.style.box_color or "none"),
        ("fade in", ms(old.fade_in_ms), ms(new.fade_in_ms)),
        ("fade out", ms(old.fade_out_ms), ms(new.fade_out_ms)),
    ]


def add_captions(timeline: Timeline, edit: AddCaptions) -> tuple[Timeline, str]:
    language = edit.language
    _needs_video(timeline, language)
    end = timeline.duration_ms
    lines = [(a, b, text[:LONGEST_TEXT]) for a, b, text in edit.lines[:MOST_CAPTIONS]]
    if lines and lines[0][0] < 0:
        cuts = [one.start_ms for one in main_segments(timeline)] + [end]
        if len(cuts) - 1 != len(lines):  # one line a picture where the numbers agree, else equal parts
            cuts = [end * index // len(lines) for index in range(len(lines) + 1)]
        lines = [(cuts[index], cuts[index + 1], line[2]) for index, line in enumerate(lines)]
    shown = [(a, min(b, end), text) for a, b, text in lines if a < end and min(b, end) > a]
    if not shown:
        raise Impossible(
            pick(language, "None of those lines falls within the video.", "这些字幕都不在视频时间范围内。"),
            pick(language, f"The video is {seconds(end)} long.", f"视频长 {seconds(end, 'zh')}。"),
        )
    given: dict[str, Any] = {"place": HOME[edit.role], **dict(edit.style)}
    style = TextStyle(role=edit.role, **given)
    fade = CAPTION_FADE_MS if edit.role == "caption" else TEXT_FADE_MS
    ids = new_ids(timeline, len(shown))
    new = [
        Segment(
            ids[index],
            "text",
            a,
            b - a,
            name=edit.name,
            text=text,
            style=style,
            fade_in_ms=min(fade, (b - a) // 4),
            fade_out_ms=min(fade, (b - a) // 4),
        )
        for index, (a, b, text) in enumerate(shown)
    ]
    old = [one for one in of_role(timeline, "text") if one.style.role != "caption" or not edit.name]
    after = with_role(timeline, "text", [*old, *new])
    before_count, after_count = (
        sum(one.style.role == edit.role for one in of_role(when, "text")) for when in (timeline, after)
    )
    told = f"{edit.role.replace('_', ' ')}s"
    text = sentence(language, "", "", [(told, str(before_count), str(after_count))])
    if len(shown) < len(lines):
        lost = len(lines) - len(shown)
        text += pick(language, f" {lost} lay after the end of the video.", f"有 {lost} 条在视频结尾之后。")
    return after, text
