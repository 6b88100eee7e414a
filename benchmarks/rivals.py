"""The promo job and the edit job done by others: ffmpeg by hand, x264 alone, MoviePy, MLT's melt."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from benchmarks.measure import Sample, run
from benchmarks.quality import FFMPEG

AAC = ["-c:a", "aac", "-b:a", "192k", "-movflags", "+faststart"]
PHOTO_FRAMES = 192
"""(30 s + four overlaps of 0.5 s) / 5 photos, at 30 frames a second"""
WORDS = "Made with care"

PROMO_MOVIEPY = """
import sys
from moviepy import AudioFileClip, CompositeVideoClip, ImageClip, TextClip, vfx
out, font, voice, *photos = sys.argv[1:]
clips = []
for i, photo in enumerate(photos):
    clip = ImageClip(photo).resized(height=1080).with_duration(6.4).resized(lambda t: 1 + 0.1 * t / 6.4)
    effects = [vfx.CrossFadeIn(0.5)] if i else []
    clips.append(clip.with_position("center").with_start(5.9 * i).with_effects(effects))
title = TextClip(font=font, text="Made with care", font_size=110, color="white").with_duration(3)
video = CompositeVideoClip([*clips, title.with_position("center")], size=(1920, 1080)).with_duration(30)
video = video.with_audio(AudioFileClip(voice))
video.write_videofile(out, fps=30, codec="libx264", preset="veryfast", ffmpeg_params=["-crf", "20"], logger=None)
"""
EDIT_MOVIEPY = """
import sys
from moviepy import AudioFileClip, CompositeAudioClip, CompositeVideoClip, TextClip, VideoFileClip, afx
from PIL import Image, ImageFilter
import numpy
out, font, path, music = sys.argv[1:]
clip = VideoFileClip(path).subclipped(10, 40)
def blurred(frame):
    small = Image.fromarray(frame).resize((480, 270)).crop((164, 0, 316, 270)).filter(ImageFilter.GaussianBlur(6))
    return numpy.asarray(small.resize((1080, 1920)))
back = clip.image_transform(blurred)
title = TextClip(font=font, text="Made with care", font_size=80, color="white").with_duration(3)
layers = [back, clip.resized(width=1080).with_position("center"), title.with_position("center")]
video = CompositeVideoClip(layers, size=(1080, 1920)).with_duration(30)
quiet = AudioFileClip(music).with_effects([afx.MultiplyVolume(0.35)]).subclipped(0, 30)
video = video.with_audio(CompositeAudioClip([clip.audio, quiet]))
video.write_videofile(out, fps=30, codec="libx264", preset="veryfast", ffmpeg_params=["-crf", "20"], logger=None)
"""


@dataclass(frozen=True)
class Media:
    """What the jobs are made of, and where results go."""

    photos: list[Path]
    voice: Path
    clip: Path
    music: Path
    work: Path


def x264(crf: float) -> list[str]:
    return ["-c:v", "libx264", "-preset", "veryfast", "-crf", f"{crf:g}", "-pix_fmt", "yuv420p"]


def encode(arguments: Sequence[str | Path]) -> Sample:
    return run([FFMPEG, "-hide_banner", "-loglevel", "error", "-y", *arguments])


def font() -> Path:
    """Any one font for the title."""
    folder = resources.files("manimgx_fonts_cjk")
    return next(Path(str(one)) for one in folder.iterdir() if one.name.endswith((".ttc", ".ttf", ".otf")))


def drawtext(size: int) -> str:
    place = "x=(w-tw)/2:y=(h-th)/2:enable='lt(t,3)'"
    return f"drawtext=fontfile={font()}:text='{WORDS}':fontsize={size}:fontcolor=white:{place}"


def promo_by_hand(media: Media, video: Sequence[str], out: Path) -> Sample:
    """The best single command found: zoompan on photos of twice the size, so that its whole pixels do not show."""
    parts = [
        f"[{i}]scale=3840:2160:force_original_aspect_ratio=increase,crop=3840:2160,"
        f"zoompan=z='1+0.1*on/{PHOTO_FRAMES}':x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2':d={PHOTO_FRAMES}:s=1920x1080:fps=30,"
        f"format=yuv420p,settb=1/30[v{i}]"
        for i in range(5)
    ]
    last = "v0"
    for i in range(1, 5):
        parts.append(f"[{last}][v{i}]xfade=transition=fade:duration=0.5:offset={i * 5.9:.3f}[x{i}]")
        last = f"x{i}"
    parts.append(f"[{last}]{drawtext(110)}[v]")
    inputs = [part for photo in media.photos for part in ("-i", photo)]
    maps = ["-map", "[v]", "-map", "5:a", "-t", "30"]
    return encode([*inputs, "-i", media.voice, "-filter_complex", ";".join(parts), *maps, *video, *AAC, out])


def edit_by_hand(media: Media, video: Sequence[str], out: Path) -> Sample:
    """The best single command found: the background is blurred at a quarter of its size."""
    graph = (
        "[0:v]split[a][b];[b]scale=270:480:force_original_aspect_ratio=increase,crop=270:480,gblur=sigma=6,"
        f"scale=1080:1920[back];[a]scale=1080:-2[front];[back][front]overlay=0:(H-h)/2,{drawtext(80)}[v];"
        "[1:a]volume=0.35[m];[0:a][m]amix=normalize=0:duration=first[a2]"
    )
    maps = ["-map", "[v]", "-map", "[a2]", "-t", "30"]
    inputs = ["-ss", "10", "-t", "30", "-i", media.clip, "-i", media.music]
    return encode([*inputs, "-filter_complex", graph, *maps, *video, *AAC, out])


def raw(frames: Path, size: str) -> list[str | Path]:
    """Raw frames as ffmpeg's input."""
    return ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size, "-r", "30", "-i", frames]


