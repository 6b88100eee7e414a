"""Which sound files a video is made with: whose name says a voice or music, and which of them are wanted.

And the photos that are told without their names, beside a clip that is named, and how long each file is shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Which
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Ask
from local_backend.language.picture.sitting import LOGO
from local_backend.language.words.lexer import Tok

VOICE = re.compile(
    r"voice|vo(?![a-z])|narrat|speech|speak|talk|record|dub|podcast|旁白|配音|解说|人声|朗读|录音|口播|讲解|语音", re.I
)
SPOKEN = re.compile(
    r"voice|narrat|speech|speak|talk|sound|audio|duck|旁白|配音|解说|人声|人说|说话|声音|音频|口播", re.I
)
MUSIC = re.compile(
    r"music|bgm|song|track|beat|background|lo-?fi|soundtrack|instrumental|melody|tune|音乐|配乐|歌|伴奏|背景|曲", re.I
)


def role_of(clip: Clip) -> str:
    if VOICE.search(clip.name):
        return "voice"
    return "music" if MUSIC.search(clip.name) else ""


def voice_and_music(files: list[Clip]) -> tuple[Clip | None, Clip | None]:
    """Which sound file speaks and which one plays: by name, else the first speaks."""
    sounds = [one for one in files if one.kind == "audio"]
    voice = next((one for one in sounds if role_of(one) == "voice"), None)
    music = next((one for one in sounds if role_of(one) == "music"), None)
    plain = [one for one in sounds if not role_of(one)]
    if voice is None and plain:
        voice = plain.pop(0)
    if music is None and plain:
        music = plain.pop(0)
    return voice, music


OTHER = (
    "another", "another one", "different", "other", "else", "something else", "second", "new", "again", "别的", "另",
    "另外", "另一", "另一首", "其他", "新的", "再", "再加", "再来", "换一首", "换首", "换个", "换一个", "换",
)  # fmt: skip


def another(c: Clause, scene: Scene, clip: Clip | None) -> Clip | None:
    """``use another song``, ``再加一首歌``: not the one that plays; asked where no other one was uploaded."""
    playing = [one.media for track, one in scene.timeline.segments() if track.kind == "audio"]
    music = any(track.role == "music" for track in scene.timeline.tracks)
    if not music or not c.word(*OTHER) or (clip is not None and clip.id not in playing):
        return clip
    spare = [one for one in scene.of_kind("audio") if role_of(one) == "music" and one.id not in playing]
    if len(spare) == 1:
        return spare[0]
    raise Ask(
        scene.pick(
            "Which music instead: an uploaded file, or a style such as lo-fi, upbeat, cinematic, ambient or corporate?",
            "换成哪首音乐：已上传的文件，还是轻松、欢快、电影感等风格？",
        )
    )


def all_of_it(c: Clause, tok: Tok) -> bool:
    """Whether "all" is said of everything, and not of the clips or photos alone."""
    if tok.text.lower() in ("full", "whole", "entire", "complete", "整", "完整", "整段", "全程"):
        return False  # "in full length"
    if not tok.has("all") or tok.has("n:clip", "n:photo", "n:video", "each"):
        return False
    at = c.toks.index(tok)
    near = [one for one in c.toks[at + 1 : at + 4] if one.has("n:clip", "n:photo", "n:video", "num")]
    return not near or tok.text.lower() == "everything"


def sounds_of(c: Clause, scene: Scene) -> tuple[Clip | None, Clip | None, bool]:
    """Voice and music of the main job, and whether sound was refused."""
    if c.negated("n:voice", "n:audio"):
        return None, None, True
    named = [clip for one in c.toks if one.has("name") for clip in scene.files(one, "audio")]
    voice, music = voice_and_music(named or scene.of_kind("audio"))
    if named and voice is None:
        voice, _ = voice_and_music(scene.of_kind("audio"))
    sounds = scene.of_kind("audio")
    said_music = c.index("n:music")
    said_sound = c.said("n:audio", "n:voice", "n:media") or any(all_of_it(c, one) for one in c.toks)
    if said_music is not None and not c.said("m:", "pct", "gen") and not c.negated("n:music"):
        if music is None and len(sounds) == 1 and not c.said("n:voice", "n:audio") and role_of(sounds[0]) != "voice":
            music, voice = sounds[0], None
        if music is not None:
            c.used.add(said_music)
            spoken = c.said("n:voice", "n:audio", "n:media") or any(all_of_it(c, one) for one in c.toks)
            return voice if spoken or voice in named else None, music, False
    keep = music if named or (said_sound and not c.said("n:voice")) else None
    if voice is None and music is not None and said_sound:
        keep = music
    return voice, keep, False


def only_named(found: list[m.Edit], toks: Sequence[Tok], media: Sequence[Clip]) -> list[m.Edit]:
    """``a video of my photos with my song``: where a song is named, a voice that is not named stays out of it."""
    songs = [one for one in found if isinstance(one, m.AddSound) and one.role == "music" and one.media]
    voices = {one.name for one in media if one.kind == "audio"} - {
        one.name for one in media if one.id in {song.media for song in songs}
    }
    spoken = any(
        one.has("n:voice n:audio n:media n:subtitle") or voices & set(one.names) or SPOKEN.search(one.text)
        for one in toks
    )
    whole = any(one.has("all") and not one.has("n:clip n:photo n:video each") for one in toks)
    if not songs or spoken or whole:
        return found
    return [replace(one, voice="") if isinstance(one, m.Compose) else one for one in found]


def part_of(c: Clause, named: list[Clip], scene: Scene) -> list[m.Edit]:
    """``use the first 6 seconds of A and B``, ``interview.mov from 0:05 to 0:25``: what is shown of the files named."""
    times = [(at, one) for at, one in c.free() if one.has("edge range")]
    if len(times) != 1 or not named or any(one.kind != "video" for one in named):
        return []
    at, time = times[0]
    each = c.said("each") or c.word("both", "each", "各", "各取", "都", "分别", "均")
    ahead = all(index > at for index, one in enumerate(c.toks) if one.has("name"))
    if len(named) > 1 and not (each or (time.has("edge") and (ahead or not time.text.isascii()))):
        return []  # "A and B from 0:05 to 0:25" may be said of B alone
    c.used.add(at)
    which = Which("main", (), tuple(one.name for one in named))
    c.take_all("v:add v:keep v:take each all exact of from")
    if time.has("edge"):
        return [m.KeepEdge(time.value[0], int(time.value[1]), which, language=scene.language)]
    return [m.Keep(int(time.value[0]), int(time.value[1]), which, language=scene.language)]


def only_parts(found: list[m.Edit], toks: Sequence[Tok], media: Sequence[Clip]) -> list[m.Edit]:
    """``取A、B的前6秒做成一个视频``: it is made of what was taken, where nothing else is named for it."""
    at = next((index for index, one in enumerate(found) if isinstance(one, m.Compose)), None)
    job = found[at] if at is not None else None
    whole = any(one.has("n:photo n:media") or (one.has("all") and not one.has("each")) for one in toks)
    if at is None or not isinstance(job, m.Compose) or whole:
        return found
    kept = [one for one in found if isinstance(one, (m.Keep, m.KeepEdge)) and one.which is not None]
    names = [name for one in kept if one.which is not None for name in one.which.names]
    others = {name for one in toks for name in one.names} - set(names)
    seen = {one.name for one in media if one.kind in ("video", "image", "animation")}
    make = next((index for index, one in enumerate(toks) if one.has("v:make n:video n:film")), len(toks))
    taken = any(one.has("v:keep v:take v:add") or one.text in TAKEN for one in toks[:make])
    heading = any(one.has("colon") for one in toks[make : make + 3])
    before = any(set(one.names) & set(names) for one in toks[:make])
    if not names or others & seen or not ((taken and before) or heading):
        return found
    ids = tuple(one.id for name in dict.fromkeys(names) for one in media if one.name == name)
    voice = job.voice if any(one.has("n:voice n:audio") for one in toks) else ""
    return [replace(job, media=ids, voice=voice) if index == at else one for index, one in enumerate(found)]


TAKEN = ("取", "各取", "截取", "用", "只用", "拿", "选取", "用上", "选")


def photos_beside(c: Clause, scene: Scene, wanted: int) -> dict[int, list[Clip]]:
    """``the three photos and the beach clip``: the photos that are told with a clip that is named, by their token."""
    photos = [one for one in scene.of_kind("image", "animation") if not LOGO.search(one.name)]
    for at, one in enumerate(c.toks):
        numbers = one.which.numbers if one.has("sel") and one.which is not None else ()
        plural = one.text.lower().endswith("s") or not one.text.isascii()
        if not one.has("n:photo") or one.has("name", "each") or not (numbers or plural):
            continue
        if any(two.has("each", "dur") for two in c.toks[max(0, at - 2) : at]):
            continue  # "coffee.jpg and mug.jpg, each photo 3 seconds"
        ways = (c.toks[at + 1 : at + 7], c.toks[max(0, at - 7) : at][::-1])
        if any(_joined(way, scene) for way in ways):
            told = [photos[number - 1] for number in numbers if 0 < number <= len(photos)]
            return {id(one): told or photos[: wanted or len(photos)]}
    return {}


EACH_PHOTO = re.compile(
    r"\b(?:every|each|per|a) (?:photo|picture|pic|image)\b|每[一]?[张幅](?:图|照|相)?|"
    r"\b(?:photos|pictures|pics|images) each\b",
    re.I,
)
MOVING = re.compile(
    r"\b(?:clips?|videos|footage|everything|files|media|material|uploads)\b|片段|素材|所有|全部|每段", re.I
)


def stills_only(scene: Scene) -> bool:
    """``make a product video, every photo 3 s``: of the photos, where nothing is said of the clips that are there."""
    if not EACH_PHOTO.search(scene.message) or MOVING.search(scene.message):
        return False
    named = [
        clip for one in scene.of_kind("video") if (clip := one.name.rsplit(".", 1)[0].lower()) in scene.message.lower()
    ]
    return not named


def _joined(way: Sequence[Tok], scene: Scene) -> bool:
    """Whether a joint and a video that is named follow, with nothing else between."""
    rest = [one for one in way if not one.has("f num all") or one.has("and", "sel")]
    joints = 0
    while joints < len(rest) and rest[joints].has("and", "comma", "plus", "also"):
        joints += 1
    return 0 < joints < len(rest) and rest[joints].has("name") and bool(scene.files(rest[joints], "video"))


def lengths(held: list[str], scene: Scene) -> list[m.Edit]:
    """``beach.mp4, then coffee.jpg for 3 seconds, then city.mp4``: how long each of them is shown."""
    made: list[m.Edit] = []
    for name, _, length in (one.rpartition("=") for one in held):
        which, (begins, _, ends) = Which("main", (), (name,)), length.partition("-")
        made.append(m.Keep(int(begins), int(ends), which, language=scene.language) if ends else
                    m.SetEach(which, int(begins), language=scene.language))  # fmt: skip
    return made
