"""Deposits, as the naive pricer reads them: money that is paid at once, and when the rest is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from promocalc.cart import Cart, Line
from promocalc.money import Rate, parse_rate
from promocalc.rules.cents import Cap
from promocalc.rules.quantity import LineNumber
from promocalc.rules.rule import Rule
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.take import Deposit, Off
from tests.naive_cents import NotNaive
from tests.naive_scopes import holds


def paid_by(rule: str) -> str:
    """The column of what has been paid with a rule's deposits; all of it is in ``paid``."""
    return f"{rule} paid"


def money_of(rule: Rule) -> Rule | None:
    """What is paid at once, as a rule of its own. No cap holds it: a cap is about what is taken off."""
    if not isinstance(rule.take, Deposit):
        return None
    return rule.model_copy(update={"take": Off(rule.take.deposit), "cap": Cap()})


def asked_of_lines(rule: Rule) -> Iterator[str]:
    """The attributes without which a line is out of a deposit's scope."""
    if isinstance(rule.take, Deposit):
        for number in (rule.take.deposit, rule.take.counts, rule.take.off):
            if isinstance(number, LineNumber):
                yield number.attribute


def own_number(number: LineNumber, line: Line) -> Rate | Decimal:
    """What a line says: a rate or an amount."""
    text = line.attributes[number.attribute]
    found = parse_rate(text)
    return found[0] if found else Decimal(text)


def due(cart: Cart, book: Rulebook) -> datetime | None:
    """When the balance is paid of an order that makes a deposit: as soon as its window opens, or with the order."""
    deposits = [rule for rule in book.rules.values() if isinstance(rule.take, Deposit)]
    windows = [
        rule.take.balance
        for rule in deposits
        if isinstance(rule.take, Deposit)
        and rule.take.balance is not None
        and rule.name not in cart.choices.skip
        and holds(rule.when, cart, book.timezone)
    ]
    if len(set(windows)) > 1 or cart.balance_at is not None:
        raise NotNaive("several windows for the balance")
    opens = windows[0].start if windows else None
    return opens if opens is None or cart.at is None else max(opens, cart.at)


def at_its_moment(rule: Rule, cart: Cart, settled: datetime | None) -> Cart:
    """The cart as the rule finds it: deposits, and what goes with them, when it was ordered; all else when the
    balance is paid."""
    early = isinstance(rule.take, Deposit) or rule.stage == "deposit"
    return cart if early or settled is None else cart.model_copy(update={"at": settled})
