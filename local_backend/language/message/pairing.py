"""Whether two pieces of a sentence that stand beside each other are one wish or two."""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.language.words.lexer import Tok

PACES = ("halfx", "twice", "thrice", "quarter", "third", "normal")
TAKEN = "v:remove v:cut v:take"
OPENING = "f v:start v:stop n:start n:end c:#000000 n:black from to on in with p:at n:video n:film n:edge v:make"
PLACED = "range edge before after"
SIDES = "n:start at_start n:end at_end"
TOPICS = "n:silence n:black range edge"
"""What a verb after it may be about, where it has no verb of its own."""
PACED = " ".join(("x", "pct", *PACES))
DURATIONS = "f dur for p:for each all n:photo n:clip sel v:play v:show"
SOUNDING, LEVELS = "n:music n:voice n:audio n:clip n:video sel", "pct db v:mute v:unmute maxvol halfx louder quieter"
FADING = "f v:start v:stop n:start n:end n:fade v:fade at_start at_end first last n:edge n:video n:film"
UNDONE = "dur x pct at range edge n:music n:voice n:title n:text n:audio n:transition"
"""What a complaint about a clip does not hold."""
RESTORING = "f pron normal v:make v:change n:speed v:play p:at"
STAYING = ("stays", "stay", "remains", "留着", "不动")


def begins(current: Sequence[Tok], chunk: Sequence[Tok]) -> bool | None:
    """True for another wish, False for more of the same, None where neither is clear."""
    if _any(chunk, "n:fade") and all(one.has(OPENING) for one in current):
        return False  # "start from black, 1.5 second fade up"
    hurried = _any(current, "v:speed v:slow") and not _any(current, "x pct", *PACES)
    if hurried and _any(current, PLACED) and _any(chunk, PACED) and all(one.has("f", PACED) for one in chunk):
        return False  # "speed up the part from 12 to 16 seconds, 3x"
    if all(_any(part, PLACED) and _any(part, "x pct", *PACES) for part in (current, chunk)):
        return True  # 0到5秒2倍速，20到25秒0.5倍速
    lead = next((one for one in chunk if not one.has("f") or one.has("sel")), None)
    if _spares(current, chunk, lead):
        return True
    shown = all(one.has("f v:fade n:video n:photo n:film") for one in current) and _any(current, "n:video n:photo")
    fading = _any((*current, *chunk), "v:fade") and not _any(chunk, "sel pct v:mute")
    if shown and fading and _any(chunk, "n:music n:audio n:voice"):
        return False  # "fade the video and the music out"
    if chunk[0].has("neg") and _any(current, "range") and [one for one in chunk if not one.has("f neg")] == chunk[-1:]:
        return True  # "city 1-4s, no interview"
    acts = _any(current, "v:replace v:swap v:remove v:move") and _any(current, "sel")
    level = _any(chunk, "n:voice n:music n:audio") and _any(chunk, "pct db") and not _any(chunk, "file v:replace")
    if acts and level and not _any(current, "n:voice n:music n:audio pct db"):
        return True  # "swap the latte picture for beach.mp4, and have the narration at 120"
    heard = any(_any(part, "n:music n:voice n:audio") for part in (current, chunk))
    heard = heard and all(_any(part, LEVELS) and _any(part, SOUNDING) for part in (current, chunk))
    heard = heard and not _any((*current, *chunk), "n:ducking when")
    if heard and lead is not None and lead.has(SOUNDING) and not lead.has("n:volume"):
        return True  # "music at 20%, clips at 50%"
    if sided(current) and _any(chunk, "dur") and _any(chunk, SIDES):
        return False  # "1s from the start and 2s from the end of each clip"
    if _any(chunk, "sel nth") and chunk[-1].text.lower() in STAYING:
        return True
    if _any(current, "v:split") and _any(chunk, "half:", "n:rest"):
        return True  # 切开，后半段2倍速
    complained = _any(current, SIDES) and _any(current, "shorter longer faster slower")
    if complained and not _any(current, "sel dur", TAKEN) and _any(chunk, TAKEN) and _any(chunk, "dur"):
        return None if _any(chunk, "sel n: at range edge") else False  # "开头太长了，去掉4秒"
    if (said := _of_the_same(current, chunk)) is not None:
        return said
    emptied = _any(current, TOPICS) and not _any(current, TAKEN)
    if emptied and _any(chunk, TAKEN) and all(one.has(TAKEN, "f pron dir:out all") for one in chunk):
        return False  # "any black frames? take them out"
    return None


