"""Everything that can be said is said in both languages, with its numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime, time
from typing import Any, get_args

import pytest

from promocalc.cart import Persona
from promocalc.engine.outcome import (
    AboveCeiling,
    AlreadyCheaper,
    Applied,
    AssumedBalanceDay,
    AssumedBest,
    AssumedCoupons,
    AssumedLeast,
    AssumedNobody,
    AssumedReading,
    AssumedTried,
    AssumedUntaxed,
    AssumedUnused,
    Assumption,
    BalanceEmpty,
    Beaten,
    BelowLeast,
    BelowThreshold,
    Capped,
    Clipped,
    Excluded,
    LapsesBefore,
    LeftOut,
    Limit,
    LimitReached,
    NextStep,
    NoAmountInCurrency,
    NoFullSet,
    NoMoment,
    NotChosen,
    NotFor,
    NotHeld,
    NothingInScope,
    NothingLeft,
    NotThisOrder,
    NoWholeStep,
    OnlyPromised,
    Outcome,
    OutsideHours,
    OutsideWindow,
    Promise,
    Refused,
    Skipped,
    SkipReason,
    TakesNothing,
    UsedBefore,
    UsedUp,
)
from promocalc.engine.working import Equation
from promocalc.explain.language import detect
from promocalc.explain.names import Names
from promocalc.explain.receipt.catalogue import Catalogue, catalogue
from promocalc.explain.receipt.labels import Labels
from promocalc.explain.receipt.outcome_json import outcome_data
from promocalc.rules.cents import PERIODS
from tests.explain.example import example

AT = datetime.fromisoformat("2026-11-11T09:30:00+08:00")
EARLIER = datetime.fromisoformat("2026-11-01T20:00:00+08:00")
LATER = datetime.fromisoformat("2026-11-11T20:00:00+08:00")
FLASH, COUPON, CROSS, PACKET = ("flash", "store-coupon", "cross-store", "red-packet")

REASONS: list[tuple[SkipReason, str]] = [
    (BelowThreshold("running", 30000, 28770), "12.30"),
    (BelowThreshold("marked", 30000, 30000, above=True), "0.01"),
    (BelowThreshold("pieces", 3, 2, counts=True), "1"),
    (BelowThreshold("distinct category", 3, 1, counts=True), "2"),
    (BelowThreshold("item_price", 30000, 28770, elsewhere=True), "12.30"),
    (BelowThreshold("marked", 30000, 28770, any_line=True), "12.30"),
    (AboveCeiling("running", 600000, 600001), "0.01"),
    (AboveCeiling("pieces", 5, 7, counts=True), "2"),
    (NotFor("member", ("88VIP",), None), "88VIP"),
    (NotFor("region", ("Beijing", "Tianjin"), "Hebei"), "Hebei"),
    (NotFor("payment", ("cash",), "cash", barred=True), "cash"),
    (NotFor("new", ("true",), "false"), ""),
    (NotFor("new", ("true",), "true", barred=True), ""),
    (NotFor("when", (), None, barred=True), ""),
    (OutsideWindow(LATER, None, AT), "2026-11-11 20:00 +08:00"),
    (OutsideWindow(None, EARLIER, AT), "2026-11-01 20:00 +08:00"),
    (OutsideWindow(None, None, AT), "2026-11-11 09:30 +08:00"),
    (OutsideHours(time(20), time(22), AT), "20:00"),
    (NoMoment(), ""),
    (NotThisOrder(0, 0, 3), "3"),
    (NotThisOrder(2, None, None), "2"),
    (NotThisOrder(2, 4, 1), "4"),
    (NotThisOrder(2, 2, 1), "2"),
    (NothingInScope(), ""),
    (NothingLeft(), ""),
    (NoWholeStep("running", 30000, 28770), "12.30"),
    (NoWholeStep("pieces", 3, 2, counts=True), "1"),
    (AlreadyCheaper(9900, 8900), "89.00"),
    (TakesNothing(), ""),
    (NotHeld(), ""),
    (UsedUp(), ""),
    (BalanceEmpty("red-packet"), "red-packet"),
    (BalanceEmpty("beans"), "beans"),
    (BelowLeast("beans", 1000, 888), "8.88"),
    (NoAmountInCurrency("GBP"), "GBP"),
    (NoFullSet(3, 2), "3"),
    (NoFullSet(3, 1, "category"), "2"),
    (NoFullSet(2, 1, companions=True), "2"),
    *((LimitReached(period, 5), "5") for period in ("order", *PERIODS)),
    (LimitReached("day", 1), ""),
    (UsedBefore(("flash",)), ""),
    (UsedBefore(("flash", "cross-store"), "spend"), ""),
    (UsedBefore(()), ""),
    (OnlyPromised(), ""),
    (LeftOut(), ""),
]
OUTCOMES: list[tuple[Outcome, str]] = [
    (Applied(), ""),
    (Capped(("each",), 60000, 50000), "500.00"),
    (Capped(("pool", "order"), 60000, 50000), "600.00"),
    (Capped(("balance",), 60000, 888), "8.88"),
    (Capped(("balance",), 60000, 0), "600.00"),
    (Clipped(("jacket", "shoes"), 5000, 2000), "20.00"),
    (Skipped(NotHeld()), ""),
    (NotChosen(2000), "20.00"),
    (Beaten(("flash",), 2000, 6000), "60.00"),
    (Beaten(("flash",), 6000, 6000), "60.00"),
    (Beaten((), 2000, 0), "20.00"),
    (Excluded(("flash", "store-coupon"), 2000), "20.00"),
    (Excluded(("flash",), 0), ""),
    (Refused(("jacket",), 10000, 8999), "89.99"),
]
ASSUMPTIONS: list[Assumption] = [
    AssumedCoupons(("store-coupon", "platform-coupon")),
    AssumedTried(("store-coupon",)),
    AssumedReading("as-told", ("otherwise",)),
    AssumedBest(("flash",), ("store-coupon",)),
    AssumedLeast(("flash",)),
    AssumedUnused(("flash",)),
    AssumedUntaxed(("coat",), "tax_rate"),
    AssumedUnused(("flash", "cross-store")),
    AssumedNobody(("member", "shoe-size")),
    AssumedBalanceDay(LATER),
    LapsesBefore("store-coupon", EARLIER, LATER),
    Promise("flash"),
]
VIEWS = ("running", "marked", "paid", "tax", "pieces", "item_price", "running + flash", "- paid", "distinct category")

RECEIPT = example()
EN, ZH = Names(RECEIPT, "en"), Names(RECEIPT, "zh")
STEP = {step.rule: step for step in RECEIPT.steps}


def in_both(say: Callable[[Catalogue, Names], str]) -> tuple[str, str]:
    """What is said, in English and in Chinese."""
    return say(catalogue("en"), EN), say(catalogue("zh"), ZH)


def has_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def check(said: tuple[str, str]) -> None:
    """Both say something; only one of them in Chinese, once the names that are Chinese in both are taken out."""
    english, chinese = said
    assert english
    assert chinese
    assert english != chinese
    assert has_chinese(chinese)
    assert not has_chinese(english.replace("优衣库", ""))


@pytest.mark.parametrize(
    ("union", "samples"),
    [
        (SkipReason, [reason for reason, _ in REASONS]),
        (Outcome, [outcome for outcome, _ in OUTCOMES]),
        (Assumption, ASSUMPTIONS),
    ],
)
def test_every_kind_of_message_has_a_sample_here(union: Any, samples: list[object]) -> None:
    assert {type(sample) for sample in samples} == set(get_args(union))


@pytest.mark.parametrize(("why", "number"), REASONS, ids=str)
def test_every_reason_is_said_in_both_languages_with_its_distance(why: SkipReason, number: str) -> None:
    said = in_both(lambda words, names: words.reason(why, STEP[COUPON], names))
    check(said)
    assert all(number in text for text in said)


@pytest.mark.parametrize(("outcome", "number"), OUTCOMES, ids=str)
def test_every_outcome_is_said_in_both_languages_with_its_numbers(outcome: Outcome, number: str) -> None:
    step = STEP[PACKET]._replace(outcome=outcome)
    said = in_both(lambda words, names: words.outcome(step, names))
    check(said)
    assert all(number in text for text in said)
    check(in_both(lambda words, _: words.status(outcome)))


@pytest.mark.parametrize("taken", ASSUMPTIONS, ids=str)
def test_every_assumption_is_said_in_both_languages(taken: Assumption) -> None:
    check(in_both(lambda words, names: words.assumption(taken, names)))


@pytest.mark.parametrize("name", ["wanted", "capped", "granted", "kept"])
def test_every_equation_has_a_name_in_both_languages(name: Any) -> None:
    for step in (STEP[CROSS], STEP[CROSS]._replace(deduction=0, added=800)):
        check(in_both(lambda words, _, step=step: words.equation(Equation(name, "1", 1), step)))  # type: ignore[misc]


def test_every_limit_is_said() -> None:
    for limit in get_args(Limit):
        step = STEP[PACKET]._replace(outcome=Capped((limit, limit), 100, 50))
        check(in_both(lambda words, names, step=step: words.outcome(step, names)))  # type: ignore[misc]


@pytest.mark.parametrize("ahead", [NextStep(14230, 5000), NextStep(1, 5000, counts=True), NextStep(2, 50, counts=True)])
def test_the_next_step_says_how_far_and_what_it_brings(ahead: NextStep) -> None:
    for rule in (CROSS, "voucher"):
        check(in_both(lambda words, names, rule=rule: words.next_step(ahead, STEP[rule], names)))  # type: ignore[misc]


@pytest.mark.parametrize("view", VIEWS)
def test_views_are_words(view: str) -> None:
    check(in_both(lambda words, names: words.view(view, names)))


@pytest.mark.parametrize(
    ("per", "key", "english", "chinese"),
    [
        ("order", "", "the whole order", "整单"),
        ("store", "优衣库", "优衣库", "优衣库"),
        ("store", "", "no store named", "未标店铺"),
        ("line", "jacket", "Down jacket", "羽绒服"),
        ("piece", "socks", "Socks x5", "袜子五双装"),
        ("category", "shoes", "category shoes", "品类「shoes」"),
        ("category", "", "no category", "未标品类"),
    ],
)
def test_pools_go_by_what_people_call_them(per: str, key: str, english: str, chinese: str) -> None:
    assert in_both(lambda words, names: words.pool(per, key, names)) == (english, chinese)


def test_a_shopper_is_told_as_far_as_known() -> None:
    somebody = Persona(member="88VIP", new=True, region="Beijing", orders=2, attributes={"shoe-size": "42"})
    for persona in (Persona(), somebody):
        check(in_both(lambda words, names, persona=persona: words.shopper(persona, names)))  # type: ignore[misc]
    assert in_both(lambda words, names: words.shopper(RECEIPT.shopper, names)) == ("Regular", "普通")


def test_labels_differ_in_the_two_languages() -> None:
    english, chinese = (catalogue(language).labels for language in ("en", "zh"))
    for field in fields(Labels):
        assert getattr(english, field.name) != getattr(chinese, field.name), field.name


def test_a_coupon_that_is_used_up_says_where() -> None:
    said = in_both(lambda words, names: words.reason(UsedUp(), STEP[COUPON], names))
    assert all("优衣库" in text for text in said)


def test_every_outcome_is_data_without_a_float() -> None:
    for outcome in [*(outcome for outcome, _ in OUTCOMES), *(Skipped(reason) for reason, _ in REASONS)]:
        data = outcome_data(outcome, "CNY")
        assert isinstance(data["type"], str)
        assert "." not in repr(data).replace("'", "") or all(not isinstance(value, float) for value in data.values())


@pytest.mark.parametrize(
    ("env", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_TW"}, "zh"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN"}, "en"),
    ],
)
def test_the_language_is_what_the_environment_says_first(env: dict[str, str], language: str) -> None:
    assert detect(env) == language
