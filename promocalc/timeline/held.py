"""What was held, earned or paid by others, and comes back in other forms than money."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from promocalc.engine.receipt import Receipt
from promocalc.rules.scope import window_of
from promocalc.rules.take import Give
from promocalc.timeline.account import Account, Gone
from promocalc.timeline.refunded import BalanceBack, CouponBack, RefundLine, RefundStage, TakenBack, Why


class Held:
    """What comes back in other forms when ``end`` has gone back, after the states of ``path``.

    What kept goods cost may fall and rise again from one return to the next: what has come back once, or was taken back
    once, is not so again.
    """

    def __init__(
        self, account: Account, path: tuple[Gone, ...], end: Gone, at: datetime | None, stage: RefundStage
    ) -> None:
        self.account, self.path, self.end, self.at, self.stage = account, path, end, at, stage
        self.start = path[-1]

    def before(self, figure: Callable[[Gone], int]) -> int:
        """The most that a figure has been in earlier returns."""
        return max(map(figure, self.path))

    def more(self, figure: Callable[[Gone], int]) -> int:
        """What is added to it now."""
        return max(0, figure(self.end) - self.before(figure))

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
            spent = self.more(partial(own.spent, rule))
            amount = self.more(partial(own.into_wallet, rule))
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
        back = {rule: self.before(into) + self.more(into) for rule, into in self.refills().items()}
        blocked = {rule: self.blocked(rule, own.policy.of_balance(name)) for rule, name in own.wallets.items()}
        return sum(sum(own.taken[rule].values()) - (0 if blocked[rule] else back[rule]) for rule in own.wallets)

    def refills(self) -> dict[str, Callable[[Gone], int]]:
        """By rule, what has come back into its wallet."""
        return {rule: partial(self.account.into_wallet, rule) for rule in self.account.wallets}

    def coupons(self) -> Iterator[CouponBack]:
        """Every coupon that was used on something that goes back now, or that kept goods no longer use."""
        for (rule, pool), count in _used(self.account.receipt).items():
            lines = coupon_lines(self.account.receipt, rule, pool)
            moved = any(self._moved(line) for line in lines)
            if self.account.reprices:
                used = [_used(self.account.kept(gone)).get((rule, pool), 0) for gone in (*self.path, self.end)]
                left, before = used[-1], min(used[:-1])
                count, whole = (before - left, True) if before > left else (before, False)
                moved = whole or (moved and before > 0)
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
            taken, used = partial(own.taken_back, rule), spent.get(rule, 0)
            whole = self.before(taken), self.before(taken) + self.more(taken)
            money = [in_money(own, rule, amount, used) for amount in whole]
            kind = [amount - part for amount, part in zip(whole, money, strict=True)]
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

    def funders(self, lines: Sequence[RefundLine]) -> Iterator[tuple[str, int]]:
        """What goes back to whom else: to the cent what the lines say that the rule had taken of them."""
        own, found = self.account, dict[str, int]()
        for rule in own.taken:
            funder = own.receipt.rule(rule).funded_by
            if funder != "merchant" and rule not in own.wallets:
                found[funder] = found.get(funder, 0) + self._funded(rule, lines)
        yield from ((funder, amount) for funder, amount in found.items() if amount)

    def _funded(self, rule: str, lines: Sequence[RefundLine]) -> int:
        own = self.account
        if own.reprices:
            return self.more(partial(own.funded, rule))
        charges = sum(self.more(partial(own.share_of, rule, line)) for line in own.taken[rule] if line in own.charges)
        return charges + sum(amount for line in lines for name, amount in line.deductions if name == rule)


def in_money(account: Account, rule: str, taken: int, spent: int) -> int:
    """What of the part of a benefit that is taken back is so in money, so much of it being spent."""
    left = sum(account.given.get(rule, {}).values()) - spent
    return max(0, taken - left) if spent else 0


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
