"""Words for the picture that were given without quotation marks: "a title saying Summer Days at the top"."""

from __future__ import annotations

import re

from local_backend.language.words.lexer import Tok
from local_backend.language.words.vocabulary import HARD

TEXTS = ("n:title", "n:subtitle", "n:lowerthird", "n:caption", "n:text", "n:endcard")
CUES = {
    "saying", "says", "say", "reading", "reads", "read", "called", "named", "with", ":", "：", "that", "which",
    "should", "should be", "must be", "应该是", "to", "of", "as", "写着", "写上", "写", "内容是", "内容为",
    "内容", "为", "是", "叫", "叫做", "改成", "改为", "换成", "写成", "文字是", "文案是", "打上",
}  # fmt: skip
STRONG = CUES - {"should be", "must be", "应该是", "with", "that", "which", "should", "to", "of", "as", "为", "是",
                 "内容", "改成", "改为", "换成"}  # fmt: skip
SLOTS = ("dur", "clock", "range", "pl:", "c:", "edge", "at_end", "at_start", "n:end", "n:start", "first", "last", "ord",
         "bold", "bigger", "smaller", "mag:", "px")  # fmt: skip
LONGEST_WORDS = 14
STATES = (
    "gone", "removed", "deleted", "away", "off", "out", "back", "there", "here", "up", "down", "centred",
    "centered", "visible", "hidden", "aligned", "readable", "legible", "outlined", "underlined", "animated",
)  # fmt: skip
"""What a text is to be rather than what it is to say: "I want the title gone"."""
BE = ("should be", "must be", "ought to be", "应该是", "应是", "应为", "正确的是")
WRONG = re.compile(r"\btypo|\bmis-?spel|\bspel(?:led|ling)|\bwrong|\bincorrect|\bmistake|错", re.I)
CALLED = re.compile(r"[!！?？]*")
"""What ends words that are called out: they are part of the text."""
SHOULD = ("should say", "should read", "ought to say", "must say", "needs to say", "has to say", "应该写", "应该写成")
WRITE = ("write", "print", "type")
PUTS = ("put", "add", "stick", "slap", "have", "place")
LASTING = ("stay", "stays", "stay up", "last", "lasts", "sit", "sits", "remain", "remains", "appear", "disappear", "be")
BREAKS = ("at", "for", "from", "in", "on", "with", "and", "over", "under", "在", "从", "用", "放", "到")
ARTICLES = ("a", "an", "the", "my", "our", "some", "something", "anything", "this", "that", "it", "them", "all", "more")


def quoted(toks: list[Tok], raw: str) -> list[Tok]:
    """The tokens with what is to be written drawn together into a quotation."""
    result: list[Tok] = []
    index = 0
    while index < len(toks):
        tok = toks[index]
        result.append(tok)
        index += 1
        said = tok.text.lower() == "say" and not (index > 1 and toks[index - 2].has(*TEXTS, "pron"))
        writes = tok.text.lower() in WRITE and index < len(toks) and (_capital(toks, index) or _plain(toks, index))
        if writes or (said and index < len(toks) and _capital(toks, index)):
            end = text_end(toks, index)
            result.append(_written(toks, index, end, raw))
            index = end
            continue
        if tok.text.lower() in PUTS and index < len(toks) and (end := _called_out(toks, index)):
            result.append(_written(toks, index, end, raw, called=True))
            index = end
            continue
        back = len(result) > 1 and tok.text.lower() == "to" and result[-2].text.lower() == "back"
        if back and index < len(toks) and any(one.has(*TEXTS) for one in result[-6:]):
            result[-2].tags = {"f"}
            if _unsaid(toks, index):  # "put the title back to Hello for 5 seconds"
                tok.tags = {"v:rename", "to"}
                end = text_end(toks, index)
                result.append(_written(toks, index, end, raw))
                index = end
            continue
        mended = tok.has("amend") and tok.text.lower() in BE and WRONG.search(raw) is not None
        if (
            (mended or (tok.has("v:rename") and tok.text.lower() in SHOULD))
            and index < len(toks)
            and _unsaid(toks, index)
        ):
            end = text_end(toks, index)
            result.append(_written(toks, index, end, raw, called=not mended))
            index = end
            continue
        if tok.has("n:name") and (found := _somebody(toks, index)) is not None:
            end = found[1]
            tok.tags = {"n:lowerthird"}
            result.append(_written(toks, found[0], end, raw))
            index = end + 1 if end < len(toks) and toks[end].has("comma") else end
            continue
        if not tok.has(*TEXTS) or (tok.has("sel") and not tok.has("n:title", "worded")):
            continue
        begin = _begin(toks, index, tok)
        if begin is None or any(one.has("quote") for one in _clause(toks, index)):
            continue
        end = text_end(toks, begin)
        if end <= begin:
            continue
        words = raw[toks[begin].start : toks[end - 1].end].strip(" ,.，。")
        cue = toks[begin - 1].text.lower()
        if toks[begin - 1].has("colon") or cue in ("saying", "says", "say", "reading", "reads", "写着", "写上"):
            words += CALLED.match(raw, toks[end - 1].end).group()  # type: ignore[union-attr]
        if not words:
            continue
        result += toks[index:begin]
        result.append(Tok({"quote"}, words, toks[begin].start, toks[end - 1].end, value=words))
        index = end
    return result


