"""A curve as a table for a spreadsheet: a row for every value (RFC 4180)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from promocalc.formula.curve import Curve
from promocalc.formula.unknowns import unit_of
from promocalc.money import CURRENCIES, plain

HEAD = ("x", "marked", "pay", "marginal")
OTHER = "other_pay"
"""The column of a second curve."""


def csv(curve: Curve, other: Curve | None = None) -> str:
    """``x``, what the cart is marked at, what is paid, and what the next value costs more; amounts are decimals.

    ``x`` is an amount, a count, or a percentage. The last row has no marginal price.
    """
    currency = curve.question.subject.cart.currency
    money = _writer(CURRENCIES[currency], currency)
    values = range(curve.start, curve.end + 1)
    match unit_of(curve.question.unknown):
        case "money":
            named: list[str] = list(map(money, values))
        case "rate":
            percent = _writer(2, currency)
            named = [f"{percent(value)}%" for value in values]
        case "pieces" | "points":
            named = list(map(str, values))
    paid, first = curve.pays.tolist(), curve.marked(curve.start)
    # What a cart is marked at is a line in whatever moves.
    rise = curve.marked(curve.start + 1) - first
    columns = [
        named,
        [money(first)] * len(paid) if not rise else [money(first + rise * row) for row in range(len(paid))],
        list(map(money, paid)),
        [*(money(after - before) for before, after in pairwise(paid)), ""],
    ]
    if other is not None:
        columns.append(list(map(money, other.pays.tolist())))
    head = HEAD if other is None else (*HEAD, OTHER)
    return "\r\n".join([",".join(head), *map(",".join, zip(*columns, strict=True))]) + "\r\n"


def _writer(digits: int, currency: str) -> Callable[[int], str]:
    """Amounts with so many decimals; as quickly as 200,000 rows ask for."""
    if digits != 2:
        return lambda minor: plain(minor, currency)
    return lambda minor: f"{minor // 100}.{minor % 100:02d}" if minor >= 0 else f"-{-minor // 100}.{-minor % 100:02d}"
