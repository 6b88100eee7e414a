"""Ellipsis in lists of wishes: units, ranges and nouns that are not said again, and what is said of all at the end."""

from __future__ import annotations

import re
from dataclasses import replace

from local_backend.edits.chain import main_segments
from local_backend.edits.model import Impossible, Which
from local_backend.edits.select import find
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import piece
from local_backend.language.words.sides import side
from local_backend.language.words.vocabulary import HARD, SOFT
from local_backend.timeline import Timeline

GOOD = re.compile(
    r"(?:很好|不错|没问题|挺好|可以|满意|好看|完美|is (?:fine|good|great|perfect|ok|okay|lovely|nice)|"
    r"looks (?:fine|good|great|nice))"
    r"[的了吧呢啊]*$"
)
TINTED = (
    "n:grayscale n:sepia n:vintage n:vignette n:blur v:mute v:reverse brighter darker warmer colder faster slower "
    "v:speed v:slow halfx twice x"
)
COPY = (
    "the copy",
    "copy",
    "that copy",
    "the duplicate",
    "duplicate",
    "复制的那段",
    "复制出来的",
    "复制的",
    "新复制的",
    "副本",
)


def listed_out(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with what a list of wishes leaves unsaid."""
    return _copied(_approved(_percents(_ranged(toks))), timeline)


def stretches(toks: list[Tok]) -> list[tuple[int, int]]:
    """From where to where each stretch between separators goes."""
    found: list[tuple[int, int]] = []
    first = 0
    for index in range(len(toks) + 1):
        if index == len(toks) or toks[index].has(HARD, SOFT, "comma"):
            if index > first:
                found.append((first, index))
            first = index + 1
    return found


def lasting(toks: list[Tok]) -> list[Tok]:
    """``the coffee for 3 seconds, the mug for 4``: the unit is not said again."""
    said = False
    for at, tok in enumerate(toks):
        said = (said or tok.has("for", "dur")) and not tok.has(HARD)
        after = toks[at + 1] if at + 1 < len(toks) else None
        ends = after is None or after.has(HARD, SOFT, "comma", "each")
        if said and at and tok.has("num") and toks[at - 1].text.lower() == "for" and ends and float(tok.value) < 3600:
            tok.tags, tok.value = {"for"}, round(float(tok.value) * 1000)
            toks[at - 1].tags = {"f"}
    return toks


def _ranged(toks: list[Tok]) -> list[Tok]:
    """``keep seconds 2 to 6 of the beach and 1 to 4 of the city``, ``from 0 to 5 black and white``: seconds."""
    result: list[Tok] = []
    told = False
    at = 0
    while at < len(toks):
        one = toks[at]
        told = (told or one.has("range")) and not one.has(HARD)
        three = toks[at : at + 3]
        plain = len(three) == 3 and one.has("num") and three[1].has("to") and three[2].has("num")
        plain = (
            plain and not any(two.has("dur pct x sel") for two in three) and float(one.value) < float(three[2].value)
        )
        opens = (
            bool(result)
            and result[-1].text.lower() == "from"
            and (len(result) < 2 or result[-2].has(HARD, SOFT, "comma"))
        )
        after = toks[at + 3] if at + 3 < len(toks) else None
        looks = after is not None and any(two.has(TINTED) for two in toks[at + 3 : at + 6])
        if plain and (
            (told and after is not None and after.text.lower() in ("of", "of the", "from")) or (opens and looks)
        ):
            value = (round(float(one.value) * 1000), round(float(three[2].value) * 1000))
            text = " ".join(two.text for two in three)
            result.append(Tok({"range"}, text, one.start, three[2].end, value=value))
            at += 3
            continue
        result.append(one)
        at += 1
    return result


def _percents(toks: list[Tok]) -> list[Tok]:
    """``turn down the beach to 30, the city to 50 and boost the interview to 150``: percent of the volume."""
    loud = False
    for first, end in stretches(toks):
        part = toks[first:end]
        said = [one for one in part if not one.has("f")]
        sounds = any(one.has("louder quieter n:volume") for one in said) and any(one.has("sel", "n:") for one in said)
        light = all(
            one.has("sel num up down louder quieter n:volume v:change v:make n:music n:voice to under") for one in said
        )
        last = part[-1]
        loud = light and (sounds or loud) and len(part) > 2 and last.has("num") and not last.has("pct x dur db")
        loud = loud and part[-2].text.lower() in ("to", "at") and 0 <= float(last.value) <= 400
        if loud:
            last.tags = {"pct"}
    return toks


def _approved(toks: list[Tok]) -> list[Tok]:
    """``海滩那段很好，城市那段太暗``: what somebody is content with needs nothing."""
    parts = stretches(toks)
    for first, end in parts:
        part = toks[first:end]
        clips = [one for one in part if one.has("sel")]
        joint = "" if any(not one.text.isascii() for one in part) else " "
        said = joint.join(one.text.lower() for one in part)
        plain = all(one.has("f", "sel", "w", "mag:") for one in part)
        if len(parts) > 1 and len(clips) == 1 and plain and GOOD.search(said):
            for one in part:
                one.tags, one.which, one.names = {"f"}, None, ()
    return toks


def _put(toks: list[Tok], at: int) -> bool:
    """``copy the city clip and put the copy at the end``: made one wish, "copy the city clip at the end"."""
    first, last = piece(toks, at)
    place = [
        index for index in range(at + 1, last) if toks[index].has("at_end at_start n:end n:start") or side(toks[index])
    ]
    said = [one for one in (*toks[first:at], *toks[at + 1 : last]) if not one.has("f", "v:add", "v:move", "v:play")]
    plain = all(one.has("at_end at_start n:end n:start sel pron first last") or side(one) for one in said)
    if not first or not place or not plain:
        return False
    for one in (toks[first - 1], *toks[first : at + 1]):
        one.tags = {"f"}
    if any(one.has("pron") for one in toks[place[0] : last]) and not any(one.has("sel") for one in toks[at:last]):
        for one in toks[at:last]:
            one.tags = {"f"}  # right after it: that is where copies go
    return True


def _copied(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """``duplicate the beach and make the copy black and white``: the clip that stands behind it then."""
    at = next((index for index, one in enumerate(toks) if one.has("v:duplicate") and not one.has("sel")), None)
    for index, one in enumerate(toks[:-1]):
        after = toks[index + 1].text
        if (
            at is not None
            and index > at
            and one.text in ("复制", "拷贝")
            and after in ("的那段", "出来的", "出来的那段", "的")
        ):
            one.tags, one.text = {"n:copies"}, "副本"
    if at is None:
        return toks
    named = next((one for one in toks[at:] if one.has("sel") and one.which is not None and not one.has("all")), None)
    for index in range(at + 1, len(toks)):
        one = toks[index]
        if named is not None and one.has("pron") and one.text.lower() in ("it", "it,", "它") and _put(toks, index):
            continue  # "and place it after the interview"
        if (
            one.text.lower() not in COPY
            or named is None
            or one.has("sel")
            or not any(two.has(HARD, SOFT, "comma") for two in toks[at:index])
        ):
            continue
        if _put(toks, index):
            continue
        try:
            found = find(timeline, named.which or Which(), "en")
        except Impossible:
            return toks
        ids = [two.id for two in main_segments(timeline)]
        if len(found) == 1 and found[0].id in ids:
            which = Which("main", (ids.index(found[0].id) + 2,))
            new = Tok({"f"}, "new", one.start, one.start)
            rest = toks[index + 1 :]
            while rest and rest[0].text in ("那段", "的", "那个", "clip") and not rest[0].has("sel"):
                rest = rest[1:]
            return [*toks[:index], new, replace(one, tags={"sel", "n:clip"}, which=which, names=()), *rest]
    return toks


def joints(toks: list[Tok]) -> list[Tok]:
    """The tokens with "1 -> 2:" at the beginning of a line as the two clips between which something comes."""
    result: list[Tok] = []
    at = 0
    while at < len(toks):
        first = not result or result[-1].has(HARD)
        signs = at + 1
        while signs < len(toks) and (toks[signs].has("dash", "to", "and") or toks[signs].text in (">", "→")):
            signs += 1
        pair = first and toks[at].has("num") and at + 1 < signs < len(toks) - 1 and toks[signs].has("num")
        if pair and toks[signs + 1].has("colon") and 0 < toks[at].value < toks[signs].value < 500:
            which = Which("main", (int(toks[at].value), int(toks[signs].value)))
            result.append(Tok({"sel", "n:clip"}, "", toks[at].start, toks[signs].end, which=which))
            at = signs + 2
            continue
        result.append(toks[at])
        at += 1
    return result
