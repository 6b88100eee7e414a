"""The frame for a video that comes out of black and goes back to it: ``start from black``, ``首尾淡入淡出各1.5秒``."""

from __future__ import annotations

import re
from dataclasses import replace

from local_backend.edits import model as m
from local_backend.edits.model import Which
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing, opening, piece
from local_backend.language.words.vocabulary import HARD

USUAL_MS = 1000
SOUNDING = "n:music n:audio n:voice"
OTHERWISE = (
    "n:music n:audio n:voice n:volume n:title n:text n:caption n:subtitle n:lowerthird quote between "
    "n:transition n:logo n:overlay n:pip n:photo v:freeze v:insert n:screen n:clip sel at range edge n:silence"
)
OPENING, ENDING = "n:start at_start first v:start", "n:end at_end last v:stop"
INTO = (
    "fade in",
    "fade-in",
    "fadein",
    "fade up",
    "fades in",
    "fading in",
    "from black",
    "淡入",
    "渐入",
    "渐显",
    "从黑",
)
AWAY = (
    "fade out",
    "fade-out",
    "fadeout",
    "fades out",
    "to black",
    "fade to black",
    "淡出",
    "渐出",
    "渐隐",
    "渐黑",
    "to-black",
    "到黑",
)


OUT_TO_BLACK = ("fade out to black", "fades out to black", "fading out to black", "淡出到黑", "淡出到黑场", "渐隐到黑")


def ends_black(c: Clause, scene: Scene) -> bool:
    """``fade out to black``: the end of the video, unless something between the clips is spoken of."""
    tok = c.see("t:fade_black")
    out = tok is not None and tok.text.lower() in OUT_TO_BLACK
    if tok is not None and tok.text.lower() in ("fade to black", "fades to black", "渐黑", "淡出到黑屏", "渐隐到黑屏"):
        leads = (c.toks[0] is tok and scene.message[: tok.start].rstrip()[-1:] not in (":", "：", "=")) or c.toks[
            0
        ].has("n:video n:film n:screen n:frame")
        out = leads and all(one is tok or one.has("f dur tdur for n:video n:film n:screen n:frame") for one in c.toks)
    one = [one for one in c.toks if one.has("sel") and one.which is not None and not one.has("all")]
    if out and len(one) == 1 and one[0].which is not None and len(one[0].which.numbers + one[0].which.names) == 1:
        return not c.said("n:transition", "between", "all", "each", "nth") and not c.word(
            "into", "after", "before", "后"
        )
    return out and not c.said("n:transition", "between", "n:clip", "n:photo", "sel", "all", "each")


def fades_all(c: Clause) -> bool:
    """``fade everything out``: what is seen and what is heard."""
    every = any(one.text.lower() in ("everything", "it all", "全部", "全都", "一切") for one in c.toks)
    other = any(one.has("n:") and not one.has("n:fade n:end n:start") for one in c.toks)
    return every and not other and c.has("v:fade n:fade") and not c.has("sel neg v:remove quote")


SLOWLY = re.compile(r"慢慢|渐渐|逐渐|缓缓|\bslowly\b|\bgradually\b|\bgently\b", re.I)
NUMBERED = re.compile(r"\n|\d\s*[.)、）]|[①-⑳]")
LETTERED = ("text", "title", "subtitle", "lower_third", "caption")


TOTAL = re.compile(r"total|overall|总|全长", re.I)


def of_the_film(c: Clause, last: Which | None, gap: str) -> bool:
    """Whether a fade at an end, or a total, is the film's, whatever was spoken of before: "3) fade out at the end"."""
    if any(one.has("n:length") and TOTAL.search(one.text) for one in c.toks) and not c.said("sel pron"):
        return True
    if not c.said("n:fade v:fade") or not c.said("at_end n:end at_start n:start edge"):
        return False
    if NUMBERED.search(gap):
        return True
    lettered = last is not None and last.kind in LETTERED
    return lettered and gap != "" and not c.said("edge pron sel n:title n:text n:caption n:subtitle n:lowerthird")


