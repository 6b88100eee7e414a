"""What cannot be done to the words on the picture: said plainly, with the nearest thing, while the rest is done."""

from __future__ import annotations

import re

from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Refusal
from local_backend.language.picture.rewording import NAMED

LETTERED = "n:title n:text n:caption n:subtitle n:lowerthird n:endcard worded"
CLEAR = re.compile(r"transparen|translucen|opaci|opaque|see[ -]through|透明|透一|透点", re.I)
SHADED = re.compile(r"shadow|outline|stroke|\bborder|contour|glow|描边|阴影|投影|勾边|边框|发光", re.I)
FONTS = re.compile(
    r"\b(?!(?:larger|bigger|smaller|small|large|big|bold|bolder|black|white|red|yellow|blue|green|huge|regular|the|a|"
    r"same|this|that|its|their|your|my|thin|light|dark|tiny|gold|orange|pink|purple|gr[ae]y|colou?red|"
    r"default|normal|title|caption|text|subtitle|"
    r"titles|captions|subtitles|lettering|current|old)\b)"
    r"[a-z]+ (?:font|typeface)\b(?! (?:size|colou?r|weight))|"
    r"(?:漂亮|好看|可爱|高级|优雅|艺术|卡通|复古|圆润|现代|文艺|特别|别的|其他|帅气|酷)[^，。]{0,4}字体|"
    r"字体[^，。大小粗细色]{0,4}(?:漂亮|好看|可爱|高级|优雅|卡通|复古|现代|文艺|特别|酷)|"
    r"italic|underlin|strike ?through|cursive|handwrit|\bserif|(?:comic )?sans|"
    r"\bfont to \w+(?: new roman| sans)?|different font|another font|new font|"
    r"comic sans|arial|helvetica|times new roman|斜体|下划线|手写|"
    r"字体(?:换|改)(?!成?[^，。]{0,2}色|大|小|粗)(?:[成为]\w{1,4}?体)?|"
    r"换个?字体|宋体|楷体|黑体|微软雅黑|"
    r"艺术字", re.I)  # fmt: skip
FACES = re.compile(r"\w{0,2}[宋楷黑隶仿写书术圆][体字]|arial|helvetica|comic sans|times(?: new roman)?|italics?", re.I)
MOVING = re.compile(
    r"fly(?:ing)? (?:in|out|across)|flies in|slid(?:e|es|ing) (?:in|up|down|across)|bounc|typewriter|letter by "
    r"letter|"
    r"word by word|\bspin|scroll|crawl|wiggl|shak(?:e|ing)|zoom(?:ing)? in|animat|飞进|飞入|飞出|滑入|滑进|"
    r"弹跳|打字机|"
    r"逐字|一个字一个字|滚动|旋转|跳动|动画", re.I)  # fmt: skip
FILLED = re.compile(
    r"fill(?:s|ing)? (?:up )?(?:the |its |out )*(?:whole |full |entire )*(?:width|screen|frame|line)|"
    r"(?:full|whole|entire) width|edge to edge|占满(?:整个)?(?:宽|屏|画面)|撑满|铺满|和画面一样宽", re.I)  # fmt: skip
TURNED = re.compile(r"\brotat|\btilt|slant|倾斜|歪一|转\d+度", re.I)
STYLED = (
    "c: pl: bold regular bigger smaller n:plate at range for dur later earlier v:fade n:fade v:rename v:remove px quote"
)


def lacking(c: Clause, scene: Scene) -> Refusal | None:
    """Why a way of drawing words cannot be had; the words for it are then passed over. None where none is asked for."""
    told = scene.message[c.toks[0].start : c.toks[-1].end] if c.toks else ""
    it = c.said("pron") or any(one.text.lower().endswith(" it") for one in c.toks)
    lettered = c.said(LETTERED) or (it and c.last is not None and c.last.kind in NAMED)
    font = c.said("n:font") or "字体" in told
    font = font or (c.said("quote") and FONTS.search(told) is not None)
    denied = any(one.has("neg") and one.text.lower() != "sans" for one in c.toks)
    if not (lettered or font) or denied or c.said("n:logo n:overlay n:pip v:remove") or scene.empty:
        return None
    if any(one.has("sel") and not one.has(LETTERED) for one in c.toks):
        return None
    for pattern, en, zh, near_en, near_zh in REASONS:
        found = pattern.search(told)
        if found is None or (c.said("quote") and (pattern not in (FONTS, MOVING) or _within(c, found.start(), scene))):
            continue
        first = c.toks[0].start + found.start()
        last = c.toks[0].start + found.end()
        if pattern is SHADED:
            for one in c.toks:  # "a thin black outline": of the outline, not of the words
                if (
                    one.has("regular bold bigger smaller c:")
                    and 0 <= first - one.end <= 14
                    and " and " not in (scene.message[one.end : first])
                ):
                    one.tags = {"f"}
        for behind, one in zip((*c.toks[1:], None), c.toks, strict=True):
            if pattern is SHADED and one.has("c:") and behind is not None and first <= behind.start < last:
                one.tags = {"f"}
            inside = one.start < last and one.end > first
            if inside and pattern is FILLED and one.has("bigger smaller"):
                continue
            if (
                inside
                or (pattern is CLEAR and one.has("pct halfx n:half n:opacity"))
                or (pattern in (MOVING, TURNED) and one.has("dir: deg n:rotate n:zoom n:pan pl:"))
            ):
                one.tags, one.which = {"f"}, None
        return Refusal(told.strip(" ,.，。"), scene.pick(en, zh), scene.pick(near_en, near_zh))
    return None


def _within(c: Clause, at: int, scene: Scene) -> bool:
    """Whether that place of the clause is inside what is to be written, rather than the bare name of a typeface."""
    at += c.toks[0].start
    one = next((one for one in c.toks if one.has("quote") and one.start <= at < one.end), None)
    bare = one is not None and str(one.value) == scene.message[one.start : one.end]
    return one is not None and not (bare and FACES.fullmatch(str(one.value)))


LOOKS_EN = "Colour, size, weight, place, a plate behind the words, and fades can be set."
LOOKS_ZH = "可以改颜色、大小、粗细、位置、底色和淡入淡出。"
REASONS = (
    (CLEAR, "The words on the picture cannot be made see-through here.", "这里不能调文字的透明度。",
     "A softer colour, or a fade in and out, comes nearest.", "可以换成浅一点的颜色，或者用淡入淡出。"),
    (SHADED, "An outline or shadow of the words cannot be set; a soft shadow is there already.",
     "文字的描边和阴影不能单独设置，默认已有柔和阴影。", "A plate behind the words makes them stand out more.",
     "想更醒目可以给文字加底色。"),
    (FONTS, "There is one typeface here, without italics or underlining.", "这里只有一种字体，没有斜体和下划线。",
     LOOKS_EN, LOOKS_ZH),
    (MOVING, "Words do not move here; they can only fade in and out.", "这里的文字不会动，只能淡入淡出。",
     LOOKS_EN, LOOKS_ZH),
    (FILLED, "Words cannot be fitted to the width here.", "这里不能让文字自动撑满宽度。",
     'Their size can be set, for example "make the title twice as big".', "可以直接调大小，例如“标题放大一倍”。"),
    (TURNED, "Words cannot be turned here.", "这里不能旋转文字。", LOOKS_EN, LOOKS_ZH),
)  # fmt: skip
