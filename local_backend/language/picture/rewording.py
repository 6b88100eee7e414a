"""Changes of the texts that are there: other words, times, places and looks, and when they go."""

from __future__ import annotations

from typing import Any

from local_backend.edits import model as m
from local_backend.edits.model import Impossible, Target, Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Ask
from local_backend.language.order.bookends import card_lasts
from local_backend.language.picture.lettering import SCALES, fades, scale_of, shift_of, style, when
from local_backend.language.picture.staying import (
    always,
    beside_clip,
    cased,
    longer_by,
    rows_of,
    seen_at,
    shifted,
    until_end,
    untimed,
    which_of_them,
)
from local_backend.language.words.lexer import Tok
from local_backend.timeline import TextRole

ROLES: dict[str, TextRole] = {
    "n:lowerthird": "lower_third", "n:caption": "caption", "n:subtitle": "subtitle", "n:endcard": "title",
    "n:title": "title", "n:text": "title",
}  # fmt: skip
NOUNS = tuple(ROLES)
LINE_MS = 3000
NAMED = ("text", "title", "subtitle", "lower_third", "caption")
VERBS = (
    "v:lengthen v:swap v:add v:make",
    "v:show",
    "v:change",
    "v:want",
    "v:rename",
    "v:replace",
    "v:play",
    "v:keep",
    "v:move",
    "v:start",
    "v:stop",
    "to",
    "with",
    "colon",
    "on",
    "p:for",
    "p:at",
    "n:video",
    "all",
    "exact",
    "n:screen",
    "v:duplicate",
    "background",
    "amend",
)


def renames(c: Clause) -> bool:
    """``文字换成红色``: the verb names the text, and no words follow."""
    tok = c.see("v:rename")
    said = c.has("at") if c.has("quote") else c.has("c: bold pl: bigger")
    return tok is not None and tok.text.startswith(("文字", "内容")) and said


def of_somebody(c: Clause, scene: Scene) -> bool:
    """``change his name to "Tom"``: the name that a lower third shows."""
    there = any(one.kind == "text" and one.style.role == "lower_third" for _, one in scene.timeline.segments())
    return there and c.has("n:name") and not c.has("sel file v:add v:reorder n:clip n:photo n:order")


def lettering_set(c: Clause, scene: Scene) -> bool:
    """``字体改大一点``: the letters of what is there, where nothing says which."""
    lettered = c.last is not None and c.last.kind in NAMED
    there = any(one.kind == "text" for _, one in scene.timeline.segments())
    return (
        there
        and not lettered
        and c.has("n:font")
        and c.has("c: bold regular bigger smaller px")
        and not c.has("sel quote")
    )


def closing_text(scene: Scene, *, gone: bool) -> Which:
    """The words that end the video; where the end card is to go, with the plain colour that they stand on."""
    lasts = scene.timeline.duration_ms
    main = scene.timeline.main.segments if scene.timeline.main else ()
    card = [one for one in main[-1:] if one.kind == "color" and len(main) > 1 and gone]
    texts = [one for _, one in scene.timeline.segments() if one.kind == "text" and one.start_ms]
    ids = tuple(one.id for one in (*texts, *card) if one.end_ms >= lasts - 500)
    if not ids:
        raise Impossible(
            scene.pick("The video has no end card.", "视频没有片尾字幕。"),
            scene.pick("Name the text by its words.", "请说出那条文字的内容。"),
        )
    return Which("text", ids=ids)


def which_text(c: Clause, noun: str, quotes: list[Tok], scene: Scene) -> Which:
    """What text is meant."""
    there = [one for _, one in scene.timeline.segments() if one.kind == "text"]
    sel = next((one for _, one in c.free() if one.has("sel") and one.which is not None and one.has(*NOUNS)), None)
    if sel is not None and sel.which is not None:
        c.take_all("sel", *NOUNS)
        if not sel.has("worded"):
            c.take_all("all", "each")
        role = any(one.style.role == sel.which.kind for one in there)
        if sel.has("all") and sel.which.everything and there and not role:
            return Which("text")  # "both captions", of a title and a lower third
        return sel.which
    if quotes:
        c.take_all("quote", *NOUNS)
        return Which("text", (), (str(quotes[0].value),))
    if noun == "n:text" and c.last is not None and c.last.kind in NAMED and not _many(c):
        c.take_all(*NOUNS, "pron")
        return c.last  # 加一句“关注我们”，字大一点
    if noun == "n:endcard" and there:
        c.take_all(*NOUNS, "n:end at_end pron")
        return closing_text(scene, gone=c.said("v:remove", "neg"))
    kind: Target = "text" if noun in ("n:text", "n:endcard", "") else ROLES[noun]
    plural = c.word("subtitles") and kind == "subtitle"
    place = c.index(*NOUNS)
    c.take_all(*NOUNS)
    for index, one in list(c.free()):
        if one.has("all", "each") and (place is None or index < place) and not one.has("sel"):
            c.used.add(index)
    c.take("pron")
    if c.said("v:remove") and (at := c.take("at")):
        return Which("text", at_ms=int(at.value))
    return Which("caption" if plural else kind)


