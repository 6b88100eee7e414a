"""What only says why, or says an amount a second time: passed over, so that it is not taken for a wish of its own.

"quiet underneath so the voice stays clear (around 20%)" is about the music; "6 seconds from the middle (4s-10.5s)" is
one part of a clip; "the photos look small with the blurry bars" complains of what is there.
"""

from __future__ import annotations

import re

from local_backend.language.message.described import meant_for
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import JOINTS, closing, opening
from local_backend.language.words.vocabulary import HARD, SOFT

WHY = (
    "so",
    "so that",
    "so as",
    "such that",
    "to",
    "in order to",
    "letting",
    "while",
    "这样",
    "以便",
    "好让",
    "免得",
    "让",
    "使",
)
HEARD = re.compile(
    r"\b(?:clear|clearly|clean|audible|intelligible|understandable|understood|understand|heard|hear|stands? out|on top|"
    r"come[s]? through|cuts? through|shines?|dominant|prominent|in front|easy to (?:hear|follow)|in focus|"
    r"the focus|comes? first)\b|清楚|清晰|听清|听得清|听得见|听得到|突出|盖住|盖过", re.I)  # fmt: skip
BELOW = ("underneath", "under", "beneath", "below", "in the back", "behind", "底下", "下面", "下边")
SPOKEN = ("n:voice", "n:audio")
PACE = ("faster", "shorter", "slower", "longer", "quicker", "snappier")
THERE = re.compile(
    r"\b(?:look|looks|looking|are|is|have|has|got|there(?:'s| is| are)|hate|hates|dislike|don't like|do not like|see|"
    r"annoying|ugly|distracting|instead of|rather than|because of)\b|"
    r"难看|不喜欢|讨厌|不好看|太丑|有", re.I)  # fmt: skip
ASKED = re.compile(r"\b(?:make|add|use|put|want|keep|fill|set|give|apply|need|show|please|can you|could you|would like|"
                   r"should|with blurred)\b|改成|换成|加|用|要|填|设|请", re.I)  # fmt: skip
SOURCE = ("source", "src", "in the source", "from the source", "source time", "source range", "of the source",
          "in-file", "original", "素材", "原片", "源", "源文件", "原视频")  # fmt: skip


def purposed(toks: list[Tok], message: str) -> list[Tok]:
    """The tokens with every such turn of phrase emptied."""
    meant_for(toks)
    _why(toks)
    _uncovered(toks)
    _drowned(toks, message)
    _twice(toks)
    _complained(toks, message)
    for index, tok in enumerate(toks):
        after = toks[index + 1] if index + 1 < len(toks) else None
        if (
            tok.text == "也"
            and index
            and toks[index - 1].has("n:audio n:music n:voice")
            and (index == 1 or toks[index - 2].has("comma", HARD, SOFT))
        ):
            tok.tags = {"f"}  # 声音也淡出
        if tok.text.lower() in SOURCE and after is not None and (after.has("range") or after.text in (":", "：")):
            tok.tags = {"f"}
        lasts = any(one.has("dur", "todur") for one in toks[:index])
        half = tok.has("halfx", "n:half") and not tok.has("sel") and lasts
        if half and after is not None and after.has("each") and not after.has("sel"):
            tok.tags, after.tags = {"f"}, {"f"}  # a 12-second clip of two, about half each
        if tok.text.lower() == "by half" and after is not None and after.has("dur"):
            tok.tags, after.tags, after.value = {"f"}, {"bydur"}, int(after.value) // 2
        cuts = after is not None and after.text.lower() in ("cuts", "cut", "cutting", "pacing", "pace", "节奏", "切换")
        told = any(one.has("dur") for one in toks[index + 2 : index + 5])
        if tok.has(*PACE) and cuts and after is not None and told:
            tok.tags, after.tags = {"f"}, {"f"}  # quicker cuts: 3 seconds each
    return _zoomed(toks)


