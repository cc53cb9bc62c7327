"""What a session shows, as texts and rows: the receipt and ``promocalc.explain`` put side by side for the widgets.

Nothing is priced and no reason is worded here, and no terminal library is imported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from promocalc.engine import Receipt, Step
from promocalc.engine.choosing import left_alone
from promocalc.engine.outcome import (
    Beaten,
    Excluded,
    NoMoment,
    NotChosen,
    NotFor,
    NotHeld,
    NotThisOrder,
    OnlyPromised,
    OutsideHours,
    OutsideWindow,
    Skipped,
)
from promocalc.explain.amounts import change, moment, money, price
from promocalc.explain.names import Names, clean
from promocalc.explain.problems.text import message, render_all
from promocalc.explain.receipt.catalogue import Catalogue, catalogue
from promocalc.explain.receipt.detail import Details, Row
from promocalc.explain.receipt.equivalents import whole
from promocalc.explain.receipt.headings import heading, is_open, is_used
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.receipt.waterfall import WaterfallRow, waterfall_rows
from promocalc.money import minor_units
from promocalc.rules.rulebook import Rulebook
from promocalc.tui.fields import FIELDS, Field
from promocalc.tui.moments import shown_moment
from promocalc.tui.session import Session
from promocalc.tui.words import Words, words

Mark: TypeAlias = Literal["[x]", "[ ]", "[-]"]
"""Used, not chosen, does nothing."""

OUT_OF_REACH = (NotFor, NotThisOrder, NotHeld, OutsideWindow, OutsideHours, NoMoment, OnlyPromised)
"""Why an offer cannot apply whatever is in the cart."""

POOLS_SHOWN = 50
"""Pools of one rule that are told in full."""


@dataclass(frozen=True, slots=True)
class CartRow:
    """One line of the cart, or a charge that a rule added. Texts as they are shown and as they are edited."""

    id: str
    shown: Mapping[str, str]
    edited: Mapping[Field, str]
    """Empty where the line cannot be edited."""

    @property
    def text(self) -> str:
        """The row, to be copied."""
        return "\t".join(self.shown.values())


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One rule of the programme and what came of it."""

    rule: str
    mark: Mark
    title: str
    change: str
    why: str
    fixed: str
    """Why there is nothing to choose; "" where it can be used or left."""

    @property
    def text(self) -> str:
        """The row, to be copied."""
        return "\t".join((self.mark, self.title, self.change, self.why))


class Header(NamedTuple):
    """What the price rests on."""

    name: str
    """What the cart is called; a star where it is not saved."""
    file: str
    """Its file, where the name says something else."""
    rulebook: str
    shopper: str
    moment: str


