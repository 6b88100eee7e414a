"""Texts that are listed after one another: ``caption "Hi" at 2s, another one "Bye" at 28s``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from local_backend.edits import model as m
from local_backend.edits.chain import main_segments
from local_backend.edits.model import Which
from local_backend.language.lists.captioned import labels
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Ask
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing, opening
from local_backend.language.words.vocabulary import HARD
from local_backend.timeline import Segment, TextStyle

TEXTS = "n:title n:subtitle n:lowerthird n:caption n:text n:endcard"
ANEW = (
    "another", "another one", "one more", "second", "a second", "再", "再来", "另", "另外", "再加", "还有", "又",
    "also", "then", "and", "one", "plus", "个", "一个", "一条", "一句", "条", "句", "来", "一行", "行", "接着",
    "然后", "same again", "again",
)  # fmt: skip
WHEN = "at range for edge after before dur at_end at_start n:end n:start"
REACH = 6
SHARED = ("依次", "分别", "respectively", "in order", "in turn", "各", "每", "逐张", "逐个", "a", "the")
IN_TURN = ("依次", "分别", "respectively", "in turn", "各", "逐张", "逐个", "order")
STAYS = "from to todur before range at v:move v:keep onward for v:fade n:fade v:remove v:swap v:replace"
AGAIN = ("again", "once more", "one more time", "再", "再次", "又", "repeat", "reappear", "重复", "再来")
BOTH = "n:edge at_start at_end n:start n:end"
SHOWN = ("照片", "张图", "图片", "片段", "段视频", "张图片", "个视频", "张")
LOOKS = "pl: bigger smaller bold regular dur for px n:plate range at n:size v:add v:remove v:make v:change n:fade"


def repeated(toks: list[Tok]) -> list[Tok]:
    """The tokens with the noun of the first such text given to those that follow it without one."""
    result: list[Tok] = []
    noun: set[str] = set()
    for at, tok in enumerate(toks):
        if tok.has("sep:") and not tok.has("v:") and (_framed(toks, at) or _once_more(toks, at)):
            tok.tags, tok.text = {HARD}, ";"
        elif tok.has("comma") and (_named_late(toks, at) or _meanwhile(toks, at)):
            tok.tags = {"f"}
        if tok.has(TEXTS) and not tok.has("sel"):
            noun = {tag for tag in tok.tags if tag in TEXTS.split()}
        elif tok.has("sel") and not tok.has("all"):
            noun = noun if _timed(toks, at) or _upon(toks, at) or labels(toks, at) else set()
        if noun and tok.has("quote") and (start := _opens(toks, result, at)) is not None and _timed(toks, at, "sel"):
            first = result[start] if start < len(result) else tok
            if start and result[start - 1].has("sep:"):
                result[start - 1].tags, result[start - 1].text = {HARD}, ";"
            result.insert(start, Tok(set(noun) | {"v:add"}, "", first.start, first.start))
        result.append(tok)
    return result


def dealt(toks: list[Tok], raw: str) -> list[Tok]:
    """``a caption under every photo: One, Two, Three``: what stands between the commas are quotations."""
    for at, tok in enumerate(toks):
        if not tok.has("colon") and tok.text not in ("分别是", "分别为", "依次是", "依次为"):
            continue
        first, last = opening(toks, at, HARD), closing(toks, at + 1, HARD)
        if at + 1 < len(toks) and toks[at + 1].has("colon"):
            continue
        said, told = toks[first:at], toks[at + 1 : last]
        shared = any(one.has("each") or one.text.lower() in SHARED for one in said)
        shown = any(one.has("n:photo", "n:clip", "n:video", "n:media") or one.text.endswith(SHOWN) for one in said)
        if not (shared and shown and any(one.has(TEXTS) for one in said)) or any(one.has("quote") for one in told):
            continue
        pieces: list[list[Tok]] = [[]]
        for one in told:
            if one.has("comma", "sep:soft") and not one.text.isalpha():
                pieces.append([])
            else:
                pieces[-1].append(one)
        if len(pieces) < 2 or not all(pieces) or any(one.has(LOOKS) for one in told):
            continue
        quotes = [_quotation(piece, raw) for piece in pieces]
        return [*toks[: at + 1], *quotes, *toks[last:]]
    return toks


def _quotation(piece: list[Tok], raw: str) -> Tok:
    words = raw[piece[0].start : piece[-1].end].strip(" .。")
    return Tok({"quote"}, words, piece[0].start, piece[-1].end, value=words)


def _named_late(toks: list[Tok], at: int) -> bool:
    """``“早上”“晚上”，两条字幕轮着来``: the words first, and what they are after the comma."""
    ahead = [one for one in toks[max(0, at - 8) : at] if not one.has("f", "and", "comma")]
    behind: list[Tok] = []
    for one in toks[at + 1 :]:
        if one.has("sep:"):
            break
        behind.append(one)
    quoted = bool(ahead) and all(one.has("quote") for one in ahead) and at <= 8
    return quoted and any(one.has(TEXTS) for one in behind) and not any(one.has("quote") for one in behind)


def _meanwhile(toks: list[Tok], at: int) -> bool:
    """``when the city shows up, put "Lisbon" top left``: a clip that only says when the words are there."""
    first = opening(toks, at, "sep:")
    last = closing(toks, at + 1, "sep:")
    part = toks[first:at]
    opens = bool(part) and (part[0].has("when") or part[-1].has("when") or part[-1].text in ("的时候", "时", "时候"))
    small = "sel f when p:for v:show v:play v:add v:start on dir:up p:at of n:screen n:clip pron"
    clip = any(one.has("sel") for one in part) and all(one.has(small) for one in part)
    return opens and clip and any(one.has("quote") for one in toks[at + 1 : last])


def _once_more(toks: list[Tok], at: int) -> bool:
    """``"Bye" at 5s and again at 20s``: where a text comes a second time."""
    word, when = [*toks[at + 1 : at + 3], None, None][:2]
    said = any(one.has("quote") for one in toks[opening(toks, at, HARD) : at])
    return said and word is not None and word.text.lower() in AGAIN and when is not None and when.has(WHEN)


def _framed(toks: list[Tok], at: int) -> bool:
    """Whether a wish about the frame ends here and one about a text or logo begins: "portrait, title up to the top"."""
    first = opening(toks, at, "sep:")
    last = closing(toks, at + 1, "sep:")
    head = next((one for one in toks[at + 1 : last] if not one.has("f") or one.has("n:")), None)
    return (
        head is not None
        and head.has(TEXTS, "n:logo")
        and any(one.has("pl: c: bold bigger smaller n:opacity") for one in toks[at + 1 : last])
        and not any(one.has("quote") for one in toks[at + 1 : last])
        and any(one.has("r: fit: ratio") for one in toks[first:at])
        and not any(one.has(TEXTS, "n:logo") for one in toks[first:at])
    )


def _opens(toks: list[Tok], before: list[Tok], at: int) -> int | None:
    """Where a chunk begins that holds nothing but "another one" before the quotation; None for any other chunk."""
    if not any(one.has("quote") for one in toks[:at]):
        return None
    start = len(before)
    while start and not before[start - 1].has("sep:") and len(before) - start < REACH:
        start -= 1
        one = before[start]
        if not (one.text.lower() in ANEW or one.has("f", "and", "also", "sel") or one.has(WHEN)):
            return None
        if one.has("v:", "n:") and not (one.has("sel") and labels([*before, toks[at]], start)):
            return None
    if not start or not before[start - 1].has("sep:"):
        return None
    ahead = before[: start - 1] if start < len(before) and labels([*before, toks[at]], start) else before[:start]
    last = next((one for one in reversed(ahead) if one.has("quote", HARD)), None)
    return start if last is not None and last.has("quote") else None


def _upon(toks: list[Tok], at: int) -> bool:
    """``"One" on clip 1``: a clip that a quotation before it stands on."""
    first = opening(toks, at, "sep:")
    return any(one.has("quote") for one in toks[first:at])


def _timed(toks: list[Tok], at: int, *more: str) -> bool:
    """Whether a time stands in the chunk of a token."""
    for step in (1, -1):
        index = at + step
        while 0 <= index < len(toks) and not toks[index].has("sep:"):
            if toks[index].has(WHEN, *more):
                return True
            index += step
    return False


def shared_out(c: Clause, scene: Scene, quotes: Sequence[Tok]) -> tuple[tuple[int, int, str], ...]:
    """Lines for the photos or clips in their order; empty where the texts are not shared out among them."""
    counted = c.said("num") and c.said("n:photo", "n:clip")
    if not (c.said("each") or c.word(*IN_TURN) or counted) or c.said("range", "at", "dur"):
        return ()
    shown = main_segments(scene.timeline)
    ends = [*(one.start_ms for one in shown[1:]), scene.timeline.duration_ms]
    among = list(zip(shown, ends, strict=True)) if shown else []
    if len(among) != len(quotes) and not c.said("n:clip"):
        among = [(one, end) for one, end in among if one.kind == "image"]
    if shown and len(among) != len(quotes):
        raise Ask(
            scene.pick(
                f"There are {len(shown)} clips and {len(quotes)} texts. Which text goes on which clip?",
                f"一共 {len(shown)} 个片段，文字有 {len(quotes)} 条，分别放在哪个片段上？",
            )
        )
    c.take_all("each", "all", "n:photo", "n:clip", "n:video", "under", "on", "num", "sel", "v:show", "w", "n:order")
    if not shown:
        return tuple((-1, -1, str(one.value)) for one in quotes)
    return tuple((one.start_ms, end, str(quote.value)) for (one, end), quote in zip(among, quotes, strict=True))


JOBS = ("role", "job", "title", "profession", "职位", "头衔", "职务", "身份")


def introduced(c: Clause, scene: Scene, quotes: list[Tok]) -> list[Tok]:
    """``a lower third "Maria Lopez" "Gardener"``: a name and what she does are one text, and two names are two."""
    jobs = [index for index, one in c.free() if one.text.lower() in JOBS]
    times = sum(one.has("at range edge at_end at_start sel") for one in c.toks)
    many = c.said("num all each") or any(one.text.lower().endswith(("thirds", "tags", "names")) for one in c.toks)
    if len(quotes) != 2 or times > 1 or many or (c.said("and") and not jobs):
        return quotes
    c.take_all("quote n:name colon and")
    c.used |= set(jobs)
    return [Tok({"quote"}, "", 0, 0, value=scene.pick(", ", "，").join(str(one.value) for one in quotes))]


def twice(c: Clause, scene: Scene, noun: str, quotes: Sequence[Tok], there: Sequence[Segment]) -> list[m.Edit] | None:
    """``the title at the beginning and again at the end``, ``片尾再出现一次标题``: a text that comes a second time."""
    ends = c.has("n:edge") or (c.has("at_start n:start") and c.has("at_end n:end"))
    more = not quotes and c.has("at_end n:end at n:start at_start") and (c.word(*AGAIN) or c.has("v:duplicate"))
    if not (ends or more) or c.has(STAYS if ends else "for range v:move"):
        return None
    named = next((one for _, one in c.free() if one.has("sel")), None)
    if named is not None and (not named.has("worded") or quotes):
        return None
    language = scene.language
    if len(quotes) == 2 and not c.has("n:edge") and c.has("v:add v:show"):
        closes = [bool(one.has("at_end n:end")) for _, one in c.free() if one.has(BOTH)]
        c.take_all("quote", BOTH, TEXTS, "v:add v:show and")
        pairs = zip(quotes, closes, strict=False) if len(closes) == 2 else ()
        return [m.AddText(str(one.value), at_end=end, language=language) for one, end in pairs] or None
    if len(quotes) > 1:
        return None
    if quotes:
        words = str(quotes[0].value)
        c.take_all("quote", BOTH, TEXTS, "v:add v:show each all x and v:play v:want v:make")
        first = m.AddText(words, alone=noun == "n:title", language=language)
        return [first, m.AddText(words, at_end=True, language=language)]
    role = {"n:lowerthird": "lower_third", "n:caption": "caption", "n:subtitle": "subtitle"}.get(noun, "title")
    found = [
        one for one in there if (one.text in named.which.names if named and named.which else one.style.role == role)
    ]
    if len(found) != 1:
        return None
    text = found[0]
    time = None if ends else c.take("at")
    last = ends or (time is None and c.has("at_end n:end"))
    c.take_all(BOTH, TEXTS, "sel v:add v:show v:duplicate v:play each all x and twice v:loop v:want v:make")
    edits: list[m.Edit] = []
    if ends and text.start_ms:
        edits.append(m.ChangeText(Which("text", (), (text.text,)), start_ms=0, language=language))
    style = tuple(
        (one.name, getattr(text.style, one.name))
        for one in fields(TextStyle)
        if one.name != "role" and getattr(text.style, one.name) != one.default
    )
    start = int(time.value) if time is not None else 0
    return [
        *edits,
        m.AddText(
            text.text, text.style.role, start, text.duration_ms, last, style=style,
            fade_in_ms=text.fade_in_ms, fade_out_ms=text.fade_out_ms, language=language,
        ),
    ]  # fmt: skip


def retimed(found: list[m.Edit]) -> list[m.Edit]:
    """``title "Bye". it must come in the last 3 seconds``: at once where it shall be, so that nothing is in its way."""
    result: list[m.Edit] = []
    for one in found:
        words = one.which.names if isinstance(one, m.ChangeText) and one.which.kind == "text" else ()
        first = next((two for two in result if isinstance(two, m.AddText) and (two.text,) == words), None)
        plain = isinstance(first, m.AddText) and not (first.on or first.at_end or first.whole or first.start_ms)
        if isinstance(one, m.ChangeText) and isinstance(first, m.AddText) and plain and one.start_ms is not None:
            lasts = one.duration_ms or first.duration_ms
            at = next(index for index, two in enumerate(result) if two is first)
            result[at] = replace(first, start_ms=one.start_ms, duration_ms=lasts)
            one = replace(one, start_ms=None, duration_ms=0)
            if one == m.ChangeText(one.which, language=one.language):
                continue
        result.append(one)
    return result


def anew(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``…, and again at the end``: the text that was spoken of right before comes a second time."""
    words = c.last.names if c.last is not None and c.last.kind == "text" else ()
    told = c.word(*AGAIN) or c.has("v:duplicate")
    if len(words) != 1 or not told or not c.has("at_end n:end at_start n:start at") or c.has("sel v:move v:remove for"):
        return None
    time = c.take("at")
    last = time is None and c.has("at_end n:end")
    c.take_all(BOTH, "v:show v:add v:duplicate v:play x pron and twice")
    start = int(time.value) if time is not None else 0
    return [m.AddText(words[0], start_ms=start, at_end=last, language=scene.language)]
