"""Wishes said in two breaths: ``keep A and B, chuck the rest``, ``take out A and put B there``, ``so it has to go``."""

from __future__ import annotations

from dataclasses import replace

from local_backend.language.message.complaints import complained, overcome
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import opening
from local_backend.language.words.vocabulary import FILLER_TAG, HARD, SOFT

SO = ("so", "therefore", "hence", "thus", "所以", "因此", "于是")
TOLD_TWICE = ("way round", "way around", "wrong order", "反了", "颠倒了", "mixed up")


def united(toks: list[Tok]) -> list[Tok]:
    """The tokens with every wish that is said in two parts in plain tags."""
    _kept(toks)
    _twice(toks)
    _exchanged(toks)
    _turned_round(toks)
    _taken(toks)
    _goes_on(toks)
    _better(toks)
    _in_part(toks)
    return _concluded(overcome(complained(toks)))


CONTINUES = ("继续", "接着放", "接着播", "continue", "continues", "carry on", "go on", "goes on", "resume", "resumes")
OFTEN_SAID = ("take", "grab", "get", "取", "拿")


def _taken(toks: list[Tok]) -> None:
    """``take the interview's first 4 seconds and speed them up``: only that part is edited, and all of it is kept."""
    at = next((index for index, one in enumerate(toks) if one.text.lower() in OFTEN_SAID and not one.has("sel")), None)
    joint = next((index for index in range(at or 0, len(toks)) if toks[index].has("sep:")), None)
    if at is None or joint is None:
        return
    end = next((index for index in range(joint + 1, len(toks)) if toks[index].has("sep:")), len(toks))
    first, second = toks[at:joint], toks[joint + 1 : end]
    pron = next((one for one in second if one.has("pron") and not one.has("sel")), None)
    edited = any(one.has("v:speed v:slow v:mute v:reverse n:grayscale n:sepia n:vintage brighter darker louder quieter")
                 for one in second)  # fmt: skip
    if pron is None or not edited or not any(one.has("edge range") for one in first):
        return
    if any(one.has("v:move v:add v:remove v:cut dur range edge sel") for one in second if one is not pron):
        return
    for one in (toks[at], toks[joint], pron):
        one.tags = {"f"}


WITH = ("用", "换成", "改成", "改用", "用上", "换上", "换", "使用", "use", "put", "take")


def _better(toks: list[Tok]) -> None:
    """``第二张换掉，用5号那张``, ``replace the second one, use the lamp``: what goes, and what comes instead."""
    at = next((index for index, one in enumerate(toks) if one.has("v:replace") and not one.has("sel")), None)
    joint = next((index for index in range(at or 0, len(toks)) if toks[index].has("comma", "sep:")), None)
    if at is None or joint is None or joint + 1 >= len(toks) or toks[joint + 1].text.lower() not in WITH:
        return
    end = next((index for index in range(joint + 1, len(toks)) if toks[index].has("comma", "sep:")), len(toks))
    begin = opening(toks, at, HARD, SOFT)
    first, second = ([one for one in part if one.has("sel")] for part in (toks[begin:joint], toks[joint + 1 : end]))
    if len(first) == len(second) == 1 and not first[0].has("all") and not second[0].has("all"):
        toks[joint].tags, toks[joint + 1].tags = {"f"}, {"f", "with"}


WHOLE = ("whole", "entire", "full", "整段", "整个", "全段", "整条")


def _in_part(toks: list[Tok]) -> None:
    """``3 to 6 seconds of it, not the whole thing``; ``the funny part from 3 to 6``: the time says which part."""
    for at, one in enumerate(toks):
        timed = any(two.has("range edge dur") for two in toks[:at])
        rest = [index for index in range(at + 1, min(at + 4, len(toks))) if not toks[index].has("f")]
        last = rest[0] if rest else at
        closes = last + 1 >= len(toks) or toks[last + 1].has("sep:", "comma")
        whole = toks[last].has("all") and any(word in toks[last].text.lower() for word in WHOLE)
        if one.has("neg") and one.text.lower() in ("not", "不是", "不要", "别") and timed and whole and closes:
            for two in toks[max(0, at - 1) : last + 1]:
                two.tags = {"f"} if two is not toks[at - 1] or two.has("sep:", "comma") else two.tags
                two.which = None if two.tags == {"f"} else two.which
        part = one.has("stranger") and one.text.lower().endswith((" part", " bit", " moment", " section", " parts"))
        if part and toks[at + 1 : at + 2] and toks[at + 1].has("range"):
            one.tags, one.which, one.names = {"f"}, None, ()


def _goes_on(toks: list[Tok]) -> None:
    """``freeze at 7 s, hold it for 2 s, then continue``; ``cut it down a bit``; ``第10秒截断，后面不要``."""
    for at, one in enumerate(toks):
        before = toks[max(0, at - 1) : at]
        if one.text.lower() in CONTINUES and any(two.has("v:freeze") for two in toks[:at]):
            one.tags = {"f"}
            for two in before:
                two.tags = {"f"} if two.has("sep:", "f") else two.tags
        if one.has("v:cut") and [two.text.lower() for two in toks[at + 1 : at + 2]] == ["down"] and at + 2 < len(toks):
            rest = [two for two in toks[at + 2 :] if not two.has("f")]
            if len(rest) == 1 and rest[0].has("mag:") and not any(two.has("sel n:") for two in toks[:at]):
                one.tags, toks[at + 1].tags = {"v:trim", "shorter"}, {"f"}
        gone = one.text in ("后面", "之后", "后头", "剩下的", "后边")
        if gone and any(two.has("v:stop") for two in toks[max(0, at - 3) : at]) and toks[at - 1].has("sep:", "comma"):
            for two in toks[at - 1 :]:
                if two is not toks[at - 1] and two.has("sep:", "comma"):
                    break
                if not (two is one or two.has("f v:remove neg v:cut sep: comma")):
                    break
                two.tags = {"f"}


