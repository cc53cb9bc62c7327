"""Writing, and reading back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.files.load import read_cart, read_rulebook
from promocalc.files.write import dump_cart, dump_rulebook, save_text
from promocalc.rules.rulebook import Rulebook
from tests.generate import cases

QUICK = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)

BOOK = """\
rulebook: tmall-double11-2020
title: {en: Tmall Double 11 2020, zh: 天猫双11 2020}
extends: EXTENDS
sources:
  terms: {title: 规则, url: 'https://example.com/a?b=c#d', published: 2020-10-20, confidence: high}
rules:
  flash-sale: {on: {tag: flash}, each: piece, take: {off: 60}}
  store-coupon: {per: store, from: 199, take: {off: 20}, use: coupon}
  cross-store: {on: {tag: every-300-40}, take: {off: 40, every: 300}, source: 'terms: 2.1'}
  red-envelope: {take: {off: 100%}, of: running - paid, use: {balance: red-envelope}}
price:
  - {item_price: flash-sale}
  - store-coupon
  - cross-store
  - red-envelope
""".replace("extends: EXTENDS\n", "")


def test_a_rulebook_is_written_as_people_write_it() -> None:
    assert dump_rulebook(read_rulebook(BOOK)) == BOOK


def test_a_long_rule_is_spread_over_lines() -> None:
    book = read_rulebook(
        "rulebook: shop\nrules:\n  a:\n    title: {en: A rather long title of a rule, zh: 一条规则的相当长的标题}\n"
        "    on: {store: A}\n    take: {off: 40, every: 300}\n    source: a source that takes the rest of the line\n"
        "price: [a]\n"
    )
    assert "  a:\n    title: {en:" in dump_rulebook(book)
    assert read_rulebook(dump_rulebook(book)) == book


@given(cases())
@QUICK
def test_what_is_written_reads_back_equal(case: tuple[Cart, Rulebook]) -> None:
    cart, book = case
    assert read_rulebook(dump_rulebook(book)) == book
    assert read_cart(dump_cart(cart)) == cart


_WORDS = ["no", "on", "true", "null", "~", "0123", "12:30", "#x", "'", '"', "*a", "&a", "!t", "|", "@", "%", "=", "<<"]
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=30) | st.sampled_from(
    [*_WORDS, "", "-", "?", "[", "- a", "a: b", " x "]
)


@given(_TEXT, _TEXT, st.dictionaries(_TEXT, _TEXT, max_size=3))
@QUICK
def test_any_text_survives(title: str, store: str, attributes: dict[str, str]) -> None:
    line = {"id": "1", "title": title, "store": store, "unit_price": "1", "attributes": attributes}
    cart = Cart.model_validate({"title": {"en": store, "zh": title}, "lines": [line]})
    assert read_cart(dump_cart(cart)) == cart


def test_a_file_is_replaced_whole_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "cart.yaml"
    path.write_text("old")
    path.chmod(0o640)
    save_text(path, "新\n")
    assert path.read_bytes() == "新\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "cart.yaml"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        save_text(path, "\ud800")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
