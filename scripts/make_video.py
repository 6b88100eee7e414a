#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.10"
# dependencies = ["python-frontmatter>=1.1,<2", "requests>=2.32,<3", "sseclient-py>=1.8,<2", "urllib3>=2.2,<3"]
# ///
"""The whole job in one command: upload the files, say what to make of them, and bring the video home.

python3 scripts/make_video.py photos/*.jpg voice.mp3 -m "a 30-second promo with transitions" -o promo.mp4
python3 scripts/make_video.py clip.mp4 -m "把它剪成15秒的竖屏视频" --local
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from nemovideo import cli, settings
from nemovideo.errors import Refused

if TYPE_CHECKING:
    from nemovideo.client import Client
    from nemovideo.destination import Wanted


def parser() -> cli.Parser:
    made = cli.parser(
        "Upload files, say what to make of them, render and download. It works in a new session unless --session names "
        "one, so it never touches the current project.",
        [
            'photo1.jpg photo2.jpg voice.mp3 -m "a 30-second promo with transitions" -o promo.mp4',
            '*.jpg -m "…" --local',
        ],
    )
    made.add_argument("files", nargs="+", metavar="FILE_OR_URL", help="in the order they should be seen")
    made.add_argument("-m", "--message", required=True, help="what to make of them, in any language")
    made.add_argument("--local", action="store_true", help="make it on this machine: the same as --api local")
    cli.add_output_options(made)
    return made


def wanted(args: argparse.Namespace) -> Wanted:
    from nemovideo.destination import Wanted

    return Wanted.of(args.output, args.format, args.quality, args.force)


def check(args: argparse.Namespace) -> None:
    """Refuse what cannot work before anything is sent; within the job that was found out before."""
    from nemovideo import uploads

    if args.local:
        if args.api not in (None, settings.LOCAL):
            raise Refused("--local and --api name different places.", next="Give one of them.")
        args.api = settings.LOCAL
        settings.keep_api(args.api)
    args.message = args.message.strip()
    if not args.message:
        raise Refused("The message is empty.", next="Say with -m what to make of the files.")
    if settings.job_id() is None:
        args.at_first = wanted(args).check
        uploads.check_arguments(args.files, settings.api(args.api))


def make(client: Client, args: argparse.Namespace) -> dict[str, Any]:
    """All that matters of the upload, the turn and the export."""
    from nemovideo import journal, production

    return production.make(client, journal.current(), args, wanted(args))


def main(argv: list[str] | None = None) -> int:
    return cli.run(parser(), make, argv, check=check, job="make_video")


if __name__ == "__main__":
    raise SystemExit(main())
