"""Times and places of texts in few words: "Anna from 8 to 12", "1秒“你好”，5秒“再见”，每条2秒"."""

from __future__ import annotations

from local_backend.edits.model import Impossible
from local_backend.edits.select import find
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import LETTERED, closing, opening
from local_backend.timeline import Timeline

NOUNS = "n:title n:text n:caption n:subtitle n:lowerthird n:endcard quote n:logo n:pip n:overlay n:music"
UNITS = "n:clip n:photo pct x deg px n:transition n:video db"
BEGINS = ("开始", "出现", "出来", "播", "播放", "放", "的", "起")
BOTH = ("both", "all", "both of them", "all of them", "all three")
STARTING = ("start", "start time", "starts", "in", "begin", "开始时间", "起始时间", "起始", "入点")
ENDING = ("end", "end time", "ends", "out", "结束时间", "结束", "出点")
COMES = ("出", "出现", "出来", "亮相", "上", "弹出", "冒出来", "登场")
EACH = ("每条", "每句", "每个", "每", "each", "every", "各", "条", "句", "段", "of", "them", "line", "one", "apiece")
WRITES = ("写", "写上", "写着", "打上", "打", "放", "加上", "加", "显示")
NOTHING = Tok(set(), "", 0, 0)
LATE = ("late", "behind", "lag", "lags", "lagging", "delayed", "slow", "later", "晚", "慢", "迟", "延迟", "滞后",
        "落后")  # fmt: skip
SOON = ("early", "soon", "ahead", "ahead of", "earlier", "fast", "早", "快", "提前", "超前")
WISHED = "amend v:make v:move v:want v:change"
ASKS = ("把", "让", "将", "请", "再", "往", "推", "应该", "should", "please", "要", "帮我")


