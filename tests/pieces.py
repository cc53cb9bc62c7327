"""What a cart costs, piece by piece: rules for some of several pieces, read a third time.

Written from the words of the language alone and never from the engine. Every line is laid out as single pieces, each
a Python object with its price in cents; they are put in order, grouped, picked and charged one after another, as
somebody with the goods on a table would. No speed, no steps, no reasons: only what each line pays.

A rulebook is the mapping a file would hold, of which this much is understood (all else raises :class:`NotPieces`):
``on`` (ids, stores, categories, tags, attributes), ``per``, ``from``, ``measure``, ``of``, ``sets``, ``pick``,
``rank``, ``each``, ``take`` (off, to, every, tiers; deposit with counts or off), ``cap`` (each, pool, order),
``round``, ``floor``, ``over``, ``share``; ``price`` is a list of rules, some of them inside
``{consume: pieces, of: [...]}`` or ``{together: [...]}``.

How the cents of a line lie on its pieces: those of one *lot* bear its cost as equally as whole cents allow, the odd
cents on the first. All pieces of a line are one lot until a rule looks at single pieces. From then on, equal pieces
that were charged by that rule are one, and equal pieces that were not are another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Any

from promocalc.money import Rounding
from tests import naive
from tests.pieces_table import (
    Facts,
    Group,
    NotPieces,
    Piece,
    Pieces,
    alike,
    alike_lots,
    by_line,
    cents,
    charge,
    distinct,
    look,
    natural,
    prepay,
    rate,
    read_step,
    shared,
    slices,
    view,
)

__all__ = ["NotPieces", "pays", "prepaid"]


def pays(lines: Iterable[Facts], book: Facts) -> dict[str, int]:
    """What each line costs in the end, in cents."""
    return {line: sum(piece.running for piece in some) for line, some in by_line(settled(lines, book))}


def prepaid(lines: Iterable[Facts], book: Facts) -> dict[str, int]:
    """What of that is paid with a deposit."""
    return {line: sum(piece.paid for piece in some) for line, some in by_line(settled(lines, book))}


def settled(lines: Iterable[Facts], book: Facts) -> Pieces:
    """Every piece on the table, as the rules leave it."""
    table = [
        Piece(line, number, cents(line["unit_price"]), cents(line["unit_price"]))
        for line in lines
        for number in range(line.get("quantity", 1))
    ]
    table.sort(key=lambda piece: piece.place)
    before: list[str] = []
    for step in book["price"]:
        used: set[Piece] = set()
        kind, names = ("", [step]) if isinstance(step, str) else read_step(step)
        for at, name in enumerate(names):
            if kind != "together" or at == 0:
                look(table)
            rule = Application(name, book["rules"][name], book.get("defaults", {}), table, used)
            if unknown := {rule.measure, rule.of, rule.by} - {*_LOOKS, *before}:
                raise NotPieces(f"views {unknown}")
            taken = rule.run()
            if kind == "consume":
                used |= taken
            if kind != "together":
                before.append(name)
        before = list(dict.fromkeys([*before, *names]))
    return table


_LOOKS = {"running", "marked", "pieces", "paid", "running - paid"}
_KNOWN = {
    *("on", "per", "from", "measure", "of", "sets", "pick", "rank", "each", "take", "cap", "round", "floor", "over"),
    "share",
}


@dataclass
class Application:
    """One rule, over every pool in its turn."""

    name: str
    rule: Facts
    defaults: Facts
    table: Pieces
    used: set[Piece]
    """Used up before."""
    took: int = 0
    """So far, over all pools."""
    consumed: set[Piece] = field(default_factory=set)
    paying: bool = False
    """Whether it is the money of a deposit that is worked out, and not what comes off for it."""

    def __post_init__(self) -> None:
        if unknown := {*self.rule, *self.defaults} - _KNOWN:
            raise NotPieces(f"{sorted(unknown)}")
        self.each: str = self.rule.get("each", "pool")
        self.rank: str = self.says("rank", "running")
        self.measure: str = self.says("measure", "running")
        self.of: str = self.says("of", "running" if self.measure == "pieces" else self.measure)
        share: Facts = self.says("share", {})
        self.by: str = share.get("by", self.of)
        self.odd: str = share.get("odd", "largest")
        self.over: str = share.get("over", "picked")
        self.even: bool = share.get("zero", "none") == "even"
        over: Any = "clip" if self.deposits else self.says("over", "clip")
        over = over if isinstance(over, dict) else {"room": over}
        self.room: str = over.get("room", "clip")
        self.at_cap: str = over.get("cap", "clip")

    def says(self, part: str, otherwise: Any) -> Any:
        """What the rule says, else the defaults, else the language."""
        return self.rule.get(part, self.defaults.get(part, otherwise))

    @property
    def deposits(self) -> bool:
        """Whether it is a deposit: the money is paid first, then the price falls."""
        return "deposit" in self.rule["take"]

    def run(self) -> set[Piece]:
        """Charge every pool; the pieces that are used up by that."""
        inside = [piece for piece in self.table if piece not in self.used and self.in_scope(piece)]
        pools = [(key, self.group(pool, key)) for key, pool in self.pools(inside)]
        most = self.capped("order", [piece for _, group in pools for piece in group.picked])
        for _, group in pools:
            if view(group.pool, self.measure) >= self.bound(self.rule.get("from", 0)):
                if self.deposits:
                    self.paying = True
                    self.charge(group, None)
                    self.paying = False
                self.charge(group, None if most is None else most - self.took)
        return self.consumed

    def in_scope(self, piece: Piece) -> bool:
        """A line that does not say what the rule asks of it is not in its scope."""
        attribute = self.asks_line()
        return self.on(self.rule.get("on", {}), piece) and (attribute is None or bool(piece.says(attribute)))

    def asks_line(self) -> str | None:
        """The attribute of the line that says how much is taken."""
        texts = [str(self.rule["take"].get(verb, "")) for verb in ("off", "to", "every", "deposit", "counts")]
        asked = [text.removeprefix("line.") for text in texts if text.startswith("line.")]
        if len(asked) > 1:
            raise NotPieces("two attributes")
        return asked[0] if asked else None

    def on(self, scope: Facts, piece: Piece) -> bool:
        """Every key has to hold, with any of its values."""
        for key, values in scope.items():
            said = piece.line.get("tags", []) if key == "tag" else [piece.says(key)]
            if not set(said) & set(values if isinstance(values, list) else [values]):
                return False
        return True

    def pools(self, pieces: Pieces) -> list[tuple[str, Pieces]]:
        """The pieces that count together, pools by key."""
        per = self.rule.get("per", "order")
        if per == "piece":
            if "order" in self.limits():
                raise NotPieces("a cap on more than the pool, which equal pieces bear alike")
            return [(piece.says("id"), [piece]) for piece in pieces]
        if per == "order":
            return [("", pieces)] if pieces else []
        found = alike(pieces, lambda piece: piece.says("id" if per == "line" else per))
        named = [(some[0].says("id" if per == "line" else per), some) for some in found]
        return sorted(named, key=lambda one: natural(one[0]))

    # --- sets and picks

    def dear(self, piece: Piece) -> int:
        """What is looked at to see which piece is dearer."""
        return piece.marked if self.rank == "marked" else piece.seen

    def ordered(self, pieces: Iterable[Piece], order: str) -> Pieces:
        """By price, or as the cart has them; equal ones as the cart has them."""
        natural_order = sorted(pieces, key=lambda piece: piece.place)
        match order:
            case "dearest":
                return sorted(natural_order, key=lambda piece: -self.dear(piece))
            case "cheapest":
                return sorted(natural_order, key=self.dear)
            case "cart":
                return natural_order
            case _:
                raise NotPieces(f"order {order}")

    def group(self, pool: Pieces, key: str) -> Group:
        """The sets of a pool, and who is picked."""
        said: Facts | None = self.rule.get("sets")
        form = "dearest" if said is None else said.get("form", "dearest")
        line_up = self.ordered(pool, form)
        if said is None:
            sets, friends = [line_up], []
        else:
            most = said.get("at_most")
            friends = self.companions(said["with"], key) if "with" in said else []
            if "with" in said:
                enough = len(friends) // said["with"]["pieces"]
                most = enough if most is None else min(most, enough)
            sets = (slices if "distinct" not in said else distinct)(line_up, said, most)
            friends = friends[: len(sets) * said["with"]["pieces"]] if "with" in said else []
        return Group(pool, sets, friends, self.picked(sets, form))

    def companions(self, said: Facts, key: str) -> Pieces:
        """Pieces of the same pool that each set needs beside it; never those in the scope of the rule itself."""
        free = [piece for piece in self.table if piece not in self.used and self.on(said["on"], piece)]
        free = [piece for piece in free if not self.in_scope(piece)]
        mates = [some for other, some in self.pools(free) if other == key]
        return self.ordered(mates[0] if mates else [], self.rule["sets"].get("form", "dearest"))

    def picked(self, sets: list[Pieces], form: str) -> Pieces:
        """The pieces that are rewarded."""
        said: Facts | None = self.rule.get("pick")
        every = [piece for some in sets for piece in some]
        if said is None:
            return every
        # Across all sets, k of each are k times as many of all of them together.
        groups, times = ([every], len(sets)) if said.get("from") == "all" else (sets, 1)
        found: Pieces = []
        for some in groups:
            if "nth" in said:
                order = self.ordered(some, said.get("order", form))
                nth = said["nth"] if isinstance(said["nth"], list) else [said["nth"]]
                found += [piece for at in sorted(nth) for piece in order[(at - 1) * times : at * times]]
            else:
                (word,) = {"cheapest", "dearest", "first"} & set(said)
                found += self.ordered(some, form if word == "first" else word)[: said[word] * times]
        return found[: said["at_most"]] if "at_most" in said else found

    # --- amounts

    def bound(self, amount: Any) -> int:
        return int(amount) if self.measure == "pieces" else cents(amount)

    def asked(self, said: Any, unit: Pieces) -> Any:
        """A number of the line's own, on which the lines of a unit agree."""
        if str(said).startswith("line."):
            (said,) = {piece.says(str(said).removeprefix("line.")) for piece in unit}
        return said

    def number(self, said: Any, unit: Pieces) -> Fraction:
        """An amount; a rate of what is looked at."""
        said = self.asked(said, unit)
        of = rate(said)
        return Fraction(cents(said)) if of is None else of * view(unit, self.of)

    def amount(self, unit: Pieces, pool: Pieces) -> int:
        """What one unit is worth, rounded, before any cap."""
        take, running = self.rule["take"], view(unit, "running")
        said: Facts = self.says("round", {})
        coin, mode = cents(said.get("unit", "0.01")), Rounding(said.get("mode", "half_up"))
        if self.deposits:
            money, counts, fall = (
                naive.rounded(self.number(take.get(key, "0"), unit), coin, mode) for key in ("deposit", "counts", "off")
            )
            return money if self.paying else max(0, counts - money) + fall
        match take:
            case {"to": price}:
                exact = self.number(price, unit)
                plain = rate(self.asked(price, unit)) is None
                return max(0, running - (int(exact) if plain else naive.rounded(exact, coin, mode)))
            case {"off": off, "every": step}:
                counted = view(pool if self.each == "pool" else unit, self.measure)
                exact = self.number(off, unit) * (counted // self.bound(step))
            case {"off": off}:
                exact = self.number(off, unit)
            case {"tiers": tiers}:
                reached = [tier for tier in tiers if view(pool, self.measure) >= self.bound(tier["from"])]
                exact = Fraction(0)
                if reached:
                    exact = self.number(max(reached, key=lambda tier: self.bound(tier["from"]))["off"], unit)
            case _:
                raise NotPieces(f"take {take}")
        if said.get("of") == "price" and exact:
            if running < exact:
                raise NotPieces("a price below nothing")
            return max(0, running - naive.rounded(running - exact, coin, mode))
        return naive.rounded(exact, coin, mode)

    def limits(self) -> Facts:
        said = {} if self.paying else self.rule.get("cap", {})
        return said if isinstance(said, dict) else {"pool": said}

    def capped(self, key: str, pieces: Pieces) -> int | None:
        """The most that may be taken."""
        said = self.limits()
        if unknown := set(said) - {"each", "pool", "order"}:
            raise NotPieces(f"cap {unknown}")
        return floor(self.number(said[key], pieces)) if key in said else None

    def units(self, group: Group) -> list[Pieces]:
        """The picked pieces, by what one amount is worked out for."""
        match self.each:
            case "pool":
                units = [group.picked]
            case "set":
                units = [[piece for piece in group.picked if piece in some] for some in group.sets]
            case "line":
                units = [some for _, some in by_line(group.picked)]
            case "piece":
                units = [[piece] for piece in sorted(group.picked, key=lambda piece: piece.place)]
            case _:
                raise NotPieces(f"each {self.each}")
        return [unit for unit in units if unit]

    # --- sharing

    def weights(self, groups: Sequence[Pieces]) -> list[int]:
        """By which an amount is shared; by pieces where nobody weighs anything and the rule says so."""
        found = [view(some, self.by) for some in groups]
        return [len(some) for some in groups] if self.even and not any(found) else found

    def charge(self, group: Group, left: int | None) -> None:
        """Work out what one pool loses, and take it."""
        units = self.units(group)
        wanted = [self.amount(unit, group.pool) for unit in units]
        each = [self.capped("each", unit) for unit in units]
        amounts = [want if most is None else min(want, most) for want, most in zip(wanted, each, strict=True)]
        limits = [most for most in (self.capped("pool", group.picked), left) if most is not None]
        total = min([sum(amounts), *limits])
        if self.at_cap == "refuse" and total < sum(wanted):
            return
        bearers = self.bearers(group)
        lots = self.lots(bearers)
        rooms = [max(0, sum(piece.running - piece.paid - self.floor(piece) for piece in some)) for some in lots]
        shares = self.helped(self.shares(units, amounts, total, lots, group.sets), rooms, lots)
        if self.room == "refuse" and any(share > room for share, room in zip(shares, rooms, strict=True)):
            return
        if self.room == "respread":
            shares = self.respread(total, shares, rooms, lots)
        taken = [min(share, room) for share, room in zip(shares, rooms, strict=True)]
        self.record(lots, taken, group)
        if self.paying:
            return
        self.took += sum(taken)
        if sum(taken):
            formed = [piece for some in group.sets for piece in some] if "sets" in self.rule else group.pool
            self.consumed |= {*formed, *group.companions}

    def floor(self, piece: Piece) -> int:
        """The least that stays of it."""
        said = str(self.rule.get("floor", 0) if self.deposits else self.says("floor", 0))
        if said.startswith("line."):
            said = piece.says(said.removeprefix("line.")) or "0"
        return cents(said)

    def bearers(self, group: Group) -> Pieces:
        match self.over:
            case "picked":
                return group.picked
            case "sets":
                return [piece for some in group.sets for piece in some]
            case "pool":
                return group.pool
            case "order":
                return self.table
            case _:
                raise NotPieces(f"over {self.over}")

    def piecewise(self) -> bool:
        """Whether the rule looks at single pieces and charges these."""
        some = {"sets", "pick"} & set(self.rule) or self.each == "piece" or self.rule.get("per") == "piece"
        return bool(some) and self.over in ("picked", "sets")

    def lots(self, pieces: Pieces) -> list[Pieces]:
        """Equal pieces of a line; where nobody looks at single ones, all that no rule has told apart."""
        close = self.piecewise()
        ordered = sorted(pieces, key=lambda piece: piece.place)
        return alike(ordered, lambda piece: (piece.line["id"], piece.lot, piece.row if close else ()))

    def shares(
        self, units: list[Pieces], amounts: list[int], total: int, lots: list[Pieces], sets: list[Pieces]
    ) -> list[int]:
        """What each lot is to bear of ``total``."""
        if self.over in ("pool", "order") or self.each == "pool" or (self.over == "sets" and self.each != "set"):
            return self.down(total, lots, self.weights(lots))
        shares = [0] * len(lots)
        for unit, amount in zip(units, amounts, strict=True):
            bearers = set(unit)
            if self.over == "sets":
                bearers = {piece for some in sets if bearers & set(some) for piece in some}
            mine = [[piece for piece in some if piece in bearers] for some in lots]
            for at, share in enumerate(self.own(amount, mine)):
                shares[at] += share
        return shares if total == sum(amounts) else self.down(total, lots, shares)

    def own(self, amount: int, lots: list[Pieces]) -> list[int]:
        """One unit's amount over its own pieces, by lot. What is worked out for one line it bears in any case."""
        parts = self.weights(lots)
        if self.each == "set":
            return self.down(amount, lots, parts)
        return shared(amount, parts if any(parts) else [len(some) for some in lots], self.odd)

    def down(self, total: int, lots: list[Pieces], weights: Sequence[int]) -> list[int]:
        """``total`` over the lines, then each line's part over its lots."""
        lines = alike_lots(lots)
        parts = shared(total, [sum(weights[at] for at in some) for some in lines], self.odd)
        shares = [0] * len(lots)
        for part, some in zip(parts, lines, strict=True):
            for at, share in zip(some, shared(part, [weights[at] for at in some], self.odd), strict=True):
                shares[at] = share
        return shares

    def helped(self, shares: list[int], rooms: list[int], lots: list[Pieces]) -> list[int]:
        """The lots of a line bear for each other what fits into the line, unless every piece has its own amount."""
        found = list(shares)
        if self.over == "picked" and (self.each == "piece" or self.rule.get("per") == "piece"):
            return found
        for line in alike_lots(lots):
            for poor in line:
                for rich in line:
                    help_ = max(0, min(found[poor] - rooms[poor], rooms[rich] - found[rich]))
                    found[poor] -= help_
                    found[rich] += help_
        return found

    def respread(self, total: int, shares: list[int], rooms: list[int], lots: list[Pieces]) -> list[int]:
        """What somebody cannot take, or a set in which nobody has any weight, goes to those that still have room."""
        taken, rest = [0] * len(lots), total
        while True:
            before = sum(taken)
            bear = self.helped([had + more for had, more in zip(taken, shares, strict=True)], rooms, lots)
            taken = [min(room, share) for room, share in zip(rooms, bear, strict=True)]
            rest -= sum(taken) - before
            open_ = [at for at, room in enumerate(rooms) if room > taken[at]]
            again = self.down(rest, [lots[at] for at in open_], self.weights([lots[at] for at in open_]))
            if not any(again):
                return taken
            shares = [dict(zip(open_, again, strict=True)).get(at, 0) for at in range(len(lots))]

    def record(self, lots: list[Pieces], taken: list[int], group: Group) -> None:
        """Lay the new prices on the pieces."""
        for some, amount in zip(lots, taken, strict=True):
            if self.paying:
                prepay(some, amount)
            else:
                charge(some, self.name, amount)
        if self.piecewise():
            touched = {piece for some in lots for piece in some}
            self.renumber([piece for piece in group.pool if piece not in touched], lots)

    def renumber(self, rest: Pieces, lots: list[Pieces]) -> None:
        """New lots: in the place of an old one stand those that this rule left alone, then those that it charged."""
        parts = sorted([*self.lots(rest), *lots], key=lambda some: (natural(some[0].line["id"]), some[0].lot))
        for lot, some in enumerate(parts, 1 + max(piece.lot for piece in self.table)):
            for piece in some:
                piece.lot = lot
        for _, pieces in by_line(self.table):
            pieces.sort(key=lambda piece: (piece.lot, piece.number))
            for number, piece in enumerate(pieces):
                piece.number = number
