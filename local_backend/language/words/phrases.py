"""Tokens drawn together into phrases: which clip (``sel``), and when (``at``, ``range``, ``for``, ``edge``, …)."""

from __future__ import annotations

from local_backend.edits.model import Target, Which
from local_backend.language.words.drawing import drawn_together as drawn_together
from local_backend.language.words.drawing import joined as joined
from local_backend.language.words.drawing import skip as skip
from local_backend.language.words.lexer import Tok
from local_backend.language.words.vocabulary import FILLER_TAG

NOUNS: dict[str, Target] = {
    "n:photo": "photo", "n:clip": "main", "n:video": "video", "n:title": "title", "n:subtitle": "subtitle",
    "n:lowerthird": "lower_third", "n:caption": "caption", "n:text": "text", "n:music": "music", "n:voice": "voice",
    "n:overlay": "overlay", "n:logo": "overlay", "n:pip": "overlay", "n:media": "main",
}  # fmt: skip
THAT = ("那段", "这段", "那张", "这张", "那一段", "那一张", "那个", "那条", "的那段", "的那张", "的那个")
SUFFIX = ("边", "里", "上")
"""the ends of Chinese nouns such as 海边"""
EDGES = ("first", "last", "final", "opening", "closing", "very")
CALLED = ("of", "of the", "of my", "of our", "showing", "called", "named", "titled", "叫", "名叫", "叫做", "名为")
OPENING = ("opening", "initial", "leading", "starting")
PICTURES = ("n:photo", "n:clip", "n:video", "n:media")


def noun_of(tok: Tok) -> str:
    """The noun that a token stands for, as one of ``NOUNS``; a clip before a video before anything else."""
    return next((noun for noun in NOUNS if noun in tok.tags), "")


def _pure(tok: Tok) -> bool:
    return FILLER_TAG in tok.tags and not tok.has("and", "to", "sep:", "neg", "colon")


def selections(toks: list[Tok]) -> list[Tok]:
    """The tokens with every mention of a clip, photo, sound or text drawn together."""

    def mention(at: int, _: list[Tok]) -> tuple[Tok, int] | None:
        made = None if toks[at].has("sel", "quote", "file") else _selection(toks, at)
        if made is None and toks[at].has("name") and not toks[at].has("unknown"):
            made = _named(toks, at)
        return made

    return drawn_together(toks, mention)


