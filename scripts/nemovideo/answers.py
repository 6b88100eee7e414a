"""What the backend answered -> plain values, or a typed error. Pure: bytes in, values out.

Every variant of the protocol is taken: the envelope ``{"code","message","data"}``, the render proxy's
``{"success","data"}``, either without its wrapper, a wrong content type, and HTML or plain text from a gateway.
Unknown keys are kept and whole numbers stay exact.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from nemovideo import errors

_SUCCESS_CODES = {0, 200}
_COMPLETED = {"completed", "complete", "done", "success", "succeeded", "finished"}
_FAILED = {"failed", "failure", "error", "cancelled", "canceled", "timeout"}
_WAITING = {"", "pending", "queued", "submitted", "created", "waiting"}


class Answer(NamedTuple):
    """A whole answer; header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def retry_after_s(self) -> float | None:
        return retry_after(self.headers.get("retry-after"))


class Balance(NamedTuple):
    """Credits; total = available + frozen."""

    available: int | float
    frozen: int | float
    total: int | float


class Render(NamedTuple):
    """One export job. `status` is pending, processing, completed or failed; `progress` 0 to 100 or None."""

    id: str
    status: str = "pending"
    progress: int | None = None
    url: str | None = None
    error: str | None = None
    retry_after_s: float | None = None
    bytes: int | None = None
    duration_s: float | None = None
    note: str | None = None
    """what else the backend says about a finished render"""


def read(answer: Answer, *, user_id: str | None = None, anonymous: bool = False) -> Any:
    """The data of an answer: what is in the wrapper, or the whole document when there is none.

    Raises the typed error that the answer stands for, or BadAnswer when nothing can be made of it.
    """
    try:
        document = json.loads(answer.body) if answer.body.strip() else None
        understood = True
    except (ValueError, RecursionError):
        document, understood = None, False
    code, message = (None, "") if understood else (None, _plain_text(answer))
    if isinstance(document, dict):
        code, message = _code(document), _message(document)
    refused = isinstance(document, dict) and (
        (code is not None and code not in _SUCCESS_CODES) or document.get("success") is False
    )
    if answer.status >= 300 or refused:
        error = errors.from_answer(
            answer.status, None if code in _SUCCESS_CODES else code, message,
            retry_after_s=answer.retry_after_s, user_id=user_id, anonymous=anonymous,
        )  # fmt: skip
        raise error
    if not understood or document is None:
        seen = clean_type(answer.headers.get("content-type", "")) or "no content type"
        raise errors.BadAnswer(f"The backend's answer is not JSON ({seen}, {len(answer.body)} bytes).")
    if isinstance(document, dict) and "data" in document and (code is not None or "success" in document):
        return document["data"]
    return document


def mapping(data: Any, what: str) -> dict[str, Any]:
    """`data` if it is an object, else BadAnswer naming what was asked for."""
    if isinstance(data, dict):
        return data
    raise errors.BadAnswer(f"The backend's answer about {what} is not an object.")


def balance(data: Any) -> Balance:
    fields = mapping(data, "the credits")
    available, frozen, total = (_number(fields.get(name)) for name in ("available", "frozen", "total"))
    if available is None and total is None:
        raise errors.BadAnswer("The backend's answer about the credits names no balance.")
    if frozen is None:
        frozen = 0 if available is None or total is None else total - available
    if available is None:
        available = (total or 0) - frozen
    return Balance(available, frozen, available + frozen if total is None else total)


def session(data: Any) -> dict[str, Any]:
    """``session_id`` as a string (it is bigger than a double can hold), ``task_id``, ``user_id`` or None."""
    fields = mapping(data, "the new session")
    session_id = text(fields, "session_id", "sessionId", "id")
    if not session_id:
        raise errors.BadAnswer("The backend's answer about the new session holds no session id.")
    return {
        "session_id": session_id,
        "task_id": text(fields, "task_id", "taskId"),
        "user_id": text(fields, "user_id", "userId"),
    }


def uploaded(data: Any) -> list[dict[str, Any]]:
    """The files of an upload answer, each ``name, type, url, duration_s, width, height, bytes, hash``."""
    found: Any = data
    if isinstance(data, dict):
        keys = ("files", "uploaded_files", "uploadedFiles", "uploads", "video_infos")
        found = next((data[key] for key in keys if isinstance(data.get(key), list)), None)
        if found is None:
            found = [data["file"]] if isinstance(data.get("file"), dict) else [data]
    if not isinstance(found, list):
        raise errors.BadAnswer("The backend's answer about the upload lists no files.")
    files = [_file(one) for one in found if isinstance(one, dict)]
    if found and not any(file["name"] or file["url"] for file in files):
        raise errors.BadAnswer("The backend's answer about the upload names no file.")
    return files


