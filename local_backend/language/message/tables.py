"""Tables and key-value objects written out as the lines that they stand for, one a shot or a setting."""

from __future__ import annotations

import re

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
KEY = re.compile(r"\"([\w ]+)\"\s*:")


def written_out(message: str) -> str:
    """The message with its table or object as lines; the message itself where it has none."""
    if message.lstrip().startswith("{") and KEY.search(message):
        return _object(message)
    rows = list(ROW.finditer(message))
    if len(rows) < 2:
        return message
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


def _object(message: str) -> str:
    inner = message.strip().strip("{}")
    inner = re.sub(r",\s*(?=\"[\w ]+\"\s*:)", "\n", inner)
    inner = KEY.sub(lambda match: f"{match.group(1).replace('_', ' ')}:", inner)
    inner = re.sub(r"(?m)^(\s*(?!title|text|caption|subtitle|words)[\w ]+:\s*)\"([\w .:%-]+)\"\s*$", r"\1\2", inner)
    return re.sub(r"[\[\]{}]", " ", inner)
