"""What lies outside of a timeline, such as what is inside a picture, hearing and speaking; and what comes nearest.

The words are looked at with everything that the timeline knows masked: clips as ``◆``, quotations as ``“”``.
"""

from __future__ import annotations

import re

from local_backend.language.beside import pictured, uttered
from local_backend.language.beside.meta import unseen
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Refusal
from local_backend.language.words.lexer import Tok

ELLIPTIC = (
    "f v:add v:move v:show v:make p:at to at_start at_end n:start n:end n:place pl: first last on in dur for comma"
)


def goes_on(c: Clause) -> bool:
    """Whether a clause only says more of what was refused right before it: "and put it at the start", 插到最前面."""
    if c.said("pron") and not c.said("sel", "name"):
        return True
    if c.said("quote") and c.word("内容为", "内容是", "文案为", "台词是", "台词为", "saying", "that says"):
        return True
    placed = c.said("v:add v:move") and c.said("at_start at_end n:start n:end pl:")
    return placed and all(one.has(ELLIPTIC, "n:video") for one in c.toks)


SPARED = re.compile(
    r"\b(?:don'?t|do not|never|without|no need to|not|isn't|no)\b[^.,;]{0,12}$|(?:别|不要|不用|无需|不必|"
    r"不)[^，。]{0,4}$",
    re.I,
)
ASKED = re.compile(r"\W*(?:who|what|how many)\b", re.I)
TONGUE = re.compile("[英中日韩法德俄][文语]")
HISSING = re.compile(r"[^，。]{0,6}(?:风声|噪音|噪声|电流声|回声|杂音)(?:太|很|好|有点|特别)[大吵响明重]了?", re.I)
CALLED = re.compile(
    r"\b(?:clip|photo|shot|picture|one|video)s?(?: first| last)?[,:(—-]+ ?(?:that is |that's |"
    r"it's |namely )?(?:the )?◆",
    re.I,
)
LONGEST = 400
"""characters of a clause that are looked at"""
LETTERED = "n:title n:text n:caption n:subtitle n:lowerthird"
TIMED = "dur range edge at after before for todur"


def lacking(c: Clause, scene: Scene) -> Refusal | None:
    """Why a clause cannot be done here; None for one that may."""
    if not c.toks:
        return None
    told = masked(c, scene)
    for pattern, why_en, why_zh, near_en, near_zh in REASONS:
        noisy = pattern is uttered.UNMIXED and uttered.NOISY.match(scene.message, c.toks[0].start)
        found = noisy or pattern.search(told)
        if found is None or SPARED.search(told[: found.start()]):
            continue
        if not noisy and _meant_otherwise(pattern, told, c, scene):
            continue
        return Refusal(_words(c, scene), scene.pick(why_en, why_zh), scene.pick(near_en, near_zh))
    if _within(c) or _there(c, scene):
        _, why_en, why_zh, near_en, near_zh = next(one for one in REASONS if one[0] is pictured.TAKEN_OUT)
        return Refusal(_words(c, scene), scene.pick(why_en, why_zh), scene.pick(near_en, near_zh))
    added = c.index("v:add v:make v:see")
    chinese = added is not None and not c.toks[added].text.isascii()
    stands = any(one.has("sel") and one.which is not None for one in c.toks[0 if chinese else (added or 0) + 1 :])
    stands = stands and not (added is not None and c.toks[added].text.startswith("有"))  # 右边有个垃圾桶
    return unseen(c, scene) if added is not None and stands and not scene.empty else None


