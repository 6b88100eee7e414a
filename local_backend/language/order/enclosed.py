"""What stands in brackets behind the files of a video that is to be made: ``a.jpg and b.jpg (equal time each)``.

Nothing new (``(no other photos)``, ``(so 8 seconds)``), a wish of its own (``(crossfade of 1 second)``), the order of
the files (``both clips (b.mp4, then a.mp4)``), or a part of the file before, which is read where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from local_backend.language.lists.shots import file_of
from local_backend.language.message.clause import Scene
from local_backend.language.order.omissions import SKIPS
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing, opening
from local_backend.language.words.vocabulary import HARD, SOFT

TIMES = "range edge dur for tdur since after"
ROUND = {"(": ")", "（": "）"}
RESULT = re.compile(
    r"(?:so|thus|i\.?e|that is|that's|making|which (?:is|makes|gives)|giving|total|totalling|totaling|about|roughly|"
    r"approx|approximately|around|equals|=|≈|~|in total|即|也就是|就是|共|合计|总共|一共|约|大约|相当于|总计|成片)",
    re.IGNORECASE,
)
ACTS = "v:cut v:trim v:mute v:add v:remove v:speed v:slow v:keep v:fade v:move v:replace"
OTHERS = ("other", "others", "其他", "其它", "其余", "别的")
THEN = ("followed by", "then", "and then", "followed by that", "接着", "然后", "后接", "再接", "接", "再")


def enclosed(toks: list[Tok], scene: Scene) -> list[Tok]:
    """What stands in brackets behind a file or a format, as a wish of its own where it is no part of that one."""
    at, later = 0, list[Tok]()
    result: list[Tok] = []
    while at < len(toks):
        tok = toks[at]
        if tok.has(HARD) and later and not tok.has("v:"):
            result += [Tok({HARD}, ".", tok.start, tok.start), *later]
            later = []
        opens = scene.message[tok.start : tok.start + 1] if tok.text in ("(", "（", ",") else ""
        end = next((i for i in range(at + 1, len(toks)) if toks[i].text == ROUND.get(opens)), 0)
        inner = toks[at + 1 : end]
        if not end or not inner or not result or any(one.has(HARD) and one.text == "\n" for one in inner):
            result.append(tok)
            at += 1
            continue
        inner = _bare(inner, file_of(result[-1], scene) is not None)
        if _ordered(inner, result, scene):
            at = end + 1
            continue
        told = _told(inner, result, scene)
        if told is None:
            result += [tok, *inner, toks[end]]
        elif told:
            later += [*([Tok({HARD}, ".", tok.start, tok.start)] if later else []), *told]
        at = end + 1
    return [*result, *([Tok({HARD}, ".", result[-1].end, result[-1].end), *later] if later else [])]


def _told(inner: list[Tok], before: Sequence[Tok], scene: Scene) -> list[Tok] | None:
    """What brackets say: nothing new (an empty list), a wish of its own, or ``None`` to be read where they stand."""
    first = " ".join(one.text.lower() for one in inner[:2])
    named = any(file_of(one, scene) is not None for one in before)
    if named and len(_parted(inner)) > 1:
        parts = [(part, _told(part, before, scene)) for part in _parted(inner)]
        if any(told == [] for _, told in parts):
            left = [part for part, told in parts if told != []]
            rest = [one for part in left for one in (Tok({"comma", SOFT}, ",", part[0].start, part[0].start), *part)][
                1:
            ]
            return _told(rest, before, scene) if rest else []
    if before[-1].has("v:make") and named and any(one.has("t: n:transition") for one in inner):
        return list(inner)
    if all(one.has("n:order v:reorder f pron in meta") for one in inner) and named:
        return []  # "(in that order)"
    if first.startswith(("incl", "含", "包含", "包括")) and any(one.has("n:transition t:") for one in inner):
        return []
    if RESULT.match(first) and any(one.has("dur for todur num") for one in inner):
        return None if any(one.has(ACTS) for one in inner) else []
    refuses = any(one.has("neg v:remove v:cut") or one.text.lower() in SKIPS for one in inner)
    if named and refuses and any(one.text.lower() in OTHERS for one in inner):
        return []  # "(no other photos)", beside those that are named
    skipped = {name for one in inner for name in one.names}
    if named and inner[0].text.lower() in SKIPS and skipped:
        return None if any(skipped & set(one.names) for one in before) else []  # "a.jpg, b.jpg (skip c.jpg)"
    if before[-1].has("ratio size r: fit:") and all(one.has("w f r: ratio size") for one in inner):
        if any(one.has("ratio size r:") for one in inner):
            return None
        return []  # "4:5 (Instagram feed)"
    behind = file_of(before[-1], scene) is not None or (before[-1].has("first last ord exact") and named)
    if not behind or any(one.has("range edge quote") or (one.has("file") and not one.has("neg")) for one in inner):
        return None
    own = any(one.has("dur for") for one in inner) and not any(one.has("t: n:transition") for one in inner)
    own = own or (any(one.has("dur for") for one in inner) and any(one.has("each") for one in inner))
    if own or not any(one.has("each t: n:transition r: ratio fit: m: n:zoom n:order") for one in inner):
        return None
    alone = sum(1 for one in before if file_of(one, scene) is not None) < 2
    return None if alone and not any(one.has("t: n:transition") for one in inner) else list(inner)


def _parted(inner: list[Tok]) -> list[list[Tok]]:
    parts: list[list[Tok]] = [[]]
    for one in inner:
        if one.has("comma"):
            parts.append([])
        else:
            parts[-1].append(one)
    return [one for one in parts if one]


def _bare(inner: list[Tok], behind: bool) -> list[Tok]:
    """``(6 seconds each, incl. transitions)``, ``(trim to the first 10 seconds)``: the time alone."""
    for at, one in enumerate(inner):
        including = one.text.lower() in ("incl", "including", "includes", "含", "包含", "包括")
        if at and including and any(two.has("n:transition t:") for two in inner[at:]):
            inner = inner[: at - 1] if inner[at - 1].has("comma") else inner[:at]
            break
    times = [one for one in inner if one.has("range edge")]
    light = all(one.has("range edge f v:trim v:cut v:keep v:take v:add to of exact") for one in inner)
    return times if behind and len(times) == 1 and light and not inner[0].has("v:remove neg") else inner


def _ordered(inner: list[Tok], before: list[Tok], scene: Scene) -> bool:
    """``both clips in reverse order (b.mp4, then a.mp4)``: the files in the order that is meant, put in its place."""
    files = [one for one in inner if file_of(one, scene) is not None]
    first = opening(before, len(before), HARD)
    if len(files) < 2 or any(file_of(one, scene) is not None for one in before[first:]):
        return False
    if not all(one in files or joint(one) or one.text.lower() in THEN or one.has("f") for one in inner):
        return False
    order = any(one.has("n:order v:reorder v:reverse") for one in before[first:])
    place = next((at for at in range(first, len(before)) if before[at].has("n:clip n:photo n:video all")), None)
    made = any(one.has("v:make v:take") for one in before[first:])
    if place is None or not made or not (order or before[place].has("all")):
        return False
    kept = [one for one in before[first:place] if not one.has("all num")]
    after = [one for one in before[place:] if not one.has("n:clip n:photo n:order v:reorder v:reverse pron all")]
    listed: list[Tok] = []
    for one in files:
        listed += [Tok({"f", "and"}, "and", one.start, one.start)] if listed else []
        listed.append(one)
    before[first:] = [*kept, *listed, *after]
    return True


def made_plain(run: Sequence[Tok]) -> None:
    for one in run:
        one.tags, one.which, one.names = {"f"}, None, ()


def joint(tok: Tok) -> bool:
    return tok.has("comma", SOFT, "and") or tok.text.lower() in ("or", "nor", "或", "或者", "和", "、")


def twice(toks: list[Tok], scene: Scene) -> list[Tok]:
    """``take 0:05-0:10 and 0:20-0:30 of a.mp4``: two parts of one file, one after the other."""
    for at, tok in enumerate(toks):
        end = at + 1
        ranges = [tok] if tok.has("range") else []
        while ranges and end + 1 < len(toks) and joint(toks[end]) and toks[end + 1].has("range"):
            ranges.append(toks[end + 1])
            end += 2
        if len(ranges) < 2:
            continue
        first, last = opening(toks, at, HARD), closing(toks, at, HARD)
        files = [index for index in range(first, last) if file_of(toks[index], scene) is not None]
        if len(files) != 1 or any(one.has("range edge") for one in (*toks[first:at], *toks[end:last])):
            continue
        file = toks[files[0]]
        shown: list[Tok] = []
        for one in ranges:
            shown += [Tok({"comma", SOFT}, ",", one.start, one.start)] if shown else []
            shown += [Tok(set(file.tags), file.text, one.start, one.start, which=file.which, names=file.names), one]
        left = range(first, at) if files[0] < at else range(end, files[0] + 1)
        drop = {files[0]} | {index for index in left if toks[index].has("of from 的")}
        kept = [one for index, one in enumerate(toks) if index not in drop or at <= index < end]
        start = next(index for index, one in enumerate(kept) if one is tok)
        return [*kept[:start], *shown, *kept[start + end - at :]]
    return toks


def reordered(toks: list[Tok], scene: Scene) -> list[Tok]:
    """``a.mp4 (6 s), b.mp4 (4 s), in this order: b.mp4, a.mp4``: each with what stands in brackets behind it."""
    colon = next((at for at, one in enumerate(toks) if one.has("colon")), 0)
    if not colon or not any(one.has("n:order v:reorder sequence") for one in toks[max(0, colon - 4) : colon]):
        return toks
    end = closing(toks, colon + 1, HARD)
    order = [one for one in toks[colon + 1 : end] if file_of(one, scene) is not None]
    if not all(one in order or joint(one) or one.has("f") for one in toks[colon + 1 : end]):
        return toks
    spans: list[tuple[int, int]] = []
    for at in range(colon):
        if file_of(toks[at], scene) is None:
            continue
        last = at + 1
        if last < colon and toks[last].text in ROUND:
            last = 1 + next((i for i in range(last, colon) if toks[i].text == ROUND[toks[last].text]), at)
        spans.append((at, last))
    said = {toks[at].names: (at, last) for at, last in spans}
    if len(order) < 2 or len(said) != len(spans) or {one.names for one in order} != set(said):
        return toks
    if not any(one.has(TIMES) for at, last in spans for one in toks[at:last]):
        return toks
    result: list[Tok] = []
    at = 0
    for (first, last), one in zip(spans, order, strict=True):
        begin, stop = said[one.names]
        result += [*toks[at:first], *toks[begin:stop]]
        at = last
    tail = [one for one in toks[at:colon] if one.has(HARD) or one.has("v: n:film n:video ratio r: dur")]
    return [*result, *(one for one in tail if not one.has("n:order v:reorder sequence")), *toks[end:]]
