"""The lots of a plan while it is bound: which lines have been cut where, and which lots are even in which column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from promocalc.engine.plan import Cut, Deed, Gather, LineShape, Part, Shape
from promocalc.engine.programme import Apply, Programme


@dataclass
class Lots:
    """Lots, registers and deeds, as far as binding has come."""

    programme: Programme
    shape: Shape
    lines: list[LineShape] = field(default_factory=list)
    lot_lines: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    of_line: list[list[int]] = field(default_factory=list)
    even: dict[int, set[int]] = field(default_factory=dict)
    """Per column: the lots whose pieces are certainly equal in it."""
    deeds: list[Deed] = field(default_factory=list)
    size: int = 0
    width: int | None = None
    """In how many places a line's lots are gathered; None where they are not."""
    open_pieces: int = 0
    """How many comparisons piece by piece are open."""
    gathered: bool = False

    def registers(self, count: int) -> int:
        """Numbers for so many registers; the first of them."""
        start = self.size
        self.size += count
        return start

    def first_lots(self) -> None:
        """A line starts as one lot of equal pieces."""
        for at in range(len(self.lines)):
            self.lot_lines.append(at)
            self.parents.append(at)
            self.of_line.append([at])
        self.even[0] = set(range(len(self.lines)))

    def quantity(self, lot: int) -> int:
        """The pieces of the lot's line: it never has more."""
        return self.lines[self.lot_lines[lot]].quantity

    def single(self) -> set[int]:
        """Lots of lines of one piece."""
        return {lot for lot in range(len(self.lot_lines)) if self.quantity(lot) == 1}

    def cut(self, lines: Iterable[int], columns: Sequence[int], number: int) -> None:
        """Cut the lots of ``lines`` until their pieces are equal in each of ``columns``."""
        for column in columns:
            for at in lines:
                for lot in list(self.of_line[at]):
                    if lot not in self.even.get(column, set()) and self.lines[at].quantity > 1:
                        self.cut_lot(lot, column, number)

    def cut_lot(self, lot: int, column: int, number: int) -> None:
        """Tell the pieces that carry an odd cent of a column from the others."""
        costs, takes = self.live(number, column)
        self.deeds.append(Cut(lot, column, costs, takes))
        new = self.new_lot(lot, after=True)
        self.even[column] |= {lot, new}

    def gather(self, lines: Iterable[int], number: int) -> None:
        """Lots are cut in case of odd cents and of pieces that a rule may touch; most turn out to have none.

        Those that have move together into a few places, so that lots do not multiply from rule to rule.
        """
        if self.width is None or self.open_pieces:
            return  # alternatives compared piece by piece know pieces by their lots
        for at in lines:
            lots, keep = self.of_line[at], min(self.width, self.lines[at].quantity)
            if len(lots) <= keep:
                continue
            costs, takes = self.live(number)
            self.deeds.append(Gather(tuple(lots), keep, (*costs, *takes)))
            for column in (*costs, *takes):
                if not self.even[column].issuperset(lots):
                    self.even[column].difference_update(lots)
            self.of_line[at] = lots[:keep]
            self.gathered = True

    def part(self, number: int, op: Apply, lot: int, touched: tuple[str, int], equal: bool = False) -> int:
        """Tell the pieces that a rule touched from the others; the lot of the others."""
        costs, takes = self.live(number + 1, op.used[0] if op.used is not None else None)
        self.deeds.append(Part(lot, touched, op.read, op.write, op.taken, costs, takes))
        new = self.new_lot(lot, after=False)
        for column in {op.write, op.taken}:
            # The others cost what they did; what was taken of the touched ones may not divide evenly.
            self.even[column] |= {lot, new} if equal else {new}
        return new

    def live(self, number: int, column: int | None = None) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The columns that are read from an operation on: those of costs, and those of what rules took."""
        takes, last_use = self.programme.takes, self.programme.last_use
        live = [c for c in self.even if last_use[c] >= number or c == column]
        return tuple(c for c in live if c not in takes), tuple(c for c in live if c in takes)

    def new_lot(self, lot: int, *, after: bool) -> int:
        """A second lot out of one, in its place after or before it: even where that was.

        Of a lot's pieces those that carry an odd cent come first, and those that no rule has touched before the others.
        """
        line, new = self.lot_lines[lot], len(self.lot_lines)
        self.lot_lines.append(line)
        self.parents.append(lot)
        mine = self.of_line[line]
        mine.insert(mine.index(lot) + after, new)
        for lots in self.even.values():
            if lot in lots:
                lots.add(new)
        return new
