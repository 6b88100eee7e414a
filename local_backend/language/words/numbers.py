"""Numbers, times and sizes in English and Chinese: text at a place to a value, and how far it reaches.

``literal(text, at)`` reads one; ``text`` is already lower case and half-width. Times come out in milliseconds.
"""

from __future__ import annotations

import re
from typing import NamedTuple

ONES = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * (i + 2)
    for i, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
TENS["fourty"] = 40
_NTH = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS = {word: number for number, word in enumerate(_NTH.split(), 1)}
ZH_DIGIT = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
ZH = "零〇一二两俩三四五六七八九十百千半"

_EN_WORD = "|".join(sorted([*ONES, *TENS], key=len, reverse=True))
_BELOW_100 = rf"(?:{_EN_WORD})(?:[ -](?:{_EN_WORD}))?"
_EN_NUMBER = rf"(?:{_BELOW_100}(?: hundred(?: and)?(?: {_BELOW_100})?)?)(?![a-z])|a hundred(?![a-z])"
_DIGITS = r"\d*[½¼¾]|\d+(?:\.\d+)?|\.\d+"
_AND_HALF = "[ -]and[ -]a[ -]half(?![a-z])"
NUMBER = rf"(?:(?:{_DIGITS}|{_EN_NUMBER})(?:{_AND_HALF})?)"
PARTS = {"½": ".5", "¼": ".25", "¾": ".75"}
ZH_NUMBER = rf"(?:{_DIGITS}|[{ZH}]+(?:点[{ZH}]+)?)"
_QUARTER = "(?:three[ -]quarters?|(?:a |one )?quarter)"
_H = r"(?:hours?|hrs?|h)(?![a-z])"
_M = r"(?:minutes?|mins?|m|')(?![a-z'])"
_S = r"(?:seconds?|secs?|secnds?|secods?|seocnds?|s|\")(?![a-z\"])"
_MS = r"(?:milliseconds?|millisecs?|msecs?|ms)(?![a-z])"

