"""Plain pictures between the clips: ``open with 3 seconds of plain black``, ``then a black screen for 1 second``."""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.edits import model as m
from local_backend.language.message.clause import Scene, weighty
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing
from local_backend.language.words.vocabulary import HARD, SOFT

PURE = ("plain", "solid", "pure", "empty", "blank", "full", "complete", "just", "nothing but", "纯", "全")
SURFACE = "n:screen n:background n:frame n:clip n:photo n:video"
INTO = "n:fade v:fade t: n:title n:text n:caption quote n:plate fit: n:grayscale n:vignette r: ratio size"
JOINTS = ("then", "然后", "再", "接着", "and then", "after that", "followed by")


def opened(toks: list[Tok]) -> list[Tok]:
    """The tokens with "open with 3 seconds of black" as the adding of a black picture at the start."""
    for at, tok in enumerate(toks):
        if not tok.has("c:", "n:black"):
            continue
        if tok.has("n:black") and (begin := _lacks_verb(toks, at)) is not None:
            return [*toks[:begin], Tok({"v:add"}, "", toks[begin].start, toks[begin].start), *toks[begin:]]
        of = at - 1
        while of > 0 and (toks[of].text.lower() in PURE or toks[of].text.lower() in ("a", "the")):
            of -= 1
        if of < 1 or toks[of].text.lower() not in ("of", "的", "with", "on", "来", "加") or at < 2:
            continue
        for one in toks[max(0, of - 2) : of]:
            if one.has("at") and one.text.lower().startswith("on "):
                one.tags = {"dur"}  # "end on 3 seconds of white"
        time = next((index for index in range(of - 1, max(-1, of - 3), -1) if toks[index].has("dur", "for")), None)
        after = at + 2 if at + 1 < len(toks) and toks[at + 1].has(SURFACE) else at + 1
        if time is None and after < len(toks) and toks[after].has("for", "dur"):
            time = after
        begin = of
        while begin and not toks[begin - 1].has(HARD, "comma") and not _opens(toks, begin):
            begin -= 1
        part = toks[begin : after + 1]
        if time is None or any(one.has(INTO) for one in part if one is not tok) or any(one.has("sel") for one in part):
            continue
        verb = next((index for index in range(begin, of + 1) if toks[index].has("v:start", "v:stop")), None)
        for one in toks[of:at]:
            one.tags = {"f"}
        if tok.has("c:#000000"):
            tok.tags = {"n:black"}
        elif tok.has("c:"):
            tok.tags |= {"n:screen"}
        if verb is None:
            bare = _lacks_verb(toks, at) if toks[at].has("n:black") else None
            if bare is not None:
                return [*toks[:bare], Tok({"v:add"}, "", toks[bare].start, toks[bare].start), *toks[bare:]]
            continue
        place = "at_start" if toks[verb].has("v:start") else "at_end"
        toks[verb].tags = {"v:add"}
        return [*toks[: at + 1], Tok({place}, "", tok.end, tok.end), *toks[at + 1 :]]
    return toks


def _opens(toks: list[Tok], at: int) -> bool:
    """Whether "and finish on …" begins there."""
    word = toks[at].text.lower()
    edge = toks[at].has("v:start", "v:stop") or word in ("close", "closes", "end", "open", "begin", "start", "finish")
    return edge and toks[at - 1].has(SOFT)


def _lacks_verb(toks: list[Tok], at: int) -> int | None:
    """Where the part begins that says a black picture, a time and a place, and no verb: ``片尾来2秒黑屏``."""
    begin, end = at, closing(toks, at + 1, HARD, "comma")
    while begin and not toks[begin - 1].has(HARD, "comma") and not _opens(toks, begin):
        begin -= 1
    part = toks[begin:end]
    placed = any(one.has("at_start", "n:start", "at_end", "n:end", "between", "p:after", "p:before") for one in part)
    timed = any(one.has("dur", "for") for one in part)
    acts = any(one.has("v:", "neg", INTO) and not one.has("f", "n:start", "n:end", "v:start", "v:stop") for one in part)
    return begin if placed and timed and not acts else None


def between(rest: list[Tok], shown: Sequence[int], scene: Scene) -> tuple[list[m.Edit], list[Tok]]:
    """The plain pictures told among the shots of a list, and what is left; ``shown`` is where each file stands."""
    edits: list[m.Edit] = []
    left: list[Tok] = []
    for part in _parts(rest):
        tok = next((one for one in part if one.has("n:black") or (one.has("c:") and _surface(part))), None)
        time = next((one for one in part if one.has("dur", "for")), None)
        light = ("f", "c:", "n:black", "dur", "for", "v:add", "v:show", "v:play", "comma", HARD, SOFT, "p:for", "one")
        others = [one for one in part if weighty(one) and not one.has(*light) and not one.has(SURFACE)]
        if tok is None or time is None or others or any(one.has("v:remove", "n:silence") for one in part):
            left += part
            continue
        position = sum(1 for start in shown if start < tok.start) + len(edits) + 1
        color = tok.kind_of("c:") or "#000000"
        edits.append(m.InsertColor(color, int(time.value), position, language=scene.language))
        left += [one for one in part if one.has(HARD)]
    return edits, left


def _surface(part: Sequence[Tok]) -> bool:
    return any(one.has(SURFACE) for one in part)


def _parts(toks: Sequence[Tok]) -> list[list[Tok]]:
    parts: list[list[Tok]] = [[]]
    for one in toks:
        parts[-1].append(one)
        if one.has(HARD, "comma") or one.text.lower() in JOINTS:
            parts.append([])
    return [one for one in parts if one]
