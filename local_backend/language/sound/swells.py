"""Sounds that come and go by and by: "gradually louder from 5 s", "fade out from 20 to 24 s", "慢慢变大"."""

from __future__ import annotations

import re
from dataclasses import replace

from local_backend.edits import model as m
from local_backend.edits.model import Target, Which
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.words.lexer import Tok
from local_backend.timeline import Segment

SLOW = re.compile(
    r"^(?:gradual(?:ly)?|slow(?:ly)?|steadily|little by little|bit by bit|progressively|by and by|over time|"
    r"慢慢地?|渐渐地?|逐渐|逐步|缓缓地?|一点点|一点一点)$"
)
GROWS = re.compile(
    r"^(?:(?:慢慢|渐渐|逐渐|逐步|缓缓|越来越)地?(?:变|放|调|加)?(?:大|响)声?|由小(?:到|变)大|渐强|"
    r"swells?(?: up)?|build(?:s|ing)? up|ramps? up|"
    r"crescendo|rises?)$"
)
SINKS = re.compile(
    r"^(?:(?:慢慢|渐渐|逐渐|逐步|缓缓|越来越)地?(?:变|放|调|减)?(?:小|轻)声?|由大(?:到|变)小|渐弱|"
    r"ramps? down|dies? (?:down|away)|tapers? off)$"
)


def swelled(part: list[Tok]) -> None:
    """Changes the words for what grows or sinks by and by to those for a fade."""
    for at, one in enumerate(part):
        word = one.text.lower()
        grows, sinks = bool(GROWS.match(word)), bool(SINKS.match(word))
        if (one.has("gradual v:slow slower") or SLOW.match(word)) and not (grows or sinks):
            near = next((two for two in (*part[at + 1 : at + 5], *part[:at]) if two.has("louder quieter")), None)
            if near is None or not (SLOW.match(word) or one.has("gradual")):
                continue
            one.tags = {"f"}
            grows, one = near.has("louder"), near
        elif not (grows or sinks) or one.has("quote"):
            continue
        late = any(two.has("at_end n:end") for two in part)
        if not (grows and late):
            one.text, one.tags = ("fade in", {"v:fade", "n:fade"}) if grows else ("fade out", {"v:fade", "n:fade"})
        return


def swell(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """A fade of a sound that is there, with the times at which it begins and ends."""
    kind: Target = "music" if c.has("n:music") else "voice"
    if not c.has("n:music n:voice"):
        if c.last is None or c.last.kind not in ("music", "voice"):
            return None
        kind = c.last.kind
    there = [one for track, one in scene.timeline.segments() if track.role == kind]
    time = c.see("range", "since", "at", "after")
    other = "quote dur for edge sel neg v:remove v:add pct"
    if not there or time is None or not c.has("v:fade n:fade") or c.has(other):
        return None
    told = " ".join(one.text.lower() for one in c.toks)
    out = any(word in told for word in ("out", "away", "down", "淡出", "渐出", "渐弱"))
    into = any(word in told.replace(" in between", " between") for word in (" in", "淡入", "渐入", "渐强"))
    if " in between" in told and not out:
        into = True
    if out == into and not told.startswith("fade in"):
        return None
    begin, end = time.value if time.has("range") else (int(time.value), None)
    one = there[-1] if out else there[0]
    if not one.start_ms <= begin < one.end_ms:
        return None
    c.take_all("range since at after v:fade n:fade n:music n:voice n:audio v:start from to between gradual")
    c.take_all("dir:in dir:out")
    c.take_all("v:make v:want v:change v:play on t:crossfade n:volume down up pron in slower onward v:stop n:end")
    if out and (end is None or end >= one.end_ms):
        return [m.FadeSound(Which(kind), None, one.end_ms - begin, language=scene.language)]
    if out and end is not None:
        return [replace(again(one, kind, one.start_ms, end - one.start_ms, scene), fade_out_ms=end - begin)]
    fade_in = end - begin if end is not None else 3000
    return [replace(again(one, kind, begin, one.end_ms - begin, scene), fade_in_ms=fade_in)]


def again(one: Segment, role: Target, start_ms: int, length_ms: int, scene: Scene) -> m.AddSound:
    """The sound that is there, as it is set, at another time."""
    return m.AddSound(
        role, one.media, "" if one.media else one.name, one.volume, start_ms, length_ms, one.fade_in_ms or None,  # type: ignore[arg-type]
        one.fade_out_ms, one.duck, one.loop, one.source_in_ms, language=scene.language,
    )  # fmt: skip
