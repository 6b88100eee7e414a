"""Why something is wished, and what is remarked in brackets: "ditch it its so mid", "…，免得看不清楚", "(a dog barks)".

It is taken out of the tokens before the wishes are read; a clip that it names stays, for the wish may be about it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from local_backend.language.message.statements import MANNERS, ZH_FOR, ZH_WHY, acted, states
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing, opening
from local_backend.language.words.vocabulary import HARD, SOFT

TAILS = ("so", "so that", "because", "cause", "cuz", "cos", "coz", "bc", "since", "otherwise", "or else",
         "免得", "以免", "省得", "不然", "要不然", "否则", "因为", "以便", "这样", "好让", "免", "用来",
         "用以")  # fmt: skip
ITS = ("its", "it's", "thats", "that's", "they're", "theyre", "it is", "it", "this", "that", "he's", "she's")
STATE = re.compile(
    r"\b(?:so|too|gonna|going to|really|just|kinda|way|pretty|super|not|very|such|kind of|a bit|gets?|is|are|"
    r"looks?|feels?|"
    r"seems?|becomes?|sounds?|stays?|doesn'?t|don'?t|isn'?t|won'?t|can'?t|can|could|has|have|'s|there'?s)\b|"
    r"[\u3400-\u9fff]",
    re.I,
)
SUBJECT = re.compile(r"(?:that )?(?:it|we|i|you|they|the|my|people|viewers|everyone|nobody|no one|there)\b", re.I)
ACTING = (
    "dur range edge at after before for todur bydur pct x quote num db lufs deg px size ratio rows fps bytes c: "
    "m: t: pl: "
    "v:cut v:trim v:remove v:add v:replace v:move v:split v:mute v:export v:loop v:fade n:fade v:freeze v:swap file"
)


def _tailing(toks: list[Tok], message: str) -> list[Tok]:
    """``ditch it its so mid lol``, ``… so that the video gets shorter``, ``，免得看不清楚``: only why."""
    gone: set[int] = set()
    for index, tok in enumerate(toks):
        word = tok.text.lower()
        if word not in (*TAILS, *ITS) or not index or tok.has("sel"):
            continue
        before = toks[opening(toks, index, HARD) : index]
        end = closing(toks, index + 1, HARD, "comma")
        said = toks[index + 1 : end]
        told = message[said[0].start : said[-1].end] if said else ""
        if not said or not any(one.has("v: sel pct x dur ratio t: fit: edge") and not one.has("f") for one in before):
            continue
        if word in ITS and (not re.match(r"(?:so|too|gonna|really|just|kinda|way|pretty|super|very|such|"
            r"kind of)\b", told, re.I)
                            or any(one.has("sel n:") for one in said)):  # fmt: skip
            continue
        if word not in ("so", "so that"):
            said = [one for one in said if not one.has("fit: r:")]
        fits = {tag for one in before for tag in one.tags if tag.startswith(("fit:", "r:"))}
        if any(one.has(ACTING) or (one.has("fit: r:") and not one.tags & fits) for one in said):
            continue
        if word in ("so", "so that", *ITS) and not (STATE.search(told) or SUBJECT.match(told)):
            continue
        things = [
            one for one in said if one.has("n: sel") and not one.has("n:video n:film n:clip n:screen n:speed stranger")
        ]
        if word in ("so", "so that") and things and any(one.has(FLAWS) and not one.has("n:") for one in said):
            tok.tags = {HARD}
            continue  # "so the logo is bigger" may be a wish of its own
        named = [one for one in said if one.has("sel") and one.which is not None and not one.has("stranger", "all")]
        if any(not any(one.which == two.which for two in before) for one in named):
            continue
        gone |= set(range(index, end))
    return [one for index, one in enumerate(toks) if index not in gone]


ZH_SELF = re.compile(
    r"(?:上次|之前|整体|总体|前面)[^，]{0,6}(?:挺|很|都|蛮|还)[^，]{0,3}(?:好|棒|满意|不错|可以)的?$|"
    r"(?:我们?|俺|本人)(?:是|叫|今年|平时|不太|不怎么|第一次)|[也又]?不(?:太|怎么|大)(?:会|懂|熟|清楚|明白)|"
    r"节奏[^，]{0,3}起来$"
)
STANDS = re.compile(r"(?:\w+ ){0,2}there(?:'s| is| are|s)\b|[^，]*有", re.I)
MENDED = ("clean", "fix", "hide", "cover", "blur", "处理", "处理一下", "遮住")
TOPICS = "n:logo n:overlay n:title n:text n:lowerthird n:subtitle n:caption n:music n:voice"
FLAWS = (
    "faster slower brighter darker warmer colder vivid dull louder quieter longer shorter bigger smaller "
    "n:stabilise n:rotate"
)


UNNEEDED = re.compile(
    r"(?:(?:as|because|since) )?(?:the )?(?:users?|clients?|customers?|i|we|they|he|she|it|this|that|those)"
    r"(?:'s|'re| is| are)? (?:no longer|not|don't|doesn't) (?:needs?|wants?|needed|wanted|used|required)"
    r"(?: (?:it|them|this|that|those|these))?(?: any ?more)?|"
    r"(?:因为)?(?:用户|客户|我们?|他们?|她们?)?(?:已经|现在|都)*(?:不再需要|用不着|用不上|不再用|不再要)(?:它们?|这些)?了?",
    re.I,
)
OTHER = "n:rest n:video n:film sel all up down v:make v:change v:want v:add v:remove neg"


def _remarking(toks: list[Tok], message: str) -> list[Tok]:
    """``第一段拍歪了，…``, ``…, drone footage sells better``: what only tells beside a wish; a clip stays."""
    at, dropped = 0, list[Tok]()
    while at < len(toks):
        end = closing(toks, at, HARD, SOFT, "comma")
        part, rest = toks[at:end], [*toks[:at], *toks[end:]]
        at = end + 1
        if not part or not any(one.has("v: pct x dur bytes deg fit: n:stabilise") and not one.has("f") for one in rest):
            continue
        begin = at - 1 - len(part)
        if (not begin or toks[begin - 1].has(HARD)) and (end == len(toks) or toks[end].has(HARD)):
            continue  # a sentence of its own is looked at as one
        told = message[part[0].start : part[-1].end]
        chinese = re.search(r"[\u3400-\u9fff]", told) is not None
        whom = chinese and ZH_FOR.fullmatch(told.strip()) and not any(one.has("pl: sel") for one in part)
        if MANNERS.fullmatch(told.strip()) or (whom and states(told)):
            dropped += [one for one in part if not one.has("r:")]
            continue
        if begin > 0 and toks[begin - 1].has("comma") and acted(part):
            toks[begin - 1].tags, toks[begin - 1].text = {HARD}, ";"
            continue
        follows = toks[end + 1 : closing(toks, end + 1, HARD, SOFT, "comma")]
        itself = any(one.has("pron") or re.search(r" (?:it|them|that)\b", one.text) for one in follows)
        mended = any(one.has("v:remove v:take n:blur") or one.text.lower() in MENDED for one in follows)
        if STANDS.match(told) and itself and mended:
            continue  # "there's a dog in clip 3, remove it": the dog
        cut = toks[opening(toks, begin - 1, HARD) : begin - 1] if begin > 0 else []
        if any(one.has("v:cut v:remove v:mute") for one in cut) and UNNEEDED.fullmatch(told.strip()):
            dropped += part
            continue
        shaky = any(one.has("v:cut v:remove") for one in cut) and any(one.has("range edge") for one in cut)
        shaky = shaky and any(one.has("n:stabilise") for one in part) and not any(one.has(OTHER) for one in part)
        strange = shaky or any(one.has("w") for one in part) or all(one.tags <= {"f"} for one in part)
        said_of = {one.text.lower() for one in part if one.has("sel")}
        says = chinese and ZH_SELF.match(told) is not None
        strange = strange or (chinese and ZH_WHY.match(told) is not None)
        says = says or shaky or (strange and states(told, said_of))
        placed = "pl:" if re.match(r"(?:because |since )?there\b", told, re.I) else "pl: "
        again = {one.text for one in rest}
        acts = ACTING if placed.endswith(" ") else ACTING.replace("pl: ", "")
        acts = "dur range pct x quote" if ZH_SELF.match(told) else acts
        said = [one for one in part if not one.has("sel") and one.text not in again and one.text != "一"]
        surely = (
            told.startswith(("因为", "由于", "鉴于"))
            and toks[end + 1 : end + 2]
            and toks[end + 1].text in ("所以", "因此", "故")
        )
        if surely:
            dropped += [one for one in part if not one.has("sel")]
            continue
        if not says or any(one.has(acts) and not (one.has("f") and one.has("v:")) for one in said):
            continue
        if not ZH_SELF.match(told) and any(
            one.has("v:") and not one.has("f", "n:", "v:add v:show v:play v:dislike v:want") for one in part
        ):
            continue
        flawed = {tag for one in part for tag in one.tags if one.has(FLAWS) and tag in FLAWS.split()}
        if flawed and not shaky and not any(one.tags & flawed or one.has("pct x dur deg") for one in rest):
            continue
        if not any(one.has(TOPICS) and not one.has("sel") for one in part):
            dropped += [one for one in part if not one.has("sel") or one.has("all")]
    return [one for one in toks if not any(one is two for two in dropped)]


def explained(toks: list[Tok], message: str) -> list[Tok]:
    """The tokens without what only says why."""
    return _remarking(_tailing(toks, message), message)


TOLD = (
    "dur range edge at since after before for todur bydur tdur pct x quote num db lufs deg px size ratio rows "
    "fps bytes c: "
    "pl: r: m: t: fmt: fit: fx: file neg except exact bold regular v:add v:remove v:cut v:keep v:mute "
    "n:grayscale n:sepia "
    "n:vintage n:zoom n:pan n:fade n:blur n:transition n:crop gradual twice halfx dir:in dir:out"
)
TOTAL = "f w all to n:length colon comma also"


def bracketed(toks: list[Tok], empty: bool = False) -> list[Tok]:
    """The tokens without what stands in brackets and only remarks something, or says an amount a second time."""
    at, toks = 0, _denied(toks)
    while at < len(toks):
        end = next((place for place in range(at + 1, len(toks)) if toks[place].text in (")", "）")), 0)
        if toks[at].text not in ("(", "（") or end <= at + 1:
            at += 1
            continue
        inner, before = toks[at + 1 : end], toks[opening(toks, at, HARD) : at]
        if before and (_remark(inner) or _again(inner, before) or _stays(inner)):
            toks = [*toks[:at], *toks[end + 1 :]]
        elif before and not empty and (told := _parameters(toks, at, end)) is not None:
            toks = told
        else:
            at = end + 1
    return toks


SLACK_MS = 500
LAID = "pl: pct n:size n:opacity range dur for to edge at f n:corner"


def _parameters(toks: list[Tok], at: int, end: int) -> list[Tok] | None:
    """``insert beach.mp4 (3s to 8s, muted) between A and B``: brackets in the middle of a wish; None for others."""
    inner, thing, head = toks[at + 1 : end], toks[at - 1], toks[opening(toks, at, HARD) : at]
    cuts = [place for place, one in enumerate(inner) if one.has("comma", SOFT)]
    if (
        thing.has("bigger", "smaller")
        and any(one.has("n:size") for one in inner)
        and any(one.has("num") for one in inner)
    ):
        return [*toks[: at - 1], *inner, *toks[end + 1 :]]  # "all captions bigger (size 60)"
    lasts = next((place for place in range(at - 1, at - 3, -1) if place >= 0 and toks[place].has("todur", "dur")), None)
    span = next((one for one in inner if one.has("range")), None)
    part = 0 if lasts is None or span is None else abs(span.value[1] - span.value[0] - int(toks[lasts].value))
    if lasts is not None and span is not None and part <= SLACK_MS and any(one.has("v:cut", "v:trim") for one in head):
        for one in head:
            one.tags = {"v:keep"} if one.has("v:cut", "v:trim") else one.tags
        return [*toks[:lasts], span, *toks[end + 1 :]]  # "cut it to 6 seconds (2s to 8s of the clip)"
    summed = lasts is not None and any(one.has("n:length", "v:trim", "n:video") for one in head)
    if summed and any(one.has("each", "all") for one in inner) and any(one.has("dur", "for") for one in inner):
        return [*toks[:at], *toks[end + 1 :]]  # "a total length of 12 seconds (2.8s per photo)"
    if not cuts:
        return None
    parts = [inner[a + 1 : b] for a, b in pairwise((-1, *cuts, len(inner)))]
    hushed = [part for part in parts if part and all(one.has("v:mute", "neg", "n:audio", "f") for one in part)]
    others = [one for part in parts if part not in hushed for one in part]
    if hushed and others and thing.has("sel") and any(one.has("v:add") for one in head):
        stop = closing(toks, end + 1, HARD)
        mute = Tok({"v:mute"}, hushed[0][0].text, hushed[0][0].start, hushed[0][-1].end)
        named = Tok({"sel"}, "", mute.end, mute.end, which=thing.which, names=thing.names)
        return [
            *toks[:at],
            *others,
            *toks[end + 1 : stop],
            Tok({HARD}, ";", mute.start, mute.start),
            mute,
            named,
            *toks[stop:],
        ]
    goes_on = end + 1 < len(toks) and not toks[end + 1].has(HARD, SOFT, "comma", "colon")
    if goes_on and all(one.has(LAID) for part in parts for one in part):
        return [*toks[:at], *(one for part in parts for one in part), *toks[end + 1 :]]
    return None


def _remark(inner: list[Tok]) -> bool:
    """``(a phone is ringing there)``: words that the editor does not know, and nothing that says how much or where."""
    inner = inner[2:] if [one.text for one in inner[:2]] == ["就", "是"] else inner
    named = any(one.has("sel", "name") and not one.has("all", "stranger") for one in inner)
    strange = any(one.has("stranger") for one in inner)
    return (strange or (len(inner) > 2 and any(one.has("w", "v:dislike") for one in inner))) and not (
        named or any(one.has(TOLD) and not (one.has("f") and one.has("v:")) and one.text != "就是" for one in inner)
    )  # fmt: skip


def _stays(inner: list[Tok]) -> bool:
    """``(keep its sound)``, ``（保留原声）``."""
    return inner[0].has("v:keep") and not inner[0].text.startswith(("只", "仅", "only")) and all(
        one.has("n: f and comma pron v:keep") and not one.has("exact", "neg", "n:rest") for one in inner
    )  # fmt: skip


def _denied(toks: list[Tok]) -> list[Tok]:
    """The tokens without ``clip 2, not clip 3``: what is not meant, beside what is."""
    for at in range(1, len(toks)):
        if toks[at].text.lower() not in ("not", "不是") or not (
            toks[at - 1].has("comma") or toks[at - 1].text in "(（"
        ):
            continue
        end = closing(toks, at + 1, HARD, SOFT, "comma")
        named, before = toks[at + 1 : end], toks[opening(toks, at - 1, HARD, SOFT, "comma") : at - 1]
        plain = all(one.has("sel f n:clip n:photo one ord") and not one.has("all") for one in named)
        meant = any(one.has("sel") and not one.has("all") for one in before) and any(one.has("v:") for one in before)
        if plain and meant and any(one.has("sel") for one in named) and not any(one.has("all") for one in before):
            return [*toks[: at - 1], *toks[end:]]
    return toks


def _again(inner: list[Tok], before: list[Tok]) -> bool:
    """``2s to 6s (4 seconds in total)``, ``1080x1350 (4:5)``: what was said is said again."""
    amounts = [one for one in inner if not one.has(TOTAL) or one.has("dur", "ratio")]
    if len(amounts) != 1:
        return False
    if amounts[0].has("dur") and not amounts[0].has("sel"):
        ranges = [one.value for one in before if one.has("range")]
        return bool(ranges) and abs(ranges[-1][1] - ranges[-1][0] - int(amounts[0].value)) <= 500
    sizes = [re.findall(r"\d+", one.text) for one in before if one.has("size")]
    ratio = re.findall(r"\d+", amounts[0].text) if amounts[0].has("ratio") else []
    return (
        len(ratio) == 2
        and any(len(one) == 2 and int(one[0]) * int(ratio[1]) == int(one[1]) * int(ratio[0]) for one in sizes)
    )  # fmt: skip
