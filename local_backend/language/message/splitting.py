"""A message cut into clauses: where a new wish begins."""

from __future__ import annotations

from collections.abc import Iterator

from local_backend.language.clause import Clause
from local_backend.language.lexer import Tok
from local_backend.language.vocabulary import HARD, SOFT

TOPICS = (
    "n:title", "n:subtitle", "n:lowerthird", "n:caption", "n:text", "n:endcard", "n:music", "n:transition", "t:",
    "n:logo", "n:pip", "n:vignette", "n:zoom", "n:volume", "n:ducking", "n:loudness", "n:fade", "n:soundfx", "m:",
    "n:stabilise",
    "n:sepia", "n:vintage", "n:denoise", "n:sharpen", "n:grayscale", "n:brightness", "n:contrast", "n:saturation",
    "n:speed", "fmt:", "n:watermark",
)  # fmt: skip


ADDABLE = TOPICS[:13]


HEIRLOOMS = ("v:add", "v:remove", "v:mute", "v:keep", "v:reverse", "v:duplicate", "v:change", "v:rename", "v:detach")


OWN_SAY = (
    "pct",
    "x",
    "dur",
    "for",
    "todur",
    "quote",
    "louder",
    "quieter",
    "up",
    "down",
    "faster",
    "slower",
    "neg",
    "c:",
    "range",
    "n:ducking",
    "n:loudness",
    "n:silence",
    "v:detach",
)


def clauses(toks: list[Tok]) -> list[Clause]:
    """The message cut where a new wish begins."""
    found: list[Clause] = []
    current: list[Tok] = []
    hard = False
    chunks = _chunks(toks)
    for chunk, is_hard, joint in chunks:
        if current and (is_hard or _begins(current, chunk)):
            found.append(Clause(current, hard=hard))
            current, hard = [], is_hard and _then(joint)
        elif current and joint is not None:
            current.append(joint)
        current = current + chunk
    if current:
        found.append(Clause(current, hard=hard))
    _inherit(found)
    return found


def _then(joint: Tok | None) -> bool:
    return joint is not None and joint.text.strip(".;!?。；！？\n") != ""


def _chunks(toks: list[Tok]) -> Iterator[tuple[list[Tok], bool, Tok | None]]:
    """Runs between separators, with whether the separator before was hard, and that separator."""
    chunk: list[Tok] = []
    hard, joint = False, None
    for index, tok in enumerate(toks):
        if tok.text == "最后" and not chunk and index + 1 < len(toks) and _verb(toks[index + 1]):
            hard = True  # "finally", not "the last one"
            continue
        is_hard = tok.has(HARD) and not tok.has("v:")
        soft = tok.has(SOFT) or _opens(chunk, toks, index)
        if is_hard or soft:
            if chunk:
                yield chunk, hard, joint
                chunk, hard, joint = [], False, None
            hard = hard or is_hard
            joint = tok if joint is None or is_hard else joint
            if not tok.has(HARD, SOFT):
                chunk, joint = [tok], None if joint is tok else joint
            continue
        chunk.append(tok)
    if chunk:
        yield chunk, hard, joint


def _opens(chunk: list[Tok], toks: list[Tok], index: int) -> bool:
    """Whether a "with" or a second "add" opens a wish of its own: "… video with a title", "…视频加转场"."""
    tok = toks[index]
    said = toks[:index] if tok.has("with") and tok.text.isascii() and chunk else chunk
    if chunk and all(one.has("f", "v:stop", "v:start", "n:video") for one in chunk):
        return False  # "end the video with …" is one wish
    if not tok.has("with", "v:add") or not any(_verb(one) or one.has("n:film", "n:video") for one in said):
        return False
    if any(one.has("v:replace", "v:swap") for one in chunk):
        return False  # what comes takes the place of what was named
    for ahead in range(index + 1, min(index + 8, len(toks))):
        one = toks[ahead]
        if one.has("v:", HARD, SOFT) and not one.has(*ADDABLE):
            return False
        if one.has("n:fade") and any(two.has("quote", "n:music", "n:title", "n:text") for two in chunk):
            return False
        if one.has(*ADDABLE) and not one.has("fit:"):
            rest = toks[ahead + 1 : ahead + 6]
            for place, two in enumerate(rest):
                if two.text == "的" and any(x.has("n:film", "n:video") for x in rest[place:]):
                    return False  # 带转场的视频: it describes the video
                if two.has(HARD, SOFT):
                    break
            return True
    return False


def _verb(tok: Tok) -> bool:
    return (
        tok.has("v:")
        and not tok.has("f")
        and not tok.tags <= {"v:play", "v:start", "v:stop", "n:end", "at_end"}
        and not (tok.has("n:") and not tok.has("v:make", "v:add", "v:remove", "v:change"))
    )


