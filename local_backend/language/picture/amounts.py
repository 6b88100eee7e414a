"""How much: of a look, as a step or as the new value, or none any more; and bare numbers, as in ``music at 60``."""

from __future__ import annotations

from local_backend.edits.model import ALL, Adjust, Edit, Impossible, Which
from local_backend.edits.select import find
from local_backend.language.message.amends import GUESSES
from local_backend.language.message.clause import Clause, Scene, which_of
from local_backend.language.words.bindings import HEARD, LEVELS, SCALED
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import JOINTS, closing, opening, piece
from local_backend.language.words.vocabulary import HARD

BETWEEN = (
    "f pct to from by p:at up down dash colon all pron sel n:video n:clip n:photo n:level v:change mag:little mag:much"
)
TIMED = "v:start v:stop n:start n:length v:fade n:fade v:loop n:loudness n:ducking lufs db dir:in from since v:play"
LINES = (480, 720, 1080, 1440, 2160)
SHARES = "n:volume n:opacity"
"""said as 0.8 where 80 percent is meant"""

DONE = ("reduction", "denois", "de-nois", "removal", "降噪", "去噪", "消噪", "稳", "防", "stabil", "anti-shake")
NUDGES = ("nudge", "push", "bring", "pull", "shift", "ease", "dial", "drag", "压", "压个", "压点", "上", "上个")
"""Verbs that say of a look that it is to change."""
LASTING = {
    "n:vignette": "vignette", "n:sharpen": "sharpen", "n:denoise": "denoise", "n:blur": "blur",
    "n:grayscale": "grayscale", "n:stabilise": "stabilise",
}  # fmt: skip
STEPPED = ("by", "to", "at", "到", "加", "减", "+", "-")


def amount_of(c: Clause, *kinds: str) -> tuple[int | None, bool]:
    """A percentage, and whether it is meant as a step (True) or as the new value."""
    pct = c.take("pct") or next((c.take(kind) for kind in kinds if c.has(kind) and not c.has("one")), None)
    if pct is None:
        return None, True
    at = c.toks.index(pct)
    before = c.toks[at - 1] if at else None
    minus = before is not None and before.text in ("-", "−", "–")
    to = (
        before is not None
        and not minus
        and (
            before.text.lower() in ("to", "at")
            or before.text[-1:] in "到至为成回"
            or (before.has("to") and before.text not in ("into",))
        )
    )
    to = to or (minus and at > 1 and c.toks[at - 2].text.lower() in ("to", "at", "到", "为", "至"))
    return round(float(pct.value)) * (-1 if minus else 1), not to


def slightly(c: Clause) -> bool:
    return c.said("mag:little") or any(
        one.text.endswith(("一点", "一些", "点", "些")) and len(one.text) > 1 for one in c.toks
    )


def stepped(c: Clause) -> bool:
    """Whether a number is so much more or less, and not the amount itself."""
    at = next((i for i, one in enumerate(c.toks) if one.has("pct", "num") and i in c.used), 0)
    return at > 0 and c.toks[at - 1].text.lower() in ("by", "+", "-", "加", "减")


def taken_off(c: Clause, noun: str) -> bool:
    """Whether a look is to go."""
    return c.negated(noun) or _neither(c, noun) or c.gone("normal", "v:reset", "v:undo") or nought(c, noun)


def _neither(c: Clause, noun: str) -> bool:
    """``no sharpening or blur``: what stands beside a look that is not to be."""
    at = next((index for index, one in enumerate(c.toks) if one.has(noun)), 0)
    while at > 1 and (c.toks[at - 1].has("f and comma") or c.toks[at - 1].has(*LASTING)):
        at -= 1
    return at > 0 and c.toks[at - 1].has("neg")


def nought(c: Clause, noun: str) -> bool:
    """``the fade out to 0``, ``防抖设为0``: there is to be none; the 0 is taken."""
    at = next((index for index, one in enumerate(c.toks) if one.has(noun)), 0)
    amounts = [i for i, one in c.free() if one.has("num pct dur todur deg") and not one.has("sel") and not one.value]
    zero = next((i for i in amounts if at < i <= at + 5), None)
    if zero is None:
        return False
    c.used.add(zero)
    return True


def kept_alone(c: Clause, scene: Scene) -> list[Edit] | None:
    """``只保留第一段的模糊``, ``only clip 1 keeps the vignette``: it goes from the others."""
    noun = next((one for one in LASTING if c.has(one)), None)
    if noun is None or not c.has("v:keep", "leave") or c.has("pct num up down neg"):
        return None
    name = LASTING[noun]
    only = c.word("only", "just", "仅", "就") or any("只" in one.text for one in c.toks)
    named = next((one.which for one in c.toks if one.has("sel") and not one.has("all")), None)
    if not only or named is None or not there_by_now(c, scene, name):
        return None
    meant = {one.id for one in find(scene.timeline, named, scene.language)}
    main = scene.timeline.main.segments if scene.timeline.main else ()
    others = tuple(one.id for one in main if one.id not in meant and getattr(one.picture, name))
    c.take_all("v:keep v:add leave sel exact to on with", noun)
    off = (name, False if name in ("grayscale", "stabilise") else 0)
    return [Adjust(Which(ids=others), (off,), language=scene.language)] if others else []


def done_against(c: Clause, noun: str) -> bool:
    """Whether it is named what is done against noise or shaking, and not the noise or the shaking."""
    return any(word in one.text.lower() for one in c.toks if one.has(noun) for word in DONE)


