"""How loud something is to be: percent, decibel, shares, twice, half, a bit; as a step or as the new level."""

from __future__ import annotations

import re
from itertools import pairwise

from local_backend.edits import model as m
from local_backend.edits.model import Target, Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.words.lexer import Tok

HEARD = (
    "loud", "quiet", "audible", "hear", "soft", "faint", "drown", "overpower", "deafening", "blaring", "声", "响",
    "吵", "轻", "闹", "听", "音量", "hush", "overwhelm",
)  # fmt: skip


def soundy(c: Clause) -> bool:
    """Whether a word for loud or quiet can only be about sound."""
    return any(one.has("louder", "quieter") and any(word in one.text.lower() for word in HEARD) for one in c.toks)


def heard_message(c: Clause, scene: Scene) -> bool:
    """Whether a bare "beach at 50%" is about sound because the message speaks of it and of nothing else."""
    others = "n:speed v:speed v:slow n:opacity n:size n:zoom bigger smaller n:brightness n:logo faster slower n:crop"
    if any(one.has(others) for one in c.toks) or not re.search(SOUND, scene.message, re.I):
        return False
    return all(one.has("sel f pct p:at to comma and v:change v:make exact") for one in c.toks)


SEEN = (
    "n:speed n:size n:opacity n:brightness n:contrast n:zoom n:title n:text n:caption n:lowerthird n:logo n:saturation "
    "n:transition v:speed v:slow brighter darker warmer colder n:crop faster slower n:vignette n:blur n:rotate deg "
    "n:color n:temperature n:sharpen n:denoise dur n:length n:flip n:overlay n:pip"
)


def turned(c: Clause) -> bool:
    """``turn clip 2 down by 30 percent``, ``crank the interview up to 150%``: what a dial turns is a sound."""
    dials = ("turn", "crank", "dial", "turned", "cranked", "dialled")
    dial = any(word in dials for one in c.toks for word in one.text.lower().split()[:1])
    ways = c.said("up down dir:up dir:down") or c.word("up to", "down to")
    alone = all(one.has("f up down louder quieter dir: v:change v:make") or one.has("sel") for one in c.toks)
    return dial and ways and c.said("sel") and (alone or c.has("pct db halfx twice mag:")) and not c.said(SEEN)


SOUND = r"\bmut|silen|volume|audio|\bsound|loud|quiet|静音|音量|声音|原声"


def spoken_of(told: str) -> set[str]:
    """Which of music and voice the words before spoke of: "the rest" of what is heard is without them."""
    music = re.search(r"music|bgm|soundtrack|song|音乐|配乐", told, re.I)
    voice = re.search(r"voice|narrat|旁白|配音|解说", told, re.I)
    return ({"music"} if music else set()) | ({"voice"} if voice else set())


OWN_SOUND = ("original", "原", "clip", "camera", "现场", "自带", "own", "location", "video", "视频", "live", "环境",
             "nat", "source", "同期", "footage", "杂音", "自己的")  # fmt: skip
"""What the sound that was recorded with the pictures is called by."""


def of_the_clips(c: Clause) -> bool:
    """Whether it is the sound that was recorded with the pictures: ``mute every clip``, ``原声小一点``."""
    if c.said("sel", "n:clip", "n:photo") or any(one.has("all") and "clip" in one.text.lower() for one in c.toks):
        return True
    own = any(word in one.text.lower() for one in c.toks if one.has("n:audio") for word in OWN_SOUND)
    own = own or (c.said("n:audio", "n:volume") and any(one.text.lower() in OWN_SOUND for one in c.toks))
    other = c.last is not None and c.last.kind in ("music", "voice", "sound")
    return own or (other and c.said("n:video") and not c.said("all"))


KEPT = re.compile(
    r"(?:keep|leave|but not|except|保留|留着|留下|留)[^,.;，。；]{0,14}?"
    r"(music|bgm|soundtrack|song|音乐|配乐|voice|narrat|旁白|人声)",
    re.I,
)


def kept_sounds(told: str) -> set[str]:
    """``mute the video but leave the music on``: what is heard beside the clips, and shall be."""
    found = {word.lower() for word in KEPT.findall(told)}
    voice = found & {"voice", "narrat", "旁白", "人声"}
    return ({"voice"} if voice else set()) | ({"music"} if found - voice else set())


NOW = ("its", "their", "current", "currently", "present", "existing", "now", "现在", "现在的", "当前", "当前的", "目前")
"""what an amount is compared with that is a share of how loud it is already"""


def level(c: Clause) -> tuple[bool, int]:
    """Whether it is told by how much, and the percentage."""
    relative, percent = _level(c)
    shared = any(one.text.lower().startswith("of") or not one.text.isascii() for one in c.toks)
    share = c.word(*NOW[:7]) or any(
        one.text in NOW[7:] and (one.text[-1] == "的" or behind.text[:1] == "的") for one, behind in pairwise(c.toks)
    )
    return relative or (shared and share and percent < 100), percent


