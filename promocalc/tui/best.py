"""What the optimiser screen asks and shows: every way to pay the session's order. No terminal library needed.

The ways are weighed elsewhere than where keys are read, and may be given up between two of them. Needs NumPy.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from promocalc.cart import Choices
from promocalc.choose.best import Best, Search
from promocalc.choose.plans import applied
from promocalc.choose.watch import Stopped
from promocalc.explain.best.told import BestTold, Tried, Way
from promocalc.explain.best.words import words
from promocalc.explain.problems.text import message
from promocalc.numbers.formula import NotExpressible, Reason
from promocalc.problems import Problem, ProblemGroup
from promocalc.tui.best_asked import Asked
from promocalc.tui.best_words import best_words
from promocalc.tui.waiting import Waiting
from promocalc.tui.words import Language


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
    allowed: bool = True
    """Whether it does what is demanded of the offers: the present way may not."""

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
    is_cut: bool = False
    """Whether it was halted before everything was weighed."""

    def note(self, language: Language) -> str:
        """Why there is nothing to show; "" where there is."""
        if self.defect:
            return best_words(language).failed.format(why=self.defect)
        if self.unproven is not None:
            return words(language).cannot(*self.unproven)
        return "\n".join(message(one.trouble, language) for one in self.problems)


def work(asked: Asked, waiting: Waiting, before: Worked | None = None) -> Worked | None:
    """All ways to pay, or why they cannot be told; None where nobody waits for them any more.

    What was found ``before`` is used again where only what has been decided is not the same. Where it was halted, these
    are the ways that were found by then.
    """
    try:
        found = _found(asked, before)
        search = Search(asked.subject, watch=waiting) if found is None else found[0]
        best = search.best() if found is None else found[1]
        if waiting.is_gone:
            return None
        told = BestTold(search, best, asked.now, freed=_freed(asked, before, waiting))
        plans = tuple(_plans(asked, told))
        if waiting.is_gone:
            return None
        waiting.leave_when(bool)  # whoever asks more of what was found, is not stopped
        return Worked(asked, told, plans, is_cut=waiting.is_halted)
    except Stopped:
        return None
    except NotExpressible as no:
        return Worked(asked, unproven=(no.reason, no.about))
    except ProblemGroup as group:
        return Worked(asked, problems=group.problems)


def _found(asked: Asked, before: Worked | None) -> tuple[Search, Best] | None:
    told = before.told if before is not None and not before.is_cut else None
    if told is None or told.search.subject != asked.subject:
        return None
    return told.search, told.found


def _freed(asked: Asked, before: Worked | None, waiting: Waiting) -> int | None:
    """What is paid at the least if nothing is demanded; None where nothing is, or that is not known."""
    if not asked.is_limited:
        return None
    if before is not None and before.told is not None and before.asked.subject == asked.subject:
        return before.told.freed
    with suppress(NotExpressible):
        best = Search(asked.freely, watch=waiting).best()
        return None if best.gap else best.receipt.pay
    return None


def _plans(asked: Asked, told: BestTold) -> Iterator[Plan]:
    _ = told.tried, told.worths  # what the screen words from them, it words at once
    for way in _ways(told):
        yield _plan(asked, told, way)


def _plan(asked: Asked, told: BestTold, way: Way) -> Plan:
    is_best = way.receipt is told.receipt
    beside = told if is_best else Against(told.search, told.best, way.receipt, whole=told)
    return Plan(way, _choices(asked, told, way), beside, allowed=_allowed(told, way))


def _ways(told: BestTold) -> list[Way]:
    """The ways, and what there is now where the cheapest way uses the same offers in other places."""
    now = told.now
    found = [Way(one.receipt, one.rules, one.is_now and one.receipt.pay == now.pay) for one in told.ways]
    if not any(one.is_now for one in found):
        rules = tuple(rule for rule in told.order if rule in applied(now) & told.decidable)
        found.append(Way(now, rules, True))
    return sorted(found, key=lambda one: (not _allowed(told, one), one.receipt.pay))


def _allowed(told: BestTold, way: Way) -> bool:
    """Whether a way does what is demanded; what has to be used may have no effect."""
    if not way.is_now:
        return True
    stated, used = told.search.stated, applied(way.receipt)
    wanted = set(stated.use) & applied(told.receipt)
    return wanted <= used and not used.intersection(stated.skip)


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
