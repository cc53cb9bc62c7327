"""Why what is owed is not what one would think: the way from the one to the other, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from promocalc.timeline.account import rounded
from promocalc.timeline.protected import (
    Cut,
    LessToRefund,
    NothingToRefund,
    NotProtected,
    OutOfTime,
    ProtectedLine,
    Reason,
    ReasonKind,
    Unchanged,
)
from promocalc.timeline.simulated import Today

UNCOUNTED = ("wallet", "funded", "left_out", "excluded")


def with_reasons(line: ProtectedLine, today: Today, tax_then: int, already: int, *, unpaid: bool) -> ProtectedLine:
    """A line with every reason that counts.

    ``already`` is what was paid back before, without its tax; ``unpaid``: the balance of the order is not paid yet, so
    that nothing is owed whatever the line costs.
    """
    if line.naive is None or line.naive == line.owed:
        return line
    whole = "unpaid" if unpaid else _of_the_line(line)
    found = [Reason(whole, line.owed - line.naive)] if whole is not None else _steps(line, today, tax_then, already)
    return ProtectedLine(**{**line.__dict__, "reasons": tuple(one for one in found if one.amount)})


def _of_the_line(line: ProtectedLine) -> ReasonKind | None:
    """A reason for which nothing is owed of a line, whatever it cost and costs."""
    match line.why:
        case OutOfTime():
            return "late"
        case NotProtected():
            return "excluded"
        case Unchanged():
            return "unchanged"
        case _:
            return None


def _steps(line: ProtectedLine, today: Today, tax_then: int, already: int) -> Iterator[Reason]:
    """From what one would think, with its tax, by what is compared to what is owed."""
    assert line.naive is not None
    assert line.now is not None
    order, again = today.order[line.line], today.order_again[line.line]
    thought = line.naive - tax_then + today.tax(line.line)
    later = _later(line.cuts_then) - _later(again.cuts)
    counted = line.then - again.price + later
    yield Reason("uncounted", counted - thought, _uncounted(line, today))
    names = (cut.rule for cut in (*line.cuts_then, *again.cuts) if cut.counts == "later")
    yield Reason("later", -later, tuple(dict.fromkeys(names)))
    yield Reason("spent", again.price - order.price)
    fall = line.then - line.now
    yield Reason("piece", fall - (line.then - order.price))
    yield Reason("dearer", max(0, fall) - fall)
    due = rounded(max(0, fall) * today.policy.pays.fraction)
    yield Reason("pays", due - max(0, fall))
    left = max(0, due - already)
    yield Reason("already", left - due)
    if isinstance(line.why, LessToRefund | NothingToRefund):
        yield Reason("refunded", line.owed - line.tax - left)
    yield Reason("tax", line.tax - tax_then + today.tax(line.line))


def _later(cuts: Iterable[Cut]) -> int:
    return sum(cut.amount for cut in cuts if cut.counts == "later")


def _uncounted(line: ProtectedLine, today: Today) -> tuple[str, ...]:
    """The rules whose cuts are paid less by, and not compared."""
    now = today.compared.cuts(today.whole, line.line) if today.whole is not None else ()
    return tuple(dict.fromkeys(cut.rule for cut in (*line.cuts_then, *now) if cut.counts in UNCOUNTED))
