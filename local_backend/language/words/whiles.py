"""What is heard while a clip is seen: "no music on clip 1", "music at 10% while the interview plays", 只在第一段放."""

from __future__ import annotations

from dataclasses import replace

from local_backend.edits.model import Impossible, Which
from local_backend.edits.select import find
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing, opening
from local_backend.language.words.vocabulary import SOUND_FILES
from local_backend.timeline import Segment, Timeline

HEARD = "n:music n:voice"
OVER_IT = ("on", "behind", "beneath", "over", "during", "for", "in", "under", "在", "只在", "仅在")
LEVELS = "pct db v:mute quieter louder neg up down v:stop v:remove"


SIDES = {"from": "after", "from the": "after", "从": "after", "自": "after", "until": "before", "till": "before"}


def _sounding(tok: Tok) -> bool:
    return tok.has(HEARD) or tok.text.lower().endswith(SOUND_FILES)


ALL_OF_IT = (
    "everything",
    "all sound",
    "all sounds",
    "all audio",
    "all the sound",
    "全部",
    "所有",
    "全都",
    "一切",
    "全",
)


def _all_mute(before: list[Tok], clip: Tok | None, after: list[Tok], timeline: Timeline) -> list[Tok] | None:
    """``silence everything during the interview``: that clip, and whatever else is heard while it is seen."""
    found = _pictures(timeline, clip.which) if clip is not None and clip.which is not None else []
    if clip is None or not found:
        return None
    kinds = {track.role for track in timeline.tracks}
    own = [*before, clip, Tok({"sep:hard"}, ";", clip.end, clip.end)] if found[0].kind == "video" else before[:-1]
    result = own
    for noun, role in (("n:music", "music"), ("n:voice", "voice")):
        if role in kinds:
            time = replace(clip, tags={"range"}, which=None, names=(), value=(found[0].start_ms, found[-1].end_ms))
            heard = Tok({noun}, "", clip.end, clip.end)
            result += [replace(before[-1]), heard, time, Tok({"sep:hard"}, ";", clip.end, clip.end)]
    return [*result, *after]


def within(toks: list[Tok], at: int, timeline: Timeline) -> list[Tok] | None:
    """``no music on clip 1``, ``第一段不要音乐``: the music is not heard for the time of that clip; the clip stays."""
    which = toks[at].which if toks[at].has("sel") else None
    if which is not None and which.kind == "music" and which.numbers and "段" in toks[at].text:
        clip = Tok({"sel", "n:clip"}, toks[at].text, toks[at].start, toks[at].end, which=Which(numbers=which.numbers))
        music_too = Tok({"n:music"}, "", toks[at].end, toks[at].end)  # 第一段的音乐
        return within([*toks[:at], clip, music_too, *toks[at + 1 :]], at, timeline)
    if which is None or which.everything or which.kind not in ("main", "photo", "video") or toks[at].has("n:music"):
        return None
    first, last = opening(toks, at, "sep:hard", "comma"), closing(toks, at, "sep:hard", "comma")
    rest = [one for one in toks[first:last] if one is not toks[at]]
    music = [one for one in rest if one.has("n:music")]
    hushed = any(one.has("neg v:remove v:mute v:stop") or one.text.lower() == "off" for one in rest)
    light = (
        "n:music f neg v:remove v:mute v:want v:add v:play v:show exact of on from in p:at p:for n:audio n:background "
        "under when v:stop v:make v:change"
    )
    if len(music) != 1 or not hushed or any(not one.has(light) or one.has("and sep: dur at range") for one in rest):
        return None
    found = _pictures(timeline, which)
    if not found:
        return None
    made = Tok({"range"}, toks[at].text, toks[at].start, toks[at].end)
    made.value = (found[0].start_ms, found[-1].end_ms)
    for one in rest:
        if one.has("exact"):
            one.tags = {"f"}
    return [*toks[:at], made, *toks[at + 1 :]]


def _pictures(timeline: Timeline, which: Which) -> list[Segment]:
    """The clips that are meant; none where there is no such clip."""
    try:
        return [one for one in find(timeline, which, "en") if one.kind in ("video", "image")]
    except Impossible:
        return []


def _levelled(part: list[Tok]) -> bool:
    """Whether music that is there already is set to a level."""
    heard = any(one.has("n:music") for one in part) and any(one.has("pct db") for one in part)
    other = "v:insert v:replace v:fade n:fade gradual n:ducking sep:"
    return heard and not any(
        one.has(other) or (one.has("v:add") and one.text.lower() not in ("put", "have", "放")) for one in part
    )


