"""A file as a request body: right, of constant memory, and never a mixture of two states of the file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from loopback import Loopback, answer
from simulated_api import Recorded

from nemovideo.multipart import BLOCK, FileBody, FileChanged, escaped

SCRIPTS = Path(__file__).parents[2] / "scripts"


def quiet(sent: int, total: int) -> None: ...


def read(body: FileBody) -> bytes:
    return b"".join(bytes(block) for block in body)


def parts(body: FileBody, content: bytes) -> list[tuple[str, str, bytes]]:
    return Recorded("upload", "api", "POST", "/", {"content-type": body.content_type}, body=content).parts


@pytest.mark.parametrize("size", [1, 1000, 262144, 262145, 700_000])
def test_the_file_arrives_as_it_is_and_the_length_is_right(tmp_path: Path, size: int) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(os.urandom(size))
    with FileBody(path, quiet) as body:
        content = read(body)
        assert len(content) == len(body)
        assert parts(body, content) == [("files", "clip.mp4", path.read_bytes())]
        assert read(body) == content  # a second time, for a request that was put off
    assert b"Content-Type: video/mp4\r\n" in content


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("夏日.jpg", "夏日.jpg"), ('a"b.jpg', "a%22b.jpg"), ("a\nb.jpg", "a%0Ab.jpg"),
        ("a\r\nX: 1.jpg", "a%0D%0AX: 1.jpg"),
        (os.fsdecode(b"\xff.jpg"), "\ufffd.jpg"), ("a%22.jpg", "a%22.jpg"),
    ],
)  # fmt: skip
def test_no_name_can_break_out_of_its_header(name: str, sent: str) -> None:
    assert escaped(name) == sent


def test_progress_is_honest(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"x" * 600_000)
    seen: list[tuple[int, int]] = []
    with FileBody(path, lambda sent, total: seen.append((sent, total))) as body:
        blocks = iter(body)
        next(blocks), next(blocks)
        assert seen == [(0, 600_000)]  # nothing is counted before it was taken
        next(blocks)
        assert seen[-1] == (BLOCK, 600_000)
        list(blocks)
    assert seen[-1] == (600_000, 600_000)


@pytest.mark.parametrize("change", ["longer", "shorter", "same length"])
def test_a_file_that_is_written_to_meanwhile_is_never_sent_to_its_end(tmp_path: Path, change: str) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"x" * 600_000)
    os.utime(path, ns=(1, 1))
    with FileBody(path, quiet) as body:
        blocks, taken = iter(body), b""
        taken += bytes(next(blocks)) + bytes(next(blocks))
        with path.open("r+b") as file:
            if change == "longer":
                file.seek(0, 2)
            elif change == "shorter":
                file.truncate(300_000)
            file.write(b"y")
        with pytest.raises(FileChanged) as caught:
            for block in blocks:
                taken += bytes(block)
    assert "clip.mp4" in caught.value.message
    assert not taken.endswith(b"--\r\n")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
def test_a_hundred_megabytes_take_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    with path.open("wb") as file:
        file.truncate(100 << 20)
    code = f"""
import sys
sys.path.insert(0, {str(SCRIPTS)!r})
from pathlib import Path
from nemovideo.multipart import BLOCK, FileBody
from nemovideo.wire import Wire
from nemovideo.clock import Clock
with FileBody(Path({str(path)!r}), lambda *_: None) as body:
    Wire(Clock(), print).exchange("POST", sys.argv[1], {{"Content-Type": body.content_type}}, None, body=body)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
    received: list[int] = []

    def count(request: Any) -> bytes:
        received.append(len(request.body))
        return answer({"code": 0, "data": {}})

    with Loopback(count) as server:
        done = subprocess.run([sys.executable, "-c", code, server.origin], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert received[0] > 100 << 20
    assert int(done.stdout) < 40 * 1024  # kilobytes
