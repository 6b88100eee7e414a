"""What the agent says, in English and Chinese: pure functions from what happened to a reply.

It talks as the cloud does, of buttons and a timeline on a screen ("Click Export"); a client translates that.
The one-line timeline has the seed's form: ``Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. …``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from local_backend.edits.base import Clip
from local_backend.timeline import Segment, Timeline, Track

Language = Literal["en", "zh"]

SHOWN_SEGMENTS = 6
"""segments of a track that are listed one by one in the timeline line"""
SHOWN_TEXT = 60
LABELS: dict[str, str] = {
    "main": "Video", "overlay": "Overlay", "voice": "Voice", "music": "BGM", "sound": "Sound",
    "title": "Title", "subtitle": "Subtitle", "lower_third": "Lower third", "caption": "Caption",
}  # fmt: skip

HELP: dict[Language, str] = {
    "en": (
        "I edit the photos, clips and sound that you upload, on this machine. You can say, for instance:\n"
        '- "turn these photos and audio into a 30-second promo video with transitions"\n'
        '- "crossfade between the clips", "fade to black", "wipe left", "no transitions"\n'
        '- "gentle zoom on the photos", "vertical 9:16", "black and white", "brighter"\n'
        '- "title \\"Summer Sale\\" for the first 3 seconds", "caption \\"Hello\\" at 0:05"\n'
        '- "trim the second clip to 2-5s", "remove the last photo", "speed up clip 1 to 2x"\n'
        '- "use song.mp3 as background music at 35% with a fade-out", "add lo-fi music at 30%"\n'
        '- "undo", "redo", "start over", "what is on the timeline"\n'
        "I have no generative model: I do not invent scenes, voices or pictures."
    ),
    "zh": (
        "我在本机剪辑你上传的照片、视频和声音。比如可以说：\n"
        "- “把这些照片和音频做成30秒的宣传视频，加转场”\n"
        "- “片段之间用交叉淡化”、“渐黑”、“向左擦除”、“不要转场”\n"
        "- “照片慢慢放大”、“竖屏9:16”、“黑白”、“亮一点”\n"
        "- “标题“夏日特卖”持续3秒”、“第5秒加字幕“你好””\n"
        "- “第二段只保留2到5秒”、“删掉最后一张照片”、“第一段加速到2倍”\n"
        "- “用song.mp3作背景音乐，音量35%，结尾淡出”、“加一段lo-fi音乐”\n"
        "- “撤销”、“重做”、“重新开始”、“时间线上有什么”\n"
        "我没有生成模型：不会凭空生成画面、人声或图片。"
    ),
}
PHRASES: dict[str, dict[Language, str]] = {
    "done": {"en": "Done:", "zh": "已完成："},
    "no_glyphs": {
        "en": "No font here can draw {}; the text is shown without.",
        "zh": "这里没有能显示{}的字体，画面上会缺少这些字符。",
    },
    "ends_early": {
        "en": "{} ends early: the file is cut off, and only {} seconds of it are there. Copy or export it again.",
        "zh": "{}不完整：文件被截断，只有{}秒可用。请重新拷贝或导出。",
    },
    "sound_unused": {
        "en": "{0} is not used. To hear it, say “add {0} as background music”.",
        "zh": "{0}没有用上。想听到它，请说“用{0}做背景音乐”。",
    },
    "voice_unused": {
        "en": "{0} is not used. To hear it, say “use {0} as the voiceover”.",
        "zh": "{0}没有用上。想听到它，请说“用{0}做旁白”。",
    },
    "not_understood": {"en": "I did not understand this part: {}.", "zh": "这部分我没听懂：{}。"},
    "nothing_understood": {"en": "I did not understand “{}”.", "zh": "我没听懂“{}”。"},
    "unchanged": {"en": "Nothing was changed.", "zh": "没有做任何修改。"},
    "rest_unchanged": {"en": "Everything else stays as it was.", "zh": "其余保持不变。"},
    "try": {
        "en": 'Say it in other words, or type "what can you do" to see what works here.',
        "zh": "请换个说法，或者问“你能做什么”看看这里支持什么。",
    },
    "export": {
        "en": "Preview it in the timeline, then click Export to download the video.",
        "zh": "可以在时间线里预览，满意后点击“导出”下载视频。",
    },
    "export_now": {
        "en": "The video is ready. Click Export to download it.",
        "zh": "视频已经准备好，点击“导出”即可下载。",
    },
    "empty": {
        "en": "The timeline is empty. Upload photos, clips or sound and tell me what to make of them.",
        "zh": "时间线是空的。请先上传照片、视频或音频，再告诉我要做成什么。",
    },
    "fresh": {"en": "Started over from an empty timeline.", "zh": "已清空时间线，重新开始。"},
    "sends": {
        "en": "The file is made by the export, which follows now: click Export.",
        "zh": "文件由导出生成，接下来点击“导出”即可。",
    },
    "undone": {"en": "Undone: the timeline is as it was before the last edit.", "zh": "已撤销上一步修改。"},
    "redone": {"en": "Done again: the edit that was undone is back.", "zh": "已重做刚才撤销的修改。"},
    "that_is": {"en": "That is: {}.", "zh": "即：{}。"},
    "is_back": {"en": "{} is back", "zh": "恢复了{}"},
    "is_gone": {"en": "{} is gone", "zh": "去掉了{}"},
    "instead": {"en": "in place of what was done last: ", "zh": "取代刚才的修改："},
    "moved_back": {"en": "The order or the times are others now.", "zh": "顺序或时间有变化。"},
    "not_that_long": {
        "en": "The video is {0} s long, not {1} s as you asked. To have that length, say “make it {1} seconds”.",
        "zh": "视频长 {0} 秒，不是你要的 {1} 秒。想要这个时长，请说“把视频改成{1}秒”。",
    },
    "was_that_long": {
        "en": "The video was {1} s long and is {0} s now. To have that length again, say “make it {1} seconds”.",
        "zh": "视频原来 {1} 秒，现在 {0} 秒。想恢复这个时长，请说“把视频改成{1}秒”。",
    },
    "no_undo": {"en": "There is nothing to undo. Nothing was changed.", "zh": "没有可以撤销的步骤，没有做任何修改。"},
    "no_redo": {"en": "There is nothing to redo. Nothing was changed.", "zh": "没有可以重做的步骤，没有做任何修改。"},
    "nothing": {
        "en": "All right; nothing was changed. Tell me what is next, or export the video.",
        "zh": "好的，没有做任何修改。接下来要做什么？也可以直接导出视频。",
    },
    "already": {
        "en": "The timeline already is as you ask. Nothing was changed.",
        "zh": "时间线已经是这样了，没有做任何修改。",
    },
    "already_part": {
        "en": "Part of it was like that already.",
        "zh": "其中一部分本来就是这样。",
    },
    "nothing_yet": {
        "en": 'Nothing is on the timeline yet, so there is nothing to export. Say for example "{}".',
        "zh": "时间线上还没有内容，无法导出。可以先说，例如“{}”。",
    },
    "reset": {
        "en": "The timeline is empty again; your files are still here. Undo brings the timeline back.",
        "zh": "时间线已清空，文件都还在。需要时可以撤销。",
    },
}


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a message: sentences about each part, all in the message's language."""

    message: str
    changes: Sequence[str] = ()
    not_understood: Sequence[str] = ()
    refused: Sequence[str] = ()
    """whole sentences: what, why, and the nearest thing that works"""
    notes: Sequence[str] = ()
    """what a person must know about the result, in whole sentences"""
    timeline: Timeline = field(default_factory=Timeline)

    @property
    def whole(self) -> bool:
        """Everything that was asked was done."""
        return bool(self.changes) and not self.not_understood and not self.refused


