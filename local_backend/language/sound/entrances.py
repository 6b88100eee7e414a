"""When a sound comes in: "kicks in at 0:08", "hold the music back for 6 seconds", "等到第8秒再进"."""

from __future__ import annotations

import re
from itertools import pairwise

from local_backend.language.sound.swells import both_ends, counted_fades, swelled, until
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing, opening
from local_backend.language.words.vocabulary import HARD, SOUND_FILES, match_words

HEARD = "n:music n:voice m: n:soundfx"
ENTERS = (
    "kick in", "kicks in", "kicking in", "come in", "comes in", "coming in", "set in", "enter", "enters", "joins",
    "join", "join in", "joins in", "drop in", "drops in", "appear", "appears", "be heard", "playing", "play", "begin",
    "to start", "to begin",
    "进", "进来", "进入", "入", "响起", "响起来", "响", "放", "出来", "出现", "起", "开始", "开始放", "播", "播放",
    "来",
)  # fmt: skip
WAITS = (
    "wait", "waits", "等", "等到", "才", "再", "only", "just", "not until", "delay", "delayed", "直到", "过了", "起来",
)  # fmt: skip
TIMES = "at after since todur before"
BACK = ("back", "off", "out", "silent")
DELAYS = ("delay", "postpone", "推迟到", "延后到", "延迟到", "推迟至", "延迟至")
HELD = (*DELAYS, "delayed", "postponed", "hold", "keep", "held", "holding", "hold off", "hold back", "leave")
COVERING = ("盖过", "盖住", "压过", "盖", "抢", "drown out", "drown", "cover", "overpower")
SOFTLY = ("soft", "gently")
LOUD = ("吵", "响", "大声", "闹", "大", "loud", "noisy", "strong", "too loud", "刺耳", "抢戏")
PARTED = re.compile(
    r"(?:声音|音频|原声|声|音)(?:和|跟|与|、)(?:画面|视频|影像|图像|画)(?:都)?(?:给我)?(?:拆开|分开|分离|剥离|拆分|拆)(?:来|了)?|音画(?:分离|分开|拆开)|声画分离"
    r"|(?:声音|音频)从(?:画面|视频)(?:里|中)?(?:拆|分|剥|抽|提)(?:出来|离|开)?"
    r"|\b(?:strip|pull|lift|rip|take|put|move|separate) (?:out |off )?(?:the |its )?(?:audio|sound)"
    r"(?=[^.,;\n]* (?:own|separate|different|new) (?:audio )?track)"
    r"|\b(?:separate|split|detach|unlink|decouple) (?:the |its )?(?:sound|audio) (?:and|from) (?:the |its )?"
    r"(?:picture|video|image|footage)s?\b",
    re.I,
)


def parted(toks: list[Tok], raw: str) -> list[Tok]:
    """The tokens with "the sound and the picture apart" as one word for it."""
    for match in PARTED.finditer(raw):
        within = [index for index, one in enumerate(toks) if match.start() <= one.start and one.end <= match.end()]
        if within and toks[within[-1]].end == match.end() and not any(toks[index].has("quote") for index in within):
            one = Tok({"v:detach", "n:audio"}, "sound " + match.group(), toks[within[0]].start, match.end())
            toks = [*toks[: within[0]], one, *toks[within[-1] + 1 :]]
    return toks


