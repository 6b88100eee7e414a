"""Where one wish ends and the next begins: whether a chunk between separators goes on with what was being said."""

from __future__ import annotations

from local_backend.language.message import pairing, parallels, partings
from local_backend.language.message.pairing import PACES
from local_backend.language.words.lexer import Tok
from local_backend.language.words.vocabulary import SOUND_FILES

TOPICS = (
    "n:title", "n:subtitle", "n:lowerthird", "n:caption", "n:text", "n:endcard", "n:music", "n:transition", "t:",
    "n:logo", "n:pip", "n:vignette", "n:zoom", "n:volume", "n:ducking", "n:loudness", "n:fade", "n:soundfx", "m:",
    "n:stabilise",
    "n:sepia", "n:vintage", "n:denoise", "n:sharpen", "n:grayscale", "n:brightness", "n:contrast", "n:saturation",
    "n:speed", "fmt:", "n:watermark",
)  # fmt: skip


ADDED = ("add", "insert", "append", "插入", "添加", "加上", "加入")


def is_verb(tok: Tok) -> bool:
    return (
        tok.has("v:")
        and not tok.has("f")
        and not tok.tags <= {"v:play", "v:start", "v:stop", "n:end", "at_end"}
        and not (tok.has("n:") and not tok.has("v:make", "v:add", "v:remove", "v:change", "v:cut"))
    )


def _each_so_long(chunk: list[Tok]) -> bool:
    return any(one.has("each") for one in chunk) and all(
        one.has("f", "each", "dur", "for", "p:for", "n:photo", "sel") for one in chunk
    )


