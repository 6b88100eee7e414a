"""Where clips go, said in turns of phrase: ``squeeze it in between``, ``flip the running order``, 头尾换一下."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from local_backend.edits.model import Which
from local_backend.language.words.lexer import Tok
from local_backend.language.words.sides import side
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
THEN = ("then", "and then", "followed by", "然后", "再", "接着", "and")
SMALL = ("the", "all", "all the", "of", "of the", "all of", "by", "所有", "全部")
OTHERS = ("everything else", "rest", "others", "other clips", "其他", "其余", "剩下的", "其他的", "别的")
PLAIN_ONLY = "v:remove v:cut v:keep v:trim v:mute v:replace v:swap dur range edge pct x quote n:title n:music t: neg"
ROUND = ("round", "around", "over", "upside down", "about", "过来", "一下", "个")


def gone_about(toks: list[Tok], at: int) -> None:
    """Puts what is said from there on in plain tags."""
    _put_between(toks, at)
    _moved(toks, at)
    _both(toks, at)
    _ordered(toks, at)
    _ends_swapped(toks, at)
    _places_changed(toks, at)
    _before_others(toks, at)
    _numbered(toks, at)
    _not_there(toks, at)


def _places_changed(toks: list[Tok], at: int) -> None:
    """city和beach换个顺序: the two change places."""
    tok = toks[at]
    if not tok.has("v:replace", "v:change", "v:swap") or tok.text.isascii() or tok.has("sel") or at + 1 >= len(toks):
        return
    ahead = next((one for one in toks[at + 1 : at + 3] if not one.has("f") or one.has("n:place")), toks[at])
    begin = at
    while begin and not toks[begin - 1].has(HARD, "comma"):
        begin -= 1
    clips = [one for one in toks[begin:at] if one.has("sel") and one.which is not None and not one.has("all")]
    named = sum(len(one.which.numbers) + len(one.which.names) for one in clips if one.which is not None)
    if ahead.has("n:order", "n:place") and named == 2:
        tok.tags, ahead.tags = {"v:swap"}, {"f"}


def _before_others(toks: list[Tok], at: int) -> None:
    """``the interview before all the others``, ``interview, then the rest``: it opens the video."""
    tok = toks[at]
    word = tok.text.lower()
    leads = tok.has(HARD, "comma") and at and toks[at - 1].has("sel") and _single(toks[at - 1])
    behind = word in OTHERS and not word.isascii()
    if not (side(tok) or leads or behind or (word == "then" and at > 1)):
        return
    end = at + 1
    while end < len(toks) and (toks[end].text.lower() in SMALL or (leads and toks[end].text.lower() in THEN)):
        end += 1
    if word in OTHERS and not tok.has("sel") and at + 1 < len(toks) and side(toks[at + 1]) and not word.isascii():
        tok, end = toks[at + 1], at + 1  # 采访放在其他之前
    elif end >= len(toks) or not (toks[end].has("n:rest") or toks[end].text.lower() in OTHERS) or toks[end].has("sel"):
        return
    after = toks[end + 1] if end + 1 < len(toks) else None
    small = after is not None and after.has("f") and (side(tok) or after.text == "的")
    if after is not None and not small and not after.has(HARD, "comma"):
        return
    begin = at
    while begin and not toks[begin - 1].has(HARD, "comma"):
        begin -= 1
    part = toks[begin:at]
    if sum(_single(one) for one in part) != 1 or any(one.has(PLAIN_ONLY) for one in part):
        return
    light = ("f", "v:add", "v:move", "v:show", "v:play", "first", "v:want")
    if not side(tok) and not all(_single(one) or one.has(*light) for one in part):
        return
    place = "at_end" if side(tok) == "after" else "at_start"
    for one in toks[at : end + 1]:
        one.tags, one.text = {"f"}, ""
    tok.tags = {place}


def _numbered(toks: list[Tok], at: int) -> None:
    """``clip 2 first, 3 second, 1 last``: no three seconds, but the third clip; ``photo 5 to photo 1``: all between."""
    tok = toks[at]
    ranked = at + 1 < len(toks) and toks[at + 1].has("ord", "last") and at > 1 and toks[at - 1].has("comma", SOFT)
    first = any(one.has("sel") and two.has("first", "ord") for one, two in pairwise(toks[:at]))
    if first and tok.has("dur") and tok.text.lower().endswith(" second") and toks[at - 1].has("comma", SOFT):
        number = tok.text.split()[0]
        if number.isdigit() and any(one.has("last") or one.text.lower() == "third" for one in toks[at + 1 :]):
            word = Tok({"ord"}, "second", tok.end - 6, tok.end, value=2)
            tok.tags, tok.text, tok.which = {"sel", "n:clip"}, number, Which("main", (int(number),))
            toks.insert(at + 1, word)
    elif first and ranked and tok.has("num") and not tok.has("dur one pct x"):
        tok.tags, tok.which = {"sel", "n:clip"}, Which("main", (int(tok.value),))
    lead = toks[at : at + 4]
    if len(lead) == 4 and lead[0].has("from") and lead[2].has("to") and _single(lead[1]) and _single(lead[3]):
        one, two = lead[1].which or Which(), lead[3].which or Which()
        if one.kind == two.kind and one.numbers and two.numbers and min(*one.numbers, *two.numbers) > 0:
            step = 1 if two.numbers[0] > one.numbers[0] else -1
            numbers = tuple(range(one.numbers[0], two.numbers[0] + step, step))
            if len(numbers) < 100 and any(x.has("v:make", "n:film") for x in toks[:at]):
                lead[1].which = Which(one.kind, numbers)
                for x in lead[2:]:
                    x.tags, x.which, x.text = {"f"}, None, ""


def _single(tok: Tok) -> bool:
    return tok.has("sel") and tok.which is not None and len(tok.which.numbers) + len(tok.which.names) == 1


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
    begin = next((index for index in range(at - 1, -1, -1) if not toks[index].has("f", "in", "pron")), -1)
    if begin > 0 and toks[begin].has(HARD) and toks[begin - 1].has("sel") and toks[at].text.lower().endswith("order"):
        toks[begin].tags = {"comma", SOFT}  # "city, beach, interview. In that order."
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


EDGES = ("片头", "片尾", "开头", "结尾", "末尾", "最前面", "最后面")
PUT = ("放", "放在", "放到", "接", "接上", "加", "加在", "插到", "插在")


def edge_put(toks: list[Tok], at: int) -> None:
    """``coffee.jpg放片头2秒``, 用logo结尾2秒: where it goes, and how long it is shown."""
    tok = toks[at]
    if not tok.has("edge") or not tok.text.startswith(EDGES) or at < 2:
        return
    named = toks[at - 2] if toks[at - 1].text in PUT else toks[at - 1]
    used = toks[at - 1].text in PUT or toks[at - 2].text in ("用", "以")
    if used and named.has("file", "name") and (named.has("n:logo", "file", "n:photo") or tok.text[0] == "最"):
        side, amount = tok.value
        tok.tags, tok.value = {"at_start" if side == "start" else "at_end"}, None
        toks.insert(at + 1, Tok({"for"}, tok.text[2:], tok.start + 2, tok.end, value=int(amount)))
