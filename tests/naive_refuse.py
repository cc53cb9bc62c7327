"""What the naive pricer leaves to the engine: looked for before it starts, so that nothing is passed over."""

from __future__ import annotations

from typing import Any

from promocalc.money import CURRENCIES
from promocalc.rules.programme import BestOf, Consume, FirstOf, Labelled, Node, OneOf, members, rules_in
from promocalc.rules.quantity import ByCurrency, LineNumber
from promocalc.rules.rule import Rule
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.take import Add, Deposit, Give, Off, To
from promocalc.rules.views import View
from tests.naive_cents import NotNaive


def leave(book: Rulebook) -> None:
    """Raises NotNaive for a rulebook that says something of this kind."""
    if isinstance(book.effective_defaults.floor, ByCurrency):
        raise NotNaive("a floor by currency for every rule")
    shares = [book.effective_defaults.share, *(rule.share for rule in book.rules.values())]
    if any(share is not None and share.over != "picked" for share in shares):
        raise NotNaive("shared over others")
    for rule in book.rules.values():
        _leave_rule(rule)
    for node in _nodes(book.price):
        if isinstance(node, BestOf | FirstOf | OneOf | Consume):
            _leave_gifts([book.rules[name] for name in rules_in(node)])
    _leave_gifts([book.rules[name] for one in book.exclude for name in (*one.these, *one.not_with)])
    given = {rule.name for rule in book.rules.values() if isinstance(rule.take, Give)}
    if given & {word for rule in book.rules.values() for word in _words(rule)}:
        raise NotNaive("a view of what was given")


def _leave_rule(rule: Rule) -> None:
    if rule.sets is not None or rule.pick is not None:
        raise NotNaive("some of several pieces")
    if any(isinstance(number, LineNumber) for number in _numbers(rule)):
        raise NotNaive("a number of the line's own")
    if rule.limit and "piece" in (rule.per, rule.each):
        raise NotNaive("a limit on pieces")


def _leave_gifts(rules: list[Rule]) -> None:
    if any(isinstance(rule.take, Give) for rule in rules):
        raise NotNaive("gifts that meet others")


def missing(rule: Rule, currency: str) -> bool:
    """Whether a rule states an amount for other currencies only."""
    return any(
        currency not in codes for codes in _currencies(rule.model_dump(mode="json", by_alias=True, exclude={"on"}))
    )


def _currencies(said: Any) -> list[set[str]]:
    """The currencies of every amount that is stated by currency, in a rule as a file writes it."""
    if isinstance(said, dict):
        if said and set(said) <= set(CURRENCIES):
            return [set(said)]
        return [found for inner in said.values() for found in _currencies(inner)]
    return [found for inner in said for found in _currencies(inner)] if isinstance(said, list) else []


def _numbers(rule: Rule) -> list[object]:
    caps = [rule.cap.each, rule.cap.pool, rule.cap.order]
    match rule.take:
        case Off(off, every, tiers) | Give(give=off, every=every, tiers=tiers):
            return [off, every, *(tier.off for tier in tiers), *caps]
        case To(price):
            return [price, *caps]
        case Add(add):
            return [add, *caps]
        case Deposit():
            return [*caps]  # lines may say how much is paid: every presale's terms have it so


def _words(rule: Rule) -> list[str]:
    views = [rule.measure, rule.of, rule.share.by if rule.share else None, *(need.in_ for need in rule.needs)]
    return [word for view in views if isinstance(view, View) for _, word in view.terms]


def _nodes(node: Node | Labelled | None) -> list[Node]:
    """A tree and everything in it."""
    if node is None:
        return []
    if isinstance(node, Labelled):
        return _nodes(node.node)
    return [node, *(found for _, member in members(node) for found in _nodes(member))]
