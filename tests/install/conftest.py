"""The project as an installer leaves it: copied without what belongs to its development."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from simulated_cloud import SimulatedCloud

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "tests", "build", "benchmarks", "docs", "*.mp4", "*.egg-info")


@pytest.fixture
def cloud() -> Iterator[SimulatedCloud]:
    with SimulatedCloud() as running:
        yield running


@pytest.fixture
def install() -> Callable[[Path], Path]:
    """``install(folder)`` copies the skill there, run bits lost as some installers lose them; gives the folder."""

    def copy(folder: Path) -> Path:
        shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
        for file in folder.rglob("*.py"):
            file.chmod(0o644)
        return folder

    return copy
