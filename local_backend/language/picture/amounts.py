"""Percentages of a look: how much, whether as a step or as the new value, and whether only slightly."""

from __future__ import annotations

from local_backend.language.message.clause import Clause


def amount_of(c: Clause, *kinds: str) -> tuple[int | None, bool]:
    """A percentage, and whether it is meant as a step (True) or as the new value."""
    pct = c.take("pct") or next((c.take(kind) for kind in kinds if c.has(kind) and not c.has("one")), None)
    if pct is None:
        return None, True
    at = c.toks.index(pct)
    before = c.toks[at - 1] if at else None
    to = before is not None and (
        before.text.lower() in ("to", "at")
        or before.text[-1:] in "到至为成"
        or (before.has("to") and before.text not in ("into",))
    )
    minus = before is not None and before.text in ("-", "−", "–")
    to = to or (minus and at > 1 and c.toks[at - 2].text.lower() in ("to", "at", "到", "为", "至"))
    return round(float(pct.value)) * (-1 if minus else 1), not to


def slightly(c: Clause) -> bool:
    return c.said("mag:little") or any(
        one.text.endswith(("一点", "一些", "点", "些")) and len(one.text) > 1 for one in c.toks
    )
