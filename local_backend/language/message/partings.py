"""Where two wishes part although no verb says so: ``25% more saturated, and 10% warmer``."""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.language.words.lexer import Tok
from local_backend.language.words.vocabulary import ANY_SOUND_FILES

LOOKS = (
    "brighter", "darker", "warmer", "colder", "vivid", "dull", "n:brightness", "n:contrast", "n:saturation",
    "n:temperature", "n:denoise", "n:sharpen", "n:blur", "n:vignette",
)  # fmt: skip
EFFECTS = (*LOOKS, "n:grayscale", "n:sepia", "n:vintage", "n:stabilise", "n:flip", "n:rotate", "n:crop", "n:zoom")


def parted(current: Sequence[Tok], chunk: Sequence[Tok]) -> bool | None:
    """Whether the second piece begins a wish of its own; None where that is not to be told here."""
    lead = next((one for one in chunk if not one.has("f") or one.has("sel")), None)
    if lead is None:
        return None
    if (
        _has(current, "v:freeze")
        and not _has(current, "dur", "for")
        and _has(chunk, "dur")
        and all(one.has("f", "up", "v:keep", "dur", "longer", "also", "v:freeze") for one in chunk)
    ):
        return False  # 结束时画面停住，再多留两秒
    if (
        _has(current, "v:move")
        and _has(current, "sel")
        and _has(chunk, "x")
        and _has(chunk, "v:play", "v:loop", "v:duplicate")
    ):
        return True  # 挪到结尾去，再让它连续播三遍
    looks = [{tag for one in part if not one.has("f") for tag in one.tags if tag in LOOKS} for part in (current, chunk)]
    if all(looks) and not looks[0] & looks[1] and all(_amounts(part) == 1 for part in (current, chunk)):
        return True  # each with its own amount
    acts = looks[0] and _amounts(current) and not _has(current, "sel") and _has(chunk, *EFFECTS[len(LOOKS) :])
    if acts and acted(current, chunk, looked=True):
        return True  # "increase the contrast by 20%, flip clip 1 horizontally"
    own = _has(chunk, "sel") and _amounts(chunk) == 1 and _has(current, "n:music n:voice t: v:fade n:fade")
    if lead.has(*LOOKS) and own and not _has(current, "sel", *LOOKS):
        return True  # "lower the music to 15% and brighten city.mp4 by 15%"
    plays = lead.has("v:play") and _has(chunk, "x", "twice", "thrice", "halfx", "v:reverse", "v:loop")
    heard = _has(current, "n:music", "n:voice") and _has(current, "pct", "down", "up", "quieter", "louder")
    ends = _has(current, "t:fade_black", "t:fade_white") and _has(current, "edge")
    if plays and _has(chunk, "sel n:clip n:video pron") and (heard or ends or any(_edits(one) for one in current)):
        return True  # "remove the title and play the clip twice"
    if lead.has("edge") and looks[1] and _amounts(chunk) == 1 and _amounts(current) == 1:
        return True  # 降噪60%，开头4秒再亮20%
    parts = all(_has(part, "edge range") and _has(part, "sel") for part in (current, chunk))
    if parts and lead.has("edge range") and _has(current, "v:cut v:trim v:keep v:remove"):
        return True  # "cut the first 2 seconds off beach.mp4 and the last 3 off interview.mov"
    named = [[one for one in part if one.has("sel") and not one.has("all")] for part in (current, chunk)]
    done = lead.has("v:play v:change v:make v:speed v:slow") and _has(chunk, "n:volume n:speed x halfx twice thrice")
    apart = len(named[1]) == 1 and named[1][0].which not in [one.which for one in named[0]]
    if done and apart and _has(current, *EFFECTS) and not _has(chunk, "pron after before p:after p:before same"):
        return True  # "make clip 2 black and white and set the volume of clip 1 to 50%"
    if _length(chunk) and _has(current, *EFFECTS) and _has(current, "sel", "all", "n:photo"):
        return True  # "sepia for all the photos and get the length down to 22 seconds"
    if (
        _has(current, "sequence")
        and _has(chunk, "edge", "at_end", "n:end")
        and _has(chunk, "n:fade", "v:fade", "t:", "n:black")
    ):
        return True  # 先放采访，再放海滩，结尾一秒渐黑
    if _has(current, "sequence") and lead.has("exact", "edge") and _has(chunk, "edge", "range") and _has(chunk, "sel"):
        return True  # "beach then interview, but only the first 15 seconds of the interview"
    if (
        lead.has("n:voice", "n:music", "n:volume")
        and _has(chunk, "louder", "quieter")
        and _has(current, "v:remove", "v:mute")
    ):
        return True  # 音乐不要，旁白再小20%
    if (
        lead.has("v:detach")
        and _has(chunk, "sel")
        and _has(current, "v:swap", "v:move", "v:remove", "v:cut", "v:speed")
    ):
        return True
    if (
        lead.has("n:end", "v:stop")
        and lead.text.lower().startswith(("finish", "end", "close", "conclude"))
        and _has(chunk, "n:screen", "n:black")
        and _has(current, "sel")
    ):
        return True  # "… and finish on a white screen for 1.5 seconds"
    if (
        _has(chunk, "between")
        and _has(chunk, "t:", "n:transition")
        and _has(current, "file")
        and not _has(chunk, "sel")
        and not _has(current, "t:", "n:transition", "between")
    ):
        return True  # 再接一张coffee.jpg，片段之间都用滑动转场
    if not (lead.has("file") and lead.text.lower().endswith(ANY_SOUND_FILES)):
        return None
    other = any(one.has("file") and one.text.lower().endswith(ANY_SOUND_FILES) for one in current)
    told = any(one.has("n:voice", "n:music") and not one.has("file") for one in current)
    if other and told and len(chunk) > 1:
        return True  # voiceover.mp3当旁白，bgm.mp3垫底，音量10%
    making = _has(current, "v:make") and _has(current, "n:video", "n:film") and _has(current, "dur")
    if making and _has(chunk, "n:voice", "n:music"):
        return True  # 做个四十秒的片子，voiceover.mp3当旁白
    return None


