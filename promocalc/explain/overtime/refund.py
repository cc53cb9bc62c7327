"""Goods that go back, as people read it: what comes back, what is lost and why, and what the kept goods cost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from promocalc.explain.cells import Align
from promocalc.explain.language import Language
from promocalc.explain.moments import Clock
from promocalc.explain.names import Names, clean
from promocalc.explain.overtime.refund_words import RefundLabels, Words, words
from promocalc.explain.receipt.catalogue import catalogue
from promocalc.explain.receipt.equivalents import kept_cut
from promocalc.explain.receipt.equivalents_words import EquivalentsWords
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.rules.policies import refunds
from promocalc.explain.sheet import WIDTH, Row, Sheet, Table
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
        return Summary(self.names).titled(self.say.title)

    def facts(self) -> list[Row]:
        """The order, its moments, how far it had come, and what was paid."""
        told, say, summary = self.refunded, self.say, Summary(self.names)
        moments = ((say.ordered, told.receipt.at), (say.received, told.received), (say.returned, told.at))
        found = [(summary.labels.rulebook, summary.rulebook())]
        found += [(label, self.clock.stamp(at)) for label, at in moments if at is not None]
        stage = self.words.stage(told.stage)
        if told.in_time and told.closes is not None:
            stage += f"{summary.labels.semicolon}{self.words.in_time(self.clock.stamp(told.closes))}"
        pay, so_far = (self.names.price(amount) for amount in (told.receipt.pay, told.paid_by_then))
        paid = (say.so_far, self.words.so_far(so_far, pay)) if told.stage == "deposit" else (say.paid, pay)
        return [*found, (say.stage, stage), paid, *summary.comes_to()]

    def lines(self) -> Table:
        """A row for every line of which something goes back."""
        say, told, money = self.say, self.refunded, self.names.money
        wallets = any(line.moved for line in told.lines)
        cost = say.deposit if told.stage == "deposit" else say.cost
        head = (say.item, say.pieces, say.tag, cost, *([say.moved] if wallets else []), say.back)
        rows = tuple(self._line(line, wallets) for line in told.lines)
        sums = [sum(figures) for figures in zip(*(_figures(line, wallets) for line in told.lines), strict=True)]
        foot = ((say.total, "", *map(money, sums)),) if len(rows) > 1 else ()
        aligns: list[Align] = ["left"]
        aligns += ["right"] * len(head[1:])
        return Table(head, rows, tuple(aligns), foot)

    def _line(self, line: RefundLine, wallets: bool) -> tuple[str, ...]:
        pieces = self.say.part if line.pieces is None else str(line.pieces)
        return (self.names.text(line.title), pieces, *map(self.names.money, _figures(line, wallets)))

    def totals(self) -> list[Row]:
        """What one expects, what comes back, and what does not."""
        told, say, price = self.refunded, self.say, self.names.price
        if told.deposit_terms is not None:
            return self._of_deposit(told.deposit_terms)
        late = told.in_time is False and told.closes is not None
        found = [(say.expected, price(told.expected)), (say.cash_late if late else say.cash, price(told.cash))]
        if late and told.closes is not None:
            found.append((say.too_late, self.clock.stamp(told.closes)))
        if told.postage:
            found.append((say.of_postage, price(told.postage)))
        if told.fee:
            found.append((say.after_fee, price(told.fee)))
        if told.to_wallet:
            found.append((say.to_wallets, price(told.to_wallet)))
        if told.expected != told.cash:
            found.append((say.not_back, price(told.expected - told.cash)))
            found.append((say.lost, price(told.lost)))
        if told.got_before:
            found.append((say.got_before, price(told.got_before)))
        return found

    def _of_deposit(self, back: int) -> list[Row]:
        """Before the balance is paid: of the deposit, by the terms and by the law."""
        told, say, price = self.refunded, self.say, self.names.price
        terms, kept = say.deposit_terms, say.not_back_terms
        if told.assumed:
            terms, kept = say.deposit_usual, say.not_back_usual
        found = [(say.deposit_on, price(told.expected)), (terms, price(back))]
        if told.fee:
            found.append((say.after_fee, price(told.fee)))
        if told.deposit_law is not None:
            found.append((say.deposit_law, price(told.deposit_law)))
        if told.expected != back:
            found.append((kept, price(told.expected - back)))
        if told.got_before:
            found.append((say.got_before, price(told.got_before)))
        return found

    def why_head(self) -> str:
        """The heading of that: as much may come back as the tag says, by amounts that cancel out."""
        return self.say.how if self.refunded.expected <= self.refunded.cash else self.say.why

    def why(self) -> list[Row]:
        """Why less money comes back than the tag says: the amounts come to the difference."""
        told, otherwise = self.refunded, self.words.otherwise()
        said = [self.words.part(part, self.names, assumed=told.assumed) + otherwise * part.back for part in told.parts]
        return [(self.names.money(part.amount), text) for part, text in zip(told.parts, said, strict=True)]

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

    def kept_head(self) -> str:
        """The heading of what the kept goods cost."""
        return self.say.nothing_kept if self.refunded.kept is None else self.say.kept

    def kept(self) -> list[Row]:
        """What the kept goods cost in the end, and what they would have cost by themselves."""
        told, say, price = self.refunded, self.say, self.names.price
        cost = self._cost(told.kept_pay, told.kept_wallet) + self._cut()
        if told.kept is None:
            return [(say.kept_pay, cost)]
        more = self.words.dearer if told.dearer > 0 else self.words.cheaper
        difference = more(price(abs(told.dearer))) if told.dearer else say.same
        alone = self._cost(told.alone, told.alone_wallet)
        return [(say.kept_pay, cost), (say.alone, alone), (say.difference, difference)]

    def _cut(self) -> str:
        """By how much that is below the tag price of the kept goods."""
        cut, comma = kept_cut(self.refunded), catalogue(self.language).labels.comma
        return "" if cut is None else comma + EquivalentsWords(self.names).cut(cut)

    def _cost(self, paid: int, wallet: int) -> str:
        """Money, and what wallets pay beside it."""
        price = self.names.price
        return self.words.with_wallets(price(paid), price(wallet)) if wallet else price(paid)

    def notes(self) -> list[str]:
        """What is assumed, what the law says, and where the order of returns matters."""
        told, price, found = self.refunded, self.names.price, list[str]()
        if told.assumed:
            found.append(self.say.silent)
        if told.at is None:
            found.append(self.words.no_moment(self.words.stage(told.stage)))
            if any(fee.until is not None for fee in told.policy.fee):
                found.append(self.words.latest_fee())
        elif told.in_time is None and told.policy.within is not None and told.stage != "deposit":
            found.append(self.words.unknown_time(told.policy.after, told.policy.within))
        if told.deposit_law is not None and told.policy.binds is not None and told.deposit_law != told.cash:
            law = None if told.policy.law is None else self.names.text(told.policy.law)
            said = self.words.binds if told.deposit_law > told.cash else self.words.binds_less
            found.append(said(price(told.deposit_law), str(told.policy.binds), law))
        if told.clawback < 0:
            found.append(self.words.costs_less(price(-told.clawback)))
        if told.at_once is not None:
            found.append(self.words.at_once(price(told.at_once), price(told.got_before + told.cash)))
        if told.one_by_one is not None:
            found.append(self.words.one_by_one(price(told.one_by_one), price(told.cash)))
        if told.short:
            found.append(self.words.short(price(told.short)))
        return found

    def policy(self) -> list[str]:
        """The terms, a sentence each; none where they do not say."""
        receipt = self.refunded.receipt
        return refunds(receipt.rulebook, self.language, deposits=receipt.deposits > 0)


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
    rows += sheet.section(view.why_head(), sheet.figures(view.why()))
    rows += sheet.section(say.elsewhere, sheet.pairs(view.elsewhere()))
    rows += sheet.section(view.kept_head(), sheet.pairs(view.kept()))
    rows += sheet.section(say.notes, sheet.bullets(view.notes()))
    rows += sheet.section(say.policy, sheet.bullets(view.policy()))
    return sheet.page(rows)
