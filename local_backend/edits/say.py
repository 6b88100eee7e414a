"""How an edit tells what it did: a subject, and each value before → after, in English or Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.edits.model import Language
from local_backend.timeline import Segment, Timeline

Change = tuple[str, str, str]
"""label, before, after"""

LABELS = {
    "length": "时长", "order": "顺序", "speed": "速度", "volume": "音量", "title": "标题", "subtitle": "副标题",
    "lower third": "人名条", "caption": "字幕", "music": "音乐", "voice": "旁白", "sound": "声音", "canvas": "画幅",
    "transitions": "转场", "transition": "转场", "text": "文字", "time": "时间", "colour": "颜色", "place": "位置",
    "kind of text": "文字类型",
    "size": "大小", "weight": "字重", "fade in": "淡入", "fade out": "淡出", "ducking": "压低音量", "loudness": "响度",
    "fit": "填充方式", "motion": "镜头运动", "rotation": "旋转", "brightness": "亮度", "contrast": "对比度",
    "saturation": "饱和度", "temperature": "色温", "black and white": "黑白", "vignette": "暗角", "sharpening": "锐化",
    "noise reduction": "降噪", "blur": "模糊", "stabilising": "防抖", "zoom": "缩放", "crop": "裁剪",
    "mirrored": "左右翻转", "upside down": "上下翻转", "reversed": "倒放", "clips": "片段数", "overlay": "叠加画面",
    "opacity": "不透明度", "format": "格式", "frames a second": "帧率", "quality": "清晰度", "largest size": "大小上限",
    "only the sound": "仅音频", "plate": "底色", "captions": "字幕", "titles": "标题", "split screen": "分屏",
    "motion amount": "运动幅度",
}  # fmt: skip
VALUES = {
    "none": "无", "off": "关", "on": "开", "auto": "自动", "crop": "裁切", "blur": "模糊背景", "bar": "黑边",
    "crossfade": "交叉淡化", "fade_black": "黑场过渡", "fade_white": "白场过渡", "wipe_left": "向左擦除",
    "wipe_right": "向右擦除", "wipe_up": "向上擦除", "wipe_down": "向下擦除", "slide_left": "向左滑动",
    "slide_right": "向右滑动", "slide_up": "向上滑动", "slide_down": "向下滑动", "zoom": "缩放", "circle": "圆形",
    "dissolve": "溶解", "in": "推近", "out": "拉远", "left": "左", "right": "右", "up": "上", "down": "下",
    "center": "居中", "top": "顶部", "bottom": "底部", "top_left": "左上", "top_right": "右上", "bottom_left": "左下",
    "bottom_right": "右下", "bold": "粗体", "regular": "常规", "in and out by turns": "交替推近和拉远",
    "mixed": "各不相同", "default": "默认", "nothing": "无", "side by side": "左右", "one above the other": "上下",
}  # fmt: skip


ENGLISH = {"auto": "automatic", "crop": "cropped to fill", "blur": "blurred background", "bar": "black bars"}


def seconds(ms: int, language: Language = "en") -> str:
    """A length: ``6.4 s``, ``1:30``."""
    if ms >= 60_000:
        whole, rest = divmod(ms, 60_000)
        text = f"{whole}:{rest // 1000:02d}"
        return text + (f".{rest % 1000:03d}".rstrip("0") if rest % 1000 else "")
    text = f"{ms / 1000:.3f}".rstrip("0").rstrip(".")
    return f"{text} 秒" if language == "zh" else f"{text} s"


def span(start_ms: int, end_ms: int, language: Language = "en") -> str:
    return f"{seconds(start_ms, language)} – {seconds(end_ms, language)}"


def value(word: str, language: Language) -> str:
    return VALUES.get(word, word) if language == "zh" else ENGLISH.get(word, word.replace("_", " "))


def changes(language: Language, parts: Sequence[Change]) -> str:
    """``length 30 s → 22 s, speed 100% → 200%``: what differs, and nothing else."""
    told = []
    for label, before, after in parts:
        if before != after:
            name = LABELS.get(label, label) if language == "zh" else label
            told.append(f"{name} {value(before, language)} → {value(after, language)}")
    return ("，" if language == "zh" else ", ").join(told)


def sentence(language: Language, en: str, zh: str, parts: Sequence[Change] = ()) -> str:
    """A head in the person's language, then the changes, ended by a full stop."""
    head = zh if language == "zh" else en
    told = changes(language, parts)
    if told:
        head = (f"{head}：{told}" if language == "zh" else f"{head}: {told}") if head else told
    return head + ("。" if language == "zh" else ".")


def clip(timeline: Timeline, segment: Segment, language: Language) -> str:
    """``clip 2 (city.mp4)`` for a segment of the main track, else what it is."""
    name = segment.name or segment.text
    if timeline.main and segment.id in (ids := [one.id for one in timeline.main.segments]):
        number = ids.index(segment.id) + 1
        return f"片段{number}（{name}）" if language == "zh" else f"clip {number} ({name})"
    if segment.kind == "text":
        role = segment.style.role.replace("_", " ")
        return f"{LABELS[role]}“{segment.text}”" if language == "zh" else f'{role} "{segment.text}"'
    return f"“{name}”" if language == "zh" else f'"{name}"'


def several(timeline: Timeline, segments: Sequence[Segment], language: Language) -> str:
    """The segments an edit was about, shortened where they are many."""
    main = timeline.main.segments if timeline.main else ()
    if len(segments) > 1 and len(segments) == len(main) and set(segments) == set(main):
        return f"全部 {len(main)} 个片段" if language == "zh" else f"all {len(main)} clips"
    told = [clip(timeline, one, language) for one in segments[:3]]
    rest = len(segments) - 3
    if rest > 0:
        told.append(f"等 {len(segments)} 个" if language == "zh" else f"and {rest} more")
    return ("、" if language == "zh" else ", ").join(told)


def pick(language: Language, en: str, zh: str) -> str:
    return zh if language == "zh" else en


def length(before: Timeline, after: Timeline, language: Language) -> Change:
    return ("length", seconds(before.duration_ms, language), seconds(after.duration_ms, language))
