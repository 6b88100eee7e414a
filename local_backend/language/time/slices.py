"""Cutting clips in two at times, and what is said of the parts afterwards: "the second half", "the part after that"."""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.edits import model as m
from local_backend.edits.model import Edit, Impossible, Which
from local_backend.edits.select import one_of
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.time.lengths import REAR, share_of
from local_backend.language.words.lexer import Tok
from local_backend.language.words.phrases import drawn_together, joined
from local_backend.timeline import Timeline

TIMES = "at clock dur num"
PART = (
    "part", "half", "piece", "bit", "section", "segment", "portion", "clip", "one", "chunk", "段", "部分", "半", "截",
    "块",
)  # fmt: skip
LATTER = ("second", "last", "latter", "back", "2nd", "final", "later", "other")
FORMER = ("first", "front", "former", "1st", "opening", "initial")
PIECES = (
    "pieces", "piece", "chunks", "chunk", "bits", "sections", "segments", "parts", "equal", "小段", "一段", "每段",
)  # fmt: skip
BEFORE = (
    "前半段",
    "前半部分",
    "前半",
    "前半截",
    "前面",
    "前面那段",
    "前面的",
    "前一段",
    "前段",
    "前面部分",
    "左边",
    "former",
    "front",
)
AFTER = (
    "后半段", "后半部分", "后半", "后半截", "后面", "后面那段",
    "后面的", "后一段", "后段", "后面部分", "右边", "latter", "back",
)  # fmt: skip


JOINS = ("join", "joins", "joint", "joints", "seam", "seams")


def parts(toks: list[Tok]) -> list[Tok]:
    """The tokens with "the second half" drawn together; "the first half second" is a time."""
    for index, tok in enumerate(toks[1:], 1):
        word, ahead = tok.text.lower(), [one.text.lower() for one in toks[max(0, index - 3) : index]]
        cuts = word in ("cut", "cuts") and bool({"on", "at", "over", "across", "between"} & set(ahead[:-1]))
        cuts = cuts and any(one.has("t: n:transition") for one in toks)  # "dip to white on both cuts"
        cuts = cuts or (word == "cut" and ahead[-1] == "the" and toks[index + 1 : index + 2] != [] and
                        toks[index + 1].text.lower() == "between")  # fmt: skip
        every = toks[index - 1].has("ord last first each all") or (cuts and ahead[-1] == "the")
        tok.tags = {"n:transition"} if every and (word in JOINS or cuts) else tok.tags

    def half(at: int, _: list[Tok]) -> tuple[Tok, int] | None:
        word = toks[at].text.lower()
        if at + 1 < len(toks) and (share := share_of(toks, at)):
            return joined(toks, at, at + 2, {"half:last" if word in REAR else "half:first"}, value=share), at + 2
        if at + 1 >= len(toks) or toks[at + 1].text.lower() != "half" or word not in (*LATTER, *FORMER):
            return None
        return joined(toks, at, at + 2, {"half:last" if word in LATTER else "half:first"}), at + 2

    return drawn_together(toks, half)


DIVIDED = (
    *PIECES, "halves", "thirds", "quarters", "equal", "even", "equally", "份", "段", "等份", "部分", "截", "半", "小节",
)  # fmt: skip


def divided(toks: list[Tok]) -> list[Tok]:
    """The tokens with "chop it into three equal pieces" as a split; the number is how many parts there are to be."""
    for at, tok in enumerate(toks):
        cutting = tok.has("v:cut", "v:trim", "v:split") or tok.text in ("均分", "等分", "平分", "分")
        if not cutting or tok.has("v:remove"):
            continue
        reach = next((index for index in range(at + 1, len(toks)) if toks[index].has("sep:")), len(toks))
        part = toks[at + 1 : min(reach, at + 10)]
        counted = next((i for i, one in enumerate(part) if one.has("num") and not one.has("dur sel pct x one")), None)
        if counted is None or not 2 <= float(part[counted].value) <= 20:
            continue
        into = any(one.text.lower() in ("into", "in", "to", "成", "为") for one in part[:counted])
        into = into or tok.text.endswith(("成", "为", "分"))
        behind = part[counted + 1 : counted + 4]
        pieces = any(one.text.lower() in DIVIDED or one.has("n:clip n:copies") for one in behind)
        two = part[counted].value == 2 and into and (not behind or behind[0].has("at p:at"))
        if not into or not (pieces or two):
            continue
        tok.tags = {"v:split"}
        for one in behind:
            if one.text.lower() in DIVIDED or one.has("n:clip n:copies"):
                one.tags = {"f"}
        if any(one.has("at", "clock", "since") for one in toks[max(0, at - 4) : min(reach, at + 12)]) and two | pieces:
            part[counted].tags = {"f"} if part[counted].value == 2 else part[counted].tags
        if at and toks[at - 1].text in ("均", "等", "平均", "平"):
            toks[at - 1].tags = {"f"}
    return toks