def entered(toks: list[Tok]) -> list[Tok]:
    """The tokens with every way of saying when a sound begins as "start", and "not so loud" as quieter."""
    for at, tok in enumerate(toks):
        if (tok.has("neg") and not tok.has("v:")) or tok.text.lower() == "but not":
            _hushed(toks, at)
    for at, tok in enumerate(toks):
        if tok.has("comma") and _two_sounds(toks, at):
            tok.tags = {HARD}
    first = 0
    while first < len(toks):
        last = closing(toks, first, "sep:hard", "comma")
        part = toks[first:last]
        counted_fades(toks, first, last)
        for one in part:
            if one.has("since") and ITS.search(one.text) and any(two.has(HEARD) or _sounds(two) for two in toks[:last]):
                one.tags = {"src"}  # start it from its 10th second
        both_ends(part, toks[opening(toks, first, "sep:hard") : last])
        level = next((at for at in range(first, last) if toks[at].has("n:loudness")), last)
        if level < last:
            for one in part:
                one.tags = {"f"} if one.has("r:") and not one.has("v: ratio") else one.tags  # youtube-ready
            _levelled(toks[level : closing(toks, level + 1, "sep:hard", "v:", "n:ducking n:music")])
        if any(one.has(HEARD) or _sounds(one) for one in part):
            _beside(part)
            _sourced(part)
            _styled(part)
            swelled(part)
            until(toks, first, STOPS, ENTERS)
            _ended(part)
            abrupt = any(ABRUPT.search(one.text) for one in part) and all(one.has("f", HEARD) for one in part)
            if abrupt and last < len(toks):
                toks[last].tags = {"f"}
            _softened(part)
            _began(part)
            if _held(part):
                _after_that(toks, last)
        first = last + 1
    return toks


ITS = re.compile(r"\bits\b|它的|自己的", re.I)


def _sounds(tok: Tok) -> bool:
    return tok.text.lower().endswith(SOUND_FILES)


STANDARDS = ("standard", "target", "目标", "目标值", "目标为", "terms", "norm", "spec", "标准", "规范", "要求", "平台")


def _levelled(part: list[Tok]) -> None:
    """``the loudness to the youtube standard, -14``: a number behind it is the level, whose standard says nothing."""
    for index, one in enumerate(part):
        behind = part[index + 1] if index + 1 < len(part) else None
        ahead = part[index - 1] if index else None
        named = behind is not None and (behind.text.lower() in STANDARDS or behind.has("n:volume n:level"))
        named = named or (ahead is not None and ahead.has("to p:for with f") and not ahead.has("w"))
        if one.has("r:") or one.text.lower() in STANDARDS or (one.has("w") and named):
            one.tags = {"f"}
        elif index and one.has("num") and one.value and 5 <= float(one.value) <= 40:
            one.tags, one.value = {"lufs"}, -abs(float(one.value))
            for two in part[1:index]:
                two.tags = {"f"} if two.has("comma", "dash") else two.tags


def _two_sounds(toks: list[Tok], at: int) -> bool:
    """``旁白用a.mp3，背景音乐用b.mp3``: a voice and music, each with its file."""
    parts = toks[opening(toks, at, HARD, "comma") : at], toks[at + 1 : closing(toks, at + 1, HARD, "comma")]
    roles = [{tag for tag in ("n:voice", "n:music") if any(one.has(tag) for one in part)} for part in parts]
    files = all(any(one.has("file") for one in part) for part in parts)
    return files and all(len(role) == 1 for role in roles) and roles[0] != roles[1]


def _hushed(toks: list[Tok], at: int) -> None:
    """``音乐别那么吵``: a wish for less, and none that it go."""
    for one in toks[at + 1 : at + 5]:
        if one.has("sep:"):
            return
        if one.text.lower() in COVERING and any(two.has("n:voice") for two in toks[at + 2 : at + 6]):
            toks[at].tags, one.tags = {"f"}, {"n:ducking"}  # 别盖过人声
            return
        if one.text.lower() in LOUD and one.has("louder", "quieter", "w", "bigger", "mag:much"):
            levelled = any(two.has("pct") for two in toks[at + 1 : closing(toks, at, "sep:hard")])
            toks[at].tags, one.tags = {"f"}, {"f"} if levelled else {"quieter"}
            return
        if not one.has("f", "mag:", "pron", "all"):
            return


