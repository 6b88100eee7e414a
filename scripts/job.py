#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.10"
# dependencies = ["python-frontmatter>=1.1,<2", "requests>=2.32,<3", "sseclient-py>=1.8,<2", "urllib3>=2.2,<3"]
# ///
"""Wait for, list or cancel work that outlived its shell call.

python3 scripts/job.py list
python3 scripts/job.py wait
python3 scripts/job.py wait chat-1a2b3c4d --wait 100
python3 scripts/job.py cancel export-1a2b3c4d
"""

from __future__ import annotations

import argparse
import sys

from nemovideo import cli, settings
from nemovideo.errors import NemoError, Refused


def parser() -> argparse.ArgumentParser:
    made = cli.parser(
        "Wait for, list or cancel work that outlived its shell call. wait prints the result of the script that was "
        "waited for, and ends with its exit code.",
        ["list", "wait", "wait chat-1a2b3c4d --wait 100", "cancel export-1a2b3c4d"],
    )
    made.add_argument("action", choices=("list", "wait", "cancel"))
    made.add_argument("id", nargs="?", metavar="ID", help="default of wait: the newest one not seen yet")
    return made


def main(argv: list[str] | None = None) -> int:
    try:
        args = parser().parse_args(sys.argv[1:] if argv is None else argv)
        from nemovideo import jobs
        from nemovideo.store import Store

        store = Store(settings.home())
        if args.action == "wait":
            return jobs.wait(store, args.id, args.wait)
        if args.action == "list":
            return cli.emit({"ok": True, **jobs.listed(store)}, 0)
        if not args.id:
            raise Refused("cancel needs the id of a job.", next=f"Run: {cli.command('job.py', 'list')}")
        return cli.emit({"ok": True, **jobs.cancel(store, args.id)}, 0)
    except NemoError as error:
        return cli.emit(error.as_document(), error.exit_code)


if __name__ == "__main__":
    raise SystemExit(main())
