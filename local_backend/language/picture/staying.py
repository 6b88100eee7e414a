"""Where and when a text that is there stays: "a bit higher", "until the end", "while the city shows", "只留标题"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from local_backend.edits.model import Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Ask, Doubt
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import LETTERED
from local_backend.timeline import Segment

HIGHER = ("higher", "higher up", "up", "further up", "raise", "up a bit", "高", "高点", "高一点", "高一些", "上",
          "往上", "向上", "上移")  # fmt: skip
LOWER = ("lower", "lower down", "down", "further down", "低", "低点", "低一点", "低一些", "下", "往下", "向下", "下移")
LEVELS, SIDES = ("top", "", "bottom"), ("left", "", "right")
WAYS = {"dir:up": (0, -1), "dir:down": (0, 1), "dir:left": (-1, 0), "dir:right": (1, 0)}
TOLD_MS = 100
"""Times are told to the tenth of a second."""
TO_THE_END = re.compile(
    r"(?:until|till|til|up to|to|through to) the (?:very )?end|(?:一?直?到|持续到|显示到)(?:最后|结尾|片尾|结束|"
    r"末尾)",
    re.I,
)
LASTS = "p:for v:show v:keep leave v:lengthen longer n:screen v:play"
WHILE = ("when", "when the", "while", "while the", "during", "during the", "over", "as", "for", "on", "时", "时候",
         "的时候", "期间", "出现", "那段")  # fmt: skip
APPEARS = "v:start n:start v:show"
UPPER = ("uppercase", "upper case", "upper-case", "all caps", "caps", "capitals", "capital", "capitalise", "capitalize",
         "大写", "全大写", "大写字母")  # fmt: skip
LOWERED = ("lowercase", "lower case", "lower-case", "small letters", "小写", "小写字母")


def rows_of(c: Clause) -> tuple[int, int]:
    """How far to the right and down a text goes, in places, where "higher" or "往左移" says so; taken."""
    if c.has("pl: pct num bigger smaller n:size n:volume later earlier dur for x n:fade v:fade longer shorter t:"):
        return 0, 0
    found = []
    for index, one in c.free():
        word = one.text.lower()
        way = (0, -1) if word in HIGHER else (0, 1) if word in LOWER else None
        way = way or next(
            (step for tag, step in WAYS.items() if one.has(tag) and (one.has("n:pan") or tag[4] in "ud")), None
        )
        if way is not None and not one.has("sel"):
            found.append((index, way))
    if not found or len({way for _, way in found}) > 1:
        return 0, 0
    c.used |= {index for index, _ in found}
    c.take_all("v:move mag:little mag:much")
    return found[0][1]


def shifted(
    given: tuple[tuple[str, str | int], ...], far: tuple[int, int], which: Which, scene: Scene
) -> tuple[tuple[str, str | int], ...]:
    """The look with the place that far from where the text is now."""
    there = find(scene.timeline, which, scene.language) if any(far) else []
    if not there:
        return given
    parts = there[0].style.place.split("_")
    level = next((one for one in parts if one in ("top", "bottom")), "")
    side = next((one for one in parts if one in ("left", "right")), "")
    level = LEVELS[max(0, min(2, LEVELS.index(level) + far[1]))]
    side = SIDES[max(0, min(2, SIDES.index(side) + far[0]))]
    return (*given, ("place", "_".join(filter(None, (level, side))) or "center"))


def timed_before(c: Clause) -> int | None:
    """The index of a time that stands before the words that are to be written."""
    first = next((index for index, one in enumerate(c.toks) if one.has("quote")), -1)
    return next((index for index, one in c.free() if one.has("at") and index < first), None)


def seen_at(c: Clause, role: str, scene: Scene) -> Which | None:
    """``change the text at 14.7s to "Bye"``: the time says which of them, where it stands before the new words."""
    at = timed_before(c)
    if at is None or not role or c.has("v:move", "v:start", "v:add", "sel"):
        return None
    when = int(c.toks[at].value)
    there = [one for _, one in scene.timeline.segments() if one.kind == "text"]
    named = [one for one in there if one.style.role == role]
    there = there if c.has("n:text") or not named else named
    begun = [one for one in there if abs(one.start_ms - when) <= TOLD_MS]
    seen = begun or [one for one in there if one.start_ms <= when < one.end_ms]
    if len(seen) > 1:
        raise Ask(which_of_them(seen, scene))
    c.used.add(at)
    c.take_all(LETTERED, "p:at")
    return Which("text", ids=(seen[0].id,)) if seen else Which("text", at_ms=when)


def which_of_them(there: Sequence[Segment], scene: Scene) -> str:
    told = scene.pick(", ", "、").join(f"“{one.text}”" for one in there[:8])
    return scene.pick(f"Which text is meant? There are {told}.", f"指的是哪一条文字？现有：{told}。")


def until_end(c: Clause, which: Which, scene: Scene) -> int:
    """How long a text lasts that is to stay until the end of the video; 0 where that is not said."""
    at = next((index for index, one in c.free() if TO_THE_END.fullmatch(one.text)), None)
    at = (
        at
        if at is not None
        else next(
            (
                index
                for index, one in c.free()
                if index and one.has("n:end", "at_end") and c.toks[index - 1].text in ("到", "直到")
            ),
            None,
        )
    )
    there = find(scene.timeline, which, scene.language) if at is not None else []
    if at is None or not there or c.has("v:move n:clip n:photo") or not (c.has(LASTS) or c.toks[at].has("onward")):
        return 0
    if c.toks[at].text.lower().startswith("to ") and not c.has(LASTS):
        return 0
    c.used.add(at)
    c.take_all(f"{LASTS} to f")
    return max(0, scene.timeline.duration_ms - there[0].start_ms)


def beside_clip(c: Clause, scene: Scene) -> tuple[int | None, int]:
    """Start and length of a text that shows while a clip does, or begins with it; (None, 0) where none is named."""
    at = next(
        (index for index, one in c.free() if one.has("sel") and one.which is not None and one.which.kind == "main"),
        None,
    )
    if at is None:
        return None, 0
    tok = c.toks[at]
    ahead = [one.text.lower() for one in c.toks[max(0, at - 2) : at]]
    behind = [one.text for one in c.toks[at + 1 : at + 3] if not one.text.isascii()]
    tied = any(word in WHILE for word in (*ahead, *behind)) or tok.text.endswith(("那段", "的时候"))
    tied = tied or ("with" in ahead and (c.has(APPEARS) or c.word("go", "goes", "together", "along")))
    if not tied or tok.which is None or c.has("quote"):
        return None, 0
    there = find(scene.timeline, tok.which, scene.language)
    begins = tok.text.isascii() and any(
        one.has("v:start n:start") or one.text == "appears" for one in c.toks[at + 1 : at + 3]
    )
    c.used.add(at)
    c.take_all(f"{APPEARS} when f p:at p:for exact on over")
    return there[0].start_ms, 0 if begins else there[-1].end_ms - there[0].start_ms


def cased(c: Clause, which: Which, scene: Scene) -> str:
    """The words of a text in capitals or small letters, where that is wished; empty otherwise."""
    words = [one.text.lower() for one in c.toks]
    upper = any(word in UPPER for word in words)
    if not upper and not any(word in LOWERED for word in words):
        return ""
    c.used |= {index for index, one in c.free() if one.text.lower() in (*UPPER, *LOWERED, "letters", "in")}
    text = find(scene.timeline, which, scene.language)[0].text
    return text.upper() if upper else text.lower()


SOMETIMES = re.compile(
    r"\b(?:first|last|opening|final) (?:\d|couple|few|two|three|four|five|seconds?\b)|"
    r"[前头后]\s*[\d一二两三四五几]+\s*秒|第\s*[\d一二两三四五几]+\s*秒",
    re.IGNORECASE,
)
"""A time at which something is wrong with a text: "isn't legible in the first 2 s, drop it there"."""
OF_WORDS = re.compile(
    r"\b(?:titles?|texts?|captions?|subtitles?|words|letters|it|they|read|legible)\b|标题|字|它|看不清", re.I
)
PIECE = re.compile(r"[.;!?。；！？,，\n]")


def untimed(c: Clause, scene: Scene) -> None:
    """Asks where a text has only been said to be wrong for a time: that it goes wholly would be a guess."""
    before = PIECE.split(scene.message[: c.toks[0].start].rstrip(" ,，"))[-1] if c.last is not None else ""
    before = before if OF_WORDS.search(before) else ""
    said = scene.message[c.toks[0].start : c.toks[-1].end]
    if (SOMETIMES.search(before) or SOMETIMES.search(said)) and not c.said("range at after before"):
        raise Doubt(
            scene.pick(
                'Shall the text go wholly, or only for that time? Say "remove the title", or from when to when it is '
                'to be seen, as "show the title from 2 s to 5 s".',
                "是整个去掉，还是只在那段时间不显示？请说“去掉标题”，或说出显示的时间，例如“标题第2秒到第5秒显示”。",
            )
        )


def begins(c: Clause) -> int | None:
    """``start: 5s``, ``开始时间改为5秒``: when it begins, and not how long it is seen; taken."""
    at = c.index("n:start", "v:start")
    named = at is not None and c.toks[at].text.lower() in ("start", "start time", "begin", "开始", "起始", "开始时间")
    if at is None or not named:
        return None
    for index in range(at + 1, len(c.toks)):
        one = c.toks[index]
        if one.has("dur", "todur") and index not in c.used and (c.said("colon", "v:change") or one.has("todur")):
            c.used |= {at, index}
            return int(one.value)
        if not one.has("f", "colon", "v:change", "to", "p:for"):
            break
    return None


def longer_by(c: Clause, which: Which, scene: Scene) -> int:
    """``2 seconds longer``, ``再多停两秒``: how long it is then; 0 where that is not said."""
    complains = any(one.has("longer") and _too(one) for one in c.toks)
    more = (c.has("longer", "v:lengthen") and not complains) or any(_more(one) for one in c.toks)
    stays = any(one.text.startswith(("停", "留", "显示", "多")) and one.has("for") for one in c.toks)
    more = more or (c.word("再") and stays and not c.has("c: v:change v:rename"))
    less = c.has("shorter", "v:trim") or c.word("少", "less")
    off = next((one.text for one, two in pairwise(c.toks) if one.text in ("长", "短") and two.text == "了"), "")
    more, less = (off == "短", off == "长") if off else (more, less)  # 标题长了1秒: that much less
    told = c.index("bydur", "dur", "for") or 0
    first = next((at for at, one in enumerate(c.toks[:told]) if one.has("longer shorter")), told)
    between = c.toks[first + 1 : told + 1]
    apart = bool(between) and (_too(c.toks[first]) or between[0].has("comma"))
    if apart and not any(one.has("by bydur longer shorter v:lengthen v:trim") or _more(one) for one in between):
        return 0  # "too long, 2 seconds is enough", "a bit longer, 6 s"
    said = next((at for at, one in enumerate(c.toks) if one.has("longer shorter") and _too(one)), -1)
    if 0 < told < said and any(one.has("num dur for todur") for one in c.toks[said:]):
        return 0  # "3 seconds is too long": how long it is, and not by how much
    if c.word("一共", "总共", "altogether", "in total", "total", "共"):
        more = False
    dur = c.see("bydur", "dur", "for")
    there = find(scene.timeline, which, scene.language) if (more or less) and dur is not None else []
    near = c.toks[max(0, c.toks.index(dur) - 2) : c.toks.index(dur) + 1] if dur is not None else []
    upto = any(one.text[-1:] in "到至为成" for one in near if one.text and not one.has("c:"))
    if dur is None or not there or upto or c.has("todur", "to", "at", "range", "edge") or not (more or less):
        return 0
    c.used.add(c.toks.index(dur))
    c.take_all("longer shorter v:lengthen v:trim also up down by p:for v:show")
    return max(100, there[0].duration_ms + (int(dur.value) if more else -int(dur.value)))


def _more(tok: Tok) -> bool:
    return tok.text.lower() in ("more", "extra", "another", "additional", "多") or " more " in tok.text.lower()


def _too(tok: Tok) -> bool:
    return tok.text.lower().startswith(("too", "太"))


ALWAYS = re.compile(
    r"the (?:whole|entire) (?:time|way|video)|all the time|all (?:the way )?through|throughout|permanently|"
    r"from (?:start|beginning) to (?:end|finish)|(?:一直|始终|全程|全程都|自始至终|从头.*)",
    re.I,
)
WORDED = ("text", "title", "subtitle", "lower_third", "caption")
LETTERS = "n:title n:caption n:subtitle n:lowerthird"


def always(c: Clause) -> Tok | None:
    """``show it the whole time``, 一直显示: how long the text that was spoken of is to be seen."""
    if (
        c.last is None
        or c.last.kind not in WORDED
        or c.has("sel quote pct v:remove neg c: bold bigger smaller px n:size")
    ):
        return None
    if any(one.has("n:") and not one.has("n:screen n:length n:text", LETTERS) for one in c.toks):
        return None
    return next((one for _, one in c.free() if one.has("all") and ALWAYS.fullmatch(one.text)), None)
