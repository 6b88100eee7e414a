"""Where a picture above the picture sits, how wide it is, and how clear."""

from __future__ import annotations

from local_backend.edits.model import Which
from local_backend.language.message.clause import Clause
from local_backend.language.words.lexer import Tok
from local_backend.timeline import Box, Segment

WIDE = ("wid", "screen", "frame", "宽", "占")
"""What a size is a share of the picture by, rather than of what it was."""


def place_of(c: Clause) -> str:
    places = c.take_all("pl:")
    names = [one.kind_of("pl:") for one in places]
    corner = next((name for name in names if "_" in name), "")
    if not corner:
        upper = next((name for name in names if name in ("top", "bottom")), "")
        side = next((name for name in names if name in ("left", "right")), "")
        corner = "_".join(filter(None, (upper, side))) or ("center" if "center" in names else "")
    c.take_all("n:place", "n:screen", "in", "on", "p:at", "n:middle")
    return corner


def opacity_of(c: Clause) -> int:
    if not c.has("n:opacity"):
        return 0
    tok = c.take("n:opacity")
    near = c.toks.index(tok) if tok is not None else 0
    amounts = [index for index, one in c.free() if one.has("pct")]
    pct = c.toks[min(amounts, key=lambda index: abs(index - near))] if amounts else c.take("num")
    if amounts and pct is not None:
        c.used.add(c.toks.index(pct))
    half = c.take("halfx", "n:half") if pct is None else None
    text = tok.text.lower() if tok else ""
    if pct is not None:
        amount = round(float(pct.value))
        clear = ("transparen" in text and not c.word("opacity")) or text.startswith("透")
        return max(1, min(100, 100 - amount if clear else amount))
    c.take_all("mag:little", "n:opacity")
    return 50 if half or text not in ("opaque",) else 100


def width_of(c: Clause) -> int:
    """How much of the picture's width it takes up, in thousandths; 0 where that is not said."""
    pct = c.see("pct")
    wide = any(one.has("n:size") and any(word in one.text.lower() for word in WIDE) for one in c.toks)
    part = c.see("third quarter halfx n:half") if wide and pct is None else None
    if part is not None:
        c.used.add(c.toks.index(part))
        c.take_all("n:size of")
        return 333 if part.has("third") else 250 if part.has("quarter") else 500
    if pct is None or c.has("n:opacity"):
        return 0
    resized = c.has("bigger", "smaller") and not c.has("n:size")
    by = any(one.text.lower() == "by" for one in c.toks)
    if (resized or by) and not c.has("to") and not any(one.text[-1:] in "到成为至" for one in c.toks if one.text):
        return 0
    c.used.add(c.toks.index(pct))
    c.take_all("n:size bigger smaller p:at v:make mag:much")
    return 10 * round(float(pct.value))


def beside(laid: list[Segment], which: Which, towards: Tok) -> str:
    """``move the logo left``: the place on that side, at the height or on the side where it is."""
    one = next((seg for seg in laid if seg.name in which.names), laid[-1])
    box = one.box or Box()
    level, side = ("top" if box.y < 400 else "bottom"), ("left" if box.x < 400 else "right")
    way = towards.kind_of("dir:")
    level = {"up": "top", "down": "bottom"}.get(way, level)
    side = way if way in ("left", "right") else side
    return f"{level}_{side}"
