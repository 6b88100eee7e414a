"""The timeline: what the video is, as frozen values.

A timeline holds tracks, a track holds segments, bottom layer first. Times are whole milliseconds; the
renderer alone turns them into frames. Neighbours on the main video track overlap by the length of the
transition between them: the later segment starts before the earlier one ends, and carries the transition.
So a segment's place is never derived from its neighbours, and the length of the video is where the last
segment of the main track ends. Its form on the wire is in ``draft.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

TrackKind = Literal["video", "audio", "text"]

Role = Literal["main", "overlay", "voice", "music", "sound", "text"]
SegmentKind = Literal["video", "image", "audio", "text", "music", "color"]
TransitionKind = Literal[
    "crossfade", "fade_black", "fade_white", "wipe_left", "wipe_right", "wipe_up", "wipe_down",
    "slide_left", "slide_right", "slide_up", "slide_down", "zoom", "circle", "blur", "dissolve",
]  # fmt: skip
Fit = Literal["auto", "crop", "blur", "bar"]
Motion = Literal["none", "in", "out", "left", "right", "up", "down"]
TextRole = Literal["title", "subtitle", "lower_third", "caption"]
Place = Literal[
    "center", "top", "bottom", "left", "right", "top_left", "top_right", "bottom_left", "bottom_right"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Transition:
    """How a segment appears over the one before it; the overlap of the two is ``duration_ms`` long."""

    kind: TransitionKind = "crossfade"
    duration_ms: int = 500


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the canvas, in thousandths of its width and height, measured from its top left corner.

    ``w`` alone fixes the size where ``h`` is 0: the height then follows from the picture's own shape.
    """

    x: int = 0
    y: int = 0
    w: int = 1000
    h: int = 0
    opacity: int = 100


@dataclass(frozen=True, slots=True)
class Picture:
    """How the frames of a clip or photo are shown. All amounts are percent, 0 meaning unchanged (-100 to 100)."""

    fit: Fit = "auto"
    motion: Motion = "none"
    motion_amount: int = 10
    """how far a motion goes, in percent of the frame"""
    motion_from: int = 0
    motion_to: int = 1000
    """thousandths of the motion between which it is shown: of a part of a photo that was split, its own part"""
    crop: tuple[int, int, int, int] | None = None
    """x, y, width, height of the part of the source that is used, in thousandths of its displayed size"""
    scale: int = 100
    """static zoom into the middle, in percent of the fitted size"""
    rotate: int = 0
    """degrees clockwise, on top of what the file itself says; any whole number"""
    flip_h: bool = False
    flip_v: bool = False
    brightness: int = 0
    contrast: int = 0
    saturation: int = 0
    temperature: int = 0
    """above 0 warm, below 0 cold"""
    grayscale: bool = False
    vignette: int = 0
    sharpen: int = 0
    denoise: int = 0
    blur: int = 0
    stabilise: bool = False


SIZES: dict[TextRole, int] = {"title": 116, "subtitle": 58, "lower_third": 58, "caption": 52}
"""of words whose size nobody chose, in thousandths of the canvas's shorter side"""
TALL_PERCENT = 125
"""of it where the canvas is tall, as a telephone shows it"""
SIDE = 0.06
EDGES = {True: (0.08, 0.085), False: (0.12, 0.19)}
"""share of the height kept free at top and bottom, by "is wider than tall": players put buttons over tall video"""
BELOW_CENTER = 0.165
"""of the shorter side: where a subtitle in the middle begins, below a title's usual two lines"""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How words are drawn. ``size`` is thousandths of the canvas's shorter side; colours are ``#rrggbb``."""

    role: TextRole = "title"
    place: Place = "center"
    size: int = 0
    """0: the role's own size"""
    color: str = "#ffffff"
    weight: Literal["regular", "bold"] = "bold"
    box_color: str = ""
    """a plate behind the words; empty for none"""
    lift: int = 0
    """thousandths of the height that the words stand above their place, clear of others there; below 0: under it"""

    def size_on(self, width: int, height: int) -> int:
        """The size on a canvas, also where none was chosen."""
        tall = height > width and self.role != "title"
        return self.size or SIZES[self.role] * (TALL_PERCENT if tall else 100) // 100


