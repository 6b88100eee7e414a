"""SKILL.md's frontmatter, by the rules of the hosts and validators that read it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import frontmatter
import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "SKILL.md").read_text(encoding="utf-8")
HEAD = TEXT.split("---\n")[1]


@pytest.fixture
def fields() -> dict[str, Any]:
    return frontmatter.loads(TEXT).metadata


def test_it_has_the_keys_that_all_validators_take_and_no_others(fields: dict[str, Any]) -> None:
    assert sorted(fields) == ["description", "license", "metadata", "name"]
    assert fields["name"] == "video-making-free-ai"
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", fields["name"])
    assert fields["license"] == "MIT-0"


def test_the_description_says_what_and_when_in_both_languages(fields: dict[str, Any]) -> None:
    description = fields["description"]
    assert len(description) <= 1024
    assert len(re.split(r"\.(?:\s|$)", description)[0]) < 160
    assert not set("<>") & set(description)
    assert "Use when" in description
    assert re.search(r"[\u4e00-\u9fff]{2}", description)


def test_the_version_stands_once_quoted_in_three_parts(fields: dict[str, Any]) -> None:
    assert isinstance(fields["metadata"]["version"], str)
    assert re.fullmatch(r"\d+\.\d+\.\d+", fields["metadata"]["version"])
    assert len(re.findall(r"^\s*version:", HEAD, re.MULTILINE)) == 1


def test_it_is_block_yaml_without_json_on_one_line() -> None:
    assert not re.search(r":\s*[\[{]", HEAD)


def test_nothing_is_required_that_hides_the_skill(fields: dict[str, Any]) -> None:
    host = fields["metadata"]["openclaw"]
    assert set(host["requires"]) == {"anyBins"}
    assert {"uv", "python3"} <= set(host["requires"]["anyBins"])
    assert "configPaths" not in host
    assert host["primaryEnv"] == "NEMO_TOKEN"
    assert host["homepage"].startswith("https://")


def test_every_variable_that_the_scripts_read_is_declared_and_optional(fields: dict[str, Any]) -> None:
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "scripts").rglob("*.py"))
    read = {name for text in sources for name in re.findall(r'"((?:NEMO|SKILL)_[A-Z_]+)"', text)}
    declared = fields["metadata"]["openclaw"]["envVars"]
    assert {one["name"] for one in declared} == read
    assert all(one["required"] is False and one["description"] for one in declared)


def test_each_way_to_install_is_complete(fields: dict[str, Any]) -> None:
    for way in fields["metadata"]["openclaw"]["install"]:
        needed = {"brew": "formula", "uv": "package", "node": "package", "go": "module", "download": "url"}[way["kind"]]
        assert way[needed]
        assert way["bins"]
        assert way["label"]
