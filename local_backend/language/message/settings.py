"""Settings said as keys and values, written out as a person would say them.

``overlay.logo: position=bottom-right, width=10%`` · ``music: {file: bgm.mp3, fade_in: 2s}`` · ``in=00:03, out=00:08`` ·
JSON, and keys with their values in lines that are indented.
"""

from __future__ import annotations

import re

from local_backend.language.words.aliases import SETTINGS

TRUE = ("true", "yes", "on", "enabled", "enable", "是", "开", "开启", "启用")
FALSE = ("false", "no", "off", "none", "null", "disabled", "否", "关", "关闭", "不启用", "无", "没有", "不要",
         "不需要")  # fmt: skip
QUOTED = r"\"[^\"\n]*\"|“[^”\n]*”|'[^'\n]*'"
KEY = (
    r"(?:(?:fade|start|end|max|frame|font|text|aspect|file|trim|in|out|background|transition|target|playback|box)[ ])?"
    r"[A-Za-z][\w\-]*(?:\.[A-Za-z]\w*)*|[\u4e00-\u9fff]{1,6}"
)
ENDS = r",;，；、|\n{}\[\]"
PAIR = re.compile(
    rf"(?<![\w.=\-/])(?P<key>{KEY})(?P<sign>[ \t]*(?:=(?![=>])|[:：])(?![ \t]*(?:{KEY})[ \t]*[=:：]))[ \t]*"
    rf"(?P<value>{QUOTED}|(?:(?![{ENDS}]|\s+[-–—]\s|\s+(?:{KEY})[ \t]*=)(?!\.(?:\s|$))[^\"“”()（）])+)"
)
SNAKE = re.compile(r"(?m)(?:^|(?<=[,;{]))[ \t]*[a-z]+(?:_[a-z]+)+(?=[ \t]*[:=])")
HEAD = re.compile(r"(?<![\w.])(?:overlays?|tracks?|text|audio|video|timeline)\.([a-z]{3,})(?=\s*[:：])", re.I)
UNITS = {"ms": 0.001, "msec": 0.001, "milliseconds": 0.001, "sec": 1.0, "secs": 1.0, "seconds": 1.0, "s": 1.0}
NAMES = {word: name for name, words in SETTINGS.items() for word in words.split("|")}
FLAGS = ("black and white", "muted", "reversed", "looped", "stabilised", "with ducking", "flip horizontally",
         "flip vertically", "sepia", "vintage", "bold", "audio only")  # fmt: skip
FITS = {"blur": "fit with blurred background", "blurred": "fit with blurred background", "模糊": "模糊背景填充",
        "crop": "fill the frame", "cover": "fill the frame", "fill": "fill the frame", "裁剪": "裁切铺满画面",
        "contain": "fit with black bars", "bars": "fit with black bars", "letterbox": "fit with black bars",
        "pad": "fit with black bars", "bar": "fit with black bars"}  # fmt: skip
PLAIN = (
    "brightness|contrast|saturation|temperature|vignette|sharpen|sharpness|blur|denoise|亮度|对比度|饱和度|色温|暗角|"
    "锐化|模糊|降噪"
)
"""settings whose names say what they are"""
MEASURED = {"speed": "x", "rotat": " degrees", "volume": "%", "opacity": "%", "zoom": "%", "scale": "%"}
HEADS = ("music", "bgm", "voice", "voiceover", "title", "subtitle", "logo", "captions", "caption", "freeze", "photo",
         "total", "video", "overall", "target")  # fmt: skip
"""what a file or a time may be of, as the first part of its key"""
OWN = ("clip", "clips", "video", "original", "footage", "source", "original audio")
GENERIC = ("text", "content", "string", "words", "label", "文字", "内容", "文案")
MACHINE = re.compile(r"\s*[a-z]+(?:_[a-z]+)+\s*")
ALONE = ("canvas", "fit", "backdrop", "kind", "rows", "fps", "bytes", "format", "loudness", "joint", "motion", "style")
"""settings of the video as a whole"""
AFTER = re.compile(r"(\S+)\s+((?:on|for|to|of|in|at|over|during)\b.*)")
LETTERED = re.compile(
    r"^\s*(?:the )?(title|subtitle|lower third|caption|text|headline)\s*[:：]\s*(?=\S)(?![^\"“\n]*[\"“])", re.I
)


def said(text: str, braced: bool = False) -> str:
    """The text with every setting said in words; ``braced`` where all of them stood in braces."""
    if not PAIR.search(text):
        return text
    text = SNAKE.sub(lambda match: match[0].replace("_", " ") if _named(match[0])[1] == "" else match[0], text)
    lines = [_line(line, braced) for line in text.split("\n")]
    return HEAD.sub(r"\1", "\n".join(lines))


