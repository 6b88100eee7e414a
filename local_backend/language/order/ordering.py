"""Frames for which clips there are and in what order: remove, replace, move, swap, sort, copy, split."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.edits.model import Which
from local_backend.language.clause import Clause, Scene, which_of
from local_backend.language.filling import place_of
from local_backend.language.making import no_file
from local_backend.language.model import Ask


def remove(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``delete the second clip``, ``no music``, ``remove the logo``."""
    if c.kept and c.has("v:remove", "v:cut") and c.has("n:rest") and not c.has("sel"):
        c.take_all("v:remove v:cut n:rest all pron of")
        return []  # it says the same again
    if c.has("sel") and c.word("out") and all(one.has("f", "sel") for one in c.toks):
        c.take_all("dir:out")
        which = which_of(c)
        return [m.Remove(_resolved(which, scene), language=scene.language)] if which else None
    verb = c.index("v:remove", "v:cut", "neg", "v:stop")
    if verb is None and c.has("v:take") and c.word("out", "away", "off", "down"):
        verb = c.index("v:take")
    if verb is not None and c.toks[verb].has("v:cut") and c.has("todur", "dur", "for"):
        return None
    if verb is None or c.has("range edge after before v:keep n:silence n:black n:transition v:undo"):
        if not (c.has("v:keep") and c.has("sel") and not c.has("range", "edge", "for", "dur")):
            return None
        return _keep_only(c, scene)
    if c.has("v:cut") and c.has("halfx", "n:half"):
        return None
    if (
        c.toks[verb].has("neg", "v:stop")
        and not c.toks[verb].has("v:remove")
        and not (c.toks[verb].text.startswith("不") and c.has("sel"))
        and not c.has("n:music", "n:voice", "n:logo", "n:overlay", "n:pip")
    ):
        return None
    if c.toks[verb].has("v:cut") and not c.has("sel") and not c.has("n:music", "n:logo"):
        return None
    kinds: list[Which] = []
    for noun, which in (
        ("n:music", Which("music")),
        ("n:voice", Which("voice")),
        ("n:logo", Which("overlay")),
        ("n:overlay", Which("overlay")),
        ("n:pip", Which("overlay")),
        ("n:soundfx", Which("sound")),
    ):
        tok = c.see(noun)
        if tok is not None and not tok.has("sel"):
            c.take_all(noun)
            if tok.has("name"):
                c.take("name")
            kinds.append(which)
    c.take_all("v:remove", "v:cut", "neg", "v:stop", "v:take")
    if kinds:
        c.take_all("v:make", "v:change")
        c.take_all("all n:audio n:background pron n:video name from")
        return [m.Remove(one, language=scene.language) for one in kinds]
    if c.has("unknown") and not c.has("sel"):
        raise no_file(scene, str((c.take("unknown") or c.toks[0]).value))
    if c.has("n:clip", "n:photo") and not c.has("sel") and (at := c.take("at")) is not None:
        c.take_all("n:clip", "n:photo", "n:video")
        return [m.Remove(Which(at_ms=int(at.value)), language=scene.language)]
    which_found = (
        which_of(c, nouns=("n:photo", "n:clip"))
        if c.has("sel", "n:photo", "n:clip", "pron") or (c.last is not None and " it" in c.toks[verb].text.lower())
        else None
    )
    if which_found is None:
        return None
    c.take_all("n:clip n:photo pron from n:video all at_end at_start")
    if which_found == m.ALL:
        raise Ask(
            scene.pick("Which clip should I remove? Say its number or its name.", "要删除哪个片段？请说编号或名字。")
        )
    return [m.Remove(_resolved(which_found, scene), language=scene.language)]


def _resolved(which: Which, scene: Scene) -> Which:
    """A named overlay or sound is meant where the name is not on the main track."""
    if which.kind == "main" and which.names:
        main = {one.name for one in (scene.timeline.main.segments if scene.timeline.main else ())}
        if not any(name in main for name in which.names):
            for track, one in scene.timeline.segments():
                if one.name in which.names and track.role != "main":
                    return Which(track.role, (), which.names)
        elif not all(name in main for name in which.names):
            return Which(which.kind, (), tuple(name for name in which.names if name in main))
    return which


