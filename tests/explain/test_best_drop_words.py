"""What could be dropped from a cart, in words."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields

import pytest

from promocalc.choose.drops import drops
from promocalc.explain.best import drop_en as best_drop_en
from promocalc.explain.best import drop_zh as best_drop_zh
from promocalc.explain.best.drop import DropView, text
from promocalc.explain.best.drop_words import DropLabels
from promocalc.explain.cells import width
from promocalc.explain.language import LANGUAGES, Language
from promocalc.files.load import read_cart, read_rulebook
from promocalc.formula.subject import Subject

CUT = "rulebook: b\nrules: {cut: {from: 300, take: {off: 36}}}\nprice: [cut]\n"


def view(language: Language, *lines: str) -> DropView:
    """A cart where 36 come off from 300."""
    said = "".join(f"  - {{{line}}}\n" for line in lines)
    return DropView(drops(Subject(read_cart(f"cart: c\nlines:\n{said}"), read_rulebook(CUT))), language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ['"free": without it you pay the same.', '"sock": without it you pay ¥12.10 more.']),
        ("zh", ["「free」：去掉后应付不变。", "「sock」：去掉后反而多付 ¥12.10。"]),
    ],
)
def test_every_line_says_what_dropping_it_comes_to(language: Language, said: list[str]) -> None:
    found = view(language, "id: coat, price: 276.10", "id: sock, price: 23.90", "id: free, price: 0")
    assert sorted(found.singly()) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", ['Without "sock", "free" you pay ¥276.10.']), ("zh", ["去掉「sock」、「free」，应付 ¥276.10。"])],
)
def test_lines_that_can_go_together_are_told_with_what_is_paid_then(language: Language, said: list[str]) -> None:
    found = view(language, "id: coat, price: 276.10", "id: sock, price: 23.90", "id: free, price: 0")
    assert found.together() == said
    assert dict(found.totals())[found.say.after] == "¥276.10"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cells", [40, 60, 80])
def test_every_row_fits(language: Language, cells: int) -> None:
    found = view(language, "id: coat, price: 276.10", "id: sock, price: 23.90", "id: free, price: 0")
    assert max(map(width, text(found.drops, language, width=cells).splitlines())) <= cells


def test_both_languages_have_every_word() -> None:
    for field in fields(DropLabels):
        one, other = (getattr(module.labels, field.name) for module in (best_drop_en, best_drop_zh))
        assert one
        assert other
        assert not re.search("[A-Za-z]", other)
    said = [
        {name: str(inspect.signature(one)) for name, one in vars(module).items() if inspect.isfunction(one)}
        for module in (best_drop_en, best_drop_zh)
    ]
    assert said[0] == said[1]
