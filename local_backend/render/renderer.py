"""Renders a timeline into a file: chunks by worker processes, the sound beside them, then the join.

What is finished stays in the cache under a key of all that it shows, so a second render makes only what an
edit touched, and a render that was killed goes on where it was.
"""

from __future__ import annotations

import os
import shutil
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from local_backend.media.info import MediaFile
from local_backend.render import damage, formats
from local_backend.render.cache import Cache
from local_backend.render.formats import Recipe
from local_backend.render.heard import ProductionError
from local_backend.render.pool import PoolError, UnwantedError, cores
from local_backend.render.production import PiecesError, Production
from local_backend.timeline import Timeline

MOST_WORKERS = 8
SQUEEZES = 5
"""attempts to keep within a size that the person named"""
LEAST_ROOM = 1000
"""bytes for the pictures where the sound alone is over that size: they become as small as they can"""


class RenderError(Exception):
    """Why a video cannot be made, in a sentence for the person."""


class RenderCancelledError(RenderError):
    """It was not wanted any more."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The finished file."""

    path: Path
    bytes: int
    duration_ms: int
    notes: tuple[str, ...] = ()
    """what else the person should know, in sentences"""


class Renderer:
    """Renders for one home folder; ``render`` may be called from several threads."""

    def __init__(self, home: Path, workers: int | None = None) -> None:
        self.cache = Cache(home / "cache")
        self._workers = workers or min(cores(), MOST_WORKERS)
        self._first = threading.Lock()
        self._swept = False

    def render(
        self,
        timeline: Timeline,
        files: Mapping[str, MediaFile],
        fmt: str,
        quality: str,
        target: Path,
        on_progress: Callable[[float], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Rendered:
        """Makes ``target``. ``on_progress`` gets 0.0 to 1.0.

        Raises ``RenderError`` (``RenderCancelledError`` when ``cancelled`` said so, within about a second).
        """
        with self._first:
            if not self._swept:
                self.cache.sweep()
                self._swept = True
        self._check(timeline, files)
        try:
            recipe = formats.recipe(timeline, fmt, quality)
            made, told = self._made(timeline, files, recipe, on_progress, cancelled)
            _place(made, target)
        except UnwantedError as error:
            raise RenderCancelledError("The export was cancelled.") from error
        except PoolError as error:
            raise RenderError(_blame(error, files)) from error
        except PiecesError as error:
            raise RenderError(f"The pieces of the video do not fit together ({error}). Export again.") from error
        except (ProductionError, ValueError) as error:
            raise RenderError(str(error)) from error
        except OSError as error:
            raise RenderError(f"The video cannot be written: {error.strerror or error}.") from error
        on_progress(1.0)
        notes = (*told, *damage.notes(self.cache.folder, timeline, files))
        return Rendered(target, target.stat().st_size, timeline.duration_ms, notes)

    def _check(self, timeline: Timeline, files: Mapping[str, MediaFile]) -> None:
        if timeline.duration_ms <= 0:
            raise RenderError("The timeline is empty: there is nothing to export yet.")
        lost = [one.name or one.media for _, one in timeline.segments() if one.media and one.media not in files]
        if lost:
            raise RenderError(f"{', '.join(dict.fromkeys(lost))} is not among the uploaded files. Upload it again.")

    def _made(
        self,
        timeline: Timeline,
        files: Mapping[str, MediaFile],
        recipe: Recipe,
        on_progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> tuple[Path, tuple[str, ...]]:
        """The finished file in the cache, made again, smaller, while it is over the size allowed; and what to say."""
        limit = timeline.output.max_bytes
        production = Production(self.cache, self._workers, timeline, files, cancelled)
        if not limit or recipe.encoding is None:
            made = production.file(recipe, on_progress)
            return made, _over(made, limit)
        smallest: Path | None = None
        for attempt in range(SQUEEZES):
            # Each attempt takes half of what is left of the way.
            done, share = 1 - 0.5**attempt, 0.5 ** (attempt + 1)
            made = production.file(recipe, lambda at, d=done, s=share: on_progress(d + s * at), limit)  # type: ignore[misc]
            size = made.stat().st_size
            if smallest is None or not smallest.exists() or size < smallest.stat().st_size:
                smallest = made
            pictures = max(1, size - production.sound_bytes)
            room = max(LEAST_ROOM, int(limit * formats.SPARE) - production.sound_bytes)
            smaller = formats.squeezed(recipe, production.side, pictures, room) if size > limit else None
            if smaller is None:
                break
            recipe = smaller
        assert smallest is not None  # noqa: S101 - there is a first attempt
        return smallest, _over(smallest, limit)


def _over(made: Path, limit: int) -> tuple[str, ...]:
    """That a file is larger than it was to be."""
    size = made.stat().st_size
    if not limit or size <= limit:
        return ()
    what = made.suffix.lstrip(".").upper()
    return (
        f"The {what} file is {size / 1e6:.1f} MB: it could not be made smaller than the {limit / 1e6:g} MB that were "
        "asked for. Make the video shorter, or allow more.",
    )


def _place(made: Path, target: Path) -> None:
    """The finished file under its name, without copying it where the disk allows that."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and target.samefile(made):  # a rename onto itself would leave the other name behind
        return
    part = target.with_name(f"{target.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        os.link(made, part)
    except OSError:
        shutil.copyfile(made, part)
    part.replace(target)


def _blame(error: PoolError, files: Mapping[str, MediaFile]) -> str:
    file = files.get(error.media)
    if file is None:
        return f"The video cannot be rendered: {error}. Export again."
    return f"{file.name} cannot be rendered: {error}. Replace it, or export it again from where it came."
