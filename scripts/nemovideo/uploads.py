"""A file into a session: what is refused before sending, what is there already, and sending the rest once.

The content's SHA-256 is kept with each upload, so the same content is not sent twice to one session. It is
computed after sending; beforehand only when something of the same size is known there. A mark on disk says that
a sending began: if it then broke or its process died, the next attempt looks into the session first.
"""

from __future__ import annotations

import atexit
import contextlib
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nemovideo import settings
from nemovideo.answers import uploaded
from nemovideo.errors import (
    GATEWAY_GAVE_UP,
    AuthError,
    BackendError,
    BadAnswer,
    NemoError,
    NetworkError,
    NoSession,
    OutOfCredits,
    PlanBlocked,
    RateLimited,
    clean,
)
from nemovideo.files import check_argument, check_file, digest_of, identity, is_url, unreadable
from nemovideo.multipart import BLOCK, TLS_BLOCK, FileBody, FileChanged

if TYPE_CHECKING:
    from nemovideo.client import Client

HASH_AT_ONCE = 8 * 1024 * 1024
_LOCK_S = 900.0
_RESULT = ("name", "type", "url", "duration_s", "width", "height", "bytes")


def check_arguments(arguments: Sequence[str], origin: str) -> None:
    """Raise Refused, listing every file in `failed`, when not one of the arguments could be uploaded to `origin`."""
    failed = _failures(arguments, origin)
    if len(failed) == len(arguments):
        raise _summary(failed, len(arguments))


def _failures(arguments: Sequence[str], origin: str) -> list[tuple[str, NemoError]]:
    failed: list[tuple[str, NemoError]] = []
    for argument in arguments:
        try:
            check_argument(argument, captions=origin == settings.LOCAL)
        except NemoError as error:  # noqa: PERF203
            failed.append((argument, error))
    return failed


def send_all(client: Client, arguments: Sequence[str], session_id: str | None) -> dict[str, Any]:
    """Upload every argument into the session; ``session_id, files, failed``.

    A file that fails does not stop the others; then the error of the first is raised at the end, with what was done
    in its details. A session that the backend forgot is replaced once, unless it was asked for by name.
    """
    refused = dict(_failures(arguments, client.origin))
    session = client.ensure_session(session_id)
    files: list[dict[str, Any]] = []
    failed: list[tuple[str, NemoError]] = []
    replaced = session_id is not None
    for argument in arguments:
        try:
            if argument in refused:
                raise refused[argument]
            try:
                files += _send_argument(client, session.session_id, argument)
            except NoSession:
                if replaced or any(not file["already_there"] for file in files):
                    raise
                replaced = True
                session = client.create_session(session.name or "project", session.language)
                client.notify("The backend has forgotten the session and its files; going on in a new one.")
                files = [one for name in arguments[: arguments.index(argument) + 1] if name not in refused
                         for one in _send_argument(client, session.session_id, name)]  # fmt: skip
        except (AuthError, OutOfCredits, PlanBlocked, RateLimited) as error:  # noqa: PERF203
            failed.append((argument, error))
            break  # the other files would fare no better
        except NemoError as error:
            failed.append((argument, error))
    if failed:
        raise _summary(failed, len(arguments), {"session_id": session.session_id, "files": files})
    return {"session_id": session.session_id, "files": files, "failed": []}


def _send_argument(client: Client, session_id: str, argument: str) -> list[dict[str, Any]]:
    if is_url(argument):
        found = client.upload_urls(session_id, [argument])
        return [_result(file, argument, file.get("bytes"), already_there=False) for file in found]
    path = Path(argument).expanduser()
    label = f"Uploading {path.name}"
    return [client.upload_file(session_id, path, lambda done, total: client.progress(label, done, total))]


def _summary(failed: list[tuple[str, NemoError]], asked: int, done: dict[str, Any] | None = None) -> NemoError:
    """The first failure, saying how many there were, with each in ``failed``."""
    listed = [
        {"name": name, "kind": error.kind, "code": error.code, "message": clean(error.message), "next": error.next}
        for name, error in failed
    ]
    first = failed[0][1]
    first.details = {**first.details, **(done or {"files": []}), "failed": listed}
    if asked > 1:
        first.message = f"Not uploaded: {len(failed)} of {asked} files. The first: {first.message}"
    if done and done["files"]:
        first.next = f"{first.next or ''} The other files are in the session; name only these again.".strip()
    return first


def send_file(client: Client, session_id: str, path: Path, on_progress: Callable[[int, int], None]) -> dict[str, Any]:
    """Client.upload_file: the file's description, with `already_there` when nothing had to be sent."""
    size = check_file(path, captions=client.origin == settings.LOCAL)
    with client.store.lock(f"upload {client.origin} {session_id} {size}", wait_s=_LOCK_S):
        return _send(client, session_id, path, size, on_progress)


