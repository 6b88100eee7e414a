"""Whether packets of H.264 are whole: what can be told by reading them, and what only decoding tells.

Reading finds zeroed, shifted and overwritten stretches at the speed of a copy, since NAL units say their length and
may not hold certain bytes (ITU-R H.264, 7.4.1; ISO/IEC 14496-15, 5.3.3). Of single changed bytes it finds hardly any:
only decoding does, of which there may be too much (``untouched.copies`` says how much is done).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from local_backend.media.info import MediaFile
from local_backend.timeline import Timeline

PICTURES = (1, 5)
"""types of NAL units that hold parts of pictures"""
SUFFIX = ".damaged"


def torn(data: bytes) -> bool:
    """Whether a packet with lengths of four bytes cannot be what an encoder wrote."""
    at, whole = 0, len(data)
    while at < whole:
        begin, end = at + 4, at + 4 + int.from_bytes(data[at : at + 4], "big")
        if end > whole or end < begin + 2 or data[begin] & 0x80 or not data[begin] & 31:
            return True
        if data[begin] & 31 in PICTURES and (data[end - 1] == 0 or _forbidden(data, begin + 1, end)):
            return True
        at = end
    return False


def _forbidden(data: bytes, begin: int, end: int) -> bool:
    """Whether three bytes stand there that an encoder breaks up by a fourth (emulation prevention)."""
    at = data.find(b"\0\0", begin, end)
    while 0 <= at < end - 2:
        if data[at + 2] < 3 or (data[at + 2] == 3 and at + 3 < end and data[at + 3] > 3):
            return True
        at = data.find(b"\0\0", at + 3, end)
    return False


def decodes(settings: bytes, group: Sequence[bytes]) -> bool:
    """Whether a group of pictures decodes without a fault; ``settings`` are its stream's. Nothing of it is kept.

    In one thread, since a decoder with several passes over faults in silence.
    """
    import av  # only workers need it

    decoder: Any = av.CodecContext.create("h264", "r")
    decoder.extradata = settings
    decoder.thread_count, decoder.thread_type = 1, "NONE"
    decoder.options = {"err_detect": "explode", "skip_loop_filter": "all"}
    made = 0
    try:
        for data in group:
            made += sum(not frame.is_corrupt for frame in decoder.decode(av.Packet(data)))
        made += sum(not frame.is_corrupt for frame in decoder.decode(None))
    except av.FFmpegError:
        return False
    return made == len(group)


class Checking:
    """Decodes groups beside what else is done, one a core; ``damaged`` gets the mark of each that has a fault."""

    def __init__(self, settings: bytes, threads: int) -> None:
        self._settings, self._threads = settings, threads
        self._pool = ThreadPoolExecutor(threads)
        self._open: deque[tuple[int, Future[bool]]] = deque()
        self.damaged: list[int] = []

    def __enter__(self) -> Checking:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def check(self, mark: int, group: Sequence[bytes]) -> None:
        """Waits while more groups are open than there are threads, so that few are in memory."""
        self._open.append((mark, self._pool.submit(decodes, self._settings, group)))
        self.wait(self._threads)

    def wait(self, most_open: int = 0) -> None:
        while len(self._open) > most_open:
            mark, whole = self._open.popleft()
            if not whole.result():
                self.damaged.append(mark)


def remember(folder: Path, media: str, at_ms: int) -> None:
    """Keeps in ``folder`` that a file is damaged at a time; several processes may do so at once."""
    with (folder / f"{media}{SUFFIX}").open("a", encoding="ascii") as file:
        file.write(f"{at_ms}\n")


def known(folder: Path, media: str) -> list[int]:
    """Where a file is damaged, in ms, as far as exports have come across it."""
    try:
        return sorted({int(line) for line in (folder / f"{media}{SUFFIX}").read_text(encoding="ascii").split()})
    except (OSError, ValueError):
        return []


def notes(folder: Path, timeline: Timeline, files: Mapping[str, MediaFile]) -> list[str]:
    """Sentences for the person about the damage in what a timeline shows."""
    first: dict[str, int] = {}
    for _, one in timeline.segments():
        for at in known(folder, one.media) if one.kind == "video" and one.media in files else ():
            if one.source_in_ms <= at <= one.source_out_ms:
                first[one.media] = min(at, first.get(one.media, at))
    return [
        f"{files[media].name} is damaged from {at // 60_000}:{at // 1000 % 60:02d} on; the pictures there were mended "
        "as well as possible. Copy the file again from where it came, if you can."
        for media, at in first.items()
    ]
