"""Lengths that are told by another: ``twice as long``, ``half the length``, ``ten seconds longer``, ``时长翻倍``."""

from __future__ import annotations

import re

from local_backend.edits import model as m
from local_backend.edits.model import Target, Which
from local_backend.edits.select import find, one_of
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.order.heard import voice_and_music
from local_backend.language.time.lengths import ENOUGH
from local_backend.language.words.lexer import Tok

OTHERS = (
    "n:title n:text n:caption n:subtitle n:lowerthird n:music n:voice n:transition t: quote n:fade v:fade n:silence "
    "n:size n:volume n:speed faster slower louder quieter bigger smaller n:logo n:pip v:speed v:slow n:zoom v:freeze "
    "v:loop edge range at after before v:duplicate fmt:"
)
SPOKEN = (
    "v:make v:change v:want v:lengthen v:trim longer shorter n:length n:video n:film pron n:clip n:photo all each to "
    "by up down v:add v:cut p:for with of instead exact same also n:media v:play twice thrice halfx "
    "n:half third quarter "
    "pct num x v:show v:take v:remove dir:out on"
)
ALIKE = (
    " as long as", " match", " same length", " same duration", " long as", " 一样", " 同样", " equal", " 对齐",
    " fit", " to the length of", " length of", " s length", " duration of", " 的长度", " 的时长",
)  # fmt: skip
MORE = {
    "add", "more", "another", "extra", "longer", "加", "多", "再", "又", "额外", "增加", "加上", "多放", "多停", "多留",
    "再加", "再放", "additional", "on top", "再多", "长",
}  # fmt: skip
LESS = {"off", "less", "take", "knock", "shorter", "少", "减", "减掉", "减去", "去掉", "shave", "少放", "短"}
AHEAD = (
    "another", "extra", "an extra", "再", "多", "多放", "多停", "多留", "add", "加", "加上", "增加", "再加", "再放",
    "additional", "额外", "少", "少放", "再多", "减", "减掉", "减去", "take", "knock", "shave",
)  # fmt: skip
COMPARED = ("off", "longer", "shorter", "more", "less", "extra", "too long", "too short", "长一点", "短一点")
STRETCHED = (
    "剪短", "截短", "裁短", "减短", "砍短", "弄短", "变短", "延长", "加长", "拉长", "缩短", "再延长", "变长",
    "变短", "再长", "再短", "长", "短", "减少", "增加", "再加",
)  # fmt: skip
LONGER, SHORTER = ("longer", "v:lengthen", "up"), ("shorter", "v:trim", "v:cut", "down")


