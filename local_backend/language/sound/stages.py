"""How loud something is for a part of its time: "too loud at the start", "50% until 10s, then 20%"."""

from __future__ import annotations

import re
from dataclasses import replace

from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing, opening

STAGE_MS = 5000
"""how long "at the start" and "at the end" are, where no length is said"""
HEARD = "n:music n:voice n:audio n:volume n:soundfx"
NOISY = ("loud", "quiet", "声", "响", "吵")
WAYS = "louder quieter v:mute pct normal db"
SIDES = "at_start at_end n:start n:end"
TIMED = "dur for range edge at since todur before bydur n:fade v:fade v:add v:stop n:ducking quote when v:cut gradual"
OPENING = re.compile(r"^(?:一?开头|片头|一?开始|开场|结尾|片尾|末尾|最后|结束)(?:的|处的?|部分的?|时的?)?")
LATE = ("结尾", "片尾", "末尾", "最后", "结束")
THERE = ("there", "那里", "那儿", "那段", "那部分", "那一段", "这段", "这里", "那边")
AFTER = ("then", "and then", "after that", "afterwards", "之后", "然后", "后面", "接着", "随后", "过后", "再")


def compared(part: list[Tok]) -> None:
    """``the city is louder than the others``: a complaint, so that it is to be quieter."""
    words = [one.text.lower() for one in part]
    at = next((index for index, word in enumerate(words) if word in ("than", "比")), None)
    if at is None or any(
        word in ("make", "should", "should be", "be", "want", "要", "让", "make it") for word in words
    ):
        return
    way = next((one for one in part if one.has("louder quieter") and not one.has("n: sel")), None)
    named = any(one.has("sel n:music n:voice") for one in part[:at])
    states = words[at] == "比" or any(word in ("is", "are", "sounds", "was", "'s") for word in words)
    if way is None or not named or not states:
        return
    way.tags = {"quieter"} if way.has("louder") else {"louder"}
    way.text = "quieter" if way.has("quieter") else "louder"
    for one in part[at:]:
        if one is not way:
            one.tags, one.which = {"f"}, None


ONLY = ("only", "just", "只要", "只有", "只留", "只放", "只听", "仅", "只", "只保留", "只需要")


def _only_then(part: list[Tok]) -> list[Tok]:
    """``only music, no original sound, in the first 5 seconds``: for that time, whatever is said how often."""
    times = [one for one in part if one.has("edge range")]
    music = [one for one in part if one.has("n:music") and not one.has("sel")]
    only = [one for one in part if one.text.lower() in ONLY]
    light = "f n:music n:voice n:audio v:mute neg edge range exact v:keep comma p:at p:for v:play v:want from to and"
    if len(times) != 1 or len(music) != 1 or not only or any(not one.has(light) or one.has("sel") for one in part):
        return part
    if not any(one.has("v:mute n:audio v:keep n:voice") for one in part):
        return part
    if any(one.has("n:voice") for one in part) and not any(one.has("neg v:mute") for one in part):
        return part
    place = part[0].start
    if times[0].has("range") and any(one.has("n:audio v:mute") for one in part):
        return [Tok({"v:mute"}, "", place, place), Tok({"n:audio"}, "original sound", place, place), times[0]]
    return [Tok({"exact", "f"}, "only", part[0].start, part[0].start), music[0], times[0]]


def staged(toks: list[Tok]) -> list[Tok]:
    """The tokens with each time at which something is louder or quieter told as a stretch, and as a wish of its own."""
    whole, begin = _elsewhere(toks), 0
    toks = []
    while begin < len(whole):
        end = next((at for at in range(begin, len(whole)) if whole[at].has("sep:hard")), len(whole))
        toks += [*_only_then(whole[begin:end]), *whole[end : end + 1]]
        begin = end + 1
    result: list[Tok] = []
    noun: Tok | None = None
    ways: list[Tok] = []
    time: Tok | None = None
    first = 0
    while first < len(toks):
        last = next((at for at in range(first, len(toks)) if toks[at].has("sep:")), len(toks))
        part, joint = _opened(toks[first:last]), toks[last : last + 1]
        compared(part)
        alone = noun is not None and _says_no_more(part)
        own = any(one.has(WAYS, "bigger smaller up down") for one in part)
        heard = _heard(part)
        for one in part if heard is not None and own else []:
            if one.has("todur") and not one.has("before sel"):
                one.tags = {"before"}  # 音乐到10秒是50%
        if heard is not None and own and not any(one.has(TIMED) and not one.has("f") for one in part):
            part = _placed(part)
        elif alone and noun is not None:
            found = next((one for one in part if one.has(SIDES)), None)
            there = next((one for one in part if one.text.lower() in THERE), None)
            then = bool(result) and result[-1].text.lower() in AFTER
            later = then or any(one.text in AFTER for one in part)
            if found is not None:
                part = [replace(noun), *_placed(part), *(() if own else [replace(one) for one in ways])]
            elif there is not None and own and time is not None:
                there.tags, there.value, there.which = {"edge"}, time.value, None
                part = [replace(noun), *part]
                if ways and all(one.has("louder quieter") for one in ways):
                    _silenced(result)
            elif later and own and time is not None and (end := _end(time)):
                part = [replace(noun), Tok({"since"}, time.text, time.start, time.end, value=end), *_plainly(part)]
            if part and part[0].tags == noun.tags and result and result[-1].has("sep:"):
                result[-1].tags, result[-1].text = {"sep:hard"}, ";"
        said = [one for one in part if one.has("edge before range since")]
        if _heard(part) is not None and own and len(said) == 1:
            noun, time = _heard(part), said[0]
            ways = [one for one in part if one.has(WAYS, "up down bigger smaller")]
        elif part and not alone:
            noun = None
        result += [*_parted(part), *joint]
        first = last + 1
    return result


