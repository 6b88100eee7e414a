"""A clip that is named once for several wishes: "contrast +30, saturation -20, interview only", "…，只动最后一段"."""

from __future__ import annotations

from dataclasses import replace

from local_backend.edits.model import Which
from local_backend.language.message.listings import lasting, stretches
from local_backend.language.message.shares import coordinated
from local_backend.language.words.lexer import Tok
from local_backend.language.words.vocabulary import HARD, SOFT

ONLY = (
    "only",
    "just",
    "alone",
    "只",
    "仅",
    "仅限",
    "只限",
    "只对",
    "只针对",
    "只给",
    "只有",
    "就",
    "光",
    "只动",
    "只改",
    "单独",
)
LIGHT = ("动", "改", "for", "on", "to", "of", "in", "the", "that", "applies", "apply", "针对", "对", "给", "调",
    "处理", "是", "即可",
         "限", "就行", "就好", "就可以", "这样", "做", "弄", "用", "生效", "应用", "用在", "and", "please",
         "this", "all", "these")  # fmt: skip
LOOKED = (
    "n:brightness n:contrast n:saturation n:temperature n:grayscale n:sepia n:vintage n:vignette n:sharpen n:denoise "
    "n:blur n:stabilise n:rotate n:flip n:crop n:zoom n:pan n:volume n:speed v:mute v:reverse v:speed v:slow brighter "
    "darker warmer colder vivid dull faster slower louder quieter"
)
SEEN = (
    "n:brightness n:contrast n:saturation n:temperature n:grayscale n:sepia n:vintage n:vignette n:sharpen n:denoise "
    "n:blur n:stabilise n:rotate n:flip brighter darker warmer colder vivid dull punchy flat"
)
OWN = "n:music n:voice n:title n:lowerthird n:subtitle n:text n:caption n:logo quote v:remove v:cut v:trim v:move"


BOTH = (
    "each",
    "every one",
    "all",
    "都放",
    "全部",
    "both",
    "each of them",
    "both of them",
    "all of them",
    "两个都",
    "两者都",
    "都",
    "两个",
    "全都",
    "它们都",
    "两条都",
    "两处都",
    "各",
    "各自",
    "每个",
    "每条",
    "每段",
    "均",
    "都是",
)
LETTERED = "n:title n:subtitle n:lowerthird n:caption"
STYLED = "c: bold bigger smaller n:size n:font n:plate n:color"


def scoped(toks: list[Tok]) -> list[Tok]:
    """The tokens with what is said once for several wishes said again of each of them."""
    return _clipped(_both(_as_long(_between(_third(lasting(coordinated(toks)))))))


def _both(toks: list[Tok]) -> list[Tok]:
    """``title to the top, lower third to the right, both in white``: the last is said of each text."""
    for number, (first, end) in enumerate(stretches(toks)):
        part = toks[first:end]
        lead = next((index for index, one in enumerate(part) if one.text.lower() in BOTH), None)
        light = (
            "f",
            STYLED,
            "pl:",
            "for",
            "dur",
            "each",
            "all",
            "in",
            "p:at",
            "on",
            "v:change",
            "v:make",
            "v:add",
            "n:place",
        )
        plain = all(one.has(*light) or one.text.lower() in BOTH for one in part)
        if (
            not number
            or lead is None
            or lead > 2
            or not plain
            or not any(one.has(STYLED, "pl:", "for", "dur") for one in part)
        ):
            continue
        begin = first
        while begin and not (toks[begin - 1].has(HARD) and toks[begin - 1].text != ";"):
            begin -= 1
        rest = [one for one in part if one.text.lower() not in BOTH]
        quoted = [
            (a, b) for a, b in stretches(toks) if begin <= a < first and any(one.has("quote") for one in toks[a:b])
        ]
        if len(quoted) > 1:
            result = toks[:begin]
            for a, b in stretches(toks)[:number]:
                if a >= begin:
                    own = [replace(one, tags=set(one.tags)) for one in rest] if (a, b) in quoted else []
                    result += [*toks[a:b], *own, *toks[b : b + 1]]
            return _both([*result[:-1], *toks[end:]])
        if not any(one.has(STYLED, "pl:") for one in part):
            continue
        named = [one for one in toks[begin:first] if one.has(LETTERED) and not one.has("v:")]
        if len({tag for one in named for tag in one.tags}) < 2 or len(named) != 2:
            continue
        again: list[Tok] = []
        for place, one in enumerate(named):
            again += [
                replace(one, tags=set(one.tags), text=one.text),
                *(replace(two, tags=set(two.tags)) for two in rest),
            ]
            if not place:
                again.append(Tok({SOFT, "comma"}, ",", part[0].start, part[0].start))
        return [*toks[:first], *again, *toks[end:]]
    return toks


