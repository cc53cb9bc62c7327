"""What comes back when goods go back, before or after they have come."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from promocalc.engine.receipt import Receipt
from promocalc.money import Rounding, share
from promocalc.rules.refund import Refund
from promocalc.timeline.account import Account, Gone, rounded
from promocalc.timeline.days import end_of_day
from promocalc.timeline.fees import fee
from promocalc.timeline.held import Held, in_money
from promocalc.timeline.law import bounds
from promocalc.timeline.refund_lines import Parts, pieces, refund_lines, touched
from promocalc.timeline.refunded import Part, Refunded, RefundLine, RefundStage, Return
from promocalc.timeline.returning import check, gone_after, paid_off


def refund(
    receipt: Receipt,
    returns: Sequence[Return],
    *,
    at: datetime | None = None,
    received: datetime | None = None,
    before: Sequence[Return] = (),
    policy: Refund | None = None,
    spent: Collection[str] | Mapping[str, int] = (),
) -> Refunded:
    """What comes back for ``returns`` at the moment ``at``.

    ``received`` is when the goods came, the cart's own unless stated. What went back ``before`` is taken to have gone
    back one by one, in that order. ``policy`` is the rulebook's unless stated. Benefits of the rules in ``spent`` are
    used up (by so much, where amounts are stated), and so are taken back in money. Raises ProblemGroup with everything
    that cannot be.
    """
    stated = policy or receipt.rulebook.effective_refund
    received = received if received is not None else receipt.cart.received
    account = Account(receipt, stated or Refund())
    check(account, returns, before, at, received, spent)
    return _Refund(account, stated is None, at, received, _used_up(account, spent)).of(returns, before)


def _used_up(account: Account, spent: Collection[str] | Mapping[str, int]) -> dict[str, int]:
    """How much of each benefit has been spent: what is stated, or all of it; never more than was given."""
    given = {rule: sum(own.values()) for rule, own in account.given.items()}
    stated = spent if isinstance(spent, Mapping) else {rule: given.get(rule, 0) for rule in spent}
    return {rule: min(amount, given[rule]) for rule, amount in stated.items() if rule in given}


def refund_stage(receipt: Receipt, at: datetime | None, received: datetime | None) -> RefundStage:
    """How far an order had come at a moment; all is taken to be paid where no moment is given."""
    # First the money: whatever has come by then, nobody gets back what is not paid yet.
    paid = paid_off(receipt)
    if at is not None and paid is not None and at < paid:
        return "deposit"
    if received is not None and (at is None or at >= received):
        return "received"
    return "paid"


def refund_closes(receipt: Receipt, policy: Refund, received: datetime | None) -> datetime | None:
    """When goods can no longer go back; None where the terms do not say, or nobody knows yet."""
    base = {"order": receipt.at, "payment": paid_off(receipt) or receipt.at, "receipt": received}[policy.after]
    if policy.within is None or base is None:
        return None
    return end_of_day(base, policy.within, receipt.rulebook.timezone)


def states(account: Account, gone: Gone, returns: Sequence[Return]) -> list[Gone]:
    """What has gone back in all after each of these, one by one."""
    found: list[Gone] = []
    for one in returns:
        gone = gone_after(account, gone, one)
        found.append(gone)
    return found


@dataclass(frozen=True)
class _Reached:
    """The money that has come back in all, and what has been held back in all."""

    got: int
    fee: int


class _Refund:
    """One refund of one receipt, under one policy and at one moment."""

    def __init__(
        self, account: Account, assumed: bool, at: datetime | None, received: datetime | None, spent: dict[str, int]
    ) -> None:
        self.account, self.receipt, self.policy = account, account.receipt, account.policy
        self.assumed, self.at, self.received, self.spent = assumed, at, received, spent
        self.stage = refund_stage(self.receipt, at, received)
        self.closes = refund_closes(self.receipt, self.policy, received)

    @property
    def in_time(self) -> bool | None:
        # An order whose balance is not paid is called off, not returned: no days are counted for that.
        if self.closes is None or self.at is None or self.stage == "deposit":
            return None
        return self.at < self.closes

    def of(self, returns: Sequence[Return], before: Sequence[Return]) -> Refunded:
        """What comes back for these, after those."""
        path = states(self.account, Gone({}), before)
        start = path[-1] if path else Gone({})
        end = gone_after(self.account, start, *returns)
        earlier, by_now = self.reached(path), self.reached([*path, end])
        if self.stage == "deposit":
            return self.cancelled(start, end, earlier, by_now)
        got, cash, fee = earlier.got, by_now.got - earlier.got, by_now.fee - earlier.fee
        single = self.reached([*path, *states(self.account, start, returns)]).got - got
        lines = refund_lines(self.account, (Gone({}), *path), end)
        held = Held(self.account, (Gone({}), *path), end, self.at, self.stage)
        balances, coupons, benefits = tuple(held.balances()), tuple(held.coupons()), tuple(held.benefits(self.spent))
        postage = self.account.postage(end) - self.account.postage(start)
        postage_expected = self.postage_expected(start, end)
        expected = sum(line.worth + line.tax for line in lines) + postage_expected
        taken = sum(one.worth for one in benefits if one.in_cash)
        beside = postage - sum(line.postage for line in lines)
        parts = Parts(self.account, lines).of(
            *(balances, coupons, benefits),
            postage=postage_expected - postage,
            fee=fee,
            short=cash - (sum(line.refund for line in lines) + beside - taken - fee),
            gap=expected - cash,
        )
        kept = self.account.kept(end)
        return Refunded(
            receipt=self.receipt,
            policy=self.policy,
            assumed=self.assumed,
            at=self.at,
            received=self.received,
            stage=self.stage,
            closes=self.closes,
            in_time=self.in_time,
            lines=tuple(lines),
            cash=cash,
            postage=postage,
            to_balances=balances,
            coupons=coupons,
            taken_back=benefits,
            to_funders=tuple(held.funders(lines)),
            expected=expected,
            parts=tuple(parts),
            got_before=got,
            kept_pay=self.receipt.pay - got - cash,
            alone=0 if kept is None else kept.pay,
            kept=kept,
            kept_wallet=held.kept_by_wallets(),
            alone_wallet=self.account.wallets_in(kept),
            clawback=sum(line.clawback for line in lines),
            fee=fee,
            short=max(0, got + by_now.fee - self.due(end)),
            at_once=once if (once := self.reached([end]).got) != got + cash else None,
            one_by_one=single if single != cash else None,
        )

    # --- money ---------------------------------------------------------------------------------------

    def due(self, gone: Gone) -> int:
        """The money that should have come back by now, before fees; it may be below nothing.

        What is taken back in money is off it; before the balance, it is what is left of deposits.
        """
        if self.stage == "deposit":
            return self.back(gone)
        own = self.account
        money = {rule: in_money(own, rule, own.taken_back(rule, gone), spent) for rule, spent in self.spent.items()}
        return own.goods_due(gone) - sum(own.worth_of(rule, amount) for rule, amount in money.items())

    def reached(self, path: Sequence[Gone]) -> _Reached:
        """What has come back, and has been held back, after these returns: neither is ever given up again."""
        found = _Reached(0, 0)
        for gone in path:
            due = self.due(gone)
            more = max(0, fee(self.account, gone, self.at, found.fee) - found.fee)
            kept = found.fee + min(more, max(0, due - found.fee - found.got))
            found = _Reached(max(found.got, due - kept), kept)
        return found

    def postage_expected(self, start: Gone, end: Gone) -> int:
        """What one thinks comes back of postage: all of it with the last of the goods."""
        whole = self.account.charged if self.account.all_gone(end) else self.account.postage(end)
        return whole - self.account.postage(start)

    # --- before the balance is paid ------------------------------------------------------------------

    def deposit(self, gone: Gone) -> int:
        """The deposit on what has gone back."""
        return sum(rounded(line.deposit * gone.of(line.id)) for line in self.account.goods.values())

    def binds(self, gone: Gone) -> int | None:
        """How much of it binds by the law."""
        if self.policy.binds is None:
            return None
        return sum(rounded(one.binds * gone.of(one.line)) for one in bounds(self.receipt, self.policy))

    def back(self, gone: Gone) -> int:
        """What the terms leave of it."""
        deposit, part = self.deposit(gone), self.policy.keeps
        return deposit - rounded(deposit * part, Rounding.UP)

    def cancelled(self, start: Gone, end: Gone, earlier: _Reached, by_now: _Reached) -> Refunded:
        """Only the deposit has been paid, so that only this can come back; nothing has been used up."""
        deposit = self.deposit(end) - self.deposit(start)
        got, cash, fee = earlier.got, by_now.got - earlier.got, by_now.fee - earlier.fee
        parts = (Part("deposit", None, deposit - cash - fee), Part("fee", None, fee))
        bounds = self.binds(start), self.binds(end)
        law = None if bounds[0] is None or bounds[1] is None else deposit - bounds[1] + bounds[0]
        kept = self.account.kept(end)
        return Refunded(
            receipt=self.receipt,
            policy=self.policy,
            assumed=self.assumed,
            at=self.at,
            received=self.received,
            stage=self.stage,
            closes=self.closes,
            in_time=self.in_time,
            lines=tuple(self.deposit_lines(start, end)),
            cash=cash,
            expected=deposit,
            parts=tuple(part for part in parts if part.amount),
            fee=fee,
            got_before=got,
            kept_pay=(0 if kept is None else kept.pay) + self.deposit(end) - got - cash,
            alone=0 if kept is None else kept.pay,
            kept=kept,
            kept_wallet=self.account.wallets_in(kept),
            alone_wallet=self.account.wallets_in(kept),
            deposit_terms=cash,
            deposit_law=law,
        )

    def deposit_lines(self, start: Gone, end: Gone) -> list[RefundLine]:
        """What comes back of the deposits, line by line."""
        found, lines = [], touched(self.account, start, end)
        deposits = [rounded(one.deposit * end.of(one.id)) - rounded(one.deposit * start.of(one.id)) for one in lines]
        backs = share(max(0, self.back(end) - self.back(start)), deposits)
        for line, paid, back in zip(lines, deposits, backs, strict=True):
            found.append(
                RefundLine(
                    line=line.id,
                    title=line.title,
                    store=line.store,
                    pieces=pieces(line, start, end),
                    worth=self.account.worth(line, end) - self.account.worth(line, start),
                    paid=paid,
                    refund=back,
                )
            )
        return found
