"""Every part of the language: read, written back, described by the schema, and priced into words."""

from __future__ import annotations

import pytest

from promocalc.engine import price
from promocalc.explain.language import LANGUAGES, Language
from promocalc.explain.receipt.markdown import markdown
from promocalc.explain.receipt.text import text
from promocalc.explain.rules.programme import stacking
from promocalc.explain.rules.rule import describe
from promocalc.files.load import read_cart, read_rulebook
from promocalc.files.write import dump_cart, dump_rulebook
from promocalc.problems import ProblemGroup
from promocalc.rules.rule import Rule

from .everything import BOOK, CART
from .test_schema import errors


def test_every_part_of_a_rule_is_in_it() -> None:
    rules = read_rulebook(BOOK).rules.values()
    new = ("sets", "pick", "rank", "cap", "limit", "floor", "over", "share", "use")
    fields = Rule.model_fields
    silent = [
        key
        for key in new
        if all(getattr(rule, key) == fields[key].get_default(call_default_factory=True) for rule in rules)
    ]
    assert silent == []


def test_it_is_read_and_written_back() -> None:
    book, cart = read_rulebook(BOOK), read_cart(CART)
    assert read_rulebook(dump_rulebook(book)) == book
    assert read_cart(dump_cart(cart)) == cart
    assert "currency: [CNY, USD]" in dump_rulebook(book)
    assert "also_in" not in dump_rulebook(book)


def test_the_schemas_take_it() -> None:
    assert errors("rulebook", BOOK) == []
    assert errors("cart", CART) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sets: {of: 3}", "sets: {off: 3}"),
        ("sets: {of: 3}", "sets: {}"),
        ("sets: {of: 3}", "sets: 3"),
        ("form: cheapest", "form: cheap"),
        ("pick: {cheapest: 1}", "pick: {cheap: 1}"),
        ("with: {on:", "with: {of:"),
        ("each: set", "each: sets"),
        ("rank: running", "rank: price"),
        ("limit: {order: 1", "limit: {oder: 1"),
        ("month: 350", "fortnight: 350"),
        ("clawback: whole", "clawback: all"),
        ("between: [1%, 20%]", "between: [1%]"),
        ("step: 10}", "steps: 10}"),
        ("cap: refuse}", "cap: respread}"),
        ("odd: heaviest", "odd: heavy"),
        ("zero: even", "zero: some"),
        ("included: true", "include: true"),
        ("rounds: net", "rounds: gross"),
        ("per: rate", "per: rates"),
        ("currency: [CNY, USD]", "currency: [CNY, USB]"),
        ("currency: [CNY, USD]", "currency: CNY\nalso_in: [USD]"),
        ("about: {en:", "about: {fr:"),
    ],
)
def test_what_is_wrong_is_refused_by_the_schema_and_by_the_reader(old: str, new: str) -> None:
    assert old in BOOK
    wrong = BOOK.replace(old, new, 1)
    assert errors("rulebook", wrong)
    with pytest.raises(ProblemGroup):
        read_rulebook(wrong)


@pytest.mark.parametrize(("old", "new"), [("month: 12.5", "moth: 12.5"), ("campaign: 12}", "order: 12}")])
def test_a_misspelt_period_is_refused_in_a_cart(old: str, new: str) -> None:
    wrong = CART.replace(old, new, 1)
    assert errors("cart", wrong)
    with pytest.raises(ProblemGroup):
        read_cart(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_words(language: Language) -> None:
    book = read_rulebook(BOOK)
    said = [describe(rule, language, book) for rule in book.rules.values()]
    assert len(set(said)) == len(said)
    assert len(stacking(book, language)) > len(book.rules)
    told = price(read_cart(CART), book)
    for report in (text(told, language), markdown(told, language)):
        assert "USD" in report
        # Nothing of how Python writes a value shows.
        assert not any(word in report for word in ("Decimal(", "Fraction(", "ByCurrency", "LineNumber", "None"))
