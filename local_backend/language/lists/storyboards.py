"""The video that a shot list describes: its parts, what is to be done to each of them, and the rest of the message.

One range a file is a time of the video where all of them follow each other from 0 without a gap, else a time in
the file itself; a range before the file and another one behind it are both. Hard cuts join the parts unless a
transition is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from local_backend.edits import apply
from local_backend.edits import model as m
from local_backend.edits.chain import main_segments
from local_backend.edits.model import Edit, Which
from local_backend.language.lists import captioned
from local_backend.language.lists.parts import Shot
from local_backend.language.lists.shots import found
from local_backend.language.message.clause import Clause, Scene, weighty
from local_backend.language.message.splitting import clauses
from local_backend.language.model import Ask
from local_backend.language.order.blanks import between
from local_backend.language.words.lexer import Tok
from local_backend.timeline import Timeline

SLACK_MS = 60
Tried = Callable[[Clause, Scene], tuple[list[Edit], list[list[Tok]]]]


@dataclass(slots=True)
class Board:
    """The video that a list describes, what is to be done to its clips, and the tokens that are left."""

    job: m.Compose
    wishes: list[Clause]
    rest: list[Tok]
    blanks: list[Edit] = field(default_factory=list)


def board(toks: list[Tok], scene: Scene) -> Board | None:
    """The shot list of a message; None where there is none. Raises ``Ask`` for times that do not fit together."""
    shots, rest = found(toks, scene)
    timed = [one for one in shots if one.ranged or one.part or one.start is not None]
    if len(timed) < 2 and not (len(timed) == 1 and timed[0].listed and scene.empty):
        return None
    if not scene.empty and not _makes(rest):
        return None
    on_video = _placed(shots, scene)
    parts = tuple(one.part or (0, 0) for one in shots)
    job = m.Compose(tuple(one.clip.id for one in shots), transition=None, parts=parts, timed=on_video,
                    language=scene.language)  # fmt: skip
    shown = [tok.start for tok in toks if tok.has("name") and any(one.clip.name in tok.names for one in shots)]
    blanks, rest = between(rest, shown, scene)
    return Board(job, list(_wishes(shots)), rest, blanks)


def _makes(rest: list[Tok]) -> bool:
    """Whether a video is to be made of the list although there is one already."""
    made = any(one.has("v:make") and not one.has("f", "v:change") for one in rest)
    return made and any(one.has("n:film", "n:video", "meta") for one in rest)


def _placed(shots: list[Shot], scene: Scene) -> bool:
    """Settles what the ranges count: times of the video (True) or of the files."""
    starts = [one.start for one in shots if one.start is not None]
    if len(starts) == len(shots) and starts[0] == 0 and starts == sorted(set(starts)):
        for one, following in pairwise(shots):
            one.ranged = (one.start or 0, following.start or 0)
        last = shots[-1]
        length = last.part[1] if last.part and last.part[1] else 0 if last.clip.kind == "video" else 4000
        last.ranged = (last.start or 0, (last.start or 0) + (length or last.clip.duration_ms))
    ranged = [one for one in shots if one.ranged is not None]
    at = 0
    follows = len(ranged) == len(shots)
    for one in ranged:
        start, end = one.ranged or (0, 0)
        if end <= start:
            raise Ask(_unclear(one, scene))
        follows = follows and abs(start - at) <= SLACK_MS
        at = end
    for one in ranged:
        start, end = one.ranged or (0, 0)
        if follows:
            source = one.part[0] if one.part else 0
            one.part = (source, end - start)
        elif one.clip.kind != "video" or one.part is not None:
            raise Ask(_unclear(one, scene))
        else:
            one.part = (start, end - start)
    return follows and bool(ranged)


def _unclear(one: Shot, scene: Scene) -> str:
    start, end = (f"{value / 1000:g}" for value in one.ranged or (0, 0))
    return scene.pick(
        f"The times leave a gap or overlap: when exactly shall {one.clip.name} ({start}–{end} s) be seen?",
        f"这些时间没有首尾相接：{one.clip.name}（{start}–{end} 秒）到底什么时候出现？",
    )


def _wishes(shots: list[Shot]) -> Iterator[Clause]:
    leads = _leads_on(shots)
    for number, shot in enumerate(shots, 1):
        which = Which("main", (number,))
        for clause in clauses(shot.extras):
            if not any(weighty(one) for one in clause.toks):
                continue
            joins = any(
                one.has("n:transition", "t:") and not one.has("n:zoom", "n:blur", "fit:") for one in clause.toks
            )
            if joins and number == len(shots) and any(one.has("t:fade_black") for one in clause.toks):
                joins = False
                which = m.ALL
            elif joins and leads:
                which = Which("main", (number + 1,))
                if number == len(shots):
                    continue
            if joins or which == m.ALL:
                clause.toks = [one for one in clause.toks if not one.has("n:end", "n:start", "to") or one.has("t:")]
            if which == m.ALL:
                clause.ending = True
            elif not any(one.has("sel") for one in clause.toks):
                end = clause.toks[-1].end
                clause.toks.append(Tok({"sel", "n:clip"}, "", end, end, which=which))
            clause.last = which
            yield clause


def _leads_on(shots: list[Shot]) -> bool:
    """Whether the transitions of the lines lead to the next line: the first has one, or the last has none."""
    joins = [
        any(one.has("n:transition", "t:") and not one.has("n:zoom", "n:blur", "fit:") for one in shot.extras)
        for shot in shots
    ]
    return joins[0] or not joins[-1]


@dataclass(slots=True)
class Opened:
    """What the lists of a message come to before the rest of it is looked at."""

    toks: list[Tok]
    scene: Scene
    edits: list[Edit] = field(default_factory=list)
    lost: list[list[Tok]] = field(default_factory=list)
    last: Which | None = None
    done: list[Clause] = field(default_factory=list)


def opened(toks: list[Tok], scene: Scene, understood: Tried) -> Opened:
    """The edits of the shot list and the caption list of a message, and the tokens that are left of it."""
    result = Opened(toks, scene)
    if (one := board(toks, scene)) is not None:
        result.toks, result.edits = one.rest, [one.job]
        result.scene = replace(scene, timeline=apply(scene.timeline, one.job, scene.media)[0], composing=True)
        for clause in one.wishes:
            made, rest = understood(clause, result.scene)
            result.edits += _as_long(made, result.scene) if one.job.timed else made
            result.lost += rest
            result.done += [clause] if made else []
        result.edits += one.blanks
    if (texts := captioned.lines(result.toks, result.scene)) is not None:
        result.toks, result.last = texts.rest, texts.about
        result.edits += texts.edits
    if result.edits:
        result.scene = replace(result.scene, timeline=_after(result.scene.timeline, result.edits, scene))
    return result


def _as_long(made: list[Edit], scene: Scene) -> list[Edit]:
    """The edits of a shot that has its time of the video: at another speed it is seen for as long."""
    result: list[Edit] = []
    for one in made:
        result.append(one)
        if isinstance(one, m.Speed) and len(one.which.numbers) == 1:
            shown = main_segments(scene.timeline)[one.which.numbers[0] - 1].duration_ms
            result.append(m.SetEach(one.which, shown, language=one.language))
    return result


def _after(timeline: Timeline, edits: list[Edit], scene: Scene) -> Timeline:
    """The timeline with what can be done of the edits after the first composing."""
    for one in edits:
        if not isinstance(one, (m.Compose, m.RemoveQuiet)):
            try:
                timeline, _ = apply(timeline, one, scene.media)
            except m.Impossible:
                continue
    return timeline


def combined(found: list[Edit], made: list[Edit], clause: Clause, scene: Scene) -> list[Edit]:
    """The edits of a clause where a video is being made already; files that it names become those of that video."""
    place = next((index for index, one in enumerate(found) if isinstance(one, m.Compose)), None)
    if place is None:
        return made
    job = found[place]
    if not isinstance(job, m.Compose) or job.parts:
        return absorbed(made, clause, job)
    again = next((one for one in made if isinstance(one, m.Compose)), None)
    order = next((one for one in made if isinstance(one, m.Reorder) and one.how == "given"), None)
    if order is not None and (shown := _of_order(order, scene)):
        found[place] = job = replace(job, media=shown)
        made = [one for one in made if one is not order]
    if again is None:
        return _placed_again(found, place, made, clause)
    named = [
        clip.id for tok in clause.toks if tok.has("name") for clip in scene.files(tok, "image", "animation", "video")
    ]
    job = replace(job, media=again.media if named else job.media, each_ms=job.each_ms or again.each_ms)
    found[place] = job
    return absorbed(made, clause, job)


def _of_order(order: m.Reorder, scene: Scene) -> tuple[str, ...]:
    """``a 25-second slideshow, photo order: A, B, C``: those alone."""
    named = [name for which in order.order for name in which.names]
    files = [file for name in named if (file := scene.file(name)) is not None]
    if len(files) != len(order.order) or len(files) < 2 or any(one.kind == "audio" for one in files):
        return ()
    return tuple(one.id for one in files)


USES = ("use", "using", "take", "taking", "with", "用", "使用", "选用", "采用", "用上", "选")


def _placed_again(found: list[Edit], place: int, made: list[Edit], clause: Clause) -> list[Edit]:
    """Files of the video that is being made, named once more: those alone, or at the place that is said."""
    job = found[place]
    left: list[Edit] = []
    for one in made:
        again = isinstance(one, m.Insert) and one.at_ms is None and isinstance(job, m.Compose) and not job.parts
        if not again or not isinstance(one, m.Insert) or not isinstance(job, m.Compose):
            left.append(one)
            continue
        apiece = bool(one.duration_ms) and clause.said("each") and clause.word(*USES) and not one.position
        if not set(one.media) <= set(job.media) or one.position > 1 or (one.duration_ms and not apiece):
            left.append(one)
        elif apiece:
            job = replace(job, media=tuple(dict.fromkeys(one.media)), each_ms=one.duration_ms)
        elif one.position == 0 and clause.word(*USES) and not clause.said("at_end", "n:end"):
            job = replace(job, media=tuple(dict.fromkeys(one.media)))
        else:
            others = tuple(file for file in job.media if file not in one.media)
            first = one.position == 1 or (one.position == 0 and clause.word("先", "首先", "first"))
            job = replace(job, media=(*one.media, *others) if first else (*others, *one.media))
    found[place] = job
    return left


def asked_again(clause: Clause, scene: Scene, understood: Tried) -> tuple[list[Edit], list[list[Tok]]] | None:
    """``they want a 25-second video``, where it is being made already: understood as if nothing had been said."""
    if not (clause.said("v:make", "v:want") and clause.said("n:video", "n:film")):
        return None
    bare = Scene(Timeline(), scene.media, scene.language, message=scene.message)
    try:
        made, rest = understood(clause, bare)
    except (Ask, m.Impossible):
        return None
    return (made, rest) if any(isinstance(one, m.Compose) for one in made) else None


def recast(found: list[Edit], clause: Clause, scene: Scene) -> bool:
    """Whether a clause only lists files, which are then those of the video that is being made."""
    said = [one for one in clause.toks if weighty(one) and not one.has("comma")]
    files = [clip for one in said if one.has("name") for clip in scene.files(one, "image", "animation", "video")]
    place = next((index for index, one in enumerate(found) if isinstance(one, m.Compose)), None)
    if place is None or not files or not all(one.has("file", "and", "meta", "first") for one in said):
        return False
    job = found[place]
    if not isinstance(job, m.Compose) or job.parts:
        return False
    found[place] = replace(job, media=tuple(dict.fromkeys(one.id for one in files)))
    return True


def absorbed(made: list[Edit], clause: Clause, job: Edit) -> list[Edit]:
    """The edits of a clause about the video of the list: a second composing is only what it adds to that one."""
    result: list[Edit] = []
    if not isinstance(job, m.Compose):
        return made
    shown = set(job.media)
    for one in made:
        if isinstance(one, m.Insert) and one.at_ms is None and set(one.media) <= shown:
            continue  # "using a.mp4 and b.mp4"
        if not isinstance(one, m.Compose):
            result.append(one)
            continue
        if one.duration_ms > 0:
            result.append(m.SetLength(one.duration_ms, language=one.language))
        named = {name for tok in clause.toks for name in tok.names}
        if one.voice and (clause.said("n:voice") or one.voice in named):
            result.append(m.AddSound("voice", one.voice, language=one.language))
        if one.music and (clause.said("n:music") or one.music in named):
            result.append(m.AddSound("music", one.music, language=one.language))
    return result
