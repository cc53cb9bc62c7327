"""The cheapest way in words: what to do, why, the other ways, what every offer is worth."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promocalc.cart import Cart, Choices
from promocalc.choose.best import Best, Search
from promocalc.explain.best import en as best_en
from promocalc.explain.best import zh as best_zh
from promocalc.explain.best.as_json import to_data
from promocalc.explain.best.text import BestView, text
from promocalc.explain.best.told import BestTold
from promocalc.explain.best.words import BestLabels, words
from promocalc.explain.cells import width
from promocalc.explain.language import LANGUAGES, Language
from promocalc.files.load import open_case
from promocalc.formula.subject import Subject
from promocalc.numbers.formula import NotExpressible
from promocalc.rules.rulebook import Rulebook
from tests.generate import cases
from tests.generate_choices import choices


def told(cart: Cart, book: Rulebook, fixed: Choices | None = None, freed: int | None = None) -> BestTold:
    """The cheapest way beside what is paid with the cart's own choices."""
    search = Search(Subject(cart, book, fixed))
    now = search.pricer.price(cart, cart.choices)
    return BestTold(search, search.best(), now, freed=freed)


def view(
    rules: dict[str, Any],
    language: Language = "en",
    *,
    price: str = "500",
    programme: list[Any] | None = None,
    exclude: list[dict[str, Any]] | None = None,
    fixed: Choices | None = None,
    freed: int | None = None,
    **cart: Any,
) -> BestView:
    """One line under some rules; each is a coupon unless it says otherwise."""
    rules = {name: {"use": "coupon", **rule} for name, rule in rules.items()}
    book = {"rulebook": "t", "rules": rules, "price": programme or list(rules), "exclude": exclude or []}
    lines = [{"id": "a", "title": {"en": "Coat", "zh": "大衣"}, "store": "S", "price": price}]
    bought = Cart.model_validate({"lines": lines, **cart})
    return BestView(told(bought, Rulebook.model_validate(book), fixed, freed), language)


@cache
def shipped(language: Language) -> BestView:
    """The cart that the screen opens on: 1,148.82 now, 1,088.82 at best."""
    cart, book = open_case("rules/cn/double11-example.cart.yaml", None)
    return BestView(told(cart.value, book.value), language)


SMALL = {"title": {"en": "Small", "zh": "小券"}, "from": 300, "take": {"off": 20}}
LARGE = {"title": {"en": "Large", "zh": "大券"}, "from": 500, "take": {"off": 30}}
TENTH = {"title": {"en": "Tenth", "zh": "九折"}, "take": {"off": "10%"}}
BACK = {"title": {"en": "Back", "zh": "返现"}, "take": {"give": 10, "in": "cash"}}


# --- what to do, and why --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "actions"),
    [
        (
            "en",
            [
                'Use "Platform coupon, 80 off from 1,000": -80.00.',
                'Leave "Store coupon, 20 off from 199" alone (now: -20.00).',
                'Keep using "Red envelope": -8.88.',
            ],
        ),
        (
            "zh",
            [
                "用上「平台券 满1000减80」：-80.00。",
                "不用「店铺券 满199减20」（现在 -20.00）。",
                "照旧用「红包」：-8.88。",
            ],
        ),
    ],
)
def test_what_to_do_is_told_as_differences_from_now(language: Language, actions: list[str]) -> None:
    assert shipped(language).actions() == actions


def test_totals_say_what_is_saved_and_how_sure_that_is() -> None:
    assert shipped("en").totals() == [
        ("Paid now", "¥1,148.82"),
        ("At best", "¥1,088.82"),
        ("Saved", "¥60.00, 5.2% of what is paid now"),
        ("Comes to", '24.3% off; "Socks x5" ¥23.63 a piece'),
        ("Proof", "all 24 combinations of what you may decide were weighed: nobody can pay less"),
    ]
    assert dict(shipped("zh").totals())["证明"] == "已权衡全部 24 种组合：没有更便宜的付法"


def test_what_is_given_up_and_gained_comes_to_what_is_saved() -> None:
    table = shipped("en").changes()
    assert table is not None
    assert table.rows == (
        ("Store coupon, 20 off from 199", "-20.00", "0.00", "+20.00"),
        ("Platform coupon, 80 off from 1,000", "0.00", "-80.00", "-80.00"),
    )
    assert table.foot == (("To pay", "1,148.82", "1,088.82", "-60.00"),)


def test_of_two_of_which_one_may_be_used_it_is_said_that_one_stands_in_the_others_place() -> None:
    (reason,) = shipped("zh").reasons()
    assert reason == (
        "若再用「店铺券 满199减20」：-20.00；「平台券 满1000减80」（未用：已用「店铺券 满199减20」，二者只能用一个，"
        "本可减 80.00）。"
    )


