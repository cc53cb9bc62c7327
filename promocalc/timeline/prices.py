"""A cart at other prices, and an order whose deposits are paid already."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from pydantic import ValidationError

from promocalc.cart import Cart
from promocalc.engine.receipt import Receipt
from promocalc.engine.steps import Step
from promocalc.money import CURRENCIES, decimal, minor_units
from promocalc.problems import Problem, ProblemGroup, TooFine, UnknownLine, Where, nearest
from promocalc.rules.cents import Cap, Over, Round, Share
from promocalc.rules.quantity import LineNumber
from promocalc.rules.rule import Rule
from promocalc.rules.scope import EVERYTHING, AllOf, Is
from promocalc.rules.take import Deposit
from promocalc.rules.values import read_amount, troubles
from promocalc.rules.views import RUNNING
from promocalc.timeline.again import again

PAID, COUNTED = "deposit-paid-", "deposit-counted-"
"""Attributes of lines, followed by the rule: what was paid on it as a deposit, and what that counts for."""


NewPrices: TypeAlias = Mapping[str, Decimal | str | int]
"""What one piece costs, by line."""


def at_prices(cart: Cart, prices: NewPrices) -> Cart:
    """The cart at other prices. Raises ProblemGroup for lines that it does not have, and for what is no price."""
    known = tuple(line.id for line in cart.lines)
    problems: list[Problem] = []
    read: dict[str, Decimal] = {}
    for line, written in prices.items():
        if line in known:
            read[line] = _read_price(written, cart.currency, Where(("prices", line)), problems)
        else:
            problems.append(Problem(UnknownLine(line, known, nearest(line, known)), Where(("prices", line))))
    if problems:
        raise ProblemGroup(tuple(problems))
    lines = [line.model_copy(update={"unit_price": read.get(line.id, line.unit_price)}) for line in cart.lines]
    return cart.model_copy(update={"lines": tuple(lines)})


def _read_price(written: object, currency: str, where: Where, problems: list[Problem]) -> Decimal:
    try:
        amount = read_amount(written)
    except ValidationError as error:
        problems += [Problem(trouble, where) for _, trouble in troubles(error)]
        return Decimal(0)
    try:
        minor_units(amount, currency)
    except ValueError:
        problems.append(Problem(TooFine(f"{amount:f}", currency, CURRENCIES[currency]), where))
    return amount


def with_deposits_kept(order: Receipt, cart: Cart) -> Receipt:
    """The order at the prices of ``cart``: what was paid as a deposit, and what that counts for, stays as it was."""
    anew = again(order, cart=cart)
    if _deposits(anew) == _deposits(order):
        return anew
    paid = {step.rule for step in order.steps if step.deposit}
    rules = {name: _fixed(order, rule) if name in paid else rule for name, rule in order.rulebook.rules.items()}
    lines = []
    for line in cart.lines:
        facts = dict(line.attributes)
        for name in paid:
            deposit, counts = _on_line(order, name, line.id)
            facts |= {
                f"{PAID}{name}": f"{decimal(deposit, order.currency):f}",
                f"{COUNTED}{name}": f"{decimal(counts, order.currency):f}",
            }
        lines.append(line.model_copy(update={"attributes": facts}))
    return again(
        order,
        cart=cart.model_copy(update={"lines": tuple(lines)}),
        book=order.rulebook.model_copy(update={"rules": rules}),
    )


def _deposits(receipt: Receipt) -> list[tuple[Any, ...]]:
    return [_amounts(step) for step in receipt.steps if step.deposit]


def _amounts(step: Step) -> tuple[Any, ...]:
    return step.rule, step.pool, step.deposits, step.shares


def _on_line(order: Receipt, rule: str, line: str) -> tuple[int, int]:
    """What was paid with a deposit on a line, and what that counts for."""
    steps = [step for step in order.steps if step.rule == rule]
    deposit = sum(dict(step.deposits).get(line, 0) for step in steps)
    return deposit, deposit + sum(dict(step.shares).get(line, 0) for step in steps)


def _fixed(order: Receipt, rule: Rule) -> Rule:
    """The same deposit, as much as was paid, on the lines that it was paid on."""
    assert isinstance(rule.take, Deposit)
    lines = tuple(line.id for line in order.lines if any(_on_line(order, rule.name, line.id)))
    take = Deposit(LineNumber(f"{PAID}{rule.name}"), LineNumber(f"{COUNTED}{rule.name}"), None, rule.take.balance)
    facts = {
        "on": AllOf((rule.on, Is("id", lines))) if rule.on != EVERYTHING else Is("id", lines),
        "per": "line",
        "each": "pool",
        "take": take,
        "start": None,
        "needs": (),
        "cap": Cap(),
        "measure": RUNNING,
        "of": RUNNING,
        "share": Share(),
        "round": Round(),
        "floor": Decimal(0),
        "over": Over(),
    }
    return rule.model_copy(update=facts)
