"""One turn of the agent: a message becomes edits, the edits a new draft, and all of it a stream of ``events``.

The work of a turn (``take_turn``) ends before its first event is sent and does not depend on who listens: a
client that hangs up in mid-turn finds the edit done, once. As in the cloud, some turns edit and say nothing;
a question, a refusal or a part left undone is never silent.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from local_backend import words
from local_backend.difference import difference
from local_backend.draft import from_draft, to_draft
from local_backend.edits.model import Clip, Impossible, Measure, RemoveQuiet
from local_backend.events import Outcome, events, line
from local_backend.media import captions
from local_backend.media.info import MediaFile
from local_backend.notes import length_lost, length_missed, notes
from local_backend.server.projects import Media, Projects
from local_backend.thread import Thread
from local_backend.timeline import Timeline
from local_backend.words import Language, Report, phrase

if TYPE_CHECKING:
    from local_backend.language.model import Understanding

log = logging.getLogger(__name__)

SILENT_PERCENT = 30
"""of the turns that did all they were asked (seed: "~30% of editing operations return no text")"""
HEARTBEAT = "event: heartbeat\ndata:\n\n"


@dataclass(frozen=True, slots=True)
class Mind:
    """The two functions that know the language: a message after others to edits, and an edit to a timeline."""

    understand: Callable[[str, Timeline, Sequence[Clip], Thread], Understanding]
    apply: Callable[[Timeline, Any, Sequence[Clip], Measure], tuple[Timeline, str]]


def mind() -> Mind:
    from local_backend import edits, language

    return Mind(language.follow, edits.apply)


class Agent:
    """Takes the turns of all sessions, one at a time in each."""

    def __init__(self, projects: Projects, heartbeat_s: float = 15.0, use: Mind | None = None) -> None:
        self._projects = projects
        self._heartbeat_s = heartbeat_s
        self._mind = use
        self._locks: dict[str, asyncio.Lock] = {}
        self._running: set[asyncio.Task[Outcome]] = set()

    @property
    def busy(self) -> bool:
        return bool(self._running)

    async def finish(self, seconds: float) -> None:
        """Waits for the turns that are being taken, so long at most."""
        if self._running:
            await asyncio.wait(set(self._running), timeout=seconds)

    def start(self, session_id: str, message: str) -> asyncio.Task[Outcome]:
        """Begins a turn. It goes on whether or not anybody listens to it."""
        task = asyncio.create_task(self._take(session_id, message))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def _take(self, session_id: str, message: str) -> Outcome:
        async with self._locks.setdefault(session_id, asyncio.Lock()):
            if self._mind is None:
                self._mind = await asyncio.to_thread(mind)
            return await asyncio.to_thread(take_turn, self._projects, self._mind, session_id, message)

    async def stream(self, turn: asyncio.Task[Outcome]) -> AsyncIterator[str]:
        """The server-sent events of a turn, with heartbeats while it works or waits for the one before it."""
        while not turn.done():
            await asyncio.wait({turn}, timeout=self._heartbeat_s)
            if not turn.done():
                yield HEARTBEAT
        if turn.cancelled() or turn.exception() is not None:
            log.error("a turn failed", exc_info=None if turn.cancelled() else turn.exception())
            yield line({"error": "The local backend failed at this edit. Look at the timeline before asking again."})
            return
        for event in events(turn.result()):
            yield line(event)
            await asyncio.sleep(0)


def take_turn(projects: Projects, use: Mind, session_id: str, message: str) -> Outcome:
    """Understands a message, keeps what it changes, and remembers the turn."""
    history = projects.history(session_id)
    timeline = from_draft(history.draft) if history.draft else Timeline()
    media = projects.media(session_id)
    clips = [clip(one, projects.media_path(one.hash)) for one in media]
    thread = projects.thread(session_id)
    understood = use.understand(message, timeline, clips, thread)
    language: Language = understood.language

    if understood.question:
        outcome = Outcome(understood.question, question=understood.question)
    elif understood.wants in ("undo", "redo"):
        outcome = _step(projects, session_id, understood.wants, language, understood.steps)
        if understood.then and outcome.changed:
            undone = thread.undone(timeline)
            outcome = _then(use, understood.then, outcome, clips, media, _measure(projects, session_id), undone)
    elif understood.wants == "edit":
        outcome = _edit(use, message, understood, timeline, clips, media, _measure(projects, session_id))
    elif understood.wants == "reset":
        empty = Timeline()
        said = phrase("reset", language) if timeline.tracks else phrase("empty", language)
        outcome = Outcome(said, (said,), timeline != empty, timeline != empty, draft=to_draft(empty))
    elif understood.wants == "export":
        outcome = Outcome(phrase("export_now", language) if timeline.tracks else words.nothing_yet(clips, language))
    elif understood.wants == "nothing":
        outcome = Outcome(phrase("nothing", language))
    elif understood.wants == "timeline":
        outcome = Outcome(words.timeline_words(timeline, language))
    else:
        outcome = Outcome(words.HELP[language])

    with projects.together():
        number = projects.turns(session_id) + 1
        if understood.wants in ("redo", "reset"):
            projects.forget(session_id)  # what was said before is not what led to this timeline
        elif understood.wants in ("edit", "undo"):
            projects.remember(session_id, message, history.draft)
        if outcome.changed and (outcome.committed or understood.wants not in ("undo", "redo")):
            projects.commit(session_id, outcome.draft)
        projects.add_turn(session_id, message, outcome.text, bool(outcome.question))
    return replace(outcome, silent=outcome.whole and falls_silent(session_id, number))


def _edit(
    use: Mind, message: str, understood: Understanding, timeline: Timeline, clips: Sequence[Clip],
    media: Sequence[Media], measure: Measure,
) -> Outcome:  # fmt: skip
    """Every edit that can be done, and in words those that cannot."""
    language: Language = understood.language
    refused = [words.refusal(one.what, one.why, one.nearest, language) for one in understood.refusals]
    changes: list[str] = []
    idle: list[str] = []
    after = timeline if understood.upon is None else understood.upon
    instead = [phrase("instead", language)] if understood.upon not in (None, timeline) else []
    if understood.fresh:
        after = Timeline()
        changes += [phrase("fresh", language)] if timeline.tracks else []
    for edit in understood.edits:
        try:
            before, (after, change) = after, use.apply(after, edit, clips, measure)
        except Impossible as error:
            refused.append(words.sentences(language, error.reason, error.suggestion))
            continue
        if after != before:
            changes.append("".join([*instead, change]))
            instead = []
        elif isinstance(edit, RemoveQuiet):
            idle.append(change)  # that nothing was found is an answer
        else:
            idle.append(phrase("already_part", language))
    if instead and after != timeline:  # what was done last is given up, and that is all
        changes.append("".join([*instead, difference(timeline, after, language)]))
    if idle and not (changes or refused or understood.not_understood):
        found = any(isinstance(edit, RemoveQuiet) for edit in understood.edits)
        return Outcome("\n".join([*idle, phrase("unchanged", language)]) if found else phrase("already", language))
    answers = idle if not changes else [one for one in idle if one != phrase("already_part", language)]
    missed = length_missed(after, understood.edits, language)
    told = [*dict.fromkeys(answers), *missed, *notes(timeline, after, media, language)]
    told += length_lost(timeline, after, understood.edits, language)
    told += [phrase("sends", language)] if understood.sends and after.tracks else []
    report = Report(message, changes, understood.not_understood, refused, told, after)
    whole = report.whole and not told
    gaps = (*missed, *refused, *(f"“{words.shorten(one)}”" for one in understood.not_understood))
    said = words.reply(report, language)
    return Outcome(said, changes, after != timeline, whole, draft=to_draft(after), gaps=gaps)


def _measure(projects: Projects, session_id: str) -> Measure:
    """Finds what is silent or black in the session's files; the files are read only when an edit asks."""

    def measure(
        what: Literal["silence", "black"], media: str, threshold_db: int, minimum_ms: int
    ) -> Sequence[tuple[int, int]]:
        from local_backend.media import analysis
        from local_backend.process import ProcessError

        found = next(one for one in projects.media(session_id) if one.hash == media)
        file = MediaFile(projects.media_path(media), found.info, found.name)
        try:
            return (
                analysis.silences(file, threshold_db, minimum_ms)
                if what == "silence"
                else analysis.black(file, minimum_ms)
            )
        except (analysis.AnalysisError, ProcessError) as error:
            raise Impossible(str(error)) from None

    return measure


