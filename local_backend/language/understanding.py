"""``understand``: a message to edits, by trying every frame on every clause and taking the one that accounts for most.

What no frame accounts for is named, in the person's own words. Each edit is tried on the timeline at once, so
that what cannot be done is refused here, with the nearest thing that works, and the rest still stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from local_backend import edits as done
from local_backend.edits import model as m
from local_backend.edits.model import Clip, Edit, Impossible, Which
from local_backend.language import frames
from local_backend.language.beside import inquiries, meta, unavailable, vagueness, wishes
from local_backend.language.lists import storyboards, totals
from local_backend.language.message import around, asides, remarks, rereading, shares, statements
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.message.gathering import gathered, pinned
from local_backend.language.message.quoting import Lost, bare, relayed
from local_backend.language.message.splitting import clauses
from local_backend.language.message.tables import written_out
from local_backend.language.model import Ask, AskWords, Refusal, Understanding
from local_backend.language.order import briefs, heard, laying, making
from local_backend.language.picture import absent, framing, lettering, unlettered
from local_backend.language.time import openings, ranges, slices, stretches
from local_backend.language.words.lexer import LONGEST_MESSAGE, Tok, is_chinese
from local_backend.language.words.names import Names
from local_backend.language.words.reading import read
from local_backend.language.words.spelling import spelled
from local_backend.timeline import Timeline

MOST_CLAUSES = 60


def understand(message: str, timeline: Timeline, media: Sequence[Clip], about: Which | None = None) -> Understanding:
    """The edits that a message asks for, or the question, refusal or wish beside editing that is in it.

    ``about`` is what "it" means in a message that names nothing. Never fails: text that means nothing comes back as
    ``not_understood``.
    """
    spelling = spelled(written_out(relayed(message)), Names(media, timeline))
    said = rereading.reread(
        _read(spelling.text, timeline, media, about), spelling.text, lambda told: _read(told, timeline, media, about)
    )
    said = spelling.restored(said)
    unread = message[LONGEST_MESSAGE:].strip()
    return replace(said, not_understood=(*said.not_understood, unread)) if unread and said.wants == "edit" else said


def _read(message: str, timeline: Timeline, media: Sequence[Clip], about: Which | None) -> Understanding:
    said = _understood(message, timeline, media, about)
    upon = laying.laid(said, timeline, media)
    if upon is None:
        return said
    later = _understood(message, done.apply(timeline, upon, media)[0], media)
    found = laying.together(upon, later, message, media)
    if not found:
        return said
    found, refused = _tried(found, timeline, media)
    return replace(later, edits=tuple(found), refusals=(*later.refusals, *refused))


def _understood(
    message: str, timeline: Timeline, media: Sequence[Clip], about_before: Which | None = None
) -> Understanding:
    language: m.Language = "zh" if is_chinese(message) else "en"
    scene = Scene(timeline, tuple(media), language, message=message)
    captions = lettering.cues(message)
    if captions:
        return Understanding((m.AddCaptions(captions, language=language),), language=language)
    toks = read(message, scene)
    if counted := around.steps(message):
        return Understanding(wants=counted[0], steps=counted[1], language=language)
    if around.EXCEPT.fullmatch(message):
        return around.refused(language)
    if unclear := around.since(message, scene):
        return Understanding(question=unclear, language=language)
    wish = inquiries.asked(message) or wishes.wants(toks)
    if wish is None and (anew := around.started_over(toks, message)) and anew != message:
        return _afresh(anew, media, language)
    if wish is None:
        wish = asides.only_wish(clauses(toks))
    if wish is not None:
        return Understanding(wants=wish, language=language)
    if (back := wishes.stepped_back(toks, message)) is not None:
        return Understanding(wants="undo", steps=back[0], then=back[1], language=language)
    refused = meta.impossible(toks)
    try:
        lists = storyboards.opened(toks, scene, frames.tried)
    except Ask as ask:
        return Understanding(question=str(ask), language=language)
    except Impossible as error:
        return Understanding(refusals=(Refusal("", error.reason, error.suggestion),), language=language)
    toks, scene, drawn = lists.toks, lists.scene, bool(lists.edits)
    parts = clauses(toks)[:MOST_CLAUSES]
    found: list[Edit] = list(lists.edits)
    lost = Lost(message, media)
    lost.add(lists.lost)
    beside: list[Clause] = []
    refusals: list[Refusal] = []
    question: str | None = None
    last: Which | None = lists.last or about_before
    base: list[int] = [0] * len(found)
    complaints: list[Edit] = []
    declined = False
    sends = asks_words = sounding = False
    told: list[tuple[int, list[list[Tok]], Which | None]] = []
    busy: dict[int, list[Which]] = {}
    vague: list[tuple[int, Ask, Which | None]] = []
    for number, clause in enumerate(parts):
        if len(parts) > 1 and around.sends(clause):
            sends = not clause.said("neg") and not around.heads(clause, message)
            continue
        sends = sends or (len(parts) > 1 and around.delivers(clause))
        no = (
            absent.lacking(clause, scene)
            or unavailable.lacking(clause, scene)
            or (meta.refusal(clause, scene) if refused else None)
        )
        if no is not None:
            refusals += [] if declined and refusals[-1:] and refusals[-1].why == no.why else [no]
            declined = True
            last = remarks.topic(clause) or last
            continue
        if declined and unavailable.goes_on(clause):
            continue  # it speaks of what was just refused
        declined = False
        clause.last = last
        if (no := unlettered.lacking(clause, scene)) is not None:
            refusals += [] if any(one.why == no.why for one in refusals) else [no]
            if not clause.said(unlettered.STYLED):
                last = remarks.topic(clause) or last
                continue
        gap = message[parts[number - 1].toks[-1].end : clause.toks[0].start] if number else ""
        fresh = asides.apart(clause, gap) and bool(busy.get(number - 1))
        fresh = fresh or openings.of_the_film(clause, last, gap) or ("\n" in gap and asides.other_topic(last, clause))
        clause.last = None if (fresh and not clause.said("pron")) or asides.unlike(last, clause, found) else last
        clause.following = _next_which(parts, number)
        if drawn and asides.of_the_video(clause) and not clause.said("dur for todur name r: ratio size quote"):
            continue
        clause.ending = number > 0 and parts[number - 1].said("n:end", "at_end")
        held = found[-1] if found else None
        clause.ending = clause.ending or (isinstance(held, m.Freeze) and held.at_ms is None and held.edge == "end")
        disliked = bool(vague) and vague[-1][0] == number - 1 and parts[number - 1].said("n:transition")
        clause.joining = disliked or (bool(found) and isinstance(found[-1], m.SetTransition))
        clause.sounding = sounding or (bool(found) and isinstance(found[-1], (m.Volume, m.FadeSound)))
        sounding = False
        clause.kept = any(isinstance(one, (m.Keep, m.KeepEdge, m.Remove)) for one in found) or (
            any(isinstance(one, m.CutOut) for one in found) and any(part.said("v:keep") for part in parts[:number])
        )
        clause.kept = clause.kept or any(isinstance(one, m.CutOut) and one.end_ms is None for one in found)
        if not clause.kept and not any(part.said("v:cut v:remove v:trim v:take") for part in parts[:number]):
            begun = [one for one in found if isinstance(one, m.CutOut) and one.which is not None]
            clause.kept = any(not one.start_ms for one in begun)  # "beach from 2s, city until 5s"
        slices.parted(clause, found, timeline)
        if (unsaid := vagueness.asked(clause, scene)) is not None:
            vague.append((number, *unsaid))
            last = unsaid[1] or last
            continue
        clause.upon()
        pointed = (
            None if scene.empty or scene.composing else remarks.pointed(clause, next(iter(parts[number + 1 :]), None))
        )
        if pointed is not None:
            last = pointed
            continue
        if remarks.only(clause):
            told.append((number, [clause.toks], remarks.topic(clause)))
            last, sounding = remarks.topic(clause) or last, remarks.sounding(clause)
            continue
        try:
            also = shares.likewise(clause, found, scene)
            made, rest = (also, []) if also else laying.tried(clause, found, scene, frames.tried)
        except making.NoSource as error:  # the video that was asked for: the rest was meant for that one
            return Understanding(refusals=(Refusal("", error.reason, error.suggestion),), language=language)
        except Impossible as error:
            refusals.append(Refusal(bare(clause.toks, message), error.reason, error.suggestion))
            continue
        except Ask as ask:
            if len(parts) > 1 and remarks.remarked(clause):
                told.append((number, [clause.toks], remarks.topic(clause)))
                last = remarks.topic(clause) or last
                continue
            asks_words = asks_words or (question is None and isinstance(ask, AskWords))
            question = question or str(ask)
            continue
        if made and statements.acted(clause.toks):
            made, rest = [], [clause.toks]
        if refusals and any(isinstance(one, m.AddCaptions) and one.name for one in made) and not clause.said("name"):
            continue  # the captions that were to be made by listening
        if not made and rest and (unseen := meta.unseen(clause, scene)):
            refusals.append(unseen)
            declined = True
            continue
        if rest and not made and remarks.remarked(clause):
            told.append((number, rest, remarks.topic(clause)))
            last, sounding = remarks.topic(clause) or last, remarks.sounding(clause)
            continue
        if rest and not made and scene.composing and (again := storyboards.asked_again(clause, scene, frames.tried)):
            made, rest = again
        if rest and not made and storyboards.recast(found, clause, scene):
            continue
        if rest and not made and not clause.said("unknown"):
            beside.append(clause)
            last = remarks.topic(clause) or last
            continue
        made = storyboards.combined(found, stretches.continued(made, found, clause, gap), clause, scene)
        if any(isinstance(one, m.Compose) for one in made):
            scene.composing = True
        if remarks.remarked(clause):
            complaints += made
            rest = [run for run in rest if not made or any(not one.has("w") for one in run)]
        found += made
        base += [number if clause.hard else 0] * len(made)
        rest = [run for run in rest if not asides.trifle(run, scene.composing)]
        lost.add(rest)
        about = [one for edit in made if (one := frames.about(edit, media)) is not None]
        if made:
            busy[number] = [*about, *(one.which for one in made if isinstance(one, m.Remove))]
        if not made and clause.said("v:dislike leave same v:keep neg"):
            about = [one.which for one in clause.toks if one.which is not None and not one.which.everything]
            about = about or [one for one in (remarks.topic(clause),) if one is not None]
        last = about[-1] if about else last
    open_ones = [ask for number, ask, about in vague if not remarks.mended(number, about, busy)]
    if question is None and open_ones:
        question, asks_words = str(open_ones[0]), isinstance(open_ones[0], AskWords)
    silent = [*beside, *(parts[number] for number, *_ in told)]
    said = [one for one in (*parts, *lists.done) if one.used and all(one is not other for other in silent)]
    for number, runs, topic in told:
        if not (remarks.mended(number, topic, busy) or (found and asides.aside(parts[number], said, found))):
            lost.add(runs)
    if any(isinstance(one, (m.Compose, m.Canvas)) for one in found):
        lengths = [(one, lasts) for one in beside if (lasts := asides.lone_length(one))]
        found += [m.SetLength(lasts, language=language) for _, lasts in lengths]
        base += [0] * len(lengths)
        beside = [one for one in beside if all(one is not clause for clause, _ in lengths)]
    for clause in beside:
        lost.add(asides.unheeded(clause, said, found, scene.composing))
    if question is not None:
        return Understanding(question=question, language=language, asks_words=asks_words)
    if complaints and (kept := asides.outdone(found, complaints)) != found:
        found, base = kept, [0] * len(kept)
    try:
        found = briefs.kept_out(heard.only_named(found, toks, media), toks)
        found = ranges.ordered(heard.only_parts(found, toks, media), base)
        found = totals.agreed(gathered(found, media, timeline.duration_ms), scene)
    except Ask as ask:
        return Understanding(question=str(ask), language=language)
    found = meta.settled(pinned(found, base, timeline))
    found, more = _tried(framing.together(found), timeline, media)
    about_the_file = found and not timeline.tracks and all(isinstance(one, m.SetOutput) for one in found)
    if about_the_file and any(one.has("v:export") for one in toks):
        return Understanding(wants="export", language=language)
    named = lost.named(bool(found or refusals or more))
    if not found and not named and not refusals and not more:
        if not any(one.has("f", "neg") or one.tags for one in toks):
            return Understanding(wants="help", language=language)
        named = () if parts and all(one.used for one in parts) else (message.strip()[:200],)
    return Understanding(tuple(found), named, (*refusals, *more), language=language, sends=sends)


def _afresh(message: str, media: Sequence[Clip], language: m.Language) -> Understanding:
    """What is to be made after "start over"; where nothing of it can be, the timeline stays as it is."""
    said = replace(understand(message, Timeline(), media), language=language)
    if not (said.edits or said.refusals or said.question) and any(one.name.lower() in message.lower() for one in media):
        said = understand(("做一个视频，" if language == "zh" else "make a video ") + message, Timeline(), media)
    if said.refusals and not any(isinstance(one, m.Compose) and not one.laid for one in said.edits):
        return replace(said, edits=())
    return replace(said, fresh=bool(said.edits) and said.wants == "edit" and not said.question)


def _next_which(parts: Sequence[Clause], number: int) -> Which | None:
    """What the following clause names, for a verb that has left its object to it: "trim and reverse clip 2"."""
    if number + 1 >= len(parts):
        return None
    return next((one.which for one in parts[number + 1].toks if one.has("sel") and one.which is not None), None)


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
            if isinstance(edit, (m.Remove, m.Volume)) and any(_gone(one, edit) for one in kept):
                continue  # it was said twice
            paced = isinstance(edit, m.Speed) and edit.relative and edit.which.everything
            if paced and any(isinstance(one, (m.SetEach, m.SetLength)) for one in found):
                continue  # "slow down the pace: 8 seconds per photo"
            if not any(one.why == error.reason for one in refusals):
                refusals.append(Refusal("", error.reason, error.suggestion))
            if isinstance(edit, m.Compose):
                return [], refusals
        else:
            kept.append(edit)
    return kept, refusals


def _gone(one: Edit, edit: m.Remove | m.Volume) -> bool:
    """Whether an edit before has removed what is to be removed again, or to be silent."""
    if not isinstance(one, m.Remove) or one.which.kind != edit.which.kind:
        return False
    if isinstance(edit, m.Volume):
        return edit.which.everything and not edit.percent
    return one.which.everything or one.which == edit.which
