"""A message of edits to an empty timeline: what was uploaded goes onto it first, as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from local_backend.edits import apply
from local_backend.edits import model as m
from local_backend.edits.model import Clip, Edit, Impossible
from local_backend.language.message import shares
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.message.gathering import gathered
from local_backend.language.model import Understanding
from local_backend.language.order.heard import voice_and_music
from local_backend.language.order.making import STILLS, NoSource
from local_backend.language.picture.sitting import LOGO
from local_backend.language.words.lexer import Tok
from local_backend.timeline import Timeline, Transition

Made = tuple[list[Edit], list[list[Tok]]]


def laid(said: Understanding, timeline: Timeline, media: Sequence[Clip]) -> m.Compose | None:
    """All photos and clips in the order of upload, without transitions; None where nothing is to be laid."""
    if timeline.tracks or said.wants != "edit" or said.question or _composes(said.edits):
        return None
    pictures = [one for one in media if one.kind in (*STILLS, "video")]
    shown = [one for one in pictures if not LOGO.search(one.name)] or pictures
    if not shown:
        return None
    voice, _ = voice_and_music(list(media))
    return m.Compose(
        tuple(one.id for one in shown), transition=None, voice=voice.id if voice else "", laid=True,
        language=said.language,
    )  # fmt: skip


SPEAKS = re.compile(r"voice|narrat|speech|talk|\bvo\b|旁白|配音|解说|人声|录音|讲解", re.IGNORECASE)
ONLY = re.compile(r"\b(?:only|just|nothing but)\b|^\W*(?:use|take)\b|[只仅]|各取|截取|^\W*取", re.IGNORECASE)


def _only(upon: m.Compose, edits: Sequence[Edit], message: str, media: Sequence[Clip]) -> m.Compose:
    """``只要interview的第5到第20秒``: of all that was uploaded, only what is to be kept of it."""
    kept = [one for one in edits if isinstance(one, (m.Keep, m.KeepEdge)) and one.which is not None and one.which.names]
    named = {name for one in edits for name in getattr(getattr(one, "which", None), "names", ())}
    wanted = {name for one in kept if one.which is not None for name in one.which.names}
    left = tuple(one.id for one in media if one.name in wanted and one.id in upon.media)
    if not left or not named <= wanted or not ONLY.search(message):
        return upon
    return replace(upon, media=left, voice=upon.voice if SPEAKS.search(message) else "")


def together(upon: m.Compose, later: Understanding, message: str = "", media: Sequence[Clip] = ()) -> list[Edit]:
    """The laying and the edits that were understood on it; empty where there are none."""
    edits = list(later.edits)
    upon = _only(upon, edits, message, media)
    if not edits or later.question or later.wants != "edit" or _composes(edits):
        return []
    inserted = [one for edit in edits if isinstance(edit, m.Insert) for one in edit.media]
    if inserted and all(isinstance(edit, m.Insert) for edit in edits):  # only these are wanted, then
        return [replace(upon, media=tuple(dict.fromkeys(inserted)))]
    rest: list[Edit] = []
    for edit in edits:
        if isinstance(edit, m.SetTransition) and edit.pair is None and edit.into is None and edit.at_ms is None:
            usual = Transition()
            length = edit.duration_ms or usual.duration_ms
            upon = replace(upon, transition=None if edit.none else Transition(edit.kind or usual.kind, length))
            continue
        scored = isinstance(edit, m.AddSound) and edit.role == "music" and not SPEAKS.search(message)
        if scored or (isinstance(edit, m.AddSound) and edit.media and edit.media == upon.voice):
            upon = replace(upon, voice="")  # 配上我的歌: and nothing else that is heard
        rest.append(edit)
    taken = {one.media for one in rest if isinstance(one, m.Overlay)} | set(inserted)
    if left := tuple(one for one in upon.media if one not in taken):
        upon = replace(upon, media=left)
    return [upon, *rest]


def tried(clause: Clause, found: Sequence[Edit], scene: Scene, understood: Callable[[Clause, Scene], Made]) -> Made:
    """What a clause comes to; where it needs the video that is only being made in this message, on that one."""
    if shares.again_gone(clause, found):
        return [], []
    try:
        made, rest = understood(clause, scene)
        return shares.of_the_new(clause, made, found, scene.timeline), rest
    except NoSource:
        raise
    except Impossible:
        later = so_far(gathered(list(found), scene.media), scene) if scene.composing else None
        if later is None:
            raise
        return understood(clause, later)


def so_far(found: Sequence[Edit], scene: Scene) -> Scene | None:
    """The scene with the video that is being made in this message; None where it is there already, or cannot be."""
    if scene.timeline.tracks:
        return None
    timeline = scene.timeline
    for edit in found:
        with suppress(Impossible):
            timeline, _ = apply(timeline, edit, scene.media)
    return replace(scene, timeline=timeline) if timeline.tracks else None


def _composes(edits: Sequence[Edit]) -> bool:
    return any(isinstance(one, (m.Compose, m.SplitScreen)) for one in edits)
