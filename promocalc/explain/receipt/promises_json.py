"""The three totals of a receipt as data."""

from __future__ import annotations

from fractions import Fraction

from promocalc.engine.receipt import Receipt
from promocalc.explain.amounts import nearest
from promocalc.explain.data import Data, moment_data, rate_data, title_data, window_data
from promocalc.money import plain
from promocalc.timeline.promises import Promise, promises


def promises_data(receipt: Receipt) -> Data:
    """What is certain, what it comes to if every promise is kept, and what each one needs.

    ``worth`` and ``off_both`` are told as the order stands, with ``_kept`` if every promise is kept. ``kept_pay`` is
    what is paid then, ``kept`` that less what all benefits are worth, certain ones too.
    """
    told = promises(receipt)
    return {
        "certain": plain(told.certain, receipt.currency),
        "kept_pay": plain(told.kept_pay, receipt.currency),
        "kept": plain(told.kept, receipt.currency),
        "expected": _average(told.expected, receipt),
        "second_purchases": plain(told.forced, receipt.currency),
        "promised": [promise_data(one, receipt) for one in told.promised],
        "benefits": [promise_data(one, receipt) for one in told.benefits],
    }


def promise_data(told: Promise, receipt: Receipt) -> Data:
    """One promise or benefit: what it is worth, and what has to happen for it."""
    money = receipt.currency
    return {
        "rule": told.rule,
        "title": title_data(receipt.title_of(told.rule)),
        "kind": told.kind,
        "in": told.thing or None,
        "amount": told.amount if told.kind == "points" else plain(told.amount, money),
        "worth": plain(told.worth, money),
        "worth_kept": plain(told.worth_kept, money),
        "worth_if_not": plain(told.worth_if_not, money),
        "if": None if told.condition is None else title_data(told.condition),
        "by": moment_data(told.by),
        "chance": rate_data(told.chance),
        "expected": _average(told.expected, receipt),
        "spend": None if told.spend is None else plain(told.spend, money),
        "off_both": rate_data(told.equals),
        "off_both_kept": rate_data(told.equals_kept),
        **window_data(told.opens, told.closes),
    }


def _average(amount: Fraction | None, receipt: Receipt) -> str | None:
    """To the nearest minor unit."""
    return None if amount is None else plain(nearest(amount), receipt.currency)
