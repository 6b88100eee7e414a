#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.10"
# dependencies = ["python-frontmatter>=1.1,<2", "requests>=2.32,<3", "sseclient-py>=1.8,<2", "urllib3>=2.2,<3"]
# ///
"""Make sure of a token that works: the environment's, the saved one, or a new anonymous one. It is never shown.

python3 scripts/auth.py
python3 scripts/auth.py --renew
python3 scripts/auth.py --forget
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from nemovideo import cli

if TYPE_CHECKING:
    from nemovideo.client import Client


def parser() -> argparse.ArgumentParser:
    made = cli.parser(
        "Make sure of a token that works. Other scripts do this by themselves; the token itself is never shown.",
        ["", "--renew", "--forget"],
    )
    what = made.add_mutually_exclusive_group()
    what.add_argument("--renew", action="store_true", help="replace the saved token with a new anonymous one")
    what.add_argument("--forget", action="store_true", help="delete the saved token of this API from the disk")
    return made


def auth(client: Client, args: argparse.Namespace) -> dict[str, Any]:
    """Where the token is from, when it ends, what it was given, and whose it is."""
    if args.forget:
        gone = client.store.forget_token(client.origin)
        return {
            "source": None,
            "expires_at": None,
            "credits": None,
            "user_id": None,
            "forgotten": gone,
            "next": "The next script that needs a token makes a new one." + _own_token_stays(client),
        }
    token = client.ensure_token(renew=args.renew)
    result = {
        "source": token.source,
        "expires_at": token.expires_at,
        "credits": token.credits,
        "user_id": token.user_id,
    }
    if args.renew and token.source == "environment":
        result["note"] = "The token in NEMO_TOKEN is your own; it is used as it is and cannot be renewed here."
    return {**result, "next": f"Upload files: {cli.command('upload.py')} FILE…"}


def _own_token_stays(client: Client) -> str:
    return " NEMO_TOKEN is set and stays in use." if client.uses_own_token() else ""


def main(argv: list[str] | None = None) -> int:
    return cli.run(parser(), auth, argv)


if __name__ == "__main__":
    raise SystemExit(main())
