"""The sound of one file in the making: mixed in a thread beside the pictures, kept in the cache."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from local_backend.media.info import MediaFile, MediaInfo
from local_backend.process import CancelledError, ProcessError, ffmpeg
from local_backend.render import effort, formats
from local_backend.render.cache import Cache
from local_backend.render.effort import Progress
from local_backend.render.formats import Recipe
from local_backend.render.pool import UnwantedError
from local_backend.sound import arguments as sound
from local_backend.sound import attempts, mix, untouched
from local_backend.timeline import Timeline

LOOK_S = 0.2
CONVERT_S = 1800.0
CONVERT_MB = 4000


class ProductionError(Exception):
    """Why a piece cannot be made, in a sentence for the person."""


class Sound:
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
        self._told = cache.part("sound", ".progress")
        stand_ins = {
            name: MediaFile(Path(), MediaInfo("audio", "wav", one.duration_ms, has_audio=True), one.name)
            for name, one in sound.generated(timeline).items()
        }
        key = sound.key(timeline, {**files, **stand_ins}) if recipe.sound else ""
        taken = recipe.sound in untouched.CODECS and untouched.the_part(timeline, {**files, **stand_ins}) is not None
        self._effort = effort.TAKEN_S if taken else effort.HEARD_S
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

    def left(self) -> float:
        """Seconds that it should still take, as far as ffmpeg tells."""
        if not self._thread or not self._thread.is_alive():
            return 0.0
        try:
            told = re.findall(rb"out_time_us=(\d+)", self._told.read_bytes())
        except OSError:
            told = []
        done = int(told[-1]) / 1e6 if told else 0.0
        return max(0.0, self._timeline.duration_ms / 1000 - done) * self._effort

    def wait(self, progress: Progress | None = None) -> None:
        """Raises ``ProductionError`` or ``UnwantedError`` when there is no sound now."""
        while self._thread and self._thread.is_alive():
            self._thread.join(LOOK_S)
            if progress:
                progress.sound_left(self.left())
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
        try:
            music = self._cache.folder / "music"
            music.mkdir(parents=True, exist_ok=True)
            mix.write(self._timeline, self._files, part, music, self._codec, self._cancelled, self._told)
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
            self._told.unlink(missing_ok=True)


def convert(arguments: list[str], failure: str, cancelled: Callable[[], bool]) -> None:
    """Runs the ffmpeg program. Raises ``ProductionError`` or ``UnwantedError``."""
    try:
        done = attempts.run([ffmpeg(), *arguments], CONVERT_S, CONVERT_MB, cancelled=cancelled)
    except CancelledError as error:
        raise UnwantedError from error
    except ProcessError as error:
        raise ProductionError(f"{failure}: {error}.") from error
    if attempts.cut_off(done):
        raise ProductionError(f"{failure}: the ffmpeg program was ended twice from outside. Export again.")
    if done.code:
        raise ProductionError(f"{failure}: {done.last_words}.")
