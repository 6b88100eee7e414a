"""Lengths told by plain numbers or beside what they are now: "24 is plenty", "clips 1 and 2 4 and 5 seconds long"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from local_backend.edits.model import Which
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import chunk, closing
from local_backend.language.words.vocabulary import HARD
from local_backend.timeline import Timeline

ENOUGH = (
    "plenty", "enough", "fine", "good", "better", "ok", "okay", "max", "tops", "perfect", "ideal", "great", "do",
    "suffices", "right", "more", "够", "够了", "就够了", "就够", "就行", "足够", "就好", "最好", "正好", "刚好", "合适",
)  # fmt: skip
"""What is said of a length that would be right."""
STATES = (
    "is",
    "are",
    "was",
    "feels",
    "seems",
    "is a",
    "it's",
    "a",
    "is way",
    "was a",
    "would",
    "will",
    "would be",
    "'s",
)
ALL_CLIPS = ("clips", "lengths", "the clips", "shots", "scenes", "segments", "durations", "时长", "长度")


UNITLESS = "pct x sel dur one deg db lufs rows fps bytes size ratio"


def enough(toks: list[Tok]) -> list[Tok]:
    """``30 seconds is too long, 24 is plenty``: the first says what it is now, the second what it is to be."""
    lengths = [index for index, one in enumerate(toks) if one.has("dur") and not one.has("sel")]
    if not lengths or any(one.has("quote") for one in toks):
        return toks
    for index, tok in enumerate(toks):
        if index <= lengths[0] or not plain(tok) or not (toks[index - 1].has("sep:", "f")):
            continue
        ahead = [one for one in toks[index + 1 : index + 4] if one.text.lower() not in STATES]
        if ahead and ahead[0].text.lower() in ENOUGH:
            made_seconds(tok)
            lengths.append(index)
    for at in lengths[:-1]:
        ahead = [one for one in toks[at + 1 : at + 5] if one.text.lower() not in STATES]
        wrong = ahead and (ahead[0].has("shorter", "longer") or ahead[0].text.endswith("拖") or _drags(ahead))
        first = not any(one.has("sel", "v:", "n:title", "n:music") for one in toks[:at])
        if wrong and first and any(one.has("sep:") for one in toks[at : lengths[lengths.index(at) + 1]]):
            toks[at].tags = {"f"}
    return toks


def _drags(toks: Sequence[Tok]) -> bool:
    words = [one.text.lower() for one in toks[:3]]
    return any(word in ("long", "short", "drags", "长", "短", "太长", "太短") for word in words) and any(
        word in ("too", "bit", "way too", "a bit", "太", "有点", "drags", "far too") for word in words
    )


def _chunk_list(toks: Sequence[Tok], at: int) -> list[Tok]:
    """The tokens from there on, as far as amounts are listed."""
    end = at
    while end < len(toks) and toks[end].has("num", "dur", "and", "comma", "f", "to", "v:change", "v:make"):
        end += 1
    return list(toks[at:end])


def shared(toks: list[Tok], count: int) -> list[Tok]:
    """``clips 1 and 2 4 and 5 seconds long``: the first number is as much of a time as the last."""
    _each_own(toks)
    for index, tok in enumerate(toks[:-1]):
        owners = 0
        if not tok.has("sel") and tok.has("n:clip", "n:length") and tok.text.lower() in ALL_CLIPS:
            amounts = [one for one in _chunk_list(toks, index + 1) if one.has("num", "dur")]
            if len(amounts) == count > 1 and amounts[-1].has("dur") and not any(one.has("sel") for one in toks):
                tok.tags, tok.which = {"sel", "all", "n:clip"}, Which()
                for one in amounts:
                    if plain(one):
                        made_seconds(one)
                return toks
        if tok.has("sel") and tok.which is not None:
            owners = len(tok.which.numbers) + len(tok.which.names)
        end = index + 1
        run = []
        while end < len(toks) and (plain(toks[end]) or toks[end].has("and", "comma", "f")) and not toks[end].has("dur"):
            if plain(toks[end]):
                run.append(end)
            end += 1
        if owners < 2 or end >= len(toks) or not toks[end].has("dur") or len(run) != owners - 1:
            continue
        each = 60_000 if "min" in toks[end].text.lower() or "分" in toks[end].text else 1000
        for place in run:
            toks[place].tags, toks[place].value = {"dur"}, round(each * float(toks[place].value))
    return toks


def _each_own(toks: list[Tok]) -> None:
    """``beach 4, city 3, interview 5 seconds``, ``runtime down to 20``: numbers of seconds."""
    run: list[int] = []
    for index, tok in enumerate(toks[1:-1], 1):
        closes = all(one.has("sep:hard", "dur", "f") for one in toks[index + 1 :])
        if tok.has("sep:hard") and toks[index - 1].has("shorter", "longer") and toks[index + 1].has("dur") and closes:
            tok.tags = {"sep:soft", "comma"}  # "Too long. 20s!"
    for index, tok in enumerate(toks):
        last = index + 1 >= len(toks) or toks[index + 1].has("sep:", "comma")
        alone = not any(plain(one) or one.has("dur") for one in toks[index + 1 : index + 3])
        if (
            plain(tok)
            and last
            and alone
            and index > 1
            and toks[index - 1].has("to")
            and not toks[index - 1].has("dash")
        ):
            begin = max((at + 1 for at in range(index) if toks[at].has("sep:", "comma")), default=0)
            if any(one.has("n:length") for one in toks[begin:index]) and tok.value > 1:
                made_seconds(tok)
        named = index > 0 and toks[index - 1].has("name", "sel") and not toks[index - 1].has("all")
        if not (named and last and (plain(tok) or tok.has("dur"))):
            if not tok.has("sep:", "comma", "f", "name", "sel"):
                run = []
            continue
        if tok.has("dur"):
            for at in run:
                made_seconds(toks[at])
            run = []
        else:
            run.append(index)


def made_seconds(tok: Tok) -> None:
    tok.tags, tok.value = {"dur"}, round(1000 * float(tok.value))


def plain(tok: Tok) -> bool:
    return tok.has("num") and not tok.has(UNITLESS)


WHOSE = ("the", "its", "his", "her", "their", "it's")
AHEAD_OF_TIMES = (
    "start at", "starts at", "starting at", "from", "at", "until", "till", "to", "after", "before", "by",
)  # fmt: skip


def nth_second(result: list[Tok], tok: Tok, ahead: Sequence[Tok]) -> Tok:
    """``from its 5th second``, ``in the second 25``: times. What came out so far is shortened by what belongs to it."""
    before = [one.text.lower() for one in result[-3:]]
    nth = result[-1] if result else None
    if nth is not None and nth.has("ord") and not nth.has("dur sel") and tok.text.lower() in ("second", "sec"):
        ends = not ahead or not ahead[0].has("n:photo n:transition n:title n:text n:music num one")
        begins = len(result) - (2 if len(before) > 1 and before[-2] in WHOSE else 1)
        if ends and begins and result[begins - 1].text.lower() in AHEAD_OF_TIMES:
            text = " ".join(one.text for one in (*result[begins:], tok))
            del result[begins:]
            return Tok({"dur"}, text, nth.start, tok.end, value=1000 * int(nth.value))
    counted = before[-2:] == ["the", "second"] and len(before) > 2 and tok.has("num") and not tok.has("dur sel")
    if counted and before[0] in (*AHEAD_OF_TIMES, "in"):
        del result[-2]
        result[-2].text = "at" if before[0] == "in" else result[-2].text
    return tok


def limited(toks: list[Tok], at: int) -> None:
    """``it has to finish at second 25``, ``let it begin from 5 s``: where it ends and begins, and no place in a row."""
    word = toks[at].text.lower()
    ahead = next((one for one in toks[at + 1 : at + 4] if not one.has("f") or one.has("at")), None)
    timed = ahead is not None and ahead.has("at since clock") and not ahead.has("sel")
    if timed and word in ("to begin", "to start", "to finish", "to end", "to stop"):
        toks[at].tags = {"v:start"} if word in ("to begin", "to start") else {"v:stop"}


def numbered(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with times that are told by numbers of frames, by what is cut for them, or without a unit."""
    return shortened(held(ended(frames(toks, timeline.fps), timeline)))


