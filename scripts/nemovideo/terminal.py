"""Progress for a person, on stderr: a bar with bytes, rate and time left on a terminal, else a line now and then."""

from __future__ import annotations

import os
import sys
import time
from typing import TextIO

from nemovideo.errors import clean

_REDRAW_S = 0.1
_LINE_EVERY_S = 15.0
_BAR = 24


class Terminal:
    """Where a script tells what it is doing. Never raises: a closed stderr must not stop the work."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._bar = _is_terminal(self._stream)
        self._label: str | None = None
        self._started = self._shown_at = 0.0
        self._first = 0
        self._open = False

    def note(self, text: str) -> None:
        """A sentence on a line of its own."""
        self._end_bar()
        self._write(clean(text) + "\n")

    def progress(self, label: str, done: int, total: int | None = None) -> None:
        """`done` of `total` bytes, or per cent where `total` is 100; `total` None when nobody knows."""
        now = time.monotonic()
        if label != self._label:
            self._end_bar()
            self._label, self._started, self._first = label, now, done
            self._shown_at = now if not self._bar else 0.0
        finished = total is not None and done >= total
        wait = _REDRAW_S if self._bar else _LINE_EVERY_S
        if now - self._shown_at < wait and not (finished and self._bar):
            return
        self._shown_at = now
        line = described(clean(label), done, total, (done - self._first) / max(now - self._started, 1e-6))
        if self._bar:
            width = _columns()
            self._write("\r" + line[: width - 1].ljust(width - 1))
            self._open = True
            if finished:
                self._end_bar()
        else:
            self._write(line + "\n")

    def close(self) -> None:
        self._end_bar()

    def _end_bar(self) -> None:
        if self._open:
            self._write("\n")
        self._open, self._label = False, None

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except UnicodeEncodeError:
            self._write(text.encode("ascii", "replace").decode("ascii"))
        except (OSError, ValueError):
            self._stream = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 (for the rest of the run)


def described(label: str, done: int, total: int | None, rate: float) -> str:
    """One line: label, bar, how much of how much, the rate, and the time left where it can be known."""
    if total == 100:
        bar = _drawn(done / 100)
        left = f", {_clock(round((100 - done) / rate))} left" if rate > 0 and 0 < done < 100 else ""
        return f"{label} {bar} {done}%{left}"
    if total is None:
        return f"{label} {size(done)}" + (f", {size(rate)}/s" if rate > 0 else "")
    part = done / total if total else 1.0
    left = f", {_clock(round((total - done) / rate))} left" if rate > 0 and done < total else ""
    speed = f", {size(rate)}/s" if rate > 0 else ""
    return f"{label} {_drawn(part)} {100 * part:.0f}%  {size(done)} of {size(total)}{speed}{left}"


def _drawn(part: float) -> str:
    full = int(max(0.0, min(1.0, part)) * _BAR)
    return "[" + "#" * full + "." * (_BAR - full) + "]"


def size(count: float) -> str:
    """Bytes for a person: 512 B, 14.2 MB."""
    for unit in ("B", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "B" or count >= 100 else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.2f} GB"


def _clock(seconds: int) -> str:
    minutes, rest = divmod(max(0, seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _columns() -> int:
    try:
        return max(40, os.get_terminal_size(sys.stderr.fileno()).columns)
    except (OSError, ValueError):
        return 80


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except (OSError, ValueError, AttributeError):
        return False
