"""A message after others: "a bit more", "no, the second one", "same for clip 3", "then back to 20%", "make it red".

A message that is understood, and in which nothing leans on what was said before, means just itself. Else it is read
in the first of these ways that accounts for all of it: the answer to a question, what was there before, the last wish
with another target or another amount, a wish about "it", and the last message and this one as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from local_backend import edits as done
from local_backend.edits import model as m
from local_backend.edits.model import Clip, Edit, Impossible
from local_backend.language.beside.inquiries import dismissed
from local_backend.language.message import around, remarks
from local_backend.language.message.clause import Scene
from local_backend.language.model import Understanding
from local_backend.language.talk import amounts, answers, degrees, pairs, regrets, resaid, steps, targets, turnings
from local_backend.language.talk.about import COMPARED, STILL, TOO, about, together, understandable
from local_backend.language.talk.naming import nameless, nouned, numbered, parted, topic_of, unclear
from local_backend.language.talk.turn import Step, Turn, is_whole
from local_backend.language.understanding import understand
from local_backend.language.words.reading import read
from local_backend.language.words.spelling import punctuated
from local_backend.thread import Said, Thread
from local_backend.timeline import Timeline

Reading = Callable[[str, Turn, Understanding, Sequence[Clip]], "Understanding | None"]
READINGS: tuple[Reading, ...] = (
    turnings.preferred, regrets.regretted, resaid.resaid, resaid.likewise, pairs.paired, pairs.placed,
    targets.aimed, turnings.other_edge, turnings.same_clip, turnings.opposite, turnings.other_part,
    turnings.other_fit, degrees.again, degrees.normal, degrees.spared, degrees.shifted, amounts.another,
    amounts.shared, amounts.valued, degrees.degree,
)  # fmt: skip
LEANS = re.compile(
    r"\b(?:it|its|it's|that|that's|thats|this|those|these|them|they|they're|there|same|too|also|as well|again|ditto|"
    r"likewise|others?|another|both|only|just|instead|more|less|even|further|stronger|weaker|enough|not|no|nope|nah|"
    r"oops|sorry|wait|actually|meant?|back|then|rather|fine|still|much|and|plenty|now|all|either|neither|better|rest|"
    r"touch|bit|twice|double|half|once|smaller|bigger|slower|faster|longer|shorter|louder|quieter|"
    r"what about|how about|wrong|should|else|parts?|pieces?|volume|"
    r"vertical(?:ly)?|horizontal(?:ly)?|clockwise|none|stays?|lasts?|on[- ]screen|fade|later|earlier|anywhere)\b|"
    r"^\W*[a-z]+(?: [a-z]+)?\W*$|^\W*[\u4e00-\u9fff]{1,4}\W*$|停|"
    r"再|还|也|不用|音量|上下|左右|份|块|"
    r"同样|一样|这样|那样|这么|那么|这个|那个|这首|那首|这[段张句条]|那[段张句条]|它|另|其他|其它|其余|"
    r"剩下|不对|不是|错|我是说|"
    r"我说的是|只|仅|就|太|过头|多一?点|少一?点|改|换成|恢复|还原|继续|算了|都|刚才|刚刚|够|直接|挪|别|不要|中间|"
    r"颜色|宽度|结尾|一点|除外|半|回来|才对|停留|持续|显示|淡[入出]|早|晚|"
    r"^\W*(?:for|in|at|on|over|with|by|to|from|until|till|under)\b",
    re.IGNORECASE,
)
APPROVES = re.compile(
    r"(?:\W|\b(?:ok|okay|yes|yeah|yep|good|great|perfect|nice|lovely|cool|awesome|excellent|super|thanks|thank you|thx|"
    r"that's|that|is|it|looks|sounds|like|this|now|much|better|very|so|love|i|all|right|fine|works|done|keep|as|"
    r"brilliant|sweet|cheers|ta)\b)+|"
    r"(?:\W|好的?|行|可以|不错|完美|谢谢|多谢|感谢|辛苦|满意|漂亮|好[看听]|喜欢|赞|太|真|我|你|就|这样|这个|那个|速度|大小|样子|位置|颜色|音量|感觉|吧|了|啦|很|挺|棒|是|"
    r"对|保持|啊|呀)+",
    re.IGNORECASE,
)
SHORT = 9
"""words: a message that is longer, or asks for two things, and names what they are about leans on none before it"""
STRONGLY = re.compile(
    r"\b(?:it|that|that's|them|this|those|these|same|too|also|as well|likewise|others?|another|both|only|just|instead|"
    r"not|nope|nah|except|sorry|oops|wait|actually|meant?|rather|wrong|should|rest|one|ones|again|after all|parts?|"
    r"pieces?|copy|goes|leave|keep)\b|\bno\b(?! \w)|\bno (?:wait|sorry|i|the)\b|^\W*(?:and|but|now|then|ok|for)\b|"
    r"再|还|也|除|同样|一样|它|这|那|另|其他|其它|其余|剩下|不对|不是|错|只|仅|就|不用|不要|都|换|改|份|块|副本|算了|"
    r"才对|上下|左右",
    re.IGNORECASE,
)
"""Of a message that names what it is about, and is understood: what still ties it to the ones before."""
KEEPS = re.compile(r"^(?!.*\d).*(?:\b(?:stays?|keep|leave|remain|alone)\b|留|保持|别动)", re.IGNORECASE)
ONLY_KEPT = re.compile(r"\W*(?:只|仅|就|光)(?:保留|留下?)(?:标题|副标题|字幕|文字|人名条|音乐|旁白)")
REMARK = re.compile(r"[,;!?，。；：！？、\n]+|[.:]+(?!\d)|\s+[-–—]+\s+")
TRAILING = re.compile(
    r"[\s,]*\b(?:though|after all|lol|haha|i think|i guess|anywhere|"
    r"(?:is|was|looks|would be|seems) (?:better|nicer|fine|good))\W*$|(?:其实|的话)\W*$",
    re.IGNORECASE,
)
LONGEST_LEANING = 60
"""words: what is longer says all that it means, and is not read in ever more ways"""
WORD = re.compile(r"[a-z]{1,12}|\d{1,4}|\S|\s{4}", re.IGNORECASE)


def follow(message: str, timeline: Timeline, media: Sequence[Clip], thread: Thread | None = None) -> Understanding:
    """``understand`` of a message that comes after those of a thread.

    Where ``upon`` is set, the edits are for that timeline, in the place of what was done to it since.
    """
    message = resaid.judged(punctuated(message))
    alone = _alone(message, timeline, tuple(media))
    leans = LEANS.search(message) or regrets.KEEP.fullmatch(message)
    itself = _long(message) or (bool(alone.edits) and is_whole(alone) and not leans)
    if itself or thread is None or not thread.said:
        asks = not itself and alone.wants == "edit" and unclear(message, Turn(timeline), media)
        return Understanding(question=targets.WHICH[alone.language], language=alone.language) if asks else alone
    turn = Turn(timeline)
    afters = [*(said.before for said in thread.said[1:]), timeline]
    for said, after in zip(thread.said, afters, strict=True):
        turn = _taken(turn, said, media)
        if not turn.steps and not turn.asked:
            turn = _noticed(turn, said, after)
    if not any(sign.isalpha() for sign in message):
        alone = replace(alone, language=turn.language)
    return _followed(message, replace(turn, now=timeline), alone, media)


@lru_cache(maxsize=32)
def _alone(message: str, timeline: Timeline, media: tuple[Clip, ...]) -> Understanding:
    """What a message means by itself; the messages after it will ask for that again."""
    return understand(message, timeline, media)


def _long(message: str) -> bool:
    return any(True for _ in islice(WORD.finditer(message), LONGEST_LEANING, None))


def _followed(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding:
    if _long(message):
        return alone
    whole = is_whole(alone)
    if (
        turn.asked
        and not targets.OTHER.search(turn.asked)
        and (answer := answers.answered(turn.asked, message, alone, turn.now, media))
    ):
        return answer
    if around.EXCEPT.fullmatch(message):
        return steps.excepted(message, turn, alone)
    back = alone.wants == "redo" and not turn.undone  # "bring it back", when nothing was undone
    if alone.wants == "reset" and not turn.undone and turn.steps and regrets.GONE.fullmatch(message):
        return Understanding(wants="undo", steps=steps.since(turn), language=alone.language)  # 都不要了
    if turn.undone and steps.RESTORES.fullmatch(message):
        return Understanding(wants="redo", steps=turn.back, language=alone.language)
    if not turn.edits or dismissed(message) or not (back or alone.wants in ("edit", "help", "undo", "nothing")):
        return alone
    if steps.TWO_BACK.fullmatch(message):
        return Understanding(wants="undo", steps=2, language=alone.language)
    if alone.wants == "undo" and alone.steps > 1:
        return alone  # "undo the last four changes": a number of steps, and never of seconds
    if alone.wants == "undo" and alone.steps == 1 and not alone.then:
        return replace(alone, then=_wanted_after(message, turn, alone, media))
    full = (len(alone.edits) > 1 or len(message.split()) > SHORT) and not (
        turnings.CORRECTS.match(message) or STILL.match(message)
    )
    full = full or ONLY_KEPT.match(message) is not None
    if any(isinstance(one, m.Remove) for one in alone.edits) and regrets.kept(message, turn, media):
        return Understanding(wants="undo", language=alone.language)
    if alone.edits and whole and (full or not STRONGLY.search(message)) and not nameless(message, turn, media):
        return alone
    if not whole and APPROVES.fullmatch(message):
        return Understanding(wants="nothing", language=alone.language)
    if whole and not LEANS.search(message):
        return alone
    if turn.lost and not whole and not KEEPS.search(message):
        both = understand(
            turn.lost.rstrip(" .。!！") + ("，" if turn.language == "zh" else ", ") + message, turn.now, media
        )
        dropped = steps.dropped(message, turn, alone)
        return both if is_whole(both) and both.wants == "edit" else dropped or alone
    stays = bool(KEEPS.search(message)) and alone == Understanding(language=alone.language)
    for words in _wishes(message, turn, media):
        for reading in READINGS:
            said = reading(words, turn, alone, media)
            if said is not None and _done(said.upon or turn.now, said.edits, media) is not None:
                return said
        if stays:
            continue
        if (aside := together(words, turn, media)) is not None:
            return aside
        if unclear(words, turn, media):
            continue
        told = alone if words == message else understand(words, turn.now, media)
        if (said := about(words, turn, told, media)) is not None:
            return turnings.against(replace(said, language=alone.language), message, turn)
        if words != message and is_whole(told) and told.wants == "edit":
            return told
    if alone.wants == "edit" and not alone.question and unclear(message, turn, media):
        return Understanding(question=targets.WHICH[turn.language], language=turn.language)
    if not understandable(message, turn, alone, media):
        return replace(alone, edits=(), not_understood=(message,))  # of a text, and not of the video
    if whole or stays or alone.wants != "edit":
        return alone
    if not turn.undone and (joined := _as_one(message, turn, media)) is not None:
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
    said = parted(numbered(message, turn), turn)
    if said != message:
        yield said
    if (said := nouned(message, turn, media)) != message:
        yield said
    yield message
    plain = TRAILING.sub("", message)
    if plain != message:
        yield numbered(plain, turn)
    for _ in range(3):
        opening = REMARK.search(plain)
        if opening is None or opening.end() >= len(plain) or _wishes_for(plain[: opening.start()], turn, media):
            return
        plain = plain[opening.end() :].strip()
        yield numbered(plain, turn)


ABOUT = re.compile(r"\W*(?:and |but |ok )*(?:what|how) about\b", re.IGNORECASE)


def _wishes_for(words: str, turn: Turn, media: Sequence[Clip]) -> bool:
    """Whether that is a wish, which is never passed over."""
    if any(one.fullmatch(words) for one in (degrees.LESS, degrees.MORE, COMPARED, TOO)):
        return False
    if ABOUT.match(words) and not nameless(words, turn, media):
        return True
    toks = read(words, Scene(turn.now, tuple(media), turn.language, message=words))
    return any(remarks.edits(one) for one in toks) or bool(understand(words, turn.now, media).edits)


def _taken(turn: Turn, said: Said, media: Sequence[Clip]) -> Turn:
    """What has come of things after one more message."""
    turn = replace(turn, now=said.before)
    message = resaid.judged(punctuated(said.message))
    alone = _alone(message, said.before, tuple(media))
    return _stepped(turn, message, _followed(message, turn, alone, media), media)


def _noticed(turn: Turn, said: Said, after: Timeline) -> Turn:
    """The first of the messages may lean on one that is forgotten: what it was about is seen by what has changed."""
    was = {one.id: replace(one, start_ms=0) for _, one in said.before.segments()}
    changed = [
        (track.role, one)
        for track, one in after.segments()
        if one.id in was and replace(one, start_ms=0) != was[one.id]
    ]
    if len({role for role, _ in changed}) != 1:
        return turn
    role, first = changed[0]
    which = m.Which(role, ids=tuple(one.id for _, one in changed))
    edits: dict[str, Edit] = {
        "main": m.Adjust(which), "text": m.ChangeText(which), "overlay": m.ChangeOverlay(which)
    }  # fmt: skip
    edit = edits.get(role) or m.Volume(which, first.volume)
    return replace(turn, now=after, lost="", steps=(Step(said.before, (edit,), said.message),))


def _stepped(turn: Turn, message: str, said: Understanding, media: Sequence[Clip]) -> Turn:
    heard = replace(turn, language=said.language, asked="", lost="")
    if said.question:
        return replace(heard, asked=message)
    if said.wants == "undo":
        taken = steps.taken(turn, said.steps)
        if not taken:
            return replace(heard, steps=())  # more than is remembered
        back = replace(heard, steps=taken, now=taken[-1].before, undone=True, back=said.steps)
        if not said.then:
            return back
        alone = understand(said.then, back.now, media)
        return _stepped(back, said.then, _followed(said.then, back, alone, media), media)
    start = said.upon or turn.now
    if said.wants != "edit" or not said.edits or said.fresh or (now := _done(start, said.edits, media)) is None:
        return replace(heard, lost=message) if said.wants == "edit" and not said.edits else heard
    step = Step(start, said.edits, said.meant or message, now != turn.now)
    kept = turn.steps[:-1] if turn.undone else turn.steps
    return replace(heard, now=now, undone=False, steps=(*kept, step))


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


def _as_one(message: str, turn: Turn, media: Sequence[Clip]) -> Understanding | None:
    """The last message and this one as a single one, where that leaves nothing over."""
    joint = "，" if turn.language == "zh" else ", "
    said = understand(turn.message.rstrip(" .。!！\n") + joint + message, turn.before, media)
    if not is_whole(said) or said.wants != "edit" or said.fresh:
        return None
    if not {type(one) for one in turn.edits} <= {type(one) for one in said.edits}:
        return None
    after = _done(turn.before, said.edits, media)
    return None if after is None or after in (turn.now, turn.before) else replace(said, upon=turn.before)
