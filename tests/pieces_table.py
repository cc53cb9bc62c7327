"""Pieces on a table: every line laid out as single pieces, each with its price in cents.

What :mod:`tests.pieces` counts, orders and charges.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from typing import Any, TypeAlias

from promocalc.money import Odd
from tests import naive

CENTS = 100
Facts: TypeAlias = dict[str, Any]
"""A line, a rule or a rulebook, as a file says it."""


class NotPieces(Exception):  # noqa: N818  # not an error of the cart or the book
    """This pricer leaves that to others."""


@dataclass(eq=False)
class Piece:
    """One piece on the table."""

    line: Facts
    number: int
    marked: int
    running: int
    seen: int = 0
    """What it cost before the rule at hand, or before those that stand together: what is looked at."""
    lot: int = 0
    took: Counter[str] = field(default_factory=Counter)
    """What each rule took of it."""
    paid: int = 0
    """What has been paid of it with deposits: that much nobody takes off any more."""
    seen_paid: int = 0
    """What had been paid before the rule at hand, as ``seen``."""

    @property
    def row(self) -> tuple[Any, ...]:
        """Equal pieces have equal rows."""
        return (self.running, self.seen, self.paid, self.seen_paid, *sorted((+self.took).items()))

    @property
    def place(self) -> tuple[Any, ...]:
        """Lines in natural order of id, then the pieces of a line."""
        return (*natural(self.line["id"]), self.number)

    def says(self, attribute: str) -> str:
        """What its line says of itself; nothing where it says nothing."""
        if attribute in ("id", "store", "category"):
            return str(self.line.get(attribute, ""))
        return str(self.line.get("attributes", {}).get(attribute, ""))


Pieces: TypeAlias = list[Piece]


@dataclass
class Group:
    """What one pool comes to: its sets, their companions, and the pieces that are rewarded."""

    pool: Pieces
    sets: list[Pieces]
    companions: Pieces
    picked: Pieces


def natural(text: str) -> tuple[Any, ...]:
    """``i2`` before ``i10``."""
    parts = [part for part in re.split(r"(\d+)", text) if part]
    return (tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts), text)


# --- numbers ------------------------------------------------------------------------------------------------------


def cents(amount: Any) -> int:
    """``"12.30"`` is 1230."""
    exact = Fraction(str(amount)) * CENTS
    assert exact.denominator == 1
    return int(exact)


def rate(text: Any) -> Fraction | None:
    """``"15%"`` or ``"2/7"``; nothing for an amount."""
    found = str(text)
    return Fraction(found[:-1]) / 100 if found.endswith("%") else Fraction(found) if "/" in found else None


def shared(total: int, weights: Sequence[int], odd: str) -> list[int]:
    """``total`` in proportion to ``weights``, in whole cents."""
    if odd != "heaviest":
        return naive.shared(total, weights, Odd(odd))
    shares = [total * weight // max(1, sum(weights)) for weight in weights]
    if any(weights):
        shares[max(range(len(weights)), key=lambda at: (weights[at], at))] += total - sum(shares)
    return shares


# --- groups -------------------------------------------------------------------------------------------------------


def by_line(pieces: Pieces) -> list[tuple[str, Pieces]]:
    """The pieces of each line, lines in natural order."""
    ordered = sorted(pieces, key=lambda piece: piece.place)
    return [(key, list(some)) for key, some in groupby(ordered, key=lambda piece: str(piece.line["id"]))]


def alike(pieces: Pieces, key: Callable[[Piece], Any]) -> list[Pieces]:
    """Pieces with the same key, in the order in which the first of them comes."""
    found: dict[Any, Pieces] = {}
    for piece in pieces:
        found.setdefault(key(piece), []).append(piece)
    return list(found.values())


def alike_lots(lots: list[Pieces]) -> list[list[int]]:
    """The places of the lots of each line."""
    found: dict[str, list[int]] = {}
    for at, some in enumerate(lots):
        found.setdefault(str(some[0].line["id"]) if some else "", []).append(at)
    return list(found.values())


def slices(line_up: Pieces, said: Facts, most: int | None) -> list[Pieces]:
    """Sets are consecutive pieces; what is left is one only where a part is enough."""
    size = said["of"]
    sets = [line_up[at : at + size] for at in range(0, len(line_up), size)]
    if sets and len(sets[-1]) < size and not said.get("partial"):
        sets.pop()
    return sets if most is None else sets[:most]


def distinct(line_up: Pieces, said: Facts, most: int | None) -> list[Pieces]:
    """Sets of different values, as many as can be."""
    size, attribute = said["of"], said["distinct"]
    by_place = sorted(line_up, key=lambda piece: piece.place)
    values = list(dict.fromkeys(value for piece in by_place if (value := piece.says(attribute))))
    of_value = {value: [piece for piece in line_up if piece.says(attribute) == value] for value in values}
    count = len(line_up) // size if most is None else min(most, len(line_up) // size)
    while sum(min(len(some), count) for some in of_value.values()) < size * count:
        count -= 1
    given = {value: min(len(some), count) for value, some in of_value.items()}
    for value in () if said.get("partial") else reversed(values):  # what is left over joins sets that lack it
        given[value] -= min(given[value], sum(given.values()) - size * count)
    queue = [piece for value in values for piece in of_value[value][: given[value]]]
    return [queue[at::count] for at in range(count)]


def view(pieces: Iterable[Piece], looked_at: str) -> int:
    """What is counted of some pieces."""
    match looked_at:
        case "pieces":
            return sum(1 for _ in pieces)
        case "marked":
            return sum(piece.marked for piece in pieces)
        case "running":
            return sum(piece.seen for piece in pieces)
        case "paid":
            return sum(piece.seen_paid for piece in pieces)
        case "running - paid":
            return sum(piece.seen - piece.seen_paid for piece in pieces)
        case _:
            return sum(piece.took[looked_at] for piece in pieces)


def charge(pieces: Pieces, rule: str, amount: int) -> None:
    """What they cost then lies on them as equally as whole cents allow: odd cents on the first, what was taken last."""
    total = sum(piece.running for piece in pieces) - amount
    for at, piece in enumerate(pieces):
        piece.running = total // len(pieces) + (at < total % len(pieces))
        piece.took[rule] = amount // len(pieces) + (len(pieces) - 1 - at < amount % len(pieces))


def prepay(pieces: Pieces, amount: int) -> None:
    """What is paid of them lies on them as equally as whole cents allow, odd cents on the first."""
    total = sum(piece.paid for piece in pieces) + amount
    for at, piece in enumerate(pieces):
        piece.paid = total // len(pieces) + (at < total % len(pieces))


def look(table: Pieces) -> None:
    """From here on, what pieces cost now, and what is paid of them, is what rules look at."""
    for piece in table:
        piece.seen, piece.seen_paid = piece.running, piece.paid


def read_step(step: Facts) -> tuple[str, list[str]]:
    """Rules that stand together, or that use up pieces."""
    match step:
        case {"consume": "pieces", "of": list(names)}:
            return "consume", names
        case {"together": list(names)}:
            return "together", names
        case _:
            raise NotPieces(f"{step}")
