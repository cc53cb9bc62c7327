"""Laws of timelines, scenarios, promises and comparisons, over generated rulebooks and carts."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.engine import Receipt, price
from promocalc.money import decimal, minor_units
from promocalc.rules.protection import Protection
from promocalc.rules.refund import Refund
from promocalc.rules.rulebook import Rulebook
from promocalc.timeline import Return, Timeline, Variant, compare, promises, refund, scenarios, timeline
from tests.generate import cases

Case = tuple[Cart, Rulebook]

POLICIES = (
    None,
    Refund(),
    Refund.model_validate({"within": 7, "binds": "20%", "postage": "never"}),
    Refund.model_validate({"within": 1, "after": "order", "binds": "1/3"}),
    Refund.model_validate({"within": 14, "after": "payment", "deposit": "back"}),
)
PROTECTIONS = (None, Protection(within=15), Protection(within=1, after="receipt"))


@st.composite
def dated(draw: st.DrawFn) -> tuple[Receipt, Timeline]:
    """A receipt under some policy, with its timeline; the goods may have come some days after it was paid."""
    cart, book = draw(cases())
    policies = {"refund": draw(st.sampled_from(POLICIES)), "protection": draw(st.sampled_from(PROTECTIONS))}
    receipt = price(cart, book.model_copy(update=policies))
    paid = receipt.balance_at or receipt.at
    days = draw(st.sampled_from((None, 0, 3, 30)))
    received = None if paid is None or days is None else paid + timedelta(days=days)
    return receipt, timeline(receipt, received)


@given(dated())
def test_payments_sum_to_the_receipt(case: tuple[Receipt, Timeline]) -> None:
    receipt, got = case
    assert sum(window.pay for window in got.windows) == sum(one.amount for one in receipt.payments) == receipt.pay


@given(dated())
def test_nobody_gets_more_back_than_was_paid_and_the_law_never_gives_less_than_the_terms(
    case: tuple[Receipt, Timeline],
) -> None:
    for phase in case[1].phases:
        assert 0 <= phase.back.terms <= phase.back.paid
        assert phase.back.law is None or phase.back.terms <= phase.back.law <= phase.back.paid


@given(dated())
def test_phases_follow_each_other_without_a_gap_and_without_going_back(case: tuple[Receipt, Timeline]) -> None:
    phases = case[1].phases
    assert phases[0].begins is None
    for before, after in pairwise(phases):
        assert before.ends == after.begins
    assert all(one.begins < one.ends for one in phases if one.begins is not None and one.ends is not None)


@given(dated())
def test_every_known_end_of_a_window_is_a_moment_of_the_line(case: tuple[Receipt, Timeline]) -> None:
    got = case[1]
    ends = {at for window in got.windows for at in (window.opens, window.closes) if at is not None}
    moments = [one.at for one in got.moments]
    assert moments == sorted(set(moments))
    assert ends <= set(moments)
    assert all(one.opens < one.closes for one in got.windows if one.opens is not None and one.closes is not None)


@given(dated())
def test_the_same_receipt_has_the_same_timeline(case: tuple[Receipt, Timeline]) -> None:
    receipt, got = case
    again = timeline(receipt, got.received)
    assert (again.windows, again.moments, again.findings) == (got.windows, got.moments, got.findings)


@given(dated())
def test_what_comes_back_of_everything_is_what_a_refund_of_everything_gives(case: tuple[Receipt, Timeline]) -> None:
    receipt, got = case
    if receipt.deposits and receipt.balance_at is None:
        return  # nobody knows which of the two has been paid
    goods = [Return(line.id) for line in receipt.lines if line.kind == "goods" and line.added_by is None]
    for phase in got.phases:
        if phase.stage in ("deposit", "paid", "received") and phase.begins is not None and goods:
            back = refund(receipt, goods, at=phase.begins, received=got.received)
            assert (back.cash, back.stage) == (phase.back.terms, phase.stage)


@given(cases(), st.sampled_from(POLICIES))
def test_scenarios_agree_with_the_receipt_and_with_each_other(case: Case, policy: Refund | None) -> None:
    cart, book = case[0], case[1].model_copy(update={"refund": policy})
    order, got = price(cart, book), scenarios(cart, book)
    assert got.scenarios[0].paid == order.pay
    with_goods = [one for one in got.scenarios if one.gets_goods]
    assert min(one.more for one in with_goods if one.more is not None) == 0
    assert all(one.best is (one.more == 0) for one in with_goods)
    for one in got.scenarios:
        assert 0 <= one.lost <= one.deposit
        assert one.lost_law is None or 0 <= one.lost_law <= one.lost


@given(cases(), st.sampled_from(POLICIES))
def test_at_the_break_even_the_deposit_is_neither_better_nor_worse(case: Case, policy: Refund | None) -> None:
    got = scenarios(case[0], case[1].model_copy(update={"refund": policy}))
    for one in (got.terms, got.law):
        if one is not None and one.needed is not None:
            presale, stock = got.of("presale"), got.of(one.against)
            assert presale is not None
            assert stock is not None
            assert 0 < one.needed < 1
            with_it = one.needed * presale.paid + (1 - one.needed) * one.lost
            assert with_it == one.needed * stock.paid


@given(cases(), st.integers(1, 40))
def test_a_falling_price_leaves_the_deposit_as_it_was_paid(case: Case, percent: int) -> None:
    cart, book = case
    order = price(cart, book)
    fallen = {line.id: _lowered(line.unit_price, percent, cart.currency) for line in cart.lines}
    got = scenarios(cart, book, prices=fallen).of("presale_fallen")
    if got is not None and got.receipt is not None:
        before = {line.id: line.deposit for line in order.lines}
        for line in got.receipt.lines:
            # Goods that cost less by now than was paid on them are paid for.
            assert line.deposit == before.get(line.id, 0) or line.pay == line.deposit < before[line.id]


def _lowered(amount: Decimal, percent: int, currency: str) -> Decimal:
    return decimal(minor_units(amount, currency) * (100 - percent) // 100, currency)


@given(cases())
def test_a_promise_kept_never_makes_it_dearer_than_the_sum_says(case: Case) -> None:
    receipt = price(*case)
    got = promises(receipt)
    assert got.certain == receipt.pay
    assert 0 <= got.kept <= got.kept_pay
    if not got.promised and not got.benefits:
        assert got.kept == got.certain
    assert got.expected is None or isinstance(got.expected, (int, Fraction))


@given(cases(), cases())
def test_the_rows_of_a_comparison_come_to_what_is_paid(case: Case, other: Case) -> None:
    got = compare(case[0], case[1], [Variant("own"), Variant("other", other[1])])
    for at, one in enumerate(got.variants):
        if one.receipt is None:
            assert one.problems
        else:
            assert (got.marked[at] or 0) + sum(row.amounts[at] or 0 for row in got.rules) == one.receipt.pay
    assert got.variants[0].receipt is not None
