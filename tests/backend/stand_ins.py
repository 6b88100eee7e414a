"""What the backend's own tests put in place of language, renderer and probe: simulated, tiny, and steerable."""

from __future__ import annotations

import contextlib
import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import requests
import uvicorn

from local_backend.agent import Mind
from local_backend.edits.model import Clip, Impossible
from local_backend.language.model import Refusal, Understanding
from local_backend.media.info import MediaError, MediaInfo
from local_backend.server.app import create_app
from local_backend.server.backend import Backend
from local_backend.thread import Thread
from local_backend.timeline import Segment, Timeline, Track

PNG = b"\x89PNG\r\n\x1a\n" + b"simulated picture "
ATTRIBUTION = {
    "X-Skill-Source": "video-making-free-ai",
    "X-Skill-Version": "1.0.0",
    "X-Skill-Platform": "unknown",
}


@dataclass
class SimulatedLanguage:
    """Reads a message of parts joined by ";": ``show NAME``, ``impossible``, ``refuse``, ``ask``, a want; else lost."""

    gate: threading.Event = field(default_factory=threading.Event)
    heard: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gate.set()

    def understand(self, message: str, timeline: Timeline, media: Sequence[Clip], thread: Thread) -> Understanding:
        self.heard.append(message)
        if message == "first" and [one.message for one in thread.said[-1:]] == ["show-which"]:
            message = "show which first"
        self.gate.wait(10)
        if message == "crash":
            raise RuntimeError("simulated fault")
        language = "zh" if any("\u4e00" <= character <= "\u9fff" for character in message) else "en"
        found = Understanding(language=language)
        for part in (one.strip() for one in message.replace("show which", "show-which").split(";")):
            if part.startswith(("show ", "impossible", "显示")):
                found = replace(found, edits=(*found.edits, part))
            elif part == "refuse":
                refusal = Refusal("a sunset", "There is no model here.", "Upload a clip instead.")
                found = replace(found, refusals=(*found.refusals, refusal))
            elif part == "show-which":
                found = replace(found, question="Which one?")
            elif part == "show-which first":
                found = replace(found, edits=("show first",))
            elif part in ("help", "timeline", "undo", "redo", "reset", "export"):
                found = replace(found, wants=part)
            else:
                found = replace(found, not_understood=(*found.not_understood, part))
        return found

    def apply(self, timeline: Timeline, edit: Any, media: Sequence[Clip], measure: Any) -> tuple[Timeline, str]:
        if edit.startswith("impossible"):
            raise Impossible("There is no fifth clip.", "Name one of the two clips.")
        name = edit.partition(" ")[2]
        if edit.startswith("show text "):
            text = Segment("t", "text", 0, 2000, text=name.partition(" ")[2])
            return replace(timeline, tracks=(*timeline.tracks, Track("text", "text", (text,)))), "a text is shown"
        clip = next((one for one in media if one.name == name), None)
        segments = timeline.main.segments if timeline.main else ()
        start = segments[-1].end_ms if segments else 0
        new = Segment(f"s{len(segments)}", "image", start, 2000, name, clip.id if clip else "")
        return replace(timeline, tracks=(Track("video", "main", (*segments, new)),)), f"{name} is shown: none → 2s"

    @property
    def mind(self) -> Mind:
        return Mind(self.understand, self.apply)


@dataclass(frozen=True)
class Rendered:
    bytes: int
    duration_ms: int
    notes: tuple[str, ...] = ()


