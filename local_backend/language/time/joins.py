"""Which transition is meant where only its number is said: "the first a wipe, the second gone", "all but the last"."""

from __future__ import annotations

import re

from local_backend.edits import model as m
from local_backend.edits.chain import main_segments
from local_backend.edits.model import Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.time.turns import alternating, bare, listed_joins, melted
from local_backend.language.words.drawing import joined
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing
from local_backend.language.words.vocabulary import HARD
from local_backend.timeline import Timeline

COUNTED = re.compile(
    r"(?:the )?(?:very )?(?:first|second|third|fourth|fifth|sixth|last|final|\d+(?:st|nd|rd|th))(?: one)?"
    r"|(?:倒数)?第[\d一二三四五六七八九十]+个|最后一个|最后那个|第[\d一二三四五六七八九十]+"
    r"|(?:the )?(?:first|last) (?:two|three|\d)|最?[前后][两三四\d]个"
)


def counted(toks: list[Tok]) -> list[Tok]:
    """The tokens with a bare number after a transition made a transition too."""
    speaking = False
    for index, tok in enumerate(toks[:-2]):
        if tok.has("except") and toks[index + 1].has("nth") and toks[index + 2].has("comma"):
            toks[index + 2].tags = {"f"}  # 除了第一个转场，其他都去掉
    for index, tok in enumerate(toks[2:], 2):
        if tok.text in ("除外", "不算") and COUNTED.fullmatch(toks[index - 1].text) and toks[index - 2].has("comma"):
            tok.tags, toks[index - 2].tags = {"except"}, {"f"}
    for index, tok in enumerate(toks[1:-1], 1):
        nth = next((one for one in toks[index + 1 : index + 3] if not one.has("f")), None)
        joined_all = any(one.has("t:", "n:transition") for one in toks[:index]) and any(one.has("all") for one in toks)
        last = nth is not None and COUNTED.fullmatch(nth.text.lower()) and closing(toks, index, "sep:") - index <= 4
        if tok.text.lower() in ("not", "不是") and toks[index - 1].has("sep:", "comma") and last and joined_all:
            tok.tags, toks[index - 1].tags = {"except"}, {"f"}  # make all transitions wipes, not the last one
            for one in toks[index + 1 : closing(toks, index, "sep:")]:
                one.tags = {"f"} if one.text.lower() in ("though", "tho", "however") else one.tags
    for index, tok in enumerate(toks):
        rest = tok.has("other n:rest") or tok.text.lower() in ("other", "remaining", "剩下", "剩下的", "其余", "其他")
        if speaking and rest and index + 1 < len(toks) and bare(toks[index + 1]):
            tok.tags, toks[index + 1].tags = {"n:rest"}, {"f"}  # and crossfade between the other two
        if tok.text.lower() in ("but", "bar", "save", "apart from", "除了") and speaking and index + 1 < len(toks):
            further = [
                one for one in toks[index + 1 : index + 3] if one.has("nth") or COUNTED.fullmatch(one.text.lower())
            ]
            anew = any(one.has("amend") for one in toks[index + 1 : index + 5])
            if further and anew and tok.text.lower() == "but":
                tok.tags = {HARD}  # "but the last one should be a wipe"
            elif further and any(one.has("all", "neg") for one in toks[:index]):
                tok.tags = {"except"}
        if tok.has("n:transition", "t:") and not tok.has("n:zoom n:blur"):
            speaking = True
        elif tok.has("sel", "name", "n:title", "n:music") and not COUNTED.fullmatch(tok.text.lower()):
            speaking = False
        elif (
            speaking and tok.has("ord") and not tok.has("sel")
            and index + 1 < len(toks) and toks[index + 1].has("dur tdur")
        ):  # fmt: skip
            tok.tags = {"n:transition", "nth"}
            tok.value = int(tok.value)
        elif speaking and tok.has("sel") and tok.which is not None and not tok.names and _counts(tok):
            several = tok.which if len(tok.which.numbers) > 1 else None
            tok.tags, tok.value, tok.which = {"n:transition", "nth"}, tok.which.numbers[0], several
    return toks


def _counts(tok: Tok) -> bool:
    """Whether a place in a row, after transitions were spoken of, is one of them: ``the last two``, 后两个."""
    count = len(tok.which.numbers) if tok.which is not None else 0
    return count == 1 or (count > 1 and tok.text.lower().endswith((" two", " three", "个", " 2", " 3")))


PLACES = ("地方", "处", "时", "时候", "之间", "位置", "那里", "衔接处", "的时候")


