"""Headings and labels: ``Audio:`` above a list, ``Color: warmer``, ``Text: none``, ``size: 1080x1350``.

What a label names is kept where what follows needs it as its noun, and passed over where that has its own.
"""

from __future__ import annotations

from local_backend.edits.model import Which
from local_backend.language.message.asides import LIGHT
from local_backend.language.message.clause import weighty
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing
from local_backend.language.words.vocabulary import HARD, SOFT

LONGEST = 12
UPDATED = ("update", "change", "edit", "modify", "revise", "更新", "修改", "更改")
NONE = (
    "none", "no", "off", "n/a", "nothing", "disabled", "without", "无", "没有", "不要", "不需要", "关闭", "关", "不用",
    "不加",
)  # fmt: skip
TOPICS = (
    "n:title", "n:subtitle", "n:lowerthird", "n:caption", "n:text", "n:endcard", "n:music", "n:transition", "n:logo",
    "n:voice", "n:audio", "n:soundfx", "n:fade", "n:zoom", "n:pip", "n:splitscreen",
)  # fmt: skip
SAID_OF_ANYTHING = (
    "n:plate n:color n:font n:size "
    "v:play v:start v:stop n:audio n:start n:end n:place n:volume v:show leave v:keep n:fade v:fade m: n:ducking n:edge"
)
STRONG = ("dur", "range", "edge", "quote", "pct", "x", "size", "ratio", "rows", "fps", "bytes", "db", "lufs")


ABOUT = ("meta", "lines", "n:grade", "v:add", "v:change", "v:make", "exact", "n:effect", "n:color")
"""beside the clip of a heading: "Apply the following color corrections to city.mp4:"."""


def labelled(toks: list[Tok], empty: bool) -> list[Tok]:
    """The tokens with the labels of clauses and the headings of lists worked into what they belong to."""
    result: list[Tok] = []
    at = 0
    subject: Tok | None = None
    carried: Tok | None = None
    pictured = empty and any(_pictures(toks, index) for index in range(len(toks)))
    while at < len(toks):
        begins = not result or result[-1].has(HARD)
        end = _label(toks, at) if begins else 0
        alone = (not at or toks[at - 1].text == "\n") and not end and toks[at].has("sel") and _stands_alone(toks, at)
        if alone:
            subject, at = toks[at], at + 1
            continue
        if not end:
            if begins and subject is not None and toks[at].text != "\n":
                at = _about(toks, at, subject, result)
                continue
            if carried is not None and toks[at].text == "\n" and at and toks[at - 1].text == "\n":
                carried = None
            line = _sentence(toks, at) if begins and carried is not None and toks[at].text != "\n" else []
            worded = any(one.has("quote") for one in line) or carried is None or not carried.has("n:")
            if line and carried is not None and worded and not _verbal(line):
                result.append(Tok(set(carried.tags), "", toks[at].start, toks[at].start))
            if toks[at].text == "\n" and at and toks[at - 1].text == "\n":
                subject = None  # an empty line ends what a heading says
            result.append(toks[at])
            at += 1
            continue
        label, colon = toks[at:end], toks[end]
        rest = _sentence(toks, end + 1)
        below = _sentence(toks, closing(toks, end + 1, "quote")) if not rest else []
        styled = any(one.has("pl: c: bold") for one in below) and not any(one.has("pl: c: sel") for one in label)
        for one in label:
            one.tags = {"n:caption"} if styled and one.has("n:captionlines") else one.tags
        if not rest and _texts_follow(label, toks, end + 1):
            for one in label:
                one.tags = {"f", "lines"} if one.has("num") and not one.has("sel") else one.tags  # "two captions:"
            if styled:
                noun = next(tag for one in label for tag in one.tags if tag in TEXTS)
                carried, label = Tok({"v:add", noun, "f"}, "", toks[end].start, toks[end].start), []
            result += label
            at = end + 1
            continue
        if not rest and (below := _single(label, toks, end + 1)):
            result += _kept(label, colon, below, empty)
            at = toks.index(below[-1]) + 1
            continue
        if not rest and (verb := _verb_for_all(label)) is not None:
            carried, subject = verb, None
            at = end + 1
            continue
        if not rest:
            subject = _only(label)
            if subject is None and not _nothing_else(label):
                result += label
            at = end + 1
            continue
        subject = None
        if carried is not None and not carried.has("n:") and not _verbal([*label, *rest]):
            result.append(Tok(set(carried.tags), "", label[0].start, label[0].start))
        for one in label if empty else ():
            if one.has("n:logo", "n:voice") and one.has("sel") and any(set(x.names) & set(one.names) for x in rest):
                one.tags, one.which, one.names = one.tags & {"n:logo", "n:voice"}, None, ()  # "Logo: logo.png"
        kept = _kept(label, colon, rest, empty and not pictured)
        at = end + 1 + len(rest)
        if pictured and _pictures(toks, at - len(rest) - 1 - len(label)):
            made = Tok({"v:make", "f"}, "", label[0].start, label[0].start)
            film = Tok({"n:film"}, "", label[0].start, label[0].start)
            while at + 1 < len(toks) and toks[at].has(HARD) and toks[at].text.strip(".;!?。；！？\n"):
                rest = [*rest, toks[at], *_sentence(toks, at + 1)]  # "latte.jpg, then shop.jpg": one list
                at = end + 1 + len(rest)
            framed = [one for one in label if one.has("r: ratio size")]  # "a vertical clip: a.mp4, …"
            if framed:
                rest = [*rest, Tok({HARD}, "\n", made.start, made.start), Tok({"v:change", "f"}, "", 0, 0), *framed]
            result = [made, film, *rest, Tok({HARD}, "\n", label[0].start, label[0].start), *result]
            continue
        result += kept
    return result


