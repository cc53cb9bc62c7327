"""Break-even: from where on a discount is reached, when one is cheaper than the other, and where exactly they meet."""

from __future__ import annotations

from fractions import Fraction

import pytest

from promocalc.engine.price import Pricer
from promocalc.files.load import load_cart, load_rulebook
from promocalc.formula import breakeven
from promocalc.formula.asked import possible
from promocalc.formula.breakeven import Crossing, LawDiffers, beyond, cheaper_from, discount_from
from promocalc.formula.curve import MOST_PRICED, EngineDiffers, Interval, curve
from promocalc.formula.law import Law
from promocalc.formula.question import Question
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import LinePrice, LineQuantity, RuleNumber
from promocalc.numbers.along import MOVING
from tests.unit.test_curve import asked, double11

pytest.importorskip("numpy")

FIFTEEN = "rules: {r: {take: {off: 15%}}}\nprice: r"
FIFTEEN_ON_ONE = "rules: {r: {on: {id: a}, take: {off: 15%}}}\nprice: r"


# --- a discount -------------------------------------------------------------------------------------------


def test_a_fifth_off_begins_at_the_steps_of_the_coupon_and_ends_on_the_line_between_them() -> None:
    found = discount_from(curve(double11(), 1_200_00, 1_800_00), Fraction(1, 5))
    assert found.intervals == (Interval(1_280_00, 1_444_40), Interval(1_580_00, 1_694_40))
    assert found.crossings == (
        Crossing(1_279_99, 1_280_00, None, jump=True),
        Crossing(1_444_40, 1_444_41, Fraction(1_444_40), jump=False),
        Crossing(1_579_99, 1_580_00, None, jump=True),
        Crossing(1_694_40, 1_694_41, Fraction(1_694_40), jump=False),
    )
    assert found.onward is None


def test_both_sides_may_be_equal_between_two_prices() -> None:
    found = discount_from(curve(double11(), 1_200_00, 1_400_00), Fraction(22, 100))
    last = found.crossings[-1]
    assert (last.before, last.after, last.exact) == (1_313_09, 1_313_10, Fraction(1_444_400, 11))
    assert last.exact - 288_88 == Fraction(78, 100) * last.exact


def test_what_holds_at_the_end_of_the_range_holds_onward_from_its_last_beginning() -> None:
    found = discount_from(curve(double11(), 1_200_00, 1_600_00), Fraction(1, 5))
    assert found.onward == 1_580_00
    everywhere = discount_from(curve(double11(), 1_200_00, 1_600_00), Fraction(1, 10))
    assert (everywhere.intervals, everywhere.crossings) == ((Interval(1_200_00, 1_600_00),), ())
    assert everywhere.onward == 1_200_00


def test_a_discount_that_is_never_reached_has_no_answer() -> None:
    found = discount_from(curve(double11(), 1_200_00, 1_800_00), Fraction(1, 2))
    assert (found.intervals, found.crossings, found.onward) == ((), (), None)


def test_where_a_rate_is_rounded_whole_values_alone_decide() -> None:
    """A tenth of all, where 15 % of one line is taken off, in whole cents: it comes and goes before it stays."""
    found = discount_from(curve(asked(FIFTEEN_ON_ONE, LinePrice("a")), 0, 200_00), Fraction(1, 10))
    assert found.intervals == (Interval(172_90, 172_91), Interval(172_97, 173_01), Interval(173_04, 200_00))
    assert {(one.exact, one.jump, one.rounds) for one in found.crossings} == {(None, False, True)}
    assert found.onward == 173_04


def test_a_cart_marked_at_nothing_has_no_discount_but_where_it_begins_both_sides_are_equal() -> None:
    alone = "lines: [{id: a, price: 1}]\n"
    free = curve(asked("rules: {r: {take: {off: 3}}}\nprice: r", LinePrice("a"), alone), 0, 10_00)
    found = discount_from(free, Fraction(1, 2))
    assert found.intervals == (Interval(1, 6_00),)
    assert found.crossings == (
        Crossing(0, 1, Fraction(0), jump=False),
        Crossing(6_00, 6_01, Fraction(6_00), jump=False),
    )
    assert discount_from(free, Fraction(1)).crossings[0] == Crossing(0, 1, None, jump=False)


