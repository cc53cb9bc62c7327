"""What a receipt comes to in other numbers, as data."""

from __future__ import annotations

from fractions import Fraction

from promocalc.cart import natural_key
from promocalc.engine.receipt import Receipt
from promocalc.explain.amounts import nearest
from promocalc.explain.data import Data, rate_data
from promocalc.explain.receipt.equivalents import (
    Cut,
    LineEquivalents,
    PerUnit,
    after_later,
    of_lines,
    one_cut,
    paid_share,
)
from promocalc.money import CURRENCIES, plain
from promocalc.timeline.promises import promises

_BASES = {"mass": "g", "volume": "ml"}


def equivalents_data(receipt: Receipt) -> Data:
    """Shares of the tag price; what lines come to per piece and per unit, before tax that is added.

    ``nearest`` is rounded to the minor unit, half up; ``exact`` is the whole of it, as a fraction where it has to be.
    """
    cut, after = one_cut(receipt), after_later(promises(receipt), receipt.marked)
    return {
        "cut": cut_data(cut, receipt.currency),
        "pay_share": rate_data(paid_share(receipt)),
        "after_later": None
        if after is None
        else {"share": rate_data(after.share), "second_purchase": plain(after.second, receipt.currency)},
        # In the order of the receipt's lines, whatever that of the cart's.
        "lines": [
            _line(one, receipt.currency) for one in sorted(of_lines(receipt), key=lambda one: natural_key(one.line))
        ],
    }


def cut_data(cut: Cut | None, currency: str) -> Data | None:
    """All cuts as one, and as a part of the tag price."""
    return None if cut is None else {"amount": plain(cut.amount, currency), "share": rate_data(cut.share)}


def _line(told: LineEquivalents, currency: str) -> Data:
    return {
        "line": told.line,
        "piece": None if told.piece is None else _price(told.piece, currency),
        "unit": None if told.unit is None else _unit(told.unit, currency),
    }


def _unit(told: PerUnit, currency: str) -> Data:
    """``in`` is g, ml, or what the line counts; ``holds`` is what all its pieces hold of it."""
    return {
        "measure": told.measure,
        "in": _BASES.get(told.dimension, told.word),
        "holds": str(told.total),
        **_price(told.price, currency),
    }


def _price(minor: Fraction, currency: str) -> Data:
    return {"nearest": plain(nearest(minor), currency), "exact": str(minor * Fraction(1, 10 ** CURRENCIES[currency]))}
