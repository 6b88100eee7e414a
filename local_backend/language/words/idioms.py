"""Turns of phrase whose words stand apart: ``leave X out``, ``drop X in``, ``一张图一秒``, ``cut A and B together``."""

from __future__ import annotations

import itertools

from local_backend.language.words.breaths import united
from local_backend.language.words.goings import gone, segment
from local_backend.language.words.lexer import Tok
from local_backend.language.words.phrases import noun_of
from local_backend.language.words.vocabulary import HARD

PUTS = ("drop", "pop", "throw", "chuck", "slot", "slip", "stick", "tack", "tag", "work", "squeeze", "insert")
JOINS = (
    "cut", "edit", "put", "string", "splice", "stitch", "bring", "mash", "paste", "throw", "slap", "toss",
    "chuck", "piece", "glue", "bung", "knock", "whip", "pull", "patch", "lump", "tie", "stick", "click",
    "link", "hook", "chain", "thread", "run", "lash", "cobble",
)  # fmt: skip
UNHEARD = ("but not", "excluding", "minus", "apart from")
APIECE = ("一张", "一幅", "一图", "每图", "一张图", "一张照片", "一张图片", "一页", "张", "每张图")


def drawn(toks: list[Tok]) -> list[Tok]:
    """The tokens with every such turn of phrase in plain tags."""
    for at in range(len(toks)):
        gone(toks, at)
        _apiece(toks, at)
        heard = any(one.has("n:voice", "n:music", "n:audio") for one in toks[at + 1 : at + 4])
        if (
            heard
            and toks[at].has("except")
            and toks[at].text.lower() in ("but not", "excluding", "minus", "apart from")
        ):
            toks[at].tags = {"neg"}
        _between(toks, at)
        _half_more(toks, at)
        _not_that(toks, at)
        _held(toks, at)
        _film(toks, at)
        _equal(toks, at)
        _together(toks, at)
        _told_of(toks, at)
        mute = next((one for one in toks[at + 1 : at + 3] if one.has("v:mute")), None)
        if mute is not None and toks[at].text.lower() in ("undo the", "cancel the", "undo"):
            toks[at].tags, mute.tags = {"f"}, {"v:unmute"}
        _put_in(toks, at)
        _styled(toks, at)
    return united(toks)


def opened(toks: list[Tok]) -> list[Tok]:
    """``get rid of everything but city``: that "but" takes one out."""
    for (before, tok), ahead in zip(itertools.pairwise(toks), [*toks[2:], None], strict=False):
        every = before.text.lower().endswith(("everything", "all", "anything")) or before.text in ("全部", "所有")
        wish = ahead is not None and ahead.has("v:") and not ahead.has("f", "sel", "n:")
        if tok.text.lower() in ("but", "besides", "apart from") and every and not wish:
            tok.tags = {"except"}
            if before.has("v:reset"):
                before.tags -= {"v:reset"}
    return toks


def _half_more(toks: list[Tok], at: int) -> None:
    """``the last second and a half``: one and a half of them."""
    said = [one.text.lower() for one in toks[at + 1 : at + 4]]
    if not toks[at].has("edge") or not toks[at].text.lower().endswith("second") or said != ["and", "a", "half"]:
        return
    side, length = toks[at].value
    toks[at].value = (side, length + 500)
    for one in toks[at + 1 : at + 4]:
        one.tags = {"f"}


def _not_that(toks: list[Tok], at: int) -> None:
    """``45 seconds instead of 30``, ``a minute flat``: the other number, and the word, say nothing more."""
    tok = toks[at]
    if (
        tok.text.lower() in ("flat", "sharp", "整", "on the dot", "dead")
        and at
        and toks[at - 1].has("dur", "todur", "for")
    ):
        tok.tags = {"f"}
    late = tok.text.lower() == "not" and at > 1 and toks[at - 1].has("comma") and toks[at - 2].has("at for todur pct x")
    if (
        late
        and at + 1 < len(toks)
        and toks[at + 1].has("num dur clock pct x")
        and (at + 2 == len(toks) or toks[at + 2].has("sep:"))
    ):
        toks[at - 1].tags, tok.tags, toks[at + 1].tags = {"f"}, {"f"}, {"f"}  # "at 20s, not 18"
    if tok.text.lower() not in ("instead of", "rather than", "而不是", "不是") or not at or at + 1 >= len(toks):
        return
    if toks[at - 1].has("dur todur for at clock deg pct x db") and toks[at + 1].has("num dur clock deg pct x db"):
        tok.tags, toks[at + 1].tags = {"f"}, {"f"}


