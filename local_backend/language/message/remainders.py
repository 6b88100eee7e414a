"""Words that point at what was named before: "the other two", "其余的", and an afterthought "the music I mean"."""

from __future__ import annotations

import re
from itertools import pairwise

from local_backend.edits.chain import main_segments
from local_backend.edits.model import Impossible, Which
from local_backend.edits.select import find
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import chunk, opening, piece
from local_backend.language.words.vocabulary import HARD
from local_backend.timeline import Timeline

WISHES = (
    "v:mute v:unmute louder quieter pct x halfx twice db brighter darker warmer colder vivid dull punchy flat "
    "n:grayscale "
    "n:sepia n:vintage n:blur n:vignette n:stabilise n:denoise n:sharpen n:brightness n:contrast n:saturation n:flip "
    "normal each n:rotate deg v:reverse v:speed v:slow faster slower n:zoom n:pan n:temperature n:crop n:audio n:volume"
)
ELSEWHERE = "v:keep v:remove v:cut leave same v:reorder quote n:title n:text n:music n:voice n:transition n:length"
LASTING = "f dur todur for n:rest each all one n:photo n:clip n:video n:length p:for v:change v:make v:show same"
PAIR = re.compile(
    r"(?:它们|他们)(?:两个|俩)|(?:这|那)[两俩][个段张条者]的?(?:片段|视频|照片|图片|镜头)?|两[个段张条者]都?"
)
OTHERS = "n:title n:subtitle n:lowerthird n:caption n:text n:music n:voice n:logo n:transition n:edge quote t:"
MEANT = ("i mean", "that is", "i.e.", "meaning", "我是说", "我说的是", "我指的是", "指的是")


