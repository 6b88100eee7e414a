"""Other words for a text of the video, both without quotation marks: "Hello换成Bonjour", "change Hello to Good day"."""

from __future__ import annotations

import re

from local_backend.edits.model import Which
from local_backend.language.picture.worded import bare
from local_backend.language.words.lexer import Tok
from local_backend.language.words.spoken import text_end
from local_backend.timeline import Timeline

TURNS = ("change", "replace", "rename", "swap", "turn", "switch", "correct", "fix", "edit", "update", "rewrite",
         "reword", "exchange", "substitute", "alter", "make", "changed", "replaced", "swapped", "swap out",
         "renamed", "retitle", "it's", "needs", "wants")  # fmt: skip
JOINTS = ("to", "into", "with", "by", "for", "to say", "to read", "change to say")
OWN_JOINTS = (
    "should be", "should say", "should read", "should become", "ought to be", "ought to say", "must be", "must say",
    "must read", "has to say", "needs to say", "becomes", "->", "→", "=>", "换成", "改成", "改为", "换为", "变成",
    "写成", "改叫", "换做", "换作", "应该是", "应为", "应该叫", "应该写", "应该写成", "应该改成", "得是", "替换成",
    "替换为", "改写成", "改名为", "改名叫", "更名为", "变为",
)  # fmt: skip
SLOTS = (
    "c: pl: dur for range at edge num pct x deg bigger smaller bold regular later earlier longer shorter neg n:font "
    "n:size n:color n:plate n:place n:opacity px v: sel file name n: dir: quote louder quieter n:fade todur twice halfx"
)
NOUNS = "n:title n:text n:caption n:subtitle n:lowerthird n:endcard n:name"
AHEAD = ("the", "word", "words", "from", "that", "says", "saying", "reading", "reads", "called", "text", "里", "里的",
         "的", "那个", "这个", "从", "现在的", "now", "says", "is")  # fmt: skip
SPELT = ("spelled", "spelt", "written", "called", "拼成", "写作")
LEADS = ("it's", "its", "it is", "is", "that's", "should be", "should say", "should read", "must be", "make it", "say",
         "read", "be", "is called", "she's", "he's", "want", "是", "应该是", "应是", "叫", "写成", "要写", "应该叫",
         "应该写")  # fmt: skip
COUNTED = re.compile(r"the|one|(?:the )?(?:first|second|third|fourth|fifth|last)(?: one)?|第.[个条句张]?", re.I)
ARTICLES = ("a", "an")
PARTICLES = ("吧", "呀", "哦", "呗", "啊", "了", "就行", "就好", "please", "pls", "thanks", "谢谢", "好吗")