def _selection(toks: list[Tok], at: int) -> tuple[Tok, int] | None:
    """A selection that begins at a token, and the index after it."""
    tok = toks[at]
    noun = noun_of(tok)
    if _one_second(toks, at):
        return None
    whole = at + 1 < len(toks) and toks[at + 1].text.lower() in ("video", "film", "movie", "cut")
    if tok.text.lower() == "final" and whole:
        return joined(toks, at, at + 2, {"n:video"}), at + 2  # what comes out, and not the last of the clips
    if noun in PICTURES and at + 2 < len(toks) and toks[at + 1].text.lower() in CALLED:
        named = skip(toks, at + 2)
        about = toks[at + 1].text.lower().startswith(("of", "show"))
        definite = at > 0 and toks[at - 1].text.lower() in ("the", "that", "this", "my", "our")
        plural = about and (tok.text.lower().endswith("s") or not definite or not tok.has("n:photo", "n:clip"))
        if named < len(toks) and toks[named].has("name") and not toks[named].has("unknown") and not plural:
            called, end = _named(toks, named)
            called.text, called.start = f"{tok.text} {called.text}", tok.start
            called.tags.add(noun)
            return called, end
    if pair := _pair(toks, at):
        return pair
    singly = tok.text.lower() in ("a", "an") and at and toks[at - 1].has("dur") and at + 1 < len(toks)
    if singly and toks[at + 1].has("n:photo", "n:clip") and not toks[at + 1].text.lower().endswith("s"):
        made = noun_of(toks[at + 1])  # "3 seconds a photo"
        if at + 2 >= len(toks) or toks[at + 2].has("sep:"):
            return joined(toks, at, at + 2, {"sel", "all", "each", made}, which=Which(NOUNS[made])), at + 2
    if noun and not tok.has("ord") and not tok.text.lower().startswith("upload"):  # clip 2, photos 2-4
        found = _numbers(toks, skip(toks, at + 1), noun)
        if found:
            which = Which(NOUNS[noun], found[0])
            return joined(toks, at, found[1], {"sel", noun}, which=which), found[1]
    if tok.has("all", "each") and not tok.has("last", "v:"):
        after = skip(toks, at + 1)
        if after < len(toks) and toks[after].has("num") and not toks[after].has("one"):
            after = skip(toks, after + 1)
        if after < len(toks) and (noun := noun_of(toks[after])) and not toks[after].has("sel"):
            tags = {"sel", "all", noun} | ({"each"} if tok.has("each") else set())
            kind: Target = "main" if noun in ("n:video", "n:media") else NOUNS[noun]
            return joined(toks, at, after + 1, tags, which=Which(kind)), after + 1
    if tok.has("ord") or tok.has("last") or tok.text.lower() in ("penultimate", "first", *OPENING):
        return _ordinal(toks, at)
    if tok.has("w"):  # an unknown name before a noun: "the mountain clip"
        after = at + 1
        while after < len(toks) and (toks[after].has("w") or toks[after].text in SUFFIX) and after < at + 3:
            after += 1
        if (
            after < len(toks)
            and toks[after].text in THAT
            and (at == 0 or toks[at - 1].has("sep:") or _pure(toks[at - 1]))
        ):
            name = "".join(one.text for one in toks[at:after])
            which = Which("main", (), (name,))
            return joined(toks, at, after + 1, {"sel", "stranger", "n:clip"}, which=which, names=(name,)), after + 1
        if after < len(toks) and toks[after].has("n:clip", "n:photo") and not toks[after].has("sel", "num"):
            noun = noun_of(toks[after])
            name = " ".join(one.text for one in toks[at:after])
            article = at == 0 or toks[at - 1].text.lower() in ("the", "my", "that", "this", "of", "把", "将", "and")
            if article:
                which = Which(NOUNS[noun], (), (name,))
                return joined(toks, at, after + 1, {"sel", "stranger", noun}, which=which, names=(name,)), after + 1
    return None


def _edges_follow(toks: list[Tok], at: int) -> bool:
    """Whether "the first 3" goes on with "and last 5 seconds": both are times."""
    if at + 1 >= len(toks) or not toks[at].has("and"):
        return False
    further = skip(toks, at + 1)
    time = skip(toks, further + 1)
    return time < len(toks) and toks[further].text.lower() in EDGES and toks[time].has("dur")


def _one_second(toks: list[Tok], at: int) -> bool:
    """Whether "the last second of clip 1" begins or goes on here: a time, not the second clip."""
    edge = at if toks[at].text.lower() in EDGES else at - 1
    if edge < 0 or edge + 1 >= len(toks) or toks[edge].text.lower() not in EDGES:
        return False
    after = toks[edge + 2].text.lower() if edge + 2 < len(toks) else ""
    alone = not after or after in ("of", "off", "from", "in") or toks[edge + 2].has("sep:")
    return alone and toks[edge + 1].text.lower() == "second"


def _pair(toks: list[Tok], at: int) -> tuple[Tok, int] | None:
    """Plain numbers of two neighbours: "between 1 and 2", "1和2之间"."""
    if not _plain(toks, at) or at + 2 >= len(toks) or not toks[at + 1].has("and", "to") or not _plain(toks, at + 2):
        return None
    ahead = at > 0 and toks[at - 1].has("between")
    behind = at + 3 < len(toks) and toks[at + 3].has("between") and not toks[at + 3].text.isascii()
    swapped = any(one.has("v:swap") for one in toks[at + 3 : at + 6])
    if not (ahead or behind or swapped):
        return None
    which = Which("main", (int(toks[at].value), int(toks[at + 2].value)))
    return joined(toks, at, at + 3, {"sel", "n:clip"}, which=which), at + 3


def _plain(toks: list[Tok], at: int) -> bool:
    return toks[at].has("num") and not toks[at].has("dur", "pct", "x") and 0 < float(toks[at].value) < 500


