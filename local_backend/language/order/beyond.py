"""``everything after the city clip``, ``city后面的全部``: the clips on one side of another."""

from __future__ import annotations

from local_backend.edits.chain import main_segments
from local_backend.edits.model import Impossible, Which
from local_backend.edits.select import find
from local_backend.language.words import sides
from local_backend.language.words.lexer import Tok
from local_backend.timeline import Timeline

AFTER = (*sides.AFTER, "past")
BEFORE = (*sides.BEFORE, "prior to", "up to")


def beyond(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with such a mention drawn together into a selection by ids."""
    for at, tok in enumerate(toks):
        if (
            tok.which is None
            or not tok.has("sel")
            or tok.which.everything
            or tok.which.kind not in ("main", "photo", "video")
        ):
            continue
        side = at - 1
        while side >= 0 and toks[side].text.lower() in ("the", "of", "my"):
            side -= 1
        if side > 0 and toks[side].text.lower() in (*AFTER, *BEFORE) and _all(toks[side - 1]):
            first, last, word = side - 1, at, toks[side].text.lower()
        elif at + 2 < len(toks) and toks[at + 1].text in (*AFTER, *BEFORE) and not toks[at + 1].text.isascii():
            end = at + 2
            while end < len(toks) and end < at + 5 and toks[end].text in ("的", "那些", "几段", "片段", "内容", "部分"):
                end += 1
            gone = end < len(toks) and toks[end].has("v:remove") and toks[end].text[:1] in ("都", "全")
            if end >= len(toks) or end == at + 2 or not (_all(toks[end]) or gone):
                continue
            first, last, word = at, end - 1 if gone else end, toks[at + 1].text
        else:
            continue
        ids = _beyond(tok.which, word in AFTER, timeline)
        if ids:
            if toks[first].has("v:remove", "v:cut"):  # "delete everything" is one word here
                toks[first].tags = {"v:remove"}
                first += 1
            made = Tok({"sel", "n:clip"}, tok.text, toks[first].start, toks[last].end, which=Which(ids=ids))
            return [*toks[:first], made, *toks[last + 1 :]]
    return toks


def _all(tok: Tok) -> bool:
    whole = tok.text.lower().endswith(("everything", "all", "all clips", "all the clips", "anything"))
    several = tok.has("n:clip", "n:photo") and not tok.has("sel") and tok.text.lower().endswith("s")
    return whole or several or tok.text in ("全部", "都", "全", "所有", "全都") or (tok.has("sel") and tok.has("all"))


def _beyond(which: Which, after: bool, timeline: Timeline) -> tuple[str, ...]:
    try:
        found = {one.id for one in find(timeline, which, "en")}
    except Impossible:
        return ()
    main = main_segments(timeline)
    places = [index for index, one in enumerate(main) if one.id in found]
    if not places:
        return ()
    return tuple(one.id for one in (main[places[-1] + 1 :] if after else main[: places[0]]))
