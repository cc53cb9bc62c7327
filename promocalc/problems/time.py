"""Moments and windows that cannot be, and what cannot be given back."""

from __future__ import annotations

from promocalc.frozen import Frozen


class BalanceOpensFirst(Frozen):
    """A balance that may be paid before any deposit can be. Moments as ISO 8601 writes them."""

    deposits: str
    """When deposits open."""
    balance: str


class BalanceClosesFirst(Frozen):
    """Deposits are taken after the balance can no longer be paid."""

    deposits: str
    """When deposits close."""
    balance: str


class CountsLess(Frozen):
    """A deposit that counts as less than is paid."""

    deposit: str
    counts: str


class BalanceOutside(Frozen):
    """A balance that is said to be paid outside its window: ``opens`` or ``closes`` is None where that is open."""

    at: str
    opens: str | None
    closes: str | None


class BalanceTooEarly(Frozen):
    """A balance that is said to be paid before the deposit."""

    at: str
    ordered: str


class NoDepositOpen(Frozen):
    """A balance is said to be paid, and no deposit could be when the order was made."""

    ordered: str | None
    opens: str | None
    closes: str | None


class WindowsApart(Frozen):
    """Deposits of one order whose balances cannot be paid together."""

    rules: tuple[str, ...]


class UnknownLine(Frozen):
    """No line of the cart has this id."""

    line: str
    known: tuple[str, ...]
    near: str | None = None


class TooManyReturned(Frozen):
    """More pieces, or more worth, than the line has left."""

    line: str
    asked: str
    left: str
    worth: bool = False
    """Both are amounts of money; otherwise pieces."""


class AllGone(Frozen):
    """Nothing of a line is left that could go back."""

    line: str
    before: bool
    """It had gone back before; otherwise it is named twice."""


class ReceivedBeforePaid(Frozen):
    """Goods that are said to have come before the balance of their presale was paid."""

    received: str
    balance_at: str


class MoreThanPaid(Frozen):
    """More is said to have come back of a line than was paid for it."""

    line: str
    said: str
    paid: str


class NotByLine(Frozen):
    """A value that does not say of which line it is; ``example`` does."""

    said: str
    example: str


class TooEarly(Frozen):
    """Something that cannot come before the order: a refund, a claim, the goods."""

    at: str
    ordered: str


class FeesOutOfOrder(Frozen):
    """Of several fees, one that ends no later than the one before it."""

    before: str
    until: str
