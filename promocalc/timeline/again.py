"""The same order once more, with something changed."""

from __future__ import annotations

from datetime import datetime

from promocalc.cart import Cart, Choices
from promocalc.engine import Pricer, Receipt
from promocalc.engine.stages import deposits_in
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import EVERYTHING, AllOf, Scope, Within


def again(
    receipt: Receipt,
    *,
    cart: Cart | None = None,
    book: Rulebook | None = None,
    balance_at: datetime | None = None,
    without: frozenset[str] = frozenset(),
) -> Receipt:
    """What the order comes to with another cart, other terms, its balance paid at another moment, or without rules."""
    due = balance_at if balance_at is not None else receipt.balance_at
    pricer = Pricer(book or receipt.rulebook, receipt.shopper, receipt.at, due, left_out=without)
    return pricer.price(cart or receipt.cart, receipt.choices)


def in_stock(receipt: Receipt, at: datetime | None, cart: Cart | None = None) -> Receipt:
    """What the order comes to when no deposit is made, and it is ordered at ``at``."""
    choices = _leaving(receipt, deposits_in(receipt.rulebook))
    return Pricer(receipt.rulebook, receipt.shopper, at).price(cart or receipt.cart, choices)


def without_deposit(receipt: Receipt, rule: str) -> Receipt:
    """What the order comes to on the day of its balance when one deposit is not made."""
    if all(payment.rule == rule for payment in receipt.payments if payment.stage == "deposit"):
        return in_stock(receipt, receipt.balance_at or receipt.at)
    pricer = Pricer(receipt.rulebook, receipt.shopper, receipt.at, receipt.balance_at)
    return pricer.price(receipt.cart, _leaving(receipt, (rule,)))


def _leaving(receipt: Receipt, rules: tuple[str, ...]) -> Choices:
    use = tuple(name for name in receipt.choices.use if name not in rules)
    skip = tuple(sorted({*receipt.choices.skip, *rules}))
    return receipt.choices.model_copy(update={"use": use, "skip": skip})


def dearer(other: Receipt, receipt: Receipt) -> int:
    """By how much ``other`` is dearer: what is paid, less what it brings later."""
    return _comes_to(other) - _comes_to(receipt)


def _comes_to(receipt: Receipt) -> int:
    return receipt.pay - sum(later.worth for later in receipt.later)


def at_any_time(book: Rulebook, name: str) -> Rulebook:
    """The terms, with one rule that holds whenever it is."""
    rule = book.rules[name]
    changed = rule.model_copy(update={"when": _windowless(rule.when)})
    return book.model_copy(update={"rules": {**book.rules, name: changed}})


def _windowless(scope: Scope) -> Scope:
    """The conditions of ``scope`` that are not about the moment."""
    match scope:
        case Within():
            return EVERYTHING
        case AllOf(parts):
            return AllOf(tuple(_windowless(part) for part in parts))
        case _:
            return scope