def renamed(toks: list[Tok], raw: str, timeline: Timeline) -> list[Tok]:
    """The tokens with a text that is there, and the words that it shall have, drawn together into a wish."""
    there = {bare(one.text): one.text for _, one in timeline.segments() if one.kind == "text"}
    there.pop("", None)
    at = 0
    toks = _instead(toks, raw, there) if there else toks
    while there and at < len(toks):
        end, text = _text_at(toks, at, there)
        joint = joined_by(toks, end) if text else None
        but = _refused(toks, at, end) if text else None
        joint = joint if but is None else but
        if joint is None or not (but is not None or owned(toks, joint) or _turned(toks, at)):
            at += 1
            continue
        begin = joint + 1
        while begin < len(toks) and (
            is_joint(toks[begin]) or toks[begin].text.lower() in ("-", ">", "=", "：", ":", "成", "为", *SPELT)
        ):
            begin += 1
        if toks[begin - 1].text.lower() in SPELT and begin < len(toks) and toks[begin].has("quote"):
            toks[begin - 1].tags = {"f"}  # Anna should be spelled "Anne"
            toks[joint].tags |= {"v:rename"}
            at += 1
            continue
        if but is not None and toks[at - 1].text.lower() in ARTICLES and toks[begin].text.lower() in ARTICLES:
            begin += 1  # it isn't a home office, it's a music room
        stop = text_end(toks, begin)
        stop = next((x for x in range(begin + 1, stop) if _on_a_text(toks, x)), stop)
        stop = next(
            (x for x in range(begin + 1, stop) if toks[x].has("comma") and _text_at(toks, x + 1, there)[1]), stop
        )
        while stop > begin + 1 and toks[stop - 1].text.lower() in PARTICLES:
            stop -= 1
        words = raw[toks[begin].start : toks[stop - 1].end].strip(" ,.，。!！") if stop > begin else ""
        strange = but is not None and any(one.has("w") for one in toks[begin:stop])
        if not words or not (strange or _wordlike(toks, begin, stop)):
            at += 1
            continue
        first = at
        while first and (toks[first - 1].text.lower() in AHEAD or toks[first - 1].has(NOUNS)):
            if toks[first - 1].has("sel", "sep:"):
                break
            first -= 1
        while (
            but is not None
            and first
            and (toks[first - 1].has("neg") or toks[first - 1].text.lower() in ("是", *ARTICLES))
        ):
            first -= 1
        while but is not None and first and (toks[first - 1].has("sel") or COUNTED.fullmatch(toks[first - 1].text)):
            first -= 1  # "the second one isn't …": which of them, its words say
        while first < at and not toks[first].has(NOUNS) and toks[first].text in ("把", "将", "with", "to"):
            first += 1
        told = Tok(
            {"sel", "n:text", "worded"}, text, toks[first].start, toks[end - 1].end, which=Which("text", (), (text,))
        )
        verb = Tok({"v:rename"}, raw[toks[joint].start : toks[begin - 1].end], toks[joint].start, toks[begin - 1].end)
        quote = Tok({"quote"}, words, toks[begin].start, toks[stop - 1].end, value=words)
        head = toks[:first]
        _quiet(head)
        toks = [*head, told, verb, quote, *toks[stop:]]
        at = len(head) + 3
    return toks


def _instead(toks: list[Tok], raw: str, there: dict[str, str]) -> list[Tok]:
    """``it's Anne, not Anna``, ``是安妮不是Anna``: the words that come first are the new ones."""
    for at in range(2, len(toks)):
        end, text = _text_at(toks, at, there)
        if not text:
            continue
        no = at
        while no and toks[no - 1].text.lower() in (
            "是",
            "to",
            "say",
            "the",
            "not",
            "不",
            "不是",
            "instead of",
            "rather than",
            "and",
        ):
            no -= 1
        refused = any(one.has("neg") or one.text.lower() in ("instead of", "rather than") for one in toks[no:at])
        stop = no - 1 if no and toks[no - 1].has("comma") else no
        begin = stop
        while begin and stop - begin < 5 and not toks[begin - 1].has("sep:", "colon") and not _leads(toks[begin - 1]):
            begin -= 1
        if not refused or stop <= begin or not begin or not _leads(toks[begin - 1]) or not _wordlike(toks, begin, stop):
            continue
        lead = begin
        while begin < stop - 1 and toks[begin].text.lower() in (*SPELT, "named"):
            begin += 1  # "she's called Hanna not Anna"
        words = raw[toks[begin].start : toks[stop - 1].end].strip(" ,.，。")
        told = Tok(
            {"sel", "n:text", "worded"}, text, toks[at].start, toks[end - 1].end, which=Which("text", (), (text,))
        )
        verb = Tok({"v:rename"}, toks[lead - 1].text, toks[lead - 1].start, toks[lead - 1].end)
        quote = Tok({"quote"}, words, toks[begin].start, toks[stop - 1].end, value=words)
        first = lead - 1
        while first and toks[first - 1].has("pron", "f") and not toks[first - 1].has("sep:", "colon"):
            first -= 1
        return [*toks[:first], told, verb, quote, *toks[end:]]
    return toks


def _leads(tok: Tok) -> bool:
    return tok.text.lower() in LEADS


def _quiet(head: list[Tok]) -> None:
    """The verb before the text says what the joint says again: "swap Hello for Bonjour"."""
    for one in reversed(head):
        if one.has("sep:"):
            return
        if one.text.lower() in TURNS:
            one.tags = {"f"}
            return


