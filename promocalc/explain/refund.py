"""Goods that go back, as people read it: what comes back, what is lost and why, and what the kept goods cost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from promocalc.explain.catalogue import catalogue
from promocalc.explain.language import Language
from promocalc.explain.moments import Clock
from promocalc.explain.names import Names, clean
from promocalc.explain.policies import refunds
from promocalc.explain.refund_words import RefundLabels, Words, words
from promocalc.explain.sheet import WIDTH, Align, Row, Sheet, Table
from promocalc.explain.summary import Summary
from promocalc.rules.use import Balance
from promocalc.timeline.refunded import Refunded, RefundLine


@dataclass(frozen=True)
class RefundView:
    """One refund for readers of one language, part by part."""

    refunded: Refunded
    language: Language

    @cached_property
    def names(self) -> Names:
        """What rules and lines are called."""
        return Names(self.refunded.receipt, self.language)

    @property
    def words(self) -> Words:
        """The sentences of this language."""
        return words(self.language)

    @property
    def say(self) -> RefundLabels:
        """The words around the figures."""
        return self.words.labels

    @cached_property
    def clock(self) -> Clock:
        """Tells the moments of this refund."""
        told = self.refunded
        moments = (told.receipt.at, told.at, told.received, told.closes)
        return Clock.of(told.receipt.rulebook.timezone, self.language, moments)

    def title(self) -> str:
        """What it is about."""
        summary = Summary(self.names)
        return summary.title().replace(summary.labels.receipt, self.say.title, 1)

    def facts(self) -> list[Row]:
        """The order, its moments, how far it had come, and what was paid."""
        told, say, summary = self.refunded, self.say, Summary(self.names)
        moments = ((say.ordered, told.receipt.at), (say.received, told.received), (say.returned, told.at))
        found = [(summary.labels.rulebook, summary.rulebook())]
        found += [(label, self.clock.stamp(at)) for label, at in moments if at is not None]
        stage = self.words.stage(told.stage)
        if told.in_time and told.closes is not None and told.stage != "deposit":
            stage += f"{summary.labels.semicolon}{self.words.in_time(self.clock.stamp(told.closes))}"
        paid = summary.labels.pay if told.stage == "deposit" else say.paid
        return [*found, (say.stage, stage), (paid, self.names.price(told.receipt.pay))]

    def lines(self) -> Table:
        """A row for every line of which something goes back."""
        say, told, money = self.say, self.refunded, self.names.money
        wallets = any(line.moved for line in told.lines)
        head = (say.item, say.pieces, say.tag, say.cost, *([say.moved] if wallets else []), say.back)
        rows = tuple(self._line(line, wallets) for line in told.lines)
        sums = [sum(figures) for figures in zip(*(_figures(line, wallets) for line in told.lines), strict=True)]
        foot = ((say.total, "", *map(money, sums)),) if len(rows) > 1 else ()
        aligns: list[Align] = ["left", *(["right"] * (len(head) - 1))]
        return Table(head, rows, tuple(aligns), foot)

    def _line(self, line: RefundLine, wallets: bool) -> tuple[str, ...]:
        pieces = self.say.part if line.pieces is None else str(line.pieces)
        return (self.names.text(line.title), pieces, *map(self.names.money, _figures(line, wallets)))

    def totals(self) -> list[Row]:
        """What one expects, what comes back, and what does not."""
        told, say, price = self.refunded, self.say, self.names.price
        found = [(say.expected, price(told.expected)), (say.cash, price(told.cash))]
        if told.postage:
            found.append((say.of_postage, price(told.postage)))
        if told.fee:
            found.append((say.after_fee, price(told.fee)))
        if told.deposit_terms is not None:
            found[1] = (say.deposit_terms, price(told.deposit_terms))
        if told.deposit_law is not None:
            found.append((say.deposit_law, price(told.deposit_law)))
        if told.to_wallet:
            found.append((say.to_wallets, price(told.to_wallet)))
        if told.expected != told.cash:
            found.append((say.not_back, price(told.expected - told.cash)))
            found.append((say.lost, price(told.lost)))
        if told.got_before:
            found.append((say.got_before, price(told.got_before)))
        return found

    def why(self) -> list[Row]:
        """Why less money comes back than the tag says: the amounts come to the difference."""
        return [
            (self.names.money(part.amount), self.words.part(part, self.names) + (self.words.otherwise() * part.back))
            for part in self.refunded.parts
        ]

    def elsewhere(self) -> list[Row]:
        """Wallets, coupons, benefits, and what others had paid."""
        told, names = self.refunded, self.names
        found = [
            (f"{self._wallet(one.rule)}{names.rule(one.rule)}", self.words.balance(one, names))
            for one in told.to_balances
        ]
        found += [(names.rule(one.rule), self.words.coupon(one)) for one in told.coupons]
        found += [(names.rule(one.rule), self.words.benefit(one, names)) for one in told.taken_back]
        funders = catalogue(self.language).labels.funders
        for funder, amount in told.to_funders:
            who = funders.get(funder, clean(funder))
            found.append((who[:1].upper() + who[1:], self.words.funder(names.price(amount))))
        return found

    def _wallet(self, rule: str) -> str:
        """Which wallet, where the rule does not say it already."""
        use = self.names.receipt.rule(rule).use
        if not isinstance(use, Balance) or clean(use.name) in (rule, self.names.rule(rule)):
            return ""
        return f"{clean(use.name)}{catalogue(self.language).labels.colon}"

    def kept(self) -> list[Row]:
        """What the kept goods cost in the end, and what they would have cost by themselves."""
        told, say, price = self.refunded, self.say, self.names.price
        cost = self._cost(told.kept_pay, told.kept_wallet)
        if told.kept is None:
            return [(say.kept, say.nothing_kept), (say.kept_pay, cost)]
        more = self.words.dearer if told.dearer > 0 else self.words.cheaper
        difference = more(price(abs(told.dearer))) if told.dearer else say.same
        alone = self._cost(told.alone, told.alone_wallet)
        return [(say.kept_pay, cost), (say.alone, alone), (say.difference, difference)]

    def _cost(self, paid: int, wallet: int) -> str:
        """Money, and what wallets pay beside it."""
        price = self.names.price
        return self.words.with_wallets(price(paid), price(wallet)) if wallet else price(paid)

    def notes(self) -> list[str]:
        """What is assumed, whether it is too late, and where the order of returns matters."""
        told, price, found = self.refunded, self.names.price, list[str]()
        if told.assumed:
            found.append(self.say.silent)
        if told.in_time is False and told.closes is not None and told.stage != "deposit":
            found.append(self.words.too_late(self.clock.stamp(told.closes)))
        if told.at is None:
            found.append(self.words.no_moment(self.words.stage(told.stage)))
            if any(fee.until is not None for fee in told.policy.fee):
                found.append(self.words.latest_fee())
        elif told.in_time is None and told.policy.within is not None:
            found.append(self.words.unknown_time())
        if told.deposit_law is not None and told.policy.binds is not None and told.deposit_law != told.cash:
            law = None if told.policy.law is None else self.names.text(told.policy.law)
            found.append(self.words.binds(price(told.deposit_law), str(told.policy.binds), law))
        if told.at_once is not None:
            found.append(self.words.at_once(price(told.at_once), price(told.got_before + told.cash)))
        if told.one_by_one is not None:
            found.append(self.words.one_by_one(price(told.one_by_one), price(told.cash)))
        if told.short:
            found.append(self.words.short(price(told.short)))
        return found

    def policy(self) -> list[str]:
        """The terms, a sentence each; none where they do not say."""
        return refunds(self.refunded.receipt.rulebook, self.language)


def _figures(line: RefundLine, wallets: bool) -> tuple[int, ...]:
    """What a row tells of a line: by the tag, paid, into wallets instead where that is any line's, and money back."""
    return (line.worth, line.paid, *([line.moved] if wallets else []), line.refund)


def text(refunded: Refunded, language: Language, *, width: int = WIDTH, ascii: bool = False) -> str:  # noqa: A002
    """The whole of it."""
    view, sheet = RefundView(refunded, language), Sheet(language, width, ascii)
    say = view.say
    rows = [*sheet.paragraphs([view.title()]), *sheet.pairs(view.facts())]
    rows += sheet.section(say.goes_back, sheet.table(view.lines()))
    rows += sheet.section(say.money, sheet.pairs(view.totals()))
    rows += sheet.section(say.why, sheet.figures(view.why()))
    rows += sheet.section(say.elsewhere, sheet.pairs(view.elsewhere()))
    rows += sheet.section(say.kept, sheet.pairs(view.kept()))
    rows += sheet.section(say.notes, sheet.bullets(view.notes()))
    rows += sheet.section(say.policy, sheet.bullets(view.policy()))
    return sheet.page(rows)
