"""Curves: what is paid at every price of a range, the laws it follows, and where it turns against the shopper."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from promocalc.cart import Cart
from promocalc.engine.price import Pricer
from promocalc.files.load import read_cart, read_rulebook
from promocalc.formula import curve as curves
from promocalc.formula.cliffs import cliffs, dominated
from promocalc.formula.curve import Curve, EngineDiffers, Interval, compared, curve
from promocalc.formula.law import law_at
from promocalc.formula.question import CHUNK, NotInCart, Question
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import Held, LinePrice, Spend
from tests.benchmarks.carts import example
from tests.matrix import KINDS, book_of, carts

CART = """\
cart: three
lines:
  - {id: a, store: A, price: 40.00}
  - {id: b, store: A, price: 25.50, quantity: 3}
  - {id: c, store: B, price: 9.99}
wallet: {balances: {purse: 12.00, beans: 500}}
"""


def asked(rules: str, unknown: LinePrice | Spend | Held, cart: str = CART) -> Question:
    return Question(Subject(read_cart(cart), read_rulebook(f"rulebook: small\ncurrency: CNY\n{rules}\n")), unknown)


def double11() -> Question:
    return Question(Subject(*example()), Spend("1"))


def agrees(found: Curve) -> None:
    """Every law with everything that is paid, and some prices with the engine."""
    for piece in found.pieces:
        for x in range(piece.start, piece.end + 1):
            assert piece.law is None or piece.law.at(x) == found.at(x)
    for x in {found.start, found.end, *(piece.start for piece in found.pieces)}:
        assert found.question.receipt(x).pay == found.at(x)
        assert found.question.receipt(x).marked == found.marked(x)
    starts = [piece.start for piece in found.pieces]
    assert starts == [found.start, *(piece.end + 1 for piece in found.pieces[:-1])]
    assert found.pieces[-1].end == found.end


# --- the shipped campaign ---------------------------------------------------------------------------------


def test_the_cliffs_of_the_shipped_campaign_are_where_its_coupon_reaches_the_next_step() -> None:
    found = curve(double11(), 1_200_00, 1_800_00)
    assert [cliff.at for cliff in cliffs(found)] == [1_280_00, 1_580_00]
    assert [(cliff.before, cliff.pay) for cliff in cliffs(found)] == [(1_041_11, 991_12), (1_291_11, 1_241_12)]
    assert [(run.start, run.end, run.better) for run in dominated(found)] == [
        (1_230_01, 1_279_99, 1_280_00),
        (1_530_01, 1_579_99, 1_580_00),
    ]
    agrees(found)


def test_one_minor_unit_more_saves_fifty() -> None:
    found = curve(double11(), 1_579_99, 1_580_00)
    assert found.at(1_579_99) == 1_291_11
    assert found.at(1_580_00) == 1_241_12
    assert found.marginal(1_579_99) == -49_99
    assert found.pieces[1].jump == -50_00
    assert not found.pieces[1].bends


def test_the_laws_of_the_shipped_campaign_are_written_out() -> None:
    found = curve(double11(), 1_200_00, 1_800_00)
    assert [(str(piece.law), piece.slope) for piece in found.pieces] == [
        ("x - 23888", 1),
        ("x - 28888", 1),
        ("x - 33888", 1),
    ]
    assert found.piece(1_400_00) is found.pieces[1]
    assert found.next_jump(1_280_00) == 1_580_00
    assert found.next_jump(1_580_00) is None


def test_discounts_are_exact_and_the_engine_says_so_too() -> None:
    found = curve(double11(), 1_200_00, 1_800_00)
    best, worst = found.best_discount, found.worst_discount
    assert best is not None
    assert worst is not None
    assert (best.rate, best.where) == (Fraction(288_88, 1_280_00), (Interval(1_280_00, 1_280_00),))
    assert (worst.rate, worst.where) == (Fraction(288_88, 1_579_99), (Interval(1_579_99, 1_579_99),))
    fifth = found.discount_at_least(Fraction(1, 5))
    assert fifth == (Interval(1_280_00, 1_444_40), Interval(1_580_00, 1_694_40))
    assert found.where(lambda _, pays: pays < 992_00)[-1] == Interval(1_280_00, 1_280_87)


def test_what_the_other_coupon_would_change_is_an_interval() -> None:
    cart, book = example()
    other = Question(
        Subject(cart.model_copy(update={"choices": cart.choices.model_copy(update={"use": ("R6",)})}), book), Spend("1")
    )
    mine, theirs = (curve(one, 1_300_00, 1_500_00) for one in (double11(), other))
    less = compared(theirs, mine)
    assert [theirs.at(x) < mine.at(x) for x in range(1_300_00, 1_500_01)] == [
        any(start <= x <= end for start, end in less) for x in range(1_300_00, 1_500_01)
    ]
    with pytest.raises(ValueError, match="ranges"):
        compared(mine, curve(other, 1_300_00, 1_500_01))


# --- laws ---------------------------------------------------------------------------------------------------


def test_a_rate_is_one_law_however_it_is_rounded() -> None:
    for mode in ("half_up", "half_down", "half_even", "up", "down"):
        rules = f"rules: {{r: {{on: {{id: a}}, take: {{off: 15%}}, round: {{mode: {mode}}}}}}}\nprice: r"
        found = curve(asked(rules, LinePrice("a")), 0, 3_000)
        assert [piece.slope for piece in found.pieces] == [Fraction(17, 20)]
        agrees(found)


def test_a_law_is_written_in_its_simplest_form() -> None:
    law = law_at(asked("rules: {r: {on: {id: a}, take: {off: 15%}}}\nprice: r", LinePrice("a")), 1_234)
    assert law.text == "x - floor((3*x + 10)/20) + 8649"
    assert (law.slope, law.offset) == (Fraction(17, 20), 86_49 - Fraction(1, 2))
    assert law.rounds


def test_a_cap_bends_the_curve_and_does_not_make_it_jump() -> None:
    found = curve(asked("rules: {r: {on: {id: a}, take: {off: 10%}, cap: 5}}\nprice: r", LinePrice("a")), 0, 100_00)
    assert [(piece.slope, piece.bends) for piece in found.pieces] == [(Fraction(9, 10), False), (1, True)]
    assert found.next_jump(0) is None


def test_a_share_that_is_taken_from_a_part_only_has_no_slope() -> None:
    """The share of one line is all that is refused, so what is paid depends on how the amount was divided."""
    rules = "rules: {r: {take: {off: 60}, share: {by: marked}, floor: 9}}\nprice: r"
    found = curve(asked(rules, LinePrice("a")), 20_00, 60_00)
    assert any(piece.law is not None and piece.slope is None and "share(" in piece.law.text for piece in found.pieces)
    agrees(found)


def test_a_law_of_shares_that_are_all_kept_does_not_mention_them() -> None:
    found = curve(asked("rules: {r: {take: {off: 10.01}}}\nprice: r", LinePrice("b")), 20_00, 60_00)
    assert [str(piece.law) for piece in found.pieces] == ["3*x + 3998"]


def test_a_formula_says_what_the_curve_says() -> None:
    sympy = pytest.importorskip("sympy")
    x = sympy.Symbol("x", integer=True)
    for question in (
        double11(),
        asked("rules: {r: {from: 50, take: {off: 12.5%}}, s: {take: {off: 7, every: 30}}}\nprice: [r, s]", Spend("a")),
    ):
        found = curve(question, question.least, question.least + 2_000_00)
        formula = found.piecewise(x)
        assert isinstance(formula, sympy.Piecewise)
        for at in range(found.start, found.end, 9_973):
            assert formula.subs(x, at) == found.at(at)


def test_too_many_pieces_end_in_one_without_a_law(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(curves, "MOST_LAWS", 3)
    found = curve(asked("rules: {r: {take: {off: 1, every: 10}}}\nprice: r", Spend("a")), 100_00, 200_00)
    assert len(found.pieces) == 4
    assert (found.pieces[3].law, found.pieces[3].slope, found.pieces[3].end) == (None, None, 200_00)
    agrees(found)


def test_a_piece_without_a_law_stays_unsaid_in_a_formula(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sympy")
    question = asked("rules: {r: {take: {off: 1, every: 10}}}\nprice: r", Spend("a"))
    assert "pay(x)" not in str(curve(question, 100_00, 200_00).piecewise())
    monkeypatch.setattr(curves, "MOST_LAWS", 3)
    assert "pay(x)" in str(curve(question, 100_00, 200_00).piecewise())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_rule_has_a_curve(kind: str) -> None:
    for cart in carts():
        found = curve(Question(Subject(cart, book_of(kind)), LinePrice("b")), 79_70, 80_20)
        agrees(found)
        assert all(found.question.receipt(x).pay == found.at(x) for x in range(79_70, 80_20, 9))


# --- other unknowns, other ends -----------------------------------------------------------------------------


def test_a_balance_may_be_what_moves() -> None:
    question = asked("rules: {r: {take: {off: 100%}, use: {balance: purse}}}\nprice: r", Held("purse"))
    found = curve(question, 0, 150_00)
    assert [str(piece.law) for piece in found.pieces] == ["-x + 12649", "0"]
    assert found.marked(7) == 126_49
    agrees(found)


def test_points_may_be_what_moves() -> None:
    rules = "rules: {r: {take: {off: 100%}, use: {balance: beans, unit: 0.005, step: 1000}}}\nprice: r"
    found = curve(asked(rules, Held("beans", "points")), 0, 30_000)
    assert found.at(2_999) == 126_49 - 10_00
    agrees(found)


def test_a_balance_that_nobody_asks_for_changes_nothing() -> None:
    found = curve(asked("rules: {r: {take: {off: 10}}}\nprice: r", Held("purse")), 0, 100)
    assert [str(piece.law) for piece in found.pieces] == ["11649"]
    assert cliffs(found) == dominated(found) == ()


def test_prices_of_several_pieces_move_together() -> None:
    found = curve(asked("rules: {r: {pick: {dearest: 2}, take: {off: 10%}}}\nprice: r", LinePrice("b")), 0, 100_00)
    assert found.marked(10) == 40_00 + 9_99 + 30
    agrees(found)


def test_of_two_that_may_not_meet_the_better_stands_at_each_price() -> None:
    rules = """\
