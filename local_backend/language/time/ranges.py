"""Several stretches of time in one message: all of them count on the times that the person sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.model import Edit, Which
from local_backend.language.words.lexer import Tok
from local_backend.language.words.phrases import joined

JOINTS = ("and", "comma", "also", "sep:", "plus")
TO = ("to", "-", "–", "—", "~", "到", "至", "through", "until", "till", "thru")


def stretches(spans: Sequence[tuple[int, int]], which: Which | None, keeping: bool, language: m.Language) -> list[Edit]:
    """The cuts that take stretches out, the last one first; or that leave only those."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    if not keeping:
        return [m.CutOut(start, end, which, language=language) for start, end in reversed(merged)]
    if len(merged) < 2:
        return [m.Keep(start, end, which, language=language) for start, end in merged]
    gaps: list[Edit] = [m.CutOut(merged[-1][1], None, which, language=language)]
    for (_, before), (after, _) in reversed(list(pairwise(merged))):
        gaps.append(m.CutOut(before, after, which, language=language))
    return [*gaps, m.CutOut(0, merged[0][0], which, language=language)] if merged[0][0] else gaps


def listed(toks: list[Tok]) -> list[Tok]:
    """``11 to 13s and 20 to 25``: further stretches without a unit are in the unit of the others."""
    if not any(one.has("range dur edge at after before") for one in toks) and not _of_a_clip(toks):
        return toks
    result = list(toks)
    at = 0
    while at + 2 < len(result):
        first, joint, last = result[at : at + 3]
        plain = first.has("num") and last.has("num") and not first.has("one sel dur") and not last.has("dur sel pct x")
        near = plain and joint.text.lower() in TO and float(first.value) < float(last.value)
        if near and (_beside(result, at) or _cut_out(result, at) or _of_a_clip(result[at:])):
            value = (round(1000 * float(first.value)), round(1000 * float(last.value)))
            result[at : at + 3] = [joined(result, at, at + 3, {"range"}, value=value)]
        at += 1
    return result


def _of_a_clip(toks: Sequence[Tok]) -> bool:
    """Whether "…, 6 to 8 and 10 to 12 of interview.mov" stands here: numbers in pairs, and the clip they are of."""
    for at, one in enumerate(toks[:-1]):
        clip = next((two for two in toks[at + 1 : at + 3] if not two.has("f")), None)
        if one.text.lower() in ("of", "of the", "from", "out of", "in") and clip is not None and clip.has("sel"):
            before = [two for two in toks[:at] if not two.has("v:cut v:remove v:keep exact from")]
            pairs = sum(two.text.lower() in TO for two in before)
            numbers = sum(two.has("num") for two in before)
            plain = all(two.has("num range sep:", *JOINTS) or two.text.lower() in TO for two in before)
            return plain and numbers == 2 * pairs > 0 and not clip.has("all")
    return False


def _cut_out(toks: Sequence[Tok], at: int) -> bool:
    """Whether "10 to 12" is all that a verb of cutting has, where other times are in seconds."""
    verb = next((one for one in reversed(toks[:at]) if not one.has("f") or one.has("v:")), None)
    last = at + 3 >= len(toks) or toks[at + 3].has("sep:")
    return verb is not None and verb.has("v:cut", "v:remove", "v:keep") and last


def _beside(toks: Sequence[Tok], at: int) -> bool:
    """Whether a stretch of time stands before or behind, with nothing but joints between."""
    for step, edge in ((-1, at - 1), (1, at + 3)):
        joints = 0
        while (
            0 <= edge < len(toks) and (toks[edge].has("f", *JOINTS, "between", "from")) and not toks[edge].has("range")
        ):
            joints += toks[edge].has(*JOINTS)
            edge += step
        if joints and 0 <= edge < len(toks) and toks[edge].has("range"):
            return True
    return False


def ordered(found: list[Edit], base: Sequence[int]) -> list[Edit]:
    """Cuts that follow one another without a "then", so that each still is at the time that was said."""
    result = list(found)
    at = 0
    while at < len(result):
        end = at
        while end < len(result) and _place(result[end]) is not None and (end == at or base[end] == base[at]):
            end += 1
        if end - at > 1 and any(_shifts(one) for one in result[at:end]):
            run = sorted(result[at:end], key=lambda one: -(_place(one) or 0))
            result[at:end] = _apart(run)
        at = max(end, at + 1)
    return result


def _shifts(edit: Edit) -> bool:
    return not isinstance(edit, m.Split)


def _apart(run: list[Any]) -> list[Edit]:
    """Cuts in falling order, those that overlap made one."""
    result: list[Edit] = []
    for one in run:
        later: Any = result[-1] if result else None
        both = isinstance(one, m.CutOut) and isinstance(later, m.CutOut)
        if both and one.end_ms is not None and later.end_ms is not None and one.end_ms > later.start_ms:
            result[-1] = replace(one, end_ms=max(one.end_ms, later.end_ms))
            continue
        result.append(one)
    return result


def _place(edit: Edit) -> int | None:
    """Where in the whole video an edit that moves what comes after it begins; None for any other edit."""
    if isinstance(edit, m.CutOut) and edit.which is None:
        return edit.start_ms
    if isinstance(edit, m.TrimEdge) and edit.which is None and edit.edge != "both":
        return 0 if edit.edge == "start" else m.LONGEST_MS * 2
    if isinstance(edit, (m.Split, m.Freeze)) and edit.which is None and edit.at_ms:
        return edit.at_ms
    if isinstance(edit, m.Within) and edit.which is None and isinstance(edit.edit, m.Speed):
        return edit.start_ms if edit.start_ms >= 0 else m.LONGEST_MS * 2
    return None
