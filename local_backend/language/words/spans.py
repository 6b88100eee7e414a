"""Times told by other words: "the 3 seconds after 0:05", "delete from 5 to 8", "24 is plenty", "the 7 second frame"."""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.edits.chain import main_segments
from local_backend.language.time.lengths import ENOUGH, STATES, enough, made_seconds, numbered, plain, shared
from local_backend.language.words.lexer import Tok
from local_backend.language.words.moments import before_end
from local_backend.language.words.phrases import joined, skip
from local_backend.language.words.pieces import chunk, closing
from local_backend.timeline import Timeline

CUTTING = "v:cut v:remove v:keep v:trim v:mute v:speed v:slow v:reverse v:play v:take"
COUNTED = (
    "n:volume n:music n:brightness n:contrast n:saturation n:size n:opacity n:zoom n:title n:text n:clip n:photo sel"
)
SPOTS = ("frame", "mark", "point", "帧", "画面", "那一帧", "那帧")


ROUGHLY = (
    "about", "around", "roughly", "approximately", "approx", "maybe", "exactly", "more like", "大约", "大概", "差不多",
)  # fmt: skip


def measured(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with plain numbers that are seconds made times."""
    toks = [
        one for at, one in enumerate(toks)
        if not (one.text.lower() in ROUGHLY and 0 < at < len(toks) - 1 and toks[at + 1].has("dur")
                and toks[at - 1].has("to", "p:for", "by") and not one.has("sel"))
    ]  # fmt: skip
    stretched = _stretched(enough(_as_now(numbered(before_end(toks, timeline), timeline))), timeline)
    return _framed(_denied(shared(stretched, len(main_segments(timeline)))))


AS_NOW = ("as they are", "as it is", "as they are now", "as it is now", "as now", "as they were", "as it was")


def _as_now(toks: list[Tok]) -> list[Tok]:
    """``twice as long as they are``, ``the thing at the beginning drags``: compared, and complained of."""
    for at, tok in enumerate(toks):
        near = toks[max(0, at - 5) : at]
        if tok.text.lower() in AS_NOW and any(one.has("twice thrice halfx n:half x pct third quarter") for one in near):
            tok.tags = {"f"}
        told = chunk(toks, at)
        if tok.text.lower() in ("ramp up", "ramp", "ramped up", "ramped") and any(
            one.has("x", "n:speed") for one in told
        ):
            tok.tags = {"v:speed"}
        share = [one for one in toks[at + 1 : at + 6] if one.has("third quarter pct") and not one.has("sel")]
        if tok.has("v:cut") and share and any(one.text.lower() == "by" for one in told) and any(
            one.has("sel n:video n:clip") for one in told
        ) and not any(one.has("n:audio n:volume n:music n:voice n:speed") for one in told):  # fmt: skip
            tok.tags = {"v:trim", "shorter"}  # "cut the interview by a third"
        less = tok.text.lower() == "cut" and at + 2 < len(toks) and toks[at + 1].has("pct") and any(
            one.has("each all") for one in told)  # fmt: skip
        if less and toks[at + 2].text.lower() in ("off", "from", "of", "off of"):
            tok.tags = {"v:trim", "shorter"}  # "cut 10% off every clip"
        if tok.text in ("去", "减", "掐", "削") and at + 1 < len(toks) and toks[at + 1].has("dur"):
            tok.tags = {"v:cut"}
        if tok.text.lower() in ("run", "runs", "running") and at + 1 < len(toks) and toks[at + 1].has("dur", "for"):
            tok.tags = {"v:play"}
        if tok.text.lower() == "stretch" and at and toks[at - 1].text.lower() in ("the", "this", "that", "a"):
            tok.tags = {"n:clip"}
        fades = tok.text.lower() == "out" and at > 1 and toks[at - 1].has("and", "comma") and at + 1 < len(toks)
        if fades and toks[at + 1].has("dur") and any(one.text.lower() in ("fade in", "fades in") for one in toks[:at]):
            tok.tags, tok.text = {"v:fade", "n:fade"}, "fade out"
        minus = tok.text in ("-", "−", "–") and at + 1 < len(toks) and toks[at + 1].has("dur")
        if minus and toks[at + 1].start == tok.end and (not at or (toks[at - 1].has("sel colon comma") and
                                                        toks[at - 1].end < tok.start)):  # fmt: skip
            tok.tags = {"v:cut"}
        if tok.text.lower() == "nothing" and tok.has("n:text"):
            tok.tags = {"neg"}
        if tok.text.lower() in ("drags", "dragging", "drag") and at and tok.has("v:move"):
            further = [one for one in toks[at + 1 : at + 3] if not one.has("f", "mag:", "onward")]
            spoken = any(one.has("sel", "n:", "at_start", "at_end", "first", "last") for one in toks[:at])
            if spoken and (not further or further[0].has("sep:")):
                tok.tags = {"shorter"}
    return toks


def _denied(toks: list[Tok]) -> list[Tok]:
    """``不是beach``, ``不是2秒``, ``5 seconds, not 3``: what is said not to be meant."""
    result: list[Tok] = []
    for at, tok in enumerate(toks):
        ahead = toks[at + 2] if at + 2 < len(toks) else None
        value = ahead is not None and ahead.has("sel dur num pct x t: pl: c:")
        if tok.text == "不" and toks[at + 1 : at + 2] and toks[at + 1].text == "是" and value:
            toks[at + 1].tags, toks[at + 1].text, toks[at + 1].start = {"neg"}, "不是", tok.start
            continue
        last = at + 1 >= len(toks) or toks[at + 1].has("sep:")
        ahead_of = toks[at - 1].text.lower() if at else ""
        denied = plain(tok) and last and ahead_of in ("not", "不是", "instead of", "rather than")
        if denied and any(one.has("dur") for one in toks[max(0, at - 5) : at]):
            made_seconds(tok)
        result.append(tok)
    return result


def _stretched(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """``delete from 5 to 8``, ``cut between 10 and 12``: seconds, where there are not so many clips."""
    count = len(main_segments(timeline))
    at = 0
    while at + 3 < len(toks):
        first = toks[at]
        spoken = first.has("from", "between", "v:cut", "v:remove", "v:keep") or first.text in ("从", "把")
        low, joint, high = toks[at + 1 : at + 4]
        owner = next((one for one in reversed(toks[max(0, at - 1) : at + 1]) if one.has("sel")), None)
        owned = (
            owner is not None and (first.has("sel", "colon") or spoken) and not owner.has("all n:music n:title n:text")
        )
        if owned and plain(low) and plain(high) and joint.has("to", "dash") and 0 <= low.value < high.value <= 3600:
            last = at + 4 >= len(toks) or toks[at + 4].has("sep:")
            if last and not any(one.has(COUNTED.replace(" sel", "")) for one in toks[max(0, at - 5) : at]):
                value = (round(1000 * float(low.value)), round(1000 * float(high.value)))
                toks = [*toks[: at + 1], joined(toks, at + 1, at + 4, {"range"}, value=value), *toks[at + 4 :]]
                if first.has("from") and not first.has("sel"):
                    first.tags = {"f"}
                at += 1
                continue
        if not (spoken and plain(low) and plain(high) and joint.has("to", "and", "dash")):
            at += 1
            continue
        before = [one for one in toks[max(0, at - 6) : at] if not one.has("sep:")]
        after = toks[at + 4 : at + 7]
        verb = any(one.has(CUTTING) for one in (first, *before, *after))
        ends = at + 4 >= len(toks) or toks[at + 4].has("sep:", "v:") or not first.text.isascii()
        other = any(one.has(COUNTED) for one in (*before[-3:], *after[:1]))
        if verb and ends and not other and float(low.value) < float(high.value) and float(high.value) > count:
            value = (round(1000 * float(low.value)), round(1000 * float(high.value)))
            start = at + 1 if first.has("v:") else at
            toks = [*toks[:start], joined(toks, start, at + 4, {"range"}, value=value), *toks[at + 4 :]]
        at += 1
    return toks


def _framed(toks: list[Tok]) -> list[Tok]:
    """``the 7 second frame``: a time in the video."""
    for index, tok in enumerate(toks[:-1]):
        if tok.text.lower() in ("second", "sec", "at second") and plain(toks[index + 1]) and not tok.has("sel dur"):
            last = index + 2 >= len(toks) or not toks[index + 2].has("to", "dash", "and", "n:clip", "n:photo")
            if last and index and toks[index - 1].has("p:at", "to", "from", "until"):
                toks[index + 1].tags, toks[index + 1].value = {"dur"}, round(1000 * float(toks[index + 1].value))
                toks[index + 1].text, tok.text, tok.tags = f"{tok.text} {toks[index + 1].text}", "the", {"f"}
                continue
        if not tok.has("dur") or tok.has("clock") or toks[index + 1].text.lower() not in SPOTS:
            continue
        ahead = toks[index - 1].text.lower() if index else ""
        if ahead in ("the", "at the", "第", "that") or tok.text.startswith("第"):
            tok.tags = {"at"}
    return toks


def spanned(toks: list[Tok]) -> list[Tok]:
    """The tokens with "the 3 seconds after 0:05" and "5秒之后的3秒" drawn together into a stretch of time."""
    result = _until(toks)
    at = 0
    while at < len(result):
        _sufficient(result, at)
        _also_at(result, at)
        _up_to(result, at)
        _both_told(result, at)
        found = _span(result, at)
        if found is not None:
            end, value = found
            result[at:end] = [joined(result, at, end, {"range"}, value=value)]
        at += 1
    return result


def _up_to(toks: list[Tok], at: int) -> None:
    """``city只用到第5秒``: what comes before that time."""
    if toks[at].has("todur") and "第" in toks[at].text and at and toks[at - 1].has("v:keep v:play exact"):
        last = at + 1 >= len(toks) or toks[at + 1].has("sep:")
        if toks[at - 1].text[-1:] in "用留播放取要看" and last:
            toks[at].tags = {"before"}


def _both_told(toks: list[Tok], at: int) -> None:
    """``掐头去尾，开头剪3秒，结尾剪2秒``, ``top and tail it: 1 s off the start, 2 off the end``: a heading."""
    end = closing(toks, at, "sep:hard")
    ahead = toks[at + 1 : end]
    lengths = [one for one in ahead if one.has("dur for bydur") or plain(one)]
    if not toks[at].has("n:edge") or toks[at].has("dur") or len(lengths) < 2:
        return
    if any(one.has("n:start at_start") for one in ahead) and any(one.has("n:end at_end") for one in ahead):
        toks[at].tags = {"f"}
        if ahead[0].has("pron", "colon"):
            ahead[0].tags = {"f"}


OUTSIDE = ("以外", "之外", "以外的", "之外的", "除外")


def _sufficient(toks: list[Tok], at: int) -> None:
    """``the first 20 seconds are enough``, ``4秒到9秒以外的都删掉``: only those, and all but those."""
    tok = toks[at]
    if tok.text.lower() == "outside" and at + 1 < len(toks):
        ahead = [one for one in toks[at + 1 : at + 4] if not one.has("f")]
        if ahead and ahead[0].has("range", "edge"):
            tok.tags = {"except"}
    if not tok.has("range", "edge") or at + 1 >= len(toks):
        return
    ahead = [one for one in toks[at + 1 : at + 4] if one.text.lower() not in STATES]
    if toks[at + 1].text in OUTSIDE:
        toks[at + 1].tags = {"except"}
    elif ahead and ahead[0].text.lower() in ENOUGH and not any(one.has("v:") and not one.has("f") for one in toks[:at]):
        ahead[0].tags = {"exact"}


def _also_at(toks: list[Tok], at: int) -> None:
    """``freeze at 5s and 15s for 1s``, ``在5秒和15秒各停1秒``: both are places; "city last 3 sec only": its end."""
    tok = toks[at]
    last = tok.has("for") and tok.text.lower().startswith("last ") and at > 0 and toks[at - 1].has("sel")
    told = (*chunk(toks, at), *(one for one in toks[:at] if one.has("edge")))
    owner = toks[at - 1].which if last else None
    single = owner is not None and len(owner.numbers) + len(owner.names) == 1 and not toks[at - 1].has("all")
    if any(one.has("v:make") or one.text.lower() in ("let", "have", "has") for one in toks[max(0, at - 5) : at]):
        single = False  # "make clip 1 last 5 seconds"
    if last and (single or any(one.has("exact", "edge") for one in told)):
        tok.tags, tok.value = {"edge"}, ("end", int(tok.value))
    end = at + 2
    while tok.has("at") and end < len(toks) and toks[end - 1].has("and", "comma") and toks[end].has("dur"):
        after = toks[end + 1 : end + 4]
        more = any(one.has("for", "dur", "each") for one in after) and not any(one.has("sep:hard") for one in after)
        if not more or not any(one.has("v:freeze") or one.text.startswith("停") for one in toks):
            break
        toks[end].tags = {"at"}
        end += 2
    start = tok.has("edge") and tok.value[0] == "start" and at + 1 < len(toks)
    if start and toks[at + 1].text in ("之后", "以后", "之后的", "以后的", "后面的", "后的"):
        tok.tags, tok.value = {"after"}, int(tok.value[1])
        toks[at + 1].tags = {"f"}


def _until(toks: list[Tok]) -> list[Tok]:
    """``从4秒开始留，到9秒为止``: one stretch of time, told by its two ends."""
    for at, tok in enumerate(toks):
        if not tok.has("since") or tok.text.isascii():
            continue
        end = at + 1
        while end < len(toks) and end <= at + 4 and toks[end].has("f comma v:keep v:play v:want exact"):
            end += 1
        last = end + 1 < len(toks) and (toks[end + 1].has("v:stop") or toks[end + 1].text in ("为止", "止"))
        if end < len(toks) and last and toks[end].has("todur", "at") and toks[end].value > tok.value:
            named = any(one.has("sel") and one.which is not None for one in chunk(toks, at)[:4])
            if not named and not any(one.has("v:keep", "exact") for one in toks[at:end]):
                continue
            span = Tok({"range"}, tok.text, tok.start, tok.end, value=(int(tok.value), int(toks[end].value)))
            verbs = [one for one in toks[at + 1 : end] if one.has("v:keep", "exact")]
            return [*toks[:at], span, *verbs, *toks[end + 2 :]]
    return list(toks)


def _span(toks: Sequence[Tok], at: int) -> tuple[int, tuple[int, int]] | None:
    """The end and the value of such a stretch that begins there."""
    tok = toks[at]
    if tok.has("after", "before", "since") and not tok.has("sel"):  # 5秒之后的3秒
        end = at + 1
        while end < len(toks) and end <= at + 2 and toks[end].text in ("的", "那", "开始的", "算起的"):
            end += 1
        if end > at + 1 and end < len(toks) and toks[end].has("dur") and not toks[end].has("clock"):
            return end + 1, _around(tok, int(toks[end].value))
        return None
    told = toks[at - 1].text.lower() if at else ""
    if tok.has("edge") and at + 1 < len(toks) and toks[at + 1].has("after", "before"):
        side, amount = tok.value
        if (side == "start") == toks[at + 1].has("after"):
            return at + 2, _around(toks[at + 1], int(amount))
    if not tok.has("dur") or tok.has("clock") or told not in ("the", "those", "these", "next", "following"):
        return None
    end = skip(list(toks), at + 1)
    while end < len(toks) and toks[end].text.lower() in (
        "right",
        "directly",
        "just",
        "immediately",
        "starting",
        "that",
    ):
        end += 1
    if end < len(toks) and toks[end].has("after", "before", "since"):
        return end + 1, _around(toks[end], int(tok.value))
    return None


def _around(tok: Tok, lasts: int) -> tuple[int, int]:
    at = int(tok.value)
    return (max(0, at - lasts), at) if tok.has("before") else (at, at + lasts)
