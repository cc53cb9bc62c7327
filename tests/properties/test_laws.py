"""The laws of a receipt, each over generated rulebooks and carts.

``python -m tests.properties 10000`` holds all of them against ten thousand pairs.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from hypothesis import given

from promocalc.cart import Cart, Line
from promocalc.engine import Receipt, price
from promocalc.engine.outcome import Applied, Capped, Clipped, Refused, Skipped
from promocalc.engine.receipt import ReceiptLine
from promocalc.explain.receipt.as_json import dumps
from promocalc.money import CURRENCIES, decimal, minor_units
from promocalc.rules.cents import period_caps
from promocalc.rules.programme import Consume, Labelled, Node, members, rules_in
from promocalc.rules.quantity import ByCurrency, LineNumber
from promocalc.rules.rule import Rule
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import OrdersSoFar
from promocalc.rules.take import Deposit, Give
from promocalc.rules.use import Balance
from tests.explain.evaluate import evaluate
from tests.generate import cases

Case = tuple[Cart, Rulebook]


def receipt(case: Case) -> Receipt:
    return price(*case)


def priced(got: Receipt) -> list[ReceiptLine]:
    """The lines that rules look at: all but the tax that comes to prices which do not hold it."""
    return [line for line in got.lines if line.added_by != "tax"]


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
        assert sum(amount for _, amount in step.shares) == step.deduction + step.added + step.given
        assert all(amount > 0 for _, amount in step.shares)


@given(cases())
def test_shares_fit_their_lines(case: Case) -> None:
    got = receipt(case)
    left = {line.id: line.marked for line in priced(got)}
    for step in got.steps:
        for line, amount in () if step.given else step.shares:
            left[line] += amount if step.added else -amount
            assert left[line] >= 0, (step.rule, line)
    assert left == {line.id: line.pay for line in priced(got)}


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
    beside = 0 if got.tax_included else got.tax or 0  # no rule takes or adds it
    assert [after for _, after in got.waterfall()][-1:] in ([], [got.pay - beside])


@given(cases())
def test_lines_and_payments_sum_to_what_is_paid(case: Case) -> None:
    got = receipt(case)
    assert sum(line.pay for line in got.lines) == got.pay
    assert sum(payment.amount for payment in got.payments) == got.pay
    for line in got.lines:
        assert line.pay == line.marked - sum(amount for _, amount in line.shares) + line.added


def floor_of(rule: Rule, book: Rulebook, line: Line) -> int:
    """The least that a rule leaves of one piece of a line, in the book's own currency."""
    said = rule.floor
    if said is None and not isinstance(rule.take, Deposit):  # of what lines keep, deposits have their own idea
        said = book.effective_defaults.floor
    if isinstance(said, LineNumber):
        said = Decimal(line.attributes.get(said.attribute, 0))
    if isinstance(said, ByCurrency):
        said = said.in_currency(book.currency)
    return 0 if said is None else minor_units(said, book.currency)


@given(cases())
def test_no_rule_takes_a_line_below_its_floor(case: Case) -> None:
    """Lines of one piece: a rule with a floor leaves at least that, or what little there was."""
    got = receipt(case)
    left = {line.id: line.marked for line in got.lines}
    single = {line.id: line for line in case[0].lines if line.quantity == 1}
    for step in got.steps:
        for line, amount in () if step.given else step.shares:
            left[line] += amount if step.added else -amount
            if line in single and not step.added:
                assert left[line] >= floor_of(got.rulebook.rules[step.rule], got.rulebook, single[line])


@given(cases())
def test_each_steps_formula_gives_its_deduction(case: Case) -> None:
    got = receipt(case)
    for step in got.steps:
        taken = step.deduction + step.added + step.given
        assert bool(step.formula) == bool(taken)
        for equation in step.formula:
            value = Fraction(equation.value) if step.points else Fraction(decimal(equation.value, got.currency))
            assert evaluate(equation.text) == value, (step.rule, equation)
        assert not step.formula or step.formula[-1].value == taken


