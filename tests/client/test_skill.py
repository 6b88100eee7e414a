"""SKILL.md's frontmatter and the install path -> the X-Skill-* headers."""

from __future__ import annotations

from pathlib import Path

import pytest

from nemovideo import settings, skill

NAME = "video-making-free-ai"


def written(folder: Path, front: str) -> Path:
    path = folder / "SKILL.md"
    path.write_text(f"---\n{front}\n---\n\n# Title\n---\nversion: 9.9.9\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("front", "version"),
    [
        ("name: x\nversion: 1.2.3", "1.2.3"),
        ('name: x\nmetadata:\n  version: "0.4.0"', "0.4.0"),
        ('version: 2.0.0\nmetadata:\n  version: "0.4.0"', "2.0.0"),
        ('metadata: {"version": "0.5.0"}', "0.5.0"),
        ('metadata: \'{"version": "0.6.0"}\'', "0.6.0"),
        ("version: 1.5", "1.5"),
        ("name: x", "0.0.0"),
        ("metadata: [1]", "0.0.0"),
        ("name: [unclosed", "0.0.0"),
    ],
)
def test_the_version_is_the_frontmatters(tmp_path: Path, front: str, version: str) -> None:
    assert skill.version(written(tmp_path, front)) == version


def test_an_edit_of_the_frontmatter_is_followed_at_once(home: Path, tmp_path: Path) -> None:
    (home / ".nemovideo").mkdir()
    assert skill.version(written(tmp_path, "version: 1.2.3")) == "1.2.3"
    assert skill.version(written(tmp_path, "version: 1.2.4")) == "1.2.4"
    assert skill.version(written(tmp_path, "version: 1.2.3")) == "1.2.3"


def test_what_was_kept_about_the_version_may_be_damaged(home: Path, tmp_path: Path) -> None:
    (home / ".nemovideo").mkdir()
    for damage in ("", "[]", "{}", '{"frontmatter": 1}'):
        (home / ".nemovideo" / "version.json").write_text(damage)
        assert skill.version(written(tmp_path, "version: 1.2.3")) == "1.2.3"


def test_a_missing_skill_file_is_no_reason_to_stop(tmp_path: Path) -> None:
    assert skill.version(tmp_path / "SKILL.md") == "0.0.0"


@pytest.mark.parametrize(
    ("path", "host"),
    [
        (f"/home/a/.clawhub/skills/{NAME}", "clawhub"),
        (f"/home/a/.cursor/skills/{NAME}", "cursor"),
        (f"/home/a/.claude/skills/{NAME}", "claude-code"),
        (f"/home/a/.openclaw/workspace/skills/{NAME}", "openclaw"),
        (f"/home/a/.agents/skills/{NAME}", "agents"),
        (f"/home/a/.cursor/{NAME}", "unknown"),
        (f"/home/a/.clawhub/b/.cursor/skills/{NAME}", "cursor"),
        ("/home/a/cursor/skills", "unknown"),
    ],
)
def test_the_innermost_host_folder_on_the_path_counts(path: str, host: str) -> None:
    assert skill.platform_of_path(Path(path)) == host


def test_what_the_host_says_of_itself_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKILL_SOURCE", "my host\r\nX-Evil: 1")
    assert skill.headers()["X-Skill-Platform"] == "my-host-X-Evil:-1"


@pytest.mark.parametrize(
    ("file", "host"), [(".clawhub/origin.json", "clawhub"), (".openclaw/source-origin.json", "openclaw")]
)
def test_an_installers_origin_file_beats_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, host: str
) -> None:
    folder = tmp_path / ".cursor" / "skills" / NAME
    (folder / file).parent.mkdir(parents=True)
    (folder / file).write_text("{}")
    monkeypatch.setattr(settings, "skill_folder", lambda: folder)
    assert skill.platform() == host