CLOCK = re.compile(
    r"(?<![\d:.])(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?(?!\d|:\d)(?:\s*(?:mins?|minutes?)(?![a-z]))?"
)
MINUTES_SECONDS = re.compile(
    rf"({NUMBER})[ -]?{_M}[ ,]*(?:and )?({NUMBER})[ -]?(?:{_S})|(\d+)m(\d{{1,2}})(?![\da-z%]|\.\d)"
    rf"|({NUMBER})[ -]?{_M} (?:and )?([1-5]\d)(?=$|[.,;!?\n]| (?:video|film|clip|version|cut|reel|long|total))"
)
EN_TIME = re.compile(
    rf"(?:({NUMBER}|(?:an?|(?:a )?couple of|(?:a )?few|several|half an?|half|a half|{_QUARTER}(?: of an?)?)(?=[ -]))"
    rf"(?: and a (half))?(?:[ -](?:more|extra|further|full|whole|additional|solid))?[ -]?)"
    rf"(?:(?:of an? |of )?({_H})|({_MS})|({_M})|({_S}))"
    r"(?: and a (half)(?: (?:minutes?|seconds?))?)?(?:[ -]long(?![a-z]))?"
)
ZH_TIME = re.compile(
    rf"(?:({ZH_NUMBER})(?:个)?(半)?小时(半)?(?:零|又)?)?"
    rf"(?:({ZH_NUMBER})(?:个(?!半))?(半)?(?:分钟|分(?!之)|min)(半)?(?:钟)?(?:零|又)?)?"
    rf"(?:({ZH_NUMBER})[个来多]?(半)?(?:秒钟|秒|s(?![a-z])|sec)(半)?(?:钟)?)?(?:({ZH_NUMBER})毫秒)?"
)
ZH_BARE_SECONDS = re.compile(r"(?<=分)[0-5]\d(?=$|[，。,.；;！!、\s的]|[左右上下以]|就|吧)")
"""1分20: the seconds behind a minute may go without their word."""
PERCENT = re.compile(
    rf"({NUMBER})\s*(?:%|percent(?:age)? points?(?![a-z])|percent(?![a-z])|per cent(?![a-z])|pct(?![a-z]))"
    rf"|百分之({ZH_NUMBER})|([{ZH}\d])成(?![为了立功])([一二三四五六七八九半\d](?![{ZH}\d.秒段张个条幅号倍]))?"
)
TIMES = re.compile(
    rf"({NUMBER})\s*(?:x(?![a-z\d])|×(?!\d)|times(?![a-z]))(?:\s*(?:as fast|faster|speed|the speed)(?![a-z]))?"
    rf"|x\s*(\d+(?:\.\d+)?)(?![\dx]|\.\d|\s*(?:s|secs?|seconds?|秒)(?![a-z]))|({ZH_NUMBER})\s*(?:倍(半)?(?:速)?|次|遍|回(?!忆))"
)
RATIO = re.compile(
    r"(?<![\d.])(?<!\d:)(\d{1,2}(?:\.\d{1,2})?)\s*(?::|x|by|/|比|to)\s*"
    r"(\d{1,2})(?!\d|:\d|\.\d|\s*(?:(?:s|secs?|seconds?|mins?|minutes?|x)(?![a-z\d])|秒|倍))"
)
RATIOS = {
    "9:16", "16:9", "1:1", "4:5", "5:4", "4:3", "3:4", "21:9", "2:3", "3:2", "2.35:1", "2.39:1", "1.85:1", "2:1", "1:2",
    "18:9", "9:21",
}  # fmt: skip
SIZE = re.compile(r"(?<!\d)(\d{3,4})\s*(?:x|×|\*|by)\s*(\d{3,4})(?!\d)")
LINES = re.compile(
    r"(?<![\d.])(240|360|480|540|720|1080|1440|2160)\s?[pi](?![a-z])(?:(\d{2,3})(?:fps)?(?!\d))?|(?<![\d.])(4|2|8)\s?k(?![a-z])"
)
FPS = re.compile(
    rf"({NUMBER})\s*(?:fps|frames? (?:per|a|every|each) second|frames?/s|frames?/sec"
    rf"|帧每秒|帧/秒|帧率|帧(?!画)|hz)(?:每秒)?"
    rf"|(?:每秒)({ZH_NUMBER})\s*帧"
)
BYTES = re.compile(
    rf"({NUMBER})\s*(kb|mb|gb|kib|mib|gib|megabytes?|megas?|megs?|gigabytes?|gigs?|kilobytes?|兆字节|兆|m(?=以内|以下|之内|$|[，。,.！!\s]))(?![a-z])"
)
DEGREES = re.compile(rf"({NUMBER})\s*(?:degrees?|degs?|°|º)|({ZH_NUMBER})\s*度(?!过)")
DECIBEL = re.compile(rf"([-−–+]?)\s*({NUMBER})\s*(db|decibels?|lufs|lu|分贝)(?![a-z])|(负)({ZH_NUMBER})\s*(分贝|lufs)")
PIXELS = re.compile(rf"({NUMBER})\s*(?:px|pixels?|pt|points?|像素|号)(?![a-z])")
HEX = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-z])")
FRACTION = re.compile(r"(\d)\s*/\s*(\d)(?!\d)|([一二三四])分之([一二三])|([一二三])分之([一二三四])")
SHARE = re.compile(r"three[ -]quarters?(?![a-z])|two[ -]thirds(?![a-z])")
EN_ORDINAL = re.compile(rf"(?:(\d+)(?:st|nd|rd|th)|({'|'.join(ORDINALS)}))(?![a-z])")
PLAIN = re.compile(rf"({NUMBER})(?![a-z])|([{ZH}]+)|(\d+)")


class Literal(NamedTuple):
    kind: str
    value: int | float | str | tuple[int, int]
    end: int


MOST = 1e9
"""No number is larger: what is said with one is refused all the same."""


