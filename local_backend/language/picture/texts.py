"""Frames for text: titles, subtitles, lower thirds, captions; adding, changing, removing them."""

from __future__ import annotations

from typing import Any

from local_backend.edits import model as m
from local_backend.edits.model import Impossible, Target, Which
from local_backend.language.clause import Clause, Scene
from local_backend.language.lettering import cues, fades, mentioned, scale_of, shift_of, style, unquoted, when
from local_backend.language.lexer import Tok
from local_backend.language.model import AskWords
from local_backend.timeline import TextRole

ROLES: dict[str, TextRole] = {
    "n:lowerthird": "lower_third", "n:caption": "caption", "n:subtitle": "subtitle", "n:endcard": "title",
    "n:title": "title", "n:text": "title",
}  # fmt: skip
NOUNS = tuple(ROLES)
LINE_MS = 3000


def text(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """Every wish about words on the picture."""
    noun = next((one for one in NOUNS if c.has(one)), "")
    quotes = [one for _, one in c.free() if one.has("quote")]
    if not noun and not quotes:
        there = [one for _, one in scene.timeline.segments() if one.kind == "text"]
        words = mentioned(c, there, len(c.toks)) if c.has("pl: c: bold bigger smaller later earlier v:remove") else ""
        if words:
            c.last = Which("text", (), (words,))
        return _again(c, scene)
    if not noun and not c.has(
        "sel v:add v:show v:make v:stop n:end at_end at range for pl: v:rename v:change v:remove"
    ):
        return None
    if c.has("v:transcribe", "v:speak", "v:translate", "n:logo", "v:duplicate") and not c.has("v:change"):
        return None
    on_timeline = [one for _, one in scene.timeline.segments() if one.kind == "text"]
    if len(quotes) == 1 and (told := unquoted(c, quotes[0], on_timeline)):
        scale, given = scale_of(c), style(c)
        c.take_all(*NOUNS, "quote v:change v:rename v:replace v:make to n:size comma")
        named = Which("text", (), (told,))
        return [m.ChangeText(named, str(quotes[0].value), style=given, size_percent=scale, language=scene.language)]
    remove = c.index("v:remove", "v:stop") if not quotes or _names_text(quotes, on_timeline) else None
    if (
        remove is not None
        and not c.has("n:plate")
        and not (quotes and c.has("v:add", "v:show", "n:title") and not _names_text(quotes, on_timeline))
    ):
        c.used.add(remove)
        return [m.Remove(_which(c, noun, quotes), language=scene.language)]
    if not quotes and noun and c.negated(*NOUNS):
        return [m.Remove(_which(c, noun, quotes), language=scene.language)] if on_timeline else []
    if (
        len(quotes) >= 2
        and (c.has("v:change", "v:rename", "v:replace", "to") or c.word("from", "把"))
        and _names_text(quotes[:1], on_timeline)
    ):
        c.take_all(*NOUNS, "quote v:change v:rename v:replace v:make to")
        return [m.ChangeText(Which("text", (), (quotes[0].value,)), quotes[1].value, language=scene.language)]
    changing = _changes(c, noun, quotes, on_timeline)
    if changing:
        change = _change(c, scene, noun, quotes)
        return [change] if change else None
    if not quotes:
        if c.has("v:add", "v:want", "v:make", "v:show") or noun:
            return _asked(c, scene, noun)
        return None
    return _add(c, scene, noun, quotes)


def _names_text(quotes: list[Tok], there: list[Any]) -> bool:
    return any(one.text.casefold() == str(quote.value).casefold() for one in there for quote in quotes)


def _changes(c: Clause, noun: str, quotes: list[Tok], there: list[Any]) -> bool:
    """Whether the words speak of a text that is there already."""
    if there and c.has("n:plate") and not quotes:
        return True
    if not there or (
        c.has("v:add") and not c.word("put", "放", "set up", "use", "give", "place", "放到", "放在", "have")
    ):
        return False
    role = ROLES.get(noun)
    same = [one for one in there if noun == "n:text" or one.style.role == role] or (
        there if noun in ("n:title", "n:caption", "n:subtitle") and not quotes else []
    )
    if not same:
        return bool(quotes) and _names_text(quotes, there)
    if c.has("later earlier v:rename v:replace v:change bigger smaller v:move bold regular v:show"):
        return not (quotes and c.has("v:show") and not c.has("v:change", "v:rename", "v:replace") and noun == "n:text")
    return not quotes or (c.word("the") and c.has("to", "v:make")) or bool(_names_text(quotes, there))


def _which(c: Clause, noun: str, quotes: list[Tok]) -> Which:
    sel = next((one for _, one in c.free() if one.has("sel") and one.which is not None and one.has(*NOUNS)), None)
    if sel is not None and sel.which is not None:
        c.take_all("sel", *NOUNS)
        c.take_all("all", "each")
        return sel.which
    if quotes:
        c.take_all("quote", *NOUNS)
        return Which("text", (), (str(quotes[0].value),))
    kind: Target = "text" if noun in ("n:text", "n:endcard", "") else ROLES[noun]
    plural = c.word("subtitles") and kind == "subtitle"
    c.take_all(*NOUNS)
    c.take_all("all", "each", "pron")
    if c.said("v:remove") and (at := c.take("at")):
        return Which("text", at_ms=int(at.value))
    return Which("caption" if plural else kind)


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
)


def given_size(given: tuple[tuple[str, str | int], ...]) -> bool:
    return any(name == "size" for name, _ in given)


