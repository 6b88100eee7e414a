"""Tables and key-value objects written out as the lines that they stand for, one a shot or a setting."""

from __future__ import annotations

import json
import re
from typing import Any

from local_backend.language.message import settings

ROW = re.compile(r"^[ \t]*\|(.+)\|[ \t]*$", re.MULTILINE)
RULE = re.compile(r"^[ \t|:\-–—]+$")
EMPTY = ("", "-", "–", "—", "none", "n/a", "无", "没有", "/")
COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"^(?:#|no\.?|nr\.?|number|scene|shot|step|order|序号|编号|镜头号?|场景|镜号|顺序)$", re.I)),
    ("start", re.compile(r"^(?:start(?: time)?|from|in|begin|开始(?:时间)?|起)$", re.I)),
    ("end", re.compile(r"^(?:end(?: time)?|to|out|until|结束(?:时间)?|止)$", re.I)),
    ("caption", re.compile(r"caption|subtitle|字幕|台词", re.I)),
    ("title", re.compile(r"text|title|overlay|copy|words|文字|标题|文案|片头", re.I)),
    ("transition", re.compile(r"transition|转场|过渡", re.I)),
)

NESTED = re.compile(
    r"^([ \t]*)(?:- +)?([\w .\-]{2,30})[:：][ \t]*\n"
    r"((?:\1[ \t]+(?:- +)?[\w\-]+[ \t]*[:：=][ \t]*\S[^\n]*(?:\n|$))+)",
    re.M,
)
"""a heading, and below it settings that are indented"""
BRACED = re.compile(r"\{([^{}\n]*[:=][^{}\n]*)\}")
CALLED = re.compile(r"\b([a-z]+(?:_[a-z]+)*)\(([^()\n]*=[^()\n]*)\)")
ITEM = re.compile(r"\b(?:clips?|main|segments?|shots?|videos?|timeline|photos?|images?)\[(\d{1,2})\]\.?")
QUOTATION = re.compile(r"\"[^\"\n]+\"|“[^”\n]+”|「[^」\n]+」")
HELD = "\ue000{}\ue001"
PARAMS = ("params", "args", "arguments", "options", "settings", "effects", "filters", "adjustments", "color", "edit",
          "properties")  # fmt: skip
"""what only holds the settings of the thing beside it"""
SPAN = r"\d[\d:.]*s? ?(?:-|–|—|to) ?\d[\d:.]*s?"
INTO = re.compile(
    r"\b(?:combine|merge|join|cut|edit|turn|make) "
    rf"(?:the (?!\()[\w ]{{2,20}}\((?P<file>[\w .\-]+\.\w{{3,4}}), ?(?P<span>{SPAN})\)|"
    rf"(?P<files>[^\n;]{{3,200}}?\({SPAN}\))) (?:together )?(?:in)?to "
    r"(?:one|a single|an|a)(?: [\w\-]+)? (?:video|film|movie|clip)\b",
    re.I,
)
"""``combine a.mp4 (0:03-0:10) and b.mp4 (0:00-0:06) into one video``: a video is made of these parts"""
LISTS = ("clips", "segments", "shots", "scenes", "timeline", "sequence", "items", "videos", "photos", "images")


def written_out(message: str) -> str:
    """The message with its table or object as lines; the message itself where it has none."""
    rows = list(ROW.finditer(message))
    if len(rows) < 2:
        return _in_words(_objects(message))
    head = [one.strip(" *`") for one in rows[0].group(1).split("|")]
    kinds = [next((kind for kind, pattern in COLUMNS if pattern.search(name)), "") for name in head]
    headed = any(kinds) or not re.search(r"\.\w{3,4}\b|\d", rows[0].group(1))
    lines = []
    for row in rows[1 if headed else 0 :]:
        if RULE.match(row.group(1)):
            continue
        cells = [one.strip(" *") for one in row.group(1).split("|")]
        lines.append(_line(cells, kinds if headed and len(kinds) == len(cells) else [""] * len(cells)))
    return f"{message[: rows[0].start()]}{chr(10).join(lines)}{message[rows[-1].end() :]}"


def _in_words(text: str) -> str:
    """The text with its settings said in words, and what is quoted in it left alone."""
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match[0][1:-1])
        return f"{match[0][0]}{HELD.format(len(held) - 1)}{match[0][-1]}"

    text = INTO.sub(_of_parts, QUOTATION.sub(hold, text))
    told = settings.said(*_opened(NESTED.sub(_joined, text)))
    for number, words in enumerate(held):
        told = told.replace(HELD.format(number), words)
    return told


def _of_parts(match: re.Match[str]) -> str:
    """The words for a video that is made of parts, with what follows in a sentence of its own."""
    after = match.string[match.end() :].lstrip(" ")[:1]
    parts = match["files"] or f"{match['file']} ({match['span']})"
    if not re.search(r"\.\w{3,4}\b", parts):
        return match[0]
    return f"Make a video from {parts}" + ("" if after in ("", ",", ".", ";", "\n", "?") else ",")


