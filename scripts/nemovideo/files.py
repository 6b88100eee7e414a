"""A file of the person's, looked at before anything is sent: may it be uploaded, and is it the one it was?"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from nemovideo.errors import FORMATS, SIZE_LIMIT_MB, FileTooLarge, Refused, UnsupportedFile
from nemovideo.multipart import BLOCK, CAPTIONS, TYPES

LARGEST_FILE = SIZE_LIMIT_MB * 1024 * 1024
LARGEST_CAPTIONS = 2 * 1024 * 1024  # text: the subtitles of a long film have a tenth of it


def is_url(argument: str) -> bool:
    return argument.lower().startswith(("http://", "https://"))


def check_argument(argument: str, *, captions: bool = False) -> None:
    """Raise Refused for what no upload can come of: no such file, empty, of another type, too large, a bad URL.

    `captions`: whether files of subtitles are taken too, as the local backend does.
    """
    if not is_url(argument):
        check_file(Path(argument).expanduser(), captions=captions)
        return
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(argument)
        good = bool(parts.hostname) and not parts.password
    except ValueError:
        good = False
    if not good:
        raise Refused("This is not the URL of a file.", next="Give the full address, without a password in it.")


def check_file(path: Path, *, captions: bool = False) -> int:
    """The size of a file that may be uploaded, in bytes; Refused, naming the file, for one that may not."""
    name = path.name or str(path)
    mend = "Check the path; give it in full if in doubt."
    try:
        found = path.stat()
    except FileNotFoundError:
        raise Refused(f"There is no file {path}.", kind="missing_file", next=mend) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not a valid path"
        raise Refused(f"{name} cannot be read: {why.lower()}.", kind="unreadable_file", next=mend) from None
    if stat.S_ISDIR(found.st_mode):
        raise Refused(
            f"{name} is a folder.", kind="not_a_file", next="Name the files in it one by one, or as a pattern."
        )
    if not stat.S_ISREG(found.st_mode):
        raise Refused(f"{name} is not a regular file.", kind="not_a_file", next=mend)
    suffix, taken = path.suffix.lower().lstrip("."), (*FORMATS, *CAPTIONS) if captions else FORMATS
    if suffix not in TYPES and suffix not in taken:
        kind = f"of type {path.suffix}" if path.suffix else "without a type in its name"
        raise UnsupportedFile(f"{name} is {kind}, which is not among: {', '.join(taken)}.")
    if found.st_size == 0:
        raise Refused(f"{name} is empty.", kind="empty_file", next="Check how the file was made or downloaded.")
    if suffix in CAPTIONS and found.st_size > LARGEST_CAPTIONS:
        raise FileTooLarge(f"{name} has {found.st_size} bytes; a file of subtitles may have {LARGEST_CAPTIONS}.")
    if found.st_size > LARGEST_FILE:
        megabytes = found.st_size / 1024 / 1024
        raise FileTooLarge(f"{name} has {megabytes:.0f} MB; the limit is {SIZE_LIMIT_MB} MB.")
    return found.st_size


def identity(found: os.stat_result) -> list[int]:
    """What stays the same as long as nobody writes to a file; the time of change cannot be set back."""
    return [found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def digest_of(path: Path, kind: str = "sha256") -> str:
    """The hash of a file's content, in hexadecimal."""
    digest = hashlib.new(kind, usedforsecurity=False)
    view = memoryview(bytearray(BLOCK))
    try:
        with path.open("rb", buffering=0) as file:
            while count := file.readinto(view):
                digest.update(view[:count])
    except OSError as error:
        raise unreadable(path, error) from None
    return digest.hexdigest()


def unreadable(path: Path, error: OSError) -> Refused:
    why = (error.strerror or "not possible").lower()
    return Refused(f"{path.name} cannot be read: {why}.", kind="unreadable_file", next="Check who may read it.")
