"""Where one is on a curve, what is asked there, and beside whom: without a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promocalc.explain.curve.range import USUAL
from promocalc.explain.problems.text import message
from promocalc.files.load import open_case, open_rulebook
from promocalc.formula.asked import possible, read_unknown
from promocalc.formula.question import Question
from promocalc.formula.unknowns import Unit
from promocalc.problems import ProblemGroup
from promocalc.tui.places import CLOSEST, Place, begun, typed_value
from promocalc.tui.session import Session
from promocalc.tui.whatif import Asked, Other, clipped, others, session_at, subject_of, work


def opened(name: str = "double11-example", **facts: str) -> Session:
    """A session on a shipped cart."""
    cart, rulebook = open_case(name)
    return Session.of(cart.value, rulebook.value, **facts)


def question(session: Session, unknown: str) -> Question:
    """What moves in it."""
    subject = subject_of(session)
    return Question(subject, read_unknown(unknown, subject))


@st.composite
def places(draw: st.DrawFn) -> Place:
    """Anywhere on any stretch."""
    least = draw(st.integers(0, 100_000))
    most = least + draw(st.integers(0, 10**6))
    low = draw(st.integers(least, most))
    high = draw(st.integers(low, min(most, low + USUAL - 1)))
    return Place(low, high, draw(st.integers(low, high)), least, most)


MOVES = st.tuples(st.sampled_from("mzac"), st.integers(-1, 1), st.integers(0, 10**6))
"""A move, closer or wider, a value, a column; and how far."""


def fits(place: Place) -> bool:
    """The cursor in the stretch, the stretch in what may be, and no more of it than is worked out at once."""
    inside = place.least <= place.low <= place.x <= place.high <= place.most
    return inside and place.high - place.low < USUAL


class TestAPlace:
    @given(
        places(), st.lists(st.tuples(st.sampled_from("mzag"), st.integers(-1, 1), st.integers(0, 10**6)), max_size=8)
    )
    def test_neither_the_cursor_nor_the_stretch_ever_leaves_what_may_be(
        self, place: Place, moves: list[tuple[str, int, int]]
    ) -> None:
        for kind, by, number in moves:
            match kind:
                case "m":
                    place = place.moved(by or 1, number % 90, (number, number + 7))
                case "z":
                    place = place.zoomed(out=by > 0)
                case "a":
                    place = place.at(place.x + by * number)
                case _:
                    place = place.in_column(number % 70, 70)
            assert fits(place)

    @given(places(), st.integers(1, 90))
    def test_a_move_goes_on_until_there_is_nothing_further(self, place: Place, cells: int) -> None:
        right, left = place.moved(1, cells), place.moved(-1, cells)
        assert right.x > place.x or (right == place and place.x == place.most)
        assert left.x < place.x or (left == place and place.x == place.least)

    @given(places(), st.integers(1, 90), st.lists(st.integers(0, 10**6), max_size=5))
    def test_no_stop_in_the_next_column_is_passed_over(self, place: Place, cells: int, stops: list[int]) -> None:
        after = place.moved(1, cells, stops)
        if (after.low, after.high) == (place.low, place.high):
            here, there = place.column(place.x, cells), place.column(after.x, cells)
            assert not [one for one in stops if place.x < one < after.x and here < place.column(one, cells) <= there]

    @given(places(), st.integers(1, 90))
    def test_a_column_holds_the_values_that_are_drawn_in_it(self, place: Place, cells: int) -> None:
        column = place.column(place.x, cells)
        held = place.values(column, cells)
        assert place.x in held
        assert {place.column(x, cells) for x in (held[0], held[-1])} == {column}
        outside = [x for x in (held[0] - 1, held[-1] + 1) if place.low <= x <= place.high]
        assert column not in {place.column(x, cells) for x in outside}

    @given(places())
    def test_closer_and_wider_keep_the_cursor_on_its_value(self, place: Place) -> None:
        closer, wider = place.zoomed(out=False), place.zoomed(out=True)
        assert closer.x == wider.x == place.x
        assert closer.high - closer.low <= max(place.high - place.low, CLOSEST)
        assert wider.high - wider.low >= place.high - place.low

    def test_it_goes_onto_round_values(self) -> None:
        place = Place(100_000, 200_000, 143_770, 0, 10**6)
        assert place.moved(1, 50).x == 144_000
        assert place.moved(-1, 50).x == 140_000

    def test_at_the_end_of_the_stretch_the_stretch_moves(self) -> None:
        place = Place(0, 100, 100, 0, 1_000)
        assert place.moved(1, 10).low == 50
        assert Place(0, 100, 100, 0, 100).moved(1, 10).x == 100, "not where there is nothing further"


class TestWhatIsTyped:
    place = Place(53_870, 250_000, 143_770, 53_870, 10**12)

    def typed(self, text: str, unit: Unit = "money", place: Place | None = None) -> int:
        return typed_value(text, unit, "CNY", place or self.place, lambda value: f"<{value}>")

    @pytest.mark.parametrize("text", ["1580", "1,580.00", "１５８０", " ¥1580 ", "￥1,580", "1580元"])
    def test_amounts_as_people_write_them(self, text: str) -> None:
        assert self.typed(text) == 158_000

    def test_percentages_with_and_without_their_sign(self) -> None:
        rates = Place(0, 10_000, 0, 0, 10_000)
        assert [self.typed(text, "rate", rates) for text in ("12.5%", "12.5", "1/8")] == [1_250] * 3

    def test_pieces_are_whole(self) -> None:
        pieces = Place(1, 12, 1, 1, 1_000)
        assert self.typed("1,000", "pieces", pieces) == 1_000
        with pytest.raises(ProblemGroup):
            self.typed("2.5", "pieces", pieces)

    @pytest.mark.parametrize("text", ["", "abc", "-5", "1580.005", "1580.0.0", "538.69", "99999999999999999999"])
    def test_what_is_no_value_is_refused_with_a_reason_in_both_languages(self, text: str) -> None:
        with pytest.raises(ProblemGroup) as refused:
            self.typed(text)
        (problem,) = refused.value.problems
        assert message(problem.trouble, "en") != message(problem.trouble, "zh")

    def test_what_is_too_little_is_told_the_least(self) -> None:
        with pytest.raises(ProblemGroup) as refused:
            self.typed("1")
        assert "<53870>" in message(refused.value.problems[0].trouble, "en")


class TestWhoElse:
    def test_those_who_are_the_same_but_for_their_name_are_one(self) -> None:
        assert [other.name for other in others(opened())] == ["new", "member"]

    def test_the_carts_own_shopper_is_another_while_somebody_else_buys(self) -> None:
        assert [other.name for other in others(opened(persona="new"))] == ["", "member"]

    def test_another_pays_what_the_cart_costs_that_shopper(self) -> None:
        session = opened()
        for other in others(session):
            there = Question(subject_of(session, other), question(session, "spend").unknown)
            one = opened(persona=other.name).receipt
            assert one is not None
            assert there.receipt(143_770).pay == one.pay

    def test_another_rulebook_prices_the_same_cart(self) -> None:
        rulebook = open_rulebook("tmall-double11-2019").value
        subject = subject_of(opened(), Other("rulebook", rulebook.name, rulebook))
        assert (subject.rulebook, subject.cart.lines) == (rulebook, opened().cart.lines)


class TestTheReceiptThere:
    @pytest.mark.parametrize("name", ["double11-example", "tmall-double11-2019-presale", "jd-beans"])
    def test_it_is_the_engines_own_whatever_moves(self, name: str) -> None:
        session = opened(name)
        for unknown in possible(subject_of(session)):
            asked = Question(subject_of(session), unknown)
            place, now = begun(asked)
            for value in (now, place.low, place.at(now + 12_345).x):
                receipt = session_at(session, asked, value).receipt
                assert receipt is not None
                assert receipt.pay == asked.receipt(value).pay, unknown

    def test_at_the_present_value_it_is_the_carts(self) -> None:
        session = opened(persona="member")
        for unknown in possible(subject_of(session)):
            asked = Question(subject_of(session), unknown)
            there, here = session_at(session, asked, begun(asked)[1]).receipt, session.receipt
            assert there is not None
            assert here is not None
            assert there.pay == here.pay, unknown


class TestWorkingItOut:
    def asked(self, other: Other | None = None, unknown: str = "spend") -> Asked:
        session = opened()
        found = question(session, unknown)
        return Asked.of(session, found.unknown, begun(found)[0].at(143_770), other)

    def test_two_curves_over_one_range(self) -> None:
        worked = work(self.asked(others(opened())[0]), lambda: False)
        assert worked is not None
        assert worked.curve is not None
        assert worked.second is not None
        assert (worked.curve.start, worked.curve.end) == (worked.second.start, worked.second.end)
        assert worked.curve.at(143_770) - worked.second.at(143_770) == 1_500, "fifteen off for new shoppers"

    @pytest.mark.parametrize("after", [0, 1, 5, 20])
    def test_it_gives_up_as_soon_as_nobody_waits(self, after: int) -> None:
        looked = 0

        def stopped() -> bool:
            nonlocal looked
            looked += 1
            return looked > after

        assert work(self.asked(), stopped) is None
        assert looked == after + 1, "and does nothing more"

    def test_a_rulebook_that_does_not_state_the_number_has_no_curve_of_it(self) -> None:
        rulebook = open_rulebook("tmall-double11-2019").value
        worked = work(self.asked(Other("rulebook", rulebook.name, rulebook), "R3.off"), lambda: False)
        assert worked is not None
        assert worked.curve is not None
        assert worked.second is None
        assert worked.second_lacks

    def test_a_stretch_of_a_curve_says_the_same_as_the_curve(self) -> None:
        worked = work(self.asked(), lambda: False)
        assert worked is not None
        curve = worked.curve
        assert curve is not None
        some = clipped(curve, 120_000, 180_000, "me")
        assert (some.start, some.end, some.question.subject.name) == (120_000, 180_000, "me")
        assert [piece.start for piece in some.pieces] == [120_000, 128_000, 158_000]
        for x in (120_000, 127_999, 128_000, 157_999, 158_000, 180_000):
            assert some.at(x) == curve.at(x)
            assert some.piece(x).law == curve.piece(x).law
