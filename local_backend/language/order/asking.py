"""Wishes that lack one thing: which clip, what instead of it, where to. One question that names the choices."""

from __future__ import annotations

import re

from local_backend.edits import model as m
from local_backend.edits.chain import main_segments
from local_backend.edits.model import Clip, Impossible, Which
from local_backend.edits.say import clip as clip_name
from local_backend.edits.select import find, listed
from local_backend.language.message.clause import Clause, Scene, which_of
from local_backend.language.model import Ask

MOST_NAMED = 8
ABOUT_OTHERS = (
    "n:title n:text n:caption n:subtitle n:lowerthird n:music n:voice n:audio n:transition t: quote n:fade v:fade "
    "n:logo n:pip n:overlay n:silence n:black c: n:volume n:zoom n:speed range edge at before after unknown "
    "n:soundfx gen m: "
    "n:splitscreen n:watermark n:gif"
)
MEANT = re.compile(
    r"(?:(?:no|nope|sorry|oops|wait|hold on|hang on|not that(?: one)?|wrong (?:one|clip|photo)|actually|hmm|"
    r"oh)[ ,.!-]*)*"
    r"(?:i (?:meant|mean|was talking about|said)|i was referring to) [^,.;]{1,40}[.!]?|"
    r"(?:不对|不是|不|错了|等等|等一下|弄错了|搞错了|我)*[，,。！! ]*(?:我(?:说|指)的是|我是(?:说|指)|说的是|"
    r"指的是)[^，。；]{1,20}[。！]?|"
    r"(?:no[ ,]+)?(?:not that one[ ,]+)?the other one[.!]?|(?:不是(?:这|那)个[，,]?)?(?:是)?另外?一?[个张段][。！]?",
    re.I,
)
"""A correction of what was meant, without what is to be done."""
ONE_OF = ("one of", "any one of", "其中一", "某一", "某")
SOMEWHERE = "at_start at_end n:start n:end p:before p:after ord n:place between later earlier num n:middle up down"


