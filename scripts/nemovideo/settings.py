"""Every environment variable that the scripts read and every path that they use, and nothing else.

NEMO_TOKEN     a token of your own; it is used as it is and never replaced
NEMO_API_URL   "local" or the origin of the API; --api wins over it
NEMO_HOME      the folder for all that is kept (default ~/.nemovideo)
SKILL_SOURCE   the platform to name in X-Skill-Platform
NEMO_JOB       set by the scripts themselves inside a job
NEMO_REEXEC    set by the scripts themselves when they change over to the folder's own interpreter
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from pathlib import Path

from nemovideo.errors import AuthError, Refused

CLOUD = "https://mega-api-prod.nemovideo.ai"
WEB = "https://nemovideo.com"
LOCAL = "local"

# What a program started by us may see: no token, and nothing that only the person's shell needs.
_KEPT_FOR_CHILDREN = re.compile(
    r"^(PATH|HOME|USER|LOGNAME|SHELL|TZ|TMPDIR|TEMP|TMP|LANG|LANGUAGE|LC_.*|XDG_.*|UV_.*|PYTHON(?!STARTUP).*"
    r"|SSL_CERT_.*|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|(?i:https?_proxy|no_proxy|all_proxy)"
    r"|NEMO_HOME|FONTCONFIG_.*|LD_LIBRARY_PATH|DYLD_.*|SYSTEMROOT)$"
)
_HEADER_SAFE = re.compile(r"[\x21-\x7e]+")


def token() -> str | None:
    """The person's own token, or None. Raises AuthError, without showing it, when no header can carry it."""
    value = os.environ.get("NEMO_TOKEN", "")
    if not value:
        return None
    if not _HEADER_SAFE.fullmatch(value):
        raise AuthError(
            "NEMO_TOKEN holds a space, a line break or another character that no token has, so it was not sent.",
            next="Set NEMO_TOKEN again to the token alone, or unset it to use a free anonymous one.",
        )
    return value


def skill_source() -> str | None:
    """The platform that the host agent names for itself, if it does."""
    return os.environ.get("SKILL_SOURCE", "").strip() or None


def job_id() -> str | None:
    """The id of the job that this process does the work of, or None in a person's or agent's shell."""
    return os.environ.get("NEMO_JOB") or None


def changed_interpreter() -> bool:
    """Whether this process was already started anew with the folder's own interpreter."""
    return bool(os.environ.get("NEMO_REEXEC"))


def home() -> Path:
    """The folder that holds everything we keep; made, 0700, by the store when it is first written to."""
    value = os.environ.get("NEMO_HOME", "").strip()
    if not value:
        try:
            return Path.home() / ".nemovideo"
        except RuntimeError:
            raise Refused(
                "There is no home folder to keep the session in.", next="Set NEMO_HOME to a folder that can be written."
            ) from None
    return Path(os.path.abspath(os.path.expanduser(value)))  # noqa: PTH100, PTH111 (absolute, not resolved)


def api(argument: str | None) -> str:
    """Where requests go: "local", or an origin such as https://host or http://127.0.0.1:8000.

    Raises Refused for anything else, and for plain http to another machine: a token would travel readable.
    """
    value = (argument or "").strip() or os.environ.get("NEMO_API_URL", "").strip() or CLOUD
    return LOCAL if value.lower() == LOCAL else origin(value)


def origin(url: str) -> str:
    """`url` as scheme://host[:port], lower case, without a default port; Refused if it is no plain origin."""
    from urllib.parse import urlsplit

    hint = "Give --api (or NEMO_API_URL) as local, https://host or http://127.0.0.1:PORT."
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError:
        raise Refused("The address of the API cannot be read.", next=hint) from None
    if scheme not in {"http", "https"} or not re.fullmatch(r"[0-9a-z._:-]+", host):
        raise Refused("The address of the API is neither https:// nor http:// nor local.", next=hint)
    if parts.username is not None or parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise Refused("The address of the API holds more than a host and a port.", next=hint)
    if scheme == "http" and not is_loopback(host):
        raise Refused(f"Plain http is only for this machine itself, not for {host}.", next=hint)
    default = {"http": 80, "https": 443}[scheme]
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}" + ("" if port in {None, default} else f":{port}")


def is_loopback(host: str | None) -> bool:
    """Whether a host name or address can only mean this machine."""
    if host is None:
        return False
    return host in {"localhost", "::1"} or re.fullmatch(r"127(\.\d{1,3}){3}", host) is not None


def language() -> str:
    """The two letters of the person's language by the locale variables; "en" when they say nothing."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            found = re.match(r"([a-z]{2})(?:[_.@-]|$)", value.lower())
            return found.group(1) if found else "en"
    return "en"


def child_environment() -> dict[str, str]:
    """The environment of a program that we start and that needs no token."""
    return {name: value for name, value in os.environ.items() if _KEPT_FOR_CHILDREN.match(name)}


def skill_folder() -> Path:
    """The folder with SKILL.md (as Python found this module: symbolic links are mostly resolved)."""
    return Path(__file__).parents[2]


def invoked_path() -> Path:
    """The running script as it was asked for: absolute, symbolic links (also of the shell's own folder) kept."""
    given = sys.argv[0] if sys.argv and sys.argv[0] else __file__
    if Path(given).is_absolute():
        return Path(given)
    here, shell_folder = Path.cwd(), os.environ.get("PWD", "")
    try:
        if shell_folder and os.path.samefile(shell_folder, here):  # noqa: PTH121
            here = Path(shell_folder)
    except OSError:
        pass
    return Path(os.path.normpath(here / given))


def script_path(name: str) -> Path:
    """The absolute path of one of our scripts, by the way the running one was asked for."""
    beside = invoked_path().parent / name
    return beside if beside.is_file() else skill_folder() / "scripts" / name


def keep_api(argument: str | None) -> None:
    """From now on ``command`` names the API that this call was given, where the next one would not find it itself."""
    global _named_api
    _named_api = None
    if argument and argument.strip():
        try:
            _named_api = api(argument) if api(argument) != api(None) else None
        except Refused:
            _named_api = argument.strip()


_named_api: str | None = None
_WITHOUT_API = ("job.py",)


def command(name: str, *arguments: str) -> str:
    """A line that can be copied into a shell: one of our scripts, started as this one was, for the same API."""
    if _named_api and name not in _WITHOUT_API and "--api" not in arguments:
        arguments = ("--api", _named_api, *arguments)
    start = ["uv", "run"] if os.environ.get("UV_RUN_RECURSION_DEPTH") else ["python3"]
    return shlex.join([*start, str(script_path(name)), *arguments])
