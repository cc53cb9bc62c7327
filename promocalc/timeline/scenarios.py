"""The same cart, paid in other ways: presale or in stock, walking away, missing the balance, a falling price."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Literal, TypeAlias

from promocalc.cart import Cart, Choices
from promocalc.engine import Receipt, price
from promocalc.frozen import Frozen
from promocalc.rules.refund import Refund
from promocalc.rules.rulebook import Rulebook
from promocalc.timeline.again import in_stock
from promocalc.timeline.law import kept_by_law, kept_by_terms
from promocalc.timeline.plan import timeline, whole_refund
from promocalc.timeline.prices import NewPrices, at_prices, with_deposits_kept
from promocalc.timeline.windows import Timeline

InStock: TypeAlias = Literal["in_stock_now", "in_stock"]
"""Without a deposit: ordered when the deposit would be paid, or on the day of the balance."""

ScenarioKind: TypeAlias = Literal[
    "presale", "in_stock_now", "in_stock", "walk_away", "miss", "presale_fallen", "in_stock_fallen"
]
"""``miss``: the balance is not paid in time, and the goods are bought in stock as its window closes. The last two are
at new prices: the balance follows them, the deposit stays what was paid."""


class Scenario(Frozen):
    """One way that it can go. Minor units."""

    kind: ScenarioKind
    receipt: Receipt | None
    """What is bought in the end; None where nothing is."""
    at: datetime | None
    """When the goods are paid (walking away: when the balance would have been due)."""
    deposit: int
    """Paid as a deposit."""
    balance: int
    """Paid besides."""
    paid: int
    """Everything that has left the shopper's hands, less what comes back by the terms."""
    lost: int
    """Of that, what buys nothing, by the terms."""
    lost_law: int | None
    """The same where the law bounds the deposit; None where none is stated."""
    gets_goods: bool
    more: int | None
    """How much more than the cheapest way to the goods at the same prices; None where there are no goods."""
    best: bool
    """Whether it is the cheapest way to the goods at the same prices."""

    @property
    def at_new_prices(self) -> bool:
        """Whether it is after prices have changed."""
        return self.kind in ("presale_fallen", "in_stock_fallen")

    @property
    def paid_law(self) -> int:
        """``paid``, if what the law gives back comes back."""
        return self.paid if self.lost_law is None else self.paid - self.lost + self.lost_law


class BreakEven(Frozen):
    """How sure one has to be to want the goods before a deposit pays. Minor units.

    It is compared with the cheapest way to buy in stock. ``never``: in stock it is as cheap or cheaper. ``always``: it
    saves, and nothing can be lost. Otherwise it pays for those who are surer than ``needed``: lost / (saved + lost).
    """

    saved: int
    """What the presale saves against buying in stock in the cheapest way; negative where it is dearer."""
    lost: int
    """What walking away costs."""
    verdict: Literal["never", "always", "depends"]
    needed: Fraction | None
    """None unless it depends."""
    against: InStock = "in_stock"
    """Which way that is."""


class Scenarios(Frozen):
    """One cart's ways, the presale first. Without a deposit there is one way only, and no break-even."""

    scenarios: tuple[Scenario, ...]
    timeline: Timeline
    """Of the order as it stands, with what was found."""
    terms: BreakEven | None
    """By the terms."""
    law: BreakEven | None
    """Where the law bounds the deposit."""

    def of(self, kind: ScenarioKind) -> Scenario | None:
        """The scenario of a kind, where there is one."""
        return next((one for one in self.scenarios if one.kind == kind), None)


