"""The cheapest legal way to pay one order, and the proof that it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from math import prod
from typing import Literal, TypeAlias

from promocalc.cart import Choices
from promocalc.choose.course import Course, course
from promocalc.choose.decisions import Decision, Openings, openings
from promocalc.choose.relaxed import Line, lines
from promocalc.choose.walk import MOST_ROWS, Found, walk
from promocalc.choose.watch import UNWATCHED, Aside, Progress, Stopped, Watch
from promocalc.engine.price import Pricer
from promocalc.engine.receipt import Receipt
from promocalc.formula.subject import Subject
from promocalc.frozen import Frozen
from promocalc.numbers.formula import Expression, NotExpressible, low_of
from promocalc.rules.take import Give

FEW = 64
"""Rows that a first look follows: what it finds is what the search has to beat."""

MOST_PRICED = 1_024
"""Combinations that the engine prices one by one, where there is no expression of what is paid."""

Proof: TypeAlias = Literal["optimal", "exhausted", "within"]
"""Nobody can pay less: by a bound, or because every combination was priced; or perhaps so much less as the gap."""


class Best(Frozen):
    """The cheapest way that was found."""

    choices: Choices
    receipt: Receipt
    """The engine's own."""
    bound: int
    """Nobody pays less, whatever is decided: minor units."""
    proof: Proof
    combinations: int
    """How many combinations of decisions there are."""
    rows: int
    """How many of them had to be told apart at once, at the most."""

    @property
    def gap(self) -> int:
        """By how much less might be paid at most; 0 where it is proven that nobody can."""
        return self.receipt.pay - self.bound


class EngineDiffers(AssertionError):  # noqa: N818 - it names what happened
    """The search and the engine's receipt say different things: a defect."""


def best(subject: Subject, most: int = MOST_ROWS) -> Best:
    """The cheapest way to pay a subject. Its choices stand: what they use is used, what they leave alone is left.

    Raises ProblemGroup as :func:`promocalc.engine.price.price` does, EngineDiffers; NotExpressible where there is
    neither an expression of what is paid nor few enough combinations to price them all.
    """
    return Search(subject).best(most)


