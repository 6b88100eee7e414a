"""One thing called by two names: "photo 3 (3-lamp.jpg)", and "the speaker photo" where a file is called speaker.

Names of files are stronger than words of sound: the speaker is the voice only where something is said of how it sounds.
"""

from __future__ import annotations

import re
from dataclasses import replace

from local_backend.edits.model import Clip, Impossible, Target, Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Scene
from local_backend.language.words.lexer import Tok
from local_backend.language.words.names import Names
from local_backend.language.words.pieces import piece
from local_backend.language.words.vocabulary import HARD, SOFT

SOUNDING = ("n:voice", "n:audio", "n:volume", "n:music")
HEARD = (
    "louder quieter n:volume v:mute v:unmute db lufs n:ducking n:loudness v:speak v:fade n:fade n:silence "
    "v:transcribe v:detach n:denoise"
)
OWNERS = re.compile(r"^(?:the|my|our|this|that) ")
PICTURES = ("n:photo", "n:clip", "n:video", "n:media")
ROUND = ("(", "（", "[")


def pictured(toks: list[Tok], names: Names, scene: Scene) -> list[Tok]:
    """The tokens in which a word of sound that is the name of a picture stands for that picture."""
    for index, tok in enumerate(toks):
        word = OWNERS.sub("", tok.text.lower())
        files = names.words.get(word, ()) or (names.words.get(word.removesuffix("s"), ()) if word.isascii() else ())
        seen = [name for name in files if _kind(scene, name) not in ("audio", "caption", "")]
        if not seen or not tok.has(*SOUNDING) or tok.has("quote", "file"):
            continue
        follows = next((one for one in toks[index + 1 : index + 3] if one.text != "的"), None)
        noun = follows is not None and follows.has(*PICTURES) and not follows.has(HARD, SOFT)
        first, last = piece(toks, index)
        around = [one for one in toks[first:last] if one is not tok]
        if noun or not any(one.has(HEARD) or (one.has("n:voice n:audio n:music") and one is not tok) for one in around):
            tok.tags, tok.names = {"name"}, tuple(seen)
    return toks


def appended(toks: list[Tok], scene: Scene) -> list[Tok]:
    """The tokens with a file name in brackets behind the place of the same clip drawn into one selection."""
    result: list[Tok] = []
    index = 0
    toks = _of_its_role(_introduced(toks), scene)
    while index < len(toks):
        tok = toks[index]
        end = _bracketed(toks, index)
        if end and (_same(tok, toks[end - 2], scene) or _same(toks[end - 2], tok, scene)):
            file = toks[end - 2] if toks[end - 2].has("file") else tok
            result.append(
                replace(file, text=f"{tok.text} {toks[end - 2].text}", start=tok.start, end=toks[end - 1].end,
                        tags=file.tags | {tag for tag in tok.tags if tag.startswith("n:")})
            )  # fmt: skip
            index = end
            continue
        file = toks[index + 1] if tok.text in ROUND and index + 2 < len(toks) else tok
        alone = file is not tok and file.has("file") and toks[index + 2].text in (")", "）", "]")
        if alone and (begin := _told(result)) < len(result):
            text = " ".join(one.text for one in (*result[begin:], file))
            result[begin:] = [replace(file, text=text, start=result[begin].start, end=toks[index + 2].end)]
            index += 3
            continue
        before = result[-1] if result else None
        while before is not None and before.text in ROUND and tok.text.startswith("#"):
            result.pop()
            before = result[-1] if result else None
        if before is not None and before.has("c:", "n:plate") and tok.has("c:") and tok.text.startswith("#"):
            shades = {one for one in before.tags if not one.startswith("c:")} | {f"c:{tok.value}"}
            result[-1] = replace(before, tags=shades, end=tok.end)  # yellow (#ffee00): the sign says which
            index += 1 + (toks[index + 1].text in (")", "）", "]") if index + 1 < len(toks) else 0)
            continue
        if before is not None and before.has("sel") and tok.has("sel", "file") and _again(before, tok):
            result[-1] = replace(tok, text=f"{before.text} {tok.text}", start=before.start,
                                 tags=tok.tags | {tag for tag in before.tags if tag.startswith("n:")})  # fmt: skip
            index += 1
            continue
        result.append(tok)
        index += 1
    return result


ROLES: dict[str, Target] = {"n:music": "music", "n:voice": "voice", "n:logo": "overlay"}


