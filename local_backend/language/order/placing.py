"""A clip and its place, with no verb or a light one: ``city at the end``, ``beach after the interview``."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.edits.chain import main_segments
from local_backend.edits.model import Clip, Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.order.inserting import beside
from local_backend.language.words.lexer import Tok
from local_backend.language.words.sides import side

STILLS = ("image", "animation")
LIGHT = ("v:want", "v:play", "v:show", "v:change", "v:make", "v:add", "v:move", "v:start", "v:stop", "v:keep", "v:loop",
         "v:duplicate", "v:freeze")  # fmt: skip
ELSEWHERE = (
    "quote n:title n:text n:caption n:subtitle n:lowerthird n:music n:voice n:transition t: n:pip n:overlay pct "
    "x range edge n:zoom n:splitscreen n:fade v:fade n:volume pl:top_ pl:bottom_ n:speed faster slower unknown neg "
    "except n:silence n:black sequence fx: c: n:audio v:export n:length leave twice thrice halfx"
)
OPENS = (
    "first", "打头", "开头", "打头阵", "最前面", "first up", "最前", "开场", "the start", "up front", "排第一",
    "第一个",
)  # fmt: skip
CLOSES = (
    "last", "压轴", "收尾", "最后", "最后面", "final", "结尾", "末尾", "垫底", "殿后", "to the back",
    "at the back",
)  # fmt: skip
AGAIN = (
    "again", "再放一遍", "再来一遍", "再放一次", "再来一次", "再播一遍", "再播一次", "once more",
    "one more time", "another time", "再加", "再来", "再来一张", "再来一段",
)  # fmt: skip
THERE = ("位置", "那里", "那儿", "那个位置", "地方", "所在", "原来", "的位置")
COPIED = ("a copy of", "another", "copy", "copies", "a copy", "一份")


ADDING = ("add", "append", "attach", "insert", "加", "加上", "添加", "加入", "插入", "再加", "接上", "再加上", "再加到",
          "再加在", "再放到", "再放在",
          "再插到", "再插入到")  # fmt: skip


def placed(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """Moves the clip there, puts the file in, or (``again``) a copy of it."""
    if any(one.has("each") and not one.has("sel") for one in c.toks):
        return None  # 每段前面
    if scene.empty or c.has(ELSEWHERE) or (c.has("n:logo") and not _framing(c)):
        return None
    if any(one.has("v:") and not one.has("f", "sel", "n:", "name", *LIGHT) for _, one in c.free()):
        return None
    on_track = {one.name for one in main_segments(scene.timeline)}
    clips = [(at, one) for at, one in c.free() if _clip(one)]
    new = [(at, one) for at, one in clips if one.names and not set(one.names) & on_track and not one.has("stranger")]
    about = next(iter(new or [(at, one) for at, one in clips if not _anchor(c, at)]), None)
    alone = about is None or (len(clips) == 1 and any(side(one) and not one.text.isascii() for one in c.toks))
    goes = _beside(c, scene) if alone else None
    if goes or about is None:
        return goes
    at, tok = about
    if taken := _taken(c, scene, at, bool(new)):
        return taken
    found = _place(c, scene, at)
    if found is None:
        return None
    place, spent = found
    files: list[Clip] = list(scene.files(tok, *STILLS, "video")) if tok.has("name") else []
    fresh = files if adds_file(c, tok) else [one for one in files if one.name not in on_track]
    again = (
        c.word(*AGAIN)
        or any(one.text.lower() in COPIED for one in c.toks)
        or c.has("v:duplicate", "n:copies", "v:loop")
    )
    if tok.has("name") and not files:
        return None
    language = scene.language
    held = 0
    time = c.index("dur", "for")
    whole = time is not None and time + 1 < len(c.toks) and c.toks[time + 1].has("n:video", "n:film")
    if time is not None and not whole:
        if not fresh and c.has("later", "earlier"):
            return None
        length = c.take("for", "dur")
        held = int(length.value) if length else 0
    c.used |= {at, *spent}
    c.take_all("n:copies", "n:clip", "n:photo", "n:place", "later", "one", "to", "in", "last", "first")
    c.take_all("with") if whole else c.take_all(*LIGHT, "n:video")  # "make it a 20 s video with beach at the end"
    c.take_all("at_start", "at_end", "n:start", "n:end", "p:at", "onward", "also") if not c.has("sel") else None
    for index, one in list(c.free()):
        if one.text.lower() in (*AGAIN, *COPIED):
            c.used.add(index)
    if fresh:
        position = beside(place, scene) if isinstance(place, m.Move) else place
        if position == -1:
            position = 0
        sides = (place.before, place.after) if isinstance(place, m.Move) else (None, None)
        return [m.Insert(tuple(one.id for one in fresh), position, None, held, *sides, language=language)]
    which = tok.which or m.ALL
    if which.names:
        which = Which(which.kind, which.numbers, tuple(name for name in which.names if name in on_track))
        if not which.names and not which.numbers:
            return None
    if again:  # the one that is there goes, its copy stays
        which = Which(ids=tuple(one.id for one in find(scene.timeline, which, language)))
    if isinstance(place, m.Move):
        move = m.Move(which, before=place.before, after=place.after, language=language)
    else:
        move = m.Move(which, place, language=language)
    lasting = [m.SetEach(which, held, language=language)] if held else []
    return [*([m.Duplicate(which, 1, language=language)] if again else []), *lasting, move]


def _beside(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``… and put it after the city``, ``…，放在第二段后面``: the clip before goes there."""
    last = c.last
    one = last is not None and last.kind in ("main", "photo", "video") and len(last.numbers + last.names) == 1
    known = all(two.has("f v:move v:add v:change pron p:after p:before onward sel n:clip n:photo") for two in c.toks)
    bare = not any(two.text.isascii() for two in c.toks if not two.has("sel"))
    if not one or not known or not (c.has("pron") or bare) or not c.has("v:move v:add"):
        return None
    sels = [two.which for _, two in c.free() if _clip(two)]
    where = next((side(two) for two in c.toks if side(two)), "")
    if len(sels) != 1 or not where:
        return None
    c.used |= {index for index, _ in c.free()}
    return [m.Move(last or m.ALL, **{where: sels[0]}, language=scene.language)]  # type: ignore[arg-type]


