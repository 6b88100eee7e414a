"""The routes: the NemoVideo API as the scripts know it (protocol note), answered on this machine."""

from __future__ import annotations

import asyncio
import errno
import sqlite3
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse

from local_backend import version
from local_backend.media.info import MOST_BYTES, TOO_LARGE, UNSUPPORTED, MediaError
from local_backend.server.accounts import CREDITS, client_id_problem
from local_backend.server.answers import envelope, media_json, poll_after, render_json, state_json
from local_backend.server.backend import Backend
from local_backend.server.bodies import (
    ApiError,
    Claim,
    NewRender,
    NewSession,
    Turn,
    Urls,
    read,
)
from local_backend.server.description import CLIENT_ID, describe, described, described_headers, described_upload
from local_backend.server.fetch import FetchError
from local_backend.server.gate import Activity, Gate
from local_backend.server.projects import Session
from local_backend.server.renders import FORMATS, RefusedError, Render
from local_backend.server.uploads import FRAMING, TooLargeError, UploadError, boundary_of, receive

NO_TOKEN = 1001
NO_SESSION = 1002
NOT_FETCHED = 4003
"""our own code: a web address that gave no file"""
NO_WORKSPACE = 4004
"""our own code: there is nothing to claim here"""
BAD_UPLOAD = 4000
THREADS = 32
"""for turns, writes to disk, looks into files and downloads, which mostly wait"""
ATTRIBUTION = ("X-Skill-Source", "X-Skill-Version", "X-Skill-Platform")
TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avi": "video/x-msvideo",
         "mkv": "video/x-matroska", "aac": "audio/aac", "srt": "application/x-subrip", "vtt": "text/vtt",
         **FORMATS}  # fmt: skip
APP = "nemo_agent"


class Download(FileResponse):
    """A file with ranges and validators, in blocks that make a copy at loopback speed."""

    chunk_size = 1024 * 1024


def create_app(backend: Backend, activity: Activity | None = None) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))
        backend.start()
        yield
        await backend.agent.finish(5.0)
        await asyncio.to_thread(backend.stop)

    app = FastAPI(
        title="NemoVideo on this machine", version=version(), lifespan=lifespan, docs_url=None, redoc_url=None
    )
    app.add_middleware(Gate, activity=activity or Activity())
    _errors(app)
    describe(app)

    def user(request: Request) -> str:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        user_id = backend.accounts.user_of(token.strip()) if scheme.lower() == "bearer" and token else None
        if user_id is None:
            raise ApiError(401, NO_TOKEN, "The token is missing, unknown or expired. Get a new one.")
        return user_id

    def session_of(user_id: str, session_id: str) -> Session:
        session = backend.projects.session(user_id, session_id)
        if session is None:
            raise ApiError(404, NO_SESSION, f"Session not found: {session_id[:40]}. Create a new one.")
        return session

    def render_of(request: Request, render_id: str) -> Render:
        render = backend.renders.find(user(request), render_id)
        if render is None:
            raise ApiError(404, 404, "There is no render with this id.")
        return render

    @app.get("/health")
    async def health() -> dict[str, Any]:
        return {"ok": True, "version": version()}

    @app.post("/api/auth/anonymous-token", openapi_extra={"parameters": [CLIENT_ID]})
    async def anonymous_token(request: Request) -> dict[str, Any]:
        client_id = request.headers.get("x-client-id")
        if problem := client_id_problem(client_id):
            raise ApiError(400, 400, problem)
        return envelope(asdict(backend.accounts.issue(client_id or "")))

    @app.post("/api/auth/claim-token", openapi_extra=described(Claim))
    async def claim_token(request: Request) -> dict[str, Any]:
        user_id = user(request)
        session_of(user_id, (await read(request, Claim)).session_id)
        return envelope(None, NO_WORKSPACE, "There is no web workspace in local mode: the project is on this machine.")

    @app.post(f"/api/tasks/me/with-session/{APP}", openapi_extra=described(NewSession))
    async def create_session(request: Request) -> dict[str, Any]:
        user_id = user(request)
        wanted = await read(request, NewSession)
        session = backend.projects.create_session(user_id, wanted.task_name, wanted.language)
        return envelope({"task_id": session.task_id, "session_id": session.session_id, "user_id": user_id})

    @app.post("/run_sse", openapi_extra=described(Turn))
    async def run_sse(request: Request) -> Response:
        user_id = user(request)
        turn = await read(request, Turn)
        session = session_of(user_id, turn.session_id)
        text = "\n".join(part.text for part in turn.new_message.parts if part.text).strip()
        if not text:
            raise ApiError(400, BAD_UPLOAD, "The message has no text. Say what to make.")
        events = backend.agent.stream(backend.agent.start(session.session_id, text))
        return StreamingResponse(events, media_type="text/event-stream", headers={"Cache-Control": "no-cache"})

    @app.post(f"/api/upload-video/{APP}/me/{{session_id}}", openapi_extra=described_upload(Urls))
    async def upload(request: Request, session_id: str) -> dict[str, Any]:
        session = session_of(user(request), session_id)
        if boundary := boundary_of(request.headers.get("content-type", "")):
            _check_length(request.headers.get("content-length", ""))
            received = await receive(request.stream(), boundary, backend.incoming)
        else:
            urls = (await read(request, Urls)).urls
            received = await asyncio.to_thread(backend.download, urls)
        kept = await asyncio.to_thread(backend.keep, session.session_id, received)
        files = [media_json(one, origin(request)) for one in kept]
        return envelope({"files": files, "session_state_applied": True})

    @app.get("/api/credits/balance/simple")
    async def balance(request: Request) -> dict[str, Any]:
        user(request)
        return envelope({"available": CREDITS, "frozen": 0, "total": CREDITS})

    @app.get(f"/api/state/{APP}/me/{{session_id}}/latest")
    async def state(request: Request, session_id: str) -> Response:
        session = session_of(user(request), session_id)
        history = backend.projects.history(session_id)
        there = [one for one in backend.projects.media(session_id) if backend.projects.media_path(one.hash).is_file()]
        return JSONResponse(envelope(state_json(session, history, there, origin(request))))

    @app.post("/api/render/proxy/lambda", openapi_extra=described(NewRender) | described_headers(*ATTRIBUTION))
    async def start_render(request: Request) -> Response:
        user_id = user(request)
        if missing := [name for name in ATTRIBUTION if not request.headers.get(name)]:
            raise ApiError(402, 402, f"Export needs the attribution headers; missing: {', '.join(missing)}.")
        wanted = await read(request, NewRender)
        session = session_of(user_id, wanted.session_id)
        render = await asyncio.to_thread(
            backend.renders.submit,
            *(user_id, session.session_id, wanted.id, wanted.draft, wanted.output.format, wanted.output.quality),
        )
        return _render_answer(request, render)

    @app.get("/api/render/proxy/lambda/{render_id}")
    async def poll_render(request: Request, render_id: str) -> Response:
        return _render_answer(request, render_of(request, render_id))

    @app.head("/api/render/proxy/{render_id}/download", include_in_schema=False)
    @app.get("/api/render/proxy/{render_id}/download")
    async def download_render(request: Request, render_id: str) -> Response:
        return video(render_of(request, render_id))

    @app.api_route("/files/{key}/{name}", methods=["GET", "HEAD"], include_in_schema=False)
    async def file(key: str, name: str) -> Response:  # noqa: ARG001  the name is there for people
        if media := backend.projects.media_by_key(key):
            return _file(backend.projects.media_path(media.hash), media.info.format, media.name)
        if render := backend.renders.by_key(key):
            return video(render)
        raise ApiError(404, 404, "There is no such file.")

    def video(render: Render) -> Response:
        if render.status != "completed":
            raise ApiError(409, 409, f"The render is {render.status}; there is no file yet.")
        return _file(backend.renders.folder / render.file, render.format, f"video.{render.format}")

    return app