def lettered(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with such times as ranges and starts, and "above" a clip as the clip that the words stand on."""
    toks = _unitless(_started(_mistimed(_counted_in(toks, timeline))), timeline)
    for but, noun, comma in zip(toks, toks[1:], toks[2:], strict=False):
        if but.has("except") and noun.has(LETTERED) and comma.has("comma"):
            comma.tags = {"f"}  # 除了标题，其他文字都删掉
    _in_and_out(toks)
    _listed(toks)
    for at, tok in enumerate(toks):
        ahead = toks[at + 1] if at + 1 < len(toks) else NOTHING
        if tok.text in ("到", "至", "直到") and ahead.has("n:endcard") and not ahead.text.isascii():
            ahead.tags = {"n:end"}  # 标题一直显示到片尾
        timed = ahead.has("dur", "clock") and (not at or toks[at - 1].has("comma", "quote", "f"))
        if timed and tok.text.lower() in (*STARTING, *ENDING) and any(one.has("quote") for one in toks[:at]):
            ahead.tags = {"at"} if tok.text.lower() in STARTING else {"todur", "dur"}
            tok.tags = {"f"}  # 'title "Hello", start 1.0s, duration 4.0s'
        if tok.has("clock") and _begins(toks, at):
            tok.tags = {"at"}  # 0:20加人名条“…”，持续5秒
        if tok.text in ("结尾", "片尾", "末尾") and ahead.has("edge") and ahead.value[0] == "end":
            tok.tags = {"f"}  # 在结尾最后3秒
        several = tok.text.lower() in BOTH and sum(one.has("quote") for one in toks[:at]) > 1
        if several and toks[at - 1].has("comma", "dash") and _styles(toks, at + 1):
            toks[at - 1].tags, tok.tags, tok.which, tok.text = {"sep:hard"}, {"all"}, None, "all"  # '…, both red'
        late = at and toks[at - 1].has("later", "earlier")
        if tok.has("dur") and ahead.text in COMES and at and not late and _text_before(toks, at):
            tok.tags, ahead.tags = {"at"}, {"v:show"}
        named = at and toks[at - 1].has("sel", "name") and not toks[at - 1].has("n:logo", "all")
        if named and tok.text in ("上面", "上", "上头") and any(one.has("quote") for one in toks[at + 1 : at + 6]):
            tok.tags = {"f", "on"}
        if tok.text in ("上面", "上头") and ahead.text in WRITES and any(one.has("n:black") for one in toks[:at]):
            tok.tags = {"f", "on"}  # 开头加2秒黑屏，上面写“第一章”
        if tok.has("n:rotate") and tok.text.lower().startswith("turn ") and ahead.text.lower() in ("into", "in to"):
            tok.tags = {"v:change", "pron"} if timeline.tracks else {"v:make", "v:change", "pron"}
        ends = at + 2 >= len(toks) or toks[at + 2].has("sep:")
        if tok.text.lower() in ("over", "for") and ahead.has("num") and ends and _fades_before(toks, at):
            ahead.tags, ahead.value = {"dur"}, round(float(ahead.value) * 1000)  # "… over 2 s and out over 3"
        if tok.has("n:lowerthird") and at and _placed_there(toks, at):
            tok.tags, tok.which = {"pl:bottom_left"}, None
        if tok.text.lower() in ("get", "take", "keep", "leave") and (gone := _out_of(toks, at)) is not None:
            tok.tags, gone.tags = {"v:remove"}, {"f"}
        if ahead.text == "黑" and ahead.has("w") and tok.has("from", "to"):
            ahead.tags = {"c:#000000", "n:black"}
    return toks


def _counted_in(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """``2 seconds into the interview``, ``采访开始2秒后``, of words or of a picture above: a time of the video."""
    for at in range(len(toks)):
        time, clip, last = _inside(toks, at)
        around = toks[opening(toks, at, "sep:hard") : closing(toks, at, "sep:hard")]
        if clip.which is None or clip.which.everything or not any(one.has(NOUNS) for one in around):
            continue
        if any(one.has("v:cut v:trim v:split v:speed v:remove n:music") for one in around):
            continue
        try:
            start = find(timeline, clip.which, "en")[0].start_ms
        except Impossible:
            continue
        told = Tok({"at"}, time.text, toks[at].start, toks[last - 1].end, value=start + int(time.value))
        return [*toks[:at], told, *_counted_in(toks[last:], timeline)]
    return toks


def _inside(toks: list[Tok], at: int) -> tuple[Tok, Tok, int]:
    """A time that is counted in a clip, that clip, and the index after both; ``NOTHING`` where none begins there."""
    here = at + 1
    if toks[at].has("sel"):
        while here < len(toks) and toks[here].text in BEGINS:
            here += 1
        time = toks[here] if here < len(toks) else NOTHING
        late = time.has("after") or (time.has("at") and time.text.startswith("第"))
        return (time, toks[at], here + 1) if late and not time.text.isascii() else (NOTHING, NOTHING, 0)
    if not toks[at].has("dur") or here >= len(toks) or toks[here].text.lower() not in ("into", "in to"):
        return NOTHING, NOTHING, 0
    while here + 1 < len(toks) and not toks[here].has("sel") and toks[here].has("f to dir:in"):
        here += 1
    return toks[at], toks[here] if toks[here].has("sel") else NOTHING, here + 1


def _mistimed(toks: list[Tok]) -> list[Tok]:
    """``the captions come a second too late``, ``字幕比声音慢了1秒``: what is late is to come that much earlier."""
    for at, tok in enumerate(toks):
        word = tok.text.lower()
        if word not in LATE and word not in SOON:
            continue
        first, last = opening(toks, at, "sep:"), closing(toks, at, "sep:")
        said = toks[first:last]
        wished = any(one.has(WISHED) or one.text.lower() in ASKS for one in said)
        told = word not in ("later", "earlier", "快", "慢", "fast", "slow") or any(
            one.text.lower() in ("than", "than it should", "than they should", "too", "比", "了") for one in said
        )
        told = told and (tok.text.isascii() or any(one.text in ("了", "比", "太", "得") for one in said))
        length = next((one for one in said if one.has("dur", "bydur", "for")), None)
        texts = [index for index in range(first, at) if toks[index].has(LETTERED, "worded")]
        if not texts and first and toks[first - 1].has("comma") and any(one.text.lower() == "they" for one in said):
            before = opening(toks, first - 1, "sep:")
            texts = [index for index in range(before, first) if toks[index].has(LETTERED)]
        opens = bool(texts) and all(one.has("f") or one.has("and") for one in toks[first : texts[0]])
        if wished or not told or length is None or not opens or any(one.has("quote") for one in said):
            continue
        tok.tags = {"earlier"} if word in LATE else {"later"}
        length.tags = {"bydur"}
        for one in toks[texts[0] + 1 : last]:
            if one not in (tok, length) and not one.has(LETTERED):
                one.tags, one.which = {"f"}, None
        _shifted_so(toks, last, (tok, length))
    return toks


def _shifted_so(toks: list[Tok], joint: int, said: tuple[Tok, Tok]) -> None:
    """``…, shift them``, ``…，往前挪1秒``: the wish after the complaint is the same once more, or says it itself."""
    if joint >= len(toks):
        return
    last = closing(toks, joint + 1, "sep:")
    wish = toks[joint + 1 : last]
    light = "f pron later earlier v:move v:change dur bydur for mag:little dir: by also"
    if (
        not wish
        or not all(one.has(light) for one in wish)
        or not any(one.has("v:", "later", "earlier") for one in wish)
    ):
        return
    for one in said if any(one.has("dur", "bydur", "for") for one in wish) else wish:
        one.tags, one.which = {"f"}, None
    toks[joint].tags = {"f"}


def _styles(toks: list[Tok], at: int) -> bool:
    """Whether nothing but how words look follows in the sentence."""
    said = toks[at : closing(toks, at, "sep:hard")]
    return bool(said) and all(one.has("pl: c: bold regular bigger smaller n:plate px n:size f comma") for one in said)


def _text_before(toks: list[Tok], at: int) -> bool:
    for one in reversed(toks[max(0, at - 4) : at]):
        if one.has("quote"):
            return True
        if one.has("sep:") and not (one.has("comma") and at > 1 and toks[at - 1] is one):
            return False
        if one.has("n:title n:text n:caption n:subtitle n:lowerthird worded"):
            return True
    return False


def _started(toks: list[Tok]) -> list[Tok]:
    """``the title starts at 2s and ends at 5s``, ``从第2秒开始，到第5秒结束``: from the one to the other."""
    for at, tok in enumerate(toks):
        if not tok.has("since") or not tok.has("at"):
            continue
        end = at + 1
        while (
            end < len(toks)
            and end < at + 5
            and toks[end].has("comma and f v:stop")
            and not toks[end].has("at before todur")
        ):
            end += 1
        if end >= len(toks) or not toks[end].has("at", "before", "todur") or toks[end].value <= tok.value:
            continue
        ends = toks[end].has("before", "todur") or any(one.has("v:stop") for one in toks[at + 1 : end])
        first = opening(toks, at, "sep:hard", "comma")
        if not ends or end == at + 1 or not any(one.has(LETTERED, "n:logo") for one in toks[first:at]):
            continue
        last = end + 2 if end + 1 < len(toks) and toks[end + 1].has("v:stop") else end + 1
        told = Tok({"range"}, "", tok.start, toks[last - 1].end, value=(int(tok.value), int(toks[end].value)))
        told.text = f"{tok.text} {toks[end].text}"
        return [*toks[:at], told, *_started(toks[last:])]
    return toks


def _placed_there(toks: list[Tok], at: int) -> bool:
    """Whether the lower third is where another text goes: "the title should be in the lower third"."""
    first = opening(toks, at, "sep:")
    near = [one.text.lower() for one in toks[max(first, at - 2) : at]]
    into = any(word in ("in", "into", "to", "at", "on", "放到", "放在", "移到", "挪到", "在", "到") for word in near)
    return into and any(one.has("n:title", "n:caption", "n:text", "n:subtitle", "worded") for one in toks[first:at])


def _begins(toks: list[Tok], at: int) -> bool:
    """Whether a time of the clock stands ahead of the words that are to be shown then."""
    lead = next((one for one in toks[at + 1 :] if not one.has("f", "comma") or one.has("v:", "n:")), None)
    first = at == 0 or toks[at - 1].has("sep:")
    return (
        first
        and lead is not None
        and lead.has("v:add v:show n:title n:text n:caption n:subtitle n:lowerthird n:endcard quote")
        and any(one.has("quote") for one in toks[at + 1 : at + 8])
    )


def _out_of(toks: list[Tok], at: int) -> Tok | None:
    """``get the logo out of the first 3 seconds``: the "out of"."""
    near = toks[at + 1 : at + 8]
    for one, two, three in zip(near, near[1:], (*near[2:], None), strict=False):
        if one.has("sep:"):
            return None
        timed = two.has("edge range") or (three is not None and three.has("edge range") and two.has("f"))
        if one.text.lower() in ("out of", "off", "out", "away from") and timed:
            laid = any(thing.has("n:logo n:overlay n:pip n:title n:text") for thing in near)
            return one if laid else None
    return None


def _in_and_out(toks: list[Tok]) -> None:
    """``fade the music in over 2s and out over 4s``: two fades, each with its own length."""
    for at, tok in enumerate(toks):
        if not tok.has("v:fade") or tok.text.lower() not in ("fade", "fades", "fading", "faded", "ease"):
            continue
        near = toks[at + 1 : at + 16]
        ways = [index for index, one in enumerate(near) if one.text.lower() in ("in", "out")]
        timed = [index for index in ways if any(one.has("dur for num") for one in near[index + 1 : index + 4])]
        if len(timed) != 2 or {near[index].text.lower() for index in timed} != {"in", "out"}:
            continue
        tok.tags = {"f"}
        for index in timed:
            near[index].tags = {"v:fade", "n:fade"}
            near[index].text = f"fade {near[index].text.lower()}"
        for one in near[timed[0] : timed[1]]:
            if one.has("sep:"):
                one.tags = {"and", "f"}


def _fades_before(toks: list[Tok], at: int) -> bool:
    near = toks[max(0, at - 14) : at]
    return any(one.has("v:fade", "n:fade") for one in near) and any(one.has("dur", "for") for one in near)


def _unitless(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """``from 8 to 12`` of a text, a logo or music is a time in seconds."""
    for at in range(len(toks) - 3):
        word, first, joint, second = toks[at : at + 4]
        if word.has("num") and first.has("to", "dash") and joint.has("num") and second.has("quote"):
            start, end = round(float(word.value) * 1000), round(float(joint.value) * 1000)
            if 0 <= start < end:  # '3-6 "We left"'
                told = Tok({"range"}, f"{word.text}-{joint.text}", word.start, joint.end, value=(start, end))
                return [*toks[:at], told, *_unitless(toks[at + 3 :], timeline)]
        if word.text.lower() not in ("from", "between", "从") or not (first.has("num") and second.has("num")):
            continue
        if not joint.has("to", "and", "dash") or (at + 4 < len(toks) and toks[at + 4].has(UNITS)):
            continue
        begin = opening(toks, at, "sep:hard", "comma")
        start, end = round(float(first.value) * 1000), round(float(second.value) * 1000)
        if any(one.has(NOUNS) for one in toks[begin:at]) and 0 <= start < end <= max(timeline.duration_ms, end):
            told = Tok({"range"}, f"from {first.text} to {second.text}", word.start, second.end, value=(start, end))
            return [*toks[:at], told, *_unitless(toks[at + 4 :], timeline)]
    return toks


def _listed(toks: list[Tok]) -> None:
    """``1秒“你好”，5秒“再见”，每条2秒``: each line begins then, and all last as long."""
    quotes = [index for index, one in enumerate(toks) if one.has("quote")]
    if len(quotes) < 2:
        return
    times = [index - 1 if index and toks[index - 1].has("dur at clock") else -1 for index in quotes]
    if any(time < 0 for time in times) or not any(
        one.has("n:title n:text n:caption n:subtitle") for one in toks[: quotes[0]]
    ):
        return
    values = [int(toks[time].value) for time in times]
    if values != sorted(set(values)):
        return
    for time in times:
        toks[time].tags = {"at"}
    behind = toks[quotes[-1] + 1 :]
    lasts = next((one for one in behind[:6] if one.has("dur", "for")), None)
    if lasts is None or not any(one.has("each", "all") for one in behind[:6]):
        return
    length = int(lasts.value)
    for one in behind[: behind.index(lasts) + 1]:
        if one is lasts or one.has("each", "all", "f", "comma", "p:for", "n:caption", "n:text") or one.text in EACH:
            one.tags = {"f"}
    for index in reversed(quotes):
        toks.insert(index + 1, Tok({"for"}, "", toks[index].end, toks[index].end, value=length))
