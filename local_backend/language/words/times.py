"""Times with the small words around them, drawn together: ``at``, ``range``, ``for``, ``edge`` and the like."""

from __future__ import annotations

from local_backend.language.words.lexer import Tok
from local_backend.language.words.phrases import drawn_together, joined, noun_of, skip

TIMES = ("dur", "clock")


def timed(toks: list[Tok]) -> list[Tok]:
    """The tokens with every time and the small words around it drawn together."""
    return drawn_together(toks, lambda at, before: _when(toks, at, before))


MARKS = (
    "mark",
    "point",
    "seconds in",
    "处",
    "位置",
    "时",
    "的时候",
    "的位置",
    "那里",
    "这里",
    "开始",
    "起",
    "时候",
    "的地方",
    "地方",
    "里",
    "上",
    "的",
)


STARTERS = ("开始", "起", "onwards", "onward", "on", "往后")
TO_THE_END = ("到结尾", "到最后", "到末尾", "到最末", "到片尾", "到结束", "直到最后", "直到结束", "到底")
ONWARD = ("onward", "onwards", "往后", "to the end", "till the end", "until the end", "through the end")


def _when(toks: list[Tok], at: int, before: list[Tok]) -> tuple[Tok, int] | None:
    """A time with the small words around it."""
    tok = toks[at]
    word = tok.text.lower()
    after = skip(toks, at + 1)
    time = toks[after] if after < len(toks) else None
    if (
        word in ("last", "final", "first", "opening")
        and time is not None
        and time.text.lower() in ("second", "minute")
        and not time.has("dur")
    ):
        ms = 1000 if time.text.lower() == "second" else 60_000
        if after + 1 >= len(toks) or not noun_of(toks[after + 1]):
            return joined(
                toks, at, after + 1, {"edge"}, value=("start" if word in ("first", "opening") else "end", ms)
            ), after + 1
    lasting = (
        word in ("last", "lasts")
        and before
        and after == at + 1
        and (
            (before[-1].has("n:", "pron", "sel") and before[-1].text.lower() not in ("its", "their"))
            or before[-1].text.lower() in ("to", "should", "will", "that", "which")
            or before[-1].text.lower().endswith(" it")
            or (
                before[-1].text.lower() in ("only", "just")
                and any(one.text.lower() in ("should", "must", "may", "can", "to", "will") for one in before[-3:-1])
            )
        )
    )
    owned = bool(before) and before[-1].text.lower().endswith(("'s", "s'"))
    owned = owned or any(one.has("v:remove v:cut v:trim v:take") for one in before[-5:])
    if lasting and not owned and time is not None and time.has(*TIMES):
        return joined(toks, at, after + 1, {"for"}, value=int(time.value)), after + 1
    if (
        tok.has("first", "last", "ord")
        and time is not None
        and word in ("first", "last", "final", "opening", "initial", "closing")
        and time.has(*TIMES)
    ):
        side = "end" if word in ("last", "final", "closing") else "start"
        return joined(toks, at, after + 1, {"edge"}, value=(side, time.value)), after + 1
    if word in ("first", "last", "final", "opening", "initial", "closing") and time is not None and time.has("num"):
        measured = any(one.has("edge", "dur") for one in before[-6:]) and not time.has("one", "sel", "dur", "pct", "x")
        if measured and (after + 1 >= len(toks) or toks[after + 1].has("sep:") or not noun_of(toks[after + 1])):
            side = "end" if word in ("last", "final", "closing") else "start"
            shown = (side, round(1000 * float(time.value)))
            return joined(toks, at, after + 1, {"edge"}, value=shown), after + 1
    if word in ("first", "last", "final", "opening", "closing"):
        joint = after + 1 if time is not None and time.has("num") else after
        further = skip(toks, joint + 1)
        end = skip(toks, further + 1)
        both = end < len(toks) and toks[joint].has("and") and toks[further].text.lower() in ("first", "last", "final")
        if both and toks[end].has("dur"):
            amount = round(1000 * float(time.value)) if time is not None and joint > after else int(toks[end].value)
            placed = ("end" if word in ("last", "final", "closing") else "start", amount)
            return joined(toks, at, joint, {"edge"}, value=placed), joint
    if word == "another" and at + 1 < len(toks) and toks[at + 1].text.lower() == "second":
        return joined(toks, at, at + 2, {"dur"}, value=1000), at + 2
    if (tok.has("between", "from") or word == "from") and time is not None:
        if time.has("range"):
            return joined(toks, at, after + 1, {"range"}, value=time.value), after + 1
        if time.has(*TIMES, "at") or time.has("num"):
            joint = after + 1
            end = skip(toks, joint + 1)
            if end < len(toks) and toks[joint].has("and", "to") and toks[end].has(*TIMES, "at"):
                first = time.value * 1000 if time.has("num") else time.value
                return joined(toks, at, end + 1, {"range"}, value=(int(first), int(toks[end].value))), end + 1
    if tok.has(*TIMES, "at") and not tok.has("sel"):
        end = skip(toks, at + 2)
        if at + 1 < len(toks) and toks[at + 1].has("to") and end < len(toks):
            if toks[end].has(*TIMES, "at"):
                return joined(toks, at, end + 1, {"range"}, value=(int(tok.value), int(toks[end].value))), end + 1
            if toks[end].has("n:end") and not toks[end].has("n:clip", "sel"):
                return joined(toks, at, end + 1, {"after"}, value=int(tok.value)), end + 1
        if at + 1 < len(toks) and toks[at + 1].text in TO_THE_END:
            return joined(toks, at, at + 2, {"after"}, value=int(tok.value)), at + 2
        return _after_time(toks, at)
    if time is None or not time.has(*TIMES, "at") or time.has("sel"):
        return None
    end = after + 1
    value = int(time.value)
    if word in ("at", "@", "around", "在", "于", "at around", "right at", "when it reaches", "on") or (
        word in ("from", "starting at", "starting from", "beginning at", "beginning from", "since", "start at",
                 "starts at", "starting", "begin at", "beginning", "从", "自", "由", "自从")
    ):  # fmt: skip
        since = tok.has("from") and word != "at"
        stop, until, ended = _marks(toks, end)
        further = skip(toks, stop + 1)
        if (
            stop < len(toks)
            and toks[stop].has("to")
            and further < len(toks)
            and toks[further].has(*TIMES, "at")
            and word != "at"
        ):
            return joined(toks, at, further + 1, {"range"}, value=(value, int(toks[further].value))), further + 1
        if ended:
            return joined(toks, at, stop, {"after"}, value=value), stop
        on = stop < len(toks) and toks[stop].text.lower() == "on" and since
        if on and (stop + 1 >= len(toks) or toks[stop + 1].has("sep:")):
            return joined(toks, at, stop + 1, {"after"}, value=value), stop + 1
        tags = {"at", "since"} if since or until else {"at"}
        if chinese_side := _side(toks, end):
            return joined(toks, at, end + 1, {chinese_side}, value=value), end + 1
        return joined(toks, at, stop, tags, value=value), stop
    if word in ("after", "and after", "past", "beyond", "later than"):
        return joined(toks, at, end, {"after"}, value=value), end
    if word in (
        "disappear at",
        "disappears at",
        "vanish at",
        "goes away at",
        "go away at",
        "vanishes at",
        "before",
        "until",
        "till",
        "earlier than",
        "up to",
        "prior to",
    ):
        return joined(toks, at, end, {"before"}, value=value), end
    if (tok.has("p:for") and word not in ("of", "in", "taking", "放", "长", "播放")) or word in (
        "for",
        "over",
        "within",
    ):
        return joined(toks, at, end, {"for"} | ({"transform"} if word == "over" else set()), value=value), end
    if word in (
        "to",
        "into",
        "down to",
        "up to",
        "到",
        "至",
        "为",
        "成",
        "改成",
        "改为",
        "调成",
        "变成",
    ) and not tok.has("v:"):
        return joined(toks, at, end, {"todur"} | (time.tags & {"clock", "at"}), value=value), end
    if word == "by":
        return joined(toks, at, end, {"bydur"}, value=value), end
    return None


