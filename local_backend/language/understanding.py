"""``understand``: a message to edits, by trying every frame on every clause and taking the one that accounts for most.

What no frame accounts for is named, in the person's own words. Each edit is tried on the timeline at once, so
that what cannot be done is refused here, with the nearest thing that works, and the rest still stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from local_backend import edits as done
from local_backend.edits import model as m
from local_backend.edits.model import Clip, Edit, Impossible, Which
from local_backend.language import (
    around,
    cutting,
    filling,
    laying,
    lettering,
    levels,
    looks,
    making,
    meta,
    ordering,
    overlays,
    pictures,
    rearranging,
    sounds,
    stretches,
    tempo,
    texts,
)
from local_backend.language.clause import Clause, Scene
from local_backend.language.exceptions import excepted, middle
from local_backend.language.gathering import gathered, pinned
from local_backend.language.lexer import Tok, is_chinese, lex
from local_backend.language.model import Ask, AskWords, Refusal, Understanding
from local_backend.language.names import Names
from local_backend.language.phrases import selections
from local_backend.language.splitting import clauses
from local_backend.language.spoken import quoted
from local_backend.language.times import bound, timed
from local_backend.timeline import Timeline

Frame = Callable[[Clause, Scene], "list[Edit] | None"]
FRAMES: tuple[Frame, ...] = (
    making.compose, texts.text, sounds.add, levels.duck, levels.loudness, levels.detach, sounds.retime,
    looks.transition, levels.fade, levels.volume, cutting.quiet, cutting.cut, tempo.speed, tempo.backwards,
    tempo.freeze, tempo.loop, overlays.overlay, overlays.change_overlay, overlays.split_screen, pictures.adjust,
    looks.motion, filling.canvas, ordering.remove, ordering.replace_clip, ordering.move, rearranging.swap,
    rearranging.reorder, rearranging.duplicate, rearranging.split, filling.length, filling.insert, filling.plain,
    filling.shorter, meta.output, meta.leave, stretches.stretch,
)  # fmt: skip
MUST_COUNT = (
    "sel", "ord", "dur", "range", "at", "edge", "quote", "pct", "x", "unknown", "after", "before", "for", "todur",
    "v:add", "v:remove", "v:cut", "v:split", "v:replace", "v:move", "v:swap", "v:reverse", "v:freeze", "v:loop",
    "v:duplicate", "v:mute", "v:fade", "neg", "except", "rows", "fps", "bytes", "deg", "db", "ratio", "size", "c:",
)  # fmt: skip
"""What may not be left over in a clause of which anything is done."""
MOST_CLAUSES = 60
MOST_ROUNDS = 4


def understand(message: str, timeline: Timeline, media: Sequence[Clip]) -> Understanding:
    """The edits that a message asks for, or the question, refusal or wish beside editing that is in it.

    Never fails: text that means nothing comes back as ``not_understood``.
    """
    said = _understood(message, timeline, media)
    upon = laying.laid(said, timeline, media)
    if upon is None:
        return said
    later = _understood(message, done.apply(timeline, upon, media)[0], media)
    found = laying.together(upon, later)
    if not found:
        return said
    found, refused = _tried(found, timeline, media)
    return replace(later, edits=tuple(found), refusals=(*later.refusals, *refused))


def _understood(message: str, timeline: Timeline, media: Sequence[Clip]) -> Understanding:
    language: m.Language = "zh" if is_chinese(message) else "en"
    scene = Scene(timeline, tuple(media), language, message=message)
    captions = lettering.cues(message)
    if captions:
        return Understanding((m.AddCaptions(captions, language=language),), language=language)
    toks = middle(
        excepted(bound(timed(selections(quoted(lex(message, Names(media, timeline)), message)))), timeline), timeline
    )
    if counted := around.steps(message):
        return Understanding(wants=counted[0], steps=counted[1], language=language)
    wish = meta.wants(toks)
    if wish is None and (anew := around.started_over(toks, message)) and anew != message:
        return _afresh(anew, media, language)
    if wish is not None:
        return Understanding(wants=wish, language=language)
    refused = meta.impossible(toks)
    parts = clauses(toks)[:MOST_CLAUSES]
    found: list[Edit] = []
    lost: list[str] = []
    refusals: list[Refusal] = []
    question: str | None = None
    last: Which | None = None
    base: list[int] = []
    declined = False
    sends = asks_words = False
    for number, clause in enumerate(parts):
        if len(parts) > 1 and around.sends(clause):
            sends = not clause.said("neg")
            continue
        no = meta.refusal(clause, scene) if refused else None
        if no is not None:
            refusals.append(no)
            declined = True
            continue
        if declined and clause.said("pron") and not clause.said("sel", "name"):
            continue  # it speaks of what was just refused
        declined = False
        clause.last = last
        clause.following = _next_which(parts, number)
        clause.ending = number > 0 and parts[number - 1].said("n:end", "at_end")
        clause.joining = bool(found) and isinstance(found[-1], m.SetTransition)
        clause.kept = any(isinstance(one, (m.Keep, m.KeepEdge, m.Remove)) for one in found)
        try:
            made, rest = _clause(clause, scene)
        except making.NoSource as error:  # the video that was asked for: the rest was meant for that one
            return Understanding(refusals=(Refusal("", error.reason, error.suggestion),), language=language)
        except Impossible as error:
            refusals.append(Refusal(_words(clause.toks, message), error.reason, error.suggestion))
            continue
        except Ask as ask:
            asks_words = asks_words or (question is None and isinstance(ask, AskWords))
            question = question or str(ask)
            continue
        if refusals and any(isinstance(one, m.AddCaptions) and one.name for one in made) and not clause.said("name"):
            continue  # the captions that were to be made by listening
        if not made and rest and (unseen := meta.unseen(clause, scene)):
            refusals.append(unseen)
            declined = True
            continue
        if any(isinstance(one, m.Compose) for one in made):
            scene.composing = True
        found += made
        base += [number if clause.hard else 0] * len(made)
        if scene.composing:  # "use these photos", said of the video that is being made
            rest = [run for run in rest if not all(one.has("n:photo", "n:media", "num", "v:reset") for one in run)]
        lost += [_words(run, message) for run in rest]
        about = [one for one in map(_about, made) if one is not None]
        if not made and clause.said("v:dislike"):
            about = [one.which for one in clause.toks if one.which is not None]
        last = about[-1] if about else last
    if question is not None:
        return Understanding(question=question, language=language, asks_words=asks_words)
    found = gathered(found, media, timeline.duration_ms)
    found = pinned(found, base, timeline)
    found, more = _tried(found, timeline, media)
    about_the_file = found and not timeline.tracks and all(isinstance(one, m.SetOutput) for one in found)
    if about_the_file and any(one.has("v:export") for one in toks):
        return Understanding(wants="export", language=language)
    if not found and not lost and not refusals and not more:
        if not any(one.has("f", "neg") or one.tags for one in toks):
            return Understanding(wants="help", language=language)
        lost = [] if parts and all(one.used for one in parts) else [message.strip()[:200]]
    return Understanding(tuple(found), tuple(dict.fromkeys(lost)), (*refusals, *more), language=language, sends=sends)


def _afresh(message: str, media: Sequence[Clip], language: m.Language) -> Understanding:
    """What is to be made after "start over"; where nothing of it can be, the timeline stays as it is."""
    said = replace(understand(message, Timeline(), media), language=language)
    if not (said.edits or said.refusals or said.question) and any(one.name.lower() in message.lower() for one in media):
        said = understand(("做一个视频，" if language == "zh" else "make a video ") + message, Timeline(), media)
    if said.refusals and not any(isinstance(one, m.Compose) and not one.laid for one in said.edits):
        return replace(said, edits=())
    return replace(said, fresh=bool(said.edits) and said.wants == "edit" and not said.question)


def _clause(clause: Clause, scene: Scene) -> tuple[list[Edit], list[list[Tok]]]:
    """The edits of a clause, frame after frame on what is left of it, and the runs that stay unaccounted for."""
    made: list[Edit] = []
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
                continue
            if result is None:
                continue
            gain = trial.weight() - before
            if frame is making.compose:  # whatever else a clause says, it is the main job that it says it of
                gain += 50
            if gain >= 0.5 and (best is None or gain > best[0] + 0.01):
                best = (gain, result, trial)
        if best is None or (blocked is not None and best[0] < 1.5):
            if blocked is not None and not made:
                raise blocked
            if best is None:
                break
        made += best[1]
        clause.used = best[2].used
        if any(isinstance(one, m.Compose) for one in best[1]):
            scene = replace(scene, composing=True)
        if not clause.leftovers():
            break
    rest = clause.leftovers()
    strange = next((one for run in rest for one in run if one.has("unknown")), None)
    if strange is not None and not clause.said("v:export"):
        raise making.no_file(scene, str(strange.value))
    if (
        made
        and any(one.has(*MUST_COUNT) for run in rest for one in run)
        and not any(isinstance(one, m.Compose) for one in made)
    ):
        return [], [clause.toks]  # a name, a time or a verb that fits nowhere: it was not meant like this
    return made, rest


def _words(run: Sequence[Tok], message: str) -> str:
    return message[run[0].start : run[-1].end].strip(" ,.;，。；、!！?？\n") if run else ""


def _next_which(parts: Sequence[Clause], number: int) -> Which | None:
    """What the following clause names, for a verb that has left its object to it: "trim and reverse clip 2"."""
    if number + 1 >= len(parts):
        return None
    return next((one.which for one in parts[number + 1].toks if one.has("sel") and one.which is not None), None)


def _about(edit: Edit) -> Which | None:
    if isinstance(edit, m.AddText):
        return Which("text", (), (edit.text,))
    if isinstance(edit, m.AddSound):
        return Which(edit.role)
    if isinstance(edit, m.Overlay):
        return Which("overlay", (-1,))
    if isinstance(edit, (m.Remove, m.Split)):
        return None
    if isinstance(edit, m.Within):
        return _about(edit.edit)
    which = getattr(edit, "which", None)
    if isinstance(edit, m.ChangeText) and edit.text and which is not None and which.names:
        return Which("text", (), (edit.text,))
    return which if isinstance(which, Which) else None


def _tried(found: list[Edit], timeline: Timeline, media: Sequence[Clip]) -> tuple[list[Edit], list[Refusal]]:
    """The edits that can be done, one after the other, and why the others cannot."""
    kept: list[Edit] = []
    refusals: list[Refusal] = []
    now = timeline
    for edit in found:
        if isinstance(edit, m.RemoveQuiet):
            kept.append(edit)  # it needs the files; ``apply`` will say
            continue
        try:
            now, _ = done.apply(now, edit, media)
        except Impossible as error:
            if not any(one.why == error.reason for one in refusals):
                refusals.append(Refusal("", error.reason, error.suggestion))
            if isinstance(edit, m.Compose):
                return [], refusals
        else:
            kept.append(edit)
    return kept, refusals
