"""The laws of deposits and of promises, over generated rulebooks and carts."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from promocalc.cart import Cart
from promocalc.engine import Receipt, price
from promocalc.engine.outcome import Clipped, Refused
from promocalc.engine.price import Pricer
from promocalc.rules.programme import Labelled, Node, Run, Sequence
from promocalc.rules.rule import Rule
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import OrdersSoFar
from promocalc.rules.take import Deposit, Give
from tests.generate import cases

Case = tuple[Cart, Rulebook]
NEVER = OrdersSoFar(10**9, None)


def changed(book: Rulebook, rules: dict[str, dict[str, Any]]) -> Rulebook:
    """The book with some parts of some rules replaced."""
    return book.model_copy(
        update={"rules": {name: rule.model_copy(update=rules.get(name, {})) for name, rule in book.rules.items()}}
    )


def costs(receipt: Receipt) -> tuple[int, dict[str, tuple[int, int]]]:
    """What is paid, and of what, and how much of that with a deposit."""
    return receipt.pay, {line.id: (line.pay, line.deposit) for line in receipt.lines}


def is_deposit(rule: Rule) -> bool:
    return isinstance(rule.take, Deposit)


@given(cases())
def test_payments_are_deposits_by_rule_and_then_the_balance(case: Case) -> None:
    got = price(*case)
    assert sum(payment.amount for payment in got.payments) == got.pay
    assert all(payment.amount >= 0 for payment in got.payments)
    *deposits, last = got.payments
    assert [payment.stage for payment in deposits] == ["deposit"] * len(deposits)
    assert last.stage == ("balance" if deposits else "order")
    assert sum(payment.amount for payment in deposits) == got.deposits == sum(line.deposit for line in got.lines)
    for payment in deposits:
        assert payment.rule is not None
        assert payment.amount == sum(step.deposit for step in got.steps if step.rule == payment.rule) > 0
        assert payment.at == got.at
    assert last.at == (got.balance_at if deposits else got.at)


@given(cases())
def test_nothing_takes_what_is_paid_already(case: Case) -> None:
    """After every step each line costs at least what has been paid of it."""
    got = price(*case)
    left = {line.id: line.marked for line in got.lines}
    paid = dict.fromkeys(left, 0)
    for step in got.steps:
        for line, amount in () if step.given else step.shares:
            left[line] += amount if step.added else -amount
        for line, amount in step.deposits:
            assert amount > 0
            paid[line] += amount
        assert sum(amount for _, amount in step.deposits) == step.deposit
        assert all(left[line] >= paid[line] for line in left), step.rule
    assert paid == {line.id: line.deposit for line in got.lines}


@given(cases())
def test_only_deposits_are_paid_at_once(case: Case) -> None:
    got = price(*case)
    for step in got.steps:
        rule = got.rulebook.rules[step.rule]
        assert is_deposit(rule) or not step.deposit
        assert not is_deposit(rule) or not (step.added or step.given)


def plainly(node: Node | Labelled | None) -> list[str]:
    """The rules that stand in the programme itself, in no alternative and nothing else."""
    match node:
        case Run(rule):
            return [rule]
        case Labelled(_, inner):
            return plainly(inner)
        case Sequence(steps):
            return [rule for step in steps for rule in plainly(step)]
        case _:
            return []


def looks_at_pieces(rule: Rule) -> bool:
    return rule.sets is not None or rule.pick is not None or "piece" in (rule.each, rule.per)


@given(cases())
def test_a_plain_deposit_changes_only_when_money_is_paid(case: Case) -> None:
    """Where no rule looks at what is paid, none meets the limits of a line, and nothing depends on the day."""
    cart, book = case
    plain = {
        name
        for name in plainly(book.price)
        if isinstance(take := book.rules[name].take, Deposit) and take.counts is None and take.off is None
    }
    text = book.model_dump_json(by_alias=True)
    meets = any(plain & {*exclusion.these, *exclusion.not_with} for exclusion in book.exclude)
    if not plain or meets or "paid" in text or "respread" in text or any(map(looks_at_pieces, book.rules.values())):
        return
    got = price(cart, book)
    if got.balance_at is not None or any(isinstance(step.outcome, (Clipped, Refused)) for step in got.steps):
        return
    skip = tuple(sorted({*cart.choices.skip, *plain}))
    without = price(cart, book, cart.choices.model_copy(update={"skip": skip}))
    assert {line.id: line.pay for line in without.lines} == {line.id: line.pay for line in got.lines}


@given(cases())
def test_a_rule_that_is_left_out_might_as_well_not_hold(case: Case) -> None:
    cart, book = case
    for name in book.rules:
        if name in cart.choices.use:
            continue
        without = Pricer(book.in_currency(cart.currency), cart.shopper, cart.at, left_out=frozenset({name}))
        assert costs(without.price(cart)) == costs(price(cart, changed(book, {name: {"when": NEVER}})))


@given(cases())
def test_what_is_only_promised_is_not_counted_and_if_kept_it_is(case: Case) -> None:
    cart, book = case
    got = price(cart, book)
    cuts = [
        name for name, rule in book.rules.items() if rule.if_promised is not None and not isinstance(rule.take, Give)
    ]
    if not cuts or set(cuts) & set(cart.choices.use):
        assert cuts or (got.if_kept, got.promised) == (None, ())
        return
    assert costs(got) == costs(price(cart, changed(book, {name: {"when": NEVER} for name in cuts})))
    kept = price(cart, changed(book, {name: {"if_promised": None} for name in cuts}))
    assert costs(kept) == costs(got if got.if_kept is None else got.if_kept)
    for cut in got.promised:
        others = {name: {"when": NEVER} for name in cuts if name != cut.rule}
        alone = price(cart, changed(book, others | {cut.rule: {"if_promised": None}}))
        assert cut.saves == got.pay - alone.pay