def test_a_first_coupon_that_spoils_the_second_is_left_alone_and_it_is_said_why() -> None:
    said = view({"small": SMALL, "large": LARGE})
    assert said.told.receipt.pay == 47_000
    assert said.actions() == ['Use "Large": -30.00.', 'Leave "Small" alone (now: -20.00).']
    (reason,) = said.reasons()
    assert reason == (
        'With "Small" besides: -20.00; "Large" (not used: 20.00 short of 500.00 (the amount due at this point: '
        "480.00))."
    )


def test_what_excludes_another_is_named() -> None:
    exclude = [{"these": ["small"], "not_with": ["tenth"]}]
    said = view({"small": SMALL, "tenth": TENTH}, exclude=exclude)
    assert said.told.receipt.pay == 45_000
    (reason,) = said.reasons()
    assert reason == (
        'With "Small" besides: -20.00; "Tenth" (excluded: cannot be combined with "Small", which took something '
        "already; it would take 48.00)."
    )


def test_a_rule_that_brings_less_beside_another_is_told_with_both_amounts() -> None:
    third = {"title": {"en": "Third", "zh": "券三"}, "take": {"off": 30, "every": 100}, "use": "automatic"}
    one_off = {"title": {"en": "One", "zh": "一元券"}, "take": {"off": 1}}
    (reason,) = view({"one": one_off, "third": third}).reasons()
    assert reason == 'With "One" besides: -1.00; "Third": -120.00 instead of -150.00.'


def test_a_cart_with_nothing_to_decide_says_so() -> None:
    said = view({"auto": {"take": {"off": 5}, "use": "automatic"}})
    assert said.actions() == ["There is nothing to decide in this cart: this is what it costs."]
    assert "Proof" not in dict(said.totals())
    assert said.ways() is said.offers() is said.effort() is None


def test_where_nothing_that_may_be_decided_matters_that_is_said() -> None:
    said = view({"far": {"from": 10_000, "take": {"off": 5}}}, "zh")
    assert said.actions() == ["无论怎么选，应付都一样。"]


def test_what_is_the_cheapest_already_is_kept() -> None:
    said = view({"tenth": TENTH})
    assert said.actions() == [
        "Change nothing: the cart as it stands is the cheapest way already.",
        'Keep using "Tenth": -50.00.',
    ]
    assert said.changes() is None
    assert said.reasons() == []


def test_what_costs_nothing_and_gives_something_for_later_is_not_left_alone() -> None:
    said = view({"small": SMALL, "large": LARGE, "back": BACK})
    assert 'Keep using "Back": +10.00 later.' in said.actions()
    table = said.offers()
    assert table is not None
    assert ("Back", "0.00", "used: +10.00 later, and no more is paid") in table.rows


def test_of_ways_that_cost_the_same_the_one_that_gives_more_for_later_is_told() -> None:
    cart, book = open_case("rules/world/lazada-my-2023.cart.yaml", None)
    said = BestView(told(cart.value, book.value), "en")
    assert said.told.saved == 0
    assert said.actions()[0] == (
        "What is given for later is worth MYR 5.00 instead of MYR 0.00; it is not counted in what is paid."
    )
    assert 'Use "Everyday cashback": +5.00 later.' in said.actions()
    assert "Saved" not in dict(said.totals())


def test_that_another_choice_may_cost_less_is_not_assumed_of_the_cheapest() -> None:
    rules = {"small": SMALL, "large": LARGE}
    said = view(rules, programme=[{"one_of": ["large", "small"]}])
    assert "Nothing was chosen" in " ".join(said.summary.assumptions())
    assert not any("Nothing was chosen" in one for one in said.assumptions())


# --- the other ways, and every offer --------------------------------------------------------------------------


def test_ways_begin_with_the_cheapest_and_say_which_is_now() -> None:
    table = shipped("zh").ways()
    assert table is not None
    assert table.rows == (
        ("1", "1,088.82", "348.88", "-60.00", "平台券 满1000减80 + 红包"),
        ("2", "1,097.70", "340.00", "-51.12", "平台券 满1000减80"),
        ("3", "1,148.82", "288.88", "0.00", "店铺券 满199减20 + 红包（现在）"),
        ("4", "1,168.82", "268.88", "+20.00", "红包"),
    )


def test_a_way_that_uses_nothing_says_so() -> None:
    table = view({"tenth": TENTH}).ways()
    assert table is not None
    assert table.rows[-1] == ("2", "500.00", "0.00", "+50.00", "nothing")


