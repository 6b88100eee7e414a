"""A brief for a video: what is kept out of it, which list gives the order, and what kind of video it is.

``no music, voice or text``, ``Combine a, b and c in this order: c (first 4 seconds), …``, ``制作一个咖啡店宣传视频``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from local_backend.edits import model as m
from local_backend.language.lists.shots import file_of
from local_backend.language.message.clause import Scene, weighty
from local_backend.language.order.enclosed import ROUND, THEN, TIMES, enclosed, joint, made_plain, reordered, twice
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing, opening
from local_backend.language.words.vocabulary import HARD, SOFT

SOURCES = ("source", "of the source", "of the original", "of the clip", "of the file", "of the footage", "of the video",
           "original", "源", "源素材", "源视频", "素材", "原片", "原素材", "原视频", "源文件")  # fmt: skip
KEPT = "kept_out"
ROLES = {
    "n:music": "music", "n:voice": "voice", "n:text": "", "n:title": "", "n:subtitle": "", "n:caption": "",
    "n:lowerthird": "", "n:logo": "", "n:subtitles": "", "n:captionlines": "", "n:soundfx": "", "n:effect": "",
    "n:overlay": "",
}  # fmt: skip
"""Things that are not there unless they are asked for, and the role of those that may come of themselves."""
SMALL = "f v:add v:want v:make v:show v:play n:background n:media all pron v:take"
UNUSED = ("do not use", "don't use", "do not include", "don't include", "不使用", "不要用", "别用", "不用")
ARTICLES = ("一个", "一条", "一支", "一段", "一部", "个", "条", "支")
OWNED = re.compile(r"[店馆厅司校节会业铺坊园所队班品屋社]")
EDGES = ("first", "opening", "last", "final")


def briefed(toks: list[Tok], scene: Scene) -> list[Tok]:
    """The tokens of a message about a video that is to be made, with every such turn in plain tags."""
    if not any(one.has("v:make v:want v:add n:film n:promo n:video n:clip n:photo v:take with") for one in toks):
        return toks
    _sourced(toks, scene)
    toks = _worded(toks, scene)
    toks = reordered(toks, scene)
    toks = _kept_out(enclosed(twice(toks, scene), scene), scene)
    _listed(toks, scene)
    _joined(toks, scene)
    _headed(toks, scene)
    _kind(toks)
    return toks


def _sourced(toks: list[Tok], scene: Scene) -> None:
    """``source 0:05 to 0:35``, ``3-7s of the source``: a part of the file anyway."""
    for at, tok in enumerate(toks):
        if not tok.has("range edge"):
            continue
        begin, end = opening(toks, at, "\n", HARD), closing(toks, at, HARD)
        if not any(file_of(one, scene) is not None for one in toks[begin:end]):
            continue
        if at and toks[at - 1].text.lower().strip() in SOURCES:
            made_plain(toks[at - 1 : at])
        elif at > 1 and toks[at - 2].text.lower() in SOURCES and toks[at - 1].has("colon f n:media"):
            made_plain(toks[at - 2 : at])
        for last in range(at + 2, min(at + 5, len(toks) + 1)):
            words = " ".join(one.text.lower() for one in toks[at + 1 : last])
            if words in SOURCES and words.startswith("of") and not toks[last - 1].has("file"):
                made_plain(toks[at + 1 : last])


def _worded(toks: list[Tok], scene: Scene) -> list[Tok]:
    """Turns of phrase that look like others: ``then first 6 seconds of a``, ``at full volume``, ``用a.mp3作为音乐``."""
    result: list[Tok] = []
    for at, tok in enumerate(toks):
        after = toks[at + 1 : at + 4]
        if tok.text in ("用", "以", "将", "把", "使用") and len(after) == 3 and after[0].has("file"):
            sound = not file_of(after[0], scene) and after[1].text.startswith(("作为", "作", "当", "做", "为"))
            if sound and any(one.has("n:music") for one in after):
                tok.tags = {"v:add", "f"}
        before = result[-1] if result else None
        if tok.has("colon") and before and before.has("each n:photo n:clip") and after and after[0].has("dur all num"):
            tok.tags, tok.text = {"f"}, " "  # "每张：3秒"
        if tok.text.lower() in ("kept", "retained", "preserved", "intact") and before and before.has("n:audio"):
            made_plain([before, tok])
        if tok.has("dur") and len(result) > 1 and before and before.text == "of" and result[-2].has("n:film n:video"):
            result[-2:] = [tok, result[-2]]  # "a recap of 18 s"
            continue
        named = len(after) > 2 and any(file.kind == "audio" for file in map(scene.file, after[2].names) if file)
        if tok.has("comma") and named and after[0].has("n:music") and after[1].text in ("用", "使用", "选"):
            tok.tags = {HARD}
        if re.fullmatch(r"共[一二三四五六七八九十\d]+", tok.text) and any(one.has("colon") for one in after[:2]):
            made_plain([tok, *(one for one in after[:1] if not one.has("colon"))])
        if tok.text == "前后" and after and after[0].has("v:make"):
            made_plain([tok])
        if tok.text.lower().startswith(("trimmed", "cut", "trim", "shortened", "裁", "截")) and len(after) > 2:
            whole = [one for one in toks[at + 1 : at + 7] if not one.has("f") or one.has("n:length")]
            if len(whole) > 1 and whole[0].has("n:video n:film") and whole[1].has("n:length"):
                made_plain(toks[at : toks.index(whole[1]) + 1])  # a sound ends with the video anyway
        counted = tok.text in ("共", "一共", "分", "分为", "分成") and len(after) > 2 and after[0].has("num")
        if counted and any(one.has("colon") for one in toks[at + 2 : at + 4]):
            made_plain([one for one in toks[at : at + 3] if not one.has("colon")])
        if tok.text == "整" and before and before.text == "完":
            result[-1] = Tok({"all", "f"}, "完整", before.start, tok.end)
            continue
        edge = before is not None and before.text.lower() in EDGES and before.has("sel first last ord")
        if edge and before and not before.names and tok.has("dur") and after and after[0].has("of", "的"):
            side = "start" if before.text.lower() in EDGES[:2] else "end"
            result[-1] = Tok({"edge"}, tok.text, before.start, tok.end, value=(side, int(tok.value)))
            continue
        result.append(tok)
    return result


def _listed(toks: list[Tok], scene: Scene) -> None:
    """``Use a, b and c to make a video``: one list, whatever verb comes behind it."""
    make = next((at for at, one in enumerate(toks) if one.has("v:make")), 0)
    first = opening(toks, make, HARD)
    files = [at for at in range(first, make) if file_of(toks[at], scene) is not None and toks[at].has("file")]
    run = toks[files[0] : files[-1] + 1] if len(files) > 1 else []
    if not all(joint(one) or file_of(one, scene) is not None for one in run):
        return
    if run and not any(one.has("v: colon n:") and not one.has("f") for one in toks[files[-1] + 1 : make]):
        for one in run:
            one.tags = {"f", "and"} if joint(one) else one.tags


def _kept_out(toks: list[Tok], scene: Scene) -> list[Tok]:
    """``no music, voice or text``: what is not there unless it is asked for; remembered for what comes by itself."""
    at = 0
    while at < len(toks):
        tok = toks[at]
        if not (tok.has("neg") or tok.text.lower() in UNUSED) or (tok.has("sel") and not tok.has("n:")):
            at += 1
            continue
        items, end, left = _refused(toks, at + 1, scene)
        if not items:
            at += 1
            continue
        roles = frozenset(one for item in items for one in _roles(item, scene))
        out = Tok({"f", KEPT}, "", tok.start, toks[end - 1].end, value=roles)
        again = [tok, *left] if left else []
        toks = [*toks[:at], out, *again, *toks[end:]]
        at += 1 + len(again)
    return toks


def _refused(toks: list[Tok], at: int, scene: Scene) -> tuple[list[Tok], int, list[Tok]]:
    """The things that are refused from there on, where they end, and those of them that are wishes by themselves."""
    things: list[tuple[Tok, int]] = []
    shown = any(file_of(one, scene) is not None for one in toks[:at])
    joints: list[Tok] = []
    while at < len(toks):
        tok = toks[at]
        if tok.has(HARD, "colon") or tok.text in "()（）":
            break
        thing = _thing(tok, scene) or (
            "none" if tok.has("n:photo n:clip n:video") and shown and not tok.has("sel") else ""
        )
        if thing and len(things) == len(joints):
            things.append((tok, at + 1))
        elif things and len(things) > len(joints) and joint(tok):
            joints.append(tok)
        elif tok.has("neg") and things and len(joints) == len(things):
            pass  # "no music and no voice"
        elif not tok.has(SMALL) or tok.has("dur range edge"):
            break
        at += 1
    closed = at >= len(toks) or toks[at].has(HARD, "colon", "comma") or toks[at].text in "()（）"
    several = any(not one.has("comma") or one.text == "、" for one in joints)
    if len(joints) == len(things) and things and not closed:
        closed = True  # "no music, title …": what comes after the joint is another wish
    if not several:
        closed = closed if len(things) < 2 else True
        things = things[:1]
    elif not closed:
        things = things[:-1]
        closed = bool(things)
    if not things or not closed:
        return [], at, []
    end = things[-1][1]
    while end < len(toks) and toks[end].text.lower() in ("needed", "required", "please", "at all", "了", "either"):
        end += 1
    items = [one for one, _ in things]
    left = [one for one in items if _thing(one, scene) == "wish"]
    return ([] if len(left) == len(items) else items), end, left


def _thing(tok: Tok, scene: Scene) -> str:
    if tok.has("quote") or tok.has("dur range num m:"):
        return ""
    if any(file is not None and file.kind == "audio" for file in map(scene.file, tok.names)):
        return "none"
    if tok.has("sel") and not tok.has("n:voice n:music"):
        return ""
    if any(tag in ROLES for tag in tok.tags):
        return "none"
    return "wish" if tok.has("n:transition t: n:zoom n:motion") else ""


def _roles(tok: Tok, scene: Scene) -> list[str]:
    sounds = [file.id for file in map(scene.file, tok.names) if file is not None and file.kind == "audio"]
    if tok.has("file") and sounds:
        return sounds
    return [role for tag in tok.tags if (role := ROLES.get(tag, ""))]


def kept_out(found: list[m.Edit], toks: Sequence[Tok]) -> list[m.Edit]:
    """The edits, without the sounds of the main job that the message does not want."""
    gone = {role for one in toks if one.has(KEPT) for role in one.value}
    if not gone:
        return found
    result: list[m.Edit] = []
    for one in found:
        if isinstance(one, m.Compose):
            one = replace(
                one,
                voice="" if gone & {"voice", one.voice} else one.voice,
                music="" if gone & {"music", one.music} else one.music,
            )
        result.append(one)
    return result


def _joined(toks: list[Tok], scene: Scene) -> None:
    """``a.mp4 followed by b.mp4``: two files of one list."""
    for at in range(1, len(toks) - 1):
        if toks[at].text.lower() not in THEN or file_of(toks[at - 1], scene) is None:
            continue
        ends = at + 2 >= len(toks) or (not toks[at + 2].has(TIMES) and toks[at + 2].text not in ROUND)
        before = at < 2 or not any(one.has(TIMES) for one in toks[max(0, at - 3) : at - 1])
        if file_of(toks[at + 1], scene) is not None and ends and before and toks[at].text.isascii():
            toks[at].tags, toks[at].text = {SOFT, "and"}, "and"


def _headed(toks: list[Tok], scene: Scene) -> None:
    """``Combine a, b and c in this order: c (first 4 s), …``: the list that has the times is the one that counts."""
    make = next((at for at, one in enumerate(toks) if one.has("v:make")), None)
    if make is None:
        return
    colon = next((at for at in range(make, len(toks)) if toks[at].has("colon")), None)
    if colon is None or any(one.has("quote") for one in toks[:colon]):
        return
    head = [one for one in toks[:colon] if file_of(one, scene) is not None]
    below = toks[colon + 1 :]
    told = [at for at, one in enumerate(below) if file_of(one, scene) is not None and one.has("file")]
    timed = [at for at in told if any(one.has(TIMES) for one in below[max(0, at - 4) : at + 5])]
    if len(head) < 2 or len(timed) < 2 or not {one.names for one in head} <= {below[at].names for at in told}:
        return
    for at in range(colon):
        if (
            toks[at] in head
            or (toks[at].has("and", SOFT, "comma") and at and toks[at - 1].tags == {"f"})
            or toks[at].has("n:order")
        ):
            made_plain(toks[at : at + 1])


def _kind(toks: list[Tok]) -> None:
    """``制作一个咖啡店宣传视频``, where files are named in full: what kind of video it is, and no file."""
    if not any(one.has("file") for one in toks):
        return
    for at, tok in enumerate(toks):
        if tok.has("n:film n:video n:promo") and not tok.text.isascii():
            begin = at
            while begin and toks[begin - 1].has("w f") and toks[begin - 1].text not in ARTICLES:
                begin -= 1
            said = "".join(one.text for one in toks[begin:at])
            if begin > 1 and toks[begin - 1].text in ARTICLES and toks[begin - 2].has("v:make") and OWNED.search(said):
                made_plain(toks[begin:at])
        if not tok.has("sel") or tok.has("file") or tok.text.isascii() or not at:
            continue
        made = any(one.has("v:make") for one in toks[max(0, at - 4) : at]) and not toks[at - 1].has("and comma with")
        end = at + 1
        while end < len(toks) and toks[end].has("f w") and not toks[end].has("comma", HARD, SOFT):
            end += 1
        film = end < len(toks) and toks[end].has("n:film n:promo n:video") and not toks[end].has("sel")
        if made and tok.has("n:film n:video"):
            tok.tags, tok.which, tok.names = {"n:film"}, None, ()
        elif made and film and not any(weighty(one) and not one.has("w") for one in toks[at + 1 : end]):
            made_plain(toks[at:end])
