"""sse_chat.py: one message, whatever happens to the line, the process or the shell."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from captured import STREAMS, name
from conftest import SCRIPTS, Outcome
from simulated_cloud import Fault, SimulatedCloud, Turn
from simulated_stream import SEED_DRAFT, SEED_LINE

Run = Callable[..., Outcome]


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatedCloud]:
    with SimulatedCloud() as made:
        monkeypatch.setenv("NEMO_API_URL", made.origin)
        yield made


def spawn(home: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(SCRIPTS / "sse_chat.py"), *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, cwd=home,
    )  # fmt: skip


def sent(cloud: SimulatedCloud) -> int:
    return cloud.count("run_sse")


def test_a_message_connects_by_itself_and_is_answered(run: Run, cloud: SimulatedCloud) -> None:
    cloud.turns.append(Turn(draft=SEED_DRAFT))
    done = run("sse_chat.py", "make a video")
    assert done.code == 0 and done.result["timeline"] == SEED_LINE
    assert done.result["status"] == "done" and done.result["tools"] == [{"name": "edit_multitrack", "ok": True}]
    assert "Setting up" in done.stderr and "the user wants" not in done.stdout
    assert [request.json["new_message"] for request in cloud.of("run_sse")] == [{"parts": [{"text": "make a video"}]}]


@pytest.mark.parametrize("shape", ["adk", "typed"])
@pytest.mark.parametrize("chunked", [True, False])
def test_both_shapes_are_understood(run: Run, cloud: SimulatedCloud, shape: Any, chunked: bool) -> None:
    cloud.turns.append(Turn(text="Alles fertig. 完成 ✨", draft=SEED_DRAFT, shape=shape, chunked=chunked))
    assert run("sse_chat.py", "x").result["text"] == "Alles fertig. 完成 ✨"


def test_a_message_from_standard_input_survives_into_the_job(home: Path, cloud: SimulatedCloud) -> None:
    command = [sys.executable, str(SCRIPTS / "sse_chat.py"), "-"]
    done = subprocess.run(command, input="把视频\n改成竖屏\n", capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout
    assert cloud.of("run_sse")[0].json["new_message"]["parts"][0]["text"] == "把视频\n改成竖屏"


@pytest.mark.parametrize("message", ["", "  \n"])
def test_an_empty_message_is_not_sent(run: Run, cloud: SimulatedCloud, message: str) -> None:
    assert run("sse_chat.py", message).code == 2 and not cloud.requests


def test_the_call_leaves_in_time_and_the_work_goes_on(run: Run, cloud: SimulatedCloud) -> None:
    cloud.turns.append(Turn(before_s=2.0, draft=SEED_DRAFT))
    left = run("sse_chat.py", "--wait", "0.5", "make it")
    assert left.code == 75 and left.result["status"] == "running" and left.result["error"]["code"] == 75
    other = run("sse_chat.py", "--wait", "0.5", "another message")
    assert other.code == 75 and left.result["job_id"] in other.result["error"]["next"]
    again = run("sse_chat.py", "make it")
    assert again.code == 0 and again.result["timeline"] == SEED_LINE
    assert sent(cloud) == 1


def test_job_wait_brings_the_result_once_and_then_the_words_mean_a_new_turn(run: Run, cloud: SimulatedCloud) -> None:
    cloud.turns += [Turn(before_s=1.0, text="first"), Turn(text="second", keep=True)]
    identity = run("sse_chat.py", "--wait", "0.2", "make it").result["job_id"]
    assert run("job.py", "wait", identity).result["text"] == "first"
    assert run("sse_chat.py", "make it").result["text"] == "second"
    assert sent(cloud) == 2


def test_a_killed_shell_call_loses_nothing(run: Run, cloud: SimulatedCloud, home: Path) -> None:
    cloud.turns.append(Turn(before_s=1.0, text="kept"))
    process = spawn(home, "make it")
    while not sent(cloud):
        time.sleep(0.02)
    process.kill()
    process.communicate()
    assert run("sse_chat.py", "make it").result["text"] == "kept"
    assert sent(cloud) == 1 and cloud.charges == 1


@pytest.mark.parametrize("end", ["close", "reset"])
def test_a_stream_cut_off_in_the_middle_is_recovered_from_the_state(run: Run, cloud: SimulatedCloud, end: Any) -> None:
    cloud.turns.append(Turn(draft=SEED_DRAFT, cut_at=900, end=end, work_s=0.2))
    done = run("sse_chat.py", "make it")
    assert (done.code, done.result["status"], done.result["timeline"]) == (0, "recovered", SEED_LINE)
    assert sent(cloud) == 1 and cloud.charges == 1


@pytest.mark.parametrize("path", STREAMS[::9], ids=name)
def test_captures_over_a_real_socket_say_what_they_say(run: Run, cloud: SimulatedCloud, path: Path) -> None:
    from captured import body

    from nemovideo.events import events
    from nemovideo.reply import Reply

    said = Reply()
    for event in events([body(path)]):
        said.add(event)
    data = body(path)
    cloud.turns.append(Turn(raw=[data[at : at + 100] for at in range(0, len(data), 100)], draft=SEED_DRAFT))
    done = run("sse_chat.py", "x")
    if said.failure:
        assert done.code in (5, 8) and done.result["status"] == "failed"
    else:
        assert done.code == 0 and done.result["tools"] == said.tools
    assert said.text.split("Click")[0] in done.result["text"] and sent(cloud) == 1


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault.http(402), 6),
        (Fault.code(2001), 5),
        (Fault.http(500), 8),
        (Fault.http(422), 8),
    ],
    ids=["402", "2001", "500", "422"],
)
def test_a_refused_message_is_sent_once(run: Run, cloud: SimulatedCloud, fault: Fault, code: int) -> None:
    cloud.inject("run_sse", fault)
    done = run("sse_chat.py", "x")
    assert done.code == code and done.result["error"]["next"] and sent(cloud) == 1


def test_429_is_waited_out_once(run: Run, cloud: SimulatedCloud) -> None:
    cloud.inject("run_sse", Fault.http(429, retry_after="0.1"))
    assert run("sse_chat.py", "x").code == 0 and sent(cloud) == 2 and cloud.charges == 1
    cloud.inject("run_sse", Fault.http(429, retry_after="0.1"), times=2)
    assert run("sse_chat.py", "y").code == 7


def test_a_lost_session_is_replaced_and_the_person_told(run: Run, cloud: SimulatedCloud) -> None:
    run("session.py")
    cloud.inject("run_sse", Fault.code(1002))
    done = run("sse_chat.py", "x")
    assert done.code == 0 and "uploads are gone" in done.result["notices"][0]
    first, second = cloud.of("run_sse")
    assert first.json["session_id"] != second.json["session_id"] == done.result["session_id"]


def test_a_rejected_token_is_replaced_and_the_message_charged_once(run: Run, cloud: SimulatedCloud) -> None:
    run("session.py")
    cloud.inject("run_sse", Fault.code(1001))
    assert run("sse_chat.py", "x").code == 0 and cloud.charges == 1


def test_no_secret_is_written_or_printed(run: Run, cloud: SimulatedCloud, home: Path) -> None:
    done = run("sse_chat.py", "x")
    for path in (home / ".nemovideo" / "jobs").rglob("*"):
        if path.is_file():
            assert path.stat().st_mode & 0o077 == 0
            assert not any(secret.encode() in path.read_bytes() for secret in cloud.secrets)
    assert not any(secret in done.stdout + done.stderr for secret in cloud.secrets)