def paired(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with "wipe from 1 into 2", "海滩接城市的地方", "一二之间" as a transition between two clips."""
    toks = alternating(toks, len(main_segments(timeline)) - 1)
    result = list(toks)
    for at, tok in enumerate(toks):
        _all_there_are(toks, at, len(main_segments(timeline)))
        if (
            tok.has("between")
            and at > 2
            and toks[at - 1].has("sel")
            and toks[at - 2].text in ("和", "与", "跟", "及", "同")
        ):
            toks[at - 2].tags = {"and", "f"} if toks[at - 3].has("sel") else toks[at - 2].tags
        near = toks[at : at + 5]
        spoken = any(one.has("t:", "n:transition") for one in toks[max(0, at - 4) : at])
        few = tok.text in ("在最后", "在最前", "在最前面", "在最后面") and len(near) > 2 and bare(near[1])
        if few and near[2].text in ("段", "张", "个", "个片段", "段视频", "条"):
            count = int(near[1].value)
            chosen = tuple(range(-count, 0)) if "后" in tok.text else tuple(range(1, count + 1))
            tok.tags, tok.which = {"sel", "n:clip"}, Which(numbers=chosen)
            near[1].tags = near[2].tags = {"f"}
        listed_joins(toks, at)
        melted(toks, at)
        lone = tok.has("n:transition") and not tok.has("nth t:") and not tok.text.lower().endswith("s")
        if lone and len(near) > 1 and bare(near[1]) and not (len(near) > 2 and near[2].has("and n:clip x pct")):
            tok.tags, tok.value = {"n:transition", "nth"}, int(near[1].value)
            near[1].tags = {"f"}
        if spoken and tok.has("from") and len(near) > 3 and bare(near[1]) and near[2].has("to") and bare(near[3]):
            tok.tags = {"between", "f"}
            near[2].tags = {"f"}
            for one in (near[1], near[3]):
                one.tags, one.which = {"sel", "n:clip"}, Which(numbers=(int(one.value),))
        if tok.text in ("接", "到", "进", "切", "转", "切到") and 0 < at < len(toks) - 2 and toks[at - 1].has("sel"):
            place = toks[at + 2].text if toks[at + 2].text != "的" or at + 3 >= len(toks) else toks[at + 3].text
            if toks[at + 1].has("sel") and place in PLACES:
                tok.tags = {"between"}
    return result


def _all_there_are(toks: list[Tok], at: int, count: int) -> None:
    """``a wipe between the two``, where there are two clips."""
    if not toks[at].has("between"):
        return
    ahead = [one for one in toks[at + 1 : at + 4] if not one.has("f")]
    last = len(ahead) < 2 or ahead[1].has("sep:", "n:clip", "n:photo", "v:", "with")
    if any(one.has("and", "to", "dash") for one in toks[at + 1 : at + 4]):
        return
    if ahead and ahead[0].has("num") and not ahead[0].has("dur pct x sel") and ahead[0].value == count and last:
        ahead[0].tags, ahead[0].value = {"all", "f"}, None


def numbered(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with "1: 2x, 2: reverse" made a list of the clips."""
    count = len(main_segments(timeline))
    labels = [
        index
        for index, one in enumerate(toks[:-1])
        if one.has("num") and not one.has("dur sel one") and toks[index + 1].has("colon")
        and (not index or toks[index - 1].has("sep:")) and 0 < float(one.value) <= count
    ]  # fmt: skip
    if len(labels) < 2:
        return toks
    for index in labels:
        toks[index].tags, toks[index].which = {"sel", "n:clip"}, Which(numbers=(int(toks[index].value),))
    return toks


def bare_numbers(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with "kill the audio on 1 and 3" about those clips."""
    count = len(main_segments(timeline))
    for at, tok in enumerate(toks):
        said = any(one.has("v:mute n:audio n:volume n:grayscale v:reverse") for one in toks[:at])
        verb = tok.has("v:mute v:unmute v:reverse") and not tok.has("sel n:")
        if not (verb or (tok.text.lower() == "on" and said)):
            continue
        end, numbers = at + 1, []
        while end < len(toks) and bare(toks[end]) and float(toks[end].value) <= count:
            numbers.append(int(toks[end].value))
            end += 2 if end + 1 < len(toks) and toks[end + 1].has("and", "comma") else 1
        if numbers and (end >= len(toks) or toks[end].has("sep:")):
            chosen = joined(toks, at + 1, end, {"sel", "n:clip"}, which=Which(numbers=tuple(numbers)))
            return [*toks[: at + 1], chosen, *toks[end:]]
    return toks


def every(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with "all three clips", "三段各…" made the clips there are, where there are as many."""
    count = len(main_segments(timeline))
    if count < 2 or any(one.has("v:split v:make v:add v:duplicate quote") for one in toks):
        return toks
    for index in range(len(toks) - 1):
        number, noun = toks[index], toks[index + 1]
        end = index + 2
        if noun.text == "个" and end < len(toks):
            noun, end = toks[end], end + 1
        ahead = toks[index - 1].text.lower() if index else ""
        plain = number.has("num") and not number.has("sel dur pct x one") and number.value == count
        if (
            not plain
            or not noun.has("n:clip")
            or noun.has("sel")
            or ahead in ("into", "to", "成", "为", "last", "first")
        ):
            continue
        further = toks[end] if end < len(toks) else None
        if further is not None and further.has("num"):
            continue
        one = Tok({"sel", "all", "n:clip"}, f"{number.text} {noun.text}", number.start, noun.end, which=Which())
        return [*toks[:index], one, *toks[end:]]
    return toks


def others(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``only keep the first transition``, ``no transitions but the last``: all the others go."""
    only = c.word(
        "only keep", "keep only", "just keep", "only", "只留", "只保留", "仅保留", "只留下", "只要"
    ) and c.has("v:keep", "exact")
    spared = c.has("except") and (c.has("neg", "v:remove") or c.has("t:none"))
    c.take_all("t:none v:replace v:change v:make by with to") if spared and c.has("t:none") and c.has("nth") else None
    if not (only or spared) or not c.has("nth") or c.has("v:change v:replace v:add v:make dur tdur for todur"):
        return None
    into = {place(number, scene.timeline) for one in c.take_all("nth") for number in told(one)}
    c.take_all("v:keep exact except neg v:remove all n:rest n:transition t: v:want one each")
    rest = tuple(
        one.id for index, one in enumerate(main_segments(scene.timeline)) if one.transition and index not in into
    )
    return [m.SetTransition(none=True, into=Which(ids=rest), language=scene.language)] if rest else []


LENGTHENED = ("延长", "加长", "拉长", "再长", "多", "再延长", "加")
SHORTENED = ("缩短", "再短", "少", "减少", "减短", "再缩短", "减")


def lengthening(c: Clause, tok: Tok) -> int:
    """1 for a length by which a transition is to be longer, -1 for shorter; 0 for the length that it shall have."""
    if tok not in c.toks:
        return 0
    at = c.toks.index(tok)
    behind = c.toks[at + 1].text.lower() if at + 1 < len(c.toks) else ""
    ahead = c.toks[at - 1].text if at else ""
    if behind in ("longer", "more", "slower", "extra") or ahead in LENGTHENED:
        return 1
    return -1 if behind in ("shorter", "less", "quicker", "faster") or ahead in SHORTENED else 0


def relative(
    scene: Scene, pair: tuple[Which, Which] | None, into: Which | None, percent: int, by: int, kind: str | None
) -> list[m.Edit]:
    """The transitions there are, or the one that is meant, each as long as it is now by a share or an amount."""
    aim = pair[1] if pair else into
    there = [one for one in main_segments(scene.timeline) if one.transition and kind in (None, one.transition.kind)]
    if aim is not None:
        meant = {one.id for one in find(scene.timeline, aim, scene.language)}
        there = [one for one in there if one.id in meant]
    lengths = {one.transition.duration_ms for one in there if one.transition}
    if len(lengths) == 1 and aim is None:
        lasts = _as_long(lengths.pop(), percent, by)
        return [m.SetTransition(None, lasts, language=scene.language)]
    return [
        m.SetTransition(None, _as_long(one.transition.duration_ms, percent, by), into=Which(ids=(one.id,)),
                        language=scene.language)
        for one in there if one.transition
    ]  # fmt: skip


def _as_long(now: int, percent: int, by: int) -> int:
    return max(100, now + by if by else now * percent // 100)


def told(tok: Tok) -> tuple[int, ...]:
    """The numbers of the transitions that a token names: of "the first two transitions", both."""
    return tok.which.numbers if tok.which is not None else (int(tok.value),)


def place(number: int, timeline: Timeline) -> int:
    """The index of the segment that a transition leads into."""
    return number if number > 0 else len(main_segments(timeline)) + number


def general_first(found: list[m.Edit]) -> list[m.Edit]:
    """``a slide from 1 to 2, no other transitions``: what is said of all comes before what is said of one join."""
    joins = [one for one in found if isinstance(one, m.SetTransition)]
    one_join = next((one for one in joins if one.pair or one.into), None)
    if one_join is None:
        return found
    later = [one for one in joins[joins.index(one_join) :] if not (one.pair or one.into or one.at_ms)]
    later = [one for one in later if one.none or one.kind]
    rest = [one for one in found if all(one is not two for two in later)]
    at = next(index for index, one in enumerate(rest) if one is one_join)
    return [*rest[:at], *later, *rest[at:]]
