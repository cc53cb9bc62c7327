"""Who reaches an advertised price, and how: the cheapest legal way over all shoppers, and all that it takes.

The engine prices every way, and the search proves that none is cheaper (:mod:`promocalc.choose.best`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from promocalc.cart import Choices, Persona
from promocalc.choose.best import Best, Search
from promocalc.choose.plans import applied
from promocalc.choose.watch import UNWATCHED, Stopped, Watch
from promocalc.engine.receipt import Receipt
from promocalc.engine.when import asked_about
from promocalc.formula.subject import Subject
from promocalc.frozen import Frozen
from promocalc.rules.rule import Rule
from promocalc.rules.scope import AllOf, Daily, Within
from promocalc.rules.use import Balance

ConditionKind: TypeAlias = Literal["coupon", "balance", "alternative", "shopper", "moment", "deposit", "amount"]
"""A coupon to hold; money in a wallet; a choice between offers; who one is; when one orders; to pay a deposit; to buy
for so much or more."""


class Condition(Frozen):
    """One thing that it takes."""

    kind: ConditionKind
    rule: str
    """The rule that asks for it."""
    about: str = ""
    """Of the shopper: what is asked (``member``, ``new``)."""
    value: str = ""
    """And what the answer has to be."""
    without: int | None = None
    """What is paid without it, everything else at its best: minor units; None where that is no price by itself."""


class Witness(Frozen):
    """The cheapest way that anybody has."""

    subject: Subject
    """With the shopper and the choices of that way."""
    persona: str
    """The name of the shopper among those of the cart; "" for the cart's own."""
    receipt: Receipt
    """The engine's own."""
    bound: int
    """Nobody of the cart's shoppers pays less."""
    conditions: tuple[Condition, ...]

    @property
    def overrules(self) -> bool:
        """Whether the cart has chosen something, which does not count here."""
        return bool(self.subject.cart.choices.use or self.subject.cart.choices.skip)


def freely(subject: Subject) -> Subject:
    """The same with nothing used and nothing left alone: whoever pays least decides, whatever the cart has chosen."""
    choices = subject.decided.model_copy(update={"use": (), "skip": ()})
    return Subject(subject.cart, subject.rulebook, choices, subject.at, subject.balance_at, subject.name)


def witness(subject: Subject, watch: Watch = UNWATCHED) -> Witness:
    """The cheapest way over the cart's own shopper and all its personas, whatever the cart has chosen.

    Raises ProblemGroup and NotExpressible as :func:`promocalc.choose.best.best` does, and Stopped where its watch
    stopped it: what was found by then would prove nothing.
    """
    subject = freely(subject)
    shoppers: list[tuple[str, Persona]] = [("", subject.cart.shopper), *subject.cart.personas.items()]
    found = [(name, _of(subject, shopper)) for name, shopper in shoppers]
    ways = [(name, one, Search(one, watch=watch).best()) for name, one in found]
    name, one, best = min(ways, key=lambda way: way[2].receipt.pay)
    bound = min(way.bound for _, _, way in ways)
    conditions = tuple(_conditions(one, best, watch))
    if watch.stopped():
        raise Stopped
    return Witness(one, name, best.receipt, bound, conditions)


def _of(subject: Subject, shopper: Persona) -> Subject:
    cart = subject.cart.model_copy(update={"shopper": shopper})
    return Subject(cart, subject.rulebook, subject.choices, subject.at, subject.balance_at, subject.name)


def _conditions(subject: Subject, best: Best, watch: Watch) -> Iterator[Condition]:
    receipt = best.receipt
    used = [rule for name, rule in subject.rulebook.rules.items() if name in applied(receipt)]
    open_ = set(Search(subject).open_rules) | set(subject.decided.use)
    asked: set[str] = set()
    for rule in used:
        if rule.name in open_ or rule.use != "automatic":
            yield Condition(_kind(rule), rule.name, without=_pay(_leaving(subject, rule.name), watch))
        for attribute in sorted(asked_about(rule.when) - asked):
            value = subject.cart.shopper.answer(attribute)
            if value is not None and attribute != "orders":
                asked.add(attribute)
                yield Condition("shopper", rule.name, attribute, value, _pay(_unlike(subject, attribute), watch))
        if _timed(rule):
            yield Condition("moment", rule.name)
        if any(step.rule == rule.name and step.deposit for step in receipt.steps):
            yield Condition("deposit", rule.name)


def _kind(rule: Rule) -> ConditionKind:
    if isinstance(rule.use, Balance):
        return "balance"
    return "coupon" if rule.use == "coupon" else "alternative"


def _timed(rule: Rule) -> bool:
    when = rule.when
    parts = when.parts if isinstance(when, AllOf) else (when,)
    return any(isinstance(part, Within | Daily) for part in parts)


def _pay(subject: Subject, watch: Watch) -> int:
    return Search(subject, watch=watch).best().receipt.pay


def _leaving(subject: Subject, rule: str) -> Subject:
    """The same without a rule."""
    stated = subject.decided
    use = tuple(one for one in stated.use if one != rule)
    choices: Choices = stated.model_copy(update={"use": use, "skip": (*stated.skip, rule)})
    return Subject(subject.cart, subject.rulebook, choices, subject.at, subject.balance_at, subject.name)


def _unlike(subject: Subject, attribute: str) -> Subject:
    """The same for a shopper of whom that is not known; an old customer instead of a new one."""
    shopper = subject.cart.shopper
    if attribute in ("member", "region", "payment"):
        other = shopper.model_copy(update={attribute: None})
    elif attribute == "new":
        other = shopper.model_copy(update={"new": not shopper.new})
    else:
        rest = {name: value for name, value in shopper.attributes.items() if name != attribute}
        other = shopper.model_copy(update={"attributes": rest})
    return _of(subject, other)
