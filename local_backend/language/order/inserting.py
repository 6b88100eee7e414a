"""Frames for what is added to a video that is there already: further files, a plain colour, and where they go."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Which
from local_backend.edits.select import one_of
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.order.making import STILLS, no_file
from local_backend.language.words.lexer import Tok
from local_backend.language.words.sides import side


def insert(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``add mug.jpg at the end``, ``put the beach clip after clip 2``, ``insert coffee.jpg at 0:10``."""
    if (
        scene.empty
        or not (c.has("v:add", "v:make", "v:show", "v:move", "v:play") or _placed(c))
        or c.has("n:pip n:logo n:overlay pl:top_ pl:bottom_ pct n:music n:voice n:splitscreen")
    ):
        return None
    if unknown := c.see("unknown"):
        raise no_file(scene, str(unknown.value))
    toks = [one for _, one in c.free() if one.has("name") and scene.files(one, *STILLS, "video")]
    toks = [one for one in toks if not _anchors(c, one)] or toks
    if not toks or c.has("v:replace", "instead"):
        return None
    verb = c.see("v:add")
    on_track = {one.name for _, one in scene.timeline.segments()}
    first = toks[0]
    if c.has("t: n:transition") and c.has("between") and all(name in on_track for one in toks for name in one.names):
        return None  # beach和interview之间加闪白
    if verb is None and (all(name in on_track for name in first.names) or not _placed(c)):
        return None
    if (
        verb is not None
        and all(name in on_track for name in first.names)
        and not first.has("file")
        and not verb.text.lower().startswith(("add", "insert", "加", "插", "添", "include"))
    ):
        return None
    at = next(index for index, one in enumerate(c.toks) if one is first)
    c.used.add(at)
    clips = scene.files(first, *STILLS, "video")
    for tok in toks[1:]:
        further = next(index for index, one in enumerate(c.toks) if one is tok)
        gap = c.toks[at + 1 : further]
        if all(one.has("and", "comma", "f") and not one.has("after", "before", "between") for one in gap):
            c.used.add(further)
            clips += scene.files(tok, *STILLS, "video")
            at = further
    places = everywhere(c, scene)
    c.take_all("v:mute") if all(one.kind == "image" for one in clips) else None  # it has no sound
    c.take_all("v:add", "n:photo", "n:clip", "n:video", "n:endcard")
    c.take_all("v:move", "v:play", "v:show", "v:change", "v:want") if verb is None else None
    media = tuple(one.id for one in clips)
    if places:
        lasts = _held(c)
        return [m.Insert(media, place, None, lasts, language=scene.language) for place in places]
    shown = part_of(c, clips[0]) if len(clips) == 1 else None
    place = place_of(c)
    side_of = place if isinstance(place, m.Move) else m.Move(m.ALL)
    if isinstance(place, m.Move):
        place = beside(place, scene)
    time = c.take("at")
    begins, lasts = shown or (0, _held(c))
    return [m.Insert(media, place, int(time.value) if time else None, lasts, side_of.before, side_of.after, begins,
                     language=scene.language)]  # fmt: skip


def _anchors(c: Clause, tok: Tok) -> bool:
    """Whether a file only says where another one goes: 在 city.mp4 后面加上 coffee.jpg."""
    ahead = c.toks[c.toks.index(tok) + 1 :][:1]
    added = any(one.has("v:add") for one in c.toks[c.toks.index(tok) + 1 :])
    verb = next((at for at, one in enumerate(c.toks) if one.has("v:add")), 0)
    if tok.has("sel") and any(one.text in ("之间", "中间") for one in c.toks[c.toks.index(tok) + 1 : verb]):
        return True  # 在A和B之间插入C
    return added and tok.has("sel") and bool(ahead) and not ahead[0].text.isascii() and bool(side(ahead[0]))


def part_of(c: Clause, clip: Clip, *, replacing: bool = False) -> tuple[int, int] | None:
    """Where what is kept of a file begins and how long it is: ``the first 5 seconds of beach.mp4``, …的第5到第10秒."""
    at = next((index for index, one in enumerate(c.toks) if clip.name in one.names), 0)
    index = c.index("edge", "range")
    if index is None or clip.kind != "video":
        return None
    ahead = index < at and any(one.text.lower().startswith("of") for one in c.toks[index + 1 : at])
    behind = 0 < index - at <= 3 and all(
        one.has("f", "v:keep", "exact", "comma", "pron") for one in c.toks[at + 1 : index]
    )
    told = c.toks[index - 1].text in ("(", "（") or c.word("append", "追加")
    placed = told or c.has("at_end at_start n:end n:start between p:after p:before") or c.said("between") or replacing
    behind = behind or (index > at and any(one.has("exact v:keep comma") for one in c.toks[max(0, index - 3) : index]))
    adds = placed or not c.word("use", "using", "用", "使用", "have", "give")
    if not adds or not (ahead or (behind and (placed or c.toks[index].has("edge")))):
        return None
    tok = c.toks[index]
    c.used.add(index)
    c.take_all("of v:keep exact")
    if tok.has("range"):
        return int(tok.value[0]), int(tok.value[1]) - int(tok.value[0])
    amount = min(int(tok.value[1]), clip.duration_ms)
    return (clip.duration_ms - amount if tok.value[0] == "end" else 0), amount


