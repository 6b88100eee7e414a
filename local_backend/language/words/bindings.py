"""Small words bound to what they belong to: a length to its transition, "off" to what goes."""

from __future__ import annotations

import re
from itertools import pairwise

from local_backend.edits.model import Which
from local_backend.language.words.drawing import skip
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing, opening, piece
from local_backend.language.words.vocabulary import HARD

AGAIN = re.compile(r"[，,、]?(?:前面|之前|前边|前头|以前)的?(?:部分|内容)?[都全]*(?:不要了?|删掉|去掉|剪掉|删除)")
LEVELS = (
    "n:volume n:opacity n:brightness n:contrast n:saturation n:temperature n:vignette n:sharpen n:denoise n:blur "
    "brighter darker warmer colder vivid punchy louder quieter"
)
HEARD = "n:music n:voice n:audio"
RATED = f"{LEVELS} {HEARD} n:zoom n:speed"
SWITCHED = (
    "n:transition n:music n:audio n:voice n:zoom n:vignette n:sharpen n:denoise n:blur n:stabilise n:grayscale n:sepia "
    "n:vintage n:filmic n:title n:text n:caption n:subtitle n:lowerthird n:logo n:overlay n:pip n:ducking n:loudness "
    "n:fade n:flip n:rotate n:crop n:plate n:temperature bold v:mute v:reverse v:slow"
)
CUTS = "n:zoom n:crop"
TURNS = ("turn", "take", "switch", "shut", "put", "set", "change", "turned", "switched", "taken")
COMPOUNDS = {
    ("noise", "reduction"): "n:denoise", ("noise", "removal"): "n:denoise", ("noise", "suppression"): "n:denoise",
    ("淡出去", "掉"): "v:remove", ("淡进去", "掉"): "v:remove",
    ("color", "temperature"): "n:temperature", ("colour", "temperature"): "n:temperature",
}  # fmt: skip
RESETS = (
    "n:brightness n:contrast n:saturation n:temperature n:vignette n:sharpen n:denoise n:blur n:rotate n:opacity "
    "n:loudness n:volume n:stabilise n:grayscale n:sepia n:vintage n:filmic n:zoom n:size n:color n:font"
)
"""what goes back to how it was"""
BACK = ("bring", "return", "go back", "to", "back", "again", "of", "its", "回", "到", "成", "的")
TURNED = ("turn it", "turn them", "turn this", "turn that", "turn everything", "turn all")
BECOMES = "n:grayscale n:sepia n:vintage n:filmic r: c: bold brighter darker warmer colder"
LOWERS = ("压低", "调降", "压下")
SCALED = "n:zoom n:speed"
UNMUTES = ("取消", "解除", "不要")
STATES = "c: ratio r: normal pct num bold regular n:grayscale fit:"
"""what something can go back to"""
RESTORES = ("restore", "restored", "revert", "恢复", "归零", "复位", "清零")
REFUSED = ("不要", "别要", "不需要", "不用", "不想要", "别", "免")


def bound(toks: list[Tok]) -> list[Tok]:
    """A length that stands right before or behind a transition belongs to it: "crossfade 1s", "1秒的转场"."""
    for index, tok in enumerate(toks):
        if not tok.has("dur") or tok.has("clock"):
            continue
        after = skip(toks, index + 1)
        joins = after < len(toks) and _joining(toks[after])
        behind = (
            index > 0
            and _joining(_before(toks, index))
            and (after >= len(toks) or toks[after].has("sep:", "p:for", "v:"))
        )
        if joins or behind:
            tok.tags = (tok.tags - {"dur"}) | {"tdur"}
    for index, tok in enumerate(toks):
        if not index or not tok.has("sep:hard") or tok.text.lower() not in ("after that", "afterwards"):
            continue
        if toks[index - 1].has("n:clip", "n:rest") or toks[index - 1].text.lower() in ("everything", "what", "all"):
            tok.tags = {"p:after"}  # the part after that, not "and then"
    for index, tok in enumerate(toks[:-1]):
        if tok.text.lower() == "cut it" and not toks[index + 1].has("sep:"):
            into = toks[index + 1].text.lower() in ("into", "in", "in half", "in two") or toks[index + 1].has("halfx")
            tok.tags = {"v:split" if into else "v:cut"}
    for index, tok in enumerate(toks):
        if tok.has("since") and index + 1 < len(toks) and toks[index + 1].has("comma"):
            _echoed(toks[index + 1 : index + 7])
    for index, tok in enumerate(toks):
        if tok.text in REFUSED and index and (index + 1 >= len(toks) or toks[index + 1].has("sep:")):
            tok.tags = {"v:remove"}  # 标题不要
    _compounds(toks)
    _told_so(toks)
    _stepped(toks)
    _heard_again(toks)
    for index, tok in enumerate(toks):
        last = index + 1 >= len(toks) or toks[index + 1].has("sep:")
        if tok.text.lower() == "off" and index and toks[index - 1].has(SWITCHED):
            first = opening(toks, index, "sep:")
            turn = next((one for one in toks[first:index] if one.text.lower().split(" ")[0] in TURNS), None)
            taken = turn is not None and not toks[index - 1].has(CUTS)
            if last and turn is not None:
                turn.tags = {"f"}
            plain = not any(one.has("v:") for one in toks[first:index]) and not toks[index - 1].has(f"{CUTS} {HEARD}")
            if last or taken or plain:
                tok.tags = {"v:remove"}
        elif index and tok.text.lower() == "undo the" and not last and toks[index + 1].has(SWITCHED):
            tok.tags = {"v:remove"}
        ahead = next((one for one in toks[index + 1 :] if not one.has("f") or one.has("n:")), None)
        if tok.has("n:rotate") and tok.text.lower() in TURNED and ahead is not None and ahead.has(BECOMES):
            tok.tags = {"v:change", "pron"}  # turn it black and white
        halved = tok.text.lower() == "two" and index and toks[index - 1].text.lower() in ("in", "into")
        if halved and any(one.has("at") for one in toks[index + 1 : index + 3]):
            tok.tags = {"f"}  # cut it in two at 0:05
    _restored(toks)
    return toks


