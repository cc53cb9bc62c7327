"""When an order with a deposit is settled: which deposits a cart makes, and when its balance is paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NoReturn

from promocalc.cart import Cart, Choices
from promocalc.engine.outcome import AssumedBalanceDay, Assumption, LapsesBefore
from promocalc.engine.plan import LineShape, shape_of
from promocalc.engine.programme import Apply, Facts, Programme
from promocalc.engine.scoping import guard
from promocalc.engine.when import why_not
from promocalc.problems import (
    BalanceOutside,
    BalanceTooEarly,
    NoDepositOpen,
    Path,
    Problem,
    ProblemGroup,
    Trouble,
    Where,
    WindowsApart,
)
from promocalc.rules.rule import Rule
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import Within, overlap, window_of
from promocalc.rules.take import Deposit


def deposits_in(book: Rulebook) -> tuple[str, ...]:
    """The rules that are deposits."""
    return tuple(name for name, rule in book.rules.items() if isinstance(rule.take, Deposit))


def balance_moment(
    programme: Programme, facts: Facts, cart: Cart, choices: Choices, stated: datetime | None
) -> datetime | None:
    """When the balance of this cart is paid: as ``stated``, else as soon as its window opens.

    None where the order is one payment, or nothing says when the balance is due. Raises ProblemGroup where the
    balance cannot be paid then, or those of several deposits not together.
    """
    made = list(deposits_of(programme, cart, choices))
    if not made:
        if stated is not None and not _given_up(programme.book, choices):
            _refuse(_none_open(programme.book, facts))
        return None
    window = balance_window(made)
    opens, closes = window.start, window.end
    if opens is not None and closes is not None and opens >= closes:
        last = next(rule.name for rule in made if balance_window([rule]).start == opens)
        _refuse(WindowsApart(tuple(rule.name for rule in made)), ("rules", last, "take", "balance"))
    if stated is None:
        # Who orders while the balance can be paid already pays it at once.
        stated = opens if facts.at is None or opens is None else max(opens, facts.at)
        if stated is None:
            return None
    if facts.at is not None and stated < facts.at:
        _refuse(BalanceTooEarly(stated.isoformat(), facts.at.isoformat()))
    if (opens is not None and stated < opens) or (closes is not None and stated >= closes):
        _refuse(BalanceOutside(stated.isoformat(), _text(opens), _text(closes)))
    return stated


def balance_window(rules: list[Rule]) -> Within:
    """The time in which the balances of several deposits can be paid together."""
    takes = [rule.take for rule in rules]
    return overlap(take.balance for take in takes if isinstance(take, Deposit) and take.balance is not None)


def deposits_of(programme: Programme, cart: Cart, choices: Choices) -> Iterator[Rule]:
    """The deposits that a programme may take of a cart: they are open, not left alone, and about some of its lines."""
    shape = shape_of(cart, programme)
    for op in programme.ops:
        if isinstance(op, Apply) and op.prepays >= 0 and op.terms.name not in choices.skip and _about(op, shape):
            yield op.terms.rule


def _about(op: Apply, shape: tuple[LineShape, ...]) -> bool:
    of_line, needed = [[at] for at in range(len(shape))], set(op.terms.needed_numbers)
    return any(
        (line.kind == "goods" or not op.terms.goods_only)
        and needed <= {name for name, _ in line.numbers}
        and guard(op.terms.scope, at, shape, of_line, {}, known_only=True) is not False
        for at, line in enumerate(shape)
    )


def _given_up(book: Rulebook, choices: Choices) -> bool:
    """Whether the shopper leaves every deposit alone."""
    deposits = set(deposits_in(book))
    return bool(deposits) and deposits <= set(choices.skip)


def _none_open(book: Rulebook, facts: Facts) -> NoDepositOpen:
    """Why no deposit could be made: when the order was, and when the last of them could have been."""
    names = deposits_in(book)
    last = window_of(book.rules[names[-1]].when) if names else Within(None, None)
    return NoDepositOpen(_text(facts.at), _text(last.start), _text(last.end))


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _refuse(trouble: Trouble, path: Path = ("balance_at",)) -> NoReturn:
    raise ProblemGroup((Problem(trouble, Where(path)),))


def assumed_of_stages(book: Rulebook, facts: Facts, stated: datetime | None) -> Iterator[Assumption]:
    """What a receipt with a balance takes for granted, and what the wait for it costs without anybody having asked."""
    if facts.balance_at is None:
        return
    if stated is None:
        yield AssumedBalanceDay(facts.balance_at)
    for name, rule in book.rules.items():
        held = facts.at is not None and why_not(rule.when, facts.shopper, facts.at, book.timezone) is None
        lapses = window_of(rule.when).end
        if held and facts.moment(rule) == facts.balance_at and lapses is not None and lapses <= facts.balance_at:
            yield LapsesBefore(name, lapses, facts.balance_at)