def begins(current: list[Tok], chunk: list[Tok]) -> bool:
    """Whether a chunk begins another wish than the one that is being said."""
    if _laid_so(current, chunk) or _shown_then(current, chunk):
        return False
    if any(one.has("v:remove v:cut v:mute") for one in current) and chunk[-1].has("goes"):
        return True  # 去掉第二段，原声继续
    adds = [any(one.text.lower() in ADDED for one in part[:1]) for part in (current, chunk)]
    if all(adds) and all(any(one.has("file") for one in part) for part in (current, chunk)):
        return True  # "insert a.jpg between clips 1 and 2 and add b.jpg as the last shot"
    if (parts := partings.parted(current, chunk)) is not None:
        return parts
    if parallels.unsaid(current, chunk):
        return False
    if parallels.apart(current, chunk):
        return True
    if parallels.listed(current, chunk):
        return False
    if (
        _each_so_long(chunk)
        and any(one.has("n:transition") for one in current)
        and any(one.has("neg") for one in current)
    ):
        return True  # 别加转场，每张3秒
    joins = any(one.has("t: n:transition") for one in current) and not any(one.has("sel") for one in current)
    if _each_so_long(chunk) and joins and any(one.has("sel") and not one.has("all") for one in chunk):
        return True  # "crossfade everything, the first two clips 4 seconds each"
    if _each_so_long(chunk) and any(one.has("n:zoom") for one in current) and current[0].has("up", "down"):
        return True  # "stronger zoom on the photos and quicker cuts: 3 seconds each"
    lasts = any(one.has("n:video") for one in current) and any(one.has("dur", "for") for one in current)
    if (
        lasts
        and any(one.has("sel") for one in chunk)
        and any(one.has("v:") for one in chunk)
        and not any(one.has("v:", "quote", "name") and not one.has("f") for one in current)
    ):
        return True
    lead = next((one for one in chunk if not one.has("f") or one.has("sel")), None)
    if (
        lead is not None
        and lead.has("sel")
        and not any(one.has("v:make", "n:film", "v:want") for one in current)
        and any(one.has("sel") and one.which != lead.which for one in current)
        and any(one.has("dur", "for", "todur") for one in current)
        and any(one.has(*TURNED, *LOOKS, "n:grayscale", "v:reverse", "n:brightness") for one in chunk)
    ):
        return True  # 第三张8秒，所有图片慢慢放大
    if all(any(one.has("half:") for one in part) for part in (current, chunk)):
        return True  # 前半段慢放，后半段正常
    set_in = lead is not None and lead.has("sel") and any(one.has("v:start v:stop") for one in chunk)
    named = any(one.has("sel") for one in current) and any(is_verb(one) for one in current)
    if set_in and named and any(one.has("at since") for one in chunk):
        return True  # delete the second clip and let the third begin at 5 s
    alone = all(one.has("dur for f") for one in chunk) and any(one.has("dur") for one in chunk)
    if _setting(current) or (
        (_setting(chunk) or alone) and all(one.has("size ratio r: n:quality n:size f") for one in current)
    ):
        return True
    paced = any(one.has("each") for one in current) and any(one.has("dur", "for") for one in current)
    of_a_file = any(one.has("n:video") for one in current) and any(one.has("file") for one in current)
    if (
        not paced
        and not of_a_file
        and not any(
            is_verb(one)
            or one.text.lower() == "cover"
            or one.has(*TOPICS, *TURNED, *LOOKS, *PACES, "n:film", "neg", "v:", "x", "pct", "same", "quote", "leave")
            or (one.has("at_start", "at_end") and any(two.has("v:keep", "leave") for two in chunk))
            for one in current
        )
    ):
        return False
    verb = next((one for one in chunk if not one.has("f")), None)
    own = verb is not None and is_verb(verb) and not verb.has("v:make", "v:change")
    held = ("f", "p:for", "dur", "for", "v:play", "v:show", "v:keep", "v:add", "v:move")
    if (
        any(one.has("file", "quote") for one in current)
        and any(one.has("v:add", "v:move") for one in current)
        and all(one.has(*held) for one in chunk)
        and any(one.has("dur", "for") for one in chunk)
        and not any(one.has("dur", "for", "range", "file") for one in chunk if one.has("file"))
    ):
        return False  # 插到第一段后面，放3秒
    full = verb is not None and verb.has("v:change v:make") and any(one.has("quieter louder") for one in current)
    if (
        _make_open(current)
        and not (full and any(one.has("n:volume") for one in chunk))
        and not any(one.has("same") for one in chunk)
        and not own
        and not (verb is not None and verb.has(*TURNED) and any(one.has("sel") for one in chunk))
        and any(one.text.lower() in ("into", "in to", "as", "to") or one.has("todur") for one in chunk)
    ):
        return False
    if (
        any(one.has("n:silence", "n:black") for one in current)
        and any(one.has("dur", "db", "for", "num") for one in chunk)
        and not any(one.has("sel n:title v:add v:speed v:remove v:cut n:fade t:") for one in chunk)
    ):
        return False
    heard = any(one.has("n:music", "n:zoom") for one in current) and not any(one.has("m:") for one in current)
    if any(one.has("n:zoom") for one in current) and any(one.has("n:music") for one in chunk):
        heard = False
    if heard and any(one.has("m:") for one in chunk) and all(one.has("m: f mag: with one n:music") for one in chunk):
        return False  # "background music, something upbeat"
    styled = any(one.has("m:") for one in current) and not any(one.has("at since dur range v:make") for one in current)
    entering = any(one.has("at since") and not one.has("dur sel") for one in chunk)
    if (
        styled
        and entering
        and all(one.has("at since v:start v:play also f p:for") or one.text in "进入" for one in chunk)
    ):
        return False  # 音乐换成lo-fi的，从第5秒开始放
    making = any(one.has("v:make") for one in chunk) and any(one.has("n:film", "n:video") for one in chunk)
    light = ("f", "each", "n:photo", "n:media", "dur", "p:for", "sel", "v:play", "v:show")
    if making and all(one.has(*light) for one in current) and any(one.has("dur") for one in current):
        return False  # "each photo 3 seconds, as a slideshow"
    filed = [one for one in chunk if one.has("sel")]
    films = any(one.has("n:film", "v:make") and not one.has("v:cut") for one in current)
    listing = films and any(one.has("file") for one in current)
    if listing and filed and all(one.has("file") for one in filed) and not any(is_verb(one) for one in chunk):
        return False
    spoken = all(any(one.has(tag) for one in chunk) for tag in ("n:voice", "when", "down quieter n:ducking"))
    if spoken and any(one.has("v:") for one in current):
        return True  # …，有人讲话时压一压
    if any(one.has("leave", "same") for one in chunk) and any(one.has("n:rest sel same") for one in chunk):
        return True
    told = any(one.has("quote") for one in current)
    if (
        told
        and any(one.has("quote") for one in chunk)
        and all(any(one.has("sel", "at", "range", "edge") for one in part) for part in (current, chunk))
    ):
        return True
    lettered = (
        "f",
        "c:",
        "pl:",
        "bold",
        "regular",
        "bigger",
        "smaller",
        "n:size",
        "n:font",
        "n:plate",
        "n:color",
        "mag:",
    )
    styled = told or any(one.has("n:title n:text n:caption n:subtitle n:lowerthird worded") for one in current)
    if styled and all(one.has(*lettered) or one.text in ("大字", "小字") for one in chunk):
        return False
    if told and all(one.has("f edge at for dur range v:show after before p:for") for one in chunk):
        return False
    looking = ("n:brightness", "n:contrast", "n:saturation", "n:temperature")
    if (
        any(one.has(*looking) for one in current)
        and all(one.has(*looking, "f", "mag:") for one in chunk)
        and not any(one.has("pct", "num") for one in current)
    ):
        return False
    if any(one.has("n:fade") for one in current) and all(one.has("n:fade", "f") for one in chunk):
        return False
    decided = pairing.begins(current, chunk)
    if decided is not None and (decided or not any(is_verb(one) for one in chunk) or not pairing.sided(current)):
        return decided
    if any(is_verb(one) for one in chunk) or (verb is not None and verb.has("v:cut") and len(chunk) > 1):
        return True
    first = next((one for one in chunk if not one.has("f") or one.has("neg")), None)
    if first is not None and first.has("neg") and any(one.has("n:", "t:") for one in chunk):
        return True
    topical = any(one.has(*TOPICS, *LOOKS, *TURNED, *PACES, "dur", "for", "x", "pct", "same") for one in chunk)
    if (
        any(one.has("sel") for one in chunk)
        and topical
        and any(one.has("v:", "x", "same", *PACES, *LOOKS, *TURNED, "n:grayscale") for one in current)
    ):
        return True
    sounds = any(one.has("file") and one.text.lower().endswith(SOUND_FILES) for one in chunk)
    used = any(one.has("v:add") for one in chunk[:3]) and not any(one.has("v:replace", "v:swap") for one in current)
    if sounds and used and any(is_verb(one) for one in current):
        return True  # "mute both clips, and use voiceover.mp3 as the voiceover"
    if sounds and (any(one.has("pct", "n:fade") for one in chunk) or _heard_by_itself(current)):
        return True
    return any(one.has(*TOPICS) and not one.has("c:", "fit:") for one in chunk)