def _send(
    client: Client, session_id: str, path: Path, size: int, on_progress: Callable[[int, int], None]
) -> dict[str, Any]:
    store, place = client.store, (client.origin, session_id)
    alike = [entry for entry in store.uploads(*place) if entry.get("size") == size]
    if alike:
        known = _known(client, session_id, path, alike)
        if known:
            return _result(known, path.name, size, already_there=True)
    try:
        body = FileBody(path, on_progress, block=TLS_BLOCK if client.origin.startswith("https:") else BLOCK)
    except OSError as error:
        raise unreadable(path, error) from None
    with body:
        entry = {"name": path.name, "size": body.size, "file": identity(body.stat), "sha256": None}
        store.remember_upload(*place, {**entry, "sent": False})
        try:
            files = client.send_body(session_id, body, body.content_type)
        except (NetworkError, BackendError) as error:
            if not _may_be_there(error):
                if isinstance(error, BackendError):
                    store.forget_mark(*place, path.name, body.size)
                raise
            found = _in_session(client, session_id, path, digest_of(path))
            if not found:
                raise
            files = [found]
        except NemoError:
            store.forget_mark(*place, path.name, body.size)
            raise
        if not files:
            raise BadAnswer(f"The backend's answer does not say what became of {path.name}.")
        if body.changed():
            store.forget_mark(*place, path.name, body.size)
            raise FileChanged(f"{path.name} was written to while it was sent; what arrived may be a mixture.")
    entry.update(sent=True, path=os.path.abspath(path), answer=files[0])  # noqa: PTH100 (as it is named, not resolved)
    store.remember_upload(*place, entry)
    if body.size <= HASH_AT_ONCE:
        _complete(client, session_id, entry)
    else:
        # A quarter of a second for 500 MB that the result need not wait for.
        atexit.register(_complete, client, session_id, entry)
    return _result(files[0], path.name, body.size)


def _may_be_there(error: NemoError) -> bool:
    """Whether the file may have arrived although nobody said so."""
    if isinstance(error, NetworkError):
        return error.maybe_done
    return (isinstance(error, BadAnswer) and error.kind != "redirected") or error.code in GATEWAY_GAVE_UP


def _known(client: Client, session_id: str, path: Path, alike: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """What the session says about this content, if it has it; `alike` are its uploads of the same size."""
    try:
        mine = identity(path.stat())
    except OSError as error:
        raise unreadable(path, error) from None
    sent = [entry for entry in alike if entry.get("sent") is not False and isinstance(entry.get("answer"), dict)]
    if sent and client.origin == settings.LOCAL:
        sent = _still_there(client, session_id, sent)
    for entry in sent:
        if entry.get("file") == mine:
            return dict(entry["answer"])
    digest = digest_of(path)
    for entry in sent:
        _complete(client, session_id, entry)
        if entry.get("sha256") == digest:
            return dict(entry["answer"])
    if not any(entry.get("sent") is False and entry.get("name") == path.name for entry in alike):
        return None
    found = _in_session(client, session_id, path, digest)
    if found:
        entry = {"name": path.name, "size": path.stat().st_size, "file": mine, "sha256": digest, "answer": found}
        client.store.remember_upload(client.origin, session_id, {**entry, "sent": True})
    return found


def _still_there(client: Client, session_id: str, sent: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those uploads that the local backend still has: its folder may have been emptied, and asking costs nothing."""
    there = {file["hash"] for file in _listed(client, session_id)}
    return [entry for entry in sent if entry["answer"].get("hash") in there]


def _listed(client: Client, session_id: str) -> list[dict[str, Any]]:
    inner = client.state(session_id).get("state")
    infos = inner.get("video_infos") if isinstance(inner, dict) else None
    return uploaded(infos) if isinstance(infos, list) else []


def _complete(client: Client, session_id: str, entry: dict[str, Any]) -> None:
    """Add the content's hash to an upload that was kept without, if its file is still what was sent."""
    if entry.get("sha256") or not isinstance(entry.get("path"), str):
        return
    path = Path(entry["path"])
    with contextlib.suppress(NemoError, OSError):
        if identity(path.stat()) == entry["file"]:
            digest = digest_of(path)
            if identity(path.stat()) == entry["file"]:
                entry["sha256"] = digest
                client.store.complete_upload(client.origin, session_id, entry)


def _result(file: Mapping[str, Any], name: str, size: int | None, *, already_there: bool = False) -> dict[str, Any]:
    shown = {key: file.get(key) for key in _RESULT}
    return {**shown, "name": shown["name"] or name, "bytes": size, "already_there": already_there}


def _in_session(client: Client, session_id: str, path: Path, digest: str) -> dict[str, Any] | None:
    """The session's own entry for the file, when an upload whose end nobody saw did arrive."""
    try:
        entries = _listed(client, session_id)
    except NemoError:
        return None
    digests = {64: digest}
    for entry in entries:
        said = (entry.get("hash") or "").lower()
        if len(said) in {32, 40} and len(said) not in digests:
            digests[len(said)] = digest_of(path, "md5" if len(said) == 32 else "sha1")
        if said and said == digests.get(len(said)):
            return entry
    unhashed = [
        entry for entry in entries if entry["name"] == path.name and len(entry.get("hash") or "") not in digests
    ]
    return unhashed[-1] if unhashed else None
