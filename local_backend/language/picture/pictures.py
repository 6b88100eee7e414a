"""Frames for what a picture looks like, and for pictures above the picture."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.language.message.clause import Clause, Scene, which_of
from local_backend.language.model import Doubt
from local_backend.language.picture.amounts import (
    NUDGES,
    STEPPED,
    amount_of,
    done_against,
    kept_alone,
    slightly,
    stepped,
    straight,
    taken_off,
    there_by_now,
)
from local_backend.language.picture.framing import cropped
from local_backend.language.picture.looks import COLOUR, EFFECTS, LITTLE, MUCH, NAMED, USUAL

AROUND = (
    "v:make", "v:change", "v:add", "v:want", "to", "with", "n:video", "n:screen", "n:color", "by", "n:media", "on",
    "of", "in", "v:show", "p:at", "n:film", "v:keep", "n:background", "p:for", "exact", "n:grade", "lines",
)  # fmt: skip
OWN_WORDS = {
    "n:brightness": ("brighter", "darker"), "n:saturation": ("vivid", "dull"), "n:temperature": ("warmer", "colder"),
}  # fmt: skip
ONE_LOOK = (*EFFECTS, *NAMED, "n:grayscale", "n:sepia", "n:vintage", "n:filmic", "n:stabilise")
ORIGINAL = ("reset", "restore", "original", "natural", "untreated", "还原", "恢复", "原来", "原色", "原样")
BACK = (*ORIGINAL, "back", "again", "回", "变回", "改回", "换回", "要", "恢复成")
"""words for colours that come back to a picture without any"""
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
        "n:title n:text n:caption n:subtitle n:lowerthird quote n:transition n:logo n:pip n:opacity n:splitscreen"
    ) or (c.has("between") and not (c.has("n:crop") and c.has("n:middle"))):
        return None
    if c.said("n:logo") and not c.has("sel"):
        return None
    if c.has("r:", "ratio") and c.has("n:crop", "fit:"):
        return None
    if (kept := kept_alone(c, scene)) is not None:
        return kept
    weight = c.weight()
    coloured = c.see("n:color")
    if coloured is not None and c.has("up down") and c.has("pct num") and not c.has("n:saturation c:"):
        coloured.tags = {"n:saturation"}  # colours up by 40%
    _fit(c, to)
    _restored(c, to, scene)
    _plain(c, to)
    _colour(c, to, by)
    _effects(c, to, by, scene)
    _turns(c, to, by, scene)
    cropped(c, to)
    if not to and not by:
        return None
    if c.weight() - weight < 0.5:
        return None
    c.take_all("mag:little mag:much v:take")
    c.take_all("v:remove") if any(value in (0, False, None) for _, value in to) else None
    which = which_of(c) or m.ALL
    if which.kind in ("text", "title", "subtitle", "lower_third", "caption"):
        return None
    c.take_all(*AROUND, "pron all each n:clip n:photo up down")
    c.used |= {index for index, one in c.free() if one.text.lower() in NUDGES and not one.has("sel")}
    return [m.Adjust(which, tuple(to), tuple(by), language=scene.language)]


def _fit(c: Clause, to: list[tuple[str, object]]) -> None:
    """``crop the mug photo to fill the frame``: how one picture fits, where it is named."""
    tok = c.see("fit:")
    named = any(one.has("sel") and not one.has("n:video") for _, one in c.free()) or c.has("n:photo")
    it = c.has("pron") or c.word("crop it", "fit it")
    named = named or (it and c.last is not None and bool(c.last.names or c.last.numbers))
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


def _restored(c: Clause, to: list[tuple[str, object]], scene: Scene) -> None:
    """``reset the colours of clip 2``: as they were filmed."""
    grey = any(one.picture.grayscale for _, one in scene.timeline.segments())
    back = BACK if grey and not c.has("pct num v:remove neg") else ORIGINAL
    looks = c.word("look", "looks", "grade", "grading", "adjustments", "corrections", "调色", "画面调整", "效果")
    if not (c.has("n:color") or looks) or not c.word(*back) or c.has("c: n:grayscale v:remove neg n:text n:title"):
        return
    c.used |= {index for index, one in c.free() if looks and one.text.lower() in ("look", "looks", "grade", "grading")}
    c.take_all("n:color v:reset v:undo normal v:change v:make to v:want v:unmute")
    for index, one in list(c.free()):
        if one.text.lower() in back:
            c.used.add(index)
    to += [(name, 0) for name in NAMED.values()] if back == ORIGINAL or c.word(*ORIGINAL) else []
    c.take_all("later n:end on also" if back == BACK else "f")
    to.append(("grayscale", False))


def _plain(c: Clause, to: list[tuple[str, object]]) -> None:
    """``take the effects off clip 1``, ``去掉滤镜``: every look goes."""
    tok = next((one for _, one in c.free() if one.text.lower() in EFFECT or one.has("n:grade")), None)
    gone = c.has("v:remove", "neg", "v:stop") or (c.has("v:take") and c.word("off", "away", "out"))
    spared = c.index("except", "sparing")
    left = [] if spared is None else [index for index, one in c.free() if index > spared and one.has(*ONE_LOOK)]
    kept = {tag for index in left for tag in c.toks[index].tags}
    c.used |= set(left) | ({spared} if spared is not None and left else set())
    if tok is None or not gone or c.has("n:title n:text n:transition n:soundfx n:music n:logo quote v:add", *ONE_LOOK):
        return
    tok.tags = {"n:effect"}
    c.take_all("n:effect v:remove v:take neg v:stop of from all")
    looks = {**{f"n:{name}": name for name in ("vignette", "sharpen", "denoise", "blur")}, **NAMED}
    to += [(name, 0) for tag, name in looks.items() if tag not in kept]
    to += [("grayscale", False)] if "n:grayscale" not in kept else []


def _colour(c: Clause, to: list[tuple[str, object]], by: list[tuple[str, int]]) -> None:
    none = c.has("neg") or c.copy().gone()
    for noun, name in NAMED.items():
        at = c.index(noun)
        if at is None or c.toks[at].has("t:"):
            continue
        c.used.add(at)
        amount, step = amount_of(c, "pct", "num")
        if amount is None and by and not c.has("up", "down"):
            by.append((name, by[-1][1]))  # "the contrast and the saturation by 20%"
            continue
        share = c.take("halfx", "n:half", "twice") if amount is None else None
        more, less = OWN_WORDS.get(noun, ("bigger", "smaller"))
        up, down = c.take("up", "bigger", "louder", more), c.take("down", "smaller", "quieter", less)
        little = slightly(c)
        if share is not None:
            by.append((name, 100 if share.has("twice") else -50))  # 饱和度减半
        elif c.take("maxvol"):
            to.append((name, 100))  # 饱和度拉满
        elif c.take("normal") or (none and not up and not down and amount is None):
            c.take("neg")
            c.gone()
            to.append((name, 0))
        elif amount is None:
            size = LITTLE if little else MUCH if c.said("mag:much") else USUAL
            by.append((name, -size if down and not up else size))
        elif not step or not (up or down or little or stepped(c)):
            to.append((name, amount if amount <= 100 else amount - 100))
        else:
            by.append((name, -abs(amount) if down and not up else amount))
    for tag, (name, sign) in COLOUR.items():
        at = c.index(tag)
        if at is None or any(one == name for one, _ in to):
            continue
        tok = c.toks[at]
        if (said := dict(by).get(name)) is not None:
            c.used |= {at} if said * sign > 0 and not c.has("pct num") else set()  # 色温降低20，冷一点
            continue
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


def _effects(c: Clause, to: list[tuple[str, object]], by: list[tuple[str, int]], scene: Scene) -> None:
    if c.has("n:grayscale"):
        off = taken_off(c, "n:grayscale")
        c.take_all("n:grayscale")
        to.append(("grayscale", not off))
    elif c.has("n:color") and c.has("v:remove", "neg") and not c.has("v:change"):
        c.take_all("n:color", "v:remove", "neg")
        to.append(("grayscale", True))
    for noun, look in LOOKS.items():
        if c.has(noun):
            off = taken_off(c, noun)
            c.take_all(noun, "dull", "n:color", "warmer")
            to += [(name, (False if value is True else 0) if off else value) for name, value in look]
    if (shake := c.see("n:stabilise")) is not None and not (shake is c.toks[0] and shake.text.lower() == "shake"):
        off = done_against(c, "n:stabilise") and taken_off(c, "n:stabilise")
        c.take_all("n:stabilise", "v:remove", "down", "neg")
        if c.word("starts", "begins"):  # "every clip starts shaky"
            c.take_all("v:start")
        to.append(("stabilise", not off))
    for noun, (name, usual) in EFFECTS.items():
        tok = c.see(noun)
        if tok is None or (tok.has("fit:") and c.has("n:background", "ratio", "r:", "n:edge")):
            continue
        if c.has("v:keep") and not c.has("pct num v:add") and there_by_now(c, scene, name):
            continue  # 只保留第一段的模糊: it is there already
        against = name == "denoise" and not done_against(c, noun)
        if against:
            c.take_all("v:remove", "down", "neg")
        spelt = next((i for i, one in c.free() if one.has("num") and i and c.toks[i - 1].text in STEPPED), None)
        amount, step = amount_of(c, *(() if spelt is None else ("num",)))
        off = not against and amount is None and taken_off(c, noun)
        c.take_all(noun)
        up, down = c.take("up", "bigger", "louder", "slower"), c.take("down", "smaller", "quieter", "v:remove")
        little = slightly(c)
        if down is not None and down.text.lower().startswith(("soft", "gentl")):
            down = None
        sign = -1 if down or (amount or 0) < 0 else 1
        moved = step and (up or down or little or stepped(c)) and not off
        if moved and (sign < 0 or there_by_now(c, scene, name)):
            by.append((name, sign * abs(amount if amount is not None else LITTLE if little else USUAL)))
            continue
        size = amount if amount is not None else usual // 2 if little else usual
        if amount is None and c.said("mag:much"):
            size = min(100, usual * 3 // 2)
        to.append((name, 0 if off else max(0, min(100, size))))


def _turns(c: Clause, to: list[tuple[str, object]], by: list[tuple[str, int]], scene: Scene) -> None:
    if c.has("n:rotate", "n:flip") and not c.has("c:") and straight(c, to):
        return
    degrees = c.see("deg")
    if degrees is None and c.has("n:rotate") and c.word("upright") and c.word("back", "back to", "again"):
        c.take_all("n:rotate r:9:16 normal back")
        to.append(("rotate", 0))
        return
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
        turned = any(one.text.lower() in ("rotate", "turn", "rotate it", "turn it", "straighten") for one in c.toks)
        if not turned and c.word("is", "was", "looks") and c.word("tilted", "tilt", "crooked", "slanted", "leaning"):
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
