"""Who a script says that it is, by where it was installed: the X-Skill-* headers on the wire."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from simulated_cloud import SimulatedCloud

Install = Callable[[Path], Path]
NAME = "video-making-free-ai"


def ask(cloud: SimulatedCloud, scripts: Path, **more: object) -> dict[str, str]:
    """Runs credits.py there and gives the headers of its last request."""
    environment = {**os.environ, "NEMO_API_URL": cloud.origin, **more.pop("env", {})}
    done = subprocess.run(
        [sys.executable, str(scripts / "credits.py")],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
        **more,
    )
    assert json.loads(done.stdout)["ok"], done.stdout
    assert done.returncode == 0
    return cloud.requests[-1].headers


@pytest.mark.parametrize(
    ("place", "platform"),
    [
        (f".clawhub/skills/{NAME}", "clawhub"),
        (f".cursor/skills/{NAME}", "cursor"),
        (f"projects/shop/.cursor/skills/{NAME}", "cursor"),
        (f".claude/skills/{NAME}", "claude-code"),
        (f".openclaw/skills/{NAME}", "openclaw"),
        (f".openclaw/workspace/skills/{NAME}", "openclaw"),
        (f".agents/skills/{NAME}", "agents"),
        (f"somewhere/{NAME}", "unknown"),
        (f"我的 技能/{NAME}", "unknown"),
    ],
)
def test_the_install_path_names_the_platform(
    home: Path, install: Install, cloud: SimulatedCloud, place: str, platform: str
) -> None:
    headers = ask(cloud, install(home / place) / "scripts", cwd="/")
    assert headers["x-skill-platform"] == platform
    assert headers["x-skill-source"] == NAME


def test_every_request_carries_the_three_headers(home: Path, install: Install, cloud: SimulatedCloud) -> None:
    ask(cloud, install(home / ".clawhub/skills" / NAME) / "scripts")
    assert cloud.count("token") == cloud.count("credits") == 1
    for request in cloud.requests:
        assert request.headers["x-skill-source"] == NAME
        assert request.headers["x-skill-platform"] == "clawhub"
        assert re.fullmatch(r"\d+\.\d+\.\d+", request.headers["x-skill-version"])


def test_a_symbolic_link_counts_as_the_place_it_stands_in(home: Path, install: Install, cloud: SimulatedCloud) -> None:
    real = install(home / "src" / "skill")
    link = home / ".cursor/skills" / NAME
    link.parent.mkdir(parents=True)
    link.symlink_to(real)
    assert ask(cloud, link / "scripts")["x-skill-platform"] == "cursor"
    assert ask(cloud, real / "scripts")["x-skill-platform"] == "unknown"


def test_a_link_from_elsewhere_is_resolved_when_its_own_place_says_nothing(
    home: Path, install: Install, cloud: SimulatedCloud
) -> None:
    real = install(home / ".agents/skills" / NAME)
    link, named = home / "bin-of-mine", home / ".claude/skills" / NAME
    link.symlink_to(real)
    named.parent.mkdir(parents=True)
    named.symlink_to(real)
    assert ask(cloud, link / "scripts")["x-skill-platform"] == "agents"
    assert ask(cloud, named / "scripts")["x-skill-platform"] == "claude-code"


def test_a_relative_call_from_inside_a_linked_folder_still_knows(
    home: Path, install: Install, cloud: SimulatedCloud
) -> None:
    real = install(home / "src" / "skill")
    link = home / ".cursor/skills" / NAME
    link.parent.mkdir(parents=True)
    link.symlink_to(real)
    headers = ask(cloud, Path("scripts"), cwd=link, env={"PWD": str(link)})
    assert headers["x-skill-platform"] == "cursor"


@pytest.mark.parametrize(
    ("file", "platform"), [(".clawhub/origin.json", "clawhub"), (".openclaw/source-origin.json", "openclaw")]
)
def test_an_installers_origin_file_wins_over_the_path(
    home: Path, install: Install, cloud: SimulatedCloud, file: str, platform: str
) -> None:
    skill = install(home / ".cursor/skills" / NAME)
    (skill / file).parent.mkdir()
    (skill / file).write_text("{}")
    assert ask(cloud, skill / "scripts")["x-skill-platform"] == platform
    assert ask(cloud, skill / "scripts", env={"SKILL_SOURCE": "my-host"})["x-skill-platform"] == "my-host"


def test_the_version_header_follows_an_edit_of_the_frontmatter(
    home: Path, install: Install, cloud: SimulatedCloud
) -> None:
    skill = install(home / ".clawhub/skills" / NAME)
    page = skill / "SKILL.md"
    first = ask(cloud, skill / "scripts")["x-skill-version"]
    assert f'version: "{first}"' in page.read_text()
    page.write_text(page.read_text().replace(f'version: "{first}"', 'version: "7.8.9"'))
    assert ask(cloud, skill / "scripts")["x-skill-version"] == "7.8.9"
    page.write_text(page.read_text().replace("license: MIT-0", "license: MIT-0\nversion: 9.0.1"))
    assert ask(cloud, skill / "scripts")["x-skill-version"] == "9.0.1"