def number(text: str) -> float | None:
    """``2.5``, ``twenty-five``, ``二十五``, ``三点五`` as a number; None for something else."""
    text = text.strip().strip("-")
    if whole := re.fullmatch(rf"(.+?){_AND_HALF}", text):
        counted = number(whole.group(1))
        return None if counted is None else counted + 0.5
    text = text[:-1] + PARTS[text[-1]] if text[-1:] in PARTS else text
    try:
        return min(float(text), MOST)
    except ValueError:
        pass
    if text and all(char in ZH + "点" for char in text):
        return _chinese(text)
    total, found = 0.0, False
    for word in re.split(r"[ -]+", text):
        if word in ONES or word in TENS:
            total += ONES.get(word, 0) + TENS.get(word, 0)
            found = True
        elif word == "hundred":
            total, found = max(1, total) * 100, True
        elif word not in ("and", "a"):
            return None
    return float(total) if found else None


def spelt(text: str, at: int) -> bool:
    """Whether an English number in letters begins at that place."""
    return text[at].isascii() and text[at].isalpha() and re.compile(_EN_NUMBER).match(text, at) is not None


def _chinese(text: str) -> float | None:
    whole, _, part = text.partition("点")
    if whole == "半":
        return 0.5
    total, current = 0.0, 0
    digits = [ZH_DIGIT[char] for char in whole if char in ZH_DIGIT]
    if len(digits) == len(whole) and len(whole) > 1:
        total = int("".join(map(str, digits[:12])))
    else:
        for char in whole:
            unit = {"十": 10, "百": 100, "千": 1000}.get(char)
            if char == "半":
                return total + current + 0.5
            if unit:
                total, current = total + max(1, current) * unit, 0
            else:
                current = ZH_DIGIT.get(char, 0)
        if current and len(whole) > 2 and whole[-2] in "百千":  # 一百五 is 150
            current *= {"百": 10, "千": 100}[whole[-2]]
        total += current
    if part:
        return float(f"{int(total)}." + "".join(str(ZH_DIGIT.get(char, 0)) for char in part))
    return min(float(total), MOST)


def _amount(text: str) -> float:
    text = text.strip()
    known = {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "a few": 3, "few": 3, "several": 5,
             "half a": 0.5, "half an": 0.5,
             "half": 0.5, "a half": 0.5}  # fmt: skip
    if "quarter" in text:
        return 0.75 if text.startswith("three") else 0.25
    if text in known:
        return known[text]
    return number(text) or 0.0


def _time(text: str, at: int) -> Literal | None:
    if match := CLOCK.match(text, at):
        hours, minutes, secs, part = match.groups()
        ms = ((int(hours or 0) * 60 + int(minutes)) * 60 + int(secs)) * 1000 + int((part or "0").ljust(3, "0"))
        return Literal("clock", ms, match.end())
    if match := MINUTES_SECONDS.match(text, at):
        one, two = (told for told in match.groups() if told)
        return Literal("dur", round(_amount(one) * 60_000 + _amount(two) * 1000), match.end())
    best: Literal | None = None
    if match := EN_TIME.match(text, at):
        unit = next(ms for ms, group in ((3_600_000, 3), (1, 4), (60_000, 5), (1000, 6)) if match.group(group))
        amount = _amount(match.group(1)) + (0.5 if match.group(2) or match.group(7) else 0)
        best = Literal("dur", round(amount * unit), match.end())
    if (match := ZH_TIME.match(text, at)) and match.end() > at + 1:
        hours, h1, h2, minutes, m1, m2, secs, s1, s2, millis = match.groups()
        total = 0.0
        for amount_text, extra, size in (
            (hours, (h1, h2), 3_600_000),
            (minutes, (m1, m2), 60_000),
            (secs, (s1, s2), 1000),
        ):
            if amount_text:
                total += ((number(amount_text) or 0) + (0.5 if any(extra) else 0)) * size
        total += number(millis) or 0 if millis else 0
        bare = ZH_BARE_SECONDS.match(text, match.end())
        total += int(bare.group()) * 1000 if bare else 0
        if best is None or match.end() >= best.end:
            best = Literal("dur", round(total), bare.end() if bare else match.end())
    return best


