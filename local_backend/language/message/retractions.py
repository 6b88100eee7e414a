"""Second thoughts: "20 seconds… no wait, 25", "删掉第二段，不对，第三段": what was said first is taken back.

The value that comes late takes the place of the one of its kind; a verb that comes late that of the whole wish.
"""

from __future__ import annotations

import re
from dataclasses import replace

from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import JOINTS, closing
from local_backend.language.words.vocabulary import HARD, SOFT

TAKEN_BACK = re.compile(
    r"(?:oh|oops|ah|um+|uh+|hmm*|sorry|actually|ok|okay|well|hang on|hold on|"
    r"no|nope|nah|wait|scratch that|strike that|correction|my bad|my mistake|on second thoughts?|i take that back|"
    r"forget that|i mean|i meant|i mean to say|or rather|let's say|better|make that|make it|not that|"
    r"[啊哦噢呃额嗯诶哎呀唉]|不对|不是|不不+|不|等等|等一下|等下|等会儿?|说错了?|我说错了?|错了|搞错了|记错了|"
    r"算了|抱歉|不好意思|"
    r"我是说|我是指|我的意思是|应该是|还是|改成|改为|换成)"
)
"""One word or turn of phrase that takes back what stands before it."""
CLEAR = re.compile(
    r"\b(?:no|nope|nah|wait|scratch that|strike that|correction|i mean|i meant|on second thoughts?|or rather|"
    r"make that|i take that back|sorry|actually|oops)\b|[哦啊噢呃额诶哎] ?不|^ 不$|不对|不不|等等|等一下|等下|"
    r"说错|错了|我是说|我是指|我的意思是|算了|还是"
)
WEAK = (
    "made",
    "make it",
    "better",
    "ok",
    "okay",
    "well",
    "改成",
    "改为",
    "换成",
    "应该是",
    "不",
    "不是",
    "sorry",
    "actually",
)
KINDS = ("range", "at", "edge", "pct", "x", "deg", "db", "bydur", "size", "ratio", "r:", "pl:", "c:", "m:", "t:",
    "quote",
         "fmt:", "rows")  # fmt: skip
TIMES = ("dur", "for", "todur", "tdur")


def retracted(toks: list[Tok]) -> list[Tok]:
    """The tokens without what somebody said and took back in the same breath."""
    for _ in range(3):
        found = _once(toks)
        if found is None:
            break
        toks = found
    for at, tok in enumerate(toks[:-1]):
        alone = (not at or _break(toks[at - 1])) and _break(toks[at + 1]) and tok.has("neg")
        if alone and tok.text.lower() in ("no", "nope", "nah", "不", "不不", "不是"):
            tok.tags = {"f"}  # it refuses nothing that stands beside it
    return toks


def _once(toks: list[Tok]) -> list[Tok] | None:
    at = 0
    while at < len(toks):
        if not at or _break(toks[at - 1]):
            end = _taken_back(toks, at)
            if end:
                made = _resolved(toks, at, end)
                if made is not None:
                    return made
        at += 1
    return None


def _break(tok: Tok) -> bool:
    return tok.has(HARD, SOFT, "comma", "dash") or tok.text in (".", "…", "(", "（")


def _taken_back(toks: list[Tok], at: int) -> int:
    """The index after the words that take back, where such words begin a breath; 0 for none."""
    end = at
    said = ""
    while end < len(toks):
        if _break(toks[end]) and said:
            end += 1
            continue
        best = 0
        for length in (4, 3, 2, 1):
            words = toks[end : end + length]
            if len(words) < length or any(_break(one) for one in words):
                continue
            joint = "" if any(not one.text.isascii() for one in words) else " "
            text = joint.join(one.text.lower() for one in words)
            if TAKEN_BACK.fullmatch(text):
                best, said = length, f"{said} {text}"
                break
        if not best:
            break
        end += best
    if said == " no" and end < len(toks) and not _break(toks[end - 1]):
        part = any(one.has("range edge before after") for one in toks[:at]) and toks[end].has("name")
        if toks[end].has("n:") or part:
            return 0  # "no voiceover"; "beach 2-6s, no interview"
    return end if said and CLEAR.search(said) and end < len(toks) else 0


def _kind(tok: Tok) -> str:
    if tok.has("sel"):
        return "" if tok.has("all") else "sel"
    if tok.has(*TIMES):
        return "dur"
    return next((kind for kind in KINDS if tok.has(kind)), "num" if tok.has("num") else "")


def _acts(tok: Tok) -> bool:
    return tok.has("v:") and not tok.has("f", "n:", "sel", "v:want", "v:undo")


def _resolved(toks: list[Tok], at: int, end: int) -> list[Tok] | None:
    """The tokens with the late words in their place; None where nothing before is like them."""
    last = closing(toks, end, *JOINTS)
    late = toks[end:last]
    first = _sentence(toks, at)
    before = toks[first:at]
    if not before or not late:
        return None
    new = [one for one in late if _acts(one)]
    old = {tag for one in before for tag in one.tags if tag.startswith("v:")}
    values = [one for one in late if _kind(one)]
    if new and not all(one.tags & old for one in new):
        return _instead(toks, first, at, late, last)
    changed = list(before)
    for one in values:
        place = next((index for index in range(len(changed) - 1, -1, -1) if _alike(changed[index], one)), None)
        if place is None:
            return None
        changed[place] = _in_place(changed[place], one)
    if not values:
        return None
    while changed and _break(changed[-1]):
        changed.pop()
    return [*toks[:first], *changed, *toks[last:]]


def _sentence(toks: list[Tok], at: int) -> int:
    """Where the sentence before begins."""
    first = at
    while first and _break(toks[first - 1]):
        first -= 1
    while first and not (toks[first - 1].has(HARD) and toks[first - 1].text.strip(".;!?。；！？\n") == ""):
        first -= 1
    return first


def _instead(toks: list[Tok], first: int, at: int, late: list[Tok], last: int) -> list[Tok] | None:
    """Another verb: the last wish before it goes, and only what it was about stays."""
    end = at
    while end > first and _break(toks[end - 1]):
        end -= 1
    begin = end
    while begin > first and not (_break(toks[begin - 1]) and any(_acts(one) for one in toks[begin:end])):
        begin -= 1
    gone = toks[begin:end]
    if not any(_acts(one) for one in gone):
        return None
    named = [one for one in gone if _kind(one) == "sel"]
    if named and not any(_kind(one) == "sel" or one.has("n:") for one in late):
        late = [one for one in late if not one.has("pron")]
        late = [*late, replace(named[-1], tags=set(named[-1].tags))]
    return [*toks[:begin], *late, *toks[last:]]


def _alike(old: Tok, new: Tok) -> bool:
    kinds = _kind(old), _kind(new)
    units = ("dur", "pct", "deg", "x")
    return (
        kinds[0] == kinds[1] or (kinds[1] == "num" and kinds[0] in units) or (kinds[0] == "num" and kinds[1] in units)
    )


def _in_place(old: Tok, new: Tok) -> Tok:
    """The new value in the role of the old one."""
    if _kind(new) == "num" and _kind(old) == "dur":
        unit = 60_000 if re.search(r"min|分", old.text.lower()) else 1000
        return replace(old, text=new.text, start=new.start, end=new.end, value=round(float(new.value) * unit))
    if _kind(new) == "num" and not old.has("num"):
        return replace(old, text=new.text, start=new.start, end=new.end, value=float(new.value))
    if _kind(new) == "dur":
        return replace(old, text=new.text, start=new.start, end=new.end, value=new.value)
    return new