def x264_alone(frames: Path, size: str, crf: float, out: Path) -> Sample:
    return encode([*raw(frames, size), *x264(crf), out])


def moviepy(media: Media) -> dict[str, Callable[[], Sample]]:
    """MoviePy in an environment of its own, installed once."""
    folder = media.work / "moviepy"
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "moviepy"], check=True)
        (folder / "ready").touch()
    promo = [python, "-c", PROMO_MOVIEPY, media.work / "promo_moviepy.mp4", font(), media.voice, *media.photos]
    edit = [python, "-c", EDIT_MOVIEPY, media.work / "edit_moviepy.mp4", font(), media.clip, media.music]
    return {"promo": lambda: run(promo), "edit": lambda: run(edit)}


def melt(media: Media) -> dict[str, Callable[[], Sample]]:
    """MLT's own program where it is installed."""
    program = shutil.which("melt")
    if not program:
        print("melt is not installed: MLT is left out")
        return {}
    out = ["vcodec=libx264", "preset=veryfast", "crf=20", "acodec=aac", "real_time=-2", "progressive=1"]
    title = ["-filter", f"dynamictext:{WORDS}", "out=89", "size=110", "halign=center", "valign=middle"]
    slides: list[str | Path] = []
    for number, photo in enumerate(media.photos):
        zoom = ["-attach", "affine", "transition.rect=0=0/0:1920x1080;191=-96/-54:2112x1188", "transition.fill=1"]
        slides += [photo, "out=191", *zoom, *(["-mix", "15", "-mixer", "luma"] if number else [])]
    promo = [*slides, "-audio-track", media.voice, "out=899", *title]
    blurred = ["-profile", "vertical_hd_30", media.clip, "in=300", "out=1199"]
    blurred += ["-filter", "pillar_echo", "-audio-track", media.music, "out=899", "-attach", "volume:0.35", *title]
    quiet = {"QT_QPA_PLATFORM": "offscreen", "SDL_AUDIODRIVER": "dummy"}
    jobs = {"promo": ["-profile", "atsc_1080p_30", *promo], "edit": blurred}

    def job(name: str) -> Callable[[], Sample]:
        target = f"avformat:{media.work / f'{name}_melt.mp4'}"
        return lambda: run([program, "-quiet", *jobs[name], "-consumer", target, *out], quiet)

    return {name: job(name) for name in jobs}
