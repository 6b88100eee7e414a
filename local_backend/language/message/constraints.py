"""What shall stay as it is: "keep the rest unchanged", "(the music must not change)", "其余不变", "总时长不得改变".

Nothing is to be done about it where it holds anyway; where all clips or texts are changed, what is to stay is left
out of that wish.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from local_backend.edits.model import Which
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import piece
from local_backend.language.words.vocabulary import HARD, SOFT
from local_backend.timeline import Timeline

_OPENS = (
    r"^\W*(?:(?:and|but|also|please|so|just|then|note that|importantly|make sure|be sure|ensure|that|of course|while|"
    r"you|we|i want|at the same time|under no circumstances)\b[ ,]*)*"
)
_TOUCH = (
    r"(?:chang(?:e|ing)|modify(?:ing)?|alter(?:ing)?|touch(?:ing)?|affect(?:ing)?|adjust(?:ing)?|edit(?:ing)?|"
    r"mov(?:e|ing)|remov(?:e|ing)|delet(?:e|ing)|disturb(?:ing)?|mess(?:ing)? with|tamper(?:ing)? with|"
    r"re-?order(?:ing)?|"
    r"resiz(?:e|ing)|restyl(?:e|ing)|re-?tim(?:e|ing)|los(?:e|ing))\b"
)
_AS_IS = (
    r"(?:unchanged|untouched|intact|unaffected|unmodified|alone|as(?: |-)is|default|"
    r"(?:the same|the way|as|like|what|how|where) (?:it|they|that)(?:'s| is| are| was| were)(?: now)?|"
    r"(?:exactly )?the same|"
    r"(?:as|like) (?:before|now)|at (?:100 ?%|normal|their (?:original|normal|current) \w+))"
)
_AFTER = r"(?: (?:as (?:now|before|(?:it|they) (?:is|are))|at all|now|please|either|though|for now|too))*\W*$"
KEPT = tuple(
    re.compile((_OPENS + one).replace(" ?", r"\s*").replace(" ", r"\s+").replace(r"[\s+,]", r"[\s,]"), re.I)
    for one in (
        rf"(?:do not|don'?t|never|must not|mustn'?t|may not|should ?n[o']t|without|no need to|avoid|not) {_TOUCH}"
        rf"(?P<what>.*?){_AFTER}",
        r"(?P<what>no (?:other )?\w+(?: \w+)?) (?:may|must|should|shall|can|is to|are to|to) be "
        rf"(?:chang|mov|modif|alter|touch|affect|remov|delet|edit|adjust)\w*{_AFTER}",
        r"(?:blur|crop|change|touch|move|remove|add|cut|trim|delete|alter|modify|edit|mute|adjust|do) "
        rf"(?P<what>nothing(?: else)?){_AFTER}",
        r"(?P<what>no (?:other |further |additional |more |such )*(?:changes?|modifications?|edits?|"
        r"alterations?|adjustments?)"
        rf"(?: (?:to|in|of|on|for) .*?)?)(?: (?:are|is))?(?: (?:needed|required|necessary|wanted|allowed|"
        rf"permitted|desired))?{_AFTER}",
        rf"(?:keep|keeping|leave|leaving|retain|preserve|maintain)\b(?P<what>.*?)\b(?:exactly |just |"
        rf"all )*{_AS_IS}{_AFTER}",
        rf"(?P<what>.+?) (?:(?:must|should|shall|may|can|will|does|do|has to|have to|need to|needs to|is|are) ?)?"
        r"(?:not|n't|never) (?:be )?(?:chang|mov|modif|alter|touch|affect|remov|delet|edit|crop|shift)\w*"
        rf"(?: in any way)?{_AFTER}",
        rf"(?P<what>.+?) (?:(?:must|should|shall|may|can|will|has to|have to|needs? to|is to|are to|all) )*"
        rf"(?:stays?|remains?|be (?:left|kept)|is left|are left|left|kept|keeps?|continues?)(?: (?:exactly|just|all))*"
        rf" {_AS_IS}{_AFTER}",
        r"(?:with )?(?:all )?(?P<what>(?:the )?(?:others?|rest|remaining \w+|other \w+)(?: of (?:it|them))?)(?: \w+)?"
        r"(?: in| keep| keeping)+(?: (?:their|its|the))?(?: (?:usual|same|current|original|existing|present|"
        r"normal|old))?"
        rf" (?:order|places?|positions?|sequence){_AFTER}",
        r"(?:with |as )?(?P<what>(?:the |its |her |his |their )?(?:sound|audio|voice|speech|soundtrack|talking)"
        r"(?: (?:of|from) .+?)?) (?:continues?|goes on|carries on|plays on|runs on|stays audible|still plays|"
        rf"keeps? (?:on )?(?:going|playing|running)|is (?:still )?heard){_AFTER}",
        r"(?P<what>(?:all |the |any )*(?:rest|everything else|all else|others?|anything else|other \w+|remaining \w+)"
        rf"(?: of (?:it|them|the \w+))?)(?: (?:should|must|can|may|is|are|all|to|be))*(?: (?:stays?|remains?|"
        rf"kept|left))?"
        rf"(?: (?:exactly|just))?(?: {_AS_IS}|(?<=stay)|(?<=stays)|(?<=remain)|(?<=remains)){_AFTER}",
    )
)
_ZH_NO = r"(?:不要|请勿|别|不得|不能|不可以?|不许|勿|无需|无须|不用|不需要|切勿|千万别|不必|不准|不应该?|不该|不会|不)"
_ZH_TOUCH = r"(?:改变|改动|更改|修改|变动|变化|调整|移动|删除|删掉|受影响|影响|触碰|动|碰|改|变|删|丢)"
ZH_KEPT = tuple(
    re.compile(r"^\W*(?:请|务必|但是?|并且?|且|同时|而且|注意|要?保证|确保)*" + one)
    for one in (
        r"(?P<what>.*(?:声音|原声|讲话|说话))(?:继续|接着|照常|一直|不断|不停|不中断)(?:放|播|响|走)?\W*$",
        rf"{_ZH_NO}(?:再|去)*{_ZH_TOUCH}了?(?P<what>(?!成|为|到|得|过).+?)[吧哦哈]?\W*$",
        r"在(?:不(?:改变|影响|改动|修改|变动|破坏|动)|保持|保证|维持)(?P<what>.+?)(?:不变)?的?(?:前提|情况|条件|"
        r"基础)之?下$",
        r"(?P<what>.+?)(?:都|均|也|全|一律|统统|通通|全部|必须|应该?|请|需要?|就|仍然?|还是|给我|先|要|继续)*"
        r"(?:(?:保持|维持|保留|按)(?:原样|原状|不变|不动|静止|现状|默认|原来的?样子?|原有的?样子?|现在的?样子?|原位)|"
        rf"不变|不动|照旧|(?<![恢复回到成为])(?:默认|原样)|{_ZH_NO}(?:再|要)*(?:有任何|做任何|作任何|被)?{_ZH_TOUCH}[了它]?)"
        r"(?:即可|就行|就好|[吧哦了哈呢])*\W*$",
    )
)
AMOUNTS = (
    "dur range edge at since until for todur bydur x quote num db lufs deg px size ratio rows fps bytes c: "
    "unknown except "
    "pl: r: m: fmt: fit: fx: brighter darker warmer colder vivid louder quieter faster slower bigger smaller "
    "longer shorter"
)
LYING = (
    "n:voice n:music n:title n:text n:lowerthird n:subtitle n:caption n:logo n:transition t: n:length n:order "
    "n:place n:size "
    "n:speed"
)
PLAIN = f"{LYING} f and comma sep:soft pron between n:clip n:photo n:video tdur dur v:keep"
LETTERED = ("n:title", "n:subtitle", "n:lowerthird", "n:caption", "n:text")
HEARD = ("n:music", "n:voice")
LOUD = "v:mute v:remove louder quieter n:volume n:audio"
LONGEST = 60
"""tokens of what may be said to stay"""
AGAIN = re.compile(r"\b(?:it|its|them|their|that)\b|它", re.I)
OTHERS = re.compile(r"\b(?:rest|else|others?|remaining)\b|其[余他它]|别的|剩下|余下", re.I)


def constrained(toks: list[Tok], message: str, timeline: Timeline) -> list[Tok]:
    """The tokens with what is to stay emptied, or left out of what is said of all."""
    at = 0
    while at < len(toks):
        if (end := max(_end(toks, at, message), _plainly_kept(toks, at, timeline))) <= at:
            at += 1
            continue
        toks, at = _stayed(toks, at, end)
    return toks


def _breaks(tok: Tok) -> bool:
    return tok.has(HARD, "colon") or tok.text in ("(", ")", "（", "）", "[", "]", "—", "–")


def _end(toks: list[Tok], first: int, message: str) -> int:
    """The end of the longest piece that begins there and says what stays; the place itself where none does."""
    if first and not (_breaks(toks[first - 1]) or toks[first - 1].has(SOFT, "comma")):
        return first
    last = first
    while last < min(len(toks), first + LONGEST) and not _breaks(toks[last]):
        last += 1
    ends = [at for at in range(first + 1, last + 1) if at == last or toks[at].has(SOFT, "comma")]
    return next((end for end in reversed(ends) if _stays(toks[first:end], message)), first)


def _plainly_kept(toks: list[Tok], first: int, timeline: Timeline) -> int:
    """The end of ``keep the 0.5s crossfades``, ``保留旁白和标题``; the place itself where that is not said."""
    if (
        not timeline.tracks
        or not toks[first].has("v:keep")
        or toks[first].text.lower().startswith(("only", "只", "仅"))
    ):
        return first
    end = first
    while end < len(toks) and not _breaks(toks[end]) and toks[end].has(PLAIN) and not toks[end].has("exact n:rest"):
        if toks[end].has("dur") and not any(one.has("t: n:transition") for one in toks[end + 1 : end + 2]):
            break
        end += 1
    while end > first and toks[end - 1].has(SOFT, "comma"):
        end -= 1
    part, rest = toks[first:end], [*toks[:first], *toks[end:]]
    whole = end == len(toks) or _breaks(toks[end]) or toks[end].has(SOFT, "comma")
    nouns = [one for one in part if one.has(LYING)]
    if not whole or not nouns or any(one.has("n:rest except") for one in rest) or any(map(_of_all, rest)):
        return first
    told = [one.transition for one in (timeline.main.segments if timeline.main else ()) if one.transition]
    for one in part:
        kind = one.kind_of("t:") if not one.has("n:transition") else ""
        if (kind and any(two.kind != kind for two in told)) or ((kind or one.has("n:transition")) and not told):
            return first
        if one.has("tdur dur") and any(two.duration_ms != int(one.value) for two in told):
            return first
        if one.has("sel") and not any(two.has("t: n:transition") for two in nouns):
            return first
    return end


def _stays(part: list[Tok], message: str) -> bool:
    begin = part[0].start
    told = message[begin : part[-1].end].replace("’", "'").replace("\n", " ")
    found = next((match for form in (*KEPT, *ZH_KEPT) if (match := form.match(told))), None)
    if found is None:
        return False
    others = OTHERS.search(found["what"]) is not None
    nothing = found["what"].lower().startswith("nothing") or (told[-1] == "下" and not re.search(r"\d", told))
    if not nothing and any(one.has(AMOUNTS) or (one.has("pct") and not (others and one.value == 100)) for one in part):
        return False
    what = [one for one in part if found.start("what") <= one.start - begin < found.end("what")]
    if "，" in found["what"] or any(one.has("v:") and not one.has("f", "n:", "sel") for one in what):
        return False
    listed = any(one.has("comma") for one in what)
    return others or any(
        one.has("n:", "t:", "sel", "pron", "all", "order", "v:speed") or (one.has("w", "f") and not listed)
        for one in what
    )


def _stayed(toks: list[Tok], first: int, last: int) -> tuple[list[Tok], int]:
    """The tokens with one such piece accounted for, and the place to go on from."""
    part, rest = toks[first:last], [*toks[:first], *toks[last:]]
    clips = [one for one in part if one.has("sel") and one.which is not None and not one.has("all", *HEARD)]
    texts = [one for one in part if one.has(*LETTERED) and not one.has("sel")]
    sounds = [one for one in part if one.has(*HEARD)]
    every = [at for at, one in enumerate(toks) if not first <= at < last and _of_all(one) and not _named(toks, at)]
    if texts:
        every = [at for at in every if any(one.has(*LETTERED) for one in toks[slice(*piece(toks, at))])]
    elif sounds:
        every = [at for at in every if any(one.has(LOUD) for one in toks[slice(*piece(toks, at))])]
    spared = clips[:1] or texts[:1] or sounds[:1]
    every = [at for at in every if not any(piece(toks, at) == piece(toks, two) for two in every if two < at)]
    if spared and every:
        if len(every) > 1 or every[0] > first:
            return toks, last
        one = spared[0]
        for two in toks[slice(*piece(toks, every[0]))] if texts else ():
            two.tags |= {"all"} if two.has(*LETTERED) else set()
        if len(clips) > 1 and (joint := _together(clips)) is not None:
            one.which = joint
        end = piece(toks, every[0])[1]
        gap = [two for two in toks[end:first] if not two.has(SOFT, "comma", HARD, "f")]
        if gap:
            return toks, last
        return [*toks[:end], Tok({"except"}, "", one.start, one.start), one, *toks[last:]], end + 2
    named = any(one.has("sel n: t: fmt: rows fps quote") for one in rest)
    if not rest or not any(one.has("v: n: t: sel pct dur quote fmt: ratio size r:") for one in rest):
        for one in part:
            if one.has("neg"):
                one.tags = {"leave"}
            elif not one.has("n: t: sel v:keep leave and comma sep:"):
                one.tags = {"same"}
        return toks, last
    behind = toks[last + 1 : piece(toks, last + 1, HARD)[1]] if last + 1 < len(toks) else []
    again = any(AGAIN.search(one.text) for one in behind) and not any(one.has("sel") for one in behind)
    if (clips and not named) or (again and (clips or texts or sounds)):
        return toks, last
    while (
        first
        and toks[first - 1].has(SOFT, "comma")
        and (last == len(toks) or toks[last].has(SOFT, "comma", "colon", HARD))
    ):
        first -= 1
    return [*toks[:first], *toks[last:]], first


def _of_all(tok: Tok) -> bool:
    spoken = tok.has("all") or tok.text.lower() == "everything" or tok.text[:1] in ("全", "都")
    return spoken or (tok.which is not None and tok.which.everything and tok.has("sel"))


def _named(toks: list[Tok], at: int) -> bool:
    """Whether a clip is named beside an "all", which is then of something in it."""
    return any(one.has("sel") and not _of_all(one) for one in toks[slice(*piece(toks, at))])


def _together(clips: Sequence[Tok]) -> Which | None:
    which = [one.which for one in clips if one.which is not None]
    if len({one.kind for one in which}) > 1 or any(one.ids or one.at_ms is not None for one in which):
        return None
    numbers, names = (tuple(part for one in which for part in getattr(one, field)) for field in ("numbers", "names"))
    return Which(which[0].kind, numbers, names)
