"""What is held back of a refund, by the terms: a restocking fee, return postage, a part that grows with time."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from promocalc.money import CURRENCIES, Rate
from promocalc.rules.quantity import ByCurrency
from promocalc.timeline.account import Account, Gone, rounded


def fee(account: Account, gone: Gone, at: datetime | None, before: int) -> int:
    """What is to be held back in all by now; ``before``: of earlier returns. It may be more than comes back."""
    said = account.policy.fee_at(at)
    if said is None or not any(gone.parts.values()):
        return before
    currency, lines = account.receipt.currency, account.goods.values()
    keeps = in_units(said.keeps, currency) or 0
    if isinstance(keeps, Fraction):
        found = rounded(sum(account.paid(line, gone) for line in lines) * keeps)
    else:
        match said.each:
            case "return":  # what a return was too small for is not held back of the next
                found = before + keeps
            case "line":
                found = sum(min(keeps, account.paid(line, gone)) for line in lines if gone.of(line.id))
            case "piece":  # a piece of which a part goes back is a piece
                counts = {line.id: -int(-line.quantity * gone.of(line.id) // 1) for line in lines}
                found = sum(min(keeps * counts[line.id], account.paid(line, gone)) for line in lines)
    least, most = (None if bound is None else in_units(bound, currency) for bound in (said.least, said.most))
    found = found if not least else max(found, int(least))
    return found if most is None else min(found, int(most))


def in_units(said: Decimal | Rate | ByCurrency, currency: str) -> int | Fraction | None:
    """A stated amount in minor units, or a rate; None where none is stated for the currency."""
    if isinstance(said, Rate):
        return said.fraction
    stated = said.in_currency(currency) if isinstance(said, ByCurrency) else said
    # Terms that others extend may be finer than the coins of these.
    return None if stated is None else int(Fraction(stated) * 10 ** CURRENCIES[currency])
