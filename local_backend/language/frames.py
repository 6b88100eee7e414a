"""All frames, each tried on a clause: the one that accounts for most of it wins, and is followed by the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Edit, Impossible, Which
from local_backend.language.beside import meta
from local_backend.language.message import remarks, shares
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Ask, Doubt
from local_backend.language.order import (
    asking,
    bookends,
    filling,
    inserting,
    making,
    ordering,
    placing,
    proportions,
    rearranging,
)
from local_backend.language.picture import (
    fitting,
    looks,
    motions,
    overlays,
    pictures,
    shapes,
    sparing,
    staying,
    strengths,
    texts,
)
from local_backend.language.sound import levels, sounds, swells, voices
from local_backend.language.time import cutting, holding, limits, openings, portions, slices, standing, stretches, tempo
from local_backend.language.words.lexer import Tok

Frame = Callable[[Clause, Scene], "list[Edit] | None"]
FRAMES: tuple[Frame, ...] = (
    making.compose, shapes.evened, sparing.uncrop, sparing.spared, fitting.fitted, strengths.strength, strengths.sized,
    bookends.card, texts.text, sounds.add, swells.duck, levels.loudness, voices.detach, sounds.retime, looks.transition,
    openings.openings, swells.swell, levels.fade, levels.volume, cutting.quiet, shares.off, cutting.cut, tempo.speed,
    tempo.backwards, holding.freeze, holding.boomerang, holding.loop, overlays.overlay, overlays.change_overlay,
    overlays.split_screen, pictures.adjust, motions.motion, filling.canvas, ordering.remove,
    ordering.replace_clip, bookends.both, placing.placed, ordering.move, rearranging.swap, rearranging.reorder,
    rearranging.duplicate, slices.slices, rearranging.split, limits.limited, filling.length, inserting.insert,
    inserting.plain, filling.shorter, proportions.proportion, proportions.alike, meta.output, meta.leave,
    stretches.stretch, portions.portion, portions.complement, portions.unclear, standing.standing, asking.asked,
    shapes.shaped,
)  # fmt: skip
MUST_COUNT = (
    "sel", "ord", "dur", "src", "range", "at", "edge", "quote", "pct", "x", "unknown", "after", "before", "for",
    "todur", "v:add", "v:remove", "v:cut", "v:split", "v:replace", "v:move", "v:swap", "v:reverse", "v:freeze",
    "v:loop", "v:duplicate", "v:mute", "v:undo",
    "v:fade", "half:", "neg", "except", "rows", "fps", "bytes", "deg", "db", "ratio", "size",
    "c:",
)  # fmt: skip
"""What may not be left over in a clause of which anything is done."""
MOST_ROUNDS = 4


def tried(clause: Clause, scene: Scene) -> tuple[list[Edit], list[list[Tok]]]:
    """The edits of a clause, frame after frame on what is left of it, and the runs that stay unaccounted for."""
    asking.unnamed(clause, scene)
    made: list[Edit] = []
    asked: Ask | None = None
    whole = clause.toks[0].start <= 8 and len(scene.message.rstrip(" .!。！")) <= clause.toks[-1].end
    hushed = clause.said("quieter") and (clause.last is not None or whole)
    hushed = hushed or staying.always(clause) is not None
    hushed = hushed and not clause.leftovers() and not remarks.remarked(clause)
    for _ in range(MOST_ROUNDS):
        best: tuple[float, list[Edit], Clause] | None = None
        blocked: Exception | None = None
        for frame in FRAMES:
            trial = clause.copy()
            before = trial.weight()
            try:
                result = frame(trial, scene)
            except making.NoSource:
                raise
            except (Impossible, Ask) as error:
                blocked = blocked or error
                asked = error if isinstance(error, Doubt) and asked is None else asked
                continue
            if result is None:
                continue
            gain = trial.weight() - before
            if frame is making.compose:  # whatever else a clause says, it is the main job that it says it of
                gain += 50
            if gain >= (0.05 if hushed else 0.5) and (best is None or gain > best[0] + 0.01):
                best = (gain, result, trial)
        if best is None or (blocked is not None and best[0] < (0.05 if hushed else 1.5)):
            if blocked is not None and not made:
                raise blocked
            if best is None:
                break
        made += best[1]
        clause.used = best[2].used
        if clause.said("sel") and best[1] and (spoken := about(best[1][-1], scene.media)) is not None:
            clause.last = spoken  # "clip 2 played backwards at half speed": both are said of it
        if any(isinstance(one, m.Compose) for one in best[1]):
            scene = replace(scene, composing=True)
        if not clause.leftovers():
            break
    rest = [run for run in clause.leftovers() if not made or not remarks.excused(clause, run)]
    if asked is not None and made and rest and all(isinstance(one, m.Insert) for one in made):
        raise asked  # a picture to lie over something: never among the clips instead
    strange = next((one for run in rest for one in run if one.has("unknown")), None)
    if strange is not None and not clause.said("v:export"):
        raise making.no_file(scene, str(strange.value))
    numbered = any(one.has("num") and not one.has("f", "one") for run in rest for one in run)
    joins = [one for one in made if isinstance(one, m.SetTransition)]
    if numbered and any(not (one.pair or one.into or one.duration_ms) for one in joins):
        return [], [clause.toks]  # of which clips, was not understood: never of all
    moved = [one for one in made if isinstance(one, m.Adjust) and any(name == "motion" for name, _ in one.to)]
    if numbered and any(one.which.everything or one.which == clause.last for one in moved):
        return [], [clause.toks]  # "zoom out on 2 and 4": never on those that were spoken of before
    total = any(one.has("n:length") and openings.TOTAL.search(one.text) for one in clause.toks)
    if total and clause.said("sel") and any(isinstance(one, m.SetEach) and one.which != m.ALL for one in made):
        raise Impossible(  # "take that from the cake, the total has to stay 14 s": not the length of the cake
            scene.pick("One clip's time cannot be taken from another here.", "这里不能把一段的时长挪给另一段。"),
            scene.pick("Say how long each of the clips is to be.", "请分别说每一段要多长。"),
        )
    singled = any(one.has("one last first") for run in rest for one in run)
    if singled and any(getattr(one, "which", None) in (m.ALL, clause.last) for one in made if hasattr(one, "which")):
        return [], [clause.toks]  # "mute the one that is now last": never all of them
    if (
        made
        and any(one.has(*MUST_COUNT) for run in rest for one in run)
        and not any(isinstance(one, m.Compose) for one in made)
    ):
        if asked is not None:
            raise asked
        return [], [clause.toks]  # a name, a time or a verb that fits nowhere: it was not meant like this
    return made, rest


def about(edit: Edit, media: Sequence[Clip] = ()) -> Which | None:
    """What a further wish that says "it" is about; of files that come in, those."""
    if isinstance(edit, (m.Insert, m.Replace)):
        new = edit.media if isinstance(edit, m.Insert) else (edit.media,)
        names = tuple(one.name for one in media if one.id in new and one.kind != "audio")
        if names:
            return Which(names=names)
    if isinstance(edit, m.AddText):
        return Which("text", (), (edit.text,))
    if isinstance(edit, m.AddCaptions):
        return Which("caption")
    if isinstance(edit, m.AddSound):
        return Which(edit.role)
    if isinstance(edit, m.FadeSound) and (edit.which == m.ALL or (edit.which.kind == "main" and edit.which.ids)):
        return Which("audio")
    if isinstance(edit, m.Duck):
        return Which("music")
    if isinstance(edit, m.Overlay):
        return Which("overlay", (-1,))
    if isinstance(edit, (m.Remove, m.Split)):
        return None
    if isinstance(edit, m.Within):
        return about(edit.edit)
    which = getattr(edit, "which", None)
    if isinstance(edit, m.ChangeText) and edit.text and which is not None and which.names:
        return Which("text", (), (edit.text,))
    return which if isinstance(which, Which) else None
