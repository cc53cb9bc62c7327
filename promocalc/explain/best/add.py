"""What to add to a cart as people read it: which items, what each really costs, what sending it back does."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from promocalc.choose.added import Addition, AddOns, Proof
from promocalc.choose.addons import Adding
from promocalc.choose.addons_best import AddingBest
from promocalc.engine.outcome import AssumedTried
from promocalc.engine.receipt import Receipt
from promocalc.explain.best.add_words import AddLabels, Words, words
from promocalc.explain.best.text import BestView
from promocalc.explain.best.told import BestTold
from promocalc.explain.language import Language
from promocalc.explain.names import Names, clean
from promocalc.explain.receipt.catalogue import catalogue
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.sheet import WIDTH, Row, Sheet, Table, parenthesis
from promocalc.problems import ProblemGroup
from promocalc.timeline.refunded import Refunded

MOST_TOLD = 10
"""So many amounts that may be added are told; those with which least is paid."""


@dataclass(frozen=True)
class AddTold:
    """What there is to tell of what may be added. Amounts are minor units."""

    adding: Adding
    chosen: AddingBest | None = None
    """The same with the offers chosen best; None where nobody can say what is best."""

    @property
    def asked(self) -> Adding | AddingBest:
        """Whoever answers."""
        return self.chosen or self.adding

    @property
    def now(self) -> Receipt:
        """What is paid as it stands."""
        return self.adding.before

    @property
    def before(self) -> Receipt:
        """What is paid without anything added: at best, where that is known."""
        return self.adding.before if self.chosen is None else self.chosen.before.receipt

    @cached_property
    def saving(self) -> AddOns | None:
        """What makes the total lowest; None where nothing lowers it."""
        return self.asked.saving()

    @cached_property
    def reaching(self) -> AddOns | None:
        """What reaches a threshold though it costs something; asked for only where nothing lowers the total."""
        return self.asked.reaching() if self.saving is None else None

    @cached_property
    def offers(self) -> BestTold | None:
        """Which offers go with what is added, as differences from now; None where nothing is added, or they are as they
        are."""
        if self.chosen is None or self.answer is None:
            return None
        cart = self.answer.receipt.cart
        told = BestTold(self.chosen.search(cart), self.chosen.best(cart), self.now)
        return told if told.moved else None

    @property
    def answer(self) -> AddOns | None:
        """What to add."""
        return self.saving or self.reaching

    @property
    def proof(self) -> Proof:
        """What is known of the answer; where there is none, of nothing lowering the total."""
        return self.asked.saving_proof if self.answer is None else self.answer.proof

    @cached_property
    def frontier(self) -> tuple[AddOns, ...]:
        """For so much more at marked prices one pays so much less: the last ones."""
        return self.asked.frontier()[-MOST_TOLD:]

    @cached_property
    def returned(self) -> tuple[tuple[Addition, Refunded], ...]:
        """What comes of sending each line back by itself; without those of which that cannot be said."""
        found: list[tuple[Addition, Refunded]] = []
        for one in self.answer.additions if self.answer is not None else ():
            with suppress(ProblemGroup):
                assert self.answer is not None
                found.append((one, self.answer.returning(one)))
        return tuple(found)

    def alone(self, one: Addition, back: Refunded) -> int:
        """What the cart would have cost without that line: at best, where that is known."""
        if self.chosen is None or self.answer is None:
            return back.alone
        cart = self.answer.receipt.cart
        rest = cart.model_copy(update={"lines": tuple(line for line in cart.lines if line.id != one.line.id)})
        best = self.chosen.known(rest)
        return back.alone if best is None else best.receipt.pay


@dataclass(frozen=True)
class AddView:
    """The same for readers of one language, part by part."""

    told: AddTold
    language: Language

    @property
    def words(self) -> Words:
        """The sentences of this language."""
        return words(self.language)

    @property
    def say(self) -> AddLabels:
        """The words around the figures."""
        return self.words.labels

    @cached_property
    def names(self) -> Names:
        """What rules and lines are called."""
        answer = self.told.answer
        return Names(self.told.before if answer is None else answer.receipt, self.language)

    @cached_property
    def summary(self) -> Summary:
        """The head of the receipt as it stands."""
        return Summary(Names(self.told.now, self.language))

    def title(self) -> str:
        """What it is about."""
        return self.summary.titled(self.say.title)

    def totals(self) -> list[Row]:
        """As it stands, without and with what is added, what that saves or costs, and the proof."""
        told, say, price, answer = self.told, self.say, self.names.price, self.told.answer
        found = [(say.as_it_stands, price(told.now.pay))] if told.now.pay != told.before.pay else []
        found.append((say.now, price(told.before.pay)))
        if answer is not None:
            found.append((say.after, price(answer.receipt.pay)))
            found.append((say.less, price(-answer.net)) if answer.net <= 0 else (say.more, price(answer.net)))
            found.append((say.marked, price(answer.added)))
        return [*found, (say.proof, self.proof())]

    def proof(self) -> str:
        """What is known of the answer, or of there being none."""
        told, say, cap = self.told, self.words, self.names.price(self.told.adding.cap)
        none = self.say.no_use if told.asked.reaching_proof != "found" else self.say.no_more
        so = none if told.answer is None else self.say.no_more if told.saving else self.say.no_cheaper
        match told.proof:
            case "optimal":
                return say.optimal(cap, so)
            case "exhausted":
                return say.exhausted(cap, so)
            case "found":
                return say.unseen(cap) if told.answer is None else say.found(cap)

    def heading(self) -> str:
        """Over what to add."""
        if self.told.answer is None:
            return self.say.nothing
        return self.say.lowest if self.told.saving is not None else self.say.reaching

    def actions(self) -> list[str]:
        """What to add, and what each item really costs; or that there is nothing."""
        told, say = self.told, self.words
        none = [] if told.saving is not None else [say.nothing_lowers()]
        if told.answer is None:
            return [*none, say.nothing_reaches()]
        each = [*map(self._addition, told.answer.additions)]
        return [*none, *each, *([say.each_last()] if len(each) > 1 else [])]

    def _addition(self, one: Addition) -> str:
        names = self.names
        item, marked, net = self._item(one), names.money(one.marked), names.change(one.net)
        if one.line.quantity == 1:
            return self.words.piece(item, marked, net)
        return self.words.pieces(item, one.line.quantity, marked, net)

    def _item(self, one: Addition) -> str:
        name, store = self.names.quoted(self._called(one)), clean(one.item.store)
        return name + parenthesis(store, self.language) if store else name

    def _called(self, one: Addition) -> str:
        """As the catalogue has it: in the cart its name may be another."""
        return clean(one.item.id) if one.item.title is None else self.names.text(one.item.title)

    def offers(self) -> list[str]:
        """Which offers to use with it, and which not; nothing where they are as they are."""
        if self.told.offers is None:
            return []
        view = BestView(self.told.offers, self.language)
        say, moves, then = view.words, view.told.moves, view.told.receipt
        found = [say.use(view.quoted(rule), view.effect(rule, then)) for rule in moves.use]
        found += [say.leave(view.quoted(rule), view.effect(rule, self.told.now)) for rule in moves.leave]
        return [*found, *(say.keep(view.quoted(rule), view.effect(rule, then)) for rule in moves.keep)]

    def frontier(self) -> Table | None:
        """Amounts that may be added, and what is paid with each; None where there is one only."""
        told, say, names = self.told, self.say, self.names
        if len(told.frontier) < 2:
            return None
        rows = []
        for some in told.frontier:
            items = " + ".join(
                self._called(one) + (f" x{one.line.quantity}" if one.line.quantity > 1 else "")
                for one in some.additions
            )
            rows.append((names.money(some.added), names.money(some.receipt.pay), names.change(some.net), items))
        head = (say.added, say.pay, say.net, say.items)
        return Table(head, tuple(rows), ("right", "right", "right", "left"))

    def returned(self) -> list[str]:
        """What comes of sending each line back later."""
        price, found = self.names.price, []
        for one, back in self.told.returned:
            amounts = (back.cash, back.kept_pay, self.told.alone(one, back))
            found.append(self.words.back(self._item(one), *map(price, amounts)))
        if any(back.assumed for _, back in self.told.returned):
            found.append(self.words.back_assumed())
        return found

    def assumptions(self) -> list[str]:
        """What was taken for granted."""
        told, say, adding = self.told, self.words, self.told.adding
        found = [say.offered(f"{len(adding.items):,}", f"{len(adding.fitting):,}", self.names.price(adding.cap))]
        found.append(say.as_chosen() if told.chosen is None else say.chosen_best())
        taken = (one for one in self.names.receipt.assumptions if not isinstance(one, AssumedTried))
        return [*found, *(catalogue(self.language).assumption(one, self.names) for one in taken)]


def text(
    told: AddTold,
    language: Language,
    *,
    width: int = WIDTH,
    ascii: bool = False,  # noqa: A002
) -> str:
    """The whole of it."""
    view, sheet = AddView(told, language), Sheet(language, width, ascii)
    say, frontier = view.say, view.frontier()
    rows = [*sheet.paragraphs([view.title()]), *sheet.pairs(view.summary.facts()), "", *sheet.pairs(view.totals())]
    rows += sheet.section(view.heading(), sheet.bullets(view.actions()))
    rows += sheet.section(say.offers, sheet.bullets(view.offers()))
    rows += sheet.section(say.back, sheet.bullets(view.returned()))
    rows += sheet.section(say.frontier, [] if frontier is None else sheet.table(frontier))
    rows += sheet.section(say.assumptions, sheet.bullets(view.assumptions()))
    return sheet.page(rows)
