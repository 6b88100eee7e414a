"""The frame for an edit of a stretch of time: ``mute the first 3 seconds``, ``speed up 5s to 10s 2x``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from local_backend.edits import apply
from local_backend.edits import model as m
from local_backend.edits.model import Edit, Target, Which
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.picture import motions, pictures
from local_backend.language.sound import levels
from local_backend.language.time import tempo
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing, piece
from local_backend.language.words.vocabulary import HARD


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
    _hushed, levels.volume, tempo.speed, tempo.backwards, pictures.adjust, motions.motion,
)  # fmt: skip
INSIDE = (m.Volume, m.Speed, m.Backwards, m.Adjust)
OTHERWISE = (
    "quote n:title n:text n:caption n:subtitle n:lowerthird n:transition t: v:fade n:fade v:freeze v:loop v:split "
    "n:logo n:pip n:overlay n:black v:trim v:keep m: gen unknown n:ducking n:loudness v:detach "
    "v:duplicate"
)
"""What a time in such a clause belongs to otherwise."""
AROUND = "p:at p:for from to in between of on when onward v:start n:start n:video v:show n:rest dir:in"


AFTERWARDS = ("之后", "后面", "以后", "后", "其余", "剩下的", "afterwards", "after that", "the rest")
PACED = "x twice thrice halfx v:slow v:speed faster slower pct n:grayscale v:mute v:reverse brighter darker"


def onward(toks: list[Tok]) -> list[Tok]:
    """The tokens with what is said of the time behind another one told by that time."""
    for at in range(len(toks)):
        if at < len(toks):
            _normal(toks, at)
            _rest(toks, at)
    return toks


def _normal(toks: list[Tok], at: int) -> None:
    """``until 0:10 normal, then double speed``: the second is said of what comes after that time."""
    begin, end = piece(toks, at)
    told = toks[begin:end]
    time = next((one for one in told if one.has("before", "edge")), None)
    first = next((index for index in range(end, len(toks)) if not toks[index].has("sep:")), len(toks))
    light = "f normal n:speed v:play v:make v:change v:show v:keep sel p:for p:at to"
    if not toks[at].has("normal") or time is None or not all(one is time or one.has(light) for one in told):
        return
    value = int(time.value if time.has("before") else time.value[1])
    last = closing(toks, first, "sep:")
    ahead = toks[first:last]
    opens = time.has("before") or time.value[0] == "start"
    paced = any(one.has("x twice thrice halfx v:slow v:speed faster slower pct") for one in ahead)
    if opens and paced and not any(one.has("range edge at after before since half: sel quote") for one in ahead):
        later = next((one for one in ahead if one.text in AFTERWARDS), None)
        for one in told:
            one.tags = one.tags if one.has("sel") else {"f"}
        for one in toks[end:first]:
            one.tags = {"f"}
        if later is not None:
            later.tags, later.value = {"after"}, value
        else:
            toks[first:first] = [Tok({"after"}, "", ahead[0].start, ahead[0].start, value=value)]


def _rest(toks: list[Tok], at: int) -> None:
    """``beach first 3 seconds at 2x, rest at half speed``: what comes after that time."""
    begin, end = piece(toks, at)
    if not toks[at].has("n:rest") or any(one.has("sel range edge n:clip n:photo") for one in toks[begin:end]):
        return
    time = next((one for one in reversed(toks[:begin]) if one.has("edge range sel:") or one.has(HARD)), None)
    if time is None or time.has(HARD) or not any(one.has(PACED) for one in toks[begin:end]):
        return
    first, last = piece(toks, next(index for index, one in enumerate(toks) if one is time))
    starts = time.has("range") or time.value[0] == "start"
    if starts and any(one.has(PACED) for one in toks[first:last]) and last >= begin - 1:
        toks[at].tags, toks[at].value = {"after"}, int(time.value[1])


def stretch(c: Clause, scene: Scene) -> list[m.Edit] | None:
    if (
        scene.empty
        or scene.composing
        or any(one.has(OTHERWISE) and not one.has("n:blur n:zoom") for _, one in c.free())
    ):
        return None
    if c.has("n:silence") and (c.has("v:remove", "v:cut") or not c.has("v:mute")):
        return None
    index = next((at for at, one in c.free() if one.has("range edge after before since") and one.value), None)
    if index is None:
        return None
    several = [at for at, one in c.free() if one.has("range") and one.value]
    places = several if c.toks[index].has("range") else [index]
    found: list[Edit] = []
    for _ in INNER:  # "0:05 to 0:08 black and white and at half speed": all of it is said of that time
        best: tuple[float, list[Edit], Clause] | None = None
        for frame in INNER:
            trial = c.copy()
            trial.used |= set(places)
            if c.toks[index].has("range"):
                trial.take_all("n:middle pl:center n:clip")  # "the boring middle part from 12 to 16 s"
            before = trial.weight()
            made = frame(trial, scene) if not found or not c.has("sel") else None
            gain = 0 if made and any(type(made[0]) is type(one) for one in found) else trial.weight() - before
            if made and all(isinstance(one, INSIDE) for one in made) and (not found or gain > 0.9):
                best = (gain, made, trial) if best is None or gain > best[0] else best
        if best is None:
            break
        c.used = best[2].used
        found += best[1]
    if not found:
        return None
    c.take_all(AROUND)
    edits: list[m.Edit] = []
    for one in sorted(found, key=lambda one: isinstance(one, m.Speed)):
        which: Which = getattr(one, "which", m.ALL)
        inside = which if not which.everything and which.kind in ("main", "photo", "video") else None
        if isinstance(one, m.Adjust) and which.kind == "photo" and which.everything:
            one = replace(one, which=m.ALL)
        for start, end in sorted((_span(c.toks[at]) for at in places), reverse=True):
            edits.append(m.Within(one, start, end, inside, language=scene.language))
    return [one for one in edits if _possible(one, scene)] or edits[:1]


def continued(made: list[Edit], found: list[Edit], c: Clause, gap: str) -> list[Edit]:
    """``from 3 to 6 s make it black and white and slow it to 50%``: the second is said of that time too."""
    last = found[-1] if found else None
    later = made[0] if len(made) == 1 and isinstance(made[0], m.Within) else None
    paced = isinstance(last, m.Within) and isinstance(last.edit, m.Speed) and last.end_ms is not None
    if paced and isinstance(last, m.Within) and later is not None and later.which is not None:
        behind = later.which == last.which and later.start_ms >= (last.end_ms or 0)
        found[-1] = later if behind else last  # what comes later first: both times are those that were said
        return [last] if behind else made
    apart = c.hard or re.search(r"[.;!?。；！？\n]", gap)
    if not made or apart or not isinstance(last, m.Within) or any(not isinstance(one, INSIDE) for one in made):
        return made
    if c.said("range edge at after before since sel n:video n:film n:music n:voice n:rest") or any(
        not one.which.everything for one in made if isinstance(one, INSIDE)
    ):
        return made
    same: list[Edit] = [m.Within(one, last.start_ms, last.end_ms, last.which, language=last.language) for one in made]
    if isinstance(last.edit, m.Speed) and len(made) == 1 and isinstance(made[0], m.Speed):
        found[-1] = same[0]  # 结尾三秒慢动作，速度30%
        return []
    if isinstance(last.edit, m.Speed):  # the stretch is longer afterwards
        found[-1], same = same[0], [*same[1:], last]
    return same


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
