"""Complaints that say by themselves what is wished, or why: "clip 2 is dark", "looks cold, warm it up by 30%"."""

from __future__ import annotations

import re

from local_backend.language.message import statements
from local_backend.language.message.remarks import STATES, WISHES, edits
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import JOINTS, closing, opening, piece
from local_backend.language.words.vocabulary import HARD
from local_backend.timeline import Timeline

FAULTS = (
    "brighter darker warmer colder vivid dull n:stabilise n:denoise n:blur n:sharpen louder quieter flat punchy "
    "n:grayscale v:dislike"
)
TAKEN = "v:cut v:remove v:trim v:take"


OPPOSITE = {"brighter": "darker", "darker": "brighter", "warmer": "colder", "colder": "warmer"}
PLAIN = ("dark", "bright", "cold", "warm")
BEING = ("is", "are", "was", "were", "looks", "look", "looked", "seems", "feels", "appears", "comes out", "came out",
         "it's", "that's", "they're", "it is", "that is", "this is", "they are", "'s", "turned out")  # fmt: skip
LEADING = "v:make v:want should v:change v:keep when neg until"
TINTED = "n:brightness n:contrast n:saturation n:temperature brighter darker warmer colder vivid dull punchy flat"


def complained(toks: list[Tok]) -> list[Tok]:
    """``clip 2 is dark``, ``the interview looks a bit cold``: the other way is what is wished."""
    for at, tok in enumerate(toks):
        _overdone(toks, at)
        if tok.text.lower() not in PLAIN or not tok.has(*OPPOSITE) or tok.has("sel", "n:"):
            continue
        first = opening(toks, at, *JOINTS)
        ahead = toks[first:at]
        being = next((one for one in reversed(ahead) if not one.has("mag:") and one.text.lower() not in DEGREES), None)
        after = toks[at + 1] if at + 1 < len(toks) else None
        ends = after is None or after.has(*JOINTS) or after.text.lower() in ("at", "in", "on", "to", "compared", "now")
        if being is None or being.text.lower() not in BEING or not ends:
            continue
        led = any(
            one.has(LEADING) or one.text.lower() in (*WISHES, "so", "if", "like", "love", "that") for one in ahead
        )
        if any(one.text.lower() in ("good", "nice", "nice and", "lovely", "great", "fine") for one in ahead):
            tok.tags = {"f"}  # "looks nice and warm"
        elif not led:
            tok.tags = {OPPOSITE.get(tag, tag) for tag in tok.tags}
    return toks


DEGREES = ("a bit", "a little", "kind of", "kinda", "sort of", "rather", "quite", "pretty", "very", "really", "so",
           "a tad", "slightly", "somewhat", "way", "awfully", "a", "bit", "little", "fairly", "still")  # fmt: skip


FAULTY = ("太", "有点", "有些", "很", "偏", "发", "过", "不够")


def _overdone(toks: list[Tok], at: int) -> None:
    """``饱和度太高了，降一点``, ``the beach is a bit blurry, sharpen it``: too much of it, so less is wished."""
    tok, later = toks[at], toks[at + 1 :]
    before = [one.text.lower() for one in toks[max(0, at - 4) : at]]
    look = any(one.has(GRADED) for one in toks[max(0, at - 3) : at])
    if before[-1:] == ["太"] and tok.has("up", "down") and look:
        tok.tags = {"f"} if any(one.has("up", "down") for one in later) else {"down" if tok.has("up") else "up"}
    words = tok.text.lower()
    lacking = (words == "enough" and before[-1:] == ["not"]) or (words == "不够" and look)
    graded = any(one.has(GRADED) for one in toks[opening(toks, at, *JOINTS) : closing(toks, at, *JOINTS)])
    if graded and (lacking or (before[-1:] == ["too"] and words in (*STRONG, *WEAK))):
        told = any(one.has("up down pct") for one in later)
        tok.tags = {"f"} if told else {"up"} if lacking or words in WEAK else {"down"}
        for one in toks[at - 1 : at] if words != "不够" else ():
            one.tags = {"f"}
    if not (tok.has("n:blur") or words == "糊了") or words not in BLURRED or tok.has("sel"):
        return
    end = closing(toks, at, *JOINTS)
    if toks[end : end + 1] and toks[end].text in ("和", "与", "跟", "及", "以及", "、"):
        return  # 模糊和锐化: two effects
    wish = toks[end + 1 : closing(toks, end + 1, *JOINTS)]
    sharper = any(one.has("n:sharpen") for one in wish) and not any(one.has("sel") for one in wish)
    being = any(word in BEING for word in before) or before[-1:] in (["太"], ["有点"], ["有些"], ["很"], ["发"], ["好"])
    led = any(one.has("v:make", "v:change", "v:add", "v:want", "neg") for one in toks[max(0, at - 4) : at])
    if (being or (sharper and not tok.text.isascii())) and not led:
        tok.tags = {"f"} if sharper else {"n:sharpen"}
        if sharper and at and toks[at - 1].has("mag:"):
            toks[at - 1].tags = {"f"}