def _written(toks: list[Tok], begin: int, end: int, raw: str, *, called: bool = False) -> Tok:
    words = raw[toks[begin].start : toks[end - 1].end].strip(" ,.，。")
    words += CALLED.match(raw, toks[end - 1].end).group() if called else ""  # type: ignore[union-attr]
    return Tok({"quote"}, words, toks[begin].start, toks[end - 1].end, value=words)


def _somebody(toks: list[Tok], at: int) -> tuple[int, int] | None:
    """``put her name under it, Maria Lopez, gardener, …``: where the name and what she does begin and end."""
    added = any(one.has("v:add", "v:show", "v:want") for one in toks[max(0, at - 4) : at])
    begin = at
    while begin < min(at + 6, len(toks)) and (
        toks[begin].has("f", "under", "pron", "comma", "colon", "n:screen", "on") and not toks[begin].text[:1].isupper()
    ):
        begin += 1
    joint = begin > at and toks[begin - 1].has("comma", "colon") and begin < len(toks)
    if not (added and joint and toks[begin].has("w") and toks[begin].text[:1].isupper()) or _clause_quoted(toks, at):
        return None
    end = begin
    while end < len(toks) and toks[end].has("w"):
        end += 1
        further = next((i for i in range(end + 1, len(toks) + 1) if i == len(toks) or not toks[i].has("w")), end)
        if (
            end < len(toks)
            and toks[end].has("comma")
            and further > end + 1
            and (further == len(toks) or toks[further].has("comma", HARD))
        ):
            end = further
            break
    return begin, end


def _unsaid(toks: list[Tok], at: int) -> bool:
    """Whether the words that it should say follow, without quotation marks."""
    quoted_there = any(one.has("quote") for one in _clause(toks, at))
    return not quoted_there and (_capital(toks, at) or toks[at].has("w"))


def _capital(toks: list[Tok], at: int) -> bool:
    """Whether words begin there that are not of the language of edits, to be written as they are."""
    tok = toks[at]
    return tok.text[:1].isupper() and not tok.has("quote", "num", "sel", "file")


def _plain(toks: list[Tok], at: int) -> bool:
    """``write welcome to the beach at the bottom``: words in small letters that are no words about a text."""
    run = toks[at : text_end(toks, at)]
    if not run or any(one.has("quote", "num", "file", *TEXTS) for one in run) or _clause_quoted(toks, at):
        return False
    return run[0].has("w") and run[0].text.isascii()


def _called_out(toks: list[Tok], at: int) -> int:
    """The end of words that are put somewhere on the picture and name nothing of it: "put POV: … at the top"."""
    end = text_end(toks, at)
    run = toks[at:end]
    placed = end < len(toks) and any(one.has("pl:") for one in toks[end : end + 3])
    known = any(one.has("n: sel name file quote num pron pct dur t: m: all v:remove v:move") for one in run)
    strange = sum(one.has("w") for one in run)
    if len(run) < 2 or not placed or known or not strange or _clause_quoted(toks, at):
        return 0
    coloned = any(one.has("colon") for one in run[1:])
    if not coloned and run[0].text.lower() in ARTICLES:
        return 0
    return end if coloned or 2 * strange >= len([one for one in run if not one.has("f")]) > 0 else 0


def _clause_quoted(toks: list[Tok], at: int) -> bool:
    return any(one.has("quote") for one in _clause(toks, at))


def _clause(toks: list[Tok], at: int) -> list[Tok]:
    found = []
    for one in toks[at : at + 25]:
        if one.has(HARD):
            break
        found.append(one)
    return found


