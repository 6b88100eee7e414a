"""Which sound files a video is made with: whose name says a voice or music, and which of them are wanted.

And the photos that are told without their names, beside a clip that is named, and how long each file is shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Which
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Ask
from local_backend.language.picture.sitting import LOGO
from local_backend.language.words.lexer import Tok

VOICE = re.compile(
    r"voice|vo(?![a-z])|narrat|speech|speak|talk|record|dub|podcast|旁白|配音|解说|人声|朗读|录音|口播|讲解|语音", re.I
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
            return voice, music, False
    keep = music if named or (said_sound and not c.said("n:voice")) else None
    if voice is None and music is not None and said_sound:
        keep = music
    return voice, keep, False


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
