"""Examines one file and prints what it is as JSON: ``python -m local_backend.media.probe FILE``.

Runs as a child of ``media.probe`` with limits on time and memory. The demuxer is chosen here by the first
bytes and never guessed by the library, so a playlist or a script that names other files is not opened.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NoReturn

from local_backend.media import captions
from local_backend.media.info import ACCEPTED, CAPTIONS, TOO_LARGE, UNSUPPORTED, MediaError, MediaInfo

PHOTO_PIXELS = 200_000_000
WHOLE_PIXELS = 70_000_000
"""for pictures that can only be decoded whole, four bytes a pixel, and more while they are converted"""
ANIMATION_PIXELS = 9_000_000
"""for pictures of which a decoder holds several at once, some hundred times; a screen of 4K has 8.3 million"""
LOOK_PIXELS = 2_500_000
"""of an animation are decoded here, in 50 ms at most: all of a small one, the first frames of others"""
HEAD = 4096
UNFIT = {
    b"%PDF": "a PDF document", b"PK\x03\x04": "a ZIP archive or office document", b"fLaC": "FLAC audio",
    b"OggS": "Ogg audio", b"BM": "a BMP picture", b"II*\x00": "a TIFF picture", b"MM\x00*": "a TIFF picture",
    b"<svg": "an SVG drawing", b"<?xml": "an XML document", b"<!DOC": "a web page", b"<html": "a web page",
    b"#EXTM3U": "a playlist", b"FLV": "a Flash video", b"8BPS": "a Photoshop file", b"\x7fELF": "a program",
    b"MZ": "a program", b"\x1f\x8b": "a compressed archive", b"Rar!": "a RAR archive", b"FORM": "AIFF audio",
    b"\x30\x26\xb2\x75": "a Windows Media file",
}  # fmt: skip


def refuse(why: str, code: int = UNSUPPORTED) -> NoReturn:
    """Ends the examination; ``{name}`` stands for the file's name."""
    raise MediaError(why, code)


def examine(path: Path) -> MediaInfo:
    """What the file is. Raises ``MediaError`` with ``{name}`` in place of the file's name."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if picture := picture_format(head):
        return examine_picture(path, picture)
    if captions.looks_like(head):  # before sound: the mark of UTF-16 reads like the start of an MP3
        return captions.examine(path)
    demuxer = container_format(head)
    if not demuxer:
        refuse(f"{{name}} is {what_instead(head)}. {accepted_words()}")
    from local_backend.media.footage import examine_container

    return examine_container(path, demuxer, head)


def picture_format(head: bytes) -> str:
    """jpg, png, gif, webp or empty."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    return "webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else ""


def container_format(head: bytes) -> str:
    """The name of ffmpeg's demuxer for the file, or empty."""
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"):
        brand = head[8:12]
        if head[4:8] == b"ftyp" and brand in (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif", b"avis"):
            kind = "an AVIF" if brand.startswith(b"avi") else "a HEIC"
            refuse(f"{{name}} is {kind} photo, which is not supported. Save it as JPG or PNG first.")
        return "mov"
    if head[:4] in (b"RIFF", b"RF64", b"RIFX", b"BW64"):
        return {b"AVI ": "avi", b"AVIX": "avi", b"WAVE": "wav"}.get(head[8:12], "")
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska"
    after = head
    if head.startswith(b"ID3") and len(head) >= 10:
        size = (head[6] & 127) << 21 | (head[7] & 127) << 14 | (head[8] & 127) << 7 | head[9] & 127
        after = head[10 + size :]
        if not after:  # the tag is longer than what was read: nearly always a cover in an MP3
            return "mp3"
    after = after.lstrip(b"\x00")
    if len(after) > 2 and after[0] == 0xFF and after[1] & 0xE0 == 0xE0:
        layer = after[1] & 0x06
        return "aac" if after[1] & 0xF0 == 0xF0 and layer == 0 else "mp3" if layer else ""
    return ""


def what_instead(head: bytes) -> str:
    """Words for what an unusable file is."""
    text = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    for magic, words in UNFIT.items():
        if text.startswith(magic):
            return f"{words}, not a video, photo or sound that can be used here"
    if not any(byte < 9 for byte in head):
        return "a text file, not a video, photo, sound or captions with times"
    if not any(head):
        return "filled with zeros, so its content was lost on the way here"
    return "not a video, photo or sound of a kind that can be read here, or it is damaged at its beginning"


def accepted_words() -> str:
    return f"Accepted: {', '.join((*ACCEPTED, *CAPTIONS))}."


def examine_picture(path: Path, kind: str) -> MediaInfo:
    """A photo or an animation: looked at, measured against the limits, then decoded once."""
    from PIL import Image, UnidentifiedImageError

    from local_backend.media.animation import frame_delays

    Image.MAX_IMAGE_PIXELS = None  # the limits below apply instead, before anything is decoded
    library = {"jpg": ("JPEG", "MPO"), "png": ("PNG",), "gif": ("GIF",), "webp": ("WEBP",)}[kind]
    try:
        with Image.open(path, formats=library) as picture:
            delays = [] if kind == "jpg" else frame_delays(path)
            animated = len(delays) > 1
            whole = kind != "jpg" or "progressive" in picture.info
            measure(picture.width, picture.height, whole=whole, moving=animated)
            turned = picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
            alpha = picture.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in picture.info
            pix_fmt = picture.mode
            width, height = picture.size
            if kind == "jpg":
                picture.draft("RGB", (max(1, width // 8), max(1, height // 8)))
            picture.load()
            for number in range(1, min(len(delays), LOOK_PIXELS // (width * height))):
                picture.seek(number)
                picture.load()
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError, EOFError) as error:
        if "truncated" in str(error) or isinstance(error, EOFError):
            refuse("{name} ends early: part of the picture is missing. Copy or export it again.")
        refuse(f"{{name}} begins like a {kind.upper()} picture but is damaged. Copy or export it again.")
    except MemoryError:
        refuse("{name} needs too much memory to decode. Scale it down first.", TOO_LARGE)
    if turned:
        width, height = height, width
    shared = {"format": kind, "width": width, "height": height, "has_video": True, "alpha": alpha, "pix_fmt": pix_fmt}
    if not animated:
        return MediaInfo(kind="image", **shared)
    from fractions import Fraction

    total = sum(delays)
    return MediaInfo(
        kind="animation", duration_ms=total, frames=len(delays), fps=Fraction(len(delays) * 1000, total),
        variable_rate=len(set(delays)) > 1, **shared,
    )  # fmt: skip


def measure(width: int, height: int, *, whole: bool, moving: bool) -> None:
    """Refuses a picture that is too large to work with."""
    most = ANIMATION_PIXELS if moving else WHOLE_PIXELS if whole else PHOTO_PIXELS
    if width * height > most:
        million = round(width * height / 1_000_000)
        refuse(
            f"{{name}} has {width} x {height} pixels ({million} megapixels); the limit for this kind is "
            f"{most // 1_000_000}. Scale it down first.",
            TOO_LARGE,
        )


def main(argv: list[str] | None = None) -> int:
    path = Path((sys.argv[1:] if argv is None else argv)[0])
    try:
        print(json.dumps({"info": json.loads(examine(path).to_json())}))
    except MediaError as error:
        print(json.dumps({"refused": str(error), "code": error.code}))
    except MemoryError:
        print(json.dumps({"refused": "{name} needs too much memory to read; it may be damaged.", "code": TOO_LARGE}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
