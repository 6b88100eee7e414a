"""What was said of how words look and when: place, colour, size, weight, plate, fades, times; and caption files."""

from __future__ import annotations

import re

from local_backend.language.message.clause import Clause
from local_backend.language.picture.amounts import nought
from local_backend.language.picture.staying import begins
from local_backend.language.words.lexer import Tok

SCALES = ("放大到", "缩小到", "放大至", "scale", "缩放到")
EVERY = ("都", "全都", "both", "each", "every", "all", "每个", "两个都", "所有", "各", "各个", "所有的", "全部", "每",
         "both of them", "all of them", "通通", "统统", "一律")  # fmt: skip
"""How many texts are meant, and not for how long."""
PLATES = {"黑": "#000000", "白": "#ffffff", "红": "#ff0000", "黄": "#ffff00", "蓝": "#0000ff", "绿": "#008000"}
"""Colours that a Chinese word for the plate begins with: 黑底."""
CUES = re.compile(
    r"(?:(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{1,3}))\s*-->\s*(?:(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{1,3}))[^\n]*\n?"
)


def cues(text: str) -> tuple[tuple[int, int, str], ...]:
    """The lines of an SRT or VTT text, in order; empty where there are none."""
    found = list(CUES.finditer(text))
    lines = []
    for index, match in enumerate(found):
        parts = [int(one or 0) for one in match.groups()]
        millis = [int((match.group(4) or "0").ljust(3, "0")), int((match.group(8) or "0").ljust(3, "0"))]
        start = ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1000 + millis[0]
        end = ((parts[4] * 60 + parts[5]) * 60 + parts[6]) * 1000 + millis[1]
        stop = found[index + 1].start() if index + 1 < len(found) else len(text)
        body = text[match.end() : stop].strip()
        if index + 1 < len(found):
            body = re.sub(r"(?:\n|^)\s*\d+\s*$", "", body)
        body = re.sub(r"<[^>]{1,40}>|\{\\[^}]*\}", "", body.split("\n\n")[0]).strip()
        if body and end > start:
            lines.append((start, end, body))
    return tuple(lines)


def style(c: Clause) -> tuple[tuple[str, str | int], ...]:
    """Place, colour, size, weight and plate, as far as they were said."""
    given: dict[str, str | int] = {}
    if plate := c.take("n:plate") or _behind(c):
        at = c.toks.index(plate)
        near = [index for index, one in c.free() if one.has("c:") and abs(index - at) <= 3]
        given["box_color"] = plate.kind_of("c:") or PLATES.get(plate.text[:1], "#000000")
        c.take_all("darker n:background v:show")
        if near and not plate.kind_of("c:") and plate.text[:1] not in PLATES:
            best = at + 1 if plate.has("on") else min(near, key=lambda index: (abs(index - at), index))
            given["box_color"] = "#" + c.toks[best].kind_of("c:")[1:]
            c.used.add(best)
        if c.take("neg") or c.gone("v:take"):
            given["box_color"] = ""
    if c.has("normal") and c.has("n:color", "n:size", "n:font") and not c.has("c:", "px"):
        given |= {"color": "#ffffff"} if c.has("n:color") else {"size": 0}
        c.take_all("normal n:color n:size n:font n:filesize")
    if color := c.take("c:"):
        given["color"] = color.kind_of("c:")
        if c.word("instead of", "rather than"):
            c.take_all("c:", "neg")
        c.take_all("n:color", "n:font")
    places = c.take_all("pl:")
    if not places and c.has("v:move") and not c.has("v:fade n:fade later earlier"):
        towards = c.take("dir:up dir:down dir:left dir:right")
        if towards is not None:
            c.take_all("v:move dir: pl: to")
            way = next(one for one in ("up", "down", "left", "right") if towards.has(f"dir:{one}"))
            given["place"] = {"up": "top", "down": "bottom"}.get(way, way)
    if places:
        names = {one.kind_of("pl:") for one in places}
        corner = next((name for name in names if "_" in name), "")
        upper = next((name for name in ("top", "bottom") if name in names), "")
        side = next((name for name in ("left", "right") if name in names), "")
        given["place"] = corner or "_".join(filter(None, (upper, side))) or "center"
        c.take_all("n:place", "n:screen", "n:middle", "on", "in", "p:at")
    if c.take("regular"):
        given["weight"] = "regular"
        c.take_all("bold", "n:font", "regular")
    elif c.has("bold"):
        at = c.index("bold") or 0
        off = c.negated("bold") or any(one.text.lower() == "off" for one in c.toks[at + 1 : at + 2])
        given["weight"] = "regular" if c.gone("v:take") or off else "bold"
        c.take_all("bold", "n:font")
    if size := c.see("px") or (c.see("num") if c.has("n:size") else None):
        c.used.add(c.toks.index(size))
        given["size"] = max(10, min(500, round(float(size.value) / 1.08)))
        c.take_all("n:size", "n:font")
    c.take_all("n:font")
    return tuple(given.items())


