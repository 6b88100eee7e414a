"""The frame for pictures that shall fill the frame, or lose what is beside them: "full screen", "no blurred bars"."""

from __future__ import annotations

import re

from local_backend.edits import model as m
from local_backend.edits.model import Which
from local_backend.language.message.clause import Clause, Scene, which_of
from local_backend.language.model import Doubt
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import piece
from local_backend.language.words.vocabulary import HARD, SOFT
from local_backend.timeline import Fit

SCREEN = ("full screen", "fullscreen", "full-screen", "full frame", "full-frame", "full bleed", "edge to edge", "全屏",
          "满屏", "全画幅")  # fmt: skip
OTHERS = (
    "n:logo n:pip n:overlay n:splitscreen n:title n:text n:caption n:lowerthird quote worded r: ratio size dur for "
    "range at edge n:transition between x n:volume n:music n:voice"
)
TAKEN = (
    "v:make v:change v:want v:add v:show v:keep v:fill v:take v:remove v:stop v:replace neg with instead to in on of "
    "from n:photo n:clip n:video n:film n:media n:screen n:frame n:background n:edge n:place n:blur n:size "
    "fit: pron all "
    "each comma pl:left pl:right pl:top pl:bottom h amend no"
)


_SIDES = (
    r"(?:(?:the |both |all )*(?:top and (?:the )?bottom|left and (?:the )?right|sides?|edges|borders|top & bottom))"
)
_EMPTY = (
    r"(?:(?:the |any |all )*(?:gaps?|bars|black bars|empty (?:space|areas?|parts?|bits?)|blank (?:space|areas?)|"
    r"rest|space left|spare space|remaining space|leftover space|background))"
)
_SPARE = r"(?:多出来?的|多余的|超出(?:画面|来)?的|放不下的|装不下的|溢出的|多的)(?:部分|地方|画面|边缘?|边角)?"
_BESIDE = (
    r"(?:上下|左右|两边|两侧|四周|边上|旁边|两头|上下两边|左右两边|空白(?:处|的?地方|部分|区域)?|空(?:出来|着|"
    r"余)?的?(?:地方|部分|区域|位置)|黑边|背景|其余(?:部分|地方)?|剩下的?(?:部分|地方))"
)
BESIDE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("fit:crop", re.compile(
        r"\b(?:crop|cut|trim|chop|los[ei]|slic[ei])(?:ping|ting|ming|ng|e)?(?: off| away| out)? (?:the |any )?(?:"
        r"excess|extra|overflow|overhang|surplus|(?:rest(?! of))|what(?:ever)?(?:'s| is)? (?:does ?n[o']t fit|"
        r"do not fit|sticks? out|"
        r"hangs? over|over(?:flows|hangs|lap)|left over|too (?:much|wide|tall)|outside)|"
        rf"(?:bits?|parts?|edges|stuff) that (?:sticks?|hangs?|do(?:es)?)(?: ?n[o']t fit| out| over)|{_SIDES})"
        rf"|{_SPARE}(?:就|都|直接|统统|全|给我|可以)*(?:裁切?|切|剪|去|砍)(?:掉|了|去|除)?"
        rf"|(?:裁切?|切|剪|去)(?:掉|去|除){_SPARE}|(?:上下|左右|两边|两侧|四周|边上|两头)(?:多余的?)?(?:都|就|"
        rf"直接)?(?:裁|切)(?:掉|了|去)?", re.I)),
    ("fit:blur", re.compile(
        rf"\bfill(?:ing|ed)?(?: in| up)? (?:{_SIDES}|{_EMPTY}) with (?:an? |the )?blur\w*(?: (?:version|copy|"
        rf"background|bg|fill|picture|image|of it))*"
        rf"|\bblur(?:ring)? (?:out )?(?:{_SIDES}|{_EMPTY})|(?:an? |the )?\bblur(?:red|ry|red-out)? (?:bars?|"
        rf"sides?|edges|borders?|background|bg|fill|padding|"
        rf"strips?)(?: (?:above and below|behind)|(?: (?:at|on|in|to|for))? {_SIDES})?|{_SIDES} blurred\b"
        rf"|{_BESIDE}(?:的)?(?:部分|地方|区域)?(?:都|就|全|来)*(?:用|以|加|做|弄|改|变|换|搞)?(?:成|个|上|"
        rf"点)?(?:高斯)?(?:模糊|虚化)(?:的)?(?:背景|画面|效果|处理)?"
        r"(?:来|去)?(?:填充|填满|补上|补齐|补|填|铺满|处理)?(?:一下|掉)?", re.I)),
    ("fit:bar", re.compile(
        rf"\bfill(?:ing|ed)?(?: in| up)? (?:{_SIDES}|{_EMPTY}) with black|(?:an? |the )?\bblack (?:bars?|"
        rf"borders?|strips?|edges)(?:(?: (?:at|on|in|to))? {_SIDES})?"
        r"|\b(?:keep|show|leave|fit|with|and|see)(?:ing)? (?:the |everything in the )?(?:whole|entire|full|"
        r"complete) (?:picture|image|frame|photo|video|shot)"
        r"(?: (?:visible|shown|intact|in(?: the)? (?:frame|view|picture)|in))?|\b(?:the )?(?:whole|entire|"
        r"full) (?:picture|image|frame) "
        r"(?:must |should |has to |can )?(?:stay|be|remain|is)s? (?:visible|seen|shown|in (?:frame|view))"
        r"|\beverything (?:(?:should|must|has to|needs to|can|is to) )?(?:stays?|remains?|be|is) (?:visible|seen|shown|"
        r"in (?:the )?(?:frame|view|picture|shot))"
        r"|(?:内容|画面|东西|人物)(?:都|全|要|得|还|能|必须)+(?:看得[见到]|保留|完整|显示完整|看得全)"
        rf"|{_BESIDE}(?:都|就|全)*(?:用|以|补|留|加|变|填|是)?(?:成|上|个)?(?:黑色?|黑边|黑条)(?:的)?(?:填充|"
        rf"填满|补上|填|补)?(?:就行|就好)?", re.I)),
)  # fmt: skip
"""What is to become of the parts beside a picture of another shape than the video's."""