def _line(line: str, braced: bool) -> str:
    """One line with its settings said in words."""
    pairs = [(match, known_name(match)) for match in PAIR.finditer(line)]
    if any(match["key"] == "from" for match, _ in pairs):
        pairs = [(match, "end" if match["key"] == "to" else name) for match, name in pairs]
    known = [match for match, name in pairs if name]
    told = any("=" in match["sign"] for match in known)
    machine = any("_" in match["key"] or "." in match["key"] or MACHINE.fullmatch(match["value"]) for match in known)
    fitted = any(name == "fit" for _, name in pairs)
    if not known or not (braced or told or machine or fitted or (len(known) > 1 and _config(line))):
        return line
    values = {name: _valued(name, match) for match, name in pairs if name}
    groups = _groups(pairs)
    about = f"{line[: known[0].start()]} {values.get('action', '')}".lower()
    parts: list[str] = []
    done = 0
    for (match, name), spans in zip(pairs, groups, strict=True):
        whole = not line[: match.start()].strip() and not line[match.end() :].strip()
        if not name or (whole and "=" not in match["sign"] and not machine and name != "fit"):
            continue
        told_as = spans.get(name) if name in spans else _phrase(name, match["key"], match["value"], len(known) == 1)
        if told_as is None:
            continue
        if name == "value" and re.fullmatch(r"[+-]?[\d.]+", told_as):
            told_as += next((unit for word, unit in MEASURED.items() if word in about), "")
        if name == "value" and any(word in about for word in ("text", "title", "caption")):
            told_as = f'"{match["value"].strip(chr(34))}"'
        if name == "canvas" and "crop" in about:
            told_as = match["value"].strip()
        head = _head(match["key"])
        if name == "volume" and head in OWN:
            head, told_as = "original sound", told_as.removeprefix("volume ")
        if name == "duration" and whole:
            told_as = f"duration: {values[name]}"
        gap = re.sub(r"\s+[-–—]\s+$", ", " if done else ": ", line[done : match.start()])
        parts += [gap, f"{head} {told_as}".strip()]
        done = match.end()
    text = "".join([*parts, line[done:]])
    text = re.sub(r"(?<=[a-z])_(?=[a-z])(?![\w.]*\.\w)", " ", text)
    text = re.sub(r"^(\s*(?:flip|crop|mirror)):(?= )", r"\1", text)
    opened = (
        line[: known[0].start()].rstrip().endswith((":", "："))
        or len(pairs) > len(known)
        or pairs[0][1] in ("words", "action")
    )
    if opened and not any(name in ALONE for _, name in pairs):
        text = re.sub(r"\s*;(?=\s*\S)", ",", text)  # all of it is said of the one that opens the line
    text = LETTERED.sub(r"the \1 ", text) if "words" not in values else text
    return re.sub(r"(?:[,;，；]\s*)+(?=[,;，；]|$)|(?<=[:：])\s*[,，]", "", text)


def _config(line: str) -> bool:
    """Whether a line is nothing but keys with their values, between commas or semicolons."""
    chunks = [one for one in re.split(r"[,;，；|]", line) if one.strip()]
    return all(PAIR.search(one) for one in chunks)


def known_name(match: re.Match[str]) -> str:
    """The name of a setting, as ``ALIASES`` has it; empty for another word."""
    return _named(match["key"])[1]


def _head(key: str) -> str:
    """What a setting is of: ``music`` of ``music.volume`` and ``music_volume``."""
    whole, _, last = key.rpartition(".")
    return re.sub(r"[._]", " ", f"{whole} {_named(last)[0]}").strip()


def _named(key: str) -> tuple[str, str]:
    """The words before the name of a setting, and the name."""
    words = re.sub(
        r" (?:ms|msec|milliseconds|secs?|seconds|s|percent|pct|percentage|db)$", "", plain(key.rpartition(".")[2])
    )
    parts = words.split(" ")
    for first in range(len(parts)):
        last = " ".join(parts[first:])
        name = NAMES.get(last) or ("plain" if last in PLAIN.split("|") else "")
        if name and (
            not first or name not in ("file", "action", "duration", "start", "end", "at") or parts[0] in HEADS
        ):
            return " ".join(parts[:first]), name
    return "", ""


