"""What shall stay as it is: "keep the rest unchanged", "(the music must not change)", "其余不变", "总时长不得改变".

Nothing is to be done about it where it holds anyway; where all clips or texts are changed, what is to stay is left
out of that wish.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from local_backend.edits.model import Which
from local_backend.language.message.keepings import HEARD, LETTERED, breaks, looks_spared, of_all, plainly_kept
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import piece
from local_backend.language.words.vocabulary import HARD, SOFT
from local_backend.timeline import Timeline

_OPENS = (
    r"^\W*(?:(?:and|but|also|please|so|just|then|note that|importantly|make sure|be sure|ensure|that|of course|while|"
    r"you|we|i want|at the same time|under no circumstances)\b[ ,]*){0,6}"
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
    r"(?:as|like) (?:before|now)|at (?:100 ?%|normal(?: speed| volume| pace)?|"
    r"(?:its|their) (?:original|normal|current|present|existing|own) \w+))"
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
        r"(?P<what>(?:everything|all|the (?:parts?|footage|rest)) (?:before|after)(?: (?:and|or) (?:before|after))?"
        rf"(?: (?:it|that|this))?)(?: (?:should|must|can|is to|has to))*"
        rf" (?:stays?|remains?|be kept)(?: {_AS_IS}| in)?{_AFTER}",
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
        r"(?:(?:保持|维持|保留|按)(?:原样|原状|不变|不动|静止|现状|默认|原来的?(?:样子?|速度|音量|时长|长度)?|原速|原有的?样子?|现在的?样子?|原位)|"
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
LOUD = "v:mute v:remove louder quieter n:volume n:audio"
SEEN = "n:title n:subtitle n:lowerthird n:caption n:text n:transition n:logo"
LONGEST = 60
"""tokens of what may be said to stay"""
NEEDLESS = ("不用", "不需要", "不必", "不用了", "不需要了", "免了", "就不用了")
THOUGH = ("though", "tho", "however")
WHOLES = f"n:clip n:video n:photo n:film n:audio n:volume {SEEN}"
AGAIN = re.compile(r"\b(?:it|its|them|their|that)\b|它", re.I)
OTHERS = re.compile(r"\b(?:rest|else|others?|remaining)\b|其[余他它]|别的|剩下|余下", re.I)


def constrained(toks: list[Tok], message: str, timeline: Timeline) -> list[Tok]:
    """The tokens with what is to stay emptied, or left out of what is said of all."""
    toks, at = looks_spared(toks), 0
    while at < len(toks):
        if (end := _end(toks, at, message)) > at:
            toks, at = _stayed(toks, at, end)
        elif (end := plainly_kept(toks, at, timeline)) > at:
            toks, at = _stayed(toks, at, end, there=True)
        else:
            at += 1
    return toks


def _end(toks: list[Tok], first: int, message: str) -> int:
    """The end of the longest piece that begins there and says what stays; the place itself where none does."""
    if first and not (breaks(toks[first - 1]) or toks[first - 1].has(SOFT, "comma")):
        return first
    last = first
    while last < min(len(toks), first + LONGEST) and not breaks(toks[last]):
        last += 1
    ends = [at for at in range(first + 1, last + 1) if at == last or toks[at].has(SOFT, "comma")]
    return next((end for end in reversed(ends) if _stays(toks[first:end], message)), first)


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


def _stayed(toks: list[Tok], first: int, last: int, *, there: bool = False) -> tuple[list[Tok], int]:
    """The tokens with one such piece accounted for, and the place to go on from."""
    part, rest = toks[first:last], [*toks[:first], *toks[last:]]
    clips = [one for one in part if one.has("sel") and one.which is not None and not one.has("all", *HEARD)]
    texts = [one for one in part if one.has(*LETTERED) and not one.has("sel")]
    sounds = [one for one in part if one.has(*HEARD)]
    every = [at for at, one in enumerate(toks) if not first <= at < last and of_all(one) and not _named(toks, at)]
    if texts:
        every = [at for at in every if any(one.has(*LETTERED) for one in toks[slice(*piece(toks, at))])]
    elif sounds:
        parts = [(at, toks[slice(*piece(toks, at))]) for at in every]
        every = [at for at, own in parts if any(one.has(LOUD) for one in own) and not any(one.has(SEEN) for one in own)]
    spared = clips[:1] or texts[:1] or sounds[:1]
    every = [at for at in every if not any(piece(toks, at) == piece(toks, two) for two in every if two < at)]
    if spared and every and not there:
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


OWN = (
    ("n:speed", "v:speed v:slow faster slower x"), ("n:volume n:audio", "v:mute louder quieter n:volume"),
    ("n:length", "todur dur v:trim"),
)  # fmt: skip
"""what a clip may keep, and what is said of all when it does"""


def its_own(said: Sequence[Tok], before: Sequence[Tok]) -> bool:
    """``speed everything up by 20% but keep the interview's speed``: what is said of all is of that."""
    kept = [verbs for nouns, verbs in OWN if any(one.has(nouns) for one in said)]
    nouns = [nouns for nouns, verbs in OWN if verbs in kept]
    return bool(kept) and all(one.has("f", *nouns) for one in said) and any(one.has(*kept) for one in before)


