"""One file in the making: which pieces are in the cache, the rest made, all of them joined, and kept.

The pieces are chunks of pictures, the sound, and the joined file itself; each has a key of its own.
"""

from __future__ import annotations

import hashlib
import json
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from local_backend.media.info import DEMUXERS, MediaFile, MediaInfo
from local_backend.process import CancelledError, ProcessError, ffmpeg, run_limited
from local_backend.render import formats, graph, untouched
from local_backend.render.cache import Cache
from local_backend.render.encode import Encoding
from local_backend.render.formats import Recipe
from local_backend.render.gops import Table
from local_backend.render.graph import Chunk
from local_backend.render.join import JoinError, join
from local_backend.render.pool import Job, Pool, UnwantedError
from local_backend.render.untouched import Copied
from local_backend.sound import arguments as sound
from local_backend.sound import mix
from local_backend.timeline import Timeline

CHUNK = ".chunk"
CHUNKS_SHARE = 0.97
"""of the progress; the rest is the join"""
MOST_COPIED_BITS = 30_000_000
"""a second: footage with more is encoded, so that the result plays everywhere"""
LOOK_S, LOOK_MB = 60.0, 2000
CONVERT_S = 1800.0
CONVERT_MB = 4000


@dataclass(frozen=True, slots=True)
class Plan:
    """All chunks of a video, in order, without a gap."""

    width: int
    height: int
    fps: int
    frames: int
    chunks: tuple[Chunk | Copied, ...]


class ProductionError(Exception):
    """Why a piece cannot be made, in a sentence for the person."""


class Production:
    """Makes files of one timeline; what two of them share is made once."""

    def __init__(
        self,
        cache: Cache,
        workers: int,
        timeline: Timeline,
        files: Mapping[str, MediaFile],
        cancelled: Callable[[], bool],
    ) -> None:
        self._cache, self._workers = cache, workers
        self._timeline, self._files, self._cancelled = timeline, files, cancelled
        self.sound_bytes = 0
        """of the last file made"""
        self.side = 0
        """shorter side of the last file made"""

    def file(self, recipe: Recipe, on_progress: Callable[[float], None], limit: int = 0) -> Path:
        """The finished file in the cache. ``limit`` is its size in bytes, for the share of the sound."""
        heard = _Sound(self._cache, self._timeline, self._files, recipe, limit, self._cancelled)
        if recipe.encoding is None:
            return heard.alone(recipe)
        plan = self._plan(recipe)
        self.side = min(plan.width, plan.height)
        keys = [chunk.key(recipe.encoding.key) for chunk in plan.chunks]
        facts = [recipe.suffix, plan.fps, keys, heard.key]
        whole = hashlib.sha256(json.dumps(facts).encode()).hexdigest()
        found = self._cache.find(whole, recipe.suffix)
        for last_try in (False, True):
            if found:
                break
            heard.start()
            try:
                self._make_chunks(plan, keys, recipe.encoding, heard, on_progress)
            except BaseException:
                heard.abandon()
                raise
            heard.wait()
            try:
                found = self._join(plan, keys, heard, whole, recipe)
            except JoinError as error:
                # A piece in the cache is damaged, or was thrown away meanwhile: it is made again, once.
                if error.path is None or last_try:
                    raise
                error.path.unlink(missing_ok=True)
        assert found  # noqa: S101 - the last try raises
        self.sound_bytes = heard.path.stat().st_size if heard.path and heard.path.exists() else 0
        return found

    def _plan(self, recipe: Recipe) -> Plan:
        """The chunks of the video, untouched footage as copies where the recipe allows it."""
        on = graph.stage(self._timeline, self._files, recipe.height, recipe.fps)
        copies: list[Copied] = []
        if recipe.copies:
            bare = untouched.bare_runs(on.layers, on.frames, on.fps)
            fitting = {one.media for one in bare if untouched.fits(self._files[one.media], on.width, on.height, on.fps)}
            tables = {media: self._table(self._files[media], on.fps) for media in fitting}
            copies = untouched.copies(bare, {media: table for media, table in tables.items() if table}, on.fps)
        pieces: list[Chunk | Copied] = []
        at = 0
        for one in copies:
            pieces += [*graph.chunks(on, at, one.first), one]
            at = one.first + one.frames
        pieces += graph.chunks(on, at, on.frames)
        return Plan(on.width, on.height, on.fps, on.frames, tuple(pieces))

    def _table(self, file: MediaFile, fps: int) -> Table | None:
        """Where a file may be cut; looked up once. None where it must be encoded."""
        facts = file.path.stat()
        if facts.st_size * 8000 > MOST_COPIED_BITS * max(1, file.info.duration_ms):
            return None
        name = f"{file.path}/{facts.st_size}/{facts.st_mtime_ns}/{fps}/{graph.VERSION}"
        key = hashlib.sha256(name.encode()).hexdigest()
        found = self._cache.find(key, ".gops")
        if found is None:
            line = [
                sys.executable,
                "-m",
                "local_backend.render.gops",
                str(file.path),
                DEMUXERS[file.info.format],
                str(fps),
            ]
            try:
                done = run_limited(line, LOOK_S, LOOK_MB, cancelled=self._cancelled)
            except CancelledError as error:
                raise UnwantedError from error
            except ProcessError:  # then it is encoded
                return None
            part = self._cache.part(key, ".gops")
            part.write_bytes(done.out)
            found = self._cache.finish(part, key, ".gops")
        try:
            data = json.loads(found.read_text())
            return Table(tuple(data["starts"]), tuple(data["ends"]), data["delay"]) if data else None
        except (ValueError, LookupError, TypeError):
            return None

    def _join(self, plan: Plan, keys: list[str], heard: _Sound, whole: str, recipe: Recipe) -> Path:
        delays = [one.delay for one in plan.chunks if isinstance(one, Copied)]
        delay = max([*delays, recipe.encoding.delay if recipe.encoding else 0])
        chunks = [(self._cache.path(key, CHUNK), one.frames) for key, one in zip(keys, plan.chunks, strict=True)]
        part = self._cache.part(whole, recipe.suffix)
        try:
            if recipe.suffix == ".gif":
                plain = self._cache.part(whole, ".mp4")
                try:
                    join(chunks, None, plain, ".mp4", plan.fps, delay)
                    convert(formats.to_gif(plain, part, plan.fps), "The GIF cannot be made", self._cancelled)
                finally:
                    plain.unlink(missing_ok=True)
            else:
                join(chunks, heard.path, part, recipe.suffix, plan.fps, delay)
            made = self._cache.finish(part, whole, recipe.suffix)
        finally:
            part.unlink(missing_ok=True)
        self._cache.trim(keep={made, *(path for path, _ in chunks)})
        return made

    def _make_chunks(
        self, plan: Plan, keys: list[str], encoding: Encoding, heard: _Sound, on_progress: Callable[[float], None]
    ) -> None:
        jobs: dict[str, Job] = {}
        for key, chunk in zip(keys, plan.chunks, strict=True):
            if key not in jobs and not self._cache.find(key, CHUNK):
                jobs[key] = self._job(key, chunk)
        done = plan.frames - sum(job.chunk.frames for job in jobs.values())

        furthest = 0

        def count(frames: int) -> None:
            nonlocal done, furthest
            done += frames
            furthest = max(furthest, min(done, plan.frames))  # a chunk that is made again takes nothing back
            on_progress(CHUNKS_SHARE * furthest / plan.frames)

        count(0)
        if not jobs:
            return
        pool = Pool(list(jobs.values()), self._files, encoding, self._workers)
        try:
            pool.run(count, lambda: self._cancelled() or heard.error is not None)
        except UnwantedError:
            if self._cancelled():
                raise
        finally:
            for job in jobs.values():
                job.part.unlink(missing_ok=True)

    def _job(self, key: str, chunk: Chunk | Copied) -> Job:
        part = self._cache.part(key, CHUNK)
        return Job(chunk, part, lambda: self._cache.finish(part, key, CHUNK))


