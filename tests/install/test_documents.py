"""What SKILL.md, its references and the README promise, held against the scripts."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from simulated_cloud import SEED_LINE

ROOT = Path(__file__).resolve().parents[2]
SKILL = ROOT / "SKILL.md"
REFERENCES = sorted((ROOT / "references").glob("*.md"))
PAGES = [SKILL, *REFERENCES, ROOT / "README.md"]
SCRIPTS = sorted(path.name for path in (ROOT / "scripts").glob("*.py"))
# Of other programs: pip, uv, and the backend that people may start by hand.
FOREIGN = {"--port", "--extra"}


@cache
def help_of(script: str) -> str:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / script), "--help"], capture_output=True, text=True, timeout=60
    )
    return done.stdout


def flags(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+|-[a-z])(?![\w-])", text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_line_has_only_flags_that_its_script_has(page: Path) -> None:
    text = re.sub(r"\\\n\s*", " ", page.read_text(encoding="utf-8"))
    wrong = []
    for script, rest in re.findall(r"(?:SKILL/)?(?:scripts/)?\b(\w+\.py)([^\n`|]*)", text):
        if script in SCRIPTS:
            given = re.sub(r"\"[^\"]*\"|'[^']*'", "", re.split(r"\b\w+\.py|[#;]| - |\(", rest)[0])
            wrong += [f"{script} {flag}" for flag in flags(given) - flags(help_of(script))]
    assert not wrong


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_flag_named_anywhere_belongs_to_some_script(page: Path) -> None:
    known = set().union(*(flags(help_of(script)) for script in SCRIPTS)) | FOREIGN
    code = re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8"))
    named = {flag for piece in code for flag in re.findall(r"(?<![\w-])--[a-z][a-z-]+", piece)}
    assert named <= known


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_flag_of_a_script_is_written_down(script: str) -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in (SKILL, *REFERENCES))
    assert flags(help_of(script)) - flags(pages) <= {"--help", "-h"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_script_and_every_linked_file_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"\b([a-z_]+\.py)\b", text)) - set(SCRIPTS)
    ours = {path.name for part in ("examples", "local_backend", "tests") for path in (ROOT / part).rglob("*.py")}
    assert named <= {"x.py", *ours}
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        if not link.startswith("http") and link != "docs/promo.jpg":
            assert (page.parent / link).is_file(), link


def test_references_are_one_level_deep_and_all_are_linked() -> None:
    assert not [path for path in (ROOT / "references").iterdir() if path.is_dir()]
    text = SKILL.read_text(encoding="utf-8")
    assert all(f"references/{page.name}" in text for page in REFERENCES)


def test_the_skill_is_short_enough_to_be_read_whole() -> None:
    assert len(SKILL.read_text(encoding="utf-8").splitlines()) < 500
    assert all(len(page.read_text(encoding="utf-8").splitlines()) < 300 for page in REFERENCES)


@pytest.mark.parametrize(
    "said",
    [
        "mega-api-prod.nemovideo.ai", "~/.nemovideo", "NEMO_HOME", "NEMO_TOKEN", "100 credits", "7 days", "402",
        "nothing leaves the machine", "--forget", "install path", "three headers",
    ],
)  # fmt: skip
def test_what_goes_where_is_said_in_the_first_6000_characters(said: str) -> None:
    assert said in SKILL.read_text(encoding="utf-8")[:6000]


@pytest.mark.parametrize(
    "said",
    [
        # getting started and first connection
        "turn these photos and audio into", "export 1080p MP4", "Setting up…", "Share your video clips or images",
        # routing
        "export", "导出", "download", "send me the video", "credits", "积分", "balance", "余额", "status", "状态",
        "show tracks", "upload", "上传",
        # translating the GUI
        "click", "点击", "open", "打开", "drag", "拖拽", "preview in timeline",
        # events
        "heartbeat", "⏳ Still working…", "30 %", "Tool call",
        # errors
        "1001", "1002", "2001", "4001", "4002", "400", "402", "429", "?bind=",
        # draft and timeline
        SEED_LINE,
        "`tt`", "`sg`", "`m`", "0 video, 1 audio, 7 text",
        # formats, workflows, tips
        "mp4, mov, avi, webm, mkv", "jpg, png, gif, webp", "mp3, wav, m4a, aac", "500 MB", "Quick", "Batch",
        "Iterative", "make it look better", "under 60 seconds", "widest compatibility",
        # the cloud's calls
        "/api/auth/anonymous-token", "/api/tasks/me/with-session/nemo_agent", "/run_sse",
        "/api/upload-video/nemo_agent/me/", "/api/credits/balance/simple", "/api/state/nemo_agent/me/",
        "/api/render/proxy/lambda", "X-Client-Id", "X-Skill-Source", "X-Skill-Version", "X-Skill-Platform",
        "30-90", "1080x1920", "orphan",
    ],
)  # fmt: skip
def test_every_part_of_the_contract_has_its_place(said: str) -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in (SKILL, *REFERENCES))
    assert said.lower() in pages.lower()


def test_the_change_log_knows_this_version() -> None:
    version = re.search(r'version: "([^"]+)"', SKILL.read_text(encoding="utf-8"))
    assert version
    assert f"## [{version[1]}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_kind_of_error_is_explained() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "scripts").rglob("*.py"))
    kinds = set(re.findall(r'\bkind="([a-z_]+)"', sources))
    kinds |= set(re.findall(r'^    kind(?:, \w+)* = "([a-z_]+)"', sources, re.MULTILINE))
    explained = set(re.findall(r"`([a-z_]+)`", (ROOT / "references" / "errors.md").read_text(encoding="utf-8")))
    assert len(kinds) > 15
    assert kinds <= explained


def test_the_readme_shows_every_script_with_a_result() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"```console\n((?:.|\n)*?)```\n```json\n\{\n  \"ok\": true", text)
    assert {name for block in shown for name in re.findall(r"(\w+\.py)", block)} >= set(SCRIPTS)
    assert "OUTPUT:" not in text
