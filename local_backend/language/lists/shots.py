"""Shot lists: lines or parts of a sentence that each name a file and how long, or which part of it, is shown.

What else a line of a list says ("title …", "slow zoom") is kept with it; ``storyboards`` says what comes of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from local_backend.edits.model import Clip
from local_backend.language.lists.parts import LOOKS, Shot, bare, card, index_of_name, timed, whole
from local_backend.language.message.clause import Scene, weighty
from local_backend.language.words.lexer import Tok
from local_backend.language.words.vocabulary import HARD, SOFT

VISUAL = ("image", "animation", "video")
TIMES = "range dur for edge at since after tdur transform"
SHOWING = (
    "v:add",
    "v:show",
    "v:play",
    "v:start",
    "v:take",
    "v:keep",
    "v:stop",
    "v:want",
    "v:move",
    "v:make",
    "v:change",
)
PLAIN = (
    *SHOWING, "sel", "name", "n:clip", "n:photo", "n:video", "n:media", "first", "last", "all", "normal", "n:start",
    "n:end", "at_end", "at_start", "n:length", "n:audio", "to", "v:cut", "p:after", "ord", "n:frame", "same",
)  # fmt: skip
"""What a part of a sentence may hold beside its file and its time to be nothing but a shot."""
WORDS = ("quote", "n:title", "n:text", "n:caption", "n:lowerthird", "n:subtitle", "with")
PLACES = (
    "n:start",
    "n:end",
    "n:middle",
    "at_start",
    "at_end",
    "first",
    "last",
    "ord",
    "n:endcard",
    "n:clip",
    "pl:center",
)
"""``Intro (0-4s): …``: which scene it is, said before the file"""
CORNERS = "pl:top_left pl:top_right pl:bottom_left pl:bottom_right"
ELSEWHERE = "n:logo n:pip n:overlay n:splitscreen pl:top_ pl:bottom_ unknown each"


def found(toks: list[Tok], scene: Scene) -> tuple[list[Shot], list[Tok]]:
    shots: list[Shot] = []
    rest: list[Tok] = []
    lines = list(_lines(toks))
    for line in lines:
        files = _files(line, scene)
        alone = len(files) == 1 and len(lines) > 1 and not any(one.has(ELSEWHERE) for one in line)
        shot = _listed(line, files[0], scene) if alone else None
        shot = shot or (card(line, shots) if scene.empty and not files else None)
        if shot is not None:
            shots.append(shot)
            rest += [one for one in line if one.text == "\n"]
            continue
        sentences = [_sentence_shot(part, scene) for part in _sentences(line)]
        if sum(1 for one in sentences if one is not None) > 1:
            for part, one in zip(_sentences(line), sentences, strict=True):
                if one is None:
                    rest += part
                else:
                    shots.append(one)
                    rest += [tok for tok in part if tok.has(HARD)]
            continue
        before: Shot | None = None
        for piece, joint in _pieces(line, scene):
            said = before is not None and not joint and any(one.has("quote") for one in piece)
            if before is not None and said and not any(one.has("name", "n:music") for one in piece):
                before.extras = piece  # "… for 3 seconds with the text "The End""
                continue
            if len(piece) > 2 and piece[0].has("name") and scene.files(piece[0], "audio"):
                rest, piece = [*rest, *joint, piece[0]], piece[1:]  # "with voiceover.wav: 0:00-0:06 mug, …"
                joint = []
            before = shot = _sole(piece, scene)
            if shot is None:
                rest += [*joint, *piece]
            else:
                shots.append(shot)
                rest += [one for one in joint if one.has(HARD)]
    if sum(1 for one in shots if one.ranged or one.part) < 2:
        if len(shots) == 1 and scene.empty and shots[0].clip.kind == "video" and _only_part(rest, shots[0], scene):
            shots[0].listed = True  # 用A第5到第20秒做个视频
        bare = [one for one in shots if one.listed]
        if len(bare) != len(shots):
            return [], toks
    return shots, rest


def _files(line: list[Tok], scene: Scene) -> list[Tok]:
    """What a line names to be shown; ``Beach (0:14-0:18): beach.mp4`` begins with what the scene is called."""
    files = [one for one in line if _shown(one, scene)]
    full = [one for one in files if one.has("file")]
    if len(full) == 1 and len(files) > 1 and files[-1] is full[0]:
        called = line[: line.index(full[0])]
        acts = any(one.has("v:", "and") and not one.has("n:") for one in called)
        if not acts and any(one.has("range", "colon", "dash") for one in called):
            return full
    return files


def _only_part(rest: list[Tok], shot: Shot, scene: Scene) -> bool:
    """Whether beside the part of one file a video is to be made, and of nothing else."""
    made = any(one.has("v:make") for one in rest) and any(one.has("n:film", "n:video") for one in rest)
    over = [at for at in range(len(rest)) if any(one.has(CORNERS) for one in rest[max(0, at - 3) : at + 6])]
    others = [at for at, one in enumerate(rest) if file_of(one, scene) not in (None, shot.clip)]
    shown = [at for at in others if at not in over]  # over it: a logo
    near = {index for at in over if _shown(rest[at], scene) for index in range(at - 3, at + 6)}
    every = any(
        one.has("all", "each") or (one.has("n:photo", "n:clip") and one.text.lower() not in ("clip", "photo"))
        for at, one in enumerate(rest)
        if at not in near
    )
    return made and not shown and not every


def _lines(toks: list[Tok]) -> Iterator[list[Tok]]:
    line: list[Tok] = []
    for one in toks:
        line.append(one)
        if one.text == "\n":
            yield line
            line = []
    if line:
        yield line


def file_of(tok: Tok, scene: Scene) -> Clip | None:
    """The picture or clip that a token names: by its name, or on an empty timeline by its number."""
    if tok.has("quote"):
        return None
    if tok.has("name"):
        files = scene.files(tok, *VISUAL)
        return files[0] if len(files) == 1 else None
    numbers = tok.which.numbers if tok.which is not None and tok.has("sel") and not tok.which.names else ()
    if not scene.empty or len(numbers) != 1 or not tok.has("n:photo", "n:clip", "n:video"):
        return None
    pool = scene.of_kind("image", "animation") if tok.has("n:photo") else scene.of_kind("video")
    return pool[numbers[0] - 1] if 0 < numbers[0] <= len(pool) else None


def _file(tok: Tok, scene: Scene) -> Clip:
    """``file_of`` of a token that names one."""
    found = file_of(tok, scene)
    if found is None:
        raise LookupError(tok.text)
    return found


def _sentences(line: list[Tok]) -> list[list[Tok]]:
    made: list[list[Tok]] = [[]]
    for one in line:
        made[-1].append(one)
        leads = one.text.lower() in ("where", "in which") and any(two.has("n:video", "n:film") for two in made[-1])
        heading = (
            one.text in (":", "：")
            and any(two.has("v:make n:video n:film") for two in made[-1])
            and not any(two.has("name") for two in made[-1])
        )
        if leads or heading or (one.has(HARD) and not one.has("v:")):
            made.append([])
    return [one for one in made if one]


def _sentence_shot(part: list[Tok], scene: Scene) -> Shot | None:
    """The shot of a sentence that names one file and its time: "Then beach.mp4, 6 seconds."."""
    files = [one for one in part if _shown(one, scene)]
    if len(files) != 1 or any(one.has(ELSEWHERE) for one in part if not _shown_logo(one, part)):
        return None
    said = [one for one in part if not one.has(HARD) and (one.text or not one.has("v:make", "n:film"))]
    shot = _listed(said, files[0], scene)
    if shot is None or not (shot.part or shot.ranged):
        return None
    quiet = any(one.has("n:audio", "v:mute") for one in shot.extras)
    silent = ("neg", "v:mute", "n:volume") if quiet else ()
    if any(weighty(one) and not one.has(*PLAIN, *WORDS, *silent) for one in shot.extras):
        return None
    if not any(one.has("quote", "v:mute") or (quiet and one.has("neg")) for one in shot.extras):
        shot.extras = []
    shot.listed = False
    return shot


def _shown_logo(tok: Tok, part: list[Tok]) -> bool:
    """``logo 2 secs at the end`` in a list of shots: the picture is one of them, and lies over none."""
    on = any(one.has("on") for one in part) and not any(one.has("v:stop", "v:start") for one in part)
    return (
        tok.has("name")
        and not on
        and any(one.has("dur", "for") for one in part)
        and not any(one.has("pl:", "v:show", "all", "n:opacity", "n:size", "n:place") for one in part)
    )


def _shown(tok: Tok, scene: Scene) -> bool:
    return file_of(tok, scene) is not None


def _listed(line: list[Tok], name: Tok, scene: Scene) -> Shot | None:
    """The shot of a line that is nothing but one; None where the line is an edit or has no time."""
    content = [one for one in line if not one.has("f", HARD, SOFT, "comma") or one.has(*TIMES.split())]
    first = next((one for one in content if one.has("v:") and not one.has("n:", "f")), None)
    at = line.index(name)
    if first is not None and line.index(first) < at and not first.has(*SHOWING):
        return None
    if first is not None and first.has("v:replace", "v:remove", "v:swap"):
        return None
    words = next((index for index, one in enumerate(line) if one.has("quote", "n:title", "n:text", "n:caption",
                  "n:subtitle", "n:lowerthird", "n:transition", "t:", "n:fade", "n:music")), len(line))  # fmt: skip
    words = len(line) if words < at else words
    near = [index for index, one in enumerate(line) if one.has(TIMES) and one.value is not None and index < words]
    near += [index for index in bare(line) if index not in near]
    full = [index for index, one in enumerate(line[:words]) if whole(one)]
    if not near and not full:
        return None if any(weighty(one) and one is not name for one in line) else Shot(_file(name, scene))
    shot = Shot(_file(name, scene), listed=True)
    used = {at, *full, *timed(shot, line, near, at)}
    if full and shot.part is None and shot.ranged is None:
        shot.part = (0, 0)
    last = max(index for index in used)
    called = index_of_name(line, at, used)
    shot.extras = [one for index, one in enumerate(line) if index not in used and one.text != "\n" and index >= called
                   and not (index < last and (not weighty(one) or one.has(*SHOWING, *PLACES)))]  # fmt: skip
    if not any(one.has("quote", "n:text", "n:title") for one in shot.extras):
        shot.extras = [one for one in shot.extras if not one.has("n:black", "c:#000000", "n:background", "n:screen")]
    return shot


def _pieces(line: list[Tok], scene: Scene) -> Iterator[tuple[list[Tok], list[Tok]]]:
    """The parts of a line between separators, each with the separators before it."""
    piece: list[Tok] = []
    joint: list[Tok] = []
    for one in line:
        joins = one.has(HARD, SOFT, "comma", "colon") and not one.has("v:", "name", "sel")
        joins = joins or one.text in ("→", ">", "➜", "➡", "+", "/", "|")
        joins = joins or (one.text in (":", "：") and not any(_shown(two, scene) for two in piece))
        if joins and one.has(SOFT) and not one.has("comma"):
            joins = any(_shown(two, scene) for two in piece)
        if one.text in ("再", "先") and not piece:
            joint.append(one)
            continue
        shown = any(_shown(two, scene) for two in piece)
        opens = (one.text.lower() in ("where", "in which", "of", "from", "with") or one.has("v:show")) and not shown
        if (
            opens
            and any(two.has("v:make", "v:want") and two.text for two in piece)
            and any(two.has("n:film", "n:video") for two in piece)
        ):
            yield [*piece, one], joint
            piece, joint = [], []
            continue
        if one.text.lower() in ("with", "配上", "加上", "带") and shown and any(two.has(TIMES) for two in piece):
            yield piece, joint
            piece, joint = [one], []
            continue
        if not joins:
            piece.append(one)
            continue
        if piece:
            yield piece, joint
            piece, joint = [], []
        joint.append(one)
    if piece or joint:
        yield piece, joint


def _sole(piece: list[Tok], scene: Scene) -> Shot | None:
    """The shot that a part of a sentence is and nothing else; None for anything more."""
    files = [index for index, one in enumerate(piece) if _shown(one, scene)]
    if len(files) != 1 or any(one.has(ELSEWHERE) for one in piece if not _shown_logo(one, piece)):
        return None
    near = [index for index, one in enumerate(piece) if one.has(TIMES) and one.value is not None]
    near += [index for index in bare(piece) if index not in near] if not near else []
    full = [index for index, one in enumerate(piece) if whole(one)]
    if not near and not full:
        return None
    verb = next((one for one in piece if one.has("v:") and not one.has("f", "n:")), None)
    if verb is not None and not verb.has(*SHOWING):
        cut_to = verb.has("v:cut") and piece.index(verb) + 1 < len(piece) and piece[piece.index(verb) + 1].text == "to"
        if not cut_to:
            return None
    if verb is not None and verb.has("v:make", "v:change") and not verb.has("v:add"):
        return None
    others = [one for index, one in enumerate(piece) if one.text and index not in (*files, *near, *full)]
    looks = [one for one in others if one.has(LOOKS) and not one.has("sel") and piece.index(one) > files[0]]
    if any(weighty(one) and not one.has(*PLAIN) and one not in looks for one in others):
        return None
    shot = Shot(_file(piece[files[0]], scene), extras=looks)
    used = timed(shot, piece, near, files[0])
    if full and shot.part is None and shot.ranged is None:
        shot.part = (0, 0)
    return shot if len(used) == len(near) and shot.start is None else None
