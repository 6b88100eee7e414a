"""Progress for a person: a bar on a terminal, few lines elsewhere, and no harm from either."""

from __future__ import annotations

import io

import pytest

from nemovideo import terminal
from nemovideo.terminal import Terminal, described, size


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_with_bytes_rate_and_time_left() -> None:
    line = described("Uploading a.mp4", 25_000_000, 100_000_000, 5_000_000)
    assert line == "Uploading a.mp4 [######..................] 25%  25.0 MB of 100 MB, 5.0 MB/s, 0:15 left"


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (("Rendering", 42, 100, 2.0), "Rendering [##########..............] 42%, 0:29 left"),
        (("x", 500, None, 0.0), "x 500 B"),
        (("x", 0, 0, 0.0), "x [########################] 100%  0 B of 0 B"),
        (("x", 5, 3, 1.0), "x [########################] 167%  5 B of 3 B, 1 B/s"),
    ],
)
def test_other_progress_is_described(given: tuple[str, int, int | None, float], line: str) -> None:
    assert described(*given) == line


def test_the_bar_is_drawn_over_and_ended() -> None:
    screen = Screen()
    shown = Terminal(screen)
    for done in range(1001):
        shown.progress("x", done, 1000)
    shown.note("done")
    text = screen.getvalue()
    assert text.count("\r") <= 4 and text.rstrip().endswith("done") and "100%" in text


def test_elsewhere_a_short_job_says_nothing_and_a_long_one_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(terminal.time, "monotonic", lambda: now[0])
    stream = io.StringIO()
    shown = Terminal(stream)
    for second in range(61):
        now[0] = float(second)
        shown.progress("Uploading", second, 61)
    assert stream.getvalue().count("\n") == 4 and "\r" not in stream.getvalue()


def test_a_closed_or_narrow_stderr_does_not_stop_the_work() -> None:
    closed = io.StringIO()
    closed.close()
    shown = Terminal(closed)
    shown.note("x")
    shown.progress("x", 1, 2)
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    Terminal(narrow).note("做视频 …")


@pytest.mark.parametrize(("count", "text"), [(0, "0 B"), (999, "999 B"), (1500, "1.5 kB"), (2e9, "2.00 GB")])
def test_sizes_are_for_people(count: float, text: str) -> None:
    assert size(count) == text