def _file(entry: Mapping[str, Any]) -> dict[str, Any]:
    problem = entry.get("error") or entry.get("error_message")
    if problem and not text(entry, "cdn_url", "url"):
        code = _code(entry)
        raise errors.from_answer(200, code, str(problem)) if code else errors.FileRejected(errors.clean(str(problem)))
    return {
        "name": text(entry, "filename", "file_name", "name"),
        "type": text(entry, "file_type", "type"),
        "url": text(entry, "cdn_url", "url", "file_url"),
        "duration_s": _number(entry.get("duration")),
        "width": _number(entry.get("width")),
        "height": _number(entry.get("height")),
        "bytes": _number(entry.get("size") if entry.get("size") is not None else entry.get("bytes")),
        "hash": text(entry, "hash"),
    }


def render(data: Any, render_id: str, retry_after_s: float | None = None) -> Render:
    """Both shapes of a render's answer, and a bare acknowledgement."""
    fields = data if isinstance(data, dict) else {}
    output = fields.get("output")
    both = {**output} if isinstance(output, dict) else {}
    both.update({key: value for key, value in fields.items() if value is not None})
    url = text(both, "outputUrl", "output_url", "downloadUrl", "download_url", "url", "videoUrl", "video_url")
    if url is None and isinstance(fields.get("output"), str):
        url = text(fields, "output")
    status = _status(both.get("status"), url)
    problem = both.get("error") or both.get("errorMessage") or (both.get("message") if status == "failed" else None)
    if isinstance(problem, dict):
        problem = problem.get("message") or json.dumps(problem, ensure_ascii=False)
    progress, size = _number(both.get("progress")), _number(both.get("size"))
    return Render(
        id=text(both, "id", "taskId", "task_id", "renderId") or render_id,
        status=status,
        progress=None if progress is None else max(0, min(100, round(progress))),
        url=url,
        error=errors.clean(str(problem))[:500] if problem else None,
        retry_after_s=retry_after_s,
        bytes=None if size is None else int(size),
        duration_s=_number(both.get("duration")),
        note=text(both, "note"),
    )


def _status(value: Any, url: str | None) -> str:
    said = str(value or "").strip().lower()
    if said in _COMPLETED or (said in _WAITING and not said and url):
        return "completed"
    if said in _FAILED:
        return "failed"
    return "pending" if said in _WAITING else "processing"


def retry_after(value: str | None) -> float | None:
    """Seconds of a Retry-After header, given as seconds or as a date; None when there is none to understand."""
    if value is None:
        return None
    try:
        seconds = float(value.strip())
        return max(0.0, seconds) if math.isfinite(seconds) else None
    except ValueError:
        pass
    import datetime
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(value)
        return max(0.0, moment.timestamp() - datetime.datetime.now(datetime.timezone.utc).timestamp())
    except (TypeError, ValueError, OverflowError):
        return None


def text(fields: Mapping[str, Any], *names: str) -> str | None:
    """The first of these keys that holds a text (or a whole number, as its digits)."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            return errors.clean(value.strip())
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return None


def clean_type(content_type: str) -> str:
    """The media type without its parameters, lower case."""
    return errors.clean(content_type).split(";")[0].strip().lower()


def _number(value: Any) -> Any:
    """A number as it came (ints exact), one written as text, or None."""
    if isinstance(value, str):
        try:
            value = float(value) if "." in value else int(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return value


def _code(document: Mapping[str, Any]) -> int | None:
    value = document.get("code")
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,9}", value.strip()):
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _message(document: Mapping[str, Any]) -> str:
    for name in ("message", "msg", "error", "detail", "error_message", "errorMessage"):
        value = document.get(name)
        if isinstance(value, dict):
            value = value.get("message") or json.dumps(value, ensure_ascii=False)
        if isinstance(value, list) and value:
            value = json.dumps(value, ensure_ascii=False)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _plain_text(answer: Answer) -> str:
    """What a gateway's page says, without its markup."""
    page = answer.body[:4000].decode("utf-8", "replace")
    page = re.sub(r"(?is)<(script|style)\b.*?(</\1>|$)", " ", page)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page)).strip()[:200]
