"""What a message says around its edits: start over first, send it afterwards, undo so many of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from local_backend.edits.model import Language
from local_backend.language.message.clause import Clause, Scene, weighty
from local_backend.language.message.manners import bare
from local_backend.language.model import Refusal, Understanding
from local_backend.language.words.lexer import Tok
from local_backend.language.words.vocabulary import HARD, SOFT

MOST_STEPS = 100
AGAIN = (
    "start",
    "begin",
    "clean slate",
    "blank slate",
    "from scratch",
    "重新",
    "从头",
    "重来",
    "重头",
    "推倒",
)
"""Words for "start over" that need no sign after them: others may be about a part of the video."""
JOINTS = re.compile(
    r"(?:[\s:：,，.。;；!！\-–—]+|(?:and|then|but|now|this time)\b|然后|接着|并且?|再|这次|[了吧，])*", re.IGNORECASE
)
COUNTS = {
    "once": 1, "one": 1, "twice": 2, "two": 2, "a couple of": 2, "a couple": 2, "both": 2, "thrice": 3, "three": 3,
    "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
}  # fmt: skip
STEPS = re.compile(
    r"\W*(?:(?:please|now|ok|okay|then|can you|could you|oops|whoops|oh|no|nope|hmm|wait|sorry|actually|damn|um|uh|"
    r"argh|nah|well|so|let's|lets|just|i want to|i'd like to|hey|hm|not good|go|better)\b\W*)*"
    r"(?:(?P<redo>redo)|undo|revert|cancel|roll back|go back|step back|take back|take me back|"
    r"back up|back)"
    r"(?: to (?:how it was|what it was|the (?:version|state|point)|where (?:it|we) (?:was|were))(?: before)?)?"
    r"(?: before)?(?: by| the| my| your| our| those| these| to)*(?: last| latest| previous| past| most recent)?"
    rf" (?P<count>\d+|{'|'.join(one for one in COUNTS if one.isascii())})"
    r"(?!\s*(?:[%.:x]|percent|db|fps|s\b|sec))(?: last| more)?"
    r"(?: changes?| edits?| steps?| things?| actions?| times?| modifications?| moves?| operations?| revisions?|"
    r" alterations?| commands?| adjustments?| of them)?(?: back)?"
    r"(?: (?:that )?(?:i|we) (?:just )?(?:asked(?: you)?(?: for| to do)?|told you|did|made|said|wanted|requested))?"
    r"(?: please| thanks)?\W*",
    re.IGNORECASE,
)
STEPS_BACK = re.compile(
    r"(?:\W|\b(?:please|now|ok|okay|can you|could you|no|oh|actually|well|just|let's|hm+|sorry)\b)*"
    r"(?:(?:go|jump|move|step|rewind|roll|take (?:me|us|it|everything)|get (?:me|us))(?: back)?(?: by)? )?"
    rf"(?P<count>\d+|{'|'.join(one for one in COUNTS if one.isascii())}) (?:steps?|changes?|edits?|versions?)"
    r" back(?:wards?)?(?:\W|\b(?:please|thanks|then|again)\b)*",
    re.IGNORECASE,
)
"""``go three steps back``"""
ZH_STEPS = re.compile(
    r"(?:\W|请|帮我|再|麻烦|给我|哎呀|哎|错了|不对|不行|不好|算了|等等|等一下|弄错了|做错了|还是|先|啊|呃|"
    r"嗯)*(?:(?P<redo>重做|恢复)|撤销|撤回|撤消|取消|往回退|往后退|倒回去?|退回去?|回退|后退|倒退|返回|还原|退)掉?"
    r"(?:刚才|最近|最后|前面|之前|刚刚|前|上|那|这|的)*(?P<count>\d+|[一二两三四五六七八九十])"
    r"(?:个|次|步|下|项|处)(?:的?(?:修改|操作|改动|编辑|更改|动作|步骤))?[吧了]?\W*"
)

ALL_STEPS = re.compile(
    r"(?:\W|\b(?:please|now|ok|okay|can you|could you|no|oh|actually|well|just|and|so|let's)\b)*"
    r"(?:(?:undo|revert|cancel|roll back|reverse) (?:(?:all )?(?:of )?(?:my|the|your|our|these|those) (?:changes|edits)"
    r"|everything|it all|all(?: of)?(?: (?:it|them|this|that))?|every(?: single)? change)"
    r"|(?:take|roll|put|change) (?:everything|it all|all of (?:it|them|this|that)|all (?:my |the |your )?changes) back"
    r"|(?:go|bring it|take it|take me|get) back to (?:how it was at )?the (?:very )?(?:beginning|start))"
    r"(?: (?:of )?(?:(?:my|the|your|our|these|those) )?(?:changes|edits|steps))?"
    r"(?: (?:that )?(?:i|you|we)(?:'ve)? (?:just )?(?:did|made|changed|done))?(?: so far| today| again| please|"
    r" thanks| to the (?:very )?(?:start|beginning))*\W*",
    re.IGNORECASE,
)
ZH_ALL_STEPS = re.compile(
    r"(?:\W|请|帮我|麻烦|给我|还是|把|将|算了|那就?)*"
    r"(?:(?:之前|前面|刚才|我)?(?:做)?的?(?:所有|全部|一切|每一?[步个])的?(?:修改|操作|改动|编辑|更改|步骤|东西)?"
    r"(?:都|全|全部|全都|给我)*(?:撤销|撤回|撤消|退回|还原|撤)"
    r"|(?:之前|前面|刚才|我)(?:做)?的?(?:修改|操作|改动|编辑|更改|步骤|东西)(?:全都|全部|都|全|给我)+(?:撤销|"
    r"撤回|撤消|退回|还原|撤)"
    r"|(?:全部|全都|统统|通通|全|都)(?:给我)?(?:撤销|撤回|撤消|退回|还原|撤)"
    r"|(?:撤销|撤回|撤消|取消|还原)(?:掉)?(?:之前|前面|刚才|我)?(?:做)?的?(?:所有|全部|一切)的?(?:修改|操作|"
    r"改动|编辑|更改|步骤)?"
    r"|(?:退|回|恢复|还原)(?:回)?到?最(?:开始|初|开头|早)(?:的?(?:样子|版本|状态|时候))?)(?:掉|了|吧|一下)*\W*"
)


def steps(message: str) -> tuple[Literal["undo", "redo"], int] | None:
    """``undo the last two changes``, ``撤销两步``: which way, and how many."""
    text = bare(message).strip()
    if ALL_STEPS.fullmatch(text) or ZH_ALL_STEPS.fullmatch(text):
        return "undo", MOST_STEPS
    if (match := STEPS_BACK.fullmatch(text)) is not None:
        return "undo", _count(match["count"])
    match = STEPS.fullmatch(text) or ZH_STEPS.fullmatch(text)
    if match is None:
        return _regretted([one for part in PIECES.split(text) if part and (one := part.strip())])
    return ("redo" if match["redo"] else "undo"), _count(match["count"])


def _count(said: str) -> int:
    return max(1, min(MOST_STEPS, COUNTS.get(said.lower()) or int(said[:6])))


PIECES = re.compile(r"[.;!?。；！？，,\n:：]+(?:\s|$)?|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(COUNTS)})"
_TIMES = (
    rf"[\s(（]*(?:x ?|×)?(?P<count>{_NUMBER})? ?(?:x|×)?(?: ?(?:steps?|times?|edits?|changes?|步|"
    rf"次))?[)）\s]*(?:please|thanks)?"
)
BACK = re.compile(
    rf"(?:(?:please|kindly|so|but|and|just|now|can you|could you|then|let's)\b[ ,]*)*(?:(?P<redo>redo)|undo|"
    rf"revert|roll ?back|"
    rf"take back|reverse|back out)(?: (?:it|them|that|those|these|both|all of them|this|(?:the )?(?:last|"
    rf"previous) (?:edits?|changes?)))*"
    rf"{_TIMES}|(?:(?:please|kindly|so|but|and|just)\b[ ,]*)*(?:put|bring|change|set|take|get|turn|restore|"
    rf"return) (?:everything|"
    r"things|it all)(?: back)?(?: to)?(?: (?:exactly )?(?:as|how|the way|where|what) (?:it|they|things) (?:was|"
    r"were|had been))"
    r"(?: (?:before|originally|earlier))?|(?:please )?(?:revert|return|go back|roll back|restore(?: it)?|"
    r"get back) to (?:the )?"
    r"(?:(?:state|version|point|one) )?(?:just |right )?before (?:the |my |that )?(?:last|latest|most recent|"
    r"previous) \w+|"
    r"(?:please )?(?:restore|go back to|return to|bring back) the (?:previous|last|earlier|former) (?:state|version)"
    rf"|(?:请|帮我|麻烦|给我|连续|一次性|再|就|把它|都|能不能|能否|可以|可不可以)*(?:(?P<zh>重做|"
    rf"恢复)(?=[\d一二两三])|撤销|撤回|撤消|回滚|回退|退回|往回退|倒回|还原)"
    rf"(?:掉|它们|它|这些|那些|修改|操作|连续)*{_TIMES.replace('count', 'number')}[吧了吗呢]*"
    r"|(?:请|帮我|麻烦|给我|能不能|能否|可以|可不可以|把它)*(?:恢复|还原|退回|回退|回滚|改回|变回|弄回|调回|"
    r"回)(?:到|成|至)(?:了)?(?:我)?"
    r"(?:修改|改动?|编辑|操作|动|上次修改|上一次修改|最后一次修改|这次修改)?(?:之?前|以前|原来)的?(?:样子|状态|"
    r"版本|模样)?(?:去|来)?[吧了吗呢]*",
    re.I,
)
REGRET = re.compile(
    r"(?:(?:sorry|oops|actually|hmm|well|oh|but|because|since|as|and|no)\b[ ,]*)*(?:the |my |our |this )?(?:end )?"
    r"(?:user|client|customer|boss|director|i|we|he|she|they|it|that|this|those|these|last \w+|(?:last|previous|"
    r"latest) (?:\w+ )?"
    r"(?:edits?|changes?))\b(?!.*\b(?:instead|but|rather|only)\b)[^\d%\"“”]*\b(?:reject(?:s|ed)?|dislik\w+|"
    r"hat(?:e|es|ed)|regret\w*|"
    r"mistakes?|wrong|worse|unhappy|not happy|not satisfied|dissatisfied|didn't like|doesn't like|don't like|"
    r"did not like|"
    r"does not like|do not like|thought better|changed (?:my|his|her|their|our) minds?|not (?:approve\w*|"
    r"what \w+ want\w*)|disapprove\w*|"
    r"declined?|refused?|bad idea)\b[^\d%\"“”]*"
    r"|(?:用户|客户|老板|甲方|领导|我|我们|对方|他们?|她)?[^\d%“”\"]*?(?:不满意|不太满意|不喜欢|不太喜欢|不对|"
    r"不太对|不太行|后悔|否决|否定|错了|不行|不好|不太好|不要了|不认可|不合适|没通过)"
    r"[^\d%“”\"]{0,4}",
    re.I,
)
TOLD = re.compile(
    rf"\b(?:last|previous) (?P<en>{_NUMBER}) |(?P<zh>{_NUMBER})(?:步|次|个|项|处)(?:修改|操作|"
    rf"改动|编辑)?",
    re.I,
)


def _regretted(pieces: Sequence[str]) -> tuple[Literal["undo", "redo"], int] | None:
    """``the client rejected both of the last two edits, please undo them``: why, and what is to be taken back."""
    back = [match for one in pieces if (match := BACK.fullmatch(one))]
    others = [one for one in pieces if not BACK.fullmatch(one)]
    if len(back) != 1 or not all(REGRET.fullmatch(one) for one in others):
        return None
    count = back[0]["count"] or back[0].groupdict().get("number")
    told = next((match for one in others if (match := TOLD.search(one))), None)
    if count is None and told is not None:
        count = told["en"] or told["zh"]
    return ("redo" if back[0]["redo"] or back[0]["zh"] else "undo"), _count(count) if count else 1


EXCEPT = re.compile(
    r"\W*(?:(?:please|no|ok|okay|now|actually|well|hm+|can you|could you)\b\W*)*"
    r"(?:undo|revert|take back|roll back|cancel) (?:all(?: of)?(?: (?:that|this|it|those|them))?|everything|that|"
    r"it all|(?:(?:all|all of) )?(?:the|my|your|these|those) (?:changes|edits)|(?:the )?last (?P<count>\w{1,6})"
    r"(?: (?:changes|edits|steps|things|ones))?)(?: (?:that )?(?:you|i|we) (?:did|made|changed))?,?"
    r" (?:except(?: for)?|but(?: (?:please )?(?:keep|not|leave|for))?|apart from|other than|(?:and|just|only) keep|"
    r"keeping)(?: (?:the|my|that|those|what you did (?:to|with) the))?(?: new)?"
    r" (?P<what>[a-z]{3,12}(?: [a-z]{3,8})?)(?: (?:changes?|edits?|parts?))?\W*|"
    r"(?:\W|请|把|帮我|那就?|算了)*除了(?P<zh>[\u4e00-\u9fff]{2,4}?)(?:的(?:修改|改动))?(?:以外|之外|外)?[，, ]*"
    r"(?:其他|其它|其余|别|剩下|刚才|之前)的?(?:修改|改动)?(?:都|全部?|全都)*(?:撤销|撤回|还原|取消)[掉了吧]*\W*|"
    r"(?:\W|请|把|帮我|那就?|算了|刚才|之前|的)*(?:全部|都|全|所有|修改|改动)*(?:撤销|撤回|还原)"
    r"(?:刚才|之前|全部|所有|的|修改|改动|掉|了)*[，, ]*(?:但是?|只|就|不过)?(?:保留|留下|留着|除了)"
    r"(?P<then>[\u4e00-\u9fff]{2,4}?)(?:的(?:修改|改动))?(?:不变|别动)?\W*",
    re.IGNORECASE,
)
"""``undo all that except the music``: everything but the wishes about one thing."""


SINCE = re.compile(
    r"\W*(?:please |now |can you |could you |just )*(?:undo|revert|cancel|roll back|take back) (?:everything|all|"
    r"it all|"
    r"(?:all )?(?:of )?(?:the|my|our|your) (?:changes|edits|steps))\b[^.;\n]{0,30}\b(?:since|after|from when|up to|"
    r"until|back to) [^.;\n]+\W*|"
    r"\W*(?:请|帮我|把|将)*[^，。\n]{1,14}(?:之后|以后|以来|后面)(?:我?做)?的?(?:所有|全部|一切)?的?(?:修改|"
    r"操作|改动|编辑|更改|步骤|东西)?"
    r"(?:都|全|全部|全都|给我)*(?:撤销|撤回|撤消|退回|还原)[掉了吧]*\W*",
    re.IGNORECASE,
)


def number(said: str) -> int:
    """How many steps a word says; 0 for no number."""
    return COUNTS.get(said.lower()) or (int(said) if said.isdigit() else 0)


def refused(language: Language) -> Understanding:
    """Where it is not known which of the steps are meant."""
    zh = language == "zh"
    why = "没法确定要保留哪几步。" if zh else "I cannot tell which of the changes are to stay."
    nearest = (
        "可以说“撤销2步”（或其他步数），再把要保留的那一步重新说一遍。" if zh
        else 'Say "undo the last 2 changes" (or how many), and then once more what shall stay.'
    )  # fmt: skip
    return Understanding(refusals=(Refusal("", why, nearest),), language=language)


def since(message: str, scene: Scene) -> str:
    """What is to be asked where everything since something is to be undone: how many steps that is, is not known."""
    if SINCE.fullmatch(message.strip()) is None:
        return ""
    return scene.pick(
        'How many steps shall I go back? Say "undo the last 3 changes", or "undo everything".',
        "要退回几步？请说“撤销3步”，或者“全部撤销”。",
    )


def started_over(toks: Sequence[Tok], message: str) -> str:
    """What is asked for after a "start over:" that opens the message; empty where that is not so."""
    at = next((index for index, one in enumerate(toks) if weighty(one)), None)
    if at is None or not toks[at].has("v:reset"):
        return ""
    rest = toks[at + 1 :]
    joined = rest and (rest[0].has(HARD, SOFT, "colon", "dash", "and"))
    plays = next((one for one in rest if weighty(one) or one.has("v:play")), None)
    if not joined and (not toks[at].text.lower().startswith(AGAIN) or (plays and plays.has("v:play", "n:music"))):
        return ""
    if not any(weighty(one) and not one.has("v:reset") for one in rest):
        return ""
    end = toks[at].end
    match = JOINTS.match(message, end)
    return message[match.end() if match else end :].strip()


def delivers(clause: Clause) -> bool:
    """``when you're done, send me the mp4 file``: the file is wanted, and its format is an edit."""
    words = [one for one in clause.toks if one.has("v:export")]
    given = any(
        one.text.lower() in ("send", "email", "mail", "give", "hand") or one.text.startswith("发") for one in words
    )
    idle = ("v:export", "fmt:", "n:media", "n:film", "n:video", "pron", "when", "p:after", "onward", "v:make")
    return given and clause.has("fmt:") and all(not weighty(one) or one.has(*idle) for one in clause.toks)


HEADING = re.compile(r"(?:output|export|render|delivery|输出|导出)[ \t*_:：]*\n\s*\S", re.IGNORECASE)


def heads(clause: Clause, message: str) -> bool:
    """Whether ``OUTPUT`` is the heading of the lines below it, and no wish to have the file now."""
    start = clause.toks[0].start
    alone = not message[:start].rpartition("\n")[2].strip(" \t*_#")
    return alone and HEADING.match(message, start) is not None


def sends(clause: Clause) -> bool:
    """``then send it``, ``导出``, ``and send me the file``: what follows the edits, and is no edit."""
    if not clause.has("v:export") or clause.has("fmt:", "rows", "fps", "bytes", "hd", "uhd", "quote", "sel"):
        return False
    idle = ("v:export", "v:want", "v:show", "n:video", "n:film", "n:media", "pron", "to", "all", "first", "neg")
    return all(not weighty(one) or one.has(*idle) for one in clause.toks)
