"""Files of captions: SRT and WebVTT text in whatever encoding it came, told from its content.

A file counts as captions when it is text throughout, begins as one of the two formats does, and holds at least
one line of words with a time. Anything else is refused, so a renamed program or picture never gets in.
"""

from __future__ import annotations

import re
from pathlib import Path

from local_backend.media.info import TOO_LARGE, MediaError, MediaInfo

MOST_CAPTION_BYTES = 2 << 20
"""the captions of a long film have a tenth of it"""
TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
TIMING = re.compile(rf"^[ \t]*{TIME}[ \t]*-->[ \t]*{TIME}(?:[ \t][^\n]*)?$", re.M)
SRT_START = re.compile(rf"\s*(?:\d{{1,6}}[ \t]*\n)?[ \t]*{TIME}[ \t]*-->")
VTT_START = re.compile(r"WEBVTT(?:[ \t\n]|$)")
LAYOUT = frozenset("\t\n\f")
"""the control characters that a text may have, once its line ends are one kind"""
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read(path: Path) -> str:
    """The text of a file that ``examine`` took; empty where it has become unreadable."""
    try:
        with path.open("rb") as file:
            return decode(file.read(MOST_CAPTION_BYTES)) or ""
    except OSError:
        return ""


def decode(data: bytes) -> str | None:
    """The bytes as text with ``\\n`` line ends; None where they are no text.

    A byte order mark says the encoding; else zero bytes in every second place mean UTF-16; else it is UTF-8,
    or Chinese (GB 18030) where all that is not ASCII comes in pairs that are common Chinese, or Western.
    """
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return None if any(char < " " and char not in LAYOUT for char in text) else text
    return None


def _candidates(data: bytes) -> list[str]:
    marked = next((encoding for mark, encoding in MARKS.items() if data.startswith(mark)), None)
    if marked:
        return [marked]
    head = data[:512]
    if head[1::2].count(0) > len(head) // 4:
        return ["utf-16-le"]
    if head[::2].count(0) > len(head) // 4:
        return ["utf-16-be"]
    return ["utf-8", "gb18030", "cp1252"] if _seems_chinese(data) else ["utf-8", "cp1252"]


def _seems_chinese(data: bytes) -> bool:
    """Whether most pairs of bytes above ASCII are among the common Chinese characters and their punctuation."""
    pairs = re.findall(rb"[\x80-\xff]{2}", data)
    common = sum(0xB0 <= pair[0] <= 0xD7 or 0xA1 <= pair[0] <= 0xA3 for pair in pairs)
    alone = sum(byte > 0x7F for byte in data) - 2 * len(pairs)
    return common > 0.8 * len(pairs) and alone <= 0.1 * len(pairs)


def looks_like(head: bytes) -> bool:
    """Whether the first bytes of a file could be the beginning of captions; their last character may be cut."""
    texts = (decode(head[: len(head) - cut]) for cut in range(4))
    return any(_starts(text) for text in texts if text is not None)


def _starts(text: str) -> bool:
    return bool(VTT_START.match(text.lstrip("\ufeff")) or SRT_START.match(text.lstrip("\ufeff")))


def examine(path: Path) -> MediaInfo:
    """What the captions are; ``duration_ms`` is where the last ends. Raises ``MediaError``, ``{name}`` in it."""
    if path.stat().st_size > MOST_CAPTION_BYTES:
        raise MediaError(f"{{name}} is larger than captions may be ({MOST_CAPTION_BYTES >> 20} MB).", TOO_LARGE)
    text = decode(path.read_bytes())
    if text is None:
        raise MediaError("{name} begins like captions but has bytes in it that are no text. Save it again, as UTF-8.")
    ends = [end for start, end, words in _cues(text) if words and end > start]
    if not ends:
        raise MediaError("{name} has no captions in it: no line of words with a time of its own. Export it again.")
    kind = "vtt" if VTT_START.match(text.lstrip("\ufeff")) else "srt"
    return MediaInfo("caption", kind, duration_ms=max(ends), frames=len(ends))


def _cues(text: str) -> list[tuple[int, int, str]]:
    """Start and end in ms of every cue, and the first line of its words."""
    found = []
    for match in TIMING.finditer(text):
        below = text[match.end() : match.end() + 2000]  # enough for a line, and no copy of all that follows
        words = "" if below.startswith("\n\n") else below.lstrip("\n").split("\n", 1)[0].strip()  # blank: it is over
        start, end = _ms(match.groups()[:4]), _ms(match.groups()[4:])
        found.append((start, end, words))
    return found


def _ms(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((parts[3] or "0").ljust(3, "0"))
