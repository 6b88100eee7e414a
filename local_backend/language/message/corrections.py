"""What is said not to be meant: "at the bottom instead of in the middle", "not red but blue", "不是左边，是右边"."""

from __future__ import annotations

from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing, opening
from local_backend.language.words.sides import side
from local_backend.language.words.vocabulary import HARD

INSTEAD = ("instead of", "rather than", "而不是", "而非", "not", "不是", "不要", "别", "isn't", "don't", "并非")
VALUES = ("dur", "pl:", "c:", "pct", "x", "deg", "r:", "ratio", "t:", "m:", "db", "rows", "fps")
LIGHT = ("p:at", "on", "in", "with", "to", "comma", "n:place", "v:change", "v:make", "v:add", "v:move", "v:show", "and",
         "n:color", "n:screen")  # fmt: skip
FROM = ("from", "out of", "away from", "off", "从", "由")
AGAINST = ("compared to", "compared with", "in comparison to", "relative to", "in relation to", "vs", "versus", "比起",
           "相比", "than", "相对于", "比")  # fmt: skip
REACH = 5


def corrected(toks: list[Tok]) -> list[Tok]:
    """The tokens with every value that is named only to be refused taken out of the wish."""
    _apposed(toks)
    _compared(toks)
    _switched(toks)
    _not_the(toks)
    _not_then(toks)
    for at, tok in enumerate(toks):
        if tok.has("between") and at and toks[at - 1].has("other"):
            tok.tags = {"f"}  # alternating between zooming in and zooming out
            for one in toks[at + 1 : at + 5]:
                if one.has("and"):
                    one.tags = {"f", "and"}
        _stood(toks, at)
        if tok.text.lower() in FROM and _moved(toks, at):
            continue
        if tok.text.lower() not in INSTEAD:
            continue
        if _renamed(toks, at):
            continue
        beside = next((index for index in range(at + 1, min(at + 3, len(toks))) if side(toks[index])), None)
        if beside is not None and any(side(one) for one in toks[max(0, at - 6) : at]):
            for one in toks[at : closing(toks, beside, "sep:")]:
                one.tags, one.which, one.names = {"f"}, None, ()  # "before the beach clip rather than after it"
            continue
        refused = _value(toks, at + 1)
        if refused is None:
            continue
        kind = _kind(toks[refused])
        if kind == "sel" and (toks[at].text.lower() not in ("not", "不是", "instead of", "rather than", "而不是")):
            continue
        others = [index for index in _clause(toks, at) if _kind(toks[index]) == kind and not at < index <= refused]
        if not others or (kind == "sel" and (refused + 1 < len(toks) and not toks[refused + 1].has("sep:"))):
            continue
        if kind == "sel" and any(toks[index].has("file") for index in others):
            continue  # a file comes in the place of a clip
        if kind == "sel" and any(one.has("v:replace", "v:swap", "v:add") for one in toks[max(0, at - 12) : at]):
            continue
        for one in toks[at : refused + 1]:
            if not one.has("sep:"):
                one.tags, one.which, one.names = {"f"}, None, ()
        if refused + 1 < len(toks) and toks[refused + 1].has("sep:") and others[0] > refused:
            toks[refused + 1].tags = {"f"}
    return toks


def _compared(toks: list[Tok]) -> None:
    """``too loud compared to everything else``: what something is held against is no part of the wish."""
    for at, tok in enumerate(toks):
        ahead = [one for one in toks[at + 1 : at + 5] if not one.has("f") or one.has("n:", "all")]
        sounds = bool(ahead) and ahead[0].has("n:music n:voice n:audio n:rest all sel n:clip")
        if tok.text.lower() in AGAINST and sounds and not any(one.has("dur", "bytes", "pct", "x") for one in ahead):
            for one in toks[at:]:
                if one.has("sep:") or (one is not tok and one.has("v:") and not one.has("f", "n:")):
                    break
                against = one.has("n:rest", "sel", "n:clip")
                one.tags, one.which, one.names = {"f"}, None, ()
                if against and not one.text.isascii():
                    break  # 采访声音比别的小


