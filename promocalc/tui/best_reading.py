"""What the optimiser screen shows of the ways to pay, for readers of one language. No terminal library needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

from promocalc.explain.best.text import BestView, text
from promocalc.explain.best.told import BestTold, Way
from promocalc.explain.cells import pad, width
from promocalc.explain.names import Names
from promocalc.explain.problems.text import message
from promocalc.explain.receipt.detail import Row
from promocalc.explain.receipt.summary import Summary
from promocalc.problems import OverBudget
from promocalc.tui.best import Plan, Worked
from promocalc.tui.best_words import BestWords, best_words
from promocalc.tui.words import Language


@dataclass(frozen=True, eq=False)
class BestReading:
    """The ways to pay, as far as a budget in minor units reaches."""

    worked: Worked
    told: BestTold
    language: Language
    budget: int | None = None

    @property
    def say(self) -> BestWords:
        """The screen's own words."""
        return best_words(self.language)

    @cached_property
    def view(self) -> BestView:
        """Who words it."""
        return BestView(self.told, self.language)

    @property
    def head(self) -> tuple[str, ...]:
        """Over the columns of the table."""
        say = self.view.say
        return say.number, say.pay, say.off, say.against_now, "", say.uses

    @cached_property
    def rows(self) -> dict[str, tuple[str, ...]]:
        """The table: each way by its name."""
        names, now, found = self.view.names, self.told.now.pay, dict[str, tuple[str, ...]]()
        for number, plan in zip(count(1), self.worked.plans, strict=False):
            pay = plan.way.receipt.pay
            off, against = names.money(plan.way.receipt.marked - pay), names.change(pay - now)
            said = str(number) if plan.allowed else "-"
            found[plan.name] = (said, names.money(pay), off, against, self._mark(plan), self._uses(plan))
        return found

    def _mark(self, plan: Plan) -> str:
        """What is to be known of a way before its offers."""
        over = self.say.over if self.budget is not None and plan.way.receipt.pay > self.budget else ""
        return " ".join(filter(None, (self.view.say.is_now if plan.way.is_now else "", over)))

    def _uses(self, plan: Plan) -> str:
        return self.view.uses(Way(plan.way.receipt, plan.way.rules, False))

    def plan(self, name: str) -> Plan | None:
        """The way of a row."""
        return next((plan for plan in self.worked.plans if plan.name == name), None)

    def pay(self, plan: Plan) -> str:
        """What is paid."""
        return self.view.names.price(plan.way.receipt.pay)

    def detail(self, name: str) -> list[Row]:
        """The proof, the budget, what is told of a row, and what the demands come to."""
        plan = self.plan(name)
        rows = [] if plan is None else list(self._told(plan))
        over = [] if plan is None else list(self._budget(plan))
        fixed = [("-", said) for said in self.view.fixed()]
        numbers = [] if plan is None else Summary(Names(plan.way.receipt, self.language)).comes_to()
        return [*self._proof, *over, *aligned(rows), *numbers, *fixed, *self._anew]

    @property
    def _proof(self) -> list[Row]:
        told, view = self.told, self.view
        proof = [(view.say.proof, view.proof())] if told.best.combinations > 1 else []
        return [*proof, ("-", self.say.cut)] if self.worked.is_cut else proof

    def _budget(self, plan: Plan) -> Iterator[Row]:
        """How a way stands to the budget; of the cheapest, that nothing keeps to it."""
        if self.budget is None:
            return
        price, pay, label = self.view.names.price, plan.way.receipt.pay, self.view.say.budget
        if pay <= self.budget:
            yield label, self.view.words.spare(price(self.budget), price(self.budget - pay))
            return
        yield label, self.say.over_by.format(budget=price(self.budget), more=price(pay - self.budget))
        best = self.told.best
        if best.receipt.pay > self.budget:
            over = OverBudget(price(self.budget), price(best.receipt.pay), not best.gap, self.told.fixed_costs)
            yield label, message(over, self.language)

    @property
    def _anew(self) -> list[Row]:
        stated = self.worked.asked.stated
        return [("-", self.say.anew)] if stated.use or stated.skip else []

    def _told(self, plan: Plan) -> Iterator[Row]:
        told, view = plan.beside, BestView(plan.beside, self.language)
        if told is self.told:
            elsewhere = told.open and told.saved and not told.moved
            actions = view.actions()
            yield "", view.say.do
            yield from (("-", said) for said in ([self.say.elsewhere, *actions[1:]] if elsewhere else actions))
        else:
            number = list(self.rows).index(plan.name) + 1
            yield f"#{number}" if plan.allowed else "-", self._uses(plan)
            if not plan.allowed:
                yield "-", self.say.not_allowed
                return
            yield ("", self.say.beside.format(number=number)) if told.saved else ("-", self.say.same)
        if told.changes:
            if told is self.told:
                yield "", view.say.why
            yield from self._changes(told, view)
        # What a rule comes to "now" is no reason beside another way.
        if told.moves.leave or told is self.told:
            yield from (("-", said) for said in view.reasons())

    def _changes(self, told: BestTold, view: BestView) -> Iterator[Row]:
        names, change = view.names, self.say.change.format
        some = [(names.rule(one.rule), one) for one in told.changes]
        some += [] if told.tax is None else [(view.say.tax, told.tax)]
        for name, one in some:
            before, after = names.change(one.now), names.change(one.best)
            yield names.change(one.best - one.now), change(name=name, before=before, after=after)
        before, after = names.money(told.now.pay), names.money(told.receipt.pay)
        yield names.change(-told.saved), change(name=view.say.total, before=before, after=after)

    def text(self, more: Sequence[Row] = ()) -> str:
        """The whole page, as ``promocalc best`` prints it, with more rows below: worked out only where it is wanted."""
        told, budget = self.told, self.budget
        if budget is not None and self.told.receipt.pay <= budget:
            told = replace(told, budget=budget)
        page = text(told, self.language)
        rows = "".join(f"{label}  {said}\n" if label else f"{said}\n" for label, said in more)
        return f"{page}\n{rows}" if rows else page


def aligned(rows: Sequence[Row]) -> list[Row]:
    """Rows whose labels end in one column; marks of a list stay where they are."""
    widest = max((width(label) for label, _ in rows if label[1:]), default=0)
    return [(pad(label, widest, "right") if label[1:] else label, said) for label, said in rows]
