"""``everything except the second clip``: the others, by their ids on the timeline that the person sees."""

from __future__ import annotations

from dataclasses import replace

from local_backend.edits.chain import main_segments
from local_backend.edits.model import Impossible, Target, Which
from local_backend.edits.select import find
from local_backend.language.message.constraints import its_own, left_over
from local_backend.language.message.scopes import LOOKED
from local_backend.language.words.lexer import Tok
from local_backend.language.words.phrases import NOUNS, THAT
from local_backend.language.words.pieces import PACE, closing, opening
from local_backend.language.words.vocabulary import HARD
from local_backend.timeline import Timeline

KINDS: dict[str, Target] = {"text": "text", "main": "main"}
LETTERED = ("n:title", "n:subtitle", "n:lowerthird", "n:caption", "n:text")
HEARD: dict[str, Target] = {"n:music": "music", "n:voice": "voice"}
REACH = 4
BUT = ("but", "bar", "save", "save for", "minus", "not")


def _left(toks: list[Tok], at: int) -> None:
    """``zoom in on every photo, but leave the shop still``: left out of what is said of all."""
    if not toks[at].has("leave", "v:keep") or toks[at].has("sel"):
        return
    end = at + 1
    while end < len(toks) and toks[end].has("f") and not toks[end].has("sel", "sep:"):
        end += 1
    if end >= len(toks) or not (toks[end].has("sel") or _a_text(toks[end])) or toks[end].has("all"):
        return
    last = closing(toks, end + 1, "sep:")
    behind = [
        one
        for one in toks[end + 1 : last]
        if one.has("n:color") or one.text.lower() in ("still", "alone", "as is", "untouched", "be", "out")
    ]
    first = opening(toks, at, "sep:hard")
    if _a_text(toks[end]) and not any(map(_a_text, toks[first:at])):
        return
    adjusts = any(
        one.has("n:zoom n:pan n:grayscale n:sepia n:vintage v:mute brighter darker") for one in toks[first:at]
    )
    if its_own(toks[end + 1 : last], toks[first:at]):
        behind, adjusts = toks[end + 1 : last], True
    said = adjusts or (not toks[at].has("v:keep") and any(one.has("v:") for one in toks[first:at]))
    if (behind or end + 1 == last) and said and any(one.has("all each") for one in toks[first:at]):
        toks[at].tags = {"except"}
        for one in [*toks[end + 1 : last], *(two for two in toks[max(first, at - 3) : at] if two.has("sep:"))]:
            one.tags = {"f"}


OUTSIDE = ("除外", "不算", "不包括", "例外", "excepted", "excluded", "aside", "apart")
STAYING = "v:keep leave same v:show"
COLOURED = ("彩色", "原色", "原来的颜色", "有颜色", "in colour", "in color", "coloured", "colored")


def _behind(toks: list[Tok]) -> list[Tok]:
    """``整体暖15%，采访除外``: what is left out, named before the word for it."""
    for at, tok in enumerate(toks[1:], 1):
        last = at + 1 >= len(toks) or toks[at + 1].has("sep:")
        if tok.text in ("以外", "之外") and toks[at - 1].has("sel") and not any(one.has("except") for one in toks[:at]):
            tok.tags = {"except"}
            return _behind([*toks[: at - 1], tok, toks[at - 1], *toks[at + 1 :]])  # 第一段以外的片段
        if tok.text.lower() in OUTSIDE and last and (toks[at - 1].has("sel") or _a_text(toks[at - 1])):
            first = opening(toks, at, "sep:")
            plain = all(one.has("f", "except") or one is toks[at - 1] for one in toks[first : at + 1])
            if plain and not toks[at - 1].has("all"):
                tok.tags = {"except"}
                toks = [*toks[: at - 1], tok, toks[at - 1], *toks[at + 1 :]]
    return toks


