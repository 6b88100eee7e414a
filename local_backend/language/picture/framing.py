"""How much of a picture is shown: zooms that stay, and crops from the sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from local_backend.edits import model as m
from local_backend.edits.model import Edit
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
    if each := _each_side(c):
        c.take_all("n:crop", "fit:", "n:edge", "n:place", "v:cut", "pct", "pl:", "dir:", "from", "of", "and", "by")
        to.append(("crop", _left_by(each)))
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


def _each_side(c: Clause) -> dict[str, int]:
    """``15% off the left and 5% off the right``: how much of each side goes, in thousandths; empty where one amount is
    said, or something but sides."""
    told = [one for _, one in c.free() if one.has("pct", "pl:left", "pl:right", "pl:top", "pl:bottom")]
    if sum(one.has("pct") for one in told) < 2 or len(told) % 2 or c.word("to", "到", "至", *BOTH):
        return {}
    sides: dict[str, int] = {}
    for a, b in zip(told[::2], told[1::2], strict=True):
        amount, side = (a, b) if a.has("pct") else (b, a)
        if not amount.has("pct") or side.has("pct") or side.kind_of("pl:") in sides:
            return {}
        sides[side.kind_of("pl:")] = round(10 * float(amount.value))
    across, down = (sides.get(a, 0) + sides.get(b, 0) for a, b in (("left", "right"), ("top", "bottom")))
    return sides if min(sides.values()) > 0 and max(across, down) < 1000 else {}


def _left_by(sides: dict[str, int]) -> tuple[int, int, int, int]:
    left, top = sides.get("left", 0), sides.get("top", 0)
    return left, top, 1000 - left - sides.get("right", 0), 1000 - top - sides.get("bottom", 0)


def sided(chunk: Sequence[Tok], rest: Sequence[Tok]) -> bool:
    """Whether an "and" only goes on with another side that is cropped: "15% off the left and 5% off the right"."""
    ahead = [one for one in rest if not one.has("f") or one.has("pl:")][:2]
    said = any(one.has("n:crop") for one in chunk) and any(one.has("pct") for one in chunk)
    side = any(one.has("pl:left pl:right pl:top pl:bottom") for one in ahead)
    return said and side and len(ahead) == 2 and any(one.has("pct") for one in ahead)


def together(found: list[Edit]) -> list[Edit]:
    """Sides cropped one wish after the other, 上面裁掉10%，下面裁掉20%: of the same picture, both go."""
    made: list[Edit] = []
    for one in found:
        last = made[-1] if made else None
        if isinstance(one, m.Adjust) and isinstance(last, m.Adjust) and one.which == last.which:
            old, new = dict(last.to).get("crop"), dict(one.to).get("crop")
            if len(last.to) == len(one.to) == 1 and isinstance(old, tuple) and isinstance(new, tuple):
                cut = [_cut(a) for a in (old, new)]
                sides = {side: cut[1].get(side) or cut[0].get(side, 0) for side in ("left", "top", "right", "bottom")}
                apart = not set(cut[0]) & set(cut[1])
                box = _left_by(sides)
                if apart and min(box[2:]) > 0:
                    made[-1] = replace(last, to=(("crop", box),))
                    continue
        made.append(one)
    return made


def _cut(box: tuple[int, int, int, int]) -> dict[str, int]:
    """How much of each side a crop takes off."""
    left, top, wide, high = box
    sides = {"left": left, "top": top, "right": 1000 - left - wide, "bottom": 1000 - top - high}
    return {side: off for side, off in sides.items() if off}
