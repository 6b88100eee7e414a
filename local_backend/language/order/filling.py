"""Frames for a video that is there already: its length, its canvas, further files."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.edits.model import Impossible, Which
from local_backend.edits.say import clip as clip_name
from local_backend.edits.select import one_of
from local_backend.language.message.clause import Clause, Scene, which_of
from local_backend.language.model import Ask
from local_backend.language.order.making import canvas_size
from local_backend.language.order.proportions import differs, suffices
from local_backend.timeline import Fit


def _in_all(c: Clause) -> bool:
    free = [one.text.lower() for _, one in c.free()]
    return any(text.startswith(("总时长", "总长", "总共", "一共", "total", "overall")) for text in free)


def _timed_at(c: Clause) -> bool:
    """``have it at 45 seconds``: a length, not a time in the video."""
    at = c.index("at")
    if (
        at is None
        or c.has("v:cut", "v:split")
        or not at
        or c.toks[at].has("dur", "since")
        or not c.toks[at].text.lower().startswith("at ")
    ):
        return False
    light = (
        "f",
        "pron",
        "v:want",
        "v:make",
        "v:change",
        "v:add",
        "v:keep",
        "n:video",
        "n:length",
        "all",
        "exact",
        "at",
        "n:film",
    )
    return c.toks[at - 1].has("pron", "n:video", "n:length", "all", "n:film") and all(one.has(*light) for one in c.toks)


def length(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``make it 20 seconds``, ``each photo 2 seconds``, ``clip 2 for 5 seconds``."""
    if not scene.empty and _timed_at(c) and (time := c.take("at")):
        c.used |= set(range(len(c.toks)))
        return [m.SetLength(int(time.value), language=scene.language)]
    back = c.index("later") if c.has("todur") and c.has("n:length", "pron", "n:video") else None
    if back is not None and c.toks[back].text.lower() == "back" and c.toks[-1] is not c.toks[back]:
        c.toks[back].tags = {"f"}  # "set the length back to 15 seconds"
    if not c.has("dur", "todur", "for") or c.has(
        "n:title n:text n:caption n:transition t: n:music quote edge n:lowerthird n:subtitle n:fade v:fade v:freeze "
        "n:edge later earlier"
    ):
        return None
    there = {one.name for _, one in scene.timeline.segments()}
    new = any(one.has("file") and not set(one.names) & there for one in c.toks) and not scene.composing
    if c.said("v:freeze earlier later") or (new and c.said("v:add") and not c.has("sel")):
        return None  # of what was held or put in already, never of the video
    done = c.used and c.said("v:add v:fade n:fade n:transition t: v:mute v:move v:replace v:remove v:split v:reverse")
    named = c.said("each n:photo") or c.has("n:length n:video n:film todur sel pron")
    if done and not named and not scene.composing:
        return None
    if c.word("out", "in") and all(one.has("f dir: dur for p:for to") for one in c.toks):
        return None  # "… and out over 4s"
    unnamed = c.last is None and c.word("them", "they", "these", "those") and not c.said("each", "sel")
    if unnamed and not (scene.composing or scene.empty):
        return None  # several things that were not named: never the video
    if c.has("pron") and c.last is not None and c.last.kind not in ("main", "photo", "video"):
        return None
    lettered = c.last is not None and c.last.kind in ("text", "title", "subtitle", "lower_third", "caption")
    its_length = (
        c.word("时长", "长度", "显示时间", "duration", "length", "display time")
        and not c.word("total", "overall", "sure", "总")
        and all(one.has("f n:length dur for todur p:for v:change v:make to") for one in c.toks)
    )
    if lettered and (its_length or c.shown_so_long()) and not scene.composing:
        return None  # 把Hello改成“出发”，时长改成5秒: of the text
    if c.said("quote n:title n:lowerthird n:subtitle n:caption") and not c.has("n:length", "n:video", "sel", "each"):
        return None  # "change the title to …, for 4 seconds": never the video
    if scene.empty:
        return None
    bare = (
        scene.composing
        and not c.said("each")
        and all(one.has("f", "dur", "todur", "for", "sep:", "comma", "n:length") for _, one in c.free())
    )
    each = c.said("each") and not (c.said("edge") and c.said("v:make"))  # 每段取前3秒，拼成9秒
    each = each and not (scene.composing and not c.has("each") and _in_all(c))  # 每张6秒，总时长18秒
    if c.has("n:length", "todur") and c.has("v:keep") and (kept := c.see("all")) is not None and kept.has("sel"):
        c.used.add(c.toks.index(kept))  # "runtime down to 12 s, all five shots kept"
    alike = c.word("等长", "一样长", "同样长", "均等") and c.has("n:length") and c.has("all", "each")
    if alike and not c.has("each"):
        return None  # 所有片段等长，总长24秒
    if not each and c.has("todur") and (how := _by_the_photos(c, scene)):
        c.used |= how
    about = any(one.has("sel") for _, one in c.free())
    laid = {one.name for track, one in scene.timeline.segments() if track.role == "overlay"}
    if any(one.has("sel") and set(one.names) & laid and one.has("n:logo") for _, one in c.free()):
        return None  # how long the logo is seen
    photos = c.has("n:photo") and (each or not c.has("num"))  # "五张照片20秒": together
    if c.word("intro", "outro", "片头", "片尾") and not (about or c.has("n:video", "n:film") or scene.composing):
        return None  # a part of the video
    if about and c.has("v:add") and (new or not c.word("give", "给", "放")):
        return None
    of_it = (
        c.last is not None
        and c.last.kind in ("main", "photo", "video")
        and not c.last.everything
        and c.has("p:for", "for")
        and not any(one.text.isascii() and not one.has("dur") for one in c.toks)
        and all(one.has("f p:for dur for v:play v:show") for one in c.toks)
    )
    if of_it and c.last is not None and (held := c.take("for", "dur")):  # 把city换成coffee.jpg，放3秒
        c.take_all("p:for v:play v:show v:add v:move")
        return [m.SetEach(c.last, int(held.value), language=scene.language)]
    if not (
        each
        or about
        or photos
        or bare
        or suffices(c, scene)
        or c.has(
            "v:make v:change v:trim v:lengthen n:length longer shorter n:video n:film todur v:show "
            "v:cut v:loop v:want for"
        )
        or (c.has("pron", "all", "n:media") and (c.word("be") or c.has("under", "amend")))
    ):
        return None
    if (c.has("v:cut") and not c.has("todur")) or c.has("v:split", "v:remove", "neg", "bydur") or c.has("v:loop"):
        return None
    if about and not each:
        c.take_all("v:take")  # "clip 2 should take exactly 4 seconds"
    clock = c.see("todur", "dur", "for")
    if clock is not None and (clock.has("at") or differs(c, clock)):
        return None
    dur = c.take("todur", "dur", "for")
    if dur is None:
        return None
    c.take_all(
        "v:make v:change v:trim n:length longer shorter v:show v:want v:lengthen v:cut n:film exact "
        "v:keep v:play p:for to v:add instead amend"
    )
    c.used |= {index for index, one in c.free() if one.has("louder") and one.text.endswith("到")}  # 拉到一分钟
    c.take("v:speed") if not c.has("x", "pct") else None
    for index, one in list(c.free()):
        if one.has("faster slower") and one.text.lower().startswith(("too", "太", "so", "way too")):
            c.used.add(index)  # "the third photo goes by too slowly, 3 seconds is enough"
    if each or about or photos:
        tok = next((one for _, one in c.free() if one.has("sel")), None)
        whole = tok is not None and tok.has("n:video") and tok.has("all") and not tok.has("each")
        told = next((one.which for one in c.toks if one.has("each") and one.which is not None), None)
        which = (told if told is not None and not about else which_of(c)) or m.ALL
        c.used |= {index for index, one in c.free() if one.has("each", "all", "pron") and not one.has("sel")}
        if not whole:
            return [m.SetEach(which, int(dur.value), language=scene.language)]
        return [m.SetLength(int(dur.value), language=scene.language)]
    shown = c.last is not None and c.last != m.ALL and c.last.kind in ("main", "photo", "video")
    if shown and c.last is not None and (c.take("pron") or _of_the_clip(c, c.last, int(dur.value), scene)):
        return [m.SetEach(c.last, int(dur.value), language=scene.language)]
    if c.word("均分", "平均", "平均分配", "平分", "等分", "evenly", "equally"):
        c.take_all("num n:photo n:clip p:for n:length")  # 总时长24秒，5张照片时长均分
    c.take_all("n:video", "pron", "all", "n:clip", "n:film", "n:media", "n:rest", "under")
    return [m.SetLength(int(dur.value), language=scene.language)]


