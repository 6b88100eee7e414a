"""Frames for swapping, sorting, copying and splitting clips."""

from __future__ import annotations

import random

from local_backend.edits import model as m
from local_backend.edits.chain import main_segments
from local_backend.edits.model import Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene, which_of
from local_backend.language.model import Ask, Doubt
from local_backend.language.words.sides import side


def swap(c: Clause, scene: Scene) -> list[m.Edit] | None:
    sels = [(index, one) for index, one in c.free() if one.has("sel") and one.which is not None]
    plain = [(index, one) for index, one in c.free() if one.has("num") and one.text.isdigit() and not one.has("sel")]
    if c.has("v:swap") and plain and len(sels) + len(plain) == 2 and not c.has("n:music n:voice n:text n:title pct x"):
        kind = sels[0][1].which.kind if sels and sels[0][1].which is not None else "main"
        for _, one in plain:  # "swap clip 1 with 3"
            one.tags, one.which = {"sel", "n:clip"}, Which(kind, (int(one.value),))
        sels = sorted([*sels, *plain], key=lambda one: one[0])
    two = len(sels) == 1 and sels[0][1].which is not None and len(sels[0][1].which.numbers) == 2
    main = scene.timeline.main.segments if scene.timeline.main else ()
    whole = all(one.which is not None and one.which.everything for _, one in sels)
    if c.has("v:swap") and whole and len(main) == 2 and c.has("pron", "num", "n:clip", "n:photo", "all"):
        c.used |= {index for index, _ in sels}
        c.take_all("v:swap pron num n:clip n:photo n:order n:place all v:change")
        return [m.Swap(Which(numbers=(1,)), Which(numbers=(2,)), language=scene.language)]
    turned = two and c.has("n:order") and c.has("n:flip", "v:reverse")
    if not (c.has("v:swap") or turned) or not sels:
        return None
    whiches: list[Which] = []
    for index, one in sels[:2]:
        c.used.add(index)
        which = one.which or m.ALL
        if len(which.numbers) == 2:
            whiches += [Which(which.kind, (number,)) for number in which.numbers]
        elif len(which.names) == 2 and len(sels) == 1:
            whiches += [Which(which.kind, (), (name,)) for name in which.names]
        else:
            whiches.append(which)
    if len(whiches) < 2:
        return None
    there = {one.name for one in main}
    files = [clip for _, one in sels[:2] if one.has("name") for clip in scene.files(one) if clip.name not in there]
    if len(files) == 1 and files[0].kind != "audio":  # "swap city out for coffee.jpg"
        old = next((one for one in whiches if files[0].name not in one.names), None)
        if old is not None:
            c.take_all("v:swap dir:out p:for with n:clip n:photo to")
            return [m.Replace(old, files[0].id, language=scene.language)]
    c.take_all("num" if len(sels) > 0 and c.word("two", "两", "俩") else "v:swap")
    c.take_all("n:flip v:reverse v:swap n:clip n:photo n:video with n:order pron n:place v:change p:for v:move")
    return [m.Swap(whiches[0], whiches[1], language=scene.language)]


