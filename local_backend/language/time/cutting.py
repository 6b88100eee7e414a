"""Frames for time and order: trim, keep, cut, speed, reverse, freeze, loop, remove, move, swap, copy, split."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.edits.model import Which
from local_backend.language.clause import Clause, Scene, which_of
from local_backend.language.levels import silences_meant

AROUND = (
    "n:video", "n:film", "pron", "v:make", "v:change", "from", "of", "to", "in", "n:rest", "n:place", "exact",
    "v:want", "v:play", "n:frame", "n:screen", "p:at", "n:media", "n:clip",
)  # fmt: skip


def scope(c: Clause) -> Which | None:
    """The clip that a time is counted in; None for the whole video."""
    tok = next((one for _, one in c.free() if one.has("sel") and one.which is not None), None)
    if tok is not None and tok.has("all") and tok.has("n:video") and not tok.has("each"):
        c.take_all("sel")
        return None
    named = tok is not None or (c.last is not None and c.has("pron") and c.last.kind != "text")
    if not named:
        every = c.see("each")
        if every is not None and every.text[-1] in "段张个幅":
            c.take("each")
            c.take_all("n:clip", "n:photo", "n:video")
            return m.ALL
        if (c.has("all", "each") and c.has("n:clip", "n:photo")) or (c.has("each") and c.has("n:video")):
            c.take_all("all", "each")
            return Which("photo") if c.take("n:photo") else (c.take("n:clip"), m.ALL)[1]
        return None
    which = which_of(c)
    return None if which == m.ALL and not (tok and tok.has("all", "each")) else which


def cut(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``cut out 3–8 s``, ``keep 5 to 12``, ``first 4 seconds off the beach clip``, ``everything after 0:20``."""
    if c.last is not None and c.last.kind in ("music", "voice") and c.has("pron") and c.has("v:start", "v:stop"):
        return None
    times = c.has("range", "edge", "after", "before", "since", "at")
    ends = (
        c.see("v:start", "v:stop")
        if c.has("at", "todur")
        and c.has("n:video", "n:film", "pron", "sel")
        and not c.has("quote v:add v:freeze n:music n:voice n:fade v:split v:play")
        else None
    )
    if ends is not None and (time := c.take("at", "todur")) is not None:
        c.take_all("v:start v:stop n:end n:start v:make v:want at_end last")
        which = scope(c)
        c.take_all(*AROUND)
        ending = ends.has("v:stop") and not ends.has("v:start")
        return [
            m.CutOut(
                int(time.value) if ending else 0, None if ending else int(time.value), which, language=scene.language
            )
        ]
    later = c.has("later") and c.has("v:start") and c.has("sel") and not c.has("n:music n:voice n:title n:text quote")
    if later and (dur := c.take("dur", "for", "bydur")):  # "start the interview 3 seconds later"
        c.take_all("later", "v:start")
        return [m.TrimEdge("start", int(dur.value), scope(c), language=scene.language)]
    if c.has("v:remove", "v:cut") and c.has("n:audio n:volume n:music n:voice") and not c.has("v:keep", "v:trim"):
        return None  # the sound of that time, not the time
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
    only = only or any(one.has("n:edge") and one.text[0] in "去掐砍" for one in c.toks)
    verb = only or c.has("v:cut", "v:trim", "v:keep", "v:remove", "v:take") or (c.word("剪成") and _to_before_range(c))
    c.see("dur", "for", "todur", "bydur")
    if c.has("bydur") and c.has("v:trim", "shorter") and not c.has("n:transition", "n:title", "n:text", "n:silence"):
        by = c.take("bydur")
        which = scope(c)
        c.take_all("v:trim", "shorter", "v:make", *AROUND)
        return [m.TrimEdge("end", int(by.value) if by else 0, which, language=scene.language)]
    from_ends = c.has("n:edge", "at_end", "at_start", "n:end", "n:start") and c.has("dur", "for", "bydur")
    if not verb or not (times or from_ends):
        return None
    if c.has("n:title n:text n:caption n:subtitle n:lowerthird quote n:transition n:logo n:overlay n:pip t:fade_black"):
        return None
    if (c.has("v:split") and c.has("at") and not c.has("v:remove", "v:keep")) or (
        c.has("at") and not c.has("range", "edge", "after", "before") and not c.has("since")
    ):
        return None
    language = scene.language
    keeping = (
        c.has("v:keep")
        or (c.has("v:trim") and not c.word("out") and c.has("range", "todur"))
        or (c.has("v:cut", "v:trim", "v:make") and _to_before_range(c))
    )
    if only and not c.has("n:edge"):
        keeping = True
    if c.has("v:take") and not c.word("off", "away", "out"):
        keeping = True
    if c.has("except", "range") and c.take("except"):
        keeping = c.has("v:cut", "v:trim", "v:remove")
    if c.has("neg") and c.has("v:keep"):
        c.take("neg")
        keeping = False
    which = scope(c)
    edits: list[m.Edit] = []
    if from_ends and not c.has("edge", "range"):
        edits += [] if keeping else _both_ends(c, which, language)
    if from_ends and not edits and not c.has("edge", "range"):
        dur = c.take("bydur", "dur", "for")
        both = c.take("n:edge")
        end = c.take("at_end", "n:end")
        start = c.take("at_start", "n:start")
        edge = "both" if both or (end and start) else "end" if end else "start"
        amount = int(dur.value) if dur else 0
        if keeping and edge != "both":
            edits.append(m.KeepEdge(edge, amount, which, language=language))  # type: ignore[arg-type]
        else:
            edits.append(m.TrimEdge(edge, amount, which, language=language))  # type: ignore[arg-type]
    edges = c.take_all("edge")
    for tok in edges:
        side, amount = tok.value
        make = m.KeepEdge if keeping else m.TrimEdge
        edits.append(make(side, amount, which, language=language))
    for tok in c.take_all("range"):
        a, b = tok.value
        edits.append((m.Keep if keeping else m.CutOut)(a, b, which, language=language))
    if len(edits) > 1 and all(isinstance(one, m.CutOut) for one in edits):
        edits.sort(key=lambda one: -one.start_ms if isinstance(one, m.CutOut) else 0)
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
    c.take_all(
        "v:cut",
        "v:trim",
        "v:keep",
        "v:remove",
        "v:take",
        "v:reset",
        "all",
        *AROUND,
        "n:audio",
        "at_end",
        "at_start",
        "n:start",
        "n:end",
        "p:at",
        "between",
        "p:for",
        "on",
        "onward",
        "with",
        "each",
        "n:length",
        "dir:out",
        "v:start",
        "v:stop",
    )
    return edits


