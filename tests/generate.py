"""Random valid rulebooks and carts, for every property test of the project.

Drawn compactly and shrinkable (:mod:`tests.generate_draw`). The tree is drawn first; a rule's views then speak only of
what stands before it.

    @given(cases())
    def test_something(case):
        cart, book = case
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import yaml
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.money import plain
from promocalc.rules.cents import period_caps
from promocalc.rules.programme import Labelled, Node, OneOf, Unstated, members, rules_in
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import EVERYTHING
from promocalc.rules.take import Deposit
from promocalc.rules.use import Balance
from tests.generate_deposits import BALANCES, deposit_numbers
from tests.generate_draw import ODD, PRICES, QUANTITIES, Draw, Drawer, Place
from tests.generate_rules import PERIODS, draw_over, draw_round, draw_rule

STORES = ("A", "B", "C")
IDS = ("i1", "i10", "i2", "b", "i3", "a7", "c")
RULES = ("r1", "r2", "r3", "r4", "r5", "r6")
SHAPES: tuple[dict[str, Any], ...] = (
    {},
    {"category": "food"},
    {"category": "food", "tags": ["a"]},
    {"category": "toys", "tags": ["a", "b"], "attributes": {"colour": "red"}},
    {"tags": ["b"], "attributes": {"colour": "blue"}},
    {"category": "toys", "attributes": {"colour": "red"}},
    {"category": "food", "kind": "shipping"},
)
MOMENTS = (
    None,
    "2020-11-11T00:00:00+08:00",
    "2020-11-11T23:59:59+08:00",
    "2020-11-10T15:59:59+00:00",
    "2020-11-12T12:00:00+08:00",
)
SHOPPERS: tuple[dict[str, Any], ...] = (
    {},
    {"new": True, "orders": 0},
    {"member": "gold", "region": "SH", "new": False, "orders": 2, "payment": "card"},
    {"attributes": {"student": True}, "region": "BJ", "orders": 4},
)


@dataclass
class _Grown:
    """A tree under construction."""

    to: Drawer
    total: int
    places: dict[str, Place] = field(default_factory=dict)
    top_labels: list[str] = field(default_factory=list)
    labels: int = 0

    def node(self, rules: tuple[str, ...], at: Place) -> Any:
        """A tree over ``rules``, in which each stands once."""
        if len(rules) == 1:
            self.places[rules[0]] = at
            return rules[0]
        verb = self.to.pick(
            ("list", "list", "together", "best_of", "first_of", "one_of", "list", "unstated", "pieces", "spend")
        )
        match verb:
            case "pieces" | "spend":
                at = replace(at, consumes=True, spends=at.spends or verb == "spend")
                return {"consume": verb, "of": self.consumed(rules, at)}
            case "list":
                return self.sequence(rules, at)
            case "unstated":
                self.places |= dict.fromkeys(rules, at)
                other = self.to.pick((list(rules[::-1]), {"together": list(rules)}, {"best_of": list(rules)}))
                return {"unstated": {f"one {rules[0]}": list(rules), f"other {rules[0]}": other}}
            case "together":
                return {"together": self.parts(rules, replace(at, pinned=True))}
        per = self.to.pick(("order", "order", "line", "store", "piece"))
        parts = self.parts(rules, replace(at, countable=at.countable and per == "order"))
        if per != "order":
            return {verb: parts, "per": per}
        # Every two of many alternatives are many programmes.
        return {verb: parts, "at_most": 2} if len(parts) < 5 and self.to.rarely(3) else {verb: parts}

    def chunks(self, rules: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Split in two, or into single rules."""
        cut = self.to.pick(range(len(rules)))
        return [rules[:cut], rules[cut:]] if cut else [(rule,) for rule in rules]

    def parts(self, rules: tuple[str, ...], at: Place) -> list[Any]:
        parts = []
        for chunk in self.chunks(rules):
            parts.append(self.node(chunk, at))
            at = replace(at, before=(*at.before, *chunk))
        return parts

    def consumed(self, rules: tuple[str, ...], at: Place) -> list[Any]:
        """Rules one after another; now and then the last two as a list of their own."""
        for rule in rules:
            self.places[rule] = at
            at = replace(at, before=(*at.before, rule))
        if len(rules) > 2 and self.to.rarely(3):
            return [*rules[:-2], list(rules[-2:])]
        return list(rules)

    def sequence(self, rules: tuple[str, ...], at: Place) -> list[Any]:
        steps = []
        for chunk in self.chunks(rules):
            step = self.node(chunk, at)
            at = replace(at, before=(*at.before, *chunk))
            if self.to.rarely(4):
                self.labels += 1
                label = f"stage{self.labels}"
                step, at = {label: step}, at if at.pinned else replace(at, labels=(*at.labels, label))
                self.top_labels += [label] if len(rules) == self.total else []
            steps.append(step)
        return steps


