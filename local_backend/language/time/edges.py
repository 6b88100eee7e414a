"""Which end, which middle and which clip a cut is about: "2 seconds off the start", "the middle 4 seconds"."""

from __future__ import annotations

import re

from local_backend.edits import model as m
from local_backend.edits.model import Which
from local_backend.edits.select import one_of
from local_backend.language.message.clause import Clause, Scene, which_of

AROUND = (
    "n:video", "n:film", "pron", "v:make", "v:change", "from", "of", "to", "in", "n:rest", "n:place", "exact",
    "v:want", "v:play", "n:frame", "n:screen", "p:at", "n:media", "n:clip",
)  # fmt: skip


AGAIN = ("another", "one more", "a further", "further")


def scope(c: Clause) -> Which | None:
    """The clip that a time is counted in; None for the whole video."""
    tok = next((one for _, one in c.free() if one.has("sel") and one.which is not None), None)
    if tok is not None and tok.has("all") and tok.has("n:video") and not tok.has("each"):
        c.take_all("sel")
        return None
    named = tok is not None or (c.last is not None and c.has("pron") and c.last.kind != "text")
    if not named:
        every = c.see("each")
        if every is not None and every.text.endswith(("段", "张", "个", "幅")):
            c.take("each")
            c.take_all("n:clip", "n:photo", "n:video")
            return m.ALL
        if (c.has("all", "each") and c.has("n:clip", "n:photo", "one")) or (c.has("each") and c.has("n:video", "of")):
            c.take_all("all", "each")
            return Which("photo") if c.take("n:photo") else (c.take("n:clip"), m.ALL)[1]
        return None
    which = which_of(c)
    return None if which == m.ALL and not (tok and tok.has("all", "each")) else which


def both_ends(c: Clause, which: Which | None, language: m.Language) -> list[m.Edit]:
    """``3 seconds off the start and 2 off the end``: each amount with the end that is named next."""
    pairs: list[tuple[int, str]] = []
    ends = "n:end at_end n:start at_start"
    first = next((one for _, one in c.free() if one.has("dur", "for", "bydur", ends)), None)
    behind = first is not None and first.has(ends)  # "掐头2秒去尾1秒"
    for index, one in c.free():
        again = bool(pairs) and (one.has("same") or (one.has("one") and c.toks[index - 1].text.lower() in AGAIN))
        if one.has("dur", "for", "bydur") or again or (pairs and one.has("num") and not one.has("one", "pct", "x")):
            near = c.toks[max(0, index - 4) : index][::-1] if behind else c.toks[index + 1 : index + 6]
            side = next((other for other in near if other.has(ends)), None)
            if side is not None:
                each = 1 if one.has("dur", "for", "bydur") else 1000
                amount = pairs[0][0] if again else round(each * float(one.value))
                pairs.append((amount, "end" if side.has("n:end", "at_end") else "start"))
    if len({side for _, side in pairs}) != 2 or len(pairs) != 2:
        return []
    c.take_all("dur for bydur num same by", ends)
    return [m.TrimEdge(side, amount, which, language=language) for amount, side in pairs]  # type: ignore[arg-type]


def off(c: Clause) -> bool:
    """``shave a second off clip 3``: from its end, where no side is named."""
    if not c.has("dur") or not c.has("v:cut", "v:trim", "v:take", "v:remove") or c.has("v:keep todur x pct v:split at"):
        return False
    index = c.index("dur")
    if index and c.has("sel") and not c.toks[index - 1].text.isascii() and not c.has("shorter"):
        before = c.toks[index - 1]
        if before.has("v:cut v:remove") and before.text in (
            "剪掉",
            "去掉",
            "砍掉",
            "切掉",
            "剪去",
            "减掉",
            "删掉",
            "掐掉",
            "去",
            "减",
            "掐",
            "削",
            "砍",
            "剪",
            "剪去",
            "减去",
            "去了",
        ):
            return True
    if index and c.has("sel") and c.said("shorter", "faster") and c.toks[index - 1].has("v:cut v:remove v:take"):
        return True  # "the beach clip drags, lose 3 seconds"
    after = [one.text.lower() for one in c.toks[(index or 0) + 1 : (index or 0) + 3]]
    named = c.has("sel", "n:video", "n:film") or (c.has("pron") and c.last is not None and not c.last.everything)
    return bool(after) and after[0] in ("off", "from", "off of") and named