def _text_at(toks: list[Tok], at: int, there: dict[str, str]) -> tuple[int, str]:
    told = ""
    for end in range(at + 1, min(at + 13, len(toks) + 1)):
        tok = toks[end - 1]
        if tok.has("file") or (tok.has("sep:") and end - 1 == at):
            break
        told += bare(str(tok.value) if tok.has("quote") else tok.text)
        for whole in (told, told[:-1] if tok.text[-2:] in ("'s", "’s") else ""):
            if whole and whole in there:
                return end, there[whole]
        if not any(text.startswith(told) for text in there):
            break
    return at, ""


def is_joint(tok: Tok) -> bool:
    return tok.text.lower() in (*JOINTS, *OWN_JOINTS)


def joined_by(toks: list[Tok], end: int) -> int | None:
    """The index of the word that joins the text to what it shall be, past small words and the text's own noun."""
    for index in range(end, min(end + 5, len(toks))):
        if toks[index].has("comma") and (further := _told_anew(toks, index + 1)) is not None:
            return further
        if is_joint(toks[index]) or (
            toks[index].text == "-" and toks[index + 1 : index + 2] and toks[index + 1].text == ">"
        ):
            return index
        if toks[index].has("sep:", "neg") or not (
            toks[index].has("f", "dash", NOUNS, "n:clip", "pron") or toks[index].text in ("的",)
        ):
            return None
    return None


def _told_anew(toks: list[Tok], at: int) -> int | None:
    """``it says Hello, make that Bonjour``: the last of the words between the comma and what it shall say."""
    for index in range(at, min(at + 4, len(toks))):
        one = toks[index]
        if one.text.lower() in OWN_JOINTS:
            return index
        again = index + 1 < len(toks) and toks[index + 1].text.lower() in ("that", "it")
        if one.text.lower() in ("make", "make it", "make that") and (again or " " in one.text):
            return index + 1 if again else index
        if not one.has("f", "pron"):
            return None
    return None


def _refused(toks: list[Tok], at: int, end: int) -> int | None:
    """``not Anna but Annabel``, ``不是Anna，是Annabel``: the index of the "but"; None where it is not said so."""
    before = [one.text.lower() for one in toks[max(0, at - 3) : at]]
    before = [one for one in before if one not in ARTICLES][-2:]
    no = bool(before) and before[-1] in ("not", "isn't", "不是", "并非", "别写")
    if not no and "".join(before) not in ("不是", "nottosay"):
        return None
    for index in range(end, min(end + 4, len(toks))):
        if toks[index].text.lower() in ("but", "it's", "it is", "是", "而是", "应该是", "rather", "its"):
            return index
        if not toks[index].has("f", "comma", "sep:soft"):
            return None
    return None


def _on_a_text(toks: list[Tok], at: int) -> bool:
    """``… in the lower third``: where the words stand, and none of them."""
    return toks[at].text in ("in", "on", "at", "as", "of") and any(
        one.has(NOUNS) and not one.text[:1].isupper() for one in toks[at + 1 : at + 3]
    )


def owned(toks: list[Tok], joint: int) -> bool:
    """Whether the joint alone says that the words change."""
    told = toks[joint].text.lower() in ("make it", "make that", "that", "it")
    return told or toks[joint].text.lower() in OWN_JOINTS or toks[joint].text in ("-", "→")


def _turned(toks: list[Tok], at: int) -> bool:
    for index in range(at - 1, max(-1, at - 7), -1):
        if toks[index].has("sep:hard", "comma"):
            return False
        if toks[index].text.lower() in TURNS:
            return True
        if toks[index].has("v:") and not toks[index].has("f"):
            return False
    return False


def _wordlike(toks: list[Tok], begin: int, stop: int) -> bool:
    """Whether words to be written begin there, rather than a colour, a place or a size."""
    first = toks[begin]
    if first.text[:1].isupper() or first.has("w"):
        return True
    if not first.text.isascii():
        return not first.has("c: pl: dur for range at edge num pct x bigger smaller bold neg sel file quote v:remove",
                             "regular n:lowerthird n:caption n:subtitle n:title",
                             "n:font n:plate n:color n:size n:opacity n:fade twice halfx dir: later "
                             "earlier")  # fmt: skip
    return not first.has(SLOTS) and any(one.has("w") or one.text[:1].isupper() for one in toks[begin:stop])
