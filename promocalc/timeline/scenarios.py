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
from promocalc.timeline.plan import timeline
from promocalc.timeline.prices import NewPrices, at_prices, with_deposits_kept
from promocalc.timeline.windows import Timeline

ScenarioKind: TypeAlias = Literal["presale", "in_stock", "walk_away", "miss", "presale_fallen", "in_stock_fallen"]
"""``miss``: the balance is not paid in time, and the goods are bought in stock as its window closes. The last two are
after the price has fallen, given new prices: the balance falls, the deposit stays."""


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
    def paid_law(self) -> int:
        """``paid``, if what the law gives back comes back."""
        return self.paid if self.lost_law is None else self.paid - self.lost + self.lost_law


class BreakEven(Frozen):
    """How sure one has to be to want the goods before a deposit pays. Minor units.

    ``never``: in stock it is as cheap or cheaper. ``always``: it saves, and nothing can be lost. Otherwise it pays for
    those who are surer than ``needed``: lost / (saved + lost).
    """

    saved: int
    """What the presale saves against buying in stock; negative where it is dearer."""
    lost: int
    """What walking away costs."""
    verdict: Literal["never", "always", "depends"]
    needed: Fraction | None
    """None unless it depends."""


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
    lost, lost_law = kept_by_terms(order, policy, on_the_day), kept_by_law(order, policy, on_the_day)
    now = in_stock(order, on_the_day)
    ways = [
        _way("presale", order, order.balance_at),
        _way("in_stock", now, on_the_day),
        Scenario("walk_away", None, order.balance_at, order.deposits, 0, lost, lost, lost_law, False, None, False),
    ]
    closes = next(payment.closes for payment in order.payments if payment.stage == "balance")
    if closes is not None:
        ways.append(_missed(order, in_stock(order, closes), closes, lost, lost_law))
    if fallen is not None:
        ways.append(_way("presale_fallen", with_deposits_kept(order, fallen), order.balance_at))
        ways.append(_way("in_stock_fallen", in_stock(order, on_the_day, fallen), on_the_day))
    saved = now.pay - order.pay
    law = None if lost_law is None else break_even(saved, lost_law)
    return Scenarios(_ranked(ways), timeline(order), break_even(saved, lost), law)


def break_even(saved: int, lost: int) -> BreakEven:
    """How sure one has to be: ``saved`` if the goods are bought, ``lost`` if they are not.

    >>> break_even(5000, 5000).needed, break_even(5000, 0).verdict, break_even(0, 5000).verdict
    (Fraction(1, 2), 'always', 'never')
    """
    if saved <= 0:
        return BreakEven(saved, lost, "never", None)
    if lost <= 0:
        return BreakEven(saved, lost, "always", None)
    return BreakEven(saved, lost, "depends", Fraction(lost, saved + lost))


def _way(kind: ScenarioKind, receipt: Receipt, at: datetime | None) -> Scenario:
    deposit = receipt.deposits
    return Scenario(kind, receipt, at, deposit, receipt.pay - deposit, receipt.pay, 0, None, True, None, False)


def _missed(order: Receipt, late: Receipt, at: datetime, lost: int, lost_law: int | None) -> Scenario:
    """The deposit is gone, and what it lowered costs what it costs everybody by then."""
    paid = late.pay + lost
    return Scenario("miss", late, at, order.deposits, late.pay, paid, lost, lost_law, True, None, False)


def _ranked(ways: Sequence[Scenario]) -> tuple[Scenario, ...]:
    """Each beside the cheapest way to the goods at the same prices."""
    found = []
    for way in ways:
        peers = [one.paid for one in ways if one.gets_goods and _fallen(one) is _fallen(way)]
        if way.gets_goods:
            more = way.paid - min(peers)
            way = Scenario(**{**way.__dict__, "more": more, "best": not more})
        found.append(way)
    return tuple(found)


def _fallen(way: Scenario) -> bool:
    return way.kind in ("presale_fallen", "in_stock_fallen")
