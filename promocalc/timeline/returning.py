"""What is said to go back, and what of that cannot be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from fractions import Fraction

from promocalc.engine.receipt import Receipt
from promocalc.money import plain
from promocalc.problems import (
    AllGone,
    EmptyList,
    OutOfRange,
    Path,
    Problem,
    ProblemGroup,
    ReceivedBeforePaid,
    TooEarly,
    TooManyKeys,
    TooManyReturned,
    Trouble,
    UnknownLine,
    UnknownRule,
    Where,
    nearest,
)
from promocalc.timeline.account import Account, Gone
from promocalc.timeline.refunded import Return


def gone_after(account: Account, gone: Gone, *returns: Return) -> Gone:
    """What has gone back once these have, too."""
    for one in returns:
        gone = gone.plus(one.line, _part(account, gone, one))
    return gone


def _part(account: Account, gone: Gone, one: Return) -> Fraction:
    line = account.goods[one.line]
    if one.pieces is not None:
        return Fraction(one.pieces, line.quantity)
    if one.worth is not None:
        return Fraction(one.worth, line.marked)
    return 1 - gone.of(one.line)


def check(
    account: Account,
    returns: Sequence[Return],
    before: Sequence[Return],
    at: datetime | None,
    received: datetime | None,
    spent: Collection[str],
) -> None:
    """Raises ProblemGroup with everything that cannot be."""
    gone, troubles = Gone({}), list[tuple[Path, Trouble]]()
    if not returns:
        troubles.append((("returns",), EmptyList()))
    for name, some in (("before", before), ("returns", returns)):
        for position, one in enumerate(some):
            own = list(_wrong(account, gone, one, again=any(one.line == other.line for other in some[:position])))
            troubles += [((name, position, *path), trouble) for path, trouble in own]
            if not own:
                gone = gone_after(account, gone, one)
    troubles += too_early(account.receipt, at=at, received=received)
    rules = tuple(account.receipt.rulebook.rules)
    troubles += [(("spent",), UnknownRule(name, nearest(name, rules))) for name in sorted(spent) if name not in rules]
    refuse(troubles)


def refuse(troubles: Sequence[tuple[Path, Trouble]]) -> None:
    """Raises ProblemGroup where anything is wrong."""
    if troubles:
        raise ProblemGroup(tuple(Problem(trouble, Where(path)) for path, trouble in troubles))


def too_early(receipt: Receipt, **moments: datetime | None) -> Iterator[tuple[Path, Trouble]]:
    """What is said to be before the order; and goods that are said to have come before their balance was paid."""
    ordered, balance = receipt.at, paid_off(receipt)
    for name, moment in moments.items():
        if ordered is not None and moment is not None and moment < ordered:
            yield (name,), TooEarly(moment.isoformat(), ordered.isoformat())
        elif name == "received" and balance is not None and moment is not None and moment < balance:
            yield (name,), ReceivedBeforePaid(moment.isoformat(), balance.isoformat())


def paid_off(receipt: Receipt) -> datetime | None:
    """When an order that makes a deposit is paid off; None where there is none, or it leaves nothing to pay."""
    return receipt.balance_at if receipt.leaves_balance else None


def unknown_line(name: str, known: tuple[str, ...]) -> UnknownLine:
    """A line that is not there, and the one that may have been meant."""
    return UnknownLine(name, known, nearest(name, known))


def _wrong(account: Account, gone: Gone, one: Return, *, again: bool) -> Iterator[tuple[Path, Trouble]]:
    """What of a return cannot be; ``again``: the same list names its line before."""
    if one.line not in account.goods:
        yield ("line",), unknown_line(one.line, tuple(account.goods))
        return
    line, left = account.goods[one.line], 1 - gone.of(one.line)
    if one.pieces is not None and one.worth is not None:
        yield (), TooManyKeys(("pieces", "worth"))
    elif one.pieces is not None and one.pieces < 1:
        yield ("pieces",), OutOfRange(str(one.pieces), "1", None)
    elif one.worth is not None and one.worth < 1:
        smallest = plain(1, account.receipt.currency)
        yield ("worth",), OutOfRange(plain(one.worth, account.receipt.currency), smallest, None)
    elif not left:
        yield ("line",), AllGone(one.line, before=not again)
    elif one.worth is not None and one.worth > line.marked * left:
        asked, most = (plain(amount, account.receipt.currency) for amount in (one.worth, int(line.marked * left)))
        yield ("worth",), TooManyReturned(one.line, asked, most, worth=True)
    elif one.pieces is not None and one.pieces > line.quantity * left:
        yield ("pieces",), TooManyReturned(one.line, str(one.pieces), str(int(line.quantity * left)))
