"""A cart divided into orders as people read it: what goes into each, which offers it uses, what is paid, the proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from promocalc.cart import Choices
from promocalc.choose.orders import pricer_of
from promocalc.choose.plans import applied
from promocalc.choose.split import Order, Split
from promocalc.engine.outcome import AssumedTried
from promocalc.engine.receipt import Receipt
from promocalc.explain.amounts import percent
from promocalc.explain.best.split_words import SplitLabels, Words, words
from promocalc.explain.best.told import effects, telling
from promocalc.explain.best.words import words as best_words
from promocalc.explain.language import Language
from promocalc.explain.names import Names
from promocalc.explain.receipt.catalogue import catalogue
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.sheet import WIDTH, Row, Sheet, Table
from promocalc.formula.subject import Subject
from promocalc.frozen import Frozen


class Left(Frozen):
    """A rule that an order would use, and is to leave alone."""

    rule: str
    used_by: int | None
    """The number of another order that uses it."""


@dataclass(frozen=True)
class SplitTold:
    """What there is to tell of a cart that was divided into orders. Amounts are minor units."""

    subject: Subject
    split: Split
    most: int
    """Into so many orders it might have been divided."""
    now: Receipt
    """What is paid as the cart stands."""
    one: Receipt | None = None
    """The cheapest way in one order; None where that is not known."""
    budget: int | None = None

    @property
    def count(self) -> int:
        """How many orders there are."""
        return len(self.split.orders)

    @property
    def saved(self) -> int:
        """How much less is paid than now; below 0 where what is fixed costs that much."""
        return self.now.pay - self.split.pay

    @property
    def than_one(self) -> int | None:
        """How much less is paid than in one order at best; None where that is not known."""
        return None if self.one is None else self.one.pay - self.split.pay

    @cached_property
    def left(self) -> tuple[tuple[Left, ...], ...]:
        """By order: what is to be left alone that would be used there if nothing were."""
        used = [applied(order.receipt) for order in self.split.orders]
        return tuple(tuple(self._left(at, order, used)) for at, order in enumerate(self.split.orders))

    def _left(self, at: int, order: Order, used: list[frozenset[str]]) -> Iterator[Left]:
        stated = self.stated.skip
        more = [rule for rule in order.choices.skip if rule not in stated]
        if not more:
            return
        freely = order.choices.model_copy(update={"skip": stated})
        receipt = pricer_of(self.subject, order.cart.shopper).price(order.cart, freely)
        there = applied(receipt)
        for step in dict.fromkeys(step.rule for step in receipt.steps):
            if step in there and step in more:
                others = (number for number, some in enumerate(used, 1) if number != at + 1 and step in some)
                yield Left(rule=step, used_by=next(others, None))

    @property
    def stated(self) -> Choices:
        """What was decided before: it stands in every order."""
        return self.subject.decided

    def uses(self, order: Order) -> tuple[str, ...]:
        """The rules that do something in an order, as they come."""
        some = applied(order.receipt)
        return tuple(dict.fromkeys(step.rule for step in order.receipt.steps if step.rule in some))


@dataclass(frozen=True)
class SplitView:
    """The same for readers of one language, part by part."""

    told: SplitTold
    language: Language

    @property
    def words(self) -> Words:
        """The sentences of this language."""
        return words(self.language)

    @property
    def say(self) -> SplitLabels:
        """The words around the figures."""
        return self.words.labels

    @cached_property
    def names(self) -> Names:
        """What rules and lines of the whole cart are called."""
        return Names(self.told.now, self.language)

    @cached_property
    def summary(self) -> Summary:
        """The head of the receipt."""
        return Summary(self.names)

    def title(self) -> str:
        """What it is about."""
        return self.summary.titled(self.say.title)

    def facts(self) -> list[Row]:
        """Rulebook, shopper and moment."""
        return [row for row in self.summary.facts() if row[0] != self.summary.labels.choices]

    def totals(self) -> list[Row]:
        """Now, in one order, in several, what is saved, and the proof."""
        told, say, price, best = self.told, self.say, self.names.price, best_words(self.language)
        found = [(best.labels.now, price(told.now.pay))]
        if told.one is not None or told.count == 1:
            found.append((say.one, price(told.split.pay if told.one is None else told.one.pay)))
        if told.count > 1:
            found.append((self.words.orders(told.count), price(told.split.pay)))
        if told.saved < 0:
            found.append((say.dearer, price(-told.saved)))
        else:
            share = best.share(price(told.saved), percent(told.saved, told.now.pay)) if told.saved else say.nothing
            found.append((say.than_now, share))
        if told.than_one and told.count > 1:
            found.append((say.than_one, price(told.than_one)))
        if told.budget is not None:
            left = price(told.budget - told.split.pay)
            found.append((best.labels.budget, best.spare(price(told.budget), left)))
        found.append((best.labels.proof, self.proof()))
        return found

    def proof(self) -> str:
        """How sure it is that nobody pays less in so many orders."""
        split, say, most, best = self.told.split, self.words, self.told.most, best_words(self.language)
        if split.gap and split.bound <= 0:
            return best.no_bound()
        if split.gap:
            said = say.within(self.names.price(split.gap), self.names.price(split.bound), most)
        else:
            said = say.exhausted(most) if split.proof == "exhausted" else say.optimal(most)
        return best.as_fixed(said) if self.fixed() else said

    def fixed(self) -> list[str]:
        """What was decided before."""
        say, stated = best_words(self.language), self.told.stated
        found = [say.must_use(self.names.rules(stated.use))] if stated.use else []
        return [*found, *([say.must_leave(self.names.rules(stated.skip))] if stated.skip else [])]

    def interrupted(self) -> list[str]:
        """That somebody stopped the search while less might have been found."""
        stopped = self.told.split.stopped and self.told.split.gap
        return [best_words(self.language).interrupted()] if stopped else []

    def actions(self) -> list[str]:
        """Whether to divide the cart."""
        told, say = self.told, self.words
        if told.count > 1:
            return [say.place(told.count)]
        return [say.none_found(told.most) if told.split.gap else say.one_is_best(told.most)]

    # --- order by order -------------------------------------------------------------------------------------------

    def heading(self, number: int) -> str:
        """What an order is called, and what is paid; the first has number 1."""
        pay = self.told.split.orders[number - 1].receipt.pay
        return self.words.order(number, self.told.count, self.names.price(pay))

    def goods(self, number: int) -> Table:
        """What an order holds, and what each line of it comes to."""
        receipt, labels = self.told.split.orders[number - 1].receipt, self.summary.labels
        summary = Summary(Names(receipt, self.language))
        head, wanted = summary.line_heads(), (labels.item, labels.qty, labels.marked, labels.due)
        at = [head.index(one) for one in wanted]
        rows = tuple(tuple(summary.line_cells(line)[one] for one in at) for line in summary.lines())
        total = summary.line_total()
        return Table(wanted, rows, ("left", "right", "right", "right"), (tuple(total[one] for one in at),))

    def offers(self, number: int) -> list[str]:
        """What an order uses, and what it leaves alone."""
        told, say, order = self.told, self.words, self.told.split.orders[number - 1]
        names, choosable = Names(order.receipt, self.language), set(order.receipt.plan.programme.choosable)
        found = []
        for rule in told.uses(order):
            name, effect = names.quoted(names.rule(rule)), _effect(names, rule)
            chosen = rule in choosable
            found.append(best_words(self.language).use(name, effect) if chosen else say.by_itself(name, effect))
        for one in told.left[number - 1]:
            name = names.quoted(names.rule(one.rule))
            found.append(say.leave(name) if one.used_by is None else say.leave_for(name, one.used_by))
        return found or [say.nothing_used()]

    # --- what is taken for granted ----------------------------------------------------------------------------------

    def of_orders(self) -> list[str]:
        """What was taken for granted of the orders."""
        told, say = self.told, self.words
        orders = told.split.orders
        found = [say.in_sequence(), say.counted_by_order()] if told.count > 1 else []
        extra = [line.id for line in told.subject.cart.lines if line.kind != "goods"]
        charged = any(one.added > one.tax_added for one in (told.now, *(order.receipt for order in orders)))
        if extra:
            found.append(say.asked_again(self.names.lines(extra)))
        if charged:
            found.append(say.added_again())
        if not extra and not charged and told.count > 1:
            found.append(say.no_postage())
        return found

    def assumptions(self) -> list[str]:
        """What was taken for granted of the orders, then of their prices."""
        found = self.of_orders()
        for order in self.told.split.orders:
            names = Names(order.receipt, self.language)
            taken = (one for one in order.receipt.assumptions if not isinstance(one, AssumedTried))
            found += [catalogue(self.language).assumption(one, names) for one in taken]
        return list(dict.fromkeys(found))


def _effect(names: Names, rule: str) -> str:
    """What a rule changes of a price, or gives for later."""
    step = telling(names.receipt, rule)
    if step.given or step.deposit:
        return names.effect(step)
    return names.change(effects(names.receipt).get(rule, 0))


def text(
    told: SplitTold,
    language: Language,
    *,
    width: int = WIDTH,
    ascii: bool = False,  # noqa: A002
) -> str:
    """The whole of it."""
    view, sheet, best = SplitView(told, language), Sheet(language, width, ascii), best_words(language).labels
    rows = [*sheet.paragraphs([view.title()]), *sheet.pairs(view.facts()), "", *sheet.pairs(view.totals())]
    rows += sheet.paragraphs(view.interrupted())
    rows += sheet.section(best.do, sheet.bullets(view.actions()))
    rows += sheet.section(best.fixed, sheet.bullets(view.fixed()))
    for number in range(1, told.count + 1):
        body = [*sheet.table(view.goods(number)), *sheet.bullets(view.offers(number))]
        rows += sheet.section(view.heading(number), body)
    rows += sheet.section(best.assumptions, sheet.bullets(view.assumptions()))
    return sheet.page(rows)
