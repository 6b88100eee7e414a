"""What goes or comes: ``leave X out``, ``it should go to the top``, ``bring it down``."""

from __future__ import annotations

from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import AMOUNTS, JOINTS, LETTERED, opening, piece
from local_backend.language.words.vocabulary import HARD, SOFT

REACH = 7
OTHERS = {"boss", "client", "clients", "customer", "customers", "wife", "husband", "friend", "friends", "team"}
THINGS = ("bin", "bins", "trash", "axe", "boot", "dump")
OUT = ("get", "leave", "take", "kick", "throw", "chuck", "knock", "keep")


def gone(toks: list[Tok], at: int) -> None:
    """The token at a place, and what belongs to it, in plain tags where it is such a turn of phrase."""
    _left_out(toks, at)
    _goes(toks, at)
    _brought(toks, at)
    _off(toks, at)
    _along(toks, at)
    _delivered(toks, at)
    _vanishes(toks, at)
    _stands(toks, at)
    told = at and toks[at - 1].text.lower() in ("a", "an", "that", "this", "one")
    if told and toks[at].text.lower() in THINGS and not toks[at].has("f"):
        toks[at].tags = {"w"}  # "there is a bin in the photo"


def _stands(toks: list[Tok], at: int) -> None:
    """``there's a bin at the foot of clip 1, crop the bottom 15%``: what is seen only says which clip is meant."""
    word = toks[at].text.lower()
    if word not in ("there", "there's", "theres", "there is", "有", "有个", "有一个"):
        return
    first, last = piece(toks, at)
    wish = toks[last + 1 : piece(toks, last + 1)[1]] if last + 1 < len(toks) else []
    clips = [one for one in toks[first:last] if one.has("sel") and one.which is not None]
    strange = any(one.has("w") or one.text.lower() in THINGS for one in toks[at + 1 : at + 5])
    known = any(one.has(f"{LETTERED} {AMOUNTS} quote range n:logo n:overlay n:audio n:voice n:music n:silence n:black")
                for one in toks[first:last])  # fmt: skip
    acts = any(one.has("v: n:crop n:zoom n:blur n:rotate") for one in wish)
    if len(clips) != 1 or not strange or known or not acts:
        return
    if any(one.has("pron", "sel", "quote", "file") for one in wish):
        return  # what is to be done to the thing itself
    for one in toks[first:last]:
        if one is not clips[0]:
            one.tags = {"f"}


def segment(toks: list[Tok], at: int) -> list[int]:
    """The indices up to the next separator."""
    end = min(at + REACH, len(toks))
    return list(range(at, next((index for index in range(at, end) if toks[index].has(HARD)), end)))


def _left_out(toks: list[Tok], at: int) -> None:
    """``leave the voiceover out``: the verb and its "out" are one verb."""
    if toks[at].text.lower() not in OUT or toks[at].has("sel"):
        return
    for index in segment(toks, at + 1):
        one = toks[index]
        if one.has("v:") and not one.has("f", "sel", "name", "n:"):
            return
        if one.text.lower() in ("out", "off", "out of") and index > at + 1:
            after = toks[index + 1] if index + 1 < len(toks) else None
            there = "".join(x.text.lower() for x in toks[index + 1 : index + 4])
            into = next((x for x in toks[index + 1 : index + 4] if not x.has("f") or x.has("sel")), None)
            sound = any(x.has("n:audio") for x in toks[at + 1 : index])
            whole = into is not None and (into.has("n:video", "n:film") or (sound and into.has("sel")))
            if one.text.lower() == "out of" and not (whole or there.startswith(("there", "here", "it"))):
                return
            if after is not None and (
                (after.text.lower() == "of" and not there.startswith(("ofthere", "ofhere", "ofit")))
                or after.has("dur", "range", "edge")
            ):
                return
            if not any(
                x.has(
                    "sel n:voice n:music n:photo n:clip n:title n:logo pron name n:text", "n:audio" if whole else "sel"
                )
                for x in toks[at + 1 : index]
            ):
                return
            if any(x.has("dur", "range", "edge", "for") for x in toks[at + 1 : index]):
                return
            toks[at].tags, one.tags = {"v:remove"}, {"f"}
            return


STEPS = {"上移": "earlier", "往上移": "earlier", "前移": "earlier", "下移": "later", "往下移": "later", "后移": "later"}
PLACES = "p:after p:before between at_start at_end n:start n:end first last ord n:place n:middle later earlier"


def _goes(toks: list[Tok], at: int) -> None:
    """``city should go after interview`` moves it; ``city也去掉`` begins a wish; ``再加一张`` adds."""
    tok = toks[at]
    if (
        tok.has("v:remove")
        and tok.text.lower().endswith(" go")
        and any(one.has(PLACES) for one in toks[at + 1 : at + 3])
    ):
        tok.tags = {"v:move"}
    if (
        tok.text in ("也", "都", "同样")
        and 0 < at < len(toks) - 1
        and toks[at - 1].has("sel", "n:black", "n:silence")
        and (toks[at + 1].has("v:") or (toks[at + 1].has("meta") and at + 2 < len(toks) and toks[at + 2].has("v:")))
    ):
        tok.tags = {"f", "also"}
    if tok.text in STEPS and any(one.has("n:place") or one.text in ("个", "格") for one in toks[at + 1 : at + 4]):
        tok.tags = {STEPS[tok.text]}  # city上移一位
    if tok.text == "再加" and (not at or toks[at - 1].has("sep:hard")):
        tok.tags = {"v:add"}
    ahead = toks[at + 1].text.lower() if at + 1 < len(toks) else ""
    if tok.has("v:remove") and tok.text.lower().endswith(" go") and ahead in WHITHER:
        tok.tags = {"v:move"}


