"""A price as a function: ten lines under six rules, as equations, and as a curve over 200,000 prices of one line."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

from promocalc.cart import Cart
from promocalc.engine.price import price
from promocalc.formula.curve import Curve, curve
from promocalc.formula.equations import equations
from promocalc.formula.question import Question
from promocalc.formula.subject import Subject as Asked
from promocalc.formula.unknowns import LinePrice
from promocalc.money import minor_units
from promocalc.rules.rulebook import Rulebook
from tests.benchmarks.carts import cart_facts
from tests.benchmarks.timing import Subject

RULES: dict[str, Any] = {
    "category-cut": {"on": {"category": "1"}, "each": "line", "take": {"off": "10%"}},
    "store-tiers": {"per": "store", "take": {"tiers": [{"from": 200, "off": 10}, {"from": 400, "off": 30}]}},
    "store-coupon": {"per": "store", "from": 250, "take": {"off": 20}},
    "cross-store": {"take": {"off": 50, "every": 300}, "cap": {"order": 150}},
    "member": {"take": {"off": "5%"}, "cap": {"order": 50}},
    "red-envelope": {"take": {"off": "100%"}, "use": {"balance": "red-envelope"}},
}
BOOK: dict[str, Any] = {"rulebook": "six", "currency": "CNY", "rules": RULES, "price": list(RULES)}
ENVELOPE = "8.88"
LINE = "i5"
"""The line whose price moves: one piece of category 1 in store B."""
PRICES = 200_000
RATE = Fraction(3, 10)

FORMULA = "formula of 6 rules on 10 lines, every price open"
CURVE = f"curve of {PRICES:,} prices: swept, in pieces, every law held against all"
QUESTION = f"… and where {RATE.numerator * 10} % is saved, the ends priced again by the engine"
FORMULA_TARGET, CURVE_TARGET = 0.1, 0.5
"""Seconds."""


def campaign() -> Asked:
    """The cart of the table under six rules, and something in the wallet."""
    wallet = {"balances": {"red-envelope": ENVELOPE}}
    return Asked(Cart.model_validate(cart_facts() | {"wallet": wallet}), Rulebook.model_validate(BOOK))


def drawn() -> Curve:
    """The curve, from nothing."""
    return curve(Question(campaign(), LinePrice(LINE)), 1, PRICES)


@cache
def known() -> Curve:
    """The same, worked out once: what the answers of others are held against."""
    return drawn()


def wrong() -> Iterator[str]:
    """What does not agree with the engine's receipt, if anything: it is not timed then."""
    asked = campaign()
    receipt = price(asked.cart, asked.rulebook)
    own = next(line.unit_price for line in asked.cart.lines if line.id == LINE)
    answers = {"equations": equations(asked).pay, "curve": known().at(minor_units(own, asked.cart.currency))}
    for way, paid in answers.items():
        if paid != receipt.pay:
            yield f"the {way} say {paid}, not {receipt.pay}"


def subjects() -> Iterator[Subject]:
    """promocalc's own answers."""
    yield Subject(FORMULA, equations, campaign, warm=2)
    yield Subject(CURVE, lambda _: drawn(), warm=1)
    yield Subject(QUESTION, lambda _: drawn().discount_at_least(RATE), warm=1)
