"""One step with its arithmetic, as pairs of a label and a text: what a detail pane or a report shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TypeAlias

from promocalc.engine.outcome import Skipped
from promocalc.engine.receipt import Receipt
from promocalc.engine.steps import Step
from promocalc.engine.terms import threshold
from promocalc.explain.language import Language
from promocalc.explain.names import Names
from promocalc.explain.receipt.buildup import BuildUp
from promocalc.explain.receipt.catalogue import Catalogue, catalogue
from promocalc.explain.receipt.headings import is_open, is_used, pool_of
from promocalc.explain.receipt.notation import grouped
from promocalc.explain.receipt.splitting import Shares, Split, Splits
from promocalc.explain.rules.rule import describe
from promocalc.explain.rules.terms import RuleTerms
from promocalc.money import Rate
from promocalc.rules.quantity import Between, ByCurrency
from promocalc.rules.take import Add, Deposit, Give, Off, To
from promocalc.rules.views import read_view

__all__ = ["SPLIT_LIMIT", "Details", "Row", "detail", "is_open"]

Row: TypeAlias = tuple[str, str]

SPLIT_LIMIT = 24
"""Lines of a split that are named; the rest is one sum."""


def detail(receipt: Receipt, step: Step, language: Language) -> list[Row]:
    """Everything about a step: the rule in words, what came of it, and the arithmetic in order."""
    return Details(receipt, language).rows(step)


@dataclass(frozen=True)
class Details:
    """The details of one receipt's steps, for readers of one language."""

    receipt: Receipt
    language: Language

    @cached_property
    def names(self) -> Names:
        """What things are called."""
        return Names(self.receipt, self.language)

    @cached_property
    def _build_up(self) -> BuildUp:
        return BuildUp(self.receipt)

    @cached_property
    def _splits(self) -> Splits:
        return Splits(self.receipt, self._build_up)

    @cached_property
    def _whole(self) -> frozenset[int]:
        """The steps that start from what the whole cart costs, by identity."""
        falls = self.receipt.waterfall()
        return frozenset(id(step) for step, after in falls if step.after == after)

    @cached_property
    def _described(self) -> dict[str, str]:
        return {}

    @cached_property
    def _rate_views(self) -> dict[str, str]:
        """What the rates of rules are taken of."""
        book = self.receipt.rulebook
        return {name: str(RuleTerms(rule, self.language, book).of) for name, rule in book.rules.items()}

    @property
    def _words(self) -> Catalogue:
        return catalogue(self.language)

    def rows(self, step: Step) -> list[Row]:
        """The rule, the outcome and the arithmetic."""
        labels = self._words.labels
        found = [(labels.terms, self.terms(step))]
        if pool := pool_of(step, self.names):
            found.append((labels.scope, pool))
        found.append((labels.outcome, self._words.outcome(step, self.names)))
        return [*found, *self.arithmetic(step), *self.source(step)]

    def source(self, step: Step) -> Iterator[Row]:
        """Where the terms say so."""
        said = self.names.rule_of(step).source
        if said is not None:
            yield self._words.labels.source, self.names.text(said)

    def terms(self, step: Step) -> str:
        """The rule in words."""
        if step.rule not in self._described:
            self._described[step.rule] = describe(self.names.rule_of(step), self.language, self.receipt.rulebook)
        return self._described[step.rule]

    def arithmetic(self, step: Step) -> list[Row]:
        """Base, times, equations, distance to the next step, wallet, split and what is due: what there is of it."""
        split = self._splits.of(step)
        # What was divided before it was clipped comes before the clipping.
        early = split is not None and split.total != step.deduction
        equations = list(self._equations(step))
        kept = len(equations) - 1 if early and step.formula and step.formula[-1].name == "kept" else len(equations)
        return [
            *self._pieces(step),
            *self._bases(step),
            *self._times(step),
            *self._deposit(step),
            *equations[:kept],
            *(self._split(step, split) if early and split is not None else ()),
            *equations[kept:],
            *self._ahead(step),
            *self._wallet(step),
            *(self._by_line(step) if split is None or early else self._split(step, split)),
            *self._due(step),
        ]

    def _bases(self, step: Step) -> Iterator[Row]:
        label, used = self._words.labels.base, is_used(step)
        if not step.view or not (used or isinstance(step.outcome, Skipped)):
            return
        if step.needed_before:
            yield label, self._left_to_count(step)
        elif step.threshold is not None:
            yield label, self._base(step, step.measured, step.view)
        if _takes_a_rate(self.names, step) and used and (step.threshold is None or step.base != step.measured):
            yield label, self._base(step, step.base, self._rate_views[step.rule], picked=bool(step.picked))

    def _left_to_count(self, step: Step) -> str:
        """What counts of the spending where earlier rules needed a part of it."""
        money = self.names.money
        sum_ = f"{money(step.measured + step.needed_before)} - {money(step.needed_before)} = {money(step.measured)}"
        return f"{self._words.view(step.view, self.names)}{self._words.labels.needed_before} = {sum_}"

    def _pieces(self, step: Step) -> Iterator[Row]:
        if said := self._words.picked(step, self.names):
            yield self._words.labels.pieces, said

    def _base(self, step: Step, amount: int, view: str, *, picked: bool = False) -> str:
        """``1,437.70 - 60.00 (Flash sale) = 1,377.70``, and what that is."""
        names = self.names
        counts = step.counts and view == step.view
        shown = names.measure(amount, counts)
        balance = (-1, "paid") in read_view(view, pieces=True).terms if not counts else False
        built = None if counts or picked or step.after_use else self._build_up.of(step, amount, balance=balance)
        if built is not None and built[1]:
            left, right = ("（", "）") if self.language == "zh" else (" (", ")")
            parts = "".join(f" - {names.money(part)}{left}{self._taker(rule)}{right}" for rule, part in built[1])
            shown = f"{names.money(built[0])}{parts} = {shown}"
        labels = self._words.labels
        if picked:
            some = labels.picked_pieces
        elif step.after_use:
            some = labels.unused_pieces
        else:
            some = labels.one_piece if step.pieces is not None and not counts else ""
        return f"{self._words.view(view, names)}{some} = {shown}"

    def _taker(self, rule: str) -> str:
        """Who took a part of an amount: a rule, or the deposits."""
        return self._words.labels.deposit.lower() if rule == "paid" else self.names.rule(rule)

    def _times(self, step: Step) -> Iterator[Row]:
        every = self._every(step)
        if every and (step.deduction or step.given):
            text = f"floor({self.names.measure(step.measured, step.counts)} / {self.names.measure(every, step.counts)})"
            yield self._words.labels.times, f"{text} = {step.measured // every}"

    def _every(self, step: Step) -> int:
        """The whole amount for which the rule gives something, where it looks at the pool at once; else 0."""
        rule = self.names.rule_of(step)
        match rule.take:
            case Off(every=Decimal() | ByCurrency() as every) | Give(every=Decimal() | ByCurrency() as every):
                pools = rule.each == "pool" and rule.per != "piece"
                return max(1, threshold(every, step.counts, self.receipt.currency)) if pools else 0
            case _:
                return 0

    def _equations(self, step: Step) -> Iterator[Row]:
        for found in step.formula:
            value = self.names.taken(step, found.value)
            text = value if _is_plain(found.text) else f"{grouped(found.text)} = {value}"
            yield self._words.equation(found, step), text

    def _ahead(self, step: Step) -> Iterator[Row]:
        if step.next is None or not is_open(step):
            return
        every = self._every(step)
        text = self._words.next_step(step.next, step, self.names)
        if every and not step.counts:
            reach = f"{step.measured // every + 1} x {self.names.money(every)}"
            text = f"{reach} - {self.names.money(step.measured)} = {text}"
        yield self._words.labels.to_next, text

    def _wallet(self, step: Step) -> Iterator[Row]:
        wallet = self.names.wallet(step)
        if wallet is not None and wallet.used:
            before, used, left = (self.names.held(wallet, one) for one in (wallet.before, wallet.used, wallet.left))
            sum_ = f"{before} - {used} = {left}"
            yield self._words.labels.wallet, f"{self._words.balance(wallet.name)}{self._words.labels.colon}{sum_}"

    def _deposit(self, step: Step) -> Iterator[Row]:
        """What is paid at once, and of which lines."""
        if step.deposit:
            told = self._sum(step, step.deposits) if len(step.deposits) > 1 else self.names.money(step.deposit)
            yield self._words.labels.deposit.lower(), told

    def _split(self, step: Step, split: Split) -> Iterator[Row]:
        """In what proportion, who gets the odd cent, and what each line is to bear."""
        told = self._sum(step, split.shares)
        basis = self._words.split_basis(split, self.names)
        yield self._words.labels.split, f"{basis}{self._words.labels.colon}{told}" if basis else told

    def _by_line(self, step: Step) -> Iterator[Row]:
        """What each line bears in the end."""
        if len(step.shares) > 1:
            yield self._words.labels.by_line, self._sum(step, step.shares)

    def _sum(self, step: Step, shares: Shares) -> str:
        amount = str if step.points else self.names.money
        parts = [f"{self.names.line(line)} {amount(part)}" for line, part in shares[:SPLIT_LIMIT]]
        if rest := shares[SPLIT_LIMIT:]:
            parts.append(f"({len(rest)}) {amount(sum(part for _, part in rest))}")
        return f"{' + '.join(parts)} = {amount(sum(part for _, part in shares))}"

    def _due(self, step: Step) -> Iterator[Row]:
        money, labels = self.names.money, self._words.labels
        if not step.deduction and not step.added:
            return
        some = labels.these_lines if step.pieces is None else labels.these_pieces
        what = labels.whole_cart if id(step) in self._whole else some
        sign, change = ("-", step.deduction) if step.deduction else ("+", step.added)
        yield labels.before_after, f"{what} {money(step.before)} {sign} {money(change)} = {money(step.after)}"


def _takes_a_rate(names: Names, step: Step) -> bool:
    match names.rule_of(step).take:
        case Off(Between(off), _, _):
            return isinstance(off, Rate)
        case Off(off, _, tiers):
            return isinstance(off, Rate) or any(isinstance(tier.off, Rate) for tier in tiers)
        case To(price):
            return isinstance(price, Rate)
        case Add(add, _):
            return isinstance(add, Rate)
        case Give(give, _, _, tiers):
            return isinstance(give, Rate) or any(isinstance(tier.off, Rate) for tier in tiers)
        case Deposit(deposit, counts, off):
            return any(isinstance(number, Rate) for number in (deposit, counts, off))


def _is_plain(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()
