"""Runs the mix: makes the music it needs, finds its loudness, and writes the sound of a timeline to a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from local_backend.media.info import MediaFile
from local_backend.process import ProcessError, ffmpeg, run_limited
from local_backend.sound import arguments as sound
from local_backend.sound import music
from local_backend.timeline import Timeline

MEMORY_MB = 6000
"""address space, not memory: ffmpeg reserves a thread's stack for every input"""
LONGEST_ARGUMENT = 100_000
"""bytes; Linux takes 128 KiB in one argument, a longer graph goes through standard input"""
LOUDNESS_LOOKS = 2
"""measurements: what the limiter takes away from the first correction is seen by the second"""
NEAR_ENOUGH_DB = 0.3
MOST_GAIN_DB = 24.0
"""a recording that is nearly silent stays so, instead of becoming loud noise"""


class MixError(RuntimeError):
    """The sound could not be made; the text says why."""


def write(
    timeline: Timeline,
    files: Mapping[str, MediaFile],
    target: Path,
    music_folder: Path,
    codec: str = "aac",
    cancelled: Callable[[], bool] | None = None,
    told: Path | None = None,
) -> bool:
    """Writes the mix to ``target``; False, and no file, where nothing is heard. ``told`` is where ffmpeg is to say
    how far it is.

    Generated music is kept in ``music_folder``. Raises ``MixError``, or ``CancelledError`` of ``process``.
    """
    heard = with_music(timeline, files, music_folder)
    gain = _gain(timeline, heard, cancelled) if timeline.loudness else 0.0
    arguments = sound.plan(timeline, heard, codec, gain)
    if arguments is None:
        return False
    said = ["-progress", str(told)] if told else []
    _run([*said, *arguments, str(target)], timeline, cancelled)
    return True


def with_music(timeline: Timeline, files: Mapping[str, MediaFile], folder: Path) -> dict[str, MediaFile]:
    """The files together with the generated music that the timeline asks for."""
    known = dict(files)
    for name, segment in sound.generated(timeline).items():
        known[name] = music.file(segment.name, segment.duration_ms, segment.seed, folder)
    return known


def _gain(timeline: Timeline, files: Mapping[str, MediaFile], cancelled: Callable[[], bool] | None) -> float:
    """Decibels that bring the mix to the loudness asked for, limiter included."""
    gain = 0.0
    for _ in range(LOUDNESS_LOOKS):
        arguments = sound.plan(timeline, files, "measure", gain)
        if arguments is None:
            return 0.0
        at = arguments.index("-filter_complex") + 1
        arguments[at] = arguments[at].removesuffix("[out]") + ",loudnorm=print_format=json[out]"
        arguments[arguments.index("error")] = "info"
        said = _run([*arguments, "-"], timeline, cancelled).decode("utf-8", "replace")
        try:
            measured = float(json.loads(said[said.rindex("{") : said.rindex("}") + 1])["input_i"])
        except (ValueError, KeyError) as error:
            raise MixError("The loudness of the sound could not be measured.") from error
        if measured < -70:  # silence has no loudness
            return 0.0
        lacking = timeline.loudness - measured
        gain = min(gain + lacking, MOST_GAIN_DB)
        if abs(lacking) <= NEAR_ENOUGH_DB:
            break
    return gain


def _run(arguments: list[str], timeline: Timeline, cancelled: Callable[[], bool] | None) -> bytes:
    at = arguments.index("-filter_complex")
    graph: bytes | None = None
    if len(arguments[at + 1]) > LONGEST_ARGUMENT:
        graph = arguments[at + 1].encode()
        arguments = [*arguments[:at], "-/filter_complex", "pipe:0", *arguments[at + 2 :]]
    limit_s = 60 + timeline.duration_ms / 1000
    try:
        done = run_limited([ffmpeg(), *arguments], limit_s, MEMORY_MB, graph, cancelled=cancelled)
    except ProcessError as error:
        if type(error) is ProcessError:
            raise MixError(f"The sound could not be mixed: {error}.") from error
        raise
    if done.code:
        raise MixError(f"The sound could not be mixed: {done.last_words or 'ffmpeg failed'}")
    return done.err
