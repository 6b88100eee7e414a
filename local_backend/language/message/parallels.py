"""Whether two pieces that stand beside each other say the like of two things: "clip 1 to 6 s and clip 2 to 4 s"."""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.language.words.lexer import Tok
from local_backend.language.words.vocabulary import UNSEEN_FILES

THINGS = ("n:title", "n:subtitle", "n:lowerthird", "n:music", "n:voice", "n:logo", "n:transition")
AMOUNTS = "pct x dur for todur bydur edge range deg db"
SAID = (
    "quote c: pl: brighter darker warmer colder vivid dull faster slower louder quieter bigger smaller later "
    "earlier n:flip n:rotate n:crop n:blur n:pan n:zoom n:stabilise n:denoise n:sharpen n:grayscale n:sepia "
    "n:vintage n:vignette n:brightness n:contrast n:saturation n:temperature n:fade halfx twice thrice "
    "quarter third n:speed n:volume v:mute v:reverse v:speed v:slow v:split sideways"
)
TURNS = "n:rotate n:crop n:flip n:blur n:stabilise n:denoise n:sharpen v:slow v:speed v:mute v:reverse"
"""What stands first in a wish of its own: "crop its right edge", "rotate the first one"."""
TOGETHER = "between v:swap v:make n:film v:reorder n:order file"
LOOKS = (
    "brighter darker warmer colder vivid dull n:grayscale n:sepia n:vintage n:vignette n:brightness "
    "n:contrast n:saturation n:temperature n:denoise n:sharpen n:blur"
)
WHOLE = (
    "整个画面", "整体", "全片", "整片", "整个视频", "整条", "画面整体", "overall", "whole", "全程",
)  # fmt: skip
LEVELS = ("n:brightness", "n:contrast", "n:saturation", "n:temperature")
USED = ("use", "using", "uses", "使用", "用", "采用", "选用", "依次使用", "依次用")


UNSAID = "v:make v:change v:want v:keep"
BY_SO_MUCH = (
    "v:speed v:slow brighter darker warmer colder vivid dull punchy flat louder quieter v:trim n:rotate n:blur "
    "n:sharpen n:denoise n:vignette faster slower"
)
NEEDING = ("needs", "need", "should", "must", "has to", "ought to", "has", "gets", "can", "could", "shall", "goes")


def unsaid(current: Sequence[Tok], chunk: Sequence[Tok]) -> bool:
    """``make the beach | and the city 5 seconds each``: what is to be done to both comes with the second."""
    said = [one for one in current if not one.has("f") or one.has("sel")]
    lead = next((one for one in chunk if not one.has("f") or one.has("sel")), None)
    if len(said) != 2 or lead is None or said[0].has("v:remove") or not (_one(said[1]) and _one(lead)):
        return False
    shared = any(one.has("x pct deg halfx twice thrice bydur dur for todur") and not one.has("sel") for one in chunk)
    if said[0].has(BY_SO_MUCH) and shared and not any(one.has("v:") and not one.has("f n:") for one in chunk):
        return True  # "speed up the beach | and the city by 2x"
    if not said[0].has(UNSAID):
        return False
    whole = said[0].has("v:make", "v:change") and not said[0].has("v:add", "v:keep", "v:want")
    return whole or any(one.has("each all") and not one.has("sel") for one in chunk)


def _one(tok: Tok) -> bool:
    return (tok.has("sel") and not tok.has("all")) or (tok.has(*THINGS) and not tok.has("v:", "all"))


def listed(current: Sequence[Tok], chunk: Sequence[Tok]) -> bool:
    """Whether a "use a.jpg and b.jpg" only says of what the video is made that is being asked for."""
    sources = ("f", "v:take", "v:keep", "sel", "n:photo", "n:clip", "num", "comma", "and", "n:media")
    taken = all(one.has(*sources) for one in current) and any(one.has("v:take", "v:keep") for one in current)
    making = any(one.has("v:make") for one in chunk) and any(one.has("n:film", "n:video", "n:clip") for one in chunk)
    if taken and making and not any(one.has("sel", "file") for one in chunk) and any(one.has("sel") for one in current):
        return True  # "take photos 1-3 and make a 9 second clip"
    making = any(one.has("v:make") for one in current) and any(one.has("n:film", "n:video") for one in current)
    lead = next((one for one in chunk if not one.has("f") or one.text.lower() in USED), None)
    uses = lead is not None and lead.text.lower() in USED
    files = [one for one in chunk if one.has("sel")]
    pictures = bool(files) and all(one.has("file") and not one.text.lower().endswith(UNSEEN_FILES) for one in files)
    return making and uses and pictures and not any(one.has("sel", "file", "quote") for one in current)


