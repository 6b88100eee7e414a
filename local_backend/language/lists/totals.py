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
    if job is None or job.duration_ms <= 0:
        return found
    if not job.parts:
        return _divided(found, job, scene)
    lengths = []
    for media, (start, length) in zip(job.media, job.parts, strict=True):
        clip = next(one for one in scene.media if one.id == media)
        lengths.append(length or (clip.duration_ms - start if clip.kind == "video" else 4000))
    overlaps = (len(lengths) - 1) * (job.transition.duration_ms if job.transition else 0)
    total = sum(lengths) + sum(one.duration_ms for one in found if isinstance(one, m.InsertColor))
    if any(abs(job.duration_ms - one) <= 500 for one in (total, total - overlaps)):
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
