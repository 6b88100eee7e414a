"""The frame of every script: arguments in, progress on stderr, one JSON document on stdout, an exit code.

A script gives `run` a parser, a command (client, args) -> result, a check of what can be refused before anything
is sent, and the kind of job it is, if its work may outlive the shell call. Only here are errors caught and
turned into the document and the exit code of errors.py.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from nemovideo import settings
from nemovideo.errors import MissingDependency, NemoError, NetworkError, Refused, clean
from nemovideo.settings import command as command
from nemovideo.terminal import Terminal

Result = dict[str, Any]
Command = Callable[[Any, argparse.Namespace], Result]

OUTPUTS = ("mp4", "mov", "webm", "mkv", "gif", "mp3", "m4a", "wav")
DEFAULT_WAIT_S = 100  # under the shortest common limit of an agent's shell, 120 s
LONGEST_DOCUMENT = 8000  # characters; agents' shells cut longer output
NEEDED = {"requests": "requests", "frontmatter": "python-frontmatter", "sseclient": "sseclient-py"}


class Parser(argparse.ArgumentParser):
    """Reports bad arguments as our error, so that they too end in one JSON document."""

    def error(self, message: str) -> NoReturn:
        raise Refused(message[:1].upper() + message[1:] + ".", next=f"Run: {_own_command('--help')}")


def parser(description: str, examples: Sequence[str]) -> Parser:
    """A parser with the common options; `examples` are argument lines, shown behind the script's own path."""
    shown = "\n".join(f"  {_own_command()} {example}".rstrip() for example in examples)
    made = Parser(
        description=description,
        epilog=f"examples:\n{shown}\n\nPrints one JSON document; progress goes to stderr. Exit codes: 0 done, 1 a bug, "
        "2 refused\nbefore sending, 3 authentication, 4 no session or nothing to export, 5 out of credits, 6 plan,\n"
        "7 rate limited, 8 backend, 9 network, 75 still running (the result says how to wait).",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    made.add_argument(
        "--api", metavar="URL|local", help="where to send requests (default: NEMO_API_URL, else the cloud)"
    )
    made.add_argument("--session", metavar="ID", help="the session to use (default: the current one of that API)")
    made.add_argument(
        "--wait", metavar="SECONDS", type=_seconds, default=DEFAULT_WAIT_S,
        help="how long to wait before leaving long work to go on by itself (default: %(default)s)",
    )  # fmt: skip
    return made


def add_output_options(made: Parser) -> None:
    """The options of the scripts that bring a video home."""
    made.add_argument("-o", "--output", metavar="FILE", help="where to put it (default: a free name here: video.mp4)")
    made.add_argument(
        "--format", metavar="FORMAT", choices=OUTPUTS, help="default: as in -o or on the timeline, else mp4"
    )
    made.add_argument("--quality", default="high", help="default: %(default)s")
    made.add_argument("--force", action="store_true", help="replace FILE if it exists")


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 24 * 3600:
        raise argparse.ArgumentTypeError("not between 0 and 86400 seconds")
    return value


def _own_command(*arguments: str) -> str:
    return command(settings.invoked_path().name, *arguments)


def run(
    arguments: argparse.ArgumentParser,
    work: Command,
    argv: Sequence[str] | None,
    *,
    check: Callable[[argparse.Namespace], None] | None = None,
    job: str | None = None,
) -> int:
    """Do the whole of a script and return its exit code; stdout gets exactly one document (or the help text)."""
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        args = arguments.parse_args(given)
        settings.keep_api(args.api)
        if check and "-" not in given:
            check(args)
        _own_interpreter(local=settings.api(args.api) == settings.LOCAL)
        if check and "-" in given:  # what it reads from standard input would be lost to another interpreter
            check(args)
        if job:
            from nemovideo import jobs

            return jobs.run(job, settings.invoked_path(), given, args, work, args.wait)
    except NemoError as error:
        return emit(error.as_document(), error.exit_code)
    except Exception as error:
        code, document = _bug(error)
        return emit(document, code)
    screen = Terminal()
    code, document = execute(work, args, notify=screen.note, progress=screen.progress)
    screen.close()
    return emit(document, code)


def execute(
    work: Command,
    args: argparse.Namespace,
    *,
    notify: Callable[[str], None],
    progress: Callable[[str, int, int | None], None],
) -> tuple[int, Result]:
    """Do a command's work and return (exit code, document); never raises, except SystemExit.

    `notify` gets sentences for a person, `progress` (label, done, total or None) for bytes or per cent.
    """
    from nemovideo.client import Client
    from nemovideo.store import Store

    secrets: set[str] = set()
    try:
        client = Client(
            settings.api(getattr(args, "api", None)),
            Store(settings.home()),
            notify=lambda text: notify(_redacted(clean(text), secrets)),
            progress=progress,
        )
        secrets = client.secrets
        try:
            result = work(client, args)
        finally:
            client.close()
        code, document = 0, {"ok": True, **result}
    except NetworkError as error:
        code, document = error.exit_code, error.as_document()
        if client.origin == settings.CLOUD:
            document["error"]["next"] += " Without a network, and without sending files anywhere: add --api local."
    except NemoError as error:
        code, document = error.exit_code, error.as_document()
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in {*NEEDED, "urllib3", "yaml"}:
            code, document = _bug(error)
        else:
            missing = _missing_dependency(str(error.name), local=False)
            code, document = missing.exit_code, missing.as_document()
    except KeyboardInterrupt:
        stopped = NemoError(
            "Stopped by the keyboard.", kind="interrupted", code=130, next="Run the same command again."
        )
        code, document = 130, stopped.as_document()
    except Exception as error:
        code, document = _bug(error)
    return code, _without(document, secrets)


def emit(document: Result, code: int) -> int:
    """Print the one document, shortened to what an agent's shell shows whole, and return `code`."""
    document = _stripped(document)
    text = json.dumps(document, ensure_ascii=False, indent=2, default=str)
    if len(text) > LONGEST_DOCUMENT:
        text = _shortened(document, text)
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
        sys.stdout.buffer.flush()
    except AttributeError:  # a stand-in for stdout without bytes below it
        print(text)
    except BrokenPipeError:  # the reader has gone; nothing more can be told
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _shortened(document: Result, text: str) -> str:
    """The document with its largest parts cut, and the name of a file that holds all of it."""
    import hashlib

    from nemovideo.store import Store, write_private

    short: Any = dict(document)
    try:
        name = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]
        path = Store(settings.home()).folder("results") / f"{name}.json"
        write_private(path, text.encode("utf-8", "backslashreplace"))
        short["whole_result"] = str(path)
    except NemoError:
        short["whole_result"] = None
    for strings, items in ((1000, 40), (400, 20), (200, 10), (100, 5), (60, 2)):
        short = {key: value if key == "whole_result" else _cut(value, strings, items) for key, value in short.items()}
        shown = json.dumps(short, ensure_ascii=False, indent=2, default=str)
        if len(shown) <= LONGEST_DOCUMENT:
            break
    return shown