rules: {a: {take: {off: 20}}, r: {take: {off: 10%}}}
price: [a, r]
exclude: [{these: [a], not_with: [r], keep: best}]"""
    found = curve(asked(rules, Spend("a")), 150_00, 250_00)
    assert [piece.slope for piece in found.pieces] == [1, Fraction(9, 10)]
    agrees(found)


def test_a_deposit_is_settled_with_its_balance_where_one_is_made() -> None:
    rules = """\
rules:
  d: {from: 150, take: {deposit: 20, counts: 40, balance: {from: "2020-11-11T00:00:00+08:00"}}}
  r: {when: {window: {from: "2020-11-11T00:00:00+08:00"}}, take: {off: 5}}
price: [d, r]"""
    question = asked(rules, Spend("a"), "at: 2020-11-01T00:00:00+08:00\n" + CART)
    assert [way.apart for way in question.ways] == [True, False]
    found = curve(question, 86_49, 200_00)
    assert found.at(149_99) - found.at(150_00) == 24_99
    agrees(found)


def test_amounts_too_large_for_a_machine_word_come_out_right() -> None:
    question = asked("rules: {r: {take: {off: 15%}}, s: {take: {off: 3}}}\nprice: [r, s]", LinePrice("a"))
    for start in (10**18, 10**19, 10**30):
        found = curve(question, start, start + 300)
        agrees(found)
        best = found.best_discount
        assert best is not None
        assert best.rate == max(1 - Fraction(found.at(x), found.marked(x)) for x in range(start, start + 301))
        assert found.discount_at_least(best.rate) == best.where


def test_a_sweep_goes_in_any_order_and_over_any_number_of_tables() -> None:
    question = double11()
    some = [2_000_00, 538_70, 1_580_00, 1_579_99]
    assert [int(one) for one in question.sweep(some)] == [question.receipt(x).pay for x in some]
    many = question.sweep(range(538_70, 538_70 + CHUNK + 5))
    assert len(many) == CHUNK + 5
    assert int(many[CHUNK]) == question.receipt(538_70 + CHUNK).pay
    assert len(question.sweep(())) == 0


def test_the_cliffs_of_rounding_are_told_from_others() -> None:
    """15 % in whole tens, rounded up: each ten begun takes ten more off a price that rose by one."""
    rules = """\