def _trailing(toks: list[Tok]) -> list[Tok]:
    """``brightness +20 and contrast +10 on the city``: the clip behind the last is that of each."""
    parts = stretches(toks)
    for number, (first, end) in enumerate(parts):
        part = toks[first:end]
        clip = next((index for index, one in enumerate(part) if one.has("sel") and not one.has("all", "file")), None)
        if not number or clip is None or any(one.has("sel") for one in part[clip + 1 :]):
            continue
        ahead = [one.text.lower() for one in part[max(0, clip - 2) : clip]]
        on = any(word.split(" ")[0] in ("on", "for", "to", "of", "from", "in") for word in ahead)
        behind = all(one.has("f", "exact") or one.text.lower() in ONLY for one in part[clip + 1 :])
        joint = toks[parts[number - 1][1] : first]
        acts = not on and any(one.has("and") for one in joint) and _bare(part[:clip])
        if not (on or acts) or not behind or not _level(part[:clip]):
            continue
        begin = number
        while begin and not any(one.has(HARD) for one in toks[parts[begin - 1][1] : parts[begin][0]]):
            begin -= 1
        before = parts[begin:number]
        if not before or not all(_level(toks[a:b]) and (on or _bare(toks[a:b])) for a, b in before):
            continue
        said = [
            any(one.has("v:") and not one.has("f", LOOKED) for one in toks[a:b]) for a, b in (before[0], (first, end))
        ]
        if said == [False, True]:
            continue  # "black and white, and add a vignette to clip 2"
        told = any(one.has("pct num") for one in toks[before[0][0] : first])
        result = toks[: before[0][0]]
        for a, b in before:
            result += [replace(part[clip], tags=set(part[clip].tags)), *toks[a:b]]
            result += toks[b : b + 1] if told else [Tok({HARD}, ";", toks[b].start, toks[b].start)]
        return [*result, *toks[first:]]
    return toks


def _level(part: list[Tok]) -> bool:
    """Whether a stretch says a look of the picture, or its level and an amount, and names nothing else."""
    said = [one for one in part if not one.has("f")]
    known = f"{SEEN} pct num up down louder quieter by to dash v:add v:change v:make v:remove on p:at of mag: in p:for"
    named = any(one.has("sel", "all", "pron") for one in part)
    return any(one.has(SEEN) for one in said) and not named and all(one.has(known) for one in said)


def _bare(part: list[Tok]) -> bool:
    """Whether a stretch is a verb and nothing else: "sharpen" of "sharpen and brighten clip 2"."""
    return bool(part) and part[0].has(SEEN) and all(one.text.lower() in ("the", "my", "that") for one in part[1:])


def _clipped(toks: list[Tok]) -> list[Tok]:
    """``contrast +30, interview only``: a clip that stands alone behind its wishes."""
    toks = _trailing(toks)
    parts = stretches(toks)
    for number, (first, end) in enumerate(parts):
        clip = _only(toks[first:end])
        if clip is None or not number:
            continue
        begin = number
        while begin and not any(one.has(HARD) for one in toks[parts[begin - 1][1] : parts[begin][0]]):
            begin -= 1
        before = parts[begin:number]
        said = [toks[a:b] for a, b in before]
        wishes = [one for one in said if any(tok.has(LOOKED) for tok in one)]
        others = any(tok.has("sel", OWN) for one in said for tok in one)
        if not wishes or others:
            continue
        result = toks[: before[0][0]]
        for place, (a, b) in enumerate(before):
            own = replace(clip, tags=set(clip.tags))
            result += [own, *toks[a:b]] if any(one.has(LOOKED) for one in toks[a:b]) else toks[a:b]
            if place + 1 < len(before):
                result += toks[b : before[place + 1][0]]
        return [*result, *toks[end:]]
    return toks


