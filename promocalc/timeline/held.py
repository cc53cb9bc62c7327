"""What was held, earned or paid by others, and comes back in other forms than money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from promocalc.engine.receipt import Receipt
from promocalc.rules.scope import window_of
from promocalc.rules.take import Give
from promocalc.timeline.account import Account, Gone
from promocalc.timeline.refunded import BalanceBack, CouponBack, RefundStage, TakenBack, Why


class Held:
    """What comes back in other forms, of what goes back between two states."""

    def __init__(self, account: Account, start: Gone, end: Gone, at: datetime | None, stage: RefundStage) -> None:
        self.account, self.start, self.end, self.at, self.stage = account, start, end, at, stage

    # --- wallets and coupons ------------------------------------------------------------------------

    def blocked(self, rule: str, word: str) -> Why | None:
        """Why nothing of a rule's comes back, whatever goes back."""
        if word == "never":
            return "never"
        if self.account.policy.before_receipt and self.stage == "received":
            return "received"
        lapses = window_of(self.account.receipt.rule(rule).when).end
        return "expired" if lapses is not None and self.at is not None and self.at >= lapses else None

    def unsure(self, rule: str) -> bool:
        """Whether it depends on a moment that was not given."""
        return self.at is None and window_of(self.account.receipt.rule(rule).when).end is not None

    def balances(self) -> Iterator[BalanceBack]:
        """What goes into wallets again, one for each rule that spent of one."""
        own = self.account
        for rule, name in own.wallets.items():
            spent = max(0, own.spent(rule, self.end) - own.spent(rule, self.start))
            amount = max(0, own.into_wallet(rule, self.end) - own.into_wallet(rule, self.start))
            if not spent and not amount:
                continue
            why = self.blocked(rule, own.policy.of_balance(name))
            if why is not None:
                yield BalanceBack(name, rule, spent, 0, why)
            else:
                part: Why | None = "part" if amount < spent else None
                yield BalanceBack(name, rule, spent, amount, part, self.unsure(rule) and amount > 0)

    def kept_by_wallets(self) -> int:
        """What wallets have paid in the end of the goods that are kept, or lost with those that went back."""
        own = self.account
        back = {rule: own.into_wallet(rule, self.end) for rule in own.wallets}
        blocked = {rule: self.blocked(rule, own.policy.of_balance(name)) for rule, name in own.wallets.items()}
        return sum(sum(own.taken[rule].values()) - (0 if blocked[rule] else back[rule]) for rule in own.wallets)

    def coupons(self) -> Iterator[CouponBack]:
        """Every coupon that was used on something that goes back now, or that kept goods no longer use."""
        for (rule, pool), count in _used(self.account.receipt).items():
            lines = coupon_lines(self.account.receipt, rule, pool)
            moved = any(self._moved(line) for line in lines)
            if self.account.reprices:
                left, before = (_used(self.account.kept(gone)).get((rule, pool), 0) for gone in (self.end, self.start))
                count, whole = (before - left, True) if before > left else (left, False)
                moved = whole or (moved and left > 0)
            else:
                whole = all(self.account.complete(line, self.end) for line in lines)
            if moved:
                why = self.blocked(rule, self.account.policy.coupons) or (None if whole else "part")
                yield CouponBack(rule, pool, count, why, why is None and self.unsure(rule))

    def _moved(self, line: str) -> bool:
        own = self.account
        return own.part(line, self.end) != own.part(line, self.start) or (
            own.complete(line, self.end) != own.complete(line, self.start)
        )

    # --- benefits, and what others paid ----------------------------------------------------------------

    def benefits(self, spent: Mapping[str, int]) -> Iterator[TakenBack]:
        """What is taken back of benefits for later: as it is while there is any left, then in money."""
        own = self.account
        for rule in own.given:
            whole = own.taken_back(rule, self.start), own.taken_back(rule, self.end)
            money = (
                in_money(own, rule, self.start, spent.get(rule, 0)),
                in_money(own, rule, self.end, spent.get(rule, 0)),
            )
            kind = whole[0] - money[0], whole[1] - money[1]
            for in_cash, (before, after) in ((False, kind), (True, money)):
                if after > before:
                    yield self._taken(rule, before, after, in_cash)

    def _taken(self, rule: str, before: int, after: int, in_cash: bool) -> TakenBack:
        stated = self.account.receipt.rule(rule)
        assert isinstance(stated.take, Give)
        return TakenBack(
            rule=rule,
            kind=stated.take.kind,
            amount=after - before,
            points=stated.take.counts_points,
            worth=self.account.worth_of(rule, after) - self.account.worth_of(rule, before),
            in_cash=in_cash,
            certain=stated.if_promised is None,
        )

    def funders(self) -> Iterator[tuple[str, int]]:
        """What goes back to whom else."""
        own, found = self.account, dict[str, int]()
        for rule in own.taken:
            funder = own.receipt.rule(rule).funded_by
            if funder != "merchant" and rule not in own.wallets:
                amount = own.funded(rule, self.end) - own.funded(rule, self.start)
                found[funder] = found.get(funder, 0) + max(0, amount)
        yield from ((funder, amount) for funder, amount in found.items() if amount)


def in_money(account: Account, rule: str, gone: Gone, spent: int) -> int:
    """What of a benefit has to be taken back in money, so much of it being spent."""
    left = sum(account.given.get(rule, {}).values()) - spent
    return max(0, account.taken_back(rule, gone) - left) if spent else 0


def _used(receipt: Receipt | None) -> dict[tuple[str, str], int]:
    """How many coupons were used, by rule and pool."""
    found: dict[tuple[str, str], int] = {}
    for step in receipt.steps if receipt is not None else ():
        if receipt is not None and receipt.rule(step.rule).use == "coupon" and step.shares:
            key = (step.rule, step.pool)
            found[key] = found.get(key, 0) + (step.pieces or 1)
    return found


def coupon_lines(receipt: Receipt, rule: str, pool: str) -> frozenset[str]:
    """The lines that a coupon was used on."""
    steps = [step for step in receipt.steps if (step.rule, step.pool) == (rule, pool)]
    return frozenset(line for step in steps for line, _ in step.shares)