@dataclass(frozen=True, eq=False)
class Reading:
    """One session, read out. Made once for every new session and handed to all widgets."""

    session: Session

    @property
    def words(self) -> Words:
        """The screen's own texts."""
        return words(self.session.language)

    @property
    def receipt(self) -> Receipt | None:
        """What is read."""
        return self.session.receipt

    @cached_property
    def says(self) -> Catalogue:
        """Who words the reasons."""
        return catalogue(self.session.language)

    @cached_property
    def names(self) -> Names | None:
        """What rules and lines are called; None without a receipt."""
        return Names(self.receipt, self.session.language) if self.receipt is not None else None

    # --- rows ----------------------------------------------------------------------------------------------

    @cached_property
    def cart(self) -> tuple[CartRow, ...]:
        """The lines in written order, then what rules added."""
        return (*self.lines, *self._charges())

    @cached_property
    def lines(self) -> tuple[CartRow, ...]:
        """The lines of the cart itself."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[CartRow]:
        currency, language = self.session.cart.currency, self.session.language
        for line in self.session.cart.lines:
            unit = minor_units(line.unit_price, currency)
            title = line.title.in_language(language) if line.title is not None else ""
            edited = (title, line.store, f"{line.unit_price:f}", str(line.quantity))
            shown = {
                "title": clean(title) or clean(line.id),
                "store": clean(line.store),
                "unit_price": money(unit, currency),
                "quantity": str(line.quantity),
                "subtotal": money(unit * line.quantity, currency),
            }
            yield CartRow(line.id, shown, dict(zip(FIELDS, edited, strict=True)))

    def _charges(self) -> Iterator[CartRow]:
        found = self.receipt
        # Most rulebooks add nothing; then the receipt's lines need not be put together.
        adds = found is not None and (
            any(shape.added_by is not None for shape in found.plan.lines) or not found.tax_included
        )
        for line in found.lines if found is not None and adds else ():
            if line.added_by is not None:
                amount = money(line.added, self.session.cart.currency)
                title = f"+ {clean(line.title.in_language(self.session.language))}"
                shown = {
                    "title": title,
                    "store": clean(line.store),
                    "unit_price": "",
                    "quantity": "",
                    "subtotal": amount,
                }
                # A line's id holds no line break, so no line of the cart is called this.
                yield CartRow(f"+\n{line.id}", shown, {})

    @cached_property
    def offers(self) -> tuple[OfferRow, ...]:
        """Every rule once, in the order of the programme."""
        return tuple(self._offer(rule, steps) for rule, steps in self.steps.items())

    @cached_property
    def steps(self) -> Mapping[str, tuple[Step, ...]]:
        """The steps of every rule."""
        found: dict[str, list[Step]] = {}
        for step in self.receipt.steps if self.receipt is not None else ():
            found.setdefault(step.rule, []).append(step)
        return {rule: tuple(steps) for rule, steps in found.items()}

    def _offer(self, rule: str, steps: tuple[Step, ...]) -> OfferRow:
        assert self.names is not None  # there are no steps without a receipt
        # The step that did something speaks for the rule.
        speaking = next((step for step in steps if is_used(step)), steps[0])
        return OfferRow(
            rule,
            self._mark(rule, steps),
            self.names.rule(rule),
            self.names.effect(_summed(steps)),
            self.says.outcome(speaking, self.names),
            self._fixed(rule, steps),
        )

    def _fixed(self, rule: str, steps: tuple[Step, ...]) -> str:
        assert self.names is not None
        said, choices = self.names.rule(rule), self.session.choices
        barred = self.words.barred.format(rule=said, why=self.says.outcome(steps[0], self.names))
        if rule not in self.session.choosable:
            return self.words.automatic.format(rule=said) if any(map(is_used, steps)) else barred
        # What the shopper said can always be taken back.
        if rule in choices.use or rule in choices.skip:
            return ""
        for step in steps:
            if not isinstance(step.outcome, Skipped) or not isinstance(step.outcome.reason, OUT_OF_REACH):
                return ""
        return barred

    def _mark(self, rule: str, steps: tuple[Step, ...]) -> Mark:
        if any(is_used(step) for step in steps):
            return "[x]"
        left = any(isinstance(step.outcome, NotChosen | Beaten | Excluded) for step in steps)
        return "[ ]" if left and rule in self.session.choosable else "[-]"

    @cached_property
    def waterfall(self) -> tuple[WaterfallRow, ...]:
        """From the tag price to what is due."""
        return tuple(waterfall_rows(self.receipt, self.session.language)) if self.receipt is not None else ()

    # --- texts ---------------------------------------------------------------------------------------------

    @property
    def used(self) -> str:
        """How many offers are in use, of how many."""
        return f"{sum(row.mark == '[x]' for row in self.offers)}/{len(self.offers)}"

    @property
    def totals(self) -> tuple[tuple[str, str], ...]:
        """Marked, off, added, PAY, what comes later, the share of the list price and tax, each with its label."""
        found, says = self.receipt, self.words
        if found is None:
            return ()
        currency = found.currency
        parts = [(says.marked, money(found.marked, currency)), (says.off, change(-found.saved, currency))]
        tax = found.tax_added
        if found.added != tax:
            parts.append((says.added, change(found.added - tax, currency)))
        if tax:
            parts.append((says.tax, change(tax, currency)))
        parts.append((says.pay, price(found.pay, currency)))
        if found.later:
            parts.append((says.later, self._later))
        if self.names is not None and (share := Summary(self.names).share_of_marked()):
            parts.append(("", share.lstrip(",， ")))
        if found.tax and found.tax_included:
            parts.append((says.tax_held, money(found.tax, currency)))
        return tuple(parts)

    @property
    def _later(self) -> str:
        """What rules give for later: money in one sum, points in another."""
        found, names = self.receipt, self.names
        assert found is not None
        assert names is not None
        amounts = [one.amount for one in found.later if not one.points]
        counts = [one.amount for one in found.later if one.points]
        parts = ([price(sum(amounts), found.currency)] if amounts else []) + (
            [names.points(sum(counts))] if counts else []
        )
        return " + ".join(parts)

    @cached_property
    def in_other_numbers(self) -> list[Row]:
        """One percentage, a piece and a unit, what comes later: a row, or none."""
        return Summary(self.names).comes_to() if self.names is not None else []

    @cached_property
    def comes_to(self) -> str:
        """The same as a sentence; "" where there is none, or none but the percentage, of which the totals tell."""
        if self.receipt is None or not any(whole(self.receipt)[1:]):
            return ""
        return "".join(f"{label}{self.says.labels.colon}{said}" for label, said in self.in_other_numbers)

    def over_time(self, *, dated: bool = True) -> tuple[str, ...]:
        """Deposit and balance with their moments, and what it comes to if promises are kept; empty for one payment
        without promises."""
        found, labels = self.receipt, self.says.labels
        if found is None or self.names is None:
            return ()
        paid = (
            (labels.deposit, found.deposits, found.at),
            (labels.balance, found.pay - found.deposits, found.balance_at),
        )
        parts = [
            f"{label} {price(amount, found.currency)}{self._dated(at) if dated else ''}"
            for label, amount, at in (paid if found.deposits else ())
        ]
        told = Summary(self.names).promises
        if told.promised:
            parts.append(f"{labels.kept} {price(told.kept, found.currency)}")
        return tuple(parts)

    def _dated(self, at: datetime | None) -> str:
        """The day and the hour, on the rulebook's clocks, in brackets."""
        if at is None:
            return ""
        when = shown_moment(at, self.session.rulebook.timezone)[5:]
        return f"（{when}）" if self.session.language == "zh" else f" ({when})"

    @property
    def range(self) -> str:
        """What is paid at least and at most, where the terms leave something unstated."""
        found = self.receipt
        if found is None or found.range is None:
            return ""
        low, high = (price(pay, found.currency) for pay in found.range)
        if self.names is None or low == high:
            return ""
        labels = self.says.labels
        return f"{Summary(self.names).range_label()}{labels.colon}{low}{labels.range_to}{high}"

    @cached_property
    def hint(self) -> str:
        """The nearest step at which a rule would take more."""
        if self.receipt is None or self.names is None:
            return ""
        left = left_alone(self.receipt.plan.programme, self.receipt.choices)
        ahead = [
            (step.next.missing, at, step, step.next)
            for at, step in enumerate(self.receipt.steps)
            if step.next is not None and not step.next.counts and is_open(step) and step.rule not in left
        ]
        if not ahead:
            return ""
        _, _, step, next_ = min(ahead, key=lambda found: found[:2])
        return f"{heading(step, self.names)}{self.says.labels.colon}{self.says.next_step(next_, step, self.names)}"

    def detail(self, rule: str) -> tuple[Row, ...]:
        """A rule in full, as labels and texts: what it says, and its arithmetic for every pool."""
        if self.receipt is None or self.names is None or rule not in self.steps:
            return ()
        details = Details(self.receipt, self.session.language)
        rows: list[Row] = [("", f"{self.names.rule(rule)} ({rule})" if self.names.rule(rule) != rule else rule)]
        for at, step in enumerate(self.steps[rule][:POOLS_SHOWN]):
            # What the rule says is the same for all its pools.
            rows += [row for row in details.rows(step) if (not at or row not in rows) and self._is_telling(row, step)]
        return tuple(rows)

    def _is_telling(self, row: Row, step: Step) -> bool:
        """The whole order is what a rule counts together unless it says otherwise."""
        assert self.receipt is not None
        return row[0] != self.says.labels.scope or self.receipt.rule(step.rule).per != "order"

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What was taken for granted."""
        return tuple(Summary(self.names).assumptions()) if self.names is not None else ()

    @property
    def overview(self) -> tuple[Row, ...]:
        """What the price rests on, the totals, and what was taken for granted."""
        if self.names is None:
            return ()
        summary = Summary(self.names)
        taken = summary.assumptions()
        rows: list[Row] = [*summary.facts(), *summary.totals()]
        for head, told in (
            (self.says.labels.comes_to, summary.equivalents()),
            (self.says.labels.payments, summary.payments()),
        ):
            rows += [("", ""), ("", head), *told] if told else []
        if promised := summary.promised():
            rows += [("", ""), ("", self.says.labels.promised), *promised]
        if later := summary.later():
            rows += [("", ""), ("", self.says.labels.later), *later]
        if taken:
            rows += [("", ""), ("", self.says.labels.assumptions), *(("", text) for text in taken)]
        return tuple(rows)

    @property
    def problems(self) -> str:
        """Why there is no price, in full."""
        located = self.session.refused or self.session.problems
        return render_all(located, self.session.language) if self.session.problems else ""

    @property
    def time_problems(self) -> str:
        """Why there is a price and no timeline, a sentence each."""
        return "\n".join(message(problem.trouble, self.session.language) for problem in self.session.time_problems)

    @property
    def refusal(self) -> str:
        """Why the last event changed nothing, in a sentence."""
        return "; ".join(message(problem.trouble, self.session.language) for problem in self.session.refused)

    @property
    def header(self) -> Header:
        """Cart, rulebook, shopper, moment."""
        session, says = self.session, self.words
        book, title = session.rulebook, session.cart.title
        name, when = clean(session.name), session.moment
        called = clean(title.in_language(session.language)) if title is not None else ""
        return Header(
            (called or name) + ("*" if session.is_dirty else ""),
            name if called and called != name else "",
            f"{says.rulebook} {clean(book.name)}" + (f" {clean(book.version)}" if book.version else ""),
            f"{says.shopper} {self.shopper}",
            # The year is in the file; what matters here is the day, the hour and the zone.
            moment(when)[5:].removesuffix(":00") if when is not None else says.no_moment,
        )

    @property
    def shopper(self) -> str:
        """Who buys, as everywhere else; a persona without a name goes by its key."""
        shopper, key = self.session.shopper, clean(self.session.persona)
        if self.names is None:
            title = clean(shopper.title.in_language(self.session.language)) if shopper.title is not None else ""
            return title or clean(shopper.name) or key or self.says.labels.anybody
        said = self.says.shopper(shopper, self.names)
        if not key or shopper.title is not None or shopper.name:
            return said
        if said == self.says.labels.anybody:
            return key
        return f"{key}（{said}）" if self.session.language == "zh" else f"{key} ({said})"

    @property
    def known_as(self) -> str:
        """Who buys, by title, name or key; told in full where there is none of these."""
        shopper = self.session.shopper
        title = clean(shopper.title.in_language(self.session.language)) if shopper.title is not None else ""
        return title or clean(shopper.name) or clean(self.session.persona) or self.shopper

    def title_of(self, rulebook: Rulebook) -> str:
        """What a rulebook is called."""
        title = rulebook.title.in_language(self.session.language) if rulebook.title is not None else ""
        return clean(title) or clean(rulebook.name)


def _summed(steps: tuple[Step, ...]) -> Step:
    """The steps of one rule as if they were one, for what it changes or gives."""
    return steps[0]._replace(
        added=sum(step.added for step in steps),
        deduction=sum(step.deduction for step in steps),
        deposit=sum(step.deposit for step in steps),
        given=sum(step.given for step in steps),
    )