def scenarios(
    cart: Cart,
    rulebook: Rulebook,
    choices: Choices | None = None,
    at: datetime | None = None,
    balance_at: datetime | None = None,
    prices: NewPrices | None = None,
) -> Scenarios:
    """The ways that an order with a deposit can go, each priced.

    ``prices`` are those after a fall, of one piece by line: with them, what becomes of the order and what it then costs
    in stock. Raises ProblemGroup as pricing does, and where ``prices`` name a line that there is not.
    """
    order = price(cart, rulebook, choices, at, balance_at)
    fallen = None if prices is None else at_prices(order.cart, prices)
    if not order.deposits:
        ways = [_way("in_stock", order, order.at)]
        if fallen is not None:
            ways.append(_way("in_stock_fallen", in_stock(order, order.at, fallen), order.at))
        return Scenarios(_ranked(ways), timeline(order), None, None)
    policy = order.rulebook.effective_refund or Refund()
    on_the_day = order.balance_at or order.at
    stock = [_way("in_stock", in_stock(order, on_the_day), on_the_day)]
    if order.at is not None and order.at != on_the_day:
        stock.insert(0, _way("in_stock_now", in_stock(order, order.at), order.at))
    ways = [_way("presale", order, order.balance_at), *stock]
    if order.deposits == order.pay:  # all is paid with the deposit: no balance can be missed, and goods go back
        lost, lost_law = order.pay - whole_refund(order, policy, on_the_day), None
    else:
        lost, lost_law = kept_by_terms(order, policy, on_the_day), kept_by_law(order, policy, on_the_day)
    left = Scenario("walk_away", None, order.balance_at, order.deposits, 0, lost, lost, lost_law, False, None, False)
    ways.append(left)
    closes = next(payment.closes for payment in order.payments if payment.stage == "balance")
    if closes is not None and order.leaves_balance:
        ways.append(_missed(order, in_stock(order, closes), closes, lost, lost_law))
    if fallen is not None:
        ways.append(_at_new_prices(order, with_deposits_kept(order, fallen)))
        ways.append(_way("in_stock_fallen", in_stock(order, on_the_day, fallen), on_the_day))
    # The later of two that cost the same: it leaves more time.
    against: InStock = "in_stock_now" if stock[0].paid < stock[-1].paid else "in_stock"
    saved = min(way.paid for way in stock) - order.pay
    law = None if lost_law is None else break_even(saved, lost_law, against)
    return Scenarios(_ranked(ways), timeline(order), break_even(saved, lost, against), law)


def break_even(saved: int, lost: int, against: InStock = "in_stock") -> BreakEven:
    """How sure one has to be: ``saved`` if the goods are bought, ``lost`` if they are not.

    >>> break_even(5000, 5000).needed, break_even(5000, 0).verdict, break_even(0, 5000).verdict
    (Fraction(1, 2), 'always', 'never')
    """
    if saved <= 0:
        return BreakEven(saved, lost, "never", None, against)
    if lost <= 0:
        return BreakEven(saved, lost, "always", None, against)
    return BreakEven(saved, lost, "depends", Fraction(lost, saved + lost), against)


def _way(kind: ScenarioKind, receipt: Receipt, at: datetime | None) -> Scenario:
    deposit = receipt.deposits
    return Scenario(kind, receipt, at, deposit, receipt.pay - deposit, receipt.pay, 0, None, True, None, False)


def _at_new_prices(order: Receipt, fallen: Receipt) -> Scenario:
    """The deposit that was paid stays: where goods cost less by now than was paid on them, the rest buys nothing."""
    deposit, balance = order.deposits, fallen.pay - fallen.deposits
    lost = deposit - fallen.deposits
    paid = deposit + balance
    return Scenario("presale_fallen", fallen, order.balance_at, deposit, balance, paid, lost, None, True, None, False)


def _missed(order: Receipt, late: Receipt, at: datetime, lost: int, lost_law: int | None) -> Scenario:
    """The deposit is gone, and what it lowered costs what it costs everybody by then."""
    paid = late.pay + lost
    return Scenario("miss", late, at, order.deposits, late.pay, paid, lost, lost_law, True, None, False)


def _ranked(ways: Sequence[Scenario]) -> tuple[Scenario, ...]:
    """Each beside the cheapest way to the goods at the same prices."""
    found = []
    for way in ways:
        peers = [one.paid for one in ways if one.gets_goods and one.at_new_prices is way.at_new_prices]
        if way.gets_goods:
            more = way.paid - min(peers)
            way = Scenario(**{**way.__dict__, "more": more, "best": not more})
        found.append(way)
    return tuple(found)