def _only(part: list[Tok]) -> Tok | None:
    """The clip of "interview only", "but just on clip 2"; None where anything else is said."""
    clips = [one for one in part if one.has("sel") and not one.has("all", "file")]
    if len(clips) != 1 or not any(one.text.lower() in ONLY for one in part):
        return None
    for one in part:
        if one is not clips[0] and not one.has("f", "exact") and one.text.lower() not in (*ONLY, *LIGHT):
            return None
    return clips[0]


def _third(toks: list[Tok]) -> list[Tok]:
    """``slow the first clip, flip the second one and mute the third``: the noun is not said again."""
    numbered = False
    for at, tok in enumerate(toks):
        if tok.has("sel") and tok.which is not None and tok.which.numbers:
            numbered = True
        if (
            not numbered
            or not tok.has("ord")
            or tok.has("sel", "dur")
            or not at
            or not toks[at - 1].text.lower().endswith("the")
        ):
            continue
        after = toks[at + 1] if at + 1 < len(toks) else None
        if (
            after is None
            or after.has(HARD, SOFT, "comma", "to", "by", LOOKED, "same", "pct", "x", "in", "p:at")
            or after.text.lower() in ("to", "by", "at", "a")
        ):
            tok.tags, tok.which = {"sel", "n:clip"}, Which("main", (int(tok.value),))
    return toks


def _between(toks: list[Tok]) -> list[Tok]:
    """``trim A and B, wipe between them``: the two clips that were named."""
    for at, tok in enumerate(toks):
        them = toks[at + 1] if at + 1 < len(toks) and tok.text.lower() == "between" else None
        if them is None or not (them.has("pron") or them.text.lower() in ("the two", "these two", "those two")):
            continue
        named = [one for one in toks[:at] if one.has("sel") and one.which is not None]
        if any(one.has("all", "file") or one.which is None or one.which.kind != "main" for one in named):
            continue
        whole = {(number, "") for one in named if one.which for number in one.which.numbers}
        whole |= {(0, name) for one in named if one.which for name in one.which.names}
        if len(whole) == 2 and not any(one.has("v:make", "n:film") for one in toks[:at]):
            numbers = tuple(number for number, name in sorted(whole) if number)
            names = tuple(name for number, name in sorted(whole) if name)
            if not (numbers and names):
                them.tags, them.which = {"sel", "n:clip"}, Which("main", numbers, names)
                them.names = names
    return toks


def _as_long(toks: list[Tok]) -> list[Tok]:
    """``1和2之间滑动，2和3之间黑场，都是一秒``: a length said once for several transitions."""
    for number, (first, end) in enumerate(stretches(toks)):
        part = toks[first:end]
        lasts = next((one for one in part if one.has("dur", "for")), None)
        said = any(one.text.lower() in (*BOTH, "each", "都是", "每个", "各") or one.has("each", "all") for one in part)
        plain = all(one is lasts or one.has("f", "each", "all", "tdur") or one.text in BOTH for one in part)
        parts = stretches(toks)[:number]
        begin = number
        while begin and _joined_or_faded(toks[slice(*parts[begin - 1])]):
            begin -= 1
        if lasts is None or not said or not plain or number - begin < 2:
            continue
        result = toks[: parts[begin][0]]
        for a, b in parts[begin:]:
            faded = any(one.has("n:fade") for one in toks[a:b])
            result += [*toks[a:b], replace(lasts, tags={"for"} if faded else {"tdur"}), *toks[b : b + 1]]
        return [*result, *toks[end:]]
    return toks


def _joined_or_faded(part: list[Tok]) -> bool:
    """Whether a stretch asks for a transition or a fade, and does not say how long it is to be."""
    return any(one.has("t: n:fade") for one in part) and not any(one.has("dur for tdur todur quote") for one in part)
