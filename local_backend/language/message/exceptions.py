"""``everything except the second clip``: the others, by their ids on the timeline that the person sees."""

from __future__ import annotations

from local_backend.edits.chain import main_segments
from local_backend.edits.model import Impossible, Which
from local_backend.edits.select import find
from local_backend.language.lexer import Tok
from local_backend.timeline import Timeline

HEARD = {"n:music": "music", "n:voice": "voice"}
REACH = 4


def excepted(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with "all but this one" drawn together into a selection of the rest."""
    at = next((index for index, one in enumerate(toks) if one.has("except")), None)
    if at is None:
        return toks
    end = next(
        (index for index in range(at + 1, min(at + 1 + REACH, len(toks))) if toks[index].has("sel", *HEARD)), None
    )
    if end is None:
        if at + 1 < len(toks) and toks[at + 1].text.lower() == "nothing else":
            toks[at].tags = {"f"}
        return toks
    tok = toks[end]
    role = next((role for noun, role in HEARD.items() if tok.has(noun)), "")
    if role:
        heard = [
            one for track, one in timeline.segments() if one.kind in ("video", "audio", "music") and track.role != role
        ]
        rest = [one.id for one in heard]
    else:
        try:
            left_out = {one.id for one in find(timeline, tok.which or Which(), "en")}
        except Impossible:
            return toks
        rest = [one.id for one in main_segments(timeline) if one.id not in left_out]
    if not rest:
        return toks
    others = Tok({"sel", "n:clip"}, tok.text, toks[at].start, tok.end, which=Which(ids=tuple(rest)))
    before = [one for one in toks[:at] if not one.has("all")]
    after = [one for one in toks[end + 1 :] if not one.has("all")]
    return [*before, others, *after]


def middle(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with "the middle clip" as a selection by its number."""
    main = main_segments(timeline)
    for index, tok in enumerate(toks[:-1]):
        noun = toks[index + 1]
        if tok.has("n:middle", "pl:center") and noun.has("n:clip", "n:photo") and not noun.has("sel") and len(main) % 2:
            which = Which(numbers=(len(main) // 2 + 1,))
            one = Tok({"sel", "n:clip"}, f"{tok.text} {noun.text}", tok.start, noun.end, which=which)
            return [*toks[:index], one, *toks[index + 2 :]]
    return toks
