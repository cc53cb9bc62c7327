"""The laws of a receipt, each over generated rulebooks and carts.

``python -m tests.properties 10000`` holds all of them against ten thousand pairs.
"""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given

from promocalc.cart import Cart
from promocalc.engine import Receipt, price
from promocalc.engine.outcome import Refused, Skipped
from promocalc.engine.terms import terms_of
from promocalc.explain.receipt_json import dumps
from promocalc.money import decimal, minor_units
from promocalc.rules.rulebook import Rulebook
from tests.explain.evaluate import evaluate
from tests.generate import cases

Case = tuple[Cart, Rulebook]


def receipt(case: Case) -> Receipt:
    return price(*case)


@given(cases())
def test_every_rule_stands_once_per_pool_it_could_touch_or_once_as_skipped(case: Case) -> None:
    got = receipt(case)
    told = {step.rule for step in got.steps}
    assert told == set(got.rulebook.rules)
    for rule in told:
        pools = [step.pool for step in got.steps if step.rule == rule and step.pieces is None]
        assert len(pools) == len(set(pools)), rule


@given(cases())
def test_pieces_that_are_pools_are_each_told_once(case: Case) -> None:
    got = receipt(case)
    quantities = {line.id: line.quantity for line in got.lines}
    for rule in got.rulebook.rules.values():
        if rule.per == "piece" and rule.use != "coupon":
            told: dict[str, int] = {}
            for step in got.steps:
                if step.rule == rule.name and step.pieces is not None and not isinstance(step.outcome, Skipped):
                    told[step.pool] = told.get(step.pool, 0) + step.pieces
            assert all(told[pool] <= quantities.get(pool, 1) for pool in told)


@given(cases())
def test_shares_sum_to_the_deduction(case: Case) -> None:
    for step in receipt(case).steps:
        assert sum(amount for _, amount in step.shares) == step.deduction + step.added
        assert all(amount > 0 for _, amount in step.shares)


@given(cases())
def test_shares_fit_their_lines(case: Case) -> None:
    got = receipt(case)
    left = {line.id: line.marked for line in got.lines}
    for step in got.steps:
        for line, amount in step.shares:
            left[line] += amount if step.added else -amount
            assert left[line] >= 0, (step.rule, line)
    assert left == {line.id: line.pay for line in got.lines}


@given(cases())
def test_after_is_before_less_the_deduction(case: Case) -> None:
    for step in receipt(case).steps:
        assert step.after == step.before - step.deduction + step.added
        assert step.added or step.after >= 0


@given(cases())
def test_pay_is_marked_less_saved_plus_added(case: Case) -> None:
    got = receipt(case)
    assert got.pay == got.marked - got.saved + got.added
    assert got.marked == sum(line.marked for line in got.lines)
    assert [after for _, after in got.waterfall()][-1:] in ([], [got.pay])


@given(cases())
def test_lines_and_payments_sum_to_what_is_paid(case: Case) -> None:
    got = receipt(case)
    assert sum(line.pay for line in got.lines) == got.pay
    assert sum(payment.amount for payment in got.payments) == got.pay
    for line in got.lines:
        assert line.pay == line.marked - sum(amount for _, amount in line.shares) + line.added


@given(cases())
def test_no_rule_takes_a_line_below_its_floor(case: Case) -> None:
    """Lines of one piece: a rule with a floor leaves at least that, or what little there was."""
    got = receipt(case)
    left = {line.id: line.marked for line in got.lines}
    single = {line.id for line in got.lines if line.quantity == 1}
    for step in got.steps:
        rule = got.rulebook.rules[step.rule]
        floor = terms_of(rule, got.rulebook, frozenset()).floor
        for line, amount in step.shares:
            if step.added:
                left[line] += amount
            else:
                left[line] -= amount
                assert line not in single or left[line] >= floor


@given(cases())
def test_each_steps_formula_gives_its_deduction(case: Case) -> None:
    got = receipt(case)
    for step in got.steps:
        taken = step.deduction + step.added
        assert bool(step.formula) == bool(taken)
        for equation in step.formula:
            value = evaluate(equation.text)
            assert value == Fraction(decimal(equation.value, got.currency)), (step.rule, equation)
        assert not step.formula or step.formula[-1].value == taken


@given(cases())
def test_the_same_input_gives_the_same_bytes(case: Case) -> None:
    assert dumps(receipt(case)) == dumps(receipt(case))


@given(cases())
def test_lines_in_another_order_give_the_same_bytes(case: Case) -> None:
    cart, book = case
    turned = cart.model_copy(update={"lines": cart.lines[::-1]})
    assert dumps(price(turned, book)) == dumps(price(cart, book))


@given(cases())
def test_what_is_refused_is_undone_as_a_whole(case: Case) -> None:
    for step in receipt(case).steps:
        if isinstance(step.outcome, Refused):
            assert step.deduction == 0
            assert not step.shares


@given(cases())
def test_a_wallet_never_pays_more_than_it_holds_and_a_coupon_is_used_no_more_often_than_held(case: Case) -> None:
    cart, book = case
    got = receipt(case)
    spent: dict[str, int] = {}
    for step in got.steps:
        rule = book.rules[step.rule]
        if rule.use == "coupon" and step.deduction:
            spent[step.rule] = spent.get(step.rule, 0) + (step.pieces or 1)
        elif rule.use not in ("automatic", "coupon"):
            spent[rule.use.name] = spent.get(rule.use.name, 0) + step.deduction + step.added
    for name, amount in spent.items():
        if name in book.rules:
            held = 1 if cart.wallet.coupons is None else cart.wallet.coupons.get(name, 0)
            assert amount <= held
        else:
            assert amount <= minor_units(cart.wallet.balances[name], book.currency)
