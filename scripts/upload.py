#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.10"
# dependencies = ["python-frontmatter>=1.1,<2", "requests>=2.32,<3", "sseclient-py>=1.8,<2", "urllib3>=2.2,<3"]
# ///
"""Put files or URLs into the session. What the session has already is not sent again.

python3 scripts/upload.py photos/*.jpg voice.mp3
python3 scripts/upload.py https://example.com/clip.mp4
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from nemovideo import cli, settings

if TYPE_CHECKING:
    from nemovideo.client import Client


def parser() -> argparse.ArgumentParser:
    made = cli.parser(
        "Put files or URLs into the session: mp4 mov avi webm mkv jpg png gif webp mp3 wav m4a aac, up to 500 MB each, "
        "and srt and vtt with --api local. What the session has already is not sent again.",
        ["photo1.jpg photo2.jpg voice.mp3", "https://example.com/clip.mp4", "--session ID clip.mov --wait 30"],
    )
    made.add_argument("files", nargs="+", metavar="FILE_OR_URL", help="in the order they should be seen")
    return made


def check(args: argparse.Namespace) -> None:
    """Refuse at once when there is nothing at all that could be sent."""
    from nemovideo import uploads

    uploads.check_arguments(args.files, settings.api(args.api))


def upload(client: Client, args: argparse.Namespace) -> dict[str, Any]:
    """Every file's description, in order; Refused or what the backend said, with the rest done, if one failed."""
    from nemovideo import uploads

    result = uploads.send_all(client, args.files, args.session)
    return {**result, "next": f"Say what to make of them: {cli.command('sse_chat.py')} MESSAGE"}


def main(argv: list[str] | None = None) -> int:
    return cli.run(parser(), upload, argv, check=check, job="upload")


if __name__ == "__main__":
    raise SystemExit(main())
