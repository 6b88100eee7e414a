"""What was not understood is quoted as the person said it: the clause, not scraps of it."""

from __future__ import annotations

import pytest

from local_backend.language.message.quoting import LONGEST, around


@pytest.mark.parametrize(
    ("message", "scrap", "clause"),
    [
        ("Make it square. Wobble the logo gently, then mute it.", "Wobble", "Wobble the logo gently"),
        (
            "cut 3.5 s - keep a.jpg back instead of b.jpg\n- mute it",
            "instead of",
            "keep a.jpg back instead of b.jpg",
        ),
        ("改成竖屏，把标题弄得花哨一点，静音", "花哨", "把标题弄得花哨一点"),
        ("wobble", "wobble", "wobble"),
    ],
)
def test_the_clause_around_a_scrap_is_quoted(message: str, scrap: str, clause: str) -> None:
    at = message.index(scrap)
    assert around(at, at + len(scrap), message) == clause


def test_a_long_clause_is_cut_at_its_joints_or_words() -> None:
    message = "make the first photo a little brighter than the others and wobble the second one as much as you can"
    at = message.index("wobble")
    assert around(at, at + 6, message) == "wobble the second one as much as you can"
    endless = "wobble " * 40
    told = around(70, 76, endless)
    assert len(told) <= LONGEST and set(told.split()) == {"wobble"}