SHORT = (
    "t: n:transition v:fade n:fade v:freeze v:cut v:trim v:remove v:keep v:split v:mute v:take n:start n:end at_start "
    "at_end first last"
)
FRAME = re.compile(r"(?:(第)|(开头|前|头)面?的?|(最后|末尾|结尾|尾|后)面?的?)?(\d+) ?帧")


def frames(toks: list[Tok], fps: int) -> list[Tok]:
    """``15 frames each``, ``转场12帧``, ``at frame 120``: times that are told by frames."""
    result: list[Tok] = []
    short = any(one.has(SHORT) for one in toks)
    for at, tok in enumerate(toks):
        word, before = tok.text.lower(), result[-1] if result else None
        told = FRAME.fullmatch(tok.text)
        amount, tags = 0.0, {"dur"}
        if told and short and (tok.has("sel") or tok.has("fps")) and not tok.has("n:frame"):
            rate = "v:export fmt: rows n:quality n:speed"
            near = (*chunk(toks, at), *toks[max(0, at - 3) : at])
            apart = any(one.has(rate) or one.text == "帧率" for one in near)
            amount = 0 if apart else float(told[4])
        dash = len(result) > 1 and before is not None and before.has("dash") and before.end == tok.start
        many = result[-2] if dash else before
        if short and many is not None and plain(many) and word in ("frame", "frames", "帧"):
            amount = float(many.value)
            start = result.pop(-2 if dash else -1).start
            result = result[:-1] if dash else result
            tok = Tok({"dur"}, f"{many.text} {tok.text}", start, tok.end)
        elif before is not None and plain(tok) and before.text.lower().endswith("frame") and tok.value > 1:
            there = len(result) > 1 and result[-2].has("p:at to from until p:after p:before")
            if there or before.has("v:freeze"):
                amount, tags = float(tok.value), {"dur"} if there else {"at"}
                result = result[:-1] if there else result
        if amount:
            lasts = round(1000 * amount / (fps or 30))
            tok.tags, tok.which, tok.value = {"at"} if told and told[1] else tags, None, lasts
            if told and (told[2] or told[3]):
                tok.tags, tok.value = {"edge"}, ("start" if told[2] else "end", lasts)
        result.append(tok)
    return result


