"""The reference says what the models say, and every figure in it is worked out."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, get_args

import pytest

from promocalc.engine import price
from promocalc.files.load import read_cart, read_rulebook
from promocalc.money import Rounding, plain
from promocalc.rules import programme
from promocalc.rules.model import Model
from promocalc.rules.values import COMBINATORS
from tests.docs import reference_en, reference_zh
from tests.docs.examples import ANSWERS, Example
from tests.docs.reference import KEYED, MAKERS, MODELS, PAGES, SHAPES, Language, generated, keys, tables_of

TEXT: dict[Language, str] = {language: path.read_text(encoding="utf-8") for language, path in PAGES.items()}
BOTH = pytest.mark.parametrize("language", PAGES)
CLAIMS = "promocalc.claims."
TABLES = [table for parts in KEYED.values() for table in parts.values()] + ["programme"]


def fences(language: Language) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", TEXT[language], re.MULTILINE | re.DOTALL)


def examples(language: Language) -> list[Example]:
    """All blocks but the two at the top, which are files."""
    return [Example(text) for block in fences(language)[2:] for text in block.split("---\n")]


def headings(language: Language) -> list[str]:
    outside = re.sub(r"^```.*?^```$", "", TEXT[language], flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"^(#+ .*)$", outside, re.MULTILINE)


# --- what is generated ------------------------------------------------------------------------------------------


@BOTH
def test_the_tables_are_as_the_models_are_now(language: Language) -> None:
    assert generated(TEXT[language], language) == TEXT[language], "stale: python -m tests.docs.reference"


@BOTH
def test_every_table_stands_once(language: Language) -> None:
    assert sorted(tables_of(TEXT[language])) == sorted(MAKERS)


@pytest.mark.parametrize("table", TABLES)
def test_every_key_has_a_line_in_chinese_and_none_is_left_over(table: str) -> None:
    assert set(reference_zh.WORDS[table]) == set(keys(table))
    assert all(re.search(r"[\u4e00-\u9fff]", text) for text in reference_zh.WORDS[table].values())


@pytest.mark.parametrize("table", TABLES)
def test_every_key_has_a_line_in_english_from_its_model_or_by_hand(table: str) -> None:
    from_model = {key for key, text in keys(table).items() if text}
    assert from_model in (set(), set(keys(table))), "a field without its line"
    assert set(reference_en.WORDS.get(table, {})) == set(keys(table)) - from_model


def test_no_words_are_left_over() -> None:
    assert set(reference_zh.WORDS) == set(TABLES)
    assert set(reference_en.WORDS) < set(TABLES)


def test_every_model_has_a_table() -> None:
    # The reference is of the rule language; what claims and standards are made of, JSON Schema says.
    language = {model.__name__ for model in Model.__subclasses__() if not model.__module__.startswith(CLAIMS)}
    assert set(MODELS.values()) == language
    assert set(MODELS) <= set(TABLES)


def test_every_way_to_stack_is_in_the_table() -> None:
    assert {node for node, _ in SHAPES.values()} == {*get_args(programme.Node), programme.Labelled}
    assert set(COMBINATORS) < set(SHAPES)


@BOTH
@pytest.mark.parametrize("word", [*Rounding, *programme.PERS, *programme.USES])
def test_words_without_a_table_are_said(language: Language, word: str) -> None:
    assert f"`{word}`" in TEXT[language] or f": {word}" in TEXT[language]


# --- examples -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "at"), [(one, at) for one in PAGES for at in range(len(examples(one)))])
def test_an_example_comes_to_what_it_says(language: Language, at: int) -> None:
    example = examples(language)[at]
    assert example.answers
    assert list(example.faults()) == []


@pytest.mark.parametrize("at", range(len(examples("en"))))
def test_an_example_that_said_otherwise_would_be_found_out(at: int) -> None:
    example = examples("en")[at]
    for key, said in example.answers.items():
        assert len(list(example.faults({key: _other(said)}))) == (1 if isinstance(said, str) else len(said)), key


def _other(said: Any) -> Any:
    if isinstance(said, dict):
        return {name: _other(inner) for name, inner in said.items()}
    if isinstance(said, list):
        return [_other(inner) for inner in said]
    return f"{Decimal(said) + 1}" if re.fullmatch(r"[\d.]+", said) else f"not {said}"


def test_both_pages_have_the_same_examples() -> None:
    english, chinese = examples("en"), examples("zh")
    assert [example.data for example in english] == [example.data for example in chinese]
    assert {key for example in english for key in example.answers} >= {"pays", "costs", "later", "taxed", "range"}
    assert {key for example in english for key in example.answers} <= set(ANSWERS)


@BOTH
def test_the_first_rulebook_and_cart_are_files(language: Language) -> None:
    book, cart = fences(language)[:2]
    got = price(read_cart(cart), read_rulebook(book))
    shown = [got.marked, *(running for _, running in got.waterfall())]
    for amount in shown:
        assert plain(amount, "CNY") in TEXT[language]
    assert len(shown) == 3


# --- two pages ---------------------------------------------------------------------------------------------------


@BOTH
def test_the_contents_lead_to_headings(language: Language) -> None:
    places = [slug(heading) for heading in headings(language)]
    links = re.findall(r"\]\(#([^)]+)\)", TEXT[language])
    assert sorted(links) == sorted(place for place in places[1:] if place in links)
    assert len(links) == len(set(links)) == len(places) - 1


def slug(heading: str) -> str:
    """As GitHub names the place of a heading."""
    words = re.sub(r"[^\w\- ]", "", heading.lstrip("#").strip().lower())
    return words.replace(" ", "-")


def test_both_pages_have_the_same_shape() -> None:
    """Headings, tables, blocks, lists and rows follow one another in the same way."""

    def shape(language: Language) -> list[str]:
        found = []
        for line in TEXT[language].split("\n"):
            start = re.match(r"#+ |\| |```|- |<!-- .* -->", line)
            if start is not None:
                found.append(start[0])
        return found

    assert shape("en") == shape("zh")