def _many(c: Clause) -> bool:
    """Whether all the texts of the video are meant."""
    return c.said("all", "each") or any(
        one.text.lower().endswith("texts") or one.text in ("都", "全") for one in c.toks
    )


def change(c: Clause, scene: Scene, noun: str, quotes: list[Tok]) -> m.Edit | None:
    if not quotes and (card := card_lasts(c, scene)) is not None:
        return card
    scale = scale_of(c)
    fade_in, fade_out = fades(c)
    new = ""
    there = [one for _, one in scene.timeline.segments() if one.kind == "text"]
    renames = c.has("v:rename", "v:replace", "amend", "v:swap", "instead") or c.word(
        "to", "改成", "改为", "say", "read"
    )
    looks = c.has("bigger", "smaller", "c:", "pl:", "v:move", "bold") or not renames
    if quotes and not (names_text(quotes[:1], there) and looks):
        if names_text(quotes[:1], there) and compared(c, quotes[0]):
            return None
        new = str(quotes[0].value)
        c.take_all("quote")
        quotes = []
    rows = rows_of(c)
    given = style(c)
    chosen = seen_at(c, noun and ROLES[noun], scene) if new else None
    which = chosen or which_text(c, noun, quotes, scene)
    given = shifted(given, rows, which, scene)
    shift = shift_of(c)
    longer = longer_by(c, which, scene)
    upper = "" if new else cased(c, which, scene)
    new = new or upper
    longer = longer or until_end(c, which, scene)
    tied, lasts = beside_clip(c, scene)
    late = shift == 0 and c.has("later")
    moved = (
        c.take("todur", "before" if late else "todur")
        if (late or c.has("v:move", "v:start")) and not c.has("for", "dur")
        else None
    )
    c.take("later") if moved is not None else None
    start, length, extra = when(c)
    if moved is not None:
        start = int(moved.value)
    length = length or longer or lasts
    start = tied if start is None else start
    if extra.get("at_end"):
        start = max(0, scene.timeline.duration_ms - (length or LINE_MS))
    if extra.get("whole"):
        start, length = 0, scene.timeline.duration_ms
    if new == "" and start is None and not (length or given or scale or shift) and fade_in is None and fade_out is None:
        return None
    c.take_all("v:cut v:trim down") if c.said("todur") and not c.said("at range edge") else None  # "cut it to 2 s"
    meant = find(scene.timeline, which, scene.language) if new and not upper and which.kind == "text" else []
    if len(meant) > 1 and not _many(c):
        raise Ask(which_of_them(meant, scene))
    c.take_all(*NOUNS, *VERBS, "quote pron n:color longer n:size one n:length shorter")
    return m.ChangeText(which, new, start, shift, length, given, scale, fade_in, fade_out, language=scene.language)