@dataclass(frozen=True, slots=True)
class Segment:
    """One clip, photo, sound or line of text on a track."""

    id: str
    kind: SegmentKind
    start_ms: int
    duration_ms: int
    name: str = ""
    """file name of what was uploaded, or the style of what was made ("Lo-fi")"""
    media: str = ""
    """content id of the uploaded file; empty for text, music and colour"""
    text: str = ""
    color: str = "#000000"
    """of a plain colour segment"""
    seed: int = 0
    """of generated music"""
    source_in_ms: int = 0
    """where in the source the segment begins"""
    speed: int = 100
    """percent; the source is used for duration_ms * speed / 100"""
    reverse: bool = False
    freeze: bool = False
    """holds the frame at source_in_ms for the whole duration"""
    loop: bool = False
    """the source starts again where it ends before the segment does"""
    volume: int = 100
    """percent of the source's own sound; 0 is muted"""
    fade_in_ms: int = 0
    """picture from black or text from clear on a picture track, sound from silence on an audio track"""
    fade_out_ms: int = 0
    sound_fade_in_ms: int = 0
    """fades of the sound of a clip on a picture track"""
    sound_fade_out_ms: int = 0
    duck: int = 0
    """on music: percent of its volume that is left while a voice is heard; 0 for no ducking"""
    transition: Transition | None = None
    picture: Picture = Picture()
    box: Box | None = None
    """where an overlay sits; None fills the canvas"""
    style: TextStyle = TextStyle()

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.duration_ms

    @property
    def source_out_ms(self) -> int:
        """Where in the source the segment ends."""
        return self.source_in_ms + (0 if self.freeze else self.duration_ms * self.speed // 100)


@dataclass(frozen=True, slots=True)
class Track:
    kind: TrackKind
    role: Role
    segments: tuple[Segment, ...] = ()

    @property
    def duration_ms(self) -> int:
        return max((segment.end_ms for segment in self.segments), default=0)


@dataclass(frozen=True, slots=True)
class Output:
    """What the person asked of the file itself. 0 and empty mean: the export's own default."""

    format: str = ""
    fps: int = 0
    height: int = 0
    """shorter side in pixels: 720, 1080, 2160"""
    max_bytes: int = 0
    audio_only: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole video. ``width`` and ``height`` are pixels, ``fps`` frames a second."""

    title: str = ""
    width: int = 1920
    height: int = 1080
    fps: int = 30
    loudness: int = 0
    """target of the mix in LUFS, as -14; 0 leaves it as it is"""
    output: Output = Output()
    tracks: tuple[Track, ...] = field(default=())

    @property
    def duration_ms(self) -> int:
        """Length of the video: the main track's, or the longest track's where nothing is on it."""
        return (self.main.duration_ms if self.main else 0) or max((t.duration_ms for t in self.tracks), default=0)

    @property
    def main(self) -> Track | None:
        return next((track for track in self.tracks if track.role == "main"), None)

    def segments(self) -> Iterator[tuple[Track, Segment]]:
        """Every segment with its track, in track order."""
        for track in self.tracks:
            for segment in track.segments:
                yield track, segment


def with_track(timeline: Timeline, track: Track) -> Timeline:
    """The timeline with the first track of the same kind and role replaced; appended where there is none."""
    for index, other in enumerate(timeline.tracks):
        if (other.kind, other.role) == (track.kind, track.role):
            tracks = (*timeline.tracks[:index], track, *timeline.tracks[index + 1 :])
            break
    else:
        tracks = (*timeline.tracks, track)
    return replace(timeline, tracks=tuple(one for one in tracks if one.segments))