class _Sound:
    """The mix, made in a thread beside the chunks."""

    def __init__(
        self,
        cache: Cache,
        timeline: Timeline,
        files: Mapping[str, MediaFile],
        recipe: Recipe,
        limit: int,
        cancelled: Callable[[], bool],
    ) -> None:
        self._cache, self._timeline, self._files = cache, timeline, files
        self._abandoned = False
        self._wanted_no_more = cancelled
        self._codec, self._suffix = recipe.sound, recipe.sound_suffix
        self._rate = formats.sound_rate(limit, timeline.duration_ms) if limit else 0
        self._thread: threading.Thread | None = None
        self.error: str | None = None
        stand_ins = {
            name: MediaFile(Path(), MediaInfo("audio", "wav", one.duration_ms, has_audio=True), one.name)
            for name, one in sound.generated(timeline).items()
        }
        key = sound.key(timeline, {**files, **stand_ins}) if recipe.sound else ""
        self.key = f"{key}-{self._codec}{self._rate or ''}" if key else ""

    def _cancelled(self) -> bool:
        return self._abandoned or self._wanted_no_more()

    @property
    def path(self) -> Path | None:
        return self._cache.path(self.key, self._suffix) if self.key else None

    def start(self) -> None:
        if self.key and not self._cache.find(self.key, self._suffix):
            self._thread = threading.Thread(target=self._make, daemon=True)
            self._thread.start()

    def abandon(self) -> None:
        """Stops it, because the pictures failed."""
        self._abandoned = True
        if self._thread:
            self._thread.join()

    def wait(self) -> None:
        """Raises ``ProductionError`` or ``UnwantedError`` when there is no sound now."""
        if self._thread:
            self._thread.join()
        if self._cancelled():
            raise UnwantedError
        if self.error is not None:
            raise ProductionError(self.error)

    def alone(self, recipe: Recipe) -> Path:
        """The mix as the whole file."""
        if not self.key:
            raise ProductionError("Nothing is heard in this video, so there is no sound to export.")
        self.start()
        self.wait()
        return self._cache.path(self.key, recipe.suffix)

    def _make(self) -> None:
        part, slim = self._cache.part(self.key, self._suffix), self._cache.part(self.key, self._suffix)
        music = self._cache.folder / "music"
        music.mkdir(exist_ok=True)
        try:
            mix.write(self._timeline, self._files, part, music, self._codec, self._cancelled)
            if 0 < self._rate < formats.MOST_SOUND_RATE:
                arguments = formats.slimmer_sound(part, slim, self._codec, self._rate)
                convert(arguments, "The sound cannot be made smaller", self._cancelled)
                slim.replace(part)
            self._cache.finish(part, self.key, self._suffix)
        except (CancelledError, UnwantedError):
            pass
        except Exception as error:  # said by the thread that waits
            self.error = str(error)
        finally:
            part.unlink(missing_ok=True)
            slim.unlink(missing_ok=True)


def convert(arguments: list[str], failure: str, cancelled: Callable[[], bool]) -> None:
    """Runs the ffmpeg program. Raises ``ProductionError`` or ``UnwantedError``."""
    try:
        done = run_limited([ffmpeg(), *arguments], CONVERT_S, CONVERT_MB, cancelled=cancelled)
    except CancelledError as error:
        raise UnwantedError from error
    except ProcessError as error:
        raise ProductionError(f"{failure}: {error}.") from error
    if done.code:
        raise ProductionError(f"{failure}: {done.last_words or 'ffmpeg failed'}.")
