"""The frame for pictures that shall fill the frame, or lose what is beside them: "full screen", "no blurred bars"."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.edits.model import Which
from local_backend.language.message.clause import Clause, Scene, which_of
from local_backend.language.model import Doubt
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import piece
from local_backend.language.words.vocabulary import HARD, SOFT
from local_backend.timeline import Fit

SCREEN = ("full screen", "fullscreen", "full-screen", "full frame", "full-frame", "full bleed", "edge to edge", "全屏",
          "满屏", "全画幅")  # fmt: skip
OTHERS = (
    "n:logo n:pip n:overlay n:splitscreen n:title n:text n:caption n:lowerthird quote worded r: ratio size dur for "
    "range at edge n:transition between x n:volume n:music n:voice"
)
TAKEN = (
    "v:make v:change v:want v:add v:show v:keep v:fill v:take v:remove v:stop v:replace neg with instead to in on of "
    "from n:photo n:clip n:video n:film n:media n:screen n:frame n:background n:edge n:place n:blur n:size "
    "fit: pron all "
    "each comma pl:left pl:right pl:top pl:bottom h amend no"
)


def screened(toks: list[Tok]) -> list[Tok]:
    """The tokens with "full screen" as one, where no picture above the picture or text is meant."""
    result: list[Tok] = []
    for tok in toks:
        before = result[-1] if result else None
        words = f"{before.text} {tok.text}".lower() if before is not None else ""
        if before is not None and words in SCREEN and not before.has("sel", HARD, SOFT):
            result[-1] = Tok({"fit:crop"}, words, before.start, tok.end)
        elif tok.text.lower() in SCREEN and not tok.has("sel"):
            result.append(
                Tok({"fit:crop", *(tag for tag in tok.tags if tag.startswith("fit:"))}, tok.text, tok.start, tok.end)
            )
        else:
            result.append(tok)
    for index, tok in enumerate(result):
        if tok.text.lower() in SCREEN and tok.has("fit:crop"):
            first, last = piece(result, index, HARD)
            if any(one.has(OTHERS) for one in result[first:last]):
                return toks
    return result


def fitted(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``fill the frame, no blurred bars``, ``make it full screen``: of all pictures, or of those that are named."""
    if scene.empty or c.has(OTHERS) or not c.has("fit:"):
        return None
    written = c.last is not None and c.last.kind in ("text", "title", "subtitle", "lower_third", "caption", "overlay")
    if written and not c.has("sel n:photo n:clip n:video"):
        return None
    sides = [one for _, one in c.free() if one.has("fit:blur", "fit:bar") and not one.has("fit:crop")]
    filled = [one for _, one in c.free() if one.has("fit:crop") and not one.has("n:crop")]
    gone = bool(sides) and _gone(c, sides[0])
    screen = [one for one in filled if one.text.lower() in SCREEN]
    if gone and sides[0].has("n:blur") and not c.has("n:background", "n:edge") and not filled:
        return None  # an effect of that name
    if not ((gone and filled) or (screen and not sides) or (gone and not filled)):
        return None
    fit: Fit = "crop"
    if gone and not filled:
        if sides[0].has("fit:bar") and not sides[0].has("fit:blur"):
            return None
        raise Doubt(
            scene.pick(
                "Without the blur: shall the pictures fill the frame (their edges are cropped), or stay whole with "
                "black bars?",
                "去掉模糊之后：让画面铺满（会裁掉边缘），还是完整显示、留黑边？",
            )
        )
    named = c.has("sel") or (
        c.has("pron") and c.last is not None and bool(c.last.names or c.last.numbers or c.last.ids)
    )
    which: Which | None = which_of(c) if named else None
    c.take_all(TAKEN)
    if which is None or which.everything:
        return [m.Canvas(0, 0, fit, language=scene.language)]
    return [m.Adjust(which, (("fit", fit),), language=scene.language)]


def _gone(c: Clause, side: Tok) -> bool:
    """Whether what is beside the picture shall not be: a "no", "without" or "remove" stands before it."""
    at = c.toks.index(side)
    if side.text.lower().startswith(("no ", "without ")):
        return True
    for one in reversed(c.toks[max(0, at - 5) : at]):
        if one.has("neg", "v:remove") or one.text.lower() in (
            "without",
            "no",
            "instead of",
            "rather than",
            "lose",
            "ditch",
        ):
            return True
        if one.has("comma", HARD):
            return False
    behind = c.toks[at + 1 : at + 3]
    return any(one.has("v:remove", "neg") and not one.text.isascii() for one in behind)
