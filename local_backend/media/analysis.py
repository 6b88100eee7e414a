"""Where a file is silent or black, found by the ffmpeg program."""

from __future__ import annotations

import re

from local_backend.media.info import DEMUXERS, MediaFile
from local_backend.process import ffmpeg, run_limited

LIMIT_S = 900.0
MEMORY_MB = 4000
Spans = list[tuple[int, int]]
"""beginnings and ends in ms, in order"""


class AnalysisError(RuntimeError):
    """The file could not be read to its end."""


def silences(file: MediaFile, threshold_db: int = -40, min_ms: int = 500) -> Spans:
    """Stretches in which the sound stays below ``threshold_db`` (of full scale) for at least ``min_ms``."""
    if not file.info.has_audio:
        return [(0, file.info.duration_ms)] if file.info.duration_ms >= min_ms else []
    words = f"silencedetect=noise={threshold_db}dB:d={min_ms / 1000:.3f}"
    said = _run(file, ["-vn", "-map", "0:a:0", "-af", f"aresample=async=1:first_pts=0,{words}"])
    starts = [_ms(one) for one in re.findall(r"silence_start: (-?[\d.]+)", said)]
    ends = [_ms(one) for one in re.findall(r"silence_end: (-?[\d.]+)", said)]
    return _spans(starts, ends, file.info.duration_ms)


def black(file: MediaFile, min_ms: int = 300) -> Spans:
    """Stretches of at least ``min_ms`` in which nearly all of the picture is black."""
    if not file.info.has_video:
        return []
    words = f"scale=320:-2,blackdetect=d={min_ms / 1000:.3f}:pic_th=0.97:pix_th=0.08"
    said = _run(file, ["-an", "-map", "0:V:0", "-vf", words])
    found = re.findall(r"black_start:(-?[\d.]+) black_end:(-?[\d.]+)", said)
    return _spans([_ms(start) for start, _ in found], [_ms(end) for _, end in found], file.info.duration_ms)


def _ms(seconds: str) -> int:
    return max(0, round(float(seconds) * 1000))


def _spans(starts: list[int], ends: list[int], length: int) -> Spans:
    """Pairs; the last is open where the file ends in it."""
    closed = [*ends, *([length] * (len(starts) - len(ends)))]
    pairs = ((start, min(end, length)) for start, end in zip(starts, closed, strict=False))
    return [(start, end) for start, end in pairs if end > start]


def _run(file: MediaFile, what: list[str]) -> str:
    source = ["-protocol_whitelist", "file", "-f", DEMUXERS[file.info.format], "-i", str(file.path)]
    line = [ffmpeg(), "-nostdin", "-hide_banner", "-loglevel", "info", "-nostats", *source, *what, "-f", "null", "-"]
    done = run_limited(line, LIMIT_S, MEMORY_MB)
    if done.code:
        raise AnalysisError(f"{file.name} could not be read: {done.last_words}")
    return done.err.decode("utf-8", "replace")