def test_every_offer_says_what_it_is_worth_and_why_it_is_worth_nothing() -> None:
    table = shipped("en").offers()
    assert table is not None
    told_of = {row[0]: row[1:] for row in table.rows}
    assert told_of["Platform coupon, 80 off from 1,000"] == ("60.00", "without it, the least is 1,148.82")
    assert told_of["New shoppers, 15 off"] == ("0.00", "not used: only for new shoppers; this shopper is not new")
    assert told_of["Store coupon, 20 off from 199"] == (
        "0.00",
        "-20.00 by itself; used all the same, 60.00 more is paid at the least",
    )


def test_coupons_that_are_not_held_are_no_offers_and_those_that_would_change_nothing_are_named() -> None:
    far = {"title": {"en": "Far", "zh": "远券"}, "from": 900, "take": {"off": 5}}
    rules = {"small": SMALL, "tenth": TENTH, "far": far, "large": LARGE}
    said = view(rules, wallet={"coupons": ["small"]})
    assert said.missing() == ['Not held, and they would change nothing here: "Far".']
    assert view(rules, "zh", wallet={"coupons": ["small"]}).missing() == [
        "没有领到手，领了在这里也不会少付：「远券」。"
    ]
    assert said.told.held == {"tenth": 432_00, "large": 470_00}
    table = said.offers()
    assert table is not None
    assert [row[0] for row in table.rows] == ["Small"]


def test_one_of_two_that_do_the_same_can_be_replaced() -> None:
    first = {"title": {"en": "First", "zh": "甲券"}, "take": {"off": 20}}
    second = {"title": {"en": "Second", "zh": "乙券"}, "take": {"off": 20}}
    table = view({"first": first, "second": second}, programme=[{"one_of": ["first", "second"]}]).offers()
    assert table is not None
    assert ("First", "0.00", "used, but another way without it costs the same") in table.rows


def test_effort_goes_from_nothing_to_the_cheapest_way() -> None:
    table = shipped("en").effort()
    assert table is not None
    assert table.rows == (
        ("Nothing used", "1,177.70", "", ""),
        ("+ Platform coupon, 80 off from 1,000", "1,097.70", "-80.00", "90.0%"),
        ("+ Red envelope", "1,088.82", "-8.88", "100.0%"),
    )
    assert table.foot == (("As it stands now", "1,148.82", "-28.88", "32.5%"),)


# --- what is fixed --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "proof", "action"),
    [
        (
            "en",
            ": nobody can pay less, as long as what is fixed stays",
            "Change nothing else: as long as what is fixed stays, the cart as it stands is the cheapest way.",
        ),
        ("zh", "：没有更便宜的付法（以定下的不变为前提）", "不必再改：定下的不变，现在这样就是最省的付法。"),
    ],
)
def test_where_what_is_fixed_costs_something_the_proof_holds_for_those_who_keep_to_it(
    language: Language, proof: str, action: str
) -> None:
    rules = {"small": SMALL, "large": LARGE, "tenth": TENTH}
    said = view(rules, language, fixed=Choices(skip=("tenth",)), freed=432_00)
    assert said.proof().endswith(proof)
    kept = view(rules, language, fixed=Choices(skip=("large",)), freed=1, choices={"skip": ["large"]})
    assert kept.actions()[0] == action
    free = view(rules, language, fixed=Choices(skip=("tenth",)), freed=said.told.receipt.pay)
    assert not free.proof().endswith(proof)


def test_what_is_not_fixed_may_change_nothing_though_what_is_fixed_does() -> None:
    far = {"title": {"en": "Far", "zh": "远券"}, "from": 10_000, "take": {"off": 5}}
    rules, fixed = {"small": SMALL, "far": far}, {"fixed": Choices(skip=("small",)), "choices": {"skip": ["small"]}}
    assert view(rules, freed=1, **fixed).actions() == ["None of what is still open changes what is paid."]
    assert view(rules, "zh", freed=1, **fixed).actions() == ["其余没定下的，无论怎么选，应付都一样。"]
    assert view(rules, "zh", freed=500_00, **fixed).actions() == ["无论怎么选，应付都一样。"]


def test_where_all_is_fixed_there_is_nothing_left_to_decide() -> None:
    fixed = Choices(skip=("small",))
    assert view({"small": SMALL}, fixed=fixed).actions() == [
        "There is nothing left to decide in this cart: what may be decided is fixed."
    ]
    assert view({"small": SMALL}, "zh", fixed=fixed).actions() == ["这个购物车没有什么还可选的：能选的都已定下。"]


def test_what_has_to_be_used_and_does_nothing_is_said() -> None:
    far = {"title": {"en": "Far", "zh": "远券"}, "from": 900, "take": {"off": 5}}
    said = view({"far": far, "tenth": TENTH}, fixed=Choices(use=("far",)))
    assert said.fixed() == [
        'Has to be used: "Far".',
        'Nothing comes of "Far": not used: 400.00 short of 900.00 (the amount due at this point: 500.00).',
    ]


