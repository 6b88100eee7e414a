"""Slips of the hand, mended before a message is read: ``frist``, ``interveiw``, ``专场``.

A word is changed only where it is no word that the editor or the language knows, and is one slip away from one that
is. Quotations, file names and words in capitals within a sentence stay as they are; what is written for the picture
or named again is given back in the person's own spelling.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from typing import Any

from local_backend.edits.model import Edit
from local_backend.language.model import Understanding
from local_backend.language.words import numbers
from local_backend.language.words.lexer import FILE, SLANG, ZH_FILE, quotation
from local_backend.language.words.lookalikes import WORDS
from local_backend.language.words.names import Names, folded
from local_backend.language.words.vocabulary import english_phrases, lemmas, match_words

SHORTEST = 3
"""letters of a word that is looked at; one of three only for a letter turned round or doubled"""
COMMON = 3
"""so many phrases of the vocabulary make a word the likelier one of two"""
UNITS = "second minute hour percent degree pixel frame time quarter half hundred couple several third tenth"
_PAIRS = (
    "ck cs sz iy ae ei ao ou mn dt bp vw fv gj kq sx ai eo iu "
    "qw we er rt ty yu ui io op as sd df fg gh hj jk kl zx xc cv vb bn nm"
)
ALIKE = frozenset(_PAIRS.split())
"""letters that sound alike or lie side by side"""
WORD = re.compile(r"[A-Za-z]+")
OPENS = re.compile(r"(?:^|[.!?。！？\n])[\s\-*•>\d.)(]*$")
AD = re.compile(r"(?<![\w.])ad (?=(?:an?|the|some|my|another|music|text|captions?|subtitles?)\b)")
AN = re.compile(r"(?<![\w.])an (?=[bcdgjklmpqrstvwyz][a-z]{0,2}[aeiou])")
BACK = re.compile(r"(?<=\d)背(?=速|[，。,.！]|$)")
HOMOPHONES = {
    "专场": "转场", "转厂": "转场", "第一端": "第一段", "第二端": "第二段", "第三端": "第三段", "静英": "静音",
    "静因": "静音", "背影音乐": "背景音乐", "字母": "字幕", "子幕": "字幕", "倒方": "倒放", "裁减": "裁剪",
    "放漫": "放慢", "减素": "减速", "旋传": "旋转", "玄转": "旋转", "视屏": "视频", "试频": "视频", "彩访": "采访",
    "菜访": "采访", "旁百": "旁白", "旁拜": "旁白", "淡人": "淡入", "黑百": "黑白", "饱和渡": "饱和度",
    "亮渡": "亮度", "对比渡": "对比度", "水银": "水印", "删处": "删除", "册除": "删除", "照骗": "照片",
    "图骗": "图片", "竖平": "竖屏", "静应": "静音", "净音": "静音", "镜音": "静音", "调量": "调亮", "音月": "音乐",
    "标体": "标题", "道放": "倒放", "倒房": "倒放", "转常": "转场", "转唱": "转场", "装场": "转场", "叠话": "叠化",
    "淡如": "淡入", "淡处": "淡出", "渐影": "渐隐", "加诉": "加速", "家速": "加速", "减诉": "减速", "采坊": "采访",
    "彩坊": "采访", "海难": "海滩", "城是": "城市", "字木": "字幕", "字暮": "字幕", "水映": "水印", "照偏": "照片",
    "图偏": "图片", "片断": "片段", "片端": "片段", "背境": "背景", "被景": "背景", "画免": "画面", "结伟": "结尾",
    "开投": "开头", "横平": "横屏", "海摊": "海滩", "慢动做": "慢动作",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spelling:
    """A message as it is read, and the words in it that were written otherwise, each with how."""

    text: str
    slips: tuple[tuple[str, str], ...] = ()

    def restored(self, said: Understanding) -> Understanding:
        """What was understood, with the person's own spelling where their words are given back."""
        if not self.slips:
            return said
        lost = tuple(map(self._own, said.not_understood))
        refusals = tuple(replace(one, what=self._own(one.what)) for one in said.refusals)
        return replace(said, edits=tuple(map(self._written, said.edits)), not_understood=lost, refusals=refusals)

    def _written(self, edit: Edit) -> Edit:
        changed: dict[str, Any] = {}
        for one in fields(edit):
            value = getattr(edit, one.name)
            if one.name in ("text", "words") and isinstance(value, str) and self._own(value) != value:
                changed[one.name] = self._own(value)
        return replace(edit, **changed) if changed else edit

    def _own(self, words: str) -> str:
        for now, was in self.slips:
            words = re.sub(rf"(?<![A-Za-z]){re.escape(now)}(?![A-Za-z])", lambda _, was=was: was, words)  # type: ignore[misc]
        return words


def spelled(message: str, names: Names) -> Spelling:
    """The message with the slips in it mended."""
    if "-->" in message:
        return Spelling(message)  # subtitles
    kept = list(_kept(message, names))
    known = tuple(sorted(names.words))
    shouted = message.upper() == message
    parts: list[str] = []
    slips: dict[str, str] = {}
    done = 0
    for match in WORD.finditer(message):
        at, end = match.span()
        word = match.group()
        if len(word) < SHORTEST or any(first < end and at < last for first, last in kept):
            continue
        if _inside(message, at, end) or (word != word.lower() and not (shouted or OPENS.search(message, 0, at))):
            continue
        if word[1:] != word[1:].lower() and not shouted:
            continue
        meant = mended(word.lower(), known)
        if not meant:
            continue
        meant = meant.upper() if shouted else meant.capitalize() if word[0].isupper() else meant
        parts += [message[done:at], meant]
        if meant not in message:  # else it could not be told which of the two is given back
            slips[meant] = word
        done = end
    text = "".join([*parts, message[done:]])
    for wrong, right in HOMOPHONES.items():
        if wrong in text and not any(wrong in text[first:last] for first, last in _kept(text, names)):
            text = text.replace(wrong, right)
            slips[right] = wrong
    text = AN.sub("and ", AD.sub("add ", BACK.sub("倍", text)))
    return Spelling(text, tuple(slips.items()))


