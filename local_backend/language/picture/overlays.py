"""Frames for pictures above the picture: logos, picture in picture, split screens."""

from __future__ import annotations

from itertools import pairwise

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Impossible, Which
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Ask, Doubt
from local_backend.language.order.making import no_file
from local_backend.language.picture.halves import ABOVE, BELOW, arranged
from local_backend.language.picture.lettering import scale_of, when
from local_backend.language.picture.pictures import AROUND
from local_backend.language.picture.sitting import (
    LOGO,
    VISUAL,
    above,
    beneath,
    beside,
    covering,
    cut_away,
    off_the_card,
    opacity_of,
    place_of,
    upon,
    while_unknown,
    width_of,
)
from local_backend.language.picture.staying import beside_clip

LAYING = ("add", "put", "show", "lay", "place", "overlay", "加", "加上", "加个", "添加", "显示", "打上", "贴", "贴上",
          "叠加")  # fmt: skip
ITS_OWN = (
    "dull n:logo n:pip n:overlay n:zoom v:move v:make v:change pron to n:size v:show v:add exact first v:play v:start "
    "v:stop all n:photo n:clip bigger smaller mag:much mag:little f"
)
HEARD = "n:voice n:audio n:music n:background"
SHARED = (
    "n:clip n:photo n:video pron all num n:media n:screen on in to n:film n:half halfx p:at n:frame x n:place also and "
    "n:splitscreen n:stacked exact n:canvas v:change v:play v:move"
)


def _picture(c: Clause, scene: Scene) -> Clip | None:
    """The file that is laid over, taken: not the clip that it is laid over."""
    named = [one for _, one in c.free() if one.has("name") and scene.files(one, *VISUAL)]
    tok = next((one for one in named if len(named) == 1 or not beneath(c, one)), None)
    if tok is None:
        return None
    c.used.add(c.toks.index(tok))
    return scene.files(tok, *VISUAL)[0]