def literal(text: str, at: int) -> Literal | None:
    """The number, time, size, ratio, colour or the like that begins at that place; None for none."""
    if not (text[at].isdigit() or text[at] in ".#-−–+×x百负每½¼¾" + ZH or (text[at].isalpha() and text[at].isascii())):
        return None
    if at and text[at - 1].isalnum() and text[at].isascii() and text[at - 1].isascii():
        return None
    found: list[Literal] = []
    if match := HEX.match(text, at):
        code = match.group()
        found.append(
            Literal("color", code if len(code) == 7 else "#" + "".join(char * 2 for char in code[1:]), match.end())
        )
    if match := DECIBEL.match(text, at):
        sign = -1 if (match.group(1) or match.group(4) or "") in ("-", "−", "–", "负") else 1
        unit = match.group(3) or match.group(6)
        kind = "db" if unit in ("db", "分贝") or unit.startswith("decibel") else "lufs"
        found.append(Literal(kind, sign * (number(match.group(2) or match.group(5)) or 0), match.end()))
    if match := SIZE.match(text, at):
        found.append(Literal("size", (int(match.group(1)), int(match.group(2))), match.end()))
    if (match := RATIO.match(text, at)) and f"{match.group(1)}:{match.group(2)}" in RATIOS:
        found.append(Literal("ratio", f"{match.group(1)}:{match.group(2)}", match.end()))
    if match := PERCENT.match(text, at):
        tenths, more = match.group(3), match.group(4)
        value = 10 * (number(tenths) or 0) if tenths else number(match.group(1) or match.group(2)) or 0
        value += 0 if not more else 5 if more == "半" else number(more) or 0
        found.append(Literal("pct", value, match.end()))
    if match := TIMES.match(text, at):
        times = number(match.group(1) or match.group(2) or match.group(3)) or 0
        found.append(Literal("x", times + (0.5 if match.group(4) else 0), match.end()))
    if match := LINES.match(text, at):
        lines = int(match.group(1)) if match.group(1) else {"4": 2160, "2": 1440, "8": 4320}[match.group(3)]
        end = match.end()
        if match.group(2):
            end = match.start(2)
        found.append(Literal("rows", lines, end))
    if match := FPS.match(text, at):
        found.append(Literal("fps", round(number(match.group(1) or match.group(2)) or 0), match.end()))
    if match := BYTES.match(text, at):
        unit = match.group(2)
        factor = 1000 if unit.startswith("k") else 10**9 if unit.startswith("g") else 10**6
        found.append(Literal("bytes", round((number(match.group(1)) or 0) * factor), match.end()))
    if match := DEGREES.match(text, at):
        found.append(Literal("deg", number(match.group(1) or match.group(2)) or 0, match.end()))
    if match := PIXELS.match(text, at):
        found.append(Literal("px", number(match.group(1)) or 0, match.end()))
    if match := FRACTION.match(text, at):
        a, b = match.group(1) or match.group(4) or match.group(6), match.group(2) or match.group(3) or match.group(5)
        below = number(b) or 1
        found.append(Literal("pct", round(100 * (number(a) or 1) / below, 2), match.end()))
    if match := SHARE.match(text, at):
        found.append(Literal("pct", 75 if "quarter" in match.group() else 67, match.end()))
    if time := _time(text, at):
        found.append(time)
    if match := EN_ORDINAL.match(text, at):
        found.append(Literal("ord", int(match.group(1)) if match.group(1) else ORDINALS[match.group(2)], match.end()))
    if found:
        best = max(one.end for one in found)
        return next(one for one in found if one.end == best)
    if match := PLAIN.match(text, at):
        plain = number(match.group())
        if plain is not None:
            return Literal("num", plain, match.end())
    return None