def reorder(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``reverse the order``, ``shuffle the photos``, ``sort by name``, ``order: 3, 1, 2``."""
    listed = c.see("sequence")
    if listed is not None and not listed.parts and not scene.empty and len(listed.value) > 1:
        c.used.add(c.toks.index(listed))
        c.take_all("v:reorder n:order v:make v:change v:move v:add v:want v:show v:play v:start v:keep in to exact all")
        c.take_all("n:photo n:clip n:video pron n:place first last with at_end at_start n:start n:end p:after")
        if listed.has("ends"):
            opens, closes = (m.Move(which, place, language=scene.language)
                             for which, place in zip(listed.value, (1, -1), strict=True))  # fmt: skip
            return [opens, closes]
        only = any(one.has("v:keep") and ("only" in one.text.lower() or one.text[:1] in "只仅") for one in c.toks)
        if only and c.said("v:reverse"):  # "keep only A and B, in reverse order"
            main = main_segments(scene.timeline)
            kept = [one for which in listed.value for one in find(scene.timeline, which, scene.language)]
            gone = Which(ids=tuple(one.id for one in main if one not in kept))
            turned = tuple(Which(ids=(one.id,)) for one in sorted(kept, key=main.index, reverse=True))
            drop = [m.Remove(gone, language=scene.language)] if gone.ids else []
            return [*drop, m.Reorder("given", turned, language=scene.language)]
        there = {one.name for one in (scene.timeline.main.segments if scene.timeline.main else ())}
        new = [one for one in scene.files(listed, "image", "animation", "video") if one.name not in there]
        if there and new and not scene.composing:  # "workshop.mp4 first, then market.mp4"
            put = m.Insert(tuple(one.id for one in new), 0, language=scene.language)
            return [put, m.Reorder("given", tuple(listed.value), language=scene.language)]
        others = tuple(one.name for one in scene.of_kind("image", "animation", "video") if one.name not in listed.names)
        if scene.composing and others and all(one.names for one in listed.value) and _alone(c):
            which = Which("main", (), others)
            return [
                m.Reorder("given", tuple(listed.value), language=scene.language),
                m.Remove(which, language=scene.language),
            ]
        return [m.Reorder("given", tuple(listed.value), language=scene.language)]
    if permuted := _permutation(c, scene):
        return [m.Reorder("given", permuted, language=scene.language)]
    if _from_behind(c, scene):
        return [m.Reorder("reverse", language=scene.language)]
    mixed = c.has("n:random", "shuffle") and not c.said("n:transition t:")
    named = c.has("n:name") and (
        c.has("v:reorder", "n:order", "v:make") or any(one.text.lower().startswith("alphabetical") for one in c.toks)
    )
    back = (c.has("n:order", "v:reorder", "n:photo") and c.has("v:reverse", "upright")) or c.word(
        "倒序", "倒序排列", "反过来排", "逆序", "reversed"
    )
    numbers = [int(one.value) for _, one in c.free() if one.has("num") and not one.has("dur")]
    sels = [one for _, one in c.free() if one.has("sel") and one.which is not None]
    language = scene.language
    spare: tuple[str, ...] = (
        "v:reorder", "n:order", "v:reverse", "v:make", "v:change", "v:move", "n:photo", "n:clip", "n:video", "all",
        "pron", "in", "to", "n:media", "v:play", "n:name", "n:random", "shuffle", "by", "v:want", "v:show", "n:place",
        "v:swap", "with", "last", "first", "at_start", "upright", "vert",
    )  # fmt: skip
    if mixed or named or back:
        if c.has("dur", "for"):  # "in the opposite order, 3 seconds each"
            spare = tuple(one for one in spare if one != "all")
        how = "shuffle" if mixed else "name" if named else "reverse"
        some = _some(c, scene, how)
        c.take_all(*spare)
        for index, one in list(c.free()):
            if one.has("sel") and one.which is not None and one.which.everything:
                c.used.add(index)
        if some:
            return [m.Reorder("given", some, language=language)]
        return [m.Reorder(how, language=language)]  # type: ignore[arg-type]
    if c.has("v:reorder", "n:order") and (len(numbers) > 1 or sels):
        order: list[Which] = []
        for index, one in list(c.free()):
            if one.has("num"):
                order.append(Which(numbers=(int(one.value),)))
                c.used.add(index)
            elif one.has("sel") and one.which is not None and not one.which.everything:
                order += [Which(one.which.kind, (number,)) for number in one.which.numbers] or [one.which]
                c.used.add(index)
        if len(order) < 2 or (len(order) == 2 and any(side(one) for one in c.toks)):
            return None
        c.take_all(*spare)
        return [m.Reorder("given", tuple(order), language=language)]
    return None


def _some(c: Clause, scene: Scene, how: str) -> tuple[Which, ...]:
    """``shuffle the photos``, where there are videos too: these stay where they are; empty where all are meant."""
    main = scene.timeline.main.segments if scene.timeline.main else ()
    kind = "image" if c.has("n:photo") else "video" if c.word("videos", "视频片段", "几段视频") else ""
    places = [index for index, one in enumerate(main) if one.kind == kind]
    if not kind or c.has("n:clip") or not 1 < len(places) < len(main):
        return ()
    mixed = random.Random(len(places)).sample(places, len(places))  # noqa: S311 - the same shuffle every time
    turned = mixed if mixed != places else places[1:] + places[:1]
    by_name = sorted(places, key=lambda index: main[index].name.lower())
    order = {"shuffle": turned, "name": by_name}.get(how, places[::-1])
    instead = dict(zip(places, order, strict=True))
    return tuple(Which(ids=(main[instead.get(index, index)].id,)) for index in range(len(main)))


BACK_TO_FRONT = ("back to front", "end to start", "from end to start", "倒着来", "从尾到头")
SEVERAL = (
    "them", "these", "those", "they", "clips", "photos", "pictures", "shots", "videos", "images", "scenes", "几段",
)  # fmt: skip


def round_about(c: Clause, scene: Scene) -> bool:
    """Whether "back to front" is said of several clips at once: not of one that is named, or the only one."""
    main = scene.timeline.main.segments if scene.timeline.main else ()
    tok = c.see("v:reverse")
    if tok is None or tok.text.lower() not in BACK_TO_FRONT or len(main) < 2:
        return False
    one = any(x.has("sel") and x.which is not None and not x.which.everything for x in c.toks)
    return not one and (c.last is None or c.last.everything or c.word(*SEVERAL))


def _from_behind(c: Clause, scene: Scene) -> bool:
    """``play them back to front``: the order is meant. Raises ``Doubt`` for "it", which may be each of the frames."""
    if not round_about(c, scene):
        return False
    counted = c.has("num") and c.has("n:clip", "n:photo")
    if c.word(*SEVERAL) or counted or any(one.has("sel") and one.has("all") for one in c.toks):
        c.take_all("v:reverse v:play v:show v:want v:make pron n:clip n:photo n:video all num")
        return True
    raise Doubt(
        scene.pick(
            "Shall the clips come in the opposite order, or shall each of them be played backwards?",
            "是把片段的先后顺序倒过来，还是每段画面都倒着播放？",
        )
    )


def _permutation(c: Clause, scene: Scene) -> tuple[Which, ...]:
    """``3, 2, 1``: all clips by their numbers and nothing else; empty where that is not so."""
    numbers = [int(one.value) for one in c.toks if one.has("num") and not one.has("dur") and float(one.value) % 1 == 0]
    many = len(scene.timeline.main.segments) if scene.timeline.main else 0
    if many < 2 or sorted(numbers) != list(range(1, many + 1)):
        return ()
    if not all(
        one.has("num", "f", "comma", "to", "dash", "and", "n:order", "v:reorder", "n:clip", "v:make") for one in c.toks
    ):
        return ()
    c.used |= set(range(len(c.toks)))
    return tuple(Which(numbers=(one,)) for one in numbers)


def _alone(c: Clause) -> bool:
    """``use shop, then coffee``, ``only A and B in that order``: no others."""
    return c.word("use", "using", "only", "just", "take", "用", "只用", "只要", "就用", "只")


def duplicate(c: Clause, scene: Scene) -> list[m.Edit] | None:
    again = (
        (c.has("v:show", "v:play", "v:want") or c.word("use", "用", "have") or _often(c))
        and (c.has("sel", "all") or (c.has("pron") and c.last is not None and c.last.kind == "main"))
        and c.has("twice", "x", "thrice")
        and not (c.has("n:speed", "faster", "slower", "n:length") or c.said("each"))
    )
    if not (c.has("v:duplicate", "n:copies") or again) or scene.empty or c.has("n:text", "n:title"):
        return None
    count = c.take("x", "twice", "thrice", "num")
    copies = 1
    if count is not None:
        copies = 2 if count.has("twice") else 3 if count.has("thrice") else round(float(count.value))
        if any(word in one.text for one in c.toks for word in ("遍", "次")):
            c.take_all("w")
    if again and not c.has("v:duplicate", "n:copies") and not c.word("再", "再次"):
        copies -= 1
    c.take_all("v:show v:play v:duplicate n:copies v:add of v:want")
    whole = c.word("整个视频", "整条视频", "the whole video", "the whole thing")
    c.take_all("v:make v:loop")
    which = m.ALL if whole else which_of(c)
    c.take_all("all") if whole else None
    if which is None or (
        which == m.ALL
        and len(scene.timeline.main.segments if scene.timeline.main else ()) > 1
        and not (c.said("all") or whole)
    ):
        raise Ask(scene.pick("Which clip should I copy?", "要复制哪个片段？"))
    c.take_all("n:clip", "n:photo", "n:video", "pron")
    if which.names and scene.timeline.main:  # the one that is there, so that "it" is not its copy as well
        which = Which(ids=tuple(one.id for one in find(scene.timeline, which, scene.language)))
    edits: list[m.Edit] = [m.Duplicate(which, max(1, copies), language=scene.language)]
    if c.has("at_end", "n:end", "at_start", "n:start") and not which.everything:
        first = bool(c.take("at_start", "n:start"))
        c.take_all("at_end n:end at_start n:start last first v:move to")
        edits.append(m.Move(which, 1 if first else -1, language=scene.language))
    return edits


def _often(c: Clause) -> bool:
    """``city twice please``, ``beach放两遍``: a clip, how often, and nothing else."""
    told = [one for one in c.toks if one.has("twice", "thrice") or one.text.lower().endswith(("遍", "次", "times"))]
    return len(told) == 1 and all(one in told or one.has("f", "sel", "v:loop") for one in c.toks)


def split(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``split at 0:15``, ``split the second clip in half``, ``拆成三段``."""
    halved = c.has("v:cut") and c.has("halfx", "n:half")
    if not c.has("v:split") and not halved and not (c.has("v:cut") and c.has("at") and not c.has("range", "edge")):
        return None
    if c.has("n:splitscreen", "range", "edge", "v:remove", "n:length"):
        return None
    tok = next(
        (one for _, one in c.free() if one.has("sel") and one.which is not None and not one.which.everything), None
    )
    which = which_of(c, nouns=()) if tok is not None or (c.last and c.has("pron")) else None
    at = c.take("at", "clock", "after", "dur", "todur")
    if at is not None and which is None and c.word("every", "每", "每隔", "each"):
        there = [one.start_ms for one in (scene.timeline.main.segments if scene.timeline.main else ())]
        step, end = max(500, int(at.value)), scene.timeline.duration_ms
        c.take_all("v:split", "v:cut", "n:video", "n:clip", "pron", "all", "each")
        cuts = [time for time in range(step, end - 40, step) if time not in there][:200]
        return [m.Split(time, language=scene.language) for time in cuts]
    half = c.word("half", "two", "一分为二", "halves", "cut in half", "cut in two") or c.has(
        "halfx", "n:half", "n:middle", "pl:center"
    )
    parts = 0
    if at is None:
        number = c.take("num", "thrice")
        parts = 2 if half else 0
        if number is not None:
            parts = 3 if number.has("thrice") else int(number.value)
        if not parts:
            en, zh = "Where should I split it? Say a time such as 0:15.", "在哪里拆分？请说一个时间，例如第15秒。"
            raise Ask(scene.pick(en, zh))
    language = scene.language
    c.take_all(
        "v:split v:cut n:video n:clip n:film pron in to into halfx n:half n:middle pl:center p:at "
        "n:place v:make equal n:photo all on dir:in"
    )
    for index, one in list(c.free()):
        if one.text.lower() in ("equal", "parts", "halves", "pieces", "equally", "等", "平均", "均"):
            c.used.add(index)
    c.take_all("num") if at is not None and c.word("into") else None  # "at 5s into two"
    if parts or at is None:
        if which is None and scene.timeline.main and len(scene.timeline.main.segments) > 1:
            if c.said("each") or any(one.has("sel") and one.has("all") for one in c.toks):
                c.take_all("sel all each")  # "split every clip in half"
                row = [Which("main", ids=(one.id,)) for one in reversed(scene.timeline.main.segments)]
                return [m.Split(0, one, parts, language=language) for one in row]
            if parts == 2:
                return [m.Split(scene.timeline.duration_ms // 2, language=language)]
            raise Ask(scene.pick("Which clip should I split?", "要拆分哪个片段？"))
        return [m.Split(0, which, parts, language=language)]
    return [m.Split(int(at.value), which, language=language)]
