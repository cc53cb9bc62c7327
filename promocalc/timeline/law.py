"""How far a deposit binds: by the terms, and by a law that lets it bind up to a part of the price only."""

from __future__ import annotations

from datetime import datetime

from promocalc.engine.receipt import Receipt
from promocalc.frozen import Frozen
from promocalc.rules.refund import Refund
from promocalc.rules.use import Balance
from promocalc.timeline.account import Account
from promocalc.timeline.fees import fee


class Bound(Frozen):
    """The deposit on one line, and how much of it binds by the law. Minor units."""

    line: str
    price: int
    """What the line costs, deposit and balance together."""
    deposit: int
    binds: int
    """The most that the law lets a deposit bind on that price, rounded down; the deposit where that is less."""

    @property
    def excess(self) -> int:
        """What is no deposit in law but a prepayment, and comes back."""
        return self.deposit - self.binds


def bounds(receipt: Receipt, policy: Refund) -> tuple[Bound, ...]:
    """The lines with a deposit, each by itself: presale goods are contracts of their own. Empty without a bound."""
    if policy.binds is None:
        return ()
    part = policy.binds.fraction
    wallets = {name for name, rule in receipt.rulebook.rules.items() if isinstance(rule.use, Balance)}
    found = []
    for line in receipt.lines:
        if line.deposit:
            # What a wallet pays is part of the price: a way to pay it, and no discount.
            price = max(line.pay, 0) + sum(amount for rule, amount in line.shares if rule in wallets)
            most = price * part.numerator // part.denominator
            found.append(Bound(line.id, price, line.deposit, min(line.deposit, most)))
    return tuple(found)


def kept_by_terms(receipt: Receipt, policy: Refund, at: datetime | None) -> int:
    """What the terms keep of the deposits where one walks away at a moment: the part that is lost, and what is held
    back of the rest."""
    part, account = policy.keeps, Account(receipt, policy)
    lost = -(-receipt.deposits * part.numerator // part.denominator)
    return min(receipt.deposits, lost + fee(account, account.everything, at, 0))


def bound_by_law(receipt: Receipt, policy: Refund) -> int | None:
    """What the law itself lets deposits bind, whatever the terms say; None where no law is stated."""
    return None if policy.binds is None else sum(bound.binds for bound in bounds(receipt, policy))


def kept_by_law(receipt: Receipt, policy: Refund, at: datetime | None) -> int | None:
    """The same, no more than the law allows; None where no law is stated."""
    bound = bound_by_law(receipt, policy)
    return None if bound is None else min(kept_by_terms(receipt, policy, at), bound)