def _keep_only(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``keep only clips 1 and 3``: everything else goes."""
    if not (
        c.word(
            "only", "just", "只保留", "只留", "只要", "仅保留", "只留下", "keep only", "only keep", "just keep", "仅留"
        )
        or any(
            one.has("v:keep")
            and ("只" in one.text or "only" in one.text.lower() or "just" in one.text.lower() or "仅" in one.text)
            for one in c.toks
        )
    ):
        return None
    from local_backend.edits.select import find

    which = which_of(c)
    if which is None or which.kind not in ("main", "photo", "video") or which == m.ALL:
        return None
    c.take_all("v:keep exact n:clip n:photo n:video pron")
    kept = {one.id for one in find(scene.timeline, which, scene.language)}
    gone = tuple(one.id for one in (scene.timeline.main.segments if scene.timeline.main else ()) if one.id not in kept)
    return [m.Remove(Which(ids=gone), language=scene.language)] if gone else []


def replace_clip(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``replace the second photo with mug.jpg``, ``把第一段换成city.mp4``."""
    if not c.has("v:replace", "instead") or c.has("quote"):
        return None
    if unknown := c.see("unknown"):
        raise no_file(scene, str(unknown.value))
    sels = [(index, one) for index, one in c.free() if one.has("sel")]
    files = [(index, one) for index, one in sels if one.has("name") and scene.files(one)]
    if not files:
        return None
    new_at, new = files[-1]
    if c.has("instead") and not c.has("v:replace"):
        new_at, new = files[0]
    old = next(((index, one) for index, one in sels if index != new_at), None)
    clip = scene.files(new)[0]
    c.used.add(new_at)
    if old is not None and old[1].which is not None:
        c.used.add(old[0])
        which = _resolved(old[1].which, scene)
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
        "v:replace with by to instead v:change n:clip n:photo n:video n:music v:add pron of n:audio n:voice n:logo"
    )
    return [m.Replace(which, clip.id, language=scene.language)]


def _steps(c: Clause) -> int:
    """How many places on (or back, below 0): ``one place later``, ``往前移两位``; 0 where it is not said so."""
    side = c.see("later", "earlier")
    if side is None or c.has("at_start at_end n:start n:end between") or c.said("dur"):
        return 0
    many = c.see("num")
    count = 1 if many is None or many.has("one") else round(float(many.value))
    c.take_all("later", "earlier")
    return count if side.has("later") else -count


def move(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``move clip 3 to the front``, ``put the city clip after the beach clip``."""
    ends = c.see("v:start", "v:stop")
    if (
        ends is not None
        and c.has("sel")
        and c.word("with", "用", "以")
        and not c.has("at dur for quote range n:fade v:fade")
    ):
        tok = c.take("sel")
        c.take_all("v:start", "v:stop", "n:start", "n:end", "with", "n:video", "at_end", "at_start", "first", "last")
        if tok is not None and tok.which is not None:
            place = 1 if ends.has("v:start") else -1
            return [m.Move(tok.which, place, language=scene.language)]
    told = c.last is not None and c.last.kind in ("main", "photo", "video") and not c.last.everything
    if told and c.has("pron") and c.has("at_start at_end") and c.has("v:move", "v:add") and not c.has("sel n: quote"):
        place = 1 if c.has("at_start") else -1
        c.take_all("v:move v:add v:change pron at_start at_end first last to")
        return [m.Move(c.last or m.ALL, place, language=scene.language)]
    if not c.has("v:move", "v:add", "v:play", "v:change", "v:show") or scene.empty or not c.has("sel"):
        return None
    if c.has(
        "n:logo n:title n:text n:caption n:subtitle n:pip n:overlay quote n:transition t: dur for x "
        "pct range n:lowerthird n:music"
    ):
        return None
    if (
        not c.has("at_start at_end n:start n:end before after ord n:place between later earlier")
        and len([1 for _, one in c.free() if one.has("sel")]) < 2
    ):
        return None
    index, tok = next((index, one) for index, one in c.free() if one.has("sel"))
    if tok.which is not None and (steps := _steps(c)):
        c.used.add(index)
        c.take_all("v:move v:play v:change v:show n:clip n:place one num back p:at to v:make")
        return [m.Move(tok.which, by=steps, language=scene.language)]
    on_track = {one.name for one in (scene.timeline.main.segments if scene.timeline.main else ())}
    if tok.which is None or (tok.has("name") and not set(tok.names) & on_track and not tok.has("stranger")):
        return None
    if (
        c.has("v:add")
        and not c.has("v:move")
        and not c.word("put", "place", "放", "放到", "放在", "lay", "stick", "bring in")
    ):
        return None
    c.used.add(index)
    which = tok.which
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