CLIPPED = re.compile(
    r"\b(?:is|are|was|gets?|got|looks?|being)(?: \w+){0,2}? (?:cut off|cropped|chopped(?: off)?|cut)\b"
    r"(?: (?:too much|a bit|badly))?(?P<side> (?:at|on|from) (?:the |both )?(?:top|bottom|sides?|edges?|left|right)"
    r"(?: and (?:the )?(?:bottom|top|left|right))?)?|"
    r"(?P<part>上下|左右|[上下左右顶底][面边部]|两边|头|脚|边缘|四周)?(?:都|也)?被(?:裁|切|剪|截)[掉切到去了得]*(?:太多|一些|一点|一部分)?了?",
    re.I,
)
WHOLE = re.compile(
    r"\b(?:show|see|display|fit|want|need)(?:ing)? (?:me )?(?:(?:all|every bit) of (?:it|them|that)\b|"
    r"the (?:whole|full|entire|complete) (?:picture|photo|image|thing|frame|shot|clip)\b(?! \d)|"
    r"(?:all of (?:the )?|the (?:whole|full|entire|complete) )(?=(?P<one>\w)))",
    re.I,
)


def _clipped(toks: list[Tok], raw: str) -> list[Tok]:
    """``photo 3 is cut off at the top, show all of it``: a complaint about how it fits, and nothing is to be cut."""
    told = CLIPPED.search(raw)
    shown = WHOLE.search(raw)
    if told is not None:
        inside = [one for one in toks if told.start() <= one.start and one.end <= told.end()]
        if inside and not any(one.has("sel quote at range dur edge") for one in inside):
            lone = shown is None and not any(one.has("fit:bar") for one in toks)
            sided = told["side"] or told["part"]
            for one in inside:
                one.tags = {"f"} if sided or not lone else {"w"}
            if lone and sided:
                inside[0].tags = {"fit:bar"}
    if shown is None:
        return toks
    after = next((one for one in toks if one.start >= shown.end()), None)
    if shown["one"] is not None and not _picture(after):
        return toks
    if shown["one"] is None and told is None:
        return toks
    inside = [one for one in toks if shown.start() <= one.start and one.end <= shown.end()]
    if not inside or any(one.has("sel quote") and not one.has("all") for one in inside):
        return toks
    at = toks.index(inside[0])
    made = Tok({"fit:bar"}, shown.group().strip(), inside[0].start, inside[-1].end)
    it = [] if shown["one"] is not None else [Tok({"f", "pron"}, "", made.end, made.end)]
    return [*toks[:at], made, *it, *toks[at + len(inside) :]]


def _picture(tok: Tok | None) -> bool:
    """Whether a token is one clip or photo that is named."""
    return tok is not None and tok.has("sel") and tok.which is not None and tok.which.kind in (
        "main", "photo", "video") and len(tok.which.names or tok.which.numbers) == 1  # fmt: skip


