"""What each output format is made of, and how much a file must be squeezed to keep within a size. Pure."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from local_backend.timeline import Timeline

Codec = Literal["h264", "vp9"]
KEYFRAME_S = 8
"""seconds between key frames at most; chunks are shorter as a rule"""
LOOKS_AHEAD = 6
"""frames that x264 keeps to plan its bits; ten, its own number, are no better for the size and take 30 MB more"""
VIDEO = ("mp4", "mov", "webm")
SOUND = ("m4a", "mp3", "wav")
FORMATS = (*VIDEO, "gif", *SOUND)
H264_CRF = {"high": 19.5, "medium": 23.0, "low": 27.0}
VP9_CRF = {"high": 31.0, "medium": 36.0, "low": 42.0}
GIF_SIDE = {"high": 480, "medium": 360, "low": 270}
GIF_FPS = 15
LEAST_GIF_FPS, SMALLEST_GIF_SIDE = 8, 144
"""to which a GIF may shrink for a size that the person named"""
GIF_SPARE = 0.85
"""its bytes go with its pixels only roughly"""
GIF_CRF = 12.0
"""of the frames from which a GIF's colours are chosen: nearly without loss"""
HALVED_BY = 6.0
"""steps of crf that halve a file, as a rule of thumb"""
WORST_CRF = {"h264": 36.0, "vp9": 52.0}
"""beyond it fewer pixels look better than worse ones"""
SMALLEST_SIDE = 240
QUIET = ("-nostdin", "-hide_banner", "-loglevel", "error", "-y")
SPARE = 0.97
"""of the size allowed is aimed at"""
LEAST_SOUND_RATE, MOST_SOUND_RATE = 48_000, 192_000
SOUND_SHARE = 0.2
"""of a size limit is for the sound, at most"""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How frames are encoded. ``crf`` is the codec's constant quality, smaller is better."""

    codec: Codec = "h264"
    crf: float = 20.0
    preset: str = "veryfast"

    @property
    def key(self) -> str:
        """Another one for whatever the codec is told otherwise."""
        return f"{self.codec}/{json.dumps(self.options(fps=1), sort_keys=True)}"

    @property
    def delay(self) -> int:
        """How many frames decoding runs ahead of showing, at most."""
        return 1 if self.codec == "h264" else 0

    def options(self, fps: int, threads: int = 1) -> dict[str, str]:
        """What the codec is told, for so many threads of its own."""
        crf = f"{self.crf:g}"
        if self.codec == "vp9":
            row = str(int(threads > 1))
            return {"crf": crf, "b": "0", "deadline": "realtime", "cpu-used": self.preset, "row-mt": row}
        # Frames that rest on frames between others (the pyramid) gain nothing at this speed and take 22 MB at 1080p.
        params = f"stitchable=1:keyint={KEYFRAME_S * fps}:rc-lookahead={LOOKS_AHEAD}:b-pyramid=none"
        # A coarser key frame is nearer to the frames before it: less of a step in a still picture at a chunk's start.
        params += f":deadzone-intra=18:threads={threads}"
        if threads > 1:  # a frame each and one that looks ahead, which keeps one frame more instead of all it might
            params += ":sliced-threads=0:sync-lookahead=1:lookahead-threads=1"
        return {"preset": self.preset, "crf": crf, "profile": "high", "x264-params": params}


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
    if not fmt:  # a format that is named wins over what the timeline asks for
        fmt = output.format or "mp4"
        fmt = "m4a" if output.audio_only and fmt not in SOUND else fmt
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
    if made.suffix == ".gif":
        return _fewer_pixels(made, side, size, room)
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


def _fewer_pixels(made: Recipe, side: int, size: int, room: int) -> Recipe | None:
    """A GIF with fewer frames where much is to go, and smaller ones; None where it is as small as it may be."""
    share = GIF_SPARE * room / size
    fps = made.fps
    if share < 1 / 2 and fps > LEAST_GIF_FPS:
        fps = max(LEAST_GIF_FPS, round(fps * 2 / 3))
        share *= made.fps / fps
    smaller = max(SMALLEST_GIF_SIDE, int(side * min(1.0, math.sqrt(share))) // 2 * 2)
    if (smaller, fps) >= (side, made.fps):
        return None
    return replace(made, height=min(side, smaller), fps=fps)


def sound_rate(limit: int, duration_ms: int) -> int:
    """Bits a second that the sound may take within a limit in bytes."""
    share = limit * SOUND_SHARE * 8 * 1000 / max(1, duration_ms)
    return int(min(MOST_SOUND_RATE, max(LEAST_SOUND_RATE, share)))


def slimmer_sound(source: Path, target: Path, codec: str, rate: int) -> list[str]:
    """ffmpeg's arguments for the same sound at fewer bits a second."""
    library, container = ("libopus", "webm") if codec == "opus" else ("aac", "mp4")
    return [*QUIET, "-i", str(source), "-c:a", library, "-b:a", str(rate), "-f", container, str(target)]


def to_palette(source: Path, palette: Path, fps: int) -> list[str]:
    """ffmpeg's arguments for the colours of a GIF, as a picture.

    Both runs read the source for themselves: in one, all frames would wait in memory until the colours are chosen.
    """
    graph = f"[0:v]fps={fps},palettegen=stats_mode=diff"
    return [*QUIET, "-i", str(source), "-filter_complex", graph, "-f", "image2pipe", "-c:v", "png", str(palette)]


def to_gif(source: Path, palette: Path, target: Path, fps: int) -> list[str]:
    """ffmpeg's arguments for a GIF that loops, with the colours of ``palette``."""
    graph = f"[0:v]fps={fps}[a];[a][1:v]paletteuse=dither=bayer:bayer_scale=3:diff_mode=rectangle"
    inputs = ["-i", str(source), "-f", "png_pipe", "-i", str(palette)]
    return [*QUIET, *inputs, "-filter_complex", graph, "-loop", "0", "-f", "gif", str(target)]
