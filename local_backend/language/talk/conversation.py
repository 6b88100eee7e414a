"""A message after others: "a bit more", "no, the second one", "same for clip 3", "then back to 20%", "make it red".

A message that is understood, and in which nothing leans on what was said before, means just itself. Else it is read
in the first of these ways that accounts for all of it: the answer to a question, what was there before, the last wish
with another target or another amount, a wish about "it", and the last message and this one as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from local_backend import edits as done
from local_backend.edits import model as m
from local_backend.edits.model import Clip, Edit, Impossible
from local_backend.language.beside.inquiries import dismissed
from local_backend.language.message import remarks
from local_backend.language.message.clause import Scene
from local_backend.language.model import Understanding
from local_backend.language.talk import amounts, answers, degrees, regrets, resaid, targets, turnings
from local_backend.language.talk.naming import nouned, numbered, pointed_at, topic_of
from local_backend.language.talk.turn import Step, Turn
from local_backend.language.understanding import understand
from local_backend.language.words.reading import read
from local_backend.thread import Said, Thread
from local_backend.timeline import Timeline

Reading = Callable[[str, Turn, Understanding, Sequence[Clip]], "Understanding | None"]
READINGS: tuple[Reading, ...] = (
    resaid.resaid, regrets.regretted, targets.aimed, turnings.other_edge, turnings.opposite, degrees.again,
    degrees.normal, amounts.another, amounts.shared, amounts.valued, degrees.degree,
)  # fmt: skip
LEANS = re.compile(
    r"\b(?:it|its|it's|that|that's|thats|this|those|these|them|they|they're|there|same|too|also|as well|again|ditto|"
    r"likewise|others?|another|both|only|just|instead|more|less|even|further|stronger|weaker|enough|not|no|nope|nah|"
    r"oops|sorry|wait|actually|meant?|back|then|rather|fine|still|much|and|plenty|now|all|either|neither|better|rest|"
    r"touch|bit|twice|double|half|once|once more|enough|smaller|bigger|slower|faster|longer|shorter|louder|quieter|"
    r"what about|how about|wrong|should be|else)\b|"
    r"再|还|也|同样|一样|这样|那样|这么|那么|这个|那个|这首|那首|这[段张句条]|那[段张句条]|它|另|其他|其它|其余|"
    r"剩下|不对|不是|错|我是说|"
    r"我说的是|只|仅|就|太|过头|多一?点|少一?点|改|换成|恢复|还原|继续|算了|都|刚才|刚刚|够|直接|挪|别|不要|中间|"
    r"颜色|宽度|结尾|一点|除外|半|回来|除外|才对|"
    r"^\W*(?:for|in|at|on|over|with|by|to|from|until|till|under)\b",
    re.IGNORECASE,
)
POINTS = re.compile(
    r"\b(?:it|its|that|this|those|these|them|they|one|there)\b|[它他她]|这个|那个|[这那][段张句条首]", re.IGNORECASE
)
ALONE = re.compile(r"\W*(?:but |and |no,? )?(?:only|just|只|仅)", re.IGNORECASE)
TWO_BACK = re.compile(
    r"\W*(?:please )?(?:undo|take back|revert) (?:it|that|this),? and (?:also )?(?:the )?(?:thing|one|change|edit|"
    r"step|last one)? ?"
    r"before(?: (?:that|it|this))?\W*|\W*(?:撤销|撤回)(?:这步|这个|它)?(?:和|跟|以及|还有)(?:前面|之前|上)(?:的|"
    r"那)?一?[步个]\W*",
    re.IGNORECASE,
)
APPROVES = re.compile(
    r"(?:\W|\b(?:ok|okay|yes|yeah|yep|good|great|perfect|nice|lovely|cool|awesome|excellent|super|thanks|thank you|thx|"
    r"that's|that|is|it|looks|sounds|like|this|now|much|better|very|so|love|i|all|right|fine|works|done|keep|as)\b)+|"
    r"(?:\W|好的?|行|可以|不错|完美|谢谢|就|这样|这个|那个|速度|大小|样子|位置|颜色|音量|感觉|吧|了|啦|很|挺|棒|是|"
    r"对|保持|啊|呀)+",
    re.IGNORECASE,
)
SMALL_ZH = re.compile(r"(?<!一)([大小快慢亮暗长短高低轻重强弱淡浓多少响])点(?!点)")
TOO = re.compile(
    r"\W*(?:有点|有些|好像|还是|现在|感觉)*太?[长短快慢大小亮暗高低轻重淡浓响吵](?:了|啦)*\W*|"
    r"\W*(?:(?:ok|hm+|oh|no|it's|that's|its|thats|it is|that is|now|a bit|a little|way|far|still)\s+)*(?:too \w+|"
    r"overkill)\W*",
    re.IGNORECASE,
)
AGAIN = re.compile(r"\s*\b(?:again|still|after all|as well|instead|please|though|for now)\b|还是", re.IGNORECASE)
PUT_ZH = re.compile(r"放(?=[上下左右中顶底])")
NAMED = {
    "music": ("the music ", "make the music ", "音乐"), "voice": ("the voice ", "make the voice ", "旁白"),
    "title": ("the title ", "make the title ", "标题"), "caption": ("the captions ", "make the captions ", "字幕"),
    "overlay": ("the logo ", "make the logo ", "logo"),
}  # fmt: skip
UNSAID = ("", "make it ", "put it ", "把它", "把它改成")
"""What a message may have left out before its words: "red", "smaller, 10% wide", 放上面."""
REMARK = re.compile(r"[,.;:!?，。；：！？、\n]+|\s+[-–—]+\s+")
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


def follow(message: str, timeline: Timeline, media: Sequence[Clip], thread: Thread | None = None) -> Understanding:
    """``understand`` of a message that comes after those of a thread.

    Where ``upon`` is set, the edits are for that timeline, in the place of what was done to it since.
    """
    alone = understand(message, timeline, media)
    itself = bool(alone.edits) and _whole(alone) and not LEANS.search(message)
    if thread is None or not thread.said or itself:
        return alone
    turn = Turn(timeline)
    for said in thread.said:
        turn = _taken(turn, said, media)
    if not any(sign.isalpha() for sign in message):
        alone = replace(alone, language=turn.language)
    return _followed(message, replace(turn, now=timeline), alone, media)


def _followed(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding:
    whole = _whole(alone)
    if (
        turn.asked
        and not targets.OTHER.search(turn.asked)
        and (answer := answers.answered(understand, turn.asked, message, alone, turn.now, media))
    ):
        return answer
    back = alone.wants == "redo" and not turn.undone  # "bring it back", when nothing was undone
    if not turn.edits or dismissed(message) or not (back or alone.wants in ("edit", "help", "undo", "nothing")):
        return alone
    if TWO_BACK.fullmatch(message):
        return Understanding(wants="undo", steps=2, language=alone.language)
    if alone.wants == "undo" and alone.steps == 1 and not alone.then:
        return replace(alone, then=_wanted_after(message, turn, alone, media))
    if not whole and APPROVES.fullmatch(message):
        return Understanding(wants="nothing", language=alone.language)
    if whole and not LEANS.search(message):
        return alone
    if turn.lost and not whole:
        both = understand(
            turn.lost.rstrip(" .。!！") + ("，" if turn.language == "zh" else ", ") + message, turn.now, media
        )
        return both if _whole(both) and both.wants == "edit" else alone
    for words in _wishes(message, turn, media):
        for reading in READINGS:
            said = reading(words, turn, alone, media)
            if said is not None and _done(said.upon or turn.now, said.edits, media) is not None:
                return said
        if words != message and _whole(told := understand(words, turn.now, media)) and told.wants == "edit":
            return told
        if (said := _about(words, turn, whole, alone, media)) is not None:
            return said
    if whole or alone.wants != "edit":
        return alone
    if (joined := _as_one(message, turn, media)) is not None:
        return joined
    topic = topic_of(turn, media)
    partly = understand(message, turn.now, media, topic) if topic and not alone.edits else alone
    return partly if partly.edits and not partly.question else alone


def _wanted_after(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> str:
    """What is to be done in the place of what is undone: "undo that, it should be clip 3"."""
    opening = REMARK.search(message)
    rest = message[opening.end() :].strip() if opening else ""
    back = replace(turn, now=turn.before, undone=True)
    return rest if rest and any(reading(rest, back, alone, media) for reading in READINGS) else ""


def _wishes(message: str, turn: Turn, media: Sequence[Clip]) -> Iterator[str]:
    """The message, with the rest of the clips by their numbers; and what is left without the remark that opens it."""
    said = numbered(message, turn)
    if said != message:
        yield said
    if (said := nouned(message, turn, media)) != message:
        yield said
    yield message
    opening = REMARK.search(message)
    if opening and opening.end() < len(message):
        first = message[: opening.start()]
        judged = any(one.fullmatch(first) for one in (degrees.LESS, degrees.MORE, COMPARED, TOO))
        words = read(first, Scene(turn.now, tuple(media), turn.language, message=first))
        wish = any(remarks.edits(one) for one in words) or understand(first, turn.now, media).edits
        if judged or not wish:  # which is never passed over
            yield numbered(message[opening.end() :].strip(), turn)


def _taken(turn: Turn, said: Said, media: Sequence[Clip]) -> Turn:
    """What has come of things after one more message."""
    turn = replace(turn, now=said.before)
    alone = understand(said.message, said.before, media)
    return _stepped(turn, said.message, _followed(said.message, turn, alone, media), media)


def _stepped(turn: Turn, message: str, said: Understanding, media: Sequence[Clip]) -> Turn:
    heard = replace(turn, language=said.language, asked="", lost="")
    if said.question:
        return replace(heard, asked=message)
    if said.wants == "undo":
        back = replace(heard, now=turn.before, undone=True)
        if not said.then:
            return back
        alone = understand(said.then, back.now, media)
        return _stepped(back, said.then, _followed(said.then, back, alone, media), media)
    start = said.upon or turn.now
    if said.wants != "edit" or not said.edits or said.fresh or (now := _done(start, said.edits, media)) is None:
        return replace(heard, lost=message) if said.wants == "edit" and not said.edits else heard
    return replace(heard, now=now, undone=False, steps=(*turn.steps, Step(start, said.edits, said.meant or message)))


def _whole(said: Understanding) -> bool:
    if said.wants != "edit":
        return said.wants in ("undo", "nothing")
    return bool(said.edits) and not (said.not_understood or said.refusals or said.question)


def _done(timeline: Timeline, edits: Sequence[Edit], media: Sequence[Clip]) -> Timeline | None:
    """The timeline after edits; None where one of them cannot be done here."""
    for edit in edits:
        if isinstance(edit, m.RemoveQuiet):
            return None  # it needs the files
        try:
            timeline, _ = done.apply(timeline, edit, media)
        except Impossible:
            return None
    return timeline


def _about(message: str, turn: Turn, whole: bool, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """A wish about what the last one was about: "make it bigger", "top left"."""
    topic = topic_of(turn, media)
    leans = turn.undone or POINTS.search(message) or ALONE.match(message) or COMPARED.fullmatch(message)
    if topic is None or (whole and not leans):
        return None
    plain = PUT_ZH.sub("放到", SMALL_ZH.sub(r"\1一点", message))
    named = NAMED.get(topic.kind, ())
    for words in dict.fromkeys((*pointed_at(plain, topic, turn), plain, AGAIN.sub("", plain))):
        for unsaid in (*UNSAID, *named):
            said = understand(unsaid + words, turn.now, media, topic)
            if _whole(said) and said.wants == "edit" and said.edits:
                return replace(said, language=alone.language)
    return None


def _as_one(message: str, turn: Turn, media: Sequence[Clip]) -> Understanding | None:
    """The last message and this one as a single one, where that leaves nothing over."""
    joint = "，" if turn.language == "zh" else ", "
    said = understand(turn.message.rstrip(" .。!！\n") + joint + message, turn.before, media)
    if not _whole(said) or said.wants != "edit" or said.fresh:
        return None
    after = _done(turn.before, said.edits, media)
    return None if after is None or after in (turn.now, turn.before) else replace(said, upon=turn.before)
