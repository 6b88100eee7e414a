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
from local_backend.language.words import numbers
from local_backend.language.words.counting import chinese_selection
from local_backend.language.words.intervals import interval, literal_time
from local_backend.language.words.names import Names, folded, latin
from local_backend.language.words.vocabulary import (
    FILLER_TAG,
    HARD,
    SOFT,
    match_chinese,
    match_words,
)  # fmt: skip

LONGEST_MESSAGE = 8_000
"""signs that are read; what comes after them is named"""
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
WORD = re.compile(r"[a-z0-9][a-z0-9&'/]*(?<!')|w/o?|b&w|&")
SPACE = re.compile(r"[\s\-]+")
FILE = re.compile(
    r"[a-z0-9_][a-z0-9_\-.()+]*\.(?:mp4|mov|avi|webm|mkv|jpe?g|png|gif|webp|mp3|wav|m4a|aac|srt|vtt|flac|ogg|"
    r"heic|tiff?|bmp)(?![a-z0-9])"
)
SLANG = {"txt": "text", "wat": "what", "wut": "what", "u": "you", "ur": "your", "vids": "videos", "wanna": "want",
    "plz": "please", "n": "and", "nd": "and",
         "thru": "through", "w": "with", "b4": "before", "tho": "though", "gimme": "give", "lemme": "let",
         "teh": "the", "hte": "the", "adn": "and", "anf": "and", "foto": "photo",
         "begining": "beginning", "evry": "every", "fotos": "photos", "bg": "background", "frm": "from",
         "lft": "left", "rt": "right", "btm": "bottom", "shouldnt": "shouldn't", "doesnt": "doesn't", "isnt": "isn't",
         "couldnt": "couldn't", "wouldnt": "wouldn't", "didnt": "didn't", "arent": "aren't",
         "wasnt": "wasn't"}  # fmt: skip
ZH_FILE = re.compile(
    r"[\u3400-\u9fffa-z0-9_\-]{1,30}\.(?:mp4|mov|avi|webm|mkv|jpe?g|png|gif|webp|mp3|wav|m4a|aac|srt|vtt)(?![a-z0-9])"
)
HAN = re.compile(r"[\u3400-\u9fff]")
NUMBERED = re.compile(
    r"(clip|shot|scene|photo|video|segment|picture|image|pic)"
    r"(?: ?(?:#|no\.|nr\.|num\.|_|-) ?|(?= ?\d)(?! ))(\d{1,3})(?![\d.:%\w])"
)
ZH_JOINT = re.compile(
    r"(?<![零一二三四五六七八九十第百两])(?:一二|二三|三四|四五|五六|六七|七八|八九)(?=之间|中间|两段之间|段之间)"
)
ZH_EDGE = re.compile(
    r"(前面?|开头|最前面?|头|最开始|起始|首|片头|最初|最后面?|结尾|末尾|尾部|后面?|最末|片尾|尾巴|"
    r"尾)[的那这]? *(?=[\d零一二两三四五六七八九十半])"
)


@lru_cache(maxsize=4096)
def single(wanted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tag for one in wanted for tag in one.split())


