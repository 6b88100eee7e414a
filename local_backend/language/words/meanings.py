"""Words that mean something else by what stands around them: ``should go twice as fast``, ``drop their sound``."""

from __future__ import annotations

import re

from local_backend.edits.model import Which
from local_backend.language.message import amends
from local_backend.language.time.lengths import AHEAD_OF_TIMES, limited, nth_second
from local_backend.language.words import pointers
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import JOINTS, PACE, closing, piece
from local_backend.language.words.vocabulary import HARD, SOFT
from local_backend.timeline import Timeline

SHAPES = "ratio r: size fit: n:canvas"
RATIO = re.compile(r"(\d+)\s*(?:to|到|至)\s*(\d+)")


def early(toks: list[Tok]) -> list[Tok]:
    """The tokens of a message, just read: what two words that belong together say is drawn into one."""
    result: list[Tok] = []
    for at, tok in enumerate(toks):
        ahead = toks[at + 1 :]
        if tok.has("v:reset") and _spares(ahead) and "everything" in tok.text.lower():
            result += [
                Tok({"v:remove"}, tok.text, tok.start, tok.end),
                Tok({"all"}, "everything", tok.end, tok.end),
            ]
            continue
        if tok.has("v:rename") and tok.text.startswith("文字") and ahead and ahead[0].has("c:"):
            result.append(Tok({"n:text"}, "文字", tok.start, tok.start + 2))  # 文字改成红色
            tok = Tok({"v:change", "v:make"}, tok.text[2:], tok.start + 2, tok.end)
        if tok.has("v:removebg") and ahead and ahead[0].has("n:music", "n:audio", "n:voice", "n:soundfx"):
            tok.tags = {"v:replace"} if tok.text.lower().startswith(("replace", "换")) else {"v:remove"}
        if tok.text.lower() == "rate" and result and result[-1].text.lower() == "frame":
            _rate(result, tok, ahead)
            continue
        if tok.has("num") and result and result[-1].has("rows") and result[-1].end == tok.start:
            tok.tags, tok.value = {"fps"}, round(float(tok.value))  # 1080p60
        tok = nth_second(result, tok, ahead)
        timed = len(result) > 1 and result[-1].text.lower() == "second" and result[-2].text.lower() in AHEAD_OF_TIMES
        if timed and tok.has("num") and not tok.has("dur", "ord"):
            second = result.pop()  # from second 10 on
            tok = Tok({"dur"}, second.text + " " + tok.text, second.start, tok.end, value=round(1000 * tok.value))
        if tok.text.lower() in ("back", "go back", "back to") and any(one.has("pct") for one in ahead[:2]):
            tok.tags = {"to"} if tok.text.lower().endswith("to") else {"f"}  # then back to 20%
        if tok.text == "率" and result and result[-1].text == "帧":
            _rate(result, tok, ahead)
            continue
        result.append(tok)
    return result


def _spares(ahead: list[Tok]) -> bool:
    return bool(ahead) and ahead[0].has("except")


def _rate(result: list[Tok], tok: Tok, ahead: list[Tok]) -> None:
    """``帧率60``: so many frames a second."""
    frame = result.pop()
    frame.text, frame.end, frame.tags = frame.text + tok.text, tok.end, {"f"}
    result.append(frame)
    number = next((one for one in ahead if not one.has("f", "v:change", "to", "colon", "v:make")), None)
    if number is not None and number.has("num") and not number.has("dur", "pct"):
        number.tags, number.value = {"fps"}, round(float(number.value))


