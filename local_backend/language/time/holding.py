"""Frames for a frame that is held and for a clip that is played again."""

from __future__ import annotations

import re
from dataclasses import replace

from local_backend.edits import model as m
from local_backend.edits.model import Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene, which_of
from local_backend.language.model import Ask
from local_backend.language.time.pacing import videos

FREEZE_MS = 2000


def freeze(c: Clause, scene: Scene) -> list[m.Edit] | None:
    if c.word("静止", "保持静止") and c.said("n:photo") and not c.has("dur for at"):
        return None  # a photo that does not move
    staying = c.has("n:frame") and c.has("first last n:end n:start") and c.has("for p:for")
    halted = (
        any(one.has("for") and one.text.startswith("停") for one in c.toks) and c.has("at") and not c.has("n: quote")
    )
    staying = staying or halted
    if (
        not (c.has("v:freeze") or staying)
        or (
            c.has("n:silence")
            and not (c.has("at n:frame") or (c.has("at_end at_start") and not c.has("v:remove v:cut")))
        )
        or c.has("n:logo n:title n:text n:music n:voice")
    ):
        return None
    if not staying and not any(
        word in one.text.lower()
        for one in c.toks
        if one.has("v:freeze")
        for word in (
            "freez",
            "still",
            "hold",
            "frozen",
            "pause",
            "linger",
            "stay",
            "rest",
            "dead",
            "格",
            "冻",
            "静",
            "住",
            "停",
            "留",
        )
    ):
        return None
    first = c.has("first")
    side = "start" if c.has("at_start n:start first") and not c.has("last at_end") else "end"
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
        "v:lengthen longer",
    )
    at = c.take("at", "clock")
    others = c.take_all("at") if at is not None else []
    edge = c.take("edge")
    dur = c.take("for", "dur", "transform", "bydur")
    length = int(dur.value) if dur else FREEZE_MS
    until = c.take("before", "todur") if dur is None and at is None else None
    if until is not None and int(until.value) > scene.timeline.duration_ms and not c.has("sel first"):
        length = int(until.value) - scene.timeline.duration_ms  # "hold the final frame until 0:35"
    if edge is not None:
        side, length = edge.value
    c.take_all("at_start n:start first n:endcard up longer also")
    tok = next(
        (one for _, one in c.free() if one.has("sel") and one.which is not None and not one.which.everything), None
    )
    which = which_of(c, nouns=()) if tok is not None else None
    if which is None and at is None and c.last is not None and c.last.kind == "main" and not c.last.everything:
        which = c.last if c.take("pron") else None  # "reverse clip 2, then freeze its last frame"
        one = len(c.last.numbers + c.last.names) == 1 and not c.hard and side == "start" and edge is None
        if which is None and one and first and not c.said("n:video", "n:film", "n:start", "at_start", "all"):
            which = c.last  # "reverse clip 2 and hold the first frame"
    c.take_all("at_end n:end last n:video n:clip pron all of on in n:frame p:for n:film")
    if until is not None or (dur is not None and dur.has("bydur")):
        c.take_all("up n:length by with")  # "increase the length to 35 seconds by freezing the last frame"
    value = int(at.value) if at is not None else None
    every = which is None or which.everything
    if at is None and every and c.said("each") and scene.timeline.main is not None and not c.said("n:film"):
        c.take_all("each all sel")
        clips = [Which("main", ids=(one.id,)) for one in scene.timeline.main.segments]
        return [m.Freeze(max(40, length), None, one, side, language=scene.language) for one in clips]  # type: ignore[arg-type]
    own = [int(one.value) for one in c.toks if one.has("for", "transform")]
    if others and len(own) == len(others) + 1:  # "freeze at 3 s for 1 s, at 15 s for 2"
        c.take_all("for and comma each all")
        starts = [int(one.value) for one in c.toks if one.has("at")]
        pairs = sorted(zip(starts, own, strict=True), reverse=True)
        return [m.Freeze(max(40, lasts), time, which, side, language=scene.language) for time, lasts in pairs]  # type: ignore[arg-type]
    if others:
        c.take_all("and comma each all")
        times = sorted({int(one.value) for one in (*others, at) if one is not None}, reverse=True)
        return [m.Freeze(max(40, length), time, which, side, language=scene.language) for time in times]  # type: ignore[arg-type]
    return [m.Freeze(max(40, length), value, which, side, language=scene.language)]  # type: ignore[arg-type]


