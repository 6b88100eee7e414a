"""Frames for transitions, motion and the look of pictures."""

from __future__ import annotations

from typing import Any

from local_backend.edits import model as m
from local_backend.edits.model import Which
from local_backend.language.clause import Clause, Scene, which_of
from local_backend.language.levels import ends_black
from local_backend.timeline import TransitionKind

LITTLE, USUAL, MUCH = 10, 20, 40
DIRECTED = ("wipe", "slide")
COLOUR = {
    "brighter": ("brightness", 1), "darker": ("brightness", -1), "warmer": ("temperature", 1),
    "colder": ("temperature", -1), "vivid": ("saturation", 1), "dull": ("saturation", -1),
    "punchy": ("contrast", 1), "flat": ("contrast", -1),
}  # fmt: skip
NAMED = {
    "n:brightness": "brightness",
    "n:contrast": "contrast",
    "n:saturation": "saturation",
    "n:temperature": "temperature",
}
EFFECTS = {
    "n:vignette": ("vignette", 50),
    "n:sharpen": ("sharpen", 40),
    "n:denoise": ("denoise", 50),
    "n:blur": ("blur", 30),
}


def transition(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``crossfades of 1 second``, ``wipe left between clips 1 and 2``, ``no transitions``."""
    if ends_black(c):
        return None
    named = c.see("n:transition")
    kind_tok = c.see("t:")
    if named is None and kind_tok is None and c.joining and c.has("dur", "todur", "for") and not c.said("n:", "sel"):
        dur = c.take("todur", "dur", "for")
        c.take_all("v:change v:make v:want pron to longer shorter p:for all each")
        return [m.SetTransition(None, int(dur.value) if dur else 0, language=scene.language)]
    if named is None and (kind_tok is None or not _as_transition(c, kind_tok)):
        return None
    if named is None and c.ending and kind_tok is not None and kind_tok.has("t:fade_black", "t:fade_white"):
        return None
    if (
        named is None
        and c.has("v:fade", "n:end", "n:start")
        and c.has("t:fade_black", "t:fade_white")
        and not c.has("between", "sel")
    ):
        return None
    language = scene.language
    none = c.negated("n:transition", "t:") or bool(c.take("v:remove", "v:stop"))
    if none and kind_tok is not None and named is None and not c.said("v:remove") and kind_tok.has("n:zoom"):
        return None
    none = none or bool(c.take_all("t:none"))
    kind = _kind(c)
    nth = c.take("nth")
    c.take_all(
        "n:transition v:add v:make v:change v:want v:play v:replace v:swap with n:length v:show "
        "longer v:lengthen mag:much mag:little pron normal shorter v:trim v:split"
    )
    dur = None if none else (c.take("tdur") or c.take("dur", "for", "todur", "bydur"))
    stretch = (
        200
        if c.take("twice")
        else 50
        if c.take("halfx", "n:half")
        else 150
        if c.said("longer", "slower")
        else 67
        if c.said("shorter", "faster")
        else 0
    )
    c.take_all("longer", "shorter", "slower", "faster")
    pair, into = _pair(c)
    if nth is not None:
        into = Which("main", (int(nth.value) + 1 if int(nth.value) > 0 else int(nth.value),))
    at = c.take("at") if pair is None and into is None else None
    c.take_all("all each between n:photo n:clip n:video n:media in on one p:after n:film from to n:rest gradual")
    for index, one in c.free():
        if one.has("sel") and one.which is not None and one.which.everything:
            c.used.add(index)
    if kind is None and dur is None and not none and not stretch and c.said("n:transition"):
        kind = "crossfade"
    if c.has("sel") and pair is None and into is None:
        return None
    length = int(dur.value) if dur else 0
    if stretch and not length and not none:
        there = [one.transition.duration_ms for _, one in scene.timeline.segments() if one.transition]
        length = max(100, (there[0] if there else 500) * stretch // 100)
        kind = None if there else kind
    return [m.SetTransition(kind, length, none, pair, into, int(at.value) if at else None, language=language)]


def _as_transition(c: Clause, tok: Any) -> bool:
    """Whether a word such as "zoom" or "fade" means a transition here."""
    if c.has("between"):
        return True
    if tok.has("n:zoom", "n:blur", "v:fade", "n:fade", "dir:in"):
        if tok.has("t:crossfade") and tok.has("v:fade") and not tok.has("n:music"):
            words = tok.text.lower()
            return words in ("淡入淡出", "渐入渐出") and not c.has(
                "n:music n:audio n:volume n:voice n:title n:text n:start n:end"
            )
        return False
    return True


def _kind(c: Clause) -> TransitionKind | None:
    tok = None
    for want in (
        "t:fade_black",
        "t:fade_white",
        "t:wipe",
        "t:slide",
        "t:circle",
        "t:dissolve",
        "t:crossfade",
        "t:zoom",
        "t:blur",
    ):
        if tok := c.see(want):
            tok = c.take(want)
            break
    if tok is None:
        return None
    name = want[2:]
    c.take_all("t:")
    if name in DIRECTED:
        side = c.take("dir:left dir:right dir:up dir:down pl:left pl:right pl:top pl:bottom")
        way = "left"
        if side is not None:
            way = (
                side.kind_of("dir:")
                or {"left": "left", "right": "right", "top": "up", "bottom": "down"}[side.kind_of("pl:")]
            )
        return f"{name}_{way}"  # type: ignore[return-value]
    c.take("dir:in", "dir:out") if name == "zoom" else None
    if name in ("fade_black", "fade_white"):
        c.take_all("c:", "v:fade", "n:fade")
    return name  # type: ignore[return-value]


def _pair(c: Clause) -> tuple[tuple[Which, Which] | None, Which | None]:
    sels = [
        (index, one)
        for index, one in c.free()
        if one.has("sel") and not one.has("n:voice", "n:music") and one.which is not None and not one.which.everything
    ]
    if not sels:
        return None, None
    whiches = []
    for index, one in sels:
        c.used.add(index)
        if one.which is None:
            continue
        if len(one.which.numbers) > 1 and not one.which.names:
            whiches += [Which(one.which.kind, (number,)) for number in one.which.numbers]
        else:
            whiches.append(one.which)
    if len(whiches) >= 2:
        return (whiches[0], whiches[1]), None
    only = whiches[0]
    if c.word("after", "后面", "之后", "后") and only.numbers and only.numbers[0] > 0:
        c.take_all("p:after")
        return (only, Which(only.kind, (only.numbers[0] + 1,))), None
    c.take_all("p:before")
    return None, only


def motion(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``gentle zoom on the photos``, ``zoom into the coffee photo``, ``pan left``, ``no zoom``."""
    if c.has("n:logo n:overlay n:pip n:title n:text n:caption quote"):
        return None
    tok = c.see("n:zoom", "n:pan") or _stirring(c)
    if (
        tok is None
        or c.has("n:transition", "between")
        or (c.see("x", "pct") and not c.has("n:photo", "gradual") and tok.has("dir:"))
    ):
        return None
    language = scene.language
    none = c.negated("n:zoom", "n:pan") or bool(c.take("v:remove", "v:stop"))
    panning = c.has("n:pan")
    c.take_all("n:zoom", "n:pan", "v:move" if tok.has("v:move") else "n:pan")
    amount = {"mag:little": 6, "mag:much": 20}
    size = next(
        (
            value
            for tag, value in amount.items()
            if c.said(tag) and not c.word("gentle", "gently", "轻微", "slight", "微")
        ),
        0,
    )
    c.take_all(
        "mag:little",
        "mag:much",
        "m:",
        "gradual",
        "slower",
        "v:add",
        "v:make",
        "v:want",
        "v:slow",
        "with",
        "v:change",
        "v:move",
        "v:show",
        "on",
    )
    if pct := c.take("pct"):
        size = int(pct.value)
    side = c.take("dir:left", "dir:right", "dir:up", "dir:down") if panning else None
    going_in, going_out = c.said("dir:in") and tok.text.lower() not in ("zoom",), c.said("dir:out")
    into = (tok.has("dir:in") and not tok.has("dir:out")) or (c.word("in", "into") and not c.word("out"))
    out = (tok.has("dir:out") and not tok.has("dir:in")) or c.word("out", "away")
    c.take_all("n:middle pl:center n:place dir:in dir:out other in to from dir:up t:")
    which = which_of(c) or Which("photo" if _has_photos(scene) else "main")
    c.take_all("n:photo", "n:clip", "n:video", "all", "each", "pron")
    if which.kind == "main" and which.everything and _has_photos(scene):
        which = Which("photo")
    way = "none"
    alternate = False
    if not none:
        way = side.kind_of("dir:") if side else ("left" if panning else "in")
        if panning and side is None:
            way = {"左": "left", "右": "right", "上": "up", "下": "down"}.get(
                tok.text[-2:-1] if tok.text[-1] == "移" else tok.text[1:2], "left"
            )
        if not panning:
            way = "out" if out and not into else "in"
            alternate = c.said("other") or bool(going_in and going_out and into and out)
    to: list[tuple[str, object]] = [("motion", way)]
    if size and way != "none":
        to.append(("motion_amount", size))
    return [m.Adjust(which, tuple(to), alternate=alternate, language=language)]


def _stirring(c: Clause) -> Any:
    """Make the photos move a bit: the verb, where nothing says where to."""
    if not c.has("n:photo") or c.has("at_start at_end n:start n:end before after ord n:place num dur at n:music"):
        return None
    return c.see("v:move") if c.has("v:make", "v:change", "v:add") else None


def _has_photos(scene: Scene) -> bool:
    return scene.composing or any(one.kind == "image" for _, one in scene.timeline.segments())