def _cut(value: Any, strings: int, items: int) -> Any:
    if isinstance(value, str):
        return value if len(value) <= strings else value[: strings - 1] + "…"
    if isinstance(value, dict):
        return {key: _cut(one, strings, items) for key, one in list(value.items())[: items * 3]}
    if isinstance(value, (list, tuple)):
        cut = [_cut(one, strings, items) for one in value[:items]]
        return [*cut, f"… and {len(value) - items} more"] if len(value) > items else cut
    return value


def _stripped(value: Any) -> Any:
    """Every text in it without control and direction marks."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _stripped(one) for key, one in value.items()}
    return [_stripped(one) for one in value] if isinstance(value, (list, tuple)) else value


def _without(value: Any, secrets: set[str]) -> Any:
    if isinstance(value, str):
        return _redacted(value, secrets)
    if isinstance(value, dict):
        return {key: _without(one, secrets) for key, one in value.items()}
    return [_without(one, secrets) for one in value] if isinstance(value, (list, tuple)) else value


def _redacted(text: str, secrets: set[str]) -> str:
    for secret in secrets:
        if len(secret) >= 6:  # anything shorter is no token, and would eat common words
            text = text.replace(secret, "[token]")
    return text


def _bug(error: Exception) -> tuple[int, Result]:
    """A mistake of ours: where it happened, but not its text, which may hold anything."""
    place, trace = "", error.__traceback__
    while trace:
        place = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    ours = NemoError(
        f"A bug of this skill: {type(error).__name__}{place}.",
        next="Run the same command again; if it fails again, report the message.",
    )
    return ours.exit_code, ours.as_document()


# -- interpreter ---------------------------------------------------------------------------------------------------


def _own_interpreter(*, local: bool) -> None:
    """Start over with the folder's own interpreter if this one lacks a package; MissingDependency if there is none."""
    missing = [name for name in NEEDED if name not in sys.modules and importlib.util.find_spec(name) is None]
    if not missing:
        return
    python = settings.skill_folder() / ".venv" / "bin" / "python"
    if python.is_file() and not settings.changed_interpreter() and Path(sys.prefix) != python.parents[1]:
        os.environ["NEMO_REEXEC"] = "1"
        os.execv(python, [str(python), str(settings.invoked_path()), *sys.argv[1:]])  # noqa: S606
    raise _missing_dependency(missing[0], local=local)


def _missing_dependency(name: str, *, local: bool) -> MissingDependency:
    """The error that names the one command, which in local mode brings the editor's packages as well."""
    import shlex
    import shutil

    package, folder = NEEDED.get(name, name), settings.skill_folder()
    if shutil.which("uv"):
        step = "Run: " + shlex.join(["uv", "run", str(settings.invoked_path()), *sys.argv[1:]])
    else:
        venv, what = shlex.quote(str(folder / ".venv")), shlex.quote(f"{folder}[local]" if local else str(folder))
        step = f"Run: python3 -m venv {venv} && {venv}/bin/pip install {what}"
    return MissingDependency(f"The Python package {package} is not installed for {sys.executable}.", next=step)
