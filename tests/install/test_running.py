"""An installed copy at work: any working folder, any path, run bits lost, through a link, in the background."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from simulated_cloud import SEED_DRAFT, SimulatedCloud, Turn

Install = Callable[[Path], Path]


def call(script: str, *arguments: str, cwd: Path, env: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, script, *arguments], capture_output=True, text=True, timeout=120, cwd=cwd,
        env={**os.environ, **env}, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    result: dict[str, Any] = json.loads(done.stdout)
    assert result["ok"], done.stdout
    return result


@pytest.mark.parametrize("linked", [False, True])
def test_files_named_from_the_working_folder_reach_the_job(
    home: Path, install: Install, cloud: SimulatedCloud, linked: bool
) -> None:
    skill = install(home / "我的 skills" / "video-making-free-ai")
    if linked:
        link = home / "link to it"
        link.symlink_to(skill)
        skill = link
    work = home / "work 工作"
    work.mkdir()
    (work / "杯子 1.jpg").write_bytes(b"\xff\xd8\xff\xe0 simulated photo")
    env = {"NEMO_API_URL": cloud.origin}
    uploaded = call(str(skill / "scripts/upload.py"), "杯子 1.jpg", cwd=work, env=env)
    assert [one["name"] for one in uploaded["files"]] == ["杯子 1.jpg"]
    assert cloud.of("upload")[0].parts[0][1] == "杯子 1.jpg"
    cloud.turns.append(Turn(draft=SEED_DRAFT))
    assert f"{skill}/scripts" in call(str(skill / "scripts/sse_chat.py"), "做个视频", cwd=work, env=env)["next"]
    exported = call(os.path.relpath(skill / "scripts/export.py", work), "-o", "成片.mp4", cwd=work, env=env)
    assert Path(exported["file"]) == work / "成片.mp4"
    assert (work / "成片.mp4").read_bytes() == cloud.video


def test_the_installed_folder_is_not_written_to(home: Path, install: Install, cloud: SimulatedCloud) -> None:
    skill = install(home / ".agents/skills/video-making-free-ai")
    before = sorted(path for path in skill.rglob("*") if "__pycache__" not in path.parts)
    call(str(skill / "scripts/credits.py"), cwd=home, env={"NEMO_API_URL": cloud.origin})
    assert sorted(path for path in skill.rglob("*") if "__pycache__" not in path.parts) == before
    assert sorted(path.name for path in home.iterdir()) == [".agents", ".nemovideo"]
    assert (home / ".nemovideo").stat().st_mode & 0o777 == 0o700
    assert not [path for path in (home / ".nemovideo").rglob("*") if path.is_file() and path.stat().st_mode & 0o077]


def test_local_mode_starts_the_copys_own_backend(home: Path, install: Install) -> None:
    skill = install(home / "我的 skills" / "video-making-free-ai")
    assert call(str(skill / "scripts/credits.py"), "--api", "local", cwd=home, env={})["available"] > 0
    assert (home / ".nemovideo/local/server.json").is_file()