def _meant_otherwise(pattern: re.Pattern[str], told: str, c: Clause, scene: Scene) -> bool:
    """Whether what reads like such a wish can be met: a text is spoken of, a file is named, or a time."""
    lettered = any(_lettered(one) for one in c.toks) and not c.said("n:logo", "v:removebg")
    if pattern in OF_THE_PICTURE and (c.said("quote") or lettered):
        return True
    named = [one for one in c.toks if one.has("name")]
    if pattern is uttered.HEARD:
        return any(scene.files(one, "caption") for one in named)
    if pattern is uttered.SPOKEN and c.said("n:ducking n:music") and c.said("when quieter down"):
        return True  # "duck the music when the narrator speaks"
    if pattern in (uttered.SPOKEN, uttered.TRANSLATED):
        return any(scene.files(one, "caption", "audio") for one in named if one.has("file")) or (
            pattern is uttered.TRANSLATED and any(one.has("quote") and one.text[:1] in "\"'“‘「《" for one in c.toks)
        )
    if pattern in (uttered.STOCK, pictured.DRAWN) and any(scene.files(one) for one in named):
        return True
    if pattern is pictured.CUT_OUT and "抠掉" in told:
        return c.said(TIMED, "sel")  # 抠掉前3秒
    if pattern is uttered.WRITTEN:
        return c.said("quote")
    if pattern is uttered.AUTOMATIC and c.said("n:silence n:black n:ducking m:"):
        return True
    if pattern is pictured.ALIKE:
        return c.said("n:vintage n:sepia n:filmic n:grayscale n:transition")
    if pattern is uttered.UNMIXED and HISSING.fullmatch(told.strip(" ,，。")):
        return scene.message[c.toks[-1].end :].strip(" ,.，。!！") != ""  # what is to be done about it comes next
    if pattern is uttered.AUTOMATIC and CALLED.search(told):
        return True
    judged = pattern in (uttered.AUTOMATIC, pictured.FOUND)
    return judged and c.said(TIMED) and ASKED.match(told) is None


def _words(c: Clause, scene: Scene) -> str:
    return scene.message[c.toks[0].start : c.toks[-1].end].strip(" ,.，。")


def masked(c: Clause, scene: Scene) -> str:
    """The words of a clause with its clips and quotations masked, and the verb that it has from the clause before."""
    told = ""
    at = c.toks[0].start
    for one in c.toks:
        if not one.text:
            told += scene.pick("remove ", "去掉") if one.has("v:remove") else ""
            continue
        told += scene.message[at : one.start] if one.start > at else ""
        told += (
            "“”"
            if one.has("quote") and not TONGUE.fullmatch(one.text)
            else "◆"
            if _clip(one) and not _lines(one, scene)
            else scene.message[max(at, one.start) : one.end]
        )
        at = max(at, one.end)
    return told[:LONGEST].replace("’", "'")


def _lettered(tok: Tok) -> bool:
    """Whether a word speaks of words on the picture: not "power lines", and not 话 in 电话."""
    return tok.has(LETTERED) and not tok.has("name") and (tok.text.isascii() or len(tok.text) > 1 or tok.text == "字")


def _lines(tok: Tok, scene: Scene) -> bool:
    """Whether a word only happens to be that of a caption file: "power lines"."""
    return not tok.has("file") and any(clip.kind == "caption" for clip in scene.files(tok))


def _clip(tok: Tok) -> bool:
    """Whether a token is a clip that is named, rather than a thing to be seen."""
    if tok.has("file") or (tok.has("name") and tok.names and not tok.has("n:music n:voice n:logo n:overlay")):
        return True
    if tok.has("n:music n:voice n:logo n:overlay"):
        return False
    return (
        tok.has("sel")
        and not tok.has("stranger")
        and tok.which is not None
        and tok.which.kind in ("main", "photo", "video")
    )


def _within(c: Clause) -> bool:
    """``erase the kiosk from the city clip``: something in a clip that nobody knows shall go, and not the clip."""
    verb = c.index("v:remove")
    clip = next((index for index, one in enumerate(c.toks) if _clip(one) and one.has("sel")), None)
    if verb is None or clip is None or c.said(TIMED) or c.said("n:background n:silence quote neg except"):
        return False
    between = c.toks[verb + 1 : clip] if verb < clip else c.toks[clip + 1 : verb]
    if verb < clip and c.toks[verb].text.isascii():
        joint = next(
            (i for i, one in enumerate(between) if one.text.lower() in ("from", "in", "of", "out of", "on")), 0
        )
        return joint > 0 and between[joint - 1].has("w") and not any(one.has("n:", "sel") for one in between)
    inside = bool(between) and between[0].text in (
        "里",
        "里的",
        "里面",
        "里面的",
        "中",
        "中的",
        "上的",
        "画面里",
        "画面中",
    )
    return verb > clip and inside and between[-1].has("w") and not any(one.has("n:", "sel") for one in between[1:])