def _why(toks: list[Tok]) -> None:
    """``… so the voice stays clear``: why the music is to be quiet."""
    for index, tok in enumerate(toks):
        if tok.text.lower() not in WHY:
            continue
        before = opening(toks, index, HARD)
        if not any(one.has("n:music quieter louder m: up down n:background v:fade") for one in toks[before:index]):
            continue
        end = index + 1
        while end < len(toks) and not toks[end].has(HARD, "comma") and toks[end].text not in ("(", "（", "-", "–", "—"):
            if toks[end].has("pct db") or toks[end].has("and"):
                break
            end += 1
        told = toks[index + 1 : end]
        words = " ".join(one.text for one in told)
        voiced = any(one.has("n:voice") for one in toks[before:index])
        music = (
            voiced
            and not any(one.has("n:music") for one in toks[before:index])
            and any(one.has("n:music") for one in told)
        )  # "make the voice louder so it stands out over the music"
        if (music or any(one.has(*SPOKEN) for one in told)) and HEARD.search(words):
            for one in toks[index:end]:
                one.tags, one.which, one.names = {"f"}, None, ()
    for index, tok in enumerate(toks):
        if tok.text.lower() in BELOW and tok.has("pl:"):
            near = toks[opening(toks, index, HARD) : index + 6]
            sound = any(one.has("n:music m: quieter louder n:volume") for one in near)
            if sound and not any(one.has("n:title n:text n:caption n:logo n:lowerthird quote") for one in near):
                tok.tags = {"f"}


COVERS = re.compile(
    r"(?:cover|block|hid(?:e|ing)\b|obscur|overlap|clash|crowd|get in the way)\w*|(?:挡|遮|压|盖)[住着到了上]?", re.I
)


def _uncovered(toks: list[Tok]) -> None:
    """``move the title up so it doesn't cover her face``, ``别挡住字``: what a place is chosen for."""
    for index, tok in enumerate(toks):
        said = next((at for at in range(index, min(index + 3, len(toks))) if COVERS.fullmatch(toks[at].text)), None)
        first, last = opening(toks, index, *JOINTS), closing(toks, index, *JOINTS)
        if not (tok.has("neg") or tok.text in ("免得", "以免", "避免")) or said is None or said >= last:
            continue
        rest = [*toks[:index], *toks[last:]]
        if not any(one.has("pl:", "v:move", "smaller", "dir:up", "dir:down") for one in rest):
            continue
        if any(one.has("quote", "dur", "pct", "range", "at", "file") for one in toks[index:last]):
            continue
        begin = index
        while begin > first and (toks[begin - 1].has("pron") or toks[begin - 1].text.lower() in (*WHY, "and", "that")):
            begin -= 1
        if begin > first and all(one.has("f", "n:title n:text n:caption n:logo") for one in toks[first:begin]):
            last = min(last + 1, len(toks))  # "the title must not cover the faces, move it to the top"
        for one in toks[begin:last]:
            one.tags, one.which, one.names = {"f"}, None, ()


DROWNED = re.compile(
    r"\b(?:drown(?:s|ing)?|cover(?:s|ing)?|overpower(?:s|ing)?|overwhelm(?:s|ing)?|mask(?:s|ing)?|compete(?:s|ing)?|"
    r"fight(?:s|ing)?|bury|buries|clash(?:es|ing)?)\b|盖住|盖过|压住|压过|抢", re.I)  # fmt: skip