def _film(toks: list[Tok], at: int) -> None:
    """``I'd like a 12-second clip``: the video that is to be made."""
    lone = toks[at].text.lower() in ("clip", "片段") and not toks[at].has("sel")
    if not lone or at < 2 or not toks[at - 1].has("dur", "r:", "n:promo"):
        return
    before = toks[max(0, at - 7) : at]
    article = any(one.text.lower() in ("a", "an", "one", "一个", "一段", "一条", "个") for one in before)
    added = any(one.has("v:add") and not one.has("v:want", "v:make") for one in before)
    if article and not added and not any(one.has("v:remove v:cut v:trim v:split v:move sel") for one in before):
        toks[at].tags = {"n:film"}


def _told_of(toks: list[Tok], at: int) -> None:
    """``pics of my coffee shop``: two names side by side say what the pictures are of."""
    if not toks[at].has("n:photo") or toks[at].has("sel"):
        return
    after = [one for one in toks[at + 1 : at + 5] if one.text.lower() not in ("my", "our", "the", "a")]
    names = [one for one in after[1:3] if one.has("name") and not one.has("file")]
    if len(after) > 2 and after[0].text.lower() == "of" and len(names) == 2:
        for one in names:
            one.tags, one.which, one.names = {"f"}, None, ()


def _styled(toks: list[Tok], at: int) -> None:
    """电影感BGM: a kind of music, and no file of that name."""
    if not toks[at].has("m:") or at + 1 >= len(toks) or toks[at].has("sel"):
        return
    after = toks[at + 2] if toks[at + 1].text in ("的", "style", "风格") and at + 2 < len(toks) else toks[at + 1]
    if after.has("n:music") and after.has("sel") and not after.has("file"):
        after.tags, after.which, after.names = {"n:music"}, None, ()


SAME = (
    "same",
    "equally",
    "equal",
    "identical",
    "一样",
    "相同",
    "平均",
    "平均分",
    "均等",
    "均分",
    "平分",
    "一样长",
    "the same",
)


def _equal(toks: list[Tok], at: int) -> None:
    """``12 seconds, each photo equally long``: the time is the whole video's."""
    if not toks[at].has("each") or not any(one.has("dur", "for", "todur") for one in toks):
        return
    if at > 1 and toks[at - 1].has("p:for") and toks[at - 2].text.lower().startswith("equal "):
        toks[at].tags, toks[at].which, toks[at - 1].tags = {"f"}, None, {"f"}  # "equal time for each"
        return
    near = toks[at + 1 : at + 5]
    if any(one.text.lower() in SAME for one in near) and not any(one.has("dur", "for") for one in near[:2]):
        gives = at > 1 and toks[at - 1].has("v:add", "v:make") and any(one.has("n:video") for one in toks[:at])
        if gives:
            toks[at - 1].tags = {"f"}  # "shorten the video to 15 s by giving every photo the same time"
        toks[at].tags, toks[at].which = {"n:photo"} if toks[at].has("n:photo") and not gives else {"f"}, None
        for one in near:
            if one.text.lower() in SAME or one.has("n:length", "p:for", "same"):
                one.tags = {"f"}


def _together(toks: list[Tok], at: int) -> None:
    """``cut city.mp4 and beach.mp4 together``: they are joined."""
    if toks[at].text.lower() not in JOINS or toks[at].has("sel"):
        return
    for one in toks[at + 1 : at + 12]:
        if one.has(HARD):
            return
        if one.text.lower() == "together":
            toks[at].tags = {"v:make"}
            return


