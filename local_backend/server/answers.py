"""The shapes of the API's answers (protocol note, "Requests and answers"): values in, JSON values out; pure."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from local_backend.server.projects import History, Media, Session, canvas
from local_backend.server.renders import Render

POLL_SOON_S = 0.2
POLL_S = 0.5
SOON_S = 3.0
"""a render is asked for oftener in its first seconds: one whose chunks are all cached is done by then"""


def envelope(data: Any = None, code: int = 0, message: str = "success") -> dict[str, Any]:
    return {"code": code, "message": message, "data": data}


def link(origin: str, key: str, name: str) -> str:
    """An address that works without a token, as the cloud's file addresses do; its key cannot be guessed."""
    return f"{origin}/files/{key}/{quote(name, safe='')}"


def media_json(media: Media, origin: str) -> dict[str, Any]:
    """A file of a session; ``duration`` is in seconds, and what does not apply is absent."""
    info = media.info
    answer: dict[str, Any] = {
        "filename": media.name,
        "file_type": media.file_type,
        "cdn_url": link(origin, media.key, media.name),
        "hash": media.hash,
        "size": media.bytes,
    }
    if info.duration_ms:
        answer["duration"] = info.duration_ms / 1000
    if info.width:
        answer |= {"width": info.width, "height": info.height}
    if info.fps:
        answer["fps"] = round(float(info.fps), 3)
    return answer


def state_json(session: Session, history: History, media: list[Media], origin: str) -> dict[str, Any]:
    return {
        "session_id": session.session_id,
        "task_id": session.task_id,
        "task_name": session.task_name,
        "state": {
            "draft": history.draft,
            "video_infos": [media_json(one, origin) for one in media],
            "canvas_config": canvas(history.draft),
            "generated_media": None,
            "video_analyses": None,
            "can_undo": history.can_undo,
            "can_redo": history.can_redo,
        },
    }


def render_json(render: Render, origin: str) -> dict[str, Any]:
    """A render in the second of the two shapes, with the first one's ``output`` beside it; times are epoch ms."""
    data: dict[str, Any] = {
        "id": render.render_id,
        "status": render.status,
        "progress": render.progress,
        "createdAt": round(render.created_at * 1000),
    }
    if render.completed_at is not None:
        data["completedAt"] = round(render.completed_at * 1000)
    if render.status == "failed":
        data["error"] = render.error
    if render.status == "completed":
        if render.error:
            data["note"] = render.error
        url = link(origin, render.key, f"video.{render.format}")
        data["outputUrl"] = url
        data["output"] = {"url": url, "duration": (render.duration_ms or 0) / 1000, "size": render.bytes}
    return {"success": True, "data": data}


def poll_after(render: Render, now: float) -> str:
    """``Retry-After`` of a poll, in seconds; a fraction, since the way here is short."""
    return str(POLL_SOON_S if now - render.created_at < SOON_S else POLL_S)
