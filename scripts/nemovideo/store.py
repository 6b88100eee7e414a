"""What is kept between calls: client id, tokens, sessions, what was uploaded to them.

Two files, so that damage to one leaves the other: identity.json (client id, tokens) and sessions.json. Both are
0600 in a 0700 folder, replaced whole under a lock, and keyed by the API's origin ("local" for the local
backend): a token saved for one origin is never found by another. A file that cannot be understood is set
aside as NAME.corrupt-N, never deleted.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from nemovideo.errors import NemoError, Refused

IDENTITY, SESSIONS = "identity.json", "sessions.json"
_KEPT_SESSIONS = 200  # an origin; older ones are forgotten first
_LOCK_LOOK_S = 0.02


class Busy(NemoError):  # noqa: N818
    """Another process holds the lock for longer than we are willing to wait."""

    kind, code, exit_code = "busy", 8, 8
    next = "Another script of this skill is at it; run the same command again in a minute."


class Store:
    """The files in `home`. Reading never writes; a folder is made by the first write."""

    def __init__(self, home: Path) -> None:
        self.home = home

    # -- identity ----------------------------------------------------------------------------------------------

    def client_id(self, make: Callable[[], str], *, renew: bool = False) -> str:
        """The client id of this home, made by `make` and on disk before it is returned for the first time."""
        if not renew:
            known = _text(self._read(IDENTITY).get("client_id"))
            if known:
                return known

        def change(data: dict[str, Any]) -> str:
            if renew or not _text(data.get("client_id")):
                data["client_id"] = make()
            return str(data["client_id"])

        return str(self._change(IDENTITY, change))

    def token(self, origin: str) -> dict[str, Any] | None:
        """The saved entry: ``token``, ``user_id``, ``expires_at``, ``credits``; None if there is none."""
        entry = _dict(self._read(IDENTITY).get("tokens")).get(origin)
        return entry if isinstance(entry, dict) and _text(entry.get("token")) else None

    def save_token(self, origin: str, entry: dict[str, Any]) -> None:
        self._change(IDENTITY, lambda data: _inner(data, "tokens").__setitem__(origin, entry))

    def forget_token(self, origin: str) -> bool:
        """Whether there was one to forget."""
        if self.token(origin) is None:
            return False
        return self._change(IDENTITY, lambda data: _inner(data, "tokens").pop(origin, None)) is not None

    # -- sessions ----------------------------------------------------------------------------------------------

    def sessions(self, origin: str) -> list[dict[str, Any]]:
        """Every known session of the origin, the newest last; each has at least ``session_id``."""
        found = _dict(self._origin(self._read(SESSIONS), origin).get("sessions"))
        return [{**entry, "session_id": sid} for sid, entry in found.items() if isinstance(entry, dict) and _text(sid)]

    def session(self, origin: str, session_id: str) -> dict[str, Any] | None:
        return next((entry for entry in self.sessions(origin) if entry["session_id"] == session_id), None)

    def current(self, origin: str) -> dict[str, Any] | None:
        """The session that a script uses when it is told none."""
        chosen = _text(self._origin(self._read(SESSIONS), origin).get("current"))
        return self.session(origin, chosen) if chosen else None

    def save_session(self, origin: str, entry: dict[str, Any], *, use: bool = True) -> None:
        """Keep a session (by its ``session_id``), and by default make it the current one."""
        session_id = str(entry["session_id"])

        def change(data: dict[str, Any]) -> None:
            place = _inner(_inner(data, "origins"), origin)
            sessions = _inner(place, "sessions")
            kept = {**_dict(sessions.pop(session_id, None)), **entry}
            kept.pop("session_id", None)
            sessions[session_id] = kept
            if use:
                place["current"] = session_id
            surplus = [sid for sid in sessions if sid not in {place.get("current"), session_id}]
            for sid in surplus[: max(0, len(sessions) - _KEPT_SESSIONS)]:
                del sessions[sid]

        self._change(SESSIONS, change)

    def use_session(self, origin: str, session_id: str) -> None:
        known = self.session(origin, session_id) or {"session_id": session_id}
        self.save_session(origin, known, use=True)

    # -- uploads -----------------------------------------------------------------------------------------------

    def uploads(self, origin: str, session_id: str) -> list[dict[str, Any]]:
        """What this session was sent: ``name``, ``size``, ``mtime_ns``, ``sha256``, and the backend's ``answer``."""
        found = (self.session(origin, session_id) or {}).get("uploads")
        return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []

    def remember_upload(self, origin: str, session_id: str, entry: dict[str, Any]) -> None:
        """Keep an upload in place of the same content's, and of the mark that its sending had begun."""

        def stays(one: dict[str, Any]) -> bool:
            mark = one.get("sent") is False and (one.get("name"), one.get("size")) == (entry["name"], entry["size"])
            same = one.get("file") == entry.get("file") or (entry.get("sha256") or 0) == one.get("sha256")
            return not mark and not same

        self._change_uploads(origin, session_id, lambda older: [*filter(stays, older), entry])

    def complete_upload(self, origin: str, session_id: str, entry: dict[str, Any]) -> None:
        """Put `entry` in place of the one of the same file that has no hash yet; nothing if there is none any more."""
        self._change_uploads(
            origin,
            session_id,
            lambda older: [
                entry if one.get("file") == entry["file"] and not one.get("sha256") else one for one in older
            ],
        )

    def forget_mark(self, origin: str, session_id: str, name: str, size: int) -> None:
        """Take back the mark of a sending that was refused, so that nothing of it can be in the session."""
        marked = (False, name, size)
        self._change_uploads(
            origin,
            session_id,
            lambda older: [one for one in older if (one.get("sent"), one.get("name"), one.get("size")) != marked],
        )

    def _change_uploads(
        self, origin: str, session_id: str, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]
    ) -> None:
        def apply(data: dict[str, Any]) -> None:
            session = _inner(_inner(_inner(_inner(data, "origins"), origin), "sessions"), session_id)
            older = session.get("uploads") if isinstance(session.get("uploads"), list) else []
            session["uploads"] = change([one for one in older or [] if isinstance(one, dict)])

        self._change(SESSIONS, apply)

    # -- locks -------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def lock(self, name: str, wait_s: float = 60.0) -> Iterator[None]:
        """Hold the lock called `name` against every other process; `Busy` when it is not free in time.

        The kernel frees it when its holder dies, so no lock is ever stale.
        """
        safe = name if name.replace("-", "").replace(".", "").isalnum() else hashlib.sha256(name.encode()).hexdigest()
        handle = os.open(self.folder("locks") / f"{safe[:100]}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            _acquire(handle, wait_s, name)
            yield
        finally:
            os.close(handle)

    # -- files -------------------------------------------------------------------------------------------------

    def folder(self, *below: str) -> Path:
        """The home folder or one inside it, made if need be, for our eyes only."""
        path = self.home.joinpath(*below)
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            mode = self.home.stat()
            shared = mode.st_mode & (stat.S_IRWXG | stat.S_IRWXO) and not mode.st_mode & stat.S_ISVTX
            if shared and mode.st_uid == os.getuid() and self.home != Path.home():
                self.home.chmod(0o700)
        except OSError as error:
            raise cannot_write(path, error) from None
        return path

    def _read(self, name: str) -> dict[str, Any]:
        """The document, or {} when there is none or it is not ours (that one is set aside by the next write)."""
        try:
            data = json.loads((self.home / name).read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return data if isinstance(data, dict) else {}

    @staticmethod
    def _origin(data: dict[str, Any], origin: str) -> dict[str, Any]:
        return _dict(_dict(data.get("origins")).get(origin))

    def _change(self, name: str, change: Callable[[dict[str, Any]], Any]) -> Any:
        """Read, change and replace one document while no other process does."""
        with self.lock(name):
            path = self.home / name
            _set_aside_if_corrupt(path)
            data = self._read(name)
            result = change(data)
            write_private(path, json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))
            return result


def write_private(path: Path, content: bytes) -> None:
    """Replace `path` at once and for good: readers see the old bytes or the new, never a part; mode 0600."""
    part = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise cannot_write(path, error) from None


def cannot_write(path: Path, error: OSError) -> Refused:
    """The error for a folder that is read-only, a disk that is full, and the like."""
    why = "the disk is full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else (error.strerror or "not possible")
    return Refused(
        f"Cannot write {path}: {why.lower()}.",
        kind="cannot_write",
        next="Free some space or choose another place: -o for a result, NEMO_HOME for what the skill keeps.",
    )


def _acquire(handle: int, wait_s: float, name: str) -> None:
    deadline = time.monotonic() + wait_s
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in {errno.EAGAIN, errno.EACCES, errno.EINTR}:
                return  # a file system without locks: better unlocked than not at all
        else:
            return
        if time.monotonic() >= deadline:
            raise Busy(f"{name} is in use by another process.")
        time.sleep(_LOCK_LOOK_S)


def _set_aside_if_corrupt(path: Path) -> None:
    try:
        if isinstance(json.loads(path.read_bytes()), dict):
            return
    except FileNotFoundError:
        return
    except (OSError, ValueError, RecursionError):
        pass
    number = 1
    while (aside := path.with_name(f"{path.name}.corrupt-{number}")).exists():
        number += 1
    with contextlib.suppress(OSError):
        path.replace(aside)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _inner(data: dict[str, Any], key: str) -> dict[str, Any]:
    """The object under `key`, put there first when it is missing or something else."""
    if not isinstance(data.get(key), dict):
        data[key] = {}
    found: dict[str, Any] = data[key]
    return found


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
