"""What a rulebook says of goods that go back, and of a price that falls afterwards, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Literal, Protocol, TypeAlias, assert_never

from promocalc.explain.language import Language
from promocalc.explain.names import clean
from promocalc.explain.rules import policies_en, policies_zh
from promocalc.explain.rules.policies_held import HeldBack
from promocalc.explain.rules.sourced import cited
from promocalc.explain.rules.terms import BookTitles, in_money
from promocalc.money import Rate
from promocalc.rules.cents import Round
from promocalc.rules.protection import Protection
from promocalc.rules.quantity import Amount
from promocalc.rules.refund import FromWallet, Refund, Returned
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.take import Add, Clawback, Deposit, Give
from promocalc.rules.use import Balance

After: TypeAlias = Literal["order", "payment", "receipt", "campaign"]
"""From when on days are counted."""


class Words(Protocol):
    """What a language says of these policies. Sentences with their full stop."""

    def method(self, method: Literal["keep", "reprice"], /) -> str:
        """What comes back of a price."""

    def days(self, count: int, after: Literal["order", "payment", "receipt"], /) -> str:
        """For how long goods may go back."""

    def coupons(self, when: Literal["never", "whole"], /) -> str:
        """When a coupon comes back."""

    def balance(self, name: str | None, when: FromWallet, /) -> str:
        """When what a wallet paid comes back; without a name every wallet."""

    def before_receipt(self) -> str:
        """Coupons and balances come back only until the goods are there."""

    def postage(self, when: Returned, /) -> str:
        """When charges come back."""

    def benefits(self, what: Clawback, /) -> str:
        """What is taken back of points and rebates."""

    def fee(self, told: HeldBack, /) -> str:
        """What is held back of a refund."""

    def deposit(self, what: Literal["lost", "back"] | Rate, /) -> str:
        """What becomes of a deposit without its balance."""

    def binds(self, part: str, law: str | None, /) -> str:
        """How far the law lets a deposit bind."""

    def rounded(self, told: Round, unit: str | None, /) -> str:
        """To what a refund is rounded."""

    def protected(self, days: int | None, after: After, end: datetime | None, /) -> str:
        """For how long a price is protected, and when the campaign ends."""

    def counts(self, what: Literal["merchant", "all"], /) -> str:
        """Which deductions are compared."""

    def leave_out(self, rules: Sequence[str], /) -> str:
        """Rules that are not compared."""

    def with_later(self, kinds: Sequence[Literal["cash", "voucher", "points"]], /) -> str:
        """Benefits for later that count."""

    def simulates(self, what: Literal["piece", "order"], /) -> str:
        """What is priced now."""

    def pays(self, part: str, /) -> str:
        """How much of a difference is paid back, where that is not just all of it."""

    def cap(self, most: str, rate: bool, /) -> str:
        """The most that one claim brings; a rate is one of the prices then."""

    def excludes(self, rules: Sequence[str], /) -> str:
        """Rules whose goods are not protected."""

    def called(self, title: str, /) -> str:
        """What people call it."""

    def source(self, said: str, /) -> str:
        """Where the terms say so."""

    def inherited(self, book: str, /) -> str:
        """That another rulebook says all this."""


def refunds(book: Rulebook, language: Language, *, deposits: bool = True) -> list[str]:
    """What comes back when goods go back, a sentence each; empty where the terms do not say.

    What nobody stated and nothing in the rulebook asks about is left out; what becomes of ``deposits``, where an order
    has none.
    """
    policy = book.effective_refund
    if policy is None:
        return []
    return _told(_refund(policy, book, language, deposits), book.refund is None, book, language)


def protection(book: Rulebook, language: Language) -> list[str]:
    """What is owed when the price falls after the order, a sentence each; empty where the terms do not say."""
    policy = book.effective_protection
    if policy is None:
        return []
    return _told(_protection(policy, book, language), book.protection is None, book, language)


def _words(language: Language) -> Words:
    match language:
        case "en":
            return policies_en
        case "zh":
            return policies_zh
        case _:
            assert_never(language)


def _told(said: Iterator[str], inherited: bool, book: Rulebook, language: Language) -> list[str]:
    source = [_words(language).inherited(book.extends)] if inherited and book.extends else []
    return [*said, *source]


def _refund(policy: Refund, book: Rulebook, language: Language, deposits: bool) -> Iterator[str]:
    words, asked = _words(language), _asked(book) | policy.model_fields_set
    yield words.method(policy.method)
    if policy.within is not None:
        yield words.days(policy.within, policy.after)
    if "coupons" in asked:
        yield words.coupons(policy.coupons)
    if isinstance(policy.balances, dict):
        yield from (words.balance(clean(name), _told_of(policy, name)) for name in policy.balances)
    elif "balances" in asked:
        yield words.balance(None, _told_of(policy, ""))
    if policy.before_receipt:
        yield words.before_receipt()
    if "postage" in asked:
        yield words.postage(policy.postage)
    if "benefits" in asked:
        yield words.benefits(policy.benefits)
    yield from map(words.fee, _fees(policy, book.currency))
    if deposits and "deposit" in asked:
        yield words.deposit(policy.deposit)
    if deposits and policy.binds is not None:
        law = None if policy.law is None else clean(policy.law.in_language(language))
        yield words.binds(str(policy.binds), law)
    if policy.round is not None:
        unit = policy.round.unit
        yield words.rounded(policy.round, None if unit is None else in_money(unit, book.currency))
    if policy.source is not None:
        yield words.source(cited(policy.source, book, language))


def _told_of(policy: Refund, name: str) -> FromWallet:
    """When what a wallet paid comes back. What is priced anew frees wallets, and has no first and last."""
    said = policy.of_balance(name)
    return "share" if policy.method == "reprice" and said in ("first", "last") else said


def _fees(policy: Refund, currency: str) -> Iterator[HeldBack]:
    for at, one in enumerate(policy.fee):
        each = None if isinstance(one.keeps, Rate) else one.each
        least, most = (None if said is None else in_money(said, currency) for said in (one.least, one.most))
        nothing = one.keeps in (Rate(Fraction(0)), 0) and one.least is None
        keeps = None if nothing else _number(one.keeps, currency)
        yield HeldBack(keeps, each, least, most, one.until, follows=at > 0)
    if policy.fee and policy.fee[-1].until is not None:
        yield HeldBack(None, None, None, None, None, follows=True)


def _number(said: Amount | Rate, currency: str) -> str:
    return str(said) if isinstance(said, Rate) else in_money(said, currency)


def _asked(book: Rulebook) -> set[str]:
    """The parts of a refund policy that the rules of the book ask about."""
    found: set[str] = set()
    for rule in book.rules.values():
        if rule.use == "coupon":
            found.add("coupons")
        if isinstance(rule.use, Balance):
            found.add("balances")
        match rule.take:
            case Add():
                found.add("postage")
            case Give(clawback=None):
                found.add("benefits")
            case Deposit():
                found.add("deposit")
            case _:
                pass
    return found


def _protection(policy: Protection, book: Rulebook, language: Language) -> Iterator[str]:
    words, titles = _words(language), BookTitles(book, language)
    if policy.title is not None:
        yield words.called(clean(policy.title.in_language(language)))
    yield words.protected(policy.within, policy.after, policy.campaign)
    yield words.counts(policy.counts)
    if policy.leave_out:
        yield words.leave_out([titles.rule(name) for name in policy.leave_out])
    if policy.with_later:
        yield words.with_later(policy.with_later)
    yield words.simulates(policy.simulates)
    if policy.pays.fraction != 1:
        yield words.pays(str(policy.pays))
    if policy.cap is not None:
        yield words.cap(_number(policy.cap, book.currency), isinstance(policy.cap, Rate))
    if policy.excludes:
        yield words.excludes([titles.rule(name) for name in policy.excludes])
    if policy.source is not None:
        yield words.source(cited(policy.source, book, language))