def _beside(toks: list[Tok], raw: str) -> list[Tok]:
    """The tokens with what is said of those parts as one, where the message says a shape."""
    if not any(one.has("ratio", "r:", "size") for one in toks):
        return toks
    for tag, pattern in BESIDE:
        for match in pattern.finditer(raw):
            end = match.start() + len(match.group().rstrip())
            within = [index for index, one in enumerate(toks) if match.start() <= one.start and one.end <= end]
            if not within or toks[within[-1]].end != end or toks[within[0]].start != match.start():
                continue
            inside = toks[within[0] : within[-1] + 1]
            if any(one.has("quote file worded ratio r:") or (one.has("sel") and not one.has("all")) for one in inside):
                continue
            if any(one.has("fit:") and not one.has(tag) for one in inside) and tag != "fit:blur":
                continue
            told = Tok({tag}, match.group().strip(), inside[0].start, inside[-1].end)
            toks = [*toks[: within[0]], told, *toks[within[-1] + 1 :]]
    return toks


def screened(toks: list[Tok], raw: str) -> list[Tok]:
    """The tokens with "full screen" as one, where no picture above the picture or text is meant."""
    toks = _beside(_clipped(toks, raw), raw)
    result: list[Tok] = []
    for tok in toks:
        before = result[-1] if result else None
        words = f"{before.text} {tok.text}".lower() if before is not None else ""
        if before is not None and words in SCREEN and not before.has("sel", HARD, SOFT):
            result[-1] = Tok({"fit:crop"}, words, before.start, tok.end)
        elif tok.text.lower() in SCREEN and not tok.has("sel"):
            result.append(
                Tok({"fit:crop", *(tag for tag in tok.tags if tag.startswith("fit:"))}, tok.text, tok.start, tok.end)
            )
        else:
            result.append(tok)
    for index, tok in enumerate(result):
        if tok.text.lower() in SCREEN and tok.has("fit:crop"):
            first, last = piece(result, index, HARD)
            if any(one.has(OTHERS) for one in result[first:last]):
                return toks
    return result


def fitted(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``fill the frame, no blurred bars``, ``make it full screen``: of all pictures, or of those that are named."""
    if scene.empty or c.has(OTHERS) or not c.has("fit:"):
        return None
    written = c.last is not None and c.last.kind in ("text", "title", "subtitle", "lower_third", "caption", "overlay")
    if written and not c.has("sel n:photo n:clip n:video"):
        return None
    sides = [one for _, one in c.free() if one.has("fit:blur", "fit:bar") and not one.has("fit:crop")]
    filled = [one for _, one in c.free() if one.has("fit:crop") and not one.has("n:crop")]
    gone = bool(sides) and _gone(c, sides[0])
    screen = [one for one in filled if one.text.lower() in SCREEN]
    if gone and sides[0].has("n:blur") and not c.has("n:background", "n:edge") and not filled:
        return None  # an effect of that name
    if not ((gone and filled) or (screen and not sides) or (gone and not filled)):
        return None
    fit: Fit = "crop"
    if gone and not filled:
        if sides[0].has("fit:bar") and not sides[0].has("fit:blur"):
            return None
        raise Doubt(
            scene.pick(
                "Without the blur: shall the pictures fill the frame (their edges are cropped), or stay whole with "
                "black bars?",
                "去掉模糊之后：让画面铺满（会裁掉边缘），还是完整显示、留黑边？",
            )
        )
    named = c.has("sel") or (
        (c.has("pron") or c.word("crop it", "fit it", "make it fill"))
        and c.last is not None
        and bool(c.last.names or c.last.numbers or c.last.ids)
    )
    which: Which | None = which_of(c) if named else None
    c.take_all(TAKEN)
    if which is None or which.everything:
        return [m.Canvas(0, 0, fit, language=scene.language)]
    return [m.Adjust(which, (("fit", fit),), language=scene.language)]


def _gone(c: Clause, side: Tok) -> bool:
    """Whether what is beside the picture shall not be: a "no", "without" or "remove" stands before it."""
    at = c.toks.index(side)
    if side.text.lower().startswith(("no ", "without ")):
        return True
    for one in reversed(c.toks[max(0, at - 5) : at]):
        if one.has("neg", "v:remove") or one.text.lower() in (
            "without",
            "no",
            "instead of",
            "rather than",
            "lose",
            "ditch",
        ):
            return True
        if one.has("comma", HARD):
            return False
    behind = c.toks[at + 1 : at + 3]
    return any(one.has("v:remove", "neg") and not one.text.isascii() for one in behind)
