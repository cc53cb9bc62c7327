"""The session without a screen: what each event does, and laws for any events in any order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promocalc.cart import Cart, Line
from promocalc.problems import NotAnAmount, OutOfRange, TooFine, WrongKind
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.values import Title
from promocalc.tui.choosing import takes_part
from promocalc.tui.events import (
    AddLine,
    Event,
    GiveBack,
    GiveBackAll,
    Import,
    Redo,
    RemoveLine,
    Replace,
    Saved,
    SetField,
    SetLanguage,
    SetMoments,
    SetPersona,
    SetTheme,
    ToggleOffer,
    Undo,
)
from promocalc.tui.fields import FIELDS
from promocalc.tui.moments import MomentField
from promocalc.tui.session import Session, new_line_id, receipt, update
from tests.generate import cases
from tests.tui import presale, worked


def start() -> Session:
    return Session.of(worked.cart(), worked.book(), name="double11")


def pays(session: Session) -> int:
    found = receipt(session)
    assert found is not None
    return found.pay


class TestTheWorkedExample:
    def test_costs_what_the_design_says(self) -> None:
        found = receipt(start())
        assert found is not None
        assert (found.marked, found.saved, found.pay) == (143770, 28888, 114882)
        cross = next(step for step in found.steps if step.rule == "R3")
        assert [amount for _, amount in cross.shares] == [12065, 6614, 1321]

    def test_switching_to_the_other_coupon_and_back(self) -> None:
        switched = update(start(), ToggleOffer("R6"))
        assert pays(switched) == 108882
        assert switched.choices.use == ("R6",)
        assert pays(update(switched, ToggleOffer("R2"))) == 114882

    def test_leaving_both_coupons(self) -> None:
        session = update(update(start(), ToggleOffer("R2")), ToggleOffer("R6"))
        assert session.choices.skip == ("R2", "R6")
        assert pays(session) == 116882

    def test_leaving_a_balance_and_using_it_again(self) -> None:
        left = update(start(), ToggleOffer("R4"))
        assert pays(left) == 115770
        assert update(left, ToggleOffer("R4")).cart == start().cart

    def test_a_rule_that_applies_by_itself_cannot_be_left(self) -> None:
        assert update(start(), ToggleOffer("R1")).cart == start().cart


class TestEditing:
    def test_a_price_as_people_write_it(self) -> None:
        session = update(start(), SetField("2", "unit_price", "￥１,４４９．００元"))
        line = session.line("2")
        assert line is not None
        assert str(line.unit_price) == "1449.00"
        assert session.is_dirty

    @pytest.mark.parametrize(
        ("field", "text", "trouble"),
        [
            ("unit_price", "abc", NotAnAmount),
            ("unit_price", "", NotAnAmount),
            ("unit_price", "1.234", TooFine),
            ("unit_price", "-1", OutOfRange),
            ("quantity", "0", OutOfRange),
            ("quantity", "1.5", WrongKind),
        ],
    )
    def test_what_does_not_fit_is_refused_and_nothing_changes(self, field: str, text: str, trouble: object) -> None:
        session = update(start(), SetField("1", field, text))  # type: ignore[arg-type]
        assert [type(problem.trouble) for problem in session.refused] == [trouble]
        assert session.cart == start().cart
        assert not session.undo

    def test_the_next_event_forgets_the_refusal(self) -> None:
        assert not update(update(start(), SetField("1", "quantity", "x")), Undo()).refused

    def test_a_title_in_the_language_that_is_shown(self) -> None:
        session = update(replace(start(), language="zh"), SetField("1", "title", "大衣"))
        line = session.line("1")
        assert line is not None
        assert line.title == Title("Down jacket", "大衣")

    def test_an_added_line_gets_a_free_id(self) -> None:
        session = start()
        name = new_line_id(session.cart)
        assert name == "4"
        assert update(session, AddLine()).line(name) is not None

    def test_imported_lines_do_not_displace_others(self) -> None:
        lines = tuple(Line.model_validate({"id": name, "price": 1}) for name in ("1", "9", "5"))
        session = update(start(), Import(lines))
        assert [line.id for line in session.cart.lines] == ["1", "2", "3", "4", "9", "5"]

    def test_saving_says_that_nothing_is_unsaved(self) -> None:
        session = update(update(start(), RemoveLine("1")), Saved(Path("mine.yaml")))
        assert not session.is_dirty
        assert session.name == "mine.yaml"
        assert update(session, Undo()).is_dirty

    def test_a_cart_in_other_money_has_problems_and_no_receipt(self) -> None:
        session = Session.of(Cart.model_validate({"currency": "EUR", "lines": [{"price": 1}]}), worked.book())
        assert receipt(session) is None
        assert session.problems

    def test_a_pricer_is_kept_across_edits(self) -> None:
        session = start()
        assert update(session, SetField("1", "quantity", "2")).till is session.till
        personas = Cart.model_validate({**worked.CART, "personas": {"vip": {"member": "88vip"}}})
        session = Session.of(personas, worked.book())
        other = update(session, SetPersona("vip"))
        assert other.till is not session.till
        assert pays(other) < pays(session)


FIELDS_OF_TIME: tuple[MomentField, ...] = ("at", "balance_at", "received", "back_at")
MOMENTS = ("", "2026-10-21 20:01", "2026-10-25 12:00", "2026-11-01 09:30", "2026-11-20 08:00", "2026-11-01", "soon")
TEXTS = ("", "1", "0", "12.30", "9999999", "abc", "-1", "3", "1.005", "店铺", "８", "1e9", "10%", "\n", "x" * 200)


@st.composite
def stories(draw: st.DrawFn) -> tuple[Session, list[Event]]:
    """A random session and what happens to it."""
    cart, book = draw(st.one_of(cases(most=4), st.just((presale.cart(presale.SOCKS), presale.book()))))
    lines = st.sampled_from([*(line.id for line in cart.lines), "nobody"])
    rules = st.sampled_from([*book.rules, "nothing"])
    extra = Line.model_validate({"id": "i1", "price": "3.00"})
    moments = st.sampled_from(MOMENTS)
    event: st.SearchStrategy[Event] = st.one_of(
        st.builds(SetField, lines, st.sampled_from(FIELDS), st.sampled_from(TEXTS)),
        st.builds(ToggleOffer, rules),
        st.builds(AddLine, st.sampled_from(("", "new"))),
        st.builds(RemoveLine, lines),
        st.just(Import((extra, extra))),
        st.just(Replace(worked.cart())),
        st.just(Undo()),
        st.just(Redo()),
        st.just(Saved(Path("x.yaml"))),
        st.sampled_from((SetLanguage("zh"), SetTheme("ansi-dark"), SetPersona("nobody"))),
        st.builds(lambda field, text: SetMoments(((field, text),)), st.sampled_from(FIELDS_OF_TIME), moments),
        st.builds(GiveBack, lines, st.integers(-1, 4)),
        st.just(GiveBackAll()),
    )
    return Session.of(cart, book), draw(st.lists(event, max_size=8))


@given(stories())
@settings(max_examples=60)
def test_no_event_breaks_a_session(story: tuple[Session, list[Event]]) -> None:
    session, events = story
    for event in events:
        session = update(session, event)
        assert (session.receipt is None) == bool(session.problems)
        assert (session.scenarios is None) == bool(session.problems or session.time_problems)
        assert session.refunded is None or session.refunded.cash <= session.refunded.receipt.pay
        assert all(pieces > 0 for pieces in session.returns.values())


@given(stories())
@settings(max_examples=60)
def test_undo_after_any_change_gives_back_what_was_there_and_redo_what_came(story: tuple[Session, list[Event]]) -> None:
    session, events = story
    for event in events:
        after = update(session, event)
        if after.cart is not session.cart and not isinstance(event, Undo | Redo):
            back = update(after, Undo())
            assert (back.cart, back.undo) == (session.cart, session.undo)
            again = update(back, Redo())
            assert (again.cart, again.undo, again.redo) == (after.cart, after.undo, ())
        session = after


@given(cases(most=5), st.data())
@settings(max_examples=60)
def test_toggling_flips_an_offer_and_never_makes_an_impossible_choice(
    case: tuple[Cart, Rulebook], data: st.DataObject
) -> None:
    session = Session.of(*case)
    for _ in range(3):
        if session.receipt is None or not session.choosable:
            return
        rule = data.draw(st.sampled_from(sorted(session.choosable)))
        programmes = session.till.programmes
        was = takes_part(session.choices, rule, session.receipt, programmes)
        session = update(session, ToggleOffer(rule))
        assert not session.problems
        assert takes_part(session.choices, rule, session.receipt, programmes) != was