def _defaults(to: Drawer, labels: Sequence[str]) -> dict[str, Any]:
    words = [*labels, *labels, "marked", "running"]
    said: dict[str, Any] = {}
    parts = (("measure",), ("measure", "share"), ("over",), ("round",), ("floor",), ("of", "round"), ("rank", "share"))
    for part in to.pick(parts):
        match part:
            case "measure" | "of":
                said[part] = to.pick(words)
            case "over":
                said["over"] = draw_over(to)
            case "round":
                said["round"] = draw_round(to)
            case "floor":
                said["floor"] = to.pick((to.money((1, 10)), "line.least"))
            case "rank":
                said["rank"] = to.pick(("marked", "running"))
            case "share":
                said["share"] = {"by": to.pick(words), "odd": to.pick(ODD)}
                if to.rarely(3):
                    said["share"]["over"] = to.pick(("pool", "order"))
    return said


def _tax(to: Drawer) -> dict[str, Any]:
    """How tax closes the programme."""
    included, per, mode, of = to.picks(
        (True, False), ("line", "piece", "rate", "order"), ("half_up", "down", "up"), (None, None, "running", "marked")
    )
    tax: dict[str, Any] = {"included": included, "per": per, "round": {"mode": mode}}
    tax["rate"] = to.pick(("line.tax_rate", "20%", "10%", "line.tax_rate", "1/3"))
    if of == "running" or (of == "marked" and not included):
        tax["of"] = of
    if included and to.rarely(3):
        tax["rounds"] = "net"
    if to.rarely(4):
        tax["round"]["unit"] = to.money((10, 5))
    return tax


def _exclusion(to: Drawer, rules: tuple[str, ...]) -> dict[str, Any]:
    cut = 1 + to.pick(range(len(rules) - 1))
    found: dict[str, Any] = {"these": list(rules[:cut]), "not_with": list(rules[cut:][:2])}
    found["on"] = to.pick(("order", "line", "store"))
    return found | {"keep": "best"} if found["on"] == "order" and to.rarely(3) else found


def _draw_book(to: Drawer, most: int) -> Rulebook:
    to.currency = to.pick(("CNY", "CNY", "CNY", "JPY", "KWD"))
    to.also_in = ("USD",) if to.currency == "CNY" and to.rarely(4) else ()
    to.lines_only, to.grouped = to.pick((True, False)), 0
    to.unit = to.pick(("0.01", "1", "0.003"))
    to.balance = to.pick(BALANCES)
    rules = RULES[: 1 + to.pick(range(most))]
    grown = _Grown(to, len(rules))
    tree = grown.node(rules, Place())
    book: dict[str, Any] = {"rulebook": "generated", "currency": [to.currency, *to.also_in], "price": tree}
    book["rules"] = {rule: draw_rule(to, grown.places[rule]) for rule in rules}
    _no_points_in_views(book)
    if to.rarely(3):
        book["defaults"] = _defaults(to, grown.top_labels)
    if len(rules) > 1 and to.rarely(4):
        book["exclude"] = [_exclusion(to, rules) for _ in range(to.pick((1, 2)))]
    if to.rarely(4):
        book["tax"] = _tax(to)
    return Rulebook.model_validate(book)


def _no_points_in_views(book: dict[str, Any]) -> None:
    """A view adds up money: of a rule that gives points none may speak, so that it gives cash instead."""
    spoken = " ".join(
        str(view)
        for body in book["rules"].values()
        for view in (body.get("measure"), body.get("of"), body.get("share", {}).get("by"), body.get("needs"))
    )
    for name, body in book["rules"].items():
        if body["take"].get("in") == "points" and name in spoken:
            body["take"] |= {"in": "cash"}
            body["take"].pop("worth", None)


def _draw_line(to: Drawer, name: str) -> dict[str, Any]:
    price, quantity = to.picks(PRICES, QUANTITIES)
    store, shape = to.picks(STORES, SHAPES)
    line = {"id": name, "unit_price": plain(price, to.currency), "quantity": quantity, "store": store, **shape}
    line["attributes"] = shape.get("attributes", {}) | _numbers(to) | deposit_numbers(to)
    return line


def _numbers(to: Drawer) -> dict[str, str]:
    """What a line says for rules that ask it: its own cut, a least price, a tax rate; nothing most of the time."""
    at = to.pick((0, 0, 0, 1, 2, 3))
    cut, least, rate = to.picks((10, 333, 0, 5000), (1, 100, 5000), ("20%", "5%", "0%", "10%"))
    money = {"cut": plain(cut, to.currency), "least": plain(least, to.currency), "gift": plain(100, to.currency)}
    return ({}, money | {"tax_rate": rate}, {"cut": rate, "part": rate, "tax_rate": rate}, money | {"part": rate})[at]