def left_over(toks: list[Tok]) -> list[Tok]:
    """``remove all the text but keep the title``, ``全部静音，采访不用``: one of all is left out."""
    for before, the, tok in zip(toks, toks[1:], toks[2:], strict=False):
        bare = (
            tok.has("first last") and not tok.has("sel n: dur edge") and tok.text.lower() in ("last", "first", "final")
        )
        if bare and before.has("except") and the.text.lower() == "the" and toks[-1] is not tok:
            number = 1 if tok.text.lower() == "first" else -1  # "all clips except the last should be muted"
            tok.tags, tok.which = {"sel", "n:clip"}, Which("main", (number,))
    if any(one.has("except") for one in toks) or not any(of_all(one) or one.has("v:reset") for one in toks):
        return toks
    for at, tok in enumerate(toks):
        spares = tok.has("neg") or tok.text in NEEDLESS
        if not (spares or tok.has("v:keep leave")):
            continue
        first, last = piece(toks, at)
        own, end = toks[first:last], first
        while end and toks[end - 1].has(SOFT, HARD, "comma"):
            end -= 1
        begin, end = piece(toks, end - 1) if end else (0, 0)
        said = toks[begin:end]
        named = [one for one in own if one.has("sel nth", *LETTERED, *HEARD) and not one.has("all quote v:")]
        every = [one for one in said if of_all(one) or one.has("v:reset")]
        which = _together(named) if len(named) > 1 else None
        if not named or not every or (len(named) > 1 and which is None) or not _one_of(named, said):
            continue
        plain = (
            "f v:keep leave exact and pron also v:show v:want neg" if spares else "f v:keep leave exact and pron also"
        )
        going = all(one in every or one.has("f v:remove v:mute pron", WHOLES) for one in said)
        going = going and any(one.has("v:remove v:mute v:reset") for one in said)
        going = going or (any(one.has(*HEARD) for one in named) and not any(one.has("v:keep") for one in own))
        unlike = any(one.has("neg quote v:keep") or (one.has("sel") and one not in every) for one in said)
        if not (spares or going) or unlike:
            continue
        if not all(one in named or one is tok or one.has(plain) or one.text.lower() in THOUGH for one in own):
            continue
        kept = named[0]
        kept.which = which or kept.which
        for one in said:
            one.tags = {"v:remove"} if one.has("v:reset") else one.tags
        more = [] if any(of_all(one) for one in said) else [Tok({"all"}, "", kept.start, kept.start)]
        return [*toks[:begin], *said, *more, Tok({"except"}, "", kept.start, kept.start), kept, *toks[last:]]
    return toks


def _one_of(named: Sequence[Tok], said: Sequence[Tok]) -> bool:
    """Whether what is named is one of what is spoken of: a title of the texts, a transition, a sound, a clip."""
    for kind in (LETTERED, ("nth", "n:transition", "t:")):
        if any(one.has(*kind) for one in named):
            return any(one.has(*kind) for one in said)
        if any(one.has(*kind) for one in said):
            return False
    if any(one.has(*HEARD) for one in named):
        return any(one.has(LOUD) and not one.has("v:remove") for one in said)
    return all(one.which is not None for one in named)


def _named(toks: list[Tok], at: int) -> bool:
    """Whether a clip is named beside an "all", which is then of something in it."""
    return any(one.has("sel") and not of_all(one) for one in toks[slice(*piece(toks, at))])


def _together(clips: Sequence[Tok]) -> Which | None:
    which = [one.which for one in clips if one.which is not None]
    if len({one.kind for one in which}) != 1 or any(one.ids or one.at_ms is not None for one in which):
        return None
    numbers, names = (tuple(part for one in which for part in getattr(one, field)) for field in ("numbers", "names"))
    return Which(which[0].kind, numbers, names)
