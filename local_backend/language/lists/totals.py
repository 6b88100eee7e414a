"""Whether the length that was asked for is the one that the parts come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Which
from local_backend.language.message.clause import Scene
from local_backend.language.model import Ask


def agreed(found: list[m.Edit], scene: Scene) -> list[m.Edit]:
    """The edits, once the length that was asked for is the one that the parts have. Raises ``Ask`` where it is not."""
    job = next((one for one in found if isinstance(one, m.Compose)), None)
    part = any(isinstance(one, m.Keep) and one.which is not None and one.which.names for one in found)
    if job is not None and job.each_ms and part:  # "each photo 5 seconds": not the clip of which a part is told
        each = m.SetEach(Which("photo"), job.each_ms, language=job.language)
        found = [replace(one, each_ms=0) if one is job else one for one in found]
        at = next(index for index, one in enumerate(found) if isinstance(one, m.Compose))
        return [*found[: at + 1], each, *found[at + 1 :]]
    if job is None or job.duration_ms <= 0:
        return found
    if not job.parts:
        return _divided(found, job, scene)
    lengths = []
    for media, (start, length) in zip(job.media, job.parts, strict=True):
        file = next((one.duration_ms for one in scene.media if one.id == media and one.kind == "video"), 0)
        lengths.append(length or (file - start if file else 4000))
    for one in found:
        if isinstance(one, m.Speed) and len(one.which.numbers) == 1 and not job.timed:
            at = one.which.numbers[0] - 1
            if 0 <= at < len(lengths):
                lengths[at] = lengths[at] * 100 // one.percent
    overlaps = (len(lengths) - 1) * (job.transition.duration_ms if job.transition else 0)
    total = sum(lengths) + sum(one.duration_ms for one in found if isinstance(one, m.InsertColor))
    if abs(job.duration_ms - total) <= 500:
        return [replace(one, timed=True) if one is job else one for one in found]  # transitions take nothing of it
    if abs(job.duration_ms - total + overlaps) <= 500:
        return found
    raise Ask(
        scene.pick(
            f"The parts add up to {total / 1000:g} s, not {job.duration_ms / 1000:g} s: which of the two is meant?",
            f"这些部分加起来是 {total / 1000:g} 秒，不是 {job.duration_ms / 1000:g} 秒：以哪个为准？",
        )
    )


def _divided(found: list[m.Edit], job: m.Compose, scene: Scene) -> list[m.Edit]:
    """``12 seconds, each about 4``: the whole decides where the two agree. Raises ``Ask`` where they do not."""
    if not job.each_ms:
        return found
    count = len(job.media)
    total = count * job.each_ms
    overlaps = (count - 1) * (job.transition.duration_ms if job.transition else 0)
    if total - overlaps - 500 <= job.duration_ms <= total + 500:
        return [replace(job, each_ms=0) if one is job else one for one in found]
    videos = tuple(one for one in job.media if any(x.id == one and x.kind == "video" for x in scene.media))
    if videos != job.media and abs(len(videos) * job.each_ms - job.duration_ms) <= 500 * len(videos):
        job_of = replace(job, media=videos, each_ms=0)  # "a 15 s video, 5 s from each clip"
        return [job_of if one is job else one for one in found]
    raise Ask(
        scene.pick(
            f"{count} times {job.each_ms / 1000:g} s makes {total / 1000:g} s, not {job.duration_ms / 1000:g} s: "
            "which of the two is meant?",
            f"{count} 个各 {job.each_ms / 1000:g} 秒是 {total / 1000:g} 秒，"
            f"不是 {job.duration_ms / 1000:g} 秒：以哪个为准？",
        )
    )


def remaining_time(job: m.Compose, later: Sequence[m.Edit], media: Sequence[Clip]) -> list[m.Edit]:
    """``A and B, 20 seconds, A for 4 seconds``: what is left of the whole is shared by the others."""
    told = {name: one.duration_ms for one in later if isinstance(one, m.SetEach) for name in one.which.names}
    for part in later:
        if isinstance(part, m.KeepEdge) and part.which is not None:
            told |= dict.fromkeys(part.which.names, part.amount_ms)
        if isinstance(part, m.Keep) and part.which is not None and part.end_ms is not None:
            told |= dict.fromkeys(part.which.names, part.end_ms - part.start_ms)
    names = [one.name for file in job.media for one in media if one.id == file]
    others = [name for name in names if name not in told]
    if job.duration_ms <= 0 or job.each_ms or job.parts or not others or not set(told) & set(names):
        return []
    if any(isinstance(one, (m.SetLength, m.Insert, m.InsertColor)) for one in later):
        return []
    overlap = (len(names) - 1) * (job.transition.duration_ms if job.transition else 0)
    left = job.duration_ms + overlap - sum(told.get(name, 0) for name in names)
    if left < 100 * len(others):
        return []
    return [m.SetEach(Which(names=(name,)), left // len(others), language=job.language) for name in others]


def above_only(job: m.Compose, found: Sequence[m.Edit], media: Sequence[Clip]) -> m.Compose:
    """``from these photos and the clip, my logo in the corner``: what lies over the video is none of its clips.

    Files that were picked out by their names stay: where all of a kind are shown, nobody did.
    """
    laid = {one.media for one in found if isinstance(one, m.Overlay)}
    kinds = {one.kind for one in media if one.id in laid}
    picked = any(one.kind in kinds and one.id not in job.media for one in media)
    left = tuple(one for one in job.media if one not in laid)
    return job if picked or job.parts or not left else replace(job, media=left)


def underlaid(one: m.Edit, job: m.Compose) -> m.Edit:
    """The length of a shot that has its time of the video, with what of it lies under the next."""
    number = one.which.numbers[0] if isinstance(one, m.SetEach) and len(one.which.numbers) == 1 else 0
    told = isinstance(one, m.SetEach) and job.timed and 0 < number < len(job.parts)
    if not told or not isinstance(one, m.SetEach) or not job.transition or one.duration_ms != job.parts[number - 1][1]:
        return one
    return replace(one, duration_ms=one.duration_ms + job.transition.duration_ms)


def placed_first(
    found: list[m.Edit], place: int, job: m.Compose, media: Sequence[Clip]
) -> tuple[list[m.Edit], m.Compose]:
    """``start with mug.jpg for 5 seconds, the others 2 each``: one of the files of the job has its place and length."""
    result: list[m.Edit] = []
    for one in found:
        alone = isinstance(one, m.Insert) and sum(isinstance(x, m.Insert) and x.media == one.media for x in found) == 1
        own = isinstance(one, m.Insert) and len(one.media) == 1 and set(one.media) < set(job.media) and not job.parts
        if not (alone and own and isinstance(one, m.Insert)) or one.at_ms is not None or one.before or one.after:
            result.append(one)
            continue
        if one.position not in (0, 1, -1) or not one.duration_ms:
            result.append(one)
            continue
        others = tuple(file for file in job.media if file not in one.media)
        job = replace(job, media=(*one.media, *others) if one.position == 1 else (*others, *one.media))
        names = tuple(clip.name for clip in media if clip.id in one.media)
        result.append(m.SetEach(Which(names=names), one.duration_ms, language=one.language))
    result[place] = job
    return result, job


def lasts_as_long(one: m.AddSound, job: m.Compose, found: list[m.Edit]) -> bool:
    """Whether the only length of a message, said beside a sound, is that of the video: 照片配旁白和bgm，24秒."""
    told = any(isinstance(two, (m.SetEach, m.SetLength)) for two in found)
    told = told or bool(job.parts or job.each_ms or job.duration_ms)
    return one.duration_ms > 0 and not one.start_ms and one.role in ("music", "voice") and not told


def beside_cards(job: m.Compose, later: Sequence[m.Edit]) -> m.Compose:
    """The main job with a length that leaves room for the end cards: "a 20 second video with an end card"."""
    cards = [one for one in later if isinstance(one, m.InsertColor) and one.position == 0]
    if not cards or not job.duration_ms or job.each_ms or job.parts:
        return job
    join = job.transition.duration_ms if job.transition else 0
    left = job.duration_ms - sum(one.duration_ms - min(join, one.duration_ms // 2) for one in cards)
    return replace(job, duration_ms=left) if left >= job.duration_ms // 2 else job
