"""``coffee.jpg at both ends``, ``首尾都放logo``: one picture that opens the video and closes it."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.edits.chain import main_segments
from local_backend.edits.model import Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene

ELSEWHERE = (
    "quote n:title n:text n:caption n:subtitle n:lowerthird n:music n:voice n:transition t: n:logo n:overlay pct x "
    "range n:fade v:fade v:cut v:trim v:remove v:replace v:swap v:split unknown neg "
    "except n:black n:silence after before between"
)
LIGHT = ("v:add", "v:move", "v:show", "v:play", "v:want", "v:make", "v:change", "v:duplicate", "n:copies", "n:photo",
         "n:clip", "n:video", "all", "each", "also", "n:place", "twice", "p:at", "to", "v:start", "v:stop", "v:keep",
         "first", "last", "and", "one")  # fmt: skip


def both(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """The clip moves to the start and its copy to the end; a file that is not on the timeline goes in twice."""
    if scene.empty or c.has(ELSEWHERE):
        return None
    clips = [(at, one) for at, one in c.free() if one.has("sel") and one.which is not None]
    if len(clips) == 2:
        return _opened_and_closed(c, scene, clips[0][0], clips[1][0])
    if len(clips) != 1:
        return None
    at, tok = clips[0]
    which = tok.which
    if which is None or which.everything or which.kind not in ("main", "photo", "video"):
        return None
    ends = c.has("n:edge")
    opens = any(one.has("at_start", "n:start") for _, one in c.free())
    closes = any(one.has("at_end", "n:end") for _, one in c.free())
    if not (ends or (opens and closes)) or len(which.numbers) + len(which.names) != 1:
        return None
    on_track = {one.name for one in main_segments(scene.timeline)}
    files = scene.files(tok, "image", "animation", "video") if tok.has("name") else []
    held = c.take("for", "dur")
    c.used.add(at)
    for index, one in list(c.free()):
        if one.has("n:edge", "at_start", "n:start", "at_end", "n:end", *LIGHT):
            c.used.add(index)
    lasts, language = int(held.value) if held else 0, scene.language
    if files and not set(which.names) & on_track:
        media = (files[0].id,)
        return [
            m.Insert(media, 1, None, lasts, language=language),
            m.Insert(media, 0, None, lasts, language=language),
        ]
    one_clip = Which(ids=tuple(one.id for one in find(scene.timeline, which, language))[:1])
    edits: list[m.Edit] = [m.SetEach(one_clip, lasts, language=language)] if lasts else []
    return [
        *edits,
        m.Move(one_clip, -1, language=language),
        m.Duplicate(one_clip, 1, language=language),
        m.Move(one_clip, 1, language=language),
    ]


def _opened_and_closed(c: Clause, scene: Scene, first: int, last: int) -> list[m.Edit] | None:
    """``open with the city and close with the beach``: each to its end of the video."""
    there = {one.name for one in main_segments(scene.timeline)}
    opens = next((at for at in range(first) if c.toks[at].has("v:start", "n:start", "at_start")), None)
    closes = next((at for at in range(first + 1, last) if c.toks[at].has("v:stop", "n:end", "at_end")), None)
    ends = [c.toks[first].which, c.toks[last].which]
    if opens is None or closes is None or any(one is None or not set(one.names) <= there for one in ends):
        return None
    c.used |= {first, last}
    c.take_all(*LIGHT, "n:start", "n:end", "at_start", "at_end", "with", "on")
    places = zip(ends, (1, -1), strict=True)
    return [m.Move(one, place, language=scene.language) for one, place in places if one is not None]
