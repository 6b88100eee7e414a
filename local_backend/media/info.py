"""Media files: what an uploaded file really is, told from its bytes and never from its name.

``probe`` opens the file in a child process with limits (``probe.py``), because the bytes are a stranger's.
``MediaError`` says in words for a person why a file cannot be used, with the API's code for it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from local_backend.process import ProcessError, TimeLimitError, run_limited

MediaKind = Literal["video", "image", "animation", "audio", "caption"]

UNSUPPORTED = 4001
"""seed: unsupported file type; here also a file that cannot be read"""
TOO_LARGE = 4002
ACCEPTED = ("mp4", "mov", "avi", "webm", "mkv", "jpg", "png", "gif", "webp", "mp3", "wav", "m4a", "aac")
CAPTIONS = ("srt", "vtt")
"""taken on this machine besides what the seed names"""
DEMUXERS = {
    "mp4": "mov", "mov": "mov", "m4a": "mov", "webm": "matroska", "mkv": "matroska", "avi": "avi", "mp3": "mp3",
    "wav": "wav", "aac": "aac",
}  # fmt: skip
"""how ffmpeg must open a file of a format: never by guessing, since a stranger's file may be a playlist in disguise"""
MOST_BYTES = 500 * 1024 * 1024
"""seed: the largest file is 500 MB"""
PROBE_S = 10.0
PROBE_MB = 1000


class MediaError(Exception):
    """A file that cannot be used. ``str()`` is a sentence for the person; ``code`` is the API's."""

    def __init__(self, message: str, code: int = UNSUPPORTED) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """What a file is. Times count from the container's first time stamp, as ffmpeg counts them."""

    kind: MediaKind
    format: str
    """one of ``ACCEPTED`` or ``CAPTIONS``"""
    duration_ms: int = 0
    """0 for an image; of captions, where the last one ends"""
    width: int = 0
    """as displayed: with rotation, EXIF orientation and pixel aspect applied"""
    height: int = 0
    fps: Fraction = Fraction(0)
    """frames a second, on average"""
    frames: int = 0
    """of an animation, 0 where it is not known; of captions, how many"""
    has_video: bool = False
    """moving or still pictures"""
    has_audio: bool = False
    alpha: bool = False
    rotation: int = 0
    """degrees clockwise that the stored picture must be turned by to stand upright; of a video"""
    video_codec: str = ""
    pix_fmt: str = ""
    matrix: str = ""
    """colour matrix as the file says: bt709, bt601, bt2020, or empty"""
    transfer: str = ""
    """pq or hlg for HDR, else empty"""
    full_range: bool = False
    variable_rate: bool = False
    audio_codec: str = ""
    sample_rate: int = 0
    channels: int = 0
    cut_short: bool = False
    """the file ends before its header says; ``duration_ms`` is what is really there"""

    @property
    def hdr(self) -> bool:
        return self.transfer in ("pq", "hlg")

    def to_json(self) -> str:
        return json.dumps({**asdict(self), "fps": [self.fps.numerator, self.fps.denominator]}, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> MediaInfo:
        data: dict[str, Any] = json.loads(text)
        return cls(**{**data, "fps": Fraction(*data["fps"])})


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file in the store: where its bytes are, what they are, and what the person called it."""

    path: Path
    info: MediaInfo
    name: str


def probe(path: Path, name: str) -> MediaInfo:
    """What the file at ``path`` is; ``name`` is used in messages only. Raises ``MediaError``."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise MediaError(f"{name} is not there.") from error
    if not path.is_file():
        raise MediaError(f"{name} is not a file.")
    if size == 0:
        raise MediaError(f"{name} is empty (0 bytes). Send the file again.")
    if size > MOST_BYTES:
        megabytes = -(-size // 1_000_000)
        raise MediaError(f"{name} has {megabytes} MB; the limit is 500 MB. Compress or trim it.", TOO_LARGE)
    try:
        done = run_limited([sys.executable, "-m", "local_backend.media.probe", str(path)], PROBE_S, PROBE_MB)
    except TimeLimitError as error:
        raise MediaError(f"{name} takes too long to read; the file seems to be damaged.") from error
    except ProcessError as error:
        raise MediaError(f"{name} cannot be examined: {error}.") from error
    return _read_answer(done.out, name)


def _read_answer(out: bytes, name: str) -> MediaInfo:
    """The child's JSON as a value; no JSON means that the file made the child crash."""
    try:
        answer: Mapping[str, Any] = json.loads(out.decode("utf-8").strip().splitlines()[-1])
        if "refused" in answer:
            raise MediaError(str(answer["refused"]).replace("{name}", name), int(answer["code"]))
        return MediaInfo.from_json(json.dumps(answer["info"]))
    except (ValueError, IndexError, KeyError, TypeError) as error:
        raise MediaError(f"{name} is damaged and cannot be read. Export it again and send the new file.") from error
