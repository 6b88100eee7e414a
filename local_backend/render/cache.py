"""Finished pieces of videos on disk, by key: chunks, sounds and whole files, the least used thrown away first.

A piece is written under a name that ends in ``.part`` and renamed when it is whole, so that whatever has a
piece's name is complete. Using a piece renews its date, by which the oldest are found.
"""

from __future__ import annotations

import os
import re
import time
import uuid
from collections.abc import Collection
from pathlib import Path

MOST_BYTES = 5 << 30
STALE_S = 3600
"""seconds after which a ``.part`` that nobody has touched is left over from a process that died"""


class Cache:
    """The folder of pieces. Several processes may use it at once."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self.folder = folder
        self._most = most_bytes
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, key: str, suffix: str) -> Path:
        return self.folder / f"{key}{suffix}"

    def find(self, key: str, suffix: str) -> Path | None:
        """The finished piece, marked as used now."""
        path = self.path(key, suffix)
        try:
            os.utime(path)
        except OSError:
            return None
        return path

    def part(self, key: str, suffix: str) -> Path:
        """A name of its own for writing a piece; ``finish`` gives it its place."""
        self.folder.mkdir(parents=True, exist_ok=True)  # a person may have thrown it away meanwhile
        return self.folder / f"{key}{suffix}.{os.getpid()}-{uuid.uuid4().hex[:8]}.part"

    def finish(self, part: Path, key: str, suffix: str) -> Path:
        path = self.path(key, suffix)
        part.replace(path)
        return path

    def sweep(self) -> None:
        """Removes parts whose process is gone."""
        for path in self.folder.rglob("*.part"):
            owner = re.search(r"\.(\d+)-[0-9a-f]{8}\.part$", path.name)
            try:
                if not owner or not _alive(int(owner[1])) or time.time() - path.stat().st_mtime > STALE_S:
                    path.unlink()
            except OSError:
                continue

    def trim(self, keep: Collection[Path] = ()) -> None:
        """Throws the oldest pieces away until the cache is within its size."""
        found = []
        for path in self.folder.rglob("*"):
            try:
                facts = path.stat()
            except OSError:
                continue
            if path.suffix != ".part" and path.is_file():
                found.append((facts.st_mtime, facts.st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= self._most:
                return
            if path not in keep:
                path.unlink(missing_ok=True)
                total -= size


def _alive(pid: int) -> bool:
    if os.name == "nt":  # no harmless signal there: age decides
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    try:
        # proc(5): the state follows the program's name in brackets, which may hold any characters itself.
        state = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0]
    except (OSError, IndexError):
        return True
    return state not in (b"Z", b"X")