def _begin(toks: list[Tok], at: int, noun: Tok) -> int | None:
    """Where the words begin: behind a cue, or at once where they are capitalised."""
    place = at
    strong = False
    while place < len(toks) and place < at + 4:
        word = toks[place].text.lower()
        aimed = word == "for" and noun.has("n:lowerthird") and place + 1 < len(toks)
        if aimed and toks[place + 1].text[:1].isupper():
            place, strong = place + 1, True
            continue
        if word in CUES or (toks[place].has("v:rename") and word.endswith(("say", "read", "成", "为"))):
            strong = strong or word in STRONG or toks[place].has("v:rename")
            place += 1
        elif strong or not toks[place].has("f") or toks[place].text[:1].isupper():
            break
        elif word in ("the", "text", "words", "a"):
            place += 1
        else:
            break
    if place < len(toks) and place > at and toks[place - 1].has("colon") and _changed(toks[place]):
        return None  # 标题：删除
    if place >= len(toks) or toks[place].has("quote", *SLOTS, HARD, "comma", "num", "pct", "neg"):
        return None
    if toks[place].has("name") and not (place > at and toks[place - 1].has("colon") and _named_so(toks, place)):
        return None
    if strong:
        return place
    if toks[place].text.lower() in STATES:
        return None
    first = toks[place].text
    change = place > at and toks[place - 1].text.lower() in ("to", "改成", "改为", "换成")
    added = any(one.has("v:add", "v:want") for one in toks[max(0, at - 5) : at])
    if noun.text.lower() in ("words", "the words") and any(one.has("w") for one in toks[place : place + 2]):
        return place  # put the words good morning on …
    foreign = (toks[place].has("w") and (change or added)) or (added and not first.isascii() and _strange(toks, place))
    if (first[:1].isupper() and noun.start > 0 and not toks[place].has("v:undo")) or foreign:
        return place
    return None


def _named_so(toks: list[Tok], at: int) -> bool:
    """Whether a word that is also a clip's begins what is to be written: 字幕：城市漫步."""
    further = toks[at + 1] if at + 1 < len(toks) else None
    return not toks[at].has("file") and further is not None and further.has("w") and further.start - toks[at].end <= 1


def _changed(tok: Tok) -> bool:
    """Whether a word behind a label says what is to become of the text, and not what it reads."""
    return tok.has("v:remove v:keep v:change v:move neg leave same") and not tok.text[:1].isupper()


def _strange_piece(toks: list[Tok], at: int) -> bool:
    """Whether nothing but unknown Chinese words stands before the next joint: 标题：你好，世界."""
    end = next((i for i in range(at, len(toks)) if toks[i].has("sep:", "comma")), len(toks))
    return end > at and all(one.has("w") and not one.text.isascii() for one in toks[at:end])


def _strange(toks: list[Tok], at: int) -> bool:
    """Whether an unknown word stands between here and the end of the clause."""
    for one in toks[at:]:
        if one.has(HARD, "comma"):
            return False
        if one.has("w"):
            return True
    return False


def text_end(toks: list[Tok], begin: int) -> int:
    """Where what is to be written ends: before a time, a place, a joint or "instead"."""
    end = begin
    while end < len(toks) and end - begin < LONGEST_WORDS:
        tok = toks[end]
        further = toks[end + 1] if end + 1 < len(toks) else None
        name = further is not None and further.text[:1].isupper() and not further.has("v:", "quote", "f")
        if tok.text in ("instead", "please", "pls") and end > begin and _last(toks, end):
            break
        foreign = begin > 0 and toks[begin - 1].has("colon") and _strange_piece(toks, end + 1)
        if tok.has(HARD, "quote") or (tok.has("comma") and not ((name or foreign) and end > begin)):
            break
        upon = tok.text.lower() in ("on", "over", "onto", "across") and further is not None and further.has("pron")
        if upon and (end + 2 >= len(toks) or toks[end + 2].has("sep:", *SLOTS)):
            break
        lasts = tok.has("p:for") and (not tok.text.isascii() or _slot_next(toks, end))
        ends = tok.has("dur", "range", "clock", "pl:", "at_end", "at_start", "edge")
        if (lasts or ends) and not tok.text[:1].isupper():
            break
        after = toks[end + 1 : end + 4]
        if tok.text.lower() in ("from", "between") and len(after) == 3 and after[0].has("num") and after[2].has("num"):
            break
        labelled = begin > 0 and toks[begin - 1].has("colon") and not tok.text.isascii()
        if not labelled and tok.text.lower() in BREAKS and _slot_next(toks, end):
            break
        if (
            tok.text.lower() == "and"
            and end + 1 < len(toks)
            and (toks[end + 1].has("v:") or toks[end + 1].text.lower() in LASTING)
            and not toks[end + 1].text[:1].isupper()
        ):
            break
        end += 1
    return end


def _last(toks: list[Tok], at: int) -> bool:
    return at + 1 >= len(toks) or toks[at + 1].has("sep:")


def _slot_next(toks: list[Tok], at: int) -> bool:
    for one in toks[at + 1 : at + 4]:
        if one.has(*SLOTS):
            return True
        if not one.has("f"):
            return one.has("n:video", "n:screen", "n:font", "v:add", "n:music", "name")
    return False
