"""Tokens drawn together: several become one that says what they say as a phrase."""

from __future__ import annotations

from collections.abc import Callable

from local_backend.language.words.lexer import Tok


def skip(toks: list[Tok], at: int) -> int:
    """The index of the next token that is no article."""
    while at < len(toks) and toks[at].text.lower() in (
        "the",
        "my",
        "a",
        "an",
        "our",
        "#",
        "number",
        "no",
        "very",
        "product",
        "的",
        "these",
        "those",
        "of",
    ):
        at += 1
    return at


def joined(toks: list[Tok], first: int, last: int, tags: set[str], **more: object) -> Tok:
    """One token in place of those from ``first`` to before ``last``."""
    text = " ".join(one.text for one in toks[first:last])
    return Tok(tags, text, toks[first].start, toks[last - 1].end, **more)  # type: ignore[arg-type]


def drawn_together(toks: list[Tok], find: Callable[[int, list[Tok]], tuple[Tok, int] | None]) -> list[Tok]:
    """The tokens with each run that ``find`` makes one of replaced by it.

    ``find`` gets an index and what came out so far; it gives a token and the index after its run, or None.
    """
    result: list[Tok] = []
    at = 0
    while at < len(toks):
        made = find(at, result)
        if made is None:
            result.append(toks[at])
            at += 1
        else:
            result.append(made[0])
            at = made[1]
    return result