@dataclass(frozen=True)
class Search:
    """One subject, opened once for several questions. Where its watch stops it, the answer is the best so far."""

    subject: Subject
    watch: Watch = field(default=UNWATCHED, compare=False, kw_only=True)

    @cached_property
    def pricer(self) -> Pricer:
        """The rulebook as the subject meets it."""
        return self.subject.pricer()

    @cached_property
    def stated(self) -> Choices:
        """What has been decided."""
        return self.subject.decided

    @cached_property
    def openings(self) -> Openings:
        """What is open."""
        return openings(self.pricer, self.subject.cart, self.stated)

    @cached_property
    def expressible(self) -> bool:
        """Whether there is an expression of what is paid."""
        try:
            self.openings  # noqa: B018
        except NotExpressible:
            return False
        return True

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """What can still be decided and changes what is paid; none where there is no expression of that."""
        if not self.expressible or not isinstance(self.openings.pay, Expression):
            return ()
        made = {leg.decision.rules for leg in self.course.legs if leg.decision is not None}
        return tuple(one for one in self.openings.decisions if one.rules in made)

    @cached_property
    def combinations(self) -> int:
        """How many combinations of decisions there are."""
        return prod(len(decision.rules) + 1 for decision in self.openings.decisions)

    @cached_property
    def open_rules(self) -> tuple[str, ...]:
        """The rules that the shopper may still use or leave."""
        said = {*self.stated.use, *self.stated.skip}
        every = dict.fromkeys(rule for one in self.pricer.programmes for rule in one.choosable)
        return tuple(rule for rule in every if rule not in said)

    @cached_property
    def course(self) -> Course:
        """In which order it is decided."""
        return course(self.openings)

    @cached_property
    def lines(self) -> list[Line]:
        """How little may be paid."""
        return lines(self.course)

    def exhausted(self) -> Best:
        """The cheapest way, every one of them priced by the engine. Raises NotExpressible where there are too many."""
        pricer, cart, stated = self.pricer, self.subject.cart, self.stated
        open_ = self.open_rules
        if 2 ** len(open_) > MOST_PRICED:
            raise NotExpressible(f"it takes more than {MOST_PRICED:,} prices", "long", f"{MOST_PRICED:,}")
        # Those that leave most alone come first, and the first of equals is kept.
        some = [set(left) for count in range(len(open_), -1, -1) for left in combinations(open_, count)]
        found = [stated.model_copy(update={"skip": (*stated.skip, *(r for r in open_ if r in left))}) for left in some]
        best: Receipt | None = None
        for done, choices in enumerate(found):
            if best is not None:
                self.watch.tell(Progress("orders", done, len(found), best.pay))
                if self.watch.stopped():
                    best = self.giving(best)
                    return Best(best.choices, best, 0, "within" if best.pay else "optimal", len(found), done)
            receipt = pricer.price(cart, choices)
            if best is None or receipt.pay < best.pay:
                best = receipt
        assert best is not None
        best = self.giving(best)
        return Best(best.choices, best, best.pay, "exhausted", len(found), len(found))

    def without(self, decision: Decision, value: int) -> Best:
        """The cheapest way that decides otherwise than so."""
        others = [other for other in range(len(decision.rules) + 1) if other != value]
        return min((self.with_(decision, other) for other in others), key=lambda one: one.receipt.pay)

    def best(self, most: int = MOST_ROWS) -> Best:
        """The cheapest way."""
        if not self.expressible:
            return self.exhausted()
        if not isinstance(self.openings.pay, Expression):
            return self.answer(Found(self.openings.pay, 0, {}, 1))
        found, left_out, _ = self._walked({}, most, self.watch)
        best = self.answer(found, left_out)
        self._found.append(best)
        if not best.gap:
            # Nobody who decides one thing as it does finds a cheaper way.
            for rules, value in found.values.items():
                self._decided.setdefault((rules, value), best)
        return best

    def with_(self, decision: Decision, value: int) -> Best:
        """The cheapest way that decides so. Raises Stopped where it is not known yet and nobody waits for it."""
        key = decision.rules, value
        if key not in self._decided:
            if self.watch.stopped():
                raise Stopped
            found, left_out, stopped = self._walked({decision.rules: value}, MOST_ROWS, self.aside())
            if stopped:
                raise Stopped
            self._decided[key] = self.answer(found, left_out)
        return self._decided[key]

    def aside(self) -> Watch:
        """Its watch over what is asked beside the cheapest way."""
        done, of = len(self._decided), sum(len(one.rules) + 1 for one in self.decisions)
        known = (self._found[-1].receipt.pay, self._found[-1].bound) if self._found else (None, None)
        return Aside(self.watch, Progress("others", done, of, *known))

    def beside(self, subject: Subject) -> Search:
        """A search of another subject, under the same watch."""
        return Search(subject, watch=self.aside())

    def _walked(self, fixed: Mapping[tuple[str, ...], int], most: int, watch: Watch) -> tuple[Found, int | None, bool]:
        """The best that is found; what is paid at the least by what was left out; and whether it was stopped.

        A first look at few rows goes to its end in any case.
        """
        # Where none has to be left out, no bounds are asked for.
        first, left_out, _ = walk(self.course, self.lines if self.combinations > FEW else (), fixed, most=FEW)
        assert first is not None
        if left_out is None or left_out >= first.pay:
            return first, None, False
        better, left, stopped = walk(self.course, self.lines, fixed, (first.pay, first.made), most, watch)
        # Where nothing better is left, the first look was right. What either look left out, no look has found.
        return better or first, None if left is None else max(left, left_out), stopped

    def better(self, best: Best) -> Best:
        """The same, by all that it knows by now of ways that decide one thing or another."""
        bounds = [best.bound]
        for one in self.decisions:
            some = [self._decided.get((one.rules, value)) for value in range(len(one.rules) + 1)]
            bounds.append(min(best.bound if found is None else found.bound for found in some))
        found = min((best, *self._decided.values()), key=lambda one: one.receipt.pay)
        bound = min(found.receipt.pay, max(bounds))
        proof: Proof = best.proof if not best.gap else "optimal" if bound == found.receipt.pay else "within"
        return Best(found.choices, found.receipt, bound, proof, best.combinations, best.rows)

    @property
    def cut_short(self) -> bool:
        """Whether nobody waits for it any more: answers may be missing, or be no proof."""
        return self.watch.stopped()

    @property
    def unsure(self) -> bool:
        """Whether one of its answers about what is decided so or so is no proof, or is missing."""
        return self.cut_short or any(one.gap for one in self._decided.values())

    @cached_property
    def _found(self) -> list[Best]:
        """The cheapest ways that were answered."""
        return []

    @cached_property
    def _decided(self) -> dict[tuple[tuple[str, ...], int], Best]:
        """The cheapest ways that were asked for, by what they decide."""
        return {}

    def answer(self, found: Found, left_out: int | None = None) -> Best:
        """What was found, priced by the engine; combinations that were left out pay so much at the least."""
        receipt = self.giving(self.pricer.price(self.subject.cart, self.choices(found)))
        if receipt.pay != found.pay:
            raise EngineDiffers(f"{receipt.pay} is paid, and {found.pay} was found")
        low = low_of(self.openings.pay)
        bound = found.pay if left_out is None else min(found.pay, left_out if low is None else max(left_out, low))
        proof: Proof = "optimal" if bound == found.pay else "within"
        return Best(receipt.choices, receipt, bound, proof, self.combinations, found.rows)

    def giving(self, receipt: Receipt) -> Receipt:
        """The same payment, with every rule open again that gives something for later and changes nothing of it."""
        for rule in receipt.choices.skip:
            if rule not in self.stated.skip and isinstance(self.pricer.rulebook.rules[rule].take, Give):
                skip = tuple(one for one in receipt.choices.skip if one != rule)
                more = self.pricer.price(self.subject.cart, receipt.choices.model_copy(update={"skip": skip}))
                if more.pay == receipt.pay and later(more) > later(receipt):
                    receipt = more
        return receipt

    def choices(self, found: Found) -> Choices:
        """What is used stays open to the engine; all else that was open is left alone."""
        used = {rules[value - 1] for rules, value in found.values.items() if value}
        left = [rule for decision in self.openings.decisions for rule in decision.rules if rule not in used]
        stated = self.stated
        return stated.model_copy(update={"skip": (*stated.skip, *(rule for rule in left if rule not in stated.skip))})


def later(receipt: Receipt) -> tuple[int, int]:
    """What is given for later: its worth, and how much of it there is."""
    return sum(one.worth for one in receipt.later), sum(one.amount for one in receipt.later)
