"""What the naive pricer writes down: a ledger of lines, what is looked at in it, and what the shopper still holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence as Several
from dataclasses import dataclass
from typing import Any

from promocalc.cart import Line
from promocalc.money import Odd, Rounding
from promocalc.rules.cents import Over
from promocalc.rules.programme import BestOf, FirstOf, Labelled, Node, OneOf, members
from promocalc.rules.rule import Need, Rule
from promocalc.rules.views import View
from tests.naive_cents import NotNaive

Row = dict[str, int]
Ledger = dict[str, Row]


def piece_of(row: Row, count: int, at: int, rules: frozenset[str]) -> Row:
    """What the ledger says of one piece of a line of ``count``: a cost's odd cents first, what a rule took last."""
    back = count - 1 - at
    return {
        column: total // count + ((back if column in rules else at) < total % count) for column, total in row.items()
    }


@dataclass(frozen=True)
class Lot:
    """Equal pieces: ``seen`` is what views look at, ``live`` what really stands."""

    line: Line
    count: int
    seen: Row
    live: Row
    rules: frozenset[str]

    def pieces(self) -> list[Lot]:
        """One lot for each piece."""
        rows = [
            [piece_of(row, self.count, at, self.rules) for row in (self.seen, self.live)] for at in range(self.count)
        ]
        return [Lot(self.line, 1, seen, live, self.rules) for seen, live in rows]


def view(lots: Several[Lot], looked_at: View) -> int:
    """A sum of columns over the lots; a lot's own sum is never below nothing."""
    if looked_at.counts_pieces:
        return sum(lot.count for lot in lots)
    return sum(max(0, sum(sign * lot.seen.get(word, 0) for sign, word in looked_at.terms)) for lot in lots)


def value_of(line: Line, attribute: str) -> str:
    """What a line says of itself; nothing where it says nothing."""
    if attribute == "tag":
        raise NotNaive("grouping by tag")
    if attribute in ("id", "store", "category", "kind"):
        return str(getattr(line, attribute))
    return line.attributes.get(attribute, "")


@dataclass
class State:
    """The ledger and what the shopper still holds."""

    ledger: Ledger
    coupons: Counter[str]
    balances: Counter[str]
    used: set[str] | None = None
    """Inside ``consume: pieces``: the lines that are used up."""
    needed: int | None = None
    """Inside ``consume: spend``: what earlier rules needed of what the order spends."""


@dataclass(frozen=True)
class How:
    """A rule's cents, with the defaults filled in."""

    measure: View
    of: View
    by: View
    odd: Odd
    even: bool
    """Where nobody has any weight, by pieces."""
    floors: dict[str, int]
    over: Over
    unit: int
    mode: Rounding
    price: bool


def needs_of(rule: Rule) -> tuple[Need, ...]:
    """All tests of a rule; ``from`` is one of them."""
    return rule.needs if rule.start is None else (*rule.needs, Need(at_least=rule.start))


def pooled(per: str, lots: Several[Lot]) -> dict[tuple[str, int], list[Lot]]:
    """The lots that count together, by key (and by number, for pieces)."""
    pools: dict[tuple[str, int], list[Lot]] = {}
    for lot in lots:
        if per == "piece":
            pools |= {(lot.line.id, at): [piece] for at, piece in enumerate(lot.pieces())}
        else:
            key = "" if per == "order" else value_of(lot.line, "id" if per == "line" else per)
            pools.setdefault((key, 0), []).append(lot)
    return pools


def taken(before: State, after: State, names: Any) -> int:
    """How much less there is to pay for some lines."""
    return sum(
        state.ledger.get(name, {"running": 0})["running"] * sign
        for state, sign in ((before, 1), (after, -1))
        for name in names
    )


def uneven(costs: Several[int]) -> bool:
    """Pieces that a rule told apart: their line's totals no longer describe them."""
    return bool(costs) and max(costs) - min(costs) > 1


def jumbled(paid: Several[int]) -> bool:
    """Paid for pieces of a line in another way than odd cents first."""
    return uneven(paid) or list(paid) != sorted(paid, reverse=True)


def pays(before: State, after: State, names: Several[str]) -> bool:
    """Whether some deposit was made on these lines."""
    return any(after.ledger[name].get("paid", 0) > before.ledger[name].get("paid", 0) for name in names)


def applied(before: State, after: State, rules: Several[str]) -> bool:
    """Whether some of these rules took or added something, or a deposit was made."""
    rows = [(before.ledger.get(name, {}), row) for name, row in after.ledger.items()]
    return any(row.get(column, 0) > old.get(column, 0) for old, row in rows for column in ("added", "paid", *rules))


def _alternatives_in(node: Node | Labelled) -> list[Node]:
    """Every alternative anywhere in a tree."""
    found: list[Node] = []
    inner = [(None, node.node)] if isinstance(node, Labelled) else members(node)
    for _, member in inner:
        if isinstance(node, (BestOf, FirstOf, OneOf)):
            found.append(member)  # type: ignore[arg-type]  # alternatives carry no labels themselves
        found += _alternatives_in(member)
    return found
