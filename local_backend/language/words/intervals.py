"""Times and ranges as they stand in a message: ``3-8s``, ``第3到第8秒``, ``0:10–0:20``."""

from __future__ import annotations

import re

from local_backend.language.words import numbers

JOIN = re.compile(
    r"\s*(?:,|-|–|—|−|~|to|till|until|through|thru|up to|到|至|—|-)\s*(?:the )?(?:第\s*|seconds? )?"
)  # fmt: skip

AND = re.compile(r"\s*(?:and|&)\s*(?:seconds? )?")
"""of two times with "between" before them"""
ENTERS = re.compile(r"\s*(?:进场|入场|出现|上屏|进|入)[,，、 ]*第?")
LEAVES = re.compile(r"\s*(?:出场|退场|消失|下屏|出)(?!现)")
"""What stands behind the two times in 10秒进15秒出."""
COUNTED = re.compile(
    r"(?:clips?|shots?|scenes?|photos?|pictures?|segments?|videos?) (?:\d{1,2} ?(?:, and|,|and|&|or) ?)+$"
)
"""A list of clips by their numbers, the last of which follows."""


def literal_time(text: str, at: int) -> numbers.Literal | None:
    one = numbers.literal(text, at)
    return one if one and one.kind in ("dur", "clock") else None


def interval(text: str, at: int) -> tuple[tuple[int, int], int] | None:
    """``3-8s``, ``3 to 8 seconds``, ``第3到第8秒``, ``0:10–0:20``, ``seconds 3 to 8``, ``10秒进15秒出``."""
    start = len(text) - len(text[at + 1 :].lstrip()) if text[at] == "第" else at
    if match := re.compile(r"seconds? (?=\d)").match(text, at):
        left = numbers.literal(text, match.end())
        between = text[:at].endswith("between ")
        join = (AND if between else JOIN).match(text, left.end) if left else None
        right = numbers.literal(text, join.end()) if join and join.end() < len(text) else None
        if left and right and left.kind == "num" and right.kind == "num":
            return (round(float(left.value) * 1000), round(float(right.value) * 1000)), right.end  # type: ignore[arg-type]
    if start >= len(text):
        return None
    left = numbers.literal(text, start)
    if left is None or left.kind not in ("num", "dur", "clock"):
        return None
    if left.kind == "num" and COUNTED.search(text[max(0, at - 40) : at]):
        return None  # "trim clips 1 and 3 to 4s"
    enters = ENTERS.match(text, left.end) if left.kind != "num" else None
    join = enters or JOIN.match(text, left.end)
    if join is None or join.end() >= len(text):
        return None
    right = literal_time(text, join.end())
    if right is None:
        return None
    if enters is not None:
        leaves = LEAVES.match(text, right.end)
        return ((int(left.value), int(right.value)), leaves.end()) if leaves else None  # type: ignore[arg-type]
    first = left.value
    if "," in join.group() and not (text[max(0, at - 1)] in "[(" and text[right.end : right.end + 1] in "])"):
        return None
    if left.kind == "num":
        amount = re.match(f"{numbers.NUMBER}|{numbers.ZH_NUMBER}", text[join.end() : right.end])
        counted = numbers.number(amount.group()) if amount else None
        if not counted:
            return None
        first = round(float(left.value) * float(right.value) / counted)  # type: ignore[arg-type]
    if join.group().strip() in ("—", "–", "-") and int(first) >= int(right.value):  # type: ignore[arg-type]
        return None  # "its best 4 seconds — 3s to 7s"
    return (int(first), int(right.value)), right.end  # type: ignore[arg-type]