def again(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``… and make it bigger``: about the text that the clause before was about."""
    if c.last is None or c.last.kind not in NAMED or (c.has("n:zoom n:pan") and c.has("range edge at")):
        return None
    lasting = c.has("pron n:length v:show v:keep v:lengthen longer n:screen") or c.word("多", "再多", "多显示")
    lasting = lasting or (c.has("shorter") and all(one.has("f shorter dur") for one in c.toks))
    longer = longer_by(c, c.last, scene) if lasting else 0
    if not longer and (ends := _ending(c, scene)):
        return ends
    if not scene.empty and always(c) is not None:
        c.take_all("all v:show v:keep leave v:play pron at_end p:for v:add on up n:screen v:change v:make")
        return [m.ChangeText(c.last, "", 0, 0, scene.timeline.duration_ms, language=scene.language)]
    whole = any(word in one.text.lower() for one in c.toks for word in ("total", "overall", "sure", "总", "全长"))
    lasts = (c.has("n:length") and c.has("dur") and not whole) or (c.shown_so_long() and not scene.composing)
    if (
        not longer
        and not lasts
        and not any(rows_of(c.copy()))
        and not (c.word(*SCALES) and c.has("x pct") and not c.has("sel n:clip n:photo n:video"))
        and not c.has(
            "c: bigger smaller bold regular pl: n:plate v:fade n:fade px n:size for at range edge v:remove later "
            "earlier"
        )
    ):
        return None
    if c.take("v:remove"):
        c.take_all("pron")
        untimed(c, scene)
        return [m.Remove(c.last, language=scene.language)]
    scale = scale_of(c)
    fade_in, fade_out = fades(c)
    rows = rows_of(c)
    given = shifted(style(c), rows, c.last, scene)
    shift = shift_of(c)
    start, length, extra = when(c)
    length = longer or length
    if extra.get("at_end"):
        start = max(0, scene.timeline.duration_ms - (length or LINE_MS))
    c.take_all(*VERBS, "pron", "n:color")
    lengths = "n:length n:screen longer shorter v:lengthen also leave up v:cut v:trim down"
    c.take_all(lengths) if longer or lasts else None
    return [m.ChangeText(c.last, "", start, shift, length, given, scale, fade_in, fade_out, language=scene.language)]


def reworded(c: Clause, scene: Scene, named: Tok, quote: Tok) -> m.Edit:
    """``swap the word Old for "New"``, ``"Morning" instead of Hello``: other words for a text that was named."""
    c.used |= {c.toks.index(named), c.toks.index(quote)}
    scale, given = scale_of(c), style(c)
    fade_in, fade_out = fades(c)
    start, length, _ = when(c)
    c.take_all(*NOUNS, *VERBS, "v:swap neg instead v:replace pron p:for n:film v:start")
    which = named.which or Which("text")
    return m.ChangeText(
        which, str(quote.value), start, 0, length, given, scale, fade_in, fade_out, language=scene.language
    )


def until(which: Which, end_ms: int, scene: Scene) -> list[m.Edit]:
    """``the title gone after 2 seconds``: it ends then."""
    there = find(scene.timeline, which, scene.language)
    start = there[0].start_ms if there else 0
    if end_ms <= start:
        return [m.Remove(which, language=scene.language)]
    return [m.ChangeText(which, duration_ms=end_ms - start, language=scene.language)]


def _ending(c: Clause, scene: Scene) -> list[m.Edit]:
    """``show it until 3s``, of the text that was spoken of before; empty where no such time is said."""
    tok = c.see("before")
    if c.last is None or tok is None or not c.has("v:show v:keep v:play v:stop pron n:screen") or c.has("sel n: quote"):
        return []
    c.take_all("v:show v:keep v:play v:stop pron n:screen leave f")
    c.used.add(c.toks.index(tok))
    return until(c.last, int(tok.value), scene)


def suffers(c: Clause) -> bool:
    """``别挡住字``, ``don't crowd the title``: something that the text is not to suffer, and not the text itself."""
    no, noun = c.index("neg"), c.index(*NOUNS)
    return no is not None and noun is not None and any(one.has("w", "fit:") for one in c.toks[no + 1 : noun])


def compared(c: Clause, quote: Tok) -> bool:
    """``with a size like "Anna"``: what something is compared with, and not what it shall say."""
    at = c.toks.index(quote)
    return at > 0 and c.toks[at - 1].text.lower() in ("like", "as", "as in", "as the", "than", "像", "跟", "和")


def names_text(quotes: list[Tok], there: list[Any]) -> bool:
    return any(one.text.casefold() == str(quote.value).casefold() for one in there for quote in quotes)


def unquoted(c: Clause, quote: Tok, there: list[Any]) -> str:
    """A text of the video that is named without quotation marks before what it shall become; taken."""
    if not c.has("v:change", "v:rename", "v:replace", "to") or c.has("v:add"):
        return ""
    return mentioned(c, there, c.toks.index(quote))


def mentioned(c: Clause, there: list[Any], before: int) -> str:
    """A text of the video whose words stand in the clause, before that token; taken."""
    for one in there:
        for first in range(before):
            for end in range(first + 1, before):
                told = "".join(tok.text for tok in c.toks[first:end]).casefold()
                if told == one.text.casefold().replace(" ", "") and not c.toks[first].has("n:", "sel", "v:"):
                    c.used |= set(range(first, end))
                    return str(one.text)
    return ""
