"""Places told by where a thing is now: "to the other side", "the opposite corner", "另一边", "对角"."""

from __future__ import annotations

import re

from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import opening
from local_backend.timeline import Segment, Timeline

OTHER = re.compile(
    r"\b(?:over |across )?(?:to |on |in |at )?(?:the )?(?P<which>other|opposite) (?:hand )?"
    r"(?P<what>side|corner|end|edge)"
    r"(?: of (?:the|it|my)(?: (?:screen|frame|picture|video|image))?)?\b"
    r"|另外?一?[个]?(?P<side>边|侧|头|面|角落|角)|(?P<across>对面|对侧|反边)的?(?:角落|一边|一侧|那边)?|(?P<diagonal>对角)线?(?:的?位置|上|处|那边)?",
    re.I,
)
SWAPPED = {"left": "right", "right": "left"}
LETTERED = ("n:title", "n:text", "n:caption", "n:subtitle", "n:lowerthird")
ROLE = {"n:title": "title", "n:caption": "caption", "n:subtitle": "subtitle", "n:lowerthird": "lower_third"}
GONE = ("disappear", "vanish", "消失", "消失掉", "不见", "go away", "be gone", "不见了")
WISHED = ("make", "let", "have", "should", "must", "please", "both", "all", "to", "can", "could", "want", "needs", "让",
          "要", "请", "全部", "都", "全都", "应该", "必须", "希望", "把", "make it", "want it")  # fmt: skip


def opposed(toks: list[Tok], raw: str, timeline: Timeline) -> list[Tok]:
    """The tokens with such places as the ones they come to, and with "disappear" as a wish to remove."""
    _vanishing(toks)
    for match in OTHER.finditer(raw):
        toks = _placed(toks, match, timeline)
    return toks


def _placed(toks: list[Tok], match: re.Match[str], timeline: Timeline) -> list[Tok]:
    within = [index for index, one in enumerate(toks) if match.start() <= one.start and one.end <= match.end()]
    if not within or any(toks[index].has("quote", "file") for index in within):
        return toks
    first, last = within[0], within[-1]
    here = _place_now(toks, first, timeline)
    if not here:
        return toks
    corner = match["what"] == "corner" and match["which"].lower() == "opposite"
    place = _across(here, diagonal=corner or match["diagonal"] is not None)
    if not place:
        return toks
    for one in reversed(toks[max(0, first - 8) : first]):
        if one.has("sep:"):
            break
        if one.has("v:swap", "v:replace", "v:change") and not one.has("sel"):
            one.tags = {"v:move"}
    said = Tok({f"pl:{place}"}, match.group(), toks[first].start, toks[last].end)
    return [*toks[:first], said, *toks[last + 1 :]]


def _across(place: str, *, diagonal: bool) -> str:
    level, _, side = place.rpartition("_")
    if not level:
        level, side = (place, "") if place in ("top", "bottom") else ("", place)
    turned = SWAPPED.get(side, side)
    if diagonal or not side:
        level = {"top": "bottom", "bottom": "top"}.get(level, level)
    return "_".join(filter(None, (level, turned))) if (level, turned) != ("", "center") else ""


def _place_now(toks: list[Tok], at: int, timeline: Timeline) -> str:
    """Where the thing is that was named last before; empty where none is, or it is in the middle."""
    laid = [one for track, one in timeline.segments() if track.role == "overlay"]
    texts = [one for _, one in timeline.segments() if one.kind == "text"]
    for tok in reversed(toks[:at]):
        if tok.has("n:logo", "n:pip", "n:overlay") or (laid and set(tok.names) & {one.name for one in laid}):
            named = next((one for one in laid if one.name in tok.names), laid[-1] if laid else None)
            return of_box(named) if named else ""
        if tok.has("worded") and tok.which is not None:
            return next((one.style.place for one in texts if one.text in tok.which.names), "")
        if tok.has(*LETTERED):
            role = next((ROLE.get(noun, "") for noun in LETTERED if tok.has(noun)), "")
            same = [one for one in texts if one.style.role == role] or texts
            return same[0].style.place if same else ""
    return ""


def of_box(one: Segment) -> str:
    if one.box is None:
        return ""
    middle = one.box.x + one.box.w // 2
    side = "left" if middle < 450 else "right" if middle > 550 else ""
    level = "top" if one.box.y < 350 else "bottom" if one.box.y > 500 else ""
    return "_".join(filter(None, (level, side)))


def _vanishing(toks: list[Tok]) -> None:
    for at, tok in enumerate(toks):
        if tok.text.lower() not in GONE or tok.has("p:before"):
            continue
        first = opening(toks, at, "sep:")
        before = toks[first:at]
        lettered = any(one.has(*LETTERED, "worded", "n:logo", "n:overlay", "pron", "n:transition") for one in before)
        wished = any(one.text.lower() in WISHED or one.has("all", "v:make", "v:want") for one in before)
        if (
            lettered
            and (wished or not tok.text.isascii())
            and not any(one.has("neg", "faster", "earlier") for one in before)
            and not any(one.has("slower", "faster") for one in toks[at + 1 : at + 3])
        ):
            tok.tags = {"v:remove", "ends"}