def phrase(key: str, language: Language, *values: str) -> str:
    return PHRASES[key][language].format(*values)


def reply(report: Report, language: Language) -> str:
    """The reply to a message that asked for edits."""
    lines: list[str] = []
    if report.changes:
        lines += [phrase("done", language), *(f"- {change}" for change in report.changes)]
    lines += [*report.notes, *report.refused]
    if report.not_understood:
        if not report.changes and not report.refused:
            lines.append(phrase("nothing_understood", language, shorten(report.message)))
        else:
            parts = ("、" if language == "zh" else ", ").join(f"“{shorten(part)}”" for part in report.not_understood)
            lines.append(phrase("not_understood", language, parts))
    if not report.changes:
        lines.append(phrase("unchanged", language))
    elif not report.whole:
        lines.append(phrase("rest_unchanged", language))
    if report.not_understood:
        lines.append(phrase("try", language))
    if report.changes:
        lines += ["", timeline_line(report.timeline), phrase("export", language)]
    return "\n".join(lines)


def nothing_yet(media: Sequence[Clip], language: Language) -> str:
    """The answer to an export of nothing: the sentence that makes something of what was uploaded."""
    kinds = {one.kind for one in media}
    photos, clips = bool(kinds & {"image", "animation"}), "video" in kinds
    if not (photos or clips):
        return phrase("empty", language)
    if language == "zh":
        what = "照片和视频" if photos and clips else "照片" if photos else "视频"
        what += "和音频" if "audio" in kinds else ""
        made = "做成30秒的视频" if photos else "拼成一个视频"
        return phrase("nothing_yet", language, f"把这些{what}{made}，加转场")
    what = "photos and clips" if photos and clips else "photos" if photos else "clips"
    what += " and audio" if "audio" in kinds else ""
    length = "a 30-second video" if photos else "one video"
    return phrase("nothing_yet", language, f"turn these {what} into {length} with transitions")


