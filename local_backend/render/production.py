"""One file in the making: which pieces are in the cache, the rest made, all of them joined, and kept.

The pieces are chunks of pictures, the sound, and the joined file itself; each has a key of its own.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from local_backend.media.info import MediaFile
from local_backend.render import effort, formats, graph, steady, untouched
from local_backend.render.cache import Cache
from local_backend.render.cuts import table
from local_backend.render.effort import Progress
from local_backend.render.formats import Encoding, Recipe
from local_backend.render.graph import Chunk
from local_backend.render.heard import Sound, convert
from local_backend.render.pool import Job, Pool, UnwantedError
from local_backend.render.untouched import Copied
from local_backend.timeline import Timeline

CHUNK = ".chunk"


class PiecesError(Exception):
    """Pieces that do not fit together. ``path`` is the one at fault, where that is known."""

    def __init__(self, words: str, path: Path | None) -> None:
        super().__init__(words)
        self.path = path


@dataclass(frozen=True, slots=True)
class Plan:
    """All chunks of a video, in order, without a gap."""

    width: int
    height: int
    fps: int
    frames: int
    chunks: tuple[Chunk | Copied, ...]


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
        self._shown: tuple[Timeline, Mapping[str, MediaFile]] | None = None
        self.sound_bytes = 0
        """of the last file made"""
        self.side = 0
        """shorter side of the last file made"""

    def file(self, recipe: Recipe, on_progress: Callable[[float], None], limit: int = 0) -> Path:
        """The finished file in the cache. ``limit`` is its size in bytes, for the share of the sound."""
        heard = Sound(self._cache, self._timeline, self._files, recipe, limit, self._cancelled)
        if recipe.encoding is None:
            return heard.alone(recipe)
        on_progress = self._steady(recipe, on_progress)
        began = time.monotonic()
        plan = self._plan(recipe)
        spent_s = time.monotonic() - began
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
                progress = self._make_chunks(plan, keys, recipe.encoding, heard, on_progress, spent_s)
            except BaseException:
                heard.abandon()
                raise
            heard.wait(progress)
            try:
                found = self._join(plan, keys, heard, whole, recipe, progress)
            except PiecesError as error:
                # A piece in the cache is damaged, or was thrown away meanwhile: it is made again, once.
                if error.path is None or last_try:
                    raise
                error.path.unlink(missing_ok=True)
        assert found  # noqa: S101 - the last try raises
        self.sound_bytes = heard.path.stat().st_size if heard.path and heard.path.exists() else 0
        return found

    def _steady(self, recipe: Recipe, on_progress: Callable[[float], None]) -> Callable[[float], None]:
        """Takes the shake out of clips where that is wished; what is returned hears how far the rest is."""
        timeline, files = self._timeline, self._files
        on = graph.stage(timeline, files, recipe.height, recipe.fps)
        first = steady.pixels(timeline, files, self._cache) * effort.STEADIED_S
        share = first / (first + on.frames * effort.encoded_s(on.width, on.height))

        def told(done: float) -> None:
            on_progress(share * done)

        self._shown = self._shown or steady.steadied(timeline, files, self._cache, self._cancelled, told)
        return lambda at: on_progress(share + (1 - share) * at)

    def _plan(self, recipe: Recipe) -> Plan:
        """The chunks of the video, untouched footage as copies where the recipe allows it."""
        timeline, files = self._shown or (self._timeline, self._files)
        on = graph.stage(timeline, files, recipe.height, recipe.fps)
        copies: list[Copied] = []
        if recipe.copies:
            bare = untouched.bare_runs(on.layers, on.frames, on.fps)
            fitting = {one.media for one in bare if untouched.fits(files[one.media], on.width, on.height, on.fps)}
            tables = {media: table(self._cache, files[media], on.fps, self._cancelled) for media in fitting}
            copies = untouched.copies(bare, {media: found for media, found in tables.items() if found}, on.fps)
        pieces: list[Chunk | Copied] = []
        at = 0
        for one in copies:
            pieces += [*graph.chunks(on, at, one.first), one]
            at = one.first + one.frames
        pieces += graph.chunks(on, at, on.frames)
        return Plan(on.width, on.height, on.fps, on.frames, tuple(pieces))

    def _join(self, plan: Plan, keys: list[str], heard: Sound, whole: str, recipe: Recipe, progress: Progress) -> Path:
        # PyAV comes with it, for which there is room now that the workers are gone.
        from local_backend.render.join import JoinError, join

        delays = [one.delay for one in plan.chunks if isinstance(one, Copied)]
        delay = max([*delays, recipe.encoding.delay if recipe.encoding else 0])
        chunks = [(self._cache.path(key, CHUNK), one.frames) for key, one in zip(keys, plan.chunks, strict=True)]
        part = self._cache.part(whole, recipe.suffix)
        try:
            if recipe.suffix == ".gif":
                plain, palette = self._cache.part(whole, ".mp4"), self._cache.part(whole, ".png")
                try:
                    join(chunks, None, plain, ".mp4", plan.fps, delay)
                    for line in (
                        formats.to_palette(plain, palette, plan.fps),
                        formats.to_gif(plain, palette, part, plan.fps),
                    ):
                        convert(line, "The GIF cannot be made", self._cancelled)
                finally:
                    plain.unlink(missing_ok=True)
                    palette.unlink(missing_ok=True)
            else:
                join(
                    chunks, heard.path, part, recipe.suffix, plan.fps, delay,
                    lambda frames: progress.join_left((plan.frames - frames) * effort.JOINED_S),
                )  # fmt: skip
            made = self._cache.finish(part, whole, recipe.suffix)
        except JoinError as error:
            raise PiecesError(str(error), error.path) from error
        finally:
            part.unlink(missing_ok=True)
        self._cache.trim(keep={made, *(path for path, _ in chunks)})
        return made

    def _make_chunks(
        self,
        plan: Plan,
        keys: list[str],
        encoding: Encoding,
        heard: Sound,
        on_progress: Callable[[float], None],
        spent_s: float,
    ) -> Progress:
        jobs: dict[str, Job] = {}
        for key, chunk in zip(keys, plan.chunks, strict=True):
            if key not in jobs and not self._cache.find(key, CHUNK):
                jobs[key] = self._job(key, chunk)
        pool = Pool(list(jobs.values()), self._shown_files, encoding, self._workers) if jobs else None
        work = [job.chunk.frames * effort.frame_s(job.chunk) for job in jobs.values()]
        share = 1 / pool.speed if pool else 1.0
        pictures = sum(work) * share + (effort.STARTED_S if pool else 0)
        progress = Progress(pictures, heard.left(), plan.frames * effort.JOINED_S, on_progress, spent_s)
        progress.say()

        starting = effort.STARTED_S

        def count(piece: Chunk | Copied, frames: int) -> None:
            nonlocal starting
            progress.pictures(starting)
            starting = 0.0
            progress.pictures(frames * effort.frame_s(piece) * share)
            progress.sound_left(heard.left())

        if pool is None:
            return progress
        try:
            pool.run(count, lambda: self._cancelled() or heard.error is not None)
        except UnwantedError:
            if self._cancelled():
                raise
        finally:
            for job in jobs.values():
                job.part.unlink(missing_ok=True)
        return progress

    @property
    def _shown_files(self) -> Mapping[str, MediaFile]:
        return self._shown[1] if self._shown else self._files

    def _job(self, key: str, chunk: Chunk | Copied) -> Job:
        part = self._cache.part(key, CHUNK)
        return Job(chunk, part, lambda: self._cache.finish(part, key, CHUNK))