def _stands_alone(toks: list[Tok], at: int) -> bool:
    """Whether a line is nothing but a clip, and lines about it follow."""
    line = _sentence(toks, at)
    if any(weighty(one) and not one.has("sel") for one in line) or toks[at].has("all"):
        return False
    if len([one for one in line if weighty(one)]) > 2:
        return False
    end = at + len(line)
    return end + 1 < len(toks) and toks[end].text == "\n" and not toks[end + 1].has("sel", HARD)


def _label(toks: list[Tok], at: int) -> int:
    """The index of the colon behind a label that begins there; 0 for none."""
    for index in range(at, min(at + LONGEST + 1, len(toks))):
        one = toks[index]
        if one.has("n:pip", "n:splitscreen"):
            return 0
        if one.has("colon"):
            return index if index > at else 0
        if one.has("comma") and any(two.has("meta") for two in toks[at:index]):
            continue  # "apply the following edits, in this order:"
        if one.has(HARD, "comma", "quote", "range", "dur", "pct", "edge", "at", "clock"):
            return 0
    return 0


def _pictures(toks: list[Tok], at: int) -> bool:
    """Whether a label such as ``images: a.jpg, b.jpg`` begins there."""
    if at and not toks[at - 1].has(HARD):
        return False
    end = _label(toks, at)
    if not end or not any(
        one.has("n:photo", "n:clip", "n:video", "n:media") and not one.has("sel") for one in toks[at:end]
    ):
        return False
    return any(one.has("file") for one in _sentence(toks, end + 1))


def _sentence(toks: list[Tok], at: int) -> list[Tok]:
    """The tokens up to the end of the sentence or line."""
    end = closing(toks, at, HARD)
    return toks[at:end]


TEXTS = ("n:title", "n:subtitle", "n:lowerthird", "n:caption", "n:text")


def _texts_follow(label: list[Tok], toks: list[Tok], at: int) -> bool:
    """Whether a heading such as "Captions:" has lines with their times below it."""
    if not any(one.has(*TEXTS) for one in label):
        return False
    while at < len(toks) and toks[at].has(HARD):
        at += 1
    line = _sentence(toks, at)
    own = any(one.has("n:title", "n:subtitle", "n:lowerthird", "n:caption", "n:text") for one in line)
    return not own and any(one.has("range", "clock", "at") for one in line)


CARRIED = ("v:trim", "v:keep", "v:cut", "v:remove", "v:mute", "v:reverse", "v:duplicate", "v:speed", "v:slow")


