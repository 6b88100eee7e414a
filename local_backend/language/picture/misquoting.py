"""Quoted words that name a text, and are not, or not just so, on the picture: ``change "Sumer" to "Summer"``.

They may be a part of a text, or a text that was misspelt. Otherwise there is no such text, which the edit then says;
to take them for new words instead would write them over what is there.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from local_backend.edits.model import Which
from local_backend.language.picture.renaming import AHEAD, NOUNS, TURNS, is_joint, joined_by, owned
from local_backend.language.picture.worded import bare
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import piece
from local_backend.timeline import Timeline

LOOKS = "c: bold regular pl: n:color"
MORE = "bigger smaller longer shorter later earlier"
ALIKE = 0.8
"""least likeness, of 1, of a text and the words that are meant to be it"""


def misquoted(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with such words, the verb and the new words drawn together, as ``renaming`` does for a text."""
    texts = [one.text for _, one in timeline.segments() if one.kind == "text"]
    there = {bare(text): text for text in texts}
    clips = {bare(name) for _, one in timeline.segments() for name in (one.name, one.name.rpartition(".")[0])}
    at = 0
    while at < len(toks):
        old, new = toks[at], _becomes(toks, at)
        if old.has("quote") and bare(str(old.value)) in there:
            at += 1
            continue
        if new is None:
            if _spoken_of(toks, at) and bare(str(old.value)) not in clips:
                told, _ = _meant(str(old.value), "", there)
                old.tags, old.which = {"sel", "n:text", "worded"}, Which("text", (), (told,))
            at += 1
            continue
        told, words = _meant(str(old.value), str(toks[new].value), there)
        first = at
        while first and (toks[first - 1].text.lower() in AHEAD or toks[first - 1].has(NOUNS)):
            first -= 1
        for one in toks[:first][-2:]:
            if one.text.lower() in TURNS:
                one.tags = {"f"}
        named = Tok({"sel", "n:text", "worded"}, told, toks[first].start, old.end, which=Which("text", (), (told,)))
        verb = Tok({"v:rename"}, toks[at + 1].text, toks[at + 1].start, toks[new - 1].end)
        quote = Tok({"quote"}, words, toks[new].start, toks[new].end, value=words)
        toks = [*toks[:first], named, verb, quote, *toks[new + 1 :]]
        at = first + 3
    return toks


def _becomes(toks: list[Tok], at: int) -> int | None:
    """The index of the quoted words that those at ``at`` shall become; None where nothing of the kind is said."""
    if not toks[at].has("quote") or (joint := joined_by(toks, at + 1)) is None:
        return None
    new = joint + 1
    while new < len(toks) and (is_joint(toks[new]) or toks[new].text in ("-", ">", "=", "：", ":", "成", "为")):
        new += 1
    if new >= len(toks) or not toks[new].has("quote") or (new + 1 < len(toks) and toks[new + 1].has("quote")):
        return None
    return new if owned(toks, joint) or _turned(toks, at) else None


def _spoken_of(toks: list[Tok], at: int) -> bool:
    """``remove the caption "A"``, ``make "A" red``: what is to happen to a text that has those words already."""
    first, last = piece(toks, at)
    before, after = toks[first:at], toks[at + 1 : last]
    if not toks[at].has("quote") or any(one.has("quote") for one in (*before, *after)):
        return False
    if any(one.has("v:want v:add v:show with") for one in before):
        return False
    verbs = [one for one in before if not (one.has("f", NOUNS) or one.text.lower() in AHEAD)]
    if verbs and all(one.has("v:remove") for one in verbs):
        return all(one.has("f", NOUNS) for one in after)
    if verbs and all(one.has("v:move") for one in verbs):
        return any(one.has("pl: later earlier") for one in after)
    if not after or any(not one.has("v:make") for one in verbs):
        return False
    if any(one.has(MORE) for one in after):
        return all(one.has(MORE, "f", "mag: pct x dur") for one in after)
    taken = bool(verbs) or any(one.text in ("把", "将") for one in before)
    lasting = after[0].has("amend")
    named = any(one.has(NOUNS) for one in before)
    return (lasting or (taken and not named)) and all(one.has("f", LOOKS, "v:make", NOUNS) for one in after)


def _turned(toks: list[Tok], at: int) -> bool:
    """``change the title "A" to …``: between the verb and the words stands nothing but what names a text."""
    for one in reversed(toks[max(0, at - 7) : at]):
        if one.text.lower() in TURNS:
            return True
        if not (one.has("f", NOUNS) or one.text.lower() in AHEAD):
            return False
    return False


def _meant(old: str, new: str, there: dict[str, str]) -> tuple[str, str]:
    """The text that is meant, or the words as they were said, and what it shall be."""
    edge = r"\b" if old.isascii() and old[:1].isalnum() and old[-1:].isalnum() else ""
    part = re.compile(f"{edge}{re.escape(old)}{edge}", re.IGNORECASE)
    holding = [text for text in there.values() if part.search(text)]
    if len(holding) == 1:
        return holding[0], part.sub(lambda _: new, holding[0])
    near = get_close_matches(bare(old), there, 1, ALIKE)
    return (there[near[0]], new) if near else (old, new)
