"""Frames for what a picture looks like, and for pictures above the picture."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.language.message.clause import Clause, Scene, which_of
from local_backend.language.model import Doubt
from local_backend.language.picture.amounts import amount_of, slightly
from local_backend.language.picture.framing import cropped
from local_backend.language.picture.looks import COLOUR, EFFECTS, LITTLE, MUCH, NAMED, USUAL

AROUND = (
    "v:make", "v:change", "v:add", "v:want", "to", "with", "n:video", "n:screen", "n:color", "by", "n:media", "on",
    "of", "in", "v:show", "p:at", "n:film", "v:keep", "n:background", "p:for", "exact",
)  # fmt: skip
OWN_WORDS = {
    "n:brightness": ("brighter", "darker"), "n:saturation": ("vivid", "dull"), "n:temperature": ("warmer", "colder"),
}  # fmt: skip
EFFECT = ("effects", "filters", "effect", "filter", "滤镜", "特效")
MENDS = ("fix it", "correct it", "fix that", "fix", "put it right", "修一下", "改过来", "正过来")
LOOKS: dict[str, tuple[tuple[str, object], ...]] = {
    "n:sepia": (("grayscale", True), ("temperature", 70)),
    "n:vintage": (("saturation", -35), ("temperature", 30), ("contrast", -10), ("vignette", 40)),
    "n:filmic": (("contrast", 15), ("saturation", -10), ("temperature", 10), ("vignette", 25)),
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
    if c.said("n:logo") and not c.has("sel"):
        return None
    if c.has("r:", "ratio") and c.has("n:crop", "fit:"):
        return None
    weight = c.weight()
    coloured = c.see("n:color")
    if coloured is not None and c.has("up down") and c.has("pct num") and not c.has("n:saturation c:"):
        coloured.tags = {"n:saturation"}  # colours up by 40%
    _fit(c, to)
    _restored(c, to)
    _plain(c, to)
    _colour(c, to, by)
    _effects(c, to)
    _turns(c, to, by, scene)
    cropped(c, to)
    if not to and not by:
        return None
    if c.weight() - weight < 0.5:
        return None
    c.take_all(
        "mag:little",
        "mag:much",
        "v:remove" if any(value in (0, False, None) for _, value in to) else "mag:little",
        "v:take",
    )
    which = which_of(c) or m.ALL
    c.take_all(*AROUND, "pron all each n:clip n:photo up down")
    return [m.Adjust(which, tuple(to), tuple(by), language=scene.language)]


def _fit(c: Clause, to: list[tuple[str, object]]) -> None:
    """``crop the mug photo to fill the frame``: how one picture fits, where it is named."""
    tok = c.see("fit:")
    named = any(one.has("sel") and not one.has("n:video") for _, one in c.free()) or c.has("n:photo")
    named = named or (c.has("pron") and c.last is not None and bool(c.last.names or c.last.numbers))
    plain = [one for _, one in c.free() if one.has("fit:") and not one.has("t:")]
    clear = any(
        " " in one.text or one.has("fit:bar") or (not one.text.isascii() and len(one.text) > 2) for one in plain
    )
    if tok is None or not named or not (clear or c.word("fill", "铺满", "填满", "充满", "cover")):
        return
    if c.has("pct", "pl:", "n:half"):
        return
    toks = c.take_all("fit:")
    way = next((one for one in ("bar", "blur", "crop") if any(tok.has(f"fit:{one}") for tok in toks)), "crop")
    way = "crop" if any("fill" in one.text.lower() and "blur" not in one.text.lower() for one in toks) else way
    c.take_all("n:crop n:screen n:frame to n:canvas with in the")
    to.append(("fit", way))


def _restored(c: Clause, to: list[tuple[str, object]]) -> None:
    """``reset the colours of clip 2``: as they were filmed."""
    back = ("reset", "restore", "original", "natural", "untreated", "还原", "恢复", "原来", "原色", "原样")
    if not c.has("n:color") or not c.word(*back) or c.has("c: n:grayscale v:remove neg n:text n:title"):
        return
    c.take_all("n:color v:reset v:undo normal v:change v:make to v:want v:unmute")
    for index, one in list(c.free()):
        if one.text.lower() in back:
            c.used.add(index)
    to += [(name, 0) for name in NAMED.values()]
    to.append(("grayscale", False))


def _plain(c: Clause, to: list[tuple[str, object]]) -> None:
    """``take the effects off clip 1``, ``去掉滤镜``: every look goes."""
    tok = next((one for _, one in c.free() if one.text.lower() in EFFECT), None)
    gone = c.has("v:remove", "neg", "v:stop") or (c.has("v:take") and c.word("off", "away", "out"))
    if tok is None or not gone or c.has("n:title n:text n:transition n:soundfx n:music n:logo quote v:add"):
        return
    tok.tags = {"n:effect"}
    c.take_all("n:effect v:remove v:take neg v:stop of from all")
    to += [(name, 0) for name in (*NAMED.values(), "vignette", "sharpen", "denoise", "blur")]
    to.append(("grayscale", False))


def _colour(c: Clause, to: list[tuple[str, object]], by: list[tuple[str, int]]) -> None:
    none = c.has("v:remove", "neg")
    for noun, name in NAMED.items():
        at = c.index(noun)
        if at is None or c.toks[at].has("t:"):
            continue
        c.used.add(at)
        amount, step = amount_of(c, "pct", "num")
        if amount is None and by and not c.has("up", "down"):
            by.append((name, by[-1][1]))  # "the contrast and the saturation by 20%"
            continue
        more, less = OWN_WORDS.get(noun, ("bigger", "smaller"))
        up, down = c.take("up", "bigger", "louder", more), c.take("down", "smaller", "quieter", less)
        little = slightly(c)
        if c.take("maxvol"):
            to.append((name, 100))  # 饱和度拉满
        elif c.take("normal") or (none and not up and not down and amount is None):
            c.take("v:remove", "neg")
            to.append((name, 0))
        elif amount is None:
            size = LITTLE if little else MUCH if c.said("mag:much") else USUAL
            by.append((name, -size if down and not up else size))
        elif not step or (amount > 100 and not up and not down):
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
        if name == "saturation" and sign < 0 and c.word("completely", "fully", "entirely", "totally", "完全", "彻底"):
            to.append((name, -100))
            continue
        counted = any(one.has("num") and at and c.toks[at - 1].has("by") for at, one in c.free())
        after = c.toks[at + 1] if at + 1 < len(c.toks) else None
        counted = counted or (after is not None and after.has("num") and at + 1 not in c.used)  # 调暖20
        amount, _ = amount_of(c, "num" if counted else "pct")
        if tag in ("colder", "warmer"):
            c.take_all("c:")
        if amount is None and (part := c.take("halfx", "n:half", "twice")) is not None:
            compared = part.text.lower().endswith(" as") or c.word("as")
            amount = 100 if part.has("twice") else 50
            sign = -sign if compared and not part.has("twice") else sign
        size = amount if amount is not None else LITTLE if slightly(c) else MUCH if c.said("mag:much") else USUAL
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
        if c.word("starts", "begins"):  # "every clip starts shaky"
            c.take_all("v:start")
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
        by = next(
            (i for i, one in c.free() if one.has("num") and i and c.toks[i - 1].text in ("by", "to", "at", "到")), None
        )
        amount, _ = amount_of(c, *(() if by is None else ("num",)))
        size = (
            amount
            if amount is not None
            else usual // 2
            if slightly(c)
            else min(100, usual * 3 // 2)
            if c.said("mag:much")
            else usual
        )
        to.append((name, 0 if off else max(0, min(100, size))))


def _turns(c: Clause, to: list[tuple[str, object]], by: list[tuple[str, int]], scene: Scene) -> None:
    degrees = c.see("deg")
    leaning = c.word("tilted", "crooked", "slanted", "leaning", "askew", "wonky", "歪", "歪了", "斜", "斜了")
    if (
        degrees is None
        and c.has("n:rotate")
        and (slightly(c) or leaning)
        and not any(one.has("num") for _, one in c.free())
    ):
        raise Doubt(
            scene.pick(
                "I can only turn a picture by quarters: by 90° to the left, by 90° to the right, or by 180°?",
                "画面只能转 90 度的整数倍：向左 90 度、向右 90 度，还是 180 度？",
            )
        )
    if degrees is None and c.has("n:rotate"):
        degrees = next((one for _, one in c.free() if one.has("num") and float(one.value) >= 5), None)
    if degrees is None and any(one.text.lower().startswith(("straighten", "扶正", "摆正")) for one in c.toks):
        return  # nobody said by how much
    if c.has("n:rotate", "deg") and (degrees or c.has("cw", "ccw", "upright", "sideways", "vert")):
        c.take_all("n:rotate")
        angle = 90
        if degrees is not None:
            at = c.toks.index(degrees)
            c.used.add(at)
            angle = round(float(degrees.value)) * (-1 if at and c.toks[at - 1].text in ("-", "−", "–", "负") else 1)
        left = c.has("ccw")
        if degrees is None and c.take("upright", "vert"):
            angle = 180
        elif degrees is None and c.take("sideways"):
            angle = 90
        right = c.take("cw")
        c.take_all("ccw", "cw", "pl:left", "pl:right", "dir:left", "dir:right")
        if c.word("is", "was", "looks") and c.word("tilted", "tilt", "crooked", "slanted", "leaning"):
            angle = -angle  # it is put right again
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
    elif c.has("upright") and (c.has("v:make", "v:change", "v:add") or c.word(*MENDS)):
        c.take_all("upright")
        by.append(("rotate", 180))
