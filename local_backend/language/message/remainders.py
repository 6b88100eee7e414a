"""Words that point at what was named before: "the other two", "其余的", and an afterthought "the music I mean"."""

from __future__ import annotations

from local_backend.edits.chain import main_segments
from local_backend.edits.model import Impossible, Which
from local_backend.edits.select import find
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import chunk, piece
from local_backend.language.words.vocabulary import HARD
from local_backend.timeline import Timeline

WISHES = (
    "v:mute v:unmute louder quieter pct x halfx twice db brighter darker warmer colder vivid dull punchy flat "
    "n:grayscale "
    "n:sepia n:vintage n:blur n:vignette n:stabilise n:denoise n:sharpen n:brightness n:contrast n:saturation n:flip "
    "each n:rotate deg v:reverse v:speed v:slow faster slower n:zoom n:pan n:temperature n:crop n:audio n:volume"
)
ELSEWHERE = "v:keep v:remove v:cut leave same v:reorder quote n:title n:text n:music n:voice n:transition n:length"
MEANT = ("i mean", "that is", "i.e.", "meaning", "我是说", "我说的是", "我指的是", "指的是")


def remaining(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with "the other two" as a selection of the clips that were not named before."""
    toks = _afterthought(_one_style(toks))
    named: set[str] = set()
    result: list[Tok] = []
    at = 0
    while at < len(toks):
        tok = toks[at]
        end = _others(toks, at)
        if end and named and (rest := [one.id for one in main_segments(timeline) if one.id not in named]):
            part = chunk(toks, end - 1 if toks[at].has("sep:") else at)
            lasting = any(one.has("dur") for one in part) and all(one.has("f dur for n:rest each") for one in part)
            if (lasting or any(one.has(WISHES) for one in part)) and not any(one.has(ELSEWHERE) for one in part):
                if tok.has("sep:"):
                    result.append(Tok({"sep:soft", "f"}, "", tok.start, tok.start))
                told = " ".join(one.text for one in toks[at:end])
                which = Which(ids=tuple(rest))
                result.append(Tok({"sel", "n:clip"}, told, tok.start, toks[end - 1].end, which=which))
                at = end
                continue
            if any(one.has("v:keep", "leave", "same") for one in part) and end > at + 1 and not tok.has("sep:"):
                result.append(Tok({"n:rest"}, " ".join(one.text for one in toks[at:end]), tok.start, toks[end - 1].end))
                at = end
                continue
        if tok.has("sel") and not tok.has("all") and tok.which is not None:
            named |= _ids(tok.which, timeline)
        result.append(tok)
        at += 1
    return result


def _ids(which: Which, timeline: Timeline) -> set[str]:
    if which.kind not in ("main", "photo", "video"):
        return set()
    try:
        return {one.id for one in find(timeline, which, "en")}
    except Impossible:
        return set()


def _others(toks: list[Tok], at: int) -> int:
    """The end of ``the others``, ``the other two clips``, ``另外两段`` at that place; 0 for none."""
    word = toks[at].text.lower()
    if toks[at].has("sel"):
        return 0
    if word in (
        "other",
        "remaining",
        "另外",
        "其他",
        "其余",
        "剩下",
        "别的",
        "其它",
        "剩余",
        "剩下的",
        "其余的",
        "其他的",
    ):
        end = at + 1
        while end < len(toks) and end < at + 4:
            one = toks[end]
            numbered = one.has("num") and not one.has("pct dur x")
            if not (numbered or one.has("n:clip n:photo n:video one") or one.text in ("的", "个", "段", "张", "几")):
                break
            end += 1
        clear = end > at + 1 or toks[at].has("n:rest")
        return end if clear else 0
    return at + 1 if toks[at].has("n:rest") else 0


def _one_style(toks: list[Tok]) -> list[Tok]:
    """``chill and lo-fi``: two words for one kind of music."""
    for first, joint, second in zip(toks, toks[1:], toks[2:], strict=False):
        if first.has("m:") and second.has("m:") and joint.has("and", "comma"):
            joint.tags, second.tags = {"f"}, {"f"}
    return toks


def _afterthought(toks: list[Tok]) -> list[Tok]:
    """``twice as loud, the music I mean``: what is named late belongs to what was said."""
    for at, tok in enumerate(toks):
        if tok.text.lower() not in MEANT:
            continue
        first, last = piece(toks, at, "sep:")
        others = [one for one in toks[first:last] if one is not tok and not one.has("f")]
        if first and len(others) == 1 and others[0].has("n:", "sel"):
            toks[first - 1].tags = {"f"}
            if toks[first - 1].has(HARD):
                toks[first - 1].text = ""
            tok.tags = {"f"}
    return toks
