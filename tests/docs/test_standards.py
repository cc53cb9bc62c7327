"""Both pages name every shipped standard with its days, every key of a standard and every test."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from promocalc.claims.reference import ReferencePolicy
from promocalc.claims.standard import Standard, Test, TestName
from promocalc.files.standards import standards

PAGES = [Path(__file__).parents[2] / "rules" / name for name in ("README.md", "README.zh.md")]
ABOUT = {"standard", "title", "sources", "about", "article", "note", "test"}
"""Keys that need no word: what it is called, where it is written, and what it says in words."""

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def section(page: Path) -> str:
    """Its section on standards."""
    text = page.read_text(encoding="utf-8")
    heading = "## 核验宣称的标准\n" if ".zh" in page.name else "## Standards for claims\n"
    return text.partition(heading)[2].partition("\n## ")[0]


@each_page
def test_every_standard_stands_there_with_its_days(page: Path) -> None:
    for one in standards():
        row = next(line for line in section(page).splitlines() if f"(standards/{one.standard}.yaml)" in line)
        assert f"| {one.jurisdiction} |" in row
        for day in (one.force.start, one.force.end):
            assert day is None or day.isoformat() in row


@each_page
def test_every_key_and_every_test_is_named(page: Path) -> None:
    keys = {*Standard.model_fields, *Test.model_fields, *ReferencePolicy.model_fields} - ABOUT
    names = {*keys, *get_args(TestName)}
    assert [name for name in sorted(names) if f"`{name}`" not in section(page)] == []
