"""What is said to be kept and is there anyway: "keep the title and the voiceover", "标题和旁白保留", "画面保留"."""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.language.words import pieces
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import piece
from local_backend.language.words.vocabulary import HARD, SOFT
from local_backend.timeline import Timeline

LETTERED = tuple(pieces.LETTERED.split())
HEARD = ("n:music", "n:voice")
LOOKED = (
    "n:vignette", "n:stabilise", "n:sharpen", "n:denoise", "n:blur", "n:grayscale", "n:sepia", "n:vintage", "n:zoom",
    "n:pan", "n:flip", "n:rotate", "n:crop", "n:brightness", "n:contrast", "n:saturation", "n:temperature",
)  # fmt: skip
LYING = (*LETTERED, *HEARD, *LOOKED, "n:logo", "n:transition", "t:", "n:length", "n:order", "n:place", "n:size",
         "n:speed", "n:screen", "n:audio", "n:ducking")  # fmt: skip
PLAIN = ("f", "and", "comma", SOFT, "pron", "between", "n:clip", "n:photo", "n:video", "tdur", "dur", "v:keep",
         "colon", "quote", "leave", *LYING)  # fmt: skip
LONGEST = 60
"""tokens of what may be said to stay"""
ONLY = ("only", "just", "只", "仅", "keep only", "leave only", "keep just", "leave just")
EFFECTS = ("effects", "filters", "looks", "adjustments", "corrections", "滤镜", "特效", "效果")
STAYING = ("stays", "stay", "remain", "remains", "保留", "留着", "留下", "不变", "继续保留", "照常保留", "都保留")
TITLES = {"title": "n:title", "subtitle": "n:subtitle", "lower_third": "n:lowerthird", "caption": "n:caption"}


def looks_spared(toks: list[Tok]) -> list[Tok]:
    """``remove all effects but keep the vignette``: all looks are to go, without those that are kept."""
    for at, tok in enumerate(toks):
        if not at or not (tok.has("comma", SOFT, HARD) or tok.text.lower() == "but"):
            continue
        own = toks[piece(toks, at - 1)[0] : at]
        if not any(one.has("v:remove") for one in own) or not any(one.text.lower() in EFFECTS for one in own):
            continue
        end = at + 1
        while (
            end < len(toks) and toks[end].has("f", "and", SOFT, "comma", "v:keep", *LOOKED) and toks[end].text != "\n"
        ):
            end += 1
        kept = toks[at + 1 : end]
        spares = tok.text.lower() == "but" or any(one.has("v:keep") for one in kept)
        if not spares or not any(one.has(*LOOKED) for one in kept) or (end < len(toks) and not breaks(toks[end])):
            continue
        named = [one for one in kept if one.has(*LOOKED)]
        return [*toks[:at], Tok({"sparing"}, "", tok.start, tok.start), *named, *toks[end:]]
    return toks


def plainly_kept(toks: Sequence[Tok], first: int, timeline: Timeline) -> int:
    """The end of a piece that only says what is kept; the place itself where that is not said."""
    if not timeline.tracks or (first and not breaks(toks[first - 1]) and not toks[first - 1].has(SOFT, "comma")):
        return first
    end = first
    while end < min(len(toks), first + LONGEST) and not breaks(toks[end]) and _plain(toks, end):
        end += 1
    while end > first and toks[end - 1].has(SOFT, "comma"):
        end -= 1
    verb = next((at for at in range(first, end) if _keeps(toks[at])), None)
    whole = end == len(toks) or (end > first and (breaks(toks[end]) or toks[end].has(SOFT, "comma")))
    if verb is None or not whole or verb not in (first, end - 1):
        return first
    part, rest = toks[first:end], [*toks[:first], *toks[end:]]
    nouns = [one for one in part if one.has(*LYING)]
    resets = [at for at, one in enumerate(rest) if one.has("v:reset") and not one.has("v:remove")]
    anew = any(not any(one.has("n:", "t:") for one in rest[slice(*piece(rest, at))]) for at in resets)
    if not nouns or anew or any(one.has("n:rest", "except") for one in rest):
        return first
    told = [one.transition for one in (timeline.main.segments if timeline.main else ()) if one.transition]
    for one in part:
        kind = one.kind_of("t:") if not one.has("n:transition") else ""
        if (kind and any(two.kind != kind for two in told)) or ((kind or one.has("n:transition")) and not told):
            return first
        if one.has("tdur", "dur") and any(two.duration_ms != int(one.value) for two in told):
            return first
        if one.has("sel") and not one.has(*LETTERED, *HEARD) and not any(two.has("t:", "n:transition") for two in part):
            return first
        if one.has("quote") and not any(one.value == two.text for _, two in timeline.segments()):
            return first
    if part[verb - first].text.lower().startswith(ONLY):
        return end if _alone_anyway(nouns, rest, timeline) else first
    if any(one.has("quote") for one in part) and not any(one.has(*LETTERED) for one in nouns):
        return first
    every = [at for at in range(len(toks)) if not first <= at < end and of_all(toks[at])]
    return first if any(_touches(toks, at, nouns) for at in every) else end


def breaks(tok: Tok) -> bool:
    """Whether a token ends a sentence, a line, a label or what stands in brackets."""
    return tok.has(HARD, "colon") or tok.text in ("(", ")", "（", "）", "[", "]", "—", "–")


def of_all(tok: Tok) -> bool:
    """Whether a token says that all of something is meant."""
    spoken = tok.has("all") or tok.text.lower() == "everything" or tok.text[:1] in ("全", "都")
    return spoken or (tok.which is not None and tok.which.everything and tok.has("sel"))


def _keeps(tok: Tok) -> bool:
    return tok.has("v:keep") or tok.text.lower() in STAYING


def _plain(toks: Sequence[Tok], at: int) -> bool:
    tok = toks[at]
    if tok.has("exact", "n:rest") or not (tok.has(*PLAIN) or tok.text.lower() in STAYING):
        return False
    return not tok.has("dur") or any(one.has("t:", "n:transition") for one in toks[at + 1 : at + 2])


def _touches(toks: Sequence[Tok], at: int, kept: Sequence[Tok]) -> bool:
    """Whether what is wished for "all" would be done to what is kept."""
    part = toks[slice(*piece(toks, at))]
    nouns = {tag for one in part for tag in one.tags if tag.startswith(("n:", "t:"))}
    clips = bool(nouns & {"n:clip", "n:photo", "n:video"}) or any(one.has("sel") for one in part)
    own = nouns - {"n:clip", "n:photo", "n:video", "n:film", "n:color"}
    if not own:
        gone = any(one.has("v:remove", "v:reset") for one in part)
        return not clips or (gone and any(one.has(*LOOKED) for one in kept))
    families = [set(LETTERED)] if "n:text" in own else []
    loud = "n:audio" in own or any(one.has("v:mute") for one in part)
    families += [set(HEARD)] if loud and not clips else []
    families += [set(LOOKED)] if "n:grade" in own else []
    return any(one.tags & own or any(one.tags & family for family in families) for one in kept)


def _alone_anyway(kept: Sequence[Tok], rest: Sequence[Tok], timeline: Timeline) -> bool:
    """``delete all the captions, keep only the title``: whether no other text is left when that is done."""
    if not all(one.has(*LETTERED) for one in kept) or not any(one.has("v:remove") for one in rest):
        return False
    gone = {tag for one in rest for tag in one.tags if tag in LETTERED}
    left = {TITLES.get(one.style.role, "n:title") for _, one in timeline.segments() if one.kind == "text"} - gone
    return bool(gone) and left <= {tag for one in kept for tag in one.tags}
