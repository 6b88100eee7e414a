"""``everything after the city clip``, ``city后面的全部``: the clips on one side of another."""

from __future__ import annotations

from local_backend.edits.chain import main_segments
from local_backend.edits.model import Impossible, Which
from local_backend.edits.select import find
from local_backend.language.words import sides
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import piece
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
        near = _neighbour(toks, at, side, timeline)
        if near is not None:
            return near
        comes = side > 1 and toks[side - 1].text.lower() in ("comes", "is", "follows", "goes")
        comes = comes and toks[side - 2].text.lower() in ("what", "whatever", "all that", "everything that")
        if side > 0 and toks[side].text.lower() in (*AFTER, *BEFORE) and (comes or _all(toks[side - 1])):
            first, last, word = side - 1, at, toks[side].text.lower()
        elif at + 2 < len(toks) and toks[at + 1].text in (*AFTER, *BEFORE) and not toks[at + 1].text.isascii():
            end = at + 2
            while end < len(toks) and end < at + 5 and toks[end].text in ("的", "那些", "几段", "片段", "内容", "部分"):
                end += 1
            gone = end < len(toks) and toks[end].has("v:remove") and toks[end].text[:1] in ("都", "全")
            every = end < len(toks) and toks[end].text in ("所有的", "全部的", "所有", "全部")
            every = every and any(one.has("v:remove") for one in toks)
            if end >= len(toks) or (end == at + 2 and not every) or not (_all(toks[end]) or gone):
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


ONE = ("的那段", "的那张", "的那个", "的那一段", "的那一张", "那段", "那张", "那个", "那一段", "那一张", "那个片段")
PLACING = "v:add v:move v:swap v:duplicate v:play v:replace quote"


def _neighbour(toks: list[Tok], at: int, side: int, timeline: Timeline) -> list[Tok] | None:
    """``the clip before the city``, city前面那段: the one beside it; 的 alone where there is only one on that side."""
    first, last = piece(toks, at)
    if any(one.has(PLACING) for one in toks[first:last]) or any(one.has("dur range edge") for one in toks[first:last]):
        return None
    begin, end, word = at, at + 1, ""
    ahead = toks[side - 1] if side > 0 else toks[at]
    singular = ahead.has("n:clip n:photo one") and not ahead.has("sel num") and not ahead.text.lower().endswith("s")
    if side > 0 and toks[side].text.lower() in (*AFTER, *BEFORE) and singular and toks[side].text.isascii():
        begin, word = side - 1, toks[side].text.lower()
    elif at + 1 < last and toks[at + 1].text in (*AFTER, *BEFORE) and not toks[at + 1].text.isascii():
        word, end = toks[at + 1].text, at + 2
        said = [one.text for one in toks[end : end + 2]]
        if said[:1] and said[0] in ONE:
            end += 1
        elif said[:1] == ["的"] and said[1:] and said[1] in ONE:
            end += 2
        elif said[:1] == ["的"] and (end + 1 == last or toks[end + 1].has("v:remove")):
            end += 1
            alone = _beyond(toks[at].which or Which(), word in AFTER, timeline)
            word = word if len(alone) == 1 else ""
        else:
            word = ""
        end += end < last and toks[end].has("n:clip n:photo n:video") and not toks[end].has("sel")
    found = _beyond(toks[at].which or Which(), word in AFTER, timeline) if word else ()
    if not found:
        return None
    chosen = Which(ids=(found[0] if word in AFTER else found[-1],))
    made = Tok({"sel", "n:clip"}, toks[at].text, toks[begin].start, toks[end - 1].end, which=chosen)
    return [*toks[:begin], made, *toks[end:]]


def _all(tok: Tok) -> bool:
    whole = tok.text.lower().endswith(("everything", "all", "all clips", "all the clips", "anything"))
    several = tok.has("n:clip", "n:photo") and not tok.has("sel") and tok.text.lower().endswith("s")
    every = tok.has("n:rest") or tok.text in ("全部", "都", "全", "所有", "全都", "所有的", "全部的")
    return whole or several or every or (tok.has("sel") and tok.has("all"))


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
