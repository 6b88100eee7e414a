"""Several transitions in one breath: "alternate wipe left and wipe right", "transitions 1 and 3", "into each other"."""

from __future__ import annotations

import re

from local_backend.edits import model as m
from local_backend.edits.chain import main_segments
from local_backend.edits.model import Edit, Impossible, Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Ask
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing, opening
from local_backend.language.words.vocabulary import HARD
from local_backend.timeline import TransitionKind

SIDES = {"left": "left", "right": "right", "top": "up", "bottom": "down"}
BOTH = {"h": ("left", "right"), "vert": ("up", "down")}
ALONG = "t: other and comma f dir: pl: h vert between to from with n:transition v:add v:make v:change sep:soft"
INTO = re.compile(
    r"^(?:the clips |the photos |clips |photos |them |all |each )*into (?:each other|one another|the next)"
)
SOFTLY = ("softly", "gently", "smoothly", "slowly")


def alternating(toks: list[Tok], joins: int) -> list[Tok]:
    """The tokens with "alternate wipe left and wipe right", 转场轮流用擦除和溶解 as one: the kinds, in turns."""
    if joins > 1 and (varied := _varied(toks)) is not None:
        return varied
    at = next((at for at, one in enumerate(toks) if one.has("other")), None)
    first, last = (opening(toks, at or 0, HARD), closing(toks, at or 0, HARD)) if toks else (0, 0)
    named = any(one.has("n:transition") for one in toks[first:last])
    said = [i for i in range(first, last) if toks[i].has("t:") and (named or not toks[i].has("n:zoom n:blur n:fade"))]
    if at is None and (len(said) != joins or len({toks[i].text.lower() for i in said}) == len(said)):
        return toks  # "crossfade, wipe, crossfade, wipe" names every one of them
    for one in toks[first:last] if at is not None and not named and not said else ():
        one.tags = {"and", "f"} if one.has("and sep:soft") else one.tags  # alternate zoom in and zoom out
    if not said:
        return toks
    if (
        at is not None
        and len(said) == 1
        and toks[at].text.lower() == "every other"
        and toks[at + 1].has("n:transition")
    ):
        toks[at].tags, toks[at + 1].tags = {"f"}, {"n:transition", "turns"}
        kind = toks[said[0]]
        side = next((one.kind_of("dir:") for one in toks[said[0] : said[0] + 2] if one.has("dir:")), "left")
        toks[at + 1].parts = [f"{kind.kind_of('t:')}_{side}" if kind.has("t:wipe t:slide") else kind.kind_of("t:"), ""]
        return [*toks[: said[0]], *toks[said[0] + 1 + toks[min(said[0] + 1, len(toks) - 1)].has("dir:") :]]
    kinds: list[str] = []
    end = said[-1] + 1
    for index in said:
        name, near = toks[index].kind_of("t:"), toks[index : index + 3]
        ways = [way for one in near[:2] for tag, way in BOTH.items() if one.has(tag)]
        side = next(
            (one.kind_of("dir:") or SIDES.get(one.kind_of("pl:"), "") for one in near if one.has("dir: pl:")), ""
        )
        told = ways[0] if ways else (side or "left",)
        kinds += [f"{name}_{way}" for way in told] if name in ("wipe", "slide") else [name]
        if name in ("wipe", "slide") and (ways or side) and not toks[index].has("dir:"):
            end = max(end, index + 2)
    begin = said[0] if at is None else min(at, said[0])
    end = max(begin + 1 if at is None else at + 1, min(end, last))
    if len(set(kinds)) < 2 or not all(one.has(ALONG) and not one.has("sel quote") for one in toks[begin:end]):
        return toks
    drawn = Tok({"n:transition", "turns"}, toks[begin].text, toks[begin].start, toks[end - 1].end, parts=kinds)
    return [*toks[:begin], drawn, *toks[end:]]


VARIED = re.compile(
    r"(?:use |give |make |with |have |add |put )*"
    r"(?:(?:mix up|vary) (?:the |all the )?transitions|"
    r"(?:an? )?different transitions? (?:each time|every time|for each(?: one)?|"
    r"(?:between|for|on|at) (?:each|every|all|the|all the) (?:of the )?"
    r"(?:clips?|photos?|cuts?|pictures?|shots?|joins?))|"
    r"(?:each|every) transition (?:is |be |should be )?different)|"
    r"(?:每个|各个|每处)转场(?:都|要|用)*(?:不一样|不同)(?:的)?|"
    r"(?:每段|每张|每两段|片段|照片)之间(?:都|要)?用不(?:一样|同)的?转场",
    re.I,
)
KINDS = ("crossfade", "slide_left", "dissolve", "wipe_left", "zoom", "circle", "blur", "slide_up")


