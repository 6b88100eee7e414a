"""Frames for making a video: the main job, its length, its canvas, further files."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Impossible
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.message.described import definite, described, indefinite, of_this
from local_backend.language.order.heard import all_of_it, lengths, part_of, photos_beside, sounds_of, stills_only
from local_backend.language.order.omissions import apiece, ends, left_out, own_lengths, turned
from local_backend.language.picture.sitting import LOGO
from local_backend.language.words.lexer import Tok

STILLS = ("image", "animation")
SHORTER_SIDE = 1080
JOINING = (
    "合并", "拼接", "拼起来", "连起来", "接起来", "串起来", "拼在一起", "连在一起", "接在一起", "接一起", "拼一起",
)  # fmt: skip
CLIP_WORDS = ("clip", "clips", "videos", "footage", "shots", "片段", "视频片段", "镜头")


class NoSource(Impossible):
    """The file that a video is to be made of is not there: nothing of the message is done."""


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
            one.has(*tags)
            and not (one.which and (one.which.numbers or "stranger" in one.tags or (one.names and not scene.empty)))
            for _, one in c.free()
        )

    if not scene.empty and c.has("between") and c.has("sel") and c.has("t: n:transition"):
        return None  # a transition between two clips
    own = own_lengths(c, scene) if scene.empty else []
    gone = left_out(c, scene) if scene.empty else []
    first, last = ends(c, scene) if scene.empty else ([], [])
    backwards = scene.empty and turned(c)
    make = c.see("v:make")
    film = c.index("n:film")
    video = c.index("n:video")
    pictures = (
        loose("n:photo", "n:media")
        or (loose("n:clip") and not c.word("clip", "片段"))
        or c.word("videos", "footage", "files")
        or bool(gone or first or last)
    )
    named = [clip for _, one in c.free() if one.has("name") for clip in _files(one, scene)]
    if not named and scene.empty and make is not None and c.has("pron") and c.last is not None and c.last.names:
        named = [clip for name in c.last.names if (clip := scene.file(name)) is not None and clip.kind != "audio"]
    unknown = [one for _, one in c.free() if one.has("unknown")]
    pictures = pictures or (make is not None and video is not None and film is None and make.text in JOINING)
    joins = ("into", "成", "做成", "拼成", "剪成", "制成", "合成", "生成")
    into = c.word(*joins) or (make is not None and make.text in joins[2:5])
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
            and (scene.empty or a_film or into or not c.said("each"))
        )
        or (scene.empty and film is not None and wish)
        or (scene.empty and picked and (wish or timed or c.has("exact")) and not c.has("neg v:remove v:cut v:replace"))
        or (scene.empty and len(named) > 1 and not any(one.has("v:") and not one.has("f") for _, one in c.free()))
        or (
            scene.empty
            and timed
            and c.has("all", "each", "n:random", "shuffle", "n:order")
            and not c.has("v:", "quote", "n:title", "n:text", "n:transition", "t:")
        )
        or (scene.empty and film is not None and not c.has("v:", "quote", "neg", "n:title", "n:crop", "n:music"))
        or (
            scene.empty
            and c.has("v:add")
            and any(x.has("all") and x.has("n:video n:clip n:photo") for _, x in c.free())
        )
        or (scene.empty and wish and c.word("everything", "全都", "全部都") and not c.has("v:remove", "quote", "n:"))
        or (scene.empty and make is not None and c.word("these", "them", "这些", "something", "点东西"))
        or (scene.empty and c.has("sequence") and not c.has("v:remove", "v:replace", "v:cut"))
        or (c.word("new", "brand new", "新", "新的", "全新") and a_film and bool(pictures or named))
        or (c.has("v:want") and film is not None and a_film and timed)
        or (a_film and bool(named or unknown) and described(c, film if film is not None else video))
    )
    above = any(one.has("pl:") and not one.has("between", "n:order") for _, one in c.free()) and not c.has("sequence")
    if scene.empty and make is None and film is None and video is None and named and above:
        return None  # a picture above the picture
    again = not (scene.empty or pictures or named or unknown or into or scene.composing) and (timed or of_this(c))
    if not scene.empty and timed and film is None and video is None and not named and not scene.composing:
        return None  # 三段都剪成5秒
    if again and not c.word("new", "brand new", "another", "fresh", "新", "新的", "全新", "另一个", "再"):
        return None  # "give me a 15 second cut": of what is there
    if not fits or (c.has("n:pip", "n:splitscreen", "n:logo", "n:caption") and make is None and film is None):
        return None
    if c.has("quote") and not (film is not None or video is not None or pictures):
        return None
    if unknown:
        missing = no_file(scene, str(unknown[0].value))
        raise NoSource(missing.reason, missing.suggestion)
    each = c.take("each") or next((one for one in c.toks if one.has("sel") and one.has("each")), None)
    if each is not None and (each.has("v:", "n:transition") or _whole(c, each)):
        c.used.add(c.toks.index(each))
        each = None
    c.take_all("v:make", "v:want", "v:take", "v:keep", "p:for", *(("n:start",) if each is not None else ()))
    c.take("v:add") if not c.has("n:music", "n:title", "n:text", "n:transition", "t:", "n:logo") else None
    own = [] if each is not None else own
    c.used |= {index for pair in own for index in pair}
    whole = apiece(c, each) if each is not None else None
    dur = c.take("dur", "todur", "for")
    if each is None and dur is not None and c.has("dur"):
        return None  # two lengths and nothing that tells them apart
    c.take_all("n:film", "n:promo", "n:length")
    if scene.empty and c.take("n:rest"):
        c.take("num")
    c.take_all("n:order", "v:reorder", "v:start", "first", "last") if c.has("sequence") else None
    c.used |= {at for at, one in c.free() if one.text in ("按顺序", "依次", "顺序")}  # in which they came
    c.take_all("v:reorder", "mag:little") if c.word("into") and c.said("n:film n:video") else None
    promo = c.said("n:promo")
    if video is not None:
        c.used.add(video)
    held = [length for one in c.toks if one.has("sequence") for length in one.parts]
    chosen = [one for one in _chosen(c, scene, named) if one not in gone]
    if backwards:
        chosen = chosen[::-1]
    if first or last:
        middle = [one for one in chosen if one not in (*first, *last)]
        chosen = [*first, *middle, *last]
    heard = any(one.has("n:voice", "n:audio", "n:music", "n:media") or all_of_it(c, one) for one in c.toks)
    silent = (
        bool(named)
        and not heard
        and not c.word("these", "这些")
        and not any(scene.files(one, "audio") for one in c.toks if one.has("name"))
    )
    voice, music, muted = (None, None, True) if silent and not c.has("n:music") else sounds_of(c, scene)
    voice = None if silent else voice
    c.take_all("pron", "all", "exact", "n:audio", "n:voice")
    for index, one in list(c.free()):
        if one.has("sel") and (one.has("n:voice") or (scene.files(one, "audio") and not c.has("pct"))):
            c.used.add(index)
    part = part_of(c, chosen, scene) if scene.empty and named and not held else []
    if chosen and not any(one.kind in (*STILLS, "video") for one in chosen):
        chosen = []
    each_ms = int(dur.value) if dur is not None and each is not None else 0
    total = int(dur.value) if dur is not None and each is None else int(whole.value) if whole is not None else 0
    if dur is not None and total == 0 and each_ms == 0:
        total = -1
    c.take_all("quieter", "louder") if c.has("pct") and any(scene.files(one, "audio") for one in c.toks) else None
    return [
        m.Compose(
            tuple(one.id for one in chosen), total, each_ms, motion=promo,
            voice="" if muted or voice is None else voice.id, music=music.id if music else "", language=scene.language,
        ),
        *lengths(held, scene),
        *part,
        *lengths([f"{c.toks[at].names[0]}={int(c.toks[time].value)}" for at, time in own], scene),
    ]  # fmt: skip


def _files(tok: Tok, scene: Scene) -> list[Clip]:
    """The pictures and clips of a token; of a running order as often as they are told."""
    found = scene.files(tok, *STILLS, "video")
    if not tok.has("sequence"):
        return found
    return [clip for which in tok.value for clip in found if clip.name in which.names]


def _whole(c: Clause, each: Tok) -> bool:
    """``a video with every picture, 20 seconds``: every one is in it, and the time is the video's."""
    at = c.toks.index(each)
    if (
        at
        and c.toks[at - 1].text.lower() in ("on", "in", "to")
        and any(one.has("n:zoom", "n:pan", "v:") for one in c.toks)
    ):
        return True  # "zoom in on each"
    if (
        not each.text.lower().startswith("every")
        or not at
        or not c.toks[at - 1].has("with", "of", "from", "v:add", "p:for")
    ):
        return False
    return at + 1 < len(c.toks) and c.toks[at + 1].has("comma")


