"""The frame for what shall stay as it is: ``clip 3 stays``, ``keep the other one``, ``第1个留着``."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.language.message.clause import Clause, Scene, weighty
from local_backend.language.words.lexer import Tok

STAYS = (
    "stays", "stay", "remains", "remain", "stays put", "stay put", "untouched", "unchanged", "same", "alone", "fine",
    "留着", "留下", "留", "保留", "不动", "不变", "别动", "不用动", "不用", "不用加", "不加", "别加", "不要加", "照旧",
    "不用改", "保持不变", "保持原样", "不用管", "别管", "原样", "保持",
)  # fmt: skip
ON = ("straight", "right", "directly", "on", "straight into", "go", "cut")
OTHERS = "nth n:rest other one ord sel n:transition n:clip n:photo n:video pron all v:want num"
AFTER = (
    "后面那个", "后面的", "后面", "另一个", "另外一个", "另外的", "其他", "其他的", "其余", "剩下的", "前面那个",
    "前面的", "前面", "other", "others", "rest", "another", "second", "first",
)  # fmt: skip


def standing(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """Understood, and nothing to do; where only joins were spoken of, the one that is named is meant."""
    first = scene.timeline.main.segments[:1] if scene.timeline.main else ()
    if c.hard and first and all(one.has("f sel dir:in to") or one.text.lower() in ON for one in c.toks):
        named = [one for one in c.toks if one.has("sel")]
        if len(named) == 1 and named[0].names == (first[0].name,) and c.word("into", "to", "straight to"):
            c.used |= {index for index, _ in c.free()}
            return []  # a card first, "then straight into the beach"
    plain = all(one.has("f normal same leave after before since half: comma") for one in c.toks)
    speeds = {one.speed for one in scene.timeline.main.segments} if scene.timeline.main else set()
    if plain and c.has("normal same leave") and c.has("after before since half:") and speeds == {100}:
        c.used |= {index for index, _ in c.free()}
        return []  # 前半段慢放，后半段正常
    told = c.has("n:rest") or c.word("rest", "others", "其他", "其余", "剩下", "剩下的")
    if told and c.has("sel") and c.has("first last ord at_start at_end p:after p:before"):
        return None  # "interview first, rest stays"
    if scene.empty or c.has("sequence") or not any(one.has("v:keep leave same") or _stays(one) for _, one in c.free()):
        return None
    if c.has("dur for range edge at after before since pct x quote todur bydur exact except v:change v:make"):
        return None
    spoken = any(_stays(one) or one.has("same", "leave") for _, one in c.free())
    if not (c.joining or (spoken and c.has("sel n:rest other") and not c.has("v:keep", "v:remove", "v:add"))):
        return None
    if not c.has(OTHERS) and not any(one.text in AFTER for _, one in c.free()):
        return None
    for _, one in c.free():
        known = one.has(OTHERS, "v:keep leave same neg v:add p:for f p:after p:before n:end n:start last first also")
        if weighty(one) and not known and one.text.lower() not in (*STAYS, *AFTER):
            return None
    if c.joining and c.has("neg") and not c.has("leave", "same", "v:keep"):
        joins = [one for one in (scene.timeline.main.segments if scene.timeline.main else ()) if one.transition]
        if joins:
            return None  # the other joins have a transition that would have to go
    c.used |= {index for index, _ in c.free()}
    return []


def _stays(tok: Tok) -> bool:
    words = tok.text.lower()
    return words in STAYS or (not words.isascii() and words.endswith(("留着", "不动", "不变")))
