"""Random valid rulebooks and carts, for every property test of the project.

Drawn compactly and shrinkable: every decision is one index into a short list whose first entry is the
plainest. Prices, cuts and thresholds come from few values, so that they meet (ties, exact thresholds,
nothing left). The tree is drawn first; a rule's views then speak only of what stands before it.

    @given(cases())
    def test_something(case):
        cart, book = case
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import prod
from typing import Any

import yaml
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.money import plain
from promocalc.rules.programme import Labelled, Node, OneOf, Unstated, members, rules_in
from promocalc.rules.rule import Balance
from promocalc.rules.rulebook import Rulebook

Draw = Callable[[st.SearchStrategy[int]], int]

STORES = ("A", "B", "C")
CATEGORIES = ("food", "toys", "")
IDS = ("i1", "i10", "i2", "b", "i3", "a7", "c")
RULES = ("r1", "r2", "r3", "r4", "r5", "r6")
PRICES = (1000, 5000, 1, 100, 3, 0, 333, 9999, 2500, 7, 10, 1999, 20000)
SHAPES: tuple[dict[str, Any], ...] = (
    {},
    {"category": "food"},
    {"category": "food", "tags": ["a"]},
    {"category": "toys", "tags": ["a", "b"], "attributes": {"colour": "red"}},
    {"tags": ["b"], "attributes": {"colour": "blue"}},
    {"category": "toys", "attributes": {"colour": "red"}},
    {"category": "food", "kind": "shipping"},
)
QUANTITIES = (*(1,) * 6, 2, 2, 2, 3, 3, 4, 5, 5, 7)
CUTS = (100, 1, 500, 3000, 10, 333, 20000, 0, 7, 5000)
BOUNDS = (1000, 0, 1, 5000, 100, 10000, 2000, 333, 30000)
COUNTS = ("2", "1", "3", "5", "4")
RATES = ("10%", "15%", "50%", "100%", "1/3", "8.5折", "12.5%", "99%", "0%", "2/7")
TAKES = ("off", "rate", "every", "rate", "tiers", "to", "off", "to rate", "add")
PERS = ("order", "order", "store", "line", "category", "colour", "piece")
EACHES = ("pool", "pool", "line", "piece")
MODES = ("half_up", "down", "up", "half_even", "half_down")
ODD = ("largest", "first", "last", "carry", "nearest_first", "nearest_last")
MOMENTS = (
    None,
    "2020-11-11T00:00:00+08:00",
    "2020-11-11T23:59:59+08:00",
    "2020-11-10T15:59:59+00:00",
    "2020-11-12T12:00:00+08:00",
)
WINDOW = {"from": "2020-11-11T00:00:00+08:00", "until": "2020-11-12T00:00:00+08:00"}
WHEN: tuple[dict[str, Any], ...] = (
    {"new": True},
    {"member": ["gold", "silver"]},
    {"none_of": [{"region": "SH"}]},
    {"window": WINDOW},
    {"hours": {"from": "22:00", "until": "02:00"}},
    {"hours": {"from": "00:00", "until": "24:00"}},
    {"orders": 0},
    {"orders": {"at_least": 1, "at_most": 3}, "payment": "card"},
    {"any_of": [{"student": True}, {"window": {"from": "2020-11-12T00:00:00+08:00"}}]},
)
SHOPPERS: tuple[dict[str, Any], ...] = (
    {},
    {"new": True, "orders": 0},
    {"member": "gold", "region": "SH", "new": False, "orders": 2, "payment": "card"},
    {"attributes": {"student": True}, "region": "BJ", "orders": 4},
)


@cache
def _up_to(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)


@dataclass
class _Drawer:
    """Small decisions, and the currency that amounts are written in."""

    draw: Draw
    currency: str = "CNY"

    def pick(self, options: Sequence[Any]) -> Any:
        """One of them; the first is the plainest."""
        return options[self.draw(_up_to(len(options)))] if len(options) > 1 else options[0]

    def picks(self, *options: Sequence[Any]) -> list[Any]:
        """One of each, in a single decision: cheaper, and two things that belong together shrink together."""
        at, found = self.draw(_up_to(prod(len(some) for some in options))), []
        for some in options:
            at, index = divmod(at, len(some))
            found.append(some[index])
        return found

    def rarely(self, one_in: int) -> bool:
        """True about once in so many times, and false when shrunk."""
        return self.draw(_up_to(one_in)) == one_in - 1

    def money(self, options: Sequence[int]) -> str:
        return plain(self.pick(options), self.currency)


@dataclass(frozen=True)
class _Place:
    """A place in the tree: the words that views may say there, and whether coupons and balances may stand there."""

    labels: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    countable: bool = True
    pinned: bool = False
    """Inside a ``together``: labels set there are not seen there."""


@dataclass
class _Grown:
    """A tree under construction."""

    to: _Drawer
    total: int
    places: dict[str, _Place] = field(default_factory=dict)
    top_labels: list[str] = field(default_factory=list)
    labels: int = 0

    def node(self, rules: tuple[str, ...], at: _Place) -> Any:
        """A tree over ``rules``, in which each stands once."""
        if len(rules) == 1:
            self.places[rules[0]] = at
            return rules[0]
        verb = self.to.pick(("list", "list", "together", "best_of", "first_of", "one_of", "list", "unstated"))
        match verb:
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
        return {verb: parts, "at_most": 2} if self.to.rarely(3) else {verb: parts}

    def chunks(self, rules: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Split in two, or into single rules."""
        cut = self.to.pick(range(len(rules)))
        return [rules[:cut], rules[cut:]] if cut else [(rule,) for rule in rules]

    def parts(self, rules: tuple[str, ...], at: _Place) -> list[Any]:
        parts = []
        for chunk in self.chunks(rules):
            parts.append(self.node(chunk, at))
            at = replace(at, before=(*at.before, *chunk))
        return parts

    def sequence(self, rules: tuple[str, ...], at: _Place) -> list[Any]:
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


