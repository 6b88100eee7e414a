"""Where an exported file goes and what it is: the options ``-o``, ``--format``, ``--quality`` and ``--force``."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path

from nemovideo.cli import OUTPUTS
from nemovideo.errors import Refused

DEFAULT_NAME, DEFAULT_FORMAT = "video", "mp4"
# What a file's name ends in to say what it is: letters first, so not the ".2" of "v1.2".
ENDING = re.compile(r"[a-z][a-z0-9]{1,3}")


@dataclass(frozen=True)
class Wanted:
    """``target`` None: a free name in the folder that the command was given in.

    ``format`` None: the one that the timeline asks for, else mp4; ``target`` has then no suffix yet.
    """

    target: Path | None
    format: str | None = None
    quality: str = "high"
    force: bool = False

    @classmethod
    def of(cls, output: str | None, fmt: str | None, quality: str, force: bool) -> Wanted:
        """From the options; the format is that of the file name where none is given.

        Raises Refused where the file name says another format than ``fmt``, or one that no export has.
        """
        if not output:
            return cls(None, fmt, quality, force)
        path = Path(output).expanduser()
        if path.is_dir():
            path = path / DEFAULT_NAME
        path = Path(os.path.abspath(path))  # noqa: PTH100 (links stay)
        suffix = path.suffix.lower().lstrip(".")
        if suffix in OUTPUTS and fmt in (None, suffix):
            return cls(path, suffix, quality, force)
        if fmt and ENDING.fullmatch(suffix):
            raise Refused(
                f"{path.name} and --format {fmt} name different formats.",
                next=f"Leave --format out, or end the file name in .{fmt}.",
            )
        if ENDING.fullmatch(suffix):
            raise Refused(
                f"No export makes a .{suffix} file.",
                next=f"End the file name of -o in one of: {', '.join(f'.{one}' for one in OUTPUTS)}.",
            )
        undecided = cls(path, None, quality, force)
        return undecided.decided(fmt) if fmt else undecided

    def decided(self, fmt: str) -> Wanted:
        """With its format, and the file name that goes with it."""
        if self.format is not None:
            return self
        named = self.target and self.target.with_name(f"{self.target.name}.{fmt}")
        return replace(self, format=fmt, target=named)

    def check(self) -> None:
        """Raises Refused for a place where no file can be put, or where one is."""
        folder = self.target.parent if self.target else Path.cwd()
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
            raise Refused(f"No file can be written to {folder}.", next="Give another place with -o FILE.")
        if self.target is None or self.format is None:
            return
        if self.target.is_dir():
            raise Refused(f"{self.target} is a folder.", next="Give a file with -o FILE.")
        if self.target.exists() and not self.force:
            raise Refused(
                f"{self.target} exists already and was left as it is.",
                kind="file_exists",
                next="Give another name with -o FILE, or --force to replace it.",
            )
