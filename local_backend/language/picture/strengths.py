"""How far a zoom goes: "a stronger zoom", "less zoom on clip 2", "from 100% to 115%"; and parts listed for use."""

from __future__ import annotations

from dataclasses import replace

from local_backend.edits import model as m
from local_backend.edits.model import Impossible, Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene, which_of
from local_backend.language.words.lexer import Tok
from local_backend.language.words.vocabulary import HARD

USUAL, MOST, LEAST = 10, 40, 3
MORE = (
    "too weak", "weak", "too subtle", "stronger", "more", "further", "deeper", "faster", "bigger", "tighter", "intense",
    "more intense", "pronounced", "noticeable", "visible", "obvious", "dramatic", "强", "强一点", "更强", "大", "明显",
    "明显一点", "更明显", "多",
)  # fmt: skip
LESS = (
    "weaker",
    "less",
    "gentler",
    "subtler",
    "softer",
    "milder",
    "smaller",
    "弱",
    "弱一点",
    "更弱",
    "小一点",
    "轻一点",
    "柔和",
)
UNSIZED = (
    "n:zoom n:crop n:pan n:logo n:pip n:overlay n:title n:text n:caption quote n:volume n:music n:voice dur for range "
    "edge at x fit: n:splitscreen pl: n:transition v:add v:remove v:move v:cut neg"
)
TAKEN = (
    "n:zoom n:pan up down bigger smaller faster slower mag:little mag:much v:make v:change v:add v:want v:move v:show "
    "v:keep on of in to with from n:photo n:clip n:video all each pron gradual quieter louder dir:in p:at t: also "
    "n:frame"
)


def strength(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """How far the zoom of photos goes, beside how it goes now."""
    if not c.has("n:zoom") or c.has("n:logo n:pip n:overlay n:title n:text quote n:transition between neg v:remove"):
        return None
    span = c.see("zoomspan")
    words = {one.text.lower() for _, one in c.free() if not one.has("sel")}
    if c.has("n:pan", "dir:left dir:right") or any(one.has("dir:up dir:down") for _, one in c.free()):
        return None
    more = c.has("up", "bigger") or bool(words & set(MORE))
    less = c.has("down", "smaller") or bool(words & set(LESS))
    if span is None and (more == less or c.has("pct", "x", "twice", "halfx")):
        return None
    out = c.has("dir:out")
    sel = c.has("sel", "n:photo", "n:clip") or (c.has("pron") and c.last is not None)
    which = (which_of(c) if sel else None) or Which("photo")
    if which.kind == "main" and which.everything:
        which = Which("photo")
    try:
        there = find(scene.timeline, which, scene.language)
    except Impossible:
        there = []
    moving = [one for one in there if one.picture.motion != "none"]
    to: list[tuple[str, object]] = []
    if not moving or out or (span is not None and not c.has("other")):
        to.append(("motion", "out" if out else "in"))
    if span is not None:
        c.used.add(c.toks.index(span))
        amount = max(1, min(MOST, round(abs(float(span.value)))))
    else:
        now = moving[0].picture.motion_amount if moving else USUAL
        amount = min(MOST, max(now + 5, now * 2)) if more else max(LEAST, now // 2)
    to.append(("motion_amount", amount))
    c.take_all(TAKEN)
    c.used |= {index for index, one in c.free() if one.text.lower() in (*MORE, *LESS) and not one.has("sel")}
    return [m.Adjust(which, tuple(to), language=scene.language)]


def sized(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``make the lamp photo a bit smaller``, ``台灯照片改小一点``: how large a photo of the video is shown."""
    tok = c.see("sel")
    if tok is None or tok.which is None or tok.has("all") or not c.has("bigger", "smaller") or c.has(UNSIZED):
        return None
    try:
        there = find(scene.timeline, tok.which, scene.language)
    except Impossible:
        return None
    main = {one.id for one in (scene.timeline.main.segments if scene.timeline.main else ())}
    if not there or any(one.kind != "image" or one.id not in main for one in there):
        return None
    pct = c.take("pct")
    less = c.has("smaller")
    step = round(float(pct.value)) if pct is not None else 10 if c.said("mag:little") else 20
    if not 0 < step < 100:
        return None
    scale = max(10, min(400, there[0].picture.scale * (100 - step if less else 100 + step) // 100))
    c.take_all(
        "bigger smaller quieter louder up down mag:little mag:much v:make v:change v:want amend by n:photo n:size"
    )
    c.used.add(c.toks.index(tok))
    return [m.Adjust(tok.which, (("scale", scale),), language=scene.language)]


def used_parts(toks: list[Tok], scene: Scene) -> list[Tok]:
    """The tokens with "use 4–10 s of a.mp4, then 2–8 s of b.mov in black and white" as one wish a part and a look."""
    if scene.empty:
        return toks
    places = [index for index in range(len(toks) - 2) if _part(toks, index)]
    verb = next((one for one in toks if one.has("v:add v:keep v:take v:show") and not one.has("v:remove")), None)
    if len(places) < 2 or verb is None or verb.start > toks[places[0]].start:
        return toks
    on_track = {one.name for one in (scene.timeline.main.segments if scene.timeline.main else ())}
    result: list[Tok] = []
    skip = -1
    for index, tok in enumerate(toks):
        if index <= skip:
            continue
        if index not in places:
            result.append(tok)
            continue
        file = toks[index + 2]
        if not set(file.names) & on_track:
            return _without_them(toks, places[-1] + 3)
        if index != places[0]:
            while result and result[-1].has("and", "comma", HARD):
                result.pop()
            result.append(Tok({HARD}, ";", tok.start, tok.start))
            result.append(Tok(set(verb.tags), verb.text, tok.start, tok.start))
        result += toks[index : index + 3]
        skip = index + 2
        looks = next(
            (one for one in toks[index + 3 : index + 6] if one.has("n:grayscale n:sepia n:vintage n:filmic")), None
        )
        if looks is not None and looks is not toks[index + 3]:
            end = file.end
            result += [Tok({HARD}, ";", end, end), replace(file, tags=set(file.tags), start=end, end=end, text=""),
                       looks]  # fmt: skip
            skip = toks.index(looks)
            if skip + 1 < len(toks) and not toks[skip + 1].has(HARD):
                result.append(Tok({HARD}, ";", looks.end, looks.end))
    return result


def _without_them(toks: list[Tok], begin: int) -> list[Tok]:
    """The tokens without "a crossfade between them", of clips that are not in the video and will be refused."""
    between = next((index for index in range(begin, len(toks) - 1) if toks[index].has("between")), None)
    if between is None or not toks[between + 1].has("pron"):
        return toks
    first = between
    while first > begin and not toks[first - 1].has(HARD, "comma"):
        first -= 1
    return [*toks[:first], *toks[between + 2 :]]


def _part(toks: list[Tok], at: int) -> bool:
    """Whether "4s-10.5s of beach.mp4" begins here."""
    return (
        toks[at].has("range")
        and toks[at + 1].text.lower() in ("of", "from", "in")
        and toks[at + 2].has("sel")
        and toks[at + 2].has("file")
    )