def _add(c: Clause, scene: Scene, noun: str, quotes: list[Tok]) -> list[m.Edit]:
    role: TextRole = ROLES.get(noun, "title")
    if noun == "n:caption" and c.word("subtitle", "subtitles", "字幕", "captions", "caption"):
        role = "caption"
    if noun == "n:subtitle" and c.word("subtitles"):
        role = "caption"
    if not noun and len(quotes) > 1:
        role = "caption"
    language = scene.language
    scale = scale_of(c)
    fade_in, fade_out = fades(c)
    given = style(c)
    on = next((one for _, one in c.free() if one.has("sel") and one.which is not None and not one.has(*NOUNS)), None)
    if len(quotes) > 1:
        c.take_all("quote", *NOUNS, *VERBS, "n:captionlines", "and")
        if role == "caption":
            return [m.AddCaptions(tuple((-1, -1, str(one.value)) for one in quotes), given, language=language)]
    if on is not None and c.said("when", "v:start"):
        c.take_all("when", "v:start", "n:start")
    if (many := c.see("num")) is not None and not given_size(given):
        c.used.add(c.toks.index(many))
    start, length, extra = when(c)
    if noun == "n:endcard" and start is None:
        extra["at_end"] = True
    which = None
    if on is not None and start is None and not extra:
        which = on.which
        c.used.add(c.toks.index(on))
        if which is not None and which.everything:
            extra, which = {"whole": True}, None
    c.take_all("quote", *NOUNS, *VERBS)
    if scale and not any(name == "size" for name, _ in given):
        from local_backend.edits.words import OWN_SIZE

        given = (*given, ("size", OWN_SIZE[role] * scale // 100))
    more = c.word("another", "second", "also", "too", "extra", "additional", "再", "另", "又", "还", "再加", "另外")
    extra["alone"] = noun == "n:title" and role == "title" and len(quotes) == 1 and not more
    edits: list[m.Edit] = [
        m.AddText(
            str(one.value),
            role,
            start or 0,
            length,
            on=which,
            style=given,
            fade_in_ms=fade_in,
            fade_out_ms=fade_out,
            language=language,
            **extra,
        )
        for one in quotes
    ]
    return edits


def _change(c: Clause, scene: Scene, noun: str, quotes: list[Tok]) -> m.Edit | None:
    scale = scale_of(c)
    fade_in, fade_out = fades(c)
    new = ""
    there = [one for _, one in scene.timeline.segments() if one.kind == "text"]
    if quotes and not (_names_text(quotes[:1], there) and (c.has("bigger", "smaller", "c:", "pl:", "v:move", "bold"))):
        new = str(quotes[0].value)
        c.take_all("quote")
        quotes = []
    given = style(c)
    which = _which(c, noun, quotes)
    shift = shift_of(c)
    moved = c.take("todur") if c.has("v:move", "v:start") and not c.has("for", "dur") else None
    start, length, extra = when(c)
    if moved is not None:
        start = int(moved.value)
    if extra.get("at_end"):
        start = max(0, scene.timeline.duration_ms - (length or LINE_MS))
    if extra.get("whole"):
        start, length = 0, scene.timeline.duration_ms
    if new == "" and start is None and not (length or given or scale or shift) and fade_in is None and fade_out is None:
        return None
    c.take_all(*NOUNS, *VERBS, "quote pron n:color longer n:size one n:length shorter")
    return m.ChangeText(which, new, start, shift, length, given, scale, fade_in, fade_out, language=scene.language)


def _again(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``… and make it bigger``: about the text that the clause before was about."""
    if c.last is None or c.last.kind not in ("text", "title", "subtitle", "lower_third", "caption"):
        return None
    if not c.has("c: bigger smaller bold regular pl: n:plate v:fade n:fade px n:size for at range v:remove"):
        return None
    if c.take("v:remove"):
        c.take_all("pron")
        return [m.Remove(c.last, language=scene.language)]
    scale = scale_of(c)
    fade_in, fade_out = fades(c)
    given = style(c)
    shift = shift_of(c)
    start, length, _ = when(c)
    c.take_all(*VERBS, "pron", "n:color")
    return [m.ChangeText(c.last, "", start, shift, length, given, scale, fade_in, fade_out, language=scene.language)]


def _asked(c: Clause, scene: Scene, noun: str) -> list[m.Edit] | None:
    """Captions from a file; else one question: which words?"""
    files = [one for _, one in c.free() if one.has("name")]
    uploaded = [one for one in scene.media if one.kind == "caption"]
    one_line = c.word("caption", "subtitle") and not c.word("file", "srt", "vtt")
    if noun == "n:caption" and (files or (uploaded and not one_line)):
        clip = next((clip for tok in files for clip in scene.files(tok, "caption")), uploaded[0] if uploaded else None)
        if clip is None:
            return None
        lines = cues(clip.text)
        if not lines:
            raise Impossible(
                scene.pick(f"{clip.name} holds no captions with times.", f"{clip.name} 里没有带时间的字幕。"),
                scene.pick("It has to be an SRT or VTT file.", "需要 SRT 或 VTT 格式。"),
            )
        given = style(c)
        c.take_all(*NOUNS, *VERBS, "name file sel from n:media n:captionlines with")
        return [m.AddCaptions(lines, given, clip.name, language=scene.language)]
    if c.has("v:add", "v:want", "v:show") or c.has("v:make") or any(one.has(noun) for one in c.toks):
        c.take_all(*NOUNS, *VERBS)
        style(c)
        when(c)
        raise AskWords(scene.pick(f"What should the {ROLES[noun].replace('_', ' ')} say?", "文字内容写什么？"))
    return None
