"""Chinese clips by number: ``第二段``, ``最后两张照片``, ``倒数第二个``, ``片段1和3``."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from local_backend.edits.model import Which
from local_backend.language.words import numbers

_UNIT = "个|段|张|条|幅|句|首|行|帧|页|部|份|支|组|只(?![要留用取保有剪放看在把])"


_NOUN = (
    "片段|照片|图片|视频片段|视频|镜头|素材|相片|图|标题|字幕|文字|文案|音乐|歌|副标题|"
    "画面|转场|贴图|水印|句子|那段|那张|的?片段"
)


_ZH = numbers.ZH.replace("半", "")


_N = f"(?:\\d+(?!\\d)|[{_ZH}]+(?![{_ZH}]))"


_SEP = r"(?:、|和|与|跟|及|以及|还有)"


ZH_NTH = re.compile(
    rf"(倒数)?第({_N})(?:({_UNIT})(?:的)?({_NOUN})?)?((?:{_SEP}第?{_N}(?:{_UNIT})?(?:{_NOUN})?)*)"
    rf"(?:(到|至|-|~|—)第?({_N}))?({_UNIT})?(?:的)?({_NOUN})?(?!秒|分|小时|百分|[点帧倍遍次%％])"
)


ZH_FEW = re.compile(
    rf"(最后面?|末尾|结尾|最末|前面?|开头|头|后面?)的?(那)?({_N})?({_UNIT})(?:的)?({_NOUN})?(?!秒|分钟|分)"
)


ZH_LAST = re.compile(rf"(最后面?|最末|最前面?|首个|开头)的?(?:那|的|一)*({_UNIT})?(?:的)?({_NOUN})")


ZH_SHOT = re.compile(r"(首|末|尾|头)个?(镜头?|段|张)(?![之间])(照片|图片|视频|素材|镜头)?")
AT_ONCE = tuple("直下起点样共般定些会")
"""Signs behind 一 that make another word of it: 标题一直."""
ZH_NAMED = re.compile(
    rf"(片段|照片|图片|视频|镜头|素材|字幕|标题)(?:第)?({_N})((?:{_SEP}(?:片段|照片|图片|视频|镜头|素材)?{_N})*)(?:(?:到|至|-|~)(?:片段|照片|图片|视频|镜头)?({_N}))?(?!秒|分|个|张|段|倍|样|致|起|[:.x%度]|\d|成|百分)"
)


ZH_NUMBERED = re.compile(rf"({_N})号({_NOUN})")


KIND_OF = {
    "张": "photo", "幅": "photo", "照片": "photo", "图片": "photo", "相片": "photo", "图": "photo", "标题": "title",
    "副标题": "subtitle", "字幕": "caption", "文字": "text", "文案": "text", "音乐": "music", "歌": "music",
    "首": "music",
    "视频": "video", "视频片段": "video", "句": "caption", "句子": "caption", "行": "caption", "那张": "photo",
    "转场": "transition", "贴图": "overlay", "水印": "overlay", "音频": "audio", "声音": "audio", "旁白": "voice",
}  # fmt: skip


OPENS = "倒第最末尾结前开头后片照图视镜素字标首"


def chinese_selection(text: str, at: int) -> tuple[int, set[str], Which | None, Any] | None:
    """``第二段``, ``最后两张照片``, ``倒数第二个``, ``片段1和3``."""
    if text[at] not in OPENS and not text[at].isdigit() and text[at] not in numbers.ZH:
        return None
    if (match := ZH_NTH.match(text, at)) and match.end() > at:
        back, first, unit1, noun1, more, dash, last, unit2, noun2 = match.groups()
        if dash == "-" and unit1 and not (unit2 or noun2) and text[match.end(6)] != "第":
            return _zh_sel(match.start(6), _each(first) or [int(numbers.number(first) or 0)], noun1 or unit1)
        chosen = _each(first) or [int(numbers.number(first) or 0)]
        chosen += [int(numbers.number(one) or 0) for one in re.findall(_N, more or "")]
        if last:
            chosen = list(range(chosen[0], min(int(numbers.number(last) or 0), chosen[0] + 500) + 1))
        if back:
            chosen = [-one for one in chosen]
        noun = noun2 or noun1 or ""
        if noun == "画面" and (unit2 or unit1):
            noun = ""  # 第一段画面: the clip, and no frame of it
        return _zh_sel(match.end(), chosen, noun or unit2 or unit1 or "")
    if match := ZH_FEW.match(text, at):
        side, _, count, unit, noun = match.groups()
        many = int(numbers.number(count) or 1) if count else 1
        backwards = side[0] in "末结后" or side.startswith(("最后", "最末"))
        if not count and side in ("前", "前面", "后", "后面", "头"):
            return None
        chosen = list(range(-min(many, 500), 0)) if backwards else list(range(1, min(many, 500) + 1))
        return _zh_sel(match.end(), chosen, noun or unit)
    if (match := ZH_SHOT.match(text, at)) and (not at or text[at - 1] not in "首头从街镜片"):
        return _zh_sel(match.end(), [1 if match.group(1) in "首头" else -1], match.group(3) or match.group(2))
    if match := ZH_LAST.match(text, at):
        return _zh_sel(match.end(), [1 if match.group(1)[:2] in ("最前", "首个", "开头") else -1], match.group(3))
    match = ZH_NAMED.match(text, at)
    if match and not (text[match.end() - 1] == "一" and text[match.end() : match.end() + 1] in AT_ONCE):
        chosen = [int(numbers.number(match.group(2)) or 0)]
        chosen += [int(numbers.number(one) or 0) for one in re.findall(_N, match.group(3) or "")]
        if match.group(4):
            chosen = list(range(chosen[-1], min(int(numbers.number(match.group(4)) or 0), chosen[-1] + 500) + 1))
        return _zh_sel(match.end(), chosen, match.group(1))
    if match := ZH_NUMBERED.match(text, at):
        return _zh_sel(match.end(), [int(numbers.number(match.group(1)) or 0)], match.group(2))
    return None


def _each(digits: str) -> list[int]:
    """``一二`` of ``第一二段``: one number after the other; empty for a number as usual."""
    values = ["一二三四五六七八九".find(one) + 1 for one in digits]
    following = all(b == a + 1 for a, b in pairwise(values))
    return values if len(values) > 1 and all(values) and following else []


def _zh_sel(end: int, chosen: list[int], noun: str) -> tuple[int, set[str], Which | None, Any]:
    kind = KIND_OF.get(noun, "main")
    if kind == "transition":
        return end, {"n:transition", "nth"}, Which("main", tuple(chosen)) if len(chosen) > 1 else None, chosen[0]
    tag = {"photo": "n:photo", "video": "n:video", "main": "n:clip", "music": "n:music"}.get(kind, f"n:{kind}")
    if noun in ("帧", "画面") and chosen in ([1], [-1]):
        return end, {"n:frame", "first" if chosen == [1] else "last"}, None, None
    return end, {"sel", tag}, Which(kind, tuple(chosen)), None  # type: ignore[arg-type]
