"""The last wish for something else: "no, the second one", "only the interview", "same for the beach", 第三段也要."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Edit, Impossible, Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene, which_of
from local_backend.language.model import Understanding
from local_backend.language.talk.turn import Turn
from local_backend.language.words.phrases import NOUNS, noun_of
from local_backend.language.words.reading import read
from local_backend.timeline import Timeline

OPENS = (
    r"\W*(?:(?:no|nope|nah|oops|sorry|wait|hold on|hm+|actually|oh|ah|ok|okay|well|please|hang on|my bad|my mistake|"
    r"(?:that was |that's |it's )?(?:not (?:that|this) one|(?:the )?wrong (?:one|clip|photo|video|text))|"
    r"on second thoughts?|i changed my mind|and|then|now|but)\b\W*)*"
)
ENDS = r"(?:[\s,]+(?:please|pls|thanks|though|actually|of course))*\W*"
ZH_OPENS = (
    r"\W*(?:(?:不对|不是|错了|说错了|弄错了|搞错了|啊|哦|哎呀?|嗯|呃|等等|等一下|抱歉|不好意思|算了|还是|其实|那|"
    r"然后|好的?|请|"
    r"麻烦|再|接着|还有|应该|不不?)\W*)*"
)
ZH_ENDS = r"(?:就(?:行|好|可以|够)了?|吧|呗|啊|呀|哈|了|谢谢|\W)*"
MEANT = (
    re.compile(
        OPENS + r"(?:(?:i|we|they) (?:really )?(?:meant?|was talking about|were talking about)|it(?:'s| is| was)?|"
        r"(?:it|that|this) (?:should(?:'ve| have)? be(?:en)?|was (?:supposed|meant) to be)|"
        r"(?:do|put|apply|use|have) (?:it|that|this) (?:to|on|for|in|at|with)|(?:to|on|for|in|at))?\s*"
        r"(?P<what>.+?)(?: (?:goes|has to go|should go|must go))?(?:,? (?:not|rather than) .+)?"
        r"(?:,? (?:instead|rather))?" + ENDS,
        re.IGNORECASE,
    ),
    re.compile(
        ZH_OPENS + r"(?:我(?:说|指|要|想要)的?(?:是|其实是)?|应?该?是|改成|换成|改?到|放?在|用在)?"
        r"(?P<what>.+?)(?:才对|来着)?" + ZH_ENDS
    ),
)
MEANS = re.compile(
    r"\b(?:no|nope|nah|oops|sorry|wait|actually|meant?|instead|wrong|should|not|other|rather|mistake)\b|"
    r"不对|不是|错了|才对|我说的|我指的|我是说|应该|另一|换成|改成|还是",
    re.IGNORECASE,
)
ONLY = (
    re.compile(
        OPENS
        + r"(?:not (?:on |for )?(?:all|everything|every (?:clip|photo|one)|both|them all)(?: of (?:them|it))?\W+)?"
        r"(?:i (?:only |just )?(?:want|need|meant?)(?:ed)? (?:it|that|this) )?(?:only|just)(?: do (?:it|that|this))?"
        r"(?: (?:on|for|to|in|over|with))? (?P<what>.+?)" + ENDS,
        re.IGNORECASE,
    ),
    re.compile(
        ZH_OPENS + r"(?:不要?(?:全部|都要?|全都)\W*)?(?:只|仅|就)(?:要|给|对|把|在|用在|用于|弄|改|需要|留|需)?"
        r"(?P<what>.+?)(?:有|这样|需要|变|弄|改)?(?:[，,]?(?:其他|其它|其余|别|前面|"
        r"后面)的?(?:那[个段张])?(?:都)?(?:别动|不要|不变|不用|不需要|取消|去掉|删掉))?" + ZH_ENDS
    ),
)
ALSO = (
    re.compile(
        OPENS + r"(?:(?:can|could) (?:you|we) )?(?:(?:do|make|apply|use|give) )?(?:the |it the )?(?:exact )?"
        r"(?:same|that|it|this|likewise|ditto)(?: thing| treatment| effect)?(?: again)? (?:for|to|on|with|in) "
        r"(?P<what>.+?)(?:,? (?:too|as well|also))?" + ENDS,
        re.IGNORECASE,
    ),
    re.compile(
        OPENS + r"(?:(?:and )?(?:also|what about|how about) )?(?P<what>.+?)(?:,? (?:too|as well|also|likewise|same|"
        r"the same(?: way)?))?" + ENDS,
        re.IGNORECASE,
    ),
    re.compile(
        ZH_OPENS + r"(?:给|对|把|将)?(?P<what>.+?)(?:也|同样|一样|照样)(?:都|是|要|来|给|做|弄|加|改|用)*"
        r"(?:这样|一样|这么|同样|如此|这个|同一个)?的?"
        r"(?:处理|操作|做|弄|改|调|颜色|字体|大小|位置|音量|速度|效果|滤镜|时长|转场)?(?:一下|一个)?" + ZH_ENDS
    ),
    re.compile(ZH_OPENS + r"(?:同样|一样|也)(?:处理|应用到|用到|用在|给|对|改)(?P<what>.+?)" + ZH_ENDS),
)
ALIKE = re.compile(
    r"\b(?:same|too|also|as well|likewise|ditto|what about|how about)\b|^\W*(?:and|now)\b|也|同样|一样", re.IGNORECASE
)
BUT = (
    re.compile(
        OPENS + r"(?:but )?(?:not (?:on |for |in |to )?|except(?: for| on)? |leave (?:out )?|skip |spare |without )"
        r"(?P<what>.+?)(?: (?:alone|out|as (?:it|they) (?:was|is|were|are)|be))?" + ENDS,
        re.IGNORECASE,
    ),
    re.compile(
        ZH_OPENS + r"(?:除了|但是?)?(?P<what>.+?)(?:除外|不要|别动|不用|不变|就?别(?:变|动|改|加)了?)" + ZH_ENDS
    ),
    re.compile(ZH_OPENS + r"(?:除了|别动|跳过)(?P<what>.+?)" + ZH_ENDS),
)
WAYS = (
    ("only", ONLY, None), ("also", ALSO[:1], None), ("also", ALSO[1:], ALIKE), ("but", BUT, None),
    ("meant", MEANT, MEANS),
)  # fmt: skip
"""How a message names something else, and what must be in it besides."""
OTHER = re.compile(r"(?:the )?other (?:one|clip|photo|video|picture|text)?|另(?:外)?一?[个段张条句]?", re.IGNORECASE)
JUST = re.compile(r"\b(?:only|just)\b|只|仅", re.IGNORECASE)
EVERY = re.compile(
    r"(?:all(?: of (?:them|it)| (?:the )?(?:clips|photos|videos|texts))?|both(?: of them)?|every(?:thing| one| clip|"
    r" photo)|them all|the (?:whole|entire) (?:thing|video)|两[段张个]都?是?|[都全]部?是?|所有的?|每一?[个段张]都?)",
    re.IGNORECASE,
)
ALL_OF = (
    re.compile(
        OPENS + r"(?:(?:on|for|between|to|do) )?(?:" + EVERY.pattern + r")(?: the clips)?(?: too| as well)?" + ENDS,
        re.I,
    ),
    re.compile(ZH_OPENS + r"(?:所有|全部|每[段个]|都)(?:的|都|转场|之间|片段|加|要)*" + ZH_ENDS),
)
NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1}
PLACED = re.compile(rf"(?:the )?({'|'.join(NUMBERS)})(?: one)?", re.IGNORECASE)
ONES = re.compile(r"\bones?\b|个(?!标题|字幕)", re.IGNORECASE)
PICTURED = ("main", "photo", "video")
HEARD = ("music", "voice", "sound", "audio")
LETTERED = ("text", "title", "subtitle", "lower_third", "caption")


def aimed(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """The edits of the turn, done to what the message names instead, besides, alone, or all but that."""
    if not any(owner_of(edit) for edit in turn.edits):
        return None
    edit = turn.edits[-1]
    if isinstance(edit, m.Move):
        return None
    owner = owner_of(edit)
    if any(one.fullmatch(message) for one in ALL_OF) and owner is not None and not owner.everything:
        edits = _aimed("also", Which(owner.kind), turn.edits, turn.now)
        return Understanding(edits, language=alone.language) if edits else None
    for how, forms, needs in WAYS:
        if needs is not None and not (((turn.asked or turn.undone) and how == "meant") or needs.search(message)):
            continue
        for form in forms:
            match = form.fullmatch(message.strip())
            if match is None:
                continue
            if OTHER.fullmatch(match["what"].strip()) and how == "meant" and _other_unclear(turn):
                return Understanding(question=WHICH[turn.language], language=turn.language)
            if (which := named(match["what"], turn, media)) is None:
                continue
            if how == "also":
                edits = _aimed(how, which, turn.edits, turn.now)
                return Understanding(edits, language=alone.language) if edits else None
            before, together = _lasting(turn)
            if edits := _aimed(how, which, together, before):
                return Understanding(edits, language=alone.language, upon=before)
    return None


def _lasting(turn: Turn) -> tuple[Timeline, tuple[Edit, ...]]:
    """The steps that one thing was changed in, as one: where they began, and their edits."""
    owners = {owner_of(edit) for edit in turn.edits}
    before, edits = turn.before, turn.edits
    for step in reversed(turn.steps[:-1]):
        if {owner_of(edit) for edit in step.edits} != owners or None in owners:
            break
        before, edits = step.before, (*step.edits, *edits)
    return before, edits


def _aimed(how: str, which: Which, edits: tuple[Edit, ...], before: Timeline) -> tuple[Edit, ...]:
    owner = owner_of(edits[-1])
    together = [edit for edit in edits if owner_of(edit) == owner]
    others = [edit for edit in edits if owner_of(edit) != owner]
    if owner is None or not all(alike(edit, which) for edit in together):
        return ()
    if how == "only" and any(isinstance(edit, m.Remove) or getattr(edit, "none", False) for edit in together):
        return ()
    if how == "but":
        rest = _without(owner, which, before, edits[-1].language)
        if rest is None:
            return ()
        which = rest
    again = tuple(turned(edit, which) for edit in together)
    return again if how == "also" else (*others, *again)


def owner_of(edit: Edit) -> Which | None:
    """What an edit is done to; None where it is done to nothing in particular."""
    if isinstance(edit, m.Within):
        return edit.which or owner_of(edit.edit)
    if isinstance(edit, m.SetTransition):
        return edit.into or m.ALL if edit.pair is None and edit.at_ms is None else None
    which = getattr(edit, "which", None)
    if which is None and isinstance(edit, (m.TrimEdge, m.KeepEdge)):
        return m.ALL
    return which if isinstance(which, Which) else None


def turned(edit: Edit, which: Which) -> Edit:
    if isinstance(edit, m.FadePicture) and which.kind in HEARD:
        return m.FadeSound(which, edit.in_ms, edit.out_ms, language=edit.language)
    fresh: dict[str, Any] = {"which": which}
    if isinstance(edit, m.SetTransition):  # the first transition leads into the second clip
        fresh = {"into": replace(which, numbers=tuple(one + 1 if one > 0 else one for one in which.numbers))}
    if isinstance(edit, m.Within):
        inner: Any = edit.edit
        fresh = {"edit": replace(inner, which=which)} | ({"which": which} if edit.which else {})
    changed: Any = edit
    return replace(changed, **fresh)  # type: ignore[no-any-return]


def alike(edit: Edit, which: Which) -> bool:
    """Whether an edit can be done to something of that kind at all."""
    owner = owner_of(edit) or m.ALL
    if which.kind == owner.kind:
        return True
    if isinstance(edit, (m.Volume, m.FadeSound)) or (isinstance(edit, m.FadePicture) and which.kind in HEARD):
        return which.kind in (*HEARD, *PICTURED)
    return any(owner.kind in family and which.kind in family for family in (PICTURED, LETTERED))


def named(what: str, turn: Turn, media: Sequence[Clip]) -> Which | None:
    """The selection that some words are, and nothing else than that."""
    owner = owner_of(turn.edits[-1]) or m.ALL
    what = what.strip()
    if OTHER.fullmatch(what):
        return _other(owner, turn.now, turn.language)
    if EVERY.fullmatch(what):
        return Which(owner.kind)
    if (place := PLACED.fullmatch(what)) is not None:
        return Which(owner.kind, (NUMBERS[place.group(1).lower()],))
    scene = Scene(turn.now, tuple(media), turn.language, message=what)
    clause = Clause(read(what, scene))
    acts = [
        one for one in clause.toks if one.has("v:", "dur", "pct", "x", "quote", "range") and not one.has("f", "sel")
    ]
    if any(one.text.lower() not in turn.message.lower() for one in acts):
        return None
    which = which_of(clause)
    if which is None and len(things := [one for one in clause.toks if noun_of(one)]) == 1:
        which = Which(NOUNS[noun_of(things[0])])
        clause.used |= {index for index, one in enumerate(clause.toks) if one is things[0]}
    strange = [one for run in clause.leftovers() for one in run if one.text.lower() not in turn.message.lower()]
    if which is None or strange or any(one.has("stranger") for one in clause.toks):
        return None
    if ONES.search(what) and which.kind == "main" and owner.kind != "main" and not which.names:
        which = replace(which, kind=owner.kind)
    try:
        find(turn.now, which, turn.language)
    except Impossible:
        return None
    return which


WHICH = {"en": "Which one is meant? Name it, or say its number.", "zh": "是哪一个？请说名字或者第几个。"}


def _other_unclear(turn: Turn) -> bool:
    """Whether there are several others than the one that was meant by mistake."""
    owner = owner_of(turn.edits[-1])
    if owner is None or owner.everything:
        return False
    try:
        return len(find(turn.now, Which(owner.kind), turn.language)) - len(find(turn.now, owner, turn.language)) > 1
    except Impossible:
        return False


def _other(owner: Which, timeline: Timeline, language: m.Language) -> Which | None:
    """The one of two that was not meant."""
    try:
        two = find(timeline, Which(owner.kind), language)
        two = find(timeline, Which("text"), language) if len(two) == 1 and owner.kind in LETTERED else two
        two = find(timeline, Which("audio"), language) if len(two) == 1 and owner.kind in HEARD else two
        chosen = {one.id for one in find(timeline, owner, language)}
    except Impossible:
        return None
    rest = [one.id for one in two if one.id not in chosen]
    kind = "text" if owner.kind in LETTERED else "audio" if owner.kind in HEARD else owner.kind
    return Which(kind, ids=tuple(rest)) if len(rest) == 1 else None


def _without(owner: Which, which: Which, timeline: Timeline, language: m.Language) -> Which | None:
    """What an edit was done to, but for some of it."""
    try:
        chosen = find(timeline, owner, language)
        spared = {one.id for one in find(timeline, which, language)}
    except Impossible:
        return None
    rest = [one.id for one in chosen if one.id not in spared]
    return Which(owner.kind, ids=tuple(rest)) if rest and len(rest) < len(chosen) else None
