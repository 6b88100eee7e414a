"""Texts of the video that are referred to by their words: "the hello thing", "Anna's tag", "Summer Sale"."""

from __future__ import annotations

import re

from local_backend.edits.chain import main_segments
from local_backend.edits.model import Impossible, Target, Which
from local_backend.edits.select import find
from local_backend.language.words.lexer import Tok
from local_backend.language.words.phrases import drawn_together, joined
from local_backend.language.words.pieces import LETTERED, piece
from local_backend.language.words.vocabulary import HARD
from local_backend.timeline import Segment, Timeline

AHEAD = (
    "word", "words", "text", "title", "caption", "label", "headline", "saying", "says", "reads", "reading",
    "subtitle", "line", "name", "tag", "文字", "标题", "字幕", "写着", "写的", "那个", "那句", "把", "将",
)  # fmt: skip
BEHIND = ("txt", "thing", "tag", "one", "bit", "part", "card", "line", "sign", "banner", "label", "text", "title",
          "caption", "headline", "words", "word", "overlay", "subtitle", "lower third", "lower thirds", "name tag",
          "nameplate",
          "那个", "这个", "那行", "这行", "那几个字", "这几个字", "那两个字", "这两个字", "那行字", "这行字", "字样",
          "的字", "标题", "字幕", "文字", "那句", "这句", "名牌", "人名条", "名字条", "那个字", "字", "两个字",
          "几个字")  # fmt: skip
NAMED = (
    "word", "words", "text", "label", "headline", "title", "caption", "saying", "says", "reads", "reading",
    "subtitle", "tag", "line", "the", "that", "one", "it", "where", "写着", "写的", "文字",
)  # fmt: skip
LOOKS = "c: bold regular bigger smaller n:font n:size n:color mag: pl:"
SAYS = ("is", "should", "disappears", "stays", "appears", "comes", "goes", "must", "needs", "shows", "pops", "lasts")
WRITES = ("add", "insert", "include", "write", "type", "print", "加", "加上", "写", "写上", "添加", "打上", "加个",
          "add a", "to", "into", "a", "an", "another", "改成", "改为", "成", "为", "换成", "写成", "say", "read",
          "显示", "一个", "加一个", "应该是", "是", "叫")  # fmt: skip
"""Behind these the words are what is to be written."""
GREETINGS = ("hello", "hi", "hey", "welcome", "thanks", "你好", "嗨", "大家好")


