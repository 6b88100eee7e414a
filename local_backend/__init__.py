"""The NemoVideo API on the person's own machine: the same routes, answers and events, and a real renderer.

``python3 -m local_backend --port 8787`` runs it. The scripts reach it over HTTP only.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

SKILL = Path(__file__).resolve().parent.parent / "SKILL.md"


@cache
def version() -> str:
    """The version in SKILL.md's frontmatter, which is the only place it is written; "0.0.0" without that file."""
    try:
        head = SKILL.read_text(encoding="utf-8").split("\n---", 1)[0]
    except OSError:
        return "0.0.0"
    found = re.search(r"^version:\s*[\"']?([^\s\"']+)", head, re.M) or re.search(
        r"^\s+version:\s*[\"']?([^\s\"']+)", head, re.M
    )
    return found.group(1) if found else "0.0.0"
