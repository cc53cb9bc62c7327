"""What is sold now, and what it costs as the terms of price protection compare it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from promocalc.cart import Cart, Choices, Wallet
from promocalc.engine.price import Pricer
from promocalc.engine.receipt import Receipt, ReceiptLine
from promocalc.money import decimal
from promocalc.rules.protection import Protection
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.take import Deposit, Give
from promocalc.rules.use import Balance
from promocalc.timeline.account import added_tax
from promocalc.timeline.protected import Counts, Cut


def goods(receipt: Receipt) -> tuple[ReceiptLine, ...]:
    """The lines that were bought for themselves."""
    return tuple(line for line in receipt.lines if line.kind == "goods")


def paid_from_wallets(receipt: Receipt, line: ReceiptLine) -> int:
    """What the shopper's own wallets paid of a line: a payment like any other, and no price cut."""
    return sum(amount for rule, amount in line.shares if own_wallet(receipt.rulebook, rule))


def own_wallet(book: Rulebook, rule: str) -> bool:
    """Whether a rule pays with what the shopper holds, and nobody else bears it."""
    stated = book.rules[rule]
    return isinstance(stated.use, Balance) and stated.funded_by == "merchant"


@dataclass(frozen=True)
class Compared:
    """Which cuts of a rulebook enter a compared price."""

    book: Rulebook
    policy: Protection

    def counts(self, rule: str) -> Counts:
        """Whether what a rule does enters the price."""
        stated = self.book.rules[rule]
        if isinstance(stated.take, Give):
            out = rule in (*self.policy.leave_out, *self.policy.excludes) or self._others_pay(rule)
            # What only a promise brings has lowered no price.
            lowers = stated.take.kind in self.policy.with_later and not stated.if_promised
            return "later" if lowers and not out else "later_out"
        if rule in self.policy.excludes:
            return "excluded"
        if rule in self.policy.leave_out:
            return "left_out"
        if own_wallet(self.book, rule):
            return "wallet"
        return "funded" if self._others_pay(rule) else "counts"

    def _others_pay(self, rule: str) -> bool:
        return self.policy.counts == "merchant" and self.book.rules[rule].funded_by != "merchant"

    @property
    def left_out(self) -> frozenset[str]:
        """The rules without which a price is worked out. What is given for later lowers none."""
        out = ("funded", "left_out", "excluded", "wallet")
        return frozenset(rule for rule in self.book.rules if self.counts(rule) in out)

    def cuts(self, receipt: Receipt, line: str, times: int = 1) -> tuple[Cut, ...]:
        """What the rules of a receipt do to a line, so many times over."""
        taken: dict[str, int] = {}
        for step in receipt.steps:
            if step.deduction or step.given:
                amount = sum(share for name, share in step.shares if name == line)
                taken[step.rule] = taken.get(step.rule, 0) + amount
        worth = {rule: self._worth(rule, times * amount) for rule, amount in taken.items() if amount}
        return tuple(Cut(rule, amount, self.counts(rule)) for rule, amount in worth.items() if amount)

    def _worth(self, rule: str, amount: int) -> int:
        """In minor units, rounded down, where these are points."""
        take = self.book.rules[rule].take
        return take.in_money(amount, self.book.currency) if isinstance(take, Give) else amount


def compared(marked: int, cuts: tuple[Cut, ...]) -> int:
    """The price that counts: what was asked, less the cuts that do."""
    return marked - sum(cut.amount for cut in cuts if cut.counts in ("counts", "later"))


@dataclass(frozen=True)
class Now:
    """What a line costs now as the terms compare it."""

    marked: int
    cuts: tuple[Cut, ...]
    receipt: Receipt
    """What it was read from: of one piece, or of the whole order."""

    @property
    def price(self) -> int:
        """The price that counts."""
        return compared(self.marked, self.cuts)


