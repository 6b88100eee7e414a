"""What is shared out over clips: "1, 2 and 3 at 1x, 2x and 0.5x", "2 s off this and 3 off that", "same for that"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.chain import main_segments, new_ids
from local_backend.edits.model import Edit, Which
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.sound.swells import at_the_ends
from local_backend.language.sound.volumes import everything_heard
from local_backend.language.words.lexer import Tok
from local_backend.language.words.phrases import NOUNS, noun_of
from local_backend.language.words.pieces import closing, opening
from local_backend.language.words.vocabulary import HARD, SOFT
from local_backend.timeline import Timeline

TWO = re.compile(
    r"((?:clip|shot|video|photo|scene) \d+)(?: and |,| , |, )((?:the )?(?:clip|shot|video|photo|scene) \d+)"
)
AMOUNTS = "x pct dur for todur"
EACH_OWN = ("respectively", "分别", "依次", "in that order")
COORDINATED = "n:title n:subtitle n:lowerthird n:caption n:music n:voice n:logo"
SHARED = (
    "c: pl: bigger smaller bold regular louder quieter pct x db later earlier longer shorter v:fade n:fade v:mute "
    "v:unmute dur for todur bydur up down n:opacity"
)
"""What may be said once for two things."""
UNSHARED = "v:remove v:swap v:show v:want between quote neg except file n:ducking when n:copies"
ALIKE = ("each", "all", "both", "全部", "都", "两个", "全都", "它们都", "each of them", "both of them", "all of them")
TOO = ("too", "also", "as well", "也", "也是", "也要", "也一样")
ALONG = ("一起", "跟着", "同步", "随着", "together", "along")
SAME = (
    "也这样",
    "一样处理",
    "也这么做",
    "也是这样",
    "也同样",
    "same",
    "the same",
    "likewise",
    "ditto",
    "同样",
    "一样",
    "也一样",
    "同样处理",
)


def distributed(toks: list[Tok], timeline: Timeline) -> list[Tok]:
    """The tokens with as many amounts as clips shared out, one sentence a clip."""
    toks = _together(toks)
    at = next((index for index, one in enumerate(toks) if one.has("sel") and one.which), None)
    if at is None or any(one.has("quote range edge at") for one in toks):
        return toks
    chosen = toks[at]
    which = chosen.which or Which()
    numbers = which.numbers or (tuple(range(1, len(main_segments(timeline)) + 1)) if chosen.has("all") else ())
    run = _run(toks, at + 1)
    owners = [Which(which.kind, (number,)) for number in numbers] + [
        Which(which.kind, (), (one,)) for one in which.names
    ]
    if len(owners) < 2 or len(run) != len(owners) or which.kind not in ("main", "video", "photo"):
        return toks
    kinds = {"x" if toks[index].has("x") else "pct" if toks[index].has("pct") else "dur" for index in run}
    if len(kinds) > 1:
        return toks
    first, last = run[0], run[-1]
    rest = [one for one in toks[last + 1 :] if one.text.lower() not in EACH_OWN]
    if any(one.has("sel", *AMOUNTS.split()) for one in rest) or any(one.has(HARD) for one in toks[:last]):
        return toks
    ahead = [one for one in toks[at + 1 : first] if one.text.lower() not in EACH_OWN]
    result: list[Tok] = []
    for owner, index in zip(owners, run, strict=True):
        own = replace(chosen, tags={"sel", "name" if owner.names else "n:clip"}, which=owner, names=owner.names)
        amount = toks[index]
        if toks[last].text.endswith("倍速") and amount.text.endswith("倍"):
            amount = replace(amount, text=amount.text + "速")
        result += [*toks[:at], own, *ahead, amount, *rest]
        result.append(Tok({HARD}, ";", toks[last].end, toks[last].end))
    return result


def apart(toks: list[Tok]) -> list[Tok]:
    """The tokens with "reverse clip 2 and clip 3 at double speed" as two wishes: the speed is of the second alone."""
    result: list[Tok] = []
    for index, tok in enumerate(toks):
        said = TWO.fullmatch(tok.text.lower()) if tok.has("sel") and tok.which and len(tok.which.numbers) == 2 else None
        verb = next((one for one in reversed(toks[:index]) if not one.has("f")), None)
        after = [one for one in toks[index + 1 : index + 4] if not one.has("f", "n:volume")][:1]
        own = verb is not None and verb.has("v:reverse v:mute v:freeze v:loop") and bool(after)
        if (
            said is None
            or not own
            or not after[0].has("x twice thrice halfx quarter third normal v:slow pct")
            or not tok.which
        ):
            result.append(tok)
            continue
        middle = tok.start + len(said.group(1))
        for place, number in enumerate(tok.which.numbers):
            one = replace(tok, text=said.group(1 + place), which=Which(tok.which.kind, (number,)), tags=set(tok.tags))
            one.start, one.end = (tok.start, middle) if not place else (middle, tok.end)
            result += [one] if place else [one, Tok({SOFT, "and"}, "and", middle, middle)]
    return result


def _together(toks: list[Tok]) -> list[Tok]:
    """The tokens with clips that are named one after the other as one selection, where as many amounts follow."""
    at = next((index for index, one in enumerate(toks) if one.has("sel") and one.which), None)
    if at is None:
        return toks
    end, which = at, toks[at].which or Which()
    while end + 2 < len(toks) and toks[end + 1].has("and", "comma") and toks[end + 2].has("sel"):
        more = toks[end + 2].which or Which()
        which = Which(which.kind, which.numbers + more.numbers, which.names + more.names)
        end += 2
    if (
        end == at
        or which.everything
        or toks[at].has("all")
        or len(_run(toks, end + 1)) != len(which.numbers) + len(which.names)
    ):
        return toks
    one = replace(toks[at], which=which, names=which.names, end=toks[end].end)
    return [*toks[:at], one, *toks[end + 1 :]]


def _run(toks: Sequence[Tok], at: int) -> list[int]:
    """The places of amounts that follow one another with nothing but joints between."""
    found: list[int] = []
    for index in range(at, len(toks)):
        one = toks[index]
        if one.has(AMOUNTS) and not one.has("sel"):
            found.append(index)
        elif (found and not one.has("and", "comma", "sep:soft")) or one.has("sel", HARD):
            break
    return found


def coordinated(toks: list[Tok]) -> list[Tok]:
    """``make the title and the lower third yellow``: two things of different kinds, each with the same wish."""
    for at, tok in enumerate(toks[:-2]):
        noun = _thing(tok)
        joint = toks[at + 1]
        then = next((index for index in range(at + 2, min(at + 5, len(toks))) if not _article(toks[index])), at + 2)
        other = _thing(toks[then]) if then < len(toks) else ""
        joined = joint.has("and") or joint.text in ("、", "和", "与", "跟", "及", "以及")
        if not noun or not joined or not other or other == noun:
            continue
        first, last = opening(toks, at, "sep:"), closing(toks, then + 1, "sep:")
        before, behind = toks[first:at], toks[then + 1 : last]
        around = [*before, *behind]
        added = any(one.has("v:add") and one.text.lower() not in ("give", "给") for one in around)
        if added or any(one.has(UNSHARED) or _thing(one) for one in around):
            continue
        if not any(one.has(SHARED) for one in around) or any(one.has("sel") for one in around):
            continue
        if not before and joint.text.isascii() and not all(one.has("f in p:at to v:", SHARED) for one in behind):
            continue
        said = [one for one in behind if one.text.lower() not in ALIKE]
        again = [replace(one, tags=set(one.tags)) for one in (*before, toks[then], *said)]
        return [*toks[:at], tok, *said, Tok({HARD}, ";", tok.end, tok.end), *coordinated([*again, *toks[last:]])]
    return toks


def _thing(tok: Tok) -> str:
    if tok.has("all", "file", "quote", "v:") or (tok.has("sel") and not tok.has(COORDINATED)):
        return ""
    return next((noun for noun in COORDINATED.split() if tok.has(noun)), "")


def _article(tok: Tok) -> bool:
    return tok.has("f") and tok.text.lower() in ("the", "its", "my", "our", "all", "那个", "这个", "把")


def off(c: Clause, scene: Scene) -> list[Edit] | None:
    """``trim 2 seconds off the beach clip and 3 off the interview``: each amount off the clip that follows it."""
    verb = c.has("v:cut v:trim v:take v:remove") or (c.has("of") and not c.has("v:"))
    if not verb or c.has("v:keep quote n:music n:voice n:title n:fade"):
        return None
    pairs: list[tuple[int, int, int, str]] = []
    for index, one in c.free():
        counted = bool(pairs) and one.has("num") and not one.has("one sel pct x")
        if not (one.has("dur", "bydur") or counted) or one.has("sel"):
            continue
        reach = range(index + 1, min(index + 8, len(c.toks)))
        there = next((at for at in reach if c.toks[at].has("sel") or c.toks[at].has("dur")), None)
        between = c.toks[index + 1 : there]
        if there is None or not c.toks[there].has("sel") or not any(two.has("of") for two in between):
            return None
        side = "start" if any(two.has("n:start", "at_start") for two in between) else "end"
        amount = round(1000 * float(one.value)) if counted else int(one.value)
        pairs.append((index, there, amount, side))
    if len(pairs) < 2 or len({there for _, there, _, _ in pairs}) < len(pairs):
        return None
    edits: list[Edit] = []
    for index, there, amount, side in pairs:
        c.used |= {index, there}
        kind: Any = side
        edits.append(m.TrimEdge(kind, amount, c.toks[there].which, language=scene.language))
    c.take_all("v:cut v:trim v:take v:remove of and comma n:start n:end at_start at_end from last first")
    return edits


def likewise(c: Clause, found: Sequence[Edit], scene: Scene) -> list[Edit]:
    """``and the same for clip 3``: what was just done, done to that one too; empty where that is not said."""
    lettered = len(found) > 1 and all(isinstance(one, m.AddText) for one in found[-2:])
    if lettered and c.said("all each") and not c.said("sel quote n:clip n:video n:music dur"):
        c.last = Which("text", (), tuple(one.text for one in found if isinstance(one, m.AddText)))  # …，都放底部
    says = any(one.text.lower() in SAME for one in c.toks)
    chosen = next((one.which for one in c.toks if one.has("sel") and one.which is not None), None)
    things = [one for one in c.toks if not one.has("f", "also")]
    faded = found[-1] if found and isinstance(found[-1], m.FadePicture) else None
    trimmed = found[-1] if found and isinstance(found[-1], m.TrimEdge) else None
    ends, light = "n:end n:start at_end at_start", "same also of pron first last v:start v:stop from v:cut"
    if says and trimmed is not None and c.said(ends) and all(one.has(ends, light) for one in things):
        c.used |= set(range(len(c.toks)))  # "shave 1.5 s off the beginning, same off its end"
        return [replace(trimmed, edge="end" if c.said("n:end at_end") else "start")]
    alike = says or any(one.text.lower() in TOO for one in c.toks)
    along = (c.said("with") and c.said("pron")) or any(one.text in ALONG for one in c.toks)
    alike = alike or along
    things = [one for one in things if one.text not in ALONG and one.text.lower() not in TOO]
    light = "same n:audio n:volume n:music n:voice p:for with pron" + (" v:fade n:fade" if along else "")
    if alike and faded is not None and chosen is None and all(one.has(light) for one in things):
        c.used |= set(range(len(c.toks)))  # 片尾淡出，声音也一样
        heard = everything_heard(scene, m.ALL) if c.said("n:audio n:volume") else []
        heard += [Which(kind) for kind in ("music", "voice") if c.said(f"n:{kind}")]
        into, out = faded.in_ms, faded.out_ms
        if c.said("v:fade n:fade") and not says and not re.search(r"\d|[一二两三四五半]秒", scene.message):
            into, out = into and max(into, 2000), out and max(out, 2000)  # 音乐也一起淡出: as sounds do
        return at_the_ends(heard, into, out, scene)
    if chosen is None and len(things) == 1 and things[0].has(COORDINATED) and not things[0].has("v:"):
        says = says or any(one.text.lower() in TOO for one in c.toks)
        chosen = Which(NOUNS[noun_of(things[0])]) if noun_of(things[0]) else None
    if not says or chosen is None or not found or any(one.has("leave neg v:keep", *AMOUNTS.split()) for one in c.toks):
        return []
    other = any(one.has("v:") and not one.has("f v:make v:change v:want v:add v:play v:show") for one in c.toks)
    about = getattr(found[-1], "which", None)
    if other or not isinstance(about, Which):
        return []
    again: list[Edit] = []
    for edit in reversed(found):
        if getattr(edit, "which", None) != about:
            break
        fresh: Any = {"which": chosen}
        if isinstance(edit, m.Within):
            inner: Any = edit.edit
            fresh["edit"] = replace(inner, which=chosen)
        again.insert(0, replace(edit, **fresh))
    c.used |= set(range(len(c.toks)))
    return again


def again_gone(c: Clause, found: Sequence[Edit]) -> bool:
    """``the beans photo isn't good enough, take it out``: what has just been taken out, said once more."""
    plain = c.said("v:remove") and all(one.has("f", "v:remove", "pron", "comma", "v:want") for one in c.toks)
    if not plain or c.said("sel") or not found or not isinstance(found[-1], m.Remove):
        return False
    c.used |= set(range(len(c.toks)))
    return True


