"""Every shipped rulebook loads, is sourced and has a cart; every cart comes to the figures that its source prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from promocalc.cart import Cart, Choices
from promocalc.engine import Receipt, Step, price
from promocalc.files.load import open_case, read_cart, read_rulebook
from promocalc.files.shipped import Shipped, folder, shipped
from promocalc.files.yaml import read_yaml
from promocalc.money import minor_units
from promocalc.rules.rulebook import Rulebook


def figures() -> Iterator[dict[str, Any]]:
    for path in sorted(Path(__file__).parent.glob("figures*.yaml")):
        entries: Any = read_yaml(path.read_text("utf-8"), file=path.name).data()
        yield from entries


FIGURES = list(figures())
BOOKS = [one for one in shipped("rulebook") if one.group != "dialects"]
DIALECTS = [one for one in shipped("rulebook") if one.group == "dialects"]
CARTS = shipped("cart")


def name_of(one: Shipped | Mapping[str, Any]) -> str:
    if isinstance(one, Shipped):
        return one.name
    return f"{one['cart']}, {one['case']}" if "case" in one else str(one["cart"])


def book_of(one: Shipped) -> Rulebook:
    return read_rulebook(one.path.read_text("utf-8"), file=str(one.path))


def cart_of(one: Shipped) -> Cart:
    return read_cart(one.path.read_text("utf-8"), file=str(one.path))


MADE_UP = {one.name for one in BOOKS if "made-up" in book_of(one).sources}


# --- rulebooks and carts --------------------------------------------------------------------------------------


@pytest.mark.parametrize("one", shipped("rulebook"), ids=name_of)
def test_a_rulebook_is_named_titled_and_sourced(one: Shipped) -> None:
    book = book_of(one)
    assert book.name == one.name
    assert book.title is not None
    assert book.title.zh != book.title.en
    assert book.sources
    for source in book.sources.values():
        assert source.confidence is not None
        assert source.read is not None
        assert source.url is not None or "made-up" in book.sources


@pytest.mark.parametrize("one", BOOKS, ids=name_of)
def test_a_rule_says_where_its_terms_are_written(one: Shipped) -> None:
    book = book_of(one)
    for rule in book.rules.values():
        assert rule.title is not None
        assert rule.source is not None, rule.name
        keys = rule.source.en.split(" (")[0].split(";")
        cited = {key.split(":")[0].strip() for key in keys}
        assert cited & set(book.sources), f"{rule.name} cites {sorted(cited)}"


@pytest.mark.parametrize("one", DIALECTS, ids=name_of)
def test_a_dialect_has_defaults_and_no_rules(one: Shipped) -> None:
    book = book_of(one)
    assert not book.rules
    assert book.defaults.measure is not None
    assert book.defaults.over is not None
    assert book.defaults.share is not None


def test_every_dialect_is_used() -> None:
    """By a rulebook that is shipped, or by the cases of the engine whose name it has."""
    engines = {path.stem for path in (Path(__file__).parents[1] / "conformance/peers/samples").glob("*.json")}
    assert {one.name for one in DIALECTS} <= {book_of(one).extends for one in BOOKS} | engines


@pytest.mark.parametrize("one", BOOKS, ids=name_of)
def test_a_rulebook_has_a_cart(one: Shipped) -> None:
    assert one.name in {cart_of(cart).rulebook for cart in CARTS}


@pytest.mark.parametrize("one", CARTS, ids=name_of)
def test_a_cart_is_named_and_its_figures_are_held(one: Shipped) -> None:
    cart = cart_of(one)
    assert cart.name == one.name
    assert cart.title is not None
    held = [entry for entry in FIGURES if entry["cart"] == one.name]
    assert held
    assert cart.rulebook in MADE_UP or any("printed" in entry or "unprinted" in entry for entry in held), (
        "printed nowhere, and not why"
    )
    for entry in held:
        assert not ("printed" in entry and "unprinted" in entry), "a figure is printed, or it says why none is"
        assert "unprinted" not in entry or entry["unprinted"], "it does not say why no figure is printed"


def test_most_carts_are_printed_somewhere() -> None:
    unprinted = {entry["cart"] for entry in FIGURES if "unprinted" in entry}
    assert len(unprinted) * 5 < len(CARTS)


def test_the_readme_example_works() -> None:
    where = folder()
    assert where is not None
    blocks = (where / "README.md").read_text("utf-8").split("```yaml\n")[1:]
    book, cart = (block.split("```")[0] for block in blocks[:2])
    assert price(read_cart(cart), read_rulebook(book)).pay == 196_00


# --- figures ------------------------------------------------------------------------------------------------------


def receipt_of(entry: Mapping[str, Any]) -> Receipt:
    loaded, book = open_case(entry["cart"])
    cart = loaded.value
    if "persona" in entry:
        cart = cart.model_copy(update={"shopper": cart.personas[entry["persona"]]})
    choices = Choices.model_validate(entry["choices"]) if "choices" in entry else None
    at = datetime.fromisoformat(entry["at"]) if "at" in entry else None
    return price(cart, book.value, choices, at)


_ENTRY = {"cart", "case", "source", "choices", "persona", "at", "printed", "unprinted", "follows", "differs"}


@pytest.mark.parametrize("kind", ["printed", "follows"])
@pytest.mark.parametrize("entry", FIGURES, ids=name_of)
def test_a_cart_comes_to_its_figures(entry: Mapping[str, Any], kind: str) -> None:
    assert set(entry) <= _ENTRY
    said = entry.get(kind, {})
    assert not list(disagreements(receipt_of(entry), said))


def disagreements(receipt: Receipt, said: Mapping[str, Any]) -> Iterator[str]:
    """What the receipt says otherwise, to the cent."""

    def same(what: str, found: int, wanted: Any) -> Iterator[str]:
        if found != minor_units(Decimal(str(wanted)), receipt.currency):
            yield f"{what}: {found} minor units, expected {wanted}"

    for key, wanted in said.items():
        match key:
            case "steps":
                for rule, figures in wanted.items():
                    for figure, value in figures.items():
                        yield from of_step(step_of(receipt, rule), figure, value, same)
            case "lines":
                pays = {line.id: line.pay for line in receipt.lines}
                for line, value in wanted.items():
                    yield from same(f"line {line}", pays[line], value)
            case "later":
                for rule, value in wanted.items():
                    yield from of_later(receipt, rule, value, same)
            case "balances" | "payments":
                ours = balances_of(receipt) if key == "balances" else payments_of(receipt)
                for part, value in wanted.items():
                    yield from same(f"{key} {part}", ours[part], value)
            case "kept":
                assert receipt.if_kept is not None
                yield from same(key, receipt.if_kept.pay, wanted)
            case _:
                yield from same(key, getattr(receipt, key), wanted)


def balances_of(receipt: Receipt) -> dict[str, int]:
    """What is left to pay of each line once its deposit is."""
    return {line.id: line.pay - line.deposit for line in receipt.lines}


def payments_of(receipt: Receipt) -> dict[str, int]:
    """What is paid at each stage."""
    found: dict[str, int] = {}
    for payment in receipt.payments:
        found[payment.stage] = found.get(payment.stage, 0) + payment.amount
    return found


def of_later(receipt: Receipt, rule: str, wanted: Any, same: Any) -> Iterator[str]:
    """What a rule of the book gives for later: a number of points, or money; 0 where it gives nothing."""
    assert rule in receipt.rulebook.rules, f"{rule} is no rule of the book"
    given = next((later for later in receipt.later if later.rule == rule), None)
    if given is None or given.points:
        found = given.amount if given is not None else 0
        if found != Decimal(str(wanted)):
            yield f"{rule} gives {found}, expected {wanted}"
    else:
        yield from same(f"{rule} gives", given.amount, wanted)


def of_step(step: Step, figure: str, wanted: Any, same: Any) -> Iterator[str]:
    match figure:
        case "shares":
            found = dict(step.shares)
            assert set(found) == set(wanted)
            for line, value in wanted.items():
                yield from same(f"{step.rule} share of {line}", found[line], value)
        case "next":
            assert step.next is not None
            yield from same(f"{step.rule} missing", step.next.missing, wanted[0])
            yield from same(f"{step.rule} gain", step.next.gain, wanted[1])
        case _:
            yield from same(f"{step.rule} {figure}", getattr(step, figure), wanted)


def step_of(receipt: Receipt, rule: str) -> Step:
    (found,) = (step for step in receipt.steps if step.rule == rule)
    return found


@pytest.mark.parametrize("entry", [entry for entry in FIGURES if "differs" in entry], ids=name_of)
def test_a_figure_that_differs_says_why(entry: Mapping[str, Any]) -> None:
    for difference in entry["differs"]:
        assert set(difference) == {"figure", "printed", "ours", "why"}
        assert Decimal(str(difference["printed"])) != Decimal(str(difference["ours"]))
