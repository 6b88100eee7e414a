"""Clips without their shake: the ffmpeg program's vidstab filters, run once a clip, the result kept in the cache.

The rest of the renderer sees the steadied clip as one more file; the sound is still that of the clip itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from local_backend.media.info import MediaError, MediaFile, probe
from local_backend.process import ProcessError, ffmpeg, run_limited
from local_backend.render.cache import Cache
from local_backend.render.heard import ProductionError, convert
from local_backend.timeline import Segment, Timeline

VERSION = 1
DETECT = "shakiness=6:accuracy=12"
STEADY = "smoothing=30:optzoom=1:interpol=bicubic"
"""a second to either side is averaged; the zoom that hides the moving edges stays the same throughout"""
ENCODED = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "14", "-pix_fmt", "yuv420p"]
SUFFIX = ".steady.mp4"
LOOKED = 0.1
"""share of the first of the two passes in the time of both"""


@lru_cache(maxsize=1)
def possible() -> bool:
    """Whether the ffmpeg program at hand has the filters."""
    try:
        said = run_limited([ffmpeg(), "-hide_banner", "-filters"], 20, 0).out
    except ProcessError:
        return False
    return b"vidstabdetect" in said and b"vidstabtransform" in said


def steadied(
    timeline: Timeline,
    files: Mapping[str, MediaFile],
    cache: Cache,
    cancelled: Callable[[], bool],
    on_progress: Callable[[float], None] = lambda _: None,
) -> tuple[Timeline, dict[str, MediaFile]]:
    """The timeline as its pictures are to be made, and the files for it. ``on_progress`` gets 0.0 to 1.0.

    Raises ``ProductionError`` where it cannot be done, ``UnwantedError``.
    """
    known, ends = dict(files), _ends(timeline, files)
    whole, done = pixels(timeline, files, cache), 0.0

    def tell(share: float) -> None:
        on_progress((done + share * size) / max(1.0, whole))

    for media, end_ms in ends.items():
        size = _left(files[media], end_ms, cache)
        known[_name(media)] = _made(files[media], end_ms, cache, cancelled, tell)
        done += size
    tracks = tuple(
        replace(track, segments=tuple(_without_wish(one, ends) for one in track.segments)) for track in timeline.tracks
    )
    return replace(timeline, tracks=tracks), known


def pixels(timeline: Timeline, files: Mapping[str, MediaFile], cache: Cache) -> float:
    """How many pixels of all frames together are still to be steadied."""
    return sum(_left(files[media], end_ms, cache) for media, end_ms in _ends(timeline, files).items())


def _left(file: MediaFile, end_ms: int, cache: Cache) -> float:
    if cache.find(_key(file, _seconds(end_ms)), SUFFIX):
        return 0.0
    return end_ms / 1000 * float(file.info.fps) * file.info.width * file.info.height


def _seconds(end_ms: int) -> int:
    """Whole seconds, so that a small change of a cut finds it again."""
    return -(-end_ms // 1000) + 1


def _key(file: MediaFile, seconds: int) -> str:
    facts = file.path.stat()
    name = f"{file.path}/{facts.st_size}/{facts.st_mtime_ns}/{seconds}/{VERSION}"
    return hashlib.sha256(name.encode()).hexdigest()


def _ends(timeline: Timeline, files: Mapping[str, MediaFile]) -> dict[str, int]:
    """How far each clip is used that is to be steadied, in ms."""
    found: dict[str, int] = {}
    for _, one in timeline.segments():
        if one.picture.stabilise and one.media in files and files[one.media].info.kind == "video":
            end = files[one.media].info.duration_ms if one.loop or one.freeze else one.source_out_ms
            found[one.media] = max(found.get(one.media, 0), end)
    return found


def _without_wish(segment: Segment, ends: Mapping[str, int]) -> Segment:
    """The segment showing the steadied clip; a photo does not shake."""
    if not segment.picture.stabilise:
        return segment
    media = _name(segment.media) if segment.media in ends else segment.media
    return replace(segment, media=media, picture=replace(segment.picture, stabilise=False))


def _name(media: str) -> str:
    return f"{media}+steady"


def _made(
    file: MediaFile, end_ms: int, cache: Cache, cancelled: Callable[[], bool], tell: Callable[[float], None]
) -> MediaFile:
    if not possible():
        raise ProductionError(
            f"{file.name} cannot be stabilised here: the ffmpeg program has no vidstab filter. "
            "Ask for the video without stabilising."
        )
    seconds = _seconds(end_ms)
    key = _key(file, seconds)
    found = cache.find(key, SUFFIX)
    if found is None:
        moves, told, part = cache.part(key, ".moves"), cache.part(key, ".progress"), cache.part(key, SUFFIX)
        head = ["-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-protocol_whitelist", "file"]
        head += ["-progress", str(told), "-t", str(seconds), "-i", str(file.path), "-an", "-sn", "-dn"]
        keep = ["-fps_mode", "passthrough", "-video_track_timescale", "90000", *ENCODED, "-f", "mp4", str(part)]
        failure = f"{file.name} cannot be stabilised"

        def watched(begin: float, end: float) -> Callable[[], bool]:
            def look() -> bool:
                tell(begin + (end - begin) * min(1.0, _told_ms(told) / max(1, end_ms)))
                return cancelled()

            return look

        try:
            look = f"vidstabdetect=result={escaped(moves)}:{DETECT}"
            convert([*head, "-vf", look, "-f", "null", "-"], failure, watched(0, LOOKED))
            told.unlink(missing_ok=True)
            change = f"vidstabtransform=input={escaped(moves)}:{STEADY}"
            convert([*head, "-vf", change, *keep], failure, watched(LOOKED, 1))
            found = cache.finish(part, key, SUFFIX)
        finally:
            moves.unlink(missing_ok=True)
            told.unlink(missing_ok=True)
            part.unlink(missing_ok=True)
    try:
        return MediaFile(found, probe(found, file.name), file.name)
    except MediaError as error:
        raise ProductionError(f"{file.name} cannot be stabilised: {error}") from error


def _told_ms(told: Path) -> float:
    """How far ffmpeg says that it is."""
    try:
        found = re.findall(rb"out_time_us=(\d+)", told.read_bytes())
    except OSError:
        return 0.0
    return int(found[-1]) / 1000 if found else 0.0


def escaped(path: Path) -> str:
    """A path as the value of an option inside a filter graph, where two parsers read it."""
    text = str(path)
    for special in ("\\':", "\\'[],;"):
        text = "".join(f"\\{one}" if one in special else one for one in text)
    return text
