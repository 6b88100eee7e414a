"""Frames for the part of a clip that is to be left: ``city from 2s on``, ``beach: only up to 4s``; and for what is
said beside it: ``bin everything else``, ``don't remove anything``.
"""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.language.message.clause import Clause, Scene, weighty
from local_backend.language.model import Doubt
from local_backend.language.time.edges import scope
from local_backend.language.words.lexer import Tok

TIMES = "range edge before after since"
LIGHT = (
    "v:want v:keep v:play v:show v:make v:change exact n:video n:film n:clip n:photo pron n:rest colon to from of in "
    "p:at on onward v:start v:stop n:place p:for n:length n:start n:end first last v:trim dash shorter longer comma"
)
"""Words beside a clip and its time that say no more than that this is what is to be seen."""
KEEPING = "exact v:keep v:want"


def points(toks: list[Tok]) -> list[Tok]:
    """``in-point 1s, out-point 6s``, ``入点00:02，出点00:09``: the part of a clip that is to be left."""
    ends = [next((at for at, one in enumerate(toks) if one.has(tag)), None) for tag in ("n:inpoint", "n:outpoint")]
    times: list[Tok | None] = []
    for at in ends:
        near = toks[at + 1 : at + 7] if at is not None else []
        times.append(next((one for one in near if one.has("dur clock at todur since") and not one.has("sel")), None))
    first, last = times
    if ends[0] is None or ends[1] is None or first is None or last is None or first.value >= last.value:
        return toks
    begin, end = min(ends[0], ends[1]), max(toks.index(first), toks.index(last))
    for one in toks[begin : end + 1]:
        if not one.has("sel"):
            one.tags = {"f"}
    for one in toks[:begin]:
        if one.has("v:change", "v:start") and not one.has("sel"):
            one.tags = {"f"}
    toks[begin].tags = {"v:keep"}
    first.tags, first.value = {"range"}, (int(first.value), int(last.value))
    return toks


GOING = "v:remove v:cut v:reset"
ELSE = (
    "else", "everything else", "the rest", "rest", "others", "whatever", "nothing else", "everything", "other",
    "anything else", "remainder", "其他", "其余", "剩下", "剩下的", "其他的", "其余的", "别的", "后面", "前面", "之后",
    "之前", "后面的", "前面的", "以后", "以前", "后头", "另外",
)  # fmt: skip
BESIDE = (
    "v:take neg n:rest later onward p:after p:before except other all n:clip n:video pron n:media v:move v:stop "
    "dir:out v:start"
)
NOTHING = (
    "anything", "any", "any of it", "nothing", "a thing", "stuff", "footage", "content", "东西", "内容", "任何", "什么",
    "anything out", "画面", "片段", "素材",
)  # fmt: skip


def portion(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """A clip that is named, a time in it and nothing to do: what is left of it then."""
    if scene.empty or scene.composing or not c.has(TIMES) or c.has("neg", GOING, "v:split"):
        return None
    told = c.see("sel")
    named = told is not None and told.which is not None and told.which.kind in ("main", "photo", "video")
    again = c.last is not None and c.last.kind in ("main", "photo", "video") and not c.last.everything
    if told is not None and (not named or told.has("all")):
        return None
    if told is None and not (again and c.has(KEEPING)):
        return None
    if told is not None and not (c.has(KEEPING) or _alone(c, scene)):
        return None
    times = [one for _, one in c.free() if one.has(TIMES)]
    others = [one for _, one in c.free() if weighty(one) and one is not told and not one.has(TIMES)]
    if (
        c.word("out", "off", "away")
        or len(times) > 2
        or any(not one.has(LIGHT) for one in others)
        or any(one.has("quote") for one in c.toks)
    ):
        return None
    if len(times) == 2 and not (times[0].has("since", "after") and times[1].has("before")):
        return None
    which = scope(c) if told is not None else c.last
    c.take_all(TIMES, LIGHT)
    language = scene.language
    if len(times) == 2:
        return [m.Keep(int(times[0].value), int(times[1].value), which, language=language)]
    (time,) = times
    if time.has("range"):
        return [m.Keep(int(time.value[0]), int(time.value[1]), which, language=language)]
    if time.has("edge"):
        side, amount = time.value
        return [m.KeepEdge(side, int(amount), which, language=language)]
    if time.has("before"):
        return [m.Keep(0, int(time.value), which, language=language)]
    return [m.Keep(int(time.value), None, which, language=language)]


def _alone(c: Clause, scene: Scene) -> bool:
    """Whether a clause without a verb is a wish by itself, and not the end of one that was torn apart."""
    if c.kept:
        return True
    before = scene.message[: c.toks[0].start].rstrip()
    return not before or before[-1] in ".;!?\n。；！？"


def complement(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """Understood, and nothing to do: what was to be kept is kept already, and the rest is gone."""
    one_clip = any(one.has("sel") and not one.has("all") for one in c.toks)
    if scene.empty or one_clip or c.has("dur range edge at quote pct x n:title n:music n:transition n:logo n:audio"):
        return None
    words = [one.text.lower() for one in c.toks]
    if c.has("neg") and c.has(GOING, "v:trim") and not c.has("v:keep", "v:add"):
        spared = any(word in NOTHING for word in words) or all(one.has("f", "neg", GOING) for one in c.toks)
        known = all(one.has("f", "neg", GOING, "v:trim", "n:clip", "n:media", "n:video", "all") or one.text.lower()
                    in NOTHING for one in c.toks)  # fmt: skip
        if spared and known:
            c.used |= {index for index, _ in c.free()}
            return []
    whole = c.has("v:keep leave") and not c.has("neg") and any(one.has("all") for one in c.toks)
    if whole and all(one.has("f v:keep leave all n:photo n:clip n:media n:video exact") for one in c.toks):
        c.used |= {index for index, _ in c.free()}
        return []  # "keep all the photos"
    if not c.kept:
        return None
    rest = any(word in ELSE or word.endswith((" else", "everything", "之后的", "后面的")) for word in words)
    rest = rest or c.has("n:rest later onward p:after p:before except other")
    gone = c.has(GOING, "v:take", "neg", "v:stop") or c.word("out", "away", "nothing else")
    if not rest or not (gone or all(one.has("f", "n:rest") for one in c.toks)):
        return None
    if any(weighty(one) and not one.has(GOING, BESIDE) and not _rest(one) for _, one in c.free()):
        return None
    c.used |= {index for index, _ in c.free()}
    return []


def _rest(tok: Tok) -> bool:
    return tok.text.lower() in ELSE


def unclear(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``从第2秒剪到第6秒`` may keep that stretch or take it out: one question."""
    verb = c.see("v:trim", "v:cut")
    if scene.empty or verb is None or verb.text not in ("剪到", "裁到", "截到", "切到", "剪"):
        return None
    first, last = c.see("since"), None
    if first is None or c.has("v:keep v:remove range edge exact"):
        return None
    place = c.toks.index(verb)
    last = next((one for one in c.toks[place + 1 :] if one.has("at", "todur", "dur")), None)
    if last is None or c.toks.index(first) > place or int(last.value) <= int(first.value):
        return None
    a, b = int(first.value) / 1000, int(last.value) / 1000
    raise Doubt(
        scene.pick(
            f"Should {a:g} s to {b:g} s be kept, or cut out?", f"第 {a:g} 秒到第 {b:g} 秒这一段，是保留还是剪掉？"
        )
    )