def _not_the(toks: list[Tok]) -> None:
    """``make the title red, not the lower third``: what is named at the end is to stay as it is."""
    for at, tok in enumerate(toks):
        aside = tok.text.lower() in ("not", "不是", "而不是", "而非", "not on", "not for", "not in")
        if not aside or at < 2 or tok.has("except"):
            continue
        end = closing(toks, at + 1, "sep:", "comma")
        first = opening(toks, at, HARD)
        part = [one for one in toks[at + 1 : end] if not one.has("f") or one.has("sel")]
        things = [one for one in toks[first:at] if one.has(THINGS) and not one.has("v:")]
        if (
            len(part) == 1
            and part[0].has(THINGS)
            and not part[0].has("v:", "nth")
            and things
            and toks[at - 1].has("sep:", "comma", "f")
        ):
            for one in toks[at:end]:
                one.tags, one.which, one.names = {"f"}, None, ()


THINGS = "n:title n:subtitle n:lowerthird n:caption n:music n:voice n:logo n:transition"
STRIPPED = (
    "n:vignette n:grayscale n:sepia n:vintage n:blur n:flip n:fade n:logo n:title n:text n:caption n:lowerthird "
    "n:plate n:zoom n:stabilise n:sharpen n:transition n:overlay n:pip fit:bar n:ducking n:loudness"
)


def _stripped(toks: list[Tok], at: int) -> None:
    """``take the vignette off``: the verb and its "off"."""
    for index in range(at + 2, min(at + 8, len(toks))):
        one = toks[index]
        if one.has("sep:") or (one.has("v:") and not one.has("n:", "f", "sel")):
            return
        if one.text.lower() in ("off", "out", "away") and any(two.has(STRIPPED) for two in toks[at:index]):
            toks[at].tags, one.tags = {"v:remove"}, {"f"}
            return
        if (
            one.text.lower() == "off"
            and index + 1 < len(toks)
            and any(two.has(STRIPPED) for two in toks[at : index + 4])
        ):
            toks[at].tags = {"v:remove"}
            return


ACTS = ("sharpen", "stabilise", "stabilize", "denoise", "fade", "flip")
TURNS = ("switch", "turn", "shut", "take", "get", "strip")
TURNED_OFF = ("turn off", "switch off", "shut off", "disable", "deactivate", "stop")


def _listed(toks: list[Tok], at: int) -> tuple[int, int]:
    """Where a run of things that can be switched off ends, "the blur, the vignette and the zoom", and how many."""
    things = 0
    while at < len(toks) and toks[at].text.lower() != "off":
        one = toks[at]
        if one.has("mag: up down pct num longer shorter"):
            return at, things - 1  # "turn off the blur and sharpen a bit more"
        if one.has(STRIPPED, "n:denoise n:music") and not one.has("sel") and one.text.lower() not in ACTS:
            things += 1
        elif not one.has("f and comma sep:soft") or one.has("v:"):
            break
        at += 1
    return at, things


TIMES = "edge at_start at_end n:start n:end at range after before"


def _not_then(toks: list[Tok]) -> None:
    """``in the last 3 seconds, not at the start``, ``要在最后出现，不要在开头``: when it is not to come."""
    for at, tok in enumerate(toks):
        if not tok.has("neg") or tok.text.lower() not in INSTEAD:
            continue
        end = closing(toks, at + 1, "sep:", "comma")
        first = opening(toks, at, HARD)
        part = [one for one in toks[at + 1 : end] if not one.has("f")]
        others = [one for one in toks[first:at] if one.has("edge", "at_start", "at_end", "at", "n:end", "n:start")]
        opens = at > first and toks[at - 1].has("sep:", "comma")
        if opens and others and len(part) == 1 and part[0].has(TIMES) and not part[0].has("v:", "sel"):
            for one in toks[at - 1 : end]:
                one.tags, one.which, one.names = {"f"}, None, ()