def of_each(c: Clause, scene: Scene, named: Which | None = None) -> Which:
    """What a fade is about: what it names, every single clip, 每段开头淡入, or else the whole video."""
    if named is not None and named != m.ALL:
        return named
    every = any(
        one.text in EVERY
        or (one.has("each") and one.has("n:clip n:photo"))
        or (one.has("all") and one.has("sel") and one.has("n:clip") and not one.has("n:video n:film"))
        for one in c.toks
    )
    clips = tuple(one.id for one in scene.timeline.main.segments) if scene.timeline.main else ()
    again = c.last is not None and len(clips) > 1 and c.last.ids == clips and not c.said("n:video n:film sel")
    return Which(ids=clips) if (every or again) and clips and not scene.composing else Which()


EVERY = ("每个片段", "每一个片段", "每段", "每一段", "每张", "每张照片", "每张图片", "每一张", "每个", "每一个", "每条",
         "每幅", "每段视频", "每个视频", "各段", "段段")  # fmt: skip


def of_one_clip(toks: list[Tok]) -> list[Tok]:
    """``第二段开头淡入1秒，结尾淡出1秒``: the second fade is of the same clip, which is not named again."""
    result: list[Tok] = []
    for at, tok in enumerate(toks):
        result.append(_parted(toks, at) or tok)
        then = toks[at + 1] if 0 < at < len(toks) - 1 and tok.has("comma and") else None
        if then is None or not (then.has("n:end at_end") or then.text.lower().startswith("fades")):
            continue
        said, more = (toks[slice(*piece(toks, one))] for one in (at - 1, at + 1))
        named = [one for one in said if one.has("sel") or one.text in EVERY]
        starts = any(one.has("n:start at_start") for one in said)
        fading = all(any(one.has("v:fade n:fade") for one in part) for part in (said, more))
        other = any(one.has("sel n:") and not one.has("n:fade n:end") for one in more)
        lead = next((one for one in said if not one.has("f")), None)
        if named and named[0] is lead and starts and fading and not other:
            result.append(replace(named[0], tags=set(named[0].tags)))
    return result


def _parted(toks: list[Tok], at: int) -> Tok | None:
    """``fade to black with the music fading out as well``, 音乐同时淡出: the picture fades, and so does the sound."""
    tok = toks[at]
    if (
        tok.text == "同时"
        and at
        and toks[at - 1].has(SOUNDING)
        and toks[at + 1 : at + 2]
        and toks[at + 1].has("v:fade")
    ):
        return replace(tok, tags={"f"})
    said, more = toks[opening(toks, at, "sep:") : at], toks[at + 1 : closing(toks, at + 1, "sep:")]
    black = any(one.has("t:fade_black") for one in said) and not any(one.has(SOUNDING) for one in said)
    noun = next((one for one in more if not one.has("f")), None)
    fades = tok.has("with comma") and black and noun is not None and noun.has(SOUNDING)
    fading = next((one for one in more if one.has("v:fade n:fade")), None)
    if not fades or fading is None:
        return None
    if not any(one.has("dir:in dir:out") for one in more) and fading.text.isascii():
        fading.tags, fading.text = {"v:fade", "n:fade"}, "fade out"
    return Tok({HARD}, ";", tok.start, tok.end)


