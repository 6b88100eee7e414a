"""Frames for a video that is there already: its length, its canvas, further files."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.edits.model import Which
from local_backend.edits.say import clip as clip_name
from local_backend.edits.select import one_of
from local_backend.language.clause import Clause, Scene, which_of
from local_backend.language.making import STILLS, canvas_size, no_file
from local_backend.language.model import Ask
from local_backend.timeline import Fit


def length(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``make it 20 seconds``, ``each photo 2 seconds``, ``clip 2 for 5 seconds``."""
    if not c.has("dur", "todur", "for") or c.has(
        "n:title n:text n:caption n:transition t: n:music quote edge n:lowerthird n:subtitle n:fade v:fade v:freeze"
    ):
        return None
    if scene.empty:
        return None
    each = c.has("each") or any(one.has("each") for _, one in c.free())
    about = any(one.has("sel") for _, one in c.free())
    photos = c.has("n:photo")
    if about and c.has("v:add") and not c.word("give", "给", "放"):
        return None
    if not (
        each
        or about
        or photos
        or c.has(
            "v:make v:change v:trim v:lengthen n:length longer shorter n:video n:film todur v:show "
            "v:cut v:loop v:want for"
        )
    ):
        return None
    if (c.has("v:cut") and not c.has("todur")) or c.has("v:split", "v:remove", "neg", "bydur") or c.has("v:loop"):
        return None
    clock = c.see("todur", "dur", "for")
    if clock is not None and clock.has("at"):
        return None
    dur = c.take("todur", "dur", "for")
    if dur is None:
        return None
    c.take_all(
        "v:make v:change v:trim n:length longer shorter v:show v:want v:lengthen v:cut n:film exact "
        "v:keep v:play p:for to v:add instead"
    )
    c.take("v:speed") if not c.has("x", "pct") else None
    if each or about or photos:
        tok = next((one for _, one in c.free() if one.has("sel")), None)
        whole = tok is not None and tok.has("n:video") and tok.has("all")
        which = which_of(c) or m.ALL
        c.take_all("each", "all", "pron")
        if not whole:
            return [m.SetEach(which, int(dur.value), language=scene.language)]
        return [m.SetLength(int(dur.value), language=scene.language)]
    if c.last is not None and c.take("pron") and c.last != m.ALL and c.last.kind in ("main", "photo", "video"):
        return [m.SetEach(c.last, int(dur.value), language=scene.language)]
    c.take_all("n:video", "pron", "all", "n:clip", "n:film", "n:media")
    return [m.SetLength(int(dur.value), language=scene.language)]


