"""Frames for time itself: how fast, and backwards."""

from __future__ import annotations

import re

from local_backend.edits import model as m
from local_backend.edits.model import Impossible, Which
from local_backend.language.message.clause import Clause, Scene, which_of
from local_backend.language.order.rearranging import round_about
from local_backend.language.time.pacing import fitted, hurries, of_the_film, videos, whole_film
from local_backend.language.words.lexer import Tok

FASTER, SLOWER = 150, 67
LITTLE_FASTER, LITTLE_SLOWER = 125, 80


UNTOLD = "n:end n:start n:middle pl:center at_end at_start half:"
"""Parts of a video that nobody can tell the limits of."""


def _named(c: Clause) -> bool:
    """``speed: clip 1 = 80%``: how fast, and not by how much faster."""
    told = [one.text.lower() for one in c.toks if one.has("v:speed v:slow faster slower")]
    return all(word in ("", "speed") for word in told) and not c.said("up dir:up down")


def _apart(c: Clause, tok: Tok, message: str) -> bool:
    """``beach slower, 60%``, ``slow it down: 70%``: the speed itself, behind a sign."""
    at = c.toks.index(tok)
    between = message[c.toks[at - 1].end : tok.start] if at else ""
    return at > 0 and (c.toks[at - 1].has("comma") or any(sign in between for sign in ":：="))


def _complained(c: Clause) -> bool:
    """Whether "slow" says what is wrong: "the city part is so slow, 2x please"."""
    words = [one.text.lower() for one in c.toks]
    at = next((index for index, word in enumerate(words) if word == "slow"), 0)
    said = {"is", "are", "looks", "feels", "seems", "was", "so", "soo", "sooo", "too", "way", "super"} & set(words[:at])
    return at > 0 and bool(said) and not {"down", "motion"} & set(words)


def _slow_motion(tok: Tok) -> bool:
    words = tok.text.lower()
    return tok.has("v:slow") and any(word in words for word in ("mo", "慢动作", "慢镜", "升格"))


