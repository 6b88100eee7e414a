"""Writes the sound of a timeline to a file: takes it as it is, or makes the music, finds the loudness and mixes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from local_backend.media.info import MediaFile
from local_backend.process import Finished, ProcessError, TimeLimitError, ffmpeg
from local_backend.sound import arguments as sound
from local_backend.sound import attempts, pieces, untouched
from local_backend.timeline import Timeline

MEMORY_MB = 6000
"""address space, not memory: ffmpeg reserves a thread's stack for every input"""
LONGEST_ARGUMENT = 100_000
"""bytes; Linux takes 128 KiB in one argument, a longer graph goes through standard input"""
LOUDNESS_LOOKS = 3
"""measurements: what the limiter takes away from the first correction is seen by the second"""
NEAR_ENOUGH_DB = 0.2
SILENCE = -69.9
"""LUFS; the meter's gate is at -70, and what lies below has no loudness"""
MOST_NAMES = 3
"""of files, of which one is at fault, in a message"""
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
    alone = untouched.the_part(timeline, files) if codec in untouched.CODECS else None
    if alone and untouched.copy(alone, files[alone.media], target, codec, cancelled):
        return True
    heard = with_music(timeline, files, music_folder, cancelled)
    gain = _gain(timeline, heard, cancelled) if timeline.loudness else 0.0
    arguments = sound.plan(timeline, heard, codec, gain)
    if arguments is None:
        return False
    said = ["-progress", str(told)] if told else []
    _run([*said, *arguments, str(target)], timeline, heard, cancelled)
    return True


def with_music(
    timeline: Timeline,
    files: Mapping[str, MediaFile],
    folder: Path,
    cancelled: Callable[[], bool] | None = None,
) -> dict[str, MediaFile]:
    """The files together with the generated music that the timeline asks for."""
    known = dict(files)
    try:
        for name, one in sound.generated(timeline).items():
            known[name] = pieces.file(one.name, one.duration_ms, one.seed, folder, cancelled)
    except pieces.PieceError as error:
        raise MixError(str(error)) from error
    return known


def _gain(timeline: Timeline, files: Mapping[str, MediaFile], cancelled: Callable[[], bool] | None) -> float:
    """Decibels that bring the mix to the loudness asked for, limiter included."""
    gain = 0.0
    for _ in range(LOUDNESS_LOOKS):
        arguments = sound.plan(timeline, files, "measure", gain)
        if arguments is None:
            return 0.0
        loudness, peak = _measured(arguments, timeline, files, cancelled)
        if loudness < SILENCE:
            return 0.0
        lacking = min(timeline.loudness - loudness, MOST_GAIN_DB - gain)
        gain += lacking
        # Where the limiter has nothing to do, a gain does what it says.
        if abs(lacking) <= NEAR_ENOUGH_DB or peak + max(0.0, lacking) < sound.LOUD_PEAK:
            break
    return gain


def _measured(
    arguments: list[str], timeline: Timeline, files: Mapping[str, MediaFile], cancelled: Callable[[], bool] | None
) -> tuple[float, float]:
    """Integrated loudness in LUFS and true peak in dB of full scale of a mix (ITU-R BS.1770, EBU R 128)."""
    at = arguments.index("-filter_complex") + 1
    meter = ",ebur128=peak=true:framelog=quiet[out]"
    arguments = [*arguments[:at], arguments[at].removesuffix("[out]") + meter, *arguments[at + 1 :], "-"]
    arguments[arguments.index("error")] = "info"
    said = _run(arguments, timeline, files, cancelled).decode("utf-8", "replace")
    summary = said[said.rfind("Summary:") :]
    loudness = re.search(r"\bI: +(\S+) LUFS", summary)
    peak = re.search(r"Peak: +(\S+) dBFS", summary)
    if not loudness or not peak:
        raise MixError("The loudness of the sound could not be measured.")
    return float(loudness[1]), float(peak[1])


def _run(
    arguments: list[str],
    timeline: Timeline,
    files: Mapping[str, MediaFile],
    cancelled: Callable[[], bool] | None,
) -> bytes:
    at = arguments.index("-filter_complex")
    graph: bytes | None = None
    line = arguments
    if len(arguments[at + 1]) > LONGEST_ARGUMENT:
        graph = arguments[at + 1].encode()
        line = [*arguments[:at], "-/filter_complex", "pipe:0", *arguments[at + 2 :]]
    limit_s = 60 + timeline.duration_ms / 1000
    try:
        done = attempts.run([ffmpeg(), *line], limit_s, MEMORY_MB, graph, cancelled=cancelled)
    except ProcessError as error:
        if type(error) is ProcessError:
            raise MixError(f"The sound could not be mixed: {error}.") from error
        if isinstance(error, TimeLimitError):
            raise MixError(f"The sound of {_named(files.values())} could not be mixed in time.") from error
        raise
    if attempts.cut_off(done):
        raise MixError("The sound could not be mixed: the ffmpeg program was ended twice from outside. Export again.")
    if done.code:
        raise MixError(_failure(done, arguments, files))
    return done.err


def _failure(done: Finished, arguments: Sequence[str], files: Mapping[str, MediaFile]) -> str:
    """What a person is told: which file it is about, and nothing of ffmpeg's own numbers."""
    said = done.err.decode("utf-8", "replace")
    if "No space left" in said:
        return "The sound could not be mixed: the disk is full."
    paths = [after for word, after in pairwise(arguments) if word == "-i"]
    # ffmpeg says at which input it was: [in#3 @ …], [aist#3:0/aac @ …]
    guilty = {paths[int(number)] for number in re.findall(r"(?:in|ist)#(\d+)", said) if int(number) < len(paths)}
    if not guilty:
        guilty = {path for path in paths if path in said} or set(paths)
    names = _named(one for one in files.values() if str(one.path) in guilty)
    return f"The sound of {names} is damaged and cannot be mixed. Replace it, mute it, or copy it again."


def _named(files: Iterable[MediaFile]) -> str:
    names = list(dict.fromkeys(one.name for one in files))
    more = [f"{len(names) - MOST_NAMES} others"] if len(names) > MOST_NAMES else []
    return " or ".join([*names[:MOST_NAMES], *more])
