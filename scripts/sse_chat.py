#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.10"
# dependencies = ["python-frontmatter>=1.1,<2", "requests>=2.32,<3", "sseclient-py>=1.8,<2", "urllib3>=2.2,<3"]
# ///
"""Send one message and report the answer: its text, what changed on the timeline, and a question if there is one.

python3 scripts/sse_chat.py "turn these photos and audio into a 30-second promo video with transitions"
echo "add a title 'Summer sale' for 3 seconds" | python3 scripts/sse_chat.py -
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from nemovideo import cli
from nemovideo.errors import Refused

if TYPE_CHECKING:
    from nemovideo.client import Client


def parser() -> argparse.ArgumentParser:
    made = cli.parser(
        "Send one message to the video editor and wait for its answer. The message is sent exactly once, whatever "
        "happens to the connection; a call that has to leave earlier ends with 75 and says how to wait.",
        [
            '"add upbeat music at 30% and a title for 3 seconds"',
            '--wait 30 "把视频改成竖屏"',
            "- < message.txt",
        ],
    )
    made.add_argument("message", metavar="MESSAGE", help="what to do, in any language; - reads it from standard input")
    return made


def check(args: argparse.Namespace) -> None:
    """Take the message from standard input if it is there; refuse an empty one."""
    args.stdin = ""
    if args.message == "-":
        args.message = args.stdin = sys.stdin.buffer.read().decode("utf-8", "replace")
    args.message = args.message.encode("utf-8", "replace").decode().strip()
    if not args.message:
        raise Refused("The message is empty.", next="Say in a sentence what to do with the video.")


def chat(client: Client, args: argparse.Namespace) -> dict[str, Any]:
    """The answer to the message."""
    from nemovideo import journal, turn
    from nemovideo.steps import Steps

    own = journal.current()
    session_id = turn.session_of(client, own, args.session)
    return turn.chat(client, own, Steps.of(client, session_id), session_id, args.message)


def main(argv: list[str] | None = None) -> int:
    return cli.run(parser(), chat, argv, check=check, job="chat")


if __name__ == "__main__":
    raise SystemExit(main())
