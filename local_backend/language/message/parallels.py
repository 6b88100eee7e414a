"""Whether two pieces that stand beside each other say the like of two things: "clip 1 to 6 s and clip 2 to 4 s"."""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.language.words.lexer import Tok

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


def listed(current: Sequence[Tok], chunk: Sequence[Tok]) -> bool:
    """Whether a "use a.jpg and b.jpg" only says of what the video is made that is being asked for."""
    making = any(one.has("v:make") for one in current) and any(one.has("n:film", "n:video") for one in current)
    lead = next((one for one in chunk if not one.has("f") or one.text.lower() in USED), None)
    uses = lead is not None and lead.text.lower() in USED
    files = [one for one in chunk if one.has("sel")]
    pictures = bool(files) and all(one.has("file") and not one.text.lower().endswith(HEARD) for one in files)
    return making and uses and pictures and not any(one.has("sel", "file", "quote") for one in current)


HEARD = (".mp3", ".wav", ".m4a", ".aac", ".srt", ".vtt", ".flac", ".ogg")


def apart(current: Sequence[Tok], chunk: Sequence[Tok]) -> bool:
    """Whether the second piece is a wish of its own about another thing, or another wish about the same."""
    lead = next((one for one in chunk if not one.has("f") or one.has("sel")), None)
    if lead is None:
        return False
    ends = any(one.has("n:end", "n:start") for one in chunk) and any(one.has("n:fade", "n:black") for one in chunk)
    dark = any(one.has("c:#000000", "n:black", "n:fade") for one in chunk) and chunk[-1].has(
        "c:", "n:black", "n:fade", "f"
    )
    if any(one.has("quote") for one in current) and (ends or (lead.has("n:end", "n:start") and dark)):
        return True  # 'show "Wait" for 2s, and the end should go to black'
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
    if not said or any(_joins(one) for one in current):
        return False
    told = any(one.has(AMOUNTS, SAID) for one in chunk if one is not lead)
    thing, things = _thing(lead), [_thing(one) for one in current if _thing(one)]
    return bool(told and thing and things) and thing not in things


def _thing(tok: Tok) -> str:
    """What a token names, as a word to compare it by; empty for none."""
    if tok.has("sel") and tok.which is not None and not tok.has("all", "file"):
        return f"{tok.which.numbers} {tok.which.names} {tok.which.ids}"
    return next((noun for noun in THINGS if tok.has(noun)), "") if not tok.has("sel", "v:") else ""


def _placed(part: Sequence[Tok]) -> bool:
    """Whether a stretch says which part of a clip: its first seconds, or some from its end."""
    return any(one.has("edge range") for one in part) or (
        any(one.has("dur") for one in part) and any(one.has("n:end n:start at_end at_start") for one in part)
    )


def _joins(tok: Tok) -> bool:
    """Whether a word makes one wish of all the things that it stands with."""
    return tok.has(TOGETHER) and not (tok.has("v:cut") and not tok.has("v:make", "file"))