def sources(toks: Sequence[Tok]) -> bool:
    """Whether files are only named for what is to be made of them: ``take beach.mp4 and city.mp4``."""
    named = [one for one in toks if one.has("sel") and not one.has("n:music n:voice n:audio n:title n:text n:caption")]
    return bool(named) and all(one in named or one.has("f v:take v:point v:add with and comma") for one in toks)


def made_of_them(toks: Sequence[Tok]) -> bool:
    """Whether a video is to be made of what was only named."""
    whole = any(one.has("n:video n:film") and not one.has("sel v:cut") for one in toks)
    makes = next((one for one in toks if not one.has("f")), None)
    makes = makes if makes is not None and (makes.has("v:make") or makes.text.lower() == "make it") else None
    other = any(one.has("sel file quote") or one.text.lower() in ("the", "this", "my", "整个") for one in toks)
    return whole and makes is not None and not other


def apart(current: Sequence[Tok], chunk: Sequence[Tok]) -> bool:
    """Whether the second piece is a wish of its own about another thing, or another wish about the same."""
    lead = next((one for one in chunk if not one.has("f") or one.has("sel")), None)
    if lead is None:
        return False
    if _own_length(lead, chunk) and any(one.has("n:film", "n:video", "v:make") for one in current):
        return not any(one.has("dur", "for") or _one(one) for one in current)  # "…, the first one 5 s"
    spots = "earlier later at_start at_end first last n:start n:end f v:move v:add v:play"
    halves = [[one for one in part if not one.has("f") or one.has("sel")] for part in (current, chunk)]
    if all(len(part) in (2, 3) and _one(part[0]) and all(x.has(spots) for x in part[1:]) for part in halves):
        return all(part[0].has("sel") and not part[0].has("sequence") for part in halves)  # 采访提前，beach殿后
    acts = any(one.has("v:remove v:move v:mute v:swap v:replace v:duplicate") for one in current)
    ranked = lead.has("sel") and _one(lead) and chunk[-1].has("ord first last")
    placed = any(one.text.lower() in ("be", "is", "goes", "comes", "should be", "go", "come") for one in chunk)
    if acts and ranked and placed and any(_one(one) for one in current):
        return True  # "I don't want the beans, and the latte should be second"
    makes = any(one.has("v:make") for one in current) and any(one.has("n:film", "n:video") for one in current)
    makes = makes and lead.has("v:make", "v:change") and lead.text.isascii()
    if makes and any(_one(one) and one.has("sel") for one in chunk) and not any(one.has("n:film") for one in chunk):
        return True  # "make a video of these photos and make the second one twice as long"
    ends = any(one.has("n:end", "n:start") for one in chunk) and any(one.has("n:fade", "n:black") for one in chunk)
    dark = any(one.has("c:#000000", "n:black", "n:fade") for one in chunk) and chunk[-1].has(
        "c:", "n:black", "n:fade", "f"
    )
    if any(one.has("quote") for one in current) and (ends or (lead.has("n:end", "n:start") and dark)):
        return True  # 'show "Wait" for 2s, and the end should go to black'
    if lead.has("n:rest") and not lead.has("sel") and any(one.has("pct x db") for one in current):
        return True  # 降到15%，其他都挺好的
    joins = lead.has("n:transition t:crossfade t:wipe t:slide t:dissolve") and any(one.has("tdur") for one in chunk)
    if joins and any(one.has("sel") for one in current) and any(one.has("dur for") for one in current):
        return True  # 采访4秒，叠化0.5秒
    after = chunk[chunk.index(lead) + 1 :]
    forbids = any(one.has("neg") for one in current) and any(one.has("v:remove v:mute v:cut") for one in current)
    if forbids and any(one.has("n: sel") for one in current) and any(one.has(AMOUNTS, SAID) for one in chunk):
        return True  # 别删音乐，调小一点
    ordered = any(one.has("sequence") for one in current)
    if ordered and any(one.has("sel") for one in chunk) and any(_acts(one) for one in chunk):
        return True  # "interview first, then the beach, mute the beach"
    needs = lead.has("sel") and bool(after) and after[0].text.lower() in NEEDING
    if needs and any(one.has("sel n:") for one in current) and any(_acts(one) for one in current):
        return True  # "we can lose the city, and the interview needs to be shorter"
    if all(one.has("f", "louder quieter") for one in chunk) and any(one.has(LOOKS) for one in current):
        return True  # "colder and quieter"
    if lead.has("neg") and any(one.has("n:", "t:") for one in chunk) and any(one.has("sel") for one in current):
        return any(one.has(AMOUNTS) for one in current)  # "shop for 8 seconds, no music"
    if lead.has("edge", "dur", "range") and all(
        _placed(p) and any(one.has("sel") for one in p) for p in (current, chunk)
    ):
        return not any(_joins(one) for one in current)  # "… of clip 1 and the first 2 of clip 2"
    if lead.has("v:remove v:mute v:reverse v:duplicate") and all(
        any(one.has("sel") for one in p) for p in (current, chunk)
    ):
        return any(one.has("range edge") for one in current)  # "… and 1 to 4 of the city, drop the interview"
    levels = [{tag for one in part for tag in one.tags if tag in LEVELS} for part in (current, chunk)]
    if (
        all(levels)
        and levels[0] != levels[1]
        and all(any(one.has("pct num") for one in part) for part in (current, chunk))
    ):
        return True  # 饱和度-20，色调偏冷15%
    looks = any(one.has(LOOKS) for one in chunk)
    if looks and chunk[0].text in WHOLE and any(one.has("sel") for one in current):
        return True  # city开头掐掉3秒，整个画面暖一点
    said = any(one.has(AMOUNTS, SAID) for one in current)
    if lead.has(TURNS) and lead.text.isascii() and not lead.has("sel") and any(one.has(AMOUNTS) for one in current):
        return any(one.has("sel", "pron", "f") and one is not lead for one in chunk) and any(
            one.has("sel") for one in current
        )
    ordered = lead.has(TURNS, "n:zoom n:pan n:sharpen n:denoise") and not lead.has("sel") and lead.text.isascii()
    if ordered and len(after) and next((one for one in after if not one.has("f") or one.has("sel")), lead).has("sel"):
        effects = [one for one in current if one.has(TURNS, LOOKS, "n:zoom n:pan") and not one.has("sel")]
        if effects and any(_one(one) and one.has("sel") for one in current):
            return True  # "sharpen clip 3, blur clip 1"
    if not said or any(_joins(one) for one in current):
        return False
    told = any(one.has(AMOUNTS, SAID) for one in chunk if one is not lead)
    thing, things = _thing(lead), [_thing(one) for one in current if _thing(one)]
    return bool(told and thing and things) and thing not in things


