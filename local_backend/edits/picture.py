"""The look: canvas, fit, colour, motion, fades and overlays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from math import gcd
from typing import Any

from local_backend.edits.chain import main_segments, mapped, new_ids, of_role, with_role
from local_backend.edits.compose import by_id
from local_backend.edits.model import (
    Adjust,
    Canvas,
    ChangeOverlay,
    Clip,
    FadePicture,
    Impossible,
    Language,
    Overlay,
    SetOutput,
)  # fmt: skip
from local_backend.edits.say import Change, pick, seconds, sentence, several
from local_backend.edits.select import find
from local_backend.timeline import Box, Output, Picture, Segment, Timeline

LABEL = {
    "fit": "fit", "motion": "motion", "scale": "zoom", "rotate": "rotation", "flip_h": "mirrored",
    "flip_v": "upside down", "brightness": "brightness", "contrast": "contrast", "saturation": "saturation",
    "temperature": "temperature", "grayscale": "black and white", "vignette": "vignette", "sharpen": "sharpening",
    "denoise": "noise reduction", "blur": "blur", "stabilise": "stabilising", "crop": "crop",
    "motion_amount": "motion amount",
}  # fmt: skip
BOUNDS = {"scale": (10, 1000), "motion_amount": (1, 100), "motion_from": (0, 1000), "motion_to": (0, 1000)}
SIGNED = ("brightness", "contrast", "saturation", "temperature")
WIDTH = {"logo": 150, "picture": 350}
MARGIN = 40


def ratio(width: int, height: int) -> str:
    part = gcd(width, height) or 1
    return f"{width // part}:{height // part} ({width}×{height})"


def canvas(timeline: Timeline, edit: Canvas) -> tuple[Timeline, str]:
    width, height = edit.width or timeline.width, edit.height or timeline.height
    after = replace(timeline, width=width, height=height)
    parts: list[Change] = [("canvas", ratio(timeline.width, timeline.height), ratio(width, height))]
    if edit.fit is not None:
        main = main_segments(after)
        was = {one.picture.fit for one in main}
        after = mapped(after, {one.id: replace(one, picture=replace(one.picture, fit=edit.fit)) for one in main})
        parts.append(("fit", was.pop() if len(was) == 1 else "auto", edit.fit))
    return after, sentence(edit.language, "Frame", "画面", parts) if _differ(parts) else _same(edit.language)


def _differ(parts: Sequence[Change]) -> bool:
    return any(before != after for _, before, after in parts)


def _same(language: str) -> str:
    return "已经是这样了。" if language == "zh" else "It is like that already."


def adjust(timeline: Timeline, edit: Adjust) -> tuple[Timeline, str]:
    language = edit.language
    chosen = [one for one in find(timeline, edit.which, language) if one.kind not in ("audio", "music", "text")]
    if not chosen:
        raise Impossible(
            pick(language, "There is no picture to change.", "没有可以调整的画面。"),
            pick(language, "Name a clip or photo.", "请选一个片段或照片。"),
        )
    changed: dict[str, Segment] = {}
    parts: list[Change] = []
    for index, one in enumerate(chosen):
        values: dict[str, Any] = dict(edit.to)
        if edit.alternate and values.get("motion") in ("in", "out") and index % 2:
            values["motion"] = "out" if values["motion"] == "in" else "in"
        for name, amount in edit.by:
            before = getattr(one.picture, name)
            if name == "rotate":
                values[name] = (before + amount) % 360
            elif name == "scale":
                values[name] = before * amount // 100
            elif name in ("flip_h", "flip_v"):
                values[name] = not before
            else:
                values[name] = before + amount
        if "motion" in values:  # a new motion is whole, whatever was left of the old one
            values |= {"motion_from": 0, "motion_to": 1000}
        for name, number in list(values.items()):
            if isinstance(number, int) and not isinstance(number, bool) and name != "rotate":
                low, high = BOUNDS.get(name, (-100 if name in SIGNED else 0, 100))
                values[name] = max(low, min(high, number))
        new = replace(one, picture=replace(one.picture, **values))
        changed[one.id] = new
        parts = parts or _picture_changes(one.picture, new.picture, alternate=edit.alternate)
    names = several(timeline, chosen, language)
    if not _differ(parts):
        return timeline, _same(language)
    return mapped(timeline, changed), sentence(language, names, names, parts)


def _picture_changes(old: Picture, new: Picture, *, alternate: bool) -> list[Change]:
    parts: list[Change] = []
    for one in fields(Picture):
        was, now = getattr(old, one.name), getattr(new, one.name)
        if was != now and one.name in LABEL:
            told = "in and out by turns" if alternate and one.name == "motion" else _value(one.name, now)
            parts.append((LABEL[one.name], _value(one.name, was), told))
    return parts


def _value(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if name == "rotate":
        return f"{value}°"
    if name == "crop":
        return "none" if value is None else " ".join(f"{int(part) / 10:g}%" for part in value)  # type: ignore[attr-defined]
    if isinstance(value, int):
        return f"{value:+d}%" if name in SIGNED else f"{value}%"
    return str(value)


def fade_picture(timeline: Timeline, edit: FadePicture) -> tuple[Timeline, str]:
    language = edit.language
    chosen = find(timeline, edit.which, language)
    whole = edit.which.everything and edit.which.kind == "main"
    changed: dict[str, Segment] = {}
    parts: list[Change] = []
    if whole:  # the two ends of the video, whatever their clips
        pairs = [(chosen[0], edit.in_ms, None), (chosen[-1], None, edit.out_ms)]
    else:
        pairs = [(one, edit.in_ms, edit.out_ms) for one in chosen]
    for one, into, out in pairs:
        now = changed.get(one.id, one)
        if into is not None:
            parts.append(("fade in", seconds(one.fade_in_ms, language), seconds(into, language)))
            now = replace(now, fade_in_ms=min(into, one.duration_ms))
        if out is not None:
            parts.append(("fade out", seconds(one.fade_out_ms, language), seconds(out, language)))
            now = replace(now, fade_out_ms=min(out, one.duration_ms - now.fade_in_ms))
        changed[one.id] = now
    head = ("The video", "视频") if whole else (several(timeline, chosen, language),) * 2
    told = parts if len(chosen) == 1 or whole else list(dict.fromkeys(parts[:2]))
    if not _differ(told):
        return timeline, _same(language)
    return mapped(timeline, changed), sentence(language, head[0], head[1], told)


def _box(timeline: Timeline, place: str, width: int, opacity: int, clip: Clip) -> Box:
    """Where an overlay of that width (thousandths) sits so that it keeps a margin to its corner."""
    shape = (clip.height / clip.width) if clip.width and clip.height else 0.5625
    height = round(width * shape * timeline.width / timeline.height)
    across = MARGIN * min(timeline.width, timeline.height) // timeline.width
    down = MARGIN * min(timeline.width, timeline.height) // timeline.height
    x = across if "left" in place else 1000 - width - across if "right" in place else (1000 - width) // 2
    y = down if "top" in place else 1000 - height - down if "bottom" in place else (1000 - height) // 2
    return Box(max(0, x), max(0, y), width, 0, opacity)


def overlay(timeline: Timeline, edit: Overlay, media: Sequence[Clip]) -> tuple[Timeline, str]:
    language = edit.language
    clip = by_id(media, edit.media, language)
    end = timeline.duration_ms
    if not end or edit.start_ms >= end:
        raise Impossible(
            pick(language, f"The video is {seconds(end)} long; there is nothing to put it over.",
                 f"视频长 {seconds(end, 'zh')}，那里没有画面可以叠加。"),
            pick(language, "Make the video first, or choose an earlier time.", "请先做视频，或者选更早的时间。"),
        )  # fmt: skip
    if edit.start_ms < 0:  # at the end of the video
        edit = replace(edit, start_ms=max(0, end - (edit.duration_ms or end)))
    duration = min(edit.duration_ms or end, end - edit.start_ms)
    if clip.kind == "video" and clip.duration_ms:
        duration = min(duration, clip.duration_ms)
    box = _box(timeline, edit.place or "top_right", edit.width or WIDTH[edit.use], edit.opacity, clip)
    kind = "video" if clip.kind == "video" else "image"
    new = Segment(new_ids(timeline)[0], "video" if kind == "video" else "image", edit.start_ms, duration,
                  clip.name, clip.id, box=box, volume=0 if kind == "video" else 100)  # fmt: skip
    after = with_role(timeline, "overlay", [*of_role(timeline, "overlay"), new])
    place = edit.place or "top_right"
    told = f"{clip.name} ({seconds(edit.start_ms, language)} – {seconds(new.end_ms, language)})"
    return after, sentence(language, "", "", [("overlay", "nothing", told), ("place", "none", place)])


def change_overlay(timeline: Timeline, edit: ChangeOverlay, media: Sequence[Clip]) -> tuple[Timeline, str]:
    language = edit.language
    there = find(timeline, edit.which, language)
    if edit.before_card:
        card = _card(timeline, language)
        there = [one for one in there if one.start_ms < card] or there
        edit = replace(edit, start_ms=there[-1].start_ms, duration_ms=max(1, card - there[-1].start_ms))
        if there[-1].end_ms <= card:
            return timeline, _same(language)
    one = there[-1]
    box = one.box or Box()
    clip = by_id(media, one.media, language)
    width = edit.width or (box.w * edit.size_percent // 100 if edit.size_percent else box.w)
    width = max(20, min(1000, width))
    opacity = edit.opacity or box.opacity
    place = edit.place or _place_of(box)
    stays = place == _place_of(box) and width == box.w
    new_box = replace(box, opacity=opacity) if stays else _box(timeline, place, width, opacity, clip)
    start = one.start_ms if edit.start_ms is None else edit.start_ms
    end = timeline.duration_ms
    if start >= end:
        raise Impossible(pick(language, f"The video ends at {seconds(end)}.", f"视频在 {seconds(end, 'zh')} 结束。"))
    new = replace(one, box=new_box, start_ms=start, duration_ms=min(edit.duration_ms or one.duration_ms, end - start))
    parts = [
        ("place", _place_of(box), place),
        ("size", f"{box.w / 10:g}%", f"{width / 10:g}%"),
        ("opacity", f"{box.opacity}%", f"{opacity}%"),
        ("time", f"{seconds(one.start_ms)} – {seconds(one.end_ms)}", f"{seconds(start)} – {seconds(new.end_ms)}"),
    ]
    if not _differ(parts):
        return timeline, _same(language)
    return mapped(timeline, {one.id: new}), sentence(language, one.name, one.name, parts)


def _card(timeline: Timeline, language: Language) -> int:
    """Where the plain card or the words begin that end the video."""
    main, lasts = main_segments(timeline), timeline.duration_ms
    words = [one for one in of_role(timeline, "text") if one.start_ms and one.end_ms >= lasts - 500]
    card = [*(one for one in main[-1:] if one.kind == "color"), *words]
    if not card:
        raise Impossible(
            pick(language, "The video has no end card.", "视频没有片尾。"),
            pick(
                language, 'Say until when, for example "the logo until 18 s".', "请说到第几秒，例如“logo显示到第18秒”。"
            ),
        )
    return card[0].start_ms


def _place_of(box: Box) -> str:
    middle = box.x + box.w // 2
    side = "left" if middle < 400 else "right" if middle > 600 else ""
    level = "top" if box.y < 250 else "bottom" if box.y > 550 else ""
    return "_".join(part for part in (level, side) if part) or "center"


def _limit(size: int) -> str:
    return f"{size / 1e6:g} MB" if size else "none"


def output_changes(was: Output, now: Output) -> list[Change]:
    """What of the file itself is different."""

    def told(amount: int, unit: str) -> str:
        return f"{amount}{unit}" if amount else "default"

    return [
        ("format", was.format or "default", now.format or "default"),
        ("quality", told(was.height, "p"), told(now.height, "p")),
        ("frames a second", told(was.fps, ""), told(now.fps, "")),
        ("largest size", _limit(was.max_bytes), _limit(now.max_bytes)),
        ("only the sound", "on" if was.audio_only else "off", "on" if now.audio_only else "off"),
    ]


def set_output(timeline: Timeline, edit: SetOutput) -> tuple[Timeline, str]:
    was = timeline.output
    now = replace(
        was, format=edit.format or was.format, fps=edit.fps or was.fps, height=edit.height or was.height,
        max_bytes=edit.max_bytes or was.max_bytes,
        audio_only=was.audio_only if edit.audio_only is None else edit.audio_only,
    )  # fmt: skip

    parts = output_changes(was, now)
    after = replace(timeline, output=now)
    return after, sentence(edit.language, "Export", "导出", parts) if _differ(parts) else _same(edit.language)
