"""A wish about what the last one was about: "make it bigger", "top left", "fade out over 3 s", 停留3秒."""

from __future__ import annotations

import re
from collections.abc import Sequence

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Edit, Which
from local_backend.language.message import remarks
from local_backend.language.message.clause import Scene
from local_backend.language.model import Understanding
from local_backend.language.talk import steps, targets
from local_backend.language.talk.naming import beside, found, nameless, pointed_at, topic_of
from local_backend.language.talk.turn import Turn, is_whole
from local_backend.language.understanding import understand
from local_backend.language.words.reading import read

POINTS = re.compile(
    r"\b(?:it|its|that|this|those|these|them|they|one|there)\b|[它他她]|这个|那个|[这那][段张句条首]", re.IGNORECASE
)
ALONE = re.compile(r"\W*(?:but |and |no,? )?(?:only|just|只|仅)", re.IGNORECASE)
SMALL_ZH = re.compile(r"(?<!一)([大小快慢亮暗长短高低轻重强弱淡浓多少响])点(?!点)")
TOO = re.compile(
    r"\W*(?:有点|有些|好像|还是|现在|感觉)*太?[长短快慢大小亮暗高低轻重淡浓响吵](?:了|啦)*\W*|"
    r"\W*(?:(?:ok|hm+|oh|no|it's|that's|its|thats|it is|that is|now|a bit|a little|way|far|still)\s+)*(?:too \w+|"
    r"overkill)\W*",
    re.IGNORECASE,
)
AGAIN = re.compile(r"\s*\b(?:again|still|after all|as well|instead|please|though|for now)\b|还是", re.IGNORECASE)
STILL = re.compile(
    r"^\W*(?:(?:and|but|also|now|still|ok(?:ay)?|then|(?:just )?try|i'd (?:like|want)|(?:they|he|she|the (?:client|"
    r"user|customer|boss))(?: (?:now|also|then))?(?:'d| would)? (?:likes?|wants?|prefers?))\b\W*)+|"
    r"^\W*(?:那么?|现在|然后)",
    re.IGNORECASE,
)
"""What may stand before a wish about "it"."""
STOPS_ZH = re.compile(r"停(?=[\d一二两三四五六七八九十半])")
PUT_ZH = re.compile(r"放(?=[上下左右中顶底])")
NAMED = {
    "music": ("the music ", "make the music ", "音乐"), "voice": ("the voice ", "make the voice ", "旁白"),
    "title": ("the title ", "make the title ", "标题"), "caption": ("the captions ", "make the captions ", "字幕"),
    "overlay": ("the logo ", "make the logo ", "logo"),
}  # fmt: skip
UNSAID = ("make it ", "put it ", "play it ", "把它", "把它改成")
"""What a message may have left out before its words: "red", "smaller, 10% wide", 放上面."""
COMPARED = re.compile(
    r"\W*(?:(?:ok|but|and|now|please|still|just|make it|it should be|should be)\s+)*(?:(?:a )?(?:bit|little|touch|"
    r"tad|much|even|way|far|slightly)\s+)*"
    r"(?:shorter|longer|slower|faster|quieter|louder|smaller|bigger|larger|brighter|darker|softer|lower|higher|"
    r"warmer|colder)"
    r"(?:\s+(?:please|again|though|then|now))*\W*|"
    r"\W*(?:再|稍微?|还是|更|要|调|放)*[长短快慢大小亮暗高低轻重淡浓响](?:一?点|些)(?:儿|吧|了|啊)*\W*",
    re.IGNORECASE,
)
"""Only which way: of what, was said before."""


WHOLE = (m.CutOut, m.Keep, m.KeepEdge, m.TrimEdge, m.SetLength)
CUTTING = re.compile(r"\b(?:cut|trim|lose|drop)\b|^\W*(?:the )?(?:first|last) |剪|裁|删", re.IGNORECASE)
CUTS = re.compile(
    r"\b(?:first|last|lose|drop|cut|trim|shorten|keep|crop|length|long|longer|shorter|remove|delete|total)\b|剪|裁|删|留|长|短|总",
    re.IGNORECASE,
)


