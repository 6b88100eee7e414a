"""How much is meant, and what instead: ``slower, say 80%``, ``transitions shouldn't be 0.5 s, make them 1 s``."""

from __future__ import annotations

import re

from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import AMOUNTS, JOINTS, PACE, piece
from local_backend.language.words.vocabulary import HARD

GUESSES = ("to", "say", "like", "maybe", "perhaps", "let's say", "let us say", "shall we say", "大概", "比如", "大约")
"""what an amount is opened by that only says how much was meant before it"""


def suggested(toks: list[Tok], at: int) -> None:
    """``a little slower, say 80%``: how much is meant."""
    tok = toks[at]
    if tok.text.lower() not in GUESSES[1:] or at < 2 or at + 1 >= len(toks):
        return
    if not toks[at + 1].has(AMOUNTS, "for") or not toks[at - 1].has("comma") or not _vague(toks, at - 2):
        return
    if at + 2 == len(toks) or toks[at + 2].has(*JOINTS):
        tok.tags, toks[at - 1].tags = {"f", "to"}, {"f"}
        tok.text = "to"


def _vague(toks: list[Tok], at: int) -> bool:
    """Whether the words that end there say which way, and not how far."""
    first, _ = piece(toks, at, HARD, "comma")
    part = toks[first : at + 1]
    if any(one.has("pct", "dur", "x") for one in part):
        return False
    return toks[at].has(PACE, "longer", "shorter", "later", "earlier") or any(
        one.has("v:slow", "v:speed") for one in part
    )


def lasting(toks: list[Tok], at: int) -> None:
    """``all transitions should be fade through black and last 0.8 s``: so long are they."""
    tok = toks[at]
    if not tok.has("edge") or not re.match(r"last \d", tok.text.lower()) or not at:
        return
    if not toks[at - 1].has("and", "should", "comma") and toks[at - 1].text.lower() not in ("should", "must", "to"):
        return
    first, _ = piece(toks, at, HARD)
    joined = any(one.has("n:transition", "t:") for one in toks[first:at])
    _, end = piece(toks, at)
    if joined and not any(one.has("sel", "v:") for one in toks[at + 1 : end]):
        tok.tags, tok.value = {"tdur"}, tok.value[1]
        toks[at - 1].tags = {"f"}


def no_longer(toks: list[Tok], at: int) -> None:
    """``transitions shouldn't be 0.5 s, make them 1 s``: the amount that shall not be is left out."""
    tok = toks[at]
    first, last = piece(toks, at, HARD, "comma")
    if (
        not tok.has("neg")
        or last >= len(toks)
        or not any(one.has("n:transition", "n:title", "n:text") for one in toks[first:at])
    ):
        return
    _, end = piece(toks, last + 1, HARD, "comma")
    then = toks[last + 1 : end]
    for kind in ("dur", "pct"):
        amounts = [one for one in toks[at + 1 : last] if one.has(kind)]
        if (
            len(amounts) == 1
            and all(one.has("f", kind) for one in toks[at + 1 : last])
            and any(one.has(kind) for one in then)
            and any(one.has("pron") for one in then)
            and any(one.has("v:make", "v:change") for one in then)
        ):
            for one in [*toks[at : last + 1], *(one for one in then if one.has("pron"))]:
                one.tags, one.value = {"f"}, 0


def instead(toks: list[Tok], at: int) -> None:
    """``I don't like this music, give me something lo-fi instead``: music of that kind."""
    tok = toks[at]
    if tok.text.lower() not in (
        "give me",
        "get me",
        "find me",
        "i want",
        "i'd like",
        "i'd prefer",
        "let's have",
    ) or not tok.has("v:want", "v:add"):
        return
    _, last = piece(toks, at)
    own = toks[at + 1 : last]
    if (
        any(one.has("m:") for one in own)
        and any(one.text.lower() == "something" for one in own)
        and any(one.has("n:music") for one in toks[:at])
    ):
        tok.tags = {"v:add"}
        next(one for one in own if one.text.lower() == "something").tags = {"n:music"}


def instead_of(toks: list[Tok]) -> None:
    """``转场别用0.5秒的，改0.8秒``: the amount that shall not be, before the one that shall."""
    for at, tok in enumerate(toks):
        if not (tok.has("neg") and tok.has("v:remove", "neg")) or tok.text not in (
            "别用",
            "不用",
            "不要",
            "别",
            "不要用",
        ):
            continue
        first = at + 1
        if first >= len(toks) or not toks[first].has(AMOUNTS) or not at:
            continue
        end = first + 1
        while end < len(toks) and toks[end].has("f", "comma") and not toks[end].has("amend") and end < first + 3:
            end += 1
        if end + 1 >= len(toks) or not toks[end].has("amend", "v:change"):
            continue
        then = next((one for one in toks[end + 1 : end + 3] if not one.has("f", "to")), None)
        if then is None or not any(then.has(kind) and toks[first].has(kind) for kind in ("dur", "pct", "x", "db")):
            continue
        for one in toks[at:end]:
            one.tags, one.value = {"f"}, 0
