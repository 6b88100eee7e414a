"""What a script needs, and what it says when that is not there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from simulated_cloud import SimulatedCloud

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10, where pytest brings its twin
    import tomli as tomllib  # type: ignore[no-redef]

ROOT = Path(__file__).resolve().parents[2]
NINE = ["auth", "session", "upload", "sse_chat", "state", "credits", "export", "make_video", "job"]
Install = Callable[[Path], Path]


def header(script: Path) -> dict[str, Any]:
    """The inline metadata of a script, read as its standard (PEP 723) reads it."""
    text = script.read_text(encoding="utf-8")
    block = re.findall(r"(?m)^# /// (?P<type>[a-zA-Z0-9-]+)$\s(?P<content>(^#(| .*)$\s)+)^# ///$", text)
    assert len(block) == 1, f"{script.name}: one inline metadata block"
    assert block[0][0] == "script"
    lines = (line[2:] if line.startswith("# ") else line[1:] for line in block[0][1].splitlines())
    return tomllib.loads("\n".join(lines))


@pytest.mark.parametrize("name", NINE)
def test_the_inline_header_agrees_with_the_project(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    made = header(ROOT / "scripts" / f"{name}.py")
    assert made["requires-python"] == project["requires-python"]
    assert sorted(made["dependencies"]) == sorted(project["dependencies"])
    assert all(re.search(r">=.*,<", one) for one in made["dependencies"]), "every version has both bounds"


def test_what_the_package_is_built_from_is_in_every_installation() -> None:
    """An installer may leave out what agents do not read; the packages must install all the same."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert {project["readme"], *project["license-files"]} <= {"SKILL.md", "LICENSE"}


def test_there_are_nine_scripts() -> None:
    assert sorted(path.stem for path in (ROOT / "scripts").glob("*.py")) == sorted(NINE)


@pytest.fixture(scope="module")
def bare_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter without any package."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder, with_pip=False, symlinks=True)
    return folder / "bin" / "python"


def call(python: Path, script: Path, *arguments: str, env: dict[str, str]) -> tuple[int, dict[str, Any], str]:
    done = subprocess.run(
        [str(python), str(script), *arguments], capture_output=True, text=True, timeout=60, cwd="/",
        env={**os.environ, **env}, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout), done.stderr


@pytest.mark.parametrize("name", [name for name in NINE if name != "job"])
def test_a_missing_package_is_one_error_that_names_the_command(
    home: Path, install: Install, bare_python: Path, name: str
) -> None:
    skill = install(home / "my skills 技能" / "video-making-free-ai")
    (home / "a.jpg").write_bytes(b"\xff\xd8\xff\xe0 simulated")
    arguments = {
        "upload": [str(home / "a.jpg")],
        "sse_chat": ["hello"],
        "make_video": [str(home / "a.jpg"), "-m", "hello"],
    }.get(name, [])
    code, result, stderr = call(bare_python, skill / "scripts" / f"{name}.py", *arguments, env={"PATH": "/nowhere"})
    assert (code, result["ok"], result["error"]["kind"]) == (2, False, "missing_dependency")
    step = result["error"]["next"]
    assert "pip install" in step
    assert f"'{skill}" in step, "the folder's name is quoted for the shell"
    assert "Traceback" not in stderr


def test_with_uv_at_hand_it_names_uv(home: Path, install: Install, bare_python: Path, tmp_path: Path) -> None:
    skill = install(home / "video-making-free-ai")
    uv = tmp_path / "bin" / "uv"
    uv.parent.mkdir()
    uv.write_text("#!/bin/sh\n")
    uv.chmod(0o755)
    _, result, _ = call(bare_python, skill / "scripts" / "credits.py", env={"PATH": str(uv.parent)})
    assert result["error"]["next"] == f"Run: uv run {skill}/scripts/credits.py"


def test_the_folders_own_environment_is_found(
    home: Path, install: Install, bare_python: Path, cloud: SimulatedCloud
) -> None:
    skill = install(home / "video-making-free-ai")
    (skill / ".venv").symlink_to(sys.prefix)
    code, result, _ = call(bare_python, skill / "scripts" / "credits.py", env={"NEMO_API_URL": cloud.origin})
    assert (code, result["available"]) == (0, 100)
    assert cloud.requests[-1].headers["x-skill-platform"] == "unknown"


@pytest.mark.parametrize("name", NINE)
def test_help_needs_no_package_and_has_examples(bare_python: Path, name: str) -> None:
    done = subprocess.run(
        [str(bare_python), str(ROOT / "scripts" / f"{name}.py"), "--help"], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0
    assert "examples:" in done.stdout
    assert f"{name}.py" in done.stdout.split("examples:")[1]