def _marks(toks: list[Tok], at: int) -> tuple[int, bool, bool]:
    """Past ``mark``, ``seconds in``, ``处``, ``开始``; whether it begins something, whether it goes on to the end."""
    until = False
    while at < len(toks) and toks[at].text.lower() in MARKS:
        until = until or toks[at].text in STARTERS
        at += 1
    end = skip(toks, at + 1)
    if at < len(toks) and toks[at].has("to") and end < len(toks) and toks[end].has("n:end", "at_end"):
        return end + 1, True, True
    if at < len(toks) and toks[at].text.lower() in (*ONWARD, "to the very end", "到最后", "到结尾", "到末尾", "到最末"):
        return at + 1, True, True
    return at, until, False


def _side(toks: list[Tok], at: int) -> str:
    """``后`` or ``前`` behind a Chinese time, unless they belong to the next word."""
    if at < len(toks) and toks[at].text in ("后", "之后", "之后再", "以后", "后面", "往后", "之后的", "过后"):
        return "after"
    if at < len(toks) and toks[at].text in ("前", "之前", "以前", "前面"):
        return "before"
    return ""


def _after_time(toks: list[Tok], at: int) -> tuple[Tok, int] | None:
    """A time with what stands behind it: ``5 seconds in``, ``10秒后``, ``第5秒开始``, ``15 second mark``."""
    tok, end = toks[at], at + 1
    value = int(tok.value)
    if end >= len(toks):
        return None
    if side := _side(toks, end):
        return joined(toks, at, end + 1, {side}, value=value), end + 1
    word = toks[end].text.lower()
    if word in ("in", "into") and tok.has("dur"):
        last = (
            end + 1 >= len(toks)
            or toks[end + 1].has("sep:")
            or (word == "into" and toks[skip(toks, end + 1)].has("n:video"))
            if skip(toks, end + 1) < len(toks) or end + 1 >= len(toks)
            else True
        )
        if last:
            stop = end + 1
            if word == "into":
                stop = skip(toks, end + 1) + 1
            return joined(toks, at, min(stop, len(toks)), {"at"}, value=value), min(stop, len(toks))
    spot = toks[end + 1].text if word == "的" and end + 1 < len(toks) else ""
    if spot in ("地方", "位置", "时候", "那里", "那儿", "那个地方", "那一刻", "点"):
        return joined(toks, at, end + 2, {"at"}, value=value), end + 2
    if word in ("mark", "point", "处", "位置", "的时候", "时", "那里", "这里", "那儿", "那会儿", "的地方", "那个地方"):
        return joined(toks, at, end + 1, {"at"}, value=value), end + 1
    if word in (*ONWARD, "and after", "and later"):
        return joined(toks, at, end + 1, {"after"}, value=value), end + 1
    if word in ("开始", "起") or (word == "on" and tok.has("clock", "at")):
        return joined(toks, at, end + 1, {"at", "since"}, value=value), end + 1
    return None