def _stepped(toks: list[Tok]) -> None:
    """``音乐加20%``, ``再减20``, ``a bit more music``: so much more or less of what is there."""
    for index, tok in enumerate(toks):
        first, last = piece(toks, index, "sep:hard", "comma")
        before, ahead = toks[first:index], toks[index + 1 : last]
        noun = any(one.has(LEVELS, HEARD) and not one.has("v:") for one in before)
        if tok.text in ("加", "增加", "再加", "往上加") and noun and ahead and ahead[0].has("pct num mag:little"):
            tok.tags = {"up"}
        look = noun and any(one.has(RESETS) for one in before)
        word = tok.text.lower()
        if look and (word in LOWERS or (word in ("plus", "minus") and ahead and ahead[0].has("num pct"))):
            tok.tags = {"up"} if word == "plus" else {"down"}
        elif look and word in ("level", "值", "往下", "往上", "向下", "向上"):
            tok.tags = {"f"}
        elif (tok.has("v:cut") or word in ("dial", "dial it")) and any(one.has("by") for one in ahead):
            graded = next((one for one in ahead if not one.has("f")), None)
            if graded is not None and graded.has(RESETS) and not graded.has("n:size n:zoom n:font"):
                tok.tags = {"down"}
        elif tok.text == "再" and len(ahead) > 1 and ahead[0].has("up down v:add") and ahead[1].has("pct num"):
            tok.tags = {"f"}
        elif tok.text.lower() == "a bit more" and any(one.has(LEVELS, HEARD) for one in ahead[:1]):
            tok.tags = {"mag:little", "up"}


def _heard_again(toks: list[Tok]) -> None:
    """``turn the music back on``, ``take the mute off``, ``取消音乐的静音``: no longer mute."""
    for index, tok in enumerate(toks):
        word = tok.text.lower()
        first, last = piece(toks, index)
        near = toks[first:last]
        sounds = any(one.has(HEARD) for one in near)
        ahead = toks[index + 1].text.lower() if index + 1 < last else ""
        forwards = word in ("forward", "forwards") and any(one.has("v:play") for one in near)
        if forwards and not any(one.has("num p:at dur") for one in near):
            tok.tags = {"v:reverse"}
        on = (word, ahead) in (("back", "on"), ("on", "again"), ("打", "开"))
        if sounds and on and not any(one.has("after since at range") for one in near):
            tok.tags, toks[index + 1].tags = {"v:unmute"}, {"f"}
            for one in near:
                if one.text.lower() in TURNS:
                    one.tags = {"f"}
        elif tok.has("v:mute") and word in ("mute", "muting", "静音") and not any(one.has("n:silence") for one in near):
            named = sounds or any(one.has("sel") for one in near)
            off = any(one.text.lower() == "off" for one in near)
            gone = [one for one in near if one.has("v:remove") or (off and one.has("v:take"))]
            gone = [one for one in gone if one.text.isascii()] or [one for one in near if one.text in UNMUTES]
            gone = [one for one in gone if one is not tok and not one.has("sel")]
            if gone and (named or any(one.text in UNMUTES[:2] for one in gone)):
                tok.tags = {"v:unmute"}
                for one in gone:
                    one.tags = {"f"}


SEEN = ("prominent", "noticeable", "visible", "obtrusive", "distracting", "intrusive", "dominant")
LYING = "n:title n:subtitle n:lowerthird n:caption n:text n:logo"


