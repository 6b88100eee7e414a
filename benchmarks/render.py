"""Renders against their rivals: `python -m benchmarks render`, or `python -m benchmarks.render [promo | edit | …]`.

Promo: five 12-megapixel photos and a 30 s voice become 30 s of 1080p30, zoom on the photos, crossfades, a title. Edit:
a 60 s 1080p30 clip is cut to 10-40 s, gets a title and music under its sound, and becomes vertical with blurred sides.
Both first exports have a cold cache and rivals of equal SSIM. Again: what a second export costs. Copy: trim and join of
same-codec footage against encoding it. Hour: an hour-long clip, trimmed and titled.
Ours is timed as a person runs it, `export.py` against a running local backend, so HTTP and the job are in the figure.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import rivals
from benchmarks.measure import Sample, compare, run
from benchmarks.quality import LOSSLESS, compose, matched, ssim
from benchmarks.rivals import Media, encode
from local_backend.draft import from_draft
from local_backend.media.info import MediaFile, probe

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "bench"
RUNS = int(os.environ.get("BENCH_RUNS", "3"))
CRF = 20.0
"""where the search for a rival's equal quality begins"""
TITLE = 'add the title "{}" for the first 3 seconds'
PROMO = (
    "turn these photos and audio into a 30-second promo video with crossfade transitions and a gentle zoom on the "
    f"photos, with the title {TITLE.format('Made with care').removeprefix('add the title ')}"
)
EDIT = (
    "make a video of footage.mp4",
    "keep 10s to 40s",
    TITLE.format("Made with care"),
    "add music.wav as background music at 35%",
    "make it vertical with blurred sides",
)
BT709 = ["-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"]


def make_media() -> Media:
    """Five photos, a voice, a 60 s clip of about 8 Mbit/s made of the photos, and 40 s of music."""
    media = WORK / "media"
    if not (media / "voiceover.wav").exists():
        subprocess.run([sys.executable, ROOT / "examples" / "promo_media.py", media], check=True)
    photos, voice = sorted(media.glob("*.jpg")), media / "voiceover.wav"
    clip, music = media / "footage.mp4", media / "music.wav"
    if not clip.exists():
        pans = ";".join(
            f"[{i}]scale=2880:1620:force_original_aspect_ratio=increase:out_color_matrix=bt709:out_range=tv,"
            f"crop=2880:1620,loop=-1:1,fps=30,"
            f"crop=1920:1080:'480+400*sin(t+{i})':'270+200*cos(t)',noise=alls=7:allf=t,format=yuv420p,"
            f"trim=duration=12,setpts=PTS-STARTPTS[v{i}]"
            for i in range(5)
        )
        joined = "".join(f"[v{i}]" for i in range(5)) + "concat=n=5[v]"
        inputs = [part for photo in photos for part in ("-i", photo)]
        sound = ["-f", "lavfi", "-i", "sine=330:duration=60:sample_rate=48000"]
        video = [
            "-map",
            "[v]",
            "-map",
            "5:a",
            "-c:v",
            "libx264",
            "-preset",
            "veryfast",
            "-b:v",
            "8M",
            *BT709,
            "-c:a",
            "aac",
        ]
        encode([*inputs, *sound, "-filter_complex", f"{pans};{joined}", *video, clip])
        encode(["-f", "lavfi", "-i", "sine=220:duration=40:sample_rate=44100", music])
    return Media(photos, voice, clip, music, WORK)


class Ours:
    """A job made ready in a local backend of its own; each call exports it with an empty cache."""

    def __init__(self, name: str, files: Sequence[Path], messages: Sequence[str]) -> None:
        self.home = WORK / f"home-{name}"
        self.video = WORK / f"{name}.mp4"
        self.files = files
        shutil.rmtree(self.home, ignore_errors=True)
        self.env = {"NEMO_HOME": str(self.home), "NEMO_API_URL": "local"}
        self.script("session.py")
        self.script("upload.py", *files)
        for message in messages:
            self.say(message)

    def say(self, message: str) -> None:
        print(self.script("sse_chat.py", message).get("timeline"))

    def frames(self, target: Path) -> None:
        """The frames of the timeline before encoding."""
        draft = self.home / "draft.json"
        self.script("state.py", "--draft", draft)
        timeline = from_draft(json.loads(draft.read_text()))
        known = {path.name: MediaFile(path, probe(path, path.name), path.name) for path in self.files}
        files = {one.media: known[one.name] for _, one in timeline.segments() if one.name in known}
        compose(timeline, files, target)

    def script(self, name: str, *arguments: str | Path) -> dict[str, str]:
        command = [sys.executable, ROOT / "scripts" / name, *arguments, "--wait", "900"]
        done = subprocess.run(command, env={**os.environ, **self.env}, stdout=subprocess.PIPE, check=False)
        result: dict[str, str] = json.loads(done.stdout)
        if done.returncode:
            raise SystemExit(f"{name}: {result}")
        return result

    def export(self, cold: bool = True, quality: str = "high") -> Sample:
        if cold:
            for one in (self.home / "local" / "cache").glob("*"):
                shutil.rmtree(one) if one.is_dir() else one.unlink()
        command = [sys.executable, ROOT / "scripts" / "export.py", "-o", self.video, "--force", "--wait", "900"]
        command += ["--quality", quality]
        return run(command, self.env, self.home)

    def close(self) -> None:
        os.kill(json.loads((self.home / "local" / "server.json").read_text())["pid"], signal.SIGTERM)


