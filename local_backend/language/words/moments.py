"""Times told by what is seen then: "the video should end when the city clip ends", "视频到city结束就停"."""

from __future__ import annotations

from local_backend.edits.model import Impossible
from local_backend.edits.select import find
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing, opening
from local_backend.timeline import Timeline

WHEN = (
    "when",
    "once",
    "where",
    "as soon as",
    "after",
    "with",
    "right after",
    "at",
    "到",
    "等",
    "等到",
    "在",
    "当",
    "播到",
)
OVER = ("over", "done", "finished", "through", "ended", "结束", "放完", "播完", "完", "完了", "放完了", "播完了")
WHOLE = "n:video n:film all n:media"


def reached(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with the end of a clip as a time, where it is the end of the whole that is spoken of."""
    for at, tok in enumerate(toks):
        if tok.text.lower() not in WHEN or at + 2 >= len(toks):
            continue
        first = at + 1
        while first < len(toks) and toks[first].has("f") and not toks[first].has("sel", "sep:"):
            first += 1
        if first + 1 >= len(toks) or not toks[first].has("sel") or toks[first].which is None:
            continue
        end = first + 1
        while end < len(toks) and toks[end].has("f") and toks[end].text.lower() not in OVER:
            end += 1
        over = end < len(toks) and (toks[end].has("v:stop", "n:end") or toks[end].text.lower() in OVER)
        start = opening(toks, at, "sep:")
        stop = closing(toks, end + 1, "sep:")
        around = [*toks[start:at], *toks[end + 1 : stop]]
        ending = any(one.has("v:stop") or (one.has("v:cut") and not one.has("n:film")) for one in around)
        named = any(one.has("sel", "quote", "n:music", "n:title", "n:text", "n:voice") for one in around)
        if not over or not ending or named or not any(one.has(WHOLE) for one in around):
            continue
        which = toks[first].which
        try:
            last = find(timeline, which, "en")[-1] if which is not None else None
        except Impossible:
            return toks
        if last is None:
            return toks
        told = " ".join(one.text for one in toks[at : end + 1])
        made = Tok({"at"}, told, tok.start, toks[end].end, value=last.end_ms)
        return [*toks[:at], made, *toks[end + 1 :]]
    return toks