def _varied(toks: list[Tok]) -> list[Tok] | None:
    """``a different transition each time``, 每个转场都不一样: all there are, in turns; None where that is not said."""
    at = next((at for at, one in enumerate(toks) if one.has("n:transition")), None)
    if at is None:
        return None
    first, last = opening(toks, at, "sep:"), closing(toks, at, "sep:")
    said = toks[first:last]
    if not VARIED.fullmatch(_told(said)):
        return None
    drawn = Tok({"n:transition", "turns"}, toks[at].text, said[0].start, said[-1].end, parts=list(KINDS))
    verb = Tok({"v:change"}, "", said[0].start, said[0].start)
    return [*toks[:first], verb, drawn, *toks[last:]]


def _told(toks: list[Tok]) -> str:
    words = [one.text.lower() for one in toks]
    return " ".join(words) if all(one.isascii() for one in words) else "".join(words)


def melted(toks: list[Tok], at: int) -> None:
    """``let the clips fade softly into each other``: a crossfade, and no fade of each."""
    ahead = toks[at + 1 : at + 6]
    told = " ".join(one.text.lower() for one in ahead if one.text.lower() not in SOFTLY)
    if not (toks[at].has("v:fade") and toks[at].has("t:crossfade") and INTO.search(told)) or "music" in told:
        return
    toks[at].tags = {"t:crossfade"}
    for one in ahead:
        if one.has("quieter slower dir:in to f") and not one.has("sel dur for sep:"):
            one.tags = {"f"}


def listed_joins(toks: list[Tok], at: int) -> None:
    """``transitions 1 and 3``, 转场1和3: those two."""
    if not toks[at].has("n:transition") or toks[at].has("nth t:"):
        return
    end, numbers = at + 1, []
    while end < len(toks) and bare(toks[end]):
        numbers.append(int(toks[end].value))
        end += 1
        end += end + 1 < len(toks) and toks[end].has("and", "comma") and bare(toks[end + 1])
    if len(numbers) > 1 and not (end < len(toks) and toks[end].has("n:clip n:photo")):
        toks[at].tags, toks[at].value, toks[at].which = (
            {"n:transition", "nth"},
            numbers[0],
            Which("main", tuple(numbers)),
        )
        for one in toks[at + 1 : end]:
            one.tags = {"f"}


def bare(tok: Tok) -> bool:
    return tok.has("num") and not tok.has("dur sel pct x one") and 0 < float(tok.value) < 100


def after_what_goes(found: list[Edit]) -> list[Edit]:
    """beach和interview之间加叠化，city删掉: the two only stand beside each other once the third is gone."""
    gone = max((at for at, one in enumerate(found) if isinstance(one, m.Remove)), default=-1)
    early = [one for one in found[: max(0, gone)] if isinstance(one, m.SetTransition) and one.pair]
    rest = [one for one in found[: gone + 1] if all(one is not two for two in early)]
    return [*rest, *early, *found[gone + 1 :]]


MOVING = re.compile(r"\b(?:mov|swap|reorder|rearrang|insert|revers)\w*|移|调到|交换|换到|顺序|插入", re.IGNORECASE)
BESIDE = ("sides", "side", "ends", "两侧", "两边", "前后", "侧")


def beside_it(c: Clause, scene: Scene, told: TransitionKind | None) -> list[m.Edit] | None:
    """``a crossfade after it``, ``… on both sides``: the joins of the clip that was spoken of, and not all of them."""
    both = c.word("前后", "两侧", "两边") or any("sides" in one.text.lower() for _, one in c.free())
    both = both or (c.word(*BESIDE) and c.has("all each other num"))
    after = c.has("p:after", "onward") and c.has("pron") and not both
    if not (both or after) or c.has("sel between range at neg v:remove") or c.last is None or c.last.everything:
        return None
    row = main_segments(scene.timeline)
    dur = c.copy().take("tdur", "dur", "for")
    alike = {(one.transition.kind, one.transition.duration_ms) if one.transition else None for one in row[1:]}
    had = alike.pop() if len(alike) == 1 else None
    if had and told in (None, had[0]) and (not dur or had[1] == int(dur.value)):
        c.used |= {index for index, _ in c.free()}
        return []
    try:
        about = {one.id for one in find(scene.timeline, c.last, scene.language)}
    except Impossible:
        raise Ask(scene.pick("Between which two clips shall the transition be?", "转场加在哪两个片段之间？")) from None
    places = [at for at, one in enumerate(row) if one.id in about]
    if len(places) != 1:
        return None
    if MOVING.search(scene.message):  # it will stand elsewhere by then
        raise Ask(scene.pick("Between which two clips shall the transition be?", "转场加在哪两个片段之间？"))
    joins_at = [places[0] + 1] if after and not (both or c.has("p:before")) else [places[0], places[0] + 1]
    c.used |= {index for index, _ in c.free()}
    return [
        m.SetTransition(told or "crossfade", int(dur.value) if dur else 0, into=Which(numbers=(at + 1,)),
                        language=scene.language)
        for at in joins_at if 0 < at < len(row)
    ]  # fmt: skip
