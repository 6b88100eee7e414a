"""How much of a picture is shown: zooms that stay, and crops from the sides."""

from __future__ import annotations

from local_backend.language.message.clause import Clause
from local_backend.language.picture.amounts import amount_of
from local_backend.language.words.lexer import Tok

BOTH = ("top and bottom", "top and the bottom", "上下", "画面上下", "left and right", "左右")


def _left(tok: Tok) -> bool:
    """Whether a share behind this token is what is left of the picture, rather than what is cut off."""
    return tok.has("to", "n:middle", "pl:center") or tok.text[-1:] in ("到", "至", "留")


def cropped(c: Clause, to: list[tuple[str, object]]) -> None:
    """A static zoom, or the sides that are cut off."""
    zoom = c.see("n:zoom") or (c.see("bigger", "v:change") if c.word("scale", "scale up", "enlarge", "放大") else None)
    slow = zoom is not None and ("slow" in zoom.text.lower() or zoom.text.startswith(("慢", "缓")))
    if zoom is not None and (c.has("pct", "x") or c.has("twice")) and not (c.has("gradual") or slow):
        c.take_all("n:zoom", "bigger", "up", "dir:up", "dir:in", "dir:out", "smaller", "t:")
        if x := c.take("x", "twice"):
            to.append(("scale", 200 if x.has("twice") else round(100 * float(x.value))))
            return
        amount, step = amount_of(c)
        if amount is not None:
            by_step = c.word("by") or (amount < 100 and step and "out" not in zoom.text.lower())
            to.append(("scale", 100 + amount if by_step and amount < 100 else amount))
        return
    crop = c.see("n:crop")
    if (
        crop is None
        and c.has("v:cut", "v:trim", "v:take", "v:remove")
        and c.has("pct")
        and not c.said("n:volume n:music n:voice n:audio n:ducking quieter louder m:")
    ):
        sides = c.has("n:edge pl:left pl:right pl:top pl:bottom") or c.word(
            "side", "sides", "every side", "四边", "各边", "四周", "四面", "all round", "all around"
        )
        crop = c.see("v:cut", "v:trim", "v:take", "v:remove") if sides else None
    if crop is None or c.has("r:", "ratio"):
        return
    amount, _ = amount_of(c)
    if (amount is None and not (c.has("pl:", "dir:left", "dir:right", "n:edge") or c.word(*BOTH))) or (
        amount is not None and not 0 < amount < 100
    ):
        return
    c.take_all("n:crop", "fit:", "n:edge", "n:place", "v:cut")
    off = 10 * (amount or 20)
    placed = {one.kind_of("pl:") for _, one in c.free() if one.has("pl:")}
    if amount is None and placed == {"center"}:
        return  # "cropped, centred": how much of it is not said
    places = {one.kind_of("pl:") for one in c.take_all("pl:")}
    both = next((one for one in c.toks if one.text.lower() in BOTH), None)
    if both is not None and not places:
        places = {"top", "bottom"} if both.text.lower() in BOTH[:4] else {"left", "right"}
        c.used.add(c.toks.index(both))
    if not places:
        places = {
            {"up": "top", "down": "bottom"}.get(one.kind_of("dir:"), one.kind_of("dir:"))
            for one in c.take_all("dir:left", "dir:right", "dir:up", "dir:down")
        }
    c.take_all("n:half", "from", "of", "n:place", "dir:", "halfx")
    keep = c.said("n:half", "halfx")
    every = c.word(
        "side", "sides", "edge", "edges", "四边", "各边", "四周", "each side", "all sides", "all round", "四个边"
    )
    kept = next((b for a, b in zip(c.toks, c.toks[1:], strict=False) if b.has("pct") and _left(a)), None)
    every = every and (c.has("all", "each") or c.word("off", "around", "round", "四边", "四周", "各", "sides", "edges"))
    if crop.has("v:"):
        c.take_all("v:cut v:trim v:take v:remove all each f of dir:out")
    left = right = top = bottom = 0
    if kept is not None and not places - {"center"}:
        left = right = top = bottom = (1000 - off) // 2  # "crop to the middle 80%"
    elif keep and places:
        off = 500
        left, right = (500 if "right" in places else 0), (500 if "left" in places else 0)
        top, bottom = (500 if "bottom" in places else 0), (500 if "top" in places else 0)
    elif places & {"left", "right", "top", "bottom"}:
        left, right = (off if "left" in places else 0), (off if "right" in places else 0)
        top, bottom = (off if "top" in places else 0), (off if "bottom" in places else 0)
    else:
        left = right = top = bottom = off // 2 if not (c.said("n:edge") or every) else off
    if left + right < 1000 and top + bottom < 1000:
        to.append(("crop", (left, top, 1000 - left - right, 1000 - top - bottom)))
