"""A child process keeps to its limits, knows no secret, and leaves nothing running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from local_backend.process import CancelledError, TimeLimitError, ffmpeg, run_limited

PYTHON = sys.executable


def test_output_errors_and_exit_code_come_back() -> None:
    done = run_limited([PYTHON, "-c", "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"], 20, 0)
    assert (done.code, done.out, done.last_words) == (3, b"out\n", "err")


def test_standard_input_is_passed_on() -> None:
    text = b"x" * 300_000
    assert run_limited([PYTHON, "-c", "import sys; sys.stdout.write(sys.stdin.read())"], 20, 0, text).out == text


def test_a_slow_program_is_stopped_with_all_that_it_started(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = "import subprocess, sys, time; p = subprocess.Popen(['sleep', '60']);"
    code += f"open({str(note)!r}, 'w').write(str(p.pid)); time.sleep(60)"
    with pytest.raises(TimeLimitError):
        run_limited([PYTHON, "-c", code], 1.5, 0)
    time.sleep(0.1)
    grandchild = int(note.read_text())
    assert not psutil.pid_exists(grandchild) or psutil.Process(grandchild).status() == psutil.STATUS_ZOMBIE


def test_a_cancelled_program_is_stopped_at_once() -> None:
    begun = time.monotonic()
    with pytest.raises(CancelledError):
        run_limited([PYTHON, "-c", "import time; time.sleep(60)"], 60, 0, cancelled=lambda: True)
    assert time.monotonic() - begun < 5


@pytest.mark.skipif(sys.platform != "linux", reason="address space is limited on Linux only")
def test_memory_beyond_the_limit_is_refused() -> None:
    done = run_limited([PYTHON, "-c", "bytearray(2 << 30)"], 20, 1000)
    assert done.code == 1
    assert "MemoryError" in done.last_words


def test_no_secret_of_the_environment_reaches_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEMO_TOKEN", "nmv_usr_secret")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    seen = run_limited([PYTHON, "-c", "import os; print(dict(os.environ))"], 20, 0).out
    assert b"secret" not in seen


def test_endless_output_is_read_but_not_kept() -> None:
    code = "import sys\nfor n in range(400): sys.stdout.write('x' * 65536)\nprint('end')"
    done = run_limited([PYTHON, "-c", code], 30, 0)
    assert len(done.out) <= 5 << 20
    assert done.out.endswith(b"end\n")


@pytest.mark.skipif(sys.platform != "linux", reason="uses the parent-death signal")
def test_a_child_dies_with_its_parent(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    inner = f"import os,time; open({str(note)!r},'w').write(str(os.getpid())); time.sleep(60)"
    outer = f"from local_backend.process import run_limited; run_limited([{PYTHON!r}, '-c', {inner!r}], 60, 0)"
    root = Path(__file__).resolve().parents[2]
    parent = subprocess.Popen([PYTHON, "-c", outer], env={**os.environ, "PYTHONPATH": str(root)})
    try:
        for _ in range(200):
            if note.exists() and note.read_text():
                break
            time.sleep(0.05)
        child = int(note.read_text())
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    for _ in range(100):
        if not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE:
            return
        time.sleep(0.05)
    pytest.fail("the child outlived its parent")


def test_the_ffmpeg_program_is_new_enough_and_has_x264() -> None:
    said = run_limited([ffmpeg(), "-hide_banner", "-version"], 20, 0).out.decode()
    assert "--enable-libx264" in said