def slices(c: Clause, scene: Scene) -> list[Edit] | None:
    """``cut it at 2.5s``, ``put cuts at 0:04, 0:08 and 0:12``, ``在第5秒切一刀``: a cut, and nothing goes."""
    verb = c.see("v:split") or next((one for _, one in c.free() if _cuts(one)), None)
    if verb is None or scene.empty:
        return None
    if (regular := _regular(c, scene)) is not None:
        return regular
    if not c.has("at") and not (c.has("p:at") and c.has("dur clock") and c.has("num")):
        return None
    if c.has("range edge after before since todur for bydur v:keep v:freeze v:start v:stop n:splitscreen quote"):
        return None
    if c.has("n:music n:voice n:title n:text n:audio n:transition n:silence n:black pct x halfx n:half v:loop"):
        return None
    if any(one.has("v:remove") and one is not verb and not one.has("f") for _, one in c.free()):
        return None
    times: list[int] = []
    for index, one in list(c.free()):
        parts = index > 0 and c.toks[index - 1].text.lower() == "into"  # "at 5s into two"
        if parts and one.has("num"):
            c.used.add(index)
        counted = one.has("num") and not one.has("one sel") and not parts
        if one.has("at", "clock") or counted or (one.has("dur") and (times or not c.has("at"))):
            times.append(round(float(one.value) * 1000) if counted else int(one.value))
            c.used.add(index)
    named = next((one for _, one in c.free() if one.has("sel") and one.which and not one.which.everything), None)
    which: Which | None = None
    if named is not None:
        c.used.add(c.toks.index(named))
        which = named.which
    elif c.last is not None and c.last.kind == "main" and not c.last.everything and c.has("pron"):
        which = c.last
    clip = one_of(scene.timeline, which, scene.language) if which is not None else None
    if clip is not None and all(clip.duration_ms <= time < clip.end_ms and time > clip.start_ms for time in times):
        times = [time - clip.start_ms for time in times]  # "split interview.mov at 0:24 on the timeline"
    if len(times) > 1 and clip is not None:
        which = Which("main", ids=(clip.id,))
    c.take_all(
        "v:split v:cut v:add v:make v:change pron n:video n:film n:clip and comma p:at n:place all in to dir:in also"
    )
    c.used.add(c.toks.index(verb))
    return [m.Split(time, which, language=scene.language) for time in sorted(set(times), reverse=True)]


def _regular(c: Clause, scene: Scene) -> list[Edit] | None:
    """``cut every 5 seconds``, ``split it into 5-second pieces``: a cut each time."""
    pieces = any(one.text.lower() in PIECES or (one.has("n:clip") and not one.has("sel")) for _, one in c.free())
    tok = c.see("dur", "for", "todur")
    each = c.has("each") or c.word("每")
    if tok is None or not (each or pieces) or c.has("at range edge v:remove v:keep quote n:photo v:make n:music"):
        return None
    if each and not c.word("every", "每", "每隔") and not pieces:
        return None
    into = c.word("into", "in", "成", "to") or tok.text.lower().startswith(("into", "to"))
    if not each and not into and not any(one.text.endswith("成") for one in c.toks):
        return None
    c.take("dur", "for", "todur")
    c.take_all("v:split v:cut each all n:clip n:video n:film pron into in to dir:in n:length p:for num one")
    for index, one in list(c.free()):
        if one.text.lower() in PIECES:
            c.used.add(index)
    there = {one.start_ms for one in (scene.timeline.main.segments if scene.timeline.main else ())}
    step = max(500, int(tok.value))
    cuts: list[Edit] = []
    named = next((one for _, one in c.free() if one.has("sel") and one.which and not one.which.everything), None)
    if named is not None and named.which is not None:
        c.used.add(c.toks.index(named))
        clip = one_of(scene.timeline, named.which, scene.language)
        times = range(step, clip.duration_ms - 40, step)[:200]
        cuts += [m.Split(at, Which("main", ids=(clip.id,)), language=scene.language) for at in reversed(times)]
        return cuts
    times = range(step, scene.timeline.duration_ms - 40, step)
    cuts += [m.Split(at, language=scene.language) for at in times if at not in there]
    return cuts[:200]


def _cuts(tok: Tok) -> bool:
    words = tok.text.lower()
    return (tok.has("v:cut") and words.startswith(("cut", "chop", "snip", "剪"))) or words in ("cut it", "cuts")


