"""What the screens about time are handed, without a screen: the line, the ways to pay, what goes back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from promocalc.cart import Cart
from promocalc.files.shipped import shipped
from promocalc.problems import BalanceOutside, NotAMoment, TooEarly
from promocalc.rules.rulebook import Rulebook
from promocalc.tui.events import GiveBack, GiveBackAll, SetMoments, ToggleOffer, Undo
from promocalc.tui.moments import typed_moment
from promocalc.tui.opening import open_session
from promocalc.tui.overtime import TimelineReading
from promocalc.tui.reading import Reading
from promocalc.tui.request import Request
from promocalc.tui.returning import RefundReading
from promocalc.tui.session import Session, update
from promocalc.tui.words import Language
from tests.generate import cases
from tests.tui import presale, worked


def start(**facts: object) -> Session:
    return Session.of(presale.cart(presale.SOCKS, **facts), presale.book(), name="presale")


def coat() -> Session:
    return Session.of(presale.cart(), presale.book(), name="presale")


def told(session: Session) -> TimelineReading:
    found = TimelineReading.of(Reading(session))
    assert found is not None
    return found


class TestTheTimeline:
    def test_the_ways_are_those_of_the_design(self) -> None:
        paths = told(coat()).paths()
        assert [row[:4] for row in paths.rows[:4]] == [
            ("Presale", "50.00", "679.00", "729.00"),
            ("In stock now", "-", "749.00", "749.00"),
            ("In stock on the day", "-", "779.00", "779.00"),
            ("Walk away after the deposit", "50.00", "-", "50.00"),
        ]

    def test_what_was_found_comes_first_and_the_break_even_is_told(self) -> None:
        rows = told(coat()).overview()
        assert rows[0][1].startswith("! ")
        assert "Early coupon" in rows[0][1]
        assert any("at least 71.5% sure" in text and "buying in stock now" in text for _, text in rows)
        assert any("679.00" in text for label, text in rows if label == "Balance")

    def test_the_cursor_begins_where_the_order_is_made(self) -> None:
        timeline = told(coat())
        assert timeline.scenarios.timeline.moments[timeline.first].at == presale.cart().at

    def test_every_moment_is_told_and_drawn_once(self) -> None:
        timeline = told(coat())
        assert all(timeline.moment(at) for at in range(timeline.count))
        for cells in (20, 40, 76, 136):
            rows = timeline.line(cells, 3)
            assert [row.first + at for row in rows for at in range(len(row.columns))] == list(range(timeline.count))
            assert all(len(row.rows) <= 5 for row in rows), "a date, a mark and three labels"

    def test_an_order_without_a_deposit_says_that_it_is_one_payment(self) -> None:
        timeline = told(Session.of(worked.cart(), worked.book()))
        assert not timeline.has_deposit
        assert any("One payment" in text for _, text in timeline.overview())
        assert timeline.count == 1

    def test_an_order_without_any_moment_has_no_line(self) -> None:
        cart = worked.cart().model_copy(update={"at": None})
        timeline = told(Session.of(cart, worked.book()))
        assert (timeline.count, timeline.line(76, 3), timeline.moment(0)) == (0, [], [])


class TestTheMainScreen:
    def test_deposit_and_balance_and_what_promises_make_of_it_stand_with_the_totals(self) -> None:
        reading = Reading(coat())
        assert reading.over_time() == (
            "Deposit ¥50.00 (10-21 20:01)",
            "Balance ¥679.00 (10-31 20:00)",
            "If every promise is kept ¥720.00",
        )
        assert Reading(replace(coat(), language="zh")).over_time(dated=False)[:2] == ("定金 ¥50.00", "尾款 ¥679.00")

    def test_one_payment_without_promises_needs_no_such_row(self) -> None:
        assert Reading(Session.of(worked.cart(), worked.book())).over_time() == ()

    def test_whoever_leaves_the_deposit_buys_in_stock(self) -> None:
        session = update(coat(), ToggleOffer("deposit"))
        assert session.receipt is not None
        assert not session.receipt.deposits
        assert update(session, ToggleOffer("deposit")).cart == coat().cart

    def test_what_is_only_promised_cannot_be_chosen(self) -> None:
        offers = {row.rule: row for row in Reading(coat()).offers}
        assert offers["difference"].mark == "[-]"
        assert offers["difference"].fixed


class TestMoments:
    def test_they_are_typed_as_the_clocks_of_the_rulebook_show_them(self) -> None:
        session = update(coat(), SetMoments((("balance_at", "2026-11-02 09:30"),)))
        assert session.cart.balance_at is not None
        assert session.cart.balance_at.isoformat() == "2026-11-02T09:30:00+08:00"
        assert session.receipt is not None
        assert session.receipt.balance_at == session.cart.balance_at
        assert update(session, Undo()).cart == coat().cart

    def test_a_balance_outside_its_window_is_refused_with_the_reason_and_nothing_changes(self) -> None:
        session = update(coat(), SetMoments((("balance_at", "2026-11-09 09:30"),)))
        assert [type(one.trouble) for one in session.refused] == [BalanceOutside]
        assert session.cart == coat().cart
        assert not session.undo

    @pytest.mark.parametrize("text", ["tomorrow", "2026-11-02", "2026-11-02 25:00"])
    def test_what_is_no_moment_is_refused(self, text: str) -> None:
        session = update(coat(), SetMoments((("at", text),)))
        assert [type(one.trouble) for one in session.refused] == [NotAMoment]

    def test_an_empty_text_leaves_it_open(self) -> None:
        session = update(coat(), SetMoments((("balance_at", "2026-11-02 09:30"),)))
        assert update(session, SetMoments((("balance_at", " "),))).cart == coat().cart

    def test_the_moment_asked_for_on_the_command_line_gives_way_to_the_typed_one(self) -> None:
        asked = replace(coat(), at=presale.cart().at)
        session = update(asked, SetMoments((("at", "2026-10-22 08:00"),)))
        assert session.moment == session.cart.at
        assert session.moment is not None
        assert session.moment.hour == 8

    def test_an_offset_is_kept(self) -> None:
        assert typed_moment("2026-11-02 09:30 +00:00", "Asia/Shanghai") == "2026-11-02T09:30:00+00:00"
        assert typed_moment("2026-11-02T09:30Z", "Asia/Shanghai") == "2026-11-02T09:30:00+00:00"

    def test_a_pricer_is_for_one_balance_moment(self) -> None:
        session = coat()
        assert update(session, SetMoments((("balance_at", "2026-11-02 09:30"),))).till is not session.till


class TestReturns:
    def test_pieces_go_back_one_by_one_and_no_more_than_there_are(self) -> None:
        session = update(start(), GiveBack("2", 2))
        assert session.returns == {"2": 2}
        assert update(session, GiveBack("2", 9)).returns == {"2": 3}
        assert update(session, GiveBack("2", -1)).returns == {}
        assert session.cart == start().cart, "a question changes no cart"

    def test_everything_and_nothing(self) -> None:
        session = update(start(), GiveBackAll())
        assert session.returns == {"1": 1, "2": 3}
        assert session.refunded is not None
        assert session.receipt is not None
        assert session.refunded.cash == session.receipt.pay
        assert update(session, GiveBackAll()).returns == {}

    def test_the_refund_of_every_line_stands_beside_what_was_paid(self) -> None:
        rows = RefundReading(Reading(update(start(), GiveBack("2", 1)))).rows
        assert [(row.mark, row.title, row.back) for row in rows] == [
            ("[ ]", "Down jacket", "0/1"),
            ("[x]", "Socks", "1/3"),
        ]
        assert rows[0].refund == ""
        assert rows[1].refund

    def test_what_is_lost_and_what_the_kept_goods_cost_is_told(self) -> None:
        reading = RefundReading(Reading(update(start(), GiveBack("1", 1))))
        view, result = reading.view, reading.result()
        assert view is not None
        assert set(view.totals()) | set(view.kept()) <= set(result)
        assert all(any(why in text for _, text in result) for _, why in view.why())
        assert reading.text

    def test_nothing_goes_back_at_first(self) -> None:
        reading = RefundReading(Reading(start()))
        assert reading.view is None
        assert reading.text == ""
        assert "Space" in reading.result()[0][1]

    def test_receiving_is_saved_and_can_be_undone(self) -> None:
        session = update(start(), SetMoments((("received", "2026-11-05 12:00"),)))
        assert session.cart.received is not None
        assert session.is_dirty
        assert update(session, Undo()).cart == start().cart
        assert update(session, SetMoments((("received", ""),))).cart.received is None

    @pytest.mark.parametrize("came", ["2026-10-20 12:00", "2026-10-25 12:00"], ids=["ordered", "paid"])
    def test_goods_that_came_before_they_were_ordered_or_paid_are_refused(self, came: str) -> None:
        session = update(start(), SetMoments((("received", came),)))
        assert session.refused
        assert session.cart == start().cart
        assert Reading(session).refusal

    def test_a_cart_that_says_so_has_a_price_and_no_timeline_and_the_reason(self) -> None:
        session = start(received="2026-10-20T12:00:00+08:00")
        assert session.receipt is not None
        assert session.scenarios is None
        assert Reading(session).time_problems
        mended = update(session, SetMoments((("received", "2026-11-05 12:00"),)))
        assert mended.scenarios is not None

    def test_as_long_as_only_the_deposit_is_paid_nothing_else_stands_as_paid(self) -> None:
        session = update(start(), SetMoments((("back_at", "2026-10-25 12:00"),)))
        assert [row.paid for row in RefundReading(Reading(session)).rows] == ["50.00", "0.00"]
        later = update(start(), SetMoments((("back_at", "2026-11-05 12:00"),)))
        assert all(row.paid not in ("50.00", "0.00") for row in RefundReading(Reading(later)).rows)

    def test_before_the_balance_only_the_deposit_is_at_stake(self) -> None:
        session = update(update(start(), GiveBackAll()), SetMoments((("back_at", "2026-10-25 12:00"),)))
        assert session.refunded is not None
        assert session.refunded.stage == "deposit"
        assert session.cart == start().cart, "when goods go back is part of the question"

    def test_a_return_before_the_order_is_refused(self) -> None:
        session = update(update(start(), GiveBackAll()), SetMoments((("back_at", "2026-10-01 12:00"),)))
        assert TooEarly in [type(one.trouble) for one in session.refused]
        assert session.back_at is None

    def test_a_charge_that_a_rule_added_cannot_go_back_by_itself(self) -> None:
        rules = {"post": {"title": {"zh": "运费", "en": "Postage"}, "take": {"add": 10, "line": "shipping"}}}
        book = Rulebook.model_validate({"rulebook": "t", "rules": rules, "price": ["post"]})
        rows = RefundReading(Reading(Session.of(worked.cart(), book))).rows
        assert (rows[-1].title, rows[-1].back, rows[-1].quantity) == ("+ Postage", "", 0)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", [one.name for one in shipped("cart")])
def test_every_shipped_cart_has_a_timeline_and_a_refund(name: str, language: Language) -> None:
    session = update(open_session(Request(name, language=language)), GiveBackAll())
    timeline = told(session)
    assert timeline.overview()
    assert timeline.text
    assert all(timeline.moment(at) for at in range(timeline.count))
    assert not session.refund_problems
    assert RefundReading(Reading(session)).result()


@given(cases(most=4))
@settings(max_examples=30, deadline=None)
def test_any_order_can_be_read_out_over_time(case: tuple[Cart, Rulebook]) -> None:
    session = update(Session.of(*case), GiveBackAll())
    reading = Reading(session)
    timeline = TimelineReading.of(reading)
    if timeline is None:
        assert session.problems
        return
    assert timeline.overview()
    timeline.line(76, 3)
    assert len(RefundReading(reading).rows) == len(session.receipt.lines if session.receipt is not None else ())
    RefundReading(reading).result()


def test_balances_that_cannot_be_paid_together_are_shown_in_the_rulebook(tmp_path: Path) -> None:
    two = {
        "one": {"take": {"deposit": 5, "balance": {"until": "2026-11-02T00:00+08:00"}}},
        "two": {"take": {"deposit": 5, "balance": {"from": "2026-11-03T01:00+08:00"}}},
    }
    book, cart = tmp_path / "book.yaml", tmp_path / "mine.cart.yaml"
    book.write_text(json.dumps({"rulebook": "book", "rules": two, "price": ["one", "two"]}), encoding="utf-8")
    cart.write_text(json.dumps({"rulebook": "book.yaml", "lines": [{"price": 20}]}), encoding="utf-8")
    (problem,) = open_session(Request(str(cart))).refused
    assert (problem.where.file, problem.where.path) == (str(book), ("rules", "two", "take", "balance"))