def _framing(c: Clause) -> bool:
    """``finish with the logo``, 用logo收尾: the picture as a clip of its own, and not laid over the others."""
    opens = c.has("v:start", "v:stop") and c.word("with", "on", "用", "以")
    opens = opens or (c.word("用", "以", "放", "接") and c.has("n:end n:start at_end at_start") and c.has("dur", "for"))
    last = c.word("as") and any(_rank(one) for _, one in c.free())
    return (opens or last or c.word("收尾", "压轴", "打头", "开场")) and not c.has("pl:", "v:show", "on n:corner")


def adds_file(c: Clause, tok: Tok) -> bool:
    """``add beach.mp4 at the end``: the file once more, although it is there already; it is not the clip that moves."""
    return tok.has("name") and "." in tok.text and any(one.text.lower() in ADDING for one in c.toks if one.has("v:add"))


def _taken(c: Clause, scene: Scene, at: int, new: bool) -> list[m.Edit]:
    """``put coffee.jpg where city is``: it takes the place of what is there."""
    where = next((index for index, one in c.free()
                  if one.text.lower() == "where" or (one.text.lower() == "for" and index > at)), None)  # fmt: skip
    there = next((index for index, one in c.free() if index > at and one.text in THERE), None)
    if where is None and there is not None and c.has("v:move"):
        where = next((index for index in range(at + 1, there) if c.toks[index].has("v:move")), None)
    if where is None:
        return []
    old = next(((index, one) for index, one in c.free() if index > where and index != at and _clip(one)), None)
    files = scene.files(c.toks[at], *STILLS, "video")
    if old is None or old[1].which is None or (new and not files) or (not new and c.toks[where].text == "for"):
        return []
    c.used |= {at, where, old[0]}
    c.take_all(*LIGHT, "n:place")
    if not new:  # "put the headphones where the mug is"
        moved, anchor = c.toks[at].which or m.ALL, old[1].which
        pair = [find(scene.timeline, one, scene.language)[0].start_ms for one in (moved, anchor)]
        if pair[0] < pair[1]:
            return [m.Move(moved, after=anchor, language=scene.language)]
        return [m.Move(moved, before=anchor, language=scene.language)]
    return [m.Replace(old[1].which, files[0].id, language=scene.language)]


def _clip(tok: Tok) -> bool:
    which = tok.which
    return tok.has("sel") and which is not None and not which.everything and which.kind in ("main", "photo", "video")


