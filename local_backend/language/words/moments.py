"""Times told by what is seen then: "the video should end when the city clip ends", "视频到city结束就停"."""

from __future__ import annotations

from local_backend.edits.model import Impossible, Which
from local_backend.edits.select import find
from local_backend.language.words import whiles
from local_backend.language.words.drawing import joined
from local_backend.language.words.lexer import Tok
from local_backend.language.words.phrases import NOUNS, noun_of
from local_backend.language.words.pieces import closing, opening
from local_backend.timeline import Timeline

WHEN = (
    "when",
    "once",
    "where",
    "as soon as",
    "after",
    "with",
    "right after",
    "at",
    "到",
    "等",
    "等到",
    "在",
    "当",
    "播到",
)
OVER = ("over", "done", "finished", "through", "ended", "结束", "放完", "播完", "完", "完了", "放完了", "播完了")
WHOLE = "n:video n:film all n:media"


HALTS = ("停", "就停", "停止", "停掉", "为止", "就结束", "截止", "cut out", "until", "till")
HEARD = "n:music n:voice"


def _heard_with(toks: list[Tok], at: int, timeline: Timeline) -> list[Tok] | None:
    """``音乐从第二段开始``, ``stop the music when the city clip ends``: the time at which that clip begins or ends."""
    word = toks[at].text.lower()
    if word not in (*WHEN, "from", "until", "till", "从", "自", "放到", "响到"):
        return None
    first = at + 1
    while first < len(toks) and toks[first].has("f") and not toks[first].has("sel", "sep:"):
        first += 1
    which = toks[first].which if first < len(toks) and toks[first].has("sel") else None
    if which is None and word in ("with", "when") and first < len(toks) and toks[first].has("n:video n:film"):
        which = Which(numbers=(-1,))  # "make the music end with the video"
    start, stop = opening(toks, at, "sep:"), closing(toks, at, "sep:")
    if (
        first < stop
        and toks[first].has("n:endcard")
        and all(one.has("f n:end n:start") for one in toks[first + 1 : stop])
    ):
        return _to_the_card([*toks[start:at], *toks[first + 1 : stop]], toks, start, stop)
    if which is None or which.everything or which.kind not in ("main", "photo", "video"):
        return None
    whole = toks[first].has("n:video n:film") and not toks[first].has("sel")
    before = [one for one in toks[start:at] if not one.has("f")]
    after = [one for one in toks[first + 1 : stop] if not one.has("f")]
    sounds = [one for one in before if one.has(HEARD) and not one.has("sel quote")]
    verbs = "v:start v:stop v:play n:start n:end onward last"
    light = f"{HEARD} {verbs} v:add v:mute later v:want v:make v:change v:move exact"
    if len(sounds) != 1 or not all(one.has(light) for one in before):
        return None
    if not all(one.has(verbs) or one.text.lower() in (*OVER, *HALTS) for one in after):
        return None
    muted = any(one.has("v:mute") for one in before)
    acts = [] if muted else [one for one in before if one.has("v:start v:stop v:play")] or after[-1:]
    if not (acts or muted) and word not in HALTS:
        return None
    if any(one.has("later") for one in before):
        word = ""
        acts = [one for one in before if one.has("later")]  # "delay the music until the second clip"
    halts = word in HALTS or (bool(acts) and (acts[0].has("v:stop") or acts[0].text in HALTS))
    told = after[0] if after and (len(after) > 1 or after[0] not in acts) else None
    if whole and not halts:
        return None
    over = (
        whole
        or (word == "with" and halts)
        or (told is not None and (told.has("v:stop", "n:end") or told.text.lower() in OVER))
    )
    try:
        found = find(timeline, which, "en")
    except Impossible:
        return None
    time = found[-1].end_ms if over or (told is None and word in ("after", "right after")) else found[0].start_ms
    for one in acts:
        one.tags = {"f"}
    words = " ".join(one.text for one in toks[at:stop])
    then = Tok({"after"} if muted else {"at"}, words, toks[at].start, toks[stop - 1].end, value=time)
    verb = Tok({"f"} if muted else {"v:stop"} if halts else {"v:start"}, "", toks[at].start, toks[at].start)
    return [*toks[:at], verb, then, *toks[stop:]]


def _to_the_card(said: list[Tok], toks: list[Tok], start: int, stop: int) -> list[Tok] | None:
    """``the music ends with the end card``: it is heard until the video ends."""
    sounds = [one for one in said if one.has(HEARD)]
    halts = [one for one in said if one.has("v:stop")]
    if (
        len(sounds) != 1
        or not halts
        or any(not one.has(f"f {HEARD} v:stop n:end v:want v:make v:change") for one in said)
    ):
        return None
    place = sounds[0].end
    play = [
        Tok({"v:play"}, "", place, place),
        Tok({"onward"}, toks[stop - 1].text, toks[stop - 1].start, toks[stop - 1].end),
    ]
    return [*toks[:start], sounds[0], *play, *toks[stop:]]


LETTERED = "n:title n:text n:caption n:subtitle n:lowerthird"
GONE = (*OVER, "gone", "disappears", "vanishes", "away", "off", "ends", "finishes", "消失", "没了", "消失了")
AFTER = ("after", "right after", "once", "as soon as", "when", "until", "等", "等到", "在", "以后", "之后", "后")


