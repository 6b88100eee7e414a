"""A desk for rendered checks: a message goes the whole way to a video, and the video is measured.

Sources are frames that say their number, flat colours, and tones of known frequency; the canvas is small.
"""

from __future__ import annotations

import shutil
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import av
import numpy as np
from backend.numbered import number_of, stripes
from numpy.typing import NDArray
from PIL import Image

from local_backend.agent import Mind, Outcome, mind, take_turn
from local_backend.draft import from_draft, to_draft
from local_backend.edits import apply
from local_backend.media.info import MediaFile, MediaInfo
from local_backend.media.probe import examine
from local_backend.render.clips import views
from local_backend.render.renderer import Renderer
from local_backend.server.database import Database
from local_backend.server.projects import Projects
from local_backend.timeline import Timeline

WIDTH, HEIGHT, FPS, RATE = 320, 180, 30, 48_000
RED, GREEN, BLUE, WHITE, BLACK = (200, 30, 30), (30, 170, 40), (30, 50, 200), (255, 255, 255), (0, 0, 0)
GREY, PINK = (120, 120, 120), (220, 40, 200)
AMPLITUDE = 0.125
"""of every tone: -18.06 dB of full scale at its peaks"""
SRT = "1\n00:00:00,500 --> 00:00:01,000\nFirst words\n\n2\n00:00:02,000 --> 00:00:03,000\nMore words\n"
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\nOnly words\n"


def tone(hz: int, seconds: float, silent: tuple[float, float] = (0, 0)) -> NDArray[np.int16]:
    at = np.arange(round(seconds * RATE)) / RATE
    heard = AMPLITUDE * np.sin(2 * np.pi * hz * at) * ~((at >= silent[0]) & (at < silent[1]))
    return np.asarray(np.rint(heard * 32767), np.int16)


def clip(
    path: Path, first: int, frames: int, hz: int, black: Sequence[int] = (), silent: tuple[float, float] = (0, 0),
    shake: int = 0,
) -> None:  # fmt: skip
    """A video whose frames say their number, from ``first`` on, with a tone; black where it is told to be."""
    ground = np.random.default_rng(5).integers(40, 200, (24, 40), dtype=np.uint8)
    wide = np.asarray(Image.fromarray(ground).resize((WIDTH + 40, HEIGHT + 40), Image.Resampling.BICUBIC))
    with av.open(str(path), "w") as out:
        picture: Any = out.add_stream("libx264", rate=FPS, options={"crf": "12", "preset": "veryfast"})
        picture.width, picture.height, picture.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        picture.codec_context.gop_size = 12
        sound: Any = out.add_stream("aac", rate=RATE, layout="mono", options={"b": "192k"})
        for number in range(frames):
            frame = av.VideoFrame(WIDTH, HEIGHT, "yuv420p")
            planes = views(frame)
            if shake:
                x, y = 20 + round(shake * np.sin(number * 1.9)), 20 + round(shake * np.cos(number * 2.7))
                planes.y[:] = wide[y : y + HEIGHT, x : x + WIDTH]
                planes.u[:] = planes.v[:] = 128
            else:
                stripes(first + number, planes)
            if number in black:
                planes.y[:] = 16
            frame.pts = number
            out.mux(picture.encode(frame))
        out.mux(picture.encode(None))
        samples = av.AudioFrame.from_ndarray(tone(hz, frames / FPS, silent)[None], "s16", "mono")
        samples.sample_rate = RATE
        out.mux(sound.encode(samples))
        out.mux(sound.encode(None))


def sound(path: Path, samples: NDArray[np.int16]) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(samples.tobytes())


