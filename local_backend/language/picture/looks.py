"""Frames for transitions, motion and the look of pictures."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.chain import main_segments
from local_backend.edits.model import Impossible, Which
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.time import joins, turns
from local_backend.language.time.joins import lengthening
from local_backend.language.time.openings import EVERY, ends_black
from local_backend.timeline import TransitionKind

LITTLE, USUAL, MUCH = 10, 20, 40
DIRECTED = ("wipe", "slide")
COLOUR = {
    "brighter": ("brightness", 1), "darker": ("brightness", -1), "warmer": ("temperature", 1),
    "colder": ("temperature", -1), "vivid": ("saturation", 1), "dull": ("saturation", -1),
    "punchy": ("contrast", 1), "flat": ("contrast", -1),
}  # fmt: skip
NAMED = {
    "n:brightness": "brightness",
    "n:contrast": "contrast",
    "n:saturation": "saturation",
    "n:temperature": "temperature",
}
EFFECTS = {
    "n:vignette": ("vignette", 50),
    "n:sharpen": ("sharpen", 40),
    "n:denoise": ("denoise", 50),
    "n:blur": ("blur", 30),
}


def transition(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``crossfades of 1 second``, ``wipe left between clips 1 and 2``, ``no transitions``."""
    if (turned := _in_turns(c, scene)) is not None:
        return turned
    if ends_black(c, scene) or c.has("v:dislike") or (c.has("earlier later") and c.has("dur")):
        return None
    single = scene.timeline.main is not None and len(scene.timeline.main.segments) == 1 and not scene.composing
    if single and c.has("t:fade_black") and not c.has("n:transition between sel"):
        return None
    if c.word("从黑场") and c.has("v:fade n:fade") and c.has("sel") and not c.has("n:transition between"):
        return None  # 第二段从黑场淡入1秒: the clip alone
    if (spared := joins.others(c, scene)) is not None:
        return spared
    if c.has("t: n:transition") and (sides := turns.beside_it(c, scene, _kind(c.copy()))) is not None:
        return sides
    named = c.see("n:transition")
    kind_tok = c.see("t:")
    main = scene.timeline.main.segments if scene.timeline.main else ()
    fades = named is None and kind_tok is not None and kind_tok.has("v:fade t:fade_black")
    if (
        fades
        and not _joined(scene)
        and any(one.fade_in_ms or one.fade_out_ms for one in main)
        and (c.has("neg") or c.copy().gone())
    ):
        return None  # "remove the fade to black", of the end
    them = c.joining and c.last is None and c.has("v:remove") and c.word("them", "those", "these", "它们", "这些")
    if named is None and kind_tok is None and them and not c.said("n: sel"):
        c.take_all("v:remove pron all")
        return [m.SetTransition(none=True, language=scene.language)] if _joined(scene) else []
    apiece = any(one.has("each") and one.text[-1:] in "张图片页幅" for one in c.toks)  # 每张3秒: the photos
    lasting = c.joining and not apiece and c.has("dur", "todur", "for") and not c.said("n:", "sel")
    if named is None and kind_tok is None and lasting:
        dur = c.take("todur", "dur", "for")
        c.take_all("v:change v:make v:want pron to longer shorter p:for all each")
        return [m.SetTransition(None, int(dur.value) if dur else 0, language=scene.language)]
    if named is None and kind_tok is None and c.joining and c.has("neg") and c.has("between") and c.has("sel"):
        c.take_all("neg v:add between v:want")
        pair, into = _pair(c, scene)
        return [m.SetTransition(none=True, pair=pair, into=into, language=scene.language)] if _joined(scene) else []
    if named is None and (kind_tok is None or not _as_transition(c, kind_tok)):
        return None
    closes = named is None and c.ending and not c.has("between")
    if closes and kind_tok is not None and kind_tok.has("t:fade_black", "t:fade_white"):
        return None
    if (
        named is None
        and c.has("v:fade", "n:end", "n:start")
        and c.has("t:fade_black", "t:fade_white")
        and not c.has("between", "sel")
    ):
        return None
    language = scene.language
    if c.has("nth") and not c.has("v: t: all") and any(one.text.lower() in ("not", "不是") for _, one in c.free()):
        return None  # "not the last one though"
    none = c.negated("n:transition", "t:") or bool(c.take("v:remove", "v:stop"))
    if not none and kind_tok is None and c.has("v:cut") and not c.has("dur tdur for todur bydur by x pct halfx"):
        none = bool(c.take("v:cut"))  # 转场全砍
    if none and kind_tok is not None and named is None and not c.said("v:remove") and kind_tok.has("n:zoom"):
        return None
    none = none or bool(c.take_all("t:none"))
    if c.said("other") and sum(one.has("t:") for _, one in c.free()) > 1:
        return None  # "alternate wipe left and wipe right"
    kind = _kind(c)
    if c.has("dur tdur todur for") and not none:
        c.take_all("v:keep leave up down v:take")  # "keep the 0.5 s crossfades"
    nth = c.take("nth")
    c.take_all(
        "n:transition v:add v:make v:change v:want v:play v:replace v:swap with n:length v:show "
        "longer v:lengthen mag:much mag:little pron normal shorter v:trim v:split"
    )
    dur = None if none else (c.take("tdur") or c.take("dur", "for", "todur", "bydur"))
    stretch = (
        200
        if c.take("twice")
        else 50
        if c.take("halfx", "n:half")
        else 150
        if c.said("longer", "slower")
        else 67
        if c.said("shorter", "faster")
        else 0
    )
    c.take_all("longer", "shorter", "slower", "faster")
    pair, into = _pair(c, scene)
    if nth is not None and not none and (kind or dur) and c.take("except"):
        left = {joins.place(one, scene.timeline) for tok in (nth, *c.take_all("nth")) for one in joins.told(tok)}
        into = Which(ids=tuple(one.id for at, one in enumerate(main) if at and one.transition and at not in left))
    elif nth is not None:
        into = Which("main", tuple(one + 1 if one > 0 else one for one in joins.told(nth)))
    at = c.take("at") if pair is None and into is None else None
    c.take_all("all each between n:photo n:clip n:video n:media in on one p:after n:film from to n:rest gradual")
    for index, one in c.free():
        counted = one.has("num") and any(
            two.has("n:clip n:photo n:transition") for two in c.toks[index + 1 : index + 3]
        )
        if counted or (one.has("sel") and one.which is not None and one.which.everything):
            c.used.add(index)
    if kind is None and dur is None and not none and not stretch and c.said("n:transition"):
        kind = "crossfade"
    if c.has("sel") and pair is None and into is None:
        return None
    length = int(dur.value) if dur else 0
    by = length * lengthening(c, dur) if dur else 0
    changed = joins.relative(scene, pair, into, stretch, by, kind) if by or (stretch and not length) else []
    if changed and not none:
        return changed
    if stretch and not length and not none:
        there = [one.transition.duration_ms for _, one in scene.timeline.segments() if one.transition]
        length = max(100, (there[0] if there else 500) * stretch // 100)
        kind = None if there else kind
    made: list[m.Edit] = [
        m.SetTransition(kind, length, none, pair, into, int(at.value) if at else None, language=language)
    ]
    alone = any(one.has("exact") and two.has("p:at", "between") for one, two in pairwise(c.toks))
    if alone and not none and (pair or into) and _joined(scene):  # 只在最后两段之间加叠化
        made.insert(0, m.SetTransition(none=True, language=language))
    if length and c.joining and c.said("each") and (pair or into):  # "wipe here, slide there, half a second each"
        made.insert(0, m.SetTransition(None, length, language=language))
    return made


def _in_turns(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """Each join in turn gets the next of the kinds that were told."""
    took = c.take("turns")
    if took is None:
        return None
    row = main_segments(scene.timeline)
    if len(row) < 2:
        raise Impossible(
            scene.pick("There is no place between two clips.", "没有两个相邻的片段。"),
            scene.pick('First make the video: "make a video of all photos".', "可以先做视频：“把所有照片做成视频”。"),
        )
    dur = c.take("tdur", "dur", "for", "todur")
    c.take_all(
        "n:transition v:add v:make v:change v:want with all each between in on to from n:clip n:photo n:video other"
    )
    return [
        m.SetTransition(took.parts[at % len(took.parts)], int(dur.value) if dur else 0,  # type: ignore[arg-type]
                        into=Which(numbers=(at + 2,)), language=scene.language)
        for at in range(len(row) - 1) if took.parts[at % len(took.parts)]
    ]  # fmt: skip


def _joined(scene: Scene) -> bool:
    return any(one.transition for _, one in scene.timeline.segments())


def _as_transition(c: Clause, tok: Any) -> bool:
    """Whether a word such as "zoom" or "fade" means a transition here."""
    if c.has("between"):
        return True
    clips = [one for one in c.toks if one.has("sel n:clip") and one.which is not None and not one.which.everything]
    into = any(one.text.lower() in ("into", "to") for one in c.toks)
    if len(clips) == 2 and into and tok.has("t:crossfade") and tok.text.lower() in ("fade", "fades", "fading"):
        return not c.has("n:music n:audio n:volume n:voice n:title n:text")  # "fade from the beach into the city"
    if tok.has("n:zoom", "n:blur", "v:fade", "n:fade", "dir:in"):
        if tok.has("t:crossfade") and tok.has("v:fade") and not tok.has("n:music"):
            words = tok.text.lower()
            apiece = any(one.text in EVERY for one in c.toks) and not c.has("n:transition")  # 每段淡入淡出0.5秒
            return (
                words in ("淡入淡出", "渐入渐出")
                and not apiece
                and not c.has("n:music n:audio n:volume n:voice n:title n:text n:start n:end")
            )
        return False
    return True


def _kind(c: Clause) -> TransitionKind | None:
    tok = None
    for want in (
        "t:fade_black",
        "t:fade_white",
        "t:wipe",
        "t:slide",
        "t:circle",
        "t:dissolve",
        "t:crossfade",
        "t:zoom",
        "t:blur",
    ):
        if tok := c.see(want):
            tok = c.take(want)
            break
    if tok is None:
        return None
    name = want[2:]
    c.take_all("t:")
    if name in DIRECTED:
        side = c.take("dir:left dir:right dir:up dir:down pl:left pl:right pl:top pl:bottom")
        way = "left"
        if side is not None:
            way = (
                side.kind_of("dir:")
                or {"left": "left", "right": "right", "top": "up", "bottom": "down"}[side.kind_of("pl:")]
            )
        return f"{name}_{way}"  # type: ignore[return-value]
    c.take("dir:in", "dir:out") if name == "zoom" else None
    if name == "fade_white" and c.has("c:#000000 n:black"):
        name = "fade_black"  # "a black flash"
    if name in ("fade_black", "fade_white"):
        c.take_all("c:", "v:fade", "n:fade")
    return name  # type: ignore[return-value]


def _pair(c: Clause, scene: Scene) -> tuple[tuple[Which, Which] | None, Which | None]:
    sels = [
        (index, one)
        for index, one in c.free()
        if one.has("sel") and not one.has("n:voice", "n:music") and one.which is not None and not one.which.everything
    ]
    if not sels:
        last = c.last if c.has("p:before") and c.said("pron") else None
        if last is None or last.everything or last.kind not in ("main", "photo", "video"):
            return None, None
        c.take_all("p:before pron")  # "freeze its first frame and put a crossfade before it"
        return None, last
    whiches = []
    for index, one in sels:
        c.used.add(index)
        if one.which is None:
            continue
        if len(one.which.numbers) > 1 and not one.which.names:
            whiches += [Which(one.which.kind, (number,)) for number in one.which.numbers]
        elif len(one.which.ids) == 2 and c.said("between"):
            whiches += [Which(ids=(name,)) for name in one.which.ids]
        else:
            whiches.append(one.which)
    if len(whiches) >= 2:
        return (whiches[0], whiches[1]), None
    only = whiches[0]
    if c.word("after", "后面", "之后", "后") and only.numbers and only.numbers[0] > 0:
        c.take_all("p:after")
        return (only, Which(only.kind, (only.numbers[0] + 1,))), None
    if only.names and any(one.has("p:after") or one.text in ("后面", "之后", "后") for _, one in c.free()):
        main = scene.timeline.main.segments if scene.timeline.main else ()
        place = next((i for i, one in enumerate(main) if one.name in only.names), len(main))
        if place + 1 < len(main):
            c.take_all("p:after onward")
            return None, Which(ids=(main[place + 1].id,))
    c.take_all("p:before")
    return None, only
