"""The vocabulary as look-up tables: the longest known phrase at a place, inflected or not."""

from __future__ import annotations

from functools import cache, lru_cache

from local_backend.language.words import chinese, chinese_more, english, english_more, senses

FILLER_TAG = "f"
HARD, SOFT = "sep:hard", "sep:soft"
SOUND_FILES = (".mp3", ".wav", ".m4a", ".aac")
"""endings of the sound files that are taken"""
ANY_SOUND_FILES = (*SOUND_FILES, ".flac", ".ogg")
UNSEEN_FILES = (*ANY_SOUND_FILES, ".srt", ".vtt")
"""endings of files without pictures"""
SEPARATORS_EN = {
    HARD: "then|after that|and then|afterwards|next up|followed by that",
    SOFT: "and|&|plus|also|but|as well as|along with|and also|while|additionally|besides",
}
SEPARATORS_ZH = {
    HARD: "然后|接着|随后|之后再|接下来|再然后|紧接着|最后再|然后再|完了之后|其次",
    SOFT: "和|并|并且|且|再|还|还要|同时|另外|以及|与|及|跟|而且|还有|此外|也|又|顺便|再把|并把|同时把|再给|并给",
}


@cache
def english_phrases() -> dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]:
    """First word → phrases with their tags, longest first."""
    tags: dict[tuple[str, ...], set[str]] = {}

    def learn(tag: str, phrases: str) -> None:
        for phrase in phrases.split("|"):
            tags.setdefault(tuple(phrase.strip().replace("-", " ").split()), set()).add(tag)

    for table in (english.VERBS, english.NOUNS, english_more.KINDS, senses.ENGLISH, SEPARATORS_EN):
        for tag, phrases in table.items():
            learn(tag, phrases)
    for code, names in english_more.COLORS.items():
        learn(f"c:{code}", names)
    learn(FILLER_TAG, english_more.FILLER)
    index: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for words, found in tags.items():
        index.setdefault(words[0], []).append((words, frozenset(found)))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


@cache
def chinese_phrases() -> dict[str, frozenset[str]]:
    tags: dict[str, set[str]] = {}
    for table in (chinese.VERBS, chinese.NOUNS, chinese_more.KINDS, senses.CHINESE, SEPARATORS_ZH):
        for tag, phrases in table.items():
            for phrase in phrases.split("|"):
                tags.setdefault(phrase.lower(), set()).add(tag)
    for code, names in chinese_more.COLORS.items():
        for phrase in names.split("|"):
            tags.setdefault(phrase, set()).add(f"c:{code}")
    for phrase in chinese_more.FILLER.split("|"):
        tags.setdefault(phrase.lower(), set()).add(FILLER_TAG)
    return {phrase: frozenset(found) for phrase, found in tags.items() if phrase}


@cache
def longest_chinese() -> int:
    return max(map(len, chinese_phrases()))


@lru_cache(maxsize=4096)
def lemmas(word: str) -> tuple[str, ...]:
    """The word and what it may be an inflected form of."""
    forms = [word]
    if word.endswith("'s"):
        forms.append(word[:-2])
    for ending, ends in (("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")),
                         ("ing", ("", "e")), ("'", ("",))):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word[: -len(ending)]
            forms += [stem + end for end in ends]
            if ending in ("ed", "ing") and len(stem) > 2 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return tuple(dict.fromkeys(one for one in forms if one not in ("wav", "mov") or word == one))  # waving, moving


def match_words(words: list[str]) -> tuple[int, frozenset[str]]:
    """How many of the words make a known phrase, and its tags; (0, nothing) for none."""
    index = english_phrases()
    longest, tags = 0, frozenset[str]()
    for first in lemmas(words[0]):
        for phrase, found in index.get(first, ()):
            size = len(phrase)
            if size < longest or size > len(words):
                continue
            if all(one == word or one in lemmas(word) for one, word in zip(phrase[1:], words[1:size], strict=True)):
                exact = size > longest
                longest, tags = size, found if exact else tags | found
    return longest, tags


MORE = tuple("速快长亮大粗强深重宽高")
"""What makes a verb of its own with a 加 before it: 再加速 is 再 and 加速."""


def match_chinese(text: str, at: int, stop: int) -> tuple[int, frozenset[str]]:
    """The end of the longest known phrase at that place, and its tags."""
    table = chinese_phrases()
    for size in range(min(longest_chinese(), stop - at), 0, -1):
        phrase = text[at : at + size]
        tags = table.get(phrase)
        if tags is None or (size > 1 and phrase[-1] == "加" and text[at + size : at + size + 1] in MORE):
            continue
        if phrase[0].isascii() and phrase[0].isalnum() and at and text[at - 1].isascii() and text[at - 1].isalnum():
            continue
        end = at + size
        ends_latin = phrase[-1].isascii() and phrase[-1].isalnum()
        if ends_latin and end < stop and text[end].isascii() and text[end].isalnum():
            continue
        return end, tags
    return at, frozenset()
