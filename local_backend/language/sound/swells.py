"""Sounds that come and go: fades at both ends, ducking, "gradually louder from 5 s", "慢慢变大"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from local_backend.edits import model as m
from local_backend.edits.model import Target, Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing
from local_backend.timeline import Segment

DUCKED = 35
SILENT = 1
"""percent of the music that are left under a voice where there is to be none"""
SOUNDS = "n:music n:voice m: n:soundfx"
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
    fading = any(one.has("v:fade", "n:fade") for one in part)
    for at, one in enumerate(part):
        word = one.text.lower()
        grows, sinks = bool(GROWS.match(word)), bool(SINKS.match(word))
        if (one.has("gradual v:slow slower") or SLOW.match(word)) and not (grows or sinks):
            near = next((two for two in (*part[at + 1 : at + 5], *part[:at]) if two.has("louder quieter")), None)
            if near is None or fading or not (SLOW.match(word) or one.has("gradual")):
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
    onward = there and c.has("onward") and c.has("v:play v:keep v:lengthen v:stop")
    if onward and not c.has("at after since range for dur before src pct edge quote sel neg v:add v:fade n:fade m:"):
        c.take_all("n:music n:voice onward v:play v:keep v:lengthen v:speed of n:video all v:stop n:end to pron n:film")
        return [again(there[-1], kind, there[-1].start_ms, 0, scene)]
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
    """The sound that is there, as it is set by then, at another time."""
    stays = start_ms < one.end_ms and (not length_ms or start_ms + length_ms > one.start_ms)
    level, fade_in, fade_out = (-1, None, None) if stays else (one.volume, one.fade_in_ms or None, one.fade_out_ms)
    return m.AddSound(
        role, one.media, "" if one.media else one.name, level, start_ms, length_ms, fade_in, fade_out,  # type: ignore[arg-type]
        one.duck, one.loop, one.source_in_ms, language=scene.language,
    )  # fmt: skip


def counted_fades(toks: list[Tok], first: int, last: int) -> None:
    """``fade in 2, fade out 3`` is seconds; ``fade in 1 s, fade out 3 s for the music``: both are the music's."""
    for at in range(first, last - 1):
        one, behind = toks[at], toks[at + 1]
        alone = at + 2 >= len(toks) or toks[at + 2].has("sep:")
        if one.has("v:fade", "n:fade") and behind.has("num") and not behind.has("one sel") and alone:
            behind.tags, behind.value = {"dur"}, round(float(behind.value) * 1000)
    end = closing(toks, last + 1, "sep:hard", "comma")
    own, then = toks[first:last], toks[last + 1 : end]
    bare = any(one.has("n:fade") for one in own) and all(one.has("v:fade n:fade f dur for") for one in own)
    said = next((one for one in then if one.has("n:music n:voice") and not one.has("sel")), None)
    of = then[then.index(said) - 2 : then.index(said)] if said is not None else []
    if (
        bare
        and said is not None
        and any(one.has("n:fade") for one in then)
        and any(one.has("p:for on of") for one in of)
    ):
        toks.insert(last, Tok(set(said.tags), said.text, own[-1].end, own[-1].end))


def both_ends(part: list[Tok], sentence: list[Tok]) -> None:
    """``头尾各淡2秒``, ``2s fade at each end``, said of a sound: it fades in and out."""
    for at, one in enumerate(part[:-1]):
        if at and one.has("one") and part[at - 1].has("dur") and part[at + 1].has("at_start at_end n:start n:end"):
            fades = any(two.has("v:fade", "n:fade") for two in part[:at])
            one.text, one.tags = ("fade", {"v:fade", "n:fade"}) if fades else (one.text, one.tags)
    edge = next((one for one in part if one.has("n:edge") and not one.has("sel")), None)
    fade = next((one for one in part if one.has("v:fade", "n:fade") or one.text == "淡"), None)
    seen = any(one.has("n:video n:film n:photo n:clip n:black c: t:fade_black t:fade_white n:screen") for one in part)
    if edge is None or fade is None or seen or not any(one.has(SOUNDS, "n:audio") for one in sentence):
        return
    edge.tags, fade.text, fade.tags = {"f"}, "fade in and out", {"v:fade", "n:fade"}


def lengthened(c: Clause) -> float:
    """``twice as long``, ``更长一点``: by how much a fade is to be longer; 0 where that is not said."""
    for tag, share in (("twice", 2.0), ("halfx n:half", 0.5), ("longer slower", 2.0), ("shorter faster", 0.5)):
        if c.said(tag):
            c.take_all(tag, "n:length to p:for mag:little mag:much")
            return share
    times = c.take("x")
    return float(times.value) if times is not None else 0


def as_they_are(
    scene: Scene, heard: list[Which], share: float, fade_in: int | None, fade_out: int | None
) -> tuple[int | None, int | None]:
    """The fades that there are, longer or shorter; as they were asked for where there are none."""
    there = [one for which in heard for one in find(scene.timeline, which, scene.language)]
    ins = max((max(one.fade_in_ms, one.sound_fade_in_ms) for one in there), default=0)
    outs = max((max(one.fade_out_ms, one.sound_fade_out_ms) for one in there), default=0)
    if fade_in is not None and fade_out is not None and bool(ins) != bool(outs):
        fade_in, fade_out = (fade_in if ins else None), (fade_out if outs else None)
    longer_in = None if fade_in is None else round((ins or fade_in / share) * share)
    return longer_in, None if fade_out is None else round((outs or fade_out / share) * share)


