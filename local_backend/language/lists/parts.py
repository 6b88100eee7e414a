"""One shot of a list, and its times: a range of the video, a part of the file, or all of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from local_backend.edits.model import Clip
from local_backend.language.message.clause import Scene
from local_backend.language.order.heard import voice_and_music
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import opening
from local_backend.language.words.vocabulary import HARD

FULL = (
    "full",
    "whole",
    "entire",
    "complete",
    "all",
    "完整",
    "全部",
    "整段",
    "全段",
    "全程",
    "整个",
    "全",
    "full length",
)

LOOKS = "n:grayscale n:sepia n:vintage n:filmic brighter darker warmer colder vivid dull v:mute v:reverse n:zoom"
"""What may be said of how one shot looks, behind its file."""
SLACK_MS = 60


@dataclass(slots=True)
class Shot:
    """A file with its time before it was clear what that counts: the range as said, or a part of the file."""

    clip: Clip
    ranged: tuple[int, int] | None = None
    part: tuple[int, int] | None = None
    start: int | None = None
    """a time of the video alone, without an end"""
    extras: list[Tok] = field(default_factory=list)
    listed: bool = False
    """stands on a line of its own"""


def whole(tok: Tok) -> bool:
    """``full clip``, ``完整``: all of the file."""
    return tok.text.lower().split(" ")[0] in FULL and not tok.has("name", "maxvol")


def bare(line: list[Tok]) -> list[int]:
    """``(0-3)`` without a unit, as a range of seconds: drawn together in place."""
    for index in range(len(line) - 2):
        first, dash, second = line[index : index + 3]
        if first.has("num") and dash.has("dash") and second.has("num") and float(first.value) < float(second.value):
            first.tags, first.value = {"range"}, (int(first.value * 1000), int(second.value * 1000))
            dash.tags = second.tags = {"f"}
            return [index]
    return []


def _since(tok: Tok) -> bool:
    return tok.has("at", "since", "after", "clock") and not tok.has("for")


def timed(shot: Shot, line: list[Tok], near: list[int], at: int) -> set[int]:
    """Puts the times of a line where they belong; the indices of those that were used."""
    used: set[int] = set()
    length = next(
        (index for index in near if line[index].has("dur", "for") and not line[index].has("at", "clock")), None
    )
    begins = next((index for index in near if index > at and _since(line[index])), None)
    for index in near:
        one = line[index]
        if index == length and begins is not None and begins > index and shot.part is None:
            shot.part = (int(line[begins].value), int(one.value))  # "10 seconds of the interview starting at 0:12"
            used |= {index, begins}
            continue
        if index in used:
            continue
        if one.has("range"):
            span = (int(one.value[0]), int(one.value[1]))
            if shot.ranged is None:
                shot.ranged = span
            elif shot.part is None:
                shot.part = (span[0], span[1] - span[0])
            else:
                continue
        elif one.has("edge") and shot.part is None:
            side, amount = one.value
            shot.part = (max(0, shot.clip.duration_ms - int(amount)) if side == "end" else 0, int(amount))
        elif _since(one):
            if length is not None and shot.part is None and index > at:
                shot.part = (int(one.value), int(line[length].value))
                used.add(length)
            elif index < at and shot.start is None:
                shot.start = int(one.value)
            elif shot.part is None and shot.clip.kind == "video" and index > at:
                shot.part = (int(one.value), shot.ranged[1] - shot.ranged[0] if shot.ranged else 0)
            elif shot.part is None and shot.ranged is None and shot.clip.kind == "video":
                shot.part = (int(one.value), 0)
            else:
                continue
        elif index == length and shot.part is None and index not in used:
            if shot.ranged is None:
                shot.part = (0, int(one.value))
        elif index not in used:
            continue
        used.add(index)
    return used


def card(line: list[Tok], shots: list[Shot]) -> Shot | None:
    """``0:16-0:20 End card: "Shop now" on black``: a time after the shots before, and nothing to be seen then."""
    ranges = [one for one in line if one.has("range")]
    before = shots[-1].ranged if shots else (0, 0)
    if len(ranges) != 1 or before is None or abs(int(ranges[0].value[0]) - before[1]) > SLACK_MS:
        return None
    color = next((one for one in line if one.has("n:black") or (one.has("c:") and not one.has("n:", "v:"))), None)
    words = any(one.has("quote") for one in line)
    if any(one.has("file", "sel", "n:logo", "n:music", "n:voice", "v:fade", "neg") for one in line):
        return None
    if not (color is not None or (shots and words and any(one.has("n:endcard", "n:end") for one in line))):
        return None
    fill = (color.kind_of("c:") if color else "") or "#000000"
    start, end = (int(one) for one in ranges[0].value)
    shot = Shot(Clip(fill, fill, "image", 0), ranged=(start, end), listed=True)
    kept = ("quote", "n:title", "n:text", "n:caption", "pl:", "size:", "bigger", "smaller")
    shot.extras = [one for one in line if words and one.has(*kept) and not one.has("n:endcard")]
    return shot


def index_of_name(line: list[Tok], at: int, used: set[int]) -> int:
    """Where what is told of a shot begins: behind what its scene is called, ``Street life (0:04-0:09): city.mp4``."""
    head = line[:at]
    told = any(one.has("quote", LOOKS, "n:zoom", "n:pan", "n:transition", "t:", "x", "pct", "v:slow", "v:speed", "fx:")
               for one in head)  # fmt: skip
    return 0 if told or not any(index in used or one.has("colon", "dash") for index, one in enumerate(head)) else at


def begun(toks: list[Tok], scene: Scene) -> list[Tok]:
    """``0:00 mug, 0:06 headphones, 0:12 lamp``: each file is shown from its time until the next one's."""
    pairs = _begun(toks, scene) if not scene.timeline.tracks else []
    starts = [int(toks[time].value) for time, _ in pairs]
    if len(pairs) < 2 or starts[0] or any(one >= two for one, two in pairwise(starts)):
        return toks
    named = [clip for one in toks if one.has("name") for clip in scene.files(one, "audio")]
    voice, _ = voice_and_music(named or scene.of_kind("audio"))
    end = voice.duration_ms if voice is not None else 0
    starts.append(end if end > starts[-1] else 2 * starts[-1] - starts[-2])
    for (time, _), (start, until) in zip(pairs, pairwise(starts), strict=True):
        toks[time].tags, toks[time].value = {"range"}, (start, until)
    lead = toks[opening(toks, min(pairs[0]), HARD) : min(pairs[0])]
    if any(one.has("v:speak") for one in lead) and not any(one.has("quote", "file") for one in lead):
        for one in lead:  # "show each photo when the voice speaks of it: …"
            one.tags, one.which = {"f"}, None
        lead[0].tags, lead[-1].tags = {"v:make"}, {"n:video"}
    return toks


def _begun(toks: list[Tok], scene: Scene) -> list[tuple[int, int]]:
    """The places of the first run of a time and a file each, with nothing but joints between; times first or last."""
    pairs: list[tuple[int, int]] = []
    at = 0
    while at + 1 < len(toks):
        ahead = toks[at].has("clock")
        time, file = (at, at + 1) if ahead else (at + 1, at)
        shown = toks[file].has("name") and scene.files(toks[file], "image", "animation", "video")
        timed = toks[time].has("clock") or (toks[time].has("at") and not ahead)
        if shown and timed and not toks[time].has("range"):
            if pairs and (pairs[-1][0] < pairs[-1][1]) != ahead:
                return []
            pairs.append((time, file))
            at += 2
            continue
        if pairs and not toks[at].has("sep:", "comma", "and", "f"):
            break
        at += 1
    return pairs
