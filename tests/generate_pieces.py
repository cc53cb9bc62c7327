"""Rules for some of several pieces: their sets and picks, and whole small books that :mod:`tests.pieces` understands.

The books are the mappings that a file would hold, so that the engine and the piece-by-piece pricer read the same text
and nothing else in common.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.money import plain
from promocalc.rules.rulebook import Rulebook
from tests.generate_draw import BOUNDS, COUNTS, CUTS, PRICES, QUANTITIES, Draw, Drawer

FORMS = ("dearest", "cheapest", "cart")
COMPANIONS: tuple[dict[str, Any], ...] = ({"category": "toys"}, {"tag": "a"}, {"store": "B"})


def draw_sets(to: Drawer) -> dict[str, Any]:
    """How the pieces of a pool are grouped."""
    size, form, more = to.picks(
        (2, 1, 3, 4), FORMS, ("", "", "partial", "distinct", "at_most", "with", "distinct at_most", "distinct partial")
    )
    said: dict[str, Any] = {"of": size, "form": form}
    if "distinct" in more:
        said["distinct"] = to.pick(("category", "id", "colour", "store"))
    if "partial" in more:
        said["partial"] = True
    if "at_most" in more:
        said["at_most"] = to.pick((1, 2, 3))
    if "with" in more:
        said["with"] = {"on": dict(to.pick(COMPANIONS)), "pieces": to.pick((1, 2))}
    return said


def draw_pick(to: Drawer, *, across: bool) -> dict[str, Any]:
    """Which of the pieces are rewarded; ``across`` where there are sets to choose across."""
    word, count, all_ = to.picks(("cheapest", "dearest", "first", "nth"), (1, 2, 3), (False, True))
    said: dict[str, Any] = {word: count}
    if word == "nth":
        said = {"nth": to.pick((1, 2, [2, 3], [1, 3], 3))}
        if to.rarely(2):
            said["order"] = to.pick(FORMS)
    if across and all_:
        said["from"] = "all"
    if (all_ or not across) and to.rarely(3):
        said["at_most"] = to.pick((1, 2, 4))
    return said


# --- books that are read twice -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class PieceCase:
    """Lines and a rulebook, as files would hold them."""

    lines: list[dict[str, Any]]
    book: dict[str, Any]

    @property
    def models(self) -> tuple[Cart, Rulebook]:
        return Cart.model_validate({"lines": self.lines}), Rulebook.model_validate(self.book)

    def __repr__(self) -> str:
        return "\n" + yaml.safe_dump({"lines": self.lines, **self.book}, sort_keys=False, allow_unicode=True)


_SHAPES: tuple[dict[str, Any], ...] = (
    {},
    {"category": "food"},
    {"category": "toys", "tags": ["a"]},
    {"category": "food", "tags": ["a", "b"], "attributes": {"colour": "red", "cut": "0.10", "least": "0.03"}},
    {"tags": ["b"], "attributes": {"colour": "blue", "cut": "20%", "gift": "1"}},
    {"category": "toys", "attributes": {"colour": "red", "cut": "5", "least": "4", "gift": "1"}},
)
_IDS = ("i1", "i10", "i2", "b", "c")
_ON: tuple[dict[str, Any], ...] = ({"category": "food"}, {"tag": "a"}, {"id": ["i1", "b"]}, {"store": "A"})
_ODD = ("largest", "first", "last", "heaviest", "carry")


def _take(to: Drawer, counted: bool, each: str) -> dict[str, Any]:
    match to.pick(("rate", "off", "to", "every", "tiers", "line", "to rate")):
        case "off":
            return {"off": to.money(CUTS)}
        case "rate":
            return {"off": to.pick(("50%", "10%", "100%", "15%", "1/3", "2/7"))}
        case "to":
            return {"to": to.money((99, 1000, 0, 7, 2500))}
        case "to rate":
            return {"to": to.pick(("50%", "90%", "1/3"))}
        case "every":
            return {"off": to.money(CUTS), "every": to.pick(COUNTS) if counted else to.money((1000, 333, 100, 7))}
        case "line":
            return {to.pick(("off", "to")): "line.cut" if each in ("line", "piece") else "line.gift"}
        case _:
            starts = ("1", "2", "4") if counted else ("0", "10", "50")
            return {"tiers": [{"from": start, "off": to.pick(("5%", "10%", "1", "25%"))} for start in starts]}


def _piece_rule(to: Drawer, before: tuple[str, ...]) -> dict[str, Any]:
    rule: dict[str, Any] = {}
    some, per, each = to.picks(
        ("sets", "sets pick", "pick", "", "sets pick"),
        ("order", "order", "store", "line", "category", "colour"),
        ("set", "piece", "pool", "line"),
    )
    if "sets" in some:
        rule["sets"] = draw_sets(to)
    elif each == "set":
        each = "piece"
    if "pick" in some:
        rule["pick"] = draw_pick(to, across="sets" in some)
        if "from" in rule["pick"] and each == "set":  # pieces across all sets are in no one set
            each = "pool"
    if not some and to.rarely(3):
        per = "piece"
    counted = to.rarely(5)
    rule |= {"per": per, "each": each, "take": _take(to, counted, each)} | ({"measure": "pieces"} if counted else {})
    if not some and to.rarely(2):
        rule["take"] = _deposit(to, each)
    parts = to.pick(((), ("on",), ("rank",), ("share",), ("over",), ("cap",), ("from",), ("round",), ("floor",), _ALL))
    parts = tuple(part for part in parts if part != "over" or "deposit" not in rule["take"])
    for part in parts:
        rule[part] = _part(to, part, counted, "sets" in some, before)
    if per == "piece" and rule.get("share", {}).get("over") == "order":
        rule["share"]["over"] = "picked"
    return rule


def _deposit(to: Drawer, each: str) -> dict[str, Any]:
    """What is paid at once, and what comes off for it."""
    deposit, counts = to.pick((("10", "15"), ("1", "2"), ("0.10", "0.33"), ("10%", "20%"), ("1/3", "50%"), ("5", "99")))
    said: dict[str, Any] = {"deposit": deposit}
    match to.pick(("", "counts", "off", "line")):
        case "counts":
            said["counts"] = counts
        case "off":
            said["off"] = to.pick(("1", "10%", "0.05", "50%"))
        case "line":
            said["deposit"] = "line.cut" if each in ("line", "piece") else "line.gift"
    return said


_ALL = ("on", "rank", "share", "over", "cap", "from", "floor")


def _part(to: Drawer, part: str, counted: bool, sets: bool, before: tuple[str, ...]) -> Any:
    match part:
        case "on":
            return dict(to.pick(_ON))
        case "rank":
            return to.pick(("marked", "running"))
        case "from":
            return to.pick(COUNTS) if counted else to.money(BOUNDS)
        case "floor":
            return to.pick(("line.least", to.money((1, 100, 3, 10))))
        case "round":
            return {"mode": to.pick(("down", "up", "half_even"))} | ({"unit": "0.10"} if to.rarely(2) else {})
        case "cap":
            most = to.pick(("50%", "1/3")) if to.rarely(3) else to.money((100, 10, 333, 1, 0))
            return {to.pick(("each", "pool", "order")): most}
        case "over":
            return to.pick(("respread", "refuse", {"cap": "refuse"}, {"room": "respread", "cap": "refuse"}))
        case _:
            said = {
                "over": to.pick(("picked", "pool", "order", *(("sets",) * 3 if sets else ()))),
                "odd": to.pick(_ODD),
            }
            if to.rarely(2):
                said["by"] = to.pick(("marked", "pieces", "running", "running - paid", *before))
            return said | ({"zero": "even"} if to.rarely(3) else {})


@st.composite
def piece_cases(draw: Draw, most: int = 3) -> PieceCase:
    """Small carts and books of one to ``most`` rules, of which at least one looks at single pieces."""
    to = Drawer(draw)
    names = tuple(f"r{at}" for at in range(1, 2 + to.pick(range(most))))
    rules: dict[str, Any] = {}
    for name in names:
        rules[name] = _piece_rule(to, tuple(rules))
    tree: list[Any] = list(names)
    if len(names) > 1 and to.rarely(2):
        stacks: tuple[dict[str, Any], ...] = ({"consume": "pieces", "of": tree}, {"together": tree})
        tree = [dict(to.pick(stacks[1:] if any("deposit" in rule["take"] for rule in rules.values()) else stacks))]
    book: dict[str, Any] = {"rulebook": "generated", "rules": rules, "price": tree}
    if to.rarely(6):
        book["defaults"] = to.pick(({"rank": "marked"}, {"over": "respread"}, {"share": {"odd": "heaviest"}}))
    lines = []
    for name in _IDS[: 1 + to.pick(range(4))]:
        price, quantity = to.picks(PRICES, QUANTITIES)
        store, shape = to.picks(("A", "B"), _SHAPES)
        lines.append({"id": name, "unit_price": plain(price, "CNY"), "quantity": quantity, "store": store, **shape})
    return PieceCase(lines, book)