def _view(to: _Drawer, place: _Place) -> str:
    words = ["running", "marked", *place.labels, *place.labels]
    words += [text.format(rule) for rule in place.before[-2:] for text in ("running + {}", "marked - {}", "{}")]
    words += ["running - paid - tax", *(f"{label} - running" for label in place.labels)]
    return str(to.pick(words))


def _scope(to: _Drawer, place: _Place | None) -> dict[str, Any]:
    scopes: list[dict[str, Any]] = [
        {"store": "A"},
        {"tag": "a"},
        {"category": "food"},
        {"id": ["i1", "i10", "b"]},
        {"none_of": [{"tag": "a"}, {"store": "B"}]},
        {"any_of": [{"tag": ["a", "b"]}, {"category": ["toys"]}]},
        {"all_of": [{"store": ["A", "B"]}, {"none_of": [{"category": "toys"}]}]},
        {"price": {"at_least": plain(1000, to.currency)}},
        {"price": {"above": plain(3, to.currency), "below": plain(5000, to.currency)}},
        {"colour": "red"},
        {"kind": ["goods", "shipping"]},
        {"kind": "service"},
    ]
    if place is not None and place.before:
        scopes += [{"discounted_by": list(place.before[-2:])}, {"none_of": [{"discounted_by": place.before[-1]}]}]
    return dict(to.pick(scopes))


def _take(to: _Drawer, verb: str, counted: bool) -> dict[str, Any]:
    def bound() -> str:
        return to.pick(COUNTS) if counted else to.money(BOUNDS)

    match verb:
        case "off":
            return {"off": to.money(CUTS)}
        case "rate":
            return {"off": to.pick(RATES)}
        case "every":
            return {"off": to.money(CUTS), "every": to.pick(COUNTS) if counted else to.money((1000, 333, 100, 7))}
        case "tiers":
            starts = {bound() for _ in range(to.pick((1, 2, 3)))}
            offs = [to.pick(RATES) if to.rarely(2) else to.money(CUTS) for _ in starts]
            return {"tiers": [{"from": start, "off": off} for start, off in zip(sorted(starts), offs, strict=True)]}
        case "to":
            return {"to": to.money((99, 1000, 0, 1, 7, 2500))}
        case "to rate":
            return {"to": to.pick(RATES)}
        case _:
            amount = to.pick(RATES) if to.rarely(3) else to.money(CUTS)
            return {"add": amount, "line": to.pick(("shipping", "service"))}