@given(cases())
def test_what_is_given_later_changes_nothing_now(case: Case) -> None:
    got = receipt(case)
    for step in got.steps:
        gives = isinstance(got.rulebook.rules[step.rule].take, Give)
        assert gives or not step.given
        assert not gives or (step.deduction, step.added, step.before) == (0, 0, step.after)
    for later in got.later:
        assert later.amount == sum(step.given for step in got.steps if step.rule == later.rule) > 0
        assert type(later.amount) is int


@given(cases())
def test_no_more_pieces_are_picked_than_asked_for(case: Case) -> None:
    got = receipt(case)
    quantities = {line.id: line.quantity for line in got.lines}
    for step in got.steps:
        rule = got.rulebook.rules[step.rule]
        count = sum(pieces for _, pieces in step.picked)
        assert all(0 < pieces <= quantities[line] for line, pieces in step.picked)
        if rule.pick is not None:
            assert count <= len(rule.pick.places) * (1 if step.sets is None else step.sets)
            assert rule.pick.at_most is None or count <= rule.pick.at_most
        if rule.sets is not None and step.sets is not None:
            assert rule.sets.at_most is None or step.sets <= rule.sets.at_most
            if not (rule.sets.distinct and rule.sets.partial):  # what is left over joins sets that are full
                assert count <= rule.sets.of * step.sets
            full = rule.pick is None and not rule.sets.partial and isinstance(step.outcome, (Applied, Capped, Clipped))
            assert not full or count == rule.sets.of * step.sets


@given(cases())
def test_only_picked_pieces_bear_unless_others_are_to(case: Case) -> None:
    got = receipt(case)
    for step in got.steps:
        rule = got.rulebook.rules[step.rule]
        share = rule.share or got.rulebook.effective_defaults.share
        if (rule.sets or rule.pick) and (share is None or share.over == "picked"):
            assert {line for line, _ in step.shares} <= {line for line, _ in step.picked}


def consuming(node: Node | Labelled | None) -> list[tuple[str, ...]]:
    """The rules of every ``consume: pieces`` in a tree."""
    if node is None:
        return []
    if isinstance(node, Consume):
        return [tuple(rules_in(node))] if node.what == "pieces" else []
    inner = [node.node] if isinstance(node, Labelled) else [member for _, member in members(node)]
    return [found for member in inner for found in consuming(member)]


@given(cases())
def test_a_piece_that_is_used_up_is_not_used_twice(case: Case) -> None:
    """Of every line no more pieces are picked, by all the rules that share them, than there are."""
    got = receipt(case)
    book = got.rulebook
    defaults = book.effective_defaults.share
    quantities = {line.id: line.quantity for line in got.lines}
    for rules in consuming(book.price):
        used: dict[str, int] = {}
        for step in got.steps:
            rule = book.rules[step.rule]
            share = rule.share or defaults
            if step.rule not in rules or not step.deduction or (share is not None and share.over != "picked"):
                continue
            some = dict(step.picked)
            for line, _ in step.shares:
                before = used.get(line, 0)
                assert before < quantities[line], (step.rule, line)  # nothing is taken where every piece is used up
                used[line] = before + some.get(line, step.pieces or quantities[line] - before)
        assert all(used[line] <= quantities[line] for line in used), (rules, used)


@given(cases())
def test_caps_over_a_day_or_a_campaign_hold(case: Case) -> None:
    cart, _ = case
    got = receipt(case)
    for rule in got.rulebook.rules.values():
        taken = sum(step.deduction + step.added for step in got.steps if step.rule == rule.name)
        for period, cap in period_caps(rule.cap):
            most = cap.in_currency(got.currency) if isinstance(cap, ByCurrency) else cap
            if most is None:
                assert not taken
            elif not isinstance(rule.take, Give):
                had = cart.shopper.used.get(rule.name, {}).get(period, 0)
                assert taken <= max(0, minor_units(most, got.currency) - minor_units(Decimal(had), got.currency))


