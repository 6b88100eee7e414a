"""Running orders: ``first city, then beach``, ``interview - city - beach``, ``先city后beach``.

Several clips that are named one after the other become one token (``sequence``); its value holds them in the
order that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from local_backend.edits.model import Which
from local_backend.language.words.lexer import Tok
from local_backend.language.words.vocabulary import HARD, SOFT


def _words(told: str) -> tuple[str, ...]:
    return tuple(told.split("|"))


THEN = _words(
    "then|and then|followed by|after that|next|afterwards|next up|finally|lastly|last|after which|然后|"
    "接着|再|后|随后|最后|之后|其次|接下来|然后再|最后再|再然后|紧接着|再到|到"
)  # fmt: skip
FIRST = _words(
    "first|先|首先|starting with|begin with|start with|最先|第一|first off|first up|片头|开头|"
    "opening with|opens with"
)  # fmt: skip
PLACES = {
    1: "first|1st|at the start|at the front|in front|up front|前面|最前面|第一个|开头|排第一|第一|开始|起|"
    "最前|前|打头|先|开场|opens|at the beginning|to start|leads|goes first|comes first|come first",
    2: "second|2nd|第二个|第二|中间|in the middle|in between|middle|排第二|second to go",
    3: "third|3rd|第三个|第三",
    4: "fourth|第四个|第四",
    5: "fifth",
    99: "last|at the end|最后|最后面|结尾|末尾|最后一个|收尾|压轴|to finish|to end|goes last|comes last|"
    "come last|at the back|closes",
    90: "后面|后|after that|afterwards|after it",
    80: "next",
}  # fmt: skip
RANKS = {word: rank for rank, words in PLACES.items() for word in words.split("|")}
VERBS = ("v:make", "v:want", "v:reorder", "v:show", "v:play", "v:add", "v:keep", "v:start", "v:change", "v:stop")
OTHERWISE = (
    "v:remove v:cut v:trim v:speed v:slow v:reverse v:freeze v:loop v:mute v:duplicate v:replace v:swap v:split v:fade "
    "quote n:title n:text n:caption n:music n:zoom n:pip n:logo n:splitscreen pl:left pl:right v:detach louder quieter "
    "n:stabilise n:denoise n:sharpen n:grayscale n:vignette halfx n:crop n:rotate n:flip brighter darker n:blur "
    "x pct t: n:transition between dur for range todur at"
)
"""What in the same breath means that clips are named for something else."""
LETTERS = re.compile(r"(?:Pf*)?S[fpdr]*(?:[cta]+f*P?f*S[fpdr]*)+")
AGAIN = _words("again|once more|one more time|back|再|又|再来|再放|再次|再一遍|再放一遍|一遍|一次")


def sequenced(toks: Sequence[Tok], empty: bool) -> list[Tok]:
    """The tokens with every running order drawn together."""
    result = list(toks)
    letters = "".join(_letter(one, result, index) for index, one in enumerate(result))
    letters = letters if empty else letters.replace("d", "x").replace("r", "x")
    for match in reversed(list(LETTERS.finditer(letters))):
        run = _apart(result[match.start() : match.end()], result[match.end() : match.end() + 1])
        named = [one for index, one in enumerate(run) if _one(one) and not (one.has("sel") and _rank(run, index))]
        if len({one.which for one in named}) < 2 or not _meant(result, match.start(), match.start() + len(run)):
            continue
        order = _ordered(run)
        if order is not None and len({one.which for one in order}) < len(order):
            order = _named_twice(run, empty)
        if order is None:
            continue
        value = tuple(which for one in order for which in _single(one) * _often(run, one))
        names = tuple(dict.fromkeys(name for one in order for name in one.names))
        held = [one for one in run if one.has("for")]
        still = bool(named) and all(re.search(r"\.(?:jpe?g|png|webp|heic|bmp)$", one) for one in named[-1].names)
        moving = any(one.lower().endswith((".mp4", ".mov", ".webm", ".mkv", ".avi")) for one in names)
        if held and run[-1] is held[-1] and len(held) == 1 and not (still and run[-2] is named[-1] and moving):
            run = run[:-1]  # the last time is the whole's
            held = []
        lengths = [f"{run[index - 1].names[0]}={int(one.value)}" for index, one in enumerate(run)
                   if one.has("for") and index and run[index - 1].names]  # fmt: skip
        if len(lengths) < len(held):
            continue
        lengths += [f"{run[index - 1].names[0]}={one.value[0]}-{one.value[1]}" for index, one in enumerate(run)
                    if one.has("range") and index and run[index - 1].names]  # fmt: skip
        ended = sorted(_ranks(run).values()) == [1, 99] and len(named) == 2
        made = Tok(
            {
                "sel",
                "sequence",
                *(("ends",) if ended else ()),
                *(("name",) if names else ()),
                *(("file",) if all(x.has("file") for x in named) else ()),
            },
            "".join(one.text for one in run),
            run[0].start,
            run[-1].end,
            value=value,
            names=names,
            which=Which("main", tuple(n for one in value for n in one.numbers), names),
            parts=lengths,
        )
        result[match.start() : match.start() + len(run)] = [made]
    return result


def _apart(run: list[Tok], after: Sequence[Tok]) -> list[Tok]:
    """The run without a clip that was named before, and behind which another wish follows: ``…再城市，海滩静音``."""
    last = max((index for index, one in enumerate(run) if _one(one)), default=0)
    before = [one.which for one in run[:last] if _one(one)]
    wished = bool(after) and after[0].has(OTHERWISE, "v:keep edge exact") and not after[0].has("dur for todur at")
    if last < 3 or not wished or run[last].which not in before or not run[last - 1].has("comma", SOFT):
        return run
    return run[: last - 1]


def _often(run: Sequence[Tok], clip: Tok) -> int:
    """How often a clip is to be seen: ``beach twice, then city``."""
    at = next(index for index, one in enumerate(run) if one is clip)
    for one in run[at + 1 :]:
        if _one(one):
            break
        if _times(one):
            return 3 if one.has("thrice") else 2 if one.has("twice") else max(1, min(20, round(float(one.value))))
    return 1


def _times(tok: Tok) -> bool:
    return tok.has("twice", "thrice") or (tok.has("x") and tok.text.lower().endswith(("遍", "次", "times", "回")))


def _named_twice(run: Sequence[Tok], empty: bool) -> list[Tok] | None:
    """``beach and city, city first``: its place; ``beach, city, beach again``: it is seen twice."""
    ranks = _ranks(run)
    order: list[Tok] = []
    for index, one in enumerate(run):
        if not _one(one) or (index and _rank(run, index)):
            continue
        before = next((place for place, two in enumerate(order) if two.which == one.which), None)
        if before is None:
            order.append(one)
        elif index in ranks:
            moved = order.pop(before)
            order.insert(min(ranks[index] - 1, len(order)), moved)
        elif empty and (
            index + 1 >= len(run)
            or run[index + 1].has("comma", HARD)
            or any(two.text.lower() in AGAIN for two in run[max(0, index - 2) : index + 3])
        ):
            order.append(one)
        else:
            return None
    return order


def _one(tok: Tok) -> bool:
    return (
        tok.has("sel")
        and tok.which is not None
        and tok.which.kind in ("main", "photo", "video")
        and not tok.which.everything
        and not tok.has("all", "stranger", "sequence")
    )


def _single(tok: Tok) -> list[Which]:
    which = tok.which or Which()
    return [Which(which.kind, (number,)) for number in which.numbers] or [which]


def _rank(toks: Sequence[Tok], index: int) -> int:
    """The place that a token gives to the clip before it: ``first``, ``第二``, ``最后``; 0 for none."""
    tok = toks[index]
    numbered = tok.which is not None and len(tok.which.numbers) == 1 and not tok.names and tok.has("sel")
    if numbered and tok.which is not None and tok.text[:1] in "第最排" and index and toks[index - 1].names:
        return tok.which.numbers[0] if tok.which.numbers[0] > 0 else 99
    return RANKS.get(tok.text.lower(), 0)


def _letter(tok: Tok, toks: Sequence[Tok], index: int) -> str:
    """The part that a token can play in a running order: S a clip, c a comma, t then, a and, p a place, f nothing."""
    word = tok.text.lower()
    if tok.has("sel") and _rank(toks, index):
        return "p"
    if _one(tok):
        return "S"
    if tok.has("ord") and word in RANKS and _ahead(toks, index) and not (index and _one(toks[index - 1])):
        return "P"
    behind = next((one for one in reversed(toks[:index]) if one.text.lower() not in PLACING), None)
    if word in FIRST and (behind is None or not _one(behind)):
        return "P"
    closing = index + 1 >= len(toks) or toks[index + 1].has("comma", HARD) or not toks[index + 1].has("sel", "f", "v:")
    if _times(tok) and index:
        return "r"
    part = tok.has("range") and index and toks[index - 1].has("file") and sum(x.has("range edge") for x in toks) == 1
    if (tok.has("for") or part) and index and _one(toks[index - 1]):
        return "d"  # "beach.mp4 for 3 seconds, then …", "beach.mp4 from 4s to 8s, …"
    if word in THEN and not (word in RANKS and index and closing):
        return "t"
    if tok.has("comma") or word in ("-", "–", "—", "→", ">", "->", "/", "、", "~"):
        return "c"
    if word in RANKS:
        return "p"
    if word in ("and", "&", "plus", "和", "与", "跟", "以及"):
        return "a"
    if tok.has("v:show", "v:play", "v:move") and not tok.has("v:remove") and word in PLACING:
        return "f"
    if (tok.has("f") and not tok.has("neg", HARD, SOFT, "to", "from", "with", "quote")) or word in (
        "the",
        "clip",
        "one",
    ):
        return "f"
    return "x"


def _ahead(toks: Sequence[Tok], index: int) -> bool:
    """Whether a clip's name is the next thing that is said."""
    after = next((one for one in toks[index + 1 : index + 4] if not (one.has("f") and not one.has("sel"))), None)
    return after is not None and _one(after)