def _ordinal(toks: list[Tok], at: int) -> tuple[Tok, int] | None:
    """``second clip``, ``first and last clip``, ``last two photos``, ``second to last shot``, ``the second one``."""
    numbers: list[int] = []
    index = at
    span = 1
    while index < len(toks):
        tok = toks[index]
        if tok.text.lower() == "penultimate":
            numbers.append(-2)
        elif tok.text.lower() in OPENING and index + 1 < len(toks) and noun_of(toks[index + 1]) in PICTURES:
            numbers.append(1)
        elif tok.has("ord"):
            after = index + 2 if index + 1 < len(toks) and toks[index + 1].text == "-" else index + 1
            dashed = after - index - 1  # "second-to-last"
            last = after + 1 + dashed
            if last < len(toks) and toks[after].text.lower() == "to" and toks[last].has("last"):
                numbers.append(-int(tok.value))
                index = last
            else:
                numbers.append(int(tok.value))
        elif (tok.has("last") and not tok.has("n:", "v:")) or tok.text.lower() in ("last", "final", "closing"):
            numbers.append(-1)
        else:
            break
        index += 1
        here = skip(toks, index)
        if here < len(toks) and toks[here].has("num") and not toks[here].has("one", "dur") and len(numbers) == 1:
            span = max(1, min(500, int(toks[here].value)))
            index = here + 1
        here = skip(toks, index)
        noun_next = here < len(toks) and noun_of(toks[here])
        joint = here if not noun_next else here + 1
        if joint < len(toks) and toks[joint].has("and", "comma") and not toks[joint].has("v:"):
            more = skip(toks, joint + 1)
            if more < len(toks) and (toks[more].has("ord") or toks[more].text.lower() in ("last", "final")):
                follows = skip(toks, more + 1)
                if follows >= len(toks) or (
                    noun_of(toks[follows]) or toks[follows].has("one ord and comma last p:at v: x pct sep:")
                ):
                    index = more
                    continue
        break
    if not numbers:
        return None
    measured = any(one.has("edge", "dur") for one in toks[max(0, at - 8) : at])
    beyond = toks[skip(toks, index) :]
    if _edges_follow(toks, index):
        return None
    counted = len(beyond) > 1 and beyond[1].has("num") and index < len(toks) and toks[index].text.lower() == "of"
    if span > 1 and measured and counted:
        return None  # "the last 2 seconds of clip 1 and the first 2 of clip 2"
    if span > 1 and measured and not (beyond and (noun_of(beyond[0]) or beyond[0].has("name", "m:"))):
        return None  # "the opening 3 secs plus the closing 2"
    if span > 1:
        numbers = list(range(1, span + 1)) if numbers[0] > 0 else list(range(-span, 0))
    here = skip(toks, index)
    while here < len(toks) and (toks[here].has("name", "m:", "w") or _pure(toks[here])) and not noun_of(toks[here]):
        if here - index >= 2 or here + 1 >= len(toks) or not noun_of(toks[here + 1]):
            break
        here += 1
    if here < len(toks) and (noun := noun_of(toks[here])) and not toks[here].has("sel", "ord"):
        return joined(toks, at, here + 1, {"sel", noun}, which=Which(NOUNS[noun], tuple(numbers))), here + 1
    if here < len(toks) and toks[here].has("one") and not toks[here].has("dur"):
        return joined(toks, at, here + 1, {"sel", "n:clip"}, which=Which("main", tuple(numbers))), here + 1
    if here < len(toks) and (toks[here].has("n:transition") or (toks[here].has("t:") and not toks[here].has("v: n:"))):
        several = Which("main", tuple(numbers)) if len(numbers) > 1 else None
        return joined(toks, at, here + 1, {"n:transition", "nth"}, value=numbers[0], which=several), here + 1
    before = toks[at - 1].text.lower().rsplit(" ", 1)[-1] if at else ""
    alone = here >= len(toks) or toks[here].has("sep: to leave v: dur x pct for by before after p:at with mag: up down")
    ahead = at - 2 if at > 1 and before == "the" else at - 1
    told = at > 1 and toks[ahead].has("sep:") and any(one.has("n:clip", "n:photo") for one in toks[:at])
    told = told and not toks[ahead - 1].has("file")  # "beach.mp4, first 4 seconds"
    if alone and not toks[at].has("dur") and (told or before in ("the", "and", "to", "first") or len(numbers) > 1):
        if here < len(toks) and toks[here].has("dur", "num") and not (told and toks[here].has("dur")):
            return None
        return joined(toks, at, index, {"sel", "n:clip", "ordinal"}, which=Which("main", tuple(numbers))), index
    return None


