"""The house: files that can be held in the head, a core that speaks no float, and names that lead somewhere."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import promocalc

PACKAGE = Path(promocalc.__file__).parent
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "shipped" not in path.parts)
LONGEST = 480
"""Lines. Most files are a quarter of it."""


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_can_be_held_in_the_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("folder", ["choose", "claims", "engine", "formula", "numbers", "rules", "timeline"])
def test_no_float_is_on_the_way_of_money(folder: str) -> None:
    for path in sorted((PACKAGE / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_float = isinstance(node, ast.Constant) and isinstance(node.value, float)
            divides = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
            assert not is_float, f"{path.name}:{node.lineno}"  # type: ignore[attr-defined]
            assert not divides, f"{path.name}:{node.lineno}"  # type: ignore[attr-defined]


def test_every_public_name_leads_somewhere() -> None:
    for name in promocalc.__all__:
        assert getattr(promocalc, name) is not None
