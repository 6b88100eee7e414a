"""Effects and sounds that are not here: said plainly, with the nearest thing that is."""

from __future__ import annotations

from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Refusal
from local_backend.language.words.pieces import LETTERED

LOOKS = (
    "glow", "glowing", "bloom", "glitch", "glitchy", "flare", "flares", "leak", "leaks", "sparkle", "sparkles",
    "glitter", "confetti", "fireworks", "snowflakes", "smoke", "fog", "particles", "particle", "vhs", "halo", "neon",
    "hologram", "explosion", "explosions", "kaleidoscope", "fisheye", "bokeh", "sticker", "stickers", "emoji",
    "emojis", "lightning", "flames", "strobe", "mosaic", "pixelate", "pixelated", "cartoon", "cartoonish", "3d",
    "shimmer", "snowfall", "raindrops", "lens", "sunbeams", "duotone", "posterize", "rainbow", "hearts", "bubbles",
    "balloons", "typewriter", "karaoke", "发光", "光晕", "故障", "闪电", "粒子", "下雪", "烟花", "星光", "光斑",
    "炫光", "火焰", "烟雾", "彩带", "贴纸", "表情", "霓虹", "漏光", "抖音特效", "特效", "美颜", "瘦脸", "磨皮",
    "卡通", "像素化", "打字机", "逐字", "雪花", "爱心", "气泡", "闪烁", "辉光",
)  # fmt: skip
SOUNDS = (
    "whoosh", "whooshes", "swoosh", "swooshes", "ding", "click", "clicks", "applause", "laughter", "boom", "beep",
    "shutter", "cheering", "cheer", "drumroll", "drum", "gong", "bell", "thunder", "birdsong", "footsteps",
    "clapping", "chime", "sting", "riser", "impact", "bang", "swish", "ping", "buzzer", "siren", "waves", "crowd",
    "嗖", "嗖嗖", "叮", "掌声", "鼓掌", "笑声", "咔嚓", "爆炸声", "欢呼", "欢呼声", "鼓声", "铃声", "雷声", "鸟叫",
    "脚步声", "雨声", "海浪声", "罐头笑声", "提示音",
)  # fmt: skip
ASKS = "v:add v:want v:make v:show with n:soundfx v:change v:play"


EFFECT = ("effect", "effects", "filter", "filters", "lut", "plugin", "特效", "效果", "滤镜", "转场效果", "动效")


def _quoted(c: Clause, scene: Scene) -> Refusal | None:
    """``a "before/after" effect``: a name of an effect, and no words for the picture."""
    for first, second in zip(c.toks, c.toks[1:], strict=False):
        known = c.has("n:title n:text n:caption n:subtitle n:lowerthird n:music v:remove neg")
        if not first.has("quote") or known or second.text.lower() not in EFFECT:
            continue
        return Refusal(
            scene.message[c.toks[0].start : c.toks[-1].end].strip(" ,.，。"),
            scene.pick(f'There is no "{first.value}" effect here.', f"这里没有“{first.value}”效果。"),
            scene.pick(
                "There are the usual transitions and looks; two clips can also be shown side by side.",
                "有常用的转场和画面调整，也可以把两个画面并排放。",
            ),
        )
    return None


def _behind(c: Clause, scene: Scene) -> Refusal | None:
    """``give the cake a white background``: what a picture stands on, which no plain clip and no plate is."""
    at = c.index("n:background")
    if at is None or c.has(LETTERED, "quote v:remove neg after before at at_end at_start dur range edge fit: n:screen"):
        return None
    coloured = next((one for _, one in c.free() if one.has("c:") and not one.has("c:#000000")), None)
    if c.last is not None and c.last.kind in ("text", "title", "subtitle", "lower_third", "caption") and c.has("pron"):
        return None
    clip = any(one.has("sel") and one.which is not None and one.which.kind in PICTURES for one in c.toks)
    on = any(one.text.lower() in ("on", "onto", "behind", "against") for one in c.toks[:at])
    on = on or c.word("behind") or any(one.text.startswith("上") for one in c.toks[at + 1 : at + 2])
    if coloured is None or not (clip or on):
        return None
    return Refusal(
        scene.message[c.toks[0].start : c.toks[-1].end].strip(" ,.，。"),
        scene.pick("A clip or photo cannot be put on a background of a colour here.", "这里不能给片段或照片换底色。"),
        scene.pick(
            "Blurred sides can be had where a picture does not fill the frame.", "画面填不满时，可以用模糊背景。"
        ),
    )


PICTURES = ("main", "photo", "video")


def lacking(c: Clause, scene: Scene) -> Refusal | None:
    """Why an effect or a sound cannot be added, and the nearest thing; None where none is asked for."""
    if not scene.empty and (named := _quoted(c, scene)) is not None:
        return named
    if not scene.empty and (refused := _behind(c, scene)) is not None:
        return refused
    if scene.empty or c.has("quote", "v:remove", "name", "file", "neg") or not (c.has(ASKS) or len(c.toks) <= 4):
        return None
    if (c.has("pron") or c.word("make it", "made it")) and not c.has("v:add", "v:want", "n:soundfx"):
        return None
    words = [one.text.lower() for one in c.toks if one.has("w", "n:soundfx", "n:gif") or c.has("n:soundfx")]
    told = "".join(one.text for one in c.toks)
    what = scene.message[c.toks[0].start : c.toks[-1].end].strip(" ,.，。")
    sound = next((word for word in words if word in SOUNDS), "") or next(
        (word for word in SOUNDS if not word.isascii() and len(word) > 1 and word in told), "")  # fmt: skip
    if sound or (c.has("n:soundfx") and not scene.of_kind("audio")):
        name = sound or scene.pick("sound effect", "音效")
        return Refusal(
            what,
            scene.pick(f"I have no {name} sound and cannot make one.", f"这里没有“{name}”这样的音效，也不能生成。"),
            scene.pick("Upload the sound and say when it is to be heard; music I can make.",
                       "请上传这个声音，再告诉我什么时候响；音乐我可以做。"),
        )  # fmt: skip
    look = next((word for word in words if word in LOOKS), "") or next(
        (word for word in LOOKS if not word.isascii() and word in told and not c.has("t:", "m:")), "")  # fmt: skip
    if not look:
        return None
    return Refusal(
        what,
        scene.pick(f"There is no {look} effect here.", f"这里没有“{look}”效果。"),
        scene.pick("There are brightness, contrast, colour, warmth, blur, sharpening, vignette, black and white, sepia "
                   "and vintage, or lay a picture with transparency over the video.",
                   "有亮度、对比度、饱和度、冷暖、模糊、锐化、暗角、黑白、怀旧，也可以叠加一张带透明度的图片。"),
    )  # fmt: skip
