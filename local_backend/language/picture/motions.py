"""The frame for how photos move: zooms and pans, one way for all of them or by turns."""

from __future__ import annotations

import re
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.model import Impossible, Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene, which_of
from local_backend.language.words.lexer import Tok

FAR = {"mag:little": 6, "mag:much": 20}
"""How far a motion goes, in percent of the frame."""
GENTLE = ("gentle", "gently", "轻微", "slight", "微", "slightly", "subtle", "subtly")
AROUND = (
    "mag:little", "mag:much", "m:", "gradual", "slower", "v:add", "v:make", "v:want", "v:slow", "with", "v:change",
    "v:move", "v:show", "on",
)  # fmt: skip
STILL = ("静止", "保持静止", "不要动", "别动", "still")
ZH_SIDES = {"左": "left", "右": "right", "上": "up", "下": "down"}
TOWARDS = re.compile(r"[往向朝到]([左右上下])|([左右上下])移")
SIDEWAYS = re.compile(r"\b(left|right|up|down)\b")
PLACES = {"left": "left", "right": "right", "top": "up", "bottom": "down"}


def motion(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``gentle zoom on the photos``, ``zoom into the coffee photo``, ``pan left``, ``one in, one out``, ``no zoom``."""
    if c.has("n:logo n:overlay n:pip n:title n:text n:caption n:lowerthird quote n:splitscreen"):
        return None
    if c.word(*STILL) and c.said("n:photo") and not c.has("dur for at n:zoom n:pan"):
        which = which_of(c) or Which("photo")
        c.take_all("v:freeze v:keep leave same n:photo n:frame all v:change v:make v:want")
        return [m.Adjust(which, (("motion", "none"),), language=scene.language)]
    tok = c.see("n:zoom", "n:pan") or _stirring(c)
    if tok is None or c.has("n:transition", "between"):
        return None
    if c.see("x", "pct") and not c.has("n:photo", "gradual") and tok.has("dir:"):
        return None
    if c.has("pct") and tok.text[-1:] in ("到", "至") and not c.has("n:photo"):
        return None  # 放大到110%: it stays so
    none = c.negated("n:zoom", "n:pan") or c.gone("normal")
    way, alternate = ("none", False) if none else _way(c, tok)
    c.take_all("n:zoom", "n:pan", "v:move" if tok.has("v:move") else "n:pan")
    size = next((far for tag, far in FAR.items() if c.said(tag) and not c.word(*GENTLE)), 0)
    c.take_all(*AROUND)
    if pct := c.take("pct"):
        size = int(pct.value)
    c.take_all("n:middle pl:center n:place dir: other in to from t: p:at")
    if way not in ("none", "in", "out"):
        c.take_all("pl:left pl:right pl:top pl:bottom n:screen across over")
    which = _moved(c, scene) or Which("photo" if _has_photos(scene) else "main")
    c.take_all("n:photo", "n:clip", "n:video", "all", "each", "pron", "other", "and", "n:half")
    if which.kind == "main" and which.everything and _has_photos(scene):
        which = Which("photo")
    if none and (zoomed := _zoomed(which, scene)):
        return [m.Adjust(which, tuple(zoomed), language=scene.language)]
    to: list[tuple[str, object]] = [("motion", way)]
    if size and way != "none":
        to.append(("motion_amount", size))
    return [m.Adjust(which, tuple(to), alternate=alternate, language=scene.language)]


def _zoomed(which: Which, scene: Scene) -> list[tuple[str, object]]:
    """What takes back the zooms that stay; nothing where there are none."""
    try:
        there = [one.picture for one in find(scene.timeline, which, scene.language)]
    except Impossible:
        return []
    if all(one.scale == 100 for one in there):
        return []
    return [("scale", 100), *([("motion", "none")] if any(one.motion != "none" for one in there) else [])]


def _moved(c: Clause, scene: Scene) -> Which | None:
    """What is to move: never a sound or a text that the same breath, or the one before, speaks of."""
    sel = c.see("sel")
    heard = sel is not None and bool(sel.names) and not scene.files(sel, "image", "animation", "video")
    if sel is not None and heard and scene.files(sel):
        return None
    other = c.last is not None and c.last.kind not in ("main", "photo", "video")
    if sel is None and other and not c.has("n:photo n:clip"):
        return None
    return which_of(c)


def _way(c: Clause, tok: Tok) -> tuple[str, bool]:
    """Which way, and whether every other one goes the other way."""
    aside = c.has("dir:left dir:right dir:up dir:down") and not c.has("dir:in dir:out") and not c.said("other")
    if (c.has("n:pan") or aside) and not (tok.has("n:zoom") and tok.has("dir:in dir:out")):
        return _side(c), False
    ins = [index for index, one in c.free() if one.has("dir:in") and one.text.lower() not in ("in", "into", "zoom")]
    outs = [index for index, one in c.free() if one.has("dir:out")]
    ins = [index for index in ins if index not in outs]
    bare = [index for index, one in c.free() if one.text.lower() in ("in", "into", "inward", "inwards")]
    turns = c.said("other")
    told = " ".join(one.text.lower() for _, one in c.free())
    if not ins and (turns or not outs) and bare:
        ins = bare
    if outs and not ins and re.search(r"\bin\b[^.]*\bout\b|\bout\b[^.]*\bin\b", told) and not turns:
        ins = [index for index in bare if abs(index - outs[0]) <= 3]
    both = bool(ins and outs)
    if both or turns:
        return ("out" if both and outs[0] < ins[0] else "in"), True
    out = (tok.has("dir:out") and not tok.has("dir:in")) or bool(outs) or c.word("out", "away")
    return ("out" if out and not ins else "in"), False


def _side(c: Clause) -> str:
    """Where a pan goes: left unless another side is named."""
    side = c.see("dir:left", "dir:right")
    if side is not None and side.text.isascii() and not TOWARDS.search(side.text):
        return side.kind_of("dir:")
    told = " ".join(one.text.lower() for _, one in c.free() if one.has("n:pan dir: pl: n:zoom"))
    if found := TOWARDS.search(told):
        return ZH_SIDES[found.group(1) or found.group(2)]
    if across := re.search(r"(left|top) to (?:the )?(right|bottom)|(right|bottom) to (?:the )?(left|top)", told):
        return PLACES[across.group(2) or across.group(4)]
    tok = c.see("dir:up dir:down dir:left dir:right")
    if tok is not None and not tok.has("dir:in", "dir:out"):
        return tok.kind_of("dir:")
    if found := SIDEWAYS.search(told):
        return found.group(1)
    place = c.see("pl:left pl:right pl:top pl:bottom")
    return PLACES[place.kind_of("pl:")] if place is not None else "left"


def _stirring(c: Clause) -> Any:
    """Make the photos move a bit: the verb, where nothing says where to."""
    if not c.has("n:photo") or c.has("at_start at_end n:start n:end before after ord n:place num dur at n:music "
                                       "p:before p:after onward"):  # fmt: skip
        return None
    return c.see("v:move") if c.has("v:make", "v:change", "v:add") else None


def _has_photos(scene: Scene) -> bool:
    return scene.composing or any(one.kind == "image" for _, one in scene.timeline.segments())
