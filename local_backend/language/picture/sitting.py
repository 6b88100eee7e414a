"""Where a picture above the picture sits and over which clip, how wide it is, and how clear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Which
from local_backend.edits.say import value
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Doubt
from local_backend.language.picture.opposites import of_box
from local_backend.language.words.lexer import Tok
from local_backend.timeline import Box, Segment

LOGO = re.compile(r"logo|watermark|brand|icon|badge|emblem|水印|标志|商标|台标", re.I)
"""Names of files that are laid over a video as its mark."""
VISUAL = ("image", "animation", "video")
UPON = ("over", "cover", "during", "during the", "on", "on top of", "while", "above", "across",
        "over the", "上", "上面", "时", "时候", "期间", "的时候", "那段")  # fmt: skip
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
    if c.take("normal", "v:remove", "neg") is not None and not c.has("pct", "num"):
        c.take_all("n:opacity")
        return 100
    tok = c.take("n:opacity")
    near = c.toks.index(tok) if tok is not None else 0
    if near and (c.toks[near - 1].has("normal") or c.toks[near - 1].text.lower() == "maximum"):
        c.used.add(near - 1)
        return 100  # "25% of the width, at full opacity"
    wide = [index for index, one in enumerate(c.toks) if one.has("n:size")]
    amounts = [
        index for index, one in c.free()
        if one.has("pct") and not any(abs(index - other) < min(3, abs(index - near)) for other in wide)
    ]  # fmt: skip
    pct = c.toks[min(amounts, key=lambda index: abs(index - near))] if amounts else None
    near_ones = [one for one in c.toks[max(0, near - 3) : near + 4] if one.has("num") and not one.has("halfx")]
    if pct is None and near_ones:
        pct = near_ones[0]
        c.used.add(c.toks.index(pct))
    if amounts and pct is not None:
        c.used.add(c.toks.index(pct))
    half = c.take("halfx", "n:half") if pct is None else None
    text = tok.text.lower() if tok else ""
    if pct is not None:
        amount = round(float(pct.value))
        clear = ("transparen" in text and not c.word("opacity")) or text.startswith("透")
        return max(1, min(100, 100 - amount if clear else amount))
    c.take_all("mag:little", "n:opacity")
    return 50 if half or (text not in ("opaque", "不透明") and not c.word("fully", "completely", "完全")) else 100


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


def above(c: Clause, scene: Scene) -> bool:
    """``put coffee.jpg on top of the video``, ``叠加coffee.jpg``: a picture that is laid over what is there."""
    shown = any(one.has("name") and scene.files(one, *VISUAL) for _, one in c.free())
    over = any(one.text.startswith(("叠", "盖", "覆盖")) for _, one in c.free()) or covering(c)
    over = over or c.word("superimpose", "overlay")
    mark = any(LOGO.search(one.text) for _, one in c.free() if one.has("name"))
    mark = mark or c.has("n:corner") or c.word("corner", "角落", "角", "small", "小")
    based = c.has("n:video", "n:screen") or (mark and any(one.has("sel") and beneath(c, one) for one in c.toks))
    over = over or (
        c.word("on top of", "on top", "over", "on", "during", "during the", "while")
        and based
        and (mark or not c.word("on"))
    )
    return (
        shown
        and over
        and not c.has("n:title n:text n:caption n:music quote n:lowerthird")
        and (not c.has("n:voice") or covering(c) or c.has("goes"))
    )


def covering(c: Clause) -> bool:
    """``cover clip 2 with coffee.jpg``, ``用coffee.jpg盖住第二段``: all of the picture is hidden by another."""
    named = sum(one.has("sel") for one in c.toks)
    return named > 1 and ((c.word("cover") and c.said("with")) or c.word("盖住", "覆盖", "遮住"))


def cut_away(c: Clause, scene: Scene) -> bool:
    """``show coffee.jpg from 9s to 13s``, ``9到13秒全屏显示coffee.jpg``: what is not yet seen covers a time."""
    main = {one.media for one in (scene.timeline.main.segments if scene.timeline.main else ())}
    spare = [one for _, tok in c.free() if tok.has("name") for one in scene.files(tok, *VISUAL) if one.id not in main]
    filling = any(one.has("fit:crop") or (one.has("n:screen") and one.has("all")) for one in c.toks)
    filling = filling or c.word("full", "whole", "全屏", "满屏")
    shown = c.has("v:show") or (c.word("cut", "cuts", "切") and c.has("to"))
    other = "at before after edge pl: n:title n:text n:caption n:lowerthird quote n:logo pct from neg v:remove"
    if len(spare) != 1 or not c.has("range") or c.has(other) or sum(one.has("sel") for one in c.toks) > 1:
        return False
    return (filling and c.has("v:show v:add v:want v:make")) or (shown and spare[0].kind != "video")


def beneath(c: Clause, tok: Tok) -> bool:
    """Whether a clip is what a picture is laid over, or during which it shows."""
    at = c.toks.index(tok)
    ahead, behind = c.toks[max(0, at - 2) : at], c.toks[at + 1 : at + 3]
    if ahead and ahead[-1].text in ("在", "只在", "盖住", "覆盖", "遮住"):
        return True
    near = [one.text.lower() for one in ahead if one.text.isascii()] + [
        one.text for one in behind if not one.text.isascii()
    ]
    return any(word in UPON for word in near)


def upon(c: Clause, scene: Scene, clip: Clip) -> tuple[int, int]:
    """Start and length of the clip that it is laid over: "the beach over the interview"; (0, 0) where none is named."""
    tok = next((one for _, one in c.free() if one.has("sel") and one.which is not None and not one.has("all")), None)
    if tok is None or tok.which is None or clip.name in tok.names or not beneath(c, tok):
        return 0, 0
    there = find(scene.timeline, tok.which, scene.language)
    if not there:
        return 0, 0
    c.used.add(c.toks.index(tok))
    c.take_all("when on over least")
    c.used |= {index for index, one in c.free() if one.text.lower() in UPON}
    return there[0].start_ms, there[-1].end_ms - there[0].start_ms


def off_the_card(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``the logo must not be visible on the end card``, ``logo最后不要出现``: it ends where the card begins."""
    mark = c.see("n:logo", "n:overlay", "n:pip")
    spoken = c.last if c.last is not None and c.last.kind == "overlay" else None
    shut = "v:add edge range at dur for before after quote pct pl: n:title n:text n:caption n:music v:move"
    elsewhere = any(one.has(shut) and not one.has("n:endcard") for one in c.toks)
    if (
        (mark is None and spoken is None)
        or scene.empty
        or elsewhere
        or not c.has("n:endcard n:end at_end")
        or not c.has("neg v:remove")
    ):
        return None
    if not c.has("n:endcard") and not c.has("v:show"):
        return None
    c.take_all("n:endcard n:end at_end last neg v:remove v:show on from n:logo n:overlay n:pip in v:want v:make")
    which = spoken or Which("overlay")
    if mark is not None:
        c.used.add(c.toks.index(mark))
        named = {one.name for track, one in scene.timeline.segments() if track.role == "overlay"} & set(mark.names)
        which = Which("overlay", (), tuple(named))
    return [m.ChangeOverlay(which, before_card=True, language=scene.language)]


