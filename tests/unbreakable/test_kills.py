"""kill -9 at random moments: asked again, all ends right. ``python -m tests.unbreakable.kills`` does hundreds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from unbreakable.kills import kill_many

KILLS = {"simulated": 8, "local": 4}


@pytest.mark.parametrize("backend", sorted(KILLS))
def test_what_was_killed_ends_right_when_it_is_asked_again(backend: str, tmp_path: Path, capsys: Any) -> None:
    seen = kill_many(backend, KILLS[backend], seed=11, home=tmp_path / "killed")
    with capsys.disabled():
        print(f"\n{sum(seen.values())} kills, {backend}: {dict(seen)}")
    assert sum(seen.values()) == KILLS[backend]
