"""Frames for how loud things are: volume, fades, loudness."""

from __future__ import annotations

import re

from local_backend.edits import model as m
from local_backend.edits.model import Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene, which_of
from local_backend.language.picture.lettering import fades
from local_backend.language.sound.swells import as_they_are, at_the_ends, lengthened
from local_backend.language.sound.volumes import (
    everything_heard,
    heard_message,
    kept_sounds,
    level,
    of_the_clips,
    only_sounds,
    silences_meant,
    solo,
    soundy,
    spoken_of,
    turned,
)  # fmt: skip
from local_backend.language.time.openings import ends_black, fades_all, of_each


def _sound_which(c: Clause, scene: Scene) -> Which:
    """Whose sound a clause is about."""
    for noun, kind in (("n:music", "music"), ("n:voice", "voice")):
        tok = c.see(noun)
        if tok is not None and not tok.has("sel"):
            c.take_all(noun, "n:audio n:volume all pron n:background")
            return Which(kind)  # type: ignore[arg-type]
    goes_on = c.goes_on(scene.message)
    if c.has("n:video", "n:audio") and not c.has("sel pron n:clip n:photo") and of_the_clips(c) and not goes_on:
        c.take_all("n:audio n:volume n:video all n:media")
        return m.ALL
    other = c.last is not None and c.last.kind in ("music", "voice", "sound")
    if other and c.has("n:clip") and c.has("n:audio") and not c.has("sel"):
        c.take_all("n:clip n:audio n:volume")  # music to 10, and no clip audio
        return m.ALL
    sel = which_of(c, nouns=("n:photo", "n:clip"))
    c.take_all("n:audio n:volume n:video pron n:clip all n:media")
    if sel is not None:
        if sel.names and len(sel.names) == 1:
            on = [track.role for track, one in scene.timeline.segments() if one.name == sel.names[0]]
            if on and on[0] in ("music", "voice", "sound"):
                return Which(on[0], (), sel.names)
        return sel if sel.kind != "photo" else Which("main")
    return Which("audio") if only_sounds(scene) else m.ALL


ELSEWISE = (
    "n:speed n:size n:opacity n:brightness n:contrast n:zoom n:title n:text n:caption n:lowerthird n:logo n:saturation "
    "n:transition v:speed v:slow brighter darker warmer colder n:crop bigger smaller faster slower n:vignette n:blur"
)


