"""Wishes beside editing: undo, redo, help, the timeline, export; and a step back with what is wanted instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from local_backend.language.message import around
from local_backend.language.message.clause import Clause, Scene, weighty
from local_backend.language.model import Wants
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import opening
from local_backend.language.words.vocabulary import HARD, SOFT
from local_backend.timeline import Timeline

WISHES: tuple[tuple[str, Wants], ...] = (
    ("v:reset", "reset"), ("v:redo", "redo"), ("v:undo", "undo"), ("v:timeline", "timeline"), ("v:help", "help"),
    ("v:export", "export"),
)  # fmt: skip
SOME = ("n:text", "n:title", "n:caption", "n:music", "n:voice", "n:transition", "n:logo", "n:photo", "n:overlay")
IDLE = {
    "v:change", "v:make", "v:want", "v:show", "v:play", "n:video", "pron", "all", "n:media", "to", "last", "n:film",
    "v:add", "n:edge", "n:clip", "one", "v:start", "dir:out", "n:order", "instead", "when", "n:audio", "v:upload",
    "v:detach", "v:keep", "n:screen", "each", "v:cut", "first", "with", "n:name", "n:place", "for", "n:text",
    "exact", "ord", "num", "n:quality",
}  # fmt: skip
REMARK = {
    "w",
    "neg",
    "v:dislike",
    "f",
    "v:want",
    "mag:little",
    "mag:much",
    "normal",
    "p:before",
    "p:after",
    "up",
    "down",
    "same",
}
BESIDE = {
    "v:change",
    "v:make",
    "v:want",
    "pron",
    "all",
    "last",
    "to",
    "num",
    "one",
    "first",
    "v:dislike",
    "neg",
    "w",
    "v:edit",
    "n:film",
    "exact",
    "ord",
    "also",
    "n:clip",
    "n:order",
    "x",
    "v:cut",
    "earlier",
    "twice",
    "later",
}
"""Words that may stand around an "undo" without saying what else is to be done."""
OPENING = re.compile(
    r"[\s,，.。;；:：!！\-–—]*(?:(?:and|then|but|so|now|instead|rather|also|just|please)\b|然后|接着|并且?|再|而是|之后|[了吧，])*"
    r"[\s,，.。;；:：!！\-–—]*",
    re.IGNORECASE,
)


def stepped_back(toks: Sequence[Tok], message: str) -> tuple[int, str] | None:
    """How many edits are to be taken back, and the wish that follows; None where a message is not of that form."""
    at = next((index for index, one in enumerate(toks) if one.has("v:undo") and not one.has("sel")), None)
    if at is None or any(one.has("neg") for one in toks[max(0, at - 2) : at]):
        return None
    if any(weighty(one) and not one.tags & BESIDE and not one.has("v:undo", HARD, SOFT, "comma") for one in toks[:at]):
        return None
    end = at + 1
    while end < len(toks) and not toks[end].has(HARD, SOFT, "comma", "dash", "colon"):
        if weighty(toks[end]) and not toks[end].tags & BESIDE and not toks[end].has("v:undo"):
            return None
        end += 1
    rest = toks[end:]
    while rest and (rest[0].has(HARD, SOFT, "comma", "dash", "colon") or rest[0].has("v:undo") or not weighty(rest[0])):
        rest = rest[1:]
    wanted = [one for one in rest if weighty(one) and not one.has(HARD, SOFT)]
    if not wanted or any(one.has("v:undo", "v:redo") for one in wanted) or not any(_acts(one) for one in wanted):
        return None
    counted = around.steps(message[toks[0].start : toks[end - 1].end])
    start = toks[end - 1].end
    match = OPENING.match(message, start)
    return (counted[1] if counted else 1), message[match.end() if match else start :].strip()


def _acts(tok: Tok) -> bool:
    """Whether a word says what is to be done, so that more than a remark follows."""
    return tok.has(
        "v:",
        "n:",
        "sel",
        "dur",
        "todur",
        "pct",
        "x",
        "ratio",
        "r:",
        "quote",
        "t:",
        "fmt:",
        "brighter",
        "longer",
        "shorter",
        "louder",
        "quieter",
        "faster",
        "slower",
    )


def wants(toks: Sequence[Tok]) -> Wants | None:
    """The wish of a message that is about nothing else; None where something is to be edited."""
    for tag, wish in WISHES:
        at = next((index for index, one in enumerate(toks) if one.has(tag)), None)
        if at is None:
            continue
        rest = [
            one
            for index, one in enumerate(toks)
            if index != at
            and weighty(one)
            and not one.has(tag)
            and not (one.tags & IDLE and not (wish == "reset" and _some_of_it(one)))
            and not (wish == "undo" and one.has("v:remove"))
        ]
        if rest and not all(_remarked(toks, at, one) for one in rest):
            continue
        if any(one.has("neg") for one in toks[max(0, at - 3) : at]):
            continue
        edits = "v:make v:add v:cut v:change"
        others = [one for index, one in enumerate(toks) if index != at and one.has(edits) and not one.has("f")]
        spared = any(one.has("n:rest", "except", "v:keep") or one.text.lower() in ("else", "其他") for one in toks)
        if wish == "reset" and (spared or any(one.has(*SOME) for one in toks)):
            continue  # 文字全部删掉
        if wish == "export" and any(_some_of_it(one) and one.has("n:clip n:photo") for one in toks):
            continue  # 导出第二段
        if wish == "export" and any(one.has("normal") for one in toks) and any(one.has("n:video") for one in toks):
            continue  # "export as a normal video again", after a GIF
        if wish in ("undo", "timeline", "help") and toks[at].tags & {"sel"}:
            continue
        if (
            wish == "export"
            and others
            and not any(one.has("v:export") for one in others)
            and any(one.has("n:photo", "n:film") for one in toks)
        ):
            continue
        return wish
    return None


def _remarked(toks: Sequence[Tok], at: int, tok: Tok) -> bool:
    """Whether a word belongs to a remark in another breath: "I liked it better before, go back"."""
    place = next(index for index, one in enumerate(toks) if one is tok)
    first, last = sorted((place, at))
    if not any(one.has("sep:", "comma", "dash") for one in toks[first + 1 : last]):
        return False
    begin = opening(toks, place, "sep:", "comma")
    end = place
    while end + 1 < len(toks) and not toks[end + 1].has("sep:", "comma"):
        end += 1
    return all(
        not weighty(one) or (one.tags & REMARK and not one.has("n:", "sel", "dur", "quote"))
        for one in toks[begin : end + 1]
    )


def _some_of_it(tok: Tok) -> bool:
    """Whether a token names a part, so that "remove everything" is not said of the whole."""
    return tok.has("sel") and tok.which is not None and not tok.which.everything


def plain_again(c: Clause, now: str) -> bool:
    """``as a video``, ``not as a gif``, ``换回视频格式``: an ordinary video file, after another kind was chosen."""
    light = "f to normal v:export v:make v:change v:want v:replace n:media n:film again instead p:at exact"
    refused = c.has("neg v:remove") and c.has("fmt:" + now)
    if refused:
        return all(one.has(light, "neg v:remove fmt:", "n:video") for one in c.toks)
    aimed = any(
        one.text.lower() in ("as", "into", "回", "成", "格式", "换回", "改回", "换成", "导出成") for one in c.toks
    )
    plain = all(one.has(light, "n:video pron") or one.text in ("回", "格式", "文件") for one in c.toks)
    return c.has("n:video n:film") and (aimed or c.has("normal")) and plain


LETTERED = "n:title n:text n:caption n:subtitle n:lowerthird n:logo n:overlay quote sel n:music n:crop"
UPRIGHT = re.compile(r"high|tall|height|高", re.I)


def shorter_side(c: Clause, timeline: Timeline) -> int:
    """``a gif, 480 wide``, ``宽480``: pixels of the shorter side, for a width unless a height is told; 0 for none."""
    if not (c.has("fmt:gif") or timeline.output.format == "gif") or c.said(LETTERED):
        return 0
    pixels = c.see("size px")
    if pixels is None and c.has("n:size"):
        pixels = next((one for _, one in c.free() if one.has("num") and 60 <= float(one.value) <= 4000), None)
    if pixels is None:
        return 0
    c.used.add(c.toks.index(pixels))
    tall = any(UPRIGHT.search(one.text) for one in c.toks if one.has("n:size w f"))
    c.used |= {at for at, one in c.free() if one.has("n:size smaller r:16:9 mag:") or UPRIGHT.search(one.text)}
    if pixels.has("size"):
        return min(int(one) for one in pixels.value)
    across, down = timeline.width, timeline.height
    told = float(pixels.value)
    return max(2, round(told * min(across, down) / (down if tall else across) / 2) * 2)


def kept_first(c: Clause, scene: Scene) -> str:
    """The sentence that leaves the part of which a file is wanted, and says again what file."""
    edge = c.see("edge")
    told = int(edge.value[1]) / 1000 if edge is not None and edge.value[0] == "start" else 5
    file, size = (next((one.text for one in c.toks if one.has(tag)), "") for tag in ("fmt:", "bytes"))
    kept = scene.pick(f"keep only the first {told:g} seconds", f"只保留前{told:g}秒")
    if not file:
        return kept
    limit = scene.pick(f" under {size}", f"{size}以内的") if size else ""
    return scene.pick(f"{kept} and make it a {file}{limit}", f"{kept}，做成{limit}{file}")
