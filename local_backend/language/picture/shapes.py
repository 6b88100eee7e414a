"""One clip cut to a shape, and all clips to one length: ``crop clip 2 to 4:5``, ``all clips equally long``."""

from __future__ import annotations

import re

from local_backend.edits import model as m
from local_backend.edits.chain import main_segments
from local_backend.edits.model import Impossible
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene, weighty

EQUAL = (
    "equal", "equally", "same", "the same", "identical", "一样长", "等长", "同样长", "一样", "相同", "一致",
    "same length",
    "the same length", "相等", "same time", "均等", "均分", "平均分配", "平均", "平分", "等分", "evenly", "even",
)  # fmt: skip
LENGTHS = "num comma longer n:length n:clip n:photo n:video sel all each same exact v:make v:change v:want p:for"


def shaped(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``crop the beach to a square``: the middle of that clip, and the canvas stays."""
    tok = c.see("sel")
    if scene.empty or tok is None or tok.which is None or tok.has("all") or not c.has("n:crop", "fit:crop"):
        return None
    shape = c.see("ratio") or c.see("r:")
    if shape is None or c.has("pct edge dur range size n:canvas"):
        return None
    wide, high = (float(part) for part in (shape.value or shape.kind_of("r:")).split(":"))
    try:
        found = find(scene.timeline, tok.which, scene.language)
    except Impossible:
        return None
    clip = next((one for one in scene.media if one.id == found[0].media), None) if len(found) == 1 else None
    if clip is None or not clip.width or not clip.height:
        return None
    part = (wide / high) / (clip.width / clip.height)
    across, down = (min(1000, round(1000 * part)), min(1000, round(1000 / part)))
    box = ((1000 - across) // 2, (1000 - down) // 2, across, down)
    light = "n:crop fit:crop ratio r: to v:make v:change v:cut n:screen into n:photo"
    for index, one in list(c.free()):
        if one is tok or one.has(light):
            c.used.add(index)
    return [m.Adjust(tok.which, (("crop", box),), language=scene.language)]


def evened(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``all clips should have equal length``: the time that there is, shared out evenly."""
    main = main_segments(scene.timeline)
    words = [one.text.lower() for _, one in c.free()]
    if scene.empty or scene.composing or len(main) < 2 or not any(word in EQUAL for word in words):
        return None
    every = c.has("all", "each") or any(word in ("clips", "photos", "片段", "照片", "各段") for word in words)
    shared = ("distribute", "spread", "divide", "share", "分配", "分")
    long = c.has("n:length") or c.word("long", *shared) or any("长" in word or "length" in word for word in words)
    if not every or not long or c.has("range at edge pct x n:title n:text n:music n:transition neg quote"):
        return None
    told = c.take("todur", "dur", "for")
    apiece = next((at for at, one in enumerate(c.toks) if one.has("all", "each")), len(c.toks))
    in_all = told is not None and c.toks.index(told) < apiece  # "shorten it to 15 s, all photos alike"
    known = f"{LENGTHS} shorter v:trim v:cut v:add comma with by" if in_all else LENGTHS
    if any(weighty(one) and not one.has(known) and one.text.lower() not in EQUAL + shared for _, one in c.free()):
        return None
    if any(one.has("sel") and not one.has("all") for _, one in c.free()):
        return None
    overlaps = sum(one.transition.duration_ms for one in main if one.transition)
    if told is not None:
        c.used |= {index for index, _ in c.free()}
        return [m.SetEach(m.ALL, round((int(told.value) + overlaps) / len(main)), language=scene.language)]
    if re.search(r"\d ?(?:秒|分|s|m)|:\d\d", scene.message):  # the whole is told in the same breath
        if len({one.duration_ms for one in main}) > 1:
            return None
        c.used |= {index for index, _ in c.free()}
        return []
    c.used |= {index for index, _ in c.free()}
    total = main[-1].end_ms - main[0].start_ms + overlaps
    return [m.SetEach(m.ALL, round(total / len(main)), language=scene.language)]
