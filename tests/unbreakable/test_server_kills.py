"""The local backend killed in its renders: ``python -m tests.unbreakable.server_kills`` does it fifty times."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from unbreakable.server_kills import kill_many

VICTIMS = ("server", "everything")
SECONDS = 6


def test_an_export_whose_backend_was_killed_goes_on_where_it_was(tmp_path: Path, capsys: Any) -> None:
    done = kill_many(len(VICTIMS), 278, tmp_path / "killed", SECONDS, VICTIMS, ("mp4",), twice=0)
    with capsys.disabled():
        print(f"\n{dict(done.seen)} {dict(done.sums)}")
    assert done.sums["same to the byte"] + done.sums["same to the eye"] == len(VICTIMS)
