"""What lies around the best way: the other ways, what every coupon is worth, and how far each step towards it goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from promocalc.choose.best import Best, Search
from promocalc.choose.watch import Stopped
from promocalc.engine.receipt import Receipt
from promocalc.frozen import Frozen


class Worth(Frozen):
    """What a rule that somebody may use or leave is worth in this cart."""

    rule: str
    used: bool
    """Whether the best way uses it."""
    worth: int
    """How much more the cheapest way without it costs; of one that is not used, 0."""
    forced: int
    """How much more is paid where it is used all the same, everything else at its best; 0 for one that is used, and for
    one of which nothing comes even then."""
    receipt: Receipt
    """Where it is used: the best one, or the cheapest with it. Its steps say what came of it."""


class Reach(Frozen):
    """How far one more rule goes."""

    rule: str
    pay: int
    """What is paid with it and those before it."""


class Effort(Frozen):
    """From doing nothing to the best way, a rule at a time: so that somebody may stop early."""

    nothing: int
    """What is paid where everything that may be left alone is."""
    stated: int
    """What is paid with what the shopper has decided so far."""
    steps: tuple[Reach, ...]
    """The rules of the best way, each time the one that saves most."""


def rivals(search: Search, best: Best, most: int = 5) -> tuple[Best, ...]:
    """The cheapest other ways, each of which decides one thing otherwise; the cheapest first, none twice.

    No way that does without some rule that lowers the price in the best one is cheaper than the first of those that do;
    unless the search is stopped: then only those are told that are known by then.
    """
    found: dict[frozenset[str], Best] = {}
    for decision in search.decisions:
        for value in range(len(decision.rules) + 1):
            with suppress(Stopped):
                other = search.with_(decision, value)
                found.setdefault(applied(other.receipt), other)
    found.pop(applied(best.receipt), None)
    return tuple(sorted(found.values(), key=lambda one: one.receipt.pay)[:most])


def applied(receipt: Receipt) -> frozenset[str]:
    """The rules that changed something."""
    return frozenset(step.rule for step in receipt.steps if step.deduction or step.added or step.given or step.deposit)


def worths(search: Search, best: Best) -> tuple[Worth, ...]:
    """What every rule is worth that may still be decided about: the most useful first.

    Nothing where there is no expression of what is paid (:attr:`Search.expressible`). Where the search is stopped, only
    those of which it is known.
    """
    return tuple(sorted(_worths(search, best), key=lambda one: (-one.worth, one.forced)))


def _worths(search: Search, best: Best) -> Iterator[Worth]:
    used = applied(best.receipt)
    known = {rule for decision in search.decisions for rule in decision.rules}
    for rule in search.open_rules if search.expressible else ():
        if rule not in known:
            yield Worth(rule, False, 0, 0, best.receipt)
    for decision in search.decisions:
        for value, rule in enumerate(decision.rules, 1):
            with suppress(Stopped):
                if rule in used:
                    without = search.without(decision, value)
                    yield Worth(rule, True, without.receipt.pay - best.receipt.pay, 0, best.receipt)
                else:
                    forced = search.with_(decision, value).receipt
                    more = forced.pay - best.receipt.pay if rule in applied(forced) else 0
                    yield Worth(rule, False, 0, more, forced)


def effort(search: Search, best: Best) -> Effort:
    """How far every further rule goes, from none on."""
    every = frozenset(search.open_rules)
    wanted = sorted(applied(best.receipt) & every)
    price, stated = search.pricer.price, search.stated

    def pay(using: frozenset[str]) -> int:
        left = tuple(sorted(every - using))
        return price(search.subject.cart, stated.model_copy(update={"skip": (*stated.skip, *left)})).pay

    steps: list[Reach] = []
    using = frozenset[str]()
    while len(using) < len(wanted):
        reached = [(pay(using | {rule}), rule) for rule in wanted if rule not in using]
        least, rule = min(reached)
        using |= {rule}
        steps.append(Reach(rule, least))
    return Effort(pay(frozenset()), price(search.subject.cart, stated).pay, tuple(steps))