ELSEWHERE = ("elsewhere", "otherwise", "everywhere else", "the rest of the time", "其余时间", "其他时间")
OTHER, TIMES = ("其余", "其他", "其它"), ("时间", "地方", "部分", "时候", "时段")


def _elsewhere(toks: list[Tok]) -> list[Tok]:
    """``20% from 0:05 to 0:15, elsewhere keep it at 35%``: how loud it is besides comes first."""
    for at, tok in enumerate(toks):
        ahead = toks[at + 1].text if at + 1 < len(toks) else ""
        if tok.text.lower() not in ELSEWHERE and not (tok.text in OTHER and ahead.startswith(TIMES)):
            continue
        begin, first = opening(toks, at, "sep:hard"), opening(toks, at, "sep:", "comma")
        last = closing(toks, at, "sep:", "comma")
        noun, level = _heard(toks[begin:first]), next((one for one in toks[at:last] if one.has("pct")), None)
        timed = any(one.has("range edge before since after") and not one.has("sel") for one in toks[begin:first])
        known = "f v:keep leave pron v:change to pct n:volume p:at p:for n:rest v:move"
        plain = all(one is tok or one.has(known) for one in toks[at:last])
        if noun is None or level is None or not timed or not plain or noun.has("sel name"):
            continue
        while first > begin and toks[first - 1].has("sep:", "comma"):
            first -= 1
        general = [replace(noun), replace(level), Tok({"sep:hard"}, ";", level.end, level.end)]
        return [*toks[:begin], *general, *toks[begin:first], *toks[last:]]
    return toks


def _heard(part: list[Tok]) -> Tok | None:
    """What a part is about, if that is something heard."""
    noisy = any(any(word in one.text.lower() for word in NOISY) for one in part if one.has("louder quieter"))
    return next((one for one in part if one.has(HEARD) or (noisy and one.has("sel"))), None)


def _says_no_more(part: list[Tok]) -> bool:
    """Whether a part only says how loud, or when: "louder at the end", "the end", "make it quieter there"."""
    known = (WAYS, SIDES, "f pron bigger smaller up down v:change v:make to p:at after p:after n:rest onward exact")
    part = [one for one in part if one.text != "一"]
    said = any(one.has(WAYS, SIDES, "bigger smaller up down") for one in part)
    return said and all(one.has(*known) for one in part) and not any(one.has("sel", "quote", "dur") for one in part)


def _placed(part: list[Tok]) -> list[Tok]:
    for at, one in enumerate(part):
        since = [two for two in part[max(0, at - 2) : at] if two.text.lower() not in ("the", "very")]
        if since and since[-1].has("from") and one.has(SIDES) and not one.has("sel at_end n:end"):
            one.tags = {"f"}  # at 20% from the beginning on
            continue
        if one.has(SIDES) and not one.has("sel") and one.text.lower() != "back":
            if at and part[at - 1].text == "一":
                part[at - 1].tags = {"f"}  # 一开始
            one.value = ("end" if one.has("at_end n:end") else "start", STAGE_MS)
            one.tags, one.which = {"edge"}, None
    return part


def _parted(part: list[Tok]) -> list[Tok]:
    """``音乐开头小一点结尾大一点``: two wishes."""
    edges = [at for at, one in enumerate(part) if one.has("edge")]
    noun = _heard(part)
    if len(edges) != 2 or noun is None or not any(one.has(WAYS) for one in part[edges[0] : edges[1]]):
        return part
    if not any(one.has(WAYS, "bigger smaller") for one in part[edges[1] :]):
        return part
    place = part[edges[1]].start
    return [*part[: edges[1]], Tok({"sep:hard"}, ";", place, place), replace(noun), *part[edges[1] :]]


def _silenced(result: list[Tok]) -> None:
    """Of a complaint whose wish follows, only what it is about is left."""
    at = len(result) - 1
    while at > 0 and not result[at - 1].has("sep:"):
        at -= 1
    for one in result[at:]:
        if not one.has("sep:"):
            one.tags, one.which = {"f"}, None


def _plainly(part: list[Tok]) -> list[Tok]:
    for one in part:
        if one.has("p:after after onward n:rest"):
            one.tags, one.which = {"f"}, None
    return part


def _end(time: Tok) -> int:
    """Where a stretch ends; 0 where it goes on to the end."""
    if time.has("before"):
        return int(time.value)
    if time.has("range"):
        return int(time.value[1])
    return int(time.value[1]) if time.has("edge") and time.value[0] == "start" else 0


def _opened(part: list[Tok]) -> list[Tok]:
    """The part with ``开头的音乐`` as a time and what is heard then."""
    result: list[Tok] = []
    for tok in part:
        match = OPENING.match(tok.text) if tok.has("sel") and tok.has("n:music n:voice") and not tok.names else None
        if match is None:
            result.append(tok)
            continue
        side = "at_end" if tok.text.startswith(LATE) else "at_start"
        place = tok.start + match.end()
        result.append(Tok({side}, match.group(), tok.start, place))
        noun = "n:music" if tok.has("n:music") else "n:voice"
        result.append(Tok({noun}, tok.text[match.end() :], place, tok.end))
    return result
