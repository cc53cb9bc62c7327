"""The ledger of one run: what every lot costs in every column, and what wallets, coupons and gates have left."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from promocalc.engine.meaning.rounding import Ratio
from promocalc.engine.plan import Cut, Gather, Guard, Joined, Mark, Part, Plan, PriceGuard, Site, TakenGuard
from promocalc.engine.programme import MARKED, Apply, Sum
from promocalc.engine.terms import Free, Quantity
from promocalc.money import minor_units
from promocalc.numbers.protocol import Cents, Numbers, Test
from promocalc.rules.quantity import LineNumber


class Ledger:
    """Amounts by column and lot. Columns are written once; a cut makes two lots of one in all that are still read."""

    def __init__(self, n: Numbers, plan: Plan, inputs: Sequence[Cents]) -> None:
        self.n = n
        self.plan = plan
        self.first = inputs[plan.goods :]
        self.numbers = {key: len(plan.programme.cells) + at for at, key in enumerate(plan.numbers)}
        self.figures: dict[int, Cents] = {}
        """What rules took or gave in their pools, by register, where later deeds ask for it."""
        self.cells: list[Cents] = [0] * plan.programme.cell_count
        self.counts: list[Cents] = [line.quantity for line in plan.lines]
        self.short: list[Cents] = []
        """Pieces that found no place where lots were gathered."""
        self.open_counts: set[int] = set(plan.counted)
        """Lots whose number of pieces depends on amounts, or is an input."""
        self.opened = len(plan.programme.cells) + len(plan.numbers)
        """Where the numbers that are left open begin among the inputs after the prices."""
        for at, line in enumerate(plan.counted, self.opened + len(plan.programme.opened)):
            self.counts[line] = self.first[at]
        self.touched: dict[tuple[str, int], Cents] = {}
        """How many pieces of a lot the last rule touched: those that ``bear``, and those it may ``use`` besides."""
        self.charges: dict[str, int] = {}
        """Rules that have charged something before the current one, and their taken columns."""
        self.prices = [*inputs[: plan.goods], *([0] * (len(plan.lines) - plan.goods))]
        self.columns: list[list[Cents]] = [[] for _ in range(plan.programme.columns)]
        self.columns[MARKED] = [price * line.quantity for price, line in zip(self.prices, plan.lines, strict=True)]
        for line in plan.counted:
            self.columns[MARKED][line] = n.times(self.counts[line], self.prices[line], plan.lines[line].quantity)

    def cell(self, number: int) -> Cents:
        """What a cell holds; first values come from outside and have negative numbers."""
        return self.first[-number - 1] if number < 0 else self.cells[number]

    def lines(self, column: int) -> list[list[Cents]]:
        """A column's amounts, lot by lot of each line."""
        found: list[list[Cents]] = [[] for _ in self.plan.lines]
        for lot, line in enumerate(self.plan.lot_lines):
            found[line].append(self.columns[column][lot])
        return found

    def pieces_at_most(self, lot: int) -> int:
        """The quantity of the lot's line: it never has more pieces."""
        return self.plan.lines[self.plan.lot_lines[lot]].quantity

    def pieces(self, lot: int) -> Cents:
        """The pieces of a lot. A line that a rule adds has one as soon as the rule has charged something."""
        added_by = self.plan.lines[self.plan.lot_lines[lot]].added_by
        if added_by is None:
            return self.counts[lot]
        column = self.charges.get(added_by)
        return 0 if column is None else self.n.choose(self.columns[column][lot] >= 1, 1, 0)

    def paid(self, apply: Apply, lot: int) -> Cents:
        """What has been paid of a lot before: nobody may take that off any more."""
        return 0 if apply.paid < 0 else self.columns[apply.paid][lot]

    def collect(self, amounts: list[Cents], lots: Sequence[int]) -> None:
        """The amounts of lots that nobody tells apart any more stand together on the first of them."""
        if len(lots) == 1:
            return
        amounts[lots[0]] = self.n.total([amounts[lot] for lot in lots])
        for lot in lots[1:]:
            amounts[lot] = 0

    # --- lots ---------------------------------------------------------------------------------------------

    def gather(self, deed: Gather) -> None:
        """The lots that have pieces move together; what finds no place is counted."""
        n = self.n
        counts = [self.counts[lot] for lot in deed.lots]
        columns = [[self.columns[column][lot] for lot in deed.lots] for column in deed.columns]
        gathered = n.gather(counts, columns, deed.keep)
        self.short.append(n.total(counts) - n.total(gathered[0]))
        for at, lot in enumerate(deed.lots):
            kept = at < deed.keep
            self.counts[lot] = gathered[0][at] if kept else 0
            for column, row in zip(deed.columns, gathered[1:], strict=True):
                self.columns[column][lot] = row[at] if kept else 0
        self.open_counts |= set(deed.lots)

    def cut(self, deed: Cut) -> None:
        """The pieces that carry an odd cent of the column become a lot, the others a second one."""
        n, lot, count = self.n, deed.lot, self.counts[deed.lot]
        amount = self.columns[deed.column][lot]
        odd = amount - n.times(count, n.quotient(amount, self.divisor(lot)), self.pieces_at_most(lot))
        first = count - odd if deed.column in deed.takes else odd
        heads = {column: self.head(column, lot, first, column in deed.costs) for column in (*deed.costs, *deed.takes)}
        self.divide(lot, first, heads)

    def part(self, deed: Part) -> None:
        """The pieces that a rule touched become a lot, the others a second one; these cost what they did."""
        lot, reached = deed.lot, self.touched[deed.touched]
        heads = {column: self.head(column, lot, reached, column in deed.costs) for column in (*deed.costs, *deed.takes)}
        if deed.touched[0] == "bear":
            if deed.write in heads and deed.write != deed.read:
                before = self.unit_of(self.columns[deed.read][lot], lot)
                rest = self.n.times(self.counts[lot] - reached, before, self.pieces_at_most(lot))
                heads[deed.write] = self.columns[deed.write][lot] - rest
            if deed.taken in heads:
                heads[deed.taken] = self.columns[deed.taken][lot]
        self.divide(lot, reached, heads)

    def mark(self, deed: Mark) -> None:
        """What a rule used is used up, if it took anything."""
        n = self.n
        column: list[Cents] = list(self.columns[deed.before]) if deed.before >= 0 else [0] * len(self.counts)
        for register, uses in deed.uses:
            applied = self.figures[register] >= 1
            for lot, name, of in uses:
                column[lot] = column[lot] + n.choose(applied, self.touched.get((name, of), 0), 0)
        self.columns[deed.after] = column

    def head(self, column: int, lot: int, first: Cents, is_cost: bool) -> Cents:
        """What the first pieces of a lot have of a column: odd cents of a cost come first, of what was taken last."""
        n, count, amount = self.n, self.counts[lot], self.columns[column][lot]
        most = self.pieces_at_most(lot)
        each = n.quotient(amount, self.divisor(lot))
        odd = amount - n.times(count, each, most)
        return n.times(first, each, most) + (n.least(first, odd) if is_cost else n.most(odd - (count - first), 0))

    def divide(self, lot: int, first: Cents, heads: dict[int, Cents]) -> None:
        """Make two lots of one: its ``first`` pieces with ``heads``, and the rest."""
        for column, head in heads.items():
            values = self.columns[column]
            values.append(values[lot] - head)
            values[lot] = head
        self.counts.append(self.counts[lot] - first)
        self.counts[lot] = first
        self.open_counts |= {lot, len(self.counts) - 1}

    def divisor(self, lot: int) -> Cents:
        """The pieces of a lot, to divide by. A lot that was cut may have none left; then all about it is 0."""
        count = self.counts[lot]
        return self.n.most(count, 1) if lot in self.open_counts else count

    def unit_of(self, amount: Cents, lot: int) -> Cents:
        """The amount of one piece of a lot whose pieces are equal."""
        single = lot not in self.open_counts and self.plan.lines[lot].quantity == 1
        return amount if single else self.n.quotient(amount, self.divisor(lot))

    def units(self, amounts: Sequence[Cents], lots: Sequence[int]) -> list[Cents]:
        """Of each lot's amount, what one piece has."""
        return [self.unit_of(amount, lot) for amount, lot in zip(amounts, lots, strict=True)]

    def of_pieces(self, units: Sequence[Cents], lots: Sequence[int], counts: Sequence[Cents]) -> list[Cents]:
        """What so many pieces of each lot come to, at so much a piece."""
        times, most = self.n.times, self.pieces_at_most
        return [times(count, unit, most(lot)) for unit, lot, count in zip(units, lots, counts, strict=True)]

    def pieces_of_all(self, lots: Sequence[int]) -> int:
        """The pieces of the lines of several lots: together they never have more."""
        return sum({self.plan.lot_lines[lot]: self.pieces_at_most(lot) for lot in lots}.values())

    # --- scopes and views ------------------------------------------------------------------------------------

    def guards(self, site: Site) -> list[Test]:
        """Whether each lot of a site is in scope."""
        if not site.gated:
            return [True] * len(site.lots)
        found = [self.guard(guard) for guard in site.guards]
        return [self.unused(site, one, lot) for one, lot in zip(found, site.lots, strict=True)]

    def unused(self, site: Site, held: Test, lot: int) -> Test:
        """Inside ``consume: pieces``: pieces that an earlier rule used are in no scope."""
        return held if site.used < 0 else self.n.both(held, self.columns[site.used][lot] < 1)

    def spare(self, site: Site) -> list[Cents]:
        """The pieces of every companion lot."""
        near = [self.unused(site, self.guard(guard), lot) for lot, guard in site.companions]
        return self.counted([lot for lot, _ in site.companions], near)

    # --- numbers that lines state -------------------------------------------------------------------------

    def free(self, number: Free) -> Cents:
        """A number that is left open."""
        return self.first[self.opened + number.at]

    def quantity(self, number: Quantity, lot: int) -> Fraction | Ratio | Cents:
        """A number as it is for a unit that begins with this lot: stated, the line's own, or left open."""
        if isinstance(number, Free):
            return self.free(number) if number.per == 1 else Ratio(self.free(number), number.per)
        if not isinstance(number, LineNumber):
            return number
        at = self.plan.lot_lines[lot]
        known = dict(self.plan.lines[at].numbers).get(number.attribute)
        if known is not None:
            return known
        position = self.numbers.get((at, number.attribute))
        return 0 if position is None else self.first[position]

    def states(self, number: Quantity, lot: int) -> bool:
        """Whether there is such a number for this lot."""
        if not isinstance(number, LineNumber):
            return True
        names = {name for name, _ in self.plan.lines[self.plan.lot_lines[lot]].numbers}
        return number.attribute in names

    def floor(self, floor: int | LineNumber, lot: int) -> Cents:
        """What has to stay of a piece of a lot; a line that states no floor has none."""
        found = self.quantity(floor, lot)
        return 0 if isinstance(found, Fraction | Ratio) else found

    def guard(self, guard: Guard) -> Test:
        """Whether a lot is in scope."""
        n = self.n
        match guard:
            case bool():
                return guard
            case PriceGuard(line, scope):
                price, currency = self.prices[line], self.plan.programme.book.currency
                held: Test = True
                if scope.at_least is not None:
                    held = n.both(held, price >= minor_units(scope.at_least, currency))
                if scope.above is not None:
                    held = n.both(held, price > minor_units(scope.above, currency))
                if scope.at_most is not None:
                    held = n.both(held, price <= minor_units(scope.at_most, currency))
                if scope.below is not None:
                    held = n.both(held, price < minor_units(scope.below, currency))
                return held
            case TakenGuard(columns, lots):
                return n.total([self.columns[column][lot] for column in columns for lot in lots]) >= 1
            case Joined(how, parts):
                held = how != "any"
                for inner in parts:
                    one = self.guard(inner)
                    if how == "none":
                        one = n.negate(one)
                    held = n.either(held, one) if how == "any" else n.both(held, one)
                return held
            case _:
                assert_never(guard)

    def seen(self, column: Sequence[Cents], lots: Sequence[int], guards: Sequence[Test]) -> list[Cents]:
        """One column of each lot, 0 where the lot is not in scope."""
        return [
            column[lot] if guard is True else self.n.choose(guard, column[lot], 0)
            for lot, guard in zip(lots, guards, strict=True)
        ]

    def counted(self, lots: Sequence[int], guards: Sequence[Test]) -> list[Cents]:
        """The pieces of each lot, 0 where the lot is not in scope."""
        return [
            self.pieces(lot) if guard is True else self.n.choose(guard, self.pieces(lot), 0)
            for lot, guard in zip(lots, guards, strict=True)
        ]

    def view(self, look: Sum, lots: Sequence[int], guards: Sequence[Test]) -> list[Cents]:
        """A view of each lot, or its count of pieces."""
        n = self.n
        if len(look.terms) == 1 and look.terms[0][0] > 0:
            return self.seen(self.columns[look.terms[0][1]], lots, guards)
        if look.counts:
            return self.counted(lots, guards)
        values: list[Cents] = []
        for lot, guard in zip(lots, guards, strict=True):
            plus: list[Cents] = [self.columns[column][lot] for sign, column in look.terms if sign > 0]
            minus: list[Cents] = [self.columns[column][lot] for sign, column in look.terms if sign < 0]
            amount = n.total(plus)
            if minus:
                amount = n.most(amount - n.total(minus), 0)
            values.append(amount if guard is True else n.choose(guard, amount, 0))
        return values
