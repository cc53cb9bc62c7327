"""Claims at their edges: the first and the last days, nothing saved, an offer before an offer, recommended prices."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from promocalc.cart import Line
from promocalc.claims.claim import EARLIEST, Bundle, read_claim
from promocalc.claims.facts import Facts
from promocalc.claims.grounds import AboveMarket, Asked, Days, Items, NothingLess, Raised
from promocalc.claims.history import History, Observation, Span, days_after
from promocalc.claims.items import items
from promocalc.claims.matter import Matter
from promocalc.claims.reaching import beside_compared, counted
from promocalc.claims.verdict import judge
from promocalc.files.standards import load_standard, standards
from promocalc.problems import NotADay, OutOfRange
from promocalc.rules.values import troubles

from .claiming import START, WAS, ago, finding, matter, standard, verdict

ONLY_WAS = {"kind": "was_now", "was": "100"}
ALL = tuple(one.standard for one in standards())


# --- days ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31"])
def test_a_day_before_every_calendar_of_a_shop_is_told(day: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Facts.model_validate({"start": day})
    assert [(path, trouble) for path, trouble in troubles(raised.value)] == [
        (("start",), OutOfRange(day, "1900-01-01", None))
    ]


def test_a_moment_is_no_day() -> None:
    with pytest.raises(ValidationError) as raised:
        Facts.model_validate({"start": datetime(2024, 11, 1, 10, tzinfo=UTC)})
    ((_, trouble),) = troubles(raised.value)
    assert isinstance(trouble, NotADay)


CLAIMS: tuple[dict[str, Any], ...] = (
    WAS,
    {"kind": "off", "rate": "20%"},
    {"kind": "reduced"},
    {"kind": "lowest", "days": 36_500},
    {"kind": "lowest"},
    {"kind": "protection", "days": 36_500},
    {"kind": "until", "ends": "9999-12-31"},
    {"kind": "price", "amount": "80", "since": "9999-12-31"},
)


@pytest.mark.parametrize("start", [EARLIEST, date.max])
@pytest.mark.parametrize("claim", CLAIMS, ids=[str(one["kind"]) for one in CLAIMS])
def test_the_first_and_the_last_day_are_judged_as_any_other(claim: dict[str, Any], start: date) -> None:
    seen = History.of([Observation(Span(start - timedelta(days=40), start), 10_000)])
    facts = Facts.model_validate({"start": start, "now": "80"})
    for name in ALL:
        assert judge(Matter(read_claim(claim), load_standard(name), facts, seen)).outcome


def test_days_after_the_last_one_of_the_calendar_are_that_one() -> None:
    assert days_after(date(2024, 2, 28), 2) == date(2024, 3, 1)
    assert days_after(date(9999, 12, 30), 1) == days_after(date(9999, 12, 30), 30) == date.max


def test_a_run_of_reductions_begins_no_later_than_this_one() -> None:
    later = {"first": str(START + timedelta(days=10)), "now": "80"}
    seen = (ago(40, 10_000, 1), Observation(Span(START, START + timedelta(days=9)), 8000))
    assert verdict(WAS, "eu-omnibus", later, *seen).outcome == "holds"


# --- numbers that cannot be -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"reference_days": 8, "window_days": 7}, (("reference_days",), OutOfRange("8", None, "7"))),
        ({"window_days": 0}, (("window_days",), OutOfRange("0", "1", None))),
    ],
)
def test_of_the_days_that_were_looked_at_no_more_are_at_a_price(facts: dict[str, int], told: object) -> None:
    with pytest.raises(ValidationError) as raised:
        Facts.model_validate(facts)
    assert troubles(raised.value) == [told]
    assert Facts.model_validate({"reference_days": 7, "window_days": 7}).window_days == 7


def test_no_more_pieces_are_cheaper_than_there_are() -> None:
    with pytest.raises(ValidationError) as raised:
        Bundle.model_validate({"pieces": 2, "cheaper": 3})
    assert troubles(raised.value) == [(("cheaper",), OutOfRange("3", None, "2"))]


@pytest.mark.parametrize(("said", "outcome"), [("60%", "fails"), ("50%", "cannot_tell"), ("40%", "cannot_tell")])
def test_a_share_off_all_pieces_is_no_larger_one(said: str, outcome: str) -> None:
    bundle = {"kind": "bundle", "pieces": 2, "cheaper": 2, "rate": "50%", "said": said}
    assert verdict(bundle, "cn-2022").outcome == outcome


# --- nothing saved ------------------------------------------------------------------------------------------------


def test_a_compared_price_at_which_it_is_asked_saves_nothing() -> None:
    found = verdict(ONLY_WAS, "eu-omnibus", {"now": "100"}, ago(40, 10_000, 1))
    assert (found.outcome, found.findings[-1].ground) == ("fails", NothingLess(10_000))
    assert verdict(ONLY_WAS, "eu-omnibus", {"now": "99.99"}, ago(40, 10_000, 1)).outcome == "holds"


def test_a_compared_price_above_which_it_is_asked_saves_nothing() -> None:
    found = verdict(ONLY_WAS, "eu-omnibus", {}, ago(40, 10_000, 1), ago(0, 11_000))
    assert (found.outcome, found.findings[-1].ground) == ("fails", Asked(10_000, 11_000))


def test_a_label_on_the_first_day_may_be_the_struck_price() -> None:
    assert verdict(ONLY_WAS, "eu-omnibus", {}, ago(40, 10_000, 1), ago(0, 10_000, kind="tag")).outcome == "holds"


def test_what_another_part_says_may_be_asked_for_another_thing() -> None:
    known = matter(ONLY_WAS, "eu-omnibus", {"now": "120"}, ago(40, 10_000, 1))
    assert judge(known).outcome == "fails"
    assert judge(replace(known, others=(12_000,))).outcome == "holds"


def test_a_rise_that_is_told_promises_nothing() -> None:
    rise = {"kind": "was_now", "was": "80", "now": "100"}
    assert verdict(rise, "eu-omnibus", {"now": "100"}, ago(40, 10_000, 1)).outcome == "holds"


def test_what_is_free_is_off_no_price_below_nothing() -> None:
    assert matter({"kind": "off", "rate": "0%"}, "us-ftc", {"now": "0"}).compared == 0


# --- offers before an offer ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["us-ftc", "uk-2010", "uk-2025"])
def test_the_usual_price_that_comes_back_after_a_short_offer_was_not_raised(name: str) -> None:
    known = {"now": "80", "sold_at_reference": "60%", "promotion_days": 7}
    found = verdict(WAS, name, known, ago(400, 10_000, 15), ago(14, 8000, 8), ago(7, 10_000, 1))
    assert (found.outcome, found.provisional) == ("holds", False)
    assert finding(found, "raised").ground == Raised(8000, 7, 10_000, 7, 8000, found=False)


@pytest.mark.parametrize("name", ["us-ftc", "uk-2010", "uk-2025"])
def test_a_usual_price_that_was_raised_for_a_few_days_was(name: str) -> None:
    found = verdict(WAS, name, {"now": "80"}, ago(400, 8000, 6), ago(5, 10_000, 1))
    assert finding(found, "raised").outcome == "fails"


@pytest.mark.parametrize(("days", "outcome"), [(5, "holds"), (6, "fails")])
def test_a_lower_price_is_an_offer_for_as_many_days_as_the_standard_says(days: int, outcome: str) -> None:
    rules = standard({"test": "raised", "days": 7, "brief": 5})
    seen = (ago(60, 10_000, days + 8), ago(days + 7, 8000, 8), ago(7, 10_000, 1))
    assert verdict(WAS, rules, {"now": "80"}, *seen).outcome == outcome


def test_a_lower_price_of_which_days_are_not_known_may_have_been_the_usual_one() -> None:
    rules = standard({"test": "raised", "days": 7, "brief": 5})
    seen = (ago(14, 8000, 12), ago(9, 8000, 8), ago(7, 10_000, 1))
    assert verdict(WAS, rules, {"now": "80"}, *seen).outcome == "cannot_tell"


# --- never asked --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["cn-2020", "cn-2022", "eu-omnibus", "eu-unfair", "jp", "us-ca", "us-ftc"])
@pytest.mark.parametrize("claim", [WAS, {"kind": "off", "rate": "20%"}, {"kind": "save", "amount": "20"}])
def test_what_was_first_sold_when_the_reduction_began_has_no_earlier_price(name: str, claim: dict[str, str]) -> None:
    found = verdict(claim, name, {"sold_since": START, "now": "80"})
    assert found.outcome == "fails"
    assert Days("reference", 0, None, least=1) in [one.ground for one in found.findings]
    before = {"sold_since": START - timedelta(days=1), "now": "80"}
    assert verdict(claim, name, before).outcome == "cannot_tell"


def test_a_price_that_was_seen_before_denies_that_nothing_was_sold() -> None:
    found = verdict(WAS, "eu-omnibus", {"sold_since": START, "now": "80"}, ago(40, 10_000, 1))
    assert found.outcome == "holds"


# --- prices that makers recommend ---------------------------------------------------------------------------------

RECOMMENDED = {"kind": "was_now", "was": "100", "now": "80", "of": "list"}


@pytest.mark.parametrize("name", ["cn-2022", "jp"])
def test_a_price_that_the_maker_recommends_is_enough_where_a_standard_says_so(name: str) -> None:
    found = verdict(RECOMMENDED, name, {"now": "80", "list_price": "100"})
    assert (found.outcome, finding(found, "market").ground) == ("holds", AboveMarket(10_000, 10_000, "list", 1))
    assert verdict(RECOMMENDED, name, {"now": "80", "list_price": "90"}).outcome == "fails"


@pytest.mark.parametrize("name", ["us-ftc", "uk-2025"])
def test_elsewhere_somebody_has_to_ask_it(name: str) -> None:
    found = verdict(RECOMMENDED, name, {"now": "80", "list_price": "100"})
    assert finding(found, "market").missing == ("market",)
    assert finding(verdict(RECOMMENDED, name, {"list_price": "100", "market": "85"}), "market").outcome == "fails"


def test_items_off_a_recommended_price_are_not_compared_with_what_the_seller_asked() -> None:
    line = Line(id="a", unit_price=Decimal(80), list_price=Decimal(100))
    found = items([line], {"a": 3000}, "CNY", load_standard("cn-2022"), START, {"a": History.of([ago(7, 8000, 1)])})
    assert (found[0].marked, found[0].listed) == (8000, 10_000)

    def reached(of: str) -> int | None:
        claim = read_claim({"kind": "off", "rate": "70%", "reach": "everything", "of": of})
        known = matter(claim, "cn-2022")
        every = counted(replace(known, items=beside_compared(claim, found)), None, every=True)
        return every.reach if isinstance(every, Items) else None

    assert (reached("own"), reached("list")) == (0, 1)
