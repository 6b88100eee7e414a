"""Frames for sound: music and voices, volume, fades, ducking, detaching, loudness."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Which
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Ask
from local_backend.language.order.heard import another, role_of, voice_and_music
from local_backend.language.order.making import no_file
from local_backend.language.picture.lettering import fades, shift_of
from local_backend.language.sound.swells import DUCKED, again
from local_backend.language.sound.volumes import plain_number, right_before
from local_backend.language.words.vocabulary import ANY_SOUND_FILES

SoundRole = Literal["music", "voice", "sound"]
QUIET = 20
MUSIC_FADE_MS = 2000
LASTING = (" as long as", " match", " fit", " same length", " length of", " duration of", "一样长", "等长", " 一样",
           "对齐")  # fmt: skip
SMALL_VERBS = (
    "v:add", "v:make", "v:want", "v:change", "v:play", "with", "v:show", "v:start", "on", "in", "n:background",
    "background", "gen", "to", "p:at", "all", "v:keep", "mag:little", "n:video", "gradual", "n:length",
)  # fmt: skip


def _under(c: Clause, at: int) -> bool:
    """``add music under the interview``: over which clip, and not from which."""
    before = [one for one in c.toks[:at] if not one.has("f") or one.has("p: on")]
    return bool(before) and before[-1].text.lower() in ("under", "beneath", "behind", "over", "during", "below")


def add(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``add some lo-fi music at 30%``, ``use bgm.mp3 as background music``, ``voiceover.mp3 as the voice``."""
    if c.has(
        "v:remove v:mute v:stop v:unmute n:loudness v:detach v:split v:speed v:slow v:trim v:cut v:loop"
    ) and not c.has("v:add", "v:replace"):
        return None
    detached = c.has("v:detach") and not c.has("v:replace")
    if detached or (c.has("n:ducking") and not c.has("v:add", "v:replace") and not c.has("file")):
        return None
    told = "".join(f" {one.text.lower()}" for one in c.toks)
    if (
        not scene.empty
        and (c.has("n:length") or c.word("match", "fit"))
        and (c.has("n:video", "n:film", "pron") or c.word("make it"))
        and any(word in told for word in LASTING)
    ):
        return None  # as long as what is heard
    style = c.see("m:")
    if style is not None and c.has("v:replace", "v:swap") and not c.word("instead", "in place of"):
        behind = c.toks[c.toks.index(style) + 1 :]
        to = next((at for at, one in enumerate(behind) if one.has("with", "to", "by", "v:replace")), len(behind))
        style = next((one for one in behind[to:] if one.has("m:")), style)  # "replace the lo-fi with cinematic music"
    playing = any(track.role == "music" for track, _ in scene.timeline.segments())
    fading = c.has("n:fade", "v:fade") and c.has("v:add") and not c.has("name", "unknown", "gen")
    if playing and style is None and fading:
        return None  # "add a fade-out to the music" is about the music that plays
    named = [one for _, one in c.free() if one.has("name") and scene.files(one, "audio")]
    if not named and c.has("v:replace", "v:add") and c.has("n:music", "n:audio", "n:voice"):
        named = [one for at, one in c.free() if one.has("name") and scene.files(one, "video") and not _under(c, at)]
    at, no = c.toks.index(named[0]) if named else -1, c.index("neg")
    gone = no is not None and at - no in (1, 2)  # instead of it
    if style is not None and named and (gone or (c.has("v:replace v:swap") and at < c.toks.index(style))):
        c.used |= {at} if no is None or not gone else {at, no}
        named = []  # "replace bgm with something more upbeat": that is what goes
    noun = c.has("n:music") or any(one.has("n:music") and one.has("name") for one in c.toks)
    unknown = c.see("unknown")
    if unknown is not None and str(unknown.value).lower().endswith(ANY_SOUND_FILES):
        raise no_file(scene, str(unknown.value))
    have = [one for track, one in scene.timeline.segments() if track.role == "music"]
    asks = c.has("v:add v:want v:make with gen v:replace v:play v:change v:swap")
    wished = (
        style is not None and c.has("v:play", "v:add") and (c.word("something", "underneath") or c.has("n:background"))
    )
    wished = wished or (
        style is not None and c.has("n:background", "background") and not c.has("n:title n:text c: fit:")
    )
    wished = wished or (style is not None and c.has("pct") and not c.has("sel n: quote t: c: pron"))
    look = c.has("pron sel n: quote t: c: fx:") or c.word("look", "feel", "style", "风格", "感觉", "效果", "滤镜")
    wished = wished or (style is not None and c.has("v:add") and not look)
    wished = wished or (style is not None and c.has("v:replace", "v:swap") and not c.has("n: sel quote"))
    noun = noun or (wished and not c.has("n:photo n:clip n:title n:text n:voice t: n:transition quote sel"))
    voice_noun = c.has("n:voice", "n:audio", "n:soundfx")
    heard = [one.name for track, one in scene.timeline.segments() if track.kind == "audio"]
    if named and not asks and c.has("louder quieter up down") and any(name in heard for name in named[0].names):
        return None  # "the voiceover is hard to hear over the music": both are there
    if not (named or (noun and (asks or style or not have)) or (voice_noun and c.has("v:add") and not noun)):
        return None
    if noun and not named and not have and not style and not asks and c.has("quieter louder up down"):
        return None  # of music that is not there
    if noun and not named and have and not style and not c.has("v:add", "v:replace", "gen", "v:want"):
        return None  # it speaks of the music that is there
    if c.has("n:ducking") and not named and not style:
        return None
    if c.negated("n:music"):
        return [m.Remove(Which("music"), language=scene.language)] if have else []
    if (
        have
        and noun
        and not named
        and not style
        and c.has("quieter louder pct v:fade up down n:volume")
        and not c.word("add", "加", "配", "some", "来点", "加上", "添加", "配上")
    ):
        return None
    clip: Clip | None = None
    role: SoundRole = "music"
    if named:
        clip = scene.files(named[0], "audio", "video")[0]
        c.used.add(c.toks.index(named[0]))
        spoken = any(track.role == "voice" for track in scene.timeline.tracks)
        if noun and c.has("n:voice") and c.has("n:ducking") and role_of(clip) != "music":
            c.take_all("n:ducking n:voice n:music n:background", *SMALL_VERBS)
            ducked_too = [m.Duck(DUCKED, language=scene.language)] if have else []
            return [m.AddSound("voice", clip.id, language=scene.language), *ducked_too]
        if noun or role_of(clip) == "music":
            role = "music"
        else:
            role = "voice" if voice_noun or role_of(clip) == "voice" or not spoken else "music"
        if c.has("n:soundfx"):
            role = "sound"
    elif noun:
        files = list(scene.of_kind("audio"))
        _, music = voice_and_music(files)
        if music is not None and role_of(music) != "music" and len(files) == 1:
            music = None
        if (
            style is None
            and not c.has("gen")
            and music is None
            and files
            and c.word("file", "uploaded", "song", "上传", "track")
        ):
            music = files[0]
        clip = None if style is not None or (c.has("gen") and not c.word("some", "a")) else music
        clip = another(c, scene, clip) if style is None else clip
    else:
        files = scene.of_kind("audio")
        voice, _ = voice_and_music(files)
        if voice is None:
            raise Ask(
                scene.pick("Which sound file should I use? Please upload it first.", "要用哪个声音文件？请先上传。")
            )
        clip, role = voice, "voice"
    if style is not None:
        c.take_all("m:")
    c.take_all("n:music n:voice n:audio n:media n:soundfx v:swap n:clip v:replace v:detach instead")
    volume = _volume(c)
    fade_in, fade_out = _fades(c)
    looped = bool(c.take("v:loop"))
    source = c.take("src")
    start, length = _times(c, scene.timeline.duration_ms)
    there = [one for track, one in scene.timeline.segments() if track.role == role]
    kept = next((one for one in there if clip is not None and one.media == clip.id), None)
    ducks = c.has("n:ducking") or (c.word("under") and c.said("n:voice"))
    if kept is not None and role != "sound" and volume >= 0 and not (start or length or source or looped or ducks):
        c.take_all(*SMALL_VERBS, "from", "of", "under", "n:voice")  # it plays already: so loud shall it be
        faded = m.FadeSound(Which(role), fade_in, fade_out, language=scene.language)
        also = [] if fade_in is fade_out is None else [faded]
        return [m.Volume(Which(role), volume, language=scene.language), *also]
    if kept is not None and role == "music" and volume < 0:  # it plays already: what is set stays
        volume = kept.volume
        fade_in = kept.fade_in_ms if fade_in is None else fade_in
        fade_out = kept.fade_out_ms if fade_out is None else fade_out
    c.take_all("n:ducking")
    c.used |= {index for index, one in c.free() if ducks and one.has("n:voice")}  # under the voiceover
    c.take_all(*SMALL_VERBS, "from", "of", "under", "n:voice")
    made = "" if clip is not None else style.kind_of("m:") if style else "Lo-fi"
    begins = 0 if source is None else int(source.value)
    assumed = role == "music" and not (named or style or c.has("gen", "v:add", "v:want"))
    new = m.AddSound(
        role, clip.id if clip else "", made, volume, start, length, fade_in, fade_out, DUCKED if ducks else 0, looped,
        begins, assumed, language=scene.language,
    )  # fmt: skip
    return [new]