def _by_the_photos(c: Clause, scene: Scene) -> set[int]:
    """The tokens of ``by shortening only the photos``: they are what gives way first anyway."""
    by = next((at for at, one in c.free() if one.text.lower() == "by"), None)
    photos = any(one.kind == "image" for one in (scene.timeline.main.segments if scene.timeline.main else ()))
    if (
        by is None
        or not photos
        or not all(
            one.has("f by v:trim shorter longer v:lengthen exact n:photo all v:change v:make") for one in c.toks[by:]
        )
        or not any(one.has("n:photo") for one in c.toks[by:])
    ):
        return set()
    return set(range(by, len(c.toks))) | {at for at, one in c.free() if one.has("v:move")}


def _of_the_clip(c: Clause, last: Which, lasts: int, scene: Scene) -> bool:
    """``move shop to the front and make it 3 seconds``: the clip, where that is nearer to what it lasts now."""
    said = any(one.text.lower().endswith((" it", "它")) or one.text in ("时长", "长度", "时间") for one in c.toks)
    said = said or any(
        one.has("v:make v:trim v:change") and one.text.endswith(("成", "到", "为", "至")) for one in c.toks
    )
    if not said or c.said("n:video", "n:film", "all"):
        return False
    file = next((clip for name in last.names if (clip := scene.file(name)) is not None), None)
    try:
        now = one_of(scene.timeline, last, scene.language).duration_ms
    except Impossible:
        now = file.duration_ms or 4000 if file is not None else 0
    whole = scene.timeline.duration_ms
    return bool(now) and lasts > 0 and max(now, lasts) * min(whole, lasts) <= min(now, lasts) * max(whole, lasts)


