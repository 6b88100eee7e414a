"""Two others to change places, or to have the transition between them: "no, 2 and 3", "between the first two"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Edit, Which
from local_backend.language.message.clause import Scene
from local_backend.language.model import Understanding
from local_backend.language.talk.targets import ALIKE, ALL_OF, ENDS, JUST, MEANS, MEANT, NUMBERS, OPENS, named
from local_backend.language.talk.turn import Turn
from local_backend.language.words.reading import read

BESIDE = re.compile(r"\b(?:after|before|behind|between|in front of)\b|[前后]面|之[前后间]|中间", re.IGNORECASE)
AT_PLACE = re.compile(
    OPENS + rf"(?:in |to )?(?:the )?(?P<at>{'|'.join(NUMBERS)})(?: place| position)?(?: instead)?" + ENDS, re.I
)


def paired(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """The two that were to change places, or to have a transition between them."""
    edit: Any = turn.edits[0]
    kind: Any = type(edit)
    if len(turn.edits) != 1 or kind not in (m.Swap, m.SetTransition):
        return None
    if kind is m.SetTransition and edit.pair and any(one.fullmatch(message) for one in ALL_OF):
        return Understanding((replace(edit, pair=None),), language=alone.language)
    toks = read(message, Scene(turn.now, tuple(media), turn.language, message=message))
    chosen = [one.which for one in toks if one.has("sel") and one.which is not None]
    two = [replace(one, numbers=(number,)) for one in chosen for number in one.numbers]
    two += [replace(one, numbers=(), names=(name,)) for one in chosen for name in one.names]
    acts = any(one.has("v:") and not one.has("f", "v:swap v:change v:replace v:keep v:add") for one in toks)
    acts = acts or any(one.has("t: dur c: fmt:") for one in toks)
    likewise = bool(ALIKE.search(message))
    if len(two) != 2 or acts or not (turn.undone or likewise or MEANS.search(message) or JUST.search(message)):
        return None
    swaps = kind is m.Swap
    if not swaps and edit.none and JUST.search(message):  # all the others are to go
        kept = max(number for one in two for number in one.numbers or (0,))
        rest = tuple(at for at in range(2, len(turn.now.main.segments if turn.now.main else ()) + 1) if at != kept)
        return Understanding((replace(edit, pair=None, into=Which(numbers=rest)),), language=alone.language)
    other: Edit = (
        replace(edit, first=two[0], second=two[1]) if swaps else replace(edit, pair=(two[0], two[1]), into=None)
    )
    return Understanding((other,), language=alone.language, upon=None if likewise else turn.before)


def placed(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """``actually second``, ``no, clip 2``: another place for the clip that was moved, or another clip to be moved."""
    edit = turn.edits[-1]
    if not isinstance(edit, m.Move):
        return None
    place = AT_PLACE.fullmatch(message)
    if place is not None:
        moved = replace(edit, position=NUMBERS[place["at"].lower()], by=0, before=None, after=None)
        return Understanding((moved,), language=alone.language, upon=turn.before)
    match = None if BESIDE.search(message) or not MEANS.search(message) else MEANT[0].fullmatch(message)
    which = named(match["what"], turn, media) if match is not None else None
    if which is None:
        return None
    return Understanding((replace(edit, which=which),), language=alone.language, upon=turn.before)
