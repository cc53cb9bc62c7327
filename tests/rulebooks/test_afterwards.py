"""What comes after the price under the shipped terms: deposits that bind, goods that go back, prices that fall."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from promocalc.cart import Cart, Choices
from promocalc.engine import Receipt, price
from promocalc.files.load import open_case, read_cart, read_rulebook
from promocalc.files.shipped import Shipped, shipped
from promocalc.files.yaml import read_yaml
from promocalc.money import minor_units
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.take import Deposit
from promocalc.timeline import Protected, Refunded, Return, protect, refund

HERE = Path(__file__).parent


def entries(name: str) -> list[dict[str, Any]]:
    found: Any = read_yaml((HERE / name).read_text("utf-8"), file=name).data()
    return list(found)


REFUNDS, CLAIMS = entries("refunds.yaml"), entries("claims.yaml")
BOOKS = shipped("rulebook")


def name_of(one: Shipped | Mapping[str, Any]) -> str:
    if isinstance(one, Shipped):
        return one.name
    return f"{one['cart']}, {one['case']}" if "case" in one else str(one["cart"])


def book_of(one: Shipped) -> Rulebook:
    return read_rulebook(one.path.read_text("utf-8"), file=str(one.path))


def receipt_of(entry: Mapping[str, Any]) -> Receipt:
    loaded, book = open_case(entry["cart"])
    choices = Choices.model_validate(entry["choices"]) if "choices" in entry else None
    return price(loaded.value, book.value, choices)


def moment(entry: Mapping[str, Any], key: str) -> datetime | None:
    return datetime.fromisoformat(entry[key]) if key in entry else None


# --- policies --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("one", BOOKS, ids=name_of)
def test_a_policy_says_where_its_terms_are_written(one: Shipped) -> None:
    book = book_of(one)
    for policy in (book.refund, book.protection):
        if policy is not None:
            assert policy.source is not None
            cited = {key.split(":")[0].split(" (")[0].strip() for key in policy.source.en.split(";")}
            assert cited <= set(book.sources), f"{one.name} cites {sorted(cited - set(book.sources))}"


@pytest.mark.parametrize("one", BOOKS, ids=name_of)
def test_a_part_of_a_deposit_binds_under_a_law_that_is_named(one: Shipped) -> None:
    policy = book_of(one).refund
    if policy is not None:
        assert (policy.binds is None) is (policy.law is None)


def test_every_platform_that_takes_deposits_says_what_becomes_of_them() -> None:
    for one in BOOKS:
        book = book_of(one)
        if any(isinstance(rule.take, Deposit) for rule in book.rules.values()):
            policy = book.effective_refund
            assert policy is not None, one.name
            assert policy.deposit == "lost"
            assert policy.binds is not None


# --- deposits --------------------------------------------------------------------------------------------------------

ONE_ITEM = """
cart: one-presale-item
rulebook: tmall-double11-2019
at: "2019-10-22T20:00:00+08:00"
wallet: {{coupons: {{store-coupon: 1}}, balances: {{allowance: 200}}}}
lines: [{{id: "1", store: A, tags: [presale, {tag}], price: 400.00, attributes: {{deposit: {deposit}, reduction: 0}}}}]
"""


def one_item(tag: str, deposit: str) -> Cart:
    return read_cart(ONE_ITEM.format(tag=tag, deposit=deposit))


@pytest.mark.parametrize(
    ("tag", "rule", "takes"), [("coupon-300-20", "store-coupon", 20), ("every-400-50", "allowance", 50)]
)
def test_a_tool_has_to_be_smaller_than_the_balance_that_it_is_used_on(tag: str, rule: str, takes: int) -> None:
    book = open_case("tmall-double11-2019-presale")[1].value
    as_large = price(one_item(tag, f"{400 - takes}.00"), book)
    assert as_large.pay == 400_00
    smaller = price(one_item(tag, f"{400 - takes - 1}.99"), book)
    assert smaller.pay == 400_00 - takes * 100
    assert {step.rule: step.deduction for step in smaller.steps}[rule] == takes * 100


def test_a_second_decides_whether_the_balance_can_be_paid() -> None:
    for name, opens, closes in [
        ("tmall-double11-2018-presale", "2018-11-11T01:00:00+08:00", "2018-11-12T00:00:00+08:00"),
        ("tmall-double11-2019-presale", "2019-11-11T01:00:00+08:00", "2019-11-12T00:00:00+08:00"),
        ("tmall-double11-2020-presale", "2020-11-01T00:30:00+08:00", "2020-11-04T00:00:00+08:00"),
        ("tmall-double11-2023-presale", "2023-10-31T20:00:00+08:00", "2023-11-04T00:00:00+08:00"),
    ]:
        balance = receipt_of({"cart": name}).payments[-1]
        assert balance.stage == "balance"
        assert (balance.opens, balance.closes) == (datetime.fromisoformat(opens), datetime.fromisoformat(closes))


# --- refunds ---------------------------------------------------------------------------------------------------------


def refunded_of(entry: Mapping[str, Any]) -> Refunded:
    receipt = receipt_of(entry)
    returns = [back(line, what, receipt) for line, what in entry["returns"].items()]
    return refund(receipt, returns, at=moment(entry, "at"), received=moment(entry, "received"))


def back(line: str, what: Any, receipt: Receipt) -> Return:
    if what == "all":
        return Return(line)
    if isinstance(what, Mapping):
        return Return(line, worth=minor_units(Decimal(str(what["worth"])), receipt.currency))
    return Return(line, pieces=int(what))


@pytest.mark.parametrize("entry", REFUNDS, ids=name_of)
def test_what_goes_back_brings_what_the_terms_say(entry: Mapping[str, Any]) -> None:
    assert set(entry) <= {"cart", "case", "source", "choices", "at", "received", "returns", "printed", "follows"}
    found = refunded_of(entry)
    assert not found.assumed, "the terms do not say"
    said = {**entry.get("printed", {}), **entry.get("follows", {})}
    assert said
    assert not list(disagreements(found, said))


def disagreements(found: Refunded, said: Mapping[str, Any]) -> Iterator[str]:
    """What comes back otherwise, to the cent."""

    def same(what: str, ours: int | None, wanted: Any) -> Iterator[str]:
        if ours != minor_units(Decimal(str(wanted)), found.receipt.currency):
            yield f"{what}: {ours} minor units, expected {wanted}"

    for key, wanted in said.items():
        match key:
            case "coupons":
                ours = {coupon.rule: "back" if coupon.back else "lost" for coupon in found.coupons}
                if ours != wanted:
                    yield f"coupons: {ours}, expected {wanted}"
            case "balances":
                for name, amount in wanted.items():
                    into = sum(one.amount for one in found.to_balances if one.balance == name)
                    yield from same(name, into, amount)
            case "taken_back":
                for rule, amount in wanted.items():
                    taken = sum(one.amount for one in found.taken_back if one.rule == rule)
                    yield from same(rule, taken, amount)
            case "law":
                yield from same(key, found.deposit_law, wanted)
            case _:
                yield from same(key, getattr(found, key), wanted)


# --- price protection ------------------------------------------------------------------------------------------------


def protected_of(entry: Mapping[str, Any]) -> Protected:
    then = receipt_of(entry)
    now = open_case(entry["now"])[0].value if "now" in entry else None
    prices = {line: minor_units(Decimal(str(one)), then.currency) for line, one in entry.get("prices", {}).items()}
    return protect(then, now, at=moment(entry, "at"), prices=prices)


@pytest.mark.parametrize("entry", CLAIMS, ids=name_of)
def test_a_price_that_falls_owes_what_the_terms_say(entry: Mapping[str, Any]) -> None:
    assert set(entry) <= {"cart", "case", "source", "at", "now", "prices", "printed", "follows"}
    found = protected_of(entry)
    assert not found.assumed, "the terms do not say"
    line = found.lines[-1]
    for key, wanted in {**entry.get("printed", {}), **entry.get("follows", {})}.items():
        assert getattr(line, key) == minor_units(Decimal(str(wanted)), found.then.currency), key