@lru_cache(maxsize=4096)
def _wishes(wanted: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The tags that are wanted as they are, and the beginnings of those wanted by their kind."""
    tags = single(wanted)
    return frozenset(tags), tuple(tag for tag in tags if tag[-1] == ":")


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
        whole, begun = _wishes(wanted)
        if not whole.isdisjoint(self.tags):
            return True
        return bool(begun) and any(tag.startswith(begun) for tag in self.tags)

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
        about = char == "~" and text[at + 1 : at + 2].isdigit() and (not at or text[at - 1] in " (")  # "~5s"
        if about or char in " \t\r":
            at += 1
            continue
        if (end := quotation(raw, at)) > at:
            emit({"quote"}, end, value=raw[at + 1 : end - 1].strip())
            continue
        stop, found, whole = names.at(text, at)
        if whole:
            emit({"name", "file"}, stop, names=found)
            continue
        if (match := FILE.match(text, at)) and (not at or not latin(text[at - 1])):
            if alike := names.file(match.group()):
                emit({"name", "file"}, match.end(), names=(alike,))
                continue
            emit({"name", "file", "unknown"}, match.end(), value=raw[at : match.end()])
            continue
        if strange := _chinese_file(text, at, names):
            emit({"name", "file", "unknown"}, strange, value=raw[at:strange])
            continue
        if (labelled := NUMBERED.match(text, at)) and not found and (not at or not latin(text[at - 1])):
            emit(set(match_words([labelled.group(1)])[1]), labelled.end(1))
            at = labelled.start(2)
            emit({"num"}, labelled.end(2), value=float(labelled.group(2)))
            continue
        counted = (
            bool(tokens)
            and tokens[-1].has("n:clip", "n:photo", "n:video", "n:caption")
            and not tokens[-1].has("sel")
            and (text[at].isdigit() or (tokens[-1].has("n:clip", "n:photo") and numbers.spelt(text, at)))
        )
        if not counted and (ranged := interval(text, at)):
            emit({"range"}, ranged[1], value=ranged[0])
            continue
        if joint := ZH_JOINT.match(text, at):
            pair = tuple("一二三四五六七八九".index(one) + 1 for one in joint.group())
            emit({"sel", "n:clip"}, joint.end(), which=Which("main", pair))
            continue
        chosen = chinese_selection(text, at)
        if chosen and not _into_name(text, at, chosen[0], names):
            end, tags, which, value = chosen
            emit(tags, end, which=which, value=value)
            continue
        if char == "在" and (edge := ZH_EDGE.match(text, at + 1)) and (time := literal_time(text, edge.end())):
            at += 1
            char = text[at]
        if (edge := ZH_EDGE.match(text, at)) and (time := literal_time(text, edge.end())):
            side = (
                "end"
                if edge.group(1)[0] in "最结末尾后片"
                and edge.group(1) not in ("最前", "最前面", "最开始", "最初", "片头")
                else "start"
            )
            emit({"edge"}, time.end, value=(side, time.value))
            continue
        if char == "第" and at + 1 < len(text) and (time := literal_time(text, at + 1)):
            emit({"at"}, time.end, value=time.value)
            continue
        if char == "在" and text.startswith("最", at + 1) and chinese_selection(text, at + 1):
            emit(set(match_chinese(text, at, at + 1)[1]), at + 1)  # 在最后一张照片: and not 在最后
            continue
        _plain(text, at, stop, found, emit)
    return tokens


def _into_name(text: str, at: int, end: int, names: Names) -> bool:
    """Whether what seems a number is how a file name begins: 照片3-lamp.jpg."""
    if text[end - 1] in "两二" and text[end : end + 1] in ("边", "侧", "旁", "端"):
        return True  # 照片两边: both of its sides
    return any(text[inside].isdigit() and names.at(text, inside)[2] for inside in range(at + 1, end))


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
    if literal is None and at and text[at].isdigit() and text[at - 1].isalpha():  # city80%
        literal = numbers.literal(f"{text[: at - 1]} {text[at:]}", at)
    end, tags = at, frozenset[str]()
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
        emit(set(tags) | also, end, names=found if also else ())
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
    elif char in "~≈" and at + 1 < len(text) and text[at + 1].isdigit() and (not at or not text[at - 1].isalnum()):
        emit({FILLER_TAG}, at + 1)
    elif char in "-–—~→" or text.startswith("->", at):
        emit({"to", "dash", FILLER_TAG}, at + 1)
    elif HAN.match(char):
        end = at + 1
        table_end = end
        while end < len(text) and HAN.match(text[end]) and table_end == end and not literal_time(text, end):
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


def quotation(raw: str, at: int) -> int:
    """The end of the quotation that begins at a place; the place itself where none does."""
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