def _need(to: _Drawer, place: _Place) -> dict[str, Any]:
    looked_at = to.pick(("pieces", None, "distinct category", "view", "distinct colour", "distinct id"))
    looked_at = _view(to, place) if looked_at == "view" else looked_at
    counts = looked_at is not None and (looked_at == "pieces" or looked_at.startswith("distinct"))
    # Where the measure decides, small counts of whole coins are both: amounts and pieces.
    bound = to.pick(COUNTS) if counts or looked_at is None else to.money(BOUNDS)
    need: dict[str, Any] = {to.pick(("at_least", "above", "at_most")): bound}
    if looked_at is not None:
        need["in"] = looked_at
    if to.rarely(3):
        need["on"] = _scope(to, None)
    if to.rarely(3) and not str(looked_at).startswith("distinct"):
        need["any"] = "line"
    return need


def _cap(to: _Drawer) -> Any:
    def most() -> str:
        return to.pick(("50%", "1/3", "10%")) if to.rarely(3) else to.money((100, 1, 1000, 10, 0, 333))

    key = to.pick(("pool", "each", "order", None))
    return most() if key is None else {key: most()} if to.rarely(2) else {"order": most(), key: most()}


def _round(to: _Drawer) -> dict[str, Any]:
    said: dict[str, Any] = {"mode": to.pick(MODES)}
    if to.rarely(2):
        said["unit"] = to.money((10, 100, 5))
    if to.rarely(3):
        said["of"] = "price"
    return said


def _rule(to: _Drawer, place: _Place) -> dict[str, Any]:
    """One rule's body: most parts left out, any of them possible."""
    body: dict[str, Any] = {}
    counted = to.rarely(7)
    if counted:
        body["measure"] = "pieces"
    verb, body["per"], body["each"] = to.picks(TAKES, PERS, EACHES)
    verb = "off" if verb == "add" and not place.countable else verb
    scoped, parts = to.picks(("", "on", "", "from", "", "on from"), _PARTS)
    body["take"] = _take(to, verb, counted)
    if "on" in scoped:
        body["on"] = _scope(to, place)
    if "from" in scoped:
        body["from"] = to.pick(COUNTS) if counted else to.money(BOUNDS)
    fee = "add" in body["take"]
    if fee and body["per"] == "piece":
        body["per"] = "line"
    # One draw says which of the rarer parts this rule has; a few at most.
    for part in parts:
        if not (part == "measure" and counted) and not (part == "use" and (fee or not place.countable)):
            body[part] = _part(part, to, place)
    return body


def _part(part: str, to: _Drawer, place: _Place) -> Any:
    match part:
        case "when":
            return dict(to.pick(WHEN))
        case "needs":
            return [_need(to, place) for _ in range(to.pick((1, 1, 2)))]
        case "measure" | "of":
            return _view(to, place)
        case "cap":
            return _cap(to)
        case "floor":
            return to.money((1, 100, 3, 10))
        case "over":
            return to.pick(("refuse", "clip"))
        case "share":
            return {"odd": to.pick(ODD)} | ({"by": _view(to, place)} if to.rarely(2) else {})
        case "round":
            return _round(to)
        case _:
            return to.pick(("coupon", "coupon", {"balance": "purse"}, {"balance": "points"}))


_RARE = ("use", "cap", "share", "measure", "of", "needs", "round", "over", "floor", "when")
_PARTS = (
    (),
    *((part,) for part in _RARE),
    *((one, _RARE[(at + step) % len(_RARE)]) for step in (1, 2, 3, 4, 5) for at, one in enumerate(_RARE)),
    *(("use", "cap", "over", "floor"), ("measure", "of", "share", "round"), ("use", "measure", "share", "cap")),
    _RARE,
)


def _defaults(to: _Drawer, labels: Sequence[str]) -> dict[str, Any]:
    words = [*labels, *labels, "marked", "running"]
    said: dict[str, Any] = {}
    for part in to.pick((("measure",), ("measure", "share"), ("over",), ("round",), ("floor",), ("of", "round"))):
        match part:
            case "measure" | "of":
                said[part] = to.pick(words)
            case "over":
                said["over"] = "refuse"
            case "round":
                said["round"] = _round(to)
            case "floor":
                said["floor"] = to.money((1, 10))
            case "share":
                said["share"] = {"by": to.pick(words), "odd": to.pick(ODD)}
    return said