def _spares(current: Sequence[Tok], chunk: Sequence[Tok], lead: Tok | None) -> bool:
    """``turn the music off but leave the clip sound``, ``don't touch the clips but mute the music``: two wishes."""
    if lead is None or _any((*current, *chunk), "dur num for todur at range edge n:silence n:black except"):
        return False
    before = any(one.has("v:") and not one.has("f v:want v:make leave") for one in current)
    if lead.has("leave") and not lead.has("sel"):
        return before and _any(chunk, "n: sel all pron")
    own = lead.has("v:") and not lead.has("leave v:keep f v:want v:show v:play sel")
    return own and _any(current, "leave") and not before


def _of_the_same(current: Sequence[Tok], chunk: Sequence[Tok]) -> bool | None:
    """As ``begins``, for lengths, joins, fades and a clip of which only the fault has been told."""
    lasting = all(one.has(DURATIONS) for one in (*current, *chunk)) and _any(chunk, "dur for")
    lasting = lasting and _any(current, "each all") and _any(current, "dur for") and not _any(chunk, "each all")
    if lasting and len([one for one in chunk if one.has("sel")]) == 1:
        return True  # 照片每张3秒，最后一张6秒
    joining = _any(current, "n:transition t:") and not _any(current, "sel between quote")
    placed = _any(chunk, "between") and _any(chunk, "sel")
    if joining and placed and not _any(chunk, "t: n:transition v:remove dur neg quote"):
        return False  # 擦除转场，0.6秒，只加在第一二段之间
    spared = _any(current, "n:transition t:") and _any(current, "v:remove neg") and not _any(current, "nth")
    if spared and _any(chunk, "nth") and _any(chunk, "v:keep exact") and not _any(chunk, "t: dur"):
        return False  # 去掉所有转场，只留第一个
    open_join = _any(current, "nth") and not _any(current, "t: v:remove neg")
    if open_join and _any(chunk, "t:") and not _any(chunk, "nth sel between"):
        return False  # "a different transition for the last join, a wipe to the right"
    faded = _any(current, "n:fade") and all(one.has(FADING, "comma") for one in current)
    if faded and all(one.has(FADING, "dur", "each", "all", "for") for one in chunk) and not _any(current, "n:music"):
        return False  # 开头淡入，结尾淡出，各2秒
    pace = _any(current, "sel") and _any(current, "faster slower") and not _any(current, "x pct dur v:slow v:speed")
    restored = _any(chunk, "normal") and all(one.has(RESTORING) for one in chunk)
    if pace and restored:
        return False  # "the second clip is too fast, make it normal again"
    bare = _any(current, "sel") and not _any(current, "all each", UNDONE)
    if bare and not any(one.has("v:") and not one.has("f n:") for one in current):
        other = _any(chunk, "sel pron n:music n:title n:text n:transition n:audio t: pct x todur at range quote")
        kept = _any(chunk, "v:keep exact v:want") and _any(chunk, "edge range") and _any(current, "shorter longer")
        if (kept or (_any(chunk, TAKEN) and _any(chunk, "dur edge"))) and not other:
            return False  # "开头那段太拖了，去3秒"
    return None


def sided(current: Sequence[Tok]) -> bool:
    """Whether something is being cut off one end of what nobody has named yet."""
    cutting = _any(current, "dur") and _any(current, SIDES) and _any(current, "v:cut v:trim v:remove v:take")
    return cutting and not _any(current, "sel n:fade t: n:title")


def asked(joint: Tok | None, current: Sequence[Tok], chunk: Sequence[Tok] = ()) -> bool:
    """Whether what stands before a full stop only names what the wish after it is about."""
    mark = joint is not None and joint.text in ("?", "？", ".", "!", "。", "！")
    if mark and _any(current, "sel") and _any(current, "shorter longer") and begins(current, chunk) is False:
        return True  # "the interview is too long. keep only the first 5 seconds."
    named = _any(current, TOPICS) and not _any(current, TAKEN, "v:keep v:add quote x pct exact")
    return mark and named


def _any(toks: Sequence[Tok], *tags: str) -> bool:
    return any(one.has(*tags) for one in toks)
