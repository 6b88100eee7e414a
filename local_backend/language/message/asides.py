"""What a message says around its wishes: who asked, why, what is wrong now, that a list follows.

A clause is an aside where it holds no amount, time, quotation or missing file, no verb of editing in the place of a
wish, and names nothing that no understood clause is about. Asides are only passed over beside what was understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from local_backend.edits.model import (
    AddCaptions,
    AddSound,
    AddText,
    Adjust,
    ChangeOverlay,
    ChangeText,
    Duplicate,
    Edit,
    Insert,
    Loop,
    Move,
    Overlay,
    SetEach,
    Speed,
    Swap,
    TrimEdge,
    Volume,
    Which,
)
from local_backend.language.beside.wishes import wants
from local_backend.language.message import remarks
from local_backend.language.message.clause import Clause, weighty
from local_backend.language.message.statements import states, written
from local_backend.language.model import Wants
from local_backend.language.words.lexer import Tok

VALUES = ("dur range edge at since after before for todur bydur tdur pct x quote unknown db lufs deg px size ratio "
          "rows fps bytes color c: fmt: r:")  # fmt: skip
OUGHT = re.compile(
    r"\b(?:should|must|needs?|has to|have to|ought|please|can you|could you|would you|"
    r"let's|want|would love|would like|'d love|'d like|more|less|wish|make|don't|"
    r"do not|no)\b|"
    r"应该|应当|必须|得要|需要|请|麻烦|不要|别|让|把|给我|希望|要求"
)
LIGHT = (
    "v:make", "v:change", "v:add", "v:want", "v:show", "v:play", "v:start", "v:stop", "v:timeline", "v:upload",
    "v:move", "v:export", "n:film", "n:video", "n:media", "num", "pron", "all", "first", "last", "meta", "leave",
    "lines", "w", "n:order", "n:length", "v:cut", "v:dislike", "under", "v:help", "n:name", "n:clip", "smaller",
    "exact", "ord", "n:place",
)  # fmt: skip
"""Words that say no more than that something is to be done, beside words about the job itself."""
DONE = "v:add v:make v:change v:show all pron meta n:media"
OF_THE_VIDEO = "v:make v:add v:want v:take n:photo n:media n:film n:video all num v:reset meta n:order v:reorder lines"
EVERYTHING = (
    "整个画面",
    "整体",
    "整个视频",
    "全片",
    "整片",
    "整条",
    "整条视频",
    "画面整体",
    "全程",
    "the whole thing",
    "whole video",
    "overall",
    "whole picture",
    "the whole video",
    "whole film",
    "all",
    "everything",
    "everything else",
    "全部",
    "所有",
    "全都",
    "全体",
    "一律",
    "统统",
    "通通",
)
APPROVAL = (
    "fine", "good", "great", "ok", "okay", "perfect", "happy", "love", "loves", "like", "likes", "nice", "works",
    "awesome", "不错", "没问题", "满意", "很好", "挺好", "可以", "喜欢", "好看", "完美",
)  # fmt: skip
DETERMINERS = ("the", "a", "an", "my", "our", "this", "that", "these", "those", "its", "their", "every", "each", "all")
GENERAL = (
    "n:rest",
    "n:video",
    "n:film",
    "n:clip",
    "n:media",
    "n:screen",
    "n:start",
    "n:end",
    "n:place",
    "n:frame",
    "n:middle",
)


def aside(clause: Clause, understood: Sequence[Clause], found: Sequence[Edit] = ()) -> bool:
    """Whether a clause that no frame accounts for is no wish, given those of the message that were understood."""
    said = [one for one in clause.toks if weighty(one)]
    if clause.hard and any(one.has("w") for one in said) and not any(one.text.lower() in APPROVAL for one in said):
        return False  # "then ask Bob what he thinks" is a wish
    if said and all(one.has(DONE) for one in said) and any(one.has("all", "pron") for one in clause.toks):
        return True  # "please apply all of them"
    of_the_job = any(one.has("meta") for one in clause.toks)
    if of_the_job and all(one.has(*LIGHT) and not one.has("quote", "unknown", "file") for one in said):
        return True
    wished = any(one.has("v:want") for one in clause.toks) and any(one.has("w") for one in said)
    if wished or any(one.has(VALUES) for one in said):
        return False
    text = "".join(f" {one.text.lower()}" for one in clause.toks)
    if OUGHT.search(text) or _imperative(clause.toks):
        return False
    if any(one.text.lower() in APPROVAL for one in clause.toks):
        return True
    if any(one.has("w") for one in said) and not states(written(clause.toks)):
        return False
    things = [one for one in said if _one_clip(one) or (one.has("sel", "n:", "t:") and not one.has(*GENERAL, "meta"))]
    about = [getattr(one, "which", None) for one in found]
    return all(_spoken_of(one, understood) or (one.which is not None and one.which in about) for one in things)


def _one_clip(tok: Tok) -> bool:
    return tok.has("sel") and tok.which is not None and not tok.which.everything


def _imperative(toks: Sequence[Tok]) -> bool:
    """Whether a verb stands where a wish has it: one of editing first of all or, in Chinese, anywhere; or one that
    nobody here knows before what it is to be done to ("frobnicate the clip").
    """
    for verb, thing in pairwise(toks):
        if not verb.has("f", "meta"):
            if verb.has("w") and verb.text.isalpha() and verb.text.isascii() and thing.text.lower() in DETERMINERS:
                return True
            break
    content = [one for one in toks if weighty(one)]
    for index, one in enumerate(content):
        if not one.has("v:") or (one.has("v:dislike", "v:show", "v:play") and index):
            continue
        if not one.text.isascii() and not one.has("n:", "v:start", "v:stop", "v:timeline"):
            return True
        if index == 0 and one.text.isascii() and not one.text.lower().endswith("s"):
            return True
        if index and content[index - 1].has("sep:"):
            return True
    return False


def _spoken_of(thing: Tok, understood: Sequence[Clause]) -> bool:
    nouns = {tag for tag in thing.tags if tag.startswith(("n:", "t:"))} - {"n:clip"}
    names = set(thing.names)
    for clause in understood:
        for one in clause.toks:
            if names & set(one.names) or (thing.which is not None and thing.which == one.which):
                return True
            if not names and nouns & one.tags:
                return True
    return False


def trifle(run: Sequence[Tok], composing: bool) -> bool:
    """Whether words left over in an understood clause are not worth naming."""
    if composing and all(one.has("n:photo", "n:media", "num", "v:reset", "n:order", "meta", "n:film") for one in run):
        return True
    if len(run) == 1 and run[0].text.lower() in ("final", "overall", "最后", "整体"):
        return True
    return all(one.has("meta") or (one.has("w") and _manner(one.text.lower())) for one in run)


def _manner(word: str) -> bool:
    return word.endswith("ly") and len(word) > 5 and word not in ("diagonally", "vertically", "horizontally")


def unheeded(clause: Clause, understood: Sequence[Clause], found: Sequence[Edit], composing: bool) -> list[list[Tok]]:
    """The runs of a clause of which nothing was done, in so far as they must be named."""
    added = found and isinstance(found[-1], (AddCaptions, AddSound, AddText, Insert, Overlay))
    if added and clause.said("v:add") and all(one.has("f v:add with pron") for one in clause.toks):
        return []  # 字幕文件是lines.srt，帮我加上
    if found and (aside(clause, understood, found) or (composing and of_the_video(clause))):
        return []
    return clause.leftovers()


def of_the_video(clause: Clause) -> bool:
    """``use all the photos``, ``put the clips together``, said of the video that is being made."""
    said = [one for one in clause.toks if weighty(one)]
    return all(one.has(OF_THE_VIDEO) for one in said if not one.has("file"))


TINTS = "n:brightness n:contrast n:saturation n:temperature n:vignette n:sepia n:vintage n:sharpen n:denoise"
GRADES = f"{TINTS} n:grayscale n:stabilise brighter darker warmer colder vivid dull punchy flat"
"""Looks that only a picture has."""


def unlike(last: Which | None, clause: Clause, found: Sequence[Edit] = ()) -> bool:
    """Whether a clause cannot be about what the one before was: words are not loud, and music is not dark."""
    if last is None:
        return False
    tinted = clause.said(TINTS) and clause.said("pct num v:add") and not clause.said("pron", "sel")
    if tinted and found and isinstance(found[-1], (Loop, Speed, TrimEdge, SetEach, Duplicate, Move, Swap, Volume)):
        return True  # 海滩用慢动作，对比度加20: a look of the picture as a whole
    if (last.kind == "overlay" or last.everything) and clause.said("edge range") and clause.said("v:mute"):
        return True
    if any(one.text.lower() in EVERYTHING for one in clause.toks) and not clause.said("pron", "sel"):
        return True
    if last.kind not in ("main", "photo", "video") and clause.said(GRADES) and not clause.said("pron sel c: v:mute"):
        return True  # "music at 50%. Add a vignette": of the picture
    if last.kind in ("text", "title", "subtitle", "lower_third", "caption"):
        dark = clause.said("v:fade") and clause.said("c:#000000") and clause.said("from", "to")
        return (dark and not clause.said("pron sel n:title n:text n:caption")) or clause.said(
            "v:mute",
            "n:volume",
            "n:brightness",
            "n:saturation",
            "warmer",
            "colder",
            "vivid",
            "n:grayscale",
            "v:slow",
            "v:reverse",
        )
    if last.kind == "overlay":
        laid = bool(found) and isinstance(found[-1], Overlay)
        if laid and all(one.has("f v:mute neg n:audio") for one in clause.toks):
            return False  # "city.mp4 as a cutaway, muted"
        return not clause.said("pron", "n:logo", "n:pip", "n:overlay") and clause.said(
            "v:mute", "n:volume", "louder", "n:grayscale", "n:saturation"
        )
    if last.kind in ("music", "voice", "audio", "sound"):
        looks = (
            "n:brightness n:saturation n:contrast brighter darker warmer vivid n:grayscale pl:top pl:bottom n:size c:"
        )
        return clause.said(looks)
    return False


def outdone(found: list[Edit], complaints: Sequence[Edit]) -> list[Edit]:
    """The edits without those that a complaint came to where a later one says by how much."""
    result = []
    for index, one in enumerate(found):
        later = found[index + 1 :]
        if any(one is complaint for complaint in complaints) and any(_same_field(one, other) for other in later):
            continue
        result.append(one)
    return result


def _same_field(one: Edit, other: Edit) -> bool:
    if type(one) is not type(other) or getattr(one, "which", None) != getattr(other, "which", None):
        return False
    if isinstance(one, Adjust) and isinstance(other, Adjust):
        fields = {name for name, _ in (*one.to, *one.by)}
        return bool(fields & {name for name, _ in (*other.to, *other.by)})
    if isinstance(one, (ChangeOverlay, ChangeText)) and isinstance(other, type(one)):
        return bool(one.size_percent and other.size_percent)
    return isinstance(one, (Volume, Speed))


def lone_length(clause: Clause) -> int:
    """The milliseconds of a clause that says a length and nothing else; 0 for anything more."""
    lengths = [one for one in clause.toks if one.has("dur", "for") and not one.has("at")]
    others = [
        one for one in clause.toks if weighty(one) and one not in lengths and not one.has("n:length", "n:video", "meta")
    ]
    return int(lengths[0].value) if len(lengths) == 1 and not others else 0


def only_wish(parts: Sequence[Clause]) -> Wants | None:
    """The wish beside editing of a message that says nothing else but why."""
    asked = [wants(one.toks) for one in parts]
    found = [one for one in asked if one in ("undo", "redo", "reset", "timeline", "help")]
    rest = [one for one, wish in zip(parts, asked, strict=True) if wish is None]
    if len(found) != 1 or len(parts) < 2:
        return None
    return found[0] if all(aside(one, parts) or remarks.remarked(one) for one in rest) else None


def apart(clause: Clause, gap: str) -> bool:
    """Whether a look, or what is done to a stretch, stands in a sentence or line of its own and names no clip."""
    if not any(one in gap for one in ".;。；\n"):
        return False
    stretch = clause.said("range edge") and clause.said("v:mute v:speed v:slow x faster slower twice halfx")
    return (stretch or clause.said(GRADES)) and not clause.said("pron sel same n:photo n:clip n:text n:title")


def other_topic(last: Which | None, clause: Clause) -> bool:
    """Whether a new line names a thing of its own, unlike the sound or the words that the line before was about."""
    if last is None or last.kind not in (
        "music",
        "voice",
        "sound",
        "text",
        "title",
        "subtitle",
        "lower_third",
        "caption",
    ):
        return False
    return clause.said(
        "sel n:photo n:clip n:zoom n:pan n:crop n:transition n:speed n:film n:logo n:pip n:title n:text n:music "
        "n:voice n:brightness n:contrast n:saturation n:grayscale n:canvas r: ratio t:"
    )