WHITHER = ("to", "up to", "up", "down", "down to", "on", "onto", "on to", "in", "into", "at", "under", "over", "behind",
           "underneath", "below", "above", "next to", "beside", "near", "further", "higher", "lower")  # fmt: skip


def _brought(toks: list[Tok], at: int) -> None:
    """``bring the loudness to -16``, ``bring its brightness down 25%``: a value is changed, nothing is moved."""
    if toks[at].text.lower() not in ("bring", "take", "get", "pull", "push") or not toks[at].has(
        "v:move", "v:take", "v:cut"
    ):
        return
    part = segment(toks, at + 1)
    three = toks[at + 1 : at + 4]
    if len(three) > 1 and three[0].has("pron") and any(one.has("pct", "db") for one in three[1:]):
        toks[at].tags = {"v:change", "f"}  # "take it to 20%"
        return
    noun = next((index for index in part if toks[index].has(LEVELS) and not toks[index].has("sel")), None)
    if noun is None or any(toks[index].has("p:after", "p:before", "between") for index in part):
        return
    if any(one.has("pct", "db", "lufs", "num", "up", "down", "normal", "todur") for one in toks[noun + 1 : noun + 5]):
        toks[at].tags = {"v:change", "f"}


def _off(toks: list[Tok], at: int) -> None:
    """``title off, music 20%``: it is to go."""
    if toks[at].text.lower() not in ("off", "gone", "out", "away") or not at:
        return
    first = opening(toks, at, *JOINTS)
    ends = at + 1 == len(toks) or toks[at + 1].has(HARD, SOFT, "comma")
    named = [one for one in toks[first:at] if not one.has("f")]
    if ends and len(named) == 1 and named[0].has(PARTS) and not named[0].has("v:"):
        toks[at].tags = {"v:remove"}


def _delivered(toks: list[Tok], at: int) -> None:
    """``send me the mp4 file``: the file is wanted, nothing is moved."""
    verb = toks[at].text.lower().removesuffix(" it").removesuffix(" this")
    if verb not in ("send", "email", "mail", "give", "hand", "forward") or at + 2 >= len(toks):
        return
    to = next((index for index in range(at + 1, min(at + 5, len(toks))) if toks[index].text.lower() == "to"), 0)
    named = {one.text.lower() for one in toks[to + 1 : to + 3]}
    if to and all(one.has("f pron n:video n:film n:media") for one in toks[at + 1 : to]) and not named & {"me", "us"}:
        if at and toks[at - 1].has("and", "comma", SOFT):
            toks[at].tags, toks[at - 1].tags = {"v:upload"}, {HARD}
        elif toks[at].has("v:export") and named & OTHERS:
            toks[at].tags = {"v:upload"}
        return
    if toks[at + 1].text.lower() != "me":
        return
    ahead = [one for one in toks[at + 2 : at + 6] if not one.has("f")]
    if ahead and ahead[0].has("fmt:", "n:media", "n:film") and not ahead[0].has("sel", "file"):
        toks[at].tags = {"v:export"}


def _along(toks: list[Tok], at: int) -> None:
    """``the captions have to go with their photo``: they do, and nothing is removed."""
    after = [one for one in toks[at + 1 : at + 5] if one.has("n:photo n:clip n:video sel n:media")]
    with_it = at + 1 < len(toks) and toks[at + 1].text.lower() in ("with", "along with", "together with")
    going = toks[at].has("v:remove", "v:move", "v:keep") or toks[at].text.lower() in ("go", "goes", "stay", "stays")
    first, last = piece(toks, at, HARD, "comma")
    said = any(one.has(LETTERED) for one in toks[first:at]) and not any(one.has("quote c:") for one in toks[first:last])
    its = any(one.text.lower() in ("their", "its", "the right") for one in toks[at + 1 : at + 5])
    if with_it and its and going and said and after:
        for one in toks[first:last]:
            one.tags, one.which = (one.tags if one.has("n:") else {"same"}), None


def _vanishes(toks: list[Tok], at: int) -> None:
    """``the title should say "Hi" and be gone after 2 seconds``: so long is it shown."""
    lasts = next((one for one in toks[at + 1 : at + 3] if one.has("after") and one.value is not None), None)
    if lasts is None or not toks[at].has("v:remove") or toks[at].text.lower() not in (*GOES, "gone"):
        return
    first = opening(toks, at, HARD)
    text = next((one for one in reversed(toks[first:at]) if one.has("n:", "quote", "sel")), None)
    if text is not None and text.has("n:title n:subtitle n:lowerthird n:caption n:text quote"):
        toks[at].tags, lasts.tags = {"f"}, {"for"}


GOES = (
    "disappear",
    "disappears",
    "vanish",
    "vanishes",
    "go",
    "goes",
    "go away",
    "goes away",
    "be gone",
    "leaves",
    "消失",
    "不见",
)
PARTS = "n:title n:subtitle n:lowerthird n:music n:voice n:logo n:caption n:transition n:vignette"
LEVELS = (
    "n:length "
    "n:volume n:loudness n:brightness n:contrast n:saturation n:temperature n:opacity n:speed n:music n:voice n:audio"
)
