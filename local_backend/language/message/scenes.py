"""Scenes that are told by their numbers: ``Scene 1 (0-5s): a.mp4. Scene 2: b.jpg``, ``镜头2：…``."""

from __future__ import annotations

import re

_ZH = "一二三四五六七八九十"
SEEN = r"(?:mp4|mov|avi|webm|mkv|jpe?g|png|gif|webp|heic)"
"""Endings of files with a picture."""
SCENE = re.compile(
    r"^([ \t]*(?:scene|shot|clip|part|segment|slide|photo|image|picture|frame|section|video|场景|镜头|片段|"
    r"画面|分镜|素材|图片?|照片"
    rf"|视频|第)[ \t]*[#＃]?(?:\d{{1,2}}|[{_ZH}]{{1,2}}|[a-f](?![a-z]))(?:个?(?:镜头|场景|画面|片段)|"
    rf"[镜幕段部张])?(?:[ \t]*[:：.)、|—–-]|[ \t]+(?=[(（\[]|[\w-]+\.[a-z])))"
    rf"(?=[^\n]*\.{SEEN}(?![a-z0-9]))",
    re.MULTILINE | re.IGNORECASE,
)
SCENE_INSIDE = re.compile(
    r"(?<=[,;.，；。、])[ \t]*(?:scene|shot|clip|part|slide|photo|image|场景|镜头|画面|片段)[ \t]*\d{1,2}[ \t]*"
    rf"[:：](?=[^.;\n]{{0,25}}?[\w-]+\.{SEEN})",
    re.IGNORECASE,
)

SCENE_MARK = re.compile(
    rf"([.;:。；：]|(?<=\")[ ])([ \t]*)(?=(?:scene|shot|镜头|场景|画面)[ \t]*(?:\d{{1,2}}|[{_ZH}])[ \t]*[:：(（])",
    re.IGNORECASE,
)
SCENE_LAST = re.compile(
    r"([.;。；])([ \t]*)(?=(?:background music|music|transitions?|titles?|voice-?over|audio|背景音乐|音乐|配乐|转场|"
    r"标题|旁白|字幕)[ \t]*[:：])",
    re.IGNORECASE,
)


def scenes_apart(message: str) -> str:
    """``Scene 1 (0-5s): a.mp4. Scene 2 (5-9s): b.jpg. Music: …`` in one line as lines of their own."""
    marks = list(SCENE_MARK.finditer(message))
    if len(marks) < 2 or "\n" in message[marks[0].end() : marks[-1].end()]:
        return message
    begin = marks[0].start()
    tail = SCENE_MARK.sub(lambda match: "\n".rjust(len(match.group())), message[begin:])
    return message[:begin] + SCENE_LAST.sub(lambda match: "\n".rjust(len(match.group())), tail)