PLACING = _words("放|放到|放在|排|goes|go|comes|come|show|put|place|排在|播|播放|play|是|should")


USES = _words("use|using|take|show|用|用上|have|with")


def _meant(toks: Sequence[Tok], begin: int, end: int) -> bool:
    """Whether the clips are named as an order: something says so, and no other verb is about them."""
    run = toks[begin:end]
    before: list[Tok] = []
    for one in reversed(toks[:begin]):
        if one.has(HARD) or (one.has("comma") and any(x.has("v:") and not x.has("f") for x in before)):
            break
        before.append(one)
    after: list[Tok] = []
    for one in toks[end:]:
        if one.has(HARD, SOFT):
            break
        after.append(one)
    later = [one for one in toks[end : end + 8] if not one.has(HARD)]
    if any(
        one.has(OTHERWISE) and not one.has("sel", "n:order", "v:reorder", "for", "dur", "todur") for one in before[:6]
    ):
        return False
    if any(one.has(OTHERWISE) and not one.has("dur", "for", "todur", "sel", "v:reorder") for one in after):
        return False
    if any(one.has("v:") and not one.has("f", *VERBS, "v:move", "n:order", "v:export", "sel") for one in before[:6]):
        return False
    dashes = sum(one.text.lower() in ("-", "–", "—", "→", ">", "->") for one in run)
    says = any(one.text.lower() in THEN and one.text != "到" for one in run)
    says = says or any(one.text.lower() in FIRST for one in run)
    says = says or (sum(one.text.lower() in RANKS for one in run) >= 1 and _ranked(run))
    says = says or len({one.which for one in run if _one(one)}) < sum(_one(one) for one in run)
    says = says or dashes >= 1 or any(one.has("n:order") for one in [*before, *later])
    moved = any(one.has("v:move", "v:add") and not one.has("n:order", "v:reorder") and one.text.lower() not in USES
                for one in before)  # fmt: skip
    if moved and not any(one.has("n:order") for one in [*before, *later]) and not _ranked(run):
        return (
            any(one.text.lower() in FIRST for one in [*before[:3], *run]) and len([1 for one in run if _one(one)]) > 1
        )
    return says