def _stays_as_it_was(toks: list[Tok]) -> list[Tok]:
    """``全部变黑白，city保持彩色``, ``全部静音，只有采访留声音``: that one is left out of what is said of all."""
    for at, tok in enumerate(toks):
        if not tok.has("sel") or tok.has("all") or not at:
            continue
        end = closing(toks, at + 1, "sep:")
        said = toks[at + 1 : end]
        begin = opening(toks, at, "sep:")
        own = [*toks[begin:at], *said]
        stays = any(one.has(STAYING) or one.text.lower() in ("还是", "stays", "仍然", "is", "有") for one in own)
        coloured = any(one.has("n:color") or one.text.lower() in COLOURED for one in said)
        first = opening(toks, at, "sep:hard")
        drained = any(one.has("n:grayscale") for one in toks[first:at])
        if any(one.has("v:mute") for one in toks[first:begin]):
            coloured = drained = any(one.has("n:audio n:volume") for one in own)
        named = any(one.has("sel") and not one.has("all") for one in toks[first:at])
        alone = all(one.has(STAYING, "f n:color n:audio n:volume w all p:for") for one in said)
        if stays and coloured and drained and not named and alone:
            head = toks[:at]
            while head and head[-1].has("sep:", "comma", "f") and not head[-1].has("n:"):
                head.pop()
            return [*head, Tok({"except"}, "", tok.start, tok.start), tok, *toks[end:]]
    return toks


def _leaves_out(toks: list[Tok], at: int) -> bool:
    """Whether a "but" takes one out of all: "stabilise all clips but the city"."""
    first = opening(toks, at, "sep:")
    if not any(one.has("all") or one.text.lower() in ("everything", "everyone", "any") for one in toks[first:at]):
        return False
    end = at + 1
    while end < len(toks) and end <= at + 3 and toks[end].has("f") and not toks[end].has("sel", "sep:"):
        end += 1
    told = toks[end + 1 : end + 3]
    beside = toks[at - 1].has("all") or toks[at - 1].has("n:clip", "n:photo")
    if beside and toks[end : end + 1] and toks[end].has("ord", "last") and not toks[end].has("sel"):
        toks[end].tags |= {"sel", "n:clip"}  # "every clip but the first twice as fast"
        toks[end].which = Which(numbers=(int(toks[end].value) if toks[end].has("ord") else -1,))
    if end >= len(toks) or not toks[end].has("sel") or toks[end].has("all"):
        return False
    lead = next((one for one in toks[end + 1 : end + 5] if not one.has("f") or one.has(PACE, "sep:")), None)
    if beside and lead is not None and lead.has(PACE, "n:half", "v:", "c:"):
        return True
    aimed = len(told) == 2 and told[0].has("to by p:at") and told[1].has("num pct x")
    return not told or told[0].has("sep:") or aimed


def _wish_follows(toks: list[Tok], at: int) -> bool:
    """Whether a "but" is followed by what is to be done, and not by what is left out."""
    if not toks[at].text.lower().endswith("but") or at + 1 >= len(toks):
        return False
    ahead = toks[at + 1]
    return ahead.has("v:") and not ahead.has("sel", "n:", "name", "v:show", "v:play", "v:keep")