def test_a_discount_that_comes_and_goes_with_each_cent_is_answered_all_the_same() -> None:
    found = curve(asked(FIFTEEN, LinePrice("a")), 0, 20_000)
    answer = discount_from(found, Fraction(15, 100))
    assert len(answer.intervals) > MOST_PRICED
    assert all(one.rounds for one in answer.crossings)
    held = [x for one in answer.intervals for x in range(one.start, one.end + 1)]
    assert held == [x for x in range(20_001) if 100 * found.at(x) <= 85 * found.marked(x)]


def test_pieces_may_be_what_moves() -> None:
    rules = "rules: {r: {from: 100, take: {off: 20}}}\nprice: r"
    found = discount_from(curve(asked(rules, LineQuantity("b")), 1, 12), Fraction(15, 100))
    assert found.intervals == (Interval(2, 3),)  # 20.00 of 100.99, of 126.49; of 151.99 it is less
    assert found.crossings[0] == Crossing(1, 2, None, jump=True)
    assert found.crossings[1].exact == Fraction(40_00 + 9_99 - Fraction(20_00 * 100, 15), -25_50)


def test_a_number_of_a_rule_may_be_what_moves() -> None:
    rules = "rules: {r: {from: 100, take: {off: 20}}}\nprice: r"
    number = RuleNumber("r", "off", "money")
    found = discount_from(curve(asked(rules, number), 0, 50_00), Fraction(1, 5))
    assert found.onward == 25_30
    assert found.crossings == (Crossing(25_29, 25_30, Fraction(25_298, 10), jump=False),)


# --- one against another ------------------------------------------------------------------------------------


def test_a_fixed_price_is_cheaper_from_the_price_on_at_which_the_deduction_falls_short() -> None:
    to = curve(asked("rules: {r: {on: {id: a}, each: piece, take: {to: 30}}}\nprice: r", LinePrice("a")), 0, 100_00)
    off = curve(asked("rules: {r: {take: {off: 12.34}}}\nprice: r", LinePrice("a")), 0, 100_00)
    found = cheaper_from(to, off)
    assert found.intervals == (Interval(42_35, 100_00),)
    assert found.crossings == (Crossing(42_34, 42_35, Fraction(42_34), jump=False),)
    assert found.onward == 42_35
    assert cheaper_from(off, to).intervals == (Interval(0, 42_33),)
    assert cheaper_from(off, off).intervals == ()


def test_a_threshold_makes_one_cheaper_by_a_jump() -> None:
    step = curve(asked("rules: {r: {from: 150, take: {off: 40}}}\nprice: r", LinePrice("a")), 0, 150_00)
    rate = curve(asked(FIFTEEN, LinePrice("a")), 0, 150_00)
    found = cheaper_from(step, rate)
    assert found.intervals == (Interval(63_51, 150_00),)
    assert found.crossings == (Crossing(63_50, 63_51, None, jump=True),)


def test_curves_over_different_ranges_are_not_compared() -> None:
    one, other = (curve(asked(FIFTEEN, LinePrice("a")), 0, end) for end in (100, 101))
    with pytest.raises(ValueError, match="ranges"):
        cheaper_from(one, other)


@pytest.mark.parametrize("name", ["double11-example", "tmall-618-2018-presale", "jd-presale-2018"])
def test_shipped_carts_are_answered_about_their_prices(name: str) -> None:
    cart = load_cart(name)
    subject = Subject(cart, load_rulebook(cart.rulebook or name))
    unknown = next(one for one in possible(subject) if isinstance(one, LinePrice))
    found = curve(Question(subject, unknown), 1, 3_000_00)
    for part in (10, 20, 30):
        rate = Fraction(part, 100)
        answer = discount_from(found, rate)
        for one in answer.crossings:
            sides = [found.at(x) <= (1 - rate) * found.marked(x) for x in (one.before, one.after)]
            assert sorted(sides) == [False, True]
            assert one.exact is None or one.before <= one.exact <= one.after