def _switched(toks: list[Tok]) -> None:
    """``switch the original sound off``: the verb and its "off"."""
    for at, tok in enumerate(toks):
        if tok.text.lower() in ("take", "get", "lift", "peel", "strip") and not any(
            one.has("dur", "edge", "pct") for one in toks[at + 1 : at + 8]
        ):
            _stripped(toks, at)
        end, things = _listed(toks, at + 1) if tok.text.lower() in (*TURNED_OFF, *TURNS) else (at, 0)
        if things > 1 and tok.text.lower() in TURNED_OFF:
            tok.tags = {"v:remove"}
        elif things > 1 and end < len(toks) and toks[end].text.lower() == "off" and tok.text.lower() in TURNS:
            tok.tags, toks[end].tags = {"v:remove"}, {"f"}
        if tok.text.lower() not in ("switch", "turn", "shut", "turned", "switched"):
            continue
        for index in range(at + 2, min(at + 8, len(toks))):
            one = toks[index]
            heard = any(two.has("n:audio", "n:voice", "n:music", "n:volume") for two in toks[at:index])
            if one.text.lower() == "off" and heard:
                music = any(two.has("n:music") for two in toks[at:index])
                tok.tags, one.tags = ({"v:stop"} if music else {"v:mute"}), {"f"}
                break
            if one.has("sep:", "sel") or (one.has("v:") and not one.has("n:", "f")):
                break


def _renamed(toks: list[Tok], at: int) -> bool:
    """``not Hello, it is "Hi"``: the words that a text has, before those that it shall have; True where it was so."""
    named = next((index for index in range(at + 1, min(at + 3, len(toks))) if toks[index].has("worded")), None)
    said = next((index for index in range(at + 1, min(at + 8, len(toks))) if toks[index].has("quote")), None)
    if named is None or said is None:
        return False
    for one in toks[at:said]:
        if not one.has("worded"):
            one.tags = {"f", "amend"} if one is toks[at] else {"f"}
    return True


def _apposed(toks: list[Tok]) -> None:
    """``the interview (clip 3)``: the second names the same clip as the first."""
    for first, bracket, second in zip(toks, toks[1:], toks[2:], strict=False):
        if bracket.text in ("(", "（") and first.has("sel") and second.has("sel") and not second.has("all", "file"):
            second.tags, second.which, second.names = {"f"}, None, ()


def _moved(toks: list[Tok], at: int) -> bool:
    """``from the top right to the bottom left``: where something was is passed over; True where that was so."""
    was = _value(toks, at + 1)
    if was is None or not toks[was].has("pl:", "c:", "pct") or toks[was].has("dir:"):
        return False
    kind = _kind(toks[was])
    become = next((index for index in _clause(toks, at) if index > was and _kind(toks[index]) == kind), None)
    if become is None or not any(one.has("to", "v:move", "v:change") for one in toks[was + 1 : become]):
        return False
    if kind == "pl:" and not any("_" in tag for one in (toks[was], toks[become]) for tag in one.tags):
        return False
    for one in toks[at : was + 1]:
        if not one.has("sep:", "v:"):
            one.tags, one.which, one.names = {"f"}, None, ()
    return True


def _stood(toks: list[Tok], at: int) -> None:
    """``move the logo in the top right to the bottom left``, ``右上角的logo移到右下角``: where it is now."""
    if not any("_" in tag for tag in toks[at].tags if tag.startswith("pl:")):
        return
    end = closing(toks, at, "sep:", "comma")
    become = next((index for index in range(at + 1, end) if toks[index].has("pl:")), end)
    to = next((one for one in reversed(toks[at + 1 : become]) if not one.has("f") or one.has("to")), toks[at])
    moves = any(one.has("v:move", "v:change") for one in toks[opening(toks, at, "sep:") : become])
    if become < end and moves and to.has("to", "v:move") and not to.has("sel"):
        toks[at].tags = {"f"}


def _value(toks: list[Tok], at: int) -> int | None:
    """The value that a "not" stands before, past small words."""
    for index in range(at, min(at + REACH, len(toks))):
        if _kind(toks[index]):
            return index
        if not toks[index].has("f", *LIGHT):
            return None
    return None


def _kind(tok: Tok) -> str:
    if tok.has("sel"):
        return "sel" if tok.has("n:clip", "name") and not tok.has("all") else ""
    if tok.has("v:") and not tok.has("pl:", "c:"):
        return ""
    if tok.has("for todur bydur tdur"):
        return "dur"
    if tok.has("rows hd uhd"):
        return "rows"
    return next((kind for kind in VALUES if tok.has(kind)), "")


def _clause(toks: list[Tok], at: int) -> list[int]:
    """The tokens of the sentence around one."""
    first = at
    while first and not (toks[first - 1].has(HARD) and toks[first - 1].text.strip(".;!?。；！？\n") == ""):
        first -= 1
    last = closing(toks, at, HARD)
    return list(range(first, last))