INTO = ("of", "of the", "into", "into the", "in", "in the", "within")
MOODS = {
    "calmer": "Ambient", "slower": "Ambient", "sadder": "Ambient", "sad": "Ambient", "relaxed": "Lo-fi",
    "mellow": "Lo-fi", "mellower": "Lo-fi", "quieter": "Ambient", "softer": "Ambient", "gentler": "Ambient",
    "faster": "Upbeat", "livelier": "Upbeat", "happier": "Upbeat", "punchier": "Upbeat", "darker": "Cinematic",
    "bigger": "Cinematic", "more relaxed": "Lo-fi", "more serious": "Corporate", "serious": "Corporate",
    "more gentle": "Ambient", "gentle": "Ambient", "bouncier": "Upbeat", "cheerier": "Upbeat", "moodier": "Cinematic",
    "慢一点": "Ambient", "慢点": "Ambient", "悲伤": "Ambient", "伤感": "Ambient", "忧伤": "Ambient", "快一点": "Upbeat",
}  # fmt: skip
"""what music is like, told by words that say other things of pictures and clips"""
NAMED = ("something", "sth", "anything", "one", "something a bit", "换成", "换个", "换首", "来点", "来首")


def _styled(part: list[Tok]) -> None:
    """``swap the music for something calmer``, ``can we have calmer music``: a style of music."""
    for one in part:
        if one.has("quote") and any(two.has("n:music") for two in part):
            _, known = match_words(str(one.value).lower().split() or [""])
            called = {tag for tag in known if tag.startswith("m:")}
            one.tags, one.value = (called, None) if called else (one.tags, one.value)  # an "upbeat" track
    for mood, bed in pairwise(part):
        if mood.has("m:") and bed.text.lower() in ("bed", "backdrop", "underscore"):
            bed.tags = {"n:music"}
    asks = any(one.has("v:replace v:swap v:change v:want v:add v:make") for one in part)
    for at, one in enumerate(part) if asks else ():
        style = MOODS.get(one.text.lower())
        if style is None or one.has("sel quote"):
            continue
        ahead = [two.text.lower() for two in part[:at] if two.text.lower() not in ("的", "bit", "a bit", "点")]
        before = ahead[-1] if ahead else ""
        after = next((two for two in part[at + 1 : at + 3] if two.text not in ("的", "点", "一点")), None)
        if before in NAMED or (after is not None and after.has("n:music") and before not in ("the", "this")):
            one.tags = {"m:" + style}


def _sourced(part: list[Tok]) -> None:
    """``start at 0:20 of the song``, ``skip the first 20 s of the song``: a place in the file, not in the video."""
    for at, time in enumerate(part):
        if not time.has("at since after todur dur clock edge") or time.has("sel before range"):
            continue
        behind = [one for one in part[at + 1 : at + 5] if not one.has("f") or one.text.lower() in INTO]
        ahead = [one for one in part[:at] if one.text not in ("从", "在", "第")]
        skips = time.has("edge") and any(one.text.lower().startswith(("skip", "跳过")) for one in part)
        told = len(behind) > 1 and behind[0].text.lower() in INTO and behind[1].has("n:music") and not time.has("edge")
        if told and behind[0].text.lower() in ("in", "in the") and any(one.has("v:add") for one in part):
            told = False  # "at 20 s in the song"
        own = len(ahead) > 1 and ahead[-1].text == "的" and ahead[-2].has("n:music") and not time.has("edge dur")
        if not (skips or told or own) or any(one.has("v:fade v:mute v:cut v:trim pct louder quieter") for one in part):
            continue
        if skips and time.value[0] != "start":
            continue
        if skips:
            time.value = time.value[1]
            for one in part:
                if one.text.lower().startswith(("skip", "跳过")):
                    one.tags = {"v:start"}
        time.tags = {"src"}
        return


STOPS = ("就停", "停", "停止", "结束", "为止", "停掉", "就结束", "截止", "就没了")


ABRUPT = re.compile(r"\b(?:abruptly|suddenly|abrupt|sudden)\b|突然|戛然而止|突兀", re.I)


