"""Edits: a timeline and one edit in, another timeline and a sentence about it out. Nothing here reads a file.

``apply`` does an edit wholly or not at all, and leaves a sound timeline (``chain.problems`` is empty). What needs
to hear or see the files, such as cutting out silence, asks the ``measure`` that it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from local_backend.edits import (
    compose,
    cut,
    order,
    picture,
    quiet,
    sound,
    split_screen,
    splitting,
    tempo,
    transition,
    within,
    words,
)
from local_backend.edits import model as m
from local_backend.edits.apart import apart
from local_backend.edits.chain import problems, settle
from local_backend.edits.following import followed
from local_backend.edits.model import Clip, Edit, Impossible, Measure
from local_backend.edits.say import pick
from local_backend.timeline import Timeline

_ALONE: dict[type[Edit], Callable[[Timeline, Any], tuple[Timeline, str]]] = {
    m.InsertColor: order.insert_color,
    m.Remove: order.remove,
    m.Move: order.move,
    m.Swap: order.swap,
    m.Reorder: order.reorder,
    m.Duplicate: order.duplicate,
    m.Split: splitting.split,
    m.Keep: cut.keep,
    m.CutOut: cut.cut_out,
    m.TrimEdge: cut.trim_edge,
    m.KeepEdge: cut.keep_edge,
    m.Speed: tempo.speed,
    m.Backwards: tempo.backwards,
    m.Freeze: tempo.freeze,
    m.SetTransition: transition.set_transition,
    m.AddText: words.add_text,
    m.ChangeText: words.change_text,
    m.AddCaptions: words.add_captions,
    m.Volume: sound.volume,
    m.FadeSound: sound.fade_sound,
    m.Duck: sound.duck,
    m.Loudness: sound.loudness,
    m.Canvas: picture.canvas,
    m.Adjust: picture.adjust,
    m.FadePicture: picture.fade_picture,
    m.SetOutput: picture.set_output,
    m.Within: within.within,
}
_WITH_FILES: dict[type[Edit], Callable[[Timeline, Any, Sequence[Clip]], tuple[Timeline, str]]] = {
    m.Compose: compose.compose,
    m.SetLength: compose.set_length,
    m.SetEach: compose.set_each,
    m.Insert: order.insert,
    m.Replace: order.replace_clip,
    m.Loop: tempo.loop,
    m.AddSound: sound.add_sound,
    m.Detach: sound.detach,
    m.Overlay: picture.overlay,
    m.ChangeOverlay: picture.change_overlay,
    m.SplitScreen: split_screen.split_screen,
}


def apply(
    timeline: Timeline, edit: Edit, media: Sequence[Clip], measure: Measure | None = None
) -> tuple[Timeline, str]:
    """The timeline after the edit, and what changed, before → after, in the language of the edit.

    Raises ``Impossible`` where it cannot be done; the timeline given is never touched.
    """
    if isinstance(edit, m.RemoveQuiet):
        after, told = quiet.remove_quiet(timeline, edit, measure)
    else:
        kind = type(edit)
        alone = _ALONE.get(kind)
        after, told = alone(timeline, edit) if alone else _WITH_FILES[kind](timeline, edit, media)
        if after == timeline:
            told = pick(edit.language, "It is like that already.", "已经是这样了。")
    if not isinstance(edit, m.Compose):
        after = followed(timeline, after)
    after, note = settle(timeline, after, media, edit.language)
    after, moved = apart(timeline, after, edit.language)
    note = ("；" if edit.language == "zh" else "; ").join(filter(None, [note, *moved]))
    if note:
        told += f"{note}。" if edit.language == "zh" else f" {note}."
    if wrong := problems(after):
        raise AssertionError(f"{type(edit).__name__} left {', '.join(wrong)}")
    return after, told


__all__ = ["Clip", "Edit", "Impossible", "Measure", "apply", "problems"]