def held(toks: list[Tok]) -> list[Tok]:
    """``freeze at 7 seconds, hold it for 3``: seconds, where times are spoken of."""
    for at, tok in enumerate(toks[1:], 1):
        before = toks[at - 1]
        if not plain(tok) or not before.has("p:for") or not before.text.lower().endswith(("for", "hold")):
            continue
        last = at + 1 >= len(toks) or toks[at + 1].has("sep:")
        if last and any(one.has("dur clock") for one in toks[:at]):
            made_seconds(tok)
    return toks


def ended(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """``exactly 25 seconds long by trimming the end``: where it stops, and nothing else is made shorter."""
    for at, tok in enumerate(toks):
        faster = at + 1 < len(toks) and toks[at + 1].has("v:speed faster") and any(one.has("dur") for one in toks[:at])
        if tok.text.lower() in ("by", "通过", "靠", "用") and faster and toks[at - 1].has("sep:soft"):
            toks[at - 1].tags = {"f"}  # 总时长压到24秒，通过加速实现
        now = tok.has("dur") and tok.value == timeline.duration_ms and at and toks[at - 1].has("from")
        now = now and any(one.has("n:length") for one in toks[:at])
        if now and any(one.has("dur") for one in toks[at + 1 : at + 5]):
            toks[at - 1].tags = tok.tags = {"f"}  # from 30 seconds down to 24
        if tok.text.lower() not in ("by", "via", "通过", "靠", "through") or at + 2 > len(toks):
            continue
        end = closing(toks, at, "sep:")
        part = [one for one in toks[at + 1 : end] if not one.has("f") or one.has("n:")]
        verb = bool(part) and part[0].has("v:trim", "v:cut", "v:remove", "shorter")
        sides = [one for one in part[1:] if one.has("n:end at_end n:start at_start")]
        light = all(one.has("v:trim v:cut v:remove n:video n:film last first shorter v:stop v:start") or one in sides
                    for one in part)  # fmt: skip
        whole = chunk(toks, at)
        lengths = [one for one in toks[: closing(toks, at, HARD)] if one.has("dur todur for")]
        if not (verb and light and len(sides) == 1 and len(lengths) == 1) or not whole:
            continue
        lasts = int(lengths[0].value)
        starts = sides[0].has("n:start at_start")
        lengths[0].tags, lengths[0].value = {"at"}, timeline.duration_ms - lasts if starts else lasts
        for one in toks[at:end]:
            one.tags, one.which = {"f"}, None
        toks[at].tags = {"v:start"} if starts else {"v:stop"}
        if lasts >= timeline.duration_ms:
            toks[at].tags = {"w"}
    return toks


REAR = ("last", "final", "closing", "最后", "后", "结尾", "末尾", "后面", "尾部", "最后面")
FRONT = ("first", "opening", "initial", "前", "开头", "前面", "最前", "最前面", "头")
SHARED = "v:cut v:remove v:keep v:speed v:slow v:mute v:reverse v:trim v:take"


def share_of(toks: list[Tok], at: int) -> float:
    """The part of the whole that "last third", "前20%" is; 0 where it is none."""
    word, amount = toks[at].text.lower(), toks[at + 1]
    if word not in (*REAR, *FRONT) or not any(one.has(SHARED) for one in toks):
        return 0
    if amount.has("pct") and not amount.has("sel") and 0 < float(amount.value) < 100:
        return float(amount.value) / 100
    named = amount.text.lower()
    return {"third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "two thirds": 2 / 3, "tenth": 0.1}.get(named, 0)


def shortened(toks: list[Tok]) -> list[Tok]:
    """``shorten the beach to 5, the interview to 8``: seconds."""
    if not any(one.has("v:trim") for one in toks) or any(one.has("pct x ratio n:volume n:zoom n:size") for one in toks):
        return toks
    for at in range(2, len(toks)):
        last = at + 1 >= len(toks) or toks[at + 1].has("sep:")
        if last and plain(toks[at]) and toks[at - 1].text.lower() in ("to", "down to") and toks[at - 2].has("sel"):
            made_seconds(toks[at])
    return toks