def _verb_for_all(label: list[Tok]) -> Tok | None:
    """The verb of a heading such as "Delete the following:", to be said again of each line; None where it has none."""
    verbs = [one for one in label if one.has("v:") and weighty(one) and not one.has("meta")]
    if len(verbs) != 1 or not verbs[0].has(*CARRIED) or verbs[0].has("n:speed"):
        return None
    if any(one.has("quote", *STRONG) or (one.has("sel") and not one.has("all")) for one in label):
        return None
    tags = {"v:keep"} if verbs[0].has("v:trim") else {tag for tag in verbs[0].tags if tag.startswith("v:")}
    return Tok({*tags, "f"}, "", verbs[0].start, verbs[0].start)


def _verbal(line: list[Tok]) -> bool:
    return any(one.has("v:") and not one.has("f", "n:", "v:show") for one in line)


def _single(label: list[Tok], toks: list[Tok], at: int) -> list[Tok]:
    """The one line below a heading that only gives what the heading names: "Title:", and the words in the next line."""
    if not any(one.has(*TOPICS) for one in label) or any(one.has("v:") for one in label):
        return []
    if at >= len(toks) or toks[at].text != "\n":
        return []
    line = _sentence(toks, at + 1)
    after = at + 1 + len(line)
    ends = after + 1 >= len(toks) or (toks[after].text == "\n" and toks[after + 1].text == "\n")
    own = any(one.has("n:", "v:", "range", "t:") and not one.has("file", "m:") for one in line)
    return line if line and ends and not own and any(one.has("quote", "file", "m:", *STRONG) for one in line) else []


def _only(label: list[Tok]) -> Tok | None:
    """The clip that a heading names and nothing else: what stands below is about that one."""
    content = [one for one in label if weighty(one) and not (one.has(*ABOUT) and not one.has("sel"))]
    same = content and all(one.has("sel") and not one.has("all") for one in content[:2]) and len(content) <= 2
    which = [one.which for one in content if one.which is not None]
    if same and len(which) == 2 and any(one.has("and", SOFT) for one in label):
        kind = which[0].kind
        if which[1].kind != kind or any(one.ids or one.at_ms is not None for one in which):
            return None
        numbers, names = (which[0].numbers + which[1].numbers, which[0].names + which[1].names)
        content[0].which, content[0].names = Which(kind, numbers, names), names
    return content[0] if same else None


def _about(toks: list[Tok], at: int, subject: Tok, result: list[Tok]) -> int:
    rest = _sentence(toks, at)
    after = at + max(1, len(rest))
    if rest and not any(one.has("sel", "n:music", "n:title", "n:text") for one in rest):
        rest = [*rest, Tok(set(subject.tags), subject.text, rest[-1].end, rest[-1].end, which=subject.which,
                           names=subject.names)]  # fmt: skip
    result += rest or [toks[at]]
    return after


def _nothing_else(label: list[Tok]) -> bool:
    """Whether a heading holds no wish: one noun or two, or words about the list itself."""
    said = [one for one in label if weighty(one)]
    verbs = [one for one in said if one.has("v:") and not one.has("n:", "meta", "v:change", "v:add", "v:export")]
    if any(one.has("r:", *STRONG) for one in said):
        return False
    named = any(one.has("sel", "num") and not one.has("all") for one in said)
    return not verbs and not named and (len(said) <= 2 or any(one.has("meta", "lines") for one in label))