def _level(c: Clause) -> tuple[bool, int]:
    up, down = c.has("louder", "up"), c.has("quieter", "down") or c.has("v:cut v:remove")
    if db := c.take("db"):
        return _decibel(c, float(db.value), db.text, up=up, down=down)
    full = c.has("maxvol") or c.word("full", "total", "maximum", "max", "满", "原来", "最大")
    part = next((one for one in ("quarter", "third", "halfx", "n:half") if c.has(one)), "")
    if part in ("quarter", "third") and (up or down) and not full and not c.word("to", "at", "到", "至"):
        c.take(part)
        share = 25 if part == "quarter" else 33
        return True, 100 + share if up and not down else 100 - share
    if part and (full or part in ("quarter", "third") or (c.word("to") and part in ("halfx", "n:half"))):
        c.take(part)
        if full:
            c.take_all("maxvol normal of")
        share = {"quarter": 25, "third": 33}.get(part, 50)
        by = part in ("quarter", "third") and any(one.text.lower() == "by" for one in c.toks)
        return (True, 100 - share if down else 100 + share) if by else (False, share)
    if (told := c.take("share:")) is not None:
        return False, int(told.kind_of("share:"))
    if c.take("maxvol", "normal"):
        return False, 100
    if c.take("twice"):
        return True, 200
    if c.take("thrice"):
        return True, 300
    if c.take("halfx", "n:half"):
        more = any(
            one.text.lower() in ("by half", "by") or (one.has("up") and not one.text.isascii()) for one in c.toks
        )
        return True, 150 if up and not down and more else 50
    if x := c.take("x"):
        return True, round(100 * float(x.value))
    pct = c.take("pct") or plain_number(c)
    if pct is not None:
        amount = round(float(pct.value))
        at = c.toks.index(pct)
        by = any(one.text.lower() == "by" for one in c.toks[max(0, at - 2) : at]) or _zh_by(c, at)
        by = by or (at > 0 and c.toks[at - 1].text in ("+", "-", "−", "加", "减"))
        by = by or _stepped(c, at)
        down = down or (at > 0 and c.toks[at - 1].text in ("-", "−", "减"))
        if by:
            return True, max(0, 100 - amount) if down else 100 + amount
        return False, amount
    little, much = c.take("mag:little"), c.take("mag:much")
    step = 15 if little and not c.word("点", "一点", "一些", "些") else 50 if much else 30
    return True, 100 + step if up and not down else 100 - step


STEPS = ("up", "down", "lower", "raise", "reduce", "decrease", "increase", "boost", "bump", "turn up", "turn down")


def _stepped(c: Clause, at: int) -> bool:
    """``20% louder``, ``turn the music down 20%``: so much more or less, and not the new level."""
    if at + 1 < len(c.toks) and c.toks[at + 1].text.isascii():
        after = c.toks[at + 1]
        if after.has("louder quieter") or after.text.lower() in ("lower", "higher", "less", "more"):
            return True
    ahead = []
    for one in reversed(c.toks[:at]):
        if one.has("comma", "colon", "sep:", "to", "p:at"):
            break
        ahead.append(one)
    return any(one.text.lower() in STEPS for one in ahead)


def plain_number(c: Clause) -> Tok | None:
    """``volume 40``, ``the volume to 40``: a number that stands for percent."""
    if not c.said("n:volume"):
        return None
    at = next((index for index, one in c.free() if one.has("num") and not one.has("sel one")), None)
    if at is None or not 0 <= float(c.toks[at].value) <= 400:
        return None
    before = c.toks[at - 1] if at else None
    joint = ("to", "at", "=", ":", "到", "为", "成")
    aimed = before is not None and (before.text.lower() in joint or before.text[-1:] in "到至为成")
    if before is None or not (before.has("n:volume", "to", "p:at", "sel", "colon") or aimed):
        return None
    c.used.add(at)
    return c.toks[at]


def _decibel(c: Clause, amount: float, text: str, *, up: bool, down: bool) -> tuple[bool, int]:
    """``to -12 dB`` is a level, ``down by 6 dB`` and ``-3dB`` with "by" are steps."""
    amount = max(-200.0, min(amount, 200.0))
    words = [one.text.lower() for one in c.toks]
    by = "by" in words or any(word.endswith(("了", "低", "高")) for word in words)
    to = any(
        word in ("to", "at", "on", "of", "down to", "up to") or word[-1:] in "到至为成在" for word in words if word
    )
    signed = text.lstrip()[:1] in "-−–+负"
    if not by and (to or (signed and not up and not down)):
        return False, max(0, round(100 * 10 ** (amount / 20)))
    sign = -1 if down and amount > 0 else 1
    return True, max(1, round(100 * 10 ** (sign * amount / 20)))