def against(
    ours: Ours, job: Callable[[Media, Sequence[str], Path], Sample], media: Media, name: str, size: str
) -> None:
    """First export against everything else, the ffmpeg rivals at the crf of equal quality."""
    raw, exact, made = WORK / "frames.yuv", WORK / f"{name}_exact.mp4", WORK / f"{name}_rival.mp4"
    ours.export()
    ours.frames(raw)
    job(media, LOSSLESS, exact)
    wanted = ssim(ours.video, rivals.raw(raw, size))

    def of_rival(crf: float) -> float:
        job(media, rivals.x264(crf), made)
        return ssim(made, ["-i", exact])

    def of_x264(crf: float) -> float:
        rivals.x264_alone(raw, size, crf, made)
        return ssim(made, rivals.raw(raw, size))

    crf, reached = matched(wanted, CRF, of_rival)
    alone, reached_alone = matched(wanted, CRF, of_x264)
    print(
        f"{name}: SSIM ours {wanted:.4f}, by hand {reached:.4f} at crf {crf:g}, x264 {reached_alone:.4f} at {alone:g}"
    )
    pairs = {
        "ffmpeg, one command by hand": lambda: job(media, rivals.x264(crf), made),
        "x264 alone on our frames": lambda: rivals.x264_alone(raw, size, alone, made),
    }
    compare(ours.export, pairs, RUNS, f"{name}, first export")
    raw.unlink()
    exact.unlink()


def others(ours: Ours, media: Media, name: str) -> None:
    """MoviePy and melt, once, since they take minutes."""
    slow = {"MoviePy": rivals.moviepy(media).get(name), "melt": rivals.melt(media).get(name)}
    compare(ours.export, {who: job for who, job in slow.items() if job}, 1, f"{name}, first export")


def promo(media: Media) -> None:
    ours = Ours("promo", [*media.photos, media.voice], [PROMO])
    try:
        against(ours, rivals.promo_by_hand, media, "promo", "1920x1080")
        others(ours, media, "promo")
    finally:
        ours.close()


def edit(media: Media) -> None:
    ours = Ours("edit", [media.clip, media.music], EDIT)
    try:
        against(ours, rivals.edit_by_hand, media, "edit", "1080x1920")
        others(ours, media, "edit")
    finally:
        ours.close()


def again(media: Media) -> None:
    """Two minutes of zoomed photos: another title, and nothing changed."""
    ours = Ours("again", [*media.photos, media.voice], [PROMO.replace("30-second", "2-minute")])
    try:
        first = ours.export()
        ours.say('change the title to "Other words"')
        for what, sample in (("another title", ours.export(cold=False)), ("nothing changed", ours.export(cold=False))):
            share = sample.wall_s / first.wall_s
            print(f"2 minutes, {what}: {sample.wall_s:.2f} s of {first.wall_s:.2f} s = {share:.3f}")
    finally:
        ours.close()


def copy(media: Media) -> None:
    """30 s of a clip joined to all of it: the same timeline copied and, at another quality, encoded."""
    ours = Ours("copy", [media.clip], ["make a video of footage.mp4", "keep 10s to 40s", "add footage.mp4 at the end"])
    try:
        compare(ours.export, {"encoded": lambda: ours.export(quality="medium")}, 1, "trim and join")
    finally:
        ours.close()


def hour(_: Media) -> None:
    """An hour of a slow pattern, which is quickly made."""
    source, minute = WORK / "media" / "hour.mp4", WORK / "media" / "minute.mp4"
    if not source.exists():
        picture = ["-f", "lavfi", "-i", "testsrc=s=1920x1080:r=30:d=60", "-vf", "format=yuv420p", "-g", "150", *BT709]
        encode([*picture, "-c:v", "libx264", "-preset", "ultrafast", "-crf", "32", "-bf", "0", minute])
        tone = ["-f", "lavfi", "-i", "sine=330:duration=3600:sample_rate=48000"]
        encode(["-stream_loop", "59", "-i", minute, *tone, "-c:v", "copy", "-c:a", "aac", "-t", "3600", source])
    wish = ["make a video of hour.mp4", "keep 3s to 3598s", TITLE.format("Made with care")]
    ours = Ours("hour", [source], wish)
    try:
        compare(ours.export, {}, 1, "an hour, trimmed and titled")
    finally:
        ours.close()


PARTS = {"promo": promo, "edit": edit, "again": again, "copy": copy, "hour": hour}


def main(parts: Sequence[str] = ()) -> None:
    WORK.mkdir(parents=True, exist_ok=True)
    media = make_media()
    for part in parts or PARTS:
        PARTS[part](media)


if __name__ == "__main__":
    main(sys.argv[1:])
