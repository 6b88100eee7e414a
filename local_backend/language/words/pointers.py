"""What points at something said before, or says nothing new: ``that bit``, ``nothing on the interview``."""

from __future__ import annotations

from local_backend.edits.model import Impossible
from local_backend.edits.select import find
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import LETTERED, piece
from local_backend.language.words.vocabulary import HARD, SOFT
from local_backend.timeline import Timeline

HELD = "stay on|stays on|stay|stays|stay up|linger|lingers|hang|hang around|stick around"
FINE = [
    ["are", "fine"],
    ["is", "fine"],
    ["are", "ok"],
    ["is", "ok"],
    ["are", "good"],
    ["are", "okay"],
    ["is", "good"],
    ["are", "fine", "as", "they", "are"],
]
PLACES = "range"
DULL = ("drags", "drag", "drags on", "is dragging", "dragging", "cuts", "repeats")
BIT = ("bit", "part", "section", "stretch", "piece", "passage", "portion", "segment", "moment", "spot",
       "那段", "这段", "那一段",
       "这一段", "那里", "那块", "那截", "这截", "那一截", "这一截", "那部分", "这部分")  # fmt: skip


def that_bit(toks: list[Tok], at: int) -> None:
    """``0 to 5 sec is too dark, give that bit +15 brightness``: the stretch that was only remarked upon."""
    tok = toks[at]
    two = at + 1 < len(toks) and toks[at + 1].text.lower() in BIT and tok.text.lower() in ("that", "this", "the")
    if not tok.has("pron") or not (two or tok.text in BIT):
        return
    first, last = piece(toks, at, HARD, "comma")
    own = toks[first:last]
    if not first or any(one.has("range", "at", "edge", "after", "before") for one in own):
        return
    start, _ = piece(toks, first - 1, HARD, "comma")
    remark = toks[start : first - 1]
    times = [one for one in remark if one.has(PLACES)]
    if len(times) != 1 or any(
        one.has("v:", "quote", "sel", "pct") and not one.has("f", PLACES) and one.text.lower() not in DULL
        for one in remark
    ):
        return
    tok.tags, tok.value = {PLACES}, times[0].value
    if two:
        toks[at + 1].tags = {"f", "n:volume"} if any(one.has("louder", "quieter") for one in remark) else {"f"}
    for one in toks[start:first]:
        one.tags, one.value = {"f"}, 0


def untouched(toks: list[Tok], at: int) -> None:
    """``…, nothing on the interview``, ``采访就别动了``: said beside a wish, it asks for nothing."""
    tok = toks[at]
    first, last = piece(toks, at)
    if not first or (first != at and not tok.has("same", "n:rest")):
        return
    part = [one for one in toks[first:last] if not one.has("f") or one is tok]
    if (
        tok.has("neg")
        and tok.text.lower() == "nothing"
        and len(part) == 2
        and part[1].has("sel")
        and any(one.has("quote") for one in toks[:first])
    ):
        for one in toks[first:last]:
            one.tags, one.which = {"f"}, None
    if tok.has("n:rest") and [one.text.lower() for one in toks[at + 1 : last]] in FINE:
        for one in toks[first:last]:
            one.tags = {"f"}


def absolute(toks: list[Tok], timeline: Timeline) -> None:
    """``采访从20秒开始挂人名条“李雷”``: a time of the video in a clip that is named beside it needs no clip."""
    for at, tok in enumerate(toks):
        if not tok.has("sel") or tok.which is None or tok.has("all", "file", "worded") or not tok.has("name"):
            continue
        first, last = piece(toks, at, HARD)
        end = next((i for i in range(at + 1, last) if toks[i].has("comma", SOFT) and not _begins_time(toks, i)), last)
        start = next((i for i in range(at, first, -1) if toks[i - 1].has("comma", SOFT)), first)
        part = toks[start:end]
        since = next((one for one in part if one.has("since") and one.has("at")), None)
        if since is None or not any(one.has("quote") for one in part) or not any(one.has(LETTERED) for one in part):
            continue
        if sum(one.has("sel") for one in part) != 1:
            continue
        try:
            there = find(timeline, tok.which, "en")
        except Impossible:
            continue
        if len(there) == 1 and there[0].start_ms <= int(since.value) < there[0].end_ms:
            tok.tags, tok.which = {"f"}, None


def _begins_time(toks: list[Tok], at: int) -> bool:
    return at + 1 < len(toks) and toks[at + 1].has("since")


def told(toks: list[Tok], at: int, empty: bool) -> None:
    """Words that only repeat what was said: ``其他`` of a complement, ``排`` after an order, a "no" before a wish."""
    tok = toks[at]
    behind = toks[at - 1] if at else None
    ahead = toks[at + 1] if at + 1 < len(toks) else None
    if tok.has("n:rest") and behind is not None and behind.has("sel") and behind.which is not None and behind.which.ids:
        tok.tags = {"f"} if ahead is not None and ahead.has("v:remove", "v:mute") else tok.tags
    if empty and tok.text in ("排", "排列", "排序", "来排") and behind is not None and behind.has("sel"):
        first, _ = piece(toks, at, HARD)
        if any(one.text in ("按", "按照", "照") for one in toks[first:at]):
            tok.tags = {"f"}
    if tok.text.lower() in ("no", "nope", "nah") and tok.has("neg") and ahead is not None and ahead.has("comma", HARD):
        tok.tags = {"f"} if all(one.has("f", "comma") for one in toks[:at]) else tok.tags
    if tok.text == "让它" and any(one.has("v:play", "v:loop") for one in toks[at + 1 : at + 4]):
        tok.tags = {"f", "pron"}


def shown(toks: list[Tok], at: int) -> None:
    """``the title … and stay on a bit longer, say 4 seconds``: a text is shown, no picture is held."""
    tok = toks[at]
    if not tok.has("v:freeze") or tok.text.lower() not in HELD.split("|"):
        return
    first, last = piece(toks, at, HARD)
    before = [one for one in toks[first:at] if one.has("n:", "sel", "quote")]
    if not before or not before[-1].has(LETTERED, "quote", "worded"):
        return
    tok.tags = {"v:show"}
    after = toks[at + 1 : last]
    told = next((one for one in after if one.has("todur", "for", "dur")), None)
    if told is not None and told.has("todur"):
        told.tags = {"for"}
        for one in after:
            if one.has("longer", "mag:little", "comma"):
                one.tags = {"f"}
