"""Texts that are listed after one another: ``caption "Hi" at 2s, another one "Bye" at 28s``."""

from __future__ import annotations

from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing, opening
from local_backend.language.words.vocabulary import HARD

TEXTS = "n:title n:subtitle n:lowerthird n:caption n:text n:endcard"
ANEW = (
    "another", "another one", "one more", "second", "a second", "再", "再来", "另", "另外", "再加", "还有", "又",
    "also", "then", "and", "one", "plus", "个", "一个", "一条", "一句", "条", "句", "来", "一行", "行", "接着",
    "然后", "same again", "again",
)  # fmt: skip
WHEN = "at range for edge after before dur at_end at_start n:end n:start"
REACH = 6


def repeated(toks: list[Tok]) -> list[Tok]:
    """The tokens with the noun of the first such text given to those that follow it without one."""
    result: list[Tok] = []
    noun: set[str] = set()
    for at, tok in enumerate(toks):
        if tok.has("sep:") and not tok.has("v:") and _framed(toks, at):
            tok.tags, tok.text = {HARD}, ";"
        elif tok.has("comma") and (_named_late(toks, at) or _meanwhile(toks, at)):
            tok.tags = {"f"}
        if tok.has(TEXTS) and not tok.has("sel"):
            noun = {tag for tag in tok.tags if tag in TEXTS.split()}
        elif tok.has("sel") and not tok.has("all"):
            noun = noun if _timed(toks, at) else set()
        if noun and tok.has("quote") and (start := _opens(toks, result, at)) is not None and _timed(toks, at):
            first = result[start] if start < len(result) else tok
            if start and result[start - 1].has("sep:"):
                result[start - 1].tags, result[start - 1].text = {HARD}, ";"
            result.insert(start, Tok(set(noun) | {"v:add"}, "", first.start, first.start))
        result.append(tok)
    return result


def _named_late(toks: list[Tok], at: int) -> bool:
    """``“早上”“晚上”，两条字幕轮着来``: the words first, and what they are after the comma."""
    ahead = [one for one in toks[max(0, at - 8) : at] if not one.has("f", "and", "comma")]
    behind: list[Tok] = []
    for one in toks[at + 1 :]:
        if one.has("sep:"):
            break
        behind.append(one)
    quoted = bool(ahead) and all(one.has("quote") for one in ahead) and at <= 8
    return quoted and any(one.has(TEXTS) for one in behind) and not any(one.has("quote") for one in behind)


def _meanwhile(toks: list[Tok], at: int) -> bool:
    """``when the city shows up, put "Lisbon" top left``: a clip that only says when the words are there."""
    first = opening(toks, at, "sep:")
    last = closing(toks, at + 1, "sep:")
    part = toks[first:at]
    opens = bool(part) and (part[0].has("when") or part[-1].has("when") or part[-1].text in ("的时候", "时", "时候"))
    small = "sel f when p:for v:show v:play v:add v:start on dir:up p:at of n:screen n:clip pron"
    clip = any(one.has("sel") for one in part) and all(one.has(small) for one in part)
    return opens and clip and any(one.has("quote") for one in toks[at + 1 : last])


def _framed(toks: list[Tok], at: int) -> bool:
    """Whether a wish about the frame ends here and one about a text or logo begins: "portrait, title up to the top"."""
    first = opening(toks, at, "sep:")
    last = closing(toks, at + 1, "sep:")
    head = next((one for one in toks[at + 1 : last] if not one.has("f") or one.has("n:")), None)
    return (
        head is not None
        and head.has(TEXTS, "n:logo")
        and any(one.has("pl: c: bold bigger smaller n:opacity") for one in toks[at + 1 : last])
        and not any(one.has("quote") for one in toks[at + 1 : last])
        and any(one.has("r: fit: ratio") for one in toks[first:at])
        and not any(one.has(TEXTS, "n:logo") for one in toks[first:at])
    )


def _opens(toks: list[Tok], before: list[Tok], at: int) -> int | None:
    """Where a chunk begins that holds nothing but "another one" before the quotation; None for any other chunk."""
    if not any(one.has("quote") for one in toks[:at]):
        return None
    start = len(before)
    while start and not before[start - 1].has("sep:") and len(before) - start < REACH:
        start -= 1
        one = before[start]
        if not (one.text.lower() in ANEW or one.has("f", "and", "also") or one.has(WHEN)) or one.has("v:", "n:"):
            return None
    if not start or not before[start - 1].has("sep:"):
        return None
    last = next((one for one in reversed(before[:start]) if one.has("quote", HARD)), None)
    return start if last is not None and last.has("quote") else None


def _timed(toks: list[Tok], at: int) -> bool:
    """Whether a time stands in the chunk of a token."""
    for step in (1, -1):
        index = at + step
        while 0 <= index < len(toks) and not toks[index].has("sep:"):
            if toks[index].has(WHEN):
                return True
            index += step
    return False