def _rank(tok: Tok) -> bool:
    """Whether a clip is told by its place alone: ``the last one``, ``第一个``."""
    which = tok.which
    return (
        _clip(tok) and which is not None and len(which.numbers) == 1 and not which.names and not tok.text[-1:].isdigit()
    )


def _anchor(c: Clause, at: int) -> bool:
    """Whether a clip only says where another one goes: it stands behind "after", or before 后面."""
    for index in range(at - 1, max(-1, at - 4), -1):
        if (side(c.toks[index]) and c.toks[index].text.isascii()) or c.toks[index].has("between"):
            return True
        if not c.toks[index].has("f"):
            break
    after = c.toks[at + 1 : at + 3]
    return any(side(one) and not one.text.isascii() for one in after[:1]) and _others(c, at) > 0


def _others(c: Clause, at: int) -> int:
    return sum(1 for index, one in c.free() if index != at and _clip(one))


def _place(c: Clause, scene: Scene, about: int) -> tuple[int | m.Move, set[int]] | None:
    """Where it goes, and the tokens that say so."""
    rank = next(((at, one) for at, one in c.free() if at > about and _rank(one)), None)
    if (
        rank is not None
        and _others(c, about) == 1
        and rank[1].which is not None
        and c.word("be", "become", "is", "comes", "as", "是", "当", "做")
    ):
        return rank[1].which.numbers[0], {rank[0]}  # "latte should be the last one"
    anchors = [(at, one) for at, one in c.free() if at != about and _clip(one) and _anchor(c, at)]
    between = c.index("between")
    if len(anchors) > 2 or _others(c, about) > (2 if between is not None else len(anchors)):
        return None
    if between is not None:
        sels = [(at, one) for at, one in c.free() if at != about and _clip(one)]
        if sels and sels[0][1].which is not None:
            first = sels[0][1].which
            first = Which(first.kind, first.numbers[:1], first.names[:1]) if len(sels) == 1 else first
            joints = {at for at, one in c.free() if one.has("and")}
            return m.Move(m.ALL, after=first), {between, *joints, *(at for at, _ in sels)}
    if anchors:
        at, one = anchors[0]
        beside_it = (*range(at - 1, max(-1, at - 4), -1), at + 1, at + 2)
        near = next((index for index in beside_it if 0 <= index < len(c.toks) and side(c.toks[index])), None)
        if near is None or one.which is None:
            return None
        if side(c.toks[near]) == "after":
            return m.Move(m.ALL, after=one.which), {at, near}
        return m.Move(m.ALL, before=one.which), {at, near}
    for at, one in c.free():
        if at == about or one.has("sel"):
            continue
        word = one.text.lower()
        if (
            one.has("at_start", "n:start")
            or word in OPENS
            or (one.has("v:start") and word in ("open", "begin", "kick off"))
        ):
            return 1, {at}
        if (one.has("at_end", "n:end") and not one.has("later")) or word in CLOSES:
            return -1, {at}
        if one.has("ord") and one.value is not None:
            return int(one.value), {at}
        if (
            one.has("num")
            and at
            and (c.toks[at - 1].has("n:place") or c.toks[at - 1].text.lower() in ("number", "no", "#"))
        ):
            return int(one.value), {at, at - 1}
        if one.has("n:middle", "pl:center") and len(main_segments(scene.timeline)) >= 2:
            return len(main_segments(scene.timeline)) // 2 + 1, {at}
    return None


def places_on(c: Clause) -> int:
    """How many places on (or back, below 0): ``one place later``, ``往前移两位``; 0 where it is not said so."""
    side = c.see("later", "earlier")
    if (
        side is None
        and c.has("up", "down", "dir:up", "dir:down")
        and c.has("n:place", "num", "one")
        and not c.has("pl:")
    ):
        side = c.see("up", "down", "dir:up", "dir:down")  # "up one spot"
    elsewhere = any(one is not side and one.has("at_start at_end n:start n:end between") for _, one in c.free())
    if side is None or elsewhere or c.said("dur"):
        return 0
    many = c.see("num")
    count = 1 if many is None or many.has("one") else round(float(many.value))
    c.take_all("later", "earlier", "up", "down", "dir:up", "dir:down")
    return count if side.has("later", "down", "dir:down") else -count
