"""Small words bound to what they belong to: a length to its transition, "不要" and "off" to what goes."""

from __future__ import annotations

import re

from local_backend.language.words.drawing import skip
from local_backend.language.words.lexer import Tok

AGAIN = re.compile(r"[，,、]?(?:前面|之前|前边|前头|以前)的?(?:部分|内容)?[都全]*(?:不要了?|删掉|去掉|剪掉|删除)")
REFUSED = ("不要", "别要", "不需要", "不用", "不想要", "别", "免")


def bound(toks: list[Tok]) -> list[Tok]:
    """A length that stands right before or behind a transition belongs to it: "crossfade 1s", "1秒的转场"."""
    for index, tok in enumerate(toks):
        if not tok.has("dur") or tok.has("clock"):
            continue
        after = skip(toks, index + 1)
        joins = after < len(toks) and _joining(toks[after])
        behind = (
            index > 0
            and _joining(_before(toks, index))
            and (after >= len(toks) or toks[after].has("sep:", "p:for", "v:"))
        )
        if joins or behind:
            tok.tags = (tok.tags - {"dur"}) | {"tdur"}
    for index, tok in enumerate(toks):
        if not index or not tok.has("sep:hard") or tok.text.lower() not in ("after that", "afterwards"):
            continue
        if toks[index - 1].has("n:clip", "n:rest") or toks[index - 1].text.lower() in ("everything", "what", "all"):
            tok.tags = {"p:after"}  # the part after that, not "and then"
    for index, tok in enumerate(toks[:-1]):
        if tok.text.lower() == "cut it" and not toks[index + 1].has("sep:"):
            into = toks[index + 1].text.lower() in ("into", "in", "in half", "in two") or toks[index + 1].has("halfx")
            tok.tags = {"v:split" if into else "v:cut"}
    for index, tok in enumerate(toks):
        if tok.has("since") and index + 1 < len(toks) and toks[index + 1].has("comma"):
            _echoed(toks[index + 1 : index + 7])
    for index, tok in enumerate(toks):
        if tok.text in REFUSED and index and (index + 1 >= len(toks) or toks[index + 1].has("sep:")):
            tok.tags = {"v:remove"}  # 标题不要
    switched = "n:transition n:music n:audio n:voice n:zoom"
    for index, tok in enumerate(toks):
        last = index + 1 >= len(toks) or toks[index + 1].has("sep:")
        if tok.text.lower() == "off" and index and last and toks[index - 1].has(switched):
            tok.tags = {"v:remove"}
    return toks


def _echoed(toks: list[Tok]) -> None:
    """From 10 s on, what is before that goes, says one thing twice: the second time is passed over."""
    told = "".join(one.text for one in toks)
    again = AGAIN.match(told)
    for one in toks:
        if again and len(one.text) <= again.end() and told.find(one.text) < again.end():
            one.tags = {"f"}


def _before(toks: list[Tok], at: int) -> Tok:
    """The token before, past an "of": "fades of one second"."""
    return toks[at - 2] if at > 1 and toks[at - 1].text.lower() == "of" else toks[at - 1]


def _joining(tok: Tok) -> bool:
    return tok.has("n:transition") or (
        tok.has("t:") and not tok.has("n:zoom", "n:fade", "v:fade", "n:blur", "v:", "fit:")
    )
