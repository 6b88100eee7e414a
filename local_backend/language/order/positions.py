"""Where clips go, said in turns of phrase: ``squeeze it in between``, ``flip the running order``, 头尾换一下."""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.edits.model import Which
from local_backend.language.words.lexer import Tok
from local_backend.language.words.vocabulary import HARD, SOFT

PUTS = (
    "squeeze", "slip", "slot", "pop", "wedge", "sneak", "stick", "drop", "insert", "sandwich", "tuck", "throw",
    "chuck", "shove", "jam", "bung",
)  # fmt: skip
SPOTS = ("between", "p:after", "p:before", "at_start", "at_end", "n:start", "n:end")
TURNS = (
    "flip", "turn", "swap", "switch", "invert", "reverse", "mirror", "flip around", "turn around",
    "turn round", "反", "颠倒", "倒", "反转", "翻转", "倒过来", "反过来", "颠倒过来", "掉个个", "倒转",
)  # fmt: skip
SO = ("so", "such", "使", "让", "使得")
ROUND = ("round", "around", "over", "upside down", "about", "过来", "一下", "个")


def gone_about(toks: list[Tok], at: int) -> None:
    """Puts what is said from there on in plain tags."""
    _put_between(toks, at)
    _moved(toks, at)
    _both(toks, at)
    _ordered(toks, at)
    _ends_swapped(toks, at)
    _not_there(toks, at)


def _ends_swapped(toks: list[Tok], at: int) -> None:
    """头尾两段换一下, ``swap both ends``: the first and the last change places."""
    if not toks[at].has("n:edge") or toks[at].has("sel"):
        return
    near = [*toks[max(0, at - 3) : at], *toks[at + 1 : at + 6]]
    verb = next((one for one in near if one.has("v:swap", "v:replace") and not one.has("sel")), None)
    light = ("f", "num", "n:clip", "n:photo", "v:swap", "v:replace", "n:place", "pron")
    if verb is None or not all(one.has(*light) for one in near):
        return
    toks[at].tags, toks[at].which = {"sel", "n:clip"}, Which("main", (1, -1))
    verb.tags = {"v:swap"}
    for one in near:
        if one is not verb and one.has("num", "n:clip", "n:photo"):
            one.tags = {"f"}


def part_from(toks: Sequence[Tok], at: int) -> range:
    """The indices from there to the next sign between two wishes."""
    end = at
    while end < len(toks) and not toks[end].has(HARD, "comma") and end < at + 12:
        end += 1
    return range(at, end)


def _put_between(toks: list[Tok], at: int) -> None:
    """``squeeze the coffee photo in between beach and city``: it is put there."""
    if toks[at].text.lower() not in PUTS or toks[at].has("sel", "name"):
        return
    named = False
    for index in part_from(toks, at + 1):
        if toks[index].has("sel") and not toks[index].has("all"):
            named = True
        elif named and toks[index].has(*SPOTS):
            toks[at].tags = {"v:add"}
            return
        elif toks[index].has("v:", "dur", "pct", "x") and not toks[index].has("f", "sel"):
            return


def _moved(toks: list[Tok], at: int) -> None:
    """``push the first clip back by one``, ``switch clip 1 to the end``: neither a transition nor a swap."""
    if not toks[at].has("v:move", "v:swap") or not toks[at].has("t:", "v:swap") or toks[at].has("sel"):
        return
    part = [toks[index] for index in part_from(toks, at + 1)]
    part = part[: next((index for index, one in enumerate(part) if one.has(SOFT)), len(part))]
    clips = [one for one in part if one.has("sel") and not one.has("all")]
    placed = any(one.has("later", "earlier", "at_start", "at_end") for one in part)
    if len(clips) == 1 and placed and not any(one.has("n:transition", "between", "dur") for one in part):
        toks[at].tags = {"v:move"}