def _draw_choices(to: Drawer, book: Rulebook) -> dict[str, Any]:
    """What this rulebook leaves to the shopper; nothing most of the time."""
    nodes = tuple(_nodes(book.price)) if book.price is not None else ()
    offered = [part for node in nodes if isinstance(node, OneOf) for part in node.parts]
    counted = {name for name, rule in book.rules.items() if rule.use != "automatic" or isinstance(rule.take, Deposit)}
    open_ = {
        "use": sorted({rule for part in offered for rule in rules_in(part)}),
        "skip": sorted(counted | {rule for part in offered for rule in rules_in(part)}),
        "reading": sorted({name for node in nodes if isinstance(node, Unstated) for name, _ in node.readings}),
    }
    kinds = [(), *((kind,) for kind in open_ if open_[kind]), tuple(kind for kind in open_ if open_[kind])]
    return {kind: to.pick(open_[kind]) for kind in to.pick(kinds)} if to.rarely(2) else {}


def _nodes(node: Node | Labelled) -> Iterator[Node | Labelled]:
    yield node
    for member in (node.node,) if isinstance(node, Labelled) else (inner for _, inner in members(node)):
        yield from _nodes(member)


def _draw_cart(to: Drawer, book: Rulebook) -> Cart:
    to.currency = to.pick((book.currency, book.currency, *book.also_in))
    names = IDS[: 1 + to.pick(range(len(IDS)))]
    lines = [_draw_line(to, name) for name in (names[::-1] if to.rarely(3) else names)]
    if to.rarely(20):
        lines[0]["quantity"] = to.pick((1000, 10_000))
    cart: dict[str, Any] = {"currency": to.currency, "lines": lines}
    shopper: dict[str, Any] = {}
    if any(rule.when != EVERYTHING for rule in book.rules.values()):
        cart["at"] = to.pick(MOMENTS)
        shopper = dict(to.pick(SHOPPERS))
    cart["shopper"] = shopper | _counters(to, book)
    wallet = _draw_wallet(to, book)
    choices = _draw_choices(to, book)
    return Cart.model_validate(cart | {"wallet": wallet, "choices": choices})


def _draw_wallet(to: Drawer, book: Rulebook) -> dict[str, Any]:
    wallet: dict[str, Any] = {}
    coupons = [name for name, rule in book.rules.items() if rule.use == "coupon"]
    if coupons and to.rarely(2):
        wallet["coupons"] = {name: to.pick((1, 2, 0, 3)) for name in coupons}
    purses = {rule.use.name: rule.use for rule in book.rules.values() if isinstance(rule.use, Balance)}
    if purses:
        held = (1000, 1, 0, 50, 333, 100000)
        wallet["balances"] = {
            name: to.money(held) if purse.unit is None else str(to.pick(held)) for name, purse in sorted(purses.items())
        }
    return wallet


def _counters(to: Drawer, book: Rulebook) -> dict[str, Any]:
    """What this shopper has had before, of rules that count it."""
    capped = [name for name, rule in book.rules.items() if period_caps(rule.cap)]
    limited = [name for name, rule in book.rules.items() if set(rule.limit) & set(PERIODS)]
    found: dict[str, Any] = {}
    if capped and to.rarely(2):
        found["used"] = {name: {period: to.money((100, 1, 0, 5000)) for period in PERIODS[::2]} for name in capped}
    if limited and to.rarely(2):
        found["times"] = {name: {period: to.pick((1, 0, 2)) for period in PERIODS} for name in limited}
    return found


@st.composite
def rulebooks(draw: Draw, most: int = len(RULES)) -> Rulebook:
    """Valid rulebooks of 1 to ``most`` rules."""
    return _draw_book(Drawer(draw), most)


@st.composite
def carts(draw: Draw, book: Rulebook) -> Cart:
    """Carts that ``book`` can price."""
    return _draw_cart(Drawer(draw), book)


@st.composite
def cases(draw: Draw, most: int = len(RULES)) -> tuple[Cart, Rulebook]:
    """A cart and the rulebook that prices it."""
    to = Drawer(draw)
    book = _draw_book(to, most)
    return _draw_cart(to, book), book


def describe(cart: Cart, book: Rulebook) -> str:
    """A failing pair as a person would write it down."""
    parts = [model.model_dump(mode="json", by_alias=True) for model in (book, cart)]
    return "---\n".join(
        yaml.safe_dump(part, allow_unicode=True, sort_keys=False, default_flow_style=None, width=110) for part in parts
    )
