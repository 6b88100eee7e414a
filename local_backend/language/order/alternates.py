"""Every other clip: "odd clips", "every second photo", "奇数段", "每隔一张", as selections."""

from __future__ import annotations

import re

from local_backend.edits.chain import main_segments
from local_backend.edits.model import Which
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import piece
from local_backend.timeline import Timeline

CLIP_EN = r"(?:clips?|shots?|scenes?|segments?|parts?|videos?|ones?|pieces?|files?)"
PHOTO_EN = r"(?:photos?|pictures?|pics?|images?|slides?)"
THING_EN = rf"(?P<noun>{CLIP_EN}|{PHOTO_EN})"
UNIT = r"(?:个|段|张|条|幅|号|位)"
THING_ZH = r"(?P<noun>片段|视频|镜头|照片|图片|相片|图)"
PATTERNS = tuple(
    re.compile(one, re.I)
    for one in (
        rf"\b(?P<extreme>longest|shortest) {THING_EN}\b",
        rf"(?P<extreme>最长|最短)的(?:那|一)*{UNIT}?(?:的)?{THING_ZH}?",
        rf"\b(?:all (?:of )?(?:the )?)?(?P<side>odd|even)(?:[ -]number(?:ed|s)?|s)?(?: {THING_EN})?\b",
        rf"\b(?:all (?:of )?)?(?:the )?{THING_EN} (?:with|that have|at) (?:an )?(?P<side>odd|even)"
        r"(?:[ -]numbers?| positions?| places?)?\b",
        rf"\b(?:on )?(?:every|each) (?P<step>other|second|2nd|third|3rd|fourth|4th) (?:one of the )?{THING_EN}\b",
        rf"\b(?P<step>alternate) {THING_EN}\b",
        rf"(?:所有)?(?:的)?(?:位置|排)?(?:第|是|为)?(?P<side>奇数|单数|偶数|双数)(?:的)?(?:位置)?(?:的)?{UNIT}?(?:的)?(?:{THING_ZH})?(?:都)?",
        rf"每?隔(?P<step>一|1|两|二|2){UNIT}?(?:的)?(?:{THING_ZH})?",
    )
)
STEPS = {"third": 3, "3rd": 3, "fourth": 4, "4th": 4, "两": 3, "二": 3, "2": 3}
SECOND = ("second", "2nd")
JOINS = re.compile(
    r"\b(?:every|each) (?P<step>other|second|2nd|third|3rd) (?:transition|crossfade|cut point|join)s?\b"
    r"|\balternate (?:transition|crossfade)s?\b|每?隔(?P<skip>一|1|两|二|2)个(?:的)?转场",
    re.I,
)


def alternated(toks: list[Tok], raw: str, timeline: Timeline) -> list[Tok]:
    """The tokens with every mention of each other clip drawn together; as they are where there is no row of clips."""
    row = main_segments(timeline)
    if len(row) < 2:
        return toks
    for match in JOINS.finditer(raw):
        toks = _joins(toks, match, len(row) - 1)
    for pattern in PATTERNS:
        for match in pattern.finditer(raw):
            toks = _drawn(toks, match, timeline)
    return toks


def _drawn(toks: list[Tok], match: re.Match[str], timeline: Timeline) -> list[Tok]:
    said = match.groupdict()
    within = [index for index, one in enumerate(toks) if match.start() <= one.start and one.end <= match.end()]
    if not within or any(toks[index].has("quote", "sel") for index in within):
        return toks
    first, last = within[0], within[-1]
    part = _sentence(toks, first)
    if any(one.has("dir:in") for one in part) and any(one.has("dir:out") for one in part):
        return toks  # in on one photo, out on the next
    if toks[last].end != match.end() or (said.get("step") and any(one.has("n:transition", "dur") for one in part)):
        return toks
    noun = (said.get("noun") or "").lower()
    photos = bool(noun) and (re.fullmatch(PHOTO_EN, noun) is not None or noun in ("照片", "图片", "相片", "图"))
    row = [one for one in main_segments(timeline) if not photos or one.kind == "image"] or list(main_segments(timeline))
    if extreme := (said.get("extreme") or "").lower():
        lengths = {one.duration_ms for one in row}
        wanted = max(lengths) if extreme in ("longest", "最长") else min(lengths)
        row = [one for one in row if one.duration_ms == wanted]
        if len(lengths) < 2 or len(row) != 1:
            return toks
    every, begin = 2, 0
    if side := (said.get("side") or "").lower():
        begin = 0 if side in ("odd", "奇数", "单数") else 1
    elif not extreme:
        step = (said.get("step") or "").lower()
        every = STEPS.get(step, 2)
        skips = step in SECOND or every > 2 or any(one.has("v:remove", "v:cut") for one in part)
        begin = every - 1 if skips else 0
    ids = tuple(one.id for one in row[begin::every])
    if not ids:
        return toks
    tags = {"sel", "n:photo" if photos else "n:clip"}
    one = Tok(tags, match.group(), toks[first].start, toks[last].end, which=Which(ids=ids))
    return [*toks[:first], one, *toks[last + 1 :]]


def _sentence(toks: list[Tok], at: int) -> list[Tok]:
    first, last = piece(toks, at, "sep:hard", "comma")
    return toks[first:last]


def _joins(toks: list[Tok], match: re.Match[str], count: int) -> list[Tok]:
    """``every other transition``: every second one, from the second on where they are to go."""
    within = [index for index, one in enumerate(toks) if match.start() <= one.start and one.end <= match.end()]
    if not within or any(toks[index].has("quote", "sel") for index in within):
        return toks
    step = (match["step"] or match["skip"] or "").lower()
    every = STEPS.get(step, 2)
    skips = step in SECOND or every > 2 or any(one.has("v:remove", "v:cut") for one in _sentence(toks, within[0]))
    numbers = tuple(range(every if skips else 1, count + 1, every)) or (every,)
    which = Which(numbers=numbers) if len(numbers) > 1 else None
    first, last = toks[within[0]], toks[within[-1]]
    one = Tok({"n:transition", "nth"}, match.group(), first.start, last.end, value=numbers[0], which=which)
    return [*toks[: within[0]], one, *toks[within[-1] + 1 :]]