def parted(clause: Clause, made: Sequence[Edit], timeline: Timeline) -> None:
    """Makes "the second part" of a clause mean what the split just before has left on that side."""
    split = made[-1] if made else None
    if not isinstance(split, m.Split) or split.parts > 2:
        _halved(clause, timeline)
        return
    if len(made) > 1 and isinstance(made[-2], m.Split):
        return
    at_ms = _when(split, timeline)
    if at_ms is None:
        return
    gap = clause.index("between")
    if gap is not None and clause.said("v:add") and sum(one.has("sel") for one in clause.toks) == 1:
        where = Which(at_ms=max(0, at_ms - 1))  # "split it in half and put the beach photo in between"
        start, end = clause.toks[gap].start, clause.toks[gap].end
        clause.toks[gap : gap + 1] = [Tok({"p:after"}, "after", start, end), Tok({"sel"}, "", start, end, which=where)]
        return
    for index, tok in enumerate(clause.toks):
        side, count = _side(clause.toks, index)
        if side and not (split.which is None and _another_clip(tok, at_ms, timeline)):
            after = clause.toks[index + count - 1]
            text = " ".join(one.text for one in clause.toks[index : index + count])
            if split.which is None:  # the video was cut, not one of its clips
                part = Tok({"after" if side > 0 else "before"}, text, tok.start, after.end, value=at_ms)
            else:
                which = Which(at_ms=at_ms if side > 0 else max(0, at_ms - 1))
                part = Tok({"sel", "n:clip"}, text, tok.start, after.end, which=which)
            verb = 1 if tok.has("v:remove") and not tok.has("sel") else 0  # "remove everything after the split"
            tok.tags = {"v:remove"} if verb else tok.tags
            clause.toks[index + verb : index + count] = [part]
            clause.used.clear()
            return


def _another_clip(tok: Tok, at_ms: int, timeline: Timeline) -> bool:
    """Whether "the last clip" is one that the cut is not in, of several."""
    there = timeline.main.segments if timeline.main else ()
    if len(there) < 2 or tok.which is None or not tok.text.lower().endswith(("clip", "片段")):
        return False
    numbers = tok.which.numbers
    meant = there[0] if numbers == (1,) else there[-1]
    return numbers not in ((1,), (-1,)) or not meant.start_ms <= at_ms < meant.end_ms


def _halved(clause: Clause, timeline: Timeline) -> None:
    """Makes "the second half" a time: of the clip that is named, or of the whole video."""
    at = clause.index("half:")
    if at is None or clause.has("v:split", "at", "n:music", "n:voice", "n:title", "n:text"):
        return
    tok = clause.toks[at]
    which = next((one.which for one in clause.toks if one.has("sel") and one.which and not one.which.everything), None)
    lasts = timeline.duration_ms
    if which is not None:
        try:
            lasts = one_of(timeline, which, "en").duration_ms
        except Impossible:
            return
    tags = {"after" if tok.has("half:last") else "before"}
    share = float(tok.value) if tok.value else 0.5
    place = round(lasts * ((1 - share) if tok.has("half:last") else share))
    clause.toks[at] = Tok(tags, tok.text, tok.start, tok.end, value=place if tok.value else lasts // 2)


def _when(split: m.Split, timeline: Timeline) -> int | None:
    """The time of the video at which a split cuts."""
    if split.which is None:
        return split.at_ms or None
    try:
        one = one_of(timeline, split.which, split.language)
    except Impossible:
        return None
    return one.start_ms + (split.at_ms if not split.parts else one.duration_ms // 2)


def _point(tok: Tok) -> bool:
    """``the part after the split``: the cut itself."""
    return tok.has("pron", "n:place", "v:split", "n:transition") or tok.text.lower() in ("point", "cut", "cut point")


def _side(toks: Sequence[Tok], at: int) -> tuple[int, int]:
    """-1 for the part before the cut, 1 for the one after it, and how many tokens say so; (0, 0) for neither."""
    tok = toks[at]
    words = tok.text.lower()
    if tok.has("half:"):
        return (1 if tok.has("half:last") else -1), 1
    ahead = [one.text.lower() for one in toks[at + 1 : at + 4]]
    if tok.has("sel") and tok.which is not None and tok.which.numbers in ((1,), (2,), (-1,)) and not tok.which.names:
        bare = words in ("first", "second", "last", "first one", "second one", "last one")
        parts = bare or any(words.endswith((one, "那段")) for one in PART)
        if parts and not any(word.isdigit() for word in words.split()):
            return (-1 if tok.which.numbers == (1,) else 1), 1
        return 0, 0
    beside = [index for index, word in enumerate(ahead[:2]) if word.startswith(PART)]
    if (tok.has("last", "first") or (tok.has("ord") and tok.value in (1, 2))) and beside:
        return (-1 if tok.has("first") or tok.value == 1 else 1), beside[0] + 2
    if words in BEFORE + AFTER:
        side = -1 if words in BEFORE else 1
        return side, (beside[0] + 2 if beside else 1)
    everything = words in ("everything", "what", "stuff", "whatever") or words.endswith(" everything")
    if tok.has("n:clip", "n:rest") or everything:
        for index, word in enumerate(ahead):
            if word in ("after", "after that", "afterwards", "before", "behind", "following", "that follows", "past"):
                there = at + 1 + index
                last = there + 1
                while last < len(toks) and (toks[last].text.lower() in ("the", "that", "this") or _point(toks[last])):
                    last += 1
                return (-1 if word == "before" else 1), last - at
        if words in ("rest", "remainder", "剩下", "剩下的", "其余"):
            return 1, 1
    return 0, 0