GRADED = "n:brightness n:contrast n:saturation n:temperature n:vignette n:sharpen n:denoise n:blur"
STRONG = ("much", "strong", "heavy", "intense", "harsh", "high", "pronounced", "aggressive", "obvious")
WEAK = ("weak", "subtle", "low", "little", "faint")
BLURRED = ("blurry", "blurred", "fuzzy", "糊", "糊了", "模糊", "模糊了", "虚", "虚了")


def _outspoken(said: list[Tok], wish: list[Tok]) -> bool:
    """``looks washed out, contrast +20 and saturation +15``: what is wrong, and then by how much it is to change."""
    faults = [one for one in said if one.has(TINTED)]
    if not faults or not any(one.has(TINTED) for one in wish) or not any(one.has("pct num") for one in wish):
        return False
    if any(one.has("pct num v:make v:change v:add quote") for one in said) or any(one.has("sel") for one in wish):
        return False
    told = any(one.text.lower() in STATES or one.text.startswith(FAULTY) for one in said)
    if not told or any(one.text.lower() in STATES or one.text.startswith("太") for one in wish):
        return False
    for one in faults:
        one.tags = {"f"}
    return True


def overcome(toks: list[Tok]) -> list[Tok]:
    """``前两秒太晃了，剪掉``, ``the beach is shaky at the start, trim 2 seconds off``: the fault is only the reason."""
    for at, tok in enumerate(toks):
        if not tok.has(*JOINTS) or not at or at + 1 >= len(toks):
            continue
        said, wish = toks[opening(toks, at, *JOINTS) : at], toks[at + 1 : closing(toks, at + 1, *JOINTS)]
        if _outspoken(said, wish):
            continue
        faults = [one for one in said if one.has(FAULTS) and not one.has("sel edge range n:title n:music n:voice")]
        lead = next((one for one in wish if not one.has("f")), None)
        if not faults or lead is None or not lead.has(TAKEN) or any(edits(one) and one not in faults for one in said):
            continue
        told = any(one.has("edge range after before n:start at_start n:end at_end sel") for one in said)
        heard = any(one.has("n:music n:voice n:audio n:volume n:title n:text n:logo n:transition") for one in toks)
        other = any(one.has("sel edge range at n: quote pct x", "n:music") and not one.has("n:film") for one in wish)
        if not told or heard or other or not _stated(said):
            continue
        for one in (*faults, tok):
            one.tags = {"f"}
    return toks


def _stated(toks: list[Tok]) -> bool:
    words = [one.text.lower() for one in toks]
    return any(word in STATES or (not word.isascii() and any(sign in word for sign in "太有点很")) for word in words)


STRETCHES = "edge range"
SPOKEN = "n:title n:subtitle n:lowerthird n:caption n:text n:music n:voice n:logo n:transition t: quote pct x dur c:"


def faulty(toks: list[Tok]) -> list[Tok]:
    """``beach开头两秒晃得厉害，剪了``, ``nothing happens in the first 4 s, lose them``: only why it is to go."""
    _drowned(toks)
    for at, tok in enumerate(toks):
        if not (tok.has(TAKEN, "v:replace") or tok.text in ("不要", "不要了")) or tok.has("sel n:title n:music"):
            continue
        first, last = piece(toks, at)
        own = toks[first:last]
        taken = all(one is tok or one.has("f pron all dir:out", TAKEN) for one in own)
        other = "f file name with v:change instead"
        replaced = tok.has("v:replace") and all(one is tok or one.has(other) for one in own)
        ahead = "p:before n:start f pron all"
        before = all(one is tok or one.has(ahead) for one in own) and any(one.has("p:before n:start") for one in own)
        if not (taken or replaced or before) or first < 2 or not toks[first - 1].has("sep:soft", "comma"):
            continue
        begin = piece(toks, first - 2)[0]
        said = toks[begin : first - 1]
        if before and not taken:
            said = own if any(one.has("since") for one in said) and any(one.has("sel") for one in said) else []
            for one in (*said, *([toks[first - 1]] if said else [])):
                one.tags, one.text = {"f"}, ""  # 采访从第3秒开始用，前面的不要
            continue
        if replaced:
            _unwanted(said, toks[first - 1])
            continue
        stretch = [one for one in said if one.has(STRETCHES) and not one.has("sel")]
        wish = any(
            one.has("v:") and not (one.has("f v:show v:play n:") or one.text[0] == "没") for one in said if one.text
        )
        if len(stretch) != 1 or wish or any(one.has(SPOKEN) and one not in stretch for one in said):
            continue
        for one in (*said, toks[first - 1]):
            if one not in stretch and not one.has("sel"):
                one.tags = {"f"}
    return toks