def _has(part: Sequence[Tok], *tags: str) -> bool:
    return any(one.has(*tags) for one in part)


def _edits(tok: Tok) -> bool:
    return tok.has("v:remove v:add v:cut v:trim v:mute v:replace v:swap v:move v:split v:rename") and not tok.has("f")


def _amounts(part: Sequence[Tok]) -> int:
    return sum(one.has("pct") for one in part)


def _length(chunk: Sequence[Tok]) -> bool:
    """Whether a piece names the length, and how long it is to be."""
    return (
        _has(chunk, "n:length")
        and _has(chunk, "todur", "dur", "for", "bydur")
        and not _has(chunk, "each", "sel", "n:photo", "n:clip", "pron")
    )


def acted(before: Sequence[Tok], chunk: Sequence[Tok], *, looked: bool = False) -> bool:
    """Whether a look is what is done to a clip: "remove the title and sharpen clip 2", 删除标题，给第三段降噪.

    ``looked``: the piece before may be about a look as well.
    """
    looks = [index for index, one in enumerate(chunk) if one.has(*EFFECTS)]
    named = [index for index, one in enumerate(chunk) if one.has("sel", "each")]
    if not looks or not named or (_has(before, *EFFECTS) and not looked):
        return False
    between = chunk[min(looks[0], named[0]) : max(looks[0], named[0])]
    opens = all(one.has("f") and one.text.lower() not in ("the", "a", "an") for one in chunk[: looks[0]])
    return (named[0] < looks[0] or opens) and not any(
        one.has("from", "of", "on") or one.text in "的上" for one in between
    )