class Today:
    """What is sold now. Nothing is stated: the same goods under the same terms at the moment of the order."""

    def __init__(
        self,
        then: Receipt,
        policy: Protection,
        cart: Cart | None = None,
        book: Rulebook | None = None,
        at: datetime | None = None,
        prices: Mapping[str, int] | None = None,
    ) -> None:
        self.then, self.policy = then, policy
        self.at = at or (cart.at if cart is not None else None) or then.at
        self.cart = _as_bought(cart or _as_anybody(then, book), prices or {}, then)
        self.same = self.cart
        """With every coupon that the order had: what one would compare with what was paid."""
        if cart is None and book is None:
            self.same = self.cart.model_copy(update={"wallet": then.cart.wallet})
        self.book = (book or then.rulebook).in_currency(self.cart.currency)
        self.compared = Compared(self.book, policy)
        self._pricer = self._at(self.compared.left_out)

    def _at(self, left_out: frozenset[str]) -> Pricer:
        return Pricer(self.book, self.cart.shopper, self.at, left_out=left_out | frozenset(self._over()))

    def _over(self) -> Iterator[str]:
        """Deposits that nobody can make any more, because their balance can no longer be paid: it is sold in stock."""
        for name, rule in self.book.rules.items():
            if isinstance(rule.take, Deposit) and rule.take.balance is not None and self.at is not None:
                closes = rule.take.balance.end
                if closes is not None and self.at >= closes:
                    yield name

    @cached_property
    def whole(self) -> Receipt | None:
        """The whole order once more, every rule counted; None where nothing of it is sold."""
        return self._at(frozenset()).price(self.same) if self.cart.lines else None

    def pays(self, line: str) -> int | None:
        """What would be paid for a line now, all lines bought together, with tax that comes to it; None: not sold."""
        if self.whole is None:
            return None
        found = next((one for one in self.whole.lines if one.id == line), None)
        if found is None:
            return None
        return found.pay + added_tax(self.whole, found)

    def tax(self, line: str) -> int:
        """How much of that is tax that comes to the price."""
        whole = self.whole
        return 0 if whole is None else sum(added_tax(whole, one) for one in whole.lines if one.id == line)

    @cached_property
    def order(self) -> dict[str, Now]:
        """The prices now of what is sold, all lines bought together."""
        return self._together(self.cart)

    @cached_property
    def order_again(self) -> dict[str, Now]:
        """The same with every coupon that the order had."""
        return self.order if self.same.wallet == self.cart.wallet else self._together(self.same)

    def _together(self, cart: Cart) -> dict[str, Now]:
        if not cart.lines:
            return {}
        receipt = self._pricer.price(cart)
        return {line.id: self._now(line.id, receipt) for line in goods(receipt)}

    @cached_property
    def lines(self) -> dict[str, Now]:
        """The prices now of what is sold, as the terms simulate them: of one piece by itself, for every piece."""
        if self.policy.simulates == "order":
            return self.order
        found = dict[str, Now]()
        for line in self.cart.lines:
            if line.kind == "goods":
                one = self.cart.model_copy(update={"lines": (line.model_copy(update={"quantity": 1}),)})
                found[line.id] = self._now(line.id, self._pricer.price(one), line.quantity)
        return found

    def _now(self, line: str, receipt: Receipt, times: int = 1) -> Now:
        marked = times * sum(one.marked for one in receipt.lines if one.id == line)
        return Now(marked, self.compared.cuts(receipt, line, times), receipt)


def _left(then: Receipt) -> Wallet:
    """The wallet after an order: the coupons that it used up are at hand no more."""
    wallet, held = then.cart.wallet, then.cart.wallet.coupons
    if held is None:
        held = {name: 1 for name, rule in then.rulebook.rules.items() if rule.use == "coupon"}
    left = dict(held)
    for step in then.steps:
        if step.rule in left and step.shares:
            left[step.rule] = max(0, left[step.rule] - (step.pieces or 1))
    return wallet.model_copy(update={"coupons": left})


def _as_anybody(then: Receipt, book: Rulebook | None) -> Cart:
    """The same goods for the same shopper, with the coupons that are left; under new terms with one of each."""
    cart, rules = then.cart, (book or then.rulebook).rules
    wallet = _left(then) if book is None else Wallet(coupons=None, balances=cart.wallet.balances)
    known = {key: tuple(name for name in getattr(then.choices, key) if name in rules) for key in ("use", "skip")}
    choices = Choices(reading=then.choices.reading if book is None else (), **known)
    return cart.model_copy(
        update={"wallet": wallet, "choices": choices, "shopper": then.shopper, "at": None, "balance_at": None}
    )


def _as_bought(cart: Cart, prices: Mapping[str, int], then: Receipt) -> Cart:
    """Only what was bought, as many pieces, at today's prices."""
    bought = {line.id: line.quantity for line in then.cart.lines}
    lines = []
    for line in cart.lines:
        if line.id in bought:
            changes: dict[str, object] = {"quantity": bought[line.id]}
            if line.id in prices:
                changes["unit_price"] = decimal(prices[line.id], cart.currency)
            lines.append(line.model_copy(update=changes))
    return cart.model_copy(update={"lines": tuple(lines)})
