"""Frames for text: titles, subtitles, lower thirds, captions; adding, changing, removing them."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.model import Impossible, Which
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import AskWords
from local_backend.language.order.asking import gone_too
from local_backend.language.picture.lettering import cues, fades, scale_of, style, when
from local_backend.language.picture.recasting import others, recast, rest_goes, within_clip
from local_backend.language.picture.repeats import anew, introduced, shared_out, twice
from local_backend.language.picture.rewording import (
    NAMED,
    NOUNS,
    ROLES,
    VERBS,
    again,
    change,
    compared,
    lettering_set,
    mentioned,
    names_text,
    of_somebody,
    renames,
    reworded,
    suffers,
    unquoted,
    until,
    which_text,
)
from local_backend.language.picture.staying import timed_before, untimed
from local_backend.language.words.lexer import Tok
from local_backend.timeline import TextRole, TextStyle

WRITE = ("write", "type", "print", "put", "say", "写", "写点", "加点", "打点", "来点", "写上点", "加")
CALLS = ("call it", "name it", "make it", "have it", "let it", "让它")
MENDS = ("adjust", "fix", "edit", "modify", "correct", "check", "alter", "tweak", "调整", "修改", "检查", "修正",
         "改改", "编辑")  # fmt: skip
FAULTY = ("wrong", "is wrong", "incorrect", "misspelled", "misspelt", "mistake", "typo", "spelling mistake",
          "spelling error", "spelt wrong", "spelled wrong", "错", "错了", "不对", "写错了")  # fmt: skip
ANYTHING = ("something", "anything", "some words", "sth", "什么", "点什么", "点啥", "点字")


def text(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """Every wish about words on the picture."""
    noun = next((one for one in NOUNS if c.has(one)), "") or ("n:text" if renames(c) or lettering_set(c, scene) else "")
    noun = noun or ("n:lowerthird" if of_somebody(c, scene) else "")
    quotes = [one for _, one in c.free() if one.has("quote")]
    if (
        not quotes
        and not c.has("v:remove")
        and any(scene.files(one, "caption") for _, one in c.free() if one.has("name"))
    ):
        return _asked(c, scene, "n:caption")
    amended = c.has("amend", "v:rename") and not c.has("v:add sel") and c.said("pron amend")
    if c.last is not None and c.last.kind in NAMED and c.has("v:change v:replace v:rename"):
        light = "f quote pron v:change v:make v:replace v:rename to c: bold bigger smaller pl: amend instead"
        amended = amended or all(one.has(light) and not one.has("v:add sel") for one in c.toks)  # "change it to …"
    amended = amended or (c.last is not None and c.last.kind in NAMED and c.word(*CALLS) and not c.has("sel v:add"))
    if not noun and len(quotes) == 1 and amended and (meant := _meant(c, scene, str(quotes[0].value))) is not None:
        given = style(c)
        c.take_all("v:show") if c.word(*CALLS) else None
        c.take_all("quote amend pron v:change v:replace to v:make instead v:rename n:name")
        return [m.ChangeText(meant, str(quotes[0].value), style=given, language=scene.language)]
    there = [one for _, one in scene.timeline.segments() if one.kind == "text"]
    if not noun and len(quotes) == 1 and there and c.word(*MENDS) and not c.has("to amend v:rename v:add v:show sel"):
        told = scene.pick(", ", "、").join(f"“{one.text}”" for one in there)
        raise AskWords(
            scene.pick(
                f"What should change, and into what? The texts are {told}.", f"要改哪一条、改成什么？现有文字：{told}。"
            )
        )
    if not noun and not quotes and c.word(*WRITE) and c.word(*ANYTHING) and not c.has("sel"):
        raise AskWords(scene.pick("What should the words on the picture be?", "文字内容写什么？"))
    if not noun and not quotes:
        words = mentioned(c, there, len(c.toks)) if c.has("pl: c: bold bigger smaller later earlier v:remove") else ""
        if words:
            c.last = Which("text", (), (words,))
        return anew(c, scene) or again(c, scene)
    if (
        not noun
        and not (names_text(quotes, there) and c.has("c: bold regular bigger smaller"))
        and not c.has(
            "sel v:add v:show v:make v:stop n:end at_end at range for pl: v:rename v:change v:remove v:replace v:swap "
            "amend dash instead to neg"
        )
    ):
        return None
    styled = c.has("c: bigger smaller bold pl: n:plate") and not c.has("v:add v:remove neg sel")
    if styled and not quotes and not there and c.last is not None and c.last.kind in NAMED:
        c.take_all(*NOUNS)
        return again(c, scene)  # “你好”, 字要黄色
    if (gone := others(c, scene, there)) is not None:
        return gone
    if (gone := rest_goes(c, scene, there)) is not None:
        return gone
    if there and (other := recast(c, scene, quotes, there)) is not None:
        return other
    if (both := twice(c, scene, noun, quotes, there)) is not None:
        return both
    if c.word("old", "previous", "former", "earlier", "before", "原来", "之前", "以前") and c.word("back", "again"):
        return None  # "back to the old size", which is not known here
    if c.has("v:transcribe", "v:speak", "v:translate", "n:logo", "v:duplicate") and not c.has("v:change"):
        return None
    on_timeline = there
    if len(quotes) == 1 and (told := unquoted(c, quotes[0], on_timeline)):
        scale, given = scale_of(c), style(c)
        c.take_all(*NOUNS, "quote v:change v:rename v:replace v:make to n:size comma")
        named = Which("text", (), (told,))
        return [m.ChangeText(named, str(quotes[0].value), style=given, size_percent=scale, language=scene.language)]
    unfaded = c.has("n:fade", "v:fade")
    remove = c.index("v:remove", "v:stop") if (not unfaded and not quotes) or names_text(quotes, on_timeline) else None
    if (
        remove is not None
        and not c.has("n:plate")
        and not (noun and c.has("n:background"))
        and not _weight_goes(c)
        and not (quotes and c.has("v:add", "v:show", "n:title") and not names_text(quotes, on_timeline))
    ):
        c.used.add(remove)
        late = c.take("after", "at") if c.toks[remove].has("ends") else c.take("after")
        if not quotes and late is not None:
            return until(which_text(c, noun, quotes, scene), int(late.value), scene)
        c.take_all("v:make v:want v:change" if c.toks[remove].has("ends") else "f")
        c.take("v:take") if c.toks[remove].text.lower().startswith(("off", "out", "away", "down")) else None
        c.take_all("num") if noun else None
        untimed(c, scene)
        whiches = [which_text(c, noun, quotes, scene), *(gone_too(c, scene) if c.said("and") else ())]
        return [m.Remove(one, language=scene.language) for one in whiches]
    mention = next((one for _, one in c.free() if one.has("worded")), None)
    if (
        mention is not None
        and len(quotes) == 1
        and not (compared(c, quotes[0]) and names_text(quotes, on_timeline))
        and not (c.has("v:add") and c.word("add", "insert", "加", "添加", "加上"))
    ):
        return [reworded(c, scene, mention, quotes[0])]
    apart = c.has("n:plate", "n:background") or _weight_goes(c)
    if not quotes and noun and not unfaded and not apart and not suffers(c) and c.negated(*NOUNS):
        which = mention.which if mention is not None and mention.which else which_text(c, noun, quotes, scene)
        return [m.Remove(which, language=scene.language)] if on_timeline else []
    if (
        len(quotes) >= 2
        and (c.has("v:change", "v:rename", "v:replace", "to", "amend", "instead", "v:swap") or c.word("from", "把"))
        and names_text(quotes[:1], on_timeline)
    ):
        given = style(c)
        start, length, _ = when(c)
        c.take_all(*NOUNS, *VERBS, "quote v:change v:rename v:replace v:make to")
        old = Which("text", (), (quotes[0].value,))
        return [m.ChangeText(old, quotes[1].value, start, 0, length, given, language=scene.language)]
    if len(quotes) == 2 and c.has("neg") and c.word("but", "而是", "是") and names_text(quotes[:1], on_timeline):
        c.take_all(*NOUNS, *VERBS, "quote neg")
        return [m.ChangeText(Which("text", (), (quotes[0].value,)), quotes[1].value, language=scene.language)]
    spoken = [Which("text", (), (str(one.value),)) for one in quotes]
    if (
        len(quotes) == 1
        and c.last == spoken[0]
        and c.word("must", "should", "has to", "要", "应该")
        and not c.has("v:add")
    ):
        c.take_all("quote", *NOUNS)
        return again(c, scene)  # the words "Bye" must come at the end
    changing = _changes(c, noun, quotes, on_timeline)
    if changing:
        changed = change(c, scene, noun, quotes)
        return [changed] if changed else None
    if not quotes:
        if c.has("v:add", "v:want", "v:make", "v:show") or noun:
            return _asked(c, scene, noun)
        return None
    return _add(c, scene, noun, quotes)


def _weight_goes(c: Clause) -> bool:
    """``no bold on the title``, ``去掉标题的粗体``: the weight goes, and not the text."""
    at = c.index("bold", "regular")
    return at is not None and not any(one.has(*NOUNS) for one in c.toks[at + 1 : at + 2])


def _meant(c: Clause, scene: Scene, words: str) -> Which | None:
    """The text that is to say something else: the one spoken of before, the only one, or the one most like it."""
    if c.last is not None and c.last.kind in NAMED:
        return c.last
    there = [one for _, one in scene.timeline.segments() if one.kind == "text"]
    alike = sorted((SequenceMatcher(None, one.text.casefold(), words.casefold()).ratio(), one.text) for one in there)
    if alike and (len(alike) == 1 or alike[-1][0] >= max(0.5, alike[-2][0] + 0.2)):
        return Which("text", (), (alike[-1][1],))
    return None


def _changes(c: Clause, noun: str, quotes: list[Tok], there: list[Any]) -> bool:
    """Whether the words speak of a text that is there already."""
    backed = c.has("n:background") and c.has("v:remove v:stop neg v:add")
    if there and not quotes and (c.has("n:plate") or backed or (noun and c.has("v:fade") and c.has("v:add"))):
        return True
    put = ("put", "放", "set up", "use", "give", "place", "放到", "放在", "have")
    if not there or (c.has("v:add") and not c.word(*put)):
        return False
    if len(quotes) > 1 and (c.said("each") or len(quotes) > 2) and not names_text(quotes, there):
        return False  # a title for each photo
    role = ROLES.get(noun)
    turns = c.has("v:change v:rename v:replace amend to") and not c.has("v:add v:move sel range")
    if noun and len(quotes) == 1 and turns and timed_before(c) is not None:
        return True  # the caption at 9 s shall say something else
    same = [one for one in there if noun == "n:text" or one.style.role == role] or (
        there if noun in ("n:title", "n:caption", "n:subtitle") and not quotes else []
    )
    if not same:
        return bool(quotes) and names_text(quotes, there)
    if quotes and c.word(*FAULTY):
        return True
    placed = c.has("v:add") and not c.has("to v:rename v:replace amend instead later earlier")
    if noun == "n:text" and quotes and placed and (c.has("sel") or len(there) > 1) and not names_text(quotes, there):
        return False  # put the words "Chapter 1" over the beach
    if c.has("later earlier amend v:rename v:replace v:change bigger smaller v:move bold regular v:show"):
        return not (quotes and c.has("v:show") and not c.has("v:change", "v:rename", "v:replace") and noun == "n:text")
    return not quotes or (c.word("the") and c.has("to", "v:make")) or names_text(quotes, there)


def given_size(given: tuple[tuple[str, str | int], ...]) -> bool:
    return any(name == "size" for name, _ in given)


def _add(c: Clause, scene: Scene, noun: str, quotes: list[Tok]) -> list[m.Edit]:
    role: TextRole = ROLES.get(noun, "title")
    if noun == "n:caption" and c.word("subtitle", "subtitles", "字幕", "captions", "caption"):
        role = "caption"
    if noun == "n:subtitle" and c.word("subtitles"):
        role = "caption"
    role = "caption" if not noun and len(quotes) > 1 else role
    language = scene.language
    scale = scale_of(c)
    fade_in, fade_out = fades(c)
    given = style(c)
    on = next((one for _, one in c.free() if one.has("sel") and one.which is not None and not one.has(*NOUNS)), None)
    quotes = introduced(c, scene, quotes) if role == "lower_third" else quotes
    if len(quotes) > 1:
        c.take_all("quote", *NOUNS, *VERBS, "n:captionlines", "and num v:loop other n:length")
        if (lines := shared_out(c, scene, quotes)) and role in ("title", "caption"):
            return [m.AddCaptions(lines, given, role=role if noun == "n:title" else "caption", language=language)]
        if role == "caption":
            return [m.AddCaptions(tuple((-1, -1, str(one.value)) for one in quotes), given, language=language)]
    if on is not None and c.said("when", "v:start"):
        c.take_all("when", "v:start", "n:start", "v:play", "v:show", "dir:up")
    if (many := c.see("num")) is not None and not given_size(given):
        c.used.add(c.toks.index(many))
    start, length, extra = when(c)
    if on is not None and on.which is not None and start is not None and length:
        start, within = within_clip(on.which, start, length, scene)
        c.used |= {c.toks.index(on)} if within else set()
    if on is not None and start is None and extra and not (on.which is not None and on.which.everything):
        extra = {}  # 'end with "Bye" on the last photo', "label the interview …, the whole time"
    if noun == "n:endcard" and start is None:
        extra["at_end"] = True
    during = c.word("during", "those", "that", "over it", "on it", "on that", "那", "这", "这时", "同时", "这段时间")
    during = during or any(one.text.lower().startswith(("during", "over those", "over that")) for one in c.toks)
    if c.ending and during and start is None and on is None and not extra:
        extra["at_end"] = True  # on the frame that is held at the end
    which = None
    if on is not None and start is None and not extra:
        which = on.which
        c.used.add(c.toks.index(on))
        if which is not None and which.everything:
            extra, which = {"whole": True}, None
    quoted = scene.message.count("“") + scene.message.count("「") + scene.message.count('"') // 2
    if which is not None and quoted > 1 and noun in ("", "n:text") and not (scale or c.said("when", "v:start")):
        role = "caption"  # words for each clip say what is seen there, and leave the middle free
    c.take_all("quote", *NOUNS, *VERBS)
    if scale and not any(name == "size" for name, _ in given):
        given = (*given, ("size", TextStyle(role).size_on(scene.timeline.width, scene.timeline.height) * scale // 100))
    more = c.word("another", "second", "also", "too", "extra", "additional", "再", "另", "又", "还", "再加", "另外")
    extra["alone"] = noun == "n:title" and role == "title" and len(quotes) == 1 and not more and which is None
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


def _asked(c: Clause, scene: Scene, noun: str) -> list[m.Edit] | None:
    """Captions from a file; else one question: which words?"""
    files = [one for _, one in c.free() if one.has("name") and scene.files(one, "caption")]
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
        c.take_all(*NOUNS, *VERBS, "name file sel from n:media n:captionlines with in dir:in on n:color as")
        c.take_all("v:transcribe")
        return [m.AddCaptions(lines, given, clip.name, language=scene.language)]
    if c.has("v:add", "v:want", "v:show") or c.has("v:make") or any(one.has(noun) for one in c.toks):
        c.take_all(*NOUNS, *VERBS)
        style(c)
        when(c)
        raise AskWords(scene.pick(f"What should the {ROLES[noun].replace('_', ' ')} say?", "文字内容写什么？"))
    return None
