"""Sound: music, voice, volume, fades, ducking, detaching and loudness."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace

from local_backend.edits.chain import main_segments, mapped, new_ids, of_role, with_role
from local_backend.edits.compose import MUSIC_FADE_OUT_MS, MUSIC_VOLUME, by_id
from local_backend.edits.model import AddSound, Clip, Detach, Duck, FadeSound, Impossible, Loudness, Volume
from local_backend.edits.say import Change, pick, seconds, sentence, several, span
from local_backend.edits.select import find
from local_backend.timeline import Role, Segment, Timeline

LOUDEST = 400


def add_sound(timeline: Timeline, edit: AddSound, media: Sequence[Clip]) -> tuple[Timeline, str]:
    language = edit.language
    end = timeline.duration_ms
    if not end:
        raise Impossible(
            pick(language, "There is no video yet to put sound under.", "还没有视频，没法配声音。"),
            pick(language, "Make the video first, or ask for both at once.", "请先做视频，或者一起说。"),
        )
    role: Role = edit.role
    start = edit.start_ms
    if start >= end:
        raise Impossible(
            pick(language, f"The video ends at {seconds(end)}.", f"视频在 {seconds(end, 'zh')} 结束。"),
            pick(language, "Choose an earlier time.", "请选更早的时间。"),
        )
    duration = min(edit.duration_ms or end - start, end - start)
    loop = False
    if edit.media:
        clip = by_id(media, edit.media, language)
        if clip.kind not in ("audio", "video") or (clip.kind == "video" and not clip.has_audio):
            raise Impossible(
                pick(language, f"{clip.name} has no sound.", f"{clip.name} 没有声音。"),
                pick(language, "Choose an audio file.", "请选一个音频文件。"),
            )
        source = edit.source_ms
        if clip.duration_ms and source >= clip.duration_ms:
            lasts = seconds(clip.duration_ms, language)
            raise Impossible(
                pick(language, f"{clip.name} is only {lasts} long.", f"{clip.name} 只有 {lasts}。"),
                pick(language, "Choose an earlier place in it.", "请选更靠前的位置。"),
            )
        loop = edit.loop and 0 < clip.duration_ms < duration and not source
        if clip.duration_ms and not loop:
            duration = min(duration, clip.duration_ms - source)
        name, kind, seed = clip.name, "audio", 0
    else:
        source, name, kind, seed = 0, edit.style, "music", zlib.crc32(edit.style.encode()) % 100_000
    music = role == "music"  # what takes the place of another keeps its level and its fades
    old = of_role(timeline, role)
    clear = [one for one in old if one.end_ms <= start or one.start_ms >= start + duration]
    gone = [one for one in old if one not in clear]
    was = gone[0] if gone else Segment("", "audio", 0, 0, volume=MUSIC_VOLUME if music else 100)
    out = was.fade_out_ms if gone or not music else MUSIC_FADE_OUT_MS
    fade_in, fade_out = (
        value if value is not None else kept
        for value, kept in ((edit.fade_in_ms, was.fade_in_ms), (edit.fade_out_ms, out))
    )
    new = Segment(
        new_ids(timeline)[0], "music" if kind == "music" else "audio", start, duration, name, edit.media,
        source_in_ms=source, seed=seed, loop=loop, duck=(edit.duck or was.duck) if music else 0,
        volume=min(edit.volume if edit.volume >= 0 else was.volume, LOUDEST),
        fade_in_ms=min(fade_in, duration // 2), fade_out_ms=min(fade_out, duration // 2),
    )  # fmt: skip
    after = with_role(timeline, role, [*clear, new])
    before = ", ".join(one.name for one in gone) or "nothing"
    when = f"{name} ({span(start, new.end_ms, language)}, {new.volume}%)"
    if source:
        begun = seconds(source, language)
        when = when[:-1] + pick(language, f", from {begun} of the file)", f"，从文件的 {begun}起）")
    label: Change = ({"music": "music", "voice": "voice", "sound": "sound"}[edit.role], before, when)
    return after, sentence(language, "", "", [label])


def volume(timeline: Timeline, edit: Volume) -> tuple[Timeline, str]:
    language = edit.language
    chosen = [one for one in find(timeline, edit.which, language) if one.kind in ("audio", "music", "video")]
    if not chosen:
        raise Impossible(
            pick(language, "A photo has no sound of its own.", "照片本身没有声音。"),
            pick(language, "Name the music, the voice or a video clip.", "请说音乐、旁白或视频片段。"),
        )
    changed = {}
    for one in chosen:
        wanted = one.volume * edit.percent // 100 if edit.relative else edit.percent
        changed[one.id] = replace(one, volume=max(0, min(LOUDEST, wanted)))
    after = mapped(timeline, changed)
    befores = {f"{one.volume}%" for one in chosen}
    afters = {f"{changed[one.id].volume}%" for one in chosen}
    was = befores.pop() if len(befores) == 1 else "mixed"
    now = afters.pop() if len(afters) == 1 else "mixed"
    names = several(timeline, chosen, language)
    return after, sentence(language, names, names, [("volume", was, now)])


def fade_sound(timeline: Timeline, edit: FadeSound) -> tuple[Timeline, str]:
    language = edit.language
    chosen = [one for one in find(timeline, edit.which, language) if one.kind in ("audio", "music", "video")]
    if not chosen:
        raise Impossible(pick(language, "There is no sound to fade.", "没有可以淡入淡出的声音。"))
    changed = {}
    parts: list[Change] = []
    for one in chosen:
        on_picture = one.kind == "video"
        was_in = one.sound_fade_in_ms if on_picture else one.fade_in_ms
        was_out = one.sound_fade_out_ms if on_picture else one.fade_out_ms
        now_in = min(was_in if edit.in_ms is None else edit.in_ms, one.duration_ms)
        now_out = min(was_out if edit.out_ms is None else edit.out_ms, one.duration_ms - now_in)
        new = (
            replace(one, sound_fade_in_ms=now_in, sound_fade_out_ms=now_out)
            if on_picture
            else replace(one, fade_in_ms=now_in, fade_out_ms=now_out)
        )
        changed[one.id] = new
        parts = parts or [
            ("fade in", seconds(was_in, language), seconds(now_in, language)),
            ("fade out", seconds(was_out, language), seconds(now_out, language)),
        ]
    names = several(timeline, chosen, language)
    return mapped(timeline, changed), sentence(language, names, names, parts)


def duck(timeline: Timeline, edit: Duck) -> tuple[Timeline, str]:
    language = edit.language
    music = of_role(timeline, "music")
    if not music:
        raise Impossible(
            pick(language, "There is no music to lower under the voice.", "没有可以压低的音乐。"),
            pick(language, 'Add some first, for example "add lo-fi music".', "请先加音乐，例如“加一段lo-fi音乐”。"),
        )
    talking = of_role(timeline, "voice") or [one for one in main_segments(timeline) if one.kind == "video"]
    if edit.percent and not talking:
        raise Impossible(
            pick(language, "There is no voice that the music could make room for.", "没有旁白，音乐不需要压低。"),
            pick(language, "Turn the music down instead.", "可以直接把音乐调小。"),
        )
    after = mapped(timeline, {one.id: replace(one, duck=edit.percent) for one in music})
    was = f"{music[0].duck}%" if music[0].duck else "off"
    now = f"{edit.percent}%" if edit.percent else "off"
    head = several(timeline, music, language)
    return after, sentence(language, f"{head} under the voice", f"{head}在人声下", [("ducking", was, now)])


def detach(timeline: Timeline, edit: Detach, media: Sequence[Clip]) -> tuple[Timeline, str]:
    language = edit.language
    chosen = [one for one in find(timeline, edit.which, language) if one.kind == "video" and not one.freeze]
    heard = [one for one in chosen if by_id(media, one.media, language).has_audio and one.volume]
    if not heard:
        raise Impossible(
            pick(language, "There is no sound in it to detach.", "这里没有可以分离的声音。"),
            pick(language, "Name a video clip that has sound.", "请选一个有声音的视频片段。"),
        )
    ids = new_ids(timeline, len(heard))
    sounds = [
        Segment(
            ids[index], "audio", one.start_ms, one.duration_ms, one.name, one.media,
            source_in_ms=one.source_in_ms, speed=one.speed, reverse=one.reverse, loop=one.loop, volume=one.volume,
            fade_in_ms=one.sound_fade_in_ms, fade_out_ms=one.sound_fade_out_ms,
        )
        for index, one in enumerate(heard)
    ]  # fmt: skip
    after = mapped(timeline, {one.id: replace(one, volume=0) for one in heard})
    after = with_role(after, "sound", [*of_role(after, "sound"), *sounds])
    names = several(timeline, heard, language)
    return after, sentence(
        language, f"Detached the sound of {names} onto a track of its own", f"把{names}的声音分离到单独的音轨",
        [("sound", str(len(of_role(timeline, "sound"))), str(len(of_role(after, "sound"))))],
    )  # fmt: skip


def loudness(timeline: Timeline, edit: Loudness) -> tuple[Timeline, str]:
    def told(lufs: int) -> str:
        return f"{lufs} LUFS" if lufs else "off"

    wanted = max(-40, min(-5, edit.lufs)) if edit.lufs else 0
    after = replace(timeline, loudness=wanted)
    return after, sentence(edit.language, "", "", [("loudness", told(timeline.loudness), told(wanted))])
