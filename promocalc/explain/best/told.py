"""What there is to tell of the cheapest way: what to change, what that gives up and gains, the other ways, every offer.

No sentence is here. Amounts are minor units. Needs NumPy, as :mod:`promocalc.choose.walk` does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from promocalc.cart import Choices
from promocalc.choose.actions import Further, GetCoupon, further
from promocalc.choose.best import Best, Search, later
from promocalc.choose.plans import Effort, Worth, applied, effort, rivals, worths
from promocalc.engine.receipt import Receipt
from promocalc.engine.steps import Step
from promocalc.explain.receipt.headings import is_used
from promocalc.frozen import Frozen
from promocalc.problems import ProblemGroup

PLANS = 5
"""Other ways that are told unless somebody asks for more."""


class Change(Frozen):
    """What a rule changes of the price, now and in the cheapest way: below 0 where it takes something off."""

    rule: str
    now: int
    best: int


class Moves(Frozen):
    """What to do, as differences from now. Rules in the order of the programme."""

    use: tuple[str, ...]
    leave: tuple[str, ...]
    keep: tuple[str, ...]


class Way(Frozen):
    """One way to pay."""

    receipt: Receipt
    rules: tuple[str, ...]
    """Those of its rules that somebody decided to use."""
    is_now: bool


class Tried(Frozen):
    """A rule that may still be decided about, where it is not left alone: the cheapest way if it is used there, else
    the same way with this rule besides."""

    rule: str
    used: bool
    """Whether the cheapest way uses it."""
    receipt: Receipt
    step: Step
    """What came of it."""
    blocked: tuple[Step, ...]
    """What came of rules that take less than in the cheapest way."""
    missing: bool
    """Whether it is a coupon that is not held."""


@dataclass(frozen=True)
class BestTold:
    """The cheapest way of one cart that was ``found``, beside what is paid ``now``."""

    search: Search
    found: Best
    now: Receipt
    again: tuple[str, ...] = ()
    """The words of a command line that prices it so."""
    plans: int = PLANS
    budget: int | None = None
    freed: int | None = None
    """What would be paid if nothing were fixed; None where nothing is, or it is not known."""

    @cached_property
    def best(self) -> Best:
        """What was found; or what there is now, where nothing is better."""
        best = self.found
        if self.now.pay != best.receipt.pay or later(self.now) < later(best.receipt):
            return best
        own, stated = self.now.choices, self.search.stated
        use, skip = (
            (*some, *(rule for rule in more if rule not in some))
            for some, more in (
                (stated.use, (rule for rule in own.use if rule not in stated.skip)),
                (stated.skip, (rule for rule in own.skip if rule not in stated.use)),
            )
        )
        now = self.priced(own.model_copy(update={"use": use, "skip": skip}))
        if now is None or (now.pay, applied(now)) != (self.now.pay, applied(self.now)):
            return best
        return Best(now.choices, now, best.bound, best.proof, best.combinations, best.rows)

    @property
    def receipt(self) -> Receipt:
        """The receipt of the cheapest way."""
        return self.best.receipt

    @property
    def saved(self) -> int:
        """How much less is paid than now; below 0 where what is fixed costs that much."""
        return self.now.pay - self.receipt.pay

    @cached_property
    def interrupted(self) -> bool:
        """Whether somebody stopped the search before there was everything to tell."""
        _ = self.ways, self.worths, self.further
        return self.search.cut_short

    @cached_property
    def order(self) -> tuple[str, ...]:
        """All rules, in the order of the programme."""
        return tuple(dict.fromkeys(step.rule for step in (*self.receipt.steps, *self.now.steps)))

    @cached_property
    def decidable(self) -> frozenset[str]:
        """The rules that a shopper may use or leave, fixed or not."""
        return frozenset(rule for programme in self.search.pricer.programmes for rule in programme.choosable)

    @cached_property
    def open(self) -> tuple[str, ...]:
        """The rules that are still to be decided about, in the order of the programme."""
        return self._ordered(self.search.open_rules)

    @property
    def fixed(self) -> bool:
        """Whether something was decided before."""
        return bool(self.search.stated.use or self.search.stated.skip)

    @property
    def fixed_costs(self) -> bool:
        """Whether less might be paid if nothing were fixed."""
        return self.fixed and (self.freed is None or self.freed < self.receipt.pay)

    @cached_property
    def idle(self) -> tuple[Step, ...]:
        """What came of rules that have to be used, and do nothing."""
        some = applied(self.receipt)
        rules = self._ordered(rule for rule in self.search.stated.use if rule not in some)
        return tuple(telling(self.receipt, rule) for rule in rules)

    @cached_property
    def moves(self) -> Moves:
        """What to do."""
        now, then = applied(self.now) & self.decidable, applied(self.receipt) & self.decidable
        return Moves(self._ordered(then - now), self._ordered(now - then), self._ordered(now & then))

    @property
    def moved(self) -> bool:
        """Whether other offers are used than now."""
        return bool(self.moves.use or self.moves.leave)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The rules that change the price otherwise than now; together with the tax they come to what is saved."""
        now, then = effects(self.now), effects(self.receipt)
        found = (Change(rule, now.get(rule, 0), then.get(rule, 0)) for rule in self.order)
        return tuple(one for one in found if one.now != one.best)

    @property
    def tax(self) -> Change | None:
        """The tax that comes to the prices, where it is not the same."""
        now, then = self.now.tax_added, self.receipt.tax_added
        return None if now == then else Change("tax", now, then)

    @property
    def later(self) -> tuple[int, int]:
        """What is given for later is worth so much: now, and in the cheapest way."""
        return later(self.now)[0], later(self.receipt)[0]

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The cheapest way, the other ways, and what there is now; the cheapest first."""
        found = rivals(self.search, self.best, self.plans) if self.plans else ()
        others = (one.receipt for one in found)
        known = {applied(one): one for one in (*others, self.now)}
        known.pop(applied(self.receipt), None)
        receipts = (self.receipt, *sorted(known.values(), key=lambda one: one.pay))
        own = applied(self.now)
        return tuple(Way(one, self._ordered(applied(one) & self.decidable), applied(one) == own) for one in receipts)

    @cached_property
    def effort(self) -> Effort:
        """How far every rule goes."""
        return effort(self.search, self.best)

    @cached_property
    def worths(self) -> tuple[Worth, ...]:
        """What every rule is worth that may still be decided about; nothing where that is not known."""
        return tuple(one for one in worths(self.search, self.best) if one.rule in self.tried)

    @cached_property
    def tried(self) -> dict[str, Tried]:
        """What comes of every rule that may still be decided about."""
        some = applied(self.receipt)
        return {rule: self._tried(rule, used=rule in some) for rule in self.open}

    def _tried(self, rule: str, *, used: bool) -> Tried:
        receipt = self.receipt if used else _with(self.search, self.best, rule)
        there, best = effects(receipt), effects(self.receipt)
        less = [one for one in self.order if one != rule and there.get(one, 0) > best.get(one, 0)]
        coupons = receipt.cart.wallet.coupons
        missing = receipt.rule(rule).use == "coupon" and coupons is not None and not coupons.get(rule)
        blocked = tuple(telling(receipt, one) for one in less)
        return Tried(rule, used, receipt, telling(receipt, rule), blocked, missing)

    @cached_property
    def further(self) -> Further:
        """What more could be done than decide about one order now."""
        return further(self.search, self.best, [rule for rule, one in self.tried.items() if one.missing])

    @property
    def held(self) -> dict[str, int]:
        """What would be paid at the least if a coupon were held that is not: of those that would change it."""
        return {one.rule: one.pay for one in self.further.actions if isinstance(one, GetCoupon)}

    def priced(self, choices: Choices) -> Receipt | None:
        """The receipt of some choices; None where they exclude each other."""
        try:
            return self.search.pricer.price(self.search.subject.cart, choices)
        except ProblemGroup:
            return None

    def _ordered(self, rules: Iterable[str]) -> tuple[str, ...]:
        some = set(rules)
        return tuple(rule for rule in self.order if rule in some)


def _with(search: Search, best: Best, rule: str) -> Receipt:
    """The receipt of a way where one rule more is not left alone."""
    skip = tuple(one for one in best.choices.skip if one != rule)
    return search.pricer.price(search.subject.cart, best.choices.model_copy(update={"skip": skip}))


def effects(receipt: Receipt) -> dict[str, int]:
    """What every rule changes of the price; below 0 where it takes something off."""
    found: dict[str, int] = {}
    for step in receipt.steps:
        if step.deduction or step.added:
            found[step.rule] = found.get(step.rule, 0) + step.added - step.deduction
    return found


def telling(receipt: Receipt, rule: str) -> Step:
    """What came of a rule: where it did something, else where it would have done most."""
    own = [step for step in receipt.steps if step.rule == rule]
    return max(own, key=lambda step: (is_used(step), step.wanted))
