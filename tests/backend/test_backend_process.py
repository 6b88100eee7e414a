"""The server as a process of its own, with the real renderer: start, stop, crash, and what is left afterwards."""

from __future__ import annotations

import contextlib
import fcntl
import io
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import psutil
import pytest
import requests
from backend.stand_ins import Person
from PIL import Image

from local_backend.__main__ import _listen

ROOT = Path(__file__).resolve().parents[2]


def begin(home: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "local_backend", "--port", "0", "--home", str(home), *more]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def known(home: Path, process: subprocess.Popen[str]) -> dict[str, Any]:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        if (home / "server.json").exists():
            found: dict[str, Any] = json.loads((home / "server.json").read_text())
            return found
        time.sleep(0.01)
    raise AssertionError(f"not started: {process.communicate()}")


def test_one_server_a_folder_which_says_where_it_is_and_cleans_up(tmp_path: Path) -> None:
    first = begin(tmp_path)
    try:
        there = known(tmp_path, first)
        assert there["pid"] == first.pid
        assert (tmp_path / "server.json").stat().st_mode & 0o777 == 0o600
        assert requests.get(f"http://127.0.0.1:{there['port']}/health", timeout=5).json()["version"] == there["version"]
        second = begin(tmp_path)
        said = second.communicate(timeout=20)[1]
        assert second.returncode == 3
        assert f"process {first.pid}" in said
        first.send_signal(signal.SIGTERM)
        assert first.wait(10) == 0
        assert first.communicate()[1] == ""
        assert not (tmp_path / "server.json").exists()
    finally:
        first.kill()
        first.wait()


def test_a_server_waits_for_one_that_is_leaving(tmp_path: Path) -> None:
    with (tmp_path / "server.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = begin(tmp_path)
        time.sleep(0.5)
        assert process.poll() is None
    try:
        known(tmp_path, process)
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_small_events_are_sent_at_once() -> None:
    """asyncio turns Nagle's delay off only for sockets that name their protocol."""
    with contextlib.closing(_listen(0)) as listener:
        assert listener.proto == socket.IPPROTO_TCP
        assert listener.getsockname()[0] == "127.0.0.1"


def test_an_idle_server_leaves(tmp_path: Path) -> None:
    process = begin(tmp_path, "--idle-minutes", "0.005")
    assert process.wait(20) == 0
    process.communicate()
    assert not (tmp_path / "server.json").exists()


def test_the_server_itself_loads_no_media_libraries() -> None:
    code = "import sys, local_backend.server.app; print([m for m in ('cv2', 'av', 'numpy', 'PIL') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_render_leaves_the_pictures_to_its_workers() -> None:
    loaded = "print([m for m in ('cv2', 'av', 'PIL', 'numpy') if m in sys.modules])"
    code = f"import sys, local_backend.render.renderer; {loaded}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# -- real renders ------------------------------------------------------------------------------------------------------


def photo(color: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (640, 480), color).save(data, "JPEG")
    return data.getvalue()


def with_photos(origin: str, seconds_each: int, width: int = 320, height: int = 180) -> tuple[Person, dict[str, Any]]:
    """A person with two photos, and a draft that shows one after the other."""
    person = Person(origin)
    person.upload(("red.jpg", photo("red")), ("blue.jpg", photo("blue")))
    each = seconds_each * 1000
    segments = [
        {"id": str(n), "s": n * each, "d": each, "m": {"kind": "image", "name": one["filename"], "media": one["hash"]}}
        for n, one in enumerate(person.state()["video_infos"])
    ]
    meta = {"title": "", "width": width, "height": height, "fps": 30}
    return person, {"d": 2 * each, "m": meta, "t": [{"tt": 0, "m": {"role": "main"}, "sg": segments}]}


def color_at(video: Path, second: float) -> tuple[int, ...]:
    with av.open(str(video)) as container:
        for frame in container.decode(video=0):
            if frame.time >= second:
                return tuple(int(value) for value in frame.to_ndarray(format="rgb24")[90, 160])
    raise AssertionError("the video is shorter")


def test_a_real_video_comes_out(tmp_path: Path) -> None:
    process = begin(tmp_path / "local")
    try:
        person, draft = with_photos(f"http://127.0.0.1:{known(tmp_path / 'local', process)['port']}", 1)
        assert person.export("r", draft=draft).json()["success"] is True
        ended = person.ended("r")
        assert ended["status"] == "completed"
        video = tmp_path / "out.mp4"
        video.write_bytes(requests.get(ended["outputUrl"], timeout=5).content)
        with av.open(str(video)) as container:
            assert sum(1 for _ in container.decode(video=0)) == 60
        assert color_at(video, 0.5)[0] > 200 > 50 > color_at(video, 0.5)[2]
        assert color_at(video, 1.5)[2] > 200 > 50 > color_at(video, 1.5)[0]
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_a_server_that_ends_in_a_render_leaves_no_child_and_the_next_one_finishes_it(
    tmp_path: Path, end: signal.Signals
) -> None:
    home = tmp_path / "local"
    first = begin(home)
    person, draft = with_photos(f"http://127.0.0.1:{known(home, first)['port']}", 30, 1920, 1080)
    person.export("r", draft=draft)
    wait_for(lambda: person.poll("r").json()["data"]["progress"] > 0)
    children = psutil.Process(first.pid).children(recursive=True)
    assert children
    first.send_signal(end)
    first.communicate(timeout=30)
    assert first.returncode == (0 if end == signal.SIGTERM else -9)
    wait_for(lambda: not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in children))

    second = begin(home)
    try:
        wait_for(lambda: known(home, second)["pid"] == second.pid)
        person.origin = f"http://127.0.0.1:{known(home, second)['port']}"
        wait_for(lambda: person.poll("r").json()["data"]["status"] == "completed", 60)
        assert not list((home / "incoming").iterdir())
    finally:
        second.terminate()
        second.communicate(timeout=30)


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)
