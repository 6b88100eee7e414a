"""Every edit, asked for in words, is really in the frames and samples of the video."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from local_backend.edits import model
from local_backend.render.renderer import Renderer

pytest.register_assert_rewrite("backend.rendered", "backend.rendered_cuts", "backend.rendered_looks")
pytest.register_assert_rewrite("backend.rendered_sound")

from backend import rendered_cuts, rendered_looks, rendered_sound  # noqa: E402
from backend.rendered import Case, Desk, sources  # noqa: E402

CASES: list[Case] = [*rendered_cuts.CASES, *rendered_looks.CASES, *rendered_sound.CASES]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return sources(tmp_path_factory.mktemp("sources"))


@pytest.fixture(scope="module")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Renderer:
    """One for all: what two videos share is made once."""
    return Renderer(tmp_path_factory.mktemp("renderer"), workers=1)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_edit_is_seen_and_heard(case: Case, known: Any, renderer: Renderer, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk", known, case.files)
    for message in case.messages:
        desk.say(message)
    case.check(desk.render(renderer, case.fmt))


def test_every_kind_of_edit_is_among_them(known: Any, tmp_path: Path) -> None:
    made: set[str] = set()
    for number, case in enumerate(CASES):
        desk = Desk(tmp_path / str(number), known, case.files)
        for message in case.messages:
            desk.say(message)
        made |= desk.edits
    kinds = {name for name in model.__all__ if issubclass_of_edit(getattr(model, name))}
    assert kinds - made == set()


def issubclass_of_edit(one: Any) -> bool:
    return isinstance(one, type) and issubclass(one, model.Edit) and one is not model.Edit
