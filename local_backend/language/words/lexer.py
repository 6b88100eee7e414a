"""A message as typed tokens: quoted words, file names, numbers and times, and the words of the vocabulary.

The text is folded to half width and lower case sign by sign, so that every token still knows its place in
what the person wrote. Quoted words and file names are never corrected or translated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from local_backend.edits.model import Which
from local_backend.language import numbers
from local_backend.language.counting import chinese_selection
from local_backend.language.names import Names, folded, latin
from local_backend.language.vocabulary import (
    FILLER_TAG,
    HARD,
    SOFT,
    corrected,
    match_chinese,
    match_words,
)  # fmt: skip

LONGEST_MESSAGE = 20_000
QUOTES = {
    "“": "”",
    "”": "”",
    "「": "」",
    "『": "』",
    "《": "》",
    "«": "»",
    "‘": "’",
    '"': '"',
    "`": "`",
    "'": "'",
    "【": "】",
}
WORD = re.compile(r"[a-z0-9][a-z0-9&'/]*(?<!')|w/o?|b&w")
SPACE = re.compile(r"[\s\-]+")
FILE = re.compile(
    r"[a-z0-9_][a-z0-9_\-.()+]*\.(?:mp4|mov|avi|webm|mkv|jpe?g|png|gif|webp|mp3|wav|m4a|aac|srt|vtt|flac|ogg|heic|tiff?|bmp)(?![a-z0-9])"
)
SLANG = {"wat": "what", "wut": "what", "u": "you", "ur": "your", "vids": "videos", "wanna": "want", "plz": "please",
         "thru": "through", "w": "with", "b4": "before", "tho": "though", "gimme": "give", "lemme": "let"}  # fmt: skip
ZH_FILE = re.compile(
    r"[\u3400-\u9fffa-z0-9_\-]{1,30}\.(?:mp4|mov|avi|webm|mkv|jpe?g|png|gif|webp|mp3|wav|m4a|aac|srt|vtt)(?![a-z0-9])"
)
HAN = re.compile(r"[\u3400-\u9fff]")
JOIN = re.compile(r"\s*(?:-|–|—|−|~|to|till|until|through|thru|up to|到|至|—|-)\s*(?:the )?(?:第|seconds? )?")
ZH_EDGE = re.compile(
    r"(前面?|开头|最前面?|头|最开始|起始|首|片头|最初|最后面?|结尾|末尾|尾部|后面?|最末|片尾|尾巴)的?(?=[\d零一二两三四五六七八九十半])"
)


@lru_cache(maxsize=4096)
def single(wanted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tag for one in wanted for tag in one.split())


@dataclass(slots=True)
class Tok:
    """One token. ``which`` is what part of the timeline it names, ``names`` the files; ``value`` a literal's."""

    tags: set[str]
    text: str
    start: int
    end: int
    value: Any = None
    which: Which | None = None
    names: tuple[str, ...] = ()
    parts: list[str] = field(default_factory=list)

    def has(self, *wanted: str) -> bool:
        """Whether it carries one of the tags; several may stand in one string, and ``v:`` is any that begins so."""
        for wish in single(wanted):
            if wish in self.tags or (wish[-1] == ":" and any(tag.startswith(wish) for tag in self.tags)):
                return True
        return False

    def kind_of(self, prefix: str) -> str:
        """``crossfade`` of a token with ``t:crossfade``; the first in alphabetical order."""
        return next((tag[len(prefix) :] for tag in sorted(self.tags) if tag.startswith(prefix)), "")


def is_chinese(message: str) -> bool:
    """True for a message whose own words, beside quotations and file names, are Chinese."""
    bare = re.sub(r"[“\"「『《'‘][^”\"」』》'’]*[”\"」』》'’]", " ", message)
    bare = re.sub(r"[\w\-]+\.[a-z0-9]{3,4}", " ", bare, flags=re.ASCII)
    return bool(HAN.search(bare)) if re.search(r"[A-Za-z]{2,}", bare) is None else len(HAN.findall(bare)) >= 2


