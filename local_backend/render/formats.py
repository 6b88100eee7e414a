"""What each output format is made of, and how much a file must be squeezed to keep within a size. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path

from local_backend.render.encode import Encoding
from local_backend.timeline import Timeline

VIDEO = ("mp4", "mov", "webm")
SOUND = ("m4a", "mp3", "wav")
FORMATS = (*VIDEO, "gif", *SOUND)
H264_CRF = {"high": 19.5, "medium": 23.0, "low": 27.0}
VP9_CRF = {"high": 31.0, "medium": 36.0, "low": 42.0}
GIF_SIDE = {"high": 480, "medium": 360, "low": 270}
GIF_FPS = 15
GIF_CRF = 12.0
"""of the frames from which a GIF's colours are chosen: nearly without loss"""
HALVED_BY = 6.0
"""steps of crf that halve a file, as a rule of thumb"""
WORST_CRF = {"h264": 36.0, "vp9": 52.0}
"""beyond it fewer pixels look better than worse ones"""
SMALLEST_SIDE = 240
SPARE = 0.97
"""of the size allowed is aimed at"""
LEAST_SOUND_RATE, MOST_SOUND_RATE = 48_000, 192_000
SOUND_SHARE = 0.2
"""of a size limit is for the sound, at most"""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to make a file. ``height`` is its shorter side, 0 for the canvas's own."""

    suffix: str
    encoding: Encoding | None
    """None for a file without picture"""
    sound: str
    """codec of the mix (``sound.CODECS``), empty for none"""
    sound_suffix: str
    height: int
    fps: int
    copies: bool = False
    """whether untouched footage is taken as it is"""


def recipe(timeline: Timeline, fmt: str, quality: str) -> Recipe:
    """The recipe for a format. Raises ``ValueError`` for one that is not made here."""
    output = timeline.output
    fmt = fmt or output.format or "mp4"
    if output.audio_only and fmt in VIDEO:
        fmt = "m4a"
    if fmt in SOUND:
        return Recipe(f".{fmt}", None, fmt, f".{fmt}", 0, 0)
    if fmt == "gif":
        side = min(output.height or GIF_SIDE.get(quality, 480), timeline.width, timeline.height)
        return Recipe(".gif", Encoding(crf=GIF_CRF), "", "", side, min(output.fps or GIF_FPS, timeline.fps))
    if fmt == "webm":
        encoding = Encoding("vp9", VP9_CRF.get(quality, 31.0), "6")
        return Recipe(".webm", encoding, "opus", ".weba", output.height, output.fps)
    if fmt not in VIDEO:
        raise ValueError(f"{fmt} is not a format that can be made. Choose one of {', '.join(FORMATS)}.")
    copies = quality == "high" and not output.max_bytes
    encoding = Encoding(crf=H264_CRF.get(quality, H264_CRF["high"]))
    return Recipe(f".{fmt}", encoding, "aac", ".m4a", output.height, output.fps, copies)


def squeezed(made: Recipe, side: int, size: int, room: int) -> Recipe | None:
    """The recipe whose pictures should take ``room`` bytes where they took ``size``; None where none will do.

    ``side`` is the shorter side of the pictures that were made.
    """
    if made.encoding is None or room <= 0:
        return None
    steps = max(0.5, 1.08 * HALVED_BY * math.log2(size / room))
    crf = round(made.encoding.crf + steps, 1)
    worst = WORST_CRF[made.encoding.codec]
    if crf <= worst:
        return replace(made, encoding=replace(made.encoding, crf=crf))
    if side <= SMALLEST_SIDE:
        return replace(made, encoding=replace(made.encoding, crf=min(crf, worst + 10))) if crf < worst + 10 else None
    # Bytes go with the pixels, a little less than in proportion.
    smaller = max(SMALLEST_SIDE, int(side * 2 ** (-(crf - worst + 4) / HALVED_BY / 1.6)) // 2 * 2)
    return replace(made, height=smaller, encoding=replace(made.encoding, crf=worst - 4))


def sound_rate(limit: int, duration_ms: int) -> int:
    """Bits a second that the sound may take within a limit in bytes."""
    share = limit * SOUND_SHARE * 8 * 1000 / max(1, duration_ms)
    return int(min(MOST_SOUND_RATE, max(LEAST_SOUND_RATE, share)))


def slimmer_sound(source: Path, target: Path, codec: str, rate: int) -> list[str]:
    """ffmpeg's arguments for the same sound at fewer bits a second."""
    library, container = ("libopus", "webm") if codec == "opus" else ("aac", "mp4")
    head = ["-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-i", str(source)]
    return [*head, "-c:a", library, "-b:a", str(rate), "-f", container, str(target)]


def to_gif(source: Path, target: Path, fps: int) -> list[str]:
    """ffmpeg's arguments for a GIF that loops, with colours chosen for it."""
    graph = (
        f"[0:v]fps={fps},split[a][b];[a]palettegen=stats_mode=diff[p];"
        "[b][p]paletteuse=dither=bayer:bayer_scale=3:diff_mode=rectangle"
    )
    head = ["-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-i", str(source)]
    return [*head, "-filter_complex", graph, "-loop", "0", "-f", "gif", str(target)]