def _numbers(toks: list[Tok], at: int, noun: str) -> tuple[tuple[int, ...], int] | None:
    """Plain numbers after a noun: 2 · 1 and 3 · 2-4 · 1, 2 and 5."""
    if at >= len(toks) or not toks[at].has("num") or toks[at].has("dur", "pct"):
        return None
    if float(toks[at].value) != int(toks[at].value):
        return None
    if at + 1 < len(toks) and toks[at + 1].has("cw", "ccw") and float(toks[at].value) >= 30:
        return None  # the city clip 90 counterclockwise
    counted = at + 1 < len(toks) and toks[at + 1].text in ("张", "幅", "个", "条", "支")
    if counted and toks[at].end == toks[at + 1].start:
        return None  # 主图5张: so many
    if toks[at].text == "两" and at + 1 < len(toks) and toks[at + 1].text[:1] in ("边", "侧", "旁", "端"):
        return None  # 照片两边: both of its sides
    if noun in ("n:music", "n:voice") and float(toks[at].value) >= 10:
        return None  # music 60: so loud
    numbers = [int(toks[at].value)]
    end = at + 1
    while end + 1 < len(toks):
        join = toks[end]
        further = end + 1
        minus = join.text in ("-", "–", "−") and join.start > toks[end - 1].end and toks[further].start == join.end
        if minus:
            break  # clip 2 -20 saturation
        if toks[further].has("and"):
            further += 1
        while further < len(toks) and (
            toks[further].text.lower() in ("the", "number", "#")
            or (noun in toks[further].tags and not toks[further].has("sel"))
        ):
            further += 1
        if further >= len(toks) or not toks[further].has("num") or toks[further].has("dur"):
            break
        value = int(toks[further].value)
        if join.text.lower() in ("to", "-", "–", "—", "through", "thru", "到", "至", "~") and value > numbers[-1]:
            one = toks[at - 1].text.lower() in ("clip", "shot", "photo", "image", "picture", "segment", "scene")
            if toks[end + 1].has("n:") or (one and join.text == "to" and value >= 10):
                break  # the sound of clip 2 to 40
            numbers += list(range(numbers[-1] + 1, min(value, numbers[-1] + 500) + 1))
        elif join.has("and", "comma"):
            numbers.append(value)
        else:
            break
        end = further + 1
    return tuple(numbers), end


def _named(toks: list[Tok], at: int) -> tuple[Tok, int]:
    """``beach.mp4``, ``the beach clip``, ``coffee one``: a selection by name that also knows its files."""
    names = toks[at].names
    end = at + 1
    here = end
    while here < len(toks) and toks[here].text in ("的", "那") and here < end + 2:
        here += 1
    tags = {"sel", "name"} | {tag for tag in toks[at].tags if tag.startswith("n:")}
    kind: Target = "main"
    if (
        here < len(toks)
        and toks[here].has("n:clip", "n:photo", "n:video", "n:media")
        and not toks[here].has("sel", "num")
    ):
        noun = noun_of(toks[here])
        follows = here + 1 < len(toks) and toks[here + 1].has("num") and not chinese_next(toks, here + 1)
        if not follows:
            tags.add(noun)
            end = here + 1
    elif here < len(toks) and toks[here].has("one"):
        end = here + 1
    which = Which(kind, (), names)
    return joined(toks, at, end, tags | ({"file"} if toks[at].has("file") else set()), which=which, names=names), end


def chinese_next(toks: list[Tok], at: int) -> bool:
    return bool(toks[at].text) and not toks[at].text.isascii()
