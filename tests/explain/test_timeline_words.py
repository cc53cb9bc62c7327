"""What a timeline says of things that are not as one takes them for: silent terms, no dates, certainty, new prices."""

from __future__ import annotations

from fractions import Fraction

import pytest

from promocalc.engine import price
from promocalc.explain.names import Names
from promocalc.explain.overtime import timeline, timeline_en, timeline_zh
from promocalc.explain.overtime.drawn import OPEN, OTHER, OWN, SHUT
from promocalc.explain.overtime.paths import PathsView, certainty
from promocalc.explain.overtime.timeline import TimelineView
from promocalc.explain.rules.sourced import cited
from promocalc.rules.values import Title
from promocalc.timeline import BreakEven, scenarios
from promocalc.timeline import timeline as timeline_of
from tests.explain.overtime import PRESALE_BOOK, PRESALE_CART, SHOP_BOOK, SHOP_CART, book, cart, presale, shop


class TestTimelines:
    def test_what_is_only_usual_is_not_told_as_what_the_terms_say(self) -> None:
        ways = presale(refund=None)
        for language, usual, terms in (("en", "the terms are silent", "y the terms"), ("zh", "条款未写", "按条款")):
            view, paths = TimelineView(ways.timeline, language), PathsView(ways, language)
            told = [text for block in view.windows() for label, text in block.rows if label == view.say.stop_after]
            assert all(usual in text and terms not in text for text in (*told, *paths.break_even()))
            assert view.phases().head[3] == view.say.as_usual
            said = timeline.text(ways, language)
            assert (usual in said, terms in said) == (True, False)

    def test_the_law_of_deposits_is_silent_about_orders_without_one(self) -> None:
        told = timeline_of(price(cart(PRESALE_CART, at="2026-10-01T00:00:00+08:00"), book(PRESALE_BOOK)))
        assert all("deposit" not in text for _, text in TimelineView(told, "en").texts())
        assert any("deposit" in text for _, text in TimelineView(presale().timeline, "en").texts())

    def test_a_payment_without_a_window_says_when_it_is_paid(self) -> None:
        told = timeline_of(shop())
        (order,) = (block for block in TimelineView(told, "en").windows() if block.title == "Order")
        assert order.rows[:2] == (("paid at", "Wed 2026-11-11 01:00"), ("pay", "¥260.00"))

    def test_the_marks_of_the_line_are_explained_and_without_a_line_that_there_is_none(self) -> None:
        for language, none in (("en", "Nothing in this order has a date."), ("zh", "这一单没有任何日期。")):
            marks = "".join(TimelineView(presale().timeline, language).legend())
            assert all(mark in marks for mark in (OWN, OTHER, OPEN, SHUT))
            assert OPEN not in "".join(TimelineView(timeline_of(shop()), language).legend())
            bare = timeline_of(price(cart(SHOP_CART, at=None), book(SHOP_BOOK)))
            assert TimelineView(bare, language).legend() == [none]

    def test_sources_are_told_by_title_and_not_by_key(self) -> None:
        terms = book(PRESALE_BOOK)
        for said, told in (
            ("terms", "Terms of the shop"),
            ("terms: article 5; hearsay", "Terms of the shop: article 5; hearsay"),
            ("terms: what the shop says of goods that go back", "Terms of the shop"),
            ("other: article 5", "other: article 5"),
        ):
            assert cited(Title(said, said), terms, "en") == told
        assert cited(Title("x", "terms：第五条"), terms, "zh") == "小店条款：第五条"

    @pytest.mark.parametrize(
        ("needed", "en", "zh"),
        [
            (Fraction(2, 3), "only if you are at least 66.7% sure", "至少有 66.7% 的把握"),
            (Fraction(400, 402), "only if you are at least 99.6% sure", "至少有 99.6% 的把握"),
            (Fraction(4000, 4001), "only if you are more than 99.9% sure", "要有超过 99.9% 的把握"),
            (Fraction(1, 10001), "even if you are less than 0.1% sure", "把握不到 0.1%"),
        ],
    )
    def test_how_sure_one_has_to_be_is_rounded_up_and_never_told_as_certain(
        self, needed: Fraction, en: str, zh: str
    ) -> None:
        found = BreakEven(100, 100, "depends", needed)
        names = Names(presale().timeline.receipt, "en")
        assert en in timeline_en.break_even(found, "terms", certainty(needed), names)
        assert zh in timeline_zh.break_even(found, "terms", certainty(needed), names)

    def test_a_balance_without_an_end_says_why_missing_it_is_not_told(self) -> None:
        rules = PRESALE_BOOK["rules"]
        take = {**rules["deposit"]["take"], "balance": {"from": "2026-10-31T20:00:00+08:00"}}
        ways = presale(rules={**rules, "deposit": {**rules["deposit"], "take": take}})
        assert ways.of("miss") is None
        assert "not stated" in PathsView(ways, "en").break_even()[-1]
        assert "没有写明" in PathsView(ways, "zh").break_even()[-1]

    def test_new_prices_may_be_higher_and_the_notes_say_what_they_compare(self) -> None:
        dearer = scenarios(cart(PRESALE_CART), book(PRESALE_BOOK), prices={"coat": 1000})
        for language, fall in (("en", "fall"), ("zh", "降价")):
            rows = PathsView(dearer, language).table().rows[-2:]
            assert not any(fall in cell for row in rows for cell in row)
            assert [row[-1] for row in rows] == {
                "en": ["cheapest at the new prices", "+50.00 above the cheapest at the new prices"],
                "zh": ["按新价最省", "比新价下最省的多 50.00"],
            }[language]
