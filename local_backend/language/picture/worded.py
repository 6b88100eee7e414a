"""Texts of the video that are referred to by their words: "the hello thing", "Anna's tag", "Summer Sale"."""

from __future__ import annotations

import re

from local_backend.edits.model import Which
from local_backend.language.words.lexer import Tok
from local_backend.language.words.phrases import drawn_together, joined
from local_backend.language.words.pieces import piece
from local_backend.timeline import Timeline

AHEAD = (
    "word", "words", "text", "title", "caption", "label", "headline", "saying", "says", "reads", "reading",
    "subtitle", "line", "name", "tag", "文字", "标题", "字幕", "写着", "写的", "那个", "那句", "把", "将",
)  # fmt: skip
BEHIND = ("txt", "thing", "tag", "one", "bit", "part", "card", "line", "sign", "banner", "label", "text", "title",
          "caption", "headline", "words", "word", "overlay", "subtitle", "lower third", "lower thirds", "name tag",
          "nameplate",
          "那个", "这个", "那行", "这行", "那几个字", "这几个字", "那两个字", "这两个字", "那行字", "这行字", "字样",
          "的字", "标题", "字幕", "文字", "那句", "这句", "名牌", "人名条", "名字条", "那个字", "字", "两个字",
          "几个字")  # fmt: skip
NAMED = (
    "word", "words", "text", "label", "headline", "title", "caption", "saying", "says", "reads", "reading",
    "subtitle", "tag", "line", "the", "that", "one", "it", "where", "写着", "写的", "文字",
)  # fmt: skip
LOOKS = "c: bold regular bigger smaller n:font n:size n:color mag: pl:"
SAYS = ("is", "should", "disappears", "stays", "appears", "comes", "goes", "must", "needs", "shows", "pops", "lasts")
WRITES = ("add", "insert", "include", "write", "type", "print", "加", "加上", "写", "写上", "添加", "打上", "加个",
          "add a", "to", "into", "a", "an", "another", "改成", "改为", "成", "为", "换成", "写成", "say", "read",
          "显示", "一个", "加一个", "应该是", "是", "叫")  # fmt: skip
"""Behind these the words are what is to be written."""
GREETINGS = ("hello", "hi", "hey", "welcome", "thanks", "你好", "嗨", "大家好")


def worded(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with every mention of a text of the video by its words drawn together into a selection."""
    there = {bare(one.text): one.text for _, one in timeline.segments() if one.kind == "text"}
    there.pop("", None)
    if not there:
        return toks

    _quoted(toks, {one.text for _, one in timeline.segments() if one.kind == "text"})

    def mention(at: int, done: list[Tok]) -> tuple[Tok, int] | None:
        told = ""
        for end in range(at + 1, min(at + 13, len(toks) + 1)):
            tok = toks[end - 1]
            if tok.has("quote", "file", "sep:") and not (tok.has("sep:") and end - 1 > at):
                return None
            told += bare(tok.text)
            whole = told if told in there else told[:-1] if told.endswith("s") and tok.text[-2:] in ("'s", "’s") else ""
            if whole in there:
                return _referred(toks, at, end, there[whole], done, possessive=whole != told)
            if not any(text.startswith(told) for text in there):
                return None
        return None

    return drawn_together(toks, mention)


def _quoted(toks: list[Tok], there: set[str]) -> None:
    """``"Anna" blue``: a quotation that is a text of the video, with nothing but looks beside it, is that text."""
    for at, tok in enumerate(toks):
        if not tok.has("quote") or tok.value not in there:
            continue
        first, last = piece(toks, at)
        rest = [one for one in toks[first:last] if one is not tok]
        if any(one.has(LOOKS) for one in rest) and all(one.has("f", "v:make", LOOKS) for one in rest):
            tok.tags, tok.which = {"sel", "n:text", "worded"}, Which("text", (), (str(tok.value),))


def _referred(
    toks: list[Tok], at: int, end: int, text: str, done: list[Tok], *, possessive: bool
) -> tuple[Tok, int] | None:
    """The selection where the words are a text's; None where they only happen to be the same."""
    before = [one.text.lower() for one in toks[max(0, at - 7) : at]]
    nearest = before[-1] if before else ""
    after = toks[end].text.lower() if end < len(toks) else ""
    ahead = nearest in AHEAD or (nearest in ("that", "this") and end - at == 1)
    behind = after in BEHIND or (end < len(toks) and toks[end].has("n:title n:lowerthird n:caption n:subtitle"))
    if nearest in WRITES or (any(one in WRITES[:12] for one in before) and not (possessive or behind)):
        return None
    if toks[at].has("n:", "v:", "c:", "num") and not (behind or ahead or end - at > 1):
        return None
    exact = "".join(one.text for one in toks[at:end]).replace(" ", "").startswith(text.replace(" ", ""))
    spelt = exact and (text != text.lower() or not text.isascii())
    greeting = text.lower() in GREETINGS and at == 0 and after not in SAYS
    if not (possessive or behind or ahead or ((spelt or end - at > 1) and not greeting)):
        return None
    stop = end
    if (behind and not possessive) or (possessive and end < len(toks) and (behind or toks[end].has("n:text n:plate"))):
        stop = end + 1
    while (
        done
        and done[-1].text.lower() in NAMED
        and not (len(done) > 1 and done[-1].has("v:") and not done[-1].has("v:show"))
    ):
        done.pop()
    return joined(toks, at, stop, {"sel", "n:text", "worded"}, which=Which("text", (), (text,))), stop


def bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
