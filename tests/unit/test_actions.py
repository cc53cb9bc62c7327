"""What more could be done than decide about one order now: get a coupon, wait, place two orders."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promocalc.cart import Cart, Choices
from promocalc.choose import actions
from promocalc.choose.actions import Dearer, Further, GetCoupon, SplitUp, Wait, further
from promocalc.choose.best import Best, Search, best
from promocalc.choose.solver import cheapest
from promocalc.choose.watch import Watch
from promocalc.files.load import open_case
from promocalc.files.shipped import shipped
from promocalc.formula.subject import Subject
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import Within
from tests.generate_choices import choices

EVE = "2026-11-10T20:00:00+08:00"
MIDNIGHT = "2026-11-11T00:00:00+08:00"
NOON = "2026-11-11T12:00:00+08:00"


def subject(rules: dict[str, Any], prices: tuple[int, ...] = (200,), **facts: Any) -> Subject:
    """Single pieces, one of 200 unless stated, under rules one after another."""
    fixed = facts.pop("fixed", None)
    book = {"rulebook": "t", "timezone": "Asia/Shanghai", "rules": rules, "price": facts.pop("price", list(rules))}
    lines = [{"id": f"l{at}", "price": price} for at, price in enumerate(prices)]
    cart = Cart.model_validate({"lines": lines, **facts})
    return Subject(cart, Rulebook.model_validate(book), fixed)


def told(one: Subject) -> Further:
    search = Search(one)
    found = search.best()
    return further(search, found, missing(search))


def missing(search: Search) -> list[str]:
    """The coupons that are not held and may be used."""
    held, rules = search.subject.cart.wallet.coupons, search.subject.rulebook.rules
    return [
        name for name in search.open_rules if rules[name].use == "coupon" and held is not None and not held.get(name)
    ]


def within(start: str | None = None, end: str | None = None) -> dict[str, Any]:
    return {"window": {key: at for key, at in (("from", start), ("until", end)) if at is not None}}


# --- waiting ----------------------------------------------------------------------------------------------------------


def test_waiting_for_midnight_is_told_where_a_deduction_begins_then() -> None:
    cut = {"when": within(MIDNIGHT), "take": {"off": 30}}
    found = told(subject({"cut": cut, "other": {"take": {"off": 5}}}, at=EVE))
    assert found.actions == (Wait(datetime.fromisoformat(MIDNIGHT), ("cut",), (), 165_00, 30_00),)
    assert found.dearer is None


def test_the_moment_is_told_on_the_clocks_of_the_rulebook() -> None:
    cut = {"when": within("2026-11-10T16:00:00+00:00"), "take": {"off": 30}}
    (wait,) = told(subject({"cut": cut}, at="2026-11-10T12:00:00+00:00")).actions
    assert isinstance(wait, Wait)
    assert (wait.at.isoformat(), wait.at.tzname()) == (MIDNIGHT, "CST")


def test_what_ends_is_told_as_the_moment_before_which_to_order() -> None:
    cut = {"when": within(None, MIDNIGHT), "take": {"off": 30}}
    found = told(subject({"cut": cut}, at=EVE))
    assert found.actions == ()
    assert found.dearer == Dearer(datetime.fromisoformat(MIDNIGHT), (), ("cut",), 200_00, 30_00)


def test_a_charge_that_ends_is_waited_for() -> None:
    charge = {"when": within(None, MIDNIGHT), "take": {"add": 8, "line": "shipping"}}
    (wait,) = told(subject({"charge": charge}, at=EVE)).actions
    assert wait == Wait(datetime.fromisoformat(MIDNIGHT), (), ("charge",), 200_00, 8_00)


def test_of_several_moments_the_first_that_saves_and_the_first_of_those_that_save_most_are_told() -> None:
    days = [f"2026-11-{day}T00:00:00+08:00" for day in (11, 12, 13, 14)]
    rules: dict[str, Any] = {f"c{at}": {"when": within(days[at]), "take": {"off": 3 + at}} for at in range(3)}
    found = told(subject({**rules, "none": {"when": within(days[3]), "take": {"off": 1}, "from": 900}}, at=EVE))
    assert [(one.saved, one.at.isoformat()) for one in found.actions if isinstance(one, Wait)] == [
        (12_00, days[2]),
        (3_00, days[0]),
    ]


def test_of_moments_that_save_as_much_the_earliest_is_told() -> None:
    rules = {
        "a": {"when": within(MIDNIGHT), "take": {"off": 5}},
        "b": {"when": within(NOON), "take": {"off": 7}, "from": 900},
    }
    (wait,) = told(subject(rules, at=EVE)).actions
    assert isinstance(wait, Wait)
    assert wait.at == datetime.fromisoformat(MIDNIGHT)


def test_rules_that_begin_or_end_and_change_nothing_are_not_named_and_make_nothing_dearer() -> None:
    far = {"take": {"off": 7}, "from": 900}
    rules = {"far": {**far, "when": within(None, MIDNIGHT)}, "near": {**far, "when": within(MIDNIGHT)}}
    assert told(subject(rules, at=EVE)) == Further((), None, ())
    cut = {"take": {"off": 30}}
    (wait,) = told(subject({**rules, "cut": {**cut, "when": within(MIDNIGHT)}}, at=EVE)).actions
    assert isinstance(wait, Wait)
    assert (wait.begins, wait.ends) == (("cut",), ())
    dearer = told(subject({**rules, "cut": {**cut, "when": within(None, MIDNIGHT)}}, at=EVE)).dearer
    assert dearer is not None
    assert (dearer.begins, dearer.ends) == ((), ("cut",))


def test_a_deduction_that_is_over_when_the_balance_could_first_be_paid_makes_a_late_deposit_dearer() -> None:
    """The same rules hold in the evening as the day before; but a balance of then is paid after the deduction."""
    four = "2026-11-11T16:00:00+08:00"
    rules = {
        "pre": {"take": {"deposit": 10, "balance": {"from": NOON}}},
        "cut": {"take": {"off": 20}, "when": within(NOON, four)},
    }
    found = told(subject(rules, at=EVE))
    assert found.dearer is not None
    assert (found.dearer.at, found.dearer.more) == (datetime.fromisoformat(four), 20_00)


def test_daily_hours_are_waited_for_on_the_next_day_too() -> None:
    happy = {"when": {"hours": {"from": "18:00", "until": "19:00"}}, "take": {"off": 10}}
    (wait,) = told(subject({"happy": happy}, at=EVE)).actions
    assert isinstance(wait, Wait)
    assert (wait.at.isoformat(), wait.begins) == ("2026-11-11T18:00:00+08:00", ("happy",))
    found = told(subject({"happy": happy}, at="2026-11-10T18:30:00+08:00"))
    assert found.actions == ()
    assert found.dearer is not None
    assert found.dearer.at.isoformat() == "2026-11-10T19:00:00+08:00"


def test_daily_hours_within_a_window_begin_on_its_first_day_that_has_them() -> None:
    when = {"window": {"from": "2026-12-01T19:30:00+08:00"}, "hours": {"from": "18:00", "until": "19:00"}}
    (wait,) = told(subject({"happy": {"when": when, "take": {"off": 10}}}, at=EVE)).actions
    assert isinstance(wait, Wait)
    assert wait.at.isoformat() == "2026-12-02T18:00:00+08:00"


def test_a_coupon_that_may_not_be_used_yet_is_used_at_its_best_then() -> None:
    rules = {
        "small": {"take": {"off": 20}, "use": "coupon", "from": 150},
        "large": {"take": {"off": 60}, "use": "coupon", "from": 200, "when": within(MIDNIGHT)},
    }
    (wait,) = told(subject(rules, at=EVE)).actions
    assert (wait.pay, wait.saved) == (140_00, 40_00)


def test_without_a_moment_nobody_is_told_to_wait_but_that_it_was_not_looked_at() -> None:
    found = told(subject({"cut": {"when": within(MIDNIGHT), "take": {"off": 30}}}))
    assert (found.actions, found.dearer, found.not_weighed) == ((), None, ("wait",))
    assert told(subject({"cut": {"take": {"off": 30}}})).not_weighed == ()


def test_of_more_moments_than_are_looked_at_it_is_said_that_the_later_ones_were_not() -> None:
    days = [f"2026-12-{day:02d}T00:00:00+08:00" for day in range(1, actions.MOST_MOMENTS + 2)]
    rules: dict[str, Any] = {f"r{at}": {"when": within(day), "take": {"off": 1}} for at, day in enumerate(days)}
    found = told(subject(rules, at=EVE))
    assert (found.actions[0].saved, found.not_weighed) == (actions.MOST_MOMENTS * 100, ("later",))
    del rules["r0"]
    assert told(subject(rules, at=EVE)).not_weighed == ()


def test_a_deposit_that_can_no_longer_be_made_is_no_reason_to_fail_and_the_order_is_dearer_then() -> None:
    deposit = {"when": within(None, MIDNIGHT), "take": {"deposit": 10, "counts": 40, "balance": {"from": MIDNIGHT}}}
    found = told(subject({"pre": deposit}, at=EVE, balance_at=NOON))
    assert found.dearer is not None
    assert found.dearer.ends == ("pre",)
    assert found.dearer.more == 30_00


def test_so_many_moments_are_looked_at_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = {
        f"c{day}": {"when": within(f"2026-12-{day:02d}T00:00:00+08:00"), "take": {"off": 1}} for day in range(1, 29)
    }
    (most, _) = told(subject(rules, at=EVE)).actions
    assert most.saved == actions.MOST_MOMENTS * 1_00
    monkeypatch.setattr(actions, "MOST_MOMENTS", 3)
    assert told(subject(rules, at=EVE)).actions[0].saved == 3_00


# --- a coupon that is not held ----------------------------------------------------------------------------------------

COUPONS = {
    "small": {"from": 100, "take": {"off": 10}, "use": "coupon"},
    "large": {"from": 200, "take": {"off": 25}, "use": "coupon"},
    "far": {"from": 900, "take": {"off": 99}, "use": "coupon"},
}


def test_a_coupon_that_is_not_held_is_told_where_less_would_be_paid_with_it() -> None:
    found = told(subject(COUPONS, wallet={"coupons": {"small": 1, "large": 0, "far": 0}}))
    # The large one first, and the small one no longer reaches: used before it, it would keep it out.
    assert found.actions[0] == GetCoupon("large", 175_00, 15_00)
    assert {one.rule for one in found.actions if isinstance(one, GetCoupon)} == {"large"}


def test_nothing_is_told_where_every_coupon_is_held() -> None:
    assert not any(isinstance(one, GetCoupon) for one in told(subject(COUPONS)).actions)


def test_what_would_perhaps_be_saved_without_it_is_claimed_of_no_action() -> None:
    """Of a way that is not proven to be the cheapest there may be one that pays as little with nothing more done."""
    search = Search(
        subject({**COUPONS, "cut": {"when": within(MIDNIGHT), "take": {"off": 9}}}, at=EVE, wallet={"coupons": []})
    )
    found = search.best()
    assert len(further(search, found, ["small", "large"]).actions) == 3
    loose = Best(found.choices, found.receipt, found.bound - 9_50, "within", found.combinations, found.rows)
    some = further(search, loose, ["small", "large"]).actions
    assert [one.saved for one in some] == [25_00, 10_00]


def test_of_many_coupons_that_are_not_held_the_first_few_are_looked_at_and_the_others_named() -> None:
    rules = {f"c{at:02d}": {"take": {"off": at + 1}, "use": "coupon"} for at in range(15)}
    found = told(subject(rules, wallet={"coupons": dict.fromkeys(rules, 0)}))
    assert found.coupons_left == ("c12", "c13", "c14")
    assert [one.saved for one in found.actions if isinstance(one, GetCoupon)][:2] == [12_00, 11_00]


# --- two orders -------------------------------------------------------------------------------------------------------


def test_two_orders_save_where_each_reaches_the_threshold_of_a_coupon_that_one_order_uses_alone() -> None:
    worth = {"a": 20, "b": 15, "c": 9}
    three = {name: {"from": 100, "take": {"off": off}, "use": "coupon"} for name, off in worth.items()}
    found = told(subject(three, (100, 100), price=[{"one_of": list(three)}]))
    assert found.actions == (SplitUp(2, 165_00, 15_00),)


def test_of_a_single_piece_nothing_is_said_of_splitting() -> None:
    rules = {f"c{at}": {"take": {"off": 1}, "use": "coupon"} for at in range(9)}
    assert told(subject(rules, (100,))).not_weighed == ()
    assert told(subject(rules, (100, 100, 100))).not_weighed == ("split",)


def test_what_is_decided_stands_in_every_action() -> None:
    rules = {**COUPONS, "later": {"take": {"off": 7}, "when": within(MIDNIGHT)}}
    found = told(subject(rules, at=EVE, fixed=Choices(use=("small",), skip=("large",))))
    assert [(type(one), one.pay) for one in found.actions] == [(Wait, 183_00)]
    assert told(subject(COUPONS, (100, 100), fixed=Choices(skip=("small", "large")))) == Further((), None, ())


def test_a_coupon_that_has_to_be_used_is_for_one_of_two_orders() -> None:
    rules = {"each": {"from": 100, "take": {"off": 5}}, "small": {"take": {"off": 15}, "use": "coupon"}}
    found = told(subject(rules, (100, 100), fixed=Choices(use=("small",))))
    assert (found.actions, found.not_weighed) == ((SplitUp(2, 175_00, 5_00),), ())


def test_a_search_that_nobody_waits_for_looks_no_further() -> None:
    class Gone(Watch):
        def stopped(self) -> bool:
            return True

    rules = {**COUPONS, "later": {"take": {"off": 7}, "when": within(MIDNIGHT)}}
    one = subject(rules, (100, 100), at=EVE, wallet={"coupons": []})
    found = further(Search(one, watch=Gone()), best(one), ("small", "large", "far"))
    assert found == Further((), None, ("wait", "split"), ("small", "large", "far"))


def test_where_nothing_saves_nothing_is_told() -> None:
    assert told(subject({"cut": {"take": {"off": 30}}}, at=EVE)) == Further((), None, ())


# --- against what the search itself says ------------------------------------------------------------------------------


def holds(one: Subject, found: Further) -> None:
    """Every figure is that of a search with that coupon, at that moment, into that many orders."""
    now = best(one)
    assert [a.saved for a in found.actions] == sorted((a.saved for a in found.actions), reverse=True)
    for action in found.actions:
        assert action.saved == now.receipt.pay - action.pay > 0
        match action:
            case GetCoupon(rule):
                held = {**(one.cart.wallet.coupons or {}), rule: 1}
                cart = one.cart.model_copy(update={"wallet": one.cart.wallet.model_copy(update={"coupons": held})})
                assert best(Subject(cart, one.rulebook, one.choices)).receipt.pay == action.pay
            case Wait(at):
                assert one.cart.at is not None
                assert at > one.cart.at
                assert at_moment(one, at) == action.pay
            case SplitUp(orders):
                assert cheapest(one, orders).pay == action.pay
    if found.dearer is not None:
        assert at_moment(one, found.dearer.at) == found.dearer.pay == now.receipt.pay + found.dearer.more
    if "split" not in found.not_weighed and not any(isinstance(action, SplitUp) for action in found.actions):
        assert cheapest(one, 2).pay == now.receipt.pay


def at_moment(one: Subject, at: datetime) -> int:
    """What is paid at the least at another moment."""
    cart = one.cart.model_copy(update={"at": at, "balance_at": None})
    return best(Subject(cart, one.rulebook, one.choices)).receipt.pay


def no_hour_is_cheaper(one: Subject, found: Further, hours: range) -> None:
    """At none of these hours from now on less is paid than where one is told to wait for, or now; nor more before it is
    told that it is dearer."""
    now = best(one).receipt.pay
    least = min([now, *(action.pay for action in found.actions if isinstance(action, Wait))])
    for more in hours:
        assert one.cart.at is not None
        at = one.cart.at + timedelta(hours=more)
        pay = at_moment(one, at)
        assert pay >= least
        if pay > now:
            assert found.dearer is not None
            assert found.dearer.at <= at


CARTS = [one.name for one in shipped() if one.kind == "cart"]


@pytest.mark.parametrize("name", CARTS)
def test_for_shipped_carts_the_figures_are_those_of_the_search(name: str) -> None:
    cart, book = open_case(name, None)
    one = Subject(cart.value, book.value)
    holds(one, told(one))


@pytest.mark.parametrize(
    "name",
    [
        "double11-example",
        "jd-nianhuo-2023",
        "tmall-double11-2018-presale",
        "tmall-double11-2020-presale",
        "tmall-double11-2020",
        "tmall-double11-2022",
        "tmall-618-2018-both",
        "aliexpress-select-2016",
    ],
)
def test_before_a_campaign_the_cheapest_hour_is_told(name: str) -> None:
    cart, book = open_case(name, None)
    start = next(actions.moments(Subject(cart.value, book.value, at=datetime(2010, 1, 1, tzinfo=UTC))))
    one = Subject(cart.value.model_copy(update={"at": start - timedelta(hours=5), "balance_at": None}), book.value)
    found = told(one)
    assert any(isinstance(action, Wait) for action in found.actions)
    holds(one, found)
    no_hour_is_cheaper(one, found, range(0, 48, 5))


@settings(max_examples=25)
@given(choices(5), st.data())
def test_for_any_rules_with_windows_the_figures_are_those_of_the_search(
    case: tuple[Cart, Rulebook], data: st.DataObject
) -> None:
    cart, book = case
    now = datetime.fromisoformat(EVE)
    hours = st.one_of(st.none(), st.integers(-4, 9))
    rules = {}
    for name, rule in book.rules.items():
        start, length = data.draw(hours), data.draw(st.integers(1, 6))
        if start is not None:
            window = Within(now + timedelta(hours=start), now + timedelta(hours=start + length))
            rule = rule.model_copy(update={"when": window})
        rules[name] = rule
    one = Subject(cart.model_copy(update={"at": now}), book.model_copy(update={"rules": rules}))
    found = told(one)
    holds(one, found)
    no_hour_is_cheaper(one, found, range(16))