def speed(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``2x``, ``half speed``, ``speed up clip 2 by 50%``, ``放慢一倍``."""
    if (made := fitted(c, scene)) is not None:
        return made
    if c.has("n:length", "longer", "shorter") and not c.has("n:speed v:speed v:slow v:play faster slower 半速"):
        return None  # "twice as long"
    two = c.word("ramp", "ramping", "ramps", "变速曲线", "曲线变速") or sum(one.has("x") for _, one in c.free()) > 1
    if two and c.has("x") and c.has("sel n:video n:clip pron n:speed"):
        raise Impossible(
            scene.pick("A speed cannot change gradually here.", "速度不能逐渐变化。"),
            scene.pick("Split the clip, and give each part its own speed.", "可以把片段切开，每一段设一个速度。"),
        )
    undone = c.has("v:reset", "v:undo") or (
        c.has("v:remove", "neg", "v:stop") and c.has("v:slow", "v:speed") and not c.has("pct x")
    )
    if (
        undone
        and c.has("n:speed v:slow v:speed normal slower faster")
        and not c.has("n:title n:text n:music n:voice quote")
    ):
        return _as_before(c, scene)
    up, down = any(hurries(one) for _, one in c.free()) or c.has("半速"), c.has("v:slow", "slower")
    if c.has("n:speed") and c.has("down") and not c.has("v:slow slower"):
        up, down = False, True  # "decrease the speed by 20%"
    if _complained(c):
        up, down = True, False
    if up and down and c.has("n:speed"):
        up = any(one.has("v:speed faster") and not one.has("n:speed") for _, one in c.free())
    factor = c.see("x", "twice", "thrice", "halfx", "third", "quarter", "n:half") or c.see("normal", "pct", "num")
    if not (up or down or c.has("n:speed")):
        if (
            factor is None
            or not (
                factor.has("x", "halfx", "twice", "quarter", "normal", "thrice", "third")
                or (factor.has("pct") and c.said("v:reverse"))
            )
            or c.has("n:volume n:music n:size n:zoom v:zoom bigger v:loop v:duplicate n:logo n:photo")
        ):
            return None
        paced = factor.text.lower().endswith(
            ("speed", "倍速", "x", "fast", "faster", "半速", "pace", "time", "速", "速度")
        )
        paced = paced or (factor.has("pct") and c.said("v:reverse") and c.has("p:at"))
        ahead = c.toks[max(0, c.toks.index(factor) - 2) : c.toks.index(factor)]
        told = all(one.has("f sel twice thrice halfx x quarter third to dash") for one in c.toks) and c.has("sel")
        paced = paced or (told and bool(re.search(r"speed|faster|slow|倍速|速度|快放|慢放", scene.message, re.I)))
        paced = paced or (c.has("v:play") and any(one.has("p:at") for one in ahead))
        paced = paced or (factor.has("normal") and c.has("sel") and all(one.has("f sel normal") for one in c.toks))
        if not (paced or c.word("speed") or (not factor.has("normal") and c.has("normal"))):
            return None
    lettered = c.said("n:title n:text n:lowerthird n:subtitle worded")
    if (
        (lettered or c.has("n:zoom n:transition t: n:music v:fade n:pan"))
        and not (
            c.has("v:speed", "v:slow", "n:speed")
            or (c.has("faster slower") and c.has("pct x") and not c.has("n:zoom t:"))
        )
    ) or c.has("quote"):
        return None
    if c.has("v:freeze", "v:reverse") and not (c.has("v:slow") or factor):
        return None
    language = scene.language
    percent, relative = 0, False
    twice = factor is not None and factor.has("twice")
    if factor is not None:
        c.used.add(c.toks.index(factor))
        by = any(one.text.lower() == "by" for one in c.toks) or factor.text == "一倍"
        slowing = down and not up
        if factor.has("normal"):
            percent = 100
        elif twice or factor.text == "一倍":
            percent, relative = (50 if slowing else 200), False
        elif factor.has("thrice"):
            percent = 33 if slowing else 300
        elif factor.has("halfx", "n:half"):
            percent = 150 if up and by else 50
        elif factor.has("third", "quarter"):
            part = 33 if factor.has("third") else 25
            percent = 100 - part if by and slowing else 100 + part if by and up else part
        elif factor.has("pct"):
            amount = float(factor.value)
            absolute = (
                c.word("to", "at", "到", "至", "为")
                or factor.has("to")
                or any(one.text.lower().endswith(" to") for one in c.toks)
                or c.has("todur")
                or any(one.text.endswith(("到", "至", "为", "成")) for one in c.toks if one is not factor)
                or (not up and not down)
                or _named(c)
                or (_apart(c, factor, scene.message) and not (amount < 100 and c.has("faster")))
                or any(one.has("n:speed") for one in c.toks[c.toks.index(factor) + 1 : c.toks.index(factor) + 2])
                or (not by and any(_slow_motion(one) for one in c.toks))
            )
            percent = round(
                amount
                if absolute or (not by and amount >= 100 and not slowing)
                else 100 - amount
                if slowing
                else 100 + amount
            )
        else:
            amount = float(factor.value)
            to = any(one.text.endswith(("到", "至", "为", "成")) or one.text.lower() == "to" for one in c.toks)
            to = to or any(_slow_motion(one) for one in c.toks)
            percent = round(100 / amount if slowing and amount > 1 and not to else 100 * amount) if amount > 0 else 0
            if factor.has("num") and not factor.has("x") and not (0 < amount <= 20):
                return None
    elif up or down:
        slow_motion = any(_slow_motion(one) for one in c.toks)
        little = c.take("mag:little")
        much = c.take("mag:much")
        relative = True
        if up:
            percent = LITTLE_FASTER if little else 200 if much else FASTER
        else:
            percent = LITTLE_SLOWER if little else 50 if much or slow_motion else SLOWER
            relative = not slow_motion
    else:
        return None
    c.take_all(
        "n:length v:speed v:slow faster slower n:speed by to v:make v:change mag:little mag:much v:play "
        "p:at in normal v:lengthen up down v:add v:show p:for v:want"
    )
    if c.said("n:speed", "v:speed"):
        for index, one in list(c.free()):
            if one.text in ("提到", "提高到", "提升到", "调到", "拉到", "升到", "降到", "加到", "变到", "开到"):
                c.used.add(index)
    if percent == 100 and not relative:
        c.take_all("v:keep leave same v:move later v:reset v:undo earlier n:end")
        for index, one in list(c.free()):
            if one.text.lower() in ("restore", "restored", "return", "back", "恢复", "还原", "回到", "变回", "回"):
                c.used.add(index)
    heard = c.see("n:music", "n:voice")
    if heard is not None and not heard.has("sel") and not c.has("sel n:video") and not whole_film(c, with_sound=True):
        c.take_all("n:music n:voice n:background")
        return [m.Speed(Which("music" if heard.has("n:music") else "voice"), percent, relative, language=language)]
    which = which_of(c)
    if which in (None, m.ALL) and c.has(UNTOLD):
        return None  # a part of the video that nobody can tell
    if which is None:
        whole = c.has("n:video", "all", "n:film") or scene.composing
        pron = c.has("pron")
        if not whole and not pron and factor is None and c.last is None and len(videos(scene)) > 1:
            which = m.ALL
        which = which or m.ALL
    c.take_all("n:video", "pron", "all", "n:film", "n:clip")
    if percent <= 0:
        raise Impossible(
            scene.pick("A speed of 0 would be a still picture.", "速度为 0 就是静止画面了。"),
            scene.pick('Say "freeze the frame at 5 s for 2 seconds".', "可以说“在第5秒定格2秒”。"),
        )
    if which.kind == "photo":
        which = Which("main", which.numbers, which.names)
    now = m.Speed(which, percent, relative, language=language)
    return of_the_film(c, scene, now) if which == m.ALL and not scene.composing else [now]


def _as_before(c: Clause, scene: Scene) -> list[m.Edit]:
    """``reset the speed of clip 1``, ``undo the slow motion``: as it was filmed."""
    c.take_all("v:reset v:undo v:remove neg n:speed v:slow v:speed normal slower faster to v:make v:change n:zoom")
    which = which_of(c) or m.ALL
    c.take_all("n:video pron all n:film n:clip")
    return [m.Speed(which, 100, language=scene.language)]


def backwards(c: Clause, scene: Scene) -> list[m.Edit] | None:
    tok = c.see("v:reverse")
    if tok is None or c.has("n:order n:photo n:audio n:music n:voice n:title n:text") or c.word("倒序", "order"):
        return None
    if round_about(c, scene) or (tok.text.startswith("正") and c.word("再", "一遍", "一次")):
        return None  # "beach倒着播，播完再正着播一遍"
    forwards = any(word in tok.text.lower() for word in ("unrev", "un-rev", "forward", "正"))
    off = c.negated("v:reverse") or c.gone("normal") or forwards
    c.take_all("v:reverse v:play v:make v:change v:show v:want in v:add v:speed")
    for index, one in list(c.free()):
        if one.text in ("一遍", "一次", "一下", "遍"):
            c.used.add(index)
    which = which_of(c) or m.ALL
    if which == m.ALL and c.has(UNTOLD):
        return None
    c.take_all("n:video", "pron", "all", "n:clip", "n:film")
    return [m.Backwards(which, not off, language=scene.language)]