def origin(request: Request) -> str:
    """This server as the client calls it; the gate has checked that the Host is loopback."""
    return f"http://{request.headers['host']}"


def _check_length(header: str) -> None:
    """Refuses a body by its own account of its size, before a byte of it is read."""
    if header.isdecimal() and int(header) > MOST_BYTES + FRAMING:
        raise TooLargeError("The upload is larger than 500 MB, which is the limit. Compress or trim the file.")


def _file(path: Path, kind: str, name: str) -> Response:
    if not path.is_file():
        raise ApiError(404, 404, f"{name} is no longer stored here.")
    headers = {"X-Content-Type-Options": "nosniff"}
    return Download(path, media_type=TYPES.get(kind, "application/octet-stream"), filename=name, headers=headers)


def _render_answer(request: Request, render: Render) -> Response:
    waiting = render.status in ("pending", "processing")
    headers = {"Retry-After": poll_after(render, time.time())} if waiting else {}
    return JSONResponse(render_json(render, origin(request)), headers=headers)


def _errors(app: FastAPI) -> None:
    """Every error leaves as an envelope; on the render routes with ``success`` and ``error`` beside it."""

    def answer(request: Request, status: int, code: int, message: str) -> Response:
        body = envelope(None, code, message)
        if request.url.path.startswith("/api/render/"):
            body |= {"success": False, "error": message}
        return JSONResponse(body, status)

    async def on_error(request: Request, error: Exception) -> Response:
        if isinstance(error, ApiError):
            return answer(request, error.status, error.code, error.message)
        if isinstance(error, HTTPException):
            return answer(request, error.status_code, error.status_code, str(error.detail))
        if isinstance(error, MediaError):
            status = 413 if error.code == TOO_LARGE else 415 if error.code == UNSUPPORTED else 400
            return answer(request, status, error.code, str(error))
        if isinstance(error, TooLargeError):
            return answer(request, 413, TOO_LARGE, str(error))
        if isinstance(error, FetchError):
            return answer(request, 400, NOT_FETCHED, str(error))
        if isinstance(error, RefusedError):
            return answer(request, error.status, error.status, str(error))
        if isinstance(error, UploadError):
            return answer(request, 400, BAD_UPLOAD, str(error))
        if _disk_full(error):
            return answer(request, 507, 507, "The disk of this machine is full. Make room and try again.")
        if isinstance(error, (RequestValidationError, ClientDisconnect)):
            return answer(request, 400, BAD_UPLOAD, "The request could not be read.")
        return answer(request, 500, 500, "The local backend has a fault; nothing was changed.")

    for kind in (
        *(ApiError, HTTPException, MediaError, UploadError, FetchError, RefusedError, RequestValidationError),
        *(ClientDisconnect, OSError, sqlite3.OperationalError, Exception),
    ):
        app.add_exception_handler(kind, on_error)


def _disk_full(error: Exception) -> bool:
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    return full or (isinstance(error, sqlite3.OperationalError) and "full" in str(error))
