"""Texts that are there as ones of another kind: "turn "Anna" into a lower third"; and which of them stay or go."""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.edits import model as m
from local_backend.edits.model import Which
from local_backend.edits.select import find
from local_backend.edits.words import HOME
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Ask
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import LETTERED
from local_backend.timeline import Segment, TextRole

RECAST: dict[str, TextRole] = {
    "n:lowerthird": "lower_third", "n:caption": "caption", "n:subtitle": "subtitle", "n:title": "title",
}  # fmt: skip
RECAST_KINDS = tuple(RECAST.values())
AS = ("a", "an", "as", "as a", "as an", "into", "to", "成", "改成", "改为", "换成", "变成", "做成", "设为", "作为")

STYLE = ("style", "look", "format", "styling", "样式", "风格", "形式", "的样式", "格式")


def recast(c: Clause, scene: Scene, quotes: Sequence[Tok], there: Sequence[Segment]) -> list[m.Edit] | None:
    """``turn "Hello" and "Anna" into lower thirds``, 把标题改成字幕: texts that are there, as another kind."""
    roles = [index for index, one in enumerate(c.toks) if one.has(*RECAST) and not one.has("sel")]
    at = roles[-1] if roles else 0
    joint = at - 1 if at and c.toks[at - 1].text.lower() in ("a", "an", "the", "the same") else at
    led = any(one.text.lower() in AS or one.has("to") for one in c.toks[max(0, joint - 1) : at])
    styled = any(one.text.lower() in STYLE for one in c.toks[at + 1 : at + 2])
    led = led or (styled and any(one.text.lower() in ("in", "like", "用", "用成", "with") for one in c.toks[:at]))
    if not led or not c.said("v:change v:make v:show v:rename v:replace") or c.said("v:add neg range at"):
        return None
    role = next(kind for noun, kind in RECAST.items() if c.toks[at].has(noun))
    if any(one.has("quote") for one in c.toks[at + 1 :]) or not all(
        any(one.text == quote.value for one in there) for quote in quotes
    ):
        return None
    ids: list[str] = []
    for one in c.toks[:at]:
        kind = next((kind for noun, kind in RECAST.items() if one.has(noun)), None)
        which = one.which if one.has("sel") else None
        if one.has("quote"):
            ids += [text.id for text in there if text.text == one.value]
        elif which is not None and one.has(LETTERED):
            ids += [text.id for text in find(scene.timeline, which, scene.language)]
        elif kind is not None:
            ids += [text.id for text in there if text.style.role == kind]
        elif which is not None:
            return None
    if not ids:
        return None
    c.take_all("quote", LETTERED, "sel and v:change v:make v:show v:rename v:replace to in with all each f")
    style = (("role", role), ("place", HOME[role]))
    return [m.ChangeText(Which("text", ids=tuple(dict.fromkeys(ids))), style=style, language=scene.language)]


def within_clip(which: Which, start: int, length: int, scene: Scene) -> tuple[int, bool]:
    """``on the first photo from 3s to 5s``: the time in the video, and whether the clip is seen then.

    The times are the video's where the clip is seen at them, else those of the clip.
    """
    if scene.composing or which.everything:
        return start, False
    seen = find(scene.timeline, which, scene.language)
    if len(seen) != 1:
        return start, False
    clip = seen[0]
    for first in (start, clip.start_ms + start):
        if clip.start_ms <= first and first + length <= clip.end_ms:
            return first, True
    return start, False


def others(c: Clause, scene: Scene, there: Sequence[Segment]) -> list[m.Edit] | None:
    """``all the text except the title``, ``只留标题``: the texts that go; None where nothing is left out."""
    only = c.see("v:keep")
    kept_only = only is not None and any(word in only.text.lower() for word in ("only", "just", "只", "仅", "光"))
    but = c.index("except")
    if not there or c.has("c:", "pl:") or not ((but is not None and c.has("v:remove")) or kept_only):
        return None
    begin = but if but is not None else (c.toks.index(only) if only is not None else 0)
    nouns = ("n:lowerthird", "n:subtitle", "n:caption", "n:title", "worded")
    quoted = [str(one.value) for one in c.toks[begin + 1 :] if one.has("quote")]
    tok = next((one for one in c.toks[begin + 1 :] if one.has(*(("quote",) if quoted else nouns))), None)
    bare = bool(quoted) and not any(one.has("n:text", *nouns) for one in c.toks)
    aside = c.has("quote") != bool(quoted) or c.has("v:add", "v:rename")
    if tok is None or bare or aside or any(one.has("n:music n:voice n:clip n:photo n:logo") for one in c.toks):
        return None
    kinds = {"n:lowerthird": "lower_third", "n:subtitle": "subtitle", "n:caption": "caption", "n:title": "title"}
    role = next((role for noun, role in kinds.items() if tok.has(noun)), "")
    names = tuple(quoted) or (tok.which.names if tok.has("worded") and tok.which is not None else ())
    if quoted and not all(any(one.text == words for one in there) for words in quoted):
        return None
    kept = [one for one in there if (one.text in names if names else one.style.role == role)]
    if not kept:
        return None
    c.used |= {
        index
        for index, one in c.free()
        if one.has("f v:remove v:keep except n:text n:rest all each n:screen comma quote and", *nouns)
    }
    return [m.Remove(Which("text", ids=(one.id,)), language=scene.language) for one in there if one not in kept]


OTHERS = ("other", "others", "remaining", "其他", "其它", "其余", "别的", "剩下的", "其他的", "其余的")


def rest_goes(c: Clause, scene: Scene, there: Sequence[Segment]) -> list[m.Edit] | None:
    """``keep "Hello", remove the other texts``: all but those that were spoken of, and never all of them."""
    removes = c.index("v:remove")
    noun = c.index("n:text", "n:title", "n:caption", "n:subtitle", "n:lowerthird")
    if removes is None or noun is None or not there or c.has("quote neg at range") or c.said("except"):
        return None
    if not any(one.has("n:rest") or one.text.lower() in OTHERS for one in c.toks[:noun]) or c.toks[noun].has("sel"):
        return None
    c.take_all("v:remove n:rest other all each pron n:text n:title n:caption n:subtitle n:lowerthird")
    c.used |= {index for index, one in c.free() if one.text.lower() in OTHERS}
    if c.kept:
        return []
    quoted = [one for one in there if one.text and one.text in scene.message]
    lettered = c.last is not None and c.last.kind in ("text", *RECAST_KINDS)
    spoken = [one.id for one in find(scene.timeline, c.last, scene.language)] if lettered and c.last else []
    stays = [one.id for one in quoted] or spoken
    if not stays or len(stays) == len(there):
        told = scene.pick(", ", "、").join(f"“{one.text}”" for one in there[:8])
        raise Ask(scene.pick(f"Which text should stay? There are {told}.", f"哪一条文字要保留？现有：{told}。"))
    return [m.Remove(Which("text", ids=tuple(one.id for one in there if one.id not in stays)), language=scene.language)]
