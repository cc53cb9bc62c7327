"""Equations say what the engine says, at every price, and nothing more."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from promocalc.counting import full_sets
from promocalc.engine.bind import bind
from promocalc.engine.grain import Detail
from promocalc.engine.plan import Plan, shape_of
from promocalc.engine.price import Pricer, price
from promocalc.engine.run import interpret
from promocalc.files.load import read_cart, read_rulebook
from promocalc.formula.equations import Equations, equations, equations_of
from promocalc.formula.naming import Role, roles
from promocalc.formula.opened import place_of
from promocalc.formula.question import Question
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import Held, LinePrice, LineQuantity, RuleNumber, Spend, Unknown
from promocalc.money import Odd
from promocalc.numbers.formula import MOST_SETS, Expression, Formula, NotExpressible
from promocalc.numbers.formula_text import value_of
from promocalc.numbers.record import BranchedOnAmount
from tests.formula_reader import read
from tests.matrix import KINDS, book_of, carts

ROWS = 8
UNSAID: dict[str, str] = {
    "rules: {r: {on: {price: {below: 50}}, sets: {of: 2, distinct: colour}, each: set, take: {off: 5}}}": (
        "prices decide how many sets of different values there are, of more than 24"
    ),
    "rules: {r: {sets: {of: 2}, each: set, take: {off: 1}}, s: {sets: {of: 3}, each: set, take: {off: 1}}}": (
        "it takes more than 20000 operations"
    ),
}
"""What equations cannot say of two hundred pieces in sixteen lines, and why. They can say every kind of the matrix."""


Opened = tuple[Plan, list[int], dict[int, Unknown]]
"""A plan, its inputs, and which of them are left open."""


@cache
def opened(kind: str, detail: Detail) -> list[Opened]:
    """Every cart of the matrix under every reading of a kind."""
    found = []
    for cart in carts():
        pricer = Pricer(book_of(kind), cart.shopper, cart.at)
        for programme in pricer.programmes:
            plan = bind(programme, shape_of(cart, programme), detail=detail)
            found.append((plan, plan.inputs_of(cart, frozenset()), all_of(plan)))
    return found


def all_of(plan: Plan) -> dict[int, Unknown]:
    """The prices of all goods, and all balances."""
    unknowns: dict[int, Unknown] = {
        at: LinePrice(line.id) for at, line in enumerate(plan.lines[: plan.goods]) if line.kind == "goods"
    }
    for at, cell in enumerate(plan.programme.cells, plan.goods):
        if cell.source == "balance":
            unknowns[at] = Held(cell.name)
    return unknowns


def rows(inputs: list[int], unknowns: dict[int, Unknown], dice: random.Random) -> list[list[int]]:
    """The cart itself, and others whose prices and balances differ."""
    found = [inputs]
    for _ in range(ROWS - 1):
        drawn = [dice.choice((one, 0, 1, dice.randrange(1 + 3 * one), dice.randrange(50_000))) for one in inputs]
        found.append([drawn[at] if at in unknowns else one for at, one in enumerate(inputs)])
    return found


def by_hand(told: Equations) -> Callable[[list[int]], list[int | None]]:
    """A function from inputs to every register, as a reader of the equations gets it; None where they say nothing."""
    places = [place_of(told.plan, one.unknown) for one in told.open]
    worked = read(told.text.splitlines())

    def registers(row: list[int]) -> list[int | None]:
        known = worked({one.symbol: row[at] for one, at in zip(told.open, places, strict=True)})
        return [known.get(one) if isinstance(one, str) else one for one in told.registers]

    return registers


@pytest.mark.parametrize("kind", KINDS)
def test_every_register_of_every_kind_is_what_the_equations_say(kind: str) -> None:
    dice = random.Random(kind)
    for plan, inputs, unknowns in opened(kind, "lines"):
        worked = by_hand(equations_of(plan, inputs, unknowns, every=True))
        for row in rows(inputs, unknowns, dice):
            assert worked(row) == list(interpret(plan, row))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_paid_needs_no_other_equations(kind: str) -> None:
    dice = random.Random(kind)
    for plan, inputs, unknowns in opened(kind, "pay"):
        worked = by_hand(equations_of(plan, inputs, unknowns))
        for row in rows(inputs, unknowns, dice):
            assert worked(row)[plan.pay] == interpret(plan, row)[plan.pay]


def test_what_cannot_be_said_is_told_with_its_reason() -> None:
    lines = "".join(
        f"  - {{id: l{at}, price: {7 + at}, quantity: 13, attributes: {{colour: c{at}}}}}\n" for at in range(16)
    )
    cart = read_cart(f"cart: many\nlines:\n{lines}")
    told = {}
    for text in UNSAID:
        rules = "r, s" if " s: " in text else "r"
        with pytest.raises(NotExpressible) as raised:
            equations(Subject(cart, read_rulebook(f"rulebook: many\n{text}\nprice: [{rules}]\n")))
        told[text] = raised.value.why
    assert told == UNSAID


SHOP = """\
cart: shop
lines:
  - {id: coat, price: 199.00, quantity: 1, store: A}
  - {id: socks, price: 9.90, quantity: 3, store: A}
  - {id: vase, price: 88.00, store: B}