def _after_words(toks: list[Tok], at: int, timeline: Timeline) -> list[Tok] | None:
    """``start the voiceover after the title``, ``旁白等标题结束再开始``: the time at which those words are gone."""
    kind = noun_of(toks[at]) if toks[at].has(LETTERED) and not toks[at].has("v: quote") else ""
    first, last = opening(toks, at, "sep:hard", "comma"), closing(toks, at, "sep:hard", "comma")
    sounds = [one for one in toks[first:last] if one.has(HEARD) and not one.has("quote")]
    if not kind or len(sounds) != 1 or any(one.has("quote v:fade n:fade dur pct") for one in toks[first:last]):
        return None
    begin, end = at, at + 1
    while begin > first and (
        (toks[begin - 1].has("f") and not toks[begin - 1].has("n:")) or toks[begin - 1].text.lower() in AFTER
    ):
        begin -= 1
    over = ("的", "is", "has", "了", "再", "之后", "以后", "后", "才", "就")
    while end < last and (toks[end].text.lower() in (*GONE, *over) or toks[end].has("v:stop")):
        end += 1
    said = [one.text.lower() for one in toks[begin:end] if one is not toks[at]]
    gone = any(word in GONE for word in said) or any(one.has("v:stop") for one in toks[at + 1 : end])
    after = any(word in ("after", "right after", "之后", "以后", "后") for word in said)
    rest = [*toks[first:begin], *toks[end:last]]
    light = f"{HEARD} v:start v:play v:show n:start f exact again later v:want v:make v:add v:change"
    if not (gone or after) or any(not one.has(light) and one.text not in ("再", "才", "等", "要") for one in rest):
        return None
    try:
        words = find(timeline, Which(NOUNS[kind]), "en")
    except (Impossible, KeyError):
        return None
    for one in rest:
        if not one.has(HEARD):
            one.tags = {"f"}
    text = "".join(one.text for one in toks[begin:end])
    verb = Tok({"v:start"}, "", toks[begin].start, toks[begin].start)
    time = Tok({"at"}, text, toks[begin].start, toks[end - 1].end, value=max(one.end_ms for one in words[:1]))
    return [*toks[:begin], verb, time, *toks[end:]]


def before_end(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """``3 seconds before the end``, ``结束前3秒``: a time in the video."""
    whole = timeline.duration_ms
    for at, tok in enumerate(toks):
        if tok.has("edge") and tok.text.startswith("前") and at and toks[at - 1].text in ("结束", "结尾"):
            made = joined(toks, at - 1, at + 1, {"at"}, value=max(0, whole - int(tok.value[1])))
            return [*toks[: at - 1], made, *toks[at + 1 :]]
        if not tok.has("dur") or tok.has("sel clock") or int(tok.value) >= whole:
            continue
        behind = toks[at + 1 : at + 4]
        end = next((index for index, one in enumerate(behind) if one.has("n:end at_end")), None)
        told = bool(behind) and behind[0].text.lower() == "before" and end is not None
        if told and end is not None and not any(one.has("sel", "sep:") for one in toks[at + 1 : at + 6]):
            made = joined(toks, at, at + 2 + end, {"at"}, value=whole - int(tok.value))
            return [*toks[:at], made, *toks[at + 2 + end :]]
        ahead = toks[max(0, at - 2) : at]
        if len(ahead) == 2 and ahead[0].text in ("结束", "结尾") and ahead[1].text in ("前", "之前"):
            made = joined(toks, at - 2, at + 1, {"at"}, value=whole - int(tok.value))
            return [*toks[: at - 2], made, *toks[at + 1 :]]
    return toks


def reached(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with the end of a clip as a time, where it is the end of the whole that is spoken of."""
    for at, tok in enumerate(toks):
        for reading in (_after_words, _heard_with, whiles.shown, whiles.within):
            if (found := reading(toks, at, timeline)) is not None:
                return found
        if tok.text.lower() not in WHEN or at + 2 >= len(toks):
            continue
        first = at + 1
        while first < len(toks) and toks[first].has("f") and not toks[first].has("sel", "sep:"):
            first += 1
        if first + 1 >= len(toks) or not toks[first].has("sel") or toks[first].which is None:
            continue
        end = first + 1
        while end < len(toks) and toks[end].has("f") and toks[end].text.lower() not in OVER:
            end += 1
        over = end < len(toks) and (toks[end].has("v:stop", "n:end") or toks[end].text.lower() in OVER)
        start = opening(toks, at, "sep:")
        stop = closing(toks, end + 1, "sep:")
        around = [*toks[start:at], *toks[end + 1 : stop]]
        ending = any(one.text in ("就好", "就行", "即可", "就可以", "就够了", "为止") for one in around)
        ending = ending or any(one.has("v:stop") or (one.has("v:cut") and not one.has("n:film")) for one in around)
        named = any(one.has("sel", "quote", "n:music", "n:title", "n:text", "n:voice") for one in around)
        if not over or not ending or named or not any(one.has(WHOLE) for one in around):
            continue
        which = toks[first].which
        try:
            last = find(timeline, which, "en")[-1] if which is not None else None
        except Impossible:
            return toks
        if last is None:
            return toks
        told = " ".join(one.text for one in toks[at : end + 1])
        made = Tok({"at"}, told, tok.start, toks[end].end, value=last.end_ms)
        return [*toks[:at], made, *toks[end + 1 :]]
    return toks
