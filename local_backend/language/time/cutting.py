"""Frames for time and order: trim, keep, cut, speed, reverse, freeze, loop, remove, move, swap, copy, split."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.edits.select import one_of
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.sound.volumes import silences_meant
from local_backend.language.time import edges as sides
from local_backend.language.time import ranges
from local_backend.language.time.edges import AROUND, scope
from local_backend.language.words.vocabulary import SOUND_FILES

TIDIED = ("clean", "tidy", "weed", "fix", "close", "tighten", "squeeze", "清理", "清", "清一清", "处理", "收紧")
"""What is done to silences and black frames, beside cutting them out."""


def cut(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``cut out 3–8 s``, ``keep 5 to 12``, ``first 4 seconds off the beach clip``, ``everything after 0:20``."""
    if c.last is not None and c.last.kind in ("music", "voice") and c.has("pron") and c.has("v:start", "v:stop"):
        return None
    times = c.has("range", "edge", "after", "before", "since", "at")
    if (along := sides.along(c, scene)) is not None:
        return along
    ends = (
        c.see("v:start", "v:stop")
        if c.has("at", "todur")
        and c.has("n:video", "n:film", "pron", "sel")
        and not c.has("quote v:add v:freeze n:music n:voice n:fade v:split v:play")
        and sum(one.has("at todur") for one in c.toks) == 1
        and not any(one.has("file") and one.text.lower().endswith(SOUND_FILES) for one in c.toks)
        else None
    )
    if ends is not None and (time := c.take("at", "todur")) is not None:
        c.take_all("v:start v:stop n:end n:start v:make v:want at_end last down so v:trim")
        if c.has("v:cut") and not c.has("range", "edge"):
            c.take_all("v:cut")  # "chop the video down so that it stops at 16 s"
        which = scope(c)
        c.take_all(*AROUND)
        ending = ends.has("v:stop") and not ends.has("v:start")
        return [
            m.CutOut(
                int(time.value) if ending else 0, None if ending else int(time.value), which, language=scene.language
            )
        ]
    halfway = (
        c.has("n:middle pl:center") and c.has("v:cut") and not c.has("dur for v:remove v:keep quote n:title exact")
    )
    if (
        halfway
        and c.has("sel")
        and any(one.text.lower() in ("in the middle", "at the middle", "从中间", "中间") for one in c.toks)
    ):
        which = scope(c)
        c.take_all("n:middle pl:center v:cut", *AROUND)
        return [m.Split(which=which or m.ALL, parts=2, language=scene.language)]  # "cut clip 2 in the middle"
    if halfway and c.word("in the middle", "at the middle", "从中间") and c.has("n:video") and not scene.empty:
        c.take_all("n:middle pl:center v:cut", *AROUND)
        return [m.Split(scene.timeline.duration_ms // 2, language=scene.language)]
    later = c.has("later") and c.has("v:start") and c.has("sel") and not c.has("n:music n:voice n:title n:text quote")
    if later and (dur := c.take("dur", "for", "bydur")):  # "start the interview 3 seconds later"
        c.take_all("later", "v:start")
        return [m.TrimEdge("start", int(dur.value), scope(c), language=scene.language)]
    heard = c.has("n:audio n:volume n:music n:voice") or c.said("n:music n:voice")
    if c.has("v:remove", "v:cut") and heard and not c.has("v:keep", "v:trim"):
        return None  # the sound of that time, not the time
    skip = next((one for _, one in c.free() if one.text.lower().startswith("skip")), None)
    if skip is not None and (there := c.see("todur")) is not None and not c.has("sel v:add quote"):
        c.take_all("todur v:cut neg")
        return [m.CutOut(0, int(there.value), language=scene.language)]  # "skip to 0:05"
    bare = c.see("since", "todur") or (c.see("at", "after") if c.has("v:stop") else None)
    only_time = bare is not None and all(one is bare or one.has("f v:start v:stop n:end n:start sel") for one in c.toks)
    if bare is not None and only_time and not scene.empty and c.has("v:start v:stop since"):
        c.take_all("since todur at after v:start v:stop n:end n:start")  # 从第2秒开始，到第5秒结束
        early = bare.has("since") and not c.said("v:stop")
        limit, which = int(bare.value), scope(c)
        if which is not None and which.kind not in ("main", "photo", "video"):
            return None
        return [m.CutOut(0 if early else limit, limit if early else None, which, language=scene.language)]
    if (
        c.has("since")
        and c.has("n:video", "n:film")
        and not c.has("v: quote n:music n:voice n:title")
        and (since := c.take("since"))
    ):  # 视频从第10秒开始
        c.take_all(*AROUND)
        return [m.CutOut(0, int(since.value), scope(c), language=scene.language)]
    only = (
        c.has("v:want")
        and c.has("range")
        and c.word("just", "only", "just give me", "只要", "只")
        and not c.has("quote")
    )
    if c.has("before") and c.has("after") and c.has("v:cut", "v:trim", "v:remove") and not c.has("quote", "v:keep"):
        first, last = c.take("before"), c.take("after")
        if first and last and first.value < last.value:  # "trim everything before 5 s and after 25 s"
            which = scope(c)
            c.take_all("v:cut v:trim v:remove all and comma", *AROUND)
            return [m.Keep(int(first.value), int(last.value), which, language=scene.language)]
    used = any(one.has("v:add") and one.text.lower() in ("use", "用", "使用") for one in c.toks)
    only = only or (used and c.has("range") and c.has("exact") and not c.has("n:music n:voice quote"))
    cropped = any(one.has("n:crop") and not one.has("v:cut") for _, one in c.free())  # 裁掉 takes off
    cropped = cropped and c.has("range edge") and not c.has("pct ratio quote pl:")
    if cropped:
        c.take_all("n:crop fit:")
    said_only = c.has("exact") and c.has("edge range") and not c.has("v: quote n:music n:voice n:title n:zoom x pct")
    outward = cropped and c.word("out", "off", "away", "crop out", "crop off", "cropped out")
    if outward:
        c.take_all("dir:out of")
    only = only or (cropped and not outward) or said_only
    only = only or any(one.has("n:edge") and one.text.startswith(("去", "掐", "砍")) for one in c.toks)
    if (middling := sides.middle(c, scene, only)) is not None:
        return middling
    shaved = (
        c.word("off", "off of")
        and c.has("n:end at_end n:start at_start n:edge")
        and c.has("dur")
        and not c.has("v:add v:freeze v:fade")
    )
    verb = (
        only
        or outward
        or shaved
        or (c.has("v:reset") and c.has("after before range edge"))
        or (c.has("n:edge") and c.word("去", "减"))
        or c.has("v:cut", "v:trim", "v:keep", "v:remove", "v:take")
        or (skip is not None and skip.has("neg"))
        or (c.word("剪成") and sides.to_before_range(c))
    )
    c.see("dur", "for", "todur", "bydur")
    if (beside := sides.stretch_at(c, scene)) is not None:
        return beside
    if (
        c.has("bydur")
        and c.has("v:trim", "shorter", "v:cut")
        and not c.has("n:transition", "n:title", "n:text", "n:silence")
    ):
        if two := sides.both_ends(c, scope(c.copy()), scene.language):
            scope(c)
            c.take_all("v:trim v:cut and comma", *AROUND)
            return two  # "trim the head by 2 seconds and the tail by 1"
        by = c.take("bydur")
        which = scope(c)
        side = "both" if c.has("n:edge") else "start" if c.has("n:start at_start first") else "end"
        c.take_all("v:trim v:cut shorter v:make n:edge n:start at_start first n:end at_end last", *AROUND)
        return [m.TrimEdge(side, int(by.value) if by else 0, which, language=scene.language)]  # type: ignore[arg-type]
    from_ends = c.has("n:edge", "at_end", "at_start", "n:end", "n:start") and c.has("dur", "for", "bydur")
    from_ends = from_ends or sides.off(c)
    if not verb or not (times or from_ends):
        return None
    if c.has("n:title n:text n:caption n:subtitle n:lowerthird quote n:transition n:logo n:overlay n:pip t:fade_black"):
        return None
    if c.has("n:vignette n:sharpen n:denoise n:blur n:stabilise n:grayscale") and c.has("v:remove"):
        return None  # "blur off from 3 to 6 s": the look goes, and not the time
    if (c.has("v:split") and c.has("at") and not c.has("v:remove", "v:keep")) or (
        c.has("at") and not c.has("range", "edge", "after", "before") and not c.has("since")
    ):
        return None
    language = scene.language
    keeping = (
        c.has("v:keep")
        or (
            c.has("v:trim")
            and not any(one.text.lower().startswith("out") for one in c.toks)
            and c.has("range", "todur")
        )
        or (c.has("v:cut", "v:trim", "v:make") and sides.to_before_range(c))
    )
    if c.word("remain", "remains") and not c.has("v:cut", "v:remove"):
        c.used |= {index for index, one in c.free() if one.text.lower() in ("remain", "remains")}
        keeping = True  # "trim clip 1 so that only its first 4 seconds remain"
    if only and not c.has("n:edge"):
        keeping = True
    taken = any(one.has("v:take") and not one.has("v:remove v:cut") for _, one in c.free())
    if taken and not c.word("off", "away", "out", "toss", "kick", "knock", "whack", "throw"):
        keeping = True
    if c.has("except", "range") and c.take("except"):
        keeping = c.has("v:cut", "v:trim", "v:remove")
    if c.has("neg") and c.has("v:keep"):
        c.take("neg")
        keeping = False
    which = scope(c)
    edits: list[m.Edit] = []
    if from_ends and not c.has("edge", "range"):
        edits += [] if keeping else sides.both_ends(c, which, language)
    if from_ends and not edits and not c.has("edge", "range"):
        dur = c.take("bydur", "dur", "for")
        both = c.take("n:edge")
        end = c.take("at_end", "n:end")
        start = c.take("at_start", "n:start")
        edge = "both" if both or (end and start) else "start" if start else "end"
        amount = int(dur.value) if dur else 0
        if keeping and edge != "both":
            edits.append(m.KeepEdge(edge, amount, which, language=language))  # type: ignore[arg-type]
        else:
            edits.append(m.TrimEdge(edge, amount, which, language=language))  # type: ignore[arg-type]
    edges = c.take_all("edge")
    kept = dict(tok.value for tok in edges)
    if keeping and len(kept) == 2:  # the first and the last seconds: what lies between them goes
        whole = scene.timeline.duration_ms if which is None else one_of(scene.timeline, which, language).duration_ms
        if kept["start"] + kept["end"] < whole:
            edits.append(m.CutOut(kept["start"], whole - kept["end"], which, language=language))
            edges = []
    for tok in edges:
        side, amount = tok.value
        make = m.KeepEdge if keeping else m.TrimEdge
        edits.append(make(side, amount, which, language=language))
    edits += ranges.stretches([tok.value for tok in c.take_all("range")], which, keeping, language)
    if edits and c.said("range") and not keeping:  # 剪掉第10秒到第12秒和第20秒之后的内容
        edits[:0] = [m.CutOut(int(one.value), None, which, language=language) for one in c.take_all("after")]
        edits += [m.CutOut(0, int(one.value), which, language=language) for one in c.take_all("before")]
    if not edits:
        time = c.take("after", "since", "before")
        if time is None:
            return None
        value = int(time.value)
        if time.has("before"):
            edits.append(
                m.Keep(0, value, which, language=language) if keeping else m.CutOut(0, value, which, language=language)
            )
        else:
            edits.append(
                m.Keep(value, None, which, language=language)
                if keeping
                else m.CutOut(value, None, which, language=language)
            )
    if c.said("range"):
        c.take_all("n:middle pl:center")
        c.used |= {index for index, one in c.free() if one.text.lower() == "gap"}
    if c.word("off", "off of"):
        c.take_all("n:crop fit:")  # "crop 2 seconds off the end"
    if from_ends or edits:
        c.take_all("shorter longer faster slower")  # "the intro is too long, cut 4 seconds"
    if skip is not None:
        c.used.add(c.toks.index(skip))
    c.take_all(
        "v:cut v:trim v:keep v:remove v:take v:reset all n:audio at_end at_start n:start n:end p:at "
        "between p:for on onward with each n:length dir:out v:start v:stop",
        *AROUND,
    )
    return edits


def quiet(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``remove the silences longer than 1 s, keep 200 ms``, ``cut the black frames``."""
    silence, black = c.index("n:silence"), c.index("n:black")
    wordy = c.has("v:mute") and c.has("n:clip") and c.has("v:remove", "v:cut") and not c.has("sel")  # 删除静音片段
    wordy = wordy or silences_meant(c, scene)
    wordy = wordy or (c.has("n:silence") and c.has("dur for") and c.has("exact") and not c.has("v:"))
    named = silence is not None or black is not None
    if (
        not wordy
        and not (named and c.has("v:remove", "v:cut", "v:trim", "neg", "shorter"))
        and not (named and c.word(*TIDIED))
    ):
        return None
    language = scene.language
    threshold, minimum, padding = -35, 500, 100
    if db := c.take("db"):
        threshold = -abs(round(float(db.value)))
        c.take_all("under", "least", "p:at", "n:volume", "quieter")
    durs = [(index, one) for index, one in c.free() if one.has("dur", "for", "after", "at", "before")]
    if c.has("v:keep leave") and (bare := c.index("num")) is not None and 0 < float(c.toks[bare].value) < 10:
        padding = round(1000 * float(c.toks[bare].value))  # "keep 0.2 on each side"
        c.used.add(bare)
    spoken = padding
    for index, tok in durs:
        if spoken != 100:
            minimum = max(50, int(tok.value))
            c.used.add(index)
            continue
        near = " ".join(one.text.lower() for one in c.toks[max(0, index - 3) : index + 3])
        c.used.add(index)
        if any(
            word in near
            for word in ("padding", "leave", "keep", "margin", "留", "间隔", "缓冲", "space", "around", "pad")
        ):
            padding = int(tok.value)
        else:
            minimum = max(50, int(tok.value))
    c.take_all("under least longer v:keep leave n:length n:edge with each fit:bar n:place quieter when")
    tidied = next((index for index, one in c.free() if one.text.lower() == "either"), None)
    c.used |= {tidied} if tidied is not None else set()
    edits: list[m.Edit] = []
    c.take_all("v:remove", "v:cut", "v:trim", "neg", "shorter")
    which = scope(c) or m.ALL
    if silence is not None or black is None:
        edits.append(m.RemoveQuiet("silence", threshold, minimum, padding, which, language=language))
    if black is not None:
        edits.append(
            m.RemoveQuiet("black", threshold, min(minimum, 500) if minimum != 500 else 100, 0, which, language=language)
        )
    c.take_all(*AROUND, "n:silence n:black v:mute all n:voice n:audio n:clip each when w:padding")
    for index, tok in list(c.free()):
        if tok.text.lower() in ("padding", "margin", "pad", "space", "缓冲", "间隔"):
            c.used.add(index)
    return edits