def volume(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``turn the music down to 15%``, ``mute clip 2``, ``make the voice louder``."""
    if c.has("m:") or silences_meant(c, scene) or (c.has("v:mute") and c.has("n:title n:text n:caption n:lowerthird")):
        return None  # a style is for music that is to come, and a text has no sound
    if any(one.has("x") and re.search("speed|速|fast|快|慢", one.text.lower()) for _, one in c.free()):
        return None  # "2x speed" is no volume
    if c.has("faster slower v:speed v:slow") and not c.has("n:volume louder quieter v:mute sel x"):
        return None  # "the music 10% faster"
    laid = {one.name for _, one in scene.timeline.segments()}
    if scene.composing and any(one.has("name n:music") and scene.files(one, "audio") and not set(one.names) & laid
                               for _, one in c.free()):  # fmt: skip
        return None  # "... and bgm quiet underneath": it has to come first
    mute, unmute = c.has("v:mute"), c.has("v:unmute")
    louder, softer = c.has("louder"), c.has("quieter")
    told = c.last is not None and c.last.kind in ("music", "voice", "audio")
    told = told and (c.has("pron", "n:volume") or c.word("make it"))
    paced = c.has("x twice thrice") and c.has("sel")  # "mute clip 3; clip 1 2x"
    goes_on = c.sounding and c.last is not None and not c.has(ELSEWISE) and not paced
    told = told or (goes_on and c.has("pct", "x", "db", "halfx"))
    told = told or (c.has("sel") and c.has("pct") and heard_message(c, scene)) or turned(c)
    plain = c.has("num") and c.has("n:volume")
    level_said = (told and c.has("pct", "x", "db")) or (
        (c.has("pct x twice halfx db n:half normal maxvol quarter third share:") or plain)
        and c.has("n:volume", "n:music", "n:voice", "n:audio")
    )
    heard = soundy(c) or c.has("n:volume", "n:music", "n:voice", "n:audio") or turned(c)
    same = c.sounding and c.has("sel") and not c.has("x twice thrice")
    heard = heard or (same and not c.has(ELSEWISE.replace("bigger smaller ", "")))
    sound_before = c.last is not None and c.last.kind in ("music", "voice", "audio")
    heard = heard or (sound_before and not c.has(ELSEWISE, "n:photo", "n:pan"))
    if not level_said and c.has("db") and not c.has("n:silence v:fade n:fade n:loudness lufs v:cut"):
        level_said = True
    off = (
        c.has("v:remove", "v:stop", "neg")
        and c.has("n:audio", "n:volume")
        and not c.has("n:music", "n:silence", "v:transcribe")
        and not c.has("halfx pct x db quarter third n:half twice")
        and not (c.has("num") and c.word("to", "at", "到"))
        and not _unchanged(c)
    )
    if alone := solo(c, scene):
        return alone
    if not (mute or unmute or off or level_said or (heard and (louder or softer or c.has("up", "down")))):
        return None
    if (c.has("n:silence") and c.has("v:remove", "v:cut")) or (
        (c.has("n:loudness", "n:ducking", "v:detach", "fmt:") or _joins(c)) and not mute
    ):
        return None
    relative, percent = False, 100
    if unmute:
        c.take_all("v:unmute", "n:volume", "n:audio")
    elif mute or off:
        keep = c.negated("v:mute")
        c.take_all("v:mute", "v:remove", "v:stop", "neg", "v:make", "v:change", "v:cut", "v:export")
        percent = 100 if keep else 0
    else:
        relative, percent = level(c)
        c.take_all("v:remove v:cut v:split quarter third halfx" if c.has("n:volume") or c.said("db") else "halfx")
    c.take_all(
        "n:volume v:make v:change v:add v:want with to p:at by v:play up down louder quieter v:keep v:lengthen v:move "
        "bigger smaller"
    )
    if (mute or off or unmute) and c.last is not None and not c.said("n:", "sel"):
        c.take("pron")
        return [m.Volume(c.last, percent, language=scene.language)]
    rest = c.take("n:rest")
    points = next((one for one in c.toks if one.has("pct") and "point" in one.text), None)
    which = _sound_which(c, scene)
    if relative and points is not None and (there := find(scene.timeline, which, scene.language)):
        relative, percent = False, max(0, there[0].volume + percent - 100)
    if rest is not None:
        spared = spoken_of(scene.message[: c.toks[0].start])
        if spared and which in (m.ALL, Which("audio")):
            others = [one for one in everything_heard(scene, m.ALL) if one.kind not in spared]
            return [m.Volume(one, percent, relative, language=scene.language) for one in others]
        which = m.ALL
    spoken = c.last if c.last is not None and c.last.kind in ("music", "voice") and not of_the_clips(c) else None
    if spoken is not None and which in (m.ALL, Which("audio")):
        which = spoken
    if which == m.ALL and of_the_clips(c):
        return [m.Volume(which, percent, relative, language=scene.language)]
    if not relative and percent < 100 and c.said("up") and not c.said("down", "to") and not (mute or off):
        now = [one.volume for one in find(scene.timeline, which, scene.language)]
        if now and min(now) > percent and not c.word("at"):
            relative, percent = True, 100 + percent  # "voice up 20%" of one that is at 100
    spared = kept_sounds(scene.message) if percent == 0 and which in (m.ALL, Which("audio")) else set()
    meant = [one for one in everything_heard(scene, which) if one.kind not in spared]
    return [m.Volume(one, percent, relative, language=scene.language) for one in meant]


def _joins(c: Clause) -> bool:
    """Whether it speaks of a transition; "push the voice up" does not."""
    return any(one.has("t:") and not one.has("up down") for _, one in c.free())


def _unchanged(c: Clause) -> bool:
    """``do not alter the audio``: a "no" to a change, and none to the sound."""
    no = next((at for at, one in enumerate(c.toks) if one.has("neg")), len(c.toks))
    after = next((one for one in c.toks[no + 1 :] if not one.has("f")), None)
    return after is not None and after.has("v:change v:point") and not after.has("n:audio")


def fade(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``fade the music out over 3 seconds``, ``fade in from black``."""
    if not c.has("v:fade", "n:fade", "t:fade_black", "t:fade_white") or c.has(
        "n:transition between n:title n:text n:caption n:subtitle n:lowerthird"
    ):
        return None
    there = {one.name for _, one in scene.timeline.segments()}
    if c.has("v:add") and any(one.has("file") and not set(one.names) & there for _, one in c.free()):
        return None  # "add coffee.jpg at the end with a fade-in of 0.5s": it has to come first
    black = c.has("t:fade_black")
    sound = c.has("n:music", "n:audio", "n:voice", "n:volume") or (
        c.last is not None and c.last.kind in ("music", "voice", "audio") and not black
    )
    if (unfaded := _unfaded(c, scene, sound)) is not None:
        return unfaded
    lone = black and ends_black(c, scene) and c.has("sel")
    if black and (lone or ((c.ending or ends_black(c, scene)) and not c.has("n:clip", "sel", "n:start", "all"))):
        c.take_all("t:fade_black", "v:fade", "n:fade", "n:video", "v:make", "v:add", "to")
        dur, side = c.take("for", "dur", "tdur"), c.take("edge")
        lasts = int(dur.value) if dur else int(side.value[1]) if side and side.value[0] == "end" else 1000
        which = of_each(c, scene, which_of(c) if lone else None)
        c.take_all("in n:end at_end last pron of v:stop")
        return [m.FadePicture(which, None, lasts, language=scene.language)]
    whole = not sound and not black and fades_all(c)
    sound = sound or whole or (c.sounding and c.has("pron") and c.last is None and not black)
    if not sound and not (
        c.has("n:video at_end at_start n:end n:start sel edge n:black c:#000000 pron all")
        or (black and c.word("from", "end", "开头", "结尾"))
        or c.word("in", "out", "淡出", "淡入", "fade out", "fade in", "fade-out", "fade-in", "渐入", "渐出")
    ):
        return None
    joint = sound and not black and c.has("and") and all(one.text.lower() == "both" for one in c.toks if one.has("sel"))
    shown = c.take("n:photo", "n:video", "n:film") if joint else None  # "fade the picture and the sound out"
    edge, dur_said = c.take("edge"), c.has("for", "dur", "bydur", "todur")
    told = " ".join(one.text.lower() for _, one in c.free())
    end = c.take("at_end", "n:end")
    start = c.take("at_start", "n:start")
    none = c.negated("v:fade", "n:fade") or bool(c.take("v:remove"))
    if black:
        c.take_all("t:fade_black")
        from_black = "from black" in told or "从黑" in told
        fade_in, fade_out = (None, 1000) if not from_black and not (start and not end) else (1000, None)
        dur = c.take("for", "dur", "tdur")
        if dur is not None:
            fade_in, fade_out = (int(dur.value) if fade_in else None), (int(dur.value) if fade_out else None)
        c.take_all("v:fade", "n:fade")
    else:
        fade_in, fade_out = fades(c)
        if not dur_said and not none:
            length = 2000 if sound else 1000
            fade_in, fade_out = (length if fade_in is not None else None), (length if fade_out is not None else None)
    if edge is not None:
        side, amount = edge.value
        fade_in, fade_out = (None, amount) if side == "end" else (amount, None)
    elif fade_in is not None and fade_out is not None and bool(end) != bool(start):
        fade_in, fade_out = (None, fade_out) if end else (fade_in, None)
    elif None not in (fade_in, fade_out) and c.has("c:#000000 n:black") and c.word("to") != c.word("from"):
        fade_in, fade_out = (fade_in, None) if c.word("from") else (None, fade_out)  # "fade the beach to black"
    if none:
        fade_in, fade_out = (None if fade_in is None else 0), (None if fade_out is None else 0)
    if none and fade_in is None and fade_out is None:
        fade_in = fade_out = 0
    if (fade_in is None) and (fade_out is None):
        return None
    c.take_all(
        "n:black c:#000000 from to v:add v:make v:want at_end at_start n:end n:start gradual over "
        "mag:little v:change with p:at in n:screen dir:in dir:out n:rest v:start v:stop "
        "t:fade_white"
    )
    if dur_said and not c.said("bydur"):
        c.take_all("longer shorter v:lengthen v:trim slower faster n:length")
    if sound:
        steps = c.has("up down louder quieter by") and c.has("pct")  # "... and bring it down to 90%"
        by, pct = (level(c), None) if steps else ((False, 100), c.take("pct"))
        c.take_all("up down louder quieter v:make") if steps else None
        which = _sound_which(c, scene)
        if not whole and c.last is not None and which in (m.ALL, Which("audio")) and c.last.kind != "main":
            which = c.last
        if which in (m.ALL, Which("audio")) and c.ending and end is None and start is None:
            fade_in = None if fade_out is not None else fade_in  # "end with a fade to black and fade the audio too"
        heard = everything_heard(scene, which) if which in (m.ALL, Which("audio")) else [which]
        if not dur_said and edge is None and (share := lengthened(c)):
            fade_in, fade_out = as_they_are(scene, heard, share, fade_in, fade_out)
        each = c.said("each sel") or (c.said("n:clip") and end is None and edge is None)
        ends = which in (m.ALL, Which("audio")) and (joint or not each)
        faded: list[m.Edit] = [m.FadeSound(one, fade_in, fade_out, language=scene.language) for one in heard]
        faded = at_the_ends(heard, fade_in, fade_out, scene) if ends else faded
        if shown is not None or whole:
            c.used |= {index for index, one in c.free() if one.has("and", "all") or one.text.lower() == "both"}
            faded.insert(0, m.FadePicture(m.ALL, fade_in, fade_out, language=scene.language))
        if pct is None and not steps:
            return faded
        relative, percent = by if pct is None else (False, round(float(pct.value)))
        return [*faded, m.Volume(which, percent, relative, language=scene.language)]
    alone = (end or start or edge) and not c.said("pron", "sel", "n:photo", "n:clip")
    which = of_each(c, scene, None if alone else which_of(c))
    c.take_all("n:video", "pron", "all", "n:film")
    return [m.FadePicture(which, fade_in, fade_out, language=scene.language)]


def _unfaded(c: Clause, scene: Scene, sound: bool) -> list[m.Edit] | None:
    """``no fade in``, ``音乐淡出去掉``, ``end without a fade``: the fades that go; None where none does."""
    if (c.last is not None and c.last.kind not in ("main", "photo", "video", "music", "voice", "audio")) or (
        c.has("v:add", "dur", "for", "dir:in") and not c.has("v:remove")
    ):
        return None
    told = " ".join(one.text.lower() for one in c.toks)
    trial = c.copy()
    zero = next((index for index, one in c.free() if one.has("num pct dur todur") and one.value == 0), None)
    if zero is None and not trial.negated("v:fade", "n:fade", "t:fade_black") and not trial.gone("v:take"):
        return None
    c.used = trial.used | ({zero} if zero is not None else set())
    into = c.said("n:start", "at_start", "v:start") or re.search(r"fad\w+[- ]?in|from black|[淡渐]入", told)
    out = c.said("n:end", "at_end") or re.search(r"fad\w+[- ]?out|\bout\b|to black|^end|\bend with|[淡渐]出", told)
    fade_in, fade_out = (0 if into or not out else None), (0 if out or not into else None)
    c.take_all("v:fade n:fade t: n:black c:#000000 from to in and of n:end n:start at_end at_start v:start v:stop")
    c.take_all("v:change v:make v:want with all dir: over p:at gradual n:screen neg")
    if sound:
        which = _sound_which(c, scene)
        heard = everything_heard(scene, which) if which in (m.ALL, Which("audio")) else [which]
        return [m.FadeSound(one, fade_in, fade_out, language=scene.language) for one in heard]
    which = of_each(c, scene, which_of(c))
    c.take_all("n:video", "pron", "n:film")
    return [m.FadePicture(which, fade_in, fade_out, language=scene.language)]


def loudness(c: Clause, scene: Scene) -> list[m.Edit] | None:
    tok = c.see("n:loudness", "lufs")
    if tok is None:
        return None
    off = c.negated("n:loudness") or c.gone("normal")
    lufs = c.take("lufs") or c.take("db") or c.take("num")
    level = -14 if lufs is None else -abs(round(float(lufs.value)))
    c.take_all(
        "n:loudness n:audio n:volume n:music v:change v:make to all n:video pron p:at v:want n:voice v:add n:level "
        "n:clip on between"
    )
    return [m.Loudness(0 if off else level, language=scene.language)]