def _kept(toks: list[Tok]) -> None:
    """``keep A and B, chuck the rest``: only those are kept."""
    keep = next((one for one in toks if one.has("v:keep") and not one.has("sel")), None)
    rest = next((index for index, one in enumerate(toks) if one.has("n:rest")), None)
    if keep is None or rest is None or not any(one.has("sel") and one.has("name", "n:clip", "n:photo") for one in toks):
        return
    begin = opening(toks, rest, HARD, SOFT)
    end = rest
    while end + 1 < len(toks) and not toks[end + 1].has(HARD, SOFT):
        end += 1
    part = toks[begin : end + 1]
    gone = any(one.has("v:remove", "v:cut", "neg", "v:stop") or one.text.lower() in ("go", "out") for one in part)
    if not gone or keep in part or any(one.has("sel", "dur", "range", "after", "before", "edge") for one in part):
        return
    if any(one.has("dur", "range", "after", "before", "edge", "at") for one in toks):
        return
    keep.tags = {"v:keep", "onlykept"}
    for one in part:
        one.tags = {"f"}


def _twice(toks: list[Tok]) -> None:
    """``they are the wrong way round, switch them``: the second says what to do of it."""
    swaps = [one for one in toks if one.has("v:swap")]
    if len(swaps) > 1 and swaps[0].text.lower().endswith(TOLD_TWICE):
        swaps[0].tags = {"f"}


def _turned_round(toks: list[Tok]) -> None:
    """把第一段和第二段换一下: two clips and nothing to come instead of them change places."""
    for at, tok in enumerate(toks):
        if not tok.has("v:replace") or tok.text not in ("换", "换一下", "换换", "调", "更换"):
            continue
        begin = at
        while begin and not toks[begin - 1].has(HARD) and toks[begin - 1].text not in ("，", ","):
            begin -= 1
        clips = [one for one in toks[begin:at] if one.has("sel") and one.which is not None]
        many = sum(len(one.which.numbers) or len(one.which.names) for one in clips if one.which is not None)
        after = next((one for one in toks[at + 1 : at + 4] if not one.has("f")), None)
        if many == 2 and (after is None or after.has(HARD, SOFT, "comma")):
            tok.tags = {"v:swap"}


def _exchanged(toks: list[Tok]) -> None:
    """``take out the beans and put beach.mp4 there instead``: one is replaced by the other."""
    gone = next((index for index, one in enumerate(toks) if one.has("v:remove") and not one.has("sel")), None)
    new = next(
        (index for index, one in enumerate(toks) if one.has("file") and gone is not None and index > gone + 1), None
    )
    if gone is None or new is None:
        return
    old = [index for index in range(new) if toks[index].has("sel") and not toks[index].has("all")]
    comes = [index for index in range(gone + 1, new) if toks[index].has("v:add", "v:replace")]
    after = " ".join(one.text.lower() for one in toks[new + 1 : new + 5])
    there = any(word in after for word in ("there", "instead", "its place", "代替", "那里", "那儿", "顶上", "its spot"))
    if len(old) != 1 or not comes or old[0] > comes[0] or not (there or toks[comes[0]].has("v:replace")):
        return
    for index in range(gone, new):
        if index not in old:
            toks[index].tags = {"f"}
    toks[gone].tags = {"v:replace"}
    for one in toks[new + 1 : new + 5]:
        if one.text.lower() in (
            "there",
            "instead",
            "in its place",
            "in",
            "its",
            "place",
            "spot",
            "代替",
            "那里",
            "那儿",
            "顶上",
        ):
            one.tags = {"f"}
        else:
            break


def _concluded(toks: list[Tok]) -> list[Tok]:
    """``we don't serve latte any more so that picture has to go``: the reason only says which one is meant."""
    at = next((index for index, one in enumerate(toks) if one.text.lower() in SO), None)
    if not at or at + 1 >= len(toks):
        return toks
    begin = opening(toks, at, HARD)
    reason, wish = toks[begin:at], toks[at + 1 :]
    unknown = any(one.has("w") for one in reason)
    acts = any(one.has("v:") and not one.has(FILLER_TAG, "neg", "sel", "n:", "v:play", "v:show") for one in reason)
    does = any(one.has("v:") and not one.has(FILLER_TAG) for one in wish[:12])
    if not unknown or acts or not does or any(one.has("dur", "pct", "x", "quote", "range") for one in reason):
        return toks
    named = [one for one in reason if one.has("sel")]
    for index, one in enumerate(wish):
        if one.has("sel") or not named:
            break
        if one.has("pron") or (one.has("n:photo", "n:clip") and index <= 3):
            end = index + 1
            while (
                end < len(wish)
                and (wish[end].has("n:photo", "n:clip") or wish[end].has("one"))
                and not wish[end].has("v:")
            ):
                end += 1
            wish = [*wish[:index], replace(named[-1], tags=set(named[-1].tags)), *wish[end:]]
            break
    return [*toks[:begin], *wish]