def everywhere(c: Clause, scene: Scene) -> list[int]:
    """The places, the last one first, of ``between all the clips``, ``before each photo``, ``每段之间``."""
    count = len(scene.timeline.main.segments) if scene.timeline.main else 0
    every = next((index for index, one in c.free() if one.has("all", "each") and not one.has("name", "n:rest")), None)
    if every is None or count < 2:
        return []
    beside_it = [index for index in (every - 2, every - 1, every + 1, every + 2) if 0 <= index < len(c.toks)]
    near = next((index for index in beside_it if c.toks[index].has("between") or side(c.toks[index])), None)
    if near is None or any(one.has("sel") and one.which and not one.which.everything and not one.has("name")
                           for _, one in c.free()):  # fmt: skip
        return []
    c.used |= {every, near}
    c.take_all("n:clip n:photo n:video of each all")
    first, last = (2, count) if c.toks[near].has("between") else (2, count + 1)
    if side(c.toks[near]) == "before":
        first, last = 1, count
    return list(range(last, first - 1, -1))


def _placed(c: Clause) -> bool:
    """``beach.mp4 right before the shop picture``: a clip, and a place for it, without a verb of another kind."""
    if not c.has("p:before", "p:after", "at_start", "at_end", "between", "v:move"):
        return False
    return not any(one.has("v:") and not one.has("f", "v:move", "v:play", "v:show", "v:want", "v:change", "n:", "sel")
                   for _, one in c.free())  # fmt: skip


def beside(place: m.Move, scene: Scene) -> int:
    """The number, from 1, of the place before or after a clip."""
    anchor = one_of(scene.timeline, place.before or place.after or m.ALL, scene.language)
    main = scene.timeline.main
    index = main.segments.index(anchor) if main and anchor in main.segments else 0
    return index + (1 if place.before else 2)


def _held(c: Clause) -> int:
    at = c.index("for", "dur")
    if at is None or (at + 1 < len(c.toks) and c.toks[at + 1].has("n:video", "n:film")):
        return 0  # "a 20 second video with beach.mp4 at the end"
    c.used.add(at)
    return int(c.toks[at].value)


def place_of(c: Clause) -> int | m.Move:
    """Where something goes on the main track: a number from 1, -1 or 0 for the end, or beside a clip."""
    between = c.index("between")
    if between is not None:
        sels = [one for _, one in c.free() if one.has("sel") and one.which]
        if sels:
            c.used.add(between)
            c.take_all("sel", "between")
            return (
                m.Move(m.ALL, after=Which(sels[0].which.kind, sels[0].which.numbers[:1], sels[0].which.names))
                if sels[0].which
                else 0
            )
    for index, tok in c.free():
        where = side(tok)
        if where == "after" and index + 1 < len(c.toks) and c.toks[index + 1].text in ("接", "再接", "紧接", "接着"):
            where = "before"  # 其后接beach
        if where:
            sel = next(
                (
                    place
                    for place in range(index + 1, min(index + 4, len(c.toks)))
                    if c.toks[place].has("sel") and place not in c.used
                ),
                None,
            )
            if sel is not None:
                c.used |= {index, sel}
                c.take_all("at_start n:start") if where == "before" else None
                return m.Move(m.ALL, **{where: c.toks[sel].which})  # type: ignore[arg-type]
        if tok.has("sel") and index + 1 < len(c.toks):
            nxt = next((place for place in range(index + 1, min(index + 3, len(c.toks))) if side(c.toks[place])), None)
            if nxt is not None and not (tok.text + c.toks[nxt].text).isascii():
                c.used |= {index, nxt}
                ahead = side(c.toks[nxt]) == "before"
                return m.Move(m.ALL, before=tok.which) if ahead else m.Move(m.ALL, after=tok.which)
    if c.take("at_start", "n:start"):
        c.take_all("at_start", "n:start", "first", "to")
        return 1
    if c.take("at_end", "n:end"):
        c.take_all("at_end", "n:end", "last", "to")
        return 0
    number = c.take("ord") or c.take("sel") or (c.take("num") if c.has("n:place") else None)
    if number is not None:
        c.take("n:place")
        if number.has("ord", "num"):
            return int(number.value or 0)
        return number.which.numbers[0] if number.which and number.which.numbers else 0
    return 0


def plain(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``insert a black screen for 2 seconds at the start``."""
    if (
        scene.empty
        or not c.has("v:add")
        or (c.has("quote", "n:title", "n:text", "n:plate") and not c.has("n:screen", "n:black"))
    ):
        return None
    color = c.see("c:")
    if not (c.has("n:black") or (color is not None and c.has("n:screen", "n:background", "n:clip", "n:frame"))):
        return None
    places = everywhere(c, scene)
    c.take_all("n:black c: n:screen n:background n:clip n:frame v:add n:video")
    length = _held(c)
    if places:
        fill = color.kind_of("c:") if color else "#000000"
        return [m.InsertColor(fill, length or 2000, place, language=scene.language) for place in places]
    place = place_of(c)
    if isinstance(place, m.Move):
        place = beside(place, scene)
    time = c.take("at")
    return [
        m.InsertColor(
            color.kind_of("c:") if color else "#000000",
            length or 2000,
            place,
            int(time.value) if time else None,
            language=scene.language,
        )
    ]