def settled(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens of a message, drawn together, each with the meaning that it has where it stands."""
    for at, tok in enumerate(toks):
        _moves(toks, at)
        _hushed(toks, at)
        _between(toks, at)
        _joined(toks, at)
        _platform(toks, at)
        _turned_down(toks, at)
        pointers.shown(toks, at)
        amends.suggested(toks, at)
        amends.lasting(toks, at)
        pointers.untouched(toks, at)
        _heard(toks, at)
        _both_ways(toks, at)
        _added_to(toks, at)
        _dropped(toks, at)
        amends.no_longer(toks, at)
        _more(toks, at)
        pointers.that_bit(toks, at)
        _cut_straight(toks, at)
        amends.instead(toks, at)
        pointers.told(toks, at, not timeline.tracks)
        limited(toks, at)
        _whole(toks, at)
        if tok.text == "拉近" and at + 1 < len(toks) and tok.has("w"):
            tok.tags = {"n:zoom", "v:change"}
    amends.instead_of(toks)
    pointers.absolute(toks, timeline)
    return toks


def _whole(toks: list[Tok], at: int) -> None:
    """``压缩到20秒，但是采访要完整``: nothing of that clip is to be cut, which says nothing of the frame."""
    first, last = piece(toks, at)
    named = toks[at].text.endswith("完整") and any(one.has("sel") for one in toks[first:last])
    if toks[at].has("fit:bar") and named and any(one.has("dur todur shorter") for one in toks[:first]):
        toks[at].tags = {"w"}


def _moves(toks: list[Tok], at: int) -> None:
    """``12s to 16s should go twice as fast``: nothing is to go."""
    tok = toks[at]
    ahead = next((one for one in toks[at + 1 : at + 4] if not one.has("f", "mag:")), None)
    going = tok.has("v:remove", "v:move") and re.search(r"\b(?:go|goes|going)$", tok.text.lower())
    if going and ahead is not None and ahead.has(PACE) and not ahead.has("f"):
        tok.tags = {"f"}


def _hushed(toks: list[Tok], at: int) -> None:
    """``drop their sound``, ``kill its audio``: it is only no longer heard."""
    tok = toks[at]
    if not tok.has("v:remove") or tok.has("n:", "neg") or at + 2 >= len(toks):
        return
    whose, sound = toks[at + 1], toks[at + 2]
    _, end = piece(toks, at)
    alone = not any(one.has(PACE, "num", "db", "n:silence") for one in toks[at:end])
    if whose.has("pron") and sound.has("n:audio") and not sound.has("sel", "n:music", "n:voice") and alone:
        tok.tags = {"v:mute"}


def _between(toks: list[Tok], at: int) -> None:
    """``crossfade from 1 to 2``: two clips, and no shape."""
    tok = toks[at]
    match = RATIO.fullmatch(tok.text.strip()) if tok.has("ratio") else None
    if match is None or int(match[2]) != int(match[1]) + 1:
        return
    first, last = piece(toks, at, HARD, "sep:hard", "comma")
    if any(one.has("n:transition", "t:") for one in toks[first:last]) and not any(
        one.has("n:canvas", "fit:") for one in toks[first:last]
    ):
        tok.tags, tok.which = {"sel", "n:clip"}, Which("main", (int(match[1]), int(match[2])))
        tok.value = 0
        if at and toks[at - 1].has("from"):
            toks[at - 1].tags = {"between"}
        else:
            tok.tags.add("between")


def _joined(toks: list[Tok], at: int) -> None:
    """``wipe 2 into 3``, ``2到3用黑场``: a transition between two clips."""
    if (
        at + 2 >= len(toks)
        or not (toks[at].has("num") and toks[at + 2].has("num"))
        or toks[at].has("sel", "dur", "pct")
    ):
        return
    if toks[at + 1].text.lower() not in ("to", "into", "到", "至") or toks[at + 2].has("dur", "pct", "sel"):
        return
    first, last = piece(toks, at)
    kinds = [one for one in toks[first:last] if one.has("t:", "n:transition")]
    if not kinds or float(toks[at + 2].value) != float(toks[at].value) + 1 or float(toks[at].value) % 1:
        return
    toks[at].tags, toks[at].which = {"sel", "n:clip"}, Which("main", (int(toks[at].value), int(toks[at + 2].value)))
    toks[at].value = 0
    toks[at + 1].tags, toks[at + 2].tags, toks[at + 2].value = {"between"}, {"f"}, 0


def _platform(toks: list[Tok], at: int) -> None:
    """``make it 4:5 for Instagram``, ``square, for my phone``: the shape is said, whoever it is for."""
    if toks[at].text.lower().split(" ")[0] not in ("for", "on", "给", "发", "发到", "传到", "放到"):
        return
    first, last = piece(toks, at)
    last = next((index for index in range(at + 1, last) if toks[index].has("with") and not toks[index].has("w")), last)
    whom = [one for one in toks[at:last] if not one.has("f")]
    said = toks[max(0, first - 6 if first == at else first) : last]
    plain = all(one.has("w", "p:for") or one is toks[at] or one.text in ("看", "用") for one in whom)
    if whom and plain and any(one.has("w") for one in whom) and any(one.has(SHAPES) for one in said):
        for one in toks[at:last]:
            one.tags = {"f"}


def _turned_down(toks: list[Tok], at: int) -> None:
    """``pull the sound of the beach down by 30%``: it becomes quieter, it does not leave its clip."""
    tok = toks[at]
    if not tok.has("v:detach dir:out"):
        return
    first, last = piece(toks, at)
    if tok.text.lower() == "away" and tok.has("dir:out"):  # "take the sound away from clip 2"
        for one in toks[first:at]:
            one.tags = {"v:remove"} if one.has("v:take") and not one.has("sel") else one.tags
            tok.tags = {"f"} if one.has("v:remove") else tok.tags
        return
    if not tok.has("v:detach"):
        return
    end = closing(toks, at, HARD)
    apart = next((one for one in toks[at:end] if one.text.lower() in ("own", "its own", "separate", "their own")), None)
    if apart is not None and any(one.text.lower() in ("track", "tracks", "layer") for one in toks[at:end]):
        begin, close = piece(toks, toks.index(apart))
        for one in toks[max(begin, at + 1) : close]:  # "take the audio off clip 2 and put it on its own track"
            one.tags = {"f"} if one.has("n:music pron v:add v:move v:change") and not one.has("sel name") else one.tags
    elif tok.text.lower() in ("take the audio off", "take the sound off"):
        tok.tags = {"v:mute", "n:audio"}
    if not tok.text.lower().startswith(("pull the", "lift the", "take the")):
        return
    if any(one.has("down", "up") for one in toks[at + 1 : last]) and any(
        one.has("pct", "db", "halfx", "quarter", "third", "mag:") for one in toks[at + 1 : last]
    ):
        tok.tags = {"n:audio", "n:volume"}


def _heard(toks: list[Tok], at: int) -> None:
    """``旁白的声音再大30%``, ``留一半音量``, ``leave the clip sound at 80%``: how loud it is to be."""
    tok = toks[at]
    if tok.has("leave", "v:keep") and not tok.has("sel"):
        told = toks[at + 1 : piece(toks, at)[1]]
        if any(one.has("n:volume n:audio n:music n:voice") for one in told) and any(one.has("pct db") for one in told):
            tok.tags = {"v:change"}
    ahead = toks[at + 1] if at + 1 < len(toks) else None
    if tok.text in ("小", "低") and tok.has("smaller", "w", "down") and (ahead is None or ahead.has("sep:")):
        said = [one for one in toks[piece(toks, at, HARD, "comma")[0] : at] if not one.has("f n:rest")]
        tok.tags = {"quieter"} if said and said[-1].has("n:volume", "n:audio", "n:voice", "n:music") else tok.tags
    if ahead is None:
        return
    if (
        tok.text in ("大", "小", "高", "低", "响")
        and ahead.has("pct")
        and tok.has("bigger", "smaller", "louder", "quieter", "up", "down", "w")
    ):
        first, _ = piece(toks, at, HARD, "comma")
        said = [one for one in toks[first:at] if not one.has("f")]
        if said and said[-1].has("n:volume", "n:audio", "n:voice", "n:music"):
            tok.tags = {"quieter"} if tok.text in ("小", "低") else {"louder"}
    if (
        tok.has("v:keep", "same", "leave")
        and not tok.has("sel")
        and ahead.has("halfx", "pct", "quarter", "third", "share:")
        and any(one.has("n:volume", "n:audio") for one in toks[max(0, at - 2) : at + 4])
    ):
        tok.tags = {"v:change"}


def _added_to(toks: list[Tok], at: int) -> None:
    """``第三段太暗了，加15%``: an amount that is added to what was found too little."""
    first, last = piece(toks, at)
    said = [one for one in toks[first:last] if not one.has("f") or one is toks[at]]
    if toks[at].text in ("加", "增加", "再加", "加个") and len(said) == 2 and said[1].has("pct") and first:
        toks[at].tags = {"up"}


def _both_ways(toks: list[Tok], at: int) -> None:
    """``turn the interview up 20% and the city down 10%``: by so much, both."""
    tok = toks[at]
    if not tok.has("up", "down") or tok.text.lower() not in ("up", "down") or at + 1 >= len(toks):
        return
    first, _ = piece(toks, at)
    if not toks[at + 1].has("pct") or first < 2 or not any(one.has("sel", "n:") for one in toks[first:at]):
        return
    start, last = piece(toks, first - 1 if not toks[first - 1].has(*JOINTS) else first - 2)
    before = toks[start:last]
    said = {one.text.lower() for one in before}
    if any(one.has("v:") and not one.has("f") and one.text.lower() not in said for one in toks[first:at]) or any(
        one.has("to") for one in before
    ):
        return
    if any(one.text.lower() in ("up", "down") and before[-1].has("pct") for one in before):
        tok.text = "by"


def _dropped(toks: list[Tok], at: int) -> None:
    """``mute clip 1 and drop the interview``: it goes; it is not to be quieter."""
    tok = toks[at]
    if not (tok.has("v:remove") and tok.has("down")) or not tok.text.isascii():
        return
    _, last = piece(toks, at)
    own = toks[at + 1 : last]
    aim = next((one for one in own if not one.has("f") or one.has("sel")), None)
    if (
        aim is not None
        and aim.has("sel", "n:music", "n:voice")
        and not any(one.has("under when pct db x halfx quarter third num by n:audio n:volume mag: to") for one in own)
    ):
        tok.tags = {"v:remove"}


def _more(toks: list[Tok], at: int) -> None:
    """``旁白再小20%``: one wish, not two."""
    tok = toks[at]
    if tok.text not in ("再", "也") or not at or at + 1 >= len(toks) or not tok.has(SOFT):
        return
    alone = toks[at - 1].has("sel", "n:voice", "n:music", "n:volume") and (at == 1 or toks[at - 2].has(*JOINTS))
    if alone and toks[at + 1].has(
        "louder quieter bigger smaller brighter darker warmer colder vivid dull faster slower"
    ):
        tok.tags = {"f", "also"}


def _cut_straight(toks: list[Tok], at: int) -> None:
    """``每张2秒，直接切``: no transition."""
    tok = toks[at]
    if tok.text != "切" or not at or toks[at - 1].text != "直接":
        return
    first, last = piece(toks, at)
    if last == at + 1 and first >= at - 2 and first:
        tok.tags = {"t:none", "n:transition"}
