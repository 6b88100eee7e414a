"""What lies outside of a timeline: looks from a file, following a thing, posting; with the nearest thing."""

from __future__ import annotations

import re

from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Refusal

SITES = (
    r"(?:instagram|insta|tik ?tok|youtube|facebook|twitter|linkedin|pinterest|snapchat|threads|whatsapp|telegram|vimeo|"
    r"reels|social media|our (?:page|channel|account|profile)|my (?:page|channel|account|profile)|the (?:web ?site|"
    r"channel|account)|"
    r"抖音|小红书|b站|哔哩哔哩|快手|视频号|微博|朋友圈|微信|公众号|西瓜视频|知乎|油管)"
)
ASKS = (
    r"^\W*(?:(?:please|then|and|also|finally|now|just|directly|lastly|once done|when done|afterwards|can|could|will|"
    r"you|i want you to|i'd like you to|请|帮我|然后|最后|再|并|直接)[ ,]*)*"
)
POSTED = re.compile(
    ASKS + rf"(?:(?:cross-?)?post|publish|upload|share|schedule|tweet|send|release)\b[^.\n]*"
    rf"\b(?:to|on|in|at|via)\b[^.\n]*{SITES}"
    rf"|(?<![想要备算来了于合便])(?:发布到?|发(?:到|至|去|在|给)|上传(?:到|至)?|"
    rf"分享(?:到|至|给)|投稿|推送到|同步到|转发到)[^，。\n]{{0,6}}{SITES}",
    re.I,
)
CUT_OUT = re.compile(
    r"\b(?:cut|cutting|isolate|isolating|separate|separating|extract|lift|pull|remove|take|mask|key|crop|strip|erase)\b"
    r"[^.;\n]*?\b(?:out of|from|off|off of)\b (?:its|their|the|his|her|that|this|a)? ?(?:own )?(?:\w+ )?"
    r"(?:background|backdrop|surroundings)\b(?! (?:music|sound|audio|noise|track|vocals?|song|blur))"
    r"|\b(?:mask|key) out\b|\bgreen ?screen\b|\bchroma[- ]?key|\brotoscop|"
    r"从[^，。\n]{0,8}背景(?:里|中|上)?[^，。\n]{0,3}(?:抠|扣|剪|裁|切|分离|提取)|"
    r"抠(?:图|像|出)|绿幕", re.I)  # fmt: skip
FOLLOWED = re.compile(
    ASKS + r"(?:motion[- ])?track(?:s|ing)?\b (?:the |a |an |my |that |this |his |her |its |their )?"
    r"(?!(?:\d|one|two|volume|music|audio|voice|sound)\b)\w+"
    r"|\bmotion[- ]track|\b(?:object|face|logo|product|camera)[- ]track|"
    r"\b(?:text|title|arrow|label|logo|sticker|caption)\b[^.\n]*\b(?:follow|follows|stick to|sticks to|pinned to|"
    r"track(?:s)?)\b "
    r"(?:the|his|her|a|its)\b|(?:跟踪|追踪|跟随)(?!音乐|旁白)", re.I)  # fmt: skip
GRADED = re.compile(
    r"\bluts?\b|\.cube\b|\bteal[- ]?(?:and|&|n|/)?[- ]?orange\b|\borange[- ](?:and|&)[- ]teal\b|"
    r"青橙|橙青|调色预设|滤镜包",
    re.I,
)
STOCK = re.compile(
    ASKS + r"(?:add|include|find|insert|use|get|download|fetch|search for|put in|"
    r"drop in)\b (?:some |a |an |more |free )*"
    r"(?:stock|b-?roll|archive)\b|"
    r"(?:找|下载|搜|搜索)(?:一?[些段个张点]|点)?[^，。\n]{0,6}(?:素材|视频素材|空镜|图片)", re.I)  # fmt: skip


def lacking(c: Clause, scene: Scene) -> Refusal | None:
    """Why a clause cannot be done here; None for one that may."""
    if not c.toks or c.said("quote") or (c.said("n:title n:text n:caption") and not c.said("n:logo", "v:removebg")):
        told = scene.message[c.toks[0].start : c.toks[-1].end] if c.toks else ""
        if not FOLLOWED.search(told):
            return None
    told = scene.message[c.toks[0].start : c.toks[-1].end]
    for pattern, why_en, why_zh, near_en, near_zh in REASONS:
        if pattern.search(told):
            if pattern is STOCK and any(scene.files(one) for one in c.toks if one.has("name")):
                continue
            what = told.strip(" ,.，。")
            return Refusal(what, scene.pick(why_en, why_zh), scene.pick(near_en, near_zh))
    return None


REASONS = (
    (CUT_OUT, "I cannot cut a subject out of its background here.", "这里不能抠像或换背景。",
     "I can blur, crop or zoom the picture, or lay a logo with transparency over it.",
     "可以模糊、裁剪、放大画面，或者叠加带透明度的图片。"),
    (FOLLOWED, "I cannot follow a thing through the picture here.", "这里不能跟踪画面里的物体。",
     "I can zoom or pan over the picture, or put a text or logo in a fixed place.",
     "可以缩放或平移画面，或者把文字、图标放在固定位置。"),
    (GRADED, "Looks from a file or by that name are not here.", "这里没有这种调色预设。",
     "There are warmth, contrast, saturation and brightness in percent, black and white, sepia, vintage and "
     "a film look.",
     "可以按百分比调冷暖、对比度、饱和度和亮度，也有黑白、怀旧和电影感。"),
    (POSTED, "I cannot post anything here; I only edit and export a file.", "这里不能发布视频，只能剪辑和导出文件。",
     'Export the file and post it yourself; I can make it 9:16, 1:1 or 4:5 for that ("make it vertical").',
     "请导出后自己发布；可以先改成 9:16、1:1 或 4:5（比如说“改成竖屏”）。"),
    (STOCK, "I have no footage here but what has been uploaded.", "这里没有素材库，只能用上传的素材。",
     "Upload the clip or photo, and say where it goes.", "请上传相应的素材，再告诉我放在哪里。"),
)  # fmt: skip
