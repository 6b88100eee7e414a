"""Pictures that share the screen: "city on top, beach underneath", "左边beach右边city" drawn into one wish."""

from __future__ import annotations

from local_backend.edits.model import Clip
from local_backend.language.picture.sitting import LOGO
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing
from local_backend.language.words.vocabulary import HARD

SIDES = {
    "left": ("pl:left", "dir:left"), "right": ("pl:right", "dir:right"), "top": ("pl:top",), "bottom": ("pl:bottom",),
    "middle": ("pl:center",),
}  # fmt: skip
BELOW = (
    "underneath",
    "below",
    "beneath",
    "under",
    "at the bottom",
    "on the bottom",
    "bottom half",
    "lower half",
    "下半",
)
ABOVE = ("on top", "above", "at the top", "on the top", "over", "top half", "upper half", "上半", "on top of", "up top")
PAIRS = (("left", "right"), ("top", "bottom"))
OTHERWISE = (
    "n:logo n:pip n:overlay n:cutaway quote n:title n:text n:caption n:zoom n:pan n:crop n:transition v:move v:remove "
    "dur"
)
REACH = 4


def side(toks: list[Tok], at: int) -> str:
    """The side of the screen that a token names; empty for none."""
    tok = toks[at]
    word = tok.text.lower()
    corner = any(tag.startswith("pl:") and "_" in tag for tag in tok.tags)
    if corner or (tok.has("sel") and not tok.has("pl:")):
        return ""
    if word in BELOW:
        return "bottom"
    if word in ABOVE:
        return "top"
    return next((name for name, tags in SIDES.items() if tok.has(*tags) and not tok.has("n:pan")), "")


def halved(toks: list[Tok], pictures: tuple[Clip, ...]) -> list[Tok]:
    """The tokens with every sentence about pictures that share the screen made one clause."""
    names = {one.name for one in pictures if one.kind in ("video", "image", "animation")}
    first = 0
    while first < len(toks):
        last = closing(toks, first, HARD)
        _sentence(toks, first, last, names)
        first = last + 1
    return toks


def _sentence(toks: list[Tok], first: int, last: int, names: set[str]) -> None:
    shown = [index for index in range(first, last) if toks[index].has("name") and set(toks[index].names) & names]
    together = next((index for index in range(first, last) if toks[index].has("together")), None)
    split = next((index for index in range(first, last) if toks[index].has("n:splitscreen")), None)
    if len(shown) < 2:
        return
    window = ("corner", "corners", "small", "角落", "角", "小")
    laid = any(
        LOGO.search(toks[index].text) or toks[index].text.lower() in window for index in range(first, last)
    ) or any("_" in one.kind_of("pl:") for one in toks[first:last] if one.has("pl:"))
    if laid and split is None:
        return  # a mark, or a window in a corner
    places = placed(toks, shown, first, last)
    paired = len(set(places)) == len(shown) and any(set(pair) <= set(places) for pair in PAIRS)
    if split is None:
        seen = together is not None and not any(one.has("v:") and not one.has("f v:play v:show v:want v:add v:make")
                                                for one in toks[first:last])  # fmt: skip
        if not (paired or seen) or any(one.has(OTHERWISE) for one in toks[first:last]):
            return
        toks[shown[0]].tags |= {"n:splitscreen"}
    beyond = next(
        (index for index in range(shown[-1] + 1, last) if toks[index].has("n:title n:text n:music n:caption quote")),
        last,
    )
    edge = max([shown[-1], *(index for index in range(first, beyond) if side(toks, index) and paired),
                *([split] if split is not None and split < beyond else [])])  # fmt: skip
    start = min([shown[0], *([split] if split is not None else [])])
    for one in toks[start : edge + 1]:
        if one.has("sep:") and not one.has("v:"):
            one.tags = {"f", "and"}
        elif one.has("with") and not one.has("v:"):
            one.tags = {"f"}


def placed(toks: list[Tok], shown: list[int], first: int, last: int) -> list[str]:
    """The side of each picture; "" where none is named for it."""
    sides = [(index, side(toks, index)) for index in range(first, last) if index not in shown and side(toks, index)]
    if not sides or not shown:
        return ["" for _ in shown]
    ahead = sides[0][0] < shown[0] and len(sides) >= len(shown)
    found = []
    named = {index: next((name for at, name in sides if 0 < at - index <= REACH and not any(
        index < other < at for other in shown)), "") for index in shown}  # fmt: skip
    again = [index for index in shown if any(toks[one].names == toks[index].names for one in shown if one < index)]
    if again and named[again[0]]:  # "interview and beach side by side, interview on the right"
        same = next(one for one in shown if toks[one].names == toks[again[0]].names)
        return ["" if index in again else named[again[0]] if index == same else _opposite(named[again[0]])
                for index in shown]  # fmt: skip
    for index in shown:
        near = [(abs(at - index), name) for at, name in sides if (at < index) == ahead and abs(at - index) <= REACH]
        found.append(min(near)[1] if near else "")
    if len(shown) == 2 and found[0] and not found[1] and len(sides) == 1:  # red above green
        found[1] = _opposite(found[0])
    return found


def _opposite(name: str) -> str:
    return {one: two for pair in PAIRS for one, two in (pair, pair[::-1])}.get(name, "")


def arranged(toks: list[Tok], shown: list[int]) -> tuple[list[int], bool]:
    """The pictures from left to right or from top to bottom, and whether they stand above one another."""
    places = placed(toks, shown, 0, len(toks))
    if len({toks[index].names for index in shown}) < len(shown) and any(places):  # one is named again with its side
        shown = [index for index, place in zip(shown, places, strict=True) if place]
        places = [place for place in places if place]
    order = ("left", "top", "middle", "right", "bottom")
    stacked = bool({"top", "bottom"} & set(places))
    if all(places) and len(set(places)) == len(places):
        ranked = sorted(zip(places, shown, strict=True), key=lambda one: order.index(one[0]))
        return [index for _, index in ranked], stacked
    return shown, stacked