def canvas(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``vertical``, ``9:16 with blurred sides``, ``crop to a square``."""
    tok = c.see("ratio", "size") or c.see("r:")
    shapes = [index for index, one in c.free() if one.has("ratio", "r:") and not one.has("n:stacked", "h", "vert")]
    if len(shapes) == 2 and any(one.has("to", "v:change") for one in c.toks[shapes[0] + 1 : shapes[1]]):
        c.used.add(shapes[0])  # 横屏改竖屏, from landscape to portrait
        tok = c.toks[shapes[1]]
    fitted = c.see("fit:")
    if tok is None and (fitted is None or scene.empty or not _fit_alone(c)):
        return None
    if tok is not None and not tok.has("ratio", "size") and c.has("n:flip", "n:splitscreen", "n:stacked"):
        return None
    c.take_all(
        "v:make v:change n:canvas n:video pron all v:want v:add n:media n:film v:fill v:export v:trim n:quality n:size"
    )
    c.take_all("with", "to", "p:for", "n:photo", "n:clip", "v:replace" if c.said("n:canvas") else "to")
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
    if c.has("fit:blur") and c.negated("fit:bar"):
        c.take_all("fit:")
        return "blur"  # blurry edges, not bars
    if c.negated("fit:crop", "n:crop"):
        return "bar"
    if c.negated("fit:bar") or (c.has("fit:bar") and c.take("v:remove") is not None):
        c.take_all("fit:")
        return "crop"
    toks = c.take_all("fit:")
    if any(one.has("fit:bar") for one in toks):  # "crop to square but keep everything visible"
        toks = [one for one in toks if not one.has("n:crop")]
    fits: tuple[Fit, ...] = ("blur", "crop", "bar")
    for wanted in fits:
        if any(one.has(f"fit:{wanted}") for one in toks):
            c.take_all("n:background n:edge pl:left pl:right n:place n:screen n:blur n:crop on pl:top pl:bottom fit:")
            return wanted
    return None


def shorter(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``make it shorter``, without saying how long: one question."""
    if not c.has("longer", "shorter", "v:lengthen", "v:trim") or c.has(
        "dur for todur range edge n:silence n:transition n:title n:text pct x bydur"
    ):
        return None
    it = c.word("太短了", "太长了", "太短", "太长", "短一点", "长一点", "短一些", "长一些", "短点", "长点") or any(
        one.text.lower().endswith(" it") for one in c.toks
    )
    if not it and not c.has("pron", "n:video", "n:film", "sel", "n:clip", "n:photo"):
        return None
    about = next((one.which for _, one in c.free() if one.has("sel") and one.which is not None), None)
    lettered = c.last is not None and c.last.kind in ("text", "title", "subtitle", "lower_third", "caption")
    if about is None and lettered and not c.has("n:video", "n:film") and c.toks[0].start > 8:
        return None  # "the title blue, and make it shorter": never the video
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
