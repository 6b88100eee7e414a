"""Frames for making a video: the main job, its length, its canvas, further files."""

from __future__ import annotations

import re

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Impossible
from local_backend.language.clause import Clause, Scene
from local_backend.language.described import definite, described, indefinite

VOICE = re.compile(
    r"voice|vo(?![a-z])|narrat|speech|speak|talk|record|dub|podcast|旁白|配音|解说|人声|朗读|录音|口播|讲解|语音", re.I
)
MUSIC = re.compile(
    r"music|bgm|song|track|beat|background|lo-?fi|soundtrack|instrumental|melody|tune|音乐|配乐|歌|伴奏|背景|曲", re.I
)
STILLS = ("image", "animation")
SHORTER_SIDE = 1080
JOINING = (
    "合并",
    "拼接",
    "拼起来",
    "连起来",
    "接起来",
    "串起来",
    "拼在一起",
    "连在一起",
    "接在一起",
    "接一起",
    "拼一起",
)
CLIP_WORDS = ("clip", "clips", "videos", "footage", "shots", "片段", "视频片段", "镜头")


class NoSource(Impossible):
    """The file that a video is to be made of is not there: nothing of the message is done."""


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


def canvas_size(ratio: str) -> tuple[int, int]:
    """Pixels of a ratio whose shorter side is 1080, both even."""
    across, down = (float(one) for one in ratio.split(":"))
    if across >= down:
        return round(SHORTER_SIDE * across / down / 2) * 2, SHORTER_SIDE
    return SHORTER_SIDE, round(SHORTER_SIDE * down / across / 2) * 2


