"""Remarks that only say what is wrong, beside the wish that mends it: "it is lying on its side, turn it"."""

from __future__ import annotations

from local_backend.edits.model import Which
from local_backend.language.message.clause import Clause, weighty
from local_backend.language.message.statements import declared
from local_backend.language.words.lexer import Tok
from local_backend.language.words.phrases import NOUNS, noun_of
from local_backend.language.words.pieces import JOINTS, closing
from local_backend.language.words.vocabulary import HARD, SOFT

STATES = (
    "is", "are", "was", "were", "it's", "that's", "there's", "looks", "look", "looked", "sounds", "feels", "seems",
    "gets", "keeps", "isn't", "doesn't", "aren't", "wasn't", "can't", "cannot", "couldn't", "hurts", "bothers",
    "ruins", "disappears", "vanishes", "drags", "drowns", "drowns out", "come", "covers", "hides", "clashes", "fails",
    "comes", "goes",
    "came", "went", "i'm", "too", "hard to", "fan", "hate", "hurt", "annoys", "distracts", "distracting", "wrong",
    "way too", "far too", "barely", "hardly", "kills", "says", "annoying", "boring", "ugly", "starts", "ends", "cuts",
    "takes", "took", "too long", "too slow", "lasts", "blocks",
    "drags on", "drags a bit", "drags a little", "dragging on", "typo", "misspelled",
    "misspelt", "outdated", "suck", "sucks", "stinks", "late", "early", "晚",
    "早", "spelling mistake", "spelling error", "mistake", "error", "incorrect", "typo'd",
    "drowning", "covering", "blocking", "hiding", "shaking", "太", "有点", "不够", "好像", "听不清", "看不清",
    "看不见", "听不见", "显得", "挡住", "挡", "盖住", "吵", "拖沓", "错", "错了", "过于", "实在", "总是", "老是",
    "看着", "听着", "听起来", "看起来", "感觉", "觉得", "抖", "晃", "头晕", "难受", "突兀", "刺耳", "糊", "歪", "反",
    "写错", "偏", "不搭", "不太", "有些", "不好", "烦", "腻",
)  # fmt: skip
"""What makes a statement of a clause."""
WISHES = ("should", "must", "needs", "need", "want", "could", "can", "please", "let", "would", "要", "请", "应该", "应",
          "得", "想", "希望", "把", "将", "帮我", "给我", "让", "能不能", "可以")  # fmt: skip
NOW_SAYS = ("says", "reads", "shows", "displays", "写的是", "写着", "显示的是", "显示")
"""How it is told what a text says now."""
AMOUNTS = "pct x dur for todur range at quote bydur db deg ratio size rows fps bytes halfx twice file:"
POINTING = "v:point v:take p:for with in on p:at"
LETTERED = ("n:title", "n:subtitle", "n:lowerthird", "n:caption", "n:text", "n:logo", "n:overlay")
SUBJECTS = ("sel", "n:", "pron", "name")
OPENING = (
    "the", "my", "this", "that", "these", "those", "i", "there", "it", "its", "a", "an", "we", "you", "she", "he",
    "they", "our", "i'm", "it's", "that's", "because", "since", "as", "but", "so", "ok", "okay", "well", "hmm",
    "sorry", "oh", "no", "user", "and", "at", "where", "when", "actually", "honestly", "这", "那", "我", "这个",
    "那个", "现在", "但", "但是", "可是", "因为", "感觉", "觉得", "不过", "oops", "ah", "right", "now",
    "everyone", "everybody", "people", "nobody", "viewers", "somebody", "someone",
)  # fmt: skip


def _told_of(toks: list[Tok], at: int) -> None:
    """``the first 2 seconds are just him adjusting the mic, cut them``: what is seen then."""
    if not toks[at].has("edge range"):
        return
    end = closing(toks, at, "sep:")
    begin = at + 1
    while begin < end and (toks[begin].has("f", "sel", "all") and toks[begin].text.lower() not in SHOWN):
        begin += 1
    told, later = toks[begin:end], toks[end : closing(toks, end + 1, "sep:hard")]
    known = "quote dur pct x edge range at db v:cut v:remove v:mute v:keep v:speed v:slow v:trim"
    acts = any(one.has("v:cut v:remove v:mute v:speed v:slow v:trim v:keep") for one in later)
    if acts and told and any(one.has("w") for one in told) and not any(one.has(known) for one in told):
        for one in told:
            one.tags = {"f"}


ONWARD = ("cutting", "cut", "going", "moving", "switching", "cuts", "goes", "moves", "moving on", "going on", "on")
SHOWN = ("is", "are", "was", "were", "是", "都是", "全是", "在", "都在", "shows", "show", "just", "has", "有", "就是")


