"""Wishes said in two breaths: ``keep A and B, chuck the rest``, ``take out A and put B there``, ``so it has to go``."""

from __future__ import annotations

from dataclasses import replace

from local_backend.language.message.remarks import overcome
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
    return _concluded(overcome(toks))


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
    if len(old) != 1 or not comes or not (there or toks[comes[0]].has("v:replace")):
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
