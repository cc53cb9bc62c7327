"""What is held back of a refund, by the terms: a restocking fee, return postage, a part that grows with time."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from promocalc.money import Rate, minor_units
from promocalc.rules.quantity import ByCurrency
from promocalc.timeline.account import Account, Gone, rounded


def fee(account: Account, gone: Gone, at: datetime | None, returns: int) -> int:
    """What is held back of everything that has gone back by now, in so many returns: it may be more than comes back."""
    said = account.policy.fee_at(at)
    if said is None or not any(gone.parts.values()):
        return 0
    currency, lines = account.receipt.currency, account.goods.values()
    keeps = in_units(said.keeps, currency)
    if isinstance(keeps, Fraction):
        found = rounded(sum((line.pay * gone.of(line.id) for line in lines), Fraction(0)) * keeps)
    else:
        match said.each:
            case "return":
                times = returns
            case "line":
                times = sum(1 for line in lines if gone.of(line.id))
            case "piece":  # a piece of which a part goes back is a piece
                times = sum(-int(-line.quantity * gone.of(line.id) // 1) for line in lines)
        found = keeps * times
    least, most = (None if bound is None else in_units(bound, currency) for bound in (said.least, said.most))
    found = found if least is None else max(found, int(least))
    return found if most is None else min(found, int(most))


def in_units(said: Decimal | Rate | ByCurrency, currency: str) -> int | Fraction:
    """A stated amount in minor units, or a rate; nothing where none is stated for the currency."""
    if isinstance(said, Rate):
        return said.fraction
    stated = said.in_currency(currency) if isinstance(said, ByCurrency) else said
    return 0 if stated is None else minor_units(stated, currency)