def proportion(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """The length of the video, or of the clip that is named, as a part of what it is now."""
    if scene.empty or c.has(OTHERS) or (c.has("v:play") and c.has("x")) or c.has("neg", "v:split", "v:keep"):
        return None
    if c.last is not None and c.last.kind not in ("main", "photo", "video") and not c.has("n:video n:film n:clip sel"):
        return None
    apart = c.see("dur", "for", "bydur")
    lasting = c.has("n:length", "longer", "shorter", "v:lengthen", "v:trim") or c.word("停留时间", "显示时间", "停留")
    if c.word("the whole thing", "the whole video", "the whole film") and c.has("v:cut", "v:take"):
        lasting = apart is not None and differs(c, apart)
    if not lasting and (apart is None or not differs(c, apart) or c.has("v:remove", "v:take", "v:cut", "v:trim")):
        return None
    apiece = c.has("each") and (
        c.has("n:photo", "n:clip") or any(one.text.startswith(("每张", "每段")) for one in c.toks)
    )
    if not lasting and not (c.has("sel") or apiece):
        return None
    if c.has("v:add") and c.has("n:start", "n:end", "at_start", "at_end"):
        return None
    which = _about(c)
    percent, by = _percent(c), 0
    if percent is None:
        by = _difference(c)
        if not by:
            return None
    now = scene.timeline.duration_ms
    if which is not None:
        chosen = find(scene.timeline, which, scene.language)
        now = one_of(scene.timeline, which, scene.language).duration_ms
        if len(chosen) > 1 and len({one.duration_ms for one in chosen}) > 1:
            c.take_all(SPOKEN, "sel")
            return [m.SetEach(Which(ids=(one.id,)), _new(one.duration_ms, percent, by), language=scene.language)
                    for one in chosen]  # fmt: skip
    c.take_all(SPOKEN)
    c.take_all("sel")
    lasts = _new(now, percent, by)
    if which is not None:
        return [m.SetEach(which, lasts, language=scene.language)]
    return [m.SetLength(lasts, language=scene.language)]


def _new(now: int, percent: float | None, by: int) -> int:
    return max(0, now + by) if percent is None else round(now * percent / 100)


def _about(c: Clause) -> Which | None:
    tok = next((one for _, one in c.free() if one.has("sel") and one.which is not None), None)
    if tok is not None and tok.which is not None:
        c.used.add(c.toks.index(tok))
        return None if tok.has("n:video") and tok.has("all") else tok.which
    if any(one.text.startswith(("每张", "每段")) for one in c.toks):
        return Which("photo") if any(one.text.startswith("每张") for one in c.toks) else m.ALL
    if c.has("each") and c.has("n:photo", "n:clip"):
        return Which("photo") if c.has("n:photo") else m.ALL
    if c.has("n:photo") and not c.has("n:video", "n:film"):
        return Which("photo")
    if c.last is not None and c.last.kind in ("main", "photo", "video") and not c.last.everything and c.has("pron"):
        return c.last
    return None


def _percent(c: Clause) -> float | None:
    """What part of the length now it is to have; None where no part is said."""
    shorter, longer = _says(c, *SHORTER), _says(c, *LONGER)
    factor = c.take("twice", "thrice", "halfx", "n:half", "third", "quarter", "pct") or _times(c)
    if factor is None:
        return None
    word = factor.text.lower()
    by = _by(c, factor)
    if factor.has("twice"):
        return 50 if shorter and not longer else 200
    if factor.has("thrice"):
        return 100 / 3 if shorter and not longer else 300
    if factor.has("x"):
        amount = float(factor.value)
        if not 0 < amount <= 100:
            return None
        if word.endswith("倍") and by:  # 加长一倍
            amount += 1
        return 100 / amount if shorter and not longer and amount > 1 else 100 * amount
    part = 50.0
    if factor.has("third"):
        part = 100 / 3
    elif factor.has("quarter"):
        part = 25.0
    elif factor.has("pct"):
        part = float(factor.value)
    whole = not by and (factor.has("halfx", "n:half") or _to(c) or not (shorter or longer))
    if longer and not shorter:
        return 100 + part
    if shorter:
        return part if whole else 100 - part
    return part


def _says(c: Clause, *tags: str) -> bool:
    return any(one.has(*tags) for one in c.toks)


def _times(c: Clause) -> Tok | None:
    return c.take("x")


def _to(c: Clause) -> bool:
    return any(one.text.lower() in ("to", "到", "成", "为", "至") or one.text.endswith(("到", "成", "为", "至"))
               for one in c.toks)  # fmt: skip


def _by(c: Clause, factor: Tok) -> bool:
    at = c.toks.index(factor)
    before = c.toks[at - 1].text.lower() if at else ""
    return "by" in (before, factor.text.lower().split(" ")[0]) or before.endswith(("长", "短", "加", "增", "减", "了"))


def _difference(c: Clause) -> int:
    """How many milliseconds longer (or, below 0, shorter) it is to be; 0 where that is not said."""
    tok = c.see("bydur", "dur", "for")
    if tok is None:
        return 0
    near = _near(c, tok)
    longer = _says(c, "longer", "v:lengthen") or bool(near & MORE)
    shorter = _says(c, "shorter", "v:trim") or bool(near & LESS) or (_says(c, "v:cut") and _says(c, "n:length"))
    if longer and shorter and near & {"再", "又", "take", "add"}:
        longer = bool(near & (MORE - {"再", "又"}))
    if longer == shorter:
        longer, shorter = bool(near & MORE), bool(near & LESS)
    if longer == shorter or not (tok.has("bydur") or differs(c, tok) or near & {"by"}):
        return 0
    if (
        shorter
        and _says(c, "v:trim")
        and not _says(c, "n:video", "n:film", "n:length")
        and not (near & LESS or _ends(c, tok))
    ):
        return 0
    c.take("bydur", "dur", "for")
    for index, one in list(c.free()):
        if one.text.lower() in (*MORE, *LESS):
            c.used.add(index)
    return int(tok.value) if longer else -int(tok.value)


def _near(c: Clause, tok: Tok) -> set[str]:
    """The words right around a time."""
    at = c.toks.index(tok)
    return {one.text.lower() for one in c.toks[max(0, at - 3) : at + 4]} | set(tok.text.lower().split())


def differs(c: Clause, tok: Tok) -> bool:
    """Whether a time says how much longer or shorter: ``10 seconds longer``, ``延长5秒``, ``another 5 seconds``."""
    if tok.has("bydur"):
        return True
    if not tok.has("dur", "for"):
        return False
    at = c.toks.index(tok)
    after = c.toks[at + 1].text.lower() if at + 1 < len(c.toks) else ""
    before = [one.text.lower() for one in c.toks[max(0, at - 2) : at]]
    told = set(tok.text.lower().split())
    if after in COMPARED or told & {"extra", "another", "more"} or any(one in AHEAD for one in before):
        return True
    return _ends(c, tok)


def _ends(c: Clause, tok: Tok) -> bool:
    """延长5秒, 缩短5秒: the amount stands right behind the verb."""
    at = c.toks.index(tok)
    before = at - 1
    while before > 0 and c.toks[before].text in ("了", "个", "an", "another", "再", "多"):
        before -= 1
    return before >= 0 and c.toks[before].text.lower() in STRETCHED


def _follows(c: Clause) -> bool:
    """``extend the music to match``, ``stretch it to the length of the video``: the sound follows the picture."""
    sound = c.index("n:voice", "n:music")
    verb = c.index("v:lengthen", "longer", "v:make", "v:trim", "v:change")
    word = next((at for at, one in c.free() if one.text.lower() in ("match", "fit", "一样", "对齐", "n:length")), None)
    word = c.index("n:length") if word is None else word
    ahead = c.index("n:video", "n:film")
    if sound is None or verb is None or word is None or not verb < sound < word:
        return False
    return ahead is None or ahead > sound


def alike(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``as long as the voiceover``, ``跟旁白一样长``: the video lasts as long as what is heard."""
    clips = [one for _, one in c.free() if one.has("sel") and one.which is not None and not one.which.everything]
    if len(clips) == 2 and not scene.empty and c.has("n:length", "longer", "shorter") and not c.has("dur for pct neg"):
        told = "".join(f" {one.text.lower()}" for one in c.toks)
        if any(word in told for word in ALIKE) and clips[0].which and clips[1].which:
            lasts = one_of(scene.timeline, clips[1].which, scene.language).duration_ms
            c.take_all(SPOKEN, "sel", "and", "same", "amend")
            return [m.SetEach(clips[0].which, lasts, language=scene.language)]
    if scene.empty or not c.has("n:voice", "n:music") or c.has("pct", "dur", "for", "quote", "n:fade", "v:fade"):
        return None
    told = "".join(f" {one.text.lower()}" for one in c.toks)
    long = c.has("n:length", "longer", "p:for", "shorter", "v:lengthen")
    long = long or (c.word("match", "fit") and c.has("v:make v:change n:video n:film"))
    amiss = any(word in told for word in (" longer than", " shorter than")) and not c.has("v:make v:trim v:cut dur")
    if not (any(word in told for word in ALIKE) or amiss) or not (long or amiss):
        return None
    role: Target = "voice" if c.has("n:voice") else "music"
    if _follows(c):
        c.take_all(SPOKEN, "n:voice", "n:music", "n:audio", "same", "n:background")
        ends = max((one.end_ms for track, one in scene.timeline.segments() if track.role == role), default=0)
        fill = m.Loop(Which(role), fill=True, language=scene.language)
        return [] if ends >= scene.timeline.duration_ms else [fill]
    heard = next((one for track, one in scene.timeline.segments() if track.role == role), None)
    if heard is None:
        file = voice_and_music(scene.of_kind("audio"))[0 if role == "voice" else 1]
    else:
        file = next((one for one in scene.media if one.id == heard.media), None)
    lasts = file.duration_ms if file is not None and file.duration_ms else heard.duration_ms if heard else 0
    if not lasts or (amiss and (lasts < scene.timeline.duration_ms) != (" longer than" in told)):
        return None
    c.take_all(SPOKEN, "n:voice", "n:music", "n:audio", "same", "v:move")
    c.take_all("sel")
    for index, one in list(c.free()):
        if one.text.lower() in ("match", "fit", "一样", "同", "as", "跟", "和", "一样长", "equal"):
            c.used.add(index)
    return [m.SetLength(lasts, language=scene.language)]


PACED = re.compile(r"too (?:long|short)|faster|slower|shorter|longer|太[长短]|[快慢长短]一?[点些]|整体|整个")


def suffices(c: Clause, scene: Scene) -> bool:
    """``整体再快一点，10秒就行``, ``too long, 20 seconds is enough``: how long the video is to be, beside why."""
    light = "f dur faster slower shorter longer comma also"
    plain = (c.last is None or c.last.everything) and all(
        one.has(light) or one.text.lower() in ENOUGH for one in c.toks
    )
    said = plain and bool(PACED.search(scene.message[: c.toks[-1].start].lower()))
    if said:
        c.take_all("faster slower shorter longer comma also")
    return said