def worded(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with every mention of a text of the video by its words drawn together into a selection."""
    there = {bare(one.text): one.text for _, one in timeline.segments() if one.kind == "text"}
    there.pop("", None)
    if not there:
        return toks

    _quoted(toks, {one.text for _, one in timeline.segments() if one.kind == "text"})

    def mention(at: int, done: list[Tok]) -> tuple[Tok, int] | None:
        told = ""
        for end in range(at + 1, min(at + 13, len(toks) + 1)):
            tok = toks[end - 1]
            if tok.has("quote", "file", "sep:") and not (tok.has("sep:") and end - 1 > at):
                return None
            told += bare(tok.text)
            whole = told if told in there else told[:-1] if told.endswith("s") and tok.text[-2:] in ("'s", "’s") else ""
            if whole in there:
                return _referred(toks, at, end, there[whole], done, possessive=whole != told)
            if not any(text.startswith(told) for text in there):
                return None
        return None

    return drawn_together(toks, mention)


def _quoted(toks: list[Tok], there: set[str]) -> None:
    """``"Anna" blue``: a quotation that is a text of the video, with nothing but looks beside it, is that text."""
    for at, tok in enumerate(toks):
        if not tok.has("quote") or tok.value not in there:
            continue
        first, last = piece(toks, at)
        rest = [one for one in toks[first:last] if one is not tok]
        if any(one.has(LOOKS) for one in rest) and all(one.has("f", "v:make", LOOKS) for one in rest):
            tok.tags, tok.which = {"sel", "n:text", "worded"}, Which("text", (), (str(tok.value),))


def _referred(
    toks: list[Tok], at: int, end: int, text: str, done: list[Tok], *, possessive: bool
) -> tuple[Tok, int] | None:
    """The selection where the words are a text's; None where they only happen to be the same."""
    before = [one.text.lower() for one in toks[max(0, at - 7) : at]]
    nearest = before[-1] if before else ""
    after = toks[end].text.lower() if end < len(toks) else ""
    ahead = nearest in AHEAD or (nearest in ("that", "this") and end - at == 1)
    behind = after in BEHIND or (end < len(toks) and toks[end].has("n:title n:lowerthird n:caption n:subtitle"))
    if nearest in WRITES or (any(one in WRITES[:12] for one in before) and not (possessive or behind)):
        return None
    if toks[at].has("n:", "v:", "c:", "num") and not (behind or ahead or end - at > 1):
        return None
    exact = "".join(one.text for one in toks[at:end]).replace(" ", "").startswith(text.replace(" ", ""))
    spelt = exact and (text != text.lower() or not text.isascii())
    greeting = text.lower() in GREETINGS and at == 0 and after not in SAYS
    if not (possessive or behind or ahead or ((spelt or end - at > 1) and not greeting)):
        return None
    stop = end
    if (behind and not possessive) or (possessive and end < len(toks) and (behind or toks[end].has("n:text n:plate"))):
        stop = end + 1
    while (
        done
        and done[-1].text.lower() in NAMED
        and not (len(done) > 1 and done[-1].has("v:") and not done[-1].has("v:show"))
    ):
        done.pop()
    return joined(toks, at, stop, {"sel", "n:text", "worded"}, which=Which("text", (), (text,))), stop


def bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


UPON = ("on", "of", "over", "under", "for", "from", "in", "during", "of the", "on the", "over the", "for the", "in the")
OF = ("的", "上的", "里的", "上面的", "那张的", "那段的", "的那条", "的那个", "'s", "’s")
ADDS = "v:add v:want v:show v:move v:transcribe each all"
SET = "c: bold regular bigger smaller"
COUNTED = re.compile(r"(?:first|second|third|fourth|fifth|last)(?: one)?|第.[条个句行]", re.I)
SEEN_ZH = re.compile(r"(?:照片|图片?|片段|视频|张|段)[^，。]{0,3}的?(?:标题|字幕|文字|文案|字)$")
ROLES = {"n:title": "title", "n:subtitle": "subtitle", "n:lowerthird": "lower_third", "n:caption": "caption"}


def on_clips(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """``the caption of the third photo``, ``第二张照片的字幕``: the texts that show while the clip does."""
    if not any(one.kind == "text" for _, one in timeline.segments()):
        return toks
    _spoken_of(toks, timeline)

    def mention(at: int, _: list[Tok]) -> tuple[Tok, int] | None:
        tok, end = toks[at], at + 1
        if (several := _listed(toks, at, timeline)) is not None:
            return several
        if tok.has("sel") and tok.which is not None and _of_a_clip(tok):
            which = Which(numbers=tok.which.numbers)  # of the photo, and not the second caption
        elif tok.has(LETTERED) and not tok.has("sel quote"):
            while end < min(at + 4, len(toks)) and toks[end].has("f") and not toks[end].has("sel"):
                end += 1
            if end == at + 1 or toks[at + 1].text.lower() not in UPON or not _one_clip(toks, end):
                return None
            which = toks[end].which or Which()
            end += 1
        elif _one_clip(toks, at) and at + 2 < len(toks) and toks[at + 1].text in OF and toks[at + 2].has(LETTERED):
            which, end, tok = tok.which or Which(), at + 3, toks[at + 2]
        elif _one_clip(toks, at) and tok.text.endswith("的") and at + 1 < len(toks) and toks[at + 1].has(LETTERED):
            which, end, tok = tok.which or Which(), at + 2, toks[at + 1]
        else:
            return None
        first, last = piece(toks, at, HARD, "comma")
        own = toks[first:last]
        new = any(one.has("quote") for one in own) and not any(
            one.has("v:rename v:change v:replace amend v:remove") for one in own
        )
        if new or (any(one.has(ADDS) for one in own) and toks[at + 1 : at + 2] and toks[at + 1].text[:2] != "of"):
            return None
        shown = _shown(timeline, which, next((role for noun, role in ROLES.items() if tok.has(noun)), ""))
        if not shown:
            return None
        ids = tuple(one.id for one in shown)
        return joined(toks, at, end, {"sel", "n:text", "worded"}, which=Which("text", ids=ids)), end

    return drawn_together(toks, mention)


def _listed(toks: list[Tok], at: int, timeline: Timeline) -> tuple[Tok, int] | None:
    """``the cake and "All of us" texts``: those that stand on the clips that are named, and those that are quoted."""
    end = at
    ids: list[str] = []
    texts = {one.text: one.id for _, one in timeline.segments() if one.kind == "text"}
    while end < len(toks) and not (toks[end].has(LETTERED) and not toks[end].has("sel")):
        one = toks[end]
        named = one.which.names[0] if one.has("worded") and one.which is not None and one.which.names else one.value
        if _one_clip(toks, end) and one.which is not None:
            there = _shown(timeline, one.which, "")
            ids += [text.id for text in there if text.style.role != "title"] or [text.id for text in there]
        elif one.has("quote", "worded") and named in texts:
            ids.append(texts[str(named)])
        elif end == at or not (one.has("and", "comma") or one.text.lower() == "the"):
            return None
        end += 1
    many = end < len(toks) and (toks[end].text.lower().endswith("s") or not toks[end].text.isascii())
    adds = any(one.text.lower() in WRITES for one in toks[max(0, at - 2) : at])
    apart = not toks[end - 1].has("sel quote")  # "remove the mug and the titles": two things
    if not many or apart or adds or end - at < 3 or len(ids) < 2:
        return None
    return joined(toks, at, end + 1, {"sel", "n:text", "worded"}, which=Which("text", ids=tuple(ids))), end + 1


def _of_a_clip(tok: Tok) -> bool:
    kind = tok.which.kind if tok.which is not None else ""
    said = kind == "caption" or (kind == "text" and ("张" in tok.text or "的" in tok.text))
    return said and SEEN_ZH.search(tok.text) is not None


def _one_clip(toks: list[Tok], at: int) -> bool:
    tok = toks[at] if at < len(toks) else None
    if tok is None or not tok.has("sel") or tok.which is None or tok.which.everything:
        return False
    return tok.which.kind in ("main", "photo", "video") and not tok.has("n:logo")


def _shown(timeline: Timeline, which: Which, role: str) -> list[Segment]:
    """The texts, of that role where there are such, that show for the most part while the clips do."""
    try:
        clips = {one.id for one in find(timeline, which, "en")}
    except Impossible:
        return []
    main = main_segments(timeline)
    ends = [*(one.start_ms for one in main[1:]), timeline.duration_ms]
    times = [(one.start_ms, end) for one, end in zip(main, ends, strict=True) if one.id in clips]
    texts = [one for _, one in timeline.segments() if one.kind == "text"]
    there = [one for one in texts if any(a <= (one.start_ms + one.end_ms) // 2 < b for a, b in times)]
    return [one for one in there if one.style.role == role] or there


def _spoken_of(toks: list[Tok], timeline: Timeline) -> None:
    """``the second one should say Hi``, of a video with captions: the second of them, since no clip says anything."""
    texts = [one for _, one in timeline.segments() if one.kind == "text"]
    captions = sum(one.style.role == "caption" for one in texts)
    kind: Target | None = None
    for at, tok in enumerate(toks):
        if tok.has(HARD) or tok.has("n:photo", "file", "v:add"):
            kind = None
        elif tok.has("sel") and tok.which is not None and tok.which.numbers and tok.has(LETTERED):
            kind = tok.which.kind
        elif kind and COUNTED.fullmatch(tok.text) and any(one.has(SET) for one in toks[at + 1 : at + 4]):
            number = tok.which.numbers if tok.which is not None else (int(tok.value),)
            tok.tags, tok.which = {"sel", "n:caption"}, Which(kind, number)  # the first caption blue, the second red
            continue
        if tok.has("sel") and tok.which is not None and tok.which.numbers and tok.text.lower().endswith(" one"):
            _, last = piece(toks, at, HARD)
            says = any(one.has("v:rename") and one.text.lower().endswith(("say", "read")) for one in toks[at:last])
            if says and captions > 1 and not any(one.has("v:add n:photo") for one in toks[at + 1 : last]):
                tok.tags, tok.which = {"sel", "n:caption"}, Which("caption", tok.which.numbers)