def of_the_new(c: Clause, made: list[Edit], found: Sequence[Edit], timeline: Timeline) -> list[Edit]:
    """``add beach.mp4 after photo 2, only the first 4 seconds``: of what comes in, not of the others of that name."""
    if len(made) == 2 and isinstance(made[0], m.Insert) and not found:
        return [made[0], *of_the_new(c, made[1:], made[:1], timeline)]
    put = found[0] if found else None
    if c.said("n:video n:film") and not c.said("file"):
        return made
    new = Which(ids=(new_ids(timeline, 1)[0],))
    if not isinstance(put, m.Insert) or len(put.media) != 1 or len(made) != 1:
        return made
    one = made[0]
    if not isinstance(one, (m.KeepEdge, m.Keep, m.TrimEdge, m.SetEach, m.Volume)):
        return made
    if any(getattr(before, "which", None) != new for before in found[1:]):
        return made
    which = getattr(one, "which", None)
    if which is not None and (
        which.numbers or which.ids or which.kind != "main" or not (which.names or which.everything)
    ):
        return made
    if isinstance(one, m.Volume) and (which is None or not which.names):
        return made
    if isinstance(one, m.KeepEdge) and one.edge == "start":
        return [m.SetEach(new, one.amount_ms, language=one.language)]
    return [replace(one, which=new)]
