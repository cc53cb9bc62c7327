"""What may be added so that less is paid, for the optimiser screen. No terminal library needed. Needs NumPy.

Without a catalogue nobody knows which goods there are: then it is told how much more of goods like those in the cart
reaches the next threshold.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from promocalc.choose.addons import Adding
from promocalc.choose.addons_best import AddingBest
from promocalc.choose.thresholds import Threshold, Thresholds, thresholds
from promocalc.choose.watch import Stopped
from promocalc.explain.best.add import AddTold, AddView
from promocalc.explain.best.told import effects
from promocalc.explain.names import Names
from promocalc.explain.receipt.detail import Row
from promocalc.files.catalogue import load_catalogue
from promocalc.formula.subject import Subject
from promocalc.numbers.formula import NotExpressible
from promocalc.problems import ProblemGroup
from promocalc.tui.best import Plan, Worked
from promocalc.tui.best_answers import Answer, Halted, Refused
from promocalc.tui.best_words import best_words
from promocalc.tui.waiting import Waiting
from promocalc.tui.words import Language

MOST_TOLD = 3
"""Thresholds that are told."""


@dataclass(frozen=True, eq=False)
class Added:
    """What to add out of a catalogue."""

    told: AddTold

    def rows(self, language: Language, /) -> list[Row]:
        """Which items, what each really costs, what is paid then, the proof, and what comes of sending them back."""
        view = AddView(self.told, language)
        head = ("", best_words(language).out_of_catalogue)
        back = [("-", said) for said in view.returned()]
        over = [("", view.say.back)] if back else []
        return [head, *(("-", said) for said in (*view.actions(), *view.offers())), *view.totals(), *over, *back]


@dataclass(frozen=True, eq=False)
class Next:
    """How far the next thresholds are."""

    thresholds: Thresholds

    def rows(self, language: Language, /) -> list[Row]:
        """One row a threshold; nothing of a cart in which there is nothing to have more of."""
        if not self.thresholds.before.marked:
            return []
        say, names = best_words(language), Names(self.thresholds.before, language)
        none = say.no_threshold.format(most=names.price(self.thresholds.most))
        told = [self._told(one, rules, language) for rules, one in self._by_rules.items()]
        return [("", say.top_up), *(("-", said) for said in told[:MOST_TOLD] or [none])]

    @cached_property
    def _by_rules(self) -> dict[tuple[str, ...], Threshold]:
        """The cheapest threshold of the same rules: those that take more there than right below."""
        found: dict[tuple[str, ...], Threshold] = {}
        for one in self.thresholds.found:
            below, there = effects(one.below), effects(one.there)
            found.setdefault(tuple(rule for rule, change in there.items() if change < below.get(rule, 0)), one)
        return found

    def _told(self, one: Threshold, rules: tuple[str, ...], language: Language) -> str:
        say, names = best_words(language), Names(one.there, language)
        net = one.there.pay - self.thresholds.before.pay
        below, there = effects(one.below), effects(one.there)
        taken = [
            say.takes.format(
                rule=names.quoted(names.rule(rule)),
                before=names.change(below.get(rule, 0)),
                after=names.change(there.get(rule, 0)),
            )
            for rule in rules
        ]
        pay = say.more.format(more=names.price(net)) if net > 0 else say.less.format(less=names.price(-net))
        like = names.quoted(names.line(one.line))
        return say.threshold.format(amount=names.price(one.amount), like=like, rules=say.comma.join(taken), pay=pay)


def added(worked: Worked, catalogue: str, waiting: Waiting) -> Answer:
    """What to add to the cheapest way out of a file, or without one up to the next threshold."""
    asked, plan = worked.asked, next((one for one in worked.plans if one.allowed), None)
    try:
        if not catalogue:
            return Next(thresholds(asked.subject if plan is None else _paid_so(asked.subject, plan), waiting))
        # What is typed is a file's name, whatever else a command line would take it for.
        path = Path(catalogue)
        with suppress(RuntimeError):  # no such user
            path = path.expanduser()
        items = load_catalogue(path, currency=asked.subject.cart.currency)
        return Added(_told(Adding(asked.subject, items)))
    except Stopped:
        return Halted()
    except ProblemGroup as group:
        return Refused(group.problems)


def _told(adding: Adding) -> AddTold:
    """What to add, the offers chosen best where that can be proven; all of it is worked out, as a worker does."""
    chosen = AddingBest(adding)
    try:
        chosen.before  # noqa: B018
        told = AddTold(adding, chosen)
    except NotExpressible:
        told = AddTold(adding)
    _ = told.answer, told.offers
    for one, back in told.returned:
        told.alone(one, back)
    return told


def _paid_so(subject: Subject, plan: Plan) -> Subject:
    """The same order, paid in that way: what it leaves alone to be as cheap stays so."""
    return Subject(subject.cart, subject.rulebook, plan.choices, subject.at, subject.balance_at)