def compose(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """These photos and clips, and this audio, to a video of so long."""

    def loose(*tags: str) -> bool:
        return any(
            one.has(*tags) and not (one.which and (one.which.numbers or "stranger" in one.tags)) for _, one in c.free()
        )

    make = c.see("v:make")
    film = c.index("n:film")
    video = c.index("n:video")
    pictures = (
        loose("n:photo", "n:media")
        or (loose("n:clip") and not c.word("clip", "片段"))
        or c.word("videos", "footage", "files")
    )
    named = [clip for _, one in c.free() if one.has("name") for clip in scene.files(one, *STILLS, "video")]
    unknown = [one for _, one in c.free() if one.has("unknown")]
    pictures = pictures or (make is not None and video is not None and film is None and make.text in JOINING)
    into = c.word("into", "成", "做成", "制成", "拼成", "剪成", "合成", "生成") or (
        make is not None and make.text in ("做成", "拼成", "剪成")
    )
    a_film = film is not None or (video is not None and (into or not definite(c, video)))
    timed = c.has("dur", "todur", "for")
    picked = any(one.has("sel", "n:photo", "n:clip") and one.which and one.which.numbers for _, one in c.free())
    if scene.empty and picked and c.has("v:keep", "v:add") and not c.has("edge range n:music pl: v:move"):
        pictures, make = True, make or c.see("v:keep", "v:add")
    wish = make is not None or c.has("v:want", "v:add", "v:see")
    fits = (
        (
            make is not None
            and a_film
            and (
                pictures
                or named
                or unknown
                or scene.empty
                or into
                or indefinite(c, film if film is not None else video)
            )
        )
        or (
            scene.empty
            and (pictures or named)
            and (wish or timed or a_film)
            and not c.has("v:remove", "v:replace", "v:cut")
            and (not c.has("neg") or c.has("n:voice", "n:audio", "n:music", "n:transition", "n:zoom"))
        )
        or (scene.empty and a_film and (timed or c.has("r:", "ratio")) and not c.has("n:crop"))
        or (scene.empty and make is not None and timed)
        or (
            make is not None
            and (pictures or len(named) > 1)
            and timed
            and not c.has("n:speed", "x")
            and (scene.empty or a_film or into or not any(one.has("sel") and one.has("each") for one in c.toks))
        )
        or (scene.empty and film is not None and wish)
        or (c.has("v:want") and film is not None and a_film and timed)
        or (a_film and bool(named or unknown) and described(c, film if film is not None else video))
    )
    if scene.empty and make is None and film is None and video is None and named and c.has("pl:"):
        return None  # a picture above the picture
    if not fits or (c.has("n:pip", "n:splitscreen", "n:logo", "n:caption") and make is None and film is None):
        return None
    if c.has("quote") and not (film is not None or video is not None or pictures):
        return None
    if unknown:
        missing = no_file(scene, str(unknown[0].value))
        raise NoSource(missing.reason, missing.suggestion)
    each = c.take("each") or next((one for one in c.toks if one.has("sel") and one.has("each")), None)
    if each is not None and each.has("v:", "n:transition"):
        each = None
    c.take_all("v:make", "v:want", "v:take", "v:keep", "p:for")
    c.take("v:add") if not c.has("n:music", "n:title", "n:text", "n:transition", "t:", "n:logo") else None
    dur = c.take("dur", "todur", "for")
    if each is None and dur is not None and c.has("dur"):
        return None  # two lengths and nothing that tells them apart
    c.take_all("n:film", "n:promo", "n:length")
    promo = c.said("n:promo")
    if video is not None:
        c.used.add(video)
    chosen = _chosen(c, scene, named)
    heard = any(one.has("n:voice", "n:audio", "n:music", "n:media", "all") for one in c.toks)
    silent = len(named) == 1 and not heard and not any(scene.files(one, "audio") for one in c.toks if one.has("name"))
    voice, music, muted = (None, None, True) if silent and named[0].kind == "video" else _sounds(c, scene)
    c.take_all("pron", "all", "exact", "n:audio", "n:voice")
    for index, one in list(c.free()):
        if one.has("sel") and (one.has("n:voice") or (scene.files(one, "audio") and not c.has("pct"))):
            c.used.add(index)
    motion = promo
    if chosen and not any(one.kind in (*STILLS, "video") for one in chosen):
        chosen = []
    each_ms = int(dur.value) if dur is not None and each is not None else 0
    total = int(dur.value) if dur is not None and each is None else 0
    if dur is not None and total == 0 and each_ms == 0:
        total = -1
    return [
        m.Compose(
            tuple(one.id for one in chosen), total, each_ms, motion=motion,
            voice="" if muted or voice is None else voice.id, music=music.id if music else "", language=scene.language,
        )
    ]  # fmt: skip


def no_file(scene: Scene, name: str) -> Impossible:
    there = ", ".join(one.name for one in scene.media[:8]) or scene.pick("none", "无")
    return Impossible(
        scene.pick(f'No file called "{name}" has been uploaded.', f"没有上传过叫“{name}”的文件。"),
        scene.pick(f"Uploaded are: {there}.", f"已上传的有：{there}。"),
    )


def _chosen(c: Clause, scene: Scene, named: list[Clip]) -> list[Clip]:
    """The files for the main track, in the order of upload, or as they were named."""
    photos, clips = scene.of_kind(*STILLS), scene.of_kind("video")
    count = c.index("num")
    wanted = 0
    if count is not None and not c.toks[count].has("one"):
        ahead = list(c.toks[count + 1 : count + 5])
        if any(one.has("n:photo", "n:clip", "n:media", "n:video") for one in ahead):
            wanted = int(c.toks[count].value)
            c.used.add(count)
    some = [one for _, one in c.free() if one.has("sel") and one.which is not None and one.which.numbers]
    said_photo = bool(c.take_all("n:photo"))
    sources = _sources(c)
    said_clip = sources or any(one.text.lower() in CLIP_WORDS or (one.has("all") and one.has("n:clip", "n:video"))
                    for one in c.toks if one.has("n:clip", "n:video"))  # fmt: skip
    said_all = bool(c.take_all("n:media"))
    c.take_all("n:clip")
    if named:
        c.take_all("name")
        return list(dict.fromkeys(named))
    both = photos + clips
    pool = [one for one in scene.media if one in both]
    if said_photo and not said_clip and not said_all and photos:
        pool = photos
    elif said_clip and not said_photo and not said_all and clips:
        pool = clips
    if some:
        c.take_all("sel")
        numbers = [number for one in some if one.which for number in one.which.numbers]
        picked = []
        for number in numbers:
            index = number - 1 if number > 0 else len(pool) + number
            if not 0 <= index < len(pool):
                raise Impossible(
                    scene.pick(
                        f"Only {len(pool)} such files have been uploaded.", f"一共只上传了 {len(pool)} 个这样的文件。"
                    ),
                    scene.pick("Upload more, or name fewer.", "请再上传一些，或者少用几个。"),
                )
            picked.append(pool[index])
        return picked
    if wanted > len(pool) and pool:
        raise Impossible(
            scene.pick(f"There are {len(pool)} of them, not {wanted}.", f"一共只有 {len(pool)} 个，不是 {wanted} 个。"),
            scene.pick("Upload the others, or ask for fewer.", "请上传其余的，或者少用几个。"),
        )
    return pool[:wanted] if wanted else pool


def _sources(c: Clause) -> bool:
    """Whether ``视频`` stands before the verb, as what a video is made of: "把这些照片和视频做成…"."""
    make = next((index for index, one in enumerate(c.toks) if one.has("v:make")), None)
    if make is None or c.toks[make].text.isascii():
        return False
    videos = [index for index, one in enumerate(c.toks[:make]) if one.has("n:video") and not one.text.isascii()]
    if videos:
        c.used |= {index for index, one in enumerate(c.toks) if one.has("n:video")}
    if c.toks[make].text in JOINING:
        return bool(videos)
    return bool(videos) and any(one.has("n:film", "n:video") for one in c.toks[make:])


def _sounds(c: Clause, scene: Scene) -> tuple[Clip | None, Clip | None, bool]:
    """Voice and music of the main job, and whether sound was refused."""
    if c.negated("n:voice", "n:audio"):
        return None, None, True
    named = [clip for one in c.toks if one.has("name") for clip in scene.files(one, "audio")]
    voice, music = voice_and_music(named or scene.of_kind("audio"))
    if named and voice is None:
        voice, _ = voice_and_music(scene.of_kind("audio"))
    sounds = scene.of_kind("audio")
    said_music = c.index("n:music")
    said_sound = c.said("n:audio", "n:voice", "n:media") or any(one.has("all") for one in c.toks)
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