def _zh_by(c: Clause, at: int) -> bool:
    """``降低20%`` is by, ``降到20%`` is to."""
    if at == 0 or (c.toks[at].text.isascii() and c.toks[at - 1].text.isascii()):
        return False
    before = c.toks[at - 1].text
    return (
        c.toks[at - 1].has("up down louder quieter brighter darker faster slower") and before[-1] not in "到至为成"
    ) or (before == "了" and at > 1)


def silences_meant(c: Clause, scene: Scene) -> bool:
    """``去掉静音``: what is silent shall go, unless all is muted and shall be heard again."""
    mute = c.see("v:mute")
    verb = c.index("v:remove", "v:cut")
    if mute is None or mute.text != "静音" or verb is None or c.toks[verb] is mute or c.has("sel", "n:music"):
        return False
    heard = [one for _, one in scene.timeline.segments() if one.kind in ("video", "audio", "music")]
    return not heard or any(one.volume for one in heard)


ONLY = ("just", "only", "nothing but", "只", "只要", "只留", "只保留", "仅", "只留下",
        "keep only", "only keep", "just keep")  # fmt: skip
LEVELS = "dur for range edge at pct v:add v:fade quieter louder neg v:mute x db"


def only_sounds(scene: Scene) -> bool:
    return not any(one.kind == "video" for _, one in scene.timeline.segments())


def everything_heard(scene: Scene, which: Which) -> list[Which]:
    """A wish about "the sound" is about every track that is heard."""
    if which not in (m.ALL, Which("audio")):
        return [which]
    roles = {track.role for track in scene.timeline.tracks}
    kinds: list[Target] = []
    if any(one.kind == "video" for one in (scene.timeline.main.segments if scene.timeline.main else ())):
        kinds.append("main")
    heard: tuple[Target, ...] = ("voice", "music", "sound")
    kinds += [kind for kind in heard if kind in roles]
    return [Which(kind) for kind in kinds] or [which]


def _one_clip_heard(c: Clause, scene: Scene) -> list[m.Edit]:
    """``只保留采访的声音``: the other clips, and what else is heard, fall silent."""
    named = next((one for one in c.toks if one.has("sel") and not one.has("all") and one.which is not None), None)
    levels = any(one.has(LEVELS) and not one.has("f") for _, one in c.free())
    alone = (c.has("n:audio n:volume") and c.word(*ONLY)) or c.has("fmt:audio")
    if named is None or named.which is None or not alone or levels or c.has("v:export"):
        return []
    meant = {one.id for one in find(scene.timeline, named.which, scene.language)}
    heard = [one for _, one in scene.timeline.segments() if one.kind in ("video", "audio", "music") and one.volume]
    others = tuple(one.id for one in heard if one.id not in meant)
    if not others or not meant & {one.id for one in heard}:
        return []
    c.take_all("fmt:audio n:audio n:volume v:keep v:add exact v:want sel name n:music n:voice of v:play")
    return [m.Volume(Which(ids=others), 0, language=scene.language)]


def right_before(c: Clause, noun: Tok) -> bool:
    """``only the music``; in "play the music only …" it is the time that is meant."""
    at = c.toks.index(noun)
    ahead = [one.text.lower() for one in c.toks[max(0, at - 2) : at] if one.text.lower() not in ("the", "my")]
    return bool(ahead) and ahead[-1] in ONLY


def solo(c: Clause, scene: Scene) -> list[m.Edit]:
    """``just the music``, ``只留音乐``: all else that is heard falls silent."""
    other = c.has("neg") and c.word("other", "else", "其他", "别的") and c.has("n:audio n:volume")
    if other and c.last is not None and not c.last.everything and not c.has("sel"):
        if c.sounding and c.last.ids:  # "interview audio only, no other sound": they are mute already
            c.take_all("neg n:audio n:volume other all")
            return [m.Volume(c.last, 0, language=scene.language)]
        meant = {one.id for one in find(scene.timeline, c.last, scene.language)}  # "no other sound"
        rest = [one for _, one in scene.timeline.segments() if one.kind in ("video", "audio", "music")]
        c.take_all("neg n:audio n:volume other all")
        return [m.Volume(Which(ids=tuple(one.id for one in rest if one.id not in meant)), 0, language=scene.language)]
    if one_clip := _one_clip_heard(c, scene):
        return one_clip
    noun = c.see("n:music", "n:voice")
    if (
        noun is None
        or not c.word(*ONLY)
        or c.has("dur for range edge at pct v:add v:fade quieter louder neg v:mute x db")
        or c.said("since after src")
        or (c.said("edge range at before") and not right_before(c, noun))
    ):
        return []
    role: Target = "music" if noun.has("n:music") else "voice"
    if not any(track.role == role for track in scene.timeline.tracks):
        return []
    c.take_all("n:music n:voice v:keep exact v:want n:audio n:background v:play v:show")
    others = [one for one in everything_heard(scene, m.ALL) if one.kind != role]
    return [m.Volume(one, 0, language=scene.language) for one in others]