def _opened(text: str) -> tuple[str, bool]:
    """The text without the signs of code around settings, and whether they stood in braces."""
    text = CALLED.sub(lambda match: f"{match[1].replace('_', ' ')}: {match[2]}", text)
    if ITEM.search(text):  # they count from 0 for certain only where there is a 0
        from_zero = any(match[1] == "0" for match in ITEM.finditer(text))
        text = ITEM.sub(lambda match: f"clip {int(match[1]) + 1} " if from_zero else f'"{match[0]}" ', text)
    braced = bool(BRACED.search(text))
    text = BRACED.sub(r"\1", text)
    return text, braced


def _line(cells: list[str], kinds: list[str]) -> str:
    said = dict(zip(kinds, cells, strict=True))
    parts = [cell for kind, cell in zip(kinds, cells, strict=True) if kind == "" and cell.lower() not in EMPTY]
    if said.get("start") and said.get("end"):
        parts.insert(0, f"{said['start']}-{said['end']}")
    for kind in ("title", "caption"):
        if said.get(kind, "").lower() not in EMPTY:
            words = said[kind].strip("\"“”「」'")
            parts.append(f'{kind} "{words}"')
    if said.get("transition", "").lower() not in EMPTY:
        parts.append(f"transition {said['transition']}")
    return ", ".join(parts)


def _joined(match: re.Match[str]) -> str:
    """A heading with the settings that are indented below it, as one line; a list below it as a line for each."""
    items: list[list[str]] = []
    for line in match[3].splitlines():
        if line.lstrip().startswith("- ") or not items:
            items.append([])
        items[-1].append(re.sub(r"^\s*(?:-\s+)?", "", line).strip())
    head = match[2].strip()
    lines = []
    for item in items:
        first = settings.PAIR.match(item[0])
        filed = head in LISTS and first is not None and settings.known_name(first) == "file"
        opens = first["value"].strip() if filed and first is not None else head
        lines.append(f"{opens}: {{{', '.join(item[1:] if filed else item)}}}")
    return "\n".join(lines) + "\n"


def _objects(message: str) -> str:
    """JSON in a message as lines, one an object."""
    first = re.search(r"[\[{]\s*[\"{]", message)
    if first is None:
        return message
    try:
        value, end = json.JSONDecoder().raw_decode(message[first.start() :])
    except ValueError:
        return message
    if not isinstance(value, (dict, list)):
        return message
    before = re.sub(r"```\w*\s*$", "", message[: first.start()])
    after = re.sub(r"^\s*```", "", message[first.start() + end :])
    return f"{before}\n{chr(10).join(_flat('', value))}\n{_objects(after)}".strip()


def _flat(head: str, value: Any) -> list[str]:
    """The lines that an object stands for."""
    if isinstance(value, list):
        if all(isinstance(one, (str, int, float)) for one in value):
            return [f"{head}: {', '.join(map(str, value))}"]
        return [line for one in value for line in _flat("" if head in ("edits", "operations", "steps") else head, one)]
    if not isinstance(value, dict):
        return [f"{head}: {_scalar(value)}"]
    file = next((key for key in value if settings.NAMES.get(settings.plain(key)) == "file"), "")
    if head in LISTS and file:
        rest = {key: one for key, one in value.items() if key != file}
        return [f"{value[file]}: " + ", ".join(f"{key}={_scalar(one)}" for key, one in rest.items())]
    for key in [one for one in value if isinstance(value[one], dict)]:
        inner = {f"{key}_{name}": one for name, one in value[key].items()}
        if inner and all(settings.plain(name) in settings.NAMES for name in inner):
            value = {**{name: one for name, one in value.items() if name != key}, **inner}  # fade: {in: 1, out: 3}
    acts = [key for key in value if settings.NAMES.get(settings.plain(key)) == "action"]
    value = {**{key: value[key] for key in acts}, **value}
    if acts and isinstance(value.get("order"), list):
        return [f"order: {', '.join(map(str, value['order']))}"]
    if isinstance(value.get("between"), list) and len(value["between"]) == 2:
        value["between"] = "between {} and {}".format(*value["between"])
    plain = {key: one for key, one in value.items() if not isinstance(one, (dict, list))}
    nested = {key: one for key, one in value.items() if isinstance(one, (dict, list))}
    lines = []
    if plain and (head or any(settings.NAMES.get(settings.plain(key)) in ("action", "file") for key in plain)):
        lines.append(
            (f"{head}: " if head else "") + (" " if acts else ", ").join(_pair(key, one) for key, one in plain.items())
        )
    elif plain:
        lines += [f"{key}={_scalar(one)}" for key, one in plain.items()]
    for key, one in nested.items():
        params = settings.plain(key) in PARAMS
        below = _flat("" if params else key.replace("_", " "), one)
        if params and lines and isinstance(one, dict):
            lines[-1] += " " + " ".join(f"{name}={_scalar(each)}" for name, each in one.items())
        else:
            lines += below
    return lines


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and re.search(r"[,;:={}，；：]\s|[,;={}，；]", value):
        return f'"{value}"'  # words, and no settings
    return "none" if value is None else str(value)


def _pair(key: str, value: Any) -> str:
    """A key with its value; ``remove: true`` of a clip is the word itself."""
    unknown = value is True and settings.plain(key) not in settings.NAMES
    if key == "between":
        return str(value)
    return settings.plain(key) if unknown else f"{key}={_scalar(value)}"
