"""The promo job and the edit job, each first export with a cold cache, against hand-written ffmpeg commands.

Promo: five 12-megapixel photos and a 30 s voice become 30 s of 1080p30, zoom on the photos, crossfades, a title. Edit:
a 60 s 1080p30 clip is cut to 10-40 s, gets a title and music under its sound, and becomes vertical with blurred sides.
Ours is timed as a person runs it, `export.py` against a running local backend, so HTTP and the job are in the figure.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from importlib import resources
from pathlib import Path

import imageio_ffmpeg

from benchmarks.measure import Sample, compare, run

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "bench"
FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
RUNS = 3
X264 = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p"]
AAC = ["-c:a", "aac", "-b:a", "192k", "-movflags", "+faststart"]
PROMO = (
    "turn these photos and audio into a 30-second promo video with crossfade transitions and a gentle zoom on the "
    'photos, with the title "Made with care" for the first 3 seconds'
)
EDIT = (
    'keep 10s to 40s, add the title "Made with care" for the first 3 seconds, '
    "add music.wav as background music at 35%, make it vertical with blurred sides"
)
PHOTO_FRAMES = 192  # (30 s + four overlaps of 0.5 s) / 5 photos, at 30 frames a second


def font() -> Path:
    """Any one font for the rivals' title."""
    folder = resources.files("manimgx_fonts_cjk")
    return next(Path(str(one)) for one in folder.iterdir() if one.name.endswith((".ttc", ".ttf", ".otf")))


def drawtext(size: int) -> str:
    place = "x=(w-tw)/2:y=(h-th)/2:enable='lt(t,3)'"
    return f"drawtext=fontfile={font()}:text='Made with care':fontsize={size}:fontcolor=white:{place}"


def make_media() -> tuple[list[Path], Path, Path, Path]:
    """Five photos, a voice, a 60 s clip of about 8 Mbit/s made of the photos, and 40 s of music."""
    media = WORK / "media"
    if not (media / "voiceover.wav").exists():
        subprocess.run([sys.executable, ROOT / "examples" / "promo_media.py", media], check=True)
    photos, voice = sorted(media.glob("*.jpg")), media / "voiceover.wav"
    clip, music = media / "clip.mp4", media / "music.wav"
    if not clip.exists():
        pans = ";".join(
            f"[{i}]scale=2880:1620:force_original_aspect_ratio=increase,crop=2880:1620,loop=-1:1,fps=30,"
            f"crop=1920:1080:'480+400*sin(t+{i})':'270+200*cos(t)',noise=alls=7:allf=t,format=yuv420p,"
            f"trim=duration=12,setpts=PTS-STARTPTS[v{i}]"
            for i in range(5)
        )
        joined = "".join(f"[v{i}]" for i in range(5)) + "concat=n=5[v]"
        inputs = [part for photo in photos for part in ("-i", photo)]
        sound = ["-f", "lavfi", "-i", "sine=330:duration=60:sample_rate=48000"]
        video = ["-map", "[v]", "-map", "5:a", "-c:v", "libx264", "-preset", "veryfast", "-b:v", "8M", "-c:a", "aac"]
        encode([*inputs, *sound, "-filter_complex", f"{pans};{joined}", *video, clip])
        encode(["-f", "lavfi", "-i", "sine=220:duration=40:sample_rate=44100", music])
    return photos, voice, clip, music


def encode(arguments: list[str | Path]) -> Sample:
    return run([FFMPEG, "-hide_banner", "-loglevel", "error", "-y", *arguments])


def promo_by_hand(photos: list[Path], voice: Path) -> Sample:
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
    inputs = [part for photo in photos for part in ("-i", photo)]
    maps = ["-map", "[v]", "-map", "5:a", "-t", "30"]
    return encode(
        [*inputs, "-i", voice, "-filter_complex", ";".join(parts), *maps, *X264, *AAC, WORK / "promo_rival.mp4"]
    )


def edit_by_hand(clip: Path, music: Path) -> Sample:
    """The best single command found: the background is blurred at a quarter of its size."""
    graph = (
        "[0:v]split[a][b];[b]scale=270:480:force_original_aspect_ratio=increase,crop=270:480,gblur=sigma=6,"
        f"scale=1080:1920[back];[a]scale=1080:-2[front];[back][front]overlay=0:(H-h)/2,{drawtext(80)}[v];"
        "[1:a]volume=0.35[m];[0:a][m]amix=normalize=0:duration=first[a2]"
    )
    maps = ["-map", "[v]", "-map", "[a2]", "-t", "30"]
    inputs = ["-ss", "10", "-t", "30", "-i", clip, "-i", music]
    return encode([*inputs, "-filter_complex", graph, *maps, *X264, *AAC, WORK / "edit_rival.mp4"])


def x264_alone(frames: Path, size: str) -> Sample:
    raw = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size, "-r", "30", "-i", frames]
    return encode([*raw, *X264, WORK / "alone.mp4"])


class Ours:
    """A job made ready in a local backend of its own; each call exports it with an empty cache."""

    def __init__(self, name: str, files: list[Path], message: str) -> None:
        self.home = WORK / f"home-{name}"
        self.video = WORK / f"{name}.mp4"
        shutil.rmtree(self.home, ignore_errors=True)
        self.env = {"NEMO_HOME": str(self.home), "NEMO_API_URL": "local"}
        self.script("session.py")
        self.script("upload.py", *files)
        print(self.script("sse_chat.py", message)["timeline"])

    def script(self, name: str, *arguments: str | Path) -> dict[str, str]:
        command = [sys.executable, ROOT / "scripts" / name, *arguments, "--wait", "900"]
        done = subprocess.run(command, env={**os.environ, **self.env}, stdout=subprocess.PIPE, check=False)
        result: dict[str, str] = json.loads(done.stdout)
        if done.returncode:
            raise SystemExit(f"{name}: {result}")
        return result

    def export(self, cold: bool = True) -> Sample:
        if cold:
            shutil.rmtree(self.home / "local" / "cache", ignore_errors=True)
        command = [sys.executable, ROOT / "scripts" / "export.py", "-o", self.video, "--force", "--wait", "900"]
        return run(command, self.env, self.home)

    def close(self) -> None:
        os.kill(json.loads((self.home / "local" / "server.json").read_text())["pid"], signal.SIGTERM)


def main() -> None:
    WORK.mkdir(parents=True, exist_ok=True)
    photos, voice, clip, music = make_media()
    promo = Ours("promo", [*photos, voice], PROMO)
    edit = Ours("edit", [clip, music], EDIT)
    try:
        promo.export()
        frames = WORK / "frames.yuv"
        encode(["-i", promo.video, "-f", "rawvideo", frames])
        compare(
            promo.export,
            {
                "ffmpeg, one command by hand": lambda: promo_by_hand(photos, voice),
                "x264 alone on the composed frames": lambda: x264_alone(frames, "1920x1080"),
            },
            RUNS,
            "promo, first export",
        )
        frames.unlink()
        compare(
            edit.export, {"ffmpeg, one command by hand": lambda: edit_by_hand(clip, music)}, RUNS, "edit, first export"
        )
        compare(lambda: promo.export(cold=False), {"first export": promo.export}, 1, "promo, nothing changed")
    finally:
        promo.close()
        edit.close()


if __name__ == "__main__":
    main()