def sources(folder: Path) -> dict[str, tuple[Path, MediaInfo]]:
    """Every file that the cases upload, by name, with what it is."""
    clip(folder / "city.mp4", 0, 60, 440)
    clip(folder / "beach.mp4", 100, 60, 880)
    clip(folder / "gap.mp4", 0, 90, 440, black=range(30, 60), silent=(1.0, 2.0))
    clip(folder / "shaky.mp4", 0, 45, 440, shake=5)
    for name, color in {"red": RED, "green": GREEN, "blue": BLUE, "grey": GREY, "logo": PINK}.items():
        Image.new("RGB", (WIDTH, WIDTH if name == "logo" else HEIGHT), color).save(folder / f"{name}.png")
    corners = Image.new("RGB", (WIDTH, HEIGHT), WHITE)
    for place, color in (((0, 0), RED), ((WIDTH // 2, 0), GREEN), ((0, HEIGHT // 2), BLUE)):
        corners.paste(color, (*place, place[0] + WIDTH // 2, place[1] + HEIGHT // 2))
    corners.save(folder / "corners.png")
    framed = Image.new("RGB", (WIDTH, HEIGHT), RED)
    framed.paste(GREEN, (32, 18, WIDTH - 32, HEIGHT - 18))
    framed.save(folder / "framed.png")
    Image.new("RGB", (90, HEIGHT), GREEN).save(folder / "tall.png")
    soft = Image.new("RGB", (WIDTH, HEIGHT), GREY)
    for x in range(0, WIDTH, 40):
        soft.paste((150, 150, 150), (x, 0, x + 20, HEIGHT))
    rough = np.asarray(soft, np.int16) + np.random.default_rng(3).integers(-14, 15, (HEIGHT, WIDTH, 1))
    Image.fromarray(np.asarray(rough.clip(0, 255), np.uint8)).save(folder / "bars.png")
    sound(folder / "voice.wav", tone(1000, 3, (1.0, 2.0)))
    sound(folder / "tune.wav", tone(250, 8))
    (folder / "lines.srt").write_text(SRT)
    (folder / "lines.vtt").write_bytes(VTT.encode("utf-16"))
    return {path.name: (path, examine(path)) for path in sorted(folder.iterdir())}


class Desk:
    """A session with some of the sources in it, on a small empty canvas."""

    def __init__(self, folder: Path, known: dict[str, tuple[Path, MediaInfo]], names: Sequence[str]) -> None:
        folder.mkdir()
        self._folder = folder
        self._projects = Projects(Database(folder / "db.sqlite3"), folder)
        self._session = self._projects.create_session("person", "project", "en").session_id
        self._mind = Mind(mind().understand, self._apply)
        self._numbers = count()
        self.edits: set[str] = set()
        for name in names:
            path, info = known[name]
            shutil.copyfile(path, self._projects.media_path(name))
            self._projects.add_media(self._session, name, name, path.stat().st_size, info)
        self._projects.commit(self._session, to_draft(Timeline(width=WIDTH, height=HEIGHT, fps=FPS)))

    def _apply(self, timeline: Timeline, edit: Any, clips: Any, measure: Any) -> tuple[Timeline, str]:
        self.edits.add(type(edit).__name__)
        return apply(timeline, edit, clips, measure)

    def say(self, message: str) -> Outcome:
        """One turn; all of the message must be understood and done."""
        outcome = take_turn(self._projects, self._mind, self._session, message)
        assert outcome.changed and not (outcome.gaps or outcome.question), (message, outcome.text)
        return outcome

    @property
    def timeline(self) -> Timeline:
        return from_draft(self._projects.history(self._session).draft or {})

    def render(self, renderer: Renderer, fmt: str = "") -> Film:
        files = {
            one.hash: MediaFile(self._projects.media_path(one.hash), one.info, one.name)
            for one in self._projects.media(self._session)
        }
        timeline = self.timeline
        fmt = fmt or timeline.output.format or "mp4"
        target = self._folder / f"out{next(self._numbers)}.{fmt}"
        renderer.render(timeline, files, fmt, "high", target)
        return Film(target)


@dataclass(frozen=True)
class Film:
    """What is really in a finished file. Times are seconds, places are shares of width and height."""

    path: Path

    @cached_property
    def facts(self) -> dict[str, Any]:
        with av.open(str(self.path)) as file:
            found: dict[str, Any] = {one.type: one.codec_context.name for one in file.streams}
            if file.streams.video:
                context = file.streams.video[0].codec_context
                found |= {"size": (context.width, context.height), "rate": file.streams.video[0].average_rate}
            return found | {"bytes": self.path.stat().st_size, "format": file.format.name}

    @cached_property
    def frames(self) -> list[NDArray[np.uint8]]:
        """Height x width x 3 RGB."""
        with av.open(str(self.path)) as file:
            shown: Iterator[Any] = file.decode(video=0)
            from_709 = {"src_colorspace": "ITU709", "dst_color_range": "JPEG"}
            if self.path.suffix == ".gif":
                from_709 = {}
            return [np.asarray(one.reformat(format="rgb24", **from_709).to_ndarray()) for one in shown]

    @cached_property
    def numbers(self) -> list[int]:
        """What the frames say; -1 for a black one."""
        greys = [np.asarray(frame.mean(axis=2), np.uint8) for frame in self.frames]
        return [number_of(one) if one.max() > 60 else -1 for one in greys]

    @property
    def seconds(self) -> float:
        return len(self.frames) / float(self.facts["rate"])

    def at(self, time: float) -> NDArray[np.uint8]:
        return self.frames[min(len(self.frames) - 1, int(time * float(self.facts["rate"]) + 1e-6))]

    def part(self, time: float, x: float, y: float, size: float = 0.04) -> NDArray[np.float32]:
        """A square of the frame round a place; ``size`` is a share of the height, half its side."""
        frame = self.at(time)
        height, width = frame.shape[:2]
        half = max(2, round(size * height))
        row, column = round(y * height), round(x * width)
        cut = frame[max(0, row - half) : row + half, max(0, column - half) : column + half]
        return np.asarray(cut, np.float32)

    def color(self, time: float, x: float = 0.5, y: float = 0.5) -> tuple[int, int, int]:
        red, green, blue = self.part(time, x, y).reshape(-1, 3).mean(axis=0)
        return round(float(red)), round(float(green)), round(float(blue))

    def shows(self, color: tuple[int, int, int], time: float, x: float = 0.5, y: float = 0.5, off: int = 9) -> bool:
        return all(abs(a - b) <= off for a, b in zip(self.color(time, x, y), color, strict=True))

    def words(self, time: float, x: float = 0.5, y: float = 0.5) -> bool:
        """Whether letters stand round a place on a plain ground."""
        seen = self.part(time, x, y, 0.12).mean(axis=2)
        return bool(seen.max() - seen.min() > 60)

    @cached_property
    def samples(self) -> NDArray[np.float32]:
        """The middle of the two channels, at 48 kHz."""
        with av.open(str(self.path)) as file:
            if not file.streams.audio:
                return np.zeros(0, np.float32)
            change = av.AudioResampler("fltp", "stereo", RATE)
            blocks = [out.to_ndarray().mean(axis=0) for frame in file.decode(audio=0) for out in change.resample(frame)]
            blocks += [out.to_ndarray().mean(axis=0) for out in change.resample(None)]
        return np.concatenate(blocks)

    def level(self, start: float, end: float, hz: int = 0) -> float:
        """Decibels of full scale: of the peaks of a sine of that frequency, or of the mean where none is given."""
        heard = self.samples[round(start * RATE) : round(end * RATE)].astype(np.float64)
        if not hz:
            return float(20 * np.log10(max(1e-6, np.sqrt(np.mean(heard**2)))))
        turn = np.exp(-2j * np.pi * hz * np.arange(len(heard)) / RATE) * np.hanning(len(heard))
        return float(20 * np.log10(max(1e-6, 4 * abs(np.sum(heard * turn)) / len(heard))))


@dataclass(frozen=True)
class Case:
    """Files, messages, and what must be true of the video that they give."""

    name: str
    files: Sequence[str]
    messages: Sequence[str]
    check: Any
    fmt: str = ""