def _told_so(toks: list[Tok]) -> None:
    """``less prominent (opacity 30%)``, ``rotation back to 0°``, ``the title stays at 3 seconds``, ``最后这一段``."""
    for at, (tok, after) in enumerate(pairwise(toks)):
        before, rest = toks[opening(toks, at, HARD) : at], toks[at + 1 : closing(toks, at + 1, HARD)]
        lasts = any(one.has(LYING) for one in before) and tok.text.lower() in ("stays", "remains", "stay", "remain")
        if tok.text.lower() in ("less", "more") and after.text.lower() in SEEN:
            if any(one.has("n:opacity", "n:size") for one in rest) and any(one.has("pct") for one in rest):
                tok.tags, after.tags = {"f"}, {"f"}
        elif tok.text.lower() == "back" and after.has("to") and any(one.has("deg", "pct", "x") for one in rest[1:2]):
            tok.tags = {"f"}
        elif lasts and after.has("at") and after.text.lower().startswith("at "):
            after.tags = {"for"}
        elif tok.text == "最后" and after.text in ("这一段", "这段", "那一段", "那段", "这个片段"):
            if any(one.has("v:duplicate", "v:add", "v:move") for one in toks[:at]):
                tok.tags = {"f"}
            else:
                tok.tags, after.tags, after.which = {"f"}, {"sel", "n:clip"}, Which("main", (-1,))


def _compounds(toks: list[Tok]) -> None:
    """``remove the noise reduction``, ``more color temperature``: words that took the first half of a noun."""
    for tok, after in pairwise(toks):
        words = tok.text.lower().split()
        tag = COMPOUNDS.get((words[-1] if words else "", after.text.lower()))
        if tag is None:
            continue
        after.tags = {tag}
        if tag == "v:remove":
            tok.text = tok.text[:2]  # 淡出去掉
            continue
        less = words[0] in ("less", "reduce", "lower", "decrease")
        gone = words[0] in ("remove", "kill", "no", "without", "drop", "lose")
        more = words[0] in ("more", "increase", "add", "boost")
        tok.tags = {"v:remove"} if gone else {"down"} if less else {"up"} if more else {"f"}


def _restored(toks: list[Tok]) -> None:
    """``reset the contrast``, ``back to normal``, ``还原色温``, ``归零``: as it is when nobody has changed it."""
    for index, tok in enumerate(toks[:-1]):
        ahead = toks[index + 1 : index + 3]
        back = tok.text.lower() == "back" and ahead[0].has("to") and len(ahead) > 1 and ahead[1].has(STATES)
        back = back or (tok.text in ("恢复", "回", "恢复成", "变回", "改回") and any(one.has(STATES) for one in ahead))
        if back:
            tok.tags = {"f", "to"} if tok.text == "回" else {"v:change", "f"}
    for index, tok in enumerate(toks):
        if not tok.has(RESETS) or tok.has("sel"):
            continue
        first, last = piece(toks, index, "sep:hard", "comma")
        near = toks[first:last]
        if any(one.has("num pct db lufs") and float(one.value) for one in near if not one.has("sel")):
            continue
        at = next((at for at in range(first, last) if _resets(toks, at)), -1)
        if at < 0:
            continue
        for one in toks[first:last]:
            again = one.has("normal", "v:reset") or one.text.lower() in (*BACK, *TURNS)
            if one is not toks[at] and again and not one.has(RESETS):
                one.tags = {"f"}
        toks[at].tags = {"normal"}


def _resets(toks: list[Tok], at: int) -> bool:
    tok, word = toks[at], toks[at].text.lower()
    if word == "zero" and (at == 0 or toks[at - 1].has("sep:")):
        return True
    if tok.has("v:reset") or word in RESTORES or (tok.has("v:undo") and not tok.text.isascii() and word[0] in "还恢"):
        return not tok.has("sel")
    return tok.has("normal") and not tok.has("n:speed")


def _echoed(toks: list[Tok]) -> None:
    """From 10 s on, what is before that goes, says one thing twice: the second time is passed over."""
    told = "".join(one.text for one in toks)
    again = AGAIN.match(told)
    for one in toks:
        if again and len(one.text) <= again.end() and told.find(one.text) < again.end():
            one.tags = {"f"}


def _before(toks: list[Tok], at: int) -> Tok:
    """The token before, past an "of": "fades of one second"."""
    return toks[at - 2] if at > 1 and toks[at - 1].text.lower() == "of" else toks[at - 1]


def _joining(tok: Tok) -> bool:
    return tok.has("n:transition") or (
        tok.has("t:") and not tok.has("n:zoom", "n:fade", "v:fade", "n:blur", "v:", "fit:")
    )
