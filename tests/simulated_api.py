"""The simulated cloud's state and answers, without a socket: requests in, answers out.

Every answer has the shape that the API is known or supposed to have; where two are known, a field of ``Api`` chooses.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
import uuid
from dataclasses import dataclass
from typing import Any, Literal

from simulated_faults import MESSAGES, Fault
from simulated_stream import Shape, Turn, frames
from simulated_wire import ELSEWHERE, ENDPOINTS, UNKNOWN, Answer, Recorded

FIRST_SESSION = 5_529_798_706_024_415_232  # beyond 2**53: a client that parses it as a float loses it
EXTENSIONS = {
    **dict.fromkeys(("mp4", "mov", "avi", "webm", "mkv"), "video"),
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "webp"), "image"),
    **dict.fromkeys(("mp3", "wav", "m4a", "aac"), "audio"),
}


@dataclass
class Render:
    """A started render."""

    id: str
    session_id: str
    draft: Any
    output: Any
    verbatim: bool
    """the draft came back exactly as the state gave it"""
    polls: int = 0
    error: str = ""


@dataclass
class Api:
    """Settings first, then what happened."""

    upload_answer: Literal["files", "uploaded_files"] = "files"
    stream: Shape = "adk"
    poll: Literal["task", "render"] = "task"
    poll_wrapped: bool | None = None
    """None: as the two shapes are known: "task" bare, "render" wrapped"""
    render_wrapped: bool = True
    render_polls: int = 1
    """polls that say pending or processing before the one that says completed"""
    poll_retry_after: str | None = "1"
    failing_renders: int = 0
    errors_as_http: bool = False
    """errors of its own come as 4xx with the envelope, else as HTTP 200"""
    empty_state: Literal["missing", "null"] = "missing"
    sessions_have_user: bool = True
    balance: int = 100
    token_days: float = 7
    max_bytes: int = 500 << 20
    ranges: bool = True
    etag: str | None = '"simulated-1"'
    video: bytes = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 1024
    download_url: str | None = None
    """what a completed render names instead of the file host's own address"""

    def __post_init__(self) -> None:
        self.origin = self.elsewhere = ""
        self.lock = threading.RLock()
        self.closing = threading.Event()
        self.requests: list[Recorded] = []
        self.turns: list[Turn] = []
        self.messages: list[tuple[str, str]] = []
        self.charges = 0
        self.available = self.balance
        self.tokens: dict[str, str] = {}
        self.secrets: list[str] = []
        self.sessions: dict[str, dict[str, Any]] = {}
        self.renders: dict[str, Render] = {}
        self.refuse_after: set[str] = set()
        """endpoints after whose next answer connections are refused (until ``listen_again``)"""
        self._faults: list[tuple[str, Fault, int]] = []

    # -- what tests ask for ---------------------------------------------------------------------------------------

    def inject(self, endpoint: str, fault: Fault, times: int = 1, after: int = 0) -> None:
        """The endpoint's next ``times`` requests fail, after ``after`` good ones; later injections queue up behind."""
        if endpoint not in (*ENDPOINTS, ELSEWHERE):
            raise ValueError(f"no such endpoint: {endpoint}")
        with self.lock:
            self._faults += [(endpoint, Fault("none"), after), (endpoint, fault, times)]

    def take_fault(self, endpoint: str) -> Fault | None:
        """The fault of this request, used up."""
        with self.lock:
            for index, (name, fault, times) in enumerate(self._faults):
                if name == endpoint and times > 0:
                    self._faults[index] = (name, fault, times - 1)
                    return None if fault.kind == "none" else fault
        return None

    def count(self, endpoint: str) -> int:
        """How many requests the endpoint got, failed ones included."""
        return sum(request.endpoint == endpoint for request in self.requests)

    def of(self, endpoint: str) -> list[Recorded]:
        """The endpoint's requests, oldest first."""
        return [request for request in self.requests if request.endpoint == endpoint]

    def accept_token(self, token: str, user_id: str = "user_simulated") -> str:
        """Makes a token good that this cloud did not hand out (as one from the environment)."""
        self.tokens[token] = user_id
        self.secrets.append(token)
        return token

    def expire_tokens(self) -> None:
        """All tokens handed out so far are refused with 1001 from now on."""
        self.tokens.clear()

    def forget_sessions(self) -> None:
        """All sessions are unknown from now on."""
        self.sessions.clear()

    # -- answers --------------------------------------------------------------------------------------------------

    def answer(self, request: Recorded, groups: tuple[str, ...]) -> Answer:
        """The right answer to a request, with its effect done."""
        name = request.endpoint
        if name in ("download", ELSEWHERE):
            return self._file(request) if name == "download" else Answer(404, {}, b"simulated: nothing here")
        if name == UNKNOWN:
            return _json({"detail": "Not Found"}, 404)
        with self.lock:
            if name == "token":
                return self._token(request)
            bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
            if bearer not in self.tokens:
                return self._error(1001)
            return getattr(self, f"_{name}")(request, self.tokens[bearer], *groups)

    def _token(self, request: Recorded) -> Answer:
        client_id = request.headers.get("x-client-id", "")
        if not 0 < len(client_id) <= 64:
            return _json({"code": 400, "message": "X-Client-Id header is required", "data": None}, 400)
        token = f"nmv_usr_{uuid.uuid4().hex}"
        user = f"anon_{hashlib.sha256(client_id.encode()).hexdigest()[:12]}"
        self.accept_token(token, user)
        expires = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + self.token_days * 86_400))
        return _data({"token": token, "user_id": user, "expires_at": expires, "credits": self.balance})

    def _session(self, request: Recorded, user: str) -> Answer:
        session_id = str(FIRST_SESSION + 7 * len(self.sessions) + 1)
        self.sessions[session_id] = {
            "task": f"task-{len(self.sessions) + 1}",
            "draft": None,
            "media": [],
            **request.json,
        }
        made = {"task_id": self.sessions[session_id]["task"], "session_id": session_id}
        return _data({**made, "user_id": user} if self.sessions_have_user else made)

    def _claim(self, request: Recorded, user: str) -> Answer:
        if request.json.get("session_id") not in self.sessions:
            return self._error(1002)
        return _data({"claim_token": f"clm_{uuid.uuid4().hex[:20]}", "expires_in": 604_800})

    def _run_sse(self, request: Recorded, user: str) -> Answer:
        try:
            wanted = request.json
            session_id, text = wanted["session_id"], wanted["new_message"]["parts"][0]["text"]
            if wanted["app_name"] != "nemo_agent" or wanted["user_id"] != "me":
                raise KeyError("app_name, user_id")
        except (ValueError, KeyError, IndexError, TypeError) as error:
            return _json({"detail": [{"type": "missing", "loc": ["body"], "msg": str(error)}]}, 422)
        if session_id not in self.sessions:
            return _json({"detail": f"Session not found: {session_id}"}, 404)
        turn = self.turns.pop(0) if self.turns else Turn()
        if self.available < turn.price:
            return self._error(2001)
        self.available -= turn.price
        self.charges += 1
        self.messages.append((session_id, text))
        session = self.sessions[session_id]
        draft = session["draft"] if turn.keep or turn.question else turn.draft or self._made_draft(session, text)

        def apply() -> None:
            session["draft"] = draft

        if turn.work_s:
            timer = threading.Timer(turn.work_s, apply)
            timer.daemon = True
            timer.start()
        else:
            apply()
        headers = {"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-cache"}
        return Answer(200, headers, stream=frames(turn, self.stream, draft), turn=turn)

    def _upload(self, request: Recorded, user: str, session_id: str) -> Answer:
        if session_id not in self.sessions:
            return self._error(1002)
        if request.headers.get("content-type", "").startswith("application/json"):
            files = [(url.split("?")[0].rsplit("/", 1)[-1], url.encode()) for url in request.json.get("urls", [])]
        else:
            files = [(file_name, content) for name, file_name, content in request.parts if name == "files"]
        if not files:
            return _json({"detail": [{"type": "missing", "loc": ["body", "files"], "msg": "Field required"}]}, 422)
        if request.body_bytes > self.max_bytes:
            return self._error(4002, f"file too large: {files[0][0]}")
        kinds = [EXTENSIONS.get(name.rsplit(".", 1)[-1].lower()) for name, _ in files]
        if None in kinds:
            return self._error(4001, f"unsupported file type: {files[kinds.index(None)][0]}")
        added = [self._medium(name, kind or "", content) for (name, content), kind in zip(files, kinds, strict=True)]
        self.sessions[session_id]["media"] += added
        if self.upload_answer == "uploaded_files":
            return _data({"uploaded_files": [{**one, "url": one.pop("cdn_url")} for one in map(dict, added)]})
        return _data({"files": added, "session_state_applied": True})

    def _medium(self, name: str, kind: str, content: bytes) -> dict[str, Any]:
        info: dict[str, Any] = {"filename": name, "file_type": kind, "cdn_url": f"{self.elsewhere}/media/{name}"}
        if kind != "image":
            info["duration"] = 30.5
        if kind != "audio":
            info |= {"width": 1920, "height": 1080}
        if kind == "video":
            info["fps"] = 30
        return {**info, "hash": hashlib.md5(content).hexdigest()}

    def _credits(self, request: Recorded, user: str) -> Answer:
        return _data({"available": self.available, "frozen": 0, "total": self.available})

    def _state(self, request: Recorded, user: str, session_id: str) -> Answer:
        session = self.sessions.get(session_id)
        if session is None:
            return self._error(1002)
        state = {"draft": session["draft"], "video_infos": session["media"] or None, "canvas_config": {"ratio": "16:9"}}
        if self.empty_state == "missing":
            state = {key: value for key, value in state.items() if value is not None}
        ids = {"session_id": session_id, "task_id": session["task"], "task_name": session.get("task_name", "")}
        return _data({**ids, "state": {**state, "generated_media": None, "simulated": 2**63}})

    def _render(self, request: Recorded, user: str) -> Answer:
        if not all(request.headers.get(f"x-skill-{name}") for name in ("source", "version", "platform")):
            return _json({"code": 402, "message": "attribution headers are missing", "data": None}, 402)
        wanted = request.json
        render_id, session = wanted["id"], self.sessions.get(wanted.get("sessionId"))
        if session is None:
            return self._error(1002)
        if render_id in self.renders:
            return _json({"success": False, "error": "render id already exists"}, 409)
        verbatim = json.dumps(wanted["draft"], sort_keys=True) == json.dumps(session["draft"], sort_keys=True)
        made = Render(render_id, wanted["sessionId"], wanted["draft"], wanted["output"], verbatim)
        if len(self.renders) < self.failing_renders:
            made.error = "simulated: the node ran out of memory"
        self.renders[render_id] = made
        begun = {"id": render_id, "status": "pending", "progress": 5}
        return _json({"success": True, "data": begun} if self.render_wrapped else begun)

    def _poll(self, request: Recorded, user: str, render_id: str) -> Answer:
        render = self.renders.get(render_id)
        if render is None:
            return _json({"success": False, "error": "render not found"}, 404)
        render.polls += 1
        done = render.polls > self.render_polls
        shape: dict[str, Any] = {"status": "processing", "progress": min(95, 5 + 30 * render.polls)}
        if done and render.error:
            shape = {"status": "failed", "progress": 60, "error": render.error}
        elif done:
            url = self.download_url or f"{self.elsewhere}/renders/{render_id}.mp4?Signature=simulated"
            shape = {"status": "completed", "progress": 100}
            if self.poll == "task":
                shape["output"] = {"url": url, "duration": 30.5, "size": len(self.video)}
            else:
                shape |= {"outputUrl": url, "createdAt": 1_780_000_000_123, "completedAt": 1_780_000_042_456}
        shape["taskId" if self.poll == "task" else "id"] = render_id
        wrapped = self.poll == "render" if self.poll_wrapped is None else self.poll_wrapped
        answer = _json({"success": True, "data": shape} if wrapped else shape)
        if self.poll_retry_after and not done:
            answer.headers["Retry-After"] = self.poll_retry_after
        return answer

    def _fallback(self, request: Recorded, user: str, render_id: str) -> Answer:
        return self._file(request) if render_id in self.renders else _json({"detail": "Not Found"}, 404)

    def _file(self, request: Recorded) -> Answer:
        headers = {"Content-Type": "video/mp4", **({"ETag": self.etag} if self.etag else {})}
        if self.ranges:
            headers["Accept-Ranges"] = "bytes"
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", request.headers.get("range", ""))
        condition = request.headers.get("if-range")
        if not asked or not self.ranges or (condition and condition != self.etag):
            return Answer(200, headers, self.video)
        first, last = int(asked[1]), min(int(asked[2] or len(self.video) - 1), len(self.video) - 1)
        if first >= len(self.video):
            return Answer(416, {**headers, "Content-Range": f"bytes */{len(self.video)}"}, b"")
        headers["Content-Range"] = f"bytes {first}-{last}/{len(self.video)}"
        return Answer(206, headers, self.video[first : last + 1])

    def _error(self, code: int, message: str | None = None) -> Answer:
        status = {1001: 401, 1002: 404, 2001: 403, 4001: 415, 4002: 413}[code] if self.errors_as_http else 200
        return _json({"code": code, "message": message or MESSAGES[code], "data": None}, status)

    @staticmethod
    def _made_draft(session: dict[str, Any], text: str) -> dict[str, Any] | None:
        """A draft from the session's uploads: what shows on one track, what sounds on another, 4 s each."""
        tracks = []
        for kind, sounds in ((0, False), (1, True)):
            names = [one["filename"] for one in session["media"] if (one["file_type"] == "audio") is sounds]
            pieces = [
                {"id": f"{kind}-{at}", "s": at * 4_000, "d": 4_000, "m": {"name": name, "unknown_key": 2**63 + 1}}
                for at, name in enumerate(names)
            ]
            if pieces:
                tracks.append({"tt": kind, "d": 4_000 * len(pieces), "sg": pieces})
        if not tracks:
            return session["draft"]
        known = {"title": session.get("task_name", ""), "width": 1920, "height": 1080, "simulated": text}
        return {"t": tracks, "d": max(track["d"] for track in tracks), "m": known}


def _data(data: Any) -> Answer:
    return _json({"code": 0, "message": "success", "data": data})


def _json(value: Any, status: int = 200) -> Answer:
    body = json.dumps(value, ensure_ascii=False).encode()
    return Answer(status, {"Content-Type": "application/json"}, body)
