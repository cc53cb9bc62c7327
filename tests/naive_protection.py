"""Price protection once more, slowly: as ``rules/README.md`` says it, from a receipt's figures only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from promocalc.cart import Cart
from promocalc.money import CURRENCIES
from promocalc.rules.protection import Protection
from promocalc.rules.take import Give
from promocalc.rules.use import Balance
from tests.naive_cents import rounded
from tests.naive_refunds import end_of, lines_of, one_point, settled, tax_on


def naive_owed(
    then: Any,
    *,
    policy: Protection,
    price: Callable[[Cart, frozenset[str]], Any],
    at_first: Callable[[Cart, frozenset[str]], Any],
    prices: Mapping[str, int],
    at: datetime | None = None,
    received: datetime | None = None,
    already: Mapping[str, int] | None = None,
    refunded: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """What is owed of each line; ``prices`` are those of one piece, in minor units.

    ``price`` leaves rules out, now; ``at_first`` as it would have when the order was made.
    """
    base = {
        "order": then.at,
        "payment": settled(then) or then.at,
        "receipt": received,
        "campaign": policy.campaign and policy.campaign - timedelta(microseconds=1),
    }[policy.after]
    closes = end_of(base, policy.within, then.rulebook.timezone)
    late = closes is not None and at is not None and at >= closes
    last = settled(then)
    unpaid = last is not None and at is not None and at < last
    rules = then.rulebook.rules
    out = {name for name, rule in rules.items() if policy.counts == "merchant" and rule.funded_by != "merchant"}
    # What the shopper's own wallet pays is paid, whoever counts.
    own = {name for name, rule in rules.items() if isinstance(rule.use, Balance) and rule.funded_by == "merchant"}
    out |= {*policy.leave_out, *policy.excludes, *own}
    # What is given for later lowers no price, and is no part of what is left out of one.
    cuts_out = frozenset(name for name in out if not isinstance(rules[name].take, Give))
    new = [
        line.model_copy(update={"unit_price": _as_price(prices[line.id], then.currency)}) if line.id in prices else line
        for line in then.cart.lines
    ]

    def compared(line: Any, lines: Sequence[Any], again: Callable[[Cart, frozenset[str]], Any]) -> int:
        alone = policy.simulates == "piece"
        one = [each.model_copy(update={"quantity": 1}) for each in lines if each.id == line.id]
        got = again(then.cart.model_copy(update={"lines": tuple(one if alone else lines)}), cuts_out)
        return _compared(got, line.id, policy, out, line.quantity if alone else 1)

    found = {}
    for line in lines_of(then, goods=True):
        now = compared(line, new, price)
        net = line.pay + sum(amount for rule, amount in line.shares if rule in own)
        # Prices are compared without the tax that comes to them; money that came back, or is owed, holds its part.
        tax = tax_on(then, line)
        part = Fraction(net, net + tax) if tax else Fraction(1)
        paid_back, gone = ((some or {}).get(line.id, 0) for some in (already, refunded))
        earlier, back = rounded(paid_back * part), rounded(gone * part)
        fell = _compared(then, line.id, policy, out, 1) - now - earlier
        touched = {step.rule for step in then.steps if dict(step.shares).get(line.id)}
        unchanged = now == compared(line, then.cart.lines, at_first)
        shut = late or unpaid or unchanged or touched & set(policy.excludes)
        owed = 0 if shut else max(0, min(fell, net - earlier - back))
        with_tax = owed + rounded(Fraction(owed * tax, net)) if net else owed
        found[line.id] = min(with_tax, max(0, net + tax - paid_back - gone)) if owed else 0
    return found


def _as_price(minor: int, currency: str) -> Any:
    return Decimal(minor).scaleb(-CURRENCIES[currency])


def _compared(receipt: Any, line: str, policy: Protection, out: Collection[str], times: int) -> int:
    """What counts of a line's price, so many times: what was asked, less the cuts that enter, and some benefits."""
    own = next(each for each in receipt.lines if each.id == line)
    found = (int(own.marked) - sum(amount for rule, amount in own.shares if rule not in out)) * times
    for later in receipt.later:
        if later.kind in policy.with_later and later.rule not in out and later.certain:
            steps = [step for step in receipt.steps if step.rule == later.rule and step.given]
            amount = sum(dict(step.shares).get(line, 0) for step in steps) * times
            found -= floor(amount * one_point(receipt, later.rule)) if later.points else amount
    return found
