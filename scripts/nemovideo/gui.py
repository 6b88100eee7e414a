"""The backend speaks as if there were a window with buttons; here is none. Pure.

``translate`` finds such instructions, English and Chinese, says what each means for an agent, and rewords them for
the person (seed, "Translating GUI Instructions"). The text is data from outside: it selects one of the commands
below and never becomes a part of one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

MAX_GUI_CHARS = 80
MAX_ACTIONS = 8

# What an action means, and the script that does it. None: only the person's own words can make the command.
DO: dict[str, tuple[str, str | None]] = {
    "export": ("Render and download the video once the person wants the file.", "export.py"),
    "state": ("Show the person the tracks and media as text.", "state.py"),
    "edit": ("Send the wanted edit with sse_chat.py, in the person's own words.", None),
    "upload": ("Upload the person's file with upload.py.", None),
    "undo": ("Send “undo” or “redo” with sse_chat.py, if the person wants it.", None),
    "credits": ("Show the balance; registering or topping up is done by the person on the website.", "credits.py"),
    "link": ("Give the person the link that opens the project in a browser.", "session.py"),
    "settings": ("Ask the person what to set (size, format, quality) and send that with sse_chat.py.", None),
}

# The names of buttons and panels. The first that fits wins; anything else clicked is an edit.
TARGETS: list[tuple[str, str, str, str]] = [
    ("export", r"export|render|导出|渲染|输出", 'say "export"', "说“导出”"),
    ("export", r"download|save|下载|保存", 'say "download"', "说“下载”"),
    ("upload", r"upload|import|add (?:media|files?)|上传|导入|添加素材", "send me the file", "把文件发给我"),
    ("credits", r"top[ -]?up|recharge|buy credits|充值|购买积分", "top up on nemovideo.com", "在 nemovideo.com 充值"),
    ("credits", r"register|sign[ -]?(?:up|in)|log[ -]?in|upgrade|subscribe|注册|登录|升级|订阅",
     "register on nemovideo.com", "在 nemovideo.com 注册"),
    ("link", r"share|分享", "ask me for the project link", "向我要项目链接"),
    ("undo", r"undo|撤销|撤回", 'say "undo"', "说“撤销”"),
    ("undo", r"redo|重做", 'say "redo"', "说“重做”"),
    ("settings", r"settings?|preferences|设置", "tell me what to set", "告诉我要怎么设置"),
    ("state", r"preview|play|timeline|预览|播放|时间[线轴]", "ask me for the timeline", "让我列出时间线"),
]  # fmt: skip

_MARK = r"[\s\"'“”‘’「」『』《》【】\[\]*_`]{0,4}"
_END = r"[\"'”’」』》】\]*_`]{0,4}"
_NAME = r"[^\s\"'“”‘’「」『』【】\[\]*_`.,;:!?，。；：！？、()（）]{1,24}"
_KIND_EN = r"(?:\s(?:button|icon|tab|option|menu|panel|window|page|dialog|section)\b)?"
_KIND_ZH = r"(?:按钮|图标|选项卡|选项|菜单|面板|窗口|页面|键)?"
_ANY = "|".join(target[1] for target in TARGETS)
_ASK_EN, _ASK_ZH = "tell me to move", "让我移动"


class Rule(NamedTuple):
    pattern: re.Pattern[str]
    action: str | None
    """None: by the name of what is clicked"""
    words: str | None
    """what the person reads instead; None: by the name too, or as it stands if there is none"""


def _rule(pattern: str, action: str | None, words: str | None) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), action, words)


_CLICK_EN = r"\b(?:click|tap|press|hit)(?:ing)?(?: on)?(?: the)?"
_OPEN_EN = r"\bopen(?:ing)?(?: up)?(?: the)?"
_CLICK_ZH = r"(?:点击|单击|双击|点选|点按|轻点|按下)(?:一下)?(?:[左右上下顶底中]{1,2}[方角侧部]的?|界面上的?)?"
RULES = [
    _rule(r"\bpreview(?:ing)?(?: \w{1,12}){0,3} (?:in|on) the timeline\b", "state", "ask me for the timeline"),
    _rule(r"在?时间[线轴](?:上|中|里|面板)?(?:进行)?预览", "state", "让我列出时间线"),
    _rule(_CLICK_EN + r"\s" + _MARK + rf"(?P<name>{_ANY})\b" + _END + _KIND_EN, None, None),
    _rule(_CLICK_EN + r"\s" + _MARK + rf"(?P<name>(?-i:[A-Z]){_NAME})" + _END + _KIND_EN, None, None),
    _rule(_CLICK_ZH + _MARK + rf"(?P<name>{_ANY})" + _END + _KIND_ZH, None, None),
    _rule(_CLICK_ZH + _MARK + rf"(?P<name>{_NAME}?)" + _END + r"(?:按钮|图标|选项|菜单)", None, None),
    _rule(_OPEN_EN + r"\s" + _MARK + rf"(?P<name>{_NAME}(?: {_NAME})?)" + _END
          + r"\s(?:panel|window|tab|menu|page|dialog|section|drawer)\b", "state", "ask me for the state"),
    _rule(_OPEN_EN + r"\s" + _MARK + rf"(?P<name>{_ANY})\b" + _END + _KIND_EN, None, None),
    _rule(r"打开" + _MARK + rf"(?P<name>{_NAME}?)" + _END + r"(?:面板|窗口|选项卡|菜单|页面|时间[线轴])", "state",
          "让我查看状态"),
    _rule(r"\bdrag(?:ging)?(?:[ -]and[ -]drop(?:ping)?|/drop)?\b", "edit", _ASK_EN),
    _rule(r"拖拽|拖动|拖放|拖到", "edit", _ASK_ZH),
    _rule(rf"\b(?:use|with|via) the {_MARK}(?P<name>{_ANY})\b{_END} (?:button|icon|tab|option|menu)", None, None),
    # A bare mention names what can be done next, and stays as it reads.
    _rule(r"\bexport\b|导出", "export", None),
    _rule(r"\bdownload\b|下载", "export", None),
    _rule(r"\b(?:register|top[ -]?up)\b|注册|充值", "credits", None),
]  # fmt: skip


def translate(text: str, command: Callable[[str], str]) -> tuple[str, list[dict[str, Any]]]:
    """The text for the person, and the actions: ``gui`` the words found, ``do`` their meaning, ``run`` a command.

    ``command`` makes the line that runs one of our scripts.
    """
    found: dict[str, str] = {}
    for rule in RULES:
        text = rule.pattern.sub(lambda match, rule=rule: _replaced(match, rule, found), text)  # type: ignore[misc]
    actions = []
    for action, words in list(found.items())[:MAX_ACTIONS]:
        do, script = DO[action]
        actions.append({"gui": words, "do": do, "run": command(script) if script else None})
    return text, actions


def _replaced(match: re.Match[str], rule: Rule, found: dict[str, str]) -> str:
    words = match.group(0)
    action, shown = rule.action, rule.words
    if action is None:
        action, shown = _clicked(match.group("name"), words)
    found.setdefault(action, " ".join(words.split())[:MAX_GUI_CHARS])
    if shown is None:
        return words
    return shown[:1].upper() + shown[1:] if words[:1].isupper() else shown


def _clicked(name: str, words: str) -> tuple[str, str]:
    chinese = re.search("[\u4e00-\u9fff]", words) is not None
    for action, names, english, zh in TARGETS:
        if re.fullmatch(names, name, re.IGNORECASE):
            return action, zh if chinese else english
    return "edit", f"告诉我“{name}”" if chinese else f'tell me "{name}"'
