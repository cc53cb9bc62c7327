"""What the refund screen shows, as rows: which pieces go back, and what comes of it. No terminal library needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from promocalc.explain.amounts import money
from promocalc.explain.cells import pad, width
from promocalc.explain.overtime.refund import RefundView
from promocalc.explain.overtime.refund import text as refund_text
from promocalc.explain.problems.text import message
from promocalc.explain.receipt.detail import Row
from promocalc.timeline.refund import refund_stage
from promocalc.tui.moments import shown_moment
from promocalc.tui.overtime import under
from promocalc.tui.reading import Reading


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One line of the cart, or a charge that rules added, and how much of it goes back."""

    line: str
    mark: str
    title: str
    back: str
    """``1/2``; empty for what cannot be given back by itself."""
    paid: str
    refund: str
    pieces: int
    quantity: int

    @property
    def cells(self) -> tuple[str, ...]:
        """As the table shows it."""
        return self.mark, self.title, self.back, self.paid, self.refund


@dataclass(frozen=True, eq=False)
class RefundReading:
    """What comes back of a session's order."""

    reading: Reading

    @cached_property
    def rows(self) -> tuple[ReturnRow, ...]:
        """Every line of the receipt: those of the cart in its order, then what rules added."""
        receipt = self.reading.receipt
        if receipt is None:
            return ()
        session, currency = self.reading.session, receipt.currency
        # Before the balance is paid, nobody has paid more than the deposit.
        in_part = refund_stage(receipt, session.back_at, session.cart.received) == "deposit"
        order = {line.id: at for at, line in enumerate(session.cart.lines)}
        refunds = {line.line: line.refund for line in session.refunded.lines} if session.refunded is not None else {}
        found = []
        for line in sorted(receipt.lines, key=lambda line: order.get(line.id, len(order))):
            title = line.title.in_language(session.language)
            paid = money(line.deposit if in_part else line.pay, currency)
            if line.added_by is not None or line.kind != "goods":
                name = line.id if line.added_by is None else f"+\n{line.id}"
                found.append(ReturnRow(name, "", f"+ {title}", "", paid, "", 0, 0))
                continue
            pieces = session.returns.get(line.id, 0)
            refund = money(refunds[line.id], currency) if line.id in refunds else ""
            back = f"{pieces}/{line.quantity}"
            mark = "[x]" if pieces else "[ ]"
            found.append(ReturnRow(line.id, mark, title, back, paid, refund, pieces, line.quantity))
        return tuple(found)

    @cached_property
    def view(self) -> RefundView | None:
        """Who words it; None where nothing goes back."""
        refunded = self.reading.session.refunded
        return None if refunded is None else RefundView(refunded, self.reading.session.language)

    @property
    def moments(self) -> tuple[str, str]:
        """When goods go back, and whether they have come."""
        says, session = self.reading.words, self.reading.session
        zone, came = session.rulebook.timezone, session.cart.received
        back = shown_moment(session.back_at, zone)
        return (
            says.goes_back_at.format(moment=back) if back else says.goes_back_somewhen,
            says.not_received if came is None else says.received_now.format(moment=shown_moment(came, zone)),
        )

    def result(self) -> list[Row]:
        """What comes back, what is lost and why, where else things go, and what the kept goods cost in the end."""
        session, view = self.reading.session, self.view
        if session.refund_problems:
            return [("", message(problem.trouble, session.language)) for problem in session.refund_problems]
        if view is None:
            return [("", self.reading.words.nothing_returned)]
        say = view.say
        # Amounts stand under each other, and what is lost comes right after what comes back.
        why, cells = view.why(), max((width(amount) for amount, _ in view.why()), default=0)
        rows = [
            *view.totals(),
            *under(view.why_head(), (f"{pad(amount, cells, 'right')}  {text}" for amount, text in why)),
        ]
        rows += [("", f"! {text}") for text in view.notes()]
        for head, more in ((view.kept_head(), view.kept()), (say.elsewhere, view.elsewhere())):
            rows += [("", ""), ("", head), *more] if more else []
        return rows

    @property
    def text(self) -> str:
        """All of it, to be copied."""
        refunded = self.reading.session.refunded
        return "" if refunded is None else refund_text(refunded, self.reading.session.language)
