"""What make_video says at its end: the gaps before the file, and nothing of an export that was done."""

from __future__ import annotations

from typing import Any

import pytest

from nemovideo import production
from nemovideo.events import ToolCall, ToolResult
from nemovideo.reply import Reply
from nemovideo.steps import Steps

FILE = "/tmp/promo.mp4"


def next_after(said: dict[str, Any], failed: tuple[str, ...] = ()) -> dict[str, Any]:
    result = {"failed": [{"name": one} for one in failed]}
    return production._next(FILE, said, result, Steps("sid"))


def test_what_was_not_done_comes_before_the_file() -> None:
    tool = {"name": "edit_multitrack", "ok": True, "not_done": ["“wobble the logo”", "The video is 44 s long."]}
    found = next_after({"changes": ["Length: 44s"], "tools": [tool]})
    assert found["next"].startswith("Tell the person what is not as asked: (1) “wobble the logo” (2) The video is 44 s")
    assert found["next"].endswith(FILE) and "sse_chat.py" in found["next"] and "status" not in found


def test_a_message_that_changed_nothing_is_told() -> None:
    assert "changed nothing" in next_after({"changes": [], "tools": []})["next"]


def test_files_that_failed_make_it_partial() -> None:
    found = next_after({"changes": ["x"], "tools": []}, ("a.jpg",))
    assert found["status"] == "partial" and "a.jpg" in found["next"]


def test_where_all_was_done_nothing_is_added() -> None:
    assert next_after({"changes": ["x"], "tools": [{"name": "edit_multitrack", "ok": True}]}) == {}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('Done:\n- a\n\nAsk me for the timeline, then say "export" to download the video.', "Done:\n- a"),
        ('Cut to 4.5 s. Say "export" to get it.', "Cut to 4.5 s."),
        ("完成。满意后说“导出”下载视频。", "完成。"),
        ("All good.", "All good."),
    ],
)
def test_nobody_is_told_to_export_what_was_exported(text: str, kept: str) -> None:
    assert production.without_export(text) == kept


def test_a_tool_says_what_it_did_not_do() -> None:
    reply = Reply()
    reply.add(ToolCall("edit_multitrack", {}, "1"))
    reply.add(ToolResult("edit_multitrack", {"status": "success", "not_done": ["“wobble\u202e”", 3]}, "1"))
    assert reply.tools == [{"name": "edit_multitrack", "ok": True, "not_done": ["“wobble”", "3"]}]