def _kept(message: str, names: Names) -> Iterator[tuple[int, int]]:
    """The stretches in which nothing is changed: quotations, file names, addresses."""
    low = folded(message)
    at = 0
    while at < len(message):
        end = max(quotation(message, at), names.at(low, at)[0] if low[at].isalnum() else at)
        if end > at:
            yield at, end
        at = max(end, at + 1)
    for pattern in (FILE, ZH_FILE):
        for match in pattern.finditer(low):
            yield match.span()


def _inside(message: str, at: int, end: int) -> bool:
    """Whether a word is part of something longer: an address, a mark, a short form."""
    before, after = message[at - 1 : at], message[end : end + 2]
    return before in tuple("_/@#\\'’&") or (before == "." and at > 1 and not message[at - 2].isspace()) or bool(
        re.match(r"[_/@\\&\d]|\.\w|['’](?!s\b)\w", after)
    )  # fmt: skip


@lru_cache(maxsize=4096)
def mended(word: str, names: tuple[str, ...]) -> str:
    """The word that a misspelt one is meant to be; empty where it is none, or more than one may be meant."""
    if word in WORDS or word in SLANG or _known(word) or any(one in names for one in lemmas(word)):
        return ""
    near = {one for stem in _shortened(word) for one in _stems().get(stem, ())}
    near |= {one for one in names if one.isalpha() and _shortened(word) & _shortened(one)}
    most = 0.4 if len(word) < 4 else 1
    costs = {one: cost for one in near if (cost := _slip(word, one)) < (min(most, 0.7) if one in names else most)}
    if not costs:
        return ""
    least = min(costs.values()) + 0.11
    best = sorted(one for one, cost in costs.items() if cost <= least)
    best = [one for one in best if one in names] or best
    often = {one: max(_phrases().get(base, 0) for base in lemmas(one)) for one in best}
    likely = [one for one in best if often[one] * COMMON >= max(often.values())]
    return min(likely, key=lambda one: (costs[one], one)) if len({_meaning(one) for one in likely}) == 1 else ""


def _meaning(word: str) -> object:
    return match_words([word])[1] or min(lemmas(word), key=len)


@cache
def _phrases() -> dict[str, int]:
    """In how many phrases a word stands."""
    return Counter(word for entries in english_phrases().values() for phrase, _ in entries for word in phrase)


def _known(word: str) -> bool:
    return any(one in _vocabulary() for one in lemmas(word))


@cache
def _vocabulary() -> dict[str, str]:
    """Every word of the vocabulary, with ``v`` and ``n`` where it is a verb or a noun of its own."""
    known = dict.fromkeys([*numbers.ONES, *numbers.TENS, *numbers.ORDINALS], "") | dict.fromkeys(UNITS.split(), "n")
    for entries in english_phrases().values():
        for phrase, tags in entries:
            for word in phrase:
                known.setdefault(word, "")
            if len(phrase) == 1:
                known[phrase[0]] += "".join({tag[0] for tag in tags if tag.startswith(("v:", "n:"))})
    return known


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    """Every word that may be meant, by itself and by itself without one of its letters."""
    index: dict[str, list[str]] = {}
    for base, kinds in _vocabulary().items():
        if not base.isalpha() or len(base) < SHORTEST:
            continue
        for word in (base, *_inflected(base, kinds)):
            for stem in _shortened(word):
                index.setdefault(stem, []).append(word)
    return {stem: tuple(words) for stem, words in index.items()}


def _inflected(word: str, kinds: str) -> Iterator[str]:
    if kinds and not word.endswith("s") and not (kinds == "v" and word.endswith(("ed", "ing"))):
        yield word + "s"
    if "v" not in kinds or word.endswith(("s", "ed", "ing")):
        return
    stem = word[:-1] if word.endswith("e") else word
    stem += stem[-1] if re.search(r"[^aeiou][aeiou][bdgmnprt]$", word) else ""
    yield from (stem + "ed", stem + "ing")


def _shortened(word: str) -> set[str]:
    return {word, *(word[:index] + word[index + 1 :] for index in range(len(word)))}


def _slip(word: str, known: str) -> float:
    """How far a written word is from a known one: below 1 for one slip of the hand, the likelier the less."""
    if word[0] != known[0] and sorted(word[:2]) != sorted(known[:2]):
        return 1
    start = next((i for i, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known)))
    left, right = word[start:], known[start:]
    if len(left) == len(right) and left[:2] == right[1::-1] and left[2:] == right[2:]:
        return 0.2
    if left[1:] == right:
        return 0.3 if left[0] == word[start - 1 : start] else 0.7
    if left == right[1:]:
        return 0.3 if right[0] == known[start - 1 : start] else 0.5
    if left[1:] == right[1:]:
        if left[0] + right[0] in ALIKE or right[0] + left[0] in ALIKE:
            return 0.6 if len(word) > 4 else 1
        return 0.8 if len(word) > 6 else 1
    return 0.9 if len(word) > 7 else 1
