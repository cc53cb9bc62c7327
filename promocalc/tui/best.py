"""What the optimiser screen asks and shows: every way to pay the session's order. No terminal library needed.

The ways are weighed elsewhere than where keys are read, and may be given up between two of them. Needs NumPy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from promocalc.cart import Choices
from promocalc.choose.best import Best, Search
from promocalc.choose.decisions import Decision
from promocalc.choose.plans import applied
from promocalc.explain.best import BestView, text
from promocalc.explain.best_told import BestTold, Tried, Way
from promocalc.explain.best_words import words
from promocalc.explain.cells import pad, width
from promocalc.explain.detail import Row
from promocalc.explain.problem import message
from promocalc.numbers.formula import NotExpressible, Reason
from promocalc.problems import Problem, ProblemGroup
from promocalc.tui.best_asked import Asked
from promocalc.tui.best_words import BestWords, best_words
from promocalc.tui.whatif import Stopped
from promocalc.tui.words import Language

# --- weighing -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Against(BestTold):
    """The cheapest way beside another one than what there is now."""

    whole: BestTold | None = None
    """The same beside what there is now, which knows already what comes of every offer."""

    @cached_property
    def tried(self) -> dict[str, Tried]:
        """What comes of every rule that may still be decided about."""
        return self.whole.tried if self.whole is not None else super().tried


@dataclass(frozen=True, eq=False)
class Plan:
    """One row: a way to pay, the choices that bring it about, and how it falls short of the cheapest."""

    way: Way
    choices: Choices
    beside: BestTold

    @property
    def name(self) -> str:
        """By what the screen knows its row again."""
        return "+".join((str(self.way.receipt.pay), *sorted(applied(self.way.receipt))))


@dataclass(frozen=True, eq=False)
class Worked:
    """What came of it; or why there is nothing to show."""

    asked: Asked
    told: BestTold | None = None
    plans: tuple[Plan, ...] = ()
    """The cheapest first."""
    problems: tuple[Problem, ...] = ()
    unproven: tuple[Reason, str] | None = None
    """Why nothing can be proven of this cart."""
    defect: str = ""
    """What went wrong with the working itself, which is nobody's fault but ours."""

    def note(self, language: Language) -> str:
        """Why there is nothing to show; "" where there is."""
        if self.defect:
            return best_words(language).failed.format(why=self.defect)
        if self.unproven is not None:
            return words(language).cannot(*self.unproven)
        return "\n".join(message(one.trouble, language) for one in self.problems)


@dataclass(frozen=True)
class Stoppable(Search):
    """A search that gives up between two ways as soon as nobody waits for it."""

    stopped: Callable[[], bool] = field(default=bool, compare=False)

    def with_(self, decision: Decision, value: int) -> Best:
        """As a search does; raises Stopped."""
        if self.stopped():
            raise Stopped
        return super().with_(decision, value)


def work(asked: Asked, stopped: Callable[[], bool], before: Worked | None = None) -> Worked | None:
    """All ways to pay, or why they cannot be told; None where it was stopped.

    What was found ``before`` is used again where only what has been decided is not the same.
    """
    try:
        found = _found(asked, before)
        search = Stoppable(asked.subject, stopped) if found is None else found[0]
        best = search.best() if found is None else found[1]
        told = BestTold(search, best, asked.now)
        return Worked(asked, told, tuple(_plans(asked, told, stopped)))
    except Stopped:
        return None
    except NotExpressible as no:
        return Worked(asked, unproven=(no.reason, no.about))
    except ProblemGroup as group:
        return Worked(asked, problems=group.problems)


def _found(asked: Asked, before: Worked | None) -> tuple[Stoppable, Best] | None:
    told = before.told if before is not None else None
    if told is None or told.search.subject != asked.subject or not isinstance(told.search, Stoppable):
        return None
    return told.search, told.found


def _plans(asked: Asked, told: BestTold, stopped: Callable[[], bool]) -> Iterator[Plan]:
    _ = told.tried, told.worths  # what the screen words from them, it words at once
    for way in _ways(told):
        if stopped():
            raise Stopped
        is_best = way.receipt is told.receipt
        beside = told if is_best else Against(told.search, told.best, way.receipt, whole=told)
        yield Plan(way, _choices(asked, told, way), beside)


def _ways(told: BestTold) -> list[Way]:
    """The ways, and what there is now where the cheapest way uses the same offers in other places."""
    now = told.now
    found = [Way(one.receipt, one.rules, one.is_now and one.receipt.pay == now.pay) for one in told.ways]
    if not any(one.is_now for one in found):
        rules = tuple(rule for rule in told.order if rule in applied(now) & told.decidable)
        found.append(Way(now, rules, True))
    return sorted(found, key=lambda one: one.receipt.pay)


def _choices(asked: Asked, told: BestTold, way: Way) -> Choices:
    """What brings a way about and leaves no more alone than it takes: an offer may be of use to somebody else."""
    choices = asked.stated if way.is_now else way.receipt.choices
    wanted = way.receipt.pay, applied(way.receipt)
    for rule in choices.skip:
        if rule not in asked.stated.skip:
            fewer = choices.model_copy(update={"skip": tuple(one for one in choices.skip if one != rule)})
            receipt = told.priced(fewer)
            if receipt is not None and (receipt.pay, applied(receipt)) == wanted:
                choices = fewer
    return choices


# --- showing --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class BestReading:
    """The ways to pay, for readers of one language."""

    worked: Worked
    told: BestTold
    language: Language

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
            mark = self.view.say.is_now if plan.way.is_now else ""
            found[plan.name] = (str(number), names.money(pay), off, against, mark, self._uses(plan))
        return found

    def _uses(self, plan: Plan) -> str:
        return self.view.uses(Way(plan.way.receipt, plan.way.rules, False))

    def plan(self, name: str) -> Plan | None:
        """The way of a row."""
        return next((plan for plan in self.worked.plans if plan.name == name), None)

    def pay(self, plan: Plan) -> str:
        """What is paid."""
        return self.view.names.price(plan.way.receipt.pay)

    def detail(self, name: str) -> list[Row]:
        """The proof, and what is told of a row."""
        plan = self.plan(name)
        rows = [] if plan is None else list(self._told(plan))
        widest = max((width(label) for label, _ in rows if label[1:]), default=0)
        aligned = [(pad(label, widest, "right") if label[1:] else label, said) for label, said in rows]
        return [*self._proof, *aligned, *self._anew]

    @property
    def _proof(self) -> list[Row]:
        told, view = self.told, self.view
        return [(view.say.proof, view.proof())] if told.best.combinations > 1 else []

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
            yield f"#{number}", self._uses(plan)
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

    def text(self) -> str:
        """The whole page, as ``promocalc best`` prints it: worked out only where somebody wants it."""
        return text(self.told, self.language)