def _step(projects: Projects, session_id: str, which: str, language: Language, steps: int) -> Outcome:
    was = projects.history(session_id).draft
    before = from_draft(was) if was else Timeline()
    taken = 0
    while taken < steps and projects.step(session_id, -1 if which == "undo" else 1):
        taken += 1
    if not taken:
        return Outcome(phrase(f"no_{which}", language))
    draft = projects.history(session_id).draft
    timeline = from_draft(draft) if draft else Timeline()
    said = words.sentences(
        language, words.stepped(which, taken, steps, language), difference(before, timeline, language)
    )
    return Outcome(
        f"{said}\n{words.timeline_words(timeline, language)}",
        (said,),
        True,
        steps == 1,
        draft=draft or to_draft(timeline),
    )


def _then(
    use: Mind, message: str, back: Outcome, clips: Sequence[Clip], media: Sequence[Media], measure: Measure,
    thread: Thread,
) -> Outcome:  # fmt: skip
    """What was wanted besides the step back, done to the timeline that it brought back."""
    timeline = from_draft(back.draft) if back.draft else Timeline()
    understood = use.understand(message, timeline, clips, thread)
    if understood.question or understood.wants != "edit":
        asked = understood.question or ""
        return replace(back, text=f"{back.changes[0]}\n{asked}".strip(), question=asked) if asked else back
    more = _edit(use, message, understood, timeline, clips, media, measure)
    return replace(
        more, text=f"{back.changes[0]}\n{more.text}", changes=(*back.changes, *more.changes), changed=True,
        whole=False, committed=more.changed, draft=more.draft if more.changed else back.draft,
    )  # fmt: skip


def clip(media: Media, path: Path) -> Clip:
    """A file as the language needs it; ``path`` is where its bytes are."""
    info = media.info
    text = captions.read(path) if info.kind == "caption" else ""
    return Clip(media.hash, media.name, info.kind, info.duration_ms, info.width, info.height, info.has_audio, text)


def falls_silent(session_id: str, turn: int) -> bool:
    """Whether this turn's words are left out: the same answer for the same turn, for about 30 % of them."""
    first = hashlib.sha256(f"{session_id} {turn}".encode()).digest()[0]
    return first * 100 < SILENT_PERCENT * 256
