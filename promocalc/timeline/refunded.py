"""What comes back when goods go back, as values. Amounts are minor units; no sentence is here."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

from promocalc.engine.receipt import Receipt
from promocalc.frozen import Frozen
from promocalc.rules.refund import Refund
from promocalc.rules.values import Title


class Return(Frozen):
    """What goes back of a line: so many pieces, or a part of it by its worth at the price asked.

    Neither: all that is left of the line.
    """

    line: str
    pieces: int | None = None
    worth: int | None = None
    """Minor units of the marked price."""


RefundStage: TypeAlias = Literal["deposit", "paid", "received"]
"""What had happened by then: a deposit was paid and its balance not yet, all was paid, or the goods had come."""

Why: TypeAlias = Literal["never", "part", "expired", "received"]
"""Why something that was spent stays spent: by the terms, because not everything that it was spent on has gone back,
because it is no longer valid, or because the goods have been received."""


class RefundLine(Frozen):
    """One line of which something goes back.

    Once all is paid, ``refund = paid + tax + postage - clawback + rounding - moved``; before the balance is, ``paid``
    is the deposit, and nothing has been used up.
    """

    line: str
    title: Title
    store: str
    pieces: int | None
    """How many pieces go back; None where it is no whole number of them."""
    worth: int
    """The marked price of what goes back."""
    paid: int
    """Its part of what the line cost."""
    refund: int
    """The money that comes back for it."""
    deductions: tuple[tuple[str, int], ...] = ()
    """What rules took of it, by rule: nobody paid that."""
    balances: tuple[tuple[str, int], ...] = ()
    """What wallets paid of it, by rule."""
    tax: int = 0
    """Its part of tax that came to the prices."""
    postage: int = 0
    """Its part of postage and other charges, where the terms give that back by shares."""
    clawback: int = 0
    """What is held back because the goods that are kept cost more by themselves; less than nothing where they cost
    less."""
    rounding: int = 0
    """What rounding to the terms' unit adds."""
    moved: int = 0
    """What comes back into wallets instead of as money; less than nothing where it is the other way round."""


class BalanceBack(Frozen):
    """What a wallet paid of what goes back, and how much of that goes into it again."""

    balance: str
    rule: str
    spent: int
    """What it had paid of what goes back now."""
    amount: int
    """What goes into the wallet now; more than ``spent`` where it comes back as a whole with the last of its lines."""
    why: Why | None
    """Why not all of it; None where it does."""
    unsure: bool = False
    """It comes back only while it is valid, and no moment was given."""


class CouponBack(Frozen):
    """A coupon that was used on something that goes back."""

    rule: str
    pool: str
    """Where it was used: as in the steps of the receipt."""
    count: int
    """How many of them."""
    why: Why | None
    """Why it does not come back; None where it does."""
    unsure: bool = False
    """It comes back only while it is valid, and no moment was given."""

    @property
    def back(self) -> bool:
        """Whether it can be used again."""
        return self.why is None


class TakenBack(Frozen):
    """What is taken back of a benefit: points where ``points``, else minor units."""

    rule: str
    kind: str
    """``cash``, ``points``, ``voucher``, or any other thing in words."""
    amount: int
    points: bool
    worth: int
    """What that is worth in minor units."""
    in_cash: bool
    """It has been spent, so its worth is taken off the money; otherwise it is taken back as it is."""
    certain: bool
    """False where the benefit itself depended on a promise: there may be nothing to take back."""


PartKind: TypeAlias = Literal[
    "share", "coupon", "balance", "postage", "deposit", "clawback", "benefit", "fee", "short", "rounding"
]
"""What a rule had taken off · what a coupon had · what a wallet had paid · postage that does not come back · a deposit
that binds · dearer goods that are kept · a spent benefit · a fee · what could not be taken, as nobody pays for a refund
(less than nothing; taken later, more) · cents of rounding."""


class Part(Frozen):
    """One reason why less money comes back than the tag says."""

    kind: PartKind
    rule: str | None
    amount: int
    back: bool = False
    """It comes back otherwise: as a coupon, or into a wallet."""


class Refunded(Frozen):
    """What comes back for what goes back now, and what the goods that are kept cost in the end.

    ``parts`` come to ``expected - cash``, those of them that come back in no form to ``lost``.
    """

    receipt: Receipt
    policy: Refund
    assumed: bool
    """The terms do not say: shares are kept and come back, as is usual in China."""
    at: datetime | None
    received: datetime | None
    stage: RefundStage
    closes: datetime | None
    """When goods can no longer go back; None where the terms do not say, or what the days are counted from is not
    known."""
    in_time: bool | None
    """None where that cannot be said, and before the balance is paid: an order is called off then, not returned."""
    lines: tuple[RefundLine, ...]
    cash: int
    """All money that comes back now."""
    expected: int
    """What the tag says: the worth of what goes back, and postage once all goes back. Before the balance is paid, the
    deposit."""
    parts: tuple[Part, ...]
    got_before: int
    """The money that came back before."""
    kept_pay: int
    """What the goods that are kept cost in the end."""
    alone: int
    """What they would have cost if the rest had never been ordered."""
    kept: Receipt | None
    """The receipt of that; None where nothing is kept."""
    kept_wallet: int = 0
    """What wallets have paid of the kept goods in the end, beside ``kept_pay``."""
    alone_wallet: int = 0
    """What wallets would have paid of them if the rest had never been ordered, beside ``alone``."""
    postage: int = 0
    """How much of the money is for postage and other charges."""
    to_balances: tuple[BalanceBack, ...] = ()
    coupons: tuple[CouponBack, ...] = ()
    taken_back: tuple[TakenBack, ...] = ()
    to_funders: tuple[tuple[str, int], ...] = ()
    """What others had paid for the goods that go back (a platform, the state): not the shopper's money."""
    clawback: int = 0
    """What is held back because the kept goods cost more by themselves: of the money, without what wallets paid."""
    fee: int = 0
    """What the terms hold back."""
    short: int = 0
    """What would have to be paid beyond a refund of nothing; nobody pays it."""
    at_once: int | None = None
    """The money in all if everything that has gone back by now had gone back at once; None where that is the same."""
    one_by_one: int | None = None
    """The money if these went back one by one, as listed; None where that is the same."""
    deposit_terms: int | None = None
    """Before the balance is paid: what comes back by the terms; that is ``cash``."""
    deposit_law: int | None = None
    """And what the law itself gives back: what is above the part of the price that a deposit may bind. The terms may
    give more, and the better of the two comes back. None where no law is stated."""

    @property
    def paid_by_then(self) -> int:
        """What had been paid: before the balance is, the deposits."""
        return self.receipt.deposits if self.stage == "deposit" else self.receipt.pay

    @property
    def lost(self) -> int:
        """How much less comes back, in whatever form, than the tag says."""
        return sum(part.amount for part in self.parts if not part.back)

    @property
    def worth(self) -> int:
        """The marked price of what goes back."""
        return sum(line.worth for line in self.lines)

    @property
    def to_wallet(self) -> int:
        """What goes back into wallets, all together."""
        return sum(balance.amount for balance in self.to_balances)

    @property
    def dearer(self) -> int:
        """How much more the kept goods cost than if the rest had never been ordered; less than nothing: cheaper.

        What the shopper's own wallets pay counts on both sides.
        """
        return self.kept_pay + self.kept_wallet - self.alone - self.alone_wallet