def lex(message: str, names: Names) -> list[Tok]:
    """All tokens of a message, in order. Never fails; unknown words get the tag ``w``."""
    raw = message[:LONGEST_MESSAGE]
    text = folded(raw)
    tokens: list[Tok] = []
    at = 0

    def emit(tags: set[str], end: int, **more: Any) -> None:
        nonlocal at
        tokens.append(Tok(tags, raw[at:end], at, end, **more))
        at = end

    while at < len(text):
        char = text[at]
        if char in " \t\r":
            at += 1
            continue
        if (end := _quote(raw, at)) > at:
            emit({"quote"}, end, value=raw[at + 1 : end - 1].strip())
            continue
        stop, found, whole = names.at(text, at)
        if whole:
            emit({"name", "file"}, stop, names=found)
            continue
        if (match := FILE.match(text, at)) and (not at or not latin(text[at - 1])):
            emit({"name", "file", "unknown"}, match.end(), value=raw[at : match.end()])
            continue
        if strange := _chinese_file(text, at, names):
            emit({"name", "file", "unknown"}, strange, value=raw[at:strange])
            continue
        counted = bool(tokens) and tokens[-1].has("n:clip", "n:photo", "n:video", "n:caption") and text[at].isdigit()
        if not counted and (ranged := _range(text, at)):
            emit({"range"}, ranged[1], value=ranged[0])
            continue
        if chosen := chinese_selection(text, at):
            end, tags, which, value = chosen
            emit(tags, end, which=which, value=value)
            continue
        if (edge := ZH_EDGE.match(text, at)) and (time := _literal_time(text, edge.end())):
            side = (
                "end"
                if edge.group(1)[0] in "最结末尾后片"
                and edge.group(1) not in ("最前", "最前面", "最开始", "最初", "片头")
                else "start"
            )
            emit({"edge"}, time.end, value=(side, time.value))
            continue
        if char == "第" and at + 1 < len(text) and (time := _literal_time(text, at + 1)):
            emit({"at"}, time.end, value=time.value)
            continue
        _plain(text, at, stop, found, emit)
    return tokens


def _chinese_file(text: str, at: int, names: Names) -> int:
    """The end of a file name with Chinese in it that nobody uploaded; 0 where there is none at that place."""
    match = ZH_FILE.match(text, at) if HAN.match(text[at]) else None
    if match is None or any(names.at(text, inside)[2] for inside in range(at + 1, match.end())):
        return 0
    known, tags = match_chinese(text, at, len(text))
    if known > at and not any(tag.startswith(("n:", "pl:", "m:", "c:")) for tag in tags):
        return 0  # a verb or a small word, and then the name
    return match.end()


def _plain(text: str, at: int, stop: int, found: tuple[str, ...], emit: Any) -> None:
    """The longest of literal, word and name at a place."""
    literal = numbers.literal(text, at)
    end, tags = at, frozenset[str]()
    typo = ""
    if HAN.match(text[at]) or (text[at].isascii() and text[at].isalnum()):
        end, tags = match_chinese(text, at, len(text))
    if (match := WORD.match(text, at)) and (not at or not latin(text[at - 1])):
        words, ends = [SLANG.get(match.group(), match.group())], [match.end()]
        while len(words) < 8 and (space := SPACE.match(text, ends[-1])) and (more := WORD.match(text, space.end())):
            if "\n" in space.group() or " - " in space.group():
                break
            words.append(SLANG.get(more.group(), more.group()))
            ends.append(more.end())
        count, known = match_words(words)
        if not count and not found and literal is None and end == at:
            typo = corrected(words[0])
            if typo:
                count, known = match_words([typo])
        if count and ends[count - 1] > end:
            end, tags = ends[count - 1], known
    content = tags - {FILLER_TAG, SOFT, HARD}
    if found and stop >= end and (stop > end or not content) and (literal is None or stop > literal.end):
        emit({"name"}, stop, names=found)
    elif literal and literal.end >= end:
        both: set[str] = set(tags) if literal.end == end else set()
        kind = {literal.kind} | ({"dur"} if literal.kind == "clock" else set())
        if literal.kind == "color":
            kind = {f"c:{literal.value}"}
        emit(kind | both, literal.end, value=literal.value)
    elif end > at:
        also = {"name"} if found and stop == end and len(found) == 1 else set()
        emit(set(tags) | also, end, names=found if also else (), parts=[typo] if typo else [])
    else:
        _sign(text, at, emit)


