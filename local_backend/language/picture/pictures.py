"""Frames for what a picture looks like, and for pictures above the picture."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.language.clause import Clause, Scene, which_of
from local_backend.language.looks import COLOUR, EFFECTS, LITTLE, MUCH, NAMED, USUAL

AROUND = (
    "v:make", "v:change", "v:add", "v:want", "to", "with", "n:video", "n:screen", "n:color", "by", "n:media", "on",
    "of", "in", "v:show", "p:at", "n:film", "v:keep", "n:background", "p:for", "exact",
)  # fmt: skip
OWN_WORDS = {
    "n:brightness": ("brighter", "darker"), "n:saturation": ("vivid", "dull"), "n:temperature": ("warmer", "colder"),
}  # fmt: skip
LOOKS: dict[str, tuple[tuple[str, object], ...]] = {
    "n:sepia": (("grayscale", True), ("temperature", 70)),
    "n:vintage": (("saturation", -35), ("temperature", 30), ("contrast", -10), ("vignette", 40)),
}


def adjust(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """Colour, effects, rotation, flips, crops and static zoom."""
    to: list[tuple[str, object]] = []
    by: list[tuple[str, int]] = []
    if c.has(
        "n:title n:text n:caption n:subtitle n:lowerthird quote n:transition between n:logo n:pip "
        "n:opacity n:splitscreen"
    ):
        return None
    if c.has("r:", "ratio") and c.has("n:crop", "fit:"):
        return None
    weight = c.weight()
    _colour(c, to, by)
    _effects(c, to)
    _turns(c, to, by)
    _zooms(c, to)
    if not to and not by:
        return None
    if c.weight() - weight < 0.5:
        return None
    c.take_all(
        "mag:little", "mag:much", "v:remove" if any(value in (0, False, None) for _, value in to) else "mag:little"
    )
    which = which_of(c) or m.ALL
    c.take_all(*AROUND, "pron all each n:clip n:photo up down")
    return [m.Adjust(which, tuple(to), tuple(by), language=scene.language)]


def _amount(c: Clause, *kinds: str) -> tuple[int | None, bool]:
    """A percentage, and whether it is meant as a step (True) or as the new value."""
    pct = c.take("pct") or next((c.take(kind) for kind in kinds if c.has(kind) and not c.has("one")), None)
    if pct is None:
        return None, True
    at = c.toks.index(pct)
    before = c.toks[at - 1] if at else None
    to = before is not None and (
        before.text.lower() in ("to", "at")
        or before.text[-1:] in "到至为成"
        or (before.has("to") and before.text not in ("into",))
    )
    minus = before is not None and before.text in ("-", "−", "–")
    to = to or (minus and at > 1 and c.toks[at - 2].text.lower() in ("to", "at", "到", "为", "至"))
    return round(float(pct.value)) * (-1 if minus else 1), not to


def _little(c: Clause) -> bool:
    return c.said("mag:little") or any(
        one.text.endswith(("一点", "一些", "点", "些")) and len(one.text) > 1 for one in c.toks
    )


def _colour(c: Clause, to: list[tuple[str, object]], by: list[tuple[str, int]]) -> None:
    none = c.has("v:remove", "neg")
    for noun, name in NAMED.items():
        at = c.index(noun)
        if at is None or c.toks[at].has("t:"):
            continue
        c.used.add(at)
        amount, step = _amount(c, "pct", "num")
        if amount is None and by and not c.has("up", "down"):
            by.append((name, by[-1][1]))  # "the contrast and the saturation by 20%"
            continue
        more, less = OWN_WORDS.get(noun, ("bigger", "smaller"))
        up, down = c.take("up", "bigger", "louder", more), c.take("down", "smaller", "quieter", less)
        little = _little(c)
        if c.take("normal") or (none and not up and not down and amount is None):
            c.take("v:remove", "neg")
            to.append((name, 0))
        elif amount is None:
            size = LITTLE if little else MUCH if c.said("mag:much") else USUAL
            by.append((name, -size if down and not up else size))
        elif (not step and not up and not down) or not step:
            to.append((name, amount if amount <= 100 else amount - 100))
        else:
            by.append((name, -amount if down and not up else amount))
    for tag, (name, sign) in COLOUR.items():
        at = c.index(tag)
        if at is None or any(one == name for one, _ in by) or any(one == name for one, _ in to):
            continue
        tok = c.toks[at]
        if (tag in ("dull",) and tok.has("v:mute")) or (tag == "darker" and c.has("n:vignette")):
            continue
        c.used.add(at)
        c.take_all(tag)
        amount, _ = _amount(c)
        size = amount if amount is not None else LITTLE if _little(c) else MUCH if c.said("mag:much") else USUAL
        by.append((name, sign * size))


def _effects(c: Clause, to: list[tuple[str, object]]) -> None:
    if c.has("n:grayscale"):
        off = c.negated("n:grayscale") or bool(c.take("v:remove", "v:stop"))
        c.take_all("n:grayscale")
        to.append(("grayscale", not off))
    elif c.has("n:color") and c.has("v:remove", "neg") and not c.has("v:change"):
        c.take_all("n:color", "v:remove", "neg")
        to.append(("grayscale", True))
    for noun, look in LOOKS.items():
        if c.has(noun):
            off = c.negated(noun) or bool(c.take("v:remove", "v:stop"))
            c.take_all(noun, "dull", "n:color", "warmer")
            to += [(name, (False if value is True else 0) if off else value) for name, value in look]
    if c.has("n:stabilise"):
        off = c.negated("n:stabilise") and not c.word("shaky", "抖", "抖动", "shake")
        c.take_all("n:stabilise", "v:remove", "down", "neg")
        to.append(("stabilise", not off))
    for noun, (name, usual) in EFFECTS.items():
        tok = c.see(noun)
        if tok is None or (tok.has("fit:") and c.has("n:background", "ratio", "r:", "n:edge")):
            continue
        off = (c.negated(noun) and name in ("vignette", "blur", "sharpen")) or (
            name in ("vignette", "blur") and bool(c.take("v:remove", "v:stop"))
        )
        if name == "denoise":
            off = False
            c.take_all("v:remove", "down", "neg")
        c.take_all(noun)
        amount, _ = _amount(c)
        size = (
            amount
            if amount is not None
            else usual // 2
            if _little(c)
            else min(100, usual * 3 // 2)
            if c.said("mag:much")
            else usual
        )
        to.append((name, 0 if off else max(0, min(100, size))))


def _turns(c: Clause, to: list[tuple[str, object]], by: list[tuple[str, int]]) -> None:
    degrees = c.see("deg")
    if c.has("n:rotate", "deg") and (degrees or c.has("cw", "ccw", "upright", "sideways", "vert")):
        c.take_all("n:rotate")
        angle = 90
        if degrees is not None:
            c.take("deg")
            angle = round(float(degrees.value))
        left = c.has("ccw")
        if degrees is None and c.take("upright", "vert"):
            angle = 180
        elif degrees is None and c.take("sideways"):
            angle = 90
        right = c.take("cw")
        c.take_all("ccw", "cw", "pl:left", "pl:right", "dir:left", "dir:right")
        by.append(("rotate", -angle if left and not (right and not right.has("ccw")) else angle))
        c.take_all("upright", "v:change", "v:make")
    elif c.has("n:rotate") and not c.has("v:change") and not c.word("turn it", "turned", "转", "tilt", "spin"):
        c.take_all("n:rotate")
        if c.take("normal") or c.negated("n:rotate"):
            to.append(("rotate", 0))
        else:
            by.append(("rotate", 90))
    elif c.has("n:flip"):
        text = " ".join(one.text for one in c.toks)
        upside = any(word in text for word in ("上下", "垂直", "vertical", "upside", "top to bottom", "竖直"))
        c.take_all("n:flip h vert r:16:9 r:9:16 upright v:swap")
        by.append(("flip_v" if upside else "flip_h", 1))
    elif c.has("sideways") and c.has("v:make", "v:change", "v:add"):
        c.take_all("sideways")
        by.append(("rotate", 90))
    elif c.has("upright") and c.has("v:make", "v:change", "v:add"):
        c.take_all("upright")
        by.append(("rotate", 180))


def _zooms(c: Clause, to: list[tuple[str, object]]) -> None:
    zoom = c.see("n:zoom")
    if zoom is not None and (c.has("pct", "x") or c.has("twice")) and not c.has("gradual"):
        c.take_all("n:zoom", "bigger", "dir:in", "dir:out", "smaller", "t:")
        if x := c.take("x", "twice"):
            to.append(("scale", 200 if x.has("twice") else round(100 * float(x.value))))
            return
        amount, step = _amount(c)
        if amount is not None:
            by_step = c.word("by") or (amount < 100 and step and "out" not in zoom.text.lower())
            to.append(("scale", 100 + amount if by_step and amount < 100 else amount))
        return
    crop = c.see("n:crop")
    if crop is None or c.has("r:", "ratio"):
        return
    amount, _ = _amount(c)
    if (amount is None and not c.has("pl:", "dir:left", "dir:right", "n:edge")) or (
        amount is not None and not 0 < amount < 100
    ):
        return
    c.take_all("n:crop", "fit:", "n:edge", "n:place", "v:cut")
    off = 10 * (amount or 20)
    places = {one.kind_of("pl:") for one in c.take_all("pl:")}
    if not places:
        places = {
            {"up": "top", "down": "bottom"}.get(one.kind_of("dir:"), one.kind_of("dir:"))
            for one in c.take_all("dir:left", "dir:right", "dir:up", "dir:down")
        }
    c.take_all("n:half", "from", "of", "n:place", "dir:", "halfx")
    keep = c.said("n:half", "halfx")
    left = right = top = bottom = 0
    if keep and places:
        off = 500
        left, right = (500 if "right" in places else 0), (500 if "left" in places else 0)
        top, bottom = (500 if "bottom" in places else 0), (500 if "top" in places else 0)
    elif places & {"left", "right", "top", "bottom"}:
        left, right = (off if "left" in places else 0), (off if "right" in places else 0)
        top, bottom = (off if "top" in places else 0), (off if "bottom" in places else 0)
    else:
        left = right = top = bottom = off // 2 if not c.said("n:edge") else off
    if left + right < 1000 and top + bottom < 1000:
        to.append(("crop", (left, top, 1000 - left - right, 1000 - top - bottom)))