def moments(toks: list[Tok]) -> list[Tok]:
    """``when I fall over at 7 seconds``, ``at 0:12 when he waves``, ``走到第9秒``: the time tells the moment."""
    for at, tok in enumerate(toks):
        here = at + 2 if [one.text for one in toks[at + 1 : at + 2]] in (["上"], ["里"], ["中"]) else at + 1
        if tok.text in ("时间线", "时间轴") and here < len(toks) and toks[here].has("range at edge"):
            for one in toks[at:here]:
                one.tags = {"f"}
        if tok.has("at todur") and tok.text.startswith("到") and at and toks[at - 1].has("w"):
            toks[at - 1].tags = {"f"}
        _told_of(toks, at)
        ahead = toks[at + 1] if at + 1 < len(toks) else tok
        frozen = any(one.has("v:freeze") for one in toks[:at])
        if tok.has("dur") and ahead.has("for") and frozen:
            tok.tags = {"at"}  # "freeze frames: 3s for 1s, 15s for 2s"
        if tok.has("at") and tok.text.lower().startswith("on a ") and ahead.has("v:freeze"):
            tok.tags = {"dur"}  # "end on a 3 second freeze"
        held = tok.text.lower() in ("before", "and then", "then") and frozen
        cuts = held and ahead.text.lower() in ONWARD
        end = closing(toks, at + 1, "sep:")
        goes_on = held and all(one.has("f n:video n:film n:start v:start v:move v:play") for one in toks[at + 1 : end])
        cuts = cuts and all(
            one.has("f sel to n:clip dir:in") or one.text.lower() in ONWARD for one in toks[at + 1 : end]
        )
        if cuts or (goes_on and tok.text.lower() == "before"):
            for one in toks[at:end]:
                one.tags, one.which, one.names = {"f"}, None, ()  # "hold it for 2 s before cutting to the interview"
        if tok.text.lower() not in ("when", "as", "while", "where", "right when", "just when", "right as", "just as"):
            continue
        end = at + 1
        while end < len(toks) and toks[end].has("w", "f", "pron") and not toks[end].has("sep:", "v:", "sel", "quote"):
            end += 1
        told = end > at + 1 and any(one.has("w") for one in toks[at + 1 : end])
        before = end < len(toks) and toks[end].has("at", "clock")
        behind = at > 0 and toks[at - 1].has("at", "clock") and (end == len(toks) or toks[end].has("sep:"))
        for one in toks[at : end if told and (before or behind) else at]:
            one.tags = {"f"}
    return toks


def remarked(c: Clause) -> bool:
    """Whether a clause only says how something is."""
    return _states(c.toks)


def _states(toks: list[Tok]) -> bool:
    words = [one.text.lower() for one in toks]
    if not words or any(one.has(AMOUNTS) for one in toks) or declared(toks):
        return False
    unable = any(word in ("hardly", "barely", "can hardly", "can barely") for word in words)
    if any(
        word in WISHES for word in words if word not in ("得",) and not (unable and word in ("can", "could"))
    ) and not any(one.has("v:dislike") for one in toks):
        return False
    told = any(word in STATES or word.split(" ")[0].endswith(("'s", "n't", "is", "are")) for word in words) or any(
        one.has("v:dislike") for one in toks
    )
    told = told or _happens(toks)
    told = told or any(part in word for word in words if not word.isascii() for part in ("太", "不清", "不见", "错"))
    told = told or any(
        part in "".join(words)
        for part in ("不搭", "不配", "不合适", "不协调", "看不清", "听不清", "看不见", "听不见", "看不到", "听不到")
    )
    if not told:
        return False
    first = next((one for one in toks if one.text), None)
    if first is None:
        return False
    chinese = not all(word.isascii() for word in words)
    if chinese:
        return not any(one.has("v:add v:remove v:cut v:replace v:change v:move v:swap v:keep") for one in toks)
    verb = next((index for index, one in enumerate(toks) if edits(one)), len(toks))
    subject = next(
        (
            index
            for index, one in enumerate(toks)
            if one.has(*SUBJECTS) or one.text.lower() in ("i", "i'm", "there", "it", "not")
        ),
        len(toks),
    )
    opens = (
        first.text.lower() in OPENING
        or first.has(*SUBJECTS)
        or first.text.lower() in STATES
        or first.has("neg", "v:dislike")
    )
    return opens and subject <= verb and not (first.has("neg") and not any(one.has("v:dislike") for one in toks)
                                              and "fan" not in words)  # fmt: skip


def _happens(toks: list[Tok]) -> bool:
    """``the dog barks in clip 2``: an article, somebody unknown, and what they do."""
    for article, who, does in zip(toks, toks[1:], toks[2:], strict=False):
        if article.text.lower() in ("the", "my", "that", "this") and who.has("w"):
            return does.has("w") and does.text.endswith("s") and not does.text.endswith("ss") and article is toks[0]
    return False


def edits(tok: Tok) -> bool:
    return tok.has("v:") and not tok.has("f", "v:dislike", "v:stop", "v:start", "v:play", "v:show", "n:")


