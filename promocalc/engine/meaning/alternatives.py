"""Alternatives: which one stands, group by group, and how many may."""

from __future__ import annotations

from collections.abc import Sequence

from promocalc.engine.meaning.ledger import Ledger
from promocalc.engine.plan import Join, Tick
from promocalc.engine.programme import Prepaid
from promocalc.numbers.protocol import Cents


def join(ledger: Ledger, deed: Join) -> None:
    """Per group, the winner's figures go on; the others leave no trace."""
    n, merge = ledger.n, deed.merge
    entry = ledger.columns[merge.entry]
    exits = [ledger.columns[branch.exit] for branch in merge.branches]
    after = list(entry)
    masks: list[list[Cents]] = [[0] * len(entry) for _ in merge.masks]
    winner: Cents = 0
    winners: list[Cents] = []
    for at, (_, lots) in enumerate(deed.groups):
        winner = _winner(ledger, deed, at, lots)
        winners.append(winner)
        for part in deed.parts[at]:
            ledger.collect(after, part)
        for number, one in enumerate(exits):
            won = n.same(winner, number + 1)
            for part in deed.parts[at]:
                if any(one[lot] is not entry[lot] for lot in part):  # untouched: nothing to choose between
                    after[part[0]] = n.choose(won, n.total([one[lot] for lot in part]), after[part[0]])
            for left, (_, takes) in zip(masks, merge.masks, strict=True):
                for column in (column for where, column in takes if where == number):
                    for lot in lots:
                        left[lot] = n.choose(won, ledger.columns[column][lot], left[lot])
    ledger.columns[merge.write] = after
    for mask, (column, _) in enumerate(merge.masks):
        ledger.columns[column] = masks[mask]
    if merge.paid is not None:
        ledger.columns[merge.paid.write] = _paid(ledger, deed, merge.paid, winners)
    for at, cell in enumerate(merge.cells):
        value = ledger.cell(merge.entry_cells[at])
        for number, branch in enumerate(merge.branches):
            value = n.choose(n.same(winner, number + 1), ledger.cell(branch.cells[at]), value)
        ledger.cells[cell] = value


def _paid(ledger: Ledger, deed: Join, prepaid: Prepaid, winners: Sequence[Cents]) -> list[Cents]:
    """What has been paid before: the deposits of the winners, and where none stands, what there was."""
    n, none = ledger.n, [0] * len(ledger.columns[deed.merge.entry])
    columns = [none if column < 0 else ledger.columns[column] for column in (prepaid.entry, *prepaid.exits)]
    paid = list[Cents](columns[0])
    for winner, (_, lots) in zip(winners, deed.groups, strict=True):
        for number, column in enumerate(columns[1:], 1):
            for lot in lots:
                paid[lot] = n.choose(n.same(winner, number), column[lot], paid[lot])
    return paid


def _winner(ledger: Ledger, deed: Join, group: int, lots: Sequence[int]) -> Cents:
    """The number of the alternative that stands, from 1; 0 where ``first`` finds none that applies."""
    n, merge = ledger.n, deed.merge
    before = n.total([ledger.columns[merge.entry][lot] for lot in lots])
    takes = [before - n.total([ledger.columns[branch.exit][lot] for lot in lots]) for branch in merge.branches]
    for number, take in enumerate(takes):
        # An alternative that only adds something takes less than nothing: kept as 0.
        n.let(deed.totals + group * len(takes) + number, n.most(take, 0))
    if merge.prefer == "first":
        found: Cents = 0
        for number in range(len(takes) - 1, -1, -1):
            found = n.choose(_applied(ledger, deed, number, lots) >= 1, number + 1, found)
        return n.let(deed.winners + group, found)
    found, best = 1, takes[0]
    for number, take in enumerate(takes[1:], 2):
        found = n.choose(take > best, number, found)
        best = n.most(best, take)
    return n.let(deed.winners + group, found)


def _applied(ledger: Ledger, deed: Join, number: int, lots: Sequence[int]) -> Cents:
    """What the rules of an alternative took or added: an alternative applies where that is something."""
    columns = [column for _, takes in deed.merge.masks for branch, column in takes if branch == number]
    return ledger.n.total([ledger.columns[column][lot] for column in columns for lot in lots])


def tick(ledger: Ledger, deed: Tick) -> None:
    """One use of a limited number of alternatives is gone if this one applied."""
    n, count = ledger.n, deed.count
    applied = n.total([amount for column in count.takes for amount in ledger.columns[column]])
    n.let(deed.register, applied)
    ledger.cells[count.write] = ledger.cell(count.left) - n.choose(applied >= 1, 1, 0)