def remaining(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with "the other two" as a selection of the clips that were not named before."""
    _needless(toks)
    toks = _them_both(_afterthought(_one_style(_only_one(_all_told(_all_of_them(toks), timeline), timeline))), timeline)
    named: set[str] = set()
    result: list[Tok] = []
    at = 0
    while at < len(toks):
        tok = toks[at]
        end = _others(toks, at)
        if end and named and (rest := [one.id for one in main_segments(timeline) if one.id not in named]):
            part = chunk(toks, end - 1 if toks[at].has("sep:") else at)
            counted = next((int(one.value) for one in toks[at:end] if one.has("num") and not one.has("sel")), 0)
            if counted == len(rest) > 1 and any(one.has("v:remove v:cut") for one in part):
                which = Which(ids=tuple(rest))  # "drop the other two"
                told = " ".join(one.text for one in toks[at:end])
                result.append(Tok({"sel", "n:clip"}, told, tok.start, toks[end - 1].end, which=which))
                at = end
                continue
            each = any(one.has("n:photo", "n:clip") for one in toks[at:end]) or any(one.has("all each") for one in part)
            lasting = any(one.has("dur todur for") for one in part) and all(one.has(LASTING) for one in part)
            lasting = lasting and (each or all(one.has("f dur for n:rest") for one in part))
            if lasting and any(one.has("n:photo") for one in toks[at:end]):
                rest = [one.id for one in main_segments(timeline) if one.id in rest and one.kind == "image"] or rest
            if (lasting or any(one.has(WISHES) for one in part)) and not any(one.has(ELSEWHERE) for one in part):
                if tok.has("sep:"):
                    result.append(Tok({"sep:soft", "f"}, "", tok.start, tok.start))
                told = " ".join(one.text for one in toks[at:end])
                which = Which(ids=tuple(rest))
                if result and lasting and result[-1].text.lower() in ("all", "all the", "all of the"):
                    result[-1].tags = {"f"}  # "all other images 4 s"
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


def _all_told(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """``每张照片都慢慢推近，5张都要``, ``on each photo, all 5``: how many they are says nothing more."""
    for at, tok in enumerate(toks):
        first, last = piece(toks, at)
        if not first or not tok.has("num") or tok.has("sel dur pct x") or tok.value != len(main_segments(timeline)):
            continue
        part = toks[first:last]
        every = any(one.has("all", "each") for one in part) and any(one.has("all", "each") for one in toks[:first])
        if every and all(one is tok or one.has("f all v:want pron n:photo n:clip one") for one in part):
            for one in part:
                one.tags, one.which = {"f"}, None
    return toks


def _needless(toks: list[Tok]) -> None:
    """``no need for the city clip anymore``: it goes."""
    for at, tok in enumerate(toks):
        ahead = [one for one in toks[at + 1 : at + 5] if not one.has("f") or one.has("v:want", "sel")]
        needs = len(ahead) > 2 and ahead[0].text.lower() in ("need", "use") and ahead[1].has("p:for")
        if tok.text.lower() == "no" and needs and ahead[2].has("sel") and not ahead[2].has("all", "file"):
            tok.tags = {"v:remove"}
            for one in ahead[:2]:
                one.tags = {"f"}


def _all_of_them(toks: list[Tok]) -> list[Tok]:
    """``remove the sound from all of them``, where nothing was named: all clips."""
    for at, (tok, them) in enumerate(pairwise(toks)):
        named = any(one.has("sel", "n:title", "n:text", "n:caption", "n:lowerthird") for one in toks[:at])
        if tok.text.lower() in ("all of", "each of") and them.has("pron") and not named:
            whole = Tok({"sel", "all", "n:clip"}, f"{tok.text} {them.text}", tok.start, them.end, which=Which())
            return [*toks[:at], whole, *toks[at + 2 :]]
    return toks


def _only_one(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """``play the clip twice``, of a video of one clip."""
    if len(main_segments(timeline)) != 1:
        return toks
    for before, tok in pairwise(toks):
        if before.text.lower() in ("the", "this", "my") and tok.text.lower() in ("clip", "shot") and not tok.has("sel"):
            tok.tags, tok.which = {"sel", "n:clip"}, Which("main", (1,))
    return toks


def _them_both(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """``swap the first two, mute both of them``, ``between the two``: the two clips that were named last."""
    main = main_segments(timeline)
    for at, tok in enumerate(toks):
        end = _two(toks, at)
        if not end or not main or (end < len(toks) and toks[end].has("sel")):
            continue
        first, _ = piece(toks, at)
        if any(one.has("sel") and not one.has("all") for one in toks[first:at]):
            continue  # "the beach and the city both muted"
        named = [one for one in toks[:first] if one.has("sel") and one.which is not None]
        ids = _clips(named, timeline)
        gone = [one for one in named if any(x.has("v:remove") for x in toks[slice(*piece(toks, toks.index(one)))])]
        there = {one.id for one in main} - {name for one in gone if one.which for name in _ids(one.which, timeline)}
        if gone and len(there) == 2:
            ids = tuple(one.id for one in main if one.id in there)  # "delete city …, a wipe between the two clips"
        if len(ids) != 2 and any(one.has(OTHERS) for one in chunk(toks, at)):
            tok.tags -= {"all"} if tok.text.lower() == "both" else set()
            continue
        which = Which(ids=ids) if len(ids) == 2 else Which() if len(main) == 2 else None
        told = " ".join(one.text for one in toks[at:end])
        tags = {"sel", "ord"} if which is None else {"sel", "n:clip", "all"} if which == Which() else {"sel", "n:clip"}
        return [
            *toks[:at],
            Tok(tags, told, tok.start, toks[end - 1].end, which=which),
            *_them_both(toks[end:], timeline),
        ]
    return toks


def _two(toks: list[Tok], at: int) -> int:
    """The end of ``both of them``, ``these two clips``, ``这两段``; 0 where that does not stand there."""
    word = toks[at].text.lower()
    if toks[at].has("quote", "worded"):
        return 0
    if word.startswith("both ") and toks[at].has("all") and toks[at].has("n:clip", "n:photo", "n:video"):
        return at + 1
    if word == "both" and not toks[at].has("sel"):
        ends = [at + 3] if [one.text.lower() for one in toks[at + 1 : at + 2]] == ["of"] else []
        ends += [at + 2] if toks[at + 1 : at + 2] and toks[at + 1].has("pron") else []
        return next((end for end in ends if end <= len(toks) and toks[end - 1].has("pron")), at + 1)
    if toks[at].has("num") and word == "two" and at and toks[at - 1].text.lower() in ("the", "these", "those", "them"):
        more = toks[at + 1] if at + 1 < len(toks) else None
        named = more is not None and more.has("n:clip", "n:photo", "n:video") and not more.has("sel")
        alone = more is None or more.has("sep:")
        return at + 2 if named else at + 1 if alone else 0
    for end in range(min(len(toks), at + 5), at, -1):
        told = "".join(one.text for one in toks[at:end])
        every = told.endswith("都") or (end < len(toks) and toks[end].text.startswith("都"))
        if PAIR.fullmatch(told) and (every or not told.startswith("两")):
            return end
    return 0


def _clips(said: list[Tok], timeline: Timeline) -> tuple[str, ...]:
    """The ids of the two clips that were named last, together or one after the other; fewer where it is not clear."""
    found: list[str] = []
    for one in reversed(said):
        if one.which is None or one.which.kind not in ("main", "photo", "video"):
            continue
        ids = _ids(one.which, timeline) - set(found)
        if one.has("all") or len(ids) > 2 - len(found):
            return tuple(found) if len(found) == 2 else ()
        found += [segment.id for segment in main_segments(timeline) if segment.id in ids]
        if len(found) == 2:
            break
    return tuple(found)


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


LATE = "louder quieter faster slower brighter darker warmer colder bigger smaller v:mute v:reverse"


def _named_late(toks: list[Tok], at: int) -> bool:
    """``a hair louder, the music``: the one thing that a sentence is about stands at its end."""
    first, last = piece(toks, at, "sep:")
    thing = toks[at].has("n:music", "n:voice") or (toks[at].has("sel") and not toks[at].has("all"))
    if not thing or not first or not toks[first - 1].has("comma") or (last < len(toks) and not toks[last].has(HARD)):
        return False
    before = toks[opening(toks, first - 1, "sep:") : first - 1]
    alone = all(one is toks[at] or one.text.lower() in ("the", "my", "that") for one in toks[first:last])
    return alone and any(one.has(LATE) for one in before) and not any(one.has("n: sel pron all") for one in before)


def _afterthought(toks: list[Tok]) -> list[Tok]:
    """``twice as loud, the music I mean``: what is named late belongs to what was said."""
    for at, tok in enumerate(toks):
        if _named_late(toks, at):
            toks[opening(toks, at, "sep:") - 1].tags = {"f"}
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