def elsewhere(c: Clause, scene: Scene, laid: Sequence[Segment]) -> None:
    """``remove the logo in the top right corner``: one question where it is in another corner."""
    said = place_of(c.copy())
    there = of_box(laid[0]) if len(laid) == 1 else ""
    if not said or not there:
        return
    if there == said or said in there.split("_"):
        c.take_all("pl:", "n:place n:corner in at on from")
        return
    name, now = laid[0].name, value(there, scene.language)
    told = value(said, scene.language)
    raise Doubt(
        scene.pick(
            f'{name} is at the {now}, not at the {told}. Shall it go? Say "remove {name}".',
            f"{name} 在{now}，不在{told}。要去掉它吗？请说“去掉{name}”。",
        )
    )


def while_unknown(c: Clause, scene: Scene) -> bool:
    """``while the panda shows``: laid over a part of the video that is not known, and never over all of it."""
    if c.has("range at edge after before dur for at_end at_start") or sum(one.has("sel") for one in c.toks) > 1:
        return False
    tied = any(one.has("when") or one.text.lower() in ("while", "during", "while the", "during the") for one in c.toks)
    strange = any(one.has("w") and two.has("n:photo n:clip") for one, two in pairwise(c.toks))
    behind = c.following is None and SHOWS.match(scene.message, c.toks[-1].end) is not None
    return strange or behind or (tied and any(one.has("w") for one in c.toks))


SHOWS = re.compile(
    r"[\s,]*(?:while|when|whenever)\b[^.;]{1,40}\b(?:(?:is|are|comes?) (?:on(?: the)? screen|"
    r"in (?:the )?(?:shot|picture|frame)|showing|visible|up)|shows?(?: up)?|appears?|plays)\b",
    re.I,
)
