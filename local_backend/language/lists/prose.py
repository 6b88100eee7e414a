"""A video told in prose: ``first A for 4 seconds, hard cut to B (2s to 8s), then all of C, ending on D``.

Before the shots are looked for, what only leads from one to the next becomes a plain joint, and a file without a time
between files with theirs is shown whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.language.lists.shots import PLAIN, file_of
from local_backend.language.message.clause import Scene, weighty
from local_backend.language.time.lengths import made_seconds, plain
from local_backend.language.words.drawing import joined
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing, opening
from local_backend.language.words.vocabulary import FILLER_TAG, HARD, SOFT

THEN = (
    "then", "and then", "followed by", "after that", "next", "finally", "lastly", "再", "然后", "接着",
    "后面接", "再接", "最后", "随后", "之后", "接下来", "紧接着", "followed by that", "afterwards",
    "to finish", "先", "first", "后接", "接",
)  # fmt: skip
LEADS = ("out of", "from", "of", "with", "using", "using only", "only using", "用", "以", "只用", "仅用", "只使用")
TIMES = "range dur for edge tdur"
HELD = ("pron", "v:show", "v:keep", "v:freeze", "comma", "and", "f", HARD)
STILL_MS = 4000


def told(toks: list[Tok], scene: Scene) -> list[Tok]:
    """The tokens of a message about a video that is to be made, its shots told apart."""
    _titled(toks, scene)
    toks = _held(_used(toks, scene), scene)
    toks = _led(_made_of(_cut_to(_counted(toks, scene), scene)), scene)
    return _whole(toks, scene)


def _used(toks: list[Tok], scene: Scene) -> list[Tok]:
    """``a video from city.mp4, using 0:15 to 0:25 of it``: the part of the file that is named right before."""
    for at in range(1, len(toks)):
        end = closing(toks, at + 1, HARD, "comma")
        piece = toks[at + 1 : end]
        parts = [one for one in piece if one.has("range", "edge")]
        plain = all(one.has("f", "range", "edge", "v:keep", "v:add", "exact", "pron", "v:take") for one in piece)
        made = any(one.has("v:make", "n:film", "v:want") for one in toks[:at])
        said = made and len(parts) == 1 and any(one.has("v:keep", "v:add", "exact", "pron", "v:take") for one in piece)
        if said and plain and toks[at].has("comma") and file_of(toks[at - 1], scene) is not None:
            return [*toks[:at], *parts, *toks[end:]]
    return toks


def _held(toks: list[Tok], scene: Scene) -> list[Tok]:
    """``begin on the mug, hold it 5 s, then the others 2 s each``: "it" is the file before, which lasts so long."""
    result: list[Tok] = []
    for at, tok in enumerate(toks):
        named = len(result) > 1 and file_of(tok, scene) is not None and not tok.has("all")
        on = next((one for one in reversed(result[-2:]) if one.text.lower() in ("on", "at")), None)
        if named and on is not None and any(one.has("v:start", "v:stop") for one in result[-3:]):
            on.text = "with"
        each = any(one.has("each") for one in result) and any(one.has("dur") for one in result)
        ranked = at + 2 < len(toks) and toks[at + 1].has("first", "last") and toks[at + 2].has("for", "dur")
        if named and each and ranked and result[-1].has("comma"):
            result[-1].tags = {HARD}  # "2 seconds per photo, mug first for 5 seconds"
        if tok.has("dur", "for") and at > 2:
            back = len(result)
            while back and result[back - 1].has(*HELD) and result[back - 1].text != "\n":
                back -= 1
            gone = any(one.has("v:") for one in result[back:]) or tok.text.startswith("停")
            if back and file_of(result[back - 1], scene) is not None and gone:
                result = result[:back]
                tok.tags = {"for"}
                if len(result) > 2 and not (result[0].text or result[1].text) and result[2].has("v:start"):
                    result.insert(2, Tok({HARD}, ".", result[2].start, result[2].start))
        result.append(tok)
    return result


def _counted(toks: list[Tok], scene: Scene) -> list[Tok]:
    """``3 seconds of A, then 2 of B``, ``A for 6, B for 4``: numbers beside the files that are seconds as well."""
    toks = _from_to(toks)
    files = [at for at, one in enumerate(toks) if file_of(one, scene) is not None]
    lasting = [at + 2 for at in files if _ends(toks, at + 2) and toks[at + 1].text.lower() in ("for", "放", "播")]
    lasting = [at for at in lasting if plain(toks[at]) or toks[at].has("dur")]
    timed = any(one.has("dur") for one in toks)
    for at in files:
        of = at > 1 and plain(toks[at - 2]) and toks[at - 1].text.lower().startswith(("of", "的"))
        if of and timed:
            made_seconds(toks[at - 2])
        if at + 2 in lasting and plain(toks[at + 2]) and (timed or len(lasting) > 1):
            made_seconds(toks[at + 2])
    _until(toks, files)
    joints = [
        at
        for at in files[1:]
        if toks[at - 1].has("dur", "for", "range")
        and any(file_of(one, scene) is not None for one in toks[max(0, at - 3) : at])
    ]
    if len(joints) != len(files) - 1 or not joints or not _ends(toks, files[-1] + 1):
        return toks
    for at in reversed(joints):  # "beach 6s city 4s interview 10s"
        toks = [*toks[:at], Tok({"comma", SOFT}, ",", toks[at].start, toks[at].start), *toks[at:]]
    return toks


def _ends(toks: Sequence[Tok], at: int) -> bool:
    """Whether there is a token, and a part of the sentence ends behind it."""
    return at < len(toks) and (at + 1 >= len(toks) or toks[at + 1].has(HARD, SOFT, "comma"))


def _from_to(toks: list[Tok]) -> list[Tok]:
    """``from 0 to 4 seconds …, from 4 to 8 …``: the second is a stretch of seconds too."""
    if not any(one.has("range") for one in toks):
        return toks
    at = 0
    while at + 3 < len(toks):
        low, joint, high = toks[at + 1 : at + 4]
        if toks[at].has("from") and plain(low) and plain(high) and joint.has("to") and low.value < high.value:
            value = (round(1000 * float(low.value)), round(1000 * float(high.value)))
            toks = [*toks[:at], joined(toks, at, at + 4, {"range"}, value=value), *toks[at + 4 :]]
        at += 1
    return toks


def _until(toks: list[Tok], files: Sequence[int]) -> None:
    """``A until 0:03, B until 0:06``: each is shown from where the one before it ends."""
    shown = 0
    told: list[tuple[Tok, int, int]] = []
    for at in files:
        after = toks[at + 1 : at + 3]
        tok = after[0] if after else None
        if tok is not None and tok.has("range") and _ends(toks, at + 1):
            shown = int(tok.value[1])
            continue
        if tok is not None and tok.has("before", "todur") and _ends(toks, at + 1):
            end = int(tok.value)
        elif len(after) == 2 and after[0].has("to", "p:before") and plain(after[1]) and _ends(toks, at + 2):
            after[0].tags, tok, end = {"f"}, after[1], round(1000 * float(after[1].value))
        else:
            return
        if end <= shown:
            return
        told.append((tok, shown, end))
        shown = end
    for tok, begin, end in told if len(files) > 1 else []:
        tok.tags, tok.value = {"range"}, (begin, end)


def _made_of(toks: list[Tok]) -> list[Tok]:
    """``把A的前5秒和B的后4秒拼起来``, ``用A第5到第20秒做个视频``: the verb behind the parts is a wish of its own."""
    for at, tok in enumerate(toks):
        made = at > 1 and tok.has("v:make") and not tok.text.isascii() and bool(tok.text)
        last = toks[at - 2] if toks[at - 1].text in (")", "）") else toks[at - 1]  # A（5秒到15秒）
        if not made or not last.has("range", "edge", "dur") or not last.has(TIMES):
            continue
        begin = opening(toks, at, HARD)
        if any(one.has("v:") and not one.has("f", "v:make", "v:keep", "v:add", "v:show", "v:play", "sel")
               for one in toks[begin:at]):  # fmt: skip
            continue
        if not any(one.has("sel") and not one.has("all") for one in toks[begin:at]):
            if toks[at - 1].has("edge") and toks[at - 1].value[0] == "start" and any(one.has("each") for one in toks):
                toks[at - 1].tags, toks[at - 1].value = {"dur"}, int(toks[at - 1].value[1])  # 三段各取前4秒拼起来
                for one in toks[begin:at]:
                    one.tags = one.tags - {"v:keep", "v:take"} or {"f"}
            continue
        if any(one.has("sel") for one in toks[begin:at]):
            named = any(one.has("n:film", "n:video") for one in toks[at:])
            film = Tok({"f"} if named else {"n:film"}, "", tok.end, tok.end)
            return [*toks[:at], _joint(tok), tok, film, *toks[at + 1 :]]
    return toks


def _joint(at: Tok) -> Tok:
    return Tok({HARD}, "then", at.start, at.start)


def _cut_to(toks: list[Tok], scene: Scene) -> list[Tok]:
    """``硬切到beans``, ``then hard cut to the shop``: the next shot; cuts are what joins shots anyway."""
    result: list[Tok] = []
    seen = False
    at = 0
    while at < len(toks):
        tok = toks[at]
        cut = tok.has("t:none") or tok.text.lower() in ("cut", "cuts", "cutting", "切", "直接切", "转", "切换")
        follows = at + 2 < len(toks) and toks[at + 1].text.lower() in ("to", "into", "到", "至", "进")
        if seen and cut and follows:
            ahead = next((one for one in toks[at + 2 : at + 5] if not one.has("f") or one.has("name")), None)
            if ahead is not None and file_of(ahead, scene) is not None:
                result.append(_joint(tok))
                at += 2
                continue
        if seen and tok.text.lower() == "followed by":
            result.append(_joint(tok))
            at += 1
            continue
        seen = seen or file_of(tok, scene) is not None
        result.append(tok)
        at += 1
    return result


def _titled(toks: list[Tok], scene: Scene) -> None:
    """``…, then the shop for 5 seconds, when the shop comes show "Open"``: the title is a wish of its own."""
    for at, tok in enumerate(toks):
        if not tok.has("comma"):
            continue
        begin, end = opening(toks, at, HARD, "comma"), closing(toks, at + 1, HARD, "comma")
        shots = [
            [one for one in part if file_of(one, scene) is not None] for part in (toks[begin:at], toks[at + 1 : end])
        ]
        after = toks[at + 1 : end]
        titled = any(one.has("quote") for one in after) and any(
            one.has("when", "n:title", "n:text", "n:caption") for one in after
        )
        if titled and all(len(one) == 1 for one in shots):
            tok.tags = {HARD}


def _led(toks: list[Tok], scene: Scene) -> list[Tok]:
    """``make something vertical out of beach.mp4 (2s to 8s), then …``: the first shot stands by itself."""
    first = next((index for index, one in enumerate(toks) if file_of(one, scene) is not None), 0)
    if not first or toks[first - 1].text.lower() not in LEADS:
        return toks
    if first > 1 and toks[first - 2].has("v:start", "v:stop", "range"):
        return toks
    made = any(one.has("v:make", "v:want", "n:film", "n:video") for one in toks[: first - 1])
    end = closing(toks, first + 1, HARD, "comma", "and", "name", "with", "quote")
    timed = any(one.has("range", "edge") for one in toks[first + 1 : end])
    if not made or not timed or any(one.has(HARD) for one in toks[:first]):
        return toks
    head = toks[: first - 1]
    if head[-1].has("colon") and sum(file_of(one, scene) is not None for one in toks) == 1:
        return [*head[:-1], *toks[first:]]  # 竖屏短视频：只用A的…
    if not any(one.has("n:film", "n:video") for one in head):
        head = [*head, Tok({"n:film"}, "", toks[first - 1].start, toks[first - 1].start)]
    return [*head, _joint(toks[first - 1]), *toks[first:]]


def _pieces(toks: Sequence[Tok]) -> list[tuple[int, int, bool]]:
    """The parts between separators: where each begins and ends, and whether a "then" leads to it."""
    found: list[tuple[int, int, bool]] = []
    begin, then = 0, False
    for index, one in enumerate(toks):
        leads = one.text.lower() in THEN and not one.has("sel", "name")
        if leads or one.has(HARD, "comma", SOFT):
            if index > begin:
                found.append((begin, index, then))
                then = False
            then = then or leads
            begin = index + 1
    if begin < len(toks):
        found.append((begin, len(toks), then))
    return found


def _whole(toks: list[Tok], scene: Scene) -> list[Tok]:
    """``first the opening 6 seconds of A, then B``: B is shown from its beginning to its end, a photo for 4 seconds."""
    bare: list[int] = []
    kinds: list[str] = []
    joined = False
    named = [file_of(one, scene) for one in toks]
    shown = [index for index, one in enumerate(named) if one is not None]
    if any(one.text == "\n" for one in toks) or len({one.id for one in named if one is not None}) < max(2, len(shown)):
        return toks
    for begin, end, then in _pieces(toks):
        files = [index for index in range(begin, end) if file_of(toks[index], scene) is not None]
        if len(files) != 1:
            if files:
                return toks
            continue
        stop = next(
            (index for index in range(files[0], end) if toks[index].has("with") or toks[index].has("quote")), end
        )
        part = toks[begin:stop]
        then = then or any(one.has("v:start", "v:stop") for one in part)
        joined = joined or then
        if any(one.has(TIMES) and one.value is not None for one in part):
            kinds.append("part" if any(one.has("range", "edge") for one in part) else "length")
            continue
        if any(weighty(one) and not one.has(*PLAIN) for one in part) or any(one.has("all", "normal") for one in part):
            continue
        if then or (not kinds and not any(one.has("v:make", "n:film") for one in part)):
            kinds.append("bare")
            bare.append(files[0])
    times = [kind for kind in kinds if kind != "bare"]
    if not times or not bare or not joined or (times == ["length"] and kinds[-1] == "length"):
        return toks
    result: list[Tok] = []
    for index, one in enumerate(toks):
        joint = one.has("comma", SOFT) or (one.text.lower() in THEN and not one.has("sel", "name", "v:"))
        if shown[0] < index < shown[-1] and joint:
            result.append(Tok({HARD}, ".", one.start, one.end))  # no running order, but shots
            continue
        result.append(one)
        if index in bare:
            file = file_of(one, scene)
            lasts = file.duration_ms if file is not None and file.kind == "video" else STILL_MS
            result.append(Tok({"for", FILLER_TAG}, "", one.end, one.end, value=lasts))
    return result