def openings(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """Fades of the whole video at its beginning and its end, each with its own length."""
    if (
        scene.empty
        or fades_all(c)
        or c.has(OTHERWISE)
        or (c.last is not None and c.last.kind in ("music", "voice", "audio", "sound") and not _faded(c, scene))
    ):
        return None
    if c.has("pron") and c.last is not None and not c.last.everything:
        return None
    black = c.has("t:fade_black c:#000000 n:black")
    fading = c.has("v:fade n:fade t:fade_black")
    sides = c.has(OPENING, ENDING, "n:edge")
    whole = c.has("n:video", "n:film")
    told = " ".join(one.text.lower() for one in c.toks)
    opens = any(word in told for word in INTO) or ("fade" in told and c.word("up", "in")) or "from black" in told
    ends = any(word in told for word in AWAY) or ("fade" in told and c.word("out"))
    alone = black and fading and scene.timeline.main is not None and len(scene.timeline.main.segments) == 1
    if not alone and not (black and (fading or sides) and (sides or opens or whole or "from" in told)):
        both = c.has("n:edge") or (c.has("n:start") and c.has("n:end"))
        if not (fading and sides and (opens or ends or black or both)):
            return None
    if black and not sides and not whole and not opens and "out" not in told and not alone:
        return None  # "fade to black" alone may be a transition
    if c.has("neg", "v:remove", "v:add") and not fading:
        return None
    none = c.negated("v:fade", "n:fade", "t:fade_black") or bool(c.take("v:remove"))
    fade_in, fade_out = _lengths(c, opens, ends)
    if none:
        fade_in, fade_out = (None if fade_in is None else 0), (None if fade_out is None else 0)
    c.take_all(
        "v:fade n:fade t: n:black c:#000000", OPENING, ENDING, "n:edge n:video n:film pron each all from to with on"
    )
    c.take_all("v:add v:make v:want v:change v:show v:play gradual slower mag:little p:for dur for tdur todur bydur")
    c.take_all("transform up down dir:up dir:in dir:out n:length and comma v:lengthen one")
    return [m.FadePicture(of_each(c, scene), fade_in, fade_out, language=scene.language)]


def _faded(c: Clause, scene: Scene) -> bool:
    """Whether a fade-out at the end cannot be meant of the sound just spoken of: that one fades out already."""
    if not c.has("at_end n:end") or c.has("pron dur for tdur at_start n:start neg v:remove mag: longer shorter"):
        return False
    if any(one.has("gradual v:slow slower") or SLOWLY.search(one.text) for one in c.toks):
        return False
    heard = [one for track, one in scene.timeline.segments() if c.last is not None and track.role == c.last.kind]
    return bool(heard) and all(one.fade_out_ms for one in heard)


def _lengths(c: Clause, opens: bool, ends: bool) -> tuple[int | None, int | None]:
    """Length of the fade from black and of the one to it; None for a side that is not meant."""
    sides: list[tuple[int, str]] = []
    for index, tok in c.free():
        side = _side(tok)
        if side:
            sides.append((index, side))
    durs = [(index, int(one.value)) for index, one in c.free() if one.has("dur for tdur todur bydur transform")]
    for index, one in list(c.free()):  # "… over 2 s and out to black over 3"
        if not one.has("num") or not index or c.toks[index - 1].text not in ("over", "for"):
            continue
        c.used.add(index)
        durs.append((index, round(float(one.value) * 1000)))
    meant = {side for _, side in sides}
    if "both" in meant:
        meant = {"in", "out"}
    if not meant:
        meant = ({"in"} if opens else set()) | ({"out"} if ends else set()) or {"out"}
    lengths = dict.fromkeys(meant, USUAL_MS)
    if len(durs) == 1:
        lengths = dict.fromkeys(meant, durs[0][1])
    elif len(durs) > 1 and len(meant) == 2:
        first = next((side for _, side in sides if side != "both"), "in")
        for side, (_, amount) in zip((first, "out" if first == "in" else "in"), durs, strict=False):
            lengths[side] = amount
    elif durs:
        lengths = dict.fromkeys(meant, durs[-1][1])
    return lengths.get("in"), lengths.get("out")


def _side(tok: Tok) -> str:
    if tok.has("n:edge"):
        return "both"
    if tok.has("n:start at_start first") or (tok.has("v:start") and not tok.has("f")):
        return "in"
    if tok.has("n:end at_end last") or (tok.has("v:stop") and not tok.has("f")):
        return "out"
    return ""