def _ended(part: list[Tok]) -> None:
    """``音乐到20秒就停``, ``music only until 0:20``, ``cut the music at 20s``: it ends then."""
    if any(ABRUPT.search(one.text) for one in part):
        for one in part:  # the music stops abruptly: that is why it is to fade
            stops = one.has("v:stop n:end v:cut") and not one.has("sel")
            one.tags = {"f"} if stops or ABRUPT.search(one.text) else one.tags
        return
    times = [one for one in part if one.has("at after todur before") and not one.has("sel since")]
    if len(times) != 1 or any(one.has("quote range v:add v:split v:keep pct v:start from since") for one in part):
        return
    stop = next((one for one in part if one.text in STOPS or (one.has("v:stop") and not one.has("sel"))), None)
    if stop is None and times[0].has("before"):
        stop = next((one for one in part if one.has("exact v:play")), None)
    if stop is None and times[0].has("at", "after"):
        stop = next((one for one in part if one.has("v:cut") and one.text.lower() in ("cut", "切", "切断")), None)
    if stop is not None and not any(one.has("sel") and not one.has("n:music", "n:voice") for one in part):
        stop.tags, times[0].tags, stop.text = {"v:stop"}, {"at"}, "stop" if stop.text.isascii() else stop.text


def _beside(part: list[Tok]) -> None:
    """``the voiceover is hard to hear over the music``: the voice is to be louder."""
    if not any(one.has("louder") and "hear" in one.text.lower() for one in part):
        return
    beside = ("over", "under", "because of", "above", "behind")
    at = next((at for at, one in enumerate(part) if one.text.lower() in beside), len(part))
    if any(one.has("sel n:voice n:audio n:music") for one in part[:at]):
        for one in part[at:]:
            if not one.has("louder"):
                one.tags, one.which = {"f"}, None


def _softened(part: list[Tok]) -> None:
    """``make the end of the music softer``: it fades there."""
    soft = next((one for one in part if one.has("quieter") and one.text.lower().startswith(SOFTLY)), None)
    if soft is None or any(one.has("pct db x v:fade v:add when n:ducking edge range at") for one in part):
        return
    side = next((one for one in part if one.has("n:end at_end n:start at_start") and not one.has("sel")), None)
    if side is not None:
        soft.text, soft.tags = ("fade out" if side.has("n:end", "at_end") else "fade in"), {"v:fade", "n:fade"}
        side.tags = {"f"}


def _began(part: list[Tok]) -> None:
    time = next((one for one in part if one.has(TIMES) and not one.has("sel")), None)
    late = any(one.has("later", "earlier") for one in part) and any(one.has("dur", "for", "bydur") for one in part)
    if (time is None and not late) or any(
        one.has("v:cut v:split v:fade v:stop n:end quote range v:remove") for one in part
    ):
        return
    verb = next((one for one in reversed(part) if one.text.lower() in ENTERS and not one.has("n:", "sel")), None)
    if verb is None or any(one.has("v:start") and one is not verb for one in part):
        return
    ends = any(one.has("v:mute") for one in part)
    if ends:
        return
    verb.tags = {"v:start"}
    for one in part:
        if one.text.lower() in WAITS and one is not verb:
            one.tags = {"f"}
        if time is one and one.has("todur", "before") and not one.has("since"):
            one.tags = {"at"}


def _held(part: list[Tok]) -> bool:
    """``hold the music back for the first 6 seconds``: it starts then; True where it was so."""
    verb = next((one for one in part if one.text.lower() in HELD), None)
    back = next((one for one in part if one.text.lower() in BACK), None)
    joined = verb is not None and (" " in verb.text or verb.text.lower().startswith(DELAYS))
    time = next((one for one in part if one.has("edge", "before", "todur", "for", "at")), None)
    if verb is None or time is None or not (back or joined) or part.index(time) < part.index(verb):
        return False
    if time.has("edge"):
        side, amount = time.value
        if side != "start":
            return False
        time.value = amount
    time.tags, verb.tags = {"at"}, {"v:start"}
    for one in part:
        if one is back or one.has("p:for"):
            one.tags = {"f"}
    return True


def _after_that(toks: list[Tok], at: int) -> None:
    end = at + 1
    while end < len(toks) and not toks[end].has("comma", "sep:hard") and end < at + 9:
        end += 1
    part = toks[at + 1 : end]
    if (
        part
        and part[0].has("pron", "f")
        and all(one.has("f pron v:start n:start p:after after w v:play") for one in part)
    ):
        for one in part:
            one.tags = {"f"}
