"""Frames for taking back a crop, and for what is not to be cut: "remove the crop", "don't cut off the voiceover"."""

from __future__ import annotations

import re

from local_backend.edits import model as m
from local_backend.edits.model import Impossible
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene, which_of

UNCROPPED = ("uncrop", "un-crop", "uncropped", "uncropping", "un", "decrop")
BACK = ("undo", "undo the", "reset", "revert", "restore", "cancel", "clear", "undo that", "take back", "no more",
        "back", "取消", "撤销", "撤掉", "恢复", "还原", "去掉", "不要", "去除", "移除", "清除")  # fmt: skip
NOUNS = ("crop", "cropping", "crops", "the crop", "cropped", "裁剪", "裁切", "剪裁", "裁边", "裁")
NEVER = ("don't", "do not", "never", "dont", "without", "not to", "shouldn't", "should not", "must not", "can't",
         "cannot", "别", "别把", "不要", "不要把", "不能", "不许", "不可以", "勿", "千万别", "不想")  # fmt: skip
SMALL = (
    "v:change v:make v:remove v:reset v:undo v:stop v:take v:unmute v:want v:show v:keep v:cut neg normal n:crop fit: "
    "n:photo n:clip n:video n:frame n:screen n:size all each pron from of to on in at_start again full n:media amend"
)


def uncrop(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``remove the crop from all photos``, ``set the crop to 0%``, ``取消裁剪``: the whole picture again."""
    if scene.empty or c.has("dur for range edge quote ratio r: size"):
        return None
    cut = any(one.picture.crop for _, one in scene.timeline.segments())
    spared = cut and any(one.has("fit:bar") and re.search("crop|裁", one.text.lower()) for _, one in c.free())
    whole = c.word(*UNCROPPED[:4]) or spared
    noun = next((index for index, one in c.free() if one.has("n:crop") or one.text.lower() in NOUNS), None)
    if noun is None and not whole:
        return None
    if not cut and any(one.has("fit:bar fit:blur") for _, one in c.free()):
        return None  # black bars instead of cropping
    nought = [one for _, one in c.free() if one.has("pct", "num") and one.value == 0]
    if any(one.has("pct", "num") and one.value != 0 and not one.has("sel") for _, one in c.free()):
        return None
    gone = [
        index
        for index, one in c.free()
        if index != noun
        and not one.has("sel")
        and (one.has("v:remove v:reset v:undo v:stop neg") or one.text.lower() in BACK)
    ]
    if noun is not None and not (whole or nought):
        if not gone:
            return None
        lower, upper = sorted((gone[0], noun))
        chinese = not c.toks[noun].text.isascii()
        off = c.toks[gone[0]].text.lower() == "off"
        if not chinese and gone[0] > noun and not off:
            return None
        if not chinese and any(c.toks[index].has("sel") for index in range(lower, upper)):
            return None
    sel = c.has("sel", "n:photo", "n:clip")
    which = which_of(c) if sel or (c.last is not None and c.last.kind in ("main", "photo", "video")) else m.ALL
    which = which or m.ALL
    c.used |= {
        index for index, one in c.free() if one.has(SMALL) or one in nought or one.text.lower() in (*BACK, *NOUNS)
    }
    c.used |= {index for index, one in c.free() if one.text.lower() in UNCROPPED}
    to: list[tuple[str, object]] = [("crop", None)]
    try:
        chosen = find(scene.timeline, which, scene.language)
    except Impossible:
        chosen = []
    if any(one.picture.fit == "crop" for one in chosen):
        to.append(("fit", "auto"))
    return [m.Adjust(which, tuple(to), language=scene.language)]


def spared(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``don't cut off the voiceover``: understood, and nothing to do."""
    if scene.empty or c.has("dur for range edge at pct x quote except before after"):
        return None
    never = next((index for index, one in enumerate(c.toks) if one.text.lower() in NEVER), None)
    if never is None:
        return None
    chinese = not c.toks[never].text.isascii()
    breath = range(_edge(c, never, -1), _edge(c, never, 1) + 1)
    for index in range(never + 1, len(c.toks) if chinese else min(never + 4, len(c.toks))):
        one = c.toks[index]
        if one.has("sel", "n:") and not one.has("v:") and not chinese:
            return None
        if one.has("v:cut v:remove v:trim v:mute v:stop v:split") and not one.has("neg"):
            if index not in breath:
                return None
            about = [c.toks[at] for at in breath if at not in (never, index)]
            if not any(two.has("sel", "n:voice", "n:music", "n:title", "n:text", "n:clip", "n:photo", "n:video",
                               "n:audio", "n:caption", "n:logo") for two in about):  # fmt: skip
                return None
            if any(two.has("v:") and not two.has("f v:want v:make v:change", "sel") for two in about):
                return None
            c.used |= set(breath)
            return []
    return None


def _edge(c: Clause, at: int, step: int) -> int:
    """The last token of the same breath that way."""
    while 0 <= at + step < len(c.toks) and not c.toks[at + step].has("comma"):
        at += step
    return at