def middle(c: Clause, scene: Scene, only: bool) -> list[m.Edit] | None:
    """``keep the middle 4 seconds``, ``只留中间4秒``; or cut them out."""
    index = c.index("n:middle pl:center")
    dur = c.see("dur", "for")
    keeping = only or c.has("v:keep") or (c.has("v:want v:take v:add v:play v:show") and c.has("exact"))
    if (
        index is None
        or dur is None
        or not (keeping or c.has("v:cut v:remove"))
        or c.has("range edge at after before quote")
    ):
        return None
    near = [*c.toks[max(0, index - 4) : index], *c.toks[index + 1 : index + 3]]
    if near.count(dur) == 0:
        return None
    c.used |= {index, c.toks.index(dur)}
    which = scope(c)
    c.take_all("v:keep v:cut v:remove v:want exact all dir:out v:take v:add v:play v:show", *AROUND)
    lasts = scene.timeline.duration_ms
    if which is not None:
        lasts = one_of(scene.timeline, which, scene.language).duration_ms
    start = max(0, (lasts - int(dur.value)) // 2)
    make = m.Keep if keeping else m.CutOut
    return [make(start, start + int(dur.value), which, language=scene.language)]


def stretch_at(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``remove 2 seconds starting at 0:05``; ``start at 0:04 and end at 0:20``."""
    if c.has(
        "quote n:title n:text n:music n:voice v:freeze v:fade n:fade v:add v:split range edge v:keep v:speed v:slow"
    ):
        return None
    times = [(index, one) for index, one in c.free() if one.has("at clock since") and not one.has("sel")]
    if len(times) == 1 and c.has("dur for") and c.has("v:cut v:remove v:take"):
        dur = c.take("dur", "for")
        start = int(times[0][1].value)
        c.used.add(times[0][0])
        which = scope(c)
        c.take_all("v:cut v:remove v:take dir:out v:start of", *AROUND)
        return [m.CutOut(start, start + (int(dur.value) if dur else 0), which, language=scene.language)]
    begins = c.has("v:start") or any(
        one.has("since") and one.text.lower().startswith(("start", "begin")) for _, one in times
    )
    if len(times) == 2 and begins and c.has("v:stop"):
        first, last = (int(one.value) for _, one in times)
        if first < last:
            c.used |= {index for index, _ in times}
            which = scope(c)
            c.take_all("v:start v:stop n:start n:end v:make and last first all", *AROUND)
            return [m.Keep(first, last, which, language=scene.language)]
    return None


def to_before_range(c: Clause) -> bool:
    """``cut the video to 10–40 s`` keeps it, ``cut 10–40 s`` does not."""
    at = c.index("range", "edge")
    if at is None or at == 0 or not any(one.has("v:") for one in c.toks[:at]):
        return False
    at -= 1
    skipped = ("the", "its", "their", "only", "just", "it's")
    while at and (
        c.toks[at].text.lower() in skipped
        or (c.toks[at].has("f", "w", "colon") and not c.toks[at].has("to"))
        or (c.toks[at].has("n:clip") and not c.toks[at].has("sel"))
    ):  # "down to the good bits: 2 to 6"
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


WITH_IT = (
    r"\b(?:everything|all|the rest|the video|the picture)(?: else)? (?:with|along with) it|"
    r"(?:视频|画面|其他|全部).*一起"
)


def along(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``cut the voiceover at 20 s and everything with it``; 15秒吧，配音也截掉: the sound ends with the video."""
    told = " ".join(one.text.lower() for one in c.toks)
    whole = c.has("n:voice n:music") and c.has("v:cut v:stop v:trim") and re.search(WITH_IT, told)
    if whole and (time := c.take("at", "todur", "after")) is not None and not c.has("quote v:fade n:fade"):
        c.used |= {index for index, _ in c.free()}  # "cut the voiceover at 20 seconds and everything with it"
        return [m.CutOut(int(time.value), None, language=scene.language)]
    also = c.has("n:voice n:music") and c.has("v:cut") and c.word("也", "也要")
    if (
        also
        and not c.has("dur at todur after range")
        and re.search(r"\d\s*(?:秒|分|s\b)", scene.message[: c.toks[0].start])
    ):
        c.used |= {index for index, _ in c.free()}  # 还是15秒吧，配音也截掉: it ends with the video
        return []
    return None
