"""The files and what is on the timeline, by the words that people would call them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from local_backend.edits.model import Clip
from local_backend.language.words.aliases import also
from local_backend.timeline import Timeline

AMOUNT = re.compile(r"\d+(?:\.\d+)?\s*(?:%|秒|倍|度|db|分贝)")
"""What may follow a name without a space between: city80%."""


def folded(text: str) -> str:
    """The text in lower case and half width, sign by sign: nothing moves."""
    result = []
    for char in text:
        code = ord(char)
        if 0xFF01 <= code <= 0xFF5E:
            char = chr(code - 0xFEE0)
        elif char in "\u3000\u00a0\u2009\u202f":
            char = " "
        elif char == "’":
            char = "'"
        elif char in "\u200b\u200d\ufeff":
            char = " "
        low = char.lower()
        result.append(low if len(low) == 1 else char)
    return "".join(result)


class Names:
    """The files and what is on the timeline, by the words that people would call them."""

    def __init__(self, media: Sequence[Clip], timeline: Timeline) -> None:
        self.full: dict[str, str] = {}
        self.words: dict[str, list[str]] = {}
        for name in dict.fromkeys([one.name for one in media] + [one.name for _, one in timeline.segments()]):
            if not name:
                continue
            low = folded(name)
            self.full.setdefault(low, name)
            stem = low.rsplit(".", 1)[0]
            spoken = re.sub(r"[_\-.\s]+", " ", stem).strip()
            for key in {stem, spoken}:
                if len(key) > 1:
                    self._add(key, name)
            for word in re.findall(r"[a-z]{3,}|[\u3400-\u9fff]{2,}", stem):
                self._add(word, name)
                for other in also(word):
                    self._add(other, name)
        self.longest = max([0, *map(len, self.full), *map(len, self.words)])
        self.starts = {key[0] for key in [*self.full, *self.words]}

    def _add(self, key: str, name: str) -> None:
        names = self.words.setdefault(key, [])
        if name not in names:
            names.append(name)

    def file(self, asked: str) -> str:
        """The one file that an unknown file name can mean: ``mug.jpg`` where only ``1-mug.jpg`` is there."""
        stem, _, kind = asked.rpartition(".")
        alike = [name for name in self.words.get(stem, ()) if folded(name).endswith(f".{kind}")]
        return alike[0] if len(alike) == 1 else ""

    def at(self, text: str, at: int) -> tuple[int, tuple[str, ...], bool]:
        """(end, names, whether it is the whole file name) of the longest name there."""
        if text[at] not in self.starts or (latin(text[at]) and at and latin(text[at - 1])):
            return at, (), False
        for size in range(min(self.longest, len(text) - at), 0, -1):
            piece = text[at : at + size]
            end = at + size
            if latin(piece[-1]) and end < len(text) and latin(text[end]):
                plural = text[end] == "s" and (end + 1 == len(text) or not latin(text[end + 1]))
                amount = piece[-1].isalpha() and AMOUNT.match(text, end) is not None
                if not ((plural or amount) and piece in self.words):
                    continue
                end += 1 if plural else 0
            if piece in self.full:
                return end, (self.full[piece],), True
            if piece in self.words:
                return end, tuple(self.words[piece]), False
        return at, (), False


def latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_")