LASTED = re.compile(
    r"(\d+(?:\.\d+)?) ?(?:s|secs?|seconds?|秒)[^,.;，。；\d]{0,12}?(?:too |太)(?:long|short|much|长|短)", re.IGNORECASE
)


def about(message: str, turn: Turn, told: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """The wish, done to that; None where it names something itself. ``told`` is what it means alone."""
    topic = topic_of(turn, media)
    if topic is None or (is_whole(told) and _lasted(message, topic, turn)):
        return None
    if topic.kind not in targets.PICTURED and _of_a_clip(message, turn, media):
        return None
    if (enough := _enough(message, topic, turn)) and is_whole(said := understand(enough, turn.now, media, topic)):
        return said
    apart = topic.kind not in targets.PICTURED and nameless(message, turn, media)
    alike = bool(told.edits) and any(one & two for one in steps.kinds(told.edits) for two in steps.kinds(turn.edits))
    leans = (
        (alike and _strays(told.edits) and nameless(message, turn, media))
        or turn.undone
        or POINTS.search(message)
        or ALONE.match(message)
        or COMPARED.fullmatch(message)
        or TOO.fullmatch(message)
        or apart
    )
    fades = topic.kind in targets.PICTURED and all(isinstance(one, m.FadePicture) for one in told.edits)
    cuts = any(isinstance(one, m.Freeze) or (isinstance(one, WHOLE) and CUTTING.search(message)) for one in told.edits)
    if is_whole(told) and (not leans or ((fades or cuts) and not POINTS.search(message))):
        return None
    plain = STILL.sub("", PUT_ZH.sub("放到", SMALL_ZH.sub(r"\1一点", STOPS_ZH.sub("停留", message))))
    named = NAMED.get(topic.kind, ())
    spoken = (_spoken(plain, topic, turn),) if topic.kind not in targets.PICTURED else ()
    for words in dict.fromkeys((*pointed_at(plain, topic, turn), plain, AGAIN.sub("", plain), *spoken)):
        for unsaid in ("", *UNSAID, *named):
            if unsaid and unsaid.isascii() == _chinese(message):
                continue
            said = understand(unsaid + words, turn.now, media, topic)
            if any(_wished(one, message, turn, media) for one in said.edits):
                continue
            if is_whole(said) and said.wants == "edit" and said.edits and not (apart and _strays(said.edits)):
                return said
    return None


def _of_a_clip(message: str, turn: Turn, media: Sequence[Clip]) -> bool:
    """``the bottle should be on white``: said of a clip, and not of the text that was spoken of before."""
    toks = read(message, Scene(turn.now, tuple(media), turn.language, message=message))
    first = next((at for at, one in enumerate(toks) if one.has("sel") or not one.has("f")), 0)
    which = toks[first].which if toks else None
    said = " ".join(one.text.lower() for one in toks[first + 1 : first + 3])
    return which is not None and which.kind in targets.PICTURED and SHOULD.match(said) is not None


SHOULD = re.compile(r"(?:should|must|needs?|has to|have to|ought|shall|looks?|is|are|应该|要|得|需要|该)\b")


def _wished(edit: Edit, message: str, turn: Turn, media: Sequence[Clip]) -> bool:
    """Whether a wish was taken for what a text is to say: "mix up the transitions", after a title was spoken of."""
    text = edit.text if isinstance(edit, (m.AddText, m.ChangeText)) else ""
    toks = read(message, Scene(turn.now, tuple(media), turn.language, message=message)) if text else []
    if not text or any(one.has("quote") for one in toks):
        return False
    return any(
        remarks.edits(one) or one.has(OTHERS)
        for one in read(text, Scene(turn.now, tuple(media), turn.language, message=text))
    )


OTHERS = "n:transition n:music n:voice n:clip n:photo n:video n:logo n:film t:"
ENOUGH = re.compile(
    r"(?:too |太)(?:long|short|much|长|短)了?\W+(?:just |make it |only |就|改成)?(\d+(?:\.\d+)?)"
    r" ?(?:s|secs?|seconds?|秒)?"
    r"(?: (?:is|are|would be|will do))?(?: (?:plenty|enough|fine|better|ok))?(?:就?够了?|就?行了?|就好了?)?\W*\Z",
    re.IGNORECASE,
)


def _enough(message: str, topic: m.Which, turn: Turn) -> str:
    """``3 seconds is too long, 2 is plenty``, of a text that lasts three: how long it shall be seen instead."""
    match = ENOUGH.search(message)
    if match is None or topic.kind in targets.PICTURED or not LASTED.search(message):
        return ""
    if _lasted(message, topic, turn) or not all(one.kind == "text" for one in found(turn.now, topic)):
        return ""
    return f"显示{match[1]}秒" if _chinese(message) else f"show it for {match[1]} seconds"


def _lasted(message: str, topic: m.Which, turn: Turn) -> bool:
    """Whether "30 seconds is too long" is said of something that does not last so long: then of the video."""
    match = LASTED.search(message)
    lasts = [one.duration_ms for one in found(turn.now, topic)] if match else []
    return match is not None and all(abs(float(match[1]) * 1000 - one) > 1000 for one in lasts)


ALSO_ZH = re.compile(r"(?<=它)(?:也|一起)+")


def together(message: str, turn: Turn, media: Sequence[Clip]) -> Understanding | None:
    """The wish done to the other one, or to each of the two that were spoken of."""
    aside = beside(message, turn, media)
    if aside is None:
        return None
    words, topics = aside
    words = ALSO_ZH.sub("", words)
    if topics[0].kind == "text":
        words = words.replace("放大", "变大").replace("缩小", "变小")
    edits: list[Edit] = []
    for topic in topics:
        said = _upon(words, topic, turn, media)
        if said is None or (topic.kind in targets.PICTURED and any(isinstance(one, m.Remove) for one in said.edits)):
            return None  # not the clips, where what was done to them may be meant
        edits += said.edits
    return Understanding(tuple(edits), language=turn.language)


def _upon(words: str, topic: Which, turn: Turn, media: Sequence[Clip]) -> Understanding | None:
    """What is wished for one thing, and for nothing else."""
    for unsaid in ("", *UNSAID):
        if unsaid and unsaid.isascii() == _chinese(words):
            continue
        said = understand(unsaid + words, turn.now, media, topic)
        if is_whole(said) and said.wants == "edit" and all(_is_of(one, topic, turn) for one in said.edits):
            return said
    return None


def _is_of(edit: Edit, topic: Which, turn: Turn) -> bool:
    owner = targets.owner_of(edit)
    here = {one.id for one in found(turn.now, owner)} if owner is not None else set()
    return bool(here) and here <= {one.id for one in found(turn.now, topic)}


def understandable(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> bool:
    """Whether a cut of the whole video is what a message after a text, a picture on top or a sound can mean."""
    topic = topic_of(turn, media)
    if topic is None or topic.kind in targets.PICTURED or CUTS.search(message) or not nameless(message, turn, media):
        return True
    return not (any(isinstance(one, WHOLE) for one in alone.edits) and _strays(alone.edits))


def _strays(edits: Sequence[Edit]) -> bool:
    """Whether edits that should be about one thing are about the whole video."""
    return any(
        targets.owner_of(one) == m.ALL or (isinstance(one, WHOLE) and getattr(one, "which", None) is None)
        for one in edits
    )


PLACED = re.compile(
    r"\b(?:show|put|move|have|place) (?:it|that)\b(?=.*\b(?:end|start|beginning|middle)\b)", re.IGNORECASE
)


def _spoken(words: str, topic: Which, turn: Turn) -> str:
    """``show it at the end``, of the only title: with that word."""
    here = found(turn.now, topic)
    noun = here[0].style.role.replace("_", " ") if len(here) == 1 and here[0].kind == "text" else ""
    many = [one for _, one in turn.now.segments() if one.kind == "text" and one.style.role.replace("_", " ") == noun]
    return AGAIN.sub("", PLACED.sub(f"put the {noun}", words)) if len(many) == 1 else words


def _chinese(message: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in message)
