"""A whole campaign: ten lines under twelve rules; and one line of 3 pieces beside one of 10,000."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from promocalc.cart import Cart
from promocalc.engine.bind import bind
from promocalc.engine.price import NARROW
from promocalc.engine.run import interpret, record
from promocalc.engine.steps import steps
from promocalc.rules.rulebook import Rulebook
from tests.benchmarks.own import Case
from tests.benchmarks.timing import Subject

RULES: dict[str, Any] = {
    "official-cut": {"on": {"category": "1"}, "each": "piece", "take": {"off": "15%"}},
    "second-half-price": {
        "on": {"category": "2"},
        "per": "line",
        "sets": {"of": 2},
        "pick": {"cheapest": 1},
        "each": "set",
        "take": {"off": "50%"},
    },
    "any-three": {"on": {"tag": "mix"}, "sets": {"of": 3}, "each": "set", "take": {"to": 99}},
    "store-coupon": {"per": "store", "from": 199, "take": {"off": 20}, "use": "coupon"},
    "tiered": {"on": {"category": "3"}, "take": {"tiers": [{"from": 100, "off": 10}, {"from": 300, "off": 40}]}},
    "cross-store": {"take": {"off": 50, "every": 300}, "cap": {"order": 40_000}},
    "subsidy": {
        "on": {"tag": "appliance"},
        "per": "piece",
        "needs": {"at_most": 6000, "in": "running"},
        "take": {"off": "15%"},
        "cap": {"each": 500},
        "funded_by": "government",
    },
    "member": {"when": {"member": "88vip"}, "take": {"off": "5%"}, "cap": {"order": 100, "month": 400}},
    "red-envelope": {"take": {"off": "100%"}, "use": {"balance": "red-envelope"}},
    "beans": {
        "take": {"off": "100%"},
        "cap": {"order": "50%"},
        "use": {"balance": "beans", "unit": "0.01", "step": 1000},
    },
    "points": {"take": {"give": "1%", "in": "points"}},
    "postage": {"needs": {"at_most": 98, "in": "running"}, "take": {"add": 8, "line": "shipping"}},
}
BOOK: dict[str, Any] = {
    "rulebook": "campaign",
    "rules": RULES,
    "price": [
        {"item_price": ["official-cut", "second-half-price", "any-three"]},
        *[name for name in RULES if name not in ("official-cut", "second-half-price", "any-three")],
    ],
}
LINES: tuple[tuple[str, str, str, str, str, int], ...] = (
    # id, store, category, tag, price, quantity
    ("i1", "A", "1", "", "59.90", 2),
    ("i2", "A", "2", "", "99.90", 4),
    ("i3", "A", "1", "", "45.50", 1),
    ("i4", "A", "3", "", "36.80", 1),
    ("i5", "B", "1", "appliance", "1299.00", 1),
    ("i6", "B", "4", "mix", "44.90", 3),
    ("i7", "B", "4", "mix", "38.75", 2),
    ("i8", "C", "2", "", "199.00", 1),
    ("i9", "C", "4", "mix", "29.99", 2),
    ("i10", "C", "3", "", "134.87", 2),
)
FEW, MANY = 3, 10_000

RECORDED = "10 lines, 12 rules: every register, shape seen before"
TOLD = "… and the steps told from them"
NEW = "… new shape: bind + interpret"
RECORD = "… record the shape"
PIECES = "a line of 3 pieces: bind + interpret"
PIECES_MANY = "a line of 10,000 pieces: bind + interpret"
PIECES_RECORDED = "a line of 3 pieces, recorded"
PIECES_RECORDED_MANY = "a line of 10,000 pieces, recorded"


@dataclass(frozen=True)
class Bought:
    """Facts of a cart."""

    lines: tuple[tuple[str, str, str, str, str, int], ...] = LINES

    def cart(self) -> Cart:
        """As a cart of a member with something in the wallet."""
        lines = [
            {
                "id": name,
                "store": store,
                "category": category,
                "tags": [tag] if tag else [],
                "price": price,
                "quantity": n,
            }
            for name, store, category, tag, price, n in self.lines
        ]
        wallet = {"balances": {"red-envelope": "8.88", "beans": 2500}, "coupons": {"store-coupon": 3}}
        return Cart.model_validate({"lines": lines, "wallet": wallet, "shopper": {"member": "88vip"}})


def campaign() -> Case:
    """Ten lines under twelve rules."""
    return Case(Bought().cart(), Rulebook.model_validate(BOOK))


def one_line(quantity: int) -> Case:
    """One line under the rules that look at single pieces, and those after them."""
    names = ("second-half-price", "any-three", "cross-store", "subsidy", "points")
    rules = {name: {**RULES[name], "on": {"category": "2"}} for name in names}
    book = {"rulebook": "one-line", "rules": rules, "price": list(names)}
    return Case(Bought((("i1", "A", "2", "", "99.90", quantity),)).cart(), Rulebook.model_validate(book))


def subjects() -> Iterator[Subject]:
    """The campaign at every stage."""
    case = campaign()
    run, inputs, programme, shape, plan = case.recorded(), case.inputs, case.programme, case.shape, case.plan
    yield Subject(RECORDED, lambda _: run(inputs))
    yield Subject(TOLD, lambda _: steps(plan, run(inputs), inputs))
    yield Subject(NEW, lambda _: interpret(bind(programme, shape, NARROW), inputs))
    yield Subject(RECORD, lambda _: record(plan))


def piece_subjects() -> Iterator[Subject]:
    """Few pieces, and many."""
    few, many = one_line(FEW), one_line(MANY)
    yield Subject(PIECES, lambda _: interpret(bind(few.programme, few.shape, NARROW), few.inputs))
    yield Subject(PIECES_MANY, lambda _: interpret(bind(many.programme, many.shape, NARROW), many.inputs))
    fast, slow = few.recorded(), many.recorded()
    yield Subject(PIECES_RECORDED, lambda _: fast(few.inputs))
    yield Subject(PIECES_RECORDED_MANY, lambda _: slow(many.inputs))
