"""A part of the fuzzing; ``python -m tests.unbreakable.fuzz --count 100000`` does all of it."""

from __future__ import annotations

from typing import Any

import pytest
from unbreakable.fuzz import TARGETS, fuzz

EXAMPLES = 4000


@pytest.mark.parametrize("what", sorted(TARGETS))
def test_nothing_but_our_own_errors_comes_out(what: str, capsys: Any) -> None:
    seconds = fuzz(what, EXAMPLES)
    with capsys.disabled():
        print(f"\n{EXAMPLES} mutated {what} in {seconds:.0f} s")