def _exclusion(to: _Drawer, rules: tuple[str, ...]) -> dict[str, Any]:
    cut = 1 + to.pick(range(len(rules) - 1))
    found: dict[str, Any] = {"these": list(rules[:cut]), "not_with": list(rules[cut:][:2])}
    found["on"] = to.pick(("order", "line", "store"))
    return found | {"keep": "best"} if found["on"] == "order" and to.rarely(3) else found


def _draw_book(to: _Drawer, most: int) -> Rulebook:
    to.currency = to.pick(("CNY", "CNY", "CNY", "JPY", "KWD"))
    rules = RULES[: 1 + to.pick(range(most))]
    grown = _Grown(to, len(rules))
    tree = grown.node(rules, _Place())
    book: dict[str, Any] = {"rulebook": "generated", "currency": to.currency, "price": tree}
    book["rules"] = {rule: _rule(to, grown.places[rule]) for rule in rules}
    if to.rarely(3):
        book["defaults"] = _defaults(to, grown.top_labels)
    if len(rules) > 1 and to.rarely(4):
        book["exclude"] = [_exclusion(to, rules) for _ in range(to.pick((1, 2)))]
    return Rulebook.model_validate(book)


def _draw_line(to: _Drawer, name: str) -> dict[str, Any]:
    price, quantity = to.picks(PRICES, QUANTITIES)
    store, shape = to.picks(STORES, SHAPES)
    return {"id": name, "unit_price": plain(price, to.currency), "quantity": quantity, "store": store, **shape}


def _draw_choices(to: _Drawer, book: Rulebook) -> dict[str, Any]:
    """What this rulebook leaves to the shopper; nothing most of the time."""
    nodes = tuple(_nodes(book.price)) if book.price is not None else ()
    offered = [part for node in nodes if isinstance(node, OneOf) for part in node.parts]
    counted = {name for name, rule in book.rules.items() if rule.use != "automatic"}
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


def _draw_cart(to: _Drawer, book: Rulebook) -> Cart:
    to.currency = book.currency
    names = IDS[: 1 + to.pick(range(len(IDS)))]
    lines = [_draw_line(to, name) for name in (names[::-1] if to.rarely(3) else names)]
    if to.rarely(20):
        lines[0]["quantity"] = to.pick((1000, 10_000))
    cart: dict[str, Any] = {"currency": book.currency, "lines": lines}
    if any(rule.when.__class__.__name__ != "AllOf" or rule.when.parts for rule in book.rules.values()):
        cart |= {"at": to.pick(MOMENTS), "shopper": to.pick(SHOPPERS)}
    wallet: dict[str, Any] = {}
    coupons = [name for name, rule in book.rules.items() if rule.use == "coupon"]
    if coupons and to.rarely(2):
        wallet["coupons"] = {name: to.pick((1, 2, 0, 3)) for name in coupons}
    purses = {rule.use.name for rule in book.rules.values() if isinstance(rule.use, Balance)}
    if purses:
        wallet["balances"] = {name: to.money((1000, 1, 0, 50, 333, 100000)) for name in sorted(purses)}
    choices = _draw_choices(to, book)
    return Cart.model_validate(cart | {"wallet": wallet, "choices": choices})


@st.composite
def rulebooks(draw: Draw, most: int = len(RULES)) -> Rulebook:
    """Valid rulebooks of 1 to ``most`` rules."""
    return _draw_book(_Drawer(draw), most)


@st.composite
def carts(draw: Draw, book: Rulebook) -> Cart:
    """Carts that ``book`` can price."""
    return _draw_cart(_Drawer(draw), book)


@st.composite
def cases(draw: Draw, most: int = len(RULES)) -> tuple[Cart, Rulebook]:
    """A cart and the rulebook that prices it."""
    to = _Drawer(draw)
    book = _draw_book(to, most)
    return _draw_cart(to, book), book


def describe(cart: Cart, book: Rulebook) -> str:
    """A failing pair as a person would write it down."""
    parts = [model.model_dump(mode="json", by_alias=True) for model in (book, cart)]
    return "---\n".join(
        yaml.safe_dump(part, allow_unicode=True, sort_keys=False, default_flow_style=None, width=110) for part in parts
    )
