#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.10"
# dependencies = ["python-frontmatter>=1.1,<2", "requests>=2.32,<3", "sseclient-py>=1.8,<2", "urllib3>=2.2,<3"]
# ///
"""Render the timeline, wait for it and download the video. The same export given again joins the render in flight.

python3 scripts/export.py -o promo.mp4
python3 scripts/export.py --wait 60
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from nemovideo import cli, settings

if TYPE_CHECKING:
    from nemovideo.client import Client
    from nemovideo.destination import Wanted


def parser() -> cli.Parser:
    made = cli.parser("Render the timeline and download the video.", ["-o promo.mp4", "--wait 60", ""])
    cli.add_output_options(made)
    return made


def wanted(args: argparse.Namespace) -> Wanted:
    from nemovideo.destination import Wanted

    return Wanted.of(args.output, args.format, args.quality, args.force)


def check(args: argparse.Namespace) -> None:
    """Refuse a place where the video cannot go, unless it is there because this very export brought it."""
    if settings.job_id() is None:
        args.at_first = wanted(args).check


def export(client: Client, args: argparse.Namespace) -> dict[str, Any]:
    """The finished video's place."""
    from nemovideo import journal, rendering, turn
    from nemovideo.steps import Steps

    own = journal.current()
    session_id = turn.known_session(client, own, args.session)
    return rendering.export(client, own, Steps.of(client, session_id), session_id, wanted(args))


def main(argv: list[str] | None = None) -> int:
    return cli.run(parser(), export, argv, check=check, job="export")


if __name__ == "__main__":
    raise SystemExit(main())