def stepped(which: str, taken: int, asked: int, language: Language) -> str:
    """What an undo or redo of one or more steps says."""
    if asked == 1:
        return phrase("undone" if which == "undo" else "redone", language)
    edits = "edit" if taken == 1 else "edits"
    if language == "zh":
        said = f"已{'撤销' if which == 'undo' else '重做'} {taken} 步修改。"
        return said + (f"一共只有 {taken} 步。" if taken < asked else "")
    said = f"Undone: the last {taken} {edits}." if which == "undo" else f"Done again: {taken} {edits}."
    return said + (f" There were only {taken}." if taken < asked else "")


def refusal(what: str, why: str, nearest: str, language: Language) -> str:
    """A wish in the person's words, why it cannot be met, and the nearest thing that works."""
    reasons = sentences(language, why, nearest)
    return f"“{shorten(what)}”{'：' if language == 'zh' else ': '}{reasons}" if what else reasons


def sentences(language: Language, *several: str) -> str:
    return ("" if language == "zh" else " ").join(filter(None, several))


def timeline_words(timeline: Timeline, language: Language) -> str:
    """The answer to "what is on the timeline"."""
    if not timeline.tracks:
        return phrase("empty", language)
    return f"{timeline_line(timeline)}\n{phrase('export', language)}"


def timeline_line(timeline: Timeline) -> str:
    """All tracks on one line, the main one first, in the seed's form."""
    tracks = [track for track in timeline.tracks if track.segments]
    noun = "track" if len(tracks) == 1 else "tracks"
    return " ".join(
        [f"Timeline ({len(tracks)} {noun}):", *(f"{n}. {_track(track)}" for n, track in enumerate(tracks, 1))]
    )


def _track(track: Track) -> str:
    label = LABELS[track.segments[0].style.role if track.kind == "text" else track.role]
    shown = [_segment(segment) for segment in track.segments]
    if len(shown) > SHOWN_SEGMENTS:
        shown[SHOWN_SEGMENTS - 2 : -1] = [f"… {len(shown) - SHOWN_SEGMENTS + 1} more …"]
    return f"{label}: " + ", ".join(shown)


def _segment(segment: Segment) -> str:
    name = f'"{shorten(segment.text)}"' if segment.kind == "text" else segment.name or segment.kind
    volume = "" if segment.volume == 100 else f", {segment.volume}%" if segment.volume else ", muted"
    speed = "" if segment.speed == 100 else f", {segment.speed / 100:g}x"
    return f"{name} ({seconds(segment.start_ms)}-{seconds(segment.end_ms)}s{volume}{speed})"


def seconds(ms: int) -> str:
    """Whole seconds, or one decimal: 10, 4.5."""
    return f"{ms / 1000:.1f}".removesuffix(".0")


def shorten(text: str) -> str:
    """One line of at most ``SHOWN_TEXT`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_TEXT else line[: SHOWN_TEXT - 1] + "…"


def pieces(text: str, size: int = 48) -> list[str]:
    """A reply cut into what is streamed at once; joined they are the reply."""
    cut: list[str] = []
    while text:
        end = size
        if len(text) > size and (space := text.rfind(" ", size // 2, size)) > 0:
            end = space + 1
        cut.append(text[:end])
        text = text[end:]
    return cut