def no_file(scene: Scene, name: str) -> Impossible:
    there = ", ".join(one.name for one in scene.media[:8]) or scene.pick("none", "无")
    return Impossible(
        scene.pick(f'No file called "{name}" has been uploaded.', f"没有上传过叫“{name}”的文件。"),
        scene.pick(f"Uploaded are: {there}.", f"已上传的有：{there}。"),
    )


def _chosen(c: Clause, scene: Scene, named: list[Clip]) -> list[Clip]:
    """The files for the main track, in the order of upload, or as they were named."""
    photos, clips = scene.of_kind(*STILLS), scene.of_kind("video")
    count = next((index for index, one in c.free() if one.has("num") and not one.has("one")), None)
    wanted = 0
    if count is not None:
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
    if named and (also := photos_beside(c, scene, wanted)):
        named = [clip for one in c.toks for clip in also.get(id(one), _files(one, scene))]
    if named:
        for index, one in list(c.free()):
            if one.has("name") and not (c.has("pct") and scene.files(one, "audio")):  # the sound's own amount follows
                c.used.add(index)
        listed = [clip for one in c.toks if one.has("sequence") for clip in _files(one, scene)]
        if listed:  # where a clip may come again
            return [*listed, *dict.fromkeys(one for one in named if one not in listed)]
        often = c.take("twice", "thrice", "x") if len(named) == 1 and scene.empty else None
        times = 1 if often is None else 2 if often.has("twice") else 3 if often.has("thrice") else int(often.value)
        return list(dict.fromkeys(named)) * max(1, min(20, times))
    both = photos + clips
    pool = [one for one in scene.media if one in both]
    said_photo = said_photo or stills_only(scene)
    if said_photo and not said_clip and not said_all and photos:
        pool = [one for one in photos if not LOGO.search(one.name)] or photos
    elif said_clip and not said_photo and not said_all and clips:
        pool = clips
    if some:
        c.take_all("sel")
        picked = []
        for number in (number for one in some if one.which for number in one.which.numbers):
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
    c.used |= {index for index, one in enumerate(c.toks) if videos and one.has("n:video")}
    if c.toks[make].text in JOINING:
        return bool(videos)
    return bool(videos) and any(one.has("n:film", "n:video") for one in c.toks[make:])