def _drowned(toks: list[Tok], raw: str) -> None:
    """``so it doesn't drown the voice``, ``15% under the voiceover``: what the level of the music is for."""
    for index, tok in enumerate(toks):
        if not tok.has(*SPOKEN):
            continue
        first, last = index, index + 1
        while first and not toks[first - 1].has(HARD, "comma") and toks[first - 1].text not in ("(", "（"):
            first -= 1
        while last < len(toks) and not toks[last].has(HARD, "comma") and toks[last].text not in ("(", "（"):
            last += 1
        around = toks[opening(toks, index, HARD) : min(len(toks), index + 14)]
        told = raw[toks[first].start : tok.end]
        said = DROWNED.search(told)
        if said and any(one.has("pct db") for one in around) and any(one.has("n:music m:") for one in around):
            starts = [at for at in range(first, index + 1) if toks[at].text.lower() in (*WHY, "without", "and", "it")
                      or toks[at].has("neg", "pron")]  # fmt: skip
            begin = next((at for at in starts if not any(one.has("n:music pct db") for one in toks[at:index])), None)
            if begin is not None:
                for one in toks[begin : index + 1]:
                    one.tags, one.which, one.names = {"f"}, None, ()
            continue
        under = next((at for at in range(max(first, index - 3), index) if toks[at].text.lower() in BELOW), None)
        levelled = any(one.has("pct db") for one in toks[first:last]) and any(
            one.has("n:music m:") for one in toks[first:last]
        )
        if under is not None and levelled and not any(one.has("v:add n:ducking") for one in toks[first:last]):
            for one in toks[under : index + 1]:
                one.tags, one.which, one.names = {"f"}, None, ()


def _twice(toks: list[Tok]) -> None:
    """``about 6 seconds from the middle (4s-10.5s)``: the range says the same more exactly."""
    for index, tok in enumerate(toks):
        if not tok.has("range") or not index or toks[index - 1].text not in ("(", "（", ":", "：", "=", "—", "–", "-"):
            continue
        start, end = tok.value
        for back in range(index - 2, max(-1, index - 9), -1):
            one = toks[back]
            if one.has(HARD, "name", "sel", "range"):
                break
            if one.has("dur", "for") and not one.has("sel") and abs(int(one.value) - (end - start)) <= 1000:
                for two in toks[back:index]:
                    two.tags = {"f"}
                break


def _complained(toks: list[Tok], message: str) -> None:
    """``the photos look small with the blurry bars``: how they fit now, and no wish for it."""
    for index, tok in enumerate(toks):
        sides = (
            tok.has("n:blur")
            and index + 1 < len(toks)
            and any(one.text[:1] in ("边", "框") or one.has("n:edge") for one in toks[index + 1 : index + 4])
        )
        if not (tok.has("fit:blur", "fit:bar") or sides) or tok.has("sel", "v:"):
            continue
        first, last = opening(toks, index, *JOINTS), closing(toks, index + 1, *JOINTS)
        told = message[toks[first].start : toks[index].end]
        if re.search(r"(?:两边|两侧|上下|左右|旁边|四周)[^，。]{0,3}(?:都是|全是|都有|有|是)", told):
            for one in toks[first:last]:
                one.tags = one.tags if one.has("sel") else {"f"}
            continue
        definite = re.search(r"\b(?:the|these|those|that|this|such|all the)\s+(?:\w+\s)?$", message[: tok.start], re.I)
        if (
            not definite
            or not THERE.search(told)
            or ASKED.search(told)
            or any(one.has("v:remove", "neg") and not one.has("v:dislike") for one in toks[first:index])
        ):
            continue
        for one in toks[first:last]:
            if not one.has("sel"):
                one.tags = {"f"}


def _zoomed(toks: list[Tok]) -> list[Tok]:
    """``a slow zoom from 100% to 115%``: a motion, and how far it goes."""
    for index, tok in enumerate(toks):
        if not tok.has("pct") or index < 2 or "%" not in tok.text:
            continue
        from_ = next((one for one in reversed(toks[max(0, index - 3) : index]) if one.text.endswith("%")), None)
        if from_ is None or toks[index - 1].has(HARD, "comma"):
            continue
        first = opening(toks, index, HARD)
        near = toks[first : index + 5]
        zoom = next((one for one in near if one.has("n:zoom") or one.has("bigger", "smaller")), None)
        low, high = float(str(from_.text).rstrip("%").strip() or 0), float(tok.value)
        if zoom is None or not 50 <= low <= 300 or not 50 <= high <= 300 or low == high:
            continue
        from_.tags = {"f"}
        tok.tags, tok.value = {"zoomspan"}, round((high - low) * 100 / min(low, high))
        zoom.tags = {"n:zoom", "gradual", "dir:in" if high > low else "dir:out"}
    return toks
