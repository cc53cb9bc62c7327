"""The examples of the reference: a rulebook, a cart and the answer in one block, taken apart and priced."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from promocalc.cart import Cart
from promocalc.engine import Receipt, price
from promocalc.files.load import read_cart, read_rulebook
from promocalc.files.yaml import read_yaml
from promocalc.money import minor_units, plain
from promocalc.timeline import Protected, Return, promises, protect, refund

ANSWERS = ("pays", "costs", "takes", "later", "taxed", "range", "skipped", "paid", "kept", "back", "taken", "owed")
"""What an example says of the receipt; everything else in it is a rulebook's or a cart's, but for ``now``."""


@dataclass(frozen=True)
class Example:
    """One block. ``head`` names the rulebook and, where there is one rule, is its programme."""

    text: str

    @cached_property
    def data(self) -> dict[str, Any]:
        document = read_yaml(self.text)
        assert not document.problems, document.problems
        found = document.data()
        assert isinstance(found, dict)
        return found

    @cached_property
    def answers(self) -> dict[str, Any]:
        return {key: value for key, value in self.data.items() if key in ANSWERS}

    @cached_property
    def receipt(self) -> Receipt:
        """Priced from the two files that the block stands for."""
        keys = set(Cart.model_fields) - {"cart", "title", "source"}
        cart = {key: value for key, value in self.data.items() if key in keys}
        book = {key: value for key, value in self.data.items() if key not in {*cart, *ANSWERS, "now"} - {"currency"}}
        if "price" not in book:
            (book["price"],) = book["rules"]
        if isinstance(cart.get("currency"), list):
            cart["currency"] = cart["currency"][0]
        return price(read_cart(json.dumps(cart)), read_rulebook(json.dumps({"rulebook": "example"} | book)))

    def faults(self, answers: Mapping[str, Any] | None = None) -> Iterator[str]:
        """Where the receipt says otherwise than the block, or than other answers."""
        got = self.receipt
        for key, wanted in (self.answers if answers is None else answers).items():
            match key:
                case "pays":
                    yield from self.differs(key, wanted, got.pay)
                case "taxed":
                    yield from self.differs(key, wanted, got.tax)
                case "range":
                    assert got.range is not None, "nothing is unstated"
                    for side, end, one in zip(("least", "most"), wanted, got.range, strict=True):
                        yield from self.differs(f"range, {side}", end, one)
                case "costs":
                    yield from self.each(key, wanted, {line.id: line.pay for line in got.lines})
                case "takes":
                    taken = dict.fromkeys(got.rulebook.rules, 0)
                    for step in got.steps:
                        taken[step.rule] += step.deduction
                    yield from self.each(key, wanted, taken)
                case "later":
                    given = {one.rule: (one.amount, one.points) for one in got.later}
                    for rule, amount in wanted.items():
                        found, points = given.get(rule, (0, False))
                        yield from self.differs(f"later, {rule}", amount, found, points)
                case "skipped":
                    reasons = {step.rule: getattr(step.outcome, "reason", None) for step in got.steps}
                    found_words = {rule: words(reason) for rule, reason in reasons.items()}
                    yield from (
                        f"{rule} is {found_words[rule]}, not {why}"
                        for rule, why in wanted.items()
                        if found_words[rule] != why
                    )
                case _:
                    yield from self.afterwards(key, wanted)

    def afterwards(self, key: str, wanted: Any) -> Iterator[str]:
        """The same for what happens after the order."""
        got = self.receipt
        match key:
            case "paid":
                payments = dict(enumerate((one.amount for one in got.payments), 1))
                yield from self.each(key, dict(enumerate(wanted, 1)), payments)
                if len(payments) > len(wanted):
                    yield f"paid: {len(payments)} times, not {len(wanted)}"
            case "kept":
                yield from self.differs(key, wanted, promises(got).kept)
            case "back":
                yield from self.each(key, wanted, {line: refund(got, [Return(line)]).cash for line in wanted})
            case "taken":
                yield from self.each(key, wanted, {line: self.taken(line) for line in wanted})
            case "owed":
                yield from self.each(key, wanted, {line.line: line.owed for line in self.claim.lines})

    def taken(self, line: str) -> int:
        """What is taken back of benefits where a line goes back."""
        return sum(one.amount for one in refund(self.receipt, [Return(line)]).taken_back)

    @property
    def claim(self) -> Protected:
        """What is owed at the prices ``now``."""
        prices = self.data.get("now", {}).items()
        currency = self.receipt.currency
        return protect(self.receipt, prices={line: minor_units(Decimal(one), currency) for line, one in prices})

    def each(self, key: str, wanted: Mapping[Any, Any], found: Mapping[Any, int]) -> Iterator[str]:
        for name, amount in wanted.items():
            yield from self.differs(f"{key}, {name}", amount, found.get(name))

    def differs(self, key: str, wanted: str, found: int | None, count: bool = False) -> Iterator[str]:
        currency = self.receipt.currency
        if found is None or (int(wanted) if count else minor_units(Decimal(wanted), currency)) != found:
            yield f"{key}: {'nothing' if found is None else found if count else plain(found, currency)}, not {wanted}"


def words(value: object) -> str:
    """The name of a type in words: ``NoFullSet`` is "no full set"."""
    return "" if value is None else re.sub(r"(?<!^)([A-Z])", r" \1", type(value).__name__).lower()
