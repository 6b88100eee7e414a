"""The main track as a chain, and what an edit of it means for everything that lies beside it.

Segments of the main track follow one another without a gap; each overlaps the one before it by exactly its own
transition, and a transition is never longer than half of either neighbour. What reaches beyond the end of the
video is shortened, what began there is dropped, and what ended with the video goes on doing so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from local_backend.edits.model import Clip, Language
from local_backend.edits.say import pick, seconds
from local_backend.timeline import Role, Segment, Timeline, Track, TrackKind, with_track

SHORTEST_TRANSITION_MS = 40
SHORTEST_MS = 40
"""One frame at 25 frames a second: no segment is shorter."""
KIND_OF_ROLE: dict[Role, TrackKind] = {
    "main": "video", "overlay": "video", "voice": "audio", "music": "audio", "sound": "audio", "text": "text",
}  # fmt: skip
LAYERS: tuple[Role, ...] = ("main", "overlay", "voice", "music", "sound", "text")


def lay(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """The segments one after the other from 0, transitions shortened where they do not fit."""
    placed: list[Segment] = []
    for segment in segments:
        if not placed:
            placed.append(replace(segment, start_ms=0, transition=None))
            continue
        before = placed[-1]
        # Beside another picture, which only the cut can take along, there is no transition.
        transition = None if segment.box or before.box else segment.transition
        if transition is not None:
            longest = min(before.duration_ms, segment.duration_ms) // 2
            transition = replace(transition, duration_ms=min(transition.duration_ms, longest))
            if transition.duration_ms < SHORTEST_TRANSITION_MS:
                transition = None
        start = before.end_ms - (transition.duration_ms if transition else 0)
        placed.append(replace(segment, start_ms=start, transition=transition))
    return tuple(placed)


def main_segments(timeline: Timeline) -> tuple[Segment, ...]:
    return timeline.main.segments if timeline.main else ()


def with_main(timeline: Timeline, segments: Iterable[Segment]) -> Timeline:
    return with_role(timeline, "main", lay(segments))


def of_role(timeline: Timeline, role: Role) -> tuple[Segment, ...]:
    return tuple(one for track in timeline.tracks if track.role == role for one in track.segments)


def with_role(timeline: Timeline, role: Role, segments: Sequence[Segment]) -> Timeline:
    """The timeline with the segments of that role, in the order of the layers."""
    ordered = (
        tuple(segments)
        if role == "main"
        else tuple(sorted(segments, key=lambda one: (one.start_ms, len(one.id), one.id)))
    )
    result = with_track(timeline, Track(KIND_OF_ROLE[role], role, ordered))
    return replace(result, tracks=tuple(sorted(result.tracks, key=lambda track: LAYERS.index(track.role))))


def mapped(timeline: Timeline, changed: Mapping[str, Segment]) -> Timeline:
    """The timeline with segments replaced by id; the main track is laid again."""
    tracks = []
    for track in timeline.tracks:
        segments = tuple(changed.get(one.id, one) for one in track.segments)
        tracks.append(replace(track, segments=lay(segments) if track.role == "main" else segments))
    return replace(timeline, tracks=tuple(tracks))


def new_ids(timeline: Timeline, count: int = 1) -> list[str]:
    """Names that no segment has: ``s7``, ``s8``."""
    used = [int(one.id[1:]) for _, one in timeline.segments() if one.id[:1] == "s" and one.id[1:].isdigit()]
    first = max(used, default=0) + 1
    return [f"s{number}" for number in range(first, first + count)]


def source_left(segment: Segment, media: Sequence[Clip]) -> int | None:
    """How long the segment could last at its speed, from where it begins in its source; None for no limit."""
    if segment.kind not in ("video", "audio") or segment.freeze or segment.loop:
        return None
    for clip in media:
        if clip.id == segment.media and clip.duration_ms > 0:
            return max(0, clip.duration_ms - segment.source_in_ms) * 100 // segment.speed
    return segment.duration_ms


def settle(before: Timeline, after: Timeline, media: Sequence[Clip], language: Language) -> tuple[Timeline, str]:
    """The edited timeline with everything inside its length, and a sentence about what had to give way."""
    if after.main is None:
        return after, ""
    old_end, end = before.duration_ms, after.duration_ms
    old = {one.id: one for _, one in before.segments()}
    notes: list[str] = []
    tracks: list[Track] = []
    for track in after.tracks:
        if track.role == "main":
            tracks.append(track)
            continue
        kept = []
        for one in track.segments:
            name = one.text or one.name
            was = old.get(one.id)
            to_the_end = was is not None and was.end_ms == old_end and one.duration_ms == was.duration_ms
            if one.start_ms > end - SHORTEST_MS:
                notes.append(pick(language, f'"{name}" began after the end and is gone', f"“{name}”在结尾之后，已去掉"))
                continue
            longest = end - one.start_ms
            follows = track.role in ("music", "voice") or (was is not None and was.start_ms == 0)
            if one.end_ms > end:
                if track.role not in ("music",) and not (to_the_end and follows):
                    cut = seconds(longest, language)
                    notes.append(pick(language, f'"{name}" now lasts {cut}', f"“{name}”缩短到 {cut}"))
                kept.append(_lasting(one, longest))
            elif to_the_end and follows and one.end_ms < end and end > old_end:
                left = source_left(one, media)
                kept.append(_lasting(one, longest if left is None else max(one.duration_ms, min(longest, left))))
            else:
                kept.append(one)
        if kept:
            tracks.append(replace(track, segments=tuple(kept)))
    after = replace(after, tracks=tuple(tracks))
    sentence = ("；" if language == "zh" else "; ").join(notes)
    return after, sentence


def covering(texts: Sequence[Segment]) -> Iterator[tuple[Segment, Segment]]:
    """Pairs that stand at one place at one time; the texts are in the order of time."""
    for at, one in enumerate(texts):
        for other in texts[at + 1 :]:
            if other.start_ms >= one.end_ms:
                break
            if one.style.place == other.style.place:
                yield one, other


def _lasting(segment: Segment, duration_ms: int) -> Segment:
    """The segment with another length, its fades inside it."""
    fade_in = min(segment.fade_in_ms, duration_ms // 2)
    fade_out = min(segment.fade_out_ms, duration_ms // 2)
    return replace(segment, duration_ms=duration_ms, fade_in_ms=fade_in, fade_out_ms=fade_out)


def problems(timeline: Timeline) -> list[str]:
    """What is wrong with a timeline; empty for a sound one. Every edit must leave it empty."""
    found: list[str] = []
    ids = [one.id for _, one in timeline.segments()]
    if len(set(ids)) != len(ids):
        found.append("an id occurs twice")
    found += [f"{one.id} lasts {one.duration_ms} ms" for _, one in timeline.segments() if one.duration_ms <= 0]
    found += [f"{one.id} starts at {one.start_ms} ms" for _, one in timeline.segments() if one.start_ms < 0]
    main = main_segments(timeline)
    for index, one in enumerate(main):
        if index == 0:
            if one.start_ms or one.transition:
                found.append("the first segment does not begin at 0 without a transition")
            continue
        before = main[index - 1]
        overlap = one.transition.duration_ms if one.transition else 0
        if before.end_ms - one.start_ms != overlap:
            found.append(f"{one.id} overlaps by {before.end_ms - one.start_ms} ms, its transition lasts {overlap}")
        if overlap > min(before.duration_ms, one.duration_ms) // 2:
            found.append(f"the transition into {one.id} is longer than half of a neighbour")
    if main:
        end = timeline.duration_ms
        found += [f"{one.id} ends after the video" for _, one in timeline.segments() if one.end_ms > end]
    return found
