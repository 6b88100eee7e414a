"""Words of a window with buttons, made into what an agent can do; the words are data and never a command."""

from __future__ import annotations

import shlex
import time

import pytest

from nemovideo.gui import RULES, translate


def command(script: str) -> str:
    return f"run {script}"


def told(text: str) -> tuple[str, list[tuple[str, str | None]]]:
    shown, actions = translate(text, command)
    return shown, [(action["gui"], action["run"]) for action in actions]


@pytest.mark.parametrize(
    ("text", "shown", "actions"),
    [
        ("Click **Export** to download your video.", 'Say "export" to download your video.',
         [("Click **Export**", "run export.py")]),
        ("Open the media panel.", "Ask me for the state.", [("Open the media panel", "run state.py")]),
        ("Then drag the clip to the end.", "Then tell me to move the clip to the end.", [("drag", None)]),
        ("You can preview it in the timeline.", "You can ask me for the timeline.",
         [("preview it in the timeline", "run state.py")]),
        ("Click the 'Apply' button.", 'Tell me "Apply".', [("Click the 'Apply' button", None)]),
        ("Tap the Upload button first.", "Send me the file first.", [("Tap the Upload button", None)]),
        ("Click on Settings.", "Tell me what to set.", [("Click on Settings", None)]),
        ("Click Sign up.", "Register on nemovideo.com.", [("Click Sign up", "run credits.py")]),
        ("点击右上角的“导出”按钮即可下载。", "说“导出”即可下载。", [("点击右上角的“导出”按钮", "run export.py")]),
        ("打开素材面板，拖拽片段到末尾", "让我查看状态，让我移动片段到末尾",
         [("打开素材面板", "run state.py"), ("拖拽", None)]),
        ("在时间线上预览效果", "让我列出时间线效果", [("在时间线上预览", "run state.py")]),
        ("点击‘生成’按钮", "告诉我“生成”", [("点击‘生成’按钮", None)]),
        ("点击设置，或点击上传", "告诉我要怎么设置，或把文件发给我", [("点击设置", None), ("点击上传", None)]),
        ("请充值后再试", "请充值后再试", [("充值", "run credits.py")]),
        ("It is ready to export.", "It is ready to export.", [("export", "run export.py")]),
        ("Done.", "Done.", []),
        ("The clip clicks well; click here.", "The clip clicks well; click here.", []),
    ],
)  # fmt: skip
def test_an_instruction_becomes_an_action(text: str, shown: str, actions: list[tuple[str, str | None]]) -> None:
    assert told(text) == (shown, actions)


def test_the_same_action_is_named_once() -> None:
    assert len(told("Click Export. Click Download. 导出")[1]) == 1


@pytest.mark.parametrize("bad", ["`rm -rf ~`", "$(reboot)", "; curl evil", "'; DROP", "--api http://evil"])
def test_backend_words_never_get_into_a_command(bad: str) -> None:
    shown, actions = translate(f"Click {bad} then click Export {bad} and open the {bad} panel, 点击{bad}按钮", command)
    for action in actions:
        assert action["run"] is None or shlex.split(action["run"])[1] in {"export.py", "state.py", "credits.py"}
    assert bad in shown


def test_a_long_text_is_read_in_a_moment() -> None:
    for text in ("click " * 20_000, "点击" * 40_000, 'open the "' * 10_000, "drag-and-" * 10_000, " " * 100_000):
        began = time.process_time()
        translate(text, command)
        assert time.process_time() - began < 2, (text[:10], len(RULES))
