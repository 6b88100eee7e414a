"""Frames for time itself: speed, backwards, a held frame, a loop."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.edits.model import Impossible, Which
from local_backend.language.clause import Clause, Scene, which_of

FREEZE_MS = 2000
FASTER, SLOWER = 150, 67
LITTLE_FASTER, LITTLE_SLOWER = 125, 80


def speed(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``2x``, ``half speed``, ``speed up clip 2 by 50%``, ``放慢一倍``."""
    up, down = c.has("v:speed", "faster", "半速"), c.has("v:slow", "slower")
    factor = c.see("x", "twice", "thrice", "halfx", "third", "quarter", "n:half") or c.see("normal", "pct", "num")
    if not (up or down or c.has("n:speed")):
        if (
            factor is None
            or not factor.has("x", "halfx", "twice", "quarter")
            or c.has("n:volume n:music n:size n:zoom v:zoom bigger v:loop v:duplicate n:logo n:photo")
        ):
            return None
        if not (factor.text.lower().endswith(("speed", "倍速", "x", "fast", "faster", "半速")) or c.word("speed")):
            return None
    if (
        c.has("n:zoom n:transition t: n:music v:fade n:pan n:title") and not c.has("v:speed", "v:slow", "n:speed")
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
        elif factor.has("third"):
            percent = 33
        elif factor.has("quarter"):
            percent = 25
        elif factor.has("pct"):
            amount = float(factor.value)
            absolute = (
                c.word("to", "at", "到", "至", "为")
                or factor.has("to")
                or any(one.text.lower().endswith(" to") for one in c.toks)
                or c.has("todur")
                or any(one.text.endswith(("到", "至", "为", "成")) for one in c.toks)
                or (not up and not down)
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
            percent = round(100 / amount if slowing and amount > 1 and not to else 100 * amount) if amount > 0 else 0
            if factor.has("num") and not factor.has("x") and not (0 < amount <= 20):
                return None
    elif up or down:
        slow_motion = any(
            one.has("v:slow")
            and ("mo" in one.text.lower() or "慢动作" in one.text or "慢镜" in one.text or "升格" in one.text)
            for one in c.toks
        )
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
        "n:length",
        "v:speed",
        "v:slow",
        "faster",
        "slower",
        "n:speed",
        "by",
        "to",
        "v:make",
        "v:change",
        "mag:little",
        "mag:much",
        "v:play",
        "x",
        "p:at",
        "in",
        "normal",
        "v:lengthen",
        "up",
        "down",
        "v:add",
        "v:show",
        "p:for",
    )
    which = which_of(c)
    if which is None:
        whole = c.has("n:video", "all", "n:film") or scene.composing
        pron = c.has("pron")
        if not whole and not pron and factor is None and c.last is None and len(_videos(scene)) > 1:
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
    return [m.Speed(which, percent, relative, language=language)]


def _videos(scene: Scene) -> list[object]:
    return [one for one in (scene.timeline.main.segments if scene.timeline.main else ()) if one.kind == "video"]


def backwards(c: Clause, scene: Scene) -> list[m.Edit] | None:
    tok = c.see("v:reverse")
    if tok is None or c.has("n:order", "n:photo") or c.word("倒序", "order"):
        return None
    off = c.negated("v:reverse") or bool(c.take("v:stop"))
    c.take_all("v:reverse v:play v:make v:change v:show v:want in v:add v:speed")
    which = which_of(c) or m.ALL
    c.take_all("n:video", "pron", "all", "n:clip", "n:film")
    return [m.Backwards(which, not off, language=scene.language)]


def freeze(c: Clause, scene: Scene) -> list[m.Edit] | None:
    if not c.has("v:freeze") or (c.has("n:silence") and not c.has("at")):
        return None
    if not any(
        word in one.text.lower()
        for one in c.toks
        if one.has("v:freeze")
        for word in ("freez", "still", "hold", "frozen", "pause", "格", "冻", "静", "住", "停")
    ):
        return None
    c.take_all(
        "v:freeze",
        "v:add",
        "v:make",
        "n:frame",
        "v:want",
        "v:show",
        "n:silence",
        "n:screen",
        "v:keep",
    )
    at = c.take("at", "clock")
    edge = c.take("edge")
    dur = c.take("for", "dur", "transform")
    length = int(dur.value) if dur else FREEZE_MS
    side = "end"
    if edge is not None:
        side, length = edge.value
    if c.take("at_start", "n:start", "first"):
        side = "start"
    tok = next(
        (one for _, one in c.free() if one.has("sel") and one.which is not None and not one.which.everything), None
    )
    which = which_of(c, nouns=()) if tok is not None else None
    c.take_all("at_end n:end last n:video n:clip pron all of on in n:frame p:for n:film")
    value = int(at.value) if at is not None else None
    return [m.Freeze(max(40, length), value, which, side, language=scene.language)]  # type: ignore[arg-type]


def loop(c: Clause, scene: Scene) -> list[m.Edit] | None:
    if not c.has("v:loop") or (c.has("n:gif") and not c.has("sel")):
        return None
    times = c.take("x", "twice", "thrice", "num")
    count = 0
    if times is not None:
        count = 2 if times.has("twice") else 3 if times.has("thrice") else round(float(times.value))
    dur = c.take("todur", "for", "dur", "before")
    c.take_all("v:loop", "v:make", "v:want", "v:add", "v:play")
    fill = dur is None and bool(
        c.word("fill", "填满", "until", "whole", "cover", "整个", "铺满", "end", "full")
        or c.has("fit:crop", "onward", "at_end", "n:end")
    )
    music = c.take("n:music", "n:voice")
    which = Which("music" if music.has("n:music") else "voice") if music else (which_of(c) or m.ALL)
    c.take_all(
        "fit: n:video pron all n:clip onward at_end n:end to p:before n:length n:music v:keep "
        "n:rest n:film v:stop n:audio"
    )
    if which == m.ALL and len(_videos(scene)) > 1:
        which = Which("main", (-1,))
    if fill and which.kind == "main" and dur is None and count == 0:
        sounds = [one.end_ms for track, one in scene.timeline.segments() if track.kind == "audio"]
        target = max(sounds, default=0)
        count, fill = (2, False) if target <= scene.timeline.duration_ms else (0, True)
        return [m.Loop(which, count, target if fill else 0, fill, language=scene.language)]
    if which.kind in ("music", "voice") and count == 0 and dur is None:
        fill = True
    return [
        m.Loop(which, count or (0 if dur or fill else 2), int(dur.value) if dur else 0, fill, language=scene.language)
    ]
