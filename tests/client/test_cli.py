"""The frame of a script: one document on stdout, the right exit code, and nothing secret anywhere."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nemovideo import cli, errors, settings
from nemovideo.errors import NemoError, OutOfCredits, Refused

SCRIPTS = Path(__file__).parents[2] / "scripts"
SECRET = "a-secret-" + "value"

Ran = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture
def ran(capsysbinary: pytest.CaptureFixture[bytes]) -> Ran:
    """Runs a command in the frame: exit code, document, stderr."""

    def run(command: Any, *argv: str, **more: Any) -> tuple[int, dict[str, Any], str]:
        parser = cli.parser("About.", ["--api local"])
        parser.add_argument("--number", type=int)
        code = cli.run(parser, command, list(argv), **more)
        out, err = capsysbinary.readouterr()
        return code, json.loads(out), err.decode()

    return run


def raising(error: BaseException) -> Any:
    def command(client: Any, args: argparse.Namespace) -> dict[str, Any]:
        raise error

    return command


def test_a_result_is_one_document(ran: Ran) -> None:
    code, document, _ = ran(lambda client, args: {"text": "夏日特卖", "number": 2**70})
    assert (code, document) == (0, {"ok": True, "text": "夏日特卖", "number": 2**70})


@pytest.mark.parametrize("argv", [["--bogus"], ["--number", "x"], ["--api", "http://far.example"], ["extra"], ["--ap"]])
def test_bad_arguments_are_one_document_too(ran: Ran, argv: list[str]) -> None:
    code, document, _ = ran(lambda client, args: {}, *argv)
    assert code == 2 and document["ok"] is False
    assert set(document["error"]) == {"kind", "code", "message", "next"}
    assert document["error"]["next"]


def test_a_typed_error_has_its_exit_code_and_details(ran: Ran) -> None:
    code, document, _ = ran(raising(OutOfCredits("none left", details={"register_url": "u"})))
    assert (code, document["error"]["code"], document["register_url"]) == (5, 2001, "u")


def test_the_check_comes_before_anything_else(ran: Ran) -> None:
    def check(args: argparse.Namespace) -> None:
        raise Refused("No such file.")

    code, document, _ = ran(raising(AssertionError("not to be called")), check=check)
    assert (code, document["error"]["message"]) == (2, "No such file.")


def test_a_bug_is_exit_code_1_and_shows_no_values(ran: Ran) -> None:
    code, document, err = ran(raising(KeyError(SECRET)))
    assert (code, document["error"]["kind"]) == (1, "internal")
    assert "KeyError" in document["error"]["message"] and "test_cli.py" in document["error"]["message"]
    assert SECRET not in str(document) + err and "Traceback" not in err


def test_the_keyboard_ends_in_a_document(ran: Ran) -> None:
    assert ran(raising(KeyboardInterrupt()))[1]["error"]["kind"] == "interrupted"


def test_a_missing_package_names_the_command_to_run(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "NEEDED", {"no_such_package": "no-such-package"})
    monkeypatch.setenv("NEMO_REEXEC", "1")
    code, document, _ = ran(lambda client, args: {})
    assert (code, document["error"]["kind"]) == (2, "missing_dependency")
    assert "no-such-package" in document["error"]["message"]
    assert "uv run" in document["error"]["next"] or "-m venv" in document["error"]["next"]


def test_the_folders_own_interpreter_takes_over(tmp_path: Path) -> None:
    """Without packages, a script starts over with .venv/bin/python once, arguments and all."""
    skill = tmp_path / "skill"
    (skill / ".venv" / "bin").mkdir(parents=True)
    shutil.copytree(SCRIPTS, skill / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    python = skill / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\necho "{\\"again\\": \\"$NEMO_REEXEC $2\\", \\"read\\": \\"$(cat)\\"}"\n')
    python.chmod(0o755)
    for line in (["credits.py", "--api=local"], ["sse_chat.py", "-"]):
        done = subprocess.run(
            [sys.executable, "-S", str(skill / "scripts" / line[0]), *line[1:]], input="a message",
            capture_output=True, text=True, env={"PYTHONPATH": "", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        )  # fmt: skip
        assert json.loads(done.stdout) == {"again": f"1 {line[1]}", "read": "a message"}, done.stderr


def test_no_text_of_the_backend_controls_the_terminal(ran: Ran) -> None:
    def command(client: Any, args: argparse.Namespace) -> dict[str, Any]:
        client.notify("\x1b]0;title\x07note\u202e")
        return {"text": ["\x1b[31mred\u202e", {"deep": "\x00\u2066x"}]}

    _, document, err = ran(command)
    assert document["text"] == ["[31mred", {"deep": "x"}]
    assert "\x1b" not in err and "note" in err


def test_a_token_shows_nowhere_even_when_the_backend_repeats_it(ran: Ran) -> None:
    def command(client: Any, args: argparse.Namespace) -> dict[str, Any]:
        client.secrets.add(SECRET)
        client.notify(f"note {SECRET}")
        if args.number:
            raise NemoError(f"failed with {SECRET}", details={"more": [SECRET]})
        return {"text": f"your token is {SECRET}", "list": [{"x": SECRET}], "other": "Bearer abcdefghijklmnop"}

    for argv in ([], ["--number", "1"]):
        _, document, err = ran(command, *argv)
        assert SECRET not in json.dumps(document) + err
        assert "abcdefghijklmnop" not in json.dumps(document)


def test_a_long_result_is_cut_and_all_of_it_is_in_a_file(ran: Ran) -> None:
    whole = {"text": "x" * 50_000, "tracks": [{"name": "y" * 100, "i": i} for i in range(3000)], "note": "kept"}
    code, document, _ = ran(lambda client, args: whole)
    assert code == 0 and len(json.dumps(document, indent=2, ensure_ascii=False)) <= cli.LONGEST_DOCUMENT
    assert (document["ok"], document["note"]) == (True, "kept")
    path = Path(document["whole_result"])
    assert json.loads(path.read_text("utf-8")) == {"ok": True, **whole}
    assert path.stat().st_mode & 0o077 == 0


def test_a_name_that_is_no_unicode_is_still_json(ran: Ran) -> None:
    assert ran(lambda client, args: {"name": "a\udcffb"})[1]["name"] == "a\udcffb"


def test_a_reader_that_went_away_is_no_error() -> None:
    code = (
        f"import sys; sys.path.insert(0,{str(SCRIPTS)!r})\nfrom nemovideo import cli\n"
        "raise SystemExit(cli.emit({'x': 'y' * 7000}, 7))"
    )
    line = f'{sys.executable} -c "$CODE" | true; echo ${{PIPESTATUS[0]}}'
    done = subprocess.run(
        ["/bin/bash", "-c", line], capture_output=True, text=True, env={"CODE": code, "PATH": "/usr/bin:/bin"}
    )
    assert "Traceback" not in done.stderr and done.stdout.strip() in {"7", "0"}


def test_help_has_examples_and_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.parser("About it.", ["--api local"]).parse_args(["--help"])
    text = capsys.readouterr().out
    assert caught.value.code == 0
    assert "About it." in text and "--api local" in text and "75" in text and "--wait" in text


@pytest.mark.parametrize("wait", ["-1", "soon", "1e9", "nan"])
def test_a_wait_is_a_number_of_seconds(wait: str) -> None:
    with pytest.raises(Refused):
        cli.parser("x", []).parse_args(["--wait", wait])


def test_the_exit_codes_in_the_help_are_those_of_the_table() -> None:
    epilog = cli.parser("x", []).epilog or ""
    assert all(str(kind.exit_code) in epilog for kind in (errors.AuthError, errors.NetworkError, errors.StillRunning))
    assert settings.command("x.py") not in epilog