def canvas(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``vertical``, ``9:16 with blurred sides``, ``crop to a square``."""
    tok = c.see("ratio", "size") or c.see("r:")
    fitted = c.see("fit:")
    if tok is None and (fitted is None or scene.empty or not _fit_alone(c)):
        return None
    if tok is not None and not tok.has("ratio", "size") and c.has("n:flip", "n:splitscreen", "n:stacked"):
        return None
    c.take_all("v:make v:change n:canvas n:video pron all v:want v:add n:media n:film v:fill v:export v:trim")
    c.take_all("with", "to", "p:for", "n:photo", "n:clip")
    width, height = 0, 0
    if tok is not None:
        c.used.add(next(index for index, one in enumerate(c.toks) if one is tok))
        if tok.has("size"):
            width, height = tok.value
            if not (16 <= width <= 8192 and 16 <= height <= 8192):
                return None
            width, height = width // 2 * 2, height // 2 * 2
        else:
            width, height = canvas_size(str(tok.value) if tok.has("ratio") else tok.kind_of("r:"))
        c.take_all("r:", "ratio", "n:sideways")
    fit = _fit(c)
    return [m.Canvas(width, height, fit, language=scene.language)]


def _fit_alone(c: Clause) -> bool:
    tok = c.see("fit:")
    return (
        tok is not None
        and not tok.has("t:", "fx:")
        and (
            " " in tok.text
            or tok.has("fit:bar")
            or tok.text.lower() in ("fill", "铺满", "填满", "cover")
            or (len(tok.text) > 2 and not tok.text.isascii())
        )
    )


def _fit(c: Clause) -> Fit | None:
    if c.negated("fit:crop", "n:crop"):
        return "bar"
    if c.negated("fit:bar"):
        return "crop"
    toks = c.take_all("fit:")
    fits: tuple[Fit, ...] = ("blur", "crop", "bar")
    for wanted in fits:
        if any(one.has(f"fit:{wanted}") for one in toks):
            c.take_all("n:background n:edge pl:left pl:right n:place n:screen n:blur n:crop on pl:top pl:bottom fit:")
            return wanted
    return None


def insert(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``add mug.jpg at the end``, ``put the beach clip after clip 2``, ``insert coffee.jpg at 0:10``."""
    if (
        scene.empty
        or not c.has("v:add", "v:make", "v:show", "v:move")
        or c.has("n:pip n:logo n:overlay pl:top_ pl:bottom_ pct n:music n:voice n:splitscreen")
    ):
        return None
    if unknown := c.see("unknown"):
        raise no_file(scene, str(unknown.value))
    toks = [one for _, one in c.free() if one.has("name") and scene.files(one, *STILLS, "video")]
    if not toks or c.has("v:replace", "instead"):
        return None
    verb = c.see("v:add")
    if verb is None:
        return None
    on_track = {one.name for _, one in scene.timeline.segments()}
    first = toks[0]
    if (
        all(name in on_track for name in first.names)
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
    c.take_all("v:add", "n:photo", "n:clip", "n:video")
    place = place_of(c)
    if isinstance(place, m.Move):
        place = _beside(place, scene)
    time = c.take("at")
    return [
        m.Insert(
            tuple(one.id for one in clips), place, int(time.value) if time else None, _held(c), language=scene.language
        )
    ]


def _beside(place: m.Move, scene: Scene) -> int:
    """The number, from 1, of the place before or after a clip."""
    anchor = one_of(scene.timeline, place.before or place.after or m.ALL, scene.language)
    main = scene.timeline.main
    index = main.segments.index(anchor) if main and anchor in main.segments else 0
    return index + (1 if place.before else 2)


def _held(c: Clause) -> int:
    tok = c.take("for", "dur")
    return int(tok.value) if tok else 0


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
        side = (
            "after"
            if tok.text.lower() in ("after", "behind", "following", "right after", "directly after", "just after")
            else "before"
            if tok.text.lower()
            in ("before", "ahead of", "in front of", "right before", "just before", "directly before")
            else ""
        )
        if side:
            sel = next(
                (place for place in range(index + 1, min(index + 4, len(c.toks))) if c.toks[place].has("sel")), None
            )
            if sel is not None:
                c.used |= {index, sel}
                return m.Move(m.ALL, **{side: c.toks[sel].which})  # type: ignore[arg-type]
        if tok.has("sel") and index + 1 < len(c.toks) and not tok.text.isascii():
            nxt = next(
                (
                    place
                    for place in range(index + 1, min(index + 3, len(c.toks)))
                    if c.toks[place].text
                    in ("后面", "之后", "后", "前面", "之前", "前", "的后面", "的前面", "后边", "前边")
                ),
                None,
            )
            if nxt is not None:
                c.used |= {index, nxt}
                return m.Move(m.ALL, before=tok.which) if "前" in c.toks[nxt].text else m.Move(m.ALL, after=tok.which)
    if c.take("at_start", "n:start"):
        c.take_all("at_start", "n:start", "first", "to")
        return 1
    if c.take("at_end", "n:end"):
        c.take_all("at_end", "n:end", "last", "to")
        return 0
    where = c.take("ord") or c.take("sel") or (c.take("num") if c.has("n:place") else None)
    if where is not None:
        c.take("n:place")
        return (
            int(where.value)
            if where.has("ord", "num")
            else (where.which.numbers[0] if where.which and where.which.numbers else 0)
        )
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
    c.take_all("n:black c: n:screen n:background n:clip n:frame v:add n:video")
    length = _held(c)
    place = place_of(c)
    if isinstance(place, m.Move):
        place = _beside(place, scene)
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


def shorter(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``make it shorter``, without saying how long: one question."""
    if not c.has("longer", "shorter", "v:lengthen", "v:trim") or c.has(
        "dur for todur range edge n:silence n:transition n:title n:text pct x bydur"
    ):
        return None
    it = c.word("短一点", "长一点", "短一些", "长一些", "短点", "长点") or any(
        one.text.lower().endswith(" it") for one in c.toks
    )
    if not it and not c.has("pron", "n:video", "n:film", "sel", "n:clip", "n:photo"):
        return None
    about = next((one.which for _, one in c.free() if one.has("sel") and one.which is not None), None)
    if about is None and c.has("pron") and c.last is not None and c.last.kind in ("main", "photo", "video"):
        about = c.last
    c.take_all(
        "longer shorter v:lengthen v:trim v:make v:change pron n:video n:film mag:little mag:much n:clip sel n:photo"
    )
    if about is not None and not about.everything and not scene.empty:
        one = one_of(scene.timeline, about, scene.language)
        told = clip_name(scene.timeline, one, scene.language)
        lasts = f"{one.duration_ms / 1000:g}"
        raise Ask(
            scene.pick(f"How long should {told} be? It lasts {lasts} s now.", f"{told}要多长？现在是 {lasts} 秒。")
        )
    if scene.empty:
        raise Ask(scene.pick("How long should it be?", "要多长？"))
    now = f"{scene.timeline.duration_ms / 1000:g}"
    raise Ask(scene.pick(f"How long should it be? The video lasts {now} s now.", f"要多长？视频现在是 {now} 秒。"))