def at_the_ends(heard: list[Which], fade_in: int | None, fade_out: int | None, scene: Scene) -> list[m.Edit]:
    """Fades of all that is heard, where the video begins and where it ends: of what sounds just then."""
    whole = scene.timeline.duration_ms
    faded: list[m.Edit] = []
    for which in heard:
        if not which.everything or which.kind not in ("main", "voice", "music", "sound"):
            return [m.FadeSound(one, fade_in, fade_out, language=scene.language) for one in heard]
        there = find(scene.timeline, which, scene.language)
        first, last = there[0], there[-1]
        opens = fade_in is not None and first.kind != "image" and (not fade_in or first.start_ms < fade_in)
        ends = fade_out is not None and last.kind != "image" and (not fade_out or last.end_ms > whole - fade_out)
        if len(there) == 1 or (not fade_in and not fade_out):
            sides = [(which, fade_in if opens else None, fade_out if ends else None)] if opens or ends else []
        else:
            sides = [(Which(which.kind, ids=(first.id,)), fade_in, None)] if opens else []
            sides += [(Which(which.kind, ids=(last.id,)), None, fade_out)] if ends else []
        faded += [m.FadeSound(*side, language=scene.language) for side in sides]
    return faded or [m.FadeSound(one, fade_in, fade_out, language=scene.language) for one in heard]


def _spoken_in(c: Clause, scene: Scene) -> tuple[int, int] | None:
    """The time of the one clip under whose sound the music is to be lowered; None where all of them are meant."""
    named = next((one.which for one in c.toks if one.has("sel") and not one.has("n:voice n:music all")), None)
    clips = scene.timeline.main.segments if scene.timeline.main else ()
    if named is None or named.everything or named.kind not in ("main", "video") or len(clips) < 2:
        return None
    found = find(scene.timeline, named, scene.language)
    return (found[0].start_ms, found[-1].end_ms) if found[0] in clips and found[0].kind == "video" else None


def duck(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``duck the music under the voice``, ``说话的时候压低音乐``."""
    if not c.has("n:ducking") and not (
        (c.has("n:music") or (c.last is not None and c.last.kind == "music" and c.has("when")))
        and c.has("n:voice")
        and c.has("down", "quieter", "when", "under")
        and (c.has("when") or not c.has("pct"))
        and not any(one.has("v:add") and not one.has("f") for _, one in c.free())
    ):
        return None
    if not (c.has("n:music", "n:voice") or scene.timeline.tracks):
        return None
    unheard = c.has("neg v:mute v:remove v:stop") or c.word("off", "silent")
    off = c.negated("n:ducking")
    if unheard and c.has("when under") and not c.said("down n:ducking"):
        c.take_all("neg v:mute v:remove v:stop n:music n:voice when under v:want v:play v:add all pron v:speak on")
        c.take_all("n:silence v:make v:change n:background to n:volume n:audio")
        c.used |= {index for index, one in c.free() if one.has("n:voice")}
        return [m.Duck(SILENT, language=scene.language)]
    gone = c.take("v:remove", "v:stop")
    off = off or (gone is not None and not gone.has("down"))  # "drop the music under the voice" ducks it
    left = DUCKED
    pct = c.take("pct")
    if not off and (there := _spoken_in(c, scene)):
        c.take_all("n:ducking n:music n:voice when down quieter under n:volume of to on sel pron v:play v:show")
        level = m.Volume(Which("music"), left if pct is None else round(float(pct.value)), pct is None)
        return [m.Within(replace(level, language=scene.language), *there, language=scene.language)]
    if pct is not None:
        left = round(float(pct.value))
        if c.word("by") or ("低" in "".join(one.text for one in c.toks) and not c.word("到", "至", "压低到")):
            left = 100 - left if c.word("by") else left
    c.take_all(
        "n:ducking n:music n:voice when down quieter under v:make n:volume v:add pron v:want "
        "v:change to mag:little on n:audio v:start n:background v:show all"
    )
    for index, one in list(c.free()):
        if one.has("sel") and one.has("n:voice"):
            c.used.add(index)
    return [m.Duck(0 if off else max(1, min(100, left)), language=scene.language)]


def until(toks: list[Tok], first: int, stops: Sequence[str], enters: Sequence[str]) -> None:
    """``the music should start 3 s in and end at 20 s``, 音乐第10秒开始，20秒结束: from when until when."""
    last = closing(toks, first, "sep:hard")
    begin = next((at for at in range(first, last) if toks[at].has("at since") and not toks[at].has("sel before")), last)
    heard = any(one.has("n:music n:voice") for one in toks[first:begin])
    starts = toks[begin].has("since") if begin < last else False
    starts = starts or any(one.has("v:start") or one.text.lower() in enters for one in toks[first : begin + 2])
    rest = toks[begin + 1 : last]
    rest = rest[1:] if rest and rest[0].text.lower() in enters else rest
    times = [one for one in rest if one.has("at dur clock before") and not one.has("sel since range")]
    ends = [one for one in rest if (one.text in stops or one.has("v:stop n:end")) and one not in times]
    if not (heard and starts and len(times) == 1 and ends):
        return
    if all(one in times or one in ends or one.has("f pron sep:soft comma and to v:start v:play p:at") for one in rest):
        for one in rest:
            one.tags = {"todur"} if one in times else {"f"}