def asked(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """Raises ``Ask`` for a wish about clips that cannot be met as it is said."""
    if MEANT.fullmatch(scene.message.strip()):
        raise Ask(
            scene.pick(
                'What shall be done with it? Say the whole wish, such as "make photo 3 black and white"; '
                '"undo" takes the last change back.',
                "要对它做什么？请把要求说完整，例如“第三张变黑白”；说“撤销”可以取消上一步。",
            )
        )
    if c.has(ABOUT_OTHERS):
        return None
    sels = [one for _, one in c.free() if one.has("sel") and one.which is not None and not one.which.everything]
    files = [one for one in sels if one.has("name") and scene.files(one)]
    pick = scene.pick
    if scene.empty:
        return None
    somewhere = c.has("v:cut v:trim") and c.has("dur") and c.last is None and not sels and c.following is None
    if somewhere and all(one.has("f dur v:cut v:trim n:video n:film n:clip all") for one in c.toks):
        raise Ask(pick("Shall it go at the start or at the end?", "要从开头剪，还是从结尾剪？"))
    if c.has("v:remove", "v:cut") and one_meant(c) and not files:
        raise which_one(scene, c)
    vague = c.has("pron") and not sels and c.last is None and not c.joining and not c.has("n:") and not c.word("drags")
    if (
        vague
        and c.has("v:remove", "v:cut", "v:move")
        and not c.has("dur", "for", "num", "v:reset", "v:undo", "pl:", "dir:")
    ) and not any(
        one.has("v:") and not one.has("f", "v:remove", "v:cut", "v:move", "v:change", "v:want") for one in c.toks
    ):
        raise Ask(
            pick(f"Which one do you mean? There are {_there(scene, c)}.", f"指的是哪一个？现有：{_there(scene, c)}。")
        )
    if c.has("v:replace", "v:swap") and one_meant(c) and len(files) == 1 == len(sels):
        raise Ask(
            pick(f"Which one should it take the place of? There are {_there(scene, c)}.",
                 f"要换掉哪一个？现有：{_there(scene, c)}。")
        )  # fmt: skip
    if c.has("v:replace") and sels and len(sels) == 1 and not c.has("dur", "for"):
        told = _told(sels[0].which or m.ALL, scene)
        raise Ask(
            pick(f"What should take the place of {told}? Uploaded are {_uploaded(scene)}.",
                 f"{told}要换成什么？已上传的有：{_uploaded(scene)}。")
        )  # fmt: skip
    if c.has("v:replace") and not sels and c.has("n:clip", "n:photo"):
        raise Ask(
            pick(
                f"Which one, and by what? There are {_there(scene, c)}; uploaded are {_uploaded(scene)}.",
                f"换掉哪一个、换成什么？现有：{_there(scene, c)}；已上传的有：{_uploaded(scene)}。",
            )
        )
    if c.has("v:swap") and not c.has("v:move") and len(sels) == 1 and _single(sels[0].which):
        told = _told(sels[0].which or m.ALL, scene)
        raise Ask(pick(f"Swap {told} with which clip? There are {_there(scene, c)}.",
                       f"{told}要和哪一段交换？现有：{_there(scene, c)}。"))  # fmt: skip
    if c.has("v:swap") and not sels and c.has("n:clip", "n:photo"):
        raise Ask(pick(f"Swap which two? There are {_there(scene, c)}.", f"要交换哪两个？现有：{_there(scene, c)}。"))
    plain = not c.has("v:add") or c.has("v:move")
    if c.has("v:move") and plain and len(sels) == 1 and not c.has(SOMEWHERE) and not c.has("dur", "for", "dir:", "pl:"):
        told = _told(sels[0].which or m.ALL, scene)
        raise Ask(pick(f"Where should {told} go: to the start, to the end, or after which clip?",
                       f"{told}要移到哪里：最前面、最后面，还是哪一段后面？"))  # fmt: skip
    if c.has("earlier", "later") and len(sels) == 1 and not c.has("dur for num n:place v: at_start at_end"):
        told = _told(sels[0].which or m.ALL, scene)
        raise Ask(pick(f"How far should {told} move: by how many places, or to the very start or end?",
                       f"{told}要移动几位，还是移到最前面或最后面？"))  # fmt: skip
    if c.has("v:move") and not sels and c.has("n:clip", "n:photo") and not c.has("dir:", "pl:", "n:pan", "pron"):
        raise Ask(pick(f"Which one should move, and where to? There are {_there(scene, c)}.",
                       f"要移动哪一个、移到哪里？现有：{_there(scene, c)}。"))  # fmt: skip
    if (
        c.has("v:add")
        and not sels
        and c.has("n:photo", "n:clip", "n:video")
        and not c.has("all each w n:film")
        and not c.word("with")
    ):
        things = [one for one in scene.media if one.kind != "audio" and one.kind != "caption"]
        kinds = ("image", "animation") if c.has("n:photo") else ("video",) if c.has("n:video") else ()
        fitting = [one for one in things if not kinds or one.kind in kinds] or things
        definite = c.word("the", "this", "that", "these", "in", "on", "to", "里", "上") and not c.word(
            "a", "an", "another"
        )
        if fitting and not definite:
            raise Ask(pick(f"Which one should I add? Uploaded are {_names(fitting, 'en')}.",
                           f"要加哪一个？已上传的有：{_names(fitting, 'zh')}。"))  # fmt: skip
    if c.has("v:reorder", "n:order") and not sels and not c.has("num", "v:reverse", "shuffle", "n:random", "n:name"):
        if not (c.has("v:change", "v:reorder", "v:make", "n:order") and not c.has("same", "leave", "v:keep", "neg")):
            return None
        raise Ask(pick(f"In what order? There are {_there(scene, c)}.", f"按什么顺序？现有：{_there(scene, c)}。"))
    return None


_MANY = r"(?:clips?|photos?|videos?|shots?|pictures?|images?|segments?|scenes?|pieces?|slides?)"
_WORDS = r"(?:titles|texts|captions|subtitles)"
UNNAMED = re.compile(
    rf"(?<!each )(?<!every )(?<!not )(?<!no )\b(?:one|some|any one|either|a couple|a few|several|two|three|half) of "
    rf"(?:the |my |our |these |those |its |all )*(?:\w+ )?(?:{_MANY}|{_WORDS}|transitions|them)\b|\bsome {_MANY}\b|"
    rf"\b(?:some|any|a random|a certain|whichever) (?:random |one |single )?(?:clip|photo|video clip|shot|"
    rf"segment|scene)\b|"
    rf"\b(?:reverse|mute|delete|remove|speed up|slow down|rotate|flip|trim|shorten|loop|cut|brighten|darken|blur) an? "
    rf"(?:clip|photo|shot|segment|scene)(?=\s*(?:[.,;!?]|$|by |please|now))|"
    r"(?:其中|里面|当中)的?(?:某|任意|随便)?(?:[一几两]|某)[个段张条句](?!是)|某[一几]?[个段张条](?:片段|照片|"
    r"视频|镜头|素材)?|"
    rf"\b(?:one|an?|two|a few|several|there(?:'s| is| are) [a-z]+) {_MANY}(?: that| which)?(?:'s| is| are| looks?| "
    r"seems?| feels?| came out)(?= )|"
    r"(?<![没所])有(?:一|某)[个段张条](?:片段|照片|视频|镜头|素材)(?=.*[快慢速静旋转掉调黑亮暗])|"
    r"(?<![没所])有(?:[一某两几好]?[个段张条幅处]|[一某]?些|的)(?:片段|照片|图片?|视频|镜头|素材|画面|声音)?"
    r"(?:的?(?:画面|声音|颜色))?(?:看着|看起来|听着|显得|拍得)?(?:太|有点|有些|偏|比较|不够|过于|很|特别|实在|好像|略)|"
    r"(?:随便|任意|随机)的?(?:挑|选|找|删|剪|去|拿)?掉?[一几两某][个段张条]",
    re.I,
)


LOOKS = ("brighter", "darker", "warmer", "colder", "louder", "quieter", "faster", "slower", "vivid", "dull")


def unnamed(c: Clause, scene: Scene) -> None:
    """Raises ``Ask`` for ``speed up one of the clips``, ``某一段静音``, where nothing says which."""
    if scene.empty or scene.composing or not c.toks or c.said("neg") or not c.said("v: n: pct x", *LOOKS):
        return
    adds = any(one.has("v:add") and one.text != "有" for one in c.toks)
    if adds and not c.said("n:vignette n:sharpen n:denoise n:blur n:stabilise"):
        return
    named = [one for one in c.toks if one.has("sel", "quote", "name") and not one.has("all")]
    found = UNNAMED.search(scene.message[max(0, c.toks[0].start - 2) : c.toks[-1].end])
    if named or found is None:
        return
    texts = [one.text for _, one in scene.timeline.segments() if one.kind == "text"]
    lettered = re.search(rf"{_WORDS}|字幕|标题|文字", found.group()) or (texts and c.said("n:title n:text n:caption"))
    if len(texts if lettered else main_segments(scene.timeline)) < 2:
        return
    there = ("、" if scene.language == "zh" else ", ").join(texts[:MOST_NAMED]) if lettered else _there(scene, c)
    raise Ask(scene.pick(f"Which one do you mean? There are {there}.", f"指的是哪一个？现有：{there}。"))


def _single(which: Which | None) -> bool:
    return which is not None and len(which.numbers) + len(which.names) == 1


def resolved(which: Which, scene: Scene) -> Which:
    """A named overlay or sound is meant where the name is not on the main track."""
    if which.kind == "main" and which.names:
        main = {one.name for one in (scene.timeline.main.segments if scene.timeline.main else ())}
        if not any(name in main for name in which.names):
            for track, one in scene.timeline.segments():
                if one.name in which.names and track.role != "main":
                    return Which(track.role, (), which.names)
        elif not all(name in main for name in which.names):
            return Which(which.kind, (), tuple(name for name in which.names if name in main))
    return which


def of_the_end(words: str, scene: Scene) -> Ask:
    """The question of ``cut off the start of the city clip``."""
    return Ask(scene.pick(f"How many seconds of the {words.lower()} should go?", f"{words}要剪掉多少秒？"))


def only_there(scene: Scene) -> Ask:
    """The question of ``only on the last clip``, where nothing says what."""
    return Ask(
        scene.pick(
            'What should be only there? Say the whole wish, such as "black and white only on clip 2"; '
            '"undo" takes the last change back.',
            "只在那里做什么？请把要求说完整，例如“只把第二段变黑白”；说“撤销”可以取消上一步。",
        )
    )


def which_one(scene: Scene, c: Clause) -> Ask:
    there = _there(scene, c)
    return Ask(scene.pick(f"Which one should go? There are {there}.", f"要去掉哪一个？现有：{there}。"))


def one_meant(c: Clause) -> bool:
    """``one of the photos``, ``a clip``, ``其中一张``: one, and nothing that says which."""
    told = " ".join(one.text.lower() for one in c.toks)
    if any(word in told for word in ONE_OF):
        return c.said("n:photo", "n:clip", "n:video", "sel")
    if c.word("一张", "一段", "一个", "一条") and all(one.has("f v:remove v:cut") for one in c.toks):
        return True  # 删掉一段
    return any(
        one.has("n:photo", "n:clip")
        and not one.text.lower().endswith("s")
        and c.toks[index].text.lower() in ("a", "an", "one", "some", "another", "一张", "一段", "一个")
        for index, one in enumerate(c.toks[1:])
    )


def _there(scene: Scene, c: Clause) -> str:
    segments = main_segments(scene.timeline)
    if c.said("n:photo") and any(one.kind == "image" for one in segments):
        segments = tuple(one for one in segments if one.kind == "image")
    return listed(segments, scene.language)


def _told(which: Which, scene: Scene) -> str:
    """The clip that is meant, in words; raises ``Impossible`` where it is not there."""
    found = find(scene.timeline, which, scene.language)
    if not found:
        raise Impossible(scene.pick("It is not on the timeline.", "时间线上没有它。"))
    return clip_name(scene.timeline, found[0], scene.language)


def _uploaded(scene: Scene) -> str:
    return _names([one for one in scene.media if one.kind not in ("audio", "caption")], scene.language)


def _names(clips: list[Clip], language: str) -> str:
    names = [one.name for one in clips[:MOST_NAMED]] + (["…"] if len(clips) > MOST_NAMED else [])
    return ("、" if language == "zh" else ", ").join(names)


def by_number(c: Clause, scene: Scene) -> None:
    """``replace photo 2 with photo 5``: the file that clip 5 shows gets its name."""
    sels = [one for _, one in c.free() if one.has("sel") and one.which is not None]
    told = sels[-1].which if len(sels) == 2 and c.has("v:replace") and not c.has("swap both") else None
    if told is None or any(one.has("name", "all", "stranger") for one in sels) or len(told.numbers) != 1:
        return
    shown = find(scene.timeline, told, scene.language)
    if len(shown) == 1 and scene.file(shown[0].name) is not None:
        sels[-1].tags, sels[-1].names = sels[-1].tags | {"name"}, (shown[0].name,)


def becomes(c: Clause, scene: Scene) -> bool:
    """``change clip 2 to coffee.jpg``, ``第二段改成coffee.jpg``: a file that is not in the video yet."""
    sels = [(index, one) for index, one in c.free() if one.has("sel")]
    if len(sels) == 2 and c.has("v:play v:show") and not c.has("v:add v:freeze quote at pct"):
        (first, old), (last, new) = sels  # "clip 1 should play beach.mp4 from 2s to 7.5s"
        timed = any(one.has("range") for one in c.toks[last + 1 : last + 3])
        verb = any(one.has("v:play v:show") for one in c.toks[first:last])
        if timed and verb and new.has("file") and old.which is not None and len(old.which.numbers) == 1:
            return True
    if len(sels) != 2 or not c.has("v:change") or c.has("at before after p:before p:after pl: range"):
        return False
    (_, old), (at, new) = sels
    there = {one.name for _, one in scene.timeline.segments()}
    before = c.toks[at - 1]
    aimed = before.text.lower() in ("to", "into") or before.text in ("改成", "改为", "变成", "变为", "换成", "改用")
    fresh = [one for one in scene.files(new, "image", "animation", "video") if one.name not in there]
    return aimed and len(fresh) == 1 and old.which is not None and not old.has("all", "file")


def gone_too(c: Clause, scene: Scene) -> list[Which]:
    """The clip that goes with something else: "remove the title and the city clip"."""
    also = next((one.which for _, one in c.free() if one.has("sel") and one.has("name", "n:clip") and one.which), None)
    found = which_of(c) if also is not None and not also.everything else None
    return [resolved(found, scene)] if found is not None else []