@given(cases())
def test_a_rule_applies_no_more_often_than_its_limit(case: Case) -> None:
    cart, book = case
    got = receipt(case)
    for rule in book.rules.values():
        times = sum(
            step.pieces or 1
            for step in got.steps
            if step.rule == rule.name and step.deduction + step.added + step.given
        )
        for period, most in rule.limit.items():
            assert times <= max(0, most - cart.shopper.times.get(rule.name, {}).get(period, 0))


@given(cases())
def test_tax_that_is_included_changes_nothing_and_other_tax_is_added(case: Case) -> None:
    cart, book = case
    got = receipt(case)
    if book.tax is None:
        assert got.tax is None
        assert got.net is None
        return
    assert got.tax is not None
    assert got.net == got.pay - got.tax
    without = price(cart, book.model_copy(update={"tax": None}))
    assert got.tax_included == book.tax.included
    assert got.pay == without.pay + (0 if book.tax.included else got.tax)
    assert [line.pay for line in priced(got)] == [line.pay for line in without.lines]
    assert sum(line.tax for line in priced(got)) == got.tax
    if book.tax.included:
        assert all(0 <= line.tax <= line.pay for line in got.lines)


@given(cases())
def test_what_is_paid_lies_in_its_range(case: Case) -> None:
    got = receipt(case)
    if got.range is not None:
        assert got.range[0] <= got.pay <= got.range[1]
    assert 0 <= got.invoice <= got.pay


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
def test_a_rule_that_took_nothing_might_as_well_not_be_there(case: Case) -> None:
    """What is refused, or has no full set, or no room, leaves no trace: no coupon, no wallet, no used-up pieces."""
    cart, book = case
    got = receipt(case)
    idle = {step.rule for step in got.steps} - {
        step.rule for step in got.steps if not isinstance(step.outcome, (Refused, Skipped))
    }
    if not idle or cart.choices.use:
        return
    never = OrdersSoFar(10**9, None)
    rules = {
        name: rule.model_copy(update={"when": never}) if name in idle else rule for name, rule in book.rules.items()
    }
    without = price(cart, book.model_copy(update={"rules": rules}))
    assert (without.pay, without.lines) == (got.pay, got.lines), idle


@given(cases())
def test_a_wallet_never_pays_more_than_it_holds_and_a_coupon_is_used_no_more_often_than_held(case: Case) -> None:
    cart, book = case
    got = receipt(case)
    spent: dict[str, int] = {}
    for step in got.steps:
        rule = book.rules[step.rule]
        if rule.use == "coupon" and step.deduction:
            spent[step.rule] = spent.get(step.rule, 0) + (step.pieces or 1)
        elif isinstance(rule.use, Balance):
            spent[rule.use.name] = spent.get(rule.use.name, 0) + step.deduction + step.added
    units = {rule.use.name: rule.use.unit for rule in book.rules.values() if isinstance(rule.use, Balance)}
    for name, amount in spent.items():
        if name in book.rules:
            held = 1 if cart.wallet.coupons is None else cart.wallet.coupons.get(name, 0)
            assert amount <= held
        else:
            assert amount <= cart.wallet.balances[name] * (units[name] or 1) * 10 ** CURRENCIES[cart.currency]


@given(cases())
def test_whole_steps_of_a_wallet_are_spent_or_what_is_left_of_the_goods(case: Case) -> None:
    """A wallet with steps grants whole ones, and at least the least; what was granted may still be clipped."""
    cart, book = case
    for step in receipt(case).steps:
        use = book.rules[step.rule].use
        if isinstance(use, Balance) and use.least is not None and isinstance(step.outcome, Applied):
            coins = 10 ** CURRENCIES[cart.currency]
            assert step.deduction >= floor(use.least * (use.unit or 1) * coins) or not step.deduction