def _volume(c: Clause) -> int:
    """Percent; -1 where nothing was said."""
    if (pct := c.take("pct") or plain_number(c)) is not None:
        c.take_all("n:volume", "p:at", "of")
        return round(float(pct.value))
    if c.see("db") is not None and (db := c.take("db")) is not None:
        c.take_all("n:volume", "p:at", "of")
        return min(400, round(100 * 10 ** (float(db.value) / 20)))
    if c.take("quieter"):
        c.take_all("n:volume", "mag:little", "quieter")
        return QUIET
    if (share := c.take("share:")) is not None:
        c.take_all("n:volume", "p:at", "of")
        return int(share.kind_of("share:"))
    if c.take("maxvol"):
        return 100
    if c.has("n:volume") and (part := c.take("quarter", "third")):
        c.take("n:volume")
        return 25 if part.has("quarter") else 33
    if c.see("halfx", "n:half") and c.has("n:volume"):
        c.take("halfx", "n:half")
        c.take("n:volume")
        return 50
    return -1


def _fades(c: Clause) -> tuple[int | None, int | None]:
    stretch = c.see("edge")
    at = c.toks.index(stretch) if stretch is not None else 0
    lasts = (
        stretch is not None
        and (  # "for the first 10 seconds with a 2 s fade in": the fade has its own time
            c.has("dur") or any(one.has("p:for") and one.text.lower() != "over" for one in c.toks[max(0, at - 2) : at])
        )
    )
    edge = c.take("edge") if c.has("v:fade", "n:fade") and not lasts else None
    timed = c.has("dur for bydur transform tdur todur slower")
    fade_in, fade_out = (one if timed or not one else max(one, MUSIC_FADE_MS) for one in fades(c))
    if edge is not None:
        side, amount = edge.value
        c.take_all("over", "p:for", "in", "p:at")
        if side == "end":
            fade_in, fade_out = None, amount
        else:
            fade_in, fade_out = amount, None
    if fade_in is not None or fade_out is not None:
        at_end, at_start = c.take("at_end", "n:end"), c.take("at_start", "n:start")
        if fade_in is not None and fade_out is not None and bool(at_end) != bool(at_start):
            fade_in, fade_out = (None, fade_out) if at_end else (fade_in, None)
    return fade_in, fade_out


