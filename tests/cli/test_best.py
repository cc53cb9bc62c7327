"""``promocalc best``."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from promocalc.choose.best import Search
from promocalc.explain.cells import width
from promocalc.numbers.formula import NotExpressible
from tests.cli.harness import CART, Ran, run

SHIPPED = Path("rules/cn/double11-example.cart.yaml")
EVERY = sorted(Path("rules").rglob("*.cart.yaml"))

RULEBOOK = """\
rulebook: coupons
rules:
  small: {title: {en: Small, zh: 小券}, from: 300, take: {off: 20}, use: coupon}
  large: {title: {en: Large, zh: 大券}, from: 500, take: {off: 60}, use: coupon}
  tenth: {title: {en: Tenth, zh: 九折}, take: {off: 10%}, use: coupon}
  auto: {title: {en: Auto, zh: 直降}, from: 1000, take: {off: 1}}
price: [small, large, tenth, auto]
exclude: [{these: [tenth], not_with: [small, large]}]
"""
COAT = "cart: coat\nrulebook: coupons.yaml\nlines: [{id: a, title: {en: Coat, zh: 大衣}, price: 500}]\n"


@pytest.fixture
def coat_of_500(tmp_path: Path) -> Path:
    """A coat of 500.00: 480.00 with the first coupon, 440.00 with the second, 450.00 with the third."""
    (tmp_path / "coupons.yaml").write_text(RULEBOOK, encoding="utf-8")
    path = tmp_path / "coat.yaml"
    path.write_text(COAT, encoding="utf-8")
    return path


def told(*args: object) -> dict[str, Any]:
    """What ``--json`` prints."""
    ran = run("best", *args, "--json", "-q")
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


def page(*args: object) -> str:
    """What is written."""
    ran = run("best", *args)
    assert (ran.code, ran.err) == (0, ""), ran.err
    return ran.out


def pay(command: list[str]) -> Any:
    """What a command of ``price`` comes to."""
    ran = run(*command[1:], "--json", "-q")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["pay"]


# --- the page -------------------------------------------------------------------------------------------------


def test_the_page_tells_what_to_do_and_the_command_that_shows_it() -> None:
    said = page(SHIPPED)
    assert '- Use "Platform coupon, 80 off from 1,000": -80.00.' in said
    assert f"  promocalc price {SHIPPED} --use R6 --skip R2\n" in said
    assert "- 用上「平台券 满1000减80」：-80.00。" in page(SHIPPED, "--lang", "zh")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("cells", [40, 60, 80, 132])
def test_every_line_fits_but_for_the_command(language: str, cells: int) -> None:
    rows = page(SHIPPED, "--lang", language, "--width", cells).splitlines()
    assert max(width(row) for row in rows if "promocalc price" not in row) <= cells


def test_the_page_can_be_drawn_in_ascii() -> None:
    assert page(SHIPPED, "--ascii").replace("¥", "").isascii()


def test_a_cart_with_nothing_to_decide_says_so(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text("rulebook: s\nrules: {a: {take: {off: 5}}}\nprice: [a]\n", encoding="utf-8")
    (tmp_path / "cart.yaml").write_text(CART, encoding="utf-8")
    assert "There is nothing to decide in this cart" in page(tmp_path / "cart.yaml")


def test_so_many_other_ways_are_told_as_are_asked_for() -> None:
    assert [one["pay"] for one in told(SHIPPED)["ways"]] == ["1088.82", "1097.70", "1148.82", "1168.82"]
    assert [one["pay"] for one in told(SHIPPED, "--plans", 1)["ways"]] == ["1088.82", "1097.70", "1148.82"]
    # What there is now is always among them.
    assert [one["is_now"] for one in told(SHIPPED, "--plans", 0)["ways"]] == [False, True]


# --- the command that prices it so ----------------------------------------------------------------------------


@pytest.mark.parametrize("cart", EVERY, ids=lambda path: path.name.removesuffix(".cart.yaml"))
def test_the_command_of_every_shipped_cart_pays_what_it_promises(cart: Path) -> None:
    found = told(cart)
    assert pay(found["command"]) == found["best"]["pay"] == found["receipt"]["pay"]
    assert found["best"]["gap"] in ("0.00", "0")


def test_the_command_says_who_buys_when_and_under_which_rules(coat_of_500: Path) -> None:
    at = "2026-11-10T21:00:00+08:00"
    found = told(SHIPPED, "double11-example", "--persona", "new", "--at", at)
    assert found["command"][:9] == [
        *("promocalc", "price", str(SHIPPED), "--rules", "double11-example"),
        *("--at", at, "--persona", "new"),
    ]
    assert pay(found["command"]) == found["best"]["pay"] == "1073.82"
    assert told(coat_of_500)["command"][3:] == ["--use", "large", "--skip", "small"]


def test_a_moment_that_nobody_gave_is_in_the_command(tmp_path: Path, shop: Path) -> None:
    window = "when: {window: {from: '2020-01-01T00:00:00+08:00'}}"
    text = shop.read_text(encoding="utf-8").replace("take: {off: 60}", f"{window}, take: {{off: 60}}")
    shop.write_text(text, encoding="utf-8")
    ran = run("best", tmp_path / "cart.yaml", "--json")
    assert "priced as of now" in ran.err
    found = json.loads(ran.out)
    assert found["command"][3:5] == ["--at", found["receipt"]["at"]]


# --- what is fixed --------------------------------------------------------------------------------------------


def test_a_lock_is_used_whatever_it_costs_and_that_is_said(coat_of_500: Path) -> None:
    for option in ("--lock", "--use"):
        found = told(coat_of_500, option, "tenth")
        assert found["best"]["pay"] == pay(found["command"]) == "450.00"
        assert found["fixed"] == {"use": ["tenth"], "skip": [], "idle": [], "freed": "440.00"}
    assert "If nothing were fixed, ¥440.00 would be enough: ¥10.00 less." in page(coat_of_500, "--lock", "tenth")


def test_what_is_barred_is_left_alone(coat_of_500: Path) -> None:
    found = told(coat_of_500, "--skip", "large")
    assert found["best"]["pay"] == pay(found["command"]) == "450.00"
    assert found["now"]["pay"] == "480.00"


def test_what_is_barred_is_no_offer_any_more() -> None:
    found = told(SHIPPED, "--skip", "R6")
    assert found["best"]["pay"] == pay(found["command"]) == "1148.82"
    assert [one["rule"] for one in found["worths"]] == ["R2", "R4", "R7", "R8"]


def test_a_lock_of_which_nothing_comes_is_said_and_not_refused(coat_of_500: Path) -> None:
    coat_of_500.write_text(COAT.replace("price: 500", "price: 250"), encoding="utf-8")
    found = told(coat_of_500, "--lock", "small")
    assert found["fixed"]["idle"] == ["small"]
    assert found["best"]["pay"] == "250.00"
    assert "「小券」没有起作用：未用上：还差 50.00 满 300.00" in page(coat_of_500, "--lock", "small", "--lang", "zh")


def test_what_the_cart_has_chosen_stands_unless_it_is_decided_afresh(coat_of_500: Path) -> None:
    coat_of_500.write_text(COAT + "choices: {use: tenth}\n", encoding="utf-8")
    found = told(coat_of_500)
    assert (found["now"]["pay"], found["best"]["pay"], found["fixed"]["freed"]) == ("450.00", "450.00", "440.00")
    anew = told(coat_of_500, "--afresh")
    assert (anew["now"]["pay"], anew["best"]["pay"], anew["fixed"]["freed"]) == ("450.00", "440.00", None)
    assert anew["moves"] == {"use": ["large"], "leave": ["tenth"], "keep": []}
    # Without the tenth, the small one would come first and spoil the large one.
    assert anew["command"][3:] == ["--skip", "small", "--skip", "tenth"]
    assert pay(anew["command"]) == "440.00"


def test_what_the_cart_leaves_alone_can_be_decided_afresh(coat_of_500: Path) -> None:
    coat_of_500.write_text(COAT + "choices: {skip: [large, tenth]}\n", encoding="utf-8")
    assert told(coat_of_500)["best"]["pay"] == "480.00"
    anew = told(coat_of_500, "--afresh")
    assert anew["best"]["pay"] == pay(anew["command"]) == "440.00"


def test_a_lock_takes_the_place_of_what_the_cart_has_chosen_though_neither_changes_anything(coat_of_500: Path) -> None:
    one_of = RULEBOOK.replace("[small, large, tenth, auto]", "[{one_of: [small, large]}, tenth, auto]")
    (coat_of_500.parent / "coupons.yaml").write_text(one_of, encoding="utf-8")
    coat_of_500.write_text(COAT.replace("500", "100") + "choices: {use: small, skip: tenth}\n", encoding="utf-8")
    found = told(coat_of_500, "--afresh", "--lock", "large", "--skip", "tenth")
    assert found["fixed"]["idle"] == ["large"]
    assert found["best"]["pay"] == pay(found["command"]) == "100.00"


# --- what cannot be -------------------------------------------------------------------------------------------


def refused(*args: object) -> Ran:
    """A run that is refused."""
    ran = run("best", *args)
    assert ran.code == 2
    assert ran.out == ""
    return ran


def test_locks_that_exclude_each_other_are_refused_by_name(coat_of_500: Path) -> None:
    ran = refused(coat_of_500, "--lock", "tenth", "--lock", "large")
    assert ran.err == "error: 'tenth' and 'large' are chosen, and they exclude each other (--lock)\n"
    assert refused(coat_of_500, "--use", "tenth", "--use", "large").err.endswith("(--use)\n")


@pytest.mark.parametrize("option", ["--lock", "--use"])
def test_what_is_to_be_used_and_left_alone_at_once_is_refused(coat_of_500: Path, option: str) -> None:
    ran = refused(coat_of_500, option, "large", "--skip", "large")
    assert ran.err.startswith(f"error: 'large' cannot both be used ({option}) and be left alone (--skip)\n")
    said = refused(coat_of_500, option, "large", "--skip", "large", "--split", 2, "--lang", "zh").err
    assert said.startswith(f"错误：“large”不能既要用（{option}）又不用（--skip）\n")


def test_locks_of_which_one_may_be_used_are_refused_by_name() -> None:
    ran = refused(SHIPPED, "--lock", "R2", "--lock", "R6", "--lang", "zh")
    assert ran.err == "错误：选了“R2”、“R6”，最多只能选 1 个（--lock）\n"


def test_a_lock_that_is_nothing_to_choose_is_refused(coat_of_500: Path) -> None:
    assert "there is nothing to choose about 'auto' (--lock)" in refused(coat_of_500, "--lock", "auto").err
    assert "did you mean 'large'?" in refused(coat_of_500, "--lock", "lage").err


def test_a_budget_below_the_least_is_refused_and_the_least_is_named(coat_of_500: Path) -> None:
    ran = refused(coat_of_500, "--budget", "439.99")
    assert ran.err == "error: ¥439.99 is not enough: the least that can be paid is ¥440.00 (--budget)\n"
    zh = refused(coat_of_500, "--budget", 400, "--lang", "zh")
    assert zh.err == "错误：¥400.00 不够：最少也要付 ¥440.00（--budget）\n"


def test_a_budget_that_what_is_locked_exceeds_is_refused_as_one_that_another_way_may_keep(coat_of_500: Path) -> None:
    ran = refused(coat_of_500, "--lock", "tenth", "--budget", 440)
    assert ran.err == (
        "error: ¥440.00 is not enough: the least that can be paid is ¥450.00, as long as what is fixed stays"
        " (--budget)\n"
    )
    said = refused(coat_of_500, "--lock", "tenth", "--budget", 440, "--split", 2, "--lang", "zh").err
    assert said == "错误：¥440.00 不够：最少也要付 ¥450.00（以定下的不变为前提）（--budget）\n"


def test_a_budget_that_is_enough_says_what_is_left(coat_of_500: Path) -> None:
    assert "Budget    ¥440.00, of which ¥0.00 is left\n" in page(coat_of_500, "--budget", 440)
    assert told(coat_of_500, "--budget", 500)["budget"] == "500.00"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "the cheapest way cannot be proven for this cart: there are more than 1,024 combinations"),
        ("zh", "无法证明这个购物车怎么付最省：要逐一计价的组合超过 1,024 种"),
    ],
)
def test_where_nothing_can_be_proven_that_is_said(
    coat_of_500: Path, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    def best(_: Search) -> None:
        raise NotExpressible("too many", "long", "1,024")

    monkeypatch.setattr(Search, "best", best)
    assert said in refused(coat_of_500, "--lang", language).err


def test_all_that_is_wrong_with_the_options_is_told_at_once(coat_of_500: Path) -> None:
    said = refused(coat_of_500, "--budget", "lots", "--at", "soon").err
    assert "--budget" in said
    assert "--at" in said
    assert "(--budget)" in refused(coat_of_500, "--budget", "1.005").err


def test_problems_are_data_where_data_was_asked_for(coat_of_500: Path) -> None:
    ran = run("best", coat_of_500, "--budget", 1, "--json")
    assert ran.code == 2
    assert json.loads(ran.out)["problems"][0]["code"] == "OverBudget"


# --- JSON -----------------------------------------------------------------------------------------------------


def test_the_shipped_cart_as_data() -> None:
    found = told(SHIPPED)
    assert found["schema"] == "promocalc.best/1.1"
    assert found["best"] | {"choices": None} == {
        "pay": "1088.82",
        "choices": None,
        "bound": "1088.82",
        "gap": "0.00",
        "proof": "optimal",
        "combinations": 24,
    }
    assert found["ways"][0]["equivalents"] == found["receipt"]["equivalents"]
    assert len({way["equivalents"]["cut"]["amount"] for way in found["ways"]}) == len(found["ways"])
    assert found["moves"] == {"use": ["R6"], "leave": ["R2"], "keep": ["R4"]}
    assert found["changes"] == [
        {"rule": "R2", "now": "-20.00", "best": "0.00"},
        {"rule": "R6", "now": "0.00", "best": "-80.00"},
    ]
    assert found["effort"] == {
        "nothing": "1177.70",
        "now": "1148.82",
        "best": "1088.82",
        "steps": [{"rule": "R6", "pay": "1097.70"}, {"rule": "R4", "pay": "1088.82"}],
    }
    assert {one["rule"]: one["worth"] for one in found["worths"]} == {
        "R6": "60.00",
        "R4": "8.88",
        "R2": "0.00",
        "R7": "0.00",
        "R8": "0.00",
    }


def test_the_changes_and_the_tax_on_top_come_to_what_is_saved(coat_of_500: Path) -> None:
    assert told(coat_of_500)["tax"] is None
    book = coat_of_500.parent / "coupons.yaml"
    book.write_text(f"{RULEBOOK}tax: {{included: false, rate: 10%}}\n", encoding="utf-8")
    found = told(coat_of_500)
    changes = [*found["changes"], found["tax"]]
    assert found["tax"] == {"now": "48.00", "best": "44.00"}
    assert sum(Decimal(one["now"]) - Decimal(one["best"]) for one in changes) == Decimal(found["saved"]) == 44


def test_data_is_the_same_in_every_language_and_every_time() -> None:
    assert told(SHIPPED) == told(SHIPPED, "--lang", "zh") == told(SHIPPED, "--format", "json")


def test_the_receipt_in_it_is_that_of_price() -> None:
    found = told(SHIPPED)
    choices = [word for rule in found["best"]["choices"]["skip"] for word in ("--skip", rule)]
    assert json.loads(run("price", SHIPPED, *choices, "--json").out) == found["receipt"]
