"""What a message leaves to be known from those before it, by its name: "the rest", "the second one", "after that"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Impossible, Which
from local_backend.edits.select import find
from local_backend.language import frames
from local_backend.language.message.clause import Scene
from local_backend.language.talk import targets
from local_backend.language.talk.amounts import WHOLE
from local_backend.language.talk.turn import Step, Turn
from local_backend.language.words.phrases import noun_of
from local_backend.language.words.reading import read
from local_backend.timeline import Segment, Timeline

NOUNED = {
    "caption": ("caption", "条字幕"), "text": ("text", "条文字"), "title": ("title", "个标题"),
    "photo": ("photo", "张照片"),
}  # fmt: skip
ONES = re.compile(
    r"\b(?P<ordinal>first|second|third|fourth|fifth|last|next|other) ones?\b|第(?P<zh>[一二三四五六七八九十\d]+)个",
    re.IGNORECASE,
)
OTHER_ONE = re.compile(r"\bother ones?\b", re.IGNORECASE)
REST = re.compile(
    r"\b(?:both of |all of )?(?:the )?(?:rest(?: of (?:them|the (?:clips|photos|videos)))?|others|"
    r"other (?:\w+ )?(?:clips|photos|videos|ones|pictures)|"
    r"other (?:two|three|four|2|3|4))\b|"
    r"(?:(?:其[他它余]|剩下)的?|别的|另外的?(?=那?[几两三四][个段张]))(?:那?[几两三四]?[个段张])?的?(?:照片|片段|视频|图片?)?",
    re.IGNORECASE,
)
PLACED = re.compile(
    r"\b(?P<en>(?:put|move|place|stick|have) (?:it|that|this)(?: one| clip)?)\b(?= "
    r"(?:right |directly |just )?(?:after|before|behind|"
    r"in front of|between|first|last|at the|"
    r"to the (?:start|end|front|beginning|back)|in (?:first|second|third|last) place))|"
    r"^\W*(?:还是|那|不对|不是|应该)*(?:把?它)?(?:放|移|挪)(?:到|在)?(?=.*"
    r"(?:后面?|前面?|之前|之后|最前|最后|开头|结尾|第.位)[吧了]?\W*$)",
    re.IGNORECASE,
)
"""To another place in the order of the clips."""
BESIDE = re.compile(r"\b(after|before|behind) (?:that|it|this)(?: one)?\b", re.IGNORECASE)
AFTER = re.compile(
    r"\b(?:it should be |be |is )?(?:gone|go(?:es)? away|off|disappears?|vanish(?:es)?|"
    r"go(?:es)? out|leaves?|out) (?:again )?after "
    r"(?P<en>[\w. ]{1,20})|(?P<zh>[\d一二两三四五六七八九十半.]+秒)(?:钟)?之?后(?:就)?(?:消失|不见|去掉|隐藏|没)了?",
    re.IGNORECASE,
)
TWO = re.compile(r"\bbetween the (first|last) two(?: clips| photos| videos)?\b", re.IGNORECASE)
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5}


def numbered(message: str, turn: Turn) -> str:
    """``and the rest 4 s each``: the clips that no wish before was about, by their numbers."""
    if turn.edits and all(isinstance(edit, m.SetTransition) for edit in turn.edits):
        message = OTHER_TWO.sub(lambda one: _other_two(one, turn), message)
    match = REST.search(message)
    main = turn.now.main
    if match is None or main is None:
        return message
    left: list[str] = []
    for end in range(len(turn.steps), 0, -1):  # "the rest" of the steps before, where the last was about it already
        spoken = {
            one.id for step in turn.steps[:end] for edit in step.edits
            if (owner := targets.owner_of(edit)) and not owner.everything for one in found(step.before, owner)
        }  # fmt: skip
        left = [str(at) for at, one in enumerate(main.segments, 1) if one.id not in spoken]
        if left:
            break
    if not left or len(left) == len(main.segments):
        return message
    names = f"第{'、'.join(left)}段" if turn.language == "zh" else f"clips {', '.join(left)}"
    return message[: match.start()] + names + message[match.end() :]


def nouned(message: str, turn: Turn, media: Sequence[Clip]) -> str:
    """``only the second one in red``, of captions: the second caption."""
    topic = topic_of(turn, media)
    noun = NOUNED.get(topic.kind) if topic else None
    if noun is None:
        joins = all(isinstance(edit, m.SetTransition) for edit in turn.edits)
        many = len(turn.now.main.segments) if turn.now.main else 0
        return TWO.sub(lambda one: _two(one, many), ONES.sub(_join, message)) if joins else message
    if noun[0] == "title":
        noun = NOUNED["text"] if OTHER_ONE.search(message) else noun
    return ONES.sub(lambda one: f"{one['ordinal']} {noun[0]}" if one["ordinal"] else f"第{one['zh']}{noun[1]}", message)


PART = re.compile(
    r"\b(?:the )?(?P<en>first|second|third|fourth|fifth|last)(?: (?:one|part|piece|bit|half|section))?"
    r"(?: of (?:those|them|these|it|the (?:parts|pieces|bits)))\b|"
    r"\b(?:the )?(?P<part>first|second|third|fourth|fifth|last) (?:part|piece|bit)\b|"
    r"(?:其中的?)?(?:第(?P<zh>[一二三四五\d]+)|(?P<last>最后)(?:那?一)?)(?:份|块|小段)",
    re.IGNORECASE,
)


COPY = re.compile(
    r"\b(?:the|that) (?:copy|duplicate|copied (?:one|clip))\b|副本|(?:复制|拷贝)(?:出来)?的?那?[一]?[段个份]",
    re.IGNORECASE,
)


def parted(message: str, turn: Turn) -> str:
    """``the last of those``, after a clip was split: that part, by its number in the video."""
    edit = turn.edits[-1]
    now, was = turn.now.main, turn.before.main
    if isinstance(edit, m.Duplicate) and edit.copies == 1 and now is not None and was is not None:
        old = {one.id for one in was.segments}
        new = [at for at, one in enumerate(now.segments, 1) if one.id not in old]
        if len(new) == 1:
            return COPY.sub(f"第{new[0]}段" if turn.language == "zh" else f"clip {new[0]}", message)
    if not isinstance(edit, m.Split) or edit.which is None or now is None or was is None:
        return message
    whole = {one.id for one in found(turn.before, edit.which)}
    places = [at for at, one in enumerate(was.segments, 1) if one.id in whole]
    many = len(now.segments) - len(was.segments) + 1
    match = PART.search(message)
    if match is None or len(places) != 1 or turn.undone:
        return message
    said = (match["en"] or match["part"] or match["zh"] or "last").lower()
    number = many if said == "last" else ORDINALS.get(said) or int(said)
    if number > many:
        return message
    name = f"第{places[0] + number - 1}段" if turn.language == "zh" else f"clip {places[0] + number - 1}"
    return message[: match.start()] + name + message[match.end() :]


def _join(said: re.Match[str]) -> str:
    """``the second one``, of transitions: that between the second clip and the third."""
    number = ORDINALS.get((said["ordinal"] or said["zh"]).lower(), 0)
    if not number:
        return said.group()
    both = (number, number + 1)
    return "between clip {} and clip {}".format(*both) if said["ordinal"] else "第{}段和第{}段之间".format(*both)


FRAME = re.compile(r"\b(?:from|to|into|out of) black\b|黑场|黑屏|全黑|[到从自]黑", re.IGNORECASE)
"""What only the video comes from or goes to."""


def nameless(message: str, turn: Turn, media: Sequence[Clip]) -> bool:
    """Whether a message leaves to be known what it is about."""
    if WHOLE.search(message) or FRAME.search(message):
        return False
    toks = read(message, Scene(turn.now, tuple(media), turn.language, message=message))
    return not any(
        (one.has("sel") and one.which is not None) or noun_of(one) or one.has("file", "quote") for one in toks
    )


OTHER_TWO = re.compile(
    r"\bbetween the (?:other|next|remaining) two(?: clips| photos| videos)?\b|"
    r"(?:另外|剩下|后面?|其他|其余)的?(?:那)?两[个段张]的?(?:片段|照片)?(?:之间|中间)",
    re.IGNORECASE,
)


def _other_two(said: re.Match[str], turn: Turn) -> str:
    """``between the other two``, after a transition between two: where that can be one place only."""
    pair = next((edit.pair for edit in turn.edits if isinstance(edit, m.SetTransition) and edit.pair), None)
    many = len(turn.now.main.segments) if turn.now.main else 0
    first = pair[0].numbers[0] if pair and len(pair[0].numbers) == 1 else 0
    joints = {2: {3: 1}, 1: {3: 2, 4: 3}, 3: {4: 1}}
    other = joints.get(first, {}).get(many)
    if other is None:
        return said.group()
    return (
        f"between clip {other} and clip {other + 1}" if said.group().isascii() else f"第{other}段和第{other + 1}段之间"
    )


def _two(said: re.Match[str], many: int) -> str:
    """``between the last two``, of so many clips."""
    first = many - 1 if said.group(1).lower() == "last" else 1
    return f"between clip {first} and clip {first + 1}"


def found(timeline: Timeline, which: Which) -> list[Segment]:
    try:
        return find(timeline, which, "en")
    except Impossible:
        return []


OTHER_THING = re.compile(
    r"\b(?:the )?other (?P<en>one|text|title|caption|subtitle|lower third|clip|photo|video|picture|sound|track)\b|"
    r"\bthe other(?= (?:should|must|needs|can|in|a bit|a little)\b)|"
    r"另(?:外)?那?一?[个段张条句首](?:的?(?P<zh>标题|字幕|文字|片段|照片|视频|图片))?(?!视频)",
    re.IGNORECASE,
)
BOTH = re.compile(
    r"\bboth\b(?! (?:the|of the|clips|photos|videos|texts|titles|captions|ends|sides|edges)\b)"
    r"(?: of (?:them|those|these))?|"
    r"\b(?:these|those|the) two(?: of them)?\b(?! \w+s\b)|(?:[这那]?两[个段张条者首]|[他它]俩)都?",
    re.IGNORECASE,
)
LETTERS = ("text", "title", "caption", "subtitle", "lower third", "标题", "字幕", "文字")
SOUNDS = ("sound", "track")


def beside(message: str, turn: Turn, media: Sequence[Clip]) -> tuple[str, tuple[Which, ...]] | None:
    """``mute both``, ``the other text in blue``: with "it", and what that is; None where it is not just that."""
    lately = [some for step in reversed(turn.steps) if (some := _spoken(step, turn, media))]
    other = OTHER_THING.search(message)
    both = None if other else BOTH.search(message)
    if not lately or (other is None and both is None):
        return None
    roles: dict[str, str] = {one.id: track.role for track, one in turn.now.segments()}
    if other is not None:
        chosen = _others(lately[0], roles, (other["en"] or other["zh"] or "one").lower())
        most = 1
    else:
        chosen, most = set(), 2
        for some in lately:
            chosen |= some
            if len(chosen) >= most:
                break
    if len(chosen) != most:
        return None
    it = "它" if turn.language == "zh" or not message.isascii() else "it"
    words = (OTHER_THING if other else BOTH).sub(it, message, count=1)
    return words, tuple(Which(roles[one], ids=(one,)) for one in roles if one in chosen)  # type: ignore[arg-type]


def _spoken(step: Step, turn: Turn, media: Sequence[Clip]) -> set[str]:
    """What the edits of a step were about, as far as it is still there."""
    there = {one.id for _, one in turn.now.segments()}
    ids: set[str] = set()
    for edit in step.edits:
        owner = targets.owner_of(edit)
        before = {one.id for one in found(step.before, owner)} if owner is not None else set()
        later = frames.about(edit, media)
        ids |= (before & there) or ({one.id for one in found(turn.now, later)} if later is not None else set())
    return ids


def _others(chosen: set[str], roles: dict[str, str], noun: str) -> set[str]:
    """What is there of that sort besides."""
    sorts = {roles[one] for one in chosen}
    if len(sorts) != 1:
        return set()
    sort = sorts.pop()
    wanted = "text" if noun in LETTERS else "heard" if noun in SOUNDS else "" if noun in ("one", "图片") else "main"
    if wanted and wanted != ("heard" if sort in targets.HEARD else sort):
        return set()
    rest = {one for one, role in roles.items() if role == sort} - chosen
    if not rest and sort in targets.HEARD:
        rest = {one for one, role in roles.items() if role in targets.HEARD} - chosen
    return rest


def unclear(message: str, turn: Turn, media: Sequence[Clip]) -> bool:
    """Whether a message is about "the other one" of it is not known what."""
    other = OTHER_THING.search(message)
    return other is not None and nameless(OTHER_THING.sub("it", message), turn, media)


def pointed_at(message: str, topic: Which, turn: Turn) -> Iterator[str]:
    """``logo.png right after that``: with the name of the clip."""
    here = found(turn.now, topic)
    if topic.kind not in targets.PICTURED:
        yield from (AFTER.sub(lambda one: f"show it for {one['en']}" if one["en"] else f"停留{one['zh']}", message),)
    main = turn.now.main
    if len(here) == 1 and main is not None and here[0] in main.segments:
        number = main.segments.index(here[0]) + 1
        placed = PLACED.sub(lambda one: f"move clip {number}" if one["en"] else f"把第{number}段移到", message)
        if placed != message:
            yield placed
    if len(here) == 1 and here[0].name and BESIDE.search(message):
        yield BESIDE.sub(lambda one: f"{one.group(1)} {here[0].name}", message)


def topic_of(turn: Turn, media: Sequence[Clip]) -> Which | None:
    """What "it" is after a step: what all its edits were about, by the segments that are there now."""
    topics = {targets.owner_of(edit) if turn.undone else frames.about(edit, media) for edit in turn.edits}
    if len(topics) != 1 or any(isinstance(one, m.Compose) for one in turn.edits):
        return None
    topic = topics.pop()
    if topic is None or topic.everything or not topic.numbers:
        return topic
    here = found(turn.before, topic)
    there = {one.id for _, one in turn.now.segments()}
    if not here or any(one.id not in there for one in here):
        return topic
    return Which(topic.kind, ids=tuple(one.id for one in here))
