"""Where on a curve one is, and which range around it is worth a look."""

from __future__ import annotations

from promocalc.engine.left_open import HUNDREDTHS
from promocalc.engine.plan import in_order
from promocalc.formula.opened import MOST_PIECES
from promocalc.formula.question import Question
from promocalc.formula.unknowns import Held, LinePrice, LineQuantity, RuleNumber, Spend
from promocalc.money import CURRENCIES, minor_units

USUAL = 200_000
"""So many values at most has a range that nobody asked for."""
MOST = 1_000_000
"""So many values at most may be asked for."""
_FEW_PIECES = 12


def present(question: Question) -> int | None:
    """The value that what moves has now; None where a rule does not state the number for this shopper now."""
    subject, unknown = question.subject, question.unknown
    cart, currency = subject.cart, subject.cart.currency
    match unknown:
        case LinePrice(line):
            return next(minor_units(one.unit_price, currency) for one in cart.lines if one.id == line)
        case LineQuantity(line):
            return next(one.quantity for one in in_order(cart.lines) if one.id == line)
        case Spend():
            return sum(minor_units(one.unit_price, currency) * one.quantity for one in cart.lines)
        case Held(balance, unit):
            held = cart.wallet.balances.get(balance)
            if held is None:
                return 0
            return int(held) if unit == "points" else minor_units(held, currency)
        case RuleNumber(rule, part, _):
            return _stated(question, rule, part)


def _stated(question: Question, rule: str, part: str) -> int | None:
    from promocalc.engine.left_open import openings

    for programme in question.pricer.programmes:
        for key, number in openings(programme).items():
            if key == (rule, part):
                return number.first
    return None


def usual_range(question: Question) -> tuple[int, int]:
    """From the least that it can be to about twice what it is now, with round ends; at most :data:`USUAL` values, then
    the present one is in the middle. A rate goes from 0 to 100 %, pieces from 1 to 12 or three times as many."""
    now, least = present(question), question.least
    here = max(least, now or 0)
    match question.unknown:
        case LineQuantity():
            return 1, min(MOST_PIECES, max(_FEW_PIECES, 3 * here))
        case RuleNumber(unit="rate"):
            return 0, max(HUNDREDTHS, here)
        case Held(unit="points") | RuleNumber(unit="pieces" | "points"):
            return _around(here, least, 1)
        case _:
            return _around(here, least, 10 ** CURRENCIES[question.subject.cart.currency])


def _around(here: int, least: int, one: int) -> tuple[int, int]:
    """To about twice ``here``, in round numbers of ``one``."""
    # Where other lines hold most of a total, twice the total is as far again as the moving line goes.
    end = _round_up(max(2 * here, least + 10 * one), one)
    if end - least < USUAL:
        return least, end
    step = _step(USUAL)
    start = max(least, (here - USUAL // 2) // step * step)
    return start, (start + USUAL - 1) // step * step


def _round_up(value: int, one: int) -> int:
    """To two leading digits, upwards; at least to a whole ``one``."""
    step = max(one, _step(value))
    return -(-value // step) * step


def _step(value: int) -> int:
    """A tenth of the power of ten of a value: 100 for 1,437."""
    power: int = 10 ** max(0, len(str(abs(value))) - 2)
    return power