rules: {r: {take: {off: 15%}, round: {unit: 0.10, mode: up}}, s: {take: {off: 5, every: 100}}}
price: [r, s]"""
    found = cliffs(curve(asked(rules, Spend("a")), 90_00, 250_00))
    assert {cliff.depth for cliff in found if cliff.of_rounding} == {9}
    steps = [cliff.depth for cliff in found if not cliff.of_rounding]
    assert steps == [4_99, 4_99, 4_99]  # the second step is reached, lost to one more ten off, and reached again
    penny = asked("rules: {r: {take: {off: 15%}, round: {unit: 0.02, mode: up}}}\nprice: r", Spend("a"))
    assert {(cliff.depth, cliff.of_rounding) for cliff in cliffs(curve(penny, 90_00, 250_00))} == {(1, True)}


def test_what_is_rounded_to_whole_hundreds_falls_by_as_much_and_is_a_cliff() -> None:
    """10 % off, the cut rounded down to whole hundreds, is 100 off at every 1,000: however it is written."""
    rounded = asked("rules: {r: {take: {off: 10%}, round: {unit: 100, mode: down}}}\nprice: r", Spend("a"))
    stepped = asked("rules: {r: {take: {off: 100, every: 1000}}}\nprice: r", Spend("a"))
    one, other = (cliffs(curve(some, 538_70, 3_000_00)) for some in (rounded, stepped))
    assert one == other
    assert [(cliff.at, cliff.depth, cliff.of_rounding) for cliff in one] == [
        (at, 99_99, False) for at in (1_000_00, 2_000_00, 3_000_00)
    ]


def test_a_question_about_what_is_not_there_is_refused() -> None:
    rules = "rules: {r: {take: {off: 10}}}\nprice: r"
    with pytest.raises(NotInCart):
        asked(rules, LinePrice("nowhere"))
    with pytest.raises(NotInCart):
        asked(rules, Spend("b"))  # three pieces
    with pytest.raises(ValueError, match="less than"):
        asked(rules, Spend("a")).cart(80_00)
    with pytest.raises(ValueError, match="less than"):
        asked(rules, Spend("a")).sweep([80_00])
    for start, end in ((10, 9), (-1, 5)):
        with pytest.raises(ValueError, match="range"):
            curve(asked(rules, LinePrice("a")), start, end)
    with pytest.raises(ValueError, match="between"):
        curve(asked(rules, LinePrice("a")), 5, 9).at(4)


def test_a_curve_that_the_engine_contradicts_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    found = curve(asked("rules: {r: {take: {off: 10}}}\nprice: r", LinePrice("a")), 0, 100_00)
    plain = Pricer.price

    def dearer(self: Pricer, cart: Cart, *rest: object) -> object:
        return plain(self, cart.model_copy(update={"lines": cart.lines[:1]}), *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Pricer, "price", dearer)
    with pytest.raises(EngineDiffers):
        found.where(lambda _, pays: pays > 50_00)


def test_the_cart_is_put_as_people_write_it() -> None:
    question = asked("rules: {r: {take: {off: 10}}}\nprice: r", LinePrice("a"))
    assert question.cart(1_234).lines[0].unit_price == Decimal("12.34")