def _of_its_role(toks: list[Tok], scene: Scene) -> list[Tok]:
    """``the background music (bgm.mp3)``, ``旁白voiceover.mp3``: the one that is there."""
    roles = {
        role: [one.name for track, one in scene.timeline.segments() if track.role == role] for role in ROLES.values()
    }
    for index, tok in enumerate(toks):
        role = next((role for noun, role in ROLES.items() if tok.has(noun)), None)
        if role is None or tok.has("sel quote v:") or len(set(roles[role])) != 1:
            continue
        for way in (1, -1):
            opened = 0 <= index + way < len(toks) and toks[index + way].text in ("(", "（", ")", "）", "[", "]", "`")
            at = index + way * (2 if opened else 1)
            file = toks[at] if 0 <= at < len(toks) else tok
            behind = toks[index + 3] if opened and way > 0 and index + 3 < len(toks) else None
            if not file.has("file") or file.names != (roles[role][0],) or (opened and way < 0):
                continue
            if opened and (behind is None or behind.text not in (")", "）", "]")):
                continue
            file.tags, file.names, file.which = {"f"}, (), None
    return toks


def _told(toks: list[Tok]) -> int:
    """Where unknown words at the end begin, which only tell of the file that follows: ``the bride's entrance (``."""
    begin = at = len(toks)
    while at and (
        (toks[at - 1].has("w stranger n:clip n:photo") and not toks[at - 1].has("name v:"))
        or (begin < len(toks) and toks[at - 1].has("f") and not toks[at - 1].text.isascii())
    ):
        at -= 1
        begin = at if toks[at].has("w stranger") else begin
    return begin


def _introduced(toks: list[Tok]) -> list[Tok]:
    """``户型图是coffee.jpg，…``, ``shop.jpg is our hero shot: …``: only the file is left of who is who."""
    result = list(toks)
    for tok in toks:
        if tok.text.lower() not in ("is", "是", "就是") or tok.has("sel"):
            continue
        at = next(index for index, one in enumerate(result) if one is tok)
        first, last = piece(result, at, HARD, SOFT, "comma", "colon")
        ahead, behind = result[first:at], result[at + 1 : last]
        names = [side for side in (ahead, behind) if len([one for one in side if one.has("file")]) == 1]
        other = behind if names and names[0] is ahead else ahead
        noun = any(one.has("n:photo", "n:clip", "n:video") or one.text.lower() in ("our", "the", "my") for one in other)
        plain = all(one.has("w f stranger meta n:photo n:clip n:video pron") and not one.has("name") for one in other)
        if len(names) == 1 and noun and plain and all(one.has("f", "file") for one in names[0]) and last < len(result):
            result[first:last] = [one for one in names[0] if one.has("file")]
    return result


def _again(before: Tok, tok: Tok) -> bool:
    """``the lamp photo 3-lamp.jpg``: the same file under both of its names, with nothing between."""
    return tok.has("file") and not before.has("file") and len(tok.names) == 1 and tok.names[0] in before.names


def _bracketed(toks: list[Tok], at: int) -> int:
    """The index after "photo 3 (3-lamp.jpg)" or "3-lamp.jpg (photo 3)"; 0 where that does not stand there."""
    if at + 3 >= len(toks) or not toks[at].has("sel") or toks[at + 1].text not in ROUND:
        return 0
    inner = at + 2
    while inner < len(toks) and toks[inner].text.lower() in ("the", "i.e.", "即", "就是", "=", ":"):
        inner += 1
    close = inner + 1
    return close + 1 if close < len(toks) and toks[inner].has("sel") and toks[close].text in (")", "）", "]") else 0


def _same(first: Tok, second: Tok, scene: Scene) -> bool:
    """Whether a place and a file are the same clip; two files or two places never are drawn together."""
    if not second.has("file"):
        return False
    which = first.which
    if not first.has("file") and second.names == first.names:
        return True  # 采访（interview.mov）
    if which is None or which.names or len(which.numbers) != 1 or len(second.names) != 1:
        return False
    if scene.empty:
        pool = scene.of_kind("image", "animation") if first.has("n:photo") else scene.of_kind("video")
        if not first.has("n:photo", "n:video"):
            pool = [one for one in scene.media if one.kind in ("image", "animation", "video")]
        number = which.numbers[0]
        place = number - 1 if number > 0 else number
        return -len(pool) <= place < len(pool) and pool[place].name == second.names[0]
    for kind in (which, Which("main", which.numbers)):
        try:
            chosen = find(scene.timeline, kind, scene.language)
        except Impossible:
            continue
        if [one.name for one in chosen] == [second.names[0]]:
            return True
    return False


def _kind(scene: Scene, name: str) -> str:
    clip: Clip | None = scene.file(name)
    return "" if clip is None else clip.kind