def plain(key: str) -> str:
    return re.sub(r"[_\-\s]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key)).strip().lower()


def _groups(pairs: list[tuple[re.Match[str], str]]) -> list[dict[str, str]]:
    """What the settings of each thing say together, once for each of them; a key said again begins the next thing."""
    groups: list[dict[str, str]] = [{}]
    places: list[int] = []
    for match, name in pairs:
        if name and name in groups[-1]:
            groups.append({})
        if name:
            groups[-1][name] = _valued(name, match)
        places.append(len(groups) - 1)
    spans = [_span(one) for one in groups]
    return [spans[place] for place in places]


def _valued(name: str, match: re.Match[str]) -> str:
    timed = name in ("start", "end", "at", "duration", "fade in", "fade out", "joint")
    return _time(match["value"], match["key"]) if timed else match["value"]


def _span(values: dict[str, str]) -> dict[str, str]:
    """What two settings say together: from one time to another, so wide and so high."""
    first, last, lasts = values.get("start"), values.get("end"), values.get("duration")
    if (width := values.get("width", "")).strip().isdigit() and (height := values.get("height", "")).strip().isdigit():
        return {"width": f"canvas {width.strip()}x{height.strip()}", "height": ""}
    if first is not None and last is not None:
        return {"start": f"from {first} to {last}", "end": ""}
    if first is not None and lasts is not None and (begin := _seconds(first)) is not None:
        length = _seconds(lasts)
        if length is not None:
            return {"start": f"from {begin:g}s to {begin + length:g}s", "duration": ""}
    return {}


def _seconds(value: str) -> float | None:
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(ms|s|secs?|seconds?|秒)?\s*", value)
    return float(match[1]) * (0.001 if match[2] == "ms" else 1) if match else None


def _time(value: str, key: str = "") -> str:
    """A time with its unit."""
    bare = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*", value)
    if bare is None:
        return value.strip()
    unit = next((size for ending, size in UNITS.items() if plain(key).endswith(" " + ending)), 1.0)
    return f"{float(bare[1]) * unit:g}s"


def _phrase(name: str, key: str, value: str, alone: bool) -> str | None:
    """A setting in words; None where it is to stay as it is written."""
    told = value.strip().strip("`")
    if name not in ("words", "place", "file") and (after := AFTER.fullmatch(told)):
        first = _phrase(name, key, after[1], alone)
        return None if first is None else f"{first} {after[2]}"
    low = told.strip("\"“”'").lower()
    if name == "visible" and low in (*TRUE, *FALSE, "0", "1"):
        return "" if low in (*TRUE, "1") else "remove"
    if name == "hidden" and low in (*TRUE, *FALSE, "0", "1"):
        return "remove" if low in (*TRUE, "1") else ""
    number = re.fullmatch(r"[+-]?\d+(?:\.\d+)?", low)
    if name in FLAGS:
        if low in TRUE or low == "1":
            return name
        if low in FALSE or low == "0":
            return "unmute" if name == "muted" and alone else f"no {name}" if name in FLAGS[:1] else ""
        return None
    if name in ("start", "end", "at", "duration", "fade in", "fade out", "joint"):
        word = {"start": "start at", "end": "until", "duration": "for", "joint": "transitions of"}.get(name, name)
        return f"{word} {_time(told, key)}"
    if name == "fit":
        return FITS.get(low)
    if name == "speed":
        return f"speed {low}x" if number else f"speed {low}"
    if name in ("volume", "opacity"):
        return f"{name} {_share(low)}"
    if name == "rotate":
        return f"rotate {low} degrees" if number else f"rotate {low}"
    if name == "place":
        if number:
            return f"to position {low}"
        place = re.sub(r"[_\-]", " ", low)
        return f"at the {place}" if place.isascii() and not re.search(r"\d", place) else place
    if name == "words":
        words = told.strip('"“”')
        noun = plain(key.rpartition(".")[2])
        if low in FALSE and words == told:
            return f"no {noun}"
        return f'{noun if alone or noun not in GENERIC else ""} "{words}"'.strip()
    if name == "height":
        return f"{low}p" if number else None
    if name == "motion" and low in TRUE:
        return "ken burns effect"
    if name == "motion":
        return f"zoom {low}" if low in ("in", "out") else low.replace("_", " ")
    if name == "flip":
        way = "vertically" if low.startswith("v") else "horizontally"
        return f"flip {way}"
    if name == "kind":
        if plain(key).endswith(" duration"):
            return f"transitions of {_time(told, key)}"
        return "no transitions" if low in FALSE else f"transitions {low.replace('_', ' ')}"
    if name in ("file", "value"):
        thing = plain(key) if number and name == "file" else "all" if low == "all" else ""
        unit = " times" if plain(key) in ("times", "count") else ""
        return (
            f"{thing} {low.replace('_', ' ') if name == 'value' else low}{unit}".strip()
            if thing != "all"
            else "all clips"
        )
    if name in ("style", "action"):
        return "" if low in FALSE else low.replace("_", " ")
    if name == "backdrop":
        return FITS["blur"] if low.startswith("blur") or low == "模糊" else None
    if name == "plate":
        return f"on a {low} box"
    forms = {"fps": "{} fps", "bytes": "under {}", "format": "as {}", "loudness": "loudness {} LUFS", "size": "size {}",
             "rows": "{}", "canvas": "canvas {}", "color": "colour {}", "width": "width {}"}  # fmt: skip
    if name in forms:
        return forms[name].format(re.sub(r"\s*(?:lufs|fps)$", "", low))
    return f"{plain(key.rpartition('.')[2])} {low}"


def _share(value: str) -> str:
    """A level with its percent sign; 0.5 is half of it."""
    if re.fullmatch(r"0?\.\d+|1\.0+", value):
        return f"{float(value) * 100:g}%"
    return f"{value}%" if re.fullmatch(r"\d+(?:\.\d+)?", value) else value
