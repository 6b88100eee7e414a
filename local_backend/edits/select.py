"""``Which`` looked up in a timeline: the segments that a person meant."""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.edits.model import Impossible, Language, Target, Which
from local_backend.edits.say import pick
from local_backend.timeline import Segment, Timeline

WORDS: dict[Target, tuple[str, str]] = {
    "main": ("clip", "片段"), "photo": ("photo", "照片"), "video": ("video clip", "视频片段"),
    "music": ("music", "音乐"),
    "voice": ("voiceover", "旁白"), "sound": ("sound", "声音"), "audio": ("sound", "声音"),
    "overlay": ("overlay", "叠加画面"), "text": ("text", "文字"), "title": ("title", "标题"),
    "subtitle": ("subtitle", "副标题"), "lower_third": ("lower third", "人名条"), "caption": ("caption", "字幕"),
}  # fmt: skip


NEAREST: dict[Target, tuple[Target, ...]] = {
    "subtitle": ("caption",), "caption": ("subtitle",), "video": ("main",),
}  # fmt: skip


def of_kind(timeline: Timeline, kind: Target) -> list[Segment]:
    """All segments of a kind, in the order of time; of the nearest kind where there is none of a kind of text."""
    found = _exactly(timeline, kind)
    for other in NEAREST.get(kind, ()):
        found = found or _exactly(timeline, other)
    return found


def _exactly(timeline: Timeline, kind: Target) -> list[Segment]:
    found = []
    for track, one in timeline.segments():
        if kind == "main":
            fits = track.role == "main"
        elif kind == "photo":
            fits = track.role == "main" and one.kind == "image"
        elif kind == "video":
            fits = track.role == "main" and one.kind == "video"
        elif kind == "audio":
            fits = track.kind == "audio"
        elif kind in ("music", "voice", "sound", "overlay", "text"):
            fits = track.role == kind
        else:
            fits = track.role == "text" and one.style.role == kind
        if fits:
            found.append(one)
    return sorted(found, key=lambda one: one.start_ms)


def find(timeline: Timeline, which: Which, language: Language) -> list[Segment]:
    """The segments meant, in order.

    Raises ``Impossible`` where one of them is not there, naming what is.
    """
    if which.ids:
        found = [one for _, one in timeline.segments() if one.id in which.ids]
        if not found:
            raise Impossible(pick(language, "That part is no longer on the timeline.", "那个部分已经不在时间线上了。"))
        return found
    there = of_kind(timeline, which.kind)
    if which == Which("photo"):
        there = there or of_kind(timeline, "main")  # "the picture" may be the whole of it
    if not there:
        raise _absent(timeline, which, language)
    if which.at_ms is not None:
        seen = [one for one in there if one.start_ms <= which.at_ms < one.end_ms]
        if not seen:
            raise _absent(timeline, which, language)
        return seen[-1:]
    if which.everything:
        return there
    chosen: list[Segment] = []
    for number in which.numbers:
        index = number - 1 if number > 0 else len(there) + number
        if number == 0 or not 0 <= index < len(there):
            raise _no_number(there, which, number, language)
        chosen.append(there[index])
    for name in which.names:
        named = [one for one in there if name.casefold() in (one.name.casefold(), one.text.casefold())]
        if not named:
            everywhere = [one for _, one in timeline.segments()]
            named = [one for one in everywhere if name.casefold() in (one.name.casefold(), one.text.casefold())]
        if not named:
            raise _no_name(there, which, name, language)
        chosen += named
    unique = {one.id: one for one in chosen}
    return sorted(unique.values(), key=lambda one: (one.start_ms, one.id))


def one_of(timeline: Timeline, which: Which, language: Language) -> Segment:
    return find(timeline, which, language)[0]


def listed(segments: Sequence[Segment], language: Language) -> str:
    names = [f"{index}. {one.name or one.text}" for index, one in enumerate(segments[:8], 1)]
    if len(segments) > len(names):
        names.append("…")
    return ("、" if language == "zh" else ", ").join(names)


def _absent(timeline: Timeline, which: Which, language: Language) -> Impossible:
    en, zh = WORDS[which.kind]
    if not timeline.tracks:
        return Impossible(
            pick(language, "The timeline is still empty.", "时间线还是空的。"),
            pick(
                language,
                'First make a video, for example "turn these photos and audio into a 30-second video".',
                "请先做一个视频，例如“把这些照片和音频做成30秒的视频”。",
            ),
        )
    where = ""
    if which.at_ms is not None:
        where = pick(language, f" at {which.at_ms / 1000:g} s", f"（在第 {which.at_ms / 1000:g} 秒）")
    return Impossible(
        pick(language, f"There is no {en} on the timeline{where}.", f"时间线上没有{zh}{where}。"),
        pick(language, f"Add a {en} first.", f"请先添加{zh}。") if which.at_ms is None else "",
    )


def _no_number(there: Sequence[Segment], which: Which, number: int, language: Language) -> Impossible:
    en, zh = WORDS[which.kind]
    many = len(there)
    plural = en if many == 1 or en == "music" else f"{en}s"
    return Impossible(
        pick(language, f"There is no {en} {abs(number)}: the timeline has {many} {plural}.",
             f"没有第 {abs(number)} 个{zh}：时间线上共有 {many} 个。"),
        pick(language, f"They are {listed(there, language)}.", f"它们是：{listed(there, language)}。"),
    )  # fmt: skip


def _no_name(there: Sequence[Segment], which: Which, name: str, language: Language) -> Impossible:
    en, zh = WORDS[which.kind]
    return Impossible(
        pick(language, f'There is no {en} called "{name}".', f"没有叫“{name}”的{zh}。"),
        pick(language, f"There are {listed(there, language)}.", f"现有：{listed(there, language)}。"),
    )