def _both_ends(c: Clause, which: Which | None, language: m.Language) -> list[m.Edit]:
    """``3 seconds off the start and 2 off the end``: each amount with the end that is named next."""
    pairs: list[tuple[int, str]] = []
    ends = "n:end at_end n:start at_start"
    for index, one in c.free():
        if one.has("dur", "for") or (pairs and one.has("num") and not one.has("one", "pct", "x")):
            side = next((later for later in c.toks[index + 1 : index + 6] if later.has(ends)), None)
            if side is not None:
                amount = int(one.value) if one.has("dur", "for") else round(1000 * float(one.value))
                pairs.append((amount, "end" if side.has("n:end", "at_end") else "start"))
    if len({side for _, side in pairs}) != 2 or len(pairs) != 2:
        return []
    c.take_all("dur for num", ends)
    return [m.TrimEdge(side, amount, which, language=language) for amount, side in pairs]  # type: ignore[arg-type]


def _to_before_range(c: Clause) -> bool:
    """``cut the video to 10–40 s`` keeps it, ``cut 10–40 s`` does not."""
    at = c.index("range", "edge")
    if at is None or at == 0:
        return False
    at -= 1
    while at and c.toks[at].text.lower() in ("the", "its", "their", "only", "just", "it's"):
        at -= 1
    before = c.toks[at]
    return before.text.lower() in ("to", "down to", "到", "成", "为", "at") or before.text.lower() in (
        "剪到",
        "剪成",
        "缩到",
        "截到",
        "裁到",
        "trim to",
        "cut down to",
        "cut to",
    )


def quiet(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``remove the silences longer than 1 s, keep 200 ms``, ``cut the black frames``."""
    silence, black = c.index("n:silence"), c.index("n:black")
    wordy = c.has("v:mute") and c.has("n:clip") and c.has("v:remove", "v:cut") and not c.has("sel")  # 删除静音片段
    wordy = wordy or silences_meant(c, scene)
    named = silence is not None or black is not None
    if not wordy and not (named and c.has("v:remove", "v:cut", "v:trim", "neg", "shorter")):
        return None
    language = scene.language
    threshold, minimum, padding = -35, 500, 100
    if db := c.take("db"):
        threshold = -abs(round(float(db.value)))
        c.take_all("under", "least", "p:at", "n:volume", "quieter")
    durs = [(index, one) for index, one in c.free() if one.has("dur", "for", "after", "at", "before")]
    for index, tok in durs:
        near = " ".join(one.text.lower() for one in c.toks[max(0, index - 3) : index + 3])
        c.used.add(index)
        if any(
            word in near
            for word in ("padding", "leave", "keep", "margin", "留", "间隔", "缓冲", "space", "around", "pad")
        ):
            padding = int(tok.value)
        else:
            minimum = max(50, int(tok.value))
    c.take_all("under least longer v:keep leave n:length n:edge with each")
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