def _begins(current: list[Tok], chunk: list[Tok]) -> bool:
    """Whether a chunk begins another wish than the one that is being said."""
    paced = any(one.has("each") for one in current) and any(one.has("dur") for one in current)
    of_a_file = any(one.has("n:video") for one in current) and any(one.has("file") for one in current)
    if (
        not paced
        and not of_a_file
        and not any(
            _verb(one) or one.has(*TOPICS, *TURNED, *LOOKS, "n:film", "neg", "v:", "x", "halfx", "pct")
            for one in current
        )
    ):
        return False
    verb = next((one for one in chunk if not one.has("f")), None)
    own = verb is not None and _verb(verb) and not verb.has("v:make", "v:change")
    held = ("f", "p:for", "dur", "for", "v:play", "v:show", "v:keep", "v:add", "v:move")
    if (
        any(one.has("file", "quote") for one in current)
        and any(one.has("v:add", "v:move") for one in current)
        and all(one.has(*held) for one in chunk)
        and any(one.has("dur", "for") for one in chunk)
        and not any(one.has("dur", "for", "range", "file") for one in chunk if one.has("file"))
    ):
        return False  # 插到第一段后面，放3秒
    if (
        _make_open(current)
        and not own
        and any(one.text.lower() in ("into", "in to", "as", "to") or one.has("todur") for one in chunk)
    ):
        return False
    if (
        any(one.has("n:silence", "n:black") for one in current)
        and any(one.has("dur", "db", "for") for one in chunk)
        and not any(one.has("sel", "n:title", "v:add", "v:speed", "v:remove", "v:cut") for one in chunk)
    ):
        return False
    heard = any(one.has("n:music", "n:zoom") for one in current) and not any(one.has("m:") for one in current)
    if any(one.has("n:zoom") for one in current) and any(one.has("n:music") for one in chunk):
        heard = False
    if heard and any(one.has("m:") for one in chunk) and all(one.has("m: f mag: with one n:music") for one in chunk):
        return False  # "background music, something upbeat"
    making = any(one.has("v:make") for one in chunk) and any(one.has("n:film", "n:video") for one in chunk)
    light = ("f", "each", "n:photo", "n:media", "dur", "p:for", "sel", "v:play", "v:show")
    if making and all(one.has(*light) for one in current) and any(one.has("dur") for one in current):
        return False  # "each photo 3 seconds, as a slideshow"
    filed = [one for one in chunk if one.has("sel")]
    listing = any(one.has("n:film", "v:make") for one in current) and any(one.has("file") for one in current)
    if listing and filed and all(one.has("file") for one in filed) and not any(_verb(one) for one in chunk):
        return False
    if any(one.has("leave", "same") for one in chunk) and any(one.has("n:rest", "same") for one in chunk):
        return True
    told = any(one.has("quote") for one in current)
    if (
        told
        and any(one.has("quote") for one in chunk)
        and all(any(one.has("sel", "at", "range") for one in part) for part in (current, chunk))
    ):
        return True
    lettered = (
        "f",
        "c:",
        "pl:",
        "bold",
        "regular",
        "bigger",
        "smaller",
        "n:size",
        "n:font",
        "n:plate",
        "n:color",
        "mag:",
    )
    if told and all(one.has(*lettered) or one.text in ("大字", "小字") for one in chunk):
        return False
    if told and all(one.has("f edge at for dur range v:show after before p:for") for one in chunk):
        return False
    looking = ("n:brightness", "n:contrast", "n:saturation", "n:temperature")
    if (
        any(one.has(*looking) for one in current)
        and all(one.has(*looking, "f", "mag:") for one in chunk)
        and not any(one.has("pct") for one in current)
    ):
        return False
    if any(one.has("n:fade") for one in current) and all(one.has("n:fade", "f") for one in chunk):
        return False
    if any(_verb(one) for one in chunk):
        return True
    first = next((one for one in chunk if not one.has("f") or one.has("neg")), None)
    if first is not None and first.has("neg") and any(one.has("n:", "t:") for one in chunk):
        return True
    topical = any(one.has(*TOPICS, *LOOKS, *TURNED, "dur", "for", "x", "pct") for one in chunk)
    if (
        any(one.has("sel") for one in chunk)
        and topical
        and any(one.has("v:", "x", "halfx", *LOOKS, *TURNED) for one in current)
    ):
        return True
    sounds = any(one.has("file") and one.text.lower().endswith((".mp3", ".wav", ".m4a", ".aac")) for one in chunk)
    if sounds and any(one.has("pct", "n:fade") for one in chunk):
        return True
    return any(one.has(*TOPICS) and not one.has("c:", "fit:") for one in chunk)


TURNED = ("n:flip", "n:rotate", "deg", "n:crop", "n:blur", "n:pan", "n:zoom")
LOOKS = (
    "brighter",
    "darker",
    "warmer",
    "colder",
    "vivid",
    "dull",
    "punchy",
    "flat",
    "faster",
    "slower",
    "louder",
    "quieter",
)


def _make_open(current: list[Tok]) -> bool:
    made = next((index for index, one in enumerate(current) if one.has("v:make")), None)
    return made is not None and not any(
        one.text.lower() in ("into", "成") or one.has("n:film") for one in current[made:]
    )


def _inherit(found: list[Clause]) -> None:
    """Gives a clause without a verb the verb before it: "remove the title and the music"."""
    verb: Tok | None = None
    for clause in found:
        own = next((one for one in clause.toks if _verb(one)), None)
        if own is not None:
            verb = own
        elif (
            verb is not None
            and verb.has(*HEIRLOOMS)
            and not verb.has("v:make")
            and not any(one.has(*OWN_SAY) for one in clause.toks)
        ):
            tags = {tag for tag in verb.tags if tag.startswith("v:")} | {"f"}
            clause.toks.insert(0, Tok(tags, "", clause.toks[0].start, clause.toks[0].start))
