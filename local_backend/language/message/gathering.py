"""Edits of one message seen together: the main job with all that was said of it, and numbers that stay true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Edit, Impossible, Which
from local_backend.edits.select import find
from local_backend.language.lists.totals import (
    above_only,
    beside_cards,
    lasts_as_long,
    placed_first,
    remaining_time,
    underlaid,
)
from local_backend.language.order.omissions import trimmed, without
from local_backend.language.picture.repeats import retimed
from local_backend.language.sound.voices import soundless
from local_backend.language.time.holding import held
from local_backend.language.time.joins import general_first
from local_backend.language.time.pacing import paced_with, stirred
from local_backend.language.time.turns import after_what_goes
from local_backend.timeline import Timeline, Transition


def joined(found: list[Edit]) -> list[Edit]:
    """Edits of a thing that was added or changed just before, drawn into that one."""
    result: list[Edit] = []
    for one in found:
        last = result[-1] if result else None
        if isinstance(one, m.AddSound) and _again(result, one):
            continue
        if isinstance(one, m.AddSound) and not (one.media or one.style):
            if isinstance(last, m.AddSound) and last.role == one.role:  # "lo-fi music, start it at 5 s"
                result[-1] = replace(last, start_ms=one.start_ms, duration_ms=one.duration_ms or last.duration_ms)
            continue
        if isinstance(last, m.AddSound):
            about = getattr(one, "which", None) == Which(last.role)
            if isinstance(one, m.Volume) and about and not one.relative:
                result[-1] = replace(last, volume=one.percent)
                continue
            if isinstance(one, m.FadeSound) and about:
                fade_in = last.fade_in_ms if one.in_ms is None else one.in_ms
                fade_out = last.fade_out_ms if one.out_ms is None else one.out_ms
                result[-1] = replace(last, fade_in_ms=fade_in, fade_out_ms=fade_out)
                continue
        if isinstance(last, m.SetTransition) and isinstance(one, m.SetTransition) and _only_length(one):
            result[-1] = replace(last, duration_ms=one.duration_ms)
            continue
        one = held(last, one)
        if isinstance(one, m.Speed) and (paced := paced_with(last, one)) is not None:
            result[-1] = paced
            continue
        louder = isinstance(last, m.Volume) and last.relative
        if louder and isinstance(one, m.Volume) and not one.relative and getattr(last, "which", None) == one.which:
            result[-1] = one  # "it is too quiet, make it 60%"
            continue
        if isinstance(last, m.Adjust) and isinstance(one, m.Adjust) and _complained(last, one):
            result[-1] = one  # "it looks washed out, bump the saturation up 25%"
            continue
        if isinstance(last, m.Volume) and isinstance(one, m.Volume) and _says_more(last, one):
            result[-1] = one  # "it is too loud, make it half as loud"
            continue
        again = isinstance(one, m.ChangeText) and not one.text
        if again and isinstance(last, m.ChangeText) and isinstance(one, m.ChangeText) and last.which == one.which:
            result[-1] = replace(
                last,
                start_ms=last.start_ms if one.start_ms is None else one.start_ms,
                shift_ms=last.shift_ms + one.shift_ms,
                duration_ms=one.duration_ms or last.duration_ms,
                style=(*last.style, *one.style),
                size_percent=one.size_percent or last.size_percent,
                fade_in_ms=last.fade_in_ms if one.fade_in_ms is None else one.fade_in_ms,
                fade_out_ms=last.fade_out_ms if one.fade_out_ms is None else one.fade_out_ms,
            )
            continue
        result.append(one)
    return sorted(result, key=lambda one: isinstance(one, m.Duck))  # there has to be music before


def _again(result: list[Edit], one: m.AddSound) -> bool:
    """Whether a sound was added already, and what is said of it now was drawn into that."""
    for index, first in enumerate(result):
        if not isinstance(first, m.AddSound) or first.role != one.role:
            continue
        if one.assumed or (first.media and first.media == one.media):
            result[index] = replace(
                first,
                volume=first.volume if one.volume < 0 else one.volume,
                fade_in_ms=one.fade_in_ms or first.fade_in_ms,
                fade_out_ms=one.fade_out_ms if one.fade_out_ms not in (0, -1) else first.fade_out_ms,
                start_ms=one.start_ms or first.start_ms,
                duration_ms=one.duration_ms or first.duration_ms,
                duck=one.duck or first.duck,
                loop=one.loop or first.loop,
            )
            return True
    return False


def _complained(first: m.Adjust, then: m.Adjust) -> bool:
    """Whether the second names the amount of what the first only complained of."""
    if first.to or len(first.by) != 1 or len(then.by) + len(then.to) != 1:
        return False
    name, amount = first.by[0]
    same = then.by[0] if then.by else then.to[0]
    return same[0] == name and abs(amount) in (10, 20, 40) and then.which == first.which


STEPS = ((70, True), (130, False), (85, True), (115, False), (50, True), (150, False))
"""What a complaint alone makes of a volume, and whether it makes it quieter."""


def _says_more(first: m.Volume, then: m.Volume) -> bool:
    """Whether the second is the first wish again, now with an amount."""
    same = first.relative and then.relative and first.which == then.which
    return same and (first.percent, then.percent < 100) in STEPS


LOOPED = ("main", "video", "text", "title")
"""What "loop it" may be about in a message that names a length: a text is never meant."""


def _filled(found: list[Edit], lasts_ms: int) -> list[Edit]:
    """``make it 10 seconds and loop it to fill``: the last clip is played again until then."""
    longer = next((one for one in found if isinstance(one, m.SetLength) and one.duration_ms > lasts_ms), None)
    again = next((one for one in found if isinstance(one, m.Loop) and one.which.kind in LOOPED), None)
    if longer is None or again is None or again.duration_ms not in (0, longer.duration_ms):
        return found
    filled = m.Loop(Which("main", (-1,)), 0, longer.duration_ms, fill=True, language=again.language)
    return [filled if one is again else one for one in found if one is not longer]


def _too_short(job: m.Compose, loop: m.Loop, media: Sequence[Clip]) -> bool:
    """Whether a clip is to be looped because the video that is asked for is longer than what it is made of."""
    if not job.duration_ms or loop.duration_ms not in (0, job.duration_ms):
        return False
    used = [clip for clip in media if clip.id in job.media]
    short = all(one.kind == "video" for one in used) and sum(one.duration_ms for one in used) < job.duration_ms
    whole = not loop.which.names and loop.which.numbers in ((), (-1,)) and loop.times in (0, 2)
    return short or len(used) == 1 or whole


def _voice(which: Which, job: m.Compose, media: Sequence[Clip]) -> bool:
    """Whether the voice of the main job is meant, by its kind or by its name."""
    return which == Which("voice") or any(one.id == job.voice and one.name in which.names for one in media)


def _names(job: m.Compose, media: Sequence[Clip]) -> list[str]:
    return [clip.name for clip in media if clip.id in job.media]


def _further(one: m.SetEach, job: m.Compose, media: Sequence[Clip]) -> tuple[str, ...]:
    """Files that are given a length although the job does not show them yet."""
    seen = ("video", "image", "animation")
    found = [clip.id for clip in media if clip.name in one.which.names and clip.kind in seen]
    return tuple(clip for clip in found if clip not in job.media)


def _unused(which: Which, job: m.Compose, media: Sequence[Clip]) -> bool:
    """Whether what is to go is a file that the job does not use."""
    used = (*job.media, job.voice, job.music)
    seen = {clip.name for clip in media if clip.kind != "caption" and clip.id not in used}
    return bool(which.names) and set(which.names) <= seen


def _only_length(one: m.SetTransition) -> bool:
    return one.kind is None and not one.none and one.pair is None and one.into is None and one.duration_ms > 0


def gathered(found: list[Edit], media: Sequence[Clip], lasts_ms: int = 0) -> list[Edit]:
    """The main job with what was said of it elsewhere in the message, and everything in an order that works."""
    found = trimmed(joined(general_first(retimed(soundless(found, media)))), media)
    place = next((index for index, one in enumerate(found) if isinstance(one, m.Compose)), None)
    if place is None:
        found = after_what_goes(_filled(found, lasts_ms))
        lengths = [one for one in found if isinstance(one, m.SetLength)]
        joins = [index for index, one in enumerate(found) if isinstance(one, m.SetTransition)]
        if len(lengths) == 1 and joins and found.index(lengths[0]) < joins[-1]:
            found = [one for one in found if one is not lengths[0]]
            found.insert(joins[-1], lengths[0])
        return found
    job = found[place]
    if not isinstance(job, m.Compose):
        return found
    found, job = placed_first(found, place, job, media)
    ahead: list[Edit] = []
    later: list[Edit] = []
    for index, one in enumerate(found):
        if index == place:
            continue
        if isinstance(one, m.SetTransition) and one.pair is None and one.into is None and one.at_ms is None:
            join = job.transition or Transition()
            if one.none:
                job = replace(job, transition=None)
            else:
                join = replace(join, kind=one.kind or join.kind, duration_ms=one.duration_ms or join.duration_ms)
                job = replace(job, transition=join)
        elif stirred(one, job, media) and (
            job.each_ms or job.duration_ms or any(isinstance(x, m.SetEach) for x in found)
        ):
            continue
        elif isinstance(one, m.SetEach) and not job.parts and (more := _further(one, job, media)):
            first = [name for name in _names(job, media) if len(job.media) == 1]
            if job.duration_ms and first:  # "mug.jpg for 5 seconds, then shop.jpg for 3"
                later.append(m.SetEach(Which(names=tuple(first)), job.duration_ms, language=one.language))
            job = replace(job, media=(*job.media, *more), duration_ms=0)
            later.append(one)
        elif isinstance(one, m.SetEach) and one.which.everything and not job.each_ms:
            job = replace(job, each_ms=one.duration_ms)
        elif isinstance(one, m.SetLength) and not job.duration_ms:
            job = replace(job, duration_ms=one.duration_ms)
        elif isinstance(one, m.Loop) and one.which.kind in LOOPED and _too_short(job, one, media):
            job = replace(job, loop=True)
        elif isinstance(one, m.Canvas):
            if one.width:
                ahead.append(replace(one, fit=None))
            if one.fit:
                later.insert(0, replace(one, width=0, height=0))
        elif isinstance(one, m.AddSound) and one == m.AddSound("voice", job.voice, language=one.language):
            continue  # it is in it already
        elif isinstance(one, m.AddSound) and lasts_as_long(one, job, found):
            job = replace(job, duration_ms=one.duration_ms)
            later.append(replace(one, duration_ms=0))
        elif isinstance(one, m.AddSound) and one.media and one.media == job.voice:
            job = replace(job, voice="") if one.role != "voice" else job
            later.append(one)
        elif isinstance(one, m.AddSound) and one.role == "music" and job.music:
            job = replace(job, music="")
            later.append(replace(one, media=one.media or ("" if one.style else job.music)))
        elif (
            isinstance(one, m.Volume)
            and one.percent == 0
            and not one.relative
            and one.which in (Which("voice"), Which("audio"), m.ALL, Which("photo"), Which("video"))
        ):
            job = replace(job, voice="")
            if any(clip.kind == "video" and clip.id in job.media for clip in media):
                later.append(replace(one, which=m.ALL))
        elif isinstance(one, m.Remove) and _unused(one.which, job, media):
            continue  # "(skip beans.png)", which was not to be shown anyway
        elif isinstance(one, m.Remove) and _voice(one.which, job, media):
            job = replace(job, voice="")
        elif isinstance(one, m.Remove) and (left := without(job, one.which, media)):
            kept = [part for one, part in zip(job.media, job.parts, strict=False) if one in left]
            job = replace(job, media=left, parts=tuple(kept))
        elif isinstance(one, m.Adjust) and job.motion and dict(one.to).get("motion") == "none":
            job = replace(job, motion=False)
        elif (
            isinstance(one, m.Adjust)
            and dict(one.to).get("motion") == "in"
            and one.which.everything
            and not one.alternate
        ):
            job = replace(job, motion=False)
            later.append(one)
        else:
            later.append(one)
    job = beside_cards(above_only(job, later, media), later)
    later = [underlaid(one, job) for one in later]
    return [*ahead, job, *later, *remaining_time(job, later, media)]


def pinned(found: list[Edit], base: list[int], timeline: Timeline) -> list[Edit]:
    """Numbers count on the timeline that the person sees, unless a "then" or the main job came before."""
    if any(isinstance(one, (m.Compose, m.SplitScreen)) for one in found) or len(found) < 2 or any(base):
        return found
    result: list[Edit] = []
    for edit in found:
        changed: dict[str, Any] = {}
        if isinstance(edit, m.Within):
            changed["edit"] = pinned([edit.edit, edit.edit], [], timeline)[0]
        for one in fields(edit):
            value = getattr(edit, one.name)
            whiches = value if isinstance(value, tuple) else (value,)
            if not whiches or not all(isinstance(which, Which) for which in whiches):
                continue
            cut = isinstance(edit, m.CutOut)  # of which the pieces that are left have the same name
            fixed = [_fixed(which, timeline, edit.language, named=cut) for which in whiches]
            changed[one.name] = tuple(fixed) if isinstance(value, tuple) else fixed[0]
        result.append(replace(edit, **changed) if changed else edit)
    return result


def _fixed(which: Which, timeline: Timeline, language: m.Language, *, named: bool = False) -> Which:
    if not (which.numbers or (named and which.names)) or (which.names and not named) or which.at_ms is not None:
        return which
    try:
        found = tuple(one.id for one in find(timeline, which, language))
        return Which(which.kind, ids=found) if found else which
    except Impossible:
        return which