def excepted(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with "all but this one" drawn together into a selection of the rest."""
    toks = left_over(_stays_as_it_was(_behind(toks))) if timeline.tracks else _stays_as_it_was(_behind(toks))
    for index, one in enumerate(toks):
        if one.text.lower() in BUT and _leaves_out(toks, index):
            one.tags = {"except"}
        _left(toks, index)
        if one.has("except") and _wish_follows(toks, index):
            for two in toks[max(0, index - 2) : index + 1]:  # "keep everything but make the music quieter"
                two.tags = {"sep:soft", "f"} if two is one else {"f"} if two.has("leave", "all") else two.tags
    at = next((index for index, one in enumerate(toks) if one.has("except")), None)
    if at is None:
        return toks
    end = next(
        (
            index
            for index in range(at + 1, min(at + 1 + REACH, len(toks)))
            if toks[index].has("sel", *HEARD) or (_a_text(toks[index]) and any(map(_a_text, toks[:at])))
        ),
        None,
    )
    if end is None and (spoken := _spoken_of(toks, at)) is not None:
        end, named = spoken
        toks[end].which = named.which
    if end is None:
        if at + 1 < len(toks) and toks[at + 1].text.lower() == "nothing else":
            toks[at].tags = {"f"}
        return toks
    tok = toks[end]
    if _named_beside(toks, at):
        for one in toks[at : end + 1]:
            one.tags, one.which, one.names = {"f"}, None, ()
        return toks
    role = next((role for noun, role in HEARD.items() if tok.has(noun)), "")
    lettered = _a_text(tok) and any(one.has("all") and _a_text(one) for one in toks[:at])
    spared = [one for one in toks[opening(toks, at, "sep:") : at] if not one.has("f", "all")]
    if spared and all(one.has("leave") and not one.has("v:keep") for one in spared):
        toks[at].tags = {"f"}  # "don't touch anything except the music: make it quieter"
        if role and tok.which is None:
            tok.tags, tok.which = tok.tags | {"sel"}, Which(HEARD[f"n:{role}"])
        return toks
    if role:
        heard = [
            one for track, one in timeline.segments() if one.kind in ("video", "audio", "music") and track.role != role
        ]
        rest = [one.id for one in heard]
    elif lettered:
        texts = [one for track, one in timeline.segments() if one.kind == "text"]
        meant = tok.which or Which(next(NOUNS[noun] for noun in LETTERED if tok.has(noun)))
        if toks[end + 1 : end + 2] and toks[end + 1].has("quote"):
            end += 1  # except the title "Hello"
            meant = Which("text", (), (str(toks[end].value),))
        try:
            left_out = {one.id for one in find(timeline, meant, "en")}
        except Impossible:
            return toks
        rest = [one.id for one in texts if one.id not in left_out]
    else:
        try:
            left_out = {one.id for one in find(timeline, tok.which or Which(), "en")}
        except Impossible:
            return toks
        rest = [one.id for one in main_segments(timeline) if one.id not in left_out]
    if not rest:
        return toks
    noun, kind = ("n:text", "text") if lettered else ("n:clip", "main")
    others = Tok({"sel", noun}, tok.text, toks[at].start, tok.end, which=Which(KINDS[kind], ids=tuple(rest)))
    every = next((index for index in range(at - 1, -1, -1) if toks[index].has("all")), at)
    first, last = opening(toks, every, "sep:"), closing(toks, end + 1, HARD)
    before = [one for index, one in enumerate(toks[:at]) if index < first or not one.has("all")]
    after = [one for index, one in enumerate(toks[end + 1 :], end + 1) if index > last or not one.has("all")]
    if (
        after
        and after[0].text.lower() in ("which", "that", "who")
        and any(one.has(STAYING) or one.text.lower().startswith(("stay", "remain")) for one in after[:5])
    ):
        after = after[closing(after, 0, "sep:") :]  # "…, except the title which should stay white"
    while after and after[0].text in ("外", "以外", "之外", "的"):
        after = after[1:]
    if len(after) > 2 and after[0].has("comma") and _the_rest(after[1]) and after[2].has("n:clip n:photo n:video"):
        after = after[3:]  # 除第一段以外，其余片段
    elif tok.text and after and after[0].has("n:clip", "n:photo") and not after[0].has("sel"):
        after = after[1:]
    own = after[: closing(after, 0, "sep:")]
    if any(one.has("same leave v:keep normal") for one in own) and all(
        one.has("same leave v:keep normal f n:speed n:audio p:for") for one in own
    ):
        after = after[len(own) :]  # 除了第一段保持原速
    after = _of_that_one(after, tok)
    while lettered and before and before[-1].has("comma", "sep:soft"):
        before.pop()
    if len(after) > 1 and after[0].has("sep:soft", "comma") and _the_rest(after[1]):
        after = after[2:]  # 除了第一段，其余都黑白
    return [*before, others, *after]


def _a_text(tok: Tok) -> bool:
    return tok.has(*LETTERED) and not tok.has("v:", "quote")


def _of_that_one(toks: list[Tok], spared: Tok) -> list[Tok]:
    """``except the interview, which should be sepia``: what is said next of what was left out."""
    joint = next((index for index, one in enumerate(toks[:2]) if one.has("sep:")), None)
    if joint is None:
        return toks
    end = closing(toks, joint + 1, "sep:")
    looked = any(one.has(LOOKED) for one in toks[joint + 1 : end])
    word = next((at for at in range(joint + 1, end) if _that_one(toks[at], looked)), None)
    alone = word is not None and not any(one.has("sel") for one in toks[joint + 1 : end])
    if word is None or not alone or toks[word].text.lower() in ("them", "they", "these", "those", "它们", "their"):
        return toks
    named = replace(spared, tags=set(spared.tags), start=toks[word].start, end=toks[word].end)
    said = [] if toks[word].has("pron") or toks[word].text.lower() == "which" else [toks[word]]
    opened = replace(toks[joint], tags={HARD}, text=";")
    rest = toks[word + 2 :] if toks[word + 1 : word + 2] and toks[word + 1].has("one") else toks[word + 1 :]
    return [*toks[:joint], opened, *toks[joint + 1 : word], *said, named, *rest]


def _that_one(tok: Tok, looked: bool) -> bool:
    """Whether a word stands for the clip that was left out; "make it" does where it is to look or sound otherwise."""
    return tok.has("pron") or tok.text.lower() == "which" or (looked and tok.text.lower() in ("make it", "turn it"))


def _spoken_of(toks: list[Tok], at: int) -> tuple[int, Tok] | None:
    """``everything except that one``: the place of the pronoun, and the clip that was named last before it."""
    end = next((index for index in range(at + 1, min(at + 3, len(toks))) if toks[index].has("pron")), None)
    named = next((one for one in reversed(toks[:at]) if one.has("sel") and not one.has("all")), None)
    alone = end is not None and (end + 1 == len(toks) or toks[end + 1].has("sep:", "one"))
    return (end, named) if end is not None and named is not None and alone else None


def _the_rest(tok: Tok) -> bool:
    return tok.has("n:rest", "other") or tok.text in ("其余", "其他", "其它", "别的", "剩下的", "其余的",
                                                     "其他的", "都", "全部")  # fmt: skip


def _named_beside(toks: list[Tok], at: int) -> bool:
    """Whether clips are named before a "but not": "mute the beach and the city but not the interview"."""
    first = opening(toks, at, "sep:hard")
    if toks[at].text.lower() not in ("but not", "excluding", "not"):
        return False
    before = toks[first:at]
    return any(one.has("sel") and not one.has("all", "n:music") for one in before) and not any(
        one.has("all", "n:rest", "n:film", "v:make") for one in before
    )


def _a_clip(tok: Tok) -> bool:
    counted = ("那段", "那张", "那个", "一段", "那一段", "一张", "那一张", "one")
    return tok.has("n:clip", "n:photo") or tok.text in counted


def middle(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with "the middle clip" as a selection by its number."""
    main = main_segments(timeline)
    for index, tok in enumerate(toks[:-1]):
        noun = toks[index + 1]
        if tok.has("n:clip", "one") and noun.text.lower() == "in the middle" and not tok.has("sel") and len(main) % 2:
            which = Which(numbers=(len(main) // 2 + 1,))
            one = Tok({"sel", "n:clip"}, f"{tok.text} {noun.text}", tok.start, noun.end, which=which)
            return [*toks[:index], one, *toks[index + 2 :]]
        if any(one.has("range") for one in toks[index + 2 : index + 4]) or noun.text.lower() == "bit":
            continue
        clip = (noun.has("n:clip", "n:photo", "one") or noun.text in THAT) and not noun.has("sel")
        if tok.has("n:middle", "pl:center") and clip and len(main) % 2:
            which = Which(numbers=(len(main) // 2 + 1,))
            one = Tok({"sel", "n:clip"}, f"{tok.text} {noun.text}", tok.start, noun.end, which=which)
            return [*toks[:index], one, *toks[index + 2 :]]
    return toks


def superseded(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens without the old words of a text beside its new ones: "should read "A" instead of "B""."""
    there = {one.text.casefold() for _, one in timeline.segments() if one.kind == "text"}
    for index in range(2, len(toks)):
        old, no = toks[index], toks[index - 1]
        known = old.has("quote") and str(old.value).casefold() in there
        new = any(one.has("quote") for one in toks[max(0, index - 6) : index - 1])
        if known and new and no.text.lower() in ("instead of", "rather than", "not"):
            return [*toks[: index - 1], *toks[index + 1 :]]
    return toks
