"""The environment -> where requests go, which token, which folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nemovideo import settings
from nemovideo.errors import AuthError, Refused

SECRET = "nmv_usr_" + "s" * 20


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        (None, settings.CLOUD),
        ("", settings.CLOUD),
        ("local", "local"),
        ("LOCAL", "local"),
        ("https://API.Example", "https://api.example"),
        ("https://api.example:443/", "https://api.example"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_address_becomes_one_origin(given: str | None, origin: str) -> None:
    assert settings.api(given) == origin


@pytest.mark.parametrize(
    "given",
    [
        "http://api.example", "http://10.0.0.1:8000", "http://127.0.0.1.evil.example", "ftp://x", "api.example",
        "https://user:pass@api.example", "https://api.example/v2", "https://api.example?x=1", "https://",
        "https://api.example:99999", "https://[::1", "https://a b", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_anything_else_is_refused_before_a_token_could_go_there(given: str) -> None:
    with pytest.raises(Refused) as caught:
        settings.api(given)
    assert caught.value.next
    assert "pass" not in caught.value.message


def test_the_argument_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEMO_API_URL", "local")
    assert settings.api(None) == "local"
    assert settings.api("https://api.example") == "https://api.example"


@pytest.mark.parametrize("bad", [f"{SECRET}\n", f"{SECRET}\r\nX: 1", f"{SECRET} x", f"{SECRET}é", "\t"])
def test_a_token_that_no_header_can_carry_is_refused_without_showing_it(
    monkeypatch: pytest.MonkeyPatch, bad: str
) -> None:
    monkeypatch.setenv("NEMO_TOKEN", bad)
    with pytest.raises(AuthError) as caught:
        settings.token()
    assert SECRET not in str(caught.value.as_document())


def test_an_empty_token_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEMO_TOKEN", "")
    assert settings.token() is None


def test_the_home_folder_is_absolute_and_keeps_links(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    assert settings.home() == home / ".nemovideo"
    monkeypatch.setenv("NEMO_HOME", "~/elsewhere")
    assert settings.home() == home / "elsewhere"


def test_a_child_gets_no_token_and_no_stray_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEMO_TOKEN", "AWS_SECRET_ACCESS_KEY", "SKILL_SOURCE", "NEMO_JOB", "https_proxy", "LC_ALL"):
        monkeypatch.setenv(name, "x")
    given = settings.child_environment()
    assert not {"NEMO_TOKEN", "AWS_SECRET_ACCESS_KEY", "SKILL_SOURCE", "NEMO_JOB"} & set(given)
    assert {"PATH", "HOME", "https_proxy", "LC_ALL"} <= set(given)


def test_the_script_is_known_as_it_was_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)
    monkeypatch.chdir(real)
    monkeypatch.setenv("PWD", str(link))
    monkeypatch.setattr("sys.argv", ["./credits.py"])
    assert settings.invoked_path() == link / "credits.py"
    monkeypatch.setenv("PWD", os.sep)
    assert settings.invoked_path() == real / "credits.py"


@pytest.mark.parametrize(
    ("value", "language"), [("zh_CN.UTF-8", "zh"), ("en_US", "en"), ("C", "en"), ("POSIX", "en"), ("de", "de")]
)
def test_the_language_is_the_locales(monkeypatch: pytest.MonkeyPatch, value: str, language: str) -> None:
    monkeypatch.setenv("LC_ALL", value)
    assert settings.language() == language


def test_a_next_step_can_be_pasted_into_a_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UV_RUN_RECURSION_DEPTH", raising=False)
    assert settings.command("auth.py", "a b").endswith("/scripts/auth.py 'a b'")
    assert settings.command("auth.py").startswith("python3 /")