def _behind(c: Clause) -> Tok | None:
    """``a black background``, ``yellow on black``: what stands behind the words, taken."""
    at = c.index("n:background")
    if at is not None and c.has("v:remove", "v:stop", "neg"):
        c.used.add(at)
        return c.toks[at]
    shade = c.see("darker", "brighter") if at is not None and not c.has("c:") else None
    if at is not None and shade is not None and at and c.toks[at - 1] is shade:
        shade.tags = {"c:#ffffff"} if shade.has("brighter") or shade.text.lower() == "light" else {"c:#000000"}
    after = [one.has("c:") for one in c.toks[at + 1 : at + 4]] if at is not None else []
    if at is not None and c.has("c:") and (c.word("behind") or any(after) or (at and c.toks[at - 1].has("c:"))):
        c.used.add(at)
        return c.toks[at]
    for index, one in c.free():
        if (
            one.has("on")
            and 0 < index < len(c.toks) - 1
            and c.toks[index + 1].has("c:")
            and (any(two.has("c:") for two in c.toks[max(0, index - 2) : index]) or _plated(c, index))
        ):
            c.used.add(index)
            return one
    return None


def _plated(c: Clause, at: int) -> bool:
    """``the caption "Bye" on black``: a colour alone behind the words that were given."""
    after = c.toks[at + 2] if at + 2 < len(c.toks) else None
    return c.toks[at - 1].has("quote") and (after is None or after.has("comma", "at_end", "at_start", "at", "for"))


TOO = ("too", "太", "有点", "有些", "偏", "过")


def scale_of(c: Clause) -> int:
    """Bigger or smaller, as percent of the size there is; 0 for neither."""
    lettered = c.has("n:size", "n:font")
    sized = c.has("bigger", "smaller", "n:size") or c.word(*SCALES) or (lettered and c.has("up", "down"))
    x = c.see("x", "pct", "twice", "halfx", "third", "quarter") if sized or c.has("twice", "halfx") else None
    x = x or (c.see("n:half") if c.has("n:size") else None)
    if x is not None and x.has("pct") and x.text.strip().isdigit() and int(x.text) >= 10 and c.word(*SCALES):
        x.tags = {"px"}  # 标题放大到80
        c.take_all("n:zoom v:change bigger smaller")
        return 0
    big, small = c.take("bigger"), c.take("smaller")
    if lettered and not (big or small):
        big, small = c.take("up"), c.take("down")
    if big and small and x is None:  # 标题有点大，缩小: the complaint is what it is now
        first, last = (small, big) if c.toks.index(small) < c.toks.index(big) else (big, small)
        complained = last if c.toks.index(last) and c.toks[c.toks.index(last) - 1].text.lower() in TOO else first
        big, small = (None, small) if complained is big else (big, None)
    step = 120 if c.said("mag:little") else 200 if c.said("mag:much") else 150
    if not (big or small or x):
        return 0
    c.take_all("mag:little mag:much n:size n:font bigger smaller v:make v:change")
    if x is not None:
        c.used.add(c.toks.index(x))
        compared = c.word("as", "as big", "as large", "as small", "as wide") or x.text.lower().endswith(" as")
        if x.has("third", "quarter"):
            step = 33 if x.has("third") else 25
            if compared or not (big or small):
                return step
            return 100 - step if small and not big else 100 + step
        if x.has("halfx") and big and not small and not compared:
            return 150
        before = c.toks[c.toks.index(x) - 1] if c.toks.index(x) else x
        to = before.has("to") or before.text[-1:] in "到至为成" or (before.text.lower() == "to")
        c.take("to") if to else None
        c.take_all("n:zoom v:change" if c.word(*SCALES) else "n:size")
        by = x.has("pct") and not to and bool(big or small or before.text in ("+", "by"))
        factors = {"twice": 200, "halfx": 50, "n:half": 50}
        factor = next((amount for tag, amount in factors.items() if x.has(tag)), 0)
        if not factor:
            amount = float(x.value) * (1 if x.has("pct") else 100)
            factor = round(amount) if not by else round(100 + amount if big or not small else 100 - amount)
        return max(10, min(1000, factor))
    return step if big else round(10_000 / step)