# --- beyond the range -----------------------------------------------------------------------------------------


def test_the_last_law_says_where_a_discount_would_be_reached_beyond() -> None:
    found = curve(asked("rules: {r: {on: {id: a}, take: {off: 20%}}}\nprice: r", LinePrice("a")), 0, 50_00)
    about = beyond(found, Fraction(1, 10))
    assert about is not None
    assert abs(about - 86_49) <= 10  # a fifth of one line is a tenth of both where they are marked alike
    wider = discount_from(curve(found.question, 0, 100_00), Fraction(1, 10))
    assert any(abs(one.after - about) <= 10 for one in wider.crossings)


def test_there_is_nothing_beyond_what_is_reached_or_moves_away() -> None:
    fixed = curve(asked("rules: {r: {take: {off: 30}}}\nprice: r", LinePrice("a")), 0, 100_00)
    assert beyond(fixed, Fraction(1, 10)) is None  # reached at the end
    assert beyond(fixed, Fraction(9, 10)) is None  # the dearer, the less of it
    assert beyond(curve(asked(FIFTEEN, LinePrice("a")), 0, 100_00), Fraction(1, 5)) is None  # never


def test_there_is_nothing_beyond_a_hundred_percent() -> None:
    rate = curve(asked(FIFTEEN_ON_ONE, RuleNumber("r", "off", "rate")), 0, 20_00)
    about = beyond(rate, Fraction(1, 5))
    assert about is not None
    assert abs(about - 63_25) <= 2  # 126.49 in all, 40.00 of it with the discount: a fifth is 63.25 % of that line
    assert beyond(rate, Fraction(1, 2)) is None


def test_there_is_nothing_beyond_more_pieces_than_may_be_asked_about() -> None:
    pieces = curve(asked(FIFTEEN_ON_ONE, LineQuantity("a")), 1, 5)
    about = beyond(pieces, Fraction(14, 100))
    assert about is not None
    assert 30 < about < 31
    assert beyond(pieces, Fraction(1_499, 10_000)) is None


def test_a_law_that_is_no_line_says_nothing_of_what_is_beyond() -> None:
    rules = "rules: {r: {take: {off: 60}, share: {by: marked}, floor: 9}}\nprice: r"
    found = curve(asked(rules, LinePrice("a")), 20_00, 21_00)
    assert found.pieces[-1].slope is None
    assert beyond(found, Fraction(99, 100)) is None


# --- defects ----------------------------------------------------------------------------------------------------


def test_an_engine_that_says_otherwise_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only at a value outside of every interval, which the intervals' own check does not see."""
    found = curve(double11(), 1_200_00, 1_600_00)
    plain = Pricer.price
    monkeypatch.setattr(
        Pricer, "price", lambda self, cart, *rest: plain(self, _one_dearer_at(found.question, cart), *rest)
    )
    with pytest.raises(EngineDiffers, match="127999"):
        discount_from(found, Fraction(1, 5))


def _one_dearer_at(question: Question, cart: object) -> object:
    return question.cart(1_280_50) if cart == question.cart(1_279_99) else cart


def test_a_law_that_cannot_be_equal_at_a_border_is_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    found = curve(asked("rules: {r: {take: {off: 50}}}\nprice: r", LinePrice("a")), 0, 1_000_00)
    real = breakeven._paid
    monkeypatch.setattr(breakeven, "_paid", lambda law: real(Law(law.form.plus(MOVING).plus(500))))
    with pytest.raises(LawDiffers):
        discount_from(found, Fraction(1, 10))
