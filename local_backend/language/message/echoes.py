"""A verb that holds for several clips with their own amounts: "trim beach to 6 seconds and city to 4"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from local_backend.language.words.bindings import REFUSED
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing, opening
from local_backend.language.words.vocabulary import HARD

AMOUNTS = "dur for todur bydur edge range before after since pct x twice thrice halfx half: quarter third normal tdur"
VERBS = "v:trim v:cut v:speed v:slow v:keep v:make v:change v:lengthen v:take v:play v:remove v:add v:want"
LEVELS = "n:brightness n:contrast n:saturation n:temperature n:vignette n:sharpen n:denoise n:blur n:zoom n:volume"
SMALL = "f to from of by p:for p:at down up in pron exact on"
"""What may stand beside a clip and its amount."""


def echoed(toks: list[Tok]) -> list[Tok]:
    """The tokens with the verb said again for every further clip that has an amount of its own."""
    result: list[Tok] = []
    at = 0
    while at < len(toks):
        end = closing(toks, at + 1, "sep:")
        part = toks[at + 1 : end]
        listed = _lengths(result, part) if result and toks[at].has("and", "comma") else []
        if listed:
            result.append(Tok({HARD}, ";", toks[at].end, toks[at].end))
            result += listed
            at = end
            continue
        joint = bool(result) and toks[at].has("and", "comma") and not toks[at].has("sel")
        if joint and _bare(result) and _bare(part):
            result.append(Tok({HARD}, ";", toks[at].end, toks[at].end))
            result += part
            at = end
            continue
        if result and toks[at].has("and", "comma") and not toks[at].has("sel") and (again := _again(result, part)):
            result.append(Tok({HARD}, ";", toks[at].end, toks[at].end))
            result += again
            at = end
            continue
        result.append(toks[at])
        at += 1
    return result


def _again(before: Sequence[Tok], part: list[Tok]) -> list[Tok]:
    """What is said of the further clip, with the verb; empty where it has one, or is no such clip."""
    first = next((index for index, one in enumerate(part) if not one.has("f") or one.has("sel")), None)
    if first is None or not _clip(part[first]):
        return []
    amounts = [index for index, one in enumerate(part) if one.has(AMOUNTS) and not one.has("sel")]
    bare = len(part) > first + 1 and part[-1].has("num") and not part[-1].has("one sel pct x dur")
    if not amounts and not bare:
        return []
    others = [one for index, one in enumerate(part) if index != first and index not in amounts and one is not part[-1]]
    if any(not one.has(SMALL) or one.has("sel", "v:") for one in others):
        return []
    if not bare and not part[-1].has(AMOUNTS, "f", "long", "n:length"):
        return []
    start = opening(before, len(before), HARD)
    said = list(before[start:])
    verb = next((index for index in range(len(said) - 1, -1, -1) if said[index].has("v:") and _main(said[index])), None)
    if verb is None or not said[verb].has(VERBS):
        return []
    if said[verb].has("v:add", "v:make", "v:change") and any(one.has(LEVELS) for one in said):
        return []  # what is said again is the level, and not the verb
    clips = [index for index, one in enumerate(said) if _clip(one)]
    chinese = not said[verb].text.isascii() and bool(clips) and clips[0] < verb
    own = [one for one in said[verb + 1 :] if one.has(AMOUNTS) and not one.has("sel")]
    if len(clips) != 1 or len(own) != 1 or any(one.has("quote", "n:title", "n:music", "file:") for one in said):
        return []
    if (clips[0] < verb) != chinese or (not chinese and said.index(own[0]) < clips[0]):
        return []
    after = said[max(clips[0], verb) + 1 : said.index(own[0])]
    if any(one.has("sep:") for one in said[verb:]) or any(not one.has(SMALL) for one in after):
        return []
    echo = replace(said[verb], text=said[verb].text, start=part[0].start, end=part[0].start, tags=set(said[verb].tags))
    tail = _told(part[first + 1 :], own[0], after)
    if chinese:
        return [*part[: first + 1], echo, *tail]
    return [echo, *part[: first + 1], *tail]


def _lengths(before: Sequence[Tok], part: Sequence[Tok]) -> list[Tok]:
    """``beach gets 6 seconds, city gets 4``: the further clip and its length; empty where that is not said."""
    start = opening(before, len(before), "sep:")
    said = [one for one in before[start:] if not one.has("f", "exact", "colon", "each") or one.has("sel")]
    said = said[1:] if said and said[0].has("v:add", "v:make", "v:change") and not said[0].has("sel") else said
    told = [one for one in part if not one.has("f", "exact", "colon", "all") or one.has("sel", "n:rest")]
    clip = len(told) == 2 and (_clip(told[0]) or told[0].has("n:rest"))
    if len(said) != 2 or not clip or not (_clip(said[0]) and said[1].has("dur", "for")):
        return []
    if not told[1].has("num") or told[1].has("dur one sel pct x ord"):
        return []
    each = 60_000 if "min" in said[1].text.lower() or "分" in said[1].text else 1000
    return [told[0], replace(told[1], tags={"dur"}, value=round(each * float(told[1].value)))]


def _bare(toks: Sequence[Tok]) -> bool:
    """Whether the last of the wishes is a clip, a part of it and nothing else: "beach: 0-4 s, city: 2-6 s"."""
    start = opening(toks, len(toks), "sep:")
    said = [one for one in toks[start:] if not one.has("f", "exact", "colon") or one.has("sel")]
    return len(said) == 2 and _clip(said[0]) and said[1].has("range edge after before since")


def _told(tail: list[Tok], like: Tok, between: Sequence[Tok]) -> list[Tok]:
    """The amount of the further clip: in the unit of the one before, and after the same small words."""
    amount = tail[-1]
    if amount.has("num") and not amount.has("dur pct x"):
        each = 60_000 if "min" in like.text.lower() or "分" in like.text else 1000
        kind = {tag for tag in like.tags if tag in ("pct", "x")} or {"todur" if like.has("todur") else "dur"}
        value = float(amount.value) if kind & {"pct", "x"} else round(each * float(amount.value))
        small = [] if kind == {"todur"} else tail[:-1]
        return [*small, replace(amount, tags=kind, value=value)]
    if len(tail) == 1 and like.has("todur") and amount.has("dur"):
        return [replace(amount, tags={"todur"})]
    if len(tail) == 1 and between:
        return [*(replace(one, tags=set(one.tags)) for one in between), amount]
    return tail


def _clip(tok: Tok) -> bool:
    which = tok.which
    return tok.has("sel") and which is not None and not which.everything and which.kind in ("main", "photo", "video")


def _main(tok: Tok) -> bool:
    return not tok.has("f") or tok.has("v:make", "v:change", "v:add", "v:trim", "v:cut")


TIMED = "v:mute v:reverse v:speed v:slow"


def timed_alike(toks: list[Tok]) -> list[Tok]:
    """The tokens with "mute and speed up 5-8 s" as two wishes for the same time."""
    for at in range(len(toks) - 2):
        first, joint, second = toks[at : at + 3]
        if not (first.has(TIMED) and joint.has("and") and second.has("v:") and not second.has("f")):
            continue
        end = closing(toks, at + 2, "sep:")
        time = next((one for one in toks[at + 2 : end] if one.has("range", "edge") and not one.has("sel")), None)
        if time is not None and not any(one.has("sel") for one in toks[at:end]):
            return [
                *toks[: at + 1],
                replace(time, tags=set(time.tags), start=joint.start, end=joint.start),
                *toks[at + 1 :],
            ]
    return toks


def exempted(toks: list[Tok]) -> list[Tok]:
    """The tokens with "3 seconds each except the last one which gets 6" as two wishes."""
    for at, tok in enumerate(toks):
        if not tok.has("except") and tok.text.lower() not in ("but", "apart from"):
            continue
        ahead = [
            index
            for index in range(at + 1, min(at + 7, len(toks)))
            if not toks[index].has("f") or toks[index].has("sel")
        ]
        told = next((one for one in reversed(toks[:at]) if one.has("dur", "for") and not one.has("sel")), None)
        if told is None or len(ahead) < 2 or not _clip(toks[ahead[0]]) or toks[ahead[0]].has("all"):
            continue
        amount = toks[ahead[1]]
        if not amount.has("dur", "for", "num") or amount.has("sel pct x") or any(one.has("quote") for one in toks[:at]):
            continue
        last = ahead[1] + 1 >= len(toks) or toks[ahead[1] + 1].has("sep:")
        if not last or not any(one.has("all", "each", "n:photo", "n:clip") for one in toks[:at]):
            continue
        if not amount.has("dur", "for"):
            amount.tags, amount.value = {"dur"}, round(1000 * float(amount.value))
        return [*toks[:at], Tok({HARD}, ";", tok.start, tok.end), toks[ahead[0]], amount, *toks[ahead[1] + 1 :]]
    return toks


ENDED = "n:transition n:music n:title n:text n:voice n:logo n:overlay n:caption n:subtitle n:lowerthird n:pip sel"


def ended(toks: list[Tok]) -> list[Tok]:
    """The tokens with "转场和音乐都不要了" as two wishes: the verb at the end is of both."""
    for at in range(len(toks) - 1, 1, -1):
        verb = toks[at]
        refused = verb.text in REFUSED and (at + 1 == len(toks) or toks[at + 1].has("sep:"))
        if verb.text.isascii() or not (refused or verb.has("v:remove", "v:mute")):
            continue
        nouns, place = [], at - 1
        while place >= 0 and (
            toks[place].has(ENDED) or toks[place].has("and", "comma", "f", "all", "each") or toks[place].text == "、"
        ):
            if toks[place].has(ENDED):
                nouns.append(place)
            place -= 1
        joints = [index for index in range(place + 1, at) if toks[index].has("and") or toks[index].text == "、"]
        first = place < 0 or toks[place].has("sep:") or toks[place].text in ("把", "将")
        if len(nouns) < 2 or len(joints) != len(nouns) - 1 or not first:
            continue
        if all(toks[index].has("sel") for index in nouns) or any(
            toks[index].has("comma") and toks[index].text != "、" for index in range(place + 1, at)
        ):
            continue
        result = list(toks)
        for joint in sorted(joints, reverse=True):
            end = toks[joint]
            again = replace(verb, tags=set(verb.tags), start=end.start, end=end.start)
            result[joint : joint + 1] = [again, Tok({HARD}, ";", end.end, end.end)]
        return result
    return toks
