"""Who, when, under which rules, and what it comes to: the facts around the steps, for every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, assert_never

from promocalc.engine.receipt import Payment, ReceiptLine
from promocalc.engine.steps import Step
from promocalc.explain.amounts import fold, moment, nearest, percent
from promocalc.explain.names import Names, clean
from promocalc.explain.receipt.catalogue import Catalogue, catalogue
from promocalc.explain.receipt.equivalents import after_later, one_cut, paid_share
from promocalc.explain.receipt.headings import is_open
from promocalc.explain.receipt.labels import Labels
from promocalc.money import Rate

if TYPE_CHECKING:
    from promocalc.timeline.promises import Promise, Promises


@dataclass(frozen=True)
class Summary:
    """The head and the foot of one receipt."""

    names: Names

    @property
    def words(self) -> Catalogue:
        """The messages of this language."""
        return catalogue(self.names.language)

    @property
    def labels(self) -> Labels:
        """The words around the figures."""
        return self.words.labels

    def titled(self, word: str) -> str:
        """What something about the receipt is called: its title, with another word for what it is."""
        return self.title().replace(self.labels.receipt, word, 1)

    def title(self) -> str:
        """What the receipt is called."""
        cart = self.names.receipt.cart
        name = self.names.text(cart.title) if cart.title is not None else clean(cart.name)
        return f"{self.labels.receipt}{self.labels.colon}{name}" if name else self.labels.receipt

    def facts(self) -> list[tuple[str, str]]:
        """Rulebook, shopper, moment and choices."""
        receipt, labels = self.names.receipt, self.labels
        at = labels.no_moment if receipt.at is None else moment(receipt.at)
        shopper = self.words.shopper(receipt.shopper, self.names)
        return [
            (labels.rulebook, self.rulebook()),
            (labels.shopper, shopper),
            (labels.moment, at),
            *([] if receipt.balance_at is None else [(labels.balance_moment, moment(receipt.balance_at))]),
            (labels.currency, receipt.currency),
            *self._choices(),
        ]

    def rulebook(self) -> str:
        """Title, name, version and fingerprint of the rules."""
        book, labels = self.names.receipt.rulebook, self.labels
        name = clean(book.rulebook)
        left, right = ("（", "）") if self.names.language == "zh" else (" (", ")")
        title = f"{self.names.text(book.title)}{left}{name}{right}" if book.title is not None else name
        version = f"{labels.comma}{labels.version} {clean(book.version)}" if book.version else ""
        return f"{title}{version}{labels.comma}{labels.fingerprint} {self.names.receipt.fingerprint}"

    def _choices(self) -> Iterator[tuple[str, str]]:
        names, labels, choices = self.names, self.labels, self.names.receipt.choices
        said = [f"{labels.use} {names.rules(choices.use)}"] if choices.use else []
        if choices.skip:
            said.append(f"{labels.skip} {names.rules(choices.skip)}")
        said += [self._reading((reading,)) for reading in choices.reading]
        if said:
            yield labels.choices, labels.semicolon.join(said)

    def totals(self) -> list[tuple[str, str]]:
        """Tag price, off, added, to pay; tax; the range; what is on the invoice and what the merchant receives."""
        receipt, labels, names = self.names.receipt, self.labels, self.names
        found = [(labels.marked, names.price(receipt.marked)), (labels.saved, self._saved())]
        if charged := receipt.added - receipt.tax_added:
            found.append((labels.added, f"+{names.price(charged)}"))
        if receipt.tax is not None and not receipt.tax_included:
            found.append((labels.tax, f"+{names.price(receipt.tax)}"))
            found += self._taxes("+")
        found += self._three_totals()
        if receipt.tax is not None and receipt.tax_included:
            found.append((labels.tax_held, names.price(receipt.tax)))
            found += self._taxes("")
        if receipt.net is not None:
            found.append((labels.net, names.price(receipt.net)))
        if receipt.range is not None:
            found += self._range(*receipt.range)
        if receipt.invoice != receipt.pay:
            found.append((labels.invoice, names.price(receipt.invoice)))
        if receipt.merchant_receives != receipt.pay:
            found.append((labels.merchant_receives, names.price(receipt.merchant_receives)))
        return found

    def _saved(self) -> str:
        """All cuts, and the one percentage that they come to."""
        said = self.names.price(-self.names.receipt.saved)
        cut = one_cut(self.names.receipt)
        if cut is None:
            return said
        share = percent(*cut.share.as_integer_ratio())
        if cut.amount != self.names.receipt.saved:
            return said + self.labels.cut_of_marked.format(cut=self.names.price(cut.amount), share=share)
        left, right = ("（", "）") if self.names.language == "zh" else (" (", ")")
        return f"{said}{left}{share}{right}"

    def _three_totals(self) -> Iterator[tuple[str, str]]:
        """What is paid for certain, what it comes to if every promise is kept, and on average where that is known."""
        labels, price = self.labels, self.names.price
        if not self.promises_something:
            yield labels.pay, price(self.names.receipt.pay) + self.share_of_marked()
            return
        told = self.promises
        yield labels.certain if told.promised else labels.pay, price(told.certain) + self.share_of_marked()
        if told.promised or told.benefits:
            said = self.words.kept(told, self.names) + self._share_after_later(told)
            yield labels.kept if told.promised else labels.after_later, said
        if told.promised and told.expected is not None:
            yield labels.on_average, price(nearest(told.expected))

    @property
    def promises_something(self) -> bool:
        """Whether anything is promised, or comes later."""
        return bool(self.names.receipt.promised or self.names.receipt.later)

    @cached_property
    def promises(self) -> Promises:
        """What is certain, what is promised, and what comes later."""
        from promocalc.timeline.promises import promises  # most receipts promise nothing, and start sooner without it

        return promises(self.names.receipt)

    def payments(self) -> list[tuple[str, str]]:
        """What is paid when; nothing where everything is paid with the order."""
        names, paid = self.names, self.names.receipt.payments
        if len(paid) < 2:
            return []
        return [(self._stage(one), self.words.payment(one, names)) for one in paid]

    def _stage(self, one: Payment) -> str:
        """``Deposit (Coat)``, ``Balance``."""
        match one.stage:
            case "deposit" if one.rule is not None and len(self.names.receipt.payments) > 2:
                left, right = ("（", "）") if self.names.language == "zh" else (" (", ")")
                return f"{self.labels.deposit}{left}{self.names.rule(one.rule)}{right}"
            case "deposit":
                return self.labels.deposit
            case "balance":
                return self.labels.balance
            case "order":
                return self.labels.pay
            case _:
                assert_never(one.stage)

    def _taxes(self, sign: str) -> list[tuple[str, str]]:
        """The tax at every rate, and what that was taken of."""
        names = self.names
        return [
            (
                self.labels.tax_at.format(rate=Rate(part.rate), base=names.price(part.base)),
                f"{sign}{names.price(part.tax)}",
            )
            for part in names.receipt.tax_parts
        ]

    def range_label(self) -> str:
        """On what it depends how much is paid: on how the terms are read, on chance, or on both."""
        labels, readings = self.labels, self.names.receipt.readings
        if not any(one.end for one in readings):
            return labels.range
        return labels.range_both if any(one.names for one in readings) else labels.range_random

    def _range(self, least: int, most: int) -> Iterator[tuple[str, str]]:
        labels, names = self.labels, self.names
        if least == most:
            yield self.range_label(), names.price(least) + labels.all_agree
            return
        yield self.range_label(), f"{names.price(least)}{labels.range_to}{names.price(most)}"
        for one in names.receipt.readings:
            said = [self._reading(one.names)] if one.names else []
            said += [labels.least_cut if one.end == "least" else labels.most_cut] if one.end else []
            yield f"  {labels.comma.join(said)}", names.price(one.pay)

    def later(self) -> list[tuple[str, str]]:
        """What rules give for later: by what, and what it is."""
        if not self.promises_something:
            return []
        order = {one.rule: at for at, one in enumerate(self.names.receipt.later)}
        found = [one for one in (*self.promises.benefits, *self.promises.promised) if one.kind != "cut"]
        return [self._told(one) for one in sorted(found, key=lambda one: order.get(one.rule, len(order)))]

    def promised(self) -> list[tuple[str, str]]:
        """What rules would take off if something promised came true: by what, and what it needs."""
        if not self.promises_something:
            return []
        return [self._told(one) for one in self.promises.promised if one.kind == "cut"]

    def _told(self, one: Promise) -> tuple[str, str]:
        return self.names.rule(one.rule), self.words.later(one, self.names)

    def _reading(self, readings: Sequence[str]) -> str:
        """``read as "rate-first" + "fee-last"``."""
        names = self.names
        joint, space = ("＋", "") if names.language == "zh" else (" + ", " ")
        return self.labels.reading + space + joint.join(names.quoted(clean(one)) for one in readings)

    def share_of_marked(self) -> str:
        """``, 79.9% of the tag price``; empty where the tag says nothing, or is what is paid."""
        share = paid_share(self.names.receipt)
        return "" if share is None else self._share(share, self.labels.of_marked)

    def _share_after_later(self, told: Promises) -> str:
        """The same with all that comes later, over both purchases where that has to be spent on another."""
        after = after_later(told, self.names.receipt.marked)
        if after is None:
            return ""
        return self._share(after.share, self.labels.of_both if after.second else self.labels.of_marked)

    def _share(self, share: Fraction, whole: str) -> str:
        """A part of the tag price, after what it is of."""
        part, all_ = share.as_integer_ratio()
        if self.names.language == "zh":
            tenths = fold(part, all_)
            less = f"（{tenths}）" if share < 1 and tenths not in ("0折", "10折") else ""
            return f"，{whole} {percent(part, all_)}{less}"
        return f", {percent(part, all_)} {whole}"

    def equivalents(self) -> list[tuple[str, str]]:
        """What lines come to per piece and per unit; empty where that says nothing new."""
        receipt = self.names.receipt
        if not any(line.quantity > 1 or "size" in line.attributes for line in receipt.cart.lines):
            return []
        from promocalc.explain.receipt.equivalents_words import EquivalentsWords  # most carts need none of it

        return EquivalentsWords(self.names).rows()

    def comes_to(self) -> list[tuple[str, str]]:
        """All of that, and the one percentage of all cuts, in one row; none where nothing new is to be said."""
        from promocalc.explain.receipt.equivalents_words import EquivalentsWords

        said = EquivalentsWords(self.names).sentence()
        return [(self.labels.comes_to, said)] if said else []

    def assumptions(self) -> list[str]:
        """What was taken for granted, a sentence each."""
        return [self.words.assumption(taken, self.names) for taken in self.names.receipt.assumptions]

    def why(self, step: Step) -> str:
        """What came of a rule, and what would make it take something."""
        said = self.words.outcome(step, self.names)
        if step.next is None or not is_open(step):
            return said
        return f"{said}{self.labels.semicolon}{self.words.next_step(step.next, step, self.names)}"

    def lines(self) -> list[ReceiptLine]:
        """The lines as the cart has them, then those that rules added."""
        receipt = self.names.receipt
        order = {line.id: at for at, line in enumerate(receipt.cart.lines)}
        return sorted(
            receipt.lines, key=lambda line: len(order) if line.added_by is not None else order.get(line.id, len(order))
        )

    def line_heads(self) -> tuple[str, ...]:
        """The columns of the lines: two of text, the rest figures."""
        labels = self.labels
        changed = labels.change if self.names.receipt.added else labels.off
        found = (labels.item, labels.store, labels.unit_price, labels.qty, labels.marked, changed, labels.due)
        return (*found, labels.deposit) if self.names.receipt.deposits else found

    def line_cells(self, line: ReceiptLine) -> tuple[str, ...]:
        """One line, column by column; a line that a rule added has no tag price."""
        cells = self._cells(line)
        if not self.names.receipt.deposits:
            return cells
        return (*cells, self.names.money(line.deposit) if line.deposit else "")

    def _cells(self, line: ReceiptLine) -> tuple[str, ...]:
        names = self.names
        title, store = names.text(line.title), clean(line.store)
        changed = names.change(line.added - sum(amount for _, amount in line.shares))
        if line.added_by is not None:
            return (title, store, "", "", "", changed, names.money(line.pay))
        unit, marked = names.money(line.unit_price), names.money(line.marked)
        return (title, store, unit, str(line.quantity), marked, changed, names.money(line.pay))

    def line_total(self) -> tuple[str, ...]:
        """The sum of all lines."""
        receipt, money = self.names.receipt, self.names.money
        changed = self.names.change(receipt.added - receipt.saved)
        found = (self.labels.total, "", "", "", money(receipt.marked), changed, money(receipt.pay))
        return (*found, money(receipt.deposits)) if receipt.deposits else found