@dataclass
class SimulatedRenderer:
    """Writes the names of the segments as the video, when ``gate`` is open."""

    gate: threading.Event = field(default_factory=threading.Event)
    rendered: list[Timeline] = field(default_factory=list)
    error: Exception | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.gate.set()

    def render(
        self,
        timeline: Timeline,
        files: Mapping[str, Any],
        fmt: str,
        quality: str,
        target: Path,
        on_progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> Rendered:
        on_progress(0.5)
        while not self.gate.wait(0.01):
            if cancelled():
                raise RuntimeError("cancelled")
        if self.error:
            raise self.error
        self.rendered.append(timeline)
        target.write_bytes(b"".join(files[key].path.read_bytes() for key in sorted(files)) * 1000 or b"video")
        return Rendered(target.stat().st_size, timeline.duration_ms, self.notes)


def simulated_look(path: Path, name: str) -> MediaInfo:
    data = path.read_bytes()
    if not data.startswith(PNG[:8]):
        raise MediaError(f"{name} is not a picture, clip or sound that can be used.")
    return MediaInfo("image", "png", width=640, height=480, has_video=True)


class Person:
    """A client of the backend, as the scripts are."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.http = requests.Session()
        self.http.trust_env = False
        self.http.headers.update(ATTRIBUTION)
        answer = self.post("/api/auth/anonymous-token", headers={"X-Client-Id": str(uuid.uuid4())}).json()
        self.token = answer["data"]["token"]
        self.http.headers["Authorization"] = f"Bearer {self.token}"
        self.session_id: str = self.new_session()

    def get(self, path: str, **how: Any) -> requests.Response:
        return self.http.get(self.origin + path, timeout=20, **how)

    def post(self, path: str, **how: Any) -> requests.Response:
        return self.http.post(self.origin + path, timeout=20, **how)

    def new_session(self) -> str:
        body = {"task_name": "project", "language": "en"}
        return str(self.post("/api/tasks/me/with-session/nemo_agent", json=body).json()["data"]["session_id"])

    def upload(self, *files: tuple[str, bytes]) -> requests.Response:
        return self.post(self.upload_path, files=[("files", file) for file in files])

    @property
    def upload_path(self) -> str:
        return f"/api/upload-video/nemo_agent/me/{self.session_id}"

    def say(self, message: str) -> list[dict[str, Any]]:
        """The events of a turn."""
        answer = self.post("/run_sse", json=self.turn(message), headers={"Accept": "text/event-stream"})
        assert answer.status_code == 200, answer.text
        return [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: ")]

    def turn(self, message: str) -> dict[str, Any]:
        parts = [{"text": message}]
        return {
            "app_name": "nemo_agent",
            "user_id": "me",
            "session_id": self.session_id,
            "new_message": {"parts": parts},
        }

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.get(f"/api/state/nemo_agent/me/{self.session_id}/latest").json()["data"]["state"]
        return state

    def export(self, render_id: str, **more: Any) -> requests.Response:
        body = {"id": render_id, "sessionId": self.session_id, "draft": self.state()["draft"], **more}
        return self.post("/api/render/proxy/lambda", json={"output": {"format": "mp4", "quality": "high"}, **body})

    def poll(self, render_id: str) -> requests.Response:
        return self.get(f"/api/render/proxy/lambda/{render_id}")

    def ended(self, render_id: str, seconds: float = 20) -> dict[str, Any]:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            data: dict[str, Any] = self.poll(render_id).json()["data"]
            if data["status"] in ("completed", "failed"):
                return data
            time.sleep(0.02)
        raise AssertionError("the render did not end")


def words_of(events: Sequence[dict[str, Any]]) -> str:
    """The whole text of a turn, without its deltas."""
    parts = [part for event in events if not event.get("partial") for part in event.get("content", {}).get("parts", ())]
    return "".join(part.get("text", "") for part in parts)


def calls_of(events: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    parts = [part for event in events for part in event.get("content", {}).get("parts", ())]
    return [part["functionCall"] for part in parts if "functionCall" in part]


@dataclass
class Running:
    origin: str
    backend: Backend
    language: SimulatedLanguage
    renderer: SimulatedRenderer


@contextlib.contextmanager
def running(home: Path, **how: Any) -> Iterator[Running]:
    """A backend on a loopback port with simulated language, renderer and probe."""
    language, renderer = SimulatedLanguage(), SimulatedRenderer()
    parts: dict[str, Any] = {"use": language.mind, "renderer": lambda: renderer, "look": simulated_look, **how}
    backend = Backend(home, **parts)
    config = uvicorn.Config(create_app(backend), port=0, log_config=None, timeout_graceful_shutdown=1, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Running(f"http://127.0.0.1:{port}", backend, language, renderer)
    finally:
        language.gate.set()
        server.should_exit = True
        thread.join(20)