def _sign(text: str, at: int, emit: Any) -> None:
    char = text[at]
    if char == "." and at + 1 < len(text) and not text[at + 1].isspace():
        emit({FILLER_TAG}, at + 1)
    elif char in ".;!?\n。；！？":
        emit({HARD}, at + 1)
    elif char in ",、，":
        emit({SOFT, "comma"}, at + 1)
    elif char in ":：":
        emit({"colon", FILLER_TAG}, at + 1)
    elif char in "-–—~→" or text.startswith("->", at):
        emit({"to", "dash", FILLER_TAG}, at + 1)
    elif HAN.match(char):
        end = at + 1
        table_end = end
        while end < len(text) and HAN.match(text[end]) and table_end == end:
            table_end, _ = match_chinese(text, end, len(text))
            if table_end == end:
                end, table_end = end + 1, end + 1
        emit({"w"}, end)
    elif match := re.compile(r"[^\W\d_][\w'’\-]*|\w+").match(text, at):
        word = match.group()
        han = HAN.search(word)
        emit({"w"}, at + han.start() if han and han.start() else match.end())
    elif ord(char) > 0x2000 or not char.isprintable() or char in "()[]{}<>*_|\\/+=^~@&$#%'\"“”‘’":
        emit({FILLER_TAG}, at + 1)
    else:
        emit({FILLER_TAG}, at + 1)


def _quote(raw: str, at: int) -> int:
    opening = raw[at]
    closing = QUOTES.get(opening)
    if closing is None:
        return at
    if opening in "'‘":
        if at and raw[at - 1].isalnum() and raw[at - 1].isascii():
            return at
        for end in range(at + 2, len(raw)):
            after = raw[end + 1] if end + 1 < len(raw) else " "
            if raw[end] in ("'", "’") and not (after.isalnum() and after.isascii()):
                return end + 1
        return at
    ends = '”"' if opening in '“"”' else closing
    for end in range(at + 1, len(raw)):
        if raw[end] in ends:
            return end + 1 if end > at + 1 else at
    return at


def _literal_time(text: str, at: int) -> numbers.Literal | None:
    one = numbers.literal(text, at)
    return one if one and one.kind in ("dur", "clock") else None


def _range(text: str, at: int) -> tuple[tuple[int, int], int] | None:
    """``3-8s``, ``3 to 8 seconds``, ``第3到第8秒``, ``0:10–0:20``, ``seconds 3 to 8``."""
    start = at + 1 if text[at] == "第" else at
    if match := re.compile(r"seconds? (?=\d)").match(text, at):
        left = numbers.literal(text, match.end())
        join = JOIN.match(text, left.end) if left else None
        right = numbers.literal(text, join.end()) if join and join.end() < len(text) else None
        if left and right and left.kind == "num" and right.kind == "num":
            return (round(float(left.value) * 1000), round(float(right.value) * 1000)), right.end  # type: ignore[arg-type]
    if start >= len(text):
        return None
    left = numbers.literal(text, start)
    if left is None or left.kind not in ("num", "dur", "clock"):
        return None
    join = JOIN.match(text, left.end)
    if join is None or join.end() >= len(text):
        return None
    right = _literal_time(text, join.end())
    if right is None:
        return None
    first = left.value
    if left.kind == "num":
        amount = re.match(f"{numbers.NUMBER}|{numbers.ZH_NUMBER}", text[join.end() : right.end])
        counted = numbers.number(amount.group()) if amount else None
        if not counted:
            return None
        first = round(float(left.value) * float(right.value) / counted)  # type: ignore[arg-type]
    return (int(first), int(right.value)), right.end  # type: ignore[arg-type]