def _ordered(toks: list[Tok], at: int) -> None:
    """``flip the running order so the last clip comes first``; ``in this order: …`` goes on after its colon."""
    if not toks[at].has("n:order", "v:reorder") or toks[at].has("sel"):
        return
    listed = at + 2 < len(toks) and toks[at + 1].has("colon") and toks[at + 2].has("sel")
    if listed and any(one.has("v:want", "pron") for one in toks[:at]):
        toks[at + 1].tags = {"f"}
    so = next((index for index in range(at + 1, min(at + 5, len(toks))) if toks[index].text.lower() in SO), at)
    if (
        so > at
        and toks[at].has("v:reorder")
        and all(one.has("f", "n:clip", "n:photo", "pron") for one in toks[at + 1 : so])
    ):
        told = toks[so + 1 : so + 8]
        if any(one.has("sel") for one in told) and any(
            one.has("at_start", "at_end", "p:after", "p:before") for one in told
        ):
            toks[at].tags = {"f"}  # what follows says which goes where
            return
    part = [index for index in range(max(0, at - 5), min(len(toks), at + 4)) if index != at]
    turns = [index for index in part if toks[index].text.lower() in TURNS and not toks[index].has("sel")]
    if toks[at].has("v:reverse") or not turns or any(toks[index].has("sep:hard") for index in part if index < at):
        return
    toks[at].tags = {"n:order", "v:reverse"}
    for index in (*turns, *(index for index in part if toks[index].text.lower() in ROUND and index > at)):
        toks[index].tags = {"f"}
    for index in range(at + 1, len(toks)):  # "so the last clip comes first" says the same again
        one = toks[index]
        if one.has("sel") and one.which is not None and one.which.numbers in ((-1,), (1,)):
            end = index + 1
            while end < len(toks) and end <= index + 3 and not toks[end].has("comma", HARD):
                end += 1
            if any(x.has("at_start", "first", "at_end", "last", "n:start") for x in toks[index + 1 : end]):
                for x in toks[index:end]:
                    x.tags, x.which = {"f"}, None
            return
        if not one.has("f", "comma", "with", "to"):
            return


def _both(toks: list[Tok], at: int) -> None:
    """``both A and B``: the two that are named."""
    if toks[at].text.lower() != "both" or at + 3 >= len(toks):
        return
    after = toks[at + 1 : at + 5]
    if sum(1 for one in after if one.has("sel") and not one.has("all")) == 2 and any(one.has("and") for one in after):
        toks[at].tags = {"f"}


def then_length(toks: list[Tok], at: int) -> None:
    """``use only A and B, 10 seconds in total``: the length is a wish of its own."""
    text = toks[at].text.lower()
    if not toks[at].has("v:keep") or not (toks[at].has("onlykept") or "only" in text or "just" in text or "只" in text):
        return
    comma = next(
        (index for index in part_from(toks, at + 1) if index + 1 < len(toks) and toks[index + 1].has("comma")), None
    )
    if comma is None or not any(one.has("sel") for one in toks[at + 1 : comma + 1]):
        return
    after = toks[comma + 2 : comma + 2 + len(part_from(toks, comma + 2))]
    if any(one.has("dur", "todur") for one in after) and not any(one.has("sel", "v:", "edge", "each") for one in after):
        toks[comma + 1].tags = {HARD}


def _not_there(toks: list[Tok], at: int) -> None:
    """``not the beach first, the interview first``, 采访不要放最后，放最前: only the second is a wish."""
    negated = toks[at].text.startswith(("不", "别")) or (toks[at].has("neg") and not toks[at].has("v:remove"))
    if not negated or toks[at].has("sel"):
        return
    places = ("first", "last", "at_start", "at_end", "n:start", "n:end")
    part = [toks[index] for index in part_from(toks, at + 1)]
    after = at + 1 + len(part)
    if after >= len(toks) or not toks[after].has("comma") or not any(one.has(*places) for one in part):
        return
    light = ("f", "sel", "v:move", "v:add", "v:play", "v:show", "n:clip", "pron", "p:for", *places)
    further = [toks[index] for index in part_from(toks, after + 1)]
    again = any(one.has("sel") for one in part) == any(one.has("sel") for one in further)
    if (
        not again
        or not any(one.has(*places) for one in further)
        or not all(one.has(*light) for one in [*part, *further])
    ):
        return
    for one in [toks[at], *part, toks[after]]:
        one.tags, one.which, one.text = {"f"}, None, ""
