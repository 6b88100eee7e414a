"""A message cut into clauses, and the clause that frames take their slots from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from local_backend.edits.model import Clip, Language, Which
from local_backend.language.words.lexer import Tok, single
from local_backend.language.words.phrases import NOUNS, noun_of
from local_backend.language.words.vocabulary import FILLER_TAG, HARD, SOFT
from local_backend.timeline import Timeline

SMALL = {
    "f", HARD, SOFT, "comma", "and", "to", "from", "p:at", "p:for", "p:after", "p:before", "between", "with", "in",
    "of", "on", "by", "pron", "one", "also", "exact", "when", "lines", "instead", "dash", "colon", "background",
    "gen", "gradual", "onward", "all", "each", "same", "mag:little", "mag:much", "first", "under", "lowertext",
    "n:background", "n:screen", "n:place", "n:name", "v:stop", "dir:in", "dir:up", "dir:out", "v:start", "other",
    "normal", "n:audio", "n:frame", "n:media", "v:play", "v:want", "v:change", "v:show", "v:upload", "quieter",
    "n:subtitles", "n:captionlines", "n:copies", "meta", "v:point",
}  # fmt: skip
"""Tags of words that say nothing by themselves: left over, they are not worth a complaint."""
ENDS = ("end", "finish", "截", "掐", "为止", "就停", "就结束", "结束")
NAMING = ("sel", "name", "file", "stranger")


@dataclass(slots=True)
class Clause:
    """Tokens of which frames take what they can account for. What no frame takes was not understood."""

    toks: list[Tok]
    used: set[int] = field(default_factory=set)
    hard: bool = False
    """begins with "then": numbers count from what the edits before have left"""
    last: Which | None = None
    """what the clause before was about"""
    following: Which | None = None
    ending: bool = False
    """the clause before spoke of the end of the video"""
    joining: bool = False
    """the clause before was about transitions"""
    kept: bool = False
    """a clause before said what is to be kept"""
    sounding: bool = False
    """the clause before spoke of how loud something is"""

    def copy(self) -> Clause:
        return Clause(self.toks, set(self.used), self.hard, self.last, self.following, self.ending, self.joining,
                      self.kept, self.sounding)  # fmt: skip

    def free(self) -> Iterator[tuple[int, Tok]]:
        return ((index, one) for index, one in enumerate(self.toks) if index not in self.used)

    def index(self, *tags: str) -> int | None:
        return next((index for index, one in self.free() if one.has(*tags)), None)

    def has(self, *tags: str) -> bool:
        return self.index(*tags) is not None

    def said(self, *tags: str) -> bool:
        """Whether the clause has it at all, taken or not."""
        return any(one.has(*tags) for one in self.toks)

    def see(self, *tags: str) -> Tok | None:
        at = self.index(*tags)
        return None if at is None else self.toks[at]

    def take(self, *tags: str) -> Tok | None:
        """The first free token of a kind, taken. A clip that is named is only taken where it is asked for."""
        named = any(tag in NAMING for tag in single(tags))
        at = next(
            (i for i, one in self.free() if one.has(*tags) and (named or not one.has("sel") or one.has("all"))), None
        )
        if at is None:
            return None
        self.used.add(at)
        return self.toks[at]

    def take_all(self, *tags: str) -> list[Tok]:
        found = []
        while (one := self.take(*tags)) is not None:
            found.append(one)
        return found

    def word(self, *words: str) -> bool:
        """Whether one of the words stands in the clause, as it is written."""
        return any(one.text.lower() in words for one in self.toks)

    def negated(self, *tags: str) -> bool:
        """Whether a "no" stands before the first such token; both are taken then."""
        at = self.index(*tags)
        if at is None:
            return False
        for index in range(at - 1, max(-1, at - 6), -1):
            tok = self.toks[index]
            if index not in self.used and tok.has("neg"):
                self.used |= {index, at}
                self.used |= {i for i in range(index + 1, at) if self.toks[i].has("v:add", "v:want", "v:show")}
                return True
            if tok.has("comma", HARD) or (
                tok.has("v:") and not tok.has("f", "v:want", "v:add", "v:show", "v:change", "v:make")
            ):
                return False
        return False

    def gone(self, *also: str) -> bool:
        """Whether something is to go: "remove", "turn off", 取消; taken, for each thing of a clause again.

        An "end" is no such word.
        """
        found = [
            index
            for index, one in enumerate(self.toks)
            if not one.has("sel")
            and (
                one.has("v:remove")
                or (one.has("v:stop") and one.text.lower().endswith(("off", "关掉", "关闭", "取消")))
                or (index not in self.used and one.has(*also))
                or (index not in self.used and one.has("v:stop") and not one.text.lower().startswith(ENDS))
            )
            and not any(two.has("at before after todur") for two in self.toks[index + 1 : index + 2])
        ]
        self.used |= set(found)
        return bool(found)

    def upon(self) -> None:
        """``… and put "Hi" over it``: words go on the clip that was spoken of."""
        about = self.last is not None and self.last.kind in ("main", "photo", "video") and not self.last.everything
        if not about or not self.said("quote"):
            return
        timed = "sel at range edge at_end at_start n:end n:start all dur for v: pron after before"
        lettered = self.toks[0].has("with") and self.said("n:caption n:title n:text n:lowerthird")
        lettered = lettered or (self.toks[0].has("n:caption") and not self.toks[0].text.isascii())
        if lettered and not self.said(timed):
            self.toks.append(Tok({"sel", "n:clip"}, "", self.toks[-1].end, self.toks[-1].end, which=self.last))
        for before, tok in pairwise(self.toks):
            if (
                before.text.lower() in ("on", "over", "onto", "across", "during")
                and tok.has("pron")
                and not tok.has("sel")
            ):
                tok.tags, tok.which = {"sel", "n:clip"}, self.last

    def goes_on(self, message: str) -> bool:
        """``beach放慢到50%，原声不要``: one more thing that is said of the one clip before."""
        one = self.last is not None and self.last.kind in ("main", "photo", "video") and not self.last.everything
        joined = message[: self.toks[0].start].rstrip()[-1:] in ("，", ",")
        return one and joined and not self.hard and not self.said("all sel n:video n:music n:voice n:rest")

    def shown_so_long(self) -> bool:
        """``make it 5 seconds``, right after a text was spoken of: that is how long the text is to be seen."""
        lettered = self.last is not None and self.last.kind in ("text", "title", "subtitle", "lower_third", "caption")
        times = [one for one in self.toks if one.has("dur todur for")]
        light = "f v:change v:make to pron p:for longer v:show v:keep comma mag:little"
        light += " shorter v:cut v:trim down" if self.said("todur") else ""  # "shorten it to 2 s"
        plain = all(one in times or one.has(light) or one.text.lower() == "give" for one in self.toks)
        return lettered and len(times) == 1 and int(times[0].value) <= 10_000 and plain

    def weight(self) -> float:
        return sum(1.0 if weighty(self.toks[index]) else 0.1 for index in self.used)

    def leftovers(self) -> list[list[Tok]]:
        """Runs of tokens that mean something and that nothing accounted for."""
        runs: list[list[Tok]] = []
        near = -9
        for index, one in enumerate(self.toks):
            if index in self.used or not one.text:
                continue
            if weighty(one):
                if (
                    runs
                    and index - near <= 3
                    and not any(self.toks[i].has(HARD, "comma") for i in range(near, index))
                    and not any(i in self.used for i in range(near + 1, index))
                ):
                    runs[-1].append(one)
                else:
                    runs.append([one])
                near = index
        return runs


def weighty(tok: Tok) -> bool:
    """True for a token that must not be passed over in silence."""
    return FILLER_TAG not in tok.tags and not tok.tags <= SMALL


@dataclass(slots=True)
class Scene:
    """What a frame may look at besides its clause."""

    timeline: Timeline
    media: tuple[Clip, ...]
    language: Language
    composing: bool = False
    """a video is being made in this very message"""
    message: str = ""

    @property
    def empty(self) -> bool:
        return not self.timeline.tracks and not self.composing

    def pick(self, en: str, zh: str) -> str:
        return zh if self.language == "zh" else en

    def file(self, name: str) -> Clip | None:
        return next((one for one in self.media if one.name == name), None)

    def files(self, tok: Tok, *kinds: str) -> list[Clip]:
        found = [self.file(name) for name in tok.names]
        return [one for one in found if one is not None and (not kinds or one.kind in kinds)]

    def of_kind(self, *kinds: str) -> list[Clip]:
        return [one for one in self.media if one.kind in kinds]


def which_of(
    clause: Clause, *, nouns: tuple[str, ...] = ("n:photo", "n:clip", "n:video"), default: Which | None = None
) -> Which | None:
    """What a clause is about: a named clip, all of a kind, "it"; else ``default``."""
    for index, tok in clause.free():
        if tok.has("sel") and tok.which is not None:
            clause.used.add(index)
            if tok.has("all"):
                clause.take("each")
            extra = tok.which
            while (more := _also(clause, index)) is not None:
                tok2 = clause.toks[more]
                clause.used.add(more)
                index = more
                if tok2.which is not None:
                    extra = Which(extra.kind, extra.numbers + tok2.which.numbers, extra.names + tok2.which.names)
            return extra
    at = clause.index(*nouns)
    if at is not None:
        tok = clause.toks[at]
        clause.used.add(at)
        noun = noun_of(tok)
        clause.take("all", "each")
        plural = tok.text.lower().endswith("s") or not tok.text.isascii()
        if noun == "n:photo":
            return Which("photo")
        if noun == "n:video":
            return Which()
        if noun == "n:clip" and not plural and clause.last is not None:
            return clause.last
        return Which(NOUNS.get(noun, "main")) if noun != "n:clip" else Which()
    if clause.take("all", "each"):
        return Which()
    if clause.last is not None:
        clause.take("pron")
        return clause.last
    if clause.following is not None and clause.said("v:") and not clause.said("n: pron edge range at after before"):
        return clause.following
    clause.take("pron")
    return default


def _also(clause: Clause, at: int) -> int | None:
    """The index of a further selection joined to the one before: "clip 1 and the beach clip"."""
    gap = 0
    for index in range(at + 1, min(at + 4, len(clause.toks))):
        tok = clause.toks[index]
        if index not in clause.used and tok.has("sel") and gap:
            return index
        if tok.has("and", "comma") or tok.text.lower() in ("or", "nor", "或", "或者"):
            gap += 1
        elif not tok.has("f"):
            return None
    return None