def boomerang(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``beach forwards then backwards``, ``把city做成回旋镖``: once as it is, and behind that once from its end."""
    if c.word("back and forth") and c.has("v:loop v:play v:reverse") and (turned := c.index("other")) is not None:
        c.toks[turned] = replace(c.toks[turned], tags={"v:boomerang"})
    if not c.has("v:boomerang") or scene.empty or c.has("neg v:remove quote range edge at"):
        return None
    if c.last is not None and c.word("like") and all(one.has("f v:boomerang") for one in c.toks):
        c.take_all("v:boomerang")
        return []  # "…, like a boomerang"
    c.take_all("v:boomerang v:make v:change v:play v:add v:want v:loop v:reverse n:clip p:after in to with onward")
    named = which_of(c, nouns=())
    clips = find(scene.timeline, named, scene.language) if named is not None else videos(scene)
    if len(clips) != 1:
        raise Ask(scene.pick("Which clip shall play forwards and then backwards?", "哪个片段要正放再倒放？"))
    c.take_all("n:video pron all")
    this = Which("main", ids=(clips[0].id,))
    copy = Which(at_ms=clips[0].end_ms + clips[0].duration_ms // 2)
    return [m.Duplicate(this, language=scene.language), m.Backwards(copy, language=scene.language)]


def loop(c: Clause, scene: Scene) -> list[m.Edit] | None:
    if not c.has("v:loop") or (c.has("n:gif") and not c.has("sel")):
        return None
    if c.has("v:remove v:stop v:reset v:undo neg") and not c.has("n:music n:voice n:sound dur at todur x"):
        raise Ask(
            scene.pick(
                'Which clip should be cut back, and to how long? If the loop was the last change, say "undo".',
                "哪一段要剪回去，剪到多长？如果循环是上一步，请说“撤销”。",
            )
        )
    if c.word("in a row", "back to back") and c.has("twice", "thrice", "x"):
        return None  # "the beach twice in a row": once more behind it
    if c.word("back to back") and not c.has("sel x twice thrice num dur for todur"):
        c.take_all("v:loop v:make v:play n:clip n:video pron all")
        return []  # one after the other, as they are anyway
    ends = any(one.has("at_end", "at_start") and not one.text.lower().startswith(("to", "到")) for _, one in c.free())
    if ends and c.has("sel") and not c.has("x", "twice", "thrice", "num", "dur", "for", "todur", "before"):
        return None  # "repeat the city clip at the end"
    times = c.take("x", "twice", "thrice", "num")
    count = 0
    if times is not None:
        count = 2 if times.has("twice") else 3 if times.has("thrice") else round(float(times.value))
        count += 1 if c.word("more", "extra", "additional", "further", "再", "再次", "多") else 0
    dur = c.take("todur", "for", "dur", "before")
    every = ("整片", "全片", "整个", "整个视频", "整条视频", "全部", "整段视频", "whole", "entire")
    whole = c.has("all") or c.word(*every)
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
    total = scene.timeline.duration_ms
    if which == m.ALL and len(videos(scene)) > 1 and dur is not None and int(dur.value) > total and not scene.composing:
        again = m.Duplicate(m.ALL, -(-int(dur.value) // total) - 1, language=scene.language)
        cut = m.CutOut(int(dur.value), None, language=scene.language)
        return [again, cut] if int(dur.value) % total else [again]  # "make it one minute by looping"
    if which == m.ALL and len(videos(scene)) > 1:
        if whole and not fill and dur is None:
            return [m.Duplicate(m.ALL, max(1, count - 1), language=scene.language)]
        if not (fill or count or dur or scene.composing or re.search(r"\d", scene.message)):
            raise Ask(
                scene.pick("How often shall the video play, or until how long is it?", "要播放几遍，或者循环到多长？")
            )
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


def held(frame: m.Edit | None, one: m.Edit) -> m.Edit:
    """``hold the last frame for 2 s with the text "…"``: words that do not say when show while it is held."""
    if not isinstance(frame, (m.Freeze, m.InsertColor)) or not isinstance(one, m.AddText):
        return one
    if one.start_ms or one.duration_ms or one.at_end or one.whole or one.on is not None or one.alone:
        return one
    if isinstance(frame, m.Freeze):
        ends, known = frame.at_ms is None and frame.edge == "end", frame.which is None
    else:
        ends = not frame.position and frame.at_ms is None
        known = ends or frame.position == 1 or frame.at_ms is not None
    return replace(one, start_ms=frame.at_ms or 0, duration_ms=frame.duration_ms, at_end=ends) if known else one
