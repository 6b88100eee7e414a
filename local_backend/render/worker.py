"""A rendering process: reads jobs as JSON lines, makes chunks, tells what it does as JSON lines.

    python -m local_backend.render.worker FOLDER

In: ``{"chunk" or "copy", "encoding", "threads", "files", "part"}``. Out: ``{"file": id}`` before a file is touched,
``{"frames": n}`` now and then (0 is a sign of life), ``{"done": true}`` or ``{"error": words, "file": id}``. The
bytes that it reads are a stranger's: whatever happens to it happens to one chunk. It ends when its input ends.
FOLDER is where it keeps what helps it later.
"""

from __future__ import annotations

import errno
import json
import os
import queue
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from local_backend.media.info import MediaFile, MediaInfo
from local_backend.render.clips import ClipError
from local_backend.render.compose import Scene
from local_backend.render.copying import copy
from local_backend.render.encode import Writer
from local_backend.render.formats import Encoding
from local_backend.render.graph import Chunk
from local_backend.render.library import Library
from local_backend.render.photos import PhotoError
from local_backend.render.untouched import Copied

REPORT_S = 0.2


class Mouth:
    """What the worker says, at most every ``REPORT_S`` seconds but for what matters."""

    def __init__(self) -> None:
        self._frames = 0
        self._last = 0.0
        self.file = ""

    def say(self, **words: Any) -> None:
        sys.stdout.write(json.dumps(words) + "\n")
        sys.stdout.flush()

    def touch(self, media: str) -> None:
        if media != self.file:
            self.file = media
            self.say(file=media)

    def beat(self, frames: int = 0) -> None:
        self._frames += frames
        now = time.monotonic()
        if now - self._last >= REPORT_S:
            self._last = now
            self.say(frames=self._frames)
            self._frames = 0

    def flush(self) -> None:
        self.say(frames=self._frames)
        self._frames = 0


def make(chunk: Chunk, encoding: Encoding, threads: int, library: Library, part: Path, mouth: Mouth) -> None:
    """Renders one chunk into ``part``; ``threads`` are the encoder's."""
    scene = Scene(chunk, library)
    writer = Writer(part, chunk.width, chunk.height, chunk.fps, encoding, chunk.frames, threads)
    last: object = None
    for n in range(chunk.frames):
        state = scene.state(n)
        if n == 0 or state != last:
            scene.paint(n, writer.planes)
            last = state
        writer.write()
        mouth.beat(1)
    scene.close()
    writer.close()
    mouth.flush()


def work(job: Mapping[str, Any], library: Library, mouth: Mouth) -> None:
    part = Path(job["part"])
    if "copy" not in job:
        make(Chunk.from_json(job["chunk"]), Encoding(**job["encoding"]), job["threads"], library, part, mouth)
        return
    piece = Copied(**job["copy"])
    mouth.touch(piece.media)
    copy(piece, library.files[piece.media], part, mouth.beat, Encoding(**job["encoding"]))
    mouth.flush()


def files_from(data: Mapping[str, Any]) -> dict[str, MediaFile]:
    return {
        media: MediaFile(Path(one["path"]), MediaInfo.from_json(one["info"]), one["name"])
        for media, one in data.items()
    }


def jobs() -> Iterator[dict[str, Any]]:
    """Jobs as they come. When the input ends, the one who wanted them is gone, and this process ends at once."""
    lines: queue.Queue[str] = queue.Queue()

    def listen() -> None:
        for line in sys.stdin:
            lines.put(line)
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        yield json.loads(lines.get())


def main() -> int:
    mouth = Mouth()
    files: dict[str, MediaFile] = {}
    library = Library(files, Path(sys.argv[1]), mouth.beat, mouth.touch)
    for job in jobs():
        for media, file in files_from(job["files"]).items():
            files.setdefault(media, file)
        try:
            work(job, library, mouth)
        except (PhotoError, ClipError) as error:
            mouth.say(error=str(error), file=mouth.file)
        except MemoryError:
            mouth.say(error="there is not enough memory for it", file=mouth.file)
        except Exception as error:  # whatever a stranger's bytes may do, it is told and not hidden
            if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
                mouth.say(error="the disk is full", file="")
            else:
                mouth.say(error=f"{type(error).__name__}: {error}", file=mouth.file)
        else:
            mouth.say(done=True)
        mouth.file = ""
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
