"""Who is asking: SKILL.md's frontmatter and the folder it is installed in, as the X-Skill-* headers.

Seed: "Skill attribution". The version is read when a request is made, so an edit of SKILL.md is followed at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from pathlib import Path

from nemovideo import settings
from nemovideo.errors import NemoError
from nemovideo.store import write_private

SOURCE = "video-making-free-ai"
UNKNOWN_VERSION = "0.0.0"

# A folder name on the install path, and the host that installs there.
_HOSTS = (
    (".clawhub", "clawhub"),
    (".cursor/skills", "cursor"),
    (".claude/skills", "claude-code"),
    (".openclaw", "openclaw"),
    (".agents/skills", "agents"),
)
# What installers leave inside the skill's own folder.
_ORIGIN_FILES = ((".clawhub/origin.json", "clawhub"), (".openclaw/source-origin.json", "openclaw"))


def headers() -> dict[str, str]:
    """The three headers that every request to the API carries."""
    return {
        "X-Skill-Source": SOURCE,
        "X-Skill-Version": _header_value(version()) or UNKNOWN_VERSION,
        "X-Skill-Platform": _header_value(platform()) or "unknown",
    }


def version(skill_file: Path | None = None) -> str:
    """The frontmatter's ``version``, else its ``metadata.version``; "0.0.0" when it has neither.

    The frontmatter is read at every start, but understanding YAML costs a tenth of a short script: what these very
    bytes were found to mean is kept in the home folder.
    """
    path = skill_file or settings.skill_folder() / "SKILL.md"
    try:
        head = _frontmatter_of(path)
    except (OSError, UnicodeDecodeError):
        return UNKNOWN_VERSION
    key = hashlib.sha256(head.encode()).hexdigest()
    kept = settings.home() / "version.json"
    try:
        known = json.loads(kept.read_bytes())
        if known["frontmatter"] == key and isinstance(known["version"], str):
            return str(known["version"])
    except (OSError, ValueError, TypeError, LookupError):
        pass
    found = _version_of(head)
    if kept.parent.is_dir():
        with contextlib.suppress(NemoError):
            write_private(kept, json.dumps({"frontmatter": key, "version": found}).encode())
    return found


def _version_of(head: str) -> str:
    import frontmatter
    import yaml

    try:
        fields = frontmatter.loads(head).metadata
    except yaml.YAMLError:
        return UNKNOWN_VERSION
    inner = fields.get("metadata")
    if isinstance(inner, str):
        try:
            inner = json.loads(inner)
        except ValueError:
            inner = None
    nested = inner.get("version") if isinstance(inner, dict) else None
    found = fields.get("version")
    return str(next((one for one in (found, nested) if one is not None), UNKNOWN_VERSION))


def _frontmatter_of(path: Path) -> str:
    """The lines up to the closing mark; the body needs no reading."""
    lines: list[str] = []
    with path.open(encoding="utf-8-sig") as file:
        for line in file:
            lines.append(line)
            if len(lines) > 1 and line.strip() == "---":
                break
    return "".join(lines)


def platform() -> str:
    """The host that this folder is installed for.

    In this order: SKILL_SOURCE, an installer's origin file, the path as invoked, the path as resolved, "unknown".
    """
    named = settings.skill_source()
    if named:
        return named
    folder = settings.skill_folder()
    for file, host in _ORIGIN_FILES:
        if (folder / file).is_file():
            return host
    for path in (settings.invoked_path(), folder, folder.resolve()):
        host = platform_of_path(path)
        if host != "unknown":
            return host
    return "unknown"


def platform_of_path(path: Path) -> str:
    """The host whose folder lies on the path; the innermost one where several do."""
    whole = "/" + "/".join(path.parts[1:]) + "/"
    places = {host: whole.rfind(f"/{folder}/") for folder, host in _HOSTS}
    best = max(places, key=lambda host: places[host])
    return best if places[best] >= 0 else "unknown"


def _header_value(text: str) -> str:
    """`text` as a header can carry it: printable ASCII, at most 64 characters."""
    return re.sub(r"[^\x21-\x7e]+", "-", text.strip())[:64]