STILL = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".bmp", ".tif", ".tiff")


def _held(toks: list[Tok], at: int) -> None:
    """``hold the last picture for 5 seconds``: a photo has no frame to hold, it is shown so long."""
    written = any(one.has("quote") for one in toks[max(0, at - 16) : at])
    if written and toks[at].text.lower().startswith("hold") and not any(one.has("sel") for one in toks[at : at + 3]):
        toks[at].tags = {"v:show"}  # 'lower third "Anna" comes up at 20s and holds for 5'
        return
    if not toks[at].has("v:freeze") or any(one.has("n:frame", "at") or "frame" in one.text.lower() for one in toks):
        return
    for one in toks[max(0, at - 4) : at + 5]:
        photo = one.which is not None and (
            one.which.kind == "photo" or (one.names and all(x.lower().endswith(STILL) for x in one.names))
        )
        if photo and any(x.has("dur", "for") for x in toks[max(0, at - 6) : at + 8]):
            toks[at].tags = {"v:show"}
            return


def _between(toks: list[Tok], at: int) -> None:
    """``between the beach and the city``: the "and" begins no other wish."""
    if not toks[at].has("between"):
        return
    joint = next((index for index in segment(toks, at + 1) if toks[index].has("and")), None)
    if joint is None or joint + 1 >= len(toks) or not any(one.has("sel") for one in toks[at + 1 : joint]):
        return
    both = any(one.which and len(one.which.numbers) > 1 for one in toks[at + 1 : joint])
    wish = both and not toks[joint + 1].has("sel")
    if not wish and any(one.has("sel") for one in toks[joint + 1 : joint + 3]):
        toks[joint].tags = {"and", "f"}


def _put_in(toks: list[Tok], at: int) -> None:
    """``drop coffee.jpg in after clip 1``, ``chuck a "Hi" in the corner``: the verb and its "in" are one verb."""
    if toks[at].text.lower() not in PUTS or toks[at].has("sel") or at + 2 >= len(toks):
        return
    for index in segment(toks, at + 1):
        one = toks[index]
        if (
            one.text.lower() in ("in", "on", "into")
            and index > at + 1
            and (
                toks[index - 1].has("sel", "name", "pron", "one")
                or (toks[index - 1].has("quote") and toks[at + 1].text.lower() in ("a", "an", "some", "in"))
            )
        ):
            toks[at].tags = {"v:add"}
            one.tags = {"f"} if one.text.lower() != "into" else one.tags
            return
        if not one.has("f", "sel", "name", "n:photo", "n:clip", "quote", "n:title", "n:text", "n:caption"):
            return


def _apiece(toks: list[Tok], at: int) -> None:
    """``一张图一秒``: each of them so long."""
    if toks[at].text not in APIECE or at + 1 >= len(toks):
        return
    if at and toks[at].text == "张" and toks[at - 1].text.startswith(("这", "那", "几")):
        return  # 这几张照片做35秒视频
    after = at + 1
    while (
        after < len(toks)
        and after < at + 4
        and toks[after].has("n:photo", "p:for", "f")
        and not toks[after].has("dur", "v:make")
    ):
        after += 1
    many = float(toks[at - 1].value) if at and toks[at].text == "张" and toks[at - 1].has("num") else 1.0
    if after < len(toks) and toks[after].has("dur", "for") and many > 1 and toks[after].value >= 1500 * many:
        return  # 五张照片20秒: together
    if after < len(toks) and toks[after].has("dur", "for"):
        for one in toks[max(0, at - 8) : at]:  # 节奏快点，一张图一秒
            if one.has("faster", "slower", "n:speed", "v:slow", "v:speed") and not one.has("x", "pct", "sel"):
                one.tags = {"f"}
        toks[at].tags = {"each", "f"}
        if not any(noun_of(one) for one in toks[at:after]):
            toks[at].tags.add("n:photo")