def topic(c: Clause) -> Which | None:
    """What a remark is about."""
    for one in c.toks:
        if one.which is not None and one.has("sel"):
            return one.which
        noun = noun_of(one)
        if noun and noun not in ("n:clip", "n:media", "n:video", "n:photo"):
            return Which(NOUNS[noun])
    return None


def pointed(c: Clause, following: Clause | None) -> Which | None:
    """What a clause only points at for the next one to say what is to be done: "take the city clip, slow it down"."""
    if (words := _worded(c, following)) is not None:
        return words
    things = [one for one in c.toks if one.has("sel") or noun_of(one) in LETTERED or one.has("n:music", "n:voice")]
    points = [one for one in c.toks if one.has(POINTING) and not one.has("v:add")]
    if following is None or len(things) != 1 or things[0].has("stranger") or not points:
        return None
    if things[0].has("file") and not any(one.has("v:point v:take") for one in points):
        return None  # "with bgm.mp3, volume 25%"
    if any((weighty(one) or one.has("v:add")) and one is not things[0] and one not in points for one in c.toks):
        return None
    again = following.said("pron") or any(one.which is not None and one.which.ids for one in following.toks)
    own = any((one.has("sel") or noun_of(one) in LETTERED) and not one.has("all") for one in following.toks)
    return topic(c) if again or not own else None


def _worded(c: Clause, following: Clause | None) -> Which | None:
    """``the title still says Old, change it to …``: the text whose words were only told."""
    said = next((one for one in c.toks if one.has("worded")), None)
    quotes = [one for one in c.toks if one.has("quote")]
    if said is None and len(quotes) == 1 and any(one.text.lower() in NOW_SAYS for one in c.toks):
        said = quotes[0]
    plain = all(
        not weighty(one) or one is said or noun_of(one) in LETTERED or one.text.lower() in (*STATES, *NOW_SAYS)
        for one in c.toks
    )  # fmt: skip
    if said is None or not plain or following is None or not following.said("quote") or following.said("sel", "v:add"):
        return None
    now = said.which or Which("text", (), (str(said.value),))
    return now if following.said("pron", "amend", "v:change", "v:rename", "v:replace") else None


def sounding(c: Clause) -> bool:
    """Whether a remark is about how loud something is."""
    return any(one.has("louder", "quieter", "n:volume", "n:audio", "n:voice", "n:music") for one in c.toks)


def excused(c: Clause, run: list[Tok]) -> bool:
    """Whether what is left over stands in a part of the clause that only says how something is."""
    at = next((index for index, one in enumerate(c.toks) if one is run[0]), -1)
    first = at
    while first > 0 and not c.toks[first - 1].has(HARD, SOFT, "comma"):
        first -= 1
    last = at
    while last < len(c.toks) and not c.toks[last].has(HARD, SOFT, "comma"):
        last += 1
    part = c.toks[first:last]
    if len(part) == len(c.toks) or any(one.has(HARD) for one in run):
        return False
    busy = [one for index, one in enumerate(c.toks) if index in c.used and first <= index < last and weighty(one)]
    if any(not one.has(*SUBJECTS) for one in busy):
        return False
    return _states(part)


def mended(number: int, about: Which | None, busy: dict[int, list[Which]]) -> bool:
    """Whether the wish beside a remark, two clauses away at most, is about the same thing."""
    for near in (number + 1, number - 1, number + 2):
        if near not in busy:
            continue
        for one in busy[near] or ([Which()] if about is None else []):
            if about is None or one.everything or _alike(about, one):
                return True
    return False


def _alike(one: Which, other: Which) -> bool:
    heard, lettered = ("music", "voice", "sound", "audio"), ("text", "title", "subtitle", "lower_third", "caption")
    if one == other or set(one.names) & set(other.names) or set(one.numbers) & set(other.numbers):
        return True
    if one.kind == other.kind:
        return one.everything or other.everything or bool(other.ids)
    return any(one.kind in kinds and other.kind in kinds for kinds in (heard, lettered))


COMPLAINTS = (
    "louder quieter brighter darker warmer colder vivid dull punchy flat bigger smaller longer shorter faster slower "
    "n:stabilise n:denoise n:sharpen n:blur n:rotate n:flip v:dislike later earlier n:opacity upright sideways "
    "n:grayscale"
)


def only(c: Clause) -> bool:
    """Whether a clause is a remark and no complaint that is itself a wish: "the ending of the music feels abrupt"."""
    if any(one.has(COMPLAINTS, "quote", "neg") or one.text in ("late", "early") for one in c.toks) or not any(
        one.has("w") for one in c.toks
    ):
        return False
    for at, one in enumerate(c.toks[:-1]):
        lead = next((two for two in c.toks[at + 1 :] if not two.has("f")), None)
        if one.has(*JOINTS) and lead is not None and edits(lead) and not lead.has("v:keep"):
            return False  # "the sound on clip 2 is crackly, mute it"
    return remarked(c) and topic(c) is not None