def test_what_is_fixed_is_told_with_what_it_costs() -> None:
    said = view({"small": SMALL, "large": LARGE}, fixed=Choices(use=("small",)), freed=47_000)
    assert said.fixed() == ['Has to be used: "Small".', "If nothing were fixed, ¥470.00 would be enough: ¥10.00 less."]
    barred = view({"small": SMALL, "large": LARGE}, "zh", fixed=Choices(skip=("large", "small")), freed=47_000)
    assert barred.fixed() == [
        "不许用：「小券」、「大券」。"
        if barred.told.search.stated.skip[0] == "small"
        else "定为不用：「大券」、「小券」。",
        "若什么都不事先定下，最少只付 ¥470.00，再省 ¥30.00。",
    ]
    assert ("比现在多付", "¥20.00") in barred.totals()


def test_what_a_lock_keeps_out_is_said() -> None:
    exclude = [{"these": ["small"], "not_with": ["tenth"]}]
    table = view({"small": SMALL, "tenth": TENTH}, exclude=exclude, fixed=Choices(use=("small",))).offers()
    assert table is not None
    assert table.rows == (("Tenth", "0.00", "what is fixed keeps it out"),)


# --- proofs, labels, pages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "exhausted", "within"),
    [
        (
            "en",
            "all 24 combinations of what you may decide were priced one by one: nobody can pay less",
            "within ¥0.12 of the least possible: nobody can pay less than ¥1,088.70",
        ),
        (
            "zh",
            "已逐一计价全部 24 种组合：没有更便宜的付法",
            "离最低应付不超过 ¥0.12：无论怎么选，都不会少于 ¥1,088.70",
        ),
    ],
)
def test_a_proof_says_how_it_was_found(language: Language, exhausted: str, within: str) -> None:
    found = shipped(language).told
    best = found.best

    def proof(bound: int, how: Any) -> str:
        other = Best(best.choices, best.receipt, bound, how, best.combinations, best.rows)
        return BestView(BestTold(found.search, other, found.now), language).proof()

    assert proof(best.bound, "exhausted") == exhausted
    assert proof(best.bound - 12, "within") == within


def test_where_every_combination_was_priced_there_is_no_worth_but_everything_else() -> None:
    said = view({"small": SMALL, "large": LARGE})
    search = Search(said.told.search.subject)
    vars(search)["expressible"] = False
    priced = BestView(BestTold(search, search.best(), said.told.now), "en")
    assert priced.proof() == "all 4 combinations of what you may decide were priced one by one: nobody can pay less"
    assert priced.actions() == said.actions()
    assert priced.reasons() == said.reasons()
    assert priced.offers() is None
    assert priced.effort() == said.effort()
    assert to_data(priced.told)["best"]["proof"] == "exhausted"


def test_both_languages_have_every_word() -> None:
    for field in fields(BestLabels):
        one, other = (getattr(module.labels, field.name) for module in (best_en, best_zh))
        assert one
        assert other
        assert not re.search("[A-Za-z]", other)
    said = [
        {name: str(inspect.signature(one)) for name, one in vars(module).items() if inspect.isfunction(one)}
        for module in (best_en, best_zh)
    ]
    assert said[0] == said[1]
    for reason in ("sets", "long", "lots", "nothing", "together"):
        assert all(words(language).cannot(reason, "24") for language in LANGUAGES)


@given(st.one_of(choices(), cases()), st.sampled_from(LANGUAGES), st.sampled_from((40, 80)))
def test_whatever_the_cart_the_page_fits_and_its_figures_agree(
    case: tuple[Cart, Rulebook], language: Language, cells: int
) -> None:
    try:
        found = told(*case)
    except NotExpressible:
        return
    rows = text(found, language, width=cells).splitlines()
    assert max(map(width, rows)) <= cells
    tax = 0 if found.tax is None else found.tax.best - found.tax.now
    assert sum(one.best - one.now for one in found.changes) + tax == -found.saved
    assert found.saved >= 0
    pays = [one.receipt.pay for one in found.ways]
    assert pays == sorted(pays)
    assert sum(one.is_now for one in found.ways) == 1
    assert all(one.worth >= 0 <= one.forced for one in found.worths)
    reached = [found.effort.nothing, *(one.pay for one in found.effort.steps)]
    assert reached[-1] == found.receipt.pay or not found.effort.steps
    data = to_data(found)
    assert data["best"]["pay"] == data["receipt"]["pay"] == data["effort"]["best"]
