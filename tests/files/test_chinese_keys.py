"""Whoever writes the keys in Chinese is told how the language spells them, and is understood as to what the file is."""

from __future__ import annotations

import doctest

import pytest

from promocalc import problems
from promocalc.files import keys
from promocalc.files.keys import kind_told
from promocalc.files.load import read_cart, read_rulebook
from promocalc.files.schema import schema
from promocalc.problems import MissingKey, ProblemGroup, Trouble, UnknownKey, chinese, nearest
from promocalc.problems.chinese import _WORDS, words_meant

BOOK = "规则书: 预售\n名称: 定金膨胀\n货币: CNY\n规则:\n  定金: {取: {定金: 50, 抵: 100}}\n价格: 定金\n"
CART = "购物车: 我的\n规则书: 预售\n商品:\n  - {名称: 羽绒服, 价格: 899, 数量: 2}\n"


def near(troubles: list[Trouble]) -> dict[str, str | None]:
    """What each unknown key was most likely meant to be."""
    return {trouble.key: trouble.near for trouble in troubles if isinstance(trouble, UnknownKey)}


def found(text: str, *, cart: bool = False) -> list[Trouble]:
    with pytest.raises(ProblemGroup) as caught:
        read_cart(text) if cart else read_rulebook(text)
    return [problem.trouble for problem in caught.value.problems]


class TestWhatIsMeant:
    def test_a_rulebook(self) -> None:
        assert near(found(BOOK)) == {
            "规则书": "rulebook",
            "名称": "title",
            "货币": "currency",
            "规则": "rules",
            "价格": "price",
        }

    def test_a_cart(self) -> None:
        assert near(found(CART, cart=True)) == {"购物车": "cart", "规则书": "rulebook", "商品": "lines"}

    def test_a_line(self) -> None:
        line = "lines:\n  - {名称: 羽绒服, 价格: 899, 数量: 2}\n"
        assert near(found(line, cart=True)) == {"名称": "title", "价格": "price", "数量": "quantity"}

    def test_a_rule_that_takes_a_deposit(self) -> None:
        rule = "rulebook: a\nrules:\n  定金: {take: {定金: 50, 抵: 100, 尾款: {}}}\nprice: 定金\n"
        assert near(found(rule)) == {"定金": "deposit", "抵": "counts", "尾款": "balance"}

    def test_a_key_that_is_only_misspelt_is_not_missing_as_well(self) -> None:
        assert not [trouble for trouble in (*found(BOOK), *found(CART, cart=True)) if isinstance(trouble, MissingKey)]

    def test_a_name_spelt_alike_comes_before_a_translation(self) -> None:
        assert nearest("规则", ("rules", "规则一")) == "规则一"

    def test_nothing_is_meant_that_cannot_stand_there(self) -> None:
        assert nearest("定金", ("title", "price")) is None


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (("规则书", "名称", "规则"), "rulebook"),
        (("规则书", "价格"), "rulebook"),
        (("购物车", "规则书", "商品"), "cart"),
        (("规则书", "商品"), "cart"),
        (("规则书", "规则", "lines", "at"), "cart"),
        (("大促",), None),
    ],
)
def test_a_file_is_known_by_its_keys_in_either_language(written: tuple[str, ...], kind: str | None) -> None:
    assert kind_told(written) == kind


def test_every_translation_is_of_a_word_of_the_language() -> None:
    known = _words(schema("rulebook")) | _words(schema("cart"))
    assert set(_WORDS) - known == set()


def _words(part: object) -> set[str]:
    """Every key and every fixed word in a schema."""
    match part:
        case dict():
            own = set(part.get("properties", {})) | {word for word in part.get("enum", ()) if isinstance(word, str)}
            own |= {part["const"]} if isinstance(part.get("const"), str) else set()
            return own.union(*(_words(inner) for inner in part.values()))
        case list():
            return set[str]().union(*(_words(inner) for inner in part))
        case _:
            return set()


def test_the_examples_in_the_code_hold() -> None:
    assert doctest.testmod(keys).failed == doctest.testmod(chinese).failed == doctest.testmod(problems).failed == 0


def test_no_word_is_written_twice_for_one_meaning() -> None:
    for meant, written in _WORDS.items():
        assert len(set(written.split())) == len(written.split())
        for word in written.split():
            assert meant in words_meant(word)