LAID = (
    "f pl: n:place n:size n:corner n:opacity n:canvas n:screen n:video all range at todur since dur for edge pct third "
    "quarter halfx n:half p:at p:for to in on exact mag: bigger smaller v:show v:play v:move v:add v:start v:stop "
    "n:pip normal at_start at_end v:make v:keep fit:crop"
)


def _laid_so(current: list[Tok], chunk: list[Tok]) -> bool:
    """Whether a piece goes on with how something is laid over a clip: 画中画beach.mp4，左上角，宽度三成."""
    if any(one.has("v:remove") for one in current):
        return False
    if any(one.has("quote") for one in current) and any(one.has("todur", "before") for one in chunk):
        return all(one.has("f pron leave at todur before v:add v:show v:keep v:stop p:for to comma") for one in chunk)
    placed = any(one.has("pl:") for one in chunk) and all(one.has("f pl: v:add v:move v:show p:for") for one in chunk)
    if placed and any(one.has("quote") for one in current) and not any(one.has("pl:") for one in current):
        return True  # 标题“旅行”，放左上
    marked = any(one.has("n:logo") for one in current) and any(one.has("file") for one in current)
    if not marked and not any(one.has("n:pip", "n:cutaway") for one in current):
        return False
    filed = any(one.has("file") for one in current)
    plain = all(one.has(LAID) or (one.has("file") and not filed) or one.text == "用" for one in chunk)
    told = any(
        one.has("pl: n:size n:opacity range at pct third quarter n:screen dur for todur all file") for one in chunk
    )
    return plain and told and not any(one.has("n:fade v:fade n:length x") for one in chunk)


def _shown_then(current: list[Tok], chunk: list[Tok]) -> bool:
    """Whether a piece only says which clip is seen when the words are to be: "while the mug photo is showing, …"."""
    named = [index for index, one in enumerate(current) if one.has("sel")]
    shown = [index for index, one in enumerate(current) if one.has("v:show", "v:play", "when", "n:screen")]
    plain = all(one.has("f v:show v:play when n:screen sel p:for") for one in current)
    behind = len(named) == 1 and any(at > named[0] for at in shown) and not current[named[0]].has("all", "file")
    told = any(one.has("when") or one.text.lower().endswith(("ing", "shown", "s")) for one in current[1:])
    return plain and behind and told and any(one.has("quote") for one in chunk)


def _heard_by_itself(current: list[Tok]) -> bool:
    """Whether a sound file that follows is a wish of its own: "no transitions, voiceover.mp3 underneath"."""
    return any(one.has("n:transition", "t:", "each") for one in current) and not any(one.has("file") for one in current)


def _setting(toks: list[Tok]) -> bool:
    """``duration 20s``, ``总时长20秒``: a length that names what it is of."""
    lasts = ("duration", "length", "total", "时长", "总时长", "总长", "runtime")
    return bool(toks) and toks[0].text.lower().startswith(lasts) and all(one.has("for dur n:length f") for one in toks)


TURNED = ("n:flip", "n:rotate", "deg", "n:crop", "n:blur", "n:pan", "n:zoom")
LOOKS = (
    "brighter",
    "darker",
    "warmer",
    "colder",
    "vivid",
    "dull",
    "punchy",
    "flat",
    "faster",
    "slower",
    "louder",
    "quieter",
)


def _make_open(current: list[Tok]) -> bool:
    made = next((index for index, one in enumerate(current) if one.has("v:make")), None)
    return made is not None and not any(
        one.text.lower() in ("into", "成") or one.has("n:film") for one in current[made:]
    )