MYSELF = re.compile(
    r"(?:[^，。]{0,4}[我咱][们]?(?:会|要|来|再|想|打算|准备)?(?:回头|之后|到时候?|晚点|后面|待会儿?|等会儿?|"
    r"以后|后期|改天)?再?"
    r"自己(?:来|会|再|去|后期)?[^，。]{0,8}|[我咱]们?(?:会|再)?(?:回头|之后|到时候|晚点|待会儿?|改天)(?:再|会|去)[^，。]{1,8})|"
    r"(?:and |because |since )?(?:i|we)(?:'ll|'m going to|'re going to| will| am going to| are going to|'m gonna|"
    r" plan to| can) "
    r"[\w' ]*?\b(?:my own|our own|myself|ourselves|later|afterwards|"
    r"in post|separately|after that|tomorrow|tonight)\b[\w' ]*",
    re.I,
)
ABOUT = (
    "brighter darker warmer colder vivid dull louder quieter n:stabilise sel name file quote dur pct x range edge num"
)


def idle(toks: list[Tok], message: str) -> list[Tok]:
    """``…，我回头自己配音``, ``…, I'll add my own later``, ``…，不是重点``: what is only told behind a wish."""
    at = 0
    while at < len(toks):
        end = closing(toks, at, *JOINTS)
        part, before = toks[at:end], toks[opening(toks, at - 1, HARD) : at] if at else []
        said = re.sub(r"^\W+|\W+$", "", message[part[0].start : part[-1].end]) if part else ""
        after = toks[end + 1 : closing(toks, end + 1, HARD)]
        at = end + 1
        acts = any(edits(one) or one.has("v:remove v:mute v:stop") for one in before)
        mine = (acts or any(edits(one) for one in after)) and MYSELF.fullmatch(said) is not None
        chinese = acts and any(one.has("w") and not one.text.isascii() for one in part) and statements.states(said)
        if not part or not (mine or (chinese and not any(one.has(ABOUT) for one in part))):
            continue
        if mine and any(one.has("quote dur pct x range edge file") for one in part):
            continue
        for one in part:
            one.tags, one.which, one.names = {"f"}, None, ()
    return toks


NOW_LASTS = (
    "is",
    "is only",
    "is just",
    "only",
    "just",
    "lasts",
    "is about",
    "'s",
    "只有",
    "才",
    "就",
    "是",
    "只",
    "时长",
)


def lasting(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """``my market clip is only 6 sec, can you loop it``: how long it is by now, and no wish."""
    for at, tok in enumerate(toks):
        first, last = piece(toks, at)
        said, later = toks[first:at], toks[last + 1 : closing(toks, last + 1, HARD)]
        if not tok.has("dur", "for") or last != at + 1 + sum(one.has("f") for one in toks[at + 1 : last]) or not later:
            continue
        named = [one for one in said if one.has("sel") and one.which is not None and one.which.names]
        plain = all(one in named or one.has("f exact n:clip n:video v:play p:for") for one in said)
        states = any(one.text.lower() in NOW_LASTS for one in said)
        if len(named) != 1 or not plain or not states or not any(edits(one) for one in later):
            continue
        names = named[0].which.names if named[0].which is not None else ()
        there = [one.duration_ms for _, one in timeline.segments() if one.name in names]
        if len(there) == 1 and abs(there[0] - int(tok.value)) <= 600:
            toks[last].tags = {HARD}
            for one in toks[first : at + 1]:
                if one not in named:
                    one.tags, one.text = {"f"}, ""
    return toks


UNHEARD = re.compile(
    r"(?:can(?:'?t|not)|couldn'?t|could not|barely|hardly) hear|听不[清见到]|听不太清|盖[住过]|压[住过]", re.I
)
TOO_LOUD = re.compile(r"too|way|loud|太|吵|盖|so ", re.I)


def _drowned(toks: list[Tok]) -> None:
    """``BGM太吵了，都听不清采访的人说啥，降到15%``: who is not heard for it says why, and no more."""
    for at, tok in enumerate(toks):
        if not at or not UNHEARD.search(tok.text) or tok.has("quote"):
            continue
        first, last = piece(toks, at)
        before = toks[opening(toks, first - 1, *JOINTS) : first - 1] if first > 1 else []
        loud = any(one.has("quieter") and TOO_LOUD.search(one.text) for one in before)
        if not loud or not any(one.has("n:music") for one in before):
            continue
        if not any(one.has("pct db num halfx v:mute quote dur range at edge neg") for one in toks[first:last]):
            for one in toks[first:last]:
                one.tags, one.which, one.names = {"f"}, None, ()


def _unwanted(said: list[Tok], joint: Tok) -> None:
    """``开头那段不要beach了，换成coffee.jpg``: it is to be replaced, and only that."""
    named = [one for one in said if one.has("sel")]
    if not named or not any(one.has("neg v:remove") for one in said):
        return
    if all(one in named or one.has("f neg v:want v:remove pron") for one in said):
        for one in (*said, joint):
            if one is not named[0]:
                one.tags, one.which, one.names = {"f"}, None, ()
