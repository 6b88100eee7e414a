"""Which files a video is made of, said by another: all but some, from the last to the first, some first or last.

``all the photos except latte``, ``skip beans.png``, ``除了latte都用上``, ``starting with the shop``, ``mug放最后``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Which
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.time.lengths import made_seconds, plain
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import JOINTS, opening, piece
from local_backend.language.words.vocabulary import HARD, SOFT

STILLS = ("image", "animation")
SKIPS = (
    "skip", "skip the", "leave out", "drop", "omit", "ignore", "minus", "not", "no", "without", "exclude",
    "excluding", "but not", "don't use", "do not use", "leave", "forget", "forget about", "不要", "不用",
    "别用", "别放", "不放", "去掉", "跳过", "除去", "排除", "不包括", "不带", "不含", "省略", "别要", "去除",
    "剔除", "不加", "除开", "撇开", "除",
)  # fmt: skip
BEHIND = (
    "除外", "不要", "不用", "别用", "别要", "out", "不算", "excluded", "不要了", "不放", "跳过", "去掉",
    "排除", "别放",
)  # fmt: skip


def left_out(c: Clause, scene: Scene) -> list[Clip]:
    """The pictures that a clause names as not to be used; they and the words for it are taken."""
    gone: list[Clip] = []
    for at, tok in enumerate(c.toks):
        word = tok.text.lower()
        if at in c.used or not (tok.has("except") or word in SKIPS):
            continue
        after = _named(c, scene, at + 1)
        if not after:
            continue
        if word == "leave" and not c.word("out", "off"):
            continue
        c.used |= {at, *after}
        gone += [clip for index in after for clip in _files(c, scene, index)]
        c.take_all("n:rest")
        c.used |= {index for index, one in enumerate(c.toks) if one.text in ("外", "以外", "之外")}
        if word == "leave":
            c.take_all("dir:out")
    for at, tok in enumerate(c.toks):
        if at and at not in c.used and tok.text.lower() in BEHIND and at - 1 not in c.used:
            files = _files(c, scene, at - 1)
            if files:
                c.used |= {at - 1, at}
                gone += files
    return gone


def _files(c: Clause, scene: Scene, at: int) -> list[Clip]:
    tok = c.toks[at]
    if tok.has("name"):
        return scene.files(tok, *STILLS, "video")
    if tok.has("sel") and tok.which is not None and tok.which.numbers and tok.which.kind in ("main", "photo", "video"):
        kinds = {"photo": STILLS, "video": ("video",)}.get(tok.which.kind, (*STILLS, "video"))
        pool = scene.of_kind(*kinds)
        picked = [number - 1 if number > 0 else len(pool) + number for number in tok.which.numbers]
        return [pool[index] for index in picked if 0 <= index < len(pool)]
    return []


def _named(c: Clause, scene: Scene, at: int) -> list[int]:
    """The indices of the pictures named from there on, one after the other."""
    found: list[int] = []
    while at < len(c.toks):
        tok = c.toks[at]
        if at not in c.used and _files(c, scene, at):
            found.append(at)
        elif not tok.has("f", "and", "n:photo", "n:clip") and not (tok.has("comma") and found and _next(c, scene, at)):
            break
        at += 1
    return found


def _next(c: Clause, scene: Scene, at: int) -> bool:
    return at + 1 < len(c.toks) and bool(_files(c, scene, at + 1)) and not c.word("其他", "其余", "都")


OPENS = (
    "first", "1st", "在前", "opens", "leads", "starts", "在前面", "放前面", "打头", "开头", "开始", "放第一",
    "最前面", "前面", "放在前面", "开场", "第一个", "先", "前",
)  # fmt: skip
CLOSES = (
    "closes", "ends", "finishes", "last", "最后", "结尾", "收尾", "压轴", "最后面", "在后", "放最后", "结束",
    "后面", "末尾", "at the end", "在最后", "后",
)  # fmt: skip
AHEAD = (
    "to", "come", "go", "as", "with", "on", "from", "by", "以", "用", "从", "is", "should", "be", "the",
    "at", "in", "", "由", "放", "在", "排", "goes", "comes",
)  # fmt: skip


PLACE = ("at_start", "at_end")


def ends(c: Clause, scene: Scene) -> tuple[list[Clip], list[Clip]]:
    """The files that are to open and to close the video, where only those places are told; their words are taken."""
    first: list[Clip] = []
    last: list[Clip] = []
    for at, tok in enumerate(c.toks):
        if at in c.used or not tok.has("name", "sequence") or not _files(c, scene, at):
            continue
        if tok.has("ends"):
            names = {clip.name: clip for clip in scene.files(tok)}
            first.append(names[tok.value[0].names[0]])
            last.append(names[tok.value[-1].names[0]])
            c.used.add(at)
            continue
        if tok.has("sequence"):
            continue
        begin = _beside(c, at, -1, "v:start n:start", OPENS)
        begin = begin if begin is not None else _beside(c, at, 1, "v:start", OPENS)
        close = _beside(c, at, -1, "v:stop n:end", CLOSES)
        close = close if close is not None else _beside(c, at, 1, "v:stop n:end", CLOSES)
        if begin is not None and close is None:
            first += _files(c, scene, at)
            c.used |= {at, begin}
        elif close is not None and begin is None:
            last += _files(c, scene, at)
            c.used |= {at, close}
    return first, last


def _beside(c: Clause, at: int, step: int, tags: str, words: tuple[str, ...]) -> int | None:
    """The index of a word for the beginning or the end next to a name, past small words."""
    index = at + step
    while 0 <= index < len(c.toks) and abs(index - at) <= 4:
        tok = c.toks[index]
        brief = tok.text in ("前", "后") and (index + 1 >= len(c.toks) or c.toks[index + 1].has("comma"))
        if index not in c.used and (
            tok.has(tags, PLACE[words is CLOSES]) or tok.text.lower() in words or (brief and tok.text[0] in words[-1])
        ):
            behind = step > 0 and tok.text.isascii() and tok.has("v:start", "v:stop") and tok.text.lower() not in words
            return None if behind else index
        if tok.text.lower() not in AHEAD or tok.has("comma"):
            return None
        index += step
    return None


def turned(c: Clause) -> bool:
    """Whether the files are to be used from the last to the first; the words for it are taken."""
    photos = c.has("n:photo") and not c.has("n:clip", "n:video", "v:play")
    if not ((photos or c.has("n:order", "v:reorder")) and c.has("v:reverse")):
        return False
    c.take_all("n:order", "v:reorder", "v:reverse", "in")
    return True


def without(job: m.Compose, which: Which, media: Sequence[Clip]) -> tuple[str, ...]:
    """The files of the main job without those that a later clause takes out; empty where that is not so."""
    known = {one.id: one for one in media}
    kinds = {"photo": STILLS, "video": ("video",)}.get(which.kind, (*STILLS, "video"))
    pool = [one for one in job.media if one in known and known[one].kind in kinds]
    gone = {one for one in pool if known[one].name in which.names}
    for number in which.numbers:
        index = number - 1 if number > 0 else len(pool) + number
        if not 0 <= index < len(pool):
            return ()
        gone.add(pool[index])
    left = tuple(one for one in job.media if one not in gone)
    return left if gone and left else ()


def own_lengths(c: Clause, scene: Scene) -> list[tuple[int, int]]:
    """Where a file is named again for its own length: "A and B, 20 seconds, A for 4 seconds"; their indices."""
    found: list[tuple[int, int]] = []
    before: set[str] = set()
    for at, one in enumerate(c.toks):
        if not one.has("name") or at in c.used or not scene.files(one, *STILLS, "video"):
            continue
        small = ("f", "v:show", "v:play", "p:for")
        time = next((index for index in range(at + 1, min(at + 4, len(c.toks)))
                     if not c.toks[index].has(*small) or c.toks[index].has("dur", "for")), at)  # fmt: skip
        placed = next((index for index in range(at + 1, min(at + 5, len(c.toks)))
                       if c.toks[index].has("at_end", "at_start", "n:end", "n:start")), at)  # fmt: skip
        after = placed + 1 if placed > at and placed + 1 < len(c.toks) else time
        others = any(two is not one and two.has("n:clip", "n:photo", "n:video", "name") for two in c.toks)
        if set(one.names) <= before and c.toks[time].has("dur", "for") and not c.toks[time].has("sel"):
            found.append((at, time))
        elif placed > at and others and c.toks[after].has("dur", "for"):
            found.append((at, after))  # "logo at the end for 2 seconds, before that all the clips"
        before |= set(one.names)
    return found


def apiece(c: Clause, each: Tok) -> Tok | None:
    """The time of the whole where one is told beside that of each: "20 seconds, 4 seconds each"; it is taken."""
    at = c.toks.index(each)
    times = [(index, one) for index, one in c.free() if one.has("dur", "todur", "for")]
    if len(times) < 2:
        return None
    behind = each.text.isascii() and each.text.lower() in ("each", "apiece", "per photo", "per shot", "a piece")
    own = min(times, key=lambda told: (abs(told[0] - at) + (2 if (told[0] > at) is behind else 0), told[0]))
    index, whole = next(told for told in times if told is not own)
    c.used.add(index)
    return whole


def trimmed(found: Sequence[m.Edit], media: Sequence[Clip]) -> list[m.Edit]:
    """``add beach.mp4 at the end, first 5 seconds only``: what is kept is of the file that was just put in."""
    result: list[m.Edit] = []
    for one in found:
        last = result[-1] if result else None
        if isinstance(one, (m.KeepEdge, m.Keep)) and one.which is None and isinstance(last, (m.Insert, m.Replace)):
            put = last.media if isinstance(last, m.Insert) else (last.media,)
            names = tuple(clip.name for clip in media if clip.id in put and clip.kind == "video")
            one = replace(one, which=Which(names=names)) if len(names) == 1 else one
        result.append(one)
    return result


UNWANTED = ("neg", "v:remove", "except")


def kinds(toks: list[Tok]) -> None:
    """``only the videos, no photos``, 只用视频不用照片: a kind of file that is not wanted leaves the other."""
    stills = [index for index, one in enumerate(toks) if _kind(one) == "still"]
    moving = [index for index, one in enumerate(toks) if _kind(one) == "moving"]
    for index in (*stills, *moving):
        before = index - 1
        while before >= 0 and toks[before].has("f", "all", "each") and not toks[before].has(*UNWANTED, "comma"):
            before -= 1
        after = toks[index + 1] if index + 1 < len(toks) else None
        behind = after is not None and after.has("v:remove") and not after.text.isascii()
        if not (before >= 0 and toks[before].has(*UNWANTED) and not toks[before].has("v:cut")) and not behind:
            continue
        if index + 1 < len(toks) and toks[index + 1].has("n:", "t:") and not behind:
            continue
        others = moving if index in stills else stills
        if not others and not any(one.has("v:make", "v:add", "v:keep", "onlykept") for one in toks):
            continue
        for one in toks:
            if one.has("v:keep") and not one.has("sel"):
                one.tags = {"v:want"}
        toks[index].tags = {"f"}
        toks[index].which = None
        more = toks[index + 1 : index + 4]
        joint = bool(more) and (more[0].has("and") or more[0].text.lower() in ("or", "nor", "或", "和"))
        if not behind and joint and any(one.has("n:voice", "n:music") for one in more):
            more[0].tags = {"f"}  # "do not use the videos or the voiceover"
            return
        (toks[index + 1] if behind else toks[before]).tags = {"f"}
        for other in others[-1:]:
            noun, text = ("n:clip", "videos") if index in stills else ("n:photo", "photos")
            if not toks[other].has("sel"):
                toks[other].tags, toks[other].text = {noun}, text
        return


def _kind(tok: Tok) -> str:
    """Whether a token is said of photos or of clips as such."""
    if tok.has("name") or (tok.which is not None and not tok.which.everything):
        return ""
    if tok.has("n:photo"):
        return "still"
    word = tok.text.lower()
    return "moving" if word in ("videos", "clips", "video", "footage", "视频", "视频片段", "录像", "影片") else ""


OTHERS = ("others", "rest", "其他", "其余", "剩下的", "后面", "后面的", "后边的", "其它", "剩余", "余下的", "别的")


def rest_alike(toks: list[Tok]) -> list[Tok]:
    """``the first one 5 seconds, the others 3``: so long is each, but for the one that was named."""
    for at, tok in enumerate(toks):
        rest = tok.has("n:rest") or tok.text.lower() in OTHERS
        first, last = piece(toks, at)
        if not rest or tok.has("sel") or not first or not toks[first - 1].has(SOFT, "comma", HARD):
            continue
        told = [one for one in toks[first:last] if one is not tok]
        if not all(one.has("f each all dur for num n:photo n:clip v:show v:play v:keep p:for of") for one in told):
            continue
        back = first - 1
        while back and toks[back - 1].has(SOFT, "comma", HARD):
            back -= 1  # ", then the others"
        begin = opening(toks, back, *JOINTS)
        named = toks[begin:back]
        if not any(one.has("dur", "for") for one in named) or not any(one.has("sel", "pron") for one in named):
            continue
        for one in told:
            if plain(one) and not any(two.has("dur", "for") for two in told):
                made_seconds(one)
        if not any(one.has("dur", "for") for one in told):
            continue
        for joint in (first - 1, begin - 1):
            if joint >= 0:
                toks[joint].tags, toks[joint].text = {HARD}, ","
        for one in told:
            one.tags = one.tags - {"n:photo", "n:clip", "num"} or {"f"}
        tok.tags, tok.which = {"sel", "all", "each", "n:clip"}, Which()
        if not any(one.has("v:make", "n:film", "n:video") for one in toks):
            start = toks[0].start
            made = [Tok({"v:make"}, "", start, start), Tok({"n:film"}, "", start, start)]
            return [*made, *([] if begin else [Tok({HARD}, ".", start, start)]), *toks]
    return toks
