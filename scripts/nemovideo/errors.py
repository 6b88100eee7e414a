"""The one error table: what went wrong -> class -> exit code -> words for the person -> what to run next.

NemoError            1  a bug of ours, unless a class below says otherwise
├── Refused          2  bad arguments, or a file refused before anything is sent
│   ├── UnsupportedFile    (4001)
│   ├── FileTooLarge       (4002)
│   └── MissingDependency
├── AuthError        3  no token that works
│   └── TokenRejected      (1001)
├── NotThere         4  no such session, or nothing to export yet
│   └── NoSession          (1002)
├── OutOfCredits     5  (2001)
├── PlanBlocked      6  (402)
├── RateLimited      7  (429)
├── BackendError     8  the backend refused or failed
│   ├── FileRejected       (4001, 4002 from the backend)
│   ├── MissingClientId    (400)
│   └── BadAnswer          an answer that cannot be understood
├── NetworkError     9  no answer, or half of one
└── StillRunning    75  the work goes on without this call

Codes are the seed's ("Error Codes") or the HTTP status; where there is neither, the exit code.
"""

# ruff: noqa: N818 (each is named after what happened)

from __future__ import annotations

import re
from typing import Any

FORMATS = ("mp4", "mov", "avi", "webm", "mkv", "jpg", "png", "gif", "webp", "mp3", "wav", "m4a", "aac")
SIZE_LIMIT_MB = 500
# A gateway that gave up waiting says nothing about what happens behind it.
GATEWAY_GAVE_UP = (502, 504)

# Control characters except tab and line feed, and the marks that reverse or hide text (Unicode TR 36).
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]")
_TOKENS = re.compile(r"nmv_[A-Za-z0-9]+_[A-Za-z0-9_.~+/=-]{6,}|(?i:(bearer )\s*)[A-Za-z0-9_.~+/=-]{12,}")
_SHOWN = 500  # characters of a backend's own message that are passed on
_MAY_PASS = {408, 409, 421, 423, 425}  # refusals that may be over in a minute


def clean(text: str) -> str:
    """Text from outside without control and bidirectional characters, and without anything like a token."""
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _TOKENS.sub(lambda found: (found.group(1) or "") + "[token]", text)


def _run(script: str, *arguments: str) -> str:
    from nemovideo import settings

    return f"Run: {settings.command(script, *arguments)}"


