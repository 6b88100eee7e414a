"""The frame for an edit of a stretch of time: ``mute the first 3 seconds``, ``speed up 5s to 10s 2x``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from local_backend.edits import apply
from local_backend.edits import model as m
from local_backend.edits.model import Edit, Target, Which
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.picture import pictures
from local_backend.language.sound import levels
from local_backend.language.time import tempo
from local_backend.language.words.lexer import Tok


def _hushed(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``turn the music off``, ``no voice``: unheard for that time."""
    noun = c.see("n:music", "n:voice", "n:audio")
    off = c.has("v:remove", "v:stop", "v:mute", "neg", "v:cut") or c.word("off")
    if noun is None or noun.has("sel") or not off:
        return None
    c.take_all("n:music n:voice n:audio v:remove v:stop v:mute neg v:cut v:change v:make of n:background")
    kind: Target = "music" if noun.has("n:music") else "voice" if noun.has("n:voice") else "main"
    return [m.Volume(Which(kind), 0, language=scene.language)]


INNER: tuple[Callable[[Clause, Scene], list[Edit] | None], ...] = (
    _hushed, levels.volume, tempo.speed, tempo.backwards, pictures.adjust,
)  # fmt: skip
OTHERWISE = (
    "quote n:title n:text n:caption n:subtitle n:lowerthird n:transition t: v:fade n:fade v:freeze v:loop v:split "
    "n:logo n:pip n:overlay n:black v:trim v:keep m: gen unknown n:ducking n:loudness v:detach "
    "v:duplicate n:zoom n:pan"
)
"""What a time in such a clause belongs to otherwise."""
AROUND = "p:at p:for from to in between of on when onward v:start n:start n:video v:show n:rest dir:in"


def stretch(c: Clause, scene: Scene) -> list[m.Edit] | None:
    if scene.empty or scene.composing or any(one.has(OTHERWISE) and not one.has("n:blur") for _, one in c.free()):
        return None
    if c.has("n:silence") and (c.has("v:remove", "v:cut") or not c.has("v:mute")):
        return None
    index = next((at for at, one in c.free() if one.has("range edge after before since") and one.value), None)
    if index is None:
        return None
    start, end = _span(c.toks[index])
    best: tuple[float, list[Edit], Clause] | None = None
    for frame in INNER:
        trial = c.copy()
        trial.used.add(index)
        if c.toks[index].has("range"):
            trial.take_all("n:middle pl:center n:clip")  # "the boring middle part from 12 to 16 s"
        before = trial.weight()
        made = frame(trial, scene)
        if made and all(isinstance(one, (m.Volume, m.Speed, m.Backwards, m.Adjust)) for one in made):
            gain = trial.weight() - before
            if best is None or gain > best[0]:
                best = (gain, made, trial)
    if best is None:
        return None
    c.used = best[2].used
    c.take_all(AROUND)
    edits: list[m.Edit] = []
    for one in best[1]:
        which: Which = getattr(one, "which", m.ALL)
        inside = which if not which.everything and which.kind in ("main", "photo", "video") else None
        if isinstance(one, m.Adjust) and which.kind == "photo" and which.everything:
            one = replace(one, which=m.ALL)
        edits.append(m.Within(one, start, end, inside, language=scene.language))
    return [one for one in edits if _possible(one, scene)] or edits[:1]


def _possible(edit: m.Edit, scene: Scene) -> bool:
    """Of all that is heard at a time, what can be edited: photos have no sound."""
    try:
        apply(scene.timeline, edit, scene.media)
    except m.Impossible:
        return False
    return True


def _span(tok: Tok) -> tuple[int, int | None]:
    if tok.has("range"):
        return int(tok.value[0]), int(tok.value[1])
    if tok.has("edge"):
        side, amount = tok.value
        return (-int(amount), None) if side == "end" else (0, int(amount))
    if tok.has("before"):
        return 0, int(tok.value)
    return int(tok.value), None