def _there(c: Clause, scene: Scene) -> bool:
    """``there's a trash can in the city shot, remove it``: what is spoken of is in the picture, and shall go."""
    if c.said("quote", TIMED):
        return False
    laid = any(track.role in ("overlay", "text") for track, _ in scene.timeline.segments())
    found = pictured.STANDS.match(scene.message, c.toks[0].start)
    found = found or (None if laid else pictured.WORN.match(scene.message, c.toks[0].start))
    if found is not None:
        return True
    pointed = c.said("v:remove") and not c.said("sel n:") and not c.toks[0].text.isascii()
    return pointed and pictured.STOOD.search(scene.message[: c.toks[-1].end]) is not None


OF_THE_PICTURE = (
    pictured.UNSHAPED,
    pictured.ALIKE,
    pictured.TAKEN_OUT,
    pictured.BLURRED,
    pictured.ALTERED,
    pictured.CUT_OUT,
    pictured.GRADED,
    uttered.STOCK,
    pictured.POINTED,
    pictured.RESTORED,
    pictured.DRAWN,
    pictured.FOUND,
)
"""Not looked for in a clause about words on the picture."""
REASONS = (
    (pictured.CUT_OUT, "I cannot cut a subject out of its background here.", "这里不能抠像或换背景。",
     "I can blur, crop or zoom the picture, or lay a logo with transparency over it.",
     "可以模糊、裁剪、放大画面，或者叠加带透明度的图片。"),
    (pictured.FOLLOWED, "I cannot follow a thing through the picture here.", "这里不能跟踪画面里的物体。",
     "I can zoom or pan over the picture, or put a text or logo in a fixed place.",
     "可以缩放或平移画面，或者把文字、图标放在固定位置。"),
    (uttered.HEARD, "I cannot transcribe speech here.", "这里不能把语音转成文字。",
     "Give me the lines with their times, or an SRT or VTT file, and I add them as captions.",
     "请给我带时间的台词，或者 SRT、VTT 字幕文件，我来加成字幕。"),
    (uttered.SPOKEN, "I cannot speak a text here.", "这里不能把文字读出来。",
     "Upload a recording, or I show the words as a title.", "请上传录音，或者我把文字显示成标题。"),
    (uttered.TRANSLATED, "I cannot translate here.", "这里不能翻译。",
     "Send me the translated lines and I put them on the picture.", "请把译好的文字发给我，我来加到画面上。"),
    (pictured.TAKEN_OUT, "I cannot take a thing out of the picture here.", "这里不能把画面里的人或物去掉。",
     "I can crop or zoom the picture so that it lies outside, cut the stretch in which it shows, or leave the "
     "clip out.",
     "可以裁剪或放大画面避开它，剪掉它出现的那几秒，或者去掉整段。"),
    (pictured.BLURRED, "I cannot recognise people or things in a picture here, so no part of it can be hidden.",
     "这里不能识别画面里的人或物，不能只遮住一部分。",
     "I can blur or crop the whole picture, or lay an uploaded picture over a fixed place.",
     "可以模糊或裁剪整个画面，或者在固定位置盖一张上传的图片。"),
    (pictured.FOUND, "I cannot recognise people or things in a picture here.", "这里不能识别画面里的人或物。",
     "Name the clip by its number, its file name or a time.", "请用编号、文件名或时间来指定片段。"),
    (uttered.AUTOMATIC, "I cannot judge by myself what is to be cut or how it is to look.",
     "这里不能自动判断该剪哪里、该怎么调。",
     "Say which clips or seconds go, and how bright, warm or fast it shall be; silences and black frames I can find.",
     "请告诉我剪掉哪一段或几秒到几秒、亮度冷暖怎么调；静音停顿和黑帧可以自动去掉。"),
    (uttered.UNMIXED, "I cannot take voices, instruments or noise out of a sound here.",
     "这里不能从声音里分离人声、伴奏或去掉噪音。",
     "I can mute a sound, change its volume, lower the music under a voice, or lay another sound in its place.",
     "可以静音、调音量、说话时压低音乐，或者换成别的声音。"),
    (pictured.RESTORED, "I cannot restore, colourise or enlarge pictures with new detail here.",
     "这里不能修复、上色或凭空增加细节。",
     "There are sharpening, denoising, brightness, contrast and colour, and exports of up to 4K.",
     "可以锐化、降噪、调亮度对比度和颜色，最高可导出 4K。"),
    (pictured.ALTERED, "I cannot change what is inside a picture here.", "这里不能改变画面里的内容。",
     "Brightness, contrast, warmth and colour of the whole picture can be changed.",
     "可以调整整个画面的亮度、对比度、冷暖和颜色。"),
    (pictured.POINTED, "I cannot point at a thing in the picture here.", "这里不能标出画面里的东西。",
     "I can put a text in a fixed place, lay an uploaded picture with transparency over the video, or zoom in.",
     "可以在固定位置放文字，叠加一张带透明度的图片，或者放大画面。"),
    (pictured.INVENTED, "I cannot generate scenes or pictures here; I edit what has been uploaded.",
     "这里不能凭空生成画面，我只编辑上传的素材。",
     "There are looks such as black and white, sepia and vintage, and slow zooms for photos.",
     "有黑白、怀旧、复古等效果，照片可以慢慢推近或拉远。"),
    (pictured.GENERATED, "I cannot generate scenes or pictures here; I edit what has been uploaded.",
     "这里不能凭空生成画面，我只编辑上传的素材。",
     "Upload a clip or photo of it, and say where it goes.", "请上传相应的照片或视频，再告诉我放在哪里。"),
    (pictured.DRAWN, "I cannot generate graphics here.", "这里不能生成图形。",
     'Upload it as a picture and I lay it over the video; texts I can set, such as "3", "2", "1" for a second each.',
     "可以上传图片叠加到视频上；也可以加文字，例如“3”“2”“1”各一秒。"),
    (uttered.WRITTEN, "I cannot make up words here.", "这里不能代写内容。",
     "Tell me what it shall say, and I put it on the picture.", "请告诉我写什么，我来加到画面上。"),
    (uttered.VOICED, "I cannot change the sound of a voice here, such as its pitch or echo.",
     "这里不能变声、变调或加混响。",
     "Volume, fades, muting, lowering the music under a voice and speed can be "
     "set.", "可以调音量、淡入淡出、静音、说话时压低音乐和速度。"),
    (pictured.UNSHAPED, "There is no such effect here.", "这里没有这种效果。",
     "There are blur, sharpening, a vignette, slow zooms and pans, crops, speed, and black and white, sepia "
     "and vintage.",
     "有模糊、锐化、暗角、缓慢推拉、平移、裁剪、变速，以及黑白、怀旧、复古。"),
    (uttered.LEADING, "A sound cannot begin before its own picture here, or go on after it.",
     "这里不能让声音比自己的画面先进或后出。",
     "I can put the sound of a clip on a track of its own, mute it, or crossfade the two clips.",
     "可以把片段的声音分离到单独的轨道、静音，或者在两段之间加叠化。"),
    (uttered.RAMPED, "A speed cannot change gradually here.", "速度不能逐渐变化。",
     "Split the clip, and give each part its own speed.", "可以先切开，再给每一段不同的速度。"),
    (pictured.ALIKE, "I cannot copy the look of something else here.", "这里不能模仿别的视频的风格。",
     "There are warmth, contrast, saturation and brightness in percent, black and white, sepia, vintage and "
     "a film look.",
     "可以按百分比调冷暖、对比度、饱和度和亮度，也有黑白、怀旧和电影感。"),
    (pictured.GRADED, "Looks from a file or by that name are not here.", "这里没有这种调色预设。",
     "There are warmth, contrast, saturation and brightness in percent, black and white, sepia, vintage and "
     "a film look.",
     "可以按百分比调冷暖、对比度、饱和度和亮度，也有黑白、怀旧和电影感。"),
    (uttered.POSTED, "I cannot post anything here; I only edit and export a file.",
     "这里不能发布视频，只能剪辑和导出文件。",
     'Export the file and post it yourself; I can make it 9:16, 1:1 or 4:5 for that ("make it vertical").',
     "请导出后自己发布；可以先改成 9:16、1:1 或 4:5（比如说“改成竖屏”）。"),
    (uttered.STOCK, "I have no footage or songs here but what has been uploaded.",
     "这里没有素材库，只能用上传的素材。",
     "Upload the clip, photo or song, and say where it goes; music of a style I can make.",
     "请上传相应的素材，再告诉我放在哪里；也可以生成某种风格的音乐。"),
)  # fmt: skip
