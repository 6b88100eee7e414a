"""Where a file may be cut without encoding, looked up in a process of its own and kept in the cache."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable

from local_backend.media.info import DEMUXERS, MediaFile
from local_backend.process import CancelledError, ProcessError, run_limited
from local_backend.render.cache import Cache
from local_backend.render.gops import Table
from local_backend.render.graph import VERSION
from local_backend.render.pool import UnwantedError

MOST_COPIED_BITS = 30_000_000
"""a second: footage with more is encoded, so that the result plays everywhere"""
LOOK_S, LOOK_MB = 60.0, 2000


def table(cache: Cache, file: MediaFile, fps: int, cancelled: Callable[[], bool]) -> Table | None:
    """None where the file must be encoded. Raises ``UnwantedError``."""
    facts = file.path.stat()
    if facts.st_size * 8000 > MOST_COPIED_BITS * max(1, file.info.duration_ms):
        return None
    name = f"{file.path}/{facts.st_size}/{facts.st_mtime_ns}/{fps}/{VERSION}"
    key = hashlib.sha256(name.encode()).hexdigest()
    found = cache.find(key, ".gops")
    if found is None:
        module = "local_backend.render.gops"
        line = [sys.executable, "-m", module, str(file.path), DEMUXERS[file.info.format], str(fps)]
        try:
            done = run_limited(line, LOOK_S, LOOK_MB, cancelled=cancelled)
        except CancelledError as error:
            raise UnwantedError from error
        except ProcessError:  # then it is encoded
            return None
        part = cache.part(key, ".gops")
        part.write_bytes(done.out)
        found = cache.finish(part, key, ".gops")
    try:
        data = json.loads(found.read_text())
        return Table(tuple(data["starts"]), tuple(data["ends"]), data["delay"], data["pixels"]) if data else None
    except (ValueError, LookupError, TypeError):
        return None