def _times(c: Clause, whole_ms: int) -> tuple[int, int]:
    if ranged := c.take("range"):
        a, b = ranged.value
        return a, max(1, b - a)
    start = 0
    if (edge := c.take("edge")) is not None:
        side, amount = edge.value
        c.take_all("p:for", "exact")
        return (max(0, whole_ms - amount) if side == "end" else 0), amount
    if time := c.take("at", "after"):
        start = int(time.value)
    if c.take("at_start"):
        start = 0
    until = c.take("before", "todur")
    if until is not None:
        return start, max(1, int(until.value) - start)
    dur = c.take("for", "dur")
    return start, int(dur.value) if dur else 0


def retime(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``start the music at 5 seconds``: the sound that is there, at another time."""
    role: SoundRole | None = "music" if c.has("n:music") else "voice" if c.has("n:voice") else None
    if role is None and c.last is not None and c.last.kind == "music" and c.has("pron") and not c.has("n: sel"):
        role = "music"
    enters = c.has("v:start") and c.has("at", "after") and not c.has("v:stop", "n:end")
    enters = enters and not c.word("add", "put", "加", "加上")
    noun = c.see("n:music", "n:voice")
    part_only = c.has("exact") and c.has("edge") and not c.has("v:fade n:fade pct db louder v:add neg")
    part_only = part_only and noun is not None and not right_before(c, noun)
    if (
        not role
        or not (part_only or c.has("at", "after", "range", "for", "before", "later", "earlier", "src"))
        or c.has("v:cut v:remove v:mute quieter")
        or (c.has("pct") and not enters)
        or (c.has("v:fade", "n:fade") and not enters and not (c.has("v:stop", "n:end") and c.has("at", "before")))
        or (c.has("louder") and not c.word("响"))
    ):
        return None
    there = [one for track, one in scene.timeline.segments() if track.role == role]
    if c.word("off", "away"):
        return None
    if there and (source := c.take("src")) is not None:
        one = there[0]
        c.take_all("n:music n:voice n:audio v:start v:play v:move v:change v:make n:start name from v:add exact")
        kept_on = again(one, role, one.start_ms, one.duration_ms, scene)
        return [replace(kept_on, source_ms=int(source.value))]
    if there and (shift := shift_of(c)):
        c.take_all(
            "n:music n:voice n:audio v:start v:play v:move v:change v:make n:start v:show in p:at dir:in v:add pron"
        )
        c.take_all("name")
        one = there[0]
        start = max(0, one.start_ms + shift)
        return [again(one, role, start, 0, scene)]
    if not there and c.last is not None and c.last.kind == role and c.has("v:start v:play from since"):
        c.take_all("pron v:start v:play from n:music n:voice")
        start, length = _times(c, scene.timeline.duration_ms)
        return [m.AddSound(role, start_ms=start, duration_ms=length, language=scene.language)]
    later = c.has("exact") and c.has("after")  # "the music only from second 10 on"
    verbs = "v:start v:play v:move v:change v:make n:start v:stop since from v:keep n:end range louder"
    if not there or not (later or part_only or c.has(verbs)):
        return None
    one = there[0]
    if enters and c.has("v:fade n:fade pct"):
        volume = _volume(c)
        fade_in, fade_out = _fades(c)
        start, length = _times(c, scene.timeline.duration_ms)
        c.take_all(*SMALL_VERBS, "n:music n:voice v:start v:move n:audio name and exact from at_start at_end dir:in")
        moved = again(one, role, start, length, scene)
        moved = replace(moved, volume=one.volume if volume < 0 else volume)
        moved = moved if fade_in is None else replace(moved, fade_in_ms=fade_in)
        return [moved if fade_out is None else replace(moved, fade_out_ms=fade_out)]
    stops = c.take("v:stop", "n:end") is not None
    faded = _fades(c)[1] if c.has("v:fade", "n:fade") else None
    if c.take("later", "earlier") and not stops:
        start = max(0, one.start_ms + _times(c, scene.timeline.duration_ms)[0])
        c.take_all("n:music n:voice v:start v:play v:show name v:move from to n:audio")
        return [again(one, role, start, 0, scene)]
    c.take_all("name")
    c.take_all("n:music n:voice v:start v:play v:move v:change v:make n:start v:keep from to n:audio louder")
    start, length = _times(c, scene.timeline.duration_ms)
    if stops and not length:
        length, start = max(1, start - one.start_ms), one.start_ms
    c.take_all("v:stop", "n:end", "exact", "v:want", "when in")
    moved = again(one, role, start, length, scene)
    return [replace(moved, fade_out_ms=faded) if faded is not None else moved]
