"""Lists of lines with their times: ``0:01-0:04: "We arrived at dawn"``, one a line, as captions or titles."""

from __future__ import annotations

from dataclasses import dataclass

from local_backend.edits import model as m
from local_backend.edits.model import Edit, Which
from local_backend.language.message.clause import Scene, weighty
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import LETTERED, opening
from local_backend.language.words.vocabulary import HARD, SOFT
from local_backend.timeline import TextRole

ROLES: tuple[tuple[str, TextRole], ...] = (
    ("n:lowerthird", "lower_third"), ("n:caption", "caption"), ("n:subtitle", "subtitle"), ("n:title", "title"),
    ("n:text", "title"),
)  # fmt: skip
LAST_MS = 3000


@dataclass(slots=True)
class Lines:
    """The texts of a list, what they are, and the tokens that are left of the message."""

    edits: list[Edit]
    about: Which
    rest: list[Tok]


def lines(toks: list[Tok], scene: Scene) -> Lines | None:
    """The captions of a list of at least two timed lines; None where there is no such list."""
    found: list[tuple[int, int, str, str]] = []
    rest: list[Tok] = []
    noun = headed = ""
    listed = False
    for line in _lines(toks):
        one = _timed(line, scene, bool(headed))
        if one is None:
            noun = next((tag for tag, _ in ROLES if any(tok.has(tag) and not tok.has("sel") for tok in line)), "")
            if any(tok.has("quote") for tok in line):
                noun = ""
            headed = noun or (headed if not any(weighty(tok) for tok in line) else "")
            rest += line
            continue
        start, end, words, own = one
        if not found and headed:
            listed = True
            rest = _without_head(rest)
        found.append((start, end, words, own or headed))
        rest.append(line[-1]) if line[-1].text == "\n" else None
    if len(found) < 2 and not (found and listed):
        return None
    return Lines(_edits(found, scene), Which(_role(found[0][3])), rest)


def under_heading(toks: list[Tok]) -> list[Tok]:
    """``captions on each photo: photo 1: "One"``: the heading goes with the first clip's words, in one line or two."""
    for at, tok in enumerate(toks):
        if not tok.has("colon") or not labels(toks, first := _content(toks, at + 1)) or not toks[first].has("sel"):
            continue
        head = toks[opening(toks, at, HARD) : at]
        if not any(one.has(LETTERED) for one in head) or any(one.has("quote") for one in head):
            continue
        for one in head:
            if one.has("each"):
                one.tags = {"f"}
        for one in toks[at + 1 : first]:
            one.tags = {"f"}
        tok.tags = {"f"}
    return toks


def labels(toks: list[Tok], at: int) -> bool:
    """``photo 2: "Work"``, ``第二张“中午”``: whether a clip stands there with nothing between it and its words."""
    after = next((one for one in toks[at + 1 :] if not one.has("colon", "dash")), None)
    clip = at < len(toks) and toks[at].has("n:photo", "n:clip", "n:video", "file")
    return clip and after is not None and after.has("quote")


def _content(toks: list[Tok], at: int) -> int:
    while at < len(toks) and toks[at].has(HARD, "dash"):
        at += 1
    return at


def _lines(toks: list[Tok]) -> list[list[Tok]]:
    made: list[list[Tok]] = [[]]
    for one in toks:
        made[-1].append(one)
        if one.text == "\n":
            made.append([])
    return [one for one in made if one]


def _timed(line: list[Tok], scene: Scene, headed: bool) -> tuple[int, int, str, str] | None:
    """Start, end (-1: until the next), words and noun of a line that is a time and what is read then."""
    content = [one for one in line if not one.has(HARD, "comma", "colon", "dash") and one.text not in "()[]|（）【】"]
    if not content or (not content[0].has("range", "at", "clock") and not content[-1].has("range")):
        return None
    own = next((tag for tag, _ in ROLES if any(one.has(tag) for one in content)), "")
    time = content[0] if content[0].has("range", "at", "clock") else content[-1]
    files = "file" if headed else "name file"
    if any(one.has(files) for one in content if one is not time) and not any(one.has("quote") for one in line):
        return None
    start, end = time.value if time.has("range") else (int(time.value), -1)
    quotes = [one for one in content if one.has("quote")]
    if len(quotes) == 1:
        allowed = (
            "f",
            "range",
            "quote",
            "v:show",
            "v:add",
            "with",
            "to",
            "p:at",
            "p:for",
            SOFT,
            *(tag for tag, _ in ROLES),
        )
        if all(one.has(*allowed) for one in content):
            return int(start), int(end), str(quotes[0].value), own
        return None
    if quotes or not (headed or own) or time is not content[0] or len(content) < 2:
        return None
    first = line.index(time) + 1
    while first < len(line) and (line[first].has("colon", "dash", "comma") or line[first].text in "()[]|（）【】"):
        first += 1
    if own and first < len(line) and line[first].has(own):
        first += 1
        while first < len(line) and line[first].has("colon", "dash"):
            first += 1
    end_at = line[-1].start if line[-1].text == "\n" else line[-1].end
    words = scene.message[line[first].start : end_at].strip(" \t|*_") if first < len(line) else ""
    return (int(start), int(end), words, own) if words else None


def _without_head(rest: list[Tok]) -> list[Tok]:
    """The tokens without the line before the list, where that says no more than that texts follow."""
    last = len(rest)
    while last and rest[last - 1].has(HARD):
        last -= 1
    first = opening(rest, last, HARD)
    nouns = tuple(tag for tag, _ in ROLES)
    idle = (*nouns, "v:add", "v:make", "v:show", "v:want", "n:video", "n:film", "meta", "v:upload", "all", "lines")
    if all(one.has(*idle) or not weighty(one) for one in rest[first:last]):
        return rest[:first]
    return [
        *rest[:first],
        *(one for one in rest[first:last] if not one.has("v:add", "v:make", "v:show", "v:want")),
        *rest[last:],
    ]


def _role(noun: str) -> TextRole:
    return next((role for tag, role in ROLES if tag == noun), "caption")


def _edits(found: list[tuple[int, int, str, str]], scene: Scene) -> list[Edit]:
    closed = []
    for index, (start, end, words, noun) in enumerate(found):
        following = found[index + 1][0] if index + 1 < len(found) else start + LAST_MS
        closed.append((start, end if end > start else max(start + 500, following), words, _role(noun)))
    if all(role == "caption" for *_, role in closed):
        return [m.AddCaptions(tuple((start, end, words) for start, end, words, _ in closed), language=scene.language)]
    return [m.AddText(words, role, start, end - start, language=scene.language) for start, end, words, role in closed]