def _acts(tok: Tok) -> bool:
    return tok.has("v:") and not tok.has("f n: sel v:want v:show v:play v:make v:change v:start v:stop")


def _thing(tok: Tok) -> str:
    """What a token names, as a word to compare it by; empty for none."""
    if tok.has("sel") and tok.which is not None and not tok.has("all", "file"):
        return f"{tok.which.numbers} {tok.which.names} {tok.which.ids}"
    return next((noun for noun in THINGS if tok.has(noun)), "") if not tok.has("sel", "v:") else ""


def _own_length(lead: Tok, chunk: Sequence[Tok]) -> bool:
    """Whether a piece is one clip, told by its number, and its length."""
    which = lead.which if lead.has("sel") else None
    own = which is not None and len(which.numbers) == 1 and not which.names
    light = ("f", "sel", "dur", "for", "p:for", "v:show", "v:play")
    return own and any(one.has("dur", "for") for one in chunk) and all(one.has(*light) for one in chunk)


def _placed(part: Sequence[Tok]) -> bool:
    """Whether a stretch says which part of a clip: its first seconds, or some from its end."""
    return any(one.has("edge range") for one in part) or (
        any(one.has("dur") for one in part) and any(one.has("n:end n:start at_end at_start") for one in part)
    )


def _joins(tok: Tok) -> bool:
    """Whether a word makes one wish of all the things that it stands with."""
    return tok.has(TOGETHER) and not (tok.has("v:cut") and not tok.has("v:make", "file"))