class NemoError(Exception):
    """What the person is told: `message` says what happened, `next` what to do now. No field holds a secret."""

    kind = "internal"
    code: int | str = 1
    exit_code = 1
    next: str | None = None

    def __init__(
        self,
        message: str,
        *,
        next: str | None = None,  # noqa: A002 (the name in the result)
        code: int | str | None = None,
        kind: str | None = None,
        details: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.details = details or {}
        self.code = type(self).code if code is None else code
        self.kind = kind or type(self).kind
        self.next = next if next is not None else self.default_next()

    def default_next(self) -> str | None:
        """The step that mends this kind of error, where it does not depend on the case."""
        return type(self).next

    def as_document(self) -> dict[str, Any]:
        """The error as the scripts print it."""
        error: dict[str, Any] = {"kind": self.kind, "code": self.code, "message": clean(self.message)}
        error["next"] = self.next
        return {"ok": False, "error": error, **self.details}


class Refused(NemoError):
    kind, code, exit_code = "refused", 2, 2


class UnsupportedFile(Refused):
    kind, code = "unsupported_file", 4001
    next = f"Convert it to one of: {', '.join(FORMATS)}. MP4, MOV, JPG and PNG work best."


class FileTooLarge(Refused):
    kind, code = "file_too_large", 4002
    next = f"Compress or trim it below {SIZE_LIMIT_MB} MB and upload it again."


class MissingDependency(Refused):
    kind = "missing_dependency"


class AuthError(NemoError):
    kind, code, exit_code = "authentication", 3, 3

    def default_next(self) -> str | None:
        return _run("auth.py", "--renew")


class TokenRejected(AuthError):
    code = 1001


class NotThere(NemoError):
    kind, code, exit_code = "nothing_there", 4, 4


class NoSession(NotThere):
    kind, code = "no_session", 1002

    def default_next(self) -> str | None:
        return _run("session.py") + " for a new session, then upload the files again; this one's uploads are gone."


class OutOfCredits(NemoError):
    kind, code, exit_code = "out_of_credits", 2001, 5


class PlanBlocked(NemoError):
    kind, code, exit_code = "plan_blocked", 402, 6
    next = (
        "Tell the person that this needs another subscription tier on https://nemovideo.com; more credits do not help. "
        "The project is kept and can be opened there by the link of session.py."
    )


class RateLimited(NemoError):
    """`retry_after_s` is what the backend asked to wait, if it said."""

    kind, code, exit_code = "rate_limited", 429, 7
    next = "Wait a minute, then run the same command again."
    retry_after_s: float | None = None


class BackendError(NemoError):
    kind, code, exit_code = "backend", 8, 8
    next = "Run the same command again in a minute; if it fails again, tell the person what the message says."


class FileRejected(BackendError):
    kind, code = "file_rejected", 4001


class MissingClientId(BackendError):
    kind, code = "missing_client_id", 400


class BadAnswer(BackendError):
    kind = "bad_answer"


class NetworkError(NemoError):
    """`maybe_done` tells whether the request may have reached the backend and been carried out."""

    kind, code, exit_code = "network", 9, 9
    next = "Check the connection, then run the same command again; nothing is done twice."

    def __init__(self, message: str, *, maybe_done: bool = False, **more: Any) -> None:
        super().__init__(message, **more)
        self.maybe_done = maybe_done


class StillRunning(NemoError):
    kind, code, exit_code = "still_running", 75, 75


def out_of_credits(user_id: str | None, anonymous: bool) -> OutOfCredits:
    """Seed: anonymous people get a registration link with their id, registered ones top up."""
    if anonymous:
        from nemovideo import settings

        link = f"{settings.WEB}/register" + (f"?bind={user_id}" if user_id else "")
        step = f"Give the person this link: {link} . Registering keeps this project and adds credits; then try again."
        return OutOfCredits("The free credits are used up.", next=step, details={"register_url": link})
    return OutOfCredits(
        "The account has no credits left.",
        next="Ask the person to top up their credits on https://nemovideo.com, then run the same command again.",
    )


COPY_AGAIN = "Copy or export the file again from where it came, and upload that; converting it would not mend it."
_DAMAGED = re.compile(r"(?<!or it )is (damaged|incomplete|corrupt|truncated|cut off|empty)|ends early", re.IGNORECASE)


def from_answer(
    status: int, code: int | None, message: str = "", *, retry_after_s: float | None = None, user_id: str | None = None,
    anonymous: bool = False,
) -> NemoError:  # fmt: skip
    """The typed error of an answer: `code` is the envelope's if it has one, `status` the HTTP status.

    `message` is the backend's own text; it is shortened, stripped and only ever shown as a quotation.
    """
    said = clean(message).strip()[:_SHOWN]
    quoted = f" It says: {said}" if said else ""
    if code == 2001:
        return out_of_credits(user_id, anonymous)
    if code == 1001 or code == 401 or (code is None and status == 401):
        return TokenRejected("The backend does not accept the token; it has expired or is not valid.")
    if code == 1002:
        return NoSession("The backend does not know this session (any more).")
    if code == 402 or status == 402:
        return PlanBlocked(
            "The plan of this account does not allow it (or the skill's attribution headers are missing). "
            "This is about the subscription tier, not about credits."
        )
    if code == 429 or status == 429:
        wait = "" if retry_after_s is None else f" It asks to wait {retry_after_s:.0f} s."
        limited = RateLimited("The backend takes no more requests for now." + wait)
        limited.retry_after_s = retry_after_s
        return limited
    if code == 4001 and _DAMAGED.search(said):
        return FileRejected(f"The backend cannot use this file: it is damaged or incomplete.{quoted}", next=COPY_AGAIN)
    if code == 4001:
        return FileRejected(f"The backend does not support this file type.{quoted}", next=UnsupportedFile.next)
    if code == 4003:
        mend = "Download the file and upload it itself."
        return FileRejected(f"The backend could not get the file from its address.{quoted}", code=4003, next=mend)
    if code == 4002 or (status == 413 and code in {None, 413}):
        what = "the file" if code == 4002 else "what was sent"
        return FileRejected(f"The backend finds {what} too large.{quoted}", code=4002, next=FileTooLarge.next)
    if status == 404 and re.search(r"session", said, re.IGNORECASE) and code in {None, 404}:
        return NoSession("The backend does not know this session (any more).")
    if (code == 400 or status == 400) and re.search(r"client.?id", said, re.IGNORECASE):
        return MissingClientId(f"The backend misses the client id.{quoted}")
    shown = code if code is not None else status
    error = BackendError(f"The backend answered with error {shown}.{quoted}", code=shown)
    if 400 <= status < 500 and status not in _MAY_PASS:
        error.next = (
            f"It would refuse the same again: change what the message names. {_run('state.py')} for what is there."
        )
    return error