def _ranked(run: Sequence[Tok]) -> bool:
    return len(_ranks(run)) >= 1 and any(rank == 1 or rank in (2, 3) for rank in _ranks(run).values())


def _ranks(run: Sequence[Tok]) -> dict[int, int]:
    """The places that stand right behind (or in English before) a clip's name, by the index of the clip."""
    found: dict[int, int] = {}
    for index, one in enumerate(run):
        if not _one(one) or (index and _rank(run, index)):
            continue
        for place in range(index + 1, len(run)):
            later = run[place]
            rank = _rank(run, place)
            if (_one(later) and not rank) or later.has("comma"):
                break
            joins = later.text.lower() in THEN and place + 1 < len(run) and not run[place + 1].has("comma")
            if rank and not joins:
                found[index] = rank
    return found


def _ordered(run: Sequence[Tok]) -> list[Tok] | None:
    """The clips in the order meant: by the places that are said, else as they are named."""
    ranks = _ranks(run)
    named = [index for index, one in enumerate(run) if _one(one) and not (index and _rank(run, index))]
    if any(run[index].text.lower() == "after" for index in range(len(run))):
        return None
    if len(ranks) == len(named) and len(set(ranks.values())) == len(named):
        return [run[index] for index in sorted(named, key=lambda index: ranks[index])]
    if len(ranks) == len(named) - 1 and 99 not in ranks.values() and min(ranks.values(), default=9) > 1:
        return None
    return [run[index] for index in named]
