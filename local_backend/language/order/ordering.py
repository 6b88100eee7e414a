"""Frames for which clips there are and in what order: remove, replace, move, swap, sort, copy, split."""

from __future__ import annotations

import re

from local_backend.edits import model as m
from local_backend.edits.chain import of_role
from local_backend.edits.model import Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene, which_of
from local_backend.language.model import Ask
from local_backend.language.order import asking
from local_backend.language.order.inserting import beside, part_of, place_of
from local_backend.language.order.making import STILLS, no_file
from local_backend.language.order.placing import adds_file, places_on
from local_backend.language.picture.sitting import elsewhere

PARTS = (
    ("n:music", Which("music")), ("n:voice", Which("voice")), ("n:logo", Which("overlay")),
    ("n:overlay", Which("overlay")), ("n:pip", Which("overlay")), ("n:soundfx", Which("sound")),
)  # fmt: skip
ONLY = re.compile("只|仅|only|just")
TOGETHER = ("一起", "同时", "同步", "跟着", "随着")
RATHER = ("instead of", "in place of", "rather than", "而不是", "而不用")


def remove(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``delete the second clip``, ``no music``, ``remove the logo``."""
    if c.kept and c.has("v:remove", "v:cut") and c.has("n:rest") and not c.has("sel"):
        c.take_all("v:remove v:cut n:rest all pron of")
        return []  # it says the same again
    if c.has("sel") and c.word("out") and all(one.has("f", "sel") for one in c.toks):
        c.take_all("dir:out")
        which = which_of(c)
        return [m.Remove(asking.resolved(which, scene), language=scene.language)] if which else None
    if c.has("between") and c.has("v:cut") and not c.has("v:remove"):
        return None  # a cut between two clips
    verb = c.index("v:remove", "v:cut", "neg", "v:stop")
    if verb is None and c.has("v:take") and c.word("out", "away", "off", "down"):
        verb = c.index("v:take")
    if verb is not None and c.toks[verb].has("v:cut") and c.has("todur", "dur", "for"):
        return None
    if c.has("n:crop") and not c.has("n:logo n:music"):
        return None  # the crop is to go, and no clip
    ends = verb is not None and c.toks[verb].has("n:end")
    if ends and (c.has("sel n:endcard with when to") or (c.has("n:video") and c.word(*TOGETHER))):
        return None  # 音乐跟着视频一起结束
    if verb is not None and verb + 1 < len(c.toks) and c.toks[verb + 1].has("dur") and c.has("shorter faster sel"):
        return None  # "the beach clip drags, lose 3 seconds"
    if verb is None or c.has("range edge after before v:keep n:silence n:black n:transition v:undo"):
        if not (c.has("v:keep") and c.has("sel") and not c.has("range", "edge", "for", "dur")):
            return None
        return _keep_only(c, scene)
    if c.has("v:cut") and c.has("halfx", "n:half"):
        return None
    if c.toks[verb].has("v:remove") and c.has("p:after p:before") and c.has("sel") and not c.said("n:title n:text"):
        raise asking.which_one(scene, c)  # never the one that it is told by
    if c.toks[verb].has("v:cut") and (end := c.see("n:start", "n:end", "n:edge")) and c.has("sel"):
        raise asking.of_the_end(end.text, scene)  # not the whole clip
    if (
        c.toks[verb].has("neg", "v:stop")
        and not c.toks[verb].has("v:remove")
        and not (
            c.toks[verb].text.lower().startswith(("不", "skip", "leave out", "exclud", "no more")) and c.has("sel")
        )
        and not c.has("n:music", "n:voice", "n:logo", "n:overlay", "n:pip")
        and not (c.has("sel") and all(one.has("f", "sel", "neg") for one in c.toks))
    ):
        return None
    if c.toks[verb].has("v:cut") and not c.has("sel") and not c.has("n:music", "n:logo"):
        return None
    kinds: list[Which] = []
    for noun, which in PARTS:
        tok = c.see(noun)
        if tok is not None and not tok.has("sel"):
            c.take_all(noun)
            if tok.has("name"):
                c.take("name")
            kinds.append(which)
    c.take_all("v:remove", "v:cut", "neg", "v:stop", "v:take")
    if kinds:
        c.take_all("v:make", "v:change")
        kinds += asking.gone_too(c, scene)  # 把city和音乐都去掉
        c.take_all("all n:audio n:background pron n:video name from")
        if Which("overlay") in kinds:
            elsewhere(c, scene, of_role(scene.timeline, "overlay"))
        return [m.Remove(one, language=scene.language) for one in kinds]
    if c.has("unknown") and not c.has("sel"):
        raise no_file(scene, str((c.take("unknown") or c.toks[0]).value))
    if c.has("n:clip", "n:photo") and not c.has("sel") and (at := c.take("at")) is not None:
        c.take_all("n:clip", "n:photo", "n:video")
        return [m.Remove(Which(at_ms=int(at.value)), language=scene.language)]
    which_found = (
        which_of(c, nouns=("n:photo", "n:clip"))
        if c.has("sel", "n:photo", "n:clip", "pron")
        or (c.last is not None and (" it" in c.toks[verb].text.lower() or _bare(c)))
        else None
    )
    if which_found is None:
        return None
    c.take_all("n:clip n:photo pron from n:video all at_end at_start", "one" if c.word("of") else "pron")
    if which_found in (m.ALL, Which("photo")) and not c.said("all", "each") and asking.one_meant(c):
        return None
    if which_found == m.ALL:
        raise Ask(
            scene.pick("Which clip should I remove? Say its number or its name.", "要删除哪个片段？请说编号或名字。")
        )
    laid = [
        one for track, one in scene.timeline.segments() if track.role == "overlay" and one.name in which_found.names
    ]
    elsewhere(c, scene, laid)
    return [m.Remove(asking.resolved(which_found, scene), language=scene.language)]


def _bare(c: Clause) -> bool:
    """删了吧: a Chinese verb alone is about what was spoken of."""
    return all(one.has("f", "v:remove", "v:cut", "comma") and not one.text.isascii() for one in c.toks)


def _keep_only(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``keep only clips 1 and 3``: everything else goes."""
    if not (
        c.word("only", "just")
        or c.has("onlykept")
        or (c.toks[0].start < 10 and c.toks[-1].end >= len(scene.message.rstrip(" .!。！\n")) and not c.has("same"))
        or (
            c.has("v:keep")
            and c.word("就行", "就好", "就可以", "就可以了", "即可", "就行了", "就够", "就够了", "就好了")
        )
        or any(one.has("v:keep") and ONLY.search(one.text.lower()) for one in c.toks)
    ):
        return None
    keep = c.index("v:keep") or 0
    which = which_of(c)
    if which is None or which.kind not in ("main", "photo", "video") or which == m.ALL:
        return None
    if keep + 1 < len(c.toks) and c.toks[keep + 1].text.lower() in ("on", "for", "to", "in", "在", "对", "给"):
        raise asking.only_there(scene)  # "only on the last clip": what, is not said
    c.take_all("v:keep exact n:clip n:photo n:video pron")
    if not scene.timeline.tracks:  # of the video that is being made
        kinds = {"photo": ("image", "animation"), "video": ("video",)}.get(which.kind, ("image", "animation", "video"))
        pool = scene.of_kind(*kinds)
        picked = {
            pool[number - 1 if number > 0 else number].name for number in which.numbers if abs(number) <= len(pool)
        }
        others = tuple(one.name for one in pool if one.name not in picked and one.name not in which.names)
        return [m.Remove(Which(names=others), language=scene.language)] if picked or which.names else None
    kept = {one.id for one in find(scene.timeline, which, scene.language)}
    gone = tuple(one.id for one in (scene.timeline.main.segments if scene.timeline.main else ()) if one.id not in kept)
    return [m.Remove(Which(ids=gone), language=scene.language)] if gone else []


def replace_clip(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``replace the second photo with mug.jpg``, ``把第一段换成city.mp4``."""
    rather = next((index for index, one in c.free() if one.text.lower() in RATHER), None)
    named = c.has("v:replace", "instead") or (rather is not None and c.has("name")) or asking.becomes(c, scene)
    if not named or c.has("quote"):
        return None
    if unknown := c.see("unknown"):
        raise no_file(scene, str(unknown.value))
    asking.by_number(c, scene)
    sels = [(index, one) for index, one in c.free() if one.has("sel")]
    files = [(index, one) for index, one in sels if one.has("name") and scene.files(one)]
    if not files:
        return None
    new_at, new = files[-1]
    if c.has("instead") and not c.has("v:replace"):
        new_at, new = files[0]
    on_track = {one.name for _, one in scene.timeline.segments()}
    fresh = [one for one in files if not set(one[1].names) & on_track]
    if len(fresh) == 1:
        new_at, new = fresh[0]
    if rather is not None:
        ahead = [one for one in files if one[0] < rather]
        if not ahead and (len(sels) != 2 or sels[0][0] < rather or not c.has("v:show", "v:add", "v:play", "v:want")):
            return None
        new_at, new = ahead[-1] if ahead else files[-1]
        c.used.add(rather)
    old = next(((index, one) for index, one in sels if index != new_at), None)
    clip = scene.files(new)[0]
    c.used.add(new_at)
    if old is not None and old[1].which is not None:
        c.used.add(old[0])
        which = asking.resolved(old[1].which, scene)
    elif c.has("n:music") or (clip.kind == "audio" and not c.has("n:voice")):
        c.take_all("n:music", "n:audio")
        which = Which("music")
    elif c.take("n:voice"):
        which = Which("voice")
    elif c.take("n:logo"):
        which = Which("overlay")
    elif c.last is not None:
        which = c.last
    else:
        return None
    c.take_all(
        "v:replace with by to instead v:change n:clip n:photo n:video n:music v:add pron of n:audio n:voice n:logo",
        "v:play v:show v:make v:lengthen longer" if rather is None else "v:replace",
    )
    lasts = c.take("dur", "for", "todur") if clip.kind != "audio" else None
    c.take_all("n:length p:for") if lasts is not None else None
    main = scene.timeline.main.segments if scene.timeline.main else ()
    if which.kind in ("main", "photo", "video") and (shown := part_of(c, clip, replacing=True)):
        place = beside(m.Move(m.ALL, after=which), scene)
        gone = Which(ids=tuple(one.id for one in find(scene.timeline, which, scene.language) if one in main))
        put = m.Insert((clip.id,), place, None, shown[1], source_in_ms=shown[0], language=scene.language)
        alone = m.Replace(gone, clip.id, *shown, language=scene.language)  # with the looks of what was there
        return [alone] if len(gone.ids) == 1 else [put, m.Remove(gone, language=scene.language)]
    found: list[m.Edit] = [m.Replace(which, clip.id, language=scene.language)]
    if lasts is not None:
        found.append(m.SetEach(Which(names=(clip.name,)), int(lasts.value), language=scene.language))
    return found


def move(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``move clip 3 to the front``, ``put the city clip after the beach clip``."""
    ends = c.see("v:start", "v:stop")
    if (
        ends is not None
        and c.has("sel")
        and not c.has("sequence")
        and c.word("with", "用", "以")
        and not c.has("at dur for quote range n:fade v:fade")
    ):
        tok = c.take("sel")
        c.take_all("v:start", "v:stop", "n:start", "n:end", "with", "n:video", "at_end", "at_start", "first", "last")
        if tok is not None and tok.which is not None:
            there = {one.name for one in (scene.timeline.main.segments if scene.timeline.main else ())}
            if files := [clip for clip in scene.files(tok, *STILLS, "video") if clip.name not in there]:
                place = 1 if ends.has("v:start") else 0
                return [m.Insert(tuple(one.id for one in files), place, language=scene.language)]
            place = 1 if ends.has("v:start") else -1
            return [m.Move(tok.which, place, language=scene.language)]
    told = c.last is not None and c.last.kind in ("main", "photo", "video") and not c.last.everything
    bare = not c.toks[0].text.isascii() and all(
        one.has("f v:move v:add at_start at_end n:start n:end") for one in c.toks
    )
    edge = c.has("at_start at_end") and not c.has("sel n: quote")
    if told and c.has("v:move", "v:add") and ((edge and c.has("pron")) or (bare and c.has("n:start n:end"))):
        place = 1 if c.has("at_start", "n:start") else -1
        c.take_all("v:move v:add v:change pron at_start at_end n:start n:end first last to")
        return [m.Move(c.last or m.ALL, place, language=scene.language)]
    lone = c.has("pron") and c.toks[-1].text.lower() in ("first", "last") and not c.has("sel n: quote edge dur range")
    if told and lone and c.has("v:move v:add v:play v:show"):  # "mute the interview and put it first"
        place = 1 if c.take("first") else -1
        c.take_all("v:move v:add v:change v:play v:show pron ord last")
        return [m.Move(c.last or m.ALL, place, language=scene.language)]
    bare = c.has("later", "earlier") and not any(
        one.has("v:") and not one.has("f", "later", "earlier") for one in c.toks
    )
    stepped = c.has("later", "earlier") and (
        c.has("n:place", "num") or (bare and not c.has("dur", "at", "n:", "quote"))
    )
    verb = stepped or c.has("v:move", "v:add", "v:play", "v:change", "v:show")
    if not verb or scene.empty or not c.has("sel") or c.has("sequence"):
        return None
    if c.has("v:replace") and not c.has("v:move") and len([1 for _, one in c.free() if one.has("sel")]) > 1:
        return None  # city的位置换成coffee.jpg
    if c.has("v:swap") and not c.has("at_start at_end n:start n:end before after p:before p:after"):
        return None
    if c.has(
        "n:logo n:title n:text n:caption n:subtitle n:pip n:overlay quote n:transition t: dur for x "
        "pct range n:lowerthird n:music n:length"
    ):
        return None
    if (
        not c.has("at_start at_end n:start n:end before after ord n:place between later earlier")
        and not (c.has("up down dir:up dir:down") and c.has("num", "one"))
        and len([1 for _, one in c.free() if one.has("sel")]) < 2
    ):
        return None
    index, tok = next((index, one) for index, one in c.free() if one.has("sel"))
    if adds_file(c, tok):
        return None
    others = [one for _, one in c.free() if one is not tok and one.has("name") and scene.files(one, *STILLS, "video")]
    on_track = {one.name for one in (scene.timeline.main.segments if scene.timeline.main else ())}
    if c.word("where") and any(not set(one.names) & on_track for one in others):
        return None  # "where the city clip is, put coffee.jpg"
    if tok.which is not None and (steps := places_on(c)):
        c.used.add(index)
        c.take_all("v:move v:play v:change v:show n:clip n:place one num back p:at to v:make")
        return [m.Move(tok.which, by=steps, language=scene.language)]
    if tok.which is None or (tok.has("name") and not set(tok.names) & on_track and not tok.has("stranger")):
        return None
    if (
        c.has("v:add")
        and not c.has("v:move")
        and not c.word("put", "place", "放", "放到", "放在", "lay", "stick", "bring in")
    ):
        return None
    which = which_of(c) or tok.which
    if which.numbers and which.names:
        return None
    if which.names and tok.has("name"):
        which = Which(which.kind, which.numbers, tuple(name for name in which.names if name in on_track))
    end = next(
        (-1 if one.has("at_end") else 1 for _, one in c.free() if one.has("v:move") and one.has("at_end", "at_start")),
        0,
    )
    c.take_all("v:move v:add v:play v:change v:show n:clip to v:make")
    where = end or place_of(c)
    c.take_all("n:place n:video to last first p:at n:clip n:photo")
    if isinstance(where, m.Move):
        return [m.Move(which, before=where.before, after=where.after, language=scene.language)]
    return [m.Move(which, where or -1, language=scene.language)]