def overlay(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``put logo.png in the top right corner at half opacity``, ``beach.mp4 as picture in picture``."""
    logo, pip = c.has("n:logo"), c.has("n:pip", "n:overlay", "n:cutaway")
    away = cut_away(c, scene)
    over = away or above(c, scene)
    pip = pip or over
    corner = any(one.has("pl:") and not one.has("between") for _, one in c.free()) and (
        c.has("v:add", "v:show", "v:move") or (c.has("file") and not c.said("v:"))
    )
    if unknown := c.see("unknown"):
        if (logo or pip or corner) and c.has("v:add", "v:show", "v:want", "with"):
            raise no_file(scene, str(unknown.value))
        return None
    if scene.empty or c.has("v:remove", "n:splitscreen", "v:stop") or c.said("quote"):
        return None
    named = any(one.has("name") and scene.files(one, *VISUAL) for _, one in c.free())
    laid = {one.name for track, one in scene.timeline.segments() if track.role == "overlay"}
    if not (logo or pip or (corner and named)):
        return None
    if not logo and not pip and _between_clips(c, scene):
        return None
    there = next((one for _, one in c.free() if one.has("name") and set(one.names) & laid), None)
    anew = c.word("another", "second", "also", "too", "one more", "再", "另", "另外", "又", "再加", "also show")
    adds = c.has("v:add") and c.word("add", "加", "加上", "添加", "加个", "insert")
    if laid and not anew and not adds and (there is not None or (logo and not named)):
        return None  # it speaks of the one that is there
    if (
        laid
        and not c.has("v:add", "v:show", "with")
        and (c.has("n:opacity", "bigger", "smaller", "v:move", "pct", "n:size"))
    ):
        return None
    if logo and not laid and c.has("bigger", "smaller") and not c.has("v:add v:show with pl: file quote"):
        raise Impossible(scene.pick("There is no logo on the picture.", "画面上没有 logo。"),
                         scene.pick("Say which corner to put it in.", "请说放在哪个角。"))  # fmt: skip
    alone = logo and not laid and c.has("pl:", "all", "range", "edge", "n:opacity") and not c.has("v:")
    verb = alone or c.has("v:add v:show v:want v:make with v:change v:play") or (named and not laid and not c.has("w"))
    verb = verb or away or (over and covering(c))
    if not verb or (laid and not named and not c.word("add", "加", "加上", "添加")):
        return None
    clip = _picture(c, scene)
    if clip is not None and while_unknown(c, scene):
        raise Doubt(
            scene.pick(
                f"Over which part of the video should {clip.name} lie? Name the clip, or say the times.",
                f"{clip.name} 要叠加在哪一段上？请说片段名或时间。",
            )
        )
    if clip is None and logo:
        pictures = scene.of_kind("image", "animation")
        clip = next((one for one in pictures if LOGO.search(one.name)), None)
        if clip is None:
            raise Ask(
                scene.pick("Which picture is the logo? Name an uploaded file.", "哪张图片是 logo？请说已上传的文件名。")
            )
    if clip is None:
        used = {one.media for one in (scene.timeline.main.segments if scene.timeline.main else ())}
        spare = [one for one in scene.of_kind(*VISUAL) if one.id not in used]
        if len(spare) != 1:
            raise Ask(scene.pick("Which file should I lay over the video?", "要把哪个文件叠加在视频上？"))
        clip = spare[0]
    c.take_all("n:logo n:pip n:overlay v:add v:show v:want v:make with v:change n:photo n:clip v:play n:background")
    c.take_all("v:cut v:split") if away else None
    c.take_all("v:mute") if clip.kind == "image" else None  # it has no sound
    logo = logo or (not (pip and not over) and bool(LOGO.search(clip.name)))
    pip = pip and not (over and logo)
    start, length = upon(c, scene, clip)
    whole = c.word("full screen", "fullscreen", "全屏", "满屏") or (c.word("full") and c.has("n:screen"))
    whole = whole or covering(c) or (away and not logo) or bool(c.take("n:cutaway"))
    c.take_all("fit: normal n:screen n:film n:frame n:cutaway quieter all") if whole else None
    plain = [one for one in c.toks if not one.has("f") or one.has("on")]
    heard = whole and any(one.has("on") and two.has(HEARD) for one, two in pairwise(plain))
    c.take_all(f"{HEARD} goes v:keep") if heard or c.has("goes v:keep") else None  # "as b-roll over the voice"
    opacity = opacity_of(c)
    width = width_of(c)
    scale = scale_of(c)
    place = place_of(c)
    base = 150 if logo else 350
    if scale:
        width = base * scale // 100
    if whole and not width:
        width, place = 1000, "center"
    if ranged := c.take("range"):
        start, length = ranged.value[0], max(1, ranged.value[1] - ranged.value[0])
    if edge := c.take("edge"):
        side, length = edge.value
        start = max(0, scene.timeline.duration_ms - length) if side == "end" else 0
    if at := c.take("at", "after"):
        start = int(at.value)
    if dur := c.take("for", "dur"):
        length = int(dur.value)
    if not start and c.word(*LAYING) and not c.word("收尾") and c.take("at_end", "n:end"):  # 片尾加上logo，停留3秒
        length = length or 3000
        start = max(0, scene.timeline.duration_ms - length)
    c.take_all(
        "all",
        "n:video",
        "on",
        "over",
        "p:for",
        "of",
        "n:size",
        "n:film",
        "v:keep",
        "mag:little",
        "in",
        "when",
        "pron",
        "n:media",
        "as",
        "to",
        "n:text" if logo else "n:media",
        "at_start" if not start else "in",
        "n:place",
        "n:corner",
        "smaller",
        "exact",
        "also",
    )
    for index, one in list(c.free()):
        if one.has("sel") and one.has("all"):
            c.used.add(index)
    return [
        m.Overlay(
            clip.id,
            "logo" if logo and not pip else "picture",
            place or ("bottom_right" if pip and not logo else ""),
            width,
            opacity or 100,
            start,
            length,
            language=scene.language,
        )
    ]


def _between_clips(c: Clause, scene: Scene) -> bool:
    """``put the interview in the middle``: of the clips, and not of the picture."""
    places = [one for _, one in c.free() if one.has("pl:")]
    if c.has("n:screen n:place n:size n:opacity on v:show pct") or any(not one.has("pl:center") for one in places):
        return False
    many = len(scene.timeline.main.segments) > 1 if scene.timeline.main else False
    return many and bool(places) and c.word("in the middle", "中间", "middle")


OVERLAID = "n:logo n:pip n:overlay pron on over"


def change_overlay(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``make the logo smaller``, ``move the watermark to the bottom left``."""
    if (gone := off_the_card(c, scene)) is not None:
        return gone
    laid = [one for track, one in scene.timeline.segments() if track.role == "overlay"]
    hidden = c.has("edge") and c.has("v:remove", "neg")
    if c.has("twice") and c.has("v:show", "v:add") and not c.has("bigger", "n:size"):
        return None  # "show the logo twice"
    clear = c.has("n:opacity") or (c.has("n:size") and c.has("pct"))
    ends = c.has("v:remove") and c.has("after")  # "hide the logo after 6 seconds"
    spoken = c.last if c.last is not None and c.last.kind == "overlay" else None
    names = {one.name for one in laid}
    if spoken is None and c.last is not None and names & set(c.last.names):
        spoken = Which("overlay", (), tuple(names & set(c.last.names)))
    if not (laid or spoken) or (c.has("v:remove") and not (hidden or clear or ends)):
        return None
    about = c.has("n:logo", "n:pip", "n:overlay") or spoken is not None
    tok = next((one for _, one in c.free() if one.has("name") and set(one.names) & names), None)
    if not about and tok is None:
        return None
    if (
        tok is None
        and c.has("n:video n:film")
        and c.has("n:length longer shorter dur for todur")
        and not c.has(OVERLAID)
    ):
        return None  # "put the logo bottom left. Make the video 20 seconds long"
    silent = tok is None and not c.has("n:logo n:pip n:overlay pron v:show")
    if silent and c.has("v:cut v:trim v:keep v:take v:split v:freeze") and c.has("edge range at dur for todur"):
        return None  # "add the logo, and cut the first 3 seconds"
    which = spoken or Which("overlay")
    if tok is not None:
        c.used.add(c.toks.index(tok))
        which = Which("overlay", (), tuple(set(tok.names) & names))
    kept = c.has("n:opacity") and c.has("v:keep leave same") and not c.has("pct num halfx n:half")
    c.take_all("n:opacity v:keep leave same") if kept else None
    opacity, width = opacity_of(c), width_of(c)
    turned = c.has("n:pan", "v:move") or any(one.has("dir:") and one.text[:1] in "往向" for _, one in c.free())
    aside = c.take("dir:left dir:right dir:up dir:down") if turned and not c.has("pl:") else None
    same = c.word("size", "大小") and c.has("v:keep", "same", "leave")
    scale, place = (0 if same else scale_of(c)), place_of(c)
    until = c.take("todur", "before", "after" if ends else "todur") if c.has("v:show v:keep v:stop v:remove") else None
    start, length, extra = when(c)
    if start is None and not length and not extra and not (hidden or c.has("v:remove", "neg")):
        start, length = beside_clip(c, scene)
    if hidden:
        c.take_all("v:remove neg")
        if not extra.get("at_end"):
            start, length = length, 0
        else:
            start = laid[-1].start_ms if laid else 0
            length, extra = max(1, scene.timeline.duration_ms - length - start), {}
    if until is not None:
        start, length = start or 0, max(1, int(until.value) - (start or 0))
    if extra.get("at_end") and length:
        start = max(0, scene.timeline.duration_ms - length)
    elif extra.get("whole") and not (opacity or scale or place or width):
        start, length = 0, scene.timeline.duration_ms
    elif start is not None and not length:
        length = max(1, scene.timeline.duration_ms - start)
    if same:
        c.take_all("v:keep same leave n:size")
    if aside is not None and not place:
        place = beside(laid, which, aside)
    c.take_all("n:pan dir:" if place else "n:logo")
    if not (opacity or scale or place or width or length or start is not None):
        return [] if kept else None
    c.take_all(*AROUND, ITS_OWN, "v:remove down" if opacity or width or ends else "up")
    return [m.ChangeOverlay(which, place, width, scale, opacity, start, max(0, length), language=scene.language)]


def split_screen(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``split screen of beach.mp4 and city.mp4``, ``左右分屏``."""
    if not c.has("n:splitscreen"):
        return None
    shown = [index for index, one in c.free() if one.has("name") and scene.files(one, *VISUAL)]
    shown, upright = arranged(c.toks, shown)
    stacked = c.has("n:stacked") or c.word("上下") or upright
    c.take_all(
        "n:splitscreen n:stacked v:replace v:make v:add v:show v:want v:split with of v:play pl: "
        "dir: h vert r:16:9 r:9:16"
    )
    clips: list[Clip] = []
    for index in shown:
        clips += scene.files(c.toks[index], *VISUAL)
        c.used.add(index)
    for index, one in list(c.free()):
        if one.has("name"):
            c.used.add(index)
        elif one.has("sel") and one.which is not None:
            from local_backend.edits.select import find

            for segment in find(scene.timeline, one.which, scene.language):
                clips += [clip for clip in scene.media if clip.id == segment.media]
            c.used.add(index)
    if not clips:
        clips = [one for one in scene.of_kind(*VISUAL) if one.kind == "video"] or scene.of_kind(*VISUAL)
        if len(clips) != 2:
            raise Ask(scene.pick("Which two files should stand side by side?", "哪两个画面要并排？"))
    start, length, extra = when(c)
    if extra.get("at_end"):
        start = max(0, scene.timeline.duration_ms - length) if length else scene.timeline.duration_ms
    c.take_all(SHARED)
    for index, one in list(c.free()):
        if one.text.lower() in (*ABOVE, *BELOW):
            c.used.add(index)
    clips = list(dict.fromkeys(clips))
    if len(clips) > 4:
        clips = clips[:4]
    return [m.SplitScreen(tuple(one.id for one in clips), stacked, start, length, language=scene.language)]