def there_by_now(c: Clause, scene: Scene, name: str) -> bool:
    """Whether what the clause is about has that look by now."""
    which = which_of(c.copy()) or ALL
    try:
        return any(getattr(one.picture, name) for one in find(scene.timeline, which, scene.language))
    except Impossible:
        return False


def straight(c: Clause, to: list[tuple[str, object]]) -> bool:
    """``remove the rotation``, ``取消镜像``, ``rotation to 0``: no longer turned or mirrored."""
    noun = "n:flip" if c.has("n:flip") else "n:rotate"
    back = any(one.text.lower().startswith(("un", "翻回", "转回")) for one in c.toks if one.has(noun))
    if not back and not taken_off(c, noun):
        return False
    c.take_all(noun, "h vert upright v:change to v:swap")
    to += [("flip_h", False), ("flip_v", False)] if noun == "n:flip" else [("rotate", 0)]
    return True


def rated(toks: list[Tok]) -> list[Tok]:
    """``music at 60``, ``vignette 40``, ``opacity 0.8``: a bare number beside what is told in percent."""
    rated_one = False
    for index, tok in enumerate(toks):
        if tok.has(HARD):
            rated_one = False
        if not tok.tags <= {"num", "f"} or not tok.has("num") or not 0 <= float(tok.value) <= 2160:
            continue
        first, last = piece(toks, index)
        if first > 1 and toks[first].text.lower() in GUESSES and toks[first - 1].has("comma"):
            first, _ = piece(toks, first - 2)  # louder, like 80
        if index + 1 < last and toks[index + 1].has("n:clip n:photo n:video n:caption n:text w"):
            continue
        behind = range(index - 1, first - 1, -1)
        noun = next((at for at in behind if toks[at].has(LEVELS, HEARD, SCALED) or not _passed(toks[at])), -1)
        if index + 1 < last and toks[index + 1].has(LEVELS) and not (noun >= 0 and toks[noun].has(LEVELS)):
            noun = index + 1
        if noun < 0:
            if rated_one and first < index and all(one.has("sel f to p:at num") for one in toks[first:last]):
                tok.tags = {"pct"}  # the beach to 30, the city to 50
            elif first > 1 and toks[first - 1].has("comma") and _lowered(toks, first, index, last):
                tok.tags = {"pct"}  # bgm太吵啦，降到10
            continue
        plain = "n:" if toks[noun].has("n:") or float(tok.value) >= 5 else ""
        if toks[noun].has(LEVELS) and float(tok.value) <= 400 and plain:
            part = "." in tok.text and float(tok.value) <= 4 and toks[noun].has(SHARES)
            tok.tags, tok.value = {"pct"}, float(tok.value) * (100 if part else 1)
            rated_one = True
        elif toks[noun].has(SCALED) and float(tok.value) >= 25 and _aimed(toks, index, noun, last):
            tok.tags = {"pct"}
        elif toks[noun].has("n:quality") and float(tok.value) in LINES:
            tok.tags, tok.value = {"rows"}, int(tok.value)  # resolution 720
        elif toks[noun].has(HEARD) and (float(tok.value) >= 10 or not tok.value) and _aimed(toks, index, noun, last):
            tok.tags = {"pct"}
            rated_one = True
        if tok.has("pct") and index > 2 and toks[index - 1].has("to") and toks[index - 2].has("pct", "num"):
            toks[index - 2].tags = {"f"}  # from 35 to 15
        for one in toks[noun + 1 : index] if tok.has("pct") else ():
            one.tags = {"f"} if one.text.lower() == "back" else one.tags  # back to 30
    for index, tok in enumerate(toks):
        first, last = piece(toks, index)
        turned = tok.has("up down") and not tok.has("pct") and any(one.has("sel") for one in toks[index:last])
        if not turned or not all(one.has("sel f up down to p:at num") for one in toks[first:last]):
            continue
        around = toks[opening(toks, index, HARD) : closing(toks, index, HARD)]
        if any(one.has("pct") for one in around) and any(one.has(HEARD) for one in around):
            for one in toks[first:last]:
                one.tags = {"pct"} if one.has("num") and not one.has("sel") else one.tags
            tok.tags = tok.tags | {"n:volume"}  # raise the interview to 130 and drop the music to 15
    return toks


def _lowered(toks: list[Tok], first: int, at: int, last: int) -> bool:
    """Whether a piece only says to how much, right behind one about a sound."""
    before = toks[opening(toks, first - 2, *JOINTS) : first - 1]
    told = float(toks[at].value) >= 5 and _aimed(toks, at, first, last)
    return told and any(one.has(HEARD) for one in before) and all(
        one.has("f to p:at up down v:change v:move louder quieter num") for one in toks[first:last]
    )  # fmt: skip


def _passed(tok: Tok) -> bool:
    return tok.has(BETWEEN) or tok.text.lower() in (*GUESSES, "back", ",", "，")


def _aimed(toks: list[Tok], at: int, noun: int, last: int) -> bool:
    """Whether a number says how loud a sound is to be: right behind it, or behind an "at" or "to"."""
    if any(one.has(TIMED) for one in toks[noun:last]) or any(not one.has("f") for one in toks[at + 1 : last]):
        return False
    before = toks[at - 1]
    return (
        at - 1 == noun
        or before.has("to p:at colon up down")
        or before.text.lower() in GUESSES
        or before.text[-1:] in "到至为成="
    )