def fades(c: Clause) -> tuple[int | None, int | None]:
    """Lengths of fade in and fade out; None where nothing was said of it."""
    tok = c.see("v:fade", "n:fade")
    if tok is None:
        return None, None
    none = c.negated("v:fade", "n:fade") or c.gone("v:take") or nought(c, "n:fade")
    if not none and (each := _each_fade(c)):
        return each
    toks = [tok, *c.take_all("v:fade", "n:fade")]
    told = " ".join(one.text.lower() for one in toks)
    into = bool(re.search(r"\bin\b|fadein|入|显|强", told)) or (c.word("in") and "out" not in told)
    out = bool(re.search(r"\bout\b|fadeout|taper|出|隐|弱|变小|消失|减弱", told)) or c.word("out")
    if not into and not out:
        into = out = True
    c.take_all("in dir:in dir:out mag:little gradual t:crossfade with v:add")
    near = c.toks.index(tok)
    durs = [
        index
        for index, one in c.free()
        if one.has("dur", "for", "bydur", "transform", "tdur")
        or (one.has("todur") and (c.said("v:change") or c.toks[index - 1].has("v:fade", "n:fade")))
    ]
    dur = c.toks[min(durs, key=lambda index: (abs(index - near), index))] if durs else None
    if dur is not None:
        c.used.add(c.toks.index(dur))
    slow = c.take("slower longer") if dur is None or c.has("slower") else None
    length = 0 if none else int(dur.value) if dur else 1000 if slow is not None else 500
    return (length if into else None), (length if out else None)


def _each_fade(c: Clause) -> tuple[int | None, int | None] | None:
    """``fade in 1s, fade out 2s``: each fade with the length that follows it; None where they are not told apart."""
    found: dict[str, int] = {}
    used: list[int] = []
    for index, one in c.free():
        word = one.text.lower()
        way = "in" if word in ("fade in", "fade-in", "fades in", "fading in", "fadein", "淡入", "渐入") else ""
        way = "out" if word in ("fade out", "fade-out", "fades out", "fading out", "fadeout", "淡出", "渐出") else way
        way = word if found and word in ("in", "out") and word not in found else way
        behind = next(
            (at for at, two in c.free() if index < at <= index + 3 and two.has("dur for bydur transform")), None
        )
        if way and behind is not None and not any(two.has("v:fade") for two in c.toks[index + 1 : behind]):
            found[way] = int(c.toks[behind].value)
            used += [index, behind]
    if len(found) != 2:
        return None
    c.used |= set(used)
    c.take_all("v:fade n:fade in dir:in dir:out gradual t:crossfade with")
    return found["in"], found["out"]


def when(c: Clause) -> tuple[int | None, int, dict[str, bool]]:
    """Start (None where unsaid), length (0 where unsaid), and at_end or whole."""
    extra: dict[str, bool] = {}
    if ranged := c.take("range"):
        a, b = ranged.value
        return a, max(1, b - a), extra
    edge = c.take("edge")
    if edge is not None:
        side, amount = edge.value
        c.take_all("p:for", "when", "in", "on", "over", "at_end" if side == "end" else "at_start")
        if side == "end":
            extra["at_end"] = True
            return None, amount, extra
        return 0, amount, extra
    start: int | None = None
    length = 0
    point = next((one for _, one in c.free() if one.has("at", "after") and not one.has("todur", "sel")), None)
    if point is not None:
        c.used.add(c.toks.index(point))
        start = int(point.value)
    if start is None and (begun := begins(c)) is not None:
        start = begun
    dur = c.take("for", "dur", "transform") or (c.take("todur") if c.said("n:length") else None)
    if dur is not None:
        length = int(dur.value)
        c.take_all("p:for")
    if until := c.take("before", "todur"):
        length = max(1, int(until.value) - (start or 0))
        start = start or 0
    spans = c.said("from") and any(one.has("at_end") and one.has("onward", "todur") for one in c.toks)
    if start is None and not length and spans and c.has("at_start n:start") and not c.said("v:move"):
        c.take_all("at_start n:start at_end n:end from to")
        extra["whole"] = True  # "from the beginning to the end"
    elif start is None and c.take("at_end", "n:end"):
        extra["at_end"] = True
    elif start is None and c.take("at_start", "n:start"):
        start = 0
    elif (
        start is None
        and not length
        and any(one.has("all") and (one.text.lower() not in EVERY or c.has("n:video")) for _, one in c.free())
    ):
        c.take_all("all", "n:video")
        extra["whole"] = True
    c.take_all("at_end", "at_start", "first" if start == 0 else "at_end", "v:start")
    return start, length, extra


def shift_of(c: Clause) -> int:
    """``2 seconds later``, ``提前1秒``: by how much; 0 where it is not said so."""
    side = c.see("later", "earlier")
    dur = c.see("bydur", "dur", "for")
    if side is None or dur is None or side.has("v:speed"):
        return 0
    c.used |= {c.toks.index(side), c.toks.index(dur)}
    c.take_all("later", "earlier", "by", "p:for")
    return int(dur.value) if side.has("later") else -int(dur.value)