def _stretch(toks: list[Tok], at: int, first: int, last: int) -> bool:
    """Whether a clip is named as a time of the video, at the beginning or behind a 在."""
    after = toks[at + 1] if at + 1 < last else None
    part = toks[at].text.endswith(("那段", "那部分")) or (after is not None and after.text in ("部分", "那里", "那儿"))
    lead = at == first or (at == first + 1 and toks[first].has("p:at"))
    return part and lead and _levelled(toks[first:last])


def shown(toks: list[Tok], at: int, timeline: Timeline) -> list[Tok] | None:
    """``when the interview is on, music at 10%``, ``采访期间音乐静音``: the time in which that clip is seen."""
    first, last = opening(toks, at, "sep:hard"), closing(toks, at + 1, "sep:hard")
    if toks[at].has("sel") and _stretch(toks, at, first, last):  # 采访那段音乐降到10%
        toks, at = [*toks[: at + 1], Tok({"when"}, "的时候", toks[at].end, toks[at].end), *toks[at + 1 :]], at + 1
        last += 1
    only = toks[at].text.lower() in OVER_IT and any(one.has("exact") for one in toks[first:at])
    side = SIDES.get(toks[at].text.lower(), "")
    over = toks[at].text.lower() in OVER_IT and _levelled(toks[first:last])
    if not (toks[at].has("when") or only or over or side) or toks[at].has("sel"):
        return None
    begin = end = at
    if at and toks[at - 1].has("sel") and not toks[at].text.isascii():
        begin = at - 1
    else:
        end += 1
        while end < last and toks[end].has("f") and not toks[end].has("sel", "sep:"):
            end += 1
    clip = toks[begin] if begin < at else toks[end] if end < last else None
    which = clip.which if clip is not None and clip.has("sel") else None
    if which is None or which.everything or which.kind not in ("main", "photo", "video"):
        return None
    while (
        end + 1 < last
        and toks[end + 1].has("f v:play v:show onward")
        and not toks[end + 1].has("sep:", "sel", "v:make")
    ):
        end += 1
    rest = [*toks[first:begin], *toks[end + 1 : last]]
    alone = max((index for index in range(first, at) if toks[index].has("exact")), default=0) if only else 0
    if alone and toks[alone - 1].has("sep:", "comma") and not any(_sounding(one) for one in toks[alone:last]):
        said = toks[opening(toks, alone - 1, "sep:hard", "comma") : alone - 1]
        found = _pictures(timeline, which) if any(one.has("n:music") for one in said) else []
        if found and any(one.has("neg v:mute") for one in said) and not any(one.has("sel") for one in said):
            made = Tok({"range"}, "", toks[begin].start, toks[end].end, value=(found[0].start_ms, found[-1].end_ms))
            music = Tok({"n:music"}, "", toks[alone].start, toks[alone].start)  # "no music while he speaks, only on …"
            hard = Tok({"sep:hard"}, ";", music.start, music.start)
            return [*toks[: alone - 1], hard, music, toks[alone], made, *toks[end + 1 :]]
    mute = next((one for one in rest if one.has("v:mute")), None)
    if mute is not None and all(
        one is mute or one.has("f v:play v:show p:for") or one.text.lower() in ALL_OF_IT for one in rest
    ):
        return _all_mute([*toks[:first], mute], clip, toks[last:], timeline)
    if not any(_sounding(one) for one in rest) or not any(
        one.has(LEVELS, "exact") or one.text.lower() == "off" for one in rest
    ):
        return None
    if any(one.has("n:ducking at range dur quote v:start") or (one.has("sel") and not _sounding(one)) for one in rest):
        return None
    if only:
        for one in toks[first:at]:
            one.tags = {"f"} if one.has("sep:soft") and not one.has("comma and") else one.tags  # "but only on"
    for one in toks[end + 1 : last]:
        if one.text.lower() in ("back", "on", "after", "afterwards", "again", "and"):
            one.tags = {"f"}  # "off during the interview and back on after"
    found = _pictures(timeline, which)
    if not found:
        return None
    if side == "after":
        if end + 1 < last and toks[end + 1].text in ("开始", "起", "以后", "之后"):
            end += 1
        if not any(
            one.has("onward") or one.text in ("开始", "起", "以后", "之后") for one in toks[begin + 1 : end + 1]
        ):
            return None  # "remove the music from the first clip"
    made = Tok({side or "range"}, clip.text if clip else "", toks[begin].start, toks[end].end)
    made.value = found[0].start_ms if side else (found[0].start_ms, found[-1].end_ms)
    if end + 1 < last and toks[end + 1].has("comma"):
        toks[end + 1].tags = {"f"}
    return [*toks[:begin], made, *toks[end + 1 :]]