"""
BOOK = """\
rulebook: shop
rules:
  coupon: {per: store, from: 199, take: {off: 20}}
  across: {take: {off: 50, every: 300}}
  member: {take: {off: 5%}, cap: {order: 30}}
price: [coupon, across, member]
"""


def shop(text: str = BOOK) -> Equations:
    return equations(Subject(read_cart(SHOP), read_rulebook(text)))


def test_equations_read_as_the_rules_do() -> None:
    assert shop().text.splitlines() == [
        "measured1 = p1 + 3 * p2",
        "wanted1 = 2000 if measured1 >= 19900 else 0",
        "wanted2 = 2000 if p3 >= 19900 else 0",
        "measured2 = measured1 - wanted1 + p3 - wanted2",
        "wanted3 = 5000 * (measured2 // 30000)",
        "measured3 = measured2 - wanted3",
        "wanted4 = (2 * measured3 + 20) // 40",
        "ordered1 = min(wanted4, 3000)",
        "pay = measured3 - ordered1",
    ]


def test_every_equation_says_what_it_is() -> None:
    told = {one.symbol: one.role for one in shop().equations}
    assert told == {
        "measured1": Role("measured", "coupon", "A"),
        "wanted1": Role("wanted", "coupon", "A"),
        "wanted2": Role("wanted", "coupon", "B"),
        "measured2": Role("measured", "across"),
        "wanted3": Role("wanted", "across"),
        "measured3": Role("measured", "member"),
        "wanted4": Role("wanted", "member"),
        "ordered1": Role("ordered", "member"),
        "pay": Role("pay"),
    }
    ordered = shop().equations[-2]
    assert {role.what for role in ordered.also} == {"granted", "shares", "kept", "taken"}


def test_the_last_equation_is_what_the_receipt_asks() -> None:
    told = shop()
    assert told.equations[-1].symbol == "pay"
    assert told.pay == price(read_cart(SHOP), read_rulebook(BOOK)).pay


def test_with_lines_there_is_an_equation_for_each_of_them() -> None:
    told = equations(Subject(read_cart(SHOP), read_rulebook(BOOK)), detail="lines")
    lines = [one for one in told.equations if one.role.what == "line"]
    assert [one.role.line for one in lines] == ["coat", "socks", "vase"]
    assert sum(one.value for one in lines) == told.pay


def test_only_what_is_asked_for_is_left_open() -> None:
    told = equations(Subject(read_cart(SHOP), read_rulebook(BOOK)), [LinePrice("vase")])
    assert [(one.symbol, one.unknown, one.value) for one in told.open] == [("p1", LinePrice("vase"), 8800)]
    assert told.pay == shop().pay


def test_nothing_left_open_is_one_number() -> None:
    told = equations(Subject(read_cart(SHOP), read_rulebook(BOOK)), [])
    assert told.text == f"pay = {shop().pay}"


def test_a_price_that_nothing_changes_is_itself() -> None:
    one = read_cart("cart: one\nlines: [{id: a, price: 12.34}]\n")
    told = equations(
        Subject(one, read_rulebook("rulebook: none\nrules: {r: {when: {member: gold}, take: {off: 1}}}\nprice: r\n"))
    )
    assert told.text == "pay = p1"
    assert told.pay == 1234


def test_what_a_cart_comes_to_may_stay_open_and_equals_exact_wherever_it_goes() -> None:
    subject = Subject(read_cart(SHOP), read_rulebook(BOOK))
    told, asked = equations(subject, [Spend("vase")]), Question(subject, Spend("vase"))
    assert (told.open[0].value, told.pay) == (asked.least + 88_00, shop().pay)
    worked = read(told.text.splitlines())
    for more in (0, 1, 99, 10_000, 19_999, 20_000, 123_456):
        assert worked({"p1": asked.least + more})["pay"] == asked.receipt(asked.least + more).pay


def test_what_a_cart_comes_to_and_a_price_in_it_cannot_both_stay_open() -> None:
    with pytest.raises(NotExpressible, match="spend:vase"):
        equations(Subject(read_cart(SHOP), read_rulebook(BOOK)), [Spend("vase"), LinePrice("coat")])


def test_what_is_not_in_the_cart_cannot_be_left_open() -> None:
    with pytest.raises(NotExpressible, match="price:hat"):
        equations(Subject(read_cart(SHOP), read_rulebook(BOOK)), [LinePrice("hat")])


def test_an_expression_refuses_to_be_looked_at() -> None:
    amount = Formula(1).unknown()
    for look in (
        bool,
        int,
        list,
        hash,
        lambda a: a == 1,
        lambda a: a != 1,
        lambda a: bool(a + 1 >= 2),
        lambda a: 3 // a,
    ):
        with pytest.raises(TypeError):
            look(amount)
    with pytest.raises(BranchedOnAmount):
        amount * amount


def test_a_sum_of_prices_is_never_below_nothing_and_nobody_asks() -> None:
    n = Formula(1)
    first, second = n.unknown(), n.unknown()
    assert (first + second >= 0) is True
    assert (first < 0) is False
    assert n.most(first + second, 0) is n.total([first, second])


def test_what_a_choice_cannot_change_is_not_asked() -> None:
    n = Formula(1)
    held = n.unknown() >= 100
    chosen = n.choose(held, 0, 10)
    assert n.same(chosen, 5) is False
    assert (chosen <= 10) is True
    assert (n.choose(held, 3, 7) >= 3) is True
    assert (n.choose(held, 3, 7) > 7) is False
    assert n.same(chosen, 0) is held
    assert (chosen >= 5) is n.negate(held)


def test_of_a_sum_nothing_is_left_that_another_term_takes_off() -> None:
    n = Formula(1)
    first, second, third = (n.unknown() for _ in range(3))
    assert n.total([first, 3 - first]) == 3
    assert n.total([second - first, first]) is second
    assert n.total([third - second, second - first, first]) is third
    assert n.total([first, second - first, third]) is second + third
    assert n.total([first, second - first, first]) is second + first
    assert n.total([first, first, second - first]) is first + second
    kept = n.total([first + 1, second - first])
    known = {first.number: 7, second.number: 4}
    assert _value(kept, known) == 5
    assert kept.low is None or kept.low <= 5


@pytest.mark.parametrize("picked", [0, 1, 2, 3])
def test_pieces_that_a_rule_leaves_alone_are_not_added_and_taken_off_again(picked: int) -> None:
    rules = f"rulebook: t\nrules: {{r: {{pick: {{cheapest: {picked}}}, take: {{off: 10%}}}}}}\nprice: r\n"
    rules = rules.replace("pick: {cheapest: 0}, ", "")
    subject = Subject(read_cart("cart: c\nlines: [{id: a, price: 30.00, quantity: 3}]\n"), read_rulebook(rules))
    for unknown in (RuleNumber("r", "off", "rate"), LinePrice("a"), LineQuantity("a")):
        told = equations(subject, [unknown])
        assert "part" not in told.text
        worked, question = read(told.text.splitlines()), Question(subject, unknown)
        for value in (1, 2, 3, 7, 999, 1_000):
            assert worked({"p1": value})["pay"] == question.receipt(value).pay


def test_what_comes_off_within_what_there_is_leaves_no_question() -> None:
    n = Formula(1)
    price_ = n.unknown()
    part = n.quotient(price_ * 6 + 20, 40)
    assert n.least(part, price_) is part
    threshold = n.choose(price_ >= 19_900, 2_000, 0)
    assert n.most(price_ - threshold, 0) is price_ - threshold
    beyond = n.choose(price_ >= 1_900, 2_000, 0)
    assert n.least(beyond, price_).op == "least"


def test_a_rate_needs_no_cap_where_it_never_exceeds_what_it_is_of() -> None:
    free = 0
    for factor, more, by, unit in itertools.product((1, 2, 3, 4, 5), (0, 1, 3, 4, 5, 9), (1, 2, 3, 4), (1, 2, 5)):
        n = Formula(1)
        price_ = n.unknown()
        part = n.quotient(price_ * factor + more, by) * unit
        exceeds = any((one * factor + more) // by * unit > one for one in range(60))
        if n.least(part, price_) is part:
            free += 1
            assert not exceeds, (factor, more, by, unit)
    assert free > 20


def test_a_share_is_clipped_only_where_it_may_exceed_its_weight() -> None:
    n = Formula(1)
    weights = [n.unknown(), n.unknown()]
    total = n.least(500, n.total(weights))
    for odd in Odd:
        one, _ = n.share(total, weights, odd)
        free = n.least(one, weights[0]) is one
        assert free == (odd in (Odd.LARGEST, Odd.FIRST, Odd.CARRY))


def test_sets_of_different_values_are_counted_where_there_are_few() -> None:
    n = Formula(1)
    price_ = n.unknown()
    below = [n.choose(price_ < bound, count, 0) for bound, count in ((50, 5), (40, 3), (30, 3))]
    sets = n.full_sets(below, 2)
    found = {at: _value(sets, {price_.number: at}) for at in (20, 30, 40, 50)}
    assert found == {at: full_sets([5 * (at < 50), 3 * (at < 40), 3 * (at < 30)], 2) for at in found}
    with pytest.raises(NotExpressible):
        n.full_sets([price_, 1], 2)
    with pytest.raises(NotExpressible):
        n.full_sets([n.choose(price_ < 50, 2 * MOST_SETS + 2, 0), 0], 2)


def _value(amount: Any, known: dict[int, int]) -> Any:
    """What an expression comes to, from the values of its symbols."""
    if isinstance(amount, int):
        return amount
    if amount.number not in known:
        inner = {arg.number: _value(arg, known) for arg in amount.args if isinstance(arg, Expression)}
        return value_of(amount, inner)
    return known[amount.number]


def test_equations_that_nobody_would_read_are_not_made() -> None:
    n = Formula(1, most=3)
    prices = [n.unknown(), n.unknown(), n.unknown()]
    with pytest.raises(NotExpressible, match="more than 3 operations"):
        n.total(prices)


def test_every_register_has_a_role() -> None:
    for kind in KINDS:
        for plan, _, _ in opened(kind, "lines"):
            assert set(roles(plan)) == set(range(plan.size))


def test_a_condition_that_is_written_more_than_once_is_named_after_what_it_decides() -> None:
    text = """\
rulebook: shop
rules: {r: {needs: [{at_least: 99}, {at_most: 900}], each: line, take: {off: 10%}}}
price: r
"""
    told = shop(text)
    named = [one for one in told.equations if one.role == Role("passes", "r")]
    assert [(one.text, one.value) for one in named] == [
        ("1 if measured1 >= 9900 and measured1 <= 90000 else 0", 1),
    ]
    assert type(named[0].value) is int
