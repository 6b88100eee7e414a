"""Lengths told by plain numbers or beside what they are now: "24 is plenty", "clips 1 and 2 4 and 5 seconds long"."""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.edits.model import Which
from local_backend.language.words.lexer import Tok

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
