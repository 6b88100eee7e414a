"""How long clips or the video may be: ``cap every clip at 6s``, ``每段最多6秒``, ``cut the end so it's 20 seconds``."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.edits.model import Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene, which_of
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing, opening
from local_backend.language.words.vocabulary import HARD
from local_backend.timeline import Timeline

CAPPED = ("cap", "capped", "max", "maximum", "tops", "limit", "limited", "at most", "上限", "封顶")
OTHERWISE = (
    "n:title n:text n:caption n:transition t: n:music n:voice n:silence n:black quote n:fade v:fade v:freeze v:split "
    "bytes n:volume x pct range edge v:remove v:speed v:slow faster slower"
)


def cut_to(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """``cut the end so it's 20 seconds long``, 把结尾剪短到20秒: so long the video is to be, not so much shorter."""
    for at, tok in enumerate(toks):
        if not tok.has("v:cut v:trim") or tok.has("f", "sel"):
            continue
        first, last = opening(toks, at, "sep:"), closing(toks, at, "sep:")
        if not any(one.has("dur todur") for one in toks[first:last]) and last < len(toks) and not toks[last].has(HARD):
            last = closing(toks, last + 1, "sep:")
        part = toks[first:last]
        sides = [one for one in part if one.has("n:end n:start") and not one.has("sel dur edge")]
        lasts = [one for one in part if one.has("dur todur")]
        named = any(one.text.lower() in ("intro", "outro", "opening", "片头", "片尾", "开场") for one in sides)
        heard = any(one.has("sel n:music n:voice n:title n:text") for one in part)
        if named or heard or len(sides) != 1 or len(lasts) != 1:
            continue
        before = part[: part.index(lasts[0])][-4:]
        about = [one for one in before if one is not tok and one.has("pron n:length n:video n:film v:change")]
        told = lasts[0].has("todur") or bool(about)
        if not told or any(one.has("by of bydur") for one in before) or int(lasts[0].value) >= timeline.duration_ms:
            continue
        starts = sides[0].has("n:start")
        for one in part:
            if not (starts and (one is tok or one is sides[0])):
                one.tags = {"f"}
        lasts[0].tags = {"dur"} if starts else {"at"}
        tok.tags = tok.tags if starts else {"v:stop"}
        lasts[0].value = timeline.duration_ms - int(lasts[0].value) if starts else lasts[0].value
    return toks


def limited(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """Only those clips change that are too long, or too short for an "at least"."""
    if scene.empty or scene.composing or c.has(OTHERWISE):
        return None
    tok = c.see("dur", "for", "todur") or (c.see("at") if c.word(*CAPPED) else None)
    told = next((one for _, one in c.free() if one.has("sel") and one.which is not None), None)
    clips = (told is not None and told.which is not None and told.which.kind in ("main", "photo", "video")) or (
        told is None and (c.has("each") or (c.has("neg") and c.has("n:clip n:photo"))) and not c.has("n:video n:film")
    )
    over, denied = c.has("least"), c.has("neg") or c.word("nothing")
    most = c.has("under") or c.word(*CAPPED) or (over and denied)
    if tok is not None and told is None and (most or over) and _whole(c):
        return _all_of_it(c, scene, tok, most=bool(most))
    if tok is None or not clips or not (most or over):
        return None
    wanted = int(tok.value)
    which = which_of(c) or m.ALL
    c.used.add(c.toks.index(tok))
    c.take_all("under least neg each all n:clip n:photo v:make v:change v:keep v:want v:trim longer shorter p:for at "
               "to n:length v:show v:play n:media")  # fmt: skip
    for index, one in list(c.free()):
        if one.text.lower() in (*CAPPED, "nothing"):
            c.used.add(index)
    found = find(scene.timeline, which, scene.language)
    wrong = [one for one in found if (one.duration_ms > wanted if most else one.duration_ms < wanted)]
    if len(wrong) == len(found) and (which.everything or len(found) == 1):
        return [m.SetEach(which, wanted, language=scene.language)]
    return [m.SetEach(Which(ids=(one.id,)), wanted, language=scene.language) for one in wrong]


def _whole(c: Clause) -> bool:
    """Whether it is said of the video: ``the whole video may be 20s at most``."""
    if c.has("each n:clip n:photo"):
        return False
    bare = all(
        one.has("f under least neg dur for todur at longer shorter v:keep v:make v:want comma") for one in c.toks
    )
    return bare or c.has("n:video n:film pron all n:length v:trim")


def _all_of_it(c: Clause, scene: Scene, tok: Tok, *, most: bool) -> list[m.Edit]:
    """The video, no longer than that, or no shorter."""
    c.used.add(c.toks.index(tok))
    c.take_all("under least neg all n:video n:film pron v:make v:change v:keep v:want v:trim longer shorter "
               "n:length to p:at")  # fmt: skip
    for index, one in list(c.free()):
        if one.text.lower() in CAPPED:
            c.used.add(index)
    now, wanted = scene.timeline.duration_ms, int(tok.value)
    if now == wanted or (now < wanted) is most:
        return []
    return [m.SetLength(int(tok.value), language=scene.language)]