def _kept(label: list[Tok], colon: Tok, rest: list[Tok], empty: bool) -> list[Tok]:
    """A label and what follows it, as a clause."""
    if any(one.has("nth") for one in label):
        return [*label, colon, *rest]  # "second transition: slide up"
    content = [one for one in rest if not one.has("f", "comma", SOFT) or one.text.lower() in NONE]
    noun = next((one for one in label if one.has("n:", "t:", "fmt:", "sel", "v:export", "v:speed", "v:fade")), None)
    if content and all(one.text.lower() in NONE for one in content):
        if noun is None or (
            empty and noun.has("n:music", "n:text", "n:title", "n:caption", "n:subtitle", "n:logo", "n:soundfx")
        ):
            return []
        no = Tok({"neg"}, "", noun.start, noun.start)
        if any(one.has("between") for one in label):  # "between 2 and 3: none"
            return [no, Tok({"n:transition"}, "", noun.start, noun.start), *label]
        return [no, *(one for one in label if weighty(one) and not one.has("w"))]
    said = [one for one in label if weighty(one) and not one.tags <= {"meta"}]
    verbal = any(one.has("v:") and weighty(one) for one in rest)
    light = all(one.has(*LIGHT) and (verbal or not one.has("v:cut", "v:move")) for one in said)
    if any(one.has("meta", "v:want") for one in label) and light:
        return [*rest]
    wishes = any(
        (one.has("v:") and not one.has("meta")) or not one.has("n:", "meta", "t:", "fmt:", "w") for one in said
    )
    if wishes and all(one.has(*LIGHT) for one in said) and any(one.has("v:") and weighty(one) for one in rest):
        return [*rest]  # "a tighter version: …"
    named = {name for one in label for name in one.names}
    own = any(one.has("sel") and not one.has("all") for one in rest)
    if all(one.has("n:video", "n:film", "longer", "v:lengthen", "v:change", "n:audio") for one in said) and _verbal(
        rest
    ):
        return [*rest]  # "extend the video: append …"
    if own and any(one.has("n:length") for one in said) and all(one.has("n:length", "v:change", "all") for one in said):
        return [*rest]  # 调整各照片时长：coffee.jpg 4秒、mug.jpg 4秒
    verb = _verb_for_all(label)
    plain = all(one is verb or one.has("v:", "all", "each", "n:clip") for one in said)
    if own and verb is not None and plain and all(one.has("all", "each") for one in label if one.has("sel")):
        return [verb, *rest]  # "trim each clip: beach 2s-7s, city 1s-6s"
    if wishes and named:
        return [*label, *(one for one in rest if not (one.has("sel") and set(one.names) == named))]
    if noun is None or wishes:
        return [*label, colon, *rest] if wishes else [*rest]
    sizes = [one for one in rest if one.has("size", "ratio", "r:", "fmt:", "rows", "fps")]
    if sizes and not noun.has("sel", "n:title", "n:text", "v:export"):
        verb = Tok({"v:change", "f"}, "", noun.start, noun.start)
        return [verb, *rest]
    if noun.has("n:length") and len(content) == 1 and content[0].has("num"):
        content[0].tags, content[0].value = {"dur"}, round(float(content[0].value) * 1000)
    if noun.has("n:length") and empty and len(content) == 1:
        return [Tok({"v:make", "f"}, "", noun.start, noun.start), Tok({"n:film"}, "", noun.start, noun.start), *rest]
    if noun.has("n:length") and not noun.has("v:"):
        label = [one for one in label if not one.has("w")]
    if noun.has("n:length") or noun.has("sel", "v:export", "n:speed", "n:volume", "n:loudness"):
        return [*label, colon, *rest]
    first = rest[: closing(rest, 0, "comma", SOFT, "under")] if noun.has("n:music", "n:voice") else rest
    own = any(one.has("n:", "t:", "sel") and weighty(one) and not one.has(SAID_OF_ANYTHING) for one in first)
    if noun.has(*TOPICS) and (not own or any(one.has("file", "quote", "m:") for one in rest[:3])):
        anew = noun.has("n:title") and any(word in "".join(one.text.lower() for one in label) for word in UPDATED)
        add = [Tok({"v:change" if anew else "v:add", "f"}, "", noun.start, noun.start)] if _adds(noun, rest) else []
        return [*add, *(one for one in label if weighty(one) and not one.has("w")), colon, *rest]
    if not own and any(weighty(one) for one in rest):
        return [*label, colon, *rest]
    clips = [one for one in label if one.has("sel") and one.which is not None]
    return [*(clips if not any(one.has("sel") for one in rest) else []), *rest]


def _adds(noun: Tok, rest: list[Tok]) -> bool:
    """Whether a label brings something that is there from then on: ``Music: bgm.mp3``."""
    return noun.has(
        "n:music", "n:voice", "n:title", "n:subtitle", "n:lowerthird", "n:caption", "n:text", "n:logo"
    ) and any(one.has("file", "quote", "m:") for one in rest)
