#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.10"
# dependencies = ["python-frontmatter>=1.1,<2", "requests>=2.32,<3", "sseclient-py>=1.8,<2", "urllib3>=2.2,<3"]
# ///
"""Create, show, list or choose the session (the project), and get the link that opens it in a browser.

python3 scripts/session.py --name "Summer sale" --language en
python3 scripts/session.py --current
python3 scripts/session.py --list
python3 scripts/session.py --use 5529798706024415232
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from nemovideo import cli
from nemovideo.errors import NotThere, Refused

if TYPE_CHECKING:
    from nemovideo.client import Client, Session


def parser() -> argparse.ArgumentParser:
    made = cli.parser(
        "Create a session (a project) and make it the current one; or show, list or choose one.",
        ["", '--name "Summer sale" --language zh', "--current", "--list", "--use ID"],
    )
    what = made.add_mutually_exclusive_group()
    what.add_argument("--current", action="store_true", help="show the current session and the link to open it")
    what.add_argument("--list", action="store_true", help="show every session made from here")
    what.add_argument("--use", metavar="ID", help="make this session the current one")
    made.add_argument("--name", default="project", help="the new session's name (default: %(default)s)")
    made.add_argument("--language", metavar="xx", help="the person's language, as en or zh (default: the locale's)")
    return made


def check(args: argparse.Namespace) -> None:
    if args.language and not (2 <= len(args.language) <= 16 and args.language.replace("-", "").isalnum()):
        raise Refused("The language is not a code such as en or zh.", next="Give --language en, or leave it out.")
    if args.use is not None and not args.use.strip():
        raise Refused("--use needs the id of a session.", next=f"Run: {cli.command('session.py', '--list')}")


def session(client: Client, args: argparse.Namespace) -> dict[str, Any]:
    """The session asked for, or every known one."""
    if args.list:
        return _listed(client)
    if args.use:
        client.store.use_session(client.origin, args.use.strip())
    if args.use or args.current:
        chosen = client.current_session()
        if chosen is None:
            raise NotThere("There is no session yet.", next=f"Run: {cli.command('session.py')}")
    else:
        chosen = client.create_session(args.name, args.language)
    upload = f"{cli.command('upload.py')} FILE…"
    looked = args.use or args.current
    return {
        **_described(chosen),
        "workspace_url": client.claim(chosen),
        "next": f"See what is in it: {cli.command('state.py')} - or upload files: {upload}"
        if looked
        else f"Upload files: {upload}",
    }


def _listed(client: Client) -> dict[str, Any]:
    current = client.current_session()
    known = [entry["session_id"] for entry in client.store.sessions(client.origin)]
    sessions = [_described(client.ensure_session(session_id)) for session_id in reversed(known)]
    return {
        "session_id": current.session_id if current else None,
        "sessions": sessions,
        "next": f"Choose one: {cli.command('session.py', '--use')} ID",
    }


def _described(one: Session) -> dict[str, Any]:
    return {"session_id": one.session_id, "task_id": one.task_id, "name": one.name, "language": one.language}


def main(argv: list[str] | None = None) -> int:
    return cli.run(parser(), session, argv, check=check)


if __name__ == "__main__":
    raise SystemExit(main())
